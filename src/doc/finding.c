/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks live in files and in templates; what their rows mean is decided here for both. */
#include "doc/finding.h"

static const char *const severities[] = {"error", "warning", "info"};
enum { SEVERITIES = sizeof severities / sizeof *severities };

bool severity_find(struct text name, enum severity *out)
{
    for (size_t i = 0; i < SEVERITIES; i++) {
        if (text_is(name, severities[i])) {
            *out = (enum severity)i;
            return true;
        }
    }
    return false;
}

bool finding_columns(const struct rows *rows, const char *check, struct place at, struct diag *diag)
{
    if (rows_column(rows, TEXT("message")) != SIZE_MAX)
        return true;
    diag_error(diag, at, "check '%s' has no column 'message'", check);
    diag_suggest(diag, at, TEXT("message"), rows->column, rows->columns);
    return false;
}

/* A cell as text; empty when it is NULL or there is no such column. */
static struct text cell_text(const struct rows *rows, size_t row, const char *column)
{
    size_t i = rows_column(rows, text_of(column));
    return i == SIZE_MAX ? TEXT("") : rows_cell(rows, row, i)->s;
}

/* "receipt key=7, column paid_on"; a key that says its own name ("id=7") stands as it is. */
const char *finding_row(struct arena *arena, const struct rows *rows, size_t row)
{
    struct text table = cell_text(rows, row, "table"), key = cell_text(rows, row, "key");
    struct text column = cell_text(rows, row, "column");
    if (!table.n && !key.n && !column.n)
        return rows_name_row(arena, rows, row);
    const char *gap = table.n && key.n ? " " : "";
    const char *sign = key.n && text_find_char(key, '=') == SIZE_MAX ? "key=" : "";
    const char *comma = column.n && (table.n || key.n) ? ", " : "";
    const char *word = column.n ? "column " : "";
    return arena_printf(arena, "%.*s%s%s%.*s%s%s%.*s", (int)table.n, table.p, gap, sign, (int)key.n,
                        key.p, comma, word, (int)column.n, column.p);
}

void finding_report(struct arena *arena, const struct rows *rows, size_t row,
                    enum severity severity, const char *check, struct place at, struct diag *diag)
{
    struct text message = cell_text(rows, row, "message");
    if (!message.n)
        message = TEXT("a row without a message");
    at.row = finding_row(arena, rows, row);
    switch (severity) {
    case SEVERITY_ERROR:
        diag_error(diag, at, "check '%s': %.*s", check, (int)message.n, message.p);
        break;
    case SEVERITY_WARNING:
        diag_warn(diag, at, "check '%s': %.*s", check, (int)message.n, message.p);
        break;
    case SEVERITY_INFO:
        diag_info(diag, at, "check '%s': %.*s", check, (int)message.n, message.p);
        break;
    }
}
