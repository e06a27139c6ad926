# SPDX-License-Identifier: GPL-3.0-or-later
# What a long table's rows take while a document is made (memory.py).
exec python3 "$(dirname "$0")/memory.py"
