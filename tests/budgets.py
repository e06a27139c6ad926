# SPDX-License-Identifier: GPL-3.0-or-later
"""Random projects with plan, receipts, income, grants and reports, the same for one seed on every
machine; and a database in memory made of them and of data/schema.sql.

A case is a dict of tables, each a list of dicts, for tests/grant.py. Ids of cases do not overlap,
so many of them share a database. Amounts lie near plans, limits and thresholds, where
figures go wrong; one project in forty is as large as the columns allow."""
import datetime
import os
import random
import sqlite3

import grant

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SCHEMA = os.path.join(ROOT, "data", "schema.sql")
RATES = [{"valid_from": day, "rate_bp": rate, "source": "BGB"} for day, rate in
         (("2014-07-01", -73), ("2015-01-01", -83), ("2016-07-01", -88))]
MOST = 99_999_999_999
IDS = 1000  # a case
KINDS = ["anteil", "fehlbedarf", "festbetrag", "voll"]
RULES = {"overrun_bp": 2000, "spend_days": None, "spend_months": 2, "vn_months": 6, "interim_months": None,
         "retention_years": 5, "reduce_threshold_ct": None, "extra_cover": "anteilig",
         "interest_over_base_bp": 500, "statement_md": "", "source": "ANBest-P"}
FUNDING = {"project_id": None, "funder_org_id": None, "rule_id": None, "plan_of": None, "programme": "", "file_no": "",
           "purpose": "", "kind": "anteil", "rate_bp": None, "period_from": "2014-11-01",
           "period_to": "2015-12-31", "vn_due": None, "credit_line": ""}
RECEIPT = {"paid_on": None, "party": "", "purpose": "", "gross_ct": 0, "vat_ct": 0, "discount_offered_ct": 0,
           "discount_taken_ct": 0, "share_bp": 10000}
LINE = {"category": None, "source": None, "grant_id": None, "calc": "ist", "pct_bp": None}
REPORT = {"kind": "verwendungsnachweis", "no": 1, "period_from": "2014-11-01", "period_to": "2015-12-31",
          "as_of": "2016-06-15", "due_on": None}


class Case:
    """The tables of one project; add() numbers the rows."""

    def __init__(self, number=0, ids=IDS):
        self.ids = ids
        self.first, self.tables = number * IDS, {"base_rate": RATES}
        self.last = self.first

    def add(self, table, defaults, **columns):
        if table == "flat_rate_base":
            row = columns
        else:
            self.last += 1
            assert self.last < self.first + self.ids
            row = {"id": self.last, **defaults, **columns}
        self.tables.setdefault(table, []).append(row)
        return row

    def begin(self, vat_deduct=0, **rules):
        """Organisation, rules, project; the rules' name is their id."""
        org = self.add("org", {}, name="Verein", kind="verein", vat_deduct=vat_deduct)
        rule = self.add("rule_profile", {}, title="", **{**RULES, **rules})
        rule["id"] = f"r{self.first}"
        self.project = self.add("project", {}, slug=f"p{self.first}", lead_org_id=org["id"], title="",
                                starts="2014-11-01", ends="2015-12-31")
        self.org, self.rule = org["id"], rule["id"]
        return self

    def fund(self, kind, rate_bp=None, **columns):
        return self.add("funding", FUNDING, project_id=self.project["id"], funder_org_id=self.org, rule_id=self.rule,
                        kind=kind, rate_bp=rate_bp, **columns)

    def line(self, funding, side, plan, **columns):
        what = {"category": "sach"} if side == "aus" else {"source": "zuwendung" if columns.get("grant_id") else "eigen"}
        return self.add("budget_line", {**LINE, "no": str(self.last), "title": ""}, funding_id=funding["id"], side=side,
                        plan_ct=plan, **{**what, **columns})

    def receipt(self, line, gross, **columns):
        return self.add("receipt", {**RECEIPT, "no": str(self.last)}, funding_id=line["funding_id"], budget_line_id=line["id"],
                        gross_ct=gross, **columns)

    def income(self, line, amount, on):
        return self.add("income", {}, funding_id=line["funding_id"], budget_line_id=line["id"], no=str(self.last),
                        received_on=on, payer="", purpose="", amount_ct=amount)

    def notice(self, funding, dated, amount):
        first = next((n["id"] for n in self.tables.get("funding_notice", []) if n["funding_id"] == funding["id"]), None)
        return self.add("funding_notice", {}, funding_id=funding["id"], dated=dated, amount_ct=amount, changes_id=first,
                        kind="aenderung" if first else "bescheid")

    def draw(self, funding, amount, paid_on, spend_by=None):
        return self.add("drawdown", {}, funding_id=funding["id"], no=str(self.last), requested_on=paid_on or "2015-01-01",
                        paid_on=paid_on, amount_ct=amount, spend_by=spend_by)

    def report(self, funding, **columns):
        return self.add("report", REPORT, funding_id=funding["id"], slug=f"s{self.last}", **columns)


