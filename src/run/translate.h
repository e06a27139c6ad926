/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the five verbs of the command `translate` have in common: the workspace's messages and the
 * languages asked for. */
#ifndef RUN_TRANSLATE_H
#define RUN_TRANSLATE_H

#include "base/map.h"
#include "doc/catalog_write.h"
#include "doc/manifest.h"
#include "doc/unit.h"
#include "run/command.h"

struct output;

struct translate {
    const struct options *options;
    struct arena *arena;
    struct diag *diag;
    const char *root;
    struct library library;
    struct manifest *manifest;
    const char *date;        /* "YYYY-MM-DD" or NULL */
    struct units units;      /* of the source as it is now */
    struct message *message; /* the same, each text once */
    size_t messages;
    struct map known;  /* of message_find */
    const char **lang; /* the targets asked for */
    size_t langs;
    bool is_environment; /* something failed that is not the workspace's fault */
};

#define POT_FILE "po/messages.pot"
/* What a fuzzy translation begins with in a spreadsheet. */
#define FUZZY_MARK "[fuzzy]"

/* Gathers the messages: units with the same context and text are one, in the order of the first. */
void messages_gather(struct translate *);
/* The number of the message, or SIZE_MAX. */
size_t message_find(const struct translate *, const char *context, struct text);
/* "po/ar.po": as messages show it. */
const char *translate_file(const struct translate *, const char *lang, const char *ending);
/* False: the folder po/ cannot be made; reported. */
bool translate_folder(struct translate *);
/* Puts a file under its name if it says something new. Closes the output. *is_new: it did. False:
 * reported. */
bool translate_commit(struct translate *, struct output *, const char *path, const char *shown,
                      bool *is_new);
/* Reports errno of a file that cannot be written; always false. */
bool translate_unwritable(struct translate *, const char *shown, int fault);
/* Text for a message: its beginning, on one line. */
const char *translate_quote(struct arena *, struct text);

/* The header of a new file; lang "": of the template for all languages. */
const char *translate_header(struct translate *, const char *lang, const char *team);
/* All messages, untranslated, into a file of the workspace. False: reported. */
bool translate_write(struct translate *, const char *shown, const char *comment, const char *header,
                     bool *is_new);
bool translate_template(struct translate *); /* po/messages.pot */

bool translate_extract(struct translate *);
bool translate_update(struct translate *);
bool translate_status(struct translate *); /* false, too: --strict and something is missing */
bool translate_export(struct translate *);
bool translate_import(struct translate *);

#endif
