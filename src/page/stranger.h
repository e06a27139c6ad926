/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is none of the pictures that are read. Private to picture.c. */
#ifndef PAGE_STRANGER_H
#define PAGE_STRANGER_H

#include "base/arena.h"
#include "base/text.h"

/* The end of a message, by the file's first bytes: "is a WebP picture: save it …". */
const char *stranger_fault(struct arena *, struct text file);

#endif
