/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A translation held against its source, outside of any template. */
#include "doc/catalog_write.h"
#include "doc/unit.h"
#include "doc/wording_check.h"

bool message_check(struct arena *arena, const struct message *m, struct text translation,
                   struct place at, struct diag *diag)
{
    struct delimiters tags = {TEXT("{{"), TEXT("}}")};
    bool is_list = false;
    for (size_t i = 0; i < m->kinds; i++)
        is_list = is_list || wording_is_list(text_of(m->kind[i]));
    if (m->context) /* a column's value has no tags */
        tags = (struct delimiters){{0}, {0}};
    bool is_value = m->context && !column_is_markdown(m->context);
    const struct wording source = {.text = m->text, .tags = tags, .is_value = is_value};
    const struct wording words = {.text = translation, .tags = tags, .is_value = is_value};
    return wording_check(arena, &source, &words, is_list, at, diag);
}
