/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks a template's nodes with a scope and writes a draft. A fault is reported once for a tag,
 * however often its loop turns, unless it is the row's. */
#include "doc/expand.h"

#include <string.h>

static const size_t LARGEST_EXPANSION = 100u * 1024 * 1024;
static const size_t MOST_STEPS = 20u * 1000 * 1000;
enum { MOST_FAULTS = 500, DEEPEST_NESTING = 4000, LONGEST_SETTING = 10 * 1000 };

/* True the first time a tag or a query has a fault. */
bool expand_is_news(struct expander *e, const void *subject)
{
    for (size_t i = 0; i < e->reporteds; i++)
        if (e->reported[i] == subject)
            return false;
    e->reported =
        arena_grow(e->arena, e->reported, sizeof *e->reported, &e->reported_cap, e->reporteds + 1);
    e->reported[e->reporteds++] = subject;
    return true;
}

static bool find(struct expander *e, const struct node *node, struct found *found)
{
    enum lookup result = scope_find(&e->scope, node->text, found);
    bool is_named = node->text.n > 0; /* else the parser has said so */
    bool is_fault = result == LOOKUP_MISSING && is_named && e->scope.dialect == DIALECT_STRICT;
    if (is_fault && expand_is_news(e, node))
        scope_report(&e->scope, node->text, node->at, e->diag);
    return result == LOOKUP_FOUND;
}

/* Rows whose order nobody has named may come in another one tomorrow. */
static void judge_order(struct expander *e, const struct table *table, size_t rows)
{
    const struct query *query = table->query;
    if (!query || query->is_ordered || rows < 2 || !expand_is_news(e, query))
        return;
    diag_warn(e->diag, query->at, "query '%s' has no ORDER BY: its rows may come in any order",
              query->name);
}

/* Ends the expansion, with a reason. */
static void stop(struct expander *e, const struct node *node, const char *reason)
{
    if (!e->is_full)
        diag_error(e->diag, node->at, "%s", reason);
    e->is_full = true;
}

/* Literal text and the rows it names */

static void mention_rows(struct expander *e, const struct mention *mention)
{
    struct found found;
    enum lookup result = scope_find(&e->scope, mention->name, &found);
    if (result == LOOKUP_FOUND && found.is_rows) {
        judge_order(e, found.table, found.slice.n);
        draft_use(e->draft, arena_string(e->arena, mention->name), &found.slice);
    } else if (result != LOOKUP_BROKEN)
        scope_report_data(&e->scope, mention->name, mention->at, e->diag);
}

static bool is_within(struct text part, struct text whole)
{
    return part.p >= whole.p && part.p < whole.p + whole.n;
}

static void speak(struct expander *e, const struct node *node)
{
    e->draft->lang = node->patch ? node->patch->lang : NULL;
    e->draft->home = node->patch ? node->patch->home : NULL;
}

static void expand_text(struct expander *e, const struct node *node)
{
    const struct mention_list *list = &e->current->mentions;
    struct text rest = node->text;
    struct place at = node->at;
    speak(e, node);
    for (size_t i = 0; i < list->n; i++) {
        const struct mention *mention = &list->mention[i];
        if (!is_within(mention->name, rest))
            continue;
        size_t n = (size_t)(mention->name.p - rest.p);
        draft_literal(e->draft, text_slice(rest, 0, n), at);
        mention_rows(e, mention);
        at = mention->at;
        rest = text_from(rest, n);
    }
    draft_literal(e->draft, rest, at);
}

/* Values */

static struct place value_place(struct expander *e, const struct node *node,
                                const struct found *found)
{
    struct place at = node->at;
    at.row = found_row(e->arena, found);
    return at;
}

/* The values that one tag prints in a loop share their site. */
static const struct site *site_of(struct expander *e, const struct node *node,
                                  const struct rows *rows, const char *column)
{
    struct shown_site *shown = &e->shown[((uintptr_t)node >> 5) % SHOWN_SITES];
    if (shown->node == node && shown->site->rows == rows && shown->site->column == column)
        return shown->site;
    struct site *site = ARENA_NEW(e->arena, struct site);
    *site = (struct site){node->at, rows, column};
    *shown = (struct shown_site){node, site};
    return site;
}

