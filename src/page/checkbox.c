/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boxes to be ticked, drawn as paths: no text face has them. */
#include "page/mark.h"

enum { WHITE = 0xFFFFFF }; /* a box on a tint is white inside */

struct display checkbox_draw(struct arena *arena, enum checkbox box, sp size, int64_t color)
{
    static const char *const ops[] = {
        [CHECKBOX_OPEN] = "MLLLZ",
        [CHECKBOX_TICKED] = "MLLLZMLL",
        [CHECKBOX_CROSSED] = "MLLLZMLML",
    };
    struct point *p = ARENA_ARRAY(arena, struct point, 8);
    sp near = size * 22 / 100, far = size - near;
    p[1].x = p[2].x = p[2].y = p[3].y = size;
    if (box == CHECKBOX_TICKED) {
        p[4] = (struct point){size / 5, size / 2};
        p[5] = (struct point){size * 2 / 5, size * 3 / 4};
        p[6] = (struct point){size * 4 / 5, size / 5};
    } else if (box == CHECKBOX_CROSSED) {
        p[4] = p[6] = (struct point){near, near};
        p[5] = (struct point){far, far};
        p[6].x = p[7].y = far;
        p[7].x = near;
    }
    return (struct display){.kind = DISPLAY_PATH,
                            .w = size,
                            .h = size,
                            .path = {ops[box], p},
                            .fill = {WHITE, (int32_t)color, sp_ratio(size, 8, 100)}};
}

bool checkbox_of(struct text text, enum checkbox *out)
{
    static const char *const written[] = {
        [CHECKBOX_OPEN] = "☐", [CHECKBOX_TICKED] = "☑", [CHECKBOX_CROSSED] = "☒"};
    if (!text.n || *text.p != *written[CHECKBOX_OPEN]) /* asked of every byte of a text */
        return false;
    for (size_t i = 0; i < sizeof written / sizeof *written; i++)
        if (text_starts(text, written[i])) {
            *out = (enum checkbox)i;
            return true;
        }
    return false;
}

struct text checkbox_alt(enum checkbox box)
{
    return box == CHECKBOX_OPEN ? TEXT("[ ]") : TEXT("[x]");
}
