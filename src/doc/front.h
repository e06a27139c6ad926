/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Front matter: the YAML block at a file's head, read strictly into settings. Strings are still
 * unexpanded ({{…}}). */
#ifndef DOC_FRONT_H
#define DOC_FRONT_H

#include "db/store.h"
#include "doc/attach.h"
#include "doc/checklist.h"
#include "doc/easy.h"

enum param_type { PARAM_INT, PARAM_TEXT, PARAM_DATE, PARAM_MONEY, PARAM_BOOL };
enum standard {
    STANDARD_UA_1 = 1,
    STANDARD_A_2A = 2,
    STANDARD_A_2U = 4,
    STANDARD_A_3A = 8,
    STANDARD_X_4 = 16
};

struct param {
    const char *name;
    enum param_type type;
    bool has_default;
    struct value preset; /* the default */
    struct place at;
};

struct setting { /* a string that is expanded later */
    const char *key;
    struct text text;
    struct place at;
};

struct front {
    size_t lines;         /* lines of the file it takes, fences included */
    struct setting title; /* text.n == 0: none */
    const char *lang;     /* or NULL */
    const char *theme;    /* or NULL */
    struct place theme_at;
    unsigned standards; /* bits of enum standard; 0: none named */
    struct place standards_at;
    unsigned dpi;  /* images: pixels an inch of photos; 0: the edition's */
    int toc_depth; /* 0: no contents */
    bool numbering;
    bool is_template;  /* template: true */
    bool page_lock;    /* chapters begin on the same page in all languages */
    int64_t max_pages; /* 0: no limit */
    int64_t suppress;  /* counts below it are hidden in tables and charts; 0: none are */
    struct param *param;
    size_t params;
    struct setting *running; /* values for the theme's heads and feet */
    size_t runnings;
    struct check_name *check; /* checks: that must be clean */
    size_t checks;
    struct check_name *finding; /* findings: whose results the template gets; NULL: no such key */
    size_t findings;
    struct attach *attach; /* queries whose results go with the document */
    size_t attaches;
    struct easy easy;        /* easy-lint: */
    const struct yaml *page; /* page:, read by theme_load; or NULL */
};

/* Reads the front matter of text (a whole file). In a plain Markdown file (is_strict false) a block
 * that does not parse, or is no mapping, is no front matter; in a template it is an error. Unknown
 * keys are errors with did-you-mean. Keys this version knows but does not act on yet are warnings.
 */
void front_read(struct arena *, struct text file, const char *shown, bool is_strict,
                struct front *out, struct diag *);
/* Reads one value of a parameter (command line, `each`): false when ill-typed, not reported. */
bool param_read(struct arena *, enum param_type, struct text, struct value *out);
const char *param_type_name(enum param_type);
/* "ua-1, a-2a" for bits; each name for a bit. */
const char *standard_name(enum standard);
bool standard_find(struct text name, enum standard *out);

#endif
