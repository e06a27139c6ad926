/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The constructs of a page, a file each: a block into pieces, in a frame. page/div.c and
 * page/flow.c call them; some build on another. */
#ifndef PAGE_CONSTRUCT_H
#define PAGE_CONSTRUCT_H

#include "page/layout.h"

void flow_columns(struct layout *, const struct block *, const struct frame *);
/* So many columns that text flows through, up to builder_close_columns: the frame of each. */
struct frame columns_begin(struct layout *, const struct frame *, int64_t n);
/* False: columns cannot stand there, which is reported. */
bool columns_may_stand(struct layout *, const struct block *, const struct frame *);
void flow_parallel(struct layout *, const struct block *, const struct frame *);
void flow_landscape(struct layout *, const struct block *, const struct frame *);
void flow_table(struct layout *, const struct block *, const struct frame *);
void flow_chart(struct layout *, const struct block *, const struct frame *);
void flow_picture(struct layout *, const struct block *, const struct frame *);
/* A picture that cannot be shown: its alternative text. */
void flow_missing(struct layout *, const struct block *, const struct frame *);
void flow_div(struct layout *, const struct block *, const struct frame *);
void flow_box(struct layout *, const struct block *, const struct frame *);
void flow_side(struct layout *, const struct block *, const struct frame *);
void flow_facts(struct layout *, const struct block *, const struct frame *);
/* Facts of two languages with the same numbers, and both labels below each. */
bool facts_are_shared(const struct block *, const struct block *);
void flow_shared_facts(struct layout *, const struct block *, const struct block *other,
                       const struct frame *, const char *other_lang);
void flow_agenda(struct layout *, const struct block *, const struct frame *);
void flow_imprint(struct layout *, const struct block *, const struct frame *);
void flow_pull_quote(struct layout *, const struct block *, const struct frame *);
void flow_lead(struct layout *, const struct block *, const struct frame *);
void flow_contact(struct layout *, const struct block *, const struct frame *);
void flow_glossary(struct layout *, const struct block *, const struct frame *);
/* A letter above what begins with it. */
void flow_letter(struct layout *, struct text letter, const struct frame *, struct place);
void flow_index(struct layout *, const struct block *, const struct frame *);
void flow_qr(struct layout *, const struct block *, const struct frame *);
void flow_logos(struct layout *, const struct block *, const struct frame *);
void flow_form(struct layout *, const struct block *, const struct frame *);
void flow_signature(struct layout *, const struct block *, const struct frame *);
void flow_section(struct layout *, const struct block *, const struct frame *);
void flow_figures(struct layout *, const struct block *, const struct frame *);
void flow_steps(struct layout *, const struct block *, const struct frame *);
void flow_toc(struct layout *, const struct block *, const struct frame *);
void flow_register(struct layout *, const struct block *, const struct frame *);
void flow_cover(struct layout *, const struct block *, const struct frame *);
void flow_contents(struct layout *, const struct frame *, int depth, struct place);
/* What the signs in a table or chart mean, in the caption's look. */
void flow_legend(struct layout *, const struct block *, const struct frame *,
                 struct element *parent);
void flow_list(struct layout *, const struct block *, const struct frame *);
/* With the place that links to the block lead to; what has that otherwise takes the other one. */
void flow_caption(struct layout *, const struct block *, const struct frame *,
                  struct element *parent, enum word label, bool keeps);
void flow_caption_only(struct layout *, const struct block *, const struct frame *,
                       struct element *parent, enum word label, bool keeps);
/* What a block's caption says, a picture's with whose it is; NULL: nothing. */
const struct block *caption_of(struct layout *, const struct block *);
/* The caption with its "Tabelle 1." before it; its Caption element is made below parent. */
/* "Table 3. ", the label before a caption. */
const char *label_numbered(struct layout *, const struct locale *, enum word, const char *number);
struct styled styled_caption(struct layout *, const struct block *, struct frame *,
                             struct element *parent, enum word label);
/* What lists of figures and tables link to: the id, else a name from the number. */
const char *caption_anchor(struct layout *, const struct block *);
/* Draws a grid of shapes, one field a person, colored by group. size: of the square. */
void mosaic_draw(struct layout *, struct piece *, const struct slice *, struct text seed,
                 struct element *, sp x, sp y, sp size);

/* chapter.c: what stands above a chapter's heading */
void flow_kicker(struct layout *, const struct block *, const struct frame *);

#endif
