/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks the tree, looks for the refused texts in all that it prints, as one prose, and for each
 * picture among the refused files. Rows that are made of a query's live no longer than a text may
 * be found that begins in them. */
#include "doc/hold.h"

#include <string.h>

#include "base/ascii.h"
#include "base/uri.h"
#include "base/utf8.h"
#include "doc/phrase.h"

struct piece {                 /* of the prose: where it stands */
    const struct block *block; /* offsets count in its text; NULL: all of it stands at `at` */
    struct place at;
};

struct holder {
    struct arena *arena;
    const struct release *release;
    struct diag *diag;
    struct prose *prose;
    struct piece *piece; /* those from number `first` on */
    size_t first, pieces, cap;
    struct arena *rows, *older; /* that rows are made in; pieces of the older stand before `turn` */
    size_t turn;
    unsigned rows_open; /* whose blocks are being added */
    bool has_texts;     /* to look for */
    size_t hits;
};

/* Messages */

enum { LONGEST_QUOTE = 60 /* bytes */ };

/* The beginning of a long text. */
static const char *shortened(struct holder *h, struct text text)
{
    struct text head = utf8_head(text, LONGEST_QUOTE);
    return arena_printf(h->arena, "%.*s%s", (int)head.n, head.p, head.n < text.n ? "…" : "");
}

static void report(struct holder *h, const struct refusal *refusal, struct text what,
                   const char *kind, struct place at)
{
    bool is_print = h->release->purpose == PURPOSE_PRINT;
    struct place named = at;
    named.row = refusal->row;
    h->hits++;
    diag_error(h->diag, named, "%s: %s'%s' may not be published %s: %s", refusal->gate, kind,
               shortened(h, what), is_print ? "in print" : "on the web", refusal->message);
    if (at.row)
        diag_note(h->diag, at, "the value comes from %s", at.row);
}

/* Pictures */

static bool has_same_bytes(const char *path, const char *other)
{
    struct arena *arena = arena_new();
    struct text a, b;
    bool is_same = file_read(arena, path, &a) && file_read(arena, other, &b) && text_equal(a, b);
    arena_free(arena);
    return is_same;
}

static const struct known_file *find_refused(const struct release *r, const struct picture *picture,
                                             const struct file_id *id, bool *is_copy)
{
    size_t low = 0, high = r->files;
    while (low < high) { /* the first of that size */
        size_t middle = low + (high - low) / 2;
        if (r->file[middle].id.size < id->size)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < r->files && r->file[low].id.size == id->size; low++) {
        const struct known_file *file = &r->file[low];
        *is_copy = file->id.device != id->device || file->id.number != id->number;
        if (!*is_copy || has_same_bytes(picture->path, file->path))
            return file;
    }
    return NULL;
}

static bool is_listed(const struct release *r, const struct file_id *id)
{
    size_t low = 0, high = r->listeds;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct file_id *own = &r->listed[middle].id;
        bool is_below =
            own->device != id->device ? own->device < id->device : own->number < id->number;
        if (is_below)
            low = middle + 1;
        else
            high = middle;
    }
    return low < r->listeds && r->listed[low].id.device == id->device &&
           r->listed[low].id.number == id->number;
}

/* Whether one of the folders on the path is that one, however it is spelt. */
static bool lies_in(struct holder *h, const char *path, const char *folder)
{
    struct file_id wanted, own;
    struct text whole = text_of(path);
    bool is_in = false;
    if (!file_identify(folder, &wanted))
        return false;
    for (size_t i = 1; i < whole.n && !is_in; i++)
        if (whole.p[i] == '/' &&
            file_identify(arena_string(h->arena, text_slice(whole, 0, i)), &own))
            is_in = own.device == wanted.device && own.number == wanted.number;
    return is_in;
}

