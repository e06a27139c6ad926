# SPDX-License-Identifier: GPL-3.0-or-later
"""A document in several languages, end to end: which files come of the manifest, whose text and
theme each has, what templates know of the languages, and that nothing stale reaches a page unseen."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
from counting import check, finish  # noqa: E402

DOKUWERK = os.path.abspath(os.environ.get("DOKUWERK", os.path.join(ROOT, "dokuwerk")))

MANIFEST = """title: Willkommen
database: project.db
languages: {source: de, targets: [en, ar, de-x-leicht]}
translatable: {centre: name}
theme: house
date: 2015-12-31
documents:
  - template: guide
    languages: [all, de+ar]
    themes: {de-x-leicht: easy}
    output: "guide.{{lang}}.pdf"
"""
STATE = (
    "{{^translation.is-source}}{{#translation.translator}}Stand {{translation.percent}} % "
    "{{translation.revised}} {{.}}{{/translation.translator}}{{/translation.is-source}}"
)
GUIDE = (
    """---
title: Willkommen
---
# Willkommen

```sql centres
SELECT name FROM centre ORDER BY id
```

Schön, dass Sie da sind.

Rufen Sie an: 112.

{{> preface}}

{{#centres}}
- {{name}}
{{/centres}}

"""
    + STATE
    + "\n"
)
PREFACE = "## Vorwort\n\nEin Satz, der bleibt.\n"
EASY = "## Vorwort\n\nDas ist leicht.\n"
UNITS = {
    "Willkommen": ("Welcome", "أهلا وسهلا"),
    "Schön, dass Sie da sind.": ("Good that you are here.", "يسعدنا وجودكم."),
    "Rufen Sie an: 112.": ("Call 112.", "اتصل بالرقم 112."),
    "Vorwort": ("Preface", "مقدمة"),
    "Ein Satz, der bleibt.": ("A sentence that stays.", "جملة باقية."),
    STATE: (STATE.replace("Stand", "State"), STATE.replace("Stand", "الحالة")),
}
CENTRES = {"Beratung": ("Advice", "استشارة"), "Treff": ("Meeting place", "ملتقى")}


def po(which, units=UNITS, centres=CENTRES, name="Nora Amin"):
    """A PO file of the first or second translations."""
    out = [
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n"Project-Id-Version: w\\n"\n'
        f'"Last-Translator: {name} <n@example.org>\\n"\n"Language-Team: none\\n"\n'
        '"PO-Revision-Date: 2015-11-30 10:00+0100\\n"\n'
        f'"Language: {("en", "ar")[which]}\\n"\n'
    ]
    out += [f'msgid "{k}"\nmsgstr "{v[which]}"\n' for k, v in units.items()]
    out += [f'msgctxt "centre.name"\nmsgid "{k}"\nmsgstr "{v[which]}"\n' for k, v in centres.items()]
    return "\n".join(out)


class Space:
    """A workspace in a folder of its own."""

    def __init__(self, **files):
        self.folder = tempfile.mkdtemp()
        self.write("dokuwerk.yaml", MANIFEST)
        self.write("schema.sql", "CREATE TABLE centre(id INTEGER PRIMARY KEY, name TEXT);\n")
        self.write("records/centre.csv", "id,name\n1,Beratung\n2,Treff\n")
        self.write("templates/guide.md", GUIDE)
        self.write("text/preface.md", PREFACE)
        self.write("text/preface.de-x-leicht.md", EASY)
        self.write("templates/guide.de-x-leicht.md", "# Hallo\n\n{{> preface}}\n")
        self.write("po/en.po", po(0))
        self.write("po/ar.po", po(1))
        for name, text in files.items():
            self.write(name, text)
        self.run("import", "-q")

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def change(self, name, old, new):
        with open(self.path(name), encoding="utf-8") as file:
            text = file.read()
        assert old in text, (name, old)
        self.write(name, text.replace(old, new))

    def run(self, *arguments, **environment):
        done = subprocess.run(
            [DOKUWERK, arguments[0], "-C", self.folder, *arguments[1:]],
            capture_output=True,
            text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
            timeout=120,
        )
        self.status, self.said, self.out = done.returncode, done.stderr, done.stdout
        return done.returncode

    def build(self, *arguments, **environment):
        shutil.rmtree(self.path("out"), ignore_errors=True)
        return self.run("build", "-q", *arguments, **environment)

    def made(self):
        names = os.listdir(self.path("out")) if os.path.isdir(self.path("out")) else []
        return sorted(n for n in names if n.endswith(".pdf"))

    def record(self):
        with open(self.path("out/manifest.json"), encoding="utf-8") as file:
            return json.load(file)["documents"]

    def text(self, name):
        return asked("pdftotext", self.path(f"out/{name}"), "-")

    def structure(self, name):
        return asked("pdfinfo", "-struct-text", self.path(f"out/{name}"))

    def bytes(self):
        return {n: open(self.path(f"out/{n}"), "rb").read() for n in self.made()}

    def remove(self):
        shutil.rmtree(self.folder)


def asked(*command):
    return subprocess.run(command, capture_output=True, text=True, timeout=60).stdout


def says(space, fragment, sentence):
    check(fragment in space.said, f"{sentence}: '{fragment}' is said", space.said)


def warnings(space):
    """What is warned of, each once: an edition in two languages may lack what one of them lacks."""
    return {line for line in space.said.splitlines() if "warning:" in line}


def each_language_has_its_file(s):
    s.build()
    all_names = [f"guide.{t}.pdf" for t in ("ar", "de+ar", "de-x-leicht", "de", "en")]
    check(s.status == 0 and s.said == "", "a translated workspace builds without a word", s.said)
    check(s.made() == sorted(all_names), "each language has its file", s.made())
    check(
        [d["language"] for d in s.record()] == ["de", "en", "ar", "de-x-leicht", "de+ar"],
        "manifest.json names the languages in the manifest's order",
        s.record(),
    )
    for chosen, names in (
        ("en", ["guide.en.pdf"]),
        ("de+ar", ["guide.de+ar.pdf"]),
        ("ar,de-x-leicht", ["guide.ar.pdf", "guide.de-x-leicht.pdf"]),
    ):
        s.build("--lang", chosen)
        check(s.status == 0 and s.made() == names, f"--lang {chosen} builds these only", s.made())
    s.build("--lang", "en,fr")
    check(s.status == 2 and not s.made(), "a language that is not there is refused", s.said)
    says(s, "--lang: no document is in 'fr'", "it is named")
    s.build("--lang", "de-x-liecht")
    says(s, "Did you mean 'de-x-leicht'?", "the nearest is suggested")


def documents_without_languages_are_in_their_own(s):
    s.write("templates/own.md", "---\nlang: en\n---\n# Own\n\n{{lang}} {{#translations}}{{endonym}}{{/translations}}\n")
    s.write("templates/plain.md", "# Eigen\n\n{{lang}}/{{second-lang}}\n")
    s.write(
        "dokuwerk.yaml",
        MANIFEST + '  - {template: own, output: "own.{{lang}}.pdf"}\n  - {template: plain, output: "plain.{{lang}}.pdf"}\n',
    )
    s.build("--lang", "en")
    check(s.made() == ["guide.en.pdf", "own.en.pdf"], "--lang knows the front matter's language", s.made())
    check("en English" in s.text("own.en.pdf"), "which stands in the document, too", s.text("own.en.pdf"))
    s.build("--lang", "de")
    check(s.made() == ["guide.de.pdf", "plain.de.pdf"], "others are in the source's", s.made())
    check("de/" in s.text("plain.de.pdf"), "without a second one", s.text("plain.de.pdf"))
    s.write("dokuwerk.yaml", MANIFEST)


def rows_may_have_a_language(s):
    s.write(
        "dokuwerk.yaml",
        MANIFEST.replace("    languages: [all, de+ar]\n", "    each: VALUES\n    languages: [all, de+ar]\n")
        .replace("guide.{{lang}}", "{{slug}}.{{lang}}")
        .replace(
            "VALUES",
            "SELECT 'a' AS slug, 'en' AS lang UNION ALL SELECT 'b', 'de+ar' UNION ALL SELECT 'c', NULL ORDER BY 1",
        ),
    )
    s.build()
    wanted = ["a.en.pdf", "b.de+ar.pdf"] + sorted(f"c.{t}.pdf" for t in ("ar", "de+ar", "de-x-leicht", "de", "en"))
    check(s.made() == wanted, "a column lang restricts its row to that language", s.made(), s.said)
    s.change("dokuwerk.yaml", "'en' AS lang", "'fr' AS lang")
    s.build()
    check(s.status == 1, "one that the manifest lacks fails")
    says(s, "'fr' is not among the manifest's languages (row 1", "it is named with its row")
    s.write("dokuwerk.yaml", MANIFEST)


def paths_that_do_not_tell_languages_apart_are_refused(s):
    s.change("dokuwerk.yaml", "guide.{{lang}}.pdf", "guide.pdf")
    s.build()
    check(s.status == 1 and not s.made(), "one path for several languages is refused")
    says(s, "dokuwerk.yaml:8:5: error: two documents would be written to 'guide.pdf'", "with its place")
    says(s, "note: they are in 'de' and 'en': their path needs a {{lang}}", "and what it needs")
    s.write("dokuwerk.yaml", MANIFEST)


def declared_columns_are_the_databases(s):
    for declared, place, message in (
        ("{centre: nam}", "4:24", "no column 'nam' in table 'centre'"),
        ("{centr: name}", "4:16", "no table 'centr' in the database"),
        ("{centre: [name, id, nmae]}", "4:35", "no column 'nmae' in table 'centre'"),
    ):
        s.change("dokuwerk.yaml", "{centre: name}", declared)
        for command in ("build", "check"):
            s.run(command, "-q")
            check(s.status == 1, f"{command} fails at {declared}", s.said)
            says(s, f"dokuwerk.yaml:{place}: error: {message}\n", f"{command} at {declared}")
            says(s, "did you mean", f"{command} suggests a name")
        s.write("dokuwerk.yaml", MANIFEST)
    s.change("dokuwerk.yaml", "{centre: name}", "{CENTRE: Name}")
    s.build()
    check(s.status in (0, 1) and "no table" not in s.said, "names are SQL's, in any case", s.said)
    s.write("dokuwerk.yaml", MANIFEST)


def texts_of_a_language_replace_the_general_one(s):
    s.build()
    easy = s.text("guide.de-x-leicht.pdf")
    check("Das ist leicht." in easy and "Ein Satz" not in easy, "an easy text replaces the general one", easy)
    check("Hallo" in easy and "Schön" not in easy, "so does an easy template", easy)
    fonts = [asked("pdffonts", s.path(f"out/guide.{t}.pdf")) for t in ("de", "de-x-leicht")]
    check("Vollkorn" in fonts[0] and "Vollkorn" not in fonts[1], "its theme is its own", *fonts)
    os.remove(s.path("text/preface.de-x-leicht.md"))
    s.build()
    check(s.status == 0, "a missing easy text fails nothing", s.said)
    says(
        s,
        "text/preface.md:1:4: warning: no text in 'de-x-leicht': without a file 'text/preface.de-x-leicht.md' this is printed as it stands",
        "it is told, once",
    )
    check(s.said.count("warning") == 1, "it is told once", s.said)
    check("Ein Satz, der bleibt." in s.text("guide.de-x-leicht.pdf"), "the ordinary text is printed")
    s.build("--strict")
    check(s.status == 1 and "guide.de-x-leicht.pdf" not in s.made() and len(s.made()) == 4, "--strict refuses it", s.made())
    s.write("text/preface.de-x-leicht.md", EASY)
    s.write("text/preface.ar.md", "## عنوان\n\nنص عربي كامل.\n")
    s.write("text/preface.de+ar.md", "## Zwei\n\nBeide Sprachen.\n")
    s.build()
    check("عربي" in s.text("guide.ar.pdf") and "باقية" not in s.text("guide.ar.pdf"), "a whole text in Arabic stands as it is", s.text("guide.ar.pdf"), s.said)
    check("Beide Sprachen." in s.text("guide.de+ar.pdf"), "a bilingual edition may have a text of its own")
    check("A sentence that stays." in s.text("guide.en.pdf"), "others are translated as before")
    check("أهلا" in s.text("guide.ar.pdf"), "and what stands around it is translated")
    os.remove(s.path("text/preface.ar.md"))
    os.remove(s.path("text/preface.de+ar.md"))


def an_easy_source_is_no_edition(s):
    s.write("letter.md", "---\nlang: de-x-leicht\ntemplate: true\n---\n# Brief\n\n{{> preface}}\n")
    s.run("typeset", s.path("letter.md"), "--strict", "-o", s.path("letter.pdf"))
    check(s.status == 0 and not s.said, "a letter in easy German includes what it likes", s.said)
    s.write("dokuwerk.yaml", MANIFEST.replace("source: de,", "source: de-x-leicht,").replace("ar, de-x-leicht]", "ar]").replace("de+ar", "ar"))
    s.build("--lang", "de-x-leicht")
    check(s.status == 0 and not s.said, "nor does a source in easy German lack anything", s.said)
    s.write("dokuwerk.yaml", MANIFEST)


def texts_may_be_documents(s):
    s.write("dokuwerk.yaml", MANIFEST + '  - {template: preface, languages: [de, en, de-x-leicht], output: "preface.{{lang}}.pdf"}\n')
    s.build()
    check("A sentence that stays." in s.text("preface.en.pdf"), "a text may be a document, translated", s.said)
    check("Das ist leicht." in s.text("preface.de-x-leicht.pdf"), "and replaced", s.said)
    s.write("dokuwerk.yaml", MANIFEST)


def templates_know_the_languages(s):
    s.write(
        "templates/guide.md",
        "{{lang}}|{{dir}}|{{second-lang}}|{{translation.tag}}|{{translation.percent}}|{{translation.revised}}|"
        "{{translation.translator}}|{{translation.is-source}}{{translation.is-reviewed}}\n\n"
        "{{#translations}}\n- {{tag}} {{endonym}} [{{percent}}]{{#is-current}} now{{/is-current}}{{#is-source}} source{{/is-source}}\n{{/translations}}\n",
    )
    os.remove(s.path("templates/guide.de-x-leicht.md"))
    s.build()
    lines = {n: s.text(n) for n in s.made()}
    check("de|ltr||de|100|||10" in lines["guide.de.pdf"], "the source is whole by itself", lines["guide.de.pdf"])
    check("de|ltr|ar|ar|" in lines["guide.de+ar.pdf"], "a bilingual edition tells of its second language", lines["guide.de+ar.pdf"])
    check("|2015-11-30|Nora Amin|00" in lines["guide.en.pdf"], "translator and day are the PO file's", lines["guide.en.pdf"])
    check("de-x-leicht|ltr||de-x-leicht||||00" in lines["guide.de-x-leicht.pdf"], "an easy edition has no percentage", lines["guide.de-x-leicht.pdf"])
    check("de Deutsch [100] now source" in lines["guide.de.pdf"], "languages bear their own names", lines["guide.de.pdf"])
    check("Leichte Sprache []" in lines["guide.de.pdf"] and "العربية" in lines["guide.de.pdf"], "all of them", lines["guide.de.pdf"])
    check(lines["guide.de+ar.pdf"].count("now") == 2, "both languages of an edition are current")
    s.write("templates/guide.md", "{{translation.percnt}} {{translaton}} {{translations.tag}}\n")
    s.run("build", "-q", "--lang", "en")
    says(s, "no column 'percnt' in 'translation'", "a wrong name is told")
    says(s, "did you mean 'percent'?", "with what was meant")
    says(s, "did you mean 'translation'?", "of the built-ins too")
    says(s, "'translations' is a list", "a list wants a loop")
    s.write("templates/guide.md", GUIDE)
    s.write("templates/guide.de-x-leicht.md", "# Hallo\n\n{{> preface}}\n")


def german(s, name):
    """How many elements of a document in another language are German."""
    raw = subprocess.run(
        ["qpdf", "--qdf", "--object-streams=disable", s.path(f"out/{name}"), "-"], capture_output=True, timeout=60
    ).stdout
    return raw.count(b"/Lang (de)") + raw.count(b"/Lang <feff00640065>")


NEW = "Schön, dass Sie heute da sind."
OLD = "Schön, dass Sie da sind."


def a_changed_sentence_is_seen(s):
    s.build()
    before = s.bytes()
    check(german(s, "guide.en.pdf") == 0, "a whole translation has no German words", german(s, "guide.en.pdf"))
    check("State 100 % 2015-11-30 Nora Amin" in s.text("guide.en.pdf"), "and says that it is whole", s.text("guide.en.pdf"))
    s.change("templates/guide.md", OLD, NEW)
    kept = {n: open(s.path(f"out/{n}"), "rb").read() for n in s.made()}
    s.run("build", "-q", "--strict")
    check(s.status == 1, "--strict refuses what is not translated", s.said)
    standing = s.bytes()
    stale = ["guide.ar.pdf", "guide.en.pdf"]
    check(all(standing[n] == kept[n] for n in stale), "the files of before still stand")
    check(standing["guide.de.pdf"] != kept["guide.de.pdf"], "the German one is new")
    s.build()
    check(s.status == 0, "without it all are written", s.said)
    for tag in ("en", "ar"):
        says(s, f"templates/guide.md:10:1: warning: no translation into '{tag}': '{NEW}'", f"{tag} is told")
    check(len(warnings(s)) == 2, "nothing else is", s.said)
    for tag in ("en", "ar"):
        text = s.text(f"guide.{tag}.pdf")
        check("dass" in text and "heute" in text, f"{tag} has the German sentence", text)
        check(german(s, f"guide.{tag}.pdf") == 1, f"{tag} has it as German", german(s, f"guide.{tag}.pdf"))
    check(s.record()[1]["diagnostics"][0]["message"] == f"no translation into 'en': '{NEW}'", "manifest.json has it", s.record()[1])
    check("State 87 %" in s.text("guide.en.pdf"), "and the page says how much is whole", s.text("guide.en.pdf"))
    s.run("check", "-q")
    check(s.status == 0 and s.said.count("no translation into") == 2, "check tells the same", s.said)
    s.run("check", "-q", "--strict")
    check(s.status == 1, "and fails if it is to be strict")
    s.write("po/en.po", po(0, {**UNITS, NEW: ("Good that you are here today.", "")}))
    s.write("po/ar.po", po(1).replace(f'msgid "{OLD}"', f'#, fuzzy\nmsgid "{NEW}"'))
    s.build()
    check(len(warnings(s)) == 1, "a translated one is told no more", s.said)
    says(s, f"templates/guide.md:10:1: warning: the translation into 'ar' is fuzzy: '{NEW}'", "a fuzzy one is told")
    check("heute" in s.text("guide.ar.pdf"), "and not printed")
    check("Good that you are here today." in s.text("guide.en.pdf"), "what is translated is", s.text("guide.en.pdf"))
    s.build("--strict", "--lang", "en,de")
    check(s.status == 0, "--strict is content with what is whole", s.said)
    s.change("templates/guide.md", NEW + "\n\n", "")
    s.build("--strict")
    check(s.status == 0 and "today" not in s.text("guide.en.pdf"), "a sentence taken away is missed by none", s.said)
    s.write("templates/guide.md", GUIDE)
    s.write("po/en.po", po(0))
    s.write("po/ar.po", po(1))
    s.build()
    check(s.bytes() == before and not s.said, "with the old sentence all is as it was", s.said)


def status_and_pages_count_alike(s):
    for damage, counts in (
        (lambda: None, ("en 8 0 0 100", "ar 8 0 0 100")),
        (lambda: s.change("po/ar.po", 'msgid "Vorwort"', '#, fuzzy\nmsgid "Vorwort"'), ("en 8 0 0 100", "ar 7 1 0 87")),
        (lambda: s.change("templates/guide.md", OLD, NEW), ("en 7 0 1 87", "ar 6 1 1 75")),
    ):
        damage()
        s.run("translate", "status")
        check(s.out.split("\n")[:-1] == list(counts), f"status counts {counts}", s.out)
        s.build()
        check(f"State {counts[0].split()[-1]} %" in s.text("guide.en.pdf"), f"the page counts {counts[0]}", s.text("guide.en.pdf"))
        check(f" {counts[1].split()[-1]}" in s.text("guide.ar.pdf"), f"the page counts {counts[1]}", s.text("guide.ar.pdf"))
    s.write("templates/guide.md", GUIDE)
    s.write("po/ar.po", po(1))


def values_of_declared_columns_are_translated(s):
    s.build("--lang", "en,ar")
    check("Meeting place" in s.text("guide.en.pdf") and "Treff" not in s.text("guide.en.pdf"), "a declared column is translated", s.text("guide.en.pdf"))
    s.write("records/centre.csv", "id,name\n1,Beratung\n2,Neuer Treff\n")
    s.run("import", "-q")
    s.build("--lang", "en")
    check(s.status == 0 and s.said.count("warning:") == 1, "a changed value is told, once", s.said)
    says(s, "no translation into 'en': 'Neuer Treff' (centres row 2, column name)", "with its row")
    check("Neuer Treff" in s.text("guide.en.pdf") and german(s, "guide.en.pdf") == 1, "and printed as German", s.text("guide.en.pdf"))
    s.write("records/centre.csv", "id,name\n1,Beratung\n2,Treff\n")
    s.run("import", "-q")


def a_template_of_a_language_has_its_parts_translated(s):
    s.write("templates/guide.en.md", GUIDE.replace("# Willkommen", "# Hello there").replace("Schön, dass Sie da sind.", "Own words."))
    s.build("--lang", "en")
    text = s.text("guide.en.pdf")
    check("Hello there" in text and "Own words." in text, "a template of a language stands as it is", text)
    check("A sentence that stays." in text and "Meeting place" in text, "what it includes and asks for is translated", text)
    os.remove(s.path("templates/guide.en.md"))


def many_lacks_are_told_in_few_words(s):
    sentences = [f"Satz der Nummer {n} von vielen, die kommen." for n in range(1, 31)]
    s.write("templates/guide.md", GUIDE + "\n" + "\n\n".join(sentences) + "\n")
    s.build("--lang", "en")
    check(s.said.count("no translation into") == 10 + 1, "ten are told", s.said)
    says(s, "warning: 20 more sentences have no translation into 'en'", "the others are counted")
    check(len(s.record()[0]["diagnostics"]) == 30, "manifest.json has all", len(s.record()[0]["diagnostics"]))
    s.run("build", "--lang", "en")
    says(s, "30 warnings", "the summary counts all")
    stale = f'\n#, fuzzy\nmsgid "{sentences[-1]}"\nmsgstr "The last of them."\n'
    with open(s.path("po/en.po"), encoding="utf-8") as file:
        before = file.read()
    s.write("po/en.po", before + stale)
    s.build("--lang", "en")
    says(s, f"the translation into 'en' is fuzzy: '{sentences[-1]}'", "what went stale is told beside the ten")
    s.write("po/en.po", before)
    s.build("--lang", "en", "--diagnostics", "json")
    check(len([json.loads(line) for line in s.said.splitlines()]) == 30, "so has JSON", s.said)
    s.write("templates/guide.md", GUIDE)


def faults_of_a_po_file_stop_its_language_only(s):
    s.build()
    kept = s.bytes()
    good = po(1)
    for what, text, place in (
        ("a missing quotation mark", good.replace('"Welcome', '"').replace("وسهلا\"", "وسهلا"), "po/ar.po:"),
        ("a duplicate", good + '\nmsgid "Vorwort"\nmsgstr "مرة"\n', "po/ar.po:"),
        ("no header's charset", good.replace("UTF-8", "ISO-8859-6"), "po/ar.po:"),
    ):
        s.write("po/ar.po", text)
        s.run("build", "-q")
        check(s.status == 1, f"{what} fails", s.said)
        says(s, place, f"{what} is located")
        for name in ("guide.ar.pdf", "guide.de+ar.pdf"):
            says(s, f"'{name}' is not written: po/ar.po has a fault", f"{what}: {name} says so")
        now = s.bytes()
        check(now == kept, f"{what}: the other documents are written, and those of before stand")
        check([d["pages"] > 0 for d in s.record()] == [True, True, False, True, False], f"{what}: manifest.json knows", s.record())
        s.build("--lang", "en,de")
        check(s.status == 0 and not s.said, f"{what}: other languages do not care", s.said)
        s.build()
        check(s.made() == ["guide.de-x-leicht.pdf", "guide.de.pdf", "guide.en.pdf"], f"{what}: three are made", s.made())
        s.run("check", "-q")
        check(s.status == 1 and place in s.said, f"{what}: check tells of it", s.said)
        shutil.rmtree(s.path("out"))
        os.mkdir(s.path("out"))
        for name, raw in kept.items():
            with open(s.path(f"out/{name}"), "wb") as file:
                file.write(raw)
    s.write("po/ar.po", good)


def a_missing_po_file_is_one_warning(s):
    os.remove(s.path("po/en.po"))
    s.build("--lang", "en")
    check(s.status == 0 and s.said.count("warning") == 1, "a missing PO file is one warning", s.said)
    says(s, "po/en.po: warning: there is no such file: nothing is translated into 'en'", "which names it")
    check(OLD in s.text("guide.en.pdf") and german(s, "guide.en.pdf") >= 5, "all is printed in German, marked", german(s, "guide.en.pdf"))
    s.build("--lang", "en", "--strict")
    check(s.status == 1 and not s.made(), "--strict refuses that")
    s.write("po/en.po", po(0))


def files_that_no_language_uses_are_told_of(s):
    for name, fragment in (
        ("fr", "po/fr.po: warning: 'fr' is not among the manifest's targets: the file is not used"),
        ("ar_EG", "po/ar_EG.po: warning: 'ar_EG' is not among the manifest's targets"),
        ("de", "po/de.po: warning: 'de' is the source's language: the file is not used"),
        ("de-x-leicht", "po/de-x-leicht.po: warning: 'de-x-leicht' is not translated sentence by sentence"),
    ):
        s.write(f"po/{name}.po", po(0))
        s.build()
        check(s.status == 0, f"po/{name}.po fails nothing", s.said)
        says(s, fragment, f"po/{name}.po")
        os.remove(s.path(f"po/{name}.po"))


def a_language_without_font_says_so(s):
    s.change("dokuwerk.yaml", "[en, ar, de-x-leicht]", "[en, ar, de-x-leicht, sux]")
    s.write("po/sux.po", po(0).replace('"Welcome', '"\U0001e292\U0001e2aa').replace("Language: en", "Language: sux"))
    s.build("--lang", "sux,en")
    check(s.status == 1 and s.made() == ["guide.en.pdf"], "letters without a font fail their language only", s.made())
    says(s, "error: no font has the character U+1E292", "they are named")
    says(s, "po/sux.po:13:", "where the translation stands")
    os.remove(s.path("po/sux.po"))
    s.write("dokuwerk.yaml", MANIFEST)


def the_same_bytes_come_again(s):
    s.build()
    first = s.bytes()
    s.build(TZ="Asia/Tokyo", LC_ALL="de_DE.UTF-8", LANG="ar_EG.UTF-8")
    check(s.bytes() == first, "the same bytes in another zone and locale")
    other = Space()
    other.build()
    check(other.bytes() == first, "and in another folder")
    other.build("--lang", "ar")
    check(other.bytes()["guide.ar.pdf"] == first["guide.ar.pdf"], "and alone")
    other.remove()


def main():
    s = Space()
    each_language_has_its_file(s)
    documents_without_languages_are_in_their_own(s)
    rows_may_have_a_language(s)
    paths_that_do_not_tell_languages_apart_are_refused(s)
    declared_columns_are_the_databases(s)
    texts_of_a_language_replace_the_general_one(s)
    an_easy_source_is_no_edition(s)
    texts_may_be_documents(s)
    templates_know_the_languages(s)
    a_changed_sentence_is_seen(s)
    status_and_pages_count_alike(s)
    values_of_declared_columns_are_translated(s)
    a_template_of_a_language_has_its_parts_translated(s)
    many_lacks_are_told_in_few_words(s)
    faults_of_a_po_file_stop_its_language_only(s)
    a_missing_po_file_is_one_warning(s)
    files_that_no_language_uses_are_told_of(s)
    a_language_without_font_says_so(s)
    the_same_bytes_come_again(s)
    s.remove()
    finish()


main()
