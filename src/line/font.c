/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue of fonts: fonts/catalogue.yaml names families and files, the workspace's own fonts/
 * replaces or adds to them, and everything else on the machine is left alone. Faces are found by
 * CSS font matching (CSS Fonts 4, 5.2: slope before weight). */
#include "line/font.h"

#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "doc/yaml.h"
#include "line/family.h"

struct family *family_find(const struct fonts *fonts, const char *name)
{
    for (size_t i = 0; i < fonts->families; i++) {
        if (strcasecmp(fonts->family[i].name, name) == 0)
            return &fonts->family[i];
    }
    return NULL;
}

struct family *family_add(struct fonts *fonts, const char *name)
{
    fonts->family = arena_grow(fonts->arena, fonts->family, sizeof *fonts->family, &fonts->cap,
                               fonts->families + 1);
    fonts->name = arena_grow(fonts->arena, fonts->name, sizeof *fonts->name, &fonts->names_cap,
                             fonts->families + 1);
    fonts->name[fonts->families] = name;
    fonts->family[fonts->families] = (struct family){.name = name, .x_height = -1};
    return &fonts->family[fonts->families++];
}

struct face *face_new(struct fonts *fonts, const char *path, unsigned index)
{
    struct face *face = ARENA_NEW(fonts->arena, struct face);
    face->arena = fonts->arena;
    face->opened = ARENA_NEW(fonts->arena, struct opened);
    face->path = path;
    face->index = index;
    face->x_height = -1;
    return face;
}

void family_take(struct fonts *fonts, struct family *family, struct face *face)
{
    family->face = arena_grow(fonts->arena, family->face, sizeof *family->face, &family->cap,
                              family->faces + 1);
    face->id = fonts->next_id++;
    face->family = family->name;
    face->x_height = family->x_height;
    family->face[family->faces++] = face;
}

/* Where a file of the catalogue is: the workspace's own before the system's. Where it is nowhere,
 * the place it was expected last. */
static const char *locate(const struct fonts *fonts, const char *folder, const char *file,
                          bool *is_there)
{
    const char *path = file;
    if (fonts->own) {
        path = path_join(fonts->arena, fonts->own, file);
        if ((*is_there = file_exists(path)))
            return path;
    }
    for (size_t i = 0; i < fonts->roots; i++) {
        path = path_join(fonts->arena, path_join(fonts->arena, fonts->root[i], folder), file);
        if ((*is_there = file_exists(path)))
            return path;
    }
    return path;
}

static bool read_thousandths(const struct yaml *entry, int32_t *out, struct diag *diag)
{
    struct text value;
    int64_t number;
    if (!yaml_text(entry, &value, diag))
        return false;
    if (!decimal_parse(value, 1000, &number) || number < 0 || number > 2000) {
        diag_error(diag, entry->at, "'%.*s' is not a height in em", (int)value.n, value.p);
        return false;
    }
    *out = (int32_t)number;
    return true;
}

static void read_index(const struct yaml *entry, unsigned *out, struct diag *diag)
{
    struct text value;
    int64_t number;
    if (!yaml_text(entry, &value, diag))
        return;
    if (!decimal_parse(value, 1, &number) || number < 0 || number > 999)
        diag_error(diag, entry->at, "'%.*s' is no face's number, which count from 0", (int)value.n,
                   value.p);
    else
        *out = (unsigned)number;
}

/* `upright` or `italic`: a map from weight to file. */
static void read_files(struct fonts *fonts, struct family *family, const char *folder,
                       const struct yaml *files, bool is_italic, struct diag *diag)
{
    for (const struct yaml *entry = files ? files->child : NULL; entry; entry = entry->next) {
        int64_t weight;
        struct text file;
        if (!decimal_parse(entry->key, 1, &weight) || weight < 1 || weight > 1000) {
            diag_error(diag, entry->key_at, "'%.*s' is not a weight from 1 to 1000",
                       (int)entry->key.n, entry->key.p);
            continue;
        }
        if (!yaml_text(entry, &file, diag))
            continue;
        bool is_there = false;
        struct face *face =
            face_new(fonts, locate(fonts, folder, file.p, &is_there), family->index);
        face->is_there = is_there;
        face->weight = (unsigned)weight;
        face->is_italic = is_italic;
        family_take(fonts, family, face);
    }
}

