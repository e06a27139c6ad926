/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names are byte strings in hex, since they come from headings in any script. What an annotation
 * says of itself (Contents) is "Link zu" with its address, with what it leads to,
 * or with the words that are linked. */
#include "pdf/annotation.h"

#include <stdlib.h>
#include <string.h>

#include "pdf/string.h"

enum { NAMES_PER_NODE = 256, NOWHERE = UINT32_MAX };

struct name { /* an anchor, or (leaf NOWHERE) a link's wish */
    const char *name;
    uint32_t leaf, order;
    sp y;
};

struct links {
    struct arena *arena;
    struct writer *writer;
    struct tags *tags;
    const struct leaves *leaves;
    struct text word_link;
    struct name *name;
    size_t names, cap;
    struct buf buf, words;
};

struct links *links_new(struct writer *writer, struct tags *tags, const struct leaves *leaves,
                        struct text word_link)
{
    struct arena *arena = arena_new();
    struct links *l = ARENA_NEW(arena, struct links);
    *l = (struct links){.arena = arena, .writer = writer, .tags = tags, .leaves = leaves};
    l->word_link = arena_text(arena, word_link);
    return l;
}

void links_free(struct links *l)
{
    if (!l)
        return;
    free(l->name);
    buf_done(&l->buf);
    buf_done(&l->words);
    arena_free(l->arena);
}

static void add_name(struct links *l, const char *name, uint32_t leaf, sp y)
{
    l->name = heap_grow(l->name, sizeof *l->name, &l->cap, l->names + 1);
    l->name[l->names] = (struct name){name, leaf, (uint32_t)l->names, y};
    l->names++;
}

void links_anchor(struct links *l, const char *name, uint32_t leaf, sp y)
{
    add_name(l, name, leaf, y);
}

static bool is_within(const struct element *e, const struct element *outer)
{
    while (e && e != outer)
        e = e->parent;
    return e;
}

/* The words of a link: what its element and those within it say on this page. */
static void gather_words(struct buf *out, const struct element *link, const struct page *page)
{
    for (size_t i = 0; i < page->items; i++) {
        const struct display *d = &page->item[i];
        if (d->kind != DISPLAY_LINE || d->artifact != ARTIFACT_NONE)
            continue;
        for (size_t k = 0; k < d->line->runs; k++) {
            const struct run *run = &d->line->run[k];
            const struct element *e = d->element ? d->element : run->stretch->owner;
            if (run->face && is_within(e, link))
                buf_text(out, text_slice(d->line->text, run->from, run->to));
        }
    }
}

static void put_contents(struct links *l, const struct display *d, const struct page *page)
{
    struct buf *words = &l->words;
    buf_clear(words);
    size_t mark = text_find_char(l->word_link, '#');
    buf_text(words, text_slice(l->word_link, 0, mark));
    size_t before = words->n;
    if (*d->uri != '#')
        buf_string(words, d->uri);
    else if (d->name)
        buf_string(words, d->name);
    else if (d->element->alt.n)
        buf_text(words, d->element->alt);
    else
        gather_words(words, d->element, page);
    if (words->n == before)
        buf_string(words, d->uri);
    buf_text(words, text_from(l->word_link, mark == SIZE_MAX ? mark : mark + 1));
    buf_string(&l->buf, "/Contents ");
    put_text(&l->buf, text_trim(buf_as_text(words)));
}

static void put_target(struct links *l, const char *uri)
{
    if (*uri == '#') {
        add_name(l, uri + 1, NOWHERE, 0);
        buf_string(&l->buf, "/Dest ");
        put_bytes(&l->buf, text_of(uri + 1));
    } else {
        buf_string(&l->buf, "/A <</Type /Action /S /URI /URI ");
        put_uri(&l->buf, text_of(uri));
        buf_string(&l->buf, ">>");
    }
}

uint32_t links_annotate(struct links *l, const struct display *d, uint32_t leaf,
                        const struct page *page)
{
    struct buf *b = &l->buf;
    uint32_t object = writer_reserve(l->writer);
    buf_clear(b);
    buf_string(b, "/Type /Annot /Subtype /Link /Border [0 0 0] /F 4 /Rect [");
    put_length(b, d->x);
    put_length(b, page->height - d->y - d->h);
    put_length(b, d->x + d->w);
    put_length(b, page->height - d->y);
    buf_printf(b, "] /P %u 0 R /StructParent %u ", l->leaves->leaf[leaf].object,
               tags_annotation(l->tags, d->element, leaf, object));
    put_contents(l, d, page);
    put_target(l, d->uri);
    writer_dict(l->writer, object, buf_as_text(b));
    return object;
}

/* By name, anchors before wishes, first come first. */
static int by_name(const void *left, const void *right)
{
    const struct name *a = left, *b = right;
    int order = strcmp(a->name, b->name);
    if (order == 0)
        order = (a->leaf == NOWHERE) - (b->leaf == NOWHERE);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

static void keep_first(struct links *l)
{
    size_t kept = 0;
    qsort(l->name, l->names, sizeof *l->name, by_name);
    for (size_t i = 0; i < l->names; i++)
        if (kept == 0 || strcmp(l->name[kept - 1].name, l->name[i].name) != 0)
            l->name[kept++] = l->name[i];
    l->names = kept;
}

static void put_destination(struct links *l, const struct name *n)
{
    bool is_known = n->leaf != NOWHERE;
    const struct leaf *leaf = &l->leaves->leaf[is_known ? n->leaf : 0];
    put_bytes(&l->buf, text_of(n->name));
    buf_string(&l->buf, " [");
    put_ref(&l->buf, leaf->object);
    buf_string(&l->buf, "/XYZ 0 ");
    put_length(&l->buf, is_known ? leaf->height - n->y : leaf->height);
    buf_string(&l->buf, "null]\n");
}

static uint32_t write_node(struct links *l, size_t from, size_t to)
{
    uint32_t node = writer_reserve(l->writer);
    buf_clear(&l->buf);
    buf_string(&l->buf, "/Names [");
    for (size_t i = from; i < to; i++)
        put_destination(l, &l->name[i]);
    buf_string(&l->buf, "] /Limits [");
    put_bytes(&l->buf, text_of(l->name[from].name));
    put_bytes(&l->buf, text_of(l->name[to - 1].name));
    buf_char(&l->buf, ']');
    writer_dict(l->writer, node, buf_as_text(&l->buf));
    return node;
}

uint32_t links_finish(struct links *l)
{
    if (l->names == 0 || l->leaves->n == 0)
        return 0;
    uint32_t root = writer_reserve(l->writer);
    struct buf *kids = &l->words;
    keep_first(l);
    buf_clear(kids);
    buf_string(kids, "/Kids [");
    for (size_t i = 0; i < l->names; i += NAMES_PER_NODE) {
        size_t rest = l->names - i;
        put_ref(kids, write_node(l, i, i + (rest < NAMES_PER_NODE ? rest : NAMES_PER_NODE)));
    }
    buf_char(kids, ']');
    writer_dict(l->writer, root, buf_as_text(kids));
    return root;
}
