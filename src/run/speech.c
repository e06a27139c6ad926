/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which language the user wants is read as gettext reads it (GNU gettext manual, "Setting the GNU
 * Locale"), but the locale need not be one that the system has generated, and the process's own
 * stays "C": nothing else may depend on it. Catalogues stand where share/locale is, or in
 * build/locale of a checkout. */
#include "run/speech.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/file.h"
#include "base/spoken.h"
#include "run/kit.h"

static const char *setting(const char *name)
{
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

/* "de_AT.UTF-8" and the like; NULL: nobody asks for a language. */
static const char *locale_wanted(void)
{
    const char *locale = setting("LC_ALL");
    locale = locale ? locale : setting("LC_MESSAGES");
    locale = locale ? locale : setting("LANG");
    bool is_none = !locale || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0;
    return is_none ? NULL : locale;
}

static bool load(struct arena *arena, const char *shipped, struct text name)
{
    for (size_t i = 0; i < name.n; i++)
        if (!ascii_is_letter(name.p[i]) && name.p[i] != '_')
            return false;
    const char *file = arena_printf(arena, "%.*s/LC_MESSAGES/dokuwerk.mo", (int)name.n, name.p);
    const char *built = path_join(arena, path_join(arena, shipped, "build/locale"), file);
    const char *installed = path_join(arena, path_join(arena, shipped, "../locale"), file);
    return name.n && (spoken_load(built) || spoken_load(installed));
}

/* "de_AT.UTF-8@euro" is asked for as de_AT, then as de. True: that settles it. */
static bool try(struct arena *arena, const char *shipped, struct text locale)
{
    struct text name = text_slice(locale, 0, text_find_char(locale, '.'));
    name = text_slice(name, 0, text_find_char(name, '@'));
    struct text language = text_slice(name, 0, text_find_char(name, '_'));
    return text_is(language, "en") || load(arena, shipped, name) || load(arena, shipped, language);
}

void speech_choose(void)
{
    const char *locale = locale_wanted();
    if (!locale)
        return;
    struct arena *arena = arena_new();
    const char *shipped = kit_shipped(arena), *languages = setting("LANGUAGE");
    struct text rest = text_of(languages ? languages : locale), one;
    while (shipped && text_next_part(&rest, ':', &one))
        if (try(arena, shipped, one))
            break;
    arena_free(arena);
}
