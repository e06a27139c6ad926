# SPDX-License-Identifier: GPL-3.0-or-later
# What went in comes out: the text extracted from each of the sample workspace's documents holds
# every sentence of the records it was made from, whole and in order.
. tests/lib.sh

cp -R "$root/data" "$work/data"
rm -rf "$work/data/out" "$work/data"/project.db*
run import -C data -q
ends_with 0 "the sample records are imported"
run build -C data -o "$work/out" -q
ends_with 0 "the sample workspace builds"
db=$work/data/project.db

# Lines of "path<TAB>event_id" for the documents of an event.
documents() {
    python3 - "$work/out/manifest.json" <<'PYTHON'
import json, sys
for d in json.load(open(sys.argv[1]))["documents"]:
    if "event_id" in d["parameters"]:
        print(d["path"], d["parameters"]["event_id"], sep="\t")
PYTHON
}

# extract PDF: its text without the hyphens that were inserted at line ends
extract() { pdftotext -raw "$1" - | LC_ALL=C sed -z 's/\xC2\xAD\n//g'; }

# values ID: each Markdown value of an event becomes a file in $work/values.
values() {
    local column
    rm -rf "$work/values"
    mkdir "$work/values"
    for column in title $(sqlite3 "$db" "SELECT name FROM pragma_table_info('event') WHERE name LIKE '%\\_md' ESCAPE '\\'"); do
        sqlite3 "$db" "SELECT writefile('$work/values/$column', $column) FROM event WHERE id = $1 AND $column <> ''"
    done
    sqlite3 "$db" "
        SELECT writefile('$work/values/abstract_md.' || c.id, c.abstract_md) FROM contribution c
          JOIN agenda_item a ON a.id = c.agenda_item_id WHERE a.event_id = $1 AND c.abstract_md <> '';
        SELECT writefile('$work/values/text_md.' || r.id, r.text_md) FROM group_result r
          JOIN working_group g ON g.id = r.group_id
          JOIN agenda_item a ON a.id = g.agenda_item_id WHERE a.event_id = $1;
        SELECT writefile('$work/values/topic.' || g.id, g.topic) FROM working_group g
          JOIN agenda_item a ON a.id = g.agenda_item_id WHERE a.event_id = $1;
        SELECT writefile('$work/values/measure.' || m.id, m.title) FROM measure m WHERE m.event_id = $1;"
}

: >"$work/all.txt"
while IFS=$'\t' read -r path id; do
    extract "$work/out/$path" >"$work/text.txt"
    values "$id" >/dev/null
    check "$path holds all sentences of its records" \
        python3 "$root/tests/words.py" --all "$work/text.txt" "$work/values"/*
    cat "$work/text.txt" >>"$work/all.txt"
done < <(documents)

check "some text is extracted" test -s "$work/all.txt"
check "a star inside a word is a letter" grep -qF 'Migrant*innen' "$work/all.txt"
check "a title that begins with a number is no list" grep -qF '13. IKOE-Ideenwerkstatt' "$work/all.txt"
check "no tag of the template language is printed" bash -c "! grep -qF '{{' '$work/all.txt'"
check "no attribute or div is printed" bash -c "! grep -qE ':::|\{[.#][a-z]' '$work/all.txt'"
finish
