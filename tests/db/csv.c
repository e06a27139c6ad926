/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db/csv.h"

#include "base/buffer.h"
#include "tests/db/desk.h"

/* All records as "line:col=text|…" lines, then the messages. */
static const char *read_all(struct text bytes)
{
    struct buf out = {0};
    struct cell *cell;
    size_t n;
    FILE *file = fopen(at("f.csv"), "wb");
    fwrite(bytes.p, 1, bytes.n, file);
    fclose(file);
    struct sheet *csv = csv_open(arena, fopen(at("f.csv"), "rb"), "f.csv", diag);
    while (csv && sheet_next(csv, &cell, &n, diag)) {
        for (size_t i = 0; i < n; i++)
            buf_printf(&out, "%s%u:%u%s%.*s", i ? "|" : "", cell[i].line, cell[i].col,
                       cell[i].kind == CELL_FAULT ? "!" : "=",
                       (int)(cell[i].fault ? strlen(cell[i].fault) : cell[i].text.n),
                       cell[i].fault ? cell[i].fault : cell[i].text.p);
        buf_char(&out, '\n');
    }
    if (csv)
        csv->class->close(csv);
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
        {"\"a;b\",c\n", "1:1=a;b|1:7=c\n", "a delimiter in quotes is not counted"},
        {"\xEF\xBB\xBF"
         "a,b\r\n1,2\r\n",
         "1:1=a|1:3=b\n2:1=1|2:3=2\n", "a byte order mark and CRLF are taken off"},
        {"a\r1\r", "1:1=a\n2:1=1\n", "a lone CR ends a line"},
        {"a\n\n\n1\n", "1:1=a\n4:1=1\n", "empty lines are skipped and counted"},
        {"a,b\n\"x\ny\",2\n3,4\n", "1:1=a|1:3=b\n2:1=x\ny|3:4=2\n4:1=3|4:3=4\n",
         "a line break in quotes belongs to the cell"},
        {"a\n\"say \"\"yes\"\"\"\n", "1:1=a\n2:1=say \"yes\"\n", "doubled quotes become one"},
        {"a,b\n\"\",1\n", "1:1=a|1:3=b\n2:1=|2:4=1\n", "a quoted cell may be empty"},
        {"a|b\n1|2\n", "1:1=a|1:3=b\n2:1=1|2:3=2\n", "bars part cells"},
        {"a\n1,5;2\n", "1:1=a\n2:1=1,5;2\n", "a header of one cell has no delimiter"},
        {"\"sep=|\"\r\na|b\n", "2:1=a|2:3=b\n", "or with quotes around it"},
        {"a;b\n;\n\n ; \n1;2\n;\n", "1:1=a|1:3=b\n5:1=1|5:3=2\n",
         "rows of empty cells are skipped"},
        {"a,b\nä,ö\n", "1:1=a|1:3=b\n2:1=ä|2:3=ö\n", "columns count code points"},
        {"a,b,c\n,,1\n", "1:1=a|1:3=b|1:5=c\n2:1=|2:2=|2:3=1\n", "empty cells are cells"},
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
    check_text(text_of(read_all(TEXT("a,b\n\"x\"y,2\n3,4\n"))),
               "1:1=a|1:3=b\n2:4!text after a cell's closing quote (a quote inside is doubled)|"
               "2:6=2\n3:1=3|3:3=4\n",
               "text after a closing quote is a cell's fault, and reading goes on");
    check_text(text_of(read_all(TEXT("a\nGr\xF6\xDF"
                                     "e \x80\n"))),
               "1:1=a\n2:1=Größe €\nf.csv:2:3: warning: the file is not UTF-8; it is read as "
               "Windows-1252\n",
               "Windows-1252 is converted, with a warning at the first such byte");
    check_text(text_of(read_all(TEXT("a\n\xF6\x81\n"))),
               "f.csv:2:2: error: the file is neither UTF-8 nor Windows-1252\n",
               "a byte that Windows-1252 does not know is an error");
    check_text(text_of(read_all(TEXT("\xFF\xFE"
                                     "a\0;\0b\0\n\0\xE4\0;\0\x3D\xD8\x00\xDE\n\0"))),
               "1:1=a|1:3=b\n2:1=ä|2:3=😀\n", "UTF-16 is read, little end first");
    check_text(text_of(read_all(TEXT("\xFE\xFF"
                                     "\0a\0\n\0\xE4"))),
               "1:1=a\n2:1=ä\n", "or big end first");
    check_text(text_of(read_all(TEXT("\xFF\xFE"
                                     "a\0\n\0\x3D\xD8x\0"))),
               "f.csv:2:1: error: the file is damaged: half a character of UTF-16, or none\n",
               "half a pair of UTF-16 is an error");
    check_text(text_of(read_all(TEXT("a\nä\nöü\xE4\n"))),
               "f.csv:3:3: error: a byte that is not UTF-8, in a file that otherwise is\n",
               "one stray byte does not make a file Windows-1252");
    check_text(text_of(read_all(TEXT("\xEF\xBB\xBF"
                                     "a\n\xE4\n"))),
               "f.csv:2:1: error: a byte that is not UTF-8, in a file that otherwise is\n",
               "nor one in a file with UTF-8's mark");
    check_text(text_of(read_all(TEXT("a\n\x84Ja\x93 \x80 \x96 \x8A\x9F\x91\n"))),
               "1:1=a\n2:1=„Ja“ € – ŠŸ‘\nf.csv:2:1: warning: the file is not UTF-8; it is read as "
               "Windows-1252\n",
               "what Windows-1252 has at 80 to 9F is known");
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
