# SPDX-License-Identifier: GPL-3.0-or-later
"""hostile.py PROGRAM FOLDER: holds the tree of a document with a hostile value against the tree
of the same document with a harmless one."""
import json, os, re, subprocess, sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from counting import check, finish

program, folder = sys.argv[1:]
HARMLESS = "WERT"
TEMPLATE = r'''---
title: "T {{v}}"
params: {}
running: {place: "{{v}}"}
---
# Kopf {{v}} {#k}

{{v}}

## {{v}} {#h2}

Text {{v}} Ende, *{{v}}* und **{{v}}** ~~{{v}}~~ [Spanne {{v}}]{lang=en title="{{v}}" name={{v}}}.
{{v}}
{{v}} und {{v}}{{v}}.

- {{v}}
  - innen {{v}}

    {{v}}
- [ ] {{v}}

1. {{v}}
2. a {{v}}

> {{v}}
> {{v}}

| A {{v}} | B |
|---|---|
| {{v}} | x {{v}} {{v}} |

: Titel {{v}} {#tbl-a note="{{v}}"}

Code `{{v}}` und ``a {{v}} b`` und

```
{{v}}
```

~~~ text {.listing}
a {{v}}
~~~

    ein {{v}}

[Link {{v}}](https://example.org/?q={{v}}) [ref {{v}}][r] und[^1] und [z](https://example.org/ "{{v}}")

[r]: https://example.org/{{v}} "{{v}}"

[^1]: Note {{v}}

    {{v}}

::: {.note title="{{v}}"}
Text
:::

::: {.note title={{v}}}
Kasten {{v}}

{{v}}
:::

::: {.note}
{{v}}
:::

<!-- Kommentar {{v}} -->

{{#rows}}
- {{v}}
{{/rows}}

Ende.
'''
VALUES = [
    "*a* _b_ **c** __d__ ~~e~~", "`code` ``` ~~~", "```", "~~~", "[a](javascript:alert(1))", "![a](b.png)", "<b>x</b>",
    "<script>alert(1)</script>", "<!-- x -->", "-->", "{{x}} {{{x}}} {{#v}}", "{{/rows}}", "{{=<% %>=}}", ":::", "::: {.note}",
    "# Kopf", "Titel\n=====", "Titel\n---", "---", "***", "- a", "* a", "+ a", "1. a", "13. Werkstatt", "1) a", "> a", "| a | b |",
    "a | b", "|---|---|", "[^1]", "[^1]: x", "[r]", "[r]: x", "@fig-x @sec-k @page-k", "{#id .class a=b}", "}", "{", "]", ")", "\"", "'", "\\",
    "\\*", "a\\", "&amp; &#42; &quot;", ": Titel", "a\nb", "a\r\nb", "a\rb", "a\n\nb", "\n\n# x\n\n", "\ta", "    a", "a  \nb", "a\\\nb",
    "http://example.org www.example.org a@example.org", "Migrant*innen", "\"a\" 'b' -- --- ...", "\u202ea\u202c \u2066b\u2069 \u200f",
    "\ufdd00\ufdd1", "\ufdd0", "\ufdd1", "\ufdd099999999999\ufdd1", "\ufdefa", "\ufffe", "a\u2028b\u2029c", "\u0085", "\u00ad\u200b\u2060", "\ufeffa",
    "e\u0301", "مرحبا", "\U0001f600\u200d\U0001f468", "a" * 3500, "*" * 1200, "[" * 1200, "`" * 1200, "> " * 600, "\x01\x1b[31m\x7f",
    "a: b", "- - -", "=", "<https://x.org>", "$x$", "x^2^ H~2~O", "[x]{.y}", "<br>", "% kommentar", "```sql a\nSELECT 1\n```", "$(id)", "../../etc",
]
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.S)


def tree(value):
    with open(os.path.join(folder, "d.json"), "w", encoding="utf-8") as file:
        json.dump({"v": value, "rows": [{"n": 1}, {"n": 2}]}, file, ensure_ascii="\ufdd0" in value or "\ufdd1" in value)
    run = subprocess.run([program, "typeset", "t.md", "--data", "d.json", "--dump", "tree"], cwd=folder,
                         capture_output=True, timeout=60)
    return run.returncode, run.stdout.decode(), run.stderr.decode()


