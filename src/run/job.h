/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One document, from its template to its file. A job is self-contained: it needs the kit, a store
 * and an arena, and touches nothing else. */
#ifndef RUN_JOB_H
#define RUN_JOB_H

#include "db/store.h"
#include "doc/manifest.h"
#include "page/page.h"
#include "run/beside.h"
#include "run/kit.h"
#include "run/translations.h"

enum dump { DUMP_NONE, DUMP_EXPAND, DUMP_TREE, DUMP_FLOW, DUMP_PAGES };

struct argument { /* --param NAME=VALUE, or a column of `each` */
    const char *name;
    struct value value; /* a VALUE_TEXT from the command line is read by the declared type */
    bool is_from_row;   /* undeclared ones are allowed then */
};

struct job;
struct lock;
struct theme;

/* Who looks at the pages of each document in place of its file: tests, which see what a writer is
 * given. */
struct viewer {
    void *context;
    void (*begin)(void *context, const struct job *, const struct tree *, const struct theme *);
    struct page_sink sink;
};

struct job {
    const char *source;   /* path of the template or Markdown file */
    bool is_replacement;  /* it is in the document's language: only its partials are translated */
    const char *output;   /* path to write, or NULL */
    const char *path;     /* of the output, relative to OUT, as manifest and messages show it */
    const char *template; /* name, for the manifest */
    struct place at;      /* where the job was asked for: for messages about the source */
    const struct argument *argument;
    size_t arguments;
    const char *lang;     /* the document's language; NULL: the front matter's, else "de" */
    const char *second;   /* of a bilingual edition, else NULL */
    const char *language; /* the edition's name, "de" or "de+ar"; NULL: as lang */
    struct translations *translations; /* NULL: the document is in its own language only */
    const struct entry *entry;         /* of the manifest, or NULL */
    const char *edition;               /* or NULL */
    const char *theme;                 /* overrides the front matter; or NULL */
    struct place theme_at;
    const char *default_theme; /* the manifest's, when the front matter has none; or NULL */
    unsigned standards;        /* overrides; 0: the front matter's, else UA-1 and A-2a or A-3a */
    const char *date;          /* "YYYY-MM-DD" or NULL */
    const struct yaml *project, *data;
    const struct check_name *check; /* the manifest's, besides the front matter's */
    size_t checks;
    const struct check_name *finding; /* likewise; NULL: no such key */
    size_t findings;
    bool tells_all;     /* reports what the checks of `findings:` find, too */
    int64_t suppress;   /* overrides the front matter's; -1: not said */
    bool is_template;   /* expand in any case (--param, --data, a manifest's document) */
    bool is_strict;     /* warnings fail */
    bool is_draft;      /* every page says so */
    unsigned least_dpi; /* of pictures, 0: any */
    enum dump dump;     /* to standard output instead of writing */
    /* Sees the pages, and nothing is written; or NULL. */
    const struct viewer *viewer;
    struct lock *lock; /* of a document whose chapters begin on the same pages; or NULL */
};

struct outcome {
    bool is_done;
    bool is_unwritable; /* the disk refused it */
    unsigned pages, standards;
    const char *lang;
    struct besides beside; /* files that go with it */
};

/* Runs the job; messages are in diag. store may be NULL. */
struct outcome job_run(const struct job *, const struct kit *, struct store *, struct arena *,
                       struct diag *);

#endif
