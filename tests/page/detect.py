#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Typographic faults on the pages of the demo, the specimen and the golden documents.

An E finding fails. W findings are counted and held against a ceiling for each check, which may only
come down: when a count has become smaller, write the smaller number here. A check is proved by
faults.py, on sheets, and by proofs.py, on documents: it must speak where the fault is, and be silent beside it.

detect.py alone is the test; with arguments it lists all that it finds: detect.py FILE.md … [OPTION …],
or detect.py -C WORKSPACE.
"""
import os
import subprocess
import sys
import tempfile
from collections import Counter

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
import check_lines  # noqa: E402,F401
import check_pages  # noqa: E402,F401
import check_tables  # noqa: E402,F401
import faults  # noqa: E402
import proofs  # noqa: E402
import sheets  # noqa: E402
from counting import check, finish  # noqa: E402
from finding import CHECKS  # noqa: E402

B = os.environ.get("B", os.path.join(ROOT, "build/release"))
DOKUWERK = os.environ.get("DOKUWERK", os.path.join(B, "dokuwerk"))
INSPECT = os.path.join(os.path.abspath(B), "inspect")

CEILINGS = {  # of W findings by check; may only come down. The demo holds the specimen in every theme and the papers of three reports, too.
    # 32: a chart stays whole, so a page of the specimen's charts, or one before a report's, may end early; 5, 7: what
    # is said beside the districts' map stands in a narrow column; 22: codes and a glossary in the brochure's own sizes
    "demo": {1: 11, 4: 31, 5: 46, 7: 6, 12: 69, 14: 11, 16: 41, 19: 2, 22: 61, 31: 39, 32: 23, 33: 4, 34: 17, 36: 5},
    # 22 editions. 1: in two languages a heading stands below its hairline or close to its kicker, with as much white
    # below; elsewhere one or two headings above tables. 19: Arabic lines are 18 pt apart, on a grid of 3.75. 22: 9 pt
    # beside 9.25 pt in two languages. 23: Kurdish words beside a Latin name. 32: chapters begin on new pages, and in each
    # language on the same. 34: the map that faces the contents is as wide as it likes. 36: both directions on one
    # cover. 4, 7, 33: what the translations' own words come to
    "brochure": {1: 120, 4: 98, 7: 20, 19: 172, 22: 9, 23: 1, 32: 46, 33: 9, 34: 2, 36: 6},
    "scripts": {4: 3, 5: 48, 6: 2, 32: 34},  # a page a language: all but the last stay half empty
    "workspace": {22: 2},
    "specimen": {4: 5, 5: 20, 14: 1, 16: 1, 31: 9, 32: 2, 34: 3},
}
KNOWN = {  # E findings: document and check; may only become fewer
    # on purpose: narrow justified columns, a word too long for its line, a row taller than a page
    "beside.md": {5: 1, 8: 2},
    "breaks.md": {8: 1},
    "columns.md": {5: 9},
    "landscape.md": {5: 1},
    "tall.md": {15: 1},
    "words.md": {5: 1},
    # a heading whose section turns its page at once
    "register.md": {2: 1},
    # paragraphs that are a page's number alone, which is set late
    "ids.md": {3: 4},
    # the next page would be torn worse
    "2023-06-15-bundesnetzwerktreffen-welcome-center.pdf": {8: 1},
    # a paragraph of long addresses
    "house.pdf": {5: 3},
    "specimen.md": {5: 3},
    # the fonts for Chinese, Japanese and Korean have no bold
    "schriften.pdf": {21: 16},
    # a table of seven columns that large type has no room for; the program says so
    "brochure.pdf": {20: 1},
    "easy.pdf": {20: 26},
}


def inspect(*arguments):
    """The documents that the command lays out."""
    run = subprocess.run([INSPECT, *arguments], capture_output=True, text=True, check=False)
    if "Sanitizer" in run.stderr or run.returncode not in (0, 1):
        check(False, f"inspect {' '.join(arguments)} ends well", run.stderr)
    return sheets.read([line for line in run.stdout.split("\n") if line])


def findings(documents):
    for number in sorted(CHECKS):
        for document in documents:
            yield from CHECKS[number][1](document)


def demo(folder):
    subprocess.run(["cp", "-R", os.path.join(ROOT, "data"), folder + "/data"], check=True)
    subprocess.run(["rm", "-f", folder + "/data/project.db"], check=True)
    subprocess.run([DOKUWERK, "import", "-q", "-C", folder + "/data"], check=True)
    return inspect("build", "-q", "-C", folder + "/data", "-o", folder + "/out")


def workspace(folder):
    """What `init` gives to begin with."""
    subprocess.run([DOKUWERK, "init", "-q", folder + "/new"], check=True)
    subprocess.run([DOKUWERK, "import", "-q", "-C", folder + "/new"], check=True)
    return inspect("build", "-q", "-C", folder + "/new", "-o", folder + "/out")


def typeset(*arguments):
    with tempfile.TemporaryDirectory() as folder:
        return inspect("typeset", *arguments, "-o", folder + "/a.pdf")


def prove():
    """Every check speaks where it must, and where it must not it is silent."""
    for number, claim, write in faults.FAULTS:
        for is_bad in (True, False):
            sheet = faults.Sheet("ar" if number == 26 else "de")
            write(sheet, is_bad)
            found = [f for d in sheets.read(sheet.stream()) for f in CHECKS[number][1](d)]
            check(bool(found) == is_bad, f"check {number} {'sees' if is_bad else 'is silent without'}: {claim}", *found)
    proved = {number for number, _, _ in faults.FAULTS}
    check(proved == set(CHECKS), "every check has its fault", sorted(set(CHECKS) - proved))


def prove_on_documents():
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(folder + "/themes")
        with open(folder + "/dokuwerk.yaml", "w", encoding="utf-8") as out:
            out.write("title: Probe\ndocuments: []\n")
        for number, claim, pair in proofs.PROOFS:
            for is_bad, (theme, text) in zip((True, False), pair):
                for name, content in (("/themes/probe.yaml", "extends: house\n" + theme), ("/a.md", text)):
                    with open(folder + name, "w", encoding="utf-8") as out:
                        out.write(content)
                documents = inspect("typeset", folder + "/a.md", "-C", folder, "--theme", "probe", "-o", folder + "/a.pdf")
                found = [f for d in documents for f in CHECKS[number][1](d)]
                check(documents and documents[0].pages and bool(found) == is_bad,
                      f"check {number} {'sees' if is_bad else 'is silent without'} on a document: {claim}", *found)


SAID = {5, 13, 20, 24}  # what comes of input that the program itself warns about


def judge(name, documents, ceiling, is_warned=False):
    """ceiling: None where faults are shown on purpose: only E findings count there."""
    check(any(d.pages for d in documents), f"{name} has pages")
    blind = [f"{d.name}: {line.text}" for d in documents for line in d.lines() if not line.measure]
    check(not blind, f"{name}: every line knows its measure", *blind[:3])
    found = list(findings(documents))
    known = Counter()
    for finding in found:
        known[finding.document, finding.number] += finding.level == "E"
        allowed = KNOWN.get(finding.document, {}).get(finding.number, 0)
        if finding.level == "E" and not (is_warned and finding.number in SAID):
            check(known[finding.document, finding.number] <= allowed, str(finding))
    if ceiling is None:
        return
    count = Counter(f.number for f in found if f.level == "W")
    for number in sorted(CHECKS):
        most = ceiling.get(number, 0)
        check(count[number] <= most, f"{name}: {count[number]} warnings of check {number} ({CHECKS[number][0]}), at most {most}",
              *[f for f in found if f.number == number and f.level == "W"])
    pages = sum(len(d.pages) for d in documents)
    print(f'{pages} pages, counted: "{name}": {dict(sorted(count.items()))}, ceiling: {ceiling}')


def listed(arguments):
    documents = inspect("build", *arguments, "-o", tempfile.gettempdir()) if arguments[0] == "-C" else typeset(*arguments)
    found = list(findings(documents))
    for finding in sorted(found, key=lambda f: (f.level, f.number)):
        print(finding)
    return any(f.level == "E" for f in found)


def main():
    prove()
    prove_on_documents()
    with tempfile.TemporaryDirectory() as folder:
        documents = demo(folder)
        apart = [d for d in documents if d.name.startswith("willkommen.")]
        judge("demo", [d for d in documents if d.name != "schriften.pdf" and d not in apart], CEILINGS["demo"])
        judge("brochure", apart, CEILINGS["brochure"])
        judge("scripts", [d for d in documents if d.name == "schriften.pdf"], CEILINGS["scripts"])
        judge("workspace", workspace(folder), CEILINGS["workspace"])
    specimen = os.path.join(ROOT, "templates/specimen.md")
    if os.path.exists(specimen):
        judge("specimen", typeset(specimen), CEILINGS["specimen"])
    golden = os.path.join(ROOT, "tests/golden")
    for name in sorted(os.listdir(golden)):
        if name.endswith(".md"):
            told = os.path.join(golden, name[:-3] + ".err")
            is_warned = os.path.exists(told) and os.path.getsize(told) > 0
            judge(name, typeset(os.path.join(golden, name)), None, is_warned)
    finish()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(listed(sys.argv[1:]))
    main()
