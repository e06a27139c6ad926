# SPDX-License-Identifier: GPL-3.0-or-later
"""A workspace to import into, and checks as sentences, for the scripts beside this one."""
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import counting  # noqa: E402
from counting import check  # noqa: E402,F401

DOKUWERK = os.environ["DOKUWERK"]
SCHEMA = """
CREATE TABLE region(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE visit(id INTEGER PRIMARY KEY, name TEXT, zip TEXT, fee_ct INTEGER, share REAL,
  starts TEXT CHECK (starts IS date(starts)), is_open INTEGER CHECK (is_open IN (0, 1)), n INTEGER,
  at TEXT, region_id INTEGER REFERENCES region(id)) STRICT;
"""


def finish():
    shutil.rmtree(root, ignore_errors=True)
    counting.finish()


root = tempfile.mkdtemp()
records = os.path.join(root, "records")
database = os.path.join(root, "project.db")


def clear(schema=SCHEMA):
    shutil.rmtree(records, ignore_errors=True)
    os.makedirs(records)
    if os.path.exists(database):
        os.unlink(database)
    with open(os.path.join(root, "schema.sql"), "w", encoding="utf-8") as f:
        f.write(schema)
    with open(os.path.join(root, "dokuwerk.yaml"), "w", encoding="utf-8") as f:
        f.write("title: Probe\ndatabase: project.db\nlanguages: {source: de}\ndocuments: []\n")


def at(name):
    return os.path.join(records, name)


def put(name, content):
    with open(at(name), "wb") as f:
        f.write(content if isinstance(content, bytes) else content.encode("utf-8"))


def run(*arguments, seconds=60):
    """Runs the import; its status and its messages."""
    done = subprocess.run([DOKUWERK, "import", "-C", root, "-q", *arguments], capture_output=True,
                          timeout=seconds, check=False)
    return done.returncode, done.stderr.decode("utf-8", "replace")


def ask(sql):
    connection = sqlite3.connect(database)
    rows = connection.execute(sql).fetchall()
    connection.close()
    return rows


def rows_of(table):
    return ask(f"SELECT * FROM {table} ORDER BY 1")


def comes_in(sentence, want, sql="SELECT * FROM visit ORDER BY id", *arguments, says=""):
    """The import is done, without a word unless `says` tells which, and the query gives these rows."""
    status, said = run(*arguments)
    check(status == 0 and said.strip() == says, f"{sentence}: is imported, nothing else is said", f"status {status}\n{said}")
    if status == 0:
        got = ask(sql)
        check(got == want, sentence, f"got  {got}\nwant {want}")


def refused(sentence, *wanted, arguments=()):
    """The import fails; each of these lines, or parts of one, is said, and no others are errors."""
    status, said = run(*arguments)
    check(status == 1, f"{sentence}: is refused", f"status {status}\n{said}")
    for part in wanted:
        check(part in said, f"{sentence}: '{part}' is said", said)
    errors = [line for line in said.splitlines() if ": error: " in line]
    count = sum(1 for part in wanted if ": error: " in part)
    check(not count or len(errors) == count, f"{sentence}: nothing else is wrong", said)
    check(not os.path.exists(database), f"{sentence}: nothing is written")
