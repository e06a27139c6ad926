/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"

#include "tests/check.h"

static void faults_are_found_where_they_are(void)
{
    static const struct {
        const char *bytes;
        size_t fault;
        const char *sentence;
    } cases[] = {
        {"Größe", SIZE_MAX, "well-formed text has no fault"},
        {"a\xFFz", 1, "a byte that never occurs is found"},
        {"a\xC3", 1, "a sequence cut off at the end is found"},
        {"ab\xC0\x80", 2, "an overlong NUL is found"},
        {"\xED\xA0\x80", 0, "a surrogate is found"},
        {"\xF4\x90\x80\x80", 0, "a code point above U+10FFFF is found"},
        {"\xF0\x9F\x98\x80", SIZE_MAX, "an emoji is well-formed"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(utf8_fault(text_of(cases[i].bytes)) == cases[i].fault, "%s", cases[i].sentence);
}

static void every_scalar_value_makes_the_round_trip(void)
{
    uint32_t wrong = 0;
    for (uint32_t cp = 1; cp <= 0x10FFFF; cp++) {
        char bytes[4];
        uint32_t back;
        size_t start;
        if (cp >= 0xD800 && cp < 0xE000)
            continue;
        size_t n = utf8_encode(cp, bytes);
        if (utf8_decode(bytes, n, &back) != n || back != cp)
            wrong = cp;
        if (utf8_before((struct text){bytes, n}, n, &start) != cp || start != 0)
            wrong = cp;
    }
    check(wrong == 0, "every scalar value is read back as it was written (U+%04X is not)", wrong);
}

int main(void)
{
    faults_are_found_where_they_are();
    every_scalar_value_makes_the_round_trip();
    check(utf8_count(TEXT("Tür")) == 3, "code points are counted, not bytes");
    return check_done();
}
