/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the Markdown parser over a file's mask and walks its blocks. A block's content is laid back
 * onto the mask by content_map, from there onto the source. No tree is made. */
#include "doc/cut.h"

#include <stdlib.h>
#include <string.h>

#include <cmark-gfm/node.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/probe.h"
#include "doc/hardness.h"
#include "doc/markdown.h"
#include "doc/wording.h"

struct cutter {
    struct arena *arena;
    struct text source;
    struct mask mask;
    struct cuts *cuts;
    struct passage *passage;
};

struct content { /* of a block */
    struct text text;
    const uint32_t *map; /* onto the mask */
    cmark_node *node;
    bool is_cell;
};

struct range { /* of the source */
    size_t from, to;
};

size_t bracket_end(struct text text, size_t from)
{
    size_t depth = 0;
    for (size_t i = from; i < text.n; i++) {
        if (text.p[i] == '\\')
            i++;
        else if (text.p[i] == '[')
            depth++;
        else if (text.p[i] == ']' && --depth == 0)
            return i;
    }
    return 0;
}

/* --- ranges of the source --- */

/* A tag that prints nothing stands before the offset, at most blanks between; *at: its number. */
static bool find_gone_before(const struct mask *mask, size_t offset, size_t *at)
{
    size_t i = mask_part_at(mask, offset);
    while (offset == mask->part[i].at && i > 0) {
        const struct mask_part *part = &mask->part[--i];
        if (part->kind == MASK_SEAM)
            return false;
        if (part->kind == MASK_GONE) {
            *at = i;
            return true;
        }
    }
    return false;
}

/* Where the range begins: tags that print nothing before it belong to it. */
static size_t range_start(const struct mask *mask, size_t offset)
{
    size_t from = mask_source(mask, offset), i;
    for (size_t p = offset;; p--) {
        if (find_gone_before(mask, p, &i)) {
            while (i > 0 && mask->part[i - 1].at == p && mask->part[i - 1].kind == MASK_GONE)
                i--;
            from = mask->part[i].from;
        }
        if (!p || !ascii_is_blank(mask->text.p[p - 1]))
            return from;
    }
}

static size_t range_end(const struct mask *mask, size_t offset)
{
    size_t to = mask_source_end(mask, offset), n = mask->text.n;
    size_t i = mask_part_at(mask, offset - 1) + 1;
    for (size_t p = offset;; p++) {
        for (; i < mask->parts && mask->part[i].at <= p; i++) {
            if (mask->part[i].kind == MASK_SEAM)
                return to;
            if (mask->part[i].kind == MASK_GONE)
                to = mask->part[i].to;
        }
        if (p >= n || !ascii_is_blank(mask->text.p[p]))
            return to;
    }
}

/* A tag that has no partner in the range need not be in it. */
static bool is_loose(const struct mask *mask, const struct mask_part *part, struct range range)
{
    if (part->kind != MASK_GONE || part->from < range.from || part->to > range.to)
        return false;
    const struct mask_part *partner =
        part->partner < mask->parts ? &mask->part[part->partner] : NULL;
    return !partner || partner->from < range.from || partner->to > range.to;
}

static bool trim_start(const struct cutter *c, struct range *range)
{
    size_t i = mask_part_from(&c->mask, range->from);
    const struct mask_part *part = &c->mask.part[i];
    if (part->from != range->from || !is_loose(&c->mask, part, *range))
        return false;
    range->from = part->to;
    while (range->from < range->to && ascii_is_space(c->source.p[range->from]))
        range->from++;
    return true;
}

static bool trim_end(const struct cutter *c, struct range *range)
{
    size_t i = mask_part_from(&c->mask, range->to - 1);
    const struct mask_part *part = &c->mask.part[i];
    if (part->to != range->to || !is_loose(&c->mask, part, *range))
        return false;
    range->to = part->from;
    while (range->to > range->from && ascii_is_space(c->source.p[range->to - 1]))
        range->to--;
    return true;
}

/* Tags of sections that go beyond the range stay outside where they stand at its ends. */
static struct range trim_tags(const struct cutter *c, struct range range)
{
    bool goes_on = true;
    while (goes_on && range.from < range.to)
        goes_on = trim_start(c, &range) || (range.from < range.to && trim_end(c, &range));
    return range;
}

