/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole files: text comes out as it went in, links and headings lead somewhere, the same pages give
 * the same bytes, and many pages take little memory. */
#include "pdf/pdf.h"

#include <signal.h>
#include <sys/resource.h>

#include "tests/pdf/sample.h"

static bool has(struct text text, const char *part)
{
    return text_find(text, part) != SIZE_MAX;
}

/* Two paragraphs, one with a link inside, a table, a list, a note, a figure's outline, a foot. */
static struct page first_page(struct sample *s, struct element *heading)
{
    struct ink *body = sample_ink(s, "Vollkorn"), *sans = sample_ink(s, "Lato");
    struct ink *underlined = sample_ink(s, "Vollkorn");
    underlined->is_underlined = true;
    underlined->color = 0x1A5FB4;
    struct element *p = sample_element(s, s->root, ROLE_P), *link = sample_element(s, p, ROLE_LINK);
    sample_item(s, (struct display){.kind = DISPLAY_ANCHOR, .name = "größe", .y = PT(40)});
    sample_text(s, "Größe und Öffnung", sans, heading);
    struct line *line = sample_line(s, (struct piece[]){{"Siehe ", body, p},
                                                        {"example.org", underlined, link},
                                                        {", offiziell und ", body, p},
                                                        {NULL, NULL, NULL}});
    line->ends_paragraph = false;
    sample_item(s, (struct display){.kind = DISPLAY_LINE, .x = PT(60), .y = PT(90), .line = line});
    sample_item(s, (struct display){.kind = DISPLAY_LINK,
                                    .element = link,
                                    .uri = "https://example.org/ä(1)",
                                    .x = PT(90),
                                    .y = PT(80),
                                    .w = PT(60),
                                    .h = PT(14)});
    s->y = PT(50);
    struct line *second = sample_text(s, "Flüchtlings\xC2\xAD", body, p);
    second->ends_hyphenated = true;
    second->ends_paragraph = false;
    sample_text(s, "hilfe kostet 1.234,50 €.", body, p);
    struct element *figure = sample_element(s, s->root, ROLE_FIGURE);
    figure->alt = TEXT("Ein Dreieck");
    figure->box.x = PT(60), figure->box.y = PT(200), figure->box.w = PT(80);
    figure->box.h = PT(60);
    static const struct point corner[] = {{0, PT(60)}, {PT(80), PT(60)}, {PT(40), 0}};
    sample_item(s, (struct display){.kind = DISPLAY_PATH,
                                    .element = figure,
                                    .x = PT(60),
                                    .y = PT(200),
                                    .fill = {0xC01C28, 0, PT(1)},
                                    .path = {"MLLZ", corner}});
    sample_item(s, (struct display){.kind = DISPLAY_BOX,
                                    .artifact = ARTIFACT_LAYOUT,
                                    .x = PT(60),
                                    .y = PT(300),
                                    .w = PT(200),
                                    .h = PT(1),
                                    .fill = {0x808080, -1, 0}});
    struct display *foot = sample_item(
        s, (struct display){
               .kind = DISPLAY_LINE, .x = PT(60), .y = MM(290), .artifact = ARTIFACT_FOOTER});
    foot->line = sample_line(s, (struct piece[]){{"Fußzeile", sans, NULL}, {NULL, NULL, NULL}});
    return sample_page(s, 1);
}

static struct page second_page(struct sample *s)
{
    struct ink *body = sample_ink(s, "Lato");
    struct element *heading = sample_element(s, s->root, ROLE_H2);
    sample_text(s, "Übersicht", body, heading);
    struct element *table = sample_element(s, s->root, ROLE_TABLE);
    static const char *const cells[2][2] = {{"Jahr", "Betrag"}, {"2015", NULL}};
    for (int r = 0; r < 2; r++) {
        struct element *part = sample_element(s, table, r ? ROLE_TBODY : ROLE_THEAD);
        struct element *row = sample_element(s, part, ROLE_TR);
        for (int c = 0; c < 2; c++) {
            struct element *cell = sample_element(s, row, r ? ROLE_TD : ROLE_TH);
            cell->scope = r ? SCOPE_NONE : SCOPE_COLUMN;
            if (cells[r][c])
                sample_text(s, cells[r][c], body, cell);
        }
    }
    struct element *list = sample_element(s, s->root, ROLE_L);
    list->numbering = NUMBERING_DISC;
    struct element *li = sample_element(s, list, ROLE_LI);
    sample_text(s, "•", body, sample_element(s, li, ROLE_LBL));
    sample_text(s, "ein Punkt", body, sample_element(s, li, ROLE_LBODY));
    struct element *p = sample_element(s, s->root, ROLE_P);
    struct element *english = sample_element(s, p, ROLE_SPAN);
    english->lang = "en";
    struct element *reference = sample_element(s, p, ROLE_REFERENCE);
    struct element *link = sample_element(s, reference, ROLE_LINK);
    sample_text(s, "cross reference", body, english);
    sample_text(s, "Abschnitt 1", body, link);
    for (int i = 0; i < 2; i++)
        sample_item(s, (struct display){.kind = DISPLAY_LINK,
                                        .element = link,
                                        .uri = i ? "#nirgends" : "#größe",
                                        .x = PT(60),
                                        .y = PT(100 + 20 * i),
                                        .w = PT(60),
                                        .h = PT(14)});
    struct element *note = sample_element(s, s->root, ROLE_NOTE);
    sample_text(s, "Eine Fußnote.", body, sample_element(s, note, ROLE_P));
    struct element *empty = sample_element(s, s->root, ROLE_DIV);
    sample_element(s, empty, ROLE_P);
    struct element *aside = sample_element(s, s->root, ROLE_ASIDE);
    sample_text(s, "Ein Kasten.", body, aside);
    return sample_page(s, 2);
}

