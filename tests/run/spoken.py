# SPDX-License-Identifier: GPL-3.0-or-later
"""The language that each run of text has for a screen reader, by the structure tree (tests/tagged.py): the welcome
brochure in all its editions, held against its PO files; then documents of all constructs of which every other
sentence has a translation, in other letters, so that each run's letters say which language it must have."""
import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tagged  # noqa: E402
from counting import check, finish  # noqa: E402

DOKUWERK = os.path.abspath(os.environ.get("DOKUWERK", os.path.join(ROOT, "dokuwerk")))
SCRIPTS = {"ARABIC": {"ar", "fa", "prs", "ps", "ckb"}, "ETHIOPIC": {"ti"}, "CYRILLIC": {"ru", "uk"}}
ENDONYMS = {"en": "English", "fr": "Français", "es": "Español", "pl": "Polski", "ro": "Română", "ru": "Русский",
            "uk": "Українська", "tr": "Türkçe", "sq": "Shqip", "vi": "Tiếng Việt", "ar": "العربية", "fa": "فارسی",
            "prs": "دری", "ps": "پښتو", "ckb": "کوردی", "kmr": "Kurmancî", "ti": "ትግርኛ", "so": "Soomaali",
            "de": "Deutsch", "de-x-leicht": "Leichte Sprache"}
# what stands in a unit beside its words, or has a language of its own
APART = re.compile(r"\{\{.*?\}\}|@[\w-]+|\]\([^)]*\)|\[[^\]]*\]\{lang=[^}]*\}|\{[^}]*\}|`[^`]*`|<[^>]*>|\*\*|[\[\]]|\\?\n")
LEAST = 12  # letters: shorter pieces stand in other sentences, too


def run(folder, *arguments):
    done = subprocess.run([DOKUWERK, *arguments, "-C", folder], capture_output=True, text=True, timeout=300,
                          check=False, stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout + done.stderr


def letters(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c)[0] == "L")


def pieces(unit):
    return [piece for part in APART.split(unit) if len(piece := letters(part)) >= LEAST]


def script_of(text):
    """The script of its letters, if there is but one and it is a language's sign."""
    names = {unicodedata.name(c, "?").split(" ")[0] for c in letters(text)}
    return names.pop() if len(names) == 1 else None


def rows_of(folder, tag):
    """(source, translation) of all units, as translators get them."""
    run(folder, "translate", "export", "-q", "--lang", tag, "-o", f"{folder}/{tag}.csv")
    with open(f"{folder}/{tag}.csv", encoding="utf-8-sig", newline="") as file:
        return [(row["source"], row["translation"]) for row in csv.DictReader(file)]


def check_units(folder, tag, runs):
    """A translation is read in its language, a sentence without one in German."""
    said = {}
    for one in runs:
        said[one.lang] = said.get(one.lang, "") + letters(one.text)
    for source, translation in rows_of(folder, tag):
        wanted = tag if translation else "de"
        for piece in pieces(translation or source):
            others = [lang for lang, text in said.items() if lang != wanted and piece in text]
            check(piece in said.get(wanted, ""), f"{tag}: said in {others}, not in {wanted}: {piece}")


def check_scripts(name, runs):
    for one in runs:
        for script, langs in SCRIPTS.items():
            if script_of(one.text) == script:
                check(one.lang in langs, f"{name}: {script} letters are not {one.lang}", one.role, one.page, one.text)


def check_endonyms(name, runs):
    for lang, endonym in ENDONYMS.items():
        found = {one.lang for one in runs if letters(one.text) == letters(endonym)}
        check(not found or lang in found, f"{name}: '{endonym}' is {lang}, not {found}")


def brochure(folder):
    status, said = run(folder, "build", "-q", "--only", "broschuere/*")
    check(status == 0, "the brochure is built", said)
    names = sorted(os.listdir(f"{folder}/out/broschuere"))
    check(len(names) == 22, "in all its editions", names)
    for name in names:
        tag = name.split(".")[1]
        document = tagged.Document(f"{folder}/out/broschuere/{name}")
        runs = [one for one in document.runs() if one.text.strip()]
        check(document.lang == tag.split("+")[0], f"{tag}: the document's language", document.lang)
        check_scripts(tag, runs)
        check_endonyms(tag, [one for one in runs if one.page == runs[-1].page])
        if not tag.startswith("de"):
            check_units(folder, tag, runs)
        check({one.lang for one in runs} <= set(ENDONYMS), f"{tag}: no other language", {one.lang for one in runs})


