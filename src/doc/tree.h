/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document as meaning: blocks in a tree, each block's inline content as one flat text with
 * spans. It holds no measures and no fonts; it is what tags are written from. Everything lives in
 * the document's arena and is constant once tree_parse returns. */
#ifndef DOC_TREE_H
#define DOC_TREE_H

#include <stdio.h>

#include "base/length.h"
#include "db/value.h"
#include "doc/chart.h"
#include "doc/locale.h"
#include "doc/template.h"

enum block_kind {
    BLOCK_DOCUMENT,
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_LIST,
    BLOCK_ITEM,
    BLOCK_QUOTE,
    BLOCK_CODE,
    BLOCK_RULE, /* thematic break */
    BLOCK_TABLE,
    BLOCK_ROW,
    BLOCK_CELL,
    BLOCK_PICTURE, /* a picture that stands alone in its paragraph */
    BLOCK_DIV
};

enum div_class {
    DIV_PLAIN,
    DIV_COLUMNS,
    DIV_COLUMN,
    DIV_NOTE,
    DIV_TIP,
    DIV_WARNING,
    DIV_IMPORTANT,
    DIV_COVER,
    DIV_KEEP,
    DIV_PAGE_BREAK,
    DIV_LANDSCAPE,
    DIV_TOC,
    DIV_FIGURES,
    DIV_FACTS,
    DIV_QUOTE,
    DIV_LEAD,
    DIV_SIDE,
    DIV_AGENDA,
    DIV_CONTACT,
    DIV_FORM,
    DIV_SIGNATURE,
    DIV_LOGOS,
    DIV_PARALLEL,
    DIV_TABLE,
    DIV_CHART,
    DIV_QR,
    DIV_GLOSSARY,
    DIV_STEPS,
    DIV_KICKER,
    DIV_IMPRINT,
    DIV_SECTION,
    DIV_INDEX,
    DIV_LIST_OF_FIGURES,
    DIV_LIST_OF_TABLES,
    DIV_RAGGED,
    DIV_JUSTIFIED,
    DIV_CREDITS,
    DIV_CLASSES
};
extern const char *const div_class_names[DIV_CLASSES]; /* "", "columns", … */

enum row_kind { ROW_BODY, ROW_HEAD, ROW_GROUP, ROW_SUBTOTAL, ROW_TOTAL };
enum cell_align { ALIGN_AUTO, ALIGN_START, ALIGN_CENTER, ALIGN_END, ALIGN_DECIMAL };

enum inline_style {
    INLINE_EMPHASIS = 1,
    INLINE_STRONG = 2,
    INLINE_CODE = 4,
    INLINE_STRIKE = 8,
    INLINE_VALUE = 16 /* comes from a value */
};

struct attribute {
    const char *key;
    struct text value;
    const char *lang; /* of a value that is not in the language of the text around; or NULL */
};

struct attributes {
    const char *id;     /* or NULL */
    const char **class; /* without dots */
    size_t classes;
    const struct attribute *pair;
    size_t pairs;
};

struct link {
    const char *uri; /* "https://…", "mailto:…", "tel:…" or "#id" */
    struct place at;
    const char *said; /* what it leads to: "Abbildung 3: …"; NULL: its words say it */
};

struct picture {
    const char *path;  /* resolved, to open; NULL: not available (reported) */
    const char *shown; /* as written */
    struct text alt;   /* empty with is_decorative false: none was given */
    const char *lang;  /* of alt, if not that of the text around; or NULL */
    bool is_decorative;
    const struct attributes *attr; /* width=, height=, crop=, focus= */
    struct place at;
};

struct qr {            /* what a QR code says */
    const char *uri;   /* in ASCII, as a scanner reads it */
    struct text shown; /* the same for people: without scheme, in the letters it was written in */
    sp size;           /* of the whole, white around it included; 0: the theme's */
    char level;        /* of error correction: L, M, Q or H */
    bool hides_address;
    struct place at;
};

struct index_mark {   /* a place that the index leads to */
    const char *name; /* of its anchor */
    bool is_main;     /* the place to look first */
};

struct keyword { /* of the index; those below another one follow it */
    struct text text;
    const char *lang;   /* where it is not the index's; or NULL */
    int level;          /* 0, 1, 2 */
    struct text letter; /* level 0: what it stands below; may be empty */
    size_t mark, marks; /* those of the tree from there on, in the document's order */
    const struct text *see;
    size_t sees;
    struct place at;
};

/* A stretch of a block's text. Spans cover the text without gaps, in order; a new one begins
 * wherever anything below changes or the source jumps, so `at` + code points is exact. Within text,
 * U+2028 is a line break, U+FFFC an object (picture). */
struct span {
    uint32_t from, to; /* bytes */
    unsigned style;    /* inline_style bits */
    uint32_t note_number;
    const char *lang;              /* BCP 47, or NULL: the block's */
    const struct attributes *attr; /* of the innermost [span]{…}, or NULL */
    const struct link *link;       /* neighbours with one pointer are one link */
    const struct block *note;      /* a footnote's mark: a plain div of its blocks, or NULL */
    const struct picture *picture; /* or NULL */
    const char *page_of;           /* @page-ID: text is "?", the number comes with the pages */
    const char *mark;              /* the anchor that the index leads to; or NULL */
    struct text spoken;            /* what is read out instead of the text; or empty */
    struct place at;
};

