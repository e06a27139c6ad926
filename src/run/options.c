/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table of options: which commands take them, whether they take a value, where it goes. The
 * help texts are printed from the same tables. */
#include "run/options.h"

#include <stddef.h>
#include <string.h>

#include "base/diagnostic.h"
#include "base/utf8.h"
#include "base/spoken.h"

#define B (1u << COMMAND_BUILD)
#define T (1u << COMMAND_TYPESET)
#define E (1u << COMMAND_EXPAND)
#define I (1u << COMMAND_IMPORT)
#define L (1u << COMMAND_TRANSLATE)
#define F (1u << COMMAND_FONTS)
#define P (1u << COMMAND_PROFILES)
#define C (1u << COMMAND_CHECK)
#define N (1u << COMMAND_INIT)
#define WORKSPACE (B | T | E | I | L | F | P | C) /* those that may be given one */
#define ALL (WORKSPACE | N)

enum option_type {
    OPTION_FLAG,
    OPTION_TEXT,
    OPTION_COUNT,
    OPTION_PARAM,
    OPTION_DIAGNOSTICS,
    OPTION_HELP
};

static const struct option {
    const char *name;
    unsigned commands;
    enum option_type type;
    size_t at;
    const char *value, *help;
} options[] = {
    {"-C", WORKSPACE, OPTION_TEXT, offsetof(struct options, folder), "DIR",
     "the workspace (default: the nearest folder upwards with a dokuwerk.yaml; typeset: none)"},
    {"-o", B | T | L, OPTION_TEXT, offsetof(struct options, output), "OUT",
     "where to write: a folder for build, a file for typeset; what translate export writes"},
    {"-j", B, OPTION_COUNT, offsetof(struct options, jobs), "N",
     "workers; documents are compiled one after the other in this version"},
    {"--lang", B | T | L, OPTION_TEXT, offsetof(struct options, lang), "TAG,…",
     "only these languages, such as de,ar,de+ar; for typeset the document's language"},
    {"--edition", B, OPTION_TEXT, offsetof(struct options, edition), "NAME,…",
     "only these editions"},
    {"--only", B, OPTION_TEXT, offsetof(struct options, only), "GLOB",
     "only documents whose path below OUT matches"},
    {"--fail-fast", B, OPTION_FLAG, offsetof(struct options, stops_at_first), NULL,
     "stop at the first document that fails"},
    {"--draft", B | T, OPTION_FLAG, offsetof(struct options, is_draft), NULL,
     "print the word draft and the documents' date on every page"},
    {"--theme", T, OPTION_TEXT, offsetof(struct options, theme), "NAME",
     "house, report, brochure, easy or one of themes/, whatever the file says"},
    {"--standard", T, OPTION_TEXT, offsetof(struct options, standards), "LIST",
     "PDF standards, such as ua-1,a-2a"},
    {"--database", T | E, OPTION_TEXT, offsetof(struct options, database), "FILE",
     "an SQLite database for the queries"},
    {"--data", T | E, OPTION_TEXT, offsetof(struct options, data), "FILE",
     "values for the template, as YAML or JSON"},
    {"--spec", E, OPTION_FLAG, offsetof(struct options, is_spec), NULL,
     "the official Mustache: HTML escaping, no front matter, queries or formatters"},
    {"--param", T | E, OPTION_PARAM, 0, "NAME=VALUE", "a parameter of the template"},
    {"--dump", T, OPTION_TEXT, offsetof(struct options, dump), "STAGE",
     "print a stage instead of writing: expand, tree, flow or pages"},
    {"--table", I, OPTION_TEXT, offsetof(struct options, table), "NAME",
     "the table of a single FILE (default: the file's base name)"},
    {"--blank", I, OPTION_TEXT, offsetof(struct options, blank), "DIR",
     "write one commented CSV file a table into DIR, to be filled in"},
    {"--dry-run", I, OPTION_FLAG, offsetof(struct options, is_dry), NULL,
     "check everything, change nothing"},
    {"--print", C, OPTION_FLAG, offsetof(struct options, is_for_print), NULL,
     "what paper needs too: pictures of 300 dpi at their size"},
    {"--funding", N, OPTION_FLAG, offsetof(struct options, is_funding), NULL,
     "a workspace for funding reports: tables of money, checks, one small project"},
    {"--strict", ALL, OPTION_FLAG, offsetof(struct options, is_strict), NULL, "warnings fail"},
    {"--diagnostics", ALL, OPTION_DIAGNOSTICS, offsetof(struct options, is_json), "text|json",
     "how messages are printed"},
    {"-q", ALL, OPTION_FLAG, offsetof(struct options, is_quiet), NULL,
     "no progress and no summary; messages stay"},
    {"-v", ALL, OPTION_FLAG, offsetof(struct options, is_verbose), NULL, "say more"},
    {"--help", ALL, OPTION_HELP, offsetof(struct options, wants_help), NULL, "this help"},
};

