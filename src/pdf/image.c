/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two maps: from a file's path to what is drawn, so that a logo on every page is read once; and
 * from the digest of the data to the object, so that equal pictures are kept once. */
#include "pdf/image.h"

#include "base/map.h"
#include "page/picture.h"
#include "pdf/string.h"

enum { NOT_DRAWN = 0 };

struct image {       /* a path's: which object, and how it is turned */
    uint32_t number; /* /Im1 …; NOT_DRAWN */
    unsigned orientation;
};

struct images {
    struct arena *arena;
    struct writer *writer;
    struct map paths, digests;
    struct image *image;
    size_t images, image_cap;
    uint32_t *object; /* by number - 1 */
    size_t objects, object_cap;
};

struct images *images_new(struct writer *writer)
{
    struct arena *arena = arena_new();
    struct images *m = ARENA_NEW(arena, struct images);
    *m = (struct images){.arena = arena, .writer = writer};
    return m;
}

void images_free(struct images *m)
{
    if (!m)
        return;
    arena_free(m->arena);
}

static void put_head(struct buf *b, uint32_t width, uint32_t height, unsigned components)
{
    buf_printf(b,
               "/Type /XObject /Subtype /Image /Width %u /Height %u /ColorSpace /%s "
               "/BitsPerComponent 8 ",
               width, height, components == 1 ? "DeviceGray" : "DeviceRGB");
}

/* Rows filtered as PNG does it, for deflate to find more to pack: each row as its difference from
 * the pixel before or from the row above, whichever is smaller. */
enum { FILTER_SUB = 1, FILTER_UP = 2, FILTERED = 15 };

static unsigned distance(const unsigned char *row, const unsigned char *from, size_t n)
{
    unsigned sum = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char difference = (unsigned char)(row[i] - from[i]);
        sum += difference < 128 ? difference : 256u - difference;
    }
    return sum;
}

static void filter_row(char *to, const unsigned char *row, const unsigned char *above, size_t n,
                       size_t step)
{
    bool goes_up = above && distance(row, above, n) < distance(row + step, row, n - step);
    *to++ = goes_up ? FILTER_UP : FILTER_SUB;
    for (size_t i = 0; i < n; i++) {
        unsigned char from = goes_up ? above[i] : i < step ? 0 : row[i - step];
        to[i] = (char)(unsigned char)(row[i] - from);
    }
}

static void filter_rows(struct buf *out, const unsigned char *bytes, const struct pixels *p,
                        unsigned components)
{
    size_t stride = (size_t)p->width * components;
    for (size_t y = 0; y < p->height; y++) {
        const unsigned char *row = bytes + y * stride;
        filter_row(buf_reserve(out, stride + 1), row, y ? row - stride : NULL, stride, components);
        out->n += stride + 1;
    }
}

/* One plane of pixels as a stream; entries: what the dictionary holds besides. */
static void write_plane(struct images *m, uint32_t id, const unsigned char *bytes,
                        const struct pixels *p, unsigned components, const char *entries)
{
    struct buf head = {0}, rows = {0};
    put_head(&head, p->width, p->height, components);
    buf_printf(&head, "/DecodeParms <</Predictor %d /Colors %u /Columns %u>> %s", FILTERED,
               components, p->width, entries);
    filter_rows(&rows, bytes, p, components);
    writer_stream(m->writer, id, buf_as_text(&head), buf_as_text(&rows), PACKING_FLATE);
    buf_done(&rows);
    buf_done(&head);
}

static struct text plane(const unsigned char *bytes, const struct pixels *p, unsigned components)
{
    return (struct text){(const char *)bytes, (size_t)p->width * p->height * components};
}

static void write_jpeg(struct images *m, uint32_t id, const struct picture_data *d)
{
    struct buf head = {0};
    put_head(&head, d->info.width, d->info.height, d->info.components);
    buf_string(&head, "/Filter /DCTDecode ");
    writer_stream(m->writer, id, buf_as_text(&head), d->jpeg, PACKING_NONE);
    buf_done(&head);
}

