/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A check that both lists name is run once. The two results are in the order of the checks' names,
 * whatever list and glob they come from; within a check in the order of its rows. */
#include "doc/protocol.h"

#include <stdlib.h>
#include <string.h>

#include "doc/check.h"

struct checked { /* a check that was run */
    const char *name;
    struct place at;           /* where it is named */
    const struct check *check; /* NULL: it cannot be read */
    struct check_result result;
};

/* Running */

static struct checked run(const struct protocol *p, const struct check_name *named)
{
    struct checked e = {.name = named->name, .at = named->at};
    struct text lacking;
    e.check = check_read(p->arena, p->library, named, p->diag);
    if (!e.check)
        return e;
    if (!p->store)
        diag_error(p->diag, named->at, "check '%s' needs a database", e.name);
    else if (check_lacks(e.check, p->binding, p->bindings, &lacking))
        diag_error(p->diag, named->at,
                   "check '%s' needs a parameter '%.*s', which this document does not have", e.name,
                   (int)lacking.n, lacking.p);
    else
        e.result = check_run(p->arena, e.check, p->store, p->binding, p->bindings, p->diag);
    return e;
}

static const struct checked *find(const struct checked *entry, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(entry[i].name, name) == 0)
            return &entry[i];
    return NULL;
}

static int by_name(const void *a, const void *b)
{
    const struct checked *x = a, *y = b;
    return strcmp(x->name, y->name);
}

/* Cells */

static struct value text_value(struct text text)
{
    return (struct value){.kind = text.n ? VALUE_TEXT : VALUE_NULL, .s = text};
}

static struct value int_value(struct arena *arena, size_t n)
{
    return (struct value){VALUE_INT, (int64_t)n, text_of(arena_printf(arena, "%zu", n))};
}

static struct table *new_table(const struct protocol *p, const char *name, const char *key,
                               const char **column, size_t columns, size_t n)
{
    struct table *table = ARENA_NEW(p->arena, struct table);
    struct rows *rows = ARENA_NEW(p->arena, struct rows);
    *rows = (struct rows){.name = name,
                          .at = p->findings.n ? p->findings.check->at : (struct place){0},
                          .column = column,
                          .columns = columns,
                          .n = n,
                          .cell = ARENA_ARRAY(p->arena, struct value, n * columns)};
    *table = (struct table){.name = name, .rows = rows, .key = key};
    return table;
}

/* The result `checks` */

static const char *check_columns[] = {"no",       "name",     "title",    "source",
                                      "level",    "errors",   "warnings", "infos",
                                      "findings", "is_clean", "could_run"};
enum { CHECK_COLUMNS = sizeof check_columns / sizeof *check_columns };

static void fill_check(struct arena *arena, size_t no, const struct checked *e, struct value *cell)
{
    const struct check *check = e->check;
    const struct check_result *result = &e->result;
    size_t count[SEVERITIES] = {0};
    for (size_t i = 0; i < result->findings; i++)
        count[result->finding[i].severity]++;
    *cell++ = int_value(arena, no);
    *cell++ = text_value(text_of(e->name));
    *cell++ = text_value(text_of(check ? check->title : NULL));
    *cell++ = text_value(text_of(check ? check->reason : NULL));
    *cell++ = text_value(text_of(check ? severity_name(check->severity) : NULL));
    for (int severity = 0; severity < SEVERITIES; severity++)
        *cell++ = int_value(arena, count[severity]);
    *cell++ = int_value(arena, result->findings);
    *cell++ = int_value(arena, result->could_run && !result->findings);
    *cell = int_value(arena, result->could_run);
}

static struct table *table_checks(const struct protocol *p, const struct checked *entry, size_t n)
{
    struct table *table = new_table(p, "checks", "name", check_columns, CHECK_COLUMNS, n);
    for (size_t i = 0; i < n; i++)
        fill_check(p->arena, i + 1, &entry[i], &table->rows->cell[i * CHECK_COLUMNS]);
    return table;
}

/* The result `findings` */

static const char *found_columns[] = {"no",    "check_name", "title", "severity", "message",
                                      "place", "table",      "key",   "column"};
enum { FOUND_COLUMNS = sizeof found_columns / sizeof *found_columns };

