# SPDX-License-Identifier: GPL-3.0-or-later
# Rows that are written and forgotten page by page among rows that must wait for a footnote or a page
# number: all stand in the structure in their order, each with its cells.
. tests/lib.sh

# table: 120 rows; some have a footnote, a reference to a page, a link, an empty cell.
table() {
    printf -- '---\nlang: de\n---\n# Liste {#liste}\n\n| Nr. | Text | Rest |\n|---|---|---|\n'
    for i in $(seq 1 120); do
        case $((i % 7)) in
        1) rest="mit Anmerkung[^n$i]" ;;
        2) rest="[hier](#liste)" ;;
        3) rest="@page-liste" ;;
        4) rest="" ;;
        *) rest="*Rest* $i" ;;
        esac
        echo "| Z$i | Zeile von Zeilen, $i | $rest |"
    done
    echo
    for i in $(seq 1 7 120); do printf '[^n%d]: Anmerkung zu %d.\n\n' "$i" "$i"; done
}

table >"$work/rows.md"
run typeset rows.md
ends_with 0 "a table with notes, links and page numbers is set"
check "its PDF is sound" qpdf --check "$work/rows.pdf"
check "it has many pages" bash -c "[ \$(pdfinfo '$work/rows.pdf' | sed -n 's/^Pages: *//p') -ge 4 ]"
pdfinfo -struct "$work/rows.pdf" >"$work/tree.txt" 2>"$work/faults.txt"
check "poppler finds no fault" test ! -s "$work/faults.txt"
check "each row is there, and the head" test "$(grep -cE '^ *TR\b' "$work/tree.txt")" = 121
check "each row has three cells" test "$(grep -cE '^ *TD\b' "$work/tree.txt")" = 360
check "each note is there" test "$(grep -cE '^ *Note\b' "$work/tree.txt")" = 18
timeout 120 pdfinfo -struct-text "$work/rows.pdf" | grep -oE '^ *"Z[0-9]+"$' | tr -d ' "Z' >"$work/found.txt"
check "the rows stand in their order" cmp "$work/found.txt" <(seq 1 120)
finish
