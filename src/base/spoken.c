/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads an MO file by itself (GNU gettext manual, "The Format of GNU MO Files"): gettext() would
 * want a locale that the system has generated. A message is printed a second time: each directive
 * of the English format takes its arguments, then the translated format puts them where it wants
 * them
 * (%2$s). What arena_printf composes is remembered in a table of fixed size, so a run with millions
 * of faults takes no more memory; what was overwritten stays English. */
#include "base/spoken.h"

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/file.h"

/* The catalogue */

enum { MO_MAGIC = 0x950412DE, MO_HEAD = 28 };

static struct {
    struct arena *arena;
    struct text bytes;
    uint32_t n, english, translated; /* how many texts, where their tables begin */
} catalogue;

static uint32_t number_at(uint32_t at)
{
    uint32_t n;
    memcpy(&n, catalogue.bytes.p + at, sizeof n);
    return n;
}

static struct text string_at(uint32_t table, uint32_t i)
{
    uint32_t n = number_at(table + 8 * i), at = number_at(table + 8 * i + 4);
    return (struct text){catalogue.bytes.p + at, n};
}

/* Every text lies within the file and ends with a NUL. */
static bool is_sound(uint32_t table)
{
    uint64_t size = catalogue.bytes.n;
    if (table % 4 || table + 8 * (uint64_t)catalogue.n > size)
        return false;
    for (uint32_t i = 0; i < catalogue.n; i++) {
        uint64_t end = (uint64_t)number_at(table + 8 * i) + number_at(table + 8 * i + 4);
        if (end >= size || catalogue.bytes.p[end] != '\0')
            return false;
    }
    return true;
}

bool spoken_load(const char *path)
{
    if (!catalogue.arena)
        catalogue.arena = arena_new();
    catalogue.n = 0;
    if (!file_read(catalogue.arena, path, &catalogue.bytes) || catalogue.bytes.n < MO_HEAD ||
        number_at(0) != MO_MAGIC || number_at(4) != 0)
        return false;
    catalogue.n = number_at(8);
    catalogue.english = number_at(12);
    catalogue.translated = number_at(16);
    if (!is_sound(catalogue.english) || !is_sound(catalogue.translated))
        catalogue.n = 0;
    return catalogue.n > 0;
}

/* Texts are in the order of their bytes. NULL: there is no translation. */
static const char *find(struct text english)
{
    uint32_t from = 0, to = catalogue.n;
    while (from < to && english.n) { /* the empty text's translation is the head */
        uint32_t middle = from + (to - from) / 2;
        int order = text_order(english, string_at(catalogue.english, middle));
        if (order == 0)
            return string_at(catalogue.translated, middle).p;
        if (order < 0)
            to = middle;
        else
            from = middle + 1;
    }
    return NULL;
}

const char *spoken(const char *english)
{
    const char *translated = find(text_of(english));
    return translated && *translated ? translated : english;
}

/* Parts of messages */

enum { SLOTS = 1024 };

static struct slot {
    char *english, *translated;
} slots[SLOTS];

static struct slot *slot_of(struct text english)
{
    return &slots[text_hash(english) % SLOTS];
}

static const char *recall(struct text english)
{
    const struct slot *slot = slot_of(english);
    return slot->english && text_is(english, slot->english) ? slot->translated : NULL;
}

struct text spoken_recall(struct text english)
{
    const char *translated = catalogue.n ? recall(english) : NULL;
    return translated ? text_of(translated) : english;
}

/* What the system says. */
static const struct {
    int number;
    const char *english;
} faults[] = {
    {ENOENT, "No such file or directory"},
    {EACCES, "Permission denied"},
    {EISDIR, "Is a directory"},
    {ENOTDIR, "Not a directory"},
    {EEXIST, "File exists"},
    {ENOSPC, "No space left on device"},
    {EROFS, "Read-only file system"},
    {EFBIG, "File too large"},
    {EIO, "Input/output error"},
    {EMFILE, "Too many open files"},
    {ENAMETOOLONG, "File name too long"},
    {ELOOP, "Too many levels of symbolic links"},
    {EPERM, "Operation not permitted"},
    {EDQUOT, "Disk quota exceeded"},
    {EBUSY, "Device or resource busy"},
    {EPIPE, "Broken pipe"},
    {ETXTBSY, "Text file busy"},
};

const char *spoken_fault(int number)
{
    return spoken(strerror(number));
}

static const char *fault_of_system(const char *said)
{
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        if (strerror(faults[i].number) == said)
            return find(text_of(faults[i].english));
    return NULL;
}

/* A literal of ours lies in the program's own image, as the linker tells; a user's word does not.
 */
static bool is_literal(const char *p)
{
    extern const char __executable_start[], edata[];
    return (uintptr_t)p >= (uintptr_t)__executable_start && (uintptr_t)p < (uintptr_t)edata;
}

static const char *part_of(struct text said)
{
    if (is_literal(said.p))
        return find(said);
    const char *made = recall(said);
    return made ? made : fault_of_system(said.p);
}

/* Printing */

/* One directive of a format: %-5.*lld */
struct directive {
    const char *begin, *end;
    unsigned position; /* of "%2$s"; 0: none */
    bool has_star;     /* of precision, the only one that messages use */
    char length[3], type;
};

