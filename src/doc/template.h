/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Templates: Markdown with queries and Mustache tags. Expanding joins rows and text.
 *
 * A value never stands in the expanded text as characters. It stands there as a token (U+FDD0,
 * its number in decimal digits, U+FDD1), and the Markdown parser's result is searched for tokens
 * afterwards, in text, code, attributes and link targets alike. So no value can become markup,
 * whatever it holds, and each value keeps the place and the row it came from. */
#ifndef DOC_TEMPLATE_H
#define DOC_TEMPLATE_H

#include "db/store.h"
#include "doc/front.h"
#include "doc/library.h"
#include "doc/locale.h"

#define TOKEN_OPEN 0xFDD0u
#define TOKEN_CLOSE 0xFDD1u

struct table;
struct template;
struct edition;
struct translator;

/* What an expansion looks names up in, besides its queries. */
struct inputs {
    struct store *store;         /* NULL: a template with queries is an error */
    const struct binding *param; /* bound parameters, by command line, each or default */
    size_t params;
    struct table *const *result; /* that are there before the template's queries have run */
    size_t results;
    const struct yaml *project;         /* project.*, or NULL */
    const struct yaml *data;            /* --data: names that stand like queries, or NULL */
    const char *lang, *edition, *today; /* today: "YYYY-MM-DD" or NULL (using it is an error) */
    const char *purpose;                /* "web" or "print" */
    const char *language;    /* the edition, by which texts are replaced: "de+ar"; NULL: as lang */
    const char *second_lang; /* of a bilingual edition, or NULL */
    const struct translator *translator, *second; /* into both of them; NULL: nothing is replaced */
    const struct edition *languages;              /* for `translations`, or NULL */
    const struct locale *locale;
    const struct locale *second_locale; /* where there is a second language */
};

struct site { /* a tag, and the column that it printed */
    struct place at;
    const struct rows *rows; /* NULL: no row's */
    const char *column;
};

/* There may be millions of the next two. */
struct insertion {               /* what a token stands for */
    struct text text;            /* the value, formatted; NFC is not applied */
    const struct site *site;     /* or NULL */
    uint32_t row;                /* of the site's rows */
    bool is_markdown;            /* {{{x}}}: to be parsed by itself */
    bool keeps_lines;            /* formatter `lines`: a newline is a line break */
    bool is_raw;                 /* formatter raw/tel/…: never touched by typography */
    const struct speech *speech; /* the value's own; or NULL: that of the text around */
};

struct origin {    /* text[from …] up to the next origin comes from there */
    uint32_t from; /* at a token: its insertion knows the row */
    uint32_t file; /* number in the expansion's files */
    uint32_t line, col;
};

struct tongue { /* text[from …] up to the next one is in that language */
    uint32_t from;
    const char *lang; /* NULL: the document's */
    const char *home; /* that pictures' paths are relative to; NULL: the origin's file */
};

struct speech {                  /* the languages of a text that is another's than the document's */
    const struct tongue *tongue; /* ordered; before the first: the document's */
    size_t tongues;
};

struct use {       /* data=NAME in a div's attributes: which rows are meant */
    size_t offset; /* of the name within text */
    const char *name;
    struct slice slice;
};

struct expansion {
    const struct source *source;
    struct text text; /* Markdown with tokens */
    const struct insertion *insertion;
    size_t insertions;
    const struct origin *origin; /* ordered */
    size_t origins;
    const char *const *file; /* of origins */
    struct speech speech;
    const struct use *use; /* ordered */
    size_t uses;
    struct text title;       /* the front matter's, expanded; may be empty */
    const char *second_lang; /* of an edition in two languages, or NULL */
    const struct locale *second_locale;
    struct text second_title;      /* in it; may be empty */
    const struct setting *running; /* expanded; those without value are left out */
    size_t runnings;
    const struct attached *attached; /* results that go with the document */
    size_t attacheds;
    bool is_stopped;    /* a check in the template found an error: nothing is to be printed */
    bool is_translated; /* units of it are another's words, of which some may be missing */
};

/* Parses a file. is_plain: a Markdown file, whose {{…}} is text (no Mustache, no queries). With a
 * translator (translate.h; NULL: none), which is kept for partials and values, its units are
 * replaced by their translations. NULL when nothing can be done with it; other faults are reported
 * and the rest is kept. */
struct template *template_parse(struct arena *, const struct library *, const struct source *,
                                bool is_plain, const struct translator *, struct diag *);
/* Parses a template of the official Mustache: no front matter, no queries, no formatters; what is
 * missing prints nothing. Its bytes are taken as they are. */
struct template *template_parse_mustache(struct arena *, const struct library *,
                                         const struct source *, struct diag *);
const struct front *template_front(const struct template *);
/* True when the file asks to be expanded: params:, template: true, findings: or a query fence. */
bool source_is_template(struct arena *, const struct source *);

/* Runs the queries in order, then expands the body. Faults are reported and expansion goes on with
 * nothing in their place; never NULL. Partials are found through the library; a parameter that a
 * partial declares comes from its tag's arguments, else from the parameter of the same name of the
 * templates around, else from its default. */
struct expansion *template_expand(struct arena *, const struct template *, const struct inputs *,
                                  struct diag *);

/* Where the byte at offset comes from (template line and column, or a value's tag). */
struct place expansion_origin(const struct expansion *, size_t offset);
/* The tag, with the row and column of the value. */
struct place insertion_place(struct arena *, const struct insertion *);
/* The expanded Markdown for people: tokens replaced by their values, escaped for where they stand.
 */
struct buf;
void expansion_print(const struct expansion *, struct buf *out);
/* The same of the official Mustache: {{x}} is escaped for HTML, {{{x}}} is not. */
void expansion_print_html(const struct expansion *, struct buf *out);

#endif
