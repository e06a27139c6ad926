/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buffer.h"
#include "doc/template.h"
#include "tests/check.h"

int main(void)
{
    /* Each case: the expanded text with @ for the token of the value. */
    static const struct {
        const char *text, *value, *want;
        bool is_markdown, keeps_lines;
    } cases[] = {
        {"# @\n", "13. Werkstatt", "# 13. Werkstatt\n", false, false},
        {"@\n", "13. Werkstatt", "13\\. Werkstatt\n", false, false},
        {"- @\n", "- x", "- \\- x\n", false, false},
        {"@\n", "# x", "\\# x\n", false, false},
        {"a @\n", "# x - y 1. z", "a # x - y 1. z\n", false, false},
        {"a @ b\n", "x\ny", "a x y b\n", false, false},
        {"a @ b\n", "x\ny", "a x\\\ny b\n", false, true},
        {"@\n", "**x** [y](z) `c` <b> a\\b", "\\*\\*x\\*\\* \\[y\\](z) \\`c\\` \\<b> a\\\\b\n",
         false, false},
        {"@\n", "Migrant*innen file_name", "Migrant*innen file_name\n", false, false},
        {"@\n", "a & b &amp; @fig-x {{y}}", "a & b \\&amp; \\@fig-x \\{\\{y}}\n", false, false},
        {"| @ |\n", "a|b", "| a\\|b |\n", false, false},
        {"a @\n", "a|b", "a a|b\n", false, false},
        {"`@`\n", "a*b", "`a*b`\n", false, false},
        {"`@`\n", "a`b", "`` a`b ``\n", false, false},
        {"`x @\n", "*", "`x \\*\n", false, false},
        {"```\n@\n```\n", "*a*\n```\nb", "````\n*a*\n```\nb\n````\n", false, false},
        {"  ~~~ sh\n  @\n  ~~~\n", "x", "  ~~~ sh\n  x\n  ~~~\n", false, false},
        {"![x](a.png){alt=\"@\"}\n", "a \"b\" \\", "![x](a.png){alt=\"a \\\"b\\\" \\\\\"}\n", false,
         false},
        {"[x](https://e.org/@)\n", "a b)ü", "[x](https://e.org/a%20b%29%C3%BC)\n", false, false},
        {"{#x .y k=@}\n", "a b", "{#x .y k=\"a b\"}\n", false, false},
        {"@\n", "# x\n\n- y", "# x\n\n- y\n", true, false},
        {"\\@\n", "x", "\\\\x\n", false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf text = {0}, out = {0};
        for (const char *c = cases[i].text; *c; c++)
            buf_string(&text, *c == '@' ? "\xEF\xB7\x90"
                                          "0\xEF\xB7\x91"
                                        : (char[]){*c, '\0'});
        struct insertion value = {.text = text_of(cases[i].value),
                                  .is_markdown = cases[i].is_markdown,
                                  .keeps_lines = cases[i].keeps_lines};
        struct expansion x = {.text = buf_as_text(&text), .insertion = &value, .insertions = 1};
        expansion_print(&x, &out);
        check_text(buf_as_text(&out), cases[i].want, cases[i].text);
        buf_done(&text);
        buf_done(&out);
    }
    return check_done();
}
