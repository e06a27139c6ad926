# SPDX-License-Identifier: GPL-3.0-or-later
"""ODS and XLSX: every type of cell comes in as what it is, what is ambiguous or damaged is refused at
its place, and nothing swells."""
import zipfile

from books import *
from desk import *

NAMES = ["id", "name", "zip", "fee_ct", "share", "starts", "is_open", "n", "at"]


def one_sheet(name, rows, **options):
    book = Xlsx()
    book.sheet(name, rows, **options)
    return book


def xlsx_types():
    clear()
    book = Xlsx()
    book.sheet("visit", [
        NAMES,
        [1, "Ärzte & <Co>", num(6110, CODE), num("1234.5", EURO), num(0.85, PERCENT), num(42261, DATE),
         typed("b", 1), num(12), num("0.4375", CLOCK)],
        [2, ["Fett", " und ", "kursiv"], num(39104), num("7.4999999999999996", TWO), num("1.5E-3"),
         num("42261.999999", DATE), typed("b", 0), num("1E2"), num("1.0833333333333333", HOURS)],
        [3, inline("Zeile\nzwei"), inline("06110"), num(750), typed(None, "0.30000000000000004", "0.1+0.2"),
         num(59, LONG), inline("ja"), typed(None, 7, "3+4"), typed("str", "", "\"\"")],
        [num(4), typed("str", "aus Formel", "A1"), None, num("-0.05", ACCOUNT), num(12, METRE), num(61, DATETIME),
         num(0), num("12.00", PLAIN2), typed("str", "10:30", "\"10:30\"")],
        [5, "tab_x0009_ende _x005F_x", None, num(3, EURO), None, typed("d", "2015-09-14T00:00:00"), None, None, None],
        [],
        [None, "  ", None],
        [6, None, None, num("1E-2", TWO), None, inline("14.09.2015"), inline(" nein "), inline("12"), None],
    ])
    book.save(at("visit.xlsx"))
    comes_in("all cell types of XLSX", [
        (1, "Ärzte & <Co>", "06110", 123450, 0.85, "2015-09-14", 1, 12, "10:30", None),
        (2, "Fett und kursiv", "39104", 750, 0.0015, "2015-09-15", 0, 100, "26:00", None),
        (3, "Zeile\nzwei", "06110", 750, 0.3, "1900-02-28", 1, 7, None, None),
        (4, "aus Formel", None, -5, 12.0, "1900-03-01", 0, 12, "10:30", None),
        (5, "tab\tende _x", None, 300, None, "2015-09-14", None, None, None, None),
        (6, None, None, 1, None, "2015-09-14", 0, 12, None, None),
    ], says="records/visit.xlsx:4:4: warning: column 'fee_ct': '750' and other numbers without a currency format are read as "
                "cents: give the cells that format if they are euros (cell D4 of sheet 'visit')")


def xlsx_variants():
    clear()
    book = Xlsx(strict=True, date1904=True)
    book.sheet("Visit", [["ID", " Starts ", "name"], [1, num(40799, DATE), "streng"], [2, num(0, DATE), "null"]])
    book.save(at("beliebig.xlsx"))
    comes_in("strict namespaces and the 1904 system", [(1, "2015-09-14"), (2, "1904-01-01")],
             "SELECT id, starts FROM visit ORDER BY id")
    clear()
    one_sheet("Tabelle1", [["# Hinweis"], [], ["id", "name"], [1, "a"], [2, "#b"]], first=3).save(at("visit.xlsx"))
    comes_in("a sheet with a default name fills the file's table; comments stand above the header",
             [(1, "a"), (2, "#b")], "SELECT id, name FROM visit ORDER BY id")
    clear()
    book = one_sheet("Daten", [["id", "name"], [1, "a"]])
    book.sheet("Tabelle2", [])
    book.sheet("Tabelle3", [[None, "   "]])
    book.save(at("irgendwas.xlsx"))
    comes_in("--table names the table; empty sheets do not count", [(1, "a")],
             "SELECT id, name FROM visit", "--table", "visit", at("irgendwas.xlsx"))
    clear()
    book = one_sheet("REGION", [["id", "name"], [1, "Nord"]])
    book.sheet("visit", [["id", "region_id"], [1, 1]])
    book.save(at("alles.XLSX"))
    comes_in("each sheet fills its table, in any case", [(1, "Nord")], "SELECT r.id, r.name FROM visit v JOIN region r")
    clear()
    plain = f'<worksheet xmlns="{MAIN}"><sheetData>'
    book = Xlsx()
    book.raw("visit", plain + '<row><c t="inlineStr"><is><t>id</t></is></c><c t="inlineStr"><is><t>n</t></is></c></row>'
             '<row><c><v>1</v></c><c><v>2</v></c></row></sheetData></worksheet>')
    book.parts.update({"xl/styles.xml": None, "xl/sharedStrings.xml": None})
    book.save(at("visit.xlsx"), zipfile.ZIP_STORED)
    comes_in("rows and cells without numbers, no styles, no strings, not compressed", [(1, 2)], "SELECT id, n FROM visit")


