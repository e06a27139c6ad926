# SPDX-License-Identifier: GPL-3.0-or-later
# A translator's day: texts out, translations in, German changes, and what goes wrong on the way.
. tests/lib.sh

w=$work/w
mkdir -p "$w/templates" "$w/text"
cat >"$w/dokuwerk.yaml" <<'X'
title: Willkommen
languages: {source: de, targets: [en, ar, pt-BR, de-x-leicht]}
date: 2015-12-31
documents:
  - {template: brochure, languages: [all], output: "b.{{lang}}.pdf"}
X
cat >"$w/templates/brochure.md" <<'X'
---
title: Willkommen
---
# Willkommen

{{> work}}

Rufen Sie an: [die Polizei](tel:110), am {{today | date:long}}.
X
printf '# Arbeit\n\nWer arbeiten will, braucht eine Erlaubnis.\n\nEs gibt 12 Ämter, "alle"; auch hier.\n' >"$w/text/work.md"

# put TAG SOURCE TRANSLATION: into the PO file, which has the source on one line
put() {
    python3 - "$w/po/$1.po" "$2" "$3" <<'X'
import sys
path, source, translation = sys.argv[1:]
quoted = [t.replace("\\", "\\\\").replace('"', '\\"') for t in (source, translation)]
text = open(path, encoding="utf-8", newline="").read()
before = 'msgid "%s"\nmsgstr ""\n' % quoted[0]
assert before in text + "\n", before
open(path, "w", encoding="utf-8", newline="").write((text + "\n").replace(before, 'msgid "%s"\nmsgstr "%s"\n' % tuple(quoted)))
X
}
is_status() { # is_status WANTED SENTENCE: what status prints
    run translate status -C w
    if [ "$(cat "$work.out")" = "$1" ]; then pass; else fail "$2" "$work.out"; fi
}
sums() { (cd "$w/po" && md5sum ./*.po ./*.pot); }

# Out

run translate status -C w
ends_with 0 "status without PO files"
prints "ar 0 0 5 0" "says that all is missing"
check "an easy language has no line" test "$(wc -l <"$work.out")" = 3
run translate extract -C w
ends_with 0 "extract"
says "po/messages.pot: 5 texts at 6 places" "and says what it found"
pot=$w/po/messages.pot
check "the template is one that msgfmt takes" msgfmt -c -o /dev/null "$pot"
check "a text has its places" grep -qx '#: templates/brochure.md:2 templates/brochure.md:4' "$pot"
check "and says what it is" grep -qx '#. title, heading' "$pot"
check "a partial's texts are there" grep -qx 'msgid "Arbeit"' "$pot"
check "the date is the manifest's" grep -q 'POT-Creation-Date: 2015-12-31 00:00+0000' "$pot"
before=$(md5sum <"$pot")
(cd "$w" && TZ=Asia/Tokyo LC_ALL=C "$DOKUWERK" translate extract -q)
check "the same bytes in another time zone and folder" test "$before" = "$(md5sum <"$pot")"
run translate update -C w
ends_with 0 "update makes the files"
for tag in en ar pt-BR; do
    check "$tag.po is there, and msgfmt takes it" msgfmt -c -o /dev/null "$w/po/$tag.po"
    check "$tag.po says its language" grep -q "^\"Language: $tag\\\\n\"" "$w/po/$tag.po"
    check "$tag.po says that nobody has reviewed it" grep -q '^"X-Native-Review: no' "$w/po/$tag.po"
done
check "an easy language has no file" test ! -e "$w/po/de-x-leicht.po"
check "Arabic has six forms" grep -q '^"Plural-Forms: nplurals=6;' "$w/po/ar.po"
check "the team is the language's" grep -q '^"Language-Team: Arabic' "$w/po/ar.po"
before=$(sums)
run translate update -C w
check "a second update changes no byte" test "$before" = "$(sums)"

# Translated

put ar Willkommen 'أهلاً وسهلاً'
put ar Arbeit 'العمل'
put ar 'Wer arbeiten will, braucht eine Erlaubnis.' 'من يريد العمل يحتاج إلى تصريح.'
put ar 'Es gibt 12 Ämter, "alle"; auch hier.' 'هناك 12 دائرة.'
is_status $'en 0 0 5 0\nar 4 0 1 80\npt-BR 0 0 5 0' "status counts what is translated"
run translate status -C w --strict --lang ar
ends_with 1 "status fails under --strict while something is missing"
run translate status -C w -v --lang ar
says "templates/brochure.md:8:1: info: no translation into 'ar': 'Rufen Sie an:" "-v lists what is missing, at the source"

# German changes

sed -i 's/braucht eine Erlaubnis/braucht dazu eine Erlaubnis/' "$w/text/work.md"
is_status $'en 0 0 5 0\nar 3 0 2 60\npt-BR 0 0 5 0' "a changed sentence is missing at once"
run translate update -C w -q
ends_with 0 "update"
is_status $'en 0 0 5 0\nar 3 1 1 60\npt-BR 0 0 5 0' "and fuzzy after the update"
check "the text before is kept" grep -qx '#| msgid "Wer arbeiten will, braucht eine Erlaubnis."' "$w/po/ar.po"
run build -C w --strict --lang ar
ends_with 1 "the build refuses it under --strict"
says "text/work.md:3:1: warning: the translation into 'ar' is fuzzy: 'Wer arbeiten will, braucht dazu" "and names it"
sed -i '/alle/d' "$w/text/work.md"
is_status $'en 0 0 4 0\nar 2 1 1 50\npt-BR 0 0 4 0' "a sentence that went does not count"
run translate update -C w -q
check "its translation is kept as obsolete" grep -q '^#~ msgstr "هناك' "$w/po/ar.po"
is_status $'en 0 0 4 0\nar 2 1 1 50\npt-BR 0 0 4 0' "which does not count"

# Spreadsheets

run translate export -C w
ends_with 0 "export"
check "three columns, marked as UTF-8" grep -qx $'\ufeffcontext,source,translation\r' "$w/po/ar.csv"
check "a fuzzy translation is marked" grep -q ',\[fuzzy\] من' "$w/po/ar.csv"
before=$(sums)
run translate import -C w
ends_with 0 "import of what was exported"
says "po/ar.po: 0 changed, 4 left as they are, 0 refused" "finds nothing new"
check "and changes no byte" test "$before" = "$(sums)"
sed 's/\[fuzzy\] //' "$w/po/ar.csv" >"$w/ar.csv"
run translate import w/ar.csv -C w
ends_with 0 "a fuzzy translation whose mark is taken off"
says "po/ar.po: 1 changed, 3 left" "is imported"
check "and right from now on" test "$(grep -c fuzzy "$w/po/ar.po")" = 0
python3 - "$w" <<'X'
import sys
rows = ["Source;Translation", "Willkommen;\"Boas-vindas;\r\nsim\"", "Rufen Sie an: [die Polizei](tel:110), am {{today | date:long}}.;Ligue",
        "Fort;Embora", "Arbeit;", "Arbeit;Trabalho", "Arbeit;Emprego"]
with open(sys.argv[1] + "/Texte_pt-br.csv", "w", encoding="utf-8", newline="") as file:
    file.write("\r\n".join(rows) + "\r\n")
X
run translate import 'w/Texte_pt-br.csv' -C w
ends_with 1 "a sheet with faults"
says "w/Texte_pt-br.csv:4:" "names their lines"
says "error: the translation lacks the target 'tel:110'" "a link that got lost is refused"
says "w/Texte_pt-br.csv:5:1: warning: the source has no such text any more: 'Fort'" "a source that is gone is told"
says "Texte_pt-br.csv:8:8: error: this text has a translation in line 7 already" "so is one given twice"
says "po/pt-BR.po: 2 changed" "and the rest is done"
check "semicolons, and any line ends" grep -qx '"Boas-vindas;\\n"' "$w/po/pt-BR.po"
check "the file is one that msgfmt takes" msgfmt -c -o /dev/null "$w/po/pt-BR.po"
run translate export -C w --lang en -o en-texts.csv
check "export writes one language where -o says" test -s "$work/en-texts.csv"
mkdir "$work/sheets"
run translate export -C w -o sheets -q
check "and several into a folder" test -s "$work/sheets/en.csv" -a -s "$work/sheets/pt-BR.csv"
printf 'a,b\n1,2\n' >"$w/en.csv"
run translate import w/en.csv -C w
says "w/en.csv:1:1: error: the first row must name the columns" "a sheet of something else is refused"
run translate import w/words.csv -C w
ends_with 3 "a file that is not there"
cp "$w/en.csv" "$w/words.csv"
run translate import w/words.csv -C w
says "the file's name does not tell the language" "a file of no language"
run translate import w/words.csv w/en.csv --lang en -C w
says "w/words.csv:1:1: error: the first row" "has the one of --lang"
rm "$w"/*.csv "$w"/po/*.csv

# A workbook

python3 - "$w/po/en.xlsx" <<'X'
import sys, zipfile
rows = [("context", "source", "translation"), ("", "Arbeit", "Work"), ("", "Willkommen", "[fuzzy] Welcome")]
cells = "".join("<row>" + "".join(f'<c t="inlineStr"><is><t>{c}</t></is></c>' for c in r) + "</row>" for r in rows)
main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
with zipfile.ZipFile(sys.argv[1], "w") as z:
    z.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
    z.writestr("_rels/.rels", f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
    z.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets><sheet name="en" sheetId="1" r:id="b"/></sheets></workbook>')
    z.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="b" Type="{rel}/worksheet" Target="worksheets/s.xml"/></Relationships>')
    z.writestr("xl/worksheets/s.xml", f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>')
X
run translate import -C w
ends_with 0 "a workbook is read"
says "po/en.po: 2 changed" "like any sheet"
run translate status -C w --lang en
prints "en 1 1 2 25" "with its marks"
rm "$w/po/en.xlsx"
run translate import -C w
says "there is no TAG.csv, TAG.xlsx or TAG.ods to import" "nothing to import is a warning"

# What goes wrong

cp "$w/po/ar.po" "$work/ar.po"
printf '\nmsgid "x"\nmsgstr "y\n' >>"$w/po/ar.po"
cp "$w/po/ar.po" "$work/broken.po"
run translate update -C w
ends_with 1 "a PO file with a fault"
says "po/ar.po:$(wc -l <"$w/po/ar.po"):8: error: the text has no closing quotation mark" "is told with its line"
says "po/en.po: 1 translated, 1 fuzzy" "and the others are done"
check "it stays as it is" cmp -s "$w/po/ar.po" "$work/broken.po"
run translate status -C w --diagnostics json --lang ar
check "JSON has the place" grep -q '"severity": "error".*"file": "po/ar.po", "line": [0-9]*, "column": 8' "$work.err"
cp "$work/ar.po" "$w/po/ar.po"
iconv -f UTF-8 -t CP1252 "$w/po/pt-BR.po" 2>/dev/null | sed 's/charset=UTF-8/charset=CP1252/' >"$work/latin.po"
grep -v '"Boas' "$work/latin.po" >"$w/po/pt-BR.po"
run translate update -C w -q
ends_with 0 "a file in another charset is merged"
check "and is UTF-8 then" grep -q 'charset=UTF-8' "$w/po/pt-BR.po"
touch "$w/po/xx.po"
run translate status -C w
says "po/xx.po: warning: 'xx' is not among the manifest's targets" "a PO file of no target is told"
rm "$w/po/xx.po"
printf '#!/bin/sh\necho half\necho "no luck" >&2\nexit 7\n' >"$work/msgmerge"
chmod +x "$work/msgmerge"
sed -i 's/Arbeit/Arbeiten/' "$w/text/work.md"
cp "$w/po/ar.po" "$work/before.po"
(PATH=$work:$PATH run translate update -C w --lang ar; exit "$status")
check "msgmerge fails: so does update" test $? = 1
says "msgmerge ended with status 7" "with its status"
says "no luck" "and its words"
check "and the file stays" cmp -s "$w/po/ar.po" "$work/before.po"
printf '#!/bin/sh\necho half\nkill -9 $$\n' >"$work/msgmerge"
(PATH=$work:$PATH run translate update -C w --lang ar -q; exit "$status")
check "msgmerge is killed: the file stays" cmp -s "$w/po/ar.po" "$work/before.po"
check "and nothing is left beside it" test -z "$(find "$w/po" -name '.*' -type f)"
mkdir "$work/empty"
(PATH=$work/empty run translate update -C w --lang ar -q; exit 3)
says "cannot run msgmerge, of the package gettext" "without msgmerge it says so"
rm "$work/msgmerge"
if [ "$(id -u)" != 0 ]; then
    chmod a-w "$w/po"
    run translate update -C w
    ends_with 3 "a folder that cannot be written"
    says "po/messages.pot: error: cannot be written: Permission denied" "is told"
    chmod u+w "$w/po"
fi
(ulimit -f 1; cd "$work" && "$DOKUWERK" translate extract -C w >"$work.out" 2>"$work.err"; exit $?)
check "a short limit of files is no harm to a short file" test $? = 0
for ((i = 0; i < 200; i++)); do printf 'Satz %d mit Wörtern, die Platz brauchen.\n\n' "$i"; done >>"$w/text/work.md"
before=$(sums)
(ulimit -f 4; cd "$work" && "$DOKUWERK" translate update -C w >"$work.out" 2>"$work.err"; exit $?)
check "a write that is interrupted is an error of the environment" test $? = 3
check "and the files stay" test "$before" = "$(sums)"
check "nothing is left beside them" test -z "$(find "$w/po" -name '.*' -type f)"
run translate update -C w
ends_with 0 "afterwards all is well"
run translate status -C w
prints "ar 2 1 201" "and counted"

# Who is credited

credited() { # credited WANTED SENTENCE: the translator whom a document into English names
    run build -C credit -q
    check "$2" test "$(pdftotext "$work/credit/out/b.en.pdf" - | head -1)" = "$1"
}
mkdir -p "$work/credit/templates"
sed 's/^title: .*/title: x/; s/\[all\]/[en]/' "$w/dokuwerk.yaml" >"$work/credit/dokuwerk.yaml"
printf -- '---\nlang: de\ntheme: easy\n---\n{{translation.translator}}{{^translation.translator}}?{{/translation.translator}}.\n' >"$work/credit/templates/brochure.md"
run translate update -C credit -q
credited '?.' "a file that is new names nobody: its team is called as its language"
sed -i 's/Language-Team: English/Language-Team: Sprachmittlung Halle <x@example.org>/' "$work/credit/po/en.po"
credited 'Sprachmittlung Halle.' "a team that has a name is credited"
sed -i 's/Last-Translator: .*\\n/Last-Translator: Aylin Kaya\\n/' "$work/credit/po/en.po"
credited 'Aylin Kaya.' "and a person before it"

# What is no PO file

sums_before=$(sums)
for kind in "a folder" "a pipe" "a link to nothing"; do
    mv "$w/po/ar.po" "$work/ar.po"
    case $kind in
    *folder) mkdir "$w/po/ar.po" ;;
    *pipe) mkfifo "$w/po/ar.po" ;;
    *) ln -s nowhere "$w/po/ar.po" ;;
    esac
    for verb in status export update; do
        (cd "$work" && timeout 60 "$DOKUWERK" translate $verb -C w --lang ar -q) >"$work.out" 2>"$work.err" </dev/null
        status=$?
        ends_with 1 "$verb: $kind in a PO file's place"
        says "po/ar.po: error: this is no file that can be read" "$verb: $kind is told"
    done
    run build -C w -q
    ends_with 1 "build: $kind in a PO file's place"
    says "'b.ar.pdf' is not written: po/ar.po has a fault" "$kind does not pass for a language without translations"
    rm -r "$w/po/ar.po"
    mv "$work/ar.po" "$w/po/ar.po"
