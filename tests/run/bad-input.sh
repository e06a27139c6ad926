# SPDX-License-Identifier: GPL-3.0-or-later
# Wrong input in a workspace of two documents, "good" and "bad": each mistake is reported at its
# place in words that help, the good document is built all the same, and the exit status is right.
. tests/lib.sh
no_glyph=$(printf '\364\217\203\260') # U+10F0F0, for private use

sample() { # the workspace that each case begins with, in $work/w
    rm -rf "$work/w"
    mkdir -p "$work/w/templates" "$work/w/records" "$work/w/media"
    cat >"$work/w/schema.sql" <<'FILE'
CREATE TABLE event(id INTEGER PRIMARY KEY, title TEXT NOT NULL, summary_md TEXT) STRICT;
FILE
    cat >"$work/w/records/event.csv" <<'FILE'
id,title,summary_md
1,1. Dialogforum,Viele **Gäste** kamen.
2,2. Dialogforum,Das Wort Mar@ke fehlt.
FILE
    sed -i "s/@/$no_glyph/" "$work/w/records/event.csv"
    printf '# Gut\n\nDieser Text steht.\n' >"$work/w/templates/good.md"
    cat >"$work/w/dokuwerk.yaml" <<'FILE'
title: Prüfung
database: project.db
documents:
  - template: bad
    output: bad.pdf
  - template: good
    output: good.pdf
FILE
}

# The good document is there, the bad one is not, and the build says that it failed.
only_good_is_built() {
    ends_with 1 "$1: the build fails"
    check "$1: the good document is built" is_pdf "$work/w/out/good.pdf"
    check "$1: the bad document is not written" test ! -e "$work/w/out/bad.pdf"
}

# fault SENTENCE PLACE FRAGMENT…: templates/bad.md is read from standard input; a message begins
# with PLACE (file:line:col), and the fragments are said.
fault() {
    local sentence=$1 place=$2 fragment
    shift 2
    cat >"$work/w/templates/bad.md"
    run import -C w -q
    run build -C w
    says "$place: error: " "$sentence: the place"
    for fragment in "$@"; do
        says "$fragment" "$sentence: the words"
    done
    only_good_is_built "$sentence"
    sample
}

