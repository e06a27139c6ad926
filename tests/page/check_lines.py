# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be wrong with lines and their text: colour, hyphens, pairs that must not part, signs."""
import re

import sheets
from finding import check

SOFT = "\u00ad"
LAST_LINE, SHORT_WORD = 0.20, 6          # of the measure; letters
LOOSE, TOO_LOOSE, UNEVEN = 1.3, 2.5, 0.9  # in stretches of half a space
SHORT = 1.0                              # pt, of a justified line
RIVER = 1.3                              # of a normal space
LADDER = 3
STAIR, LONELY, LONG = 0.08, 0.60, 0.80   # of the measure
LOOP, ETHIOPIC = (0.75, 0.85), (1.12, 1.32)  # of the Latin x-height

TEXT_ROLES = {"P", "LBody"}


def is_text(paragraph):
    """Running text: neither cells nor headings nor what stands in the side column."""
    first = paragraph.lines[0]
    return paragraph.role in TEXT_ROLES and not first.within("TD", "TH", "TOC") and \
        not first.page.is_beside(first) and not first.page.is_bare


def words_of(line):
    return line.text.rstrip(SOFT + " ").split()


@check(4, "full last lines")
def short_ends(document):
    for paragraph in document.paragraphs:
        last = paragraph.lines[-1]
        if not is_text(paragraph) or len(paragraph.lines) < 2 or not last.measure or not last.words:
            continue
        if paragraph.lines[-2].is_forced:
            continue
        letters = sum(c.isalpha() for c in last.text)
        if last.width < LAST_LINE * last.measure:
            yield "W", last, f"the last line fills {100 * last.width / last.measure:.0f} % of the measure"
        elif len(last.words) == 1 and letters < SHORT_WORD:
            yield "W", last, "one short word makes the last line"


@check(5, "even colour")
def uneven_colour(document):
    for paragraph in document.paragraphs:
        if not paragraph.is_justified or paragraph.role == "Code":
            continue
        for line in paragraph.lines:
            ratio = line.ratio or 0
            if ratio > LOOSE:
                yield "E" if ratio > TOO_LOOSE else "W", line, f"spaces are stretched by the ratio {ratio:.2f}"
        for line in paragraph.lines[:-1]:
            short = line.left + line.measure - line.end
            if line.measure and short > SHORT and not line.is_forced:
                yield "W", line, f"is {short:.1f} pt shorter than its measure"
        for a, b in paragraph.pairs():
            if b.ends and b is paragraph.lines[-1]:
                continue
            if a.ratio is not None and b.ratio is not None and abs(a.ratio - b.ratio) > UNEVEN:
                yield "W", b, f"ratio {b.ratio:.2f} below a line of {a.ratio:.2f}"


def wide_gaps(line):
    return [g for g in line.gaps if g.natural > 0 and g.width > RIVER * g.natural]


@check(6, "texture")
def rivers(document):
    """A stream of wide spaces that runs down three lines."""
    for paragraph in document.paragraphs:
        if not paragraph.is_justified:
            continue
        streams = []
        for line in paragraph.lines:
            going = []
            for gap in wide_gaps(line):
                near = [n for n, above in streams
                        if gap.left < above.right + gap.natural / 2 and above.left < gap.right + gap.natural / 2]
                going.append((1 + max(near, default=0), gap))
            streams = going
            if any(n == LADDER for n, _ in streams):
                yield "W", line, "a river runs down to this line"


@check(7, "two hyphens running")
def ladders(document):
    for paragraph in document.paragraphs:
        running = 0
        for line in paragraph.lines:
            running = running + 1 if line.text.endswith((SOFT, "-")) and not line.ends else 0
            if running == LADDER:
                yield "W", line, "the third line in turn that ends with a hyphen"
        if paragraph.role in TEXT_ROLES:
            yield from stacks(paragraph)


def stacks(paragraph):
    for a, b in paragraph.pairs():
        above, below = words_of(a), words_of(b)
        if not above or not below or a.is_forced or paragraph.lines[0].page.is_bare:
            continue
        if len(above[0]) >= 4 and above[0][:4].lower() == below[0][:4].lower():
            yield "W", b, f"two lines begin with '{below[0][:4]}'"
        if len(above[-1]) >= 4 and above[-1][-4:].lower() == below[-1][-4:].lower() and not b.ends:
            yield "W", b, f"two lines end with '{below[-1][-4:]}'"


def torn_word(a, b):
    """The word before and behind a hyphen that was put in at a line's end; or None."""
    if not a.text.endswith(SOFT) or not words_of(a) or not b.text.split():
        return None
    return words_of(a)[-1], (b.plain.split() or b.text.split())[0]


