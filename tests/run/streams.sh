# SPDX-License-Identifier: GPL-3.0-or-later
# Standard streams that are closed or full: nothing that is meant for them gets into a file, and
# results that nobody received are no success.
. tests/lib.sh
printf '# Titel\n\nText with <b>a warning</b>.\n' >"$work/a.md"
printf -- '---\nparams: {n: int}\n---\nWert {{n}}\n' >"$work/t.md"
cd "$work" || exit 1

"$DOKUWERK" typeset a.md <&- >&- 2>&-
check "a document is set without any stream" is_pdf a.pdf
check "and nothing else is in its file" qpdf --check a.pdf
cp a.pdf closed.pdf
"$DOKUWERK" typeset a.md </dev/null >/dev/null 2>&1
check "it is the same file" cmp a.pdf closed.pdf
"$DOKUWERK" expand t.md --param n=1 >&- 2>"$work.err"
status=$?
ends_with 3 "an expansion that nobody can receive fails"
says "cannot write to standard output" "with a message"
"$DOKUWERK" expand t.md --param n=1 >/dev/full 2>"$work.err"
status=$?
ends_with 3 "so does one on a full disk"
"$DOKUWERK" expand t.md --param n=1 >expanded 2>&-
status=$?
ends_with 0 "without standard error an expansion is printed"
check "whole" grep -qx 'Wert 1' expanded
mkdir -p w/templates w/records
printf 'database: p.db\ndocuments:\n  - {template: t, output: t.pdf, each: SELECT n FROM a ORDER BY n}\n' >w/dokuwerk.yaml
cp t.md w/templates/t.md
echo 'CREATE TABLE a(n INTEGER);' >w/schema.sql
printf 'n\n7\n' >w/records/a.csv
"$DOKUWERK" import -C w <&- >&- 2>&-
check "an import needs no streams" test "$(sqlite3 w/p.db 'SELECT n FROM a')" = 7
"$DOKUWERK" build -C w <&- >&- 2>&-
check "nor does a build" is_pdf w/out/t.pdf
check "and its list is whole" python3 -m json.tool w/out/manifest.json

# Names that come from a folder of somebody else's.
evil=$'a\e[31m\u202eb'
for words in "typeset $evil.md" "build -C $evil" "$evil" "build --$evil" "typeset a.md --theme $evil"; do
    # shellcheck disable=SC2086
    run $words
    check "a name does not command the terminal: ${words%%$'\e'*}" bash -c "test -s '$work.err' && ! grep -qP '\x1b|\x{202e}' '$work.err'"
done

# A killed run's file goes with the next.
touch .a.pdf.999999999.tmp .b.pdf.999999999.tmp
run typeset a.md
check "what a killed run left beside the file is gone" test ! -e .a.pdf.999999999.tmp
check "and no other" test -e .b.pdf.999999999.tmp
finish
