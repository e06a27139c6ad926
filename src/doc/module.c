/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entering a template: its parameters are bound, its queries run, and both become a frame of the
 * scope while its body is expanded. Partials are found and parsed once; one that has queries is
 * entered once for each set of parameters' values. */
#include <string.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "db/sql.h"
#include "doc/builtin.h"
#include "doc/edition.h"
#include "doc/expand.h"
#include "doc/finding.h"
#include "doc/moment.h"
#include "doc/translate.h"

enum { STEPS_OF_PARTIAL = 4 }; /* what entering one costs, in nodes */

/* A parameter of the templates around, for partials that declare one of the same name. */
static const struct value *outer_param(const struct expander *e, const char *name)
{
    for (const struct frame *f = e->scope.top; f; f = f->below)
        for (size_t i = 0; i < f->params; i++)
            if (strcmp(f->param[i].name, name) == 0)
                return &f->param[i].value;
    return NULL;
}

/* A result that is there before any query has run. */
static bool is_result(const struct expander *e, const char *name)
{
    for (size_t i = 0; i < e->in->results; i++)
        if (text_equal_caseless(text_of(e->in->result[i]->name), text_of(name)))
            return true;
    return false;
}

static void check_query_name(struct expander *e, const struct query *query, const struct module *m)
{
    for (size_t i = 0; i < m->params; i++)
        if (strcmp(m->param[i].name, query->name) == 0)
            diag_error(e->diag, query->at, "query '%s' has the name of a parameter", query->name);
    if (is_result(e, query->name))
        diag_error(e->diag, query->at, "query '%s' has the name of a result of 'findings:'",
                   query->name);
}

/* Results that stand before the queries of the whole document: loops, tables and children of
 * queries take them like those. */
static void add_results(struct expander *e, const struct template *t, struct module *m)
{
    for (size_t i = 0; i < m->params; i++)
        if (is_result(e, m->param[i].name))
            diag_error(e->diag, t->front.param[i].at,
                       "parameter '%s' has the name of a result of 'findings:'", m->param[i].name);
    for (size_t i = 0; i < e->in->results; i++) {
        m->table[m->tables++] = e->in->result[i];
        if (e->in->store)
            store_put(e->in->store, e->in->result[i]->rows);
    }
}

static bool is_failed(const struct module *m, const struct sql_token *name)
{
    for (size_t i = 0; i < m->tables; i++)
        if (!m->table[i]->rows->columns && sql_is_name(name, text_of(m->table[i]->name)))
            return true;
    return false;
}

/* Whether the query reads q.NAME of one that failed: why, has been said there. */
static bool needs_failed(const struct query *query, const struct module *m)
{
    struct sql_token token, schema = {0};
    bool has_dot = false;
    for (size_t at = 0; sql_next(query->sql, &at, &token);) {
        if (has_dot && is_failed(m, &token))
            return true;
        has_dot = sql_is_mark(&token, '.') && schema.text.n && sql_is_name(&schema, TEXT("q"));
        schema = token;
    }
    return false;
}

static const struct rows *run_query(struct expander *e, const struct query *query,
                                    const struct module *m)
{
    if (needs_failed(query, m))
        return NULL;
    if (!e->in->store) {
        diag_error(e->diag, query->at, "a query needs a database");
        return NULL;
    }
    const struct builtins builtins = {e->in->today, e->in->purpose, e->in->lang, e->in->edition};
    size_t n;
    const struct binding *all = builtin_bindings(e->arena, &builtins, m->param, m->params, &n);
    const char *label = arena_printf(e->arena, "query '%s'", query->name);
    if (!builtin_has_date(all, n, label, query->sql, query->sql_at, e->diag))
        return NULL;
    const struct translator *translator = e->in->translator;
    struct column_translator columns = {
        .arena = e->arena, .translator = translator, .at = query->at, .diag = e->diag};
    if (translator)
        store_set_translation(e->in->store, column_translate, &columns);
    struct rows *rows = store_query(e->results, e->in->store, query->name, query->sql,
                                    query->sql_at, all, n, e->diag);
    store_set_translation(e->in->store, NULL, NULL);
    return rows && translator ? rows_translate(e->results, &columns, rows) : rows;
}

/* The rows of a check are its findings. */
static void report_findings(struct expander *e, const struct query *query, const struct rows *rows)
{
    struct finding finding;
    if (!finding_columns(rows, query->name, query->at, e->diag))
        return;
    for (size_t i = 0; i < rows->n; i++) {
        if (!finding_read(e->arena, rows, i, query->severity, query->name, query->at, &finding,
                          e->diag))
            continue;
        finding_report(&finding, query->name, query->at, e->diag);
        e->is_stopped = e->is_stopped || finding.severity == SEVERITY_ERROR;
    }
    e->is_full = e->is_full || e->is_stopped;
}

