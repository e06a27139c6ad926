/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/limit.h"

#include <sys/resource.h>

void limit(int resource, size_t most)
{
    struct rlimit now;
    if (getrlimit(resource, &now) != 0)
        return;
    if (now.rlim_max == RLIM_INFINITY || now.rlim_max > most)
        now.rlim_max = most;
    if (now.rlim_cur == RLIM_INFINITY || now.rlim_cur > most)
        now.rlim_cur = most;
    setrlimit(resource, &now);
}
