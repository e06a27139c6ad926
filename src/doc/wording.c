/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each piece is recognised by its first byte; a search for its end goes a limited way, so that a
 * text of openings alone takes no more than its length, times that limit at worst. */
#include "doc/wording.h"

#include <string.h>

#include <unicode/uchar.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "doc/markdown.h"

enum { LONGEST_PIECE = 1000 };

static bool is_address_char(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c) || (c & 0x80) ||
           ascii_is_in("-._~:/?#@!$&*+,;=%", c);
}

static bool is_word_byte(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c) || (c & 0x80);
}

/* Bytes of the tag at the front; 0: none. A triple's brace belongs to it. */
static size_t tag_length(const struct wording *w, struct text rest)
{
    struct delimiters tags = w->tags;
    struct tag_reader reader = {.dialect = DIALECT_STRICT, .open = tags.open, .close = tags.close};
    const struct stretch stretch = {.text = text_slice(rest, 0, LONGEST_TAG)};
    struct tag tag;
    if (!tags.open.n || !text_equal(text_slice(rest, 0, tags.open.n), tags.open))
        return 0;
    tag_begin(&reader, &stretch);
    return tag_next(&reader, 0, &tag) == TAG_FOUND && tag.from == 0 ? tag.to : 0;
}

static size_t run_length(struct text rest, char mark)
{
    size_t n = 0;
    while (n < rest.n && rest.p[n] == mark)
        n++;
    return n;
}

static size_t code_length(struct wording *w, struct text rest)
{
    size_t n = run_length(rest, '`'), slot = n < 8 ? n : 0;
    if (w->no_code[slot] > w->at)
        return 0;
    for (size_t i = n; i < rest.n;) {
        size_t run = run_length(text_from(rest, i), '`');
        if (run == n)
            return i + n;
        i += run ? run : 1;
    }
    w->no_code[slot] = slot ? w->text.n : 0;
    return 0;
}

/* `](target)` or `][name]`, which begins at the bracket: bytes up to the closing sign. */
static size_t target_length(struct text rest)
{
    if (rest.n < 3 || !ascii_is_in("([", rest.p[1]))
        return 0;
    char close = rest.p[1] == '(' ? ')' : ']';
    size_t depth = 0, most = rest.n < LONGEST_PIECE ? rest.n : LONGEST_PIECE;
    for (size_t i = 2; i < most; i++) {
        if (rest.p[i] == '\\')
            i++;
        else if (close == ')' && rest.p[i] == '(')
            depth++;
        else if (rest.p[i] == close && !depth--)
            return i + 1;
    }
    return 0;
}

/* `<https://…>`, `<a@b.de>` or `<br>`, up to its closing sign. */
static size_t angle_length(struct text rest, bool *is_address)
{
    bool has_mark = false;
    for (size_t i = 1; i < rest.n && i < LONGEST_PIECE; i++) {
        has_mark = has_mark || ascii_is_in(":@", rest.p[i]);
        if (rest.p[i] == '<' ||
            (i == 1 && !ascii_is_letter(rest.p[i]) && !ascii_is_in("!/", rest.p[i])))
            return 0;
        if (rest.p[i] == '>') {
            *is_address = has_mark && text_find_char(text_slice(rest, 0, i), ' ') == SIZE_MAX;
            return i + 1;
        }
    }
    return 0;
}

/* What ends a sentence ends no address. */
static size_t without_stops(struct text rest, size_t n)
{
    while (n && ascii_is_in(".,;:!?*_~", rest.p[n - 1]))
        n--;
    return n;
}

static size_t take_address(struct text rest)
{
    size_t n = 0;
    while (n < rest.n && n < LONGEST_PIECE && is_address_char(rest.p[n]))
        n++;
    return without_stops(rest, n);
}

/* An address that stands for itself, at the beginning of a word. */
static size_t bare_length(const struct wording *w, struct text rest)
{
    static const char *const starts[] = {"http://", "https://", "www.", "mailto:", "tel:"};
    if (w->at && is_word_byte(w->text.p[w->at - 1]))
        return 0;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (text_starts(rest, starts[i]))
            return take_address(rest);
    size_t n = 0, sign = 0;
    for (; n < rest.n && n < 200; n++) {
        if (rest.p[n] == '@' && !sign && n)
            sign = n;
        else if (!ascii_is_letter(rest.p[n]) && !ascii_is_digit(rest.p[n]) &&
                 !ascii_is_in("-._+", rest.p[n]))
            break;
    }
    n = without_stops(rest, n);
    bool has_host = sign && n > sign && text_find_char(text_slice(rest, sign, n), '.') != SIZE_MAX;
    return has_host ? n : 0;
}

/* The character before w->at; 0: none. */
static uint32_t character_before(const struct wording *w)
{
    uint32_t cp = 0;
    size_t at = w->at;
    while (at && w->at - at < 4 && (w->text.p[at - 1] & 0xC0) == 0x80)
        at--;
    if (at)
        utf8_decode(w->text.p + at - 1, w->at - at + 1, &cp);
    return cp;
}

