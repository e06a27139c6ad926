# SPDX-License-Identifier: GPL-3.0-or-later
# A document in several languages, end to end (editions.py).
exec python3 "$(dirname "$0")/editions.py"
