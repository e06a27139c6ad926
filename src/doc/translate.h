/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Translating a template while it is parsed, before Mustache and queries see it: each unit's text
 * is replaced by its translation, and what stands around it stays the source's, so that nothing in
 * a translation can become a list, a heading, a div or a second block. A message about translated
 * text points at the PO file. What has no translation, a fuzzy one or one with a fault stays as it
 * is and is marked with its own language. */
#ifndef DOC_TRANSLATE_H
#define DOC_TRANSLATE_H

#include "db/value.h"
#include "doc/catalog.h"

struct front;
struct patch;
struct source;
struct stretch;
struct translatable; /* of manifest.h: columns that are declared */

struct translator { /* into one language; a NULL pointer: the source's, nothing is replaced */
    const char *lang, *source_lang;
    const struct catalog *catalog; /* NULL: all is missing, and no unit is told of */
    const struct translatable *column;
    size_t columns; /* of these */
};

/* The stretches of the source with their units translated; places in them are those of the PO file
 * (struct patch). */
struct stretch *translate_body(struct arena *, const struct translator *, const struct source *,
                               const struct stretch *, size_t n, bool is_plain, struct diag *);
/* Translates what readers see of the front matter: title, running:, titles of what is attached. */
void translate_front(struct arena *, const struct translator *, struct front *, struct diag *);

/* Values of declared columns. */
struct column_translator {
    struct arena *arena;
    const struct translator *translator;
    struct place at; /* of the query */
    struct diag *diag;
    const char *undeclared; /* the column that tr() was last told to be none */
};
/* A query's rows with the values of declared columns translated (a column "….…_md" block by block),
 * each saying its language; the database's are rows->source then. */
const struct rows *rows_translate(struct arena *, const struct column_translator *, struct rows *);
/* What SQL's tr() calls (store_translate); context: a struct column_translator. */
bool column_translate(void *context, const char *column, struct text, struct text *out);
/* A value in the other language. Returns the patches that say which of its parts are in which;
 * *n: how many. */
struct text translate_value(const struct column_translator *, const char *context, struct text,
                            struct place, const struct patch **, size_t *n);

#endif
