#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a PDF draws for the strings of glyphs.txt: the same glyphs, at the same places, as hb-shape says.

Each string is a paragraph of a document in its language. `mutool trace` tells which glyph of which
embedded font stands where. The embedded font is a subset, whose glyphs have other numbers, so glyphs
are known by their outlines: the points of the embedded glyph are those of the font's own. In CFF
subsets the numbers are kept.
"""
import json
import os
import re
import struct
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import counting  # noqa: E402

DOKUWERK = os.environ.get("DOKUWERK", os.path.join(ROOT, "dokuwerk"))
NOTO = "/usr/share/fonts/truetype/noto/"
IDEOGRAPHS = ("Hani", "Hira", "Kana")
RIGHT_TO_LEFT = ("Arab", "Hebr", "Syrc", "Thaa")
TOLERANCE = 0.006  # em: TJ counts in thousandths, and places are written in thousandths of a point


def check(holds, sentence, *shown):
    counting.check(holds, sentence, *shown)
    return bool(holds)


def run(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, timeout=120, **more).stdout


class Font:
    """A TrueType font's outlines, without instructions, or a CFF font, whose glyphs are their numbers."""

    def __init__(self, data, index=0):
        self.data, self.known = data, {}
        at = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
        self.table = {}
        for i in range(struct.unpack_from(">H", data, at + 4)[0]):
            tag, _, offset, length = struct.unpack_from(">4sIII", data, at + 12 + 16 * i)
            self.table[tag] = (offset, length)
        if b"glyf" in self.table:
            wide = struct.unpack_from(">h", data, self.table[b"head"][0] + 50)[0]
            offset, length = self.table[b"loca"]
            n = length // (4 if wide else 2)
            places = struct.unpack_from(f">{n}{'I' if wide else 'H'}", data, offset)
            self.places = places if wide else [2 * p for p in places]

    def outline(self, glyph):
        if b"glyf" not in self.table:
            return glyph
        if glyph not in self.known:
            self.known[glyph] = self.read(glyph)
        return self.known[glyph]

    def read(self, glyph):
        start = self.table[b"glyf"][0]
        data = self.data[start + self.places[glyph]:start + self.places[glyph + 1]]
        if not data:
            return ()
        contours = struct.unpack_from(">h", data)[0]
        return self.parts(data) if contours < 0 else self.points(data, contours)

    def points(self, data, contours):
        at = 10 + 2 * contours
        ends = struct.unpack_from(f">{contours}H", data, 10)
        at += 2 + struct.unpack_from(">H", data, at)[0]
        flags = []
        while len(flags) < (ends[-1] + 1 if ends else 0):
            flag, at = data[at], at + 1
            repeats = 1
            if flag & 8:
                repeats, at = data[at] + 1, at + 1
            flags += [flag] * repeats
        coordinates = []
        for short, same in ((2, 16), (4, 32)):
            for flag in flags:
                if flag & short:
                    coordinates.append(data[at] if flag & same else -data[at])
                    at += 1
                elif flag & same:
                    coordinates.append(0)
                else:
                    coordinates.append(struct.unpack_from(">h", data, at)[0])
                    at += 2
        return ends, tuple(flag & 1 for flag in flags), tuple(coordinates)

    def parts(self, data):
        parts, at, more = [], 10, True
        while more:
            flags, glyph = struct.unpack_from(">HH", data, at)
            size = (4 if flags & 1 else 2) + (2 if flags & 8 else 4 if flags & 64 else 8 if flags & 128 else 0)
            parts.append((data[at + 4:at + 4 + size], self.outline(glyph)))
            at, more = at + 4 + size, flags & 32
        return tuple(parts)


def read_strings(path):
    groups = []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("@"):
            groups.append((line.split()[1:], []))
        elif line and not line.startswith("#"):
            text = re.sub(r"\\u([0-9A-F]{4})", lambda m: chr(int(m[1], 16)), line)
            groups[-1][1].append(text)
    return groups


def embedded_fonts(pdf):
    """By the name a trace gives them."""
    objects = json.loads(run("qpdf", "--json", "--json-key=qpdf", pdf))["qpdf"][1]
    fonts = {}
    for thing in objects.values():
        value = thing.get("value")
        if isinstance(value, dict) and value.get("/Type") == "/FontDescriptor":
            name = value["/FontName"][1:]
            if "/FontFile2" in value:
                number = value["/FontFile2"].split()[0]
                data = run("qpdf", f"--show-object={number},0", "--filtered-stream-data", pdf)
                fonts[name[:31]] = Font(data)  # as much as mutool tells
    return fonts


