# SPDX-License-Identifier: GPL-3.0-or-later
"""JPEG files of every kind, and what a camera, a phone and an editor write into them.

An encoder of our own (ITU-T T.81) for what libjpeg's tools do not write: any number of components and
sampling, 12 bits, Adobe's marker at will, no height, lossless. Progressive and arithmetic files are made of
its files by `jpegtran`, which changes no coefficient. A picture is four fields of one colour, so its pixels
are known well enough behind any loss: `quarters()` are those colours, upper left, upper right, and below.
"""
import math
import struct
import subprocess

SOI, EOI = b"\xff\xd8", b"\xff\xd9"
ZIGZAG = sorted(range(64), key=lambda k: (k // 8 + k % 8, (k % 8 if (k // 8 + k % 8) % 2 == 0 else k // 8)))
COSINE = [[math.cos((2 * x + 1) * u * math.pi / 16) * (math.sqrt(.125) if u == 0 else .5) for x in range(8)] for u in range(8)]
QUARTERS = {
    1: ((230,), (90,), (160,), (20,)),
    3: ((220, 40, 30), (40, 180, 60), (30, 60, 200), (235, 230, 215)),
    4: ((0, 220, 200, 10), (200, 20, 210, 20), (210, 180, 0, 30), (10, 20, 30, 150)),
}


def quarters(components):
    """Gray, red, green and blue, or ink: cyan, magenta, yellow, black."""
    return QUARTERS[components]


def segment(marker, data):
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def ycc(rgb):
    r, g, b = rgb[:3]
    return (.299 * r + .587 * g + .114 * b, 128 - .168736 * r - .331264 * g + .5 * b, 128 + .5 * r - .418688 * g - .081312 * b)


def code_of(symbol):
    """One Huffman code for all: symbols below 128 in 8 bits, the others in 9."""
    return (symbol, 8) if symbol < 128 else (256 + symbol - 128, 9)


TABLE = bytes([0] * 7 + [128, 128] + [0] * 7) + bytes(range(256))
# The only symbols of a DC table are categories; libjpeg refuses others.
DC_TABLE = bytes([0] * 4 + [16] + [0] * 11) + bytes(range(16))


class Bits:
    def __init__(self):
        self.out, self.value, self.n = bytearray(), 0, 0

    def add(self, value, n):
        self.value, self.n = self.value << n | value, self.n + n
        while self.n >= 8:
            byte = self.value >> (self.n - 8) & 255
            self.out += b"\xff\0" if byte == 255 else bytes([byte])
            self.n -= 8
        self.value &= (1 << self.n) - 1

    def magnitude(self, value, size):
        self.add(value if value >= 0 else value + (1 << size) - 1, size)

    def end(self):
        if self.n:
            self.add((1 << (8 - self.n)) - 1, 8 - self.n)
        done, self.out = bytes(self.out), bytearray()
        return done


def transformed(block, step):
    """Quantised coefficients in zigzag; a block of one value has the first alone."""
    first = block[0][0]
    if all(value == first for row in block for value in row):
        return [round(first * 8 / step)] + [0] * 63
    rows = [[sum(row[x] * COSINE[u][x] for x in range(8)) for u in range(8)] for row in block]
    whole = [sum(rows[y][u] * COSINE[v][y] for y in range(8)) for v in range(8) for u in range(8)]
    return [round(whole[k] / step) for k in ZIGZAG]


def put_block(bits, coefficients, before):
    difference = coefficients[0] - before
    size = abs(difference).bit_length()
    bits.add(size, 5)
    bits.magnitude(difference, size)
    run = 0
    for value in coefficients[1:]:
        if value == 0:
            run += 1
            continue
        while run > 15:
            bits.add(*code_of(0xF0))
            run -= 16
        size = abs(value).bit_length()
        bits.add(*code_of(run << 4 | size))
        bits.magnitude(value, size)
        run = 0
    if run:
        bits.add(*code_of(0))
    return coefficients[0]


def encode(width, height, components=3, sampling=None, restart=0, precision=8, adobe=None, jfif=True, is_ycc=None,
           segments=b"", said_height=None, is_split=False):
    """A baseline (12 bits: extended) file. `sampling`: (h, v) of each component. `adobe`: its transform, or None;
    four colours with it are stored as what is not covered with ink, as Adobe's programs do."""
    is_ycc = components == 3 if is_ycc is None else is_ycc
    is_split = is_split or components == 1
    sampling = sampling or [(1, 1)] * components
    scale, middle, step = 1 << (precision - 8), 1 << (precision - 1), 2
    colors = []
    for q in quarters(components):
        if components == 4 and adobe == 2:
            q = list(ycc(q)) + [255 - q[3]]
        elif components == 4 and adobe is not None:
            q = [255 - v for v in q]
        elif is_ycc:
            q = ycc(q)
        colors.append([round(v * scale) - middle for v in q])
    across, down = max(h for h, _ in sampling), max(v for _, v in sampling)
    cols, rows = -(-width // (8 * across)), -(-height // (8 * down))

    def block(c, bx, by):
        h, v = sampling[c]
        return [[colors[(min((bx * 8 + x) * across // h, width - 1) * 2 >= width) + 2 * (min((by * 8 + y) * down // v, height - 1) * 2 >= height)][c]
                 for x in range(8)] for y in range(8)]

    out = SOI + (segment(0xE0, b"JFIF\0\1\1\1\0\x64\0\x64\0\0") if jfif and components < 4 else b"") + segments
    if adobe is not None:
        out += segment(0xEE, b"Adobe\0\x64\0\0\0\0" + bytes([adobe]))
    out += segment(0xDB, b"\0" + bytes([step] * 64))
    frame = struct.pack(">BHHB", precision, height if said_height is None else said_height, width, components)
    out += segment(0xC0 if precision == 8 else 0xC1, frame + b"".join(bytes([c + 1, h << 4 | v, 0]) for c, (h, v) in enumerate(sampling)))
    out += segment(0xC4, b"\0" + DC_TABLE) + segment(0xC4, b"\x10" + TABLE)
    out += segment(0xDD, struct.pack(">H", restart)) if restart else b""
    if is_split:  # a scan for each component
        for c, (h, v) in enumerate(sampling):
            bits, before = Bits(), 0
            out += segment(0xDA, bytes([1, c + 1, 0, 0, 63, 0]))
            for by in range(-(-height * v // (8 * down))):
                for bx in range(-(-width * h // (8 * across))):
                    before = put_block(bits, transformed(block(c, bx, by), step), before)
            out += bits.end()
        return out + EOI
    out += segment(0xDA, bytes([components]) + b"".join(bytes([c + 1, 0]) for c in range(components)) + b"\0\x3f\0")
    bits, before = Bits(), [0] * components
    for unit in range(cols * rows):
        if restart and unit and unit % restart == 0:
            out += bits.end() + bytes([0xFF, 0xD0 + (unit // restart - 1) % 8])
            before = [0] * components
        for c, (h, v) in enumerate(sampling):
            for k in range(h * v):
                here = block(c, unit % cols * h + k % h, unit // cols * v + k // h)
                before[c] = put_block(bits, transformed(here, step), before[c])
    return out + bits.end() + EOI


def lossless(width, height):
    """Gray, process 14, first predictor."""
    def value(x, y):
        return quarters(1)[(x * 2 >= width) + 2 * (y * 2 >= height)][0]
    out = SOI + segment(0xC3, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
    out += segment(0xC4, b"\0" + DC_TABLE) + segment(0xDA, b"\1\1\0\1\0\0")
    bits = Bits()
    for y in range(height):
        for x in range(width):
            before = value(x - 1, y) if x else value(0, y - 1) if y else 128
            size = abs(value(x, y) - before).bit_length()
            bits.add(size, 5)
            bits.magnitude(value(x, y) - before, size)
    return out + bits.end() + EOI


def jpegtran(data, *options):
    return subprocess.run(["jpegtran", "-copy", "all", *options], input=data, capture_output=True, check=True).stdout


# --- what cameras write ---

def ifd(order, entries, base, following=0):
    """Entries (tag, type, count, bytes) as a directory at offset `base`; what is long stands behind it."""
    head, tail = struct.pack(order + "H", len(entries)), b""
    at = base + 2 + 12 * len(entries) + 4
    for tag, kind, count, value in sorted(entries):
        if len(value) > 4:
            field = struct.pack(order + "I", at + len(tail))
            tail += value + b"\0" * (len(value) % 2)
        else:
            field = value.ljust(4, b"\0")
        head += struct.pack(order + "HHI", tag, kind, count) + field
    return head + struct.pack(order + "I", following) + tail


def circle_exif():
    """Hundreds of pointers to other directories that lead to the one they stand in, which is the next, too."""
    here = struct.pack(">I", 8)
    entries = [(0x0112, 3, 1, b"\0\6")] + [(tag, 4, 1, here) for tag in (0x8769, 0x8825, 0xA005) for _ in range(250)]
    return segment(0xE1, b"Exif\0\0MM\0*" + here + ifd(">", entries, 8, 8))


def text(tag, value):
    return (tag, 2, len(value) + 1, value.encode() + b"\0")


def exif(orientation, order=">", is_full=False, thumbnail=b""):
    """An APP1 segment: orientation and, if full, camera, owner, place, maker's note, thumbnail."""
    def number(tag, value, kind=3):
        return (tag, kind, 1, struct.pack(order + ("H" if kind == 3 else "I"), value))
    entries = [number(0x0112, orientation)]
    if not is_full:
        return segment(0xE1, b"Exif\0\0" + (b"MM\0*" if order == ">" else b"II*\0") + struct.pack(order + "I", 8) + ifd(order, entries, 8))
    degrees = struct.pack(order + "6I", 51, 1, 29, 1, 3125, 100)
    place = [text(1, "N"), (2, 5, 3, degrees), text(3, "E"), (4, 5, 3, degrees), (0, 1, 4, b"\2\3\0\0"), text(0x1D, "2015:09:14")]
    camera = [text(0x9003, "2015:09:14 10:30:00"), (0x927C, 7, 60, b"GEHEIM-MAKERNOTE".ljust(60, b"m")), text(0xA431, "GEHEIM-SERIAL-4711"),
              text(0xA430, "GEHEIM-OWNER"), (0x9286, 7, 20, b"ASCII\0\0\0GEHEIM-NOTE.")]
    entries += [text(0x010F, "GEHEIM-CAMERA"), text(0x0110, "GEHEIM-MODEL"), text(0x013B, "GEHEIM-ARTIST"), text(0x8298, "GEHEIM-RIGHTS")]
    long = sum(len(e[3]) + 1 for e in entries if len(e[3]) > 4)
    first = 8 + 2 + 12 * (len(entries) + 2) + 4 + long + 8
    second = ifd(order, camera, first)
    third = ifd(order, place, first + len(second))
    fourth_at = first + len(second) + len(third)
    small = [number(0x0103, 6), number(0x0201, fourth_at + 2 + 36 + 4, 4), number(0x0202, len(thumbnail), 4)]
    entries += [number(0x8769, first, 4), number(0x8825, first + len(second), 4)]
    main = ifd(order, entries, 8, fourth_at)
    body = (b"MM\0*" if order == ">" else b"II*\0") + struct.pack(order + "I", 8) + main
    body = body.ljust(first, b"\0") + second + third + ifd(order, small, fourth_at) + thumbnail
    return segment(0xE1, b"Exif\0\0" + body)


def xmp():
    packet = ("<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf="
              "'http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/' "
              "xmlns:exif='http://ns.adobe.com/exif/1.0/' exif:GPSLatitude='51,29.3125N'><dc:creator><rdf:Seq><rdf:li>GEHEIM-XMP</rdf:li></rdf:Seq>"
              "</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>")
    return segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet.encode())


def iptc():
    """Photoshop's resource 0x0404 with a by-line and a city (IPTC-IIM)."""
    record = b"".join(b"\x1c\2" + bytes([k]) + struct.pack(">H", len(v)) + v for k, v in ((80, b"GEHEIM-BYLINE"), (90, b"GEHEIM-CITY")))
    return segment(0xED, b"Photoshop 3.0\x008BIM\4\4\0\0" + struct.pack(">I", len(record)) + record + b"\0" * (len(record) % 2))


def personal(orientation=1, order=">"):
    """All that may be in a photo and must not be in a PDF; every text holds GEHEIM."""
    small = encode(16, 8, segments=segment(0xFE, b"GEHEIM-THUMBNAIL"))
    return (exif(orientation, order, True, small) + xmp() + iptc() + segment(0xFE, b"GEHEIM-COMMENT") +
            segment(0xE2, b"MPF\0GEHEIM-MPF") + segment(0xEC, b"Ducky\0GEHEIM") + segment(0xE5, b"GEHEIM-APP5"))


def profile_parts(profile, parts):
    size = -(-len(profile) // parts)
    return b"".join(segment(0xE2, b"ICC_PROFILE\0" + bytes([i + 1, parts]) + profile[i * size:(i + 1) * size]) for i in range(parts))


class Photo:
    """A file and its pixels' size; quarters upright when it is turned."""

    def __init__(self, name, data, width, height, components=3, orientation=1):
        self.name, self.data, self.width, self.height = name, data, width, height
        self.components, self.orientation = components, orientation


class Broken:
    def __init__(self, name, data, said):
        self.name, self.data, self.said = name, data, said


SAMPLINGS = {"444": [(1, 1)] * 3, "422": [(2, 1), (1, 1), (1, 1)], "420": [(2, 2), (1, 1), (1, 1)], "411": [(4, 1), (1, 1), (1, 1)],
             "440": [(1, 2), (1, 1), (1, 1)], "odd": [(1, 1), (2, 2), (2, 2)]}


def good():
    w, h = 44, 28
    yield Photo("gray.jpg", encode(w, h, 1), w, h, 1)
    yield Photo("gray-sampled.jpg", encode(w, h, 1, [(2, 2)]), w, h, 1)
    yield Photo("gray-progressive.jpg", jpegtran(encode(w, h, 1), "-progressive"), w, h, 1)
    yield Photo("gray-arithmetic.jpg", jpegtran(encode(w, h, 1), "-arithmetic"), w, h, 1)
    for name, sampling in SAMPLINGS.items():
        plain = encode(w, h, sampling=sampling)
        yield Photo(f"{name}.jpg", plain, w, h)
        yield Photo(f"{name}-split.jpg", encode(w, h, sampling=sampling, is_split=True), w, h)
        yield Photo(f"{name}-restart.jpg", encode(w, h, sampling=sampling, restart=1), w, h)
        yield Photo(f"{name}-progressive.jpg", jpegtran(plain, "-progressive"), w, h)
        yield Photo(f"{name}-arithmetic.jpg", jpegtran(plain, "-arithmetic"), w, h)
        yield Photo(f"{name}-both.jpg", jpegtran(plain, "-arithmetic", "-progressive", "-restart", "1B"), w, h)
    yield Photo("restart-3.jpg", encode(w, h, restart=3), w, h)
    yield Photo("no-jfif.jpg", encode(w, h, jfif=False), w, h)
    yield Photo("adobe-ycc.jpg", encode(w, h, jfif=False, adobe=1), w, h)
    yield Photo("adobe-rgb.jpg", encode(w, h, jfif=False, adobe=0, is_ycc=False), w, h)
    yield Photo("cmyk.jpg", encode(w, h, 4), w, h, 4)
    yield Photo("cmyk-adobe.jpg", encode(w, h, 4, adobe=0), w, h, 4)
    yield Photo("ycck.jpg", encode(w, h, 4, [(2, 2), (1, 1), (1, 1), (2, 2)], adobe=2), w, h, 4)
    yield Photo("cmyk-arithmetic.jpg", jpegtran(encode(w, h, 4, adobe=0), "-arithmetic"), w, h, 4)
    yield Photo("cmyk-progressive.jpg", jpegtran(encode(w, h, 4, adobe=0), "-progressive"), w, h, 4)
    for width, height in ((1, 1), (1, 40), (40, 1), (7, 9), (8, 8), (9, 17), (16, 15)):
        yield Photo(f"size-{width}-{height}.jpg", encode(width, height, sampling=SAMPLINGS["420"]), width, height)
    plain = encode(w, h)
    yield Photo("fill.jpg", plain.replace(b"\xff\xdb", b"\xff\xff\xff\xff\xdb").replace(EOI, b"\xff\xff\xff\xd9"), w, h)
    yield Photo("behind.jpg", plain + b"GEHEIM behind the end" + plain, w, h)
    yield Photo("zeros.jpg", plain + bytes(5000), w, h)
    yield Photo("comment.jpg", encode(w, h, segments=segment(0xFE, b"") + segment(0xFE, b"GEHEIM" * 10000)), w, h)
    yield Photo("broken-exif.jpg", encode(w, h, segments=segment(0xE1, b"Exif\0\0MM\0*\xff\xff\xff\xff")), w, h)
    yield Photo("loop-exif.jpg", encode(w, h, segments=segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\0\0\x08\0\0\0")), w, h)
    yield Photo("itself-exif.jpg", encode(w, h, segments=circle_exif()), w, h, orientation=6)
    yield Photo("orientation-9.jpg", encode(w, h, segments=exif(9)), w, h)
    yield Photo("icc-broken.jpg", encode(w, h, segments=profile_parts(b"no profile at all" * 9, 3)), w, h)
    yield Photo("icc-hole.jpg", encode(w, h, segments=segment(0xE2, b"ICC_PROFILE\0\2\3" + bytes(200))), w, h)
    yield Photo("personal.jpg", encode(w, h, segments=personal()), w, h)
    for orientation in range(1, 9):
        for order in ">", "<":
            name = f"turned-{orientation}-{'big' if order == '>' else 'little'}.jpg"
            yield Photo(name, encode(w, h, segments=personal(orientation, order)), w, h, orientation=orientation)
    yield Photo("turned-6-progressive.jpg", jpegtran(encode(w, h, sampling=SAMPLINGS["420"], segments=exif(6)), "-progressive"), w, h, orientation=6)
    yield Photo("turned-8-cmyk.jpg", encode(w, h, 4, adobe=0, segments=exif(8)), w, h, 4, 8)
    yield Photo("turned-5-gray.jpg", encode(w, h, 1, segments=exif(5, "<")), w, h, 1, 5)


def odd():
    """What can be shown and is hardly meant, with what is said of it."""
    yield Broken("side-65500.jpg", encode(65500, 1, 1), "is 20.00 mm wide and 0.00 mm high here: nobody can see it")
    yield Broken("side-65500-down.jpg", encode(1, 65500, 1), "is 0.00 mm wide and 232.13 mm high here: nobody can see it")
    yield Broken("one.jpg", encode(1, 1), "has 1 dpi at its size")


def bad():
    w, h = 44, 28
    plain = encode(w, h)
    progressive = jpegtran(plain, "-progressive")
    yield Broken("twelve-bits.jpg", encode(w, h, 1, precision=12), "12")
    yield Broken("lossless.jpg", lossless(w, h), "")
    yield Broken("two-components.jpg", plain.replace(b"\x03\x01\x11\0\x02\x11\0\x03\x11\0", b"\x02\x01\x11\0\x02\x11\0"), "")
    yield Broken("no-height.jpg", encode(w, h, said_height=0), "says its height behind its rows")
    yield Broken("dnl.jpg", encode(w, h, said_height=0)[:-2] + segment(0xDC, struct.pack(">H", h)) + EOI, "says its height behind its rows")
    yield Broken("no-width.jpg", encode(w, h).replace(struct.pack(">HH", h, w), struct.pack(">HH", h, 0)), "has no pixels")
    yield Broken("promise.jpg", plain.replace(struct.pack(">HH", h, w), struct.pack(">HH", 29000, 29000)), "is too large")
    yield Broken("no-tables.jpg", plain.replace(b"\xff\xc4", b"\xff\xfe"), "is damaged")
    yield Broken("no-quantisation.jpg", plain.replace(b"\xff\xdb", b"\xff\xfe"), "is damaged")
    yield Broken("no-scan.jpg", plain[:plain.index(b"\xff\xda")] + EOI, "is damaged")
    yield Broken("no-frame.jpg", plain.replace(b"\xff\xc0", b"\xff\xfe"), "is damaged")
    yield Broken("two-frames.jpg", plain.replace(b"\xff\xc4", b"\xff\xc0\0\x11\x08\0\x1c\0\x2c\3\1\x11\0\2\x11\0\3\x11\0\xff\xc4", 1), "is damaged")
    yield Broken("garbage.jpg", plain[:20] + b"no marker here" + plain[20:], "is damaged")
    yield Broken("short-segment.jpg", plain[:2] + b"\xff\xe1\0\1" + plain[2:], "is damaged")
    yield Broken("sampling-zero.jpg", plain.replace(b"\x03\x01\x11\0", b"\x03\x01\0\0"), "is damaged")
    yield Broken("only-soi.jpg", SOI + b"\xff", "is damaged")
    yield Broken("soi-eoi.jpg", SOI + EOI, "")
    for name, data in ("plain", plain), ("progressive", progressive):
        step = max(1, len(data) // 24)
        for cut in sorted(set(range(2, len(data), step)) | {len(data) - 2, len(data) - 1}):
            yield Broken(f"cut-{name}-{cut:04}.jpg", data[:cut], "is not a PNG" if cut < 3 else "is damaged")
