/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The word cache. Words are shaped without their spaces, so that the few thousand words of a
 * language are shaped once a process; spaces get their advance from the font, and no font of the
 * catalogue kerns with them in a way that matters. */
#include "line/shape.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "line/atoms.h"
#include "line/face.h"
#include "line/script.h"
#include "line/square.h"

enum { BUCKETS = 1 << 15, MOST_WORDS = 32768, MOST_FEATURES = 9, MOST_UNSEEN = 32 };

struct shaper *shaper_new(const struct fonts *fonts, const char *hyphen_folder)
{
    struct arena *arena = arena_new();
    UErrorCode status = U_ZERO_ERROR;
    struct shaper *shaper = ARENA_NEW(arena, struct shaper);
    *shaper = (struct shaper){
        .fonts = fonts,
        .arena = arena,
        .words = arena_new(),
        .scratch = arena_new(),
        .hyphen_folder = arena_string(arena, text_of(hyphen_folder)),
        .bucket = ARENA_ARRAY(arena, struct word *, BUCKETS),
        .buffer = hb_buffer_create(),
        .clusters = ubrk_open(UBRK_CHARACTER, "", NULL, 0, &status),
    };
    return shaper;
}

void shaper_free(struct shaper *shaper)
{
    if (!shaper)
        return;
    for (struct tongue *t = shaper->tongues; t; t = t->next) {
        ubrk_close(t->breaks);
        hyphenator_close(t->hyphenator);
    }
    ubrk_close(shaper->clusters);
    hb_buffer_destroy(shaper->buffer);
    arena_free(shaper->words);
    arena_free(shaper->scratch);
    arena_free(shaper->arena);
}

bool is_joining(hb_script_t script)
{
    return script == HB_SCRIPT_ARABIC || script == HB_SCRIPT_SYRIAC || script == HB_SCRIPT_NKO ||
           script == HB_SCRIPT_MONGOLIAN || script == HB_SCRIPT_HANIFI_ROHINGYA;
}

bool is_ideographic(hb_script_t script)
{
    return script == HB_SCRIPT_HAN || script == HB_SCRIPT_HIRAGANA || script == HB_SCRIPT_KATAKANA;
}

const struct tongue *shaper_tongue(struct shaper *shaper, const char *lang)
{
    const char *name = lang ? lang : "";
    for (const struct tongue *t = shaper->tongues; t; t = t->next) {
        if (strcmp(t->name, name) == 0)
            return t;
    }
    struct tongue *t = ARENA_NEW(shaper->arena, struct tongue);
    t->name = arena_string(shaper->arena, text_of(name));
    t->hb = hb_language_from_string(name, -1);
    t->has_case = script_has_case(script_of_language(name));
    t->breaks = breaks_open(name);
    if (*name)
        t->hyphenator = hyphenator_open(shaper->arena, shaper->hyphen_folder, name);
    t->next = shaper->tongues;
    return shaper->tongues = t;
}

void shaper_trim(struct shaper *shaper)
{
    if (shaper->count < MOST_WORDS)
        return;
    arena_free(shaper->words);
    shaper->words = arena_new();
    shaper->count = 0;
    memset(shaper->bucket, 0, BUCKETS * sizeof(struct word *));
}

static bool same_manner(const struct manner *a, const struct manner *b)
{
    return a->face == b->face && a->lang == b->lang && a->script == b->script &&
           a->features == b->features && a->is_rtl == b->is_rtl;
}

/* Decides about speed only, never about results. */
static uint32_t hash_of(const struct manner *manner, struct text text)
{
    uint64_t hash = text_hash(text);
    return (uint32_t)(hash ^ hash >> 32) ^ (face_id(manner->face) * 31 + manner->features);
}

static uint32_t hyphen_character(const struct face *face)
{
    return face_has(face, 0x2010) ? 0x2010 : '-';
}

/* What a line ends with behind a part of a word: the script's own hyphen where there is one. */
static uint32_t hyphenation_character(const struct manner *manner)
{
    uint32_t own = manner->script == HB_SCRIPT_ARMENIAN             ? 0x58A
                   : manner->script == HB_SCRIPT_CANADIAN_SYLLABICS ? 0x1400
                                                                    : 0;
    return own && face_has(manner->face, own) ? own : hyphen_character(manner->face);
}

/* The fixed spaces never come here; a hyphen that must not break is drawn as one that may. */
static uint32_t drawn_as(const struct face *face, uint32_t cp)
{
    if (cp != 0x2011 || face_has(face, cp))
        return cp;
    return hyphen_character(face);
}

/* What stands before `at` when the buffer is empty, behind it when it is full: HarfBuzz forgets
 * what is to come with each character that is added. */
