/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages with places, in GNU order (file:line:column: level: text), gathered for one document
 * or one command and printed by run/ only. The user's mistake is reported here and work goes on. */
#ifndef BASE_DIAGNOSTIC_H
#define BASE_DIAGNOSTIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/text.h"

/* Where something is. line and col count from 1 (col in code points); 0 = unknown, not printed.
 * row names the database row a value came from: "event id=3, column summary_md", or NULL. */
struct place {
    const char *file;
    uint32_t line, col;
    const char *row;
};

enum level { LEVEL_ERROR, LEVEL_WARNING, LEVEL_INFO, LEVEL_NOTE };

struct diag;

struct diag *diag_new(struct arena *); /* lives in the arena */
/* Makes a file's text known, so that messages can show the line they mean. Text is borrowed. */
void diag_source(struct diag *, const char *file, struct text);

void diag_error(struct diag *, struct place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void diag_warn(struct diag *, struct place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* What is worth knowing and fails nothing, not even when warnings do. */
void diag_info(struct diag *, struct place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* What is graver in one place than in another; the level is no note's. */
void diag_report(struct diag *, enum level, struct place, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* A note belongs to the message before it. */
void diag_note(struct diag *, struct place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The message before it is one of many alike: printed as text, ten are shown and one line counts
 * the others, "7 more LIKE". In JSON all are. */
void diag_fold(struct diag *, const char *like);
/* The number of messages and notes so far. */
size_t diag_mark(const struct diag *);
/* Gives each message since the mark a note after its others: what it concerns was included at that
 * place. Calls come from the inside out; a message has three such notes at most, and none twice in
 * turn. */
void diag_included(struct diag *, size_t mark, struct place);
/* Adds the note "did you mean 'X'?" when one of the known names is near the word. */
void diag_suggest(struct diag *, struct place, struct text word, const char *const *known,
                  size_t n);
/* The known name nearest to word, or NULL when none is within a third of its length. */
const char *diag_nearest(struct text word, const char *const *known, size_t n);

size_t diag_errors(const struct diag *);
size_t diag_warnings(const struct diag *);
size_t diag_count(const struct diag *); /* errors and warnings */

/* Takes out what `seen` has already (the same words, place and row) and what comes twice; the rest
 * becomes part of `seen`, which then has it by itself. */
void diag_drop_seen(struct diag *, struct diag *seen);

/* Prints all messages ordered by place (those without a place first), repeated ones once. */
void diag_print(const struct diag *, FILE *);
/* The same without what is only worth knowing. */
void diag_print_faults(const struct diag *, FILE *);
/* Prints a word as messages do: without what would command a terminal. */
void diag_put(FILE *, struct text);
/* One JSON object a line; `document` (may be NULL) is the output path it belongs to. */
void diag_print_json(const struct diag *, FILE *, const char *document);

/* The place `offset` bytes into text that begins at `start`. */
struct place place_after(struct place start, struct text, size_t offset);

struct buf;
/* Appends text as the inside of a JSON string (quotes not included). */
void json_escape(struct buf *, struct text);

#endif
