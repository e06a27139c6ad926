/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index: entries in columns below their letters, each with its pages. Those that follow each
 * other are a range; a page is named once, however often the word stands there. Where the marks
 * are is known before (flow.c lays the document out until they stay). Tagged as an Index of lists,
 * whose page numbers are References (ISO 32000-1, 14.8.4.3). */
#include "page/construct.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "doc/language.h"
#include "page/mirror.h"
#include "page/piece.h"

enum { LEAST_COLUMN = 16 /* letters' sizes */, MOST_COLUMNS = 4, LEVELS = 3 };

struct leaf { /* a page of an entry */
    unsigned page;
    size_t mark;
    bool is_main;
};

struct composer { /* of an entry's line */
    struct layout *L;
    struct buf text;
    struct stretch *stretch;
    struct extra *extra;
    size_t n, cap, extra_cap;
    struct element *body;
    struct place at;
};

static struct stretch *add_part(struct composer *c, struct text said, unsigned style,
                                struct element *owner)
{
    struct arena *arena = builder_arena(c->L);
    c->stretch = arena_grow(arena, c->stretch, sizeof *c->stretch, &c->cap, c->n + 1);
    c->extra = arena_grow(arena, c->extra, sizeof *c->extra, &c->extra_cap, c->n + 1);
    struct stretch *s = &c->stretch[c->n];
    *s = (struct stretch){.from = (uint32_t)c->text.n,
                          .ink = ink_of(c->L, &c->L->theme->index.line, style, NO_COLOR),
                          .owner = owner,
                          .at = c->at};
    buf_text(&c->text, said);
    s->to = (uint32_t)c->text.n;
    c->extra[c->n++] = (struct extra){0};
    return s;
}

static void add_link(struct composer *c, struct text said, unsigned style, const char *anchor)
{
    struct layout *L = c->L;
    struct link *link = ARENA_NEW(builder_arena(L), struct link);
    struct element *reference = element_new(L, c->body, ROLE_REFERENCE, NULL);
    struct element *element = element_new(L, reference, ROLE_LINK, NULL);
    *link = (struct link){.uri = arena_printf(L->arena, "#%s", anchor), .at = c->at};
    add_part(c, said, style, element);
    c->extra[c->n - 1].link = link;
    c->extra[c->n - 1].link_element = element;
}

/* Pages */

static int by_page(const void *left, const void *right)
{
    const struct leaf *a = left, *b = right;
    int order = (a->page > b->page) - (a->page < b->page);
    return order ? order : (a->mark > b->mark) - (a->mark < b->mark);
}

/* Each page once, in order; a mark that stands on none is left out. */
static struct leaf *leaves_of(struct layout *L, const struct keyword *word, size_t *n)
{
    struct leaf *leaf = ARENA_ARRAY(builder_arena(L), struct leaf, word->marks + 1);
    size_t all = 0;
    for (size_t i = word->mark; i < word->mark + word->marks; i++) {
        unsigned page = L->foreseen.mark_page ? L->foreseen.mark_page[i]
                                              : (unsigned)(10 + 2 * (i - word->mark));
        if (page)
            leaf[all++] = (struct leaf){page, i, L->tree->mark[i].is_main};
    }
    if (all)
        qsort(leaf, all, sizeof *leaf, by_page);
    *n = 0;
    for (size_t i = 0; i < all; i++) {
        if (*n && leaf[*n - 1].page == leaf[i].page)
            leaf[*n - 1].is_main = leaf[*n - 1].is_main || leaf[i].is_main;
        else
            leaf[(*n)++] = leaf[i];
    }
    return leaf;
}

static struct text comma(const char *lang)
{
    bool is_arabic = language_is_rtl(lang) && strncmp(lang, "he", 2) != 0;
    return is_arabic ? TEXT("\u060C ") : TEXT(", ");
}

static void add_pages(struct composer *c, const struct keyword *word, const char *lang)
{
    size_t n;
    struct layout *L = c->L;
    const struct leaf *leaf = leaves_of(L, word, &n);
    for (size_t i = 0, end; i < n; i = end) {
        end = i + 1;
        while (end < n && !leaf[i].is_main && !leaf[end].is_main &&
               leaf[end].page == leaf[end - 1].page + 1)
            end++;
        const char *pages =
            end > i + 1 ? arena_printf(builder_arena(L), "%u–%u", leaf[i].page, leaf[end - 1].page)
                        : arena_printf(builder_arena(L), "%u", leaf[i].page);
        add_part(c, i ? comma(lang) : TEXT("\u2002"), 0, c->body);
        add_link(c, text_of(pages), leaf[i].is_main ? INLINE_STRONG : 0,
                 L->tree->mark[leaf[i].mark].name);
    }
}

