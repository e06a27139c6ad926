# SPDX-License-Identifier: GPL-3.0-or-later
# Dialects of CSV: tests/db/dialects.py writes and imports them.
. tests/lib.sh
DOKUWERK=$DOKUWERK PYTHONDONTWRITEBYTECODE=1 python3 tests/db/dialects.py
