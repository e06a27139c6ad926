/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `translate export`: three columns for people with spreadsheets, context, source and translation,
 * as RFC 4180 has them, in UTF-8 with the mark by which spreadsheet programs know it. A translation
 * that is fuzzy begins with [fuzzy]: who takes the word away says that it is right. */
#include <errno.h>
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/spoken.h"
#include "doc/catalog.h"
#include "run/translate.h"

static void add_cell(struct buf *out, struct text text, const char *end)
{
    bool is_plain = true;
    for (size_t i = 0; i < text.n; i++)
        is_plain = is_plain && !strchr("\",;\r\n\t", text.p[i]);
    if (!is_plain)
        buf_char(out, '"');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"')
            buf_char(out, '"');
        buf_char(out, text.p[i]);
    }
    buf_string(out, is_plain ? "" : "\"");
    buf_string(out, end);
}

static void add_row(const struct translate *t, const struct message *m,
                    const struct catalog *catalog, struct buf *out)
{
    struct translation found = catalog_find(catalog, m->context, m->text);
    struct text text = found.text;
    if (found.state == TRANSLATION_FUZZY)
        text = text_of(arena_printf(t->arena, FUZZY_MARK " %.*s", (int)text.n, text.p));
    add_cell(out, text_of(m->context), ",");
    add_cell(out, m->text, ",");
    add_cell(out, text, "\r\n");
}

static bool write_sheet(struct translate *t, const char *path, const char *shown, struct buf *sheet)
{
    bool is_new;
    struct output *output = output_open(path);
    if (!output)
        return translate_unwritable(t, shown, errno);
    output_write(output, sheet->p, sheet->n);
    return translate_commit(t, output, path, shown, &is_new);
}

static bool export_one(struct translate *t, const char *lang)
{
    struct diag *diag = t->diag;
    size_t errors = diag_errors(diag);
    const char *out = t->options->output;
    struct catalog *catalog = catalog_load(t->arena, &t->library, lang, diag);
    const char *shown = translate_file(t, lang, ".csv");
    const char *path = path_join(t->arena, t->root, shown);
    struct buf sheet = {0};
    if (diag_errors(diag) != errors)
        return false;
    if (out)
        path = shown = t->langs == 1 && !folder_exists(out)
                           ? out
                           : path_join(t->arena, out, arena_printf(t->arena, "%s.csv", lang));
    buf_string(&sheet, "\xEF\xBB\xBF"
                       "context,source,translation\r\n");
    for (size_t i = 0; i < t->messages; i++)
        add_row(t, &t->message[i], catalog, &sheet);
    bool is_done = write_sheet(t, path, shown, &sheet);
    buf_done(&sheet);
    if (is_done && !t->options->is_quiet && !t->options->is_json)
        fprintf(stderr, spoken("%s: %zu texts\n"), shown, t->messages);
    return is_done;
}

bool translate_export(struct translate *t)
{
    bool is_done = true;
    for (size_t i = 0; i < t->langs; i++)
        is_done = export_one(t, t->lang[i]) && is_done;
    return is_done;
}
