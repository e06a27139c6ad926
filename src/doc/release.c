/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the gates, decides which apply, runs them, and looks up the files that they refuse. */
#include "doc/release.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "doc/builtin.h"
#include "doc/check.h"

struct loader {
    struct arena *arena;
    const struct library *library;
    const char *root;
    struct store *store;
    const char *today;
    struct diag *diag;
    const struct check **gate; /* those that apply */
    size_t gates, gate_cap;
    const char *broken; /* one that could not be run */
};

struct list { /* of refusals, while gates are run */
    struct refusal *refusal;
    size_t n, cap;
};

const char *purpose_name(enum purpose purpose)
{
    static const char *const names[] = {"web", "print"};
    return names[purpose];
}

/* What a gate needs */

static struct place place_in(const struct check *gate, const char *p)
{
    struct place start = {gate->source->shown, 1, 1, NULL};
    return place_after(start, gate->source->text, (size_t)(p - gate->source->text.p));
}

/* Cuts "name" up to one of the marks off the front; blanks and commas before it go. */
static struct text cut_name(struct text *rest, const char *marks)
{
    while (rest->n && ascii_is_in(" ,\t\r", *rest->p))
        *rest = text_from(*rest, 1);
    size_t n = 0;
    while (n < rest->n && !strchr(marks, rest->p[n]))
        n++;
    struct text name = text_trim(text_slice(*rest, 0, n));
    *rest = text_from(*rest, n);
    return name;
}

static bool has_column(const char **column, size_t n, struct text name)
{
    for (size_t i = 0; i < n; i++)
        if (text_equal_caseless(name, text_of(column[i])))
            return true;
    return false;
}

/* Cuts "(column, column)" off the front: what stands between the parentheses, empty without them.
 */
static struct text cut_columns(struct text *rest)
{
    *rest = text_trim(*rest);
    if (!text_starts(*rest, "("))
        return text_slice(*rest, 0, 0);
    size_t close = text_find_char(*rest, ')');
    struct text inside = text_slice(*rest, 1, close);
    *rest = text_from(*rest, close == SIZE_MAX ? rest->n : close + 1);
    return inside;
}

enum fit { FITS, LACKS, IS_ELSEWHERE };

/* One `table(column, column)`, which is cut off in any case. */
static enum fit judge_table(struct loader *l, const struct check *gate, struct text *rest,
                            bool is_first)
{
    struct text name = cut_name(rest, "( \t\r"), wanted = cut_columns(rest);
    struct place at = place_in(gate, name.p);
    const char **column, *table = arena_string(l->arena, name);
    size_t n = store_columns(l->arena, l->store, table, &column);
    if (!n && is_first)
        return IS_ELSEWHERE;
    if (!n) {
        diag_warn(l->diag, at, "release gate '%s' does not apply: no table '%s'", gate->name,
                  table);
        return LACKS;
    }
    enum fit fit = FITS;
    while (wanted.n) {
        struct text one = cut_name(&wanted, ",");
        if (!one.n || has_column(column, n, one))
            continue;
        diag_warn(l->diag, at, "release gate '%s' does not apply: table '%s' has no column '%.*s'",
                  gate->name, table, (int)one.n, one.p);
        fit = LACKS;
    }
    return fit;
}

/* Whether the database has what the gate's `-- needs:` lines name. */
static bool applies(struct loader *l, const struct check *gate)
{
    struct text file = gate->source->text, line;
    enum fit fit = FITS;
    bool is_first = true;
    while (fit != IS_ELSEWHERE && text_next_line(&file, &line)) {
        if (!text_starts(line, "-- needs:"))
            continue;
        struct text rest = text_trim(text_from(line, strlen("-- needs:")));
        while (rest.n && fit != IS_ELSEWHERE) {
            enum fit own = judge_table(l, gate, &rest, is_first);
            fit = own != FITS ? own : fit;
            is_first = false;
            rest = text_trim(rest);
        }
    }
    return fit == FITS;
}

static void add_gate(struct loader *l, const char *name)
{
    struct check_name named = {name, {0}};
    const struct check *gate = check_read(l->arena, l->library, &named, l->diag);
    if (!gate || !gate->is_gate || !applies(l, gate))
        return;
    l->gate = arena_grow(l->arena, l->gate, sizeof(struct check *), &l->gate_cap, l->gates + 1);
    l->gate[l->gates++] = gate;
}

/* The workspace's gates, and those shipped that it has no check of the name for. */
static void find_gates(struct loader *l)
{
    const char **own, **shipped;
    size_t owns = library_names(l->arena, l->library, SHELF_CHECKS, &own);
    size_t n = library_names(l->arena, l->library, SHELF_GATES, &shipped);
    for (size_t i = 0; i < owns; i++)
        add_gate(l, own[i]);
    for (size_t i = 0; i < n; i++)
        if (!has_column(own, owns, text_of(shipped[i])))
            add_gate(l, shipped[i]);
}

/* Running */

static struct text cell_text(const struct rows *rows, size_t row, const char *column)
{
    size_t i = rows_column(rows, text_of(column));
    return i == SIZE_MAX ? (struct text){"", 0} : rows_cell(rows, row, i)->s;
}