/* --- units --- */

static void add_cut(struct cutter *c, struct range range, enum cut_form form, char quote,
                    const char *kind, struct text text)
{
    struct cuts *cuts = c->cuts;
    size_t part = mask_part_from(&c->mask, range.from);
    struct delimiters tags = c->mask.delimiters[c->mask.part[part].delimiter];
    if (!wording_has_words(text, tags, form == CUT_QUOTED || form == CUT_BARE))
        return;
    cuts->cut = arena_grow(c->arena, cuts->cut, sizeof *cuts->cut, &cuts->cap, cuts->n + 1);
    cuts->cut[cuts->n++] = (struct cut){.from = range.from,
                                        .to = range.to,
                                        .form = form,
                                        .quote = quote,
                                        .kind = kind,
                                        .text = arena_text(c->arena, text),
                                        .tags = tags};
}

static bool has_break(cmark_node *block)
{
    for (cmark_node *node = block->first_child; node; node = node->next)
        if (node->type == CMARK_NODE_LINEBREAK || (node->first_child && has_break(node)))
            return true;
    return false;
}

struct piece { /* lines of a block that no line of tags parts */
    struct range *line;
    bool *ends_hard; /* beside line: a break of line stands at its end */
    size_t lines, cap, hard_cap;
    size_t last; /* in the mask: where its last line ends */
};

static size_t backslashes_before(struct text text, size_t end)
{
    size_t n = 0;
    while (n < end && text.p[end - 1 - n] == '\\')
        n++;
    return n;
}

/* The lines as one text, soft breaks as spaces. */
static void join_lines(const struct cutter *c, const struct piece *piece, struct range range,
                       struct buf *out)
{
    bool was_hard = false;
    for (size_t i = 0; i < piece->lines; i++) {
        struct range line = piece->line[i];
        line.from = line.from < range.from ? range.from : line.from;
        line.to = line.to > range.to ? range.to : line.to;
        if (line.from >= line.to)
            continue;
        bool is_torn = was_hard && backslashes_before(buf_as_text(out), out->n) % 2 == 1;
        if (out->n)
            buf_string(out, is_torn ? "\\\\\n" : was_hard ? "\\\n" : " ");
        buf_text(out, text_slice(c->source, line.from, line.to));
        was_hard = piece->ends_hard[i];
    }
}

static void end_piece(struct cutter *c, struct piece *piece, enum cut_form form, const char *kind)
{
    struct buf text = {0};
    if (piece->lines) {
        struct range whole = {piece->line[0].from, piece->line[piece->lines - 1].to};
        struct range range = trim_tags(c, whole);
        join_lines(c, piece, range, &text);
        if (text.n <= LONGEST_BLOCK) /* of a longer one no lines are made */
            add_cut(c, range, form, 0, kind, buf_as_text(&text));
    }
    buf_done(&text);
    piece->lines = 0;
}

/* Adds the part of a line between two offsets of the mask. */
static void add_line(struct cutter *c, struct piece *piece, size_t from, size_t to, bool ends_hard)
{
    struct range line = {range_start(&c->mask, from), range_end(&c->mask, to)};
    struct arena *scratch = c->passage->builder->scratch;
    piece->line =
        arena_grow(scratch, piece->line, sizeof *piece->line, &piece->cap, piece->lines + 1);
    piece->ends_hard = arena_grow(scratch, piece->ends_hard, sizeof *piece->ends_hard,
                                  &piece->hard_cap, piece->lines + 1);
    piece->line[piece->lines] = line;
    piece->ends_hard[piece->lines++] = ends_hard;
    piece->last = to;
}

