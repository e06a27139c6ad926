# SPDX-License-Identifier: GPL-3.0-or-later
# A table of 3,000 rows and what it carries over its pages, recomputed from the PDF's text
# (audit.py); `make bench` takes 50,000.
exec python3 "$(dirname "$0")/audit.py" --carry 3000
