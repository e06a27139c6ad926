/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reserved number is a libharu null object in its cross-reference list. When the object's body is
 * known, one dictionary, whose entries are bytes prepared elsewhere, is written under that number
 * and the null is dropped. libharu's errors are sticky and silent: its error record is looked at in
 * writer_works. The file's ID is a hash chained over the blocks written, hence reproducible. */
#include "pdf/writer.h"

#include <errno.h>
#include <hpdf.h>
#include <hpdf_objects.h>
#include <hpdf_utils.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "pdf/string.h"

#if HPDF_MAJOR_VERSION != 2 || HPDF_MINOR_VERSION < 3
#error "libharu 2.3 or 2.4 is needed"
#endif

enum { BLOCK = 64 * 1024, NUMBERS_PER_BLOCK = 65536, COMPRESSION = 4, DIGEST = 32 };

static const uint64_t largest_file = 9999999999; /* an offset has ten digits */

struct writer {
    struct output *out;
    HPDF_Error_Rec error;
    HPDF_MMgr memory;
    HPDF_Xref xref;
    HPDF_Stream stream;
    HPDF_Dict dict;   /* lent to every object in turn */
    struct text body; /* its entries */
    uint64_t *offset; /* by object number; 0: not written yet */
    size_t offsets;   /* how many there is room for */
    uint64_t size;    /* bytes written */
    struct buf block; /* not handed to `out` yet */
    unsigned char digest[DIGEST];
    struct libdeflate_compressor *compressor;
    struct buf packed;
    int fault; /* errno of the first failed write */
    bool is_too_large, is_reported, is_other_version;
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
    w->is_too_large = w->is_too_large || w->size > largest_file;
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
    *w = (struct writer){.out = out, .is_other_version = !is_same_version()};
    if (w->is_other_version)
        return w;
    HPDF_Error_Init(&w->error, NULL);
    w->memory = HPDF_MMgr_New(&w->error, 0, NULL, NULL);
    w->compressor = libdeflate_alloc_compressor(COMPRESSION);
    if (w->memory) {
        w->xref = HPDF_Xref_New(w->memory, 0);
        w->stream = HPDF_CallbackWriter_New(w->memory, take, w);
        w->dict = HPDF_Dict_New(w->memory);
    }
    if (!w->compressor || !w->xref || !w->stream || !w->dict) {
        w->fault = ENOMEM;
        return w;
    }
    w->xref->entries->items_per_block = NUMBERS_PER_BLOCK;
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
    if (w->xref)
        HPDF_Xref_Free(w->xref);
    if (w->memory)
        HPDF_MMgr_Free(w->memory);
    if (w->compressor)
        libdeflate_free_compressor(w->compressor);
    buf_done(&w->block);
    buf_done(&w->packed);
    free(w->offset);
    free(w);
}

static bool is_broken(const struct writer *w)
{
    return w->fault || w->is_too_large || w->is_other_version || w->error.error_no != HPDF_OK;
}

uint32_t writer_reserve(struct writer *w)
{
    if (is_broken(w))
        return 1;
    HPDF_Null null = HPDF_Null_New(w->memory);
    if (!null || HPDF_Xref_Add(w->xref, null) != HPDF_OK)
        return 1;
    uint32_t id = null->header.obj_id & 0x00FFFFFF;
    if (id >= w->offsets) {
        size_t wider = w->offsets ? w->offsets * 2 : 1024;
        w->offset = heap_resize(w->offset, wider, sizeof *w->offset);
        memset(w->offset + w->offsets, 0, (wider - w->offsets) * sizeof *w->offset);
        w->offsets = wider;
    }
    return id;
}

/* "N 0 obj"; the null that stood for the object is given back. */
static void begin_object(struct writer *w, uint32_t id)
{
    char head[32];
    HPDF_XrefEntry entry = HPDF_Xref_GetEntry(w->xref, id);
    if (entry->obj)
        HPDF_Obj_ForceFree(w->memory, entry->obj);
    entry->obj = NULL;
    w->offset[id] = w->size;
    snprintf(head, sizeof head, "%u 0 obj\n", id);
    write_string(w, head);
}

static void write_dict(struct writer *w, struct text entries)
{
    w->body = entries;
    HPDF_Dict_Write(w->dict, w->stream, NULL);
}

void writer_dict(struct writer *w, uint32_t id, struct text entries)
{
    if (is_broken(w))
        return;
    begin_object(w, id);
    write_dict(w, entries);
    write_string(w, "\nendobj\n");
}

static struct text pack(struct writer *w, struct text data)
{
    size_t room = libdeflate_zlib_compress_bound(w->compressor, data.n);
    buf_clear(&w->packed);
    char *to = buf_reserve(&w->packed, room);
    return (struct text){to, libdeflate_zlib_compress(w->compressor, data.p, data.n, to, room)};
}

void writer_stream(struct writer *w, uint32_t id, struct text entries, struct text data,
                   enum packing packing)
{
    if (is_broken(w))
        return;
    struct buf head = {0};
    buf_text(&head, entries);
    if (packing == PACKING_FLATE) {
        data = pack(w, data);
        buf_string(&head, "/Filter /FlateDecode ");
    }
    buf_printf(&head, "/Length %zu", data.n);
    begin_object(w, id);
    write_dict(w, buf_as_text(&head));
    write_string(w, "\nstream\n");
    write_bytes(w, data);
    write_string(w, "\nendstream\nendobj\n");
    buf_done(&head);
}

/* Numbers that were reserved in vain become null, so that no reference dangles. */
static void write_nulls(struct writer *w, uint32_t count)
{
    for (uint32_t id = 1; id < count; id++) {
        if (w->offset[id])
            continue;
        begin_object(w, id);
        write_string(w, "null\nendobj\n");
    }
}

static void write_rows(struct writer *w, uint32_t count)
{
    char row[32];
    snprintf(row, sizeof row, "xref\n0 %u\n", count);
    write_string(w, row);
    write_string(w, "0000000000 65535 f \n");
    for (uint32_t id = 1; id < count; id++) {
        snprintf(row, sizeof row, "%010llu 00000 n \n", (unsigned long long)w->offset[id]);
        write_string(w, row);
    }
}

void writer_finish(struct writer *w, uint32_t catalog, uint32_t info)
{
    if (is_broken(w))
        return;
    uint32_t count = w->xref->entries->count;
    write_nulls(w, count);
    hand_out(w);
    uint64_t start = w->size;
    struct text id = {(const char *)w->digest, 16};
    struct buf tail = {0};
    /* The ID is taken before the table: writing on moves the chain. */
    buf_printf(&tail, "/Size %u /Root %u 0 R /Info %u 0 R /ID [", count, catalog, info);
    put_bytes(&tail, id);
    put_bytes(&tail, id);
    buf_string(&tail, "]");
    write_rows(w, count);
    write_string(w, "trailer\n");
    write_dict(w, buf_as_text(&tail));
    buf_clear(&tail);
    buf_printf(&tail, "\nstartxref\n%llu\n%%%%EOF\n", (unsigned long long)start);
    write_bytes(w, buf_as_text(&tail));
    hand_out(w);
    buf_done(&tail);
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
    else if (w->is_too_large)
        diag_error(diag, w->at, "cannot write the PDF: it grows beyond 10 GB");
    else
        diag_error(diag, w->at, "cannot write the PDF: libharu fails with 0x%04lX",
                   (unsigned long)w->error.error_no);
    return false;
}
