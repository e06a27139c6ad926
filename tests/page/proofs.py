# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents that bring a fault forth, so that all that lies between a source and a check is proved:
the theme's keys and the text with the fault, then those without."""

NUMBER = "0123456789" * 7
TEXT = "Wer in den Landkreis kommt, soll bleiben. Was dafür im Alltag fehlt, haben am Montag Menschen aus Kommunen und Verbänden zusammengetragen."
# Five columns of what cannot be broken leave 9 pt of the measure to be dealt out between them.
NUMBERS = "| a | b | c | d | e |\n|---|---|---|---|---|\n" + "|" + " 12345678901234567 12345678901234567 |" * 5 + "\n"
MONEY = "| Was | EUR |\n|---|--:|\n| a | 1,11 |\n| b | 20,58 |\n| c | 3,00 |\n"

PROOFS = [
    (1, "a heading stands nearer to the text above it",
     (("headings: {h2: {before: 0, after: 28pt}}", "Text.\n\n## Kita\n\nText."),
      ("headings: {h2: {before: 28pt, after: 7pt}}", "Text.\n\n## Kita\n\nText."))),
    (5, "lines of long words in a narrow measure are stretched",
     (("page: {inside: 50mm, outside: 50mm}\nbody: {hyphens: false}", TEXT), ("", TEXT))),
    (10, "a value brings straight quotation marks",
     (("", "---\nparams: {a: {type: text, default: 'so \"genannt\"'}}\n---\n{{a}}\n"),
      ("", "---\nparams: {a: {type: text, default: 'so „genannt“'}}\n---\n{{a}}\n"))),
    (11, "figures of several widths stand in one column",
     (("table: {cell: {font: Vollkorn, tabular: false}}", MONEY), ("table: {cell: {font: Vollkorn, tabular: true}}", MONEY))),
    (13, "columns without a gutter touch",
     (("table: {gutter: 0}", NUMBERS), ("table: {gutter: 6pt}", NUMBERS))),
    (17, "captions of 6 pt",
     (("caption: {size: 6pt}", "| a | b |\n|---|---|\n| c | d |\n\n: Vier Zellen stehen hier\n"),
      ("caption: {size: 8pt}", "| a | b |\n|---|---|\n| c | d |\n\n: Vier Zellen stehen hier\n"))),
    (18, "grey text",
     (("body: {color: \"#999999\"}", TEXT), ("body: {color: \"#1A1D21\"}", TEXT))),
    (20, "a number wider than the measure",
     (("page: {inside: 60mm, outside: 60mm}", NUMBER), ("", TEXT))),
    (21, "italics of a family that has none",
     (("body: {font: PT Sans Narrow}", "Ein *betontes* Wort."), ("body: {font: PT Sans}", "Ein *betontes* Wort."))),
    (22, "two sizes that are nearly one",
     (("headings: {h3: {size: 10.3pt}}", f"### Kita\n\n{TEXT}"), ("headings: {h3: {size: 12pt}}", f"### Kita\n\n{TEXT}"))),
    (31, "a caption only names",
     (("", "| a | b |\n|---|---|\n| c | d |\n\n: Die Zellen\n"),
      ("", "| a | b |\n|---|---|\n| c | d |\n\n: Vier Zellen stehen hier\n"))),
]
