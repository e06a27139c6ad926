/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Formatters in templates: what each argument gives, and what is said of each wrong use. */
#include "doc/formats.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "doc/json.h"
#include "doc/template.h"
#include "tests/check.h"
#include "tests/printed.h"

static struct arena *arena;
static char path[] = "/tmp/dokuwerk-formats-XXXXXX";

static const char data[] =
    "{\"neg_ct\": -123456, \"big_ct\": 9223372036854775807, \"least_ct\": -9223372036854775807,\n"
    " \"cent_ct\": 5, \"zero_ct\": 0, \"r\": 1.005, \"share\": 0.594, \"whole\": 59, \"n\": 1234, "
    "\"one\": 1,\n"
    " \"day\": \"2015-09-14\", \"next\": \"2015-09-15\", \"later\": \"2015-11-02\", \"year\": "
    "\"2016-01-02\",\n"
    " \"at\": \"2015-09-14 09:05\", \"clock\": \"18:30\", \"wrong\": \"2015-02-31\", \"german\": "
    "\"31.02.\",\n"
    " \"nul\": null, \"text\": \"abc\", \"lines\": \"a\\nb\", \"phone\": \"+49 345 12-3\",\n"
    " \"iban\": \"DE89370400440532013000\", \"words\": \"A, B, C\", \"list\": [{\"x\": 1, \"y\": "
    "\"a\"}, {\"x\": 2, \"y\": \"b\"}],\n"
    " \"letters\": [\"A\", \"B\", \"C\"]}";

/* The template expanded in a language, as people read it. */
static struct text expand(const char *text, const char *lang, struct diag *diag)
{
    struct library library = {0};
    struct buf out = {0};
    struct source source = {path, "t.md", text_of(text)};
    struct template *t = template_parse(arena, &library, &source, false, NULL, diag);
    struct inputs in = {.lang = lang, .locale = locale_open(arena, lang)};
    in.data = data_parse(arena, text_of(data), (struct place){"data", 1, 1, NULL}, diag);
    expansion_print(template_expand(arena, t, &in, diag), &out);
    struct text printed = arena_text(arena, text_trim(buf_as_text(&out)));
    buf_done(&out);
    return printed;
}

