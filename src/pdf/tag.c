/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mark remembers which of its element's children had been painted last when it was made; that is
 * where it stands among them: text, link, text. Children keep the order in which they were made,
 * which is the reading order, even if one of them was painted out of turn. */
#include "pdf/tag.h"

#include <assert.h>
#include <stdlib.h>

#include "pdf/string.h"

enum { IS_ANNOTATION = 1u << 30, KEYS_PER_NODE = 256 };

struct mark {
    uint32_t next; /* index + 1; 0: the last */
    uint32_t leaf;
    uint32_t value; /* an MCID, or an annotation's number | IS_ANNOTATION */
    uint32_t after; /* the child painted before it; 0: none */
};

struct touched {          /* element->marks */
    uint32_t first, last; /* index + 1 of its marks; 0: none */
    uint32_t child;       /* of its children the one painted last */
};

struct owner { /* of a page's MCID: they come page by page, but late ones at the end */
    uint32_t leaf, mcid, element;
};

struct parent { /* what a ParentTree key stands for */
    bool is_page;
    uint32_t value; /* index of the page, or the element that owns an annotation */
};

struct id {
    struct text name;
    uint32_t element;
};

struct tags {
    struct arena *arena;
    struct writer *writer;
    const struct leaves *leaves;
    struct mark *mark;
    size_t marks, mark_cap;
    struct owner *owner;
    size_t owners, owner_cap;
    struct parent *parent;
    size_t parents, parent_cap;
    struct id *id;
    size_t ids, id_cap;
    unsigned notes;
    struct buf buf, scratch;
};

struct tags *tags_new(struct writer *writer, const struct leaves *leaves)
{
    struct arena *arena = arena_new();
    struct tags *t = ARENA_NEW(arena, struct tags);
    *t = (struct tags){.arena = arena, .writer = writer, .leaves = leaves};
    return t;
}

void tags_free(struct tags *t)
{
    if (!t)
        return;
    free(t->mark);
    free(t->owner);
    free(t->parent);
    free(t->id);
    buf_done(&t->buf);
    buf_done(&t->scratch);
    arena_free(t->arena);
}

static uint32_t add_parent(struct tags *t, struct parent parent)
{
    t->parent = heap_grow(t->parent, sizeof *t->parent, &t->parent_cap, t->parents + 1);
    t->parent[t->parents] = parent;
    return (uint32_t)t->parents++;
}

uint32_t tags_page(struct tags *t, uint32_t leaf)
{
    return add_parent(t, (struct parent){true, leaf});
}

static struct touched *touch(struct tags *t, struct element *e)
{
    if (!e->object)
        e->object = writer_reserve(t->writer);
    if (!e->marks)
        e->marks = ARENA_NEW(t->arena, struct touched);
    return e->marks;
}

static void add_mark(struct tags *t, struct element *e, uint32_t leaf, uint32_t value)
{
    struct touched *touched = touch(t, e);
    t->mark = heap_grow(t->mark, sizeof *t->mark, &t->mark_cap, t->marks + 1);
    t->mark[t->marks++] = (struct mark){0, leaf, value, touched->child};
    uint32_t index = (uint32_t)t->marks;
    if (touched->last)
        t->mark[touched->last - 1].next = index;
    else
        touched->first = index;
    touched->last = index;
    for (; e->parent; e = e->parent)
        touch(t, e->parent)->child = e->object;
}

void tags_mark(struct tags *t, struct element *e, uint32_t leaf, uint32_t mcid)
{
    assert(e);
    add_mark(t, e, leaf, mcid);
    t->owner = heap_grow(t->owner, sizeof *t->owner, &t->owner_cap, t->owners + 1);
    t->owner[t->owners++] = (struct owner){leaf, mcid, e->object};
}

uint32_t tags_annotation(struct tags *t, struct element *e, uint32_t leaf, uint32_t annotation)
{
    assert(e);
    add_mark(t, e, leaf, annotation | IS_ANNOTATION);
    return add_parent(t, (struct parent){false, e->object});
}

/* Elements */

/* Gives a number to every element that is written: those with content or a child that is written,
 * and table cells. */
static void number_elements(struct tags *t, struct element *e)
{
    bool stays = e->role == ROLE_TD || e->role == ROLE_TH;
    for (struct element *child = e->child; child; child = child->next) {
        number_elements(t, child);
        stays = stays || child->object;
    }
    if (stays && !e->object)
        e->object = writer_reserve(t->writer);
}

