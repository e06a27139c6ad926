# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Which heads speak of which cell where heads span columns: each cell names them, from the head of
# its column to the titles of its groups; a group's sum is outside the groups within it.
. tests/lib.sh

sqlite3 "$work/one.db" "CREATE TABLE one (id INTEGER)"
cat >"$work/heads.md" <<'MARKDOWN'
---
template: true
lang: de
---
```sql r
SELECT column1 AS a, column2 AS b, column3 AS x, column4 AS y
  FROM (VALUES ('A', 'p', 11, 12), ('A', 'q', 13, 14), ('B', 'p', 15, 16)) ORDER BY 1, 2
```

::: {.table data=r cols="x y" heads="Z>x|Z>y" group=a,b subtotal=x total=x}
:::
MARKDOWN
run typeset "$work/heads.md" --database "$work/one.db" -o heads.pdf
ends_with 0 "a table with groups and a head of two rows is set"
# id=word of each head, then word: the words of its heads, a line a cell
pdfinfo -struct-text "$work/heads.pdf" | awk -F'"' '
    /^ *T[HD]/ { id = ""; heads = ""; if (match($0, /id[.][^>]*/)) id = substr($0, RSTART, RLENGTH) }
    /\/Headers/ { heads = $0; sub(/.*\[/, "", heads); sub(/\].*/, "", heads); gsub(/[()]/, "", heads) }
    /^ *"/ { n = split(heads, part, " "); said = ""
             for (i = 1; i <= n; i++) said = said " " name[part[i]]
             if (id) name[id] = $2
             print $2 ":" said }' >"$work/said.txt"
while IFS= read -r line; do
    check "a cell says '$line'" grep -qxF "$line" "$work/said.txt"
done <<'CASES'
x: Z
A:
11: Z x A p
12: Z y A p
13: Z x A q
15: Z x B p
24: Z x A
39: Z x
CASES
finish
