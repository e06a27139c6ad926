# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Values that look like markup, in every place a value can stand: the document's structure stays,
# the values come out as they went in.
. tests/lib.sh
python3 tests/run/hostile.py "$DOKUWERK" "$work"
