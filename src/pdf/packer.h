/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stream's data compressed piece by piece, for those that are never in memory as a whole. */
#ifndef PDF_PACKER_H
#define PDF_PACKER_H

#include "base/buffer.h"

struct packer;

struct packer *packer_new(void);
void packer_add(struct packer *, struct text piece);
/* All of it in zlib's format (RFC 1950), for PACKING_DONE; lives as long as the packer. */
struct text packer_end(struct packer *);
void packer_free(struct packer *);

#endif
