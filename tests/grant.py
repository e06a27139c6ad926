# SPDX-License-Identifier: GPL-3.0-or-later
"""What a funder owes, reckoned once more: a second opinion on the views of data/schema.sql.

Written from the rules alone (ANBest-P numbers 1.2, 2.1, 2.2 and 6; section 49a VwVfG; sections 187,
188 BGB) with whole cents and fractions, row by row, as one would on paper. A case is a dict of
tables, each a list of dicts as in data/records/; every row of it belongs to one project."""
import calendar
import datetime
from fractions import Fraction

INTERIM = "zwischennachweis"


def half_up(value):
    """The nearest whole cent; what lies in the middle goes away from zero."""
    size = (abs(Fraction(value)) * 2 + 1) // 2
    return int(-size if value < 0 else size)


def day(text):
    return datetime.date.fromisoformat(text)


def months_later(date, months):
    """The day of the same number; where a month lacks it, its last (section 188 BGB)."""
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    return date.replace(year=year, month=month + 1,
                        day=min(date.day, calendar.monthrange(year, month + 1)[1]))


def months_after(ends, months):
    """The last day of so many months that begin on the day after."""
    first = day(ends) + datetime.timedelta(days=1)
    last = months_later(first, months)
    # the day before, but where the month lacks the day, its end is the end
    return str(last if last.day < first.day else last - datetime.timedelta(days=1))


def eligible(receipt, vat_deduct):
    """(deducted VAT, discount, what is left of the gross, its part that the project bears)"""
    sign = -1 if receipt["gross_ct"] < 0 else 1
    vat = receipt["vat_ct"] if vat_deduct else 0
    discount = sign * max(receipt["discount_offered_ct"], receipt["discount_taken_ct"])
    base = receipt["gross_ct"] - vat - discount
    return vat, discount, base, half_up(Fraction(base * receipt["share_bp"], 10000))


