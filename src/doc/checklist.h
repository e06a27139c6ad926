/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which checks a document has: names of files in checks/, and globs (`V*`) that stand for all files
 * they match. Release gates are held against every document and stand for no glob. */
#ifndef DOC_CHECKLIST_H
#define DOC_CHECKLIST_H

#include "doc/library.h"
#include "doc/yaml.h"

struct check_name { /* as a front matter or a manifest names it; or a glob */
    const char *name;
    struct place at;
};

struct check_list { /* names alone, none twice */
    struct check_name *check;
    size_t n, cap;
};

/* Reads `checks: [V01, "A*"]`; a name given twice is a warning and is taken once. *out is not NULL
 * then, even if the list is empty. */
void check_names_read(struct arena *, const struct yaml *, struct check_name **out, size_t *n,
                      struct diag *);
/* Adds what the names mean and the list has not yet: globs by the order of names. One that matches
 * nothing is reported. */
void check_list_add(struct arena *, const struct library *, const struct check_name *, size_t n,
                    struct check_list *, struct diag *);
bool check_list_has(const struct check_list *, const char *name);

#endif
