/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entering a template: its parameters are bound, its queries run, and both become a frame of the
 * scope while its body is expanded. Partials are found, parsed once and entered at each tag. */
#include <string.h>

#include "base/file.h"
#include "doc/builtin.h"
#include "doc/expand.h"

enum { DEEPEST_PARTIAL = 50 };

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
    const struct builtins builtins = {e->in->today, e->in->purpose, e->in->lang, e->in->edition};
    size_t n;
    const struct binding *all = builtin_bindings(e->arena, &builtins, m->param, m->params, &n);
    const char *label = arena_printf(e->arena, "query '%s'", query->name);
    if (!builtin_has_date(all, n, label, query->sql, query->sql_at, e->diag))
        return NULL;
    return store_query(e->arena, e->in->store, query->name, query->sql, query->sql_at, all, n,
                       e->diag);
}

struct module module_enter(struct expander *e, const struct template *t,
                           const struct binding *param, size_t params)
{
    struct module m = {.param = param, .params = params};
    m.table = ARENA_ARRAY(e->arena, struct table *, t->queries.n);
    for (size_t i = 0; i < t->queries.n; i++) {
        const struct query *query = &t->queries.query[i];
        check_query_name(e, query, &m);
        m.table[i] =
            query_table(e->arena, query, run_query(e, query, &m), m.table, m.tables, e->diag);
        m.tables++;
    }
    return m;
}

struct frame module_frame(const struct expander *e, const struct module *m)
{
    return (struct frame){.kind = FRAME_MODULE,
                          .below = e->scope.top,
                          .tables = m->table,
                          .table_count = m->tables,
                          .param = m->param,
                          .params = m->params};
}

void expand_module(struct expander *e, const struct template *t, const struct module *m)
{
    const struct frame frame = module_frame(e, m);
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
        if (!find_param(t, node->argument[i].name) && expand_is_news(e, node))
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
        if (result == LOOKUP_MISSING && expand_is_news(e, node))
            scope_report(&e->scope, a->value, node->at, e->diag);
        if (result != LOOKUP_FOUND)
            return false;
        *out = found.is_rows ? (struct value){0} : *found.value;
        if (!found.is_rows && fits_type(out, param->type))
            return true;
    }
    if (expand_is_news(e, node))
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

void expand_partial(struct expander *e, const struct node *node)
{
    if (e->depth == DEEPEST_PARTIAL) {
        if (expand_is_news(e, node))
            diag_error(e->diag, node->at, "partials nested too deep (more than %d levels): '%.*s'",
                       DEEPEST_PARTIAL, (int)node->text.n, node->text.p);
        return;
    }
    const struct template *t = find_partial(e, node);
    const struct binding *param = t ? bind_params(e, node, t) : NULL;
    if (!param)
        return;
    struct module m = module_enter(e, t, param, t->front.params);
    struct text indent = e->draft->indent;
    struct place indent_at = e->draft->indent_at;
    indent_draft(e, node);
    e->depth++;
    expand_module(e, t, &m);
    e->depth--;
    e->draft->indent = indent;
    e->draft->indent_at = indent_at;
}
