/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leads: paragraphs in a look of their own, before what they lead into. */
#include "page/construct.h"

#include "page/piece.h"

static void flow_look(struct layout *L, const struct block *block, const struct frame *frame,
                      const struct look *look, sp after)
{
    struct frame in = frame_ragged(frame);
    in.look = look;
    in.indent = 0;
    in.is_free = true;
    in.parent = frame->parent;
    flow_children(L, block, &in);
    builder_gap(L, frame, after, after == 0);
}

void flow_lead(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct theme *t = L->theme;
    const struct look *look = frame->marks_rows ? &t->parallel.lead : &t->lead.look;
    flow_look(L, block, frame, look, t->lead.after);
}