def hidden():
    clear()
    book = Xlsx()
    book.sheet("visit", [["id", "name", "n"], [1, "a", 1], [2, "b", 2], [3, "c", 3]], state="hidden",
               before='<cols><col min="2" max="2" hidden="1"/></cols>',
               attributes={3: 'hidden="1"', 4: 'hidden="1"'})
    book.save(at("visit.xlsx"))
    status, said = run()
    check(status == 0 and rows_of("visit")[2][1] == "c", "what is hidden is imported", said)
    check(said == """records/visit.xlsx: warning: sheet 'visit' is hidden; it is imported too
records/visit.xlsx:1:2: warning: the column is hidden; it is imported too (cell B1 of sheet 'visit')
records/visit.xlsx:3:1: warning: the row is hidden, as are 1 more; they are imported too (cell A3 of sheet 'visit')
""", "and told of", said)


def faults(place, save):
    """The same faults in both formats: save(rows) writes records/visit.EXT."""
    clear()
    save([["id", "nmae", "fee_ct"], [1, "a", "1.234"], ["x", None, "zehn"], [1, None, "7,50"], [1, None, None, "y"]])
    refused("wrong cells", f"{place}:1:2: error: no column 'nmae' in table 'visit' (cell B1 of sheet 'visit')",
            f"{place}:1:2: note: did you mean 'name'?", f"{place}:2:3: error: column 'fee_ct': '1.234' is ambiguous",
            f"{place}:3:1: error: column 'id': 'x' is not a whole number (cell A3 of sheet 'visit')",
            f"{place}:3:3: error: column 'fee_ct': 'zehn' is not an amount",
            f"{place}:5:4: error: the row has 4 cells, the header 3 (cell D5 of sheet 'visit')")


def xlsx_faults():
    faults("records/visit.xlsx", lambda rows: one_sheet("visit", rows).save(at("visit.xlsx")))
    clear()
    one_sheet("visit", [["id", "region_id", "name"], [1, 9, "a"], [2, None, None], [2, None, None]]).save(at("visit.xlsx"))
    refused("broken keys", "records/visit.xlsx:2:2: error: column 'region_id': table 'region' has no row with id '9' "
            "(cell B2 of sheet 'visit')",
            "records/visit.xlsx:4:1: error: column 'id': '2' occurs twice in table 'visit' (cell A4 of sheet 'visit')",
            "records/visit.xlsx:3:1: note: it is given first here")
    clear()
    one_sheet("visit", [
        ["id", "name", "fee_ct", "share", "starts", "n", "zip"],
        [1, typed("e", "#DIV/0!", "1/0"), num("7.5"), typed(None, None, "A1"), num(42261), num(1.5), num(42261, DAY)],
        [2, None, num(1234, GROUPED), num(60, DATE), num(60, DATE), num("1.2345678901234568E+16"), num(1.5)],
        [3, ('t="s"', "<v>99</v>"), num(5, DOLLAR), typed("b", 1), num("42261.4375", DATETIME), num(0.5, PERCENT),
         num("7.5", EURO)],
        [4, None, num("0.285", TWO), None, num(-1, DATE), None, typed("b", 1)],
    ], after='<mergeCells count="1"><mergeCell ref="B3:B4"/></mergeCells>').save(at("visit.xlsx"))
    v = "records/visit.xlsx:"
    text = "give the cell the format text"
    refused("faults that only workbooks have",
            v + "2:2: error: column 'name': '#DIV/0!' is a formula's error (cell B2 of sheet 'visit')",
            v + "2:3: error: column 'fee_ct': '7.5' is ambiguous: give the cell a currency format",
            v + "2:4: error: column 'share': holds a formula without a computed value",
            v + "2:5: error: column 'starts': '42261' is a number in the workbook, not a date",
            v + "2:6: error: column 'n': '1.5' is not a whole number",
            v + f"2:7: error: column 'zip': '2015-09-14' is a date in the workbook, not text: {text}",
            v + "3:3: error: column 'fee_ct': '1234' is ambiguous",
            v + "3:4: error: column 'share': '60' has a date format, but is not a date",
            v + "3:5: error: column 'starts': '60' has a date format, but is not a date",
            v + "3:6: error: column 'n': '12345678901234600' has more digits than a workbook keeps",
            v + f"3:7: error: column 'zip': '1.5' is a number in the workbook, not text: {text}",
            v + "3:2: error: merged cells (B3:B4): take the merging back",
            v + "4:2: error: column 'name': '99' refers to a text that the workbook does not have",
            v + "4:3: error: column 'fee_ct': '5' is an amount in another currency",
            v + "4:4: error: column 'share': '1' is a truth value in the workbook, not a number",
            v + "4:5: error: column 'starts': '2015-09-14T10:30:00' has a time of day",
            v + "4:6: error: column 'n': '0.5' is a percentage in the workbook, not a whole number",
            v + f"4:7: error: column 'zip': '7.5' is a number in the workbook, not text: {text}",
            v + "5:3: error: column 'fee_ct': '0.285' has more than two decimals",
            v + "5:5: error: column 'starts': '-1' has a date format, but is not a date",
            v + f"5:7: error: column 'zip': '1' is a truth value in the workbook, not text: {text}")


