/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A unit's text, piece by piece: what is words, and what no translation may change - tags, code,
 * links' targets, addresses, attributes, references, footnotes. Read by the cutter (what has no
 * words is no unit) and by the checks of translations. */
#ifndef DOC_WORDING_H
#define DOC_WORDING_H

#include "doc/mask.h"

enum wording_kind {
    WORDING_TEXT,
    WORDING_TAG,
    WORDING_CODE,       /* `code`, with its marks */
    WORDING_TARGET,     /* of a link or picture: `](target "title")` */
    WORDING_ADDRESS,    /* a URL, an e-mail address */
    WORDING_ATTRIBUTES, /* {…} */
    WORDING_REFERENCE,  /* @sec-x */
    WORDING_NOTE,       /* [^x] */
    WORDING_HTML        /* <br>, <!-- --> */
};

enum { WORDING_KINDS = WORDING_HTML + 1 };

struct wording { /* being read: {text, tags} at first */
    struct text text;
    struct delimiters tags;
    bool is_value; /* of an attribute: tags alone are no words there */
    size_t at;
    size_t no_code[8]; /* no such fence closes before this offset */
};

/* The next piece, whose source is *out. False: at the end. */
bool wording_next(struct wording *, enum wording_kind *, struct text *out);
/* Whether there is a letter to translate in it. */
bool wording_has_words(struct text, struct delimiters, bool is_value);

/* The attribute's name, if its value is text for readers; else NULL. */
const char *wording_of_readers(struct text key, struct text value);
/* Whether such an attribute is a list, whose bars must survive. */
bool wording_is_list(struct text key);

#endif
