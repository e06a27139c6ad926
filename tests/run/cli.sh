# SPDX-License-Identifier: GPL-3.0-or-later
# The command line: help, usage, one Markdown file, expansion, the manifest of a build, and files
# that appear by rename only.
. tests/lib.sh

help_and_usage() {
    local command
    for command in build typeset expand import fonts profiles init; do
        run "$command" --help
        ends_with 0 "'$command --help' succeeds"
        prints "dokuwerk $command" "'$command --help' shows how it is called"
    done
    run --version
    ends_with 0 "--version succeeds"
    prints "dokuwerk " "--version names the program"
    run --help
    ends_with 0 "--help succeeds"
    prints "typeset" "--help names the commands"
    while IFS='|' read -r arguments fragment sentence; do
        # shellcheck disable=SC2086
        run $arguments
        ends_with 2 "$sentence is a usage error"
        says "$fragment" "$sentence is named"
        check "$sentence prints nothing on standard output" test ! -s "$work.out"
    done <<'CASES'
|usage|no command
biuld|'biuld'|an unknown command
build --froce|'--froce'|an unknown option
typeset|FILE|a missing file argument
build -C nowhere|nowhere|a workspace that does not exist
typeset a.md -o|-o|an option without its value
build --strcit|'--strict'?|an option misspelt, with the one that may be meant,
typeset a.md --only x|for build|an option of another command
help biuld|'build'?|help for a command misspelt
help trace|not in this version|a command of a later version
build --watch|not in this version|an option of a later version
build -j0|from 1|no workers
build -jx|from 1|workers that are no number
build --only=|empty|an empty value
build --strict=yes|no value|a value for a flag
build -- -q|'-q' is not expected|a word after --
typeset -- -a -b|'-b' too|two files after --
typeset a.md --param x=1 --param x=2|twice|a parameter given twice
CASES
    run build --froce --only x -C
    says "'--froce'" "the first of several mistakes is told"
    says "'-C'" "and the last"
    check "how to get help is told once" test "$(grep -c Try "$work.err")" = 1
    run typeset --frobnicate yes a.md
    check "nothing is said of files that may be an unknown option's value" test "$(grep -c dokuwerk: "$work.err")" = 1
    run build -j4 --help
    ends_with 0 "a value may stand at its letter"
    run build -h
    ends_with 0 "-h is --help"
    run help init
    prints "usage: dokuwerk init" "help takes a command"
    run --help
    prints "Not in this version" "what is missing is told"
    run typeset absent.md
    ends_with 3 "a FILE that cannot be opened is the environment's fault"
    says "absent.md" "the FILE that cannot be opened is named"
}

plain_markdown() {
    printf '# Größe & Maß\n\nEin Absatz mit **Betonung** und `${{ secrets.X }}`.\n' >"$work/a.md"
    run typeset a.md -o deep/er/a.pdf
    ends_with 0 "plain Markdown is typeset"
    check "the folder of -o is made" is_pdf "$work/deep/er/a.pdf"
    pdftotext -raw "$work/deep/er/a.pdf" "$work/a.txt"
    check "braces in plain Markdown are text" grep -qF '${{ secrets.X }}' "$work/a.txt"
    check "the first heading is the title" grep -q 'Title: *Größe & Maß$' <(pdfinfo "$work/deep/er/a.pdf")
    run typeset a.md
    ends_with 0 "-o can be left out"
    check "without -o the PDF stands beside its source" cmp "$work/a.pdf" "$work/deep/er/a.pdf"
    : >"$work/empty.md"
    run typeset empty.md -o empty.pdf
    ends_with 0 "an empty file is a document"
    check "an empty file has one page" grep -q '^Pages: *1$' <(pdfinfo "$work/empty.pdf")
    for stage in tree flow pages; do
        run typeset a.md --dump "$stage"
        ends_with 0 "--dump $stage succeeds"
        check "--dump $stage prints something" test -s "$work.out"
    done
    run typeset a.md --dump tree
    prints "Absatz" "--dump tree shows the text"
    printf '[weg](#nirgends)\n' >"$work/warn.md"
    run typeset warn.md -o warn.pdf
    ends_with 0 "a warning does not fail"
    says "warn.md:1:" "an unknown id in plain Markdown is a warning with its place"
    run expand warn.md --strict
    ends_with 0 "what typesetting would warn of is not expansion's affair"
    run typeset warn.md --dump tree --strict
    ends_with 1 "--strict makes warnings fail when a stage is dumped"
    run typeset warn.md -o strict.pdf --strict
    ends_with 1 "--strict makes warnings fail"
    run typeset warn.md -o warn.pdf --diagnostics json
    says '"severity": "warning"' "--diagnostics json prints objects"
}