static void read_family(struct fonts *fonts, const struct yaml *entry, struct diag *diag)
{
    static const char *const known[] = {"name",  "package", "folder", "x-height",
                                        "index", "upright", "italic"};
    struct text name, package = TEXT(""), folder = TEXT("");
    if (entry->kind != YAML_MAP || !yaml_find(entry, "name")) {
        diag_error(diag, entry->at, "a family needs a name");
        return;
    }
    yaml_check_keys(entry, known, sizeof known / sizeof *known, diag);
    if (!yaml_text(yaml_find(entry, "name"), &name, diag))
        return;
    if (family_find(fonts, arena_string(fonts->arena, name))) {
        diag_error(diag, entry->at, "the family '%.*s' is given twice", (int)name.n, name.p);
        return;
    }
    struct family *family = family_add(fonts, arena_string(fonts->arena, name));
    if (yaml_find(entry, "package") && yaml_text(yaml_find(entry, "package"), &package, diag))
        family->package = arena_string(fonts->arena, package);
    if (yaml_find(entry, "folder"))
        yaml_text(yaml_find(entry, "folder"), &folder, diag);
    if (yaml_find(entry, "x-height"))
        read_thousandths(yaml_find(entry, "x-height"), &family->x_height, diag);
    if (yaml_find(entry, "index"))
        read_index(yaml_find(entry, "index"), &family->index, diag);
    const char *below = arena_string(fonts->arena, folder);
    read_files(fonts, family, below, yaml_find(entry, "upright"), false, diag);
    read_files(fonts, family, below, yaml_find(entry, "italic"), true, diag);
}

static void read_roots(struct fonts *fonts, const struct yaml *entry, struct diag *diag)
{
    struct text *root;
    size_t n;
    if (!entry || !yaml_texts(fonts->arena, entry, &root, &n, diag))
        return;
    fonts->root = ARENA_ARRAY(fonts->arena, const char *, n);
    for (size_t i = 0; i < n; i++)
        fonts->root[fonts->roots++] = arena_string(fonts->arena, root[i]);
}

static void read_fallback(struct fonts *fonts, const struct yaml *entry, struct diag *diag)
{
    struct text *name;
    size_t n;
    if (!entry || !yaml_texts(fonts->arena, entry, &name, &n, diag))
        return;
    fonts->fallback = ARENA_ARRAY(fonts->arena, size_t, n);
    for (size_t i = 0; i < n; i++) {
        const struct family *family = family_find(fonts, arena_string(fonts->arena, name[i]));
        if (family) {
            fonts->fallback[fonts->fallbacks++] = (size_t)(family - fonts->family);
            continue;
        }
        diag_error(diag, entry->at, "no family '%.*s'", (int)name[i].n, name[i].p);
        diag_suggest(diag, entry->at, name[i], fonts->name, fonts->families);
    }
}

static void read_languages(struct fonts *fonts, const struct yaml *map, struct diag *diag)
{
    if (!map || map->kind != YAML_MAP)
        return;
    fonts->preference = ARENA_ARRAY(fonts->arena, struct preference, yaml_count(map));
    for (const struct yaml *entry = map->child; entry; entry = entry->next) {
        struct text name;
        if (!yaml_text(entry, &name, diag))
            continue;
        const struct family *family = family_find(fonts, arena_string(fonts->arena, name));
        if (family) {
            fonts->preference[fonts->preferences++] = (struct preference){
                arena_string(fonts->arena, entry->key), (size_t)(family - fonts->family)};
            continue;
        }
        diag_error(diag, entry->at, "no family '%.*s'", (int)name.n, name.p);
        diag_suggest(diag, entry->at, name, fonts->name, fonts->families);
    }
}

static void read_catalogue(struct fonts *fonts, const struct yaml *root, struct diag *diag)
{
    static const char *const known[] = {"roots", "families", "fallback", "languages"};
    yaml_check_keys(root, known, sizeof known / sizeof *known, diag);
    read_roots(fonts, yaml_find(root, "roots"), diag);
    const struct yaml *families = yaml_find(root, "families");
    for (const struct yaml *f = families ? families->child : NULL; f; f = f->next)
        read_family(fonts, f, diag);
    read_fallback(fonts, yaml_find(root, "fallback"), diag);
    read_languages(fonts, yaml_find(root, "languages"), diag);
}

static bool has_any(const struct fonts *fonts)
{
    for (size_t i = 0; i < fonts->families; i++) {
        for (size_t k = 0; k < fonts->family[i].faces; k++) {
            if (fonts->family[i].face[k]->is_there)
                return true;
        }
    }
    return false;
}