enum { OPTIONS = sizeof options / sizeof *options };

static const struct {
    const char *name, *usage, *help;
} commands[COMMANDS] = {
    [COMMAND_BUILD] = {"build", "", "compile what the manifest lists"},
    [COMMAND_CHECK] = {"check", "", "all that is wrong with data and templates; writes nothing"},
    [COMMAND_TYPESET] = {"typeset", " FILE.md", "one Markdown file, no workspace needed"},
    [COMMAND_EXPAND] = {"expand", " FILE.md", "print the template after expansion"},
    [COMMAND_IMPORT] = {"import", " [FILE…]", "CSV, ODS and XLSX files into the database"},
    [COMMAND_TRANSLATE] = {"translate", " extract|update|status|export|import [FILE…]",
                           "texts out to translators, and their translations in"},
    [COMMAND_FONTS] = {"fonts", "", "which font serves what, and what is missing"},
    [COMMAND_PROFILES] = {"profiles", "", "which colour profiles there are, and what is missing"},
    [COMMAND_INIT] = {"init", " DIR", "a workspace that builds at once, with sample records"},
};

static const char *const examples[COMMANDS] = {
    [COMMAND_BUILD] = "  dokuwerk build -C data -o out\n"
                      "  dokuwerk build --only 'dokumentation/2015-*' --draft\n",
    [COMMAND_TYPESET] = "  dokuwerk typeset README.md\n"
                        "  dokuwerk typeset letter.md -o letter.pdf --param name='Aylin Kaya'\n"
                        "  dokuwerk typeset list.md --database project.db --dump tree\n",
    [COMMAND_EXPAND] = "  dokuwerk expand letter.md --data guests.json\n",
    [COMMAND_IMPORT] = "  dokuwerk import -C data\n"
                       "  dokuwerk import --table event 'Veranstaltungen 2026.csv'\n"
                       "  dokuwerk import --blank forms\n",
    [COMMAND_TRANSLATE] = "  dokuwerk translate update -C data\n"
                          "  dokuwerk translate status --lang ar,uk -v\n"
                          "  dokuwerk translate export --lang ar -o texts.csv\n"
                          "  dokuwerk translate import --lang ar texts.csv\n",
    [COMMAND_CHECK] = "  dokuwerk check -C data --print\n",
    [COMMAND_FONTS] = "  dokuwerk fonts\n",
    [COMMAND_PROFILES] = "  dokuwerk profiles\n",
    [COMMAND_INIT] =
        "  dokuwerk init forum && dokuwerk import -C forum && dokuwerk build -C forum\n"
        "  dokuwerk init --funding nachweis\n",
};

/* What stands between a command's first lines and its options. */
static const char *const details[COMMANDS] = {
    [COMMAND_TRANSLATE] = "  extract  the source's texts, to po/messages.pot\n"
                          "  update   the same, and merge them into po/TAG.po of each language\n"
                          "  status   how many are translated, fuzzy and missing; -v: which\n"
                          "  export   po/TAG.csv, for spreadsheet programs\n"
                          "  import   CSV, ODS and XLSX files into the PO files\n\n",
};

/* What the manual of a later version will have; named, so that nobody looks for a typing error. */
static const char *const later_commands[] = {"trace", "manifest"};
static const char *const later_options[] = {"--force",      "--explain", "--prune", "--timeout",
                                            "--max-memory", "--shard",   "--watch", "--serve"};
