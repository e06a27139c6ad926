/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libdeflate, which packs all other streams, is faster and wants all data at once. */
#include "pdf/packer.h"

#include <assert.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/arena.h"

enum { LEVEL = 6, ROOM = 16 * 1024 };

struct packer {
    z_stream z;
    struct buf out;
};

static void *allocate(void *context, unsigned n, unsigned size)
{
    (void)context;
    return heap_resize(NULL, n, size);
}

static void release(void *context, void *block)
{
    (void)context;
    free(block);
}

struct packer *packer_new(void)
{
    struct packer *p = heap_resize(NULL, 1, sizeof *p);
    *p = (struct packer){.z = {.zalloc = allocate, .zfree = release}};
    int rc = deflateInit(&p->z, LEVEL);
    assert(rc == Z_OK); /* else the header is another version's */
    (void)rc;
    return p;
}

static void pack(struct packer *p, struct text piece, int flush)
{
    p->z.next_in = (z_const Bytef *)piece.p;
    p->z.avail_in = (uInt)piece.n;
    do {
        p->z.next_out = (Bytef *)buf_reserve(&p->out, ROOM);
        p->z.avail_out = ROOM;
        deflate(&p->z, flush);
        p->out.n += ROOM - p->z.avail_out;
    } while (p->z.avail_out == 0);
}

void packer_add(struct packer *p, struct text piece)
{
    pack(p, piece, Z_NO_FLUSH);
}

struct text packer_end(struct packer *p)
{
    pack(p, TEXT(""), Z_FINISH);
    return buf_as_text(&p->out);
}

void packer_free(struct packer *p)
{
    deflateEnd(&p->z);
    buf_done(&p->out);
    free(p);
}
