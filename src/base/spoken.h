/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages in the user's language. The sources say them in English; a compiled catalogue (MO) that
 * run/ loads has the others. What is put into a message is translated with it where it is a part
 * that the program says (a literal, or what arena_printf made by a format that is translated) and
 * stands in no quotation marks: a user's word never is. Nothing here asks the process's locale, and
 * nothing that is translated reaches a document or JSON. */
#ifndef BASE_SPOKEN_H
#define BASE_SPOKEN_H

#include <stdarg.h>
#include <stdbool.h>

#include "base/text.h"

struct arena;

/* False: there is no such catalogue, or it is damaged; English stays. The last one loaded counts.
 */
bool spoken_load(const char *path);
/* A text or a format in the user's language, or as it is. */
const char *spoken(const char *english) __attribute__((format_arg(1)));
/* What strerror says. */
const char *spoken_fault(int number);
/* The message that the format makes of its arguments, in the user's language; NULL: as in English.
 */
char *spoken_print(struct arena *, const char *format, va_list);
/* What the format just made may become a part of a message. arena_printf tells it by itself. */
void spoken_remember(struct text english, const char *format, va_list);
void spoken_part(const char *english, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A part that was made so, in the user's language, if it is among the last; else as it is. */
struct text spoken_recall(struct text english);

#endif
