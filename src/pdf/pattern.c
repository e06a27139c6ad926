/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patterns as strokes within a clipping path, not as tiling patterns (ISO 32000-1, 8.7.3): readers
 * set tiles at whole pixels, which shows as seams, and stretch them with the screen. A dot is a
 * stroke of nearly no length with round ends. */
#include "pdf/pattern.h"

#include "pdf/show.h"
#include "pdf/string.h"

/* Micrometres: from line to line, a line's width, a dot's. */
enum { PITCH = 1560, LINE = 300, DOT = 560 };

static sp um(int64_t n)
{
    return sp_ratio(MM(1), n, 1000);
}

/* The least at + k * step that is not below `from`. */
static sp first_at(sp at, sp step, sp from)
{
    sp off = (at - from) % step;
    return from + (off < 0 ? off + step : off);
}

static void put_stroke(struct buf *out, sp x0, sp y0, sp x1, sp y1)
{
    put_length(out, x0);
    put_length(out, y0);
    buf_string(out, "m ");
    put_length(out, x1);
    put_length(out, y1);
    buf_string(out, "l\n");
}

static void put_flat(struct buf *out, const struct pattern_area *a)
{
    sp half = um(LINE) / 2;
    for (sp y = first_at(a->at_y, um(PITCH), a->y - half); y <= a->y + a->h + half; y += um(PITCH))
        put_stroke(out, a->x, y, a->x + a->w, y);
}

static void put_upright(struct buf *out, const struct pattern_area *a)
{
    sp half = um(LINE) / 2;
    for (sp x = first_at(a->at_x, um(PITCH), a->x - half); x <= a->x + a->w + half; x += um(PITCH))
        put_stroke(out, x, a->y, x, a->y + a->h);
}

/* Lines that rise by one for each one across; falling ones lean the other way. `x` is where a line
 * meets the lower edge of the area, which it leaves a height further on. */
static void put_leaning(struct buf *out, const struct pattern_area *a, bool falls)
{
    sp step = sp_ratio(um(PITCH), 1414214, 1000000), margin = um(LINE);
    sp y0 = a->y - margin, y1 = a->y + a->h + margin, rise = y1 - y0;
    sp at = falls ? a->at_x + (a->at_y - y0) : a->at_x - (a->at_y - y0);
    sp from = falls ? a->x - margin : a->x - rise - margin;
    sp to = falls ? a->x + a->w + rise + margin : a->x + a->w + margin;
    for (sp x = first_at(at, step, from); x <= to; x += step)
        put_stroke(out, x, y0, falls ? x - rise : x + rise, y1);
}

/* Every other row stands between those above and below. */
static void put_dots(struct buf *out, const struct pattern_area *a)
{
    sp step = um(PITCH), half = step / 2, r = um(DOT) / 2;
    for (int odd = 0; odd < 2; odd++) {
        sp x0 = first_at(a->at_x + odd * half, step, a->x - r);
        for (sp y = first_at(a->at_y + odd * half, step, a->y - r); y <= a->y + a->h + r; y += step)
            for (sp x = x0; x <= a->x + a->w + r; x += step)
                put_stroke(out, x, y, x + SP_PT / 100, y);
    }
}

void pattern_put(struct buf *out, enum pattern pattern, uint32_t ink, const struct pattern_area *a)
{
    put_color(out, ink);
    buf_string(out, "RG ");
    put_length(out, pattern == PATTERN_DOTS ? um(DOT) : um(LINE));
    buf_string(out, pattern == PATTERN_DOTS ? "w 1 J\n" : "w\n");
    switch (pattern) {
    case PATTERN_DIAGONAL: put_leaning(out, a, false); break;
    case PATTERN_ANTIDIAGONAL: put_leaning(out, a, true); break;
    case PATTERN_DOTS: put_dots(out, a); break;
    case PATTERN_GRID:
        put_flat(out, a);
        put_upright(out, a);
        break;
    case PATTERN_LINES: put_flat(out, a); break;
    case PATTERN_SOLID:
    case PATTERNS: break;
    }
    buf_string(out, "S\n");
}
