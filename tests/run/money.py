# SPDX-License-Identifier: GPL-3.0-or-later
"""The views of data/schema.sql that reckon what a funding report prints, held against a second
reckoning (tests/grant.py) over ten thousand random reports, to the cent; then what must hold
whatever the figures are: nothing negative, nothing lost, more spent never lowers a grant. At the end
the views are broken, one way after another, in copies: each must be found out.

usage: money.py [REPORTS]      default: 10,000; a case that fails is cut down and printed"""
import collections
import fractions
import os
import re
import sqlite3
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import budgets  # noqa: E402
import grant  # noqa: E402
from counting import check, finish  # noqa: E402

VIEWS = {"report_funding": "report_id", "report_receipt": "id", "report_income": "budget_line_id",
         "report_line": "line_id", "report_reading": "is_capped", "report_drawdown": "drawdown_id"}
A_CASE = 2.6  # reports, about
with open(budgets.SCHEMA, encoding="utf-8") as file:
    SCHEMA = file.read()


class Views:
    """What the views say, by report: views.report_line[7] is a list of rows. Each is read when asked for.

    A few cases share a database: the views' time grows with the square of the reports, and nobody has thousands."""

    def __init__(self, cases, schema=SCHEMA, chance=None, share=200):
        self.databases = [budgets.fill(budgets.database(schema), cases[i:i + share], chance) for i in range(0, len(cases), share)]

    def execute(self, statement):
        return (row for db in self.databases for row in db.execute(statement))

    def __getattr__(self, view):
        found = collections.defaultdict(list)
        for row in self.execute(f"SELECT * FROM {view}"):
            found[row["report_id"]].append(row)
        setattr(self, view, found)
        return found

    def by_key(self, view, report):
        return {row[VIEWS[view]]: row for row in getattr(self, view)[report]}

    def all(self):
        """Everything, whatever the order of its rows."""
        return {view: collections.Counter(tuple(row) for rows in getattr(self, view).values() for row in rows) for view in VIEWS}


def wanted(own, view):
    """The columns of a view that the reckoning knows, and their values by key."""
    if view == "report_funding":
        return "granted_ct drawn_ct due_on keep_until cut_on", {own.report["id"]: (own.granted, own.drawn, own.due_on(), own.keep_until(), own.cut)}
    if view == "report_receipt":
        return "vat_off_ct discount_ct base_ct eligible_ct", {key: values[1:] for key, values in own.receipts.items()}
    if view == "report_line":
        return "plan_ct actual_ct deviation_ct limit_ct capped_ct is_over entries own_grant", {
            key: (n["plan"], n["actual"], n["actual"] - n["plan"], n["limit"] if n["line"]["side"] == "aus" else None,
                  n["capped"], int(n["line"]["side"] == "aus" and n["actual"] > n["limit"]), n["entries"],
                  int(n["line"]["grant_id"] == own.funding["id"])) for key, n in own.lines.items()}
    columns, rows = "plan expenditure eligible means extra change payable repay open", own.readings
    if view == "report_drawdown":
        columns, rows = "sum due spend_by unspent days rate interest", own.drawdowns
    names = {"spend_by": "spend_by", "days": "days_late", "rate": "interest_bp"}
    return " ".join(names.get(c, c + "_ct") for c in columns.split()), {
        key: [row[c] for c in columns.split()] for key, row in rows.items()}


def compare(views, own, view):
    """What a view and the reckoning of one report disagree about."""
    key = own.report["id"]
    if view == "report_income":
        found = sorted((row["budget_line_id"], row["amount_ct"]) for row in views.report_income[key])
        return [] if found == sorted(row[:2] for row in own.incomes) else [f"report_income of {key}: {found}"]
    columns, values = wanted(own, view)
    rows = views.by_key(view, key)
    if set(rows) != set(values):
        return [f"{view} has {sorted(rows)}, not {sorted(values)}"]
    return [f"{view} {row}: {column} is {rows[row][column]}, reckoned {value}" for row in rows
            for column, value in zip(columns.split(), values[row])
            if rows[row][column] != value or isinstance(rows[row][column], float)]


def first_wrong(reckoned, views, first=0):
    """The first difference that there is, as (case, lines), from a view on."""
    for view in list(VIEWS)[first:]:
        for own in reckoned:
            found = compare(views, own, view)
            if found:
                return own.case, found
    return None


