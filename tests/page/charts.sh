# SPDX-License-Identifier: GPL-3.0-or-later
# A chart shows its numbers: every bar, segment, slice, point, sign and tile is measured in the PDF.
exec python3 tests/page/charts.py
