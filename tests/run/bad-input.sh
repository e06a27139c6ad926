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
    printf '# Gut\n' >"$work/good.md"
    run typeset good.md -C w
    ends_with 1 "it fails for one document, too"
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

paths_that_meet() { # paths_that_meet SENTENCE SQL: its rows' slugs are one path
    sed -i '/^documents/,$d' "$work/w/dokuwerk.yaml"
    cat >>"$work/w/dokuwerk.yaml" <<FILE
documents:
  - template: good
    each: $2
    output: "{{slug}}.pdf"
  - template: good
    output: good.pdf
FILE
    run import -C w -q
    run build -C w
    ends_with 1 "$1: the build fails"
    says "two documents would be written to" "$1: the words"
    says "differs in case or Unicode normalisation only" "$1: why"
    check "$1: others are built" is_pdf "$work/w/out/good.pdf"
    check "$1: neither is written" test "$(find "$work/w/out" -name '*.pdf' | wc -l)" = 1
    sample
}

# output SENTENCE PATH FRAGMENT: a path that no document may have
output() {
    sed -i "s|output: bad.pdf|output: $2|" "$work/w/dokuwerk.yaml"
    printf '# Schlecht\n' >"$work/w/templates/bad.md"
    run import -C w -q
    run build -C w
    ends_with 1 "$1: the build fails"
    says "dokuwerk.yaml:5:" "$1: the place"
    says "$3" "$1: the words"
    check "$1: others are built" is_pdf "$work/w/out/good.pdf"
    sample
}

outputs() {
    paths_that_meet "paths that differ in case" "SELECT 'Straße' AS slug UNION ALL SELECT 'STRASSE'"
    paths_that_meet "paths that differ in normalisation" \
        "SELECT 'm'||char(228) AS slug UNION ALL SELECT 'ma'||char(776)"
    output "a hidden output" .bad.pdf "not a usable file name"
    output "an output in a hidden folder" a/.b/bad.pdf "not a usable file name"
    output "an absolute output" /bad.pdf "leaves the output folder"
    output "an output that is a folder" bad/ "not a usable file name"
    output "an output with a backslash" 'a\\\\b.pdf' "not a usable file name"
    output "the record's own name" Manifest.json "kept for the record"
    output "an output with a name that has no value" '"{{slug}}.pdf"' "'slug'"

    printf '# Schlecht\n' >"$work/w/templates/bad.md"
    sed -i 's|output: bad.pdf|each: SELECT "../x" AS slug\n    output: "{{slug}}.pdf"|' "$work/w/dokuwerk.yaml"
    sed -i "s/\"..\/x\"/'..\/x'/" "$work/w/dokuwerk.yaml"
    run import -C w -q
    run build -C w
    says "dokuwerk.yaml:6:14: error: '../x' for 'slug' cannot stand in a path" "a value with a slash is refused"
    says "(row 1)" "a value with a slash: its row"
    only_good_is_built "a value with a slash"
    sample
}

# In a workspace above the current folder paths are the workspace's own; shipped files are named so too.
places() {
    printf '# Schlecht\n\n{{nix}}\n' >"$work/w/templates/bad.md"
    run import -C w -q
    mkdir -p "$work/w/sub/deep"
    (cd "$work/w/sub/deep" && "$DOKUWERK" build) >"$work.out" 2>"$work.err"
    status=$?
    check "a place is relative to the workspace, wherever the run began" \
        grep -q '^templates/bad.md:3:1: error: ' "$work.err"
    only_good_is_built "a run below the workspace"
    (cd / && "$DOKUWERK" build -C "$work/w") >"$work.out" 2>"$work.err"
    check "and from elsewhere" grep -q '^templates/bad.md:3:1: error: ' "$work.err"
    check "no message names the machine's folders" not grep -qF "$work" "$work.err" "$work/w/out/manifest.json"
    run build -C w --diagnostics json
    check "each line of JSON is an object with all keys" python3 -c '
import json, sys
for line in open(sys.argv[1]):
    assert json.loads(line).keys() >= set("severity code file line column message notes document".split()), line
' "$work.err"
    says '"code": "no-value"' "a message has a code"
    sample
}

