/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads dokuwerk.yaml by tables of keys. A manifest with any
 * error is not used: half a build would look like a whole one. */
#include "doc/manifest.h"

#include "base/file.h"
#include "doc/manifest_read.h"
#include "doc/moment.h"
#include "doc/veil.h"

void manifest_string(struct manifest_reader *c, const struct yaml *node, const char **out)
{
    struct text text;
    if (!yaml_text(node, &text, c->diag))
        return;
    if (text.n)
        *out = text.p;
    else
        diag_error(c->diag, node->at, "'%s' is empty", node->key.p);
}

void manifest_strings(struct manifest_reader *c, const struct yaml *node, const char ***out,
                      size_t *n)
{
    struct text *texts;
    if (!yaml_texts(c->arena, node, &texts, n, c->diag)) {
        *n = 0;
        return;
    }
    *out = ARENA_ARRAY(c->arena, const char *, *n);
    for (size_t i = 0; i < *n; i++)
        (*out)[i] = texts[i].p;
}

bool manifest_is_map(struct manifest_reader *c, const struct yaml *node, const char *example)
{
    if (node->kind != YAML_MAP)
        diag_error(c->diag, node->at, "'%s' must be a map such as %s", node->key.p, example);
    return node->kind == YAML_MAP;
}

/* A path inside the workspace. */
static void read_path(struct manifest_reader *c, const struct yaml *node, const char **out)
{
    const char *path = NULL;
    manifest_string(c, node, &path);
    if (path && (*path == '/' || !path_clean(c->arena, path)))
        diag_error(c->diag, node->at, "'%s' leaves the workspace", path);
    else if (path)
        *out = path;
}

/* Keys of the manifest */

static void read_title(struct manifest_reader *c, const struct yaml *node)
{
    yaml_text(node, &c->manifest->title, c->diag);
}

static void read_database(struct manifest_reader *c, const struct yaml *node)
{
    read_path(c, node, &c->manifest->database);
}

static void read_theme(struct manifest_reader *c, const struct yaml *node)
{
    manifest_string(c, node, &c->manifest->theme);
    c->manifest->theme_at = node->at;
}

static void read_output(struct manifest_reader *c, const struct yaml *node)
{
    read_path(c, node, &c->manifest->output);
}

static void read_date(struct manifest_reader *c, const struct yaml *node)
{
    const char *date = NULL;
    manifest_string(c, node, &date);
    if (date && !is_day(text_of(date)))
        diag_error(c->diag, node->at, "'%s' is not a date such as 2015-12-31", date);
    else if (date)
        c->manifest->date = date;
}

static void read_project(struct manifest_reader *c, const struct yaml *node)
{
    if (manifest_is_map(c, node, "{funder: Land Sachsen-Anhalt}"))
        c->manifest->project = node;
}

/* Keys of an entry */

static bool need(struct manifest_reader *c, const struct yaml *entry, const char *key,
                 const struct yaml **out)
{
    *out = yaml_find(entry, key);
    if (!*out)
        diag_error(c->diag, entry->at, "this document has no '%s'", key);
    return *out;
}

static void read_each(struct manifest_reader *c, const struct yaml *node, struct entry *entry)
{
    const char *each = NULL;
    manifest_string(c, node, &each);
    entry->each = text_of(each);
    entry->each_at = node->text_at;
}

