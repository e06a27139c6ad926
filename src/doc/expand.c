/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks a template's nodes with a scope and writes a draft. Each template that is entered (the main
 * one, partials, layouts) binds its parameters, runs its queries and pushes a frame of its own. A
 * fault is reported once for a tag, however often its loop turns. */
#include "doc/template.h"

#include <string.h>

#include "base/file.h"
#include "doc/body.h"
#include "doc/draft.h"
#include "doc/scope.h"

enum { DEEPEST_PARTIAL = 50 };
static const size_t LARGEST_EXPANSION = 100u * 1024 * 1024;

struct partial { /* parsed once; template NULL: it cannot be had, reported */
    struct text name;
    const struct template *template;
};

struct override { /* the blocks of a layout tag, which replace those of the layout */
    const struct node *layout;
    const struct template *owner;
    const struct override *outer;
};

struct expander {
    struct arena *arena;
    struct diag *diag;
    const struct inputs *in;
    const struct template *main, *current; /* current: whose nodes are being walked */
    struct scope scope;
    struct draft *draft;
    struct partial *partial;
    size_t partials, partial_cap;
    const struct override *overrides;
    int depth;                    /* of partials */
    const struct node **reported; /* tags whose fault is known */
    size_t reporteds, reported_cap;
    bool is_full;
};

/* True the first time a tag has a fault. */
static bool is_news(struct expander *e, const struct node *node)
{
    for (size_t i = 0; i < e->reporteds; i++)
        if (e->reported[i] == node)
            return false;
    e->reported =
        arena_grow(e->arena, e->reported, sizeof *e->reported, &e->reported_cap, e->reporteds + 1);
    e->reported[e->reporteds++] = node;
    return true;
}

static bool find(struct expander *e, const struct node *node, struct found *found)
{
    enum lookup result = scope_find(&e->scope, node->text, found);
    if (result == LOOKUP_MISSING && is_news(e, node))
        scope_report(&e->scope, node->text, node->at, e->diag);
    return result == LOOKUP_FOUND;
}

/* Literal text and the rows it names */

static void mention_rows(struct expander *e, const struct mention *mention)
{
    struct found found;
    enum lookup result = scope_find(&e->scope, mention->name, &found);
    if (result == LOOKUP_FOUND && found.is_rows)
        draft_use(e->draft, arena_string(e->arena, mention->name), &found.slice);
    else if (result != LOOKUP_BROKEN)
        scope_report_data(&e->scope, mention->name, mention->at, e->diag);
}

static bool is_within(struct text part, struct text whole)
{
    return part.p >= whole.p && part.p < whole.p + whole.n;
}

static void expand_text(struct expander *e, const struct node *node)
{
    const struct mention_list *list = &e->current->mentions;
    struct text rest = node->text;
    struct place at = node->at;
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

static void insert(struct expander *e, const struct node *node, const struct found *found,
                   struct text text)
{
    static const char *const untouched[] = {"raw", "tel", "iban"};
    struct insertion insertion = {.text = text,
                                  .is_markdown = node->is_markdown,
                                  .keeps_lines = text_is(node->format.name, "lines"),
                                  .at = value_place(e, node, found)};
    for (size_t i = 0; i < sizeof untouched / sizeof *untouched; i++)
        insertion.is_raw = insertion.is_raw || text_is(node->format.name, untouched[i]);
    if (text.n)
        draft_value(e->draft, &insertion);
}

static bool takes_column(const struct format *format)
{
    return text_is(format->name, "date-range") && format->argument.n && !format->is_quoted;
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
        if (is_news(e, node))
            diag_error(e->diag, node->at,
                       "'%.*s' holds cents: it needs a formatter such as {{%.*s | money}}",
                       (int)node->text.n, node->text.p, (int)node->text.n, node->text.p);
        return;
    }
    if (takes_column(&format)) {
        if (scope_find_beside(&e->scope, found, format.argument, &other) == LOOKUP_MISSING) {
            if (is_news(e, node))
                scope_report(&e->scope, format.argument, node->at, e->diag);
            return;
        }
        format.argument = (struct text){0};
    }
    const char *text =
        locale_format(e->arena, e->in->locale, found->value, &format, other.value, &fault);
    if (text)
        insert(e, node, found, text_of(text));
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
    if (!is_news(e, node))
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

static void expand_value(struct expander *e, const struct node *node)
{
    struct found found;
    if (!find(e, node, &found))
        return;
    if (!found.is_rows)
        insert_value(e, node, &found);
    else if (text_is(node->format.name, "join"))
        insert_joined(e, node, &found);
    else if (is_news(e, node))
        diag_error(e->diag, node->at,
                   "'%.*s' is a query, not a value: it needs a section or a column",
                   (int)node->text.n, node->text.p);
}

/* Sections */

static void expand_nodes(struct expander *e, const struct node *node);

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
    if (!find(e, node, &found))
        return;
    if (found.is_rows ? found.slice.n == 0 : !value_is_true(found.value))
        expand_nodes(e, node->child);
}

