# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Numbers of pages that come later are whole and have the room that they need, one figure, two or three:
# a word behind one stands as far off as behind any other.
. tests/lib.sh

# gap FILE WORD NEXT: hundredths of a point between the two words on the first page
gap() {
    pdftotext -l 1 -bbox "$1" - | sed -nE 's/.*xMin="([0-9.]+)".*xMax="([0-9.]+)".*>([^<]+)<.word>/\1 \2 \3/p' |
        awk -v word="$2" -v next_word="$3" '$3 == next_word && before == word { printf "%.0f\n", ($1 - end) * 100; exit } { before = $3; end = $2 }'
}

page_break='::: {.page-break}
:::
'
for theme in house report brochure easy; do
    {
        printf -- '---\nlang: de\ntheme: %s\nparams: {n: {type: int, default: 1}}\n---\n' "$theme"
        printf 'Eins zwei\n\nSeite @page-near und Seite @page-far vor @page-next bis.\n\n'
        printf '%s\n[nun]{#next}\n\n' "$page_break"
        for _ in $(seq 13); do printf '%s\n' "$page_break" x ''; done
        printf '[hier]{#near}\n\n'
        for _ in $(seq 90); do printf '%s\n' "$page_break" x ''; done
        printf '[dort]{#far}\n'
    } >"$work/$theme.md"
    run typeset "$theme.md" -o "$theme.pdf"
    ends_with 0 "$theme: pages to come are referred to"
    pdftotext -l 1 "$work/$theme.pdf" "$work/$theme.txt"
    check "$theme: a number of two figures is whole" grep -q 'Seite 15 ' "$work/$theme.txt"
    check "$theme: a number of three figures is whole" grep -q 'Seite 105 ' "$work/$theme.txt"
    plain=$(gap "$work/$theme.pdf" Eins zwei)
    for pair in '15 und' '105 vor' '2 bis.'; do
        found=$(gap "$work/$theme.pdf" $pair)
        check "$theme: '$pair' has the space of any words ($found, $plain)" test "$((found - plain))" -ge -20 -a "$((found - plain))" -le 20
    done
done
finish
