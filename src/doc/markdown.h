/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the files that make a tree from Markdown; nobody else includes this.
 *
 * A passage is one run of the parser: the document, or a value that holds Markdown. Its text is as
 * long as what it was made from, byte for byte, so one offset names a byte in both. Inline content
 * is a row of letters while it is worked on: typography, references and values then see neighbours
 * across emphasis and links, and each letter still knows the byte it came from. */
#ifndef DOC_MARKDOWN_H
#define DOC_MARKDOWN_H

#include "doc/tree.h"

struct cmark_node;
struct cmark_parser;

enum {
    DEPTH_MAX = 1000,
    SIZE_MAX_TEXT = 100 * 1000 * 1000,
    BLOCKS_MAX = 500 * 1000,
    HEADINGS_MAX = 150 * 1000
};

#define LINE_SEPARATOR 0x2028u
#define OBJECT 0xFFFCu
#define NO_BREAK_SPACE 0xA0u
#define WORD_JOINER 0x2060u /* stands for `[]{.index …}` until keywords are gathered */

enum reference_kind { REFERENCE_SECTION, REFERENCE_FIGURE, REFERENCE_TABLE, REFERENCE_LINK };

struct reference_part { /* of a reference's text */
    uint32_t from, to;
    const char
        *lang; /* of words of ours or of a heading, where it is not the one around; or NULL */
    struct link *link; /* or NULL: between two numbers */
};

struct reference { /* to an id, resolved when the whole tree is there */
    enum reference_kind kind;
    const char *id;
    struct place at;
    bool is_bare;                /* the number alone: the words are the author's */
    bool is_capital;             /* a sentence begins with it */
    struct link *link;           /* to the id; what it leads to is told when that is known */
    struct reference *next;      /* of the same bracket */
    struct block *block;         /* where it stands; NULL: nothing to write, the id must exist */
    size_t span;                 /* number of its span in block */
    const struct block *target;  /* resolved; NULL: unknown */
    const char *text;            /* of the whole bracket */
    struct reference_part *part; /* of text, without gaps */
    size_t parts;
};

struct note { /* a footnote that was met */
    const struct passage *passage;
    struct cmark_node *definition;
    struct block *block;
    bool is_read;
};

struct builder { /* one document */
    struct arena *arena;
    struct arena *scratch; /* for one block's letters */
    struct diag *diag;
    const struct tree_options *options;
    const struct expansion *expansion;
    struct tree *tree;
    int heading; /* level of the heading that encloses what is read now; 0: none */
    size_t depth, blocks, headings;
    bool is_too_deep, is_too_long; /* reported once */
    uint64_t hardness;             /* of the values in tables that hold Markdown */
    struct note *note;
    size_t notes, note_cap;
    struct reference *reference;
    size_t references, reference_cap;
};

struct definition { /* of a footnote, as the parser met it */
    int line, column;
    struct text label;
    bool is_used;
};

struct passage {
    struct builder *builder;
    struct text text;
    char star;            /* stands for a star between letters; 0: none does */
    const uint32_t *line; /* where each line begins */
    size_t lines;
    const struct expansion *expansion; /* NULL: a value, which has no tokens and a single place */
    struct place at;                   /* the value's */
    int shift;                         /* added to heading levels */
    struct {
        size_t offset;
        struct place at;
    } last;                        /* the last place asked for: the next is near */
    struct definition *definition; /* in order */
    size_t definitions, definition_cap;
    struct speech speech;
    size_t near_tongue;
    size_t near_origin; /* the origin asked for last: most letters are of the same */
};

/* How a letter looks: what its span will say. Letters of one stretch share one. */
struct look {
    struct span span; /* but from, to; at only when is_fixed */
    bool is_fixed;    /* one place for all letters */
    bool is_literal;  /* code, an address, a value: typography keeps off */
    const struct reference *reference;
    const char *tongue; /* its language, which nothing in the text says: struct tongue; or NULL */
};

struct letter {
    uint32_t cp, offset; /* of its first byte in the passage's text */
    bool is_escaped;     /* written with a backslash or as an entity */
    const struct look *look;
};

struct letters {
    struct arena *arena;
    struct letter *p;
    size_t n, cap;
};

