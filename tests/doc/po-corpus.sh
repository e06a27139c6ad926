# SPDX-License-Identifier: GPL-3.0-or-later
# Sound and broken PO files, held against `msgfmt -c`.
exec python3 tests/doc/po-corpus.py
