/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text file as UTF-8, block by block: UTF-8 and UTF-16 with or without their marks, else
 * Windows-1252. */
#ifndef DB_DECODE_H
#define DB_DECODE_H

#include <stdio.h>

#include "base/buffer.h"
#include "base/diagnostic.h"

enum encoding { ENCODING_UTF8, ENCODING_WINDOWS_1252, ENCODING_UTF16LE, ENCODING_UTF16BE };
struct decoder {
    FILE *file; /* borrowed */
    enum encoding encoding;
    size_t mark;            /* bytes of the byte order mark */
    unsigned char carry[4]; /* of a code point that the block's end cuts */
    size_t carried;
};

/* Reads the file once to see what it is written in, with a warning where it is Windows-1252. False:
 * reported. `shown` names it in messages. */
bool decoder_open(struct decoder *, FILE *, const char *shown, struct diag *);
/* Appends the next bytes; false at the end. */
bool decoder_read(struct decoder *, struct buf *out);
void decoder_restart(struct decoder *);
/* Moves the place over one byte of UTF-8, of which `next` is the one behind it: CR LF and a lone CR
 * are one line end. */
void place_step(struct place *, char c, char next);

#endif
