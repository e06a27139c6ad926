/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks live in files and in templates; what their rows mean is decided here for both. */
#include "doc/finding.h"

static const char *const severities[SEVERITIES] = {
    [SEVERITY_ERROR] = "error", [SEVERITY_WARNING] = "warning", [SEVERITY_INFO] = "info"};

const char *severity_name(enum severity severity)
{
    return severities[severity];
}

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

/* NULL leaves the check's own. */
static bool read_severity(struct arena *arena, const struct rows *rows, size_t row,
                          const char *check, struct place at, enum severity *out, struct diag *diag)
{
    size_t column = rows_column(rows, TEXT("severity"));
    const struct value *value = column == SIZE_MAX ? NULL : rows_cell(rows, row, column);
    if (!value || value->kind == VALUE_NULL || severity_find(value->s, out))
        return true;
    at.row = arena_printf(arena, "row %zu, column severity", row + 1);
    diag_error(diag, at, "check '%s': '%.*s' is not a severity: there are error, warning and info",
               check, (int)value->s.n, value->s.p);
    diag_suggest(diag, at, value->s, severities, SEVERITIES);
    return false;
}

bool finding_read(struct arena *arena, const struct rows *rows, size_t row, enum severity preset,
                  const char *check, struct place at, struct finding *out, struct diag *diag)
{
    *out = (struct finding){.severity = preset,
                            .message = cell_text(rows, row, "message"),
                            .table = cell_text(rows, row, "table"),
                            .key = cell_text(rows, row, "key"),
                            .column = cell_text(rows, row, "column"),
                            .row = finding_row(arena, rows, row)};
    if (!out->message.n)
        out->message = TEXT("a row without a message");
    return read_severity(arena, rows, row, check, at, &out->severity, diag);
}

bool finding_has_place(const struct finding *finding)
{
    return finding->table.n || finding->key.n || finding->column.n;
}

void finding_report(const struct finding *finding, const char *check, struct place at,
                    struct diag *diag)
{
    struct text message = finding->message;
    at.row = finding->row;
    switch (finding->severity) {
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
