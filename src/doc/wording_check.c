/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Both texts become lists of what must survive, in a form that leaves out what may change (a
 * formatter's argument, an attribute's words, how a number is grouped); the lists are compared as
 * sets with counts. */
#include "doc/wording_check.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/utf8.h"
#include "doc/digits.h"
#include "doc/markdown.h"

enum keep {             /* how often what is kept may occur in a translation */
            KEEP_SOME,  /* at least as often as in the source */
            KEEP_ALL,   /* exactly as often */
            KEEP_LEAST, /* likewise; others may be added */
            KEEP_WARN   /* as KEEP_ALL, but it fails nothing */
};

struct kept {
    enum keep keep;
    const char *noun;  /* for messages */
    struct text key;   /* what is compared */
    struct text shown; /* as it is written */
    size_t offset;
};

struct list {
    struct arena *arena;
    struct kept *item;
    size_t n, cap;
    size_t brackets;   /* open where the text is read */
    uint64_t pictures; /* a bit each, of the last: it has an exclamation mark */
    size_t bound;      /* attributes that begin here have something to belong to */
};

static void keep(struct list *list, enum keep how, const char *noun, struct text key,
                 struct text shown, size_t offset)
{
    list->item = arena_grow(list->arena, list->item, sizeof *list->item, &list->cap, list->n + 1);
    list->item[list->n++] = (struct kept){how, noun, key, shown, offset};
}

/* --- tags --- */

/* The part of a tag that is compared: sigil, name, a formatter's name without its argument. */
static struct text tag_key(struct arena *arena, const struct tag *tag)
{
    struct text content = tag->content;
    if (!ascii_is_in("#^/<>$=", tag->sigil)) {
        size_t bar = text_find_char(content, '|');
        struct text name = text_trim(text_slice(content, 0, bar));
        struct text format = bar == SIZE_MAX ? (struct text){"", 0} : text_from(content, bar + 1);
        format = text_trim(text_slice(format, 0, text_find_char(format, ':')));
        return text_of(arena_printf(arena, "%s%.*s|%.*s", tag->sigil ? "{" : "", (int)name.n,
                                    name.p, (int)format.n, format.n ? format.p : ""));
    }
    return text_of(arena_printf(arena, "%c%.*s", tag->sigil, (int)content.n, content.p));
}

static void keep_tag(struct list *list, const struct wording *w, struct text written, size_t offset)
{
    struct tag_reader reader = {
        .dialect = DIALECT_STRICT, .open = w->tags.open, .close = w->tags.close};
    const struct stretch stretch = {.text = written};
    struct tag tag;
    tag_begin(&reader, &stretch);
    if (tag_next(&reader, 0, &tag) != TAG_FOUND || tag.sigil == '!')
        return;
    bool is_value = !tag.sigil || ascii_is_in("{&", tag.sigil);
    keep(list, is_value ? KEEP_SOME : KEEP_ALL, "", tag_key(list->arena, &tag), written, offset);
}

/* --- telephone numbers and other numbers --- */

static void keep_digits(struct list *list, struct text text, size_t base)
{
    struct digits run;
    for (size_t at = 0; digits_next(list->arena, text, &at, &run);)
        keep(list, run.is_phone ? KEEP_SOME : KEEP_WARN,
             run.is_phone ? "the telephone number " : "the number ", run.key, run.written,
             base + (size_t)(run.written.p - text.p));
}

/* --- the rest --- */

/* `{.x alt="…"}` without what its readers' words are. */
static struct text attributes_key(struct arena *arena, struct text raw)
{
    struct buf out = {0};
    struct text key, value;
    char quote;
    size_t done = 0;
    for (size_t at = 0; attributes_pair(raw, &at, &key, &value, &quote);) {
        if (!wording_of_readers(key, value))
            continue;
        buf_text(&out, text_slice(raw, done, (size_t)(value.p - raw.p)));
        done = (size_t)(value.p - raw.p) + value.n;
    }
    buf_text(&out, text_from(raw, done));
    struct text all = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return all;
}

/* `{lang=de}` and nothing else: a translation may say so of a name that it takes over. */
static bool is_language(struct text raw)
{
    return text_starts(raw, "{lang=") && text_find_char(raw, ' ') == SIZE_MAX;
}

static void read_brackets(struct list *list, struct text text, size_t base)
{
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '\\') {
            i++;
        } else if (text.p[i] == '[') {
            bool is_picture = i && text.p[i - 1] == '!' && (i < 2 || text.p[i - 2] != '\\');
            list->brackets++;
            list->pictures = list->pictures << 1 | is_picture;
        } else if (text.p[i] == ']' && list->brackets) {
            list->brackets--;
            list->pictures >>= 1;
            list->bound = base + i + 1;
        }
    }
}

