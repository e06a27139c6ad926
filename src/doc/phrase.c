/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text becomes signs: code points taken apart (NFKD), with one sign for all that reads the same.
 * The automaton's edges stand in one hash table, so a step costs the same however many phrases
 * there are. */
#include "doc/phrase.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

#include "base/utf8.h"

struct sign {
    uint32_t cp, piece, offset;
};

struct prose {
    struct arena *arena;
    struct sign *sign;
    size_t n, cap;
    uint32_t piece;
    struct phrases *phrases; /* that are looked for; NULL: signs are only gathered */
    size_t looked;           /* at so many of the signs */
    uint32_t node;           /* what they end with */
    void (*found)(void *context, uint32_t id, uint32_t piece, uint32_t offset);
    void *context;
};

enum { NOTHING = UINT32_MAX };

struct node {
    uint32_t phrase;  /* the id of the one that ends here, or NOTHING */
    uint32_t length;  /* signs from the root */
    uint32_t fail;    /* the longest other phrase's beginning that ends here */
    uint32_t shorter; /* the next node along `fail` where a phrase ends, or 0 */
};

struct edge {
    uint64_t key; /* node and sign; 0: free */
    uint32_t to;
};

struct phrases {
    struct arena *arena;
    struct node *node; /* the root is 0 */
    size_t nodes, node_cap;
    struct edge *edge; /* open addressing; a power of two */
    size_t edges, edge_cap;
    uint32_t deepest; /* signs of the longest phrase */
    bool is_closed;
};

/* Signs */

static void look(struct prose *, size_t end);

/* What no phrase can reach any more goes, but for the sign before that. */
static void make_room(struct prose *p)
{
    look(p, p->n - 1);
    size_t kept = p->phrases->deepest + 2, gone = p->n - kept;
    memmove(p->sign, p->sign + gone, kept * sizeof *p->sign);
    p->n = kept;
    p->looked -= gone;
}

static void push(struct prose *p, uint32_t cp, uint32_t offset)
{
    bool merges = cp == ' ' || cp == '-' || cp == '"';
    if (merges && p->n && p->sign[p->n - 1].cp == cp)
        return;
    if (p->phrases && p->n == p->cap)
        make_room(p);
    p->sign = arena_grow(p->arena, p->sign, sizeof *p->sign, &p->cap, p->n + 1);
    p->sign[p->n++] = (struct sign){cp, p->piece, offset};
}

/* The sign for a code point; 0: it leaves none. Marks of Markdown leave none, as a database may
 * hold a text with them that is printed without. */
