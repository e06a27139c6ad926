/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables from rows, and what the tree does with places, pictures and hostile nesting. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "doc/tree.h"

#include "tests/check.h"

#define INT(n)                                                                                     \
    {                                                                                              \
        VALUE_INT, n,                                                                              \
        {                                                                                          \
#n, sizeof #n - 1                                                                      \
        }                                                                                          \
    }
#define STR(s)                                                                                     \
    {                                                                                              \
        VALUE_TEXT, 0,                                                                             \
        {                                                                                          \
            s, sizeof s - 1                                                                        \
        }                                                                                          \
    }
#define REAL(s)                                                                                    \
    {                                                                                              \
        VALUE_REAL, 0,                                                                             \
        {                                                                                          \
            s, sizeof s - 1                                                                        \
        }                                                                                          \
    }

static const char *columns[] = {"id", "party", "line", "amount_ct", "share"};
static struct value cells[] = {
    INT(1),        STR("A *GmbH*"), STR("Honorare"), INT(10050),   REAL("0.5"), INT(2),
    STR("B"),      STR("Honorare"), INT(-50),        REAL("1.25"), INT(3),      {0},
    STR("Reisen"), INT(7),          REAL("2"),
};
static const struct rows rows = {.name = "receipts",
                                 .at = {"t.md", 1, 1, NULL},
                                 .column = columns,
                                 .columns = 5,
                                 .n = 3,
                                 .cell = cells};

struct sample {
    const char *sentence, *markdown, *tree, *messages;
    size_t n; /* rows */
};

