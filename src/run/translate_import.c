/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `translate import`: translations from spreadsheets into the PO files. What is empty there leaves
 * what stands; what has a fault is refused, and the rest done. */
#include <errno.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/spoken.h"
#include "db/sheet.h"
#include "doc/catalog.h"
#include "run/translate.h"
#include "run/workspace.h"

enum sheet_column { COLUMN_CONTEXT, COLUMN_SOURCE, COLUMN_TRANSLATION, COLUMNS };
static const char *const names[COLUMNS] = {"context", "source", "translation"};

struct intake {
    struct translate *t;
    const char *lang, *shown; /* shown: the spreadsheet */
    struct catalog *catalog;
    struct sheet *sheet;
    size_t column[COLUMNS];
    uint32_t *line; /* of each message's row; 0: none yet */
    struct change *change;
    size_t changes, cap, left, refused, unknown_to_po;
};

/* Cells */

/* What stands in the row's cell, with LF as line ends and without space around it. */
static struct text cell_text(struct intake *in, const struct cell *cell, size_t cells,
                             enum sheet_column column)
{
    size_t i = in->column[column];
    struct buf out = {0};
    if (i >= cells)
        return TEXT("");
    struct text text = text_trim(cell[i].text);
    for (size_t k = 0; k < text.n; k++)
        if (text.p[k] != '\r')
            buf_char(&out, text.p[k]);
        else if (k + 1 == text.n || text.p[k + 1] != '\n')
            buf_char(&out, '\n');
    text = arena_text(in->t->arena, buf_as_text(&out));
    buf_done(&out);
    return text;
}

static struct place cell_place(struct intake *in, const struct cell *cell, size_t cells,
                               enum sheet_column column)
{
    size_t i = in->column[column] < cells ? in->column[column] : cells - 1;
    struct place at = sheet_place(in->sheet, &cell[i]);
    if (at.row)
        at.row = arena_string(in->t->arena, text_of(at.row));
    return at;
}

/* A spreadsheet program may have made a date or an amount of a text: that is refused. */
static bool is_text(const struct cell *cell)
{
    return cell->kind == CELL_TEXT || cell->kind == CELL_NUMBER || cell->kind == CELL_CODE;
}

static bool is_printable(struct text text)
{
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)text.p[i] < 0x20 && text.p[i] != '\n' && text.p[i] != '\t')
            return false;
    return true;
}

/* Rows */

static bool refuse(struct intake *in)
{
    in->refused++;
    return false;
}

/* The mark of a fuzzy translation is taken off. */
static bool take_mark(struct text *text)
{
    if (!text_starts(*text, FUZZY_MARK))
        return false;
    *text = text_trim(text_from(*text, strlen(FUZZY_MARK)));
    return true;
}

/* Whether the translation can be taken over for that message; false: reported. */
static bool check_row(struct intake *in, size_t number, const struct translation *now,
                      struct text text, struct place at, uint32_t line)
{
    struct diag *diag = in->t->diag;
    if (!now->at.line) {
        in->unknown_to_po++;
        return false;
    }
    if (in->line[number]) {
        diag_error(diag, at, "this text has a translation in line %u already",
                   (unsigned)in->line[number]);
        return refuse(in);
    }
    if (!is_printable(text)) {
        diag_error(diag, at, "a control character stands in the translation");
        return refuse(in);
    }
    in->line[number] = line;
    return message_check(in->t->arena, &in->t->message[number], text, at, diag) || refuse(in);
}

static void add_change(struct intake *in, const struct message *m, struct text text, bool is_fuzzy)
{
    in->change =
        arena_grow(in->t->arena, in->change, sizeof *in->change, &in->cap, in->changes + 1);
    in->change[in->changes++] = (struct change){m->context, m->text, text, is_fuzzy};
}

static size_t find_message(struct intake *in, const struct cell *cell, size_t cells)
{
    struct text context = cell_text(in, cell, cells, COLUMN_CONTEXT);
    return message_find(in->t, context.n ? arena_string(in->t->arena, context) : NULL,
                        cell_text(in, cell, cells, COLUMN_SOURCE));
}

static void take_row(struct intake *in, const struct cell *cell, size_t cells)
{
    struct translate *t = in->t;
    struct text text = cell_text(in, cell, cells, COLUMN_TRANSLATION);
    struct place at = cell_place(in, cell, cells, COLUMN_TRANSLATION);
    size_t number = find_message(in, cell, cells);
    bool is_fuzzy = take_mark(&text);
    if (!text.n) {
        in->left++;
        return;
    }
    if (!is_text(&cell[in->column[COLUMN_TRANSLATION]])) {
        const char *why = cell[in->column[COLUMN_TRANSLATION]].fault;
        diag_error(t->diag, at, "the cell holds no text%s%s: give it the format text",
                   why ? ": " : "", why ? why : "");
        in->refused++;
        return;
    }
    if (number == SIZE_MAX) {
        diag_warn(t->diag, cell_place(in, cell, cells, COLUMN_SOURCE),
                  "the source has no such text any more: '%s'",
                  translate_quote(t->arena, cell_text(in, cell, cells, COLUMN_SOURCE)));
        return;
    }
    const struct message *m = &t->message[number];
    struct translation now = catalog_find(in->catalog, m->context, m->text);
    if (!check_row(in, number, &now, text, at, at.line))
        return;
    bool was_fuzzy = now.state == TRANSLATION_FUZZY;
    if (text_equal(text, text_trim(now.text)) && is_fuzzy == was_fuzzy)
        in->left++;
    else
        add_change(in, m, text, is_fuzzy);
}

/* Sheets */

