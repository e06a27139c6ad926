/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a name in a template means: frames on a stack, innermost first - a loop's row, a single
 * value, a template's own queries and parameters - and below them all the built-ins and project.*.
 * Frames live on the C stack of expand.c while their section is being expanded. */
#ifndef DOC_SCOPE_H
#define DOC_SCOPE_H

#include "doc/mustache.h"
#include "doc/table.h"
#include "doc/template.h"

enum frame_kind { FRAME_ROW, FRAME_VALUE, FRAME_MODULE };

struct found {                 /* what a name means */
    bool is_rows, is_row;      /* some rows of a table; just one row, whose columns have names */
    const struct value *value; /* of a plain value */
    const struct rows *rows;   /* where it stands, or NULL */
    size_t row;
    const char *column;
    const struct table *table; /* is_rows */
    struct slice slice;
};

struct frame {
    enum frame_kind kind;
    const struct frame *below;
    const struct table *table;       /* FRAME_ROW: whose row, */
    struct slice slice;              /* the k-th of these; */
    size_t k, row;                   /* its number within the rows */
    struct found value;              /* FRAME_VALUE */
    const struct template *template; /* FRAME_MODULE: that was entered */
    struct table *const *tables;
    size_t table_count;
    const struct binding *param;
    size_t params;
};

/* The official Mustache knows no built-ins and no positions, tells capitals from small letters and
 * asks the rows around when a row's data lacks the name. */
struct scope {
    struct arena *arena;
    struct arena *scratch; /* for positions in loops */
    enum dialect dialect;
    const struct frame *top;
    struct value lang, dir, edition, today;         /* today: VALUE_NULL when there is none */
    struct value second_lang;                       /* VALUE_NULL but in a bilingual edition */
    const struct table *project;                    /* or NULL */
    const struct table *translation, *translations; /* or NULL */
};

enum lookup {
    LOOKUP_FOUND,
    LOOKUP_MISSING, /* see scope_report */
    LOOKUP_BROKEN   /* what it would name has been reported already */
};

void scope_init(struct scope *, struct arena *, enum dialect, const struct inputs *);
struct frame frame_of_row(const struct scope *, const struct table *, struct slice, size_t k);
enum lookup scope_find(const struct scope *, struct text name, struct found *);
/* A column beside the one found (the same row), else a name in the scope. */
enum lookup scope_find_beside(const struct scope *, const struct found *, struct text name,
                              struct found *);
/* Reports a missing name with did-you-mean. */
void scope_report(const struct scope *, struct text name, struct place at, struct diag *);
/* Reports NAME of data=NAME that is no query. */
void scope_report_data(const struct scope *, struct text name, struct place at, struct diag *);
/* "event id=3, column title", or NULL for what is in no row. */
const char *found_row(struct arena *, const struct found *);

#endif
