/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Its three streams are nameless temporary files, so nobody waits for a pipe, and the limit for
 * files bounds what it prints. */
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limit.h"

enum { STREAMS = 3, LAST_DESCRIPTOR = 1024, PATIENCE = 10 };

const char *child_find(struct arena *arena, const char *program)
{
    struct text rest = text_of(getenv("PATH")), folder;
    while (text_next_part(&rest, ':', &folder)) {
        const char *path = arena_printf(arena, "%.*s/%s", (int)folder.n, folder.p, program);
        if (folder.n && folder.p[0] == '/' && file_exists(path) && access(path, X_OK) == 0)
            return path;
    }
    return NULL;
}

static _Noreturn void become(const char *const *argument, const int stream[STREAMS],
                             const struct child_limits *limits)
{
    static char *environment[] = {"LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "HOME=/nonexistent",
                                  NULL};
    for (int i = 0; i < STREAMS; i++)
        if (dup2(stream[i], i) < 0)
            _exit(1);
    for (int i = STREAMS; i < LAST_DESCRIPTOR; i++)
        close(i);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, limits->seconds);
    limit(RLIMIT_AS, limits->memory);
    limit(RLIMIT_FSIZE, limits->output);
    signal(SIGALRM, SIG_DFL);
    signal(SIGXCPU, SIG_DFL);
    alarm(limits->seconds * PATIENCE);
    execve(argument[0], (char *const *)argument, environment);
    _exit(127);
}

static bool put_all(int to, struct text bytes)
{
    while (bytes.n) {
        ssize_t n = write(to, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes = text_from(bytes, (size_t)n);
    }
    return lseek(to, 0, SEEK_SET) == 0;
}

static struct text read_all(struct arena *arena, int from)
{
    struct stat status;
    if (fstat(from, &status) != 0 || lseek(from, 0, SEEK_SET) != 0)
        return TEXT("");
    size_t size = (size_t)status.st_size, done = 0;
    char *bytes = arena_alloc(arena, size + 1, 1);
    while (done < size) {
        ssize_t n = read(from, bytes + done, size - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        done += (size_t)n;
    }
    return (struct text){bytes, done};
}

static bool run(const char *const *argument, const int stream[STREAMS],
                const struct child_limits *limits)
{
    int status = 1;
    struct sigaction plain = {.sa_handler = SIG_DFL}, before;
    sigaction(SIGCHLD, &plain, &before); /* ignored, it would take the status away */
    pid_t child = fork();
    if (child == 0)
        become(argument, stream, limits);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    sigaction(SIGCHLD, &before, NULL);
    return child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Above the standard ones, so that setting up one does not close another. */
static int scratch(void)
{
    int file = file_scratch();
    int high = file < 0 ? -1 : fcntl(file, F_DUPFD_CLOEXEC, STREAMS);
    if (file >= 0)
        close(file);
    return high;
}

bool child_run(struct arena *arena, const char *const *argument, struct text input,
               const struct child_limits *limits, struct text *output, struct text *said)
{
    int stream[STREAMS];
    bool works = true;
    *output = *said = TEXT("");
    for (int i = 0; i < STREAMS; i++)
        works &= (stream[i] = scratch()) >= 0;
    works = works && put_all(stream[0], input) && run(argument, stream, limits);
    if (works)
        *output = read_all(arena, stream[1]);
    struct text rest = stream[2] >= 0 ? text_trim(read_all(arena, stream[2])) : TEXT("");
    text_next_line(&rest, said);
    for (int i = 0; i < STREAMS; i++)
        if (stream[i] >= 0)
            close(stream[i]);
    return works;
}
