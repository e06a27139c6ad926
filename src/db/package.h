/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook's ZIP archive and the XML in it, read piece by piece: nothing is unpacked as a whole,
 * and what would swell beyond all measure is refused. */
#ifndef DB_PACKAGE_H
#define DB_PACKAGE_H

#include <stdbool.h>

#include "base/diagnostic.h"

struct package;
/* Opens the archive. NULL: reported. package_close takes NULL. */
struct package *package_open(struct arena *, const char *path, const char *shown, struct diag *);
void package_close(struct package *);
bool package_has(const struct package *, const char *part);
/* The beginning of a part, at most `most` bytes, in the arena; empty when there is none. */
struct text package_peek(struct arena *, const struct package *, const char *part, size_t most);

/* A start tag. Names are split into the namespace's short name (see package.c; "" for one that is
 * not known) and the local one. */
struct tag {
    const char *space, *name;
    const char *const *attribute;
};
bool tag_is(const struct tag *, const char *space, const char *name);
/* The attribute's value, or NULL; space is "" for an attribute without a prefix. */
const char *tag_attribute(const struct tag *, const char *space, const char *name);
/* The attribute as a number: `otherwise` when it is missing or no number; never above `most`. */
unsigned tag_number(const struct tag *, const char *space, const char *name, unsigned otherwise,
                    unsigned most);
/* "1" or "true". */
bool tag_flag(const struct tag *, const char *space, const char *name);

struct xml_events {
    void (*start)(void *context, const struct tag *);
    void (*end)(void *context, const struct tag *); /* without attributes */
    void (*text)(void *context, struct text);       /* may come in pieces */
};
struct xml;
/* Begins reading a part. NULL: there is none, or it cannot be read, which is reported. */
struct xml *xml_open(const struct package *, const char *part, const struct xml_events *,
                     void *context, struct diag *);
/* Reads on until an event calls xml_pause, or to the end: false; what is wrong is reported. */
bool xml_advance(struct xml *, struct diag *);
void xml_pause(struct xml *); /* from within an event: xml_advance returns after it */
void xml_close(struct xml *); /* NULL is allowed */
/* Reads a part from beginning to end. False: it is not there, or reported. */
bool xml_read(const struct package *, const char *part, const struct xml_events *, void *context,
              struct diag *);

#endif
