#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""jumble.py [FIRST LAST]: random documents in which any construct stands in any other.

Each ends soon, without a crash; it is set, or refused by messages that have a place. What is set has
every word once in the tagged text, and at least once on the pages as a reader of the file sees them;
and nothing stands beside its page unless a warning says so. The random numbers are the same on every
machine.
"""
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from counting import check, finish  # noqa: E402

DOKUWERK = os.path.abspath(os.environ.get("DOKUWERK", "./dokuwerk"))
MEDIA = os.path.abspath("templates/media")
SECONDS = 120
THEMES = ("house", "report", "brochure", "easy")
FILLERS = """und oder mit Haus Beratung Verwaltungsvorschrift Öffentlichkeitsarbeit gemeinsam für 5.000,00 EUR
§ 44 (vgl.) „ja“ Migrant*innen https://example.org/a/b/c""".split()
ROWS = """```sql rows
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {n})
SELECT i AS no, 'g' || (i / 7) AS part, CASE WHEN i % 5 THEN 'q' || i || 'x' END AS word,
       CASE WHEN i % 4 THEN (i * 7919) % 90000 - 40000 END AS amount_ct, i % 6 = 0 AS odd,
       CASE WHEN i % 3 THEN i * 0.01 END AS share
  FROM n WHERE i <= {rows} ORDER BY i
```

"""


