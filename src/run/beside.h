/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files that go with a document: within its PDF and, under the same names, beside it. They
 * appear together with the PDF or not at all. */
#ifndef RUN_BESIDE_H
#define RUN_BESIDE_H

#include "doc/template.h"
#include "pdf/pdf.h"

struct beside {
    const char *query;
    const char *path;     /* as manifest and messages show it */
    const char *output;   /* path to write; NULL: none */
    struct output *draft; /* what is written, under its temporary name; or NULL */
};

struct besides {
    struct beside *file;
    size_t n;
    bool is_unwritable; /* the disk refused one */
};

/* Those the front matter asks for, whatever becomes of them. output: of the PDF, or NULL. */
struct besides besides_list(struct arena *, const struct front *, const char *path,
                            const char *output);
/* Puts each file into the PDF and writes its draft; none when the PDF has nothing beside it, being
 * a device or a pipe. False: reported. */
bool besides_write(struct besides *, const struct expansion *, bool has_beside, struct pdf *,
                   struct diag *);
/* The drafts get their names when the bytes of all have arrived; false: reported. */
bool besides_commit(struct besides *, struct diag *);
void besides_abandon(struct besides *); /* what has no name yet goes */

#endif
