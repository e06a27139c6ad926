# SPDX-License-Identifier: GPL-3.0-or-later
# Each mistake of tests/golden/wrong.txt brings forth exactly the messages that stand there.
. tests/lib.sh
python3 tests/run/wrong.py "$DOKUWERK" tests/golden/wrong.txt ${BLESS:+bless}
