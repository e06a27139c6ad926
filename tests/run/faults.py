#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the checks V01 to V25 against the sample's records and against each fault alone.

The sample is imported; all checks are run for each report. Then each fault is done to the
database and undone; what is found beyond the sample's own findings must come from the checks that are meant
for it, at their level, and say what is wrong; reports of another plan must not change at all. The
faults of E2E go all the way: into the records, through `import` and `check`; those of IMPORT end there, with a message
that names file, line and column.
usage: faults.py PROGRAM
"""
import csv
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from counting import check, finish  # noqa: E402

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
NAMES = [f"V{n:02}" for n in range(1, 26)]
ALL = "lamsa agsa-amif agsa-land"
AGSA = "agsa-amif agsa-land"

# A copy of a receipt under another number: what is set differs.
COLUMNS = ("funding_id budget_line_id no invoice_no invoice_on service_from service_to paid_on party purpose gross_ct vat_ct "
           "discount_offered_ct discount_taken_ct share_bp project_tag payment_proof procurement_id credit_of_id event_id region_id "
           "publication_id is_print file_sha256").split()


def copy(no, new, **changed):
    """The statement that enters receipt `no` again as `new`."""
    wanted = {"no": new, **changed}
    values = [column if column not in wanted else "NULL" if wanted[column] is None else repr(wanted[column]) for column in COLUMNS]
    return f"INSERT INTO receipt ({', '.join(COLUMNS)}) SELECT {', '.join(values)} FROM receipt WHERE no = '{no}'"


def receipt(no, change):
    return f"UPDATE receipt SET {change} WHERE no = '{no}'"


DANGLING = "-- refers to what is not there\n"  # an import would refuse it

# Notices: the sample's first funding gets a chain of three.
CHAIN = ("INSERT INTO funding_notice (id, funding_id, dated, kind, changes_id, amount_ct) VALUES "
         "(91, 1, '2015-02-02', 'aenderung', 1, 0), (92, 1, '2015-03-02', 'aenderung', 91, 0), (93, 1, '2015-04-02', 'aenderung', 92, 0)")

# A second funder pays what the project and others should; the first pays all that was spent.
TWO_FUNDERS = ("INSERT INTO funding (id, project_id, funder_org_id, rule_id, plan_of, programme, file_no, purpose, kind, rate_bp, period_from, period_to, credit_line) "
               "SELECT 9, project_id, funder_org_id, rule_id, 1, programme, 'AZ-9', purpose, 'anteil', 1500, period_from, period_to, credit_line FROM funding WHERE id = 1; "
               "INSERT INTO funding_notice (id, funding_id, dated, kind, amount_ct) VALUES (91, 9, '2014-10-20', 'bescheid', 1200000); "
               "INSERT INTO drawdown (funding_id, no, requested_on, paid_on, amount_ct) VALUES (9, 'L1', '2015-12-01', '2015-12-10', 1200000); "
               "UPDATE funding SET rate_bp = 10000 WHERE id = 1; UPDATE budget_line SET plan_ct = 0 WHERE id = 13; DELETE FROM income WHERE funding_id = 1; "
               "UPDATE budget_line SET plan_ct = 1200000, source = 'zuwendung', grant_id = 9 WHERE id = 12")

# (what is wrong, the reports it concerns, what is done, {check: gravest level}, what one message says). A view may be
# changed instead: (view, what stands in it, what shall).
FAULTS = [
    # V01
    ("the books differ by a cent", "lamsa", "INSERT INTO ledger_total VALUES (1, 3, 648051)", {"V01": "error"},
     "Ansatz 3 „Räume und Bewirtung“: Ist 6.480,50 EUR, in den Büchern 6.480,51 EUR"),
    ("the books name a line of another plan", "lamsa", "INSERT INTO ledger_total VALUES (1, 21, 0)", {"V01": "error"}, "Ansatz 1 „Personal: Projektleitung"),
    ("an income is booked to a grant", "lamsa", "INSERT INTO income (funding_id, budget_line_id, no, received_on, payer, purpose, amount_ct) "
     "VALUES (1, 11, 'E004', '2015-05-05', 'Landkreis', 'Rest', 100)", {"V01": "error"}, "Einnahme E004 ist keinem Ansatz der eigenen oder dritten Mittel zugeordnet"),
    ("a receipt is booked to an income line", "lamsa", receipt("B064", "budget_line_id = 12"), {"V01": "error"}, "Beleg B064 ist einem Ansatz der Einnahmen zugeordnet"),
    ("a receipt of another funding", ALL, DANGLING + receipt("B067", "funding_id = 3"), {"V01": "error", "V08": "warning"},
     "Beleg B067 ist dem Ansatz einer anderen Förderung zugeordnet"),
    ("a receipt's line is gone", "lamsa", DANGLING + receipt("B064", "budget_line_id = 999"), {"V01": "error"},
     "Beleg B064 gehört zu einem Ansatz, den es nicht gibt"),
    ("a receipt of a funding that shares the plan", AGSA, "INSERT INTO budget_line (id, funding_id, no, title, side, category, plan_ct) VALUES (99, 3, '1', 'Reise', 'aus', 'reise', 0); "
     + copy("K004", "X900", funding_id=3, budget_line_id=99, invoice_no="RK 99", purpose="Reisen", paid_on="2023-10-10"), {"V01": "error"},
     "Beleg X900 ist bei einer Förderung erfasst, die den Plan einer anderen teilt"),
    ("a funder is deleted", "lamsa", DANGLING + "UPDATE funding SET funder_org_id = 998 WHERE id = 1", {"V01": "error"}, "der Zuwendungsgeber fehlt in den Daten"),
    ("a report's rules are deleted", AGSA, DANGLING + "UPDATE funding SET rule_id = 'weg' WHERE id IN (2, 3)", {"V01": "error"}, "das Regelprofil der Förderung fehlt"),
    ("eligible amounts a cent too high", ALL, ("report_receipt", "THEN (base_ct * share_bp + 5000) / 10000", "THEN (base_ct * share_bp + 5000) / 10000 + 1"), {"V01": "error"},
     "die zweite Rechnung ergibt"),
    ("half a cent rounded down", AGSA, [("report_receipt", "THEN (base_ct * share_bp + 5000)", "THEN (base_ct * share_bp + 4999)"),
     copy("K004", "X900", gross_ct=101, vat_ct=0, share_bp=5000, invoice_no="RK 99", purpose="Reisen", paid_on="2023-10-10")], {"V01": "error"}, "die zweite Rechnung ergibt"),
    ("more payable than granted", ALL, ("report_reading", "max(min(by_kind_ct, granted_ct), 0)", "max(by_kind_ct + 1, 0)"), {"V01": "error"}, "Zuwendung, rechnerisch"),
    ("the cap forgotten", "lamsa", ("report_line", "min(cautious_ct, limit_ct) ELSE", "cautious_ct ELSE"), {"V01": "error"}, "zuwendungsfähige Ausgaben 79.294,25 EUR, die zweite Rechnung ergibt 79.144,25 EUR"),
    ("the change of a plan forgotten", AGSA, ("report_line", "WHERE c.budget_line_id = b.id AND n.dated <= r.as_of", "WHERE 0"), {"V01": "error"},
     "Ansatz 3 „Honorare“: Plan 30.000,00 EUR, die zweite Rechnung ergibt 34.000,00 EUR"),
    # V02
    ("a plan that is not balanced", "lamsa", "UPDATE budget_line SET plan_ct = plan_ct + 1 WHERE id = 3", {"V02": "error"},
     "Finanzierungsplan: Ausgaben 80.000,01 EUR, Einnahmen 80.000,00 EUR, Unterschied −0,01 EUR"),
    ("a notice of less than planned", "lamsa", "UPDATE funding_notice SET amount_ct = 6799999 WHERE id = 1; DELETE FROM drawdown WHERE id = 5", {"V02": "error"},
     "Ansatz E1 „Zuwendung“: Plan 68.000,00 EUR, bewilligt sind laut Bescheiden 67.999,99 EUR"),
    ("a ring of notices", "lamsa", CHAIN + "; UPDATE funding_notice SET changes_id = 93 WHERE id = 91", {"V02": "error"},
     "Änderungsbescheid vom 02.02.2015: er ändert über einen Ring von Bescheiden sich selbst"),
    ("a notice that changes itself", "lamsa", CHAIN + "; UPDATE funding_notice SET changes_id = 91 WHERE id = 91", {"V02": "error"}, "Änderungsbescheid vom 02.02.2015: er ändert über einen Ring"),
    ("a notice that changes a later one", "lamsa", CHAIN + "; UPDATE funding_notice SET dated = '2015-06-01' WHERE id = 92", {"V02": "error"},
     "Änderungsbescheid vom 02.04.2015: er ändert einen Bescheid, der nicht älter ist (01.06.2015)"),
    ("a notice that changes another funding's", "lamsa", CHAIN + "; UPDATE funding_notice SET changes_id = 2, dated = '2024-01-01' WHERE id = 93", {"V02": "error"},
     "er ändert einen Bescheid einer anderen Förderung"),
    ("more revoked than granted", AGSA, "INSERT INTO funding_notice (funding_id, dated, kind, changes_id, amount_ct) VALUES (2, '2024-09-02', 'widerruf', 2, -27000001)",
     {"V02": "error", "V13": "warning"}, "Widerruf vom 02.09.2024: danach sind −0,01 EUR bewilligt"),
    ("a plan changed by another funding's notice", "lamsa", "INSERT INTO budget_change (budget_line_id, notice_id, new_plan_ct) VALUES (3, 2, 720000)", {"V02": "error"},
     "Ansatz 3 „Räume und Bewirtung“: der Plan wird durch einen Bescheid einer anderen Förderung geändert"),
    ("two notices of one day change a line", AGSA, "INSERT INTO funding_notice (id, funding_id, dated, kind, changes_id, amount_ct) VALUES (91, 3, '2024-03-28', 'aenderung', 3, 0); "
     "INSERT INTO budget_change (budget_line_id, notice_id, new_plan_ct) VALUES (23, 91, 3400000)", {"V02": "error"}, "zwei Bescheide vom 28.03.2024 ändern ihn"),
    ("a flat rate of a flat rate", AGSA, "UPDATE budget_line SET calc = 'pauschale_pct', pct_bp = 100 WHERE id = 28; INSERT INTO flat_rate_base VALUES (28, 21), (29, 28)", {"V02": "error"},
     "die Pauschale bezieht sich auf eine andere Pauschale in Prozent (8)"),
    ("a flat rate of another plan", AGSA, "INSERT INTO flat_rate_base VALUES (29, 1)", {"V02": "error"}, "die Pauschale bezieht sich auf den Ansatz einer anderen Förderung (1)"),
    ("a base of what is no percentage", AGSA, "INSERT INTO flat_rate_base VALUES (28, 21)", {"V02": "error"}, "er ist keine Pauschale in Prozent, nennt aber eine Grundlage"),
    ("no line for a grant", AGSA, "UPDATE budget_line SET source = 'eigen', grant_id = NULL WHERE id = 32", {"V02": "error"}, "der Finanzierungsplan hat keinen Ansatz für diese Zuwendung"),
    ("a grant of another plan", "lamsa", "UPDATE budget_line SET grant_id = 3 WHERE id = 11", {"V02": "error", "V11": "warning"}, "Zuwendung einer Förderung, die nicht zu diesem Plan gehört"),
    ("a plan of a plan", "kette", "INSERT INTO funding (id, project_id, funder_org_id, rule_id, plan_of, programme, file_no, purpose, kind, period_from, period_to, credit_line) "
     "SELECT 9, project_id, funder_org_id, rule_id, 3, programme, 'AZ-9', purpose, 'festbetrag', period_from, period_to, credit_line FROM funding WHERE id = 3; "
     "INSERT INTO report (slug, funding_id, kind, period_from, period_to, as_of) VALUES ('kette', 9, 'zwischennachweis', '2023-07-01', '2024-12-31', '2025-01-20')", {"V02": "error"},
     "Förderung AZ-9: sie teilt den Plan der Förderung BEISPIEL-AZ-0003/2023, die selbst den Plan einer anderen teilt"),
    # V03, V04
    ("more spent than planned in all", "lamsa", receipt("B046", "gross_ct = gross_ct + 37000") + ";" + receipt("B043", "gross_ct = gross_ct + 37000"), {"V03": "warning"},
     "Gesamtausgaben: Ist 80.034,25 EUR, Plan 80.000,00 EUR; 34,25 EUR sind nicht durch Einsparungen gedeckt"),
    ("a line over its limit without a reason", "lamsa", "DELETE FROM deviation WHERE budget_line_id = 6", {"V03": "warning"}, "150,00 EUR darüber; eine Begründung fehlt"),
    ("spent on a line without plan", "lamsa", "UPDATE budget_line SET plan_ct = 0 WHERE id = 5; UPDATE budget_line SET plan_ct = plan_ct + 320000 WHERE id = 1", {"V03": "error", "V04": "error"},
     "Belege B063 und 4 weitere (zusammen 2.861,35 EUR): Ansatz 5 „Reisekosten“ ist im Finanzierungsplan nicht bewilligt"),
    ("two receipts on a line without plan", "lamsa", "UPDATE budget_line SET plan_ct = 0 WHERE id = 5; UPDATE budget_line SET plan_ct = plan_ct + 320000 WHERE id = 1; "
     "UPDATE receipt SET budget_line_id = 3 WHERE no IN ('B065', 'B066', 'B067')", {"V03": "error", "V04": "error"}, "Belege B063 und ein weiterer (zusammen 1.092,65 EUR): Ansatz 5"),
    ("spent before the notice", "lamsa", "UPDATE budget_line SET plan_ct = 0 WHERE id = 5; UPDATE budget_line SET plan_ct = plan_ct + 320000 WHERE id = 1; " + CHAIN +
     "; INSERT INTO budget_change (budget_line_id, notice_id, new_plan_ct) VALUES (5, 91, 320000), (1, 91, 4200000)", {"V04": "error"},
     "Beleg B063 (480,20 EUR): Ansatz 5 „Reisekosten“ ist erst durch den Änderungsbescheid vom 02.02.2015 bewilligt"),
    # V05
    ("paid after the period", "lamsa", copy("B067", "B072", paid_on="2016-02-10", invoice_no="RK-16"), {"V05": "error"}, "Beleg B072: bezahlt am 10.02.2016, nach dem Bewilligungszeitraum (bis 31.12.2015)"),
    ("paid before the period", "lamsa", receipt("B063", "paid_on = '2014-10-31'"), {"V05": "error"}, "Beleg B063: bezahlt am 31.10.2014, vor dem Bewilligungszeitraum (ab 01.11.2014)"),
    ("paid before an early start", "lamsa", "UPDATE funding SET early_start_from = '2014-10-01' WHERE id = 1; " + receipt("B063", "paid_on = '2014-09-30'"), {"V05": "error"},
     "vor dem zugelassenen vorzeitigen Beginn (ab 01.10.2014)"),
    ("paid after an early start", "lamsa", "UPDATE funding SET early_start_from = '2014-10-01' WHERE id = 1; " + receipt("B063", "paid_on = '2014-10-01'"), {}, ""),
    ("begun before the period", "lamsa", "UPDATE funding SET begun_on = '2014-10-31' WHERE id = 1", {"V05": "warning"},
     "Förderung BEISPIEL-AZ-0001/2014: Maßnahme begonnen am 31.10.2014, vor dem Bewilligungszeitraum (ab 01.11.2014)"),
    ("begun before an early start", "lamsa", "UPDATE funding SET begun_on = '2014-09-30', early_start_from = '2014-10-01' WHERE id = 1", {"V05": "warning"}, "vor dem zugelassenen vorzeitigen Beginn (ab 01.10.2014)"),
    ("begun on the day of an early start, before the notice", "lamsa", "UPDATE funding SET begun_on = '2014-10-01', early_start_from = '2014-10-01' WHERE id = 1", {}, ""),
    ("begun before the notice", "lamsa", "UPDATE funding_notice SET dated = '2014-11-02' WHERE id = 1", {"V05": "warning"}, "Maßnahme begonnen am 01.11.2014, vor dem ersten Bescheid (02.11.2014) und ohne zugelassenen"),
    ("paid on the first and the last day", "lamsa", receipt("B063", "paid_on = '2014-11-01'") + ";" + receipt("B067", "paid_on = '2015-12-31'"), {}, ""),
    ("a credit after the period", "lamsa", copy("B069", "B072", gross_ct=-1000, vat_ct=0, credit_of_id=69, invoice_no="G-1", paid_on="2016-02-10"), {"V05": "warning"},
     "Beleg B072: Gutschrift, eingegangen am 10.02.2016, nach dem Bewilligungszeitraum (bis 31.12.2015); sie mindert die Ausgaben"),
    ("a credit after the report", "lamsa", copy("B069", "B072", gross_ct=-1000, vat_ct=0, credit_of_id=69, invoice_no="G-1", paid_on="2016-06-16"), {"V05": "error"}, "Beleg B072: Gutschrift, eingegangen am 16.06.2016"),
    ("a service after the period", "lamsa", receipt("B067", "service_from = '2015-12-30', service_to = '2016-01-02'"), {"V05": "warning"},
     "Beleg B067: Leistung vom 30.12.2015 bis 02.01.2016, nach dem Bewilligungszeitraum (bis 31.12.2015)"),
    ("a service before the period", "lamsa", receipt("B063", "service_from = '2014-10-31'"), {"V05": "warning"}, "vor dem Bewilligungszeitraum (ab 01.11.2014)"),
    # V06
    ("a copy with another number", "lamsa", copy("B045", "B072"), {"V06": "error"}, "Beleg B072: Rechnung REF-151021 von „Honorarkraft Referat“ steht auch in Beleg B045"),
    ("a copy with another number of the bill", "lamsa", copy("B045", "B072", invoice_no="X-1"), {"V06": "warning"}, "vielleicht dieselbe Zahlung wie Beleg B045 vom 21.10.2015"),
    ("a copy three days later", "lamsa", copy("B066", "B072", invoice_no="X-1", paid_on="2015-10-03"), {"V06": "warning"}, "vielleicht dieselbe Zahlung wie Beleg B066"),
    ("four days later it is another payment", "lamsa", copy("B066", "B072", invoice_no="X-1", paid_on="2015-10-04"), {}, ""),
    ("a copy four days later where the rules say so", "lamsa", "UPDATE rule_profile SET duplicate_days = 4; " + copy("B066", "B072", invoice_no="X-1", paid_on="2015-10-04"), {"V06": "warning"},
     "vielleicht dieselbe Zahlung wie Beleg B066"),
    ("a payee in capitals", "lamsa", receipt("B066", "party = 'Büro Müller'") + "; " + copy("B066", "B072", party="BÜRO  MÜLLER", paid_on="2015-10-24"), {"V06": "error"}, "steht auch in Beleg B066"),
    ("the same sum without a bill, for something else", "lamsa", copy("B066", "B072", invoice_no=None, purpose="Fahrten"), {"V06": "warning"}, "vielleicht dieselbe Zahlung wie Beleg B066"),
    ("the number of the bill written otherwise", "lamsa", copy("B066", "B072", invoice_no="rk 3. qUARTAL", paid_on="2015-10-24") + "; " + receipt("B066", "invoice_no = 'RK 3.Quartal'"), {"V06": "error"},
     "steht auch in Beleg B066"),
    ("two posts with one salary", "lamsa", receipt("B001", "party = 'Projektteam', gross_ct = 144000") + ";" + receipt("B002", "party = 'Projektteam', purpose = 'Stelle 2'")
     + "; UPDATE staff_cost SET employer_ct = employer_ct + 4000 WHERE receipt_id = 1", {}, ""),
    ("two receipts of one file", "lamsa", receipt("B064", "file_sha256 = 'AB'") + ";" + receipt("B065", "file_sha256 = 'ab'"), {"V06": "error"}, "Beleg B065: dieselbe Datei liegt auch zu Beleg B064 vor"),
    ("a bill shared out in full", "lamsa", receipt("B069", "share_bp = 6000") + ";" + copy("B069", "B072", share_bp=4000, budget_line_id=5), {}, ""),
    ("a bill in two plans with more than all of it", ALL, copy("B066", "X900", funding_id=2, budget_line_id=24, share_bp=5000, project_tag="IKOE-23", paid_on="2023-10-10",
     service_from="2023-10-10", service_to="2023-10-10"), {"V06": "error"}, "steht auch in Beleg X900 der Förderung BEISPIEL-AZ-0002/2023; die Anteile machen zusammen mehr als 100 % aus"),
    # V07
    ("no proof of payment", "lamsa", receipt("B010", "payment_proof = NULL"), {"V07": "error"}, "Beleg B010: ohne Zahlungsnachweis"),
    ("no day of payment", "lamsa", receipt("B064", "paid_on = NULL"), {"V07": "error"}, "Beleg B064: ohne Tag der Zahlung"),
    ("no tag of the project", "lamsa", receipt("B064", "project_tag = NULL"), {"V07": "error"}, "Beleg B064: ohne Projektkennzeichen"),
    ("another project's tag", "lamsa", receipt("B064", "project_tag = 'IKOE-23'"), {"V07": "error"}, "Beleg B064: trägt das Projektkennzeichen „IKOE-23“ statt „LAMSA-DW“"),
    ("no payee and no purpose", "lamsa", receipt("B064", "party = ' ', purpose = ''"), {"V07": "error"}, "Beleg B064: ohne Empfänger"),
    ("a bill without its date", "lamsa", receipt("B069", "invoice_on = NULL"), {"V07": "error"}, "Beleg B069: Rechnung ohne Datum"),
    ("no number", "lamsa", receipt("B071", "no = ' '"), {"V07": "error"}, "ohne Nummer"),
    # V08
    ("a number left out", "lamsa", receipt("B064", "no = 'R64'"), {"V08": "warning"}, "Nummer B064 fehlt: auf B063 folgt B065"),
    ("the first ones left out", "lamsa", receipt("B001", "no = 'X'") + ";" + receipt("B002", "no = 'Y'"), {"V08": "warning"}, "Nummern B001 bis B002 fehlen: die Reihe beginnt mit B003"),
    ("an income left out", "lamsa", "UPDATE income SET no = 'E013' WHERE no = 'E003' AND funding_id = 1", {"V08": "warning"}, "Nummern E003 bis E012 fehlen: auf E002 folgt E013"),
    # V09
    ("a discount of 2 % not taken", "lamsa", receipt("B070", "discount_offered_ct = 6960"), {"V09": "warning"}, "Beleg B070: 69,60 EUR Skonto oder Rabatt angeboten, nicht genutzt; abgezogen sind 69,60 EUR"),
    ("a discount partly taken", "lamsa", receipt("B070", "discount_offered_ct = 6960, discount_taken_ct = 1000"), {"V09": "warning"}, "nur 10,00 EUR genutzt"),
    ("a discount taken", "lamsa", receipt("B070", "discount_offered_ct = 6960, discount_taken_ct = 6960"), {}, ""),
    ("beer", "lamsa", receipt("B058", "purpose = 'Raum, BIER und Wein'"), {"V09": "warning"}, "Beleg B058: „Raum, BIER und Wein“ nennt Alkohol, in der Regel nicht zuwendungsfähig"),
    ("a fine", "lamsa", receipt("B067", "purpose = 'Reisekosten (Bußgeld)'"), {"V09": "warning"}, "Bußgeld"),
    ("a reminder's fee", "lamsa", receipt("B067", "purpose = 'MAHNGEBÜHR/Reisekosten'"), {"V09": "warning"}, "Mahnkosten"),
    ("towns and people named like drinks", "lamsa", receipt("B067", "purpose = 'Fahrt nach Weinheim, Bierbaum und Sektor B, Pfandhaus'"), {}, ""),
    ("a word that was added", "lamsa", "INSERT INTO ineligible_word VALUES ('Süßes', 'Süßwaren', 'Bescheid'); " + receipt("B067", "purpose = 'Reise, SÜSSES'"), {"V09": "warning"},
     "Beleg B067: „Reise, SÜSSES“ nennt Süßwaren, in der Regel nicht zuwendungsfähig"),
    ("beer where no word speaks of it", "lamsa", "DELETE FROM ineligible_word; " + receipt("B058", "purpose = 'Raum, Bier'"), {}, ""),
    ("input tax that is nowhere entered", "lamsa", "UPDATE org SET vat_deduct = 1 WHERE id = 1; UPDATE receipt SET vat_ct = 0 WHERE funding_id = 1", {"V09": "warning"}, "zum Vorsteuerabzug berechtigt"),
    # V10
    ("a credit without its bill", "lamsa", copy("B069", "B072", gross_ct=-1000, vat_ct=0, invoice_no="G-1"), {"V10": "warning"}, "Beleg B072: Gutschrift über 10,00 EUR ohne ihre Rechnung"),
    ("a credit of its bill", "lamsa", copy("B069", "B072", gross_ct=-1000, vat_ct=0, credit_of_id=69), {}, ""),
    ("a credit of more than its bill", "lamsa", copy("B067", "B072", gross_ct=-51501, credit_of_id=67), {"V10": "warning"},
     "die Gutschriften zu Beleg B067 betragen 515,01 EUR, seine Rechnung nur 515,00 EUR"),
    ("a credit in another line", "lamsa", copy("B069", "B072", gross_ct=-1000, vat_ct=0, credit_of_id=69, budget_line_id=5, procurement_id=None), {"V10": "warning"},
     "Gutschrift in einem anderen Ansatz als ihre Rechnung, Beleg B069"),
    ("a credit at another share", "lamsa", copy("B069", "B072", gross_ct=-1000, vat_ct=0, credit_of_id=69, share_bp=5050), {"V10": "warning"}, "Gutschrift mit 50,5 % angerechnet"),
    ("a credit that is positive", "lamsa", copy("B069", "B072", gross_ct=1000, vat_ct=0, credit_of_id=69, invoice_no="G-1", procurement_id=None), {"V10": "warning"}, "ist aber keine Gutschrift"),
    # V11, V12
    ("third means of 1.500 instead of 2.000 EUR", "lamsa", "UPDATE income SET amount_ct = 150000 WHERE id = 3", {"V11": "warning"},
     "Ansatz E3 „Drittmittel Landkreise“: eingegangen 3.500,00 EUR, geplant 4.000,00 EUR, es fehlen 500,00 EUR"),
    ("an income without a line", "lamsa", "INSERT INTO income (funding_id, no, received_on, payer, purpose, amount_ct) VALUES (1, 'E004', '2015-12-01', 'Sparkasse', 'Spende', 5000)", {"V12": "warning"},
     "Einnahme E004: 50,00 EUR von „Sparkasse“ am 01.12.2015 ist keinem Ansatz zugeordnet"),
    ("fees of participants, but no income", "lamsa", "UPDATE event SET fee_ct = 1500 WHERE id IN (6, 10)", {"V12": "warning"}, "2 Veranstaltungen, zuerst „"),
    # V13
    ("more drawn than granted", "lamsa", "INSERT INTO drawdown (funding_id, no, requested_on, paid_on, amount_ct) VALUES (1, 'A6', '2015-12-01', '2015-12-10', 1)", {"V13": "error"},
     "abgerufen 68.000,01 EUR, bewilligt 68.000,00 EUR, 0,01 EUR zu viel"),
    ("granted less than was drawn", "lamsa", "INSERT INTO funding_notice (funding_id, dated, kind, changes_id, amount_ct) VALUES (1, '2016-02-01', 'widerruf', 1, -100000); "
     "INSERT INTO budget_change (budget_line_id, notice_id, new_plan_ct) SELECT 11, max(id), 6700000 FROM funding_notice; "
     "INSERT INTO budget_change (budget_line_id, notice_id, new_plan_ct) SELECT 12, max(id), 900000 FROM funding_notice; "
     "INSERT INTO income (funding_id, budget_line_id, no, received_on, payer, purpose, amount_ct) VALUES (1, 12, 'E004', '2016-02-02', 'LAMSA', 'Eigenmittel', 100000)",
     {"V13": "warning"}, "abgerufen 68.000,00 EUR, bewilligt 67.000,00 EUR, 1.000,00 EUR zu viel; bei jeder Auszahlung war es bewilligt"),
    ("drawn before it was granted", "lamsa", "UPDATE funding_notice SET dated = '2014-12-16' WHERE id = 1", {"V05": "warning", "V13": "error"}, "Abruf A1: mit ihm sind am 15.12.2014 7.500,00 EUR abgerufen, bewilligt waren an diesem Tag 0,00 EUR"),
    ("more than the advances allowed", AGSA, "INSERT INTO drawdown (funding_id, no, requested_on, paid_on, amount_ct, spend_by) VALUES (2, 'A4', '2024-12-01', '2024-12-16', 8800001, '2025-06-30')",
     {"V13": "warning"}, "abgerufen 216.000,01 EUR von 270.000,00 EUR, vor dem Schlussnachweis dürfen es 80 % sein (216.000,00 EUR)"),
    ("drawn too early", "lamsa", "UPDATE drawdown SET requested_on = '2014-11-03', paid_on = '2014-11-10' WHERE id = 1", {"V13": "warning"}, "Abruf A1: bis zum 10.01.2015 waren"),
    ("spent a day too late", "lamsa", "UPDATE drawdown SET spend_by = '2015-01-27' WHERE id = 1", {"V13": "warning"}, "nicht verwendet, einen Tag zu spät; Zinshinweis"),
    ("interest without a base rate", "lamsa", "DELETE FROM base_rate; UPDATE drawdown SET spend_by = '2015-01-01' WHERE id = 1", {"V13": "warning", "V14": "info"},
     "5 Prozentpunkte über dem Basiszinssatz, der nicht hinterlegt und mit 0 % gerechnet ist"),
    ("paid before it was asked for", "lamsa", "UPDATE drawdown SET requested_on = '2014-12-16' WHERE id = 1", {"V13": "warning"}, "bevor er am 16.12.2014 angefordert war"),
    ("asked for, but not paid out", "lamsa", "INSERT INTO drawdown (funding_id, no, requested_on, amount_ct) VALUES (1, 'A6', '2015-12-01', 120000)", {"V13": "info"},
     "Abruf A6: 1.200,00 EUR am 01.12.2015 angefordert, bis 15.06.2016 nicht ausgezahlt"),
    # V14
    ("two funders pay more than was spent", "lamsa", TWO_FUNDERS, {"V14": "warning"},
     "Zuwendungen zusammen: zustehend 68.000,00 EUR und von anderen Zuwendungsgebern ausgezahlt 12.000,00 EUR, zuwendungsfähig nur 79.144,25 EUR; 855,75 EUR sind überfinanziert"),
    ("two rates of more than 100 %", "lamsa", TWO_FUNDERS + "; DELETE FROM drawdown WHERE funding_id = 9; UPDATE budget_line SET source = 'eigen', grant_id = NULL WHERE id = 12; DELETE FROM funding_notice WHERE funding_id = 9",
     {"V02": "error", "V11": "warning", "V14": "warning"}, "Fördersätze der Zuwendungen dieses Plans: zusammen 115 %, also mehr als die Ausgaben"),
    # V15
    ("receipts of a flat rate", "lamsa", receipt("B064", "budget_line_id = 7"), {"V15": "error"}, "Ansatz 7 „Verwaltungspauschale“: Pauschale, aber Beleg B064 ist ihr zugeordnet"),
    ("two receipts of a flat rate", "lamsa", receipt("B064", "budget_line_id = 7") + ";" + receipt("B065", "budget_line_id = 7"), {"V15": "error"}, "Pauschale, aber Belege B064 und B065 sind ihr zugeordnet"),
    ("a percentage of nothing", AGSA, "DELETE FROM flat_rate_base", {"V15": "error"}, "Pauschale von 7 %, aber ohne Ansätze, von denen sie gerechnet wird"),
    ("office costs beside their flat rate", "lamsa", "UPDATE budget_line SET category = 'verwaltung' WHERE id = 5", {"V15": "warning"}, "einzeln abgerechnete Verwaltungsausgaben neben der Pauschale in Ansatz 7"),
    # V16
    ("a month outside the period", "lamsa", "UPDATE staff_cost SET month = '2016-01' WHERE receipt_id = 1", {"V16": "warning"}, "Beleg B001: Monat 01/2016 von „Projektreferat 1“ liegt außerhalb"),
    ("a month that does not exist", "lamsa", "UPDATE staff_cost SET month = '2015-13' WHERE receipt_id = 1", {"V16": "warning"}, "Monat 13/2015 von „Projektreferat 1“ gibt es nicht"),
    ("more hours than the contract has", "lamsa", "UPDATE staff_cost SET project_hours_x100 = 2000 WHERE receipt_id = 1", {"V16": "warning"}, "20,00 Stunden für das Projekt, im Vertrag stehen 19,50"),
    ("one post in two projects for more than all its time", ALL, "UPDATE project SET lead_org_id = 9 WHERE id = 1; UPDATE staff_cost SET role = 'Projektleitung', month = '2023-07', project_hours_x100 = 1900 "
     "WHERE receipt_id = 1", {"V16": "warning"}, "in allen Projekten des Trägers"),
    ("no pay grade", "lamsa", "UPDATE staff_cost SET pay_grade = NULL WHERE receipt_id = 1", {"V16": "warning"}, "keine Entgeltgruppe genannt"),
    ("no post", "lamsa", "DELETE FROM staff_cost WHERE receipt_id = 1", {"V16": "warning"}, "Beleg B001: ohne Stelle und Monat"),
    ("pay that is not the receipt's sum", "lamsa", "UPDATE staff_cost SET employer_ct = employer_ct + 1 WHERE receipt_id = 1", {"V16": "warning"}, "Brutto und Arbeitgeberanteil ergeben 1.400,01 EUR, der Beleg lautet über 1.400,00 EUR"),
    # V17
    ("a fee without contract", "lamsa", "UPDATE fee SET contract_ref = NULL WHERE receipt_id = 29", {"V17": "warning"}, "Beleg B029: Honorar ohne Vertrag"),
    ("a fee without particulars", "lamsa", "DELETE FROM fee WHERE receipt_id = 29", {"V17": "warning"}, "Beleg B029: Honorar ohne Angaben"),
    ("hours times rate is not the sum", "lamsa", "UPDATE fee SET rate_ct = 6501 WHERE receipt_id = 29", {"V17": "warning"}, "10,00 Stunden zu 65,01 EUR sind 650,10 EUR, der Beleg lautet über 650,00 EUR"),
    ("a journey days after its event", "lamsa", receipt("B067", "event_id = 10, service_from = '2015-12-04', service_to = '2015-12-04'"), {"V17": "warning"}, "Beleg B067: Reise vom 04.12.2015 passt nicht zur Veranstaltung"),
    ("a journey on the day before, where the rules do not allow it", "lamsa", "UPDATE rule_profile SET travel_days = 0; " + receipt("B067", "event_id = 10, service_from = '2015-12-01', service_to = '2015-12-01'"),
     {"V17": "warning"}, "Beleg B067: Reise vom 01.12.2015 passt nicht zur Veranstaltung"),
    ("a journey on the day before", "lamsa", receipt("B067", "event_id = 10, service_from = '2015-12-01', service_to = '2015-12-01'"), {}, ""),
    ("a journey elsewhere", "lamsa", receipt("B066", "event_id = 6, region_id = 2, service_from = '2015-09-14', service_to = '2015-09-14'"), {"V17": "warning"}, "die Veranstaltung „"),
    ("another project's event", "lamsa", receipt("B058", "event_id = 40"), {"V17": "warning"}, "eines anderen Projekts"),
    # V18
    ("an order without offers", "lamsa", receipt("B070", "procurement_id = NULL"), {"V18": "warning"}, "Beleg B070: 3.480,00 EUR an „Druckerei“ ohne Vergabe; über 1.000,00 EUR sind 3 Angebote verlangt"),
    ("one offer and no reason", "lamsa", "UPDATE procurement SET offers_n = 1, reason = NULL WHERE id = 3", {"V18": "warning"}, "nur 1 Angebot für 3.480,00 EUR (Beleg B070), verlangt sind 3"),
    ("one offer and a reason", "lamsa", "UPDATE procurement SET offers_n = 1 WHERE id = 3", {}, ""),
    ("placed after the bill", "lamsa", "UPDATE procurement SET awarded_on = '2015-12-01' WHERE id = 3", {"V18": "warning"}, "vergeben am 01.12.2015, nach der Rechnung vom 02.09.2015 (Beleg B070)"),
    ("placed before the period", "lamsa", "UPDATE procurement SET awarded_on = '2014-10-31' WHERE id = 3", {"V18": "warning"}, "vergeben am 31.10.2014, vor dem zugelassenen Beginn (01.11.2014)"),
    # V19
    ("a local measure of 5.120,00 EUR", "lamsa", receipt("B060", "gross_ct = 192000"), {"V19": "error"},
     "„Landkreis Stendal“: lokale Maßnahmen mit 5.120,00 EUR abgerechnet (zuletzt Beleg B060), zulässig sind 5.000,00 EUR"),
    ("more agreed than allowed", "lamsa", "UPDATE measure SET budget_ct = budget_ct + 20000 WHERE id = 4", {"V19": "error"}, "„Salzlandkreis“: Maßnahmen für"),
    ("a local measure of no region", "lamsa", receipt("B060", "region_id = NULL"), {"V19": "warning"}, "Beleg B060: lokale Maßnahme ohne Region"),
    ("a measure of no region", "lamsa", "UPDATE measure SET region_id = NULL WHERE id = 4", {"V19": "warning"}, "aber ohne Region"),
    # V20
    ("a thing that is not listed", AGSA, "DELETE FROM inventory WHERE receipt_id = 115", {"V20": "warning"}, "Beleg K015: Anschaffung für 3.332,00 EUR"),
    ("a thing dearer than its bill", AGSA, "UPDATE inventory SET value_ct = value_ct + 1 WHERE receipt_id = 115", {"V20": "warning"}, "sind mit 3.332,01 EUR bewertet, der Beleg lautet über 3.332,00 EUR"),
    ("a thing without a bill", AGSA, "INSERT INTO inventory (funding_id, no, name, bought_on, value_ct) VALUES (2, 'IKOE-009', 'Drucker', '2024-02-02', 90000)", {"V20": "warning"},
     "Inventar IKOE-009: „Drucker“ (900,00 EUR) gehört zu keinem Beleg"),
    # V21
    ("395 instead of 392", "lamsa", "UPDATE indicator_value SET n = 395 WHERE id = 1", {"V21": "error"}, "Indikator T1: Wert 395 am 31.12.2015, die verknüpften Veranstaltungen ergeben 392"),
    ("an event counted otherwise", "lamsa", "UPDATE attendance SET n = n + 1 WHERE event_id = 1 AND dim = 'total'", {"V21": "error"}, "Indikator T1: Wert 392 am 31.12.2015, die verknüpften Veranstaltungen ergeben 393"),
    ("an event that nobody counted", "lamsa", "DELETE FROM attendance WHERE event_id = 9 AND dim = 'total'", {"V21": "error"}, "zählt mit, hat aber keine Zahl dafür (total alle)"),
    ("genders that are not the whole", "agsa-amif", "UPDATE indicator_value SET n = 61 WHERE id = 12", {"V21": "error"}, "Indikator O.2.3: nach Geschlecht aufgeteilt ergibt er 98, der ganze Wert ist 97"),
    ("ages that are not the whole", "agsa-amif", "UPDATE indicator_value SET n = 79 WHERE id = 15", {"V21": "error"}, "Indikator O.2.3: nach Alter aufgeteilt ergibt er 96, der ganze Wert ist 97"),
    ("parts of no whole", "agsa-amif", "DELETE FROM indicator_value WHERE id = 17", {"V21": "error"}, "Indikator R.2.9: am 31.12.2024 gibt es Aufteilungen, aber keinen ganzen Wert"),
    ("an event's genders that are not its total", "lamsa", "UPDATE attendance SET n = n + 1 WHERE event_id = 6 AND dim = 'gender' AND n = 37", {"V21": "error"},
     "nach Geschlecht aufgeteilt ergeben sich 65 Teilnahmen, insgesamt sind es 64"),
    ("no value", "lamsa", "DELETE FROM indicator_value WHERE id = 4", {"V21": "warning"}, "Indikator T4: kein Wert bis 31.12.2015"),
    # V22 to V25
    ("an event too few", "lamsa", "UPDATE event_plan SET planned_n = 4 WHERE project_id = 1 AND kind = 'dialogforum' AND region_id = 2", {"V22": "warning"},
     "Dialogforen („Landkreis Stendal“): 3 bis 31.12.2015, geplant 4"),
    ("an event more than planned", "lamsa", "UPDATE event_plan SET planned_n = 2 WHERE project_id = 1 AND kind = 'dialogforum' AND region_id = 2", {"V22": "info"}, "3 bis 31.12.2015, geplant 2"),
    ("too late by 15 days", "lamsa", "UPDATE report SET as_of = '2016-07-15' WHERE id = 1", {"V23": "warning"}, "vorzulegen bis 30.06.2016, aufgestellt am 15.07.2016, 15 Tage zu spät"),
    ("an edition without the funder", "lamsa", "UPDATE edition SET credit_line = NULL WHERE publication_id = 16 AND lang = 'ar'", {"V24": "error"},
     "Fassung ar: der Förderhinweis „Gefördert aus Mitteln des Landes Sachsen-Anhalt“ fehlt"),
    ("another wording", "lamsa", "UPDATE edition SET credit_line = 'Gefördert vom Land Sachsen-Anhalt' WHERE publication_id = 17", {"V24": "error"}, "Fassung de: der Förderhinweis"),
    ("the second funder not named", AGSA, "UPDATE edition SET credit_line = 'Kofinanziert von der Europäischen Union' WHERE publication_id = 18", {"V24": "error"},
     "Fassung de: der Förderhinweis „Gefördert aus Mitteln des Landes Sachsen-Anhalt“ fehlt"),
    ("no logo", "lamsa", "DELETE FROM publication_logo WHERE publication_id = 16 AND org_id = 2", {"V24": "error"}, "das Logo von „Land Sachsen-Anhalt“ fehlt"),
    ("no edition", "lamsa", "DELETE FROM edition WHERE publication_id = 17", {"V24": "error"}, "keine Fassung erfasst"),
    ("no copy kept", "lamsa", "DELETE FROM specimen_copy WHERE publication_id = 16", {"V25": "warning"}, "liegt kein Belegexemplar vor"),
    ("a print of nothing", "lamsa", receipt("B071", "publication_id = NULL"), {"V25": "warning"}, "Beleg B071: Druckrechnung ohne Veröffentlichung"),
]

# The faults of the sample's specification, made in the records: (what is wrong, the file, how its row is known, what is
# changed in it or, with a number, in a copy of it, the check, the exit status of `check`).
E2E = [
    ("paid after the period", "receipt", {"no": "B067"}, {"id": "900", "no": "B072", "paid_on": "2016-02-10", "invoice_no": "RK-16"}, "V05", 1),
    ("a copy with another number", "receipt", {"no": "B045"}, {"id": "900", "no": "B072"}, "V06", 1),
    ("a discount of 2 % not taken", "receipt", {"no": "B070"}, {"discount_offered_ct": "6960"}, "V09", 0),
    ("third means of 1.500 instead of 2.000 EUR", "income", {"id": "3"}, {"amount_ct": "150000"}, "V11", 0),
    ("a local measure of 5.120,00 EUR", "receipt", {"no": "B060"}, {"gross_ct": "192000"}, "V19", 1),
    ("395 instead of 392", "indicator_value", {"id": "1"}, {"n": "395"}, "V21", 1),
    ("an edition without the funder", "edition", {"publication_id": "16", "lang": "ar"}, {"credit_line": ""}, "V24", 1),
]
# What import refuses: (what is wrong, the file, how its row is known, what is changed, what is said of the row).
IMPORT = [
    ("text in an amount", "receipt", {"no": "B064"}, {"gross_ct": "rund 600"}, ["error: column 'gross_ct': 'rund 600' is not an amount"]),
    ("thirteen digits of cents", "receipt", {"no": "B064"}, {"gross_ct": "1234567890123"}, ["error: column 'gross_ct': '1234567890123' is not between -99999999999 and 99999999999 cents"]),
    ("tenths of a cent", "income", {"id": "3"}, {"amount_ct": "1.500,005"}, ["error: column 'amount_ct': '1.500,005' is not an amount"]),
    ("a receipt of another funding", "receipt", {"no": "B064"}, {"funding_id": "2"},
     ["error: columns 'budget_line_id', 'funding_id': table 'budget_line' has no row with id '5' and funding_id '2'", "note: the row with id '5' has funding_id '1'"]),
    ("a receipt of no line", "receipt", {"no": "B064"}, {"budget_line_id": "77"}, ["error: column 'budget_line_id': table 'budget_line' has no row with id '77'"]),
    ("two notices on one day", "funding_notice", {"id": "1"}, {"id": "91", "kind": "aenderung", "changes_id": "1", "amount_ct": "0"},
     ["error: columns 'funding_id', 'dated': '1', '2014-10-20' occur twice in table 'funding_notice'"]),
    ("a period that ends before it begins", "funding", {"id": "1"}, {"period_from": "2015-12-31", "period_to": "2014-11-01"},
     ["error: column 'period_to': '2014-11-01' breaks the rule period_to >= period_from, where period_from is '2015-12-31'"]),
    ("a report that ends before it begins", "report", {"id": "1"}, {"period_to": "2014-10-31"}, ["error: column 'period_to': '2014-10-31' breaks the rule period_to >= period_from, where period_from is '2014-11-01'"]),
    ("a share of the cost without its rate", "funding", {"id": "1"}, {"rate_bp": ""}, ["error: column 'kind': 'anteil' breaks the rule (kind = 'anteil') = (rate_bp IS NOT NULL), where rate_bp is empty"]),
    ("more tax than the bill", "receipt", {"no": "B070"}, {"vat_ct": "400000"}, ["error: column 'vat_ct': '400000' breaks the rule", ", where gross_ct is '348000'"]),
    ("a change of a notice that is not there", "budget_change", {"id": "1"}, {"notice_id": "44"}, ["error: column 'notice_id': table 'funding_notice' has no row with id '44'"]),
    ("two lines for one grant", "budget_line", {"id": "13"}, {"source": "zuwendung", "grant_id": "1"}, ["error: columns 'funding_id', 'grant_id': '1', '1' occur twice in table 'budget_line'"]),
    ("a deleted funder", "funding", {"id": "1"}, {"funder_org_id": "98"}, ["error: column 'funder_org_id': table 'org' has no row with id '98'"]),
]
LEVELS = ["info", "warning", "error"]
MANIFEST = """title: Prüfung
database: project.db
date: 2025-01-31
documents:
  - template: report
    each: SELECT id AS report_id, slug FROM report ORDER BY id
    output: "{{slug}}.pdf"
    checks: ["V*"]
