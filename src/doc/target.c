/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What links and pictures point to. A value in a link target is percent-encoded, and with a value
 * in it the target must be of a harmless kind. A picture's path is relative to the file that names
 * it, else to the workspace, and never leads out of it. */
#include "base/ascii.h"
#include "doc/markdown.h"

#include <string.h>

#include "base/buffer.h"
#include "base/uri.h"
#include "base/file.h"

static bool is_alphanumeric(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c);
}

/* Bytes RFC 3986 allows; `%` only before two hex digits. */
static bool is_uri_safe(struct text text, size_t i)
{
    char c = text.p[i];
    if (c == '%')
        return i + 2 < text.n && ascii_hex(text.p[i + 1]) >= 0 && ascii_hex(text.p[i + 2]) >= 0;
    return is_alphanumeric(c) || ascii_is_in("-._~:/?#[]@!$&'()*+,;=", c);
}

static void encode(struct buf *out, struct text text)
{
    bool is_phone = text_starts(buf_as_text(out), "tel:");
    text = text_trim(text);
    for (size_t i = 0; i < text.n; i++) {
        if (is_phone && text.p[i] == ' ')
            continue;
        if (is_uri_safe(text, i))
            buf_char(out, text.p[i]);
        else
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)text.p[i]);
    }
}

/* "https" of "https://…"; empty: the target has no scheme. */
static struct text scheme_of(struct text uri)
{
    size_t n = 0;
    while (n < uri.n && (is_alphanumeric(uri.p[n]) || (n && ascii_is_in("+-.", uri.p[n]))))
        n++;
    if (!n || n >= uri.n || uri.p[n] != ':' || !ascii_is_letter(uri.p[0]))
        return (struct text){uri.p, 0};
    return text_slice(uri, 0, n);
}

static bool scheme_is_one_of(struct text scheme, const char *const *known, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text_equal_caseless(scheme, text_of(known[i])))
            return true;
    return false;
}

static bool is_allowed(struct passage *passage, struct text uri, bool has_value, struct place at)
{
    static const char *const good[] = {"http", "https", "mailto", "tel"};
    static const char *const bad[] = {"javascript", "vbscript", "data", "file"};
    struct text scheme = scheme_of(uri);
    bool is_anchor = uri.n > 0 && uri.p[0] == '#';
    if (has_value && !is_anchor && !scheme_is_one_of(scheme, good, 4)) {
        diag_error(passage->builder->diag, at,
                   "a link with a value must be http, https, mailto, tel or #id: '%.*s'",
                   (int)(uri.n < 80 ? uri.n : 80), uri.p);
        return false;
    }
    if (scheme_is_one_of(scheme, bad, 4)) {
        diag_warn(passage->builder->diag, at, "a link with scheme '%.*s' is left out",
                  (int)scheme.n, scheme.p);
        return false;
    }
    return true;
}

/* The place with the row of the first value that stands in the target. */
static struct place place_with_row(const struct passage *passage, const char *target,
                                   struct place at)
{
    const struct insertion *it = NULL;
    struct text text = text_of(target);
    for (size_t i = 0, taken; i < text.n && !it; i++)
        it = passage_token(passage, text_from(text, i), &taken);
    if (it)
        at.row = insertion_place(passage->builder->arena, it).row;
    return at;
}

/* What is longer no reader opens, and each line of a link's text repeats it in the file. */
enum { LONGEST_URI = 4000 };

/* NULL: there is to be no link. */
const char *target_uri(struct passage *passage, const char *url, struct place at)
{
    struct builder *builder = passage->builder;
    struct buf out = {0};
    struct text text = text_of(url);
    bool has_value = false;
    for (size_t i = 0; i < text.n;) {
        size_t taken;
        const struct insertion *it = passage_token(passage, text_from(text, i), &taken);
        if (it) {
            encode(&out, it->text);
            has_value = true;
            i += taken;
        } else {
            buf_char(&out, passage->star && text.p[i] == passage->star ? '*' : text.p[i]);
            i++;
        }
    }
    struct text uri = arena_text(builder->arena, buf_as_text(&out));
    buf_done(&out);
    if (uri.n > LONGEST_URI) {
        diag_warn(builder->diag, at, "a link of %zu bytes is left out: over %d", uri.n,
                  LONGEST_URI);
        return NULL;
    }
    if (!uri.n || !is_allowed(passage, uri, has_value, place_with_row(passage, url, at)))
        return NULL;
    if (uri.p[0] == '#')
        reference_pending(builder,
                          (struct reference){.kind = REFERENCE_LINK, .id = uri.p + 1, .at = at});
    return uri.p;
}

/* Folder of the file that names the picture, to open files in. */
static const char *folder_of(struct builder *builder, struct place at)
{
    const struct source *source = builder->expansion->source;
    const char *root = builder->options->library ? builder->options->library->root : NULL;
    if (source && (!at.file || !strcmp(at.file, source->shown)))
        return path_folder(builder->arena, source->path);
    if (!at.file)
        return ".";
    const char *folder = path_folder(builder->arena, at.file);
    return root ? path_join(builder->arena, root, folder) : folder;
}

