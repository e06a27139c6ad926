/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/outline.h"

#include "tests/check.h"

int main(void)
{
    static const struct {
        struct label label[3];
        size_t n, pages;
        const char *want, *sentence;
    } cases[] = {
        {{{0, NULL}}, 0, 5, "<</Nums [0 <</S /D /St 1>> ]>>", "pages are counted from 1"},
        {{{0, NULL}}, 0, 0, "<</Nums []>>", "no pages, no labels"},
        {{{0, "ii"}},
         1,
         3,
         "<</Nums [0 <</P <FEFF00690069>>> 1 <</S /D /St 2>> ]>>",
         "a label of its own stands alone"},
        {{{1, "1"}, {2, "2"}, {3, "4"}},
         3,
         4,
         "<</Nums [0 <</S /D /St 1>> 1 <</S /D /St 1>> 3 <</S /D /St 4>> ]>>",
         "labels that are numbers are counted on"},
        {{{0, "07"}}, 1, 1, "<</Nums [0 <</P <FEFF00300037>>> ]>>", "a leading zero is kept"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b = {0};
        put_labels(&b, cases[i].label, cases[i].n, cases[i].pages);
        check_text(buf_as_text(&b), cases[i].want, cases[i].sentence);
        buf_done(&b);
    }
    return check_done();
}
