# SPDX-License-Identifier: GPL-3.0-or-later
# The language that each run of text has for a screen reader (spoken.py).
exec python3 "$(dirname "$0")/spoken.py"
