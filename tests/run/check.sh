# SPDX-License-Identifier: GPL-3.0-or-later
# Checks: files in checks/ that documents name, and the command `check`, which tells all findings of
# a workspace and writes nothing.
. tests/lib.sh

sample() { # a workspace of two documents with one check, in $work/w
    rm -rf "$work/w"
    mkdir -p "$work/w/templates" "$work/w/records" "$work/w/checks"
    cat >"$work/w/schema.sql" <<'FILE'
CREATE TABLE event(id INTEGER PRIMARY KEY, title TEXT, people INTEGER) STRICT;
FILE
    printf 'id,title,people\n1,Forum,40\n2,Werkstatt,\n' >"$work/w/records/event.csv"
    cat >"$work/w/templates/event.md" <<'FILE'
---
params: {event_id: int}
checks: [people]
---
```sql event {one}
SELECT title FROM event WHERE id = :event_id
```
# {{event.title}}
FILE
    cat >"$work/w/checks/people.sql" <<'FILE'
-- error: an event without people
-- Source: none but common sense.

SELECT title || ' had nobody' AS message, 'event' AS "table", id AS "key", 'people' AS "column"
  FROM event WHERE id = :event_id AND people IS NULL
FILE
    cat >"$work/w/dokuwerk.yaml" <<'FILE'
title: Prüfung
database: project.db
documents:
  - template: event
    each: SELECT id AS event_id FROM event ORDER BY id
    output: "{{event_id}}.pdf"
FILE
    run import -C w -q
    ends_with 0 "the sample's records are imported"
}

in_w() { cat >"$work/w/$1"; } # the file's new content is read from standard input

count_of() { grep -cF -- "$1" "$work.err"; }

stops_one_document() {
    run build -C w
    ends_with 1 "an error finding fails the build"
    says "checks/people.sql:4:1: error: check 'people': Werkstatt had nobody (event key=2, column people)" \
        "the finding stands at the SELECT and names its row"
    says "checks/people.sql:4:1: note: the rule: an event without people" "the rule is named"
    check "the other document is written" is_pdf "$work/w/out/1.pdf"
    check "the document is not" test ! -e "$work/w/out/2.pdf"
}

levels() {
    sed -i '1s/error/warning/' "$work/w/checks/people.sql"
    run build -C w
    ends_with 0 "a warning finding fails nothing"
    says "warning: check 'people'" "but is said"
    check "and the document is written" is_pdf "$work/w/out/2.pdf"
    run build -C w --strict
    ends_with 1 "unless warnings fail"
    sed -i '1s/warning/info/' "$work/w/checks/people.sql"
    run build -C w --strict
    ends_with 0 "an info never fails"
    check "nor is it said in a build" bash -c "! grep -q 'info: check' '$work.err'"
    run build -C w --strict -v
    says "4:1: info: check 'people'" "unless more is asked for"
    says "2 documents, 2 pages, 0 warnings, 0 errors" "and is counted nowhere"
    run build -C w -q --diagnostics json
    says '"severity": "info"' "its severity is in JSON"
    sample
}

rows_with_severities() {
    local before
    run build -C w
    echo "of an earlier build" >"$work/w/out/1.pdf"
    in_w checks/people.sql <<'FILE'
-- warning: an event without people
SELECT title || ' had nobody' AS message, CASE WHEN id = 1 THEN 'error' WHEN id = 3 THEN 'info' END AS "severity", 'event' AS "table", 'id=' || id AS "key"
  FROM event WHERE id = :event_id
FILE
    before=$(sha256sum <"$work/w/out/1.pdf")
    run build -C w
    ends_with 1 "a row that says error stops its document, whatever the check's own level"
    says "checks/people.sql:2:1: error: check 'people': Forum had nobody (event id=1)" "the row's own severity is said"
    says "checks/people.sql:2:1: warning: check 'people': Werkstatt had nobody (event id=2)" "a row with NULL has the check's"
    says "1 documents, 1 pages, 1 warnings, 1 errors" "the counts follow the rows"
    check "the previous file is as it was" test "$before" = "$(sha256sum <"$work/w/out/1.pdf")"
    check "the other document is written" is_pdf "$work/w/out/2.pdf"
    run check -C w
    ends_with 1 "the command check fails, too"
    says "2 documents, 1 checks, 1 warnings, 1 errors" "and counts the same"
    run check -C w --diagnostics json
    says '"severity": "error", "code": "check", "file": "checks/people.sql", "line": 2, "column": 1, "message": "check '"'people'"': Forum had nobody", "row": "event id=1"' \
        "JSON has the row's severity and its place"
    sed -i "s/THEN 'error'/THEN 'info'/" "$work/w/checks/people.sql"
    run build -C w
    ends_with 0 "without an error the build is done"
    check "and both documents are written" is_pdf "$work/w/out/1.pdf"
    run build -C w --strict
    ends_with 1 "but a warning fails a strict one"
    check "and only its document" test "$(count_of "failed")" = 1
    sample
}