MANIFEST = """title: Probe
database: project.db
languages: {source: de, targets: [uk]}
date: 2025-01-31
documents:
  - template: event-documentation
    languages: [uk]
    each: SELECT event_id FROM publication WHERE kind = 'veranstaltungsdoku' ORDER BY event_id LIMIT 2
    output: "event-{{event_id}}.pdf"
  - template: funding-report
    languages: [uk]
    each: SELECT id AS report_id FROM report ORDER BY id LIMIT 1
    output: "report-{{report_id}}.pdf"
  - template: specimen
    languages: [uk]
    output: "specimen.pdf"
  - template: brochure
    languages: [de+uk]
    output: "brochure.pdf"
"""
LATIN, CYRILLIC = "abcdefghijklmnopqrstuvwxyzäöüß", "абцдефґгийклмнопхрстувщчшжяюєї"
TABLE = str.maketrans(LATIN + LATIN[:-1].upper(), CYRILLIC + CYRILLIC[:-1].upper())
# forms of plurals; words of a further language; a footnote, which has its paragraph's language
LEFT = re.compile(r"plural|lang=|^(one|other)\{|^Kurz\.")
# what a translation must leave as it is
KEPT = re.compile(r"\{\{\{.*?\}\}\}|\{\{.*?\}\}|<%.*?%>|`[^`]*`|\]\([^)]*\)|\]\[[^\]]*\]|\{(?:[^{}]|\{\{.*?\}\})*\}|"
                  r"\[\^[^\]]*\]|@(?:sec|fig|tbl|page)-[\w-]+|<[^>]*>|(?:https?://|www\.)[^\s)|]+|"
                  r"[\w.+-]+@[\w.-]+\.\w+|&#?\w+;", re.S)


def turned(text):
    out, done = "", 0
    for kept in KEPT.finditer(text):
        out += text[done:kept.start()].translate(TABLE) + kept.group()
        done = kept.end()
    return out + text[done:].translate(TABLE)


def half_translated(folder, first):
    """Every other unit has a translation; of both halves one time or the other each has none."""
    shutil.copytree(f"{ROOT}/data", folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("out", "*.db", "po"))
    with open(f"{folder}/dokuwerk.yaml", "w", encoding="utf-8") as file:
        file.write(MANIFEST)
    run(folder, "import", "-q")
    run(folder, "translate", "update", "-q")
    rows = rows_of(folder, "uk")
    with open(f"{folder}/uk.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["context", "source", "translation"])
        out.writerows(["", s, turned(s) if i % 2 == first and not re.search(LEFT, s) else ""] for i, (s, _) in enumerate(rows))
    status, said = run(folder, "translate", "import", "-q", "--lang", "uk", f"{folder}/uk.csv")
    check(status == 0, "half of the units are translated", said)
    status, said = run(folder, "build", "-q")
    check(status == 0, "documents that are translated by half are built", said)
    lacking = {piece for s, t in rows_of(folder, "uk") if not t for piece in map(letters, pieces(s))}
    return lacking


def values_of(folder):
    """What records and queries say: text of the database, whose language nobody tells."""
    found = ""
    for name in os.listdir(f"{folder}/records"):
        with open(f"{folder}/records/{name}", encoding="utf-8") as file:
            found += file.read()
    for name in sorted(os.listdir(f"{ROOT}/templates")):
        if name.endswith(".md"):
            with open(f"{ROOT}/templates/{name}", encoding="utf-8") as file:
                found += "".join(re.findall(r"^```+sql.*?^```+$", file.read(), re.S | re.M))
    return found


def constructs(folder, first):
    lacking, values = half_translated(folder, first), values_of(folder)
    for name in sorted(os.listdir(f"{folder}/out")):
        if not name.endswith(".pdf"):
            continue
        document = tagged.Document(f"{folder}/out/{name}")
        runs = [one for one in document.runs() if one.text.strip()]
        runs = [one for one in runs if not re.search(r"\d", one.text)]  # titles with numbers, behind which these stand
        check_scripts(name, runs)
        for one in runs:
            if letters(one.text) in lacking and one.text.strip() not in values:
                check(one.lang == "de", f"{name}: a German sentence is {one.lang}", one.role, one.page, one.text)


with tempfile.TemporaryDirectory() as space:
    shutil.copytree(f"{ROOT}/data", space, dirs_exist_ok=True, ignore=shutil.ignore_patterns("out", "*.db"))
    run(space, "import", "-q")
    brochure(space)
for half in (0, 1):
    with tempfile.TemporaryDirectory() as space:
        constructs(space, half)
finish()
