/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters are CLDR's index characters of the language ("CH" in Czech, "LL" in Albanian), each text
 * below the last one that the collation puts before it, accents and case apart, as in UTS #35, part
 * 5, "Index characters". Chinese words stand below the letters of their pinyin: the collation has a
 * place for each, U+FDD0 and the letter. What is in another script than the letters stands below
 * its own first letter, without accents that the collation does not part words by. */
#include "doc/order.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/uiter.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "db/collate.h"

enum { MOST_LETTERS = 250, LETTER_UNITS = 8, RANK_OTHER = 254 };

struct index_letter {
    struct text said, border; /* what it is compared by */
};

struct order {
    UCollator *all, *primary; /* NULL: ICU has none, and texts are ordered by their bytes */
    struct index_letter letter[MOST_LETTERS], pinyin[MOST_LETTERS];
    size_t letters, pinyins;
};

static UCollator *open_collator(const char *locale, bool is_primary)
{
    UErrorCode status = U_ZERO_ERROR;
    UCollator *collator = ucol_open(locale, &status);
    if (U_SUCCESS(status) && is_primary)
        ucol_setStrength(collator, UCOL_PRIMARY);
    return U_SUCCESS(status) ? collator : NULL;
}

static int compare_by(const UCollator *collator, struct text a, struct text b)
{
    UCharIterator left, right;
    UErrorCode status = U_ZERO_ERROR;
    uiter_setUTF8(&left, a.p, (int32_t)a.n);
    uiter_setUTF8(&right, b.p, (int32_t)b.n);
    int result = collator ? ucol_strcollIter(collator, &left, &right, &status) : 0;
    return U_SUCCESS(status) ? result : 0;
}

/* Accents and case apart. */
static int compare(const struct order *order, struct text a, struct text b)
{
    return compare_by(order->primary, a, b);
}

static struct text from_units(struct arena *arena, const UChar *unit, int32_t n)
{
    char utf8[LETTER_UNITS * 3 + 1];
    int32_t bytes = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8(utf8, sizeof utf8, &bytes, unit, n, &status);
    return U_SUCCESS(status) ? arena_text(arena, (struct text){utf8, (size_t)bytes}) : TEXT("");
}

/* Sorted in; of those that are the same but for accents and case the plainest stays: Е, not Ё. */
static void add_letter(struct order *order, struct text said)
{
    size_t at = order->letters;
    while (at > 0 && compare(order, order->letter[at - 1].said, said) > 0)
        at--;
    bool is_known = at > 0 && compare(order, order->letter[at - 1].said, said) == 0;
    if (is_known && compare_by(order->all, said, order->letter[at - 1].said) < 0)
        order->letter[at - 1] = (struct index_letter){said, said};
    if (is_known || !said.n || order->letters == MOST_LETTERS)
        return;
    memmove(order->letter + at + 1, order->letter + at,
            (order->letters - at) * sizeof *order->letter);
    order->letter[at] = (struct index_letter){said, said};
    order->letters++;
}

static void add_letters(struct order *order, struct arena *arena, const USet *set)
{
    for (int32_t i = 0; i < uset_getItemCount(set); i++) {
        UChar32 from, to;
        UChar unit[LETTER_UNITS];
        UErrorCode status = U_ZERO_ERROR;
        int32_t n = uset_getItem(set, i, &from, &to, unit, LETTER_UNITS, &status);
        if (U_FAILURE(status))
            continue;
        if (n)
            add_letter(order, from_units(arena, unit, n));
        for (UChar32 c = from; !n && c <= to; c++) {
            int32_t units = 0;
            u_strFromUTF32(unit, LETTER_UNITS, &units, &c, 1, &status);
            add_letter(order, from_units(arena, unit, units));
        }
    }
}

static void read_letters(struct order *order, struct arena *arena, const char *locale)
{
    UErrorCode status = U_ZERO_ERROR;
    ULocaleData *data = ulocdata_open(locale, &status);
    USet *set = U_SUCCESS(status)
                    ? ulocdata_getExemplarSet(data, NULL, 0, ULOCDATA_ES_INDEX, &status)
                    : NULL;
    if (U_SUCCESS(status) && set)
        add_letters(order, arena, set);
    uset_close(set);
    ulocdata_close(data);
}

/* Only where the collation is by pinyin do these places stand between ideographs. */
static void read_pinyin(struct order *order, struct arena *arena)
{
    struct text first = TEXT("\uFDD0A"), last = TEXT("\uFDD0Z"), middle = TEXT("北");
    if (compare(order, first, middle) >= 0 || compare(order, middle, last) >= 0)
        return;
    for (size_t i = 0; i < order->letters; i++) {
        struct text said = order->letter[i].said;
        /* no syllable begins with I, U, V: nothing is between them and the next letter */
        struct text from = text_is(said, "I")                         ? TEXT("J")
                           : text_is(said, "U") || text_is(said, "V") ? TEXT("W")
                                                                      : said;
        const char *border = arena_printf(arena, "\uFDD0%.*s", (int)from.n, from.p);
        order->pinyin[order->pinyins++] = (struct index_letter){said, text_of(border)};
    }
}

