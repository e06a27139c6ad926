/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kind of a picture is told by its first bytes, whatever its name; then raster.c or jpeg.c
 * reads it. Here are the limits and the messages. */
#include "page/picture.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "page/jpeg.h"
#include "page/raster.h"
#include "page/stranger.h"
#include "page/svg.h"
#include "page/svg_raster.h"

/* A picture that comes row by row takes time only; one that is held takes three to six bytes a
 * pixel. */
enum { LONGEST_SIDE = 65500, MEGA = 1000000, MOST_PIXELS = 200, MOST_HELD = 60 };
enum { LARGEST_SVG = 16 * 1024 * 1024, LARGEST_JPEG = 256 * 1024 * 1024, LOOK = 65536 };

struct picture_state {
    struct arena *arena;
    struct picture_source source;
    struct diag *diag;
    FILE *file;
    uint64_t size; /* of the file when it was opened */
    struct jpeg_reader *jpeg;
    struct raster_reader *raster;
    uint32_t next; /* row */
};

bool picture_refuse(struct picture_rows *rows, const char *fault)
{
    const struct picture_state *s = rows->state;
    if (fault)
        diag_error(s->diag, s->source.at, "'%s' %s", s->source.shown, fault);
    return !fault;
}

void picture_warn(struct picture_rows *rows, const char *what)
{
    const struct picture_state *s = rows->state;
    diag_warn(s->diag, s->source.at, "'%s' %s", s->source.shown, what);
}

static const char *jpeg_info(struct picture_state *s, struct picture_info *info)
{
    struct jpeg_head head;
    if (s->size > LARGEST_JPEG)
        return "is too large: more than 256 MB of JPEG";
    rewind(s->file);
    const char *fault = jpeg_open(s->arena, s->file, &s->jpeg, &head);
    if (fault)
        return fault;
    *info = (struct picture_info){.kind = PICTURE_JPEG,
                                  .width = head.width,
                                  .height = head.height,
                                  .dpi = head.dpi,
                                  .orientation = head.orientation,
                                  .components = head.components,
                                  .is_plain = head.is_plain,
                                  .is_held = head.is_held};
    return NULL;
}

static const char *judge_size(struct arena *arena, const struct picture_info *info)
{
    uint64_t pixels = (uint64_t)info->width * info->height;
    if (pixels == 0)
        return "is damaged: it has no pixels";
    if (info->width > LONGEST_SIDE || info->height > LONGEST_SIDE ||
        pixels > (uint64_t)MOST_PIXELS * MEGA)
        return arena_printf(arena,
                            "is too large: %u × %u pixels (at most 65,500 a side and 200 "
                            "megapixels)",
                            info->width, info->height);
    if (!info->is_held || pixels <= (uint64_t)MOST_HELD * MEGA)
        return NULL;
    return arena_printf(arena,
                        info->kind == PICTURE_PNG
                            ? "is too large to be interlaced: %u × %u pixels (at most 60 "
                              "megapixels; 200 without that)"
                            : "is too large to be progressive: %u × %u pixels (at most 60 "
                              "megapixels; 200 without that)",
                        info->width, info->height);
}

static const char *read_head(struct picture_state *s, struct picture_info *info)
{
    char *look = arena_alloc(s->arena, LOOK, 1);
    struct text file = {look, fread(look, 1, LOOK, s->file)};
    bool is_jpeg = text_starts(file, "\xFF\xD8\xFF");
    if (is_jpeg || text_starts(file, "\x89PNG\r\n\x1A\n")) {
        const char *fault =
            is_jpeg ? jpeg_info(s, info) : raster_read_head(s->arena, s->file, info);
        return fault ? fault : judge_size(s->arena, info);
    }
    if (!svg_is(file))
        return stranger_fault(s->arena, file);
    *info = (struct picture_info){.kind = PICTURE_SVG, .orientation = 1}; /* svg.c knows the rest */
    return s->size > LARGEST_SVG ? "is too large: more than 16 MB of SVG" : NULL;
}

/* Nothing but a file is opened: a pipe would wait for somebody to write, a device has no end. */
static const char *open_file(struct picture_state *s)
{
    const char *path = s->source.path;
    if (!file_exists(path))
        return folder_exists(path) ? strerror(EISDIR)
               : errno             ? strerror(errno)
                                   : "it is a pipe or device, not a file";
    struct file_id id;
    s->file = file_identify(path, &id) ? fopen(path, "rb") : NULL;
    s->size = s->file ? id.size : 0;
    return s->file ? NULL : strerror(errno);
}

