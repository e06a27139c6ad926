#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A chart shows its numbers. Charts of all kinds over random data are set, in a language that reads
from left to right and in one that does not, and what the PDF paints is measured: bars, columns and
segments are as long as their values say, within half a percent, and begin at zero; slices have
their angles, points their heights, signs their number, tiles their places; a right-to-left chart is the
mirror image. Each measure is then held against numbers that were changed, and must find them wrong.
"""
import math
import os
import random
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..")]
import traced  # noqa: E402
from counting import check, finish  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(HERE))
PROGRAM = os.environ.get("DOKUWERK", os.path.join(ROOT, "dokuwerk"))
EXACT = 0.005     # of a value: what is right
GRAIN = 0.02      # pt: coordinates are printed in thousandths, outlines are rounded
WHITE = (255, 255, 255)
PALETTE = [(15, 84, 96), (181, 64, 42), (233, 180, 76), (74, 138, 199), (206, 226, 212), (178, 158, 182)]
SWATCH = (4.2 * 72 / 25.4, 3 * 72 / 25.4)  # of legends in the theme house


class Case:
    """One chart: its kind, keys, categories and series of values (None: missing)."""

    def __init__(self, kind, keys, names, rows, measure, change=lambda v: v * 1.03):
        self.kind, self.keys, self.names, self.rows, self.measure, self.change = kind, keys, names, rows, measure, change

    def source(self, n):
        series = len(self.rows[0])
        columns = [f"v{i}" for i in range(series)]
        values = ", ".join("(%d, '%s', %s)" % (i, name, ", ".join("NULL" if v is None else str(v) for v in row))
                           for i, (name, row) in enumerate(zip(self.names, self.rows)))
        heads = ' series="%s"' % "|".join(f"S{i + 1}" for i in range(series)) if series > 1 else ""
        query = f"```sql q{n}\nWITH r(sort, name, {', '.join(columns)}) AS (VALUES {values}) SELECT name, {', '.join(columns)}, sort % 4 AS col, sort / 4 AS line FROM r ORDER BY sort\n```\n"
        chart = f"::: {{.chart data=q{n} type={self.kind} x=name y=\"{' '.join(columns)}\"{heads} {self.keys}}}\n:::\n\n::: {{.page-break}}\n:::\n\n"
        return query, chart


# --- what is painted ---

def is_swatch(shape):
    return abs(shape.width - SWATCH[0]) < 0.1 and abs(shape.height - SWATCH[1]) < 0.1


def marks(shapes):
    """The filled areas of the chart itself: content of the figure, but neither the legend's samples nor the
    white boxes behind numbers."""
    return [s for s in shapes if s.layer == "Figure" and s.kind == "fill" and s.color != WHITE and s.color and not is_swatch(s)]


def near(got, want, scale):
    """As a value must be drawn: within half a percent of itself, and what rounding to a thousandth makes."""
    return abs(got - want * scale) <= EXACT * abs(want * scale) + GRAIN


def proportional(lengths, values):
    """All lengths are their values in one scale."""
    if len(lengths) != len(values):
        return f"{len(lengths)} marks for {len(values)} values"
    largest = max(range(len(values)), key=lambda i: abs(values[i]))
    scale = lengths[largest] / values[largest]
    wrong = [i for i, (n, v) in enumerate(zip(lengths, values)) if not near(n, v, scale)]
    return f"{[(round(lengths[i] / scale, 3), values[i]) for i in wrong[:4]]}" if wrong else ""


def alike(numbers, what):
    return "" if not numbers or max(numbers) - min(numbers) <= 2 * GRAIN else f"{what}: {min(numbers):.3f} to {max(numbers):.3f}"


def first_wrong(*said):
    return next((text for text in said if text), "")


def starts(shapes, is_rtl):
    """Where marks begin: the start edge."""
    return [s.right if is_rtl else s.left for s in shapes]


# --- measures: "" where the page shows the rows, else what it shows instead ---

def bars(shapes, rows, is_rtl):
    found = sorted(marks(shapes), key=lambda s: s.top)
    values = [v for row in rows for v in row if v]
    signed = [s.width * (1 if v > 0 else -1) for s, v in zip(found, values)] + [s.width for s in found[len(values):]]
    zeros = [(s.left if (v > 0) != is_rtl else s.right) for s, v in zip(found, values)]
    return first_wrong(proportional(signed, values), alike(zeros, "bars begin at"), alike([s.height for s in found], "bars are as thick as"))


def columns(shapes, rows, is_rtl):
    found = sorted(marks(shapes), key=lambda s: -s.right if is_rtl else s.left)
    values = [v for row in rows for v in row if v]
    signed = [s.height * (1 if v > 0 else -1) for s, v in zip(found, values)] + [s.height for s in found[len(values):]]
    zeros = [s.bottom if v > 0 else s.top for s, v in zip(found, values)]
    colors = [PALETTE[i] for row in rows for i, v in enumerate(row) if v]
    return first_wrong(proportional(signed, values), alike(zeros, "columns stand on"), alike([s.width for s in found], "columns are as wide as"),
                       "" if len(rows[0]) == 1 or [s.color for s in found] == colors else "colors are not the series'")


def grouped_bars(shapes, rows, is_rtl):
    found = sorted(marks(shapes), key=lambda s: s.top)
    colors = [PALETTE[i] for row in rows for i, v in enumerate(row) if v]
    return first_wrong(bars(shapes, rows, is_rtl), "" if [s.color for s in found] == colors else "colors are not the series'")


def in_lines(found, top):
    """Marks in lines of equal height, from the first on."""
    lines = []
    for s in sorted(found, key=top):
        if not lines or top(s) - top(lines[-1][0]) > 1:
            lines.append([])
        lines[-1].append(s)
    return lines


def chained(lines, rows, lengths, begin, end, base):
    """Segments one after the other, each as long as its value in one scale; all chains begin at the same place."""
    for line, row in zip(lines, rows):
        line.sort(key=begin)
        if [s.color for s in line] != [PALETTE[i] for i, v in enumerate(row) if v]:
            return "colors are not the series'"
        gaps = [begin(b) - end(a) for a, b in zip(line, line[1:])]
        if any(abs(gap) > 2 * GRAIN for gap in gaps):
            return f"gaps between segments: {[round(g, 3) for g in gaps]}"
    if len(lines) != len(rows):
        return f"{len(lines)} bars for {len(rows)} categories"
    return first_wrong(proportional([lengths(s) for line in lines for s in line], [v for row in rows for v in row if v]),
                       alike([begin(line[0]) for line in lines], "bars begin at") if base else "")


def stacked_bars(shapes, rows, is_rtl):
    return chained(in_lines(marks(shapes), lambda s: s.top), rows, lambda s: s.width, (lambda s: -s.right) if is_rtl else (lambda s: s.left),
                   (lambda s: -s.left) if is_rtl else (lambda s: s.right), True)


def stacked_columns(shapes, rows, is_rtl):
    lines = in_lines(marks(shapes), (lambda s: -s.right) if is_rtl else (lambda s: s.left))
    return chained(lines, rows, lambda s: s.height, lambda s: -s.bottom, lambda s: -s.top, True)


def of_one(rows):
    """Values as shares of their category."""
    return [[v / sum(row) for v in row] for row in rows]


def shares(shapes, rows, is_rtl):
    return stacked_bars(shapes, of_one(rows), is_rtl)


def upright_shares(shapes, rows, is_rtl):
    return stacked_columns(shapes, of_one(rows), is_rtl)


def angle_at(point, center):
    import math
    return math.degrees(math.atan2(point[0] - center[0], center[1] - point[1]))  # clockwise from twelve o'clock


def sweep(outline, center, radius):
    """The angles that an outline's outer points cover, unwrapped: from, to."""
    import math
    last, found = None, []
    for point in outline:
        if math.dist(point, center) < 0.9 * radius:
            continue
        angle = angle_at(point, center)
        if last is not None:
            angle += 360 * round((last - angle) / 360)
        found.append(angle)
        last = angle
    return min(found), max(found)


