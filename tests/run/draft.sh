# SPDX-License-Identifier: GPL-3.0-or-later
# --draft: every page says so and when, as an artifact; the document below stays what it is.
. tests/lib.sh
unset SOURCE_DATE_EPOCH

# drawing FILE: its content streams, readable.
drawing() { qpdf --qdf --object-streams=disable "$1" - 2>/dev/null | strings; }
tagged() { pdfinfo -struct-text "$1" 2>/dev/null; }
pages_of() { pdfinfo "$1" | sed -nE 's/^Pages: *//p'; }
count() { grep -cF -- "$1" "$2"; }

a_draft_of_a_build() {
    run init w -q
    run import -q -C w
    run build -q -C w
    pdf=w/out/dokumentation/2026-03-21-auental.pdf
    cp "$work/$pdf" "$work/final.pdf"
    cp "$work/w/out/manifest.json" "$work/final.json"
    run build -C w --draft --strict
    ends_with 0 "a draft is no warning"
    says "4 pages, 0 warnings, 0 errors" "a draft has as many pages"
    drawing "$work/$pdf" >"$work/drawing"
    check "each page has its watermark's marks: three pages a word and a label, the cover a label" \
        test "$(count '/Subtype /Watermark' "$work/drawing")" = 7
    check "a final document has none" test "$(drawing "$work/final.pdf" | grep -c Watermark)" = 0
    check "the tagged text is the same" cmp <(tagged "$work/final.pdf") <(tagged "$work/$pdf")
    check "title and metadata are the same" \
        diff <(pdfinfo "$work/final.pdf" | grep -v 'File size') <(pdfinfo "$work/$pdf" | grep -v 'File size')
    local n
    for n in $(seq "$(pages_of "$work/$pdf")"); do
        check "page $n says the word and the date" \
            grep -q 'ENTWURF · 30. April 2026' <(pdftotext -f "$n" -l "$n" "$work/$pdf" -)
        check "page $n says the word once" test "$(pdftotext -f "$n" -l "$n" "$work/$pdf" - | grep -c ENTWURF)" = 1
        check "page $n reads on as before" diff <(pdftotext -raw -f "$n" -l "$n" "$work/final.pdf" - | tr -d '\f' | grep .) \
            <(pdftotext -raw -f "$n" -l "$n" "$work/$pdf" - | tr -d '\f' | grep . | grep -v ENTWURF)
    done
    check "a draft is sound" qpdf --check "$work/$pdf"
    check "nothing in it is transparent" test -z "$(grep -E '/(ca|CA|SMask) ' "$work/drawing")"
    check "the manifest tells a draft" grep -qF '"draft": true' "$work/w/out/manifest.json"
    check "the manifest tells nothing of drafts otherwise" test "$(grep -c draft "$work/final.json")" = 0
    cp "$work/$pdf" "$work/draft.pdf"
    run build -q -C w --draft
    check "a draft has the same bytes again" cmp "$work/draft.pdf" "$work/$pdf"
    run build -q -C w
    check "what is built after a draft is final" cmp "$work/final.pdf" "$work/$pdf"
}

a_draft_of_one_file() {
    printf -- '---\nlang: en\n---\n# Hello\n\nText.\n' >"$work/en.md"
    run typeset en.md --draft
    ends_with 0 "one file can be a draft"
    check "in the document's language" grep -qx 'DRAFT' <(pdftotext "$work/en.pdf" -)
    SOURCE_DATE_EPOCH=1700000000 run typeset en.md --draft
    check "with its date, if it has one" grep -qx 'DRAFT · November 14, 2023' <(pdftotext "$work/en.pdf" -)
    SOURCE_DATE_EPOCH=1700000000 run typeset en.md --draft --dump pages
    check "the word lies below everything" test "$(sed -n 2p "$work.out" | cut -d ' ' -f 1,5)" = "path [watermark]"
    prints '[watermark] |DRAFT · November 14, 2023|' "the label is a line"
    check "the label ends where the text ends" \
        awk '/^box.*#B5402A/ { x = $2 + $4 } END { exit !(x > 184.9 && x < 185.1) }' "$work.out"
    printf -- '---\nlang: ar\n---\n# مرحبا\n' >"$work/ar.md"
    SOURCE_DATE_EPOCH=1700000000 run typeset ar.md --draft --dump pages
    check "from right to left it is mirrored" awk '/^box.*#B5402A/ { x = $2 } END { exit !(x > 24.9 && x < 25.1) }' "$work.out"
    printf -- '---\nlang: de\npage: {size: 40mm x 60mm, inside: 5mm, outside: 5mm, top: 15mm, bottom: 15mm, hang: 0}\n---\n::: {.cover}\n[A]{.title}\n:::\n' >"$work/small.md"
    SOURCE_DATE_EPOCH=1700000000 run typeset small.md --draft --dump pages
    check "on a small sheet the label fits" awk '/^box.*#B5402A/ { x = $2 + $4; w = $4 } END { exit !(w > 20 && x <= 35.1) }' "$work.out"
    run expand en.md --draft
    ends_with 2 "expand has no drafts"
    says "build, typeset" "what has them is named"
}

a_draft_of_a_build
a_draft_of_one_file
finish
