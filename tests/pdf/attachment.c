/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files within a PDF: found by name, described, and the same bytes when they come out. */
#include "pdf/attachment.h"

#include "tests/pdf/sample.h"

static bool has(struct text text, const char *part)
{
    return text_find(text, part) != SIZE_MAX;
}

#define NAME(literal)                                                                              \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

static char csv[3000]; /* with every byte */

/* Names come in an order that is not the tree's. */
static const struct sample_file {
    struct text name, title, bytes;
} files[] = {
    {NAME("b.csv"), NAME("Zweite"), {csv, sizeof csv}},
    {NAME("a b\\ä.csv"), NAME("Größe"), NAME("x\r\n")},
    {NAME("ab.csv"), NAME("leer"), NAME("")},
    {NAME("😀.csv"), NAME("beyond"), NAME("1")},
    {NAME("\uFFFDz.csv"), NAME("before it in UTF-8"), NAME("2")},
};
enum { FILES = sizeof files / sizeof *files };

/* A few bytes at a time. */
static bool pour(void *source, struct buf *bytes)
{
    enum { A_PIECE = 700 };
    struct text *rest = source;
    struct text piece = text_slice(*rest, 0, rest->n < A_PIECE ? rest->n : A_PIECE);
    buf_text(bytes, piece);
    *rest = text_from(*rest, piece.n);
    return piece.n > 0;
}

static bool attach(struct pdf *pdf, const struct sample_file *file)
{
    struct text rest = file->bytes;
    const struct pdf_file embedded = {file->name, file->title, "text/csv", pour, &rest};
    return pdf_attach(pdf, &embedded);
}

static const char *write_files(struct sample *s, const char *date, size_t n)
{
    const char *path = sample_path(s, "a.pdf");
    struct pdf_info info = sample_info();
    info.standards = STANDARD_UA_1 | STANDARD_A_3A;
    info.date = date;
    sample_begin(s);
    sample_text(s, "Text", sample_ink(s, "Lato"), sample_element(s, s->root, ROLE_P));
    struct page page = sample_page(s, 1);
    struct book book = {.pages = 1, .root = s->root};
    struct output *out = output_open(path);
    struct pdf *pdf = pdf_open(out, &info, s->diag);
    bool fits = pdf && pdf_page(pdf, &page);
    for (size_t i = 0; i < n; i++)
        fits = fits && attach(pdf, &files[i]);
    fits = pdf && pdf_close(pdf, fits ? &book : NULL, s->diag) && fits && output_commit(out);
    check(fits, "the file is written");
    return path;
}

static void they_are_described(struct sample *s)
{
    static const char *const parts[] = {
        "/AFRelationship /Data",
        "/Subtype /text#2fcsv",
        "/ModDate (D:20151231000000Z)",
        "/CheckSum <d41d8cd98f00b204e9800998ecf8427e>", /* of nothing */
        "/Size 0\n",
        "/Size 3000",
        "/F (a_b__.csv)",
        "/UF <feff006100200062005c00e4002e006300730076>",
        "/Desc <feff004700720", /* Größe */
        "/PageLabels",
    };
    const char *path = write_files(s, "2015-12-31", FILES);
    check_sound(s, path);
    struct text objects = sample_objects(s, path);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        check(has(objects, parts[i]), "a file has %s", parts[i]);
    check(has(objects, "/AF ["), "the catalogue names them");
}

static void the_tree_is_sorted(struct sample *s)
{
    int status;
    const char *path = write_files(s, "2015-12-31", FILES);
    struct text list = sample_run_command(s, &status, "pdfdetach -list %s", path);
    static const char *const order[] = {"a b", "ab.csv", "b.csv", "4: ", "5: \uFFFDz"};
    size_t at = 0;
    for (size_t i = 0; i < FILES; i++) {
        size_t found = text_find(text_from(list, at), order[i]);
        if (check(found != SIZE_MAX, "'%s' comes next in %.*s", order[i], (int)list.n, list.p))
            at += found;
    }
}

static void they_come_out_as_they_went_in(struct sample *s)
{
    int status;
    const char *path = write_files(s, "2015-12-31", 1);
    char *saved = sample_path(s, "saved"), *to = arena_printf(s->arena, "-o %s %s", saved, path);
    sample_run_command(s, &status, "pdfdetach -save 1 %s", to);
    struct text out = sample_run_command(s, &status, "cat %s", saved);
    check(text_equal(out, files[0].bytes), "every byte comes out (%zu of them)", out.n);
}

static void without_a_date_there_is_none(struct sample *s)
{
    struct text objects = sample_objects(s, write_files(s, NULL, 1));
    check(has(objects, "/CheckSum") && !has(objects, "/ModDate"), "no date is no date");
    objects = sample_objects(s, write_files(s, NULL, 0));
    check(!has(objects, "/AF") && !has(objects, "/EmbeddedFiles"), "no files are no files");
}

int main(void)
{
    struct sample *s = sample_new();
    for (size_t i = 0; i < sizeof csv; i++)
        csv[i] = (char)(i * 7);
    they_are_described(s);
    the_tree_is_sorted(s);
    they_come_out_as_they_went_in(s);
    without_a_date_there_is_none(s);
    sample_free(s);
    return check_done();
}
