/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is translated as one: a block of source text as it is written (heading, paragraph, list
 * item, cell, caption), an attribute's or front matter's text for readers, a value of a column that
 * the manifest declares. Mustache tags stand in it untouched; a soft line break is one space, a
 * hard one a backslash and a newline. What makes the block (list markers, `>`, `:::`, a heading's
 * `{#id .class}`) is no part of it, nor is what has no letter outside of tags and addresses.
 * Read by catalogs' commands; translating itself is translate.h. */
#ifndef DOC_UNIT_H
#define DOC_UNIT_H

#include "base/diagnostic.h"

struct library;
struct manifest;
struct source;
struct store;

struct unit {
    const char *context; /* NULL: text of a template; else "table.column" */
    struct text text;    /* the msgid */
    struct place at;     /* row: which one, of a column */
    const char *kind;    /* "heading", "paragraph", "alt" …, for the translator's comment */
};

struct units { /* {0}: none; in an arena */
    struct unit *unit;
    size_t n, cap;
};

/* Adds all units of a file in the order they stand in, its front matter's first, without those of
 * the partials it includes. The same text is there once for each place. */
void units_of_source(struct arena *, const struct source *, struct units *, struct diag *);
/* Adds those of a column's value: one, or of a column "….…_md" each of its blocks. */
void units_of_value(struct arena *, const char *context, struct text value, struct place,
                    struct units *, struct diag *);
/* Whether values of the column "table.column" hold Markdown: its name ends in _md. */
bool column_is_markdown(const char *context);
/* All units of a workspace: templates of the documents that have `languages:` (of all, where none
 * has), the partials and texts that they include, each file once; then declared columns (none where
 * store is NULL). */
void units_of_workspace(struct arena *, const struct library *, const struct manifest *,
                        struct store *, struct units *, struct diag *);

#endif
