/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/uri.h"

#include "base/text.h"
#include "tests/check.h"

static const struct {
    const char *sentence, *uri, *bytes;
} uris[] = {
    {"what is not encoded stays", "media/bild.png", "media/bild.png"},
    {"an encoded blank is a blank", "a%20b.png", "a b.png"},
    {"hex digits are large or small", "%C3%a4", "ä"},
    {"a lone mark stays", "100 %", "100 %"},
    {"so does one with a single digit at the end", "a%2", "a%2"},
    {"and one with other letters", "%zz%2g", "%zz%2g"},
    {"a NUL byte is not let in", "a%00b", "a%00b"},
    {"what is decoded is not decoded again", "%2520", "%20"},
    {"nothing stays nothing", "", ""},
};

int main(void)
{
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof uris / sizeof *uris; i++)
        check_text(text_of(uri_decode(arena, uris[i].uri)), uris[i].bytes, uris[i].sentence);
    arena_free(arena);
    return check_done();
}
