# SPDX-License-Identifier: GPL-3.0-or-later
"""PNG files of every kind, written chunk by chunk with the pixels they must show.

A set in the manner of PngSuite, but our own: colour types, depths, interlacing, transparency, colour
chunks, filters, sizes, and files that are broken. Only zlib is used, so a fault of libpng's writer, or
of ours, cannot hide one of its reader. `good()` yields Picture, `bad()` yields Broken.
"""
import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GRAY, RGB, PALETTE, GRAY_ALPHA, RGBA = 0, 2, 3, 4, 6
CHANNELS = {GRAY: 1, RGB: 3, PALETTE: 1, GRAY_ALPHA: 2, RGBA: 4}
DEPTHS = {GRAY: (1, 2, 4, 8, 16), RGB: (8, 16), PALETTE: (1, 2, 4, 8), GRAY_ALPHA: (8, 16), RGBA: (8, 16)}
PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


class Picture:
    """A file and what it shows: rows of colours (1 or 3 bytes a pixel), alpha or None."""

    def __init__(self, name, data, width, height, colors, alpha):
        self.name, self.data, self.width, self.height = name, data, width, height
        self.colors, self.alpha = colors, alpha
        self.components = len(colors) // (width * height)


class Broken:
    """A file that must be refused, with part of what is said of it."""

    def __init__(self, name, data, said):
        self.name, self.data, self.said = name, data, said


def chunk(kind, data=b""):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def header(width, height, color, depth, interlace=0):
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, interlace))


def sample(x, y, channel, most):
    """A picture without symmetry, whose neighbours differ."""
    value = x * 37 + y * 61 + channel * 83 + x * y * 5 + (x ^ y) * (channel + 1)
    return value * (263 if most > 255 else 1) % (most + 1)


def pack_row(samples, depth):
    if depth == 8:
        return bytes(samples)
    if depth == 16:
        return struct.pack(f">{len(samples)}H", *samples)
    bits = "".join(format(s, f"0{depth}b") for s in samples)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def paeth(a, b, c):
    p = a + b - c
    near = min(abs(p - a), abs(p - b), abs(p - c))
    return a if near == abs(p - a) else b if near == abs(p - b) else c


