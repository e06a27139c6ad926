# SPDX-License-Identifier: GPL-3.0-or-later
"""A document with each of the program's own words, in each language that has any: nothing is said of
a missing character, and each word stands on a page, in its own language. usage: words.py FOLDER"""
import os
import re
import sqlite3
import subprocess
import sys
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from counting import check, finish

PROGRAM, ROOT = os.environ["DOKUWERK"], os.getcwd()
work = sys.argv[1]
TEMPLATE = """---
lang: LANG
title: T
toc: true
template: true
suppress: 3
page: {size: A5}
---

```sql rows
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
SELECT i AS no, CASE WHEN i < 30 THEN 'x' ELSE 'y' END AS line, i * 100 AS amount_ct FROM n ORDER BY i
```

```sql counts
SELECT 'x' AS name, 2 AS n, 1 AS i UNION ALL SELECT 'y', 2, 2 UNION ALL SELECT 'z', 40, 3 ORDER BY name
```

```sql none
SELECT 1 AS a, 2 AS b WHERE 0 ORDER BY a
```

```sql places
SELECT 'x' AS name, 5 AS n, 1 AS i UNION ALL SELECT 'y', 0, 2 ORDER BY name
```

::: {.cover}
[1]{.title}

![1](PICTURE){credit="1"}
:::

# 1 {#sec-a}

# 1 {#sec-b}

# 1 {#sec-c}

1 @sec-a, @fig-a, @tbl-a, [@sec-a; @sec-b; @sec-c], [@fig-a; @fig-b; @fig-c], [@tbl-a; @tbl-b; @tbl-c], [1](https://example.org)

::: list-of-figures
:::

::: list-of-tables
:::

![1](PICTURE){#fig-a alt="2"}

![1](PICTURE){#fig-b alt="2"}

![1](PICTURE){#fig-c alt="2"}

![1](PICTURE){credit="1"}

::: credits
:::

1[]{.index entry=7} 2[]{.index entry=8 see=7} 3[]{.index entry=9} 4[]{.index entry=9 see=7}

::: {.qr href="https://example.org"}
:::

::: index
:::

::: note
1
:::

::: tip
1
:::

::: warning
1
:::

::: important
1
:::

::: {.table data=rows cols="no line amount_ct:money:plain" heads="1|2|3" group=line subtotal="amount_ct" total="amount_ct" carry="amount_ct" suppress=none #tbl-a}
1
:::

::: {.table data=counts cols="name n" heads="1|2" total=n #tbl-b}
1
:::

::: {.table data=none cols="a b" heads="1|2" #tbl-c}
1
:::

CHARTS"""
CHARTS = "".join(f"::: {{.chart data=counts x=name {keys}}}\n1\n:::\n\n" for keys in (
    "type=bar y=n value-head=1", 'type=stacked y="n n" series="1|2" suppress=none', "type=line y=n suppress=none",
    "type=pie y=n suppress=none", "type=pictogram y=n per=10 suppress=none", "type=tiles y=n column=i row=i suppress=none")).replace(
    "data=counts x=name type=tiles", "data=places x=name type=tiles")


def plain(text):
    """Letters and figures alone: lines are broken and ordered as each language wants it."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if c.isalnum() or unicodedata.category(c)[0] == "M")


def words_of(path):
    """From a PO file of ours: one line an entry."""
    with open(path, encoding="utf-8") as f:
        pairs = re.findall(r'^(msgctxt .+\n)?msgid "(.+)"\nmsgstr "(.*)"$', f.read(), re.M)
    return {context + english: own for context, english, own in pairs}


def typeset(tag, arguments):
    source = os.path.join(work, "doc.md")
    with open(source, "w", encoding="utf-8") as f:
        f.write(TEMPLATE.replace("LANG", tag).replace("PICTURE", os.path.join(ROOT, "data/media/lamsa.png"))
                .replace("CHARTS", CHARTS))
    done = subprocess.run([PROGRAM, "typeset", source, "--database", os.path.join(work, "empty.db"), *arguments],
                          capture_output=True, env={**os.environ, "SOURCE_DATE_EPOCH": "0"}, timeout=60)
    return done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def said(tag):
    """What stands on the pages, in the order in which it is read."""
    pages, faults = typeset(tag, ["--dump", "pages", "--draft"])
    check(not faults, f"{tag}: nothing is missing", faults[:300])
    return plain("".join(re.findall(r'\|(.*)\|(?: \w+)*$', pages, re.M)))


def heard(tag):
    """What is said of charts to those who cannot see them."""
    tree = typeset(tag, ["--dump", "tree"])[0]
    said_of_charts = "".join(re.findall(r' alt="(.*)"$', tree, re.M))
    return plain(re.sub("<[0-9A-F]{4}>", "", said_of_charts))


def pdf(tag):
    out = os.path.join(work, "doc.pdf")
    check(not typeset(tag, ["-o", out])[1], f"{tag}: a PDF is written")
    done = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", "--replace-input", out], capture_output=True)
    check(done.returncode == 0, f"{tag}: the PDF is sound", done.stderr.decode())
    with open(out, "rb") as f:
        return f.read()


def written(text):
    """A text string as the PDF has it."""
    return b"<" + b"\xfe\xff".hex().encode() + text.encode("utf-16-be").hex().encode() + b">"


def holds(data, text):
    return written(text).lower() in data.lower() or b"(" + text.encode("latin-1", "replace") + b")" in data


# What a screen reader says of charts, which is on no page.
OF_CHARTS = re.compile(r"(Stacked b|B)ar chart|Line chart|Pie chart|Pictogram|Map|"
                       r"(Values|Compared|Largest|Smallest|First|Last|Withheld): #")


def judge(tag, word):
    text, data, alt = said(tag), pdf(tag), heard(tag)
    for english, own in word.items():
        if OF_CHARTS.fullmatch(english):
            check(all(plain(p) in alt for p in own.split("#")), f"{tag}: '{own}' ({english}) is said of a chart")
            continue
        if english in ("Link to #", "QR code: #", "withheld", "Carried forward"):
            continue
        parts = [plain(p) for p in own.split("#")]
        check(all(p in text for p in parts), f"{tag}: '{own}' ({english}) stands on a page", parts)
    check(holds(data, word["withheld"]), f"{tag}: '{word['withheld']}' is said for a hidden number")
    link = word["Link to #"].replace("#", "https://example.org")
    check(holds(data, link), f"{tag}: '{link}' is said of a link")
    code = word["QR code: #"].replace(" #", "\u00a0#").replace("#", "example.org")
    check(holds(data, code), f"{tag}: '{code}' is said of a code")
    check(b"/Lang " + written("en") not in data, f"{tag}: nothing says that it is English")


def main():
    sqlite3.connect(os.path.join(work, "empty.db")).execute("CREATE TABLE t (a)").connection.commit()
    folder = os.path.join(ROOT, "templates/po/words")
    for name in sorted(os.listdir(folder)):
        judge(name.removesuffix(".po"), words_of(os.path.join(folder, name)))
    data = pdf("eo")
    check(b"/Lang " + written("en") in data, "words that a language lacks are English, and say so")
    check(holds(data, "https://example.org"), "but not those of an annotation, which cannot say so")
    finish()


main()
