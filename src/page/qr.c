/* SPDX-License-Identifier: GPL-3.0-or-later */
/* QR codes (ISO/IEC 18004), by libqrencode: one outline around all that is dark, so that no viewer
 * shows seams between the squares, on white of its own, four squares wide on each side as the
 * standard asks. A code is a sign: it is not mirrored. */
#include "page/construct.h"

#include <errno.h>
#include <string.h>

#include <qrencode.h>

#include "page/piece.h"
#include "page/qr.h"

enum {
    QUIET = 4,         /* squares of white on each side */
    LEAST_SQUARE = 40, /* hundredths of a millimetre: what cameras and printers still part */
    LEAST_WORDS = 35,  /* mm: in less, words stand below the code, not beside it */
    WHITE = 0xFFFFFF,
    DARKEST_PALE = 100 /* of 255 */
};

/* The outline: the border of each dark square to a light one is an edge, dark on its right-hand
 * side; edges are joined into rings. Bits of an edge's direction, at the corner it leaves. */
enum { EAST, SOUTH, WEST, NORTH, DIRECTIONS };

struct tracer {
    const unsigned char *square;
    size_t n;            /* squares on a side */
    unsigned char *edge; /* (n + 1) corners on a side */
    char *op;
    struct point *point;
    size_t ops, points;
    sp unit;
};

static bool is_dark(const struct tracer *t, size_t x, size_t y)
{
    return x < t->n && y < t->n && t->square[y * t->n + x] & 1;
}

static unsigned char *corner(const struct tracer *t, size_t x, size_t y)
{
    return &t->edge[y * (t->n + 1) + x];
}

static size_t mark_edges(struct tracer *t)
{
    size_t n = 0;
    for (size_t y = 0; y < t->n; y++)
        for (size_t x = 0; x < t->n; x++) {
            if (!is_dark(t, x, y))
                continue;
            bool open[DIRECTIONS] = {!is_dark(t, x, y - 1), !is_dark(t, x + 1, y),
                                     !is_dark(t, x, y + 1), !is_dark(t, x - 1, y)};
            *corner(t, x, y) |= (unsigned char)(open[EAST] << EAST);
            *corner(t, x + 1, y) |= (unsigned char)(open[SOUTH] << SOUTH);
            *corner(t, x + 1, y + 1) |= (unsigned char)(open[WEST] << WEST);
            *corner(t, x, y + 1) |= (unsigned char)(open[NORTH] << NORTH);
            n += (size_t)open[EAST] + open[SOUTH] + open[WEST] + open[NORTH];
        }
    return n;
}

static void put_corner(struct tracer *t, size_t x, size_t y, char op)
{
    t->op[t->ops++] = op;
    t->point[t->points++] = (struct point){((sp)x + QUIET) * t->unit, ((sp)y + QUIET) * t->unit};
}

/* One ring from a corner that an edge leaves; where two squares meet at a corner only, each keeps
 * to its own. */
static void trace_ring(struct tracer *t, size_t x, size_t y)
{
    static const int step[DIRECTIONS][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    static const unsigned turns[] = {1, 0, 3};
    unsigned at = 0, last = DIRECTIONS;
    while (!(*corner(t, x, y) & 1u << at))
        at++;
    char op = 'M';
    while (*corner(t, x, y) & 1u << at) {
        if (at != last)
            put_corner(t, x, y, op);
        op = 'L';
        *corner(t, x, y) &= (unsigned char)~(1u << at);
        last = at;
        x = (size_t)((int64_t)x + step[at][0]);
        y = (size_t)((int64_t)y + step[at][1]);
        for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
            unsigned next = (last + turns[i]) % DIRECTIONS;
            if (*corner(t, x, y) & 1u << next) {
                at = next;
                break;
            }
        }
    }
    t->op[t->ops++] = 'Z';
}

