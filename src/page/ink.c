/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a theme's looks and a block's spans to a paragraph's stretches, with the structure elements
 * that links, references and foreign languages need. Inks are interned: a document has few. */
#include "page/ink.h"

#include <assert.h>
#include <string.h>

#include "base/buffer.h"
#include "page/extent.h"
#include "page/mark.h"
#include "page/piece.h"

/* Objects stand in the text as U+FFFC: a late page number's box instead of its "?", a swatch before
 * its words, joined to them. */
static const char object[] = "\xEF\xBF\xBC", joined_object[] = "\xEF\xBF\xBC\xE2\x81\xA0";

static bool ink_equal(const struct ink *a, const struct ink *b)
{
    return strcmp(a->family, b->family) == 0 && a->weight == b->weight &&
           a->is_italic == b->is_italic && a->is_emphasized == b->is_emphasized &&
           a->is_tabular == b->is_tabular && a->caps == b->caps &&
           a->is_fraction == b->is_fraction && a->is_underlined == b->is_underlined &&
           a->is_struck == b->is_struck && a->figures == b->figures && a->size == b->size &&
           a->rise == b->rise && a->color == b->color;
}

static const struct face *face_of(const struct layout *L, const struct ink *ink)
{
    return fonts_match(L->fonts, &(struct font_wish){ink->family, ink->weight, ink->is_italic});
}

/* Capitals made smaller are no small capitals: a font without them shows plain letters, which is
 * said once. */
static void judge_caps(struct layout *L, const struct ink *ink, struct place at)
{
    const uint32_t small_capitals = 0x736D6370; /* smcp */
    const struct face *face = face_of(L, ink);
    if (!face || face_has_feature(face, small_capitals))
        return;
    for (size_t i = 0; i < L->inks; i++)
        if (L->ink[i]->caps != CAPS_NONE && face_of(L, L->ink[i]) == face)
            return;
    diag_warn(L->diag, at, "the font '%s' has no small capitals; plain letters are set",
              face_name(face));
}

static const struct ink *intern(struct layout *L, const struct ink *wanted, struct place at)
{
    for (size_t i = 0; i < L->inks; i++)
        if (ink_equal(L->ink[i], wanted))
            return L->ink[i];
    if (wanted->caps != CAPS_NONE)
        judge_caps(L, wanted, at);
    struct ink *ink = ARENA_NEW(L->arena, struct ink);
    *ink = *wanted;
    L->ink = arena_grow(L->arena, L->ink, sizeof *L->ink, &L->ink_cap, L->inks + 1);
    return L->ink[L->inks++] = ink;
}

static struct ink plain_ink(const struct look *look)
{
    return (struct ink){.family = look->family,
                        .weight = (unsigned)look->weight,
                        .is_italic = look->is_italic,
                        .is_tabular = look->is_tabular,
                        .figures = (enum figures)look->figures,
                        .caps = (enum caps)look->caps,
                        .size = look->size,
                        .color = (uint32_t)look->color};
}

static struct ink styled_ink(const struct layout *L, const struct look *look, unsigned style)
{
    struct ink ink = plain_ink(look);
    if (style & INLINE_EMPHASIS)
        ink.is_italic = !ink.is_italic;
    ink.is_emphasized = style & INLINE_EMPHASIS;
    if (style & INLINE_STRONG)
        ink.weight = ink.weight < 700 ? 700 : ink.weight;
    if (style & INLINE_CODE) {
        ink.family = L->theme->code.family;
        ink.weight = ink.weight < 700 ? (unsigned)L->theme->code.weight : ink.weight;
        ink.is_italic = false;
        ink.figures = FIGURES_DEFAULT;
        ink.caps = CAPS_NONE;
        ink.size = sp_ratio(look->size, 86, 100);
    }
    ink.is_struck = style & INLINE_STRIKE;
    return ink;
}

const struct ink *ink_of(struct layout *L, const struct look *look, unsigned style, int64_t color)
{
    struct ink ink = styled_ink(L, look, style);
    if (color != NO_COLOR)
        ink.color = (uint32_t)color;
    return intern(L, &ink, L->options->front);
}

/* [Text]{.smallcaps}, [1/2]{.fraction}, [1848]{.lining} and the like. */
static void add_classes(const struct span *span, struct ink *ink)
{
    if (!span->attr || span->style & INLINE_CODE)
        return;
    if (span_has_class(span, "smallcaps"))
        ink->caps = CAPS_SMALL;
    ink->is_fraction = span_has_class(span, "fraction");
    ink->is_tabular |= span_has_class(span, "tabular");
    if (span_has_class(span, "lining"))
        ink->figures = FIGURES_LINING;
    if (span_has_class(span, "oldstyle"))
        ink->figures = FIGURES_OLDSTYLE;
}