static const char *write_sample(struct sample *s, const char *name, const struct pdf_info *info)
{
    char *path = sample_path(s, name);
    struct element *heading = sample_element(s, s->root, ROLE_H1);
    struct page page[2];
    page[0] = first_page(s, heading);
    page[1] = second_page(s);
    struct outline_entry outline[] = {{1, TEXT("Größe"), 1, PT(40), heading},
                                      {2, TEXT("Darunter"), 2, PT(40), NULL},
                                      {3, TEXT("Ganz unten"), 2, PT(60), NULL},
                                      {2, TEXT("Daneben"), 2, PT(80), NULL},
                                      {1, TEXT("Wieder oben"), 2, PT(90), NULL}};
    struct book book = {.pages = 2, .root = s->root, .outline = outline, .outlines = 5};
    check(sample_write(s, path, info, page, 2, &book), "two pages are written");
    return path;
}

static void text_comes_out_as_it_went_in(struct sample *s, const char *path)
{
    int status;
    check_sound(s, path);
    struct text text = sample_run_command(s, &status, "pdftotext %s -", path);
    static const char *const parts[] = {"Größe und Öffnung",
                                        "Siehe example.org, offiziell und",
                                        "Flüchtlings\xC2\xAD\nhilfe kostet 1.234,50 €.",
                                        "Fußzeile",
                                        "cross reference",
                                        "Eine Fußnote."};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        check(has(text, parts[i]), "pdftotext prints '%s': %.*s", parts[i], (int)text.n, text.p);
    struct text fonts = sample_run_command(s, &status, "pdffonts %s | tail -n +3", path);
    struct text line;
    for (; text_next_line(&fonts, &line);)
        check(has(line, "yes yes yes") && line.n > 7 && line.p[6] == '+',
              "the font is embedded, subset and mapped: %.*s", (int)line.n, line.p);
}

static void the_structure_is_read_in_order(struct sample *s, const char *path)
{
    int status;
    struct text tree = sample_run_command(s, &status, "pdfinfo -struct-text %s", path);
    static const char *const parts[] = {"\"Siehe \"\n    Link",
                                        "\"example.org\"",
                                        "Object ",
                                        "\", offiziell und Flüchtlingshilfe",
                                        "Table",
                                        "  TH",
                                        "  TD\n  L",
                                        "LBody",
                                        "Reference",
                                        "Note",
                                        "Ein Kasten."};
    size_t at = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t offset = text_find(text_from(tree, at), parts[i]);
        if (check(offset != SIZE_MAX, "the structure goes on with '%s':\n%.*s", parts[i],
                  (int)(tree.n - at), tree.p + at))
            at += offset;
    }
    struct text rest = text_from(tree, text_find(tree, "Note"));
    size_t box = text_find(rest, "Div"); /* the Aside; the empty Div before it is gone */
    check(box != SIZE_MAX && !has(text_from(rest, box + 1), "Div"),
          "an element without content is not written");
}

