/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts that cannot be made: which message says so, and where. */
#include "tests/doc/chartrows.h"

static const struct sample samples[] = {
    {"a chart has a kind", REGIONS, "x=label y=n", "",
     "t.md:1:1: error: a chart needs type=bar, column, grouped, stacked, line, pie, donut, "
     "pictogram, likert or tiles\n"},
    {"of those there are", REGIONS, "type=bars x=label y=n", "",
     "t.md:1:25: error: 'type' wants bar, column, grouped, stacked, line, pie, donut, pictogram, "
     "likert or tiles, not 'bars'\n"
     "t.md:1:25: note: did you mean 'bar'?\n"},
    {"and names its columns", REGIONS, "type=bar", "",
     "t.md:1:1: error: a chart needs x=COLUMN, its categories\n"
     "t.md:1:1: error: a chart needs y=COLUMN, its numbers\n"},
    {"which exist", REGIONS, "type=bar x=labl y=\"m\" highlight=here base=bse", "",
     "t.md:1:31: error: no column 'labl' in query 'q'\n"
     "t.md:1:31: note: did you mean 'label'?\n"
     "t.md:1:52: error: no column 'here' in query 'q'\n"
     "t.md:1:62: error: no column 'bse' in query 'q'\n"},
    {"keys are those of a chart", REGIONS, "type=bar x=label y=n stype=x",
     "chart bar plain scale=0\n"
     "  series \"n\"\n"
     "  category \"Kommunen\" \"17\"=17\n"
     "  category \"Vereine\" \"30\"=30\n"
     "  category \"Behörden\" \"6\"=6\n",
     "t.md:1:41: error: a chart has no attribute 'stype'\n"
     "t.md:1:41: note: did you mean 'type'?\n"},
    {"and mean something for its kind", REGIONS,
     "type=line x=label y=n per=5 sort=desc neutral=1 turned=yes column=n highlight=n share=yes",
     "",
     "t.md:1:42: error: 'per' means nothing in a chart of type=line\n"
     "t.md:1:48: error: 'sort' means nothing in a chart of type=line\n"
     "t.md:1:58: error: 'neutral' means nothing in a chart of type=line\n"
     "t.md:1:68: error: 'turned' means nothing in a chart of type=line\n"
     "t.md:1:79: error: 'column' means nothing in a chart of type=line\n"
     "t.md:1:88: error: 'highlight' means nothing in a chart of type=line\n"
     "t.md:1:100: error: 'share' means nothing in a chart of type=line\n"},
    {"an axis is for those that have one", REGIONS, "type=pie x=label y=n min=0 max=4", "",
     "t.md:1:41: error: 'min' means nothing in a chart of type=pie\n"
     "t.md:1:47: error: 'max' means nothing in a chart of type=pie\n"},
    {"words are those that a key knows", REGIONS,
     "type=stacked x=label y=n share=ja sort=down turned=1", "",
     "t.md:1:51: error: 'share' wants yes, only or no, not 'ja'\n"
     "t.md:1:59: error: 'sort' wants desc, asc or none, not 'down'\n"
     "t.md:1:71: error: 'turned' wants yes or no, not '1'\n"},
    {"lengths are lengths", REGIONS, "type=bar x=label y=n width=breit height=50%", "",
     "t.md:1:41: error: 'width' wants a length, a percentage or half, not 'breit'\n"
     "t.md:1:53: error: 'height' wants a length, not '50%'\n"},
    {"amounts need a formatter", "label|n_ct\nA|1", "type=bar x=label y=n_ct", "",
     "t.md:1:39: error: column 'n_ct' is an amount and needs a formatter, as in 'n_ct:money'\n"},
    {"formatters are those of numbers", REGIONS, "type=bar x=label y=n:date", "",
     "t.md:1:41: error: a chart draws numbers, and 'date' makes none\n"},
    {"and are known", REGIONS, "type=bar x=label:dat y=n:mony", "",
     "t.md:1:37: error: unknown formatter 'dat'\n"
     "t.md:1:37: note: did you mean 'date'?\n"
     "t.md:1:45: error: unknown formatter 'mony'\n"
     "t.md:1:45: note: did you mean 'money'?\n"},
    {"with arguments that they know", REGIONS, "type=bar x=label y=n:number:x", "",
     "t.md:1:41: error: formatter 'number' takes a number of decimals from 0 to 15, not 'x'\n"},
    {"one axis has one unit", "label|n|n_ct\nA|1|2", "type=grouped x=label y=\"n n_ct:money\"", "",
     "t.md:1:46: error: 'n_ct' is not of the unit of the columns before it: they have one axis\n"},
    {"one series is one", REGIONS, "type=bar x=label y=\"n m\"", "",
     "t.md:1:37: error: a chart of type=bar shows one series, not 2: grouped, stacked and line "
     "show several\n"},
    {"also from a column", QUESTIONS, "type=pie x=q series=a y=n", "",
     "t.md:1:33: error: a chart of type=pie shows one series: grouped, stacked and line show "
     "several\n"},
    {"a column of series has one column of numbers", QUESTIONS,
     "type=line x=q series=a y=\"n base\"", "",
     "t.md:1:43: error: with a column of series 'y' names one column, not 2\n"},
    {"names are as many as columns", REGIONS, "type=line x=label y=\"n m\" series=\"a|b|c\"", "",
     "t.md:1:46: error: 3 names of series for 2 columns\n"},
    {"a column of series is found by its name", QUESTIONS, "type=line x=q series=aa y=n", "",
     "t.md:1:1: error: category 'F1' comes twice (q row 2, column q)\n"
     "t.md:1:1: note: did you mean 'a'?\n"
     "t.md:1:1: error: category 'F2' comes twice (q row 4, column q)\n"
     "t.md:1:1: note: did you mean 'a'?\n"
     "t.md:1:1: error: category 'F2' comes twice (q row 5, column q)\n"
     "t.md:1:1: note: did you mean 'a'?\n"},
    {"two series have two names", REGIONS, "type=line x=label y=\"n m\" series=\"a|a\"", "",
     "t.md:1:46: error: two series are called 'a'\n"},
    {"seven series are too many", "l|a|b|c|d|e|f|g\nx|1|2|3|4|5|6|7",
     "type=line x=l y=\"a b c d e f g\"", "",
     "t.md:1:49: error: a chart shows 6 series at most: more cannot be told apart\n"},
    {"a category comes once", "label|n\nA|1\nA|2", "type=bar x=label y=n", "",
     "t.md:1:1: error: category 'A' comes twice (q row 2, column label)\n"},
    {"a line goes forward in time, also where one series lacks a year",
     "jahr|a|n\n2013|f|1\n2015|f|2\n2014|m|3\n2012|m|4", "type=line x=jahr series=a y=n",
     "chart line plain scale=0\n"
     "  series \"f\" \"m\"\n"
     "  category \"2013\" \"1\"=1 \"–\"\n"
     "  category \"2015\" \"2\"=2 \"–\"\n"
     "  category \"2014\" \"–\" \"3\"=3\n"
     "  category \"2012\" \"–\" \"4\"=4\n",
     "t.md:1:1: warning: the line goes back in time, from '2015' to '2014': its rows want an order "
     "(q row 3, column jahr)\n"},
    {"months are no years", "monat|n\n9|3\n10|4\n1|2", "type=line x=monat y=n",
     "chart line plain scale=0\n"
     "  series \"n\"\n"
     "  category \"9\" \"3\"=3\n"
     "  category \"10\" \"4\"=4\n"
     "  category \"1\" \"2\"=2\n",
     ""},
    {"so does its value in a series", "l|a|n\nx|s|1\nx|s|2", "type=line x=l series=a y=n", "",
     "t.md:1:1: error: 'x' has two values for 's' (q row 2, column l)\n"},
    {"a text is no number", "label|n\nA|1\nB|k. A.", "type=bar x=label y=n", "",
     "t.md:1:1: error: 'k. A.' is no number, and a chart draws numbers (q row 2, column n)\n"},
    {"a column without numbers draws nothing", "label|n\nA|NULL\nB|NULL", "type=bar x=label y=n",
     "", "t.md:1:37: error: there is no number in column 'n': nothing can be drawn\n"},
    {"money is whole cents", "label|n_ct\nA|1.5", "type=bar x=label y=n_ct:money", "",
     "t.md:1:1: error: '1.5' is not a whole number of cents (q row 1, column n_ct)\n"},
    {"infinities and what is too large are not drawn",
     "label|n\nA|1e+300\nB|9000000000000000000\nC|'Inf'", "type=bar x=label y=n", "",
     "t.md:1:1: error: 1e+300 is too large to be drawn (q row 1, column n)\n"
     "t.md:1:1: error: 9000000000000000000 is too large to be drawn (q row 2, column n)\n"
     "t.md:1:1: error: 'Inf' is no number, and a chart draws numbers (q row 3, column n)\n"},
    {"a round chart has no negative parts", "label|n\nA|-3\nB|2", "type=pie x=label y=n", "",
     "t.md:1:1: error: −3 is below 0, and parts of a whole cannot show that (q row 1, column n)\n"},
    {"nor have shares", "label|n\nA|-3\nB|2", "type=bar x=label y=n share=yes base=sum", "",
     "t.md:1:1: error: −3 is below 0, and parts of a whole cannot show that (q row 1, column n)\n"},
    {"signs are not below zero", "label|n\nA|-3", "type=pictogram x=label y=n", "",
     "t.md:1:1: error: −3 is below 0, and signs that are counted cannot show that (q row 1, column "
     "n)\n"},
    {"parts of nothing cannot be shown", "label|n\nA|0\nB|0", "type=donut x=label y=n", "",
     "t.md:1:1: error: the values of this chart add up to 0: it has no parts to show\n"},
    {"a share needs N", REGIONS, "type=bar x=label y=n share=yes",
     "chart bar plain scale=0\n"
     "  series \"n\"\n"
     "  category \"Kommunen\" \"17\"=17\n"
     "  category \"Vereine\" \"30\"=30\n"
     "  category \"Behörden\" \"6\"=6\n",
     "t.md:1:41: error: a share needs N: say it by base=NUMBER or base=COLUMN, or by base=sum if "
     "the values are parts of one whole\n"},
    {"which people did not exceed by choosing several", REGIONS,
     "type=bar x=label y=n share=yes base=40",
     "chart bar plain scale=0 base=\"n =<00A0>40\"\n"
     "  series \"n\"\n"
     "  category \"Kommunen\" \"17\"=17\n"
     "  category \"Vereine\" \"30\"=30\n"
     "  category \"Behörden\" \"6\"=6\n",
     "t.md:1:1: error: the values add up to 53, more than N, which is 40: people could choose "
     "several, so no percentage may be said\n"},
    {"and which is all there", REGIONS, "type=bar x=label y=n share=yes base=64",
     "chart bar plain scale=0 base=\"n =<00A0>64\"\n"
     "  series \"n\"\n"
     "  category \"Kommunen\" \"17\"=17\n"
     "  category \"Vereine\" \"30\"=30\n"
     "  category \"Behörden\" \"6\"=6\n",
     "t.md:1:1: error: the values add up to 53, and N is 64: show what is missing, too, or no "
     "shares\n"},
    {"dots of the same people are no shares", "label|n|base\nA|30|42\nB|30|42",
     "type=bar x=label y=n base=base share=yes",
     "chart bar plain scale=0 base=\"n =<00A0>42\"\n"
     "  series \"n\"\n"
     "  category \"A\" \"30\"=30 base=42\n"
     "  category \"B\" \"30\"=30 base=42\n",
     "t.md:1:51: error: the values add up to more than N, which is the same for all: people could "
     "choose several, so no percentage may be said. Questions of one kind each are shown with all "
     "their answers, as type=stacked\n"},
    {"a part is not more than its N", "label|n|base\nA|50|42\nB|30|60",
     "type=bar x=label y=n base=base share=yes",
     "chart bar plain scale=0\n"
     "  series \"n\"\n"
     "  category \"A\" \"50\"=50 base=42 said=\"n =<00A0>42\"\n"
     "  category \"B\" \"30\"=30/5000\"50,0<00A0>%\" base=60 said=\"n =<00A0>60\"\n",
     "t.md:1:1: error: the values add up to 50, more than N, which is 42: people could choose "
     "several, so no percentage may be said (q row 1, column label)\n"},
    {"each question has its own N",
     "q|a|n|base\nF1|ja|10|15\nF1|nein|5|15\nF2|ja|3|9\nF2|teils|4|9\nF2|nein|1|9",
     "type=likert x=q series=a y=n base=base",
     "chart likert plain scale=0\n"
     "  series \"ja\" \"teils\" \"nein\"\n"
     "  category \"F1\" \"66,7<00A0>%\"=10/6670 \"–\" \"33,3<00A0>%\"=5/3330 base=15 said=\"n "
     "=<00A0>15\"\n"
     "  category \"F2\" \"3\"=3 \"4\"=4 \"1\"=1 base=9 said=\"n =<00A0>9\"\n",
     "t.md:1:1: error: the values add up to 8, and N is 9: show what is missing, too, or no shares "
     "(q row 3, column q)\n"},
    {"which is the same on all of its rows", "q|a|n|base\nF1|ja|10|15\nF1|nein|5|14",
     "type=likert x=q series=a y=n base=base", "",
     "t.md:1:1: error: 'F1' had another N on a row before (q row 2, column base)\n"},
    {"N is a whole number", "label|n|base\nA|17|x\nB|30|-4", "type=bar x=label y=n base=base", "",
     "t.md:1:1: error: 'x' is not N: a whole number from 0 (q row 1, column base)\n"
     "t.md:1:1: error: '-4' is not N: a whole number from 0 (q row 2, column base)\n"},
    {"or given as one", REGIONS, "type=bar x=label y=n base=-5", "",
     "t.md:1:41: error: 'base' wants N: a whole number above 0, a column, sum or none, not '-5'\n"},
    {"a percentage needs N", "label|q\nA|0.5", "type=bar x=label y=q:percent", "",
     "t.md:1:37: error: a percentage needs N: say it by base=NUMBER or base=COLUMN, or by "
     "base=none if it is not of persons or forms\n"},
    {"percentages do not add up to it", "label|q\nA|0.5", "type=bar x=label y=q:percent base=sum",
     "",
     "t.md:1:49: error: percentages do not add up to N: say it by base=NUMBER or base=COLUMN\n"},
    {"percentages have no shares", "label|q\nA|0.5",
     "type=bar x=label y=q:percent base=none share=yes",
     "chart bar percent scale=1\n"
     "  series \"q\"\n"
     "  category \"A\" \"50<00A0>%\"=500\n",
     "t.md:1:59: error: a share needs N: say it by base=NUMBER or base=COLUMN, or by base=sum if "
     "the values are parts of one whole\n"},
    {"nor have means", "label|q\nA|0.5", "type=bar x=label y=q base=sum share=yes",
     "chart bar plain scale=1 sum\n"
     "  series \"q\"\n"
     "  category \"A\" \"0,5\"=5\n",
     "t.md:1:50: error: shares are of what is counted, and these values have decimals\n"},
    {"nor money, but of its sum", "label|n_ct\nA|5",
     "type=bar x=label y=n_ct:money base=64 share=yes",
     "chart bar money scale=2\n"
     "  series \"n_ct\"\n"
     "  category \"A\" \"0,05<00A0>€\"=5\n",
     "t.md:1:50: error: amounts of money have no N: base=sum takes what they add up to\n"},
    {"bars begin at zero", REGIONS, "type=bar x=label y=n min=5",
     "chart bar plain scale=0 from=5\n"
     "  series \"n\"\n"
     "  category \"Kommunen\" \"17\"=17\n"
     "  category \"Vereine\" \"30\"=30\n"
     "  category \"Behörden\" \"6\"=6\n",
     "t.md:1:41: error: bars begin at zero: 'min' cannot be above it\n"},
    {"and at both its sides", REGIONS, "type=column x=label y=n max=-5",
     "chart column plain scale=0 to=-5\n"
     "  series \"n\"\n"
     "  category \"Kommunen\" \"17\"=17\n"
     "  category \"Vereine\" \"30\"=30\n"
     "  category \"Behörden\" \"6\"=6\n",
     "t.md:1:1: error: 17 does not lie on the axis, whose max is -5 (q row 1, column n)\n"
     "t.md:1:44: error: bars begin at zero: 'max' cannot be below it\n"},
    {"an axis holds its values", REGIONS, "type=column x=label y=n max=20",
     "chart column plain scale=0 to=20\n"
     "  series \"n\"\n"
     "  category \"Kommunen\" \"17\"=17\n"
     "  category \"Vereine\" \"30\"=30\n"
     "  category \"Behörden\" \"6\"=6\n",
     "t.md:1:1: error: 30 does not lie on the axis, whose max is 20 (q row 2, column n)\n"},
    {"and has two ends", REGIONS, "type=line x=label y=n min=20 max=5",
     "chart line plain scale=0 from=20 to=5\n"
     "  series \"n\"\n"
     "  category \"Kommunen\" \"17\"=17\n"
     "  category \"Vereine\" \"30\"=30\n"
     "  category \"Behörden\" \"6\"=6\n",
     "t.md:1:49: error: 'max' is not above 'min'\n"},
    {"which are numbers", REGIONS, "type=line x=label y=n min=null",
     "chart line plain scale=0\n"
     "  series \"n\"\n"
     "  category \"Kommunen\" \"17\"=17\n"
     "  category \"Vereine\" \"30\"=30\n"
     "  category \"Behörden\" \"6\"=6\n",
     "t.md:1:46: error: 'min' wants a number such as 20 or 2.5, not 'null'\n"},
    {"a scale has two answers", REGIONS, "type=likert x=label y=n", "",
     "t.md:1:20: error: a scale has two answers at least: name a column for each, or their column "
     "with series=\n"},
    {"its middle is one of them", QUESTIONS, "type=likert x=q series=a y=n neutral=teil", "",
     "t.md:1:57: error: 'teil' is none of the series\n"
     "t.md:1:57: note: did you mean 'teils'?\n"},
    {"signs can be counted", "label|n\nA|1234\nB|20", "type=pictogram x=label y=n",
     "chart pictogram plain scale=0 per=1\n"
     "  series \"n\"\n"
     "  category \"A\" \"1.234\"=1234\n"
     "  category \"B\" \"20\"=20\n",
     "t.md:1:1: error: 1234 signs stand in a row of this pictogram, and 100 can be counted: try "
     "per=100\n"},
    {"so can a hundred", "label|n\nA|200", "type=pictogram x=label y=n per=2",
     "chart pictogram plain scale=0 per=2\n"
     "  series \"n\"\n"
     "  category \"A\" \"200\"=200\n",
     ""},
    {"a part of one more cannot", "label|n\nA|201", "type=pictogram x=label y=n per=2",
     "chart pictogram plain scale=0 per=2\n"
     "  series \"n\"\n"
     "  category \"A\" \"201\"=201\n",
     "t.md:1:1: error: 101 signs stand in a row of this pictogram, and 100 can be counted: try "
     "per=10\n"},
    {"a sign stands for something", REGIONS, "type=pictogram x=label y=n per=0",
     "chart pictogram plain scale=0 per=1\n"
     "  series \"n\"\n"
     "  category \"Kommunen\" \"17\"=17\n"
     "  category \"Vereine\" \"30\"=30\n"
     "  category \"Behörden\" \"6\"=6\n",
     "t.md:1:47: error: 'per' wants a number above 0\n"},
    {"tiles have columns and rows", REGIONS, "type=tiles x=label y=n column=m", "",
     "t.md:1:1: error: a chart of type=tiles needs column=COLUMN and row=COLUMN, its places\n"},
    {"that are whole numbers, and a place each", "label|n|c|r\nA|1|1|1\nB|2|1|1",
     "type=tiles x=label y=n column=c row=r", "",
     "t.md:1:1: error: 'B' has the place of 'A' (q row 2, column c)\n"},
    {"not far from each other", "label|n|c|r\nA|1|1|x\nB|2|99|1",
     "type=tiles x=label y=n column=c row=r", "",
     "t.md:1:1: error: '99' is no place of a tile: a whole number, at most 40 beside each other (q "
     "row 2, column c)\n"
     "t.md:1:1: error: 'x' is no place of a tile: a whole number, at most 40 beside each other (q "
     "row 1, column r)\n"},
    {"there is something to suppress", "label|year\nA|2020", "type=line x=label y=year suppress=3",
     "chart line plain scale=0\n"
     "  series \"year\"\n"
     "  category \"A\" \"2.020\"=2020\n",
     "t.md:1:45: warning: 'suppress' finds no counts in this chart\n"},
    {"an axis holds stacked bars, whole", REGIONS, "type=stacked x=label y=\"n m\" max=50",
     "chart stacked plain scale=0 to=50\n"
     "  series \"n\" \"m\"\n"
     "  category \"Kommunen\" \"17\"=17 \"20\"=20 total=\"37\"\n"
     "  category \"Vereine\" \"30\"=30 \"25\"=25 total=\"55\"\n"
     "  category \"Behörden\" \"6\"=6 \"3\"=3 total=\"9\"\n",
     "t.md:1:1: error: 55 does not lie on the axis, whose max is 50 (q row 2, column label)\n"},
    {"each category has its N", "label|n|base\nA|17|NULL\nB|30|60",
     "type=bar x=label y=n base=base share=yes", "",
     "t.md:1:1: error: 'A' has no N, so no percentage may be said (q row 1, column base)\n"},
};

