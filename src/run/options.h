/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line, read into settings. */
#ifndef RUN_OPTIONS_H
#define RUN_OPTIONS_H

#include <stdio.h>

#include "run/job.h"

enum command {
    COMMAND_NONE,
    COMMAND_BUILD,
    COMMAND_TYPESET,
    COMMAND_EXPAND,
    COMMAND_IMPORT,
    COMMAND_TRANSLATE,
    COMMAND_CHECK,
    COMMAND_FONTS,
    COMMAND_PROFILES,
    COMMAND_INIT,
    COMMAND_HELP,
    COMMAND_VERSION,
    COMMANDS
};

enum { MOST_ARGUMENTS = 256 };

struct options {
    enum command command;
    const char *program; /* as it was called */
    bool wants_help;
    const char *folder; /* -C, or NULL */
    const char *output; /* -o, or NULL */
    const char *only, *database, *data, *theme, *table, *standards, *lang, *edition, *dump, *blank;
    int64_t jobs; /* -j */
    bool is_strict, is_quiet, is_verbose, is_json, is_dry, is_draft, is_spec, stops_at_first;
    bool is_for_print, is_funding;
    struct argument param[MOST_ARGUMENTS];
    size_t params;
    const char *file[MOST_ARGUMENTS];
    size_t files;
    size_t faults;               /* of usage, already printed */
    const struct viewer *viewer; /* not from the command line; or NULL */
};

/* Exit statuses (README). */
enum { STATUS_DONE = 0, STATUS_FAILED = 1, STATUS_USAGE = 2, STATUS_ENVIRONMENT = 3 };

/* False: usage errors, all printed to standard error. */
bool options_read(struct options *, int argc, char **argv);
void options_help(enum command, FILE *);

#endif