struct module module_enter(struct expander *e, const struct template *t,
                           const struct binding *param, size_t params)
{
    struct module m = {.param = param, .params = params};
    m.table = ARENA_ARRAY(e->arena, struct table *, t->queries.n + e->in->results);
    if (t == e->main)
        add_results(e, t, &m);
    for (size_t i = 0; i < t->queries.n; i++) {
        const struct query *query = &t->queries.query[i];
        check_query_name(e, query, &m);
        const struct rows *rows = run_query(e, query, &m);
        m.table[m.tables] = query_table(e->arena, query, rows, m.table, m.tables, e->diag);
        m.tables++;
        if (rows && query->is_check)
            report_findings(e, query, rows);
    }
    return m;
}

struct frame module_frame(const struct expander *e, const struct template *t,
                          const struct module *m)
{
    return (struct frame){.kind = FRAME_MODULE,
                          .below = e->scope.top,
                          .template = t,
                          .tables = m->table,
                          .table_count = m->tables,
                          .param = m->param,
                          .params = m->params};
}

void expand_module(struct expander *e, const struct template *t, const struct module *m)
{
    const struct frame frame = module_frame(e, t, m);
    const struct template *outer = e->current;
    e->current = t;
    e->scope.top = &frame;
    expand_nodes(e, t->body);
    e->scope.top = frame.below;
    e->current = outer;
}

/* Partials */

static void report_no_partial(struct expander *e, const struct node *node)
{
    const char **names;
    size_t n = library_names(e->arena, e->main->library, SHELF_TEMPLATES, &names);
    diag_error(e->diag, node->at, "no partial '%.*s'", (int)node->text.n, node->text.p);
    const char *nearest = diag_nearest(node->text, names, n);
    if (!nearest)
        n = library_names(e->arena, e->main->library, SHELF_TEXT, &names);
    diag_suggest(e->diag, node->at, node->text, names, n);
}

static char *partial_path(struct expander *e, const struct node *node, const char *beside)
{
    const char *name = arena_string(e->arena, node->text);
    return e->scope.dialect == DIALECT_MUSTACHE
               ? library_mustache(e->arena, name, beside)
               : library_partial(e->arena, e->main->library, name,
                                 e->in->language ? e->in->language : e->in->lang, beside);
}

static const struct template *parse_partial(struct expander *e, const struct node *node,
                                            const char *beside)
{
    bool is_mustache = e->scope.dialect == DIALECT_MUSTACHE;
    char *path = partial_path(e, node, beside);
    if (!path && !is_mustache)
        report_no_partial(e, node);
    if (!path)
        return NULL;
    const struct library *library = e->main->library;
    const struct source *source =
        is_mustache ? source_read_exact(e->arena, library, path, node->at, e->diag)
                    : source_read(e->arena, library, path, node->at, e->diag);
    if (!source)
        return NULL;
    bool is_replacement = library_is_replacement(path, arena_string(e->arena, node->text));
    const struct translator *translator = is_replacement ? NULL : e->in->translator;
    if (!is_mustache)
        edition_judge_text(e->arena, source, e->in->translator, e->diag);
    return is_mustache ? template_parse_mustache(e->arena, library, source, e->diag)
                       : template_parse(e->arena, library, source, false, translator, e->diag);
}

static struct partial *find_partial(struct expander *e, const struct node *node)
{
    const char *beside = e->current->folder;
    for (size_t i = 0; i < e->partials; i++)
        if (text_equal(e->partial[i]->name, node->text) &&
            strcmp(e->partial[i]->beside, beside) == 0 && e->partial[i]->lang == e->in->lang)
            return e->partial[i];
    struct partial *partial = ARENA_NEW(e->arena, struct partial);
    *partial = (struct partial){.name = node->text, .beside = beside, .lang = e->in->lang};
    partial->template = parse_partial(e, node, beside);
    e->partial =
        arena_grow(e->arena, e->partial, sizeof *e->partial, &e->partial_cap, e->partials + 1);
    e->partial[e->partials++] = partial;
    return partial;
}

/* Modules by their parameters' values */

/* The same bytes for the same values, and for these alone. */
static void put_key(struct buf *key, const struct binding *param, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct value *value = &param[i].value;
        if (value->kind == VALUE_INT)
            buf_printf(key, "%lld ", (long long)value->i);
        else
            buf_printf(key, "%d:%zu:", (int)value->kind, value->s.n);
        if (value->kind != VALUE_INT)
            buf_text(key, value->s);
    }
}

static struct module enter_partial(struct expander *e, struct partial *partial,
                                   const struct binding *param)
{
    const struct template *t = partial->template;
    size_t params = t->front.params;
    if (!t->queries.n)
        return (struct module){.param = param, .params = params};
    struct buf key = {0};
    put_key(&key, param, params);
    uint32_t number =
        map_intern(&partial->number, e->arena, buf_as_text(&key), (uint32_t)partial->modules);
    buf_done(&key);
    if (number == partial->modules) {
        struct module *m = ARENA_NEW(e->arena, struct module);
        partial->module = arena_grow(e->arena, partial->module, sizeof *partial->module,
                                     &partial->module_cap, partial->modules + 1);
        partial->module[partial->modules++] = m;
        *m = module_enter(e, t, param, params);
    }
    return *partial->module[number];
}

