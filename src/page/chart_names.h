/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of categories below an upright chart's axis. Private to the charts. */
#ifndef PAGE_CHART_NAMES_H
#define PAGE_CHART_NAMES_H

#include "page/chart.h"

/* x: where the axis begins; step: from one category's middle to the next one's, the first half a
 * step from x. Sets the names from y on and returns their height. */
sp names_put(struct plot *, sp x, sp step, sp y);

#endif
