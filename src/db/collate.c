/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The collator is opened at the first comparison and kept until the language changes. Texts that
 * the rules call equal are ordered by their bytes, so that the result is always the same. */
#include "db/collate.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/ucol.h>
#include <unicode/uiter.h>
#include <unicode/uloc.h>

#include "base/arena.h"
#include "base/text.h"

struct collation {
    char lang[64];
    UCollator *collator;
};

struct collation *collation_new(void)
{
    struct collation *collation = heap_resize(NULL, 1, sizeof *collation);
    *collation = (struct collation){0};
    return collation;
}

static void forget(struct collation *collation)
{
    if (collation->collator)
        ucol_close(collation->collator);
    collation->collator = NULL;
}

void collation_free(struct collation *collation)
{
    if (!collation)
        return;
    forget(collation);
    free(collation);
}

/* Languages that CLDR lacks borrow their order. Dari has Persian's, waw before heh; that of CLDR
 * for fa-AF has not. */
static const char *collation_lang(const char *lang)
{
    static const char *const loans[][2] = {{"prs", "fa"}, {"fa-AF", "fa"}, {"kmr", "ku"}};
    for (size_t i = 0; i < sizeof loans / sizeof *loans; i++) {
        size_t n = strlen(loans[i][0]);
        if (strncmp(lang, loans[i][0], n) == 0 && (lang[n] == '\0' || lang[n] == '-'))
            return loans[i][1];
    }
    return lang;
}

void collation_set(struct collation *collation, const char *lang)
{
    const char *wanted = lang && strlen(lang) < sizeof collation->lang ? collation_lang(lang) : "";
    if (strcmp(collation->lang, wanted) == 0)
        return;
    strcpy(collation->lang, wanted);
    forget(collation);
}

void collation_locale(const char *lang, char *name, int32_t size)
{
    UErrorCode status = U_ZERO_ERROR;
    uloc_forLanguageTag(collation_lang(lang), name, size, NULL, &status);
    /* The empty name would be the machine's own locale. */
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING || !*name)
        strcpy(name, "root");
}

static void open_collator(struct collation *collation)
{
    char locale[ULOC_FULLNAME_CAPACITY] = "";
    UErrorCode status = U_ZERO_ERROR;
    collation_locale(collation->lang, locale, sizeof locale);
    collation->collator = ucol_open(locale, &status);
    if (U_FAILURE(status))
        forget(collation);
}

static int compare(void *context, int n, const void *left, int m, const void *right)
{
    struct collation *collation = context;
    UCharIterator a, b;
    UErrorCode status = U_ZERO_ERROR;
    if (!collation->collator)
        open_collator(collation);
    uiter_setUTF8(&a, left, n);
    uiter_setUTF8(&b, right, m);
    int order = collation->collator ? ucol_strcollIter(collation->collator, &a, &b, &status) : 0;
    if (order == 0 || U_FAILURE(status))
        order = text_order((struct text){left, (size_t)n}, (struct text){right, (size_t)m});
    return order;
}

void collation_register(struct collation *collation, sqlite3 *db)
{
    sqlite3_create_collation_v2(db, "locale", SQLITE_UTF8, collation, compare, NULL);
}
