/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files read whole and written atomically; paths joined and compared. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

/* The file's bytes, in the arena; false with errno set when it cannot be read. */
bool file_read(struct arena *, const char *path, struct text *out);
bool file_exists(const char *path); /* and is a regular file */
bool folder_exists(const char *path);
bool name_is_taken(const char *path); /* by a file, a folder, a pipe, a link to nothing … */
bool file_is_same(const char *, const char *); /* both are there, and are one file */

/* Which file it is, whatever its name; false: it is not there. */
struct file_id {
    uint64_t device, number, size;
};
bool file_identify(const char *path, struct file_id *);

/* A file under construction. It appears under its own name only by output_commit (rename);
 * output_abandon removes it. The temporary name stands beside it and begins with a dot. A device, a
 * pipe or a link such as /dev/stdout is written as it is. */
struct output;
struct output *output_open(const char *path); /* makes folders; NULL with errno */
bool output_write(struct output *, const void *bytes, size_t n); /* false once anything failed */
/* The temporary's path, for a library that writes the file itself; NULL: a device or a pipe. */
const char *output_path(const struct output *);
int output_fault(const struct output *); /* errno of what failed first; 0: nothing */
bool output_settle(struct output *);     /* all written has arrived; false with errno */
bool output_commit(struct output *);     /* frees; false with errno */
void output_abandon(struct output *);    /* frees; NULL is allowed */
/* Removes what killed runs left in the folder and below: ".NAME.PID.tmp" whose process is gone or
 * this one, which must have no output open. */
void output_sweep(const char *folder);
/* The same beside one output, for this output alone. */
void output_sweep_beside(const char *path);
/* All three at once; false with errno. */
bool file_write(const char *path, struct text bytes);
bool folder_make(const char *path); /* with its parents */

/* "a" + "b" -> "a/b"; an absolute b stands alone; an empty or "." a vanishes. */
char *path_join(struct arena *, const char *folder, const char *name);
char *path_folder(struct arena *, const char *path); /* "a/b.md" -> "a", "b" -> "." */
struct text path_base(const char *path);             /* "a/b.md" -> "b.md" */
struct text path_stem(const char *path);             /* "a/b.md" -> "b" */
/* The path with "." and ".." taken out; NULL when it climbs above its start. */
char *path_clean(struct arena *, const char *path);

/* A new file without a name, for reading and writing, which goes when it is closed; -1: no folder
 * for temporary files (TMPDIR, else /var/tmp, else /tmp) takes one. */
int file_scratch(void);

void sha256_bytes(struct text bytes, unsigned char out[32]);
/* SHA-256 of a file's bytes as 64 hex digits; false with errno when it cannot be read. */
bool sha256_file(const char *path, char out[65]);

#endif
