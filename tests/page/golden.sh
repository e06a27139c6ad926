# SPDX-License-Identifier: GPL-3.0-or-later
# Each tests/golden/CASE.md is laid out; pages and messages must be those that were looked at once.
# BLESS=1 writes them anew: review the diff.
passed=0 failed=0
for source in tests/golden/*.md; do
    case=${source%.md}
    "$DOKUWERK" typeset "$source" --dump pages >"$B/pages" 2>"$B/err"
    for kind in pages err; do
        if [ -n "$BLESS" ]; then
            cp "$B/$kind" "$case.$kind"
        elif cmp -s "$B/$kind" "$case.$kind"; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            echo "FAIL $case.$kind differs"
            diff "$case.$kind" "$B/$kind" | head -n 12
        fi
    done
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
