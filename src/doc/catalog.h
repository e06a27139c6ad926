/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The translations into one language: what po/TAG.po of the workspace says. A file with a fault
 * gives no catalog at all: half a file would look like a file with much missing. */
#ifndef DOC_CATALOG_H
#define DOC_CATALOG_H

#include "base/diagnostic.h"

struct buf;
struct library;
struct catalog;

enum translation_state { TRANSLATION_DONE, TRANSLATION_FUZZY, TRANSLATION_MISSING };
struct translation {
    enum translation_state state;
    struct text text; /* msgstr; a fuzzy one's, too; empty: there is none */
    struct place at;  /* in the PO file: of its first character, or of the keyword msgstr where it
                       * begins  on a later line; without an entry, of the file */
};

/* Reads po/TAG.po of the workspace. NULL: there is no such file (not reported), or it has a fault
 * (reported, with the line of the file). Entries marked fuzzy are kept as fuzzy. */
struct catalog *catalog_load(struct arena *, const struct library *, const char *lang,
                             struct diag *);
/* context: NULL for text of templates, "table.column" for a column's. catalog NULL: all is missing.
 */
struct translation catalog_find(const struct catalog *, const char *context, struct text source);
/* What an entry is known by, as msgfmt has it: the context (NULL: none) with EOT, and the source.
 * It lives in the buffer. */
struct text catalog_key(struct buf *, const char *context, struct text source);

struct credit {
    struct text translator, team;
    struct text revised; /* YYYY-MM-DD */
    bool is_reviewed;    /* header field X-Native-Review: yes */
};
/* From the PO header; what it does not say is empty. catalog NULL: all is. */
struct credit catalog_credit(const struct catalog *);

#endif