static void fill_finding(struct arena *arena, size_t no, const struct checked *e,
                         const struct finding *f, struct value *cell)
{
    *cell++ = int_value(arena, no);
    *cell++ = text_value(text_of(e->name));
    *cell++ = text_value(text_of(e->check->title));
    *cell++ = text_value(text_of(severity_name(f->severity)));
    *cell++ = text_value(f->message);
    *cell++ = text_value(text_of(finding_has_place(f) ? f->row : NULL));
    *cell++ = text_value(f->table);
    *cell++ = text_value(f->key);
    *cell = text_value(f->column);
}

/* As large as a query's result may be, and no larger. */
static bool is_too_much(const struct protocol *p, const struct checked *entry, size_t n)
{
    size_t values = 0, bytes = 0;
    for (size_t i = 0; i < n; i++) {
        const struct check_result *result = &entry[i].result;
        values += result->findings * FOUND_COLUMNS;
        for (size_t k = 0; k < result->findings; k++) {
            const struct finding *f = &result->finding[k];
            bytes += f->message.n + f->table.n + f->key.n + f->column.n;
        }
    }
    if (values > STORE_MOST_VALUES)
        diag_error(p->diag, p->findings.check->at,
                   "the checks of 'findings' find too much: over %d values", STORE_MOST_VALUES);
    else if (bytes > STORE_MOST_BYTES)
        diag_error(p->diag, p->findings.check->at,
                   "the checks of 'findings' find too much: over %d MB",
                   STORE_MOST_BYTES / 1000000);
    else
        return false;
    return true;
}

static struct table *table_findings(const struct protocol *p, const struct checked *entry, size_t n)
{
    bool is_broken = is_too_much(p, entry, n);
    size_t all = 0, no = 0;
    for (size_t i = 0; i < n && !is_broken; i++)
        all += entry[i].result.findings;
    struct table *table = new_table(p, "findings", "no", found_columns, FOUND_COLUMNS, all);
    table->is_broken = is_broken;
    for (size_t i = 0; no < all; i++) {
        const struct check_result *result = &entry[i].result;
        for (size_t k = 0; k < result->findings; k++, no++)
            fill_finding(p->arena, no + 1, &entry[i], &result->finding[k],
                         &table->rows->cell[no * FOUND_COLUMNS]);
    }
    return table;
}

/* The whole */

static struct checked *run_checks(const struct protocol *p)
{
    struct checked *entry = ARENA_ARRAY(p->arena, struct checked, p->checks.n);
    for (size_t i = 0; i < p->checks.n; i++) {
        entry[i] = run(p, &p->checks.check[i]);
        if (entry[i].check)
            check_report(entry[i].check, &entry[i].result, p->diag);
    }
    return entry;
}

/* A gate's rows are what must not be printed, not what is wrong. */
static bool is_refused(const struct protocol *p, const struct checked *e)
{
    bool is_gate = e->check && e->check->is_gate;
    if (is_gate)
        diag_error(p->diag, e->at, "'%s' is a release gate: its findings cannot be listed",
                   e->name);
    return is_gate;
}

static struct checked *run_findings(const struct protocol *p, const struct checked *before,
                                    size_t *n)
{
    struct checked *entry = ARENA_ARRAY(p->arena, struct checked, p->findings.n);
    *n = 0;
    for (size_t i = 0; i < p->findings.n; i++) {
        const struct check_name *named = &p->findings.check[i];
        const struct checked *known = find(before, p->checks.n, named->name);
        struct checked e = known ? *known : run(p, named);
        if (p->tells_all && !known && e.check)
            check_report(e.check, &e.result, p->diag);
        if (!is_refused(p, &e))
            entry[(*n)++] = e;
    }
    if (*n)
        qsort(entry, *n, sizeof *entry, by_name);
    return entry;
}

struct table **protocol_run(const struct protocol *p, size_t *n)
{
    size_t entries;
    const struct checked *checked = run_checks(p);
    *n = 0;
    if (!p->is_kept)
        return NULL;
    const struct checked *entry = run_findings(p, checked, &entries);
    struct table **table = ARENA_ARRAY(p->arena, struct table *, 2);
    table[(*n)++] = table_checks(p, entry, entries);
    table[(*n)++] = table_findings(p, entry, entries);
    return table;
}