const struct ink *ink_of_span(struct layout *L, const struct look *look, const struct span *span)
{
    struct ink ink = styled_ink(L, look, span->style);
    add_classes(span, &ink);
    if (span->link && span->link->uri[0] != '#') {
        ink.color = (uint32_t)L->theme->link.color;
        ink.is_underlined = L->theme->link.underline;
    }
    return intern(L, &ink, span->at);
}

/* A footnote's mark: a raised, smaller figure. */
static const struct ink *mark_ink(struct layout *L, const struct look *look)
{
    struct ink ink = plain_ink(look);
    ink.figures = FIGURES_LINING;
    ink.size = sp_ratio(look->size, 62, 100);
    ink.rise = sp_ratio(look->size, 34, 100);
    return intern(L, &ink, L->options->front);
}

/* Spans to stretches */

struct styler {
    struct layout *L;
    struct arena *arena; /* of the paragraph */
    const struct frame *frame;
    const struct look *look;
    struct element *element; /* of the block */
    const struct link *link; /* the link the span before was in, and its element */
    struct element *link_element;
    struct element *mark; /* the last footnote's mark, and how many of its figures are to come */
    size_t figures;
};

static struct element *span_element(struct styler *s, const struct span *span, struct extra *extra)
{
    struct element *e = s->element;
    if (!span->link)
        s->link = NULL;
    if (span->link && span->link != s->link) {
        bool is_within = span->link->uri[0] == '#'; /* the document */
        s->link = span->link;
        e = is_within ? element_new(s->L, e, ROLE_REFERENCE, NULL) : e;
        s->link_element = element_new(s->L, e, ROLE_LINK, NULL);
    }
    if (span->link) {
        e = s->link_element;
        extra->link = span->link;
        extra->link_element = e;
    }
    if (span->lang || span->spoken.n)
        e = element_new(s->L, e, ROLE_SPAN, span->lang);
    if (span->spoken.n)
        e->actual = span->spoken;
    return e;
}

static size_t figures_of(uint32_t n)
{
    size_t figures = 1;
    while (n /= 10)
        figures++;
    return figures;
}

/* A footnote's mark becomes Reference; the note itself is set when its line is placed. A mark of
 * several figures may come in several spans: it is one, with one note. */
static struct element *note_mark(struct styler *s, const struct span *span, struct extra *extra)
{
    size_t n = span->to - span->from;
    if (s->figures >= n && s->figures) {
        s->figures -= n;
        return s->mark;
    }
    size_t figures = figures_of(span->note_number);
    s->figures = figures > n ? figures - n : 0;
    extra->note = span->note;
    extra->note_number = span->note_number;
    extra->note_parent = s->element;
    return s->mark = element_new(s->L, s->element, ROLE_REFERENCE, NULL);
}

static void inline_picture(struct styler *s, const struct span *span, struct extra *extra,
                           struct stretch *stretch)
{
    struct picture_box box;
    sp tallest = s->frame->picture_height ? s->frame->picture_height : 2 * s->look->leading;
    if (!picture_set(s->L, span->picture, s->frame->width, tallest, &box))
        return;
    extra->picture = span->picture;
    extra->crop = box.crop;
    extra->element = picture_element(s->L, span->picture, s->element, NULL);
    if (extra->element)
        stretch->owner = extra->element;
    stretch->object_width = box.w;
    stretch->object_ascent = box.h;
}

static bool is_uri_text(struct text t)
{
    return text_find(t, "://") != SIZE_MAX || text_starts(t, "www.") ||
           text_find_char(t, '@') != SIZE_MAX;
}

static enum order order_of(const struct span *span)
{
    if (span->note)
        return ORDER_OF_MARK;
    return span->style & INLINE_CODE ? ORDER_OF_CODE : ORDER_OF_TEXT;
}

static void style_span(struct styler *s, const struct block *block, const struct span *span,
                       struct stretch *out, struct extra *extra)
{
    struct element *e = span->note ? note_mark(s, span, extra) : span_element(s, span, extra);
    struct text said = text_slice(block->text, span->from, span->to);
    *out = (struct stretch){.from = span->from,
                            .to = span->to,
                            .ink = span->note ? mark_ink(s->L, s->look)
                                              : ink_of_span(s->L, s->look, span),
                            .lang = span->lang,
                            .may_hyphenate = !(span->style & INLINE_CODE) && !is_uri_text(said),
                            .order = order_of(span),
                            .owner = e,
                            .at = span->at,
                            .is_value = (span->style & INLINE_VALUE) != 0};
    if (span->picture)
        inline_picture(s, span, extra, out);
    bool is_first = span == block->span || span[-1].attr != span->attr;
    if (span->attr && is_first)
        extra->name = span->attr->id;
    if (span->mark)
        extra->name = span->mark;
    if (span->picture && span->picture->attr->id)
        extra->name = span->picture->attr->id;
}

