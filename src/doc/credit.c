/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `.credits`: who made the pictures that the document shows, in the order of its language, each
 * once and with what it stands for: the cover, the figures' numbers, the pages of what has no
 * number. In `.imprint` it becomes one of the items. Numbers and pages are references. */
#include "doc/markdown.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/map.h"
#include "doc/order.h"
#include "doc/reference.h"

struct shown { /* a picture with a credit */
    const char *anchor;
    const struct block *numbered; /* NULL: its page tells it */
    bool is_on_cover, is_bare;    /* bare: among logos, which stand everywhere */
    const struct block *group;    /* pictures without numbers in it are told by the first */
    struct place at;
    size_t next; /* with the same credit; SIZE_MAX: none */
};

struct credit {
    struct text said, key;
    const char *lang;
    size_t first, last;
};

struct credits {
    struct builder *builder;
    struct map said;
    struct credit *credit;
    struct shown *shown;
    size_t n, cap, showns, shown_cap;
    unsigned named; /* pictures that got a name here */
};

struct around { /* a picture */
    const struct block *group;
    bool is_cover, is_logos;
};

/* --- collecting --- */

static const char *anchor_of(struct credits *c, struct block *block, struct picture *picture)
{
    struct arena *arena = c->builder->arena;
    if (picture->attr->id)
        return picture->attr->id;
    if (block && block->number)
        return arena_printf(arena, "%s %s", "figure",
                            block->number); /* as page/figure.c names it */
    struct attributes *attr = ARENA_NEW(arena, struct attributes);
    *attr = *picture->attr;
    attr->id = arena_printf(arena, "%s %u", "picture", ++c->named); /* no id has a space */
    picture->attr = attr;
    if (block)
        block->attr = attr;
    return attr->id;
}

static struct credit *find_credit(struct credits *c, struct text said, const char *lang)
{
    uint32_t k = map_intern(&c->said, c->builder->scratch, said, (uint32_t)c->n);
    if (k == c->n) {
        c->credit =
            arena_grow(c->builder->scratch, c->credit, sizeof *c->credit, &c->cap, c->n + 1);
        c->credit[c->n++] = (struct credit){said, {0}, lang, SIZE_MAX, SIZE_MAX};
    }
    return &c->credit[k];
}

/* block: of a picture that stands alone; NULL: it stands within a line. */
static void meet(struct credits *c, struct block *block, const struct picture *met,
                 const struct around *around)
{
    struct picture *picture = (struct picture *)(uintptr_t)met; /* ours until tree_parse returns */
    const struct text *said = picture->attr ? attributes_find(picture->attr, "credit") : NULL;
    if (!said || !text_trim(*said).n || !picture->path)
        return;
    struct credit *credit =
        find_credit(c, text_trim(*said), attributes_value_lang(picture->attr, "credit"));
    struct shown *last = credit->last == SIZE_MAX ? NULL : &c->shown[credit->last];
    struct shown shown = {.numbered = block && block->number ? block : NULL,
                          .is_on_cover = around->is_cover && !around->is_logos,
                          .is_bare = around->is_logos,
                          .group = around->group,
                          .at = picture->at,
                          .next = SIZE_MAX};
    if (last && shown.group && shown.group == last->group && !shown.numbered && !last->numbered)
        return;
    if (!shown.is_on_cover && !shown.is_bare)
        shown.anchor = anchor_of(c, block, picture);
    if (last)
        last->next = c->showns;
    else
        credit->first = c->showns;
    credit->last = c->showns;
    c->shown =
        arena_grow(c->builder->scratch, c->shown, sizeof *c->shown, &c->shown_cap, c->showns + 1);
    c->shown[c->showns++] = shown;
}

static void collect(struct credits *c, struct block *block, struct around around)
{
    const struct picture *last = NULL;
    if (block->kind == BLOCK_PICTURE)
        meet(c, block, block->picture, &around);
    for (size_t i = 0; i < block->spans; i++) {
        const struct picture *picture = block->span[i].picture;
        struct around in_line = around;
        in_line.group = around.group ? around.group : block;
        if (picture && picture != last && picture != block->picture)
            meet(c, NULL, picture, &in_line);
        last = picture;
    }
    if (block->kind == BLOCK_DIV) {
        around.is_cover |= block->div == DIV_COVER;
        around.is_logos |= block->div == DIV_LOGOS;
        if (block->div == DIV_FIGURES || block->div == DIV_SECTION || block->div == DIV_KEEP)
            around.group = block; /* on one page, or about one thing */
    }
    for (struct block *child = block->child; child; child = child->next)
        if (!child->is_echo)
            collect(c, child, around);
}