class Jumble:
    def __init__(self, seed):
        self.random, self.count, self.notes, self.pictures = random.Random(seed), 0, [], 0
        self.rows, self.has_rows = self.random.choice((0, 1, 3, 40, 150)), False
        self.depth, self.left, self.is_wild = 0, self.random.randint(4, 60), seed % 5 == 0
        self.lang, self.tongues = ("ar", "de")[seed % 2], random.Random(seed) if seed % 4 > 1 else None

    def word(self):
        self.count += 1
        return f"w{self.count}x"

    def words(self, most):
        said = []
        for _ in range(self.random.randint(1, most)):
            said.append(self.random.choice(FILLERS))
            said.append(self.marked(self.word()))
        return " ".join(said)

    def marked(self, word):
        kind = self.random.random()
        if kind < 0.04:
            return self.random.choice(("**{}**", "*{}*", "[{}]{{.smallcaps}}", "[{}]{{lang=en}}", "`{}`",
                                       "[{}](https://example.org)", "~~{}~~", "☐ {}", "[{}]{{.tabular}}")).format(word)
        if kind < 0.05 and self.depth < 6:
            return word + self.note()
        return word

    def note(self):
        self.depth += 3
        number = len(self.notes) + 1
        self.notes.append("")
        body = self.block() if self.random.random() < 0.3 else self.words(self.random.choice((3, 20, 200)))
        if body.startswith(("|", ":::", "#", "```", "<", "-", "!", ">", "1")):
            body = self.word() + "\n\n" + body
        self.notes[number - 1] = f"[^{number}]: " + body.replace("\n", "\n    ")
        self.depth -= 3
        return f"[^{number}]"

    def paragraph(self):
        return self.words(self.random.choice((2, 10, 40, 40, 300)))

    def heading(self):
        number = self.random.choice(("", "", " {.span}", ' {note="Notiz"}'))
        return "#" * self.random.randint(1, 6) + f" {self.word()} {self.random.choice(FILLERS)}{number}"

    def items(self):
        start = self.random.choice(("- ", "1. ", "- [x] ", "98. "))
        return "\n".join(self.item(start) for _ in range(self.random.randint(1, 8)))

    def item(self, start):
        body = self.words(12)
        if self.random.random() < 0.3 and self.depth < 8:
            body += "\n\n" + self.block()
        return start + body.replace("\n", "\n" + " " * (4 if start == "98. " else 3 if start == "1. " else 2))

    def cell(self):
        kind = self.random.random()
        if kind < 0.1:
            return ""
        if kind < 0.3:
            return f"{self.random.randint(-9999, 99999)},{self.random.randint(0, 99):02}"
        return self.words(self.random.choice((1, 2, 4, 30))).replace("|", "")

    def spanned(self):
        text = self.cell()
        if self.is_wild and self.random.random() < 0.2:
            span = f"colspan={self.random.randint(1, 4)} rowspan={self.random.randint(1, 5)}"
            text = f"[]{{{span}}} {text}"
        return text

    def table(self):
        columns = self.random.choice((1, 2, 3, 4, 4, 7, 12))
        rows = ["| " + " | ".join(self.word() for _ in range(columns)) + " |",
                "|" + "".join(self.random.choice(("---|", "--:|", ":-:|")) for _ in range(columns))]
        for _ in range(self.random.choice((0, 1, 5, 30))):
            rows.append("| " + " | ".join(self.cell() for _ in range(columns)) + " |")
        caption = f"\n\n: {self.word()} Titel" if self.random.random() < 0.5 else ""
        return "\n".join(rows) + caption

    def list_table(self):
        columns = self.random.choice((1, 2, 3, 5))
        keys = f" header-rows={self.random.randint(0, 2)} header-cols={self.random.randint(0, columns)}"
        if self.random.random() < 0.3:
            keys += f' widths="{" ".join(self.random.choice(("*", "20mm", "2*", "15%")) for _ in range(columns))}"'
        rows = []
        for _ in range(self.random.choice((1, 4, 12))):
            cells = []
            for _ in range(columns):
                body = self.spanned() if self.random.random() < 0.7 or self.depth > 5 else self.block()
                cells.append("- " + (body or " ").replace("\n", "\n    "))
            rows.append("- " + "\n  ".join(cells))
        return self.div(f".table{keys}" + self.random.choice(("", " .dense")), f"{self.word()}\n\n" + "\n".join(rows))

    def query(self):
        self.has_rows = True
        keys = " ".join(key for key in ("group=part", "merge=part", "total=amount_ct", "carry=amount_ct",
                                        "subtotal=amount_ct", "flag=odd", "header-cols=1",
                                        'count="one{# Zeile} other{# Zeilen}"') if self.random.random() < 0.5)
        return self.div(f'.table data=rows cols="no part word:* amount_ct:money share:percent:1 x:blank" '
                        f'heads="Nr.|A>Teil|A>Wort|Betrag|Anteil|Feld" {keys}', self.word())

    def picture(self):
        self.pictures += 1
        keys = self.random.choice(("", "width=30mm", "width=100%", "height=200mm", "crop=1:1", "crop=1:9 width=20mm"))
        name = self.random.choice(("breit", "bus", "hoch", "tisch"))
        return f"![{self.word()}](media/{name}.png){{#fig-{self.pictures} alt=\"Bild\" {keys}}}"

    def div(self, keys, body):
        colons = max([2] + [len(run) for run in re.findall(r"^ *(:{3,})", body, flags=re.M)]) + 1
        if self.tongues and self.tongues.random() < 0.2:
            keys += self.tongues.choice((" lang=de", " lang=he"))
        return f"{':' * colons} {{{keys}}}\n{body}\n{':' * colons}"

    def blocks(self, most):
        return "\n\n".join(self.block() for _ in range(self.random.randint(0, most)))

    def lines(self, *forms):
        """Each as one of the forms, in which % stands for words."""
        said = []
        for _ in range(self.random.randint(1, 12)):
            first, *rest = self.random.choice(forms).split("%")
            said.append(first + "".join(self.words(4) + part for part in rest))
        return "\n".join(said)

    def construct(self):
        make = {
            "facts": lambda: self.lines("- **%** %", "- **12,5** [EUR]{.unit} %"),
            "agenda": lambda: self.lines("- [%]{.time} **%**\\\n  %", "- [9:00]{.time} [%]{.pause}"),
            "imprint": lambda: self.lines("- **%** %"),
            "contact": lambda: f"**{self.word()}**\n\n" + self.lines("- [%]{.tel}", "- %"),
            "form": lambda: self.lines("- **%** %", "- **%**", "- [**%**]{.wide} %", "- [x] %"),
            "signature": lambda: self.lines("- %", "- **%** %"),
            "steps": lambda: self.lines("1. %"),
            "section": lambda: self.picture() + "\n\n" + self.blocks(3),
            "figures": lambda: "\n\n".join(self.picture() for _ in range(self.random.randint(1, 9))),
            "logos": lambda: "\n\n".join("![Verein](media/breit.png)" for _ in range(self.random.randint(1, 9))),
            "quote": lambda: self.words(30) + f"\n\n– **{self.word()}**",
            "side": lambda: f"**{self.word()}**\\\n{self.words(10)}",
            "lead": lambda: self.words(40), "kicker": lambda: self.words(3),
            "toc": lambda: "", "list-of-figures": lambda: "", "list-of-tables": lambda: "", "page-break": lambda: ""}
        if not self.is_wild and self.depth > 1:
            make.pop("page-break")
        name = self.random.choice(sorted(make))
        is_filled = name in ("toc", "list-of-figures", "list-of-tables")
        body = make[name]() if is_filled or self.depth > 5 or self.random.random() < 0.9 else self.blocks(4)
        return self.div("." + name, body)

    def container(self):
        name = self.random.choice((".note", ".tip", ".keep", ".columns", ".columns n=3", ".landscape", "columns"))
        if not self.is_wild and self.depth > 1 and name[:2] in (".c", ".l", "co"):
            name = ".warning"
        if name != "columns":
            return self.div(name, self.blocks(8))
        widths = self.random.choice((("", ""), (" width=30%", ""), (" width=50mm", " width=20mm", "")))
        return self.div(".columns", "\n".join(self.div(".column" + width, self.blocks(5)) for width in widths))

    def block(self):
        self.left -= 1
        kind = self.random.random()
        if self.left < 0 or self.depth > 8:
            return self.words(8)
        self.depth += 1
        made = (self.paragraph if kind < 0.3 else self.heading if kind < 0.38 else self.items if kind < 0.47
                else self.table if kind < 0.53 else self.list_table if kind < 0.58 else self.query if kind < 0.61
                else self.picture if kind < 0.65 else self.construct if kind < 0.82
                else self.quotation if kind < 0.85 else self.code if kind < 0.87 else self.container)()
        self.depth -= 1
        return made

    def quotation(self):
        return "> " + self.blocks(3).replace("\n", "\n> ") + "\n"

    def code(self):
        return "```\n" + "\n".join(f"{self.word()} " for _ in range(5)) + "\n```"

    def document(self):
        parts = []
        while self.left > 0:
            parts.append(self.block())
        front = f"---\nlang: {self.lang}\nnumbering: {self.random.choice(('true', 'false'))}\n---\n"
        query = ROWS.format(n=self.rows + 1, rows=self.rows) if self.has_rows else ""
        return front + query + "\n\n".join(parts) + "\n\n" + "\n\n".join(self.notes) + "\n"