"""
TEMPLATE = """---
params: {report_id: int}
---
# Nachweis {{report_id}}
"""


def read_checks():
    """{name: (level, statement)}"""
    checks = {}
    for name in NAMES:
        with open(os.path.join(ROOT, "data", "checks", name + ".sql"), encoding="utf-8") as file:
            text = file.read()
        checks[name] = (text[3 : text.index(":")], text)
    return checks


def findings(db, checks, reports):
    """{report: {(check, level, message)}}; a check that fails is a finding of its own."""
    found = {}
    for report, slug in db.execute("SELECT id, slug FROM report ORDER BY id").fetchall():
        if slug not in reports:
            continue
        found[slug] = set()
        for name, (level, text) in checks.items():
            try:
                cursor = db.execute(text, {"report_id": report})
                columns = [column[0] for column in cursor.description]
                rows = [dict(zip(columns, row)) for row in cursor]
            except sqlite3.Error as fault:
                rows = [{"message": str(fault), "severity": "broken"}]
            found[slug] |= {(name, row.get("severity") or level, row["message"] or "") for row in rows}
    return found


def do(db, what):
    """Does statements or changes a view, or does a list of these."""
    if isinstance(what, str):
        for statement in what.split(";"):
            db.execute(statement)
    elif isinstance(what, list):
        for step in what:
            do(db, step)
    else:
        view, old, new = what
        (text,) = db.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (view,)).fetchone()
        assert old in text, f"{view} has no {old}"
        db.execute(f"DROP VIEW {view}")
        db.execute(text.replace(old, new))


def gravest(found):
    """{check: its gravest level}"""
    levels = {}
    for name, level, _ in found:
        if level not in LEVELS or LEVELS.index(level) >= LEVELS.index(levels.get(name, "info")):
            levels[name] = level
    return levels


def figureless(found):
    """The findings without their amounts, which many a fault changes."""
    return {(name, level, re.sub(r"[0-9.]+,[0-9]{2} EUR", "… EUR", message)) for name, level, message in found}


def try_fault(db, checks, sound, fault):
    sentence, reports, what, expected, said = fault
    reports = reports.split()
    db.execute("BEGIN")
    do(db, what)
    is_whole = not db.execute("PRAGMA foreign_key_check").fetchall()
    found = findings(db, checks, {*reports, *(sound if try_fault.tried % 16 == 0 else [])})
    db.execute("ROLLBACK")
    try_fault.tried += 1
    check(is_whole or DANGLING in what, f"{sentence}: an import would let it pass")
    new = {row for slug in reports for row in found[slug] if not figureless({row}) <= figureless(sound.get(slug, set()))}
    levels = {name: level for name, level in gravest(new).items() if level != "info" or expected.get(name) == "info"}
    check(levels == expected, f"{sentence}: found by {expected or 'no check'}, not by {levels}", *sorted(new))
    check(not expected or any(said in message for name, _, message in new if name in expected), f"{sentence}: '{said}' is said", *sorted(new))
    others = {row for slug in found if slug not in reports for row in found[slug] ^ sound[slug]}
    check(not others, f"{sentence}: other reports are left alone", *sorted(others))


try_fault.tried = 0


def workspace(folder):
    """A workspace of the sample's schema and records, with a document a report."""
    for name in ("schema.sql", "records", "checks", "media"):
        source, target = os.path.join(ROOT, "data", name), os.path.join(folder, name)
        if os.path.isdir(source):
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
    os.mkdir(os.path.join(folder, "templates"))
    for path, text in (("dokuwerk.yaml", MANIFEST), ("templates/report.md", TEMPLATE)):
        with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
            file.write(text)


