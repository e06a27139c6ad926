/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pull quotes: the mark hangs before the text; a last paragraph that begins with a dash says whose
 * words they are and stands in the side column, where there is one. */
#include "page/construct.h"

#include "page/piece.h"

static bool starts_with_one_of(struct text t, const char *const *mark, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text_starts(t, mark[i]))
            return true;
    return false;
}

static bool opens_with_quote(struct text t)
{
    static const char *const marks[] = {"„", "“", "«", "»", "‚", "\"", "”"};
    return starts_with_one_of(t, marks, sizeof marks / sizeof *marks);
}

static bool is_credit(const struct block *b)
{
    static const char *const dashes[] = {"– ", "— ", "–\u00A0", "—\u00A0", "-- ", "--- "};
    return b->kind == BLOCK_PARAGRAPH && !b->next && b != b->parent->child &&
           starts_with_one_of(b->text, dashes, sizeof dashes / sizeof *dashes);
}

/* The credit without its dash. */
static struct block *credit_words(struct arena *arena, const struct block *block)
{
    struct block *words = block_part(arena, block, 0, block->spans);
    size_t cut = text_find_char(words->text, ' ');
    cut = cut == SIZE_MAX || cut > 5 ? 5 : cut + 1; /* the dash and a no-break space */
    struct span *span = ARENA_ARRAY(arena, struct span, words->spans);
    size_t n = 0;
    for (size_t i = 0; i < words->spans; i++) {
        struct span s = words->span[i];
        s.from = s.from > cut ? s.from - (uint32_t)cut : 0;
        s.to = s.to > cut ? s.to - (uint32_t)cut : 0;
        if (s.to > s.from)
            span[n++] = s;
    }
    words->text = text_from(words->text, cut);
    words->span = span;
    words->spans = n;
    return words;
}

static void flow_words(struct layout *L, const struct block *b, const struct frame *in,
                       struct element *p, bool is_last)
{
    const struct theme *t = L->theme;
    struct styled styled = styled_text(L, builder_arena(L), b, in, in->look, p);
    styled.para.indent = opens_with_quote(b->text) ? -t->quote.hang_mark : 0;
    styled.para.hyphenates = is_too_wide(L, &styled.para);
    struct flow_lines how = {b->parent->child == b ? t->quote.before : in->space,
                             is_last ? t->quote.after : 0,
                             b->text.n < 1000,
                             !is_last,
                             false,
                             false};
    flow_styled(L, &styled, in, in->look, &how, NULL);
}

void flow_pull_quote(struct layout *L, const struct block *block, const struct frame *frame)
{
    struct frame in = frame_ragged(frame), side = frame_side(L, frame);
    in.parent = element_new(L, frame->parent, ROLE_BLOCKQUOTE, frame->lang);
    in.look = &L->theme->quote.look;
    in.indent = 0;
    const struct block *credit = NULL;
    for (const struct block *b = block->child; b; b = b->next)
        if (is_credit(b))
            credit = b;
    bool has_words = block->child && block->child->kind == BLOCK_PARAGRAPH;
    bool is_beside = credit && side.width > 0 && has_words;
    struct element *first =
        has_words ? element_new(L, in.parent, ROLE_P, block->child->lang) : NULL;
    if (is_beside) { /* read after the words, set level with their first line */
        side.parent = in.parent;
        attach_side(L, credit_words(builder_arena(L), credit), &side);
    }
    for (const struct block *b = block->child; b; b = b->next) {
        bool is_last = !b->next || (b->next == credit && is_beside);
        if (b == credit && is_beside)
            break;
        if (b->kind != BLOCK_PARAGRAPH) {
            flow_block(L, b, &in);
            continue;
        }
        struct element *p = b == block->child ? first : element_new(L, in.parent, ROLE_P, b->lang);
        struct frame below = in;
        below.look = b == credit ? &L->theme->side : in.look;
        flow_words(L, b, &below, p, is_last);
    }
}
