/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which keys attributes may have. A misspelt one would be silence: a table without its total. */
#include "doc/markdown.h"

static const char *const of_tables[] = {
    "data",     "cols",     "heads", "header-cols",    "group",         "merge",
    "subtotal", "total",    "carry", "subtotal-label", "count",         "total-label",
    "flag",     "suppress", "lang",  "suppress-cols",  "suppress-total"};
static const char *const of_list_tables[] = {"header-rows", "header-cols", "widths", "aligns",
                                             "lang"};
static const char *const of_cells[] = {"colspan", "rowspan", "lang"};
static const char *const of_pictures[] = {"alt",   "width", "height", "crop",
                                          "focus", "role",  "lang"};

static const char *const of_columns[] = {"n", "lang"};
static const char *const of_column[] = {"width", "lang"};
static const char *const of_page_breaks[] = {"to"};

static const struct {
    const char *name;
    const char *const *key;
    size_t keys;
} owners[] = {
    [KEYS_OF_TABLE] = {"a table of rows", of_tables, sizeof of_tables / sizeof *of_tables},
    [KEYS_OF_LIST_TABLE] = {"a table of lists", of_list_tables,
                            sizeof of_list_tables / sizeof *of_list_tables},
    [KEYS_OF_CELL] = {"a cell", of_cells, sizeof of_cells / sizeof *of_cells},
    [KEYS_OF_PICTURE] = {"a picture", of_pictures, sizeof of_pictures / sizeof *of_pictures},
    [KEYS_OF_COLUMNS] = {"'.columns'", of_columns, sizeof of_columns / sizeof *of_columns},
    [KEYS_OF_COLUMN] = {"'.column'", of_column, sizeof of_column / sizeof *of_column},
    [KEYS_OF_PAGE_BREAK] = {"'.page-break'", of_page_breaks,
                            sizeof of_page_breaks / sizeof *of_page_breaks},
};

static bool is_known(enum key_owner owner, struct text key)
{
    for (size_t i = 0; i < owners[owner].keys; i++)
        if (text_is(key, owners[owner].key[i]))
            return true;
    return false;
}

void keys_judge(struct passage *passage, enum key_owner owner, const struct attributes *attr,
                struct text raw, size_t offset)
{
    struct diag *diag = passage->builder->diag;
    for (size_t i = 0; i < attr->pairs; i++) {
        struct text key = text_of(attr->pair[i].key);
        if (is_known(owner, key))
            continue;
        struct place at =
            passage_place(passage, offset + attributes_offset(raw, attr->pair[i].key));
        if (passage->builder->options->is_plain)
            diag_warn(diag, at, "%s has no attribute '%s'", owners[owner].name, attr->pair[i].key);
        else
            diag_error(diag, at, "%s has no attribute '%s'", owners[owner].name, attr->pair[i].key);
        diag_suggest(diag, at, key, owners[owner].key, owners[owner].keys);
    }
}
