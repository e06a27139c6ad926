#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the template (POT) of all that the program may say on the command line.

Formats of messages are found by xgettext, by the functions that take them. What is put into such a
format (`'%s' must be %s`, "a number") needs no mark in the source: each string literal that reads
like prose is taken, and so is each line of fragments.txt, which has the single words. What reads
like prose and is said to nobody stands in silent.txt, a regular expression a line. What is in
fragments.txt and in no source is a fault. usage: extract.py >messages.pot"""
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
KEYWORDS = ["diag_error:3", "diag_warn:3", "diag_info:3", "diag_report:4", "diag_note:3", "spoken:1", "usage_error:2"]
# Tools of the build, which nobody else runs; words that stand in documents (templates/po/words/).
ELSEWHERE = {"src/run/hyphenc.c", "src/run/wordsc.c", "src/doc/word_list.h"}
TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|\n\s*#\s*include[^\n]*|\s+|.', re.S)
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "'": "'", "0": "\0"}


def sources():
    found = []
    for folder, _, names in os.walk(os.path.join(ROOT, "src")):
        found += [os.path.relpath(os.path.join(folder, n), ROOT) for n in names if n.endswith((".c", ".h"))]
    return sorted(set(found) - ELSEWHERE)


def decode(literal):
    """What the compiler makes of it; None: bytes that are no text."""
    out, i = bytearray(), 0
    while i < len(literal):
        step = re.match(r"\\x([0-9A-Fa-f]+)|\\u([0-9A-Fa-f]{4})|\\(.)|(.)", literal[i:], re.S)
        i += step.end()
        if step[1]:
            out.append(int(step[1], 16) & 255)
        elif step[2]:
            out += chr(int(step[2], 16)).encode()
        elif step[3]:
            out += ESCAPES.get(step[3], step[3]).encode()
        else:
            out += step[4].encode()
    try:
        return out.decode("utf-8")
    except UnicodeDecodeError:
        return None


def literals(path):
    """(line, text) of each literal; neighbours are one, as for the compiler."""
    with open(os.path.join(ROOT, path), encoding="utf-8") as f:
        source = f.read()
    for name, text in re.findall(r'^#define (\w+) ("(?:[^"\\\n]|\\.)*")$', source, re.M):
        source = re.sub(rf'(?<!#define )\b{name}\b', lambda _: text, source)
    parts, begins, line = [], 0, 1
    for token in TOKEN.findall(source) + [";"]:
        if token.startswith('"'):
            begins = begins if parts else line
            parts.append(token[1:-1])
        elif not token.isspace() and not token.startswith(("/*", "//")) or "#" in token:
            if parts:
                text = decode("".join(parts))
                if text:
                    yield begins, text
            parts = []
        line += token.count("\n")


def is_prose(text):
    """Two words next to each other, once the places of values are taken out."""
    plain = re.sub(r"%[-+ 0#]*[\d.*]*(?:ll|z|l|h)?[a-zA-Z%]", "%", text)
    return re.search(r"[a-zA-Z']{2,}[,:;]? [a-zA-Z']{2,}|[a-z]{3,} '?%|% [a-z]{3,}|\ban? [a-zA-Z]{2,}", plain) is not None


def lines_of(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as f:
        return [line.rstrip("\n") for line in f if line.strip() and not line.startswith("#")]


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


def entry(text, places):
    format = "#, c-format\n" if re.search(r"%[-+ 0#]*[\d.*]*(?:ll|z|l|h)?[a-zA-Z%]", text) else ""
    return f"#: {' '.join(places)}\n{format}msgid {quoted(text)}\nmsgstr \"\"\n"


def gather(files):
    """The texts that are said, with their places; and the single words that are in no source."""
    words, silent = set(lines_of("fragments.txt")), [re.compile(s) for s in lines_of("silent.txt")]
    said, met = {}, set()
    for path in files:
        for line, text in literals(path):
            if text in words:
                met.add(text)
            elif not is_prose(text) or any(s.search(text) for s in silent):
                continue
            said.setdefault(text, []).append(f"{path}:{line}")
    return said, sorted(words - met)


def main():
    files = sources()
    header = ('msgid ""\nmsgstr ""\n"Project-Id-Version: dokuwerk\\n"\n"MIME-Version: 1.0\\n"\n'
              '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n')
    said, stale = gather(files)
    with tempfile.TemporaryDirectory() as work:
        formats, prose = os.path.join(work, "formats.pot"), os.path.join(work, "prose.pot")
        subprocess.run(["xgettext", "-L", "C", "--from-code=UTF-8", "-k", *[f"--keyword={k}" for k in KEYWORDS],
                        "-o", formats, *files], cwd=ROOT, check=True)
        with open(prose, "w", encoding="utf-8") as f:
            f.write(header + "\n" + "\n".join(entry(t, p) for t, p in sorted(said.items())))
        done = subprocess.run(["msgcat", "--use-first", "--sort-by-file", "--no-wrap", prose, formats],
                              check=True, capture_output=True)
    sys.stdout.buffer.write(done.stdout)
    for line in stale:
        print(f"templates/po/fragments.txt: '{line}' is in no source", file=sys.stderr)
    sys.exit(1 if stale else 0)


if __name__ == "__main__":
    main()
