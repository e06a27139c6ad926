/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands. Each prints its messages and returns the exit status. */
#ifndef RUN_COMMAND_H
#define RUN_COMMAND_H

#include "run/options.h"

int command_build(const struct options *, struct arena *);
int command_single(const struct options *, struct arena *);   /* typeset and expand */
int command_mustache(const struct options *, struct arena *); /* expand --spec */
int command_check(const struct options *, struct arena *);
int command_import(const struct options *, struct arena *);
int command_translate(const struct options *, struct arena *);
int command_init(const struct options *, struct arena *);

#endif
