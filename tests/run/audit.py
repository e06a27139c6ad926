# SPDX-License-Identifier: GPL-3.0-or-later
"""Random receipts are printed as one long table; then everything is recomputed from the text of the
PDF, to the cent: each row, each group's subtotal, the total, and what is carried over at the foot
and at the head of every page. The structure must have a row and its cells for each row of the data,
and one head.

usage: audit.py [--carry] [ROWS]      default: 3,000 rows; --carry: sums must be carried"""
import collections
import itertools
import os
import re
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import receipts  # noqa: E402
from counting import check, finish  # noqa: E402

DOKUWERK = os.environ.get("DOKUWERK", os.path.join(ROOT, "dokuwerk"))
MONEY = r"([-−]?\d{1,3}(?:\.\d{3})*,\d\d) ?€"
SUMS = re.compile(rf"^(.*?) *{MONEY} +{MONEY}$")
ROW = re.compile(r"^(\d{1,3}(?:\.\d{3})*) (\d\d)\.(\d\d)\.(\d{4}) (.*)$")
SECONDS = 600


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    check(done.returncode == 0, f"{os.path.basename(command[0])} ends well", done.stderr)
    return done.stdout


def cents(text):
    return int(text.replace("−", "-").replace(".", "").replace(",", ""))


def letters(text):
    """What a cell says, however its lines were broken and hyphenated."""
    return collections.Counter(c for c in text if c.isalnum())


class Page:
    """A page's table as entries (kind, text, amount, share); a row's text may go on in lines."""

    def __init__(self, text):
        self.entries = []
        lines = [" ".join(line.split()) for line in text.splitlines()]
        heads = [i for i, line in enumerate(lines) if re.match(r"^Nr\. Datum .*Anteil$", line)]
        self.heads = len(heads)
        lines = [line for line in lines[heads[0] + 1 if heads else 0:] if line]
        while lines and re.fullmatch(r"\d+", lines[-1]):
            lines.pop()
        for line in lines:
            self.add(line)

    def add(self, line):
        sums = SUMS.match(line)
        text, amounts = (sums[1], (cents(sums[2]), cents(sums[3]))) if sums else (line, None)
        if text.startswith("Zwischensumme "):
            self.entries.append(["subtotal", text[len("Zwischensumme "):], amounts])
        elif text == "Summe":
            self.entries.append(["total", "", amounts])
        elif text.startswith("Übertrag"):
            self.entries.append(["carry", text, amounts])
        elif ROW.match(text):
            self.entries.append(["row", text, amounts])
        elif amounts is None and text.removesuffix(" (Fortsetzung)") in receipts.LINES:
            self.entries.append(["group", text, None])
        elif amounts is None and self.entries and self.entries[-1][0] == "row":
            self.entries[-1][1] += " " + text
        else:
            self.entries.append(["stray", text, amounts])


def check_row(entry, line, row):
    """One row of the table against the data."""
    no, day, party, purpose, amount, share = row
    _, text, amounts = entry
    found = ROW.match(text)
    printed = (int(found[1].replace(".", "")), f"{found[4]}-{found[3]}-{found[2]}")
    check(printed == (no, day) and amounts == (amount, share) and letters(found[5]) == letters(party + purpose),
          f"row {no} of {line} says what the data say", text, amounts, row)


class Audit:
    """The walk over all pages with the sums so far."""

    def __init__(self, rows):
        self.rows, self.at = rows, 0
        self.all, self.group = [0, 0], [0, 0]
        self.subtotals, self.totals = [], 0

    def take(self, page, entry):
        kind, text, amounts = entry
        if kind == "row":
            check(self.at < len(self.rows), f"page {page}: no row is one too many", text)
            check_row(entry, *self.rows[min(self.at, len(self.rows) - 1)])
            self.all = [a + b for a, b in zip(self.all, amounts or (0, 0))]
            self.group = [a + b for a, b in zip(self.group, amounts or (0, 0))]
            self.at += 1
        elif kind == "subtotal":
            check(amounts == tuple(self.group), f"page {page}: the subtotal of {text} is that of its rows",
                  amounts, self.group)
            self.subtotals.append(text)
            self.group = [0, 0]
        elif kind == "total":
            check(amounts == tuple(self.all), f"page {page}: the total is that of all rows", amounts, self.all)
            self.totals += 1
        elif kind == "carry":
            check(amounts == tuple(self.all), f"page {page}: '{text}' is the sum so far", amounts, self.all)
        else:
            check(kind == "group", f"page {page}: nothing else stands in the table", text, amounts)


def check_carries(pages):
    """Once at the foot of every page but the last, once at the head of every page but the first."""
    for i, page in enumerate(pages):
        places = [k for k, entry in enumerate(page.entries) if entry[0] == "carry"]
        wanted = [0] * (i > 0) + [len(page.entries) - 1] * (i + 1 < len(pages))
        check(places == wanted, f"page {i + 1}: sums are carried at its head and its foot", places, wanted)


def check_pages(text, rows, must_carry):
    pages = [Page(part) for part in text.split("\f") if part.strip()]
    audit = Audit(rows)
    for number, page in enumerate(pages, 1):
        check(page.heads == 1, f"page {number} has the table's head once")
        for entry in page.entries:
            audit.take(number, entry)
    lines = list(dict.fromkeys(line for line, _ in rows))
    check(audit.at == len(rows), f"all {len(rows)} rows are printed", audit.at)
    check(audit.subtotals == lines, "each group has its subtotal", audit.subtotals)
    check(audit.totals == 1, "there is one total")
    if must_carry or any(entry[0] == "carry" for page in pages for entry in page.entries):
        check_carries(pages)


def check_structure(path, rows):
    kinds = re.findall(r"^ *([A-Z]\w*)\b", run("pdfinfo", "-struct", path), re.M)
    counted, cells = collections.Counter(kinds), []
    for kind in kinds:
        if kind == "TR":
            cells.append(0)
        elif kind in ("TH", "TD"):
            cells[-1] += 1
    # a group: a title of one cell, its rows, a subtotal of a label and two sums; and so the total
    wanted = [6]
    for _, group in itertools.groupby(rows, lambda row: row[0]):
        wanted += [1, *(6 for _ in group), 3]
    check(cells == wanted + [3], "a TR for each row, with its cells, in their order", counted)
    check(counted["THead"] == 1 and counted["Table"] == 1, "one table with one head", counted)
    head = kinds.index("THead")
    check(kinds[head + 1:head + 8] == ["TR"] + 6 * ["TH"] and counted["TH"] == 6 + wanted.count(1),
          "the head's cells and the groups' titles are TH, and stand in the structure once", counted)
    sums = 3 * (wanted.count(1) + 1)
    check(counted["TD"] == 6 * len(rows) + sums and counted["TFoot"] == 1,
          "all else is TD, and the total a TFoot", counted)


def main(arguments):
    must_carry = "--carry" in arguments
    count = int(next((a for a in arguments if a.isdigit()), 3000))
    rows = receipts.make(count)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "list.pdf")
        receipts.write(folder, rows, receipts.CARRIED)
        start = time.monotonic()
        run(DOKUWERK, "typeset", f"{folder}/list.md", "--database", f"{folder}/project.db", "-o", path)
        if os.environ.get("VERBOSE"):
            print(f"{count} rows: {time.monotonic() - start:.1f} s, {os.path.getsize(path)} bytes")
        check_pages(run("pdftotext", "-layout", path, "-"), rows, must_carry)
        check_structure(path, rows)
        if count <= 5000:
            run("qpdf", "--check", path)
    finish()


if __name__ == "__main__":
    main(sys.argv[1:])
