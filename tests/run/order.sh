# SPDX-License-Identifier: GPL-3.0-or-later
# Rows that feed a document in no order of their own: a warning at the query's fence, once.
. tests/lib.sh

# warns PLACE SENTENCE, quiet SENTENCE: the template is read from standard input
template() {
    cat >"$work/t.md"
    run expand t.md
}
warns() {
    template
    says "t.md:$1: warning: query 'x' has no ORDER BY: its rows may come in any order" "$2"
    check "$2: once" test "$(grep -c 'no ORDER BY' "$work.err")" = 1
    ends_with 0 "$2: a warning only"
}
quiet() {
    template
    check "$1" test ! -s "$work.err"
}
two="WITH t(n) AS (VALUES (1), (2)) SELECT n FROM t"

warns 1:1 "rows in a loop" <<FILE
\`\`\`sql x
$two
\`\`\`
{{#x}}{{n}}{{/x}} {{#x}}{{n}}{{/x}}
FILE
warns 2:1 "rows joined" <<FILE

\`\`\`sql x
$two
\`\`\`
{{x | join}}
FILE
warns 1:1 "rows in a table" <<FILE
\`\`\`sql x
$two
\`\`\`
::: {.table data=x cols="n" heads="N"}
Zahlen
:::
FILE
warns 1:1 "rows in the mosaic" <<FILE
\`\`\`sql x
$two
\`\`\`
::: {.cover mosaic=x}
:::
FILE
warns 4:1 "rows of a child, in each row of its parent" <<FILE
\`\`\`sql p
VALUES (1), (2)
\`\`\`
\`\`\`sql x {of=p on=k=column1}
WITH t(k, n) AS (VALUES (1, 1), (1, 2), (2, 1), (2, 2)) SELECT k, n FROM t
\`\`\`
{{#p}}{{#x}}{{n}}{{/x}}{{/p}}
FILE
quiet "a child with one row each" <<FILE
\`\`\`sql p
VALUES (1), (2)
\`\`\`
\`\`\`sql x {of=p on=k=column1}
WITH t(k) AS (VALUES (1), (2)) SELECT k FROM t
\`\`\`
{{#p}}{{#x}}{{k}}{{/x}}{{/p}}
FILE
quiet "rows in their order" <<FILE
\`\`\`sql x
$two ORDER BY n
\`\`\`
{{#x}}{{n}}{{/x}}
FILE
quiet "a single row, and no row" <<FILE
\`\`\`sql x
$two LIMIT 1
\`\`\`
\`\`\`sql y {one}
SELECT count(*) AS n FROM q.x
\`\`\`
\`\`\`sql z
$two LIMIT 0
\`\`\`
{{#x}}{{n}}{{/x}}{{y.n}}{{#y}}{{n}}{{/y}}{{#z}}{{n}}{{/z}}
FILE
quiet "rows that other queries read, or that are only asked for" <<FILE
\`\`\`sql x
$two
\`\`\`
\`\`\`sql y
SELECT n FROM q.x ORDER BY n
\`\`\`
{{#y}}{{n}}{{/y}}{{^x}}none{{/x}}
FILE
printf 'list: [{n: 2}, {n: 1}]\n' >"$work/d.yaml"
printf '{{#list}}{{n}}{{/list}}\n' >"$work/t.md"
run expand t.md --data d.yaml
check "values from --data have an order" test ! -s "$work.err"

mkdir -p "$work/w/templates"
sqlite3 "$work/w/p.db" "CREATE TABLE event(id); INSERT INTO event VALUES (1), (2)"
printf -- '---\nparams: {id: int}\n---\nText\n' >"$work/w/templates/a.md"
cat >"$work/w/dokuwerk.yaml" <<'FILE'
database: p.db
documents:
  - template: a
    each: SELECT id FROM event
    output: "{{id}}.pdf"
FILE
run build -C w
says "dokuwerk.yaml:4:11: warning: 'each' has no ORDER BY" "each is a loop too"
run build -C w --strict
ends_with 1 "which --strict refuses"
sed -i 's/FROM event/FROM event ORDER BY id/' "$work/w/dokuwerk.yaml"
run build -C w --strict
ends_with 0 "each in its order is quiet"
finish
