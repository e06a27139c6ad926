# SPDX-License-Identifier: GPL-3.0-or-later
# Large and damaged files of records: tests/db/sturdy.py makes and imports them.
. tests/lib.sh
DOKUWERK=$DOKUWERK PYTHONDONTWRITEBYTECODE=1 python3 tests/db/sturdy.py
