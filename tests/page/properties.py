#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random documents, laid out, and what must hold on every page of each.

Nothing is lost and nothing comes twice; ink stays in the frame; a heading has company below it;
a paragraph leaves at least two lines on a page; table heads come again; footnotes stand on the page
of their mark; lines do not overlap. The random numbers are the same on every machine.
"""
import os
import random
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from counting import check, finish  # noqa: E402

DOKUWERK = os.environ.get("DOKUWERK", "./dokuwerk")
WORDS = """Haus Garten Weg Beratung Verein Gespräch Landkreis Verwaltung Öffentlichkeitsarbeit Termin
Antrag Förderung Sprachmittlung Kindertagesstätte Anerkennungsverfahren und oder mit ohne für gegen
heute gestern morgen schnell langsam gemeinsam offen regelmäßig Migrant*innenorganisationen""".split()
FRAME_TOP, FRAME_BOTTOM, LEFT, RIGHT = 27.0, 268.5, 25.0, 185.0


class Maker:
    """Writes a document whose words are numbered, so that each can be found again."""

    def __init__(self, seed):
        self.random, self.count, self.notes = random.Random(seed), 0, []

    def words(self, n):
        said = []
        for _ in range(n):
            self.count += 1
            said.append(f"{self.random.choice(WORDS)} w{self.count}x")
        return " ".join(said)

    def paragraph(self):
        text = self.words(self.random.randint(1, 60))
        if self.random.random() < 0.1:
            more = "und weiter " * (self.random.randint(200, 900) if self.random.random() < 0.05 else 0)
            self.notes.append(f"[^{len(self.notes) + 1}]: Fußnote {more}n{len(self.notes) + 1}x.")
            text += f"[^{len(self.notes)}]"
        return text + "."

    def items(self):
        return "\n".join(f"- {self.words(self.random.randint(1, 15))}"
                         for _ in range(self.random.randint(1, 12)))

    def table(self):
        rows = "\n".join(f"| {self.words(self.random.randint(1, 4))} | {self.random.randint(0, 9999)} |"
                         for _ in range(self.random.randint(1, 60)))
        return "| Kopfzelle | Zahl |\n|---|--:|\n" + rows

    def code(self):
        lines = "\n".join(self.words(self.random.randint(1, 3)) for _ in range(self.random.randint(1, 200)))
        return f"```\n{lines}\n```"

    def block(self):
        kind = self.random.random()
        if kind < 0.02:
            return self.code()
        if kind < 0.04:
            return self.words(self.random.randint(500, 2500)) + "."
        if kind < 0.12:
            return "#" * self.random.randint(1, 4) + " " + self.words(self.random.randint(1, 5))
        if kind < 0.22:
            return self.items()
        if kind < 0.28:
            return self.table()
        if kind < 0.33:
            return f"::: {{.note}}\n{self.paragraph()}\n:::"
        if kind < 0.36:
            return f"::: {{.side}}\n**Seite**\n:::\n\n{self.paragraph()}"
        if kind < 0.39:
            return "> " + self.paragraph()
        return self.paragraph()

    def document(self, blocks):
        body = "\n\n".join(self.block() for _ in range(blocks))
        return body + "\n\n" + "\n".join(self.notes) + "\n"


LINE = re.compile(r"^line (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) \[(\w+)\] \|(.*)\|( hyphenated)?$")


class Line:
    def __init__(self, match):
        self.x, self.y, self.width = (float(match[i]) for i in (1, 2, 3))
        self.role, self.text, self.hyphenated = match[4], match[5], bool(match[6])


def pages_of(source):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.md")
        with open(path, "w", encoding="utf-8") as out:
            out.write(source)
        run = subprocess.run([DOKUWERK, "typeset", path, "--dump", "pages"], capture_output=True)
    text = run.stdout.decode()
    pages = []
    for line in text.split("\n"):
        if line.startswith("page "):
            pages.append([])
        match = LINE.match(line)
        if match and pages:
            pages[-1].append(Line(match))
    return run.returncode, run.stderr.decode(), pages


def body(page):
    return [line for line in page if line.role not in ("head", "foot", "artifact")]


def check_words(name, maker, pages):
    said = "".join(line.text.replace("\u00ad", "") if line.hyphenated else line.text + " "
                   for page in pages for line in body(page))
    found = [int(w) for w in re.findall(r"w(\d+)x", said)]
    check(sorted(found) == list(range(1, maker.count + 1)), f"{name}: every word is there once")
    notes = sorted(int(n) for n in re.findall(r"n(\d+)x", said))
    check(notes == list(range(1, len(maker.notes) + 1)), f"{name}: every footnote is there once")


def check_frame(name, pages):
    out = [line.text for page in pages for line in body(page)
           if line.y < FRAME_TOP or line.y > FRAME_BOTTOM or line.x < LEFT - 4
           or line.x + line.width > RIGHT + 3]
    check(not out, f"{name}: all lines stand in the frame, not {out[:2]}")


def check_headings(name, pages):
    """But the document's last heading, or one before a chapter."""
    lonely = [page[-1].text for page, after in zip(map(body, pages), map(body, pages[1:]))
              if page and re.match(r"H\d", page[-1].role) and after and after[0].role != "H1"]
    check(not lonely, f"{name}: no heading ends a page, not {lonely[:2]}")


