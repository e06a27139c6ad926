/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the locale_*.c files share: a locale's ICU names, ICU objects kept for the process, and
 * UTF-16 at ICU's border. Results are in the arena; NULL with *fault set when a value does not fit.
 */
#ifndef DOC_ICU_H
#define DOC_ICU_H

#include <unicode/utypes.h>

#include "doc/locale.h"

struct locale {
    const char *lang;     /* as the document says */
    const char *id;       /* ICU's: "de", "fa_AF", "root" */
    const char *digits;   /* ICU's "latn" or "native" */
    const char *full_id;  /* with Gregorian calendar and these digits */
    const char *language; /* "de" */
    bool is_rtl;
    const struct word_table *words; /* NULL: English serves */
};

struct utf16 {
    UChar *p;
    int32_t n;
};

struct utf16 utf16_of(struct arena *, struct text);
const char *utf16_text(struct arena *, const UChar *, int32_t n);

/* ICU objects live as long as the process, found again by a locale and more; a kind has a list of
 * its own. */
struct kept;
enum { LONGEST_KEY = 60 }; /* a pattern from our own tables */
void *kept_find(const struct kept *, const char *id, const char *detail); /* or NULL */
void kept_add(struct kept **, const char *id, const char *detail, void *handle);

const char *format_money(struct arena *, const struct locale *, const struct value *,
                         const struct format *, const char **fault);
const char *format_number(struct arena *, const struct locale *, const struct value *,
                          const struct format *, const char **fault);
const char *format_number_range(struct arena *, const struct locale *, const struct value *,
                                const struct value *end, const char **fault);
const char *format_percent(struct arena *, const struct locale *, const struct value *,
                           const struct format *, const char **fault);
const char *format_plural(struct arena *, const struct locale *, const struct value *,
                          const struct format *, const char **fault);
const char *format_date(struct arena *, const struct locale *, const struct value *,
                        const struct format *, const char **fault);
const char *format_time(struct arena *, const struct locale *, const struct value *,
                        const struct format *, const char **fault);
const char *format_range(struct arena *, const struct locale *, const struct value *,
                         const struct value *end, const char **fault);

#endif