enum {
    LATER_COMMANDS = sizeof later_commands / sizeof *later_commands,
    LATER_OPTIONS = sizeof later_options / sizeof *later_options
};

static void help_command(enum command command, FILE *out)
{
    fprintf(out, spoken("usage: dokuwerk %s [OPTION…]%s\n%s\n\n"), commands[command].name,
            spoken(commands[command].usage), spoken(commands[command].help));
    if (details[command])
        fputs(spoken(details[command]), out);
    for (size_t i = 0; i < OPTIONS; i++) {
        if (!(options[i].commands & 1u << command))
            continue;
        char left[40];
        snprintf(left, sizeof left, "%s %s", options[i].name,
                 options[i].value ? options[i].value : "");
        int pad = 22 - (int)utf8_count(text_of(left));
        fprintf(out, "  %s%*s %s\n", left, pad > 0 ? pad : 0, "", spoken(options[i].help));
    }
    if (examples[command])
        fprintf(out, "%s%s", spoken("\nExamples:\n"), examples[command]);
}

void options_help(enum command command, FILE *out)
{
    if (commands[command].name) {
        help_command(command, out);
        return;
    }
    fputs(spoken("usage: dokuwerk COMMAND [OPTION…]\n"
                 "Compiles event records and project data into typeset, accessible PDF.\n\n"),
          out);
    for (int c = 0; c < COMMANDS; c++)
        if (commands[c].name)
            fprintf(out, "  %-9s %s\n", commands[c].name, spoken(commands[c].help));
    fputs(spoken("\n  dokuwerk help COMMAND     its options and examples\n"
                 "  dokuwerk --version\n\nNot in this version:"),
          out);
    for (size_t i = 0; i < LATER_COMMANDS; i++)
        fprintf(out, "%s %s", i ? "," : "", later_commands[i]);
    fputs(spoken(".\nExit status: 0 all done; 1 a document or check failed; 2 usage; "
                 "3 environment.\n"),
          out);
}

/* Always false. Reading goes on, so that one run names all that is wrong. */
static bool usage_error(struct options *o, const char *format, const char *word)
{
    char text[1000];
    fputs("dokuwerk: ", stderr);
    snprintf(text, sizeof text, spoken(format), word);
    diag_put(stderr, text_of(text));
    fputc('\n', stderr);
    o->faults++;
    return false;
}

static void suggest(const char *near)
{
    if (near)
        fprintf(stderr, spoken("Did you mean '%s'?\n"), near);
}

static enum command find_command(const char *word)
{
    for (int c = 0; c < COMMANDS; c++)
        if (commands[c].name && strcmp(commands[c].name, word) == 0)
            return (enum command)c;
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0)
        return COMMAND_HELP;
    return strcmp(word, "--version") == 0 ? COMMAND_VERSION : COMMAND_NONE;
}

static bool takes_value(const struct option *option)
{
    return option->type != OPTION_FLAG && option->type != OPTION_HELP;
}

/* "--name=value" and "-jN" are split; *value is NULL when the option stands alone. */
static const struct option *find_option(enum command command, const char *word, const char **value)
{
    const char *equals = strncmp(word, "--", 2) == 0 ? strchr(word, '=') : NULL;
    size_t n = equals ? (size_t)(equals - word) : strlen(word);
    *value = equals ? equals + 1 : NULL;
    for (size_t i = 0; i < OPTIONS; i++) {
        bool is_short = options[i].name[1] != '-' && takes_value(&options[i]);
        if (!(options[i].commands & 1u << command))
            continue;
        if (strlen(options[i].name) == n && strncmp(options[i].name, word, n) == 0)
            return &options[i];
        if (is_short && n > 2 && strncmp(options[i].name, word, 2) == 0) {
            *value = word + 2;
            return &options[i];
        }
    }
    return NULL;
}

