# SPDX-License-Identifier: GPL-3.0-or-later
"""roundtrip.py PROGRAM FOLDER: what `translate extract` lists is all that readers see. Each message
gets a pseudo-translation, its letters as Cyrillic ones by a table that can be turned round, and the
workspace is built in Ukrainian. No word of the source may be left on the pages but those of tags,
targets and the database, and each message's words must be there."""
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from counting import check, finish

program, folder = (os.path.abspath(path) for path in sys.argv[1:])
root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LATIN = "abcdefghijklmnopqrstuvwxyzäöüß"
OTHER = "абцдефґгийклмнопхрстувщчшжяюєї"
TABLE = str.maketrans(LATIN + LATIN[:-1].upper(), OTHER + OTHER[:-1].upper())
BACK = str.maketrans(OTHER + OTHER[:-1].upper(), LATIN + LATIN[:-1].upper())
# what no translation may touch
KEPT = re.compile(r"\{\{\{.*?\}\}\}|\{\{.*?\}\}|<%.*?%>|`[^`]*`|\]\([^)]*\)|\]\[[^\]]*\]|\{(?:[^{}]|\{\{.*?\}\})*\}|"
                  r"\[\^[^\]]*\]|@(?:sec|fig|tbl|page)-[\w-]+|<[^>]*>|(?:https?://|www\.)[^\s)|]+|"
                  r"[\w.+-]+@[\w.-]+\.\w+|&#?\w+;", re.S)


def turned(text, table):
    """The text with its letters exchanged, what must survive and forms of a plural left alone."""
    if re.match(r"(one|other)\{", text):
        return text
    out, done = [], 0
    for kept in KEPT.finditer(text):
        out += [text[done:kept.start()].translate(table), kept.group()]
        done = kept.end()
    return "".join(out + [text[done:].translate(table)])


def unquote(line):
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]),
                  line[line.index('"') + 1:line.rindex('"')])


def quote(text):
    return '"%s"' % re.sub(r'[\\"\n\t]', lambda m: {"\n": "\\n", "\t": "\\t"}.get(m[0], "\\" + m[0]), text)


def messages(path):
    """(context, msgid) of each entry of a PO file but the first."""
    found, entry, key = [], {}, None
    for line in [*open(path, encoding="utf-8"), ""]:
        word = re.match(r"(msgctxt|msgid|msgstr) ", line)
        if word:
            key = word[1]
            entry[key] = ""
        if line.startswith('"') or word:
            entry[key] += unquote(line)
        elif not line.strip() and "msgid" in entry:
            found.append((entry.get("msgctxt"), entry["msgid"]))
            entry = {}
    return found[1:]


def write_catalog(workspace, entries):
    head = '"Language: uk\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    with open(f"{workspace}/po/uk.po", "w", encoding="utf-8") as out:
        out.write('msgid ""\nmsgstr ""\n' + head)
        for context, msgid in entries:
            out.write("\n" + (f"msgctxt {quote(context)}\n" if context else ""))
            out.write(f"msgid {quote(msgid)}\nmsgstr {quote(turned(msgid, TABLE))}\n")


def run(workspace, *arguments):
    done = subprocess.run([program, *arguments, "-C", workspace], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def letters(text):
    return "".join(c for c in text if c.isalpha())


def words(text, least=4):
    return {word for word in re.findall(r"[^\W\d_]+", text) if len(word) >= least}


def plain(msgid):
    return KEPT.sub(" ", msgid)


def printed(path):
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True).stdout
    return re.sub("[-\u00ad\u2010]\n", "", text)


def documents(workspace):
    for top, _, names in os.walk(f"{workspace}/out"):
        yield from (os.path.join(top, name) for name in sorted(names) if name.endswith(".pdf"))


def data_words(workspace):
    """All words of the records, of which no column is declared."""
    found = set()
    for name in sorted(os.listdir(f"{workspace}/records")) if os.path.isdir(f"{workspace}/records") else []:
        with open(f"{workspace}/records/{name}", encoding="utf-8") as rows:
            found |= words(rows.read())
    return found


def template_data(names):
    """Words that stand in templates' queries, code and parameters: values, which are the data's."""
    found = set()
    for name in names:
        with open(f"{root}/templates/{name}.md", encoding="utf-8") as template:
            fences = re.findall(r"^```+.*?^```+$", template.read(), re.S | re.M)
        found |= words(" ".join(fences))
    return found


