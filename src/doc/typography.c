/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Straight quotes, hyphens and dots become the marks of the text's language. It works on letters,
 * so that it sees what stands before and after emphasis, and runs before values are put in, so that
 * it cannot touch them. */
#include "doc/markdown.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"

struct writer {
    const struct passage *passage;
    const struct letters *in;
    struct letters out;
    const char *lang;
    const struct marks *marks;
    unsigned open_double, open_single;
    size_t doubles;    /* straight double quotes that are still to come */
    size_t last_quote; /* the letter behind the straight quote that came last */
    bool has_opened;   /* that one opened */
    bool has_inner;    /* the second double quote that is open has the inner marks */
};

static bool is_plain(const struct letter *letter)
{
    return !letter->look->is_literal && !letter->look->reference && !letter->is_escaped;
}

static bool is_space(uint32_t cp)
{
    if (cp < 0x80) /* most letters: without asking ICU */
        return cp == 0 || cp == ' ' || (cp >= '\t' && cp <= '\r');
    return cp == LINE_SEPARATOR || u_isUWhiteSpace((UChar32)cp);
}

static bool opens_after(uint32_t cp)
{
    return is_space(cp) || (cp < 0x80 && strchr("([{-/\"'", (int)cp)) || cp == 0x2013 ||
           cp == 0x2014 || cp == 0xAB || cp == 0x201E || cp == 0x201C || cp == 0x2018 ||
           cp == 0x201A || cp == 0xBF || cp == 0xA1;
}

static void write_mark(struct writer *w, const char *mark, const struct letter *from)
{
    struct text text = text_of(mark);
    for (size_t i = 0; i < text.n;) {
        struct letter letter = *from;
        i += utf8_decode(text.p + i, text.n - i, &letter.cp);
        letters_add(&w->out, letter);
    }
}

static void write_code_point(struct writer *w, uint32_t cp, const struct letter *from)
{
    struct letter letter = *from;
    letter.cp = cp;
    letters_add(&w->out, letter);
}

/* Whether a quote at i may open: behind another it does as that one did. */
static bool may_open(const struct writer *w, size_t i)
{
    uint32_t before = letters_before(w->passage, w->in, i);
    if (is_space(letters_after(w->passage, w->in, i)))
        return false;
    return i && i == w->last_quote ? w->has_opened : opens_after(before);
}

static void put_quote(struct writer *w, size_t i, const char *mark, bool opens)
{
    w->last_quote = i + 1;
    w->has_opened = opens;
    write_mark(w, mark, &w->in->p[i]);
}

/* A quotation within one that is closed later has the inner marks. */
static void put_double(struct writer *w, size_t i)
{
    const struct marks *marks = w->marks;
    w->doubles--;
    if (may_open(w, i)) {
        bool is_inner =
            w->open_double == 1 && !w->open_single && w->doubles >= 2 && w->doubles % 2 == 0;
        w->open_double++;
        w->has_inner |= is_inner;
        put_quote(w, i, is_inner ? marks->open_inner : marks->open, true);
        return;
    }
    bool was_inner = w->has_inner && w->open_double == 2;
    w->has_inner &= !was_inner;
    w->open_double -= w->open_double > 0;
    put_quote(w, i, was_inner ? marks->close_inner : marks->close, false);
}

enum { QUOTE_REACH = 2000 }; /* letters between two single quotes */

/* True when a closing single quote for the one at i follows. */
static bool is_closed_later(const struct writer *w, size_t i)
{
    for (size_t k = i + 1; k < w->in->n && k < i + QUOTE_REACH; k++) {
        if (w->in->p[k].cp != '\'' || !is_plain(&w->in->p[k]))
            continue;
        uint32_t before = letters_before(w->passage, w->in, k);
        uint32_t after = letters_after(w->passage, w->in, k);
        if (!is_space(before) && !u_isalnum((UChar32)after))
            return true;
    }
    return false;
}

static uint32_t letter_at(const struct writer *w, size_t i)
{
    return i < w->in->n ? w->in->p[i].cp : 0;
}

/* What is left out before a word: '68er, '90s, rock 'n' roll. */
static bool is_elision(const struct writer *w, size_t i)
{
    uint32_t a = letter_at(w, i + 1), b = letter_at(w, i + 2), c = letter_at(w, i + 3);
    if ((a == 'n' || a == 'N') && (b == '\'' || is_space(b)))
        return true;
    return a >= '0' && a <= '9' && b >= '0' && b <= '9' && u_isalpha((UChar32)c);
}

static bool is_hebrew(uint32_t cp)
{
    return cp >= 0x5D0 && cp <= 0x5EA;
}