/* Parameters */

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
        if (!find_param(t, node->argument[i].name) && expand_is_news(e, node))
            report_argument(e, node, t, node->argument[i].name);
}

/* A value as one of the type: a text parameter takes a number as it is written. */
static bool fit_type(struct value *value, enum param_type type)
{
    if (value->kind == VALUE_NULL)
        return true;
    switch (type) {
    case PARAM_TEXT: value->kind = VALUE_TEXT; return true;
    case PARAM_DATE: return value->kind == VALUE_TEXT && is_day(value->s);
    case PARAM_INT:
    case PARAM_MONEY: return value->kind == VALUE_INT;
    case PARAM_BOOL: return value->kind == VALUE_INT && (value->i == 0 || value->i == 1);
    }
    return false;
}

static void refuse_argument(struct expander *e, const struct node *node, const struct param *param,
                            struct text written, const struct found *found)
{
    struct place at = node->at;
    const char *type = param_type_name(param->type);
    struct text value = found && found->value ? found->value->s : (struct text){0};
    at.row = found ? found_row(e->arena, found) : NULL;
    if (!at.row && !expand_is_news(e, node))
        return;
    if (found && !found->is_rows)
        diag_error(e->diag, at, "parameter '%s' must be %s: '%.*s' is '%.*s'", param->name, type,
                   (int)written.n, written.p, (int)value.n, value.n ? value.p : "");
    else
        diag_error(e->diag, at, "parameter '%s' must be %s: '%.*s' is not", param->name, type,
                   (int)written.n, written.p);
}

/* The value an argument stands for: "text", a number, or a name in scope. */
static bool read_argument(struct expander *e, const struct node *node, const struct argument *a,
                          const struct param *param, struct value *out)
{
    struct found found;
    char first = a->value.n ? *a->value.p : '\0';
    bool is_literal = a->is_quoted || ascii_is_digit(first) || first == '-';
    if (is_literal && param_read(e->arena, param->type, a->value, out))
        return true;
    if (is_literal) {
        refuse_argument(e, node, param, a->value, NULL);
        return false;
    }
    enum lookup result = scope_find(&e->scope, a->value, &found);
    if (result == LOOKUP_MISSING && expand_is_news(e, node))
        scope_report(&e->scope, a->value, node->at, e->diag);
    if (result != LOOKUP_FOUND)
        return false;
    *out = found.is_rows ? (struct value){0} : *found.value;
    if (!found.is_rows && fit_type(out, param->type))
        return true;
    refuse_argument(e, node, param, a->value, &found);
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
    if (expand_is_news(e, node))
        diag_error(e->diag, node->at, "partial '%.*s' needs a value for its parameter '%s'",
                   (int)node->text.n, node->text.p, param->name);
    return false;
}

/* NULL: an argument is missing or does not fit; reported. */
static const struct binding *bind_params(struct expander *e, const struct node *node,
                                         const struct template *t)
{
    struct binding *param = ARENA_ARRAY(e->arena, struct binding, t->front.params);
    bool is_bound = true;
    check_arguments(e, node, t);
    for (size_t i = 0; i < t->front.params; i++) {
        param[i].name = t->front.param[i].name;
        is_bound = bind_param(e, node, &t->front.param[i], &param[i].value) && is_bound;
    }
    return is_bound ? param : NULL;
}

/* A partial alone on its line indents its lines; in a line it goes on with that line. */
static void expand_lines(struct expander *e, const struct node *node, const struct template *t,
                         const struct module *m)
{
    struct draft *d = e->draft;
    struct lines outer = d->lines;
    if (node->is_standalone) {
        d->lines.starts_line = true;
        draft_indent(d, node->indent, node->at, (struct text){0});
    } else {
        draft_literal(d, node->indent, node->indent_at);
        draft_enter_line(d);
        d->lines = (struct lines){0};
    }
    expand_module(e, t, m);
    outer.starts_line = d->lines.starts_line;
    outer.starts_source = node->is_standalone;
    d->lines = outer;
}

void expand_partial(struct expander *e, const struct node *node)
{
    if (e->depth == DEEPEST_PARTIAL) {
        diag_error(e->diag, node->at, "partials nested too deep (more than %d levels): '%.*s'",
                   DEEPEST_PARTIAL, (int)node->text.n, node->text.p);
        e->is_full = true;
        return;
    }
    struct partial *partial = find_partial(e, node);
    const struct template *t = partial->template;
    const struct binding *param = t ? bind_params(e, node, t) : NULL;
    if (!param)
        return;
    size_t mark = diag_mark(e->diag);
    struct module m = enter_partial(e, partial, param);
    e->steps += STEPS_OF_PARTIAL;
    e->depth++;
    expand_lines(e, node, t, &m);
    e->depth--;
    if (diag_mark(e->diag) > mark)
        diag_included(e->diag, mark, node->at);
}
