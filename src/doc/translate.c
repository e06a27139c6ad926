/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each unit is looked up, held against its source (wording_check.c) and written into its place so
 * that it stays one block (rewrite.c). */
#include "doc/translate.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "doc/cut.h"
#include "doc/front.h"
#include "doc/rewrite.h"
#include "doc/unit.h"
#include "doc/wording_check.h"

struct replacer {
    struct arena *arena, *scratch;
    const struct translator *translator;
    const char *context;
    struct diag *diag;
    struct place at; /* of `from` in the source; a value has one alone */
    const char *from;
    struct buf out;
    struct patch *patch;
    size_t patches, cap;
    const char *home; /* of each translation (struct patch) */
};

enum { QUOTED = 60 }; /* code points of a sentence in a message */

static struct text shortened(struct arena *arena, struct text text)
{
    size_t n = 0, count = 0;
    while (n < text.n && count < QUOTED) {
        uint32_t cp;
        n += utf8_decode(text.p + n, text.n - n, &cp);
        count++;
    }
    char *copy = arena_printf(arena, "%.*s%s", (int)n, text.p, n < text.n ? "…" : "");
    for (char *p = copy; *p; p++)
        *p = *p == '\n' || *p == '\r' ? ' ' : *p;
    return text_of(copy);
}

/* A lack is said where the source stands. That there is no catalog at all is said by who gave the
 * translator. */
static void report_lack(struct replacer *r, const struct translation *t, struct text source,
                        struct place at)
{
    if (!r->translator->catalog)
        return;
    struct text shown = shortened(r->arena, source);
    const char *lang = r->translator->lang;
    if (t->state == TRANSLATION_FUZZY) { /* apart: what went stale does not hide behind the rest */
        diag_warn(r->diag, at, "the translation into '%s' is fuzzy: '%s'", lang, shown.p);
        diag_fold(r->diag, arena_printf(r->arena, "translations into '%s' are fuzzy", lang));
    } else {
        diag_warn(r->diag, at, "no translation into '%s': '%s'", lang, shown.p);
        diag_fold(r->diag, arena_printf(r->arena, "sentences have no translation into '%s'", lang));
    }
}

/* The translation, if there is a good one. */
static bool find(struct replacer *r, const struct cut *cut, struct place at,
                 struct translation *out)
{
    bool is_value = cut->form == CUT_QUOTED || cut->form == CUT_BARE;
    *out = catalog_find(r->translator->catalog, r->context, cut->text);
    if (out->state == TRANSLATION_DONE && !text_trim(out->text).n)
        out->state = TRANSLATION_MISSING;
    if (out->state != TRANSLATION_DONE) {
        report_lack(r, out, cut->text, at);
        return false;
    }
    struct wording source = {.text = cut->text, .tags = cut->tags, .is_value = is_value};
    struct wording words = {.text = out->text, .tags = cut->tags, .is_value = is_value};
    struct arena_mark mark = arena_mark(r->scratch);
    bool is_good = wording_check(r->scratch, &source, &words, wording_is_list(text_of(cut->kind)),
                                 out->at, r->diag);
    arena_rewind(r->scratch, mark);
    return is_good;
}

static void add_patch(struct replacer *r, struct place at, const char *lang, const char *home)
{
    r->patch = arena_grow(r->arena, r->patch, sizeof *r->patch, &r->cap, r->patches + 1);
    r->patch[r->patches++] = (struct patch){r->out.n, at, lang, home};
}

/* Goes on to a byte of the source, which is asked for in order. */
static struct place place_of(struct replacer *r, const char *p)
{
    struct text between = {r->from, r->context ? 0 : (size_t)(p - r->from)};
    r->at = place_after(r->at, between, between.n);
    r->from = p;
    return r->at;
}

static void replace(struct replacer *r, struct text source, const struct cut *cut)
{
    struct translation found;
    struct place at = place_of(r, source.p + cut->from);
    if (find(r, cut, at, &found)) {
        add_patch(r, found.at, NULL, r->home);
        rewrite_unit(cut, found.text, &r->out);
    } else {
        add_patch(r, at, r->translator->source_lang, NULL);
        buf_text(&r->out, text_slice(source, cut->from, cut->to));
    }
    add_patch(r, place_of(r, source.p + cut->to), NULL, NULL);
}

