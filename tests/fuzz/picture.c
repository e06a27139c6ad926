/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a picture's file, drawn into a PDF as large, cut and turned as the first bytes
 * choose: read, made smaller, put into another colour space, encoded anew, or refused in a message.
 * tests/fuzz/picture.py makes whole and broken files to begin with. */
#include "page/picture.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "pdf/image.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { CHOICES = 4 };

static void write_file(FILE *file, const uint8_t *bytes, size_t n)
{
    if (fwrite(bytes, 1, n, file) != n || fflush(file))
        abort();
}

/* A size from a hundredth of a millimetre to over a metre, the smaller ones more often. */
static sp side_of(uint8_t byte)
{
    return MM(1) * (sp)(1 + byte * byte / 16) / (byte & 1 ? 1 : 100);
}

static struct crop crop_of(uint8_t byte)
{
    static const struct crop crops[] = {{0, 0, 0, 0},
                                        {0, CROP_WHOLE / 4, CROP_WHOLE, CROP_WHOLE / 2},
                                        {CROP_WHOLE - 1, 0, 1, CROP_WHOLE},
                                        {CROP_WHOLE / 3, CROP_WHOLE / 3, 7, 9}};
    return crops[byte & 3];
}

static void draw(struct arena *arena, const struct picture *picture, const uint8_t *choice,
                 struct diag *diag)
{
    struct output *out = output_open("/dev/null");
    struct writer *writer = writer_new(out);
    struct images *images = images_new(writer, choice[2] & 4 ? 150 : 300);
    struct buf content = {0};
    struct display display = {.kind = DISPLAY_PICTURE,
                              .picture = picture,
                              .crop = crop_of(choice[2]),
                              .flips = choice[2] & 8,
                              .w = side_of(choice[0]),
                              .h = side_of(choice[1])};
    (void)arena;
    images_draw(images, &content, &display, MM(297), diag);
    display.crop = crop_of(choice[3]);
    display.w = side_of(choice[3]);
    images_draw(images, &content, &display, MM(297), diag);
    images_finish(images, writer_reserve(writer));
    images_free(images);
    buf_done(&content);
    writer_finish(writer, writer_reserve(writer), writer_reserve(writer));
    writer_free(writer);
    output_abandon(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const struct attributes none = {0};
    if (n < CHOICES)
        return 0;
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    FILE *file = tmpfile();
    if (!file)
        abort();
    write_file(file, bytes + CHOICES, n - CHOICES);
    const struct picture picture = {.path = arena_printf(arena, "/proc/self/fd/%d", fileno(file)),
                                    .shown = "x.jpg",
                                    .attr = &none,
                                    .at = {.file = "x.md", .line = 1, .col = 1}};
    struct picture_info info;
    if (picture_read_info(picture.path, picture.shown, picture.at, &info, diag) &&
        info.kind != PICTURE_SVG)
        draw(arena, &picture, bytes, diag);
    char *said = NULL;
    size_t size = 0;
    FILE *told = open_memstream(&said, &size);
    diag_print(diag, told);
    fclose(told);
    free(said);
    fclose(file);
    arena_free(arena);
    return 0;
}
