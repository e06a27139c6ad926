/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mark remembers which of its element's children had been painted last when it was made; that is
 * where it stands among them: text, link, text. Children keep the order in which they were made,
 * which is the reading order, even if one of them was painted out of turn. Of a child that was
 * written early, its parent keeps its place in that order and its object's number. */
#include "pdf/tag.h"

#include <assert.h>
#include <stdlib.h>

#include "pdf/parents.h"
#include "pdf/string.h"

enum { IS_ANNOTATION = 1u << 30, IDS_PER_NODE = 256 };

struct mark {
    uint32_t next; /* index + 1; 0: the last */
    uint32_t leaf;
    uint32_t value; /* an MCID, or an annotation's number | IS_ANNOTATION */
    uint32_t after; /* the child painted before it; 0: none */
};

struct kid { /* a child written early */
    uint32_t serial, object;
};

struct kids { /* in the order of their serials */
    struct kid *kid;
    size_t n, cap;
    struct kids *next; /* of all */
};

struct touched {          /* element->marks */
    uint32_t first, last; /* index + 1 of its marks; 0: none */
    uint32_t child;       /* of its children the one painted last */
    struct kids *kids;    /* or NULL */
    struct touched *spare;
};

struct id {
    struct text name;
    uint32_t element;
};

struct tags {
    struct arena *arena;
    struct writer *writer;
    const struct leaves *leaves;
    struct parents *parents;
    struct mark *mark;
    size_t marks, mark_cap;
    uint32_t spare_mark; /* index + 1 of the first of those to be used again */
    struct touched *spare;
    struct kids *kids;
    struct id *id;
    size_t ids, id_cap;
    unsigned notes;
    struct buf buf, scratch;
};

struct tags *tags_new(struct writer *writer, const struct leaves *leaves)
{
    struct arena *arena = arena_new();
    struct tags *t = ARENA_NEW(arena, struct tags);
    *t = (struct tags){
        .arena = arena, .writer = writer, .leaves = leaves, .parents = parents_new(writer)};
    return t;
}

void tags_free(struct tags *t)
{
    if (!t)
        return;
    for (struct kids *k = t->kids; k; k = k->next)
        free(k->kid);
    parents_free(t->parents);
    free(t->mark);
    free(t->id);
    buf_done(&t->buf);
    buf_done(&t->scratch);
    arena_free(t->arena);
}

uint32_t tags_begin_page(struct tags *t, uint32_t leaf)
{
    return parents_begin_page(t->parents, leaf);
}

void tags_end_page(struct tags *t, uint32_t leaf)
{
    parents_end_page(t->parents, t->leaves->leaf[leaf].parents);
}

static struct touched *new_touched(struct tags *t)
{
    struct touched *touched = t->spare;
    if (!touched)
        return ARENA_NEW(t->arena, struct touched);
    t->spare = touched->spare;
    *touched = (struct touched){0};
    return touched;
}

static struct touched *touch(struct tags *t, struct element *e)
{
    if (!e->object)
        e->object = writer_reserve(t->writer);
    if (!e->marks)
        e->marks = new_touched(t);
    return e->marks;
}

/* Index + 1. */
static uint32_t new_mark(struct tags *t, struct mark mark)
{
    uint32_t index = t->spare_mark;
    if (index) {
        t->spare_mark = t->mark[index - 1].next;
    } else {
        t->mark = heap_grow(t->mark, sizeof *t->mark, &t->mark_cap, t->marks + 1);
        index = (uint32_t)++t->marks;
    }
    t->mark[index - 1] = mark;
    return index;
}

/* What its parents gain next stands behind the element. */
static void take_place(struct tags *t, struct element *e)
{
    for (; e->parent; e = e->parent)
        touch(t, e->parent)->child = e->object;
}