/* Entering a template: parameters, queries */

struct module {
    struct binding *param;
    size_t params;
    struct table **table;
    size_t tables;
};

static void push_param(struct module *m, const char *name, struct value value)
{
    m->param[m->params++] = (struct binding){name, value};
}

/* A parameter of the templates around, for partials that declare one of the same name. */
static const struct value *outer_param(const struct expander *e, const char *name)
{
    for (const struct frame *f = e->scope.top; f; f = f->below)
        for (size_t i = 0; i < f->params; i++)
            if (strcmp(f->param[i].name, name) == 0)
                return &f->param[i].value;
    return NULL;
}

static void check_query_name(struct expander *e, const struct query *query, const struct module *m)
{
    for (size_t i = 0; i < m->params; i++)
        if (strcmp(m->param[i].name, query->name) == 0)
            diag_error(e->diag, query->at, "query '%s' has the name of a parameter", query->name);
}

static const struct rows *run_query(struct expander *e, const struct query *query,
                                    const struct module *m)
{
    if (!e->in->store) {
        diag_error(e->diag, query->at, "a query needs a database");
        return NULL;
    }
    return store_query(e->arena, e->in->store, query->name, query->sql, query->sql_at, m->param,
                       m->params, e->diag);
}

static void run_queries(struct expander *e, const struct template *t, struct module *m)
{
    m->table = ARENA_ARRAY(e->arena, struct table *, t->queries.n);
    for (size_t i = 0; i < t->queries.n; i++) {
        const struct query *query = &t->queries.query[i];
        check_query_name(e, query, m);
        m->table[i] =
            query_table(e->arena, query, run_query(e, query, m), m->table, m->tables, e->diag);
        m->tables++;
    }
}

static void expand_module(struct expander *e, const struct template *t, const struct module *m)
{
    struct frame frame = {.kind = FRAME_MODULE,
                          .below = e->scope.top,
                          .tables = m->table,
                          .table_count = m->tables,
                          .param = m->param,
                          .params = m->params};
    const struct template *outer = e->current;
    e->current = t;
    expand_framed(e, t->body, &frame);
    e->current = outer;
}

/* Partials */

static void report_no_partial(struct expander *e, const struct node *node)
{
    const char **names;
    size_t n = library_names(e->arena, e->main->library, "templates", &names);
    diag_error(e->diag, node->at, "no partial '%.*s'", (int)node->text.n, node->text.p);
    const char *nearest = diag_nearest(node->text, names, n);
    if (!nearest)
        n = library_names(e->arena, e->main->library, "text", &names);
    diag_suggest(e->diag, node->at, node->text, names, n);
}

static const struct template *parse_partial(struct expander *e, const struct node *node)
{
    const char *beside = path_folder(e->arena, e->current->source->path);
    char *path = library_partial(e->arena, e->main->library, arena_string(e->arena, node->text),
                                 e->in->lang, beside);
    if (!path) {
        report_no_partial(e, node);
        return NULL;
    }
    const struct source *source = source_read(e->arena, e->main->library, path, node->at, e->diag);
    return source ? template_parse(e->arena, e->main->library, source, false, e->diag) : NULL;
}

static const struct template *find_partial(struct expander *e, const struct node *node)
{
    for (size_t i = 0; i < e->partials; i++)
        if (text_equal(e->partial[i].name, node->text))
            return e->partial[i].template;
    const struct template *t = parse_partial(e, node);
    e->partial =
        arena_grow(e->arena, e->partial, sizeof *e->partial, &e->partial_cap, e->partials + 1);
    e->partial[e->partials++] = (struct partial){node->text, t};
    return t;
}

static const struct param *find_param(const struct template *t, struct text name)
{
    for (size_t i = 0; i < t->front.params; i++)
        if (text_is(name, t->front.param[i].name))
            return &t->front.param[i];
    return NULL;
}

