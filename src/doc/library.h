/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where templates, partials, themes and texts are found: the workspace first, then what ships with
 * dokuwerk. Paths in messages are relative to the workspace. */
#ifndef DOC_LIBRARY_H
#define DOC_LIBRARY_H

#include "base/diagnostic.h"

struct library {
    const char *root;    /* the workspace's folder, or NULL (typeset without one) */
    const char *shipped; /* the folder that holds templates/, fonts/ as installed */
};

struct source {
    const char *path;  /* to open it */
    const char *shown; /* for messages: relative to the workspace where inside it */
    struct text text;  /* valid UTF-8, BOM removed; a final line end is guaranteed */
};

/* Reads a file; invalid UTF-8 is an error with its line and column (text is then repaired with
 * U+FFFD and the source still returned). NULL with the message at `at` when it cannot be read.
 * Also makes the text known to diag. */
struct source *source_read(struct arena *, const struct library *, const char *path,
                           struct place at, struct diag *);
/* The same without a line end added: what is read is printed. */
struct source *source_read_exact(struct arena *, const struct library *, const char *path,
                                 struct place at, struct diag *);
/* A template in a language (a tag, "de+ar", or NULL): NAME.TAG.md, where TAG loses its last subtags
 * one by one, then NAME.md; in templates/ or text/ of the workspace, then among the shipped. NULL:
 * none (not reported). */
char *library_template(struct arena *, const struct library *, const char *name, const char *lang);
/* A partial likewise, in templates/ or text/ or beside `beside` (a folder). */
char *library_partial(struct arena *, const struct library *, const char *name, const char *lang,
                      const char *beside);
/* Whether the file that was found for a name is NAME.TAG.md: in the language as it stands. */
bool library_is_replacement(const char *path, const char *name);
/* A partial of the official Mustache: NAME.mustache, NAME.md or NAME in a folder. */
char *library_mustache(struct arena *, const char *name, const char *beside);
/* themes/NAME.yaml in the workspace, then templates/themes/NAME.yaml among the shipped. */
char *library_theme(struct arena *, const struct library *, const char *name);
/* checks/NAME.sql in the workspace, then templates/checks/NAME.sql among the shipped. */
char *library_check(struct arena *, const struct library *, const char *name);
/* A pictogram: media/icons/NAME.svg in the workspace, then templates/media/icons/NAME.svg among the
 * shipped. */
char *library_icon(struct arena *, const struct library *, const char *name);
/* The shelves such files stand on; gates are the checks that are shipped. */
enum shelf {
    SHELF_TEMPLATES,
    SHELF_TEXT,
    SHELF_THEMES,
    SHELF_CHECKS,
    SHELF_GATES,
    SHELF_ICONS,
    SHELF_PO
};
/* Names there are, sorted. */
size_t library_names(struct arena *, const struct library *, enum shelf, const char ***names);

#endif