static void write_image(struct images *m, uint32_t id, const struct picture_data *d)
{
    const struct pixels *p = &d->pixels;
    char entries[32] = "";
    if (d->jpeg.n) {
        write_jpeg(m, id, d);
        return;
    }
    if (p->alpha) {
        uint32_t mask = writer_reserve(m->writer);
        snprintf(entries, sizeof entries, "/SMask %u 0 R ", mask);
        write_plane(m, mask, p->alpha, p, 1, "");
    }
    write_plane(m, id, p->color, p, p->components, entries);
}

static void digest_data(const struct picture_data *d, struct buf *out)
{
    unsigned char digest[32];
    const struct pixels *p = &d->pixels;
    sha256_bytes(d->jpeg.n ? d->jpeg : plane(p->color, p, p->components), digest);
    buf_add(out, digest, sizeof digest);
    if (p->alpha) {
        sha256_bytes(plane(p->alpha, p, 1), digest);
        buf_add(out, digest, sizeof digest);
    }
    buf_printf(out, " %u %u", p->width, p->components);
}

static uint32_t number_of(struct images *m, const struct picture_data *d)
{
    struct buf key = {0};
    digest_data(d, &key);
    uint32_t index = map_intern(&m->digests, m->arena, buf_as_text(&key), (uint32_t)m->objects);
    if (index == m->objects) {
        m->object = arena_grow(m->arena, m->object, sizeof *m->object, &m->object_cap, index + 1);
        m->object[m->objects++] = writer_reserve(m->writer);
        write_image(m, m->object[index], d);
    }
    buf_done(&key);
    return index + 1;
}

static struct image load(struct images *m, const struct picture *picture, struct diag *diag)
{
    struct image image = {.number = NOT_DRAWN, .orientation = 1};
    struct arena *scratch = arena_new();
    struct picture_data data;
    if (picture_load(scratch, picture->path, picture->shown, picture->at, &data, diag)) {
        image.number = number_of(m, &data);
        image.orientation = data.info.orientation;
    }
    arena_free(scratch);
    return image;
}

static const struct image *find(struct images *m, const struct picture *picture, struct diag *diag)
{
    struct text path = text_of(picture->path);
    uint32_t index = map_intern(&m->paths, m->arena, path, (uint32_t)m->images);
    if (index == m->images) {
        m->image = arena_grow(m->arena, m->image, sizeof *m->image, &m->image_cap, index + 1);
        m->images++;
        m->image[index] = load(m, picture, diag);
    }
    return &m->image[index];
}

bool images_draw(struct images *m, struct buf *out, const struct picture *picture, sp x, sp y, sp w,
                 sp h, struct diag *diag)
{
    /* Where the stored picture's unit square goes: across = of (u, v, 1) for x, up = for y. */
    static const struct {
        signed char across[3], up[3];
    } turn[] = {[1] = {{1, 0, 0}, {0, 1, 0}},   [2] = {{-1, 0, 1}, {0, 1, 0}},
                [3] = {{-1, 0, 1}, {0, -1, 1}}, [4] = {{1, 0, 0}, {0, -1, 1}},
                [5] = {{0, -1, 1}, {-1, 0, 1}}, [6] = {{0, 1, 0}, {-1, 0, 1}},
                [7] = {{0, 1, 0}, {1, 0, 0}},   [8] = {{0, -1, 1}, {1, 0, 0}}};
    const struct image *image = picture->path ? find(m, picture, diag) : NULL;
    if (!image || image->number == NOT_DRAWN)
        return false;
    const signed char *across = turn[image->orientation].across, *up = turn[image->orientation].up;
    buf_string(out, "q ");
    put_length(out, across[0] * w);
    put_length(out, up[0] * h);
    put_length(out, across[1] * w);
    put_length(out, up[1] * h);
    put_length(out, x + across[2] * w);
    put_length(out, y + up[2] * h);
    buf_string(out, "cm /Im");
    put_integer(out, image->number);
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
