/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rsvg-convert gets the picture as its standard input: so it has no folder, and librsvg opens no
 * file that the picture names; svg_tree.c has refused such pictures before. */
#include "page/svg_raster.h"

#include "base/child.h"

#define PROGRAM "rsvg-convert"

bool svg_raster_is_there(void)
{
    struct arena *arena = arena_new();
    bool is_there = child_find(arena, PROGRAM) != NULL;
    arena_free(arena);
    return is_there;
}

const char *svg_raster(struct arena *arena, struct text file, uint32_t width, uint32_t height,
                       struct text *png)
{
    static const struct child_limits limits = {
        .seconds = 30, .memory = (size_t)2 << 30, .output = (size_t)512 << 20};
    const char *argument[] = {child_find(arena, PROGRAM), "--format=png",
                              arena_printf(arena, "--width=%u", width),
                              arena_printf(arena, "--height=%u", height), NULL};
    struct text said;
    if (!argument[0])
        return "needs the program " PROGRAM ", which is not installed";
    if (child_run(arena, argument, file, &limits, png, &said))
        return NULL;
    return arena_printf(arena, "is not drawn by " PROGRAM ": %.*s", said.n ? (int)said.n : 22,
                        said.n ? said.p : "it failed or took long");
}