static struct path outline(struct arena *arena, const QRcode *code, sp unit)
{
    struct tracer t = {.square = code->data, .n = (size_t)code->width, .unit = unit};
    size_t corners = (t.n + 1) * (t.n + 1);
    t.edge = arena_alloc(arena, corners, 1);
    memset(t.edge, 0, corners);
    size_t edges = mark_edges(&t);
    t.op = arena_alloc(arena, 2 * edges + 1, 1);
    t.point = ARENA_ARRAY(arena, struct point, edges);
    for (size_t y = 0; y <= t.n; y++)
        for (size_t x = 0; x <= t.n; x++)
            while (*corner(&t, x, y))
                trace_ring(&t, x, y);
    t.op[t.ops] = '\0';
    return (struct path){t.op, t.point};
}

static QRecLevel level_of(char level)
{
    return level == 'L'   ? QR_ECLEVEL_L
           : level == 'Q' ? QR_ECLEVEL_Q
           : level == 'H' ? QR_ECLEVEL_H
                          : QR_ECLEVEL_M;
}

/* Bytes that the largest code holds (ISO/IEC 18004, table 7). */
static int most_bytes(char level)
{
    return level == 'L' ? 2953 : level == 'Q' ? 1663 : level == 'H' ? 1273 : 2331;
}

static void report_long(struct layout *L, const struct qr *qr)
{
    diag_error(
        L->diag, qr->at,
        "the address has %zu bytes: a QR code of level %c holds %d, and the fewer it has the "
        "better it is read",
        strlen(qr->uri), qr->level, most_bytes(qr->level));
}

static long long millimetres(sp length)
{
    return (long long)((length_mm100(length) + 99) / 100);
}

/* How large it will be. A size that was asked for and is too small is told of. */
static bool measure(struct layout *L, const struct qr *qr, sp squares, sp wish, sp most, sp *side)
{
    sp least = squares * (MM(LEAST_SQUARE) / 100 + 1);
    *side = qr->size ? qr->size : wish;
    if (*side < least && qr->size)
        diag_warn(L->diag, qr->at,
                  "the QR code is %lld mm wide instead of %lld: its %lld squares would be smaller "
                  "than 0.4 mm",
                  millimetres(least), millimetres(*side), (long long)squares);
    *side = sp_max(*side, least);
    if (*side <= most)
        return true;
    if (least > most)
        diag_error(L->diag, qr->at, "the QR code is at least %lld mm wide, here are %lld mm",
                   millimetres(least), millimetres(most));
    *side = sp_min(*side, most);
    return least <= most;
}

bool qr_make(struct layout *L, const struct block *block, sp wish, sp most, struct qr_code *out)
{
    const struct qr *qr = block->qr;
    if (!qr)
        return false;
    QRcode *code = QRcode_encodeString(qr->uri, 0, level_of(qr->level), QR_MODE_8, 1);
    if (!code) {
        report_long(L, qr);
        return false;
    }
    sp squares = code->width + 2 * QUIET;
    *out = (struct qr_code){.qr = qr};
    bool fits = measure(L, qr, squares, wish, most, &out->side);
    if (fits) {
        sp unit = out->side / squares;
        out->side = unit * squares;
        out->path = outline(builder_arena(L), code, unit);
    }
    QRcode_free(code);
    return fits;
}

/* Scanners want dark on light. */
static int64_t dark(int64_t color)
{
    int64_t red = color >> 16 & 255, green = color >> 8 & 255, blue = color & 255;
    int64_t light = (2126 * red + 7152 * green + 722 * blue) / 10000;
    return color < 0 || light > DARKEST_PALE ? 0 : color;
}

