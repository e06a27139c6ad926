/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `::: {.qr href="https://…"}`: what a QR code says. Programs that scan agree on the letters of
 * ASCII alone, so a name in other letters is written as the network writes it (UTS #46), and what
 * else is not ASCII in percents (RFC 3986, 2.1); people read the address as it was written. */
#include "doc/markdown.h"

#include <string.h>
#include <unicode/uidna.h>

#include "base/ascii.h"
#include "base/buffer.h"

static const char *const schemes[] = {"https://", "http://", "mailto:", "tel:", "geo:"};
enum { SCHEMES = sizeof schemes / sizeof *schemes, WEB_SCHEMES = 2 };

static size_t scheme_of(struct text uri)
{
    size_t i = 0;
    while (i < SCHEMES &&
           !text_equal_caseless(text_slice(uri, 0, strlen(schemes[i])), text_of(schemes[i])))
        i++;
    return i;
}

static bool is_ascii(struct text text)
{
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)text.p[i] >= 0x80)
            return false;
    return true;
}

static void put_encoded(struct buf *out, struct text text)
{
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        bool is_escape = c == '%' && i + 2 < text.n && ascii_hex(text.p[i + 1]) >= 0 &&
                         ascii_hex(text.p[i + 2]) >= 0;
        if (is_escape || (c > 0x20 && c < 0x7F && !ascii_is_in("%\"<>\\^`{|}", (char)c)))
            buf_char(out, (char)c);
        else
            buf_printf(out, "%%%02X", (unsigned)c);
    }
}

/* A host as the network knows it; one that is no name in percents. */
static void put_host(struct buf *out, struct text host)
{
    char name[256];
    UErrorCode status = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    UIDNA *idna = is_ascii(host) ? NULL
                                 : uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII |
                                                       UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ,
                                                   &status);
    int32_t n = 0;
    if (idna && host.n < sizeof name)
        n = uidna_nameToASCII_UTF8(idna, host.p, (int32_t)host.n, name, sizeof name, &info,
                                   &status);
    bool is_name = idna && U_SUCCESS(status) && !info.errors && n > 0 && n < (int32_t)sizeof name;
    put_encoded(out, is_name ? (struct text){name, (size_t)n} : host);
    uidna_close(idna);
}

/* Where the authority of "//user@host:80/…" ends, and its host begins and ends. */
static void put_web(struct buf *out, struct text rest)
{
    size_t end = 0, from = 0;
    while (end < rest.n && !ascii_is_in("/?#", rest.p[end]))
        end++;
    for (size_t i = 0; i < end; i++)
        if (rest.p[i] == '@')
            from = i + 1;
    size_t to = end;
    while (to > from && ascii_is_digit(rest.p[to - 1]))
        to--;
    to = to > from && rest.p[to - 1] == ':' ? to - 1 : end;
    put_encoded(out, text_slice(rest, 0, from));
    put_host(out, text_slice(rest, from, to));
    put_encoded(out, text_from(rest, to));
}

static void put_phone(struct buf *out, struct text rest)
{
    for (size_t i = 0; i < rest.n; i++)
        if (rest.p[i] != ' ')
            put_encoded(out, text_slice(rest, i, i + 1));
}

static const char *encoded(struct arena *arena, struct text href, size_t scheme)
{
    struct buf out = {0};
    const char *name = schemes[scheme];
    struct text rest = text_from(href, strlen(name));
    buf_string(&out, name);
    if (scheme < WEB_SCHEMES)
        put_web(&out, rest);
    else if (!strcmp(name, "tel:"))
        put_phone(&out, rest);
    else
        put_encoded(&out, rest);
    const char *uri = arena_string(arena, buf_as_text(&out));
    buf_done(&out);
    return uri;
}

/* What people type: without scheme, and without the slash that ends it. */
static struct text shown(struct text href, size_t scheme)
{
    struct text rest = text_from(href, strlen(schemes[scheme]));
    bool ends = scheme < WEB_SCHEMES && text_find_char(rest, '/') + 1 == rest.n;
    return text_slice(rest, 0, rest.n - ends);
}

/* Reads the keys beside the address. */
static void read_looks(struct passage *passage, struct block *div, struct text raw, size_t offset,
                       struct qr *qr)
{
    struct diag *diag = passage->builder->diag;
    const struct text *size = attributes_find(div->attr, "size");
    const struct text *level = attributes_find(div->attr, "level");
    if (size && (!length_parse(*size, &qr->size) || qr->size <= 0)) {
        diag_error(diag, attributes_place(passage, raw, offset, "size"),
                   "'size' wants a length such as 25mm, not '%.*s'", (int)size->n, size->p);
        qr->size = 0;
    }
    if (level && (level->n != 1 || !ascii_is_in("LMQH", *level->p)))
        diag_error(diag, attributes_place(passage, raw, offset, "level"),
                   "'level' wants L, M, Q or H, not '%.*s'", (int)level->n, level->p);
    else if (level)
        qr->level = *level->p;
    struct place at = attributes_find(div->attr, "address")
                          ? attributes_place(passage, raw, offset, "address")
                          : div->at;
    qr->hides_address = !attributes_say(div->attr, "address", true, at, diag);
}

void qr_read(struct passage *passage, struct block *div, struct text raw, size_t offset)
{
    struct builder *builder = passage->builder;
    const struct text *href = attributes_find(div->attr, "href");
    struct text uri = href ? text_trim(*href) : TEXT("");
    size_t scheme = scheme_of(uri);
    struct qr *qr = ARENA_NEW(builder->arena, struct qr);
    *qr = (struct qr){.level = 'M',
                      .at = href ? attributes_place(passage, raw, offset, "href") : div->at};
    read_looks(passage, div, raw, offset, qr);
    if (!href) {
        diag_error(builder->diag, div->at, "this div needs href=ADDRESS, where its code leads");
    } else if (scheme == SCHEMES || uri.n == strlen(schemes[scheme])) {
        diag_error(builder->diag, qr->at,
                   "a QR code leads to an address with https:, http:, mailto:, tel: or geo:, "
                   "not to '%.*s'",
                   (int)(uri.n < 80 ? uri.n : 80), uri.p);
    } else {
        qr->uri = encoded(builder->arena, uri, scheme);
        qr->shown = shown(uri, scheme);
        div->qr = qr;
    }
}