def change(path, known, new):
    """Changes the row of a CSV file, or adds a copy of it under another id; returns its line."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    (row,) = [row for row in rows if all(row[column] == value for column, value in known.items()) and row.get("funding_id", "1") in ("1", "")]
    if "id" in new:
        row = row | new
        rows.append(row)
    else:
        row.update(new)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return rows.index(row) + 2


def run(program, folder, *arguments):
    return subprocess.run([program, *arguments, "-C", folder], capture_output=True, text=True, timeout=120)


def told(answer):
    """The checks whose errors and warnings stand in the program's messages."""
    return {name for name in NAMES for line in answer.stderr.splitlines() if f"check '{name}'" in line and ": info: " not in line}


def try_records(program, folder, fault):
    sentence, file, known, new, name, status = fault
    path = os.path.join(folder, "records", file + ".csv")
    shutil.copy(path, path + ".sound")
    change(path, known, new)
    imported = run(program, folder, "import")
    check(imported.returncode == 0, f"{sentence}: imported", imported.stderr)
    answer = run(program, folder, "check")
    check(answer.returncode == status, f"{sentence}: check ends with {status}, not {answer.returncode}", answer.stderr)
    check(told(answer) == {name, "V03"}, f"{sentence}: told by {name} and V03, not by {sorted(told(answer))}", answer.stderr)
    shutil.move(path + ".sound", path)


