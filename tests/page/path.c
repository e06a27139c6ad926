/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlines: how many points their letters take, and the area around these. */
#include "page/page.h"

#include "tests/check.h"

int main(void)
{
    check(path_points("") == 0 && path_points("Z") == 0, "nothing has no points");
    check(path_points("MLCZMC") == 9, "a curve takes three points, its end none");
    const struct point none[] = {{9, 9}};
    struct area a = path_area(&(struct path){"", none});
    check(a.x == 0 && a.y == 0 && a.w == 0 && a.h == 0, "what has no points has no area");
    const struct point beyond[] = {{-5, 40}, {-3, 60}, {-30, 41}, {-4, 44}, {-6, 20}, {99, 99}};
    a = path_area(&(struct path){"MCLZ", beyond});
    check(a.x == -30 && a.y == 20 && a.w == 27 && a.h == 40,
          "curves' inner points count, those that no letter takes do not, nor does the origin");
    return check_done();
}
