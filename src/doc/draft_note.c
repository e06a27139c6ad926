/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Footnotes of a text that stands twice in a document, in two languages: a label means one note
 * only, so those of the second language get labels of their own. */
#include "doc/draft.h"

#include <string.h>

#include "base/map.h"

enum { LONGEST_LABEL = 1000 };

/* `[^label]` at the front: the bytes of the label; 0: there is none. */
static size_t label_length(struct text t)
{
    if (!text_starts(t, "[^"))
        return 0;
    for (size_t i = 2; i < t.n && i < LONGEST_LABEL; i++) {
        if (t.p[i] == ']')
            return i - 2;
        if (t.p[i] == '[' || t.p[i] == '\n' || t.p[i] == ' ')
            return 0;
    }
    return 0;
}

/* The labels of the definitions in the text. */
static void find_defined(struct arena *arena, struct text all, struct map *out)
{
    struct text line;
    while (text_next_line(&all, &line)) {
        line = text_trim(line);
        size_t n = label_length(line);
        if (n && text_starts(text_from(line, n + 3), ":"))
            map_intern(out, arena, text_slice(line, 2, 2 + n), 0);
    }
}

static void shift(struct draft *d, size_t from, size_t by)
{
    for (size_t i = d->origins; i-- > 0 && d->origin[i].from > from;)
        d->origin[i].from += (uint32_t)by;
    for (size_t i = d->uses; i-- > 0 && d->use[i].offset > from;)
        d->use[i].offset += by;
}

/* Labels that have to change, behind byte `start`, by their ends in the text. */
struct ends {
    size_t *at, n, cap;
};

static struct ends find_ends(const struct draft *d, size_t start)
{
    struct ends ends = {0};
    struct map defined = {0};
    struct text all = text_from(buf_as_text(&d->text), start);
    find_defined(d->arena, all, &defined);
    for (size_t i = 0; i < all.n; i++) {
        size_t n = all.p[i] == '[' ? label_length(text_from(all, i)) : 0;
        if (!n || map_find(&defined, text_slice(all, i + 2, i + 2 + n)) == UINT32_MAX)
            continue;
        ends.at = arena_grow(d->arena, ends.at, sizeof *ends.at, &ends.cap, ends.n + 1);
        ends.at[ends.n++] = start + i + 2 + n;
    }
    return ends;
}

void draft_rename_notes(struct draft *d, size_t start, const char *suffix)
{
    struct ends ends = find_ends(d, start);
    const char *tail = arena_printf(d->arena, "-%s", suffix);
    size_t more = strlen(tail), end = d->text.n;
    for (size_t k = 0; k < ends.n; k++)
        buf_add(&d->text, tail, more); /* room */
    for (size_t k = ends.n; k-- > 0;) {
        char *p = d->text.p;
        size_t down = (k + 1) * more;
        memmove(p + ends.at[k] + down, p + ends.at[k], end - ends.at[k]);
        memcpy(p + ends.at[k] + down - more, tail, more);
        end = ends.at[k];
        shift(d, ends.at[k], more);
    }
}