static void insert(struct expander *e, const struct node *node, const struct found *found,
                   struct text text)
{
    static const char *const untouched[] = {"raw", "tel", "iban"};
    struct insertion insertion = {.text = text,
                                  .is_markdown = node->is_markdown,
                                  .keeps_lines = text_is(node->format.name, "lines"),
                                  .site = site_of(e, node, found->rows, found->column),
                                  .row = (uint32_t)found->row};
    if (found->rows && found->value)
        insertion.speech = rows_speech(found->rows, found->value);
    for (size_t i = 0; i < sizeof untouched / sizeof *untouched; i++)
        insertion.is_raw = insertion.is_raw || text_is(node->format.name, untouched[i]);
    speak(e, node);
    if (text.n)
        draft_value(e->draft, &insertion);
}

/* A value that is printed as the data has it is there already. */
static struct text keep_text(struct expander *e, struct text text, const struct found *found)
{
    bool is_there = found->rows && text_equal(text, found->value->s);
    return is_there ? found->value->s : arena_text(e->arena, text);
}

static bool takes_column(const struct format *format)
{
    return text_ends(format->name, "-range") && format->argument.n && !format->is_quoted;
}

static bool is_cents(struct text name)
{
    return text_ends(name, "_ct");
}

static void insert_value(struct expander *e, const struct node *node, const struct found *found)
{
    struct found other = {0};
    const char *fault = NULL;
    struct format format = node->format;
    if (!format.name.n && is_cents(node->text)) {
        if (expand_is_news(e, node))
            diag_error(e->diag, node->at,
                       "'%.*s' holds cents: it needs a formatter such as {{%.*s | money}}",
                       (int)node->text.n, node->text.p, (int)node->text.n, node->text.p);
        return;
    }
    if (takes_column(&format)) {
        if (scope_find_beside(&e->scope, found, format.argument, &other) == LOOKUP_MISSING) {
            if (expand_is_news(e, node))
                scope_report(&e->scope, format.argument, node->at, e->diag);
            return;
        }
        format.argument = (struct text){0};
    }
    const char *text =
        locale_format(e->scratch, e->in->locale, found->value, &format, other.value, &fault);
    if (text)
        insert(e, node, found, keep_text(e, text_of(text), found));
    else
        diag_error(e->diag, value_place(e, node, found), "%s", fault);
}

/* Which column of a list `join` takes: its argument, else the only one. */
static bool join_column(struct expander *e, const struct node *node, const struct rows *rows,
                        size_t *column)
{
    struct text name = node->format.is_quoted ? (struct text){0} : node->format.argument;
    *column = name.n ? rows_column(rows, name) : 0;
    if (*column < rows->columns && (name.n || rows->columns == 1))
        return true;
    if (!expand_is_news(e, node))
        return false;
    if (name.n) {
        diag_error(e->diag, node->at, "no column '%.*s' in query '%s'", (int)name.n, name.p,
                   rows->name);
        diag_suggest(e->diag, node->at, name, rows->column, rows->columns);
    } else if (rows->columns > 1) {
        diag_error(e->diag, node->at, "'join' needs a column of query '%s', such as join:%s",
                   rows->name, rows->column[0]);
    }
    return false;
}

static void insert_joined(struct expander *e, const struct node *node, const struct found *found)
{
    const struct format none = {0};
    const struct slice *slice = &found->slice;
    struct text *item = ARENA_ARRAY(e->arena, struct text, slice->n);
    size_t column, n = 0;
    judge_order(e, found->table, found->slice.n);
    if (!join_column(e, node, slice->rows, &column))
        return;
    for (size_t k = 0; k < slice->n; k++) {
        const struct value *cell = rows_cell(slice->rows, slice_row(slice, k), column);
        const char *fault,
            *text = locale_format(e->arena, e->in->locale, cell, &none, NULL, &fault);
        if (text && *text)
            item[n++] = text_of(text);
    }
    const char *separator = node->format.is_quoted ? node->format.argument.p : NULL;
    insert(e, node, found, text_of(locale_join(e->arena, e->in->locale, item, n, separator)));
}

