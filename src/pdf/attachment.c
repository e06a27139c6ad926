/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An embedded file is a stream with its size, date and MD5; a file specification names it and says
 * how it belongs to the document. */
#include "pdf/attachment.h"

#include <stdlib.h>
#include <string.h>

#include <nettle/md5.h>

#include "pdf/metadata.h"
#include "pdf/packer.h"
#include "pdf/string.h"

struct named {
    const char *key; /* the name in UTF-16BE, as hex digits: their order is the tree's */
    struct text name;
    uint32_t object;
};

struct attachments {
    struct arena *arena;
    struct writer *writer;
    struct named *file;
    size_t files, cap;
};

struct attachments *attachments_new(struct arena *arena, struct writer *writer)
{
    struct attachments *a = ARENA_NEW(arena, struct attachments);
    *a = (struct attachments){.arena = arena, .writer = writer};
    return a;
}

/* Compresses the file's bytes; their number and checksum are what the entries of it say. */
static void pack_file(const struct pdf_file *file, struct packer *packer, struct buf *entries)
{
    uint8_t digest[MD5_DIGEST_SIZE];
    struct md5_ctx context;
    struct buf piece = {0};
    size_t size = 0;
    md5_init(&context);
    for (; file->next(file->source, &piece); buf_clear(&piece)) {
        md5_update(&context, piece.n, (const uint8_t *)piece.p);
        packer_add(packer, buf_as_text(&piece));
        size += piece.n;
    }
    md5_digest(&context, sizeof digest, digest);
    buf_printf(entries, "/Size %zu /CheckSum ", size);
    put_bytes(entries, (struct text){(const char *)digest, sizeof digest});
    buf_done(&piece);
}

static uint32_t write_file(struct attachments *a, const struct pdf_file *file, const char *date)
{
    struct packer *packer = packer_new();
    struct buf b = {0};
    uint32_t object = writer_reserve(a->writer);
    buf_string(&b, "/Type /EmbeddedFile /Subtype ");
    put_name(&b, text_of(file->type));
    buf_string(&b, " /Params <<");
    if (date)
        put_date(&b, "ModDate", date);
    pack_file(file, packer, &b);
    buf_string(&b, ">> ");
    writer_stream(a->writer, object, buf_as_text(&b), packer_end(packer), PACKING_DONE);
    packer_free(packer);
    buf_done(&b);
    return object;
}

/* For readers that do not know UF: what is safe in any file system (7.11.2.1). */
static void put_plain_name(struct buf *b, struct text name)
{
    struct buf plain = {0};
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        if ((c & 0xC0) != 0x80) /* one for each character */
            buf_char(&plain, c > 0x20 && c < 0x7F && !strchr("\"*/:<>?\\|", c) ? (char)c : '_');
    }
    put_bytes(b, buf_as_text(&plain));
    buf_done(&plain);
}

static uint32_t write_specification(struct attachments *a, const struct pdf_file *file,
                                    uint32_t stream)
{
    struct buf b = {0};
    uint32_t object = writer_reserve(a->writer);
    buf_string(&b, "/Type /Filespec /F ");
    put_plain_name(&b, file->name);
    buf_string(&b, " /UF ");
    put_text(&b, file->name);
    buf_printf(&b, " /EF <</F %u 0 R /UF %u 0 R>> /AFRelationship /Data /Desc ", stream, stream);
    put_text(&b, file->title);
    writer_dict(a->writer, object, buf_as_text(&b));
    buf_done(&b);
    return object;
}

void attachments_add(struct attachments *a, const struct pdf_file *file, const char *date)
{
    struct buf key = {0};
    put_utf16(&key, file->name);
    uint32_t stream = write_file(a, file, date);
    a->file = arena_grow(a->arena, a->file, sizeof *a->file, &a->cap, a->files + 1);
    a->file[a->files++] = (struct named){.key = arena_string(a->arena, buf_as_text(&key)),
                                         .name = arena_text(a->arena, file->name),
                                         .object = write_specification(a, file, stream)};
    buf_done(&key);
}

void put_associated(struct buf *b, const struct attachments *a)
{
    if (!a->files)
        return;
    buf_string(b, " /AF [");
    for (size_t i = 0; i < a->files; i++)
        put_ref(b, a->file[i].object);
    buf_char(b, ']');
}

static int by_key(const void *left, const void *right)
{
    const struct named *a = left, *b = right;
    return strcmp(a->key, b->key);
}

uint32_t attachments_finish(struct attachments *a)
{
    struct buf b = {0};
    if (!a->files)
        return 0;
    struct named *sorted = ARENA_ARRAY(a->arena, struct named, a->files);
    memcpy(sorted, a->file, a->files * sizeof *sorted);
    qsort(sorted, a->files, sizeof *sorted, by_key);
    uint32_t object = writer_reserve(a->writer);
    buf_string(&b, "/Names [");
    for (size_t i = 0; i < a->files; i++) {
        put_text(&b, sorted[i].name);
        buf_char(&b, ' ');
        put_ref(&b, sorted[i].object);
    }
    buf_char(&b, ']');
    writer_dict(a->writer, object, buf_as_text(&b));
    buf_done(&b);
    return object;
}
