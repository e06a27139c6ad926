/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tokenizer after https://sqlite.org/lang_expr.html and SQLite's rules for names: a letter, an
 * underscore or any byte above 127 begins one; digits and dollars may follow. */
#include "db/sql.h"

#include "base/ascii.h"

static bool begins_name(char c)
{
    return ascii_is_letter(c) || c == '_' || (unsigned char)c > 127;
}

static bool in_name(char c)
{
    return begins_name(c) || ascii_is_digit(c) || c == '$';
}

static size_t end_of_name(struct text sql, size_t i)
{
    while (i < sql.n && in_name(sql.p[i]))
        i++;
    return i;
}

static size_t end_of_number(struct text sql, size_t i)
{
    while (i < sql.n && (in_name(sql.p[i]) || sql.p[i] == '.' ||
                         ((sql.p[i] == '+' || sql.p[i] == '-') && (sql.p[i - 1] | 32) == 'e')))
        i++;
    return i;
}

/* A quote is doubled to stand inside; `]` cannot. An unclosed one ends with the text. */
static size_t end_of_quoted(struct text sql, size_t i)
{
    char close = sql.p[i] == '[' ? ']' : sql.p[i];
    for (i++; i < sql.n; i++) {
        if (sql.p[i] != close)
            continue;
        if (close == ']' || i + 1 == sql.n || sql.p[i + 1] != close)
            return i + 1;
        i++;
    }
    return sql.n;
}

static size_t skip_blank(struct text sql, size_t i)
{
    while (i < sql.n) {
        struct text rest = text_from(sql, i);
        if (rest.p[0] == ' ' || (rest.p[0] >= '\t' && rest.p[0] <= '\r')) {
            i++;
        } else if (text_starts(rest, "--")) {
            size_t line = text_find_char(rest, '\n');
            i = line < rest.n ? i + line : sql.n;
        } else if (text_starts(rest, "/*")) {
            size_t close = text_find(text_from(rest, 2), "*/");
            i = close < rest.n ? i + close + 4 : sql.n;
        } else {
            break;
        }
    }
    return i;
}

static enum sql_kind kind_of(struct text sql, size_t i)
{
    char c = sql.p[i], next = i + 1 < sql.n ? sql.p[i + 1] : '\0';
    if (c == '\'')
        return SQL_STRING;
    if (c == '"' || c == '[' || c == '`')
        return SQL_QUOTED;
    if (begins_name(c))
        return SQL_WORD;
    if (ascii_is_digit(c) || (c == '.' && ascii_is_digit(next)))
        return SQL_NUMBER;
    if (c == '?' || ((c == ':' || c == '@' || c == '$') && in_name(next)))
        return SQL_PARAMETER;
    return SQL_MARK;
}

bool sql_next(struct text sql, size_t *at, struct sql_token *token)
{
    size_t i = skip_blank(sql, *at), end = i + 1;
    *at = i;
    if (i >= sql.n)
        return false;
    token->kind = kind_of(sql, i);
    token->offset = i;
    switch (token->kind) {
    case SQL_STRING:
    case SQL_QUOTED: end = end_of_quoted(sql, i); break;
    case SQL_WORD:
    case SQL_PARAMETER: end = end_of_name(sql, i + 1); break;
    case SQL_NUMBER: end = end_of_number(sql, i + 1); break;
    case SQL_MARK: break;
    }
    token->text = text_slice(sql, i, end);
    *at = end;
    return true;
}

bool sql_is_word(const struct sql_token *token, const char *keyword)
{
    return token->kind == SQL_WORD && text_equal_caseless(token->text, text_of(keyword));
}

bool sql_is_mark(const struct sql_token *token, char c)
{
    return token->kind == SQL_MARK && token->text.p[0] == c;
}

bool sql_is_name(const struct sql_token *token, struct text name)
{
    if (token->kind == SQL_QUOTED && token->text.n >= 2)
        return text_equal_caseless(text_slice(token->text, 1, token->text.n - 1), name);
    return token->kind == SQL_WORD && text_equal_caseless(token->text, name);
}

struct text sql_content(struct arena *arena, const struct sql_token *token)
{
    if ((token->kind != SQL_STRING && token->kind != SQL_QUOTED) || token->text.n < 2)
        return arena_text(arena, token->text);
    struct text inside = text_slice(token->text, 1, token->text.n - 1);
    char quote = token->text.p[token->text.n - 1], *copy = arena_string(arena, inside);
    size_t n = 0;
    for (size_t i = 0; i < inside.n; i++) {
        copy[n++] = inside.p[i];
        if (inside.p[i] == quote && i + 1 < inside.n && inside.p[i + 1] == quote)
            i++;
    }
    copy[n] = '\0';
    return (struct text){copy, n};
}

bool sql_is_ordered(struct text sql)
{
    struct sql_token token, before = {0};
    int depth = 0, selects = 0;
    for (size_t at = 0; sql_next(sql, &at, &token); before = token) {
        depth += sql_is_mark(&token, '(') - sql_is_mark(&token, ')');
        if (depth > 0)
            continue;
        if (before.text.n && sql_is_word(&before, "ORDER") && sql_is_word(&token, "BY"))
            return true;
        selects += sql_is_word(&token, "SELECT");
    }
    return selects == 0;
}
