/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large a picture stands and what of it shows. */
#ifndef PAGE_EXTENT_H
#define PAGE_EXTENT_H

#include "page/layout.h"

struct picture_box {
    sp w, h;
    struct crop crop;
    int64_t pixels; /* across what shows */
    bool is_vector; /* fine at any size */
};
/* As its attributes ask, into at most a width and a height, keeping its proportions; false when it
 * cannot be shown (reported). picture_set also judges its resolution; who measures judges when the
 * size is certain. */
bool picture_measure(struct layout *, const struct picture *, sp max_width, sp max_height,
                     struct picture_box *);
bool picture_set(struct layout *, const struct picture *, sp max_width, sp max_height,
                 struct picture_box *);
/* The size alone, measured. */
bool picture_fit(struct layout *, const struct picture *, sp max_width, sp max_height, sp *w,
                 sp *h);
void picture_judge(struct layout *, const struct picture *, const struct picture_box *);
void picture_scale(struct picture_box *, sp width);
/* What "width" or "height" of the picture says, of `whole` where it is a percentage; 0: nothing. */
sp picture_wish(struct layout *, const struct picture *, const char *key, sp whole);
/* True: "crop" or "focus" is said here and can be read; what cannot is reported. */
bool cropping_judge(struct layout *, const struct attributes *, const char *key, struct place);
struct display *piece_picture(struct layout *, struct piece *, const struct picture *,
                              const struct picture_box *, struct element *figure, sp x, sp y);
/* Its Figure with the alternative text; NULL: it is decoration. */
struct element *picture_element(struct layout *, const struct picture *, struct element *parent,
                                const char *lang);

#endif
