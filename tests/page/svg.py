#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""SVG pictures look as librsvg draws them.

Each feature is a picture of its own. All are set in one document; what stands on its pages is held,
pixel by pixel, against the same file made into a PDF by rsvg-convert, both rendered by poppler.
"""
import os
import re
import subprocess
import sys
import tempfile

sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")]
from counting import check, finish  # noqa: E402

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
PROGRAM = os.environ.get("DOKUWERK", os.path.join(ROOT, "dokuwerk"))
SIDE = 240  # pixels
MM = 40
DPI = SIDE / MM * 25.4
MOST = 2.5  # mean difference of a pixel's channels, of 255; poppler moves thick lines to whole pixels

STAR = "M50 5 80 95 5 40 95 40 20 95Z"
SHOP = ('<linearGradient id="l"><stop offset="10%" stop-color="red"/><stop offset=".5" stop-color="#ff0"/>'
        '<stop offset=".5" stop-color="lime"/><stop offset="90%" style="stop-color:blue"/></linearGradient>')
FEATURES = {
    "rect": '<rect x="10" y="20" width="60" height="30" fill="#c00"/>',
    "rounded": '<rect x="10" y="20" width="70" height="50" rx="20" ry="9" fill="teal"/><rect x="5" y="75" width="60" height="20" rx="30"/>',
    "circle": '<circle cx="50" cy="50" r="35" fill="navy"/>',
    "ellipse": '<ellipse cx="50" cy="50" rx="45" ry="20" fill="gold" stroke="black"/>',
    "line": '<line x1="10" y1="90" x2="90" y2="10" stroke="green" stroke-width="7"/>',
    "polyline": '<polyline points="10,10 50,80 90,10" fill="none" stroke="black" stroke-width="5"/>',
    "polygon": '<polygon points="10,10 50,80 90,10" fill="orange" stroke="black" stroke-width="5"/>',
    "cubic": '<path d="M10 90C10 10 40 10 50 50S90 90 90 10" fill="none" stroke="brown" stroke-width="4"/>',
    "quadratic": '<path d="M10 50q20-60 40 0t40 0T90 90H10Z" fill="purple"/>',
    "arcs": '<g fill="none" stroke-width="2"><path d="M30 40A20 12 30 0 0 60 50" stroke="red"/><path d="M30 40A20 12 30 0 1 60 50" stroke="blue"/>'
            '<path d="M30 40A20 12 30 1 0 60 50" stroke="green"/><path d="M30 40A20 12 30 1 1 60 50" stroke="black"/></g>',
    "small radii": '<path d="M10 50a1 3 20 0 1 80 10Z" fill="olive"/>',
    "nearly closed arc": '<path d="M50 10A40 40 0 1 1 49.99 10Z" fill="pink" stroke="red"/>',
    "relative": '<path d="m10 10h30v30h-30zm50 0l20 20-20 20-20-20zm-40 50 10 10-10 10z"/>',
    "nonzero": f'<path d="{STAR}" fill="red"/>',
    "evenodd": f'<path d="{STAR}" fill="red" fill-rule="evenodd"/>',
    "caps": '<g stroke="black" stroke-width="14"><path d="M20 20H80"/><path d="M20 50H80" stroke-linecap="round"/><path d="M20 80H80" stroke-linecap="square"/></g>',
    "joins": '<g fill="none" stroke="black" stroke-width="10"><path d="M10 40 25 10 40 40"/><path d="M60 40 75 10 90 40" stroke-linejoin="round"/><path d="M10 90 25 60 40 90" stroke-linejoin="bevel"/></g>',
    "miter limit": '<g fill="none" stroke="black" stroke-width="8"><path d="M10 90 20 20 30 90"/><path d="M60 90 70 40 80 90" stroke-miterlimit="20"/></g>',
    "dashes": '<path d="M10 20H90" stroke="black" stroke-width="6" stroke-dasharray="12 4 2"/><circle cx="50" cy="65" r="25" fill="none" stroke="red" stroke-width="4" stroke-dasharray="10,5" stroke-dashoffset="7"/>',
    "translate": '<g transform="translate(20,30)"><rect width="30" height="30"/></g>',
    "rotate": '<rect x="30" y="30" width="40" height="20" transform="rotate(30 50 50)" fill="crimson"/>',
    "scale": '<g transform="scale(2 .5)"><rect x="5" y="20" width="30" height="100" fill="none" stroke="black" stroke-width="6"/></g>',
    "skew": '<rect x="10" y="30" width="40" height="40" transform="skewX(20) skewY(-10)" fill="none" stroke="blue" stroke-width="8" stroke-dasharray="9 3"/>',
    "matrix": '<circle r="20" transform="matrix(1 .5 -1 .8 50 40)" fill="none" stroke="black" stroke-width="8"/>',
    "mirrored": '<g transform="translate(100) scale(-1 1)"><path d="M10 10h40l-20 60z" fill="green" stroke="black" stroke-width="4"/></g>',
    "use": '<defs><g id="a"><rect width="20" height="20"/><circle r="9"/></g></defs><use href="#a" x="20" y="20" fill="red"/><use xlink:href="#a" transform="translate(60 60) rotate(45)"/>',
    "symbol": '<symbol id="s" viewBox="0 0 10 20"><rect width="10" height="20" fill="tan"/><circle cx="5" cy="10" r="8"/></symbol><use href="#s" x="10" y="10" width="60" height="80"/>',
    "nested svg": '<svg x="10" y="10" width="80" height="40" viewBox="0 0 20 20" preserveAspectRatio="xMinYMid slice"><circle cx="10" cy="10" r="10" fill="red"/></svg>'
                  '<svg x="10" y="60" width="80" height="30" viewBox="0 0 20 20" preserveAspectRatio="none"><circle cx="10" cy="10" r="10"/></svg>',
    "fill opacity": '<rect width="60" height="60"/><rect x="30" y="30" width="60" height="60" fill="red" fill-opacity=".4" stroke="blue" stroke-width="10" stroke-opacity=".5"/>',
    "group opacity": '<rect width="60" height="60" fill="gold"/><g opacity=".5"><rect x="20" y="20" width="40" height="40"/><rect x="40" y="40" width="40" height="40" fill="red"/></g>',
    "opacity of both": '<rect x="20" y="20" width="60" height="60" fill="red" stroke="black" stroke-width="16" opacity=".5"/>',
    "nested opacity": '<g opacity=".6"><g opacity=".5"><circle cx="40" cy="50" r="30"/><circle cx="60" cy="50" r="30" fill="red"/></g><rect y="80" width="100" height="10"/></g>',
    "hex alpha": '<rect width="100" height="50" fill="#f808"/><rect y="30" width="100" height="50" fill="rgba(0,0,255,.3)"/>',
    "class rules": '<style>.a{fill:#093;stroke:black} rect.b{fill:red} #c, line{stroke:navy;stroke-width:5} *{stroke-linecap:round}</style><rect class="a b" x="10" y="10" width="30" height="30"/><circle class="a b" cx="70" cy="25" r="15"/><line id="c" x1="10" y1="80" x2="90" y2="80"/>',
    "style attribute": '<g style="fill:none;stroke:red;stroke-width:6"><circle cx="50" cy="50" r="30" style="stroke-dasharray:none;stroke:blue"/></g>',
    "inherit": '<g fill="red" color="green"><g fill="currentColor"><rect width="40" height="40" fill="inherit"/></g><rect x="50" width="40" height="40"/><rect y="50" width="40" height="40" fill="currentColor"/></g>',
    "hidden": '<g visibility="hidden"><rect width="50" height="50"/><rect x="50" y="50" width="50" height="50" visibility="visible"/></g><rect y="50" width="50" height="50" display="none"/>',
    "clip": '<clipPath id="c"><circle cx="50" cy="50" r="30"/></clipPath><g clip-path="url(#c)"><rect width="100" height="50" fill="red"/><rect y="50" width="100" height="50" fill="blue"/></g>',
    "clip of two": '<clipPath id="c" transform="rotate(10)"><circle cx="40" cy="50" r="25"/><rect x="40" y="20" width="40" height="30"/></clipPath><rect width="100" height="100" clip-path="url(#c)" transform="translate(10)" fill="teal"/>',
    "clip evenodd": f'<clipPath id="c"><path clip-rule="evenodd" d="{STAR}"/></clipPath><rect width="100" height="100" clip-path="url(#c)"/>',
    "linear": SHOP + '<path d="M10 80Q50-40 90 80Z" fill="url(#l)"/>',
    "linear in user space": SHOP + '<linearGradient id="m" href="#l" gradientUnits="userSpaceOnUse" x1="20" y1="10" x2="80" y2="90" gradientTransform="rotate(10 50 50)"/><rect x="5" y="5" width="90" height="90" fill="url(#m)" stroke="black"/>',
    "radial": SHOP + '<radialGradient id="m" xlink:href="#l"/><ellipse cx="50" cy="50" rx="45" ry="25" fill="url(#m)"/>',
    "radial focus": SHOP + '<radialGradient id="m" href="#l" cx=".5" cy=".5" r=".5" fx=".3" fy=".3"/><rect width="100" height="100" fill="url(#m)" fill-opacity=".7"/>',
    "units": '<rect x="1mm" y=".1in" width="12pt" height="2pc"/><circle cx="50%" cy="60%" r="20%" fill="red"/>',
    "exponents": '<path d="M1e1 1e+1L9.0E1.1e2 500e-1 9e1z" fill="blue"/>',
    "degenerate": '<rect width="0" height="9"/><circle r="0"/><path d=""/><path d="M1 1"/><polygon points=""/><rect x="40" y="40" width="20" height="20"/>',
    "gigantic": '<rect x="-9999999" y="40" width="99999999" height="20" fill="red"/>',
}
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="100" viewBox="0 0 100 100">'


def run(*command):
    return subprocess.run(command, capture_output=True, check=False)


def pixels(pdf, work, *options):
    """The rendered part of a PDF: the bytes behind the head of a PPM."""
    done = run("pdftoppm", *options, "-singlefile", pdf, os.path.join(work, "r"))
    if done.returncode:
        return b""
    with open(os.path.join(work, "r.ppm"), "rb") as file:
        data = file.read()
    return data[len(re.match(rb"P6\s+\d+\s+\d+\s+\d+\s", data).group()):]


def difference(a, b):
    return sum(abs(x - y) for x, y in zip(a, b)) / max(len(a), 1) if len(a) == len(b) else 255


def names(i):
    return f"f{i:02}.svg"


def write_all(work):
    with open(os.path.join(work, "all.md"), "w", encoding="utf-8") as file:
        file.write("---\nlang: de\ntitle: T\n---\n\n# T\n\n")
        for i, inside in enumerate(FEATURES.values()):
            with open(os.path.join(work, names(i)), "w", encoding="utf-8") as svg:
                svg.write(f"{HEAD}{inside}</svg>\n")
            file.write(f"![a]({names(i)}){{width={MM}mm}}\n\n")


def places(dump):
    """Of each picture: page, and x and y in millimetres."""
    found, page = {}, 0
    for line in dump.splitlines():
        words = line.split()
        if words and words[0] == "page":
            page = int(words[1])
        if words and words[0] == "picture":
            found[words[-1]] = (page, float(words[1]), float(words[2]))
    return found


def set_text(work, text, name="one"):
    """The PDF and the messages of a document."""
    source, pdf = os.path.join(work, f"{name}.md"), os.path.join(work, f"{name}.pdf")
    with open(source, "w", encoding="utf-8") as file:
        file.write(f"---\nlang: de\ntitle: T\n---\n\n# T\n\n{text}\n")
    done = run(PROGRAM, "typeset", source, "-o", pdf)
    return pdf, done.stderr.decode()


def forms(pdf):
    return run("qpdf", "--qdf", "--object-streams=disable", pdf, "-").stdout.count(b"/Subtype /Form")


def is_written_once(work):
    with open(os.path.join(work, "now.svg"), "w", encoding="utf-8") as svg:
        svg.write(f'{HEAD}<title>Ein Punkt</title><circle cx="50" cy="50" r="40" fill="currentColor"/></svg>')
    pdf, _ = set_text(work, "![a](f00.svg){width=100mm}\n\n" * 8)
    check(forms(pdf) == 1, "a picture that is shown eight times, over pages, is written once", forms(pdf))
    pdf, _ = set_text(work, "![a](now.svg) [![b](now.svg)](https://example.org) ![c](now.svg)")
    check(forms(pdf) == 2, "one that takes the words' colour is written once a colour", forms(pdf))
    pdf, _ = set_text(work, "![](now.svg)")
    check("Ein Punkt" in run("pdfinfo", "-struct-text", pdf).stdout.decode() or
          b"00450069006E002000500075006E006B0074" in run("qpdf", "--qdf", "--object-streams=disable", pdf, "-").stdout.upper(),
          "a picture without alternative text is called by its title")


def becomes_pixels(work):
    with open(os.path.join(work, "text.svg"), "w", encoding="utf-8") as svg:
        svg.write(f'{HEAD}\n<text y="50">Wort</text></svg>')
    text = "![a](text.svg){width=50mm}\n\nund ![b](text.svg){height=5mm}, ![c](text.svg){height=5mm}"
    pdf, said = set_text(work, text)
    images = [line.split() for line in run("pdfimages", "-list", pdf).stdout.decode().splitlines()[2:]]
    sizes = {int(line[3]) for line in images if line[2] == "image"}
    check(sizes == {591, 59}, "text within a picture becomes pixels at 300 dpi of each size", sizes, said)
    again, _ = set_text(work, text, "two")
    with open(pdf, "rb") as one, open(again, "rb") as two:
        check(len(one.read()) == len(two.read()), "and the same ones each time")
    path, os.environ["PATH"] = os.environ["PATH"], "/nonexistent"
    try:
        said = subprocess.run([os.path.abspath(PROGRAM), "typeset", os.path.join(work, "one.md"), "-o", os.path.join(work, "no.pdf")],
                              capture_output=True, check=False).stderr.decode()
    finally:
        os.environ["PATH"] = path
    check("text.svg:2:1: error: <text> is not drawn as vectors" in said and "librsvg2-bin" in said,
          "without rsvg-convert the place and the package are named", said)


def main():
    with tempfile.TemporaryDirectory() as work:
        write_all(work)
        source, pdf = os.path.join(work, "all.md"), os.path.join(work, "all.pdf")
        done = run(PROGRAM, "typeset", source, "-o", pdf)
        check(done.returncode == 0, "the document is set", done.stderr.decode())
        at = places(run(PROGRAM, "typeset", source, "--dump", "pages").stdout.decode())
        check(b"image" not in run("pdfimages", "-list", pdf).stdout, "no picture becomes pixels")
        for i, name in enumerate(FEATURES):
            page, x, y = at.get(names(i), (1, 0, 0))
            ours = pixels(pdf, work, "-r", str(DPI), "-f", str(page), "-x", str(round(x * SIDE / MM)),
                          "-y", str(round(y * SIDE / MM)), "-W", str(SIDE), "-H", str(SIDE))
            theirs = os.path.join(work, "t.pdf")
            run("rsvg-convert", "-f", "pdf", "-o", theirs, os.path.join(work, names(i)))
            want = pixels(theirs, work, "-scale-to", str(SIDE))
            off = difference(ours, want)
            if "-v" in sys.argv:
                print(f"{off:6.2f} {name}")
            check(off < MOST, f"'{name}' looks as librsvg draws it ({off:.2f} off)")
            check(name in ("degenerate",) or difference(want, bytes([255]) * len(want)) > 3,
                  f"'{name}' shows something")
        is_written_once(work)
        becomes_pixels(work)
    finish()


main()
