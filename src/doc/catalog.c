/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Translations by source text, from a PO file to the answers the build asks for. What msgfmt takes
 * and no page could show (a NUL, control characters, what is no text in the file's charset) is told
 * of and counts as not translated. */
#include "doc/catalog.h"

#include <errno.h>
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "base/utf8.h"
#include "doc/catalog_part.h"
#include "doc/library.h"

static const uint64_t LARGEST_FILE = 100u * 1024 * 1024;

struct text catalog_key(struct buf *key, const char *context, struct text source)
{
    buf_clear(key);
    if (context) {
        buf_string(key, context);
        buf_char(key, '\004');
    }
    buf_text(key, source);
    return buf_as_text(key);
}

/* A character that is none for readers; 0: there is none. */
static uint32_t find_unprintable(struct text text)
{
    for (size_t i = 0; i < text.n;) {
        uint32_t cp;
        i += utf8_decode(text.p + i, text.n - i, &cp);
        if ((cp < 0x20 && cp != '\n' && cp != '\t') || cp == 0x7F || cp == 0xFDD0 || cp == 0xFDD1 ||
            (cp >= 0x80 && cp < 0xA0))
            return cp ? cp : UINT32_MAX;
    }
    return 0;
}

/* Whether a page can show the translation. */
static bool check_entry(const struct po_entry *entry, bool is_repaired, struct diag *diag)
{
    uint32_t cp = find_unprintable(entry->text);
    struct place at = entry->spot.at;
    if (entry->spot.has_nul)
        diag_error(diag, at, "the translation holds a NUL (\\0)");
    else if (cp)
        diag_error(diag, at, "the translation holds a control character: U+%04X", (unsigned)cp);
    else if (is_repaired && text_find(entry->text, "\xEF\xBF\xBD") != SIZE_MAX)
        diag_error(diag, at, "the translation is no text in the file's charset");
    else if (entry->has_plural)
        diag_warn(diag, at,
                  "an entry with plural forms translates nothing here: "
                  "forms of numbers are written within the text, {{n | plural:\"…\"}}");
    else
        return true;
    return false;
}

static void take_entry(struct catalog *catalog, struct buf *key, uint32_t number, bool is_repaired,
                       struct diag *diag)
{
    struct po_entry *entry = &catalog->entry[number];
    if (entry->is_obsolete)
        return;
    if (!entry->context.p && !entry->id.n) {
        catalog->header = entry->text;
        catalog->header_at = entry->spot.at;
        return;
    }
    if (!check_entry(entry, is_repaired, diag)) {
        entry->text = (struct text){0};
        entry->is_fuzzy = false;
    }
    map_intern(catalog->known, catalog->arena, catalog_key(key, entry->context.p, entry->id),
               number);
}

static void take_all(struct catalog *catalog, const struct po_file *file, bool is_repaired,
                     struct diag *diag)
{
    struct buf key = {0};
    catalog->entry = file->entry;
    for (size_t i = 0; i < file->n; i++)
        take_entry(catalog, &key, (uint32_t)i, is_repaired, diag);
    buf_done(&key);
}

/* What some editors write before the text: gettext takes no such file. True: reported. */
static bool begins_otherwise(struct text raw, struct place start, struct diag *diag)
{
    bool is_utf16 = text_starts(raw, "\xFF\xFE") || text_starts(raw, "\xFE\xFF");
    if (text_starts(raw, "\xEF\xBB\xBF"))
        diag_error(diag, start,
                   "the file begins with a byte order mark: save it as UTF-8 without one");
    else if (is_utf16)
        diag_error(diag, start, "the file is UTF-16: save it as UTF-8");
    else
        return false;
    return true;
}

/* False: reported. */
static bool decode(struct arena *arena, struct text raw, struct catalog *catalog,
                   struct po_scan *scan, struct po_bytes *bytes, struct diag *diag)
{
    struct place start = {.file = catalog->shown, .line = 1, .col = 1};
    if (begins_otherwise(raw, start, diag))
        return false;
    po_scan(arena, raw, catalog->shown, scan);
    *bytes = po_decode(arena, raw, scan);
    diag_source(diag, catalog->shown, bytes->text);
    if (bytes->is_refused) {
        diag_error(diag, place_after(start, bytes->text, bytes->first),
                   "byte 0x%02X is no text in the file's charset %.*s", (unsigned char)bytes->byte,
                   (int)scan->charset.n, scan->charset.p);
        if (bytes->faults > 1)
            diag_note(diag, start, "further such bytes in this file: %zu", bytes->faults - 1);
        return false;
    }
    if (bytes->text.p != raw.p)
        po_scan(arena, bytes->text, catalog->shown, scan);
    return true;
}

static struct catalog *read_catalog(struct arena *arena, const char *lang, const char *path,
                                    const char *shown, struct diag *diag)
{
    struct catalog *catalog = ARENA_NEW(arena, struct catalog);
    struct file_id id;
    struct text raw;
    struct po_scan scan;
    struct po_bytes bytes;
    struct po_file file = {0};
    *catalog = (struct catalog){.arena = arena, .lang = lang, .shown = shown};
    catalog->known = ARENA_NEW(arena, struct map);
    if (file_identify(path, &id) && id.size > LARGEST_FILE) {
        diag_error(diag, (struct place){.file = shown}, "the file is larger than 100 MB");
        return NULL;
    }
    if (!file_read(arena, path, &raw)) {
        diag_error(diag, (struct place){.file = shown}, "cannot be read: %s", strerror(errno));
        return NULL;
    }
    if (!decode(arena, raw, catalog, &scan, &bytes, diag) ||
        !po_read(arena, bytes.text, &scan, shown, &file, diag))
        return NULL;
    take_all(catalog, &file, bytes.faults > 0, diag);
    return po_check_header(catalog, bytes.text, &scan, bytes.is_unknown, diag) ? catalog : NULL;
}

struct catalog *catalog_load(struct arena *arena, const struct library *library, const char *lang,
                             struct diag *diag)
{
    const char *shown = arena_printf(arena, "po/%s.po", lang);
    const char *path = library->root ? path_join(arena, library->root, shown) : NULL;
    if (!path || !path_clean(arena, lang) || strchr(lang, '/') || !name_is_taken(path))
        return NULL;
    if (!file_exists(path)) {
        diag_error(diag, (struct place){.file = shown}, "this is no file that can be read");
        return NULL;
    }
    return read_catalog(arena, arena_string(arena, text_of(lang)), path, shown, diag);
}

struct translation catalog_find(const struct catalog *catalog, const char *context,
                                struct text source)
{
    struct translation none = {.state = TRANSLATION_MISSING};
    struct buf key = {0};
    if (!catalog)
        return none;
    none.at.file = catalog->shown;
    uint32_t number = map_find(catalog->known, catalog_key(&key, context, source));
    buf_done(&key);
    if (number == UINT32_MAX)
        return none;
    const struct po_entry *entry = &catalog->entry[number];
    return (struct translation){!text_trim(entry->text).n ? TRANSLATION_MISSING
                                : entry->is_fuzzy         ? TRANSLATION_FUZZY
                                                          : TRANSLATION_DONE,
                                entry->text, entry->spot.at};
}
