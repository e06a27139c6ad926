# SPDX-License-Identifier: GPL-3.0-or-later
# Families of text that are hard to read, each at a size that used to hang, or at those that
# PATHOLOGICAL names.
exec python3 tests/doc/pathological.py
