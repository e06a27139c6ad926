# SPDX-License-Identifier: GPL-3.0-or-later
"""A CSV file in the dialects that spreadsheet programs and people write: each is imported and equal
to its clean twin, RFC 4180 in UTF-8 with plain values."""
from desk import *

HEAD = ["id", "name", "zip", "fee_ct", "share", "starts", "is_open", "n", "at"]
ROWS = [
    ["1", "Öffnung „Tür“", "06110", "123450", "1234.5", "2015-09-14", "1", "12", "10:30"],
    ["2", "Zeile eins\nZeile zwei", "39104", "750", "0.85", "2015-10-01", "0", "-3", ""],
    ["3", 'sagt "ja"; oder, nein|\t', "", "-250", "", "", "", "", "x y"],
    ["4", "", "99999", "0", "1500", "2016-02-29", "1", "1000", "  eingerückt"],
]
GERMAN = [
    ["1", "Öffnung „Tür“", "06110", "1.234,50 €", "1.234,5", "14.09.2015", "ja", "12", "10:30"],
    ["2", "Zeile eins\nZeile zwei", "39104", "7,50 €", "0,85", "01.10.2015", "nein", "-3", ""],
    ["3", 'sagt "ja"; oder, nein|\t', "", "-2,50 €", "", "", "", "", "x y"],
    ["4", "", "99999", "0,00 €", "1,5E+3", "29.02.2016", "ja", "1000", "  eingerückt"],
]


def write(rows, delimiter=",", end="\r\n", every=False, head=HEAD, final=True):
    def cell(text):
        needs = every or any(c in text for c in delimiter + '"\r\n')
        return '"' + text.replace('"', '""') + '"' if needs else text
    lines = [delimiter.join(map(cell, row)) for row in [head] + rows]
    return end.join(lines) + (end if final else "")


def swap(column, values, rows=None):
    """The rows with one column written otherwise."""
    at_column = HEAD.index(column)
    return [row[:at_column] + [value] + row[at_column + 1:] for row, value in zip(rows or ROWS, values)]


def cp1252(text):
    return text.encode("cp1252")


def padded(text, delimiter, n):
    return text.replace("\r\n", delimiter * n + "\r\n")


money = [["1.234,50", "7,50", "-2,50", "0,00"], ["1234,50", "7,50", "-2,50", "0,00"], ["1234.50", "7.50", "-2.50", "0.00"],
         ["1,234.50", "7.50", "-2.50", "0.00"], ["1'234.50", "7.50", "-2.50", "0.00"], ["1 234,50", "7,50", "-2,50", "0,00"],
         ["1\u202f234,50\u202f€", "7,50\u202f€", "-2,50\u202f€", "0,00\u202f€"],
         ["1\u00a0234,50\u00a0EUR", "7,50\u00a0EUR", "\u22122,50\u00a0EUR", "0,00\u00a0EUR"],
         ["€ 1.234,50", "€ 7,50", "€ -2,50", "€ 0,00"], ["1.234,50 Euro", "7,50 Euro", "2,50- Euro", "0,00 Euro"],
         ["1’234.50", "7.50", "(2.50)", "0.00"], [" 123450", "750 ", "-250", "0,-"], ["'123450", "'750", "'-250", "'0"]]
dates = [["14.9.2015", "1.10.2015", "", "29.2.2016"], ["14.09.2015 00:00", "01.10.2015 00:00", "", "29.02.2016 00:00"],
         ["2015-09-14T00:00:00", "2015-10-01 00:00:00", "", "2016-02-29T00:00:00.000Z"], ["'14.09.2015", " 2015-10-01 ", " ", "29.02.2016"]]
truths = [["WAHR", "FALSCH", "", "WAHR"], ["true", "false", "", "TRUE"], ["Ja", "NEIN", "", "ja"], ["x", "0", "", "X"], ["yes", "no", "", "j"]]
shares = [["1.234,5", "85 %", "", "1.500"], ["1 234,5", "85%", "", "1,5e3"], ["1234,5", "0,85", "", "1500,0"],
          ["1'234.5", "85\u00a0%", "", "+1500"], ["123450 %", "8,5E-1", "", "1,5E+03"]]
shares[0][3] = "1.500,0"
odd_head = ['Id', ' NAME ', 'Zip', 'FEE_CT', "share", "Starts\u00a0", "IS_OPEN", "N", "At"]
semicolon = write(GERMAN, ";")
comments = "# table visit; lines above the header\r\n\"# rule: is_open IN (0, 1); \"\"so\"\"\"\r\n#\r\n\r\n"

