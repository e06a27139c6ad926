/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A build tool: compiles a hyphenation dictionary of libhyphen's format into the trie that
 * line/hyphenate maps. usage: hyphenc DICTIONARY TRIE */
#include <stdio.h>

#include "line/hyphenate.h"

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: hyphenc DICTIONARY TRIE\n");
        return 2;
    }
    const char *fault = hyphen_compile(argv[1], argv[2]);
    if (fault)
        fprintf(stderr, "%s: %s\n", argv[1], fault);
    return fault ? 1 : 0;
}
