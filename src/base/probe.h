/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work that may never end, tried in a child process first. */
#ifndef BASE_PROBE_H
#define BASE_PROBE_H

#include <stdbool.h>
#include <stddef.h>

/* Runs work(context) in a forked child that may take so much processor time and memory beyond what
 * this process has now. True when it came to its end. Nothing that it did is left but that answer:
 * what it prints is thrown away. Without a child (too many processes) the answer is false. */
bool probe(void (*work)(void *), void *context, unsigned milliseconds, size_t bytes);

#endif
