/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An expansion under construction: literal text and values are appended, each keeps its place. */
#ifndef DOC_DRAFT_H
#define DOC_DRAFT_H

#include "base/buffer.h"
#include "doc/template.h"

/* How the lines of the template text that is being appended are set: without the white space that
 * they share (the margin), behind the indentation of the tag that they come in place of. Values are
 * no lines: what is in them stays as it is. */
struct lines {
    struct text indent;     /* put before each line that is not empty */
    struct place indent_at; /* the tag that asks for it */
    struct text margin;     /* taken off each line */
    bool starts_line;       /* the next literal or value begins a line of the result, */
    bool starts_source;     /* of the template */
};

/* While it grows, it is on the heap. */
struct draft {
    struct arena *arena;
    struct buf text;
    struct insertion *insertion;
    struct origin *origin;
    struct tongue *tongue;
    struct use *use;
    const char **file;
    size_t insertions, insertion_cap, origins, origin_cap, uses, use_cap, files, file_cap, tongues,
        tongue_cap;
    size_t bytes; /* text and values together */
    struct lines lines;
    const char *lang, *home; /* of what is appended from here on: struct tongue */
};

struct draft draft_start(struct arena *);
/* Its content in the arena, as an expansion; the draft is empty then. */
void draft_finish(struct draft *, struct expansion *);
void draft_done(struct draft *);

/* From that byte on, footnotes that are defined there get labels of their own, with the suffix. */
void draft_rename_notes(struct draft *, size_t start, const char *suffix);
void draft_literal(struct draft *, struct text, struct place);
/* What follows stands in this line: its indentation is set. */
void draft_enter_line(struct draft *);
/* Lines of another template from here on, indented by `more` besides (white space at the place). */
void draft_indent(struct draft *, struct text more, struct place, struct text margin);
void draft_value(struct draft *, const struct insertion *);
/* The next literal byte is the first of a name that means these rows. */
void draft_use(struct draft *, const char *name, const struct slice *);

/* Reads a token at offset: its number and its length in bytes. False: there is none. */
bool token_read(struct text, size_t offset, size_t *index, size_t *length);
/* The draft as plain text: tokens replaced by their values, newlines by spaces; trimmed. */
struct text draft_plain(const struct draft *);

#endif
