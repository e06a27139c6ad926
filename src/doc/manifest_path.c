/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Output paths: the values of a row in the pattern that an entry of the manifest gives. */
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/utf8.h"
#include "doc/manifest.h"
#include "doc/mustache.h"
#include "doc/pathkey.h"

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
    const struct stretch stretch = {.text = entry->output, .at = entry->output_at};
    size_t errors = diag_errors(diag);
    const struct node *nodes = mustache_parse(arena, DIALECT_STRICT, &stretch, 1, diag);
    bool fits = fill(&f, nodes) && diag_errors(diag) == errors;
    const char *path = fits ? check_path(arena, entry, buf_as_text(&f.path), diag) : NULL;
    buf_done(&f.path);
    return path;
}
