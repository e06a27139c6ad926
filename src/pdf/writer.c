/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dictionaries and arrays are gathered in object streams (ISO 32000-1, 7.5.7): a hundred
 * structure elements that differ in a digit or two take the room of ten. libharu's dictionary and
 * stream write what stands outside of them; its cross-reference list is not used, as it knows
 * neither object streams nor offsets beyond 4 GiB. libharu's errors are sticky and silent: its
 * error record is looked at in writer_works. The file's ID is a hash chained over the blocks
 * written, hence reproducible. */
#include "pdf/writer.h"

#include <errno.h>
#include <hpdf.h>
#include <hpdf_objects.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "pdf/crossref.h"
#include "pdf/packer.h"
#include "pdf/string.h"

#if HPDF_MAJOR_VERSION != 2 || HPDF_MINOR_VERSION < 3
#error "libharu 2.3 or 2.4 is needed"
#endif

enum { BLOCK = 64 * 1024, DIGEST = 32 };

/* Pages are most of the bytes: level 6 would save 6 % of them and take twice the time of 4, which
 * is a tenth of a document's. Object streams are few and alike: there 6 saves 18 % in no time. */
enum { LEVEL_FLATE = 4, LEVEL_DENSE = 6 };

/* A reader unpacks a whole object stream for one object of it: neither number nor bytes may grow
 * far. Larger ones would save one part in a hundred. */
enum { MOST_BUNDLED = 200, LARGEST_BUNDLE = 64 * 1024 };

struct bundle { /* an object stream being filled */
    uint32_t id;
    unsigned n;
    struct buf places, bodies; /* "number offset " of each object; the objects */
};

struct writer {
    struct output *out;
    HPDF_Error_Rec error;
    HPDF_MMgr memory;
    HPDF_Stream stream;
    HPDF_Dict dict;   /* lent to every object in turn */
    struct text body; /* its entries */
    struct crossref crossref;
    struct bundle bundle;
    uint64_t size;    /* bytes written */
    struct buf block; /* not handed to `out` yet */
    unsigned char digest[DIGEST];
    struct libdeflate_compressor *flate, *dense;
    struct buf packed;
    int fault; /* errno of the first failed write */
    bool is_full, is_reported, is_other_version;
    struct place at;
};

static void hand_out(struct writer *w)
{
    unsigned char link[DIGEST * 2];
    memcpy(link, w->digest, DIGEST);
    sha256_bytes(buf_as_text(&w->block), link + DIGEST);
    sha256_bytes((struct text){(const char *)link, sizeof link}, w->digest);
    errno = 0;
    if (!w->fault && !output_write(w->out, w->block.p, w->block.n))
        w->fault = errno ? errno : EIO;
    buf_clear(&w->block);
}

static void write_bytes(struct writer *w, struct text bytes)
{
    w->size += bytes.n;
    buf_text(&w->block, bytes);
    if (w->block.n >= BLOCK)
        hand_out(w);
}

static void write_string(struct writer *w, const char *s)
{
    write_bytes(w, text_of(s));
}

static HPDF_STATUS take(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT n)
{
    write_bytes(stream->attr, (struct text){(const char *)bytes, n});
    return HPDF_OK;
}

static HPDF_STATUS write_body(HPDF_Dict dict, HPDF_Stream stream)
{
    struct writer *w = dict->attr;
    (void)stream;
    write_bytes(w, w->body);
    return HPDF_OK;
}

/* libharu's structs are used as its headers show them, and they differ between 2.3 and 2.4. */
static bool is_same_version(void)
{
    char expected[32];
    snprintf(expected, sizeof expected, "%d.%d.", HPDF_MAJOR_VERSION, HPDF_MINOR_VERSION);
    return text_starts(text_of(HPDF_GetVersion()), expected);
}