static void add_context(hb_buffer_t *buffer, struct text text, size_t at)
{
    hb_buffer_add_utf8(buffer, text.p, (int)text.n, (unsigned)at, 0);
}

/* HarfBuzz takes quadratic time for a word that begins with what is not seen (soft hyphens,
 * joiners, selectors): of very many in a row it gets some. */
static void fill_buffer(hb_buffer_t *buffer, const struct manner *manner, struct text text,
                        size_t from, size_t to)
{
    hb_buffer_clear_contents(buffer);
    if (from > 0)
        add_context(buffer, text, from);
    size_t unseen = 0; /* in a row */
    for (size_t i = from, n; i < to; i += n) {
        uint32_t cp;
        n = utf8_decode(text.p + i, to - i, &cp);
        unseen = is_ignorable(cp) ? unseen + 1 : 0;
        if (unseen <= MOST_UNSEEN)
            hb_buffer_add(buffer, drawn_as(manner->face, cp), (unsigned)(i - from));
    }
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    if (to < text.n)
        add_context(buffer, text, to);
    hb_buffer_set_direction(buffer, manner->is_rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, manner->script);
    hb_buffer_set_language(buffer, manner->lang);
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
}

static void add_feature(hb_feature_t *list, unsigned *n, const char *tag, uint32_t value)
{
    list[(*n)++] = (hb_feature_t){hb_tag_from_string(tag, 4), value, HB_FEATURE_GLOBAL_START,
                                  HB_FEATURE_GLOBAL_END};
}

/* Digits, marks and signs, without letters. */
static bool is_number(struct text t)
{
    bool has_digit = false;
    for (size_t i = 0; i < t.n; i++) {
        if (ascii_is_letter(t.p[i]))
            return false;
        has_digit = has_digit || ascii_is_digit(t.p[i]);
    }
    return has_digit;
}

static unsigned make_features(const struct manner *manner, struct text said,
                              hb_feature_t list[MOST_FEATURES])
{
    unsigned n = 0;
    if (manner->features & WORD_TABULAR && is_number(said)) /* else columns of them would drift */
        add_feature(list, &n, "kern", 0);
    if (manner->features & WORD_TABULAR)
        add_feature(list, &n, "tnum", 1);
    else if (manner->features & (WORD_LINING | WORD_OLDSTYLE))
        add_feature(list, &n, "pnum", 1);
    if (manner->features & (WORD_LINING | WORD_OLDSTYLE))
        add_feature(list, &n, manner->features & WORD_LINING ? "lnum" : "onum", 1);
    if (manner->features & (WORD_SMALL_CAPS | WORD_ALL_SMALL_CAPS))
        add_feature(list, &n, "smcp", 1);
    if (manner->features & WORD_ALL_SMALL_CAPS)
        add_feature(list, &n, "c2sc", 1);
    if (manner->features & WORD_FRACTION)
        add_feature(list, &n, "frac", 1);
    if (manner->features & WORD_CAPITALS)
        add_feature(list, &n, "case", 1);
    if (is_ideographic(manner->script)) /* each fills its square */
        add_feature(list, &n, "kern", 0);
    /* A glyph for several Arabic letters is read backwards by PDF viewers. */
    if (manner->script == HB_SCRIPT_ARABIC)
        add_feature(list, &n, "liga", 0);
    return n;
}

/* The glyphs as HarfBuzz placed them, but full-width signs side by side. */
static void read_glyphs(struct arena *arena, hb_buffer_t *buffer, struct word *word)
{
    unsigned n;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &n);
    const hb_glyph_position_t *position = hb_buffer_get_glyph_positions(buffer, &n);
    struct shaped *glyph = ARENA_ARRAY(arena, struct shaped, n);
    for (unsigned i = 0; i < n; i++) {
        glyph[i] = (struct shaped){
            .id = info[i].codepoint,
            .cluster = info[i].cluster,
            .advance = position[i].x_advance,
            .dx = position[i].x_offset,
            .dy = position[i].y_offset,
            .is_unsafe = hb_glyph_info_get_glyph_flags(&info[i]) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK,
        };
        word->gaps += i > 0 && glyph[i].cluster != glyph[i - 1].cluster;
        word->has_missing |= glyph[i].id == 0;
    }
    word->glyph = glyph;
    word->glyphs = n;
    if (is_ideographic(word->manner.script))
        square_close_up(word, glyph);
    for (unsigned i = 0; i < n; i++)
        word->width += glyph[i].advance;
}

