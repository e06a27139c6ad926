/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A paragraph of German text in one look, as tests of lines begin with. */
#ifndef TESTS_LINE_GERMAN_H
#define TESTS_LINE_GERMAN_H

#include <string.h>

#include "line/paragraph.h"

/* One look, German, allowed to hyphenate: cases change what they need. */
static struct stretch one_stretch;

static struct paragraph make(const char *text, const struct ink *ink, sp width)
{
    one_stretch = (struct stretch){.from = 0,
                                   .to = (uint32_t)strlen(text),
                                   .ink = ink,
                                   .may_hyphenate = true,
                                   .at = {"text.md", 3, 1, NULL}};
    return (struct paragraph){.text = text_of(text),
                              .stretch = &one_stretch,
                              .stretches = 1,
                              .lang = "de",
                              .align = TEXT_JUSTIFY,
                              .hyphenates = true,
                              .width = width,
                              .space_shrink = 220};
}

#endif
