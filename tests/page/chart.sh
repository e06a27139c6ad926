# SPDX-License-Identifier: GPL-3.0-or-later
# Charts as machines read them: a figure with its caption, then the data as a table, whole whatever
# is printed; over pages each once; marks within the figure's box; names that links find.
. tests/lib.sh

head='---
lang: de
template: true
numbering: true
---
```sql few
WITH t(no, label, a, b) AS (VALUES (1, '\''Stendal'\'', 200, 1), (2, '\''Burg'\'', 12, NULL)) SELECT * FROM t ORDER BY no
```
```sql many
WITH RECURSIVE t(no) AS (VALUES (1) UNION ALL SELECT no + 1 FROM t WHERE no < 60)
SELECT no, '\''Ort '\'' || no AS label, no % 17 AS a, no % 5 AS b FROM t ORDER BY no
```
'

# chart NAME KEYS: a document with one
chart() {
    printf '%s\nSiehe @fig-x.\n\n::: {.chart x=label %s #fig-x}\nStendal liegt vorn.\n:::\n' "$head" "$2" >"$work/$1.md"
    run typeset "$1.md"
    ends_with 0 "a chart is set: $2"
    pdfinfo -struct-text "$work/$1.pdf" >"$work/$1.txt" 2>"$work/faults"
    check "poppler finds no fault in it" test ! -s "$work/faults"
}

# words NAME: what the structure says, in order
words() { grep -oE '^ *"[^"]+"$' "$work/$1.txt" | sed 's/^ *"//; s/"$//; s/\xc2\xa0/ /g' | tr '\n' '|'; }

count() { grep -cE "$2" "$work/$1.txt"; }

chart bar 'data=few y=a type=bar share=yes base=sum'
check "a caption, then the table row by row, then N" \
    test "$(words bar)" = 'Siehe |Abbildung 1|.|Abbildung 1. |Stendal liegt vorn.|Stendal|200|94,3 %|Burg|12|5,7 %|n = 212|' \
    -o "$(words bar)" = 'Siehe |Abbildung 1|.|Abbildung 1. Stendal liegt vorn.|Stendal|200|94,3 %|Burg|12|5,7 %|n = 212|'
check "the caption is the figure's" bash -c "grep -A4 '^  Figure' '$work/bar.txt' | grep -q Caption"
check "the table stands beside the figure" grep -q '^  Table' "$work/bar.txt"
check "names speak of their rows" test "$(count bar '/Scope /Row')" = 2

chart stack 'data=few y="a b" series="Frauen|Männer" type=stacked'
check "each segment has a cell, with its sum" test "$(count stack '^ *TD')" = 7
qpdf --qdf --object-streams=disable "$work/stack.pdf" "$work/stack.txt"
check "what has no room in its segment is printed above it" bash -c "! grep -aq '/ActualText <feff0031>' '$work/stack.txt'"
check "patterns need no tiles" bash -c "! grep -aq '/PatternType' '$work/stack.txt'"

chart many 'data=many y="a b" series="Frauen|Männer" type=stacked'
check "a chart taller than a page goes on" bash -c "[ \$(pdfinfo '$work/many.pdf' | sed -n 's/^Pages: *//p') = 3 ]"
check "its structure has each row once" test "$(count many '/Scope /Row')" = 60
check "one figure" test "$(count many '^ *Figure')" = 1
check "and one caption" test "$(count many '^ *Caption')" = 1
pdftotext -layout "$work/many.pdf" "$work/many.out"
check "which each further page shows again" test "$(grep -c '(Fortsetzung)' "$work/many.out")" = 2
check "with the legend" test "$(grep -cE 'Frauen +Männer' "$work/many.out")" = 3
for n in 1 45 60; do check "place $n is printed once" test "$(grep -cE "^ *Ort $n\b" "$work/many.out")" = 1; done

run typeset many.md --dump pages
check "its name stands where it begins, once" test "$(grep -c '^anchor.* fig-x$' "$work.out")" = 1

chart narrow 'data=few y=a type=column width=20mm'
run typeset narrow.md --verbose
check "columns without room lie" bash -c "pdftotext -layout '$work/narrow.pdf' - | grep -qE '^ *Stendal$'"
finish
