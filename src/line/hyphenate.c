/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks a word through the tries that trie.c made, used in place from the mapped file. A first
 * level of two finds where a compound's parts meet, the second hyphenates each part by itself; odd
 * values are breaks. Every number of the file is checked where it is used: a damaged file may give
 * wrong breaks, but nothing worse. */
#include "line/hyphenate.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "base/file.h"
#include "base/utf8.h"
#include "line/patterns.h"
#include "line/trie.h"

enum { LONGEST_WORD = 100, LEAST_BEFORE = 2, FIRST_MARK = 0x300 };

struct hyphenator {
    void *mapped;
    size_t size;
    const struct trie_header *header;
    const uint32_t *letter;
    const struct trie_state *state[TRIE_LEVELS];
    const struct trie_replacement *replacement;
    const char *bytes;
    size_t least_after; /* letters, whatever the file says */
};

/* A word in work: its letters as the trie knows them (-1: not at all), and where each begins. */
struct word {
    int symbol[LONGEST_WORD];
    uint32_t offset[LONGEST_WORD + 1]; /* in bytes */
    bool is_mark[LONGEST_WORD + 1];    /* belongs to the letter before */
    size_t n;
};

struct values {
    uint8_t value[LONGEST_WORD + 3]; /* value[i]: of the break after letter i */
    const struct trie_replacement *replacement[LONGEST_WORD + 3];
    int start[LONGEST_WORD + 3]; /* of the replacement: its first letter */
};

static bool has_sane_sizes(const struct trie_header *h, size_t size)
{
    if (h->magic != TRIE_MAGIC || h->size != size || h->levels < 1 || h->levels > TRIE_LEVELS)
        return false;
    uint64_t sum = sizeof *h + (uint64_t)h->letters * sizeof(uint32_t) +
                   (uint64_t)h->replacements * sizeof(struct trie_replacement) + h->bytes;
    for (uint32_t i = 0; i < h->levels; i++) {
        sum += (uint64_t)h->states[i] * sizeof(struct trie_state);
        if (h->states[i] == 0)
            return false;
    }
    return sum == size && h->letters > 0 && h->letters <= UINT16_MAX;
}

static bool lay_out(struct hyphenator *h)
{
    const char *p = h->mapped;
    h->header = (const void *)p;
    if (h->size < sizeof *h->header || !has_sane_sizes(h->header, h->size))
        return false;
    p += sizeof *h->header;
    h->letter = (const void *)p;
    p += h->header->letters * sizeof(uint32_t);
    for (uint32_t i = 0; i < h->header->levels; i++) {
        h->state[i] = (const void *)p;
        p += h->header->states[i] * sizeof(struct trie_state);
    }
    h->replacement = (const void *)p;
    h->bytes = p + h->header->replacements * sizeof(struct trie_replacement);
    return h->header->bytes > 0 && h->bytes[h->header->bytes - 1] < ' ';
}

static struct hyphenator *map_file(struct arena *arena, const char *path)
{
    struct stat info;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return NULL;
    void *mapped = MAP_FAILED;
    if (fstat(file, &info) == 0 && info.st_size > 0)
        mapped = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    close(file);
    if (mapped == MAP_FAILED)
        return NULL;
    struct hyphenator *h = ARENA_NEW(arena, struct hyphenator);
    h->mapped = mapped;
    h->size = (size_t)info.st_size;
    if (lay_out(h))
        return h;
    munmap(mapped, h->size);
    return NULL;
}

struct hyphenator *hyphenator_open(struct arena *arena, const char *folder, const char *lang)
{
    const char *name;
    for (struct pattern_names names = pattern_names(lang); (name = pattern_next(&names));) {
        struct hyphenator *h =
            map_file(arena, path_join(arena, folder, arena_printf(arena, "%s.trie", name)));
        if (!h)
            continue;
        h->least_after = pattern_least_after(names.language);
        return h;
    }
    return NULL;
}

void hyphenator_close(struct hyphenator *h)
{
    if (h && h->mapped)
        munmap(h->mapped, h->size);
    if (h)
        h->mapped = NULL;
}

struct text hyphenator_bytes(const struct hyphenator *h)
{
    return (struct text){h->mapped, h->size};
}

static int symbol_of(const struct hyphenator *h, uint32_t cp)
{
    uint32_t low = 0, high = h->header->letters;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (h->letter[middle] < cp)
            low = middle + 1;
        else
            high = middle;
    }
    return low < h->header->letters && h->letter[low] == cp ? (int)low : -1;
}