/* A number to come is as wide as the one foreseen; else it has two figures. */
static sp width_of_number(struct styler *s, const struct stretch *like, unsigned page)
{
    struct text number = page ? text_of(arena_printf(s->arena, "%u", page)) : TEXT("00");
    struct stretch stretch = {.ink = like->ink, .owner = like->owner, .to = (uint32_t)number.n};
    struct paragraph para = {.text = number,
                             .stretch = &stretch,
                             .stretches = 1,
                             .scripts = s->L->scripts,
                             .lang = s->L->tree->lang};
    sp least, natural;
    paragraph_widths(s->L->shaper, &para, &least, &natural);
    return natural;
}

/* The number a page reference prints: known if its target is on a page already. A later one gets a
 * box, to be filled when the pages are counted. */
static struct text page_reference(struct styler *s, const struct span *span,
                                  struct stretch *stretch, struct extra *extra)
{
    unsigned page = late_known_page(s->L, span->page_of);
    if (page)
        return text_of(arena_printf(s->arena, "%u", page));
    extra->page_of = span->page_of;
    extra->element = (struct element *)stretch->owner;
    unsigned foreseen = late_foreseen_page(s->L, span->page_of);
    stretch->object_width = width_of_number(s, stretch, foreseen);
    return text_of(object);
}

static const struct protrusion *protrusion_of(const struct layout *L, struct arena *arena)
{
    const struct hang *hang = &L->theme->body.protrude;
    struct protrusion *p = ARENA_NEW(arena, struct protrusion);
    *p = (struct protrusion){.hyphen = hang->hyphen,
                             .dash = hang->dash,
                             .period = hang->period,
                             .comma = hang->comma,
                             .colon = hang->colon,
                             .semicolon = hang->semicolon,
                             .quote = hang->quote};
    return p;
}

enum { LEAST_JUSTIFIED = 12 }; /* ems; in narrower lines the gaps would be holes */

static enum align align_in(const struct frame *frame)
{
    bool is_narrow = frame->look && frame->width / LEAST_JUSTIFIED < frame->look->size;
    return frame->align == TEXT_JUSTIFY && is_narrow ? TEXT_START : frame->align;
}

static struct paragraph paragraph_in(struct layout *L, struct arena *arena,
                                     const struct frame *frame)
{
    return (struct paragraph){.lang = frame->lang,
                              .is_rtl = lang_is_rtl(L, frame->lang),
                              .align = align_in(frame),
                              .hyphenates = frame->hyphenates,
                              .width = frame->width,
                              .expand = frame->expand,
                              .letter_space = L->theme->body.letter_space,
                              .space_shrink = L->theme->body.space_shrink,
                              .shortest_hyphenated = L->theme->body.hyphen_min,
                              .hyphen_cost = L->theme->body.hyphen_cost,
                              .scripts = L->scripts,
                              .protrusion = frame->protrudes ? protrusion_of(L, arena) : NULL};
}

/* [words]{.key color="2"}: a square in the palette's second color stands before the words. */
static bool begins_key(const struct block *block, size_t i)
{
    const struct span *span = &block->span[i];
    return span_has_class(span, "key") && (i == 0 || block->span[i - 1].attr != span->attr);
}

static void style_swatch(struct styler *s, const struct span *span, struct stretch *out,
                         struct extra *extra)
{
    const struct text *number = attributes_find(span->attr, "color");
    int64_t n = 1;
    if (number && (!decimal_parse(*number, 1, &n) || n < 1 || n > PALETTE_COLORS)) {
        diag_error(s->L->diag, span->at, "'color' is a palette's number, 1 to %d", PALETTE_COLORS);
        n = 1;
    }
    extra->is_swatch = true;
    extra->color = s->L->theme->palette[n - 1];
    *out = (struct stretch){.ink = ink_of(s->L, s->look, 0, NO_COLOR),
                            .owner = s->element,
                            .object_width = s->look->size,
                            .object_ascent = sp_ratio(s->look->size, 65, 100),
                            .at = span->at};
}

/* A key is not parted from its square, nor its words from each other. */
static struct text key_words(struct styler *s, struct text said, struct stretch *stretch)
{
    struct buf out = {0};
    for (size_t i = 0; i < said.n; i++)
        if (said.p[i] == ' ')
            buf_string(&out, "\u00A0");
        else
            buf_char(&out, said.p[i]);
    struct text words = arena_text(s->arena, buf_as_text(&out));
    buf_done(&out);
    stretch->may_hyphenate = false;
    return words;
}

/* Boxes to tick are drawn: no text face has them. */
static size_t count_boxes(struct text text)
{
    size_t n = 0;
    enum checkbox box;
    for (size_t i = 0; i < text.n; i++)
        n += text.p[i] == '\xE2' && checkbox_of(text_from(text, i), &box);
    return n;
}

