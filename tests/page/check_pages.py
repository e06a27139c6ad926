# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be wrong with whole pages: white, company, grid, frame, colours, sizes, pictures, contents."""
import re
from collections import Counter

from finding import check

ABOVE_TO_BELOW = 1.5
BOLD = 700
COMPANY = 2                                     # lines or rows below a heading
LEAST_RULE, LEAST_TYPE, LEAST_REVERSED = 0.25, 7.5, 8.0  # pt
CONTRAST, BODY_CONTRAST, LARGE_CONTRAST = 4.5, 7.0, 3.0
LARGE, LARGE_BOLD = 18, 14                      # pt
OFF_GRID = 0.25                                 # pt
BEYOND, HANGING = 1.0, 0.75                     # pt; of an edge sign's width
OVERHANG = 0.08                                 # em: what a J reaches before its own place
BLEED = 3 * 72 / 25.4 + 0.5                     # pt: of a sheet without margins
OVERLAP = 0.3                                   # pt
MOST_SIZES, NEAR_SIZES = 7, 0.04
LEAST_CAPTION = 4                               # words
LAST_PAGE, HOLE = 5, 0.35                       # lines; of the frame's height
PICTURE_WIDTHS, LEAST_DPI, LOGO = (40, 54, 77, 114, 160), 200, 12   # mm; mm high at most
PICTOGRAM = 44                                  # mm: beside the sentences of easy language
COVER_SIZES, COVER_EDGES, LEAST_COVER = 4, 2, 9  # smaller are the labels of its logos
MM = 72 / 25.4


def below(page, line, others):
    """The nearest of what stands under a line in its column."""
    under = [o for o in others if o.y > line.y + 0.5 and o.start < line.left + line.measure and o.end > line.left]
    return min(under, key=lambda o: o.y, default=None)


def above(page, line, others):
    over = [o for o in others if o.y < line.y - 0.5 and o.start < line.left + line.measure and o.end > line.left]
    return max(over, key=lambda o: o.y, default=None)


def is_kicker(page, line, head):
    """A small line at a page's head belongs to the title below it."""
    return line.size < head.size / 2 and line.y == min(other.y for other in page.text)


@check(1, "more white above a heading than below")
def floating_heads(document):
    for paragraph in document.paragraphs:
        first, last = paragraph.lines[0], paragraph.lines[-1]
        page = first.page
        if not first.is_heading or page.is_bare or last.page is not page:
            continue
        others = [line for line in page.text if not page.is_beside(line) or page.is_beside(first)]
        over, under = above(page, first, others), below(page, last, others)
        if not over or not under or over.is_heading or under.is_heading or is_kicker(page, over, first):
            continue
        edge = max([i.bottom for i in page.items if over.y < i.bottom < first.y and i.fill >= 0 and i.right > first.left
                    and i.left < first.end] + [over.y])
        foot = min([i.top for i in page.items if last.y < i.top < under.y - under.cap() and i.fill >= 0
                    and i.right > first.left and i.left < first.end] + [under.y - under.cap()])
        gap_above, gap_below = first.y - first.cap() - edge, foot - last.y
        if gap_below > 0 and gap_above < ABOVE_TO_BELOW * gap_below:
            yield "W", first, f"{gap_above:.1f} pt above the heading, {gap_below:.1f} pt below"


def text_flow(document):
    """The lines of the text column in reading order."""
    return [line for page in document.pages if not page.is_bare for line in page.text
            if not page.is_beside(line) and not line.within("Note", "TOC")]


@check(2, "heads with company")
def stranded_heads(document):
    """The lines that follow a heading stand below it: not on the next page, nor in the next column."""
    flow = text_flow(document)
    for i, head in enumerate(flow[:-1]):
        if not head.is_heading or flow[i + 1].element is head.element:
            continue
        under = {}
        for line in flow[i + 1:i + 60]:
            if line.is_heading or len(under) == COMPANY:
                break
            under.setdefault((line.page.number, round(line.y, 1)), line)
        lost = [line for line in under.values() if line.page is not head.page or line.y < head.y]
        has_picture = any(item.kind == "picture" and item.top > head.y for item in head.page.items)
        if lost and not has_picture:
            yield "E", head, f"{len(under) - len(lost)} lines stand below the heading"