def reckon(cases):
    return [grant.Report(case, report) for case in cases for report in case["report"]]


def smaller(case, schema=SCHEMA):
    """The case without the rows that its fault does not need."""
    for table in ("report", "drawdown", "receipt", "income", "budget_change", "flat_rate_base", "funding_notice", "budget_line"):
        for row in list(case.get(table, [])):
            less = {**case, table: [r for r in case[table] if r is not row]}
            try:
                case = less if first_wrong(reckon([less]), Views([less], schema)) else case
            except (KeyError, IndexError, sqlite3.Error):
                pass  # something else needs the row
    return {table: rows for table, rows in case.items() if rows}


def show(case):
    """A case in few lines: what differs from the usual."""
    usual = {**budgets.RULES, **budgets.FUNDING, **budgets.RECEIPT, **budgets.LINE, **budgets.REPORT}
    return "\n".join(f"{table} " + " ".join(f"{k}={v}" for k, v in row.items() if usual.get(k, "") != v)
                     for table, rows in case.items() for row in rows if table not in ("org", "project", "base_rate"))


def check_agreement(cases, views):
    reckoned = reckon(cases)
    found = first_wrong(reckoned, views)
    if found:
        less = smaller(found[0])
        check(False, "views and reckoning agree to the cent", show(less), *found[1])
    check(not found, f"all of {len(reckoned)} reports agree")


def check_bounds(views):
    """What must hold of any report, whoever reckons it."""
    bad = collections.Counter()
    for key, readings in views.report_reading.items():
        granted, drawn = views.report_funding[key][0]["granted_ct"], views.report_funding[key][0]["drawn_ct"]
        for r in readings:
            bad["0 <= payable <= granted"] += not 0 <= r["payable_ct"] <= max(granted, 0)
            bad["payable + back = drawn, or payable - open = drawn"] += not (
                r["payable_ct"] + r["repay_ct"] - r["open_ct"] == drawn and min(r["repay_ct"], r["open_ct"]) == 0)
            bad["expenditure less what is over gives what is eligible"] += r["expenditure_ct"] - r["over_lines_ct"] - r["over_plan_ct"] != r["eligible_ct"]
        capped, whole = sorted(readings, key=lambda r: -r["is_capped"])
        bad["capped never pays more"] += capped["payable_ct"] > whole["payable_ct"] or capped["eligible_ct"] > whole["eligible_ct"]
        check_sums(views, key, whole, bad)
    for sentence, times in bad.items():
        check(not times, sentence, f"{times} times not")
    for view in VIEWS:
        values = [v for rows in getattr(views, view).values() for row in rows for name, v in zip(row.keys(), row)
                  if isinstance(v, float) and name != "deviation_percent"]
        check(not values, f"{view}: no amount leaves whole numbers", values[:3])
    zeros = [row for rows in views.report_line.values() for row in rows if str(row["deviation_percent"]) == "-0.0"]
    check(not zeros, "no deviation is a negative zero", [tuple(row) for row in zeros[:2]])


def check_sums(views, key, reading, bad):
    """No cent is lost between receipts, lines and sums."""
    lines = views.report_line[key]
    out, back = [r for r in lines if r["side"] == "aus"], [r for r in lines if r["side"] == "ein"]
    flat = sum(r["actual_ct"] for r in out if r["calc"] != "ist")
    actual_lines = {r["line_id"] for r in out if r["calc"] == "ist"}
    receipts = sum(r["eligible_ct"] for r in views.report_receipt[key] if r["budget_line_id"] in actual_lines)
    bad["receipts and flat rates are the expenditure"] += receipts + flat != reading["expenditure_ct"]
    bad["lines add up to the expenditure"] += sum(r["actual_ct"] for r in out) != reading["expenditure_ct"]
    bad["lines add up to the plan"] += sum(r["plan_ct"] for r in out) != reading["plan_ct"]
    bad["income adds up to its lines"] += sum(r["amount_ct"] for r in views.report_income[key]) != sum(r["actual_ct"] for r in back)
    drawdowns = views.report_drawdown[key]
    bad["drawdowns add up to what was drawn"] += sum(r["amount_ct"] for r in drawdowns) != reading["drawn_ct"]
    bad["what drawdowns must spend adds up to what is due"] += sum(r["part_ct"] for r in drawdowns) != max((r["due_ct"] for r in drawdowns), default=0)
    bad["no more of a drawdown is unspent than falls on it"] += any(not 0 <= r["unspent_ct"] <= r["part_ct"] <= r["amount_ct"] for r in drawdowns)
    bad["a receipt is rounded towards neither side"] += any(abs(r["eligible_ct"] * 10000 - r["base_ct"] * r["share_bp"]) > 5000
                                                            for r in views.report_receipt[key])


