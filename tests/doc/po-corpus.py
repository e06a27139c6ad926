#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""PO files of all kinds, sound and broken: is each taken exactly where `msgfmt -c` takes it?

A table makes the files. Those refused must have a message at a line and column of theirs, in our
words. B is the folder of the test programs; -v lists the verdicts."""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from counting import check, finish  # noqa: E402

PROGRAM = os.path.abspath(os.path.join(os.environ.get("B", "build/release"), "tests/doc/catalog"))


def head(charset="UTF-8", more="", plural="nplurals=2; plural=(n != 1);", language="en"):
    fields = ["Project-Id-Version: x", "PO-Revision-Date: 2015-09-14 10:30+0200", "Last-Translator: A B <a@example.org>",
              "Language-Team: English", f"Language: {language}", "MIME-Version: 1.0",
              f"Content-Type: text/plain; charset={charset}", "Content-Transfer-Encoding: 8bit"]
    if plural:
        fields.append("Plural-Forms: " + plural)
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{f}\\n"\n' for f in fields) + more + "\n"


H = head()
ENTRY = 'msgid "Haus"\nmsgstr "house"\n'
PLURAL = 'msgid "%d Haus"\nmsgid_plural "%d Häuser"\nmsgstr[0] "%d house"\nmsgstr[1] "%d houses"\n'


# What the files are called, and their bytes.
FILES = {
    # strings
    "one entry": H + ENTRY,
    "many entries": H + "".join(f'msgid "Satz {i}"\nmsgstr "sentence {i}"\n\n' for i in range(300)),
    "no line end at the end": H + 'msgid "a"\nmsgstr "b"',
    "blank lines and blanks": H + '\n\n   msgid   "a"\n\t msgstr\t"b"  \n\n\n',
    "one line": H + 'msgid "a" msgstr "b" msgid "c" msgstr "d"\n',
    "strings in pieces": H + 'msgid ""\n"a" "b"\n"c"\nmsgstr "" "d"\n"e\\n"\n"f"\n',
    "no blank before the string": H + 'msgid"a"\nmsgstr"b"\n',
    "escapes": H + 'msgid "a\\tb\\"c\\\\d"\nmsgstr "a\\tb\\"c\\\\d"\n',
    "octal and hex escapes": H + 'msgid "a"\nmsgstr "\\101\\x42"\n',
    "escape of a letter that is none": H + 'msgid "a"\nmsgstr "b\\q"\n',
    "escape of a blank": H + 'msgid "a"\nmsgstr "b\\ c"\n',
    "escape of a brace": H + 'msgid "a"\nmsgstr "\\{b\\}"\n',
    "escape of an apostrophe": H + "msgid \"a\"\nmsgstr \"don\\'t\"\n",
    "escape of hex without digits": H + 'msgid "a"\nmsgstr "\\xg"\n',
    "alarm": H + 'msgid "a"\nmsgstr "b\\a"\n',
    "form feed and vertical tab": H + 'msgid "a"\nmsgstr "b\\f\\v"\n',
    "alarm in the source": H + 'msgid "a\\a"\nmsgstr "b"\n',
    "carriage return escape": H + 'msgid "a\\r\\n"\nmsgstr "b\\r\\n"\n',
    "lone carriage return in the source": H + 'msgid "a\\r"\nmsgstr "b"\n',
    "unterminated translation": H + 'msgid "a"\nmsgstr "b\n\nmsgid "c"\nmsgstr "d"\n',
    "unterminated source": H + 'msgid "a\nmsgstr "b"\n',
    "unterminated at the end": H + 'msgid "a"\nmsgstr "b',
    "ends behind a backslash": H + 'msgid "a"\nmsgstr "b\\',
    "a string over two lines": H + 'msgid "a"\nmsgstr "b\nc"\n',
    "a backslash before the line end": H + 'msgid "a"\nmsgstr "b\\\nc"\n',
    "unescaped quotation marks": H + 'msgid "a"\nmsgstr "he said "yes" to me"\n',
    "typographic quotation marks around": H + 'msgid „a“\nmsgstr „b“\n',
    "apostrophes around": H + "msgid 'a'\nmsgstr 'b'\n",
    "text without quotation marks": H + 'msgid "a"\nmsgstr house\n',
    "number without quotation marks": H + 'msgid "a"\nmsgstr 42\n',
    "a semicolon behind": H + 'msgid "a";\nmsgstr "b";\n',
    "a control character": H + 'msgid "a"\nmsgstr "b\x01c"\n',
    "a raw tab": H + 'msgid "a"\nmsgstr "b\tc"\n',
    "EOT in the source": H + 'msgid "a\x04b"\nmsgstr "b"\n',
    "EOT in the translation": H + 'msgid "a"\nmsgstr "b\x04c"\n',
    "EOT in the context": H + 'msgctxt "a\x04b"\nmsgid "a"\nmsgstr "c"\n',
    "NUL in a string": H + 'msgid "a"\nmsgstr "b\0c"\n',
    "NUL between entries": H + 'msgid "a"\nmsgstr "b"\n\0\nmsgid "c"\nmsgstr "d"\n',
    "NUL by escape": H + 'msgid "a"\nmsgstr "b\\0c"\n',
    "NUL in a comment": H + '# a\0b\nmsgid "a"\nmsgstr "b"\n',
    "raw line separator": H + 'msgid "a"\nmsgstr "b\u2028c"\n',
    "a very long line": H + 'msgid "a"\nmsgstr "' + "b" * 200000 + '"\n',
    "empty translation": H + 'msgid "a"\nmsgstr ""\n',
    "blank translation": H + 'msgid "a"\nmsgstr "  "\n',
    # keywords
    "keyword unknown": H + ENTRY + 'foo "a"\n',
    "keyword in capitals": H + 'MSGID "a"\nMSGSTR "b"\n',
    "keyword cut": H + 'msgi "a"\nmsgstr "b"\n',
    "keyword with a stroke": H + 'msg-id "a"\nmsgstr "b"\n',
    "source without translation": H + 'msgid "a"\n',
    "source without translation before another": H + 'msgid "a"\nmsgid "b"\nmsgstr "c"\n',
    "translation without source": H + 'msgstr "b"\n',
    "translation twice": H + 'msgid "a"\nmsgstr "b"\nmsgstr "c"\n',
    "translation without string": H + 'msgid "a"\nmsgstr\n',
    "source without string": H + 'msgid\nmsgstr "a"\n',
    "translation before the source": H + 'msgstr "b"\nmsgid "a"\n',
    "a lone string": H + '"a"\n',
    "two contexts": H + 'msgctxt "a"\nmsgctxt "b"\nmsgid "c"\nmsgstr "d"\n',
    "context behind the source": H + 'msgid "c"\nmsgctxt "a"\nmsgstr "d"\n',
    "context alone": H + 'msgctxt "a"\nmsgstr "d"\n',
    "context": H + 'msgctxt "event.title"\nmsgid "a"\nmsgstr "b"\n',
    "empty context": H + 'msgctxt ""\nmsgid "a"\nmsgstr "b"\n',
    "context makes two of one": H + 'msgctxt "x"\nmsgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n',
    "domain": H + 'domain "messages"\nmsgid "a"\nmsgstr "b"\n',
    "domain other": H + 'msgid "a"\nmsgstr "b"\n\ndomain "other"\nmsgid "c"\nmsgstr "d"\n',
    "domain other, the same source": H + 'msgid "a"\nmsgstr "b"\n\ndomain "other"\nmsgid "a"\nmsgstr "d"\n',
    "domain without string": H + 'domain\nmsgid "a"\nmsgstr "b"\n',
    "merge conflict": H + '<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n=======\nmsgid "a"\nmsgstr "c"\n>>>>>>> x\n',
    "no PO file: HTML": "<html><body>nothing</body></html>\n",
    "no PO file: JSON": '{"a": "b"}\n',
    "no PO file: CSV": "context,source,translation\n,a,b\n",
    "no PO file: bytes": bytes(range(256)) * 4,
    "no PO file: MO": b"\xde\x12\x04\x95\0\0\0\0\1\0\0\0\x1c\0\0\0",
    "brackets": H + 'msgid "a"\nmsgstr(0) "b"\n',
    # duplicates
    "twice, the same translation": H + ENTRY + "\n" + ENTRY,
    "twice, another translation": H + ENTRY + '\nmsgid "Haus"\nmsgstr "home"\n',
    "twice, one untranslated": H + ENTRY + '\nmsgid "Haus"\nmsgstr ""\n',
    "twice, one fuzzy": H + ENTRY + '\n#, fuzzy\nmsgid "Haus"\nmsgstr "home"\n',
    "twice with a context": H + 'msgctxt "x"\n' + ENTRY + '\nmsgctxt "x"\n' + ENTRY,
    "twice, one obsolete": H + ENTRY + '\n#~ msgid "Haus"\n#~ msgstr "home"\n',
    "three times": H + ENTRY + ENTRY + ENTRY,
    # line ends at the edges
    "line end at the source's end only": H + 'msgid "a\\n"\nmsgstr "b"\n',
    "line end at the translation's end only": H + 'msgid "a"\nmsgstr "b\\n"\n',
    "line end at the source's beginning only": H + 'msgid "\\na"\nmsgstr "b"\n',
    "line ends at all edges": H + 'msgid "\\na\\n"\nmsgstr "\\nb\\n"\n',
    "line end missing in a fuzzy one": H + '#, fuzzy\nmsgid "a\\n"\nmsgstr "b"\n',
    "line end missing in an obsolete one": H + '#~ msgid "a\\n"\n#~ msgstr "b"\n',
    "line end missing in an untranslated one": H + 'msgid "a\\n"\nmsgstr ""\n',
    # comments
    "comments of all kinds": H + '# a\n#  b\n#. c\n#: text/a.md:12 b.md:3\n#, fuzzy\n#| msgid "x"\nmsgid "a"\nmsgstr "b"\n',
    "comment alone": H + "# at the end\n",
    "comment without blank": H + '#nothing\nmsgid "a"\nmsgstr "b"\n',
    "comment within an entry": H + 'msgid "a"\n# here\nmsgstr "b"\n',
    "comment that ends in a backslash": H + '# c:\\\nmsgid "a"\nmsgstr "b"\n',
    "flag unknown": H + '#, sorry\nmsgid "a"\nmsgstr "b"\n',
    "previous source and context": H + '#, fuzzy\n#| msgctxt "y"\n#| msgid "x"\nmsgid "a"\nmsgstr "b"\n',
    "previous source without flag": H + '#| msgid "x"\nmsgid "a"\nmsgstr "b"\n',
    "previous source unterminated": H + '#| msgid "x\nmsgid "a"\nmsgstr "b"\n',
    "previous source with a translation": H + '#| msgid "x"\n#| msgstr "y"\nmsgid "a"\nmsgstr "b"\n',
    "previous source behind the source": H + 'msgid "a"\n#| msgid "x"\nmsgstr "b"\n',
    "obsolete entries": H + ENTRY + '\n#~ msgid "x"\n#~ msgstr "y"\n\n#~ msgctxt "c"\n#~ msgid "x"\n#~ msgstr ""\n#~ "y"\n',
    "obsolete entry unterminated": H + ENTRY + '\n#~ msgid "x\n#~ msgstr "y"\n',
    "obsolete entry half": H + ENTRY + '\n#~ msgid "x"\nmsgstr "y"\n',
    "obsolete and fuzzy with previous": H + ENTRY + '\n#, fuzzy\n#~| msgid "w"\n#~ msgid "x"\n#~ msgstr "y"\n',
    "obsolete twice": H + ENTRY + '\n#~ msgid "x"\n#~ msgstr "y"\n#~ msgid "x"\n#~ msgstr "z"\n',
    "obsolete indented": H + ENTRY + '\n  #~ msgid "x"\n  #~ msgstr "y"\n',
    # formats
    "format that fits": H + '#, c-format\nmsgid "%d of %s"\nmsgstr "%d von %s"\n',
    "format with another value": H + '#, c-format\nmsgid "%d of %s"\nmsgstr "%d von %d"\n',
    "format with too few": H + '#, c-format\nmsgid "%d of %s"\nmsgstr "%d"\n',
    "format broken": H + '#, c-format\nmsgid "%d"\nmsgstr "100 %"\n',
    "format not asked for": H + '#, no-c-format\nmsgid "%d"\nmsgstr "100 %"\n',
    "format broken, fuzzy": H + '#, c-format, fuzzy\nmsgid "%d"\nmsgstr "100 %"\n',
    "format of Python": H + '#, python-format\nmsgid "%(a)s"\nmsgstr "%(b)s"\n',
    "format of Python's braces": H + '#, python-brace-format\nmsgid "{a}"\nmsgstr "{b}"\n',
    "percent without format": H + 'msgid "100 %"\nmsgstr "100 percent"\n',
    # plural forms
    "plural": H + PLURAL,
    "plural with too few forms": head(plural="nplurals=3; plural=(n%3);") + PLURAL,
    "plural with too many forms": head(plural="nplurals=1; plural=0;") + PLURAL,
    "plural without header field": head(plural=None) + PLURAL,
    "plural without header": PLURAL,
    "plural index missing": H + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "d"\n',
    "plural index from one": H + 'msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\nmsgstr[2] "d"\n',
    "plural index no number": H + 'msgid "a"\nmsgid_plural "b"\nmsgstr[x] "c"\n',
    "plural index open": H + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0 "c"\n',
    "plural with msgstr": H + 'msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n',
    "index without plural": H + 'msgid "a"\nmsgstr[0] "c"\n',
    "plural alone": H + 'msgid_plural "b"\nmsgstr[0] "c"\n',
    "plural, a form empty": H + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] ""\n',
    "plural, line end in one form": H + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c\\n"\nmsgstr[1] "d"\n',
    "plural formula: none": head(plural="nplurals=2; plural=;") + ENTRY,
    "plural formula: words": head(plural="nplurals=2; plural=two;") + ENTRY,
    "plural formula: open bracket": head(plural="nplurals=2; plural=(n != 1;") + ENTRY,
    "plural formula: too large": head(plural="nplurals=2; plural=n;") + ENTRY,
    "plural formula: by zero": head(plural="nplurals=2; plural=n/0;") + ENTRY,
    "plural number: none": head(plural="nplurals=; plural=(n != 1);") + ENTRY,
    "plural number: a word": head(plural="nplurals=two; plural=(n != 1);") + ENTRY,
    "plural number: negative": head(plural="nplurals=-1; plural=0;") + ENTRY,
    "plural number: zero": head(plural="nplurals=0; plural=0;") + ENTRY,
    "plural formula alone": head(plural="plural=(n != 1);") + ENTRY,
    "plural number alone": head(plural="nplurals=2;") + ENTRY,
    "plural field of gettext's template": head(plural="nplurals=INTEGER; plural=EXPRESSION;") + ENTRY,
    "plural of Arabic": head(plural="nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;") + ENTRY,
    # headers
    "empty file": "",
    "only blank lines": "\n\n\n",
    "only a header": H,
    "no header": ENTRY,
    "header empty": 'msgid ""\nmsgstr ""\n\n' + ENTRY,
    "header fuzzy": "#, fuzzy\n" + H + ENTRY,
    "header at the end": ENTRY + "\n" + H,
    "header twice": H + H + ENTRY,
    "header without line end": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n\n' + ENTRY,
    "header that is no header": 'msgid ""\nmsgstr "Hello there\\n"\n\n' + ENTRY,
    "header with a context": 'msgctxt "x"\n' + H + ENTRY,
    "header of the template": head().replace("2015-09-14 10:30+0200", "YEAR-MO-DA HO:MI+ZONE") + ENTRY,
    "header with plural": 'msgid ""\nmsgid_plural ""\nmsgstr[0] ""\nmsgstr[1] ""\n\n' + ENTRY,
    "language unknown": head(language="xx-klingon") + ENTRY,
    "field unknown": head(more='"X-Native-Review: perhaps\\n"\n') + ENTRY,
    "header without charset": 'msgid ""\nmsgstr "Language: en\\nMIME-Version: 1.0\\n"\n\n' + 'msgid "ä"\nmsgstr "é"\n',
    # charsets
    "byte order mark": "\ufeff" + H + ENTRY,
    "byte order mark before a comment": "\ufeff# x\n" + H + ENTRY,
    "CRLF": (H + ENTRY).replace("\n", "\r\n"),
    "CRLF and obsolete entries": (H + ENTRY + '\n#~ msgid "x"\n#~ msgstr "y"\n').replace("\n", "\r\n"),
    "CR alone": (H + ENTRY).replace("\n", "\r"),
    "UTF-8 of all planes": H + 'msgid "ß"\nmsgstr "é ш ب ት 中 😀"\n',
    "invalid UTF-8": (H + 'msgid "a"\nmsgstr "b§c"\n').encode("latin-1"),
    "invalid UTF-8 in a comment": (H + '# §\nmsgid "a"\nmsgstr "b"\n').encode("latin-1"),
    "invalid UTF-8 before the header": b"# \xa7\n" + (H + ENTRY).encode(),
    "invalid UTF-8 in the header": H.replace("A B", "Ä Ö").encode("latin-1") + ENTRY.encode(),
    "invalid UTF-8 in an obsolete entry": (H + ENTRY + '#~ msgid "§"\n#~ msgstr "x"\n').encode("latin-1"),
    "cut UTF-8 at a line's end": H.encode() + b'msgid "a"\nmsgstr "b\xc3\n"\n',
    "cut UTF-8 at the end": H.encode() + b'msgid "a"\nmsgstr "b"\n# \xe2\x82',
    "overlong UTF-8": H.encode() + b'msgid "a"\nmsgstr "\xc0\xaf"\n',
    "surrogate in UTF-8": H.encode() + b'msgid "a"\nmsgstr "\xed\xa0\x80"\n',
    "beyond Unicode": H.encode() + b'msgid "a"\nmsgstr "\xf4\x90\x80\x80"\n',
    "no character": H + 'msgid "a"\nmsgstr "\ufdd0"\n',
    "UTF-16": (H + ENTRY).encode("utf-16"),
    "charset ASCII": head(charset="ASCII") + ENTRY,
    "charset ASCII, but not": (head(charset="US-ASCII") + 'msgid "a"\nmsgstr "é"\n').encode(),
    "charset Latin-1": (head(charset="ISO-8859-1") + 'msgid "Tür"\nmsgstr "für"\n').encode("latin-1"),
    "charset Latin-2": (head(charset="ISO-8859-2") + 'msgid "Tür"\nmsgstr "żółw"\n').encode("iso8859-2"),
    "charset Arabic": (head(charset="ISO-8859-6") + 'msgid "a"\nmsgstr "سلام"\n').encode("iso8859-6"),
    "charset Arabic, a byte of none": (head(charset="ISO-8859-6") + 'msgid "a"\nmsgstr "x').encode() + b'\xa1"\n',
    "charset Windows-1251": (head(charset="CP1251") + 'msgid "a"\nmsgstr "добро"\n').encode("cp1251"),
    "charset Windows-1256": (head(charset="CP1256") + 'msgid "a"\nmsgstr "سلام"\n').encode("cp1256"),
    "charset KOI8-R": (head(charset="KOI8-R") + 'msgid "a"\nmsgstr "добро"\n').encode("koi8-r"),
    "charset Shift_JIS": (head(charset="SHIFT_JIS") + 'msgid "a"\nmsgstr "表ソ"\n').encode("shift_jis"),
    "charset EUC-JP": (head(charset="EUC-JP") + 'msgid "a"\nmsgstr "日本"\n').encode("euc-jp"),
    "charset EUC-JP, but UTF-8": (head(charset="EUC-JP") + 'msgid "a"\nmsgstr "日本語"\n').encode(),
    "charset GB18030": (head(charset="GB18030") + 'msgid "a"\nmsgstr "中文乗"\n').encode("gb18030"),
    "charset Big5": (head(charset="BIG5") + 'msgid "a"\nmsgstr "功許蓋"\n').encode("big5"),
    "charset in small letters": head(charset="utf-8") + ENTRY,
    "charset utf8": head(charset="utf8") + 'msgid "ä"\nmsgstr "é"\n',
    "charset utf8, but Latin-1": (head(charset="utf8") + 'msgid "a"\nmsgstr "é"\n').encode("latin-1"),
    "charset unknown": head(charset="x-klingon") + 'msgid "ä"\nmsgstr "é"\n',
    "charset of the template": head(charset="CHARSET") + ENTRY,
    "charset of the template, Latin-1": (head(charset="CHARSET") + 'msgid "a"\nmsgstr "é"\n').encode("latin-1"),
    "charset Windows by its other name": (head(charset="windows-1252") + 'msgid "a"\nmsgstr "é"\n').encode("latin-1"),
}
# msgfmt itself ends abnormally at this one; a translator's file it is all the same.
FILES_OF_OURS = {"charset Hebrew": (head(charset="CP1255") + 'msgid "a"\nmsgstr "שלום"\n').encode("cp1255")}


def main():
    is_told = "-v" in sys.argv
    with tempfile.TemporaryDirectory() as root:
        os.mkdir(os.path.join(root, "po"))
        names = {f"c{i:03}": name for i, name in enumerate([*FILES, *FILES_OF_OURS])}
        for tag, name in names.items():
            data = {**FILES, **FILES_OF_OURS}[name]
            with open(os.path.join(root, "po", tag + ".po"), "wb") as file:
                file.write(data if isinstance(data, bytes) else data.encode())
        run = subprocess.run([PROGRAM, root, *names], capture_output=True, timeout=60)
        check(run.returncode == 0, "the reader comes to its end", run.stdout[-300:], run.stderr[-300:])
        said = re.split(r"^(c\d+) (taken|refused)\n", run.stdout.decode("utf-8", "replace"), flags=re.M)
        verdicts = {said[i]: (said[i + 1], said[i + 2]) for i in range(1, len(said), 3)}
        counts = {"taken": 0, "refused": 0}
        for tag, name in names.items():
            ours, messages = verdicts.get(tag, ("nothing", ""))
            if name in FILES:
                theirs = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", f"po/{tag}.po"], cwd=root, capture_output=True, timeout=60)
                wanted = "taken" if theirs.returncode == 0 else "refused"
                check(ours == wanted, f"{name}: msgfmt says {wanted}, and so do we", theirs.stderr.decode("utf-8", "replace"), messages)
                counts[wanted] += 1
            else:
                check(ours == "taken", f"{name}: is taken", messages)
            if ours == "refused":
                check(re.search(rf"^po/{tag}[.]po:\d+:\d+: error: ", messages, re.M), f"{name}: has its line and column", messages)
            if is_told:
                print(name, ours, messages, sep="\n")
        check(counts["refused"] >= 60 and counts["taken"] >= 60, f"there are at least sixty of each: {counts}")


main()
finish()
