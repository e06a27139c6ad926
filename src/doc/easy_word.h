/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be said of a single German word. Private to easy*.c. */
#ifndef DOC_EASY_WORD_H
#define DOC_EASY_WORD_H

#include <stdbool.h>

#include "base/text.h"

/* How many bytes at its front are an abbreviation with its spaces ("z. B."); 0: none is there. */
size_t easy_abbreviation(struct text from);
/* A word without the signs around it: */
bool easy_is_gendered(struct text); /* "Bürger*innen", "BürgerInnen", "Bürger/-innen" */
bool easy_is_number(struct text);   /* "zwei", "dreißig", "zweihundert" */
bool easy_is_roman(struct text);    /* "II", "XIV" */
bool easy_is_date(struct text);     /* "14.09.2015" */
bool easy_is_shouted(struct text);  /* "WICHTIG"; short ones are names ("BAMF") */
bool easy_is_address(struct text);  /* a link's or a mailbox's */
size_t easy_letters(struct text);   /* of its longest part between hyphens and mediopoints */
size_t easy_digits(struct text);    /* of its longest run of digits */
bool easy_has_word(struct text);    /* a letter or a digit */
bool easy_is_capital(struct text);  /* begins with a capital letter */

#endif
