/* SPDX-License-Identifier: GPL-3.0-or-later */
/* References as they are written: `@fig-x`, `@Fig-x` where a sentence begins, `@{fig-x}` where no
 * space follows, `[-@fig-x]` for the number alone, `[words @fig-x]` with the author's own words,
 * `[@fig-x; @fig-y]` for several. Each becomes one letter; its words come when the tree stands. */
#include "doc/reference.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

enum { LONGEST_WORDS = 200, MOST_IN_BRACKET = 100 };

static const struct {
    const char *prefix, *capital;
    enum reference_kind kind;
    bool is_page;
} forms[] = {{"sec-", "Sec-", REFERENCE_SECTION, false},
             {"fig-", "Fig-", REFERENCE_FIGURE, false},
             {"tbl-", "Tbl-", REFERENCE_TABLE, false},
             {"page-", NULL, REFERENCE_LINK, true}};
enum { FORMS = sizeof forms / sizeof *forms };

/* --- where one may stand --- */

static bool is_of(uint32_t cp, const UScriptCode *script, size_t n)
{
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode own = uscript_getScript((UChar32)cp, &status);
    for (size_t i = 0; i < n; i++)
        if (script[i] == own)
            return true;
    return false;
}

/* Written without spaces between words, or with endings that join any word. */
static bool is_unspaced(uint32_t cp)
{
    static const UScriptCode scripts[] = {USCRIPT_HAN,    USCRIPT_HIRAGANA, USCRIPT_KATAKANA,
                                          USCRIPT_HANGUL, USCRIPT_THAI,     USCRIPT_LAO,
                                          USCRIPT_KHMER,  USCRIPT_MYANMAR};
    return cp > 0x7F && is_of(cp, scripts, sizeof scripts / sizeof *scripts);
}

/* Prepositions and articles join the word behind them. */
static bool is_prefixing(uint32_t cp)
{
    static const UScriptCode scripts[] = {USCRIPT_HEBREW, USCRIPT_ARABIC, USCRIPT_ETHIOPIC};
    return cp > 0x7F && is_of(cp, scripts, sizeof scripts / sizeof *scripts);
}

/* Behind other letters an `@` is an address's. */
bool reference_may_follow(uint32_t before)
{
    return !before || !u_isalnum((UChar32)before) || is_unspaced(before) || is_prefixing(before);
}

bool reference_ends_before(uint32_t first, uint32_t cp)
{
    return is_unspaced(cp) && !is_unspaced(first);
}

/* --- ids --- */

static bool is_plain(const struct letter *letter)
{
    return !letter->look->is_literal && !letter->is_escaped;
}

static bool is_sign(const struct letters *letters, size_t i, char sign)
{
    return i < letters->n && letters->p[i].cp == (unsigned char)sign && is_plain(&letters->p[i]);
}

static bool is_id_letter(uint32_t cp)
{
    return cp == '-' || cp == '_' || (cp >= TOKEN_OPEN && cp <= TOKEN_CLOSE) ||
           u_isalnum((UChar32)cp);
}

/* Letter i is the id's first. */
static size_t id_end(const struct letters *letters, size_t i, bool is_braced)
{
    size_t from = i;
    uint32_t first = 0; /* behind the prefix */
    for (; i < letters->n && is_plain(&letters->p[i]); i++) {
        uint32_t cp = letters->p[i].cp;
        if (!is_id_letter(cp) || (!is_braced && first && reference_ends_before(first, cp)))
            break;
        bool is_behind = i > from && letters->p[i - 1].cp == '-';
        first = first || !is_behind ? first : cp;
    }
    return i;
}

static struct text letters_between(struct passage *passage, const struct letters *letters,
                                   size_t from, size_t to)
{
    struct letters part = {.p = letters->p + from, .n = to - from};
    return passage_plain(passage, letters_text(passage->builder->arena, &part), NULL);
}

static struct reference *reference_new(struct passage *passage, const struct letter *from,
                                       size_t form, struct text id)
{
    struct builder *builder = passage->builder;
    struct reference *reference = ARENA_NEW(builder->arena, struct reference);
    const char *prefix = forms[form].prefix;
    struct text rest = text_from(id, strlen(prefix));
    *reference = (struct reference){
        .kind = forms[form].kind,
        .id = arena_printf(builder->arena, "%s%.*s", forms[form].is_page ? "" : prefix, (int)rest.n,
                           rest.p),
        .at = from->look->is_fixed ? from->look->span.at : passage_place(passage, from->offset),
        .is_capital = !text_starts(id, prefix)};
    reference->link = target_within(builder, reference->id, reference->at);
    return reference;
}

/* The `@` at i: false when it begins no reference. */
static bool read_at(struct passage *passage, const struct letters *letters, size_t i,
                    struct reference_written *out)
{
    bool is_braced = is_sign(letters, i + 1, '{');
    size_t from = i + 1 + is_braced, end = id_end(letters, from, is_braced);
    if (is_braced && !is_sign(letters, end, '}'))
        return false;
    while (!is_braced && end > from && letters->p[end - 1].cp == '-')
        end--;
    if (end == from)
        return false;
    struct text id = letters_between(passage, letters, from, end);
    for (size_t form = 0; form < FORMS; form++) {
        size_t n = strlen(forms[form].prefix);
        bool is_form = text_starts(id, forms[form].prefix) ||
                       (forms[form].capital && text_starts(id, forms[form].capital));
        if (!is_form || id.n == n)
            continue;
        out->first = reference_new(passage, &letters->p[i], form, id);
        out->is_page = forms[form].is_page;
        out->end = end + is_braced;
        return true;
    }
    return false;
}

