# SPDX-License-Identifier: GPL-3.0-or-later
# What must hold on the pages of forty random documents.
exec python3 tests/page/properties.py