globs() {
    local i
    for i in V01 V02 V10; do
        printf -- '-- warning: a\nSELECT '"'$i'"' AS message\n' >"$work/w/checks/$i.sql"
    done
    in_w checks/V0.sql <<<$'-- release: x\nSELECT 1 AS message, \'x\' AS path'
    sed -i 's/^checks:.*/checks: [V10, "V*"]/' "$work/w/templates/event.md"
    printf '    checks: ["V0?", people]\n' >>"$work/w/dokuwerk.yaml"
    run build -C w
    ends_with 1 "checks are named by globs"
    check "each runs once for a document" test "$(count_of "check 'V")" = 6
    says "Werkstatt had nobody" "and by names beside them"
    run check -C w
    says "2 documents, 5 checks, 3 warnings, 1 errors" "no check that a glob matches is run alone"
    sed -i 's/"V\*"/"W*"/' "$work/w/templates/event.md"
    run check -C w
    says "templates/event.md:3:16: error: no check matches 'W*'" "a glob without a match stands at its place"
    sed -i 's/"V0?"/"*x"/' "$work/w/dokuwerk.yaml"
    run check -C w
    says "dokuwerk.yaml:7:15: error: no check matches '*x'" "in the manifest too"
    sample
}

protocol() { # a workspace whose document lists what the checks find
    in_w checks/V1.sql <<<$'-- error: people are counted\n-- Source: the guide,\n-- page 3.\nSELECT title || \' had nobody\' AS message, \'event\' AS "table", \'id=\' || id AS "key" FROM event WHERE people IS NULL'
    in_w checks/V2.sql <<<$'-- warning: titles\nSELECT title AS message, CASE id WHEN 1 THEN \'info\' END AS severity FROM event ORDER BY id DESC'
    in_w checks/V3.sql <<<$'-- info: nothing\nSELECT 1 AS message WHERE 0'
    in_w templates/protocol.md <<'FILE'
---
findings: [V2, "V*"]
---
```sql found {of=checks on=check_name}
SELECT * FROM q.findings WHERE severity <> 'info' ORDER BY no
```
```sql events {one}
SELECT group_concat(e.title) AS titles FROM q.findings f JOIN q.checks c ON c.name = f.check_name JOIN event e ON f."key" = 'id=' || e.id
```
{{#checks}}
{{no}} {{name}}: {{title}} ({{source}}) {{level}} {{errors}}+{{warnings}}+{{infos}}={{findings}}{{#is_clean}} clean{{/is_clean}}
{{#found}}
- {{message}}
{{/found}}
{{/checks}}
{{events.titles}}

{{> list}}
FILE
    in_w templates/list.md <<'FILE'
{{#findings}}
{{no}} {{check_name}} {{severity}} {{place}}
{{/findings}}
FILE
    cat >>"$work/w/dokuwerk.yaml" <<'FILE'
  - template: protocol
    output: protocol.pdf
FILE
}

found_by_protocol() {
    cat <<'FILE'
1 V1: people are counted (the guide, page 3.) error 1+0+0=1
- Werkstatt had nobody
2 V2: titles () warning 0+1+1=2
- Werkstatt
3 V3: nothing () info 0+0+0=0 clean
Werkstatt

1 V1 error event id=2
2 V2 warning 
3 V2 info 
FILE
}

findings_as_data() {
    protocol
    sed -i '3d' "$work/w/templates/event.md"
    run expand "$work/w/templates/protocol.md" -C w
    ends_with 0 "a template may list what checks find"
    check "nothing is said of it" test ! -s "$work.err"
    check "the findings stand in loops, partials, children and in SQL" diff "$work.out" <(found_by_protocol)
    run build -C w --strict
    ends_with 0 "errors in the list stop nothing"
    says "3 documents, 3 pages, 0 warnings, 0 errors" "and count for nothing"
    check "its document is written" is_pdf "$work/w/out/protocol.pdf"
    run check -C w
    ends_with 1 "the command check tells them all the same"
    says "error: check 'V1': Werkstatt had nobody (event id=2)" "with place and row"
    says "3 documents, 4 checks, 1 warnings, 1 errors" "and counts them"
    check "once" test "$(count_of "error: ")" = 1
    sed -i 's/^findings:/checks: V1\n&/' "$work/w/templates/protocol.md"
    run build -C w
    ends_with 1 "a check of both lists stops the document"
    check "and speaks once" test "$(count_of "error: ")" = 1
    sample
}

findings_of_the_manifest() {
    protocol
    sed -i '/^findings:/d; /^```sql/,/^```$/d; /found}}/d; /message/d; /events/d' "$work/w/templates/protocol.md"
    sed -i '3d' "$work/w/templates/event.md"
    run build -C w
    ends_with 1 "without the key there are no such results"
    says "no value 'checks'" "and their names are missing"
    printf '    findings: [V3]\n' >>"$work/w/dokuwerk.yaml"
    run build -C w
    ends_with 0 "the manifest may name them"
    printf '    checks: [V1]\n' >>"$work/w/dokuwerk.yaml"
    run build -C w
    says "error: check 'V1': Werkstatt had nobody" "beside those that must be clean"
    sample
}

# fault CHECK PLACE FRAGMENT SENTENCE: the check's text from standard input is reported at the place
fault() {
    in_w checks/people.sql
    run check -C w
    ends_with 1 "$3"
    says "$1: error: $2" "$3"
    check "$3: once for both documents" test "$(count_of "$1: error: ")" = 1
}

faulty_files() {
    fault checks/people.sql:1:1 "a check begins with '-- error: TITLE'" "no first line" <<<"SELECT 1 AS message"
    fault checks/people.sql:1:1 "a check begins with" "an empty file" </dev/null
    fault checks/people.sql:1:4 "'eror' is not a severity" "an unknown severity" <<<$'-- eror: x\nSELECT 1 AS message'
    says "did you mean 'error'?" "a near severity is shown"
    fault checks/people.sql:1:4 "a title must follow 'error:'" "no title" <<<$'-- error:  \nSELECT 1 AS message'
    fault checks/people.sql:1:1 "check 'people' is empty" "no SELECT" <<<$'-- error: x\n-- y'
    fault checks/people.sql:2:1 "check 'people' may only read" "another statement" <<<$'-- error: x\nDELETE FROM event'
    fault checks/people.sql:2:22 "check 'people' has a second statement" "two statements" <<<$'-- error: x\nSELECT 1 AS message; SELECT 2'
    fault checks/people.sql:2:1 "check 'people' has no column 'message'" "no message" <<<$'-- error: x\nSELECT 1 AS "key"'
    fault checks/people.sql:2:27 "unknown column 'colum'" "an unknown column" <<<$'-- error: x\nSELECT 1 AS message, 2 AS colum'
    says "did you mean 'column'?" "a near column is shown"
    fault checks/people.sql:2:33 "check 'people': 'eror' is not a severity: there are error, warning and info (row 1, column severity)" \
        "an unknown severity of a row" <<<$'-- error: x\nSELECT 1 AS message, \'eror\' AS  "severity"'
    says "did you mean 'error'?" "a near severity is shown for it"
    fault checks/people.sql:2:27 "unknown column 'severty'" "a severity misspelt" <<<$'-- error: x\nSELECT 1 AS message, 2 AS severty'
    fault checks/people.sql:2:1 "check 'people': the message is NULL (row 1, column message)" "a NULL message" \
        <<<$'-- error: x\nSELECT NULL AS message'
    fault checks/people.sql:3:1 "check 'people': the message is empty (row 1" "an empty message" <<<$'-- error: x\n\nSELECT \'\' AS message'
    fault checks/people.sql:2:8 "no column 'titel'" "a wrong column" <<<$'-- error: x\nSELECT titel AS message FROM event'
    fault checks/people.sql:2:8 "parameter '?': parameters are written" "a parameter of another kind" <<<$'-- error: x\nSELECT ? AS message'
    fault checks/people.sql:2:9 "invalid UTF-8" "broken text" < <(printf -- '-- error: x\nSELECT "\377" AS message\n')
    fault templates/event.md:3:10 "check 'people' needs a parameter 'funding_id', which this document does not have" \
        "a parameter that is not there" <<<$'-- error: x\nSELECT 1 AS message WHERE :funding_id'
    rm "$work/w/checks/people.sql"
    in_w checks/peoples.sql <<<$'-- info: x\nSELECT 1 AS message WHERE 0'
    run check -C w
    says "templates/event.md:3:10: error: no check 'people': there is no file checks/people.sql" "a check that is not there"
    says "did you mean 'peoples'?" "a near check is shown"
    sample
}

partial_rows() {
    in_w checks/people.sql <<<$'-- error: x\nSELECT \'a\' AS message, NULL AS "table", NULL AS "key", NULL AS "column"
        UNION ALL SELECT \'b\', \'event\', NULL, NULL UNION ALL SELECT \'c\', \'event\', 3, NULL UNION ALL SELECT \'d\', NULL, NULL, \'x\''
    run check -C w
    says "error: check 'people': a (row 1)" "without table, key and column the row is counted"
    says "error: check 'people': b (event)" "a table alone"
    says "error: check 'people': c (event key=3)" "table and key"
    says "error: check 'people': d (column x)" "a column alone"
    says "2 documents, 1 checks, 0 warnings, 4 errors" "what both documents have is said once"
    sample
}

the_command() {
    local before
    before=$(cd "$work" && find w | sort && sha256sum w/*.* w/*/*)
    run check -C w
    ends_with 1 "an error finding fails check"
    check "the command writes nothing" test "$before" = "$(cd "$work" && find w | sort && sha256sum w/*.* w/*/*)"
    check "nor on standard output" test ! -s "$work.out"
    says "2 documents, 1 checks, 0 warnings, 1 errors, " "the summary counts"
    sed -i 's/event.title/event.titel/' "$work/w/templates/event.md"
    printf '\n![x](media/none.png)\n\n[x](#nowhere) \364\217\203\260\n' >>"$work/w/templates/event.md"
    run check -C w --diagnostics json
    says '"code": "no-column-in", "file": "templates/event.md", "line": 8' "templates are expanded"
    says "none.png" "pictures are looked for"
    says "nowhere" "references are resolved"
    says "U+10F0F0" "glyphs are looked for"
    says '"document": "1.pdf"' "a message names its document"
    check "each line is an object" python3 -c "
import json, sys
keys = ['severity', 'code', 'file', 'line', 'column', 'message', 'notes', 'document']
for line in open('$work.err'):
    o = json.loads(line)
    assert [k for k in o if k != 'row'] == keys, o"
    run check -C w -q
    check "-q leaves the messages" grep -q titel "$work.err"
    check "and no summary" grep -qv ' documents, ' "$work.err"
    sample
}

checks_of_nobody() {
    in_w checks/alone.sql <<<$'-- warning: all\nSELECT title AS message FROM event ORDER BY id'
    in_w checks/lost.sql <<<$'-- error: none\nSELECT 1 AS message WHERE :funding_id'
    sed -i 's/people IS NULL/0/' "$work/w/checks/people.sql"
    run check -C w
    ends_with 0 "warnings alone fail nothing"
    says "warning: check 'alone': Forum (row 1)" "a check that nobody names is run once"
    says "checks/lost.sql:2:1: info: check 'lost' was not run: it needs a parameter 'funding_id'" "or is said to be skipped"
    says "2 documents, 3 checks, 2 warnings, 0 errors" "the summary counts them"
    run check -C w --strict
    ends_with 1 "unless --strict"
    run build -C w
    ends_with 0 "build runs named checks only"
    check "and says nothing of others" test "$(count_of alone)" = 0
    sample
}

named_in_the_manifest() {
    printf '    checks: [people, all]\n' >>"$work/w/dokuwerk.yaml"
    in_w checks/all.sql <<<$'-- error: all\nSELECT title AS message, \'event\' AS "table", id AS "key" FROM event WHERE id = :event_id'
    run build -C w
    ends_with 1 "the manifest's checks stop documents too"
    says "error: check 'all': Forum (event key=1)" "with the document's parameters"
    check "a check named twice is run once" test "$(count_of "Werkstatt had nobody")" = 1
    sed -i 's/\[people, all\]/[al]/' "$work/w/dokuwerk.yaml"
    run check -C w
    says "dokuwerk.yaml:7:14: error: no check 'al'" "a wrong name stands at its place"
    sed -i 's/\[al\]/{a: b}/' "$work/w/dokuwerk.yaml"
    run check -C w
    ends_with 1 "checks must be a list"
    says "dokuwerk.yaml:7:1" "and the place is shown"
    sample
}

for_print() {
    cp "$root/data/media/stadt-am-fluss.jpg" "$work/w/picture.jpg"
    printf '\n![x](picture.jpg){width=60mm}\n' >>"$work/w/templates/event.md"
    sed -i '3d' "$work/w/templates/event.md"
    rm "$work/w/checks/people.sql"
    mkdir -p "$work/w/templates"
    cp "$work/w/picture.jpg" "$work/w/templates/"
    run check -C w --print
    ends_with 0 "enough pixels are no finding"
    check "nothing is said" test "$(count_of dpi)" = 0
    sed -i 's/60mm/160mm/' "$work/w/templates/event.md"
    run check -C w --print
    says "dpi at its size, print wants 300" "print wants more pixels than a screen"
    run check -C w
    check "without --print nothing is said" test "$(count_of dpi)" = 0
    sample
}

sample
stops_one_document
levels
rows_with_severities
globs
findings_as_data
findings_of_the_manifest
faulty_files
partial_rows
the_command
checks_of_nobody
named_in_the_manifest
for_print
run check -C nowhere
ends_with 2 "no workspace is a usage error"
rm "$work/w/project.db"
run check -C w
ends_with 3 "no database is the environment's fault"
run check -C w --blank x
ends_with 2 "options of other commands are refused"
finish
