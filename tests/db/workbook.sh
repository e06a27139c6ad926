# SPDX-License-Identifier: GPL-3.0-or-later
# Workbooks: tests/db/workbook.py makes and imports them.
. tests/lib.sh
DOKUWERK=$DOKUWERK PYTHONDONTWRITEBYTECODE=1 python3 tests/db/workbook.py
