# SPDX-License-Identifier: GPL-3.0-or-later
# Kinds of pages: margins that change sides, chapters that begin on a right-hand page, blank and
# turned pages.
. tests/lib.sh

mkdir -p "$work/themes"
printf 'title: Probe\ndocuments:\n  - {template: a, output: a.pdf}\n' >"$work/dokuwerk.yaml"

theme() { # theme KEY…: a theme for small pages, with these lines
    printf '%s\n' 'extends: house' \
        'page: {size: A5, inside: 15mm, outside: 25mm, top: 18mm, bottom: 25mm, hang: 30mm}' \
        "$@" >"$work/themes/small.yaml"
}

lay() { # lay BODY: its pages
    printf -- '---\nlang: de\ntheme: small\n---\n%b\n' "$1" >"$work/a.md"
    run typeset -C . a.md --dump pages
}

kinds() { grep -E '^page ' "$work.out" | cut -d ' ' -f 3 | tr '\n' ' '; }

are() { # are KINDS SENTENCE
    if [ "$(kinds)" = "$1 " ]; then pass; else fail "$2: $(kinds)" "$work.err"; fi
}

edge() { # edge PAGE ROLE X SENTENCE: where the page's first thing with that role begins
    local x
    x=$(awk -v page="$1" -v role="[$2]" '/^page /{at=$2} at==page && index($0, role) && !/^anchor/{print $2; exit}' "$work.out")
    if [ "$x" = "$3" ]; then pass; else fail "$4: $x, not $3"; fi
}

break='\n\n::: {.page-break}\n:::\n\n'
all='::: {.side}\nSeite\n:::\n\nText mit Anmerkung[^N].\n\n::: {.note}\nKasten\n:::\n\n| Kopf | Zahl |\n|---|--:|\n| Reihe mit einem langen Text, der das volle Maß braucht, und noch mehr davon, bis zum Rand | 1 |\n'
theme
lay "Anfang$break${all/N/1}$break${all/N/2}\n\n[^1]: Note\n[^2]: Note"
ends_with 0 "two-sided pages are laid out"
edge 2 Lbl 55.00 "a note stands at the outer margin of a left page"
edge 3 Lbl 45.00 "and at the inner one of a right page"
edge 2 TH 25.00 "so does a table"
edge 3 TH 15.00 "on both"
edge 2 artifact 55.00 "and a box"
edge 3 artifact 45.00 "on both"
edge 2 foot 131.16 "and a foot"
edge 3 foot 121.16 "on both"
edge 2 P 25.00 "and side matter"
edge 3 P 15.00 "on both"

theme 'page: {mirror: false}'
sed -i '2s/}$/, mirror: false}/;3d' "$work/themes/small.yaml"
lay "Anfang$break${all/N/1}\n\n[^1]: Note"
edge 2 TH 15.00 "without page.mirror all pages have the inner margin at their left"
edge 2 foot 121.16 "their feet, too"

theme 'headings: {h1: {page: right}}'
lay '# Eins\n\nText\n\n# Zwei\n\nText\n\n# Drei\n\nText'
are "first blank right blank right" "chapters begin on right-hand pages"
check "nothing stands on a blank page" test -z "$(awk '/^page /{blank=/blank/; next} blank' "$work.out")"
lay "# Eins${break}Text\n\n# Zwei"
are "first left right" "no blank page where none is needed"
lay "# Eins\n\n# Zwei\n\n::: {.landscape}\n# Drei\n\nText\n:::\n\nEnde"
are "first blank right blank right left" "turned pages, too"
check "they are turned" grep -q '^page 5 right 210.00 148.00' "$work.out"

theme 'columns: {gutter: 4mm, rule: 1pt hair}'
lay "::: {.columns}\nEins\n\nZwei\n\nDrei\n\nVier\n:::"
check "a rule stands between columns" grep -qE '^box 68.82 [0-9.]+ 0.35 [0-9.]+ #B9C0C4' "$work.out"

theme 'headings: {h1: {page: left}}'
lay '# Eins'
ends_with 1 "a chapter cannot ask for left-hand pages"
says "anywhere, new or right" "the message names what may be asked"

theme 'page: {size: 50mm x 80mm, inside: 5mm, outside: 9mm, top: 12mm, bottom: 14mm, hang: 0mm}'
sed -i 2d "$work/themes/small.yaml"
lay "# Klein\n\n$(printf 'Wort %.0s' $(seq 300))\n\n::: {.landscape}\n$(printf 'Wort %.0s' $(seq 300))\n:::\n\n::: {.columns n=1}\nText\n:::"
ends_with 0 "pages of 50 mm by 80 mm are laid out"
check "and turned" grep -q '80.00 50.00' "$work.out"
finish
