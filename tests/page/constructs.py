#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Constructs of a page: nothing leaves its page unsaid, contents are true, boxes are read in order.

Each construct is filled with a word that no line holds and with text for ten, in two themes and within
a note, an item and a quotation; whatever then stands outside the frame must have been told. The PDF of
contents with leaders is read back.
"""
import os
import re
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from counting import check, finish  # noqa: E402

DOKUWERK = os.path.abspath(os.environ.get("DOKUWERK", "./dokuwerk"))
MEDIA = os.path.abspath("data/media")
WORD = "XQ" * 30
TEXT = "Die Prüfung dauert meist drei Monate und kostet Geld, das man nicht immer hat. " * 10 + "Punkt."
THEMES = {
    # name: (what it changes, page height, edges of the frame, its foot)
    "house": ("extends: house\n", 297, 25, 185),
    "small": ("extends: house\npage: {size: A5, inside: 17mm, outside: 17mm, top: 18mm, bottom: 28mm, "
              "hang: 0}\ncontents: {page-at: end, leaders: dots}\n", 210, 17, 131),
}
CONSTRUCTS = {
    "facts": "- **{w}** {t}\n- **4** {t}",
    "quote": "„{t} {w}“\n\n– {w} {t}",
    "contact": "**{w}**\n{t}\n\n- [{t} {w}]{{.tel}}\n- {w}",
    "agenda": "- [{w}]{{.time}} **{w}**\\\n  {t}\n- [9:00 {t}]{{.time}} {t}",
    "imprint": "- **{w}** {w}\n- **{t}** {t}",
    "logos": "![{w}](p.png){{role=\"{t}\"}}\n\n![{t}](p.png){{.eu role=\"{w}\"}}",
    "form": "- **{w}** {w}\n- **{t}** {t}\n- **c**\n\n---\n\n- [ ] {w}\n- [x] {t}",
    "signature": "- {w}\n- **{w}** {t}\n- {t}\n- a\n- b",
    "section": "![a](p.png)\n\n## {w}\n\n{t} {w}",
    "steps": "1. {w}\n2. {t}",
    "figures": "![{w}](p.png){{#fig-a}}\n\n![{t}](p.png){{#fig-b}}\n\n![a](p.png){{#fig-c crop=1:50}}",
    "lead": "{w} {t}",
    "kicker": "{w} {t}",
    "side": "**{w}**\\\n{t}",
    "note": "{w} {t}",
    "keep": "{t}\n\n{w}\n\n" + "{t}\n\n" * 8,
    "toc": "",
}
NESTED = {
    "": lambda md: md,
    "in a note": lambda md: f":::::: {{.note}}\n{md}\n::::::",
    "in an item": lambda md: "- " + md.replace("\n", "\n  "),
    "in a quotation": lambda md: "\n".join("> " + line for line in md.split("\n")),
}


def run(folder, *arguments):
    done = subprocess.run([DOKUWERK, "typeset", "d.md", "-C", ".", *arguments], cwd=folder, capture_output=True,
                          text=True, timeout=120, stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout, done.stderr


def write(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def outside(pages, height, start, end):
    """The lines of a dump that stand outside the frame, hanging marks and feet left out."""
    for line in pages.splitlines():
        found = re.match(r"(line|picture|box) (\S+) (\S+) (\S+)(?: (\S+))?", line)
        if not found or "[foot]" in line or "[head]" in line:
            continue
        x, y, w = (float(v) for v in found.group(2, 3, 4))
        h = 0 if found[1] == "line" else float(found[5])
        slack = 3 if found[1] == "line" else 0.1
        if x < start - slack or x + w > end + 1.2 or y + h > height - 22:
            yield line


def nothing_leaves_its_page_unsaid(folder):
    for theme, (_, height, start, end) in THEMES.items():
        for name, template in CONSTRUCTS.items():
            body = template.format(w=WORD, t=TEXT)
            md = f"::: {{.{name}}}\n{body}\n:::"
            for where, nest in NESTED.items():
                write(folder, "d.md", f"# {WORD}\n\n{nest(md)}\n\nDanach.\n")
                status, pages, said = run(folder, "--theme", theme, "--dump", "pages")
                check(status == 0, f".{name} {where} is laid out in '{theme}'", said)
                out = list(outside(pages, height, start, end))
                check(not out or "warning" in said,
                      f".{name} {where} leaves its page in '{theme}' and says so", *out)
                check("Danach." in pages, f".{name} {where} in '{theme}' is followed by the text")


ALL_KINDS = """w1x Text