def drawn(pdf):
    """For each paragraph the glyphs drawn: font, number, x, y, size."""
    paragraphs, depth = [], 0
    font, size, in_text = None, 1.0, False
    for line in run("mutool", "trace", pdf).decode().splitlines():
        line = line.strip()
        if line.startswith("<layer"):
            depth += 1
            if 'name="P"' in line:
                paragraphs.append([])
                in_text = depth
        elif line.startswith("<end_layer"):
            in_text = False if in_text == depth else in_text
            depth -= 1
        elif line.startswith("<span"):
            font = re.search(r'font="([^"]*)"', line)[1]
            size = float(re.search(r'trm="([-0-9.]+)', line)[1])
        elif line.startswith("<g ") and in_text and "glyph=" in line:
            found = re.search(r'glyph="(\d+)" x="([-0-9.e]+)" y="([-0-9.e]+)"', line)
            paragraphs[-1].append((font, int(found[1]), float(found[2]), float(found[3]), size))
    return paragraphs


def expected(text, lang, script, path, index, turns):
    """Glyphs and their places in em from the string's start."""
    units = units_of(path, index)
    features = "pnum,lnum" + (",-liga" if script == "Arab" else ",-kern" if script in IDEOGRAPHS else "")
    direction = "rtl" if turns else "ltr"
    shaped = json.loads(run("hb-shape", path, f"--face-index={index}", f"--features={features}",
                            f"--language={lang}", f"--script={script}", f"--direction={direction}",
                            "--remove-default-ignorables", "--no-glyph-names", "--output-format=json",
                            f"--text={text}"))
    x, out = 0, []
    for glyph in shaped:
        out.append((glyph["g"], (x + glyph["dx"]) / units, glyph["dy"] / units))
        x += glyph["ax"]
    return out


def units_of(path, index):
    font = Font(open(path, "rb").read(), index)
    return struct.unpack_from(">H", font.data, font.table[b"head"][0] + 18)[0]


def has_ink(font, glyph, blank):
    return font.outline(glyph) != () if b"glyf" in font.table else glyph not in blank


def compare(text, group, glyphs, font, fonts, blank):
    want = [(g, x, y) for g, x, y in expected(text, *group) if has_ink(font, g, blank)]
    got = []
    for name, number, x, y, size in glyphs:
        program = fonts.get(name)
        key = program.outline(number) if program else number
        if key != () and (program or number not in blank):
            got.append((key, x / size, y / size))
    what = f"{group[0]} '{text}'"
    if not check(len(got) == len(want), f"{what}: {len(want)} glyphs", f"{len(got)} are drawn"):
        return
    got.sort(key=lambda g: (round(g[1], 2), g[2]))
    left, base = min(x for _, x, _ in want), None
    start = min(x for _, x, _ in got)
    heights = sorted(y for g, x, y in got)
    base = next((g[2] for g in got if g[0] == font.outline(want[0][0])), heights[0])
    base -= want[0][2]
    for glyph, x, y in want:
        near = [g for g in got if g[0] == font.outline(glyph) and abs(g[1] - start - (x - left)) < TOLERANCE
                and abs(g[2] - base - y) < TOLERANCE]
        if not check(near, f"{what}: glyph {glyph} at {x:.3f}, {y:.3f} em",
                     [(round(g[1] - start + left, 3), round(g[2] - base, 3)) for g in got]):
            return
        got.remove(near[0])


def main():
    groups = read_strings(os.path.join(ROOT, "tests/line/glyphs.txt"))
    check(sum(len(strings) for _, strings in groups) >= 200, "200 strings are compared")
    check(len({group[1] for group, _ in groups}) >= 20, "in 20 scripts")
    with tempfile.TemporaryDirectory() as folder:
        for (lang, script, file, *direction), strings in groups:
            path, _, index = file.partition("#")
            path, index = os.path.join(NOTO, path), int(index or 0)
            group = (lang, script, path, index, script in RIGHT_TO_LEFT and not direction)
            name = os.path.join(folder, f"{lang}-{script}")
            paragraphs = "\n\n".join(strings)
            with open(name + ".md", "w", encoding="utf-8") as out:
                out.write(f"---\nlang: {lang}\ntitle: Glyphs\ntheme: brochure\n---\n{paragraphs}\n")
            made = subprocess.run([DOKUWERK, "typeset", name + ".md", "-o", name + ".pdf"],
                                  capture_output=True, timeout=60)
            if not check(made.returncode == 0, f"{lang} is set", made.stderr.decode()):
                continue
            font = Font(open(path, "rb").read(), index)
            fonts = embedded_fonts(name + ".pdf")
            blank = {g for s in ((lang, script), ("en", "Latn"))
                     for g, _, _ in expected(" \u3000", *s, *group[2:])}
            found = drawn(name + ".pdf")
            if not check(len(found) == len(strings), f"{lang}: {len(strings)} paragraphs", len(found)):
                continue
            for text, glyphs in zip(strings, found):
                compare(text, group, glyphs, font, fonts, blank)
    counting.finish()


main()
