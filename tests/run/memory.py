# SPDX-License-Identifier: GPL-3.0-or-later
"""A table's rows go with their pages, and results lie on disk: what many more rows take is a small part
of their values, whatever stands around them. Nothing is said of time.

A row of these receipts is 9 values, some 400 bytes; as a tree it would be 3,000. The fewest rows have
as many different words as are remembered.

usage: memory.py [FEW MANY]      default: 16,000 and 28,000 rows"""
import os
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import receipts  # noqa: E402
from counting import check, finish  # noqa: E402

DOKUWERK = os.environ.get("DOKUWERK", os.path.join(ROOT, "dokuwerk"))
MOST_ATTACHED = 60  # a row that is only attached
GATE = """-- release: a name that nobody released
SELECT 'Gaststätte Niemandsland' AS text, 'it is not released' AS message, 'receipt' AS "table", 'no=1' AS "key",
       'party' AS "column"
"""
GROUPED = "group=no header-cols=1 subtotal=amount_ct total=amount_ct"
ATTACHED = """```sql list
SELECT * FROM receipt ORDER BY no
```

```sql receipts"""
TABLES = {  # the table's attributes and heads, and the bytes that a row may take
    "sums that are carried over": (receipts.CARRIED, "Nr.|Datum|Empfänger", 450),
    "a group for each row, and heads that span": (GROUPED, "Nr.|Beleg>Datum|Beleg>Empfänger", 950),
}


def peak(folder, rows, attributes, heads, attaches=False):
    """Bytes of memory at most for so many receipts, held against a gate."""
    os.makedirs(f"{folder}/checks", exist_ok=True)
    with open(f"{folder}/checks/release-names.sql", "w", encoding="utf-8") as out:
        out.write(GATE)
    with open(f"{folder}/dokuwerk.yaml", "w", encoding="utf-8") as out:
        out.write("title: Belege\ndate: 2016-01-31\ndatabase: project.db\nlanguages: {source: de}\ndocuments: []\n")
    receipts.write(folder, rows, attributes)
    with open(f"{folder}/list.md", "r+", encoding="utf-8") as template:
        text = template.read().replace("Nr.|Datum|Empfänger", heads)
        if attaches:
            text = text.replace("template: true", "attach: list").replace("```sql receipts", ATTACHED)
        template.seek(0)
        template.write(text)
    child = os.posix_spawn(DOKUWERK, [DOKUWERK, "typeset", "-q", f"{folder}/list.md", "-C", folder], os.environ)
    _, status, usage = os.wait4(child, 0)
    check(os.waitstatus_to_exitcode(status) == 0, f"{len(rows)} rows with {attributes} are set")
    return usage.ru_maxrss * 1024


def sizes_of_one(rows):
    """The same table without its rows as a file and with it."""
    sizes = []
    for attaches in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            sizes.append(peak(folder, receipts.make(rows), receipts.CARRIED, "Nr.|Datum|Empfänger", attaches))
    return sizes


def main(few=16000, many=28000):
    for sentence, (attributes, heads, most) in TABLES.items():
        sizes = []
        for n in (few, many):
            with tempfile.TemporaryDirectory() as folder:
                sizes.append(peak(folder, receipts.make(n), attributes, heads))
        each = (sizes[1] - sizes[0]) / (many - few)
        if os.environ.get("VERBOSE"):
            print(f"{each:6.0f} bytes a row: {sentence}")
        check(each < most, f"a row takes less than {most} bytes: {sentence}", f"{each:.0f} bytes")
    alone, attached = sizes_of_one(few)
    each = (attached - alone) / few
    if os.environ.get("VERBOSE"):
        print(f"{each:6.0f} bytes more for an attached row")
    check(each < MOST_ATTACHED, f"an attached row takes less than {MOST_ATTACHED} bytes", f"{each:.0f} bytes")
    finish()


if __name__ == "__main__":
    if "asan" in os.environ.get("B", ""):  # which keeps what is freed for a while
        finish()
    main(*map(int, sys.argv[1:3]))
