# SPDX-License-Identifier: GPL-3.0-or-later
# What themes do on pages: how one is chosen, heads and feet by kind of page, tabs and colors of
# chapters, covers.
. tests/lib.sh

mkdir -p "$work/themes"

theme() { cat >"$work/themes/$1.yaml"; } # theme NAME <<YAML

lay() { # lay MARKDOWN ARGUMENT…: the pages of a document with five chapters of a page each
    printf '%s' "$1" >"$work/a.md"
    shift
    run typeset a.md -C . --dump pages "$@"
}

page_items() { awk -v n="$1" '/^page /{p=$2} /^late lines/{p=$5} p==n' "$work.out"; }

on_page() { # on_page N PATTERN SENTENCE: an item of the page
    if page_items "$1" | grep -qE -- "$2"; then pass; else fail "$3" "$work.out"; fi
}

not_on_page() {
    if page_items "$1" | grep -qE -- "$2"; then fail "$3" "$work.out"; else pass; fi
}

printf 'title: a\ndatabase: a.db\ntheme: report\ndocuments: []\n' >"$work/dokuwerk.yaml"
printf 'CREATE TABLE a (b TEXT);\n' >"$work/schema.sql"
mkdir "$work/records" && run import -q -C .

themes_are_chosen() {
    local front
    front=$(printf -- '---\ntheme: easy\n---\n# A\n\nText\n')
    lay '# A' && on_page 1 'line 71.00 .*\[H1\]' "the manifest chooses a theme"
    lay "$front" && on_page 1 'line 25.00 .*\[H1\]' "the front matter chooses another"
    lay "$front" --theme brochure && on_page 1 'line 17.00 .*\[H1\]' "the command line has the last word"
    lay '# A' --theme reprot
    ends_with 1 "a theme that is not there fails"
    says "did you mean 'report'?" "and the nearest is named"
}

chapters='---
title: Titel
lang: de
running: {who: "zwei **Sterne**", long: "Ein Wert, der für seinen Platz im Kolumnentitel viel zu lang ist und deshalb nicht ganz gedruckt werden kann, wie weit er auch reicht"}
---
# Eins

a

# Zwei

b

# Drei

c
'

heads_know_their_pages() {
    theme mine <<'YAML'
extends: house
headings: {h1: {spill: 0%}} # a page for each chapter
page: {inside: 20mm, outside: 30mm}
head:
  items: [{at: start, text: "all"}]
  first: [{at: start, text: "opening"}]
  left: [{at: inside, text: "in {{page}}"}, {at: outside, text: "out"}, {at: center, text: "middle"}]
foot:
  items: [{at: inside, text: "{{section}}"}, {at: outside, text: "{{page}}"}]
  right: none
YAML
    lay "$chapters" --theme mine
    ends_with 0 "a theme with heads of its own is used"
    on_page 1 '\[head\] \|opening\|' "the first page has its own head"
    on_page 2 '\[head\] \|in 2\|' "left pages have theirs"
    on_page 3 '\[head\] \|all\|' "the others have that of all"
    on_page 2 'line 30.00 .*\|out\|' "outside is left on a left page"
    not_on_page 2 'line 30.00 .*\|in 2\|' "inside is not"
    on_page 2 'line 10[0-9].* \|middle\|' "the middle is between the margins"
    on_page 2 'line 30.00 .*\[foot\] \|2\|' "the foot is mirrored, too"
    not_on_page 3 '\[foot\]' "none leaves the foot of right pages empty"
}

