/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first pass looks for what cannot be UTF-8; the second decodes. Windows-1252 is taken for
 * granted only when what is no UTF-8 outweighs what is: else one stray byte would garble a file. */
#include "db/decode.h"

#include <string.h>

#include "base/utf8.h"

enum { BLOCK = 64 * 1024 };

/* What Windows-1252 has in 0x80 to 0x9F; 0: nothing. https://encoding.spec.whatwg.org differs only
 * in giving control characters to the gaps. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static uint32_t from_windows(unsigned char c)
{
    return c >= 0x80 && c < 0xA0 ? windows_1252[c - 0x80] : c;
}

void place_step(struct place *at, char c, char next)
{
    if (c == '\n' || (c == '\r' && next != '\n')) {
        at->line++;
        at->col = 1;
    } else if (c != '\r' && ((unsigned char)c & 0xC0) != 0x80) {
        at->col++;
    }
}

/* UTF-16 */

static uint32_t unit(const struct decoder *d, const unsigned char *p)
{
    bool is_big = d->encoding == ENCODING_UTF16BE;
    return is_big ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

/* The code point at p and how many bytes it takes: 0 when n bytes do not hold all of it. A lone
 * surrogate is U+FFFF, which no text may hold. */
static size_t decode_utf16(const struct decoder *d, const unsigned char *p, size_t n, uint32_t *cp)
{
    if (n < 2)
        return 0;
    *cp = unit(d, p);
    if (*cp < 0xD800 || *cp > 0xDFFF)
        return 2;
    uint32_t low = n < 4 ? 0 : unit(d, p + 2);
    bool is_pair = *cp < 0xDC00 && low >= 0xDC00 && low <= 0xDFFF;
    if (*cp < 0xDC00 && n < 4)
        return 0;
    *cp = is_pair ? 0x10000 + ((*cp - 0xD800) << 10) + (low - 0xDC00) : 0xFFFF;
    return is_pair ? 4 : 2;
}

/* Reading */

void decoder_restart(struct decoder *d)
{
    d->carried = 0;
    rewind(d->file);
    fseek(d->file, (long)d->mark, SEEK_SET);
}

static void add_utf16(struct decoder *d, struct buf *out, const unsigned char *p, size_t n)
{
    uint32_t cp;
    size_t i = 0;
    for (size_t took; (took = decode_utf16(d, p + i, n - i, &cp)) > 0; i += took)
        buf_code_point(out, cp);
    d->carried = n - i;
    memcpy(d->carry, p + i, d->carried);
}

bool decoder_read(struct decoder *d, struct buf *out)
{
    unsigned char block[BLOCK + sizeof d->carry];
    size_t n = d->carried;
    memcpy(block, d->carry, n);
    size_t more = fread(block + n, 1, BLOCK, d->file);
    if (more == 0)
        return false;
    n += more;
    if (d->encoding == ENCODING_UTF8)
        buf_add(out, block, n);
    else if (d->encoding == ENCODING_WINDOWS_1252)
        for (size_t i = 0; i < n; i++)
            buf_code_point(out, from_windows(block[i]));
    else
        add_utf16(d, out, block, n);
    return true;
}

/* The first pass */

struct census {
    size_t bytes, stray, first_stray; /* stray: bytes that are no UTF-8 */
    size_t wide;                      /* UTF-8 sequences of more than a byte */
    size_t unknown;                   /* offset of a byte that Windows-1252 does not know */
    size_t nul;                       /* offset of a NUL */
};

static void count_block(struct census *c, const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < n;) {
        if (p[i] < 0x80) {
            if (p[i] == 0 && c->nul == SIZE_MAX)
                c->nul = c->bytes + i;
            i++;
            continue;
        }
        uint32_t cp;
        size_t took = utf8_decode((const char *)p + i, n - i, &cp);
        c->wide += took > 1;
        if (took == 1 && c->stray++ == 0)
            c->first_stray = c->bytes + i;
        for (size_t k = 0; k < took; k++)
            if (c->unknown == SIZE_MAX && from_windows(p[i + k]) == 0)
                c->unknown = c->bytes + i + k;
        i += took;
    }
    c->bytes += n;
}

/* How many bytes at the block's end may begin a sequence that the next block goes on with. */
static size_t unfinished(const unsigned char *p, size_t n)
{
    for (size_t k = 1; k <= 3 && k <= n; k++) {
        unsigned char c = p[n - k];
        if (c >= 0xC0)
            return (c >= 0xF0 ? 4u : c >= 0xE0 ? 3u : 2u) > k ? k : 0;
        if (c < 0x80)
            return 0;
    }
    return 0;
}