struct writer *writer_new(struct output *out)
{
    struct writer *w = heap_resize(NULL, 1, sizeof *w);
    *w = (struct writer){
        .out = out, .crossref = crossref_new(), .is_other_version = !is_same_version()};
    if (w->is_other_version)
        return w;
    HPDF_Error_Init(&w->error, NULL);
    w->memory = HPDF_MMgr_New(&w->error, 0, NULL, NULL);
    w->flate = libdeflate_alloc_compressor(LEVEL_FLATE);
    w->dense = libdeflate_alloc_compressor(LEVEL_DENSE);
    if (w->memory) {
        w->stream = HPDF_CallbackWriter_New(w->memory, take, w);
        w->dict = HPDF_Dict_New(w->memory);
    }
    if (!w->flate || !w->dense || !w->stream || !w->dict) {
        w->fault = ENOMEM;
        return w;
    }
    w->dict->attr = w;
    w->dict->write_fn = write_body;
    write_string(w, "%PDF-1.7\n%\xC2\xB6\xC3\xA4\n");
    return w;
}

void writer_free(struct writer *w)
{
    if (!w)
        return;
    if (w->dict)
        HPDF_Dict_Free(w->dict);
    if (w->stream)
        HPDF_Stream_Free(w->stream);
    if (w->memory)
        HPDF_MMgr_Free(w->memory);
    if (w->flate)
        libdeflate_free_compressor(w->flate);
    if (w->dense)
        libdeflate_free_compressor(w->dense);
    buf_done(&w->block);
    buf_done(&w->packed);
    buf_done(&w->bundle.places);
    buf_done(&w->bundle.bodies);
    crossref_done(&w->crossref);
    free(w);
}

static bool is_broken(const struct writer *w)
{
    return w->fault || w->is_full || w->is_other_version || w->error.error_no != HPDF_OK;
}

uint32_t writer_reserve(struct writer *w)
{
    uint32_t id = is_broken(w) ? 0 : crossref_reserve(&w->crossref);
    w->is_full = w->is_full || !id;
    return id ? id : 1;
}

/* Objects by themselves */

static void write_number(struct writer *w, uint32_t id)
{
    char head[32];
    snprintf(head, sizeof head, "%u 0 obj\n", id);
    write_string(w, head);
}

static void write_dict(struct writer *w, struct text entries)
{
    w->body = entries;
    HPDF_Dict_Write(w->dict, w->stream, NULL);
}

void writer_lone_dict(struct writer *w, uint32_t id, struct text entries)
{
    if (is_broken(w))
        return;
    crossref_place(&w->crossref, id, w->size);
    write_number(w, id);
    write_dict(w, entries);
    write_string(w, "\nendobj\n");
}

static struct text pack(struct writer *w, struct text data, enum packing packing)
{
    struct libdeflate_compressor *with = packing == PACKING_DENSE ? w->dense : w->flate;
    size_t room = libdeflate_zlib_compress_bound(with, data.n);
    buf_clear(&w->packed);
    char *to = buf_reserve(&w->packed, room);
    return (struct text){to, libdeflate_zlib_compress(with, data.p, data.n, to, room)};
}

/* At a place already noted. */
static void write_stream(struct writer *w, uint32_t id, struct text entries, struct text data,
                         enum packing packing)
{
    struct buf head = {0};
    buf_text(&head, entries);
    if (packing == PACKING_FLATE || packing == PACKING_DENSE)
        data = pack(w, data, packing);
    if (packing != PACKING_NONE)
        buf_string(&head, "/Filter/FlateDecode");
    buf_printf(&head, "/Length %zu", data.n);
    write_number(w, id);
    write_dict(w, buf_as_text(&head));
    write_string(w, "\nstream\n");
    write_bytes(w, data);
    write_string(w, "\nendstream\nendobj\n");
    buf_done(&head);
}

void writer_stream(struct writer *w, uint32_t id, struct text entries, struct text data,
                   enum packing packing)
{
    if (is_broken(w))
        return;
    crossref_place(&w->crossref, id, w->size);
    write_stream(w, id, entries, data, packing);
}

/* Objects in object streams */

static void end_bundle(struct writer *w)
{
    struct bundle *bundle = &w->bundle;
    if (bundle->n == 0)
        return;
    struct buf entries = {0};
    buf_printf(&entries, "/Type/ObjStm/N %u/First %zu", bundle->n, bundle->places.n);
    buf_text(&bundle->places, buf_as_text(&bundle->bodies));
    writer_stream(w, bundle->id, buf_as_text(&entries), buf_as_text(&bundle->places),
                  PACKING_DENSE);
    buf_done(&entries);
    bundle->n = 0;
}

