# SPDX-License-Identifier: GPL-3.0-or-later
# Typographic faults on the pages of the demo, the specimen and the golden documents.
exec python3 tests/page/detect.py