struct datatable;
struct row_source {           /* of a table */
    const struct block **row; /* its first rows, which stay */
    size_t rows, cap;
    struct datatable *data; /* makes those behind them; or NULL */
};

struct sink { /* where blocks are added */
    struct block *parent, *last;
};

/* document.c */
/* Of what leaves a document readable: a plain file is set nevertheless. */
enum level builder_level(const struct builder *);
/* The same of words that name others, as a term its entry: while a translation lacks some, they
 * disagree. */
enum level builder_level_of_names(const struct builder *);

/* passage.c: offsets, places, tokens */
struct passage *passage_new(struct builder *, struct text, const struct expansion *, struct place);
struct place passage_place(struct passage *, size_t offset);
/* The language and home that the text around the byte says; NULL: nothing is said. */
const struct tongue *passage_tongue(struct passage *, size_t offset);
/* Where the origin that holds the byte ends; letters of two origins do not follow each other. */
size_t passage_origin_end(struct passage *, size_t offset);
size_t passage_offset(const struct passage *, int line, int column); /* both from 1 */
/* Reads a token at the front of text; *taken its bytes. NULL: none there. */
const struct insertion *passage_token(const struct passage *, struct text, size_t *taken);
/* The text with values for tokens and stars as written; *has_token may be NULL. */
struct text passage_plain(const struct passage *, struct text, bool *has_token);
/* Where each byte of a block's content stands in the passage: map has content.n + 1 entries. */
struct extent {
    int first_line, last_line; /* of the block, from 1 */
    int column;                /* a cell's or heading's content begins there; 0: by lines */
};
uint32_t *content_map(struct passage *, struct text content, struct extent);

/* Beyond this no reader follows, and lines are broken for the whole of it at once. */
enum { LONGEST_BLOCK = 400 * 1000 }; /* bytes; letters when values have joined it */

/* letters.c */
/* False for control characters and noncharacters of ours, which print as U+FFFD. */
bool is_printable(uint32_t cp);
/* A value as it prints: without keeps_lines a line end is a blank, else U+2028. */
struct text printable_text(struct arena *, struct text, bool keeps_lines);
void letters_add(struct letters *, struct letter);
void letters_reserve(struct letters *, size_t n);          /* room for n more */
struct letter *letters_append(struct letters *, size_t n); /* n letters to be written */
void letters_insert_text(struct letters *, struct text, const struct look *, bool keeps_lines);
void letters_cut(struct letters *, size_t from, size_t to);
void letters_trim(struct letters *);
struct text letters_text(struct arena *, const struct letters *);
/* The code point before or after a letter; a token gives its value's edge. 0: none. */
uint32_t letters_before(const struct passage *, const struct letters *, size_t i);
uint32_t letters_after(const struct passage *, const struct letters *, size_t i);
/* The token whose letters begin at i; *end is behind them. NULL: none. */
const struct insertion *letters_token(const struct passage *, const struct letters *, size_t i,
                                      size_t *end);
/* Each letter says its language where text of another one stands around it (struct tongue). */
void letters_speak(struct passage *, struct letters *);
/* Makes them the block's text and spans; if all are of one such language, the block has it. */
void letters_set(struct passage *, const struct letters *, struct block *);
void block_set_text(struct builder *, struct block *, struct text, unsigned style, struct place);
/* The same with a text that lives as long as the arena. */
void block_take_text(struct arena *, struct block *, struct text, unsigned style, struct place);
/* The first n bytes of its text, which is one span, are a word of ours: it says its language
 * where that is not the one of `within`, which the block is going to stand in. */
void block_mark_word(struct arena *, const struct locale *, enum word, struct block *, size_t n,
                     const struct block *within);
/* The language of what stands in the block, or in the document. */
const char *block_language(const struct block *, const struct locale *);
/* Values for tokens; keeps_lines: as in code, a newline stays one. */
void letters_substitute(struct passage *, struct letters *, bool is_code);

/* attribute.c */
/* Bytes of the {…} at the front, whatever stands between the braces; 0: none. */
size_t attributes_scan_end(struct text);
/* The next key=value of {…} behind *at, 0 at first; quote: 0, ' or ". False: there is none. */
bool attributes_pair(struct text raw, size_t *at, struct text *key, struct text *value,
                     char *quote);
