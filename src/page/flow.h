/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the tree to pages: blocks become pieces (lines, rows, boxes), pieces fill pages, finished
 * pages go to the sink. One pass; memory grows with the structure tree, not with the pages. */
#ifndef PAGE_FLOW_H
#define PAGE_FLOW_H

#include "doc/theme.h"
#include "page/page.h"

/* On which pages the chapters of a document begin in the language that the others follow. Chapters
 * are headings of level 1 that begin a page. */
struct page_lock {
    const char *lang;
    const unsigned *start;
    size_t starts;
    size_t titles; /* headings of level 1 */
    unsigned pages;
};

struct flow_options {
    const struct theme *theme;
    struct fonts *fonts;
    struct shaper *shaper;
    const char *edition, *date;    /* for the theme's heads and feet; or NULL */
    const struct setting *running; /* expanded */
    size_t runnings;
    int toc_depth;                  /* 0: contents only where .toc stands */
    int64_t max_pages;              /* 0: no limit */
    unsigned least_dpi;             /* pictures with fewer are a warning; 0: none is */
    struct place front;             /* where max-pages would be reported */
    const struct page_lock *lock;   /* chapters are to begin there, or NULL */
    const char *draft, *draft_date; /* on every page, as its watermark; NULL: none */
    FILE *dump;                     /* prints each piece (--dump flow), or NULL */
};

/* Lays the whole tree out. False when the sink failed. book is filled in for the writer. */
bool flow_run(struct arena *, const struct tree *, const struct flow_options *,
              const struct page_sink *, struct book *, struct diag *);

/* A sink that prints every page's display list (--dump pages); context: the FILE. */
bool page_dump(void *file, const struct page *);
bool page_dump_late(void *file, unsigned page_number, const struct display *, size_t n);

#endif