static void add_mark(struct tags *t, struct element *e, uint32_t leaf, uint32_t value)
{
    struct touched *touched = touch(t, e);
    uint32_t index = new_mark(t, (struct mark){0, leaf, value, touched->child});
    if (touched->last)
        t->mark[touched->last - 1].next = index;
    else
        touched->first = index;
    touched->last = index;
    take_place(t, e);
}

void tags_expect(struct tags *t, struct element *e)
{
    assert(e && e->role < ROLES);
    touch(t, e);
    take_place(t, e);
}

void tags_mark(struct tags *t, struct element *e, uint32_t leaf, uint32_t mcid)
{
    assert(e && e->role < ROLES);
    add_mark(t, e, leaf, mcid);
    parents_mark(t->parents, leaf, mcid, e->object);
}

uint32_t tags_annotation(struct tags *t, struct element *e, uint32_t leaf, uint32_t annotation)
{
    assert(e && e->role < ROLES);
    add_mark(t, e, leaf, annotation | IS_ANNOTATION);
    return parents_annotation(t->parents, e->object);
}

/* What an element consists of */

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
    struct buf *b = &t->scratch;
    if (m->value & IS_ANNOTATION) {
        buf_string(b, "<</Type/OBJR/Obj ");
        put_ref(b, m->value & ~(uint32_t)IS_ANNOTATION);
    } else if (m->leaf == leaf) {
        put_integer(b, m->value);
        buf_char(b, ' ');
        return;
    } else {
        buf_string(b, "<</Type/MCR/MCID ");
        put_integer(b, m->value);
    }
    if (m->leaf != leaf) {
        buf_string(b, "/Pg ");
        put_ref(b, page_object(t, m->leaf));
    }
    buf_string(b, ">>");
}

/* Writes the marks from *next on that stand after the child; how many they are. */
static size_t put_marks(struct tags *t, uint32_t *next, uint32_t after, uint32_t leaf)
{
    size_t n = 0;
    for (; *next && t->mark[*next - 1].after == after; n++) {
        put_mark(t, &t->mark[*next - 1], leaf);
        *next = t->mark[*next - 1].next;
    }
    return n;
}

/* The object of the next child, whether it still stands in the tree or was written early. */
static uint32_t next_kid(const struct kids *kids, size_t *k, const struct element **child)
{
    while (*child && !(*child)->object)
        *child = (*child)->next;
    if (kids && *k < kids->n && (!*child || kids->kid[*k].serial < (*child)->serial))
        return kids->kid[(*k)++].object;
    uint32_t object = *child ? (*child)->object : 0;
    *child = *child ? (*child)->next : NULL;
    return object;
}

/* Marks and children in their order, into the scratch buffer; how many they are. */
static size_t gather_kids(struct tags *t, const struct element *e, uint32_t leaf)
{
    const struct touched *touched = e->marks;
    const struct element *child = e->child;
    uint32_t next = touched ? touched->first : 0, object;
    size_t k = 0;
    buf_clear(&t->scratch);
    size_t n = put_marks(t, &next, 0, leaf);
    while ((object = next_kid(touched ? touched->kids : NULL, &k, &child)) != 0) {
        put_ref(&t->scratch, object);
        n += 1 + put_marks(t, &next, object, leaf);
    }
    for (; next; next = t->mark[next - 1].next, n++) /* after a child painted out of turn */
        put_mark(t, &t->mark[next - 1], leaf);
    return n;
}

static void put_kids(struct tags *t, const struct element *e)
{
    const struct touched *touched = e->marks;
    bool is_marked = touched && touched->first;
    uint32_t leaf = is_marked ? t->mark[touched->first - 1].leaf : 0;
    if (is_marked) {
        buf_string(&t->buf, "/Pg ");
        put_ref(&t->buf, page_object(t, leaf));
    }
    size_t n = gather_kids(t, e, leaf);
    if (n == 0)
        return;
    buf_string(&t->buf, n == 1 ? "/K " : "/K[");
    buf_text(&t->buf, text_trim(buf_as_text(&t->scratch)));
    buf_string(&t->buf, n == 1 ? "" : "]");
}

