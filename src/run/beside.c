/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file is made line by line, once for both its places. */
#include "run/beside.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"

/* "a/NAME.pdf" -> "a/NAME.QUERY.csv" */
static const char *path_beside(struct arena *arena, const char *document, const char *query)
{
    struct text stem = text_of(document);
    if (stem.n > 4 && text_equal_caseless(text_from(stem, stem.n - 4), TEXT(".pdf")))
        stem.n -= 4;
    return arena_printf(arena, "%.*s.%s.csv", (int)stem.n, stem.p, query);
}

struct besides besides_list(struct arena *arena, const struct front *front, const char *path,
                            const char *output)
{
    struct besides b = {.n = front->attaches};
    b.file = ARENA_ARRAY(arena, struct beside, b.n);
    for (size_t i = 0; i < b.n; i++) {
        const char *query = arena_string(arena, text_of(front->attach[i].query));
        b.file[i] = (struct beside){.query = query,
                                    .path = path_beside(arena, path, query),
                                    .output = output ? path_beside(arena, output, query) : NULL};
    }
    return b;
}

static bool refuse(struct besides *b, const struct beside *file, struct diag *diag)
{
    diag_error(diag, (struct place){.file = file->path}, "cannot write: %s", strerror(errno));
    b->is_unwritable = true;
    return false;
}

static const struct attached *find_attached(const struct expansion *expansion, const char *query)
{
    size_t i = 0;
    while (i < expansion->attacheds && strcmp(expansion->attached[i].ask->query, query) != 0)
        i++;
    assert(i < expansion->attacheds); /* else the expansion has failed */
    return &expansion->attached[i];
}

/* A result on its way into two files. */
struct pour {
    const struct rows *rows;
    size_t line;
    struct output *draft; /* or NULL */
};

static bool pour(void *source, struct buf *bytes)
{
    struct pour *p = source;
    size_t before = bytes->n;
    bool goes_on = attach_put_csv(p->rows, &p->line, bytes);
    if (p->draft) /* what fails is told when the draft is settled */
        output_write(p->draft, bytes->p + before, bytes->n - before);
    return goes_on;
}

static bool write_one(struct besides *b, struct beside *file, const struct attached *attached,
                      bool has_beside, struct pdf *pdf, struct diag *diag)
{
    if (has_beside && !(file->draft = output_open(file->output)))
        return refuse(b, file, diag);
    struct pour source = {.rows = attached->rows, .draft = file->draft};
    const struct pdf_file embedded = {.name = path_base(file->path),
                                      .title = attached->title,
                                      .type = "text/csv",
                                      .next = pour,
                                      .source = &source};
    return pdf_attach(pdf, &embedded);
}

bool besides_write(struct besides *b, const struct expansion *expansion, bool has_beside,
                   struct pdf *pdf, struct diag *diag)
{
    bool is_whole = true;
    for (size_t i = 0; i < b->n && is_whole; i++) {
        struct beside *file = &b->file[i];
        is_whole = write_one(b, file, find_attached(expansion, file->query), has_beside, pdf, diag);
    }
    return is_whole;
}

bool besides_commit(struct besides *b, struct diag *diag)
{
    bool is_whole = true;
    for (size_t i = 0; i < b->n; i++)
        if (b->file[i].draft && !output_settle(b->file[i].draft))
            is_whole = refuse(b, &b->file[i], diag);
    for (size_t i = 0; i < b->n && is_whole; i++) {
        struct output *draft = b->file[i].draft;
        b->file[i].draft = NULL;
        if (draft && !output_commit(draft))
            is_whole = refuse(b, &b->file[i], diag);
    }
    return is_whole;
}

void besides_abandon(struct besides *b)
{
    for (size_t i = 0; i < b->n; i++) {
        output_abandon(b->file[i].draft);
        b->file[i].draft = NULL;
    }
}