/* --- order --- */

static int by_key(const void *a, const void *b)
{
    return text_order(((const struct credit *)a)->key, ((const struct credit *)b)->key);
}

static struct credit *sorted(struct credits *c, const char *lang)
{
    struct arena *scratch = c->builder->scratch;
    struct credit *out = ARENA_ARRAY(scratch, struct credit, c->n + 1);
    struct order *order = order_open(scratch, lang);
    for (size_t i = 0; i < c->n; i++) {
        out[i] = c->credit[i];
        out[i].key = order_key(order, scratch, out[i].said);
    }
    order_close(order);
    qsort(out, c->n, sizeof *out, by_key);
    return out;
}

/* --- words --- */

struct writer {
    struct credits *credits;
    const struct block *div;
    const struct locale *locale;
    struct buf text;
    struct span *span;
    size_t spans, cap;
};

/* `like` says how it looks and where it is from. */
static void put(struct writer *w, struct text said, struct span like)
{
    if (!said.n)
        return;
    w->span =
        arena_grow(w->credits->builder->arena, w->span, sizeof *w->span, &w->cap, w->spans + 1);
    like.from = (uint32_t)w->text.n;
    buf_text(&w->text, said);
    like.to = (uint32_t)w->text.n;
    w->span[w->spans++] = like;
}

static void put_plain(struct writer *w, const char *said)
{
    put(w, text_of(said), (struct span){.at = w->div->at});
}

static void put_word(struct writer *w, enum word word, struct text said, unsigned style)
{
    const char *around = block_language(w->div, w->locale);
    put(w, said,
        (struct span){
            .style = style, .lang = locale_word_lang(w->locale, word, around), .at = w->div->at});
}

static struct link *link_to(struct writer *w, const struct shown *shown)
{
    return target_within(w->credits->builder, shown->anchor, shown->at);
}

/* "Figures 1 and 3", as references to them say it. */
static bool put_figures(struct writer *w, const struct credit *credit, const char *before)
{
    struct builder *builder = w->credits->builder;
    struct reference *first = NULL, **end = &first;
    for (size_t i = credit->first; i != SIZE_MAX; i = w->credits->shown[i].next) {
        const struct shown *shown = &w->credits->shown[i];
        if (!shown->numbered || !shown->anchor)
            continue;
        *end = ARENA_NEW(builder->arena, struct reference);
        **end = (struct reference){.kind = REFERENCE_FIGURE,
                                   .block = (struct block *)(uintptr_t)w->div,
                                   .target = shown->numbered,
                                   .link = link_to(w, shown)};
        end = &(*end)->next;
    }
    if (!first)
        return false;
    reference_compose(builder, first);
    reference_describe(builder, first);
    put_plain(w, before);
    for (size_t i = 0; i < first->parts; i++) {
        const struct reference_part *part = &first->part[i];
        put(w, text_slice(text_of(first->text), part->from, part->to),
            (struct span){.link = part->link, .lang = part->lang, .at = w->div->at});
    }
    return true;
}

/* "p. 3, 5": the word around its sign, the numbers as links. */
static bool put_pages(struct writer *w, const struct credit *credit, const char *before)
{
    struct arena *arena = w->credits->builder->arena;
    struct text said = text_of(locale_word_numbered(arena, w->locale, WORD_ON_PAGES, "#"));
    size_t sign = text_find_char(said, '#'), n = 0;
    for (size_t i = credit->first; i != SIZE_MAX; i = w->credits->shown[i].next) {
        const struct shown *shown = &w->credits->shown[i];
        if (!shown->anchor || shown->numbered)
            continue;
        put_plain(w, n ? ", " : before);
        if (!n++)
            put_word(w, WORD_ON_PAGES, text_slice(said, 0, sign), 0);
        put(w, TEXT("?"),
            (struct span){.link = link_to(w, shown), .page_of = shown->anchor, .at = w->div->at});
        w->credits->builder->tree->refers_to_pages = true;
    }
    if (n)
        put_word(w, WORD_ON_PAGES, text_from(said, sign + 1), 0);
    return n > 0;
}

