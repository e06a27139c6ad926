# SPDX-License-Identifier: GPL-3.0-or-later
# Small counts in a document: asked for by the template, the manifest or a table; what is hidden is
# nowhere in the file, and what is read out for it is.
. tests/lib.sh
mkdir -p "$work/templates"
sqlite3 "$work/project.db" "CREATE TABLE a (g TEXT, label TEXT, n INT, share REAL);
INSERT INTO a VALUES ('Geschlecht','weiblich',37,0.578),('Geschlecht','männlich',25,0.391),('Geschlecht','divers',2,0.031),('Reihe','ja',29,0.453),('Reihe','nein',35,0.547)"

template() { # template FRONT-MATTER ATTRIBUTES
    printf -- '---\nlang: de\n%s\n---\n# Teilnahme\n\n```sql p\nSELECT * FROM a ORDER BY rowid\n```\n\n::: {.table data=p cols="label:* n share:percent:1" group=g subtotal=n %s}\nWer da war\n:::\n' \
        "$1" "$2" >"$work/templates/doc.md"
}

manifest() { # manifest SUPPRESS: a line of the document's entry
    printf 'database: project.db\ndocuments:\n  - template: doc\n    output: doc.pdf\n%s' "${1:+    $1
}" >"$work/dokuwerk.yaml"
}

shows() { # shows WORD SENTENCE: the built file prints the word
    run build
    ends_with 0 "$2"
    pdftotext -layout "$work/out/doc.pdf" "$work/a.txt"
    check "$2: $1" grep -qE "$1" "$work/a.txt"
}

manifest
template '' ''
shows 'divers +2 ' "without a word all counts are printed"
template 'suppress: 3' ''
shows 'männlich +• +•' "the template asks for a least count"
check "what is hidden is not in the file's text" bash -c "! grep -E '25|39,1|3,1' '$work/a.txt'"
check "subtotals stay" grep -qE 'Zwischensumme Geschlecht +64' "$work/a.txt"
check "groups without small counts stay" grep -qE 'nein +35 +54,7' "$work/a.txt"
check "the legend names the number" grep -q '• unter 3 oder zum Schutz kleiner Zahlen gesperrt' "$work/a.txt"
check "the PDF is sound" qpdf --check "$work/out/doc.pdf"
qpdf --qdf --object-streams=disable "$work/out/doc.pdf" "$work/a.qdf"
check "a dot is read out as a word" grep -qa '/ActualText' "$work/a.qdf"
check "the legend is a paragraph behind the table" bash -c \
    "pdfinfo -struct-text '$work/out/doc.pdf' | grep -B1 '• unter' | head -n 1 | grep -q '^  P'"
template 'suppress: 3' 'suppress=none'
shows 'divers +2 ' "a table may say no"
template '' 'suppress=30'
shows 'ja +•' "or ask for itself"
template 'suppress: 3' ''
manifest 'suppress: none'
shows 'divers +2 ' "the manifest has the last word"
manifest 'suppress: 3'
template '' ''
shows 'divers +• ' "either way"
manifest 'suppress: 1'
run build
ends_with 1 "one is no least count"
says "dokuwerk.yaml:5:15: error: 'suppress' wants a number from 2, or none" "at its place"
manifest
template 'suppress: [3]' ''
run build
ends_with 1 "nor is a list"
says "templates/doc.md:3:11: error: 'suppress' wants a number from 2, or none" "at its place"
template '' 'suppress=3 suppress-cols=n'
sed -i 's/SELECT \* FROM a/SELECT g, label, CAST(n AS TEXT) AS n, share FROM a/; s/ subtotal=n//' "$work/templates/doc.md"
shows 'divers +•' "a count that the query made a text is one where it is named"
sed -i 's/ suppress-cols=n//' "$work/templates/doc.md"
run build
ends_with 0 "digits in a text are not taken for counts by themselves"
says "templates/doc.md:11:1: warning: 'suppress' finds no column of counts here: name them with suppress-cols=" "but the table that asked is told"
template 'suppress: 3' ''
sed -i 's/^lang: de/lang: en/' "$work/templates/doc.md"
printf -- '---\nlang: de\nsuppress: 3\n---\n```sql p\nSELECT label, n FROM a ORDER BY rowid\n```\n\n::: {.cover mosaic=p}\n[T]{.title}\n:::\n' >"$work/templates/doc.md"
run build
ends_with 1 "a cover draws no small count"
says "templates/doc.md:9:1: error: the cover's picture would show a count of 2; below 3 none may be shown (p row 3, column n)" "and names it"
template 'suppress: 3' ''
run typeset templates/doc.md --database project.db --lang en --dump tree
prints 'legend paragraph@11:1 "• below 3, or withheld to protect small numbers"' "the legend is in the document's language"

# Charts of every kind: what is hidden is in none of them, neither printed nor read out nor drawn.
chart() { # chart TYPE KEYS
    printf -- '---\nlang: de\nsuppress: 3\n---\n```sql p\nSELECT label, n, 77 - n AS m, 64 AS base, rowid AS col FROM a WHERE g = %s ORDER BY rowid\n```\n\n::: {.chart data=p type=%s x=label %s}\nWer da war\n:::\n' \
        "'Geschlecht'" "$1" "$2" >"$work/templates/doc.md"
}
printf 'database: project.db\ndocuments:\n  - template: doc\n    output: doc.pdf\n' >"$work/dokuwerk.yaml"
for kind in bar column pie donut pictogram grouped stacked line tiles; do
    keys='y=n' secret='25|39,1|3,1|3,2'
    case $kind in
    bar | column | pie | donut) keys='y=n base=sum share=yes' ;;
    grouped | stacked | line) keys='y="n m" series="A|B"' ;;
    tiles) keys='y=n column=col row=col' ;;
    esac
    chart "$kind" "$keys"
    run build
    ends_with 0 "a chart of type=$kind hides small counts"
    pdftotext -layout "$work/out/doc.pdf" "$work/a.txt"
    check "type=$kind prints a dot for what is hidden" grep -q '•' "$work/a.txt"
    check "type=$kind prints nothing that is hidden" bash -c "! grep -wE '$secret' '$work/a.txt'"
    qpdf --qdf --object-streams=disable "$work/out/doc.pdf" "$work/a.qdf"
    spoken=$(python3 -c 'import re, sys
for said in re.findall(rb"/(?:Alt|ActualText) (?:<([0-9a-fA-F]+)>|\(((?:[^\\)]|\\.)*)\))", open(sys.argv[1], "rb").read()):
    raw = bytes.fromhex(said[0].decode()) if said[0] else said[1]
    print(raw.decode("utf-16", "replace") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1"))' "$work/a.qdf")
    check "type=$kind says something in words" test -n "$spoken"
    if grep -qwE "$secret" <<<"$spoken"; then fail "type=$kind says what is hidden: $spoken"; else pass; fi
done
finish
