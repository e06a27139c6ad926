# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Texts, themes and pictures that hardly fit a page, or cannot.
. tests/lib.sh
python3 tests/run/hard.py "$DOKUWERK" "$work"