void qr_put(struct layout *L, struct piece *p, const struct qr_code *code, struct element *parent,
            const struct frame *frame, sp x, sp y)
{
    const struct qr *qr = code->qr;
    const struct locale *locale = lang_locale(L, frame->lang);
    struct element *link = element_new(L, parent, ROLE_LINK, NULL);
    const char *lang = locale_word_lang(locale, WORD_QR_CODE, frame->lang);
    struct element *figure = element_new(L, link, ROLE_FIGURE, lang);
    const char *shown = arena_string(L->arena, qr->shown);
    figure->alt = text_of(locale_word_numbered(L->arena, locale, WORD_QR_CODE, shown));
    piece_box(L, p, x, y, code->side, code->side, WHITE);
    struct display *d = piece_item(L, p, DISPLAY_PATH);
    d->element = figure;
    d->x = x;
    d->y = y;
    d->w = d->h = code->side;
    d->path = code->path;
    d->fill.fill = (int32_t)dark(L->theme->qr.color);
    d = piece_item(L, p, DISPLAY_LINK);
    d->element = link;
    d->uri = qr->uri;
    d->x = x;
    d->y = y;
    d->w = d->h = code->side;
}

static void flow_address(struct layout *L, const struct qr *qr, const struct frame *frame)
{
    const struct look *look = &L->theme->qr.look;
    struct arena *arena = builder_arena(L);
    struct element *p = element_new(L, frame->parent, ROLE_P, NULL);
    struct element *link = element_new(L, p, ROLE_LINK, NULL);
    struct styled styled = styled_plain(L, arena, qr->shown, frame, look, link, qr->at);
    struct link *target = ARENA_NEW(arena, struct link);
    *target = (struct link){.uri = qr->uri, .at = qr->at};
    styled.extra[0].link = target;
    styled.extra[0].link_element = link;
    ((struct stretch *)styled.para.stretch)[0].may_hyphenate = false;
    ((struct stretch *)styled.para.stretch)[0].order = ORDER_OF_CODE;
    struct flow_lines how = {.keeps_together = true};
    flow_styled(L, &styled, frame, look, &how, NULL);
}

void qr_flow_words(struct layout *L, const struct block *block, const struct frame *frame)
{
    struct frame in = frame_ragged(frame);
    in.look = &L->theme->qr.look;
    in.indent = in.space = 0;
    in.is_free = true;
    flow_children(L, block, &in);
    if (block->qr && L->theme->qr.has_address && !block->qr->hides_address)
        flow_address(L, block->qr, &in);
}

/* The words beside the code are gathered, and stand on its piece. */
static sp put_words(struct layout *L, struct piece *p, const struct block *block,
                    const struct frame *frame, sp top)
{
    struct gathering g;
    size_t n;
    struct frame in = *frame;
    in.holder = in.holder ? in.holder : "words beside a QR code";
    in.decor = NULL;
    in.turn = (struct turn){0};
    builder_gather(L, &g, builder_arena(L));
    qr_flow_words(L, block, &in);
    struct piece **piece = builder_gathered(L, &g, &n);
    for (size_t i = 0; i < n; i++) {
        top += i ? piece[i]->before : 0;
        piece_append(L, p, piece[i], top);
        top += piece[i]->height + piece[i]->after;
    }
    return top;
}

void flow_qr(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct theme *t = L->theme;
    struct qr_code code;
    struct frame in = *frame;
    if (!qr_make(L, block, t->qr.size, frame->width, &code)) {
        qr_flow_words(L, block, frame);
        return;
    }
    sp room = frame->width - code.side - t->qr.gap;
    bool is_beside = room >= MM(LEAST_WORDS);
    struct piece *p = piece_new(L, frame);
    in.parent = element_new(L, frame->parent, ROLE_DIV, NULL);
    p->trace = "qr";
    p->is_free = true;
    p->height = code.side;
    builder_gap(L, frame, t->list.around, false);
    builder_borrow(L);
    qr_put(L, p, &code, in.parent, frame, frame->x, 0);
    if (is_beside) {
        in.x += code.side + t->qr.gap;
        in.width = room;
    }
    in.wide_x = in.x;
    in.wide_width = in.width;
    sp quiet = sp_ratio(code.side, QUIET, 2 * QUIET + 25);
    sp bottom = put_words(L, p, block, &in, is_beside ? quiet : code.side);
    p->height = sp_max(p->height, bottom);
    judge_piece(L, p, block);
    builder_add(L, p);
    builder_return(L);
    builder_gap(L, frame, t->list.around, false);
}