/* What an element says of itself */

static void put_box(struct tags *t, const struct element *e)
{
    const struct touched *touched = e->marks;
    struct buf *b = &t->buf;
    if (e->box.w == 0 || !touched || !touched->first)
        return;
    sp height = t->leaves->leaf[t->mark[touched->first - 1].leaf].height;
    buf_string(b, "/A<</O/Layout/Placement/Block/BBox[");
    put_length(b, e->box.x);
    put_length(b, height - e->box.y - e->box.h);
    put_length(b, e->box.x + e->box.w);
    put_length(b, height - e->box.y);
    buf_string(b, "]>>");
}

/* An id as the file has it: what page/ calls so, and not a note's number. */
static void put_id_name(struct tags *t, const char *id)
{
    buf_clear(&t->scratch);
    buf_printf(&t->scratch, "id.%s", id);
    put_bytes(&t->buf, buf_as_text(&t->scratch));
}

static void put_headers(struct tags *t, const struct element *e)
{
    if (!e->header_count)
        return;
    buf_string(&t->buf, "/Headers[");
    for (size_t i = 0; i < e->header_count; i++)
        put_id_name(t, e->headers[i]);
    buf_char(&t->buf, ']');
}

/* The dictionary stands in the element: packed, it takes no more room than a reference to one that
 * equal cells share. */
static void put_cell(struct tags *t, const struct element *e)
{
    static const char *const scope[] = {"", "/Scope/Column", "/Scope/Row"};
    bool has_scope = e->role == ROLE_TH && e->scope != SCOPE_NONE;
    if (!has_scope && e->column_span < 2 && e->row_span < 2 && !e->header_count)
        return;
    buf_printf(&t->buf, "/A<</O/Table%s", has_scope ? scope[e->scope] : "");
    if (e->column_span > 1)
        buf_printf(&t->buf, "/ColSpan %u", e->column_span);
    if (e->row_span > 1)
        buf_printf(&t->buf, "/RowSpan %u", e->row_span);
    put_headers(t, e);
    buf_string(&t->buf, ">>");
}