@check(8, "whole words")
def bad_hyphens(document):
    for paragraph in document.paragraphs:
        for a, b in paragraph.pairs():
            torn = torn_word(a, b)
            if not torn:
                continue
            before, behind = torn
            if a.is_heading:
                yield "E", a, f"a heading's word is divided: {before}-{behind}"
            elif any(c.isdigit() for c in before + behind):
                yield "E", a, f"a number is divided: {before}-{behind}"
            elif set(before[-3:] + behind[:3]) & set("*:_"):
                yield "E", a, f"a word is divided beside its star: {before}-{behind}"
            elif a.page is not b.page:
                yield "E", a, f"a page's last word is divided: {before}-{behind}"


MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
UNITS = "EUR € % ‰ Euro Cent Prozent Uhr km m cm mm m² kg g °C Mio. Mrd. Tsd. Seiten Punkte".split()
BEFORE_NUMBER = re.compile(r"(^|[(\s„])(§§?|Nr\.|Nrn\.|Abs\.|Art\.|Abb\.|Tab\.|Kap\.|Bd\.|Ziff\.|Az\.|S\.|Seite|Satz|Tel\.|ca\.)$")
FIRST_HALF = {"z.": "B.", "d.": "h.", "u.": "a.", "i.": "d.", "o.": "ä.", "e.": "V.", "s.": "o.", "v.": "a."}
TITLE = re.compile(r"(^|[(\s])(Dr\.|Prof\.|Hr\.|Fr\.|Dipl\.-\w+\.)$")
NUMBER = re.compile(r"(^|[(\s])[−–-]?\d[\d.\u202f\u00a0]*(,\d+)?$")


def parted(before, behind):
    """Why these two words must not stand on two lines; or None."""
    bare = behind.rstrip(".,;:!?)“”\"")
    if NUMBER.search(before) and (bare in UNITS or behind in UNITS):
        return "a number parts from its unit"
    if re.search(r"(^|\s)\d{1,2}\.$", before) and bare in MONTHS:
        return "a day parts from its month"
    if BEFORE_NUMBER.search(before) and re.match(r"[\dIVX]", behind):
        return "a sign parts from its number"
    if FIRST_HALF.get(before.split()[-1].lstrip("(„")) == behind[:2]:
        return "an abbreviation parts"
    if TITLE.search(before) and behind[:1].isupper():
        return "a title parts from its name"
    if behind in ("–", "—") or behind.startswith(("– ", "— ")):
        return "a dash begins a line"
    return None


@check(9, "no-break pairs")
def parted_pairs(document):
    for paragraph in document.paragraphs:
        if paragraph.role == "Code":
            continue
        for a, b in paragraph.pairs():
            before, behind = a.text.rstrip().replace("\u00a0", " "), b.text.split()
            if not before or not behind or before.endswith(SOFT):
                continue
            why = parted(before, behind[0])
            if why:
                yield "E", a, f"{why}: {before.split()[-1]} / {behind[0]}"


SIGNS = [(re.compile(pattern), said) for pattern, said in (
    (r'"', "a straight quotation mark"),
    (r"\w'\w|(^|\s)'|'(\s|$)", "a straight apostrophe"),
    (r"\s-\s|^-\s", "a hyphen for a dash"),
    (r"--", "two hyphens for a dash"),
    (r"\.\.\.", "three full stops for an ellipsis"),
    (r"\d ?x ?\d", "the letter x between numbers"),
    (r"[\u0080-\u009f\ufffd]", "a control character"),
)]
RANGE = re.compile(r"(?<![\w./:+-])\d{1,4}-\d{1,4}(?![\w/-])")
EXTENSION = re.compile(r"0\d+[\d /]*[ /]\d+-\d+")  # of a telephone


@check(10, "the right signs")
def wrong_signs(document):
    for line in (line for page in document.pages for line in page.lines):
        if line.within("Code"):
            continue
        said = "".join(r.text for r in line.runs if r.family != document.theme["code"]["family"] and not is_address(r))
        for pattern, what in SIGNS:
            if pattern.search(said):
                yield "E", line, what
        if RANGE.search(EXTENSION.sub("", said)):
            yield "E", line, "a hyphen between numbers"
        if line.within("TD") and re.match(r"-\d", said):
            yield "E", line, "a hyphen for a minus sign"


def is_address(run):
    return bool(run.element and run.element.within("Link")) or "://" in run.text or "@" in run.text


@check(21, "real cuts")
def false_cuts(document):
    for line in document.lines():
        for run in line.runs:
            if not run.face or not any(c.isalpha() for c in run.text):
                continue
            slants = any(c.isalpha() and c < "\u0530" for c in run.text)  # Latin, Greek, Cyrillic
            if run.italic and slants and not run.face["italic"]:
                yield "E", line, f"no italic of {run.face['family']} for '{run.text[:20]}'"
            elif run.weight >= 600 and run.face["weight"] < 600:
                yield "E", line, f"no bold of {run.face['family']} for '{run.text[:20]}'"


def script_of(text):
    for c in text:
        if "\u0600" <= c <= "\u06ff":
            return "Arab"
        if "\u0590" <= c <= "\u05ff":
            return "Hebr"
        if "\u1200" <= c <= "\u137f":
            return "Ethi"
        if c.isalpha():
            return "Latn"
    return None


