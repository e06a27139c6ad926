/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The library hands its handlers nothing of ours, so what they fill is known to this file. While it
 * works the locale is "C": its messages are compared with English ones. */
#include "doc/catalog_guard.h"

#include <locale.h>
#include <setjmp.h>

static struct po_guard *guard;
static jmp_buf way_out;

static struct po_remark make_remark(po_message_t message, const char *file, size_t line,
                                    const char *words)
{
    bool has_line = file && line != (size_t)-1;
    return (struct po_remark){po_words(guard->arena, words), has_line ? line : 0, message};
}

/* Of several in a line the first is the cause of the others. */
static bool is_consequence(size_t line)
{
    size_t n = guard->complaints;
    return line && n && n <= MOST_COMPLAINTS && guard->complaint[n - 1].first.line == line;
}

static void add(int severity, struct po_remark first, struct po_remark second)
{
    if (is_consequence(first.line))
        return;
    if (guard->complaints < MOST_COMPLAINTS)
        guard->complaint[guard->complaints] = (struct po_complaint){first, second};
    guard->complaints++;
    if (severity == PO_SEVERITY_FATAL_ERROR || guard->complaints == ENOUGH_COMPLAINTS)
        longjmp(way_out, 1);
}

/* The column counts cells of a terminal: it is of no use. */
static void on_error(int severity, po_message_t message, const char *file, size_t line,
                     size_t column, int has_lines, const char *text)
{
    (void)column, (void)has_lines;
    if (severity != PO_SEVERITY_WARNING)
        add(severity, make_remark(message, file, line, text), (struct po_remark){0});
}

static void on_error_of_two(int severity, po_message_t message, const char *file, size_t line,
                            size_t column, int has_lines, const char *text, po_message_t message2,
                            const char *file2, size_t line2, size_t column2, int has_lines2,
                            const char *text2)
{
    (void)column, (void)has_lines, (void)column2, (void)has_lines2;
    if (severity != PO_SEVERITY_WARNING)
        add(severity, make_remark(message, file, line, text),
            make_remark(message2, file2, line2, text2));
}

void po_complain(struct po_guard *g, const char *words)
{
    if (g->complaints < MOST_COMPLAINTS)
        g->complaint[g->complaints] = (struct po_complaint){.first.words = words};
    g->complaints++;
}

bool po_guarded(struct po_guard *g, void (*work)(void *context, po_xerror_handler_t), void *context)
{
    static const struct po_xerror_handler handler = {on_error, on_error_of_two};
    static locale_t english, before; /* not on the stack: a longjmp returns here */
    english = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    before = uselocale(english);
    guard = g;
    if (!setjmp(way_out))
        work(context, &handler);
    uselocale(before);
    if (english)
        freelocale(english);
    return guard->complaints == 0;
}
