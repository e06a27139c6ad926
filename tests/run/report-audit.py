# SPDX-License-Identifier: GPL-3.0-or-later
"""The funding reports of data/ as an auditor reads them: every row and sum of the printed pages and
of the CSV files beside them is recomputed from data/records/ alone (tests/nachweis.py). Then records
are changed, one at a time: a cent goes through to every sum, a broken sum stops the document and
leaves the last files alone, an address changes the documents that print it and no others."""
import contextlib
import csv
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import counting  # noqa: E402
import grant  # noqa: E402
import nachweis  # noqa: E402
import reports  # noqa: E402
from counting import check, finish  # noqa: E402

DOKUWERK = os.environ.get("DOKUWERK", os.path.join(ROOT, "dokuwerk"))
FOLDER = "verwendungsnachweis"


class Workspace:
    """A copy of data/ that is changed and built again."""

    def __init__(self, folder):
        self.folder, self.out = folder, os.path.join(folder, "out")
        shutil.copytree(os.path.join(ROOT, "data"), folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.db*", "out"))
        self.said = ""
        path = os.path.join(folder, "dokuwerk.yaml")
        with open(path, encoding="utf-8") as file:
            head, *entries = file.read().split("\n  - ")
        with open(path, "w", encoding="utf-8") as out:  # specimens have no records
            out.write("\n  - ".join([head, *(e for e in entries if not e.startswith(("template: specimen", "template: scripts")))]))

    def run(self, *arguments):
        done = subprocess.run([DOKUWERK, arguments[0], "-C", self.folder, *arguments[1:]], capture_output=True, text=True,
                              timeout=600, check=False, stdin=subprocess.DEVNULL)
        self.said = done.stderr
        return done.returncode

    def build(self, only=None):
        """Imports and builds; the files there are afterwards, by name, with the checksum of each."""
        check(self.run("import", "-q") == 0, "the records are imported", self.said)
        status = self.run("build", "-q", "-o", self.out, *(["--only", only] if only else []))
        return status, self.files()

    def files(self):
        found = {}
        for folder, _, names in os.walk(self.out):
            for name in names:
                path = os.path.join(folder, name)
                with open(path, "rb") as file:
                    found[os.path.relpath(path, self.out)] = hashlib.sha256(file.read()).hexdigest()
        found.pop("manifest.json", None)
        return found

    def rows(self, table):
        with open(self.path(table), encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def path(self, table):
        return os.path.join(self.folder, "records", f"{table}.csv")

    @contextlib.contextmanager
    def changed(self, table, change, columns=None):
        """The table's file while its rows, a list of dicts, are as change leaves them."""
        kept = None
        if os.path.exists(self.path(table)):
            with open(self.path(table), "rb") as file:
                kept = file.read()
        rows = self.rows(table) if kept else []
        change(rows)
        with open(self.path(table), "w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, columns or list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        try:
            yield
        finally:
            os.unlink(self.path(table))
            if kept:
                with open(self.path(table), "wb") as out:
                    out.write(kept)

    def tables(self):
        return reports.read(self.folder)

    def pdf(self, slug):
        return os.path.join(self.out, FOLDER, f"{slug}.pdf")

    def text(self, name):
        done = subprocess.run(["pdftotext", os.path.join(self.out, name), "-"], capture_output=True, text=True, timeout=100, check=False)
        return " ".join(done.stdout.replace("\u00ad\n", "").split())


def own_report(tables, slug):
    return grant.Report(tables, next(r for r in tables["report"] if r["slug"] == slug))


def audit(space, slug):
    """The report as it stands, against the records as they stand."""
    return nachweis.audit(space.pdf(slug), own_report(space.tables(), slug))


def check_notices(space, slug):
    """Whether the audit of a report finds anything against it, without its being counted."""
    before = counting.passed, counting.failed
    with contextlib.redirect_stdout(io.StringIO()):
        audit(space, slug)
    found = counting.failed > before[1]
    counting.passed, counting.failed = before
    return found


def pick(rows, **columns):
    return next(r for r in rows if all(r[k] == v for k, v in columns.items()))


def changes(before, after):
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def documents(names):
    return sorted({re.sub(r"(\.\w+\.csv|\.pdf)$", "", name) for name in names})


def check_attached(space, slug):
    """What the PDF carries along is what stands beside it, byte for byte."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdfdetach", "-saveall", "-o", folder, space.pdf(slug)], check=False, timeout=60, capture_output=True)
        inside, beside = {}, {}
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), "rb") as file:
                inside[name] = file.read()
    place = os.path.dirname(space.pdf(slug))
    for name in os.listdir(place):
        if name.startswith(slug + ".") and name.endswith(".csv"):
            with open(os.path.join(place, name), "rb") as file:
                beside[name] = file.read()
    check(len(beside) >= 3, f"{slug}: list, plan and checks stand beside the report", sorted(beside))
    check(sorted(inside.values()) == sorted(beside.values()), f"{slug}: and are attached to it byte for byte", sorted(inside), sorted(beside))


def check_cent(space, before):
    """One cent more in one receipt goes through to row, subtotal, total, amount and files."""
    travel = [r for r in own_report(space.tables(), "lamsa").receipts.values() if r[0]["no"] == "B065"][0][0]

    def more(rows):
        row = pick(rows, id=str(travel["id"]))
        row["gross_ct"] = str(int(row["gross_ct"]) + 1)
    with space.changed("receipt", more):
        check(check_notices(space, "lamsa"), "the audit notices a report that is a cent off its records")
        status, after = space.build()
        check(status == 0, "a receipt of a cent more is built", space.said)
        listed, actual = audit(space, "lamsa")
        check((listed, actual) == (7729426, 7929426), "a cent more in a receipt is a cent more in list and table", listed, actual)
        # 0.85 x 79,144.26 = 67,272.621: 1 cent more of the grant
        text = space.text(f"{FOLDER}/lamsa.pdf")
        check(text.count("67.272,62") >= 2 and "67.272,61" not in text and "727,38" in text, "and in what is payable and paid back")
        files = changes(before, after)
        check(f"{FOLDER}/lamsa.pdf" in files and f"{FOLDER}/lamsa.belegliste.csv" in files and f"{FOLDER}/lamsa.plan_ist.csv" in files,
              "the report and its files are new", files)
        check(all(name.rsplit("/", 1)[1].startswith("lamsa.") for name in files), "no document of others is", files)


def check_broken(space):
    """A sum that does not agree with another stops the document; its last files stay."""
    def ledger(rows):
        rows.append({"report_id": "1", "budget_line_id": "1", "total_ct": "3980001"})

    def more_planned(rows):
        pick(rows, id="1")["plan_ct"] = "4200001"

    def less_granted(rows):
        pick(rows, funding_id="1")["amount_ct"] = "6799999"
    columns = ["report_id", "budget_line_id", "total_ct"]
    for table, change, names, rule in (("ledger_total", ledger, columns, "V01"), ("budget_line", more_planned, None, "V02"),
                                       ("funding_notice", less_granted, None, "V02")):
        before = space.files()
        with space.changed(table, change, names):
            status, after = space.build("*/lamsa*")
            check(status == 1, f"{change.__name__}: a sum that does not agree ends with status 1 ({status})", space.said)
            check(f"'{rule}'" in space.said and ": error: " in space.said, f"{change.__name__}: {rule} says so", space.said)
            check(documents(changes(before, after)) == ["pruefprotokoll/lamsa"],
                  f"{change.__name__}: all files are those of the last build but the protocol, which tells of it", changes(before, after))


def check_address(space, before):
    """An address changes the documents that print it, and no others."""
    old = pick(space.rows("org"), id="1")
    said = {name for name in before if name.endswith(".pdf") and old["street"] in space.text(name)}

    def move(rows):
        pick(rows, id="1")["street"] = "Neuer Weg 7"
    with space.changed("org", move):
        status, after = space.build()
        check(status == 0, "a new address is built", space.said)
        files = set(changes(before, after))
        check(said and said <= files, "every document that printed the address has the new one", sorted(said - files))
        check(all("Neuer Weg 7" in space.text(name) for name in said), "and prints it")
        check(files == said, "no other document is changed", sorted(files - said))


def check_attendance(space, before):
    """A count that one document alone would print stops it; where all records say it, all documents do."""
    event = pick(space.rows("event"), starts="2015-03-11")
    slug = event["slug"]

    def one_more(rows):
        for row in rows:
            if row["event_id"] == event["id"] and row["dim"] == "total":
                row["n"] = str(int(row["n"]) + 1)
    with space.changed("attendance", one_more):
        before_it = space.files()
        status, after = space.build("*nachweis/lamsa*")
        check(status == 1 and "'V21'" in space.said, "a participant more in an event's total alone is told by V21", space.said)
        check(documents(changes(before_it, after)) == [], "and no report is written", changes(before_it, after))

    def everywhere(rows):
        seen = set()
        for row in rows:
            if row["event_id"] == event["id"] and row["dim"] not in seen:
                seen.add(row["dim"])
                row["n"] = str(int(row["n"]) + 1)

    def indicator(rows):
        for row in rows:
            if row["n"] == "392":
                row["n"] = "393"
    with space.changed("attendance", everywhere), space.changed("indicator_value", indicator):
        status, after = space.build()
        check(status == 0, "a participant more in all records is built", space.said)
        files = documents(changes(before, after))
        check(f"dokumentation/{slug}" in files and f"{FOLDER}/lamsa" in files, "documentation and report both follow", files)
        check("393" in space.text(f"{FOLDER}/lamsa.pdf"), "the report prints the new sum")
        check(not any("agsa" in name for name in files), "no report of others does", files)


def main():
    with tempfile.TemporaryDirectory() as folder:
        space = Workspace(folder)
        status, before = space.build()
        check(status == 0, "the sample is built", space.said)
        for report in space.rows("report"):
            audit(space, report["slug"])
            check_attached(space, report["slug"])
        check_cent(space, before)
        check_broken(space)
        check_address(space, before)
        check_attendance(space, before)
    finish()


if __name__ == "__main__":
    main()
