# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The specimen is set in every theme that ships: without a database, a message or a lost construct.
. tests/lib.sh

structure() { # structure PDF ROLE…: the PDF has an element of each role
    local pdf=$1 role
    shift
    pdfinfo -struct "$pdf" >"$work.structure"
    for role; do
        check "${pdf##*/} has $role" grep -qE "^ *$role( |:|\$)" "$work.structure"
    done
}

specimen_in() {
    local theme=$1 wanted=()
    case $theme in
    report) wanted=(--param drawn=no --param small_caps=no) ;; # a letter, PT Sans
    brochure | easy) wanted=(--param narrow=yes) ;;
    esac
    run typeset "$root/templates/specimen.md" -o "$theme.pdf" --theme "$theme" "${wanted[@]}"
    ends_with 0 "the specimen is set in '$theme'"
    check "nothing is said of it in '$theme'" test ! -s "$work.err"
    check "it is a sound PDF in '$theme'" qpdf --check "$work/$theme.pdf"
    structure "$work/$theme.pdf" H1 H2 H3 H4 H5 H6 P L Lbl LBody BlockQuote Code Table THead TBody TR TH TD Caption Figure Note \
        Reference Link TOC TOCI
    check "its contents name a chapter in '$theme'" grep -q Tabellen <(pdftotext -l 3 "$work/$theme.pdf" -)
}

for theme in "$root"/templates/themes/*.yaml; do
    theme=${theme##*/}
    specimen_in "${theme%.yaml}"
done

# One document of a workspace in a theme of its own
mkdir -p "$work/w/themes" "$work/w/records"
cat >"$work/w/dokuwerk.yaml" <<'YAML'
title: Muster
database: one.db
theme: house
documents:
  - {template: specimen, output: usual.pdf}
  - {template: specimen, output: small.pdf, theme: small}
YAML
echo 'CREATE TABLE one (id INTEGER PRIMARY KEY) STRICT;' >"$work/w/schema.sql"
printf 'id\n1\n' >"$work/w/records/one.csv"
echo 'extends: house
page: {size: 200mm x 250mm}' >"$work/w/themes/small.yaml"
run import -C w -q
run build -C w -q
ends_with 0 "a manifest's documents are built in two themes"
check "one in the manifest's theme" grep -q '595.*841' <(pdfinfo "$work/w/out/usual.pdf")
check "one in its own" grep -q '566.*708' <(pdfinfo "$work/w/out/small.pdf")
finish