/* Where the first sign stands that is no part of a tag; the text's length: there is none. */
static size_t find_outside(struct text text, struct delimiters tags, const char *signs)
{
    struct wording w = {.text = text, .tags = tags, .is_value = true};
    enum wording_kind kind;
    for (struct text piece; wording_next(&w, &kind, &piece);)
        for (size_t i = 0; kind == WORDING_TEXT && i < piece.n; i++)
            if (piece.p[i] == '\\')
                i++;
            else if (ascii_is_in(signs, piece.p[i]))
                return (size_t)(piece.p - text.p) + i;
    return text.n;
}

static bool is_title(struct text text, struct delimiters tags)
{
    char close[2] = {text.n && *text.p == '(' ? ')' : text.n ? *text.p : '\0'};
    return text.n > 1 && ascii_is_in("\"'(", *text.p) &&
           find_outside(text_from(text, 1), tags, close) == text.n - 2;
}

/* `](target "title")`: the target alone. False: it is none, as something else stands behind it. */
static bool target_key(struct text written, struct delimiters tags, struct text *key)
{
    struct text inside = text_trim(text_slice(written, 2, written.n - 1));
    bool is_angled = inside.n && *inside.p == '<';
    size_t n = find_outside(inside, tags, is_angled ? ">" : " \t\r\n");
    n += is_angled && n < inside.n;
    struct text title = text_trim(text_from(inside, n));
    *key = text_slice(inside, 0, n);
    return written.p[1] == '[' || !title.n || is_title(title, tags);
}

/* Of a link or picture, if it has a bracket that opens it; else it is printed as text. */
static void keep_target(struct list *list, struct delimiters tags, struct text piece, size_t offset)
{
    struct text key;
    if (!list->brackets || !target_key(piece, tags, &key)) {
        keep(list, KEEP_ALL, "the broken link ", piece, piece, offset);
        return;
    }
    keep(list, KEEP_SOME, list->pictures & 1 ? "the picture " : "the target ", key, key, offset);
    list->brackets--;
    list->pictures >>= 1;
    list->bound = offset + piece.n;
}

static void keep_attributes(struct list *list, struct text piece, size_t offset)
{
    bool is_bound = offset == list->bound;
    keep(list, is_bound && is_language(piece) ? KEEP_LEAST : KEEP_ALL,
         is_bound ? "the attributes " : "the attributes without brackets ",
         attributes_key(list->arena, piece), piece, offset);
}

/* The same id, wherever the sentence has it and whatever stands behind it. */
static struct text reference_key(struct arena *arena, struct text piece)
{
    struct text id = text_from(piece, text_starts(piece, "@{") ? 2 : 1);
    id.n -= text_ends(id, "}");
    char *key = arena_printf(arena, "@%.*s", (int)id.n, id.p);
    key[1] = ascii_lower(key[1]);
    return text_of(key);
}

static void keep_piece(struct list *list, const struct wording *w, enum wording_kind kind,
                       struct text piece, size_t offset)
{
    struct text key = piece;
    switch (kind) {
    case WORDING_TEXT:
        keep_digits(list, piece, offset);
        read_brackets(list, piece, offset);
        break;
    case WORDING_TAG: keep_tag(list, w, piece, offset); break;
    case WORDING_CODE:
    case WORDING_ADDRESS:
        keep(list, KEEP_SOME, kind == WORDING_CODE ? "the code " : "the address ", piece, piece,
             offset);
        list->bound = offset + piece.n;
        break;
    case WORDING_TARGET: keep_target(list, w->tags, piece, offset); break;
    case WORDING_ATTRIBUTES: keep_attributes(list, piece, offset); break;
    case WORDING_REFERENCE:
        key = reference_key(list->arena, piece);
        keep(list, KEEP_SOME, "the reference ", key, piece, offset);
        break;
    case WORDING_NOTE: keep(list, KEEP_ALL, "the footnote ", piece, piece, offset); break;
    case WORDING_HTML: break;
    }
}

/* A tag that is not closed would take what stands behind the unit for its own. */
static void keep_openers(struct list *list, const struct wording *w, size_t from, size_t to)
{
    struct text open = w->tags.open;
    for (size_t i = from; open.n && i + open.n <= to; i++)
        if (text_equal(text_slice(w->text, i, i + open.n), open))
            keep(list, KEEP_ALL, "the unclosed tag ", open, open, i);
}

static struct list list_of(struct arena *arena, const struct wording *from, bool has_bars)
{
    struct list list = {.arena = arena};
    struct wording w = *from;
    size_t behind = 0; /* the last tag */
    enum wording_kind kind;
    for (struct text piece; wording_next(&w, &kind, &piece);) {
        size_t offset = (size_t)(piece.p - w.text.p);
        keep_piece(&list, from, kind, piece, offset);
        if (kind == WORDING_TAG) {
            keep_openers(&list, from, behind, offset);
            behind = offset + piece.n;
        }
        for (size_t i = 0; has_bars && kind == WORDING_TEXT && i < piece.n; i++)
            if (piece.p[i] == '|')
                keep(&list, KEEP_ALL, "the bar ", TEXT("|"), TEXT("|"), offset + i);
    }
    keep_openers(&list, from, behind, from->text.n);
    return list;
}

