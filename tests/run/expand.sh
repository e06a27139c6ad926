# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# `expand`: the official Mustache by --spec, checks that stop a document, hostile templates.
. tests/lib.sh

file() { printf '%b' "$2" >"$work/$1"; } # file NAME TEXT, with \n and the like

spec() { # spec WANTED SENTENCE: t.mustache with d.json
    run expand --spec t.mustache --data d.json
    ends_with 0 "$2"
    printf '%b' "$1" | cmp -s - "$work.out" && pass || fail "$2" "$work.out"
}

file t.mustache 'Guten Tag, {{name}}!\n  {{> p}}\nEnde'
file p.md '<{{{name}}}>\n|\n'
file d.json '{"name": "A & B", "p": "x"}'
spec 'Guten Tag, A &amp; B!\n  <A & B>\n  |\nEnde' 'a template is expanded byte for byte'
file t.mustache '{{#.}}{{.}},{{/.}}'
file d.json '[1, 2.50, "\\u00e4\\ud83d\\ude00", null, "", [], {}]'
spec '1,2.5,ä😀,,,,,' 'data may be a list of anything'
file d.json '"a\\tb"'
file t.mustache '{{.}}'
spec 'a\tb' 'or a text'
file d.json '{"a": 1,}'
run expand --spec t.mustache --data d.json
ends_with 1 'broken JSON is refused'
says 'd.json:1:9: error: a name in quotation marks is expected here' 'with its place'
file d.json '{\n\t"a": {"b":[{"c":1}]}\n}\n'
file t.mustache '{{#a.b}}{{c}}{{/a.b}}'
spec '1' 'tabs in JSON are white space'
printf 'a:\n  b:\n    - c: 1\n' >"$work/d.yaml"
run expand --spec t.mustache --data d.yaml
prints 1 'YAML will do as well'
run expand --spec t.mustache --param a=1
ends_with 2 'parameters are none of its options'

printf '```sql a {check=error}\nSELECT 1 AS message\n```\nText\n' >"$work/c.md"
run expand c.md
ends_with 1 'a check that finds an error stops the document'
says "c.md:1:1: error: check 'a': 1 (a row 1)" 'and says what it found'
check 'and nothing is printed' test ! -s "$work.out"
run typeset c.md -o c.pdf
check 'and nothing is written' test ! -e "$work/c.pdf"

# Where a fault comes from: a value in a partial in a loop in a loop.
printf '```sql a\nSELECT 1 AS id UNION SELECT 2 ORDER BY 1\n```\n```sql b {of=a on=a_id}\nSELECT 7 AS id, 2 AS a_id, '"'**x'"' AS md_x, '"'- x'"' AS list, 3 AS n ORDER BY 1\n```\n{{#a}}\n{{#b}}\n{{> p n=n}}\n{{/b}}\n{{/a}}\n' >"$work/o.md"
printf -- '---\nparams: {n: int}\n---\nInnen {{n}} {{{list}}} und {{list | money}}\n' >"$work/p.md"
run typeset o.md -o o.pdf
says "p.md:4:28: error: '- x' is not a whole number of cents (b id=7, column list)" 'a value knows its partial and its row'
says 'p.md:4:13: error: ' 'so does Markdown in it'
says '(b id=7, column list)' 'with its row'

hostile() { # hostile STATUS SENTENCE: t.md ends soon, within 512 MB
    (cd "$work" && { [[ ${B-} = *asan* ]] || ulimit -v 4000000; } && timeout 60 "$DOKUWERK" expand t.md --data d.yaml >"$work.out" 2>"$work.err")
    status=$?
    ends_with "$1" "$2"
}
python3 - "$work" <<'PYTHON'
import sys
folder = sys.argv[1]
def write(name, text):
    open(f"{folder}/{name}", "w").write(text)
write("braces.md", "{{" * 2500000)
write("triples.md", "{{{x}} " * 700000)
write("deep.md", "{{#a}}" * 100000 + "{{/a}}" * 100000)
write("wide.md", "{{#a}}x{{/a}}\n" * 100000)
write("faults.md", "{{nix}}\n" * 100000)
write("bomb.md", "{{>bomb}}{{>bomb}}")
for i in range(40):
    write(f"b{i}.md", f"{{{{>b{i + 1}}}}}\n" * 2)
write("b40.md", "")
PYTHON
while read -r name want sentence; do
    cp "$work/$name.md" "$work/t.md"
    hostile "$want" "$sentence"
done <<'CASES'
braces 1 a text of opening braces is refused
triples 1 so are braces that never close
deep 1 sections nested a hundred thousand deep too
wide 0 a hundred thousand side by side are no matter
faults 1 a hundred thousand faults are not all told
bomb 1 a partial that holds itself twice is refused
b0 1 so are partials that double at each step
CASES
says 'error: the template takes too long: more than 20 million steps' 'and it is said why'
finish
