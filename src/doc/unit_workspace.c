/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Units of a workspace: templates in the manifest's order, each with what it includes behind it
 * where it is first met, then columns in the order they are declared, row by row. */
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "db/store.h"
#include "doc/manifest.h"
#include "doc/mask.h"
#include "doc/query.h"
#include "doc/unit.h"

struct walker {
    struct arena *arena;
    const struct library *library;
    struct units *units;
    struct diag *diag;
    struct map seen; /* files */
    int depth;
};

enum { DEEPEST = 50 };

static void walk_file(struct walker *w, const char *path);

/* `{{> name a=b}}`, `{{<name}}`: the file it means. */
static void walk_partial(struct walker *w, const struct tag *tag, const char *beside)
{
    size_t n = 0;
    while (n < tag->content.n && tag->content.p[n] != ' ' && tag->content.p[n] != '\n')
        n++;
    const char *name = arena_string(w->arena, text_slice(tag->content, 0, n));
    const char *path = library_partial(w->arena, w->library, name, NULL, beside);
    if (path) /* that there is none is said by the build */
        walk_file(w, path);
}

static void walk_partials(struct walker *w, const struct source *source)
{
    struct tag_reader reader = {.dialect = DIALECT_STRICT, .open = TEXT("{{"), .close = TEXT("}}")};
    const struct stretch stretch = {.text = source->text};
    const char *beside = path_folder(w->arena, source->path);
    struct tag tag;
    size_t search = 0;
    tag_begin(&reader, &stretch);
    for (enum tag_result result; (result = tag_next(&reader, search, &tag)) != TAG_NONE;) {
        search = result == TAG_FOUND ? tag.to : tag.from + reader.open.n;
        if (result != TAG_FOUND)
            continue;
        if (tag.sigil == '=')
            tag_delimit(&reader, tag.content);
        else if (tag.sigil == '>' || tag.sigil == '<')
            walk_partial(w, &tag, beside);
    }
}

static void walk_file(struct walker *w, const char *path)
{
    const char *clean = path_clean(w->arena, path);
    struct text key = text_of(clean ? clean : path);
    if (w->depth > DEEPEST || map_find(&w->seen, key) != UINT32_MAX)
        return;
    map_intern(&w->seen, w->arena, key, 0);
    const struct source *source =
        source_read(w->arena, w->library, path, (struct place){0}, w->diag);
    if (!source)
        return;
    units_of_source(w->arena, source, w->units, w->diag);
    w->depth++;
    walk_partials(w, source);
    w->depth--;
}

static void walk_templates(struct walker *w, const struct manifest *manifest)
{
    bool has_languages = false;
    for (size_t i = 0; i < manifest->entries; i++)
        has_languages = has_languages || manifest->entry[i].langs > 0;
    for (size_t i = 0; i < manifest->entries; i++) {
        const struct entry *entry = &manifest->entry[i];
        const char *path = !has_languages || entry->langs > 0
                               ? library_template(w->arena, w->library, entry->template, NULL)
                               : NULL;
        if (path)
            walk_file(w, path);
    }
}

/* "a" -> "\"a\"", for a statement. */
static const char *quoted(struct arena *arena, const char *name)
{
    char *out = arena_alloc(arena, strlen(name) * 2 + 3, 1);
    size_t n = 0;
    out[n++] = '"';
    for (; *name; name++) {
        if (*name == '"')
            out[n++] = '"';
        out[n++] = *name;
    }
    out[n] = '"';
    return out;
}

static void walk_table(struct walker *w, const struct translatable *table, struct store *store)
{
    const char *sql = arena_printf(w->arena, "SELECT * FROM %s", quoted(w->arena, table->table));
    struct rows *rows =
        store_ask(w->arena, store, arena_printf(w->arena, "table '%s'", table->table), text_of(sql),
                  table->at, NULL, 0, w->diag);
    if (!rows)
        return;
    rows->name = table->table;
    for (size_t i = 0; i < rows->n; i++)
        for (size_t k = 0; k < table->columns; k++) {
            size_t column = rows_column(rows, text_of(table->column[k]));
            const struct value *value = column < rows->columns ? rows_cell(rows, i, column) : NULL;
            struct place at = {
                .file = table->at.file, .line = table->at.line, .col = table->at.col};
            if (!value || value->kind != VALUE_TEXT)
                continue;
            at.row = rows_name_cell(w->arena, rows, i, table->column[k]);
            units_of_value(w->arena,
                           arena_printf(w->arena, "%s.%s", table->table, table->column[k]),
                           value->s, at, w->units, w->diag);
        }
}

void units_of_workspace(struct arena *arena, const struct library *library,
                        const struct manifest *manifest, struct store *store, struct units *units,
                        struct diag *diag)
{
    struct walker w = {.arena = arena, .library = library, .units = units, .diag = diag};
    walk_templates(&w, manifest);
    for (size_t i = 0; store && i < manifest->translatables; i++)
        walk_table(&w, &manifest->translatable[i], store);
}
