/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sink of pages that nobody wants. */
#include "page/page.h"

static bool ignore_page(void *context, const struct page *page)
{
    (void)context;
    (void)page;
    return true;
}

static bool ignore_late(void *context, unsigned page, const struct display *item, size_t n)
{
    (void)context;
    (void)page;
    (void)item;
    (void)n;
    return true;
}

static bool ignore_element(void *context, struct element *element)
{
    (void)context;
    (void)element;
    return true;
}

const struct page_sink page_nowhere = {NULL, ignore_page, ignore_late, ignore_element};
