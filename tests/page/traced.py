# SPDX-License-Identifier: GPL-3.0-or-later
"""What a PDF paints, as MuPDF runs it (mutool trace): filled and stroked outlines of each page with the
kind of marked content they are in. Lengths are points from the page's upper left corner, y downward."""
import os
import re
import subprocess

TAG = re.compile(r"<(/?)([a-z_]+)((?:\s+[a-z_0-9]+=\"[^\"]*\")*)\s*(/?)>")
ATTRIBUTE = re.compile(r"([a-z_0-9]+)=\"([^\"]*)\"")
CURVE = 16  # straight pieces that a Bézier curve is measured by


def lerp(a, b, t):
    return a + (b - a) * t


def flatten(p, a, b, c):
    """Points of a Bézier curve behind its first."""
    for i in range(1, CURVE + 1):
        t = i / CURVE
        u = 1 - t
        yield tuple(u ** 3 * p[k] + 3 * u * u * t * a[k] + 3 * u * t * t * b[k] + t ** 3 * c[k] for k in (0, 1))


class Shape:
    """A filled or stroked outline: its colour (0…255 each), its corners, and what it is content of."""

    def __init__(self, kind, color, layer):
        self.kind, self.color, self.layer = kind, color, layer
        self.outlines = []  # each a list of points
        self.corners = []   # the points that the path names, without those of curves

    def add(self, matrix, op, values):
        a, b, c, d, e, f = matrix
        points = [(a * x + c * y + e, b * x + d * y + f) for x, y in zip(values[::2], values[1::2])]
        if op == "moveto":
            self.outlines.append([points[0]])
            self.corners.append(points[0])
        elif op == "lineto":
            self.outlines[-1].append(points[0])
            self.corners.append(points[0])
        elif op == "curveto":
            self.outlines[-1].extend(flatten(self.outlines[-1][-1], *points))
            self.corners.append(points[2])
        elif op == "closepath" and self.outlines:
            self.outlines[-1].append(self.outlines[-1][0])

    @property
    def box(self):
        xs = [x for outline in self.outlines for x, _ in outline]
        ys = [y for outline in self.outlines for _, y in outline]
        return min(xs), min(ys), max(xs), max(ys)

    left = property(lambda self: self.box[0])
    top = property(lambda self: self.box[1])
    right = property(lambda self: self.box[2])
    bottom = property(lambda self: self.box[3])
    width = property(lambda self: self.box[2] - self.box[0])
    height = property(lambda self: self.box[3] - self.box[1])

    @property
    def area(self):
        """By the trapezoid formula; a hole that runs the other way is taken off."""
        total = 0
        for outline in self.outlines:
            closed = outline + outline[:1]
            total += sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(closed, closed[1:])) / 2
        return abs(total)


def pages(path):
    """Of each page the list of its shapes, in the order they are painted."""
    done = subprocess.run(["mutool", "trace", path], capture_output=True, text=True, timeout=120, check=True,
                          env={**os.environ, "LC_ALL": "C.UTF-8"})
    found, layers, shape, matrix = [], [], None, None
    for closing, name, attributes, _ in TAG.findall(done.stdout):
        if name == "page" and not closing:
            found.append([])
            layers = []
        elif name == "layer":
            layers.append(dict(ATTRIBUTE.findall(attributes)).get("name", ""))
        elif name == "end_layer" and layers:
            layers.pop()
        elif name in ("fill_path", "stroke_path", "clip_path", "clip_stroke_path"):
            if closing:
                shape = None
                continue
            said = dict(ATTRIBUTE.findall(attributes))
            color = tuple(round(255 * float(c)) for c in said.get("color", "").split())
            shape = Shape(name.split("_")[0] if name != "clip_stroke_path" else "clip", color * 3 if len(color) == 1 else color,
                          layers[-1] if layers else "")
            matrix = [float(n) for n in said["transform"].split()]
            if shape.kind != "clip":
                found[-1].append(shape)
        elif shape and name in ("moveto", "lineto", "curveto", "closepath"):
            said = dict(ATTRIBUTE.findall(attributes))
            keys = ("x", "y") if name in ("moveto", "lineto") else ("x1", "y1", "x2", "y2", "x3", "y3")
            shape.add(matrix, name, [float(said[k]) for k in keys] if name != "closepath" else [])
    return found


def words(path, page):
    """What is printed on a page, as text."""
    done = subprocess.run(["pdftotext", "-layout", "-f", str(page), "-l", str(page), path, "-"], capture_output=True,
                          text=True, timeout=60, check=True)
    return done.stdout
