/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds files by name in the workspace and among what ships, and reads them as clean UTF-8. Names
 * come from users and documents: one that climbs out of its folder is never found. */
#include "doc/library.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/utf8.h"

static const size_t LARGEST_SOURCE = 100u * 1024 * 1024;

/* The part of a clean path below a folder, or NULL when it lies elsewhere. */
static const char *path_below(struct arena *arena, const char *clean, const char *folder)
{
    const char *root = folder ? path_clean(arena, folder) : NULL;
    size_t n = root ? strlen(root) : 0;
    return n && strncmp(clean, root, n) == 0 && clean[n] == '/' ? clean + n + 1 : NULL;
}

/* The same as they stand, which also holds for a folder above the current one. */
static const char *path_inside(struct arena *arena, const char *path, const char *folder)
{
    size_t n = folder ? strlen(folder) : 0;
    while (n > 1 && folder[n - 1] == '/')
        n--;
    return n && strncmp(path, folder, n) == 0 && path[n] == '/' && path[n + 1]
               ? path_clean(arena, path + n + 1)
               : NULL;
}

/* The path as messages show it: what lies in the workspace, or ships with the program, from there.
 */
static const char *shown_path(struct arena *arena, const struct library *library, const char *path)
{
    const char *in_root = library ? path_inside(arena, path, library->root) : NULL;
    if (in_root)
        return in_root;
    char *clean = path_clean(arena, path);
    if (!clean || !library)
        return arena_string(arena, text_of(clean ? clean : path));
    const char *below = path_below(arena, clean, library->root);
    below = below ? below : path_below(arena, clean, library->shipped);
    return below ? below : clean;
}

static bool starts_with_bom(struct text t)
{
    return text_starts(t, "\xEF\xBB\xBF");
}

/* Characters that cannot stand in a source: the template's token marks, and NUL. */
static bool is_reserved(uint32_t cp)
{
    return cp == 0xFDD0 || cp == 0xFDD1;
}

struct faults {
    size_t malformed, reserved;             /* how many */
    size_t first_malformed, first_reserved; /* offsets */
};

static bool note_fault(struct faults *faults, uint32_t cp, bool is_malformed, size_t offset)
{
    if (is_malformed && faults->malformed++ == 0)
        faults->first_malformed = offset;
    if (is_reserved(cp) && faults->reserved++ == 0)
        faults->first_reserved = offset;
    return is_malformed || is_reserved(cp) || cp == 0;
}

/* The bytes with every fault replaced by U+FFFD; a copy only where there is something to repair. */
static struct text repair(struct arena *arena, struct text bytes, struct faults *faults)
{
    struct buf out = {0};
    size_t kept = 0;
    for (size_t i = 0; i < bytes.n;) {
        uint32_t cp;
        size_t n = utf8_decode(bytes.p + i, bytes.n - i, &cp);
        bool is_malformed = cp == 0xFFFD && n == 1;
        if (note_fault(faults, cp, is_malformed, i)) {
            buf_add(&out, bytes.p + kept, i - kept);
            buf_code_point(&out, 0xFFFD);
            kept = i + n;
        }
        i += n;
    }
    if (!kept)
        return bytes;
    buf_add(&out, bytes.p + kept, bytes.n - kept);
    struct text text = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return text;
}

static struct text with_line_end(struct arena *arena, struct text text)
{
    if (text_ends(text, "\n"))
        return text;
    char *copy = arena_alloc(arena, text.n + 2, 1);
    memcpy(copy, text.n ? text.p : "", text.n);
    copy[text.n] = '\n';
    return (struct text){copy, text.n + 1};
}

static void report_faults(const struct faults *faults, struct place start, struct text bytes,
                          struct diag *diag)
{
    if (faults->malformed) {
        struct place at = place_after(start, bytes, faults->first_malformed);
        diag_error(diag, at, "invalid UTF-8: byte 0x%02X",
                   (unsigned char)bytes.p[faults->first_malformed]);
        if (faults->malformed > 1)
            diag_note(diag, at, "further invalid bytes in this file: %zu", faults->malformed - 1);
    }
    if (faults->reserved)
        diag_error(diag, place_after(start, bytes, faults->first_reserved),
                   "U+FDD0 and U+FDD1 are no characters and cannot stand in a text");
}