done
check "the files stay" test "$sums_before" = "$(sums)"

# A text at many places

many=$work/many
mkdir -p "$many/templates"
cp "$w/dokuwerk.yaml" "$many"
{
    printf 'Wort\n\n| A |\n|---|\n'
    yes '| Ja |' | head -n 30000
} >"$many/templates/brochure.md"
(cd "$work" && timeout 20 "$DOKUWERK" translate extract -C many && timeout 20 "$DOKUWERK" translate update -q -C many --lang ar) >"$work.out" 2>"$work.err"
status=$?
ends_with 0 "a text at thirty thousand places"
says "3 texts at 30002 places" "all are counted"
check "not all are listed" test "$(grep -o 'brochure.md:' "$many/po/ar.po" | wc -l)" -lt 1000

# A view's columns

views=$work/views
mkdir -p "$views/templates" "$views/records"
cat >"$views/dokuwerk.yaml" <<'X'
database: p.db
languages: {source: de, targets: [en]}
translatable:
  v: [title, loud]
documents: []
X
echo "CREATE TABLE event (id INTEGER PRIMARY KEY, title TEXT); CREATE VIEW v AS SELECT title, upper(title) AS loud FROM event;" >"$views/schema.sql"
printf 'id,title\n1,Fest\n' >"$views/records/event.csv"
run import -q -C views
run translate extract -C views
ends_with 1 "a view's column, whose values count as the table's"
says "dokuwerk.yaml:4:7: error: 'v' is a view, its 'title' is the column 'event.title': list that" "is told"
sed -i 's/title, loud/loud/' "$views/dokuwerk.yaml"
run translate extract -C views
ends_with 0 "a column that the view computes is for tr()"
check "and listed" grep -qx 'msgctxt "v.loud"' "$views/po/messages.pot"
run translate update -q -C views
printf 'context,source,translation\nv.loud,FEST,"PARTY `a` {{b"\n' >"$views/en.csv"
run translate import views/en.csv -C views
ends_with 0 "a value that is no Markdown may have any signs"
says "po/en.po: 1 changed, 0 left as they are, 0 refused" "as the build takes it"

# Usage

run translate
ends_with 2 "translate alone"
says "translate what?" "asks what to do"
run translate updat -C w
says "Did you mean 'update'?" "a verb that is none"
run translate status -o x -C w
ends_with 2 "-o is for export"
run translate status x.csv -C w
ends_with 2 "a file is for import"
run translate status --lang aa -C w
ends_with 1 "a language that is no target"
says "--lang: 'aa' is not among the targets" "is told"
run translate status --lang de -C w
says "--lang: 'de' is the source language" "so is the source's"
run translate status --lang de-x-leicht -C w
says "is not translated sentence by sentence" "and an easy one"
run translate status -C "$work/empty"
ends_with 2 "no workspace"
finish
