/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks the tree and sets each block in its frame. What a construct looks like stands in its own
 * file; here are headings, paragraphs, quotes, code and rules, and the run over a whole document.
 */
#include "page/construct.h"

#include <string.h>

#include "base/buffer.h"
#include "page/mirror.h"
#include "page/piece.h"
#include "page/script.h"

enum { NARROWEST = 20 }; /* mm; deeper lists, quotes and boxes are not indented further */

const char *block_lang(const struct block *block, const char *outer)
{
    return block->lang ? block->lang : outer;
}

struct frame frame_wide(const struct frame *frame)
{
    struct frame wide = *frame;
    wide.x = frame->wide_x;
    wide.width = frame->wide_width;
    return wide;
}

struct frame frame_ragged(const struct frame *frame)
{
    struct frame in = *frame;
    in.align = TEXT_START;
    in.hyphenates = in.protrudes = false;
    in.expand = 0;
    return in;
}

struct frame frame_inset(const struct frame *frame, sp each)
{
    struct frame in = *frame;
    each = sp_max(0, sp_min(each, (frame->width - MM(NARROWEST)) / 2));
    in.x += each;
    in.width -= 2 * each;
    in.wide_x = in.x;
    in.wide_width = in.width;
    return in;
}

/* Keep rules for line i of n: two lines at least at a page's foot and head. */
static bool line_keeps(const struct flow_lines *how, size_t i, size_t n)
{
    if (i + 1 == n)
        return how->keeps_with_next;
    return how->keeps_together || i == 0 || i + 2 == n;
}

/* Optical top: a large heading at a page's head rises half way to where body text begins. */
static sp head_shift(struct layout *L, const struct look *look, sp baseline, sp after)
{
    const struct look *body = &L->theme->body.look;
    bool is_large = look->leading + after > 2 * body->leading;
    return is_large ? sp_max(0, baseline - baseline_in(L, body)) / 2 : 0;
}

void flow_styled(struct layout *L, const struct styled *styled, const struct frame *frame,
                 const struct look *look, const struct flow_lines *how, const struct block *heading)
{
    sp baseline = baseline_in(L, look);
    builder_borrow(L);
    const struct lines *lines = paragraph_set(builder_arena(L), L->shaper, &styled->para, L->diag);
    struct element *element =
        styled->para.stretches ? (struct element *)styled->para.stretch[0].owner : NULL;
    for (size_t i = 0; i < lines->n; i++) {
        struct piece *p = piece_new(L, frame);
        sp excess = line_excess(L, &lines->line[i], look);
        p->height = look->leading + excess;
        p->after = i + 1 == lines->n ? how->after : 0;
        p->before = i == 0 ? how->before : 0;
        p->keeps = line_keeps(how, i, lines->n);
        p->is_free = frame->is_free || i > 0;
        p->is_wide = how->is_wide;
        p->is_prelude = how->keeps_with_next;
        p->is_title = how->is_title;
        p->head_shift = how->is_title ? head_shift(L, look, baseline, how->after) : 0;
        p->goes_on = how->is_title && i > 0;
        p->trace = heading ? block_kind_name(heading->kind) : "line";
        if (i == 0 && heading && heading->kind == BLOCK_HEADING && !L->is_echo) {
            p->heading = heading;
            p->element = element;
            enum new_page starts = (enum new_page)L->theme->heading[heading->level - 1].new_page;
            p->new_page = starts != NEW_PAGE_NO && !frame->is_column && !L->has_kicker;
            p->on_right = starts == NEW_PAGE_RIGHT;
            p->spill = sp_ratio(builder_room(L), L->theme->heading[heading->level - 1].spill, 1000);
        }
        if (i == 0 && heading && heading->attr->id) {
            struct display *anchor = piece_item(L, p, DISPLAY_ANCHOR);
            anchor->artifact = ARTIFACT_LAYOUT;
            anchor->name = heading->attr->id;
        }
        piece_line(L, p, styled, &lines->line[i], frame->x, baseline + excess, frame);
        builder_add(L, p);
    }
    builder_return(L);
}