static struct stretch replace_in(struct replacer *r, struct text source,
                                 const struct stretch *stretch, const struct cuts *cuts, size_t *i)
{
    size_t from = (size_t)(stretch->text.p - source.p), to = from + stretch->text.n;
    r->at = stretch->at;
    r->from = stretch->text.p;
    r->out = (struct buf){0};
    r->patch = NULL;
    r->patches = r->cap = 0;
    for (; *i < cuts->n && cuts->cut[*i].to <= to; ++*i) {
        const struct cut *cut = &cuts->cut[*i];
        if (cut->from < from)
            continue;
        buf_text(&r->out, text_slice(source, from, cut->from));
        replace(r, source, cut);
        from = cut->to;
    }
    buf_text(&r->out, text_slice(source, from, to));
    struct stretch out = {arena_text(r->arena, buf_as_text(&r->out)), stretch->at, r->patch,
                          r->patches};
    buf_done(&r->out);
    return out;
}

static struct stretch *replace_all(struct replacer *r, const struct source *source,
                                   const struct stretch *stretch, size_t n, bool is_plain)
{
    struct cuts cuts = {0};
    struct stretch *out = ARENA_ARRAY(r->arena, struct stretch, n);
    cuts_find(r->arena, source, stretch, n, is_plain, &cuts, r->diag);
    for (size_t i = 0, k = 0; i < n; i++)
        out[i] = replace_in(r, source->text, &stretch[i], &cuts, &k);
    return out;
}

struct stretch *translate_body(struct arena *arena, const struct translator *translator,
                               const struct source *source, const struct stretch *stretch, size_t n,
                               bool is_plain, struct diag *diag)
{
    struct replacer r = {.arena = arena,
                         .scratch = arena_new(),
                         .translator = translator,
                         .diag = diag,
                         .home = source->shown};
    struct stretch *out = replace_all(&r, source, stretch, n, is_plain);
    arena_free(r.scratch);
    return out;
}

/* --- front matter --- */

static void translate_setting(struct replacer *r, struct text *text, struct place *at)
{
    struct cut cut = {.form = CUT_BARE,
                      .kind = "",
                      .text = *text,
                      .tags = {.open = TEXT("{{"), .close = TEXT("}}")}};
    struct translation found;
    if (!wording_has_words(cut.text, cut.tags, true) || !find(r, &cut, *at, &found))
        return;
    *text = rewrite_plain(r->arena, found.text);
    *at = found.at;
}

void translate_front(struct arena *arena, const struct translator *translator, struct front *front,
                     struct diag *diag)
{
    struct replacer r = {
        .arena = arena, .scratch = arena_new(), .translator = translator, .diag = diag};
    translate_setting(&r, &front->title.text, &front->title.at);
    for (size_t i = 0; i < front->runnings; i++)
        translate_setting(&r, &front->running[i].text, &front->running[i].at);
    for (size_t i = 0; i < front->attaches; i++)
        translate_setting(&r, &front->attach[i].title, &front->attach[i].title_at);
    arena_free(r.scratch);
}

/* --- values of columns --- */

static struct text translate_plain(struct replacer *r, struct text value, struct place at)
{
    struct translation found;
    const struct cut cut = {.form = CUT_BARE, .kind = "", .text = text_trim(value)};
    if (!wording_has_words(cut.text, cut.tags, true))
        return value;
    bool is_done = find(r, &cut, at, &found);
    add_patch(r, at, is_done ? NULL : r->translator->source_lang, NULL);
    return is_done ? rewrite_value(r->arena, found.text) : value;
}

struct text translate_value(const struct column_translator *columns, const char *context,
                            struct text value, struct place at, const struct patch **patch,
                            size_t *n)
{
    struct replacer r = {.arena = columns->arena,
                         .scratch = arena_new(),
                         .translator = columns->translator,
                         .context = context,
                         .diag = columns->diag};
    if (column_is_markdown(context)) {
        const struct source source = {.path = "", .shown = at.file, .text = value};
        const struct stretch stretch = {.text = value, .at = at};
        value = replace_all(&r, &source, &stretch, 1, true)->text;
    } else {
        value = translate_plain(&r, value, at);
    }
    *patch = r.patch;
    *n = r.patches;
    arena_free(r.scratch);
    return value;
}
