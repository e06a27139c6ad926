#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""references.py [FIRST LAST]: random documents full of references, held against a second reckoning.

Headings, figures, groups of figures and tables stand in all that can hold them, references to them before and
behind, alone and in groups. The numbers are counted here, the words and lists written here; what the PDF prints,
where its links lead, what they say of themselves and the page numbers are read from the file. Then a document of
twenty languages, translated by PO files and by a text of its own: the same ids have the same numbers in all.
"""
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from counting import check, finish  # noqa: E402
from tagged import Document, string  # noqa: E402

DOKUWERK = os.path.abspath(os.environ.get("DOKUWERK", "./dokuwerk"))
MEDIA = os.path.abspath("data/media")
PICTURES = ("gespraech.png", "portraet.png", "lamsa.png", "stadt-am-fluss.jpg")
THEMES = ("house", "report", "brochure", "easy")
# Words for a section, a figure, a table, one and several; between two and before the last of several; quotation marks.
WORDS = {
    "de": (("Abschnitt #", "Abschn. #"), ("Abbildung #", "Abbildungen #"), ("Tabelle #", "Tabellen #"),
           (" und ", ", ", " und "), "„“"),
    "en": (("Section #", "Sections #"), ("Figure #", "Figures #"), ("Table #", "Tables #"),
           (" and ", ", ", ", and "), "“”"),
    "ru": (("разд. #", "разд. #"), ("рис. #", "рис. #"), ("табл. #", "табл. #"), (" и ", ", ", " и "), "«»"),
    "hu": (("# szakasz", "# szakasz"), ("#. ábra", "#. ábra"), ("#. táblázat", "#. táblázat"),
           (" és ", ", ", " és "), "„”"),
    "ar": (("القسم #", "الأقسام #"), ("الشكل #", "الأشكال #"), ("الجدول #", "الجداول #"), (" و", " و", " و"), "«»"),
    "he": (("סעיף #", "סעיפים #"), ("איור #", "איורים #"), ("טבלה #", "טבלאות #"), (" ו", ", ", " ו"), "””"),
    "nl": (("paragraaf #", "paragrafen #"), ("figuur #", "figuren #"), ("tabel #", "tabellen #"),
           (" en ", ", ", " en "), "“”"),
}
RIGHT_TO_LEFT = ("ar", "he")
DUAL = ("ar", "he")
FILLER = {"ar": "هذا نص قصير يملأ السطر", "he": "זה טקסט קצר שממלא שורה", "ru": "это короткий текст для строки"}
KINDS = ("sec", "fig", "tbl")
ROWS = """```sql rows
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6) SELECT 'r' || i AS a, 's' AS b, i AS n FROM n ORDER BY i
```

