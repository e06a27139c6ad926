# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Check functions for the scripts in tests/*/: a case is a sentence and a claim, as in check.h. A
# script sources this, works in the empty folder $work, and ends with `finish`. DOKUWERK is the
# program under test; run/ scripts see its standard output and error in $work.out and $work.err.
set -u
export LC_ALL=C.UTF-8
unset LANGUAGE
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
: "${DOKUWERK:=$root/dokuwerk}"
work=$(mktemp -d)
trap 'rm -rf "$work" "$work".???*' EXIT
passed=0 failed=0 status=0

pass() { passed=$((passed + 1)); }

# fail SENTENCE [FILE]: prints the end of what the program said.
fail() {
    failed=$((failed + 1))
    echo "FAIL $1"
    [ -z "${2-}" ] || tail -n 12 "$2" | cut -c 1-200 | sed 's/^/     | /'
}

# check SENTENCE COMMAND…: the sentence holds when the command succeeds.
check() {
    local sentence=$1
    shift
    if "$@" >"$work.check" 2>&1; then pass; else fail "$sentence" "$work.check"; fi
}

# run ARGUMENT…: runs the program in $work; its exit status is in $status.
run() {
    (cd "$work" && "$DOKUWERK" "$@") >"$work.out" 2>"$work.err" </dev/null
    status=$?
}

ends_with() { # ends_with STATUS SENTENCE: how the last run ended
    if [ "$status" = "$1" ]; then pass; else fail "$2 (status $status, not $1)" "$work.err"; fi
}

says() { # says FRAGMENT SENTENCE: in the messages of the last run
    if grep -qF -- "$1" "$work.err"; then pass; else fail "$2: '$1' is not said" "$work.err"; fi
}

prints() { # prints FRAGMENT SENTENCE: on the last run's standard output
    if grep -qF -- "$1" "$work.out"; then pass; else fail "$2: '$1' is not printed" "$work.out"; fi
}

is_pdf() { [ "$(head -c 5 "$1" 2>/dev/null)" = "%PDF-" ]; }

finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ]
}
