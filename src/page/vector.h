/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What layout knows of pictures' files: their sizes, and the drawings of those that are SVG. */
#ifndef PAGE_VECTOR_H
#define PAGE_VECTOR_H

#include "page/layout.h"
#include "page/picture.h"

/* The picture's head; false: it cannot be shown, which has been reported. */
bool picture_look(struct layout *, const struct picture *, struct picture_info *);
/* Its alternative text: as given, else the title within an SVG picture. */
struct text picture_alt(struct layout *, const struct picture *);
/* Gives an item of a page that goes out its drawing, if its picture is one, and the text's colour
 * for currentColor, if it has none. Turns `.mirrored` pictures of right-to-left documents round. */
void picture_finish(struct layout *, struct display *);

#endif