static bool add_param(struct options *o, char *text)
{
    char *equals = strchr(text, '=');
    if (!equals || equals == text)
        return usage_error(o, "--param wants NAME=VALUE, not '%s'", text);
    if (o->params == MOST_ARGUMENTS)
        return usage_error(o, "too many parameters at '%s'", text);
    bool is_text = utf8_fault(text_of(text)) == SIZE_MAX;
    *equals = '\0';
    if (!is_text)
        return usage_error(o, "--param '%s' is not UTF-8", text);
    for (size_t i = 0; i < o->params; i++)
        if (strcmp(o->param[i].name, text) == 0)
            return usage_error(o, "parameter '%s' is given twice", text);
    struct argument *a = &o->param[o->params++];
    a->name = text;
    a->value = (struct value){.kind = VALUE_TEXT, .s = text_of(equals + 1)};
    return true;
}

static bool store_option(struct options *o, const struct option *option, char *value)
{
    void *at = (char *)o + option->at;
    switch (option->type) {
    case OPTION_FLAG:
    case OPTION_HELP: *(bool *)at = true; return true;
    case OPTION_TEXT:
        *(const char **)at = value;
        return *value ||
               usage_error(o, "option '%s' wants a value that is not empty", option->name);
    case OPTION_COUNT:
        if (decimal_parse(text_of(value), 1, at) && *(int64_t *)at > 0)
            return true;
        return usage_error(o, "option '%s' wants a number from 1", option->name);
    case OPTION_PARAM: return add_param(o, value);
    case OPTION_DIAGNOSTICS:
        *(bool *)at = strcmp(value, "json") == 0;
        if (strcmp(value, "json") != 0 && strcmp(value, "text") != 0)
            return usage_error(o, "--diagnostics is text or json, not '%s'", value);
        return true;
    }
    return true;
}

static bool add_file(struct options *o, const char *word)
{
    if (!*word)
        return usage_error(o, "a file's name is empty%s", word);
    if (o->files == MOST_ARGUMENTS)
        return usage_error(o, "too many files at '%s'", word);
    o->file[o->files++] = word;
    return true;
}

/* "build, typeset": the commands that take the option; NULL: none does. */
static const char *takers(const char *name, char *out, size_t size)
{
    size_t n = 0;
    for (size_t i = 0; i < OPTIONS; i++)
        for (int c = 0; strcmp(options[i].name, name) == 0 && c < COMMANDS; c++)
            if (options[i].commands & 1u << c && n < size)
                n += (size_t)snprintf(out + n, size - n, "%s%s", n ? ", " : "", commands[c].name);
    return n ? out : NULL;
}

static bool unknown_option(struct options *o, const char *word)
{
    const char *known[OPTIONS];
    size_t n = 0;
    char name[32], who[100], said[160];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
    if (text_is_among(text_of(name), later_options, LATER_OPTIONS))
        return usage_error(o, "option '%s' is not in this version", name);
    if (takers(name, who, sizeof who)) {
        snprintf(said, sizeof said, spoken("option '%%s' is not for %s, but for %s"),
                 commands[o->command].name, who);
        return usage_error(o, said, name);
    }
    for (size_t i = 0; i < OPTIONS; i++)
        if (options[i].commands & 1u << o->command && strlen(options[i].name) > 2)
            known[n++] = options[i].name;
    usage_error(o, "unknown option '%s'", word);
    suggest(strlen(name) > 3 ? diag_nearest(text_of(name), known, n) : NULL);
    return false;
}

static bool unknown_command(struct options *o, const char *word)
{
    const char *known[COMMANDS] = {"help"};
    size_t n = 1;
    for (int c = 0; c < COMMANDS; c++)
        if (commands[c].name)
            known[n++] = commands[c].name;
    if (text_is_among(text_of(word), later_commands, LATER_COMMANDS))
        return usage_error(o, "command '%s' is not in this version", word);
    usage_error(o, "unknown command '%s'", word);
    suggest(diag_nearest(text_of(word), known, n));
    return false;
}

