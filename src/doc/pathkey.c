/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unicode's canonical caseless matching (its chapter 3.13, D145), with the composed form as key. */
#include "doc/pathkey.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "doc/icu.h"

static struct utf16 normalise(struct arena *arena, struct utf16 s, const UNormalizer2 *form)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t room = 4 * s.n + 1; /* no code point takes more than four units for each of its own */
    struct utf16 out = {ARENA_ARRAY(arena, UChar, (size_t)room), 0};
    out.n = unorm2_normalize(form, s.p, s.n, out.p, room, &status);
    return U_SUCCESS(status) ? out : s;
}

static struct utf16 fold(struct arena *arena, struct utf16 s)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t room = 3 * s.n + 1;
    struct utf16 out = {ARENA_ARRAY(arena, UChar, (size_t)room), 0};
    out.n = u_strFoldCase(out.p, room, s.p, s.n, U_FOLD_CASE_DEFAULT, &status);
    return U_SUCCESS(status) ? out : s;
}

const char *path_key(struct arena *arena, const char *path)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *apart = unorm2_getNFDInstance(&status);
    const UNormalizer2 *together = unorm2_getNFCInstance(&status);
    if (U_FAILURE(status))
        return path;
    struct utf16 s = normalise(arena, utf16_of(arena, text_of(path)), apart);
    s = normalise(arena, fold(arena, s), together);
    return utf16_text(arena, s.p, s.n);
}