static bool read_directive(const char *p, struct directive *d)
{
    size_t n;
    *d = (struct directive){.begin = p++};
    size_t digits = strspn(p, "0123456789");
    if (digits && p[digits] == '$') {
        d->position = (unsigned)strtoul(p, NULL, 10);
        p += digits + 1;
    }
    p += strspn(p, "-+ #0");
    p += strspn(p, "0123456789");
    if (*p == '.') {
        d->has_star = *++p == '*';
        p += strspn(p, "*0123456789$");
    }
    n = strspn(p, "lzhj");
    snprintf(d->length, sizeof d->length, "%.*s", (int)n, p);
    d->type = p[n];
    d->end = p + n + (d->type != '\0');
    return ascii_is_in("diuxXcs%", d->type);
}

/* A value as its English directive prints it. */
struct printed {
    unsigned position; /* of its argument, from 1 */
    size_t from, to;   /* in the buffer of values */
};

struct arguments {
    va_list list;
    unsigned taken;
};

static void print_number(struct buf *out, const struct directive *d, struct arguments *a)
{
    char spec[24];
    snprintf(spec, sizeof spec, "%.*s", (int)(d->end - d->begin), d->begin);
    if (strcmp(d->length, "ll") == 0)
        buf_printf(out, spec, va_arg(a->list, long long));
    else if (strcmp(d->length, "l") == 0)
        buf_printf(out, spec, va_arg(a->list, long));
    else if (strcmp(d->length, "z") == 0)
        buf_printf(out, spec, va_arg(a->list, size_t));
    else
        buf_printf(out, spec, va_arg(a->list, int));
}

static struct text string_argument(const struct directive *d, struct arguments *a)
{
    const char *dot = memchr(d->begin, '.', (size_t)(d->end - d->begin));
    int most = d->has_star ? va_arg(a->list, int) : dot ? atoi(dot + 1) : -1;
    const char *s = va_arg(a->list, const char *);
    size_t n = 0;
    a->taken += d->has_star;
    while (s && (most < 0 || n < (size_t)most) && s[n])
        n++;
    return (struct text){s, n};
}

/* Values of at most so many directives; messages have fewer. */
enum { MOST_VALUES = 16 };

/* Prints each value by itself; returns how many there are, or 0 for a format nobody reads here. */
static size_t print_values(const char *format, struct arguments *a, struct buf *out,
                           struct printed *value)
{
    size_t n = 0;
    bool is_quoted = false;
    for (const char *p = format; *p; p++) {
        struct directive d;
        if (*p == '\'')
            is_quoted = !is_quoted && (p == format || !ascii_is_letter(p[-1]));
        if (*p != '%')
            continue;
        if (!read_directive(p, &d) || n == MOST_VALUES)
            return 0;
        p = d.end - 1;
        if (d.type == '%')
            continue;
        value[n].from = out->n;
        if (d.type == 's') {
            struct text said = string_argument(&d, a);
            const char *part = is_quoted || !said.n ? NULL : part_of(said);
            buf_text(out, part ? text_of(part) : said);
        } else {
            print_number(out, &d, a);
        }
        value[n].to = out->n;
        value[n++].position = ++a->taken;
    }
    return n;
}

static void fill(const char *format, const struct printed *value, size_t n, struct text values,
                 struct buf *out)
{
    size_t next = 0;
    for (const char *p = format; *p; p++) {
        struct directive d;
        if (*p != '%') {
            buf_char(out, *p);
            continue;
        }
        read_directive(p, &d);
        p = d.end - 1;
        if (d.type == '%') {
            buf_char(out, '%');
            continue;
        }
        size_t i = d.position ? 0 : next++;
        while (d.position && i < n && value[i].position != d.position)
            i++;
        if (i < n)
            buf_text(out, text_slice(values, value[i].from, value[i].to));
    }
}

/* False: the message is the same in English. */
static bool print(const char *format, va_list args, struct buf *out)
{
    struct printed value[MOST_VALUES];
    struct buf values = {0};
    struct arguments a = {.taken = 0};
    const char *translated = catalogue.n ? find(text_of(format)) : NULL;
    if (!translated || !*translated)
        return false;
    va_copy(a.list, args);
    size_t n = print_values(format, &a, &values, value);
    va_end(a.list);
    fill(translated, value, n, buf_as_text(&values), out);
    buf_done(&values);
    return true;
}

char *spoken_print(struct arena *arena, const char *format, va_list args)
{
    struct buf out = {0};
    char *said = NULL;
    if (print(format, args, &out))
        said = arena_string(arena, buf_as_text(&out));
    buf_done(&out);
    return said;
}

static char *heap_copy(struct text t)
{
    char *copy = heap_resize(NULL, t.n + 1, 1);
    memcpy(copy, t.p, t.n);
    copy[t.n] = '\0';
    return copy;
}

void spoken_remember(struct text english, const char *format, va_list args)
{
    enum { LONGEST_PART = 4000 };
    struct buf out = {0};
    bool is_part = catalogue.n && english.n && english.n <= LONGEST_PART;
    if (is_part && print(format, args, &out) && !text_equal(buf_as_text(&out), english)) {
        struct slot *slot = slot_of(english);
        free(slot->english);
        free(slot->translated);
        *slot = (struct slot){heap_copy(english), heap_copy(buf_as_text(&out))};
    }
    buf_done(&out);
}

void spoken_part(const char *english, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    spoken_remember(text_of(english), format, args);
    va_end(args);
}
