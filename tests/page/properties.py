#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random documents, laid out, and what must hold on every page of each.

Nothing is lost and nothing comes twice; ink stays in the frame; a heading has company below it;
a paragraph leaves at least two lines on a page; table heads come again; footnotes stand on the page
of their mark; lines do not overlap; columns keep these rules, too, and the baseline grid. The random
numbers are the same on every machine.
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
TURNED_TOP, TURNED_BOTTOM, TURNED_LEFT, TURNED_RIGHT = 22.0, 185.5, 30.0, 267.0
LEADING, BASELINE, TURNED_BASELINE = 14 * 25.4 / 72, 32.50, 27.50


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


class WideMaker(Maker):
    """Columns, turned pages and what is kept together, too. plain: with paragraphs and headings only."""

    def __init__(self, seed, plain):
        super().__init__(seed)
        self.plain, self.is_inside, self.is_narrow = plain, False, False

    def inner(self, opener, most, colons=3, narrow=False):
        inside, self.is_inside = self.is_inside, True
        self.is_narrow = narrow
        blocks = "\n\n".join(self.block() for _ in range(self.random.randint(0, most)))
        self.is_inside, self.is_narrow = inside, False
        return f"{':' * colons} {{{opener}}}\n{blocks}\n{':' * colons}"

    def kept(self):
        blocks = "\n\n".join(self.words(self.random.randint(1, 80)) + "." for _ in range(self.random.randint(1, 9)))
        return f"::: {{.keep}}\n{blocks}\n:::"

    def block(self):
        kind = self.random.random()
        if not self.is_inside and kind < 0.10:
            return self.inner(f".columns n={self.random.randint(1, 2 if not self.plain else 3)}", 30)
        if not self.is_inside and kind < 0.13:
            return self.inner(".landscape", 12)
        if not self.is_inside and kind < 0.15:
            return "::: {.page-break to=right}\n:::"
        if not self.is_inside and kind < 0.22 and not self.plain:
            columns = "\n".join(self.inner(".column", 5, 4) for _ in range(2))
            return f"::::: {{.columns}}\n{columns}\n:::::"
        if kind < 0.26:
            return self.kept()
        if not self.plain:
            return super().block()
        if kind < 0.36:
            return "#" * self.random.randint(2, 4) + " " + self.words(self.random.randint(1, 3))
        return self.words(self.random.randint(1, 70)) + "."


LINE = re.compile(r"^line (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) \[(\w+)\] \|(.*)\|( hyphenated)?$")


class Line:
    def __init__(self, match):
        self.x, self.y, self.width = (float(match[i]) for i in (1, 2, 3))
        self.role, self.text, self.hyphenated = match[4], match[5], bool(match[6])


class Page(list):
    """Its lines. body(page) is a plain list: ask the page itself how wide it is."""

    def __init__(self, head):
        super().__init__()
        self.kind, width = head.split()[2:4]
        self.is_turned = float(width) > 250
        self.left, self.right = (TURNED_LEFT, TURNED_RIGHT) if self.is_turned else (LEFT, RIGHT)
        self.top, self.bottom = (TURNED_TOP, TURNED_BOTTOM) if self.is_turned else (FRAME_TOP, FRAME_BOTTOM)
        self.baseline = TURNED_BASELINE if self.is_turned else BASELINE


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
            pages.append(Page(line))
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
           if line.y < page.top or line.y > page.bottom or line.x < page.left - 4
           or line.x + line.width > page.right + 3]
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
        for i, a in enumerate(spots):
            for b in spots[i + 1:i + 12]:
                if b[0] - a[0] < 2.2 and a[1] < b[2] - 0.5 and b[1] < a[2] - 0.5:
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


def check_company(name, source, pages):
    """The next two lines after a heading stand below it, on its page and in its column. Not where its
    section ends, nor where a turned or a right-hand page must begin."""
    blocks = source.split("\n\n")
    last = {re.findall(r"w\d+x", block)[-1]
            for block, after, next in zip(blocks, blocks[1:] + [":::"], blocks[2:] + [":::"] * 2)
            if block.startswith("#") or "\n#" in block
            if block.endswith(":::") or after.startswith((":::", "#")) or next.startswith((":::", "#"))}
    lines = [(number, line) for number, page in enumerate(pages) for line in body(page)]
    lonely = []
    for i, (number, line) in enumerate(lines[:-2]):
        if not line.role.startswith("H") or any(word in line.text for word in last):
            continue
        after = [x for x in lines[i + 1:i + 4] if not x[1].role.startswith("H")]
        if lines[i + 1][1].role.startswith("H") or lines[i + 2][1].role.startswith("H"):
            continue
        lonely += [line.text for page, below in after[:2] if page != number or below.y <= line.y]
    check(not lonely, f"{name}: two lines stand below a heading, not {lonely[:2]}")


def parts_of(pages):
    """Each paragraph as the numbers of its lines in a row, column by column."""
    paragraph, before = [], None
    for number, page in enumerate(pages):
        for line in body(page):
            if line.role != "P":
                continue
            spot = (number, line.y)
            if before and before[0] == spot[0] and line.y > before[1] and paragraph:
                paragraph[-1] += 1
            else:
                paragraph.append(1)
            before = spot
            if line.text.rstrip().endswith("."):
                yield paragraph, line.text
                paragraph, before = [], None


def check_parts(name, pages):
    torn = [text for parts, text in parts_of(pages) if len(parts) > 1 and min(parts) < 2]
    check(not torn, f"{name}: no line of a paragraph stands alone in a column, not before {torn[:2]}")


def check_grid(name, pages):
    off = [line.text for page in pages for line in body(page) if line.role == "P"
           if abs((line.y - page.baseline + 1) % LEADING - 1) > 0.05]
    check(not off, f"{name}: lines stand on the grid in all columns, not {off[:2]}")


def check_blank(name, pages):
    check(all(len(page) == 0 for page in pages if page.kind == "blank"), f"{name}: blank pages are blank")


def check_wide(seed):
    plain = seed % 2 == 0
    maker = WideMaker(seed, plain)
    source = maker.document(10 + 5 * (seed % 10))
    status, messages, pages = pages_of(source)
    name = f"wide document {seed}"
    check(status == 0, f"{name} is laid out: {messages[:200]}")
    check_words(name, maker, pages)
    check_table_heads(name, pages)
    check_blank(name, pages)
    if "too wide" not in messages:
        check_frame(name, pages)
        check_overlap(name, pages)
    if plain:
        check_company(name, source, pages)
        check_parts(name, pages)
        check_grid(name, pages)


def main():
    for seed in range(40):
        check_wide(seed)
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
