/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages into a tagged PDF 1.7 that is PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) at once, or
 * PDF/A-3a (ISO 19005-3), which may hold other files.
 * libharu serves as object memory and writer; content streams, fonts, tags and pictures are ours.
 * A page is encoded, compressed and written as it comes, and so is a table row that is complete;
 * what stays is what later pages and the end must know. */
#ifndef PDF_PDF_H
#define PDF_PDF_H

#include "base/file.h"
#include "page/page.h"

#define PDF_PRODUCER "dokuwerk 0.1"

struct pdf;

enum { SCREEN_DPI = 150, PRINT_DPI = 300 };

struct pdf_info {
    struct text title;     /* required for PDF/UA */
    struct text author;    /* may be empty */
    const char *lang;      /* BCP 47 */
    bool is_rtl;           /* pages follow each other from right to left */
    const char *date;      /* "YYYY-MM-DD": creation and modification, or NULL: none is written */
    unsigned dpi;          /* of photos; 0: SCREEN_DPI */
    unsigned standards;    /* bits of enum standard (doc/front.h) */
    const char *profile;   /* path of the sRGB ICC profile */
    struct text word_link; /* "Link zu #": what annotations say of themselves; empty: "#" */
    struct place at;       /* of the file itself, for messages */
};

struct pdf_file { /* within the PDF, as data of the whole document */
    struct text name, title;
    const char *type;                              /* "text/csv" */
    bool (*next)(void *source, struct buf *bytes); /* appends some more; false: there are none */
    void *source;
};

/* Begins a file; output is written through `out`, which the caller commits or abandons after
 * pdf_close. NULL: reported. Pictures are read when first drawn; a picture that cannot be decoded
 * is an error at its place. */
struct pdf *pdf_open(struct output *out, const struct pdf_info *, struct diag *);
/* page_sink functions; the context is the struct pdf. Pages come in order, numbered from 1; late
 * lines come once for a page, and links never among them. Points of a path count from its item's
 * x, y. False after a failure (already reported). */
bool pdf_page(void *pdf, const struct page *);
bool pdf_element(void *pdf, struct element *);
bool pdf_late(void *pdf, unsigned page_number, const struct display *, size_t n);
/* Puts a file in; nothing of it is needed afterwards. Its date is the document's. PDF/A-3 only. */
bool pdf_attach(struct pdf *, const struct pdf_file *);
/* Writes fonts, structure, outline, metadata, cross-reference stream; the elements' `object` and
 * `marks` mean nothing afterwards. Frees. book NULL: give up. False: reported, or given up. */
bool pdf_close(struct pdf *, const struct book *, struct diag *);

#endif