/* In Hebrew words straight quotes are letters: gershayim before an abbreviation's last letter, and
 * geresh behind a letter for another sound, but where a quotation ends. */
static uint32_t hebrew_sign(const struct writer *w, size_t i)
{
    bool is_quote = w->in->p[i].cp == '"' || w->in->p[i].cp == '\'';
    if (!is_quote || !is_hebrew(letters_before(w->passage, w->in, i)))
        return 0;
    uint32_t after = letters_after(w->passage, w->in, i);
    if (w->in->p[i].cp == '"')
        return is_hebrew(after) ? 0x5F4 : 0;
    return is_hebrew(after) || !w->open_single ? 0x5F3 : 0;
}

static void put_single(struct writer *w, size_t i)
{
    uint32_t before = letters_before(w->passage, w->in, i);
    uint32_t after = letters_after(w->passage, w->in, i);
    if (may_open(w, i) && !w->open_single && !is_elision(w, i) && is_closed_later(w, i)) {
        w->open_single++;
        put_quote(w, i, w->marks->open_inner, true);
    } else if (w->open_single && !is_space(before) && !u_isalnum((UChar32)after)) {
        w->open_single--;
        put_quote(w, i, w->marks->close_inner, false);
    } else {
        write_mark(w, w->marks->apostrophe, &w->in->p[i]);
    }
}

static size_t count_run(const struct letters *in, size_t i)
{
    size_t n = 1;
    while (i + n < in->n && in->p[i + n].cp == in->p[i].cp && is_plain(&in->p[i + n]))
        n++;
    return n;
}

/* `--` with blanks around is the language's dash, between words or numbers an en dash; as the
 * beginning of a word (an option of a command) it stays. */
static bool put_dash(struct writer *w, size_t i, size_t n)
{
    bool blank_before = is_space(letters_before(w->passage, w->in, i));
    bool blank_after = is_space(letters_after(w->passage, w->in, i + n - 1));
    if (n == 3)
        write_code_point(w, 0x2014, &w->in->p[i]);
    else if (n == 2 && blank_before && blank_after)
        write_mark(w, w->marks->dash, &w->in->p[i]);
    else if (n == 2 && !blank_before)
        write_code_point(w, 0x2013, &w->in->p[i]);
    else
        return false;
    return true;
}

/* Takes over, as they are, the letters up to the next that may become a mark: nearly all. */
static size_t copy_common(struct writer *w, size_t i)
{
    const struct letter *p = w->in->p;
    size_t to = i;
    while (to < w->in->n && p[to].cp != '"' && p[to].cp != '\'' && p[to].cp != '-' &&
           p[to].cp != '.')
        to++;
    if (to > i)
        memcpy(letters_append(&w->out, to - i), p + i, (to - i) * sizeof *p);
    return to - i;
}

/* Writes what stands at i; returns how many letters that were. */
static size_t step(struct writer *w, size_t i)
{
    const struct letter *letter = &w->in->p[i];
    size_t n = 1;
    bool is_done = false;
    uint32_t sign = is_plain(letter) ? hebrew_sign(w, i) : 0;
    if (is_plain(letter)) {
        if (sign)
            is_done = (write_code_point(w, sign, letter), true);
        else if (letter->cp == '"')
            is_done = (put_double(w, i), true);
        else if (letter->cp == '\'')
            is_done = (put_single(w, i), true);
        else if (letter->cp == '-' && (n = count_run(w->in, i)) > 1)
            is_done = put_dash(w, i, n);
        else if (letter->cp == '.' && (n = count_run(w->in, i)) == 3)
            is_done = (write_code_point(w, 0x2026, letter), true);
    }
    for (size_t k = 0; !is_done && k < n; k++)
        letters_add(&w->out, w->in->p[i + k]);
    return n;
}

void typography_apply(const struct passage *passage, struct letters *letters)
{
    const char *document = passage->builder->options->lang, *last = NULL;
    struct writer w = {.passage = passage, .in = letters, .out = {.arena = letters->arena}};
    letters_reserve(&w.out, letters->n);
    for (size_t i = 0; i < letters->n; i++)
        w.doubles += letters->p[i].cp == '"' && is_plain(&letters->p[i]) && !hebrew_sign(&w, i);
    for (size_t i = copy_common(&w, 0); i < letters->n; i += copy_common(&w, i)) {
        const char *lang = letters->p[i].look->span.lang;
        lang = lang ? lang : document;
        if (lang != last || !w.marks) {
            w.marks = locale_marks(lang);
            last = lang;
        }
        i += step(&w, i);
    }
    *letters = w.out;
    ties_apply(passage, letters);
}
