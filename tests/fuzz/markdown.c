/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as Markdown, with values in it, into a tree, and every other one onto pages. The first
 * byte chooses language and options. */
#include "page/flow.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static struct arena *kept; /* what all inputs use */
static struct fonts *fonts;
static struct shaper *shaper;
static const struct theme *theme;
static const struct library library = {NULL, "."};

static void prepare(void)
{
    kept = arena_new();
    struct diag *diag = diag_new(kept);
    fonts = fonts_load(kept, "fonts/catalogue.yaml", NULL, diag);
    shaper = fonts ? shaper_new(fonts, "build/hyphen") : NULL;
    theme = theme_load(kept, &library, "house", (struct place){0}, NULL, diag);
    if (!shaper || !theme) {
        diag_print(diag, stderr);
        abort();
    }
}

/* The bytes as a file would be read: what is no UTF-8 is replaced. */
static struct text repaired(struct arena *arena, const uint8_t *bytes, size_t n)
{
    struct buf out = {0};
    struct text text = {(const char *)bytes, n};
    for (size_t i = 0; i < text.n;) {
        uint32_t cp;
        i += utf8_decode(text.p + i, text.n - i, &cp);
        buf_code_point(&out, cp);
    }
    text = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return text;
}

static void lay_out(struct arena *arena, const struct tree *tree, struct diag *diag)
{
    struct flow_options options = {
        .theme = theme, .fonts = fonts, .shaper = shaper, .toc_depth = 2, .max_pages = 3};
    struct book book;
    flow_run(arena, tree, &options, &page_nowhere, &book, diag);
}

static struct tree *parse(struct arena *arena, struct text text, uint8_t choice, struct diag *diag)
{
    static const char *const langs[] = {"de", "en", "fr", "pl", "ar", "he", "ru", "zh"};
    static const struct site site = {.at = {"v.md", 1, 1, "t id=1"}};
    static const struct insertion values[] = {
        {.text = {"a*b* \"q\" -- <i>", 15}, .site = &site},
        {.text = {"# Kopf\n\n- x \"q\"\n- [^1]\n\n[^1]: y\n", 32}, .is_markdown = true},
        {.text = {"", 0}},
        {.text = {"12", 2}, .is_raw = true},
        {.text = {"eins\nzwei\n:::\n", 14}, .keeps_lines = true},
        {.text = {"**fett** `c` ![x](y){#z}", 24}, .is_markdown = true},
        {.text = {"::: {.note}\n[", 13}, .is_markdown = true}};
    struct expansion expansion = {
        .text = text, .insertion = values, .insertions = sizeof values / sizeof *values};
    const char *lang = langs[choice & 7];
    struct tree_options options = {.lang = lang,
                                   .locale = locale_open(arena, lang),
                                   .library = &library,
                                   .numbering = (choice & 8) != 0,
                                   .is_plain = (choice & 16) != 0};
    return tree_parse(arena, &expansion, &options, diag);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (!kept)
        prepare();
    if (!n)
        return 0;
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct text text = repaired(arena, bytes + 1, n - 1);
    const struct tree *tree = parse(arena, text, bytes[0], diag);
    char *dump = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&dump, &size);
    tree_dump(tree, out);
    diag_print(diag, out);
    fclose(out);
    free(dump);
    if (bytes[0] & 32)
        lay_out(arena, tree, diag);
    arena_free(arena);
    return 0;
}