class Report:
    """One report of a case, all of its sums."""

    def __init__(self, case, report):
        self.case, self.report = case, report
        self.funding = self.one("funding", report["funding_id"])
        self.rule = self.one("rule_profile", self.funding["rule_id"])
        self.plan_id = self.funding["plan_of"] or self.funding["id"]
        self.interim = report["kind"] == INTERIM
        self.cut = report["period_to"] if self.interim else report["as_of"]
        self.granted = sum(n["amount_ct"] for n in self.of("funding_notice", funding_id=self.funding["id"])
                           if n["dated"] <= report["as_of"])
        self.receipts = self.read_receipts()
        self.incomes = self.read_incomes()
        self.lines = self.read_lines()
        self.drawn = sum(d["amount_ct"] for d in self.paid_out(self.funding["id"]))
        self.readings = {capped: self.reading(capped) for capped in (0, 1)}
        self.drawdowns = self.read_drawdowns()

    def of(self, table, **columns):
        return [row for row in self.case.get(table, []) if all(row[k] == v for k, v in columns.items())]

    def one(self, table, key):
        return self.of(table, id=key)[0]

    def due_on(self):
        if self.report["due_on"]:
            return self.report["due_on"]
        if not self.interim and self.funding["vn_due"]:
            return self.funding["vn_due"]
        months = self.rule["vn_months"]
        if self.interim and self.rule["interim_months"] is not None:
            months = self.rule["interim_months"]
        return months_after(self.report["period_to"], months)

    def keep_until(self):
        """The last day of a year, so many years after that of the final report."""
        final = self.funding["vn_due"] or months_after(self.funding["period_to"], self.rule["vn_months"])
        return f"{int(max(final, self.report['as_of'])[:4]) + self.rule['retention_years']}-12-31"

    def read_receipts(self):
        lead = self.one("org", self.one("project", self.funding["project_id"])["lead_org_id"])
        counted = [r for r in self.of("receipt", funding_id=self.plan_id)
                   if not self.interim or r["paid_on"] is None or r["paid_on"] <= self.report["period_to"]]
        return {r["id"]: (r, *eligible(r, lead["vat_deduct"])) for r in counted}

    def paid_out(self, funding_id):
        return [d for d in self.of("drawdown", funding_id=funding_id) if d["paid_on"] and d["paid_on"] <= self.cut]

    def read_incomes(self):
        """(line, cents, grant or None) of each that had come in by then."""
        own = [(i["budget_line_id"], i["amount_ct"], None) for i in self.of("income", funding_id=self.plan_id)
               if i["received_on"] <= self.cut]
        return own + [(line["id"], d["amount_ct"], line["grant_id"])
                      for line in self.of("budget_line", funding_id=self.plan_id) if line["grant_id"]
                      for d in self.paid_out(line["grant_id"])]

    def plan(self, line):
        notices = {n["id"]: n for n in self.of("funding_notice")}
        changes = [(notices[c["notice_id"]]["dated"], c["notice_id"], c["new_plan_ct"])
                   for c in self.of("budget_change", budget_line_id=line["id"])]
        changes = [c for c in changes if c[0] <= self.report["as_of"]]
        return max(changes)[2] if changes else line["plan_ct"]

    def months(self, until):
        """Months begun from the start of the funding's period."""
        first, last = day(self.funding["period_from"]), day(until)
        return max((last.year - first.year) * 12 + last.month - first.month + 1, 0)

    def booked(self, line):
        if line["side"] == "ein":
            return [cents for key, cents, _ in self.incomes if key == line["id"]]
        return [r[-1] for r in self.receipts.values() if r[0]["budget_line_id"] == line["id"]]

    def read_lines(self):
        """Per line: plan, limit, actual, capped."""
        lines, known = {}, {}
        for line in self.of("budget_line", funding_id=self.plan_id):
            plan = self.plan(line)
            limit = plan * (10000 + self.rule["overrun_bp"]) // 10000
            if line["calc"] == "pauschale_fix":
                whole = self.months(self.funding["period_to"])
                passed = self.months(min(self.report["period_to"], self.funding["period_to"]))
                known[line["id"]] = half_up(Fraction(plan * passed, whole))
            elif line["calc"] == "ist":
                known[line["id"]] = sum(self.booked(line))
            lines[line["id"]] = {"line": line, "plan": plan, "limit": limit, "entries": len(self.booked(line))}
        for key, found in lines.items():
            actual = cautious = known.get(key)
            if actual is None:
                base = [b["base_line_id"] for b in self.of("flat_rate_base", budget_line_id=key) if b["base_line_id"] in known]
                rate = Fraction(found["line"]["pct_bp"], 10000)
                actual = half_up(max(sum(known[b] for b in base), 0) * rate)
                cautious = half_up(max(sum(min(known[b], lines[b]["limit"]) for b in base), 0) * rate)
            found["actual"] = actual
            found["capped"] = min(cautious, found["limit"]) if found["line"]["side"] == "aus" else actual
        return lines

    def reading(self, capped):
        """The payable amount and the steps that lead to it."""
        out = [n for n in self.lines.values() if n["line"]["side"] == "aus"]
        means = [n for n in self.lines.values() if n["line"]["side"] == "ein" and n["line"]["grant_id"] != self.funding["id"]]
        plan, spent = sum(n["plan"] for n in out), sum(n["actual"] for n in out)
        counted = spent
        if capped:
            counted = min(sum(n["capped"] for n in out), plan)
        planned, received = sum(n["plan"] for n in means), sum(n["actual"] for n in means)
        extra = max(received - planned, 0)
        change = max(plan - counted, 0) + extra
        payable = self.by_kind(counted, max(planned, received), extra, change)
        payable = max(min(payable, self.granted), 0)
        return {"expenditure": spent, "eligible": counted, "means": max(planned, received), "extra": extra,
                "change": change, "payable": payable, "plan": plan,
                "repay": max(self.drawn - payable, 0), "open": max(payable - self.drawn, 0)}

    def by_kind(self, spent, means, extra, change):
        kind, rule = self.funding["kind"], self.rule
        if kind in ("festbetrag", "voll") or change <= (rule["reduce_threshold_ct"] or -1):
            return spent
        if kind == "fehlbedarf":
            return max(spent, 0) - means
        rate = Fraction(self.funding["rate_bp"], 10000)
        if rule["extra_cover"] == "anteilig":
            return half_up(max(spent - extra, 0) * rate)
        return half_up(max(spent, 0) * rate) - (extra if rule["extra_cover"] == "voll" else 0)

    def spend_by(self, drawdown):
        if drawdown["spend_by"]:
            return drawdown["spend_by"]
        if self.rule["spend_days"] is not None:
            return str(day(drawdown["paid_on"]) + datetime.timedelta(days=self.rule["spend_days"]))
        if self.rule["spend_months"] is not None:
            return str(months_later(day(drawdown["paid_on"]), self.rule["spend_months"]))
        return None

    def spent_by(self, date):
        """The grant's part of what had been paid by a day: as planned, in the end as it came out."""
        capped = self.readings[1]
        whole, part = capped["plan"], self.granted
        if not self.interim:
            whole, part = capped["eligible"], capped["payable"]
        if whole <= 0:
            return None
        paid = sum(r[-1] for r in self.receipts.values() if r[0]["paid_on"] and r[0]["paid_on"] <= date)
        if date >= self.report["period_to"]:
            paid += sum(n["actual"] for n in self.lines.values()
                        if n["line"]["side"] == "aus" and n["line"]["calc"] != "ist")
        return half_up(Fraction(max(min(paid, whole), 0) * max(part, 0), whole))

    def read_drawdowns(self):
        """Per drawdown: what was drawn with it, must be spent, was not, for how long, at what interest."""
        found, total, due_before = {}, 0, 0
        bound = max(self.granted if self.interim else self.readings[1]["payable"], 0)
        days = sorted({r[0]["paid_on"] for r in self.receipts.values() if r[0]["paid_on"]} | {self.report["period_to"]})
        for drawdown in sorted(self.paid_out(self.funding["id"]), key=lambda d: (d["paid_on"], d["id"])):
            total += drawdown["amount_ct"]
            due, until = min(total, bound), self.spend_by(drawdown)
            own, due_before = due - due_before, due
            late, unspent, rate = 0, 0, self.rule["interest_over_base_bp"]
            if until:
                rate += max(((b["valid_from"], b["rate_bp"]) for b in self.of("base_rate") if b["valid_from"] <= until),
                            default=("", 0))[1]
                by_then = self.spent_by(until)
                if until <= self.cut and by_then is not None:
                    unspent = max(min(due - by_then, own), 0)
                if unspent:
                    last = next((d for d in days if d > until and self.spent_by(d) >= due), self.cut)
                    late = (day(min(last, self.cut)) - day(until)).days
            found[drawdown["id"]] = {"sum": total, "spend_by": until, "due": due, "unspent": unspent, "days": late,
                                     "rate": rate, "interest": half_up(Fraction(unspent * late * max(rate, 0), 3650000))}
        return found
