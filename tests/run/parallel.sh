# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# .parallel in templates: expanded once for each language of a bilingual edition, transparent in
# others; in loops, partials, layouts, other divs. Its tags: read unit by unit, each in its language.
. tests/lib.sh

mkdir -p "$work/w/templates" "$work/w/text" "$work/w/po" "$work/w/records"
cat >"$work/w/dokuwerk.yaml" <<'E'
title: Zwei Sprachen
database: one.db
languages: {source: de, targets: [en, ar]}
theme: brochure
translatable: {place: [name]}
documents:
  - {template: b, languages: [de, en, de+en, en+de, de+ar], output: "{{lang}}.pdf"}
E
cat >"$work/w/schema.sql" <<'E'
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, n INTEGER NOT NULL) STRICT;
E
printf 'id,name,n\n1,Rathaus,1234\n2,Schule,5678\n' >"$work/w/records/place.csv"
cat >"$work/w/text/card.md" <<'E'
---
params: {who: text}
---
::: {.parallel}
Karte für {{who}} ({{lang}}, {{dir}}).
:::
E
cat >"$work/w/text/base.md" <<'E'
:::: {.parallel}
{{$body}}
Nichts.
{{/body}}
::::
E
echo 'Ein ganzer Text.' >"$work/w/text/whole.md"
echo 'نص كامل.' >"$work/w/text/whole.ar.md"
cat >"$work/w/templates/b.md" <<'E'
---
title: Willkommen
template: true
---
```sql places
SELECT id, name, n FROM place ORDER BY id
```

:::: {.parallel}
# Orte {#sec-places}

Siehe @sec-places.[^a]

[^a]: Anmerkung zu Orten.

{{#places}}
- {{name}}: {{n}}
{{/places}}

::: {.table data=places cols="name n:number" heads="Ort|Zahl" total=n}
Alle Orte
:::

{{> whole}}
::::

{{#places}}
::::: {.keep}
:::: {.parallel}
## Haus {{id}}

Der Ort {{name}} hat {{n}} Einwohner.

```
::: {.parallel}
```
::::
:::::
{{> card who=name}}
{{/places}}

{{<base}}{{$body}}
Aus dem Block ({{lang}}).
{{/body}}{{/base}}

:::: {.parallel}
::: {lang=de}
Von Hand.
:::
::: {lang=en}
By hand.
:::
::::
E
cat >"$work/w/po/en.po" <<'E'
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: en\n"

msgid "Willkommen"
msgstr "Welcome"

msgid "Orte"
msgstr "Places"

msgid "Siehe @sec-places.[^a]"
msgstr "See @sec-places.[^a]"

msgid "Anmerkung zu Orten."
msgstr "A note on places."

msgid "Alle Orte"
msgstr "All places"

msgid "Ort|Zahl"
msgstr "Place|Number"

msgid "Ein ganzer Text."
msgstr "A whole text."

msgid "Haus {{id}}"
msgstr "House {{id}}"

msgid "Der Ort {{name}} hat {{n}} Einwohner."
msgstr "{{n}} people live in {{name}}."

msgid "Karte für {{who}} ({{lang}}, {{dir}})."
msgstr "Card for {{who}} ({{lang}}, {{dir}})."

msgid "Aus dem Block ({{lang}})."
msgstr "From the block ({{lang}})."

msgid "Nichts."
msgstr "Nothing."

msgid "Von Hand."
msgstr "Von Hand."

msgid "By hand."
msgstr "By hand."

msgctxt "place.name"
msgid "Rathaus"
msgstr "Town hall"

msgctxt "place.name"
msgid "Schule"
msgstr "School"
E

has() { # has LANGUAGES TEXT SENTENCE
    check "$3" grep -qF -- "$2" "$work/$1.txt"
}
lacks() {
    check "$3" test "$(grep -cF -- "$2" "$work/$1.txt")" = 0
}

run import -q -C w
run build -q -C w
ends_with 0 "a document in pairs of languages is built"
for lang in de en de+en en+de de+ar; do
    pdftotext -raw "$work/w/out/$lang.pdf" "$work/$lang.txt"
    pdfinfo -struct-text "$work/w/out/$lang.pdf" >"$work/$lang.tags"
    check "$lang is a sound PDF" qpdf --check "$work/w/out/$lang.pdf"
done

lacks de "people live" "an edition in one language has that alone"
has de "Der Ort Rathaus hat 1.234 Einwohner." "in one language the div is transparent"
has en "1,234 people live in Town hall." "in one translated language, too"
has de+en "Der Ort Rathaus hat 1.234" "the first language's values are in its forms"
has de+en "1,234 people live in Town hall" "the second language's values are in its own forms and words"
has de+en "Rathaus: 1.234" "a loop inside is expanded in the first language"
has de+en "Karte für Rathaus (de, ltr)." "a div in a partial stands in both languages: the first"
has de+en "(en, ltr)." "a div in a partial stands in both languages: the second"
has de+en "Aus dem Block (de)." "a layout's block in the first"
has de+en "From the block (en)." "a layout's block is found in the second, too"
has de+en "Anmerkung zu Orten." "footnotes of the first language"
has de+en "A note on places." "footnotes of the second are notes of their own"
has de+en "Abschnitt „Orte“" "a reference in the first language's words"
has de+en "Section “Places”" "a reference in the second's words, with its title"
has de+en "Place" "heads in the second language"
has de+en "Town hall 1,234" "values of declared columns in a table of the second language"
has de+en "School: 5,678" "and in a loop"
has de+en "Summe" "a total in the first language"
has de+en "Total" "a total in the second"
has de+en "By hand." "languages written out are left as they are"
check "what is written out stands once" test "$(grep -cF 'By hand.' "$work/de+en.txt")" = 1
has en+de "people live" "the other way round: the first"
has en+de "Einwohner." "the other way round: the second"
has de+ar "Ein ganzer Text." "a partial of the first language"
check "the second's text replaces a partial" grep -q 'نص' "$work/de+ar.txt"
has de+ar "rtl" "the second's direction"

check "title and chapter are the first language's" grep -q '^Title: *Willkommen' <(pdfinfo "$work/w/out/de+en.pdf")
check "the foot has both titles" grep -q 'Willkommen.*Welcome' <(pdftotext -layout "$work/w/out/de+en.pdf" -)
check "the outline has the first language's headings alone" \
    test "$(qpdf --json --json-key=outlines "$work/w/out/de+en.pdf" | grep -c '"title"')" = 3
check "headings come in pairs" test "$(grep -c '^ *H2' "$work/de+en.tags")" = 4
check "units are read in one language, then in the other" \
    diff - <(grep -A1 '^ *H[12]' "$work/de+en.tags" | grep -oE '"[^"]*"') <<'E'
"Orte"
"Places"
"Haus 1"
"House 1"
"Haus 2"
"House 2"
E
said() { qpdf --qdf --object-streams=disable "$work/w/out/de+en.pdf" - | grep -acF "/Lang <feff0065006e>"; } # en, in UTF-16
check "each unit of the second language says so" test "$(said)" -ge 8

finish
