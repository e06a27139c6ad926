# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What is extracted, translated and built again.
. tests/lib.sh
python3 tests/run/roundtrip.py "$DOKUWERK" "$work"