static struct word *shape(struct shaper *shaper, struct arena *arena, const struct manner *manner,
                          struct text text, size_t from, size_t to)
{
    hb_feature_t feature[MOST_FEATURES];
    struct word *word = ARENA_NEW(arena, struct word);
    word->manner = *manner;
    word->text = arena_text(arena, text_slice(text, from, to));
    fill_buffer(shaper->buffer, manner, text, from, to);
    hb_shape(face_hb_font(manner->face), shaper->buffer, feature,
             make_features(manner, word->text, feature));
    read_glyphs(arena, shaper->buffer, word);
    return word;
}

const struct word *shape_word(struct shaper *shaper, const struct manner *manner, struct text text)
{
    uint32_t hash = hash_of(manner, text);
    struct word **bucket = &shaper->bucket[hash % BUCKETS];
    for (struct word *word = *bucket; word; word = word->next) {
        if (word->hash == hash && same_manner(&word->manner, manner) &&
            text_equal(word->text, text))
            return word;
    }
    struct word *word = shape(shaper, shaper->words, manner, text, 0, text.n);
    word->hash = hash;
    word->next = *bucket;
    *bucket = word;
    shaper->count++;
    return word;
}

const struct word *shape_within(struct shaper *shaper, const struct manner *manner,
                                struct text text, size_t from, size_t to)
{
    return shape(shaper, shaper->scratch, manner, text, from, to);
}

const struct word *shape_share(struct shaper *shaper, const struct manner *manner, struct text text,
                               size_t start, size_t end, size_t from, size_t to)
{
    const struct word *whole = shape(shaper, shaper->scratch, manner, text, start, end);
    struct word *word = ARENA_NEW(shaper->scratch, struct word);
    struct shaped *glyph = ARENA_ARRAY(shaper->scratch, struct shaped, whole->glyphs);
    word->manner = *manner;
    word->text = text_slice(text, from, to);
    word->glyph = glyph;
    for (size_t i = 0; i < whole->glyphs; i++) {
        size_t at = start + whole->glyph[i].cluster;
        if (at < from || at >= to)
            continue;
        glyph[word->glyphs] = whole->glyph[i];
        glyph[word->glyphs].cluster = (uint32_t)(at - from);
        word->width += whole->glyph[i].advance;
        word->has_missing |= whole->glyph[i].id == 0;
        word->glyphs++;
    }
    return word;
}

const struct word *shape_hyphened(struct shaper *shaper, const struct manner *manner,
                                  struct text text)
{
    char *copy = arena_alloc(shaper->scratch, text.n + 4, 1);
    if (text.n)
        memcpy(copy, text.p, text.n);
    size_t n = text.n + utf8_encode(hyphenation_character(manner), copy + text.n);
    return shape_word(shaper, manner, (struct text){copy, n});
}

/* The advance of all that belongs to the first `at` bytes, font units. */
static int32_t word_prefix(const struct word *word, uint32_t at)
{
    int32_t width = 0;
    for (size_t i = 0; i < word->glyphs; i++) {
        if (word->glyph[i].cluster < at)
            width += word->glyph[i].advance;
    }
    return width;
}

/* Whether the halves are as wide as their parts of the whole: a glyph begins there, and none of its
 * neighbours depends on it. */
static bool is_safe(const struct word *word, uint32_t at)
{
    for (size_t i = 0; i < word->glyphs; i++) {
        if (word->glyph[i].cluster == at)
            return !word->glyph[i].is_unsafe;
    }
    return false;
}

static void measure_point(struct shaper *shaper, const struct word *word, struct point *point)
{
    point->prefix = word_prefix(word, point->at);
    if (!point->has_hyphen)
        return;
    uint32_t hyphen = face_glyph(word->manner.face, hyphenation_character(&word->manner));
    point->hyphen = hb_font_get_glyph_h_advance(face_hb_font(word->manner.face), hyphen);
    point->pre = point->hyphen;
    if (point->resume == point->at && is_safe(word, point->at))
        return;
    struct text before = text_slice(word->text, 0, point->at);
    struct text after = text_from(word->text, point->resume);
    point->pre = shape_hyphened(shaper, &word->manner, before)->width - point->prefix;
    point->post = shape_word(shaper, &word->manner, after)->width - (word->width - point->prefix);
}

const struct point *word_points(struct shaper *shaper, const struct word *word,
                                const struct tongue *tongue, size_t *n)
{
    if (word->hyphenated_in != tongue) {
        struct word *known = (struct word *)word; /* ours: its points are part of the cache */
        struct point *point = find_points(shaper, word->text, tongue, &known->points);
        for (size_t i = 0; i < known->points; i++)
            measure_point(shaper, word, &point[i]);
        known->point = point;
        known->hyphenated_in = tongue;
    }
    *n = word->points;
    return word->point;
}
