#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The order in which a screen reader reads a page of figure, caption, table, chart and note.

The page's text is numbered in the order in which it is to be read: w1, w2, … Poppler lists the
structure tree (pdfinfo -struct-text); what it lists, words and alternative texts, must count up.
The same is asked of a right-to-left page. Then the test is held against a tree that is not in order.
"""
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
from counting import check, finish  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(HERE))
PROGRAM = os.environ.get("DOKUWERK", os.path.join(ROOT, "dokuwerk"))

LAST = 24
PAGE = """---
title: Probe
lang: %(lang)s
template: true
running: {title: "", event: "", edition: ""}
---
```sql rows
WITH r(place, n, m) AS (VALUES ('w14', 7, 3), ('w15', 5, 8), ('w16', 9, 4)) SELECT place, n, m FROM r ORDER BY place
```

# w1

w2 w3[^note]

![w5](%(root)s/templates/media/bus.png){#fig-bus alt="a bus" width=60mm}

| w7 | w8 |
| :-- | --: |
| w9 | w10 |

: w6 {#tbl-numbers}

::: {.chart data=rows type=%(kind)s width=%(width)s x=place y="n m" series="w12|w13" head="Ort" alt="three rows" #fig-rows}
w11
:::

::: {.side}
w17
:::

w18 w19

::: {.note title="w20"}
w21

- w22
- w23
:::

w24

[^note]: w4
"""


def reads(path):
    """All words w1, w2, … of the structure tree in its order, and the tree as Poppler prints it."""
    said = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, text=True, timeout=60, check=True).stdout
    return [int(n) for n in re.findall(r"\bw(\d+)\b", said)], said


def is_in_order(words):
    """All of them, each once, counting up."""
    return words == list(range(1, LAST + 1))


def parents(tree):
    """Of each word the roles of the elements around it."""
    found, path = {}, []
    for line in tree.splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        for n in re.findall(r"\bw(\d+)\b", line):
            found[int(n)] = [role for role in path[:depth] if role]
        role = re.match(r"\s*(\w+)", line)
        path[depth:] = [role.group(1) if role and not line.lstrip().startswith('"') else ""]
    return found


def build(folder, lang, kind, width):
    source, out = os.path.join(folder, "page.md"), os.path.join(folder, "page.pdf")
    with open(source, "w", encoding="utf-8") as f:
        f.write(PAGE % {"lang": lang, "root": ROOT, "kind": kind, "width": width})
    done = subprocess.run([PROGRAM, "typeset", source, "-o", out, "-q"], capture_output=True, text=True, timeout=60)
    check(done.returncode == 0 and not done.stderr, f"the page with a chart {kind} in {lang} is built without a message", done.stderr)
    return out


LATE = """---
lang: %(lang)s
---
# t

w1 @page-far w2 ![x](%(root)s/data/media/agsa.png){height=4mm} w3 [-@page-far] w4 [w5 @page-far]{lang=en}
w6[^n] @page-far

| a |
|---|
| w7 @page-far w8 |

[^n]: w9 @page-far w10

::: {.page-break}
:::

## u {#far}
"""
IN_PLACE = ["w1", "2", "w2", "Figure", "w3", "2", "w4", "w5", "2", "w6", "2"]


def check_late(folder, lang):
    """What is painted last, page numbers of what comes later and pictures within a line, is read where it stands."""
    source, out = os.path.join(folder, "late.md"), os.path.join(folder, "late.pdf")
    with open(source, "w", encoding="utf-8") as f:
        f.write(LATE % {"lang": lang, "root": ROOT})
    done = subprocess.run([PROGRAM, "typeset", source, "-o", out, "-q"], capture_output=True, text=True, timeout=60)
    check(done.returncode == 0, f"the page of late numbers in {lang} is built", done.stderr)
    tree = reads(out)[1]
    got = re.findall(r'\bw\d+\b|(?<=")2(?=")|Figure(?=:)', tree)
    check(got[:len(IN_PLACE)] == IN_PLACE, f"{lang}: page numbers and pictures within a line are read in their place", got)
    for words in (["w7", "2", "w8"], ["w9", "2", "w10"]):
        at = got.index(words[0])
        check(got[at:at + 3] == words, f"{lang}: so they are in cells and notes", got[at:])


def main():
    with tempfile.TemporaryDirectory() as folder:
        for lang in ("de", "he"):
            check_late(folder, lang)
            for kind in ("stacked", "grouped", "line"):
                for width in ("100%", "half"):
                    words, tree = reads(build(folder, lang, kind, width))
                    what = f"chart {kind}, {width} wide, in {lang}"
                    check(is_in_order(words), f"{what}: the tree is read in the order of the page", words)
                    check(not is_in_order(words[1:] + words[:1]), "another order would be noticed")
                    around = parents(tree)
                    check("Caption" in around.get(5, []) and "Figure" in around.get(5, []), "the picture's caption is its own", around.get(5))
                    check("Caption" in around.get(11, []), f"{what}: the chart has its caption", around.get(11))
                    check("TH" in around.get(12, []) and "TH" in around.get(14, []), f"{what}: series and categories head the cells of a table", around.get(14))
    finish()


if __name__ == "__main__":
    main()