/* --- brackets --- */

static size_t skip_space(const struct letters *letters, size_t i)
{
    while (is_sign(letters, i, ' '))
        i++;
    return i;
}

/* The first `@` or `-@` behind the bracket; 0: there is none that it could hold. */
static size_t find_first(const struct letters *letters, size_t open)
{
    for (size_t i = open + 1; i < letters->n && i - open < LONGEST_WORDS; i++) {
        const struct letter *letter = &letters->p[i];
        if (is_sign(letters, i, '@'))
            return i > open + 1 && is_sign(letters, i - 1, '-') ? i - 1 : i;
        if (letter->cp == LINE_SEPARATOR || letter->cp == OBJECT || letter->look->span.link ||
            is_sign(letters, i, '[') || is_sign(letters, i, ']'))
            return 0;
    }
    return 0;
}

/* `@id; @id]`, of which the first is at i: false when it is not so to the end. */
static bool read_several(struct passage *passage, const struct letters *letters, size_t i,
                         struct reference_written *out)
{
    struct reference *first = NULL, *last = NULL;
    bool is_bare = false;
    for (size_t n = 0; n < MOST_IN_BRACKET; n++) {
        struct reference_written one = {0};
        bool has_minus = is_sign(letters, i, '-');
        if (!is_sign(letters, i + has_minus, '@') ||
            !read_at(passage, letters, i + has_minus, &one) || one.is_page)
            return false;
        is_bare |= has_minus;
        *(last ? &last->next : &first) = one.first;
        last = one.first;
        i = skip_space(letters, one.end);
        if (is_sign(letters, i, ']')) {
            out->first = first;
            out->end = i + 1;
            first->is_bare = is_bare;
            return true;
        }
        if (!is_sign(letters, i, ';'))
            return false;
        i = skip_space(letters, i + 1);
    }
    return false;
}

/* The `[` at i: false when it holds anything but references, and words before them. */
static bool read_bracket(struct passage *passage, const struct letters *letters, size_t i,
                         struct reference_written *out)
{
    size_t at = find_first(letters, i);
    if (!at || !read_several(passage, letters, at, out))
        return false;
    out->words_from = skip_space(letters, i + 1);
    out->words_to = at;
    if (out->words_from < out->words_to)
        out->first->is_bare = true;
    return true;
}

/* --- what is left behind --- */

/* The author's words, which lead where the number does, and do not part from it. */
static void put_words(struct passage *passage, const struct letters *letters,
                      const struct reference_written *written, struct letters *out)
{
    const struct look *old = NULL;
    struct look *look = NULL;
    const struct link *link = written->first->next ? NULL : written->first->link;
    for (size_t i = written->words_from; i < written->words_to; i++) {
        struct letter letter = letters->p[i];
        if (letter.look != old) {
            old = letter.look;
            look = look_new(passage, old);
            look->span.link = link;
        }
        letter.look = look;
        if (i + 1 == written->words_to && letter.cp == ' ')
            letter.cp = NO_BREAK_SPACE;
        letters_add(out, letter);
    }
}

/* A number alone does not part from the word before it: "Seite 5", "Abb. 3". */
static void tie_to_word(struct letters *out)
{
    size_t n = out->n;
    if (n > 1 && is_sign(out, n - 1, ' ') &&
        (u_isalnum((UChar32)out->p[n - 2].cp) || out->p[n - 2].cp == '.'))
        out->p[n - 1].cp = NO_BREAK_SPACE;
}

/* The one letter that stands for it, found at letter i. */
static void put(struct passage *passage, const struct letters *letters, size_t i,
                const struct reference_written *written, struct letters *out)
{
    struct builder *builder = passage->builder;
    struct reference *first = written->first;
    struct letter letter = letters->p[written->words_to > i ? written->words_to : i];
    struct look *look = look_new(passage, letter.look);
    put_words(passage, letters, written, out);
    if (first->is_bare || written->is_page)
        tie_to_word(out);
    /* where a block of the text begins, a sentence does */
    first->is_capital |= i == 0 && passage->expansion;
    look->span.link = first->link;
    look->is_literal = true;
    letter.look = look;
    letter.cp = OBJECT;
    if (written->is_page) {
        look->span.page_of = first->id;
        builder->tree->refers_to_pages = true;
        letter.cp = '?';
        reference_pending(builder, *first);
    } else {
        look->reference = first;
    }
    letters_add(out, letter);
}

static bool read(struct passage *passage, const struct letters *letters, size_t i,
                 struct reference_written *out)
{
    *out = (struct reference_written){0};
    if (letters->p[i].look->span.link)
        return false;
    if (is_sign(letters, i, '['))
        return read_bracket(passage, letters, i, out);
    return is_sign(letters, i, '@') && reference_may_follow(letters_before(passage, letters, i)) &&
           read_at(passage, letters, i, out);
}

void references_find(struct passage *passage, struct letters *letters)
{
    struct letters out = {.arena = letters->arena};
    struct reference_written written;
    size_t begun = 0;
    for (size_t i = 0; i < letters->n; i++) {
        if (!read(passage, letters, i, &written))
            continue;
        for (; begun < i; begun++)
            letters_add(&out, letters->p[begun]);
        put(passage, letters, i, &written, &out);
        begun = written.end;
        i = begun - 1;
    }
    if (!begun)
        return;
    for (; begun < letters->n; begun++)
        letters_add(&out, letters->p[begun]);
    *letters = out;
}
