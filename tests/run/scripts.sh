# SPDX-License-Identifier: GPL-3.0-or-later
# Every script in one specimen, as readers get its text.
exec python3 "$(dirname "$0")/scripts.py"
