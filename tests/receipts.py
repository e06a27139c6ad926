# SPDX-License-Identifier: GPL-3.0-or-later
"""Random receipts of a project, the same for one seed on every machine: a database for `typeset`,
a template that prints them as one table with groups, subtotals and a total, and the rows as data.

Amounts are integer cents. A row is (number, date, party, purpose, amount, share), rows of a budget
line follow one another."""
import random
import sqlite3

LINES = ["Personal", "Honorare", "Reisekosten", "Sachkosten", "Öffentlichkeitsarbeit", "Miete",
         "Verpflegung", "Sprachmittlung", "Druckkosten", "Versicherung"]
PARTY = ["Druckerei", "Gaststätte", "Bäckerei", "Busbetrieb", "Schreibwaren", "Hotel", "Fachhandel",
         "Sprachschule", "Stadtwerke", "Bürgerhaus"]
PLACE = ["Auental", "Bernburg", "Köthen", "Stendal", "Naumburg", "Salzwedel", "Wittenberg", "Zeitz"]
PURPOSE = ["Flyer", "Getränke", "Fahrt zum Treffen", "Papier und Stifte", "Raummiete", "Honorar Referentin",
           "Dolmetschen", "Plakate", "Imbiss", "Porto", "Haftpflicht", "Moderation Werkstatt"]
EXTRA = ["Dialogforum", "Frühjahrstreffen", "Ehrenamtsbörse", "Sommerfest in der Neustadt",
         "Auswertung mit allen Trägern des Landkreises", "Netzwerk", ""]

TEMPLATE = """---
title: Belegliste
lang: de
template: true
---
```sql receipts
SELECT no, paid_on, party, purpose, amount_ct, share_ct, line FROM receipt ORDER BY no
```

::: {.table data=receipts cols="no paid_on:date party:* purpose:* amount_ct:money share_ct:money" heads="Nr.|Datum|Empfänger|Zweck|Betrag|Anteil" %s}
Alle Belege.
:::
"""
GROUPED = "group=line subtotal=amount_ct,share_ct total=amount_ct,share_ct"
CARRIED = GROUPED + " carry=amount_ct,share_ct"


def amount(rand):
    """Mostly small sums, some very large, some credits, some nothing."""
    kind = rand.randrange(20)
    if kind == 0:
        return -rand.randrange(1, 100000)
    if kind == 1:
        return rand.choice((0, 1, 99, 100, 100000, 99999999))
    return rand.randrange(1, 10 ** rand.randrange(3, 7))


def make(count, seed=2015):
    """The rows, and with each its budget line: a list of (line, row)."""
    rand = random.Random(seed)
    named = len(LINES) if count >= 200 else max(1, count // 20)
    rows = []
    for no in range(1, count + 1):
        line = LINES[(no - 1) * named // count]
        party = f"{rand.choice(PARTY)} {rand.choice(PLACE)}"
        purpose = f"{rand.choice(PURPOSE)} {rand.choice(EXTRA)}".strip()
        cents = amount(rand)
        day = f"2015-{rand.randrange(1, 13):02d}-{rand.randrange(1, 29):02d}"
        rows.append((line, (no, day, party, purpose, cents, cents * rand.randrange(0, 101) // 100)))
    return rows


def write(folder, rows, attributes):
    """project.db and list.md in the folder."""
    db = sqlite3.connect(f"{folder}/project.db")
    db.execute("CREATE TABLE receipt (no INTEGER PRIMARY KEY, line TEXT, paid_on TEXT, party TEXT,"
               " purpose TEXT, amount_ct INTEGER, share_ct INTEGER) STRICT")
    db.executemany("INSERT INTO receipt VALUES (?,?,?,?,?,?,?)",
                   [(row[0], line, *row[1:]) for line, row in rows])
    db.commit()
    db.close()
    with open(f"{folder}/list.md", "w", encoding="utf-8") as out:
        out.write(TEMPLATE % attributes)
