/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a tree: attributes, places, and the dump that the golden tests and `--dump tree` show. */
#include "doc/tree.h"

#include <string.h>

#include "base/utf8.h"

const char *const div_class_names[DIV_CLASSES] = {
    [DIV_PLAIN] = "",
    [DIV_COLUMNS] = "columns",
    [DIV_COLUMN] = "column",
    [DIV_NOTE] = "note",
    [DIV_TIP] = "tip",
    [DIV_WARNING] = "warning",
    [DIV_IMPORTANT] = "important",
    [DIV_COVER] = "cover",
    [DIV_KEEP] = "keep",
    [DIV_PAGE_BREAK] = "page-break",
    [DIV_LANDSCAPE] = "landscape",
    [DIV_TOC] = "toc",
    [DIV_FIGURES] = "figures",
    [DIV_FACTS] = "facts",
    [DIV_QUOTE] = "quote",
    [DIV_LEAD] = "lead",
    [DIV_SIDE] = "side",
    [DIV_AGENDA] = "agenda",
    [DIV_CONTACT] = "contact",
    [DIV_FORM] = "form",
    [DIV_SIGNATURE] = "signature",
    [DIV_LOGOS] = "logos",
    [DIV_PARALLEL] = "parallel",
    [DIV_TABLE] = "table",
    [DIV_CHART] = "chart",
    [DIV_QR] = "qr",
    [DIV_GLOSSARY] = "glossary",
    [DIV_STEPS] = "steps",
    [DIV_KICKER] = "kicker",
    [DIV_IMPRINT] = "imprint",
    [DIV_SECTION] = "section",
    [DIV_INDEX] = "index",
    [DIV_LIST_OF_FIGURES] = "list-of-figures",
    [DIV_LIST_OF_TABLES] = "list-of-tables",
    [DIV_RAGGED] = "ragged",
    [DIV_JUSTIFIED] = "justified",
    [DIV_CREDITS] = "credits",
};

const struct text *attributes_find(const struct attributes *attr, const char *key)
{
    for (size_t i = 0; i < attr->pairs; i++)
        if (!strcmp(attr->pair[i].key, key))
            return &attr->pair[i].value;
    return NULL;
}

const char *attributes_value_lang(const struct attributes *attr, const char *key)
{
    for (size_t i = 0; i < attr->pairs; i++)
        if (!strcmp(attr->pair[i].key, key))
            return attr->pair[i].lang;
    return NULL;
}

bool attributes_has_class(const struct attributes *attr, const char *name)
{
    for (size_t i = 0; i < attr->classes; i++)
        if (!strcmp(attr->class[i], name))
            return true;
    return false;
}

bool attributes_say(const struct attributes *attr, const char *key, bool usual, struct place at,
                    struct diag *diag)
{
    const struct text *said = attributes_find(attr, key);
    if (!said)
        return usual;
    if (text_is(*said, "yes") || text_is(*said, "no"))
        return text_is(*said, "yes");
    diag_error(diag, at, "'%s' wants yes or no, not '%.*s'", key, (int)said->n, said->p);
    return usual;
}

struct text block_words(struct arena *arena, const struct block *block)
{
    char *out = arena_alloc(arena, block->text.n + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < block->spans; i++) {
        const struct span *span = &block->span[i];
        if (span->note || span->picture || span->page_of)
            continue;
        memcpy(out + n, block->text.p + span->from, span->to - span->from);
        n += span->to - span->from;
    }
    out[n] = '\0';
    return text_trim((struct text){out, n});
}

struct place block_place(const struct block *block, uint32_t offset)
{
    size_t low = 0, high = block->spans;
    if (!high)
        return block->at;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (block->span[middle].from <= offset)
            low = middle;
        else
            high = middle;
    }
    const struct span *span = &block->span[low];
    struct place at = span->at;
    if (!(span->style & INLINE_VALUE) && at.col)
        at.col += (uint32_t)utf8_count(text_slice(block->text, span->from, offset));
    return at;
}