class Chance(random.Random):
    """Choices that meet edges often."""

    def date(self, first="2014-09-01", last="2016-08-31"):
        a, b = (datetime.date.fromisoformat(d).toordinal() for d in (first, last))
        return str(datetime.date.fromordinal(self.randint(a, b)))

    def near(self, value):
        return value + self.choice((-1, 0, 0, 1))

    def below(self, most):
        """A whole number up to most: of any size, edges among them."""
        if self.random() < 0.1:
            return self.choice((0, 1, 99, 100, most))
        return min(self.randint(0, 10 ** self.randint(1, len(str(most)))), most)

    def parts(self, total, count):
        """A total in so many parts."""
        cuts = sorted(self.randint(0, total) for _ in range(count - 1))
        return [b - a for a, b in zip([0, *cuts], [*cuts, total])]


def plan_expenditure(case, chance, lead, most):
    lines = []
    for _ in range(chance.randint(0 if chance.random() < 0.1 else 1, 5)):
        lines.append(case.line(lead, "aus", chance.below(most), calc=chance.choice(("ist", "ist", "ist", "pauschale_fix"))))
    for _ in range(chance.choice((0, 1, 2)) if lines else 0):
        flat = case.line(lead, "aus", chance.below(most), calc="pauschale_pct", pct_bp=chance.choice((1, 700, 1000, 3333, 10000)))
        for base in chance.sample(lines, chance.randint(0, len(lines))):
            case.add("flat_rate_base", {}, budget_line_id=flat["id"], base_line_id=base["id"])
        lines.append(flat)
    return lines


