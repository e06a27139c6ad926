# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be wrong with tables: numbers, alignment, widths, rows over pages, rules, blanks."""
import re
from collections import Counter

import sheets
from finding import check

DECIMAL, HEAD = 0.1, 0.2      # pt
LEAST_GAP = 4.0               # pt between the ink of neighbours
HALF_EMPTY, WRAPS = 0.5, 0.2  # of a column's width; of its rows
RULES = 3                     # weights a table

NUMBER = re.compile(r"^[<>]?\s?[−–+-]?\d{1,3}([.\u202f\u00a0 ]?\d{3})*(,\d+)?[\s\u00a0]?(%|€|EUR)?$")


def is_number(lines):
    return len(lines) >= 1 and NUMBER.match(said(lines)) is not None


def said(lines):
    return " ".join(line.text.strip() for line in lines)


def decimal_mark(line):
    """Where the comma of the last decimal fraction stands, or the number ends."""
    marks = [d for d in line.digits if d[0] == ","]
    digits = [d for d in line.digits if d[0].isdigit()]
    if marks:
        return marks[-1][2]
    return digits[-1][2] + digits[-1][3] if digits else None


@check(11, "decimals in one line")
def ragged_money(document):
    for grid in document.grids:
        for at, cells in grid.columns().items():
            if grid.aligns.get(at) == "start":  # the author's wish: a text with numbers in it
                continue
            numbers = [c[0] for c in cells if is_number(c) and "," in c[0].text]
            for page in {line.page for line in numbers}:
                yield from one_column([line for line in numbers if line.page is page])
            yield from mixed_figures([c[0] for c in cells if is_number(c)])


def one_column(lines):
    usual = Counter(round(decimal_mark(line), 1) for line in lines).most_common(1)[0][0]
    for line in lines:
        off = decimal_mark(line) - usual
        if abs(off) > DECIMAL + 0.05:
            yield "E", line, f"its comma stands {off:+.2f} pt from the others'"


def mixed_figures(lines):
    """A row that stands out may be bold, and bold figures be wider."""
    weights = {}
    for line in lines:
        widths = weights.setdefault(line.main.weight, {})
        for sign, _, _, width in line.digits:
            if sign.isdigit():
                widths.setdefault(round(width / line.main.set, 2), line)
    for widths in weights.values():
        if len(widths) > 1:
            yield "E", list(widths.values())[-1], f"figures of {len(widths)} widths in one column"


def shared_edges(lines):
    """Where all lines begin, where they end, and their middle; None: not in one line."""
    places = {"start": [line.start for line in lines], "end": [line.end for line in lines],
              "middle": [(line.start + line.end) / 2 for line in lines]}
    return {edge: at[0] if max(at) - min(at) < HEAD else None for edge, at in places.items()}


def column_edges(lines, lang):
    """Numbers stand below one another by their points: where the text runs the other way, the widest reaches the column's end."""
    edges = shared_edges(lines)
    is_number_column = all(line.digits and not re.search(r"[^\W\d_]", line.text) for line in lines)
    if sheets.is_rtl(lines[0].element.reads(lang)) and is_number_column:
        edges["start"] = min(line.start for line in lines)
    return edges


@check(12, "head aligned as its column")
def misplaced_heads(document):
    for grid in document.grids:
        heads = [row for row in grid.rows.values() if row.is_head]
        for at, cells in grid.columns().items():
            page = cells[0][0].page
            edges = column_edges([line for lines in cells for line in lines if line.page is page], document.lang)
            for head in heads:
                own = [line for line in head.cells.get(at, []) if line.page is page]
                if not own or own[0].within("TH").span > 1:
                    continue
                stands = shared_edges(own)
                off = [stands[edge] - edges[edge] for edge in edges if edges[edge] is not None and stands[edge] is not None]
                if off and min(map(abs, off)) > HEAD:
                    yield "W", own[0], f"the head stands {min(off, key=abs):+.1f} pt from its column's edge"


