# SPDX-License-Identifier: GPL-3.0-or-later
# A new workspace: written once, over nothing, and it builds at once without a message.
. tests/lib.sh

a_new_workspace_builds() {
    run init forum
    ends_with 0 "init makes a workspace"
    says "forum/dokuwerk.yaml" "init lists the files it made"
    local program=$DOKUWERK
    [[ $program != *' '* ]] || program="'$program'" # as a shell takes it
    says "$program import -C forum" "init says how to go on"
    says "$program build -C forum" "init says how to build"
    check "init makes what ships, and nothing else" diff \
        <(cd "$root/templates/workspace" && find . -type f ! -path './out/*' ! -name '*.db' | cut -c 3- | sort) <(cd "$work/forum" && find . -type f | cut -c 3- | sort)
    run import -C forum --strict
    ends_with 0 "its records are imported without a warning"
    run build -C forum --strict
    ends_with 0 "it builds without a warning"
    says "1 documents, 4 pages, 0 warnings, 0 errors" "the summary has nothing to complain of"
    pdf=$work/forum/out/dokumentation/2026-03-21-auental.pdf
    pdftotext -layout "$pdf" "$work/text"
    while read -r words; do
        check "its document says '$words'" grep -qF "$words" "$work/text"
    done <<'CASES'
Ankommen und bleiben
Am Samstag, 21. März 2026 saßen 36 Menschen
10:15
Vereine und Initiativen
1.950,00
Beispieldaten
30. April 2026
Abbildung 1
Tabelle 1
CASES
    check "its document has no tag left over" test -z "$(grep -F '{{' "$work/text")"
    check "its document's fonts are embedded" test -z "$(pdffonts "$pdf" | awk 'NR > 2 && $0 !~ /yes yes yes/')"
    for rule in "$work"/forum/checks/*.sql; do
        check "${rule##*/} finds nothing in the sample" test -z "$(sqlite3 "$work/forum/project.db" <"$rule" 2>&1)"
    done
}

its_rules_can_find() {
    sqlite3 "$work/forum/project.db" "UPDATE working_group SET headcount = 30 WHERE id = 1; UPDATE agreement SET due = NULL WHERE id = 2"
    check "headcount.sql finds too many at the tables" \
        grep -q '^1. Werkstattgespräch: 53 an den Tischen, 36 da' <(sqlite3 "$work/forum/project.db" <"$work/forum/checks/headcount.sql")
    check "due.sql finds what has no day" grep -q 'ohne Termin' <(sqlite3 "$work/forum/project.db" <"$work/forum/checks/due.sql")
}

it_explains_itself() {
    local key
    for key in title database languages theme date output project documents; do
        check "'$key' in dokuwerk.yaml is explained" \
            awk -v key="$key:" '$1 == key && before ~ /^#/ { found = 1 } { before = $0 } END { exit !found }' "$work/forum/dokuwerk.yaml"
    done
    check "every table of schema.sql has a comment" test -z "$(awk '/^CREATE TABLE/ && before !~ /^--/; { before = $0 }' "$work/forum/schema.sql")"
    check "every table is STRICT" test "$(grep -c '^) STRICT;' "$work/forum/schema.sql")" = "$(grep -c '^CREATE TABLE' "$work/forum/schema.sql")"
    check "every record file says that it is a sample" test -z "$(grep -L '^# Beispieldaten' "$work"/forum/records/*.csv)"
    for file in "$work"/forum/{README.md,.gitignore,media/logo.png}; do
        check "there is ${file##*/}" test -s "$file"
    done
    run typeset forum/README.md --strict
    ends_with 0 "its README is sound Markdown"
}

