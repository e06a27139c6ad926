/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `expand --spec`: a template of the official Mustache with data, printed as it comes. Partials lie
 * beside the file. Neither fonts nor a database are needed. */

#include "base/buffer.h"
#include "doc/json.h"
#include "doc/template.h"
#include "run/command.h"
#include "run/workspace.h"

static bool load_data(const struct options *o, struct arena *arena, struct inputs *in,
                      struct diag *diag)
{
    struct place start = {o->data, 1, 1, NULL};
    if (!o->data)
        return true;
    struct source *source =
        source_read(arena, NULL, o->data, (struct place){.file = o->data}, diag);
    in->data = source ? data_parse(arena, source->text, start, diag) : NULL;
    return in->data != NULL;
}

static bool expand_file(const struct options *o, struct arena *arena, struct diag *diag)
{
    struct inputs in = {0};
    struct buf out = {0};
    struct place at = {.file = o->file[0]};
    struct library library = {0};
    struct source *source = source_read_exact(arena, &library, o->file[0], at, diag);
    if (!source || !load_data(o, arena, &in, diag))
        return false;
    struct template *template = template_parse_mustache(arena, &library, source, diag);
    expansion_print_html(template_expand(arena, template, &in, diag), &out);
    if (out.n)
        fwrite(out.p, 1, out.n, stdout);
    buf_done(&out);
    return diag_errors(diag) == 0;
}

int command_mustache(const struct options *o, struct arena *arena)
{
    struct diag *diag = diag_new(arena);
    if (!can_open(o->file[0]) || (o->data && !can_open(o->data)))
        return STATUS_ENVIRONMENT;
    bool is_done = expand_file(o, arena, diag);
    fflush(stdout);
    print_messages(o, diag, NULL);
    return is_done ? STATUS_DONE : STATUS_FAILED;
}