const char *block_kind_name(enum block_kind kind)
{
    switch (kind) {
    case BLOCK_DOCUMENT: return "document";
    case BLOCK_HEADING: return "heading";
    case BLOCK_PARAGRAPH: return "paragraph";
    case BLOCK_LIST: return "list";
    case BLOCK_ITEM: return "item";
    case BLOCK_QUOTE: return "quote";
    case BLOCK_CODE: return "code";
    case BLOCK_RULE: return "rule";
    case BLOCK_TABLE: return "table";
    case BLOCK_ROW: return "row";
    case BLOCK_CELL: return "cell";
    case BLOCK_PICTURE: return "picture";
    case BLOCK_DIV: return "div";
    }
    return "";
}

/* In quotes; what does not print, and what the dump itself means something by, escaped. */
static void dump_text(struct text text, FILE *out)
{
    fputc('"', out);
    for (size_t i = 0; i < text.n;) {
        uint32_t cp;
        size_t n = utf8_decode(text.p + i, text.n - i, &cp);
        if (cp == '\n')
            fputs("\\n", out);
        else if (cp == '"' || cp == '\\')
            fprintf(out, "\\%c", (int)cp);
        else if (cp < 0x20 || cp == 0x7F || cp == 0xA0 || cp == 0xAD || cp == 0x202F ||
                 cp == 0x2028 || cp == 0xFFFC || (cp >= 0x200B && cp <= 0x200F))
            fprintf(out, "<%04X>", (unsigned)cp);
        else
            fwrite(text.p + i, 1, n, out);
        i += n;
    }
    fputc('"', out);
}

static void dump_attributes(const struct attributes *attr, FILE *out)
{
    if (attr->id)
        fprintf(out, " #%s", attr->id);
    for (size_t i = 0; i < attr->classes; i++)
        fprintf(out, " .%s", attr->class[i]);
    for (size_t i = 0; i < attr->pairs; i++) {
        fprintf(out, " %s=", attr->pair[i].key);
        dump_text(attr->pair[i].value, out);
    }
}

static void dump_picture(const struct picture *picture, FILE *out)
{
    fputs(" file=", out);
    dump_text(text_of(picture->shown), out);
    fputs(picture->path ? "" : " missing", out);
    if (picture->is_decorative)
        fputs(" decorative", out);
    else {
        fputs(" text=", out);
        dump_text(picture->alt, out);
    }
}

/* True when only the place differs. */
static bool looks_same(const struct span *a, const struct span *b)
{
    return a->style == b->style && a->attr == b->attr && a->link == b->link && a->note == b->note &&
           a->picture == b->picture && a->page_of == b->page_of && a->spoken.p == b->spoken.p &&
           (a->lang == b->lang || (a->lang && b->lang && !strcmp(a->lang, b->lang)));
}

static void dump_style(const struct span *span, FILE *out)
{
    static const char *const names[] = {"emphasis", "strong", "code", "strike", "value"};
    fputc(' ', out);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (span->style & (1u << i))
            fprintf(out, "%s:", names[i]);
    if (span->lang)
        fprintf(out, "lang=%s:", span->lang);
    if (span->link)
        fprintf(out, "link=%s:", span->link->uri);
    if (span->note)
        fprintf(out, "note=%u:", (unsigned)span->note_number);
    if (span->page_of)
        fprintf(out, "page-of=%s:", span->page_of);
    if (span->spoken.n)
        fprintf(out, "spoken=%.*s:", (int)span->spoken.n, span->spoken.p);
    if (span->attr) {
        fputc('{', out);
        dump_attributes(span->attr, out);
        fputs(" }:", out);
    }
}

