/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes JSON by hand: flat objects whose order is the manifest's. */
#include "run/record.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/file.h"

struct record {
    struct buf json;
    const char *path;
    size_t documents;
};

struct record *record_new(struct arena *arena, const char *out)
{
    struct record *r = ARENA_NEW(arena, struct record);
    r->path = path_join(arena, out, "manifest.json");
    buf_string(&r->json, "{\"documents\": [");
    return r;
}

static void put_string(struct buf *out, struct text t)
{
    buf_char(out, '"');
    json_escape(out, t);
    buf_char(out, '"');
}

static void put_key(struct buf *out, const char *key)
{
    buf_printf(out, ",\n   \"%s\": ", key);
}

/* Of the file that stands now. */
static void put_hash(struct buf *out, const char *path)
{
    char hex[65];
    if (file_exists(path) && sha256_file(path, hex))
        buf_printf(out, "\"%s\"", hex);
    else
        buf_string(out, "null");
}

static void put_standards(struct buf *out, unsigned standards)
{
    const char *comma = "";
    buf_char(out, '[');
    for (unsigned bit = 1; bit <= STANDARD_X_4; bit <<= 1) {
        if (!(standards & bit))
            continue;
        buf_printf(out, "%s\"%s\"", comma, standard_name((enum standard)bit));
        comma = ", ";
    }
    buf_char(out, ']');
}

static void put_value(struct buf *out, const struct value *v)
{
    if (v->kind == VALUE_NULL)
        buf_string(out, "null");
    else if (v->kind == VALUE_INT)
        buf_printf(out, "%lld", (long long)v->i);
    else
        put_string(out, v->s);
}

static void put_parameters(struct buf *out, const struct job *job)
{
    buf_char(out, '{');
    for (size_t i = 0; i < job->arguments; i++) {
        buf_string(out, i ? ", " : "");
        put_string(out, text_of(job->argument[i].name));
        buf_string(out, ": ");
        put_value(out, &job->argument[i].value);
    }
    buf_char(out, '}');
}

static void put_diagnostics(struct buf *out, const struct diag *diag)
{
    char *lines = NULL;
    size_t n = 0;
    FILE *file = open_memstream(&lines, &n);
    if (file) {
        diag_print_json(diag, file, NULL);
        fclose(file);
    }
    struct text rest = {lines ? lines : "", n}, line;
    const char *comma = "";
    buf_char(out, '[');
    while (text_next_line(&rest, &line)) {
        buf_string(out, comma);
        buf_text(out, line);
        comma = ", ";
    }
    buf_char(out, ']');
    free(lines);
}

static void put_attachments(struct buf *out, const struct besides *beside)
{
    put_key(out, "attachments");
    buf_char(out, '[');
    for (size_t i = 0; i < beside->n; i++) {
        buf_string(out, i ? ", {\"path\": " : "{\"path\": ");
        put_string(out, text_of(beside->file[i].path));
        buf_string(out, ", \"sha256\": ");
        put_hash(out, beside->file[i].output);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

void record_document(struct record *r, const struct job *job, const struct outcome *outcome,
                     const struct diag *diag)
{
    struct buf *out = &r->json;
    buf_string(out, r->documents++ ? ",\n  {\"path\": " : "\n  {\"path\": ");
    put_string(out, text_of(job->path));
    put_key(out, "sha256");
    put_hash(out, job->output);
    put_key(out, "pages");
    buf_printf(out, "%u", outcome->pages);
    put_key(out, "language");
    put_string(out, text_of(outcome->lang));
    put_key(out, "edition");
    put_string(out, text_of(job->edition));
    put_key(out, "standards");
    put_standards(out, outcome->standards);
    if (job->is_draft) {
        put_key(out, "draft");
        buf_string(out, "true");
    }
    if (outcome->beside.n)
        put_attachments(out, &outcome->beside);
    put_key(out, "template");
    put_string(out, text_of(job->template));
    put_key(out, "parameters");
    put_parameters(out, job);
    put_key(out, "diagnostics");
    put_diagnostics(out, diag);
    buf_char(out, '}');
}

bool record_write(struct record *r)
{
    buf_string(&r->json, r->documents ? "\n]}\n" : "]}\n");
    bool is_written = file_write(r->path, buf_as_text(&r->json));
    buf_done(&r->json);
    return is_written;
}
