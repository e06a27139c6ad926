# SPDX-License-Identifier: GPL-3.0-or-later
# The same input gives the same bytes: data/ is built twice, in two folders, with other workers,
# time zone, locale and umask, and all outputs are compared.
. tests/lib.sh

# build NAME COMMAND…: a copy of data/ in $work/NAME, built by the command before the program's name
build() {
    local name=$1
    shift
    mkdir -p "$work/$name"
    cp -R "$root/data/." "$work/$name/"
    rm -rf "$work/$name/out" "$work/$name"/project.db*
    (cd "$work/$name" && "$@" "$DOKUWERK" import -q && "$@" "$DOKUWERK" build -q -j "$jobs" -o "$work/$name/out") \
        >"$work.$name.log" 2>&1 </dev/null
    status=$?
    if [ "$status" = 0 ]; then pass; else fail "data/ builds in folder '$name' ($status)" "$work.$name.log"; fi
}

umask 022
jobs=1
build here env TZ=UTC LANG=C LC_ALL=C
umask 077
jobs=2
build "ein anderer Ort" env TZ=Asia/Kathmandu LANG=de_DE.UTF-8 LC_ALL=de_DE.UTF-8 \
    HOME="$work" USER=niemand COLUMNS=40
umask 022

outputs() { (cd "$1/out" && find . -type f -not -path '*/.*' | sort); }
outputs "$work/here" >"$work.list"
check "data/ makes files" test -s "$work.list"
check "both builds make the same files" cmp "$work.list" <(outputs "$work/ein anderer Ort")
while IFS= read -r file; do
    check "$file is the same, byte for byte" cmp "$work/here/out/$file" "$work/ein anderer Ort/out/$file"
done <"$work.list"

(cd "$work/here" && TZ=America/Lima "$DOKUWERK" build -q -o "$work/here/out") >"$work.again" 2>&1 </dev/null
check "a second build over the first changes no byte" \
    diff -rq "$work/here/out" "$work/ein anderer Ort/out" -x '.*'
finish
