/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps messages in the order they came, sorts an index of them for printing, and shows the source
 * line of each from the texts that were made known. Control characters never reach the terminal. */
#include "base/diagnostic.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/spoken.h"

struct message {
    enum level level;
    struct place at;
    struct text text, shown; /* in English; in the user's language */
    struct text row;         /* of its place, in the user's language */
    const char *code;
    const char *fold; /* what many are alike in, as it is said; or NULL */
    size_t order;
};

struct source {
    const char *file;
    struct text text;
};

struct diag {
    struct arena *arena;
    struct message *message;
    size_t messages, message_cap;
    struct source *source;
    size_t sources, source_cap;
    size_t count[LEVEL_NOTE + 1];
    struct map seen; /* of diag_drop_seen: the messages there are, by what makes them the same */
};

static const char *const level_name[] = {"error", "warning", "info", "note"};

struct diag *diag_new(struct arena *arena)
{
    struct diag *diag = ARENA_NEW(arena, struct diag);
    diag->arena = arena;
    return diag;
}

void diag_source(struct diag *diag, const char *file, struct text text)
{
    diag->source = arena_grow(diag->arena, diag->source, sizeof *diag->source, &diag->source_cap,
                              diag->sources + 1);
    diag->source[diag->sources++] = (struct source){arena_string(diag->arena, text_of(file)), text};
}

static struct place keep_place(struct diag *diag, struct place at)
{
    if (at.file)
        at.file = arena_string(diag->arena, text_of(at.file));
    if (at.row)
        at.row = arena_string(diag->arena, text_of(at.row));
    return at;
}

/* The kind of message, whatever it names: the words of its format, "no-column-in-query". */
static const char *code_of(struct arena *arena, const char *format)
{
    enum { MOST_WORDS = 6 };
    char *code = arena_alloc(arena, strlen(format) + sizeof "message", 1);
    size_t n = 0, words = 0;
    for (const char *p = format; *p; p++) {
        bool is_letter = ascii_is_letter(*p);
        if (*p == '%') {
            p += strcspn(p + 1, "cdisuxX%") + 1;
            if (!*p)
                break;
        } else if (is_letter && words == MOST_WORDS && n && code[n - 1] == '-') {
            break;
        } else if (is_letter) {
            words += n == 0 || code[n - 1] == '-';
            code[n++] = (char)(*p | 0x20);
        } else if (*p != '\'' && n && code[n - 1] != '-') {
            code[n++] = '-';
        }
    }
    n -= n && code[n - 1] == '-';
    strcpy(code + n, n ? "" : "message");
    return code;
}

/* "event id=3, column title" is not printed by a format where there are millions of cells. */
static struct text row_shown(struct diag *diag, const char *row)
{
    static const char column[] = ", column ";
    struct text said = text_of(row), known = spoken_recall(said);
    size_t at = SIZE_MAX, next = text_equal(known, said) ? text_find(said, column) : SIZE_MAX;
    while (next != SIZE_MAX) {
        size_t further = text_find(text_from(said, next + 1), column);
        at = next;
        next = further == SIZE_MAX ? SIZE_MAX : next + 1 + further;
    }
    if (at == SIZE_MAX)
        return arena_text(diag->arena, known);
    struct text name = spoken_recall(text_slice(said, 0, at));
    struct text rest = text_from(said, at + sizeof column - 1);
    return text_of(arena_printf(diag->arena, "%.*s%s%.*s", (int)name.n, name.p, spoken(column),
                                (int)rest.n, rest.p));
}

static struct text print_english(struct arena *arena, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    char probe[1];
    int n = vsnprintf(probe, sizeof probe, format, again);
    va_end(again);
    char *text = arena_alloc(arena, (size_t)n + 1, 1);
    va_copy(again, args);
    vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    return (struct text){text, (size_t)n};
}

