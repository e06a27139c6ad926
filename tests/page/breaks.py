#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where pages end, held against all ways there are.

Documents are paragraphs of so many lines each. An oracle tries every division into pages that keeps
two lines of a paragraph together at both sides, and finds the least cost; the builder must find one
of the same cost where it sees the whole document, and else a last page no worse than need be.
"""
import os
import random
import subprocess
import sys
import tempfile
from functools import lru_cache

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from counting import check, finish  # noqa: E402

DOKUWERK = os.environ.get("DOKUWERK", "./dokuwerk")
LONELY, HOLE, FEW, LEAST = 2500, 3000, 4, 5  # as in src/page/judge.c


def flow(source):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.md")
        with open(path, "w", encoding="utf-8") as out:
            out.write(source)
        run = subprocess.run([DOKUWERK, "typeset", path, "--dump", "flow"], capture_output=True, check=True)
    return [line.split() for line in run.stdout.decode().split("\n") if line.startswith("page ")]


def paragraphs(lengths):
    return "\n\n".join("\\\n".join(f"Zeile {i}" for i in range(n)) for n in lengths) + "\n"


def lines_of_pages(pieces):
    counts = {}
    for piece in pieces:
        counts[int(piece[1])] = counts.get(int(piece[1]), 0) + 1
    return [counts[page] for page in sorted(counts)]


def breaks_of(lengths):
    """Numbers of lines that may stand before a page's end."""
    total, at = 0, set()
    for n in lengths:
        at |= {total + k for k in range(2, n - 1)}
        total += n
        at.add(total)
    return sorted(at), total


def page_cost(lines, room, is_last):
    if is_last:
        lonely = lines < min(LEAST, room // 3) and lines * 100 < room * 35
        return LONELY + LEAST - lines if lonely else 0
    white = room - lines
    few = min(white, FEW)
    return few * few + white - few + (HOLE if white * 100 > room * 35 else 0)


def least_cost(lengths, room):
    breaks, total = breaks_of(lengths)

    @lru_cache(None)
    def best(start):
        costs = [page_cost(total - start, room, True)] if total - start <= room else []
        costs += [page_cost(b - start, room, False) + best(b)
                  for b in breaks if start < b < total and b - start <= room]
        return min(costs)
    return best(0)


def cost_of(pages, room):
    return sum(page_cost(n, room, i + 1 == len(pages)) for i, n in enumerate(pages))


def main():
    room = lines_of_pages(flow(paragraphs([200])))[0]
    check(room == 48, f"a page of the usual theme has 48 lines, not {room}")
    rand = random.Random(5)
    for _ in range(60):
        lengths = [rand.randint(1, 14) for _ in range(rand.randint(2, 24))]
        while sum(lengths) > 2 * room:
            lengths.pop()
        pages = lines_of_pages(flow(paragraphs(lengths)))
        wish, found = least_cost(tuple(lengths), room), cost_of(pages, room)
        check(wish == found, f"{lengths}: pages of {pages} lines cost {wish}, not {found}")
    for extra in range(1, LEAST + 8):
        for pages_before in (1, 2, 3, 5):
            lengths = [6] * (pages_before * room // 6) + [extra]
            pages = lines_of_pages(flow(paragraphs(lengths)))
            check(pages[-1] >= LEAST, f"{extra} lines after {pages_before} pages are not left alone: {pages}")
    chapters = (paragraphs([6] * 8 + [2]) + "\n::: {.page-break}\n:::\n\n") * 3
    ends = [n for n in lines_of_pages(flow(chapters)) if n < 30]
    check(len(ends) == 3 and min(ends) >= LEAST, f"nor does a chapter end with fewer: {ends}")
    one = lines_of_pages(flow(paragraphs([3])))
    check(one == [3], "a document of three lines is one page")
    finish()


if __name__ == "__main__":
    main()