static const struct {
    const char *text, *lang, *want;
} printed[] = {
    {"a {{neg_ct | money}}\n", "de", "a \u22121.234,56\u00A0€"},
    {"a {{neg_ct | money}}\n", "en", "a \u2212€1,234.56"},
    {"a {{neg_ct | money}}\n", "fr", "a \u22121\u202F234,56\u00A0€"},
    {"a {{neg_ct | money:plain}}\n", "de", "a \u22121.234,56"},
    {"{{cent_ct | money:plain+}} {{zero_ct | money:+}} {{r | number:2+}}\n", "de",
     "+0,05 0,00\u00A0€ +1,01"},
    {"a {{neg_ct | money:plain}}\n", "fa", "a \u200E\u22121,234.56"},
    {"{{big_ct | money}}\n", "de", "92.233.720.368.547.758,07\u00A0€"},
    {"a {{least_ct | money:plain}}\n", "de", "a \u221292.233.720.368.547.758,07"},
    {"{{cent_ct | money}} {{zero_ct | money}}\n", "de", "0,05\u00A0€ 0,00\u00A0€"},
    {"{{n | number}} {{n | number:2}} {{r | number:2}} {{r}}\n", "de", "1.234 1.234,00 1,01 1,005"},
    {"{{share | percent}} {{share | percent:0}} {{whole | percent:1}}\n", "de",
     "59,4\u00A0% 59\u00A0% 59,0\u00A0%"},
    {"({{nul | percent}}{{nul | money}}{{nul | date:long}}{{nul | plural:\"other{#}\"}}{{nul | "
     "iban}})\n",
     "de", "()"},
    {"{{day | date}} {{day | date:short}} {{day | date:medium}}\n", "de",
     "14.09.2015 14.09.15 14.09.2015"},
    {"{{day | date:long}}, {{day | date:full}}\n", "de",
     "14.\u00A0September 2015, Montag, 14.\u00A0September 2015"},
    {"{{day | date:month}} {{day | date:day}} {{day | date:weekday}} {{day | date:year}}\n", "de",
     "September 2015 14.\u00A0September Montag 2015"},
    {"{{day | date:long}}\n", "ar", "14 سبتمبر 2015"},
    {"{{day | date:long,persian}}\n", "fa", "23 شهریور 1394"},
    {"{{day | date:long}}\n", "prs", "14 سپتمبر 2015"},
    {"{{clock | time}} {{at | time}} {{at | date}}\n", "de", "18:30 9:05 14.09.2015"},
    {"{{day | date-range:next}}\n", "de", "14.–15.\u00A0September 2015"},
    {"{{day | date-range:later}}\n", "de", "14.\u00A0September\u2009–\u20092.\u00A0November 2015"},
    {"{{day | date-range:year}}\n", "de",
     "14.\u00A0September 2015\u2009–\u20092.\u00A0Januar 2016"},
    {"{{day | date-range:day}}\n", "de", "14.\u00A0September 2015"},
    {"{{day | date-range:nul}}\n", "de", "14.\u00A0September 2015"},
    {"{{nul | date-range:day}}\n", "de", "14.\u00A0September 2015"},
    {"({{nul | date-range:nul}})\n", "de", "()"},
    {"{{one | plural:\"one{# Person} other{# Personen}\"}}\n", "de", "1 Person"},
    {"{{n | plural:\"one{# Person}\nother{# Personen}\"}}\n", "de", "1.234 Personen"},
    {"{{big_ct | plural:\"other{# \\\"x\\\"}\"}}\n", "de", "9.223.372.036.854.775.807 \"x\""},
    {"{{zero_ct | plural:\"=0{niemand} other{#}\"}}\n", "de", "niemand"},
    {"{{phone | tel}}, {{iban | iban}}\n", "de",
     "+49\u00A0345\u00A012-3, DE89\u00A03704\u00A00044\u00A00532\u00A00130\u00A000"},
    {"{{letters | join}}; {{letters | join:\" / \"}}; {{list | join:y}}; {{words | join}}\n", "de",
     "A, B und C; A / B / C; a und b; A, B und C"},
    {"{{letters | join}}\n", "en", "A, B, and C"},
    {"{{lines | lines}} {{lines}}\n", "de", "a\\\nb a b"},
    {"{{n | raw}} {{whole|raw}}\n", "de", "1234 59"},
};

static void formatters_print(void)
{
    for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
        struct diag *diag = diag_new(arena);
        struct text got = expand(printed[i].text, printed[i].lang, diag);
        check_text(got, printed[i].want, printed[i].text);
        if (!check(diag_count(diag) == 0, "%s without a message", printed[i].text))
            printf("     %s", printed_messages(arena, diag).p);
    }
}

