/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which keys attributes may have. A misspelt one would be silence: a table without its total. */
#include "doc/markdown.h"

static const char *const of_tables[] = {
    "data",     "cols",     "heads", "header-cols",    "group",         "merge",
    "subtotal", "total",    "carry", "subtotal-label", "count",         "total-label",
    "flag",     "suppress", "lang",  "suppress-cols",  "suppress-total"};
static const char *const of_charts[] = {
    "data",   "type", "x",   "y",        "series", "head",   "value-head", "base",
    "share",  "sort", "min", "max",      "per",    "turned", "neutral",    "highlight",
    "column", "row",  "alt", "suppress", "width",  "height", "lang"};
static const char *const of_list_tables[] = {"header-rows", "header-cols", "widths", "aligns",
                                             "lang"};
static const char *const of_cells[] = {"colspan", "rowspan", "lang"};
static const char *const of_pictures[] = {"alt",   "width", "height", "crop",
                                          "focus", "role",  "lang",   "credit"};

/* Of fenced divs; every one may say its language, too. */
enum { MOST_DIV_KEYS = 4 };
static const char *const of_divs[DIV_CLASSES][MOST_DIV_KEYS] = {
    [DIV_COLUMNS] = {"n"},          [DIV_COLUMN] = {"width"},
    [DIV_NOTE] = {"title"},         [DIV_TIP] = {"title"},
    [DIV_WARNING] = {"title"},      [DIV_IMPORTANT] = {"title"},
    [DIV_COVER] = {"mosaic"},       [DIV_PAGE_BREAK] = {"to"},
    [DIV_TOC] = {"depth"},          [DIV_FIGURES] = {"columns", "width", "crop", "focus"},
    [DIV_SECTION] = {"picture"},    [DIV_GLOSSARY] = {"letters"},
    [DIV_INDEX] = {"n", "letters"}, [DIV_QR] = {"href", "size", "level", "address"},
};

struct keys {
    const char *owner;
    const char *const *key;
    size_t keys;
};

static const struct keys owners[] = {
    [KEYS_OF_TABLE] = {"a table of rows", of_tables, sizeof of_tables / sizeof *of_tables},
    [KEYS_OF_LIST_TABLE] = {"a table of lists", of_list_tables,
                            sizeof of_list_tables / sizeof *of_list_tables},
    [KEYS_OF_CELL] = {"a cell", of_cells, sizeof of_cells / sizeof *of_cells},
    [KEYS_OF_PICTURE] = {"a picture", of_pictures, sizeof of_pictures / sizeof *of_pictures},
    [KEYS_OF_CHART] = {"a chart", of_charts, sizeof of_charts / sizeof *of_charts},
};

static bool is_known(const struct keys *keys, struct text key)
{
    for (size_t i = 0; i < keys->keys; i++)
        if (text_is(key, keys->key[i]))
            return true;
    return false;
}

static void judge(struct passage *passage, const struct keys *keys, const struct attributes *attr,
                  struct text raw, size_t offset)
{
    struct diag *diag = passage->builder->diag;
    for (size_t i = 0; i < attr->pairs; i++) {
        struct text key = text_of(attr->pair[i].key);
        if (is_known(keys, key))
            continue;
        struct place at = attributes_place(passage, raw, offset, attr->pair[i].key);
        diag_report(diag, builder_level(passage->builder), at, "%s has no attribute '%s'",
                    keys->owner, attr->pair[i].key);
        diag_suggest(diag, at, key, keys->key, keys->keys);
    }
}

void keys_judge(struct passage *passage, enum key_owner owner, const struct attributes *attr,
                struct text raw, size_t offset)
{
    judge(passage, &owners[owner], attr, raw, offset);
}

void keys_judge_div(struct passage *passage, enum div_class class, const struct attributes *attr,
                    struct text raw, size_t offset)
{
    const char *known[MOST_DIV_KEYS + 1];
    struct keys keys = {"a div without a class", known, 0};
    bool is_table = class == DIV_TABLE; /* something else is wrong with it */
    if (is_table || (class == DIV_PLAIN && attr->classes))
        return;
    for (size_t i = 0; i < MOST_DIV_KEYS && of_divs[class][i]; i++)
        known[keys.keys++] = of_divs[class][i];
    known[keys.keys++] = "lang";
    if (class != DIV_PLAIN)
        keys.owner = arena_printf(passage->builder->arena, "'.%s'", div_class_names[class]);
    judge(passage, &keys, attr, raw, offset);
}
