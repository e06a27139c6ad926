# SPDX-License-Identifier: GPL-3.0-or-later
"""What must hold however large or damaged a file of records is: time in proportion to the rows, memory
for one of them, a hundred messages a table, and for any bytes a message instead of a crash."""
import random
import time

from books import *
from desk import *

SLOW = "asan" in DOKUWERK  # the sanitizer keeps freed memory


def write_visits(rows, wrong=False):
    with open(at("visit.csv"), "w", encoding="utf-8") as f:
        f.write("id;name;fee_ct;share;starts;is_open;n;region_id\r\n")
        for i in range(1, rows + 1):
            n = "zehn" if wrong else i
            f.write(f"{i};\"Besuch {i}\nin Köthen\";{i % 9000 + 1},{i % 100:02d} €;0,5;{i % 28 + 1:02d}.09.2015;ja;{n};1\r\n")
    put("region.csv", "id,name\n1,Nord\n")


# A process of its own starts the program: a new process counts the memory of the one it came from.
STARTER = """
import os, sys
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(pid, 0)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss, os.waitstatus_to_exitcode(status))
"""


def measure(*arguments):
    """CPU seconds, peak memory in KB, status and messages of one import."""
    done = subprocess.run([sys.executable, "-c", STARTER, DOKUWERK, "import", "-C", root, "-q", *arguments],
                          capture_output=True, timeout=100, check=False)
    cpu, memory, status = done.stdout.split()
    return float(cpu), int(memory), int(status), done.stderr.decode("utf-8", "replace")


def size():
    few, many = (2000, 20000) if SLOW else (15000, 150000)
    clear()
    write_visits(few)
    cpu, memory, status, said = measure()
    check(status == 0, "a small file is imported", said)
    write_visits(many)
    cpu10, memory10, status, said = measure()
    check(status == 0 and ask("SELECT count(*), max(n) FROM visit") == [(many, many)], "ten times the rows are imported", said)
    check(cpu10 < 20 * cpu + 0.1, "in proportionate time", f"{cpu:.2f} s, {cpu10:.2f} s")
    check(SLOW or memory10 < memory + 4000, "in the same memory", f"{memory} KB, {memory10} KB")
    write_visits(many)
    _, memory10, status, said = measure("--dry-run", at("visit.csv"))
    check(status == 0, "a dry run reads them all", said)
    book = Xlsx()
    book.sheet("visit", [["id", "name", "n"]] + [[i, inline(f"Besuch {i}"), num(i)] for i in range(1, few)])
    clear()
    book.save(at("visit.xlsx"))
    _, memory_x, status, said = measure()
    check(status == 0 and ask("SELECT count(*) FROM visit") == [(few - 1,)], "a workbook of many rows is imported", said)
    check(SLOW or memory_x < memory + 8000, "a row at a time", f"{memory} KB, {memory_x} KB")


def many_faults():
    rows = 2000 if SLOW else 20000
    clear()
    write_visits(rows, wrong=True)
    _, _, status, said = measure()
    lines = said.splitlines()
    check(status == 1 and len(lines) == 101, "a hundred faults of a table are told", f"{len(lines)} lines")
    check(lines[0] == f"records/visit.csv: error: table 'visit': {rows} faults, of which the first 100 are shown",
          "and how many there are", lines[0])
    check(lines[1].startswith("records/visit.csv:3:") and "'zehn' is not a whole number" in lines[1], "beginning with the first",
          lines[1])
    clear()
    put("region.csv", "id,name\n" + "x,y\n" * 300)
    put("visit.csv", "id,region_id\n1,1\n2,7\n")
    _, _, status, said = measure()
    check(status == 1 and "visit.csv" not in said, "what refers to a table of so many faults is not called wrong", said[-300:])
    clear()
    put("visit.csv", "id\n" + "5\n" * 1000)
    _, _, status, said = measure()
    check(said.count("occurs twice") == 100 and said.count("visit.csv:2:1: note: it is given first here") == 100,
          "each key given twice names both lines", said)


def mutate(random_source, data):
    data = bytearray(data)
    for _ in range(random_source.choice((1, 1, 2, 8, 40))):
        kind = random_source.randrange(5)
        i = random_source.randrange(len(data))
        if kind == 0:
            data[i] = random_source.randrange(256)
        elif kind == 1:
            del data[i:i + random_source.randrange(1, 40)]
        elif kind == 2:
            data[i:i] = data[i:i + random_source.randrange(1, 200)]
        elif kind == 3:
            data[i:i] = random_source.choice((b'"', b"\0", b"\xff", b"\r", b";" * 50, b"<", b"&#0;", b"PK\3\4", b"\xef\xbb\xbf"))
        else:
            del data[i:]
        data = data or bytearray(b"x")
    return bytes(data)


def damage():
    clear()
    rows = [["id", "name", "fee_ct", "starts", "is_open"], [1, "Größe", 750, "14.09.2015", "ja"], [2, "b", 1, None, "nein"]] * 3
    book = Xlsx()
    book.sheet("visit", rows[:2] + [[3, typed("str", "x", "A1"), num("7.5", EURO), num(42261, DATE), typed("b", 1)]],
               after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>')
    samples = []
    for name, compression in (("stored.xlsx", zipfile.ZIP_STORED), ("packed.xlsx", zipfile.ZIP_DEFLATED)):
        book.save(at(name), compression)
        samples.append(("visit.xlsx", open(at(name), "rb").read()))
    save_ods(at("packed.ods"), [ods_table("visit", rows[:3])])
    with zipfile.ZipFile(at("packed.ods")) as packed, zipfile.ZipFile(at("stored.ods"), "w") as stored:
        for part in packed.namelist():
            stored.writestr(part, packed.read(part))
    samples += [("visit.ods", open(at(name), "rb").read()) for name in ("packed.ods", "stored.ods")]
    csv = "".join(";".join("" if v is None else str(v) for v in row) + "\r\n" for row in rows[:3])
    samples += [("visit.csv", csv.encode()), ("visit.csv", csv.encode("cp1252")), ("visit.csv", b"\xff\xfe" + csv.encode("utf-16-le"))]
    source = random.Random(14)
    outcomes = {}
    for round_number in range(20 if SLOW else 40):
        for name, data in samples:
            clear()
            broken = mutate(source, data)
            put(name, broken)
            begin = time.monotonic()
            status, said = run()
            sound = status in (0, 1) and (status == 0 or ": error: " in said) and time.monotonic() - begin < 10
            if not sound:
                keep = os.path.join(tempfile.gettempdir(), f"damaged.{round_number}.{name}")
                with open(keep, "wb") as f:
                    f.write(broken)
                said = f"kept as {keep}\nstatus {status}\n{said}"
            check(sound, f"damaged {name} {round_number} gets a message or comes in", said)
            outcomes[status] = outcomes.get(status, 0) + 1
    check(outcomes.get(0, 0) > 1 and outcomes.get(1, 0) > 100, "some damage matters and some does not", outcomes)


size()
many_faults()
damage()
finish()