def evaluate(way, value):
    """What the words of a step say, with the values of the steps that its letters name."""
    way, floor = re.subn(", mindestens 0$", "", way)
    # of "j/k" the letter that this reading has
    letters = [value[next((k for k in letter.split("/") if k in value), letter)] for letter in re.findall(r"\b[a-z](?:/[a-z])*\b", way)]
    if way.startswith("kleinerer Wert"):
        result = min(letters)
    elif way.startswith("größerer Wert"):
        result = max(letters)
    elif "×" in way:
        result = grant.half_up(fractions.Fraction(letters[0] * letters[1], 10000))
    elif "weil" in way:
        result = letters[0] if letters[1] <= letters[2] else None
    else:
        result = letters[0] + sum((-1 if sign == "−" else 1) * v for sign, v in zip(re.findall("[+−]", way), letters[1:]))
    return max(result, 0) if floor and result is not None else result


def check_steps(views):
    """Each step that is printed follows from the steps that its letters name, in both readings."""
    wrong = []
    for key, rows in views.report_step.items():
        for column, capped in (("capped", 1), ("uncapped", 0)):
            reading = views.by_key("report_reading", key)[capped]
            value = {row["letter"]: row[column] for row in rows if row[column] is not None}
            for row in rows:
                if row[column] is None:
                    continue
                try:
                    told = evaluate(row["way"], value) if row["way"] else row[column]
                except KeyError as letter:
                    told = f"{letter} has no value"
                if told != row[column] or row["key"] + "_ct" in reading.keys() and abs(reading[row["key"] + "_ct"]) != abs(row[column]):
                    wrong.append((key, column, row["letter"], row["key"], row["way"], row[column], told, value))
    check(not wrong, f"all steps of {len(views.report_step)} reports follow from one another", len(wrong), *wrong[:4])
    for view in ("report_total", "report_match"):
        lines = collections.Counter()
        for rows in views.report_line.values():
            for row in rows:
                if row["side"] == "aus":
                    lines[row["report_id"]] += row["actual_ct"]
        sums = {key: sum(r["actual_ct"] for r in rows if view == "report_match" or r["side"] == "aus") for key, rows in getattr(views, view).items()}
        check(all(lines[key] == value for key, value in sums.items()), f"{view} adds up to the lines")


def a_cent_more(case, table, column):
    """The case with one more cent in the first row of a table where it may be, or None."""
    for row in case.get(table, []):
        if 0 < row[column] < budgets.MOST and row.get("share_bp", 10000) == 10000:
            return {**case, table: [{**r, column: r[column] + (r is row)} for r in case[table]]}
    return None


