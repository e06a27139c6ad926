/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unicode's own test files (Debian's unicode-data), held against what the layout itself asks:
 * BidiTest, BidiCharacterTest, GraphemeBreakTest whole, LineBreakTest but for what its table here
 * names. Both are of Unicode 15.0 in Debian 12, as is ICU 72; with files of a newer version the
 * characters that ICU does not know yet would be reported here. */
#include <stdlib.h>

#include <unicode/uchar.h>
#include <unicode/uversion.h>

#include "base/file.h"
#include "base/utf8.h"
#include "line/units.h"
#include "tests/check.h"

#define FOLDER "/usr/share/unicode/"
enum { MOST = 256 }; /* code points of a case */

static struct arena *arena;
static struct shaper *shaper;
static const struct ink ink = {.family = "Noto Sans", .weight = 400, .size = PT(10)};

/* A file, line by line, without comments. */
struct suite {
    struct text rest, line;
    size_t cases, faults;
    const char *name;
};

static struct suite suite_open(const char *path, const char *name)
{
    struct suite suite = {.name = name};
    struct text whole;
    if (check(file_read(arena, path, &whole), "there is %s", path))
        suite.rest = whole;
    return suite;
}

static bool suite_next(struct suite *suite)
{
    while (text_next_line(&suite->rest, &suite->line)) {
        size_t comment = text_find_char(suite->line, '#');
        if (comment != SIZE_MAX)
            suite->line.n = comment;
        suite->line = text_trim(suite->line);
        if (suite->line.n)
            return true;
    }
    return false;
}

static struct text next_word(struct text *line)
{
    size_t n = 0;
    *line = text_trim(*line);
    while (n < line->n && line->p[n] != ' ' && line->p[n] != '\t')
        n++;
    struct text word = text_slice(*line, 0, n);
    *line = text_from(*line, n);
    return word;
}

static struct text next_field(struct text *line)
{
    size_t n = text_find_char(*line, ';');
    struct text field = text_slice(*line, 0, n == SIZE_MAX ? line->n : n);
    *line = n == SIZE_MAX ? (struct text){0} : text_from(*line, n + 1);
    return text_trim(field);
}

static uint32_t hex_of(struct text word)
{
    char digits[16] = "";
    memcpy(digits, word.p, word.n < 15 ? word.n : 15);
    return (uint32_t)strtoul(digits, NULL, 16);
}

/* A paragraph of these characters, as the layout gets it. */
struct sample {
    uint32_t cp[MOST];
    size_t n;
    char utf8[4 * MOST];
    struct stretch stretch;
    struct paragraph p;
};

static void sample_make(struct sample *s)
{
    size_t bytes = 0;
    for (size_t i = 0; i < s->n; i++)
        bytes += utf8_encode(s->cp[i], s->utf8 + bytes);
    s->stretch = (struct stretch){.to = (uint32_t)bytes, .ink = &ink, .may_hyphenate = true};
    s->p = (struct paragraph){
        .text = {s->utf8, bytes}, .stretch = &s->stretch, .stretches = 1, .lang = NULL};
}

static void report(struct suite *suite, const struct sample *s, const char *what)
{
    if (suite->faults++ >= 40)
        return;
    printf("     %s: %s:", suite->name, what);
    for (size_t i = 0; i < s->n; i++)
        printf(" %04X", (unsigned)s->cp[i]);
    printf("\n");
}

/* Bidi */

enum { ANY = 0xFF }; /* level of a character that the algorithm takes out */

struct expected {
    uint8_t level[MOST];
    uint32_t order[MOST];
    size_t ordered;
    bool has_order;
};

static bool is_line_white(uint32_t cp)
{
    switch (u_charDirection((UChar32)cp)) {
    case U_WHITE_SPACE_NEUTRAL:
    case U_SEGMENT_SEPARATOR:
    case U_BLOCK_SEPARATOR:
    case U_BOUNDARY_NEUTRAL:
    case U_FIRST_STRONG_ISOLATE:
    case U_LEFT_TO_RIGHT_ISOLATE:
    case U_RIGHT_TO_LEFT_ISOLATE:
    case U_POP_DIRECTIONAL_ISOLATE: return true;
    default: return false;
    }
}

