# SPDX-License-Identifier: GPL-3.0-or-later
# The program's own words: each PO file has what the source has, and what it says reaches the pages.
. "$(dirname "$0")/../lib.sh"
list=$work.pot
xgettext -L C --keyword --keyword=WORD:2 --keyword=WORD_IN:2c,3 --from-code=UTF-8 -o "$list" src/doc/word_list.h
for po in templates/po/words/*.po; do
    check "$po is sound" msgfmt -c -o /dev/null "$po"
    check "$po has each word, and no others are marked" msgcmp "$po" "$list"
    check "$po says whether a native speaker has read it" grep -qE '^"X-Native-Review: (yes|no)\\n"$' "$po"
done
export DOKUWERK
report=$(timeout 300 python3 tests/run/words.py "$work")
printf '%s\n' "$report" | grep -v ' passed, '
line=$(printf '%s\n' "$report" | tail -n 1)
passed=$((passed + ${line%% passed*})) rest=${line##*, } failed=$((failed + ${rest% failed}))
finish
