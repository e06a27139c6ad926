/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the manifest says of languages: those of the workspace, which of them a document has, which
 * columns of the database are translated. */
#include <string.h>

#include "db/store.h"
#include "doc/language.h"
#include "doc/manifest_read.h"

/* The workspace's languages */

bool manifest_has_language(const struct manifest *m, struct text tag)
{
    if (text_is(tag, m->source_lang))
        return true;
    for (size_t i = 0; i < m->targets; i++)
        if (text_is(tag, m->target[i]))
            return true;
    return false;
}

size_t manifest_languages(struct arena *arena, const struct manifest *m, const char ***out)
{
    *out = ARENA_ARRAY(arena, const char *, m->targets + 1);
    (*out)[0] = m->source_lang;
    for (size_t i = 0; i < m->targets; i++)
        (*out)[i + 1] = m->target[i];
    return m->targets + 1;
}

/* Tags are the same in any case. */
static bool is_earlier(const struct manifest *m, size_t n, struct text tag)
{
    bool is_there = text_equal_caseless(tag, text_of(m->source_lang));
    for (size_t i = 0; i < n; i++)
        is_there = is_there || text_equal_caseless(tag, text_of(m->target[i]));
    return is_there;
}

static void judge_language(struct manifest_reader *c, const struct yaml *node)
{
    if (node->kind == YAML_SCALAR && !language_is_known(node->scalar.p))
        language_report(c->diag, node->at, node->scalar.p, false);
}

static void read_targets(struct manifest_reader *c, const struct yaml *targets)
{
    struct manifest *m = c->manifest;
    manifest_strings(c, targets, &m->target, &m->targets);
    const struct yaml *item = targets->kind == YAML_LIST ? targets->child : targets;
    for (size_t i = 0; i < m->targets; i++, item = item->next) {
        judge_language(c, item);
        if (is_earlier(m, i, item->scalar))
            diag_error(c->diag, item->at, "'%s' is named twice", item->scalar.p);
    }
}

void manifest_read_languages(struct manifest_reader *c, const struct yaml *node)
{
    static const char *const keys[] = {"source", "targets"};
    if (!manifest_is_map(c, node, "{source: de, targets: [en, fr]}"))
        return;
    const struct yaml *source = yaml_find(node, "source"), *targets = yaml_find(node, "targets");
    yaml_check_keys(node, keys, 2, c->diag);
    if (source)
        manifest_string(c, source, &c->manifest->source_lang);
    if (source && source->scalar.n)
        judge_language(c, source);
    if (targets)
        read_targets(c, targets);
}

/* The languages of a document */

static bool judge_listed(struct manifest_reader *c, const struct yaml *node, struct text tag)
{
    const struct manifest *m = c->manifest;
    const char **known;
    if (manifest_has_language(m, tag))
        return true;
    diag_error(c->diag, node->at, "'%.*s' is not among the manifest's languages", (int)tag.n,
               tag.p);
    size_t n = manifest_languages(c->arena, m, &known);
    diag_suggest(c->diag, node->at, tag, known, n);
    return false;
}

/* "de", or "de+ar" for two languages side by side. */
static bool read_edition(struct manifest_reader *c, const struct yaml *node,
                         struct edition_lang *out)
{
    struct text name = node->scalar;
    size_t plus = text_find_char(name, '+');
    struct text first = text_slice(name, 0, plus), second = {0};
    *out = (struct edition_lang){.name = name.p, .lang = arena_string(c->arena, first)};
    if (plus == SIZE_MAX)
        return judge_listed(c, node, name);
    second = text_from(name, plus + 1);
    out->second = second.p;
    if (!first.n || !second.n || text_find_char(second, '+') != SIZE_MAX) {
        diag_error(c->diag, node->at, "'%s' is not two languages such as de+ar", name.p);
        return false;
    }
    if (text_equal(first, second)) {
        diag_error(c->diag, node->at, "'%s' is the same language twice", name.p);
        return false;
    }
    bool is_listed = judge_listed(c, node, first);
    return judge_listed(c, node, second) && is_listed;
}

static bool has_edition(const struct entry *entry, const char *name)
{
    for (size_t i = 0; i < entry->langs; i++)
        if (strcmp(entry->lang[i].name, name) == 0)
            return true;
    return false;
}

/* `all` is the source language and the targets; what is there already is not taken twice. */
static void add_all(const struct manifest *m, struct entry *entry)
{
    if (!has_edition(entry, m->source_lang))
        entry->lang[entry->langs++] =
            (struct edition_lang){.lang = m->source_lang, .name = m->source_lang};
    for (size_t i = 0; i < m->targets; i++)
        if (!has_edition(entry, m->target[i]))
            entry->lang[entry->langs++] =
                (struct edition_lang){.lang = m->target[i], .name = m->target[i]};
}

static bool is_listed_before(const struct yaml *first, const struct yaml *item)
{
    for (const struct yaml *n = first; n != item; n = n->next)
        if (text_equal(n->scalar, item->scalar))
            return true;
    return false;
}