/* A line of content without the blanks around it and the backslash of a break. */
static void cut_line(struct cutter *c, const struct content *content, struct range line,
                     bool may_break, struct piece *piece, enum cut_form form, const char *kind)
{
    struct text text = content->text;
    size_t from = line.from, to = line.to;
    while (to > from && ascii_is_space(text.p[to - 1]))
        to--;
    bool is_hard = may_break && line.to - to >= 2;
    if (may_break && to == line.to &&
        backslashes_before(text_slice(text, from, to), to - from) % 2) {
        is_hard = true;
        to--;
        while (to > from && ascii_is_space(text.p[to - 1]))
            to--;
    }
    while (from < to && ascii_is_space(text.p[from]))
        from++;
    if (from == to)
        return;
    size_t start = content->map[from], end = content->map[to - 1] + 1;
    if (content->is_cell && start && text.p[from] == '|' && c->mask.text.p[start - 1] == '\\')
        start--; /* `\|` is a bar in a cell's content */
    if (start >= end || end > c->mask.text.n)
        return;
    if (piece->lines && mask_has_seam(&c->mask, piece->last, start))
        end_piece(c, piece, form, kind);
    add_line(c, piece, start, end, is_hard);
}

/* Content from one offset to another, line by line. */
static void cut_content(struct cutter *c, const struct content *content, size_t from, size_t to,
                        enum cut_form form, const char *kind)
{
    struct piece piece = {0};
    bool has_breaks = has_break(content->node);
    while (from < to) {
        size_t end = text_find_char(text_slice(content->text, from, to), '\n');
        end = end == SIZE_MAX ? to : from + end;
        cut_line(c, content, (struct range){from, end}, has_breaks && end < to, &piece, form, kind);
        from = end + 1;
    }
    end_piece(c, &piece, form, kind);
}

/* --- attributes --- */

/* An attribute's value as readers get it, but for tags, which stay as they are written. */
static void unescape(const struct cutter *c, struct range range, struct buf *out)
{
    const struct mask *mask = &c->mask;
    for (size_t i = range.from; i < range.to;) {
        const struct mask_part *part = &mask->part[mask_part_from(mask, i)];
        if (part->from == i && part->kind != MASK_TEXT && part->to > i) {
            buf_text(out, text_slice(c->source, i, part->to));
            i = part->to;
            continue;
        }
        char ch = c->source.p[i++];
        if (ch == '\\' && i < range.to && ascii_is_in("\\\"'", c->source.p[i]))
            ch = c->source.p[i++];
        if (ch == '\n') { /* with what indents the next line */
            while (i < range.to && ascii_is_in(" \t\r\n>", c->source.p[i]))
                i++;
            ch = ' ';
        }
        buf_char(out, ch);
    }
}

static void cut_value(struct cutter *c, size_t from, size_t to, char quote, const char *kind)
{
    if (from >= to || to > c->mask.text.n)
        return;
    struct range range = {range_start(&c->mask, from), range_end(&c->mask, to)};
    struct buf text = {0};
    unescape(c, range, &text);
    add_cut(c, range, quote ? CUT_QUOTED : CUT_BARE, quote, kind, buf_as_text(&text));
    buf_done(&text);
}

/* What readers see of the {…}, whose bytes `map` lays onto the mask; NULL: they begin at `base`. */
static void cut_attributes(struct cutter *c, struct text raw, const uint32_t *map, size_t base)
{
    struct text key, value;
    char quote;
    for (size_t at = 0; attributes_pair(raw, &at, &key, &value, &quote);) {
        size_t from = (size_t)(value.p - raw.p), to = from + value.n;
        const char *kind = wording_of_readers(key, value);
        if (!kind || !value.n)
            continue;
        from = map ? map[from] : base + from;
        to = map ? map[to - 1] + 1 : base + to;
        cut_value(c, from, to, quote, kind);
    }
}

/* --- blocks --- */

/* Where the heading's or caption's own attributes begin, else its end. */
static size_t content_end(const struct content *content)
{
    const cmark_node *last = content->node->last_child;
    const struct text *raw = attributes_node(last);
    struct text text = content->text;
    if (!raw || raw->p < text.p || raw->p > text.p + text.n)
        return text.n;
    size_t at = (size_t)(raw->p - text.p);
    bool is_behind =
        last->prev && (last->prev->type == CMARK_NODE_LINK ||
                       last->prev->type == CMARK_NODE_IMAGE || last->prev->type == CMARK_NODE_CODE);
    if (at && ((is_behind && ascii_is_in(")]`", text.p[at - 1])) || text.p[at - 1] == ']'))
        return text.n; /* those of a link, a picture, a span */
    return at;
}