static void dump_spans(const struct block *block, FILE *out)
{
    for (size_t i = 0, end; i < block->spans; i = end) {
        const struct span *span = &block->span[i];
        for (end = i + 1; end < block->spans && looks_same(span, &block->span[end]);)
            end++;
        if (span->picture) {
            fputs(" picture{", out);
            dump_picture(span->picture, out);
            fputs(" }", out);
            continue;
        }
        dump_style(span, out);
        dump_text(text_slice(block->text, span->from, block->span[end - 1].to), out);
    }
}

static const char *align_name(enum cell_align align)
{
    static const char *const names[] = {"auto", "start", "center", "end", "decimal"};
    return names[align];
}

static void dump_spanning(const struct block *cell, FILE *out)
{
    if (cell->is_row_head)
        fputs(" head", out);
    if (cell->span_columns > 1)
        fprintf(out, " columns=%u", (unsigned)cell->span_columns);
    if (cell->span_rows > 1)
        fprintf(out, " rows=%u", (unsigned)cell->span_rows);
}

static void dump_column(const struct column *column, FILE *out)
{
    fputs(align_name(column->align), out);
    if (column->width)
        fprintf(out, "/%s", column->width);
    if (column->carry)
        fprintf(out, "/carry %s", column->carry);
    if (column->is_blank)
        fputs("/blank", out);
}

static void dump_details(const struct block *block, FILE *out)
{
    static const char *const rows[] = {"body", "head", "group", "subtotal", "total"};
    if (block->kind == BLOCK_HEADING)
        fprintf(out, " %d", block->level);
    if (block->kind == BLOCK_LIST && block->is_ordered)
        fprintf(out, " ordered from %lld", (long long)block->start);
    if (block->kind == BLOCK_LIST)
        fputs(block->is_tight ? " tight" : " loose", out);
    if (block->kind == BLOCK_ITEM && block->checked >= 0)
        fputs(block->checked ? " done" : " open", out);
    if (block->kind == BLOCK_DIV && block->div != DIV_PLAIN)
        fprintf(out, " %s", div_class_names[block->div]);
    if (block->kind == BLOCK_DIV && block->data)
        fprintf(out, " rows=%zu", block->data->n);
    if (block->kind == BLOCK_ROW)
        fprintf(out, " %s", rows[block->row]);
    if (block->kind == BLOCK_ROW && block->level > 1)
        fprintf(out, " %d", block->level);
    if (block->kind == BLOCK_ROW && block->is_flagged)
        fputs(" flagged", out);
    if (block->kind == BLOCK_CELL && block->align != ALIGN_AUTO)
        fprintf(out, " %s", align_name(block->align));
    if (block->kind == BLOCK_CELL)
        dump_spanning(block, out);
    for (size_t i = 0; block->kind == BLOCK_TABLE && i < block->columns; i++) {
        fputs(i ? "|" : " ", out);
        dump_column(&block->column[i], out);
    }
    if (block->number)
        fprintf(out, " number=%s", block->number);
    if (block->lang)
        fprintf(out, " lang=%s", block->lang);
}

static void dump_line(const struct block *block, const char *role, int depth, FILE *out)
{
    fprintf(out, "%*s%s%s", depth * 2, "", role, block_kind_name(block->kind));
    if (block->kind != BLOCK_DOCUMENT && block->at.line)
        fprintf(out, "@%u:%u", (unsigned)block->at.line, (unsigned)block->at.col);
    dump_details(block, out);
    dump_attributes(block->attr, out);
    if (block->picture)
        dump_picture(block->picture, out);
    dump_spans(block, out);
    fputc('\n', out);
}

static void dump_block(const struct block *, int depth, FILE *);

static void dump_child(const struct block *child, int depth, FILE *out)
{
    dump_line(child, "", depth, out);
    dump_block(child, depth + 1, out);
}

static void dump_value(const struct chart_value *value, FILE *out)
{
    fputc(' ', out);
    dump_text(value->said, out);
    if (!value->is_missing && !value->is_hidden)
        fprintf(out, "=%lld", (long long)value->n);
    if (value->share_bp >= 0)
        fprintf(out, "/%d", value->share_bp);
    if (value->share_said.n)
        dump_text(value->share_said, out);
}