static void add_edition(struct manifest_reader *c, const struct yaml *first,
                        const struct yaml *item, struct entry *entry)
{
    struct edition_lang edition;
    if (is_listed_before(first, item))
        diag_error(c->diag, item->at, "'%s' is listed twice", item->scalar.p);
    else if (text_is(item->scalar, "all"))
        add_all(c->manifest, entry);
    else if (read_edition(c, item, &edition) && !has_edition(entry, edition.name))
        entry->lang[entry->langs++] = edition;
}

void manifest_read_editions(struct manifest_reader *c, const struct yaml *node, struct entry *entry)
{
    const struct yaml *first = node->kind == YAML_LIST ? node->child : node, *item = first;
    const char **listed = NULL;
    size_t n = 0;
    manifest_strings(c, node, &listed, &n);
    entry->lang = ARENA_ARRAY(c->arena, struct edition_lang, n + c->manifest->targets + 1);
    for (size_t i = 0; i < n; i++, item = item->next)
        add_edition(c, first, item, entry);
    if (node->kind == YAML_LIST && !node->child)
        diag_error(c->diag, node->at, "'languages' lists none");
}

static struct edition_lang *find_edition(struct manifest_reader *c, const struct yaml *theme,
                                         struct entry *entry)
{
    const char **known = ARENA_ARRAY(c->arena, const char *, entry->langs + 1);
    for (size_t i = 0; i < entry->langs; i++) {
        known[i] = entry->lang[i].name;
        if (text_is(theme->key, known[i]))
            return &entry->lang[i];
    }
    diag_error(c->diag, theme->key_at, "'%s' is not among this document's languages", theme->key.p);
    diag_suggest(c->diag, theme->key_at, theme->key, known, entry->langs);
    return NULL;
}

void manifest_read_themes(struct manifest_reader *c, const struct yaml *node, struct entry *entry)
{
    if (!manifest_is_map(c, node, "{de-x-leicht: easy}"))
        return;
    for (const struct yaml *theme = node->child; theme; theme = theme->next) {
        struct edition_lang *edition = find_edition(c, theme, entry);
        if (!edition)
            continue;
        manifest_string(c, theme, &edition->theme);
        edition->theme_at = theme->at;
    }
}

/* Columns with translations */

static void read_columns(struct manifest_reader *c, const struct yaml *node,
                         struct translatable *out)
{
    const struct yaml *item = node->kind == YAML_LIST ? node->child : node, *first = item;
    *out = (struct translatable){.table = node->key.p, .at = node->key_at};
    manifest_strings(c, node, &out->column, &out->columns);
    struct place *at = ARENA_ARRAY(c->arena, struct place, out->columns + 1);
    for (size_t i = 0; i < out->columns; i++, item = item->next) {
        at[i] = item->at;
        if (is_listed_before(first, item))
            diag_error(c->diag, item->at, "'%s' is listed twice", item->scalar.p);
    }
    out->column_at = at;
}

void manifest_read_translatable(struct manifest_reader *c, const struct yaml *node)
{
    struct manifest *m = c->manifest;
    if (!manifest_is_map(c, node, "{event: [title, summary_md]}"))
        return;
    m->translatable = ARENA_ARRAY(c->arena, struct translatable, yaml_count(node) + 1);
    for (const struct yaml *table = node->child; table; table = table->next)
        read_columns(c, table, &m->translatable[m->translatables++]);
}

static bool has_column(const char *const *column, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (text_equal_caseless(text_of(column[i]), text_of(name)))
            return true;
    return false;
}

static void report_no_table(struct arena *arena, const struct translatable *t, struct store *store,
                            struct diag *diag)
{
    const char **known;
    if (!store) {
        diag_error(diag, t->at, "'translatable' needs a database:");
        return;
    }
    size_t n = store_tables(arena, store, &known);
    diag_error(diag, t->at, "no table '%s' in the database", t->table);
    diag_suggest(diag, t->at, text_of(t->table), known, n);
}

/* A query's column is known by its table, through all views: this one's translations would lie
 * there unused. */
static void judge_view(struct arena *arena, const struct translatable *t, size_t i,
                       struct store *store, struct diag *diag)
{
    const char *shown = store_shown_column(arena, store, t->table, t->column[i]);
    if (shown)
        diag_error(diag, t->column_at[i], "'%s' is a view, its '%s' is the column '%s': list that",
                   t->table, t->column[i], shown);
}

static void judge_table(struct arena *arena, const struct translatable *t, struct store *store,
                        struct diag *diag)
{
    const char **known = NULL;
    size_t n = store ? store_columns(arena, store, t->table, &known) : 0;
    if (n == 0)
        report_no_table(arena, t, store, diag);
    for (size_t i = 0; i < t->columns && n; i++) {
        if (has_column(known, n, t->column[i])) {
            judge_view(arena, t, i, store, diag);
            continue;
        }
        diag_error(diag, t->column_at[i], "no column '%s' in table '%s'", t->column[i], t->table);
        diag_suggest(diag, t->column_at[i], text_of(t->column[i]), known, n);
    }
}

bool manifest_judge_columns(struct arena *arena, const struct manifest *m, struct store *store,
                            struct diag *diag)
{
    size_t errors = diag_errors(diag);
    for (size_t i = 0; i < m->translatables; i++)
        judge_table(arena, &m->translatable[i], store, diag);
    return diag_errors(diag) == errors;
}
