/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder with a manifest, which is written anew and loaded for each sentence. */
#ifndef TESTS_DOC_WORKSPACE_H
#define TESTS_DOC_WORKSPACE_H

#include "base/file.h"
#include "doc/manifest.h"
#include "tests/printed.h"

static struct arena *arena;
static struct library library;
static struct diag *diag; /* of the last loading */
static char folder[] = "/tmp/dokuwerk-manifest-XXXXXX";

static struct manifest *load(const char *text)
{
    diag = diag_new(arena);
    file_write(path_join(arena, folder, "dokuwerk.yaml"), text_of(text));
    return manifest_load(arena, &library, diag);
}

#endif
