/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlines of a display list, reckoned with: how many points one has, and the area around them. */
#include "page/page.h"

size_t path_points(const char *op)
{
    size_t n = 0;
    for (; *op; op++)
        n += *op == 'C' ? 3 : *op != 'Z';
    return n;
}

struct area path_area(const struct path *path)
{
    struct area a = {0, 0, 0, 0};
    sp x1 = 0, y1 = 0;
    for (size_t i = 0, n = path_points(path->op); i < n; i++) {
        struct point p = path->point[i];
        a.x = i ? sp_min(a.x, p.x) : p.x;
        a.y = i ? sp_min(a.y, p.y) : p.y;
        x1 = i ? sp_max(x1, p.x) : p.x;
        y1 = i ? sp_max(y1, p.y) : p.y;
    }
    a.w = x1 - a.x;
    a.h = y1 - a.y;
    return a;
}
