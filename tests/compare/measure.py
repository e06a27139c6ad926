# SPDX-License-Identifier: GPL-3.0-or-later
"""What a page's lines look like, measured in the same way whoever set them: MuPDF's structured text
tells where each character stands; lines are put together from that, found again in the source's
paragraphs, and judged by their word spaces alone. What an engine did beyond that (widened letters,
margins that hang) shows in the spaces it saved.

Ratio of a line: its mean word space against the font's own s; 1 is s + s/2, -1 is s - s/3. Without
microtype these are the glue settings that TeX logs, to a hundredth.
Badness 100 |r|^3 up to 10,000; demerits as TeX's, paragraphs 836, 851-859: (10 + badness)^2, 2,500
for a hyphen, 10,000 for two in a row or for a jump of fitness, 5,000 for one before the last line.
A line that sticks out of the measure has badness 10,000."""
import re
import struct
import subprocess
import unicodedata
import xml.etree.ElementTree as xml
from dataclasses import dataclass, field

HYPHENS = "-\u00ad\u2010"
GAP = 0.12  # em; narrower gaps are kerns
SHORT = 0.5 # em; a line that stops before has not been filled
CAP = 10000


@dataclass
class Frame:
    """Where the text stands, in points."""
    left: float
    width: float
    columns: int
    gutter: float


@dataclass
class Line:
    page: int
    column: int
    y: float
    chars: list  # [x0, x1, text, size]
    size: float = 0
    left: float = 0
    right: float = 0
    gaps: list = field(default_factory=list)  # (x0, x1)
    ratio: float = 0
    is_out: bool = False

    @property
    def letters(self):
        return letters("".join(c for _, _, c, _ in self.chars))

    @property
    def has_hyphen(self):
        return self.chars[-1][2] in HYPHENS


def letters(text):
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalpha()).lower()


def read_chars(path):
    """(page, baseline, character as in Line); a ligature's letters are one."""
    out = subprocess.run(["mutool", "draw", "-q", "-F", "stext", path], check=True,
                         capture_output=True).stdout
    for number, page in enumerate(xml.fromstring(out).iter("page")):
        held = None
        for font in page.iter("font"):
            for char in font.iter("char"):
                text, quad = char.get("c"), [float(v) for v in char.get("quad").split()]
                if held and quad[2] - quad[0] < 1e-3:
                    held[2][2] += text
                elif text.strip("\u00a0 \t\n"):
                    if held:
                        yield held
                    held = (number, float(char.get("y")),
                            [quad[0], quad[2], text, float(font.get("size"))])
        if held:
            yield held


