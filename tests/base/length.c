/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/length.h"

#include "tests/check.h"

int main(void)
{
    static const struct {
        const char *written;
        bool is_length;
        sp length;
    } cases[] = {{"25mm", true, MM(25)},   {"2.5cm", true, MM(25)}, {"1in", true, PT(72)},
                 {"10.5pt", true, 688128}, {"0", true, 0},          {"-3pt", true, PT(-3)},
                 {"25", false, 0},         {"2,5mm", false, 0},     {"mm", false, 0},
                 {"9e9mm", false, 0},      {" 3pt ", true, PT(3)},  {"1.2.3pt", false, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sp got = 0;
        bool is_length = length_parse(text_of(cases[i].written), &got);
        check(is_length == cases[i].is_length &&
                  (!is_length || (got - cases[i].length < 4 && cases[i].length - got < 4)),
              "'%s' is %s length (got %lld)", cases[i].written,
              cases[i].is_length ? "the right" : "no", (long long)got);
    }
    check(sp_ratio(-5, 1, 2) == -3 && sp_ratio(5, 1, 2) == 3, "halves round away from zero");
    check(sp_ratio(INT64_MAX / 2, 8, 8) == INT64_MAX / 2, "products take 128 bits");
    return check_done();
}