static const struct sample samples[] = {
    {"columns have formatters, widths and heads",
     "::: {.table data=@ cols=\"id party:* amount_ct:money:20mm\" heads=\"Nr.|Wer|Betrag\" #tbl-a "
     ".x}\n"
     "*Belege*\n:::\n\n@tbl-a",
     "  table@1:1 end|start/*|decimal/20mm number=1 #tbl-a .table .x\n"
     "    caption paragraph@2:1 emphasis:\"Belege\"\n"
     "    row@1:1 head\n      cell@1:59 end \"Nr.\"\n      cell@1:59 start \"Wer\"\n"
     "      cell@1:59 decimal \"Betrag\"\n"
     "    row@1:1 body\n      cell@1:1 end value:\"1\"\n      cell@1:1 start value:\"A *GmbH*\"\n"
     "      cell@1:1 decimal value:\"100,50<00A0>€\"\n"
     "    row@1:1 body\n      cell@1:1 end value:\"2\"\n      cell@1:1 start value:\"B\"\n"
     "      cell@1:1 decimal value:\"−0,50<00A0>€\"\n"
     "  paragraph@5:1 link=#tbl-a:\"Tabelle<00A0>1\"\n",
     "t.md:1:89: error: unknown div class 'x'\n", 2},
    {"groups, subtotals and a total",
     "::: {.table data=@ cols=\"id party amount_ct:money:plain\" group=line subtotal=amount_ct\n"
     "  total=amount_ct carry=amount_ct}\n:::",
     "  table@1:1 end|start|decimal/carry amount_ct .table\n"
     "    row@1:1 head\n      cell@1:20 end \"id\"\n      cell@1:20 start \"party\"\n"
     "      cell@1:20 decimal \"amount_ct\"\n"
     "    row@1:1 group\n      cell@1:1 start columns=3 value:\"Honorare\"\n"
     "    row@1:1 body\n      cell@1:1 end value:\"1\"\n      cell@1:1 start value:\"A *GmbH*\"\n"
     "      cell@1:1 decimal value:\"100,50\"\n"
     "    row@1:1 body\n      cell@1:1 end value:\"2\"\n      cell@1:1 start value:\"B\"\n"
     "      cell@1:1 decimal value:\"−0,50\"\n"
     "    row@1:1 subtotal\n      cell@1:1 start columns=2 \"Zwischensumme Honorare\"\n"
     "      cell@1:1 decimal value:\"100,00\"\n"
     "    row@1:1 group\n      cell@1:1 start columns=3 value:\"Reisen\"\n"
     "    row@1:1 body\n      cell@1:1 end value:\"3\"\n      cell@1:1 start\n"
     "      cell@1:1 decimal value:\"0,07\"\n"
     "    row@1:1 subtotal\n      cell@1:1 start columns=2 \"Zwischensumme Reisen\"\n"
     "      cell@1:1 decimal value:\"0,07\"\n"
     "    row@1:1 total\n      cell@1:1 start columns=2 \"Summe\"\n"
     "      cell@1:1 decimal value:\"100,07\"\n",
     "", 3},
    {"decimals add up exactly", "::: {.table data=@ cols=\"share party\" total=share}\n:::",
     "  table@1:1 decimal|start .table\n"
     "    row@1:1 head\n      cell@1:20 decimal \"share\"\n      cell@1:20 start \"party\"\n"
     "    row@1:1 body\n      cell@1:1 decimal value:\"0,5\"\n      cell@1:1 start value:\"A "
     "*GmbH*\"\n"
     "    row@1:1 body\n      cell@1:1 decimal value:\"1,25\"\n      cell@1:1 start value:\"B\"\n"
     "    row@1:1 total\n      cell@1:1 decimal value:\"1,75\"\n      cell@1:1 start \"Summe\"\n",
     "", 2},
    {"no rows are said in words", "::: {.table data=@ cols=\"id party\"}\nLeer\n:::",
     "  table@1:1 start|start number=1 .table\n    caption paragraph@2:1 \"Leer\"\n"
     "    row@1:1 head\n      cell@1:20 start \"id\"\n      cell@1:20 start \"party\"\n"
     "    row@1:1 body\n      cell@1:1 start columns=2 \"keine Einträge\"\n",
     "", 0},
    {"faults in columns are errors",
     "::: {.table data=@ cols=\"id partie amount_ct id:mony\" total=id group=lin heads=\"a\"}\n:::",
     NULL,
     "t.md:1:29: error: no column 'partie' in query 'receipts'\n"
     "t.md:1:29: note: did you mean 'party'?\n"
     "t.md:1:36: error: column 'amount_ct' is an amount and needs a formatter, as in "
     "'amount_ct:money'\n"
     "t.md:1:49: error: unknown formatter 'mony'\n"
     "t.md:1:49: note: did you mean 'money'?\n"
     "t.md:1:70: error: no column 'lin' in query 'receipts'\n"
     "t.md:1:70: note: did you mean 'line'?\n"
     "t.md:1:74: error: 1 heads for 3 columns\n",
     0},
    {"text cannot be summed up", "::: {.table data=@ cols=\"id party\" total=party}\n:::", NULL,
     "t.md:1:1: error: this value cannot be summed up (receipts id=1, column party)\n", 1},
    {"heads of two levels span neighbours that begin the same",
     "::: {.table data=@ cols=\"id party amount_ct:money\" heads=\"Nr. > "
     "3|2014>Wer|2014>Was\"}\n:::",
     "  table@1:1 end|start|decimal .table\n"
     "    row@1:1 head\n      cell@1:52 end rows=2 \"Nr. > 3\"\n"
     "      cell@1:52 center columns=2 \"2014\"\n"
     "    row@1:1 head\n      cell@1:52 start \"Wer\"\n      cell@1:52 decimal \"Was\"\n"
     "    row@1:1 body\n      cell@1:1 end value:\"1\"\n      cell@1:1 start value:\"A *GmbH*\"\n"
     "      cell@1:1 decimal value:\"100,50<00A0>€\"\n",
     "", 1},
    {"equal values are merged, rows flagged, a blank column added",
     "::: {.table data=@ cols=\"line id check:blank\" merge=line flag=party header-cols=1}\n:::",
     "  table@1:1 start|end|start/blank .table\n"
     "    row@1:1 head\n      cell@1:20 start \"line\"\n      cell@1:20 end \"id\"\n"
     "      cell@1:20 start \"check\"\n"
     "    row@1:1 body flagged\n      cell@1:1 start head rows=2 value:\"Honorare\"\n"
     "      cell@1:1 end value:\"1\"\n      cell@1:1 start\n"
     "    row@1:1 body flagged\n      cell@1:1 end value:\"2\"\n      cell@1:1 start\n"
     "    row@1:1 body\n      cell@1:1 start head value:\"Reisen\"\n"
     "      cell@1:1 end value:\"3\"\n      cell@1:1 start\n",
     "", 3},
    {"groups are nested, their rows counted, sums have words of their own",
     "::: {.table data=@ cols=\"party amount_ct:money:plain+\" group=\"line id\" "
     "subtotal=amount_ct "
     "count=\"one{# Beleg} other{# Belege}\" subtotal-label=Teil total=amount_ct "
     "total-label=Alles}\n:::",
     "  table@1:1 start|decimal .table\n"
     "    row@1:1 head\n      cell@1:20 start \"party\"\n      cell@1:20 decimal \"amount_ct\"\n"
     "    row@1:1 group\n      cell@1:1 start columns=2 value:\"Honorare\"\n"
     "    row@1:1 group 2\n      cell@1:1 start columns=2 value:\"1\"\n"
     "    row@1:1 body\n      cell@1:1 start value:\"A *GmbH*\"\n"
     "      cell@1:1 decimal value:\"+100,50\"\n"
     "    row@1:1 subtotal 2\n      cell@1:1 start \"Teil 1 (1 Beleg)\"\n"
     "      cell@1:1 decimal value:\"+100,50\"\n"
     "    row@1:1 group 2\n      cell@1:1 start columns=2 value:\"2\"\n"
     "    row@1:1 body\n      cell@1:1 start value:\"B\"\n"
     "      cell@1:1 decimal value:\"−0,50\"\n"
     "    row@1:1 subtotal 2\n      cell@1:1 start \"Teil 2 (1 Beleg)\"\n"
     "      cell@1:1 decimal value:\"−0,50\"\n"
     "    row@1:1 subtotal\n      cell@1:1 start \"Teil Honorare (2 Belege)\"\n"
     "      cell@1:1 decimal value:\"+100,00\"\n"
     "    row@1:1 total\n      cell@1:1 start \"Alles\"\n"
     "      cell@1:1 decimal value:\"+100,00\"\n",
     "", 2},
    {"a value may be Markdown", "::: {.table data=@ cols=\"id party:markdown\"}\n:::",
     "  table@1:1 end|start .table\n"
     "    row@1:1 head\n      cell@1:20 end \"id\"\n      cell@1:20 start \"party\"\n"
     "    row@1:1 body\n      cell@1:1 end value:\"1\"\n"
     "      cell@1:1 start value:\"A \" emphasis:value:\"GmbH\"\n",
     "", 1},
    {"a table of lists has rows of cells, which span and hold blocks",
     "::: {.table header-cols=1 widths=\"20mm *\" aligns=\"start end\"}\nText\n\n- - A\n  - B\n"
     "- - []{rowspan=2} x\n  - y\n- - - z\n:::",
     "  table@1:1 start/20mm|end/* number=1 .table header-cols=\"1\" widths=\"20mm *\" "
     "aligns=\"start end\"\n    caption paragraph@2:1 \"Text\"\n"
     "    row@4:1 head\n      cell@4:5 start \"A\"\n      cell@5:5 end \"B\"\n"
     "    row@6:1 body\n      cell@6:5 start head rows=2 rowspan=\"2\" \"x\"\n"
     "      cell@7:5 end \"y\"\n"
     "    row@8:1 body\n      cell@8:3 end\n        list@8:5 tight\n          item@8:5\n"
     "            paragraph@8:7 \"z\"\n",
     "", 0},
    {"small counts are dots, with what was computed from them, and a legend says so",
     "::: {.table data=@ cols=\"party id share\" suppress=3 suppress-cols=id total=id}\n:::",
     "  table@1:1 start|end|decimal .table\n"
     "    legend paragraph@1:1 \"• unter 3 oder zum Schutz kleiner Zahlen gesperrt\"\n"
     "    row@1:1 head\n      cell@1:20 start \"party\"\n      cell@1:20 end \"id\"\n"
     "      cell@1:20 decimal \"share\"\n"
     "    row@1:1 body\n      cell@1:1 start value:\"A *GmbH*\"\n"
     "      cell@1:1 end spoken=gesperrt:\"•\"\n      cell@1:1 decimal spoken=gesperrt:\"•\"\n"
     "    row@1:1 body\n      cell@1:1 start value:\"B\"\n"
     "      cell@1:1 end spoken=gesperrt:\"•\"\n      cell@1:1 decimal spoken=gesperrt:\"•\"\n"
     "    row@1:1 body\n      cell@1:1 start\n"
     "      cell@1:1 end value:\"3\"\n      cell@1:1 decimal value:\"2\"\n"
     "    row@1:1 total\n      cell@1:1 start \"Summe\"\n      cell@1:1 end value:\"6\"\n"
     "      cell@1:1 start\n",
     "", 3},
    {"numbers of rows are no counts, unless they are named",
     "::: {.table data=@ cols=\"party id\" suppress=3}\n:::",
     "  table@1:1 start|end .table\n"
     "    row@1:1 head\n      cell@1:20 start \"party\"\n      cell@1:20 end \"id\"\n"
     "    row@1:1 body\n      cell@1:1 start value:\"A *GmbH*\"\n      cell@1:1 end value:\"1\"\n",
     "t.md:1:1: warning: 'suppress' finds no column of counts here: name them with "
     "suppress-cols=\n",
     1},
    {"faults in what is to be hidden are errors",
     "::: {.table data=@ cols=\"party id share\" suppress=1 suppress-cols=\"ids share\"}\n:::\n\n"
     "::: {.chart data=@ type=bar x=party y=id suppress=viele}\n:::",
     NULL,
     "t.md:1:42: error: 'suppress' wants a number from 2, or none, not '1'\n"
     "t.md:1:68: error: no column 'ids' in query 'receipts'\n"
     "t.md:1:68: note: did you mean 'id'?\n"
     "t.md:4:42: error: 'suppress' wants a number from 2, or none, not 'viele'\n",
     2},
    {"a column that is named for counts must hold some",
     "::: {.table data=@ cols=\"party share\" suppress=3 suppress-cols=share}\n:::", NULL,
     "t.md:1:1: error: '0.5' is not a count (receipts id=1, column share)\n", 2},
    {"sums that are carried over the page would tell",
     "::: {.table data=@ cols=\"party id\" suppress=3 suppress-cols=id carry=id}\n:::", NULL,
     "t.md:1:64: error: column 'id' has suppressed counts and cannot be carried over the page\n",
     2},
    {"a total that is named must be one",
     "::: {.table data=@ cols=\"party id amount_ct:raw\" suppress=3 suppress-cols=id "
     "suppress-total=amount_ct}\n:::",
     NULL,
     "t.md:1:1: error: '10050' is not the sum of the row's other counts, as suppress-total= says "
     "(receipts id=1, column amount_ct)\n",
     1},
};

