/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of all files are made before the pages, as they take far less memory than rows do. */
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

static bool write_draft(struct besides *b, struct beside *file, struct text bytes,
                        struct diag *diag)
{
    file->draft = output_open(file->output);
    if (!file->draft)
        return refuse(b, file, diag);
    output_write(file->draft, bytes.p, bytes.n);
    return true;
}

static const struct attached *find_attached(const struct expansion *expansion, const char *query)
{
    size_t i = 0;
    while (i < expansion->attacheds && strcmp(expansion->attached[i].ask->query, query) != 0)
        i++;
    assert(i < expansion->attacheds); /* else the expansion has failed */
    return &expansion->attached[i];
}

void besides_make(struct besides *b, struct arena *arena, const struct expansion *expansion)
{
    for (size_t i = 0; i < b->n; i++) {
        const struct attached *attached = find_attached(expansion, b->file[i].query);
        struct buf csv = {0};
        attach_put_csv(&csv, attached->rows);
        b->file[i].bytes = (struct text){arena_keep(arena, csv.p, csv.n), csv.n};
        if (attached->home)
            arena_rewind(attached->home, (struct arena_mark){0});
    }
    heap_trim();
}

bool besides_write(struct besides *b, const struct expansion *expansion, bool has_beside,
                   struct pdf *pdf, struct diag *diag)
{
    bool is_whole = true;
    for (size_t i = 0; i < b->n && is_whole; i++) {
        struct beside *file = &b->file[i];
        const struct attached *attached = find_attached(expansion, file->query);
        const struct pdf_file embedded = {.name = path_base(file->path),
                                          .title = attached->title,
                                          .bytes = file->bytes,
                                          .type = "text/csv"};
        is_whole = (!has_beside || write_draft(b, file, embedded.bytes, diag)) &&
                   pdf_attach(pdf, &embedded);
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
