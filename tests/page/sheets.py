# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages as tests see them: what tests/tools/inspect.c prints, read into documents, pages and lines.

Lengths are points from the page's upper left corner, y downward. A line knows its words, the white
between them as set and as the font has it, its runs, and the structure element it belongs to.
"""
import json
from functools import cached_property

RTL = {"ar", "ckb", "dv", "fa", "he", "prs", "ps", "ur", "yi"}
INLINE = {"Link", "Span", "Reference", "Figure"}
CELLS = {"TD", "TH"}
NOWHERE = (float("inf"), float("inf"), float("-inf"), float("-inf"))


def is_rtl(lang):
    return (lang or "").split("-")[0] in RTL


class Element:
    def __init__(self, record, parent):
        self.parent, self.role = parent, record["role"]
        self.nth, self.span = record["nth"], max(1, record["span"])
        self.lang, self.id = record.get("lang"), record.get("id")

    def chain(self):
        """From the element itself up to the document."""
        element = self
        while element:
            yield element
            element = element.parent

    def within(self, *roles):
        """The nearest element of such a role, itself included; or None."""
        return next((e for e in self.chain() if e.role in roles), None)

    def block(self):
        """The paragraph it stands in, or whatever else is no part of a line."""
        return next((e for e in self.chain() if e.role not in INLINE), self)

    def reads(self, lang):
        """The language it is in, where the document has that one."""
        return next((e.lang for e in self.chain() if e.lang), lang)


class Run:
    def __init__(self, record, line, faces, elements):
        said = line.encoded[record["from"]:record["to"]]
        self.text = said.decode("utf-8", "replace")
        self.level, self.weight, self.italic = record["level"], record["weight"], record["italic"]
        self.size, self.set, self.rise = record["size"], record["set"], record["rise"]
        self.tabular, self.color, self.family = record["tabular"], record["color"], record["family"]
        self.first, self.last = record["from"], record["to"]
        self.expansion, self.lang = record["expansion"], record.get("lang")
        self.face = faces.get(record.get("face"))
        self.element = elements.get(record["el"])


class Word:
    """A word, or a space (`natural`: its width in the font)."""

    def __init__(self, record):
        self.first = record["from"]
        self.is_gap = "gap" in record
        self.text = record["gap"] if self.is_gap else record["word"]
        self.left, self.right = record["x"]
        self.ink = tuple(record["ink"]) if "ink" in record else None
        self.natural = record.get("natural", 0)

    @property
    def width(self):
        return self.right - self.left


class Item:
    """What is no line: a box, a path, a picture, an anchor, the place of a late number."""

    def __init__(self, record, elements):
        self.kind, self.artifact = record["k"], record["artifact"]
        self.left, self.top = record["x"], record["y"]
        self.width, self.height = record["w"], record["h"]
        self.fill, self.stroke = record.get("fill", -1), record.get("stroke", -1)
        self.stroke_width = record.get("stroke-width", 0)
        self.op, self.points = record.get("op", ""), record.get("points", [])
        self.pixels, self.name = record.get("pixels"), record.get("name")
        self.uri, self.shown = record.get("uri"), record.get("shown")
        self.element = elements.get(record["el"])
        self.order = 0

    @property
    def right(self):
        return self.left + self.width

    @property
    def bottom(self):
        return self.top + self.height

    def is_rule(self):
        """Thin, filled, and drawn beside the text: not a picture's part."""
        thin, long = sorted((self.width, self.height))
        return self.kind == "box" and self.artifact == "layout" and thin <= 2 and long > 5 * thin

    def covers(self, x, y):
        """Whether the item paints this point. Curves count as their chords."""
        if self.fill < 0:
            return False
        if self.kind == "box":
            return self.left <= x <= self.right and self.top <= y <= self.bottom
        inside, last = False, None
        for px, py in self.points + self.points[:1]:
            if last and (py > y) != (last[1] > y):
                inside ^= x < (last[0] - px) * (y - py) / (last[1] - py) + px
            last = (px, py)
        return inside


