/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Borrowed bytes: a pointer and a length, never dependent on a final NUL. Whoever hands one out
 * says how long the bytes live; most live in a document's arena. All text is UTF-8. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
    const char *p;
    size_t n;
};

#define TEXT(literal) ((struct text){(literal), sizeof(literal) - 1})

struct text text_of(const char *string);       /* NULL gives an empty text */
bool text_is(struct text, const char *string); /* equal to a C string */
bool text_is_among(struct text, const char *const *list, size_t n);
bool text_equal(struct text, struct text);
uint64_t text_hash(struct text);                    /* FNV-1a, 64 bits */
bool text_equal_caseless(struct text, struct text); /* but for ASCII case */
int text_order(struct text, struct text);           /* byte order: <0, 0, >0 */
bool text_starts(struct text, const char *prefix);
bool text_ends(struct text, const char *suffix);
struct text text_from(struct text, size_t offset); /* the rest; empty beyond the end */
struct text text_slice(struct text, size_t from, size_t to);
struct text text_trim(struct text);                /* without ASCII white space at both ends */
size_t text_find(struct text, const char *needle); /* offset, or SIZE_MAX */
size_t text_find_char(struct text, char);          /* offset, or SIZE_MAX */
bool text_has_caseless(struct text, const char *needle); /* but for ASCII case */

bool text_is_name(struct text); /* ASCII letters and _, digits behind the first */

/* Cuts the next line (without its LF or CRLF) off the front of *rest; false at the end. */
bool text_next_line(struct text *rest, struct text *line);
/* Cuts what stands before the next such mark off, trimmed, and the mark; false at the end. */
bool text_next_part(struct text *rest, char mark, struct text *part);
size_t text_digits(struct text); /* how many of ASCII's stand at the front */
/* Takes the character off the front; false: another one stands there. */
bool text_take(struct text *rest, char);
/* Takes `least` to `most` digits off the front, at most 9; false: there are fewer. */
bool text_take_number(struct text *rest, size_t least, size_t most, int *out);

#endif