static void style_box(struct styler *s, enum checkbox state, struct text said,
                      struct stretch *stretch, struct extra *extra)
{
    sp size = cap_height_of(s->L, s->look) * 11 / 10;
    struct display *box = ARENA_NEW(s->arena, struct display);
    *box = checkbox_draw(s->arena, state, size, stretch->ink->color);
    extra->box = box;
    extra->element = element_new(s->L, (struct element *)stretch->owner, ROLE_SPAN, NULL);
    extra->element->actual = arena_text(s->L->arena, said);
    stretch->owner = extra->element;
    stretch->object_width = size * 7 / 6;
    stretch->object_ascent = size;
}

/* A paragraph being put together; room for all stretches is there. */
struct styling {
    struct buf text;
    struct stretch *stretch;
    struct extra *extra;
    size_t n;
};

/* What a span says: a stretch like `as`, and one for each box in it. */
static void add_span(struct styler *s, struct styling *out, struct text said,
                     const struct stretch *as, const struct extra *extra)
{
    enum { BOX_BYTES = 3 };
    const struct stretch *first = &out->stretch[out->n];
    do {
        size_t n = 0;
        enum checkbox state = CHECKBOX_OPEN;
        while (n < said.n && !checkbox_of(text_from(said, n), &state))
            n++;
        bool is_box = n == 0 && said.n;
        struct text part = text_slice(said, 0, is_box ? BOX_BYTES : n);
        struct stretch *stretch = &out->stretch[out->n];
        *stretch = *as;
        out->extra[out->n] = *extra;
        if (stretch != first)
            out->extra[out->n].name = NULL;
        if (is_box)
            style_box(s, state, part, stretch, &out->extra[out->n]);
        stretch->from = (uint32_t)out->text.n;
        buf_text(&out->text, is_box ? text_of(object) : part);
        stretch->to = (uint32_t)out->text.n;
        out->n++;
        said = text_from(said, part.n);
    } while (said.n);
}

struct styled styled_text(struct layout *L, struct arena *arena, const struct block *block,
                          const struct frame *frame, const struct look *look,
                          struct element *element)
{
    struct frame own = *frame;
    own.lang = block_lang(block, frame->lang);
    struct styled out = {paragraph_in(L, arena, &own), NULL};
    size_t most = 2 * block->spans + 2 * count_boxes(block->text) + 1;
    struct styling in = {.stretch = ARENA_ARRAY(arena, struct stretch, most),
                         .extra = ARENA_ARRAY(arena, struct extra, most)};
    struct styler s = {.L = L, .arena = arena, .frame = &own, .look = look, .element = element};
    for (size_t i = 0; i < block->spans; i++) {
        const struct span *span = &block->span[i];
        struct stretch stretch;
        struct extra extra = {0};
        if (begins_key(block, i)) {
            style_swatch(&s, span, &stretch, &extra);
            add_span(&s, &in, text_of(joined_object), &stretch, &extra);
            extra = (struct extra){0};
        }
        style_span(&s, block, span, &stretch, &extra);
        struct text said = span->page_of ? page_reference(&s, span, &stretch, &extra)
                                         : text_slice(block->text, span->from, span->to);
        if (span_has_class(span, "key"))
            said = key_words(&s, said, &stretch);
        add_span(&s, &in, said, &stretch, &extra);
    }
    out.extra = in.extra;
    out.para.text = arena_text(arena, buf_as_text(&in.text));
    buf_done(&in.text);
    out.para.stretch = in.stretch;
    out.para.stretches = in.n;
    return out;
}

struct styled styled_plain(struct layout *L, struct arena *arena, struct text text,
                           const struct frame *frame, const struct look *look,
                           struct element *element, struct place at)
{
    struct styled out = {paragraph_in(L, arena, frame), ARENA_NEW(arena, struct extra)};
    struct stretch *stretch = ARENA_NEW(arena, struct stretch);
    assert(text.n <= UINT32_MAX);
    *stretch = (struct stretch){.from = 0,
                                .to = (uint32_t)text.n,
                                .ink = ink_of(L, look, 0, NO_COLOR),
                                .may_hyphenate = true,
                                .owner = element,
                                .at = at};
    out.para.text = text;
    out.para.stretch = stretch;
    out.para.stretches = text.n ? 1 : 0;
    return out;
}

/* Strong words in a look of their own. */
void override_strong(struct layout *L, struct styled *styled, const struct look *look,
                     const struct look *strong)
{
    const struct ink *from = ink_of(L, look, INLINE_STRONG, NO_COLOR);
    struct stretch *stretch = (struct stretch *)styled->para.stretch;
    for (size_t i = 0; i < styled->para.stretches; i++)
        if (stretch[i].ink == from)
            stretch[i].ink = ink_of(L, strong, 0, NO_COLOR);
}
