/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which names may be thinned: even steps, and nothing else. */
#include "page/sequence.h"

#include "tests/check.h"

struct names {
    bool holds;
    const char *name[6];
    const char *what;
};

static struct text name_at(const void *context, size_t i)
{
    return text_of(((const struct names *)context)->name[i]);
}

static const struct names cases[] = {
    {true, {"2013", "2014", "2015"}, "years"},
    {true, {"2000", "2005", "2010", "2015"}, "every fifth year"},
    {false, {"2000", "2005", "2011"}, "years at uneven distances"},
    {false, {"2014", "2015"}, "two years: both are wanted"},
    {false, {"Stendal", "Bernburg", "Halle"}, "places"},
    {true, {"1. Forum", "2. Forum", "3. Forum"}, "numbered meetings"},
    {false, {"1. Forum Stendal", "2. Forum Bernburg", "3. Forum Halle"}, "with their places"},
    {true, {"Q3 2014", "Q4 2014", "Q1 2015", "Q2 2015"}, "quarters"},
    {true, {"2014-11", "2014-12", "2015-01"}, "months"},
    {false, {"2014-11", "2014-12", "2015-02"}, "months with one missing"},
    {true, {"27.02.2015", "28.02.2015", "01.03.2015"}, "days"},
    {true, {"2016-02-28", "2016-02-29", "2016-03-01"}, "days of a leap year"},
    {false, {"2015-02-28", "2015-02-27", "2015-03-01"}, "days in disorder"},
    {true, {"31.12.2013", "31.12.2014", "31.12.2015"}, "the same day of each year"},
    {true, {"01.11.2014", "01.12.2014", "01.01.2015"}, "the first of each month"},
    {true, {"30", "20", "10"}, "numbers that fall"},
    {false, {"7", "7", "7"}, "a number that stays"},
    {false, {"A 1", "B 2", "C 3"}, "letters that change"},
    {false, {"12345678901", "12345678902", "12345678903"}, "numbers too long to be any"},
    {false, {"1.2.3.4", "1.2.3.5", "1.2.3.6"}, "more than three numbers"},
    {false, {"12/13", "13/14", "14/15"}, "two numbers without a year"},
    {false, {"", "", ""}, "nothing"},
};

int main(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t n = 0;
        while (n < 6 && cases[i].name[n])
            n++;
        check(names_are_sequence(name_at, &cases[i], n) == cases[i].holds, "%s", cases[i].what);
    }
    return check_done();
}
