# SPDX-License-Identifier: GPL-3.0-or-later
# Real Markdown: the largest files that the machine's packages bring are typeset. Nothing crashes,
# the PDFs are sound, and no text is lost.
. tests/lib.sh
largest=10

sources() { # the largest Markdown files, one of each size (copies of one file have one size)
    find /usr/share/doc /usr/lib/node_modules /usr/share/nodejs /usr/lib/python3* -type f \
        \( -name '*.md' -o -name '*.markdown' -o -name '*.md.gz' \) -size +7k -size -400k \
        -printf '%s\t%p\n' 2>/dev/null | sort -k 1,1nr -k 2 | awk -F '\t' '!seen[$1]++ { print $2 }' |
        head -n "$largest"
}

typeset_file() {
    local source=$1 name=${1##*/}
    rm -f "$work"/a.*
    case $source in *.gz) gzip -dc "$source" ;; *) cat "$source" ;; esac >"$work/a.md"
    # Pictures that are not there, glyphs that no font has and bytes that are no text are tested elsewhere.
    iconv -c -f UTF-8 -t UTF-8 "$work/a.md" | python3 -c '
import re, sys
sys.stdout.write(re.sub("[\u2e80-\U0010ffff]", "x", sys.stdin.read()).replace("![", "["))' >"$work/b.md"
    mv "$work/b.md" "$work/a.md"
    run typeset a.md -o a.pdf
    ends_with 0 "$name is typeset"
    [ "$status" = 0 ] || return
    check "$name is a sound PDF" qpdf --check "$work/a.pdf"
    pdftotext -raw "$work/a.pdf" "$work/a.txt"
    check "$name keeps its words, in order" python3 "$root/tests/words.py" "$work/a.md" "$work/a.txt"
}

while IFS= read -r file; do
    typeset_file "$file"
done < <(sources; echo "$root/README.md")

printf '# %s\n\nText\n' "$(printf '÷%.0s' {1..250})" >"$work/long.md" # its second byte is one of a middle dot's
run typeset long.md --dump pages
prints '÷…|' "a heading too long for the running foot is cut"
check "between two characters" iconv -f UTF-8 -t UTF-8 "$work.out"
finish