/* The official Mustache: a value as the data has it, of a list or map nothing. */
static void insert_plain(struct expander *e, const struct node *node, const struct found *found)
{
    struct insertion insertion = {.is_markdown = node->is_markdown,
                                  .site = site_of(e, node, NULL, NULL)};
    if (found->is_rows)
        return;
    insertion.text = found->value->s;
    if (insertion.text.n)
        draft_value(e->draft, &insertion);
}

static void expand_value(struct expander *e, const struct node *node)
{
    struct found found;
    struct arena_mark mark = arena_mark(e->scratch);
    if (!find(e, node, &found))
        return;
    if (e->scope.dialect == DIALECT_MUSTACHE)
        insert_plain(e, node, &found);
    else if (!found.is_rows)
        insert_value(e, node, &found);
    else if (text_is(node->format.name, "join"))
        insert_joined(e, node, &found);
    else if (expand_is_news(e, node))
        diag_error(e->diag, node->at,
                   "'%.*s' is a query, not a value: it needs a section or a column",
                   (int)node->text.n, node->text.p);
    arena_rewind(e->scratch, mark);
}

/* Sections */

static void expand_framed(struct expander *e, const struct node *child, const struct frame *frame)
{
    const struct frame *below = e->scope.top;
    e->scope.top = frame;
    expand_nodes(e, child);
    e->scope.top = below;
}

static void expand_section(struct expander *e, const struct node *node)
{
    struct found found;
    if (!find(e, node, &found))
        return;
    if (found.is_rows)
        judge_order(e, found.table, found.slice.n);
    for (size_t k = 0; found.is_rows && k < found.slice.n && !e->is_full; k++) {
        struct frame frame = frame_of_row(&e->scope, found.table, found.slice, k);
        expand_framed(e, node->child, &frame);
    }
    if (!found.is_rows && value_is_true(found.value)) {
        struct frame frame = {.kind = FRAME_VALUE, .below = e->scope.top, .value = found};
        expand_framed(e, node->child, &frame);
    }
}

static void expand_inverted(struct expander *e, const struct node *node)
{
    struct found found;
    if (!find(e, node, &found)) {
        if (e->scope.dialect == DIALECT_MUSTACHE)
            expand_nodes(e, node->child);
        return;
    }
    if (found.is_rows ? found.slice.n == 0 : !value_is_true(found.value))
        expand_nodes(e, node->child);
}

/* Layouts */

static void expand_layout(struct expander *e, const struct node *node)
{
    const struct override own = {node, e->current, e->overrides};
    e->overrides = &own;
    expand_partial(e, node);
    e->overrides = own.outer;
}

struct filling { /* what comes in a block's place */
    const struct node *block;
    const struct template *owner;
    const struct override *overrides; /* for the blocks inside */
};

/* The outermost layout tag that has the block wins: it knows best what it wants. */
static struct filling find_filling(const struct expander *e, const struct node *node)
{
    struct filling filling = {node, e->current, e->overrides};
    for (const struct override *o = e->overrides; o; o = o->outer)
        for (const struct node *child = o->layout->child; child; child = child->next)
            if (child->kind == NODE_BLOCK && text_equal(child->text, node->text))
                filling = (struct filling){child, o->owner, o->outer};
    return filling;
}

/* A block's own content stands as it is written, behind what indents its tag. */
static void expand_default(struct expander *e, const struct node *node)
{
    struct draft *d = e->draft;
    struct lines lines = d->lines;
    size_t start = d->text.n, origins = d->origins, tongues = d->tongues;
    if (!node->starts_line || !node->is_standalone)
        draft_literal(d, node->indent, node->indent_at);
    size_t inside = d->text.n;
    expand_nodes(e, node->child);
    bool is_empty = node->is_standalone && d->text.n == inside;
    if (!is_empty)
        return;
    d->text.n = start; /* an empty block that is alone on its line takes the line with it */
    d->origins = origins;
    d->tongues = tongues;
    d->lines = lines;
}

