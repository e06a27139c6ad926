# SPDX-License-Identifier: GPL-3.0-or-later
# The welcome brochure in all its languages (brochure.py).
exec python3 "$(dirname "$0")/brochure.py"
