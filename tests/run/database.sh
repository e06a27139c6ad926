# SPDX-License-Identifier: GPL-3.0-or-later
# Databases as they are found: in use by another program, in WAL mode, locked, without rights,
# broken off, damaged. A build sees one state of them; each fault gets a message; nothing beside the
# database is made or changed.
. tests/lib.sh
here=$root/tests/run
chmod 755 "$work"

cat >"$work/sum.md" <<'FILE'
```sql s {one}
SELECT (SELECT sum(n) FROM a) + (SELECT sum(n) FROM b) AS total, (SELECT n FROM gen) AS gen
```
```sql t {one}
SELECT (SELECT sum(n) FROM a) AS a, (SELECT sum(n) FROM b) AS b, gen.n AS gen FROM gen
```
state {{s.total}} {{s.gen}} {{t.gen}}
FILE

# state_of PDF: "total generation" when both queries saw the same, else nothing
state_of() {
    pdftotext "$1" - | sed 's/[.,]//g' | awk '/^state / && $3 == $4 { print $2, $3 }'
}

# one_state MODE HABIT: builds of four documents while a writer keeps its tables in step
one_state() {
    local w=$work/$1-$2 i states all=
    mkdir -p "$w/templates"
    cat "$work/sum.md" >"$w/templates/sum.md"
    cat >"$w/dokuwerk.yaml" <<'FILE'
title: Stand
database: p.db
documents:
  - template: sum
    each: SELECT id FROM doc ORDER BY id
    output: "{{id}}.pdf"
FILE
    python3 "$here/writer.py" "$w/p.db" "$1" "$2" >"$w/ready" 2>"$w/writer" &
    local writer=$!
    for i in $(seq 100); do
        grep -q ready "$w/ready" && break
        sleep 0.05
    done
    for i in 1 2 3 4; do
        run build -C "$w" -q
        ends_with 0 "a build while another program writes ($1, $2)"
        states=$(for i in 1 2 3 4; do state_of "$w/out/$i.pdf"; done | sort | uniq -c | sed 's/^ *//')
        check "four documents, one sound state ($1, $2: $states)" grep -qxE '4 80000 [0-9]+' <<<"$states"
        all="$all$states"$'\n'
    done
    check "the writer is at work ($1, $2)" kill -0 "$writer"
    kill "$writer" 2>/dev/null
    wait "$writer" 2>/dev/null
    check "and the builds saw more than one state ($1, $2)" test "$(sort -u <<<"$all" | wc -l)" -gt 2
}

sample() { # sample FILE MODE: a small database without any other file
    rm -rf "$work/d" && mkdir "$work/d"
    sqlite3 "$work/d/$1" "PRAGMA journal_mode = $2; CREATE TABLE gen(n INT); CREATE TABLE a(n INT);
        CREATE TABLE b(n INT); INSERT INTO gen VALUES(1); INSERT INTO a VALUES(40); INSERT INTO b VALUES(2)" >"$work.sqlite"
}

# expands WANT SENTENCE: the state is printed, and the folder stays as it was
expands() {
    local before
    before=$(cd "$work/d" && sha256sum -- *)
    run expand sum.md --database d/p.db
    ends_with 0 "$2"
    prints "state $1" "$2"
    check "$2: nothing beside it changes" test "$before" = "$(cd "$work/d" && sha256sum -- *)"
}

# refuses STATUS FRAGMENT SENTENCE
refuses() {
    local before
    before=$(cd "$work/d" && ls -l --time-style=full-iso)
    run expand sum.md --database d/p.db
    ends_with "$1" "$3"
    says "error: " "$3"
    says "$2" "$3"
    check "$3: nothing beside it changes" test "$before" = "$(cd "$work/d" && ls -l --time-style=full-iso)"
}

# holding FILE SECONDS SQL: another program runs the statements and waits before it goes
holding() {
    python3 - "$@" <<'FILE' &
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[3].split(";"):
    db.execute(statement).fetchall()
open(sys.argv[1] + ".held", "w").close()
time.sleep(float(sys.argv[2]))
FILE
    holder=$!
    for _ in $(seq 100); do
        [ -e "$1.held" ] && break
        sleep 0.02
    done
    rm -f "$1.held"
}

let_go() {
    kill -9 "$holder" 2>/dev/null
    wait "$holder" 2>/dev/null
}

logs_ahead() {
    sample p.db wal
    check "closing took the log away" test ! -e "$work/d/p.db-wal"
    expands "42 1 1" "WAL without a log"
    holding "$work/d/p.db" 30 "UPDATE gen SET n = 7"
    check "another program has a log" test -s "$work/d/p.db-wal"
    run expand sum.md --database d/p.db
    prints "state 42 7 7" "WAL in use"
    check "no file comes or goes" test "$(cd "$work/d" && echo *)" = "p.db p.db-shm p.db-wal"
    ln -s d/p.db "$work/link.db"
    run expand sum.md --database link.db
    prints "state 42 7 7" "WAL in use, by a symbolic link"
    let_go
    check "a killed program leaves its log" test -s "$work/d/p.db-wal"
    expands "42 7 7" "WAL with a log and an index left behind"
    rm "$work/d/p.db-shm"
    expands "42 7 7" "WAL with a log left behind"
    truncate -s 40 "$work/d/p.db-wal"
    expands "42 1 1" "WAL with half a log"
    truncate -s 0 "$work/d/p.db-wal"
    expands "42 1 1" "WAL with an empty log"
}

