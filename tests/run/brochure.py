#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The welcome brochure in each of its languages, held against the PO files: what a language has a translation
of, a reader finds in that edition's text, and what it has none of in German; no edition has a sentence of another
language, nor of German, that its own file does not have."""
import functools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "../..")
sys.path.insert(0, os.path.join(HERE, ".."))
import extraction  # noqa: E402
from counting import check, finish  # noqa: E402

DOKUWERK = os.path.abspath(os.environ.get("DOKUWERK", os.path.join(ROOT, "dokuwerk")))
RIGHT_TO_LEFT = ("ar", "fa", "prs", "ps", "ckb")
TORN = "\u0644\u0627\u064b|\u0644\u064b\u0627"  # a raised tanween on lam-alef, which poppler takes for a word
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
SENTENCE = 25  # letters: shorter texts may be names that several languages share
CELL = re.compile(r"^( *)(TD|TH)\b")
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


def unquoted(line):
    return "".join(re.sub(r"\\(.)", lambda m: ESCAPES[m[1]], s) for s in QUOTED.findall(line))


def entries_of(path):
    """(msgid, msgstr or None, reference) of each entry that a build may print."""
    with open(path, encoding="utf-8") as file:
        blocks = re.split(r"\n\s*\n", file.read())
    for block in blocks:
        entry, field = {"msgid": "", "msgstr": ""}, None
        for line in block.split("\n"):
            if line.startswith(("msgctxt", "msgid", "msgstr")):
                field = line.split(" ", 1)[0]
                entry[field] = ""
            if field and QUOTED.search(line) and not line.startswith("#"):
                entry[field] += unquoted(line)
        if entry["msgid"] and not block.startswith("#~"):
            is_fuzzy = re.search(r"^#,.*\bfuzzy\b", block, re.M)
            reference = re.search(r"^#: (.*)$", block, re.M)
            yield entry["msgid"], None if is_fuzzy else entry["msgstr"] or None, reference[1] if reference else ""


def plain(markdown):
    """The words of a unit as they are printed, in pieces that stand between what is not text."""
    text = re.sub(r"\{\{.*?\}\}|@[\w-]+", "\0", markdown)
    text = re.sub(r"!?\[([^]]*)\]\([^)]*\)(\{[^}]*\})?", r"\1", text)
    text = re.sub(r"\[([^]]*)\]\{[^}]*\}", r"\1", text)
    text = text.replace("** ", "\0").replace("**", "")
    text = re.sub(r"\\?\n", " ", text)
    return [extraction.normal(part) for part in text.split("\0") if re.search(r"\w", part)]


def letters(text):
    """Without marks, which a reader may set apart from the letter below them."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c)[0] in "LN")


class Edition:
    """What readers find in a PDF: its text as it stands on the pages, and each table cell by the structure."""

    def __init__(self, pdf, tag):
        self.pdf, self.tag = pdf, tag
        self.text = letters(extraction.normal("\n".join(extraction.poppler(pdf))))

    @functools.cached_property
    def cells(self):
        """Asked for where the pages' text does not do: poppler takes seconds for it."""
        done = subprocess.run(["pdfinfo", "-struct-text", self.pdf], capture_output=True, text=True, check=True, timeout=60)
        return set(cells(done.stdout.split("\n")))

    def has(self, part):
        """Whole, on the page or as a cell (whose lines readers mingle with those beside them); where a reader
        decides an order once a page, word by word."""
        if letters(part) in self.text:
            return True
        words = re.split(r"[\s|\u200c/-]+", part)
        if set(self.tag.split("+")) & set(RIGHT_TO_LEFT):
            return all(letters(re.sub(TORN, "", word)) in self.text for word in words)
        return all(letters(cell) in self.text or letters(cell) in self.cells for cell in part.split("|"))


def cells(lines):
    """The letters of each table cell: the strings below it, which are told between quotation marks."""
    depth, said, is_open = None, "", False
    for line in lines + ["end"]:
        inner = line.strip()
        indent = len(line) - len(line.lstrip())
        if not is_open and depth is not None and inner and indent <= depth:
            yield letters(extraction.normal(said))
            depth = None
        if not is_open and CELL.match(line):
            depth, said = indent, ""
        elif depth is not None and (is_open or inner.startswith('"')):
            said += (inner if is_open else inner[1:]).removesuffix('"') + " "
            is_open = not inner.endswith('"') or (not is_open and inner == '"')