static bool read_word(struct options *o, char **argv, int *i, int argc)
{
    char *word = argv[*i];
    const char *value;
    if (*word != '-' || strcmp(word, "-") == 0)
        return add_file(o, word);
    const struct option *option =
        find_option(o->command, strcmp(word, "-h") == 0 ? "--help" : word, &value);
    if (!option)
        return unknown_option(o, word);
    if (value && !takes_value(option))
        return usage_error(o, "option '%s' takes no value", option->name);
    if (!value && takes_value(option)) {
        if (*i + 1 == argc)
            return usage_error(o, "option '%s' wants a value", word);
        value = argv[++*i];
    }
    return store_option(o, option, (char *)value);
}

/* translate: the first word is what it is to do. */
static bool check_verb(struct options *o)
{
    static const char *const verbs[] = {"extract", "update", "status", "export", "import"};
    const char *verb = o->files ? o->file[0] : NULL;
    if (!verb)
        return usage_error(o, "translate what? %s", "extract, update, status, export or import");
    if (!text_is_among(text_of(verb), verbs, sizeof verbs / sizeof *verbs)) {
        usage_error(o, "translate has no '%s', but extract, update, status, export and import",
                    verb);
        suggest(diag_nearest(text_of(verb), verbs, sizeof verbs / sizeof *verbs));
        return false;
    }
    if (o->output && strcmp(verb, "export") != 0)
        return usage_error(o, "-o is for translate export, not for translate %s", verb);
    if (o->files > 1 && strcmp(verb, "import") != 0)
        return usage_error(o, "'%s' is not expected here", o->file[1]);
    return true;
}

static bool check_files(struct options *o)
{
    if (o->command == COMMAND_TRANSLATE)
        return check_verb(o);
    bool wants_one = o->command == COMMAND_TYPESET || o->command == COMMAND_EXPAND;
    if (o->command == COMMAND_INIT && o->files != 1)
        return usage_error(o, o->files ? "one DIR only, not '%s' too" : "which DIR?%s",
                           o->files ? o->file[1] : "");
    if (wants_one && o->files != 1)
        return usage_error(o, o->files ? "one FILE only, not '%s' too" : "which FILE?%s",
                           o->files ? o->file[1] : "");
    if (!wants_one && o->command != COMMAND_IMPORT && o->command != COMMAND_INIT && o->files)
        return usage_error(o, "'%s' is not expected here", o->file[0]);
    if (o->is_spec && (o->params || o->database || o->folder))
        return usage_error(o, "--spec takes --data alone, no parameter, database or workspace%s",
                           "");
    if (o->blank && o->files)
        return usage_error(o, "--blank takes no FILE such as '%s'", o->file[0]);
    if (o->table && o->files != 1)
        return usage_error(o, "--table %s wants exactly one FILE", o->table);
    return true;
}

/* "help COMMAND" is "COMMAND --help". */
static void read_help(struct options *o, int argc, char **argv)
{
    if (argc < 3)
        return;
    o->command = find_command(argv[2]);
    o->wants_help = true;
    if (o->command == COMMAND_NONE)
        unknown_command(o, argv[2]);
}

static void read_words(struct options *o, int argc, char **argv)
{
    bool has_ended = false; /* after "--" all words are files */
    for (int i = 2; i < argc; i++) {
        if (has_ended)
            add_file(o, argv[i]);
        else if (strcmp(argv[i], "--") == 0)
            has_ended = true;
        else
            read_word(o, argv, &i, argc);
    }
    /* What follows an option we do not know may be its value: say nothing of files then. */
    if (!o->wants_help && o->faults == 0)
        check_files(o);
}

bool options_read(struct options *o, int argc, char **argv)
{
    *o = (struct options){.program = argc ? argv[0] : "dokuwerk"};
    if (argc < 2) {
        options_help(COMMAND_HELP, stderr);
        return false;
    }
    o->command = find_command(argv[1]);
    if (o->command == COMMAND_NONE)
        unknown_command(o, argv[1]);
    else if (o->command == COMMAND_HELP)
        read_help(o, argc, argv);
    else if (o->command != COMMAND_VERSION)
        read_words(o, argc, argv);
    const char *name = commands[o->command].name;
    if (o->faults)
        fprintf(stderr, spoken("Try 'dokuwerk %s%s--help'.\n"), name ? name : "", name ? " " : "");
    return o->faults == 0;
}