/* Reads {…}; an item that is none is reported at its place (offset is raw's). */
struct attributes *attributes_read(struct passage *, struct text raw, size_t offset);
/* Offset in raw of the pair or class of that name, 0 when it has none. */
size_t attributes_offset(struct text raw, const char *name);
/* The place of that pair or class; raw stands at the offset of the passage. */
struct place attributes_place(struct passage *, struct text raw, size_t offset, const char *name);
/* Where a word stands in the value of that pair; the pair's where it does not stand there. */
struct place attributes_word_place(struct passage *, struct text raw, size_t offset,
                                   const char *key, struct text word);
/* Whether {…} has the class; NULL: an id. What stands in a value is neither. */
bool attributes_hold(struct text raw, const char *class);
void attributes_attach(struct cmark_parser *, struct arena *);
/* The raw {…} of a node that the extension made, or NULL. */
const struct text *attributes_node(const struct cmark_node *);
void attributes_add_class(struct builder *, struct attributes *, const char *name);
const struct attributes *attributes_join(struct builder *, const struct attributes *,
                                         const struct attributes *);
const char *attributes_lang(const struct builder *, const struct attributes *);

/* key.c */
enum key_owner { KEYS_OF_TABLE, KEYS_OF_LIST_TABLE, KEYS_OF_CELL, KEYS_OF_PICTURE, KEYS_OF_CHART };
/* Reports every pair whose key means nothing there; raw and its offset give the places. */
void keys_judge(struct passage *, enum key_owner, const struct attributes *, struct text raw,
                size_t offset);
void keys_judge_div(struct passage *, enum div_class, const struct attributes *, struct text raw,
                    size_t offset);

/* div.c */
void div_attach(struct cmark_parser *, struct passage *);
bool div_is(const struct cmark_node *);
/* The whole {…} of a div, a part of the passage's text; empty where it has none. */
struct text div_attributes(const struct cmark_node *);
void div_convert(struct passage *, struct cmark_node *, struct sink *);

/* inline.c */
struct inline_rules {
    bool is_cell;        /* <br> is a line break */
    bool takes_tail;     /* trailing attributes belong to the block */
    bool takes_spanning; /* so do those of a span at its front that say colspan or rowspan */
};
/* The inline content below node (a block or a picture); *tail may be NULL. Not yet substituted. */
void inline_read(struct passage *, struct cmark_node *block, struct cmark_node *node,
                 struct inline_rules, const struct look *base, struct letters *out,
                 const struct attributes **tail);
/* Where a block's content stands: a cell and a heading written with # on one line. */
struct extent inline_extent(const struct cmark_node *block, bool is_cell);
/* The same with references, typography and values done. */
void inline_finish(struct passage *, struct letters *);
/* True for a block of so many bytes that no lines are made of it; reported. */
bool inline_is_too_long(struct passage *, const struct cmark_node *block, size_t bytes);
struct look *look_new(const struct passage *, const struct look *base);

/* markdown.c */
struct cmark_node *passage_parse(struct passage *);
struct text block_content(const struct cmark_node *);
/* True for a quote that begins with `> [!NOTE]` and the like. */
bool quote_is_alert(const struct cmark_node *, enum div_class *);
/* The picture that a paragraph consists of, its attributes apart, or NULL. */
struct cmark_node *paragraph_picture(const struct cmark_node *);
void blocks_convert(struct passage *, struct cmark_node *parent, struct block *into);
void blocks_convert_into(struct passage *, struct cmark_node *parent, struct sink *);
struct block *block_add(struct passage *, struct sink *, enum block_kind, struct cmark_node *);
struct block *block_new(struct builder *, enum block_kind, struct place);
struct block *block_make(struct arena *, enum block_kind, struct place);
void sink_add(struct sink *, struct block *);
/* Reads a text that holds Markdown, by itself; all of it stands at one place. speech may be NULL.
 */
void markdown_read(struct builder *, struct text, const struct speech *, struct place,
                   struct sink *);
void markdown_splice_inline(struct passage *, const struct insertion *, const struct look *,
                            struct letters *);

/* footnote.c */
uint32_t note_number(struct passage *, struct cmark_node *definition, const struct block **);
/* Reads the footnotes that this passage refers to, which may refer to more; then lets it go. */
void passage_close(struct passage *, struct cmark_node *);
/* Called while the parser reads a definition's first line. */
void footnote_defined(struct passage *, const struct cmark_node *);
void footnotes_report_unused(struct passage *, struct cmark_node *root);
void footnotes_report_missing(struct passage *, const struct letters *);

