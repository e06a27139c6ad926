# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# QR codes as a scanner reads them, in each theme and direction; the index and its letters.
. "$(dirname "$0")/../lib.sh"

# reads SENTENCE ADDRESS DECODED [LANG [THEME [KEYS]]]
reads() {
    printf -- '---\ntitle: T\nlang: %s\n---\n# T\n\n::: {.tip}\nx\n\n::: {.qr href="%s" %s}\n:::\n:::\n' \
        "${4-de}" "$2" "${6-}" >"$work/qr.md"
    run typeset qr.md --theme "${5-house}"
    pdftoppm -r 200 -png -singlefile "$work/qr.pdf" "$work/qr"
    check "$1" test "$(zbarimg -q --raw "$work/qr.png" 2>/dev/null)" = "$3"
}
reads "an address is what the code says" https://a.example/x?y=1\&z=%20 'https://a.example/x?y=1&z=%20'
reads "a name in other letters is the network's" https://müller.example/straße https://xn--mller-kva.example/stra%C3%9Fe
reads "a telephone number has no blanks" 'tel:+49 345 12' tel:+4934512
reads "a code in Arabic is not mirrored" geo:51.48,11.97 geo:51.48,11.97 ar report
reads "the theme brochure has one" mailto:a@b.example mailto:a@b.example de brochure level=H
reads "the theme easy has one" https://b.example https://b.example de easy "size=5mm level=L"

# prints SENTENCE LANG WORDS ENTRIES: the index of the words, blanks as one.
prints() {
    { printf -- '---\ntitle: T\nlang: %s\n---\n# T\n\n' "$2"
      for word in $3; do printf '[%s]{.index} ' "$word"; done
      printf '\n\n::: {.index n=1}\n:::\n'; } >"$work/index.md"
    run typeset index.md
    pdftotext -layout "$work/index.pdf" "$work/index.txt"
    check "$1" grep -qF "$4" <(tr -s ' \n\f\342\200\202' ' ' <"$work/index.txt")
}
prints "Czech has a Ch behind H" cs "Chleba Hrad Cukr" "C Cukr 1 H Hrad 1 CH Chleba 1"
prints "Chinese stands below its pinyin" zh "中文 北京 鹅" "B 北京 1 E 鹅 1 Z 中文 1"
prints "German takes Ä for A, and a page counts once" de "Zug Ähre Zug" "A Ähre 1 Z Zug 1"
finish
