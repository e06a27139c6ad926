/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A build tool: makes templates/po/words/TAG.po into a C table for doc/words.c. What an entry lacks
 * or has fuzzy is NULL there, and English stands in for it; a file that cannot be read stops the
 * build. usage: wordsc TAG.po… >TABLE.c */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gettext-po.h>

static const struct {
    const char *name, *context, *english;
} words[] = {
#define WORD(name, english) {#name, "", english},
#define WORD_IN(name, context, english) {#name, context, english},
#include "doc/word_list.h"
#undef WORD
};
enum { WORDS = sizeof words / sizeof *words };

static void complain(int severity, po_message_t message, const char *file, size_t line,
                     size_t column, int is_multiline, const char *text)
{
    (void)message, (void)column, (void)is_multiline;
    fprintf(stderr, "%s:%zu: %s\n", file ? file : "wordsc", line, text);
    if (severity != PO_SEVERITY_WARNING)
        exit(1);
}

static void complain_of_two(int severity, po_message_t message, const char *file, size_t line,
                            size_t column, int is_multiline, const char *text, po_message_t second,
                            const char *file2, size_t line2, size_t column2, int is_multiline2,
                            const char *text2)
{
    (void)second, (void)file2, (void)line2, (void)column2, (void)is_multiline2, (void)text2;
    complain(severity, message, file, line, column, is_multiline, text);
}

static po_file_t read_file(const char *path)
{
    static const struct po_xerror_handler handler = {complain, complain_of_two};
    po_file_t file = po_file_read(path, &handler);
    if (!file) {
        perror(path);
        exit(1);
    }
    return file;
}

/* "…/TAG.po" */
static void put_tag(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    printf("    {\"%.*s\",\n     {", (int)strcspn(name, "."), name);
}

static void put_string(const char *s)
{
    putchar('"');
    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;
        if (c == '"' || c == '\\' || c < ' ' || c > '~')
            printf("\\%03o", c);
        else
            putchar(c);
    }
    puts("\",");
}

/* The number has one place where English has one, and none where it has none. */
static void check_number(const char *path, const char *english, const char *said)
{
    const char *mark = strchr(said, '#');
    bool has_two = mark && strchr(mark + 1, '#');
    if (!has_two && (mark == NULL) == (strchr(english, '#') == NULL))
        return;
    fprintf(stderr, "%s: '%s' and '%s' need the same '#'\n", path, english, said);
    exit(1);
}

static void put_word(const char *path, po_message_t message)
{
    const char *said = po_message_msgstr(message), *english = po_message_msgid(message);
    const char *context = po_message_msgctxt(message) ? po_message_msgctxt(message) : "";
    if (!*said || po_message_is_fuzzy(message) || po_message_is_obsolete(message))
        return;
    for (size_t i = 0; i < WORDS; i++)
        if (strcmp(words[i].english, english) == 0 && strcmp(words[i].context, context) == 0) {
            check_number(path, english, said);
            printf("[WORD_%s] = ", words[i].name);
            put_string(said);
        }
}

static void put_language(const char *path)
{
    po_file_t file = read_file(path);
    po_message_iterator_t all = po_message_iterator(file, NULL);
    po_message_t message;
    put_tag(path);
    while ((message = po_next_message(all)))
        put_word(path, message);
    puts("}},");
    po_message_iterator_free(all);
    po_file_free(file);
}

int main(int argc, char **argv)
{
    puts("/* Made by src/run/wordsc.c. */\n#include \"doc/words.h\"\n\n"
         "const struct word_table word_tables[] = {");
    for (int i = 1; i < argc; i++)
        put_language(argv[i]);
    puts("};\nconst size_t word_table_count = sizeof word_tables / sizeof *word_tables;");
    return fflush(stdout) == 0 ? 0 : 1;
}
