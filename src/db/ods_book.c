/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenDocument 1.3 part 3: styles (16), number formats (16.29) and tables (9.1), from styles.xml
 * and content.xml, each read once. */
#include "db/ods.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_STYLES = 20000 };

struct data_style {
    const char *name;
    struct format format;
};

struct loader {
    struct ods_book *book;
    size_t tables, style_cap;
    unsigned aside, depth; /* depth: of tables */
    struct data_style *data;
    size_t datas, data_cap;
    bool in_format; /* the last one is being read */
    unsigned places, zeros;
    bool is_grouped;
    const char *entry_style[MOST_SHEETS];
};

bool ods_is_aside(const struct tag *tag)
{
    return tag_is(tag, "table", "dde-links") || tag_is(tag, "table", "tracked-changes");
}

static const char *keep(struct loader *l, const struct tag *tag, const char *space,
                        const char *name)
{
    const char *value = tag_attribute(tag, space, name);
    return value ? arena_string(l->book->arena, text_of(value)) : NULL;
}

/* Styles */

static void add_style(struct loader *l, const struct tag *tag)
{
    struct ods_book *book = l->book;
    const char *family = tag_attribute(tag, "style", "family");
    const char *name = keep(l, tag, "style", "name");
    if (!name || !family || book->styles == MOST_STYLES)
        return;
    book->style =
        arena_grow(book->arena, book->style, sizeof *book->style, &l->style_cap, book->styles + 1);
    book->style[book->styles++] =
        (struct ods_style){.name = name,
                           .parent = keep(l, tag, "style", "parent-style-name"),
                           .data = keep(l, tag, "style", "data-style-name"),
                           .is_table = strcmp(family, "table") == 0,
                           .format = {.kind = CELL_NUMBER}};
}

static void begin_format(struct loader *l, const struct tag *tag)
{
    const char *name = keep(l, tag, "style", "name");
    if (!name || l->datas == MOST_STYLES)
        return;
    l->data = arena_grow(l->book->arena, l->data, sizeof *l->data, &l->data_cap, l->datas + 1);
    l->data[l->datas++] = (struct data_style){name, {.kind = CELL_NUMBER}};
    l->places = l->zeros = 0;
    l->is_grouped = false;
    l->in_format = true;
}

static void end_format(struct loader *l)
{
    struct format *f = &l->data[l->datas - 1].format;
    if (l->places == 2)
        f->kind = CELL_EUROS;
    else if (l->is_grouped && l->places == 0)
        f->kind = CELL_GROUPED;
    else if (l->zeros > 1 && l->places == 0)
        f->kind = CELL_CODE;
    f->zeros = f->kind == CELL_CODE ? (int)l->zeros : 0;
    l->in_format = false;
}

static int by_style(const void *left, const void *right)
{
    const struct ods_style *a = left, *b = right;
    int order = a->is_table - b->is_table;
    return order ? order : strcmp(a->name, b->name);
}

static int by_data(const void *left, const void *right)
{
    return strcmp(((const struct data_style *)left)->name,
                  ((const struct data_style *)right)->name);
}

static struct ods_style *find_style(const struct ods_book *book, const char *name, bool is_table)
{
    const struct ods_style key = {.name = name, .is_table = is_table};
    return name && book->styles ? bsearch(&key, book->style, book->styles, sizeof key, by_style)
                                : NULL;
}

const struct ods_style *ods_cell_style(const struct ods_book *book, const char *name)
{
    return find_style(book, name, false);
}

static void resolve(const struct loader *l, struct ods_style *style)
{
    enum { DEEPEST = 20 };
    const struct ods_style *from = style;
    for (int depth = 0; from && !from->data && depth < DEEPEST; depth++)
        from = find_style(l->book, from->parent, false);
    const struct data_style key = {.name = from ? from->data : NULL};
    const struct data_style *data =
        key.name && l->datas ? bsearch(&key, l->data, l->datas, sizeof key, by_data) : NULL;
    if (data)
        style->format = data->format;
}

static void settle(const struct loader *l)
{
    struct ods_book *book = l->book;
    if (book->styles)
        qsort(book->style, book->styles, sizeof *book->style, by_style);
    if (l->datas)
        qsort(l->data, l->datas, sizeof *l->data, by_data);
    for (size_t i = 0; i < book->styles; i++)
        resolve(l, &book->style[i]);
    for (size_t i = 0; i < book->entries; i++) {
        const struct ods_style *style = find_style(book, l->entry_style[i], true);
        book->entry[i].is_hidden = style && style->hides;
    }
}

/* Tables */

static void add_table(struct loader *l, const struct tag *tag)
{
    struct ods_book *book = l->book;
    const char *name = keep(l, tag, "table", "name");
    size_t number = l->tables++;
    /* LibreOffice keeps copies of other files' sheets under such names. */
    if (!name || strncmp(name, "'file:", 6) == 0 || book->entries == MOST_SHEETS)
        return;
    l->entry_style[book->entries] = keep(l, tag, "table", "style-name");
    book->entry[book->entries++] = (struct ods_entry){.name = name, .number = number};
}

/* Events */

static void start(void *context, const struct tag *tag)
{
    struct loader *l = context;
    if (l->aside || ods_is_aside(tag)) {
        l->aside++;
    } else if (tag_is(tag, "table", "table")) {
        if (l->depth++ == 0)
            add_table(l, tag);
    } else if (tag_is(tag, "style", "style")) {
        add_style(l, tag);
    } else if (tag_is(tag, "style", "table-properties") && l->book->styles) {
        const char *display = tag_attribute(tag, "table", "display");
        l->book->style[l->book->styles - 1].hides = display && strcmp(display, "false") == 0;
    } else if (tag_is(tag, "number", "number-style")) {
        begin_format(l, tag);
    } else if (tag_is(tag, "number", "number") && l->in_format) {
        l->places = tag_number(tag, "number", "decimal-places", 0, 30);
        l->zeros = tag_number(tag, "number", "min-integer-digits", 0, 30);
        l->is_grouped = tag_flag(tag, "number", "grouping");
    }
}

static void end(void *context, const struct tag *tag)
{
    struct loader *l = context;
    if (l->aside)
        l->aside--;
    else if (tag_is(tag, "table", "table"))
        l->depth--;
    else if (tag_is(tag, "number", "number-style") && l->in_format)
        end_format(l);
}

bool ods_load(struct ods_book *book, struct diag *diag)
{
    static const struct xml_events events = {start, end, NULL};
    size_t errors = diag_errors(diag);
    struct loader l = {.book = book};
    xml_read(book->package, "styles.xml", &events, &l, diag);
    l.tables = 0;
    book->entries = 0;
    l.depth = l.aside = 0;
    xml_read(book->package, "content.xml", &events, &l, diag);
    settle(&l);
    return diag_errors(diag) == errors && book->entries > 0;
}