static struct text printed(struct arena *arena, const struct tree *tree, const struct diag *diag)
{
    char *bytes = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&bytes, &n);
    if (tree)
        tree_dump(tree, out);
    else
        diag_print(diag, out);
    fclose(out);
    struct text text = arena_text(arena, (struct text){bytes, n}), line;
    free(bytes);
    if (tree)
        text_next_line(&text, &line);
    return text;
}

static const struct source source = {"/nowhere/t.md", "t.md", {"", 0}};

static const struct tree *parse(struct arena *arena, struct expansion *expansion,
                                const struct library *library, struct diag *diag)
{
    static const struct origin whole = {0, 0, 1, 1};
    static const char *const file = "t.md";
    struct tree_options options = {
        .lang = "de", .locale = locale_open(arena, "de"), .library = library};
    if (!expansion->source)
        expansion->source = &source;
    if (!expansion->origins) {
        expansion->origin = &whole;
        expansion->file = &file;
        expansion->origins = 1;
    }
    return tree_parse(arena, expansion, &options, diag);
}

/* Attributes in the dump that only repeat the source would drown the table. */
static struct text without_pairs(struct arena *arena, struct text dump)
{
    struct buf out = {0};
    struct text line;
    while (text_next_line(&dump, &line)) {
        size_t pairs = text_starts(line, "  table@") ? text_find(line, " data=") : SIZE_MAX;
        buf_text(&out, text_slice(line, 0, pairs == SIZE_MAX ? line.n : pairs));
        buf_char(&out, '\n');
    }
    struct text text = arena_text(arena, buf_as_text(&out));
    buf_done(&out);
    return text;
}

