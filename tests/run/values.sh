# SPDX-License-Identifier: GPL-3.0-or-later
# Values and names that must not vanish in silence.
. tests/lib.sh

# U+0000 ends a string for many a program, and with it what stands behind.
sqlite3 "$work/nul.db" "CREATE TABLE a(x TEXT); INSERT INTO a VALUES ('vor' || char(0) || 'nach')"
cat >"$work/nul.md" <<'EOF'
---
title: "T {{a.x}}"
---
```sql a {one}
SELECT x, length(CAST(x AS BLOB)) AS n FROM a
```
{{a.x}} {{a.n}}
EOF
run typeset nul.md --database nul.db --dump tree
ends_with 0 "a text with U+0000 is set"
prints 'document "T vor�nach"' "whole in a title"
prints 'value:"vor�nach"' "and in a text"
cat >"$work/bare.md" <<'EOF'
---
title: "{{project.note}}"
---
a {{project.a}}
EOF
run typeset bare.md --param x=1
says "no value 'project.note': there is no manifest with 'project:'" "a name is not suggested for itself"

# A child whose key is a text finds no parent with a number.
cat >"$work/kin.md" <<'EOF'
```sql p
SELECT 1 AS id UNION ALL SELECT 2 ORDER BY 1
```
```sql c {of=p on=pid}
SELECT 1 AS pid, 'eins' AS t UNION ALL SELECT '2', 'zwei' ORDER BY t
```
{{#p}}{{id}}: {{#c}}{{t}}{{/c}}
{{/p}}
EOF
run expand kin.md
ends_with 1 "keys of two kinds do not meet"
says "kin.md:4:1: error: query 'c' has a text here, but 'id' of query 'p' a number (c row 2, column pid)" "which is told with the row"
sed -i "s/SELECT '2'/SELECT NULL/" "$work/kin.md"
run expand kin.md
ends_with 0 "NULL is no key"
prints '1: eins' "and the others are found"
finish
