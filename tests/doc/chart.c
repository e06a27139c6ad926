/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts from rows: what their keys make of them, and what is said of them to those who cannot see
 * them. */
#include "tests/doc/chartrows.h"

static const struct sample samples[] = {
    {"a bar chart has categories, numbers and what is counted", REGIONS,
     "type=bar x=label y=n head=Bereich value-head=Personen",
     "chart bar plain scale=0 head=\"Bereich\" value-head=\"Personen\"\n"
     "  series \"Personen\"\n"
     "  category \"Kommunen\" \"17\"=17\n"
     "  category \"Vereine\" \"30\"=30\n"
     "  category \"Behörden\" \"6\"=6\n",
     ""},
    {"a column chart", REGIONS, "type=column x=label y=n",
     "chart column plain scale=0\n"
     "  series \"n\"\n"
     "  category \"Kommunen\" \"17\"=17\n"
     "  category \"Vereine\" \"30\"=30\n"
     "  category \"Behörden\" \"6\"=6\n",
     ""},
    {"several columns are several series, with names", REGIONS,
     "type=grouped x=label y=\"n m\" series=\"Frauen|Männer\" turned=yes",
     "chart grouped plain scale=0 turned\n"
     "  series \"Frauen\" \"Männer\"\n"
     "  category \"Kommunen\" \"17\"=17 \"20\"=20\n"
     "  category \"Vereine\" \"30\"=30 \"25\"=25\n"
     "  category \"Behörden\" \"6\"=6 \"3\"=3\n",
     ""},
    {"without names they are called as their columns", REGIONS, "type=line x=label y=\"n, m\"",
     "chart line plain scale=0\n"
     "  series \"n\" \"m\"\n"
     "  category \"Kommunen\" \"17\"=17 \"20\"=20\n"
     "  category \"Vereine\" \"30\"=30 \"25\"=25\n"
     "  category \"Behörden\" \"6\"=6 \"3\"=3\n",
     ""},
    {"stacked parts have a sum behind them", REGIONS, "type=stacked x=label y=\"n m\"",
     "chart stacked plain scale=0\n"
     "  series \"n\" \"m\"\n"
     "  category \"Kommunen\" \"17\"=17 \"20\"=20 total=\"37\"\n"
     "  category \"Vereine\" \"30\"=30 \"25\"=25 total=\"55\"\n"
     "  category \"Behörden\" \"6\"=6 \"3\"=3 total=\"9\"\n",
     ""},
    {"a round chart is a whole, so N is its sum", REGIONS, "type=pie x=label y=n",
     "chart pie plain scale=0 sum base=\"n =<00A0>53\"\n"
     "  series \"n\"\n"
     "  category \"Vereine\" \"30\"=30\n"
     "  category \"Kommunen\" \"17\"=17\n"
     "  category \"Behörden\" \"6\"=6\n",
     ""},
    {"shares beside the numbers", REGIONS, "type=donut x=label y=n share=yes",
     "chart donut plain scale=0 sum base=\"n =<00A0>53\"\n"
     "  series \"n\"\n"
     "  category \"Vereine\" \"30\"=30/5660\"56,6<00A0>%\"\n"
     "  category \"Kommunen\" \"17\"=17/3210\"32,1<00A0>%\"\n"
     "  category \"Behörden\" \"6\"=6/1130\"11,3<00A0>%\"\n",
     ""},
    {"shares instead of them", REGIONS, "type=bar x=label y=n base=sum share=only",
     "chart bar plain scale=0 sum base=\"n =<00A0>53\"\n"
     "  series \"n\"\n"
     "  category \"Kommunen\" \"32,1<00A0>%\"=17/3210\n"
     "  category \"Vereine\" \"56,6<00A0>%\"=30/5660\n"
     "  category \"Behörden\" \"11,3<00A0>%\"=6/1130\n",
     ""},
    {"N of all is said", REGIONS, "type=bar x=label y=n base=53 share=yes",
     "chart bar plain scale=0 base=\"n =<00A0>53\"\n"
     "  series \"n\"\n"
     "  category \"Kommunen\" \"17\"=17/3210\"32,1<00A0>%\"\n"
     "  category \"Vereine\" \"30\"=30/5660\"56,6<00A0>%\"\n"
     "  category \"Behörden\" \"6\"=6/1130\"11,3<00A0>%\"\n",
     ""},
    {"and may be more than what is shown, without shares", REGIONS, "type=bar x=label y=n base=64",
     "chart bar plain scale=0 base=\"n =<00A0>64\"\n"
     "  series \"n\"\n"
     "  category \"Kommunen\" \"17\"=17\n"
     "  category \"Vereine\" \"30\"=30\n"
     "  category \"Behörden\" \"6\"=6\n",
     ""},
    {"N of each category, of which each shows a part", "label|n|base\nA|17|42\nB|30|60\nC|6|9",
     "type=bar x=label y=n base=base share=yes",
     "chart bar plain scale=0\n"
     "  series \"n\"\n"
     "  category \"A\" \"17\"=17/4050\"40,5<00A0>%\" base=42 said=\"n =<00A0>42\"\n"
     "  category \"B\" \"30\"=30/5000\"50,0<00A0>%\" base=60 said=\"n =<00A0>60\"\n"
     "  category \"C\" \"6\"=6/6670\"66,7<00A0>%\" base=9 said=\"n =<00A0>9\"\n",
     ""},
    {"an N that is the same for all is said once", "label|n|base\nA|17|42\nB|20|42",
     "type=bar x=label y=n base=base",
     "chart bar plain scale=0 base=\"n =<00A0>42\"\n"
     "  series \"n\"\n"
     "  category \"A\" \"17\"=17 base=42\n"
     "  category \"B\" \"20\"=20 base=42\n",
     ""},
    {"rows with a column of series, which keep the scale's order", QUESTIONS,
     "type=likert x=q series=a y=n neutral=teils",
     "chart likert plain scale=0 neutral=1\n"
     "  series \"ja\" \"teils\" \"nein\"\n"
     "  category \"F1\" \"66,7<00A0>%\"=10/6670 \"–\" \"33,3<00A0>%\"=5/3330 base=15 said=\"n "
     "=<00A0>15\"\n"
     "  category \"F2\" \"37,5<00A0>%\"=3/3750 \"50,0<00A0>%\"=4/5000 \"12,5<00A0>%\"=1/1250 "
     "base=8 said=\"n =<00A0>8\"\n",
     ""},
    {"a scale's middle by its number, N from a column", QUESTIONS,
     "type=likert x=q series=a y=n neutral=2 base=base share=yes",
     "chart likert plain scale=0 neutral=1\n"
     "  series \"ja\" \"teils\" \"nein\"\n"
     "  category \"F1\" \"10\"=10/6670\"66,7<00A0>%\" \"–\" \"5\"=5/3330\"33,3<00A0>%\" base=15 "
     "said=\"n =<00A0>15\"\n"
     "  category \"F2\" \"3\"=3/3750\"37,5<00A0>%\" \"4\"=4/5000\"50,0<00A0>%\" "
     "\"1\"=1/1250\"12,5<00A0>%\" base=8 said=\"n =<00A0>8\"\n",
     ""},
    {"a scale from columns", "q|ja|nein\nF1|3|4\nF2|5|5", "type=likert x=q y=\"ja nein\" share=no",
     "chart likert plain scale=0\n"
     "  series \"ja\" \"nein\"\n"
     "  category \"F1\" \"3\"=3 \"4\"=4 base=7 said=\"n =<00A0>7\"\n"
     "  category \"F2\" \"5\"=5 \"5\"=5 base=10 said=\"n =<00A0>10\"\n",
     ""},
    {"the first answers may be missing in the first question",
     "q|a|n\nF1|c|6\nF2|a|1\nF2|b|2\nF2|c|3", "type=likert x=q series=a y=n",
     "chart likert plain scale=0 base=\"n =<00A0>6\"\n"
     "  series \"a\" \"b\" \"c\"\n"
     "  category \"F1\" \"–\" \"–\" \"100,0<00A0>%\"=6/10000 base=6\n"
     "  category \"F2\" \"16,7<00A0>%\"=1/1670 \"33,3<00A0>%\"=2/3330 \"50,0<00A0>%\"=3/5000 "
     "base=6\n",
     ""},
    {"rows may be ordered by series, too", "q|a|n\nF1|a|6\nF2|a|1\nF1|b|2\nF3|c|3\nF1|d|3",
     "type=stacked x=q series=a y=n",
     "chart stacked plain scale=0\n"
     "  series \"a\" \"b\" \"c\" \"d\"\n"
     "  category \"F1\" \"6\"=6 \"2\"=2 \"–\" \"3\"=3 total=\"11\"\n"
     "  category \"F2\" \"1\"=1 \"–\" \"–\" \"–\" total=\"1\"\n"
     "  category \"F3\" \"–\" \"–\" \"3\"=3 \"–\" total=\"3\"\n",
     ""},
    {"largest remainders are rounded up", "label|n\nA|1\nB|1\nC|1\nD|3",
     "type=pie x=label y=n share=yes sort=none",
     "chart pie plain scale=0 sum base=\"n =<00A0>6\"\n"
     "  series \"n\"\n"
     "  category \"A\" \"1\"=1/1670\"16,7<00A0>%\"\n"
     "  category \"B\" \"1\"=1/1670\"16,7<00A0>%\"\n"
     "  category \"C\" \"1\"=1/1660\"16,6<00A0>%\"\n"
     "  category \"D\" \"3\"=3/5000\"50,0<00A0>%\"\n",
     ""},
    {"the largest first", REGIONS, "type=bar x=label y=m sort=desc",
     "chart bar plain scale=0\n"
     "  series \"m\"\n"
     "  category \"Vereine\" \"25\"=25\n"
     "  category \"Kommunen\" \"20\"=20\n"
     "  category \"Behörden\" \"3\"=3\n",
     ""},
    {"the smallest first, what is missing last, equals in their order",
     "label|n\nA|5\nB|NULL\nC|3\nD|5", "type=bar x=label y=n sort=asc",
     "chart bar plain scale=0\n"
     "  series \"n\"\n"
     "  category \"C\" \"3\"=3\n"
     "  category \"A\" \"5\"=5\n"
     "  category \"D\" \"5\"=5\n"
     "  category \"B\" \"–\"\n",
     ""},
    {"a pie's slices begin with the largest", "label|n\nA|1\nB|3\nC|2",
     "type=pie x=label y=n share=no",
     "chart pie plain scale=0 sum base=\"n =<00A0>6\"\n"
     "  series \"n\"\n"
     "  category \"B\" \"3\"=3\n"
     "  category \"C\" \"2\"=2\n"
     "  category \"A\" \"1\"=1\n",
     ""},
    {"unless its order is that of the rows", "label|n\nA|1\nB|3\nC|2",
     "type=donut x=label y=n share=no sort=none",
     "chart donut plain scale=0 sum base=\"n =<00A0>6\"\n"
     "  series \"n\"\n"
     "  category \"A\" \"1\"=1\n"
     "  category \"B\" \"3\"=3\n"
     "  category \"C\" \"2\"=2\n",
     ""},
    {"stacked bars are sorted by their sums, which go with them", REGIONS,
     "type=stacked x=label y=\"n m\" sort=asc",
     "chart stacked plain scale=0\n"
     "  series \"n\" \"m\"\n"
     "  category \"Behörden\" \"6\"=6 \"3\"=3 total=\"9\"\n"
     "  category \"Kommunen\" \"17\"=17 \"20\"=20 total=\"37\"\n"
     "  category \"Vereine\" \"30\"=30 \"25\"=25 total=\"55\"\n",
     ""},
    {"one is what the caption speaks of", "label|n|is_here\nA|5|0\nB|6|1",
     "type=column x=label y=n highlight=is_here",
     "chart column plain scale=0\n"
     "  series \"n\"\n"
     "  category \"A\" \"5\"=5\n"
     "  category \"B\" highlighted \"6\"=6\n",
     ""},
    {"an axis with ends", REGIONS, "type=column x=label y=n min=0 max=50",
     "chart column plain scale=0 from=0 to=50\n"
     "  series \"n\"\n"
     "  category \"Kommunen\" \"17\"=17\n"
     "  category \"Vereine\" \"30\"=30\n"
     "  category \"Behörden\" \"6\"=6\n",
     ""},
    {"a line's axis need not begin at zero", "label|n\n2019|101.5\n2020|103",
     "type=line x=label y=n min=100.5",
     "chart line plain scale=1 from=1005\n"
     "  series \"n\"\n"
     "  category \"2019\" \"101,5\"=1015\n"
     "  category \"2020\" \"103\"=1030\n",
     ""},
    {"numbers below zero have a minus of print", "label|n\nA|-1234\nB|2.5", "type=bar x=label y=n",
     "chart bar plain scale=1\n"
     "  series \"n\"\n"
     "  category \"A\" \"−1.234\"=-12340\n"
     "  category \"B\" \"2,5\"=25\n",
     ""},
    {"money is euros", "label|n_ct\nA|123456\nB|-5", "type=bar x=label y=n_ct:money",
     "chart bar money scale=2\n"
     "  series \"n_ct\"\n"
     "  category \"A\" \"1.234,56<00A0>€\"=123456\n"
     "  category \"B\" \"−0,05<00A0>€\"=-5\n",
     ""},
    {"shares of money have no N", "label|n_ct\nA|7500\nB|2500",
     "type=pie x=label y=n_ct:money:plain share=yes",
     "chart pie money scale=2 sum\n"
     "  series \"n_ct\"\n"
     "  category \"A\" \"75,00\"=7500/7500\"75,0<00A0>%\"\n"
     "  category \"B\" \"25,00\"=2500/2500\"25,0<00A0>%\"\n",
     ""},
    {"percentages, whose N is said", "label|q|base\nA|0.594|64\nB|62|50",
     "type=bar x=label y=q:percent base=base",
     "chart bar percent scale=1\n"
     "  series \"q\"\n"
     "  category \"A\" \"59,4<00A0>%\"=594 base=64 said=\"n =<00A0>64\"\n"
     "  category \"B\" \"62<00A0>%\"=620 base=50 said=\"n =<00A0>50\"\n",
     ""},
    {"percentages of no persons", "label|q\nA|0.94|64", "type=bar x=label y=q:percent:0 base=none",
     "chart bar percent scale=0\n"
     "  series \"q\"\n"
     "  category \"A\" \"94<00A0>%\"=94\n",
     ""},
    {"decimals as the formatter prints them", "label|n\nA|1.25\nB|2",
     "type=bar x=label y=n:number:1",
     "chart bar plain scale=1\n"
     "  series \"n\"\n"
     "  category \"A\" \"1,3\"=13\n"
     "  category \"B\" \"2,0\"=20\n",
     ""},
    {"days and years are names", "tag|n\n2015-09-14|3\n2015-10-01|4", "type=line x=tag:date y=n",
     "chart line plain scale=0\n"
     "  series \"n\"\n"
     "  category \"14.09.2015\" \"3\"=3\n"
     "  category \"01.10.2015\" \"4\"=4\n",
     ""},
    {"a whole number is a name as it stands", "jahr|n\n2015|3\n2016|4", "type=line x=jahr y=n",
     "chart line plain scale=0\n"
     "  series \"n\"\n"
     "  category \"2015\" \"3\"=3\n"
     "  category \"2016\" \"4\"=4\n",
     ""},
    {"a name is text, whatever it holds", "label|n\n*A* <b>|1\n[x](y)|2", "type=bar x=label y=n",
     "chart bar plain scale=0\n"
     "  series \"n\"\n"
     "  category \"*A* <b>\" \"1\"=1\n"
     "  category \"[x](y)\" \"2\"=2\n",
     ""},
    {"what is missing is said by a dash, a name that is missing, too", "label|n\nNULL|NULL\nB|2",
     "type=bar x=label y=n",
     "chart bar plain scale=0\n"
     "  series \"n\"\n"
     "  category \"–\" \"–\"\n"
     "  category \"B\" \"2\"=2\n",
     ""},
    {"numbers as text, very small ones and exponents", "label|n\nA|'12'\nB|1e-09\nC|2.5e+03",
     "type=bar x=label y=n",
     "chart bar plain scale=0\n"
     "  series \"n\"\n"
     "  category \"A\" \"12\"=12\n"
     "  category \"B\" \"0\"=0\n"
     "  category \"C\" \"2.500\"=2500\n",
     ""},
    {"signs, each for so many", REGIONS, "type=pictogram x=label y=n per=5",
     "chart pictogram plain scale=0 per=5\n"
     "  series \"n\"\n"
     "  category \"Kommunen\" \"17\"=17\n"
     "  category \"Vereine\" \"30\"=30\n"
     "  category \"Behörden\" \"6\"=6\n",
     ""},
    {"tiles have places, from any number on", "label|n|c|r\nSDL|1|3|1\nSAW|2|2|1\nMD|4|3|2",
     "type=tiles x=label y=n column=c row=r",
     "chart tiles plain scale=0\n"
     "  series \"n\"\n"
     "  category \"SDL\" at 1,0 \"1\"=1\n"
     "  category \"SAW\" at 0,0 \"2\"=2\n"
     "  category \"MD\" at 1,1 \"4\"=4\n",
     ""},
    {"without rows it says so", "label|n", "type=bar x=label y=n",
     "paragraph@1:1 \"keine Einträge\"\n", ""},
    {"small counts are hidden, and another, so that no sum tells them",
     "label|n\nA|40\nB|2\nC|9\nD|12", "type=bar x=label y=n base=sum share=yes suppress=3",
     "legend paragraph@1:1 \"• unter 3 oder zum Schutz kleiner Zahlen gesperrt\"\n"
     "chart bar plain scale=0 sum base=\"n =<00A0>63\"\n"
     "  series \"n\"\n"
     "  category \"A\" \"40\"=40/6350\"63,5<00A0>%\"\n"
     "  category \"B\" \"•\"\n"
     "  category \"C\" \"•\"\n"
     "  category \"D\" \"12\"=12/1900\"19,0<00A0>%\"\n",
     ""},
    {"a sum that would tell what is hidden is not said", "label|n\nA|2\nB|NULL",
     "type=pie x=label y=n share=yes suppress=3",
     "legend paragraph@1:1 \"• unter 3 oder zum Schutz kleiner Zahlen gesperrt\"\n"
     "chart bar plain scale=0 sum\n"
     "  series \"n\"\n"
     "  category \"A\" \"•\"\n"
     "  category \"B\" \"–\"\n",
     "t.md:1:1: warning: N is 2: below 5 no percentage is said, so the numbers are printed\n"
     "t.md:1:20: warning: the whole of this chart would tell small numbers: it is drawn as "
     "bars\n"},
    {"hidden numbers come last", "label|n\nA|2\nB|9\nC|30\nD|1",
     "type=bar x=label y=n suppress=3 sort=desc",
     "legend paragraph@1:1 \"• unter 3 oder zum Schutz kleiner Zahlen gesperrt\"\n"
     "chart bar plain scale=0\n"
     "  series \"n\"\n"
     "  category \"C\" \"30\"=30\n"
     "  category \"B\" \"9\"=9\n"
     "  category \"A\" \"•\"\n"
     "  category \"D\" \"•\"\n",
     ""},
    {"stacked parts hide each other", "label|n|m\nKommunen|17|20\nVereine|30|25\nBehörden|6|2",
     "type=stacked x=label y=\"n m\" suppress=3",
     "legend paragraph@1:1 \"• unter 3 oder zum Schutz kleiner Zahlen gesperrt\"\n"
     "chart stacked plain scale=0\n"
     "  series \"n\" \"m\"\n"
     "  category \"Kommunen\" \"•\" \"•\" total=\"37\"\n"
     "  category \"Vereine\" \"30\"=30 \"25\"=25 total=\"55\"\n"
     "  category \"Behörden\" \"•\" \"•\" total=\"8\"\n",
     ""},
    {"what N leaves over is a count, too", "label|n|base\nA|40|42\nB|30|60",
     "type=bar x=label y=n base=base share=yes suppress=3",
     "legend paragraph@1:1 \"• unter 3 oder zum Schutz kleiner Zahlen gesperrt\"\n"
     "chart bar plain scale=0\n"
     "  series \"n\"\n"
     "  category \"A\" \"•\" base=42 said=\"n =<00A0>42\"\n"
     "  category \"B\" \"•\" base=60 said=\"n =<00A0>60\"\n",
     ""},
    {"a percentage tells a count", "label|q|base\nA|0.1|20\nB|0.5|60\nC|0.4|50",
     "type=bar x=label y=q:percent base=base suppress=3",
     "legend paragraph@1:1 \"• unter 3 oder zum Schutz kleiner Zahlen gesperrt\"\n"
     "chart bar percent scale=1\n"
     "  series \"q\"\n"
     "  category \"A\" \"•\" base=20 said=\"n =<00A0>20\"\n"
     "  category \"B\" \"50<00A0>%\"=500 base=60 said=\"n =<00A0>60\"\n"
     "  category \"C\" \"•\" base=50 said=\"n =<00A0>50\"\n",
     ""},
    {"years and amounts are no counts", "label|year|n_ct\nA|2|1",
     "type=column x=label y=n_ct:money suppress=3",
     "chart column money scale=2\n"
     "  series \"n_ct\"\n"
     "  category \"A\" \"0,01<00A0>€\"=1\n",
     "t.md:1:53: warning: 'suppress' finds no counts in this chart\n"},
    {"no share below five, no mean", "label|n\nA|1\nB|3", "type=pie x=label y=n share=yes",
     "chart pie plain scale=0 sum base=\"n =<00A0>4\"\n"
     "  series \"n\"\n"
     "  category \"B\" \"3\"=3\n"
     "  category \"A\" \"1\"=1\n",
     "t.md:1:1: warning: N is 4: below 5 no percentage is said, so the numbers are printed\n"},
    {"a mean of few is not shown", "label|note|n\nA|1.5|4\nB|2.5|12",
     "type=bar x=label y=note:number:1 base=n",
     "chart bar plain scale=1\n"
     "  series \"note\"\n"
     "  category \"A\" \"–\" base=4 said=\"n =<00A0>4\"\n"
     "  category \"B\" \"2,5\"=25 base=12 said=\"n =<00A0>12\"\n",
     "t.md:1:1: warning: 1,5 is not shown: N is 4, and below 5 no mean or share is said (q row 1, "
     "column note)\n"},
    {"a scale of few answers shows numbers", "q|a|n\nF1|ja|1\nF1|nein|2\nF2|ja|9\nF2|nein|7",
     "type=likert x=q series=a y=n",
     "chart likert plain scale=0\n"
     "  series \"ja\" \"nein\"\n"
     "  category \"F1\" \"1\"=1 \"2\"=2 base=3 said=\"n =<00A0>3\"\n"
     "  category \"F2\" \"56,3<00A0>%\"=9/5630 \"43,7<00A0>%\"=7/4370 base=16 said=\"n "
     "=<00A0>16\"\n",
     "t.md:1:1: warning: N is 3: below 5 no percentage is said, so the numbers are printed (q row "
     "1, column q)\n"},
    {"the order of answers is found behind as well",
     "q|a|n\nF1|b|6\nF1|d|6\nF2|a|1\nF2|b|2\nF2|c|3\nF2|d|3\nF2|e|1",
     "type=likert x=q series=a y=n",
     "chart likert plain scale=0\n"
     "  series \"a\" \"b\" \"c\" \"d\" \"e\"\n"
     "  category \"F1\" \"–\" \"50,0<00A0>%\"=6/5000 \"–\" \"50,0<00A0>%\"=6/5000 \"–\" base=12 "
     "said=\"n =<00A0>12\"\n"
     "  category \"F2\" \"10,0<00A0>%\"=1/1000 \"20,0<00A0>%\"=2/2000 \"30,0<00A0>%\"=3/3000 "
     "\"30,0<00A0>%\"=3/3000 \"10,0<00A0>%\"=1/1000 base=10 said=\"n =<00A0>10\"\n",
     ""},
};

