# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks in Python tests, as check.h has them for C and lib.sh for scripts: a sentence and a claim."""
import sys

passed = failed = 0


def check(holds, sentence, *shown):
    """Counts the claim; what is shown helps to see why it does not hold."""
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    if holds:
        return
    print(f"FAIL {sentence[:300]}")
    for text in shown:
        for line in str(text).splitlines()[:12]:
            print(f"     | {ascii(line)[1:-1][:300]}")


def finish():
    """Prints the count and ends the program by it."""
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)