static void add_sees(struct composer *c, const struct keyword *word, const struct frame *frame)
{
    struct layout *L = c->L;
    const struct locale *locale = lang_locale(L, frame->lang);
    enum word see = word->marks ? WORD_SEE_ALSO : WORD_SEE;
    for (size_t i = 0; i < word->sees; i++) {
        const char *said = locale_word_numbered(builder_arena(L), locale, see,
                                                arena_string(builder_arena(L), word->see[i]));
        struct element *owner =
            element_said(L, c->body, locale_word_lang(locale, see, frame->lang));
        add_part(c, word->marks || i ? comma(frame->lang) : TEXT("\u2002"), 0, c->body);
        add_part(c, text_of(said), INLINE_EMPHASIS, owner)->lang =
            locale_word_lang(locale, see, frame->lang);
    }
}

/* Entries */

static void flow_keyword(struct layout *L, const struct keyword *word, bool has_more,
                         const struct frame *frame, struct element *body)
{
    const struct look *look = &L->theme->index.line;
    sp hang = L->theme->index.text_at;
    struct frame in = *frame;
    struct composer c = {.L = L, .body = body, .at = word->at};
    in.x += hang * (word->level + 1);
    in.width -= hang * (word->level + 1);
    add_part(&c, word->text, 0, element_said(L, body, word->lang))->lang = word->lang;
    c.stretch[0].may_hyphenate = true;
    add_pages(&c, word, in.lang);
    add_sees(&c, word, &in);
    struct styled styled = styled_plain(L, builder_arena(L), TEXT(" "), &in, look, body, word->at);
    styled.para.text = arena_text(builder_arena(L), buf_as_text(&c.text));
    styled.para.stretch = c.stretch;
    styled.para.stretches = c.n;
    styled.para.indent = -hang;
    styled.extra = c.extra;
    buf_done(&c.text);
    styled.para.hyphenates = is_too_wide(L, &styled.para);
    struct flow_lines how = {.keeps_together = true, .keeps_with_next = has_more};
    flow_styled(L, &styled, &in, look, &how, NULL);
}

static bool begins_letter(const struct tree *tree, size_t i, const struct text *last)
{
    const struct keyword *word = &tree->keyword[i];
    return word->level == 0 && (!last || !text_equal(*last, word->letter));
}

static void flow_keywords(struct layout *L, const struct frame *frame, bool has_letters,
                          struct place at)
{
    const struct tree *tree = L->tree;
    struct element *list[LEVELS] = {NULL}, *body[LEVELS] = {NULL};
    const struct text *letter = NULL;
    for (size_t i = 0; i < tree->keywords && !L->has_failed; i++) {
        const struct keyword *word = &tree->keyword[i];
        int level = word->level;
        if (has_letters && begins_letter(tree, i, letter)) {
            letter = &word->letter;
            list[0] = NULL;
            if (letter->n)
                flow_letter(L, *letter, frame, at);
        }
        if (!list[level])
            list[level] = element_new(L, level ? body[level - 1] : frame->parent, ROLE_L, NULL);
        for (int k = level + 1; k < LEVELS; k++)
            list[k] = NULL;
        body[level] = element_new(L, element_new(L, list[level], ROLE_LI, NULL), ROLE_LBODY, NULL);
        bool has_more = i + 1 < tree->keywords && tree->keyword[i + 1].level > level;
        flow_keyword(L, word, has_more, frame, body[level]);
    }
}

/* As many columns as hold entries of usual length, where columns may stand at all. */
static int64_t columns_of(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct text *said = attributes_find(block->attr, "n");
    int64_t n = frame->wide_width / sp_max(LEAST_COLUMN * L->theme->index.line.size, 1);
    bool is_plain = !frame->is_column && !frame->holder && !frame->decor && !frame->depth;
    if (said && (!int_parse(*said, &n) || n < 1 || n > MOST_COLUMNS))
        diag_error(L->diag, block->at, "'n' wants a number of columns, 1 to %d, not '%.*s'",
                   MOST_COLUMNS, (int)said->n, said->p);
    n = n > MOST_COLUMNS - 1 && !said ? MOST_COLUMNS - 1 : n;
    return !is_plain || n < 1 || n > MOST_COLUMNS ? 1 : n;
}

void flow_index(struct layout *L, const struct block *block, const struct frame *frame)
{
    bool has_letters = attributes_say(block->attr, "letters", true, block->at, L->diag);
    flow_children(L, block, frame);
    if (!L->tree->keywords) {
        diag_warn(L->diag, block->at,
                  "no word is marked as [word]{.index}: '.index' prints nothing");
        return;
    }
    struct frame in = frame_ragged(frame);
    int64_t n = columns_of(L, block, frame);
    builder_gap(L, frame, L->theme->list.around, false);
    if (n > 1)
        in = columns_begin(L, &in, n);
    in.parent = element_new(L, frame->parent, ROLE_INDEX, frame->lang);
    in.is_free = true;
    in.hyphenates = false;
    flow_keywords(L, &in, has_letters, block->at);
    if (n > 1)
        builder_close_columns(L);
    builder_gap(L, frame, L->theme->list.around, false);
}
