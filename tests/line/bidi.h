/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text of both directions that can be read in a table: capitals are letters from right to left
 * (Arabic or Hebrew), small letters are Latin. What is marked becomes a stretch of its own. */
#ifndef TESTS_LINE_BIDI_H
#define TESTS_LINE_BIDI_H

#include <string.h>

#include <unicode/uchar.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "line/units.h"

#define VALUE(text) "\1" text "\5"
#define CODE(text) "\2" text "\5"
#define MARK(text) "\3" text "\5"
#define IN(lang, text) "\4" lang ":" text "\5" /* lang: of two letters */

enum { ARABIC = 0x628, HEBREW = 0x5D0, MOST_STRETCHES = 40 };

struct mixed {
    struct text text;
    struct stretch stretch[MOST_STRETCHES];
    size_t stretches;
};

static bool is_capital(uint32_t cp)
{
    return cp - 'A' < 26;
}

/* Capitals of `text` are letters from `first` on. */
static void mixed_read(struct arena *arena, const char *text, uint32_t first, struct mixed *out)
{
    static const struct ink ink = {.family = "Noto Sans", .weight = 400, .size = PT(10)};
    struct stretch state[8] = {{.ink = &ink, .may_hyphenate = true}};
    size_t depth = 0, n = strlen(text);
    struct buf buf = {0};
    out->stretches = 0;
    for (size_t i = 0; i <= n; i++) {
        if (i < n && (unsigned char)text[i] > 5) {
            uint32_t cp;
            i += utf8_decode(text + i, n - i, &cp) - 1;
            buf_code_point(&buf, is_capital(cp) ? first + cp - 'A' : cp);
            continue;
        }
        struct stretch *last = &out->stretch[out->stretches];
        *last = state[depth];
        last->from = out->stretches ? last[-1].to : 0;
        last->to = (uint32_t)buf.n;
        out->stretches += last->to > last->from;
        if (i == n)
            break;
        if (text[i] == '\5') {
            depth--;
            continue;
        }
        state[depth + 1] = state[depth];
        struct stretch *now = &state[++depth];
        now->at = (struct place){"text.md", 1, (uint32_t)i + 1, NULL};
        now->owner = text + i;
        now->is_value = now->is_value || text[i] == '\1';
        now->order = text[i] == '\2' ? ORDER_OF_CODE : now->order;
        now->order = text[i] == '\3' ? ORDER_OF_MARK : now->order;
        if (text[i] == '\4') {
            now->lang = arena_string(arena, (struct text){text + i + 1, 2});
            i += 3;
        }
    }
    out->text = arena_text(arena, buf_as_text(&buf));
    buf_done(&buf);
}

static uint32_t shown_as(const struct unit *unit, uint32_t first)
{
    uint32_t cp = unit->level & 1 ? (uint32_t)u_charMirror((UChar32)unit->cp) : unit->cp;
    return cp - first < 26 ? 'A' + cp - first : cp;
}

/* What a reader sees, from left to right, when all of it stands in one line. */
__attribute__((unused)) static struct text mixed_shown(struct arena *arena, const struct unit *unit,
                                                       size_t n, bool is_rtl, uint32_t first)
{
    struct buf out = {0};
    struct bidi_item *item = ARENA_ARRAY(arena, struct bidi_item, n + 1);
    uint32_t *order = ARENA_ARRAY(arena, uint32_t, n + 1);
    for (size_t i = 0; i < n; i++)
        item[i] = (struct bidi_item){unit[i].level, unit[i].border, unit[i].kind != ATOM_WORD};
    bidi_order(arena, item, n, is_rtl, order);
    for (size_t i = 0; i < n; i++)
        buf_code_point(&out, shown_as(&unit[order[i]], first));
    struct text text = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return text;
}

#endif