class Line:
    is_late = False  # a number that is set when the pages are counted

    def __init__(self, record, page, faces, elements):
        self.page, self.artifact = page, record["artifact"]
        self.left, self.y, self.measure = record["x"], record["y"], record["measure"]
        self.start, self.width = record["start"], record["width"]
        self.ends, self.hyphenated = record["ends"], record["hyphenated"]
        self.text, self.at = record["text"], record["at"]
        self.encoded = self.text.encode()
        self.runs = [Run(r, self, faces, elements) for r in record["runs"]]
        pieces = [Word(w) for w in record["words"] if w]
        self.words = [p for p in pieces if not p.is_gap]
        self.gaps = [p for p in pieces if p.is_gap]
        self.digits = record["digits"][1:]
        own = elements.get(record["el"])
        self.own = own or (self.runs[0].element if self.runs and not self.artifact else None)
        self.order = 0

    @property
    def end(self):
        return self.start + self.width

    @cached_property
    def element(self):
        """The block's: what stands within it (links, marks) counts as the block."""
        element = self.own
        while element and element.role in INLINE and element.parent:
            element = element.parent
        return element

    @property
    def role(self):
        return self.element.role if self.element else ""

    def within(self, *roles):
        return self.element.within(*roles) if self.element else None

    @cached_property
    def main(self):
        """The run that holds most of the text."""
        return max(self.runs, key=lambda r: (r.face is not None, len(r.text))) if self.runs else None

    @property
    def size(self):
        return self.main.size if self.main else 0

    @cached_property
    def plain(self):
        """The text without what is raised: the marks of footnotes."""
        return "".join(run.text for run in sorted(self.runs, key=lambda r: r.first) if run.rise <= 0)

    def cap(self):
        """Height of its capitals."""
        return self.main.set * self.main.face.get("cap", 0.7) if self.main and self.main.face else 0

    @cached_property
    def ink(self):
        box = NOWHERE
        for ink in (w.ink for w in self.words if w.ink):
            box = (min(box[0], ink[0]), min(box[1], ink[1]), max(box[2], ink[2]), max(box[3], ink[3]))
        return box

    def place(self):
        place = f"{self.at.get('file', '?')}:{self.at['line']}:{self.at['col']}"
        return place + (f" ({self.at['row']})" if self.at.get("row") else "")

    @property
    def is_forced(self):
        """The source ends the line: white space at a line's end stays in its text otherwise."""
        return self.ends or not self.text.endswith((" ", "\u00ad", "-", "–", "—", "/", "\u200b", "…"))

    @property
    def is_heading(self):
        return len(self.role) == 2 and self.role[0] == "H" and self.role[1].isdigit()

    @cached_property
    def ratio(self):
        """How far its spaces are stretched, in halves of a space; None: it has none."""
        gaps = [g for g in self.gaps if g.text in " \u00a0"]
        natural = sum(g.natural for g in gaps)
        return (sum(g.width for g in gaps) - natural) / (0.5 * natural) if natural > 0 else None


class Page:
    def __init__(self, record, document):
        self.document, self.number, self.kind = document, record["n"], record["kind"]
        self.width, self.height = record["width"], record["height"]
        self.lines, self.items = [], []

    def add(self, thing):
        thing.order = len(self.lines) + len(self.items)
        (self.lines if isinstance(thing, Line) else self.items).append(thing)

    @cached_property
    def text(self):
        """The lines of the document itself, without heads, feet and repeated table heads, and without the labels
        of charts, which stand where their marks are; charts.py measures those."""
        return [line for line in self.lines if not line.artifact and line.words and not self.document.is_label(line)]

    @property
    def is_bare(self):
        """A cover, or a page with neither head nor foot."""
        return (self.number == 1 and self.document.has_cover) or not any(line.artifact in ("head", "foot") for line in self.lines)

    @cached_property
    def frame(self):
        """Left, top, right, bottom of where text stands."""
        t = self.document.theme
        inside, outside = t["inside"], t["outside"]
        left, right = (inside, outside) if self.number % 2 != self.document.is_rtl else (outside, inside)
        return (left, t["top"], self.width - right, self.height - t["bottom"])

    @property
    def is_turned(self):
        return self.width > self.height and self.document.theme["width"] < self.document.theme["height"]

    def is_beside(self, line):
        """In the side column: labels, times, numbers."""
        hang = self.document.theme["hang"]
        if self.document.is_rtl:
            return hang > 0 and line.end > self.frame[2] - hang + 1 and line.left >= self.frame[2] - hang
        return hang > 0 and line.start < self.frame[0] + hang - 1 and \
            line.left + line.measure <= self.frame[0] + hang


class Paragraph:
    """The lines of one element, over all its pages."""

    def __init__(self, lines):
        self.lines = lines

    @property
    def role(self):
        return self.lines[0].role

    @cached_property
    def is_justified(self):
        """Some line that does not end it is stretched or shrunk to its measure."""
        return any(abs(line.ratio or 0) > 0.01 or line.main.expansion for line in self.lines[:-1] or self.lines)

    def pairs(self):
        return zip(self.lines, self.lines[1:])


