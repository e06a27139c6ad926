# SPDX-License-Identifier: GPL-3.0-or-later
# Page ends against an oracle that tries all of them.
exec python3 tests/page/breaks.py
