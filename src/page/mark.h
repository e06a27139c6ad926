/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small drawings that stand for a character: boxes to tick, icons of a contact. */
#ifndef PAGE_MARK_H
#define PAGE_MARK_H

#include "page/page.h"
#include "doc/tree.h"

/* checkbox.c */
enum checkbox { CHECKBOX_OPEN, CHECKBOX_TICKED, CHECKBOX_CROSSED };
struct display checkbox_draw(struct arena *, enum checkbox, sp size, int64_t color);
bool checkbox_of(struct text, enum checkbox *); /* the text begins with ☐, ☑ or ☒ */
struct text checkbox_alt(enum checkbox);

/* icon.c */
enum icon { ICON_PHONE, ICON_MAIL, ICON_CLOCK, ICON_WEB, ICON_PLACE };
bool icon_of(const struct block *paragraph, enum icon *);
struct display icon_draw(struct arena *, enum icon, sp size, int64_t color);

#endif
