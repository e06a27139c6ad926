/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any text as a paragraph, in any direction, language and width: lines say all of it, their runs
 * and glyphs add up, and each line's bytes are shown once. The first three bytes choose language,
 * width and what else a paragraph can be; where the text has a `|`, another language begins. */
#include "line/paragraph.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { CHOICES = 3, MOST_STRETCHES = 64 };

static struct arena *kept; /* what all inputs use */
static struct fonts *fonts;
static struct shaper *shaper;
static const char *const langs[] = {"de", "ar", "ur", "fa",  "he", "th", "zh",      "hi",
                                    "ti", "ta", "ka", "hy",  "ru", "vi", "de-Arab", "ar-Latn",
                                    "ko", "ja", "km", "ckb", "bn", "el", "my",      "x"};
static const struct ink inks[] = {
    {.family = "Vollkorn", .weight = 400, .size = PT(21) / 2, .figures = FIGURES_OLDSTYLE},
    {.family = "Noto Sans", .weight = 700, .size = PT(10), .is_emphasized = true},
    {.family = "Lato", .weight = 400, .size = PT(9), .is_tabular = true, .rise = PT(2)}};

static void prepare(void)
{
    kept = arena_new();
    struct diag *diag = diag_new(kept);
    fonts = fonts_load(kept, "fonts/catalogue.yaml", NULL, diag);
    shaper = fonts ? shaper_new(fonts, "build/hyphen") : NULL;
    if (!shaper) {
        diag_print(diag, stderr);
        abort();
    }
}

static void require(bool holds)
{
    if (!holds)
        abort();
}

static size_t lang_of(uint8_t byte)
{
    return byte % (sizeof langs / sizeof *langs);
}

/* The bytes as UTF-8, and where in it another stretch begins. */
static struct text read_text(struct arena *arena, struct text raw, struct stretch *stretch,
                             size_t *stretches)
{
    struct buf out = {0};
    *stretches = 1;
    for (size_t i = 0; i < raw.n;) {
        uint32_t cp;
        i += utf8_decode(raw.p + i, raw.n - i, &cp);
        if (cp == '|' && out.n && out.n > stretch[*stretches - 1].from &&
            *stretches < MOST_STRETCHES) {
            size_t which = i < raw.n ? (uint8_t)raw.p[i] : 0;
            stretch[*stretches - 1].to = (uint32_t)out.n;
            stretch[(*stretches)++] =
                (struct stretch){.from = (uint32_t)out.n,
                                 .ink = &inks[which % 3],
                                 .lang = langs[lang_of((uint8_t)which)],
                                 .order = which % 5 ? ORDER_OF_TEXT : ORDER_OF_CODE};
        } else if (cp && cp != 0xFFFC) {
            buf_code_point(&out, cp == '\n' ? 0x2028 : cp);
        }
    }
    if (*stretches > 1 && stretch[*stretches - 1].from == out.n)
        (*stretches)--;
    stretch[*stretches - 1].to = (uint32_t)out.n;
    struct text text = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return text;
}

static void judge(const struct line *line)
{
    sp width = 0;
    size_t covered = 0;
    for (size_t i = 0; i < line->runs; i++) {
        const struct run *run = &line->run[i];
        sp glyphs = 0;
        require(run->x == width && run->from <= run->to && run->to <= line->text.n);
        for (size_t k = 0; k < run->glyphs; k++) {
            glyphs += run->glyph[k].advance;
            require(run->glyph[k].cluster >= run->from && run->glyph[k].cluster < run->to);
        }
        require(!run->face || glyphs == run->width);
        width += run->width;
        covered += run->to - run->from;
    }
    require(width == line->width && covered <= line->text.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (!kept)
        prepare();
    if (n <= CHOICES)
        return 0;
    struct arena *arena = arena_new();
    struct stretch stretch[MOST_STRETCHES] = {{.ink = &inks[0], .may_hyphenate = true}};
    struct text raw = {(const char *)bytes + CHOICES, n - CHOICES};
    struct paragraph p = {.stretch = stretch,
                          .lang = langs[lang_of(bytes[0])],
                          .is_rtl = (bytes[2] & 1) != 0,
                          .align = (enum align)(bytes[2] >> 1 & 3),
                          .hyphenates = (bytes[2] & 8) != 0,
                          .width = MM(1) + MM(bytes[1]),
                          .expand = bytes[2] & 16 ? 15 : 0,
                          .letter_space = bytes[2] & 32 ? 20 : 0,
                          .space_shrink = 300,
                          .balances = (bytes[2] & 64) != 0};
    p.text = read_text(arena, raw, stretch, &p.stretches);
    struct lines *lines = paragraph_set(arena, shaper, &p, diag_new(arena));
    require(lines->n > 0 && lines->line[lines->n - 1].ends_paragraph);
    for (size_t i = 0; i < lines->n; i++)
        judge(&lines->line[i]);
    sp least, natural;
    paragraph_widths(shaper, &p, &least, &natural);
    require(least >= 0 && natural >= 0);
    arena_free(arena);
    return 0;
}
