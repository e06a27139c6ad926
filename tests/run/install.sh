# SPDX-License-Identifier: GPL-3.0-or-later
# An installed copy: everything where it belongs, at work from anywhere, for anybody, after the tree
# was moved, and away again without a trace.
. tests/lib.sh
unset MAKEFLAGS MAKELEVEL MODE PREFIX DESTDIR

make_() { make -C "$root" -s -o program PROGRAM="$DOKUWERK" "$@"; }

# Somebody else, where this is root; with an empty environment.
anybody() {
    local who=()
    [ "$(id -u)" != 0 ] || who=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    (cd "$1" && env -i PATH="$PATH" "${who[@]}" "${@:2}") >"$work.out" 2>"$work.err" </dev/null
    status=$?
}

everything_in_its_place() {
    local place=$work/stage/opt/doku
    check "make install fills a DESTDIR" make_ install PREFIX=/opt/doku DESTDIR="$work/stage"
    while read -r mode file; do
        check "$file is there, with mode $mode" test "$(stat -c %a "$place/$file" 2>&1)" = "$mode"
    done <<'CASES'
755 bin/dokuwerk
644 share/dokuwerk/templates/event-documentation.md
644 share/dokuwerk/templates/funding-report.md
644 share/dokuwerk/templates/imprint.md
644 share/dokuwerk/templates/themes/house.yaml
644 share/dokuwerk/templates/themes/report.yaml
644 share/dokuwerk/templates/themes/README.md
644 share/dokuwerk/templates/workspace/dokuwerk.yaml
644 share/dokuwerk/templates/workspace/.gitignore
644 share/dokuwerk/templates/funding/records/receipt.csv
644 share/dokuwerk/data/schema.sql
644 share/dokuwerk/data/checks/V25.sql
644 share/dokuwerk/data/records/base_rate.csv
644 share/dokuwerk/fonts/catalogue.yaml
644 share/dokuwerk/hyphen/de_DE.trie
644 share/locale/de/LC_MESSAGES/dokuwerk.mo
644 share/man/man1/dokuwerk.1
644 share/bash-completion/completions/dokuwerk
644 share/doc/dokuwerk/README.md
644 share/doc/dokuwerk/LICENSE
644 share/doc/dokuwerk/templates/pictures/cover.png
CASES
    check "nothing is installed beside it" test "$(ls "$work/stage" "$work/stage/opt" | tr '\n' ' ')" = "$work/stage: opt  $work/stage/opt: doku "
    check "a workspace's database and output are not installed" test -z "$(find "$place" -name '*.db' -o -name out)"
    check "the manual can be read" grep -q "compile event records" <(mandoc -T ascii "$place/share/man/man1/dokuwerk.1")
    check "make uninstall takes it away" make_ uninstall PREFIX=/opt/doku DESTDIR="$work/stage"
    check "no file is left" test -z "$(find "$work/stage" -type f -o -type l)"
}

at_work_elsewhere() {
    check "make install takes a PREFIX with a space" make_ install PREFIX="$work/a place"
    mv "$work/a place" "$work/another place"
    mkdir -p "$work/desk" "$work/links"
    ln -s "../another place/bin/dokuwerk" "$work/links/dokuwerk"
    cp -r "$root/data" "$work/desk/data"
    rm -rf "$work/desk/data/project.db" "$work/desk/data/out"
    chmod -R a+rwX "$work"
    local program="$work/another place/bin/dokuwerk"
    anybody "$work/desk" env LC_ALL=de_DE.UTF-8 "$program" --help
    check "it speaks German to who wants it" grep -q '^Aufruf: dokuwerk' "$work.out"
    anybody "$work/desk" "$program" import -q -C data
    ends_with 0 "the moved copy imports the demo's records, for anybody"
    anybody "$work/desk" "$program" build -C data -o out
    ends_with 0 "and builds the demo"
    says " 0 errors" "without an error"
    check "with no warning but that of the line that is meant to be over its limit, in two papers, and of the brochure's texts" \
        test "$(grep ' warning: ' "$work.err" | grep -vcE "^(text/|templates/brochure)")" = 2
    check "pictures, translations and themes of the brochure are found" test -s "$work/desk/out/broschuere/willkommen.ar.pdf"
    run build -q -C desk/data -o here
    check "the demo's files are the same as the checkout's" diff -r "$work/desk/out" "$work/here"
    anybody "$work/desk" "$program" init -q new
    ends_with 0 "it makes a workspace"
    anybody "$work/desk" "$program" import -q -C new
    anybody "$work/desk" "$program" build -q -C new --strict
    ends_with 0 "which builds"
    anybody "$work/desk" "$program" init -q --funding nachweis
    ends_with 0 "and one for reports to a funder"
    anybody "$work/desk" "$program" import -q -C nachweis
    anybody "$work/desk" "$program" build -q -C nachweis --strict
    ends_with 0 "which builds, too"
    printf '# Donaudampfschifffahrtsgesellschaft\n' >"$work/desk/a.md"
    anybody "$work/desk" "$work/links/dokuwerk" typeset a.md
    ends_with 0 "it works through a link"
    anybody "$work/desk" "$program" fonts
    ends_with 0 "it knows its fonts"
    rm -r "$work/another place/share/dokuwerk"
    anybody "$work/desk" "$program" typeset a.md
    ends_with 3 "without its files it says so"
    says "cannot find the templates and fonts" "and what is missing"
}

odd_folders() {
    check "a datadir that the program would not find is refused" \
        sh -c '! "$@"' sh make -C "$root" -s -o program install PREFIX="$work/odd" datadir="$work/data"
    check "and nothing is installed" test ! -e "$work/odd"
    check "bindir may be another folder beside share" make_ install PREFIX="$work/games" bindir="$work/games/games"
    printf '# A\n' >"$work/a.md"
    anybody "$work" "$work/games/games/dokuwerk" typeset a.md
    ends_with 0 "and the program finds its files from there"
}

everything_in_its_place
at_work_elsewhere
odd_folders
finish
