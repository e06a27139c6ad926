/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `translate update`: the source as it is now, merged into each po/TAG.po by msgmerge, which makes
 * the translation of a changed text fuzzy and keeps the text it was made from. A file appears under
 * its name when msgmerge is done with it. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/spoken.h"
#include "doc/catalog.h"
#include "doc/locale.h"
#include "doc/tally.h"
#include "run/translate.h"

/* What a child wrote into the file, its first line. */
static const char *first_line(struct arena *arena, int file)
{
    char text[400];
    ssize_t n = pread(file, text, sizeof text, 0);
    struct text rest = {text, n > 0 ? (size_t)n : 0}, line = {0};
    text_next_line(&rest, &line);
    return arena_string(arena, line);
}

static void read_all(int from, struct buf *out)
{
    enum { PIECE = 65536 };
    for (ssize_t n = 1; n != 0;) {
        n = read(from, buf_reserve(out, PIECE), PIECE);
        if (n < 0 && errno != EINTR)
            return;
        out->n += n > 0 ? (size_t)n : 0;
    }
}

/* msgmerge FROM POT, what it prints into `out` and its messages into the file. Nothing of it goes
 * to a file of its own: msgmerge does not notice that a disk is full. Its exit status, or -1 with
 * errno. */
static int run_msgmerge(struct arena *arena, const char *from, const char *pot, int messages,
                        struct buf *out)
{
    char *arguments[] = {"msgmerge", "--quiet",    "--previous", "-o", "-",
                         "--",       (char *)from, (char *)pot,  NULL};
    const char *path = getenv("PATH"); /* and no settings of the user's */
    char *environment[] = {"LC_ALL=C", arena_printf(arena, "PATH=%s", path ? path : ""), NULL};
    posix_spawn_file_actions_t actions;
    pid_t child;
    int status = 0, ends[2];
    if (pipe(ends) != 0)
        return -1;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, messages, STDERR_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    int fault = posix_spawnp(&child, arguments[0], &actions, NULL, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (!fault)
        read_all(ends[0], out);
    close(ends[0]);
    while (!fault && waitpid(child, &status, 0) < 0)
        fault = errno == EINTR ? 0 : errno;
    errno = fault;
    return fault ? -1 : WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static bool merge_into(struct translate *t, const char *path, const char *shown, struct buf *out)
{
    struct place at = {.file = shown};
    int messages = file_scratch();
    if (messages < 0)
        return translate_unwritable(t, shown, errno);
    int status =
        run_msgmerge(t->arena, path, path_join(t->arena, t->root, POT_FILE), messages, out);
    if (status < 0) {
        diag_error(t->diag, at, "cannot run msgmerge, of the package gettext: %s", strerror(errno));
        t->is_environment = true;
    } else if (status > 0) {
        diag_error(t->diag, at, "msgmerge ended with status %d; the file stays as it is", status);
        diag_note(t->diag, at, "%s", first_line(t->arena, messages));
    }
    if (status == 0 && !out->n)
        diag_error(t->diag, at, "msgmerge printed nothing; the file stays as it is");
    close(messages);
    return status == 0 && out->n;
}

static bool merge(struct translate *t, const char *lang, const char *shown)
{
    const char *path = path_join(t->arena, t->root, shown);
    struct buf merged = {0};
    bool is_new;
    if (!catalog_load(t->arena, &t->library, lang, t->diag))
        return false;
    output_sweep_beside(path);
    struct output *output = output_open(path);
    if (!output)
        return translate_unwritable(t, shown, errno);
    bool is_merged = merge_into(t, path, shown, &merged);
    if (is_merged)
        output_write(output, merged.p, merged.n);
    else
        output_abandon(output);
    buf_done(&merged);
    return is_merged && translate_commit(t, output, path, shown, &is_new);
}

static bool begin(struct translate *t, const char *lang, const char *shown)
{
    bool is_new;
    const char *name = locale_describe(t->arena, lang).name;
    const char *comment = arena_printf(t->arena, "%s: translation into %s (%s).\n",
                                       arena_string(t->arena, t->manifest->title), name, lang);
    return translate_write(t, shown, comment, translate_header(t, lang, name), &is_new);
}

static void say_tally(struct translate *t, const char *lang, const char *shown)
{
    struct diag *unsaid = diag_new(t->arena);
    struct tally tally =
        translation_tally(&t->units, catalog_load(t->arena, &t->library, lang, unsaid));
    if (!t->options->is_quiet && !t->options->is_json)
        fprintf(stderr, spoken("%s: %zu translated, %zu fuzzy, %zu missing\n"), shown,
                tally.translated, tally.fuzzy, tally.missing);
}

static bool update_one(struct translate *t, const char *lang)
{
    const char *shown = translate_file(t, lang, ".po");
    bool is_there = name_is_taken(path_join(t->arena, t->root, shown));
    bool is_done = is_there ? merge(t, lang, shown) : begin(t, lang, shown);
    if (is_done)
        say_tally(t, lang, shown);
    return is_done;
}

bool translate_update(struct translate *t)
{
    bool is_done = true;
    if (!translate_template(t))
        return false;
    for (size_t i = 0; i < t->langs; i++)
        is_done = update_one(t, t->lang[i]) && is_done;
    return is_done;
}
