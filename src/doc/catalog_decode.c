/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PO files in other charsets than UTF-8 (iconv). libgettextpo could read many, but it ends the
 * program at charsets whose converters hold characters back, such as CP1255. */
#include "doc/catalog_part.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/utf8.h"

enum { LONGEST_CHARSET = 40 };

/* Those in which `msgfmt` holds a file against its charset; of others it takes any bytes. */
static bool is_checked(const char *charset)
{
    static const char *const begin[] = {"ISO-8859-", "ISO_8859-", "KOI8-",    "CP",    "EUC-",
                                        "GB",        "BIG5",      "US-ASCII", "ANSI_", "TIS-"};
    static const char *const whole[] = {"UTF-8", "ASCII",  "SHIFT_JIS",
                                        "JOHAB", "VISCII", "GEORGIAN-PS"};
    struct text name = text_of(charset);
    for (size_t i = 0; i < sizeof begin / sizeof *begin; i++)
        if (text_equal_caseless(text_slice(name, 0, strlen(begin[i])), text_of(begin[i])))
            return true;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (text_equal_caseless(name, text_of(whole[i])))
            return true;
    return false;
}

static bool is_utf8_name(const char *charset)
{
    return text_equal_caseless(text_of(charset), TEXT("UTF-8")) ||
           text_equal_caseless(text_of(charset), TEXT("UTF8"));
}

/* A converter to UTF-8, in which what makes up a PO file is ASCII; (iconv_t)-1: none. */
static iconv_t open_converter(const char *charset)
{
    char ascii[] = "msgid \"\\\n#", out[sizeof ascii] = "";
    char *in = ascii, *to = out;
    size_t left = strlen(ascii), room = sizeof out - 1;
    for (const char *c = charset; *c; c++) /* "//IGNORE" would hide faults */
        if (!ascii_is_letter(*c) && !ascii_is_digit(*c) && !ascii_is_in("-_.:+()", *c))
            return (iconv_t)-1;
    if (text_equal_caseless(text_of(charset), TEXT("SHIFT_JIS")))
        charset = "CP932"; /* the same, with a backslash where the other has the sign of the yen */
    iconv_t converter = iconv_open("UTF-8", charset);
    if (converter == (iconv_t)-1)
        return converter;
    iconv(converter, &in, &left, &to, &room);
    iconv(converter, NULL, NULL, &to, &room);
    if (strcmp(ascii, out) == 0) {
        iconv(converter, NULL, NULL, NULL, NULL);
        return converter;
    }
    iconv_close(converter);
    return (iconv_t)-1;
}

/* msgfmt knows the charset behind the header only, and does not look into comments. */
static bool is_looked_at(struct text file, size_t offset, size_t header_end)
{
    enum { LONGEST = 4096 }; /* of a comment that is looked for */
    size_t start = offset;
    while (start > 0 && offset - start < LONGEST && file.p[start - 1] != '\n')
        start--;
    struct text line = text_trim(text_slice(file, start, offset));
    return offset >= header_end &&
           (!text_starts(line, "#") || text_starts(line, "#~") || text_starts(line, "#|"));
}

static void add_fault(struct po_bytes *bytes, struct buf *out, struct text file, size_t offset,
                      size_t header_end)
{
    if (bytes->faults)
        bytes->faults++;
    else if (is_looked_at(file, offset, header_end)) {
        bytes->faults = 1;
        bytes->first = out->n;
        bytes->byte = file.p[offset];
    }
    buf_code_point(out, 0xFFFD);
}

/* Converters that hold characters back let go of them when they are told that the text ends. */
static void convert(iconv_t converter, struct text from, size_t header_end, struct po_bytes *bytes,
                    struct buf *out)
{
    enum { PIECE = 65536, HELD = 64 };
    char *in = (char *)from.p;
    size_t left = from.n;
    while (left > 0) {
        char *begin = buf_reserve(out, PIECE + HELD), *to = begin;
        size_t room = PIECE;
        size_t result = iconv(converter, &in, &left, &to, &room);
        bool is_fault = result == (size_t)-1 && errno != E2BIG;
        room += HELD;
        if (left == 0 || is_fault)
            iconv(converter, NULL, NULL, &to, &room);
        out->n += (size_t)(to - begin);
        if (is_fault) {
            add_fault(bytes, out, from, (size_t)(in - from.p), header_end);
            in++, left--;
        }
    }
}

static void copy_utf8(struct text from, size_t header_end, struct po_bytes *bytes, struct buf *out)
{
    for (size_t i = 0; i < from.n;) {
        size_t sound = utf8_fault(text_from(from, i));
        if (sound == SIZE_MAX)
            sound = from.n - i;
        buf_add(out, from.p + i, sound);
        i += sound;
        if (i < from.n)
            add_fault(bytes, out, from, i, header_end), i++;
    }
}

struct po_bytes po_decode(struct arena *arena, struct text from, const struct po_scan *scan)
{
    struct po_bytes bytes = {.text = from};
    struct text name = scan->charset;
    const char *charset = arena_string(arena, text_slice(name, 0, LONGEST_CHARSET));
    bool is_utf8 = is_utf8_name(charset);
    iconv_t converter = is_utf8 || !name.n ? (iconv_t)-1 : open_converter(charset);
    struct buf out = {0};
    bytes.is_unknown = !is_utf8 && converter == (iconv_t)-1;
    if (converter == (iconv_t)-1 && utf8_fault(from) == SIZE_MAX)
        return bytes;
    if (converter == (iconv_t)-1)
        copy_utf8(from, scan->header_end, &bytes, &out);
    else {
        convert(converter, from, scan->header_end, &bytes, &out);
        iconv_close(converter);
    }
    bytes.is_refused = bytes.faults && !bytes.is_unknown && is_checked(charset);
    bytes.text = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return bytes;
}