static void hold_picture(struct holder *h, const struct picture *picture)
{
    struct file_id id;
    bool is_copy = false;
    if (!picture->path || !file_identify(picture->path, &id))
        return;
    const struct known_file *file = find_refused(h->release, picture, &id, &is_copy);
    if (file) {
        report(h, file->refusal, file->refusal->path, "the picture ", picture->at);
        if (is_copy)
            diag_note(h->diag, picture->at, "'%s' has the same bytes", picture->shown);
    } else if (h->release->media && !is_listed(h->release, &id) &&
               lies_in(h, picture->path, h->release->media)) {
        diag_warn(h->diag, picture->at,
                  "the picture '%s' is not in table 'media': nobody is known to have released it",
                  picture->shown);
    }
}

/* Texts */

static void begin_piece(struct holder *h, const struct block *block, struct place at)
{
    size_t n = h->pieces - h->first;
    h->piece = arena_grow(h->arena, h->piece, sizeof *h->piece, &h->cap, n + 1);
    h->piece[n] = (struct piece){block, at};
    prose_piece(h->prose, (uint32_t)h->pieces++);
}

static void add_text(struct holder *h, struct text text, struct place at)
{
    if (!text.n)
        return;
    begin_piece(h, NULL, at);
    prose_add(h->prose, text, 0);
}

/* Attributes that are printed. */
static void add_attributes(struct holder *h, const struct attributes *attr, struct place at)
{
    static const char *const printed[] = {"title", "role", "alt", "caption", "note", "credit"};
    for (size_t i = 0; attr && i < sizeof printed / sizeof *printed; i++) {
        const struct text *value = attributes_find(attr, printed[i]);
        if (value)
            add_text(h, *value, at);
    }
}

/* A footnote's mark stands between letters and parts none. */
static void add_content(struct holder *h, const struct block *block)
{
    if (!block->text.n)
        return;
    begin_piece(h, block, block->at);
    for (size_t i = 0; i < block->spans; i++) {
        const struct span *span = &block->span[i];
        if (!span->note && !span->picture)
            prose_add(h->prose, text_slice(block->text, span->from, span->to), span->from);
    }
}

/* An address is read out, and programs show it; what parts words in it is a space here. */
static struct text words_of(struct arena *arena, const char *uri)
{
    char *words = uri_decode(arena, uri);
    for (char *c = words; *c; c++)
        if (ascii_is_in("+_/.=&?", *c))
            *c = ' ';
    return text_of(words);
}

/* The file names places by their ids. */
static void add_id(struct holder *h, const struct attributes *attr, struct place at)
{
    if (!attr || !attr->id)
        return;
    char *words = arena_string(h->arena, text_of(attr->id));
    for (char *c = words; *c; c++)
        if (*c == '-' || *c == '_')
            *c = ' ';
    add_text(h, text_of(words), at);
}

static void add_ids(struct holder *h, const struct block *block)
{
    const struct attributes *last = block->attr;
    add_id(h, block->attr, block->at);
    for (size_t i = 0; i < block->spans; i++) {
        if (block->span[i].attr != last)
            add_id(h, block->span[i].attr, block->span[i].at);
        last = block->span[i].attr;
    }
    if (block->caption)
        add_ids(h, block->caption);
    for (const struct block *child = block->child; child; child = child->next)
        add_ids(h, child);
}

static void add_links(struct holder *h, const struct block *block)
{
    const struct link *last = NULL;
    for (size_t i = 0; i < block->spans; i++) {
        const struct link *link = block->span[i].link;
        if (link && link != last && *link->uri != '#')
            add_text(h, words_of(h->arena, link->uri), link->at);
        last = link;
    }
}

static void hold_pictures(struct holder *h, const struct block *block)
{
    const struct picture *last = NULL;
    if (block->picture)
        hold_picture(h, block->picture);
    for (size_t i = 0; i < block->spans; i++) {
        const struct picture *picture = block->span[i].picture;
        if (picture && picture != last && picture != block->picture) {
            hold_picture(h, picture);
            add_text(h, picture->alt, picture->at);
        }
        last = picture;
    }
    if (block->picture)
        add_text(h, block->picture->alt, block->picture->at);
}