"""


def token(n):
    """A word without figures that no other is like."""
    return "q" + "bcdfghjklm"[n // 100 % 10] + "bcdfghjklm"[n // 10 % 10] + "bcdfghjklm"[n % 10] + "x"


class Target:
    def __init__(self, kind, name, mark):
        self.kind, self.id, self.mark, self.number = kind, f"{kind}-{name}", token(mark), None


class Writer:
    """A document and what its references must say."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lang = list(WORDS)[seed % len(WORDS)]
        self.second = "en" if self.lang == "de" else "de"
        self.theme = THEMES[seed // 2 % len(THEMES)]
        self.is_numbered = seed % 3 != 0
        self.marks, self.counts, self.depth = 0, {"fig": 0, "tbl": 0}, 0
        self.levels, self.notes, self.probes, self.has_parallel = [0, 0, 0, 0], [], {}, False
        names = self.random.sample(range(100, 999), 40)
        self.waiting = [Target(self.random.choice(("sec", "fig", "fig", "tbl")), f"k{name}", 500 + i)
                        for i, name in enumerate(names[:self.random.randint(6, 24)])]
        self.waiting += [Target("fig", f"g{names[-1]}", 540), Target("tbl", f"g{names[-2]}", 541)]
        self.targets = list(self.waiting)
        self.level = 0

    def prose(self):
        return " ".join([FILLER.get(self.lang, "Ein kurzer Satz ohne Zahlen")] * self.random.choice((1, 1, 4, 12)))

    # what is referred to

    def heading(self, target):
        self.level = self.random.randint(1, min(self.level + 1, 4))
        is_bare = self.random.random() < 0.2
        if self.is_numbered and not is_bare:
            self.levels[self.level - 1] += 1
            self.levels[self.level:] = [0] * (4 - self.level)
            target.number = ".".join(str(n) for n in self.levels[:self.level] if n)
        return f"{'#' * self.level} {target.mark} {{#{target.id}{' .unnumbered' if is_bare else ''}}}"

    def figure(self, target):
        self.counts["fig"] += 1
        target.number = str(self.counts["fig"])
        width = self.random.choice(("30mm", "40mm", "20mm"))
        return f"![{target.mark} {self.caption()}](media/{self.random.choice(PICTURES)}){{#{target.id} width={width} alt=\"x\"}}"

    def chart(self, target):
        self.counts["fig"] += 1
        target.number = str(self.counts["fig"])
        kind = self.random.choice(("bar", "column"))
        return f"::: {{.chart data=rows type={kind} x=a y=n #{target.id}}}\n{target.mark} {self.caption()}\n:::"

    def caption(self):
        return self.probe() if self.random.random() < 0.2 else "mit Worten"

    def table(self, target):
        self.counts["tbl"] += 1
        target.number = str(self.counts["tbl"])
        if self.depth == 0 and self.random.random() < 0.3:
            return f"::: {{.table data=rows cols=\"a b\" heads=\"x|y\" #{target.id}}}\n{target.mark} Wort\n:::"
        return f"| a | b |\n|---|---|\n| {self.probe()} | c |\n\n: {target.mark} {self.caption()} {{#{target.id}}}"

    def group(self, target):
        self.counts["fig"] += 1
        target.number = str(self.counts["fig"])
        out = [f"::: {{.figures #{target.id}}}", f"{target.mark} Gruppe"]
        for i in range(self.random.randint(2, 4)):
            part = Target("fig", f"{target.id[4:]}p{i}", 600 + len(self.targets))
            part.number = target.number + "abcd"[i]
            self.targets.append(part)
            out.append(f"![{part.mark} Teil](media/{PICTURES[i]}){{#{part.id} alt=\"x\"}}")
        return "\n\n".join(out) + "\n:::"

    def place(self, target):
        if target.kind == "sec":
            return self.heading(target)
        if target.kind == "tbl":
            return self.table(target)
        form = self.random.random() if self.depth == 0 else 1
        return (self.group if form < 0.3 else self.chart if form < 0.5 else self.figure)(target)

    # what refers

    def probe(self, lang=None):
        """A mark and a reference; what it must print is known when all is placed."""
        self.marks += 1
        mark, r = token(self.marks), self.random
        targets = [t for t in self.targets if "p" not in t.id]
        kind = r.choice(KINDS)
        alike = [t for t in targets if t.kind == kind] or [t for t in targets if t.kind == targets[0].kind]
        form = r.choice(("one", "one", "one", "capital", "number", "several", "several", "words", "braced"))
        chosen = r.sample(alike, min(len(alike), r.randint(2, 6))) if form == "several" else [r.choice(targets)]
        if form == "several" and r.random() < 0.5:
            chosen = sorted(chosen, key=self.targets.index)
        at = "; ".join(f"@{t.id}" for t in chosen)
        said = {"one": at, "capital": "@" + at[1:].capitalize().replace(chosen[0].id[1:].capitalize(), chosen[0].id[1:]),
                "number": f"[-{at}]", "several": f"[{at}]", "words": f"[Bild {at}]",
                "braced": f"@{{{chosen[0].id}}}"}[form]
        self.probes[mark] = (form, chosen, lang or self.lang)
        return f"{mark} {said}"

    def page_probe(self):
        self.marks += 1
        mark, target = token(self.marks), self.random.choice(self.targets)
        self.probes[mark] = ("page", [target], self.lang)
        return f"{mark} @page-{target.id}"

    def note(self):
        self.notes.append(f"[^{len(self.notes) + 1}]: {self.probe()}")
        return f"{self.prose()}[^{len(self.notes)}]"

    # what holds both

    def parallel(self):
        self.has_parallel = True
        form, chosen, _ = self.probes[(first := self.probe()).split()[0]]
        said = first.split(" ", 1)[1]
        self.marks += 1
        self.probes[token(self.marks)] = (form, chosen, self.second)
        return (f"::::: {{.parallel}}\n:::: {{lang={self.lang}}}\n{first}\n::::\n"
                f":::: {{lang={self.second}}}\n{token(self.marks)} {said}\n::::\n:::::")

    def block(self):
        r, target = self.random, None
        if self.waiting and r.random() < 0.5 and (self.depth == 0 or self.waiting[0].kind != "sec"):
            target = self.waiting.pop(0)
            return self.place(target)
        kind = r.choice(("probe", "probe", "prose", "page", "list", "quote", "box", "columns", "note", "keep",
                         "landscape", "parallel", "cards", "agenda"))
        if self.depth and kind in ("columns", "landscape", "parallel"):
            kind = "probe"
        self.depth += 1
        out = {"probe": self.probe, "prose": self.prose, "page": self.page_probe, "note": self.note,
               "list": lambda: f"- {self.inner(2)}\n- {self.probe()}", "quote": lambda: f"> {self.inner(2, '> ')}",
               "box": lambda: f"{'::::' if self.depth < 2 else ':::'} {{.note}}\n{self.inner(0)}\n{'::::' if self.depth < 2 else ':::'}",
               "columns": lambda: f"::::: {{.columns}}\n:::: {{.column}}\n{self.inner(0)}\n::::\n:::: {{.column}}\n{self.probe()}\n::::\n:::::",
               "keep": lambda: f"::: {{.keep}}\n{self.probe()}\n:::",
               "cards": lambda: f"::: {{.contact}}\n**Name**\n\n{self.probe()}\n:::",
               "agenda": lambda: f"::: {{.steps}}\n1. {self.probe()}\n2. Ende\n:::",
               "landscape": lambda: f"::::: {{.landscape}}\n{self.inner(0)}\n\n{self.probe()}\n:::::",
               "parallel": self.parallel}[kind]()
        self.depth -= 1
        return out

    def inner(self, indent, lead=""):
        """What stands in a list's item, a quote, a div."""
        said = self.probe() if self.depth > 1 else f"{self.prose()}\n\n{self.block()}"
        pad = lead or " " * indent
        return said.replace("\n", "\n" + pad)

    def document(self):
        front = f"---\nlang: {self.lang}\ntitle: T\ntheme: {self.theme}\ntemplate: true\nnumbering: {str(self.is_numbered).lower()}\n---\n"
        blocks = [f"{self.prose()}"]
        if self.waiting[0].kind != "sec":
            self.waiting.sort(key=lambda t: t.kind != "sec")
        while self.waiting or len(blocks) < 30:
            blocks.append(self.block())
        blocks += ["::: {.list-of-figures}\n:::", "::: {.list-of-tables}\n:::"]
        return front + ROWS + "\n\n".join(blocks + self.notes) + "\n"


# the second reckoning


def last_part(number):
    found = re.fullmatch(r"(.*?)(\d+|[a-z])", number)
    return (found[1], int(found[2])) if found[2].isdigit() else (found[1], ord(found[2]))


def is_next(a, b):
    if not (a.number and b.number):
        return False
    (one, m), (two, n) = last_part(a.number), last_part(b.number)
    return one == two and n == m + 1 and a.number[-1].isdigit() == b.number[-1].isdigit()


def joined(parts, lang):
    two, middle, last = WORDS[lang][3]
    return parts[0] if len(parts) == 1 else parts[0] + two + parts[1] if len(parts) == 2 else middle.join(parts[:-1]) + last + parts[-1]


def number(target, lang):
    marks = WORDS[lang][4]
    return target.number or marks[0] + target.mark + marks[-1]


def listed(targets, lang, suffix):
    parts, rest = [], list(targets)
    while rest:
        run = 1
        while run < len(rest) and is_next(rest[run - 1], rest[run]):
            run += 1
        run = run if run > 2 else 1
        parts.append(number(rest[0], lang) + ("–" + number(rest[run - 1], lang) if run > 1 else "") + suffix)
        rest = rest[run:]
    return joined(parts, lang)


def expected(form, targets, lang):
    words = WORDS[lang][KINDS.index(targets[0].kind)]
    if form == "number":
        return number(targets[0], lang)
    if form == "words":
        return "Bild " + number(targets[0], lang)
    if form == "several" and len(targets) > 1:
        if len(targets) == 2 and lang in DUAL:
            return joined([words[0].replace("#", number(t, lang)) for t in targets], lang)
        suffix = "." if "#." in words[1] else ""
        return words[1].replace("#" + suffix, listed(targets, lang, suffix))
    word = words[0]
    if form == "capital":
        word = word[0].upper() + word[1:]
    return word.replace("#", number(targets[0], lang))


# what the file says

BLOCKS = re.compile("P|H[1-6]|LBody|T[DH]|Caption|Note|BlockQuote")


class Reader(Document):
    """Blocks of text with the links in them; where names lead."""

    def __init__(self, path):
        super().__init__(path)
        self.block, self.names, self.figures = [], {}, []
        self.gather(self.get(self.root["/StructTreeRoot"])["/K"], None, None, None)
        self.read_names(self.get(self.root["/Names"])["/Dests"])

    def gather(self, kid, page, block, figure):
        kid = self.get(kid)
        if isinstance(kid, list):
            for one in kid:
                self.gather(one, page, block, figure)
        elif isinstance(kid, int):
            if block is not None:
                block["text"] += self.texts_of(page).get(kid, "")
                block["page"] = block["page"] or self.order[page]
        elif kid.get("/Type") == "/MCR":
            self.gather(kid["/MCID"], kid.get("/Pg", page), block, figure)
        elif kid.get("/Type") == "/OBJR":
            link = self.get(kid["/Obj"])
            if block is not None and link.get("/Subtype") == "/Link" and "/Dest" in link:
                block["links"].append((name_of(link["/Dest"]), string(link["/Contents"])))
        elif "/S" in kid:
            role, page = kid["/S"][1:], kid.get("/Pg", page)
            if role == "Figure":
                figure = kid
            if BLOCKS.fullmatch(role):
                block = {"text": "", "links": [], "page": 0, "role": role, "figure": figure}
                self.block.append(block)
            self.gather(kid.get("/K", []), page, block, figure)

    def read_names(self, node):
        node = self.get(node)
        for kid in node.get("/Kids", []):
            self.read_names(kid)
        names = node.get("/Names", [])
        for name, place in zip(names[::2], names[1::2]):
            self.names[name_of(name)] = (self.order[place[0]], float(place[3]))

    def box(self, figure):
        attributes = self.get(figure["/A"]) if figure else None
        for one in attributes if isinstance(attributes, list) else [attributes]:
            one = self.get(one)
            if one and "/BBox" in one:
                return [float(v) for v in self.get(one["/BBox"])]
        return None


def name_of(value):
    return bytes.fromhex(value[2:]).decode() if value.startswith("b:") else value[2:]


def plain(text):
    text = re.sub("[\u200e\u200f\u061c\u2066-\u2069\u00ad]", "", text)
    return re.sub(r"[\s\u00a0]+", " ", text).strip()


def is_said(text, want, lang):
    """In a line from right to left readers put pieces in an order of their own: its words, then, in any."""
    if lang not in RIGHT_TO_LEFT:
        return re.sub(r"[\s\-]", "", want) in re.sub(r"[\s\-]", "", text)
    signs = re.compile(r"[\s–\-«»”“.,]")
    figures = [sorted(re.findall(r"\d+[a-z]?", part)) for part in (want, text)]
    return figures[0] == figures[1] and not Counter(signs.sub("", want)) - Counter(signs.sub("", text))


def check_probe(name, reader, blocks, mark, probe):
    form, targets, lang = probe
    block = blocks.get(mark)
    if not check_there(block, f"{name}: the mark {mark} is there"):
        return
    text = plain(block["text"]).replace(mark, "", 1)
    if block["role"] == "Caption":
        text = plain(text[text.find(mark) + 1:])
    if form == "page":
        want = str(blocks[targets[0].mark]["page"])
        check(re.findall(r"\d+", text) == [want], f"{name}: {mark} has page {want} of {targets[0].id}", text)
    elif block["role"] != "Caption" or lang not in RIGHT_TO_LEFT:
        want = plain(expected(form, targets, lang))
        check(is_said(text, want, lang), f"{name}: {mark} says '{want}'", text)
    ends = [targets[0], targets[-1]] if form == "several" else targets
    led = [link[0] for link in block["links"]]
    for target in ends:
        check(target.id in led, f"{name}: {mark} leads to {target.id}", led)
    for to, contents in block["links"]:
        target = next((t for t in targets if t.id == to), None)
        check(target is not None, f"{name}: {mark} leads nowhere else than it should, {to}")
        if target and target.number and form != "page":
            check(target.number in contents and target.mark in contents,
                  f"{name}: {mark} tells its target, {target.number} and {target.mark}", contents)


def check_there(block, sentence):
    check(block is not None, sentence)
    return block is not None


def check_target(name, reader, blocks, target):
    block = blocks.get(target.mark)
    if not check_there(block, f"{name}: the target {target.id} is there"):
        return
    if target.number and target.kind != "sec":
        shown = re.sub(r"^\d+(?=[a-z])", "", target.number)
        check(shown in plain(block["text"]), f"{name}: {target.id} is numbered {target.number}", block["text"])
    page, y = reader.names.get(target.id, (None, 0))
    if page is None:
        return  # nothing refers to it
    check(page == block["page"], f"{name}: {target.id} is led to on page {block['page']}, not {page}")
    box = reader.box(block["figure"]) if block["role"] == "Caption" else None
    if box and target.kind == "fig":
        check(y >= box[3] - 1, f"{name}: {target.id} is led to above its picture", y, box)


def run(folder, *command):
    return subprocess.run(command, cwd=folder, capture_output=True, timeout=120)


def check_document(seed, folder):
    writer = Writer(seed)
    source = writer.document()
    name = f"references {seed} in {writer.lang} and {writer.theme}"
    with open(os.path.join(folder, "d.md"), "w", encoding="utf-8") as out:
        out.write(source)
    done = run(folder, DOKUWERK, "typeset", "d.md", "-o", "d.pdf")
    messages = done.stderr.decode(errors="replace")
    check(done.returncode == 0 and "error: " not in messages, f"{name} is set", messages[-2000:])
    check("no id" not in messages and "no number" not in messages, f"{name}: no reference dangles", messages)
    if done.returncode:
        return
    reader, blocks = Reader(os.path.join(folder, "d.pdf")), {}
    for block in reader.block:
        for mark in re.findall(r"q[b-m]{3}x", block["text"].replace("\u00ad", "")):
            role = next(("H" if t.kind == "sec" else "Caption" for t in writer.targets if t.mark == mark), "")
            if block["role"].startswith(role):
                blocks.setdefault(mark, block)
    for target in writer.targets:
        check_target(name, reader, blocks, target)
    for mark, probe in writer.probes.items():
        check_probe(name, reader, blocks, mark, probe)


# twenty languages

TONGUES = "en fr es ru uk ar fa prs ps ckb kmr tr vi ro pl bg sq am ti".split()
TEMPLATE = """---
title: Titel
numbering: true
---
# Anfang {#sec-begin}

Der Anfang nennt @fig-late, [@fig-early; @fig-late] und @tbl-sums, in [-@sec-end], siehe @sec-begin.

![Ein Bild](media/lamsa.png){#fig-early width=30mm alt="ein Bild"}

{{> middle}}

::: {.figures #fig-walk}
Zwei Bilder

![Das eine](media/lamsa.png){#fig-one alt="das eine"}

![Das andere](media/portraet.png){#fig-other alt="das andere"}
:::

Am Ende stehen [@fig-early; @fig-middle; @fig-walk; @fig-late] und @fig-other.

## Ende {#sec-end}

![Ein spätes Bild](media/portraet.png){#fig-late width=30mm alt="ein Bild"}

| a | b |
|---|---|
| c | d |

: Die Summen {#tbl-sums}
"""
MIDDLE = "![{}](media/gespraech.png){{#fig-middle width=30mm alt=\"{}\"}}\n\n{} @sec-end, @fig-walk.\n"
MANIFEST = """title: Sprachen
languages: {{source: de, targets: [{}]}}
theme: under
documents:
  - {{template: d, languages: [de, {}], output: "{{{{lang}}}}.pdf"}}
  - {{template: d, languages: [de+ar], output: "both.pdf"}}
"""


def translate(path):
    """Each message gets a translation that is longer than it; its tags and references stay."""
    with open(path, encoding="utf-8") as f:
        entries = f.read().split("\n\n")
    for i, entry in enumerate(entries[1:], 1):
        found = re.search(r'^msgid ((?:".*"\n?)+)', entry, re.M)
        if found and '"{{' not in found[1]:
            text = "".join(re.findall(r'"(.*)"', found[1]))
            entries[i] = re.sub(r"#, fuzzy\n", "", entry[:found.start()]) + f'msgid "{text}"\nmsgstr "{text} xx"'
    with open(path, "w", encoding="utf-8") as f:
        f.write("\n\n".join(entries))


def make_workspace(folder):
    for place in ("templates", "text", "po", "themes"):
        os.makedirs(os.path.join(folder, place))
    shutil.copytree(MEDIA, os.path.join(folder, "media"))
    files = {"dokuwerk.yaml": MANIFEST.format(", ".join(TONGUES), ", ".join(TONGUES)), "templates/d.md": TEMPLATE,
             "themes/under.yaml": "extends: house\ncaption: {below: true}\n",
             "text/middle.md": MIDDLE.format("Die Mitte", "ein Bild", "In der Mitte:"),
             "text/middle.ar.md": "فقرة أخرى قبل الصورة.\n\n" + MIDDLE.format("الوسط", "صورة", "في الوسط:")}
    for path, said in files.items():
        with open(os.path.join(folder, path), "w", encoding="utf-8") as out:
            out.write(said)


def led(path):
    """For each id, the figures that its links print, in order; and the numbers of captions."""
    reader, captions, links = Reader(path), [], {}
    for block in reader.block:
        if block["role"] == "Caption":
            captions.append(re.findall(r"\d+|(?<=\()[a-z]", block["text"])[:1])
        for to, contents in block["links"]:
            number = re.search(r"[\d.]*\d[a-z]?", contents)
            links.setdefault(to, []).append(number and number[0])
    return captions, links


def check_tops(reader):
    """Captions stand below here, and what leads to a picture leads above it."""
    tops = [reader.box(block["figure"])[3] for block in reader.block if block["role"] == "Caption" and block["figure"]]
    for name, (_, y) in reader.names.items():
        if name.startswith("fig-"):
            check(any(abs(y - top) < 1 for top in tops), f"{name} is led to at a picture's top", y, tops)


def check_languages(folder):
    make_workspace(folder)
    done = run(folder, DOKUWERK, "translate", "update")
    for tag in TONGUES:
        path = os.path.join(folder, "po", f"{tag}.po")
        if not check_there(os.path.exists(path) or None, f"there is a PO file of {tag}"):
            print(done.stderr.decode()[-500:])
            return
        translate(path)
    done = run(folder, DOKUWERK, "build", "-o", "out")
    messages = done.stderr.decode(errors="replace")
    check(done.returncode == 0, "a document of twenty languages is built", messages[-1500:])
    check("no translation" not in messages, "all of it is translated", messages)
    want = led(os.path.join(folder, "out", "de.pdf"))
    check_tops(Reader(os.path.join(folder, "out", "de.pdf")))
    check(len(want[1]) == 7 and all(want[1].values()), "the source has its references", want)
    for tag in TONGUES:
        got = led(os.path.join(folder, "out", f"{tag}.pdf"))
        check(got == want, f"the same ids have the same numbers in {tag}", want, got)


def main():
    first, last = (int(v) for v in (sys.argv[1:] or ("0", "28")))
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(MEDIA, os.path.join(folder, "media"))
        for seed in range(first, last):
            check_document(seed, folder)
    if len(sys.argv) < 2:
        with tempfile.TemporaryDirectory() as folder:
            check_languages(folder)
    finish()


if __name__ == "__main__":
    main()
