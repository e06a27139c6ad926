/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the covers share: each fills a page of its own, by the theme's cover.layout. Private to
 * page/.
 */
#ifndef PAGE_COVER_H
#define PAGE_COVER_H

#include "page/logos.h"
#include "page/piece.h"

struct cover {
    struct layout *L;
    const struct block *block;
    struct piece *piece;
    struct frame frame; /* x from what the piece's x counts from */
    sp y;
    sp tags_width; /* of the languages' tags that stand in the line above y; 0: none */
};

/* The cover's blocks one after the other; NULL: the first, or no more. What stands side by side in
 * two languages elsewhere (.parallel) stands one below the other here. */
const struct block *cover_next(const struct block *cover, const struct block *);
/* Around a block in another language: the frame's language and the theme's script are its own. */
struct script_theme *cover_enter(struct cover *, const struct block *);
void cover_leave(struct cover *, struct script_theme *);

/* The logos at the cover's foot, set as a page's are; NULL: it has none. */
struct logo_rows *cover_logos_set(struct cover *);
sp cover_logos_height(const struct cover *, const struct logo_rows *);
void cover_logos_add(struct cover *, struct logo_rows *);

/* What a paragraph of a cover is, by the class of a span in it. */
enum cover_part {
    PART_DATA, /* no class, or .data */
    PART_KICKER,
    PART_TITLE,
    PART_SUBTITLE,
    PART_LANGUAGE,
    PART_SENDER,
    PART_RETURN,
    PART_ADDRESS,
    PART_STAMP,
    PART_ENCLOSURES
};
enum cover_part cover_part_of(const struct block *);
enum cover_part cover_part_on_sheet(const struct block *); /* of the layouts besides the letter */
const struct look *cover_look(const struct layout *, enum cover_part);
/* The paragraph's lines in a look, not placed yet. */
const struct lines *cover_set(struct cover *, const struct block *, const struct look *,
                              struct styled *, struct element *);
/* Places a paragraph at y in the frame; y is below it then. */
void cover_text(struct cover *, const struct block *, const struct look *);
sp cover_text_height(struct cover *, const struct block *, const struct look *);
/* Warns that what stands at the block is `over` too high for `field`. */
void cover_warn(const struct cover *, struct place, const char *field, sp over);
void cover_picture(struct cover *, const struct block *, sp x, sp y, sp w, sp h);
void cover_picture_filling(struct cover *, const struct block *, sp x, sp y, sp w, sp h);

/* A page without head and foot; its piece counts from the sheet's corner. */
void cover_begin_sheet(struct cover *);
void cover_end_sheet(struct cover *);

void flow_poster_cover(struct cover *);
void flow_letter_cover(struct cover *);

#endif
