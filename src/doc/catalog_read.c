/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries by libgettextpo, which has the last word on what a PO file is. It reads a copy in UTF-8
 * whose header names a charset it does not know: so it takes the bytes as they are, three times
 * faster, and never meets a converter it cannot stand. What it says is told when the entries'
 * places are known. */
#include "doc/catalog_part.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/utf8.h"
#include "doc/catalog_guard.h"

struct reading {
    struct po_guard guard;
    struct arena *arena;
    struct text text;
    const char *shown, *path; /* path: of the copy */
    const struct po_scan *scan;
    struct po_file *file;
    po_message_t *message; /* of the entries */
    size_t messages_cap;
    po_file_t po;
};

/* Telling what it says */

static struct text line_of(struct text text, size_t number)
{
    struct text line = {0};
    for (size_t i = 0; i < number; i++)
        if (!text_next_line(&text, &line))
            return (struct text){0};
    return line;
}

/* The first escape in a line that is none; or SIZE_MAX. */
static size_t find_bad_escape(struct text line)
{
    for (size_t i = 0; i + 1 < line.n; i++) {
        if (line.p[i] != '\\')
            continue;
        if (!ascii_is_in("abfnrtvx\\\"01234567", line.p[i + 1]))
            return i;
        i++;
    }
    return SIZE_MAX;
}

/* The offset in a line of what the words speak of. */
static size_t find_cause(struct text line, const char *words)
{
    size_t at = 0;
    if (strstr(words, "closing quotation mark"))
        at = text_find_char(line, '"');
    else if (strstr(words, "no such escape"))
        at = find_bad_escape(line);
    if (at != 0 && at != SIZE_MAX)
        return at;
    for (at = 0; at < line.n && ascii_is_blank(line.p[at]); at++)
        continue;
    return at;
}

/* An open string is noticed behind the line's end. */
static struct place place_in_line(const struct reading *reading, size_t number, const char *words)
{
    if (number > 1 && strstr(words, "on its line"))
        number--;
    struct text line = line_of(reading->text, number);
    struct text before = text_slice(line, 0, find_cause(line, words));
    return (struct place){
        .file = reading->shown, .line = (uint32_t)number, .col = (uint32_t)utf8_count(before) + 1};
}

static struct place place_of(const struct reading *reading, const struct po_remark *remark)
{
    for (size_t i = 0; remark->message && i < reading->file->n; i++)
        if (reading->message[i] == remark->message)
            return reading->file->entry[i].spot.at;
    if (remark->line)
        return place_in_line(reading, remark->line, remark->words);
    return (struct place){.file = reading->shown};
}

static void tell_all(const struct reading *reading, struct diag *diag)
{
    const struct po_guard *guard = &reading->guard;
    for (size_t i = 0; i < guard->complaints && i < MOST_COMPLAINTS; i++) {
        const struct po_complaint *c = &guard->complaint[i];
        diag_error(diag, place_of(reading, &c->first), "%s", c->first.words);
        if (c->second.words)
            diag_note(diag, place_of(reading, &c->second), "%s", c->second.words);
    }
    if (guard->complaints > MOST_COMPLAINTS)
        diag_error(diag, (struct place){.file = reading->shown},
                   "%zu%s further faults in this file", guard->complaints - MOST_COMPLAINTS,
                   guard->complaints >= ENOUGH_COMPLAINTS ? " or more" : "");
}

/* The entries */

static struct text copy(struct arena *arena, const char *string)
{
    return string ? arena_text(arena, text_of(string)) : (struct text){0};
}

static void add_entry(struct reading *reading, po_message_t message, const struct po_spot *spot)
{
    struct po_file *file = reading->file;
    file->entry =
        arena_grow(reading->arena, file->entry, sizeof *file->entry, &file->cap, file->n + 1);
    reading->message = arena_grow(reading->arena, reading->message, sizeof *reading->message,
                                  &reading->messages_cap, file->n + 1);
    reading->message[file->n] = message;
    file->entry[file->n++] =
        (struct po_entry){.context = copy(reading->arena, po_message_msgctxt(message)),
                          .id = copy(reading->arena, po_message_msgid(message)),
                          .text = copy(reading->arena, po_message_msgstr(message)),
                          .spot = *spot,
                          .is_fuzzy = po_message_is_fuzzy(message),
                          .is_obsolete = po_message_is_obsolete(message),
                          .has_plural = po_message_msgid_plural(message)};
}

/* msgfmt leaves out what is fuzzy or not translated and checks the rest. */
static void leave_out(po_message_t message)
{
    bool is_header = !po_message_msgctxt(message) && !*po_message_msgid(message);
    if (!is_header && (po_message_is_fuzzy(message) || !*po_message_msgstr(message)))
        po_message_set_obsolete(message, 1);
}

static void gather(struct reading *reading)
{
    static const struct po_spot nowhere;
    const struct po_scan *scan = reading->scan;
    po_message_iterator_t all = po_message_iterator(reading->po, NULL);
    po_message_t message;
    for (size_t i = 0; (message = po_next_message(all)); i++) {
        add_entry(reading, message, i < scan->n ? &scan->spot[i] : &nowhere);
        leave_out(message);
    }
    po_message_iterator_free(all);
}

static void read_and_check(void *context, po_xerror_handler_t handler)
{
    struct reading *reading = context;
    reading->po = po_file_read(reading->path, handler);
    if (!reading->po) {
        po_complain(&reading->guard, strerror(errno));
        return;
    }
    gather(reading);
    if (!reading->guard.complaints)
        po_file_check_all(reading->po, handler);
}

/* The copy the library reads */

static void make_copy(const struct reading *reading, struct buf *out)
{
    struct text text = reading->text, charset = reading->scan->charset;
    size_t at = charset.n ? (size_t)(charset.p - text.p) : 0;
    buf_text(out, text_slice(text, 0, at));
    if (charset.n)
        buf_string(out, "AS-IT-IS");
    buf_text(out, text_from(text, at + charset.n));
}

static int write_copy(const struct reading *reading)
{
    struct buf copy = {0};
    int file = file_scratch();
    make_copy(reading, &copy);
    for (size_t i = 0; file >= 0 && i < copy.n;) {
        ssize_t n = write(file, copy.p + i, copy.n - i);
        if (n < 0 && errno != EINTR) {
            close(file);
            file = -1;
        }
        i += n > 0 ? (size_t)n : 0;
    }
    buf_done(&copy);
    return file;
}

bool po_read(struct arena *arena, struct text text, const struct po_scan *scan, const char *shown,
             struct po_file *file, struct diag *diag)
{
    struct reading *reading = ARENA_NEW(arena, struct reading);
    *reading = (struct reading){.guard.arena = arena,
                                .arena = arena,
                                .text = text,
                                .shown = shown,
                                .scan = scan,
                                .file = file};
    int copy = write_copy(reading);
    if (scan->domain.line)
        diag_error(diag, scan->domain, "'domain' has no place in a file that is a language's own");
    if (copy < 0) {
        diag_error(diag, (struct place){.file = shown}, "cannot read a copy: %s", strerror(errno));
        return false;
    }
    reading->path = arena_printf(arena, "/dev/fd/%d", copy);
    bool is_sound = po_guarded(&reading->guard, read_and_check, reading);
    close(copy);
    tell_all(reading, diag);
    if (reading->po)
        po_file_free(reading->po);
    return is_sound && !scan->domain.line;
}