/* Where the object's body is to be added. */
static struct buf *begin_bundled(struct writer *w, uint32_t id)
{
    struct bundle *bundle = &w->bundle;
    if (bundle->n == MOST_BUNDLED || bundle->bodies.n >= LARGEST_BUNDLE)
        end_bundle(w);
    if (bundle->n == 0) {
        bundle->id = writer_reserve(w);
        buf_clear(&bundle->places);
        buf_clear(&bundle->bodies);
    }
    crossref_place_within(&w->crossref, id, bundle->id, bundle->n++);
    put_integer(&bundle->places, id);
    buf_char(&bundle->places, ' ');
    put_integer(&bundle->places, (int64_t)bundle->bodies.n);
    buf_char(&bundle->places, ' ');
    return &bundle->bodies;
}

void writer_dict(struct writer *w, uint32_t id, struct text entries)
{
    if (is_broken(w))
        return;
    struct buf *b = begin_bundled(w, id);
    buf_string(b, "<<");
    buf_text(b, entries);
    buf_string(b, ">>\n");
}

void writer_array(struct writer *w, uint32_t id, struct text items)
{
    if (is_broken(w))
        return;
    struct buf *b = begin_bundled(w, id);
    buf_char(b, '[');
    buf_text(b, items);
    buf_string(b, "]\n");
}

/* Numbers that were reserved in vain become null, so that no reference dangles. */
static void write_nulls(struct writer *w)
{
    for (uint32_t id = 1; id < w->crossref.n; id++) {
        bool is_open = w->bundle.n && id == w->bundle.id;
        if (!is_open && !crossref_is_placed(&w->crossref, id))
            buf_string(begin_bundled(w, id), "null\n");
    }
}

/* The end */

static void write_rows(struct writer *w, uint32_t object, struct buf *entries)
{
    struct packer *packer = packer_new();
    struct buf rows = {0};
    size_t width = crossref_width(&w->crossref);
    for (size_t at = 0; crossref_put_rows(&w->crossref, width, &at, &rows); buf_clear(&rows))
        packer_add(packer, buf_as_text(&rows));
    crossref_put_entries(&w->crossref, width, entries);
    write_stream(w, object, buf_as_text(entries), packer_end(packer), PACKING_DONE);
    packer_free(packer);
    buf_done(&rows);
}

static void write_crossref(struct writer *w, uint32_t catalog, uint32_t info)
{
    uint32_t object = writer_reserve(w);
    struct text id = {(const char *)w->digest, 16};
    struct buf entries = {0};
    if (is_broken(w))
        return;
    crossref_place(&w->crossref, object, w->size);
    buf_printf(&entries, "/Type/XRef/Root %u 0 R/Info %u 0 R/ID[", catalog, info);
    put_bytes(&entries, id);
    put_bytes(&entries, id);
    buf_char(&entries, ']');
    write_rows(w, object, &entries);
    buf_done(&entries);
}

void writer_finish(struct writer *w, uint32_t catalog, uint32_t info)
{
    char tail[48];
    if (is_broken(w))
        return;
    write_nulls(w);
    end_bundle(w);
    hand_out(w); /* the ID is taken before the cross-reference: writing on moves the chain */
    uint64_t start = w->size;
    write_crossref(w, catalog, info);
    snprintf(tail, sizeof tail, "startxref\n%llu\n%%%%EOF\n", (unsigned long long)start);
    write_string(w, tail);
    hand_out(w);
}

void writer_name(struct writer *w, struct place at)
{
    w->at = at;
}

bool writer_works(struct writer *w, struct diag *diag)
{
    if (!is_broken(w))
        return true;
    if (w->is_reported)
        return false;
    w->is_reported = true;
    if (w->fault)
        diag_error(diag, w->at, "cannot write the PDF: %s", strerror(w->fault));
    else if (w->is_other_version)
        diag_error(diag, w->at, "cannot write the PDF: libharu is %s, built with %d.%d",
                   HPDF_GetVersion(), HPDF_MAJOR_VERSION, HPDF_MINOR_VERSION);
    else if (w->is_full)
        diag_error(diag, w->at, "cannot write the PDF: it has more than %d objects", MOST_OBJECTS);
    else
        diag_error(diag, w->at, "cannot write the PDF: libharu fails with 0x%04lX",
                   (unsigned long)w->error.error_no);
    return false;
}