@check(3, "two lines and two")
def widows(document):
    for paragraph in document.paragraphs:
        if paragraph.role in ("TD", "TH", "Lbl"):
            continue
        places = Counter((line.page.number, round(line.left)) for line in paragraph.lines)
        if len(places) < 2:
            continue
        for line in paragraph.lines:
            if places[line.page.number, round(line.left)] == 1:
                yield "E", line, "one line of a paragraph alone on its page or column"


def luminance(color):
    parts = [(color >> shift & 255) / 255 for shift in (16, 8, 0)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def paper(line, x, y):
    """The colour of what was painted last at the point before the line; None: a picture."""
    color = 0xFFFFFF
    for item in line.page.items:
        if item.order > line.order:
            break
        if item.kind == "picture" and item.left <= x <= item.right and item.top <= y <= item.bottom:
            color = None
        elif item.artifact != "watermark" and item.covers(x, y):
            color = item.fill
    return color


def all_lines(document):
    return (line for page in document.pages for line in page.lines if line.words)


@check(17, "what prints")
def vanishing(document):
    for page in document.pages:
        for item in page.items:
            weight = min(item.width, item.height) if item.is_rule() else item.stroke_width if item.stroke >= 0 else 1
            if 0 < weight < LEAST_RULE - 0.001:
                yield "E", page, f"a line of {weight:.2f} pt at {item.left:.0f}, {item.top:.0f}"
    for line in all_lines(document):
        for run in line.runs:
            if not run.face or run.rise or not run.text.strip():
                continue
            ground = paper(line, (line.start + line.end) / 2, line.y - 1)
            reversed_type = ground is not None and luminance(run.color) > luminance(ground)
            least = LEAST_REVERSED if reversed_type else LEAST_TYPE
            if run.size < least - 0.001:
                yield "E", line, f"type of {run.size:.2f} pt"
                break


@check(18, "contrast")
def weak_contrast(document):
    body = document.theme["body"]
    for line in all_lines(document):
        if line.artifact == "watermark":
            continue
        for run in line.runs:
            words = [w for w in line.words if run.first <= w.first < run.last and w.ink]
            if not run.face or not words:
                continue
            ground = paper(line, (words[0].ink[0] + words[0].ink[2]) / 2, (words[0].ink[1] + words[0].ink[3]) / 2)
            if ground is None:
                continue
            is_large = run.size >= LARGE or (run.size >= LARGE_BOLD and run.weight >= 600)
            is_body = run.family == body["family"] and run.size == body["size"] and line.role == "P" and ground == 0xFFFFFF
            least = LARGE_CONTRAST if is_large else BODY_CONTRAST if is_body else CONTRAST
            found = contrast(run.color, ground)
            if found < least - 0.05:
                yield "E", line, f"contrast {found:.1f} of #{run.color:06X} on #{ground:06X}, wanted {least}"
                break


def is_body(document, line):
    body = document.theme["body"]
    return line.main is not None and line.role == "P" and line.size == body["size"] and line.main.family == body["family"] and \
        not line.within("LBody", "Aside", "Note", "TD", "TH", "BlockQuote", "TOC", "Caption") and not line.page.is_beside(line)


@check(19, "lines on the grid")
def drifting_lines(document):
    grid = document.theme["grid"]
    lines = [line for page in document.pages if not page.is_bare for line in page.text
             if is_body(document, line) and line.element.reads(document.lang) == document.lang  # others have lines of their own
             and any(run.weight < BOLD for run in line.runs if run.text.strip())]  # names on cards run free, as tables do
    if not grid or not lines:
        return
    usual = Counter(round((line.y - line.page.frame[1]) % grid * 4) / 4 for line in lines).most_common(1)[0][0]
    for line in lines:
        off = (line.y - line.page.frame[1] - usual + grid / 2) % grid - grid / 2
        if abs(off) > OFF_GRID:
            yield "W", line, f"stands {off:+.2f} pt off the grid"


def allowance(line, at):
    """How far the sign at a line's edge may hang out of it."""
    if not line.words:
        return BEYOND
    sign = line.words[at].text[at]
    return max(BEYOND, OVERHANG * line.size) if sign.isalnum() else BEYOND + HANGING * line.size / 2


@check(20, "ink in the frame")
def overfull(document):
    for page in document.pages:
        left, top, right, bottom = page.frame
        if page.is_bare or page.is_turned:
            left, top, right, bottom = 0, 0, page.width, page.height
        for line in page.text:
            before, behind = allowance(line, 0), allowance(line, -1)
            if line.ink[0] == float("inf"):
                continue
            if line.measure and line.ink[2] > line.left + line.measure + behind:
                yield "E", line, f"{line.ink[2] - line.left - line.measure:.1f} pt beyond its measure"
            elif line.ink[0] < left - before or line.ink[2] > right + behind:
                yield "E", line, "stands out of the frame"
            if line.y > bottom + 0.5 or line.ink[1] < top - 0.5 * line.size:
                yield "E", line, f"stands {max(line.y - bottom, top - line.ink[1]):.1f} pt below or above the frame"
        if not page.is_bare:
            yield from out_of_paper(page)
        for item in page.items:
            beyond = BLEED if page.is_bare else 0.5
            if item.kind == "picture" and top < item.top < bottom < item.bottom - beyond:
                yield "E", page, f"a picture reaches {item.bottom - bottom:.1f} pt below the frame"


def out_of_paper(page):
    """Words that stand on a tint, but not wholly."""
    tints = [i for i in page.items if i.kind == "box" and i.artifact == "layout" and i.fill >= 0 and not i.is_rule()]
    for line in page.text:
        for word in line.words:
            for tint in tints:
                left, top, right, bottom = word.ink or (0, 0, 0, 0)
                beyond = max(tint.left - left, tint.top - top, right - tint.right, bottom - tint.bottom)
                if word.ink and tint.order < line.order and tint.covers((left + right) / 2, (top + bottom) / 2) and beyond > 0.5:
                    yield "E", line, f"'{word.text}' stands {beyond:.1f} pt out of its tint"


@check(22, "one step a role")
def many_sizes(document):
    code = document.theme["code"]["family"]  # its size follows that of the text around it
    for page in document.pages:
        sizes = sorted({run.size for line in page.lines if line.artifact != "watermark" for run in line.runs
                        if run.face and not run.rise and run.text.strip() and run.family != code})
        if len(sizes) > MOST_SIZES:
            yield "W", page, f"{len(sizes)} sizes: {', '.join(f'{s:g}' for s in sizes)}"
        for a, b in zip(sizes, sizes[1:]):
            if b / a < 1 + NEAR_SIZES:
                yield "W", page, f"sizes {a:g} and {b:g} are nearly one"


def colliding_ink(document):
    for page in document.pages:
        words = sorted(((w.ink, line, w) for line in page.lines if line.artifact != "watermark"
                        for w in line.words if w.ink), key=lambda item: item[0][1])
        told = set()
        for i, (a, line, word) in enumerate(words):
            for b, other, _ in words[i + 1:]:
                if b[1] >= a[3] - OVERLAP:
                    break
                if other is not line and other.element is not line.element or abs(other.y - line.y) > 0.5:
                    wide = min(a[2], b[2]) - max(a[0], b[0])
                    if wide > OVERLAP and min(a[3], b[3]) - b[1] > OVERLAP and id(line) not in told:
                        told.add(id(line))
                        yield "E", line, f"'{word.text}' meets the ink of '{other.text[:30]}'"


@check(24, "marks apart")
def struck_text(document):
    """Colliding ink, too: a rule through a word, a word on a picture."""
    yield from colliding_ink(document)
    for page in document.pages:
        rules = [i for i in page.items if i.is_rule() and i.width > i.height]
        pictures = [i for i in page.items if i.kind == "picture" and not page.is_bare]
        for line in page.text:
            left, top, right, bottom = line.ink
            for rule in rules:
                if top + 1 < rule.top < line.y - 0.5 and min(right, rule.right) - max(left, rule.left) > 1:
                    yield "E", line, "a rule runs through it"
            for item in pictures if "\ufffc" not in line.text else []:  # one that stands in it
                wide = min(right, item.right) - max(left, item.left)
                if wide > OVERLAP and min(bottom, item.bottom) - max(top, item.top) > 1:
                    yield "E", line, f"stands on the picture '{item.shown}'"


@check(28, "contents true")
def wrong_contents(document):
    pages = {item.name: page.number for page in reversed(document.pages) for item in page.items if item.kind == "anchor"}
    for page in document.pages:
        for line in page.lines:
            if ". . ." in line.text or "....." in line.text:
                yield "E", line, "leaders"
        for item in page.items:
            if item.kind != "late" or item.name not in pages:
                continue
            told = [l for l in page.lines if abs(l.left - item.left) < 0.01 and abs(l.y - item.top) < 0.01]
            if not told or told[0].text.strip() != str(pages[item.name]):
                yield "E", page, f"'{item.name}' stands on page {pages[item.name]}, not {told[0].text if told else 'said'}"


LABEL = re.compile(r"^(Abbildung|Tabelle|Diagramm|Figure|Table|Chart)[\s\u00a0][\d.]+\s*")
VERBS = set("begann begannen sehen sieht ist sind war waren hat haben hatte hatten wird werden wurde wurden kam kamen ging gingen gab stand standen "
            "blieb bleibt steht stehen kommen kommt liegt liegen nahm nahmen fand fanden zeigt zeigen nennt nennen".split())
# Words that end like verbs and are none.
NO_VERB = set("heute mit seit nicht zwischen unten neben gegen wegen innen außen jetzt dort fast erst selbst bisher zuletzt "
              "ersten zweiten dritten letzten vorigen nächsten einen keinen allen anderen".split())


def says_something(text):
    """Four words with a number or a verb among them; verbs are guessed by their ends."""
    words = re.findall(r"\w+", text)
    verbs = [w for w in words if w in VERBS or (re.fullmatch(r"[a-zäöüß]{3,}(t|te|ten)", w) and w not in NO_VERB)]
    return len(words) >= LEAST_CAPTION and (bool(verbs) or any(c.isdigit() for c in text))


@check(31, "captions say the finding")
def empty_captions(document):
    for paragraph in document.paragraphs:
        if paragraph.role != "Caption":
            continue
        text = LABEL.sub("", " ".join(line.text.strip() for line in paragraph.lines))
        if not says_something(text):
            yield "W", paragraph.lines[0], "the caption names, but does not say what is seen"


def bottom_of(page):
    labels = [line for line in page.lines if not line.artifact and page.document.is_label(line)]  # of charts
    ends = [line.y for line in page.text + labels] + [i.bottom for i in page.items
                                             if i.kind in ("picture", "path") and i.artifact != "watermark"]
    return max(ends, default=page.frame[1])


@check(32, "full pages")
def holes(document):
    for page, after in zip(document.pages, document.pages[1:] + [None]):
        if page.is_bare or page.kind == "blank" or any(line.within("TOC") for line in page.text):
            continue
        _, top, _, bottom = page.frame
        if not after:
            lines = {round(line.y, 1) for line in page.text if not page.is_beside(line)}
            if len(lines) < LAST_PAGE and page.number > 1:
                yield "W", page, f"{len(lines)} lines on the last page"
            continue
        white = (bottom - bottom_of(page)) / (bottom - top)
        if white > HOLE and after.kind != "blank" and after.text:
            first = min(after.text, key=lambda line: line.y)
            yield "W", first, f"page {page.number} stays empty by {100 * white:.0f} % before this {first.role}"


@check(34, "pictures alike")
def unlike_pictures(document):
    for page in document.pages:
        for item in page.items:
            if item.kind != "picture" or page.is_bare or item.height < LOGO * MM:
                continue
            widths = PICTURE_WIDTHS + ((PICTOGRAM,) if document.theme["name"] == "easy" else ())
            if not any(abs(item.width / MM - width) < 0.6 for width in widths):
                yield "W", page, f"'{item.shown}' is {item.width / MM:.1f} mm wide"
            dpi = item.pixels[0] / (item.width / 72) if item.pixels and item.pixels[0] else LEAST_DPI  # a drawing has none
            if dpi < LEAST_DPI:
                yield "W", page, f"'{item.shown}' has {dpi:.0f} dpi"


@check(36, "quiet covers")
def loud_covers(document):
    page = document.pages[0] if document.pages else None
    if not page or not page.is_bare:
        return
    lines = [line for line in page.text if not line.artifact]
    own = [line for line in lines if line.size >= LEAST_COVER]
    sizes = {run.size for line in own for run in line.runs if run.face}
    edges = {round(line.start) for line in own}
    if len(sizes) > COVER_SIZES:
        yield "W", page, f"{len(sizes)} sizes: {', '.join(f'{s:g}' for s in sorted(sizes))}"
    if len(edges) > COVER_EDGES:
        yield "W", page, f"lines begin at {len(edges)} edges"