def strays(pages):
    """Lines and pictures of a dump that are not wholly on their sheet."""
    width = height = 0.0
    for line in pages.splitlines():
        kind, *rest = line.split(" ")
        if kind == "page":
            width, height = float(rest[2]), float(rest[3])
        elif line.startswith("late"):
            width, height = 1e9, 1e9  # their pages have been
        elif kind in ("line", "picture"):
            x, y, w = (float(v) for v in rest[:3])
            h = float(rest[3]) if kind == "picture" else 0
            if x < -1 or x + w > width + 1 or y < -1 or y + h > height + 1:
                yield line


def run(folder, *arguments):
    return subprocess.run(arguments, cwd=folder, capture_output=True, timeout=SECONDS, check=False)


def tagged_text(folder):
    try:
        tree = run(folder, "pdfinfo", "-struct-text", "d.pdf").stdout.decode(errors="replace")
    except subprocess.TimeoutExpired:  # it takes quadratic time
        return ""
    return "".join(line.strip()[1:-1] + " " for line in tree.splitlines() if line.strip().startswith('"'))


def words_of(text):
    """The numbers of the words, which a narrow column may have broken anywhere."""
    return re.findall(r"w(\d+)x", re.sub(r"[-\u00ad]?\s+", "", text))


def check_set(name, maker, source, folder, pages, messages):
    def left_out(words):
        return [w for w in map(str, range(1, maker.count + 1)) if w not in set(words)]

    said = re.findall(r"\|(.*)\|", pages)
    lost = left_out(words_of(" ".join(said)))
    check(not lost, f"{name}: every word is set, not {lost[:5]} of {maker.count}", messages)
    if not re.search("too wide|too high|wider|taller", messages):  # these tools leave out what is not on the sheet
        seen = run(folder, "pdftotext", "d.pdf", "-").stdout.decode(errors="replace")
        check(not left_out(words_of(seen)), f"{name}: every word can be read, not {left_out(words_of(seen))[:5]}", messages)
    if ".toc}" not in source and ".list-of" not in source:
        tagged = words_of(tagged_text(folder))
        twice = sorted({w for w in tagged if tagged.count(w) > 1})
        check(not twice, f"{name}: no word is tagged twice, not {twice[:5]}")


def check_document(seed, folder):
    maker = Jumble(seed)
    source, theme = maker.document(), THEMES[seed % len(THEMES)]
    name = f"jumble {seed} in {theme}"
    with open(os.path.join(folder, "d.md"), "w", encoding="utf-8") as out:
        out.write(source)
    try:
        done = run(folder, DOKUWERK, "typeset", "d.md", "--theme", theme, "-o", "d.pdf")
    except subprocess.TimeoutExpired:
        check(False, f"{name} ends within {SECONDS} s")
        return "hung"
    messages = done.stderr.decode(errors="replace")
    check(done.returncode in (0, 1), f"{name} ends with 0 or 1, not {done.returncode}", messages[-3000:])
    for place in re.findall(r"^(?!  ).*(?:error|warning): .*", messages, flags=re.M):
        check(re.match(r"\S+:\d+:\d+: ", place), f"{name}: a message has its place", place)
    if done.returncode:
        check("error: " in messages, f"{name}: what is refused says so", messages)
        return "refused"
    pages = run(folder, DOKUWERK, "typeset", "d.md", "--theme", theme, "--dump", "pages").stdout.decode()
    check_set(name, maker, source, folder, pages, messages)
    checked = run(folder, "qpdf", "--check", "d.pdf")
    check(checked.returncode == 0, f"{name} is a sound file", checked.stderr)
    if not re.search("too wide|too high|wider|taller", messages):
        check(not list(strays(pages)), f"{name}: all stands on its page", *list(strays(pages))[:3])
    return "set"


def main():
    first, last = (int(v) for v in (sys.argv[1:] or ("0", "16")))
    fates = []
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(MEDIA, os.path.join(folder, "media"))
        for seed in range(first, last):
            fates.append(check_document(seed, folder))
    print(f"{fates.count('set')} of {len(fates)} were set")
    finish()


if __name__ == "__main__":
    main()
