# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Random documents in which any construct stands in any other.
exec python3 tests/page/jumble.py
