/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of CommonMark 0.29 for what begins a block, of GFM for cells, and our own for divs,
 * captions and attributes: a backslash takes each its meaning. */
#include "doc/rewrite.h"

#include "base/ascii.h"
#include "doc/markdown.h"
#include "doc/wording.h"

enum { LONGEST_BRACKET = 1000 };

static const char line_separator[] = "\xE2\x80\xA8";

/* U+FDD0 and U+FDD1 mean values. */
static bool is_mark_of_ours(struct text rest)
{
    return text_starts(rest, "\xEF\xB7\x90") || text_starts(rest, "\xEF\xB7\x91");
}

static bool is_blank_or_end(struct text text, size_t i)
{
    return i >= text.n || ascii_is_space(text.p[i]);
}

static size_t run_of(struct text text, char c)
{
    size_t n = 0;
    while (n < text.n && text.p[n] == c)
        n++;
    return n;
}

/* `***`, `- - -`, `===`: nothing else on the line. */
static bool is_rule(struct text text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] != *text.p && !ascii_is_space(text.p[i]))
            return false;
    return text.n > 0 && ascii_is_in("*-_=", *text.p);
}

/* `<div`, `<!--`: neither an address nor what the source begins with, too. */
static bool opens_html(struct text text, struct text source)
{
    size_t end = text_find_char(text, '>');
    struct text inside = text_slice(text, 0, end);
    bool is_address = end != SIZE_MAX && (text_find_char(inside, ':') != SIZE_MAX ||
                                          text_find_char(inside, '@') != SIZE_MAX);
    bool is_known = end != SIZE_MAX && text_equal(text_slice(source, 0, end), inside);
    return !is_known && text.n > 1 &&
           (ascii_is_letter(text.p[1]) || ascii_is_in("/!?", text.p[1])) && !is_address;
}

/* `[x] `, `[!NOTE]`, `[name]: target`, `[^note]: text`. */
static bool opens_bracket(struct text text)
{
    size_t end = text_find_char(text, ']');
    bool is_task = end == 2 && ascii_is_in(" xX", text.p[1]) && is_blank_or_end(text, 3);
    return end != SIZE_MAX &&
           (is_task || (end + 1 < text.n && text.p[end + 1] == ':') || text_starts(text, "[!"));
}

/* Offset of the sign that makes a block of the line; SIZE_MAX: there is none. */
static size_t block_sign(struct text text, struct text source)
{
    size_t digits = text_digits(text);
    char c = text.n ? *text.p : '\0';
    if (digits)
        return digits < text.n && ascii_is_in(".)", text.p[digits]) &&
                       is_blank_or_end(text, digits + 1)
                   ? digits
                   : SIZE_MAX;
    bool opens = (c == '#' && is_blank_or_end(text, run_of(text, '#'))) || c == '>' ||
                 (ascii_is_in("-+*:", c) && is_blank_or_end(text, 1)) || is_rule(text) ||
                 (ascii_is_in("`~:", c) && run_of(text, c) >= 3) ||
                 (c == '<' && opens_html(text, source)) || (c == '[' && opens_bracket(text));
    if (c == '`' && opens) /* a code span that is closed on its line is none */
        opens = text_find_char(text_from(text, run_of(text, '`')), '`') == SIZE_MAX;
    return opens ? 0 : SIZE_MAX;
}

/* What follows the tags at the unit's front. */
static struct text first_words(const struct cut *cut)
{
    struct wording w = {.text = cut->text, .tags = cut->tags};
    enum wording_kind kind;
    struct text piece;
    while (wording_next(&w, &kind, &piece))
        if (kind != WORDING_TAG && text_trim(piece).n)
            return text_from(cut->text, (size_t)(text_trim(piece).p - cut->text.p));
    return (struct text){0};
}

