# SPDX-License-Identifier: GPL-3.0-or-later
"""What readers make of templates/scripts.md: its source, page by page, held against the text that a
reader takes out of the PDF, after NFC. White space counts as one space; where a line ends in a script
without spaces or behind its signs, between ideographs (set apart, they look so to readers) and after a soft
hyphen, there is none; directional controls that a reader adds do not count.

A fault is named by the first of these that does not hold for a string of the source:
letters  its letters stand in the page's text, one behind the other
signs    (of a page) there are as many marks, figures and punctuation signs as in the source
order    all its characters do, apart from spaces
spaces   so do its spaces
"""
import re
import subprocess
import unicodedata
from collections import Counter

CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
IDEOGRAPHIC = "\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff" + IDEOGRAPHIC


def normal(text):
    text = CONTROLS.sub("", text)
    text = re.sub("\u00ad\\s*", "", text)
    text = re.sub(f"(?<=[{SPACELESS}])\n+(?=[{SPACELESS}])|(?<=[{IDEOGRAPHIC}])\\s+(?=[{IDEOGRAPHIC}])|(?<=[\u3001\u3002\uff01\uff1f])\n+", "", text)
    return " ".join(unicodedata.normalize("NFC", text).split())


def letters(text):
    return "".join(c for c in text if unicodedata.category(c).startswith("L"))


def signs(text):
    return Counter(c for c in text if unicodedata.category(c)[0] in "MNPS" or c in "\u200c\u200d")


def strings_of(page):
    """The headings, paragraphs, items and cells of a page's Markdown, without their markup."""
    for line in page.split("\n"):
        line = re.sub(r"\[([^]]*)\]\{[^}]*\}", r"\1", line)
        line = re.sub(r"^(#+|-) |\s*\{[^}]*\}$", "", line)
        if line.startswith("|:"):
            continue
        for part in line.strip("|").split("|") if line.startswith("|") else [line]:
            if part.strip() and not part.startswith(":::"):
                yield normal(part)


def pages_of(path):
    """(language, strings) of each page."""
    with open(path, encoding="utf-8") as file:
        body = file.read().split("-->", 1)[1]
    for page in re.split(r"^::: page-break\n:::\n", body, flags=re.M):
        yield re.search(r"^::: \{lang=([\w-]+)\}", page, re.M)[1], list(strings_of(page))


def fault_of(string, text):
    if letters(string) not in letters(text):
        return "letters"
    if string.replace(" ", "") not in text.replace(" ", ""):
        return "order"
    return "" if string in text else "spaces"


def faults(source, texts):
    """A line for each string that does not come out as it went in."""
    pages = list(pages_of(source))
    found = [] if len(texts) == len(pages) else [f"pages\t{len(texts)} instead of {len(pages)}"]
    for (lang, strings), text in zip(pages, texts):
        text = normal(text)
        lost = signs(" ".join(strings)) - signs(text)
        found += [f"signs\t{lang}\tU+{ord(c):04X}\t{n}" for c, n in sorted(lost.items())]
        found += [f"{kind}\t{lang}\t{s}" for s in strings if (kind := fault_of(s, text))]
    return found


def poppler(pdf):
    """The pages' text by pdftotext."""
    done = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True, timeout=60)
    return done.stdout.decode().split("\f")[:-1]


def known(path):
    with open(path, encoding="utf-8") as file:
        return [line for line in file.read().split("\n") if line and not line.startswith("#")]


def bless(path, head, found):
    with open(path, "w", encoding="utf-8") as file:
        file.write(head + "".join(line + "\n" for line in found))


def compare(check, found, path, never):
    """Neither a fault that is not listed, nor one listed that is there no more; none of the kinds `never`."""
    listed = known(path)
    for line in listed:
        check(line in found, f"a fault that is listed is still there: {line}")
    for line in found:
        if line not in listed:
            check(False, f"a new fault: {line}", line)
    for kind in never:
        check(not any(line.startswith(kind) for line in listed), f"no fault of kind '{kind}' is listed")
