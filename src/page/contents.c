/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of contents: headings to a depth, each with a note below if the heading has one. The
 * number of entries is known before layout; the page numbers fill boxes when the pages are counted.
 * Its own heading is tagged P and stays out of the outline. */
#include "page/construct.h"

#include "page/entry.h"
#include "page/piece.h"

struct contents {
    const struct frame *frame;
    struct element *toc;
    int depth;
    sp label_width;   /* of the widest number: all titles begin on one axis */
    unsigned chapter; /* of the entry in hand: headings of the first level so far */
};

static const struct look *title_look(const struct theme *t, int level)
{
    return level == 1 ? &t->contents.title : &t->contents.sub_title;
}

static void measure_labels(struct layout *L, const struct block *parent, struct contents *c)
{
    for (const struct block *b = parent->child; b && !b->is_echo; b = b->next) {
        if (b->kind != BLOCK_HEADING) {
            measure_labels(L, b, c);
        } else if (b->level <= c->depth && b->number) {
            sp width = entry_label_width(L, b->number, title_look(L->theme, b->level), c->frame);
            c->label_width = sp_max(c->label_width, sp_min(width, c->frame->width / 3));
        }
    }
}

/* A note without a language of its own has the heading's, but that of the text around where the
 * heading alone has no translation. */
static const char *note_lang(const struct block *heading, const struct frame *frame)
{
    const char *own = attributes_value_lang(heading->attr, "note");
    bool is_alone = heading->lang && !attributes_find(heading->attr, "lang");
    return own ? own : is_alone ? frame->lang : NULL;
}

static void flow_heading_entry(struct layout *L, const struct block *heading, struct contents *c)
{
    bool is_top = heading->level == 1;
    c->chapter += is_top;
    const struct theme *t = chapter_theme(L, c->chapter);
    bool has_tab =
        is_top && (heading->picture || !attributes_has_class(heading->attr, "unnumbered"));
    const struct text *note = attributes_find(heading->attr, "note");
    const struct look *look = title_look(t, heading->level);
    struct entry entry = {.number = heading->number,
                          .said = block_words(L->arena, heading),
                          .note = note ? *note : TEXT(""),
                          .note_lang = note_lang(heading, c->frame),
                          .anchor = heading->attr->id,
                          .lang = heading->lang,
                          .at = heading->at,
                          .title = look,
                          .page = is_top ? &t->contents.page : look,
                          .before = is_top ? t->contents.item - look->leading
                                           : sp_max(0, t->contents.sub - look->leading),
                          .tab = t->contents.tab,
                          .tab_color = has_tab ? t->tab.color : NO_COLOR,
                          .icon = heading->picture,
                          .chapter = c->chapter};
    flow_entry(L, &entry, c->frame, c->label_width, c->toc);
}

static void flow_headings(struct layout *L, const struct block *parent, struct contents *c)
{
    for (const struct block *b = parent->child; b && !b->is_echo && !L->has_failed; b = b->next) {
        if (b->kind == BLOCK_HEADING && b->level <= c->depth)
            flow_heading_entry(L, b, c);
        else
            flow_headings(L, b, c);
    }
}

void flow_contents(struct layout *L, const struct frame *outer, int depth, struct place at)
{
    struct frame frame = frame_ragged(outer);
    struct contents c = {.frame = &frame, .depth = depth > HEADING_LEVELS ? HEADING_LEVELS : depth};
    flow_entries_title(L, &frame, WORD_CONTENTS, at);
    c.toc = element_new(L, frame.parent, ROLE_TOC, NULL);
    measure_labels(L, L->tree->root, &c);
    flow_headings(L, L->tree->root, &c);
    builder_gap(L, &frame, 2 * L->theme->body.look.leading, false);
}

void flow_toc(struct layout *L, const struct block *block, const struct frame *frame)
{
    const struct text *depth = attributes_find(block->attr, "depth");
    int64_t n = L->options->toc_depth > 0 ? L->options->toc_depth : 2;
    if (depth && (!decimal_parse(*depth, 1, &n) || n < 1 || n > HEADING_LEVELS)) {
        diag_error(L->diag, block->at, "'depth' wants a number from 1 to %d, not '%.*s'",
                   HEADING_LEVELS, (int)depth->n, depth->p);
        n = 2;
    }
    judge_content(L, block);
    flow_contents(L, frame, (int)n, block->at);
}