/* --- comparing --- */

/* How often each thing that is kept stands in both texts. */
struct count {
    size_t wanted, given, seen;
};

struct counts {
    struct map number;
    struct count *count;
    size_t n, cap;
};

static struct count *count_of(struct arena *arena, struct counts *counts, const struct kept *item)
{
    struct buf key = {0};
    buf_printf(&key, "%d%s", (int)item->keep, item->noun);
    buf_text(&key, item->key);
    uint32_t number = map_intern(&counts->number, arena, buf_as_text(&key), (uint32_t)counts->n);
    buf_done(&key);
    if (number == counts->n) {
        counts->count =
            arena_grow(arena, counts->count, sizeof *counts->count, &counts->cap, counts->n + 1);
        counts->n++;
    }
    return &counts->count[number];
}

static struct counts count_both(struct arena *arena, const struct list *wanted,
                                const struct list *given)
{
    struct counts counts = {0};
    for (size_t i = 0; i < wanted->n; i++)
        count_of(arena, &counts, &wanted->item[i])->wanted++;
    for (size_t i = 0; i < given->n; i++)
        count_of(arena, &counts, &given->item[i])->given++;
    return counts;
}

enum { SHOWN = 80 };

static bool report(const struct kept *item, const char *format, struct place at, struct diag *diag)
{
    int n = (int)(item->shown.n < SHOWN ? item->shown.n : SHOWN);
    if (item->keep == KEEP_WARN)
        diag_warn(diag, at, format, item->noun, n, item->shown.p);
    else
        diag_error(diag, at, format, item->noun, n, item->shown.p);
    return item->keep == KEEP_WARN;
}

/* The sections of the translation open and close as those of the source do: the first one that
 * does not. */
static const struct kept *unbalanced(const struct list *list)
{
    const struct kept *open[32];
    size_t depth = 0;
    for (size_t i = 0; i < list->n; i++) {
        const struct kept *item = &list->item[i];
        char sigil = item->noun[0] || !item->key.n ? '\0' : *item->key.p;
        if (ascii_is_in("#^<$", sigil) && depth < 32)
            open[depth++] = item;
        else if (sigil == '/' && depth &&
                 text_equal(text_from(open[depth - 1]->key, 1), text_from(item->key, 1)))
            depth--;
        else if (sigil == '/')
            return item;
    }
    return depth ? open[depth - 1] : NULL;
}

static struct place place_in(struct place at, struct text text, size_t offset)
{
    at.col += (uint32_t)utf8_count(text_slice(text, 0, offset));
    return at;
}

/* As it will be written (rewrite.c): what a blank line parts is one there. */
static struct wording on_one_line(struct arena *arena, const struct wording *from)
{
    struct wording w = *from;
    char *line = arena_string(arena, w.text);
    for (size_t i = 0; i < w.text.n; i++)
        if (ascii_is_in("\r\n", line[i]))
            line[i] = ' ';
    w.text.p = line;
    return w;
}

bool wording_check(struct arena *arena, const struct wording *source,
                   const struct wording *translation, bool has_bars, struct place at,
                   struct diag *diag)
{
    struct wording before = on_one_line(arena, source), after = on_one_line(arena, translation);
    struct list wanted = list_of(arena, &before, has_bars);
    struct list given = list_of(arena, &after, has_bars);
    struct counts counts = count_both(arena, &wanted, &given);
    bool is_good = true;
    for (size_t i = 0; i < wanted.n; i++) {
        struct count *count = count_of(arena, &counts, &wanted.item[i]);
        if (count->seen++ >= count->given)
            is_good =
                report(&wanted.item[i], "the translation lacks %s'%.*s'", at, diag) && is_good;
    }
    for (size_t i = 0; i < counts.n; i++)
        counts.count[i].seen = 0;
    for (size_t i = 0; i < given.n; i++) {
        const struct kept *item = &given.item[i];
        struct count *count = count_of(arena, &counts, item);
        bool may_repeat =
            item->keep == KEEP_LEAST || (item->keep == KEEP_SOME && count->wanted > 0);
        if (count->seen++ >= count->wanted && !may_repeat)
            is_good = report(item, "the translation has %s'%.*s', which the source has not",
                             place_in(at, translation->text, item->offset), diag) &&
                      is_good;
    }
    const struct kept *torn = unbalanced(&given);
    if (is_good && torn && !unbalanced(&wanted)) {
        diag_error(diag, place_in(at, translation->text, torn->offset),
                   "the translation's sections do not open and close in order: '%.*s'",
                   (int)torn->shown.n, torn->shown.p);
        is_good = false;
    }
    return is_good;
}
