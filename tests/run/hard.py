# SPDX-License-Identifier: GPL-3.0-or-later
"""hard.py PROGRAM FOLDER: texts, themes and pictures that hardly fit a page, or cannot. Each ends
soon, with a page that has all of it or with a message that says where and why; nothing stands
beside the page unless a message says so; and what stands behind is set."""
import os
import re
import struct
import subprocess
import sys
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from counting import check, finish

program, folder = sys.argv[1:]
SECONDS = 60  # under the sanitizers, too; usually it is a tenth of one
SENTENCE = "Ein langer Satz über die Zuwendung. "
COLUMNS = range(200)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, lines):
    """A black picture of one bit a pixel that has `lines` of the lines its head claims."""
    press, data, row = zlib.compressobj(1), b"", bytes(1 + (width + 7) // 8)
    for _ in range(lines):
        data += press.compress(row)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data + press.flush())
            + chunk(b"IEND", b""))


def write(name, content):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as out:
        out.write(content if isinstance(content, bytes) else content.encode())


def typeset(*arguments):
    """(status, standard output, messages)"""
    done = subprocess.run([program, "typeset", "text.md", "-C", ".", *arguments], cwd=folder,
                          capture_output=True, timeout=SECONDS, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def strays(pages):
    """Lines and pictures of a dump that are not wholly on their page, but for a millimetre."""
    width = height = 0
    for line in pages.splitlines():
        kind, *rest = line.split(" ")
        if kind == "page":
            width, height = float(rest[2]), float(rest[3])
        elif kind in ("line", "picture"):
            x, y, w = (float(v) for v in rest[:3])
            h = float(rest[3]) if kind == "picture" else 0
            if x < -1 or x + w > width + 1 or y < -1 or y + h > height + 1:
                yield line


def hold(sentence, text, *arguments, words=(), says=(), behind="Nach."):
    """Pages that have the words so often, with these messages and no others; strays are told."""
    write("text.md", text)
    try:
        status, pages, messages = typeset("--dump", "pages", *arguments)
    except subprocess.TimeoutExpired:
        check(False, f"{sentence}: it ends within {SECONDS} s")
        return
    check(status == 0, f"{sentence}: it is set", messages)
    for fragment in says:
        check(fragment in messages, f"{sentence}: '{fragment}' is said", messages)
    for place in re.findall(r"^(?!  ).*(?:error|warning): .*", messages, flags=re.M):
        check(re.match(r"\S+:\d+:\d+: ", place), f"{sentence}: a message has its place", place)
    if not says:
        check(messages == "", f"{sentence}: nothing is said", messages)
    if "too wide" not in messages and "too high" not in messages:
        check(not list(strays(pages)), f"{sentence}: all stands on the page", *strays(pages))
    said = re.sub(r"\s+", " ", " ".join(re.findall(r"\|(.*)\|", pages)))
    for word, n in words:
        check(said.count(word) == n, f"{sentence}: '{word}' stands there {n} times, not "
              f"{said.count(word)}")
    if behind:
        check(behind in said, f"{sentence}: what stands behind it is set")


def refuse(sentence, text, message, *arguments):
    """An error that begins with the message, its place included."""
    write("text.md", text)
    try:
        status, _, messages = typeset("-o", "out.pdf", *arguments)
    except subprocess.TimeoutExpired:
        check(False, f"{sentence}: it ends within {SECONDS} s")
        return
    check(status == 1, f"{sentence}: it is refused (status {status})", messages)
    check(re.match(r"\S+:\d+:\d+: ", messages), f"{sentence}: with a place", messages)
    check(message in messages, f"{sentence}: '{message}' is said", messages)


def wide_and_tall():
    names = "|".join(f"S{i}" for i in COLUMNS)
    hold("a Markdown table of 200 columns", f"|{names}|\n|{'---|' * 200}\n|{names}|\n\nNach.\n",
         says=["text.md:1:1: warning: the table is", "mm too wide"], words=[("S199", 2)])
    cells = ", ".join(f"{i} AS c{i}" for i in COLUMNS)
    hold("a table of a query's 200 columns",
         f"```sql t\nSELECT {cells}\n```\n\n::: {{.table data=t cols=\""
         + " ".join(f"c{i}" for i in COLUMNS) + f"\" heads=\"{names}\"}}\nBreit\n:::\n\nNach.\n",
         says=["mm too wide"], words=[("S199", 1)])
    hold("a word wider than the page", "Vor " + "Donau" * 200 + " nach.\n\nNach.\n")
    hold("a heading that is one long word", "# " + "Über" * 60 + "\n\nNach.\n",
         says=["text.md:1:1: warning: the heading has"])
    hold("a listed word wider than the page", "- " + "Liste" * 100 + "\n\nNach.\n")
    hold("a line of code wider than the page", "```\n" + "c" * 1000 + "\n```\n\nNach.\n")
    hold("a heading of 40 words", "# " + "Zuwendung und " * 20 + "\n\nNach.\n",
         words=[("Nach.", 1)], says=["text.md:1:1: warning: the heading has"])
    hold("a row of ten pages", "| a | b |\n|---|---|\n| 1 | " + SENTENCE * 1400
         + "|\n| 2 | Kurz |\n\nNach.\n", words=[("Satz", 1400), ("Kurz", 1)])
    hold("three cells of ten pages", "| a | b | c |\n|---|---|---|\n|" + ("Wort " * 3000 + "|") * 3
         + "\n\nNach.\n", words=[("Wort", 9000)])


def many_and_deep():
    hold("an agenda of 300 items", "::: {.agenda}\n" + "".join(
        f"- [{i % 24}:00]{{.time}} **Punkt {i};**\\\n  Leitung\n" for i in range(300))
        + ":::\n\nNach.\n", words=[("Punkt", 300), ("Leitung", 300)])
    hold("a list 30 levels deep", "\n".join("  " * i + f"- Ebene {i};" for i in range(30))
         + "\n\nNach.\n", words=[("Ebene", 30)])
    write("text.md", "\n".join("  " * i + "- mit etwas Text dahinter" for i in range(30)))
    _, pages, _ = typeset("--dump", "pages")
    check("20.00 [P]" not in pages, "lines of a few words are not drawn out to their measure", pages)
    for first in (8, 85, 9985):
        hold(f"a list from {first}", "".join(f"{first + i}. Punkt\n" for i in range(30))
             + "\nNach.\n", words=[("Punkt", 30)])
    hold("60 quotations within each other", ">" * 60 + " Innen\n\nNach.\n", words=[("Innen", 1)])
    hold("50 notes within each other", "".join(f"{':' * (60 - i)} {{.note}}\n" for i in range(50))
         + "Innen\n" + "".join(f"{':' * (11 + i)}\n" for i in range(50)) + "\nNach.\n",
         words=[("Innen", 1), ("Hinweis", 50)])
    hold("footnotes longer than a page", "Vor[^1] und[^2].\n\nNach.\n\n[^1]: " + SENTENCE * 600
         + "\n\n[^2]: " + "Noch eine. " * 900 + "\n", words=[("Satz", 600), ("Noch", 900)])
    hold("notes in notes, which refer to each other", "Vor[^1] und[^1].\n\nNach.\n\n[^1]: Erste[^2].\n\n"
         "[^2]: Zweite[^1], S. @page-ziel, ☐ Kästchen.\n\n    - Liste\n\n    | Spalte |\n    |---|\n"
         "    | Zelle |\n\n# Ziel {#ziel}\n", words=[("Erste", 1), ("Zweite", 1), ("Kästchen", 1),
                                                    ("Liste", 1), ("Zelle", 1)])
    hold("notes, links and page numbers beside the text", "::: {.side}\nSeite[^1] S. @page-ziel\n:::\n\n"
         "Nach.\n\n# Ziel {#ziel}\n\n::: {.section}\n![Bild](logo.png){#fig-a}\n:::\n\n[^1]: Rand.\n",
         words=[("Rand.", 1), ("Bild", 1)])
    hold("a table with a box to tick in its head, and a table", "::: {.table}\n- - ☐ Kopf\n  - | Innen |\n"
         "    |---|\n    | **fett** |\n" + "- - Zeile\n  - b\n" * 300 + ":::\n\nNach.\n",
         words=[("Zeile", 300)])
    hold("contents with text in them", "::: {.toc}\nText\n:::\n\n# Nach.\n",
         says=["text.md:2:1: warning: '.toc' is filled by itself"])
    hold("99 footnotes in a paragraph", "".join(f"Wort[^{i}] " for i in range(1, 100))
         + "\n\nNach.\n\n" + "".join(f"[^{i}]: Anmerkung {i}.\n\n" for i in range(1, 100)),
         words=[("Anmerkung", 99)])
    hold("a footnote that is a word wider than the page", "Vor[^1].\n\nNach.\n\n[^1]: "
         + "Donau" * 100 + "\n")
    hold("contents of 400 entries", "::: {.toc}\n:::\n\n" + "".join(
        f"# Kapitel {i};\n\n## Abschnitt {i};\n\n" for i in range(200)) + "Nach.\n")


def columns_and_turned_pages():
    hold("three columns over many pages", "::: {.columns n=3}\n" + SENTENCE * 3000
         + "\n:::\n\nNach.\n", words=[("Satz", 3000)])
    hold("59 footnotes in two columns", "::: {.columns}\n" + "".join(
        f"{SENTENCE.strip()}[^{i}] " for i in range(1, 60)) + "\n:::\n\nNach.\n\n" + "".join(
        f"[^{i}]: Anmerkung {i}: {SENTENCE}\n\n" for i in range(1, 60)),
        words=[("Anmerkung", 59), ("Satz", 118)])
    hold("a row of pages in a column", "::: {.columns}\n| a | b |\n|---|---|\n| 1 | "
         + SENTENCE * 300 + "|\n:::\n\nNach.\n", words=[("Satz", 300)])
    hold("turned pages", "::: {.landscape}\n" + SENTENCE * 2000 + "\n:::\n\nNach.\n",
         words=[("Satz", 2000)])
    hold("a turned page in a turned page", ":::: {.landscape}\n::: {.landscape}\nInnen\n:::\n"
         "::::\n\nNach.\n", words=[("Innen", 1)])
    for sentence, text, message in (
            ("columns in columns", ":::: {.columns}\n::: {.columns}\na\n:::\n::::\n",
             "text.md:2:1: error: '.columns' cannot stand in another column"),
            ("columns in a list", "- a\n\n  ::: {.columns}\n  b\n  :::\n",
             "text.md:3:3: error: '.columns' cannot stand in a list"),
            ("a turned page in a note", ":::: {.note}\n::: {.landscape}\na\n:::\n::::\n",
             "text.md:2:1: error: '.landscape' cannot stand in a box"),
            ("no columns", "::: {.columns n=0}\na\n:::\n",
             "text.md:1:1: error: 'n' wants a number of columns")):
        refuse(sentence, text, message)
    hold("columns wider than the page", ":::: {.columns}\n::: {.column width=500mm}\nNach.\n:::\n"
         "::::\n", says=["text.md:2:1: warning: the columns are 340 mm too wide"])


def unseen():
    """Paragraphs of what parts nothing, shows nothing or makes one letter, up to the most one holds."""
    for sentence, text in (("no-break spaces", "\u00a0" * 190000),
                           ("soft hyphens", "\u00ad" * 190000 + "a"),
                           ("word joiners and soft hyphens", "\u2060\u00ad" * 75000),
                           ("marks on a letter", "\u0628" + "\u064b" * 190000),
                           ("isolates within each other", "\u2067a\u2066\u0628" * 40000)):
        hold(f"a paragraph of {sentence}", text + "\n\nNach.\n")
    man = "\U0001f468\u200d"
    hold("50,000 joined emoji", man * 50000 + "\n\nNach.\n", "--lang", "de", says=["mm too wide"])
    write("text.md", man * 50000)
    try:
        check(typeset("-o", "out.pdf")[0] == 0, "50,000 joined emoji are written")
    except subprocess.TimeoutExpired:
        check(False, f"50,000 joined emoji are written within {SECONDS} s")


def parts():
    logo = "![Verein](logo.png){role=Träger}\n\n"
    hold("100 logos", f"::: {{.logos}}\n{logo * 100}:::\n\nNach.\n", words=[("Träger", 100)],
         says=["text.md:1:1: warning: '.logos' is"])
    hold("a cover's title of 500 letters", ":::: {.cover}\n[" + ("Willkommen " * 50)[:500]
         + "]{.title}\n::::\n\n# Nach.\n", says=["text.md:1:1: warning: the cover's text is"])
    hold("50 big numbers with long labels", "::: {.facts}\n" + "".join(
        f"- **{i}** {'Etikett' * 20}\n" for i in range(50)) + ":::\n\nNach.\n")
    hold("a signature of 40 fields", "::: {.signature}\n" + "".join(
        f"- Feld {i};\n" for i in range(40)) + ":::\n\nNach.\n", words=[("Feld", 40)])
    hold("a form of 200 fields", "::: {.form}\n" + "".join(
        f"- **Feld** Wert {i};\n" for i in range(200)) + ":::\n\nNach.\n", words=[("Wert", 200)])
    hold("steps from 998 to 1009", "::: {.steps}\n" + "".join(
        f"{i}. Schritt;\n" for i in range(998, 1010)) + ":::\n\nNach.\n", words=[("Schritt", 12)])
    hold("100 pictures in rows", "::: {.figures}\n" + "".join(
        f"![Bild {i};](logo.png){{#fig-{i} alt=x}}\n\n" for i in range(100)) + ":::\n\nNach.\n",
        words=[("Bild ", 100)])
    for value in ("crop=0:0", "crop=-1:2", "width=0", "width=-3mm", 'focus="200% -5%" crop=1:1'):
        refuse(f"a picture with {value}", f"![x](logo.png){{{value}}}\n", "text.md:1:1: error: '"
               + value.partition("=")[0] + "' wants")


def wrong_themes():
    """Each is refused at its place, and all its faults are told."""
    for name, theme, messages in (
            ("wide", "page: {inside: 150mm, outside: 100mm}", ["2:7: error: the margins leave"]),
            ("high", "page: {top: 200mm, bottom: 150mm}", ["2:7: error: the margins leave"]),
            ("touching", "body: {leading: 4pt}", ["2:17: error: the lines of 'body' touch"]),
            ("negative", "body: {space: -5pt, size: -10pt}\ntable: {gutter: -20pt}\n"
             "headings:\n  h1: {before: -10mm}", ["2:15: error: 'space' wants", "2:27: error: 'size' wants",
                                                 "3:17: error: 'gutter' wants", "5:16: error: 'before' wants"]),
            ("coarse", "grid: {leading: 1000mm}\nfootnote: {gap: 1000mm}",
             ["2:17: error: 'grid.leading' takes more than", "3:17: error: 'footnote.gap' takes more than"]),
            ("many", "facts: {columns: 5000}\nbody: {expand: -5}",
             ["2:18: error: 'columns' wants", "3:16: error: 'expand' wants"])):
        write(f"themes/{name}.yaml", f"extends: house\n{theme}\n")
        for message in messages:
            refuse(f"a theme that is {name}", "Text\n", f"themes/{name}.yaml:{message}",
                   "--theme", name)


def themes():
    small = "page: {size: 50mm x 50mm, inside: 5mm, outside: 5mm, top: 5mm, bottom: 5mm, hang: 0, " \
            "gutter: 0}"
    text = "Nach.\n\nEin Absatz,[^1] der mehrere Zeilen füllt, damit man ihn sieht.\n\n" \
           "| a | b |\n|---|--:|\n| x | 1 |\n\n- eins\n- zwei\n\n[^1]: Eine Anmerkung.\n"
    for name, theme in (("selbst", "extends: selbst\n"), ("eins", "extends: zwei\n"),
                        ("zwei", "extends: eins\n"), ("klein", f"extends: house\n{small}\n")):
        write(f"themes/{name}.yaml", theme)
    refuse("a theme that extends itself", text,
           "themes/selbst.yaml:1:10: error: theme 'selbst' extends itself", "--theme", "selbst")
    refuse("themes that extend each other", text, "extends itself", "--theme", "eins")
    hold("a page of 50 by 50 mm", text, "--theme", "klein", words=[("eins", 1), ("zwei", 1)])


def pictures():
    write("claim.png", png(30000, 30000, 2))
    write("large.png", png(30000, 30000, 30000))
    write("sound.png", png(4000, 2700, 2700))
    refuse("a picture that claims 30,000 lines and has two", "![a](claim.png){alt=a}\n",
           "text.md:1:1: error: 'claim.png' is damaged: it is too short for its size")
    refuse("a picture of 30,000 by 30,000 pixels", "![a](large.png){alt=a}\n",
           "text.md:1:1: error: 'large.png' is too large: 30000 × 30000 pixels")
    hold("a picture a page and a half high", "![a](sound.png){alt=a width=160mm height=400mm}\n\n"
         "Nach.\n")


write("logo.png", png(1200, 800, 800))
write("dokuwerk.yaml", "title: x\ndocuments: []\n")
wide_and_tall()
many_and_deep()
columns_and_turned_pages()
unseen()
parts()
themes()
wrong_themes()
pictures()
finish()
