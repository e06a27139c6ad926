/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language in which the program speaks to its user. */
#ifndef RUN_SPEECH_H
#define RUN_SPEECH_H

/* Takes the one that the environment asks for (LANGUAGE, LC_ALL, LC_MESSAGES, LANG); English where
 * there is no catalogue. */
void speech_choose(void);

#endif
