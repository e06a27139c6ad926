/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PO files written, by libgettextpo, so that they look as gettext's own programs write them. */
#ifndef DOC_CATALOG_WRITE_H
#define DOC_CATALOG_WRITE_H

#include "base/diagnostic.h"

/* A source text with the places it stands at. */
struct message {
    const char *context; /* or NULL */
    struct text text;
    const char **kind; /* what it is, for the translator; each once */
    size_t kinds, kind_cap;
    struct place *at;
    size_t places, place_cap;
};
/* Whether the translation keeps what it must: tags, links, numbers … False: reported at the place.
 */
bool message_check(struct arena *, const struct message *, struct text translation, struct place,
                   struct diag *);
/* A new file. comment: above the header, lines that end in \n; header: its fields, likewise. */
bool catalog_write(struct arena *, const char *path, const char *comment, const char *header,
                   const struct message *, size_t n, struct place, bool *is_cut, struct diag *);

/* What an entry is to say. */
struct change {
    const char *context; /* or NULL */
    struct text source, text;
    bool is_fuzzy;
};
/* Writes the PO file `from` to `to`, changed; a change without an entry is left out. Both fail with
 * an error at the place given; *is_cut: the disk did not take all of it. */
bool catalog_change(struct arena *, const char *from, const char *to, const struct change *,
                    size_t n, struct place, bool *is_cut, struct diag *);

/* The value of the header field Plural-Forms for a language; of one not known, that of most. */
const char *catalog_plural_forms(const char *lang);

#endif
