# SPDX-License-Identifier: GPL-3.0-or-later
# Real Markdown: the largest files that the machine's packages bring are typeset. Nothing crashes,
# the PDFs are sound, and no text is lost.
. tests/lib.sh
largest=12

sources() { # the largest Markdown files, one of each size (copies of one file have one size)
    find /usr/share/doc /usr/lib/node_modules /usr/share/nodejs /usr/lib/python3* -type f \
        \( -name '*.md' -o -name '*.markdown' -o -name '*.md.gz' \) -size +7k -size -600k \
        -printf '%s\t%p\n' 2>/dev/null | sort -k 1,1nr -k 2 | awk -F '\t' '!seen[$1]++ { print $2 }' |
        head -n "$largest"
}

typeset_file() {
    local source=$1 name=${1##*/}
    rm -f "$work"/a.*
    case $source in *.gz) gzip -dc "$source" ;; *) cat "$source" ;; esac >"$work/a.md"
    iconv -f UTF-8 -t UTF-8 "$work/a.md" >/dev/null 2>&1 || return # invalid text is another test
    run typeset a.md -o a.pdf
    # 1 is an honest answer (a glyph that no font has); anything else is not.
    if [ "$status" -gt 1 ]; then
        fail "$name ends with status $status" "$work.err"
        return
    fi
    pass
    [ "$status" = 0 ] || { echo "note: $name: $(grep -m 1 'error:' "$work.err" | cut -c 1-120)"; return; }
    check "$name is a sound PDF" qpdf --check "$work/a.pdf"
    pdftotext -raw "$work/a.pdf" "$work/a.txt"
    check "$name keeps its words, in order" python3 "$root/tests/words.py" "$work/a.md" "$work/a.txt"
}

while IFS= read -r file; do
    typeset_file "$file"
done < <(sources; echo "$root/README.md")
finish