static uint32_t sign_of(uint32_t cp)
{
    UChar32 c = (UChar32)cp;
    if (cp < 0x80 && u_isalnum(c))
        return cp;
    if (u_isUWhiteSpace(c))
        return ' ';
    if (cp == '*' || cp == '_' || cp == '`' || cp == '\\' || cp == 0xFFFC ||
        u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
        return 0;
    if (u_hasBinaryProperty(c, UCHAR_QUOTATION_MARK) || cp == 0x2BC || cp == 0xB4)
        return '"';
    return u_hasBinaryProperty(c, UCHAR_DASH) ? '-' : cp;
}

static void push_sign(struct prose *p, uint32_t cp, uint32_t offset)
{
    uint32_t sign = sign_of(cp);
    if (sign)
        push(p, sign, offset);
}

/* What a code point is made of. */
static void push_parts(struct prose *p, const UNormalizer2 *forms, uint32_t cp, uint32_t offset)
{
    UChar parts[32];
    UErrorCode error = U_ZERO_ERROR;
    int32_t n = unorm2_getDecomposition(forms, (UChar32)cp, parts, 32, &error), i = 0;
    if (n < 0 || U_FAILURE(error)) {
        push_sign(p, cp, offset);
        return;
    }
    while (i < n) {
        uint32_t part = parts[i++];
        if (U16_IS_LEAD(part) && i < n)
            part = 0x10000u + ((part - 0xD800u) << 10) + (parts[i++] - 0xDC00u);
        push_sign(p, part, offset);
    }
}

static void push_text(struct prose *p, struct text text, uint32_t offset)
{
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *forms = unorm2_getNFKCInstance(&error);
    assert(U_SUCCESS(error));
    for (size_t i = 0; i < text.n;) {
        uint32_t cp, at = offset + (uint32_t)i;
        i += utf8_decode(text.p + i, text.n - i, &cp);
        if (cp < 0x80 || sign_of(cp) != cp)
            push_sign(p, cp, at);
        else
            push_parts(p, forms, cp, at);
    }
}

/* Without phrases a text is not even looked at. */
static bool is_idle(const struct prose *p)
{
    return p->phrases->deepest == 0;
}

void prose_piece(struct prose *p, uint32_t piece)
{
    p->piece = piece;
    if (p->n)
        push(p, ' ', 0);
}

void prose_add(struct prose *p, struct text text, uint32_t offset)
{
    if (!is_idle(p))
        push_text(p, text, offset);
}

/* Scripts that set no space between words have no ends of words to look at. */
static bool joins(uint32_t cp)
{
    UErrorCode error = U_ZERO_ERROR;
    UChar32 c = (UChar32)cp;
    if (!u_isalnum(c) && !(U_GET_GC_MASK(c) & U_GC_M_MASK))
        return false;
    if (cp < 0xE00)
        return true;
    switch (uscript_getScript(c, &error)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
    case USCRIPT_TIBETAN: return false;
    default: return true;
    }
}

/* Edges */

static uint64_t key_of(uint32_t node, uint32_t cp)
{
    return ((uint64_t)node << 21 | cp) + 1;
}

static struct edge *slot_of(const struct phrases *p, uint64_t key)
{
    size_t i = (size_t)(key * 0x9E3779B97F4A7C15u >> 20) & (p->edge_cap - 1);
    while (p->edge[i].key && p->edge[i].key != key)
        i = (i + 1) & (p->edge_cap - 1);
    return &p->edge[i];
}

/* The node behind the edge, or 0. */
static uint32_t follow(const struct phrases *p, uint32_t node, uint32_t cp)
{
    return slot_of(p, key_of(node, cp))->to;
}

static void widen(struct phrases *p)
{
    struct phrases old = *p;
    if (2 * p->edges < p->edge_cap)
        return;
    p->edge_cap *= 2;
    p->edge = ARENA_ARRAY(p->arena, struct edge, p->edge_cap);
    for (size_t i = 0; i < old.edge_cap; i++)
        if (old.edge[i].key)
            *slot_of(p, old.edge[i].key) = old.edge[i];
}

static uint32_t new_node(struct phrases *p, uint32_t length)
{
    p->node = arena_grow(p->arena, p->node, sizeof *p->node, &p->node_cap, p->nodes + 1);
    p->node[p->nodes] = (struct node){.phrase = NOTHING, .length = length};
    return (uint32_t)p->nodes++;
}

struct phrases *phrases_new(struct arena *arena)
{
    struct phrases *p = ARENA_NEW(arena, struct phrases);
    p->arena = arena;
    p->edge_cap = 64;
    p->edge = ARENA_ARRAY(arena, struct edge, p->edge_cap);
    new_node(p, 0);
    return p;
}

void phrases_add(struct phrases *p, struct text text, uint32_t id)
{
    struct prose prose = {.arena = p->arena};
    uint32_t node = 0;
    size_t from = 0;
    bool has_any = false;
    assert(!p->is_closed);
    push_text(&prose, text, 0);
    while (prose.n && prose.sign[prose.n - 1].cp == ' ')
        prose.n--;
    from += prose.n && prose.sign[0].cp == ' ';
    for (size_t i = from; i < prose.n; i++)
        has_any |= u_isalnum((UChar32)prose.sign[i].cp);
    for (size_t i = from; has_any && i < prose.n; i++) {
        uint32_t next = follow(p, node, prose.sign[i].cp);
        if (!next) {
            next = new_node(p, (uint32_t)(i - from + 1));
            *slot_of(p, key_of(node, prose.sign[i].cp)) =
                (struct edge){key_of(node, prose.sign[i].cp), next};
            p->edges++;
            widen(p);
        }
        node = next;
    }
    if (node && p->node[node].phrase == NOTHING)
        p->node[node].phrase = id;
}

/* Links each node to the longest beginning of a phrase that is its end. */
static void close_node(struct phrases *p, uint32_t parent, uint32_t cp, uint32_t node)
{
    uint32_t fail = p->node[parent].fail, next = 0;
    while (parent && !(next = follow(p, fail, cp)) && fail)
        fail = p->node[fail].fail;
    p->node[node].fail = next;
    p->node[node].shorter = p->node[next].phrase != NOTHING ? next : p->node[next].shorter;
}

/* Parents are numbered before their children, but not shallow nodes before deep ones: so the edges
 * are sorted by depth first. */
static void close_all(struct phrases *p)
{
    uint32_t deepest = 0;
    for (size_t i = 0; i < p->nodes; i++)
        deepest = p->node[i].length > deepest ? p->node[i].length : deepest;
    p->deepest = deepest;
    size_t *first = ARENA_ARRAY(p->arena, size_t, (size_t)deepest + 2);
    const struct edge **sorted = ARENA_ARRAY(p->arena, const struct edge *, p->edges + 1);
    for (size_t i = 0; i < p->edge_cap; i++)
        if (p->edge[i].key)
            first[p->node[p->edge[i].to].length + 1]++;
    for (uint32_t k = 1; k <= deepest + 1; k++)
        first[k] += first[k - 1];
    for (size_t i = 0; i < p->edge_cap; i++)
        if (p->edge[i].key)
            sorted[first[p->node[p->edge[i].to].length]++] = &p->edge[i];
    for (size_t i = 0; i < p->edges; i++) {
        uint64_t key = sorted[i]->key - 1;
        close_node(p, (uint32_t)(key >> 21), (uint32_t)(key & 0x1FFFFF), sorted[i]->to);
    }
    p->is_closed = true;
}

static bool is_whole(const struct prose *prose, size_t from, size_t to)
{
    const struct sign *s = prose->sign;
    bool begins = from == 0 || !joins(s[from - 1].cp) || !joins(s[from].cp);
    bool ends = to == prose->n || !joins(s[to].cp) || !joins(s[to - 1].cp);
    return begins && ends;
}

/* Looks at the signs before `end`; the one behind them is there, or nothing more comes. */
static void look(struct prose *prose, size_t end)
{
    const struct phrases *p = prose->phrases;
    uint32_t node = prose->node;
    for (; prose->looked < end; prose->looked++) {
        size_t i = prose->looked;
        uint32_t next;
        while (!(next = follow(p, node, prose->sign[i].cp)) && node)
            node = p->node[node].fail;
        node = next;
        uint32_t last = p->node[node].phrase != NOTHING ? node : p->node[node].shorter;
        for (; last; last = p->node[last].shorter) {
            size_t from = i + 1 - p->node[last].length;
            if (is_whole(prose, from, i + 1))
                prose->found(prose->context, p->node[last].phrase, prose->sign[from].piece,
                             prose->sign[from].offset);
        }
    }
    prose->node = node;
}

struct prose *prose_new(struct arena *arena, struct phrases *phrases,
                        void (*found)(void *context, uint32_t id, uint32_t piece, uint32_t offset),
                        void *context)
{
    enum { AT_ONCE = 4096 };
    struct prose *prose = ARENA_NEW(arena, struct prose);
    if (!phrases->is_closed)
        close_all(phrases);
    *prose = (struct prose){.arena = arena, .phrases = phrases, .found = found, .context = context};
    prose->cap = (size_t)phrases->deepest * 2 + AT_ONCE;
    prose->sign = ARENA_ARRAY(arena, struct sign, prose->cap);
    return prose;
}

uint32_t prose_oldest(const struct prose *prose)
{
    return prose->n ? prose->sign[0].piece : prose->piece;
}

void prose_end(struct prose *prose)
{
    look(prose, prose->n);
}
