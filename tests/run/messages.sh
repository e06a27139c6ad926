# SPDX-License-Identifier: GPL-3.0-or-later
# Messages in other languages: each is translated, whatever was added to the sources; the environment
# says in which they come; programs and documents get the same in all of them.
. "$(dirname "$0")/../lib.sh"

check "each text of templates/po/*.txt stands in a source" python3 "$root/templates/po/extract.py"
cp "$work.check" "$work.pot"
for po in "$root"/templates/po/*.po; do
    check "${po##*/} is sound" msgfmt -c -o /dev/null "$po"
    check "${po##*/} has each message (make messages adds what is new)" msgcmp "$po" "$work.pot"
done

# speaks FIRST-WORD SENTENCE VARIABLE=VALUE…
speaks() {
    local word=$1 sentence=$2
    shift 2
    (cd "$work" && env -u LC_ALL -u LC_MESSAGES -u LANG -u LANGUAGE "$@" "$DOKUWERK" --help) >"$work.out" 2>"$work.err"
    check "$sentence" grep -q "^$word: dokuwerk" "$work.out"
}
speaks usage "who asks for nothing gets English" A=1
speaks usage "C is English" LANG=de_DE.UTF-8 LC_ALL=C
speaks usage "POSIX is, too, whatever LANGUAGE says" LANGUAGE=de LANG=POSIX
speaks Aufruf "LANG" LANG=de_DE.UTF-8
speaks Aufruf "LC_MESSAGES counts before LANG" LANG=fr_FR.UTF-8 LC_MESSAGES=de_AT
speaks usage "LC_ALL counts before both" LANG=de_DE LC_MESSAGES=de_DE LC_ALL=en_GB.UTF-8
speaks Aufruf "LANGUAGE counts before all" LANGUAGE=de LC_ALL=fr_FR.UTF-8
speaks Aufruf "the first of its languages that there is" LANGUAGE=xx:de_CH:en LANG=en_US.UTF-8
speaks usage "English is one" LANGUAGE=en:de LANG=de_DE.UTF-8
speaks Aufruf "a locale's character set and variant do not matter" LC_ALL=de_DE.ISO-8859-1@euro
speaks Aufruf "LANGUAGE serves where only C.UTF-8 is generated" LC_ALL=C.UTF-8 LANGUAGE=de
speaks usage "C.UTF-8 by itself is English" LC_ALL=C.UTF-8
speaks usage "no locale is a path" LC_ALL=../../../build/locale/de
speaks usage "an empty setting is none" LC_ALL= LANG=

mkdir -p "$work/templates"
printf 'database: project.db\ndate: 2026-01-01\ndocuments:\n  - {template: doc, output: doc.pdf}\n  - {template: bad, output: bad.pdf}\n' >"$work/dokuwerk.yaml"
printf -- '---\nlang: de\ntemplate: true\n---\n# Zahlen\n\n{{#rows}}{{n | number}} {{/rows}} <b>\n\n```sql rows\nSELECT 1234.5 AS n\n```\n\n![b](x.png){focus="1%% 1%%"}\n' >"$work/templates/doc.md"
sed 's/{{n | number}}/{{m}} {{n | tme}}/' "$work/templates/doc.md" >"$work/templates/bad.md"
sed -i '/x.png/d' "$work/templates/doc.md"
sqlite3 "$work/project.db" 'CREATE TABLE t (a)'

in_language() { # in_language LOCALE NAME OPTION…: builds; the messages without what depends on time
    local locale=$1 name=$2
    shift 2
    (cd "$work" && env LC_ALL="$locale" "$DOKUWERK" build -o "$name" "$@") 2>&1 </dev/null | sed -E 's/[0-9]+\.[0-9]+ s$//' >"$work/$name.said"
}
in_language C english
in_language de_DE.UTF-8 german
check "English is as it was" grep -q "error: unknown formatter 'tme'" "$work/english.said"
check "a German reads a message" grep -q "Fehler: unbekannter Formatierer 'tme'" "$work/german.said"
check "and a note" grep -q "Hinweis: war 'time' gemeint?" "$work/german.said"
check "and a warning" grep -q "Warnung: rohes HTML wird nicht gesetzt: '<b>'" "$work/german.said"
check "and the summary" grep -q '^1 Dokumente, 1 Seiten, 2 Warnungen, ' "$work/german.said"
check "the document is the same" cmp "$work/english/doc.pdf" "$work/german/doc.pdf"
check "and so is the record, in English" cmp "$work/english/manifest.json" "$work/german/manifest.json"
in_language C english --diagnostics json
in_language de_DE.UTF-8 german --diagnostics json
check "JSON has messages" grep -q '"message": "unknown formatter' "$work/german.said"
check "and is English in any language" diff <(grep '^{' "$work/english.said") <(grep '^{' "$work/german.said")

# What is said of translations: what many lack is one line; what libgettextpo finds is in our words.
mkdir "$work/po"
printf 'database: project.db\ndate: 2026-01-01\nlanguages: {source: de, targets: [en]}\ndocuments:\n  - {template: many, languages: [en], output: many.pdf}\n' >"$work/dokuwerk.yaml"
for n in eins zwei drei vier sechs sieben acht neun zehn elf zwanzig hundert; do printf 'Satz %s.\n\n' "$n"; done >"$work/templates/many.md"
printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n' >"$work/po/en.po"
in_language de_DE.UTF-8 german
check "a German reads how many sentences more lack a translation" grep -qx "Warnung: 2 weitere Sätze ohne Übersetzung für 'en'" "$work/german.said"
printf '\nmsgidd "Satz"\nmsgstr "x"\n' >>"$work/po/en.po"
in_language de_DE.UTF-8 german
check "and what is wrong with a PO file" grep -q "Fehler: unbekanntes Schlüsselwort 'msgidd'" "$work/german.said"
finish
