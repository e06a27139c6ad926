#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""CommonMark's examples against the tree: do we read Markdown as the specification does?

Each example's expected HTML and our `typeset --dump tree` are both brought into one outline (a line
a block, its text in runs of one style and link), and the outlines are compared. Left out are
examples with raw HTML, which is not rendered. Typography (quotes, dashes, dots) is evened out.
Examples that we read otherwise on purpose are listed with the reason in commonmark.misses.

usage: commonmark.py SPEC.txt [-v] [NUMBER…]      DOKUWERK names the program
"""
import difflib
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from urllib.parse import unquote

HERE = os.path.dirname(os.path.abspath(__file__))
DOKUWERK = os.environ.get("DOKUWERK", os.path.join(os.path.dirname(HERE), "dokuwerk"))
ENOUGH = 0.97

BLOCKS = {"p": "paragraph", "ul": "list", "ol": "list", "li": "item", "blockquote": "quote",
          "pre": "code", "hr": "rule", **{f"h{n}": f"heading {n}" for n in range(1, 7)}}
STYLES = {"em": "emphasis", "strong": "strong", "code": "code"}
RAW_TAG = re.compile(r"<[A-Za-z/!?][^>]*>")


class Block:
    def __init__(self, kind):
        self.kind, self.children, self.runs = kind, [], []

    def add_run(self, style, link, text):
        self.runs.append((frozenset(style), link, text))


def examples(spec):
    """(number, section, markdown, html) of each; tabs are shown as arrows in the specification."""
    number, section = 0, ""
    pattern = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$|^#{1,6} *(.*?)$", re.S | re.M)
    for found in pattern.finditer(spec.split("<!-- END TESTS -->")[0]):
        if found[3] is not None:
            section = found[3]
            continue
        number += 1
        yield number, section, found[1].replace("→", "\t"), found[2].replace("→", "\t")


def has_raw_html(section, markdown, html):
    if section in ("HTML blocks", "Raw HTML"):
        return True
    return any(tag in html for tag in RAW_TAG.findall(markdown)) or "<!--" in html


class Reader(HTMLParser):
    """Expected HTML into blocks."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = Block("document")
        self.open, self.styles, self.links, self.in_pre = [self.root], [], [], False

    def inline(self):
        """The block that text goes to: in a tight item there is none in the HTML."""
        block = self.open[-1]
        if block.kind not in ("item", "document", "quote"):
            return block
        if not (block.children and block.children[-1].kind == "tight paragraph"):
            block.children.append(Block("tight paragraph"))
        return block.children[-1]

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in BLOCKS:
            block = Block(BLOCKS[tag])
            if tag == "ol":
                block.kind = f"list ordered from {attributes.get('start', '1')}"
            self.open[-1].children.append(block)
            if tag != "hr":
                self.open.append(block)
            self.in_pre = self.in_pre or tag == "pre"
        elif tag in STYLES and not self.in_pre:
            self.styles.append(STYLES[tag])
        elif tag == "a":
            self.links.append(attributes.get("href", ""))
        elif tag == "br":
            self.inline().add_run(self.styles, self.links[-1] if self.links else None, "\u2028")
        elif tag == "img":
            self.inline().add_run(("picture",), attributes.get("src", ""), attributes.get("alt", ""))

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        if tag in BLOCKS and tag != "hr":
            self.open.pop()
            self.in_pre = self.in_pre and tag != "pre"
        elif tag in STYLES and not self.in_pre:
            self.styles.pop()
        elif tag == "a":
            self.links.pop()

    def handle_data(self, data):
        block = self.open[-1]
        if block.kind in ("item", "document", "quote") or block.kind.startswith("list"):
            if not data.strip() and not (block.children and block.children[-1].kind == "tight paragraph"):
                return
        if block.kind.startswith("list"):
            return
        self.inline().add_run(self.styles, self.links[-1] if self.links else None, data)


