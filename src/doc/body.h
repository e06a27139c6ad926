/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A template's inside as template.c parses it and expand.c walks it. Constant once parsed. */
#ifndef DOC_BODY_H
#define DOC_BODY_H

#include "doc/mention.h"
#include "doc/query.h"
#include "doc/template.h"

struct template
{
    const struct source *source;
    const char *folder; /* the source's */
    const struct library *library;
    const struct translator *translator; /* or NULL */
    enum dialect dialect;
    struct front front;
    const struct node *body, *title;
    const struct node **running; /* beside front.running */
    const struct node **attach;  /* titles, beside front.attach */
    struct query_list queries;
    struct mention_list mentions;
};

#endif
