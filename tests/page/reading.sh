# SPDX-License-Identifier: GPL-3.0-or-later
# What a screen reader meets is what a reader meets: the text of a page with picture, table, chart,
# side note, box and footnote, as the structure tree has it, is in the order of the source, and so
# is the tree's own text (pdfinfo -struct-text).
exec python3 tests/page/reading.py
