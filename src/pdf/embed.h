/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fonts as the file sees them. A glyph becomes a CID: in TrueType fonts one for each pair of glyph
 * and text, so that every CID has exactly one text; in CFF fonts the glyph's own number, where a
 * second text needs ActualText. At the end each font is subset to what was used. */
#ifndef PDF_EMBED_H
#define PDF_EMBED_H

#include "line/font.h"
#include "pdf/writer.h"

struct embed;
struct font;

struct cid {
    uint32_t number;
    int32_t width;       /* millionths of an em, as the file declares it */
    bool has_other_text; /* the file maps this CID to another text */
};

struct embed *embed_new(struct writer *);
void embed_free(struct embed *);
/* The font's entry for a face; one is begun when the face is new. */
struct font *embed_font(struct embed *, const struct face *);
/* What `text` set in this glyph is shown as. An empty text is an invisible part of another's. */
struct cid font_cid(struct font *, uint32_t glyph, struct text text);
/* A glyph without ink and width; 0: there is none. */
uint32_t font_empty_glyph(struct font *);
unsigned font_number(const struct font *); /* /F1, /F2 … in order of first use */
/* Whether the text begins with a mark that sits on the letter before it. */
bool text_is_mark(struct text);
/* Writes all fonts. The dictionary of their names, for Resources, is object `id`. */
void embed_finish(struct embed *, uint32_t id, struct diag *);

#endif