/* Headings */

/* The number hangs in the side column, before the heading in reading order. */
static void attach_number(struct layout *L, const struct block *block, const struct frame *frame,
                          const struct heading *h, struct element *element)
{
    struct arena *arena = builder_arena(L);
    struct frame side = *frame;
    struct look look = h->look;
    look.weight = h->number_weight ? h->number_weight : look.weight;
    side.x = frame->wide_x;
    side.width = frame->x - frame->wide_x;
    struct text number = text_of(arena_printf(L->arena, "%s ", block->number));
    struct styled styled = styled_plain(L, arena, number, &side, &look, element, block->at);
    attach_line(L, &styled, &side, side.x, baseline_in(L, &look));
}

/* Without a side column it stands before the words. */
static const struct block *with_number(struct layout *L, const struct block *block)
{
    const char *number = arena_printf(builder_arena(L), "%s\u2002", block->number);
    return block_labelled(builder_arena(L), block, text_of(number), 0, NULL);
}

/* Headings and side matter have no hyphens, unless a compound alone is wider than the measure. */
bool is_too_wide(struct layout *L, const struct paragraph *para)
{
    sp least, natural;
    paragraph_widths(L->shaper, para, &least, &natural);
    return least > para->width;
}

static void judge_heading(struct layout *L, const struct block *block, const struct heading *h,
                          const struct styled *styled)
{
    if (h->max_lines <= 0)
        return;
    struct arena *scratch = arena_new();
    int64_t n = (int64_t)paragraph_set(scratch, L->shaper, &styled->para, NULL)->n;
    if (n > h->max_lines)
        diag_warn(L->diag, block->at, "the heading has %lld lines, %lld more than its theme wants",
                  (long long)n, (long long)(n - h->max_lines));
    arena_free(scratch);
}

enum { LEAST_HANG = 15 }; /* mm: a number hangs where there is room, else it begins the heading */

static void flow_heading(struct layout *L, const struct block *block, const struct frame *frame)
{
    int level = block->level > HEADING_LEVELS ? HEADING_LEVELS : block->level;
    if (level == 1 && !L->has_kicker)
        lock_chapter(L, block, frame);
    if (level == 1 && !L->is_echo)
        chapter_begin(L);
    const struct heading *h = &L->theme->heading[level - 1];
    bool is_level = level == 1 && frame->marks_rows; /* with the other language's */
    const struct look *look = is_level ? &L->theme->parallel.title : &h->look;
    struct frame in = h->at_hang ? *frame : frame_wide(frame);
    in.align = TEXT_START;
    in.hyphenates = in.protrudes = false;
    in.expand = 0;
    enum role role = (enum role)(ROLE_H1 + level - 1);
    struct element *element = element_new(L, frame->parent, role, in.lang);
    bool hangs = block->number && in.x - in.wide_x >= 2 * h->look.size;
    const struct block *said = block->number && !hangs ? with_number(L, block) : block;
    struct styled styled = styled_text(L, builder_arena(L), said, &in, look, element);
    styled.para.balances = h->balance;
    styled.para.hyphenates = is_too_wide(L, &styled.para);
    if (hangs)
        attach_number(L, block, &in, h, element);
    judge_heading(L, block, h, &styled);
    sp before = L->has_kicker ? 0 : h->before;
    struct flow_lines how = {before, h->after, true, true, false, true};
    flow_styled(L, &styled, &in, look, &how, block);
    L->has_kicker = false;
}

/* Paragraphs */

static bool is_side(const struct block *block)
{
    return block && block->kind == BLOCK_DIV && block->div == DIV_SIDE;
}

/* Side matter between two paragraphs does not part them. */
static bool follows_paragraph(const struct layout *L, const struct block *block)
{
    const struct block *p = L->previous, *next = p ? p->next : NULL;
    while (is_side(next))
        next = next->next;
    return p && p->kind == BLOCK_PARAGRAPH && p->parent == block->parent && next == block;
}

