#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""PNG and JPEG files of every kind come out of the PDF as they went in, or are refused by name.

The files and what they show come from tests/pictures_png.py and tests/pictures_jpeg.py. PNG: the pixels
that pdfimages takes out are the generator's, and so is the transparency. JPEG: four fields of colour are
looked for where they must be on the rendered page, upright. Broken files: a message each, with the line,
the file's name and what is wrong, and the workspace's other documents are made.
"""
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import pictures_jpeg as jpeg  # noqa: E402
import pictures_png as png  # noqa: E402
from counting import check, finish  # noqa: E402

DOKUWERK = os.path.abspath(os.environ.get("DOKUWERK", "./dokuwerk"))
DPI = 100
# Where the upright picture's field (column, row) stands in the file, for each orientation.
STORED = {1: lambda c, r: (c, r), 2: lambda c, r: (1 - c, r), 3: lambda c, r: (1 - c, 1 - r), 4: lambda c, r: (c, 1 - r),
          5: lambda c, r: (r, c), 6: lambda c, r: (r, 1 - c), 7: lambda c, r: (1 - r, 1 - c), 8: lambda c, r: (1 - r, c)}
LOST_BY_JPEG, LOST_BY_INK = 6, 90
MEMORY = 1 << 20  # KiB; with the sanitizers' own


def write(folder, name, data):
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())


def build(folder, name, pictures):
    """A document of the pictures, each at 100 dpi in a paragraph of its own."""
    lines = []
    for p in pictures:
        write(folder, p.name, p.data)
        width = getattr(p, "width", 20)
        turned = getattr(p, "orientation", 1) >= 5
        lines.append(f"![Muster]({p.name}){{width={(p.height if turned else width) * 25.4 / DPI:.3f}mm}}\n\n")
    write(folder, f"{name}.md", "".join(lines))
    return subprocess.run([DOKUWERK, "typeset", f"{name}.md", "-o", f"{name}.pdf"], cwd=folder, capture_output=True, text=True,
                          timeout=300, stdin=subprocess.DEVNULL)


def read_netpbm(path):
    """Width, height, bytes a pixel, bytes of a PBM, PGM or PPM file; whether it was one of bits."""
    data = open(path, "rb").read()
    head = re.match(rb"(P[456])\s(\d+)\s(\d+)\s(?:255\s)?", data)
    width, height, body = int(head[2]), int(head[3]), data[head.end():]
    if head[1] != b"P4":
        return width, height, 1 if head[1] == b"P5" else 3, body, False
    stride = -(-width // 8)
    bits = "".join(format(b, "08b") for b in body)
    return width, height, 1, bytes(0 if bits[y * stride * 8 + x] == "1" else 255 for y in range(height) for x in range(width)), True


def extracted(folder, pdf):
    """(kind, picture) of all that pdfimages finds, in the order of drawing."""
    listed = subprocess.run(["pdfimages", "-list", pdf], cwd=folder, capture_output=True, text=True, check=True).stdout
    kinds = [line.split()[2] for line in listed.splitlines()[2:]]
    os.makedirs(os.path.join(folder, "out"), exist_ok=True)
    subprocess.run(["pdfimages", pdf, "out/p"], cwd=folder, check=True, capture_output=True)
    files = sorted((f for f in os.listdir(os.path.join(folder, "out")) if f.startswith("p-")), key=lambda f: int(f[2:-4]))
    pictures = [read_netpbm(os.path.join(folder, "out", f)) for f in files]
    for f in files:
        os.remove(os.path.join(folder, "out", f))
    return list(zip(kinds, pictures))


def as_rgb(components, body):
    return body if components == 3 else bytes(b for b in body for _ in range(3))


def furthest(a, b):
    return max(map(lambda x, y: abs(x - y), a, b)) if len(a) == len(b) else 256


def paired(found):
    """Each picture with its soft mask or None."""
    out = []
    for kind, picture in found:
        if kind == "smask":
            out[-1][1] = picture
        else:
            out.append([picture, None])
    return out


def off_by(p, got):
    """The furthest any sample of an opaque pixel is off; of two colours, pdfimages tells which is which only."""
    wanted, found = as_rgb(p.components, p.colors), as_rgb(got[2], got[3])
    if len(wanted) != len(found):
        return 256
    pairs = [(wanted[3 * i:3 * i + 3], found[3 * i:3 * i + 3]) for i in range(p.width * p.height) if not p.alpha or p.alpha[i]]
    if got[4] and p.name.startswith(("c3", "side")):
        kinds = set(pairs)
        return 0 if len(kinds) == len({a for a, _ in kinds}) == len({b for _, b in kinds}) else 256
    return max((furthest(a, b) for a, b in pairs), default=0)


def off_in_light(p, got, gamma):
    """The same where samples are light to the power of gamma, as sRGB (IEC 61966-2-1) writes that light.
    .45 stands for sRGB itself."""
    def srgb(light):
        return 12.92 * light if light <= .0031308 else 1.055 * light ** (1 / 2.4) - .055
    curve = [round(255 * srgb((v / 255) ** (1 / gamma))) for v in range(256)]
    wanted, found = as_rgb(p.components, p.colors), as_rgb(got[2], got[3])
    return max(abs(curve[a] - b) for a, b in zip(wanted, found))


def look_at_png(folder, name, pictures, keeps):
    done = build(folder, name, pictures)
    check(done.returncode == 0 and "error" not in done.stderr, f"{name}: all {len(pictures)} files are accepted", done.stderr)
    if done.returncode:
        return
    found = paired(extracted(folder, f"{name}.pdf"))
    check(len(found) == len(pictures), f"{name}: each is on the page", len(found), len(pictures))
    for p, (got, mask) in zip(pictures, found):
        check(got[:2] == (p.width, p.height), f"{p.name} has its size", got[:2], (p.width, p.height))
        if keeps:
            off = off_by(p, got)
            check(off <= 1, f"{p.name} has its pixels", off)
        told = re.match(r"gamma-([\d.]+)(-.*)?\.png", p.name)
        if told:
            off = off_in_light(p, got, float(told[1]))
            check(off <= (10 if told[1] == "0.45" else 2), f"{p.name} shows the light that its gamma says", off)
        check((mask is None) == (p.alpha is None), f"{p.name} is opaque or not, as the file", mask is None)
        if mask and p.alpha:
            off = furthest(as_rgb(mask[2], mask[3]), as_rgb(1, p.alpha))
            check(off <= 1, f"{p.name} has its transparency", off)


def boxes(folder, pdf):
    """Page (from 1) and x0, y0, x1, y1 in points of each picture, downwards."""
    traced = subprocess.run(["mutool", "trace", pdf], cwd=folder, capture_output=True, text=True, check=True).stdout
    page, out = 0, []
    for line in traced.splitlines():
        page += "<page " in line
        m = re.search(r'<fill_image [^>]*transform="([^"]*)"', line)
        if m:
            a, b, c, d, e, f = map(float, m[1].split())
            xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
            out.append((page, min(xs), min(ys), max(xs), max(ys)))
    return out


def rendered(folder, pdf):
    subprocess.run(["pdftoppm", "-r", str(DPI), pdf, "out/page"], cwd=folder, check=True, capture_output=True)
    files = sorted((f for f in os.listdir(os.path.join(folder, "out")) if f.startswith("page")), key=lambda f: int(f[5:-4]))
    pages = [read_netpbm(os.path.join(folder, "out", f)) for f in files]
    for f in files:
        os.remove(os.path.join(folder, "out", f))
    return pages


def expected_rgb(components, color):
    if components == 1:
        return color * 3
    if components == 3:
        return color
    return tuple((255 - ink) * (255 - color[3]) // 255 for ink in color[:3])


def look_at_fields(p, page, box):
    _, x0, y0, x1, y1 = box
    width, body = page[0], page[3]
    limit = LOST_BY_INK if p.components == 4 else LOST_BY_JPEG
    for row in range(2):
        for column in range(2):
            x = int((x0 + (x1 - x0) * (1 + 2 * column) / 4) * DPI / 72)
            y = int((y0 + (y1 - y0) * (1 + 2 * row) / 4) * DPI / 72)
            got = tuple(body[(y * width + x) * 3:(y * width + x) * 3 + 3])
            c, r = STORED[p.orientation](column, row)
            wanted = expected_rgb(p.components, jpeg.quarters(p.components)[c + 2 * r])
            check(furthest(got, wanted) <= limit, f"{p.name}: field {column} {row} has its colour", got, wanted)


def look_at_jpeg(folder):
    pictures = list(jpeg.good())
    done = build(folder, "photos", pictures)
    check(done.returncode == 0 and "error" not in done.stderr, "all JPEG files are accepted", done.stderr)
    if done.returncode:
        return
    found, pages = boxes(folder, "photos.pdf"), rendered(folder, "photos.pdf")
    check(len(found) == len(pictures), "each JPEG file is on the page", len(found), len(pictures))
    for p, box in zip(pictures, found):
        turned = p.orientation >= 5
        size = (p.height, p.width) if turned else (p.width, p.height)
        got = ((box[3] - box[1]) * DPI / 72, (box[4] - box[2]) * DPI / 72)
        check(furthest(got, size) < .2, f"{p.name} is as large as its pixels, upright", got, size)
        if min(size) >= 28:
            look_at_fields(p, pages[box[0] - 1], box)
    forget(folder, "photos.pdf")


def forget(folder, pdf):
    """Nothing of what cameras and programs wrote is in the PDF, nor in the pictures taken out of it."""
    shutil.rmtree(os.path.join(folder, "taken"), ignore_errors=True)
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", pdf, "plain.pdf"], cwd=folder, check=True, capture_output=True)
    body = open(os.path.join(folder, "plain.pdf"), "rb").read()
    for word in (b"GEHEIM", b"Exif\0", b"Photoshop", b"8BIM", b"http://ns.adobe.com/xap/1.0/\0", b"Ducky", b"MPF\0"):
        check(word not in body, f"the PDF does not have '{word.decode()}'")
    os.makedirs(os.path.join(folder, "taken"), exist_ok=True)
    subprocess.run(["pdfimages", "-all", pdf, "taken/a"], cwd=folder, check=True, capture_output=True)
    subprocess.run(["mutool", "extract", os.path.join("..", pdf)], cwd=os.path.join(folder, "taken"), check=True, capture_output=True)
    said = subprocess.run(["exiftool", "-a", "-G1", "-s", "-ee", "-r", "taken", "-ext", "jpg", "-ext", "png", "-ext", "jpeg"], cwd=folder,
                          capture_output=True, text=True).stdout
    groups = sorted(set(re.findall(r"^\[([^\]]+)\]", said, re.M)) - {"System", "File", "ExifTool", "JFIF", "Composite", "PNG", "PNG-pHYs", "Adobe",
                                                                      "ICC_Profile", "ICC-header", "ICC-view", "ICC-meas"})
    check("[File]" in said and not groups, "exiftool finds nothing personal in the extracted pictures", groups)


def look_at_what_went_in(folder):
    own = subprocess.run(["exiftool", "-a", "-G1", "-s", "personal.jpg"], cwd=folder, capture_output=True, text=True).stdout
    for group in ("[GPS]", "[ExifIFD]", "[XMP-dc]", "[IPTC]", "[IFD1]"):
        check(group in own, f"exiftool finds {group} in what went in", own)


def look_at_large(folder):
    """Photos with more pixels than are wanted are packed anew: neither do these have what went in."""
    pictures = []
    for name, components, options in ("gray", 1, {}), ("rgb", 3, {"sampling": jpeg.SAMPLINGS["420"]}), ("cmyk", 4, {"adobe": 0}):
        data = jpeg.encode(420, 300, components, segments=jpeg.personal(), **options)
        pictures.append(jpeg.Photo(f"large-{name}.jpg", data, 420, 300, components))
        pictures.append(jpeg.Photo(f"large-{name}-progressive.jpg", jpeg.jpegtran(data, "-progressive"), 420, 300, components))
    build(folder, "large", pictures)
    source = open(os.path.join(folder, "large.md"), encoding="utf-8").read()
    write(folder, "large.md", re.sub(r"width=[\d.]+mm", "width=20mm", source))
    done = subprocess.run([DOKUWERK, "typeset", "large.md", "-o", "large.pdf"], cwd=folder, capture_output=True, text=True, timeout=100)
    check(done.returncode == 0, "large photos are accepted", done.stderr)
    found, pages = boxes(folder, "large.pdf"), rendered(folder, "large.pdf")
    for p, box in zip(pictures, found):
        look_at_fields(p, pages[box[0] - 1], box)
    for (_, got), p in zip(extracted(folder, "large.pdf"), pictures):
        check(got[0] < 200, f"{p.name} is made smaller", got[:2])
    forget(folder, "large.pdf")


def look_at_bad(folder):
    pictures = list(png.bad()) + list(jpeg.bad())
    for p in pictures:
        write(folder, p.name, p.data)
    missing = pictures
    for attempt in range(3):  # what the layout finds, then what the writer finds
        lines = "".join(f"![Muster]({p.name}){{width=20mm}}\n\n" for p in missing)
        write(folder, "bad.md", lines)
        done = subprocess.run([DOKUWERK, "typeset", "bad.md"], cwd=folder, capture_output=True, text=True, timeout=300)
        check(done.returncode == 1 or attempt, "a document with broken pictures fails", done.returncode, done.stderr[-300:])
        check("runtime error" not in done.stderr and "AddressSanitizer" not in done.stderr, "no memory fault", done.stderr)
        told = dict((int(m[1]), m[2]) for m in re.finditer(r"^bad\.md:(\d+):1: error: (.*)$", done.stderr, re.M))
        rest = []
        for i, p in enumerate(missing):
            said = told.get(2 * i + 1)
            if said is None:
                rest.append(p)
                continue
            check(said.startswith(f"'{p.name}' ") and p.said in said, f"{p.name} is refused by name: …{p.said}…", said)
        missing = rest
        if not rest or not told:
            break
    check(not missing, "every broken file is refused", " ".join(p.name for p in missing))
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    check(most < MEMORY, "no chunk makes room for what it only claims to hold", f"{most} KiB")


def look_at_odd(folder):
    pictures = list(jpeg.odd())
    pictures.append(jpeg.Broken("one.png", png.picture("", 1, 1, png.RGB, 8).data, "has 1 dpi at its size"))
    for p in pictures:
        write(folder, p.name, p.data)
    write(folder, "odd.md", "".join(f"![Muster]({p.name}){{width=20mm}}\n\n" for p in pictures))
    done = subprocess.run([DOKUWERK, "typeset", "odd.md"], cwd=folder, capture_output=True, text=True, timeout=100)
    check(done.returncode == 0, "pictures of hardly any size are shown", done.stderr)
    for i, p in enumerate(pictures):
        check(re.search(rf"^odd\.md:{2 * i + 1}:1: warning: '{p.name}' {p.said}", done.stderr, re.M), f"{p.name} {p.said}", done.stderr)


def look_at_turned_png(folder):
    """What a PNG's eXIf says of how it was held, before its pixels or behind them."""
    whole, told = png.picture("", 30, 12, png.RGB, 8).data, jpeg.exif(6)[10:]
    for name, at in ("before.png", len(png.SIGNATURE) + 25), ("behind.png", len(whole) - 12):
        write(folder, name, whole[:at] + png.chunk(b"eXIf", told) + whole[at:])
    write(folder, "held.md", "![Muster](before.png){width=12mm}\n\n![Muster](behind.png){width=12mm}\n")
    done = subprocess.run([DOKUWERK, "typeset", "held.md", "-o", "held.pdf"], cwd=folder, capture_output=True, text=True, timeout=100)
    check(done.returncode == 0, "PNG files that were held otherwise are shown", done.stderr)
    found = boxes(folder, "held.pdf")
    check(len(found) == 2 and all(b[4] - b[2] > 2 * (b[3] - b[1]) for b in found), "they stand upright", found)


