# SPDX-License-Identifier: GPL-3.0-or-later
"""For each check a page where it must speak, and one, as like it as can be, where it must not.

Sheets are written by hand, in the words of tests/tools/inspect.c: every letter is 5 pt wide, every
space 2.5 pt, a capital 7 pt high. A fault is a function of a sheet and of whether it is there.
"""
import json

INK, GREY = 0x1A1D21, 0x999999
THEME = {"width": 595, "height": 842, "inside": 71, "outside": 71, "top": 85, "bottom": 85, "hang": 130, "gutter": 17,
         "mirrors": True,
         "grid": 14, "foot": 42, "missing": "–", "name": "test",
         "body": {"family": "Vollkorn", "weight": 400, "size": 10.5, "leading": 14},
         "lead": {"family": "Vollkorn", "weight": 400, "size": 13, "leading": 17.5},
         "code": {"family": "Noto Sans Mono", "weight": 400, "size": 8.5, "leading": 12}}
FACES = [{"k": "face", "n": 1, "weight": 400, "italic": False, "family": "Vollkorn", "x": 0.46, "cap": 0.68, "waw": 0, "ha": 0},
         {"k": "face", "n": 2, "weight": 700, "italic": False, "family": "Lato", "x": 0.5, "cap": 0.7, "waw": 0, "ha": 0},
         {"k": "face", "n": 3, "weight": 400, "italic": False, "family": "Naskh", "x": 0, "cap": 0, "waw": 340, "ha": 0}]
LETTER, SPACE, LEFT, MEASURE = 5.0, 2.5, 201, 323
FAULTS = []


def fault(number, claim):
    def enter(function):
        FAULTS.append((number, claim, function))
        return function
    return enter


class Sheet:
    def __init__(self, lang="de"):
        self.records = FACES + [{"k": "document", "path": "sheet", "lang": lang, "cover": False, "theme": THEME}]
        self.count = 0
        self.document = self.el("Document", 0)

    def el(self, role, up=None, nth=0, span=1):
        self.count += 1
        self.records.append({"k": "el", "n": self.count, "up": self.document if up is None else up, "role": role,
                             "nth": nth, "span": span})
        return self.count

    def page(self, n=1, kind="right", is_bare=False):
        self.records.append({"k": "page", "n": n, "kind": kind, "width": 595, "height": 842})
        if not is_bare:
            self.line(str(n), y=800, artifact="foot", size=9)

    def item(self, kind, x, y, w, h, **more):
        self.records.append({"k": kind, "artifact": "layout", "el": 0, "x": x, "y": y, "w": w, "h": h, **more})

    def box(self, x, y, w, h, color):
        self.item("box", x, y, w, h, fill=color, stroke=-1)

    def table(self, columns, rows):
        """What the tree says: a row is its kind and texts, None where a value is NULL."""
        self.records.append({"k": "table", "columns": columns, "rows": [
            {"kind": kind, "cells": [{"text": text or "", **({"value": "null"} if text is None else {})}
                                     for text in texts]} for kind, texts in rows]})

    def line(self, text, el=0, x=LEFT, y=100, measure=MEASURE, ratio=0.0, size=10.5, face=1, color=INK, family="Vollkorn",
             artifact="", ends=True, weight=400, italic=False, digit=LETTER, level=0, shift=0.0, set_size=None, height=7):
        at, words, digits, i = x + shift, [{}], [0], 0
        for part in text.replace(" ", " \0").replace("\0", "\0").split("\0"):
            word, gap = part.rstrip(" "), part.endswith(" ")
            begin = at
            for c in word:
                if c in "0123456789,.":
                    digits.append([c, i, at, digit if c.isdigit() else LETTER])
                at += digit if c.isdigit() else LETTER
                i += len(c.encode())
            if word:
                words.append({"from": i - len(word.encode()), "word": word, "x": [begin, at],
                              "ink": [begin, y - height, at, y + 2]})
            if gap:
                wide = SPACE * (1 + ratio / 2)
                words.append({"from": i, "gap": " ", "x": [at, at + wide], "natural": SPACE})
                at, i = at + wide, i + 1
        if text.endswith(" "):
            at -= words.pop()["x"][1] - words[-1]["x"][1] if "gap" in words[-1] else 0
        run = {"from": 0, "to": len(text.encode()), "level": level, "el": el, "expansion": 0, "face": face, "weight": weight,
               "italic": italic, "tabular": True, "figures": 1, "color": color, "family": family, "size": size,
               "set": set_size or size, "rise": 0}
        self.records.append({"k": "line", "artifact": artifact, "el": el, "x": x, "y": y, "measure": measure,
                             "start": x + shift, "width": at - x - shift, "ends": ends, "hyphenated": text.endswith("\u00ad"),
                             "at": {"file": "sheet.md", "line": 1, "col": 1}, "text": text, "runs": [run], "words": words,
                             "digits": digits})

    def para(self, texts, y=100, ratios=None, role="P", lang=None, **more):
        """A paragraph: lines below one another; ratios: how each is stretched."""
        el = self.el(role)
        self.records[-1].update(lang=lang)
        for i, text in enumerate(texts):
            self.line(text, el, y=y + 14 * i, ratio=(ratios or [0] * len(texts))[i], ends=i + 1 == len(texts), **more)
        return el

    def cells(self, rows, shift=None, role="TD", gap=40, digit=None):
        """A table of one-line cells, a column every 100 pt; shift: of one cell, digit: its figures' width."""
        table = self.el("Table")
        for r, texts in enumerate(rows):
            tr = self.el("TR", self.el("THead" if role == "TH" and r == 0 else "TBody", table, nth=r))
            for c, text in enumerate(texts):
                if text:
                    td = self.el("TH" if role == "TH" and r == 0 else "TD", tr, nth=c)
                    self.line(text, td, x=LEFT + 100 * c, measure=100 - gap, y=100 + 16 * r, size=9, set_size=9,
                              shift=(shift or {}).get((r, c), 0), digit=(digit or {}).get((r, c), LETTER))
        return table

    def stream(self):
        return [json.dumps(record) for record in self.records]


