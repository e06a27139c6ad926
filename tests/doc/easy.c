/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences in Leichte Sprache, good and bad: what is found, and at which column. */
#include "doc/easy.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "doc/tree.h"
#include "doc/yaml.h"
#include "tests/check.h"

static const struct attributes none;

/* "column code" of each finding, in order. */
static void findings(struct diag *diag, struct buf *out)
{
    char *said = NULL;
    size_t n = 0;
    FILE *file = open_memstream(&said, &n);
    diag_print(diag, file);
    fclose(file);
    struct text rest = {said, n}, line;
    while (text_next_line(&rest, &line)) {
        size_t open = 0, semicolon = 0;
        if (!text_starts(line, "x.md:1:"))
            continue;
        for (size_t i = 0; i < line.n; i++)
            open = line.p[i] == '(' && i + 1 < line.n && line.p[i + 1] >= 'a' ? i : open;
        semicolon = open + text_find_char(text_from(line, open), ';');
        buf_printf(out, "%s%d %.*s", out->n ? ", " : "", atoi(line.p + 7),
                   (int)(semicolon - open - 1), line.p + open + 1);
    }
    free(said);
}

static void lint(struct arena *arena, const char *said, const char *lang, const struct easy *easy,
                 struct buf *out)
{
    struct buf text = {0};
    for (const char *c = said; *c; c++) {
        if (*c == '\n')
            buf_string(&text, "\u2028");
        else
            buf_char(&text, *c);
    }
    struct diag *diag = diag_new(arena);
    struct span span = {.to = (uint32_t)text.n, .at = {"x.md", 1, 1, NULL}};
    struct block paragraph = {.kind = BLOCK_PARAGRAPH,
                              .text = buf_as_text(&text),
                              .span = &span,
                              .spans = 1,
                              .attr = &none,
                              .at = span.at};
    struct block root = {.kind = BLOCK_DOCUMENT, .child = &paragraph, .attr = &none};
    struct tree tree = {.root = &root, .lang = lang};
    easy_lint(&tree, easy, diag);
    findings(diag, out);
    buf_done(&text);
}

int main(void)
{
    static const struct {
        const char *text, *found;
    } cases[] = {
        {"Gehen Sie zum Haus·arzt.", ""},
        {"Gehen Sie zum Arzt.\nNehmen Sie Ihre Karte mit.\n", ""},
        {"Gehen Sie zum Arzt. Nehmen Sie Ihre Karte mit.", "21 line"},
        {"Haben Sie Fragen? Rufen Sie an!", "19 line"},
        {"Rufen Sie an: 03 91 / 12 34 56", ""},
        {"Der Kurs ist am 3. Mai um 9 Uhr.", ""},
        {"eins 2 3 4 5 6 7 8 9 10 11 12 13 14 15.", ""},
        {"a 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16.", "1 words"},
        {"a 2 3 4 5 6 7 8 9 10 11 12 13 14 15\n16.", "1 words"},
        {"a 2 3 4 5 6 7 8: 9 10 11 12 13 14 15 16.", ""},
        {"Kurz.\na 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16.", "7 words"},
        {"Sie wissen, wo das ist.", ""},
        {"Sie wissen, dass er weiß, wo das ist.", "25 commas"},
        {"Das kostet 3,50 Euro, oder 4,50 Euro.", ""},
        {"Der Arzt (Haus·arzt) hilft.", "10 brackets"},
        {"Der Arzt [Haus·arzt] hilft.", "10 brackets"},
        {"Obst, z. B. Äpfel", "7 abbreviation"},
        {"Obst, z.B. Äpfel", "7 abbreviation"},
        {"Obst, z.\u202FB. Äpfel", "7 abbreviation"},
        {"Äpfel usw.", "7 abbreviation"},
        {"Das sind ca. 5 Äpfel.", "10 abbreviation"},
        {"In der Goethestr. 5", "8 abbreviation"},
        {"Wir nehmen den Nr.-Block", "16 abbreviation"},
        {"Das ist so.", ""},
        {"§ 44 gilt.", "1 sign"},
        {"Er sagt: „Ja.“", "10 sign, 14 sign"},
        {"Mo – Fr", "4 sign"},
        {"Alt; neu", "4 sign"},
        {"Bürger*innen", "1 gender"},
        {"Bürger:innen", "1 gender"},
        {"Lehrer_in", "1 gender"},
        {"Lehrer/-innen", "1 gender"},
        {"LehrerInnen", "1 gender"},
        {"jede/r", "1 gender"},
        {"Innen ist es warm.", ""},
        {"Um 9:30 Uhr", ""},
        {"Ich habe zwei Kinder.", "10 number-word"},
        {"Dreiundzwanzig", "1 number-word"},
        {"zweihundert", "1 number-word"},
        {"Eine Frau und ein Mann", ""},
        {"Er kommt zweimal.", ""},
        {"Teil II", "6 roman"},
        {"CD und DVD", ""},
        {"50 % zahlen", "4 percent"},
        {"50 Prozent", "4 percent"},
        {"am 14.09.2015", "4 date"},
        {"am 14. September 2015", ""},
        {"0391605310", "1 digits"},
        {"39104 Magdeburg", ""},
        {"Ausländerbehörde", ""},
        {"Einwohnermeldeamt", "1 long-word"},
        {"Einwohner·melde·amt", ""},
        {"Einwohner-Meldeamt", ""},
        {"WICHTIG", "1 capitals"},
        {"BAMF", ""},
        {"Das Haus des Kindes", "10 genitive"},
        {"Sagen Sie das.", ""},
        {"Er ist gefragt worden.", "16 passive"},
        {"www.einesehrlangeadressederwelt.de", ""},
        {"a@einwohnermeldeamtsverwaltung.de", ""},
        {"", ""},
        {"( ) , . ! ?", "1 brackets"},
        {"\u00A0\u2028 \u202F", ""},
    };
    struct arena *arena = arena_new();
    struct buf got = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buf_clear(&got);
        lint(arena, cases[i].text, "de-x-leicht", &easy_default, &got);
        check_text(buf_as_text(&got), cases[i].found, cases[i].text);
    }
    buf_clear(&got);
    lint(arena, "Bürger*innen usw.", "de", &easy_default, &got);
    check(got.n == 0, "German text is not held against the rules");
    check(easy_is("de-x-leicht") && easy_is("de-DE-x-leicht") && !easy_is("de") && !easy_is(NULL),
          "only Leichte Sprache is easy");

    struct easy easy = easy_default;
    struct diag *diag = diag_new(arena);
    struct place start = {"f.md", 1, 1, NULL};
    easy_key_read(
        yaml_parse(arena, TEXT("{max-words: 3, off: [gender, abbreviation]}"), start, diag), &easy,
        diag);
    buf_clear(&got);
    lint(arena, "Bürger*innen usw. und ein Roman II.", "de-x-leicht", &easy, &got);
    check_text(buf_as_text(&got), "1 words, 33 roman",
               "rules can be switched off, and limits be set");
    easy_key_read(yaml_parse(arena, TEXT("{off: genders}"), start, diag), &easy, diag);
    check(diag_errors(diag) == 1, "a rule that does not exist is an error");
    buf_done(&got);
    arena_free(arena);
    return check_done();
}
