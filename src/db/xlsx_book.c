/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ECMA-376 part 1: relations (part 2, 9.3), workbook (18.2), shared strings (18.4), styles (18.8).
 * Transitional and strict workbooks differ in namespaces only. */
#include <string.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/file.h"
#include "db/xlsx.h"

enum { MOST_STRINGS = 4000000, MOST_STRING_BYTES = 256 * 1024 * 1024, MOST_FORMATS = 65536 };

struct relation {
    const char *id, *type, *part;
};

struct loader {
    struct xlsx_book *book;
    const char *folder; /* of the part that the relations belong to */
    struct relation *relation;
    size_t relations, relation_cap;
    /* shared strings */
    struct buf text;
    size_t string_cap, bytes;
    bool in_text, in_phonetic, is_too_large;
    /* styles */
    struct custom {
        unsigned id;
        struct format format;
    } * custom;
    size_t customs, custom_cap, format_cap;
    bool in_cell_formats;
};

static void ignore_end(void *context, const struct tag *tag)
{
    (void)context;
    (void)tag;
}

/* Relations */

static void relation_start(void *context, const struct tag *tag)
{
    struct loader *l = context;
    struct arena *arena = l->book->arena;
    const char *id = tag_attribute(tag, "", "Id"), *type = tag_attribute(tag, "", "Type");
    const char *target = tag_attribute(tag, "", "Target");
    if (!tag_is(tag, "package", "Relationship") || !id || !type || !target ||
        l->relations >= MOST_FORMATS)
        return;
    const char *part = path_clean(arena, path_join(arena, l->folder, target));
    const char *kind = strrchr(type, '/');
    if (!part)
        return;
    l->relation =
        arena_grow(arena, l->relation, sizeof *l->relation, &l->relation_cap, l->relations + 1);
    l->relation[l->relations++] = (struct relation){
        arena_string(arena, text_of(id)), arena_string(arena, text_of(kind ? kind + 1 : type)),
        part[0] == '/' ? part + 1 : part};
}

/* Reads what the part (or, for "", the package) relates to, in place of what was read before. */
static void read_relations(struct loader *l, const char *part, struct diag *diag)
{
    static const struct xml_events events = {relation_start, ignore_end, NULL};
    struct arena *arena = l->book->arena;
    struct text base = path_base(part);
    l->folder = *part ? path_folder(arena, part) : "";
    l->relation = NULL;
    l->relations = l->relation_cap = 0;
    xml_read(
        l->book->package,
        path_join(arena, l->folder, arena_printf(arena, "_rels/%.*s.rels", (int)base.n, base.p)),
        &events, l, diag);
}

static const char *related(const struct loader *l, const char *type, const char *id)
{
    for (size_t i = 0; i < l->relations; i++)
        if (strcmp(l->relation[i].type, type) == 0 && (!id || strcmp(l->relation[i].id, id) == 0))
            return l->relation[i].part;
    return NULL;
}

/* The list of sheets */

static void workbook_start(void *context, const struct tag *tag)
{
    struct loader *l = context;
    struct xlsx_book *book = l->book;
    if (tag_is(tag, "main", "workbookPr"))
        book->is_1904 = tag_flag(tag, "", "date1904");
    if (!tag_is(tag, "main", "sheet") || book->entries == MOST_SHEETS)
        return;
    const char *name = tag_attribute(tag, "", "name"), *id = tag_attribute(tag, "rel", "id");
    const char *state = tag_attribute(tag, "", "state");
    const char *part = id ? related(l, "worksheet", id) : NULL;
    if (name && part)
        book->entry[book->entries++] = (struct xlsx_entry){
            arena_string(book->arena, text_of(name)), part, state && strcmp(state, "visible") != 0};
}

/* Shared strings */

/* The character of "_x000D_" at the front, or 0. */
static uint32_t escaped(struct text t)
{
    uint32_t value = 0;
    if (t.n < 7 || t.p[0] != '_' || t.p[1] != 'x' || t.p[6] != '_')
        return 0;
    for (size_t i = 2; i < 6; i++) {
        int digit = ascii_hex(t.p[i]);
        if (digit < 0)
            return 0;
        value = value * 16 + (uint32_t)digit;
    }
    return value >= 0xD800 && value <= 0xDFFF ? 0 : value;
}