static void put_credit(struct writer *w, const struct credit *credit)
{
    const char *before = " (";
    bool is_on_cover = false;
    put(w, credit->said,
        (struct span){.style = INLINE_VALUE,
                      .lang = credit->lang,
                      .at = w->credits->shown[credit->first].at});
    for (size_t i = credit->first; i != SIZE_MAX; i = w->credits->shown[i].next)
        is_on_cover |= w->credits->shown[i].is_on_cover;
    if (is_on_cover) {
        put_plain(w, before);
        put_word(w, WORD_ON_COVER, text_of(locale_word(w->locale, WORD_ON_COVER)), 0);
        before = ", ";
    }
    if (put_figures(w, credit, before))
        before = ", ";
    if (put_pages(w, credit, before))
        before = ", ";
    if (*before == ',')
        put_plain(w, ")");
}

static const char line_separator[] = "\xE2\x80\xA8";

/* The label, what the div says itself, and the credits, a line each; NULL: there is nothing. */
static struct block *write_credits(struct credits *c, const struct block *div, bool is_item)
{
    const struct block *own = div->child && div->child->kind == BLOCK_PARAGRAPH ? div->child : NULL;
    struct writer w = {.credits = c, .div = div, .locale = block_locale(c->builder, div)};
    if (!own && !c->n)
        return NULL;
    put_word(&w, WORD_CREDITS, text_of(locale_word(w.locale, WORD_CREDITS)), INLINE_STRONG);
    put_plain(&w, is_item ? " " : line_separator);
    for (size_t i = 0; own && i < own->spans; i++)
        put(&w, text_slice(own->text, own->span[i].from, own->span[i].to), own->span[i]);
    const struct credit *credit = sorted(c, locale_lang(w.locale));
    for (size_t i = 0; i < c->n; i++) {
        if (i || own)
            put_plain(&w, line_separator);
        put_credit(&w, &credit[i]);
    }
    struct block *out = block_new(c->builder, BLOCK_PARAGRAPH, div->at);
    out->text = arena_text(c->builder->arena, buf_as_text(&w.text));
    out->span = w.span;
    out->spans = w.spans;
    out->lang = div->lang;
    buf_done(&w.text);
    return out;
}

/* --- places --- */

static void adopt(struct block *parent, struct block *first)
{
    parent->child = first;
    for (struct block *child = first; child; child = child->next)
        child->parent = parent;
}

/* In an imprint: an item behind those of the list before, or of a list of its own. Returns the list
 * that holds it. */
static struct block *into_list(struct credits *c, struct block *imprint, struct block *before,
                               struct block *said)
{
    struct block *item = block_new(c->builder, BLOCK_ITEM, said->at), *list = before;
    item->checked = -1;
    adopt(item, said);
    if (!list || list->kind != BLOCK_LIST) {
        list = block_new(c->builder, BLOCK_LIST, said->at);
        list->is_tight = true;
        list->parent = imprint;
        adopt(list, item);
        return list;
    }
    struct block **end = &list->child;
    while (*end)
        end = &(*end)->next;
    *end = item;
    item->parent = list;
    return list;
}

static void fill(struct credits *c, struct block *parent);

/* `at` holds the div; returns where to go on. */
static struct block **fill_div(struct credits *c, struct block *parent, struct block *before,
                               struct block **at)
{
    struct block *div = *at, *rest = div->child;
    bool is_item = parent->kind == BLOCK_DIV && parent->div == DIV_IMPRINT;
    struct block *said = write_credits(c, div, is_item);
    if (rest && rest->kind == BLOCK_PARAGRAPH)
        rest = rest->next;
    c->builder->tree->has_credits = true;
    if (!is_item) {
        if (said)
            said->next = rest;
        adopt(div, said ? said : rest);
        return &div->next;
    }
    *at = div->next;
    if (!said)
        return at;
    said->next = rest;
    struct block *list = into_list(c, parent, before, said);
    if (list == before)
        return at;
    list->next = *at;
    *at = list;
    return &list->next;
}

static void fill(struct credits *c, struct block *parent)
{
    struct block *before = NULL;
    for (struct block **at = &parent->child; *at;) {
        if ((*at)->kind == BLOCK_DIV && (*at)->div == DIV_CREDITS) {
            at = fill_div(c, parent, before, at);
            continue;
        }
        before = *at;
        fill(c, before);
        at = &before->next;
    }
}

void credits_settle(struct builder *builder)
{
    struct credits c = {.builder = builder};
    struct around around = {0};
    collect(&c, builder->tree->root, around);
    for (size_t i = 0; i < builder->tree->notes; i++)
        collect(&c, (struct block *)(uintptr_t)builder->tree->note[i], around);
    fill(&c, builder->tree->root);
    for (size_t i = 0; i < builder->tree->notes; i++)
        fill(&c, (struct block *)(uintptr_t)builder->tree->note[i]);
}