def translate(workspace, name, *options):
    """Extracts, translates and builds; the messages and what all pages say."""
    status, said = run(workspace, "translate", "extract")
    check(status == 0, f"{name}: units are extracted", said)
    entries = messages(f"{workspace}/po/messages.pot")
    check(len(entries) == len(set(entries)), f"{name}: each is there once")
    check(all(turned(turned(text, TABLE), BACK) == text for _, text in entries), f"{name}: words can be turned back")
    write_catalog(workspace, entries)
    status, said = run(workspace, "build", "--lang", "uk", "-q", *options)
    check(status == 0 and "translation" not in said, f"{name}: all is translated and nothing is lost", said)
    return entries, "\n".join(printed(path) for path in documents(workspace))


def check_left(name, entries, text, known):
    """A word of the source on a page that is not the data's was missed."""
    source = {word for _, msgid in entries for word in words(plain(msgid)) if word != word.translate(TABLE)}
    left = sorted((words(text) & source) - known)
    check(not left, f"{name}: no word of the source is left", left)


def check_there(name, entries, text, share):
    """Each message's words are printed, by their letters: lines and pages may part them."""
    all_letters = letters(text).lower()
    lost = [msgid for _, msgid in entries
            if not all(letters(word).translate(TABLE).lower() in all_letters for word in words(plain(msgid)))]
    check(len(lost) <= (1 - share) * len(entries), f"{name}: the messages' words are printed ({len(lost)} are not)",
          *lost[:12])


HARD = {
    "dokuwerk.yaml": """title: Probe
database: p.db
languages: {source: de, targets: [uk]}
translatable: {thing: [label, text_md]}
date: 2015-12-31
documents:
  - template: hard
    languages: [uk]
    output: "hard.{{lang}}.pdf"
""",
    "schema.sql": "CREATE TABLE thing(id INTEGER PRIMARY KEY, label TEXT NOT NULL, text_md TEXT, city TEXT);\n"
                  "CREATE VIEW thing_view AS SELECT id, label AS shown FROM thing;\n",
    "records/thing.csv": 'id,label,text_md,city\n1,Gegenstand,"Erklärung *mit* Betonung.\n\n- Aufzählung eins\n'
                         '- Aufzählung zwei\n\n> Zitiertes",Magdeburg\n2,Beratungsstelle,"## Zwischentitel\n\nErläuterung",Halle\n',
    "text/part.md": """## Bausteinüberschrift

Bausteintext mit Fußnote[^part] und @sec-first.

[^part]: Fußnotentext im Baustein.
""",
    "text/notes.md": "[^outer]: Fußnote eines anderen Bausteins, in\n    zwei Zeilen.\n\n    Zweiter Absatz.\n",
    "templates/frame.md": """::: {.note title="Rahmentitel"}
Rahmenanfang

{{$body}}Vorgabe{{/body}}
:::
""",
    "templates/hard.md": """---
title: "Dokumenttitel {{project.none}}"
params: {n: {type: int, default: 3}}
running: {place: "Laufzeile"}
---
```sql things
SELECT id, label, text_md, city FROM thing WHERE label <> '' ORDER BY label
```
```sql shown
SELECT shown, tr('thing.label', trim(shown)) AS computed FROM thing_view ORDER BY shown
```
# Erstüberschrift {#sec-first .x}

Zweite Überschrift
------------------

Absatz eins mit **Betonung**, `code` und
[Verweistext](https://example.org/weg) in
{{n | plural:"one{# Zeile} other{# Zeilen}"}}.

Harter\\
Umbruch  
dreifach.

- Listenpunkt
  fortgesetzt
  - Unterpunkt

    Folgeabsatz darin
- [ ] Aufgabe offen
- [x] Aufgabe erledigt

1. Nummeriert

   > Zitat in der Liste
   > über Zeilen

> [!NOTE]
> Hinweiskasten

:::: {.note title="Notiztitel \\"zitiert\\""}
Notizabsatz

::: {.tip title='Tipptitel'}
Tippabsatz
:::
::::

| Spaltenkopf | Zahlenspalte |
|-------------|-----:|
{{#things}}
| {{city}} Zeilentext \\| Strich{{^-last}}, weitere{{/-last}} | {{-index}} |
{{/things}}
| Schlusszeile<br>umbrochen | 9 |

: Tabellenbeschriftung {#tbl-bars}

::: {.table data=things cols="label:* city" heads="Bezeichnung|Stadtname" total-label="Gesamtsumme"}
Datenbeschriftung
:::

::: {.table header-rows=1}
- - Listenkopf
  - Zweitkopf
- - Listenzelle
  - Zweitzelle
:::

{{#things}}
### {{label}}

Satz über {{label}} in {{city}}.

{{{text_md}}}
{{/things}}

{{#shown}}
- {{shown}}: {{computed}}
{{/shown}}

{{#n}}Wenn {{n}} vorhanden{{/n}}{{^n}}Sonst leer{{/n}}, dann Ende.

{{#n}}
Bedingter Absatz
{{/n}}
{{#n}}
direkt gefolgt
{{/n}}

{{=<% %>=}}
Begrenzer <%n%> gewechselt.
<%={{ }}=%>

::: {.facts}
- **12** Kennzahlwort
:::

::: {.agenda}
- [10:00]{.time} **Programmpunkt**\\
  [Vortragende]{.who}
:::

::: {.contact}
**Kontaktname**
Telefonisch 0391 567 2415, Notruf 112, Bereitschaft 116 117
:::

::: {.steps}
1. Schrittanfang

2. Schrittende
:::

::: {.imprint}
- **Herausgeber** Verein{{#n}}, mit Zusatz{{/n}}\\
  Zweitzeile; Anschrift
:::

Verweis auf äußere Fußnote.[^outer]

{{> notes}}
{{> part}}

{{<frame}}{{$body}}Füllung des Rahmens{{/body}}{{/frame}}

Fremdwort [parole]{lang=fr} *Sternchen* Mitarbeiter*innen.

Letzter Absatz.
""",
}


