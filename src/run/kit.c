/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped files stand in the program's own folder (a checkout), in ../share/dokuwerk beside it
 * (installed, wherever the tree was moved) or two folders above it (a build in build/MODE). */
#include "run/kit.h"

#include <unistd.h>

#include "base/file.h"
#include "run/profile.h"

static const char *program_folder(struct arena *arena)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path);
    if (n <= 0 || n == sizeof path)
        return ".";
    return path_folder(arena, arena_string(arena, (struct text){path, (size_t)n}));
}

const char *kit_shipped(struct arena *arena)
{
    const char *own = program_folder(arena);
    const char *places[] = {own, arena_printf(arena, "%s/../share/dokuwerk", own),
                            arena_printf(arena, "%s/../..", own)};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *folder = path_clean(arena, places[i]);
        if (folder && file_exists(path_join(arena, folder, "templates/themes/house.yaml")))
            return folder;
    }
    return NULL;
}

static const char *hyphen_folder(struct arena *arena, const char *shipped)
{
    const char *built = path_join(arena, shipped, "build/hyphen");
    return folder_exists(built) ? built : path_join(arena, shipped, "hyphen");
}

bool kit_open(struct kit *kit, struct arena *arena, const char *root, struct diag *diag)
{
    struct place nowhere = {0};
    *kit = (struct kit){.arena = arena};
    kit->library = (struct library){root, kit_shipped(arena)};
    if (!kit->library.shipped) {
        diag_error(diag, nowhere, "cannot find the templates and fonts that belong to dokuwerk");
        return false;
    }
    kit->profile = profile_srgb();
    if (!kit->profile) {
        diag_error(diag, nowhere, "cannot find the sRGB profile (package colord-data)");
        return false;
    }
    const char *catalogue = path_join(arena, kit->library.shipped, "fonts/catalogue.yaml");
    const char *own = root ? path_join(arena, root, "fonts") : NULL;
    kit->fonts = fonts_load(arena, catalogue, own && folder_exists(own) ? own : NULL, diag);
    if (!kit->fonts)
        return false;
    kit->hyphens = hyphen_folder(arena, kit->library.shipped);
    kit->shaper = shaper_new(kit->fonts, kit->hyphens);
    return true;
}

void kit_close(struct kit *kit)
{
    if (kit->shaper)
        shaper_free(kit->shaper);
    if (kit->fonts)
        fonts_free(kit->fonts);
    kit->shaper = NULL;
    kit->fonts = NULL;
}