def spend(case, chance, line, most):
    """Receipts that come near the line's plan or limit, with credits among them."""
    plan = line["plan_ct"]
    goal = chance.choice((plan, plan * 12000 // 10000, plan // 2, plan * 4 // 5, chance.below(most)))
    goal = max(min(chance.near(goal), MOST), 0)
    for gross in chance.parts(goal, chance.randint(1, 4)):
        columns = {"paid_on": chance.date() if chance.random() < 0.97 else None}
        if chance.random() < 0.1:
            gross = -chance.below(min(most, max(gross, 1)))
        if chance.random() < 0.4:
            columns["vat_ct"] = (1 if gross >= 0 else -1) * (abs(gross) * chance.choice((7, 19)) // 119)
        if chance.random() < 0.3:
            columns["discount_offered_ct"] = chance.choice((abs(gross) // 50, chance.randint(0, abs(gross))))
            columns["discount_taken_ct"] = chance.choice((0, abs(gross) // 50, chance.randint(0, abs(gross))))
        if chance.random() < 0.4:
            columns["share_bp"] = chance.choice((1, 5000, 3333, 6667, 9999, chance.randint(1, 10000)))
        case.receipt(line, gross, **columns)


def finance(case, chance, lead, fundings, total, most):
    """Notices, income lines, income and drawdowns. What is granted leaves something to own means."""
    share = chance.parts(total, len(fundings) + 1 + chance.randint(0, 2))
    if chance.random() < 0.2:  # nearly all of it is granted
        share[0] = total
    for funding, part in zip(fundings, share):
        amount = min(part, MOST)
        if chance.random() < 0.9:
            case.line(lead, "ein", amount, grant_id=funding["id"])
        days = sorted({chance.date("2014-09-01", "2016-10-01") for _ in range(chance.randint(1, 3))})
        for i, dated in enumerate(days):
            change = min(chance.below(amount // 10 + 1), MOST)
            case.notice(funding, dated, chance.choice((-change, change, 0)) if i else amount)
        for _ in range(chance.randint(0, 4)):
            paid = chance.choice((None, "2015-03-31", "2014-12-31", "2015-12-31", chance.date(), chance.date()))
            case.draw(funding, min(max(chance.choice((amount // 3, amount // 2, chance.below(most))), 1), MOST), paid,
                      chance.date() if chance.random() < 0.2 else None)
    for part in share[len(fundings):]:
        line = case.line(lead, "ein", min(part, MOST))
        for _ in range(chance.randint(0, 3)):
            got = chance.choice((part, part // 2, chance.near(part), chance.below(most)))
            case.income(line, max(min(got, MOST), -MOST) * chance.choice((1, 1, 1, 1, -1)), chance.date())


def change_plan(case, chance, most):
    for line in case.tables.get("budget_line", []):
        for notice in case.tables["funding_notice"]:
            if chance.random() < 0.12:
                case.add("budget_change", {}, budget_line_id=line["id"], notice_id=notice["id"],
                         new_plan_ct=chance.choice((line["plan_ct"] * 9 // 10, chance.below(most))))


def reports(case, chance, fundings):
    for funding in fundings:
        for kind in ("verwendungsnachweis", "zwischennachweis"):
            if kind == "zwischennachweis" and chance.random() < 0.5:
                continue
            ends = chance.choice(("2015-12-31", "2015-06-30", "2015-08-30", "2015-01-31", chance.date("2014-11-01", "2016-02-28")))
            if kind == "verwendungsnachweis" and chance.random() < 0.8:
                ends = "2015-12-31"
            drawn_up = chance.choice([n["dated"] for n in case.tables["funding_notice"]])
            if drawn_up < ends or chance.random() < 0.8:
                drawn_up = chance.date(ends, "2016-12-31")
            case.report(funding, kind=kind, period_to=ends, as_of=drawn_up,
                        due_on="2016-03-01" if chance.random() < 0.1 else None)


def meet_threshold(case, chance):
    """The rules' threshold lies where one report's change does, or a cent beside it."""
    own = grant.Report(case.tables, chance.choice(case.tables["report"]))
    change = own.readings[chance.randint(0, 1)]["change"]
    case.tables["rule_profile"][0]["reduce_threshold_ct"] = max(chance.near(change), 0)


def make(number, seed=2015):
    """Case `number`: a project of one to three funders, who share a plan."""
    chance = Chance(seed * 1_000_003 + number)
    most = MOST if number % 40 == 7 else chance.choice((500, 100_000, 10_000_000))
    case = Case(number).begin(
        chance.randint(0, 1), overrun_bp=chance.choice((0, 1, 2000, 2000, 3333, 100000)),
        reduce_threshold_ct=chance.choice((None, 0, 50000, chance.below(most))),
        extra_cover=chance.choice(("anteilig", "voll", "keine")), spend_days=chance.choice((None, None, 42)),
        spend_months=chance.choice((None, 0, 1, 2)), vn_months=chance.choice((0, 2, 6, 13)),
        interim_months=chance.choice((None, 1, 3)), interest_over_base_bp=chance.choice((500, 500, 0, 10)))
    fundings = []
    for _ in range(chance.choice((1, 1, 2, 3))):
        kind = chance.choice(KINDS)
        fundings.append(case.fund(kind, chance.choice((1, 7500, 8500, 3333, 10000)) if kind == "anteil" else None,
                                  plan_of=fundings[0]["id"] if fundings else None, vn_due=chance.choice((None, "2016-05-31")),
                                  period_to=chance.choice(("2015-12-31", "2015-12-31", "2015-11-15"))))
    lines = plan_expenditure(case, chance, fundings[0], most)
    finance(case, chance, fundings[0], fundings, sum(line["plan_ct"] for line in lines), most)
    change_plan(case, chance, most)
    for line in lines:
        if line["calc"] == "ist" or chance.random() < 0.1:
            spend(case, chance, line, most)
    reports(case, chance, fundings)
    if number % 3 == 0:
        meet_threshold(case, chance)
    return case.tables


def database(schema):
    """An empty database in memory."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.row_factory = sqlite3.Row
    db.executescript(schema)
    db.execute("PRAGMA foreign_keys = OFF")
    return db


def fill(db, cases, chance=None):
    """Puts the cases in; with chance, their rows in any order."""
    names, rows = {}, {}
    for case in cases:
        for table, found in case.items():
            rows.setdefault(table, []).extend(found)
    rows["base_rate"] = RATES  # one table for all
    db.execute("BEGIN")
    for table, found in rows.items():
        names[table] = sorted(found[0])
        if chance:
            found = chance.sample(found, len(found))
        db.executemany(f"INSERT INTO {table} ({', '.join(names[table])}) VALUES ({', '.join('?' * len(names[table]))})",
                       [[row[name] for name in names[table]] for row in found])
    db.execute("COMMIT")
    return db