/* The child by that letter, or 0. */
static uint32_t find_child(const struct hyphenator *h, uint32_t level, uint32_t state, int symbol)
{
    const struct trie_state *all = h->state[level], *s = &all[state];
    uint32_t low = s->child, end = s->child + s->children, high = end;
    if (end > h->header->states[level] || end < low)
        return 0;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (all[middle].symbol < symbol)
            low = middle + 1;
        else
            high = middle;
    }
    return low < end && all[low].symbol == symbol ? low : 0;
}

/* The state after one more letter: the longest suffix of what was read that begins a pattern. */
static uint32_t step(const struct hyphenator *h, uint32_t level, uint32_t state, int symbol)
{
    if (symbol < 0)
        return 0;
    for (;;) {
        uint32_t child = find_child(h, level, state, symbol);
        if (child || state == 0)
            return child;
        uint32_t fallback = h->state[level][state].fallback;
        state = fallback < state ? fallback : 0;
    }
}

static const struct trie_replacement *find_replacement(const struct hyphenator *h, uint32_t level,
                                                       uint32_t state)
{
    uint32_t low = 0, high = h->header->replacements;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        const struct trie_replacement *r = &h->replacement[middle];
        if (r->level < level || (r->level == level && r->state < state))
            low = middle + 1;
        else
            high = middle;
    }
    const struct trie_replacement *r = &h->replacement[low];
    if (low < h->header->replacements && r->level == level && r->state == state &&
        r->pre < h->header->bytes && r->post < h->header->bytes)
        return r;
    return NULL;
}

/* Raises the values that end `end` letters into the dotted word by those of a state's pattern. */
static void apply(const struct hyphenator *h, uint32_t level, uint32_t state, size_t end,
                  struct values *v)
{
    uint32_t match = h->state[level][state].match;
    if (match >= h->header->bytes)
        return; /* TRIE_NONE, too */
    size_t values = (uint8_t)h->bytes[match++];
    if (values > h->header->bytes - match || values > end + 1)
        return;
    const struct trie_replacement *r = find_replacement(h, level, state);
    size_t first = end + 1 - values;
    for (size_t k = 0; k < values; k++) {
        uint8_t value = (uint8_t)h->bytes[match + k];
        size_t at = first + k;
        if (at >= sizeof v->value || v->value[at] >= value)
            continue;
        v->value[at] = value;
        if (h->header->replacements == 0)
            continue;
        v->replacement[at] = r && k >= r->index && k <= r->index + r->cut ? r : NULL;
        v->start[at] = (int)(first + (r ? r->index : 0));
    }
}

/* Most dictionaries change no spelling: their replacements are never looked at. */
static void clear(const struct hyphenator *h, struct values *v, size_t n)
{
    memset(v->value, 0, n);
    if (h->header->replacements == 0)
        return;
    memset(v->replacement, 0, n * sizeof(const struct trie_replacement *));
    memset(v->start, 0, n * sizeof v->start[0]);
}

/* Values of the letters [from, to) as a word of their own; on return v->value[i] belongs to the
 * break after letter from + i. The first letter and the last are never parted from the word. */
static void run_level(const struct hyphenator *h, uint32_t level, const struct word *word,
                      size_t from, size_t to, struct values *v)
{
    size_t n = to - from;
    uint32_t state = 0;
    int dot = symbol_of(h, '.');
    clear(h, v, n + 3);
    for (size_t i = 0; i < n + 2; i++) {
        bool is_dot = i == 0 || i == n + 1;
        state = step(h, level, state, is_dot ? dot : word->symbol[from + i - 1]);
        if (state)
            apply(h, level, state, i, v);
    }
    /* value[k] stands before dotted letter k + 1, that is before letter k of the word */
    for (size_t i = 0; i < n; i++) {
        bool is_inside = i > 0 && i + 1 < n;
        v->value[i] = is_inside ? v->value[i + 1] : 0;
        if (h->header->replacements == 0)
            continue;
        v->replacement[i] = is_inside ? v->replacement[i + 1] : NULL;
        v->start[i] = v->start[i + 1];
    }
}

static void copy_values(const struct hyphenator *h, struct values *to, const struct values *from,
                        size_t at, size_t n)
{
    memcpy(to->value + at, from->value, n);
    for (size_t i = 0; h->header->replacements && i < n; i++) {
        to->replacement[at + i] = from->replacement[i];
        to->start[at + i] = from->start[i] + (int)at;
    }
}