def read_html(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.root


LINE = re.compile(r"^( *)(document|heading|paragraph|list|item|quote|code|rule|table|row|cell|picture"
                  r"|div|note)(@\d+:\d+)?(.*)$")
STRING = r'"((?:[^"\\]|\\.)*)"'
RUN = re.compile(
    r" picture\{ file=" + STRING + r"(?: missing)?(?: decorative| text=" + STRING + r") \}"
    r"| ((?:(?:emphasis|strong|code|strike|value):)*)(?:lang=[^:]*:)?(?:link=(.*?):)?(?:note=\d+:)?"
    r"(?:page-of=.*?:)?(?:\{.*? \}:)?" + STRING)


def unescape(text):
    def one(found):
        if found[1]:
            return chr(int(found[1], 16))
        return "\n" if found[2] == "n" else found[2]

    return re.sub(r"<([0-9A-F]{4})>|\\(.)", one, text)


def add_runs(block, rest):
    for found in RUN.finditer(rest):
        if found[1] is not None:
            block.add_run(("picture",), unescape(found[1]), unescape(found[2] or ""))
        else:
            block.add_run([s for s in found[3].split(":") if s and s != "value"], found[4], unescape(found[5]))


def read_dump(dump):
    root = Block("document")
    path = [(-1, root)]
    for line in dump.split("\n"):
        found = LINE.match(line)
        if not found or found[2] == "document":
            continue
        indent, kind, rest = len(found[1]), found[2], found[4]
        detail = re.match(r" (?:\d\b|ordered from -?\d+)", rest) if kind in ("heading", "list") else None
        block = Block(kind + (detail[0] if detail else ""))
        if kind == "list":
            block.tight = " tight" in rest
        if kind == "picture":
            shown = re.search(r" file=" + STRING + r"(?: missing)?(?: text=" + STRING + ")?", rest)
            block.add_run(("picture",), unescape(shown[1]), unescape(shown[2] or ""))
        else:
            add_runs(block, rest)
        while path[-1][0] >= indent:
            path.pop()
        path[-1][1].children.append(block)
        path.append((indent, block))
    return root


def even(text):
    """Without what typography changes, white space as in HTML."""
    text = re.sub("[“”„‚‘’«»‹›\"']", "'", text)
    text = re.sub(r"[-–—]+", "-", text.replace("…", "..."))
    return re.sub(r"[ \t\n\u00a0\u202f]+", " ", text)


def merged(block):
    """Runs of one style and link as one; typography evened out outside code."""
    runs = []
    for style, link, text in block.runs:
        if block.kind == "code":
            style, link = frozenset(), None
        elif "code" not in style:
            text = even(text)
        link = unquote(link) if link else None
        if "picture" in style:
            style = frozenset(("picture",))
        if runs and runs[-1][:2] == (style, link):
            text = runs.pop()[2] + text
        if text or "picture" in style:
            runs.append((style, link, text))
    text = "".join(run[2] for run in runs)
    if block.kind == "code":
        return [text.rstrip("\n")] if text.strip("\n") else []
    out = []
    for style, link, text in runs:
        mark = "+".join(sorted(style)) + (f"({link})" if link else "")
        if "code" not in style:
            text = re.sub(" *\u2028 *", "/", text)
        out.append(f"{mark}|{text}|")
    if out:
        out[0] = re.sub(r"^([^|]*)\| +", r"\1|", out[0])
        out[-1] = re.sub(r" +\|$", "|", out[-1])
    return [run for run in out if not run.endswith("||") or run.startswith("picture")]


def is_loose(block):
    return any(child.kind == "paragraph" for item in block.children for child in item.children)


def is_about_nothing(block):
    """A list in whose items nothing shows whether it is tight."""
    return not any("paragraph" in child.kind for item in block.children for child in item.children)


def outline(block, depth=0):
    lines = []
    for child in block.children:
        kind = child.kind.replace("tight ", "")
        runs = merged(child)
        if kind == "paragraph" and len(runs) == 1 and runs[0].startswith("picture"):
            kind = "picture"
        if kind == "paragraph" and not runs:
            continue
        if kind.startswith("list") and not is_about_nothing(child):
            tight = child.tight if hasattr(child, "tight") else not is_loose(child)
            kind += " tight" if tight else " loose"
        lines.append("  " * depth + " ".join([kind] + runs))
        lines += outline(child, depth + 1)
    return lines


def run_example(example):
    number, _, markdown, html = example
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "example.md"), "w", encoding="utf-8", newline="") as out:
            out.write(markdown)
        done = subprocess.run([DOKUWERK, "typeset", "example.md", "--dump", "tree"], cwd=folder,
                              stdin=subprocess.DEVNULL, capture_output=True)
    if done.returncode not in (0, 1):
        return number, None, [f"status {done.returncode}", done.stderr.decode(errors="replace")[-200:]]
    return number, outline(read_html(html)), outline(read_dump(done.stdout.decode()))


def read_misses():
    """{number: reason} from commonmark.misses."""
    misses = {}
    for line in open(os.path.join(HERE, "commonmark.misses"), encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            number, reason = line.split(None, 1)
            misses[int(number)] = reason.strip()
    return misses


def show(example, want, got):
    print(f"     {example[2]!r}")
    for line in difflib.unified_diff(want or [], got, "specification", "tree", lineterm="", n=9):
        print("     " + line)


def main(arguments):
    wordy = "-v" in arguments
    arguments = [a for a in arguments if a != "-v"]
    wanted = {int(a) for a in arguments[1:]}
    with open(arguments[0], encoding="utf-8") as file:
        everything = [e for e in examples(file.read()) if not wanted or e[0] in wanted]
    tried = [e for e in everything if not has_raw_html(*e[1:])]
    misses, same, tolerated, failed = read_misses(), 0, 0, 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(run_example, tried)
    for example, (number, want, got) in zip(tried, results):
        if want == got:
            same += 1
            if number in misses:
                failed += 1
                print(f"FAIL example {number} is listed in commonmark.misses and holds")
        elif number in misses:
            tolerated += 1
        else:
            failed += 1
            print(f"FAIL example {number} ({example[1]}) is read otherwise")
        if want != got and (wordy or number not in misses):
            show(example, want, got)
    print(f"{same} of {len(tried)} examples are read as the specification says, {tolerated} otherwise on"
          f" purpose; {len(everything) - len(tried)} with raw HTML left out")
    if len(tried) == 0 or same < ENOUGH * len(tried):
        failed += 1
        print(f"FAIL at least {ENOUGH:.0%} of the examples are read as the specification says")
    print(f"{same + tolerated} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