/* A picture that stands alone: what is in its brackets, and its alternative text. */
static void cut_picture(struct cutter *c, const struct content *content, const cmark_node *picture)
{
    const struct text *raw = attributes_node(picture->next);
    size_t from = text_find_char(content->text, '[');
    size_t to = from == SIZE_MAX ? 0 : bracket_end(content->text, from);
    if (raw && attributes_hold(*raw, "decorative"))
        return;
    bool has_id = raw && attributes_hold(*raw, NULL);
    if (to > from)
        cut_content(c, content, from + 1, to, CUT_BRACKET, has_id ? "caption" : "alt");
    if (raw)
        cut_attributes(c, *raw, content->map + (raw->p - content->text.p), 0);
}

static bool is_type(const cmark_node *node, const char *type)
{
    return node && !strcmp(cmark_node_get_type_string((cmark_node *)node), type);
}

static const char *paragraph_kind(const cmark_node *paragraph)
{
    for (const cmark_node *up = paragraph->parent; up; up = up->parent) {
        if (up->type == CMARK_NODE_ITEM || is_type(up, "tasklist"))
            return "list item";
        if (up->type == CMARK_NODE_BLOCK_QUOTE)
            return "quotation";
        if (up->type == CMARK_NODE_FOOTNOTE_DEFINITION)
            return "footnote";
        if (div_is(up))
            break;
    }
    return "paragraph";
}

/* Behind the line `[!NOTE]`. */
static size_t alert_end(const struct content *content)
{
    enum div_class class;
    const cmark_node *node = content->node;
    if (node->prev || !node->parent || node->parent->type != CMARK_NODE_BLOCK_QUOTE ||
        !quote_is_alert(node->parent, &class))
        return 0;
    size_t end = text_find_char(content->text, '\n');
    return end == SIZE_MAX ? content->text.n : end + 1;
}

static void cut_paragraph(struct cutter *c, const struct content *content)
{
    cmark_node *picture = paragraph_picture(content->node);
    bool is_caption =
        text_starts(content->text, ": "); /* without a table, too: it has attributes */
    if (picture)
        cut_picture(c, content, picture);
    else if (is_caption)
        cut_content(c, content, 2, content_end(content), CUT_TAILED, "caption");
    else
        cut_content(c, content, alert_end(content), content->text.n, CUT_BLOCK,
                    paragraph_kind(content->node));
}

/* `lang=fr`: what says its language stays in it. One that a tag names is the edition's own. */
static bool has_language(struct text raw)
{
    struct text key, value;
    char quote;
    for (size_t at = 0; attributes_pair(raw, &at, &key, &value, &quote);)
        if (text_is(key, "lang"))
            return value.n && ascii_is_letter(value.p[0]);
    return false;
}

static void cut_heading(struct cutter *c, const struct content *content)
{
    size_t end = content_end(content);
    if (end < content->text.n && has_language(*attributes_node(content->node->last_child)))
        return;
    cut_content(c, content, 0, end, CUT_TAILED, "heading");
    if (end < content->text.n)
        cut_attributes(c, *attributes_node(content->node->last_child), content->map + end, 0);
}

static void cut_leaf(struct cutter *c, cmark_node *node, bool is_cell)
{
    struct arena *scratch = c->passage->builder->scratch;
    struct arena_mark mark = arena_mark(scratch);
    struct content content = {.text = block_content(node), .node = node, .is_cell = is_cell};
    content.map = content_map(c->passage, content.text, inline_extent(node, is_cell));
    if (is_cell)
        cut_content(c, &content, 0, content.text.n, CUT_CELL, "cell");
    else if (node->type == CMARK_NODE_HEADING)
        cut_heading(c, &content);
    else
        cut_paragraph(c, &content);
    arena_rewind(scratch, mark);
}

static void cut_node(struct cutter *c, cmark_node *node)
{
    if (div_is(node)) {
        struct text raw = div_attributes(node);
        if (raw.n)
            cut_attributes(c, raw, NULL, (size_t)(raw.p - c->passage->text.p));
    } else if (is_type(node, "table_cell")) {
        cut_leaf(c, node, true);
    } else if (node->type == CMARK_NODE_HEADING || node->type == CMARK_NODE_PARAGRAPH) {
        cut_leaf(c, node, false);
    }
}

