/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sheets of an ODS workbook share: their list and the number formats of cell styles. */
#ifndef DB_ODS_H
#define DB_ODS_H

#include "db/format.h"
#include "db/package.h"

struct ods_entry {
    const char *name;
    size_t number; /* among the tables of content.xml */
    bool is_hidden;
};
struct ods_style {
    const char *name;
    const char *parent, *data; /* names, or NULL */
    bool is_table, hides;
    struct format format; /* how a cell's number is shown */
};
struct ods_book {
    struct arena *arena;
    struct package *package;
    const char *shown;
    struct ods_entry entry[MOST_SHEETS];
    size_t entries;
    struct ods_style *style; /* in order, once they are loaded */
    size_t styles;
};

/* Reads them; false: reported. arena, package and shown are set. */
bool ods_load(struct ods_book *, struct diag *);
/* The cell style of the name, or NULL. */
const struct ods_style *ods_cell_style(const struct ods_book *, const char *name);
/* True for what stands beside the tables and holds others: links, tracked changes. */
bool ods_is_aside(const struct tag *);

#endif
