# SPDX-License-Identifier: GPL-3.0-or-later
"""A printed funding report against a second reckoning of its records: every row and every sum is
read from the text of the PDF (pdftotext) and from the CSV files beside it, and compared with what
tests/grant.py makes of the CSV files in records/. Nothing of the program or its database is asked."""
import collections
import csv
import os
import re
import subprocess
from fractions import Fraction

import grant
from counting import check

MONEY = r"([-−]?\d{1,3}(?:\.\d{3})*,\d\d)"
TWO = re.compile(rf"^(?:(.*) )?{MONEY} {MONEY}$")
ONE = re.compile(rf"^(?:(.*) )?{MONEY}$")
ROW = re.compile(r"^([\d.]+) (\S+)((?: \d\d\.\d\d\.\d{4})*)(?: (.*))?$")
INCOME = re.compile(r"^(\S+) (\d\d\.\d\d\.\d{4}) (.*)$")
FOOT = re.compile(r"\d+ / \d+$")


def cents(text):
    return int(text.replace("−", "-").replace(".", "").replace(",", ""))


def euros(value, plus=False):
    sign = "−" if value < 0 else "+" if plus and value > 0 else ""
    return f"{sign}{abs(value) // 100:,}".replace(",", ".") + f",{abs(value) % 100:02d}"


def percent(part, whole):
    """A signed share with one decimal."""
    if whole == 0:
        return "0,0" if part == 0 else ""
    tenths = grant.half_up(Fraction(1000 * part, whole))
    return ("−" if tenths < 0 else "+" if tenths > 0 else "") + f"{abs(tenths) // 10},{abs(tenths) % 10}"


def date(iso):
    return f"{iso[8:]}.{iso[5:7]}.{iso[:4]}" if iso else ""


def letters(text):
    """What a cell says, however its lines were broken and hyphenated."""
    return collections.Counter(c for c in text if c.isalnum())


def pages_of(path):
    """Lines of each page with their spaces made one, without head and foot."""
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, timeout=600, check=False)
    check(done.returncode == 0, f"{path} is read", done.stderr)
    pages = []
    for part in done.stdout.split("\f"):
        lines = [line for line in (" ".join(line.split()) for line in part.splitlines()) if line]
        if lines:
            while not FOOT.search(lines[-1]) and len(lines) > 1:
                lines.pop()
            pages.append(lines[1:-1] if len(pages) else lines[:-1])
    return pages


class Printed:
    """The text of a report, page by page, cut at its headings."""

    def __init__(self, path):
        self.pages = pages_of(path)
        self.lines = [(number, line) for number, page in enumerate(self.pages, 1) for line in page]

    def part(self, first, *ends):
        """Lines from a heading on until one of others, as (page, line)."""
        start = next((i for i, (_, line) in enumerate(self.lines) if line == first), None)
        check(start is not None, f"the report has the heading '{first}'")
        start = start or 0
        stop = next((i for i in range(start + 1, len(self.lines)) if self.lines[i][1] in ends), len(self.lines))
        return self.lines[start + 1:stop]


def has(part, sentence, *pattern):
    """One line of the part is that text, where ... stands for anything."""
    text = " ".join(p for p in pattern if p)
    wanted = re.compile("^" + re.escape(text).replace(re.escape("..."), ".*") + "$")
    found = [line for _, line in part if wanted.match(line)]
    check(len(found) == 1, f"{sentence}: '{text}' is printed once", found, "\n".join(line for _, line in part))


def check_plan(printed, own, side, sign=1):
    heading, end, total = {"aus": ("2.1 Ausgaben", "2.2 Einnahmen", "Ausgaben zusammen"),
                           "ein": ("2.2 Einnahmen", "2.3 Mittelabrufe", "Einnahmen zusammen")}[side]
    part = printed.part(heading, end)
    lines = [n for n in own.lines.values() if n["line"]["side"] == side]
    for n in lines:
        plan, actual = sign * n["plan"], sign * n["actual"]
        has(part, "a line of the plan", n["line"]["no"], n["line"]["title"].split()[0] + "...", euros(plan), euros(actual),
            euros(actual - plan, True), percent(actual - plan, plan))
    plan, actual = (sign * sum(n[k] for n in lines) for k in ("plan", "actual"))
    has(part, "the sum of the plan", total, euros(plan), euros(actual), euros(actual - plan, True))
    return plan, actual


def check_drawdowns(printed, own):
    part = printed.part("2.3 Mittelabrufe", "2.4 Rechnerische Ermittlung der Zuwendung")
    by_id = {d["id"]: d for d in own.of("drawdown")}
    for key, found in own.drawdowns.items():
        drawdown = by_id[key]
        has(part, "a drawdown", drawdown["no"], date(drawdown["requested_on"]), date(drawdown["paid_on"]),
            date(found["spend_by"]), euros(drawdown["amount_ct"]), euros(found["sum"]), euros(found["unspent"]))
    if own.drawdowns:
        has(part, "what was drawn", "ausgezahlt zusammen", euros(own.drawn))