static void add(struct diag *diag, enum level level, struct place at, const char *format,
                va_list args)
{
    struct text english = print_english(diag->arena, format, args);
    const char *shown = spoken_print(diag->arena, format, args);
    diag->message = arena_grow(diag->arena, diag->message, sizeof *diag->message,
                               &diag->message_cap, diag->messages + 1);
    diag->message[diag->messages] = (struct message){.level = level,
                                                     .at = keep_place(diag, at),
                                                     .text = english,
                                                     .shown = shown ? text_of(shown) : english,
                                                     .row = row_shown(diag, at.row),
                                                     .code = code_of(diag->arena, format),
                                                     .order = diag->messages};
    diag->messages++;
    diag->count[level]++;
}

#define FORWARD(level)                                                                             \
    va_list args;                                                                                  \
    va_start(args, format);                                                                        \
    add(diag, level, at, format, args);                                                            \
    va_end(args)

void diag_error(struct diag *diag, struct place at, const char *format, ...)
{
    FORWARD(LEVEL_ERROR);
}

void diag_warn(struct diag *diag, struct place at, const char *format, ...)
{
    FORWARD(LEVEL_WARNING);
}

void diag_info(struct diag *diag, struct place at, const char *format, ...)
{
    FORWARD(LEVEL_INFO);
}

void diag_report(struct diag *diag, enum level level, struct place at, const char *format, ...)
{
    assert(level != LEVEL_NOTE);
    FORWARD(level);
}

void diag_note(struct diag *diag, struct place at, const char *format, ...)
{
    FORWARD(LEVEL_NOTE);
}

void diag_fold(struct diag *diag, const char *like)
{
    if (diag->messages)
        diag->message[diag->messages - 1].fold =
            arena_string(diag->arena, spoken_recall(text_of(like)));
}

size_t diag_mark(const struct diag *diag)
{
    return diag->messages;
}

static const char included[] = "included here";

static bool is_here(const struct message *m, struct place at)
{
    return m->at.line == at.line && m->at.col == at.col && m->at.file &&
           strcmp(m->at.file, at.file) == 0;
}

void diag_included(struct diag *diag, size_t mark, struct place at)
{
    enum { MOST_INCLUSIONS = 3 };
    size_t n = diag->messages - mark, inclusions = 0;
    struct message *old = ARENA_ARRAY(diag->arena, struct message, n + 1);
    memcpy(old, diag->message + mark, n * sizeof *old);
    diag->message =
        arena_grow(diag->arena, diag->message, sizeof *old, &diag->message_cap, mark + 2 * n);
    diag->messages = mark;
    for (size_t i = 0; i < n; i++) {
        bool is_note = old[i].level == LEVEL_NOTE;
        inclusions = is_note ? inclusions + text_is(old[i].text, included) : 0;
        diag->message[diag->messages] = old[i];
        diag->message[diag->messages].order = diag->messages;
        diag->messages++;
        bool is_last = i + 1 == n || old[i + 1].level != LEVEL_NOTE;
        if (is_last && inclusions < MOST_INCLUSIONS && !is_here(&old[i], at))
            diag_note(diag, at, "%s", included);
    }
}

enum { LONGEST_NAME = 64 };