@check(23, "scripts of one size")
def wrong_scale(document):
    for line in document.lines():
        latin = [r.set * r.face["x"] for r in line.runs if r.face and script_of(r.text) == "Latn"]
        for run in line.runs:
            script = script_of(run.text) if run.face else None
            if not latin or script not in ("Arab", "Ethi"):
                continue
            height = run.face["waw"] if script == "Arab" else run.face["ha"]
            ratio = height / 1000 * run.set / latin[0]
            low, high = LOOP if script == "Arab" else ETHIOPIC
            if height and not low - 0.005 <= ratio <= high + 0.005:
                yield "W", line, f"{script}: letters are {ratio:.2f} of the x-height"
                break


@check(25, "numbers in their order")
def turned_numbers(document):
    """The digits of one number stand from left to right, whatever the line's direction."""
    for line in document.lines():
        if not any(run.level % 2 for run in line.runs):
            continue
        numbers = [d for d in line.digits if d[0].isdigit()]  # a full stop behind one is no part of it
        for (_, i, x, _), (_, k, y, _) in zip(numbers, numbers[1:]):
            if k - i <= 2 and line.encoded[i + 1:k].strip(b".,") == b"" and y < x:
                yield "E", line, "a number's digits stand in the wrong order"
                break


@check(26, "what reads from right to left is mirrored")
def unmirrored(document):
    yield from wrong_starts(document)
    yield from wrong_labels(document)
    yield from wrong_tabs(document)


def goes_on(line):
    """It is part of a line, behind a box to tick."""
    return any(o.order < line.order and abs(o.y - line.y) < 0.5 and is_near(o.left, line.left) and is_near(o.measure, line.measure)
               and o.at["line"] == line.at["line"] and o.at["col"] == line.at["col"] for o in line.page.text)


def is_near(a, b):
    return abs(a - b) < 0.01


HOLDERS = ("LI", "TD", "TH")  # whose text may keep to the document's side, at its label or its column's edge


def wrong_starts(document):
    """Lines begin at the side their language begins at; a paragraph's first one may be indented."""
    for paragraph in document.paragraphs:
        for i, line in enumerate(paragraph.lines):
            is_rtl = sheets.is_rtl(line.element.block().reads(document.lang))
            slack = line.left + line.measure - line.end if is_rtl else line.start - line.left
            if is_rtl != document.is_rtl and any(e.role in HOLDERS for e in line.element.chain()):
                slack = min(slack, line.start - line.left if is_rtl else line.left + line.measure - line.end)
            known = is_rtl or document.is_rtl  # elsewhere what is centered or at the end is on purpose
            if known and is_text(paragraph) and not goes_on(line) and line.measure and slack > line.size * (1 if i else 2):
                yield "E", line, f"the line stands {slack:.1f} pt from its start"


def wrong_labels(document):
    for paragraph in document.paragraphs:
        label = paragraph.lines[0]
        if paragraph.role != "Lbl" or label.page.is_beside(label):
            continue
        is_rtl = sheets.is_rtl(label.element.reads(document.lang))
        own = label.element.parent
        body = [l for l in label.page.text if abs(l.y - label.y) < 0.5 and l.role != "Lbl" and l.element and own in l.element.chain()]
        if body and label.start < min(l.start for l in body) and is_rtl:
            yield "E", label, "the label stands at the left"
        elif body and label.start > min(l.start for l in body) and not is_rtl:
            yield "E", label, "the label stands at the right"


def wrong_tabs(document):
    """A tab is on the outside: an odd page's is at the right where reading begins at the left."""
    for page in document.pages:
        for item in page.items:
            ends = (item.left <= 0.5, item.right >= page.width - 0.5)
            is_tab = item.kind == "box" and item.fill >= 0 and ends[0] != ends[1] and item.height < page.height / 2
            if is_tab and not page.is_bare and document.theme.get("mirrors") and ends[1] != (page.number % 2 != document.is_rtl):
                yield "E", page, "the tab stands inside"


@check(33, "calm rag")
def restless_rag(document):
    for paragraph in document.paragraphs:
        lines = paragraph.lines[:-1]
        if any(line.is_forced for line in lines):
            continue
        if paragraph.is_justified or not is_text(paragraph) or len(lines) < 3 or not lines[0].measure:
            continue
        fill = [(line.width + line.start - line.left) / line.measure for line in lines]
        for i in range(1, len(lines) - 1):
            step, next_step = fill[i] - fill[i - 1], fill[i + 1] - fill[i]
            if min(step, next_step) > STAIR or max(step, next_step) < -STAIR:
                yield "W", lines[i], "three lines make a staircase"
            if fill[i] < LONELY and min(fill[i - 1], fill[i + 1]) > LONG:
                yield "W", lines[i], "a short line between long ones"