static void links_lead_somewhere(struct sample *s, const char *path)
{
    struct text objects = sample_objects(s, path);
    static const char *const parts[] = {
        "/URI (https://example.org/%C3%A4\\(1\\))",
        "/Type /OBJR",
        /* Link zu Abschnitt */
        "/Contents <feff004c0069006e006b0020007a0075002000410062007300630068006e006900740074",
        "/StructParent 1",
        "/Dests",
        "/Count -2",
        "/Count 2",
        "/PageMode /UseOutlines",
        "/ListNumbering /Disc",
        "/Scope /Column",
        "/ID (note.1)",
        "/DisplayDocTitle true",
        "/Tabs /S",
        "/Alt <feff00450069006e0020004400720065",
        "/Placement /Block",
        "/Subtype /Footer",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        check(has(objects, parts[i]), "the file says '%s'", parts[i]);
    check(has(objects, "&amp; &lt;Pr"), "a title is escaped in XMP");
}

static void a_reader_lays_pages_side_by_side_as_they_follow(void)
{
    for (int is_rtl = 0; is_rtl < 2; is_rtl++) {
        struct sample *s = sample_new();
        struct pdf_info info = sample_info();
        info.is_rtl = is_rtl;
        struct text objects = sample_objects(s, write_sample(s, "a.pdf", &info));
        check(has(objects, "/Direction /R2L") == is_rtl, "%s",
              is_rtl ? "from right to left" : "from left to right nothing is said");
        sample_free(s);
    }
}

static void the_same_pages_give_the_same_bytes(void)
{
    struct text bytes[2];
    struct sample *s[2];
    struct pdf_info info = sample_info();
    for (int i = 0; i < 2; i++) {
        s[i] = sample_new();
        const char *path = write_sample(s[i], i ? "b.pdf" : "a.pdf", &info);
        check(file_read(s[i]->arena, path, &bytes[i]), "file %d is there", i);
    }
    check(text_equal(bytes[0], bytes[1]), "the same pages give the same bytes");
    sample_free(s[0]);
    sample_free(s[1]);
}

static void late_lines_join_their_page(void)
{
    struct sample *s = sample_new();
    char *path = sample_path(s, "late.pdf");
    struct ink *ink = sample_ink(s, "Lato");
    struct element *p = sample_element(s, s->root, ROLE_P);
    struct element *toc = sample_element(s, s->root, ROLE_TOC);
    struct element *entry = sample_element(s, toc, ROLE_TOCI);
    struct late_item waiting = {.kind = LATE_PAGES};
    sample_text(s, "Zuerst", ink, p);
    sample_text(s, "Kapitel", ink, entry);
    struct page page[2] = {sample_page(s, 1)};
    page[0].lates = 1;
    page[0].late = &waiting;
    page[1] = page[0];
    page[1].number = 2;
    page[1].items = 0;
    sample_text(s, "Seite 7", ink, entry);
    struct pdf_info info = sample_info();
    struct output *out = output_open(path);
    struct pdf *pdf = pdf_open(out, &info, s->diag);
    struct book book = {.pages = 2, .root = s->root};
    check(pdf_page(pdf, &page[0]) && pdf_page(pdf, &page[1]) && pdf_late(pdf, 1, s->item, 1) &&
              pdf_close(pdf, &book, s->diag) && output_commit(out),
          "a page with a late line is written, and one that waits in vain");
    check_sound(s, path);
    int status;
    struct text tree = sample_run_command(s, &status, "pdfinfo -struct-text %s", path);
    check(has(tree, "\"Kapitel\"\n      \"Seite 7\""), "a late line belongs to its element: %.*s",
          (int)tree.n, tree.p);
    sample_free(s);
}

/* A paragraph over two pages, whose note was painted before its second half. */
static void elements_go_on_over_pages(void)
{
    struct sample *s = sample_new();
    char *path = sample_path(s, "over.pdf");
    struct ink *ink = sample_ink(s, "Lato");
    struct element *p = sample_element(s, s->root, ROLE_P);
    struct element *link = sample_element(s, p, ROLE_LINK), *span = sample_element(s, p, ROLE_SPAN);
    struct page page[2];
    span->id = "eins";
    sample_text(s, "Anfang", ink, p);
    sample_text(s, "Verweis", ink, link);
    page[0] = sample_page(s, 1);
    sample_text(s, "Mitte", ink, p);
    sample_text(s, "Spanne", ink, span);
    sample_text(s, "Ende", ink, p);
    sample_item(s,
                (struct display){
                    .kind = DISPLAY_LINK, .element = link, .uri = "#weg", .w = PT(9), .h = PT(9)});
    page[1] = sample_page(s, 2);
    struct pdf_info info = sample_info();
    struct book book = {.pages = 2, .root = s->root};
    check(sample_write(s, path, &info, page, 2, &book), "a paragraph over two pages is written");
    check_sound(s, path);
    int status;
    struct text tree = sample_run_command(s, &status, "pdfinfo -struct-text %s", path);
    static const char *const order[] = {"Anfang", "Link", "Verweis", "Object", "Mitte",
                                        "Span",   "eins", "Spanne",  "Ende"};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        size_t at = text_find(tree, order[i]);
        check(at != SIZE_MAX, "'%s' stands in its place: %.*s", order[i], (int)tree.n, tree.p);
        tree = text_from(tree, at == SIZE_MAX ? 0 : at);
    }
    struct text objects = sample_objects(s, path);
    check(has(objects, "/IDTree"), "an id is found by the IDTree");
    sample_free(s);
}

