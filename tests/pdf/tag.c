/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The structure tree: what cells say of their spans and heads, and elements that are written and
 * gone before the document ends. */
#include "pdf/tag.h"

#include <sys/resource.h>

#include "tests/pdf/sample.h"

static bool has(struct text text, const char *part)
{
    return text_find(text, part) != SIZE_MAX;
}

static struct element *row_of(struct sample *s, struct element *section, const struct ink *ink,
                              enum role role, const char *const *cell)
{
    struct element *tr = sample_element(s, section, ROLE_TR);
    for (; *cell; cell++)
        sample_text(s, *cell, ink, sample_element(s, tr, role));
    return tr;
}

static void cells_tell_their_spans_and_heads(struct sample *s)
{
    static const char *const head[] = {"Jahr", "Betrag", NULL};
    static const char *const rows[3][3] = {
        {"2015", "12,50", NULL}, {"4,30", NULL}, {"16,80", NULL}};
    static const char *const ids[] = {"jahr", "betrag"};
    struct ink *ink = sample_ink(s, "Lato");
    struct element *table = sample_element(s, s->root, ROLE_TABLE);
    struct element *th = row_of(s, table, ink, ROLE_TH, head)->child;
    th->id = ids[0];
    th->scope = SCOPE_COLUMN;
    th->next->id = ids[1];
    th->next->scope = SCOPE_COLUMN;
    th->next->row_span = 1;
    struct element *td = row_of(s, table, ink, ROLE_TD, rows[0])->child;
    td->row_span = 2;
    td->next->headers = ids;
    td->next->header_count = 2;
    row_of(s, table, ink, ROLE_TD, rows[1]);
    row_of(s, table, ink, ROLE_TD, rows[2])->child->column_span = 2;
    char *path = sample_path(s, "cells.pdf");
    struct page page = sample_page(s, 1);
    struct pdf_info info = sample_info();
    struct book book = {.pages = 1, .root = s->root};
    check(sample_write(s, path, &info, &page, 1, &book), "a table is written");
    check_sound(s, path);
    struct text objects = sample_objects(s, path);
    static const char *const parts[] = {
        "/RowSpan 2",      "/ColSpan 2", "/ID (id.jahr)",
        "/ID (id.betrag)", "/IDTree",    "/Headers [\n      (id.jahr)\n      (id.betrag)\n    ]"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        check(has(objects, parts[i]), "the file says '%s'", parts[i]);
    check(!has(objects, "/RowSpan 1"), "a span of one is not told");
}

/* As page/ does it. */
static void complete(struct pdf *pdf, struct element *e)
{
    check(pdf_element(pdf, e), "an element is written early");
    if (e->previous)
        e->previous->next = e->next;
    else
        e->parent->child = e->next;
    if (e->next)
        e->next->previous = e->previous;
    else
        e->parent->last = e->previous;
    for (struct element *child = e->child; child; child = child->next)
        child->role = ROLES;
    memset(e, 0xEE, sizeof *e);
}

/* Four rows, the second of which goes on on the next page; `early`: the others do not wait. */
static struct text structure_of_four_rows(struct sample *s, const char *name, bool early)
{
    static const char *const words[4][3] = {
        {"eins", "a", NULL}, {"zwei", "b", NULL}, {"drei", "c", NULL}, {"vier", "d", NULL}};
    struct ink *ink = sample_ink(s, "Lato");
    char *path = sample_path(s, name);
    struct output *out = output_open(path);
    struct pdf_info info = sample_info();
    struct pdf *pdf = pdf_open(out, &info, s->diag);
    sample_begin(s);
    struct element *table = sample_element(s, s->root, ROLE_TABLE);
    struct element *body = sample_element(s, table, ROLE_TBODY), *row[4];
    for (int i = 0; i < 4; i++)
        row[i] = row_of(s, body, ink, ROLE_TD, words[i]);
    struct page page = sample_page(s, 1);
    bool fits = pdf_page(pdf, &page);
    if (early) {
        complete(pdf, row[2]);
        complete(pdf, row[0]);
    }
    sample_text(s, "und weiter", ink, row[1]->child);
    page = sample_page(s, 2);
    fits = fits && pdf_page(pdf, &page);
    if (early)
        complete(pdf, row[3]);
    struct book book = {.pages = 2, .root = s->root};
    check(fits && pdf_close(pdf, &book, s->diag) && output_commit(out), "%s is written", name);
    check_sound(s, path);
    int status;
    return sample_run_command(s, &status, "pdfinfo -struct-text %s", path);
}

static void elements_written_early_stand_in_their_places(struct sample *s)
{
    struct text late = structure_of_four_rows(s, "late.pdf", false);
    struct text early = structure_of_four_rows(s, "early.pdf", true);
    check(has(late, "vier") && text_equal(late, early),
          "the structure is the same:\n%.*s\nand early\n%.*s", (int)late.n, late.p, (int)early.n,
          early.p);
}

/* Thousands of rows whose elements, as page/ has it, are used again. */
static void many_rows_take_little_memory(struct sample *s)
{
    enum { PAGES = 2000, ROWS = 20, MOST_KB = 6 * 1024 };
    static const char *const words[] = {"Zeile", "eins", "zwei", NULL};
    struct ink *ink = sample_ink(s, "Lato");
    char *path = sample_path(s, "rows.pdf");
    struct output *out = output_open(path);
    struct pdf_info info = sample_info();
    struct pdf *pdf = pdf_open(out, &info, s->diag);
    sample_begin(s);
    struct element *table = sample_element(s, s->root, ROLE_TABLE), *row[ROWS];
    for (int i = 0; i < ROWS; i++)
        row[i] = row_of(s, table, ink, ROLE_TD, words);
    struct page page = sample_page(s, 1);
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    bool fits = true;
    for (unsigned n = 1; fits && n <= PAGES; n++) {
        page.number = n;
        fits = pdf_page(pdf, &page);
        for (int i = 0; fits && i < ROWS; i++) {
            fits = pdf_element(pdf, row[i]);
            row[i]->serial += ROWS;
            row[i]->object = 0;
            for (struct element *cell = row[i]->child; cell; cell = cell->next)
                cell->object = 0;
        }
    }
    table->child = table->last = NULL;
    struct book book = {.pages = PAGES, .root = s->root};
    check(fits && pdf_close(pdf, &book, s->diag) && output_commit(out), "40,000 rows are written");
    getrusage(RUSAGE_SELF, &after);
    long grown = after.ru_maxrss - before.ru_maxrss;
#if !defined(__SANITIZE_ADDRESS__)
    check(grown < MOST_KB, "40,000 rows of three cells take %ld KB", grown);
#endif
    (void)grown;
    int status;
    struct text text = sample_run_command(s, &status, "pdfinfo -struct %s | grep -c TD", path);
    check(text_is(text, "120000\n"), "each cell is in the structure: %.*s", (int)text.n, text.p);
}

int main(void)
{
    struct sample *s = sample_new();
    cells_tell_their_spans_and_heads(s);
    elements_written_early_stand_in_their_places(s);
    many_rows_take_little_memory(s);
    check(diag_count(s->diag) == 0, "nothing is reported");
    sample_free(s);
    return check_done();
}
