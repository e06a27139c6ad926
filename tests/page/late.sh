# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Numbers of pages that come later are whole, whatever room they were given: two figures in a font
# whose figures are wide, three anywhere.
. tests/lib.sh

page_break='::: {.page-break}
:::
'
for theme in house report brochure easy; do
    {
        printf -- '---\nlang: de\ntheme: %s\nparams: {n: {type: int, default: 1}}\n---\n' "$theme"
        printf 'Seite @page-near und Seite @page-far.\n\n'
        for _ in $(seq 14); do printf '%s\n' "$page_break" x ''; done
        printf '[hier]{#near}\n\n'
        for _ in $(seq 90); do printf '%s\n' "$page_break" x ''; done
        printf '[dort]{#far}\n'
    } >"$work/$theme.md"
    run typeset "$theme.md" -o "$theme.pdf"
    ends_with 0 "$theme: pages to come are referred to"
    pdftotext -l 1 "$work/$theme.pdf" "$work/$theme.txt"
    check "$theme: a number of two figures is whole" grep -q 'Seite 15 ' "$work/$theme.txt"
    check "$theme: a number of three figures is whole" grep -q '105' "$work/$theme.txt"
done
finish