DIALECTS = {
    "comma, LF": write(ROWS, end="\n"),
    "comma, CR": write(ROWS, end="\r"),
    "no final line end": write(ROWS, final=False),
    "all cells quoted": write(ROWS, every=True),
    "semicolon": write(ROWS, ";"),
    "tab": write(ROWS, "\t"),
    "bar": write(ROWS, "|"),
    "German Excel": cp1252(semicolon),
    "German Excel, UTF-8": b"\xef\xbb\xbf" + semicolon.encode(),
    "German Excel, Unicode text": b"\xff\xfe" + write(GERMAN, "\t").encode("utf-16-le"),
    "UTF-16, big end first": b"\xfe\xff" + write(GERMAN, ";").encode("utf-16-be"),
    "UTF-16, quoted, LF": b"\xff\xfe" + write(ROWS, end="\n", every=True).encode("utf-16-le"),
    "LibreOffice, all text quoted": write(GERMAN, ";", "\n", every=True),
    "Numbers": write(GERMAN, ";", "\r\n").encode("utf-8"),
    "Google": write(ROWS, ",", "\r\n", final=False),
    "sep=;": "sep=;\r\n" + semicolon,
    "sep=; with a mark": b"\xef\xbb\xbf" + ("sep=;\r\n" + semicolon).encode(),
    "\"sep=|\"": "\"sep=|\"\r\n" + write(ROWS, "|"),
    "SEP=tab": "SEP=\t\r\n" + write(ROWS, "\t"),
    "sep= names a rare delimiter": "sep=^\r\n" + write(ROWS, "^"),
    "empty columns at the end": padded(write([r[:1] + [r[1].replace("\n", " ")] + r[2:] for r in ROWS], ";"), ";", 3),
    "empty rows at the end": semicolon + ";;;;;;;;\r\n" * 5 + "\r\n\r\n",
    "empty rows between": write(ROWS, end="\n").replace("\n3,", "\n\n,,,,,,,,\n  ,,,,,,,,\n3,"),
    "empty lines above": "\r\n\r\n" + semicolon,
    "comments above the header": comments + semicolon,
    "comments as Excel leaves them": comments.replace("#\r\n", "#;;;;;;;;\r\n") + semicolon,
    "names in other case, with spaces": write(ROWS, head=odd_head),
    "names quoted": write(ROWS, head=HEAD).replace(",".join(HEAD), ",".join(f'"{h}"' for h in HEAD)),
    "columns in another order": write([row[::-1] for row in ROWS], head=HEAD[::-1]),
    "spaces behind quotes": write(ROWS, every=True).replace('","', '" ,"'),
    "Windows-1252, comma, LF": cp1252(write(ROWS, end="\n")),
    "Windows-1252, CR": cp1252(write(ROWS, ";", end="\r")),
    "long no-break spaces": write(swap("n", ["\u00a012", "-3\u202f", "", "1\u2009000"])),
    "thousands in whole numbers": write(swap("n", ["12", "-3", "", "1 000"])),
}
for number, values in enumerate(money):
    DIALECTS[f"amounts {number}"] = write(swap("fee_ct", values), ";")
for number, values in enumerate(dates):
    DIALECTS[f"dates {number}"] = write(swap("starts", values))
for number, values in enumerate(truths):
    DIALECTS[f"truth values {number}"] = write(swap("is_open", values), "\t")
for number, values in enumerate(shares):
    DIALECTS[f"shares {number}"] = write(swap("share", values), "|")
WINDOWS = "warning: the file is not UTF-8; it is read as Windows-1252\n"


def main():
    clear()
    put("visit.csv", write(ROWS))
    status, said = run()
    check(status == 0 and said == "", "the clean twin is imported", said)
    clean = rows_of("visit")
    check([row[1] for row in clean][1] == "Zeile eins\nZeile zwei" and len(clean) == 4, "and is whole", clean)
    for name, content in DIALECTS.items():
        clear()
        put("visit.csv", content)
        status, said = run()
        is_windows = isinstance(content, bytes) and content.startswith((b"id,n", b"id;n"))
        is_windows = is_windows and b"\x93" in content
        check(status == 0, f"{name}: is imported", said)
        check(said.endswith(WINDOWS) and ":2:3: " in said if is_windows else said == "", f"{name}: what is said", said)
        if status == 0:
            got, want = rows_of("visit"), clean
            if name == "empty columns at the end":
                want = [tuple(v.replace("eins\nZ", "eins Z") if isinstance(v, str) else v for v in row) for row in clean]
            check(got == want, f"{name}: equals its clean twin", f"got  {got}\nwant {want}")
    check(len(DIALECTS) >= 40, "there are at least forty")


main()
finish()
