/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of pictures to those who do not see them: it must be there (WCAG 2.2, 1.1.1;
 * PDF/UA-1, 7.3) and must say something. A picture that says nothing must be declared to be
 * decoration. */
#include "doc/markdown.h"

#include "base/ascii.h"
#include "base/file.h"
#include "base/utf8.h"

enum { LONGEST = 250 /* code points: what is read out in one go */ };

/* A drawing may say it itself. */
static bool has_title(struct builder *builder, const struct picture *picture)
{
    struct text file;
    struct text path = text_of(picture->path);
    struct text end = text_from(path, path.n < 4 ? path.n : path.n - 4);
    return text_equal_caseless(end, TEXT(".svg")) &&
           file_read(builder->scratch, picture->path, &file) &&
           text_find(file, "<title") != SIZE_MAX;
}

static void judge_missing(struct builder *builder, const struct picture *picture)
{
    if (!picture->path || has_title(builder, picture))
        return;
    diag_report(
        builder->diag, builder_level(builder), picture->at,
        "picture '%s' has no alternative text: say in [brackets] or by alt=\"…\" what is to "
        "be seen, or {.decorative} if it says nothing",
        picture->shown);
}

/* What cameras and telephones call their files: IMG_1234, DSC01234, P1010123, PXL_20240914_… */
static bool is_camera_name(struct text t)
{
    static const char *const prefixes[] = {"img",  "dsc",        "dscn",  "dscf", "pxl",
                                           "p",    "mvi",        "image", "bild", "foto",
                                           "scan", "screenshot", "photo"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        struct text prefix = text_of(prefixes[i]);
        if (t.n <= prefix.n || !text_equal_caseless(text_slice(t, 0, prefix.n), prefix))
            continue;
        struct text rest = text_from(t, prefix.n);
        if (ascii_is_in("_-", rest.p[0]))
            rest = text_from(rest, 1);
        size_t n = text_digits(rest);
        if (n >= 3 && text_find_char(t, ' ') == SIZE_MAX)
            return true;
    }
    return false;
}

static bool ends_like_file(struct text t)
{
    static const char *const ends[] = {".jpg", ".jpeg", ".png",  ".svg", ".gif",
                                       ".tif", ".tiff", ".webp", ".heic"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct text end = text_of(ends[i]);
        if (t.n > end.n && text_equal_caseless(text_from(t, t.n - end.n), end))
            return true;
    }
    return false;
}

/* A logo may well have its file's name; a name with signs or digits is nobody's word. */
static bool is_file_name(struct text alt, const struct picture *picture)
{
    struct text stem = path_stem(picture->shown);
    bool has_signs = false;
    for (size_t i = 0; i < alt.n; i++)
        has_signs |= alt.p[i] == '_' || ascii_is_digit(alt.p[i]);
    return ends_like_file(alt) || is_camera_name(alt) ||
           (has_signs && text_find_char(alt, ' ') == SIZE_MAX && text_equal_caseless(alt, stem));
}

static void judge_words(struct builder *builder, const struct picture *picture, struct text alt,
                        const struct block *caption)
{
    bool is_given = attributes_find(picture->attr, "alt") != NULL;
    size_t n = utf8_count(alt);
    if (is_file_name(alt, picture))
        diag_warn(builder->diag, picture->at,
                  "the alternative text '%.*s' is a file's name: say what is to be seen",
                  (int)alt.n, alt.p);
    else if (caption && is_given && text_equal(alt, text_trim(caption->text)))
        diag_warn(builder->diag, picture->at,
                  "the alternative text is the caption again, which is read out anyway: say what "
                  "is to be seen");
    else if (n > LONGEST)
        diag_info(builder->diag, picture->at,
                  "the alternative text has %zu letters, and nobody can stop or go back in it: up "
                  "to %d serve, the rest is better said in the text",
                  n, LONGEST);
}

static void judge_decorative(struct builder *builder, const struct picture *picture)
{
    bool is_given = attributes_find(picture->attr, "alt") != NULL;
    if (picture->attr->id && !is_given)
        diag_error(builder->diag, picture->at,
                   "a decorative picture has no caption: leave out '.decorative' or the caption");
    else
        diag_warn(builder->diag, picture->at,
                  "the alternative text of a decorative picture is not read out: leave out "
                  "'.decorative' or the text");
}

static void judge(struct builder *builder, const struct picture *picture,
                  const struct block *caption)
{
    struct text alt = text_trim(picture->alt);
    if (picture->is_decorative && alt.n)
        judge_decorative(builder, picture);
    else if (!picture->is_decorative && !alt.n)
        judge_missing(builder, picture);
    else if (!picture->is_decorative)
        judge_words(builder, picture, alt, caption);
}

static void judge_block(struct builder *builder, const struct block *block)
{
    const struct picture *last = NULL;
    if (block->kind == BLOCK_PICTURE)
        judge(builder, block->picture, block->caption);
    for (size_t i = 0; i < block->spans; i++) {
        const struct picture *picture = block->span[i].picture;
        if (picture && picture != last && picture != block->picture)
            judge(builder, picture, NULL);
        last = picture;
    }
    for (const struct block *child = block->child; child; child = child->next)
        judge_block(builder, child);
}

void alternatives_judge(struct builder *builder)
{
    judge_block(builder, builder->tree->root);
    for (size_t i = 0; i < builder->tree->notes; i++)
        judge_block(builder, builder->tree->note[i]);
}
