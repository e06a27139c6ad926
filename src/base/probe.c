/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The child says through a pipe that it is done: how it ended need not be known, so this works
 * where a parent process made us ignore SIGCHLD. A timer counts its processor time; the limits of
 * the system, in whole seconds, stand behind it. AddressSanitizer reserves more addresses than any
 * limit allows and is several times slower. */
#include "base/probe.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/limit.h"
#include "base/sanitizer.h"

#ifdef HAS_ASAN
enum { SLOWER = 4, LIMITS_MEMORY = 0 };
#else
enum { SLOWER = 1, LIMITS_MEMORY = 1 };
#endif

/* Bytes of addresses that this process has; 0: not known. */
static size_t address_space(void)
{
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file)
        return 0;
    if (fscanf(file, "%lu", &pages) != 1)
        pages = 0;
    fclose(file);
    return pages * (size_t)sysconf(_SC_PAGESIZE);
}

/* SIGPROF ends the process when its time is over. */
static void limit_time(unsigned milliseconds)
{
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGPROF};
    struct itimerspec span = {.it_value = {milliseconds / 1000, milliseconds % 1000 * 1000000L}};
    sigset_t mine;
    timer_t timer;
    signal(SIGPROF, SIG_DFL);
    signal(SIGXCPU, SIG_DFL);
    sigemptyset(&mine);
    sigaddset(&mine, SIGPROF);
    sigaddset(&mine, SIGXCPU);
    sigprocmask(SIG_UNBLOCK, &mine, NULL);
    if (timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &timer) == 0)
        timer_settime(timer, 0, &span, NULL);
    limit(RLIMIT_CPU, milliseconds / 1000 + 1);
}

static void hush(void)
{
    int nowhere = open("/dev/null", O_WRONLY);
    if (nowhere < 0)
        return;
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    close(nowhere);
}

static _Noreturn void run_child(int answer, void (*work)(void *), void *context,
                                unsigned milliseconds, size_t most)
{
    hush();
    limit(RLIMIT_CORE, 0);
    if (most)
        limit(RLIMIT_AS, most);
    limit_time(milliseconds * SLOWER);
    work(context);
    ssize_t written = write(answer, "", 1);
    _exit(written == 1 ? 0 : 1); /* no exit handler, no buffer of the parent's is written */
}

bool probe(void (*work)(void *), void *context, unsigned milliseconds, size_t bytes)
{
    int ends[2];
    char byte;
    ssize_t n;
    size_t now = LIMITS_MEMORY ? address_space() : 0;
    if (pipe(ends) != 0)
        return false;
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        run_child(ends[1], work, context, milliseconds, now ? now + bytes : 0);
    }
    close(ends[1]);
    do
        n = child > 0 ? read(ends[0], &byte, 1) : 0;
    while (n < 0 && errno == EINTR);
    close(ends[0]);
    while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR)
        continue;
    return n == 1;
}
