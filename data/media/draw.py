#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the sample workspace's pictures: simple marks that stand for the organisations' logos and
invented heads (PNG), a town by a river (JPEG). Nothing but the standard library; the same bytes on
every run.

Shapes are functions from a line's height to the stretches they cover on it. A picture is painted
shape by shape, each with exact coverage along the line and SUB lines to a pixel. The JPEG is
baseline, 4:4:4, its Huffman codes made for the picture.

    data/media/draw.py        writes beside itself, the logo of templates/workspace and the pictures of templates/specimen.md
"""
import math
import os
import struct
import zlib

SUB = 5
PETROL, BRICK, OCHRE, BLUE = (17, 84, 97), (178, 62, 42), (232, 179, 76), (74, 138, 199)
MINT, MAUVE, INK, GREY = (205, 226, 211), (177, 158, 182), (28, 30, 34), (90, 99, 105)
WHITE, PAPER = (255, 255, 255), (248, 243, 234)


# ---- shapes: y -> [(x from, x to), …]

def box(x, y, w, h):
    return lambda at: [(x, x + w)] if y <= at < y + h else []


def disc(x, y, r):
    def spans(at):
        d = r * r - (at - y) ** 2
        return [(x - math.sqrt(d), x + math.sqrt(d))] if d > 0 else []
    return spans


def polygon(*points):
    def spans(at):
        xs = []
        for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1]):
            if (y1 <= at) != (y2 <= at):
                xs.append(x1 + (at - y1) * (x2 - x1) / (y2 - y1))
        xs.sort()
        return list(zip(xs[::2], xs[1::2]))
    return spans


def both(a, b):
    """Where both shapes are."""
    def spans(at):
        return [(max(p, r), min(q, s)) for p, q in a(at) for r, s in b(at) if max(p, r) < min(q, s)]
    return spans


def star(x, y, r):
    inner = r * math.sin(math.radians(18)) / math.sin(math.radians(54))
    turn = [math.radians(36 * k - 90) for k in range(10)]
    return polygon(*[(x + (inner if k % 2 else r) * math.cos(t), y + (inner if k % 2 else r) * math.sin(t))
                     for k, t in enumerate(turn)])


# ---- painting

class Picture:
    def __init__(self, width, height, ground=WHITE):
        self.width, self.height = width, height
        self.line = [bytearray(bytes(ground) * width) for _ in range(height)]

    def paint(self, shape, colour):
        for y in range(self.height):
            cover = {}
            whole = []
            for k in range(SUB):
                for x1, x2 in shape(y + (k + 0.5) / SUB):
                    self.cover_span(max(x1, 0), min(x2, self.width), cover, whole)
            self.blend(self.line[y], cover, whole, colour)

    @staticmethod
    def cover_span(x1, x2, cover, whole):
        if x1 >= x2:
            return
        first, last = int(x1), int(x2)
        if first == last:
            cover[first] = cover.get(first, 0) + x2 - x1
            return
        cover[first] = cover.get(first, 0) + first + 1 - x1
        if x2 > last:
            cover[last] = cover.get(last, 0) + x2 - last
        whole.append((first + 1, last))

    def blend(self, line, cover, whole, colour):
        edge = sorted({x for span in whole for x in span} | {x for c in cover for x in (c, c + 1)})
        for x1, x2 in zip(edge, edge[1:]):
            part = sum(1 for a, b in whole if a <= x1 and x2 <= b) + cover.get(x1, 0)
            part /= SUB
            if part > 0.999:
                line[3 * x1:3 * x2] = bytes(colour) * (x2 - x1)
            elif part > 0:
                for i in range(3 * x1, 3 * x2):
                    line[i] = round(line[i] * (1 - part) + colour[i % 3] * part)

    def png(self):
        raw = b''.join(b'\0' + bytes(line) for line in self.line)
        head = struct.pack('>IIBBBBB', self.width, self.height, 8, 2, 0, 0, 0)
        dots = struct.pack('>IIB', 23622, 23622, 1)  # 600 dpi
        return b'\x89PNG\r\n\x1a\n' + b''.join(
            struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
            for kind, data in ((b'IHDR', head), (b'pHYs', dots), (b'IDAT', zlib.compress(raw, 9)), (b'IEND', b'')))


# ---- JPEG (ITU-T T.81, baseline)

COS = [[math.cos((2 * x + 1) * u * math.pi / 16) * (math.sqrt(0.125) if u == 0 else 0.5) for x in range(8)]
       for u in range(8)]
ZIGZAG = sorted(((u, v) for v in range(8) for u in range(8)),
                key=lambda p: (p[0] + p[1], p[1] if (p[0] + p[1]) % 2 else p[0]))
STEP = [[2 + (u + v) // 2 for u in range(8)] for v in range(8)]  # quantisation, fine


def transform(block):
    """Quantised coefficients in zigzag order of 64 samples around nought."""
    if min(block) == max(block):
        return [round(block[0] * 8 / STEP[0][0])] + [0] * 63
    rows = [[sum(block[8 * y + x] * COS[u][x] for x in range(8)) for u in range(8)] for y in range(8)]
    return [round(sum(rows[y][u] * COS[v][y] for y in range(8)) / STEP[v][u]) for u, v in ZIGZAG]


def size_of(n):
    return abs(n).bit_length()


def bits_of(n):
    return n if n >= 0 else n + (1 << size_of(n)) - 1


def symbols(coefficients, before):
    """A block as (table, symbol, extra bits, how many)."""
    d = coefficients[0] - before
    out = [(0, size_of(d), bits_of(d), size_of(d))]
    run = 0
    for c in coefficients[1:]:
        if c == 0:
            run += 1
            continue
        while run > 15:
            out.append((1, 0xF0, 0, 0))
            run -= 16
        out.append((1, run << 4 | size_of(c), bits_of(c), size_of(c)))
        run = 0
    if run:
        out.append((1, 0, 0, 0))
    return out


def huffman(counts):
    """Code lengths of at most 16 bits that leave the code of all ones unused: (lengths, symbols)."""
    order = sorted(counts, key=lambda s: (-counts[s], s))
    heap = sorted([(n, [s]) for s, n in counts.items()] + [(0, [256])], key=lambda e: (e[0], e[1]))
    length = dict.fromkeys(list(counts) + [256], 0)
    while len(heap) > 1:
        (a, left), (b, right) = heap[0], heap[1]
        for s in left + right:
            length[s] += 1
        heap = sorted(heap[2:] + [(a + b, left + right)], key=lambda e: (e[0], e[1]))
    if max(length.values()) > 16:
        raise ValueError('a code is longer than 16 bits')
    lengths = sorted(length[s] for s in length)[:len(order)]
    return [lengths.count(n) for n in range(1, 17)], order


def codes(lengths, order):
    code, k, table = 0, 0, {}
    for n, many in enumerate(lengths, 1):
        for _ in range(many):
            table[order[k]] = (code, n)
            code, k = code + 1, k + 1
        code <<= 1
    return table


def components(picture):
    """Three planes of 8 x 8 blocks: Y, Cb, Cr, edges repeated."""
    for y in range(0, picture.height, 8):
        lines = [picture.line[min(y + j, picture.height - 1)] for j in range(8)]
        for x in range(0, picture.width, 8):
            dots = [tuple(line[3 * i:3 * i + 3]) for line in lines
                    for i in (min(x + k, picture.width - 1) for k in range(8))]
            yield [[0.299 * r + 0.587 * g + 0.114 * b - 128 for r, g, b in dots],
                   [-0.168736 * r - 0.331264 * g + 0.5 * b for r, g, b in dots],
                   [0.5 * r - 0.418688 * g - 0.081312 * b for r, g, b in dots]]


def jpeg(picture):
    before, stream, counts = [0, 0, 0], [], [{}, {}]
    for planes in components(picture):
        for k, block in enumerate(planes):
            coefficients = transform(block)
            stream += symbols(coefficients, before[k])
            before[k] = coefficients[0]
    for table, symbol, _, _ in stream:
        counts[table][symbol] = counts[table].get(symbol, 0) + 1
    tables = [huffman(c) for c in counts]
    return b''.join([b'\xff\xd8', jpeg_head(picture, tables), jpeg_scan(stream, tables), b'\xff\xd9'])


def jpeg_head(picture, tables):
    def segment(mark, data):
        return struct.pack('>BBH', 0xFF, mark, len(data) + 2) + data
    frame = struct.pack('>BHHB', 8, picture.height, picture.width, 3)
    return b''.join([
        segment(0xE0, b'JFIF\0\1\1\1' + struct.pack('>HHBB', 200, 200, 0, 0)),
        segment(0xDB, bytes([0] + [STEP[v][u] for u, v in ZIGZAG])),
        segment(0xC0, frame + bytes([1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0])),
        *[segment(0xC4, bytes([k << 4] + lengths + order)) for k, (lengths, order) in enumerate(tables)],
        segment(0xDA, bytes([3, 1, 0, 2, 0, 3, 0, 0, 63, 0]))])


def jpeg_scan(stream, tables):
    table = [codes(*t) for t in tables]
    out, held, n = bytearray(), 0, 0
    for which, symbol, extra, many in stream:
        code, length = table[which][symbol]
        held, n = (held << length | code) << many | extra, n + length + many
        while n >= 8:
            n -= 8
            out.append(held >> n & 0xFF)
            if out[-1] == 0xFF:
                out.append(0)
        held &= (1 << n) - 1
    if n:
        out.append((held << (8 - n) | (1 << (8 - n)) - 1) & 0xFF)
    return bytes(out)


# ---- the marks: 216 high, that is 9 mm at 600 dpi

def mark(width, *painted):
    picture = Picture(width, 216)
    for shape, colour in painted:
        picture.paint(shape, colour)
    return picture


def european_union():
    painted = [(box(0, 0, 324, 216), (0, 51, 153))]
    for k in range(12):
        t = math.radians(30 * k)
        painted.append((star(162 + 72 * math.sin(t), 108 - 72 * math.cos(t), 12), (255, 204, 0)))
    return mark(324, *painted)


def marks():
    return {
        'lamsa': mark(448, (both(disc(216, 216, 216), box(0, 0, 216, 216)), PETROL),
                      (both(disc(232, 216, 216), box(232, 0, 216, 216)), BRICK)),
        'land-sachsen-anhalt': mark(216, (box(0, 0, 216, 108), OCHRE), (box(0, 108, 216, 108), INK)),
        'landkreis-stendal': mark(216, (box(0, 0, 216, 216), MINT),
                                  (polygon((108, 20), (196, 108), (108, 196), (20, 108)), PETROL)),
        'salzlandkreis': mark(264, (box(0, 0, 156, 216), INK),
                              (both(disc(156, 108, 108), box(156, 0, 108, 216)), GREY)),
        'iq-netzwerk': mark(240, (disc(54, 54, 54), BLUE), (disc(186, 54, 54), PETROL), (disc(54, 162, 54), OCHRE),
                            (disc(186, 162, 54), BRICK), (box(48, 50, 144, 8), INK), (box(48, 158, 144, 8), INK)),
        'caritas-magdeburg': mark(216, (box(0, 0, 216, 216), BRICK), (disc(108, 108, 72), WHITE), (disc(108, 108, 36), BRICK)),
        'zefas': mark(324, (polygon((0, 216), (108, 0), (216, 216)), PETROL), (polygon((108, 0), (324, 0), (216, 216)), OCHRE)),
        'welcome-center-sachsen': mark(216, (box(0, 0, 216, 216), PETROL),
                                       (both(disc(108, 96, 64), box(0, 0, 216, 96)), WHITE), (box(44, 96, 128, 120), WHITE),
                                       (disc(148, 146, 9), PETROL)),
        'agsa': mark(216, (disc(108, 108, 108), BLUE), (both(disc(108, 108, 108), box(0, 108, 216, 108)), PETROL),
                     (disc(108, 108, 44), WHITE)),
        'europaeische-union': european_union(),
        'schweriner-ausbildungszentrum': mark(300, (box(0, 144, 84, 72), PETROL), (box(108, 72, 84, 144), BLUE),
                                              (box(216, 0, 84, 216), OCHRE)),
        'nq-netz-mv': mark(216, (box(0, 0, 100, 100), PETROL), (box(116, 0, 100, 100), BLUE), (box(0, 116, 100, 100), MAUVE),
                           (disc(166, 166, 50), BRICK)),
        'mozaik': mark(216, *[(polygon((x, y), (x + 68, y), (x, y + 68)) if (x + y) % 148 else box(x, y, 68, 68),
                               (PETROL, BRICK, OCHRE, BLUE, MAUVE, MINT, INK, OCHRE, PETROL)[k])
                              for k, (x, y) in enumerate((74 * (k % 3), 74 * (k // 3)) for k in range(9))]),
        'perspektive-berufsabschluss': mark(216, (polygon((0, 206), (0, 140), (216, 0), (216, 66)), BRICK),
                                            (polygon((0, 216), (216, 80), (216, 216)), GREY)),
    }


def neighbours():
    """The mark of the workspace that `init` writes: two houses and a roof they share."""
    return mark(368, (polygon((0, 96), (92, 0), (184, 96)), BRICK), (box(0, 112, 84, 104), PETROL), (box(100, 112, 84, 104), OCHRE),
                (polygon((184, 96), (276, 0), (368, 96)), PETROL), (both(disc(276, 216, 92), box(184, 112, 184, 104)), BLUE))


# ---- the town: 1260 x 560, that is 160 mm at 200 dpi

def house(x, width, height, roof, wall, tiles, storeys):
    ground = 400
    yield box(x, ground - height, width, height), wall
    yield polygon((x - 8, ground - height), (x + width + 8, ground - height), (x + width / 2, ground - height - roof)), tiles
    columns = max(2, width // 46)
    for row in range(storeys):
        for k in range(columns):
            left = x + (k + 0.5) * width / columns - 11
            dark = BLUE if wall == PAPER else PAPER
            yield box(left, ground - height + 22 + row * 54, 22, 32), (dark if (row + k + x) % 3 else OCHRE)


def town():
    picture = Picture(1260, 560, (226, 234, 233))
    painted = [(disc(952, 330, 150), OCHRE), (both(disc(180, 470, 330), box(0, 0, 1260, 400)), MINT),
               (both(disc(1080, 560, 330), box(0, 0, 1260, 400)), (184, 209, 194))]
    for each in (house(60, 132, 150, 70, BRICK, INK, 2), house(204, 96, 214, 60, PAPER, PETROL, 3),
                 house(312, 150, 168, 84, BLUE, INK, 2), house(560, 112, 190, 66, MAUVE, BRICK, 3),
                 house(684, 138, 140, 76, PAPER, BRICK, 2), house(1010, 104, 196, 64, PETROL, INK, 3),
                 house(1126, 96, 144, 58, BRICK, PETROL, 2)):
        painted += each
    painted += [(box(482, 130, 60, 270), PETROL), (polygon((474, 130), (550, 130), (512, 30)), BRICK), (disc(512, 178, 19), PAPER),
                (box(498, 250, 28, 44), OCHRE), (box(0, 400, 1260, 160), (120, 163, 181))]
    painted += [(box(0, 384, 1260, 22), INK), (box(0, 406, 1260, 96), GREY)]
    painted += [(both(disc(x, 502, 88), box(0, 406, 1260, 160)), (120, 163, 181)) for x in (220, 630, 1040)]
    painted += [(box(0, 502, 1260, 58), (120, 163, 181))]
    painted += [(box(x, y, w, 5), PAPER) for x, y, w in ((96, 520, 130), (300, 540, 90), (520, 518, 180), (780, 538, 120), (980, 522, 150))]
    for shape, colour in painted:
        picture.paint(shape, colour)
    return picture


# ---- people: 1260 x 560, nobody's likeness

def bust(x, colour, skin, hair):
    """A head and shoulders, shown to be recognised, were it somebody."""
    yield both(disc(x, 560, 190), box(0, 0, 1260, 560)), colour
    yield box(x - 34, 300, 68, 90), skin
    yield disc(x, 236, 112), hair
    yield disc(x, 252, 96), skin
    yield both(disc(x, 236, 112), box(0, 0, 1260, 214)), hair


def people(backdrop, *busts):
    picture = Picture(1260, 560, backdrop)
    for each in busts:
        for shape, colour in each:
            picture.paint(shape, colour)
    return picture


def faces():
    pale, brown = (236, 203, 176), (158, 104, 72)
    return {
        'portraet': people((226, 234, 233), bust(630, PETROL, pale, BRICK)),
        'gespraech': people(PAPER, bust(400, BLUE, brown, INK), bust(860, OCHRE, pale, GREY)),
    }


# ---- the specimen's gallery: a street, a workshop, a table; marks wide and tall

def scene(ground, *painted):
    picture = Picture(1260, 840, ground)
    for shape, colour in painted:
        picture.paint(shape, colour)
    return picture


def bus():
    windows = [(box(300 + 130 * k, 360, 104, 110), WHITE) for k in range(4)]
    wheels = [(disc(x, 640, r), c) for x in (400, 840) for r, c in ((70, INK), (34, MINT))]
    return scene((226, 234, 233), (disc(1010, 230, 120), OCHRE), (box(0, 640, 1260, 200), GREY), (box(0, 700, 1260, 8), PAPER),
                 (box(250, 300, 740, 340), PETROL), (polygon((990, 300), (1050, 430), (1050, 640), (990, 640)), PETROL),
                 (box(250, 520, 800, 36), BRICK), *windows, (box(850, 360, 110, 280), MINT), *wheels)


def workshop():
    spokes = [(polygon((x + 150 * math.cos(a) - 3, 520 + 150 * math.sin(a)), (x + 150 * math.cos(a) + 3, 520 + 150 * math.sin(a)),
                       (x + 3, 520), (x - 3, 520)), GREY) for x in (400, 860) for a in (k * math.pi / 4 + 0.2 for k in range(8))]
    wheels = [(disc(x, 520, r), c) for x in (400, 860) for r, c in ((170, INK), (152, PAPER))]
    frame = [(polygon(a, (a[0] + 22, a[1]), (b[0] + 22, b[1]), b), BRICK)
             for a, b in (((500, 270), (600, 520)), ((740, 270), (600, 520)), ((400, 520), (520, 300)), ((740, 260), (850, 520)))]
    return scene(PAPER, (box(0, 690, 1260, 150), MAUVE), *wheels, *spokes, *frame, (box(400, 508, 220, 24), BRICK), (box(500, 290, 250, 22), BRICK),
                 (box(450, 240, 120, 26), INK), (box(700, 216, 130, 20), INK))


def table_of_four():
    seats = [(disc(x, 300, 84), c) for x, c in ((240, BRICK), (500, OCHRE), (760, BLUE), (1020, PETROL))]
    bodies = [(both(disc(x, 530, 126), box(0, 0, 1260, 560)), c) for x, c in ((240, MINT), (500, PETROL), (760, MAUVE), (1020, BRICK))]
    papers = [(box(x, 590, 120, 70), PAPER) for x in (180, 440, 700, 960)]
    return scene(MINT, (box(0, 0, 1260, 500), (236, 242, 238)), *seats, *bodies, (box(90, 560, 1080, 150), INK), *papers)


def gallery():
    wide = Picture(720, 144)
    for k, colour in enumerate((PETROL, BRICK, OCHRE, BLUE, MAUVE)):
        wide.paint(disc(72 + 144 * k, 72, 64), colour)
    tall = Picture(144, 288)
    for shape, colour in ((box(0, 144, 144, 144), PETROL), (both(disc(72, 144, 72), box(0, 0, 144, 144)), OCHRE)):
        tall.paint(shape, colour)
    return {'bus': bus(), 'werkstatt': workshop(), 'tisch': table_of_four(), 'breit': wide, 'hoch': tall}


def main():
    folder = os.path.dirname(os.path.abspath(__file__))
    for name, picture in {**marks(), **faces()}.items():
        with open(os.path.join(folder, name + '.png'), 'wb') as out:
            out.write(picture.png())
    with open(os.path.join(folder, 'stadt-am-fluss.jpg'), 'wb') as out:
        out.write(jpeg(town()))
    with open(os.path.join(folder, '../../templates/workspace/media/logo.png'), 'wb') as out:
        out.write(neighbours().png())
    for name, picture in gallery().items():
        with open(os.path.join(folder, '../../templates/media', name + '.png'), 'wb') as out:
            out.write(picture.png())


if __name__ == '__main__':
    main()
