#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Markdown that is hard to read: does each family end in time and memory?

Each family is a text that grows with its size: those that are known to be hard for parsers of
Markdown, and those made of our own extensions. Each is typeset; it must end with success or with a
located error, within SECONDS of processor time and MEMORY. Small sizes by default, and for those
that hung the parser or us the size that did; PATHOLOGICAL="1000 10000 100000 1000000 10000000" (bytes) names others, and each is dumped as tree,
too.

usage: pathological.py [-v] [FAMILY…]      DOKUWERK names the program
"""
import os
import re
import resource
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DOKUWERK = os.path.abspath(os.environ.get("DOKUWERK", os.path.join(HERE, "../../dokuwerk")))
SECONDS, MEMORY = 5, 512 * 1024 * 1024
IS_SANITIZED = "asan" in os.environ.get("B", "")


def repeat(unit, n):
    return unit * max(1, n // len(unit.encode()))


def nested(opening, middle, closing, n):
    count = max(1, n // len((opening + closing).encode()))
    return opening * count + middle + closing * count


def counted(line, n):
    """Numbered lines until n bytes are there."""
    out, size, i = [], 0, 0
    while size < n:
        out.append(line(i))
        size += len(out[-1].encode())
        i += 1
    return "".join(out)


def deep_list(n):
    """Items each one deeper: the text is quadratic in the depth."""
    return "".join("  " * i + "* a\n" for i in range(max(1, int(n ** 0.5))))


def growing_backticks(n):
    return "".join("e" + "`" * i for i in range(1, max(2, int((2 * n) ** 0.5))))


def deep_divs(n):
    count = max(1, n // 40)
    return counted(lambda i: ":" * 3 + " {.note}\n", n // 2) + "x\n" + ":::\n" * count


def growing_fences(n):
    count = max(1, int(n ** 0.5))
    return "".join(":" * (3 + count - i) + " {.note}\n" for i in range(count)) + "x\n" + \
        "".join(":" * (4 + i) + "\n" for i in range(count))


FAMILIES = {
    # parsers
    "nested strong emphasis": lambda n: nested("*a **a ", "b", " a** a*", n),
    "emphasis closers": lambda n: repeat("a_ ", n),
    "emphasis openers": lambda n: repeat("_a ", n),
    "link closers": lambda n: repeat("a]", n),
    "link openers": lambda n: repeat("[a", n),
    "mismatched openers and closers": lambda n: repeat("*a_ ", n),
    "mixed emphasis": lambda n: repeat("a**b" + "c* ", n),
    "multiples of three": lambda n: "a**b" + repeat("c* ", n),
    "link openers and emphasis closers": lambda n: repeat("[ a_", n),
    "brackets and parentheses": lambda n: repeat("[ (](", n),
    "pictures of pictures": lambda n: repeat("![[]()", n),
    "exclamation marks": lambda n: repeat("![", n),
    "nested brackets": lambda n: nested("[", "a", "]", n),
    "nested links": lambda n: nested("[", "a", "](x)", n),
    "nested pictures": lambda n: nested("![", "a", "](x)", n),
    "nested quotes": lambda n: repeat("> ", n) + "a",
    "nested quotes with lines": lambda n: (repeat("> ", min(n, 2000)) + "a\n") * max(1, n // 2000),
    "nested lists": deep_list,
    "lists in one line": lambda n: repeat("- ", n) + "a",
    "ordered lists in one line": lambda n: repeat("1. ", n) + "a",
    "lists and quotes in one line": lambda n: repeat("> - ", n) + "a",
    "nothing characters": lambda n: repeat("abc\0de\0", n),
    "backticks": growing_backticks,
    "backtick openers": lambda n: repeat("`a``b```c", n),
    "unclosed links A": lambda n: repeat("[a](<b", n),
    "unclosed links B": lambda n: repeat("[a](b", n),
    "unclosed titles": lambda n: repeat("[a](b \"", n),
    "unclosed comments": lambda n: repeat("</", n) + repeat("<!--", n),
    "comment openers": lambda n: repeat("a <!-- ", n),
    "processing instructions": lambda n: repeat("a <?", n),
    "declarations": lambda n: repeat("a <!A ", n),
    "character data": lambda n: repeat("a <![CDATA[", n),
    "tag openers": lambda n: repeat("a <b c=\"", n),
    "references": lambda n: counted(lambda i: f"[{i}]: /u\n", n // 2) + counted(lambda i: f"[{i}] ", n // 2),
    "references that expand": lambda n: "[a]: /" + "u" * (n // 2) + "\n\n" + repeat("[a] ", n // 2),
    "reference openers": lambda n: repeat("[a]: ", n),
    "references without end": lambda n: repeat("[a]: x \"", n),
    "empty lines in lists": lambda n: repeat("- ", min(n, 400)) + "x\n" + "\n" * n,
    "empty lines in deep lists": lambda n: "".join("  " * i + "- a\n" for i in range(min(200, int(n ** 0.5)))) + "\n" * n,
    "emphasis in deep quotes": lambda n: repeat(">", n // 2) + repeat("a*", n // 2),
    "emphasis in quoted lines": lambda n: repeat("> " * 50 + "a* b_\n", n),
    "tables of many columns": lambda n: repeat("|a", n // 3) + "|\n" + repeat("|-", n // 3) + "|\n" + repeat("|b", n // 3) + "\n",
    "tables of short rows": lambda n: repeat("|a", n // 4) + "|\n" + repeat("|-", n // 4) + "|\n" + repeat("|b\n", n // 2),
    "tables of many rows": lambda n: "|a|b|\n|-|-|\n" + repeat("|c|d|\n", n),
    "heads of tables": lambda n: repeat("|a|b|\n", n),
    "delimiters of tables": lambda n: repeat("|-|-|\n", n),
    "escaped pipes": lambda n: "|a|b|\n|-|-|\n|" + repeat("\\|", n),
    "pipes": lambda n: repeat("|", n),
    "tables after paragraphs": lambda n: repeat("a\n", n) + "|a|\n|-|\n",
    "footnotes": lambda n: counted(lambda i: f"a[^{i}] ", n // 2) + "\n\n" + counted(lambda i: f"[^{i}]: b\n", n // 2),
    "footnotes not defined": lambda n: counted(lambda i: f"a[^{i}] ", n),
    "footnotes not used": lambda n: counted(lambda i: f"[^{i}]: b\n", n),
    "footnotes in footnotes": lambda n: "[^0]\n\n" + counted(lambda i: f"[^{i}]: a [^{i + 1}]\n\n", n),
    "one footnote often": lambda n: repeat("a[^1] ", n) + "\n\n[^1]: b\n",
    "footnote openers": lambda n: repeat("[^", n),
    "nested footnote definitions": lambda n: repeat("[^1]: ", n) + "a",
    "addresses": lambda n: repeat("www.", n),
    "addresses with dots": lambda n: repeat("www.a.b ", n),
    "addresses in brackets": lambda n: repeat("http://a(", n),
    "addresses with entities": lambda n: "http://a" + repeat("&amp;", n),
    "addresses with closers": lambda n: "www.a.b/" + repeat(")", n),
    "mail addresses": lambda n: repeat("a@", n),
    "mail addresses with dots": lambda n: repeat("a.b@c.d-", n),
    "colons": lambda n: repeat("http:", n),
    "tildes": lambda n: repeat("~a ~~b", n),
    "tilde closers": lambda n: repeat("a~ ", n),
    "task lists": lambda n: repeat("- [ ] a\n", n),
    "headings": lambda n: repeat("# a\n", n),
    "underlined headings": lambda n: repeat("a\n", n) + "---\n",
    "underlines": lambda n: repeat("a\n=\n", n),
    "rules": lambda n: repeat("***\n", n),
    "stars": lambda n: repeat("*", n),
    "underscores": lambda n: repeat("_ ", n),
    "entities": lambda n: repeat("&amp;", n),
    "ampersands": lambda n: repeat("&", n),
    "backslashes": lambda n: repeat("\\", n),
    "escapes": lambda n: repeat("\\*", n),
    "hard breaks": lambda n: repeat("a\\\n", n),
    "blanks": lambda n: "a" + " " * n + "b",
    "tabs": lambda n: "a" + "\t" * n + "b",
    "blank lines": lambda n: "a\n" + "\n" * n + "b",
    "lines of blanks": lambda n: repeat("a" + " " * 200 + "\n", n),
    "one word": lambda n: repeat("a", n),
    "one paragraph": lambda n: repeat("Wort und noch ein Wort. ", n),
    "one line of code": lambda n: "    " + repeat("a b ", n),
    "code": lambda n: "```\n" + repeat("a = b\n", n) + "```\n",
    "code openers": lambda n: counted(lambda i: "`" * (3 + i % 50) + "\n", n),
    "code in a paragraph": lambda n: repeat("`a` ", n),
    # our own
    "braces": lambda n: repeat("{", n),
    "attributes": lambda n: repeat("[a]{.b} ", n),
    "attributes with ids": lambda n: counted(lambda i: f"[a]{{#i{i}}} ", n),
    "attributes not closed": lambda n: repeat("[a]{.b ", n),
    "attributes with quotes": lambda n: repeat("](b){c=\"", n),
    "spans in spans": lambda n: nested("[", "a", "]{.b}", n),
    "one span": lambda n: "[" + repeat("a ", n) + "]{.b}",
    "long attributes": lambda n: "# a {" + repeat(".b ", n) + "}",
    "closing brackets and braces": lambda n: repeat("]{.a}", n),
    "divs": lambda n: repeat("::: {.note}\na\n:::\n", n),
    "divs not closed": lambda n: repeat("::: {.note}\n", n),
    "closers of divs": lambda n: repeat(":::\n", n),
    "nested divs": deep_divs,
    "nested divs of many colons": growing_fences,
    "openers of divs": lambda n: repeat("::: {.note ", n),
    "openers of divs in lines": lambda n: repeat("::: {.note\n", n),
    "closers in deep quotes": lambda n: "::: {.note}\n" + repeat("> " * 50 + ":::\n", n),
    "colons of divs": lambda n: repeat(":", n),
    "captions": lambda n: repeat("|a|\n|-|\n\n: b {#x}\n\n", n),
    "captions without table": lambda n: repeat(": b {#x}\n\n", n),
    "references to sections": lambda n: repeat("@sec-a ", n),
    "references to pages": lambda n: "# a {#a}\n\n" + repeat("@page-a ", n),
    "references not known": lambda n: counted(lambda i: f"@fig-{i} ", n),
    "at signs": lambda n: repeat("@", n),
    "quotation marks": lambda n: repeat("\"a' ", n),
    "single quotes": lambda n: repeat(" 'a", n),
    "dashes": lambda n: repeat("-- ", n),
    "hyphens": lambda n: repeat("a-", n),
    "numbers and units": lambda n: repeat("5 km ", n),
    "abbreviations": lambda n: repeat("z. ", n),
    "stars between letters": lambda n: repeat("a*", n),
    "headings of one text": lambda n: repeat("# Ziel\n\n", n),
    "headings of hard texts": lambda n: counted(lambda i: f"# a-{i}\n\n# a\n\n", n),
    "alerts": lambda n: repeat("> [!NOTE]\n> a\n\n", n),
    "pictures not there": lambda n: repeat("![a](b.png)\n\n", n),
    "raw HTML": lambda n: repeat("<b>a</b> ", n),
    "breaks in a cell": lambda n: "|a|\n|-|\n|" + repeat("b<br>", n) + "|\n",
    "one cell": lambda n: "|a|\n|-|\n|" + repeat("Wort und ", n) + "|\n",
    "links to nowhere": lambda n: counted(lambda i: f"[a](#b{i}) ", n),
    "front matter": lambda n: "---\na: " + repeat("[", n) + "\n---\n",
    "front matter not closed": lambda n: "---\n" + repeat("a: b\n", n),
    "facts": lambda n: "::: {.facts}\n" + repeat("- **64** a\n", n) + ":::\n",
    "agenda": lambda n: "::: {.agenda}\n" + repeat("- [10:00]{.time} a\n", n) + ":::\n",
    "side notes": lambda n: repeat("::: {.side}\na\n:::\n\nb\n\n", n),
    "right to left": lambda n: repeat("\u05d0\u05d1 a ", n),
    "marks on a letter": lambda n: "a" + repeat("\u0301", n),
    "joiners": lambda n: repeat("\u200d", n),
    "pictographs": lambda n: repeat("\U0001f468\u200d\U0001f469\u200d", n),
    "ideographs": lambda n: repeat("\u6f22\u5b57", n),
}

# Each took seconds or gigabytes at this size before there was a limit.
HARD = ("pictures of pictures", "processing instructions", "declarations", "references that expand", "empty lines in lists",
        "tables of many columns", "tables of short rows", "tables after paragraphs", "addresses with closers", "blanks",
        "footnotes", "captions", "marks on a letter")
USUAL, LARGE = 10000, 120000

LOCATED = re.compile(r"^[^:\n]+:\d+:\d+: error: ", re.M)


def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (2 * SECONDS, 2 * SECONDS + 1))
    if not IS_SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY * 2, MEMORY * 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def measure(folder, arguments):
    """How the run ended, its processor time in s (its children's too) and memory in KiB."""
    with open(os.path.join(folder, "err"), "wb") as err:
        child = subprocess.Popen([DOKUWERK] + arguments, cwd=folder, stdin=subprocess.DEVNULL, preexec_fn=limit,
                                 stdout=subprocess.DEVNULL, stderr=err)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = status
    with open(os.path.join(folder, "err"), encoding="utf-8", errors="replace") as err:
        return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss, err.read()


def fault(status, seconds, memory, messages):
    if status not in (0, 1):
        return f"ended with status {status}: {messages[-300:]}"
    if status == 1 and not LOCATED.search(messages):
        return f"failed without a place: {messages[-300:]}"
    if seconds > SECONDS * (4 if IS_SANITIZED else 1):
        return f"took {seconds:.1f} s"
    if memory * 1024 > MEMORY and not IS_SANITIZED:
        return f"took {memory // 1024} MB"
    return None


def try_family(folder, name, size, arguments, wordy):
    begun = time.monotonic()
    result = measure(folder, arguments)
    wrong = fault(*result)
    if wordy:
        first = LOCATED.search(result[3])
        said = result[3][first.start():].split("\n")[0][:90] if first else ""
        print(f"{name:34} {size:9} {'tree' if '--dump' in arguments else 'pdf ':4} {result[1]:6.2f} s "
              f"{result[2] // 1024:5} MB {time.monotonic() - begun:6.2f} s {'FAIL' if wrong else ''} {said}", flush=True)
    if wrong:
        print(f"FAIL {name}, {size} bytes, {' '.join(arguments[1:])}: {wrong}", flush=True)
    return wrong is None


def main(arguments):
    wordy = "-v" in arguments
    wanted = [a for a in arguments if a != "-v"] or list(FAMILIES)
    sizes = [int(s) for s in os.environ.get("PATHOLOGICAL", "").split()]
    passed = failed = 0
    for name in wanted:
        for size in sizes or [USUAL] + [LARGE] * (name in HARD and not IS_SANITIZED):
            with tempfile.TemporaryDirectory() as folder:
                with open(os.path.join(folder, "x.md"), "w", encoding="utf-8", newline="") as out:
                    out.write(FAMILIES[name](size))
                runs = [["typeset", "x.md", "-o", "x.pdf", "-q"]]
                if sizes:
                    runs.insert(0, ["typeset", "x.md", "--dump", "tree", "-q"])
                for run in runs:
                    if try_family(folder, name, size, run, wordy):
                        passed += 1
                    else:
                        failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