/* What a layout tag puts in the block's place changes its margin for the block's. */
static void expand_filling(struct expander *e, const struct node *node,
                           const struct filling *filling)
{
    struct draft *d = e->draft;
    const struct node *block = filling->block;
    const struct text nothing = {0};
    if (node->is_standalone)
        d->lines.starts_line = true;
    else
        draft_literal(d, node->indent, node->indent_at);
    if (!node->is_standalone && !node->starts_line)
        draft_enter_line(d);
    struct text more = node->has_margin      ? node->margin
                       : node->is_standalone ? node->indent
                                             : nothing;
    draft_indent(d, more, node->at, block->has_margin ? block->margin : nothing);
    d->lines.starts_source = block->starts_line;
    expand_nodes(e, block->child);
}

static void expand_block(struct expander *e, const struct node *node)
{
    struct draft *d = e->draft;
    struct lines outer = d->lines;
    size_t start = d->text.n;
    const struct template *here = e->current;
    const struct override *overrides = e->overrides;
    struct filling filling = find_filling(e, node);
    e->current = filling.owner;
    e->overrides = filling.overrides;
    if (filling.block == node)
        expand_default(e, node);
    else
        expand_filling(e, node, &filling);
    e->current = here;
    e->overrides = overrides;
    outer.starts_line = d->lines.starts_line;
    outer.starts_source = false;
    d->lines = outer;
    if (d->text.n > start && !d->lines.starts_line)
        draft_literal(d, node->line_end, node->line_end_at);
    d->lines.starts_source = node->line_end.n > 0;
}

static void expand_node(struct expander *e, const struct node *node)
{
    switch (node->kind) {
    case NODE_TEXT: expand_text(e, node); break;
    case NODE_VALUE: expand_value(e, node); break;
    case NODE_SECTION: expand_section(e, node); break;
    case NODE_INVERTED: expand_inverted(e, node); break;
    case NODE_PARTIAL: expand_partial(e, node); break;
    case NODE_LAYOUT: expand_layout(e, node); break;
    case NODE_BLOCK: expand_block(e, node); break;
    case NODE_PARALLEL: expand_parallel(e, node); break;
    }
}

void expand_nodes(struct expander *e, const struct node *node)
{
    if (node && ++e->nesting > DEEPEST_NESTING)
        stop(e, node, "sections and partials nested too deep");
    for (const struct node *n = node; n && !e->is_full; n = n->next) {
        expand_node(e, n);
        if (e->draft->bytes > LARGEST_EXPANSION)
            stop(e, n, "the expanded text is larger than 100 MB");
        else if (++e->steps > MOST_STEPS)
            stop(e, n, "the template takes too long: more than 20 million steps");
        else if (diag_errors(e->diag) > e->faults + MOST_FAULTS)
            stop(e, n, "too many errors: the rest of the template is not looked at");
    }
    e->nesting -= node != NULL;
}

/* The whole */

static struct text expand_setting(struct expander *e, const struct node *node)
{
    struct draft draft = draft_start(e->arena), *body = e->draft;
    e->draft = &draft;
    expand_nodes(e, node);
    e->draft = body;
    struct text text = draft_plain(&draft);
    draft_done(&draft);
    return text;
}

/* What stands in metadata and on each page. */
static struct text short_setting(struct expander *e, const struct setting *setting,
                                 const struct node *node)
{
    struct text text = expand_setting(e, node);
    if (text.n <= LONGEST_SETTING)
        return text;
    diag_error(e->diag, setting->at, "'%s' is over %d kB", setting->key, LONGEST_SETTING / 1000);
    return TEXT("");
}