/* Levels and order as a line of all the text has them, without what is taken out. */
static bool is_set_so(struct sample *s, bool is_rtl, const struct expected *want)
{
    struct wide wide = {0};
    size_t n, kept = 0;
    struct bidi_item item[MOST];
    uint32_t order[MOST], number[MOST];
    bool holds = true;
    struct arena_mark mark = arena_mark(shaper->scratch);
    struct unit *unit = units_decode(shaper->scratch, &s->p, &wide, &n);
    bidi_levels(shaper->scratch, is_rtl, NULL, 0, unit, n);
    for (uint32_t i = 0; i < n; i++) {
        if (want->level[i] == ANY)
            continue;
        number[kept] = i;
        item[kept++] = (struct bidi_item){unit[i].level, unit[i].border, is_line_white(unit[i].cp)};
    }
    bidi_order(shaper->scratch, item, kept, is_rtl, order);
    for (size_t i = 0; i < kept; i++)
        holds &= item[i].level == want->level[number[i]];
    if (want->has_order)
        holds &= kept == want->ordered;
    for (size_t i = 0; holds && want->has_order && i < kept; i++)
        holds &= number[order[i]] == want->order[i];
    arena_rewind(shaper->scratch, mark);
    return holds && n == s->n;
}

static void read_levels(struct text list, struct expected *want)
{
    for (size_t i = 0; list.n && i < MOST; i++) {
        struct text word = next_word(&list);
        want->level[i] = text_is(word, "x") ? ANY : (uint8_t)atoi(word.p);
    }
}

static void read_order(struct text list, struct expected *want)
{
    want->has_order = true;
    for (want->ordered = 0; list.n && want->ordered < MOST;)
        want->order[want->ordered++] = (uint32_t)atoi(next_word(&list).p);
}

/* A character of each class. */
static uint32_t of_class(struct text name)
{
    static const struct {
        const char *name;
        uint32_t cp;
    } classes[] = {{"L", 'a'},      {"R", 0x5D0},    {"AL", 0x627},   {"EN", '0'},
                   {"ES", '-'},     {"ET", '%'},     {"AN", 0x660},   {"CS", ','},
                   {"B", 0x2029},   {"S", '\t'},     {"WS", ' '},     {"ON", '!'},
                   {"LRE", 0x202A}, {"LRO", 0x202D}, {"RLE", 0x202B}, {"RLO", 0x202E},
                   {"PDF", 0x202C}, {"NSM", 0x300},  {"BN", 0xAD},    {"LRI", 0x2066},
                   {"RLI", 0x2067}, {"FSI", 0x2068}, {"PDI", 0x2069}};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (text_is(name, classes[i].name))
            return classes[i].cp;
    check(false, "a class '%.*s'", (int)name.n, name.p);
    return 0;
}

static int auto_direction(const struct sample *s)
{
    struct wide wide = {0};
    size_t n;
    struct arena_mark mark = arena_mark(shaper->scratch);
    struct unit *unit = units_decode(shaper->scratch, &s->p, &wide, &n);
    int strong = first_strong(unit, 0, n);
    arena_rewind(shaper->scratch, mark);
    return strong;
}

/* "L R EN; 7": bits for a direction found in the text, from left to right, from right to left. */
static void bidi_test_case(struct suite *suite, const struct expected *want)
{
    struct sample s = {.n = 0};
    struct text line = suite->line, list = next_field(&line);
    unsigned bits = (unsigned)hex_of(next_field(&line));
    while (list.n)
        s.cp[s.n++] = of_class(next_word(&list));
    sample_make(&s);
    for (unsigned bit = 1; bit <= 4; bit <<= 1) {
        if (!(bits & bit))
            continue;
        bool is_rtl = bit == 4 || (bit == 1 && auto_direction(&s) > 0);
        suite->cases++;
        if (!is_set_so(&s, is_rtl, want))
            report(suite, &s, is_rtl ? "from right to left" : "from left to right");
    }
}

static void bidi_classes(void)
{
    struct suite suite = suite_open(FOLDER "BidiTest.txt", "BidiTest");
    struct expected want = {.ordered = 0};
    while (suite_next(&suite)) {
        if (text_starts(suite.line, "@Levels:"))
            read_levels(text_from(suite.line, 8), &want);
        else if (text_starts(suite.line, "@Reorder:"))
            read_order(text_from(suite.line, 9), &want);
        else if (suite.line.p[0] != '@')
            bidi_test_case(&suite, &want);
    }
    check(suite.cases == 770241 && suite.faults == 0, "BidiTest: %zu of %zu cases fail",
          suite.faults, suite.cases);
}

