/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds where in a PO file the entries stand, which libgettextpo does not tell, and what charset
 * the header names. It knows comments, strings and keywords, no grammar: in a file without faults
 * that is enough to count entries as the library does. */
#include "doc/catalog_part.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"

struct scanner {
    struct arena *arena;
    struct text text;
    size_t i, line_start;
    uint32_t line;
    const char *file;
    struct po_scan *scan;
    struct place id; /* of the last msgid */
    enum { IN_OTHER, IN_CONTEXT, IN_ID, IN_STRINGS } in;
    bool has_id; /* an entry without a msgstr yet */
    bool could_be_header, has_nul;
    bool is_first; /* the string is the first behind msgstr */
};

static char at(const struct scanner *s, size_t i)
{
    return i < s->text.n ? s->text.p[i] : '\n';
}

static void step(struct scanner *s)
{
    if (s->text.p[s->i++] == '\n') {
        s->line++;
        s->line_start = s->i;
    }
}

static struct place place_here(const struct scanner *s)
{
    struct text before = text_slice(s->text, s->line_start, s->i);
    return (struct place){
        .file = s->file, .line = s->line, .col = (uint32_t)utf8_count(before) + 1};
}

/* A backslash makes the line end behind it vanish, in comments too. Obsolete entries are entries.
 */
static void skip_comment(struct scanner *s)
{
    if (at(s, s->i + 1) == '~' && at(s, s->i + 2) != '|') {
        s->i += 2;
        return;
    }
    while (s->i < s->text.n && (s->text.p[s->i] != '\n' || s->text.p[s->i - 1] == '\\'))
        step(s);
}

/* Whether the escape at i makes a NUL: \0, \00, \000, \x0. */
static bool is_nul_escape(const struct scanner *s, size_t i)
{
    size_t digits = 0;
    bool is_hex = at(s, i) == 'x';
    i += is_hex;
    while (at(s, i) == '0' && (is_hex || digits < 3))
        digits++, i++;
    int digit = ascii_hex(at(s, i));
    bool goes_on = digit >= 0 && (is_hex || (digits < 3 && digit < 8));
    return digits > 0 && !goes_on;
}

/* The inside of a string, from its opening quote on. */
static struct text skip_string(struct scanner *s)
{
    size_t from = s->i + 1;
    step(s);
    while (s->i < s->text.n && s->text.p[s->i] != '"' && s->text.p[s->i] != '\n') {
        char c = s->text.p[s->i];
        s->has_nul = s->has_nul || c == '\0' || (c == '\\' && is_nul_escape(s, s->i + 1));
        step(s);
        if (c == '\\' && s->i < s->text.n)
            step(s);
    }
    struct text inside = text_slice(s->text, from, s->i);
    if (at(s, s->i) == '"')
        step(s);
    return inside;
}

static void find_charset(struct scanner *s, struct text string)
{
    size_t from = text_find(string, "charset=");
    if (from == SIZE_MAX || s->scan->charset.p)
        return;
    struct text name = text_from(string, from + strlen("charset="));
    size_t n = 0;
    while (n < name.n && !strchr(" \t\\\"", name.p[n]))
        n++;
    s->scan->charset = text_slice(name, 0, n);
}

static void read_string(struct scanner *s)
{
    struct place start = place_here(s);
    struct text inside = skip_string(s);
    struct po_scan *scan = s->scan;
    if (s->in == IN_ID && inside.n)
        s->could_be_header = false;
    if (s->in != IN_STRINGS || scan->n == 0)
        return;
    struct po_spot *spot = &scan->spot[scan->n - 1];
    spot->has_nul = s->has_nul;
    if (s->is_first && inside.n && spot->at.line == start.line)
        spot->at.col = start.col + 1;
    s->is_first = false;
    if (!s->could_be_header)
        return;
    scan->has_header = true;
    scan->header = scan->n - 1;
    scan->header_end = s->i;
    find_charset(s, inside);
}

static void begin_entry(struct scanner *s)
{
    if (s->has_id)
        return;
    s->has_id = true;
    s->has_nul = false;
    s->could_be_header = !s->scan->has_header;
}

static void end_entry(struct scanner *s, struct place here)
{
    struct po_scan *scan = s->scan;
    s->in = IN_STRINGS;
    if (!s->has_id) /* msgstr[1] */
        return;
    s->has_id = false;
    s->is_first = true;
    scan->spot = arena_grow(s->arena, scan->spot, sizeof *scan->spot, &scan->cap, scan->n + 1);
    scan->spot[scan->n++] = (struct po_spot){.at = here, .id = s->id};
}

static void read_word(struct scanner *s)
{
    struct place here = place_here(s);
    size_t from = s->i;
    while (ascii_is_letter(at(s, s->i)) || at(s, s->i) == '_' || ascii_is_digit(at(s, s->i)))
        s->i++;
    struct text word = text_slice(s->text, from, s->i);
    if (text_is(word, "msgctxt")) {
        begin_entry(s);
        s->could_be_header = false;
        s->in = IN_CONTEXT;
    } else if (text_is(word, "msgid")) {
        begin_entry(s);
        s->id = here;
        s->in = IN_ID;
    } else if (text_is(word, "msgstr")) {
        end_entry(s, here);
    } else {
        if (text_is(word, "domain") && !s->scan->domain.line)
            s->scan->domain = here;
        s->in = IN_OTHER;
    }
}

void po_scan(struct arena *arena, struct text text, const char *file, struct po_scan *scan)
{
    struct scanner s = {.arena = arena, .text = text, .line = 1, .file = file, .scan = scan};
    *scan = (struct po_scan){0};
    while (s.i < text.n) {
        char c = text.p[s.i];
        if (c == '#')
            skip_comment(&s);
        else if (c == '"')
            read_string(&s);
        else if (ascii_is_letter(c))
            read_word(&s);
        else
            step(&s);
    }
}