# As somebody else, who may read only: root would be let through.
restricted() {
    local user=()
    if [ "$(id -u)" = 0 ]; then
        user=(setpriv --reuid=65534 --regid=65534 --clear-groups)
        "${user[@]}" "$DOKUWERK" --version >"$work.try" 2>&1 || return 0
        "${user[@]}" test -r "$work/sum.md" || return 0
    fi
    local program=$DOKUWERK
    printf '#!/bin/sh\nexec %s "%s" "$@"\n' "${user[*]}" "$program" >"$work/as-other"
    chmod 755 "$work/as-other"
    DOKUWERK=$work/as-other
    sample p.db delete
    chmod 444 "$work/d/p.db" && chmod 555 "$work/d"
    expands "42 1 1" "a read-only file in a read-only folder"
    chmod 755 "$work/d"
    sample p.db wal
    chmod 444 "$work/d/p.db" && chmod 555 "$work/d"
    expands "42 1 1" "WAL in a read-only folder"
    chmod 755 "$work/d" && chmod 644 "$work/d/p.db"
    holding "$work/d/p.db" 30 "UPDATE gen SET n = 7"
    chmod 555 "$work/d"
    chmod 444 "$work/d"/*
    expands "42 7 7" "WAL in use by somebody else, in a read-only folder"
    let_go
    expands "42 7 7" "WAL left by somebody else, in a read-only folder"
    chmod 0 "$work/d/p.db-wal"
    refuses 3 "p.db-wal': Permission denied" "a log without rights"
    chmod 0 "$work/d/p.db"
    refuses 3 "cannot open the database: Permission denied" "a file without rights"
    chmod 755 "$work/d"
    DOKUWERK=$program
}

locked() {
    local mode
    for mode in delete wal; do
        sample p.db $mode
        holding "$work/d/p.db" 0.5 "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE gen SET n = 7"
        run expand sum.md --database d/p.db
        ends_with 0 "a lock that goes is waited for ($mode)"
        prints "state 42 1 1" "and what was not committed is not seen ($mode)"
        let_go
    done
    sample p.db delete
    holding "$work/d/p.db" 30 "BEGIN EXCLUSIVE"
    refuses 3 "p.db: error: another program is writing to the database: waited 5 seconds for it" "a lock that stays"
    let_go
}

odd_files() {
    rm -rf "$work/d" && mkdir -p "$work/d/p.db"
    refuses 3 "this is not a file" "a folder"
    rmdir "$work/d/p.db"
    refuses 3 "No such file" "no file"
    : >"$work/d/p.db"
    refuses 3 "the file is empty" "an empty file"
    printf 'Sehr geehrte Damen und Herren,\n%.0s' {1..90} >"$work/d/p.db"
    refuses 3 "not an SQLite database" "a letter"
    head -c 8192 /dev/zero | openssl enc -aes-128-ctr -K 00112233445566778899aabbccddeeff -iv 0 >"$work/d/p.db" 2>"$work.ssl" ||
        python3 -c "import random; r = random.Random(1); open('$work/d/p.db', 'wb').write(bytes(r.randrange(256) for _ in range(8192)))"
    refuses 3 "or it is encrypted" "an encrypted file"
    mkfifo "$work/d/pipe" && mv "$work/d/pipe" "$work/d/p.db"
    refuses 3 "this is not a file" "a pipe"
    sample p.db delete
    truncate -s 6000 "$work/d/p.db"
    refuses 3 "the database is damaged" "half a file"
    sample p.db delete
    python3 - "$work/d/p.db" <<'FILE'
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN")
db.execute("WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 99)"
           " INSERT INTO gen SELECT zeroblob(3000) FROM n")
os._exit(0)
FILE
    check "a killed program leaves its journal" test -s "$work/d/p.db-journal"
    refuses 3 "a change of the database was broken off" "a hot journal"
}

mutants() {
    cat >"$work/all.md" <<'FILE'
```sql e
SELECT * FROM event ORDER BY id
```
```sql a {one}
SELECT sum(n) AS n, count(DISTINCT val) AS k FROM attendance
```
```sql o
SELECT o.name, m.path FROM org o LEFT JOIN media m ON m.org_id = o.id ORDER BY o.id, m.id
```
{{#e}}{{title}} {{/e}}{{a.n}} {{a.k}} {{#o}}{{name}} {{path}} {{/o}}
FILE
    mkdir "$work/m" "$work/data"
    cp -R "$root/data/." "$work/data/" && rm -f "$work/data"/project.db*
    run import -C data -q
    python3 "$here/mutants.py" "$DOKUWERK" "$work/data/project.db" "$work/all.md" 200 "$work/m" >"$work.mutants" 2>&1
    if grep -qE '^refused 1[0-9]{2} of 200$' "$work.mutants" && [ "$(wc -l <"$work.mutants")" = 1 ]; then
        pass
    else
        fail "200 damaged databases are refused with words, or read" "$work.mutants"
    fi
}

# The snapshot that a trial works on still knows its constraints.
trial() {
    mkdir -p "$work/trial"
    printf 'database: p.db\ndocuments: []\n' >"$work/trial/dokuwerk.yaml"
    sqlite3 "$work/trial/p.db" "CREATE TABLE t(id INTEGER PRIMARY KEY, n INTEGER CHECK (n > 0))"
    printf 'id,n\n1,-5\n' >"$work/trial/t.csv"
    run import -C trial --dry-run trial/t.csv
    ends_with 1 "import --dry-run holds the constraints"
    says "t.csv:2" "and names the row"
    printf 'id,n\n1,5\n' >"$work/trial/t.csv"
    run import -C trial --dry-run trial/t.csv
    ends_with 0 "and takes what fits"
}

trial
one_state delete keep
one_state wal keep
one_state wal reopen
logs_ahead
restricted
locked
odd_files
mutants
finish
