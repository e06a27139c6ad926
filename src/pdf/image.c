/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two maps: from a file's path and what shows of it to what is drawn, so that a logo on every page
 * is read once; and from the digest of the data to the object, so that equal pictures are kept
 * once. A picture that is shown larger than before gets more pixels; the smaller ones stay, for
 * they are in the file already. */
#include "pdf/image.h"

#include "base/map.h"
#include "page/resample.h"
#include "pdf/rendition.h"
#include "pdf/string.h"
#include "pdf/vector.h"

enum { NOT_DRAWN = 0, NONE = 0 };

struct image {       /* of a file and what shows of it */
    uint32_t number; /* /Im1 …; NOT_DRAWN */
    unsigned orientation;
    struct cover cover;
    bool is_reduced;
    sp length; /* for which its pixels are enough, if the file has more */
};

struct images {
    struct arena *arena;
    struct writer *writer;
    unsigned dpi;
    struct map paths, digests;
    struct image *image;
    size_t images, image_cap;
    uint32_t *latest; /* image by the number under its key, + 1 */
    size_t keys, key_cap;
    uint32_t *object; /* by number - 1 */
    size_t objects, object_cap;
    struct buf key;
};

struct images *images_new(struct writer *writer, unsigned dpi)
{
    struct arena *arena = arena_new();
    struct images *m = ARENA_NEW(arena, struct images);
    *m = (struct images){.arena = arena, .writer = writer, .dpi = dpi};
    return m;
}

void images_free(struct images *m)
{
    if (!m)
        return;
    buf_done(&m->key);
    arena_free(m->arena);
}

#define IMAGE "/Type /XObject /Subtype /Image "

static void write_mask(struct images *m, uint32_t id, const struct plane *mask)
{
    struct buf head = {0};
    buf_string(&head, IMAGE "/Filter /FlateDecode ");
    buf_text(&head, mask->entries);
    writer_stream(m->writer, id, buf_as_text(&head), mask->data, PACKING_NONE);
    buf_done(&head);
}

static void write_image(struct images *m, uint32_t id, const struct rendition *r)
{
    struct buf head = {0};
    buf_string(&head, IMAGE);
    buf_text(&head, r->entries);
    if (!r->is_jpeg)
        buf_string(&head, "/Filter /FlateDecode ");
    if (r->has_mask) {
        uint32_t mask = writer_reserve(m->writer);
        buf_printf(&head, "/SMask %u 0 R ", mask);
        write_mask(m, mask, &r->mask);
    }
    writer_stream(m->writer, id, buf_as_text(&head), r->data, PACKING_NONE);
    buf_done(&head);
}

static void add_digest(struct buf *out, struct text bytes)
{
    unsigned char digest[32];
    sha256_bytes(bytes, digest);
    buf_add(out, digest, sizeof digest);
}

static uint32_t number_of(struct images *m, const struct rendition *r)
{
    struct buf key = {0};
    add_digest(&key, r->entries);
    add_digest(&key, r->data);
    if (r->has_mask)
        add_digest(&key, r->mask.data);
    uint32_t index = map_intern(&m->digests, m->arena, buf_as_text(&key), (uint32_t)m->objects);
    if (index == m->objects) {
        m->object = arena_grow(m->arena, m->object, sizeof *m->object, &m->object_cap, index + 1);
        m->object[m->objects++] = writer_reserve(m->writer);
        write_image(m, m->object[index], r);
    }
    buf_done(&key);
    return index + 1;
}

/* A form, which is drawn as an image is. */
static struct image draw_form(struct images *m, const struct display *d)
{
    uint32_t object = writer_reserve(m->writer);
    m->object = arena_grow(m->arena, m->object, sizeof *m->object, &m->object_cap, m->objects + 1);
    m->object[m->objects++] = object;
    vector_write(m->writer, object, d->drawing, d->fill.fill < 0 ? 0 : (uint32_t)d->fill.fill);
    return (struct image){.number = (uint32_t)m->objects, .orientation = 1};
}

enum { RASTER_DPI = 300, MOST_ACROSS = 8000 };

/* Pixels across a length on paper; no more in all than can be decoded. */
static uint32_t pixels_across(sp length, sp other)
{
    int64_t most = MOST_ACROSS;
    int64_t longer = sp_ratio(sp_max(length, other), RASTER_DPI, PT(72));
    int64_t n = sp_ratio(length, RASTER_DPI, PT(72));
    n = longer > most ? sp_ratio(n, most, longer) : n;
    return (uint32_t)sp_max(n, 1);
}

/* All of the picture where what is cropped of it fills the item's box. */
struct frame {
    sp x, y, w, h; /* y upwards, of its foot */
};

static struct frame whole_of(const struct display *d, sp height)
{
    struct frame f = {d->x, d->y, d->w, d->h};
    if (d->crop.w) {
        f.w = sp_ratio(d->w, CROP_WHOLE, d->crop.w);
        f.h = sp_ratio(d->h, CROP_WHOLE, d->crop.h);
        f.x -= sp_ratio(f.w, d->crop.x, CROP_WHOLE);
        f.y -= sp_ratio(f.h, d->crop.y, CROP_WHOLE);
    }
    f.y = height - f.y - f.h;
    return f;
}

