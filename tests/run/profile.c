/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colour profiles as files that are not what they claim to be: made here, byte by byte. */
#include "run/profile.h"

#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "tests/check.h"

static void put_number(unsigned char *at, unsigned n)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(n >> (24 - 8 * i));
}

/* A profile whose one tag begins at byte 144 and has `claimed` bytes by its own word. */
static struct text profile(unsigned char *bytes, const char *tag, unsigned n, unsigned claimed)
{
    memset(bytes, 0, 144);
    memcpy(bytes + 12, "prtrCMYK", 8);
    memcpy(bytes + 36, "acsp", 4);
    put_number(bytes + 128, 1);
    memcpy(bytes + 132, "desc", 4);
    put_number(bytes + 136, 144);
    put_number(bytes + 140, claimed);
    memcpy(bytes + 144, tag, n);
    return (struct text){(char *)bytes, 144 + n};
}

static const struct {
    const char *tag;
    unsigned n, claimed;
    const char *name, *sentence;
} cases[] = {
    {"desc\0\0\0\0\0\0\0\5Test\0", 17, 17, "Test: CMYK | printer | ", "version 2's name is read"},
    {"desc\0\0\0\0\0\0\0\5Te\033t\0", 17, 17, "Te?t: ", "no control character gets out"},
    {"desc\0\0\0\0\377\377\377\377Test\0", 17, 17, "case: ", "a name longer than its tag is none"},
    {"desc\0\0\0\0\0\0\0\5Test\0", 17, 4000, "case: ", "a tag beyond the file is none"},
    {"desc\0\0\0\0\0\0\0\5Test\0", 17, 6, "case: ", "a tag too short is none"},
    {"mluc\0\0\0\0\0\0\0\1\0\0\0\14deDE\0\0\0\4\0\0\0\34\0T\0e", 32, 32,
     "Te: ", "version 4's name is read"},
    {"mluc\0\0\0\0\0\0\0\1\0\0\0\14deDE\0\0\0\4\0\0\0\34\4T\0e", 32, 32,
     "?e: ", "what is not ASCII is marked"},
    {"mluc\0\0\0\0\0\0\0\1\0\0\0\14deDE\0\0\0\4\377\0\0\34\0T\0e", 32, 32,
     "case: ", "a name outside its tag is none"},
    {"text\0\0\0\0\0\0\0\5Test\0", 17, 17, "case: ", "a tag of another type is no name"},
    {"", 0, 0, "case: ", "a profile may have no name"},
};

static struct text report(struct arena *arena, const char *folder)
{
    const char *const folders[] = {folder, "/nowhere", NULL};
    char *said = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&said, &n);
    profiles_report(arena, folders, out);
    fclose(out);
    struct text text = text_of(arena_string(arena, (struct text){said, n}));
    free(said);
    return text;
}

int main(void)
{
    char folder[] = "/tmp/profile.XXXXXX";
    unsigned char bytes[400];
    struct arena *arena = arena_new();
    if (!mkdtemp(folder))
        return 1;
    const char *path = path_join(arena, folder, "case.icc");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        file_write(path, profile(bytes, cases[i].tag, cases[i].n, cases[i].claimed));
        struct text said = report(arena, folder);
        check(text_starts(said, cases[i].name), "%s", cases[i].sentence);
        check(text_find(said, "missing: a CMYK") == SIZE_MAX, "a printer's CMYK is not missed");
    }
    for (size_t n = 0; n <= 160; n += 4) {
        file_write(path, (struct text){(char *)bytes, n});
        report(arena, folder);
    }
    check(true, "a file cut anywhere is read without harm");
    file_write(path, TEXT("this is no profile"));
    check(text_find(report(arena, folder), "case") == SIZE_MAX, "other files are passed over");
    check(text_find(report(arena, folder), "missing: a CMYK") != SIZE_MAX,
          "what is missing is told");
    unlink(path);
    rmdir(folder);
    arena_free(arena);
    return check_done();
}
