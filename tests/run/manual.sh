# SPDX-License-Identifier: GPL-3.0-or-later
# What tells people how to call the program says the same everywhere: help, manual page, completion,
# README. Completion is tried as bash would call it.
. tests/lib.sh

page=$root/src/run/dokuwerk.1
commands() { "$DOKUWERK" --help | sed -nE 's/^  ([a-z]+)  .*/\1/p'; }
options() { "$DOKUWERK" "$1" --help | sed -nE 's/^  (--?[A-Za-z][a-z-]*)( .*)?$/\1/p'; }
all_options() { for c in $(commands); do options "$c"; done | sort -u; }

# The options of the manual's list, and those of a command's lines in its synopsis.
listed() {
    sed -n '/^The options are:/,/^[.]El/p' "$page" |
        sed -nE 's/^[.]It Fl (-?[A-Za-z][a-z-]*).*/-\1/p' | sort -u
}
synopsis() {
    awk -v command="$1" '/^[.]Sh DESCRIPTION/ { exit } /^[.]Nm/ { own = 0 }
        $0 == ".Cm " command { own = 1 } own' "$page" |
        grep -oE 'Fl -?[A-Za-z][a-z-]*' | sed 's/^Fl /-/' | sort -u
}

the_manual_is_whole() {
    local command option
    check "the manual is sound mdoc" test -z "$(mandoc -Tlint -Wwarning "$page" 2>&1 | grep -v makewhatis)"
    check "the manual lists the options of the help, and no others" \
        diff <({ all_options; echo --version; } | sort -u) <(listed)
    for command in $(commands); do
        check "the manual describes '$command'" grep -q "^[.]It Cm $command" "$page"
        check "'$command' has its options in the synopsis" diff \
            <(options "$command" | grep -vE '^(--strict|--diagnostics|-q|-v|--help)$' | sort -u) <(synopsis "$command")
        check "README shows '$command'" grep -q "^    dokuwerk $command" "$root/README.md"
        check "'help $command' is '$command --help'" \
            cmp <("$DOKUWERK" help "$command") <("$DOKUWERK" "$command" --help)
        check "the help of '$command' has examples that begin with it" \
            grep -qE "^  dokuwerk $command" <("$DOKUWERK" help "$command" | sed -n '/^Examples:/,$p')
        for option in --strict --diagnostics -q -v --help; do
            check "'$command' takes $option" grep -qx -e "$option" <(options "$command")
        done
    done
}

# What src/README.md shows of one small document after every stage is what the program prints.
the_readmes_are_true() {
    local stage
    run typeset "$root/README.md" -o readme.pdf --strict
    ends_with 0 "README.md is typeset without a message, as the help shows"
    rm "$work/readme.pdf"
    awk '/^```markdown/ { on = 1; next } /^```/ { on = 0 } on' "$root/src/README.md" >"$work/small.md"
    awk '/^```$/ { on = !on; if (on) n++; next } on && n { print > (folder "/block" n) }' folder="$work" \
        <(sed '0,/^```markdown/d' "$root/src/README.md" | sed '0,/^```$/d')
    run expand small.md --param n=1234
    check "src/README.md shows the expanded text" cmp "$work/block1" "$work.out"
    set -- 2 tree 3 flow 4 pages
    while [ $# -gt 0 ]; do
        stage=$2
        run typeset small.md --param n=1234 --dump "$stage"
        check "src/README.md shows --dump $stage" diff "$work/block$1" "$work.out"
        shift 2
    done
    run typeset small.md --param n=1234
    check "src/README.md shows the PDF's structure" diff "$work/block5" <(pdfinfo -struct-text "$work/small.pdf")
    rm "$work"/small.*
}

# fences FILE LANGUAGE: the fenced blocks of a language as $work/LANGUAGE1, LANGUAGE2 …
fences() {
    awk -v wanted="$2" -v out="$work/$2" '
        /^```+/ { match($0, /^`+/) }
        /^```+/ && !fence { fence = RLENGTH; word = substr($0, fence + 1); if (word == wanted) n++; next }
        /^```+ *$/ && RLENGTH == fence { fence = 0; next }
        fence && word == wanted { print > (out n) }' "$1"
}

