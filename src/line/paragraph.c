/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A paragraph from text to lines, in the order of the work: atoms (levels, faces, shaped words),
 * the best breaks, lines set exactly. Everything between lives in the shaper's scratch arena and is
 * given back at the end; only the lines stay. */
#include "line/paragraph.h"

#include "line/atoms.h"
#include "line/compose.h"
#include "line/setting.h"

struct lines *paragraph_set(struct arena *arena, struct shaper *shaper, const struct paragraph *p,
                            struct diag *diag)
{
    struct atoms atoms;
    struct rows rows;
    struct lines *lines = ARENA_NEW(arena, struct lines);
    shaper_trim(shaper);
    struct arena_mark mark = arena_mark(shaper->scratch);
    atoms_make(shaper, p, &atoms, diag);
    compose(shaper, &atoms, &rows);
    set_rows(arena, shaper, &atoms, &rows, lines, diag);
    arena_rewind(shaper->scratch, mark);
    return lines;
}

void paragraph_widths(struct shaper *shaper, const struct paragraph *p, sp *least, sp *natural)
{
    struct atoms atoms;
    shaper_trim(shaper);
    struct arena_mark mark = arena_mark(shaper->scratch);
    atoms_make(shaper, p, &atoms, NULL);
    compose_widths(shaper, &atoms, least, natural);
    arena_rewind(shaper->scratch, mark);
}

sp line_prefix(const struct line *line, uint32_t offset)
{
    sp width = 0;
    for (size_t i = 0; i < line->runs; i++) {
        const struct run *run = &line->run[i];
        if (!run->face && run->from < offset)
            width += run->width;
        for (size_t k = 0; k < run->glyphs; k++)
            width += run->glyph[k].cluster < offset ? run->glyph[k].advance : 0;
    }
    return width;
}