# What is commented out for other languages is what a newcomer takes in.
its_languages_wait() {
    local tag
    sed -i -e 's/^languages: .*//' -e 's/^# \(languages\|translatable\): {/\1: {/' -e 's/^    output: .*//' \
        -e 's/^#\(    \(languages\|themes\|output\): \)/\1/' "$work/forum/dokuwerk.yaml"
    run translate update -C forum
    ends_with 0 "the languages that the manifest has as comments can be taken"
    check "a PO file each, none for Leichte Sprache" test "$(cd "$work/forum/po" && echo *)" = 'ar.po en.po messages.pot'
    check "the columns are those of the sample" grep -q '^msgctxt "event.outlook_md"' "$work/forum/po/en.po"
    run build -C forum
    ends_with 0 "and the workspace is built in them"
    for tag in de en ar de-x-leicht; do
        check "there is one in $tag" test -s "$work/forum/out/dokumentation/2026-03-21-auental.$tag.pdf"
    done
}

# Of a report to a funder: the schema and the checks are those of data/.
a_funding_workspace_builds() {
    run init --funding nachweis
    ends_with 0 "init --funding makes a workspace"
    check "its schema is that of data/" cmp "$root/data/schema.sql" "$work/nachweis/schema.sql"
    check "its checks are those of data/" diff -r "$root/data/checks" "$work/nachweis/checks"
    for file in base_rate ineligible_word; do
        check "$file.csv is that of data/, for it is no sample" cmp "$root/data/records/$file.csv" "$work/nachweis/records/$file.csv"
        mv "$work/nachweis/records/$file.csv" "$work"
    done
    check "all else is templates/funding" diff \
        <(cd "$root/templates/funding" && find . -type f ! -path './out/*' ! -name '*.db' | sort) \
        <(cd "$work/nachweis" && find . -type f ! -path './checks/*' ! -name schema.sql | sort)
    check "every record file says that it is a sample, and what its columns are" \
        test -z "$(grep -LE $'^\xEF\xBB\xBF# Beispieldaten[.] .{30}' "$work"/nachweis/records/*.csv)"
    mv "$work"/{base_rate,ineligible_word}.csv "$work/nachweis/records"
    run import -C nachweis --strict
    ends_with 0 "its records are imported without a warning"
    says "16 tables" "all of them"
    run build -C nachweis --strict
    ends_with 0 "it builds without a warning"
    says "4 documents" "an interim and a final report, each with its protocol"
    check "the final report adds up: what was spent, granted, drawn and is left" diff - <(
        pdftotext -layout "$work/nachweis/out/verwendungsnachweis/verwendungsnachweis-2025.pdf" - |
            grep -oE '27[.]410,87|23[.]910,87|23[.]000,00|910,87' | sort -u
    ) <<'SUMS'
23.000,00
23.910,87
27.410,87
910,87
SUMS
    check "what is told in words is not said to be absent" test -z "$(pdftotext "$work/nachweis/out/verwendungsnachweis/verwendungsnachweis-2025.pdf" - |
        grep -E 'keine Veranstaltungen|Veröffentlichungen gab es')"
    check "without a word, there were no events" grep -q 'fanden keine Veranstaltungen statt' \
        <(pdftotext "$work/nachweis/out/verwendungsnachweis/zwischennachweis-2025.pdf" -)
    run typeset nachweis/README.md --strict
    ends_with 0 "its README is sound Markdown"
    while read -r file; do
        check "its README tells of $file" grep -qF "\`$file\`" "$work/nachweis/README.md"
    done < <(cd "$work/nachweis/records" && ls)
    run init --funding nachweis
    ends_with 1 "it writes over nothing"
    run build --funding
    ends_with 2 "no other command has --funding"
}

