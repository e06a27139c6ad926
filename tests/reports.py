# SPDX-License-Identifier: GPL-3.0-or-later
"""Workspaces that print funding reports: records made here for any number of receipts, in the order
of their plan and without a fault that a check would find; and records read back as the tables that
tests/grant.py takes."""
import csv
import glob
import os
import random
import shutil
import sqlite3

import budgets

ROOT = budgets.ROOT
MANIFEST = """title: Messung
database: project.db
languages: {source: de}
theme: report
date: 2016-06-15
documents:
  - template: funding-report
    each: SELECT id AS report_id, slug FROM report ORDER BY id
    output: "{{slug}}.pdf"
"""
TITLES = ["Sachkosten", "Räume", "Reisekosten", "Geschäftsbedarf", "Verpflegung", "Technik", "Porto und Telefon",
          "Fachliteratur", "Versicherungen", "Material der Werkstätten"]
PARTIES = ["Druckerei Auental", "Gaststätte am Markt", "Busbetrieb Köthen", "Schreibwaren Stendal", "Hotel Naumburg", "Bürgerhaus"]
PURPOSES = ["Papier und Stifte", "Fahrt zum Treffen der Projektpartner", "Raummiete Frühjahrstreffen", "Porto", "Imbiss Werkstatt",
            "Haftpflicht", "Karten für alle Träger des Landkreises"]


def case(receipts):
    """A share of 85 % in so many receipts, some with discount, share or credit."""
    rand = random.Random(receipts)
    made = budgets.Case(1, ids=2 * receipts + 1000).begin(extra_cover="anteilig", statement_md="Die Angaben stimmen.")
    made.tables["org"][0].update(street="Marktplatz 1", zip="06108", city="Halle (Saale)")
    made.project["tag"] = "P-1"
    funding = made.fund("anteil", 8500, begun_on="2014-11-01", file_no="BEISPIEL-1")
    plans, lines, number = [], [], 0
    for i, title in enumerate(TITLES):
        line = made.line(funding, "aus", 0, title=title, no=str(i + 1))
        lines.append(line)
        for k in range(i * receipts // len(TITLES), (i + 1) * receipts // len(TITLES)):
            number += 1
            gross = rand.randrange(1, 10 ** rand.randrange(3, 7))
            columns = {"share_bp": rand.choice((10000, 10000, 5000, 3333))}
            if rand.randrange(10) == 0:
                columns["discount_offered_ct"] = columns["discount_taken_ct"] = gross // 50
            day = f"2015-{(k * 12 * len(TITLES) // receipts) % 12 + 1:02d}-{rand.randrange(1, 29):02d}"
            receipt = made.receipt(line, gross, no=f"B{number:05d}", invoice_no=f"R-{number}", invoice_on=day, paid_on=day, service_from=day, service_to=day,
                                   party=rand.choice(PARTIES), purpose=f"{rand.choice(PURPOSES)} {number}", project_tag="P-1", payment_proof=f"Kto {number}",
                                   **columns)
            line["plan_ct"] += budgets.grant.eligible(receipt, 0)[-1]
        plans.append(line["plan_ct"])
    granted = sum(plans) * 85 // 100
    made.line(funding, "ein", granted, title="Zuwendung", no="E1", grant_id=funding["id"])
    made.income(made.line(funding, "ein", sum(plans) - granted, title="Eigenmittel", no="E2"), sum(plans) - granted, "2015-01-15")
    made.tables["income"][0].update(no="E001", payer="Verein", purpose="Eigenmittel")
    made.notice(funding, "2014-10-01", granted)
    for i in range(4):
        made.draw(funding, granted // 4, f"2015-{3 * i + 1:02d}-02", "2016-01-31")
    made.report(funding)
    return made.tables


def write(folder, tables):
    """A workspace in the folder: schema, checks, manifest, records; templates are the program's own."""
    os.makedirs(os.path.join(folder, "records"))
    shutil.copy(budgets.SCHEMA, os.path.join(folder, "schema.sql"))
    shutil.copytree(os.path.join(ROOT, "data", "checks"), os.path.join(folder, "checks"))
    with open(os.path.join(folder, "dokuwerk.yaml"), "w", encoding="utf-8") as out:
        out.write(MANIFEST)
    for table, rows in tables.items():
        names = sorted({name for row in rows for name in row})
        with open(os.path.join(folder, "records", f"{table}.csv"), "w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(names)
            writer.writerows(["–" if row.get(name) == "" else row.get(name) for name in names] for row in rows)


def read(folder):
    """The CSV files of records/ as tables: numbers where the schema has numbers, its defaults where it has some."""
    db = budgets.database(open(os.path.join(folder, "schema.sql"), encoding="utf-8").read())
    tables = {}
    for path in sorted(glob.glob(os.path.join(folder, "records", "*.csv"))):
        table = os.path.basename(path)[:-len(".csv")]
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                row = {name: value for name, value in row.items() if value != ""}
                db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values()))
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        tables[table] = [dict(row) for row in db.execute(f"SELECT * FROM {table} ORDER BY rowid")]
    return tables