static uint32_t page_object(const struct tags *t, uint32_t leaf)
{
    return t->leaves->leaf[leaf].object;
}

static void put_mark(struct tags *t, const struct mark *m, uint32_t leaf)
{
    struct buf *b = &t->buf;
    if (m->value & IS_ANNOTATION) {
        buf_string(b, "<</Type /OBJR /Obj ");
        put_ref(b, m->value & ~(uint32_t)IS_ANNOTATION);
    } else if (m->leaf == leaf) {
        put_integer(b, m->value);
        buf_char(b, ' ');
        return;
    } else {
        buf_string(b, "<</Type /MCR /MCID ");
        put_integer(b, m->value);
    }
    if (m->leaf != leaf) {
        buf_string(b, " /Pg ");
        put_ref(b, page_object(t, m->leaf));
    }
    buf_string(b, ">> ");
}

/* Writes the marks from *next on that stand after the child. */
static void put_marks(struct tags *t, uint32_t *next, uint32_t after, uint32_t leaf)
{
    while (*next && t->mark[*next - 1].after == after) {
        put_mark(t, &t->mark[*next - 1], leaf);
        *next = t->mark[*next - 1].next;
    }
}

static void put_kids(struct tags *t, const struct element *e)
{
    const struct touched *touched = e->marks;
    uint32_t next = touched ? touched->first : 0;
    uint32_t leaf = next ? t->mark[next - 1].leaf : 0;
    if (next) {
        buf_string(&t->buf, "/Pg ");
        put_ref(&t->buf, page_object(t, leaf));
    }
    buf_string(&t->buf, "/K [");
    put_marks(t, &next, 0, leaf);
    for (const struct element *child = e->child; child; child = child->next) {
        if (!child->object)
            continue;
        put_ref(&t->buf, child->object);
        put_marks(t, &next, child->object, leaf);
    }
    for (; next; next = t->mark[next - 1].next) /* after a child that was painted out of turn */
        put_mark(t, &t->mark[next - 1], leaf);
    buf_string(&t->buf, "] ");
}

static void put_box(struct tags *t, const struct element *e)
{
    const struct touched *touched = e->marks;
    struct buf *b = &t->buf;
    if (e->box.w == 0 || !touched || !touched->first)
        return;
    sp height = t->leaves->leaf[t->mark[touched->first - 1].leaf].height;
    buf_string(b, "/A <</O /Layout /Placement /Block /BBox [");
    put_length(b, e->box.x);
    put_length(b, height - e->box.y - e->box.h);
    put_length(b, e->box.x + e->box.w);
    put_length(b, height - e->box.y);
    buf_string(b, "]>> ");
}

static void put_cell(struct buf *b, const struct element *e)
{
    static const char *const scope[] = {"", "/Scope /Column ", "/Scope /Row "};
    bool has_scope = e->role == ROLE_TH && e->scope != SCOPE_NONE;
    if (!has_scope && e->column_span < 2)
        return;
    buf_printf(b, "/A <</O /Table %s", has_scope ? scope[e->scope] : "");
    if (e->column_span > 1)
        buf_printf(b, "/ColSpan %u", e->column_span);
    buf_string(b, ">> ");
}

static void put_attributes(struct tags *t, const struct element *e)
{
    static const char *const numbering[] = {"None", "Disc", "Decimal"};
    switch (e->role) {
    case ROLE_FIGURE: put_box(t, e); break;
    case ROLE_TH:
    case ROLE_TD: put_cell(&t->buf, e); break;
    case ROLE_L:
        buf_printf(&t->buf, "/A <</O /List /ListNumbering /%s>> ", numbering[e->numbering]);
        break;
    default: break;
    }
}

/* PDF/UA-1 wants an ID on every Note. */
static void put_id(struct tags *t, const struct element *e)
{
    if (!e->id && e->role != ROLE_NOTE)
        return;
    char *name = e->id ? arena_printf(t->arena, "id.%s", e->id)
                       : arena_printf(t->arena, "note.%u", ++t->notes);
    t->id = heap_grow(t->id, sizeof *t->id, &t->id_cap, t->ids + 1);
    t->id[t->ids++] = (struct id){text_of(name), e->object};
    buf_string(&t->buf, "/ID ");
    put_bytes(&t->buf, text_of(name));
}

