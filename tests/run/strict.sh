# SPDX-License-Identifier: GPL-3.0-or-later
# Options of all commands: a warning is told and does no harm; with --strict it fails, and nothing is
# written. -q leaves the messages, --diagnostics json tells them as objects.
. tests/lib.sh

ways_of_warning() {
    run init w -q
    cp -r "$work/w" "$work/manifest" && echo 'editions: {web: {}}' >>"$work/manifest/dokuwerk.yaml"
    cp -r "$work/w" "$work/font" && mkdir "$work/font/fonts" && echo nonsense >"$work/font/fonts/bad.ttf"
    cp -r "$work/w" "$work/csv" && sed -i 's/ä/\xe4/g; s/ü/\xfc/g; s/ö/\xf6/g; s/ß/\xdf/g; s/Ä/\xc4/g' "$work/csv/records/card.csv"
    cp -r "$work/w" "$work/text" && printf '\nEin <b>Wort</b>.\n' >>"$work/text/text/preface.md"
    for w in w manifest font csv text; do
        run import -q -C $w
        ends_with 0 "records are imported into '$w'"
    done
}

each_command_obeys() {
    while IFS='|' read -r w fragment arguments; do
        # shellcheck disable=SC2086
        run $arguments -C "$w"
        ends_with 0 "'$arguments' goes on after a warning in '$w'"
        says "warning:" "'$arguments' warns in '$w'"
        says "$fragment" "'$arguments' says what it warns of in '$w'"
        # shellcheck disable=SC2086
        run $arguments -C "$w" -q
        says "warning:" "'$arguments -q' warns in '$w' all the same"
        # shellcheck disable=SC2086
        run $arguments -C "$w" --diagnostics json
        says '"severity": "warning"' "'$arguments' warns as an object in '$w'"
        check "each line is an object" python3 -c 'import json, sys; [json.loads(l) for l in open(sys.argv[1])]' "$work.err"
        rm -rf "$work/$w/out" "$work/one.pdf"
        # shellcheck disable=SC2086
        run $arguments -C "$w" --strict
        ends_with 1 "'$arguments --strict' fails after a warning in '$w'"
    done <<'CASES'
manifest|has no effect|build
manifest|has no effect|import
manifest|has no effect|typeset w/README.md -o one.pdf
font|bad.ttf|build
font|bad.ttf|fonts
font|bad.ttf|typeset w/README.md -o one.pdf
csv|Windows-1252|import
text|raw HTML|build
CASES
}

what_is_refused_is_not_written() {
    rm -rf "$work/text/out"
    run build -C text --strict
    check "a strict build writes no document after its warning" test ! -e "$work/text/out/dokumentation"
    run typeset w/README.md -o one.pdf -C manifest --strict
    check "a strict typeset writes no file" test ! -e "$work/one.pdf"
    cp "$work/csv/project.db" "$work/before.db"
    run import -C csv --strict
    check "a strict import leaves the database as it was" cmp "$work/before.db" "$work/csv/project.db"
    for w in build import fonts; do
        run $w -C w --strict
        ends_with 0 "'$w --strict' is content with a good workspace"
    done
    run init new --strict --diagnostics json
    ends_with 0 "init takes the options of all commands"
    check "as objects, it has nothing to say" test ! -s "$work.err"
}

ways_of_warning
each_command_obeys
what_is_refused_is_not_written
finish
