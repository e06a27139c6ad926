/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's own words that stand on a page, in English: WORD(name, words) for each, WORD_IN
 * (name, context, words) where the same English is said in two ways. Comments with TRANSLATORS are
 * for those who write templates/po/words/TAG.po (`make messages` takes them there). No include
 * guard: whoever includes this says what WORD is, and WORD_IN if the context matters. */
#ifndef WORD_IN
#define WORD_IN(name, context, words) WORD(name, words)
#endif

/* TRANSLATORS: the label of a picture, before its caption: "Figure 3". # is the number, or "?" */
WORD(FIGURE, "Figure #")
/* TRANSLATORS: the label of a table, before its caption: "Table 3" */
WORD(TABLE, "Table #")
/* TRANSLATORS: what refers to a picture within a sentence: "see Figure 3", "in Figure 3". It must
 * fit after any word: where a language declines, use the abbreviation that does not ("рис. #",
 * "rys. #"). Lower case where it is that within a sentence; the author can ask for a capital */
WORD_IN(REFERENCE_FIGURE, "reference", "Figure #")
/* TRANSLATORS: what refers to a table within a sentence, in the same way */
WORD_IN(REFERENCE_TABLE, "reference", "Table #")
/* TRANSLATORS: what refers to a heading within a sentence, in the same way. # is a number such as
 * 3.2, or the heading in quotation marks: the words must serve both */
WORD(SECTION, "Section #")
/* TRANSLATORS: the same for several pictures. # are their numbers: "1 and 2", "1, 3 and 5–7". What
 * stands at # without a space is said of each: "#. ábra" gives "1., 2. és 3. ábra". Where the
 * language has a dual, two pictures are named by the singular twice */
WORD(REFERENCE_FIGURES, "Figures #")
/* TRANSLATORS: the same for several tables */
WORD(REFERENCE_TABLES, "Tables #")
/* TRANSLATORS: the same for several headings: numbers, or headings in quotation marks */
WORD(SECTIONS, "Sections #")
/* TRANSLATORS: the title of the table of contents */
WORD(CONTENTS, "Contents")
/* TRANSLATORS: a table's last row, before the sums */
WORD(TOTAL, "Total")
/* TRANSLATORS: the last row of a table's group, before the sums */
WORD(SUBTOTAL, "Subtotal")
/* TRANSLATORS: the only row of a table that has none */
WORD(NO_ROWS, "no entries")
/* TRANSLATORS: the label of a box with something to know */
WORD(NOTE, "Note")
/* TRANSLATORS: the label of a box with advice that helps */
WORD(TIP, "Tip")
/* TRANSLATORS: the label of a box that warns of danger or damage */
WORD(WARNING, "Warning")
/* TRANSLATORS: the label of a box with something that must not be missed */
WORD(IMPORTANT, "Important")
/* TRANSLATORS: what a screen reader says of a link. # is its address or its words */
WORD(LINK_TO, "Link to #")
/* TRANSLATORS: what a screen reader says of a QR code. # is the address it leads to */
WORD(QR_CODE, "QR code: #")
/* TRANSLATORS: in an index, behind an entry without pages. # is the entry to look at instead */
WORD(SEE, "see #")
/* TRANSLATORS: in an index, behind an entry's pages. # is another entry to look at, too */
WORD(SEE_ALSO, "see also #")
/* TRANSLATORS: across every page, and on a label, of a document that is not final */
WORD(DRAFT, "DRAFT")
/* TRANSLATORS: what a screen reader says for a number that is hidden to protect persons */
WORD(SUPPRESSED, "withheld")
/* TRANSLATORS: the title of the list of all pictures */
WORD(FIGURES, "Figures")
/* TRANSLATORS: the title of the list of all tables */
WORD(TABLES, "Tables")
/* TRANSLATORS: below a chart that counts little signs (persons): what one of them stands for. # is
 * a number, with what is counted: "5 (persons)" */
WORD(SIGN, "one sign = #")
/* TRANSLATORS: below a schematic map, beside a full square: in how many of its districts there is
 * something. # is the number */
WORD(REPRESENTED, "represented: #")
/* TRANSLATORS: the same, beside an empty square: in how many there is nothing */
WORD(NOT_REPRESENTED, "not represented: #")
/* TRANSLATORS: below a table, behind the sign for a hidden number. # is the least number shown */
WORD(SUPPRESSED_LEGEND, "below #, or withheld to protect small numbers")
/* TRANSLATORS: a sum that is carried from a column to the next one on the same page */
WORD(CARRIED, "Carried forward")
/* TRANSLATORS: a sum at the end of a page. # is the number of the page it goes to */
WORD(CARRIED_TO, "Carried to page #")
/* TRANSLATORS: a sum at the beginning of a page. # is the number of the page it comes from */
WORD(CARRIED_FROM, "Brought forward from page #")
/* TRANSLATORS: behind the title of a table that began on the page before */
WORD(CONTINUED, "(continued)")
/* TRANSLATORS: the label of the list of those who made the pictures, in an imprint */
WORD(CREDITS, "Picture credits")
/* TRANSLATORS: there, behind a name in brackets: the pages on which pictures stand: "p. 3, 5" */
WORD(ON_PAGES, "p. #")
/* TRANSLATORS: there: the picture stands on the cover, the page with the title */
WORD(ON_COVER, "cover")
/* TRANSLATORS: how many persons, forms or answers a chart's percentages are of, as statistics
 * write it: "n = 64" */
WORD(BASE, "n = #")
/* TRANSLATORS: begins what a screen reader says of a chart with bars; so do the next five */
WORD(CHART_BARS, "Bar chart")
WORD(CHART_STACKED, "Stacked bar chart")
WORD(CHART_LINES, "Line chart")
WORD(CHART_ROUND, "Pie chart")
/* TRANSLATORS: a chart of little pictures, each standing for so many */
WORD(CHART_SIGNS, "Pictogram")
/* TRANSLATORS: a map drawn with equal squares, one for each district */
WORD(CHART_MAP, "Map")
/* TRANSLATORS: for a screen reader. # is how many values a chart has */
WORD(CHART_VALUES, "Values: #")
/* TRANSLATORS: for a screen reader. # is a list of what is compared: "women, men" */
WORD(CHART_COMPARED, "Compared: #")
/* TRANSLATORS: for a screen reader. # is a chart's largest number: "17 (Kommunen)" */
WORD(CHART_LARGEST, "Largest: #")
/* TRANSLATORS: for a screen reader. # is a chart's smallest number */
WORD(CHART_SMALLEST, "Smallest: #")
/* TRANSLATORS: for a screen reader. # is the first number of a line: "11 (2011)" */
WORD(CHART_FIRST, "First: #")
/* TRANSLATORS: for a screen reader. # is the last number of a line: "150 (2024)" */
WORD(CHART_LAST, "Last: #")
/* TRANSLATORS: for a screen reader. # is how many numbers are hidden to protect persons */
WORD(CHART_WITHHELD, "Withheld: #")
#undef WORD_IN