def structure(text):
    """The tree without texts, targets and what depends on a text's end (a slug)."""
    text = STRING.sub('""', text)
    return re.sub(r"link=[^ :]*(:[^ \"]*)?(?=:(\"|[a-z]+:))", "link=", re.sub(r" #[^ \n]*(?= \"\"|$)", " #", text, flags=re.M))


def unescaped(text):
    text = re.sub(r"<([0-9A-F]{4,6})>", lambda m: chr(int(m[1], 16)), text)
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t", "r": "\r"}.get(m[1], m[1]), text, flags=re.S)


def printable(value):
    """Controls and what is no character print as U+FFFD; embeddings and overrides are left out."""
    value = re.sub("[\u202a-\u202e]", "", value)
    return re.sub("[\ufdd0-\ufdef\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", "\ufffd", value)


def in_text(value):
    """What a value is in running text: one line."""
    return re.sub("[\n\r\u2028\u2029]", " ", printable(value.replace("\r\n", "\n")))


def in_code(value):
    return re.sub("[\u2028\u2029]", " ", printable(value).replace("\r\n", "\n"))


BALANCED = {"\u202ea": "a", "\u2067a\u202bb": "\u2067ab\u2069", "a\u202c\u2069b": "ab",
            "\u2066a\u202bb\u2069c\u202cd": "\u2066ab\u2069cd"}
for value, want in BALANCED.items():
    with open(os.path.join(folder, "t.md"), "w", encoding="utf-8") as file:
        file.write("---\nparams: {}\n---\nVor {{v}} nach `{{v}}`.\n")
    got = [unescaped(t) for t in re.findall(r'value:"((?:[^"\\]|\\.)*)"', tree(value)[1])]
    check(got == [want, want], f"{value!a} ends what it began and nothing else: {got!a}")
with open(os.path.join(folder, "t.md"), "w", encoding="utf-8") as file:
    file.write(TEMPLATE)
status, harmless, errors = tree(HARMLESS)
check(status == 0, "the harmless document is sound: " + errors)
want = structure(harmless)
for value in VALUES:
    name = json.dumps(value)[:60]
    status, got, errors = tree(value)
    check(status == 0, f"{name} is set without an error: {errors}")
    same = structure(got) == want
    check(same, f"{name} does not change the structure")
    if not same:
        for a, b in zip(want.splitlines(), structure(got).splitlines()):
            if a != b:
                print("     want " + a[:200] + "\n     got  " + b[:200])
                break
    plain = [unescaped(t) for t in re.findall(r'(?<!code:)value:"((?:[^"\\]|\\.)*)"', got, re.S)]
    plain = [t for t in plain if t]
    code = [unescaped(t) for t in re.findall(r'code:value:"((?:[^"\\]|\\.)*)"', got, re.S)]
    check(all(t.strip() in (in_text(value).strip(), (2 * in_text(value)).strip()) for t in plain),
          f"{name} comes out as it went in: {[t for t in plain if t.strip() != in_text(value).strip()][:2]}")
    check(all(t.strip("\n") in (in_code(value).strip("\n"), in_text(value), in_code(value).replace("\n", " ")) for t in code),
          f"{name} comes out of code as it went in: {code[:2]}")

for scheme in ("javascript:alert(1)", "data:text/html,x", "JavaScript:x", "vbscript:x", "file:///etc/passwd", " javascript:x"):
    with open(os.path.join(folder, "t.md"), "w", encoding="utf-8") as file:
        file.write("---\nparams: {}\n---\n{{#rows}}\n[x]({{v}})\n{{/rows}}\n")
    with open(os.path.join(folder, "d.json"), "w", encoding="utf-8") as file:
        json.dump({"rows": [{"id": 7, "v": scheme}]}, file)
    run = subprocess.run([program, "typeset", "t.md", "--data", "d.json", "--dump", "tree"], cwd=folder, capture_output=True, timeout=60)
    said = run.stderr.decode()
    check(run.returncode == 1 and "t.md:5:" in said and "(rows id=7, column v)" in said, f"a link to {scheme!r} is refused with its row: {said}")

finish()