static void flow_paragraph(struct layout *L, const struct block *block, const struct frame *frame)
{
    struct frame in = *frame;
    struct element *element = element_new(L, frame->parent, ROLE_P, in.lang);
    struct styled styled = styled_text(L, builder_arena(L), block, &in, in.look, element);
    bool follows = follows_paragraph(L, block);
    styled.para.indent = follows ? in.indent : 0;
    if (!in.hyphenates)
        styled.para.hyphenates = is_too_wide(L, &styled.para);
    bool is_signed =
        block->next && block->next->kind == BLOCK_DIV && block->next->div == DIV_SIGNATURE;
    struct flow_lines how = {.before = follows ? in.space : 0, .keeps_with_next = is_signed};
    flow_styled(L, &styled, &in, in.look, &how, block);
}

/* Code: its lines as they are, wrapped where they must be. White space at a line's start is kept by
 * no-break spaces; *leads says whether the text so far ends in it. */
static void add_code(struct buf *out, struct text source, bool *leads)
{
    for (size_t i = 0; i < source.n; i++) {
        char c = source.p[i];
        *leads = (*leads && (c == ' ' || c == '\t')) || c == '\n';
        if (c == '\n')
            buf_string(out, "\xE2\x80\xA8");
        else if (c == '\t')
            buf_string(out, *leads ? "\u00A0\u00A0\u00A0\u00A0" : "    ");
        else if (c == ' ' && *leads)
            buf_string(out, "\u00A0");
        else
            buf_char(out, c);
    }
}

static struct styled styled_code(struct layout *L, const struct block *block,
                                 const struct frame *frame, struct element *element)
{
    struct arena *arena = builder_arena(L);
    struct styled out =
        styled_plain(L, arena, TEXT(""), frame, &L->theme->code, element, block->at);
    struct stretch *stretch = ARENA_ARRAY(arena, struct stretch, block->spans + 1);
    struct buf text = {0};
    bool leads = true;
    for (size_t i = 0; i < block->spans; i++) {
        const struct span *span = &block->span[i];
        struct text source = text_slice(block->text, span->from, span->to);
        if (i + 1 == block->spans && text_ends(source, "\n"))
            source.n--;
        stretch[i] = (struct stretch){.from = (uint32_t)text.n,
                                      .ink = ink_of(L, &L->theme->code, 0, NO_COLOR),
                                      .owner = element,
                                      .is_value = span->style & INLINE_VALUE,
                                      .at = span->at};
        add_code(&text, source, &leads);
        stretch[i].to = (uint32_t)text.n;
    }
    out.para.text = arena_text(arena, buf_as_text(&text));
    buf_done(&text);
    out.para.stretch = stretch;
    out.para.stretches = block->spans;
    out.para.is_rtl = false;
    out.extra = ARENA_ARRAY(arena, struct extra, block->spans + 1);
    return out;
}

static void flow_code(struct layout *L, const struct block *block, const struct frame *frame)
{
    struct frame in = *frame;
    in.align = TEXT_START;
    in.hyphenates = in.protrudes = false;
    in.is_free = true;
    in.expand = 0;
    struct element *element = element_new(L, frame->parent, ROLE_CODE, NULL);
    struct styled styled = styled_code(L, block, &in, element);
    struct flow_lines how = {.before = L->theme->list.around, .after = L->theme->list.around};
    flow_styled(L, &styled, &in, &L->theme->code, &how, block);
}

static void flow_rule(struct layout *L, const struct frame *frame)
{
    struct piece *p = piece_new(L, frame);
    sp height = L->theme->body.look.leading;
    struct rule rule = {PT(1) / 2, L->theme->hair};
    p->height = height;
    p->trace = "rule";
    piece_rule(L, p, frame->x, height / 2, frame->width, &rule);
    builder_add(L, p);
}

