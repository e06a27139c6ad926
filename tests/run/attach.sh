# SPDX-License-Identifier: GPL-3.0-or-later
# Rows that go with a document: the same bytes within the PDF and beside it, as RFC 4180 has them, and
# all files of a document appear together or not at all.
. tests/lib.sh

sql() { sqlite3 "$work/project.db" "$1"; }

manifest() { # manifest ENTRIES
    printf 'database: project.db\ndate: 2025-01-31\ndocuments:\n%s\n' "$1" >"$work/dokuwerk.yaml"
}

template() { # template NAME FRONT-MATTER QUERY…: each query's name, then its statement
    local name=$1 front=$2
    shift 2
    {
        printf -- '---\nlang: de\ntemplate: true\n%s\n---\n# Bericht\n\n' "$front"
        while [ $# -gt 1 ]; do
            printf '```sql %s\n%s\n```\n' "$1" "$2"
            shift 2
        done
        echo "Ein Absatz."
    } >"$work/templates/$name.md"
}

# Python's reader is the judge of the bytes: it must give back the rows that SQLite has.
cat >"$work.reader.py" <<'EOF2'
import csv, sqlite3, sys
path, database, statement = sys.argv[1:]
with open(path, encoding="utf-8", newline="") as file:
    text = file.read()
connection = sqlite3.connect(database)
cursor = connection.execute(statement)
said = [[c[0] for c in cursor.description]]
said += [["" if v is None else v.replace("\0", "\ufffd") if isinstance(v, str) else v for v in row] for row in cursor]
read = list(csv.reader(open(path, encoding="utf-8", newline=""), strict=True))
assert len(read) == len(said), (len(read), len(said))
for i, (got, want) in enumerate(zip(read, said)):
    assert len(got) == len(want), (i, got, want)
    for g, w in zip(got, want):
        same = float(g) == w and float(g).hex() == float(w).hex() if isinstance(w, float) else g == str(w)
        assert same, (i, g, w)
assert text.endswith("\r\n") and not text.startswith("\ufeff")
EOF2
is_read() { python3 "$work.reader.py" "$1" "$work/project.db" "$2"; }

# Each file within the PDF is the one beside it, and no other is there.
same_files() { # same_files PDF COUNT
    rm -rf "$work.saved"
    mkdir "$work.saved"
    pdfdetach -saveall -o "$work.saved" "$1" >/dev/null || return 1
    [ "$(find "$work.saved" -type f | wc -l)" = "$2" ] || return 1
    local f
    for f in "$work.saved"/*; do
        cmp "$f" "${1%/*}/${f##*/}" || return 1
    done
}

objects() { qpdf --qdf --object-streams=disable "$1" - | tr -d '\0'; }

mkdir -p "$work/templates"
sql "CREATE TABLE receipt (id INTEGER PRIMARY KEY, payee TEXT, amount_ct INT, share REAL);
INSERT INTO receipt VALUES (1,'Müller, Söhne & \"Co.\"',12345,0.1),(2,'zwei
Zeilen',-5,1e300),(3,NULL,0,0.3333333333333333),(4,'',NULL,NULL),(5,'قلم – ጸሓፊ',9007199254740993,-2.5),
  (6,' Rand ',1,0.30000000000000004),(7,'a'||char(13,10)||'b',2,3.0),(8,'nul'||char(0)||'!',3,5e-324);
WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 3099)
INSERT INTO receipt SELECT i, 'Beleg; Nr. ' || i, i * 100, i / 7.0 FROM n;"
all="SELECT * FROM receipt ORDER BY id" none="SELECT id, payee FROM receipt WHERE id < 0"

