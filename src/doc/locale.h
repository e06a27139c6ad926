/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers, money, dates and plurals in a document's language, by ICU: in the Gregorian calendar and
 * Latin digits where nobody asks for others. Values in, text out. Words the tool itself prints come
 * from here too. */
#ifndef DOC_LOCALE_H
#define DOC_LOCALE_H

#include "db/value.h"

struct locale;

/* Never NULL: a language ICU does not know falls back (prs to fa-AF, kmr to ku, else to the root).
 * ICU objects are cached for the process; the handle itself lives in the arena. */
struct locale *locale_open(struct arena *, const char *lang);
/* From now on numbers and days have the digits of the language's script: ١٢٣. */
void locale_use_native_digits(struct arena *, struct locale *);
const char *locale_lang(const struct locale *);
bool locale_is_rtl(const struct locale *);

/* The formatters of the template language. `format` is what follows the bar: "money:plain",
 * "date:long", "plural:\"one{# Person} other{# Personen}\"" (name and argument already split).
 * other: a second value where the formatter takes one (date-range's end), or NULL. Result in the
 * arena. NULL = value or argument do not fit; *fault then says why, without place. */
/* percent: a REAL is a share (0.594 is 59,4 %), an INT is percent already (59 is 59 %).
 * join: a TEXT's lines, or what commas separate in a single line. */
struct format {
    struct text name;     /* "money"; empty: none given */
    struct text argument; /* "plain", unquoted; empty: none */
    bool is_quoted;       /* the argument was a quoted string */
};
const char *locale_format(struct arena *, const struct locale *, const struct value *,
                          const struct format *, const struct value *other, const char **fault);
/* Whether the formatter, which may be none, prints every value of that kind if it prints one. */
bool locale_prints_all(const struct format *, enum value_kind);
/* A text that is a number gets a true minus where it is read down a column; what the formatters
 * print has it already. */
struct text locale_minus(struct arena *, struct text);
/* A decimal digit of any script, as `digits: native` prints them. */
bool locale_is_digit(uint32_t cp);
/* "A, B und C", or with a separator (not NULL) just that between the items. */
const char *locale_join(struct arena *, const struct locale *, const struct text *item, size_t n,
                        const char *separator);
/* What stands between the ends of a range, as in "1–2": an en dash also where CLDR has a hyphen. */
const char *locale_range_sign(struct arena *, const struct locale *);
/* Two things have a form of their own, which is neither singular nor plural. */
bool locale_has_dual(struct arena *, const struct locale *);
/* Formatter names there are, for did-you-mean. */
extern const char *const locale_formats[];
extern const size_t locale_format_count;
/* What `date` takes: "long", "month" …; "persian" … behind a comma. */
extern const char *const locale_date_styles[], *const locale_calendars[];
extern const size_t locale_date_style_count, locale_calendar_count;

/* The tool's own words in the document's language, from templates/po/words/TAG.po; where that has
 * none, in English. `#` in a word (doc/word_list.h tells in which) stands for a number. */
enum word {
#define WORD(name, english) WORD_##name,
#include "doc/word_list.h"
#undef WORD
    WORD_COUNT
};
const char *locale_word(const struct locale *, enum word);
/* The language it is in, where the words around it are in another (BCP 47); else NULL. */
const char *locale_word_lang(const struct locale *, enum word, const char *around);
/* The word with a number, or what else is meant by it, in the place of `#`. A space there does not
 * break. */
const char *locale_word_numbered(struct arena *, const struct locale *, enum word,
                                 const char *number);

/* Languages there is something to say of, by tag; any other may be asked for, too. */
extern const char *const locale_tags[];
extern const size_t locale_tag_count;
struct locale_facts {
    const char *name;   /* in English */
    const char *script; /* ISO 15924 */
    const char *digits; /* of the script; "": 0 to 9 */
    bool is_rtl;
};
struct locale_facts locale_describe(struct arena *, const char *tag);

/* Typographic marks of a language: quotation marks (outer, inner), dash for " -- ", ellipsis. */
struct marks {
    const char *open, *close, *open_inner, *close_inner, *dash, *apostrophe;
};
const struct marks *locale_marks(const char *lang);

#endif
