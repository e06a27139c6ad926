/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's own words in each language, as the build makes them from templates/po/words/. Ask
 * by locale_word (doc/locale.h). */
#ifndef DOC_WORDS_H
#define DOC_WORDS_H

#include "doc/locale.h"

struct word_table {
    const char *tag;
    const char *word[WORD_COUNT]; /* NULL: not translated, English stands in */
};
extern const struct word_table word_tables[];
extern const size_t word_table_count;
/* Those of a language (BCP 47) in its script; NULL: there are none. */
const struct word_table *words_find(const char *lang);

#endif