static void write_element(struct tags *t, const struct element *e, uint32_t parent)
{
    struct buf *b = &t->buf;
    buf_clear(b);
    buf_printf(b, "/S /%s /P %u 0 R ", role_names[e->role], parent);
    put_kids(t, e);
    put_attributes(t, e);
    put_id(t, e);
    if (e->lang) {
        buf_string(b, "/Lang ");
        put_text(b, text_of(e->lang));
    }
    if (e->alt.n) {
        buf_string(b, "/Alt ");
        put_text(b, e->alt);
    }
    if (e->actual.n) {
        buf_string(b, "/ActualText ");
        put_text(b, e->actual);
    }
    writer_dict(t->writer, e->object, buf_as_text(b));
}

static void write_elements(struct tags *t, const struct element *e, uint32_t parent)
{
    if (!e->object)
        return;
    write_element(t, e, parent);
    for (const struct element *child = e->child; child; child = child->next)
        write_elements(t, child, e->object);
}

/* Trees beside the tree */

static int by_page(const void *left, const void *right)
{
    const struct owner *a = left, *b = right;
    if (a->leaf != b->leaf)
        return a->leaf > b->leaf ? 1 : -1;
    return (a->mcid > b->mcid) - (a->mcid < b->mcid);
}

/* The entry of one key; *owner moves on over the page's marks. */
static void put_parent(struct tags *t, uint32_t key, size_t *owner)
{
    struct buf *b = &t->buf;
    const struct parent *parent = &t->parent[key];
    put_integer(b, key);
    buf_char(b, ' ');
    if (!parent->is_page) {
        put_ref(b, parent->value);
        return;
    }
    buf_char(b, '[');
    while (*owner < t->owners && t->owner[*owner].leaf == parent->value)
        put_ref(b, t->owner[(*owner)++].element);
    buf_string(b, "] ");
}

static uint32_t write_parents(struct tags *t)
{
    uint32_t root = writer_reserve(t->writer);
    size_t owner = 0;
    struct buf *kids = &t->scratch;
    if (t->owners)
        qsort(t->owner, t->owners, sizeof *t->owner, by_page);
    buf_clear(kids);
    buf_string(kids, "/Kids [");
    for (uint32_t key = 0; key < t->parents;) {
        uint32_t node = writer_reserve(t->writer), from = key;
        buf_clear(&t->buf);
        buf_string(&t->buf, "/Nums [");
        for (; key < t->parents && key < from + KEYS_PER_NODE; key++)
            put_parent(t, key, &owner);
        buf_printf(&t->buf, "] /Limits [%u %u]", from, key - 1);
        writer_dict(t->writer, node, buf_as_text(&t->buf));
        put_ref(kids, node);
    }
    buf_char(kids, ']');
    writer_dict(t->writer, root, t->parents ? buf_as_text(kids) : TEXT("/Nums []"));
    return root;
}

static int by_name(const void *left, const void *right)
{
    const struct id *a = left, *b = right;
    int order = text_order(a->name, b->name);
    return order ? order : (a->element > b->element) - (a->element < b->element);
}

/* The name tree of element ids; 0 when there are none. */
static uint32_t write_ids(struct tags *t)
{
    struct buf *b = &t->buf;
    if (t->ids == 0)
        return 0;
    uint32_t object = writer_reserve(t->writer);
    qsort(t->id, t->ids, sizeof *t->id, by_name);
    buf_clear(b);
    buf_string(b, "/Names [");
    for (size_t i = 0; i < t->ids; i++) {
        if (i && text_equal(t->id[i].name, t->id[i - 1].name))
            continue;
        put_bytes(b, t->id[i].name);
        buf_char(b, ' ');
        put_ref(b, t->id[i].element);
    }
    buf_char(b, ']');
    writer_dict(t->writer, object, buf_as_text(b));
    return object;
}

uint32_t tags_finish(struct tags *t, struct element *root)
{
    uint32_t object = writer_reserve(t->writer);
    number_elements(t, root);
    if (!root->object)
        root->object = writer_reserve(t->writer);
    write_elements(t, root, object);
    uint32_t parents = write_parents(t), ids = write_ids(t);
    buf_clear(&t->buf);
    buf_printf(&t->buf,
               "/Type /StructTreeRoot /K [%u 0 R] /ParentTree %u 0 R /ParentTreeNextKey %zu "
               "/RoleMap <</Aside /Div>> ",
               root->object, parents, t->parents);
    if (ids)
        buf_printf(&t->buf, "/IDTree %u 0 R", ids);
    writer_dict(t->writer, object, buf_as_text(&t->buf));
    return object;
}