/* Levenshtein distance of two words, given up beyond `limit`. */
static size_t distance(struct text a, const char *b, size_t limit)
{
    size_t m = strlen(b), row[LONGEST_NAME + 1];
    if (a.n > LONGEST_NAME || m > LONGEST_NAME)
        return limit + 1;
    for (size_t j = 0; j <= m; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = diagonal + (a.p[i - 1] != b[j - 1]);
            diagonal = row[j];
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[m];
}

const char *diag_nearest(struct text word, const char *const *known, size_t n)
{
    const char *best = NULL;
    size_t limit = word.n < 3 ? 1 : (word.n + 2) / 3;
    for (size_t i = 0; i < n; i++) {
        size_t d = distance(word, known[i], limit);
        if (d <= limit && d < (word.n > 1 ? word.n : 2)) {
            if (best && d == limit)
                continue;
            best = known[i];
            limit = d;
        }
    }
    return best;
}

void diag_suggest(struct diag *diag, struct place at, struct text word, const char *const *known,
                  size_t n)
{
    const char *nearest = diag_nearest(word, known, n);
    if (nearest)
        diag_note(diag, at, "did you mean '%s'?", nearest);
}

size_t diag_errors(const struct diag *diag)
{
    return diag->count[LEVEL_ERROR];
}

size_t diag_warnings(const struct diag *diag)
{
    return diag->count[LEVEL_WARNING];
}

size_t diag_count(const struct diag *diag)
{
    return diag_errors(diag) + diag_warnings(diag);
}

struct place place_after(struct place start, struct text text, size_t offset)
{
    struct text before = text_slice(text, 0, offset);
    size_t line_start = 0;
    for (size_t i = 0; i < before.n; i++) {
        if (before.p[i] == '\n') {
            start.line++;
            start.col = 1;
            line_start = i + 1;
        }
    }
    start.col += (uint32_t)utf8_count(text_from(before, line_start));
    return start;
}

/* Printing */

static int by_number(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int by_place(const void *left, const void *right)
{
    const struct message *a = *(const struct message *const *)left;
    const struct message *b = *(const struct message *const *)right;
    int order = strcmp(a->at.file ? a->at.file : "", b->at.file ? b->at.file : "");
    order = order ? order : by_number(a->at.line, b->at.line);
    order = order ? order : by_number(a->at.col, b->at.col);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

/* The messages that are not notes, ordered by place; *n says how many. Caller frees. */
static const struct message **in_order(const struct diag *diag, size_t *n)
{
    const struct message **list = heap_resize(NULL, diag->messages + 1, sizeof *list);
    *n = 0;
    for (size_t i = 0; i < diag->messages; i++)
        if (diag->message[i].level != LEVEL_NOTE)
            list[(*n)++] = &diag->message[i];
    qsort(list, *n, sizeof *list, by_place);
    return list;
}

static bool is_same(const struct message *a, const struct message *b)
{
    return a->level == b->level && a->at.line == b->at.line && a->at.col == b->at.col &&
           text_equal(a->text, b->text) &&
           strcmp(a->at.file ? a->at.file : "", b->at.file ? b->at.file : "") == 0 &&
           strcmp(a->at.row ? a->at.row : "", b->at.row ? b->at.row : "") == 0;
}

/* Notes that follow a message directly belong to it. */
static size_t notes_of(const struct diag *diag, const struct message *m)
{
    size_t end = m->order + 1;
    while (end < diag->messages && diag->message[end].level == LEVEL_NOTE)
        end++;
    return end - m->order - 1;
}

/* What was seen */

/* The key holds what is_same looks at. */
static bool is_news(struct diag *diag, const struct message *m)
{
    const char *file = m->at.file ? m->at.file : "", *row = m->at.row ? m->at.row : "";
    struct buf key = {0};
    size_t before = diag->seen.n;
    buf_printf(&key, "%d %u %u %zu %s%zu %s", (int)m->level, m->at.line, m->at.col, strlen(file),
               file, strlen(row), row);
    buf_text(&key, m->text);
    map_intern(&diag->seen, diag->arena, buf_as_text(&key), 0);
    buf_done(&key);
    return diag->seen.n > before;
}

/* True when the message is news to diag, which has it now. */
static bool learn(struct diag *diag, const struct message *m)
{
    if (!is_news(diag, m))
        return false;
    diag->message = arena_grow(diag->arena, diag->message, sizeof *diag->message,
                               &diag->message_cap, diag->messages + 1);
    struct message *copy = &diag->message[diag->messages++];
    *copy = *m;
    copy->at = keep_place(diag, m->at);
    copy->text = arena_text(diag->arena, m->text);
    copy->shown = arena_text(diag->arena, m->shown);
    copy->row = arena_text(diag->arena, m->row);
    return true;
}

void diag_drop_seen(struct diag *diag, struct diag *seen)
{
    size_t kept = 0;
    bool is_kept = false;
    memset(diag->count, 0, sizeof diag->count);
    for (size_t i = 0; i < diag->messages; i++) {
        struct message m = diag->message[i];
        if (m.level != LEVEL_NOTE)
            is_kept = learn(seen, &m);
        if (!is_kept)
            continue;
        m.order = kept;
        diag->count[m.level]++;
        diag->message[kept++] = m;
    }
    diag->messages = kept;
}

void diag_put(FILE *out, struct text t)
{
    uint32_t cp;
    for (size_t i = 0, n; i < t.n; i += n) {
        n = utf8_decode(t.p + i, t.n - i, &cp);
        bool is_control = cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ||
                          (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
        if (is_control || (cp == 0xFFFD && n == 1))
            fputc(cp == '\t' ? ' ' : '?', out);
        else
            fwrite(t.p + i, 1, n, out);
    }
}

/* A line found; messages come in order, so the next is looked for from here. */
struct found {
    const char *file;
    uint32_t line;
    struct text text, rest;
};

static bool find_line(const struct diag *diag, struct place at, struct found *found)
{
    if (!at.file || at.line == 0)
        return false;
    if (!found->file || strcmp(found->file, at.file) != 0 || found->line > at.line) {
        size_t i = diag->sources;
        *found = (struct found){0};
        while (i > 0 && strcmp(diag->source[i - 1].file, at.file) != 0)
            i--;
        if (i == 0)
            return false;
        *found = (struct found){.file = at.file, .rest = diag->source[i - 1].text};
    }
    while (found->line < at.line && text_next_line(&found->rest, &found->text))
        found->line++;
    return found->line == at.line;
}

/* A note does not say again the row of the message it belongs to. */
static bool shows_row(const struct message *m, const struct message *head)
{
    return m->at.row && (m == head || !head->at.row || strcmp(m->at.row, head->at.row) != 0);
}

static void print_message(const struct message *m, const struct message *head, FILE *out)
{
    if (m->at.file) {
        diag_put(out, text_of(m->at.file));
        if (m->at.line)
            fprintf(out, ":%u", m->at.line);
        if (m->at.line && m->at.col)
            fprintf(out, ":%u", m->at.col);
        fputs(": ", out);
    }
    fprintf(out, "%s: ", spoken(level_name[m->level]));
    diag_put(out, m->shown);
    if (shows_row(m, head)) {
        fputs(" (", out);
        diag_put(out, m->row);
        fputc(')', out);
    }
    fputc('\n', out);
}

enum { WIDEST_EXCERPT = 160 };

static void print_line(const struct diag *diag, const struct message *m, struct found *found,
                       FILE *out)
{
    if (!find_line(diag, m->at, found))
        return;
    struct text line = found->text;
    fprintf(out, "%4u | ", m->at.line);
    size_t n = line.n > WIDEST_EXCERPT ? WIDEST_EXCERPT : line.n;
    while (n < line.n && ((unsigned char)line.p[n] & 0xC0) == 0x80)
        n++;
    diag_put(out, text_slice(line, 0, n));
    fputs(n < line.n ? "…\n" : "\n", out);
}

struct fold { /* messages alike */
    const char *like;
    enum level level;
    size_t n;
};
enum { MOST_FOLDS = 64, MOST_ALIKE = 10 };

/* Whether the message is one of those that are only counted. */
static bool is_folded(struct fold *fold, const struct message *m)
{
    size_t i = 0;
    while (i < MOST_FOLDS && fold[i].like && m->fold && strcmp(fold[i].like, m->fold) != 0)
        i++;
    if (!m->fold || i == MOST_FOLDS)
        return false;
    fold[i].like = m->fold;
    fold[i].level = m->level;
    return ++fold[i].n > MOST_ALIKE;
}

static void print_folds(const struct fold *fold, FILE *out)
{
    for (size_t i = 0; i < MOST_FOLDS && fold[i].like; i++)
        if (fold[i].n > MOST_ALIKE)
            fprintf(out, spoken("%s: %zu more %s\n"), spoken(level_name[fold[i].level]),
                    fold[i].n - MOST_ALIKE, fold[i].like);
}

static void print_all(const struct diag *diag, enum level last, FILE *out)
{
    size_t n;
    struct found found = {0};
    struct fold fold[MOST_FOLDS] = {0};
    const struct message **list = in_order(diag, &n);
    for (size_t i = 0; i < n; i++) {
        if (list[i]->level > last || (i > 0 && is_same(list[i - 1], list[i])) ||
            is_folded(fold, list[i]))
            continue;
        print_message(list[i], list[i], out);
        print_line(diag, list[i], &found, out);
        for (size_t k = 1; k <= notes_of(diag, list[i]); k++)
            print_message(&diag->message[list[i]->order + k], list[i], out);
    }
    print_folds(fold, out);
    free(list);
}

/* Written at once: standard error has no buffer, and there may be many messages. */
static void print(const struct diag *diag, enum level last, FILE *out)
{
    char *bytes = NULL;
    size_t n = 0;
    FILE *memory = open_memstream(&bytes, &n);
    print_all(diag, last, memory ? memory : out);
    if (memory && fclose(memory) == 0)
        fwrite(bytes, 1, n, out);
    free(bytes);
}

void diag_print(const struct diag *diag, FILE *out)
{
    print(diag, LEVEL_NOTE, out);
}

void diag_print_faults(const struct diag *diag, FILE *out)
{
    print(diag, LEVEL_WARNING, out);
}

void json_escape(struct buf *out, struct text t)
{
    for (size_t i = 0, n; i < t.n; i += n) {
        uint32_t c;
        n = utf8_decode(t.p + i, t.n - i, &c);
        if (c == '"' || c == '\\')
            buf_printf(out, "\\%c", (char)c);
        else if (c == '\n')
            buf_string(out, "\\n");
        else if (c < 0x20 || c == 0x7F)
            buf_printf(out, "\\u%04x", c);
        else
            buf_code_point(out, c);
    }
}

static void json_string(struct buf *out, const char *key, struct text value)
{
    buf_printf(out, "\"%s\": \"", key);
    json_escape(out, value);
    buf_string(out, "\"");
}

static void json_message(struct buf *out, const struct diag *diag, const struct message *m,
                         const char *document)
{
    json_string(out, "severity", text_of(level_name[m->level]));
    buf_string(out, ", ");
    json_string(out, "code", text_of(m->code));
    buf_string(out, ", ");
    json_string(out, "file", text_of(m->at.file));
    buf_printf(out, ", \"line\": %u, \"column\": %u, ", m->at.line, m->at.col);
    json_string(out, "message", m->text);
    if (m->at.row) {
        buf_string(out, ", ");
        json_string(out, "row", text_of(m->at.row));
    }
    buf_string(out, ", \"notes\": [");
    for (size_t k = 1; k <= notes_of(diag, m); k++) {
        buf_string(out, k > 1 ? ", \"" : "\"");
        json_escape(out, diag->message[m->order + k].text);
        buf_string(out, "\"");
    }
    buf_string(out, "]");
    buf_string(out, ", ");
    if (document)
        json_string(out, "document", text_of(document));
    else
        buf_string(out, "\"document\": null");
}

void diag_print_json(const struct diag *diag, FILE *out, const char *document)
{
    size_t n;
    struct buf line = {0};
    const struct message **list = in_order(diag, &n);
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && is_same(list[i - 1], list[i]))
            continue;
        buf_clear(&line);
        json_message(&line, diag, list[i], document);
        fprintf(out, "{%s}\n", line.p);
    }
    buf_done(&line);
    free(list);
}
