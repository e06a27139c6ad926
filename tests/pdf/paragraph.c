/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paragraphs as line/ sets them, justified and hyphenated, read back from the file's structure:
 * what the tags say is the source, word for word. */
#include "tests/pdf/sample.h"

static const char german[] =
    "Die Öffentlichkeitsarbeit der Migrantenorganisationen in Sachsen-Anhalt umfasste im "
    "Berichtszeitraum Veranstaltungen, Fachgespräche und die Netzwerkbetreuung; offiziell "
    "beteiligten sich 1.234 Personen (davon 56 % Frauen). Die Flüchtlingshilfe traf sich "
    "„vor Ort“ – an fünf Wochenenden – und erarbeitete Handlungsempfehlungen zur "
    "gesellschaftlichen "
    "Teilhabe, siehe https://www.example.org/berichte/2015/dokumentation.html für Einzelheiten.";

static const struct protrusion hanging = {.hyphen = 500, .period = 600, .comma = 600, .quote = 700};

static void add_paragraph(struct sample *s, struct shaper *shaper, const char *text,
                          enum align align, struct element *owner)
{
    struct stretch *stretch = ARENA_NEW(s->arena, struct stretch);
    struct paragraph p = {.text = text_of(text),
                          .stretch = stretch,
                          .stretches = 1,
                          .lang = "de",
                          .align = align,
                          .hyphenates = true,
                          .width = PT(170),
                          .expand = 15,
                          .letter_space = 10,
                          .space_shrink = 220,
                          .protrusion = &hanging};
    *stretch = (struct stretch){.to = (uint32_t)strlen(text),
                                .ink = sample_ink(s, "Vollkorn"),
                                .may_hyphenate = true,
                                .owner = owner};
    struct lines *lines = paragraph_set(s->arena, shaper, &p, s->diag);
    for (size_t i = 0; i < lines->n; i++) {
        s->y += PT(15);
        sample_item(
            s, (struct display){
                   .kind = DISPLAY_LINE, .x = PT(60), .y = PT(40) + s->y, .line = &lines->line[i]});
    }
}

/* What stands between quotation marks in poppler's listing, soft hyphens taken out. */
static struct text tagged_text(struct sample *s, const char *path)
{
    int status;
    return sample_run_command(s, &status,
                              "pdfinfo -struct-text %s | sed -nE 's/^ *\"(.*)\"$/\\1/p' | sed "
                              "'s/\xC2\xAD//g' | tr -d '\\n'",
                              path);
}

int main(void)
{
    static const enum align aligns[] = {TEXT_JUSTIFY, TEXT_START, TEXT_END};
    struct sample *s = sample_new();
    struct shaper *shaper = shaper_new(s->fonts, "build/hyphen");
    for (size_t i = 0; i < sizeof aligns / sizeof *aligns; i++) {
        char *path = sample_path(s, "paragraph.pdf");
        sample_begin(s);
        add_paragraph(s, shaper, german, aligns[i], sample_element(s, s->root, ROLE_P));
        check(s->items > 8, "the paragraph has many lines");
        struct page page = sample_page(s, 1);
        struct pdf_info info = sample_info();
        struct book book = {.pages = 1, .root = s->root};
        check(sample_write(s, path, &info, &page, 1, &book), "the paragraph is written");
        check_sound(s, path);
        check_text(tagged_text(s, path), german, "the tags say what the source says");
    }
    shaper_free(shaper);
    sample_free(s);
    return check_done();
}
