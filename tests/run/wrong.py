#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the messages for wrong input against tests/golden/wrong.txt.

A case is a sentence, the files that differ from a small sound workspace, and all that `import` and
`build` say (summary lines left out). In each the document "good" must be built, unless the sentence
ends in "[nothing]". usage: wrong.py PROGRAM GOLDEN [bless]
"""
import os
import re
import subprocess
import sys
import tempfile

SOUND = {
    "dokuwerk.yaml": """title: Prüfung
database: project.db
date: 2025-01-31
documents:
  - template: bad
    output: bad.pdf
  - template: good
    output: good.pdf
""",
    "schema.sql": """CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    starts TEXT CHECK (starts = date(starts)),
    summary_md TEXT
) STRICT;
CREATE TABLE receipt (
    id INTEGER PRIMARY KEY,
    event_id INTEGER NOT NULL REFERENCES event (id),
    purpose TEXT NOT NULL,
    amount_ct INTEGER NOT NULL,
    is_paid INTEGER NOT NULL DEFAULT 0 CHECK (is_paid IN (0, 1)),
    UNIQUE (event_id, purpose)
) STRICT;
""",
    "records/event.csv": """id;title;starts;summary_md
1;1. Dialogforum;22.04.2015;Viele **Gäste** kamen.
2;2. Dialogforum;14.09.2015;Ein Wort
""",
    "records/receipt.csv": """id;event_id;purpose;amount_ct;is_paid
1;1;Raummiete;250,00;ja
2;1;Getränke;48,90;nein
3;2;Druck;1.310,40;ja
""",
    "templates/good.md": "# Gut\n\nDieser Text steht.\n",
    "templates/bad.md": "# Schlecht\n",
}
SUMMARY = re.compile(r"^(\[|.*: \d+ tables?, \d+ rows?|\d[\d,]* documents?, )")


def cases(text):
    """(sentence, {path: content}, messages) of each case."""
    for part in re.split(r"^== ", text, flags=re.M)[1:]:
        sentence, _, rest = part.partition("\n")
        pieces = re.split(r"^-- (.*)\n", rest, flags=re.M)
        files = dict(zip(pieces[1::2], pieces[2::2]))
        yield sentence, files, files.pop("says", "")


def unescape(content):
    """\\xHH stands for a byte that no text file holds."""
    return re.sub(rb"\\x([0-9a-f]{2})", lambda m: bytes([int(m[1], 16)]), content.encode())


def run(program, folder, *arguments):
    done = subprocess.run([program, *arguments], cwd=folder, capture_output=True, timeout=120,
                          stdin=subprocess.DEVNULL)
    said = done.stderr.decode("utf-8", "replace")
    return done.returncode, [line for line in said.splitlines() if not SUMMARY.match(line)]


def say(program, files):
    """What import and build say, their exit statuses, and whether the good document stands."""
    with tempfile.TemporaryDirectory() as folder:
        for path, content in {**SOUND, **files}.items():
            path = os.path.join(folder, path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(unescape(content))
        status, lines = run(program, folder, "import")
        if status == 0:
            status, more = run(program, folder, "build")
            lines += more
        is_built = os.path.exists(os.path.join(folder, "out/good.pdf"))
        return "\n".join(lines + [f"status {status}"]) + "\n", is_built


def main():
    program, golden = os.path.abspath(sys.argv[1]), sys.argv[2]
    with open(golden, encoding="utf-8") as file:
        head, text = re.split(r"(?=^== )", file.read(), maxsplit=1, flags=re.M)
    passed = failed = 0
    blessed = [head]
    for sentence, files, expected in cases(text):
        said, is_built = say(program, files)
        written = "".join(f"-- {path}\n{content}" for path, content in files.items())
        blessed.append(f"== {sentence}\n{written}-- says\n{said}\n")
        faults = []
        if said.strip() != expected.strip():
            faults.append(f"expected:\n{expected.strip()}\nsaid:\n{said.strip()}")
        if is_built == sentence.endswith("[nothing]"):
            faults.append("the good document is " + ("" if is_built else "not ") + "built")
        passed, failed = passed + (not faults), failed + bool(faults)
        for fault in faults:
            print(f"FAIL {sentence}: {fault}")
    if sys.argv[3:] == ["bless"]:
        with open(golden, "w", encoding="utf-8") as file:
            file.write("".join(blessed))
        print(f"{failed} cases of {golden} are written anew")
        return False
    print(f"{passed} passed, {failed} failed")
    return failed > 0


sys.exit(main())
