/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads dokuwerk.yaml by tables of keys, and builds output paths from rows. A manifest with any
 * error is not used: half a build would look like a whole one. */
#include "doc/manifest.h"

#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/utf8.h"
#include "doc/language.h"
#include "doc/locale.h"
#include "doc/moment.h"
#include "doc/mustache.h"
#include "doc/pathkey.h"
#include "doc/veil.h"

struct context {
    struct arena *arena;
    struct manifest *manifest;
    struct diag *diag;
};

static void read_string(struct context *c, const struct yaml *node, const char **out)
{
    struct text text;
    if (!yaml_text(node, &text, c->diag))
        return;
    if (text.n)
        *out = text.p;
    else
        diag_error(c->diag, node->at, "'%s' is empty", node->key.p);
}

static void read_strings(struct context *c, const struct yaml *node, const char ***out, size_t *n)
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

static bool is_map(struct context *c, const struct yaml *node, const char *example)
{
    if (node->kind != YAML_MAP)
        diag_error(c->diag, node->at, "'%s' must be a map such as %s", node->key.p, example);
    return node->kind == YAML_MAP;
}

/* A path inside the workspace. */
static void read_path(struct context *c, const struct yaml *node, const char **out)
{
    const char *path = NULL;
    read_string(c, node, &path);
    if (path && (*path == '/' || !path_clean(c->arena, path)))
        diag_error(c->diag, node->at, "'%s' leaves the workspace", path);
    else if (path)
        *out = path;
}

/* Keys of the manifest */

static void read_title(struct context *c, const struct yaml *node)
{
    yaml_text(node, &c->manifest->title, c->diag);
}

static void read_database(struct context *c, const struct yaml *node)
{
    read_path(c, node, &c->manifest->database);
}

static void read_theme(struct context *c, const struct yaml *node)
{
    read_string(c, node, &c->manifest->theme);
    c->manifest->theme_at = node->at;
}

static void read_output(struct context *c, const struct yaml *node)
{
    read_path(c, node, &c->manifest->output);
}

static void read_date(struct context *c, const struct yaml *node)
{
    const char *date = NULL;
    read_string(c, node, &date);
    if (date && !is_day(text_of(date)))
        diag_error(c->diag, node->at, "'%s' is not a date such as 2015-12-31", date);
    else if (date)
        c->manifest->date = date;
}

static void read_project(struct context *c, const struct yaml *node)
{
    if (is_map(c, node, "{funder: Land Sachsen-Anhalt}"))
        c->manifest->project = node;
}

static void know_language(struct context *c, const struct yaml *node)
{
    if (node->scalar.n && !language_is_known(node->scalar.p))
        language_report(c->diag, node->at, node->scalar.p, false);
}

static void read_languages(struct context *c, const struct yaml *node)
{
    static const char *const keys[] = {"source", "targets"};
    if (!is_map(c, node, "{source: de, targets: [en, fr]}"))
        return;
    const struct yaml *source = yaml_find(node, "source"), *targets = yaml_find(node, "targets");
    yaml_check_keys(node, keys, 2, c->diag);
    if (source)
        read_string(c, source, &c->manifest->source_lang);
    if (source && source->kind == YAML_SCALAR)
        know_language(c, source);
    if (!targets)
        return;
    read_strings(c, targets, &c->manifest->target, &c->manifest->targets);
    const struct yaml *item = targets->kind == YAML_LIST ? targets->child : targets;
    for (size_t i = 0; i < c->manifest->targets; i++, item = item->next)
        know_language(c, item);
}

/* Keys of an entry */

static bool need(struct context *c, const struct yaml *entry, const char *key,
                 const struct yaml **out)
{
    *out = yaml_find(entry, key);
    if (!*out)
        diag_error(c->diag, entry->at, "this document has no '%s'", key);
    return *out;
}

static bool is_language(const struct manifest *m, struct text tag)
{
    if (text_is(tag, m->source_lang))
        return true;
    for (size_t i = 0; i < m->targets; i++)
        if (text_is(tag, m->target[i]))
            return true;
    return false;
}

