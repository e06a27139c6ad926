# SPDX-License-Identifier: GPL-3.0-or-later
# The checks of a funding report against the sample's records and against each fault alone
# (faults.py): found by the checks that are meant for it and by no other.
exec python3 "$(dirname "$0")/faults.py" "${DOKUWERK:-$(dirname "$0")/../../dokuwerk}"