LONG = "Wer in den Landkreis kommt soll bleiben und mit allen reden "


@fault(1, "a heading stands nearer to the text above than to that below")
def floating(s, is_bad):
    s.page()
    s.para(["Text"], y=100)
    s.para(["Kita"], y=130 if is_bad else 170, role="H2", size=17, set_size=17)
    s.para(["Text"], y=200)


@fault(2, "a heading ends a page")
def stranded(s, is_bad):
    s.page()
    s.para(["Kita"], y=700, role="H2")
    el = s.para([LONG, LONG][:1 if is_bad else 2], y=720)
    s.page(2)
    s.line(LONG, el)


@fault(2, "a heading ends a column")
def stranded_in_column(s, is_bad):
    s.page()
    s.para(["Kita"], y=700, role="H2", measure=150)
    el = s.para([LONG] * (1 if is_bad else 2), y=714, measure=150)
    s.line(LONG, el, x=LEFT + 170, measure=150, y=100)


@fault(3, "one line of a paragraph stands alone in a column")
def column_widow(s, is_bad):
    s.page()
    el = s.para([LONG, LONG], y=714, measure=150)
    for i in range(1 if is_bad else 2):
        s.line(LONG, el, x=LEFT + 170, measure=150, y=100 + 14 * i)


@fault(3, "one line of a paragraph begins a page")
def widow(s, is_bad):
    s.page()
    el = s.para([LONG, LONG], y=700)
    s.page(2)
    for i in range(1 if is_bad else 2):
        s.line(LONG, el, y=100 + 14 * i)


@fault(4, "a last line is short")
def short_last(s, is_bad):
    s.page()
    s.para([LONG, "wird." if is_bad else "wird es heute noch sagen."])


@fault(4, "a paragraph's last line is a short word")
def one_word(s, is_bad):
    s.page()
    s.para(["Drei Orte ", "Weg." if is_bad else "Weg und Ziel."], measure=60)


@fault(5, "a line is stretched by more than 1.3")
def loose(s, is_bad):
    s.page()
    s.para([LONG, LONG, LONG], ratios=[1.0, 1.5 if is_bad else 1.2, 0.9], measure=0)