/* False: reported. The state is to be closed in either case. */
static bool open_head(struct arena *arena, const struct picture_source *source,
                      struct picture_rows *rows, struct diag *diag)
{
    struct picture_state *s = ARENA_NEW(arena, struct picture_state);
    *rows = (struct picture_rows){.state = s};
    *s = (struct picture_state){.arena = arena, .source = *source, .diag = diag};
    errno = 0;
    const char *fault = open_file(s);
    if (fault)
        diag_error(diag, source->at, "cannot read '%s': %s", source->shown, fault);
    return !fault && picture_refuse(rows, read_head(s, &rows->info));
}

void picture_close(struct picture_rows *rows)
{
    jpeg_close(rows->state->jpeg);
    raster_close(rows->state->raster);
    if (rows->state->file)
        fclose(rows->state->file);
    rows->state->jpeg = NULL;
    rows->state->raster = NULL;
    rows->state->file = NULL;
}

bool picture_read_info(const char *path, const char *shown, struct place at,
                       struct picture_info *info, struct diag *diag)
{
    struct arena *arena = arena_new();
    struct picture_rows rows;
    bool fits = open_head(arena, &(struct picture_source){path, shown, at}, &rows, diag);
    picture_close(&rows);
    *info = rows.info;
    arena_free(arena);
    return fits;
}

/* Rows */

/* The picture as librsvg draws it takes the file's place. */
static const char *open_svg(struct picture_rows *rows, uint32_t width, uint32_t height)
{
    struct picture_state *s = rows->state;
    struct text file, png;
    if (s->size > LARGEST_SVG || !file_read(s->arena, s->source.path, &file))
        return "cannot be read again";
    const char *fault = svg_raster(s->arena, file, width, height, &png);
    if (fault)
        return fault;
    fclose(s->file);
    s->file = png.n ? fmemopen((void *)png.p, png.n, "rb") : NULL;
    if (!s->file)
        return "is drawn as nothing by rsvg-convert";
    fault = raster_read_head(s->arena, s->file, &rows->info);
    if (!fault && (rows->info.width != width || rows->info.height != height))
        fault = "is not drawn at the size that was asked for";
    return fault;
}

bool picture_open(struct arena *arena, const struct picture_source *source, uint32_t svg_width,
                  uint32_t svg_height, struct picture_rows *rows, struct diag *diag)
{
    bool fits = open_head(arena, source, rows, diag);
    if (fits && rows->info.kind == PICTURE_SVG)
        fits = picture_refuse(rows, open_svg(rows, svg_width, svg_height));
    if (!fits)
        picture_close(rows);
    else if (rows->info.kind == PICTURE_JPEG)
        jpeg_colours(rows->state->jpeg, &rows->colours);
    rows->width = rows->info.width;
    rows->height = rows->info.height;
    rows->is_cmyk = rows->info.components == 4;
    rows->channels = rows->info.components + rows->info.has_alpha;
    return fits;
}

static const char *begin_png(struct picture_rows *rows)
{
    struct picture_state *s = rows->state;
    const char *fault = raster_open(s->arena, s->file, &s->raster, &rows->colours, &rows->channels);
    rows->info.has_alpha = rows->channels % 2 == 0;
    rows->info.components = rows->channels - rows->info.has_alpha;
    return fault;
}

bool picture_begin(struct picture_rows *rows, unsigned reduction)
{
    struct jpeg_reader *jpeg = rows->state->jpeg;
    return picture_refuse(rows, jpeg ? jpeg_begin(jpeg, reduction, &rows->width, &rows->height)
                                     : begin_png(rows));
}

bool picture_next(struct picture_rows *rows, unsigned char *row)
{
    struct picture_state *s = rows->state;
    s->next++;
    return picture_refuse(rows, s->jpeg ? jpeg_next(s->jpeg, row) : raster_next(s->raster, row));
}

bool picture_end(struct picture_rows *rows)
{
    struct picture_state *s = rows->state;
    bool is_whole = s->next == rows->height;
    if (is_whole && !picture_refuse(rows, s->jpeg ? jpeg_end(s->jpeg) : raster_end(s->raster)))
        return false;
    const char *doubt = s->jpeg ? jpeg_doubt(s->jpeg) : NULL;
    if (doubt)
        picture_warn(rows, arena_printf(s->arena, "is damaged in places: %s", doubt));
    return true;
}

bool picture_bytes(struct picture_rows *rows, struct text *out)
{
    struct text file;
    if (!file_read(rows->state->arena, rows->state->source.path, &file))
        return picture_refuse(rows, "cannot be read again");
    return picture_refuse(rows, jpeg_strip(rows->state->arena, file, out));
}