static void check_sample(const struct sample *sample)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct use use = {.name = "receipts", .slice = {&rows, NULL, 0, sample->n}};
    struct expansion expansion = {.text = text_of(sample->markdown), .use = &use, .uses = 1};
    use.offset = text_find_char(expansion.text, '@');
    const struct tree *tree = parse(arena, &expansion, NULL, diag);
    if (sample->tree)
        check_text(without_pairs(arena, printed(arena, tree, NULL)), sample->tree,
                   sample->sentence);
    check_text(printed(arena, NULL, diag), sample->messages, sample->sentence);
    arena_free(arena);
}

static void check_cells(void)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct use use = {.offset = 17, .name = "receipts", .slice = {&rows, NULL, 0, 3}};
    struct expansion expansion = {
        .text = text_of("::: {.table data=x cols=\"id amount_ct:money\" total=amount_ct}\n:::"),
        .use = &use,
        .uses = 1};
    const struct block *table = parse(arena, &expansion, NULL, diag)->root->child;
    const struct block *first = table_row(table, 1, arena)->child->next;
    check(first->value && first->value->i == 10050 && first->span[0].style == INLINE_VALUE,
          "a cell keeps the raw value");
    check_text(text_of(first->at.row), "receipts id=1, column amount_ct", "and names its row");
    const struct block *total = table_row(table, 4, arena);
    check(total->row == ROW_TOTAL && total->child->next->value->i == 10007,
          "a sum is a value as well");
    arena_free(arena);
}