def check_reckoning(printed, own):
    part = printed.part("2.4 Rechnerische Ermittlung der Zuwendung", "3 Belegliste")
    capped, whole = own.readings[1], own.readings[0]
    for label, key in (("Ausgaben laut Abrechnung (2.1)", "expenditure"), ("zuwendungsfähige Ausgaben", "eligible"),
                       ("Zuwendung, rechnerisch", "payable"), ("Erstattungsbetrag", "repay")):
        has(part, "a step", f"...{label}...", euros(capped[key]), euros(whole[key]))
    for label, value in (("bewilligter", own.granted), ("ausgezahlt (2.3)", own.drawn)):
        has(part, "a step", f"...{label}...", euros(value), euros(value))


def expected_rows(own):
    """Receipts in the order of the list: by line, day of payment, id."""
    rows = sorted(own.receipts.values(), key=lambda r: (r[0]["budget_line_id"], r[0]["paid_on"] is None, r[0]["paid_on"] or "", r[0]["id"]))
    return [(r[0], r[0]["gross_ct"], r[-1]) for r in rows]


class List:
    """A walk over a list with groups, subtotals and sums carried over; as many sums as the pattern has."""

    def __init__(self, part, pattern, is_row, titles):
        self.rows, self.subtotals, self.totals, self.carried = [], [], [], []
        self.pattern, self.is_row, self.titles = pattern, is_row, titles
        self.sums, self.group = None, None
        self.last = None
        for page, line in part:
            self.take(page, line)

    def add(self, amounts):
        self.sums = [a + b for a, b in zip(self.sums or [0] * len(amounts), amounts)]
        self.group = [a + b for a, b in zip(self.group or [0] * len(amounts), amounts)]

    def take(self, page, line):
        found = self.pattern.match(line)
        text, amounts = (found[1] or "", [cents(m) for m in found.groups()[1:]]) if found else (line, None)
        if text.startswith("Übertrag"):
            check(amounts == self.sums, f"page {page}: '{line}' is the sum so far", self.sums)
            self.carried.append((page, text))
        elif text.startswith("Zwischensumme"):
            check(amounts == self.group, f"page {page}: '{line}' is the sum of its rows", self.group)
            self.subtotals.append((text, amounts))
            self.group = None
        elif text.endswith(" zusammen"):
            check(amounts == self.sums, f"page {page}: '{line}' is the sum of all rows", self.sums)
            self.totals.append(amounts)
        elif amounts and self.is_row.match(text):
            self.rows.append([text, amounts])
            self.add(amounts)
        elif amounts is None and text.removesuffix(" (Fortsetzung)") in self.titles:
            pass
        elif self.rows and amounts is None:
            self.rows[-1][0] += " " + text

    def check_carried(self, pages):
        """Carried at the foot of every page of the list but the last, at the head of all but the first."""
        wanted = [w for page in pages[:-1] for w in ((page, f"Übertrag auf Seite {page + 1}"), (page + 1, f"Übertrag von Seite {page}"))]
        check([(p, t.replace(".", "")) for p, t in self.carried] == wanted, "sums are carried over every page's end", self.carried)


def check_receipts(printed, own):
    part = printed.part("3.1 Ausgaben", "3.2 Abstimmung mit dem zahlenmäßigen Nachweis")
    lines = {key: n["line"] for key, n in own.lines.items()}
    titles = {f"{line['no']} {line['title']}" for line in lines.values()}
    head = next((i for i, (_, line) in enumerate(part) if line.startswith("Nr. Beleg")), 0)
    walk = List([p for p in part[head:] if not re.match(r"^(Nr\. Beleg|Betrag|brutto)", p[1])], TWO, ROW, titles)
    rows = expected_rows(own)
    check(len(walk.rows) == len(rows), "all receipts are printed", len(walk.rows), len(rows))
    for number, ((text, amounts), (row, gross, eligible)) in enumerate(zip(walk.rows, rows), 1):
        found = ROW.match(text)
        dates = [d for d in (date(row["invoice_on"]), date(row["paid_on"])) if d]
        same = (found[1].replace(".", ""), found[2], found[3].split(), amounts) == (str(number), row["no"], dates, [gross, eligible])
        check(same and letters(found[4] or "") == letters(row["party"] + row["purpose"]), f"receipt {row['no']} is printed as recorded", text, amounts, dict(row))
    wanted = {}
    for row, gross, eligible in rows:
        n, g, e = wanted.get(row["budget_line_id"], (0, 0, 0))
        wanted[row["budget_line_id"]] = (n + 1, g + gross, e + eligible)
    wanted = [(f"Zwischensumme {lines[k]['no']} {lines[k]['title']} ({n:,} Beleg{'' if n == 1 else 'e'})".replace(",", "."), [g, e]) for k, (n, g, e) in wanted.items()]
    check([a for _, a in walk.subtotals] == [a for _, a in wanted], "each line has its subtotal", walk.subtotals, wanted)
    check([letters(t) for t, _ in walk.subtotals] == [letters(t) for t, _ in wanted], "each subtotal counts its receipts", walk.subtotals, wanted)
    check(walk.totals == [[sum(r[1] for r in rows), sum(r[2] for r in rows)]], "the total is that of all receipts", walk.totals)
    pages = sorted({page for page, line in part[head:] if TWO.match(line)})
    walk.check_carried(pages)
    return wanted


