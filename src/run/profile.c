/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads of an ICC profile what a person wants to know (ICC.1:2022, 7.2 header, 7.3 tags; 10.15
 * multiLocalizedUnicodeType; version 2's textDescriptionType): its name, colours and class. Other
 * files in the folders are passed over. */
#include "run/profile.h"

#include <dirent.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/spoken.h"

const char *const profile_folders[] = {
    "/usr/share/color/icc", "/usr/share/texlive/texmf-dist/tex/generic/colorprofiles", NULL};
static const char *const srgb[] = {"/usr/share/color/icc/colord/sRGB.icc",
                                   "/usr/share/color/icc/sRGB.icc"};

struct profile {
    const char *path, *name;
    struct text space, class; /* "RGB ", "mntr" */
};

struct profiles {
    struct arena *arena;
    struct profile *list;
    size_t n, cap;
};

enum { HEADER = 128, TAG = 12, MOST_TAGS = 200, MOST_DEPTH = 4 };

static uint32_t number_at(struct text t, size_t at)
{
    const unsigned char *p = (const unsigned char *)t.p + at;
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* The bytes of a tag; empty when there is none, or it reaches beyond the file. */
static struct text find_tag(struct text icc, const char *signature)
{
    uint32_t tags = icc.n < HEADER + 4 ? 0 : number_at(icc, HEADER);
    for (uint32_t i = 0; i < tags && i < MOST_TAGS; i++) {
        size_t at = HEADER + 4 + (size_t)i * TAG;
        if (at + TAG > icc.n)
            break;
        uint32_t from = number_at(icc, at + 4), size = number_at(icc, at + 8);
        if (memcmp(icc.p + at, signature, 4) == 0 && from <= icc.n && size <= icc.n - from)
            return text_slice(icc, from, from + size);
    }
    return TEXT("");
}

/* Version 4: the first language's name in UTF-16BE; version 2's in ASCII. Empty: it has neither. */
static struct text name_bytes(struct text tag, size_t *step)
{
    bool is_wide = text_starts(tag, "mluc");
    size_t from = 12, n = 0;
    if (is_wide && tag.n >= 28) {
        n = number_at(tag, 20);
        from = number_at(tag, 24);
    } else if (text_starts(tag, "desc") && tag.n >= 12) {
        n = number_at(tag, 8);
    }
    *step = is_wide ? 2 : 1;
    return from <= tag.n && n <= tag.n - from ? text_slice(tag, from, from + n) : TEXT("");
}

/* What is not ASCII becomes a question mark: it is for looking at. */
static const char *read_name(struct arena *arena, struct text icc, const char *path)
{
    size_t step, n = 0;
    struct text bytes = name_bytes(find_tag(icc, "desc"), &step);
    char *name = arena_alloc(arena, bytes.n + 1, 1);
    for (size_t i = 0; i + step <= bytes.n; i += step) {
        char last = bytes.p[i + step - 1];
        if (last == '\0' && bytes.p[i] == '\0')
            break;
        bool is_plain = (step == 1 || bytes.p[i] == '\0') && last >= ' ' && last < 127;
        name[n++] = is_plain ? last : '?';
    }
    name[n] = '\0';
    return n ? name : arena_string(arena, path_stem(path));
}

static void read_profile(struct profiles *p, const char *path)
{
    struct text icc;
    if (!file_read(p->arena, path, &icc) || icc.n < HEADER || memcmp(icc.p + 36, "acsp", 4) != 0)
        return;
    p->list = arena_grow(p->arena, p->list, sizeof *p->list, &p->cap, p->n + 1);
    p->list[p->n++] = (struct profile){path, read_name(p->arena, icc, path),
                                       text_slice(icc, 16, 20), text_slice(icc, 12, 16)};
}

static void read_folder(struct profiles *p, const char *folder, int depth)
{
    DIR *dir = depth < MOST_DEPTH ? opendir(folder) : NULL;
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        const char *path = path_join(p->arena, folder, entry->d_name);
        if (entry->d_name[0] == '.')
            continue;
        if (folder_exists(path))
            read_folder(p, path, depth + 1);
        else if (text_ends(text_of(path), ".icc") || text_ends(text_of(path), ".icm"))
            read_profile(p, path);
    }
    if (dir)
        closedir(dir);
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct profile *)a)->path, ((const struct profile *)b)->path);
}

static const char *class_name(struct text class)
{
    static const char *const names[][2] = {{"mntr", "display"},       {"prtr", "printer"},
                                           {"scnr", "scanner"},       {"spac", "colour space"},
                                           {"nmcl", "named colours"}, {"link", "device link"},
                                           {"abst", "abstract"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_is(class, names[i][0]))
            return spoken(names[i][1]);
    return spoken("unknown");
}

const char *profile_srgb(void)
{
    for (size_t i = 0; i < sizeof srgb / sizeof *srgb; i++)
        if (file_exists(srgb[i]))
            return srgb[i];
    return NULL;
}

bool profiles_report(struct arena *arena, const char *const *folder, FILE *out)
{
    struct profiles p = {.arena = arena};
    bool has_cmyk = false;
    for (; *folder; folder++)
        read_folder(&p, *folder, 0);
    if (p.n)
        qsort(p.list, p.n, sizeof *p.list, by_path);
    for (size_t i = 0; i < p.n; i++) {
        const struct profile *one = &p.list[i];
        has_cmyk = has_cmyk || (text_is(one->space, "CMYK") && text_is(one->class, "prtr"));
        fprintf(out, "%s: %s | %s | %s%s\n", one->name, arena_string(arena, text_trim(one->space)),
                class_name(one->class), one->path,
                profile_srgb() && strcmp(one->path, profile_srgb()) == 0
                    ? spoken(" | in every document")
                    : "");
    }
    if (!profile_srgb())
        fputs(spoken("missing: sRGB, for every document (package colord-data)\n"), out);
    if (!has_cmyk)
        fputs(spoken("missing: a CMYK printer's profile, for press editions, which this version "
                     "does not make (package texlive-base has FOGRA39)\n"),
              out);
    return profile_srgb() != NULL;
}