static struct image load(struct images *m, const struct display *d, struct diag *diag)
{
    const struct picture *picture = d->picture;
    if (d->drawing && !d->drawing->needs_pixels)
        return draw_form(m, d);
    struct image image = {.number = NOT_DRAWN, .orientation = 1};
    struct frame whole = whole_of(d, 0);
    struct rendition_wish wish = {.source = {picture->path, picture->shown, picture->at},
                                  .crop = d->crop,
                                  .w = d->w,
                                  .h = d->h,
                                  .dpi = m->dpi};
    if (d->drawing) {
        wish.svg_width = pixels_across(whole.w, whole.h);
        wish.svg_height = pixels_across(whole.h, whole.w);
    }
    struct arena *scratch = arena_new();
    struct rendition r;
    if (rendition_make(scratch, &wish, &r, diag)) {
        image.number = number_of(m, &r);
        image.orientation = r.orientation;
        image.cover = r.cover;
        image.is_reduced = r.is_reduced;
        image.length = d->w;
    }
    arena_free(scratch);
    return image;
}

/* A drawing that takes the colour of what is around it is another one in another colour; one that
 * becomes pixels is another one in another size. So is what shows another part of a picture, but
 * for drawings, which are cut by their clip. */
static struct text key_of(struct images *m, const struct display *d)
{
    struct frame whole = whole_of(d, 0);
    bool is_form = d->drawing && !d->drawing->needs_pixels;
    buf_clear(&m->key);
    buf_string(&m->key, d->picture->path);
    if (d->drawing && d->drawing->has_current)
        buf_printf(&m->key, " #%06X", (unsigned)d->fill.fill);
    if (d->drawing && d->drawing->needs_pixels)
        buf_printf(&m->key, " %ux%u", pixels_across(whole.w, whole.h),
                   pixels_across(whole.h, whole.w));
    if (d->crop.w && !is_form)
        buf_printf(&m->key, " %d %d %d %d", d->crop.x, d->crop.y, d->crop.w, d->crop.h);
    return buf_as_text(&m->key);
}

/* Nine tenths of the pixels that a size wants are enough for it, too. */
static bool serves(const struct image *image, const struct display *d)
{
    return !image->is_reduced || d->w * 9 <= image->length * 10;
}

static const struct image *find(struct images *m, const struct display *d, struct diag *diag)
{
    uint32_t key = map_intern(&m->paths, m->arena, key_of(m, d), (uint32_t)m->keys);
    if (key == m->keys) {
        m->latest = arena_grow(m->arena, m->latest, sizeof *m->latest, &m->key_cap, key + 1);
        m->latest[m->keys++] = NONE;
    }
    uint32_t latest = m->latest[key];
    if (latest != NONE && serves(&m->image[latest - 1], d))
        return &m->image[latest - 1];
    m->image = arena_grow(m->arena, m->image, sizeof *m->image, &m->image_cap, m->images + 1);
    m->image[m->images] = load(m, d, diag);
    m->latest[key] = (uint32_t)++m->images;
    return &m->image[m->images - 1];
}

/* Where what the image has of the picture stands. */
static struct frame frame_of(const struct image *image, struct frame whole)
{
    const struct cover *c = &image->cover;
    if (!c->width)
        return whole;
    int64_t width = (int64_t)c->width * PIXEL, height = (int64_t)c->height * PIXEL;
    struct frame f = {.w = sp_ratio(whole.w, c->w, width), .h = sp_ratio(whole.h, c->h, height)};
    f.x = whole.x + sp_ratio(whole.w, c->x, width);
    f.y = whole.y + whole.h - sp_ratio(whole.h, c->y, height) - f.h;
    return f;
}

static void put_matrix(struct buf *out, const struct image *image, struct frame f)
{
    /* Where the stored picture's unit square goes: across = of (u, v, 1) for x, up = for y. */
    static const struct {
        signed char across[3], up[3];
    } turn[] = {[1] = {{1, 0, 0}, {0, 1, 0}},   [2] = {{-1, 0, 1}, {0, 1, 0}},
                [3] = {{-1, 0, 1}, {0, -1, 1}}, [4] = {{1, 0, 0}, {0, -1, 1}},
                [5] = {{0, -1, 1}, {-1, 0, 1}}, [6] = {{0, 1, 0}, {-1, 0, 1}},
                [7] = {{0, 1, 0}, {1, 0, 0}},   [8] = {{0, -1, 1}, {1, 0, 0}}};
    const signed char *across = turn[image->orientation].across, *up = turn[image->orientation].up;
    put_length(out, across[0] * f.w);
    put_length(out, up[0] * f.h);
    put_length(out, across[1] * f.w);
    put_length(out, up[1] * f.h);
    put_length(out, f.x + across[2] * f.w);
    put_length(out, f.y + up[2] * f.h);
    buf_string(out, "cm /Im");
    put_integer(out, image->number);
}

bool images_draw(struct images *m, struct buf *out, const struct display *d, sp height,
                 struct diag *diag)
{
    const struct image *image = d->picture->path ? find(m, d, diag) : NULL;
    if (!image || image->number == NOT_DRAWN)
        return false;
    buf_string(out, "q ");
    put_matrix(out, image, frame_of(image, whole_of(d, height)));
    buf_string(out, " Do Q\n");
    return true;
}

void images_finish(struct images *m, uint32_t id)
{
    struct buf names = {0};
    for (size_t i = 0; i < m->objects; i++)
        buf_printf(&names, "/Im%zu %u 0 R ", i + 1, m->object[i]);
    writer_dict(m->writer, id, buf_as_text(&names));
    buf_done(&names);
}
