# SPDX-License-Identifier: GPL-3.0-or-later
# A right-to-left document is the mirror image of a left-to-right one.
exec python3 tests/page/mirror.py
