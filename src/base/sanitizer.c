/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What LeakSanitizer asks every program of ours: which libraries lose memory by themselves.
 * libgettextpo loses some bytes of each file, libhyphen of each dictionary. The Makefile links this
 * into each of them: nothing calls it, so an archive would leave it out. */
#include "base/sanitizer.h"

#ifdef HAS_ASAN
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
__attribute__((visibility("default"))) const char *__lsan_default_options(void);

/* libgettextpo's own messages are lost in vasprintf(), which we do not call; it keeps no frame
 * pointer, so that the caller is not always known. */
const char *__lsan_default_suppressions(void)
{
    return "leak:libgettextpo\nleak:vasprintf\nleak:libhyphen\n";
}

/* Else their sum would stand among the program's messages. */
const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}
#endif