## w2x Kopf

- **w3x** w4x

  w5x zweiter

  - w6x tief
- w7x

  | w8x |
  |---|
  | w9x |

- > w10x

- [ ] w11x

  w12x

- **w13x**

1. w14x

   w15x

| w16x |
|---|
| w17x |

> w18x

```
w19x
```

![w20x](p.png){#fig-z}

![w21x](https://x.invalid/x.png)

w22x"""


def nothing_is_lost(folder):
    for theme in THEMES:
        for name in CONSTRUCTS:
            write(folder, "d.md", f"# Kopf\n\n::: {{.{name}}}\n{ALL_KINDS}\n:::\n")
            _, pages, said = run(folder, "--theme", theme, "--dump", "pages")
            lost = [f"w{i}x" for i in range(1, 23) if not re.search(rf"\bw{i}x\b", pages)]
            named = ["w20x"] if name == "logos" else []  # logos without role= have no words
            check(lost == named or name == "toc", f"all of .{name} is printed in '{theme}'", lost, said)


CONTENTS = """---
lang: de
numbering: true
---
::: {.toc}
:::

::: {.list-of-tables}
:::

# Anfang {note="was am Anfang steht"}

Text.

# Ein Titel, der so lang ist, dass er im Inhaltsverzeichnis auf eine zweite Zeile umbricht, was er auch tut

## Unten

| a |
|---|
| b |

: Eine Tabelle ohne Kennung
"""


def contents_are_true(folder):
    write(folder, "d.md", CONTENTS)
    status, pages, said = run(folder, "--theme", "small", "--dump", "pages")
    check(status == 0, "contents with leaders are laid out", said)
    check(pages.count("path") >= 4, "each entry with room has leaders")
    run(folder, "--theme", "small", "-o", "d.pdf")
    text = subprocess.run(["pdftotext", "-layout", "d.pdf", "-"], cwd=folder, capture_output=True,
                          text=True).stdout.split("\f")
    check("was am Anfang steht" in text[0], "a heading's note stands below its entry")
    check("...." not in text[0].replace(" ", ""), "leaders are no text")
    for title in ("Anfang", "Unten", "Eine Tabelle ohne Kennung"):
        listed = re.search(rf"{title}\s+(\d+)$", text[0], re.M)
        check(listed and title in text[int(listed[1]) - 1], f"'{title}' stands on the page that is listed",
              text[0])
    check(re.search(r"auch tut\s+\d+$", text[0], re.M), "a long title's page stands on its last line", text[0])
    tree = subprocess.run(["pdfinfo", "-struct-text", "d.pdf"], cwd=folder, capture_output=True, text=True).stdout
    check(re.search(r"TOCI.*\n\s+Reference.*\n\s+Link", tree), "an entry is TOCI, Reference, Link", tree)
    streams = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", "d.pdf", "-"], cwd=folder,
                             capture_output=True).stdout.decode("latin-1")
    dots = re.findall(r"^([\d.]+) [\d.]+ m\n(?:[\d.]+ [\d.]+ l\n){3}h$", streams, re.M)
    check(len(dots) > 20, "leaders are many dots")
    check(len({round(float(x) % 5, 1) for x in dots}) == 1, "all dots stand on one raster", dots[:12])


def boxes_are_read_in_order(folder):
    write(folder, "d.md", "---\nlang: de\n---\nWählen Sie ☐ ja oder ☒ nein, **oder ☑ beides**.\n")
    run(folder, "-o", "d.pdf")
    tree = subprocess.run(["pdfinfo", "-struct-text", "d.pdf"], cwd=folder, capture_output=True, text=True).stdout
    kinds = re.findall(r'"(Wählen Sie | ja oder | nein, oder | beides\.)|(Span)', tree)
    check([a or b for a, b in kinds] == ["Wählen Sie ", "Span", " ja oder ", "Span", " nein, oder ", "Span",
                                         " beides."], "a box is read where it stands in its line", tree)


def a_cut_picture_shows_its_part(folder):
    write(folder, "d.md", '![a](p.png){crop=1:1 focus="100% 50%" width=56mm}\n')
    run(folder, "-o", "d.pdf")
    streams = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", "d.pdf", "-"], cwd=folder,
                             capture_output=True).stdout.decode("latin-1")
    clip = re.search(r"q ([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re W n\nq ([\d.]+) 0 0 ([\d.]+) ([\d.-]+) ([\d.]+) cm", streams)
    if not check_found(clip, streams):
        return
    x, y, w, h, across, tall, left, low = (float(v) for v in clip.groups())
    check(abs(w - h) < 0.01 and abs(w - 158.74) < 0.01, "the path is the square that is asked for", clip[0])
    check(-0.01 < across - w < 0.3 and abs(tall - h) < 0.01, "what is left of the picture fills it, but for parts of pixels", clip[0])
    check(abs(left + across - x - w) < 0.02 and abs(low - y) < 0.02, "and its end is in focus", clip[0])
    taken = subprocess.run("pdfimages -list d.pdf", shell=True, cwd=folder, capture_output=True, text=True).stdout.splitlines()[-1].split()
    check(taken[3] == taken[4], "no other pixels are in the file", taken)


def check_found(found, streams):
    check(found, "a picture is drawn through a clipping path", streams[:2000])
    return found


def a_signature_stays_with_its_statement(folder):
    lines = "\n\n".join(f"Zeile {i}." for i in range(44))
    write(folder, "d.md", f"{lines}\n\nWir erklären dies.\n\n::: {{.signature}}\n- Ort\n- Name\n:::\n")
    _, pages, _ = run(folder, "--dump", "pages")
    second = pages.split("page 2")[1]
    check("Wir erklären dies." in second and "|Ort|" in second, "statement and line to sign stand on one page", pages)


def a_picture_shrinks_rather_than_leave_a_hole(folder):
    for lines, height, stays in ((30, 80, True), (30, 90, True), (30, 120, False)):
        text = "\n\n".join(f"Zeile {i}." for i in range(lines))
        write(folder, "d.md", f"{text}\n\n![a](p.png){{crop=1:1 height={height}mm}}\n")
        _, pages, _ = run(folder, "--dump", "pages")
        is_there = "picture" in pages.split("page 2")[0]
        check(is_there == stays, f"a picture of {height} mm {'stays on' if stays else 'leaves'} the page", pages)


def main():
    with tempfile.TemporaryDirectory() as folder:
        for name, (theme, *_) in THEMES.items():
            if name != "house":
                write(folder, f"themes/{name}.yaml", theme)
        write(folder, "dokuwerk.yaml", "title: t\ndatabase: d.db\ndate: 2016-01-01\n"
                                       "documents: [{template: a, output: a.pdf}]\n")
        sqlite3.connect(os.path.join(folder, "d.db")).execute("CREATE TABLE a (b)")
        os.symlink(os.path.join(MEDIA, "gespraech.png"), os.path.join(folder, "p.png"))
        nothing_leaves_its_page_unsaid(folder)
        nothing_is_lost(folder)
        contents_are_true(folder)
        boxes_are_read_in_order(folder)
        a_cut_picture_shows_its_part(folder)
        a_signature_stays_with_its_statement(folder)
        a_picture_shrinks_rather_than_leave_a_hole(folder)
    finish()


main()
