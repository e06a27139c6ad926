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
};

/* Reads `receipts`, `{query: receipts, title: Belege}`, or a list of such. */
void attach_read(struct arena *, const struct yaml *, struct attach **out, size_t *n,
                 struct diag *);
/* Reports counts below `suppress` (0: none are small), which the file would tell, and texts that
 * spreadsheet programs take for formulas. */
void attach_judge(const struct attached *, int64_t suppress, struct diag *);
/* The lines of the result from *line on, some hundred, as RFC 4180 has it: line 0 are the columns'
 * names; CRLF behind each. False: there are none. Quotation marks stand where they are needed, and
 * around an empty text, as NULL is nothing. Texts stay as they are, whatever a spreadsheet program
 * takes them for: who audits the file needs them so. */
bool attach_put_csv(const struct rows *, size_t *line, struct buf *);

#endif
