/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of a dictionary in a language, and the letters it is divided by, from ICU and CLDR. */
#ifndef DOC_ORDER_H
#define DOC_ORDER_H

#include "base/arena.h"
#include "base/text.h"

struct order;

/* Never NULL. */
struct order *order_open(struct arena *, const char *lang);
void order_close(struct order *);
/* Bytes that compare (text_order) as the texts are ordered; the same for the same text alone. */
struct text order_key(struct order *, struct arena *, struct text);
/* Below which letter it stands: "A", "CH", "あ"; empty: before all letters, or below none. */
struct text order_letter(struct order *, struct arena *, struct text);

#endif