/* Thousands of pages whose content is dropped as it comes. */
static void many_pages_take_little_memory(void)
{
    enum { PAGES = 2000, PARAGRAPHS = 8, MOST_KB = 24 * 1024 };
    struct sample *s = sample_new();
    char *path = sample_path(s, "many.pdf");
    struct ink *ink = sample_ink(s, "Vollkorn");
    struct pdf_info info = sample_info();
    struct output *out = output_open(path);
    struct pdf *pdf = pdf_open(out, &info, s->diag);
    struct line *line[PARAGRAPHS];
    struct element *owner[PARAGRAPHS];
    struct stretch *stretch[PARAGRAPHS];
    for (int i = 0; i < PARAGRAPHS; i++) {
        line[i] = sample_text(s, "Die Größenverhältnisse der Öffentlichkeitsarbeit", ink, NULL);
        stretch[i] = (struct stretch *)line[i]->run->stretch;
    }
    struct page page = sample_page(s, 1);
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    bool fits = true;
    for (unsigned n = 1; fits && n <= PAGES; n++) {
        page.number = n;
        for (int i = 0; i < PARAGRAPHS; i++) {
            owner[i] = sample_element(s, s->root, ROLE_P);
            stretch[i]->owner = owner[i];
        }
        fits = pdf_page(pdf, &page);
    }
    struct book book = {.pages = PAGES, .root = s->root};
    check(fits && pdf_close(pdf, &book, s->diag) && output_commit(out), "2,000 pages are written");
    getrusage(RUSAGE_SELF, &after);
    long grown = after.ru_maxrss - before.ru_maxrss;
#if !defined(__SANITIZE_ADDRESS__)
    check(grown < MOST_KB, "2,000 pages with 16,000 elements take %ld KB", grown);
#endif
    (void)grown;
    check_sound(s, path);
    sample_free(s);
}

/* The disk is full after 64 KB. */
static void a_full_disk_is_told_once(void)
{
    enum { ROOM = 64 * 1024, PAGES = 400 };
    struct sample *s = sample_new();
    char *path = sample_path(s, "full.pdf");
    struct rlimit kept, little;
    struct ink *ink = sample_ink(s, "Lato");
    sample_text(s, "Seite", ink, sample_element(s, s->root, ROLE_P));
    struct page page = sample_page(s, 1), *pages = ARENA_ARRAY(s->arena, struct page, PAGES);
    for (unsigned i = 0; i < PAGES; i++) {
        pages[i] = page;
        pages[i].number = i + 1;
    }
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &kept);
    little = (struct rlimit){ROOM, kept.rlim_max};
    setrlimit(RLIMIT_FSIZE, &little);
    struct pdf_info info = sample_info();
    struct book book = {.pages = PAGES, .root = s->root};
    bool fits = sample_write(s, path, &info, pages, PAGES, &book);
    setrlimit(RLIMIT_FSIZE, &kept);
    check(!fits && diag_errors(s->diag) == 1 && !file_exists(path), "a full disk is told once");
    sample_free(s);
}

static void failures_are_told_once(void)
{
    struct sample *s = sample_new();
    struct pdf_info info = sample_info();
    info.standards = STANDARD_X_4;
    check(!sample_write(s, sample_path(s, "x.pdf"), &info, NULL, 0, NULL) &&
              diag_errors(s->diag) == 1,
          "x-4 is refused");
    info = sample_info();
    info.profile = "/nowhere.icc";
    check(!sample_write(s, sample_path(s, "x.pdf"), &info, NULL, 0, NULL) &&
              diag_errors(s->diag) == 2,
          "a missing profile is reported");
    struct ink *ink = sample_ink(s, "Lato");
    sample_text(s, "Seite", ink, sample_element(s, s->root, ROLE_P));
    struct page page = sample_page(s, 1);
    check(!sample_write(s, sample_path(s, "x.pdf"), &(struct pdf_info){.profile = "/dev/null"},
                        &page, 1, NULL) &&
              diag_errors(s->diag) >= 2 && !file_exists(sample_path(s, "x.pdf")),
          "a document that is given up leaves no file");
    sample_free(s);
}

int main(void)
{
    struct sample *s = sample_new();
    struct pdf_info info = sample_info();
    const char *path = write_sample(s, "sample.pdf", &info);
    text_comes_out_as_it_went_in(s, path);
    the_structure_is_read_in_order(s, path);
    links_lead_somewhere(s, path);
    check(diag_count(s->diag) == 0, "nothing is reported");
    if (getenv("KEEP"))
        printf("%s\n", path);
    sample_free(s);
    a_reader_lays_pages_side_by_side_as_they_follow();
    the_same_pages_give_the_same_bytes();
    late_lines_join_their_page();
    many_pages_take_little_memory();
    elements_go_on_over_pages();
    a_full_disk_is_told_once();
    failures_are_told_once();
    return check_done();
}
