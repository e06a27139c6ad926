# SPDX-License-Identifier: GPL-3.0-or-later
# The money views of data/schema.sql against a second reckoning (money.py).
exec python3 "$(dirname "$0")/money.py"
