#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A right-to-left document is the mirror image of the same document read from left to right.

One text of figures alone, which all languages set alike, is laid out in German and in Hebrew: what
stands on a page of one stands on the other's, equally high and equally wide, as far from the other
edge. Within a line, and of pictures, letters and signs, nothing is turned. Then a passage that reads
against its document is held against the whole document in its language.
"""
import os
import re
import sys
import tempfile

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)), os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")]
import detect  # noqa: E402
from counting import check, finish  # noqa: E402

NEAR = 0.02  # pt: places are printed in thousandths
MEDIA = os.path.join(detect.ROOT, "data/media")
PICTURE = f"<{MEDIA}/gespraech.png>"

TEXT = """# 11 {note="77 88"}

::: {.lead}
123 456 789 123 456 789 123 456 789 123 456 789 123 456 789 123 456 789 123 456 789 123 456 789
:::

111 222 333 444 555 666 777 888 999 111 222 333 444 555 666 777 888 999 111 222 333 444 555 666 777 888 999[^1] 111 222

222 333 444 555[^2] ☐ 666 ☒ 777 [888 999](https://example.org) 111 222 333 444 555 666 777 888 999 111 222 333 444 555 @page-end

– 111 222 333 444 555 666 777 888 999 111 222 333 444 555 666 777 888 999 111 222 333 444 555 666 777 888 999

::: {.side}
**11** 22 33 44 55 66 77 88 99
:::

## 22

333 444

- 11
- 22 111 222 333 444 555 666 777 888 999 111 222 333 444 555 666 777 888 999 111 222 333 444 555 666
  - 33
    - 44
- [x] 55
- [ ] 66

::: {.steps}
1. 11
2. 22

   33
:::

> 111 222 333 444 555 666 777 888 999 111 222 333 444 555 666 777 888 999 111 222 333 444 555 666 777

::: {.quote}
111 222 333 444 555 666 777 888 999 111 222 333

– 44 55
:::

::: {.note title="11"}
111 222

- 33
:::

::: {.tip .wide title="22"}
333
:::

| 11 | 22 | 33 |
|:---|:--:|---:|
| 111 111 111 | 2 | 333 |
| 111 | 222 | 444 |

""" + "\n".join(f"| {a} | {b} |" for a, b in [("11", "222"), ("--", "--:")] + [(str(100 + i), str(300 + i)) for i in range(60)]) + """

+ 1

::: {.agenda}
- [10]{.time} **11 22**\\
  [33]{.who}
- [12]{.time} [44]{.pause}
:::

::: {.facts}
- **11** 22
- **33** 44
- **55** 66
- **77** 88
- **99** 00
:::

::: {.contact}
**11**\\
22

- [33](tel:33)
- [44]{.hours}
- [55]{.place}
:::

::: {.imprint}
- **11** 22\\
  33
- **44** 55
:::

::: {.form}
- **11** 22
- **33**
- [**44**]{.wide} 55
:::

::: {.form}
- [x] 11
- [ ] 22
:::

66

::: {.signature}
- **11** 22
- **33**
:::

![7](PICTURE){width=40mm}

::: {.figures}
![7](PICTURE)

![7](PICTURE){crop=1:1}
:::

::: {.section}
![7](PICTURE)

## 77

111 222
:::

::: {.section picture=end}
![7](PICTURE)

88 111 222
:::

::: {.figures crop=1:1 columns=3}
![7](PICTURE)

![7](PICTURE)
:::

::: {.logos}
![11](MEDIA/lamsa.png){role="22"}

![33](MEDIA/land-sachsen-anhalt.png){.funder role="44"}

![55](MEDIA/salzlandkreis.png){role="66"}
:::

::: {.columns n=3}
111 222 333 444 555 666 777 888 999 111 222 333 444 555 666 777 888 999

111 222 333 444 555 666 777 888 999 111 222 333 444 555 666 777 888 999[^3]

111 222 333 444 555 666 777 888 999 111 222 333 444 555 666 777 888 999
:::

::::: {.columns}
:::: {.column width=30%}
111 222 333 444
::::
:::: {.column}
- 11
- 22
::::
:::::

# 33 {#end}

44

:::: {.landscape}
# 55

| 11 | 22 |
|----|---:|
| 33 | 44 |
::::

# 66

77

[^1]: 111
[^2]: 222 333

    - 44
[^3]: 333
""".replace("PICTURE", PICTURE).replace("MEDIA", MEDIA)

SHEET = """::: {.cover mosaic=""}
[11]{.kicker}

[22 33]{.title}

[44]{.subtitle}

[55]{.language}

[66]{.data}

::: {.logos}
![11](MEDIA/lamsa.png){role="22"}

![33](MEDIA/europaeische-union.png){.eu role="44"}
:::
:::

::: {.toc depth=2}
:::

""".replace("MEDIA", MEDIA)

FIELDS = ("2222", "3333", "4444")  # of a letter: behind the envelope's window in any case
LETTER = """::: {.cover}
[11]{.sender}

[2222]{.return}

[3333\\
4444]{.address}

[66]{.title}

- [x] 77
- [ ] 88

[99]{.enclosures}
:::

"""


LINING = "body: {figures: lining}\nlead: {figures: lining}\n"  # as Hebrew has them anyway


def laid_out(text, lang, theme, head="", own=""):
    """The only document, in a theme that may be changed."""
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(folder + "/themes")
        for name, content in (("/dokuwerk.yaml", "title: Probe\ndocuments: []\n"), ("/themes/probe.yaml", f"extends: {theme}\n{own}"),
                              ("/a.md", f"---\ntitle: '1'\nlang: {lang}\n{head}---\n\n{text}")):
            with open(folder + name, "w", encoding="utf-8") as out:
                out.write(content)
        documents = detect.inspect("typeset", folder + "/a.md", "-C", folder, "--theme", "probe", "-o", folder + "/a.pdf")
        return documents[0] if documents else None


def is_near(a, b):
    return abs(a - b) <= NEAR


def is_mirrored(width, left, right, size, other_size):
    """Two stretches are as far from their sheets' opposite edges."""
    return is_near(size, other_size) and is_near(left, width - right - size)


def faults_of_line(width, a, b):
    if not is_near(a.y, b.y):
        yield "stands elsewhere on the page"
    if not is_near(width - b.left - b.measure, a.left):
        yield f"its measure begins at {a.left:.2f} and {width - b.left - b.measure:.2f} pt from the start"
    if a.text == b.text and not is_mirrored(width, a.start, b.start, a.width, b.width):
        yield f"is no mirror image: {a.start:.2f} + {a.width:.2f}, {b.start:.2f} + {b.width:.2f} pt"


def faults_of_item(width, a, b):
    if not is_near(a.top, b.top) or not is_near(a.height, b.height):
        yield "stands elsewhere on the page"
    if a.kind == "anchor":
        return
    if a.kind == "path" and a.width == 0:
        if len(a.points) != len(b.points) or any(not is_near(p[0], width - q[0]) or not is_near(p[1], q[1]) for p, q in zip(a.points, b.points)):
            yield "its outline is no mirror image"
        return
    if not is_mirrored(width, a.left, b.left, a.width, b.width):
        yield f"is no mirror image: {a.left:.2f} + {a.width:.2f}, {b.left:.2f} + {b.width:.2f} pt"
    elif a.kind == "path" and any(not is_near(p[0] - a.left, q[0] - b.left) for p, q in zip(a.points, b.points)):
        yield "a sign has been turned"


def in_order(page, start):
    """Links are met in the order of what is seen; all else in that of making."""
    links = sorted((i for i in page.items if i.kind == "link"), key=lambda item: (round(item.top), start(item)))
    return links + [i for i in page.items if i.kind != "link"]


def compare(name, one, other):
    """Every page's lines and items, one by one."""
    check(one and other and one.pages and len(one.pages) == len(other.pages), f"{name}: both have as many pages")
    for a, b in zip(one.pages, other.pages):
        place = f"{name}, page {a.number}"
        check((len(a.lines), len(a.items)) == (len(b.lines), len(b.items)), f"{place} holds as much in both")
        found = [f"'{x.text}' {fault}" for x, y in zip(a.lines, b.lines) if x.text not in FIELDS for fault in faults_of_line(a.width, x, y)]
        items = zip(in_order(a, lambda item: item.left), in_order(b, lambda item: a.width - item.right))
        found += [f"a {x.kind} {fault}" for x, y in items for fault in faults_of_item(a.width, x, y)]
        check(not found, f"{place} is a mirror image", *found[:8])


def whole_documents():
    numbered = "numbering: true\n"
    for theme, text, own in (("house", SHEET + TEXT, LINING), ("report", LETTER + SHEET.split(":::\n:::\n")[1] + TEXT, ""),
                             ("brochure", SHEET + TEXT, ""), ("easy", TEXT, ""),
                             ("house", TEXT, LINING + "page: {mirror: true, inside: 20mm, outside: 40mm, hang: 0mm}\ncolumns: {rule: 1pt ink}\n"
                              "contents: {page-at: end, leaders: dots}\n")):
        for head in ("", numbered):
            compare(f"{theme}{' with numbers' if head else ''}", *(laid_out(text, lang, theme, head, own) for lang in ("de", "he")))


def within(lang, text, outer):
    return f"::: {{lang={lang}}}\n{text}\n:::\n" if lang != outer else text


PASSAGE = """111 222 333 444 555 666 777 888 999 111 222 333 444 555 666 777 888 999 111 222 333 444 555 666 777

222 333 [444](https://example.org) ☐ 555

- 11
  - 22
- [x] 33

::: {.steps}
1. 11
:::

> 111

::: {.note title="11"}
22

- 33
:::

| 11 | 22 |
|----|---:|
| 33 | - 44 |

::: {.agenda}
- [10]{.time} **11**
:::

::: {.contact}
**11**

- [22](tel:22)
:::

::: {.form}
- **11** 22
- **33**
:::

::: {.columns n=2}
111 222 333 444 555 666 777 888 999 111 222 333 444 555 666 777 888 999

111 222 333 444 555 666 777 888 999 111 222 333 444 555 666 777 888 999
:::
"""
# Without a side column a passage has the page's measure, and stands as if the page were its language's.
EVEN = "page: {hang: 0mm, inside: 25mm, outside: 25mm}\nhead: {items: []}\nfoot: {items: []}\nfootnotes: {rule: 0pt ink}\n"


def same(name, one, other):
    check(one and other and one.pages and len(one.pages) == len(other.pages), f"{name}: both have as many pages")
    for a, b in zip(one.pages, other.pages):
        lines = [f"'{x.text}' at {x.start:.2f}, not {y.start:.2f} pt" for x, y in zip(a.lines, b.lines) if not is_near(x.start, y.start) or not is_near(x.y, y.y)]
        items = [f"a {x.kind} at {x.left:.2f}, not {y.left:.2f} pt" for x, y in zip(a.items, b.items)
                 if x.kind != "anchor" and (not is_near(x.left, y.left) or not is_near(x.width, y.width))]
        check(len(a.lines) == len(b.lines) and len(a.items) == len(b.items) and not lines + items,
              f"{name}, page {a.number}: a passage stands as in a document of its own", *(lines + items)[:8])


def passages():
    for lang, outer in (("de", "he"), ("he", "de")):
        passage = laid_out(within(lang, PASSAGE, outer), outer, "house", "", EVEN)
        same(f"{lang} within {outer}", passage, laid_out(PASSAGE, lang, "house", "", EVEN))
        silent = [e.role for e in passage.elements.values() if e.parent and e.parent.role == "Document" and e.lang != lang]
        check(not silent, f"{lang} within {outer}: all of the passage says its language", silent)
        same(f"{outer} within {lang} within {outer}", laid_out(within(lang, within(outer, PASSAGE, lang), outer), outer, "house", "", EVEN),
             laid_out(PASSAGE, outer, "house", "", EVEN))


# No shares and nothing negative: languages write them differently, and bars leave room for them.
CHARTS = """```sql rows
WITH t(no, label, main, a, b, c) AS (VALUES (1, '111', 0, 12, 8, 7), (2, '222 333', 1, 11, 17, 6),
  (3, '111 222 333 444 555 666 777 888 999 111 222', 0, 20, 3, 4))
SELECT * FROM t ORDER BY no
```

""" + "\n\n".join(f"::: {{.chart data=rows x=label {keys}}}\n11 22\n:::" for keys in (
    "y=a highlight=main type=bar", "y=a type=column width=half", "y=a highlight=main type=column", "y=a type=bar width=40mm",
    'y="a b c" series="1|2|3" type=grouped', 'y="a b c" series="1|2|3" type=grouped turned=yes', 'y="a b c" series="1|2|3" type=stacked',
    'y="a b c" series="1|2|3" type=stacked turned=yes', 'y="a b" series="1|2" type=stacked width=45mm', "y=a type=pie", "y=a type=donut width=45mm", "y=a type=line width=half",
    'y="a b c" series="1|2|3" type=line')) + """

::: {.note title="44"}
::: {.chart data=rows x=label y="a b c" series="1|2|3" type=stacked}
33
:::
:::

- 11

  ::: {.chart data=rows x=label y=a type=bar}
  :::
"""


def charts():
    template = "template: true\nnumbering: true\n"
    for theme in ("house", "report", "brochure", "easy"):
        compare(f"charts in {theme}", *(laid_out(CHARTS, lang, theme, template, LINING) for lang in ("de", "he")))
    for lang, outer in (("de", "he"), ("he", "de")):
        bare = re.sub(r"\n(11 22|33)\n:::", "\n:::", CHARTS)  # a caption's label is in the document's language
        fence, shown = bare.split("```\n\n", 1)
        passage = laid_out(fence + "```\n\n" + f":::::: {{lang={lang}}}\n{shown}\n::::::\n", outer, "house", "template: true\n", EVEN)
        same(f"charts in {lang} within {outer}", passage, laid_out(bare, lang, "house", "template: true\n", EVEN))


def letters():
    """The fields of a letter that the envelope's window or the authority asks for."""
    text = LETTER.replace("[66]", "[55]{.stamp}\n\n[66]")
    one, other = (laid_out(text, lang, "report") for lang in ("de", "he"))
    for said in FIELDS + ("55",):
        places = [[(line.left, line.measure) for page in d.pages for line in page.lines if line.text == said] for d in (one, other)]
        check(places[0] and places[0] == places[1], f"the field of '{said}' is in its place in both languages", places)
    stamps = [[p for p in d.pages[0].items if p.kind == "path" and p.op == "MLLLZ" and p.artifact] for d in (one, other)]
    check(all(stamps) and is_near(min(x for x, _ in stamps[0][0].points), min(x for x, _ in stamps[1][0].points)), "and so is the stamp's frame")


whole_documents()
letters()
passages()
charts()
finish()