static struct census count(FILE *file, size_t mark)
{
    struct census c = {.bytes = mark, .unknown = SIZE_MAX, .nul = SIZE_MAX};
    unsigned char block[BLOCK];
    size_t kept = 0, more;
    rewind(file);
    fseek(file, (long)mark, SEEK_SET);
    while ((more = fread(block + kept, 1, BLOCK - kept, file)) > 0) {
        size_t n = kept + more;
        kept = unfinished(block, n);
        count_block(&c, block, n - kept);
        memmove(block, block + n - kept, kept);
    }
    count_block(&c, block, kept);
    return c;
}

/* The place of the byte at `offset`; where the file is Windows-1252 each byte is a column. */
static struct place locate(const struct decoder *d, const char *shown, size_t offset)
{
    struct place at = {shown, 1, 1, NULL};
    bool is_utf8 = d->encoding == ENCODING_UTF8;
    rewind(d->file);
    fseek(d->file, (long)d->mark, SEEK_SET);
    int c = getc(d->file);
    for (size_t i = d->mark; i < offset && c != EOF; i++) {
        int next = getc(d->file);
        place_step(&at, is_utf8 || c < 0x80 ? (char)c : 'x', (char)next);
        c = next;
    }
    return at;
}

static bool check_bytes(struct decoder *d, const char *shown, struct diag *diag)
{
    struct census c = count(d->file, d->mark);
    const char *fault = NULL;
    if (c.nul != SIZE_MAX) {
        diag_error(diag, locate(d, shown, c.nul), "a NUL byte: this is not a CSV file");
        return false;
    }
    if (c.stray == 0)
        return true;
    if (d->mark || c.wide > c.stray) {
        diag_error(diag, locate(d, shown, c.first_stray),
                   "a byte that is not UTF-8, in a file that otherwise is");
        return false;
    }
    d->encoding = ENCODING_WINDOWS_1252;
    if (c.unknown != SIZE_MAX)
        fault = "the file is neither UTF-8 nor Windows-1252";
    if (fault)
        diag_error(diag, locate(d, shown, c.unknown), "%s", fault);
    else
        diag_warn(diag, locate(d, shown, c.first_stray),
                  "the file is not UTF-8; it is read as Windows-1252");
    return !fault;
}

/* True when every code point of the UTF-16 file is one; else *at is where the first is not. */
static bool check_utf16(struct decoder *d, const char *shown, struct place *at)
{
    struct buf text = {0};
    bool is_sound = true, goes_on = true;
    *at = (struct place){shown, 1, 1, NULL};
    decoder_restart(d);
    while (is_sound && goes_on) {
        uint32_t cp;
        goes_on = decoder_read(d, &text);
        if (!goes_on && d->carried)
            is_sound = false;
        size_t i = 0;
        for (size_t took; is_sound && i + 4 <= text.n + (goes_on ? 0 : 4) && i < text.n;) {
            took = utf8_decode(text.p + i, text.n - i, &cp);
            if (cp == 0 || cp == 0xFFFF)
                is_sound = false;
            else
                for (size_t end = i + took; i < end; i++)
                    place_step(at, text.p[i], i + 1 < text.n ? text.p[i + 1] : '\0');
        }
        if (i)
            memmove(text.p, text.p + i, text.n - i);
        text.n -= i;
    }
    buf_done(&text);
    return is_sound;
}

bool decoder_open(struct decoder *d, FILE *file, const char *shown, struct diag *diag)
{
    unsigned char mark[3] = {0};
    struct place at;
    *d = (struct decoder){.file = file};
    rewind(file);
    size_t n = fread(mark, 1, sizeof mark, file);
    if (n >= 2 && ((mark[0] == 0xFF && mark[1] == 0xFE) || (mark[0] == 0xFE && mark[1] == 0xFF))) {
        d->encoding = mark[0] == 0xFF ? ENCODING_UTF16LE : ENCODING_UTF16BE;
        d->mark = 2;
        if (check_utf16(d, shown, &at))
            return true;
        diag_error(diag, at, "the file is damaged: half a character of UTF-16, or none");
        return false;
    }
    d->mark = n == 3 && memcmp(mark, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    return check_bytes(d, shown, diag);
}
