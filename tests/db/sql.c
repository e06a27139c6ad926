/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db/sql.h"

#include "base/buffer.h"
#include "tests/db/desk.h"

static void statements_are_cut_into_tokens(void)
{
    static const struct {
        const char *sql, *want, *sentence;
    } cases[] = {
        {"SELECT a.b", "w0:SELECT w7:a m8:. w9:b ", "words and marks"},
        {"'it''s' \"a\"\"b\" [c] `d`", "s0:'it''s' q8:\"a\"\"b\" q15:[c] q19:`d` ",
         "quotes are doubled inside"},
        {"a -- :x\nb", "w0:a w8:b ", "a comment ends with its line"},
        {"a /* b * / c */ d", "w0:a w16:d ", "a comment ends with its mark"},
        {"a /* open", "w0:a ", "an open comment ends with the text"},
        {"'open", "s0:'open ", "an open string ends with the text"},
        {":a @b $c ? ?12 :1", "p0::a p3:@b p6:$c p9:? p11:?12 p15::1 ", "parameters of all kinds"},
        {"a$b :: x", "w0:a$b m4:: m5:: w7:x ", "a dollar may stand inside a word"},
        {"1.5e-3+2 0xFF .5 1.", "n0:1.5e-3 m6:+ n7:2 n9:0xFF n14:.5 n17:1. ", "numbers"},
        {"größe", "w0:größe ", "letters beyond ASCII are letters"},
        {"", "", "nothing has no tokens"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out = {0};
        struct sql_token token;
        for (size_t k = 0; sql_next(text_of(cases[i].sql), &k, &token);)
            buf_printf(&out, "%c%zu:%.*s ", "wqsnpm"[token.kind], token.offset, (int)token.text.n,
                       token.text.p);
        check_text(buf_as_text(&out), cases[i].want, cases[i].sentence);
        buf_done(&out);
    }
}

static void quotes_are_taken_off(void)
{
    static const char *const cases[][2] = {
        {"'it''s'", "it's"}, {"\"a\"\"b\"", "a\"b"}, {"[a]", "a"}, {"word", "word"}, {"''", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sql_token token;
        size_t k = 0;
        sql_next(text_of(cases[i][0]), &k, &token);
        check_text(sql_content(arena, &token), cases[i][1], "the content stands without quotes");
    }
}

static void orders_are_found(void)
{
    static const struct {
        const char *sql;
        bool is_ordered;
    } cases[] = {
        {"SELECT a FROM t", false},
        {"SELECT a FROM t ORDER BY a", true},
        {"select a from t order /* x */\nby a", true},
        {"SELECT a FROM (SELECT a FROM t ORDER BY a)", false},
        {"WITH c AS (SELECT a FROM t ORDER BY a) SELECT a FROM c", false},
        {"WITH c AS (SELECT a FROM t) SELECT a FROM c ORDER BY a", true},
        {"SELECT row_number() OVER (ORDER BY a) FROM t", false},
        {"SELECT sum(a) OVER w FROM t WINDOW w AS (ORDER BY a)", false},
        {"SELECT a FROM t UNION ALL SELECT b FROM u ORDER BY 1", true},
        {"SELECT a FROM t UNION SELECT b FROM u", false},
        {"SELECT a FROM t -- ORDER BY a", false},
        {"SELECT 'ORDER BY a' FROM t", false},
        {"SELECT \"order\" by_ FROM t", false},
        {"SELECT a FROM t GROUP BY a LIMIT 3", false},
        {"SELECT a FROM t ORDER BY a LIMIT (SELECT count(*) FROM t)", true},
        {"VALUES (1), (2)", true},
        {"VALUES (1) UNION ALL SELECT a FROM t", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(sql_is_ordered(text_of(cases[i].sql)) == cases[i].is_ordered, "%s is %sordered",
              cases[i].sql, cases[i].is_ordered ? "" : "not ");
}

int main(void)
{
    desk_open();
    statements_are_cut_into_tokens();
    quotes_are_taken_off();
    orders_are_found();
    return desk_close();
}
