/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the page builder share; nobody else includes this. builder.c takes pieces and
 * lets them wait, judge.c chooses where a page ends, walk.c and band.c say where pieces stand on a
 * page or in its columns, place.c puts them there, foot.c the footnotes below them. */
#ifndef PAGE_BUILDER_H
#define PAGE_BUILDER_H

#include "page/piece.h"

/* An arena pieces live in. It is freed when the last page that shows one of them is out. */
struct home {
    struct arena *arena;
    unsigned number; /* from 0, in order */
    size_t waiting;  /* pieces in the queue */
    unsigned last;   /* page that shows the last one placed */
    struct home *next;
};

struct attachment {
    const struct piece *piece;
    sp height, baseline;
    struct attachment *next;
};

/* An id whose block has no piece yet. */
struct due_name {
    const char *name;
    unsigned gathers; /* the builder's when it was given */
    struct due_name *next;
};

/* The page in progress: filled at one go, when its pieces are known. */
struct page_list {
    struct arena *arena;
    struct display *item;
    size_t items, item_cap;
    struct late_item *late;
    size_t lates, late_cap;
    struct element **complete; /* of which nothing comes after this page */
    size_t completes, complete_cap;
    bool is_bare, is_contents, has_chapter;
};

/* Where a page could end. */
struct page_end {
    size_t at;    /* the first piece of the next page */
    sp carried;   /* height of notes that go on there */
    int64_t cost; /* of this page */
    bool parts;   /* divided columns go on there: `at` counts pieces that are not the first ones */
};

enum { MOST_ENDS = 128 }; /* that are judged of a page, the last ones */

struct builder {
    struct home *home;      /* of pieces being made now */
    struct home *homes;     /* older ones with pieces in the queue or on the page in progress */
    unsigned made, home_at; /* pages finished; pages finished when `home` began */

    struct piece **queue; /* on the heap */
    size_t queued, queue_cap;
    sp waiting;             /* height of what is queued, about */
    sp sum;                 /* of the heights of all pieces so far, with the white above them */
    unsigned company;       /* lines that a heading wants to have with it */
    unsigned holds, voided; /* open .keep boxes; how many of them are taller than a page */
    unsigned hold;          /* number of the outermost one, from 1 */
    sp held;                /* its height */
    unsigned borrows;       /* who still reads what lies in `home` */
    unsigned gathers;       /* pieces are gathered, not placed */
    unsigned gather_holds;  /* .keep boxes that were open before */
    bool marks_row;         /* the next piece begins one */
    struct attachment *attached, **attach_end;
    struct due_name *due;
    struct columns *columns; /* that are open */
    unsigned lane;
    int64_t *best; /* judge.c's: on the heap */
    size_t best_cap;

    struct page_list page;
    unsigned slot;                      /* counts columns of pages, so that decors know theirs */
    struct note_box *notes, **note_end; /* of the page in progress, those that go on first */
    sp carried;                         /* height of notes that go on from the page before */
    const char *section;                /* the current H1 */
    unsigned chapters;

    sp top, height; /* the type area: its upper edge, its height */
    sp rise;        /* of the heading that is placed (head_shift) */
};

/* walk.c: the pieces of a page, one below the other */
struct walk {
    const struct layout *L;
    sp room;        /* height there is */
    sp y;           /* below the last piece */
    sp white;       /* asked for below it */
    sp ink;         /* below the last one that is not white */
    sp notes;       /* height of the notes so far */
    sp side, clear; /* how far side matter reaches; what wide pieces must clear */
    unsigned lines;
    bool has_ink, is_below_title;
    bool is_column; /* of a page: notes stand below all of them */
};
void walk_begin(struct walk *, const struct layout *, sp top, sp room, sp notes);
/* Says in the piece where it stands, and goes on below it. */
void walk_add(struct walk *, struct piece *);
/* Whether all stands above the notes, with `foot` below the last piece. */
bool walk_fits(const struct walk *, sp foot);
sp walk_reserve(const struct walk *); /* for the notes on this page */
/* Where columns below begin. */
sp walk_level(struct walk *, const struct columns *);
sp walk_end(const struct walk *);  /* where the next piece can begin */
bool is_gap(const struct piece *); /* white without ink: it never opens a page */
sp notes_cap(const struct builder *);
sp notes_height(const struct layout *, const struct piece *, bool is_first);
/* What stands below the piece if the page ends there. next: the pieces after it. */
sp foot_below(struct piece *const *next, size_t n, const struct piece *);

/* band.c: pieces side by side */
enum bond { BOND_NONE, BOND_HOLD, BOND_KEEP }; /* what a break after a piece would tear */
enum bond bond_after(struct piece *const *, size_t n, size_t i);
struct band {
    struct piece **piece;
    size_t n;
    sp top;
};
size_t band_run(struct piece *const *, size_t n); /* how many stand in the columns of the first */
/* How many of the pieces fit into columns down to `bottom`, with their places; *worst: what the
 * ends of columns tear. In divided columns they need not be the first ones: `is_out` tells. */
size_t band_fill(const struct layout *, const struct band *, sp bottom, enum bond *worst);
bool band_fits(const struct layout *, const struct band *, sp bottom); /* all, tearing nothing */
/* Places all pieces in columns that end about level; returns where the lowest one does. */
sp band_balance(const struct layout *, const struct band *, sp bottom);
sp band_notes(const struct layout *, const struct band *, sp notes); /* and those before it */
/* Divided columns: orders the pieces so that those that fit come first; says how many. */
size_t band_part(const struct layout *, const struct band *, sp bottom);

/* builder.c: what a piece adds to the height that waits */
sp piece_share(const struct piece *);

/* judge.c: how many of the queued pieces make the next page. is_final: after them a page must end;
 * else *is_open says that more are needed to know. */
size_t judge_page(struct layout *, bool is_final, bool *is_open);

/* place.c: the first n queued pieces onto a page, which goes out */
void place_page(struct layout *, size_t n);
void place_blank(struct layout *);
struct display *place_item(struct builder *);
void place_content(struct layout *, const struct piece *, sp left, sp top, sp shift);

/* foot.c */
void foot_add(struct builder *, struct note_box *);
void foot_place(struct layout *, sp most); /* notes, as far as that height holds them */

#endif
