/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The smallest test harness: a case is a sentence and a claim. Each test program includes this
 * once, runs its cases in main and returns check_done(). */
#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

static int checks_passed, checks_failed;

/* One case: the sentence, printf-like, says what holds. Prints only failures. */
__attribute__((format(printf, 2, 3), unused)) static bool check(bool holds, const char *sentence,
                                                                ...)
{
    if (holds) {
        checks_passed++;
        return true;
    }
    va_list args;
    va_start(args, sentence);
    printf("FAIL ");
    vprintf(sentence, args);
    printf("\n");
    va_end(args);
    checks_failed++;
    return false;
}

/* Both texts, shown when they differ. */
__attribute__((unused)) static bool check_text(struct text got, const char *want,
                                               const char *sentence)
{
    bool holds = text_is(got, want);
    check(holds, "%s", sentence);
    if (!holds)
        printf("     got  |%.*s|\n     want |%s|\n", (int)got.n, got.p ? got.p : "", want);
    return holds;
}

__attribute__((unused)) static int check_done(void)
{
    printf("%d passed, %d failed\n", checks_passed, checks_failed);
    return checks_failed ? 1 : 0;
}

#endif