struct writer {
    const struct cut *cut;
    struct buf *out;
    size_t start; /* of this unit in out */
    struct text text;
    enum wording_kind kind; /* of the piece */
    size_t sign, tail;      /* offsets to escape */
    size_t depth;           /* of sections */
    size_t brackets;        /* open */
    bool has_words;
    bool has_begun; /* the line: something has been printed, whatever the tags print */
    bool skips;     /* blanks behind a line end */
};

/* Where the piece has a sign that would make a block of a line that begins with it. One that is its
 * last goes with what the tag behind it leaves there. */
static size_t escape_place(const struct writer *w, struct text piece)
{
    struct text text = text_trim(piece);
    if (!text.n)
        return SIZE_MAX;
    size_t from = (size_t)(text.p - w->text.p), end = (size_t)(piece.p - w->text.p) + piece.n;
    struct text rest = text_from(w->text, from);
    bool is_last = from + 1 == end && end < w->text.n && ascii_is_in("#-+:", *text.p);
    /* HTML in later sections is left to the warning */
    size_t sign = is_last ? 0 : block_sign(rest, w->has_words ? rest : first_words(w->cut));
    return sign == SIZE_MAX ? SIZE_MAX : from + sign;
}

/* Signs at the end of a heading that are no part of its text there: `##`, `{…}`. */
static size_t tail_place(struct text text)
{
    size_t n = text.n;
    if (n && text.p[n - 1] == '}') {
        while (n > 0 && text.p[n - 1] != '{')
            n--;
        bool is_behind = n > 1 && ascii_is_in(")]`{", text.p[n - 2]);
        return n > 0 && !is_behind ? n - 1 : SIZE_MAX;
    }
    while (n > 0 && text.p[n - 1] == '#')
        n--;
    return n < text.n && (!n || ascii_is_blank(text.p[n - 1])) ? n : SIZE_MAX;
}

static size_t backslashes(const struct buf *out, size_t start)
{
    size_t n = 0;
    while (out->n - n > start && out->p[out->n - 1 - n] == '\\')
        n++;
    return n;
}

/* A line end in running text; with a backslash before it a break of line. */
static void add_line_end(struct buf *out, size_t start)
{
    bool is_hard = backslashes(out, start) % 2 == 1;
    out->n -= is_hard;
    while (out->n > start && ascii_is_space(out->p[out->n - 1]))
        out->n--;
    buf_char(out, ' ');
    if (is_hard) { /* between blanks, as emphasis wants it; they are not printed */
        buf_string(out, line_separator);
        buf_char(out, ' ');
    }
}

/* Within a picture's brackets, a sign that has no partner: it would take theirs, or what stands in
 * the attributes behind them. */
static bool is_stray(struct writer *w, size_t i)
{
    struct text rest = text_slice(w->text, i, i + LONGEST_BRACKET);
    if (w->cut->form != CUT_BRACKET || w->kind == WORDING_CODE || backslashes(w->out, w->start) % 2)
        return false;
    if (*rest.p == '[' && bracket_end(rest, 0))
        w->brackets++;
    else if (*rest.p == ']' && w->brackets)
        w->brackets--;
    else
        return ascii_is_in(w->kind == WORDING_TEXT ? "[]`<" : "[]", *rest.p);
    return false;
}

static void write_char(struct writer *w, size_t i)
{
    char c = w->text.p[i];
    if (w->skips && ascii_is_blank(c))
        return;
    w->skips = c == '\n';
    if (c == '\n') {
        add_line_end(w->out, w->start);
        return;
    }
    /* GFM takes the backslash off a bar before it looks for escapes */
    bool is_bar = c == '|' && w->cut->form == CUT_CELL && !backslashes(w->out, w->start);
    if (i == w->sign || i == w->tail || is_bar || is_stray(w, i))
        buf_char(w->out, '\\');
    if (c != '\r')
        buf_char(w->out, c);
}