/* --- the whole --- */

/* Footnotes are left out by the parser where nothing refers to them; a partial's may be meant for
 * the text around it. */
static struct text with_references(struct arena *arena, struct text text)
{
    struct buf out = {0};
    struct text rest = text, line;
    while (text_next_line(&rest, &line)) {
        while (line.n && ascii_is_in(" \t>-*", *line.p))
            line = text_from(line, 1);
        size_t end = text_starts(line, "[^") ? text_find(line, "]:") : SIZE_MAX;
        if (end == SIZE_MAX)
            continue;
        if (!out.n)
            buf_text(&out, text);
        buf_string(&out, "\n\n");
        buf_text(&out, text_slice(line, 0, end + 1));
    }
    if (out.n) {
        buf_char(&out, '\n');
        text = arena_text(arena, buf_as_text(&out));
    }
    buf_done(&out);
    return text;
}

static int by_place(const void *a, const void *b)
{
    const struct cut *left = a, *right = b;
    return (left->from > right->from) - (left->from < right->from);
}

/* Footnotes come last from the parser. */
static void sort_cuts(struct cuts *cuts)
{
    size_t kept = 0;
    if (cuts->n)
        qsort(cuts->cut, cuts->n, sizeof *cuts->cut, by_place);
    for (size_t i = 0; i < cuts->n; i++)
        if (!kept || cuts->cut[i].from >= cuts->cut[kept - 1].to)
            cuts->cut[kept++] = cuts->cut[i];
    cuts->n = kept;
}

static void parse(struct cutter *c)
{
    cmark_node *root = passage_parse(c->passage);
    cmark_iter *iter = cmark_iter_new(root);
    size_t foreign = 0; /* divs around that say their language */
    for (cmark_event_type e; (e = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        bool says = div_is(node) && has_language(div_attributes(node));
        if (e == CMARK_EVENT_ENTER && !foreign && !says)
            cut_node(c, node);
        if (says)
            foreign += e == CMARK_EVENT_ENTER ? 1 : (size_t)-1;
    }
    cmark_iter_free(iter);
    cmark_node_free(root);
}

static void try_parsing(void *context)
{
    parse(context);
}

static bool is_readable(struct cutter *c, const struct source *source, struct diag *diag)
{
    const size_t mega = 1000 * 1000;
    size_t n = c->passage->text.n;
    if (n > SIZE_MAX_TEXT) /* the tree's reader says so */
        return false;
    struct hardness hardness = hardness_of(c->passage->text);
    if (hardness.cells > CELLS_MAX)
        return false;
    unsigned milliseconds = (unsigned)(1000 + n / mega * 100);
    if (hardness.cost < HARD ||
        probe(try_parsing, c, milliseconds, (n > 10 * mega ? n : 10 * mega) * 20))
        return true;
    struct place at = {.file = source->shown, .line = 1, .col = 1};
    diag_error(diag, at, "cutting this text into what is translated takes too long");
    return false;
}

void cuts_find(struct arena *arena, const struct source *source, const struct stretch *stretch,
               size_t n, bool is_plain, struct cuts *cuts, struct diag *diag)
{
    struct arena *work = arena_new();
    const struct tree_options options = {.is_plain = true};
    struct expansion nothing = {.source = source};
    struct builder builder = {.arena = work,
                              .scratch = arena_new(),
                              .diag = diag_new(work),
                              .options = &options,
                              .expansion = &nothing};
    struct cutter c = {.arena = arena, .source = source->text, .cuts = cuts};
    mask_build(work, source->text, stretch, n, is_plain, &c.mask);
    struct place start = {.file = source->shown, .line = 1, .col = 1};
    c.passage = passage_new(&builder, with_references(work, c.mask.text), NULL, start);
    if (c.mask.text.n && is_readable(&c, source, diag))
        parse(&c);
    sort_cuts(cuts);
    arena_free(builder.scratch);
    arena_free(work);
}
