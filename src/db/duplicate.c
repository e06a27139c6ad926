/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values are compared as they are stored; where the database compares them with less care (NOCASE)
 * the first row that differs in case only serves. */
#include "db/duplicate.h"

#include "base/buffer.h"

struct duplicate {
    struct cell at; /* the first of its cells */
    size_t cell[MOST_KEYS], cells;
    struct text value[MOST_KEYS];
    const char *text;
    struct cell first, similar; /* where it was given before; line 0: not found */
};

static const char *describe(const struct records *records, const struct duplicate *d,
                            const struct record *record)
{
    struct buf out = {0}, values = {0};
    for (size_t k = 0; k < d->cells; k++) {
        const struct column *column = &records->table->column[records->column[d->cell[k]]];
        struct text value = record->cell[d->cell[k]].text;
        buf_printf(&out, "%s'%s'", k ? ", " : "", column->name);
        buf_printf(&values, "%s'%.*s'", k ? ", " : "", (int)(value.n < 200 ? value.n : 200),
                   value.p);
    }
    const char *format = d->cells > 1 ? "columns %s: %s occur twice in table '%s'"
                                      : "column %s: %s occurs twice in table '%s'";
    const char *text = arena_printf(records->arena, format, out.p, values.p, records->table->name);
    buf_done(&out);
    buf_done(&values);
    return text;
}

void duplicate_add(struct records *records, const struct record *record, const size_t *cell,
                   size_t cells)
{
    records->duplicate = arena_grow(records->arena, records->duplicate, sizeof *records->duplicate,
                                    &records->duplicate_cap, records->duplicates + 1);
    struct duplicate *d = &records->duplicate[records->duplicates++];
    *d = (struct duplicate){.at = record->cell[cell[0]], .cells = cells};
    for (size_t k = 0; k < cells; k++) {
        d->cell[k] = cell[k];
        d->value[k] = arena_text(records->arena, record->value[cell[k]].s);
    }
    d->text = describe(records, d, record);
}

/* Compares the key with the record's; *is_equal when not even case differs. */
static bool is_alike(const struct duplicate *d, const struct record *record, bool *is_equal)
{
    *is_equal = true;
    for (size_t k = 0; k < d->cells; k++) {
        if (d->cell[k] >= record->cells)
            return false;
        struct text own = record->value[d->cell[k]].s;
        if (!text_equal_caseless(own, d->value[k]))
            return false;
        *is_equal = *is_equal && text_equal(own, d->value[k]);
    }
    return true;
}

static void look(struct records *records, const struct record *record)
{
    for (size_t i = 0; i < records->duplicates; i++) {
        struct duplicate *d = &records->duplicate[i];
        const struct cell *cell = &record->cell[d->cell[0] < record->cells ? d->cell[0] : 0];
        bool is_equal;
        if (d->first.line || cell->line >= d->at.line || !is_alike(d, record, &is_equal))
            continue;
        if (is_equal)
            d->first = *cell;
        else if (!d->similar.line)
            d->similar = *cell;
    }
}

/* The line of the last key that is given twice: what comes behind it need not be read. */
static uint32_t last_line(const struct records *records)
{
    uint32_t last = 0;
    for (size_t i = 0; i < records->duplicates; i++)
        if (records->duplicate[i].at.line > last)
            last = records->duplicate[i].at.line;
    return last;
}

void duplicates_report(struct records *records, struct diag *diag)
{
    struct arena *scratch = arena_new();
    struct arena_mark start = arena_mark(scratch);
    struct record record;
    uint32_t last = last_line(records);
    bool goes_on = records->duplicates && records_begin(records);
    while (goes_on && records_again(scratch, records, &record)) {
        goes_on = record.cell[0].line < last;
        look(records, &record);
        arena_rewind(scratch, start);
    }
    arena_free(scratch);
    for (size_t i = 0; i < records->duplicates; i++) {
        const struct duplicate *d = &records->duplicate[i];
        const struct cell *first = d->first.line ? &d->first : &d->similar;
        diag_error(diag, records_place(records, &d->at), "%s", d->text);
        if (first->line)
            diag_note(diag, records_place(records, first), "it is given first here");
    }
}