/* --- what is said of them --- */

static const struct {
    const char *sentence, *rows, *keys, *lang, *alt;
} alts[] = {
    {"what there is is said in few words", REGIONS, "type=bar x=label y=n value-head=Personen",
     "de",
     "Balkendiagramm (Personen). Werte: 3. Größter Wert: 30 (Vereine). Kleinster Wert: 6 "
     "(Behörden)"},
    {"N, if it is said", REGIONS, "type=pie x=label y=n share=yes", "de",
     "Kreisdiagramm. Werte: 3. Größter Wert: 30, 56,6 % (Vereine). Kleinster Wert: 6, 11,3 % "
     "(Behörden). n = 53"},
    {"shares where they alone are printed", REGIONS, "type=donut x=label y=n share=only", "de",
     "Kreisdiagramm. Werte: 3. Größter Wert: 56,6 % (Vereine). Kleinster Wert: 11,3 % (Behörden). "
     "n = 53"},
    {"what is compared", REGIONS, "type=stacked x=label y=\"n m\" series=\"Frauen|Männer\"", "de",
     "Gestapeltes Balkendiagramm. Werte: 6. Verglichen: Frauen, Männer. Größter Wert: 30 (Vereine, "
     "Frauen). Kleinster Wert: 3 (Behörden, Männer)"},
    {"where a line begins and ends", "jahr|n\n2011|11\n2012|9\n2013|NULL\n2024|150",
     "type=line x=jahr y=n", "de",
     "Liniendiagramm. Werte: 3. Erster Wert: 11 (2011). Letzter Wert: 150 (2024). Größter Wert: "
     "150 (2024). Kleinster Wert: 9 (2012)"},
    {"each of several lines", "jahr|n|m\n2011|11|3\n2024|150|4", "type=line x=jahr y=\"n m\"", "de",
     "Liniendiagramm. Werte: 4. Verglichen: n, m. Erster Wert: 11 (2011, n). Letzter Wert: 150 "
     "(2024, n). Erster Wert: 3 (2011, m). Letzter Wert: 4 (2024, m). Größter Wert: 150 (2024, n). "
     "Kleinster Wert: 3 (2011, m)"},
    {"nothing of what is hidden", "label|n\nA|40\nB|2\nC|9\nD|12",
     "type=bar x=label y=n base=sum suppress=3", "de",
     "Balkendiagramm. Werte: 4. Größter Wert: 40 (A). Kleinster Wert: 12 (D). Gesperrt: 2. n = 63"},
    {"one value is the largest alone", "label|n\nA|4", "type=column x=label y=n", "de",
     "Balkendiagramm. Werte: 1. Größter Wert: 4 (A)"},
    {"what is given is taken", REGIONS,
     "type=bar x=label y=n alt=\"Die meisten *kamen* aus Vereinen.\"", "de",
     "Die meisten *kamen* aus Vereinen."},
    {"an empty one is not", REGIONS, "type=pictogram x=label y=n alt=\"\"", "de",
     "Bilddiagramm. Werte: 3. Größter Wert: 30 (Vereine). Kleinster Wert: 6 (Behörden)"},
    {"in the document's language", REGIONS, "type=tiles x=label y=n column=n row=m", "fr",
     "Carte. Valeurs : 3. représentés : 3. Valeur maximale : 30 (Vereine). Valeur minimale : 6 "
     "(Behörden)"},
    {"which places of a map are full, where values say yes and no",
     "label|n|c|r\nA|1|1|1\nB|0|2|1\nC|NULL|3|1\nD|1|1|2", "type=tiles x=label y=n column=c row=r",
     "de", "Karte. Werte: 3. vertreten: 2. nicht vertreten: 2"},
    {"in another script", REGIONS, "type=donut x=label y=n", "ar",
     "مخطط دائري. القيم: 3. أكبر قيمة: 30 (Vereine). أصغر قيمة: 6 (Behörden). ن = 53"},
    {"in one that lacks words, they are English", REGIONS, "type=likert x=label y=\"n m\"", "eo",
     "Stacked bar chart. Values: 6. Compared: n, m. Largest: 66,7% (Behörden, n). Smallest: 33,3% "
     "(Behörden, m)"},
};

static void check_alts(void)
{
    for (size_t i = 0; i < sizeof alts / sizeof *alts; i++) {
        struct arena *arena = arena_new();
        struct diag *diag = diag_new(arena);
        struct rows *rows = read_rows(arena, alts[i].rows);
        const struct chart *chart = chart_of(parse(arena, rows, alts[i].keys, alts[i].lang, diag));
        if (check(chart != NULL, "%s", alts[i].sentence))
            check_text(chart->alt, alts[i].alt, alts[i].sentence);
        arena_free(arena);
    }
}

int main(void)
{
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        check_sample(&samples[i]);
    check_alts();
    return check_done();
}