struct order *order_open(struct arena *arena, const char *lang)
{
    char locale[ULOC_FULLNAME_CAPACITY] = "";
    struct order *order = ARENA_NEW(arena, struct order);
    collation_locale(lang, locale, sizeof locale);
    order->all = open_collator(locale, false);
    order->primary = open_collator(locale, true);
    read_letters(order, arena, locale);
    read_pinyin(order, arena);
    return order;
}

void order_close(struct order *order)
{
    ucol_close(order->all);
    ucol_close(order->primary);
}

/* The script of kana is one. */
static UScriptCode script_at(struct text text, uint32_t *cp)
{
    UErrorCode status = U_ZERO_ERROR;
    *cp = 0;
    if (text.n)
        utf8_decode(text.p, text.n, cp);
    UScriptCode script = uscript_getScript((UChar32)*cp, &status);
    return script == USCRIPT_KATAKANA ? USCRIPT_HIRAGANA : script;
}

/* How many of the letters stand before the text. */
static size_t letters_before(const struct order *order, const struct index_letter *letter, size_t n,
                             struct text text)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(order, letter[middle].border, text) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Its place among the letters, from 1; 0 before them, RANK_OTHER behind. */
static unsigned rank_of(const struct order *order, struct text text, bool *is_other)
{
    uint32_t cp, first;
    UScriptCode script = script_at(text, &cp);
    bool is_pinyin = script == USCRIPT_HAN && order->pinyins;
    size_t n = is_pinyin ? letters_before(order, order->pinyin, order->pinyins, text)
                         : letters_before(order, order->letter, order->letters, text);
    bool is_same = order->letters && script == script_at(order->letter[n ? n - 1 : 0].said, &first);
    *is_other = u_isalpha((UChar32)cp) && !is_pinyin && !is_same;
    return *is_other && n ? RANK_OTHER : (unsigned)n;
}

static struct text from_code_point(struct arena *arena, uint32_t cp)
{
    struct buf out = {0};
    buf_code_point(&out, cp);
    struct text letter = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return letter;
}

/* "A" of "ä", whose words stand between those of "a"; but "Й", which has words of its own. */
static struct text plain_letter(const struct order *order, struct arena *arena, uint32_t cp)
{
    struct text letter = from_code_point(arena, (uint32_t)u_toupper((UChar32)cp));
    UChar unit[LETTER_UNITS];
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
    int32_t n = unorm2_getDecomposition(nfd, u_toupper((UChar32)cp), unit, LETTER_UNITS, &status);
    if (U_FAILURE(status) || n < 1)
        return letter;
    struct text plain = from_units(arena, unit, U16_IS_LEAD(unit[0]) ? 2 : 1);
    return compare(order, plain, letter) == 0 ? plain : letter;
}

struct text order_letter(struct order *order, struct arena *arena, struct text text)
{
    bool is_other;
    uint32_t cp;
    unsigned rank = rank_of(order, text, &is_other);
    if (!is_other)
        return rank ? arena_text(arena, order->letter[rank - 1].said) : TEXT("");
    bool is_han = script_at(text, &cp) == USCRIPT_HAN;
    return is_han ? TEXT("") : plain_letter(order, arena, cp);
}

static void put_sort_key(struct buf *out, const UCollator *collator, struct text text)
{
    int32_t most = (int32_t)text.n + 1, units = 0;
    UErrorCode status = U_ZERO_ERROR;
    UChar *unit = heap_resize(NULL, (size_t)most, sizeof *unit);
    u_strFromUTF8(unit, most, &units, text.p, (int32_t)text.n, &status);
    int32_t n = U_SUCCESS(status) ? ucol_getSortKey(collator, unit, units, NULL, 0) : 0;
    uint8_t *key = heap_resize(NULL, (size_t)n + 1, 1);
    ucol_getSortKey(collator, unit, units, key, n);
    buf_text(out, (struct text){(const char *)key, (size_t)n});
    free(key);
    free(unit);
}

struct text order_key(struct order *order, struct arena *arena, struct text text)
{
    struct buf out = {0};
    bool is_other;
    buf_char(&out, (char)(1 + rank_of(order, text, &is_other)));
    if (order->all)
        put_sort_key(&out, order->all, text);
    buf_text(&out, text);
    buf_char(&out, '\0');
    struct text key = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return key;
}
