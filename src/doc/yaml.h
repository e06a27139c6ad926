/* SPDX-License-Identifier: GPL-3.0-or-later */
/* YAML into a small tree whose every node and key knows its place. Wraps libyaml; anchors, tags and
 * several documents in one file are errors. A key given twice is an error. */
#ifndef DOC_YAML_H
#define DOC_YAML_H

#include <stdbool.h>

#include "base/diagnostic.h"

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml {
    enum yaml_kind kind;
    struct text key;           /* in a map: this entry's key */
    struct place key_at, at;   /* of the key, of the value */
    struct place text_at;      /* YAML_SCALAR: of its first character, behind quote or | */
    struct text scalar;        /* YAML_SCALAR; also NUL-terminated */
    bool is_quoted;            /* the scalar stood in quotes: always text */
    struct yaml *child, *next; /* YAML_LIST, YAML_MAP: in order */
};

/* Parses text that begins at `start` (a front matter begins below its file's first line). NULL when
 * it is no YAML: reported, unless diag is NULL. An empty text is an empty map. */
struct yaml *yaml_parse(struct arena *, struct text, struct place start, struct diag *);
/* Reports the first key that a map has twice, unless diag is NULL; false then. */
bool yaml_keys_are_unique(struct arena *, const struct yaml *map, struct diag *);
struct yaml *yaml_find(const struct yaml *map, const char *key); /* NULL: none */
size_t yaml_count(const struct yaml *);
/* Reports each key of the map that is not among the known ones, with did-you-mean. */
void yaml_check_keys(const struct yaml *map, const char *const *known, size_t n, struct diag *);

/* Typed readings: false (reported at the value's place) when it is none. `what` names the key. */
bool yaml_text(const struct yaml *, struct text *out, struct diag *);
bool yaml_int(const struct yaml *, int64_t *out, struct diag *);
bool yaml_bool(const struct yaml *, bool *out, struct diag *); /* true, false */
/* A list of scalars, or one scalar as a list of one. */
bool yaml_texts(struct arena *, const struct yaml *, struct text **out, size_t *n, struct diag *);
/* A whole decimal number with an optional sign, within 64 bits. */
bool int_parse(struct text, int64_t *out);

#endif
