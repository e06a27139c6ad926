# SPDX-License-Identifier: GPL-3.0-or-later
"""Damages a database in many ways and holds the program against each: it ends by itself, says what
is wrong when it fails, and changes nothing beside the file.

usage: mutants.py PROGRAM DATABASE TEMPLATE NUMBER FOLDER
Prints a line for each mutant that breaks this, then how many were refused.
"""
import os
import random
import subprocess
import sys

program, database, template, number, folder = sys.argv[1:6]
with open(database, "rb") as file:
    whole = file.read()
PAGE = 4096


def flip(bytes_, chance):
    for _ in range(chance.randint(1, 30)):
        bytes_[chance.randrange(len(bytes_))] = chance.randrange(256)


def flip_head(bytes_, chance):
    for _ in range(chance.randint(1, 4)):
        bytes_[chance.randrange(16, 200)] = chance.randrange(256)


def blank_page(bytes_, chance):
    at = chance.randrange(len(bytes_) // PAGE) * PAGE
    bytes_[at:at + PAGE] = bytes([chance.choice([0, 255, 65])]) * PAGE


def swap_pages(bytes_, chance):
    pages = len(bytes_) // PAGE
    a, b = (chance.randrange(pages) * PAGE for _ in range(2))
    bytes_[a:a + PAGE], bytes_[b:b + PAGE] = bytes_[b:b + PAGE], bytes_[a:a + PAGE]


def cut(bytes_, chance):
    del bytes_[chance.randrange(len(bytes_)):]


def page_heads(bytes_, chance):
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(bytes_) // PAGE) * PAGE + chance.randrange(100)
        bytes_[at] = chance.randrange(256)


KINDS = [flip, flip_head, blank_page, swap_pages, cut, page_heads]


def fault(path, before):
    try:
        run = subprocess.run([program, "expand", template, "--database", path],
                             capture_output=True, timeout=30, check=False)
    except subprocess.TimeoutExpired:
        return "hangs", None
    said = run.stderr.decode("utf-8", "replace")
    if run.returncode not in (0, 1, 3):
        return "ends with %d: %s" % (run.returncode, said[:200]), None
    if (run.returncode != 0) != ("error: " in said):
        return "status %d, but says: %s" % (run.returncode, said[:200]), None
    if os.listdir(folder) != [os.path.basename(path)] or open(path, "rb").read() != before:
        return "leaves something behind", None
    return None, run.returncode != 0


def main():
    refused = 0
    for seed in range(int(number)):
        chance = random.Random(seed)
        bytes_ = bytearray(whole)
        kind = KINDS[seed % len(KINDS)]
        kind(bytes_, chance)
        path = os.path.join(folder, "mutant.db")
        with open(path, "wb") as file:
            file.write(bytes_)
        words, is_refused = fault(path, bytes(bytes_))
        refused += bool(is_refused)
        if words:
            print("mutant %d (%s) %s" % (seed, kind.__name__, words))
    print("refused %d of %s" % (refused, number))


main()