expansion() {
    cat >"$work/letter.md" <<'FILE'
---
params: {name: text, n: {type: int, default: 2}}
---
# Liebe {{name}}

{{n | plural:"one{# Person} other{# Personen}"}}
FILE
    run expand letter.md --param 'name=Müller *&* Söhne'
    ends_with 0 "a template expands"
    prints "2 Personen" "a parameter's default is used"
    prints 'Müller \*' "a value's markup is escaped in the expansion"
    check "nothing is said on success" test ! -s "$work.err"
    check "the front matter is no part of the expansion" grep -qv '^params:' "$work.out"
    run expand letter.md
    ends_with 1 "a missing parameter is an error"
    says "'name'" "the missing parameter is named"
    run expand letter.md --param name=X --param nmae=Y
    says "'nmae'" "an undeclared parameter is named"
    run expand letter.md --param name=X --param n=zwei
    ends_with 1 "an ill-typed parameter is an error"
    printf '{{#guests}}{{name}}{{^-last}}, {{/-last}}{{/guests}}\n' >"$work/guests.md"
    printf '{"guests": [{"name": "Aylin"}, {"name": "Jonas"}]}' >"$work/guests.json"
    run expand guests.md --data guests.json
    ends_with 0 "--data reads JSON"
    prints 'Aylin, Jonas' "--data's lists stand like queries"
}

workspace() {
    mkdir -p "$work/w/templates" "$work/w/records"
    cat >"$work/w/schema.sql" <<'FILE'
CREATE TABLE event(id INTEGER PRIMARY KEY, slug TEXT NOT NULL, title TEXT NOT NULL) STRICT;
FILE
    printf 'id,slug,title\n1,eins,1. Forum\n2,zwei,2. Forum\n' >"$work/w/records/event.csv"
    cat >"$work/w/templates/event.md" <<'FILE'
---
title: "{{event.title}}"
params: {event_id: int}
---
```sql event {one}
SELECT * FROM event WHERE id = :event_id
```
# {{event.title}}
FILE
    cat >"$work/w/dokuwerk.yaml" <<'FILE'
title: Prüfung
database: project.db
documents:
  - template: event
    each: SELECT id AS event_id, slug FROM event ORDER BY id
    output: "doku/{{slug}}.pdf"
FILE
    run import -C w --blank blank
    ends_with 0 "import --blank succeeds"
    check "a blank file explains its columns" grep -q "^# id: whole number" "$work/blank/event.csv"
    run import -C w --blank blank a.csv
    ends_with 2 "--blank takes no FILE"
    run import -C w --dry-run
    ends_with 0 "import --dry-run succeeds"
    check "import --dry-run makes no database" test ! -e "$work/w/project.db"
    run import -C w
    ends_with 0 "records are imported"
}

manifest_of_a_build() {
    run build -C w
    ends_with 0 "a workspace builds"
    says "2 documents, 2 pages, 0 warnings, 0 errors" "the summary counts"
    check "the second document is there" is_pdf "$work/w/out/doku/zwei.pdf"
    check "manifest.json names path, hash, pages and all other fields in order" \
        python3 - "$work/w/out" <<'PYTHON'
import hashlib, json, sys
out = sys.argv[1]
documents = json.load(open(out + "/manifest.json"))["documents"]
assert [d["path"] for d in documents] == ["doku/eins.pdf", "doku/zwei.pdf"], documents
for d in documents:
    keys = {"path", "sha256", "pages", "language", "edition", "standards", "template",
            "parameters", "diagnostics"}
    assert keys <= set(d), keys - set(d)
    assert d["sha256"] == hashlib.sha256(open(out + "/" + d["path"], "rb").read()).hexdigest()
    assert d["pages"] == 1 and d["language"] == "de" and d["edition"] == "web", d
    assert d["template"] == "event" and "ua-1" in d["standards"], d
assert [str(d["parameters"]["event_id"]) for d in documents] == ["1", "2"], documents
PYTHON
    run build -C w -o "$work/elsewhere" -q
    ends_with 0 "-o takes an absolute folder"
    check "-o gives the same bytes" cmp "$work/w/out/doku/zwei.pdf" "$work/elsewhere/doku/zwei.pdf"
    check "-q says nothing" test ! -s "$work.err"
    run build -C w -o only --only 'doku/e*'
    check "--only builds what it matches" test -e "$work/only/doku/eins.pdf"
    check "--only leaves the rest" test ! -e "$work/only/doku/zwei.pdf"
}

a_failure_leaves_the_old_file() {
    cp "$work/w/out/doku/eins.pdf" "$work/before.pdf"
    sed -i 's/^# .*/# {{event.titel}}/' "$work/w/templates/event.md"
    run build -C w
    ends_with 1 "a failed document fails the build"
    check "a failed document leaves its previous PDF untouched" \
        cmp "$work/before.pdf" "$work/w/out/doku/eins.pdf"
    check "no temporary file is left" test -z "$(find "$work/w/out" -name '.*.tmp*' -o -name '*.pdf.*')"
    check "a failed document stands in manifest.json with the hash of the file that stands" \
        grep -q "$(sha256sum <"$work/before.pdf" | cut -c 1-64)" "$work/w/out/manifest.json"
    rm -r "$work/w/out"
    run build -C w
    check "a document that never was built has sha256 null" \
        grep -qE '"sha256": *null' "$work/w/out/manifest.json"
}

help_and_usage
plain_markdown
expansion
workspace
manifest_of_a_build
a_failure_leaves_the_old_file
finish