@fault(5, "a loose line follows a tight one")
def uneven(s, is_bad):
    s.page()
    s.para([LONG, LONG, LONG], ratios=[-0.2, 1.0 if is_bad else 0.5, 0.6], measure=0)


@fault(5, "a justified line is short")
def short_line(s, is_bad):
    s.page()
    s.para([LONG, LONG, "bleiben"], ratios=[0.2, 0.2, 0])
    for record in s.records[-3:-1]:
        record["width"] = MEASURE
    s.records[-2]["width"] -= 5 if is_bad else 0


@fault(6, "a river runs down three lines")
def river(s, is_bad):
    s.page()
    s.para(["aaaa bbb cccc ", "aaaa bbb cccc " if is_bad else "aa bbbbbbb cc ", "aaaa bbb cccc ", "ende hier"],
           ratios=[1, 1, 1, 0])


@fault(7, "three lines in turn end with hyphens")
def ladder(s, is_bad):
    s.page()
    s.para(["Eine Arbei\u00ad", "tet nun Schu\u00ad", "len wie Leh\u00ad" if is_bad else "len wie Lehrer ", "rer es tun"])


@fault(7, "two lines begin alike")
def stack(s, is_bad):
    s.page()
    s.para(["Schule und mehr ", "Schule im Ort " if is_bad else "Kita im Ort ", "am Ende"])


@fault(8, "a heading's word is divided")
def divided_heading(s, is_bad):
    s.page()
    s.para(["Die Anerken\u00ad" if is_bad else "Die ", "nung" if is_bad else "Anerkennung"], role="H2")


@fault(8, "a page ends in the middle of a word")
def divided_page(s, is_bad):
    s.page()
    el = s.para([LONG, "Anerken\u00ad" if is_bad else "Anerkennung "])
    s.page(2)
    s.line("nung des" if is_bad else "des", el)
    s.line(LONG, el, y=114)


@fault(8, "a word is divided beside its star")
def divided_star(s, is_bad):
    s.page()
    s.para(["Die Migrant*in\u00ad" if is_bad else "Die Migrant*innenor\u00ad", "nenorganisationen" if is_bad else "ganisationen"])


@fault(9, "an amount parts from its unit")
def parted_unit(s, is_bad):
    s.page()
    s.para(["Es kostet 5.000,00 " if is_bad else "Es kostet ", "EUR im Jahr" if is_bad else "5.000,00 EUR im Jahr"])


@fault(9, "an abbreviation parts")
def parted_abbreviation(s, is_bad):
    s.page()
    s.para(["Das ist z. " if is_bad else "Das ist ", "B. so" if is_bad else "z. B. so"])


@fault(9, "a sign parts from its number")
def parted_sign(s, is_bad):
    s.page()
    s.para(["Es gilt § " if is_bad else "Es gilt ", "44 der Ordnung" if is_bad else "§ 44 der Ordnung"])


@fault(10, "straight quotation marks")
def straight_quotes(s, is_bad):
    s.page()
    s.para(['Sie sagte "ja"' if is_bad else "Sie sagte „ja“"])


@fault(10, "a hyphen between years")
def hyphen_range(s, is_bad):
    s.page()
    s.para(["Von 2014-2015" if is_bad else "Von 2014–2015, Az. 12-34/56, am 2015-09-14, Telefon 0391 5371-206"])


@fault(10, "a hyphen for a minus")
def hyphen_minus(s, is_bad):
    s.page()
    s.cells([["Rest", "-12,50" if is_bad else "−12,50"]])


@fault(11, "a comma stands beside the others")
def ragged(s, is_bad):
    s.page()
    s.cells([["a", "10,00"], ["b", "20,00"], ["c", "30,00"]], shift={(1, 1): 0.3 if is_bad else 0.05})


@fault(11, "proportional figures among tabular ones")
def proportional(s, is_bad):
    s.page()
    s.cells([["a", "10"], ["b", "11"], ["c", "20"]], digit={(1, 1): 3.5 if is_bad else LETTER})


