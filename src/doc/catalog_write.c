/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages to entries, and entries changed where they stand; the rest of a file stays as it is. The
 * library does not notice that a disk is full: what it has written is read again and compared. */
#include "doc/catalog_write.h"

#include <errno.h>
#include <string.h>

#include "base/buffer.h"
#include "base/map.h"
#include "doc/catalog.h"
#include "doc/catalog_guard.h"

struct writing {
    struct po_guard guard;
    struct arena *arena;
    const char *from, *to, *comment, *header;
    const struct message *message;
    const struct change *change;
    size_t n;
    po_file_t po, again; /* what is to be written, and what was */
    bool is_begun, is_written;
};

/* Afterwards */

static bool is_same_string(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool is_same_entry(po_message_t a, po_message_t b)
{
    return a && b && is_same_string(po_message_msgctxt(a), po_message_msgctxt(b)) &&
           is_same_string(po_message_msgid(a), po_message_msgid(b)) &&
           is_same_string(po_message_msgstr(a), po_message_msgstr(b)) &&
           po_message_is_obsolete(a) == po_message_is_obsolete(b);
}

static bool is_same_file(po_file_t a, po_file_t b)
{
    po_message_iterator_t in_a = po_message_iterator(a, NULL), in_b = po_message_iterator(b, NULL);
    po_message_t message, other;
    do {
        message = po_next_message(in_a);
        other = po_next_message(in_b);
    } while (message && is_same_entry(message, other));
    po_message_iterator_free(in_a);
    po_message_iterator_free(in_b);
    return !message && !other;
}

static void write_and_verify(struct writing *w, po_xerror_handler_t handler)
{
    w->is_begun = true;
    po_file_write(w->po, w->to, handler);
    w->is_written = w->guard.complaints == 0;
    if (!w->is_written)
        return;
    w->again = po_file_read(w->to, handler);
    w->is_written = w->again && !w->guard.complaints && is_same_file(w->po, w->again);
    w->guard.complaints = 0;
    if (!w->is_written)
        po_complain(&w->guard, "could not be written to its end: is the disk full?");
}

static bool finish(struct writing *w, struct place at, bool *is_cut, struct diag *diag)
{
    const struct po_guard *guard = &w->guard;
    for (size_t i = 0; i < guard->complaints && i < MOST_COMPLAINTS; i++) {
        struct place there = at;
        there.line = (uint32_t)guard->complaint[i].first.line;
        diag_error(diag, there, "%s", guard->complaint[i].first.words);
    }
    if (w->po)
        po_file_free(w->po);
    if (w->again)
        po_file_free(w->again);
    *is_cut = w->is_begun && !w->is_written;
    return guard->complaints == 0;
}

/* A new file */

static void add_header(const struct writing *w, po_message_iterator_t end)
{
    po_message_t header = po_message_create();
    po_message_set_msgid(header, "");
    po_message_set_msgstr(header, w->header);
    po_message_set_comments(header, w->comment);
    po_message_insert(end, header);
}

/* The library holds each place against all before it, and nobody looks at so many. */
enum { MOST_PLACES = 500 };

static void add_message(struct arena *arena, const struct message *m, po_message_iterator_t end)
{
    po_message_t message = po_message_create();
    struct buf kinds = {0};
    po_message_set_msgctxt(message, m->context);
    po_message_set_msgid(message, arena_string(arena, m->text));
    po_message_set_msgstr(message, "");
    for (size_t i = 0; i < m->kinds; i++)
        buf_printf(&kinds, "%s%s", i ? ", " : "", m->kind[i]);
    if (kinds.n) {
        buf_char(&kinds, '\n');
        po_message_set_extracted_comments(message, kinds.p);
    }
    buf_done(&kinds);
    for (size_t i = 0; i < m->places && i < MOST_PLACES; i++)
        po_message_add_filepos(message, m->at[i].file, m->at[i].line ? m->at[i].line : (size_t)-1);
    po_message_insert(end, message);
}

static void write_new(void *context, po_xerror_handler_t handler)
{
    struct writing *w = context;
    w->po = po_file_create();
    po_message_iterator_t end = po_message_iterator(w->po, NULL);
    add_header(w, end);
    for (size_t i = 0; i < w->n; i++)
        add_message(w->arena, &w->message[i], end);
    po_message_iterator_free(end);
    write_and_verify(w, handler);
}

bool catalog_write(struct arena *arena, const char *path, const char *comment, const char *header,
                   const struct message *message, size_t n, struct place at, bool *is_cut,
                   struct diag *diag)
{
    struct writing *w = ARENA_NEW(arena, struct writing);
    *w = (struct writing){.guard.arena = arena,
                          .arena = arena,
                          .to = path,
                          .comment = comment,
                          .header = header,
                          .message = message,
                          .n = n};
    po_guarded(&w->guard, write_new, w);
    return finish(w, at, is_cut, diag);
}

/* A file changed */

static void change_entry(const struct change *change, po_message_t message, struct arena *arena)
{
    po_message_set_msgstr(message, arena_string(arena, change->text));
    po_message_set_fuzzy(message, change->is_fuzzy);
    if (change->is_fuzzy)
        return;
    po_message_set_prev_msgctxt(message, NULL);
    po_message_set_prev_msgid(message, NULL);
    po_message_set_prev_msgid_plural(message, NULL);
}

static void change_all(const struct writing *w)
{
    struct map wanted = {0};
    struct buf key = {0};
    for (size_t i = 0; i < w->n; i++)
        map_intern(&wanted, w->arena, catalog_key(&key, w->change[i].context, w->change[i].source),
                   (uint32_t)i);
    po_message_iterator_t all = po_message_iterator(w->po, NULL);
    for (po_message_t message; (message = po_next_message(all));) {
        uint32_t i = map_find(&wanted, catalog_key(&key, po_message_msgctxt(message),
                                                   text_of(po_message_msgid(message))));
        if (i != UINT32_MAX && !po_message_is_obsolete(message))
            change_entry(&w->change[i], message, w->arena);
    }
    po_message_iterator_free(all);
    buf_done(&key);
}

static bool is_utf8(po_file_t po)
{
    struct text header = text_of(po_file_domain_header(po, NULL));
    return text_has_caseless(header, "charset=utf-8");
}

static void write_changed(void *context, po_xerror_handler_t handler)
{
    struct writing *w = context;
    w->po = po_file_read(w->from, handler);
    if (!w->po)
        po_complain(&w->guard, strerror(errno));
    if (w->guard.complaints)
        return;
    if (!is_utf8(w->po)) {
        po_complain(&w->guard, "the file is not in UTF-8: translate update makes it so");
        return;
    }
    change_all(w);
    write_and_verify(w, handler);
}

bool catalog_change(struct arena *arena, const char *from, const char *to,
                    const struct change *change, size_t n, struct place at, bool *is_cut,
                    struct diag *diag)
{
    struct writing *w = ARENA_NEW(arena, struct writing);
    *w = (struct writing){
        .guard.arena = arena, .arena = arena, .from = from, .to = to, .change = change, .n = n};
    po_guarded(&w->guard, write_changed, w);
    return finish(w, at, is_cut, diag);
}