def slices(shapes, rows, is_rtl):
    """One after the other from twelve o'clock, the largest first."""
    found = marks(shapes)
    values = sorted((row[0] for row in rows if row[0]), reverse=True)
    if len(found) != len(values):
        return f"{len(found)} slices for {len(values)} values"
    box = [min(s.left for s in found), min(s.top for s in found), max(s.right for s in found), max(s.bottom for s in found)]
    center, radius = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), (box[2] - box[0]) / 2
    upto, total = 0, sum(values)
    for s, v in zip(found, values):
        begin, end = sweep(s.outlines[0], center, radius)
        if is_rtl:
            begin, end = -end, -begin
        turns = (upto * 360 / total - begin) % 360
        if abs(end - begin - v * 360 / total) > EXACT * v * 360 / total + 0.1 or min(turns, 360 - turns) > 0.3:
            return f"slice of {v}: from {begin:.2f} to {end:.2f} degrees, not {upto * 360 / total:.2f} and {v * 360 / total:.2f} on"
        upto += v
    return proportional([s.area for s in found], values) if total else ""


def withheld(shapes, rows, is_rtl):
    """Slices are their shares of the whole, not of what is shown: the least two values are hidden, a gap at the end."""
    shown = sorted((row[0] for row in rows), reverse=True)[:-2]
    found = [s for s in marks(shapes) if s.area > 100]
    total, upto = sum(row[0] for row in rows), 0
    if len(found) != len(shown):
        return f"{len(found)} slices for {len(shown)} values"
    box = [min(s.left for s in found), min(s.top for s in found), max(s.right for s in found), max(s.bottom for s in found)]
    for s, v in zip(found, shown):
        center = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        begin, end = sweep(s.outlines[0], center, max(box[2] - box[0], box[3] - box[1]) / 2)
        if abs(end - begin - v * 360 / total) > EXACT * v * 360 / total + 0.1:
            return f"slice of {v}: {end - begin:.2f} degrees, not {v * 360 / total:.2f}"
        upto += end - begin
    return "" if upto < 360 else "there is no gap"