struct block {
    enum block_kind kind;
    enum div_class div;        /* BLOCK_DIV */
    enum row_kind row;         /* BLOCK_ROW */
    enum cell_align align;     /* BLOCK_CELL */
    uint32_t column_from;      /* BLOCK_CELL: its first column, from 0 */
    uint32_t span_columns;     /* BLOCK_CELL: at least 1 */
    uint32_t span_rows;        /* BLOCK_CELL: at least 1; rows below leave its columns out */
    int level;                 /* heading: 1…6; row of a group or its subtotal: from 1 */
    int checked;               /* item: -1 no task, 0 open, 1 done */
    bool is_ordered, is_tight; /* list */
    bool is_row_head;          /* BLOCK_CELL: it speaks of its row */
    bool is_flagged;           /* BLOCK_ROW: stands out */
    struct block *parent, *child, *next;
    struct text text; /* heading, paragraph, cell, code: its content */
    const struct span *span;
    size_t spans;
    const struct attributes *attr; /* never NULL */
    const char *lang;              /* or NULL: the parent's */
    struct place at;
    bool is_echo;  /* div in `.parallel`: says in another language what the one before it says */
    bool is_level; /* `.parallel`: both of its languages have the same blocks */

    const struct block *echo;      /* what is numbered: the same in the second language; or NULL */
    struct text letter;            /* item of a glossary, the first below it: its letter */
    const char *number;            /* heading, captioned table, picture or chart: "2.1"; or NULL */
    int64_t start;                 /* ordered list: first number */
    size_t columns;                /* BLOCK_TABLE */
    struct row_source *source;     /* BLOCK_TABLE: what table_row asks */
    const struct column *column;   /* BLOCK_TABLE: columns of them */
    const struct value *value;     /* BLOCK_CELL of a data table: the raw value, or NULL */
    const struct block *caption;   /* table, picture, chart div: a paragraph, or NULL */
    const struct block *legend;    /* table, chart div: a paragraph below it, or NULL */
    const struct picture *picture; /* BLOCK_PICTURE; heading: its chapter's icon, or NULL */
    const struct slice *data;      /* BLOCK_DIV with data=: its rows, or NULL */
    const struct qr *qr;           /* DIV_QR: NULL: it has no address (reported) */
    const struct chart *chart;     /* DIV_CHART: what it shows; NULL: nothing, its blocks say why */
};

struct column { /* of a table */
    enum cell_align align;
    const char *width;           /* "*", "2*" flexible, "20mm", "15%" fixed, NULL natural */
    const char *carry;           /* the name of a column whose running sum goes over the page */
    const struct format *format; /* of the values in a table of rows; or NULL */
    bool is_blank;               /* stays empty, to be written in by hand */
};

struct tree {
    struct block *root; /* BLOCK_DOCUMENT */
    const char *lang;
    const struct locale *locale;
    struct text title;       /* front matter, else first heading, else the file's name */
    const char *second_lang; /* of `.parallel`; or NULL */
    const struct locale *second_locale;
    struct text second_title;        /* or empty */
    bool is_bilingual;               /* every chapter is in both languages */
    bool has_credits;                /* `.credits` lists whose pictures these are */
    const struct block *const *note; /* footnotes by number from 1: note[0] is number 1 */
    size_t notes;
    const struct keyword *keyword; /* sorted; where a `.index` stands */
    size_t keywords;
    const struct index_mark *mark; /* in the order of the keywords they belong to */
    size_t marks;
    bool refers_to_pages; /* somewhere stands a number of a page (span.page_of) */
};

struct tree_options {
    const char *lang; /* the document's */
    const struct locale *locale;
    const struct library *library;
    bool numbering;   /* number headings */
    bool is_plain;    /* a plain Markdown file: unknown ids are warnings */
    int64_t suppress; /* counts below it are hidden in tables and charts; 0: none are */
};

/* Parses the expanded Markdown with cmark-gfm and its extensions, resolves attributes, divs, tables
 * from data, captions, numbers, references and typography. Faults are reported at their origin; the
 * tree is never NULL. */
struct tree *tree_parse(struct arena *, const struct expansion *, const struct tree_options *,
                        struct diag *);

/* The rows of a table by their numbers. Those of bars and lists stand in the tree, below `child`.
 * Those of a query are made whenever they are asked for, in that arena, and their `next` is NULL;
 * below `child` stand their cells that hold Markdown, one after the other. */
size_t table_rows(const struct block *table);
enum row_kind table_row_kind(const struct block *table, size_t row);
const struct block *table_row(const struct block *table, size_t row, struct arena *);

/* Value of a key=value attribute, or NULL. */
const struct text *attributes_find(const struct attributes *, const char *key);
/* The language of that value, if it says one; or NULL. */
const char *attributes_value_lang(const struct attributes *, const char *key);
bool attributes_has_class(const struct attributes *, const char *name);
/* What a key says that is yes or no; `usual` where it is missing, or says something else, which is
 * reported at the place. */
bool attributes_say(const struct attributes *, const char *key, bool usual, struct place,
                    struct diag *);
/* What a block says where it is said again, in a list or at a page's head: without the marks of
 * notes, pictures, and numbers of pages. */
struct text block_words(struct arena *, const struct block *);
/* The span that holds the byte, and the exact place of that byte. */
struct place block_place(const struct block *, uint32_t offset);
const char *block_kind_name(enum block_kind);
/* One line a block, indented; spans with their styles. Golden tests and --dump tree. */
void tree_dump(const struct tree *, FILE *);

#endif