static void flow_quote(struct layout *L, const struct block *block, const struct frame *frame)
{
    struct frame in = frame_inset(frame, L->theme->list.text_at);
    in.parent = element_new(L, frame->parent, ROLE_BLOCKQUOTE, frame->lang);
    in.indent = 0;
    in.space = sp_max(frame->space, L->theme->list.around / 2);
    in.is_free = true;
    builder_gap(L, &in, L->theme->list.around, false);
    flow_children(L, block, &in);
    builder_gap(L, &in, L->theme->list.around, false);
}

/* Dispatch */

static struct frame keep_wide_enough(const struct frame *frame)
{
    struct frame in = *frame;
    if (in.width < in.narrowest) {
        in.x -= in.narrowest - in.width;
        in.width = in.narrowest;
    }
    return in;
}

/* Code reads from left to right in every language; what stands in the side column is the page's. */
static struct frame frame_for(struct layout *L, const struct block *block,
                              const struct frame *outer)
{
    struct frame frame = keep_wide_enough(outer);
    frame.lang = block_lang(block, outer->lang);
    if (is_side(block))
        return frame;
    frame = frame_directed(&frame, block->kind != BLOCK_CODE && lang_is_rtl(L, frame.lang));
    bool stays = frame.is_rtl != outer->is_rtl && outer->depth > 0; /* beside its item's label */
    if (stays && block->kind == BLOCK_PARAGRAPH)
        frame.align = TEXT_END;
    return frame;
}

void flow_block(struct layout *L, const struct block *block, const struct frame *outer)
{
    struct frame frame = frame_for(L, block, outer);
    struct script_theme *script = script_enter(L, block, &frame);
    bool has_caption = block->caption && (block->kind == BLOCK_TABLE || block->chart);
    bool is_named = block->kind == BLOCK_DIV || block->kind == BLOCK_TABLE;
    if (block->attr && block->attr->id && is_named && !has_caption) /* else it stands there */
        builder_name(L, block->attr->id);
    switch (block->kind) {
    case BLOCK_HEADING: flow_heading(L, block, &frame); break;
    case BLOCK_PARAGRAPH: flow_paragraph(L, block, &frame); break;
    case BLOCK_LIST: flow_list(L, block, &frame); break;
    case BLOCK_QUOTE: flow_quote(L, block, &frame); break;
    case BLOCK_CODE: flow_code(L, block, &frame); break;
    case BLOCK_RULE: flow_rule(L, &frame); break;
    case BLOCK_TABLE: flow_table(L, block, &frame); break;
    case BLOCK_PICTURE: flow_picture(L, block, &frame); break;
    case BLOCK_DIV: flow_div(L, block, &frame); break;
    case BLOCK_DOCUMENT:
    case BLOCK_ITEM:
    case BLOCK_ROW:
    case BLOCK_CELL: flow_children(L, block, &frame); break;
    }
    script_leave(L, script);
    if (!is_side(block))
        L->previous = block;
}

void flow_children(struct layout *L, const struct block *block, const struct frame *frame)
{
    for (const struct block *b = block->child; b && !L->has_failed; b = b->next)
        flow_block(L, b, frame);
}

/* A document */

struct frame frame_of_page(const struct layout *L)
{
    const struct theme *t = L->theme;
    sp full = shape_measure(L);
    sp hang = full - t->page.hang < MM(NARROWEST) ? 0 : t->page.hang;
    return (struct frame){.x = hang,
                          .width = full - hang,
                          .wide_x = 0,
                          .wide_width = full,
                          .look = &t->body.look,
                          .align = (enum align)t->body.align,
                          .hyphenates = t->body.hyphens,
                          .protrudes = true,
                          .indent = t->body.indent,
                          .space = t->body.space,
                          .expand = t->body.expand,
                          .narrowest = MM(NARROWEST),
                          .parent = L->root,
                          .lang = L->tree->lang,
                          .is_rtl = L->is_rtl};
}

static bool holds_contents(const struct block *block)
{
    for (const struct block *b = block->child; b; b = b->next)
        if ((b->kind == BLOCK_DIV && b->div == DIV_TOC) || holds_contents(b))
            return true;
    return false;
}