def hard_cases():
    workspace = f"{folder}/hard"
    for path, content in HARD.items():
        os.makedirs(os.path.dirname(f"{workspace}/{path}"), exist_ok=True)
        with open(f"{workspace}/{path}", "w", encoding="utf-8") as out:
            out.write(content.replace(" {{project.none}}", ""))
    os.makedirs(f"{workspace}/po", exist_ok=True)
    status, said = run(workspace, "import")
    check(status == 0, "hard: data are imported", said)
    entries, text = translate(workspace, "hard")
    known = {"Magdeburg", "Halle", "parole", "code", "Zeilen"}  # data, code, a formatter's argument
    check_left("hard", entries, text, known)
    latin = {word for word in words(text) if word.lower().strip(LATIN) == ""}
    left = sorted(latin - known - {"Note", "Section", "Table"})  # the program's own words
    check(not left, "hard: nor is any other Latin word", left)
    hidden = ("Gesamtsumme", "Laufzeile", "Dokumenttitel", "{{$body}}")
    shown = [(c, m) for c, m in entries if not m.startswith(hidden) and "Sonst" not in m]
    check_there("hard", shown, text, 1)
    entry = {m: c for c, m in entries}
    check(entry.get("Gegenstand") == "thing.label" and entry.get("Aufzählung eins") == "thing.text_md",
          "hard: columns have their context", entry)


