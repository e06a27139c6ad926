# SPDX-License-Identifier: GPL-3.0-or-later
# What nobody released is in no document: pictures, quotations, names, by the shipped gates and by a
# workspace's own; withdrawn means gone from the next build.
. tests/lib.sh

sql() { sqlite3 "$work/project.db" "$1"; }

workspace() { # workspace: tables, one picture of each kind of persons, a manifest with one document
    rm -rf "${work:?}"/*
    mkdir -p "$work/templates" "$work/media" "$work/checks"
    local n=0 kind
    for kind in keine beiwerk versammlung einzeln kinder; do
        n=$((n + 1))
        cp "$root/data/media/agsa.png" "$work/media/$kind.png"
        printf '%s' "$n" >>"$work/media/$kind.png" # behind the picture's end: other bytes, same picture
    done
    cat >"$work/dokuwerk.yaml" <<'EOF'
database: project.db
date: 2025-01-31
documents:
  - {template: doc, output: doc.pdf}
EOF
    sql "CREATE TABLE media (id INTEGER PRIMARY KEY, path TEXT, persons_visible TEXT, release_ok INTEGER);
CREATE TABLE media_person (media_id INTEGER, person_id INTEGER);
CREATE TABLE person (id INTEGER PRIMARY KEY, display TEXT, is_name INTEGER);
CREATE TABLE consent (person_id INTEGER, purpose TEXT, given_on TEXT, withdrawn_on TEXT);
CREATE TABLE contribution (id INTEGER PRIMARY KEY, person_id INTEGER, quote TEXT, quote_released INTEGER, quote_released_on TEXT);
INSERT INTO media VALUES (1,'media/keine.png','keine',1),(2,'media/beiwerk.png','beiwerk',1),
  (3,'media/versammlung.png','versammlung',1),(4,'media/einzeln.png','einzeln',1),(5,'media/kinder.png','kinder',1);
INSERT INTO media_person VALUES (4,1),(4,2),(5,1);
INSERT INTO person VALUES (1,'Ali Öz',1),(2,'Mara Muster',1),(3,'Projektreferat',0);
INSERT INTO consent VALUES (1,'photo_web','2020-01-01',NULL),(2,'photo_web','2020-01-01',NULL),
  (1,'name_web','2020-01-01',NULL),(1,'quote','2020-01-01',NULL);
INSERT INTO contribution VALUES (1,1,'Wer fragt, der bleibt nicht \"dumm\".',1,'2020-01-01'),
  (2,NULL,'Ein ganzer Satz ohne Namen',1,'2020-01-01');"
}

document() { # document TEXT: the template's body, below its front matter on lines 1 to 3
    printf -- '---\nlang: de\n---\n%s\n' "$1" >"$work/templates/doc.md"
}

is_printed() { # is_printed TEXT SENTENCE: a build with this body succeeds
    document "$1"
    run build
    ends_with 0 "$2"
}

is_refused() { # is_refused TEXT MESSAGE SENTENCE: it fails with the message, and writes nothing
    document "$1"
    rm -rf "$work/out"
    run build
    ends_with 1 "$3"
    says "$2" "$3"
    check "$3: no file" test ! -e "$work/out/doc.pdf"
}

picture() { echo "# A

![Bild](media/$1.png)"; }

workspace
is_printed "$(picture keine)" "a picture without persons is printed"
is_printed "$(picture beiwerk)" "so is one with passers-by"
is_printed "$(picture versammlung)" "and one of a gathering"
is_printed "$(picture einzeln)" "a portrait is printed with the consent of all"
is_printed "$(picture kinder)" "so are children"

sql "UPDATE media SET release_ok = 0 WHERE id = 1"
is_refused "$(picture keine)" "templates/doc.md:6:1: error: release-pictures: the picture 'media/keine.png' may not be published on the web: it is not released (release_ok) (media id=1, column release_ok)" \
    "nothing is printed that is not released"
is_printed "$(picture beiwerk)" "what is refused elsewhere does not matter"
sql "UPDATE media SET release_ok = 1"

sql "UPDATE consent SET withdrawn_on = '2025-01-31' WHERE person_id = 2"
is_refused "$(picture einzeln)" "the consent of person 2 was withdrawn on 2025-01-31 (media id=4, column persons_visible)" \
    "one of two withdrawn is enough, from that day on"
sql "UPDATE consent SET withdrawn_on = '2025-02-01'"
is_printed "$(picture einzeln)" "a later withdrawal does not count yet"
sql "UPDATE consent SET withdrawn_on = NULL, given_on = '2025-02-01'"
is_refused "$(picture kinder)" "there is no consent photo_web of person 1" "nor does a consent that is given later"
sql "UPDATE consent SET given_on = '2020-01-01'; DELETE FROM media_person WHERE media_id = 5"
is_refused "$(picture kinder)" "nobody is on record in media_person" "somebody must be on record"

# Print is another purpose.
document "$(picture einzeln)"
sed -i 's/^lang: de/lang: de\nstandard: [x-4]/' "$work/templates/doc.md"
run build
ends_with 1 "a consent for the web is none for print"
says "may not be published in print: there is no consent photo_print of person" "the message says where"
sql "INSERT INTO consent VALUES (1,'photo_print','2020-01-01',NULL),(2,'photo_print','2020-01-01',NULL)"
run build
check "with one for print the picture is no hindrance" bash -c "! grep release- '$work.err'"

# However the file is named.
sql "UPDATE media SET release_ok = 0 WHERE id = 1"
ln -s keine.png "$work/media/link.png"
ln "$work/media/keine.png" "$work/media/hard.png"
cp "$work/media/keine.png" "$work/templates/other.png"
for name in media/../media/keine.png ./media/keine.png media/link.png media/hard.png media%2Fkeine.png; do
    is_refused "![Bild]($name)" "release-pictures: the picture 'media/keine.png'" "$name is the same file"
done
is_refused '![Bild](other.png)' "note: 'other.png' has the same bytes" "a copy under another name is the same picture"
is_refused 'Text ![x](media/keine.png) in der Zeile' release-pictures "a picture within a line is one"
is_refused '| a |
|---|
| ![x](media/keine.png) |' release-pictures "and within a cell"
is_refused '::: {.cover}
[T]{.title}

::: {.logos}
![x](media/keine.png)
:::
:::' release-pictures "and among logos"
is_refused 'Text[^1].

[^1]: ![x](media/keine.png)' release-pictures "and in a footnote"
is_refused '```sql p
SELECT path FROM media WHERE id = 1
```
{{#p}}
![x]({{path}})
{{/p}}' "templates/doc.md:8:1: note: the value comes from p row 1, column path" "and where a query names it"
cp "$root/data/media/lamsa.png" "$work/media/new.png"
document '![x](media/new.png)'
run build
ends_with 0 "a picture that no record knows is printed"
says "templates/doc.md:4:1: warning: the picture 'media/new.png' is not in table 'media'" "but a warning tells"
run build --strict
ends_with 1 "and --strict refuses it"

# Withdrawn means gone from the next build, and the file that stands is named.
workspace
is_printed "$(picture kinder)" "a picture stands in the first build"
sql "UPDATE consent SET withdrawn_on = '2024-01-01' WHERE purpose = 'photo_web'"
run build
ends_with 1 "after the withdrawal the next build refuses it"
says "doc.pdf: note: the file of an earlier build still stands" "and says what still stands"

# Names.
is_refused 'Es sprach Mara Muster.' "templates/doc.md:4:11: error: release-names: 'Mara Muster' may not be published on the web: there is no consent name_web (person id=2, column display)" \
    "a name needs consent, even if it is typed"
is_printed 'Es sprachen Ali Öz und das Projektreferat, Mara Musterfrau und Tamara Muster.' \
    "a name with consent is printed, an office too, and what only begins alike"
for text in '# Mara Muster' '**Mara** Muster' 'Mara
Muster' 'Ma&shy;ra Muster' 'Mara&nbsp;Muster' '`Mara Muster`' '| Mara | Muster |
|--|--|
| 1 | 2 |' 'a[^1]

[^1]: Mara Muster' '![Mara Muster](media/keine.png)' '::: {.note title="Mara Muster"}
a
:::' '> Mara Muster' '- Mara Muster' '[x](https://example.org/Mara_Muster)' '[x](mailto:a@example.org?subject=M%61ra%20Muster)' '[Mara Muster](https://example.org)' '![Bild](media/keine.png){#fig-a alt="Mara Muster"}' 'Mara Muster-Beispiel'; do
    is_refused "$text" "'Mara Muster' may not be published" "the name is found in: ${text//$'\n'/ }"
done
for mark in 'entry="Mara Muster"' 'entry="Leitung" sub="Mara Muster"' 'entry="Leitung!Team!Mara Muster"' 'entry="Muster, Mara"' \
    'entry="Muster!Mara"' 'entry="Leitung!Muster, Mara"' 'entry="Leitung!Muster!Mara"'; do
    is_refused "Wort[]{.index $mark} Text

::: {.index}
:::" "'Mara Muster' may not be published" "the name is found in the index: $mark"
done
is_printed 'Wort[]{.index entry="Muster"}[]{.index entry="Ali Öz"}[]{.index entry="Özmaraz"} Mara[]{.index entry="Muster, Marta"}.

::: {.index}
:::' "entries beside each other are none"
is_printed 'Wort[]{.index entry="Mara Muster"}.' "marks without an index are in no file"
for code in '::: {.qr href="https://example.org/Mara_Muster"}
Zur Anmeldung
:::' '::: {.qr href="https://example.org/?an=M%61ra+Muster" address=no}
Zur Anmeldung
:::' '::: {.qr href="https://example.org/"}
Anmeldung bei Mara Muster
:::' '::: {.qr href="https://example.org/"}
:::

[a](https://example.org/Mara_Muster)' '::: {.figures #fig-g}
Gruppe mit Mara Muster

![A](media/keine.png){alt="x"}

![B](media/beiwerk.png){alt="y"}
:::

Siehe @fig-g.' '::: {.figures}
![A](media/keine.png){alt="Mara Muster"}

![B](media/beiwerk.png){alt="y"}
:::' '![A](media/keine.png){alt="x" credit="Foto: Mara Muster"}

::: {.credits}
:::' 'a ![A](media/keine.png){alt="x" credit="Foto: Mara Muster"} b

::: {.credits}
:::' '::: {.glossary}
- **Leitung** [sie]{.term of="Mara Muster"}
- **Mara Muster** ist da
:::' '# Mit Mara Muster {#sec-a}

Siehe @sec-a.' '# Ein Gespräch {#Mara-Muster}' 'Ein [Wort]{#mit_Mara_Muster}.'; do
    is_refused "$code" "'Mara Muster' may not be published" "the name is found in: ${code//$'\n'/ }"
done
sql "UPDATE person SET display = 'Ömer Şahin' WHERE id = 2"
is_refused "$(printf 'O\u0308mer S\u0327ahin')" "'Ömer Şahin' may not" "letters and marks apart are the same name"
is_refused '```sql p {one}
SELECT display FROM person WHERE id = 2
```
*{{p.display}}*' "templates/doc.md:7:2: note: the value comes from p row 1, column display" "a name from a query has both rows"
for keys in 'x=label' 'x=id series="Ömer Şahin|b"' 'x=id value-head="Ömer Şahin"' 'x=id alt="Von Ömer Şahin"'; do
    is_refused '```sql p
SELECT id, display AS label, 1 AS n, 2 AS m FROM person WHERE id = 2 ORDER BY id
```
::: {.chart data=p type=grouped y="n m" '"${keys/value-head/series=\"a|b\" value-head}"'}
:::' "'Ömer Şahin' may not be published" "the name is found in a chart: $keys"
done
document 'a'
sed -i 's/^lang: de/lang: de\ntitle: Bericht von Ömer Şahin\nrunning: {place: Ömer Şahin}/' "$work/templates/doc.md"
run build
ends_with 1 "the title is a text"
says "templates/doc.md:3:8: error: release-names" "at its place"
says "templates/doc.md:4:18: error: release-names" "and so is a running head"

# In a table of a query's rows, which are made as they are looked at and go: a name that begins in one
# row and ends in the next, all along.
sql "UPDATE person SET display = 'Mara Muster' WHERE id = 2;
CREATE TABLE visit AS WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000)
  SELECT i AS id, iif(i % 97 = 1, 'Muster', 'Gast ' || i) AS who, iif(i % 97 = 0, 'Mara', 'Besuch') AS what FROM n"
# shellcheck disable=SC2016
is_refused '```sql v
SELECT * FROM visit ORDER BY id
```
::: {.table data=v cols="who what"}
:::' "templates/doc.md:7:1: error: release-names: 'Mara Muster' may not be published" "a name is found in a table's rows"
says "note: the value comes from v id=97, column what" "with the row that it begins in"
says "92 errors" "and as often as it stands there"

# Quotations.
workspace
is_printed 'Er sagte: „Wer fragt, der bleibt nicht ‚dumm‘.“ Und: „Ein ganzer Satz ohne Namen.“' "released quotations are printed"
sql "UPDATE consent SET withdrawn_on = '2024-01-01' WHERE purpose = 'quote'"
is_refused 'Er sagte: „Wer fragt, der bleibt nicht ‚dumm‘.“' "templates/doc.md:4:12: error: release-quotations: 'Wer fragt, der bleibt nicht \"dumm\".' may not be published on the web: the consent of person 1 was withdrawn on 2024-01-01 (contribution id=1, column quote)" \
    "without consent a quotation is not, whatever its marks"
sql "UPDATE contribution SET quote_released = 0 WHERE id = 2"
is_refused 'Ein ganzer
*Satz* ohne Namen' "it is not released" "nor what was not released, over lines and emphasis"
sql "UPDATE contribution SET quote_released = 1, quote_released_on = '2025-02-01' WHERE id = 2"
is_refused 'Ein ganzer Satz ohne Namen' "it is not released" "nor before its day"

# Gates: whose, and where they do not apply.
workspace
cat >"$work/checks/release-names.sql" <<'EOF'
-- release: words of the house
SELECT 'Geheim' AS text, 'Geheim steht in keinem Papier' AS message
EOF
is_printed 'Mara Muster' "a gate of the workspace stands in the shipped one's place"
is_refused 'Das ist Geheim.' "release-names: 'Geheim' may not be published on the web: Geheim steht in keinem Papier (row 1)" "and does its own"
printf -- "-- release: x\nSELECT path FROM nowhere\n" >"$work/checks/own.sql"
is_refused 'a' "checks/own.sql:2:18: error" "a gate that cannot be run stops every document"
says "'doc.pdf' cannot be held against release gate 'own'" "and each says so"
printf -- "-- release: x\nSELECT 1 AS message\n" >"$work/checks/own.sql"
is_refused 'a' "checks/own.sql:2:1: error: release gate 'own' has neither a column 'path' nor 'text'" "a gate names what it refuses"
rm "$work"/checks/*
sql "ALTER TABLE person DROP COLUMN is_name"
is_printed 'Mara Muster' "without the column a shipped gate does not apply"
says "warning: release gate 'release-names' does not apply: table 'person' has no column 'is_name'" "which is said"
sql "DROP TABLE person; DROP TABLE contribution; DROP TABLE media"
is_printed 'Mara Muster' "without the tables there is no gate"
check "and nothing to say" test ! -s <(grep -v '^\[\|documents' "$work.err")
workspace
sql "DROP TABLE media_person"
document 'a'
(cd "$work" && timeout 10 "$DOKUWERK" build) 2>"$work.err"
status=$?
ends_with 0 "without a table that a gate needs besides its first it does not apply"
says "templates/checks/release-pictures.sql:2:56: warning: release gate 'release-pictures' does not apply: no table 'media_person'" "and the table is named"
printf -- '-- release: x\n-- needs: person (id, name) (x) nobody(\nSELECT NULL AS path, 1 AS message\n' >"$work/checks/own.sql"
(cd "$work" && timeout 10 "$DOKUWERK" build) 2>"$work.err"
status=$?
ends_with 0 "what a gate needs may be written badly"
says "checks/own.sql:2:11: warning: release gate 'own' does not apply: table 'person' has no column 'name'" "a blank before its columns parts no table from them"
workspace
sed -i '/^date/d' "$work/dokuwerk.yaml"
document 'a'
run build
ends_with 1 "without a date no gate can judge"
says "templates/checks/release-names.sql:" "the gate is named"
says "asks for the current date, but there is none: say date: in the manifest" "and what is missing"

# typeset, with a database and without a workspace.
workspace
printf 'Mara Muster\n\n![x](media/keine.png)\n' >"$work/a.md"
sql "UPDATE media SET release_ok = 0"
SOURCE_DATE_EPOCH=1738281600 run typeset a.md --database project.db -o a.pdf
ends_with 1 "typeset has the gates too"
says "release-names: 'Mara Muster'" "for texts"
says "release-pictures: the picture 'media/keine.png'" "and pictures"

# Parameters that every query has.
document '```sql p {one}
SELECT :today AS t, :purpose AS p, :lang AS l, :edition AS e
```
Am {{p.t}} {{p.p}} {{p.l}} {{p.e}}'
sql "DELETE FROM media"
run expand templates/doc.md -C .
prints "Am 2025-01-31 web de web" "queries know the day, the purpose and the language"

# Many names, one long text.
workspace
sql "DELETE FROM person; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
INSERT INTO person SELECT i, 'Vorname' || i || ' Nachname' || (i * 7), 1 FROM n"
python3 - "$work/templates/doc.md" <<'EOF'
import sys
words = ['Vorname%d Nachname%d' % (i, i * 7 + 1) for i in range(1, 2000)]
with open(sys.argv[1], 'w') as out:
    out.write('---\nlang: de\n---\n' + '\n\n'.join(' '.join(words) for _ in range(8)) + '\n\nVorname3 Nachname21\n')
EOF
(cd "$work" && timeout 20 "$DOKUWERK" build -q) >"$work.out" 2>"$work.err"
status=$?
ends_with 1 "two thousand names are looked for in a long text in time"
says "templates/doc.md:20:1: error: release-names: 'Vorname3 Nachname21'" "and the one is found"
finish