static void report_argument(struct expander *e, const struct node *node, const struct template *t,
                            struct text name)
{
    const char **known = ARENA_ARRAY(e->arena, const char *, t->front.params);
    for (size_t i = 0; i < t->front.params; i++)
        known[i] = t->front.param[i].name;
    diag_error(e->diag, node->at, "partial '%.*s' has no parameter '%.*s'", (int)node->text.n,
               node->text.p, (int)name.n, name.p);
    diag_suggest(e->diag, node->at, name, known, t->front.params);
}

static void check_arguments(struct expander *e, const struct node *node, const struct template *t)
{
    for (size_t i = 0; i < node->arguments; i++)
        if (!find_param(t, node->argument[i].name) && is_news(e, node))
            report_argument(e, node, t, node->argument[i].name);
}

static bool fits_type(const struct value *value, enum param_type type)
{
    if (value->kind == VALUE_NULL)
        return true;
    switch (type) {
    case PARAM_TEXT: return true;
    case PARAM_DATE: return value->kind == VALUE_TEXT;
    case PARAM_INT:
    case PARAM_MONEY:
    case PARAM_BOOL: return value->kind == VALUE_INT;
    }
    return false;
}

/* The value an argument stands for: "text", a number, or a name in scope. */
static bool read_argument(struct expander *e, const struct node *node, const struct argument *a,
                          const struct param *param, struct value *out)
{
    struct found found;
    bool is_number =
        a->value.n && ((*a->value.p >= '0' && *a->value.p <= '9') || *a->value.p == '-');
    if (a->is_quoted || is_number) {
        if (param_read(e->arena, param->type, a->value, out))
            return true;
    } else {
        enum lookup result = scope_find(&e->scope, a->value, &found);
        if (result == LOOKUP_MISSING && is_news(e, node))
            scope_report(&e->scope, a->value, node->at, e->diag);
        if (result != LOOKUP_FOUND)
            return false;
        *out = found.is_rows ? (struct value){0} : *found.value;
        if (!found.is_rows && fits_type(out, param->type))
            return true;
    }
    if (is_news(e, node))
        diag_error(e->diag, node->at, "parameter '%s' must be %s: '%.*s' is not", param->name,
                   param_type_name(param->type), (int)a->value.n, a->value.p);
    return false;
}

/* Argument, default, or the same parameter of the templates around. */
static bool bind_param(struct expander *e, const struct node *node, const struct param *param,
                       struct value *out)
{
    for (size_t i = 0; i < node->arguments; i++)
        if (text_is(node->argument[i].name, param->name))
            return read_argument(e, node, &node->argument[i], param, out);
    const struct value *outer = outer_param(e, param->name);
    if (outer || param->has_default) {
        *out = outer ? *outer : param->preset;
        return true;
    }
    if (is_news(e, node))
        diag_error(e->diag, node->at, "partial '%.*s' needs a value for its parameter '%s'",
                   (int)node->text.n, node->text.p, param->name);
    return false;
}

static bool bind_params(struct expander *e, const struct node *node, const struct template *t,
                        struct module *m)
{
    bool is_bound = true;
    m->param = ARENA_ARRAY(e->arena, struct binding, t->front.params);
    check_arguments(e, node, t);
    for (size_t i = 0; i < t->front.params; i++) {
        struct value value = {.kind = VALUE_NULL};
        is_bound = bind_param(e, node, &t->front.param[i], &value) && is_bound;
        push_param(m, t->front.param[i].name, value);
    }
    return is_bound;
}

static void indent_draft(struct expander *e, const struct node *node)
{
    struct draft *d = e->draft;
    if (!node->indent.n)
        return;
    d->indent = arena_text(e->arena,
                           text_of(arena_printf(e->arena, "%.*s%.*s", (int)d->indent.n, d->indent.p,
                                                (int)node->indent.n, node->indent.p)));
    d->indent_at = node->at;
}

static void expand_partial(struct expander *e, const struct node *node)
{
    if (e->depth == DEEPEST_PARTIAL) {
        if (is_news(e, node))
            diag_error(e->diag, node->at, "partials nested too deep (more than %d levels): '%.*s'",
                       DEEPEST_PARTIAL, (int)node->text.n, node->text.p);
        return;
    }
    const struct template *t = find_partial(e, node);
    struct module m = {0};
    if (!t || !bind_params(e, node, t, &m))
        return;
    run_queries(e, t, &m);
    struct text indent = e->draft->indent;
    struct place indent_at = e->draft->indent_at;
    indent_draft(e, node);
    e->depth++;
    expand_module(e, t, &m);
    e->depth--;
    e->draft->indent = indent;
    e->draft->indent_at = indent_at;
}

