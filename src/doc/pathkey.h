/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When two output paths would meet on some file system. */
#ifndef DOC_PATHKEY_H
#define DOC_PATHKEY_H

#include "base/arena.h"

/* Equal for paths that differ in case or in Unicode normalisation only: "Maß.pdf" and "MASS.pdf",
 * "ä" as one character or as two. */
const char *path_key(struct arena *, const char *path);

#endif
