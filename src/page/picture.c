/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kind of a picture is told by its first bytes, whatever its name; then raster.c or jpeg.c
 * reads it. Here are the limits and the messages. */
#include "page/picture.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "page/jpeg.h"
#include "page/raster.h"

/* What must be decoded takes three to nine bytes a pixel. */
enum { LONGEST_SIDE = 30000, MEGA = 1000000, MOST_PIXELS = 400, MOST_DECODED = 100 };

struct source {
    const char *shown;
    struct place at;
    struct diag *diag;
    struct text file;
};

static bool refuse(const struct source *s, const char *fault)
{
    diag_error(s->diag, s->at, "'%s' %s", s->shown, fault);
    return false;
}

static bool is_png(struct text file)
{
    return text_starts(file, "\x89PNG\r\n\x1A\n");
}

static bool is_jpeg(struct text file)
{
    return text_starts(file, "\xFF\xD8\xFF");
}

static const char *jpeg_info(struct arena *arena, struct text file, struct picture_info *info,
                             bool *is_plain)
{
    struct jpeg_head head;
    const char *fault = jpeg_read_head(arena, file, &head);
    if (fault)
        return fault;
    *is_plain = head.is_plain;
    *info = (struct picture_info){.kind = PICTURE_JPEG,
                                  .width = head.width,
                                  .height = head.height,
                                  .dpi = head.dpi,
                                  .orientation = head.orientation,
                                  .components = head.components,
                                  .is_inverted = head.is_inverted};
    return NULL;
}

static bool read_head(struct arena *arena, struct source *s, const char *path,
                      struct picture_info *info, bool *is_plain)
{
    *is_plain = false;
    if (!file_read(arena, path, &s->file)) {
        diag_error(s->diag, s->at, "cannot read '%s': %s", s->shown, strerror(errno));
        return false;
    }
    const char *fault = is_png(s->file)    ? raster_read_head(s->file, info)
                        : is_jpeg(s->file) ? jpeg_info(arena, s->file, info, is_plain)
                                           : "is not a PNG or JPEG picture";
    if (fault)
        return refuse(s, fault);
    if (info->width == 0 || info->height == 0)
        return refuse(s, "is damaged: it has no pixels");
    unsigned most = *is_plain ? MOST_PIXELS : MOST_DECODED;
    if (info->width > LONGEST_SIDE || info->height > LONGEST_SIDE ||
        (uint64_t)info->width * info->height > (uint64_t)most * MEGA)
        return refuse(s, arena_printf(arena,
                                      "is too large: %u × %u pixels (at most 30,000 a side and "
                                      "%u megapixels)",
                                      info->width, info->height, most));
    return true;
}

bool picture_read_info(const char *path, const char *shown, struct place at,
                       struct picture_info *info, struct diag *diag)
{
    struct arena *arena = arena_new();
    struct source s = {.shown = shown, .at = at, .diag = diag};
    bool is_plain, fits = read_head(arena, &s, path, info, &is_plain);
    arena_free(arena);
    return fits;
}

bool picture_read_png(struct arena *arena, const char *path, const char *shown, struct place at,
                      struct pixels *out, struct diag *diag)
{
    struct source s = {.shown = shown, .at = at, .diag = diag};
    struct picture_info info;
    bool is_plain;
    if (!read_head(arena, &s, path, &info, &is_plain))
        return false;
    const char *fault = info.kind == PICTURE_PNG ? raster_decode(arena, s.file, &info, out)
                                                 : "is not a PNG picture";
    return fault ? refuse(&s, fault) : true;
}

bool picture_load(struct arena *arena, const char *path, const char *shown, struct place at,
                  struct picture_data *out, struct diag *diag)
{
    struct source s = {.shown = shown, .at = at, .diag = diag};
    bool is_plain;
    *out = (struct picture_data){0};
    if (!read_head(arena, &s, path, &out->info, &is_plain))
        return false;
    const char *fault = out->info.kind == PICTURE_PNG
                            ? raster_decode(arena, s.file, &out->info, &out->pixels)
                        : is_plain ? jpeg_strip(arena, s.file, &out->jpeg)
                                   : jpeg_decode(arena, s.file, &out->pixels);
    return fault ? refuse(&s, fault) : true;
}
