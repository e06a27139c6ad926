/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of figures and of tables: all that have a number, with their captions and pages. */
#include "page/construct.h"

#include "page/entry.h"
#include "page/piece.h"

struct listing {
    enum block_kind kind;
    const struct frame *frame;
    struct element *toc;
    size_t n;
    sp label_width;
};

static bool is_listed(const struct listing *r, const struct block *b)
{
    bool is_chart = b->kind == BLOCK_DIV && b->div == DIV_CHART && r->kind == BLOCK_PICTURE;
    return (b->kind == r->kind || is_chart) && b->number && b->caption;
}

static void measure(struct layout *L, const struct block *parent, struct listing *r)
{
    for (const struct block *b = parent->child; b; b = b->next) {
        if (is_listed(r, b)) {
            sp width = entry_label_width(L, b->number, &L->theme->contents.sub_title, r->frame);
            r->label_width = sp_max(r->label_width, sp_min(width, r->frame->width / 3));
            r->n++;
        }
        measure(L, b, r);
    }
}

static void flow_numbered(struct layout *L, const struct block *parent, const struct listing *r)
{
    const struct look *look = &L->theme->contents.sub_title;
    for (const struct block *b = parent->child; b && !L->has_failed; b = b->next) {
        if (is_listed(r, b)) {
            struct entry entry = {.number = b->number,
                                  .said = arena_text(L->arena, b->caption->text),
                                  .note = TEXT(""),
                                  .anchor = caption_anchor(L, b),
                                  .lang = b->caption->lang,
                                  .at = b->at,
                                  .title = look,
                                  .page = look,
                                  .before = sp_max(0, L->theme->contents.sub - look->leading)};
            flow_entry(L, &entry, r->frame, r->label_width, r->toc);
        }
        flow_numbered(L, b, r);
    }
}

void flow_register(struct layout *L, const struct block *block, const struct frame *outer)
{
    bool has_figures = block->div == DIV_LIST_OF_FIGURES;
    struct frame frame = frame_ragged(outer);
    struct listing r = {.kind = has_figures ? BLOCK_PICTURE : BLOCK_TABLE, .frame = &frame};
    measure(L, L->tree->root, &r);
    judge_content(L, block);
    if (r.n == 0) {
        diag_warn(L->diag, block->at, "there is no %s with a caption: '.%s' prints nothing",
                  has_figures ? "picture" : "table", div_class_names[block->div]);
        return;
    }
    flow_entries_title(L, &frame, has_figures ? WORD_FIGURES : WORD_TABLES, block->at);
    r.toc = element_new(L, frame.parent, ROLE_TOC, NULL);
    flow_numbered(L, L->tree->root, &r);
    builder_gap(L, &frame, 2 * L->theme->body.look.leading, false);
}
