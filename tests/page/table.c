/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Widths of columns from what their cells need, and where a number's mark stands. */
#include "page/table.h"

#include "tests/check.h"

enum { MOST = 6, GUTTER = 6 };

struct cells { /* so many cells of a natural width, in points; 0: no more */
    int n, natural;
};

struct wish { /* a column: in points */
    int least, fixed;
    int weight; /* in hundredths */
    bool is_numeric;
    struct cells cells[3];
};

static const struct {
    const char *sentence;
    int available, columns;
    struct wish column[MOST];
    int set[MOST]; /* points, rounded; -1: not looked at */
} samples[] = {
    {"what is over goes to columns of words, not of numbers",
     300,
     2,
     {{10, 0, 0, true, {{5, 20}}}, {30, 0, 0, false, {{5, 100}}}},
     {20, 274}},
    {"what is over parts the columns, then goes to a flexible column before others",
     300,
     3,
     {{30, 0, 0, false, {{5, 50}}}, {30, 0, 100, false, {{5, 50}}}, {30, 0, 0, false, {{5, 50}}}},
     {50, 182, 50}},
    {"a column of double weight gets twice as much of what is over",
     350,
     2,
     {{30, 0, 100, false, {{5, 50}}}, {30, 0, 200, false, {{5, 50}}}},
     {130, 211}},
    {"a fixed column is as wide as it says, whatever stands there",
     300,
     2,
     {{80, 60, 0, false, {{5, 200}}}, {30, 0, 0, false, {{5, 500}}}},
     {60, 240}},
    {"equal columns share the room equally",
     200,
     2,
     {{30, 0, 0, false, {{9, 400}}}, {30, 0, 0, false, {{9, 400}}}},
     {100, 100}},
    {"numbers never wrap, however tight it is",
     160,
     2,
     {{40, 0, 0, true, {{5, 40}}}, {30, 0, 0, false, {{5, 900}}}},
     {40, 120}},
    {"one long cell gets less than many",
     260,
     2,
     {{30, 0, 0, false, {{1, 160}, {99, 40}}}, {30, 0, 0, false, {{100, 160}}}},
     {100, 160}},
    {"short cells wrap where the long ones beside them become lower by it",
     260,
     2,
     {{30, 0, 0, false, {{50, 60}}}, {30, 0, 0, false, {{50, 800}}}},
     {30, 230}},
    {"a column without a width keeps its natural one beside a flexible one",
     260,
     2,
     {{30, 0, 0, false, {{9, 120}}}, {30, 0, 100, false, {{9, 600}}}},
     {120, 140}},
    {"too long words give way to numbers",
     160,
     2,
     {{60, 0, 0, true, {{9, 60}}}, {300, 0, 0, false, {{9, 300}}}},
     {60, 100}},
    {"two columns of set widths stay side by side, whatever room there is",
     300,
     3,
     {{30, 0, 0, false, {{5, 50}}}, {30, 40, 0, true, {{5, 30}}}, {30, 60, 0, false, {{5, 30}}}},
     {200, 40, 60}},
    {"what cannot fit at all is as wide as it must",
     100,
     2,
     {{80, 0, 0, true, {{9, 80}}}, {80, 0, 0, true, {{9, 80}}}},
     {80, 80}},
};

static void fill(struct width *w, const struct wish *wish)
{
    *w = (struct width){.least = PT(wish->least),
                        .fixed = PT(wish->fixed),
                        .weight = wish->weight,
                        .is_numeric = wish->is_numeric};
    for (size_t i = 0; i < 3 && wish->cells[i].n; i++) {
        w->natural = sp_max(w->natural, PT(wish->cells[i].natural));
        width_count(w, PT(wish->cells[i].natural), wish->cells[i].n);
    }
}

static void test_widths(void)
{
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct width column[MOST];
        size_t n = (size_t)samples[i].columns;
        sp sum = 0;
        for (size_t c = 0; c < n; c++)
            fill(&column[c], &samples[i].column[c]);
        widths_set(column, n, PT(GUTTER), PT(samples[i].available));
        for (size_t c = 0; c < n; c++) {
            int64_t points = (column[c].set + SP_PT / 2) / SP_PT;
            sum += column[c].set + column[c].gap;
            check(points == samples[i].set[c], "%s: column %zu has %lld pt, not %d",
                  samples[i].sentence, c, (long long)points, samples[i].set[c]);
        }
        bool is_last = i + 1 == sizeof samples / sizeof *samples;
        check(sum == PT(samples[i].available) || is_last, "%s: all room is dealt",
              samples[i].sentence);
    }
}

static void test_room_is_dealt(void)
{
    struct width column[MOST];
    for (int available = 200; available < 1200; available += 37) {
        sp sum = 0;
        for (size_t c = 0; c < MOST; c++)
            fill(&column[c], &(struct wish){20, 0, 0, c == 2, {{3, 20 + 40 * (int)c}, {1, 300}}});
        widths_set(column, MOST, PT(GUTTER), PT(available));
        for (size_t c = 0; c < MOST; c++) {
            sum += column[c].set + column[c].gap;
            check(column[c].set >= column[c].least, "column %zu at %d pt has its least", c,
                  available);
        }
        check(sum == PT(available), "at %d pt all room is dealt, and no more", available);
    }
}

static void test_numbers(void)
{
    static const struct {
        const char *text, *mark;
        long end; /* -1: no number */
    } numbers[] = {
        {"400,00", ",", 3},      {"1.200,5", ",", 5},     {"12", ",", 2},
        {"−5 %", ",", 4},        {"+1.290,00 €", ",", 6}, {"1,234.5", ".", 5},
        {"31.10.2015", ",", 10}, {"10:30", ",", -1},      {"1–3", ",", -1},
        {"–", ",", -1},          {"", ",", -1},           {"5 von 7", ",", -1},
        {"1.234", ",", 5},       {"1.234", ".", 1},       {"1 234,50", ",", 5},
        {"€ 7,50", ",", 5},      {"12,", ",", 2},         {"keine", ",", -1},
        {"\u200E−5.0", ".", 7},  {"٣٬٤٥٦٫٥", "٫", 10},    {"\u200F7.50 €", ".", 4},
        {"۱۲", "٫", 4},          {"١٬٢٣٤٫٥", ".", 10},    {"٣–٤", "٫", -1},
        {"१,२३४.५", ".", 13},    {"૧,૨૩૪.૫", ".", 13},    {"౧౨.౫", ".", 6},
        {"၁၂", ".", 6},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        size_t end = number_end(text_of(numbers[i].text), text_of(numbers[i].mark));
        check((long)end == numbers[i].end, "'%s' has its mark behind %ld bytes, not %ld",
              numbers[i].text, numbers[i].end, (long)end);
    }
}

int main(void)
{
    test_widths();
    test_room_is_dealt();
    test_numbers();
    return check_done();
}