/* Rows are made whenever they are asked for, in any order, each the same again. */
static void check_rows(void)
{
    static const char *const wanted[] = {"id",
                                         "Honorare",
                                         "1",
                                         "2",
                                         "Zwischensumme Honorare",
                                         "Reisen",
                                         "3",
                                         "Zwischensumme Reisen",
                                         "Summe"};
    struct arena *arena = arena_new(), *fleeting = arena_new();
    struct diag *diag = diag_new(arena);
    struct use use = {.offset = 17, .name = "receipts", .slice = {&rows, NULL, 0, 3}};
    struct expansion expansion = {.text = TEXT("::: {.table data=x cols=\"id share\" group=line "
                                               "subtotal=share total=share}\n:::"),
                                  .use = &use,
                                  .uses = 1};
    const struct block *table = parse(arena, &expansion, NULL, diag)->root->child;
    size_t n = table_rows(table);
    check(n == sizeof wanted / sizeof *wanted, "a table knows how many rows it has (%zu)", n);
    for (size_t i = 0; i < 3 * n; i++) {
        size_t number = i < n ? i : i < 2 * n ? 2 * n - 1 - i : i * 5 % n;
        struct arena_mark mark = arena_mark(fleeting);
        const struct block *row = table_row(table, number, fleeting);
        check_text(row->child->text, wanted[number], "a row is the same in any order");
        check(row->row == table_row_kind(table, number), "and of the kind that was told before");
        check(row->parent == table, "and knows its table");
        arena_rewind(fleeting, mark);
    }
    arena_free(fleeting);
    arena_free(arena);
}

/* Text of several origins: every span knows its own. */
static void check_places(void)
{
    static const struct origin origins[] = {{0, 0, 3, 1}, {4, 1, 7, 5}, {9, 0, 9, 1}};
    static const char *const files[] = {"t.md", "part.md"};
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct expansion expansion = {.text = text_of("ab *cde* f\n\xC3\xA4 *g* h"),
                                  .origin = origins,
                                  .origins = 3,
                                  .file = files};
    const struct block *block = parse(arena, &expansion, NULL, diag)->root->child;
    size_t c = text_find_char(block->text, 'c'), h = text_find_char(block->text, 'h');
    struct place at = block_place(block, (uint32_t)c + 1);
    check(!strcmp(at.file, "part.md") && at.line == 7 && at.col == 6,
          "a letter of a partial is placed there (%s:%u:%u)", at.file, at.line, at.col);
    at = block_place(block, (uint32_t)h);
    check(!strcmp(at.file, "t.md") && at.line == 10 && at.col == 7,
          "and one of the next line in its own (%s:%u:%u)", at.file, at.line, at.col);
    arena_free(arena);
}