# What is written
template doc 'attach: [receipts, {query: none, title: "Keine von {{lang}}"}]' receipts "$all" none "$none"
manifest '  - {template: doc, output: a/Prüfung.pdf}'
run build
ends_with 0 "a document takes its rows along"
pdf=$work/out/a/Prüfung.pdf
check "the files beside are those within" same_files "$pdf" 2
check "3,008 rows, as the database has them" is_read "$work/out/a/Prüfung.receipts.csv" "$all"
check "a result without rows has its head" is_read "$work/out/a/Prüfung.none.csv" "$none"
check "which is all of it" test "$(cat "$work/out/a/Prüfung.none.csv")" = $'id,payee\r'
check "what needs no quotation marks has none" grep -qx $'100,Beleg; Nr. 100,10000,14.285714285714286\r' "$work/out/a/Prüfung.receipts.csv"
check "NULL is nothing, an empty text is quoted" grep -qx $'4,"",,\r' "$work/out/a/Prüfung.receipts.csv"
check "a real has the digits that mean it alone" grep -qx $'6, Rand ,1,0.30000000000000004\r' "$work/out/a/Prüfung.receipts.csv"
check "the PDF is sound" qpdf --check "$pdf"
check "it is PDF/A-3a" bash -c "pdfinfo -meta '$pdf' | tr -d '\n' | grep -q 'pdfaid:part>3</.*conformance>A<.*pdfuaid:part>1<'"
objects "$pdf" >"$work.qdf"
check "a file has its type, size, date and checksum" python3 - "$work.qdf" "$work/out/a/Prüfung.receipts.csv" <<'EOF2'
import hashlib, re, sys
text, file = open(sys.argv[1], "rb").read().decode("latin-1"), open(sys.argv[2], "rb").read()
stream = next(o for o in re.findall(r"<<(?:(?!endobj).)*?/Type /EmbeddedFile.*?>>", text, re.S)
              if f"/Size {len(file)}\n" in o)
assert "/Subtype /text#2fcsv" in stream.replace("#2F", "#2f"), stream
assert "/ModDate (D:20250131000000Z)" in stream, stream
assert f"/CheckSum <{hashlib.md5(file).hexdigest()}>" in stream, stream
EOF2
check "it is data of the document" test "$(grep -ac '/AFRelationship /Data' "$work.qdf")" = 2
check "the document names them" bash -c "grep -aA3 '  /AF \[' '$work.qdf' | grep -c ' 0 R' | grep -qx 2"
check "readers that know no Unicode get a plain name" grep -qa '/F (Pr_fung.receipts.csv)' "$work.qdf"
check "a title is expanded, and describes" grep -qai "/Desc <feff$(printf 'Keine von de' | iconv -t UTF-16BE | od -An -v -tx1 | tr -d ' \n')>" "$work.qdf"
python3 - "$work/out/manifest.json" "$work/out" <<'EOF2' >"$work.check" 2>&1 && pass || fail "the record has them with their hashes" "$work.check"
import hashlib, json, sys
document = json.load(open(sys.argv[1]))["documents"][0]
want = [{"path": p, "sha256": hashlib.sha256(open(f"{sys.argv[2]}/{p}", "rb").read()).hexdigest()}
        for p in ("a/Prüfung.receipts.csv", "a/Prüfung.none.csv")]