/* "0061 05D0;2;0;0 1;0 1": characters, direction, level of the paragraph, levels, order */
static void bidi_characters(void)
{
    struct suite suite = suite_open(FOLDER "BidiCharacterTest.txt", "BidiCharacterTest");
    while (suite_next(&suite)) {
        struct sample s = {.n = 0};
        struct expected want = {.ordered = 0};
        struct text line = suite.line, list = next_field(&line);
        while (list.n)
            s.cp[s.n++] = hex_of(next_word(&list));
        sample_make(&s);
        unsigned direction = (unsigned)hex_of(next_field(&line));
        bool is_rtl = hex_of(next_field(&line)) == 1;
        read_levels(next_field(&line), &want);
        read_order(next_field(&line), &want);
        suite.cases++;
        bool finds = direction < 2 || is_rtl == (auto_direction(&s) > 0);
        if (!finds || !is_set_so(&s, is_rtl, &want))
            report(&suite, &s, "levels or order");
    }
    check(suite.cases > 91000 && suite.faults == 0, "BidiCharacterTest: %zu of %zu cases fail",
          suite.faults, suite.cases);
}

/* Breaks: "÷ 0020 × 0308 ÷" */

static void read_breaks(struct text line, struct sample *s, bool breaks[MOST])
{
    s->n = 0;
    for (bool is_break = false; line.n;) {
        struct text word = next_word(&line);
        if (text_is(word, "÷") || text_is(word, "×")) {
            is_break = text_is(word, "÷");
            continue;
        }
        breaks[s->n] = is_break;
        s->cp[s->n++] = hex_of(word);
    }
    sample_make(s);
}

static void grapheme_clusters(void)
{
    struct suite suite = suite_open(FOLDER "auxiliary/GraphemeBreakTest.txt", "GraphemeBreakTest");
    while (suite_next(&suite)) {
        struct sample s;
        struct wide wide = {0};
        bool breaks[MOST], holds = true;
        size_t n;
        read_breaks(suite.line, &s, breaks);
        struct unit *unit = units_decode(shaper->scratch, &s.p, &wide, &n);
        units_find_clusters(shaper, &wide, unit, n);
        for (size_t i = 1; i < n; i++)
            holds &= unit[i].continues == !breaks[i];
        suite.cases++;
        if (n != s.n || !holds)
            report(&suite, &s, "clusters");
    }
    check(suite.cases == 602 && suite.faults == 0, "GraphemeBreakTest: %zu of %zu cases fail",
          suite.faults, suite.cases);
}

/* Where the layout departs from UAX #14 and why; what is between i - 1 and i. The two that are
 * ICU's (22 of 7,654 cases) stay: Unicode 15.0 would part "-" from "innen" and "a." from "2", and
 * leave ".35" at the word before it. Unicode has since taken both over, in 16.0: as LB20a the
 * first, as LB15c and "IS × NU" in LB25 the second. */

static bool in_cluster(const struct unit *unit, size_t n, size_t i)
{
    (void)n;
    return unit[i].continues && unit[i].cp - 0x1F3FB < 5;
}

static bool at_soft_hyphen(const struct unit *unit, size_t n, size_t i)
{
    (void)n;
    return unit[i - 1].cp == 0xAD;
}

static bool is_any_hyphen(uint32_t cp)
{
    return cp == '-' || cp == 0x2010;
}

static bool at_suffix(const struct unit *unit, size_t n, size_t i)
{
    (void)n;
    size_t base = i - 1;
    while (base > 0 && unit[base].continues)
        base--;
    return is_any_hyphen(unit[base].cp) && (base == 0 || !u_isalnum((UChar32)unit[base - 1].cp));
}

static bool at_lone_dash(const struct unit *unit, size_t n, size_t i)
{
    return (unit[i].cp == 0x2013 || unit[i].cp == 0x2014) && unit[i - 1].kind == ATOM_SPACE &&
           (i + 1 == n || unit[i + 1].kind == ATOM_SPACE);
}

