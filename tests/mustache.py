#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The official Mustache specification, its required modules and inheritance, through
`expand --spec`: output equals the expected text byte for byte.

usage: mustache.py specs.jar      DOKUWERK names the program
"""
import json
import os
import subprocess
import sys
import tempfile
import zipfile

DOKUWERK = os.environ["DOKUWERK"]
MODULES = ("comments", "delimiters", "interpolation", "inverted", "partials", "sections", "~inheritance")


def expand(test):
    """The program's output for the test's template, data and partials."""
    with tempfile.TemporaryDirectory() as folder:
        def write(name, text):
            with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
                file.write(text)
        for name, text in (test.get("partials") or {}).items():
            write(name + ".mustache", text)
        write("template", test["template"])
        write("data.json", json.dumps(test["data"]))
        run = subprocess.run([DOKUWERK, "expand", "--spec", "template", "--data", "data.json"], cwd=folder,
                             capture_output=True, timeout=60)
        return run.stdout.decode("utf-8", "replace") if run.returncode == 0 else run.stderr.decode()


def main():
    passed = failed = 0
    with zipfile.ZipFile(sys.argv[1]) as jar:
        for module in MODULES:
            for test in json.loads(jar.read(f"spec/specs/{module}.json"))["tests"]:
                got = expand(test)
                if got == test["expected"]:
                    passed += 1
                else:
                    failed += 1
                    print(f"FAIL {module}, {test['name']}: {test['expected']!r} expected, got {got[:200]!r}")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


sys.exit(main())