static struct source *read_source(struct arena *arena, const struct library *library,
                                  const char *path, struct place at, bool is_exact,
                                  struct diag *diag)
{
    const char *shown = shown_path(arena, library, path);
    struct text bytes;
    if (!file_read(arena, path, &bytes)) {
        diag_error(diag, at, "cannot read '%s': %s", shown, strerror(errno));
        return NULL;
    }
    if (bytes.n > LARGEST_SOURCE) {
        diag_error(diag, (struct place){.file = shown}, "the file is larger than 100 MB");
        return NULL;
    }
    if (starts_with_bom(bytes))
        bytes = text_from(bytes, 3);
    struct faults faults = {0};
    struct text text = repair(arena, bytes, &faults);
    if (!is_exact)
        text = with_line_end(arena, text);
    struct source *source = ARENA_NEW(arena, struct source);
    *source = (struct source){arena_string(arena, text_of(path)), shown, text};
    diag_source(diag, shown, source->text);
    report_faults(&faults, (struct place){.file = shown, .line = 1, .col = 1}, bytes, diag);
    return source;
}

struct source *source_read(struct arena *arena, const struct library *library, const char *path,
                           struct place at, struct diag *diag)
{
    return read_source(arena, library, path, at, false, diag);
}

struct source *source_read_exact(struct arena *arena, const struct library *library,
                                 const char *path, struct place at, struct diag *diag)
{
    return read_source(arena, library, path, at, true, diag);
}

/* FOLDER/SUB/NAME (sub may be NULL) when the name stays inside and the file is there. */
static char *find_file(struct arena *arena, const char *folder, const char *sub, const char *name)
{
    if (!folder || !*name || *name == '/' || !path_clean(arena, name))
        return NULL;
    if (sub)
        folder = path_join(arena, folder, sub);
    char *path = path_join(arena, folder, name);
    return file_exists(path) ? path : NULL;
}

/* Folders in the workspace and among what is shipped, or NULL; what their files' names end in. */
static const struct {
    const char *own, *shipped, *extension;
} shelves[] = {
    [SHELF_TEMPLATES] = {"templates", "templates", ".md"},
    [SHELF_TEXT] = {"text", NULL, ".md"},
    [SHELF_THEMES] = {"themes", "templates/themes", ".yaml"},
    [SHELF_CHECKS] = {"checks", NULL, ".sql"},
    [SHELF_GATES] = {NULL, "templates/checks", ".sql"},
    [SHELF_ICONS] = {"media/icons", "templates/media/icons", ".svg"},
    [SHELF_PO] = {"po", NULL, ".po"},
};

static char *find_on(struct arena *arena, const struct library *library, enum shelf shelf,
                     const char *name)
{
    const char *own = shelves[shelf].own, *shipped = shelves[shelf].shipped;
    const char *file = arena_printf(arena, "%s%s", name, shelves[shelf].extension);
    char *path = own ? find_file(arena, library->root, own, file) : NULL;
    return path || !shipped ? path : find_file(arena, library->shipped, shipped, file);
}

char *library_theme(struct arena *arena, const struct library *library, const char *name)
{
    return find_on(arena, library, SHELF_THEMES, name);
}

char *library_check(struct arena *arena, const struct library *library, const char *name)
{
    char *path = find_on(arena, library, SHELF_CHECKS, name);
    return path ? path : find_on(arena, library, SHELF_GATES, name);
}

char *library_icon(struct arena *arena, const struct library *library, const char *name)
{
    return find_on(arena, library, SHELF_ICONS, name);
}

