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

/* Pictures of a group are listed by the group's caption. */
static bool is_group(const struct block *b)
{
    return b->kind == BLOCK_DIV && b->div == DIV_FIGURES && b->number;
}

static bool is_listed(const struct listing *r, const struct block *b)
{
    bool is_chart = b->kind == BLOCK_DIV && b->div == DIV_CHART;
    bool is_like = r->kind == BLOCK_PICTURE && (is_chart || is_group(b));
    return (b->kind == r->kind || is_like) && b->number && b->caption;
}

static void measure(struct layout *L, const struct block *parent, struct listing *r)
{
    for (const struct block *b = parent->child; b && !b->is_echo; b = b->next) {
        if (is_listed(r, b)) {
            sp width = entry_label_width(L, b->number, &L->theme->contents.sub_title, r->frame);
            r->label_width = sp_max(r->label_width, sp_min(width, r->frame->width / 3));
            r->n++;
        }
        if (!is_group(b))
            measure(L, b, r);
    }
}

static void flow_numbered(struct layout *L, const struct block *parent, const struct listing *r)
{
    const struct look *look = &L->theme->contents.sub_title;
    for (const struct block *b = parent->child; b && !b->is_echo && !L->has_failed; b = b->next) {
        if (is_listed(r, b)) {
            struct entry entry = {.number = b->number,
                                  .said = block_words(L->arena, b->caption),
                                  .note = TEXT(""),
                                  .anchor = caption_anchor(L, b),
                                  .lang = b->caption->lang,
                                  .at = b->at,
                                  .title = look,
                                  .page = look,
                                  .before = sp_max(0, L->theme->contents.sub - look->leading)};
            flow_entry(L, &entry, r->frame, r->label_width, r->toc);
        }
        if (!is_group(b))
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