strings_are_filled() {
    theme mine <<'YAML'
extends: house
headings: {h1: {spill: 0%}}
head:
  first: items
  items:
    - {at: start, text: "{{nobody}} a"}
    - {at: hang, text: "**{{who}}** und {{title}}"}
foot:
  items:
    - {at: start, text: "{{long}}"}
    - {at: end, text: "{{long}} **{{page}}** von {{pages}}"}
YAML
    lay "$chapters" --theme mine
    on_page 1 '\[head\] \|zwei \*\*Sterne\*\* und Titel\|' "stars of a value are printed, those of the theme are not"
    not_on_page 1 '\| a\|' "what names something without a value is left out"
    on_page 1 '\[foot\] \|Ein Wert.*…\|' "what is too long is cut"
    on_page 1 '\|….* 1 von 3\|' "a late number is kept when the words before it are cut"
    check "and what stands at the end stays clear of what stands at the start" test "$(page_items 1 | awk '/\[foot\]/ && /von 3/ { print ($2 > 105) }')" = 1
    theme mine <<'YAML'
extends: house
headings: {h1: {spill: 0%}}
foot: {items: [{at: start, text: "{{long}}"}, {at: center, text: middle}, {at: end, text: "{{long}}"}]}
YAML
    lay "$chapters" --theme mine
    on_page 1 'line 25.00 282.00 [1-6][0-9]\.[0-9]+ \[foot\] \|Ein Wert' "what stands in the middle keeps its room from the start"
    on_page 1 'line 1[1-4][0-9]\.[0-9]+ 282.00 [1-6][0-9]\.[0-9]+ \[foot\] \|Ein Wert' "and from the end"
    theme mine <<<'{extends: house, head: {first: items, items: [{at: hang, text: "**{{who}}**"}]}}'
    run typeset a.md -C . --theme mine -o a.pdf
    check "the bold words are set in another cut" grep -q 'Lato-Bold' <(pdffonts "$work/a.pdf")
    check "and the file is sound" qpdf --check "$work/a.pdf"
}

chapters_have_colors() {
    lay "$chapters" --theme brochure
    on_page 1 'box 135.00 18.00 16.00 26.00 #0F5460' "the first chapter's tab is petrol, at the head, on the right"
    on_page 2 'box -3.00 44.00 16.00 26.00' "the second's stands below it, on the left"
    on_page 3 'box 135.00 70.00 16.00 26.00' "the third's below that"
    lay "$(printf '# %s\n\nx\n\n' a b c d e f g h)" --theme brochure
    on_page 7 'box 135.00 18.00 16.00 26.00' "tabs begin again before they meet the foot"
}

kickers_begin_pages() {
    lay "$(printf '# A\n\nx\n\n::: kicker\nKleines\n:::\n\n# B\n\ny\n')" --theme brochure
    on_page 2 '\|Kleines\|' "a kicker goes with its heading to the new page"
    not_on_page 1 '\|Kleines\|' "and does not stay behind"
    lay "$(printf '::: kicker\nKleines\n:::\n')" --theme brochure
    ends_with 0 "a kicker may be alone"
}

covers_say_what_is_lost() {
    lay "$(printf '::: cover\n[T]{.title}\n\n- a\n- b\n:::\n\n# A\n')" --theme house
    says "a.md:4:1: warning: the cover has no place for this list: it is left out" "what a cover cannot hold is told"
    lay "$(printf '::: cover\n[T]{.title}\n\n- a\n- b\n:::\n\n# A\n')" --theme report
    on_page 1 '\|a\|' "below a letter's title it is set"
    lay "$(printf -- '---\npage: A5\n---\n::: cover\n[T]{.title}\n:::\n\n# A\n')" --theme report
    says "the page is 37 mm too narrow for a letter's fields" "a letter wants its sheet"
    lay "$(printf '::: cover\n[%s]{.title}\n:::\n\n# A\n' "$(printf 'Wort %.0s' {1..80})")" --theme brochure
    says "the cover's text is" "text that is too high is told in millimetres"
}

numbers_hang_or_stand() {
    local text
    text=$(printf -- '---\nnumbering: true\n---\n# Kapitel\n\n## Teil\n')
    lay "$text" --theme report
    on_page 1 'line 25.00 .*\[H2\] \|1.1 ?\|' "a number hangs in the side column"
    lay "$text" --theme easy
    on_page 1 'line 25.00 .*\[H2\] \|1.1.Teil\|' "without one it stands before the words"
}

pauses_have_a_look() {
    local text
    text=$(printf '::: agenda\n- [10.00]{.time} **Beginn** Grün\n- [10.15]{.time} Pause\n:::\n')
    theme pausing <<'YAML'
extends: house
headings: {h1: {spill: 0%}}
agenda: {pause: {size: 30pt, leading: 36pt}}
YAML
    local wide='line .* [23][0-9]\.[0-9]+ \[LBody\] \|Pause'
    lay "$text" --theme house && not_on_page 1 "$wide" "a pause is as small as the rest"
    lay "$text" --theme pausing && on_page 1 "$wide" "a theme says how large it is"
}

themes_are_chosen
heads_know_their_pages
strings_are_filled
chapters_have_colors
kickers_begin_pages
covers_say_what_is_lost
pauses_have_a_look
numbers_hang_or_stand
finish
