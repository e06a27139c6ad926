/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read of CFF tables: written out byte by byte, whole, cut off and at odds with themselves.
 */
#include "pdf/cff.h"

#include <string.h>

#include "tests/check.h"

/* Header; Name INDEX "A"; Top DICT INDEX with ROS, charset at 31, CharStrings at 36; empty String
 * INDEX; charset; CharStrings with four glyphs. */
static const unsigned char keyed[] = {
    1,   0,   4,   1,                                      /* header */
    0,   1,   1,   1,  2,  'A',                            /* names */
    0,   1,   1,   1,  14,                                 /* top DICT of 13 bytes */
    139, 139, 139, 12, 30, 28,  0, 32, 15, 28, 0,  37, 17, /* ROS, charset, CharStrings */
    0,   0,   0,   0,                                      /* no strings, no subroutines */
    2,   0,   1,   0,  2,                                  /* format 2: from 1, two more */
    0,   4,   1,   1,  2,  3,   4, 5,  14, 14, 14, 14,     /* four glyphs */
};

int main(void)
{
    static const struct {
        size_t at; /* the byte that is changed; 0: none */
        unsigned char byte;
        bool is_identity;
        const char *sentence;
    } cases[] = {
        {0, 1, true, "CIDs that are the numbers of the glyphs"},
        {32, 1, false, "another format's range is of one byte and ends at once"},
        {32, 0, false, "a list is not looked through"},
        {34, 2, false, "CIDs that begin elsewhere"},
        {36, 1, false, "CIDs that end before the glyphs do"},
        {19, 29, false, "a font without ROS is not CID-keyed"},
        {22, 200, false, "a charset beyond the table"},
        {25, 200, false, "glyphs beyond it"},
        {12, 9, false, "an INDEX of a size there is not"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned char table[sizeof keyed];
        memcpy(table, keyed, sizeof keyed);
        if (cases[i].at)
            table[cases[i].at] = cases[i].byte;
        struct text t = {(const char *)table, sizeof table};
        check(cff_has_identity(t) == cases[i].is_identity, "%s", cases[i].sentence);
    }
    for (size_t n = 0; n + 12 < sizeof keyed; n++)
        check(!cff_has_identity((struct text){(const char *)keyed, n}),
              "a table cut off after %zu bytes is none", n);
    return check_done();
}
