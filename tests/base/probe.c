/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/probe.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "tests/check.h"

static int touched;

static void do_little(void *context)
{
    *(int *)context = 1;
    printf("this is not printed\n");
    fflush(stdout);
}

static void run_on(void *context)
{
    for (volatile unsigned *turn = context;;)
        ++*turn;
}

static void take_memory(void *context)
{
    for (size_t i = 0; i < 1000; i++) {
        char *block = malloc(1 << 20);
        if (!block)
            abort();
        memset(block, 1, 1 << 20);
        *(char *volatile *)context = block;
    }
}

static void crash(void *context)
{
    (void)context;
    raise(SIGSEGV);
}

int main(void)
{
    unsigned turns = 0;
    char *kept = NULL;
    check(probe(do_little, &touched, 1000, 1 << 28), "what ends is done");
    check(touched == 0, "what the child did is left nowhere");
    check(!probe(run_on, &turns, 50, 1 << 28), "what never ends is ended");
    check(!probe(crash, NULL, 1000, 1 << 28), "a crash is no end");
#if !defined(__SANITIZE_ADDRESS__)
    check(!probe(take_memory, &kept, 5000, 100 << 20), "memory has a limit");
    check(probe(take_memory, &kept, 5000, (size_t)2 << 30), "that is as high as was asked for");
#else
    (void)take_memory;
    (void)kept;
#endif
    check(waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD, "no child is left behind");
    signal(SIGCHLD, SIG_IGN);
    check(probe(do_little, &touched, 1000, 1 << 28), "it works where nobody waits for children");
    check(!probe(run_on, &turns, 50, 1 << 28), "and where what never ends is not waited for");
    return check_done();
}