# Blank files as a spreadsheet program saves them when they have been filled in: every column is there,
# most cells are empty, comments run to the last column.
blank_files_can_be_filled_in() {
    local name
    mv "$work/nachweis/records" "$work/filled"
    run import -C nachweis --blank records
    ends_with 0 "there is a blank file for each table"
    mkdir -p "$work/nachweis/records"
    mv "$work"/filled/{base_rate,ineligible_word}.csv "$work/nachweis/records"
    for name in "$work"/filled/*.csv; do
        python3 - "$name" "$work/records/${name##*/}" "$work/nachweis/records/${name##*/}" <<'PYTHON'
import os, sys
filled, blank, out = (p for p in sys.argv[1:])
text = open(filled, encoding="utf-8-sig")
rows = [line.split(";") for line in text if line[0] != "#"]
rows = [[cell.strip("\n") for cell in row] for row in rows]
lines = open(blank, encoding="utf-8-sig").read().splitlines()
head = lines[-1].split(";")
full = [line + ";" * (len(head) - 1) for line in lines[:-1]] + [";".join(head)]
full += [";".join(row[rows[0].index(c)] if c in rows[0] else "" for c in head) for row in rows[1:]]
os.makedirs(os.path.dirname(out), exist_ok=True)
open(out, "w", encoding="cp1252", newline="").write("\r\n".join(full) + "\r\n")
PYTHON
    done
    run import -C nachweis
    ends_with 0 "blank files are imported when their rows are filled in"
    says "16 tables" "all of them"
    says "it is read as Windows-1252" "also as Excel saves CSV on its own"
    cp "$work/nachweis/out/verwendungsnachweis/verwendungsnachweis-2025.pdf" "$work/first.pdf"
    run build -C nachweis --strict -q
    ends_with 0 "and make a report"
    check "which is the same to the byte" cmp "$work/first.pdf" "$work/nachweis/out/verwendungsnachweis/verwendungsnachweis-2025.pdf"
}

nothing_is_written_over() {
    local before
    before=$(cd "$work/forum" && find . -type f -exec sha256sum {} + | sort)
    run init forum
    ends_with 1 "init refuses a workspace that is there"
    says "forum/dokuwerk.yaml: error: is there already" "what is in the way is named"
    check "init leaves everything as it was" test "$before" = "$(cd "$work/forum" && find . -type f -exec sha256sum {} + | sort)"
    mkdir -p "$work/mine/records"
    echo mine >"$work/mine/notes.txt"
    run init mine
    ends_with 0 "a folder with other files may become a workspace"
    check "other files stay" grep -q mine "$work/mine/notes.txt"
    mkdir "$work/link"
    ln -s nowhere "$work/link/schema.sql"
    run init link
    ends_with 1 "a link that leads nowhere is in the way, too"
    check "then nothing is made" test "$(ls -A "$work/link")" = schema.sql
    : >"$work/file"
    run init file
    ends_with 3 "a file cannot become a folder"
    run init /proc/nowhere
    ends_with 3 "a place where nothing can be made is the environment's fault"
    says "cannot write" "and the message says so"
    (ulimit -f 1 && cd "$work" && "$DOKUWERK" init full) >"$work.out" 2>"$work.err"
    status=$?
    ends_with 3 "a full disk is the environment's fault"
    check "after a full disk nothing half made is left" test -z "$(find "$work/full" -type f)"
    run init
    ends_with 2 "init wants a folder"
    run init a b
    ends_with 2 "init wants one folder"
    run init ''
    ends_with 2 "init wants a name"
    run init -q "it's here"
    ends_with 0 "any name will do"
    check "-q says nothing" test ! -s "$work.err"
    run init "that's it"
    says "build -C 'that'\\''s it'" "a name is quoted as a shell wants it"
    run init -- -dash
    ends_with 0 "after -- a name may begin with a dash"
}

no_record_is_missed() {
    cp -r "$work/forum" "$work/bare"
    rm -r "$work/bare/records" "$work/bare/project.db"
    run import -C "$work/bare"
    says "records: warning: there is no CSV, ODS or XLSX file to import" "a workspace without records is told so"
    mkdir "$work/bare/records"
    printf 'id\tgroup_id\ttext\n' >"$work/bare/records/card.tsv"
    run import -C "$work/bare" --strict
    ends_with 0 "a file of tabs is read"
}

a_new_workspace_builds
no_record_is_missed
its_rules_can_find
it_explains_itself
its_languages_wait
a_funding_workspace_builds
blank_files_can_be_filled_in
nothing_is_written_over
finish