@fault(12, "a head stands beside its column")
def head_beside(s, is_bad):
    s.page()
    s.cells([["Ort", "Menge"], ["a", "1000"], ["b", "999"]], role="TH",
            shift={(0, 1): 20 if is_bad else 0, (1, 1): 5, (2, 1): 10})


@fault(13, "columns touch")
def touching(s, is_bad):
    s.page()
    s.cells([["a" * 20 if is_bad else "a" * 18, "b"]])


@fault(13, "a number is wrapped")
def wrapped_number(s, is_bad):
    s.page()
    table = s.el("Table")
    td = s.el("TD", s.el("TR", s.el("TBody", table)))
    s.line("1.250" if is_bad else "Summe ", td, y=100, ends=False)
    s.line("EUR", td, y=112)


@fault(14, "one column is empty while another wraps")
def empty_column(s, is_bad):
    s.page()
    table = s.el("Table")
    for r in range(3):
        tr = s.el("TR", s.el("TBody", table))
        td = s.el("TD", tr, nth=0)
        s.line("aaaa" if is_bad else "aaaaaaaaaaaaaaa", td, measure=100, y=100 + 30 * r)
        td = s.el("TD", tr, nth=1)
        s.line("bbbb ", td, x=310, measure=30, y=100 + 30 * r, ends=False)
        s.line("bb", td, x=310, measure=30, y=112 + 30 * r)


def two_pages(s, kinds, split):
    """A table's rows with their kinds, the first `split` of them on page 1."""
    s.table(["auto"], [(kind, [f"Zeile {i}"]) for i, kind in enumerate(kinds)])
    s.page()
    table = s.el("Table")
    body = s.el("TBody", table)
    for i, _ in enumerate(kinds):
        if i == split:
            s.page(2)
        td = s.el("TD", s.el("TR", body, nth=i))
        s.line(f"Zeile {i}", td, y=100 + 14 * i)


@fault(15, "a group's title ends a page")
def lonely_title(s, is_bad):
    two_pages(s, ["body", "group", "body", "body"], 2 if is_bad else 3)


@fault(15, "a sum begins a page")
def lonely_sum(s, is_bad):
    two_pages(s, ["body", "body", "subtotal"], 2 if is_bad else 1)


@fault(15, "a row is torn")
def torn_row(s, is_bad):
    s.page()
    td = s.el("TD", s.el("TR", s.el("TBody", s.el("Table"))))
    s.line("eins ", td, ends=False)
    if is_bad:
        s.page(2)
    s.line("zwei", td, y=114)


@fault(16, "a table has four kinds of rules")
def many_rules(s, is_bad):
    s.page()
    s.cells([["aa", "bb"], ["cc", "dd"]])
    for i, weight in enumerate((0.35, 0.5, 0.75, 1.5 if is_bad else 0.75)):
        s.box(LEFT, 101 + 4 * i, 150, weight, INK)


@fault(16, "a table has a vertical rule")
def vertical_rule(s, is_bad):
    s.page()
    s.cells([["aa", "bb"], ["cc", "dd"]])
    s.box(LEFT + 20, 100, 0.5, 15, INK) if is_bad else s.box(LEFT + 20, 100, 15, 0.5, INK)


@fault(17, "a rule is too thin to print")
def thin_rule(s, is_bad):
    s.page()
    s.box(LEFT, 120, 100, 0.2 if is_bad else 0.25, INK)


@fault(17, "type is too small")
def small_type(s, is_bad):
    s.page()
    s.para(["klein"], size=7.2 if is_bad else 7.5)


@fault(17, "reversed type is too small")
def small_reversed(s, is_bad):
    s.page()
    s.box(LEFT - 10, 80, 300, 40, 0x0F5460)
    s.para(["klein"], size=7.5 if is_bad else 8, color=0xFFFFFF)


@fault(18, "grey text on white")
def grey_text(s, is_bad):
    s.page()
    s.para(["grau"], color=GREY if is_bad else 0x55606A, size=8.5, family="Lato")


@fault(18, "text on a tint that is too near to it")
def grey_on_tint(s, is_bad):
    s.page()
    s.box(LEFT - 10, 80, 300, 40, 0xB9C0C4 if is_bad else 0xE7EEEF)
    s.para(["grau"], color=0x55606A, size=8.5, family="Lato")


