/* SPDX-License-Identifier: GPL-3.0-or-later */
/* POSIX files. An output is written to ".NAME.PID.tmp" beside its target and renamed at the end, so
 * that a reader never meets half a file and a killed run leaves the previous one standing. */
#define _GNU_SOURCE
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/ascii.h"

struct output {
    char *path, *temporary;
    FILE *file;
    int fault; /* errno of the first failure, or 0 */
};

bool file_read(struct arena *arena, const char *path, struct text *out)
{
    struct stat about;
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    if (fstat(fileno(file), &about) != 0 || !S_ISREG(about.st_mode)) {
        fclose(file);
        errno = S_ISDIR(about.st_mode) ? EISDIR : EINVAL;
        return false;
    }
    size_t size = (size_t)about.st_size;
    char *bytes = arena_alloc(arena, size + 1, 1);
    size_t n = fread(bytes, 1, size, file);
    bool is_whole = !ferror(file);
    fclose(file);
    *out = (struct text){bytes, n};
    return is_whole;
}

bool file_exists(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

int file_scratch(void)
{
    const char *folders[] = {getenv("TMPDIR"), "/var/tmp", "/tmp"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        char path[4096];
        int n = snprintf(path, sizeof path, "%s/dokuwerk.XXXXXX", folders[i] ? folders[i] : "");
        int file = folders[i] && n < (int)sizeof path ? mkostemp(path, O_CLOEXEC) : -1;
        if (file >= 0) {
            unlink(path);
            return file;
        }
    }
    return -1;
}

bool folder_exists(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

bool name_is_taken(const char *path)
{
    struct stat about;
    return lstat(path, &about) == 0;
}

bool file_identify(const char *path, struct file_id *id)
{
    struct stat about;
    if (stat(path, &about) != 0)
        return false;
    *id = (struct file_id){(uint64_t)about.st_dev, (uint64_t)about.st_ino, (uint64_t)about.st_size};
    return true;
}

bool folder_make(const char *path)
{
    struct arena *arena = arena_new();
    char *p = arena_string(arena, text_of(path));
    bool fits = true;
    for (char *slash = strchr(p + 1, '/'); fits && slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        fits = mkdir(p, 0777) == 0 || errno == EEXIST;
        *slash = '/';
    }
    fits = fits && (mkdir(p, 0777) == 0 || errno == EEXIST);
    if (fits && !folder_exists(p)) {
        errno = ENOTDIR;
        fits = false;
    }
    arena_free(arena);
    return fits;
}

static void free_output(struct output *o)
{
    free(o->path);
    free(o->temporary);
    free(o);
}

static char *heap_string(const char *s)
{
    size_t n = strlen(s) + 1;
    return memcpy(heap_resize(NULL, n, 1), s, n);
}

static struct output *new_output(const char *path, const char *temporary, FILE *file)
{
    struct output *o = file ? heap_resize(NULL, 1, sizeof *o) : NULL;
    if (o)
        *o = (struct output){heap_string(path), temporary ? heap_string(temporary) : NULL, file, 0};
    return o;
}

/* /dev/stdout and its like are links, to a regular file, too: a rename would replace the link. */
static bool is_stream(const char *path)
{
    struct stat about;
    bool is_system = text_starts(text_of(path), "/dev/") || text_starts(text_of(path), "/proc/");
    return is_system && lstat(path, &about) == 0 && S_ISLNK(about.st_mode);
}

struct output *output_open(const char *path)
{
    struct stat about;
    if (is_stream(path))
        return new_output(path, NULL, fopen(path, "wb"));
    if (stat(path, &about) == 0 && !S_ISREG(about.st_mode)) {
        if (!S_ISDIR(about.st_mode)) /* a device or pipe is written, never replaced */
            return new_output(path, NULL, fopen(path, "wb"));
        errno = EISDIR;
        return NULL;
    }
    struct arena *arena = arena_new();
    char *folder = path_folder(arena, path);
    char *name = arena_printf(arena, "%s/.%s.%ld.tmp", folder, arena_string(arena, path_base(path)),
                              (long)getpid());
    struct output *o = folder_make(folder) ? new_output(path, name, fopen(name, "wb")) : NULL;
    arena_free(arena);
    return o;
}

bool output_write(struct output *o, const void *bytes, size_t n)
{
    if (!o->fault && n && fwrite(bytes, 1, n, o->file) != n)
        o->fault = errno ? errno : EIO;
    return !o->fault;
}

const char *output_path(const struct output *o)
{
    return o->temporary;
}

int output_fault(const struct output *o)
{
    return o->fault;
}

void output_abandon(struct output *o)
{
    if (!o)
        return;
    fclose(o->file);
    if (o->temporary)
        unlink(o->temporary);
    free_output(o);
}

bool output_settle(struct output *o)
{
    if (!o->fault && fflush(o->file) != 0)
        o->fault = errno;
    errno = o->fault;
    return !o->fault;
}

bool output_commit(struct output *o)
{
    output_settle(o);
    if (!o->fault && o->temporary && rename(o->temporary, o->path) != 0)
        o->fault = errno;
    int fault = o->fault;
    if (fault) {
        output_abandon(o);
        errno = fault;
        return false;
    }
    fclose(o->file);
    free_output(o);
    return true;
}

/* The process that ".NAME.PID.tmp" belongs to; 0: this is no temporary file. */
static long owner_of(struct text name)
{
    long pid = 0, digit = 1;
    size_t i = name.n - strlen(".tmp");
    if (*name.p != '.' || !text_ends(name, ".tmp"))
        return 0;
    for (; i > 1 && ascii_is_digit(name.p[i - 1]) && digit <= 1000000000; i--) {
        pid += digit * (name.p[i - 1] - '0');
        digit *= 10;
    }
    return i > 2 && name.p[i - 1] == '.' ? pid : 0;
}

static bool is_running(long pid)
{
    return kill((pid_t)pid, 0) == 0 || errno == EPERM;
}

enum { DEEPEST_FOLDER = 32 };

/* Without a name: what all outputs left, in the folders below, too. */
static void sweep(struct arena *arena, const char *folder, struct text of, int depth)
{
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        struct text name = text_of(entry->d_name);
        struct stat about;
        char *path = path_join(arena, folder, entry->d_name);
        if (lstat(path, &about) != 0)
            continue;
        long owner = S_ISREG(about.st_mode) ? owner_of(name) : 0;
        bool is_meant = !of.n || (name.n > of.n + 1 && text_starts(text_from(name, 1), of.p) &&
                                  strspn(name.p + of.n + 1, ".0123456789") + of.n + 1 ==
                                      name.n - strlen("tmp"));
        if (owner > 0 && is_meant && (owner == getpid() || !is_running(owner)))
            unlink(path);
        if (S_ISDIR(about.st_mode) && *name.p != '.' && !of.n && depth < DEEPEST_FOLDER)
            sweep(arena, path, of, depth + 1);
    }
    if (dir)
        closedir(dir);
}

void output_sweep(const char *folder)
{
    struct arena *arena = arena_new();
    sweep(arena, folder, (struct text){0}, 0);
    arena_free(arena);
}

void output_sweep_beside(const char *path)
{
    struct arena *arena = arena_new();
    char *folder = path_folder(arena, path), *name = arena_string(arena, path_base(path));
    sweep(arena, folder, text_of(name), 0);
    arena_free(arena);
}

bool file_is_same(const char *a, const char *b)
{
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

bool file_write(const char *path, struct text bytes)
{
    struct output *o = output_open(path);
    if (!o)
        return false;
    output_write(o, bytes.p, bytes.n);
    return output_commit(o);
}

char *path_join(struct arena *arena, const char *folder, const char *name)
{
    if (name[0] == '/' || !*folder || strcmp(folder, ".") == 0)
        return arena_string(arena, text_of(name));
    bool has_slash = folder[strlen(folder) - 1] == '/';
    return arena_printf(arena, "%s%s%s", folder, has_slash ? "" : "/", name);
}

char *path_folder(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return arena_string(arena, TEXT("."));
    if (slash == path)
        return arena_string(arena, TEXT("/"));
    return arena_string(arena, (struct text){path, (size_t)(slash - path)});
}

struct text path_base(const char *path)
{
    const char *slash = strrchr(path, '/');
    return text_of(slash ? slash + 1 : path);
}

struct text path_stem(const char *path)
{
    struct text base = path_base(path);
    for (size_t i = base.n; i-- > 1;)
        if (base.p[i] == '.')
            return text_slice(base, 0, i);
    return base;
}

char *path_clean(struct arena *arena, const char *path)
{
    char *out = arena_alloc(arena, strlen(path) + 2, 1);
    size_t n = 0;
    if (*path == '/')
        out[n++] = '/';
    size_t root = n;
    for (const char *p = path; *p;) {
        size_t part = strcspn(p, "/");
        if (part == 2 && p[0] == '.' && p[1] == '.') {
            if (n == root)
                return NULL;
            while (n > root && out[n - 1] != '/')
                n--;
            if (n > root)
                n--;
        } else if (part && !(part == 1 && *p == '.')) {
            if (n > root)
                out[n++] = '/';
            memcpy(out + n, p, part);
            n += part;
        }
        p += part + (p[part] == '/');
    }
    if (n == 0)
        out[n++] = '.';
    out[n] = '\0';
    return out;
}

void sha256_bytes(struct text bytes, unsigned char out[32])
{
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, bytes.n, (const uint8_t *)bytes.p);
    sha256_digest(&context, SHA256_DIGEST_SIZE, out);
}

bool sha256_file(const char *path, char out[65])
{
    unsigned char block[16 * 1024], digest[SHA256_DIGEST_SIZE];
    struct sha256_ctx context;
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    sha256_init(&context);
    for (size_t n; (n = fread(block, 1, sizeof block, file)) > 0;)
        sha256_update(&context, n, block);
    bool is_whole = !ferror(file);
    fclose(file);
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(out + 2 * i, 3, "%02x", digest[i]);
    return is_whole;
}
