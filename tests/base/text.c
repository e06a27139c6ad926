/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include <stdint.h>

#include "base/ascii.h"
#include "tests/check.h"

static void bytes_are_what_ascii_says(void)
{
    unsigned wrong = 0;
    for (int i = -128; i < 128; i++) {
        char c = (char)i;
        bool is_digit = i >= 0x30 && i <= 0x39;
        bool is_upper = i >= 0x41 && i <= 0x5A, is_lower = i >= 0x61 && i <= 0x7A;
        int hex = is_digit                                            ? i - 0x30
                  : (i | 0x20) >= 0x61 && (i | 0x20) <= 0x66 && i > 0 ? (i | 0x20) - 0x61 + 10
                                                                      : -1;
        wrong += ascii_is_digit(c) != is_digit || ascii_is_letter(c) != (is_upper || is_lower);
        wrong += ascii_lower(c) != (is_upper ? (char)(i + 32) : c) || ascii_hex(c) != hex;
        wrong += ascii_is_space(c) != (i == 32 || (i >= 9 && i <= 13));
    }
    check(wrong == 0, "each byte is a digit, a letter, white space or none (%u are wrong)", wrong);
    check(!ascii_is_in("ab", '\0') && ascii_is_in("ab", 'b'), "a NUL is in no set");
}

static void names_compare_without_case(void)
{
    check(text_equal_caseless(TEXT("Region_ID"), TEXT("region_id")), "case makes no difference");
    check(!text_equal_caseless(TEXT("Region"), TEXT("region_id")), "length does");
    check(!text_equal_caseless(TEXT("Ä"), TEXT("ä")), "beyond ASCII case counts");
    check(!text_equal_caseless(TEXT("@"), TEXT("`")), "only letters have case");
    check(text_has_caseless(TEXT("VarChar(20)"), "char"), "a part is found");
    check(!text_has_caseless(TEXT("ch"), "char"), "one that is longer is not");
}

static void parts_are_cut_at_a_mark(void)
{
    struct text rest = TEXT(" a, ,b"), part;
    check(text_next_part(&rest, ',', &part) && text_is(part, "a"), "the first part is trimmed");
    check(text_next_part(&rest, ',', &part) && part.n == 0, "one may be empty");
    check(text_next_part(&rest, ',', &part) && text_is(part, "b"), "the last has no mark");
    check(!text_next_part(&rest, ',', &part), "then there is none");
}

static void numbers_are_taken_off(void)
{
    int n;
    struct text rest = TEXT("12345:");
    check(text_take_number(&rest, 1, 4, &n) && n == 1234, "so many digits at most");
    check(!text_take_number(&rest, 2, 2, &n), "so many at least");
    check(!text_take(&rest, '.') && text_take(&rest, ':') && rest.n == 0, "a character by name");
    check(text_digits(TEXT("20a1")) == 2 && text_digits(TEXT("a")) == 0, "digits at the front");
    check(!text_take(&rest, '\0') && !text_take_number(&rest, 1, 9, &n), "nothing from nothing");
}

int main(void)
{
    bytes_are_what_ascii_says();
    names_compare_without_case();
    parts_are_cut_at_a_mark();
    numbers_are_taken_off();
    return check_done();
}
