/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries come flat with levels; each hangs below the nearest earlier one of a lower level. The top
 * entries are shown, what is below them is folded. */
#include "pdf/outline.h"

#include <string.h>

#include "pdf/string.h"

struct node { /* all fields but children: index + 1 of another entry, 0: none */
    size_t parent, previous, next, first, last, children;
    uint32_t object;
};

/* node[0] is the outline itself, node[i + 1] the entry i. */
static void build_nodes(struct writer *w, const struct book *book, struct node *node)
{
    node[0].object = writer_reserve(w);
    for (size_t i = 1; i <= book->outlines; i++) {
        size_t up = i - 1;
        while (up && book->outline[up - 1].level >= book->outline[i - 1].level)
            up = node[up].parent;
        node[i].object = writer_reserve(w);
        node[i].parent = up;
        node[i].previous = node[up].last;
        if (node[up].last)
            node[node[up].last].next = i;
        else
            node[up].first = i;
        node[up].last = i;
        node[up].children++;
    }
}

static void put_link(struct buf *b, const char *key, const struct node *node, size_t to)
{
    if (!to)
        return;
    buf_string(b, key);
    put_ref(b, node[to].object);
}

static void put_target(struct buf *b, const struct outline_entry *entry,
                       const struct leaves *leaves)
{
    size_t index = entry->page >= 1 && entry->page <= leaves->n ? entry->page - 1 : 0;
    const struct leaf *leaf = &leaves->leaf[index];
    buf_string(b, "/Dest [");
    put_ref(b, leaf->object);
    buf_string(b, "/XYZ 0 ");
    put_length(b, leaf->height - entry->y);
    buf_string(b, "null] ");
    if (entry->element && entry->element->object) {
        buf_string(b, "/SE ");
        put_ref(b, entry->element->object);
    }
}

static void write_entry(struct writer *w, const struct outline_entry *entry,
                        const struct leaves *leaves, const struct node *node, size_t i)
{
    struct buf b = {0};
    buf_string(&b, "/Title ");
    put_text(&b, entry->title);
    put_target(&b, entry, leaves);
    buf_string(&b, "/Parent ");
    put_ref(&b, node[node[i].parent].object);
    put_link(&b, "/Prev ", node, node[i].previous);
    put_link(&b, "/Next ", node, node[i].next);
    put_link(&b, "/First ", node, node[i].first);
    put_link(&b, "/Last ", node, node[i].last);
    if (node[i].children)
        buf_printf(&b, "/Count -%zu", node[i].children);
    writer_dict(w, node[i].object, buf_as_text(&b));
    buf_done(&b);
}

uint32_t outline_write(struct writer *w, const struct book *book, const struct leaves *leaves)
{
    if (book->outlines == 0 || leaves->n == 0)
        return 0;
    struct arena *arena = arena_new();
    struct node *node = ARENA_ARRAY(arena, struct node, book->outlines + 1);
    build_nodes(w, book, node);
    for (size_t i = 1; i <= book->outlines; i++)
        write_entry(w, &book->outline[i - 1], leaves, node, i);
    struct buf b = {0};
    buf_printf(&b, "/Type /Outlines /First %u 0 R /Last %u 0 R /Count %zu",
               node[node[0].first].object, node[node[0].last].object, node[0].children);
    uint32_t object = node[0].object;
    writer_dict(w, object, buf_as_text(&b));
    buf_done(&b);
    arena_free(arena);
    return object;
}

/* Labels */

/* A plain number without leading zeros, or 0. */
static uint32_t plain_number(const char *label)
{
    size_t n = strlen(label);
    uint32_t value = 0;
    if (n == 0 || n > 9 || *label == '0' || strspn(label, "0123456789") != n)
        return 0;
    for (; *label; label++)
        value = value * 10 + (uint32_t)(*label - '0');
    return value;
}

void put_labels(struct buf *b, const struct label *label, size_t n, size_t pages)
{
    uint32_t expected = 0; /* the number viewers would count on to; 0: none */
    buf_string(b, "<</Nums [");
    for (size_t page = 0, k = 0; page < pages; page++) {
        bool is_own = k < n && label[k].leaf == page;
        uint32_t number = is_own ? plain_number(label[k].text) : (uint32_t)page + 1;
        if (number == 0) {
            buf_printf(b, "%zu <</P ", page);
            put_text(b, text_of(label[k].text));
            buf_string(b, ">> ");
        } else if (number != expected) {
            buf_printf(b, "%zu <</S /D /St %u>> ", page, number);
        }
        expected = number ? number + 1 : 0;
        k += is_own;
    }
    buf_string(b, "]>>");
}