def choosing():
    v = "records/alles.xlsx: "
    clear()
    book = one_sheet("regoin", [["id"], [1]])
    book.sheet("visit", [["id"], [1]])
    book.save(at("alles.xlsx"))
    refused("a sheet with nearly a table's name", v + "error: no table 'regoin' in the database, as a sheet is named",
            v + "note: did you mean 'region'?")
    clear()
    book = one_sheet("Legende", [["bunt", 1]])
    book.sheet("visit", [["id"], [1]])
    book.save(at("alles.xlsx"))
    status, said = run()
    check(status == 0 and said == v + "warning: sheet 'Legende' has no table's name; it is passed over\n",
          "a sheet that is no table is passed over with a warning", said)
    clear()
    book = one_sheet("A", [["id"], [1]])
    book.sheet("vist", [["id"], [1]])
    book.save(at("alles.xlsx"))
    refused("no sheet of a table", v + "error: none of the workbook's 2 sheets has the name of a table",
            v + "note: did you mean 'visit'?")
    refused("no sheet of the wanted table", v + "error: none of the workbook's 2 sheets has the name of table 'visit'",
            arguments=("--table", "visit", at("alles.xlsx")))
    clear()
    one_sheet("visit", []).save(at("alles.xlsx"))
    refused("an empty sheet", v[:-1] + "1:1: error: the file has no header of column names")
    clear()
    one_sheet("Tabelle1", []).save(at("alles.xlsx"))
    refused("an empty workbook", v + "error: the workbook is empty")
    clear()
    one_sheet("visit", [["id"], [1]]).save(at("a.xlsx"))
    put("visit.csv", "id\n2\n")
    refused("two files for one table", "records/visit.csv: error: table 'visit' is filled by another file or sheet already")
    clear()
    one_sheet("visit", [["id"], [1]]).save(at("visit.xlsx"))
    put("~$visit.xlsx", b"lock")
    put(".~lock.visit.ods#", b"lock")
    comes_in("lock files are no records", [(1,)], "SELECT id FROM visit")