@check(13, "breathing columns")
def touching_columns(document):
    for grid in document.grids:
        for row in grid.rows.values():
            by_line = {}
            for line in row.lines():
                by_line.setdefault((line.page.number, round(line.y, 1)), []).append(line)
            for lines in by_line.values():
                lines.sort(key=lambda line: line.start)
                for a, b in zip(lines, lines[1:]):
                    gap = b.ink[0] - a.ink[2]
                    if a.element is not b.element and gap < LEAST_GAP:
                        yield "E", b, f"{gap:.1f} pt from its neighbour '{a.text[-20:]}'"
            for lines in row.cells.values():
                if len(lines) > 1 and is_number(lines) and not row.is_head:
                    yield "E", lines[0], "a number is wrapped"


@check(14, "width by content")
def half_empty_columns(document):
    for grid in document.grids:
        columns = grid.columns()
        empty, full = {}, []
        for at, cells in columns.items():
            measure = max(line.measure for lines in cells for line in lines)
            longest = max(line.width for lines in cells for line in lines)
            wrapped = sum(len(lines) > 1 for lines in cells)
            if wrapped > WRAPS * len(cells):
                full.append(at)
            elif not wrapped and measure and longest < HALF_EMPTY * measure:
                empty[at] = (cells[0][0], longest / measure)
        for at, (line, share) in empty.items():
            if any(other != at for other in full):
                yield "W", line, f"a column is filled to {100 * share:.0f} % while another's words wrap"


@check(15, "rows whole")
def torn_rows(document):
    for grid in document.grids:
        rows = list(grid.rows.values())
        for row in rows:
            if len(row.pages()) > 1 and row.lines():
                yield "E", row.lines()[0], f"a row stands on pages {row.pages()}"
        for a, b in zip(rows, rows[1:]):
            if not a.pages() or not b.pages() or a.pages()[-1] == b.pages()[0]:
                continue
            if a.kind == "group":
                yield "E", a.lines()[0], "a group's title is the last row of its page"
            if b.kind in ("subtotal", "total"):
                yield "E", b.lines()[0], "a sum is the first row of its page"


def area(grid, page):
    """Where a table's words stand on a page: left, top, right, bottom of their measures."""
    lines = [line for row in grid.rows.values() for line in row.lines() if line.page is page]
    return (min(l.left for l in lines) - 3, min(l.y - l.size for l in lines) - 6,
            max(l.left + l.measure for l in lines) + 3, max(l.y for l in lines) + 12)


@check(16, "three kinds of rules")
def boxes_around_all(document):
    for grid in document.grids:
        lines = [line for row in grid.rows.values() for line in row.lines()]
        for page in sorted({line.page for line in lines}, key=lambda p: p.number):
            left, top, right, bottom = area(grid, page)
            rules = [i for i in page.items if i.is_rule() and left <= i.left and i.right <= right
                     and top <= i.top and i.bottom <= bottom]
            weights = {round(min(i.width, i.height), 2) for i in rules}
            if len(weights) > RULES:
                yield "W", lines[0], f"rules of {len(weights)} weights in a table: {sorted(weights)}"
            if any(i.height > i.width for i in rules):
                yield "W", lines[0], "a vertical rule"


def printed(row, at):
    return said(row.cells.get(at, []))


@check(35, "empty is empty")
def unclear_blanks(document):
    """NULL prints as the theme says, and never as a number; a column does it in one way."""
    missing = document.theme.get("missing", "")
    for grid in document.grids:
        ways = {}
        for row in grid.rows.values():
            for at, cell in row.told.items():
                if cell.get("value") == "null" and row.kind == "body":
                    ways.setdefault(at, {}).setdefault(printed(row, at), row)
        for at, kinds in ways.items():
            numeric = any(is_number(lines) for lines in grid.columns().get(at, []))
            for text, row in kinds.items():
                if re.search(r"\d", text):
                    yield "E", row.lines()[0], f"an empty value prints '{text}'"
                elif numeric and len(kinds) > 1 and text != missing:
                    yield "E", row.lines()[0], f"empty values of a column print '{text}' and '{missing}'"
