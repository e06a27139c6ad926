/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/yaml.h"

#include <stdlib.h>

#include "tests/check.h"
#include "tests/printed.h"

static struct arena *arena;

static struct yaml *parse(const char *text, struct diag *diag)
{
    return yaml_parse(arena, text_of(text), (struct place){.file = "a.md", .line = 2, .col = 1},
                      diag);
}

/* All messages as one text. */
static void nodes_know_their_places(void)
{
    struct diag *diag = diag_new(arena);
    struct yaml *root = parse("grüße: \"x\"\nlist: [eins, ä, drei]\nmap:\n  Ü: 1\n", diag);
    if (!check(root && diag_count(diag) == 0, "a map is read"))
        return;
    check(root->kind == YAML_MAP && yaml_count(root) == 3, "it has its three entries");
    struct yaml *first = yaml_find(root, "grüße");
    check(first->is_quoted && first->at.line == 2 && first->at.col == 8,
          "columns count code points");
    struct yaml *list = yaml_find(root, "list");
    check(list->child->next->next->at.line == 3 && list->child->next->next->at.col == 17,
          "an item knows its place");
    struct yaml *deep = yaml_find(yaml_find(root, "map"), "Ü");
    check(deep->key_at.line == 5 && deep->key_at.col == 3 && deep->at.col == 6,
          "a key and its value have places of their own");
    check(!yaml_find(root, "nothing") && !yaml_find(list, "eins"),
          "what is not there is not found");
}

static void an_empty_text_is_an_empty_map(void)
{
    static const char *const texts[] = {"", "\n\n", "# only a comment\n", "---\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct yaml *root = parse(texts[i], NULL);
        check(root && root->kind == YAML_MAP && !root->child, "text %zu is an empty map", i);
    }
}

static void faults_are_reported_where_they_are(void)
{
    static const struct {
        const char *text, *message, *sentence;
    } cases[] = {
        {"a: [1, 2\n", "a.md:3:1: error: did not find expected ',' or ']'", "an open list"},
        {"a: 1\nb: *x\n", "a.md:3:4: error: aliases are not supported", "an alias"},
        {"a: &x 1\n", "a.md:2:4: error: anchors are not supported", "an anchor"},
        {"a: !!int 1\n", "a.md:2:4: error: tags are not supported", "a tag"},
        {"ä: 1\nb: 2\nä: 3\n", "a.md:4:1: error: key 'ä' is given twice", "a repeated key"},
        {"a: 1\n---\nb: 2\n", "a.md:4:1: error: a second YAML document", "a second document"},
        {"[a, b]: 1\n", "a.md:2:1: error: a key must be a plain word", "a list as key"},
        {"a: \x01\n", "a.md:2:4: error: control characters", "a control character"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct diag *diag = diag_new(arena);
        bool is_null = !parse(cases[i].text, diag);
        struct text got = printed_messages(arena, diag);
        if (!check(is_null && text_starts(got, cases[i].message), "%s is refused at its place",
                   cases[i].sentence))
            printf("     got %.*s\n", (int)got.n, got.p);
        check(!parse(cases[i].text, NULL), "%s is refused in silence too", cases[i].sentence);
    }
}

static void nesting_has_a_limit(void)
{
    char text[500];
    for (size_t depth = 20; depth <= 200; depth += 180) {
        memset(text, '[', depth);
        memset(text + depth, ']', depth);
        text[2 * depth] = '\0';
        struct diag *diag = diag_new(arena);
        bool is_read = parse(text, diag) != NULL;
        check(is_read == (depth == 20), "%zu levels are %s", depth,
              depth == 20 ? "read" : "too many");
        check(diag_errors(diag) == (depth == 20 ? 0 : 1), "and %zu levels are reported so", depth);
    }
}

static void typed_readings_are_strict(void)
{
    struct diag *diag = diag_new(arena);
    struct yaml *root =
        parse("n: -42\nbig: 99999999999999999999\nq: \"7\"\nyes: true\nno: no\nts: [a, b]\n", diag);
    int64_t n = 0;
    bool is_true = false;
    struct text *texts;
    size_t count;
    check(yaml_int(yaml_find(root, "n"), &n, diag) && n == -42, "a negative number is read");
    check(yaml_bool(yaml_find(root, "yes"), &is_true, diag) && is_true, "true is read");
    check(yaml_texts(arena, yaml_find(root, "ts"), &texts, &count, diag) && count == 2 &&
              text_is(texts[1], "b"),
          "a list of texts is read");
    check(yaml_texts(arena, yaml_find(root, "n"), &texts, &count, diag) && count == 1,
          "one text stands for a list");
    check(diag_errors(diag) == 0, "without a message");
    check(!yaml_int(yaml_find(root, "big"), &n, diag), "a number beyond 64 bits is none");
    check(!yaml_int(yaml_find(root, "q"), &n, diag), "a quoted number is text");
    check(!yaml_bool(yaml_find(root, "no"), &is_true, diag), "'no' is no truth value");
    check(!yaml_texts(arena, root, &texts, &count, diag), "a map is no list of texts");
    check(diag_errors(diag) == 4, "each with a message");
}

static void unknown_keys_get_a_suggestion(void)
{
    static const char *const known[] = {"title", "lang"};
    struct diag *diag = diag_new(arena);
    yaml_check_keys(parse("lang: de\ntitel: x\n", diag), known, 2, diag);
    check_text(printed_messages(arena, diag),
               "a.md:3:1: error: unknown key 'titel'\n"
               "a.md:3:1: note: did you mean 'title'?\n",
               "an unknown key is named with the nearest");
}

int main(void)
{
    arena = arena_new();
    nodes_know_their_places();
    an_empty_text_is_an_empty_map();
    faults_are_reported_where_they_are();
    nesting_has_a_limit();
    typed_readings_are_strict();
    unknown_keys_get_a_suggestion();
    arena_free(arena);
    return check_done();
}