/* --- too many --- */

/* So many rows; the number of one stands in place of #. */
static const char *many_rows(struct arena *arena, const char *head, const char *row, size_t n)
{
    struct buf out = {0};
    buf_string(&out, head);
    for (size_t i = 0; i < n; i++)
        for (const char *c = row; *c; c++)
            if (*c == '#')
                buf_string(&out, arena_printf(arena, "%zu", i));
            else
                buf_char(&out, *c);
    const char *rows = arena_string(arena, buf_as_text(&out));
    buf_done(&out);
    return rows;
}

static void check_many(void)
{
    static const struct {
        const char *sentence, *head, *row, *keys;
        size_t n;
        const char *messages;
    } many[] = {
        {"hundreds of thousands of bars are refused", "l|n", "\nc#|1", "type=bar x=l y=n", 200000,
         "t.md:1:1: error: 200000 rows are too many for a chart of type=bar: it shows 60 "
         "categories "
         "at most\n"
         "t.md:9:1: note: query 'q' can group them, or limit how many there are\n"},
        {"so are categories that have series", "l|a|n", "\nc#|s|1", "type=stacked x=l series=a y=n",
         61,
         "t.md:1:1: error: 61 categories are too many for a chart of type=stacked: it shows 60 "
         "categories at most\n"
         "t.md:9:1: note: query 'q' can group them, or limit how many there are\n"},
        {"and series from a column", "l|a|n", "\nx|s#|1", "type=line x=l series=a y=n", 8,
         "t.md:1:34: error: column 'a' has over 6 names of series: more cannot be told apart\n"},
        {"a line may have thousands of values", "l|n", "\nc#|#", "type=line x=l y=n", 5000, ""},
    };
    for (size_t i = 0; i < sizeof many / sizeof *many; i++) {
        struct arena *arena = arena_new();
        struct diag *diag = diag_new(arena);
        struct rows *rows =
            read_rows(arena, many_rows(arena, many[i].head, many[i].row, many[i].n));
        parse(arena, rows, many[i].keys, "de", diag);
        check_text(printed_messages(arena, diag), many[i].messages, many[i].sentence);
        arena_free(arena);
    }
}

int main(void)
{
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        check_sample(&samples[i]);
    check_many();
    return check_done();
}
