/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the readers of the manifest's keys share. Private to manifest*.c. */
#ifndef DOC_MANIFEST_READ_H
#define DOC_MANIFEST_READ_H

#include "doc/manifest.h"

struct manifest_reader {
    struct arena *arena;
    struct manifest *manifest;
    struct diag *diag;
};

/* A text that is not empty; else reported, and *out stays as it is. */
void manifest_string(struct manifest_reader *, const struct yaml *, const char **out);
void manifest_strings(struct manifest_reader *, const struct yaml *, const char ***out, size_t *n);
bool manifest_is_map(struct manifest_reader *, const struct yaml *, const char *example);
/* languages: and translatable: */
void manifest_read_languages(struct manifest_reader *, const struct yaml *);
void manifest_read_translatable(struct manifest_reader *, const struct yaml *);
/* languages: and themes: of an entry. */
void manifest_read_editions(struct manifest_reader *, const struct yaml *languages, struct entry *);
void manifest_read_themes(struct manifest_reader *, const struct yaml *themes, struct entry *);

#endif