static void add_block(struct holder *, const struct block *);

/* The rows of the older arena go if nothing that is found from now on begins in them. */
static void turn_rows(struct holder *h)
{
    enum { AT_ONCE = 4096 };
    struct arena *empty = h->older;
    size_t gone = h->turn - h->first;
    if (h->pieces - h->turn < AT_ONCE || prose_oldest(h->prose) < h->turn)
        return;
    memmove(h->piece, h->piece + gone, (h->pieces - h->turn) * sizeof *h->piece);
    arena_rewind(empty, (struct arena_mark){NULL, 0});
    h->first = h->turn;
    h->turn = h->pieces;
    h->older = h->rows;
    h->rows = empty;
}

static void add_rows(struct holder *h, const struct block *table)
{
    size_t n = table_rows(table);
    for (size_t i = 0; i < n; i++) {
        h->rows_open++;
        add_block(h, table_row(table, i, h->rows));
        h->rows_open--;
        if (h->rows_open == 0)
            turn_rows(h);
    }
}

/* A code leads to an address, which stands beside it too. */
static void add_code(struct holder *h, const struct qr *qr)
{
    add_text(h, words_of(h->arena, arena_string(h->arena, qr->shown)), qr->at);
    add_text(h, words_of(h->arena, qr->uri), qr->at);
}

/* What a chart prints, and what its table says to those who cannot see it. */
static void add_chart(struct holder *h, const struct block *block)
{
    const struct chart *chart = block->chart;
    add_text(h, chart->category_head, block->at);
    add_text(h, chart->value_head, block->at);
    for (size_t s = 0; s < chart->series; s++)
        add_text(h, chart->one[s].name, block->at);
    for (size_t i = 0; i < chart->categories; i++) {
        add_text(h, chart->category[i].name, chart->category[i].at);
        for (size_t s = 0; s < chart->series; s++)
            add_text(h, chart->value[i * chart->series + s].said,
                     chart->value[i * chart->series + s].at);
    }
    if (!attributes_find(block->attr, "alt"))
        add_text(h, chart->alt, block->at);
}

/* Values hold no pictures: where no text is refused, rows need not be made of them. */
static void add_block(struct holder *h, const struct block *block)
{
    bool has_rows = block->kind == BLOCK_TABLE && h->has_texts;
    if (block->caption)
        add_block(h, block->caption);
    add_attributes(h, block->attr, block->at);
    add_content(h, block);
    add_links(h, block);
    hold_pictures(h, block);
    if (block->chart)
        add_chart(h, block);
    if (block->qr)
        add_code(h, block->qr);
    if (has_rows)
        add_rows(h, block);
    for (const struct block *child = has_rows ? NULL : block->child; child; child = child->next)
        add_block(h, child);
}

static void found(void *context, uint32_t id, uint32_t number, uint32_t offset)
{
    struct holder *h = context;
    const struct piece *piece = &h->piece[number - h->first];
    const struct refusal *refusal = &h->release->refusal[id];
    struct place at = piece->block ? block_place(piece->block, offset) : piece->at;
    report(h, refusal, refusal->text, "", at);
}

/* The index */

/* Names stand turned around here, "Muster, Mara" or Mara below Muster: they are looked for as they
 * are said, too. What an entry sends to with see= is an entry itself. */
static void add_index(struct holder *h, const struct tree *tree)
{
    const struct text *above[] = {NULL, NULL, NULL}; /* the last entry of each level */
    for (size_t i = 0; i < tree->keywords; i++) {
        const struct keyword *word = &tree->keyword[i];
        size_t comma = text_find_char(word->text, ',');
        struct text family = word->level ? *above[word->level - 1] : TEXT(""), given = word->text;
        above[word->level] = &word->text;
        add_text(h, word->text, word->at);
        if (comma != SIZE_MAX) {
            family = text_slice(word->text, 0, comma);
            given = text_from(word->text, comma + 1);
        }
        if (family.n)
            add_text(h,
                     text_of(arena_printf(h->arena, "%.*s %.*s.", (int)given.n, given.p,
                                          (int)family.n, family.p)),
                     word->at);
    }
}