static void put_attributes(struct tags *t, const struct element *e)
{
    static const char *const numbering[] = {"None", "Disc", "Decimal"};
    switch (e->role) {
    case ROLE_FIGURE: put_box(t, e); break;
    case ROLE_TH:
    case ROLE_TD: put_cell(t, e); break;
    case ROLE_L:
        buf_printf(&t->buf, "/A<</O/List/ListNumbering/%s>>", numbering[e->numbering]);
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
    buf_string(&t->buf, "/ID");
    put_bytes(&t->buf, text_of(name));
}

static void put_said(struct buf *b, const char *key, struct text text)
{
    if (!text.n)
        return;
    buf_string(b, key);
    put_text(b, text);
}

static void write_element(struct tags *t, const struct element *e, uint32_t parent)
{
    struct buf *b = &t->buf;
    buf_clear(b);
    buf_printf(b, "/S/%s/P %u 0 R", role_names[e->role], parent);
    put_kids(t, e);
    put_attributes(t, e);
    put_id(t, e);
    put_said(b, "/Lang", text_of(e->lang));
    put_said(b, "/Alt", e->alt);
    put_said(b, "/ActualText", e->actual);
    writer_dict(t->writer, e->object, buf_as_text(b));
}

/* Gives back what was kept of a written element. */
static void forget(struct tags *t, struct element *e)
{
    struct touched *touched = e->marks;
    e->marks = NULL;
    if (!touched)
        return;
    if (touched->last) {
        t->mark[touched->last - 1].next = t->spare_mark;
        t->spare_mark = touched->first;
    }
    touched->spare = t->spare;
    t->spare = touched;
}

static void write_elements(struct tags *t, struct element *e, uint32_t parent)
{
    if (!e->object)
        return;
    write_element(t, e, parent);
    forget(t, e);
    for (struct element *child = e->child; child; child = child->next)
        write_elements(t, child, e->object);
}

/* Elements written early */

/* They mostly come in the order they were made in. */
static void add_kid(struct tags *t, struct touched *parent, struct kid kid)
{
    struct kids *kids = parent->kids;
    if (!kids) {
        kids = parent->kids = ARENA_NEW(t->arena, struct kids);
        kids->next = t->kids;
        t->kids = kids;
    }
    kids->kid = heap_grow(kids->kid, sizeof *kids->kid, &kids->cap, kids->n + 1);
    size_t at = kids->n++;
    for (; at > 0 && kids->kid[at - 1].serial > kid.serial; at--)
        kids->kid[at] = kids->kid[at - 1];
    kids->kid[at] = kid;
}

void tags_close(struct tags *t, struct element *e)
{
    assert(e->parent && e->role < ROLES);
    number_elements(t, e);
    if (!e->object)
        return;
    struct touched *parent = touch(t, e->parent);
    write_elements(t, e, e->parent->object);
    add_kid(t, parent, (struct kid){e->serial, e->object});
}

/* The end */

static int by_name(const void *left, const void *right)
{
    const struct id *a = left, *b = right;
    int order = text_order(a->name, b->name);
    return order ? order : (a->element > b->element) - (a->element < b->element);
}

static void sort_ids(struct tags *t)
{
    size_t kept = 0;
    qsort(t->id, t->ids, sizeof *t->id, by_name);
    for (size_t i = 0; i < t->ids; i++)
        if (kept == 0 || !text_equal(t->id[kept - 1].name, t->id[i].name))
            t->id[kept++] = t->id[i];
    t->ids = kept;
}

static uint32_t write_id_node(struct tags *t, const struct id *id, size_t n)
{
    uint32_t node = writer_reserve(t->writer);
    buf_clear(&t->buf);
    buf_string(&t->buf, "/Names[");
    for (size_t i = 0; i < n; i++) {
        put_bytes(&t->buf, id[i].name);
        put_ref(&t->buf, id[i].element);
    }
    buf_string(&t->buf, "]/Limits[");
    put_bytes(&t->buf, id[0].name);
    put_bytes(&t->buf, id[n - 1].name);
    buf_char(&t->buf, ']');
    writer_dict(t->writer, node, buf_as_text(&t->buf));
    return node;
}

/* The name tree of element ids; 0 when there are none. */
static uint32_t write_ids(struct tags *t)
{
    struct buf *kids = &t->scratch;
    if (t->ids == 0)
        return 0;
    uint32_t root = writer_reserve(t->writer);
    sort_ids(t);
    buf_clear(kids);
    buf_string(kids, "/Kids[");
    for (size_t i = 0; i < t->ids; i += IDS_PER_NODE) {
        size_t rest = t->ids - i;
        put_ref(kids, write_id_node(t, t->id + i, rest < IDS_PER_NODE ? rest : IDS_PER_NODE));
    }
    buf_char(kids, ']');
    writer_dict(t->writer, root, buf_as_text(kids));
    return root;
}

uint32_t tags_finish(struct tags *t, struct element *root)
{
    uint32_t object = writer_reserve(t->writer), next;
    number_elements(t, root);
    if (!root->object)
        root->object = writer_reserve(t->writer);
    write_elements(t, root, object);
    uint32_t parents = parents_finish(t->parents, &next), ids = write_ids(t);
    buf_clear(&t->buf);
    buf_printf(&t->buf,
               "/Type/StructTreeRoot/K %u 0 R/ParentTree %u 0 R/ParentTreeNextKey %u"
               "/RoleMap<</Aside/Div>>",
               root->object, parents, next);
    if (ids)
        buf_printf(&t->buf, "/IDTree %u 0 R", ids);
    writer_dict(t->writer, object, buf_as_text(&t->buf));
    return object;
}