def filter_row(kind, row, above, step):
    """Filters of ISO 15948, 9."""
    out = bytearray([kind])
    for i, value in enumerate(row):
        a = row[i - step] if i >= step else 0
        b = above[i]
        c = above[i - step] if i >= step else 0
        less = (0, a, b, (a + b) // 2, paeth(a, b, c))[kind]
        out.append((value - less) % 256)
    return bytes(out)


def filtered(rows, bits, filters):
    """The rows of a picture or pass; filters are used in turn."""
    out, above = bytearray(), bytes(len(rows[0])) if rows else b""
    for y, row in enumerate(rows):
        out += filter_row(filters[y % len(filters)], row, above, max(1, bits // 8))
        above = row
    return bytes(out)


def scanlines(pixels, width, height, color, depth, interlace, filters):
    bits = CHANNELS[color] * depth
    if not interlace:
        rows = [pack_row([s for x in range(width) for s in pixels[y][x]], depth) for y in range(height)]
        return filtered(rows, bits, filters)
    out = b""
    for x0, y0, dx, dy in PASSES:
        rows = [pack_row([s for x in range(x0, width, dx) for s in pixels[y][x]], depth)
                for y in range(y0, height, dy)]
        out += filtered(rows, bits, filters) if x0 < width else b""
    return out


def palette_of(n):
    return [((i * 53 + 20) % 256, (i * 101 + 70) % 256, (255 - i * 29) % 256) for i in range(n)]


def to_8(value, depth):
    most = (1 << depth) - 1
    return (value * 255 + most // 2) // most


def shown(pixels, color, depth, palette, trns):
    """Colours and alpha as 8 bits a sample; alpha None when there is none."""
    colors, alpha = bytearray(), bytearray()
    for row in pixels:
        for pixel in row:
            if color == PALETTE:
                colors += bytes(palette[pixel[0]])
                alpha.append(trns[pixel[0]] if trns and pixel[0] < len(trns) else 255)
                continue
            n = 3 if color & 2 else 1
            colors += bytes(to_8(s, depth) for s in pixel[:n])
            alpha.append(to_8(pixel[-1], depth) if color & 4 else 0 if trns and tuple(pixel[:n]) == tuple(trns) else 255)
    return bytes(colors), bytes(alpha) if min(alpha) < 255 else None


def picture(name, width, height, color, depth, interlace=0, filters=(0, 1, 2, 3, 4), level=6, trns=None,
            before=b"", pieces=1, empty=False, behind=b""):
    """A whole file. `before` are chunks between IHDR and PLTE, `behind` those after the pixels."""
    most = (1 << depth) - 1
    pixels = [[[sample(x, y, c, most) for c in range(CHANNELS[color])] for x in range(width)] for y in range(height)]
    palette = palette_of(min(1 << depth, 200)) if color == PALETTE else None
    if palette:
        pixels = [[[p[0] % len(palette)] for p in row] for row in pixels]
    if color == PALETTE and trns == "all":
        trns = [255 - i * 255 // max(1, len(palette) - 1) for i in range(len(palette))]
    elif color == PALETTE and trns:
        trns = [0]
    elif trns:
        trns = tuple(pixels[height // 2][width // 2])
    data = SIGNATURE + header(width, height, color, depth, interlace) + before
    if palette:
        data += chunk(b"PLTE", b"".join(bytes(p) for p in palette))
    if trns:
        data += chunk(b"tRNS", bytes(trns) if palette else struct.pack(f">{len(trns)}H", *trns))
    packed = zlib.compress(scanlines(pixels, width, height, color, depth, interlace, filters), level)
    size = -(-len(packed) // pieces)
    for i in range(0, len(packed), size):
        data += chunk(b"IDAT", packed[i:i + size]) + (chunk(b"IDAT") if empty else b"")
    data += behind + chunk(b"IEND")
    return Picture(name, data, width, height, *shown(pixels, color, depth, palette, trns))


def profile(body):
    return chunk(b"iCCP", b"any\0\0" + zlib.compress(body))


def gamma(value):
    return chunk(b"gAMA", struct.pack(">I", round(value * 100000)))


SRGB = chunk(b"sRGB", b"\0")
CHROMATICITIES = chunk(b"cHRM", struct.pack(">8I", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000))


def good():
    """Files without a colour space of their own, or with one that says sRGB: pixels are kept as they are."""
    for color, depths in DEPTHS.items():
        for depth in depths:
            for interlace in (0, 1):
                name = f"c{color}-d{depth}-i{interlace}"
                yield picture(f"{name}.png", 21, 13, color, depth, interlace)
                if not color & 4:
                    yield picture(f"{name}-trns.png", 21, 13, color, depth, interlace, trns=True)
                if color == PALETTE:
                    yield picture(f"{name}-trns-all.png", 21, 13, color, depth, interlace, trns="all")
    for side in list(range(1, 10)) + [15, 16, 17, 31, 32, 33, 40]:
        yield picture(f"side-{side}.png", side, side, PALETTE, 4, side % 2)
        yield picture(f"odd-{side}.png", side, 41 - side, GRAY, 1, 1)
        yield picture(f"wide-{side}.png", 41 - side, side, RGB, 8, 1)
    for kind in range(5):
        yield picture(f"filter-{kind}.png", 19, 11, RGB, 8, filters=(kind,))
        yield picture(f"filter-{kind}-16.png", 19, 11, GRAY_ALPHA, 16, filters=(kind,))
        yield picture(f"filter-{kind}-bits.png", 19, 11, GRAY, 2, filters=(kind,))
    for level in range(10):
        yield picture(f"level-{level}.png", 19, 11, RGB, 8, level=level)
    for n in (2, 7, 100000):
        yield picture(f"pieces-{n}.png", 19, 11, RGBA, 8, pieces=n)
    yield picture("pieces-empty.png", 19, 11, RGBA, 8, pieces=3, empty=True)
    yield picture("srgb.png", 19, 11, RGB, 8, before=gamma(.45455) + CHROMATICITIES + SRGB)
    yield picture("sbit.png", 19, 11, RGB, 8, before=chunk(b"sBIT", b"\5\6\5"))
    yield picture("sbit-wrong.png", 19, 11, RGB, 8, before=chunk(b"sBIT", b"\0\x63\5"))
    yield picture("bkgd.png", 19, 11, RGBA, 8, behind=b"", before=chunk(b"bKGD", struct.pack(">3H", 255, 0, 0)))
    yield picture("bkgd-gray.png", 19, 11, GRAY_ALPHA, 16, before=chunk(b"bKGD", struct.pack(">H", 40000)))
    yield picture("texts.png", 19, 11, GRAY, 8, before=chunk(b"tEXt", b"Author\0GEHEIM") + chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"GEHEIM" * 9)),
                  behind=chunk(b"tIME", b"\x07\xdf\x04\x1f\x0a\x1e\x00") + chunk(b"eXIf", b"MM\0*\0\0\0\x08\0\0\0\0\0\0") + chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0GEHEIM"))
    yield picture("iccp-broken.png", 19, 11, RGB, 8, before=chunk(b"iCCP", b"any\0\0nonsense"))
    yield picture("iccp-empty.png", 19, 11, RGB, 8, before=profile(b""))
    yield picture("iccp-short.png", 19, 11, RGB, 8, before=profile(b"\0\0\0\x84lcms\x02\x40\0\0mntrRGB XYZ "))
    yield picture("iccp-no-end.png", 19, 11, RGB, 8, before=chunk(b"iCCP", b"n" * 200))
    whole = picture("behind.png", 19, 11, RGB, 8)
    whole.data += b"what stands behind the end\xff\xd8\xff" * 3
    yield whole
    unknown = picture("unknown.png", 19, 11, RGB, 8, before=chunk(b"prVt", b"private") + chunk(b"quUx"))
    yield unknown


def tinted():
    """Files that say another colour space: kept or converted, but the same size and not refused."""
    for value in (.35, .4, .45, .55, .7, 1., 1.5, 1.8, 2.2, 2.5):
        yield picture(f"gamma-{value}.png", 19, 11, RGB, 8, before=gamma(value))
        yield picture(f"gamma-{value}-gray.png", 19, 11, GRAY, 8, before=gamma(value))
        yield picture(f"gamma-{value}-16.png", 19, 11, RGB, 16, before=gamma(value))
        yield picture(f"gamma-{value}-palette.png", 19, 11, PALETTE, 4, before=gamma(value))
    yield picture("gamma-zero.png", 19, 11, RGB, 8, before=chunk(b"gAMA", bytes(4)))
    yield picture("gamma-most.png", 19, 11, RGB, 8, before=chunk(b"gAMA", b"\x7f\xff\xff\xff"))
    yield picture("chrm-wide.png", 19, 11, RGB, 8, before=gamma(.45455) + chunk(b"cHRM", struct.pack(">8I", 31270, 32900, 73500, 26500, 11500, 82600, 15700, 1800)))
    yield picture("chrm-zero.png", 19, 11, RGB, 8, before=chunk(b"cHRM", bytes(32)))


def bad():
    whole = picture("whole", 21, 13, RGB, 8).data
    head, size = header(21, 13, RGB, 8), len(SIGNATURE) + 25
    pixels = whole[size:-12]
    said = "is damaged"
    other = "is not a PNG, JPEG or SVG picture"
    for i in range(8):
        yield Broken(f"signature-{i}.png", whole[:i] + b"X" + whole[i + 1:], other)
    yield Broken("signature-text.png", whole.replace(b"\r\n", b"\n", 1), other)
    yield Broken("crc-ihdr.png", whole[:size - 1] + bytes([whole[size - 1] ^ 1]) + whole[size:], said)
    yield Broken("crc-idat.png", whole[:-13] + bytes([whole[-13] ^ 1]) + whole[-12:], said)
    yield Broken("no-ihdr.png", SIGNATURE + pixels + chunk(b"IEND"), said)
    yield Broken("two-ihdr.png", SIGNATURE + head + head + pixels + chunk(b"IEND"), said)
    yield Broken("no-idat.png", SIGNATURE + head + chunk(b"IEND"), said)
    yield Broken("no-iend.png", whole[:-12], said)
    yield Broken("empty-idat.png", SIGNATURE + head + chunk(b"IDAT") + chunk(b"IEND"), said)
    yield Broken("no-plte.png", picture("", 9, 9, PALETTE, 8).data.replace(b"PLTE", b"pLTe"), said)
    yield Broken("zero-plte.png", SIGNATURE + header(2, 2, PALETTE, 8) + chunk(b"PLTE") + pixels + chunk(b"IEND"), said)
    yield Broken("odd-plte.png", SIGNATURE + header(2, 2, PALETTE, 8) + chunk(b"PLTE", bytes(7)) + pixels + chunk(b"IEND"), said)
    for depth in (0, 3, 5, 7, 9, 32, 255):
        yield Broken(f"depth-{depth}.png", SIGNATURE + header(21, 13, GRAY, depth) + pixels + chunk(b"IEND"), said)
    for color, depth in ((RGB, 1), (RGB, 4), (PALETTE, 16), (RGBA, 2), (GRAY_ALPHA, 4), (1, 8), (5, 8), (7, 8), (255, 8)):
        yield Broken(f"kind-{color}-{depth}.png", SIGNATURE + header(21, 13, color, depth) + pixels + chunk(b"IEND"), said)
    for at, what in ((10, "method"), (11, "filter"), (12, "interlace")):
        fields = bytearray(head[8:21])
        fields[at] = 9
        yield Broken(f"head-{what}.png", SIGNATURE + chunk(b"IHDR", bytes(fields)) + pixels + chunk(b"IEND"), said)
    yield Broken("filter-5.png", SIGNATURE + header(2, 2, GRAY, 8) + chunk(b"IDAT", zlib.compress(b"\5\0\0\5\0\0")) + chunk(b"IEND"), said)
    yield Broken("no-zlib.png", SIGNATURE + head + chunk(b"IDAT", b"not packed at all") + chunk(b"IEND"), said)
    yield Broken("rows-missing.png", SIGNATURE + head + chunk(b"IDAT", zlib.compress(bytes(64 * 5))) + chunk(b"IEND"), said)
    for w, h in ((0, 1), (1, 0), (0, 0)):
        yield Broken(f"zero-{w}-{h}.png", SIGNATURE + header(w, h, GRAY, 8) + pixels + chunk(b"IEND"), "has no pixels")
    yield Broken("side-negative.png", SIGNATURE + header(0x80000001, 3, GRAY, 8) + pixels + chunk(b"IEND"), "it is too short for its size")
    yield Broken("side-65536.png", SIGNATURE + header(65536, 1, GRAY, 1) + chunk(b"IDAT", zlib.compress(bytes(8193))) + chunk(b"IEND"), "is too large")
    yield Broken("bomb-short.png", SIGNATURE + header(30000, 30000, RGBA, 16) + pixels + chunk(b"IEND"), "it is too short for its size")
    yield Broken("bomb.png", SIGNATURE + header(29000, 29000, GRAY, 1) + chunk(b"IDAT", zlib.compress(bytes(29000 * 3626), 9)) + chunk(b"IEND"), "is too large")
    for text in (b"iCCP", b"zTXt"):
        yield Broken(f"bomb-{text.decode()}-cut.png", SIGNATURE + head + chunk(text, b"a\0\0" + zlib.compress(bytes(20000000), 9)), said)
    for kind in (b"zTXt", b"tEXt", b"iTXt", b"sPLT", b"pCAL", b"eXIf", b"prVt", b"iCCP", b"PLTE"):
        endless = struct.pack(">I", 0x73000000) + kind + b"a\0\0"
        yield Broken(f"endless-{kind.decode()}.png", SIGNATURE + head + endless + pixels, said)
    cuts = sorted({0, 1, 7, 8, 12, 16, 20, 24, 28, 32, 33, 36, 40, 41, 45, 60, 100, len(whole) - 13, len(whole) - 12, len(whole) - 8,
                   len(whole) - 4, len(whole) - 1})
    for cut in cuts:
        yield Broken(f"cut-{cut:04}.png", whole[:cut], other if cut < 8 else said)
