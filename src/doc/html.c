/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The expansion of the official Mustache as its bytes: what was written as {{x}} escaped for HTML,
 * what was written as {{{x}}} or {{&x}} as it is. */
#include "base/buffer.h"
#include "doc/draft.h"

static void add_escaped(struct buf *out, struct text value)
{
    for (size_t i = 0; i < value.n; i++) {
        switch (value.p[i]) {
        case '&': buf_string(out, "&amp;"); break;
        case '"': buf_string(out, "&quot;"); break;
        case '<': buf_string(out, "&lt;"); break;
        case '>': buf_string(out, "&gt;"); break;
        default: buf_char(out, value.p[i]); break;
        }
    }
}

void expansion_print_html(const struct expansion *x, struct buf *out)
{
    for (size_t i = 0, index, n; i < x->text.n; i += n) {
        n = 1;
        if (!token_read(x->text, i, &index, &n)) {
            buf_char(out, x->text.p[i]);
            continue;
        }
        const struct insertion *value = &x->insertion[index];
        if (value->is_markdown)
            buf_text(out, value->text);
        else
            add_escaped(out, value->text);
    }
}
