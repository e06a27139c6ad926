#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""templates/scripts.md by what poppler reads: each string of each language as in the source, but those of
scripts.poppler.txt, which is written anew by BLESS=1 (look at what changes: a line that goes is gain, one
that comes is loss). No message, a page a language, and a language for each element that has its own."""
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "../..")
sys.path.insert(0, os.path.join(HERE, ".."))
import extraction  # noqa: E402
from counting import check, finish  # noqa: E402

DOKUWERK = os.path.abspath(os.environ.get("DOKUWERK", os.path.join(ROOT, "dokuwerk")))
SOURCE = os.path.join(ROOT, "templates/scripts.md")
KNOWN = os.path.join(HERE, "scripts.poppler.txt")
HEAD = """# What poppler's pdftotext (22.12) does not return as it stands in templates/scripts.md: kind, language, string
# (tests/extraction.py tells the kinds). It puts what stands behind a number or a foreign word in a right-to-left
# line before it, the vowel signs of such a script before their letters, and takes some overlapping glyphs apart; it
# puts a space where a Korean line ends.
"""


def languages(pdf):
    """How many elements say each language."""
    done = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", pdf, "-"], capture_output=True, check=False, timeout=60)
    found = {}
    for said in re.findall(rb"/Lang \(([^)]*)\)|/Lang <([0-9a-fA-F]+)>", done.stdout):
        tag = said[0].decode() if said[0] else bytes.fromhex(said[1].decode())[2:].decode("utf-16-be")
        found[tag] = found.get(tag, 0) + 1
    return found


def main():
    with tempfile.TemporaryDirectory() as folder:
        pdf = os.path.join(folder, "scripts.pdf")
        done = subprocess.run([DOKUWERK, "typeset", SOURCE, "-o", pdf], capture_output=True, text=True, timeout=120,
                              check=False, stdin=subprocess.DEVNULL)
        check(done.returncode == 0 and not done.stderr, "the specimen of scripts is set without a message", done.stderr)
        sound = subprocess.run(["qpdf", "--check", pdf], capture_output=True, text=True, timeout=60, check=False)
        check(sound.returncode == 0, "it is a sound PDF", sound.stdout + sound.stderr)
        pages = list(extraction.pages_of(SOURCE))
        found = extraction.faults(SOURCE, extraction.poppler(pdf))
        if os.environ.get("BLESS"):
            extraction.bless(KNOWN, HEAD, found)
        extraction.compare(check, found, KNOWN, ("signs", "pages"))
        said = languages(pdf)
        for lang, strings in pages:
            check(lang == "de" or said.get(lang, 0) > 3, f"elements say the language {lang}", said)
            check(strings, f"{lang} has text")
    finish()


main()