static void write_text(struct writer *w, struct text piece)
{
    for (size_t i = (size_t)(piece.p - w->text.p), end = i + piece.n; i < end; i++) {
        if (is_mark_of_ours(text_from(w->text, i))) {
            buf_string(w->out, "\xEF\xBF\xBD");
            i += 2;
        } else {
            write_char(w, i);
        }
    }
}

static void write_tag(struct writer *w, struct text piece)
{
    char sigil = piece.p[w->cut->tags.open.n];
    if (ascii_is_in("#^<$", sigil))
        w->depth++;
    else if (sigil == '/' && w->depth)
        w->depth--;
    buf_text(w->out, piece);
}

/* Four blanks would make code of the line. */
static struct text one_blank(struct writer *w, struct text piece)
{
    size_t blanks = 0;
    while (blanks < piece.n && ascii_is_space(piece.p[blanks]))
        blanks++;
    if (blanks && w->out->n > w->start)
        buf_char(w->out, ' ');
    return text_from(piece, blanks);
}

/* What stands in a section, and behind a value that may be NULL, may be the first of its line. */
static void write_words(struct writer *w, struct text piece)
{
    bool prints = text_trim(piece).n > 0;
    if (!w->has_begun) {
        w->sign = escape_place(w, piece);
        piece = one_blank(w, piece);
    }
    w->has_words = w->has_words || prints;
    w->has_begun = w->has_begun || (prints && !w->depth);
    write_text(w, piece);
}

static void rewrite_block(const struct cut *cut, struct text text, struct buf *out)
{
    struct writer w = {.cut = cut,
                       .out = out,
                       .start = out->n,
                       .text = text,
                       .sign = SIZE_MAX,
                       .tail = cut->form == CUT_TAILED ? tail_place(text) : SIZE_MAX};
    struct wording wording = {.text = text, .tags = cut->tags};
    for (struct text piece; wording_next(&wording, &w.kind, &piece);)
        if (w.kind == WORDING_TAG)
            write_tag(&w, piece);
        else
            write_words(&w, piece);
    if (backslashes(out, w.start) % 2) /* it would escape what stands behind the unit */
        buf_char(out, '\\');
}

static void rewrite_attribute(const struct cut *cut, struct text text, struct buf *out)
{
    char quote = cut->form == CUT_QUOTED ? cut->quote : '"';
    struct wording wording = {.text = text, .tags = cut->tags, .is_value = true};
    enum wording_kind kind;
    if (cut->form == CUT_BARE)
        buf_char(out, quote);
    for (struct text piece; wording_next(&wording, &kind, &piece);) {
        for (size_t i = 0; kind != WORDING_TAG && i < piece.n; i++) {
            char c = piece.p[i];
            if (c == quote || c == '\\')
                buf_char(out, '\\');
            buf_char(out, ascii_is_in("\r\n", c) ? ' ' : c);
        }
        if (kind == WORDING_TAG)
            buf_text(out, piece);
    }
    if (cut->form == CUT_BARE)
        buf_char(out, quote);
}

void rewrite_unit(const struct cut *cut, struct text translation, struct buf *out)
{
    translation = text_trim(translation);
    if (cut->form == CUT_QUOTED || cut->form == CUT_BARE)
        rewrite_attribute(cut, translation, out);
    else
        rewrite_block(cut, translation, out);
}

static struct text without_marks(struct arena *arena, struct text text, bool keeps_lines)
{
    struct buf out = {0};
    for (size_t i = 0; i < text.n; i++) {
        bool is_mark = is_mark_of_ours(text_from(text, i));
        i += is_mark ? 2 : 0;
        if (is_mark)
            buf_string(&out, "\xEF\xBF\xBD");
        else
            buf_char(&out, !keeps_lines && ascii_is_in("\r\n", text.p[i]) ? ' ' : text.p[i]);
    }
    text = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return text;
}

struct text rewrite_plain(struct arena *arena, struct text translation)
{
    return without_marks(arena, text_trim(translation), false);
}

struct text rewrite_value(struct arena *arena, struct text translation)
{
    return without_marks(arena, translation, true);
}
