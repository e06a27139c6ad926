/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libFuzzer's target for PO files. Whatever libgettextpo takes, our scanner must have counted as
 * many entries in it: else their places are wrong. */
#include <stdint.h>
#include <stdlib.h>

#include "doc/catalog_part.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct po_scan scan;
    struct po_file file = {0};
    struct text raw = arena_text(arena, (struct text){(const char *)data, size});
    po_scan(arena, raw, "po/xx.po", &scan);
    struct po_bytes bytes = po_decode(arena, raw, &scan);
    po_scan(arena, bytes.text, "po/xx.po", &scan);
    diag_source(diag, "po/xx.po", bytes.text);
    if (!bytes.is_refused && po_read(arena, bytes.text, &scan, "po/xx.po", &file, diag) &&
        file.n != scan.n)
        abort();
    arena_free(arena);
    return 0;
}