leftovers() {
    mkdir -p "$work/w/out/a" "$work/w/out/.git"
    printf '# Gut\n' >"$work/w/templates/bad.md"
    run import -C w -q
    touch "$work/w/out/.bad.pdf.4194304.tmp" "$work/w/out/a/.x.pdf.4194304.tmp" "$work/w/out/.mine.tmp" \
        "$work/w/out/.x.pdf.$$.tmp"
    run build -C w
    check "what a killed run left is swept" test ! -e "$work/w/out/.bad.pdf.4194304.tmp"
    check "in folders too" test ! -e "$work/w/out/a/.x.pdf.4194304.tmp"
    check "what a running process writes is not" test -e "$work/w/out/.x.pdf.$$.tmp"
    check "other files are not" test -e "$work/w/out/.mine.tmp"
    sample
}

unwritable() {
    printf '# Schlecht\n' >"$work/w/templates/bad.md"
    run import -C w -q
    mkdir -p "$work/w/out/bad.pdf"
    run build -C w
    ends_with 3 "an output that cannot be written is the environment's fault"
    says "bad.pdf: error: cannot write: " "an output that cannot be written is named"
    check "the others are built" is_pdf "$work/w/out/good.pdf"
    sample
    run typeset w/templates/good.md -o w/templates/good.md
    ends_with 2 "a source is not written over"
    check "a source stays" grep -q 'Dieser Text' "$work/w/templates/good.md"
    mkfifo "$work/pipe"
    cat "$work/pipe" >"$work/piped" &
    run typeset w/templates/good.md -o pipe
    wait $!
    check "a pipe is written, not replaced" test -p "$work/pipe"
    check "what was piped is the PDF" is_pdf "$work/piped"
    run typeset w/templates
    ends_with 3 "a folder cannot be opened"
    run typeset w/templates/good.md --lang xx
    ends_with 2 "an unknown language"
    run typeset w/templates/good.md -o w/templates/good.md/x.pdf
    ends_with 3 "a file is no folder"
    says "Not a directory" "a file is no folder: the words"
    printf '# Lang\n\n%s\n' "$(printf 'wort %.0s' {1..40000})" >"$work/w/long.md"
    (cd "$work" && ulimit -f 20 && "$DOKUWERK" typeset w/long.md -o long.pdf) 2>"$work.err"
    status=$?
    ends_with 3 "a full disk is the environment's fault"
    says "long.pdf: error: cannot write the PDF: " "a full disk: the file"
    check "and leaves nothing" find "$work" -name '*long.pdf*' -exec false {} +
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

# Text that no paragraph can be made of: told at its place, and soon.
texts() {
    printf -- '---\nparams: {}\n---\nEin {{v}} Wort.\n' >"$work/t.md"
    printf '{"v": "a\\ud800"}' >"$work/d.json"
    run typeset t.md --data d.json -o t.pdf
    ends_with 1 "half a surrogate pair fails the document"
    says "d.json:1:9: error: a surrogate by itself is no character" "half a pair: its place"
    { printf '{"v": "' && head -c 10000000 /dev/zero | tr '\0' a && printf '"}'; } >"$work/d.json"
    run typeset t.md --data d.json -o t.pdf
    ends_with 1 "a value of 10 MB fails the document"
    says "t.md:4:5: error: a value that makes this paragraph longer than 400 kB" "10 MB: its place"
    { head -c 10000000 /dev/zero | tr '\0' a && echo; } >"$work/t.md"
    run typeset t.md -o t.pdf
    ends_with 1 "a word of 10 MB fails the document"
    says "t.md:1:1: error: a paragraph of over 400 kB" "a word of 10 MB: its place"
    { printf -- '---\ntitle: ' && head -c 1000000 /dev/zero | tr '\0' a && printf '\n---\nText\n'; } >"$work/t.md"
    run typeset t.md -o t.pdf
    ends_with 1 "a title of 1 MB fails the document"
    says "t.md:2:8: error: 'title' is over 10 kB" "a title of 1 MB: its place"
    printf -- '---\nparams: {v: text}\n---\nEin {{v}} Wort.\n' >"$work/t.md"
    run typeset t.md -o t.pdf --param v="$(printf 'a\355\240\200')"
    ends_with 2 "a surrogate on the command line is a wrong use"
    says "--param 'v' is not UTF-8" "a surrogate on the command line: the words"
}

not() { ! "$@"; }

sample
columns_and_tags
queries
bytes_and_files
glyphs
manifests
outputs
places
leftovers
unwritable
databases
texts
finish