static bool at_sentence_mark(const struct unit *unit, size_t n, size_t i)
{
    (void)n;
    uint32_t cp = unit[i].cp;
    return unit[i - 1].kind == ATOM_SPACE &&
           (cp == 0x964 || cp == 0x1361 || cp == 0xF0D || cp == 0x104A || cp - 0x17D4 < 3);
}

static bool at_forced_break(const struct unit *unit, size_t n, size_t i)
{
    (void)n;
    return unit[i - 1].kind == ATOM_NEWLINE;
}

static bool in_address(const struct unit *unit, size_t n, size_t i)
{
    (void)n;
    return unit[i].is_address;
}

static bool at_figures(const struct unit *unit, size_t n, size_t i)
{
    size_t base = i - 1;
    while (base > 0 && unit[base].continues)
        base--;
    if (unit[i].cp == '.' && unit[i - 1].kind == ATOM_SPACE && i + 1 < n)
        return u_isdigit((UChar32)unit[i + 1].cp);
    return (unit[base].cp == '.' || unit[base].cp == ',') && u_isdigit((UChar32)unit[i].cp);
}

static const struct {
    const char *name;
    bool (*holds)(const struct unit *, size_t n, size_t i);
} tailorings[] = {
    {"ICU's and ours: no break behind a hyphen that begins a word: \"-innen\"", at_suffix},
    {"ICU's: none between a point or comma and a figure, but before both: \".35\"", at_figures},
    {"no line ends in a grapheme cluster: an emoji keeps its skin tone", in_cluster},
    {"no break at a soft hyphen: it is a place to hyphenate, which is found later", at_soft_hyphen},
    {"no line begins with a dash between words", at_lone_dash},
    {"no line begins with a danda, an Ethiopic word space and the like", at_sentence_mark},
    {"a line ends at every forced break, CR LF apart", at_forced_break},
    {"addresses break at slashes and hyphens alone", in_address},
};
enum { OF_ICU = 2, TAILORINGS = sizeof tailorings / sizeof *tailorings };

static bool is_tailored(const struct unit *unit, size_t n, size_t i, size_t rules)
{
    for (size_t t = 0; t < rules; t++)
        if (tailorings[t].holds(unit, n, i))
            return true;
    return false;
}

static void compare_lines(struct suite *suite, struct suite *tailored, const struct sample *s,
                          const bool breaks[MOST])
{
    size_t n;
    struct wide wide = {0};
    const struct tongue *tongue = shaper_tongue(shaper, "");
    struct unit *unit = units_decode(shaper->scratch, &s->p, &wide, &n);
    bool holds = n == s->n, holds_tailored = holds;
    units_find_clusters(shaper, &wide, unit, n);
    units_find_breaks(tongue, &wide, unit, n);
    for (size_t i = 1; i < n; i++)
        holds &=
            (unit[i].break_before != BREAK_NONE) == breaks[i] || is_tailored(unit, n, i, OF_ICU);
    unit = units_make(shaper, &s->p, tongue, &n);
    for (size_t i = 1; i < n; i++)
        holds_tailored &= (unit[i].break_before != BREAK_NONE) == breaks[i] ||
                          is_tailored(unit, n, i, TAILORINGS);
    suite->cases++;
    tailored->cases++;
    if (!holds)
        report(suite, s, "breaks");
    if (!holds_tailored)
        report(tailored, s, "breaks that no tailoring explains");
}

static void line_breaks(void)
{
    struct suite suite = suite_open(FOLDER "auxiliary/LineBreakTest.txt", "LineBreakTest");
    struct suite tailored = {.name = "tailored"};
    while (suite_next(&suite)) {
        struct sample s;
        bool breaks[MOST];
        read_breaks(suite.line, &s, breaks);
        compare_lines(&suite, &tailored, &s, breaks);
    }
    check(suite.cases > 7600 && suite.faults * 1000 <= suite.cases,
          "LineBreakTest: %zu of %zu cases fail", suite.faults, suite.cases);
    check(tailored.faults * 1000 <= tailored.cases, "and with our rules %zu of %zu, but for those",
          tailored.faults, tailored.cases);
}

int main(void)
{
    arena = arena_new();
    shaper = shaper_new(NULL, "build/hyphen");
    bidi_classes();
    bidi_characters();
    grapheme_clusters();
    line_breaks();
    shaper_free(shaper);
    arena_free(arena);
    return check_done();
}
