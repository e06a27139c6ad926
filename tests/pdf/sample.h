/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages by hand for the tests of pdf/: real fonts and real shaping, but one line at a time, so that
 * nothing of page/ or of the paragraph builder is needed. */
#ifndef TESTS_PDF_SAMPLE_H
#define TESTS_PDF_SAMPLE_H

#include <hb.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "doc/front.h"
#include "pdf/pdf.h"
#include "tests/check.h"

#define PROFILE "/usr/share/color/icc/colord/sRGB.icc"

struct sample {
    struct arena *arena; /* of the document */
    struct diag *diag;
    struct fonts *fonts;
    struct element *root;
    uint32_t serial;
    char folder[32];
    struct display *item; /* of the page being made */
    size_t items;
    sp y;
};

enum { MOST_ITEMS = 64 };

/* A structure tree belongs to one document: another one begins with a new root. */
__attribute__((unused)) static void sample_begin(struct sample *s)
{
    s->root = ARENA_NEW(s->arena, struct element);
    s->root->role = ROLE_DOCUMENT;
}

__attribute__((unused)) static struct sample *sample_new(void)
{
    struct arena *arena = arena_new();
    struct sample *s = ARENA_NEW(arena, struct sample);
    s->arena = arena;
    s->diag = diag_new(arena);
    s->fonts = fonts_load(arena, "fonts/catalogue.yaml", getenv("OWN_FONTS"), s->diag);
    s->root = ARENA_NEW(arena, struct element);
    s->root->role = ROLE_DOCUMENT;
    strcpy(s->folder, "/tmp/pdf-test-XXXXXX");
    if (!s->fonts || !mkdtemp(s->folder))
        abort();
    return s;
}

__attribute__((unused)) static void sample_free(struct sample *s)
{
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", s->folder);
    if (!getenv("KEEP") && system(command) != 0)
        abort();
    fonts_free(s->fonts);
    arena_free(s->arena);
}

__attribute__((unused)) static char *sample_path(struct sample *s, const char *name)
{
    return arena_printf(s->arena, "%s/%s", s->folder, name);
}

/* A new last child. */
__attribute__((unused)) static struct element *
sample_element(struct sample *s, struct element *parent, enum role role)
{
    struct element *e = ARENA_NEW(s->arena, struct element);
    *e = (struct element){
        .parent = parent, .previous = parent->last, .role = role, .serial = ++s->serial};
    if (parent->last)
        parent->last->next = e;
    else
        parent->child = e;
    parent->last = e;
    return e;
}

__attribute__((unused)) static struct ink *sample_ink(struct sample *s, const char *family)
{
    struct ink *ink = ARENA_NEW(s->arena, struct ink);
    *ink = (struct ink){.family = family, .weight = 400, .size = PT(12)};
    return ink;
}

/* Shapes text[from, to) as one run. */
__attribute__((unused)) static struct run sample_run(struct sample *s, struct text text,
                                                     uint32_t from, uint32_t to,
                                                     const struct ink *ink, struct element *owner)
{
    const struct face *face =
        fonts_match(s->fonts, &(struct font_wish){ink->family, ink->weight, ink->is_italic});
    struct stretch *stretch = ARENA_NEW(s->arena, struct stretch);
    *stretch = (struct stretch){.from = from, .to = to, .ink = ink, .owner = owner};
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_add_utf8(buffer, text.p, (int)text.n, from, (int)(to - from));
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(face_hb_font(face), buffer, NULL, 0);
    unsigned n;
    hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &n);
    hb_glyph_position_t *at = hb_buffer_get_glyph_positions(buffer, NULL);
    struct glyph *glyph = ARENA_ARRAY(s->arena, struct glyph, n);
    struct run run = {.face = face, .stretch = stretch, .from = from, .to = to, .size = ink->size};
    run.level = HB_DIRECTION_IS_BACKWARD(hb_buffer_get_direction(buffer));
    int32_t units = face_units(face);
    for (unsigned i = 0; i < n; i++) {
        glyph[i] = (struct glyph){
            info[i].codepoint, info[i].cluster, sp_ratio(ink->size, at[i].x_advance, units),
            sp_ratio(ink->size, at[i].x_offset, units), sp_ratio(ink->size, at[i].y_offset, units)};
        run.width += glyph[i].advance;
    }
    run.glyph = glyph;
    run.glyphs = n;
    hb_buffer_destroy(buffer);
    return run;
}

/* A line of pieces, each of an ink and an owner; ended by a NULL text. */
struct piece {
    const char *text;
    const struct ink *ink;
    struct element *owner;
};