/* Files that go with the document */

static void add_heads(struct holder *h, const struct attached *attached)
{
    const struct rows *rows = attached->rows;
    if (attached->ask->title.n)
        add_text(h, attached->title, attached->ask->title_at);
    for (size_t i = 0; i < rows->columns; i++)
        add_text(h, text_of(rows->column[i]), attached->ask->at);
}

struct file_holder {
    struct holder *holder;
    const struct attached *attached;
};

static void found_in_file(void *context, uint32_t id, uint32_t cell, uint32_t offset)
{
    const struct file_holder *f = context;
    const struct rows *rows = f->attached->rows;
    const struct refusal *refusal = &f->holder->release->refusal[id];
    struct place at = f->attached->ask->at;
    size_t row = cell / rows->columns, column = cell % rows->columns;
    (void)offset;
    at.row = rows_name_cell(f->holder->arena, rows, row, rows->column[column]);
    report(f->holder, refusal, refusal->text, "", at);
}

/* The cells of a row read on, as a table's do: a name may stand in two of them. A piece is a cell,
 * by its number, as there may be millions. */
static void hold_file(struct holder *h, struct phrases *phrases, const struct attached *attached)
{
    struct file_holder f = {h, attached};
    struct prose *prose = prose_new(h->arena, phrases, found_in_file, &f);
    const struct rows *rows = attached->rows;
    for (size_t i = 0; i < rows->n * rows->columns; i++) {
        prose_piece(prose, (uint32_t)i);
        prose_add(prose, rows_cell(rows, i / rows->columns, i % rows->columns)->s, 0);
    }
    prose_end(prose);
}

static struct phrases *refused_texts(struct arena *arena, const struct release *release)
{
    struct phrases *phrases = phrases_new(arena);
    for (size_t i = 0; i < release->refusals; i++)
        phrases_add(phrases, release->refusal[i].text, (uint32_t)i);
    return phrases;
}

size_t release_hold(const struct release *release, const struct held *held, struct diag *diag)
{
    struct arena *arena = arena_new(); /* a note on each text of the document: not to be kept */
    struct holder h = {.arena = arena, .release = release, .diag = diag};
    struct phrases *phrases = refused_texts(arena, release);
    h.rows = arena_new();
    h.older = arena_new();
    for (size_t i = 0; i < release->refusals; i++)
        h.has_texts = h.has_texts || release->refusal[i].text.n;
    h.prose = prose_new(arena, phrases, found, &h);
    if (held->title_at.line) /* else it is the first heading's, or the file's name */
        add_text(&h, held->tree->title, held->title_at);
    for (size_t i = 0; i < held->runnings; i++)
        add_text(&h, held->running[i].text, held->running[i].at);
    for (size_t i = 0; i < held->furnitures; i++)
        add_text(&h, text_of(held->furniture[i].text), held->furniture[i].at);
    for (size_t i = 0; i < held->attacheds; i++)
        add_heads(&h, &held->attached[i]);
    add_block(&h, held->tree->root);
    for (size_t i = 0; i < held->tree->notes; i++)
        add_block(&h, held->tree->note[i]);
    add_index(&h, held->tree);
    add_ids(&h, held->tree->root); /* behind the texts, which they would part */
    prose_end(h.prose);
    for (size_t i = 0; i < held->attacheds; i++)
        hold_file(&h, phrases, &held->attached[i]);
    arena_free(h.rows);
    arena_free(h.older);
    arena_free(arena);
    return h.hits;
}