def ods_types():
    clear()
    save_ods(at("visit.ods"), [ods_table("visit", [
        NAMES,
        [1, "Ärzte & <Co>", ods("float", 6110, "06110", 'table:style-name="code"'), ods("currency", "1234.5", "1.234,50 €"),
         ods("percentage", "0.85", "85 %"), ods("date", "2015-09-14", "14.09.15"), ods("boolean", "true", "WAHR"), 12,
         ods("time", "PT10H30M00S", "10:30")],
        [2, '<table:table-cell office:value-type="string"><text:p><text:span>Fett</text:span><text:s text:c="2"/>und'
            '<text:tab/>  <text:a>Verweis</text:a></text:p><text:p>zwei</text:p><office:annotation><dc:date>x</dc:date>'
            '<text:p>Notiz</text:p></office:annotation><draw:frame><text:p>Bild</text:p></draw:frame></table:table-cell>',
         39104, ods("float", "7.5", "7,50", 'table:style-name="bold"'), ods("float", "0.0015"),
         ods("date", "2015-09-14T00:00:00", "x"), ods("boolean", "false", "FALSCH"),
         ods("float", 100, "100", 'table:formula="of:=10*10"'), ods("time", "PT26H00M05S", "26:00:05")],
        '<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/>'
        '</table:table-row>',
        ods_row([3, None, None, ods("float", 750), None, None, '<table:table-cell table:number-columns-repeated="2" '
                 'office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>',
                 '<table:table-cell office:value-type="string" office:string-value="Wert"/>',
                 '<table:table-cell table:number-columns-repeated="16375"/>']),
        '<table:table-row-group>' + ods_row([4, None, None, ods("float", "2.5", "2,50")]) + '</table:table-row-group>',
        '<table:table-row table:number-rows-repeated="1048568"><table:table-cell table:number-columns-repeated="16384"/>'
        '</table:table-row>',
    ], columns='<table:table-column table:number-columns-repeated="3"/><table:table-column '
               'table:default-cell-style-name="two"/><table:table-column table:number-columns-repeated="16380"/>')],
        before='<table:tracked-changes><table:table-cell/></table:tracked-changes>')
    comes_in("all cell types of ODS", [
        (1, "Ärzte & <Co>", "06110", 123450, 0.85, "2015-09-14", 1, 12, "10:30", None),
        (2, "Fett  und\t Verweis\nzwei", "39104", 750, 0.0015, "2015-09-14", 0, 100, "26:00:05", None),
        (3, None, None, 75000, None, None, 1, 1, "Wert", None),
        (4, None, None, 250, None, None, None, None, None, None),
    ])
    clear()
    save_ods(at("alles.ods"), [
        ods_table("'file:///x.ods'#$visit", [["id"], [9]]),
        ods_table("Region", [["id", "name"], [1, "Nord"]]),
        ods_table("visit", [["n", "name"],
                            ods_row([5, "a"], 'table:number-rows-repeated="3"'), ods_row([6, "b"])])])
    comes_in("several tables; repeated rows", [(1, 5), (2, 5), (3, 5), (4, 6)], "SELECT id, n FROM visit ORDER BY id")


def ods_faults():
    faults("records/visit.ods", lambda rows: save_ods(at("visit.ods"), [ods_table("visit", rows)]))
    clear()
    save_ods(at("visit.ods"), [ods_table("visit", [
        ["id", "name", "fee_ct", "starts"],
        [1, '<table:table-cell office:value-type="string" table:number-rows-spanned="2"><text:p>a</text:p></table:table-cell>',
         ods("currency", "5", "5 $", currency="USD"), ods("date", "2015-09-14T10:30:00", "x")],
        [2, "<table:covered-table-cell/>", '<table:table-cell table:formula="of:=[.A1]"/>',
         ods("float", 42261)],
        [3, '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
            'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>',
         ods("float", 0, "Err:502", 'table:formula="of:=x()"'), ods("date", "2015-02-30", "x")],
        [4, None, ods("float", "1234", "1.234", 'table:style-name="grouped"'), None],
    ])])
    v = "records/visit.ods:"
    refused("faults that only workbooks have",
            v + "2:2: error: column 'name': 'a' stands in merged cells", v + "2:3: error: column 'fee_ct': '5' is an amount in another",
            v + "2:4: error: column 'starts': '2015-09-14T10:30:00' has a time of day",
            v + "3:3: error: column 'fee_ct': holds a formula without a computed value",
            v + "3:4: error: column 'starts': '42261' is a number", v + "4:2: error: column 'name': '#DIV/0!' is a formula's error",
            v + "4:3: error: column 'fee_ct': 'Err:502' is a formula's error", v + "4:4: error: column 'starts': '2015-02-30' is not a date",
            v + "5:3: error: column 'fee_ct': '1234' is ambiguous")
    clear()
    save_ods(at("visit.ods"), [ods_table("visit", [["id", "name"], ods_row([1, "a"], 'table:visibility="filter"')],
                                         columns='<table:table-column/><table:table-column table:visibility="collapse"/>',
                                         style="ta2")])
    status, said = run()
    check(status == 0 and said.count("is hidden; it is imported too") == 3, "hidden sheet, column and row are told of", said)


