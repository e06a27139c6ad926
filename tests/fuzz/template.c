/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libFuzzer's entry for templates: the first byte chooses the language or the official Mustache,
 * the rest is a template, which is parsed and expanded with a small fixed set of data. */
#include <stdint.h>
#include <string.h>

#include "base/buffer.h"
#include "doc/json.h"
#include "doc/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const char data[] = "{\"a\": 1, \"b\": \"x *y* | `z` {{a}}\\nq\", \"c\": null, \"d\": "
                           "\"2015-09-14\", \"e_ct\": -750,"
                           " \"m\": {\"a\": 2, \"n\": {\"b\": true}}, \"l\": [{\"a\": 1, \"k\": "
                           "[1, [2, 3]]}, {\"b\": \"- y\"}],"
                           " \"s\": [\"A\", \"B\"], \"r\": 0.25}";

static void expand(struct arena *arena, bool is_mustache, struct text text)
{
    struct library library = {0};
    struct diag *diag = diag_new(arena);
    struct buf out = {0};
    struct source source = {"fuzz/t.md", "t.md", text};
    struct template *t = is_mustache ? template_parse_mustache(arena, &library, &source, diag)
                                     : template_parse(arena, &library, &source, false, NULL, diag);
    struct store *store = is_mustache ? NULL : store_open_empty("2015-12-31", diag);
    struct inputs in = {.lang = "de", .locale = locale_open(arena, "de"), .store = store};
    in.data = data_parse(arena, text_of(data), (struct place){"data", 1, 1, NULL}, diag);
    const struct expansion *x = template_expand(arena, t, &in, diag);
    if (is_mustache)
        expansion_print_html(x, &out);
    else
        expansion_print(x, &out);
    for (size_t i = 0; i < x->text.n; i += 97)
        expansion_origin(x, i);
    buf_done(&out);
    store_close(store);
}

/* A source is valid UTF-8 without the token marks and ends in a line end (library.h). */
static struct text as_source(struct arena *arena, const uint8_t *bytes, size_t n)
{
    char *text = arena_alloc(arena, n + 1, 1);
    for (size_t i = 0; i < n; i++)
        text[i] = bytes[i] && bytes[i] < 0x80 ? (char)bytes[i] : '?';
    text[n] = '\n';
    return (struct text){text, n + 1};
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (n < 1)
        return 0;
    struct arena *arena = arena_new();
    struct text text = as_source(arena, bytes + 1, n - 1);
    text.n -= bytes[0] & 1;
    expand(arena, bytes[0] & 1, text);
    arena_free(arena);
    return 0;
}