static void read_entry(struct manifest_reader *c, const struct yaml *node, struct entry *entry)
{
    static const char *const keys[] = {"template", "each",     "output", "languages", "editions",
                                       "checks",   "suppress", "theme",  "findings",  "themes"};
    const struct yaml *template, *output, *each = yaml_find(node, "each");
    const struct yaml *langs = yaml_find(node, "languages");
    const struct yaml *editions = yaml_find(node, "editions");
    const struct yaml *checks = yaml_find(node, "checks");
    const struct yaml *findings = yaml_find(node, "findings");
    const struct yaml *suppress = yaml_find(node, "suppress");
    const struct yaml *theme = yaml_find(node, "theme");
    const struct yaml *themes = yaml_find(node, "themes");
    const char *path = NULL;
    entry->at = node->at;
    entry->suppress = -1;
    yaml_check_keys(node, keys, sizeof keys / sizeof *keys, c->diag);
    if (need(c, node, "template", &template)) {
        manifest_string(c, template, &entry->template);
        entry->template_at = template->at;
    }
    if (need(c, node, "output", &output)) {
        manifest_string(c, output, &path);
        entry->output = text_of(path);
        entry->output_at = output->text_at;
    }
    if (each)
        read_each(c, each, entry);
    if (langs)
        manifest_read_editions(c, langs, entry);
    if (themes)
        manifest_read_themes(c, themes, entry);
    if (editions)
        manifest_strings(c, editions, &entry->edition, &entry->editions);
    if (checks)
        check_names_read(c->arena, checks, &entry->check, &entry->checks, c->diag);
    if (findings)
        check_names_read(c->arena, findings, &entry->finding, &entry->findings, c->diag);
    if (suppress)
        suppress_key_read(suppress, &entry->suppress, c->diag);
    if (theme) {
        manifest_string(c, theme, &entry->theme);
        entry->theme_at = theme->at;
    }
}

static void read_documents(struct manifest_reader *c, const struct yaml *node)
{
    struct manifest *m = c->manifest;
    if (node->kind != YAML_LIST) {
        diag_error(c->diag, node->at, "'documents' must be a list");
        return;
    }
    m->entry = ARENA_ARRAY(c->arena, struct entry, yaml_count(node));
    for (const struct yaml *item = node->child; item; item = item->next) {
        if (item->kind == YAML_MAP)
            read_entry(c, item, &m->entry[m->entries++]);
        else
            diag_error(c->diag, item->at, "a document must be a map with 'template' and 'output'");
    }
}

/* NULL: known, but nothing comes of it yet. */
static const struct {
    const char *key;
    void (*read)(struct manifest_reader *, const struct yaml *);
} readers[] = {
    {"title", read_title},
    {"database", read_database},
    {"languages", manifest_read_languages},
    {"theme", read_theme},
    {"date", read_date},
    {"output", read_output},
    {"project", read_project},
    {"editions", NULL},
    {"translatable", manifest_read_translatable},
};
enum { READERS = sizeof readers / sizeof *readers };

static void read_root(struct manifest_reader *c, const struct yaml *root)
{
    const char *known[READERS + 1];
    for (size_t i = 0; i < READERS; i++) {
        const struct yaml *node = yaml_find(root, readers[i].key);
        known[i] = readers[i].key;
        if (node && readers[i].read)
            readers[i].read(c, node);
        else if (node)
            diag_warn(c->diag, node->key_at, "'%s' has no effect yet", readers[i].key);
    }
    known[READERS] = "documents";
    yaml_check_keys(root, known, READERS + 1, c->diag);
    const struct yaml *documents = yaml_find(root, "documents");
    if (documents)
        read_documents(c, documents);
    else
        diag_error(c->diag, root->at, "the manifest lists no 'documents'");
}

struct manifest *manifest_load(struct arena *arena, const struct library *library,
                               struct diag *diag)
{
    struct manifest *m = ARENA_NEW(arena, struct manifest);
    struct manifest_reader c = {arena, m, diag};
    const char *path = path_join(arena, library->root ? library->root : ".", "dokuwerk.yaml");
    size_t errors = diag_errors(diag);
    struct source *source = source_read(arena, library, path, (struct place){0}, diag);
    if (!source)
        return NULL;
    struct place start = {.file = source->shown, .line = 1, .col = 1};
    const struct yaml *root = yaml_parse(arena, source->text, start, diag);
    *m = (struct manifest){
        .path = source->shown, .text = source->text, .source_lang = "de", .output = "out"};
    if (root && root->kind != YAML_MAP)
        diag_error(diag, root->at, "the manifest must be a mapping of keys to values");
    else if (root)
        read_root(&c, root);
    return diag_errors(diag) == errors ? m : NULL;
}
