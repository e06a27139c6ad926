# SPDX-License-Identifier: GPL-3.0-or-later
# The funding reports of data/ recomputed from its CSV files, and what a change of one record changes
# (report-audit.py).
exec python3 "$(dirname "$0")/report-audit.py"
