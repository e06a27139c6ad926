/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `attach: [receipts]`: results of queries that go with a document as CSV. Here are the key, the
 * bytes and what speaks against them; the PDF and the files beside it are others' affair. */
#ifndef DOC_ATTACH_H
#define DOC_ATTACH_H

#include "db/value.h"
#include "doc/yaml.h"

struct buf;

struct attach { /* as the front matter asks for it */
    const char *query;
    struct text title; /* unexpanded; empty: none */
    struct place at, title_at;
    int64_t suppress; /* counts below it may not be told; -1: as in the document */
};

struct attached { /* found and run */
    const struct attach *ask;
    struct text title; /* expanded; never empty */
    const struct rows *rows;
    struct arena *home; /* holds the rows and nothing else, and no text shows them; or NULL */
};

/* Reads `receipts`, `{query: receipts, title: Belege}`, or a list of such. */
void attach_read(struct arena *, const struct yaml *, struct attach **out, size_t *n,
                 struct diag *);
/* Reports counts below `suppress` (0: none are small), which the file would tell, and texts that
 * spreadsheet programs take for formulas. */
void attach_judge(const struct attached *, int64_t suppress, struct diag *);
/* The whole result as RFC 4180 has it: names of columns first, CRLF behind each row. Quotation
 * marks stand where they are needed, and around an empty text, as NULL is nothing. Texts stay as
 * they are, whatever a spreadsheet program takes them for: who audits the file needs them so. */
void attach_put_csv(struct buf *, const struct rows *);

#endif
