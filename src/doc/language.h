/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a language's tag says by itself (BCP 47), without a locale being opened. */
#ifndef DOC_LANGUAGE_H
#define DOC_LANGUAGE_H

#include "base/diagnostic.h"

/* Whether it is written from right to left: by the script in the tag, else by the one the language
 * is usually written in. */
bool language_is_rtl(const char *tag);
/* Whether the tag is well formed and its language one that ISO 639 names. */
bool language_is_known(const char *tag);
/* Says what is wrong with a tag, and which was meant perhaps. warns: it fails nothing. */
void language_report(struct diag *, struct place, const char *tag, bool warns);

#endif
