# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes to a database until it is ended: two tables are kept in step, transaction by transaction.

usage: writer.py FILE JOURNAL_MODE keep|reopen
The sum over both tables never changes, and `gen` counts the transactions.
"""
import sqlite3
import sys
import time

ROWS = 400
path, mode, habit = sys.argv[1:4]


def connect():
    return sqlite3.connect(path, isolation_level=None, timeout=20)


def make():
    db = connect()
    db.execute("PRAGMA journal_mode = " + mode)
    db.execute("BEGIN")
    for table in ("a", "b"):
        db.execute("CREATE TABLE %s(id INTEGER PRIMARY KEY, n INT, fill TEXT)" % table)
        db.executemany("INSERT INTO %s VALUES(?, 100, ?)" % table,
                       [(i, "x" * 900) for i in range(ROWS)])
    db.execute("CREATE TABLE gen(n INT)")
    db.execute("INSERT INTO gen VALUES(0)")
    db.execute("CREATE TABLE doc(id INTEGER PRIMARY KEY)")
    db.executemany("INSERT INTO doc VALUES(?)", [(i,) for i in range(1, 5)])
    db.execute("COMMIT")
    return db


def step(db, turn):
    db.execute("BEGIN IMMEDIATE")
    db.execute("UPDATE a SET n = n + 1 WHERE id % 7 = ?", (turn % 7,))
    db.execute("UPDATE b SET n = n - 1 WHERE id % 7 = ?", (turn % 7,))
    db.execute("UPDATE gen SET n = n + 1")
    db.execute("COMMIT")


def main():
    db = make()
    print("ready", flush=True)
    for turn in range(100000):
        step(db, turn)
        time.sleep(0.004)
        if habit == "reopen":
            db.close()
            db = connect()


main()