/* Layouts */

static void expand_layout(struct expander *e, const struct node *node)
{
    const struct override own = {node, e->current, e->overrides};
    e->overrides = &own;
    expand_partial(e, node);
    e->overrides = own.outer;
}

/* The outermost layout tag that has the block wins: it knows best what it wants. */
static void expand_block(struct expander *e, const struct node *node)
{
    const struct node *block = node;
    const struct template *owner = e->current, *here = e->current;
    for (const struct override *o = e->overrides; o; o = o->outer) {
        for (const struct node *child = o->layout->child; child; child = child->next) {
            if (child->kind == NODE_BLOCK && text_equal(child->text, node->text)) {
                block = child;
                owner = o->owner;
            }
        }
    }
    e->current = owner;
    expand_nodes(e, block->child);
    e->current = here;
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
    }
}

static void expand_nodes(struct expander *e, const struct node *node)
{
    for (; node && !e->is_full; node = node->next) {
        expand_node(e, node);
        if (e->draft->bytes > LARGEST_EXPANSION && !e->is_full) {
            diag_error(e->diag, node->at, "the expanded text is larger than 100 MB");
            e->is_full = true;
        }
    }
}

/* The whole */

static struct text expand_setting(struct expander *e, const struct node *node)
{
    struct draft draft = {.arena = e->arena}, *body = e->draft;
    e->draft = &draft;
    expand_nodes(e, node);
    e->draft = body;
    struct text text = draft_plain(&draft);
    buf_done(&draft.text);
    return text;
}

static void expand_settings(struct expander *e, const struct template *t, struct expansion *out)
{
    struct setting *running = ARENA_ARRAY(e->arena, struct setting, t->front.runnings);
    out->title = expand_setting(e, t->title);
    for (size_t i = 0; i < t->front.runnings; i++) {
        struct setting setting = t->front.running[i];
        setting.text = expand_setting(e, t->running[i]);
        if (setting.text.n)
            running[out->runnings++] = setting;
    }
    out->running = running;
}

/* --data becomes the outermost frame, and its lists can be queried as q.NAME. */
static void push_data(struct expander *e, struct frame *frame)
{
    if (!e->in->data)
        return;
    const struct table *data = table_of_yaml(e->arena, "data", e->in->data);
    *frame = frame_of_row(&e->scope, data, table_slice(data), 0);
    e->scope.top = frame;
    for (size_t i = 0; e->in->store && i < data->nesteds; i++)
        store_put(e->in->store, data->nested[i]->rows, e->diag);
}

static void finish(const struct draft *draft, struct arena *arena, struct expansion *out)
{
    out->text = arena_text(arena, buf_as_text(&draft->text));
    out->insertion = draft->insertion;
    out->insertions = draft->insertions;
    out->origin = draft->origin;
    out->origins = draft->origins;
    out->use = draft->use;
    out->uses = draft->uses;
}

struct expansion *template_expand(struct arena *arena, const struct template *t,
                                  const struct inputs *in, struct diag *diag)
{
    struct draft draft = {.arena = arena};
    struct expander e = {
        .arena = arena, .diag = diag, .in = in, .main = t, .current = t, .draft = &draft};
    struct expansion *out = ARENA_NEW(arena, struct expansion);
    struct frame data;
    struct module m = {.param = ARENA_ARRAY(arena, struct binding, in->params)};
    out->source = t->source;
    scope_init(&e.scope, arena, in);
    push_data(&e, &data);
    for (size_t i = 0; i < in->params; i++)
        push_param(&m, in->param[i].name, in->param[i].value);
    run_queries(&e, t, &m);
    expand_module(&e, t, &m);
    struct frame frame = {.kind = FRAME_MODULE,
                          .below = e.scope.top,
                          .tables = m.table,
                          .table_count = m.tables,
                          .param = m.param,
                          .params = m.params};
    e.scope.top = &frame;
    expand_settings(&e, t, out);
    finish(&draft, arena, out);
    buf_done(&draft.text);
    return out;
}