struct text xlsx_unescape(struct arena *arena, struct text t)
{
    if (text_find(t, "_x") == SIZE_MAX)
        return arena_text(arena, t);
    struct buf out = {0};
    for (size_t i = 0; i < t.n;) {
        uint32_t cp = escaped(text_from(t, i));
        if (cp)
            buf_code_point(&out, cp);
        else
            buf_char(&out, t.p[i]);
        i += cp ? 7 : 1;
    }
    t = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return t;
}

static void string_start(void *context, const struct tag *tag)
{
    struct loader *l = context;
    if (tag_is(tag, "main", "si"))
        buf_clear(&l->text);
    l->in_phonetic = l->in_phonetic || tag_is(tag, "main", "rPh");
    l->in_text = tag_is(tag, "main", "t") && !l->in_phonetic;
}

static void string_end(void *context, const struct tag *tag)
{
    struct loader *l = context;
    struct xlsx_book *book = l->book;
    l->in_text = false;
    if (tag_is(tag, "main", "rPh"))
        l->in_phonetic = false;
    if (!tag_is(tag, "main", "si") || l->is_too_large)
        return;
    l->bytes += l->text.n;
    if (book->strings == MOST_STRINGS || l->bytes > MOST_STRING_BYTES) {
        l->is_too_large = true;
        return;
    }
    book->string = arena_grow(book->arena, book->string, sizeof *book->string, &l->string_cap,
                              book->strings + 1);
    book->string[book->strings++] = xlsx_unescape(book->arena, buf_as_text(&l->text));
}

static void string_text(void *context, struct text t)
{
    struct loader *l = context;
    if (l->in_text && l->text.n < MOST_STRING_BYTES)
        buf_text(&l->text, t);
}

/* Styles */

static struct format find_format(const struct loader *l, unsigned id)
{
    for (size_t i = 0; i < l->customs; i++)
        if (l->custom[i].id == id)
            return l->custom[i].format;
    return format_builtin(id);
}

static void style_start(void *context, const struct tag *tag)
{
    struct loader *l = context;
    struct xlsx_book *book = l->book;
    unsigned id = tag_number(tag, "", "numFmtId", 0, MOST_FORMATS);
    const char *code = tag_attribute(tag, "", "formatCode");
    if (tag_is(tag, "main", "cellXfs"))
        l->in_cell_formats = true;
    if (tag_is(tag, "main", "numFmt") && code && l->customs < 4096) {
        l->custom =
            arena_grow(book->arena, l->custom, sizeof *l->custom, &l->custom_cap, l->customs + 1);
        l->custom[l->customs++] =
            (struct custom){id, format_read(arena_text(book->arena, text_of(code)))};
    }
    if (tag_is(tag, "main", "xf") && l->in_cell_formats && book->formats < MOST_FORMATS) {
        book->format = arena_grow(book->arena, book->format, sizeof *book->format, &l->format_cap,
                                  book->formats + 1);
        book->format[book->formats++] = find_format(l, id);
    }
}

static void style_end(void *context, const struct tag *tag)
{
    struct loader *l = context;
    if (tag_is(tag, "main", "cellXfs"))
        l->in_cell_formats = false;
}

bool xlsx_load(struct xlsx_book *book, struct diag *diag)
{
    static const struct xml_events sheets = {workbook_start, ignore_end, NULL};
    static const struct xml_events strings = {string_start, string_end, string_text};
    static const struct xml_events styles = {style_start, style_end, NULL};
    size_t errors = diag_errors(diag);
    struct loader l = {.book = book};
    read_relations(&l, "", diag);
    const char *workbook = related(&l, "officeDocument", NULL);
    if (!workbook)
        return false;
    read_relations(&l, workbook, diag);
    const char *string_part = related(&l, "sharedStrings", NULL);
    const char *style_part = related(&l, "styles", NULL);
    xml_read(book->package, workbook, &sheets, &l, diag);
    if (string_part)
        xml_read(book->package, string_part, &strings, &l, diag);
    if (style_part)
        xml_read(book->package, style_part, &styles, &l, diag);
    if (l.is_too_large)
        diag_error(diag, (struct place){.file = book->shown},
                   "the workbook has more than 4 million texts, or 256 MB of them");
    buf_done(&l.text);
    return diag_errors(diag) == errors && book->entries > 0;
}