/* "de", or "de+ar" for two languages side by side. */
static void check_language(struct context *c, const struct yaml *node, struct text tags)
{
    const struct manifest *m = c->manifest;
    const char **known = ARENA_ARRAY(c->arena, const char *, m->targets + 1);
    for (size_t i = 0; i < m->targets; i++)
        known[i] = m->target[i];
    known[m->targets] = m->source_lang;
    while (tags.n) {
        size_t plus = text_find_char(tags, '+');
        struct text tag = text_slice(tags, 0, plus);
        if (!text_is(tag, "all") && !is_language(m, tag)) {
            diag_error(c->diag, node->at, "'%.*s' is not among the manifest's languages",
                       (int)tag.n, tag.p);
            diag_suggest(c->diag, node->at, tag, known, m->targets + 1);
        }
        tags = text_from(tags, plus == SIZE_MAX ? tags.n : plus + 1);
    }
}

/* `all` is the source language and the targets; what is there already is not taken twice. */
static void add_language(struct entry *entry, const char *tag)
{
    for (size_t i = 0; i < entry->langs; i++)
        if (strcmp(entry->lang[i], tag) == 0)
            return;
    entry->lang[entry->langs++] = tag;
}

static void spell_out(struct context *c, struct entry *entry, const char *const *listed, size_t n)
{
    const struct manifest *m = c->manifest;
    entry->lang = ARENA_ARRAY(c->arena, const char *, n + m->targets + 1);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(listed[i], "all") != 0) {
            add_language(entry, listed[i]);
            continue;
        }
        add_language(entry, m->source_lang);
        for (size_t k = 0; k < m->targets; k++)
            add_language(entry, m->target[k]);
    }
}

static void read_entry_languages(struct context *c, const struct yaml *node, struct entry *entry)
{
    const struct yaml *item = node->kind == YAML_LIST ? node->child : node;
    const char **listed = NULL;
    size_t n = 0, errors = diag_errors(c->diag);
    read_strings(c, node, &listed, &n);
    for (size_t i = 0; i < n; i++, item = item->next)
        check_language(c, item, item->scalar);
    if (diag_errors(c->diag) == errors)
        spell_out(c, entry, listed, n);
}

static void read_each(struct context *c, const struct yaml *node, struct entry *entry)
{
    const char *each = NULL;
    read_string(c, node, &each);
    entry->each = text_of(each);
    entry->each_at = node->text_at;
}

static void read_entry(struct context *c, const struct yaml *node, struct entry *entry)
{
    static const char *const keys[] = {"template", "each",     "output", "languages", "editions",
                                       "checks",   "suppress", "theme",  "findings"};
    const struct yaml *template, *output, *each = yaml_find(node, "each");
    const struct yaml *langs = yaml_find(node, "languages");
    const struct yaml *editions = yaml_find(node, "editions");
    const struct yaml *checks = yaml_find(node, "checks");
    const struct yaml *findings = yaml_find(node, "findings");
    const struct yaml *suppress = yaml_find(node, "suppress");
    const struct yaml *theme = yaml_find(node, "theme");
    const char *path = NULL;
    entry->at = node->at;
    entry->suppress = -1;
    yaml_check_keys(node, keys, sizeof keys / sizeof *keys, c->diag);
    if (need(c, node, "template", &template)) {
        read_string(c, template, &entry->template);
        entry->template_at = template->at;
    }
    if (need(c, node, "output", &output)) {
        read_string(c, output, &path);
        entry->output = text_of(path);
        entry->output_at = output->text_at;
    }
    if (each)
        read_each(c, each, entry);
    if (langs)
        read_entry_languages(c, langs, entry);
    if (editions)
        read_strings(c, editions, &entry->edition, &entry->editions);
    if (checks)
        check_names_read(c->arena, checks, &entry->check, &entry->checks, c->diag);
    if (findings)
        check_names_read(c->arena, findings, &entry->finding, &entry->findings, c->diag);
    if (suppress)
        suppress_key_read(suppress, &entry->suppress, c->diag);
    if (theme) {
        read_string(c, theme, &entry->theme);
        entry->theme_at = theme->at;
    }
}