STRANGERS = (("x.webp", b"RIFF\x24\0\0\0WEBPVP8 ", "is a WebP picture: save it as PNG or JPEG"), ("x.gif", b"GIF89a\1\0\1\0", "is a GIF picture"),
             ("x.heic", b"\0\0\0\x18ftypheic", "is a HEIC picture"), ("x.avif", b"\0\0\0\x1cftypavif", "is an AVIF picture"),
             ("x.tif", b"II*\0\x08\0\0\0", "is a TIFF picture"), ("x.bmp", b"BM\x46\0\0\0\0\0\0\0\x36\0", "is a BMP picture"),
             ("x.psd", b"8BPS\0\1", "is a Photoshop picture"), ("x.jxl", b"\xff\x0a\0", "is a JPEG XL picture"),
             ("x.pdf", b"%PDF-1.4\n", "is a PDF file: save its picture as"), ("x.eps", b"%!PS-Adobe-3.0", "is a PostScript file"),
             ("words.png", b"BMW and others", "is not a PNG, JPEG or SVG picture"), ("empty.jpg", b"", "the file is empty"))


def look_at_strangers(folder):
    """Kinds that are not read are called by their names; what has no end, or 4 GB of nothing, is not waited for."""
    for name, data, _ in STRANGERS:
        write(folder, name, data)
    large = [("large.bin", b"", "is not a PNG"), ("large.jpg", jpeg.encode(44, 28), "more than 256 MB of JPEG"),
             ("large.svg", b"<svg xmlns='http://www.w3.org/2000/svg'>", "more than 16 MB of SVG"),
             ("large.png", png.picture("", 21, 13, png.RGB, 8).data[:-12], "is damaged")]
    for name, data, _ in large:
        write(folder, name, data)
        os.truncate(os.path.join(folder, name), 4 << 30)
    os.mkfifo(os.path.join(folder, "pipe.png"))
    os.symlink("/dev/zero", os.path.join(folder, "device.png"))
    os.symlink("circle.png", os.path.join(folder, "circle.png"))
    cases = [(n, s) for n, _, s in STRANGERS] + [(n, s) for n, _, s in large] + [(n, "cannot") for n in ("pipe.png", "device.png", "circle.png")]
    for name, said in cases:
        write(folder, "odd.md", f"![Muster]({name}){{width=20mm}}\n")
        done = subprocess.run([DOKUWERK, "typeset", "odd.md"], cwd=folder, capture_output=True, text=True, timeout=30, stdin=subprocess.DEVNULL)
        check(done.returncode == 1 and re.search(rf"^odd\.md:1:1: error: .*{re.escape(said)}", done.stderr, re.M), f"{name}: {said}", done.stderr)
    for name in [n for n, _, _ in large]:
        os.remove(os.path.join(folder, name))


