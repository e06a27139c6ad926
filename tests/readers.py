#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""templates/scripts.md by what pdf.js reads: as tests/run/scripts.py, but for readers.pdfjs.txt, the
faults that are known of it (BLESS=1 writes them anew).

usage: readers.py FOLDER-OF-pdfjs-dist      DOKUWERK names the program
"""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import extraction  # noqa: E402
from counting import check, finish  # noqa: E402

DOKUWERK = os.path.abspath(os.environ.get("DOKUWERK", os.path.join(HERE, "../dokuwerk")))
SOURCE = os.path.join(HERE, "../templates/scripts.md")
KNOWN = os.path.join(HERE, "readers.pdfjs.txt")
HEAD = """# What pdf.js (pdfjs-dist 4.6.82) does not return as it stands in templates/scripts.md: kind, language, string
# (tests/extraction.py tells the kinds). Where a right-to-left line has another font it loses the space there; it drops
# soft hyphens, so that a word divided by one is two; and it puts the vowel signs of such a script before their letters.
"""


def main():
    with tempfile.TemporaryDirectory() as folder:
        pdf = os.path.join(folder, "scripts.pdf")
        done = subprocess.run([DOKUWERK, "typeset", SOURCE, "-o", pdf], capture_output=True, text=True, timeout=120,
                              check=False, stdin=subprocess.DEVNULL)
        check(done.returncode == 0, "the specimen of scripts is set", done.stderr)
        read = subprocess.run(["node", os.path.join(HERE, "pdfjs.cjs"), sys.argv[1], pdf], capture_output=True, text=True,
                              timeout=120, check=False)
        check(read.returncode == 0, "pdf.js reads it", read.stderr)
        found = extraction.faults(SOURCE, json.loads(read.stdout or "[]"))
    if os.environ.get("BLESS"):
        extraction.bless(KNOWN, HEAD, found)
    extraction.compare(check, found, KNOWN, ("letters", "signs", "pages"))
    finish()


main()