columns_and_tags() {
    fault "an unknown column" templates/bad.md:6:3 "'titel'" "did you mean 'title'?" <<'FILE'
---
---
```sql event {one}
SELECT * FROM event WHERE id = 1
```
# {{event.titel}}
FILE
    fault "an unknown name" templates/bad.md:3:8 "'oragniser'" <<'FILE'
---
---
Dank an{{oragniser}}.
FILE
    fault "a missing partial" templates/bad.md:4:1 "'imprnt'" <<'FILE'
---
template: true
---
{{> imprnt}}
FILE
    fault "a section that is not closed" templates/bad.md:6:1 "'events'" <<'FILE'
---
---
```sql events
SELECT * FROM event
```
{{#events}}
FILE
    fault "a formatter that is not known" templates/bad.md:6:1 "'dat'" "did you mean 'date'?" <<'FILE'
---
---
```sql event {one}
SELECT * FROM event WHERE id = 1
```
{{event.id | dat:long}}
FILE
}

queries() {
    fault "an error in SQL" templates/bad.md:4:8 "'titel'" "did you mean 'title'?" <<'FILE'
---
---
```sql event {one}
SELECT titel FROM event WHERE id = 1
```
FILE
    fault "a query that is no SQL" templates/bad.md:5:1 "FORM" <<'FILE'
---
---
```sql event
SELECT *
FORM event
```
FILE
    fault "a query that writes" templates/bad.md:4:1 "read" <<'FILE'
---
---
```sql event
DELETE FROM event
```
FILE
    fault "two rows for {one}" templates/bad.md:3:1 "'event'" "2" <<'FILE'
---
---
```sql event {one}
SELECT * FROM event
```
FILE
    fault "no row for {one}" templates/bad.md:3:1 "'event'" "0 rows" <<'FILE'
---
---
```sql event {one}
SELECT * FROM event WHERE id = 99
```
FILE
    fault "a parameter without a value" templates/bad.md:4:32 "event_id" <<'FILE'
---
---
```sql event
SELECT * FROM event WHERE id = :event_id
```
FILE
}

bytes_and_files() {
    fault "invalid UTF-8" templates/bad.md:3:5 "UTF-8" < <(printf '# Gut\n\nGr\303\266\303\237\377e\n')
    fault "front matter that is no YAML" templates/bad.md:2:15 "mapping" <<'FILE'
---
title: Bericht: Ende
template: true
---
Text
FILE
    fault "an unknown key in the front matter" templates/bad.md:2:1 "'titel'" "did you mean 'title'?" <<'FILE'
---
titel: Bericht
template: true
---
Text
FILE
    fault "an unknown theme" templates/bad.md:2:8 "'haus'" <<'FILE'
---
theme: haus
template: true
---
Text
FILE
    fault "a picture that is not there" templates/bad.md:4:1 "'fehlt.png'" <<'FILE'
---
template: true
---
![Ein Bild](fehlt.png)
FILE
    printf 'Dies ist kein Bild.\n' >"$work/w/media/text.png"
    fault "a text named .png" templates/bad.md:4:1 "text.png" <<'FILE'
---
template: true
---
![Ein Bild](../media/text.png)
FILE
    fault "a div that is not closed" templates/bad.md:4:1 ":::" <<'FILE'
---
template: true
---
::: {.note}
Text
FILE
    fault "an unknown class of div" templates/bad.md:4:6 "'nota'" "did you mean 'note'?" <<'FILE'
---
template: true
---
::: {.nota}
Text
:::
FILE
    fault "a reference to nowhere" templates/bad.md:4:7 "fig-weg" <<'FILE'
---
template: true
---
Siehe @fig-weg dort.
FILE
    fault "an id given twice" templates/bad.md:6:1 "'eins'" <<'FILE'
---
template: true
---
# Erstens {#eins}

# Zweitens {#eins}
FILE
}

glyphs() {
    fault "a glyph that no font has" templates/bad.md:4:13 "U+10F0F0" "Mar" < <(
        printf -- '---\ntemplate: true\n---\nDas Wort Mar%ske fehlt.\n' "$no_glyph")
    fault "a glyph that no font has, in a value" templates/bad.md:6:1 \
        "U+10F0F0" "(event id=2, column summary_md)" <<'FILE'
---
---
```sql event {one}
SELECT id, title, summary_md FROM event WHERE id = 2
```
{{event.summary_md}}
FILE
}

manifests() {
    printf '# Schlecht\n' >"$work/w/templates/bad.md"
    sed -i 's/output: good.pdf/output: BAD.pdf/' "$work/w/dokuwerk.yaml"
    run import -C w -q
    run build -C w
    ends_with 1 "two documents with one path fail"
    says "dokuwerk.yaml:" "two documents with one path are reported in the manifest"
    sample

    sed -i 's/output: bad.pdf/output: ..\/bad.pdf/' "$work/w/dokuwerk.yaml"
    printf '# Schlecht\n' >"$work/w/templates/bad.md"
    run import -C w -q
    run build -C w
    says "dokuwerk.yaml:5:" "a path that leaves OUT is reported at its place"
    only_good_is_built "a path that leaves OUT"
    check "nothing is written outside OUT" test ! -e "$work/w/bad.pdf"
    sample

    printf 'documents: [\n' >"$work/w/dokuwerk.yaml"
    run build -C w
    ends_with 1 "a manifest that cannot be read fails"
    says "dokuwerk.yaml:" "a manifest that cannot be read is named with its place"
    sample

    sed -i 's/^title:/titel:/' "$work/w/dokuwerk.yaml"
    run build -C w
    says "dokuwerk.yaml:1:1: error: " "an unknown key in the manifest is reported at its place"
    says "did you mean 'title'?" "an unknown key in the manifest suggests a near one"
    sample

    sed -i 's/template: bad$/template: goof/' "$work/w/dokuwerk.yaml"
    run import -C w -q
    run build -C w
    says "dokuwerk.yaml:4:" "an unknown template is reported where it is named"
    says "'goof'" "an unknown template is named"
    only_good_is_built "an unknown template"
    sample
}

databases() {
    printf '# Schlecht\n' >"$work/w/templates/bad.md"
    run build -C w
    ends_with 3 "a missing database is the environment's fault"
    says "project.db" "a missing database is named"
    printf 'Dies ist keine Datenbank, nur ein Text, der lang genug ist.\n%.0s' {1..20} >"$work/w/project.db"
    run build -C w
    ends_with 3 "a file that is no database is the environment's fault"
    says "project.db" "a file that is no database is named"
    sample

    printf 'id,title,summary_md\n1,Eins,\nzwei,Zwei,\n' >"$work/w/records/event.csv"
    run import -C w
    ends_with 1 "a wrong cell fails the import"
    says "records/event.csv:3:1: error: " "a wrong cell is reported at its place"
    says "zwei" "a wrong cell's value is shown"
    check "a refused import makes no database" test ! -e "$work/w/project.db"
}

sample
columns_and_tags
queries
bytes_and_files
glyphs
manifests
databases
finish