def try_import(program, folder, fault):
    sentence, file, known, new, said = fault
    path = os.path.join(folder, "records", file + ".csv")
    shutil.copy(path, path + ".sound")
    line = change(path, known, new)
    answer = run(program, folder, "import")
    check(answer.returncode == 1, f"{sentence}: refused", answer.stderr)
    own = [message for message in answer.stderr.splitlines() if message.startswith(f"records/{file}.csv:{line}:")]
    for words in said:
        check(any(words in message for message in own), f"{sentence}: '{words}' is said of line {line}", answer.stderr)
    check(answer.stderr.count("error:") == 1, f"{sentence}: one mistake, one message", answer.stderr)
    shutil.move(path + ".sound", path)


def main():
    program = os.path.abspath(sys.argv[1])
    checks = read_checks()
    with tempfile.TemporaryDirectory() as folder:
        workspace(folder)
        imported = run(program, folder, "import")
        check(imported.returncode == 0, "the sample's records are imported", imported.stderr)
        db = sqlite3.connect(os.path.join(folder, "project.db"), isolation_level=None)
        sound = findings(db, checks, ALL.split())
        grave = sorted((slug, *row) for slug, rows in sound.items() for row in rows if row[1] != "info")
        check([row[:3] for row in grave] == [("lamsa", "V03", "warning")], "the sample's records are sound but for line 6", *grave)
        check(any("rechnerisch ermittelter Erstattungsbetrag 727,39 EUR" in row[2] for row in sound["lamsa"]), "V14 tells what is to be paid back", *sorted(sound["lamsa"]))
        meant = {name for fault in FAULTS for name in fault[3]}
        check(meant == set(NAMES), f"each check has a fault of its own, {sorted(set(NAMES) - meant)} not")
        for fault in FAULTS:
            try_fault(db, checks, sound, fault)
        db.close()
        answer = run(program, folder, "check")
        check(answer.returncode == 0 and told(answer) == {"V03"}, "`check` finds the sample sound but for line 6", answer.stderr)
        for fault in E2E:
            try_records(program, folder, fault)
        for fault in IMPORT:
            try_import(program, folder, fault)
    finish()


main()