/* What is left of path below folder; NULL: it is not inside. */
static const char *below(const char *path, const char *folder)
{
    while (!strncmp(path, "./", 2))
        path += 2;
    while (!strncmp(folder, "./", 2))
        folder += 2;
    if (!*folder || !strcmp(folder, "."))
        return *path == '/' ? NULL : path;
    size_t n = strlen(folder);
    while (n > 1 && folder[n - 1] == '/')
        n--;
    if (strncmp(path, folder, n) || (path[n] && path[n] != '/' && folder[n - 1] != '/'))
        return NULL;
    path += n;
    return *path == '/' ? path + 1 : path;
}

/* written, seen from folder, as a path below limit; NULL: it leads out of limit. */
static char *stay_below(struct arena *arena, const char *limit, const char *folder,
                        const char *written)
{
    const char *rest = written[0] == '/' ? below(written, limit) : below(folder, limit);
    if (!rest)
        return NULL;
    char *clean = path_clean(arena, written[0] == '/' ? rest : path_join(arena, rest, written));
    return clean ? path_join(arena, limit, clean) : NULL;
}

/* Beside a partial that ships with dokuwerk, whose place counts from there. */
static char *find_shipped(struct builder *builder, const char *written, struct place at)
{
    struct arena *arena = builder->arena;
    const struct library *library = builder->options->library;
    if (!library || !library->shipped || !at.file || *at.file == '/')
        return NULL;
    const char *limit = path_join(arena, library->shipped, "templates");
    const char *beside = path_join(arena, library->shipped, path_folder(arena, at.file));
    char *path = stay_below(arena, limit, beside, written);
    return path && file_exists(path) ? path : NULL;
}

/* The file to open, or NULL with *leaves when it would be outside the workspace. */
static char *find_file(struct builder *builder, const char *written, struct place at, bool *leaves)
{
    struct arena *arena = builder->arena;
    const char *root = builder->options->library ? builder->options->library->root : NULL;
    const char *beside = folder_of(builder, at);
    if (!root) {
        char *path = path_join(arena, beside, written);
        return file_exists(path) ? path : NULL;
    }
    const char *limit = below(beside, root) ? root : beside;
    char *near = stay_below(arena, limit, beside, written);
    char *far = stay_below(arena, root, root, written);
    *leaves = !near && !far;
    if (near && file_exists(near))
        return near;
    return far && file_exists(far) ? far : find_shipped(builder, written, at);
}

struct link *target_within(struct builder *builder, const char *id, struct place at)
{
    struct link *link = ARENA_NEW(builder->arena, struct link);
    *link = (struct link){.uri = arena_printf(builder->arena, "#%s", id), .at = at};
    return link;
}

struct picture *target_picture(struct passage *passage, const char *url, const char *home,
                               struct place at)
{
    struct builder *builder = passage->builder;
    struct picture *picture = ARENA_NEW(builder->arena, struct picture);
    const char *written = passage_plain(passage, text_of(url), NULL).p;
    at = place_with_row(passage, url, at);
    picture->shown = written;
    picture->at = at;
    if (strstr(written, "://") || !strncmp(written, "//", 2) || !strncmp(written, "data:", 5)) {
        diag_warn(builder->diag, at, "picture '%.80s' is not fetched; its text is printed",
                  written);
        return picture;
    }
    bool leaves = false;
    const struct place from = {.file = home ? home : at.file};
    picture->path = find_file(builder, written, from, &leaves);
    if (!picture->path)
        picture->path = find_file(builder, uri_decode(builder->arena, written), from, &leaves);
    if (picture->path)
        return picture;
    if (leaves)
        diag_error(builder->diag, at, "picture '%s' lies outside the workspace", written);
    else
        diag_error(builder->diag, at, "cannot find picture '%s'", written);
    return picture;
}

struct picture *target_icon(struct passage *passage, const struct attributes *attr, struct place at)
{
    struct builder *builder = passage->builder;
    const struct library *library = builder->options->library;
    const struct text *name = attributes_find(attr, "icon");
    if (!name || !library)
        return NULL;
    struct picture *icon = ARENA_NEW(builder->arena, struct picture);
    const char *written = arena_string(builder->arena, *name);
    *icon = (struct picture){.shown = written,
                             .is_decorative = true,
                             .attr = ARENA_NEW(builder->arena, struct attributes),
                             .at = at};
    icon->path = library_icon(builder->arena, library, written);
    if (icon->path)
        return icon;
    const char **known;
    size_t n = library_names(builder->arena, library, SHELF_ICONS, &known);
    diag_error(builder->diag, at, "there is no icon '%s'", written);
    diag_suggest(builder->diag, at, *name, known, n);
    return NULL;
}