/* False: the first row does not name the columns. */
static bool read_header(struct intake *in)
{
    struct cell *cell;
    size_t cells;
    if (!sheet_next(in->sheet, &cell, &cells, in->t->diag))
        return false;
    for (size_t c = 0; c < COLUMNS; c++) {
        in->column[c] = SIZE_MAX;
        for (size_t i = 0; i < cells; i++)
            if (text_equal_caseless(text_trim(cell[i].text), text_of(names[c])))
                in->column[c] = i;
    }
    return in->column[COLUMN_SOURCE] != SIZE_MAX && in->column[COLUMN_TRANSLATION] != SIZE_MAX;
}

/* Of a workbook the sheets with such columns; false: there is none. */
static bool read_sheets(struct intake *in, struct book *book)
{
    struct cell *cell;
    size_t cells, errors = diag_errors(in->t->diag);
    bool has_any = false;
    for (size_t i = 0; i < book_sheets(book); i++) {
        in->sheet = book_sheet(book, i);
        if (!read_header(in))
            continue;
        has_any = true;
        while (sheet_next(in->sheet, &cell, &cells, in->t->diag))
            take_row(in, cell, cells);
    }
    if (!has_any && errors == diag_errors(in->t->diag))
        diag_error(in->t->diag, (struct place){.file = in->shown, .line = 1, .col = 1},
                   "the first row must name the columns 'context', 'source' and 'translation'");
    return has_any;
}

static bool write_changes(struct intake *in)
{
    struct translate *t = in->t;
    const char *shown = translate_file(t, in->lang, ".po");
    const char *path = path_join(t->arena, t->root, shown);
    bool is_new;
    output_sweep_beside(path);
    struct output *output = output_open(path);
    if (!output)
        return translate_unwritable(t, shown, errno);
    if (!output_path(output) ||
        !catalog_change(t->arena, path, output_path(output), in->change, in->changes,
                        (struct place){.file = shown}, &t->is_environment, t->diag)) {
        output_abandon(output);
        return false;
    }
    return translate_commit(t, output, path, shown, &is_new);
}

static bool finish(struct intake *in)
{
    const struct translate *t = in->t;
    const char *shown = translate_file(t, in->lang, ".po");
    if (in->unknown_to_po)
        diag_error(t->diag, (struct place){.file = shown},
                   "%zu texts of the source are not in this file yet: "
                   "run translate update, then import again",
                   in->unknown_to_po);
    if (in->changes && !write_changes(in))
        return false;
    if (!t->options->is_quiet && !t->options->is_json)
        fprintf(stderr, spoken("%s: %zu changed, %zu left as they are, %zu refused\n"), shown,
                in->changes, in->left, in->refused);
    return true;
}

static bool import_one(struct translate *t, const char *lang, const char *path, const char *shown)
{
    struct intake in = {.t = t, .lang = lang, .shown = shown};
    size_t errors = diag_errors(t->diag);
    in.catalog = catalog_load(t->arena, &t->library, lang, t->diag);
    if (!in.catalog && errors == diag_errors(t->diag))
        diag_error(t->diag, (struct place){.file = translate_file(t, lang, ".po")},
                   "there is no such file yet: run translate update");
    if (!in.catalog)
        return false;
    in.line = ARENA_ARRAY(t->arena, uint32_t, t->messages + 1);
    struct book *book = book_open(t->arena, path, shown, t->diag);
    bool is_read = book && read_sheets(&in, book);
    book_close(book);
    return is_read && finish(&in);
}

/* Files */

/* The target that the file's name is or ends with: ar.csv, brochure.ar.csv, "Texte_ar.xlsx". */
static const char *language_of(const struct translate *t, const char *file)
{
    struct text stem = path_stem(file);
    for (size_t i = 0; i < t->langs; i++) {
        size_t n = strlen(t->lang[i]);
        struct text end = text_from(stem, stem.n >= n ? stem.n - n : 0);
        char before = stem.n > n ? stem.p[stem.n - n - 1] : '.';
        if (text_equal_caseless(end, text_of(t->lang[i])) && ascii_is_in("._- ", before))
            return t->lang[i];
    }
    return t->options->lang && t->langs == 1 ? t->lang[0] : NULL;
}

static bool import_file(struct translate *t, const char *file)
{
    const char *lang = language_of(t, file);
    if (lang)
        return import_one(t, lang, file, file);
    diag_error(t->diag, (struct place){.file = file},
               "the file's name does not tell the language: name it TAG.csv, or say --lang TAG");
    return false;
}

/* po/TAG.csv, .xlsx or .ods; none is no fault. */
static bool import_language(struct translate *t, const char *lang, size_t *found)
{
    static const char *const endings[] = {".csv", ".xlsx", ".ods"};
    const char *shown = NULL;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const char *file = translate_file(t, lang, endings[i]);
        if (!file_exists(path_join(t->arena, t->root, file)))
            continue;
        if (shown) {
            diag_error(t->diag, (struct place){.file = file},
                       "'%s' is there, too: which of them? Name the FILE", shown);
            return false;
        }
        shown = file;
    }
    *found += shown != NULL;
    return !shown || import_one(t, lang, path_join(t->arena, t->root, shown), shown);
}

bool translate_import(struct translate *t)
{
    const struct options *o = t->options;
    bool is_done = true;
    size_t found = 0;
    for (size_t i = 1; i < o->files; i++)
        if (!can_open(o->file[i])) {
            t->is_environment = true;
            return false;
        }
    for (size_t i = 1; i < o->files; i++)
        is_done = import_file(t, o->file[i]) && is_done;
    if (o->files > 1)
        return is_done;
    for (size_t i = 0; i < t->langs; i++)
        is_done = import_language(t, t->lang[i], &found) && is_done;
    if (!found && is_done)
        diag_warn(t->diag, (struct place){.file = "po"},
                  "there is no TAG.csv, TAG.xlsx or TAG.ods to import");
    return is_done;
}
