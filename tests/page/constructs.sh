# SPDX-License-Identifier: GPL-3.0-or-later
# What must hold on the pages of the constructs, whatever stands in them.
exec python3 tests/page/constructs.py