static const struct {
    const char *text, *want;
} wrong[] = {
    {"a {{text | money}}\n",
     "t.md:1:3: error: 'abc' is not a whole number of cents (data row 1, column text)\n"},
    {"{{r | money}}\n",
     "t.md:1:1: error: '1.005' is not a whole number of cents (data row 1, column r)\n"},
    {"{{text | number}}\n", "t.md:1:1: error: 'abc' is not a number (data row 1, column text)\n"},
    {"{{text | percent}}\n", "t.md:1:1: error: 'abc' is not a share (data row 1, column text)\n"},
    {"{{wrong | date}}\n", "t.md:1:1: error: '2015-02-31' is not a date such as 2015-09-14 (data "
                           "row 1, column wrong)\n"},
    {"{{german | date:long}}\n", "t.md:1:1: error: '31.02.' is not a date such as 2015-09-14 "
                                 "(data row 1, column german)\n"},
    {"{{day | time}}\n",
     "t.md:1:1: error: '2015-09-14' is not a time such as 09:30 (data row 1, column day)\n"},
    {"{{next | date-range:day}}\n",
     "t.md:1:1: error: the range ends before it begins: '2015-09-15' is after '2015-09-14' "
     "(data row 1, column next)\n"},
    {"{{day | date-range:text}}\n",
     "t.md:1:1: error: 'abc' is not a date such as 2015-09-14 (data row 1, column day)\n"},
    {"{{day | date-range:nxet}}\n",
     "t.md:1:1: error: no value 'nxet'\nt.md:1:1: note: did you mean 'next'?\n"},
    {"{{day | date-range}}\n",
     "t.md:1:1: error: 'date-range' needs a column, such as date-range:ends\n"},
    {"{{day | date-range:\"next\"}}\n",
     "t.md:1:1: error: 'date-range' needs a column, such as date-range:ends\n"},
    {"{{text | tel}}\n",
     "t.md:1:1: error: 'abc' is not a telephone number (data row 1, column text)\n"},
    {"{{text | iban}}\n", "t.md:1:1: error: 'abc' is not a valid IBAN (data row 1, column text)\n"},
    {"{{neg_ct}}\n", "t.md:1:1: error: 'neg_ct' holds cents: it needs a formatter such as "
                     "{{neg_ct | money}}\n"},
    {"{{n | mony}}\n",
     "t.md:1:1: error: unknown formatter 'mony'\nt.md:1:1: note: did you mean 'money'?\n"},
    {"{{n | }}\n", "t.md:1:1: error: a formatter's name is missing behind '|'\n"},
    {"{{n | money:plian}}\n", "t.md:1:1: error: formatter 'money' does not know "
                              "'plian'\nt.md:1:1: note: did you mean 'plain'?\n"},
    {"{{n | number:x}}\n",
     "t.md:1:1: error: formatter 'number' takes a number of decimals from 0 to 15, not 'x'\n"},
    {"{{n | percent:16}}\n", "t.md:1:1: error: formatter 'percent' takes a number of decimals "
                             "from 0 to 15, not '16'\n"},
    {"{{day | date:lnog}}\n", "t.md:1:1: error: formatter 'date' does not know "
                              "'lnog'\nt.md:1:1: note: did you mean 'long'?\n"},
    {"{{day | date:long,persain}}\n", "t.md:1:1: error: formatter 'date' does not know "
                                      "'persain'\nt.md:1:1: note: did you mean 'persian'?\n"},
    {"{{clock | time:short}}\n", "t.md:1:1: error: formatter 'time' takes no argument\n"},
    {"{{n | raw:x}}\n", "t.md:1:1: error: formatter 'raw' takes no argument\n"},
    {"{{iban | iban:x}}\n", "t.md:1:1: error: formatter 'iban' takes no argument\n"},
    {"{{n | plural}}\n", "t.md:1:1: error: 'plural' needs forms such as plural:\"one{# person} "
                         "other{# people}\"\n"},
    {"{{n | plural:\"one{# Person}\"}}\n",
     "t.md:1:14: error: 'plural': the form other{…} is missing\n"},
    {"{{n | plural:\"one{#} otter{#}\"}}\n",
     "t.md:1:22: error: 'plural': a form is for zero, one, two, few, many, other or a number "
     "such as =1\n"},
    {"ä {{n | plural:\"other{a {b}}\"}}\n", "t.md:1:25: error: 'plural': a form holds no braces\n"},
    {"{{n | plural:\"one{#} other\"}}\n",
     "t.md:1:22: error: 'plural': a form such as other{# people} is expected here\n"},
    {"{{n | plural:\"other{# \"}}\n", "t.md:1:20: error: 'plural': this brace is never closed\n"},
    {"{{text | plural:\"other{#}\"}}\n",
     "t.md:1:1: error: 'abc' is not a number (data row 1, column text)\n"},
    {"{{#nul}}{{n | mony}}{{/nul}}\n", "t.md:1:9: error: unknown formatter 'mony'\n"},
    {"{{list | join}}\n",
     "t.md:1:1: error: 'join' needs a column of query 'list', such as join:x\n"},
    {"{{list | join:z}}\n", "t.md:1:1: error: no column 'z' in query 'list'\n"},
    {"{{list}}\n",
     "t.md:1:1: error: 'list' is a query, not a value: it needs a section or a column\n"},
    {"{{list | money}}\n",
     "t.md:1:1: error: 'list' is a query, not a value: it needs a section or a column\n"},
};

static void wrong_uses_are_told(void)
{
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct diag *diag = diag_new(arena);
        expand(wrong[i].text, "de", diag);
        struct text got = printed_messages(arena, diag);
        if (!check(text_starts(got, wrong[i].want), "of %s it is said that %s", wrong[i].text,
                   wrong[i].want))
            printf("     got %s", got.p);
        check(diag_errors(diag) == 1, "and nothing else: %s", wrong[i].text);
    }
}

int main(void)
{
    arena = arena_new();
    formatters_print();
    wrong_uses_are_told();
    arena_free(arena);
    return check_done();
}