def affine(pairs):
    """Scale and shift of numbers drawn (first) for values (second), by the two that are farthest apart."""
    low, high = min(pairs, key=lambda p: p[1]), max(pairs, key=lambda p: p[1])
    scale = (high[0] - low[0]) / (high[1] - low[1]) if high[1] > low[1] else 0
    return scale, low[0] - scale * low[1]


def off_line(point, line):
    """How far a point lies from an open polygon."""
    def to_piece(a, b):
        length = math.dist(a, b) ** 2
        t = min(1, max(0, ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / length)) if length else 0
        return math.dist(point, (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
    return min((to_piece(a, b) for a, b in zip(line, line[1:])), default=float("inf"))


def lines(shapes, rows, is_rtl):
    """A sign at each value, and between neighbours a line, full or in dashes; where a value is missing, a gap."""
    signs_, places = marks(shapes), []
    colors = list(dict.fromkeys(s.color for s in signs_))[::-1]  # the first series is painted last; pale ones are darkened
    if len(colors) != len(rows[0]) or colors[0] != PALETTE[0]:
        return f"{len(colors)} colors for {len(rows[0])} series"
    for i, color in enumerate(colors):
        found = sorted((s for s in signs_ if s.color == color), key=lambda s: -s.right if is_rtl else s.left)
        known = [(x, row[i]) for x, row in enumerate(rows) if row[i] is not None]
        if len(found) != len(known):
            return f"{len(found)} signs for {len(known)} values of series {i + 1}"
        places += [((s.left + s.right) / 2, (s.top + s.bottom) / 2, x, v, i) for s, (x, v) in zip(found, known)]
    step, first = affine([(px, x) for px, _, x, _, _ in places])
    if (step > 0) == is_rtl or any(abs(px - first - step * x) > 2 * GRAIN for px, _, x, _, _ in places):
        return "categories do not stand equally far apart, in their order"
    scale, zero = affine([(py, v) for _, py, _, v, i in places if i == 0])  # the first series' signs are discs
    span = abs(scale) * (max(p[3] for p in places) - min(p[3] for p in places))
    own = {i: affine([(py, v) for _, py, _, v, k in places if k == i])[1] for i in range(len(rows[0]))}
    for i in own:  # a sign's middle may lie off its point, but for all of a series as much
        mine = [(py - zero - scale * v) for _, py, _, v, k in places if k == i]
        if scale >= 0 or max(mine) - min(mine) > EXACT * span + 2 * GRAIN or abs(sum(mine) / len(mine)) > 1.5:
            return f"series {i + 1} is not as high as its values"
    for i, color in enumerate(colors):
        points = [p for s in shapes if s.layer == "Figure" and s.kind == "stroke" and s.color == color for o in s.outlines for p in o]
        runs, run = [], []
        for x, row in enumerate(rows + [[None] * len(rows[0])]):
            if row[i] is None:
                runs, run = runs + [run] * (len(run) > 1), []
            else:
                run = run + [(first + step * x, zero + scale * row[i])]
        if any(min((off_line(p, run) for run in runs), default=99) > EXACT * span + 2 * GRAIN for p in points):
            return f"the line of series {i + 1} does not run from value to value"
        if any(min((math.dist(run[0], p) for p in points), default=99) > EXACT * span + 2 * GRAIN for run in runs):
            return f"the line of series {i + 1} does not begin at a value"
    return ""


def opinions(shapes, rows, is_rtl):
    lines_ = in_lines(marks(shapes), lambda s: s.top)
    if [len(line) for line in lines_] != [sum(bool(v) for v in row) for row in rows]:
        return f"{[len(line) for line in lines_]} segments"
    widths, shares, middles = [], [], []
    for line, row in zip(lines_, rows):
        line.sort(key=lambda s: -s.right if is_rtl else s.left)
        gaps = [(a.left - b.right) if is_rtl else (b.left - a.right) for a, b in zip(line, line[1:])]
        if any(abs(gap) > 2 * GRAIN for gap in gaps):
            return f"gaps between segments: {[round(g, 3) for g in gaps]}"
        widths += [s.width for s in line]
        shares += [v / sum(row) for v in row if v]
        if row[len(row) // 2]:
            neutral = line[sum(bool(v) for v in row[:len(row) // 2])]
            middles.append((neutral.left + neutral.right) / 2)
    return first_wrong(proportional(widths, shares), alike(middles, "neutral answers are centred on"))


PER = 10


def signs(shapes, rows, is_rtl):
    """A sign for each 10 units; the last one is cut to what is left."""
    found = [s for s in marks(shapes) if s.color == PALETTE[0]]
    whole = max(s.width for s in found)
    rows_, last = [], None
    for s in sorted(found, key=lambda s: s.top + s.bottom):
        if last is None or s.top > last.bottom:
            rows_.append([])
            last = s
        rows_[-1].append(s)
    values = [row[0] for row in rows if row[0]]
    if len(rows_) != len(values):
        return f"{len(rows_)} rows of signs for {len(values)} values"
    for line, v in zip(rows_, values):
        line.sort(key=lambda s: -s.right if is_rtl else s.left)
        full = [s for s in line if s.width > whole - GRAIN]
        rest = sum(s.width for s in line if s.width <= whole - GRAIN) / whole
        if len(full) != v // PER or abs(rest - v % PER / PER) > 0.01 or (rest and line[-1].width > whole - GRAIN):
            return f"{len(full)} signs and {rest:.3f} for {v}"
    return alike(starts([line[0] for line in rows_], is_rtl), "rows of signs begin at")


def tiles(shapes, rows, is_rtl):
    """Equal squares at their places, full where there is somebody. A map is no mirror image: east is right."""
    found = [s for s in shapes if s.layer == "Figure" and s.kind == "fill" and abs(s.width - s.height) < GRAIN and s.width > 15]
    if len(found) != len(rows):
        return f"{len(found)} tiles for {len(rows)} places"
    left, top = min(s.left for s in found), min(s.top for s in found)
    step = min(abs(s.left - left) for s in found if s.left - left > 1)
    at = {(round((s.left - left) / step), round((s.top - top) / step)): s for s in found}
    off = max(abs(v / step - round(v / step)) for s in found for v in (s.left - left, s.top - top))
    for i, row in enumerate(rows):
        s = at.get((i % 4, i // 4))
        if not s or off > 0.01 or (s.color == PALETTE[0]) != (row[0] > 0) or (row[0] == 0 and s.color != WHITE):
            return f"place {i} is {s.color if s else 'empty'} for {row[0]}"
    return alike([s.width for s in found], "tiles are as wide as")


# --- the cases ---

def numbers(rng, n, low=1, high=900):
    return [rng.randint(low, high) for _ in range(n)]


def names(rng, n, letters=9):
    return ["".join(rng.choice("aeiounrslt") for _ in range(rng.randint(2, letters))) + str(i) for i in range(n)]


def cases(rng):
    for _ in range(3):
        n, k = rng.randint(3, 9), rng.randint(2, 6)
        single = [[v] for v in numbers(rng, n)]
        signed = [[v * rng.choice((1, 1, -1))] for v in numbers(rng, n)]
        several = [numbers(rng, k, 0) for _ in range(n)]
        holes = [[None if i and rng.random() < 0.15 else v for v in numbers(rng, k, 1)] for i in range(n)]
        few = [row[:3] for row in several[:5]]
        gaps = [row[:3] for row in holes[:5]]
        likert = [[0 if rng.random() < 0.1 else rng.randint(4, 30) for _ in range(5)] for _ in range(rng.randint(2, 6))]
        rounds = [[v] for v in numbers(rng, rng.randint(2, 6), 20)]
        yield Case("bar", "", names(rng, n), single, bars)
        yield Case("bar", "", names(rng, n), signed, bars)
        yield Case("column", "", names(rng, n), single, columns)
        yield Case("column", "", names(rng, n), signed, columns)
        yield Case("grouped", "", names(rng, n), gaps, columns)
        yield Case("grouped", "turned=yes", names(rng, n), few, grouped_bars)
        yield Case("stacked", "", names(rng, n), several, stacked_bars)
        yield Case("stacked", "turned=yes", names(rng, n), several, stacked_columns)
        yield Case("stacked", "base=sum share=only", names(rng, len(likert)), likert, shares)
        yield Case("stacked", "turned=yes base=sum share=only", names(rng, len(likert)), likert, upright_shares)
        yield Case("line", "", names(rng, n), holes, lines, lambda v: v + 60)
        yield Case("pie", "", names(rng, len(rounds)), rounds, slices)
        yield Case("donut", "base=sum share=yes", names(rng, len(rounds)), rounds, slices)
        yield Case("pie", "suppress=3 base=sum share=yes", names(rng, 4), [[rng.randint(80, 90)], [rng.randint(10, 20)], [rng.randint(50, 70)], [2]], withheld, lambda v: v + 30)
        yield Case("likert", 'neutral="S3"', names(rng, len(likert)), likert, opinions)
        yield Case("pictogram", f"per={PER}", names(rng, n), [[10 * rng.randint(0, 12) + rng.choice((0, 3, 5, 8))] for _ in range(n)], signs, lambda v: v + 4)
        yield Case("tiles", "column=col row=line", names(rng, 12, 4), [[rng.choice((0, 0, rng.randint(2, 99)))] for _ in range(11)] + [[7]], tiles, lambda v: 0)


def changed(rng, rows, change):
    """The rows with one value that is another one."""
    at = [(i, k) for i, row in enumerate(rows) for k, v in enumerate(row) if v]
    i, k = rng.choice(at)
    return [[change(v) if (x, y) == (i, k) else v for y, v in enumerate(row)] for x, row in enumerate(rows)]


def build(folder, lang, all_cases):
    parts = [case.source(n) for n, case in enumerate(all_cases)]
    source, out = os.path.join(folder, "charts.md"), os.path.join(folder, "charts.pdf")
    with open(source, "w", encoding="utf-8") as f:
        f.write(f"---\ntitle: Probe\nlang: {lang}\ntemplate: true\nrunning: {{title: '', event: '', edition: ''}}\n---\n" +
                "".join(query for query, _ in parts) + "\n" + "".join(chart for _, chart in parts))
    done = subprocess.run([PROGRAM, "typeset", source, "-o", out, "-q"], capture_output=True, text=True, timeout=120)
    check(done.returncode == 0 and not done.stderr, f"{len(parts)} charts in {lang} are set without a message", done.stderr)
    return out if done.returncode == 0 else None


def main():
    seed = int(os.environ.get("SEED", "8"))
    with tempfile.TemporaryDirectory() as folder:
        for lang in ("de", "he"):
            rng = random.Random(seed)
            all_cases = list(cases(rng))
            out = build(folder, lang, all_cases)
            if not out:
                continue
            pages = traced.pages(out)
            check(len(pages) == len(all_cases), f"in {lang} each chart has its page", len(pages), len(all_cases))
            for case, shapes in zip(all_cases, pages):
                what = f"{case.kind} {case.keys} in {lang}"
                wrong = case.measure(shapes, case.rows, lang == "he")
                check(not wrong, f"{what}: shows its numbers", wrong, case.rows)
                check(case.measure(shapes, changed(rng, case.rows, case.change), lang == "he"), f"{what}: another number would be noticed", case.rows)
    finish()


if __name__ == "__main__":
    main()
