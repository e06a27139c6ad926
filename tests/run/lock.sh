# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# page-lock: chapters begin on the source language's pages; what is too long is told of alone.
. tests/lib.sh

# chapters NAME N…: a text with a chapter of N paragraphs each
chapters() {
    local name=$1 k=0 n i
    shift
    for n; do
        k=$((k + 1))
        printf '# Kapitel %d\n\n' "$k"
        for i in $(seq "$n"); do
            printf 'Absatz %d, der mit Bedacht so lang ist, dass er zwei Zeilen füllt, wenn er gesetzt wird.\n\n' "$i"
        done
    done >"$work/w/text/$name.md"
}

# starts PDF: the page that each chapter begins, and how many there are
starts() {
    local pages n
    pages=$(pdfinfo "$work/w/out/$1.pdf" | sed -nE 's/^Pages: *//p')
    for n in $(seq "$pages"); do
        pdftotext -raw -f "$n" -l "$n" "$work/w/out/$1.pdf" - | grep -q '^Kapitel' && printf '%d ' "$n"
    done
    printf '/ %d\n' "$pages"
}
begins() { # begins PDF WHERE SENTENCE
    check "$3 ($(starts "$1"))" test "$(starts "$1")" = "$2"
}

mkdir -p "$work/w/templates" "$work/w/text"
cat >"$work/w/dokuwerk.yaml" <<'E'
title: Gleiche Seiten
languages: {source: de, targets: [en, fr, ar, tr, de-x-leicht]}
theme: brochure
documents:
  - {template: b, languages: [de, en, fr, ar, tr, de-x-leicht, de+ar], output: "{{lang}}.pdf"}
E
cat >"$work/w/templates/b.md" <<'E'
---
title: Gleiche Seiten
template: true
page-lock: true
max-pages: 6
---
{{> a}}
E
chapters a 8 16 5 3
chapters a.en 3 3 3 3
chapters a.fr 14 14 5 3
chapters a.ar 14 24 16 30
chapters a.tr 8 16 5
chapters a.de-x-leicht 30 3 3 3

run build -C w
begins de "1 2 4 5 / 5" "the source language is laid out as it comes"
begins en "1 2 4 5 / 5" "one that needs less has white, and a blank page where a whole one is left"
check "a blank page holds nothing" test -z "$(pdftotext -f 3 -l 3 "$work/w/out/en.pdf" - | tr -d '\f\n ')"
begins fr "1 3 5 6 / 6" "one that is too long moves the next ones by no more than it must"
says "text/a.fr.md:1:1: warning: in 'fr' chapter 'Kapitel 1' is" "the chapter that is too long is told"
says "it needs 1 page more than in 'de'" "and by how many pages"
check "no other chapter of that language is told" test "$(grep -c "in 'fr' chapter" "$work.err")" = 1
says "in 'fr' the document has 6 pages, 1 more than in 'de'" "the whole is told, too"
check "each chapter that is too long by itself has its own message" test "$(grep -c "in 'ar' chapter" "$work.err")" = 4
says "more than max-pages" "max-pages counts what comes of it"
says "no page lock: there are 3 headings of level 1 in 'tr', but 4 in 'de'" "other chapters are not locked"
check "Leichte Sprache is exempt" test "$(grep -c "in 'de-x-leicht'" "$work.err")" = 0
check "an edition in two languages is exempt" test "$(grep -c "in 'de+ar'" "$work.err")" = 0

# The same when the source language is not built
cp "$work/w/out/en.pdf" "$work/whole.pdf"
run build -C w --lang en
ends_with 0 "one language alone is built"
says "1 documents" "and the source language is not"
check "its pages are the same" cmp "$work/whole.pdf" "$work/w/out/en.pdf"

# By how many lines
chapters a 8 8
for more in 1 2 3; do
    chapters a.en $((13 + more)) 3
    run build -C w --lang en -q
    grep -oE 'is [0-9]+ line' "$work.err" | grep -oE '[0-9]+' >>"$work.lines"
done
check "a paragraph more is two lines and its white more ($(tr "\n" " " <"$work.lines"))" \
    test "$(awk "NR > 1 && (\$1 - last < 2 || \$1 - last > 3) { n++ } { last = \$1 } END { print n + 0 }" "$work.lines")" = 0
check "more is more" test "$(sort -n "$work.lines" | uniq | wc -l)" = 3

# A source with a fault locks nothing, and is not told twice
printf '# A\n\n{{nix}}\n' >"$work/w/text/a.md"
run build -C w --lang en -q
ends_with 0 "another language is built nevertheless"
check "the source's own fault is told when that is built" test "$(grep -c nix "$work.err")" = 0

# Without other languages it means nothing
sed -i 's/, languages: [^]]*\]//; s/{{lang}}/b/' "$work/w/dokuwerk.yaml"
chapters a 3 3
run build -C w -q --strict
ends_with 0 "a document in one language has nothing to be locked to"

finish