__attribute__((unused)) static struct line *sample_line(struct sample *s, const struct piece *piece)
{
    struct line *line = ARENA_NEW(s->arena, struct line);
    struct run *run = ARENA_ARRAY(s->arena, struct run, 8);
    char *whole = ARENA_ARRAY(s->arena, char, 1024);
    for (size_t i = 0; piece[i].text; i++)
        strcat(whole, piece[i].text);
    line->text = text_of(whole);
    uint32_t from = 0;
    for (; piece->text; piece++) {
        uint32_t to = from + (uint32_t)strlen(piece->text);
        struct run *r = &run[line->runs++];
        *r = sample_run(s, line->text, from, to, piece->ink, piece->owner);
        r->x = line->width;
        line->width += r->width;
        from = to;
    }
    line->run = run;
    line->ends_paragraph = true;
    return line;
}

__attribute__((unused)) static struct display *sample_item(struct sample *s, struct display d)
{
    if (!s->item)
        s->item = ARENA_ARRAY(s->arena, struct display, MOST_ITEMS);
    if (s->items == MOST_ITEMS)
        abort();
    s->item[s->items] = d;
    return &s->item[s->items++];
}

/* A line of one piece, at the next place on the page. */
__attribute__((unused)) static struct line *
sample_text(struct sample *s, const char *text, const struct ink *ink, struct element *owner)
{
    struct line *line = sample_line(s, (struct piece[]){{text, ink, owner}, {NULL, NULL, NULL}});
    s->y += PT(20);
    sample_item(
        s, (struct display){.kind = DISPLAY_LINE, .x = PT(60), .y = PT(40) + s->y, .line = line});
    return line;
}

__attribute__((unused)) static struct page sample_page(struct sample *s, unsigned number)
{
    struct page page = {
        .number = number, .width = MM(210), .height = MM(297), .item = s->item, .items = s->items};
    s->item = NULL;
    s->items = 0;
    s->y = 0;
    return page;
}

__attribute__((unused)) static struct pdf_info sample_info(void)
{
    return (struct pdf_info){.title = TEXT("Förderung & <Prüfung>"),
                             .author = TEXT("Netzwerk"),
                             .lang = "de-DE",
                             .date = "2015-12-31",
                             .standards = STANDARD_UA_1 | STANDARD_A_2A,
                             .profile = PROFILE,
                             .word_link = TEXT("Link zu #")};
}

/* Writes the pages and gives the file's bytes. */
__attribute__((unused)) static bool sample_write(struct sample *s, const char *path,
                                                 const struct pdf_info *info,
                                                 const struct page *page, size_t pages,
                                                 const struct book *book)
{
    struct output *out = output_open(path);
    struct pdf *pdf = pdf_open(out, info, s->diag);
    bool fits = pdf != NULL;
    for (size_t i = 0; fits && i < pages; i++)
        fits = pdf_page(pdf, &page[i]);
    fits = pdf && pdf_close(pdf, fits ? book : NULL, s->diag) && fits;
    if (fits)
        return output_commit(out);
    output_abandon(out);
    return false;
}

/* What a command prints, in the arena; *status as from pclose. */
__attribute__((unused)) static struct text sample_run_command(struct sample *s, int *status,
                                                              const char *format, const char *path)
{
    char *command = arena_printf(s->arena, format, path);
    FILE *pipe = popen(command, "r");
    size_t cap = 1 << 20;
    char *bytes = arena_alloc(s->arena, cap, 1);
    size_t n = fread(bytes, 1, cap - 1, pipe);
    *status = pclose(pipe);
    return (struct text){bytes, n};
}

__attribute__((unused)) static void check_sound(struct sample *s, const char *path)
{
    int status;
    struct text said = sample_run_command(s, &status, "qpdf --check %s 2>&1", path);
    check(status == 0 && text_find(said, "No syntax or stream encoding errors") != SIZE_MAX,
          "qpdf finds no fault in %s: %.*s", path, (int)said.n, said.p);
}

/* One page with what `s` holds; the path. */
__attribute__((unused)) static char *write_page(struct sample *s, const char *name)
{
    char *path = sample_path(s, name);
    struct page page = sample_page(s, 1);
    struct pdf_info info = sample_info();
    struct book book = {.pages = 1, .root = s->root};
    check(sample_write(s, path, &info, &page, 1, &book), "%s is written", name);
    check_sound(s, path);
    return path;
}

/* The objects, streams expanded, as text. */
__attribute__((unused)) static struct text sample_objects(struct sample *s, const char *path)
{
    int status;
    return sample_run_command(s, &status, "qpdf --qdf --object-streams=disable %s -", path);
}

#endif
