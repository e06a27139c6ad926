/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A QR code measured and ready to be put on a piece. Private to page/. */
#ifndef PAGE_QR_H
#define PAGE_QR_H

#include "page/layout.h"

struct qr_code {
    const struct qr *qr;
    struct path path;
    sp side; /* white around it included */
};

/* `wish`: the side where the div says none. False: there is no code, which has been reported. */
bool qr_make(struct layout *, const struct block *, sp wish, sp most, struct qr_code *);
/* White, the code as a Figure in a Link below `parent`, and the link's area. */
void qr_put(struct layout *, struct piece *, const struct qr_code *, struct element *parent,
            const struct frame *, sp x, sp y);
/* The paragraphs of the div and the address, as far as the theme and the div want it; pieces. */
void qr_flow_words(struct layout *, const struct block *, const struct frame *);

#endif