static char *find_partial_file(struct arena *arena, const struct library *library, const char *file,
                               const char *beside)
{
    char *path = find_file(arena, beside, NULL, file);
    path = path ? path : find_file(arena, library->root, "templates", file);
    path = path ? path : find_file(arena, library->root, "text", file);
    return path ? path : find_file(arena, library->shipped, "templates", file);
}

typedef char *finder(struct arena *, const struct library *, const char *file, const char *beside);

/* NAME.de+pt-BR.md, NAME.de+pt.md, NAME.de.md, NAME.md: the nearest that is there. */
static char *find_nearest(struct arena *arena, const struct library *library, const char *name,
                          const char *lang, const char *beside, finder *find)
{
    struct text tag = text_of(lang);
    while (tag.n) {
        const char *file = arena_printf(arena, "%s.%.*s.md", name, (int)tag.n, tag.p);
        char *path = find(arena, library, file, beside);
        if (path)
            return path;
        do
            tag.n--;
        while (tag.n && tag.p[tag.n] != '-' && tag.p[tag.n] != '+');
    }
    return find(arena, library, arena_printf(arena, "%s.md", name), beside);
}

static char *find_own(struct arena *arena, const struct library *library, const char *file,
                      const char *unused)
{
    (void)unused;
    char *path = find_file(arena, library->root, "templates", file);
    return path ? path : find_file(arena, library->root, "text", file);
}

static char *find_shipped(struct arena *arena, const struct library *library, const char *file,
                          const char *unused)
{
    (void)unused;
    return find_file(arena, library->shipped, "templates", file);
}

char *library_template(struct arena *arena, const struct library *library, const char *name,
                       const char *lang)
{
    char *path = find_nearest(arena, library, name, lang, NULL, find_own);
    return path ? path : find_nearest(arena, library, name, lang, NULL, find_shipped);
}

char *library_partial(struct arena *arena, const struct library *library, const char *name,
                      const char *lang, const char *beside)
{
    return find_nearest(arena, library, name, lang, beside, find_partial_file);
}

bool library_is_replacement(const char *path, const char *name)
{
    struct text rest = text_of(path);
    size_t n = strlen(name);
    bool is_general = text_ends(rest, ".md") && rest.n >= n + 3 &&
                      text_is(text_slice(rest, rest.n - n - 3, rest.n - 3), name);
    return !is_general;
}

char *library_mustache(struct arena *arena, const char *name, const char *beside)
{
    static const char *const endings[] = {".mustache", ".md", ""};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char *path = find_file(arena, beside, NULL, arena_printf(arena, "%s%s", name, endings[i]));
        if (path)
            return path;
    }
    return NULL;
}

struct names {
    const char **name;
    size_t n, cap;
};

static void list_folder(struct arena *arena, const char *folder, const char *extension,
                        struct names *names)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return;
    for (const struct dirent *entry; (entry = readdir(dir));) {
        struct text file = text_of(entry->d_name);
        if (*file.p == '.' || !text_ends(file, extension))
            continue;
        names->name =
            arena_grow(arena, names->name, sizeof *names->name, &names->cap, names->n + 1);
        file.n -= strlen(extension);
        names->name[names->n++] = arena_string(arena, file);
    }
    closedir(dir);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

size_t library_names(struct arena *arena, const struct library *library, enum shelf shelf,
                     const char ***out)
{
    const char *own = shelves[shelf].own, *shipped = shelves[shelf].shipped;
    struct names names = {0};
    if (library->root && own)
        list_folder(arena, path_join(arena, library->root, own), shelves[shelf].extension, &names);
    if (library->shipped && shipped)
        list_folder(arena, path_join(arena, library->shipped, shipped), shelves[shelf].extension,
                    &names);
    if (names.n)
        qsort(names.name, names.n, sizeof *names.name, by_name);
    size_t kept = 0;
    for (size_t i = 0; i < names.n; i++)
        if (kept == 0 || strcmp(names.name[kept - 1], names.name[i]) != 0)
            names.name[kept++] = names.name[i];
    *out = names.name;
    return kept;
}
