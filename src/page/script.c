/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The theme as it is for text in a script: its lines stand further apart, or closer. A document has
 * the theme of its language's script; a block in another language has its own for as long as it
 * lasts, and stands off the grid. */
#include "page/script.h"

#include "line/script.h"

/* A family that is nowhere is an error of the theme's; the catalogue's is taken. */
static const char *known_family(struct layout *L, const struct theme_script *s)
{
    const char *const *names;
    size_t n = fonts_families(L->fonts, &names);
    struct place at = L->options->front;
    if (!s->family || fonts_match(L->fonts, &(struct font_wish){s->family, 400, false}))
        return s->family;
    diag_error(L->diag, at, "no font family '%s', which the theme wants for '%s'", s->family,
               s->code);
    diag_suggest(L->diag, at, text_of(s->family), names, n);
    return NULL;
}

static const struct script_rules *make_rules(struct layout *L, const struct theme *t)
{
    struct arena *arena = L->arena;
    struct script_rules *rules = ARENA_NEW(arena, struct script_rules);
    struct script_rule *rule = ARENA_ARRAY(arena, struct script_rule, t->scripts + 1);
    for (size_t i = 0; i < t->scripts; i++) {
        const struct theme_script *s = &t->script[i];
        rule[i] = (struct script_rule){.script = script_of_code(s->code),
                                       .family = known_family(L, s),
                                       .scale = s->scale,
                                       .heading = s->heading,
                                       .leading = s->leading,
                                       .kashida = s->kashida};
    }
    *rules = (struct script_rules){rule, t->scripts, t->body.look.size, t->body.look.family};
    return rules;
}

/* One is made for each distance that occurs. */
static struct script_theme *find_theme(struct layout *L, const char *lang)
{
    const struct theme *t = L->options->theme;
    int64_t leading = script_leading(L->fonts, L->scripts, lang, t->body.look.leading);
    struct script_theme *known = L->script_themes;
    while (known && known->leading != leading)
        known = known->next;
    if (known)
        return known;
    struct theme *theme = ARENA_NEW(L->arena, struct theme);
    theme_with_leading(t, leading, theme);
    known = ARENA_NEW(L->arena, struct script_theme);
    *known = (struct script_theme){L->script_themes, leading, theme, {NULL}};
    return L->script_themes = known;
}

void script_begin(struct layout *L)
{
    L->scripts = make_rules(L, L->options->theme);
    L->script_theme = find_theme(L, L->tree->lang);
    L->theme = chapter_theme(L, 0);
}

/* The same place in another theme; NULL: the look is not of `from`. */
static const struct look *same_look(const struct look *look, const struct theme *from,
                                    const struct theme *to)
{
    size_t at = (size_t)((const char *)look - (const char *)from);
    bool is_inside = (const char *)look >= (const char *)from && at < sizeof *from;
    return is_inside ? (const struct look *)(const void *)((const char *)to + at) : NULL;
}

/* A look of any theme made so far in the one in use: a frame keeps that of the chapter it was made
 * in. What is of none is let alone. */
static const struct look *look_here(const struct layout *L, const struct look *look)
{
    for (const struct script_theme *s = L->script_themes; s; s = s->next) {
        for (size_t i = 0; i < sizeof s->chapter / sizeof *s->chapter; i++) {
            const struct look *same =
                s->chapter[i] ? same_look(look, s->chapter[i], L->theme) : NULL;
            if (same)
                return same;
        }
    }
    return look;
}

struct look script_look(struct layout *L, const struct look *look, const char *lang)
{
    struct look out = *look;
    if (lang)
        out.leading =
            sp_ratio(look->leading, find_theme(L, lang)->leading, L->script_theme->leading);
    return out;
}

struct script_theme *script_enter(struct layout *L, const struct block *block, struct frame *frame)
{
    struct script_theme *before = L->script_theme;
    if (!block->lang)
        return before;
    struct script_theme *wanted = find_theme(L, block->lang);
    if (wanted == before)
        return before;
    L->script_theme = wanted;
    L->theme = chapter_theme(L, L->chapter);
    if (frame->look)
        frame->look = look_here(L, frame->look);
    frame->is_free = true;
    return before;
}

void script_leave(struct layout *L, struct script_theme *before)
{
    if (L->script_theme == before)
        return;
    L->script_theme = before;
    L->theme = chapter_theme(L, L->chapter);
}