def check_monotone(cases, views):
    """A cent more spent never lowers the grant, a cent more cover never raises it; both matter at times."""
    for table, column, sign, sentence in (("receipt", "gross_ct", 1, "a cent more spent never lowers the grant"),
                                          ("income", "amount_ct", -1, "a cent more cover never raises the grant")):
        changed = [c for c in (a_cent_more(case, table, column) for case in cases) if c]
        after, moved = Views(changed).report_reading, 0
        for key, readings in after.items():
            was = views.by_key("report_reading", key)
            steps = [sign * (r["payable_ct"] - was[r["is_capped"]]["payable_ct"]) for r in readings]
            check(min(steps) >= 0, sentence, f"report {key}: {steps}")
            moved += max(steps) > 0
        check(moved > len(after) // 500, f"{sentence}, and at times it moves it", moved)


def sample_plan(kind, rate_bp=None, third=400000, **rules):
    """The worked example of the sample project: 80,000.00 planned, 79,294.25 spent, line 6 over."""
    case = budgets.Case().begin(**rules)
    funding = case.fund(kind, rate_bp)
    for plan, actual in ((4200000, 3980000), (960000, 1089000), (720000, 648050), (1000000, 991240), (320000, 286135), (600000, 735000)):
        case.receipt(case.line(funding, "aus", plan), actual, paid_on="2015-02-02")
    case.line(funding, "aus", 200000, calc="pauschale_fix")
    case.line(funding, "ein", 6800000, grant_id=funding["id"])
    case.income(case.line(funding, "ein", 800000), 800000, "2015-02-02")
    case.income(case.line(funding, "ein", 400000), third, "2015-02-02")
    case.notice(funding, "2014-10-01", 6800000)
    case.draw(funding, 6800000, "2015-02-01", "2015-12-31")
    case.report(funding)
    return case.tables


EXAMPLES = [  # kind, rate, third means, rules, payable and paid back with cap, payable without
    ("anteil", 8500, 400000, {}, 6727261, 72739, 6740011),
    ("fehlbedarf", None, 400000, {}, 6714425, 85575, 6729425),
    ("festbetrag", None, 400000, {}, 6800000, 0, 6800000),
    ("voll", None, 400000, {}, 6800000, 0, 6800000),
    ("fehlbedarf", None, 520000, {}, 6594425, 205575, 6609425),
    ("anteil", 8500, 520000, {}, 6625261, 174739, 6638011),
    ("anteil", 8500, 520000, {"extra_cover": "voll"}, 6607261, 192739, 6620011),
    ("anteil", 8500, 520000, {"extra_cover": "keine"}, 6727261, 72739, 6740011),
    ("fehlbedarf", None, 300000, {}, 6714425, 85575, 6729425),  # less than planned is the project's affair
    ("anteil", 8500, 400000, {"reduce_threshold_ct": 85575}, 6800000, 0, 6800000),
    ("anteil", 8500, 400000, {"reduce_threshold_ct": 85574}, 6727261, 72739, 6800000),
    ("fehlbedarf", None, 400000, {"overrun_bp": 2250}, 6729425, 70575, 6729425),
]


def check_examples():
    """The figures that people worked out."""
    for kind, rate, third, rules, payable, repay, whole in EXAMPLES:
        views = Views([sample_plan(kind, rate, third, **rules)])
        (capped, plain), = ((r[1], r[0]) for r in (views.by_key("report_reading", k) for k in views.report_reading))
        check((capped["payable_ct"], capped["repay_ct"], plain["payable_ct"]) == (payable, repay, whole),
              f"the sample as {kind} with {third} of third means and {rules}", tuple(capped), tuple(plain))
        check(plain["eligible_ct"] == 7929425, "79,294.25 were spent")
        late = [row["unspent_ct"] for rows in views.report_drawdown.values() for row in rows]
        check(late == [0], f"{kind}: what was spent in the period is not late", late)
    case = budgets.Case().begin()
    funding = case.fund("voll")
    case.receipt(case.line(funding, "aus", 300000), 300000, paid_on="2015-04-29")
    case.notice(funding, "2014-10-01", 300000)
    case.draw(funding, 300000, "2015-01-01", "2015-03-01")
    case.report(funding)
    (row,), = Views([case.tables]).report_drawdown.values()
    check((row["unspent_ct"], row["days_late"], row["interest_bp"], row["interest_ct"]) == (300000, 59, 417, 2022),
          "3,000.00 for 59 days at 4.17 % are 20.22", tuple(row))


DUE = [  # end of the period, months, due
    ("2015-12-31", 6, "2016-06-30"), ("2015-08-31", 6, "2016-02-29"), ("2015-08-30", 6, "2016-02-29"), ("2015-08-28", 6, "2016-02-28"),
    ("2014-08-31", 6, "2015-02-28"), ("2015-02-28", 6, "2015-08-31"), ("2016-02-29", 12, "2017-02-28"), ("2016-02-28", 12, "2017-02-28"),
    ("2015-11-30", 3, "2016-02-29"), ("2015-10-31", 2, "2015-12-31"), ("2015-06-15", 0, "2015-06-15")]
SPEND = [  # paid out, days or months, to be spent by
    ("2015-12-31", {"spend_months": 2}, "2016-02-29"), ("2014-12-31", {"spend_months": 2}, "2015-02-28"), ("2015-02-28", {"spend_months": 2}, "2015-04-28"),
    ("2015-08-31", {"spend_months": 1}, "2015-09-30"), ("2016-01-18", {"spend_months": None, "spend_days": 42}, "2016-02-29"), ("2015-01-18", {"spend_months": None, "spend_days": 42}, "2015-03-01")]


def check_dates():
    """Months end where months end, in leap years too (sections 187, 188 BGB)."""
    for ends, months, due in DUE:
        case = budgets.Case().begin(vn_months=months)
        case.report(case.fund("voll"), period_from="2014-01-01", period_to=ends, as_of="2016-12-31")
        (row,), = Views([case.tables]).report_funding.values()
        check(row["due_on"] == due, f"{months} months after {ends}: {due}", row["due_on"])
    for paid_on, rules, by in SPEND:
        case = budgets.Case().begin(**rules)
        funding = case.fund("voll")
        case.draw(funding, 100, paid_on)
        case.report(funding)
        (row,), = Views([case.tables]).report_drawdown.values()
        check(row["spend_by"] == by, f"paid out on {paid_on}, {rules}: {by}", row["spend_by"])
    for kind, ends, due, until in (("zwischennachweis", "2014-12-31", None, "2021-12-31"), ("verwendungsnachweis", "2015-12-31", "2017-01-31", "2022-12-31")):
        case = budgets.Case().begin()
        case.report(case.fund("voll", vn_due=due), kind=kind, period_to=ends, as_of=ends)
        (row,), = Views([case.tables]).report_funding.values()
        check(row["keep_until"] == until, f"receipts of a {kind} are kept until {until}", row["keep_until"])


MUTANTS = [
    ("a share is cut off instead of rounded", "(base_ct * share_bp + 5000) / 10000 ELSE", "(base_ct * share_bp) / 10000 ELSE"),
    ("a share is rounded half down", "(base_ct * share_bp + 5000) / 10000 ELSE", "(base_ct * share_bp + 4999) / 10000 ELSE"),
    ("a credit is rounded up", "-((-base_ct * share_bp + 5000) / 10000)", "-((-base_ct * share_bp + 4999) / 10000)"),
    ("the lesser discount is deducted", "max(c.discount_offered_ct, c.discount_taken_ct)", "min(c.discount_offered_ct, c.discount_taken_ct)"),
    ("both discounts are deducted", "max(c.discount_offered_ct, c.discount_taken_ct)", "(c.discount_offered_ct + c.discount_taken_ct)"),
    ("a credit's discount is deducted, too", "CASE WHEN c.gross_ct < 0 THEN -1 ELSE 1 END * max(", "1 * max("),
    ("VAT is always deducted", "c.vat_ct * r.vat_deduct AS", "c.vat_ct AS"),
    ("VAT is never deducted", "c.vat_ct * r.vat_deduct AS", "0 AS"),
    ("an interim report counts what was paid later", "WHERE r.report_kind <> 'zwischennachweis' OR c.paid_on IS NULL OR", "WHERE 1 OR"),
    ("an interim report leaves its last day out", "c.paid_on <= r.report_to) y", "c.paid_on < r.report_to) y"),
    ("receipts of a plan that is another's are not found", "JOIN receipt c ON c.funding_id = r.plan_id", "JOIN receipt c ON c.funding_id = r.funding_id"),
    ("income of a plan that is another's is not found", "JOIN income i ON i.funding_id = r.plan_id", "JOIN income i ON i.funding_id = r.funding_id"),
    ("income that came later counts", "WHERE i.received_on <= r.cut_on", "WHERE 1"),
    ("grants of other funders are no income", "WHERE d.paid_on <= r.cut_on;", "WHERE d.paid_on <= r.cut_on AND b.grant_id = r.funding_id;"),
    ("a grant that is paid out later is income", "WHERE d.paid_on <= r.cut_on;", "WHERE 1;"),
    ("what was drawn later counts", "AND d.paid_on <= CASE r.kind WHEN", "AND d.paid_on <= CASE '' WHEN"),
    ("a notice of later counts", "AND n.dated <= r.as_of) AS granted_ct", ") AS granted_ct"),
    ("the notice of the day does not count", "AND n.dated <= r.as_of) AS granted_ct", "AND n.dated < r.as_of) AS granted_ct"),
    ("the first change of a plan holds", "ORDER BY n.dated DESC, n.id DESC LIMIT 1", "ORDER BY n.dated LIMIT 1"),
    ("a change of later holds", "WHERE c.budget_line_id = b.id AND n.dated <= r.as_of", "WHERE c.budget_line_id = b.id"),
    ("the plan is as first granted", "ORDER BY n.dated DESC, n.id DESC LIMIT 1), b.plan_ct) AS plan_ct", "ORDER BY 1 LIMIT 0), b.plan_ct) AS plan_ct"),
    ("a limit is rounded up", "p.plan_ct * (10000 + p.overrun_bp) / 10000 AS limit_ct", "(p.plan_ct * (10000 + p.overrun_bp) + 9999) / 10000 AS limit_ct"),
    ("a limit is always 20 %", "(10000 + p.overrun_bp)", "12000"),
    ("a flat rate counts whole in an interim report", "max(p.passed, 0)", "p.months"),
    ("a flat rate counts full months only", "min(r.report_to, r.period_to)) - strftime('%m', r.period_from) + 1 AS passed", "min(r.report_to, r.period_to)) - strftime('%m', r.period_from) AS passed"),
    ("a flat rate is cut off", "* 2 + p.months) / (2 * p.months)", "* 2) / (2 * p.months)"),
    ("flat rates are taken of flat rates", "AND k.calc <> 'pauschale_pct'\n     GROUP", "\n     GROUP"),
    ("a rate in percent is cut off", "(b.base_ct % 10000 * k.pct_bp + 5000)", "(b.base_ct % 10000 * k.pct_bp)"),
    ("what exceeds a limit raises a flat rate", "(b.capped_base_ct % 10000 * k.pct_bp + 5000)", "((b.capped_base_ct + 100) % 10000 * k.pct_bp + 5000)"),
    ("the cap is left out", "THEN min(cautious_ct, limit_ct) ELSE actual_ct END AS capped_ct", "THEN cautious_ct ELSE actual_ct END AS capped_ct"),
    ("the cap is the plan", "THEN min(cautious_ct, limit_ct) ELSE", "THEN min(cautious_ct, plan_ct) ELSE"),
    ("what lies on the limit is over", "actual_ct > limit_ct AS is_over", "actual_ct >= limit_ct AS is_over"),
    ("the own grant is a third means", "sum(actual_ct) FILTER (WHERE side = 'ein' AND NOT own_grant) AS received_ct", "sum(actual_ct) FILTER (WHERE side = 'ein') AS received_ct"),
    ("other grants are no third means", "sum(plan_ct) FILTER (WHERE side = 'ein' AND NOT own_grant) AS planned_ct", "sum(plan_ct) FILTER (WHERE side = 'ein' AND grant_id IS NULL) AS planned_ct"),
    ("what exceeds the plan stays", "max(coalesce(t.capped_ct - t.plan_ct, 0), 0)", "0"),
    ("the readings are swapped", "CASE k.is_capped WHEN 1 THEN coalesce(t.actual_ct - t.capped_ct, 0)", "CASE k.is_capped WHEN 0 THEN coalesce(t.actual_ct - t.capped_ct, 0)"),
    ("means are what was received", "max(coalesce(t.planned_ct, 0), coalesce(t.received_ct, 0)) AS means_ct", "coalesce(t.received_ct, 0) AS means_ct"),
    ("means are the lesser", "max(coalesce(t.planned_ct, 0), coalesce(t.received_ct, 0)) AS means_ct", "min(coalesce(t.planned_ct, 0), coalesce(t.received_ct, 0)) AS means_ct"),
    ("less cover than planned raises the grant", "max(coalesce(t.received_ct, 0) - coalesce(t.planned_ct, 0), 0) AS extra_ct", "coalesce(t.received_ct, 0) - coalesce(t.planned_ct, 0) AS extra_ct"),
    ("the threshold itself reduces", "+ extra_ct > threshold_ct OR", "+ extra_ct >= threshold_ct OR"),
    ("less expenditure does not count for the threshold", "max(plan_ct - eligible_ct, 0) + extra_ct > threshold_ct", "extra_ct > threshold_ct"),
    ("more cover does not count for the threshold", "max(plan_ct - eligible_ct, 0) + extra_ct > threshold_ct", "max(plan_ct - eligible_ct, 0) > threshold_ct"),
    ("an unknown threshold is 500 euros", "coalesce(r.reduce_threshold_ct, 0)", "coalesce(r.reduce_threshold_ct, 50000)"),
    ("more cover reduces whatever the rules say", "AND extra_cover = 'anteilig' THEN extra_ct", "THEN extra_ct"),
    ("more cover reduces below the threshold", "kind = 'anteil' AND is_reduced AND extra_cover", "kind = 'anteil' AND extra_cover"),
    ("more cover never reduces in full", "CASE extra_cover WHEN 'voll' THEN extra_ct ELSE 0 END END END", "0 END END"),
    ("more cover reduces twice", "WHEN 'voll' THEN extra_ct ELSE 0 END END END", "WHEN 'voll' THEN 2 * extra_ct ELSE 0 END END END"),
    ("a grant's rate is cut off", "(basis_ct % 10000 * rate_bp + 5000)", "(basis_ct % 10000 * rate_bp)"),
    ("a deficit is met in part", "WHEN kind = 'fehlbedarf' THEN eligible_ct - means_ct", "WHEN kind = 'fehlbedarf' THEN eligible_ct - means_ct * 85 / 100"),
    ("a deficit is not met by other means", "WHEN kind = 'fehlbedarf' THEN eligible_ct - means_ct", "WHEN kind = 'fehlbedarf' THEN eligible_ct"),
    ("a fixed sum is paid beyond the expenditure", "WHEN 'festbetrag' THEN min(granted_ct, basis_ct)", "WHEN 'festbetrag' THEN granted_ct"),
    ("full financing is a deficit's", "WHEN 'voll' THEN basis_ct", "WHEN 'voll' THEN basis_ct - means_ct"),
    ("more is payable than granted", "max(min(by_kind_ct, granted_ct), 0)", "max(by_kind_ct, 0)"),
    ("the larger is payable", "max(min(by_kind_ct, granted_ct), 0)", "max(max(by_kind_ct, granted_ct), 0)"),
    ("less than nothing is payable", "max(min(by_kind_ct, granted_ct), 0)", "min(by_kind_ct, granted_ct)"),
    ("back and open are swapped", "max(drawn_ct - payable_ct, 0) AS repay_ct, max(payable_ct - drawn_ct, 0) AS open_ct", "max(payable_ct - drawn_ct, 0) AS repay_ct, max(drawn_ct - payable_ct, 0) AS open_ct"),
    ("what is paid back is reckoned of the grant", "max(drawn_ct - payable_ct, 0) AS repay_ct", "max(granted_ct - payable_ct, 0) AS repay_ct"),
    ("a drawdown must be spent whole", "min(d.sum_ct, d.grant_ct) AS due_ct", "d.sum_ct AS due_ct"),
    ("late money counts with each later drawdown again", "max(min(due_ct - spent_ct, part_ct), 0)", "max(min(due_ct - spent_ct, amount_ct), 0)"),
    ("a month lacks its last days", "min(date(d.paid_on, '+' || b.spend_months || ' months'), date(d.paid_on, 'start of month', '+' || (b.spend_months + 1) || ' months', '-1 day'))", "date(d.paid_on, '+' || b.spend_months || ' months')"),
    ("flat rates are never spent", "SELECT report_id, report_to, flat_ct FROM bound", "SELECT report_id, report_to, 0 FROM bound"),
    ("the grant's part is cut off", "* 2 + cost_ct) / (2 * cost_ct) AS spent_ct", "* 2) / (2 * cost_ct) AS spent_ct"),
    ("the grant's part is always as planned", "q.eligible_ct END AS cost_ct", "q.plan_ct END AS cost_ct"),
    ("interest runs from the payout", "- julianday(spend_by) AS INTEGER)", "- julianday(paid_on) AS INTEGER)"),
    ("interest runs on after the money was spent", "AND s.spent_ct >= min(d.sum_ct, d.grant_ct))", "AND 0)"),
    ("interest ends with the first payment", "AND s.spent_ct >= min(d.sum_ct, d.grant_ct))", ")"),
    ("the base rate is the first", "b.valid_from <= m.spend_by ORDER BY b.valid_from DESC", "b.valid_from <= m.spend_by ORDER BY b.valid_from"),
    ("a year has 360 days", "+ 3650000) / 7300000", "+ 3600000) / 7200000"),
    ("interest is cut off", "* 2 + 3650000) / 7300000", "* 2) / 7300000"),
    ("receipts of an interim report are kept from that on", "max(r.as_of, coalesce(f.vn_due,", "min(r.as_of, coalesce(f.vn_due,"),
    ("a report is due at a month's end only", "min(date(r.period_to, '+1 day', '+' || m || ' months', '-1 day'),", "max(date(r.period_to, '+1 day', '+' || m || ' months', '-1 day'),"),
]


def large_case(receipts):
    """As much as the columns hold: receipts of a thousand million euros each, less a cent."""
    case = budgets.Case(1, ids=receipts + 1000).begin(overrun_bp=100000)
    funding = case.fund("anteil", 9999)
    lines = [case.line(funding, "aus", budgets.MOST) for _ in range(5)]
    flat = case.line(funding, "aus", budgets.MOST, calc="pauschale_pct", pct_bp=9999)
    for line in lines:
        case.add("flat_rate_base", {}, budget_line_id=flat["id"], base_line_id=line["id"])
    for i in range(receipts):
        case.receipt(lines[i % 5], budgets.MOST, paid_on=f"2015-{i % 12 + 1:02d}-15", share_bp=10000 - i % 2)
    for i in range(4):
        case.notice(funding, f"2014-10-0{i + 1}", budgets.MOST)
        case.draw(funding, budgets.MOST, f"2015-0{i + 1}-01")
    case.line(funding, "ein", budgets.MOST, grant_id=funding["id"])
    case.report(funding)
    case.report(funding, kind="zwischennachweis", period_to="2015-08-31")
    return case.tables


def check_large(receipts=50000):
    """The largest sums stay whole numbers; the views take time as the receipts grow, and little."""
    case = large_case(receipts)
    views = Views([case])
    start = time.process_time()
    for view in VIEWS:
        getattr(views, view)
    took = time.process_time() - start
    found = first_wrong(reckon([case]), views)
    check(not found, f"{receipts} receipts of {budgets.MOST} cents are reckoned to the cent", *(found or [""])[-1])
    check(took < 10, f"{receipts} receipts are reckoned for all views in {took:.1f} s")
    if os.environ.get("VERBOSE"):
        print(f"{receipts} receipts, {len(case['report'])} reports: all views in {took:.2f} s")


def finds(schema, broken, batches):
    """Whether some batch of reports shows that the schema is broken, from a view on."""
    return any(first_wrong(reckoned, Views(cases, schema), broken) for cases, reckoned in batches)


def check_mutants(cases):
    """Each breach of the views is found out by the reckoning; most by the first reports already."""
    cuts = [0, 60, 200, len(cases)]
    batches = [(cases[a:b], reckon(cases[a:b])) for a, b in zip(cuts, cuts[1:])]
    for name, old, new in MUTANTS:
        check(SCHEMA.count(old) == 1, f"{name}: the place to break is there once", old)
        broken = SCHEMA[:SCHEMA.find(old)].count("CREATE VIEW report_") - 1
        try:
            check(finds(SCHEMA.replace(old, new), broken, batches), f"found out: {name}")
        except sqlite3.Error as error:
            check(False, f"{name}: the broken view still runs", error)


def main(arguments):
    reports = int(arguments[0]) if arguments else 10000
    cases = [budgets.make(n) for n in range(1, int(reports / A_CASE) + 1)]
    views = Views(cases)
    check(not list(views.execute("PRAGMA foreign_key_check")), "the rows fit one another")
    check_examples()
    check_dates()
    check_agreement(cases, views)
    check_bounds(views)
    check_steps(Views(cases[:len(cases) // 6]))
    check_monotone(cases[:len(cases) // 6], views)
    check_large()
    some = cases[:200]
    check(Views(some, chance=budgets.Chance(4)).all() == Views(some).all(), "the order of rows changes nothing")
    check_mutants(cases[:800])
    finish()


if __name__ == "__main__":
    main(sys.argv[1:])