def check_incomes(printed, own, sign=1):
    part = printed.part("3.3 Einnahmenliste" if any(line == "3.3 Einnahmenliste" for _, line in printed.lines) else "3.4 Einnahmenliste", "4 Aufstellungen und Anlagen")
    lines = {key: n["line"] for key, n in own.lines.items()}
    walk = List(part, ONE, INCOME, {f"{line['no']} {line['title']}" for line in lines.values()})
    wanted = collections.Counter()
    for key, amount, _ in own.incomes:
        wanted[key] += sign * amount
    check(sorted(a for _, a in walk.subtotals) == sorted([[v] for v in wanted.values()]), "each source has its subtotal", walk.subtotals, dict(wanted))
    check(sorted(a[0] for _, a in walk.rows) == sorted(sign * i[1] for i in own.incomes), "all income is listed", walk.rows)
    check(walk.totals == [[sum(wanted.values())]], "the total is that of all income", walk.totals)
    pages = sorted({page for page, line in part if ONE.match(line)})
    walk.check_carried(pages)


def check_match(printed, own):
    """How the list's sums make the table's."""
    part = printed.part("3.2 Abstimmung mit dem zahlenmäßigen Nachweis", "3.3 Einnahmenliste", "3.3 Belege, die nicht ganz förderfähig sind")
    rows, total = expected_rows(own), [0] * 5
    for key, n in own.lines.items():
        if n["line"]["side"] == "aus":
            booked = [r for r in rows if r[0]["budget_line_id"] == key]
            values = [len(booked), sum(r[1] for r in booked), sum(r[2] for r in booked), n["actual"] if n["line"]["calc"] != "ist" else 0, n["actual"]]
            total = [a + b for a, b in zip(total, values)]
            has(part, "a line's receipts", n["line"]["no"], n["line"]["title"].split()[0] + "...", f"{values[0]:,}".replace(",", "."), *map(euros, values[1:]))
    has(part, "all receipts", "Ausgaben zusammen", f"{total[0]:,}".replace(",", "."), *map(euros, total[1:]))


def point(value):
    return f"{'-' if value < 0 else ''}{abs(value) // 100}.{abs(value) % 100:02d}"


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check_files(path, own, subtotals):
    """The CSV files beside the PDF, against the records and against what the PDF's lists add up to."""
    lines = {key: n["line"] for key, n in own.lines.items()}
    rows = read_csv(path[:-len("pdf")] + "belegliste.csv")
    wanted = [(str(i), row["no"], row["paid_on"] or "", row["party"], row["purpose"], lines[row["budget_line_id"]]["no"], point(gross), point(eligible))
              for i, (row, gross, eligible) in enumerate(expected_rows(own), 1)]
    columns = ("Nr", "Beleg-Nr", "Zahlungsdatum", "Empfänger", "Zweck", "Kostenart-Nr", "Betrag brutto EUR", "davon förderfähig EUR")
    check([tuple(row[c] for c in columns) for row in rows] == wanted, "the CSV file has the receipts as recorded")
    sums = {}
    for row in rows:
        g, e = sums.get(row["Kostenart-Nr"], (0, 0))
        sums[row["Kostenart-Nr"]] = (g + cents(row["Betrag brutto EUR"].replace(".", "")), e + cents(row["davon förderfähig EUR"].replace(".", "")))
    check([list(s) for s in sums.values()] == [a for _, a in subtotals], "it adds up to the subtotals in the PDF", sums, subtotals)
    sign = own.rule["sign_income"]
    rows = read_csv(path[:-len("pdf")] + "plan_ist.csv")
    wanted = [(n["line"]["no"], *(point((sign if n["line"]["side"] == "ein" else 1) * v) for v in (n["plan"], n["actual"], n["actual"] - n["plan"]))) for n in own.lines.values()]
    check(sorted(tuple(row[c] for c in ("Nr", "Plan EUR", "Ist EUR", "Abweichung EUR")) for row in rows) == sorted(wanted), "the CSV file has plan and actual", rows, wanted)


def audit(path, own):
    """The whole report. Returns what its list adds up to."""
    printed = Printed(path)
    sign = own.rule["sign_income"]
    plan, actual = check_plan(printed, own, "aus")
    income_plan, income = check_plan(printed, own, "ein", sign)
    has(printed.part("2.2 Einnahmen", "2.3 Mittelabrufe"), "what is left", "Einnahmen abzüglich Ausgaben" if sign > 0 else "Ausgaben und Einnahmen zusammen",
        euros(income_plan - plan if sign > 0 else income_plan + plan), euros(income - actual if sign > 0 else income + actual))
    check_drawdowns(printed, own)
    check_reckoning(printed, own)
    subtotals = check_receipts(printed, own)
    check_match(printed, own)
    check_incomes(printed, own, sign)
    if os.path.exists(path[:-len("pdf")] + "belegliste.csv"):
        check_files(path, own, subtotals)
    return sum(a[1] for _, a in subtotals), actual