static bool is_cover(const struct block *b)
{
    return b && b->kind == BLOCK_DIV && b->div == DIV_COVER;
}

static void flow_document(struct layout *L)
{
    struct frame frame = frame_of_page(L);
    bool wants_contents = L->options->toc_depth > 0 && !holds_contents(L->tree->root);
    const struct block *b = L->tree->root->child;
    if (is_cover(b)) {
        flow_block(L, b, &frame);
        b = b->next;
    }
    if (wants_contents)
        flow_contents(L, &frame, L->options->toc_depth, L->options->front);
    for (; b && !L->has_failed; b = b->next)
        flow_block(L, b, &frame);
    builder_settle(L, &frame);
}

static void check_length(const struct layout *L)
{
    unsigned pages = builder_pages(L);
    if (L->options->max_pages > 0 && pages > L->options->max_pages)
        diag_warn(L->diag, L->options->front, "the document has %u pages, %lld more than max-pages",
                  pages, (long long)(pages - L->options->max_pages));
}

static void lay_out(struct layout *L)
{
    script_begin(L);
    L->root = element_new(L, NULL, ROLE_DOCUMENT, NULL);
    builder_new(L);
    lock_begin(L);
    flow_document(L);
    builder_finish(L);
    lock_finish(L);
    late_finish(L);
}

static struct layout layout_of(struct arena *arena, const struct tree *tree,
                               const struct flow_options *options, const struct page_sink *sink,
                               struct diag *diag)
{
    return (struct layout){.arena = arena,
                           .tree = tree,
                           .is_rtl = locale_is_rtl(tree->locale),
                           .fonts = options->fonts,
                           .shaper = options->shaper,
                           .options = options,
                           .sink = sink,
                           .diag = diag};
}

enum { MOST_TRIES = 6 };

/* The document laid out for nobody, to learn what stands on which page. */
static struct foresight look_ahead(struct arena *arena, const struct tree *tree,
                                   const struct flow_options *options,
                                   const struct foresight *known)
{
    struct flow_options quiet = *options;
    struct arena *scratch = arena_new();
    quiet.dump = NULL;
    struct layout L = layout_of(scratch, tree, &quiet, &page_nowhere, diag_new(scratch));
    unsigned *page = ARENA_ARRAY(arena, unsigned, tree->marks);
    L.foreseen = *known;
    lay_out(&L);
    for (size_t i = 0; i < tree->marks; i++)
        page[i] = late_page(&L, tree->mark[i].name);
    struct foresight found = {page, late_pages(&L, arena)};
    arena_free(scratch);
    return found;
}

/* A reference to a page to come gets the room of its number. An index is as long as its pages are
 * many, and says which they are, so it is tried until its marks stay on their pages. At the end of
 * a document it is so at once: the second time shows it. */
static struct foresight foresee(struct arena *arena, const struct tree *tree,
                                const struct flow_options *options, struct diag *diag)
{
    struct foresight known = {0};
    if (!tree->marks && !tree->refers_to_pages)
        return known;
    for (int i = 0; i < MOST_TRIES; i++) {
        struct foresight found = look_ahead(arena, tree, options, &known);
        bool stays = i > 0 && !memcmp(known.mark_page, found.mark_page,
                                      tree->marks * sizeof *known.mark_page);
        known = found;
        if (!tree->marks || stays)
            return known;
    }
    diag_warn(diag, tree->keyword[0].at,
              "the index's page numbers may be wrong by one: each time they are right, the text "
              "moves; an index at the document's end moves none");
    return known;
}

bool flow_run(struct arena *arena, const struct tree *tree, const struct flow_options *options,
              const struct page_sink *sink, struct book *book, struct diag *diag)
{
    struct layout L = layout_of(arena, tree, options, sink, diag);
    L.foreseen = foresee(arena, tree, options, diag);
    lay_out(&L);
    check_length(&L);
    *book = (struct book){builder_pages(&L), L.root,       L.outline,        L.outlines,
                          L.chapters.page,   L.chapters.n, L.chapters.titles};
    return !L.has_failed;
}
