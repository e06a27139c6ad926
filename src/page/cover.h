/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the covers share: each fills a page of its own, by the theme's cover.layout. Private to
 * page/.
 */
#ifndef PAGE_COVER_H
#define PAGE_COVER_H

#include "page/piece.h"

struct cover {
    struct layout *L;
    const struct block *block;
    struct piece *piece;
    struct frame frame; /* x from what the piece's x counts from */
    sp y;
};

/* A logo with its name and role beside it, set and measured. */
struct logo {
    const struct block *block;
    struct styled line[2];
    const struct look *look[2];
    sp w, text; /* widths of the picture and of the words */
    size_t row;
};

enum { MOST_LOGOS = 12, LOGO_GAP = 3 /* mm */ };

struct cover_logos {
    struct logo logo[MOST_LOGOS];
    size_t n, rows;
};

/* Measures all logos of the cover. */
void cover_logos_gather(struct cover *, struct cover_logos *);
sp cover_logos_height(const struct cover *, const struct cover_logos *);
void cover_logos_add(struct cover *, struct cover_logos *);

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

/* A page without head and foot; its piece counts from the sheet's corner. */
void cover_begin_sheet(struct cover *);
void cover_end_sheet(struct cover *);

void flow_picture_cover(struct cover *);
void flow_poster_cover(struct cover *);
void flow_letter_cover(struct cover *);

#endif