/* Takes out breaks that leave too little of a compound's part. */
static void trim_part(const struct hyphenator *h, size_t n, bool is_first, bool is_last,
                      struct values *v)
{
    for (size_t i = 0; i < n; i++) {
        bool is_early = !is_first && i + 1 < h->header->part_before;
        bool is_late = !is_last && i + 1 + h->header->part_after > n;
        if (is_early || is_late)
            v->value[i] = 0;
    }
}

/* Values of the letters [from, to). The first level parts a compound as often as it can; what it
 * cannot part is hyphenated by the second. Each part is at least a letter shorter: it ends. */
static void find_values(const struct hyphenator *h, const struct word *word, size_t from, size_t to,
                        struct values *v)
{
    struct values part;
    size_t n = to - from, begin = 0;
    run_level(h, 0, word, from, to, v);
    if (h->header->levels == 1)
        return;
    for (size_t i = 0; i < n; i++) {
        bool is_seam = v->value[i] & 1;
        if (!is_seam && !(begin > 0 && i + 1 == n))
            continue;
        if (i > begin) {
            find_values(h, word, from + begin, from + i + 1, &part);
            copy_values(h, v, &part, begin, i - begin);
        }
        begin = i + 1;
    }
    if (begin == 0)
        run_level(h, 1, word, from, to, v);
    trim_part(h, n, from == 0, to == word->n, v);
}

bool is_combining(uint32_t cp)
{
    return cp >= FIRST_MARK && U_GET_GC_MASK((UChar32)cp) & U_GC_M_MASK;
}

/* e and an acute behind it are the é of the patterns. 0: there is no such letter. */
static uint32_t compose(uint32_t letter, uint32_t mark)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    UChar32 cp = nfc ? unorm2_composePair(nfc, (UChar32)letter, (UChar32)mark) : -1;
    return cp > 0 ? (uint32_t)cp : 0;
}

static bool read_word(const struct hyphenator *h, struct text text, struct word *word)
{
    uint32_t last = 0;
    word->n = 0;
    for (size_t i = 0; i < text.n;) {
        uint32_t cp, at = (uint32_t)i, composed = 0;
        i += utf8_decode(text.p + i, text.n - i, &cp);
        bool is_digit = cp >= '0' && cp <= '9', marks = is_combining(cp);
        if (marks && word->n)
            composed = compose(last, cp);
        if (!composed && word->n == LONGEST_WORD)
            return false;
        size_t k = composed ? word->n - 1 : word->n;
        last = composed ? composed : is_digit ? '.' : (uint32_t)u_tolower((UChar32)cp);
        word->symbol[k] = symbol_of(h, last);
        if (composed)
            continue;
        word->is_mark[k] = marks;
        word->offset[word->n++] = at;
    }
    word->offset[word->n] = (uint32_t)text.n;
    word->is_mark[word->n] = false;
    return true;
}

static struct hyphen_point make_point(const struct hyphenator *h, const struct word *word,
                                      const struct values *v, size_t i)
{
    struct hyphen_point point = {.at = word->offset[i + 1]};
    const struct trie_replacement *r = h->header->replacements ? v->replacement[i] : NULL;
    size_t start = r && v->start[i] > 0 ? (size_t)v->start[i] : 0;
    if (!r || start > i + 1 || start + r->cut < i + 1 || start + r->cut > word->n)
        return point;
    point.pre = h->bytes + r->pre;
    point.post = h->bytes + r->post;
    point.cut_before = point.at - word->offset[start];
    point.cut_after = word->offset[start + r->cut] - point.at;
    return point;
}

static size_t count_letters(const struct word *word)
{
    size_t letters = 0;
    for (size_t i = 0; i < word->n; i++)
        letters += !word->is_mark[i];
    return letters;
}

const struct hyphen_point *hyphenate(struct arena *arena, const struct hyphenator *h,
                                     struct text text, size_t *n)
{
    struct word word;
    struct values v;
    size_t before = h->header->least_before, after = h->header->least_after, seen = 0;
    *n = 0;
    if (!read_word(h, text, &word) || word.n == 0)
        return NULL;
    before = before > LEAST_BEFORE ? before : LEAST_BEFORE;
    after = after > h->least_after ? after : h->least_after;
    find_values(h, &word, 0, word.n, &v);
    size_t letters = count_letters(&word);
    struct hyphen_point *point = ARENA_ARRAY(arena, struct hyphen_point, word.n);
    for (size_t i = 0; i < word.n && seen + after <= letters; i++) {
        seen += !word.is_mark[i];
        if (v.value[i] & 1 && seen >= before && seen + after <= letters && !word.is_mark[i + 1])
            point[(*n)++] = make_point(h, &word, &v, i);
    }
    return point;
}
