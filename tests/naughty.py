#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Big List of Naughty Strings as data: each string is a cell of a CSV file, then a value in a
paragraph, a cell, a table of rows, an alternative text, and a document's title. It must come out as
it went in, in the tree and in the text of a PDF, and never be read as markup or as a tag.

Rules: a control character prints as U+FFFD; in a PDF white space and invisible characters are not
compared, nor is text whose order readers reconstruct (right to left, Indic) or that no font has.

usage: naughty.py blns.json      DOKUWERK names the program
"""
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from counting import check, finish  # noqa: E402
from commonmark import RUN, STRING, unescape  # noqa: E402  the same dump is read there

DOKUWERK = os.path.abspath(os.environ.get("DOKUWERK", os.path.join(HERE, "../dokuwerk")))
PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d7"
                      "63f8ffff3f0005fe02fea73581840000000049454e44ae426082")
PAGE = """---
template: true
lang: de
---
```sql words
SELECT id, text FROM word ORDER BY id
```
{{#words}}
## Wort {{id}}

={{text}}=

| a |
|---|
| ={{text}}= |

![={{text}}=](p.png)

{{/words}}

::: {.table data=words cols="id text"}
Alle
:::
"""
TITLE = "---\ntitle: \"={{t}}=\"\nlang: de\nparams: {t: text}\n---\n={{t}}=\n"

def enclosed(text):
    """Isolates end with the value that opens them, and close nothing outside it."""
    out, depth = "", 0
    for c in text:
        if c == "\u2069" and depth == 0:
            continue
        depth += (c in "\u2066\u2067\u2068") - (c == "\u2069")
        out += c
    return out + "\u2069" * depth


def printed(text):
    """What the tree must hold: line ends are blanks, embeddings and overrides are left out, what cannot be printed is U+FFFD."""
    text = re.sub("[\u202a-\u202e]", "", text)
    text = re.sub("[\n\u2028\u2029]", " ", text.replace("\r", ""))
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f]", "\ufffd", text)


def run(folder, *arguments):
    return subprocess.run([DOKUWERK, *arguments], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True)


def write(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as out:
        out.write(text if isinstance(text, bytes) else text.encode())


def make_workspace(folder, words):
    write(folder, "schema.sql", "CREATE TABLE word(id INTEGER PRIMARY KEY, text TEXT) STRICT;\n")
    rows = "".join('%d,"%s"\n' % (i, word.replace('"', '""')) for i, word in words)
    write(folder, "records/word.csv", "id,text\n" + rows)
    write(folder, "dokuwerk.yaml", "title: x\ndatabase: project.db\ndocuments: []\n")
    write(folder, "templates/words.md", PAGE)
    write(folder, "templates/p.png", PIXEL)


def text_of(line):
    """All text of a dumped block."""
    return "".join(unescape(found[5]) for found in RUN.finditer(line) if found[5] is not None)


def check_import(folder, words):
    done = run(folder, "import", "-q")
    check(done.returncode == 0, "the strings are imported", done.stderr.decode(errors="replace"))
    stored = dict(sqlite3.connect(os.path.join(folder, "project.db")).execute("SELECT id, text FROM word"))
    for i, word in words:
        check(stored.get(i) == word, f"string {i} comes through a CSV cell as it is", word, stored.get(i))


def check_tree(folder, words):
    done = run(folder, "typeset", "templates/words.md", "-C", ".", "--dump", "tree", "-q")
    check(done.returncode == 0, "the tree has no fault", done.stderr.decode(errors="replace"))
    parts = re.split(r'^  heading@\S+ 2 .*"Wort "  ?value:"(\d+)"$', done.stdout.decode(), flags=re.M)
    found = {int(parts[k]): parts[k + 1] for k in range(1, len(parts) - 1, 2)}
    for i, word in words:
        want, part = f"={printed(enclosed(word))}=", found.get(i, "")
        lines = part.split("\n")[1:]
        kinds = [line.strip().split("@")[0] for line in lines[:6]]
        check(kinds == ["paragraph", "table", "row", "cell", "row", "cell"],
              f"string {i} is no markup", word, kinds)
        if len(lines) < 7:
            continue
        check(text_of(lines[0]) == want, f"string {i} as a paragraph", word, lines[0])
        check(text_of(lines[5]) == want, f"string {i} as a cell", word, lines[5])
        picture = re.search(r" text=" + STRING, lines[6])
        check(lines[6].startswith("  picture") and picture and unescape(picture[1]) == want,
              f"string {i} as an alternative text", word, lines[6])
    rows = re.findall(r'^    row@\S+ body\n +cell@.*\n(.*)$', found[words[-1][0]], flags=re.M)
    for (i, word), row in zip(words, rows[-len(words):]):
        check(text_of(row) == printed(word), f"string {i} in a table of rows", word, row)


def check_title(word):
    i, text = word
    with tempfile.TemporaryDirectory() as folder:
        write(folder, "t.md", TITLE)
        done = run(folder, "typeset", "t.md", "--param", f"t={text}", "--dump", "tree", "-q")
    lines = done.stdout.decode(errors="replace").split("\n")
    title = re.match("document " + STRING + "$", lines[0])
    return i, text, done, title and unescape(title[1]), text_of(lines[1]) if len(lines) > 1 else ""


def check_titles(words):
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for i, text, done, title, body in pool.map(check_title, words):
            want, shown = f"={printed(text)}=", f"={printed(enclosed(text))}="
            check(done.returncode == 0, f"string {i} as a parameter", text, done.stderr.decode(errors="replace"))
            check(title == want, f"string {i} as a title", text, title)
            check(body == shown, f"string {i} as a parameter's value", text, body)


def is_simple(text):
    """Whether a reader gives text back in the order it was written."""
    return all(unicodedata.bidirectional(c) not in ("R", "AL", "AN", "RLE", "LRE", "RLO", "LRO", "PDF", "RLI", "LRI",
                                                    "FSI", "PDI")
               and not unicodedata.name(c, "?").startswith(("DEVANAGARI", "TELUGU", "THAI", "BENGALI", "TAMIL"))
               and not unicodedata.category(c).startswith("M") for c in text)


def bare(text):
    text = unicodedata.normalize("NFC", text)
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc", "Zs", "Zl", "Zp")
                   and c not in "\u115f\u3164\u2800")


def check_pdf(folder, words):
    """Those that some font has; in a reader's text each stands between its marks."""
    words = [w for w in words if is_simple(w[1])]
    write(folder, "pdf.md", "---\ntemplate: true\nlang: en\n---\n```sql words\nSELECT id, text FROM word ORDER BY id\n"
          "```\n{{#words}}\nBegin {{id}}:\n\n{{text}}\n\nEnd {{id}}.\n\n{{/words}}\n")
    while True:  # a character that no font has is an error: without its string once more
        make_database(folder, words)
        done = run(folder, "typeset", "pdf.md", "-C", ".", "-q")
        missing = set(int(n) for n in re.findall(r"error: no font has.*\(words id=(\d+), column text\)", done.stderr.decode(errors="replace")))
        if done.returncode == 0 or not missing:
            break
        words = [w for w in words if w[0] not in missing]
    check(done.returncode == 0, "the strings are typeset", done.stderr.decode(errors="replace"))
    text = subprocess.run(["pdftotext", "-raw", "-nopgbrk", os.path.join(folder, "pdf.pdf"), "-"],
                          capture_output=True).stdout.decode()
    text = re.sub(r"^pdf\n\d+\n", "", re.sub("\u00ad\n", "", text), flags=re.M)  # the pages' feet
    wide = set(int(n) for n in re.findall(r"too wide.* \(words id=(\d+),", done.stderr.decode(errors="replace")))
    words = [w for w in words if w[0] not in wide]  # readers leave out what stands off the page
    for i, word in words:
        found = re.search(rf"^Begin {i}:\n(.*?)^End {i}\.$", text, re.S | re.M)
        check(found and bare(found[1]) == bare(printed(word)), f"string {i} is read back from a PDF", word,
              found and found[1])
    print(f"{len(words)} strings read back from a PDF")


def make_database(folder, words):
    rows = "".join('%d,"%s"\n' % (i, word.replace('"', '""')) for i, word in words)
    write(folder, "records/word.csv", "id,text\n" + rows)
    run(folder, "import", "-q")


def main(arguments):
    with open(arguments[0], encoding="utf-8") as file:
        words = [(i, word) for i, word in enumerate(json.load(file), 1) if word]
    with tempfile.TemporaryDirectory() as folder:
        make_workspace(folder, words)
        check_import(folder, words)
        check_tree(folder, words)
        check_titles(words)
        check_pdf(folder, words)
    finish()


if __name__ == "__main__":
    main(sys.argv[1:])
