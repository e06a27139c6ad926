/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page whose marks are all known becomes an array of its own at once and leaves a number behind.
 * A page that waits for late lines keeps its marks; they are sorted by page at the end. */
#include "pdf/parents.h"

#include <assert.h>
#include <stdlib.h>

#include "base/arena.h"
#include "pdf/string.h"

enum { KEYS_PER_NODE = 256 };

struct owner { /* of a page's MCID: they come page by page, but late ones at the end */
    uint32_t leaf, mcid, element;
};

struct parent { /* what a key stands for */
    bool waits;
    uint32_t value; /* index of a page that waits; or an object: a page's array, or an element */
};

struct parents {
    struct writer *writer;
    struct owner *owner;
    size_t owners, owner_cap;
    struct parent *parent;
    size_t n, cap;
    struct buf buf, kids;
};

struct parents *parents_new(struct writer *writer)
{
    struct parents *p = heap_resize(NULL, 1, sizeof *p);
    *p = (struct parents){.writer = writer};
    return p;
}

void parents_free(struct parents *p)
{
    if (!p)
        return;
    free(p->owner);
    free(p->parent);
    buf_done(&p->buf);
    buf_done(&p->kids);
    free(p);
}

static uint32_t add_parent(struct parents *p, struct parent parent)
{
    p->parent = heap_grow(p->parent, sizeof *p->parent, &p->cap, p->n + 1);
    p->parent[p->n] = parent;
    return (uint32_t)p->n++;
}

uint32_t parents_begin_page(struct parents *p, uint32_t leaf)
{
    return add_parent(p, (struct parent){true, leaf});
}

uint32_t parents_annotation(struct parents *p, uint32_t element)
{
    return add_parent(p, (struct parent){false, element});
}

void parents_mark(struct parents *p, uint32_t leaf, uint32_t mcid, uint32_t element)
{
    p->owner = heap_grow(p->owner, sizeof *p->owner, &p->owner_cap, p->owners + 1);
    p->owner[p->owners++] = (struct owner){leaf, mcid, element};
}

/* An array's items: all from *owner on that are the page's. */
static void put_owners(struct parents *p, uint32_t leaf, size_t *owner)
{
    for (; *owner < p->owners && p->owner[*owner].leaf == leaf; ++*owner)
        put_ref(&p->buf, p->owner[*owner].element);
}

void parents_end_page(struct parents *p, uint32_t key)
{
    struct parent *parent = &p->parent[key];
    size_t first = p->owners;
    assert(parent->waits);
    while (first > 0 && p->owner[first - 1].leaf == parent->value)
        first--;
    if (first == p->owners)
        return;
    size_t owner = first;
    buf_clear(&p->buf);
    put_owners(p, parent->value, &owner);
    *parent = (struct parent){false, writer_reserve(p->writer)};
    writer_array(p->writer, parent->value, buf_as_text(&p->buf));
    p->owners = first;
}

static int by_page(const void *left, const void *right)
{
    const struct owner *a = left, *b = right;
    if (a->leaf != b->leaf)
        return a->leaf > b->leaf ? 1 : -1;
    return (a->mcid > b->mcid) - (a->mcid < b->mcid);
}

/* The entry of one key; *owner moves on over the page's marks. */
static void put_parent(struct parents *p, uint32_t key, size_t *owner)
{
    const struct parent *parent = &p->parent[key];
    put_integer(&p->buf, key);
    buf_char(&p->buf, ' ');
    if (!parent->waits) {
        put_ref(&p->buf, parent->value);
        return;
    }
    buf_char(&p->buf, '[');
    put_owners(p, parent->value, owner);
    buf_char(&p->buf, ']');
}

uint32_t parents_finish(struct parents *p, uint32_t *next)
{
    uint32_t root = writer_reserve(p->writer);
    size_t owner = 0;
    if (p->owners)
        qsort(p->owner, p->owners, sizeof *p->owner, by_page);
    buf_clear(&p->kids);
    buf_string(&p->kids, "/Kids[");
    for (uint32_t key = 0; key < p->n;) {
        uint32_t node = writer_reserve(p->writer), from = key;
        buf_clear(&p->buf);
        buf_string(&p->buf, "/Nums[");
        for (; key < p->n && key < from + KEYS_PER_NODE; key++)
            put_parent(p, key, &owner);
        buf_printf(&p->buf, "]/Limits[%u %u]", from, key - 1);
        writer_dict(p->writer, node, buf_as_text(&p->buf));
        put_ref(&p->kids, node);
    }
    buf_char(&p->kids, ']');
    writer_dict(p->writer, root, p->n ? buf_as_text(&p->kids) : TEXT("/Nums[]"));
    *next = (uint32_t)p->n;
    return root;
}
