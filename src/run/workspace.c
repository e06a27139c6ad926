/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every command begins and ends with. */
#include "run/workspace.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/spoken.h"

/* A name on the command line may come from a shell's pattern, and so from anybody. */
static void complain(const char *what, const char *name, const char *why)
{
    fprintf(stderr, "dokuwerk: %s '", spoken(what));
    diag_put(stderr, text_of(name));
    fprintf(stderr, "'%s%s\n", *why ? ": " : "", why);
}

static const int64_t LAST_SECOND = 253402300799; /* of the year 9999 */

/* The workspace: -C, or the nearest folder upwards that has a manifest; NULL: none. */
const char *workspace_find(struct arena *arena, const char *folder)
{
    if (folder)
        return file_exists(path_join(arena, folder, "dokuwerk.yaml")) ? folder : NULL;
    const char *at = ".";
    for (int depth = 0; depth < 64; depth++) {
        if (file_exists(path_join(arena, at, "dokuwerk.yaml")))
            return at;
        at = depth == 0 ? ".." : arena_printf(arena, "%s/..", at);
    }
    return NULL;
}

int workspace_missing(const struct options *o)
{
    if (o->folder)
        complain("there is no dokuwerk.yaml in", o->folder, "");
    else
        fputs(spoken("dokuwerk: no workspace: neither this folder nor one above has a "
                     "dokuwerk.yaml\n"),
              stderr);
    return STATUS_USAGE;
}

bool can_open(const char *file)
{
    errno = 0;
    if (access(file, R_OK) == 0 && file_exists(file))
        return true;
    const char *fault = errno                 ? spoken_fault(errno)
                        : folder_exists(file) ? spoken_fault(EISDIR)
                                              : spoken("no file");
    complain("cannot open", file, fault);
    return false;
}

const char *date_of_today(struct arena *arena, const char *manifest_date)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    int64_t seconds;
    if (manifest_date)
        return manifest_date;
    if (!epoch || !*epoch || strspn(epoch, "0123456789") != strlen(epoch) ||
        !decimal_parse(text_of(epoch), 1, &seconds) || seconds > LAST_SECOND)
        return NULL;
    time_t t = (time_t)seconds;
    struct tm day;
    char text[16];
    if (!gmtime_r(&t, &day) || !strftime(text, sizeof text, "%Y-%m-%d", &day))
        return NULL;
    return arena_string(arena, text_of(text));
}

double seconds_since(const struct timespec *from)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - from->tv_sec) + (double)(now.tv_nsec - from->tv_nsec) / 1e9;
}

const char *number_grouped(struct arena *arena, size_t n)
{
    if (n < 1000)
        return arena_printf(arena, "%zu", n);
    return arena_printf(arena, "%s,%03zu", number_grouped(arena, n / 1000), n % 1000);
}

void print_messages(const struct options *options, const struct diag *diag, const char *document)
{
    if (options->is_json)
        diag_print_json(diag, stderr, document);
    else if (options->command == COMMAND_CHECK || options->is_verbose)
        diag_print(diag, stderr);
    else
        diag_print_faults(diag, stderr);
}