struct fonts *fonts_load(struct arena *arena, const char *catalogue, const char *own,
                         struct diag *diag)
{
    struct text bytes;
    struct place at = {.file = catalogue};
    struct fonts *fonts = ARENA_NEW(arena, struct fonts);
    fonts->arena = arena;
    fonts->own = own;
    if (!file_read(arena, catalogue, &bytes)) {
        diag_error(diag, at, "the catalogue of fonts cannot be read");
        return NULL;
    }
    diag_source(diag, catalogue, bytes);
    const struct yaml *root = yaml_parse(arena, bytes, (struct place){catalogue, 1, 1, NULL}, diag);
    if (!root)
        return NULL;
    read_catalogue(fonts, root, diag);
    fonts_adopt(fonts, diag);
    if (has_any(fonts))
        return fonts;
    diag_error(diag, at, "none of the catalogue's fonts is installed");
    fonts_free(fonts);
    return NULL;
}

void fonts_free(struct fonts *fonts)
{
    if (!fonts)
        return;
    for (size_t i = 0; i < fonts->families; i++) {
        for (size_t k = 0; k < fonts->family[i].faces; k++)
            face_close(fonts->family[i].face[k]);
    }
}

/* CSS: from 400 to 500 look up to 500 first, then down, then up; below 400 down first; above 500 up
 * first. The result orders candidates; less is nearer. */
static unsigned weight_distance(unsigned wish, unsigned weight)
{
    enum { OTHER_WAY = 2000, ABOVE_500 = 4000 };
    if (weight == wish)
        return 0;
    if (wish >= 400 && wish <= 500) {
        if (weight > wish && weight <= 500)
            return weight - wish;
        return weight < wish ? OTHER_WAY + wish - weight : ABOVE_500 + weight - wish;
    }
    if (wish < 400)
        return weight < wish ? wish - weight : OTHER_WAY + weight - wish;
    return weight > wish ? weight - wish : OTHER_WAY + wish - weight;
}

const struct face *family_nearest(const struct family *family, unsigned weight, bool is_italic)
{
    enum { WRONG_SLOPE = 10000 };
    const struct face *best = NULL;
    unsigned least = 0;
    for (size_t i = 0; i < family->faces; i++) {
        const struct face *face = family->face[i];
        if (!face->is_there)
            continue;
        unsigned distance = weight_distance(weight, face->weight) +
                            (face->is_italic == is_italic ? 0 : WRONG_SLOPE);
        if (!best || distance < least) {
            best = face;
            least = distance;
        }
    }
    return best;
}

const struct face *fonts_match(const struct fonts *fonts, const struct font_wish *wish)
{
    const struct family *family = family_find(fonts, wish->family);
    return family ? family_nearest(family, wish->weight, wish->is_italic) : NULL;
}

/* Whether a tag begins with another, which ends at one of its hyphens. */
static bool tag_begins(const char *tag, const char *with)
{
    size_t n = strlen(with);
    return strncasecmp(tag, with, n) == 0 && (tag[n] == '\0' || tag[n] == '-');
}

const char *fonts_preferred(const struct fonts *fonts, const char *lang)
{
    const struct preference *best = NULL;
    for (size_t i = 0; i < fonts->preferences; i++) {
        const struct preference *p = &fonts->preference[i];
        if (tag_begins(lang, p->lang) && (!best || strlen(p->lang) > strlen(best->lang)))
            best = p;
    }
    return best ? fonts->family[best->family].name : NULL;
}

const struct face *fonts_cover(const struct fonts *fonts, const struct face *first, uint32_t cp)
{
    return fonts_cover_pair(fonts, first, cp, cp);
}

const struct face *fonts_cover_pair(const struct fonts *fonts, const struct face *first,
                                    uint32_t base, uint32_t mark)
{
    for (size_t i = 0; i < fonts->fallbacks; i++) {
        const struct face *face =
            family_nearest(&fonts->family[fonts->fallback[i]], first->weight, first->is_italic);
        if (face && face != first && face_has(face, base) && face_has(face, mark))
            return face;
    }
    return NULL;
}

const struct face *fonts_last_resort(const struct fonts *fonts, unsigned weight, bool is_italic)
{
    const struct face *face = NULL;
    for (size_t i = 0; !face && i < fonts->fallbacks; i++)
        face = family_nearest(&fonts->family[fonts->fallback[i]], weight, is_italic);
    for (size_t i = 0; !face && i < fonts->families; i++)
        face = family_nearest(&fonts->family[i], weight, is_italic);
    return face;
}

const char *fonts_package(const struct fonts *fonts, const char *family)
{
    const struct family *found = family_find(fonts, family);
    return found ? found->package : NULL;
}

size_t fonts_families(const struct fonts *fonts, const char *const **names)
{
    *names = fonts->name;
    return fonts->families;
}
