/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/finding.h"

#include "tests/check.h"
#include "tests/printed.h"

enum { COLUMNS = 5 };

static struct arena *arena;

static struct value cell(const char *s)
{
    return (struct value){s ? VALUE_TEXT : VALUE_NULL, 0, text_of(s)};
}

static const struct {
    const char *cells[COLUMNS];
    enum severity severity;
    const char *want, *sentence;
} told[] = {
    {{"no date", "receipt", "7", "paid_on"},
     SEVERITY_ERROR,
     "checks/V01.sql:1:1: error: check 'V01': no date (receipt key=7, column paid_on)\n",
     "a finding names table, key and column"},
    {{"no date", "receipt", "no=R-7", NULL},
     SEVERITY_WARNING,
     "checks/V01.sql:1:1: warning: check 'V01': no date (receipt no=R-7)\n",
     "a key may bring its own name"},
    {{"no date", NULL, "7", NULL},
     SEVERITY_INFO,
     "checks/V01.sql:1:1: info: check 'V01': no date (key=7)\n",
     "a key alone will do"},
    {{"no date", NULL, NULL, "paid_on"},
     SEVERITY_ERROR,
     "checks/V01.sql:1:1: error: check 'V01': no date (column paid_on)\n",
     "a column too"},
    {{"no date", NULL, NULL, NULL},
     SEVERITY_ERROR,
     "checks/V01.sql:1:1: error: check 'V01': no date (V01 row 1)\n",
     "otherwise the row is counted"},
    {{NULL, "receipt", "7", NULL},
     SEVERITY_ERROR,
     "checks/V01.sql:1:1: error: check 'V01': a row without a message (receipt key=7)\n",
     "a row without a message is a finding"},
    {{"a\033[31m\nb", "receipt", "7", NULL},
     SEVERITY_ERROR,
     "checks/V01.sql:1:1: error: check 'V01': a?[31m?b (receipt key=7)\n",
     "what data holds never commands the terminal"},
    {{"no date", "receipt", "no=R-7", NULL, "warning"},
     SEVERITY_ERROR,
     "checks/V01.sql:1:1: warning: check 'V01': no date (receipt no=R-7)\n",
     "a row may say how grave it is"},
    {{"no date", "receipt", "no=R-7", NULL, "error"},
     SEVERITY_INFO,
     "checks/V01.sql:1:1: error: check 'V01': no date (receipt no=R-7)\n",
     "graver than its check, too"},
    {{"no date", "receipt", "no=R-7", NULL, "eror"},
     SEVERITY_INFO,
     "checks/V01.sql:1:1: error: check 'V01': 'eror' is not a severity: there are error, "
     "warning "
     "and info (row 1, column severity)\n"
     "checks/V01.sql:1:1: note: did you mean 'error'?\n",
     "but only by one of three words"},
    {{"no date", NULL, NULL, NULL, ""},
     SEVERITY_INFO,
     "checks/V01.sql:1:1: error: check 'V01': '' is not a severity: there are error, warning "
     "and info (row 1, column severity)\n",
     "and not by none"},
};

static void rows_become_messages(void)
{
    static const char *column[COLUMNS] = {"message", "table", "key", "column", "severity"};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        struct diag *diag = diag_new(arena);
        struct value cells[COLUMNS];
        for (size_t c = 0; c < COLUMNS; c++)
            cells[c] = cell(told[i].cells[c]);
        struct rows rows = {
            .name = "V01", .column = column, .columns = COLUMNS, .n = 1, .cell = cells};
        struct place at = {"checks/V01.sql", 1, 1, NULL};
        struct finding finding;
        if (finding_read(arena, &rows, 0, told[i].severity, "V01", at, &finding, diag))
            finding_report(&finding, "V01", at, diag);
        check_text(printed_messages(arena, diag), told[i].want, told[i].sentence);
        check(diag_count(diag) == !strstr(told[i].want, "info: "),
              "an info is neither error nor warning: %s", told[i].sentence);
    }
}

static void a_check_needs_its_message(void)
{
    static const char *column[] = {"mesage", "key"};
    struct rows rows = {.name = "V01", .column = column, .columns = 2};
    struct diag *diag = diag_new(arena);
    struct place at = {"checks/V01.sql", 3, 1, NULL};
    check(!finding_columns(&rows, "V01", at, diag), "a check without message is refused");
    check_text(printed_messages(arena, diag),
               "checks/V01.sql:3:1: error: check 'V01' has no column 'message'\n"
               "checks/V01.sql:3:1: note: did you mean 'mesage'?\n",
               "and a near name is shown");
}

static void severities_have_names(void)
{
    enum severity severity;
    check(severity_find(TEXT("warning"), &severity) && severity == SEVERITY_WARNING,
          "a severity is found by its name");
    check(!severity_find(TEXT("fatal"), &severity), "another word is none");
}

int main(void)
{
    arena = arena_new();
    rows_become_messages();
    a_check_needs_its_message();
    severities_have_names();
    arena_free(arena);
    return check_done();
}
