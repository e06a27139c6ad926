/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files catalog*.c share: from the bytes of a PO file to its entries. */
#ifndef DOC_CATALOG_PART_H
#define DOC_CATALOG_PART_H

#include "doc/catalog.h"

/* Where entries stand, in the order of the file. */
struct po_spot {
    struct place at; /* of the keyword msgstr */
    struct place id; /* of the keyword msgid */
    bool has_nul;    /* a string of it holds a NUL, which cuts it off */
};
struct po_scan {
    struct po_spot *spot;
    size_t n, cap;
    struct place domain; /* of the first keyword domain; line 0: there is none */
    bool has_header;
    size_t header;       /* its number among the spots */
    size_t header_end;   /* offset: before it nobody knows the charset */
    struct text charset; /* a slice of the text; empty: the header names none */
};
/* Finds the entries. What is no PO file gives some, too: whoever reads them will see. file: as
 * shown. */
void po_scan(struct arena *, struct text, const char *file, struct po_scan *);

/* The bytes of a PO file as UTF-8. */
struct po_bytes {
    struct text text;
    size_t faults;   /* bytes that are none in the charset, without those of comments */
    size_t first;    /* offset in `text` of the first one behind the header */
    char byte;       /* it */
    bool is_refused; /* a fault behind the header of a file whose charset is known */
    bool is_unknown; /* the charset */
};
struct po_bytes po_decode(struct arena *, struct text bytes, const struct po_scan *);

/* The entries, as libgettextpo reads them. */
struct po_entry {
    struct text context, id, text; /* context.p NULL: none */
    struct po_spot spot;
    bool is_fuzzy, is_obsolete, has_plural;
};
struct po_file {
    struct po_entry *entry;
    size_t n, cap;
};
/* Gives the text to libgettextpo and takes its verdict: false when `msgfmt -c` would refuse the
 * file; reported. */
bool po_read(struct arena *, struct text, const struct po_scan *, const char *shown,
             struct po_file *, struct diag *);
/* In our words what libgettextpo says in English, NUL-terminated; its own where there are none. */
const char *po_words(struct arena *, const char *message);

struct catalog {
    struct arena *arena;
    const char *lang, *shown;
    struct po_entry *entry;
    struct map *known; /* "context EOT source" or "source": the number of the entry */
    struct text header;
    struct place header_at;
};
/* The value of a field of the header, trimmed; empty: it has none. */
struct text po_field(struct text header, const char *name);
/* What makes a header useless or dangerous here, though it is a valid one. `text`: of the file;
 * is_unknown: its charset. False: there is none, which is an error. */
bool po_check_header(const struct catalog *, struct text, const struct po_scan *, bool is_unknown,
                     struct diag *);

#endif