static void read_documents(struct context *c, const struct yaml *node)
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
    void (*read)(struct context *, const struct yaml *);
} readers[] = {
    {"title", read_title},     {"database", read_database}, {"languages", read_languages},
    {"theme", read_theme},     {"date", read_date},         {"output", read_output},
    {"project", read_project}, {"editions", NULL},          {"translatable", NULL},
};
enum { READERS = sizeof readers / sizeof *readers };

static void read_root(struct context *c, const struct yaml *root)
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
    struct context c = {arena, m, diag};
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

/* Output paths */

/* Directional marks are among them: they make a name look like another. */
static bool is_control(struct text t)
{
    for (size_t i = 0, n; i < t.n; i += n) {
        uint32_t cp;
        n = utf8_decode(t.p + i, t.n - i, &cp);
        if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 || cp == 0x2029 ||
            (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069))
            return true;
    }
    return false;
}

/* Why the value cannot be a path's segment; NULL: it can. */
static const char *segment_fault(struct text value)
{
    if (value.n == 0)
        return "is empty";
    if (text_find_char(value, '/') != SIZE_MAX || text_find_char(value, '\\') != SIZE_MAX)
        return "has a slash";
    if (*value.p == '.')
        return "begins with a dot";
    return is_control(value) ? "has a control character" : NULL;
}

struct filling {
    const struct entry *entry;
    const struct value *(*lookup)(void *context, struct text name);
    void *context;
    struct diag *diag;
    struct buf path;
};

static bool fill_value(struct filling *f, const struct node *node)
{
    const struct value *value = f->lookup(f->context, node->text);
    if (!value) {
        diag_error(f->diag, node->at, "no value '%.*s' for the output path", (int)node->text.n,
                   node->text.p);
        return false;
    }
    const char *fault = segment_fault(value->s);
    if (fault)
        diag_error(f->diag, node->at, "'%.*s' for '%.*s' cannot stand in a path: it %s",
                   (int)value->s.n, value->s.p, (int)node->text.n, node->text.p, fault);
    buf_text(&f->path, value->s);
    return !fault;
}

static bool fill(struct filling *f, const struct node *node)
{
    bool fits = true;
    for (; node; node = node->next) {
        if (node->kind == NODE_TEXT) {
            buf_text(&f->path, node->text);
        } else if (node->kind == NODE_VALUE && !node->format.name.n) {
            fits = fill_value(f, node) && fits;
        } else {
            diag_error(f->diag, node->at, "an output path takes plain values only");
            fits = false;
        }
    }
    return fits;
}

/* No segment may be hidden or climb: dotted names under OUT are the tool's own. */
static const char *check_path(struct arena *arena, const struct entry *entry, struct text path,
                              struct diag *diag)
{
    const char *clean = path_clean(arena, arena_string(arena, path));
    if (!clean || text_starts(path, "/")) {
        diag_error(diag, entry->output_at, "output '%.*s' leaves the output folder", (int)path.n,
                   path.p);
        return NULL;
    }
    bool is_folder = text_ends(path, "/") || text_is(text_of(clean), ".");
    if (is_folder || *clean == '.' || strstr(clean, "/.") || is_control(path) ||
        text_find_char(path, '\\') != SIZE_MAX) {
        diag_error(diag, entry->output_at, "output '%.*s' is not a usable file name", (int)path.n,
                   path.p);
        return NULL;
    }
    if (strcmp(path_key(arena, clean), "manifest.json") == 0) {
        diag_error(diag, entry->output_at, "'%s' is kept for the record of the build", clean);
        return NULL;
    }
    return clean;
}

const char *manifest_output(struct arena *arena, const struct entry *entry,
                            const struct value *(*lookup)(void *context, struct text name),
                            void *context, struct diag *diag)
{
    struct filling f = {.entry = entry, .lookup = lookup, .context = context, .diag = diag};
    struct stretch stretch = {entry->output, entry->output_at};
    size_t errors = diag_errors(diag);
    const struct node *nodes = mustache_parse(arena, DIALECT_STRICT, &stretch, 1, diag);
    bool fits = fill(&f, nodes) && diag_errors(diag) == errors;
    const char *path = fits ? check_path(arena, entry, buf_as_text(&f.path), diag) : NULL;
    buf_done(&f.path);
    return path;
}
