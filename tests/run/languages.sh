# SPDX-License-Identifier: GPL-3.0-or-later
# A document in each language: rows in its order, values in its form, whatever the machine's own
# locale is; digits as the theme asks; and what the program says of languages.
. tests/lib.sh

cat >"$work/t.md" <<'FILE'
---
params: {words: text}
template: true
---
```sql w
SELECT value AS word FROM json_each(:words) ORDER BY word COLLATE locale
```
{{#w}}{{word}} {{/w}}

{{amount | money}} {{day | date:long}} {{from | number-range:to}}
FILE
sed -i 's/{words: text}/{words: text, amount: {type: money, default: -123456}, day: {type: date, default: 2015-09-04}, from: {type: int, default: 5}, to: {type: int, default: 1200}}/' "$work/t.md"

# orders TAG WORD…: in the language's order, given in another one
orders() {
    local tag=$1 words= sorted
    shift
    sorted="$*"
    for word in "$@"; do words="\"$word\"${words:+,}$words"; done
    run typeset t.md --lang "$tag" --param words="[$words]" --dump expand
    prints "$sorted" "rows are in order in $tag"
}
orders de arm Ärmel Masse Maße
orders sv arm Zebra ål öl
orders uk гора ґава ива їжак
orders fa پدر تهران چای ژاله گل
orders prs نان وام هوا
orders vi an ăn ba bà đa
orders zh 北京 上海 中国
orders ar باب تمر جمل
orders tr cam çam ısı ilk

n=$(printf '\u00A0')

# prints_in TAG FRAGMENT…
prints_in() {
    local tag=$1
    shift
    run typeset t.md --lang "$tag" --param words='["x"]' --dump expand
    ends_with 0 "a document in $tag is expanded"
    for fragment in "$@"; do prints "$fragment" "$tag writes so"; done
}
prints_in de "−1.234,56$n€" "4.${n}September 2015" "5–1.200"
prints_in uk "4 вересня 2015" "5–1${n}200"
prints_in kmr "4 rezberê 2015"
prints_in prs "4 سپتمبر 2015"
prints_in zh "2015年9月4日"
{ export LANG=fa_IR.UTF-8 LC_ALL=fa_IR.UTF-8; } 2>/dev/null
prints_in tlh "−€${n}1,234.56" "2015-09-04"
prints_in de "−1.234,56$n€"
export LC_ALL=C.UTF-8

mkdir -p "$work/space/themes"
printf 'title: x\nlanguages: {source: fa}\ndocuments: []\n' >"$work/space/dokuwerk.yaml"
printf 'extends: house\ndigits: native\n' >"$work/space/themes/own.yaml"
printf 'extends: house\ndigits: roman\n' >"$work/space/themes/roman.yaml"
cp "$work/t.md" "$work/space/t.md"
run typeset -C space space/t.md --lang fa --theme own --param words='["x"]' --dump expand
prints "۴ سپتامبر ۲۰۱۵" "a theme asks for the script's digits"
run typeset -C space space/t.md --lang de --theme own --param words='["x"]' --dump expand
prints "4.${n}September 2015" "which are Latin ones in German"
run typeset -C space space/t.md --lang fa --theme roman --param words='["x"]' -o space/t.pdf
says "themes/roman.yaml:2:9: error: 'digits' wants latin or native" "other digits are refused"
check "once" test "$(grep -c "'digits' wants" "$work.err")" = 1

# An Ethiopic word is parted without a sign, and yet read as one.
cat >"$work/narrow.md" <<'FILE'
---
lang: ti
page: {size: 60mm x 180mm, inside: 5mm, outside: 5mm, top: 12mm, bottom: 12mm, hang: 0mm}
---
ብመንጽር ክብርን መሰልን ኩሎም ሰባት ዝተዓደሎም እንትውለዱእንትውለዱእንትውለዱእንትውለዱ ነፃን ማዕርን እዮም።
FILE
run typeset narrow.md --dump pages
check "a line ends in a hyphen that is not drawn" grep -q "$(printf '\u00AD')| hyphenated" "$work.out"
run typeset narrow.md -o narrow.pdf
check "the tagged text has the word whole" \
    grep -q "እንትውለዱእንትውለዱእንትውለዱእንትውለዱ" <(pdfinfo -struct-text "$work/narrow.pdf")
check "nothing but the letters is drawn" test -z "$(pdftotext "$work/narrow.pdf" - | grep -e - -e '‐')"
check "where its line ends readers find a soft hyphen" grep -q "$(printf '\u00AD')$" <(pdftotext "$work/narrow.pdf" -)

# Where an Armenian hyphen ends a line it hangs as others do: the line as composed and as set is one.
printf '%s\n' '---' 'lang: hy' '---' 'Քանզի անհրաժեշտ է նպաստել ազգերի միջև բարեկամական հարաբերությունների զարգացմանը․' '' \
    'Քանզի Միավորված ազգերի ժողովուրդները կանոնադրության մեջ վերահավաստել են իրենց հավատը մարդու հիմնական իրավունքների, անձի արժանապատվության ու արժեքի, տղամարդու ու կնոջ հավասար իրավունքների նկատմամբ և որոշել են ավելի մեծ ազատության պայմաններում նպաստել սոցիալական առաջընթացին ու կյանքի պայմանների բարելավմանը․' >"$work/hy.md"
run typeset hy.md -o hy.pdf
check "Armenian lines are not too wide" test ! -s "$work.err"

# The program's own words are English where nobody has translated them: they say so.
cat >"$work/words.md" <<'FILE'
---
lang: ug
template: true
toc: {depth: 1}
numbering: true
---
# العنوان {#sec-a}

انظر @sec-a و @tbl-a.

```sql q
SELECT 'أ' AS g, 'بند' AS name, 1200 AS amount_ct UNION ALL SELECT 'ب', 'ثالث', 400 ORDER BY 1
```

::: {.table data=q cols="name:* amount_ct:money" heads="البند|المبلغ" group=g subtotal=amount_ct total=amount_ct #tbl-a}
الجدول
:::

::: {.tip}
نص.
:::

::: {.tip lang=en}
A tip.
:::
FILE
run typeset words.md --dump tree
prints 'lang=en:link=#sec-a:"Section<00A0>1"' "a reference"
prints 'lang=en:"Subtotal" " أ"' "a subtotal, but not its group"
prints 'lang=en:"Total"' "a total"
run typeset words.md -o words.pdf
qpdf --json=1 "$work/words.pdf" >"$work/words.json"
in_english=$(python3 - "$work/words.json" <<'PY'
import json, sys
objects = json.load(open(sys.argv[1]))["objects"].values()
print(*sorted(o["/S"] for o in objects if isinstance(o, dict) and o.get("/Lang") == "en" and "/S" in o))
PY
)
check "in the PDF: contents, two references, a caption, three sums, one label of a tip; and the English tip ($in_english)" \
    test "$in_english" = "/Aside /Span /Span /Span /Span /Span /Span /Span /Span"
pdfinfo -struct-text "$work/words.pdf" >"$work/words.tree" 2>/dev/null
check "the space behind a label is the caption's: it stands between them" grep -q '^ *"Table.1\."$' "$work/words.tree"

run fonts
ends_with 0 "fonts tells of languages"
prints "de: German | Latn | hyphenated" "with hyphenation"
prints "sq: Albanian | Latn | no hyphenation patterns" "without"
prints "fa: Persian | Arab right to left | never hyphenated | native digits ۰۱۲۳۴۵۶۷۸۹" "direction and digits"

finish
