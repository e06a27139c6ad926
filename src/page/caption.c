/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The caption of a table or chart that goes on: set again on one line, as an artifact. */
#include "page/caption.h"

#include <string.h>

#include "page/construct.h"

struct again {
    struct layout *L;
    const struct block *block;
    const struct frame *frame;
    enum word word;
    const char *label; /* "Tabelle 1. " */
};

/* The label keeps its own color. */
static struct styled label_caption(const struct again *a, struct text said)
{
    struct layout *L = a->L;
    const struct look *look = &L->theme->caption.look;
    struct styled styled =
        styled_plain(L, builder_arena(L), said, a->frame, look, NULL, a->block->at);
    struct stretch *stretch = ARENA_ARRAY(builder_arena(L), struct stretch, 2);
    size_t label = strlen(a->label);
    stretch[0] = stretch[1] = styled.para.stretch[0];
    stretch[0].ink = ink_of(L, look, INLINE_STRONG, L->theme->caption.label_color);
    stretch[0].lang = locale_word_lang(lang_locale(L, a->frame->lang), a->word, a->frame->lang);
    if (stretch[0].lang) /* the space behind it is the caption's */
        label--;
    stretch[0].to = stretch[1].from = (uint32_t)label;
    styled.para.stretch = stretch;
    styled.para.stretches = 2;
    styled.extra = ARENA_ARRAY(builder_arena(L), struct extra, 2);
    return styled;
}

static struct styled caption_with(const struct again *a, struct text caption, const char *ellipsis)
{
    const char *said =
        arena_printf(builder_arena(a->L), "%s%.*s%s %s", a->label, (int)caption.n, caption.p,
                     ellipsis, locale_word(lang_locale(a->L, a->frame->lang), WORD_CONTINUED));
    return label_caption(a, text_of(said));
}

static sp natural_width(struct layout *L, const struct styled *styled)
{
    sp least, natural;
    paragraph_widths(L->shaper, &styled->para, &least, &natural);
    return natural;
}

/* The caption's words up to one before byte n. */
static struct text cut_words(struct text caption, size_t n)
{
    while (n > 0 && caption.p[n] != ' ')
        n--;
    while (n > 0 && (caption.p[n - 1] == ' ' || caption.p[n - 1] == ','))
        n--;
    return text_slice(caption, 0, n);
}

struct piece *caption_continued(struct layout *L, const struct block *block,
                                const struct frame *frame, enum word word)
{
    const struct theme *theme = L->theme;
    struct again a = {L, block, frame, word,
                      label_numbered(L, lang_locale(L, frame->lang), word, block->number)};
    struct text caption = block_words(builder_arena(L), block->caption);
    if (text_ends(caption, "."))
        caption.n--;
    struct styled styled = caption_with(&a, caption, "");
    while (natural_width(L, &styled) > frame->width && caption.n) {
        caption = cut_words(caption, caption.n - 1);
        styled = caption_with(&a, caption, caption.n ? "\u00A0…" : "");
    }
    struct piece *p = piece_new(L, frame);
    p->height = theme->caption.look.leading + theme->caption.after;
    p->trace = "repeat";
    const struct lines *lines = paragraph_set(builder_arena(L), L->shaper, &styled.para, L->diag);
    piece_line(L, p, &styled, &lines->line[0], frame->x, baseline_in(L, &theme->caption.look),
               frame);
    return p;
}
