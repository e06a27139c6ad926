/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as an SVG picture, into a drawing, and that into a PDF's objects. The first byte
 * chooses whether they are a whole file, what stands within one, or path data. */
#include "page/svg.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "pdf/vector.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static struct text wrapped(struct buf *b, struct text inside, uint8_t choice)
{
    static const char *const around[][2] = {
        {"", ""},
        {"<svg viewBox='0 0 9 9'>", "</svg>"},
        {"<svg width='9' height='4'><path stroke='red' transform='scale(2 1)' d='", "'/></svg>"},
        {"<svg viewBox='-1 -1 1e3 1e-3'><g style='", "'><rect width='5' height='5'/></g></svg>"}};
    buf_string(b, around[choice & 3][0]);
    buf_text(b, inside);
    buf_string(b, around[choice & 3][1]);
    return buf_as_text(b);
}

static void write(const struct drawing *drawing)
{
    struct output *out = output_open("/dev/null");
    struct writer *writer = writer_new(out);
    vector_write(writer, writer_reserve(writer), drawing, 0x123456);
    writer_finish(writer, writer_reserve(writer), writer_reserve(writer));
    writer_free(writer);
    output_abandon(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (!n)
        return 0;
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct buf b = {0};
    struct text file = wrapped(&b, (struct text){(const char *)bytes + 1, n - 1}, bytes[0]);
    struct svg svg;
    char *said = NULL;
    size_t size = 0;
    if (svg_read(arena, file, "x.svg", &svg, diag) && svg.drawing)
        write(svg.drawing);
    FILE *out = open_memstream(&said, &size);
    diag_print(diag, out);
    fclose(out);
    free(said);
    buf_done(&b);
    arena_free(arena);
    return 0;
}