/* target.c */
const char *target_uri(struct passage *, const char *url, struct place);
/* A link to what has the id, or the anchor. */
struct link *target_within(struct builder *, const char *id, struct place);
/* home: the file that its path is relative to; NULL: the place's. */
struct picture *target_picture(struct passage *, const char *url, const char *home, struct place);
/* The pictogram that `icon=` names; NULL: none, or an unknown one (reported). */
struct picture *target_icon(struct passage *, const struct attributes *, struct place);

/* term.c */
/* Sorts glossaries, and links what is `.term` to their entries. When the whole tree stands. */
void terms_settle(struct builder *);
/* A text as terms and keywords are compared by: blanks are alike, soft hyphens go. */
struct text term_text(struct arena *, struct text);
/* The spans of a block from i that one `[…]{…}` made: *end is behind them. */
struct text spans_text(struct arena *, const struct block *, size_t i, size_t *end);

/* keyword.c */
/* What the index prints. References are written already: it takes letters out of blocks. */
void keywords_settle(struct builder *);

/* qr.c */
/* Reads the keys of `.qr`; raw and its offset give the places. */
void qr_read(struct passage *, struct block *div, struct text raw, size_t offset);

/* typography.c */
void typography_apply(const struct passage *, struct letters *);

/* tie.c: blanks that no line ends at */
void ties_apply(const struct passage *, struct letters *);

/* tablerow.c: a row that stays */
void table_add_row(struct arena *, struct block *table, const struct block *row);

/* datatable.c */
void datatable_build(struct passage *, struct block *table, const struct slice *, struct text raw,
                     size_t offset);
/* chart.c: makes div->chart of the rows; NULL where there are none (a paragraph says so) or where
 * something is wrong, which is reported. */
void chart_build(struct passage *, struct block *div, const struct slice *, struct text raw,
                 size_t offset);
/* datatable.c */
/* "*", "2*", "20mm", "15%" */
bool column_width_is(struct text);
int64_t column_share(struct text); /* of the table, in hundredths of a percent; 0: none */
/* listtable.c: the div's list of lists becomes rows and cells */
void listtable_build(struct passage *, struct block *table, struct text raw, size_t offset,
                     size_t first_reference);

/* grid.c: which columns and rows a table's cells stand in */
/* Reads colspan= and rowspan= and tells each cell its first column; what lies below a span goes.
 * may_be_written: covered cells may stand there, empty, as they must in other dialects. */
void grid_settle(struct builder *, struct block *table, bool may_be_written);
/* The columns that a table's rows need. */
size_t grid_columns(struct builder *, const struct block *table);
/* A cell that holds one paragraph holds its text instead; so for all cells that stand in the tree,
 * whose references are those from `first` on. */
void grid_flatten(struct builder *, struct block *table, size_t first);

/* What suppress= of a table or chart says, else the document: counts from 1 to that less one are
 * hidden; 0: none are. */
int64_t suppress_read(struct passage *, const struct block *div, struct text raw, size_t offset);
/* Below it: what the sign for a hidden number means. */
void suppress_legend(struct builder *, const struct locale *, struct block *div, int64_t least);

/* parallel.c */
/* Two languages side by side: which divs are a pair, whether they have the same blocks. When the
 * whole tree stands. */
void parallels_settle(struct builder *);

/* alternative.c: what is said of pictures to those who do not see them; when references stand */
void alternatives_judge(struct builder *);

/* credit.c */
/* Fills `.credits` with the credits of all pictures; when numbers and references stand. */
void credits_settle(struct builder *);

/* reference.c */
/* The locale of values and of our words in a block: the second language's where it stands in that.
 */
const struct locale *block_locale(const struct builder *, const struct block *);
void references_find(struct passage *, struct letters *);
/* May a reference follow that character, or 0? And does its id, which begins with `first`, end
 * before `cp`? Where no spaces are written, text may stand on both sides. */
bool reference_may_follow(uint32_t before);
bool reference_ends_before(uint32_t first, uint32_t cp);
void reference_pending(struct builder *, struct reference);
void references_resolve(struct builder *);

#endif