def look_at_rest(folder):
    write(folder, "dokuwerk.yaml", "title: Rest\ndocuments:\n" + "".join(
        f"  - {{template: {name}, output: '{name}.pdf'}}\n" for name in ("eins", "zwei", "drei")))
    os.makedirs(os.path.join(folder, "templates"))
    write(folder, "templates/eins.md", "---\ntitle: Eins\nlang: de\n---\n# Eins\n\n![Muster](c2-d8-i0.png)\n")
    write(folder, "templates/zwei.md", "---\ntitle: Zwei\nlang: de\n---\n# Zwei\n\n![Muster](crc-idat.png)\n")
    write(folder, "templates/drei.md", "---\ntitle: Drei\nlang: de\n---\n# Drei\n\n![Muster](444.jpg)\n")
    done = subprocess.run([DOKUWERK, "build", "-o", "built"], cwd=folder, capture_output=True, text=True, timeout=100)
    made = sorted(f for f in os.listdir(os.path.join(folder, "built")) if f.endswith(".pdf"))
    check(done.returncode == 1 and made == ["drei.pdf", "eins.pdf"], "what has no broken picture is built", made, done.stderr)


with tempfile.TemporaryDirectory() as work:
    look_at_png(work, "pixels", list(png.good()), True)
    forget(work, "pixels.pdf")
    look_at_png(work, "tinted", list(png.tinted()), False)
    look_at_jpeg(work)
    look_at_what_went_in(work)
    look_at_large(work)
    look_at_bad(work)
    look_at_odd(work)
    look_at_turned_png(work)
    look_at_strangers(work)
    look_at_rest(work)
finish()
