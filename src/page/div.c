/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fenced divs: which construct each is. */
#include "page/construct.h"

#include <assert.h>

#include "page/piece.h"

static void flow_kept(struct layout *L, const struct block *block, const struct frame *frame)
{
    sp from = builder_sum(L);
    builder_hold(L);
    flow_children(L, block, frame);
    judge_chain(L, block, from);
    builder_release(L);
}

/* A break within columns, or in what is set whole, would tear them. */
static void flow_page_break(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct text *to = attributes_find(block->attr, "to");
    if (to && !text_is(*to, "right"))
        diag_error(L->diag, block->at, "'to' wants right, not '%.*s'", (int)to->n, to->p);
    if (frame->is_column)
        diag_error(L->diag, block->at, "a page cannot be broken within columns");
    else if (frame->holder)
        diag_error(L->diag, block->at, "a page cannot be broken within %s", frame->holder);
    else
        builder_new_page(L, to && text_is(*to, "right"));
    flow_children(L, block, frame);
}

/* Text set otherwise than the theme does. Filled lines want hyphens. */
static void flow_aligned(struct layout *L, const struct block *block, const struct frame *outer)
{
    struct frame frame = *outer;
    bool fills = block->div == DIV_JUSTIFIED;
    frame.align = fills ? TEXT_JUSTIFY : TEXT_START;
    frame.hyphenates = frame.hyphenates || fills;
    flow_children(L, block, &frame);
}

static void flow_lost_column(struct layout *L, const struct block *block, const struct frame *frame)
{
    diag_error(L->diag, block->at, "'.column' stands in '.columns' only");
    flow_children(L, block, frame);
}

void flow_div(struct layout *L, const struct block *block, const struct frame *frame)
{
    static void (*const flow[DIV_CLASSES])(struct layout *, const struct block *,
                                           const struct frame *) = {
        [DIV_PLAIN] = flow_children,
        [DIV_COLUMNS] = flow_columns,
        [DIV_COLUMN] = flow_lost_column,
        [DIV_NOTE] = flow_box,
        [DIV_TIP] = flow_box,
        [DIV_WARNING] = flow_box,
        [DIV_IMPORTANT] = flow_box,
        [DIV_COVER] = flow_cover,
        [DIV_KEEP] = flow_kept,
        [DIV_PAGE_BREAK] = flow_page_break,
        [DIV_LANDSCAPE] = flow_landscape,
        [DIV_TOC] = flow_toc,
        [DIV_FIGURES] = flow_figures,
        [DIV_FACTS] = flow_facts,
        [DIV_QUOTE] = flow_pull_quote,
        [DIV_LEAD] = flow_lead,
        [DIV_SIDE] = flow_side,
        [DIV_AGENDA] = flow_agenda,
        [DIV_CONTACT] = flow_contact,
        [DIV_FORM] = flow_form,
        [DIV_SIGNATURE] = flow_signature,
        [DIV_LOGOS] = flow_logos,
        [DIV_PARALLEL] = flow_parallel,
        [DIV_TABLE] = flow_children, /* without rows: doc/ has said so */
        [DIV_CHART] = flow_chart,
        [DIV_QR] = flow_qr,
        [DIV_GLOSSARY] = flow_glossary,
        [DIV_STEPS] = flow_steps,
        [DIV_KICKER] = flow_kicker,
        [DIV_IMPRINT] = flow_imprint,
        [DIV_SECTION] = flow_section,
        [DIV_INDEX] = flow_index,
        [DIV_LIST_OF_FIGURES] = flow_register,
        [DIV_LIST_OF_TABLES] = flow_register,
        [DIV_RAGGED] = flow_aligned,
        [DIV_JUSTIFIED] = flow_aligned,
        [DIV_CREDITS] = flow_children, /* doc/ has filled it */
    };
    assert(flow[block->div]);
    flow[block->div](L, block, frame);
}