assert document["attachments"] == want, document
assert document["standards"] == ["ua-1", "a-3a"], document
EOF2
check "no temporary file is left" test -z "$(find "$work/out" -name '.*')"
(cd "$work/out" && sha256sum a/* manifest.json) >"$work.sums"
(cd "$work" && TZ=Pacific/Kiritimati LC_ALL=C "$DOKUWERK" build -q -o again)
check "the same input gives the same bytes" bash -c "cd '$work/again' && sha256sum --quiet -c '$work.sums'"

# Together or not at all
sql "UPDATE receipt SET payee = 'neu' WHERE id = 1"
template doc 'attach: [receipts, none]' receipts "$all" none "$none"
echo '{{nichts}}' >>"$work/templates/doc.md"
run build
ends_with 1 "a document with an error"
check "leaves all of its files as they were" bash -c "cd '$work/out' && grep -v manifest '$work.sums' | sha256sum --quiet -c"
check "which the record tells" grep -q "$(sha256sum <"$work/out/a/Prüfung.none.csv" | cut -c 1-64)" "$work/out/manifest.json"
template doc 'attach: [receipts, none]' receipts "$all" none "$none"
rm "$work/out/a/Prüfung.none.csv"
mkdir "$work/out/a/Prüfung.none.csv"
run build
ends_with 3 "a file that cannot be written"
says "a/Prüfung.none.csv: error: cannot write: Is a directory" "is named"
check "and the others stay as they were" bash -c "cd '$work/out' && grep -vE 'manifest|none' '$work.sums' | sha256sum --quiet -c"
check "without a trace" test -z "$(find "$work/out" -name '.*')"
rmdir "$work/out/a/Prüfung.none.csv"
touch "$work/out/a/.Prüfung.none.csv.4194304.tmp"
run build --only 'a/*.pdf'
ends_with 0 "the next run writes all"
check "the new ones" same_files "$pdf" 2
check "with the new row" grep -q '^1,neu,' "$work/out/a/Prüfung.receipts.csv"
check "and sweeps what a killed run left" test ! -e "$work/out/a/.Prüfung.none.csv.4194304.tmp"
for blocks in 4 40; do # of 1 KiB: too few for the PDF, then for the rows
    (cd "$work" && trap '' XFSZ && ulimit -f $blocks && "$DOKUWERK" build) >"$work.out" 2>"$work.err"
    status=$?
    ends_with 3 "a disk that is full"
    check "takes nothing away" same_files "$pdf" 2
    check "and keeps nothing" test -z "$(find "$work/out" -name '.*')"
done
if [ "$(id -u)" != 0 ]; then
    chmod a-w "$work/out/a"
    run build
    ends_with 3 "a folder that may not be written"
    chmod u+w "$work/out/a"
fi
rm -rf "$work/out"
run check
ends_with 0 "check has nothing against it"
check "and writes nothing" test ! -e "$work/out"

# Paths that meet
manifest '  - {template: doc, output: x.pdf}
  - {template: doc, output: X.PDF}
  - {template: doc, output: y.pdf}
  - {template: doc, output: y.NONE.csv}'
run build
ends_with 1 "files of two documents that would meet"
says "dokuwerk.yaml:7:" "are found before anything is written"
says "two documents would be written to 'y.NONE.csv'" "also where one is a document"
check "and no document of them is" test ! -e "$work/out/y.none.csv" -a ! -e "$work/out/x.none.csv"

# One document by itself
cat >"$work/eins.md" <<'EOF2'
---
lang: de
attach: zahlen
---
```sql zahlen {one}
SELECT 1 AS n
```
Text.
EOF2
export SOURCE_DATE_EPOCH=1450000000
touch "$work/.eins.zahlen.csv.4194304.tmp"
run typeset eins.md
ends_with 0 "typeset writes them, too"
check "beside its file" same_files "$work/eins.pdf" 1
check "one row has its head" test "$(cat "$work/eins.zahlen.csv")" = $'n\r\n1\r'
check "what a killed run left is swept" test ! -e "$work/.eins.zahlen.csv.4194304.tmp"
run typeset eins.md -o z
check "a name without an end has all of it" cmp "$work/eins.zahlen.csv" "$work/z.zahlen.csv"
rm "$work"/*.csv
run typeset eins.md --dump pages
ends_with 0 "a dump"
run expand eins.md
(cd "$work" && "$DOKUWERK" typeset eins.md -o /dev/fd/1) >"$work.pdf" 2>"$work.err"
status=$?
ends_with 0 "a stream takes the PDF"
check "with its files" bash -c "pdfdetach -list '$work.pdf' | grep -q zahlen.csv"
check "and nothing is beside it" test -z "$(ls "$work"/*.csv "$work"/1* 2>/dev/null)"
unset SOURCE_DATE_EPOCH
run typeset eins.md
ends_with 1 "a document without a date"
says "eins.md:3:9: error: 'attach' needs a date" "has none for its files"
run typeset eins.md --dump tree
ends_with 0 "which matters only where they are written"
export SOURCE_DATE_EPOCH=1450000000
run typeset eins.md --standard ua-1,a-2a
ends_with 1 "PDF/A-2 has no place for them"
says "--standard names others" "and it is told who wants it"
run typeset eins.md --standard a-3a,a-2u
says "standards 'a-2u' and 'a-3a' exclude each other" "a file is of one part"
unset SOURCE_DATE_EPOCH

# What may not be published
mkdir -p "$work/checks"
cat >"$work/checks/geheim.sql" <<'EOF2'
-- release: Namen
SELECT 'Otto Müller' AS text, 'nicht freigegeben' AS message
EOF2
manifest '  - {template: doc, output: x.pdf}'
rm -rf "$work/out"
template doc 'attach: [names]' names "SELECT 1 AS id, 'Otto' AS first, 'Müller' AS last"
run build
ends_with 1 "a name that may not be published"
says "templates/doc.md:4:10: error: geheim: 'Otto Müller' may not be published on the web: nicht freigegeben" "is found in the cells of a file"
says "the value comes from names id=1, column first" "with its row"
check "which is not written" test ! -e "$work/out/x.names.csv" -a ! -e "$work/out/x.pdf"
touch "$work/out/x.names.csv"
run build
says "x.names.csv: note: the file of an earlier build still stands" "an earlier one is named"
template doc 'attach: [names]' names "SELECT 1 AS id, 'Otto Müllerin' AS last"
run build
ends_with 0 "another name is written"
template doc 'attach: {query: names, title: "Otto Müller"}' names "SELECT 1 AS id"
run build
ends_with 1 "a title is held, too"
template doc 'attach: [names]' names 'SELECT 1 AS "Otto Müller"'
run build
ends_with 1 "so are the names of columns"

template doc $'suppress: 3\nattach: [counts]' counts "SELECT 'divers' AS label, 2 AS n, 250 AS amount_ct"
run build
ends_with 1 "a count that the document hides"
says "templates/doc.md:5:10: error: the file of query 'counts' would tell a count below 3, which this document hides (counts row 1, column n)" "is not told by its files"
template doc $'suppress: 3\nattach: {query: counts, suppress: none}' counts "SELECT 'divers' AS label, 2 AS n"
run build
ends_with 0 "unless it is none"
template doc $'suppress: 3\nattach: counts' counts "SELECT 'divers' AS label, 4 AS n, 2 AS amount_ct"
run build
ends_with 0 "money is none"

# What checks have found
rm "$work/checks/geheim.sql"
printf -- "-- warning: Belege\nSELECT 'ohne Empfänger, ohne \"Grund\"' AS message, 'receipt' AS \"table\", 'id=' || id AS \"key\" FROM receipt WHERE payee IS NULL ORDER BY id\n" >"$work/checks/V05.sql"
template doc $'findings: [V05]\nattach: [findings, checks]'
run build
ends_with 0 "findings go with a document like rows"
check "with their words" grep -q '"ohne Empfänger, ohne ""Grund"""' "$work/out/x.findings.csv"
check "both files" same_files "$work/out/x.pdf" 2

# Formulas
template doc 'attach: [f]' f "SELECT '=1+1' AS a, '+49 391 1234' AS b, '-5' AS c UNION ALL SELECT '-cmd', '@x', 'a=b' ORDER BY 1"
run build
ends_with 0 "texts like formulas are written"
says "templates/doc.md:4:10: warning: spreadsheet programs may take 3 texts of query 'f' for formulas: the file keeps them as they are (f row 1, column a)" "with a warning"
check "as they are" grep -q '=1+1,+49 391 1234,-5' "$work/out/x.f.csv"
finish
