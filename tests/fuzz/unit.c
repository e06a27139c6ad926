/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a template and, behind the first NUL, a translation: its units are cut, the template
 * is translated by it throughout, and parsed and expanded as the build does. Whatever the
 * translation holds, it must stay within its block: the tree has the same blocks. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "doc/cut.h"
#include "doc/front.h"
#include "doc/library.h"
#include "doc/markdown.h"
#include "doc/query.h"
#include "doc/rewrite.h"
#include "doc/template.h"
#include "doc/unit.h"
#include "doc/wording_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* A source is valid UTF-8 without the token marks and ends in a line end (library.h). */
static struct text as_source(struct arena *arena, const uint8_t *bytes, size_t n)
{
    char *text = arena_alloc(arena, n + 1, 1);
    for (size_t i = 0; i < n; i++)
        text[i] = bytes[i] && bytes[i] < 0x80 ? (char)bytes[i] : '?';
    text[n] = '\n';
    return (struct text){text, n + 1};
}

/* Where the body's text stands, as the build cuts it (unit.c). */
static const struct stretch *body_of(struct arena *arena, const struct source *source, size_t *n,
                                     struct diag *diag)
{
    struct query_list queries = {0};
    struct front front;
    front_read(arena, source->text, source->shown, true, &front, diag);
    struct stretch body = front_body(source, &front);
    return queries_split(arena, body.text, body.at, &queries, n, diag);
}

/* Whether the build would take the words (translate.c), and they would be a unit again. */
static bool is_accepted(struct arena *arena, const struct cut *cut, struct text words,
                        struct diag *diag)
{
    bool is_value = cut->form == CUT_QUOTED || cut->form == CUT_BARE;
    const struct wording source = {.text = cut->text, .tags = cut->tags, .is_value = is_value};
    const struct wording given = {.text = words, .tags = cut->tags, .is_value = is_value};
    bool has_bars = wording_is_list(text_of(cut->kind));
    return wording_has_words(words, cut->tags, is_value) &&
           wording_check(arena, &source, &given, has_bars, (struct place){0}, diag);
}

/* The source with each unit replaced: by the words where they are taken, else by its own text. */
static struct text replaced(struct arena *arena, const struct source *source, struct text words,
                            struct diag *diag)
{
    struct cuts cuts = {0};
    struct buf out = {0};
    size_t from = 0, n;
    const struct stretch *body = body_of(arena, source, &n, diag);
    cuts_find(arena, source, body, n, false, &cuts, diag);
    for (size_t i = 0; i < cuts.n; i++) {
        const struct cut *cut = &cuts.cut[i];
        if (cut->from < from || cut->to < cut->from || cut->to > source->text.n)
            abort();
        buf_text(&out, text_slice(source->text, from, cut->from));
        rewrite_unit(cut, is_accepted(arena, cut, words, diag) ? words : cut->text, &out);
        from = cut->to;
    }
    buf_text(&out, text_from(source->text, from));
    struct text text = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return text;
}

static void expand(struct arena *arena, struct text text, struct diag *diag)
{
    struct library library = {0};
    const struct source source = {"t.md", "t.md", text};
    const struct inputs in = {.lang = "de", .locale = locale_open(arena, "de")};
    struct template *t = template_parse(arena, &library, &source, false, NULL, diag);
    struct expansion *x = template_expand(arena, t, &in, diag);
    const struct tree_options options = {.lang = "de", .locale = in.locale, .library = &library};
    tree_parse(arena, x, &options, diag);
}

/* Where the blocks begin and of what kind they are tells the cutter of the text it made. */
static void check_blocks(struct arena *arena, struct text before, struct text after,
                         struct diag *diag)
{
    const struct source a = {"a.md", "a.md", before}, b = {"b.md", "b.md", after};
    struct units first = {0}, second = {0};
    units_of_source(arena, &a, &first, diag);
    units_of_source(arena, &b, &second, diag);
    bool is_same = first.n == second.n;
    for (size_t i = 0; is_same && i < first.n; i++)
        is_same = !strcmp(first.unit[i].kind, second.unit[i].kind);
    if (!is_same) {
        fprintf(stderr, "%zu units become %zu\n%.*s\n--- becomes\n%.*s\n", first.n, second.n,
                (int)before.n, before.p, (int)after.n, after.p);
        abort();
    }
}

/* A div whose `}` is missing. */
static bool is_open_div(struct text text)
{
    size_t n = 3;
    if (!text_starts(text, ":::"))
        return false;
    while (n < text.n && ascii_is_in(": \t", text.p[n]))
        n++;
    return text_starts(text_from(text, n), "{") && !attributes_scan_end(text_from(text, n));
}

/* A tag that is not closed in its paragraph. */
static bool is_open_tag(struct text text)
{
    return text_starts(text, "{{") &&
           text_find(text_slice(text, 0, text_find(text, "\n\n")), "}}") == SIZE_MAX;
}

/* Both are errors; until they are mended, any text behind them may close them. */
static bool is_open_anywhere(struct text text)
{
    for (size_t i = 0; i < text.n; i++)
        if (is_open_div(text_from(text, i)) || is_open_tag(text_from(text, i)))
            return true;
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    const uint8_t *nul = n ? memchr(bytes, 0, n) : NULL;
    size_t size = nul ? (size_t)(nul - bytes) : n;
    const struct source source = {"t.md", "t.md", as_source(arena, bytes, size)};
    struct text same = replaced(arena, &source, (struct text){"", 0}, diag);
    expand(arena, same, diag);
    if (nul && n - size > 1) {
        struct text words = as_source(arena, nul + 1, n - size - 1);
        struct text other = replaced(arena, &source, words, diag);
        expand(arena, other, diag);
        if (!is_open_anywhere(source.text))
            check_blocks(arena, same, other, diag);
    }
    arena_free(arena);
    return 0;
}