static bool judge_columns(struct loader *l, const struct check *gate, const struct rows *rows)
{
    if (rows_column(rows, TEXT("path")) == SIZE_MAX &&
        rows_column(rows, TEXT("text")) == SIZE_MAX) {
        diag_error(l->diag, gate->at, "release gate '%s' has neither a column 'path' nor 'text'",
                   gate->name);
        return false;
    }
    return finding_columns(rows, gate->name, gate->at, l->diag);
}

static void run_gate(struct loader *l, const struct check *gate, enum purpose purpose,
                     struct list *list)
{
    struct place start = {gate->source->shown, 1, 1, NULL};
    const struct builtins builtins = {.today = l->today, .purpose = purpose_name(purpose)};
    const char *label = arena_printf(l->arena, "release gate '%s'", gate->name);
    const struct rows *rows = NULL;
    size_t n;
    const struct binding *binding = builtin_bindings(l->arena, &builtins, NULL, 0, &n);
    if (builtin_has_date(binding, n, label, gate->source->text, start, l->diag))
        rows = store_ask(l->arena, l->store, label, gate->source->text, start, binding, n, l->diag);
    if (!rows || !judge_columns(l, gate, rows)) {
        l->broken = gate->name;
        return;
    }
    for (size_t row = 0; row < rows->n; row++) {
        struct text message = cell_text(rows, row, "message");
        struct refusal refusal = {.gate = gate->name,
                                  .path = cell_text(rows, row, "path"),
                                  .text = cell_text(rows, row, "text"),
                                  .message = message.n ? message.p : gate->title,
                                  .row = finding_row(l->arena, rows, row)};
        if (!refusal.path.n && !refusal.text.n)
            continue;
        list->refusal =
            arena_grow(l->arena, list->refusal, sizeof *list->refusal, &list->cap, list->n + 1);
        list->refusal[list->n++] = refusal;
    }
}

/* Files */

static int by_size(const void *left, const void *right)
{
    const struct known_file *a = left, *b = right;
    if (a->id.size != b->id.size)
        return a->id.size < b->id.size ? -1 : 1;
    return (a->refusal > b->refusal) - (a->refusal < b->refusal);
}

static int by_identity(const void *left, const void *right)
{
    const struct known_file *a = left, *b = right;
    if (a->id.device != b->id.device)
        return a->id.device < b->id.device ? -1 : 1;
    return (a->id.number > b->id.number) - (a->id.number < b->id.number);
}

static void find_files(struct loader *l, struct release *release)
{
    struct known_file *file = ARENA_ARRAY(l->arena, struct known_file, release->refusals + 1);
    for (size_t i = 0; i < release->refusals; i++) {
        const struct refusal *refusal = &release->refusal[i];
        const char *path = path_join(l->arena, l->root, arena_string(l->arena, refusal->path));
        struct known_file *next = &file[release->files];
        if (!refusal->path.n || !file_identify(path, &next->id))
            continue;
        next->refusal = refusal;
        next->path = path;
        release->files++;
    }
    qsort(file, release->files, sizeof *file, by_size);
    release->file = file;
}

/* The pictures on record, so that one that is on none can be told. */
static void list_media(struct loader *l, struct release *release)
{
    static const char sql[] = "SELECT path FROM media WHERE path IS NOT NULL";
    const char **column, *folder = path_join(l->arena, l->root, "media");
    size_t n = store_columns(l->arena, l->store, "media", &column);
    if (!has_column(column, n, TEXT("path")) || !folder_exists(folder))
        return;
    const struct rows *rows = store_ask(l->arena, l->store, "the list of pictures", TEXT(sql),
                                        (struct place){0}, NULL, 0, l->diag);
    struct known_file *listed = ARENA_ARRAY(l->arena, struct known_file, rows ? rows->n + 1 : 1);
    for (size_t row = 0; rows && row < rows->n; row++) {
        const char *path =
            path_join(l->arena, l->root, arena_string(l->arena, rows_cell(rows, row, 0)->s));
        release->listeds += file_identify(path, &listed[release->listeds].id);
    }
    qsort(listed, release->listeds, sizeof *listed, by_identity);
    release->listed = listed;
    release->media = rows ? folder : NULL;
}

void releases_load(struct arena *arena, const struct library *library, const char *root,
                   struct store *store, const char *today, const struct release *out[PURPOSES],
                   struct diag *diag)
{
    struct loader l = {arena, library, root ? root : ".", store, today, diag, NULL, 0, 0, NULL};
    struct release *made = ARENA_ARRAY(arena, struct release, PURPOSES);
    find_gates(&l);
    for (int purpose = 0; purpose < PURPOSES; purpose++) {
        struct release *release = &made[purpose];
        struct list list = {0};
        release->purpose = (enum purpose)purpose;
        for (size_t i = 0; i < l.gates && !l.broken; i++)
            run_gate(&l, l.gate[i], release->purpose, &list);
        release->refusal = list.refusal;
        release->refusals = list.n;
        find_files(&l, release);
        list_media(&l, release);
        out[purpose] = release;
    }
    for (int purpose = 0; purpose < PURPOSES; purpose++)
        made[purpose].broken = l.broken;
}