/* Where the id behind a reference's prefix ends. */
static size_t reference_id_end(struct text rest, size_t n)
{
    uint32_t first = 0, cp;
    if (n < rest.n)
        utf8_decode(rest.p + n, rest.n - n, &first);
    for (size_t step; n < rest.n; n += step) {
        step = utf8_decode(rest.p + n, rest.n - n, &cp);
        bool is_of_id = cp == '-' || cp == '_' || u_isalnum((UChar32)cp);
        if (!is_of_id || reference_ends_before(first, cp))
            break;
    }
    return n;
}

/* "@sec-x" and its like, "@Sec-x", "@{sec-x}". */
static size_t reference_length(const struct wording *w, struct text rest)
{
    static const char *const kinds[] = {"sec-", "fig-", "tbl-", "page-", "Sec-", "Fig-", "Tbl-"};
    bool is_braced = text_starts(rest, "@{");
    struct text id = text_from(rest, 1 + (size_t)is_braced);
    if (!is_braced && !reference_may_follow(character_before(w)))
        return 0;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!text_starts(id, kinds[i]))
            continue;
        if (!is_braced)
            return 1 + reference_id_end(id, strlen(kinds[i]));
        size_t end = text_find_char(text_slice(id, 0, LONGEST_PIECE), '}');
        return end == SIZE_MAX ? 0 : 2 + end + 1;
    }
    return 0;
}

static size_t note_length(struct text rest)
{
    if (!text_starts(rest, "[^"))
        return 0;
    for (size_t i = 2; i < rest.n && i < 100; i++)
        if (rest.p[i] == ']')
            return i > 2 ? i + 1 : 0;
        else if (ascii_is_space(rest.p[i]) || rest.p[i] == '[')
            return 0;
    return 0;
}

/* Bytes of what begins here, if it is no plain text. */
static size_t special_length(struct wording *w, struct text rest, enum wording_kind *kind)
{
    bool is_address = false;
    size_t n = tag_length(w, rest);
    *kind = WORDING_TAG;
    if (n || w->is_value)
        return n;
    switch (*rest.p) {
    case '`': *kind = WORDING_CODE; return code_length(w, rest);
    case ']': *kind = WORDING_TARGET; return target_length(rest);
    case '[': *kind = WORDING_NOTE; return note_length(rest);
    case '@': *kind = WORDING_REFERENCE; return reference_length(w, rest);
    case '{':
        *kind = WORDING_ATTRIBUTES;
        return attributes_scan_end(text_slice(rest, 0, LONGEST_PIECE));
    case '<':
        n = angle_length(rest, &is_address);
        *kind = is_address ? WORDING_ADDRESS : WORDING_HTML;
        return n;
    default: *kind = WORDING_ADDRESS; return is_word_byte(*rest.p) ? bare_length(w, rest) : 0;
    }
}

bool wording_next(struct wording *w, enum wording_kind *kind, struct text *out)
{
    size_t from = w->at;
    while (w->at < w->text.n) {
        struct text rest = text_from(w->text, w->at);
        bool is_escape = *rest.p == '\\' && rest.n > 1 && ascii_is_mark(rest.p[1]) && !w->is_value;
        size_t n = is_escape ? 0 : special_length(w, rest, kind);
        if (n && w->at > from)
            break;
        if (n) {
            w->at += n;
            *out = text_slice(rest, 0, n);
            return true;
        }
        w->at += is_escape ? 2 : 1;
        while (!is_escape && w->at < w->text.n && is_word_byte(w->text.p[w->at - 1]) &&
               is_word_byte(w->text.p[w->at]) &&
               (!w->tags.open.n || w->text.p[w->at] != *w->tags.open.p))
            w->at++;
    }
    *kind = WORDING_TEXT;
    *out = text_slice(w->text, from, w->at);
    return out->n > 0;
}

static bool has_letter(struct text text)
{
    for (size_t i = 0; i < text.n;) {
        uint32_t cp;
        i += utf8_decode(text.p + i, text.n - i, &cp);
        if (u_isalpha((UChar32)cp))
            return true;
    }
    return false;
}

const char *wording_of_readers(struct text key, struct text value)
{
    static const char *const known[] = {"title", "alt",        "note",        "role",
                                        "heads", "count",      "total-label", "subtotal-label",
                                        "head",  "value-head", "series",      "credit",
                                        "of",    "entry",      "sub",         "see"};
    if (text_is(key, "series") && text_find_char(value, '|') == SIZE_MAX)
        return NULL; /* a column */
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_is(key, known[i]))
            return known[i];
    return NULL;
}

bool wording_is_list(struct text key)
{
    return text_is(key, "heads") || text_is(key, "series");
}

static bool attributes_have_letter(struct text raw)
{
    struct text key, value;
    char quote;
    for (size_t at = 0; attributes_pair(raw, &at, &key, &value, &quote);)
        if (wording_of_readers(key, value) && has_letter(value))
            return true;
    return false;
}

bool wording_has_words(struct text text, struct delimiters tags, bool is_value)
{
    struct wording w = {.text = text, .tags = tags, .is_value = is_value};
    enum wording_kind kind;
    for (struct text piece; wording_next(&w, &kind, &piece);)
        if ((kind == WORDING_TEXT && has_letter(piece)) ||
            (kind == WORDING_ATTRIBUTES && attributes_have_letter(piece)))
            return true;
    return false;
}
