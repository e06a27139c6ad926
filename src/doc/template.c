/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parsing a template file: front matter, then queries by lines, then Mustache over the rest. */
#include "doc/template.h"

#include "base/file.h"
#include "doc/body.h"
#include "doc/fence.h"
#include "doc/parallel_node.h"
#include "doc/translate.h"

static const struct node *parse_setting(struct arena *arena, const struct setting *setting,
                                        struct diag *diag)
{
    const struct stretch stretch = {.text = setting->text, .at = setting->at};
    return setting->text.n ? mustache_parse(arena, DIALECT_STRICT, &stretch, 1, diag) : NULL;
}

static void parse_settings(struct arena *arena, struct template *t, struct diag *diag)
{
    t->title = parse_setting(arena, &t->front.title, diag);
    t->running = ARENA_ARRAY(arena, const struct node *, t->front.runnings);
    for (size_t i = 0; i < t->front.runnings; i++)
        t->running[i] = parse_setting(arena, &t->front.running[i], diag);
    t->attach = ARENA_ARRAY(arena, const struct node *, t->front.attaches);
    for (size_t i = 0; i < t->front.attaches; i++) {
        const struct attach *attach = &t->front.attach[i];
        const struct setting title = {"title", attach->title, attach->title_at};
        t->attach[i] = parse_setting(arena, &title, diag);
    }
}

static struct node *literal(struct arena *arena, struct text text, struct place at)
{
    struct node *node = ARENA_NEW(arena, struct node);
    *node = (struct node){.kind = NODE_TEXT, .text = text, .at = at};
    return node;
}

/* A node for each patch. */
static const struct node *literals(struct arena *arena, const struct stretch *stretch)
{
    size_t end = stretch->patches ? stretch->patch[0].from : stretch->text.n;
    struct node *first = literal(arena, text_slice(stretch->text, 0, end), stretch->at);
    struct node *last = first;
    for (size_t i = 0; i < stretch->patches; i++) {
        const struct patch *patch = &stretch->patch[i];
        end = i + 1 < stretch->patches ? patch[1].from : stretch->text.n;
        last->next = literal(arena, text_slice(stretch->text, patch->from, end), patch->at);
        last = last->next;
        last->patch = patch;
    }
    return first;
}

static void parse_plain(struct arena *arena, struct template *t, struct diag *diag)
{
    const struct stretch source = front_body(t->source, &t->front);
    const struct stretch *body = &source;
    if (t->translator)
        body = translate_body(arena, t->translator, t->source, body, 1, true, diag);
    mentions_find(arena, body, 1, &t->mentions);
    t->body = literals(arena, body);
    if (t->front.title.text.n)
        t->title = literal(arena, t->front.title.text, t->front.title.at);
    t->running = ARENA_ARRAY(arena, const struct node *, t->front.runnings);
    for (size_t i = 0; i < t->front.runnings; i++) {
        const struct setting *s = &t->front.running[i];
        t->running[i] = literal(arena, s->text, s->at);
    }
}

struct template *template_parse(struct arena *arena, const struct library *library,
                                const struct source *source, bool is_plain,
                                const struct translator *translator, struct diag *diag)
{
    struct template *t = ARENA_NEW(arena, struct template);
    t->source = source;
    t->folder = path_folder(arena, source->path);
    t->library = library;
    t->translator = translator;
    front_read(arena, source->text, source->shown, !is_plain, &t->front, diag);
    if (translator)
        translate_front(arena, translator, &t->front, diag);
    if (is_plain) {
        parse_plain(arena, t, diag);
        return t;
    }
    size_t n;
    struct stretch body = front_body(source, &t->front);
    struct stretch *rest = queries_split(arena, body.text, body.at, &t->queries, &n, diag);
    if (translator)
        rest = translate_body(arena, translator, source, rest, n, false, diag);
    mentions_find(arena, rest, n, &t->mentions);
    struct node *parsed = mustache_parse(arena, DIALECT_STRICT, rest, n, diag);
    parallel_nodes_cut(arena, parsed);
    t->body = parsed;
    parse_settings(arena, t, diag);
    return t;
}

struct template *template_parse_mustache(struct arena *arena, const struct library *library,
                                         const struct source *source, struct diag *diag)
{
    struct template *t = ARENA_NEW(arena, struct template);
    struct stretch body = {.text = source->text,
                           .at = {.file = source->shown, .line = 1, .col = 1}};
    t->source = source;
    t->folder = path_folder(arena, source->path);
    t->library = library;
    t->dialect = DIALECT_MUSTACHE;
    t->body = mustache_parse(arena, DIALECT_MUSTACHE, &body, 1, diag);
    return t;
}

const struct front *template_front(const struct template *t)
{
    return &t->front;
}

static bool has_query(struct text body)
{
    struct fence code = {0};
    struct text line;
    while (text_next_line(&body, &line)) {
        if (!code.n && query_line(line))
            return true;
        fence_line(&code, line);
    }
    return false;
}

bool source_is_template(struct arena *arena, const struct source *source)
{
    struct front front;
    front_read(arena, source->text, source->shown, false, &front, diag_new(arena));
    return front.params > 0 || front.is_template || front.finding ||
           has_query(front_body(source, &front).text);
}
