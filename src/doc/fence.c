/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of CommonMark 4.5: three marks or more, closed by at least as many of the same. */
#include "doc/fence.h"

#include <stdint.h>

enum { SHORTEST_FENCE = 3, WIDEST_INDENT = 3 };

static struct text skip_spaces(struct text line, size_t most)
{
    size_t n = 0;
    while (n < line.n && n < most && line.p[n] == ' ')
        n++;
    return text_from(line, n);
}

static size_t run_length(struct text line, char mark)
{
    size_t n = 0;
    while (n < line.n && line.p[n] == mark)
        n++;
    return n;
}

bool fence_opens(struct text line, size_t indent, struct fence *out, struct text *info)
{
    line = skip_spaces(line, indent);
    char mark = line.n ? *line.p : '\0';
    if (mark != '`' && mark != '~')
        return false;
    size_t n = run_length(line, mark);
    *info = text_trim(text_from(line, n));
    if (n < SHORTEST_FENCE || (mark == '`' && text_find_char(*info, '`') != SIZE_MAX))
        return false;
    *out = (struct fence){mark, n};
    return true;
}

bool fence_closes(const struct fence *fence, struct text line)
{
    line = text_trim(skip_spaces(line, WIDEST_INDENT));
    return line.n >= fence->n && run_length(line, fence->mark) == line.n;
}

bool fence_line(struct fence *fence, struct text line)
{
    struct text info;
    if (!fence->n)
        return fence_opens(line, WIDEST_INDENT, fence, &info);
    if (fence_closes(fence, line))
        *fence = (struct fence){0};
    return true;
}
