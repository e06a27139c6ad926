/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Release gates: what must not be published now. A gate is a check file whose first line is
 * `-- release: TITLE`; each row of its SELECT refuses a picture (`path`, relative to the workspace)
 * or a text (`text`: a quotation, a name). Gates are always on: run once a purpose, they are held
 * against every document (hold.h). dokuwerk ships some, templates/checks/release-*.sql; a check of
 * the same name in the workspace stands in their place.
 *
 * A gate with a line `-- needs: table(column, column) table(column)` applies where the database has
 * them: without the first table it is silent, for anything else that lacks there is a warning. */
#ifndef DOC_RELEASE_H
#define DOC_RELEASE_H

#include "base/file.h"
#include "db/store.h"
#include "doc/library.h"

enum purpose { PURPOSE_WEB, PURPOSE_PRINT, PURPOSES };
const char *purpose_name(enum purpose); /* "web", "print": what :purpose is */

struct refusal {
    const char *gate;
    struct text path, text; /* either may be empty */
    const char *message;    /* why */
    const char *row;        /* "media id=7, column release_ok" */
};

struct known_file {
    struct file_id id;
    const struct refusal *refusal; /* NULL: a picture on record, nothing against it */
    const char *path;
};

struct release {
    enum purpose purpose;
    const struct refusal *refusal;
    size_t refusals;
    const struct known_file *file; /* refused ones that are there, by size */
    size_t files;
    const char *broken; /* a gate that could not be run, or NULL */
    const char *media;  /* the folder of pictures, when the database lists them; or NULL */
    const struct known_file *listed; /* by device and number */
    size_t listeds;
};

/* Runs all gates for both purposes. root: what a `path` is relative to. today: "YYYY-MM-DD" or
 * NULL, which is an error where a gate asks for it. Faults are reported; never NULL. */
void releases_load(struct arena *, const struct library *, const char *root, struct store *,
                   const char *today, const struct release *out[PURPOSES], struct diag *);

#endif
