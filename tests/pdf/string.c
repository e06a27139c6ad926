/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/string.h"

#include "tests/check.h"

static void check_put(const struct buf *b, const char *want, const char *sentence)
{
    check_text(buf_as_text(b), want, sentence);
}

static void numbers_are_short_and_exact(void)
{
    static const struct {
        int64_t thousandths;
        const char *want;
    } cases[] = {{0, "0"},       {12500, "12.5"},          {-1, "-0.001"},
                 {1000, "1"},    {-841890, "-841.89"},     {999, "0.999"},
                 {1010, "1.01"}, {32768000000, "32768000"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b = {0};
        put_thousandths(&b, cases[i].thousandths);
        check_put(&b, cases[i].want, "a number in thousandths");
        buf_done(&b);
    }
    struct buf b = {0};
    put_length(&b, MM(210));
    put_integer(&b, INT64_MIN);
    check_put(&b, "595.276 -9223372036854775808", "a length in points, the least integer");
    buf_done(&b);
}

static void strings_take_any_bytes(void)
{
    static const struct {
        void (*put)(struct buf *, struct text);
        struct text text;
        const char *want, *sentence;
    } cases[] = {
        {put_text, {"A\xC3\xB6", 3}, "<FEFF004100F6>", "text is UTF-16"},
        {put_text, {"\xF0\x9F\x98\x80", 4}, "<FEFFD83DDE00>", "beyond the plane: surrogates"},
        {put_text, {"\xFF", 1}, "<FEFFFFFD>", "a malformed byte is U+FFFD"},
        {put_text, {"", 0}, "<FEFF>", "no text"},
        {put_bytes, {"\0(\xFF", 3}, "<0028FF>", "bytes are hex"},
        {put_name, {"A B/#\xC3", 6}, "/A#20B#2F#23#C3", "names are escaped"},
        {put_uri,
         {"https://x.de/\xC3\xA4 (1)\\", 20},
         "(https://x.de/%C3%A4%20\\(1\\)\\\\)",
         "URIs are percent-encoded and escaped"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b = {0};
        cases[i].put(&b, cases[i].text);
        check_put(&b, cases[i].want, cases[i].sentence);
        buf_done(&b);
    }
}

int main(void)
{
    numbers_are_short_and_exact();
    strings_take_any_bytes();
    return check_done();
}