def lacks(edition, entries):
    """The parts that its readers do not find, each with its reference."""
    for source, translation, reference in entries:
        for part in plain(translation or source):
            yield part, reference, edition.has(part)


def sentences(texts):
    """The letters of each text that is long enough to be of one language."""
    return {said for text in texts for said in map(letters, plain(text)) if len(said) >= SENTENCE}


def strays(edition, own, others):
    """Sentences of others that stand in the edition and in no text of its own."""
    mine = "\0".join(letters(part) for source, translation, _ in own for part in plain(translation or source))
    return [said for said in sorted(others) if said in edition.text and said not in mine]


def built(folder, only):
    return subprocess.run([DOKUWERK, "build", "-q", "-o", "out", "--only", only], cwd=folder, capture_output=True,
                          text=True, timeout=300, check=False, stdin=subprocess.DEVNULL)


def opened(folder, tag):
    return Edition(os.path.join(folder, "out/broschuere", f"willkommen.{tag}.pdf"), tag)


def a_dropped_translation_is_seen(folder, entries):
    """The comparison can fail: in Somali, as its text is in no other language's."""
    path = os.path.join(folder, "po/so.po")
    source, translation, _ = max((e for e in entries if e[1] and "\n" not in e[0]), key=lambda e: len(e[0]))
    with open(path, encoding="utf-8") as file:
        blocks = re.split(r"\n\s*\n", file.read())
    kept = [b for b in blocks if unquoted(b.split("msgid", 1)[-1].split("msgstr")[0]) != source]
    check(len(kept) == len(blocks) - 1, "an entry is dropped")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n\n".join(kept) + "\n")
    built(folder, "broschuere/*.so.*")
    edition = opened(folder, "so")
    lost = {part for part, _, is_found in lacks(edition, entries) if not is_found}
    check(lost == set(plain(translation)), "a translation that is dropped is missed, and nothing else", *lost)
    check(strays(edition, entries, sentences([source])), "and the German sentence in its place is seen")


def in_step(folder):
    """What is kept is what `translate update` makes of the texts as they are."""
    names = sorted(os.listdir(os.path.join(folder, "po")))

    def files():
        return {name: open(os.path.join(folder, "po", name), "rb").read() for name in names}

    before = files()
    subprocess.run([DOKUWERK, "translate", "update"], cwd=folder, check=True, capture_output=True, timeout=120)
    late = [name for name, bytes_ in files().items() if bytes_ != before[name]]
    check(not late, "the PO files are in step with the texts", *late)


def main():
    with tempfile.TemporaryDirectory() as folder:
        source = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "data")
        shutil.copytree(source, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("project.db", "out"))
        subprocess.run([DOKUWERK, "import", "-q"], cwd=folder, check=True, timeout=60)
        in_step(folder)
        done = built(folder, "broschuere/*")
        check(done.returncode == 0, "the brochure is built in all languages", done.stderr)
        tags = sorted(name[:-3] for name in os.listdir(os.path.join(folder, "po")) if name.endswith(".po"))
        check(len(tags) >= 18, "there are eighteen translations", tags)
        entries = {tag: list(entries_of(os.path.join(folder, "po", tag + ".po"))) for tag in tags}
        compare(folder, tags, entries)
        a_dropped_translation_is_seen(folder, entries["so"])
    finish()


def compare(folder, tags, entries):
    said = {tag: sentences(translation for _, translation, _ in entries[tag] if translation) for tag in tags}
    said["de"] = sentences(source for source, _, _ in entries["en"])
    german = [(source, None, reference) for source, _, reference in entries["en"]]
    for tag in tags + ["de"]:
        edition, own = opened(folder, tag), entries.get(tag, german)
        for part, reference, is_found in lacks(edition, own) if tag != "de" else []:
            check(is_found, f"{tag}: {part} ({reference})")
        for other in said:
            found = strays(edition, own, said[other]) if other != tag else []
            check(not found, f"{tag}: no sentence of '{other}' stands in it", *found)


main()
