/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db/csv.h"

#include "base/buffer.h"
#include "tests/db/desk.h"

/* All records as "line:col=text|…" lines, then the messages. */
static const char *read_all(struct text bytes)
{
    struct buf out = {0};
    struct csv_cell *cell;
    size_t n;
    struct csv *csv = csv_open(arena, "f.csv", bytes, diag);
    while (csv && csv_next(csv, &cell, &n, diag)) {
        for (size_t i = 0; i < n; i++)
            buf_printf(&out, "%s%u:%u%s%.*s", i ? "|" : "", cell[i].at.line, cell[i].at.col,
                       cell[i].is_quoted ? "\"" : "=", (int)cell[i].text.n, cell[i].text.p);
        buf_char(&out, '\n');
    }
    buf_string(&out, messages());
    const char *copy = arena_string(arena, buf_as_text(&out));
    buf_done(&out);
    return copy;
}

static void cells_keep_text_and_place(void)
{
    static const struct {
        const char *bytes, *want, *sentence;
    } cases[] = {
        {"a,b\n1,2\n", "1:1=a|1:3=b\n2:1=1|2:3=2\n", "commas part cells"},
        {"a;b,c;d\n", "1:1=a|1:3=b,c|1:7=d\n", "the most frequent delimiter wins"},
        {"a\tb\n1\t2", "1:1=a|1:3=b\n2:1=1|2:3=2\n", "tabs part cells, no final newline"},
        {"\"a;b\",c\n", "1:1\"a;b|1:7=c\n", "a delimiter in quotes is not counted"},
        {"\xEF\xBB\xBF"
         "a,b\r\n1,2\r\n",
         "1:1=a|1:3=b\n2:1=1|2:3=2\n", "a byte order mark and CRLF are taken off"},
        {"a\r1\r", "1:1=a\n2:1=1\n", "a lone CR ends a line"},
        {"a\n\n\n1\n", "1:1=a\n4:1=1\n", "empty lines are skipped and counted"},
        {"a,b\n\"x\ny\",2\n3,4\n", "1:1=a|1:3=b\n2:1\"x\ny|3:4=2\n4:1=3|4:3=4\n",
         "a line break in quotes belongs to the cell"},
        {"a\n\"say \"\"yes\"\"\"\n", "1:1=a\n2:1\"say \"yes\"\n", "doubled quotes become one"},
        {"a\n\"\"\n", "1:1=a\n2:1\"\n", "a quoted cell may be empty"},
        {"a,b\nä,ö\n", "1:1=a|1:3=b\n2:1=ä|2:3=ö\n", "columns count code points"},
        {"a,b\n,\n", "1:1=a|1:3=b\n2:1=|2:2=\n", "empty cells are cells"},
        {"sep=;\na;b\n", "2:1=a|2:3=b\n", "Excel's sep= names the delimiter"},
        {"# title, the title\n#\na;b\n#1;2\n", "3:1=a|3:3=b\n4:1=#1|4:4=2\n",
         "comments stand above the header only"},
        {"a\n2\" pipe\n", "1:1=a\n2:1=2\" pipe\n", "a quote inside an unquoted cell is text"},
        {"", "", "an empty file has no records"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_text(text_of(read_all(text_of(cases[i].bytes))), cases[i].want, cases[i].sentence);
}

static void faults_have_places(void)
{
    check_text(text_of(read_all(TEXT("a,b\n1,\"x\n2,3\n"))),
               "1:1=a|1:3=b\nf.csv:2:3: error: a quoted cell is not closed\n",
               "an unclosed quote is reported where it opens");
    check_text(
        text_of(read_all(TEXT("a,b\n\"x\"y,2\n"))),
        "1:1=a|1:3=b\nf.csv:2:4: error: text after a cell's closing quote (a quote inside is "
        "doubled)\n",
        "text after a closing quote is reported");
    check_text(text_of(read_all(TEXT("a\nGr\xF6\xDF"
                                     "e \x80\n"))),
               "1:1=a\n2:1=Größe €\nf.csv:2:3: warning: the file is not UTF-8; it is read as "
               "Windows-1252\n",
               "Windows-1252 is converted, with a warning at the first such byte");
    check_text(text_of(read_all(TEXT("a\n\xF6\x81\n"))),
               "f.csv:2:2: error: the file is neither UTF-8 nor Windows-1252\n",
               "a byte that Windows-1252 does not know is an error");
    check_text(text_of(read_all(TEXT("\xFF\xFE"
                                     "a\0"))),
               "f.csv:1:1: error: the file is UTF-16: save it as CSV in UTF-8\n",
               "UTF-16 is named");
    check_text(text_of(read_all(TEXT("a\nb\0c"))),
               "f.csv:2:2: error: a NUL byte: this is not a CSV file\n", "NUL bytes are refused");
}

int main(void)
{
    desk_open();
    cells_keep_text_and_place();
    faults_have_places();
    return desk_close();
}
