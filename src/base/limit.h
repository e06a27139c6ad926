/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a child process may take of a resource. */
#ifndef BASE_LIMIT_H
#define BASE_LIMIT_H

#include <stddef.h>

/* RLIMIT_… of this process: at most so much from here on; what is lower stays. */
void limit(int resource, size_t most);

#endif
