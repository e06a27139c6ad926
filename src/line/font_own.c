/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a workspace's fonts/: each is looked at before it is used, so that one that PDF
 * cannot take, or that is damaged, is told of by name, and the rest goes on without it. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <hb.h>

#include "base/file.h"
#include "line/family.h"

enum { MOST_FACES = 256 }; /* of a collection */

static bool is_font_file(const char *name)
{
    static const char *const ends[] = {".ttf",   ".otf", ".ttc", ".otc",  ".woff",
                                       ".woff2", ".pfb", ".pfa", ".dfont"};
    size_t n = strlen(name);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t end = strlen(ends[i]);
        if (n > end && name[0] != '.' && strcasecmp(name + n - end, ends[i]) == 0)
            return true;
    }
    return false;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names of the font files in a folder, sorted: a folder's own order is not the same everywhere. */
static const char **list_files(struct arena *arena, const char *folder, size_t *n)
{
    const char **file = NULL;
    size_t cap = 0;
    *n = 0;
    DIR *dir = opendir(folder);
    if (!dir)
        return NULL;
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (!is_font_file(entry->d_name))
            continue;
        file = arena_grow(arena, file, sizeof *file, &cap, *n + 1);
        file[(*n)++] = arena_string(arena, text_of(entry->d_name));
    }
    closedir(dir);
    if (*n)
        qsort(file, *n, sizeof *file, by_name);
    return file;
}

/* Faults */

static uint64_t number_at(struct text file, uint64_t at, unsigned bytes)
{
    uint64_t value = 0;
    for (unsigned i = 0; i < bytes; i++)
        value = value << 8 | (at + i < file.n ? (unsigned char)file.p[at + i] : 0u);
    return value;
}

/* Where the table directory of a face begins (OpenType 1.9, "Organization of an OpenType Font"). */
static uint64_t directory_of(struct text file, unsigned index)
{
    return text_starts(file, "ttcf") ? number_at(file, 12 + 4 * (uint64_t)index, 4) : 0;
}

static bool is_cut_off(struct text file, unsigned index)
{
    enum { TABLES_AT = 4, HEADER = 12, RECORD = 16, OFFSET_AT = 8, LENGTH_AT = 12 };
    uint64_t at = directory_of(file, index);
    uint64_t tables = number_at(file, at + TABLES_AT, 2);
    if (at + HEADER + tables * RECORD > file.n)
        return true;
    for (uint64_t i = 0; i < tables; i++) {
        uint64_t record = at + HEADER + i * RECORD;
        if (number_at(file, record + OFFSET_AT, 4) + number_at(file, record + LENGTH_AT, 4) >
            file.n)
            return true;
    }
    return false;
}

/* What the first bytes tell; NULL: it may be a font. */
static const char *format_fault(struct text file)
{
    static const struct {
        const char *start, *fault;
    } known[] = {
        {"wOFF", "WOFF is a font packed for the web; the font itself (.ttf or .otf) is wanted"},
        {"wOF2", "WOFF2 is a font packed for the web; the font itself (.ttf or .otf) is wanted"},
        {"%!", "a Type 1 font cannot be used; an OpenType font (.otf or .ttf) is wanted"},
        {"\x80\x01", "a Type 1 font cannot be used; an OpenType font (.otf or .ttf) is wanted"},
    };
    static const char *const fonts[] = {"OTTO", "true", "ttcf"};
    if (file.n == 0)
        return "the file is empty";
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_starts(file, known[i].start))
            return known[i].fault;
    if (number_at(file, 0, 4) == 0x00010000)
        return NULL;
    for (size_t i = 0; i < sizeof fonts / sizeof *fonts; i++)
        if (text_starts(file, fonts[i]))
            return NULL;
    return "this is not a font that can be used";
}

/* The first of the tables that no font with such outlines can do without, and this one does. */
static const char *missing_table(struct face *face)
{
    static const char *const needed[] = {"head", "hhea", "hmtx", "loca"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        bool is_needed = strcmp(needed[i], "loca") != 0 || !face_has_table(face, "CFF ");
        if (is_needed && !face_has_table(face, needed[i]))
            return needed[i];
    }
    return NULL;
}

/* What is wrong with a face of a file whose format is right. */
static const char *face_fault(struct arena *arena, struct text file, struct face *face)
{
    if (is_cut_off(file, face->index))
        return "the font is cut off: the file ends before its tables do";
    if (!face_identify(arena, face))
        return "this is not a font that can be used";
    if (face_has_table(face, "CFF2"))
        return "outlines of the kind CFF2 cannot be embedded in a PDF";
    if (!face_has_table(face, "glyf") && !face_has_table(face, "CFF "))
        return "the font has no outlines";
    const char *missing = missing_table(face);
    if (missing)
        return arena_printf(arena, "the font has no table '%s'", missing);
    return face_has_characters(face) ? NULL : "the font has no table of characters (cmap)";
}

/* Adoption */

static bool is_known_path(const struct fonts *fonts, const char *path)
{
    for (size_t i = 0; i < fonts->families; i++) {
        for (size_t k = 0; k < fonts->family[i].faces; k++) {
            if (strcmp(fonts->family[i].face[k]->path, path) == 0)
                return true;
        }
    }
    return false;
}

/* An own file takes the place of the catalogue's face of the same look, else it is one more. */
static void adopt(struct fonts *fonts, struct face *own)
{
    struct family *family = family_find(fonts, own->family);
    if (!family)
        family = family_add(fonts, own->family);
    for (size_t i = 0; i < family->faces; i++) {
        struct face *face = family->face[i];
        if (face->weight == own->weight && face->is_italic == own->is_italic) {
            face->path = own->path;
            face->index = own->index;
            face->is_there = true;
            face_close(face); /* it may have been an own one, too */
            *face->opened = *own->opened;
            return;
        }
    }
    family_take(fonts, family, own);
}

static void adopt_face(struct fonts *fonts, const char *path, unsigned index, struct text file,
                       struct diag *diag)
{
    struct face *face = face_new(fonts, path, index);
    const char *fault = face_fault(fonts->arena, file, face);
    face->is_there = !fault;
    if (!fault) {
        adopt(fonts, face);
        return;
    }
    face_close(face);
    diag_warn(diag, (struct place){.file = path}, "%s", fault);
}

static void adopt_file(struct fonts *fonts, const char *path, struct diag *diag)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
    unsigned n = 0;
    const char *bytes = blob ? hb_blob_get_data(blob, &n) : NULL;
    struct text file = {bytes ? bytes : "", n};
    const char *fault = format_fault(file);
    unsigned faces = fault ? 0 : hb_face_count(blob);
    if (!fault && faces == 0)
        fault = "the font is cut off: the file ends before its tables do";
    if (faces > MOST_FACES) {
        fault = arena_printf(fonts->arena, "the collection has %u fonts; more than %d are not read",
                             faces, MOST_FACES);
        faces = 0;
    }
    if (fault)
        diag_warn(diag, (struct place){.file = path}, "%s", fault);
    for (unsigned i = 0; i < faces; i++)
        adopt_face(fonts, path, i, file, diag);
    hb_blob_destroy(blob);
}

void fonts_adopt(struct fonts *fonts, struct diag *diag)
{
    size_t n;
    const char **file = fonts->own ? list_files(fonts->arena, fonts->own, &n) : NULL;
    for (size_t i = 0; file && i < n; i++) {
        const char *path = path_join(fonts->arena, fonts->own, file[i]);
        if (!is_known_path(fonts, path))
            adopt_file(fonts, path, diag);
    }
}