def hostile():
    name = "records/visit.xlsx: error: the workbook is damaged"
    clear()
    save_ods(at("visit.ods"), [ods_table("visit", [["id"], [1]])], manifest="<manifest:encryption-data/>")
    refused("an encrypted ODS", "records/visit.ods: error: the workbook is encrypted")
    for sentence, xml, message in (
            ("an entity bomb", '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>', "a document type declaration"),
            ("deep nesting", "<a>" * 5000 + "</a>" * 5000, "tags are nested too deep"),
            ("XML that is none", "<worksheet><row></worksheet>", "mismatched tag"),
            ("an endless tag", "<a b='" + "x" * 9000000 + "'/>", "a tag is longer than 4 MB"),
            ("a part that is cut off", f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">', "no element found"),
            ("a row beyond the edge", f'<worksheet xmlns="{MAIN}"><sheetData><row r="9999999"/></sheetData></worksheet>',
             "rows are not in order, or too many"),
            ("rows out of order", f'<worksheet xmlns="{MAIN}"><sheetData><row r="2"/><row r="1"/></sheetData></worksheet>',
             "rows are not in order, or too many"),
            ("cells out of order", f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c>'
             '</row></sheetData></worksheet>', "cells are not in order"),
            ("a cell in another's row", f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="B2"><v>1</v></c></row>'
             '</sheetData></worksheet>', "a cell stands in another's row")):
        clear()
        book = Xlsx()
        book.raw("visit", xml)
        book.save(at("visit.xlsx"))
        refused(sentence, message)
    clear()
    one_sheet("visit", [["id"], [1]]).save(at("visit.xlsx"))
    with open(at("visit.xlsx"), "r+b") as f:
        f.truncate(900)
    refused("an archive that is cut off", name)
    clear()
    book = one_sheet("visit", [["id", "name"], [1, "x" * 1500000]])
    book.save(at("visit.xlsx"))
    status, said = run()
    check(status == 0, "a long shared text comes in", said)
    clear()
    one_sheet("visit", [["id", "name"], [1, inline("x" * 1500000)]]).save(at("visit.xlsx"))
    refused("a text of more than 1 MB", "records/visit.xlsx:2:2: error: column 'name': holds more than 1 MB of text")
    clear()
    save_ods(at("visit.ods"), [ods_table("visit", [["n"], ods_row(["x" * 900000], 'table:number-rows-repeated="1000"')])])
    status, said = run()
    check(status == 1 and "records/visit.ods:896:1: error: the sheet unfolds to more than 768 MB of text" in said,
          "a row repeated to gigabytes ends in a message", said[:300])
    check("table 'visit': 894 faults" in said, "soon, as no number is so long", said[:300])
    clear()
    row = ods_row([1], 'table:number-rows-repeated="1048576"')
    save_ods(at("visit.ods"), [ods_table("visit", [["id"], row])])
    refused("more rows than a sheet has", "error: a table of more than 1048576 rows")
    clear()
    wide = '<table:table-cell office:value-type="string" table:number-columns-repeated="1000000"><text:p>a</text:p></table:table-cell>'
    save_ods(at("visit.ods"), [ods_table("visit", [ods_row([wide]), ods_row([wide], 'table:number-rows-repeated="1000000"')])])
    refused("more columns than a table has", "error: a table of more than 2000 columns")
    clear()
    with zipfile.ZipFile(at("visit.xlsx"), "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("_rels/.rels", " " * 5000000)
    refused("an archive of blanks", "records/visit.xlsx: error: ")
    for inside, message in ((["xl/workbook.bin"], ".xlsb"), (["Index/Document.iwa"], "Numbers"), (["x"], "holds no workbook")):
        clear()
        with zipfile.ZipFile(at("visit.xlsx"), "w") as archive:
            for part in inside:
                archive.writestr(part, "x")
        refused(f"an archive of {inside[0]}", message)


xlsx_types()
xlsx_variants()
hidden()
xlsx_faults()
choosing()
ods_types()
ods_faults()
hostile()
finish()
