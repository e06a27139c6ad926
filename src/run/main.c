/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line's entry. The only file that exits. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
#include <string.h>

#include "pdf/pdf.h"
#include "base/spoken.h"
#include "run/command.h"
#include "run/languages.h"
#include "run/profile.h"
#include "run/speech.h"
#include "run/workspace.h"

static void out_of_memory(void)
{
    const char *text = spoken("dokuwerk: out of memory\n");
    ssize_t ignored = write(STDERR_FILENO, text, strlen(text));
    (void)ignored;
    _Exit(STATUS_ENVIRONMENT);
}

static int command_fonts(const struct options *o, struct arena *arena)
{
    struct diag *diag = diag_new(arena);
    struct kit kit;
    const char *root = workspace_find(arena, o->folder);
    if (o->folder && !root)
        return workspace_missing(o);
    bool is_open = kit_open(&kit, arena, root, diag);
    bool is_complete = is_open && fonts_report(kit.fonts, stdout);
    if (is_open)
        languages_report(arena, kit.hyphens, stdout);
    print_messages(o, diag, NULL);
    kit_close(&kit);
    return !is_complete                              ? STATUS_ENVIRONMENT
           : o->is_strict && diag_warnings(diag) > 0 ? STATUS_FAILED
                                                     : STATUS_DONE;
}

static int command_profiles(const struct options *o, struct arena *arena)
{
    if (o->folder && !workspace_find(arena, o->folder))
        return workspace_missing(o);
    return profiles_report(arena, profile_folders, stdout) ? STATUS_DONE : STATUS_ENVIRONMENT;
}

static int run(const struct options *o, struct arena *arena)
{
    if (o->wants_help || o->command == COMMAND_HELP) {
        options_help(o->command, stdout);
        return STATUS_DONE;
    }
    switch (o->command) {
    case COMMAND_BUILD: return command_build(o, arena);
    case COMMAND_TYPESET:
    case COMMAND_EXPAND: return command_single(o, arena);
    case COMMAND_CHECK: return command_check(o, arena);
    case COMMAND_IMPORT: return command_import(o, arena);
    case COMMAND_TRANSLATE: return command_translate(o, arena);
    case COMMAND_FONTS: return command_fonts(o, arena);
    case COMMAND_PROFILES: return command_profiles(o, arena);
    case COMMAND_INIT: return command_init(o, arena);
    case COMMAND_VERSION: puts(PDF_PRODUCER); return STATUS_DONE;
    case COMMAND_NONE:
    case COMMAND_HELP:
    case COMMANDS: break;
    }
    return STATUS_USAGE;
}

/* A closed standard stream would lend its number to the next file that is opened, and messages
 * would go into that file. What is written to these in their place fails. */
static void fill_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDONLY) < 0)
            _Exit(STATUS_ENVIRONMENT);
}

int main(int argc, char **argv)
{
    struct options options;
    fill_streams();
    arena_on_exhaustion(out_of_memory);
    signal(SIGXFSZ, SIG_IGN); /* a file limit is a failed write, with a message */
    speech_choose();
    if (!options_read(&options, argc, argv))
        return STATUS_USAGE;
    struct arena *arena = arena_new();
    int status = run(&options, arena);
    arena_free(arena);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, spoken("dokuwerk: cannot write to standard output: %s\n"),
                spoken_fault(errno));
        status = STATUS_ENVIRONMENT;
    }
    return status;
}