def read_lines(path, frame):
    """Lines in reading order, text before notes; raised figures stand in their line."""
    rows = {}
    for page, y, char in read_chars(path):
        column = int((char[0] - frame.left + frame.gutter / 2) // (frame.width + frame.gutter))
        column = min(max(column, 0), frame.columns - 1)
        rows.setdefault((page, column, round(y * 2)), []).append(char)
    lines = []
    for (page, column, y), chars in sorted(rows.items(), key=lambda row: row[0]):
        last = lines[-1] if lines else None
        near = last and (last.page, last.column) == (page, column) and y / 2 - last.y < 5
        if not near:
            lines.append(Line(page, column, y / 2, chars))
        else:
            last.y = y / 2 if len(chars) > len(last.chars) else last.y
            last.chars += chars
    for line in lines:
        line.chars.sort()
        sizes = sorted(c[3] for c in line.chars)
        line.size = 10 if sizes[len(sizes) // 2] > 9 else 8
    return sorted(lines, key=lambda l: (l.size < 9, l.page, l.column))


def judge(line, frame, space):
    """Its spaces, ratio, and whether it sticks out. A line that stops short (the last may) is as loose
    as its spaces were if they filled it."""
    left = frame.left + line.column * (frame.width + frame.gutter)
    line.left, line.right = line.chars[0][0] - left, line.chars[-1][1] - left
    for one, two in zip(line.chars, line.chars[1:]):
        if two[0] - one[1] > GAP * line.size:
            line.gaps.append((one[1] - left, two[0] - left))
    over = line.right - frame.width
    width = line.chars[-1][1] - line.chars[-1][0]
    line.is_out = over > (1 if line.chars[-1][2].isalnum() else width + 0.3)
    natural = space * line.size
    if line.gaps:
        short = -over if over < -SHORT * line.size else 0
        mean = (sum(b - a for a, b in line.gaps) + short) / len(line.gaps)
        line.ratio = (mean - natural) / (natural / 2 if mean > natural else natural / 3)
    elif over < -1:
        line.ratio = 5


def find_paragraphs(lines, texts):
    """For each text its lines; all of the page's text is in them but for tables."""
    stream = "".join(line.letters for line in lines)
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line.letters)
    found = []
    for text in texts:
        wanted = letters(text)
        begin = stream.find(wanted)
        if begin < 0:
            raise ValueError(f"not found on the page: {text[:60]}…")
        found.append([line for line, start in zip(lines, starts)
                      if begin <= start < begin + len(wanted) and line.letters])
    return found


def fitness(ratio):
    """TeX's: 0 very loose, 1 loose, 2 decent, 3 tight, by badness 99 and 12."""
    badness = 100 * abs(ratio) ** 3
    if ratio > 0:
        return 0 if badness > 99 else 1 if badness > 12 else 2
    return 3 if badness > 12 else 2


def demerits(paragraph):
    total, before = 0, 2
    for i, line in enumerate(paragraph):
        last = i == len(paragraph) - 1
        ratio = min(line.ratio, 0) if last else line.ratio
        badness = CAP if line.is_out else min(CAP, 100 * abs(ratio) ** 3)
        total += (10 + badness) ** 2 + (2500 if line.has_hyphen else 0)
        if i and paragraph[i - 1].has_hyphen and (line.has_hyphen or last):
            total += 5000 if last else 10000
        total += 10000 if abs(fitness(ratio) - before) > 1 else 0
        before = fitness(ratio)
    return total


def ladders(paragraph):
    """Lengths of runs of lines that end with hyphens, two and more."""
    marks = "".join("h" if line.has_hyphen else " " for line in paragraph)
    return [len(run) for run in re.findall("hh+", marks)]


def rivers(paragraph, space):
    """Wide spaces (over 1.3 of the font's) that overlap by half a space, three lines and more."""
    open_, count = [], 0
    for line in paragraph:
        natural = space * line.size
        now = []
        for a, b in line.gaps:
            if b - a <= 1.3 * natural:
                continue
            above = [n for x, y, n in open_ if min(b, y) - max(a, x) >= natural / 2]
            now.append((a, b, 1 + max(above, default=0)))
            count += 1 if now[-1][2] == 3 else 0
        open_ = now
    return count


def strays(paragraph):
    """Widows and orphans: a paragraph's single line on a page or in a column."""
    places = [(line.page, line.column) for line in paragraph]
    return sum(1 for place in (places[0], places[-1])
               if len(places) > 1 and places.count(place) == 1)


def advances(path):
    """A font file's advance widths by character, in em: its hmtx by its cmap of format 4."""
    data = open(path, "rb").read()
    table = {}
    for i in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * i)
        table[tag.decode()] = offset
    em, = struct.unpack_from(">H", data, table["head"] + 18)
    wide, = struct.unpack_from(">H", data, table["hhea"] + 34)
    subtables = (struct.unpack_from(">HHI", data, table["cmap"] + 4 + 8 * i)
                 for i in range(struct.unpack_from(">H", data, table["cmap"] + 2)[0]))
    at = next(table["cmap"] + o for p, e, o in subtables if (p, e) == (3, 1))
    n = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends, starts, deltas, offsets = (struct.unpack_from(f">{n}H", data, at + 14 + k)
                                     for k in (0, 2 * n + 2, 4 * n + 2, 6 * n + 2))
    widths = {}
    for s in range(n):
        for code in range(starts[s], min(ends[s], 0xFFFE) + 1):
            glyph = code + deltas[s]
            if offsets[s]:
                glyph, = struct.unpack_from(">H", data, at + 14 + 6 * n + 2 + 2 * s + offsets[s]
                                            + 2 * (code - starts[s]))
                glyph += deltas[s] if glyph else 0
            glyph &= 0xFFFF
            width, = struct.unpack_from(">H", data, table["hmtx"] + 4 * min(glyph, wide - 1))
            widths[chr(code)] = width / em
    return widths


def widened(lines, widths):
    """By how much letters differ from the font's own width, in thousandths, on average."""
    amounts = []
    for line in lines:
        own = sum(widths.get(c, 0) * line.size for _, _, c, size in line.chars
                  if size > line.size * 0.9 and c in widths)
        set_ = sum(b - a for a, b, c, size in line.chars
                   if size > line.size * 0.9 and c in widths)
        amounts.append(abs(set_ / own - 1) * 1000 if own else 0)
    return sum(amounts) / len(amounts)


def worst(paragraphs, n):
    """The n loosest lines: (ratio, their text with its word spaces)."""
    every = sorted((line for p in paragraphs for line in p[:-1]), key=lambda l: -l.ratio)
    for line in every[:n]:
        text, last = "", None
        for char in line.chars:
            text += " " if last and char[0] - last > GAP * line.size else ""
            text, last = text + char[2], char[1]
        yield line.ratio, text


def measure(path, texts, frame, widths):
    """The numbers of a page, by name; see run for what they are called."""
    space = widths[" "]
    lines = read_lines(path, frame)
    for line in lines:
        judge(line, frame, space)
    paragraphs = find_paragraphs(lines, texts)
    inner = [line for p in paragraphs for line in p[:-1]]
    every = [line for p in paragraphs for line in p]
    runs = [n for p in paragraphs for n in ladders(p)]
    return {
        "demerits": sum(demerits(p) for p in paragraphs),
        "hyphens": sum(line.has_hyphen for line in every),
        "two": sum(n == 2 for n in runs),
        "more": sum(n > 2 for n in runs),
        "loosest": max(line.ratio for line in inner),
        "tightest": min(line.ratio for line in inner),
        "mean": sum(abs(line.ratio) for line in inner) / len(inner),
        "loose": sum(line.ratio > 1 for line in inner),
        "out": sum(line.is_out for line in every),
        "rivers": sum(rivers(p, space) for p in paragraphs),
        "strays": sum(strays(p) for p in paragraphs),
        "short": sum(p[-1].right - p[-1].left < frame.width / 10 for p in paragraphs),
        "lines": len(every),
        "widened": widened(inner, widths),
        "worst": list(worst(paragraphs, 5)),
    }
