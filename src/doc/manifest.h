/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dokuwerk.yaml: what a workspace builds. */
#ifndef DOC_MANIFEST_H
#define DOC_MANIFEST_H

#include "doc/front.h"
#include "doc/library.h"

struct edition_lang { /* one of an entry's languages: */
    const char *lang;
    const char *second; /* of de+ar: "ar"; else NULL */
    const char *name;   /* as written: "de+ar"; {{lang}} in an output path */
    const char *theme;  /* themes: its own, which overrides the entry's; or NULL */
    struct place theme_at;
};

struct entry {            /* one of documents: */
    const char *template; /* name */
    struct text each;     /* SQL, or empty */
    struct place each_at, output_at, template_at, at;
    struct text output;        /* path with {{…}} */
    struct edition_lang *lang; /* languages:, `all` spelt out; none: the document's own language */
    size_t langs;
    const char **edition; /* none: "web" */
    size_t editions;
    struct check_name *check; /* checks: besides those of the template */
    size_t checks;
    struct check_name *finding; /* findings: likewise; NULL: no such key */
    size_t findings;
    int64_t suppress;  /* overrides the template's; -1: not said */
    const char *theme; /* overrides the template's and the manifest's, or NULL */
    struct place theme_at;
};

struct translatable { /* a table whose columns have translations */
    const char *table;
    const char **column;
    size_t columns;
    struct place at;               /* of the table's name */
    const struct place *column_at; /* one a column */
};

struct manifest {
    const char *path; /* as shown */
    struct text text; /* for messages */
    struct text title;
    const char *database;    /* relative to the workspace, or NULL */
    const char *source_lang; /* default "de" */
    const char **target;
    size_t targets;
    struct translatable *translatable;
    size_t translatables;
    const char *theme; /* or NULL */
    struct place theme_at;
    const char *date;           /* "YYYY-MM-DD" or NULL */
    const char *output;         /* default "out" */
    const struct yaml *project; /* or NULL */
    struct entry *entry;
    size_t entries;
};

struct store;

/* NULL when it cannot be read or has an error: reported. */
struct manifest *manifest_load(struct arena *, const struct library *, struct diag *);
/* Holds translatable: against the database's tables and columns; false: reported. Without a
 * database (NULL) each of its tables is an error. */
bool manifest_judge_columns(struct arena *, const struct manifest *, struct store *, struct diag *);
/* True for the source language and the targets. */
bool manifest_has_language(const struct manifest *, struct text tag);
/* All of them, the source language first; the number. */
size_t manifest_languages(struct arena *, const struct manifest *, const char ***out);

/* An output path for a row: {{name}} replaced by the raw value, each one path segment (LANGUAGE 2).
 * NULL: reported at the entry's output_at. `lookup` finds a name's value, or NULL. */
const char *manifest_output(struct arena *, const struct entry *,
                            const struct value *(*lookup)(void *context, struct text name),
                            void *context, struct diag *);

#endif