static struct text main_title(struct expander *e, const struct template *t)
{
    return short_setting(e, &t->front.title, t->title);
}

static void expand_settings(struct expander *e, const struct template *t, struct expansion *out)
{
    struct setting *running = ARENA_ARRAY(e->arena, struct setting, t->front.runnings);
    out->title = main_title(e, t);
    if (e->in->second_lang)
        out->second_title = expand_second_title(e, main_title);
    for (size_t i = 0; i < t->front.runnings; i++) {
        struct setting setting = t->front.running[i];
        setting.text = short_setting(e, &t->front.running[i], t->running[i]);
        if (setting.text.n)
            running[out->runnings++] = setting;
    }
    out->running = running;
}

/* Files that go with the document */

static const struct table *find_attached(struct expander *e, const struct module *m,
                                         const struct attach *attach)
{
    const char **known = ARENA_ARRAY(e->scratch, const char *, m->tables);
    for (size_t i = 0; i < m->tables; i++) {
        known[i] = m->table[i]->name;
        if (strcmp(known[i], attach->query) == 0)
            return m->table[i];
    }
    diag_error(e->diag, attach->at, "no query '%s' to attach", attach->query);
    diag_suggest(e->diag, attach->at, text_of(attach->query), known, m->tables);
    return NULL;
}

static struct attached *expand_attached(struct expander *e, const struct template *t,
                                        const struct module *m, struct expansion *out)
{
    struct attached *list = ARENA_ARRAY(e->arena, struct attached, t->front.attaches);
    for (size_t i = 0; i < t->front.attaches; i++) {
        const struct attach *attach = &t->front.attach[i];
        const struct table *table = find_attached(e, m, attach);
        if (!table || table->is_broken)
            continue;
        struct text title = attach->title.n ? expand_setting(e, t->attach[i]) : attach->title;
        judge_order(e, table, table->rows->n);
        list[out->attacheds++] = (struct attached){attach, title.n ? title : text_of(attach->query),
                                                   rows_source(table->rows)};
    }
    return list;
}

/* --data becomes the outermost frame, and its lists can be queried as q.NAME. */
static void push_data(struct expander *e, struct frame *frame)
{
    if (!e->in->data)
        return;
    bool is_mustache = e->scope.dialect == DIALECT_MUSTACHE;
    const struct table *data = table_of_yaml(e->arena, "data", e->in->data, is_mustache);
    *frame = frame_of_row(&e->scope, data, table_slice(data), 0);
    e->scope.top = frame;
    for (size_t i = 0; e->in->store && i < data->nesteds; i++)
        store_put(e->in->store, data->nested[i]->rows);
}

struct expansion *template_expand(struct arena *arena, const struct template *t,
                                  const struct inputs *in, struct diag *diag)
{
    struct draft draft = draft_start(arena);
    struct expander e = {.arena = arena,
                         .scratch = arena_new(),
                         .results = arena_on_disk(arena),
                         .diag = diag,
                         .in = in,
                         .main = t,
                         .current = t,
                         .draft = &draft,
                         .faults = diag_errors(diag)};
    struct expansion *out = ARENA_NEW(arena, struct expansion);
    struct frame data;
    out->source = t->source;
    out->second_lang = in->second_lang;
    out->is_translated = in->translator || in->second;
    out->second_locale = in->second_locale;
    scope_init(&e.scope, arena, t->dialect, in);
    e.scope.scratch = e.scratch;
    push_data(&e, &data);
    struct module m = module_enter(&e, t, in->param, in->params);
    expand_module(&e, t, &m);
    struct frame frame = module_frame(&e, t, &m);
    e.scope.top = &frame;
    expand_settings(&e, t, out);
    struct attached *attached = expand_attached(&e, t, &m, out);
    if (e.is_stopped)
        draft.text.n = draft.insertions = draft.origins = draft.uses = 0;
    out->is_stopped = e.is_stopped;
    draft_finish(&draft, out);
    out->attached = attached;
    arena_free(e.scratch);
    return out;
}