def check_overlap(name, pages):
    clash = []
    for page in map(body, pages):
        spots = sorted((line.y, line.x, line.x + line.width, line.text) for line in page)
        for a, b in zip(spots, spots[1:]):
            if 0 <= b[0] - a[0] < 2.2 and a[1] < b[2] - 0.5 and b[1] < a[2] - 0.5:
                clash.append((a[3], b[3]))
    check(not clash, f"{name}: no two lines overlap, not {clash[:1]}")


def check_paragraphs(name, pages):
    """A paragraph that goes on over a page's end leaves two lines on both sides."""
    torn = []
    for before, after in zip(map(body, pages), map(body, pages[1:])):
        before = [line for line in before if line.role == "P" and line.x > 70]
        after = [line for line in after if line.role == "P" and line.x > 70]
        if not before or not after or before[-1].text.rstrip().endswith(".") or before[-1].x > 71.5:
            continue
        alone = len(before) > 1 and before[-2].text.rstrip().endswith(".")
        widow = after[0].text.rstrip().endswith(".") and after[0].width < 113
        if alone or widow:
            torn.append((before[-1].text, after[0].text))
    check(not torn, f"{name}: no line of a paragraph stands alone, not {torn[:1]}")


def check_table_heads(name, pages):
    bad = 0
    for page in pages[1:]:
        cells = [line for line in page if line.role in ("TD", "artifact", "TH")]
        first = next((line for line in page if line.role not in ("head", "foot")), None)
        if first and first.role == "TD" and cells:
            bad += 1
    check(not bad, f"{name}: a table that goes on begins with its head again")


def check_notes(name, pages):
    lost = []
    for page in pages:
        marks = {line.text.strip() for line in page if line.role == "Lbl" and line.text.strip().isdigit()}
        notes = {n for line in page for n in re.findall(r"Fußnote n(\d+)x", line.text)}
        lost += list(notes - marks)
    check(not lost, f"{name}: a note stands beside its number, not {lost[:2]}")


def main():
    for seed in range(40):
        maker = Maker(seed)
        source = maker.document(10 + 5 * (seed % 12))
        status, messages, pages = pages_of(source)
        name = f"document {seed}"
        check(status == 0, f"{name} is laid out: {messages[:200]}")
        for test in (check_frame, check_headings, check_overlap, check_paragraphs,
                     check_table_heads, check_notes):
            test(name, pages)
        check_words(name, maker, pages)
    finish()


if __name__ == "__main__":
    main()
