/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows as templates see them: a list or a single row, possibly the child of another table, so that
 * a row of the parent selects some of its rows. Queries and --data both end as tables. */
#ifndef DOC_TABLE_H
#define DOC_TABLE_H

#include "db/value.h"
#include "doc/yaml.h"

struct query;

struct table {
    const char *name;
    const struct rows *rows;
    const struct query *query; /* or NULL: --data */
    bool is_one;               /* columns are reached as name.column */
    bool is_broken;  /* its query failed or broke {one}: names in it are not reported again */
    const char *key; /* {key=…}: the column children refer to by default, or NULL */

    const struct table *parent; /* or NULL */
    size_t parent_column;       /* whose value selects, when the parent is a query */
    size_t child_column;
    uint32_t *order; /* the rows sorted by child_column; NULL in --data */
    size_t *first;   /* --data: rows of parent row r are first[r] … first[r + 1] - 1 */

    struct table **nested; /* --data: lists and maps inside the rows, reached by name */
    size_t nesteds;
    const unsigned char *shape; /* --data: each cell's enum shape; NULL: all are SHAPE_SCALAR */
};

enum shape { SHAPE_ABSENT, SHAPE_SCALAR, SHAPE_MAP, SHAPE_LIST }; /* as --data has it */

enum shape table_shape(const struct table *, size_t row, size_t column);

struct slice table_slice(const struct table *); /* all rows */
/* The rows that belong to a row of the parent. */
struct slice table_of_parent(const struct table *, size_t parent_row);
/* Makes child the rows of parent where the columns are equal. */
void table_link(struct arena *, struct table *child, size_t child_column,
                const struct table *parent, size_t parent_column);
const struct table *table_nested(const struct table *, struct text name);    /* or NULL */
const char **table_columns(struct arena *, const struct table *, size_t *n); /* nested too */

/* A YAML map as a table of one row. Lists in it are nested tables; what is no map is in the one
 * column ".". With `keeps_words` a value prints as YAML has it ("true"), else true is 1. */
struct table *table_of_yaml(struct arena *, const char *name, const struct yaml *,
                            bool keeps_words);

#endif
