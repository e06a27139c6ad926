/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `translate extract`: po/messages.pot. */
#include <errno.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/spoken.h"
#include "run/translate.h"

/* A field's value: one line. */
static void add_field(struct buf *out, const char *name, const char *value)
{
    buf_printf(out, "%s: ", name);
    for (const char *c = value; *c; c++)
        buf_char(out, *c == '\n' || *c == '\r' ? ' ' : *c);
    buf_char(out, '\n');
}

const char *translate_header(struct translate *t, const char *lang, const char *team)
{
    struct buf out = {0};
    const char *title = arena_string(t->arena, t->manifest->title);
    add_field(&out, "Project-Id-Version", title);
    add_field(&out, "Report-Msgid-Bugs-To", "");
    if (t->date)
        buf_printf(&out, "POT-Creation-Date: %s 00:00+0000\n", t->date);
    add_field(&out, "PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE");
    add_field(&out, "Last-Translator", "FULL NAME <EMAIL@ADDRESS>");
    add_field(&out, "Language-Team", team);
    add_field(&out, "Language", lang);
    add_field(&out, "MIME-Version", "1.0");
    add_field(&out, "Content-Type", "text/plain; charset=UTF-8");
    add_field(&out, "Content-Transfer-Encoding", "8bit");
    if (*lang)
        add_field(&out, "Plural-Forms", catalog_plural_forms(lang));
    add_field(&out, "X-Native-Review", "no");
    const char *header = arena_string(t->arena, buf_as_text(&out));
    buf_done(&out);
    return header;
}

bool translate_write(struct translate *t, const char *shown, const char *comment,
                     const char *header, bool *is_new)
{
    const char *path = path_join(t->arena, t->root, shown);
    output_sweep_beside(path);
    struct output *output = output_open(path);
    if (!output)
        return translate_unwritable(t, shown, errno);
    const char *to = output_path(output) ? output_path(output) : path;
    if (!catalog_write(t->arena, to, comment, header, t->message, t->messages,
                       (struct place){.file = shown}, &t->is_environment, t->diag)) {
        output_abandon(output);
        return false;
    }
    return translate_commit(t, output, path, shown, is_new);
}

bool translate_template(struct translate *t)
{
    bool is_new;
    const char *comment = arena_printf(
        t->arena, "%s\nMade by dokuwerk translate extract; translations stand in TAG.po.\n",
        arena_string(t->arena, t->manifest->title));
    return translate_folder(t) &&
           translate_write(t, POT_FILE, comment, translate_header(t, "", ""), &is_new);
}

bool translate_extract(struct translate *t)
{
    if (!translate_template(t))
        return false;
    if (!t->options->is_quiet && !t->options->is_json)
        fprintf(stderr, spoken("%s: %zu texts at %zu places\n"), POT_FILE, t->messages, t->units.n);
    return true;
}