@fault(19, "a paragraph drifts off the grid")
def drift(s, is_bad):
    s.page()
    s.para([LONG] * 4, y=101)
    s.para([LONG] * 2, y=101 + 14 * 6 + (3 if is_bad else 0))


@fault(20, "a line is wider than its measure")
def overfull(s, is_bad):
    s.page()
    s.para(["Grundstücksverkehrsgenehmigung"], measure=120 if is_bad else 160)


@fault(20, "text stands in the foot")
def into_foot(s, is_bad):
    s.page()
    s.para(["unten"], y=780 if is_bad else 750)


@fault(20, "a word stands half out of its tint")
def half_out(s, is_bad):
    s.page()
    s.box(LEFT - 5, 96 if is_bad else 90, 100, 20, 0xE7EEEF)
    s.para(["oben"], y=100)


@fault(20, "a picture stands in the foot")
def picture_in_foot(s, is_bad):
    s.page()
    s.item("picture", LEFT, 700, 218, 60 if is_bad else 50, shown="a.png", pixels=[2000, 1000])


@fault(21, "bold without a bold font")
def false_bold(s, is_bad):
    s.page()
    s.para(["fett"], weight=700, face=1 if is_bad else 2)


@fault(21, "italics without an italic font")
def false_italic(s, is_bad):
    s.page()
    s.para(["kursiv"], italic=is_bad)


@fault(22, "two sizes are nearly one")
def near_sizes(s, is_bad):
    s.page()
    s.para(["a"], size=9)
    s.para(["b"], size=9.2 if is_bad else 9.5, y=120)


@fault(22, "eight sizes on a page")
def many_sizes(s, is_bad):
    s.page()
    for i in range(8 if is_bad else 6):
        s.para(["a"], size=10 + 2 * i, y=100 + 40 * i)


@fault(23, "Arabic letters are too small beside Latin ones")
def tiny_arabic(s, is_bad):
    s.page()
    s.line("Wer ", el=s.el("P"))
    s.records[-1]["runs"].append(dict(s.records[-1]["runs"][0], face=3, set=7 if is_bad else 11.5))
    s.records[-1]["text"] += "سلام"
    s.records[-1]["runs"][1].update({"from": 4, "to": 12})


@fault(24, "the ink of two lines meets")
def collision(s, is_bad):
    s.page()
    s.para(["oben"], y=100)
    s.para(["unten"], y=104 if is_bad else 114)


@fault(24, "a rule runs through a word")
def struck(s, is_bad):
    s.page()
    s.para(["oben"], y=100)
    s.box(LEFT, 97 if is_bad else 103, 100, 0.5, INK)


@fault(24, "a word stands on a picture")
def on_picture(s, is_bad):
    s.page()
    s.item("picture", LEFT, 95 if is_bad else 103, 218, 100, shown="a.png", pixels=[2000, 1000])
    s.para(["oben"], y=100)


@fault(25, "a number's digits are turned")
def turned_digits(s, is_bad):
    s.page()
    s.para(["117"], level=1)
    if is_bad:
        s.records[-1]["digits"][1][2], s.records[-1]["digits"][3][2] = 230, 201


@fault(26, "an Arabic line begins at the left")
def unmirrored(s, is_bad):
    s.page()
    s.para(["Wer " * 8, "Wer"], shift=0 if is_bad else MEASURE - 137.5)
    if not is_bad:
        s.records[-1].update(start=LEFT + MEASURE - 15, width=15)


@fault(26, "a German line in an Arabic document begins at the right")
def turned_german(s, is_bad):
    s.page()
    s.para(["Wer " * 8, "Wer"], lang="de", shift=MEASURE - 137.5 if is_bad else 0)


@fault(26, "a bullet stands left of Arabic words")
def turned_bullet(s, is_bad):
    s.page()
    item = s.el("LI", s.el("L"))
    s.line("–", el=s.el("Lbl", item), x=LEFT if is_bad else LEFT + MEASURE - 14, measure=14, shift=9)
    s.line("Wer", el=s.el("LBody", item), x=LEFT + 14 if is_bad else LEFT, measure=MEASURE - 14, shift=MEASURE - 29)