class Document:
    def __init__(self, record):
        self.path, self.name = record["path"], record["path"].split("/")[-1]
        self.lang, self.theme, self.has_cover = record["lang"], record["theme"], record["cover"]
        self.is_rtl = is_rtl(self.lang)
        self.pages, self.tables, self.elements = [], [], {}

    def lines(self):
        return (line for page in self.pages for line in page.text)

    @cached_property
    def paragraphs(self):
        """A line that stands neither below the one before it nor in a column beside it (a label, a
        number) is one by itself."""
        parts = {}
        for line in self.lines():
            if not line.element or line.is_late:  # a late number stands within another line
                continue
            of_element = parts.setdefault(id(line.element), [[]])
            last = of_element[-1][-1] if of_element[-1] else None
            goes_up = last and last.page is line.page and line.y <= last.y + 0.5
            if goes_up and (line.y > last.y - 0.5 or line.left < last.left + last.measure):
                of_element.append([])
            of_element[-1].append(line)
        return [Paragraph(lines) for of_element in parts.values() for lines in of_element]

    @cached_property
    def charts(self):
        """Figures that are drawn of areas and lines, and the tables behind them that have their numbers."""
        figures = {item.element for page in self.pages for item in page.items
                   if item.kind in ("box", "path") and item.element and item.element.role == "Figure"}
        behind = {(id(figure.parent), figure.nth + 1) for figure in figures}
        return figures | {e for e in self.elements.values() if e.role == "Table" and (id(e.parent), e.nth) in behind}

    def is_label(self, line):
        return bool(line.own) and not line.own.within("Caption") and any(e in self.charts for e in line.own.chain())

    @cached_property
    def grids(self):
        """Table elements, each with its cells' lines by row and column, and the tree's table."""
        grids = {}
        for line in self.lines():
            table = line.within("Table")
            if table and line.within("TR"):
                grids.setdefault(id(table), Grid(table)).add(line)
        found = list(grids.values())
        for grid, record in zip(found, self.tables):
            grid.match(record)
        return found


class Grid:
    def __init__(self, element):
        self.element, self.rows, self.aligns = element, {}, {}

    def add(self, line):
        row, cell = line.within("TR"), line.within(*CELLS)
        if cell:
            self.rows.setdefault(id(row), Row(row)).add(cell, line)

    def match(self, record):
        """The tree's rows are the elements' rows, but for heads without words."""
        rows = [r for r in record["rows"] if r["kind"] != "head" or any(c["text"] for c in r["cells"])]
        own = [r for r in self.rows.values()]
        rows = [r for r in rows if any(c["text"].strip() or c.get("value") == "null" for c in r["cells"])]
        if len(rows) != len(own):
            return
        self.aligns = dict(enumerate(record["columns"]))
        for row, told in zip(own, rows):
            row.kind, row.told = told["kind"], {c.get("at", i): c for i, c in enumerate(told["cells"])}
            places = list(row.told)  # a cell that spans rows is no cell of those below
            row.cells = {places[nth]: lines for nth, lines in row.cells.items() if nth < len(places)}

    def columns(self):
        """Column number: cells that span no other, without heads, totals and group titles."""
        columns = {}
        for row in self.rows.values():
            if row.is_head or row.kind in ("group", "subtotal", "total"):
                continue
            for at, lines in row.cells.items():
                if lines[0].within(*CELLS).span == 1:
                    columns.setdefault(at, []).append(lines)
        return columns


class Row:
    def __init__(self, element):
        self.element, self.cells, self.kind, self.told = element, {}, None, {}
        self.is_head = element.parent is not None and element.parent.role == "THead"

    def add(self, cell, line):
        self.cells.setdefault(cell.nth, []).append(line)

    def lines(self):
        return [line for lines in self.cells.values() for line in lines]

    def pages(self):
        return sorted({line.page.number for line in self.lines()})


def read(stream):
    """The documents a stream of records tells."""
    documents, faces, is_late = [], {}, False
    for text in stream:
        record = json.loads(text)
        kind = record["k"]
        if kind == "document":
            documents.append(Document(record))
        elif kind == "face":
            faces[record["n"]] = record
        elif kind == "table":
            documents[-1].tables.append(record)
        elif kind == "el":
            elements = documents[-1].elements
            elements[record["n"]] = Element(record, elements.get(record["up"]))
        elif kind == "page":
            page = Page(record, documents[-1])
            documents[-1].pages.append(page)
            is_late = False
        elif kind == "late lines":
            page = documents[-1].pages[record["n"] - 1]
            is_late = True
        elif kind == "line":
            line = Line(record, page, faces, documents[-1].elements)
            line.is_late = is_late
            page.add(line)
        else:
            page.add(Item(record, documents[-1].elements))
    return documents