static void check_picture(const char *folder, const char *path, const char *opened,
                          const char *message)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct library library = {.root = folder};
    struct source inside = {arena_printf(arena, "%s/text/t.md", folder), "text/t.md", {"", 0}};
    struct origin whole = {0, 0, 1, 1};
    const char *file = "text/t.md";
    struct expansion expansion = {.source = &inside, .origin = &whole, .origins = 1, .file = &file};
    expansion.text = text_of(arena_printf(arena, "![a](%s)", path));
    const struct tree *tree = parse(arena, &expansion, &library, diag);
    const char *got = tree->root->child->picture->path;
    const char *want = opened ? arena_printf(arena, "%s/%s", folder, opened) : "";
    check_text(text_of(got ? got : ""), want, path);
    check_text(printed(arena, NULL, diag), message, path);
    arena_free(arena);
}

static void check_pictures(void)
{
    char folder[] = "/tmp/tree-XXXXXX", name[64];
    if (!check(mkdtemp(folder) != NULL, "a folder can be made"))
        return;
    static const char *const files[] = {"text/a b.png", "media/c.png"};
    for (size_t i = 0; i < 2; i++) {
        snprintf(name, sizeof name, "%s/%s", folder, files[i]);
        file_write(name, TEXT("x"));
    }
    check_picture(folder, "a%20b.png", "text/a b.png", "");
    check_picture(folder, "media/c.png", "media/c.png", "");
    check_picture(folder, "../media/c.png", "media/c.png", "");
    check_picture(folder, "../../etc/passwd", NULL,
                  "text/t.md:1:1: error: picture '../../etc/passwd' lies outside the workspace\n");
    check_picture(folder, "/etc/passwd", NULL,
                  "text/t.md:1:1: error: picture '/etc/passwd' lies outside the workspace\n");
    check_picture(folder, "d.png", NULL, "text/t.md:1:1: error: cannot find picture 'd.png'\n");
    for (size_t i = 0; i < 2; i++) {
        snprintf(name, sizeof name, "%s/%s", folder, files[i]);
        unlink(name);
    }
    snprintf(name, sizeof name, "%s/text", folder);
    rmdir(name);
    snprintf(name, sizeof name, "%s/media", folder);
    rmdir(name);
    rmdir(folder);
}

static void check_nesting(const char *part, size_t times, size_t errors)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct buf text = {0};
    for (size_t i = 0; i < times; i++)
        buf_string(&text, part);
    buf_string(&text, "x\n");
    struct expansion expansion = {.text = buf_as_text(&text)};
    parse(arena, &expansion, NULL, diag);
    check(diag_errors(diag) == errors, "'%.8s' %zu times gives %zu errors, not %zu", part, times,
          diag_errors(diag), errors);
    buf_done(&text);
    arena_free(arena);
}

static void check_title(void)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct expansion expansion = {.text = TEXT("a\n\n> ## B *c*\n")};
    check_text(parse(arena, &expansion, NULL, diag)->title, "B c", "the title is a heading's");
    expansion.text = TEXT("a");
    check_text(parse(arena, &expansion, NULL, diag)->title, "t", "else the file's name");
    expansion.title = TEXT("Vorn");
    check_text(parse(arena, &expansion, NULL, diag)->title, "Vorn", "the front matter's wins");
    arena_free(arena);
}

int main(void)
{
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        check_sample(&samples[i]);
    check_cells();
    check_rows();
    check_places();
    check_pictures();
    check_title();
    check_nesting("> ", 300, 0);
    check_nesting("> ", 20000, 1);
    check_nesting("![[]()", 5000, 0);
    check_nesting("*a **b ", 5000, 0);
    check_nesting("[a]{.k} ", 5000, 0);
    return check_done();
}