# Each example of the README can be copied and set, and so can the themes'.
the_examples_are_sound() {
    local first=(--param topic=Ankommen --param on=2026-05-04) i
    run init forum
    run import -C forum -q
    fences "$root/README.md" markdown
    fences "$root/README.md" yaml
    cp "$work/markdown1" "$work/forum/first.md"
    run typeset forum/first.md "${first[@]}" --strict
    ends_with 0 "README's first template is set"
    cat "$work/markdown2" >>"$work/forum/first.md"
    run typeset forum/first.md -C forum "${first[@]}" --strict
    ends_with 0 "and asks a workspace for rows"
    mkdir "$work/forum/themes"
    grep -l '^extends:' "$work"/yaml* | head -1 | xargs -I{} cp {} "$work/forum/themes/district.yaml"
    for ((i = 3; ; i++)); do
        [ -e "$work/markdown$i" ] || break
        run typeset "markdown$i" -C forum -o example.pdf --theme district --strict
        ends_with 0 "README's example $i is set in README's theme"
    done
    check "README has examples of tables" test "$i" -gt 4
    rm "$work"/markdown* "$work"/yaml*
    fences "$root/templates/themes/README.md" markdown
    fences "$root/templates/themes/README.md" yaml
    cp "$work/yaml1" "$work/forum/themes/district.yaml"
    run typeset markdown1 -C forum -o example.pdf --theme district --strict
    ends_with 0 "the letter of the themes' README is set in its theme"
    rm "$work"/markdown* "$work"/yaml* "$work"/example.pdf
    rm -r "$work/forum"
}

# words FILE NAME: the strings of a C array
words() { sed -n "/$2\[.*= {/,/};/p" "$1" | grep -oE '"[a-z-]+"' | tr -d '"' | sort -u; }

the_readme_is_whole() {
    local word
    for word in $(words "$root/src/doc/tree.c" div_class_names); do
        check "README tells of '.$word'" grep -qE "[\`{ ]\.$word[\` }]" "$root/README.md"
    done
    for word in $(words "$root/src/doc/key.c" of_tables; words "$root/src/doc/key.c" of_list_tables; words "$root/src/doc/key.c" of_pictures; words "$root/src/doc/key.c" of_charts); do
        check "README tells of '$word='" grep -qE "[\` \"{]$word=" "$root/README.md"
    done
    for word in $(sed -n '/^} readers/,/^};/p' "$root/src/doc/front.c" | grep -oE '"[a-z-]+"' | tr -d '"'); do
        check "README tells of the front matter's '$word'" grep -qF "\`$word\`" "$root/README.md"
    done
    for word in $(sed -n '/^} readers/,/^};/p; /^static void read_entry/,/};/p' "$root/src/doc/manifest.c" | grep -oE '"[a-z-]+"' | tr -d '"' | sort -u); do
        check "README tells of the manifest's '$word'" grep -qE "^(\|.*|Told by a warning.*)\`$word\`" "$root/README.md"
    done
}

# complete WORD…: what bash would offer for the last word, one a line.
complete_words() (
    cd "$work" || exit
    # shellcheck source=/dev/null
    . "$root/src/run/dokuwerk.bash"
    COMP_WORDS=("$DOKUWERK" "$@") COMP_CWORD=$# COMPREPLY=()
    _dokuwerk
    [ ${#COMPREPLY[@]} = 0 ] || printf '%s\n' "${COMPREPLY[@]}"
)

offers() { # offers SENTENCE WANTED WORD…: the lines wanted, separated by spaces
    local got
    got=$(complete_words "${@:3}" | sort | tr '\n' ' ')
    if [ "$got" = "$2 " ] || { [ -z "$2" ] && [ -z "$got" ]; }; then pass; else fail "$1: offers '$got'"; fi
}

completion() {
    local command
    for command in $(commands); do
        check "completion offers '$command'" grep -qx "$command" <(complete_words '')
        check "completion offers the options of '$command', and no others" \
            diff <(options "$command" | sort -u) <(complete_words "$command" - | sort -u)
    done
    mkdir -p "$work/themes" "$work/sub folder"
    touch "$work/a.md" "$work/b b.md" "$work/c.csv" "$work/d.ods" "$work/e.xlsx" "$work/project.db" "$work/themes/own.yaml" "$work/d.yaml"
    offers "a command begun is completed" "import init" i
    offers "help takes a command" "typeset" help ty
    offers "typeset takes Markdown and folders" "a.md b b.md sub folder themes" typeset ''
    offers "import takes CSV" "c.csv" import c
    offers "import takes workbooks" "c.csv d.ods e.xlsx sub folder themes" import ''
    offers "translate takes a verb" "export extract" translate ex
    offers "and import a file behind it" "c.csv" translate import c
    offers "a file after options" "a.md" typeset --strict a
    offers "--dump takes a stage" "tree" typeset --dump t
    offers "a value after the sign is one, too" "pages" typeset --dump = p
    offers "and without a letter yet" "expand flow pages tree" typeset --dump =
    offers "--theme knows the shipped themes and the workspace's" "brochure easy house own report" typeset --theme ''
    offers "--diagnostics takes text or json" "json text" build --diagnostics ''
    offers "--database takes databases" "project.db" typeset --database p
    offers "--data takes YAML" "d.yaml" expand --data d
    offers "-C takes folders" "sub folder" build -C su
    offers "an unknown command has no options" "" frobnicate -
}

the_manual_is_whole
the_readmes_are_true
the_examples_are_sound
the_readme_is_whole
completion
finish
