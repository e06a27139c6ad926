/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Percent-encoded bytes of addresses (RFC 3986, section 2.1). */
#ifndef BASE_URI_H
#define BASE_URI_H

#include "base/arena.h"

/* With %20 and the like as the bytes they mean, but for %00; a copy in the arena. */
char *uri_decode(struct arena *, const char *uri);

#endif
