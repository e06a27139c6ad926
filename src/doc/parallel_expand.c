/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `.parallel` in an edition in two languages: what it holds is expanded twice, each time in a div
 * of its language. The second time the scope tells the second language, values are formatted in its
 * locale, partials are found and parsed for it, and what is walked is the same place in the same
 * template as its translator has it. Names mean the rows around, in that language
 * (parallel_scope.c), so both show the same rows in one order. In an edition in one language the
 * div is transparent. */
#include "doc/expand.h"
#include "doc/parallel_node.h"

struct twin { /* a template as it is in the second language */
    const struct template *of, *template;
    struct twin *next;
};

static const struct template *find_twin(struct expander *e, const struct template *t)
{
    for (const struct twin *twin = e->twins; twin; twin = twin->next)
        if (twin->of == t)
            return twin->template;
    struct twin *twin = ARENA_NEW(e->arena, struct twin);
    *twin = (struct twin){.of = t, .next = e->twins};
    twin->template = template_parse(e->arena, t->library, t->source, false, e->in->second, e->diag);
    e->twins = twin;
    return twin->template;
}

/* The same layout tags with the blocks that replace those of layouts; NULL as well where one has no
 * counterpart. */
static const struct override *twin_overrides(struct expander *e, const struct override *o)
{
    if (!o)
        return NULL;
    const struct template *owner = find_twin(e, o->owner);
    const struct node *layout =
        owner ? parallel_node_find(owner->body, NODE_LAYOUT, o->layout->number) : NULL;
    struct override *twin = ARENA_NEW(e->arena, struct override);
    *twin = (struct override){layout ? layout : o->layout, layout ? owner : o->owner,
                              twin_overrides(e, o->outer)};
    return twin;
}

/* What changes while the second language is expanded. */
struct speaker {
    const struct inputs *in;
    struct value lang, dir;
    const struct template *current;
    const struct override *overrides;
    const struct frame *top;
};

static struct speaker speaker_of(const struct expander *e)
{
    return (struct speaker){e->in,      e->scope.lang, e->scope.dir,
                            e->current, e->overrides,  e->scope.top};
}

static void speak(struct expander *e, const struct speaker *speaker)
{
    e->in = speaker->in;
    e->scope.lang = speaker->lang;
    e->scope.dir = speaker->dir;
    e->current = speaker->current;
    e->overrides = speaker->overrides;
    e->scope.top = speaker->top;
}

static struct value text_value(const char *said)
{
    return (struct value){VALUE_TEXT, 0, text_of(said)};
}

static void speak_second(struct expander *e)
{
    const struct inputs *in = e->in;
    const struct template *current = find_twin(e, e->current);
    struct inputs *second = ARENA_NEW(e->arena, struct inputs);
    *second = *in;
    second->lang = second->language = in->second_lang;
    second->translator = in->second;
    second->locale = in->second_locale;
    struct speaker speaker = {.in = second,
                              .lang = text_value(in->second_lang),
                              .dir = text_value(locale_is_rtl(in->second_locale) ? "rtl" : "ltr"),
                              .current = current ? current : e->current,
                              .overrides = twin_overrides(e, e->overrides),
                              .top = e->scope.top};
    speak(e, &speaker);
    e->scope.top = scope_echo(e, e->scope.top);
}

/* A fence on a line of its own, longer by one than the one around it: what is left open inside does
 * not take it for its own. */
static void write_fence(struct expander *e, const struct node *node, const char *lang)
{
    struct draft *d = e->draft;
    struct buf line = {0};
    if (d->text.n && !text_ends(buf_as_text(&d->text), "\n"))
        draft_literal(d, TEXT("\n"), node->at);
    buf_text(&line, node->indent);
    for (size_t i = 0; i <= node->colons; i++)
        buf_char(&line, ':');
    if (lang)
        buf_printf(&line, " {lang=%s}", lang);
    buf_char(&line, '\n');
    draft_literal(d, arena_text(e->arena, buf_as_text(&line)), node->at);
    buf_done(&line);
}

void expand_parallel(struct expander *e, const struct node *node)
{
    const char *second = e->in->second_lang;
    if (!second || e->is_parallel) { /* within another: the tree will tell */
        expand_nodes(e, node->child);
        return;
    }
    e->is_parallel = true;
    write_fence(e, node, e->in->lang);
    expand_nodes(e, node->child);
    write_fence(e, node, NULL);
    const struct speaker first = speaker_of(e);
    write_fence(e, node, second);
    size_t start = e->draft->text.n;
    speak_second(e);
    const struct node *said = parallel_node_find(e->current->body, NODE_PARALLEL, node->number);
    expand_nodes(e, said ? said->child : node->child);
    speak(e, &first);
    draft_rename_notes(e->draft, start, second);
    write_fence(e, node, NULL);
    e->is_parallel = false;
}

struct text expand_second_title(struct expander *e,
                                struct text (*title)(struct expander *, const struct template *))
{
    const struct speaker first = speaker_of(e);
    speak_second(e);
    struct text said = title(e, e->current);
    speak(e, &first);
    return said;
}
