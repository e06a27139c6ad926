/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of a document: the head of each file is read once, however often it is shown; what is
 * SVG is kept until the last page is out. A message about such a file stands in the file; a note
 * says where it is shown. */
#include "page/vector.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "page/svg.h"
#include "page/svg_raster.h"

struct vectors {
    struct map paths;
    struct vector {
        bool works;
        struct picture_info info;
        const struct drawing *drawing;
        struct text title;
    } * vector;
    size_t n, cap;
};

/* As pixels at CSS's 96 an inch, a hundredth each: what they are counted in is nobody's affair. */
static struct picture_info info_of(const struct svg *svg)
{
    const fix most = FIX(10000000), unit = FIX_ONE / 100;
    fix longer = svg->width > svg->height ? svg->width : svg->height;
    fix w = svg->width, h = svg->height;
    if (longer > most || longer < FIX_ONE) { /* no size to print: the ratio counts */
        w = fix_clamp((__int128)FIX(1000) * w / longer);
        h = fix_clamp((__int128)FIX(1000) * h / longer);
    }
    return (struct picture_info){.kind = PICTURE_SVG,
                                 .width = (uint32_t)sp_max(1, w / unit),
                                 .height = (uint32_t)sp_max(1, h / unit),
                                 .dpi = 9600,
                                 .orientation = 1};
}

/* False: there is nobody to draw it. */
static bool tell_pixels(struct layout *L, const struct picture *picture, const struct svg *svg)
{
    if (svg_raster_is_there()) {
        diag_info(L->diag, svg->at, "'%s' becomes pixels at 300 dpi: %s is not drawn as vectors",
                  picture->shown, svg->reason);
        return true;
    }
    diag_error(L->diag, svg->at,
               "%s is not drawn as vectors, and the program rsvg-convert is not installed "
               "(Debian's librsvg2-bin)",
               svg->reason);
    return false;
}

static bool read_vector(struct layout *L, const struct picture *picture, struct vector *out)
{
    struct text file;
    struct svg svg;
    if (!file_read(L->arena, picture->path, &file)) {
        diag_error(L->diag, picture->at, "cannot read '%s': %s", picture->shown, strerror(errno));
        return false;
    }
    size_t mark = diag_mark(L->diag);
    bool works =
        svg_read(L->arena, file, arena_string(L->arena, text_of(picture->shown)), &svg, L->diag);
    if (works && !svg.drawing)
        works = tell_pixels(L, picture, &svg);
    if (diag_mark(L->diag) > mark)
        diag_note(L->diag, picture->at, "the picture is shown here");
    if (!works)
        return false;
    static const struct drawing pixels = {.needs_pixels = true};
    *out = (struct vector){true, info_of(&svg), svg.drawing ? svg.drawing : &pixels, svg.title};
    return true;
}

/* NULL: its file has not been looked at, or could not be read. */
static struct vector *known(const struct layout *L, const struct picture *picture)
{
    uint32_t index = L->vectors && picture->path
                         ? map_find(&L->vectors->paths, text_of(picture->path))
                         : UINT32_MAX;
    return index == UINT32_MAX ? NULL : &L->vectors->vector[index];
}

static struct vector *add(struct layout *L, const struct picture *picture,
                          const struct vector *made)
{
    if (!L->vectors)
        L->vectors = ARENA_NEW(L->arena, struct vectors);
    struct vectors *v = L->vectors;
    uint32_t index = map_intern(&v->paths, L->arena, text_of(picture->path), (uint32_t)v->n);
    if (index == v->n)
        v->vector = arena_grow(L->arena, v->vector, sizeof *v->vector, &v->cap, ++v->n);
    v->vector[index] = *made;
    return &v->vector[index];
}

/* NULL: reported, and read again when it is shown again. */
static struct vector *find(struct layout *L, const struct picture *picture)
{
    struct vector made = {.works = true}, *there = known(L, picture);
    if (there)
        return there;
    if (!picture_read_info(picture->path, picture->shown, picture->at, &made.info, L->diag))
        return NULL;
    if (made.info.kind == PICTURE_SVG) {
        made.works = false;
        read_vector(L, picture, &made);
    }
    return add(L, picture, &made);
}

bool picture_look(struct layout *L, const struct picture *picture, struct picture_info *info)
{
    const struct vector *vector = picture->path ? find(L, picture) : NULL;
    if (vector)
        *info = vector->info;
    return vector && vector->works;
}

struct text picture_alt(struct layout *L, const struct picture *picture)
{
    const struct vector *vector = picture->alt.n ? NULL : known(L, picture);
    return vector ? vector->title : picture->alt;
}

void picture_finish(struct layout *L, struct display *d)
{
    d->flips |= L->is_rtl && attributes_has_class(d->picture->attr, "mirrored");
    const struct vector *vector = known(L, d->picture);
    if (!vector || vector->info.kind != PICTURE_SVG)
        return;
    d->drawing = vector->drawing;
    if (d->fill.fill < 0)
        d->fill.fill = (int32_t)L->theme->body.look.color;
}