static void dump_named(const char *name, struct text text, FILE *out)
{
    if (!text.n)
        return;
    fprintf(out, " %s=", name);
    dump_text(text, out);
}

static void dump_category(const struct chart *chart, size_t i, FILE *out)
{
    const struct chart_category *category = &chart->category[i];
    dump_text(category->name, out);
    if (category->lang)
        fprintf(out, " lang=%s", category->lang);
    if (category->is_highlighted)
        fputs(" highlighted", out);
    if (chart->kind == CHART_TILES)
        fprintf(out, " at %d,%d", category->column, category->row);
    for (size_t s = 0; s < chart->series; s++)
        dump_value(&chart->value[i * chart->series + s], out);
    if (chart->total_said)
        dump_named("total", chart->total_said[i], out);
    if (category->base >= 0)
        fprintf(out, " base=%lld", (long long)category->base);
    dump_named("said", category->base_said, out);
}

static void dump_chart(const struct chart *chart, int depth, FILE *out)
{
    static const char *const units[] = {"plain", "money", "percent"};
    fprintf(out, "%*schart %s %s scale=%d", depth * 2, "", chart_kind_names[chart->kind],
            units[chart->unit], chart->scale);
    fputs(chart->is_turned ? " turned" : "", out);
    fputs(chart->is_sum ? " sum" : "", out);
    if (chart->has_from)
        fprintf(out, " from=%lld", (long long)chart->axis_from);
    if (chart->has_to)
        fprintf(out, " to=%lld", (long long)chart->axis_to);
    if (chart->kind == CHART_PICTOGRAM)
        fprintf(out, " per=%lld", (long long)chart->per);
    if (chart->neutral != SIZE_MAX)
        fprintf(out, " neutral=%zu", chart->neutral);
    dump_named("base", chart->base_said, out);
    dump_named("head", chart->category_head, out);
    dump_named("value-head", chart->value_head, out);
    dump_named("alt", chart->alt, out);
    fprintf(out, "\n%*sseries", depth * 2 + 2, "");
    for (size_t s = 0; s < chart->series; s++) {
        fputc(' ', out);
        dump_text(chart->one[s].name, out);
        if (chart->one[s].lang)
            fprintf(out, " lang=%s", chart->one[s].lang);
    }
    fputc('\n', out);
    for (size_t i = 0; i < chart->categories; i++) {
        fprintf(out, "%*scategory ", depth * 2 + 2, "");
        dump_category(chart, i, out);
        fputc('\n', out);
    }
}

static void dump_rows(const struct block *table, int depth, FILE *out)
{
    struct arena *arena = arena_new();
    size_t n = table_rows(table);
    for (size_t i = 0; i < n; i++) {
        struct arena_mark mark = arena_mark(arena);
        dump_child(table_row(table, i, arena), depth, out);
        arena_rewind(arena, mark);
    }
    arena_free(arena);
}

static void dump_block(const struct block *block, int depth, FILE *out)
{
    if (block->caption)
        dump_line(block->caption, "caption ", depth, out);
    if (block->legend)
        dump_line(block->legend, "legend ", depth, out);
    if (block->chart)
        dump_chart(block->chart, depth, out);
    if (block->kind == BLOCK_TABLE)
        dump_rows(block, depth, out);
    for (const struct block *child = block->kind == BLOCK_TABLE ? NULL : block->child; child;
         child = child->next)
        dump_child(child, depth, out);
}

void tree_dump(const struct tree *tree, FILE *out)
{
    fputs("document ", out);
    dump_text(tree->title, out);
    fputc('\n', out);
    dump_block(tree->root, 1, out);
    for (size_t i = 0; i < tree->notes; i++) {
        fprintf(out, "note %zu\n", i + 1);
        dump_block(tree->note[i], 1, out);
    }
}