def columns():
    """What a statement asks sees the source's text; what has no translation says so, with its row."""
    workspace = f"{folder}/hard"
    with open(f"{workspace}/templates/hard.md", "w", encoding="utf-8") as out:
        out.write("""---
title: Probe
params: {}
---
```sql one {one}
SELECT label FROM thing WHERE label = 'Gegenstand'
```
```sql things {key=label}
SELECT id, label AS named, label FROM thing_view JOIN thing USING (id) ORDER BY label
```
```sql again
SELECT named AS third FROM q.things WHERE named LIKE 'Gegen%'
```
```sql computed
SELECT tr('thing.label', label) AS word FROM thing ORDER BY tr('thing.label', label) COLLATE locale
```
{{one.label}}

{{#things}}
- {{named}}
{{/things}}

{{#again}}
{{third}}
{{/again}}

{{computed | join}}
""")
    write_catalog(workspace, [(None, "Probe"), ("thing.label", "Gegenstand")])
    status, said = run(workspace, "build", "--lang", "uk", "-q")
    text = printed(f"{workspace}/out/hard.uk.pdf")
    word = turned("Gegenstand", TABLE)
    check(status == 0 and "no translation into 'uk': 'Beratungsstelle' (things id=2, column label)" in said,
          "columns: what is missing is told of with its row", said)
    check(text.count(word) == 4 and "Gegenstand" not in text, "columns: each value is translated", text)
    check(text.count("Beratungsstelle") == 2, "columns: and what is missing printed as it is", text)
    status, said = run(workspace, "build", "--lang", "uk", "-q", "--strict")
    check(status == 1, "columns: --strict refuses it")
    with open(f"{workspace}/templates/hard.md", "a", encoding="utf-8") as out:
        out.write("```sql wrong\nSELECT tr('thing.labl', label) AS word FROM thing ORDER BY id\n```\n{{#wrong}}\n{{word}}\n{{/wrong}}\n")
    status, said = run(workspace, "build", "--lang", "uk", "-q")
    check(status == 1 and said.count("tr(): 'thing.labl' does not stand under translatable:") == 1 and "'thing.label'?" in said,
          "columns: tr() knows those that are declared", said)


def sample_data():
    workspace = f"{folder}/data"
    shutil.copytree(f"{root}/data", workspace, ignore=shutil.ignore_patterns("out", "*.db", "po"))
    os.makedirs(f"{workspace}/po")
    with open(f"{workspace}/dokuwerk.yaml", encoding="utf-8") as manifest:
        each = re.search(r"SELECT e\.id AS event_id.*", manifest.read()).group()
    with open(f"{workspace}/dokuwerk.yaml", "w", encoding="utf-8") as out:
        out.write(f"""title: Probe
database: project.db
languages: {{source: de, targets: [uk]}}
date: 2025-01-31
documents:
  - template: event-documentation
    languages: [uk]
    each: {each} LIMIT 3
    output: "{{{{slug}}}}.pdf"
  - template: funding-report
    languages: [uk]
    each: SELECT id AS report_id, slug FROM report ORDER BY id LIMIT 1
    output: "bericht-{{{{slug}}}}.pdf"
  - template: specimen
    languages: [uk]
    output: "muster.pdf"
""")
    status, said = run(workspace, "import")
    check(status == 0, "data: data are imported", said)
    entries, text = translate(workspace, "data")
    check(len(entries) > 300, "data: there are hundreds of units", len(entries))
    known = template_data(["event-documentation", "funding-report", "specimen", "imprint"])
    with open(f"{root}/data/schema.sql", encoding="utf-8") as schema:
        known |= words(schema.read())
    forms = words(" ".join(text for _, text in entries if re.match(r"(one|other)\{", text)), 4)
    check_left("data", entries, text, data_words(workspace) | known | forms)
    check_there("data", entries, text, 0.5)


def brochure():
    """All of its units are printed, whatever the language: two words of one are another's, or the outline's."""
    workspace = f"{folder}/brochure"
    shutil.copytree(f"{root}/data", workspace, ignore=shutil.ignore_patterns("out", "*.db", "po", "*.de-x-leicht.md"))
    os.makedirs(f"{workspace}/po")
    with open(f"{workspace}/dokuwerk.yaml", "w", encoding="utf-8") as out:
        out.write("""title: Probe
database: project.db
languages: {source: de, targets: [uk]}
translatable: {advice_kind: [label]}
date: 2025-01-31
documents:
  - template: brochure
    languages: [uk]
    output: "willkommen.pdf"
""")
    status, said = run(workspace, "import")
    check(status == 0, "brochure: data are imported", said)
    entries, text = translate(workspace, "brochure")
    named = words(" ".join(re.findall(r"\[([^\]]*)\]\{lang=", " ".join(msgid for _, msgid in entries))))
    check_left("brochure", entries, text, data_words(workspace) | named)
    hidden = [msgid for _, msgid in entries if "{{translator}}" in msgid or "{{revised" in msgid]
    check(len(hidden) == 2, "brochure: a catalogue without credits prints none", hidden)
    check_there("brochure", [(c, m) for c, m in entries if m not in hidden], text, 1)


hard_cases()
columns()
sample_data()
brochure()
finish()