@fault(26, "a tab stands inside")
def inner_tab(s, is_bad):
    s.page()
    s.box(558 if is_bad else 0, 85, 37, 70, 0x0F5460)


@fault(28, "the contents name a wrong page")
def wrong_page(s, is_bad):
    s.page()
    s.item("late", 100, 100, 20, 0, name="kita")
    s.page(2)
    s.item("anchor", 0, 100, 0, 0, name="kita")
    s.records.append({"k": "late lines", "n": 1})
    s.line("3" if is_bad else "2", el=s.el("P"), x=100, y=100)


@fault(28, "contents have leaders")
def leaders(s, is_bad):
    s.page()
    s.para(["Kita ........ 5" if is_bad else "Kita … 5"])


@fault(31, "a caption only names")
def dull_caption(s, is_bad):
    s.page()
    s.para(["Tabelle 1. Teilnahme nach Bereichen" if is_bad else "Tabelle 1. Aus Kommunen kamen 17 Menschen"],
           role="Caption", size=8.5)


@fault(32, "a page is nearly empty before a chapter")
def hole(s, is_bad):
    s.page()
    s.para([LONG] * (10 if is_bad else 36))
    s.page(2)
    s.para(["Kita"], role="H1")
    s.para([LONG] * 6, y=130)


@fault(32, "the last page has four lines")
def short_page(s, is_bad):
    s.page()
    s.para([LONG] * 40)
    s.page(2)
    s.para([LONG] * (4 if is_bad else 5))


@fault(33, "ragged lines make a staircase")
def staircase(s, is_bad):
    s.page()
    s.para(["a" * 60, "a" * 52 if is_bad else "a" * 58, "a" * 44 if is_bad else "a" * 56, "a" * 50, "ende"])
    for record in s.records[-5:-1]:
        record["text"] += " "


@fault(33, "a short line stands between long ones")
def short_between(s, is_bad):
    s.page()
    s.para(["a" * 60, "a" * 30 if is_bad else "a" * 55, "a" * 62, "ende"])
    for record in s.records[-4:-1]:
        record["text"] += " "


@fault(34, "a picture has a width of its own")
def odd_width(s, is_bad):
    s.page()
    s.item("picture", LEFT, 100, (60 if is_bad else 77) * 72 / 25.4, 100, shown="a.png", pixels=[2000, 1000])


@fault(34, "a picture is coarse")
def coarse(s, is_bad):
    s.page()
    s.item("picture", LEFT, 100, 77 * 72 / 25.4, 100, shown="a.png", pixels=[500 if is_bad else 700, 300])


@fault(34, "a picture is coarse, a drawing is not")
def drawn(s, is_bad):
    s.page()
    s.item("picture", LEFT, 100, 77 * 72 / 25.4, 100, shown="a.svg", pixels=[100 if is_bad else 0, 100 if is_bad else 0])


@fault(35, "a column's empty values print in two ways")
def two_blanks(s, is_bad):
    s.table(["auto", "decimal"], [("body", ["a", "1,00"]), ("body", ["b", None]), ("body", ["c", None])])
    s.page()
    s.cells([["a", "1,00"], ["b", "–"], ["c", "" if is_bad else "–"]])


@fault(35, "an empty value prints as zero")
def blank_zero(s, is_bad):
    s.table(["auto", "decimal"], [("body", ["a", "1,00"]), ("body", ["b", None])])
    s.page()
    s.cells([["a", "1,00"], ["b", "0,00" if is_bad else "–"]])


@fault(36, "a cover has five sizes")
def loud_cover(s, is_bad):
    s.page(kind="first", is_bare=True)
    for i in range(5 if is_bad else 4):
        s.para(["Titel"], size=10 + 6 * i, y=100 + 60 * i)


@fault(36, "a cover's lines begin at three edges")
def many_edges(s, is_bad):
    s.page(kind="first", is_bare=True)
    for i in range(3):
        s.para(["Titel"], y=100 + 60 * i, shift=30 * (i if is_bad else i // 2))
