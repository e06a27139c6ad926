/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The header of a PO file: who translated, when, whether somebody whose language it is has read it,
 * and what of it a translator must put right. */
#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "doc/catalog_part.h"
#include "doc/language.h"

struct text po_field(struct text header, const char *name)
{
    struct text line;
    while (text_next_line(&header, &line)) {
        size_t colon = text_find_char(line, ':');
        if (colon != SIZE_MAX &&
            text_equal_caseless(text_trim(text_slice(line, 0, colon)), text_of(name)))
            return text_trim(text_from(line, colon + 1));
    }
    return (struct text){"", 0};
}

/* A person without the address: "Aylin Kaya <kaya@example.org>" -> "Aylin Kaya". What gettext's
 * programs put where nobody has written anything is nobody. */
static struct text name_of(struct text value)
{
    static const char *const nobody[] = {"FULL NAME", "LANGUAGE", "none",
                                         "Automatically generated"};
    size_t address = text_find_char(value, '<');
    if (address != SIZE_MAX)
        value = text_trim(text_slice(value, 0, address));
    return text_is_among(value, nobody, sizeof nobody / sizeof *nobody) ? TEXT("") : value;
}

/* The day of "2015-09-14 10:30+0200". */
static struct text day_of(struct text value)
{
    struct text rest = value;
    int year, month, day;
    bool is_day = text_take_number(&rest, 4, 4, &year) && text_take(&rest, '-') &&
                  text_take_number(&rest, 2, 2, &month) && text_take(&rest, '-') &&
                  text_take_number(&rest, 2, 2, &day) && month >= 1 && month <= 12 && day >= 1 &&
                  day <= 31;
    return is_day ? text_slice(value, 0, 10) : TEXT("");
}

struct credit catalog_credit(const struct catalog *catalog)
{
    struct text header = catalog ? catalog->header : TEXT("");
    return (struct credit){
        .translator = name_of(po_field(header, "Last-Translator")),
        .team = name_of(po_field(header, "Language-Team")),
        .revised = day_of(po_field(header, "PO-Revision-Date")),
        .is_reviewed = text_equal_caseless(po_field(header, "X-Native-Review"), TEXT("yes"))};
}

/* Checks */

/* The field's place in the file, or the header's. */
static struct place field_place(const struct catalog *catalog, struct text text, const char *name)
{
    struct text rest = text, line;
    for (uint32_t number = 1; text_next_line(&rest, &line); number++) {
        size_t at = number > catalog->header_at.line ? text_find(line, name) : SIZE_MAX;
        if (at != SIZE_MAX)
            return (struct place){.file = catalog->shown,
                                  .line = number,
                                  .col = (uint32_t)utf8_count(text_slice(line, 0, at)) + 1};
        if (number > catalog->header_at.line && !text_starts(line, "\""))
            break;
    }
    return catalog->header_at;
}

/* gettext writes languages as locales: pt_BR and sr@latin, where BCP 47 has pt-BR and sr-Latn. */
static struct text tag_of(struct arena *arena, struct text locale)
{
    static const char *const scripts[][2] = {{"@latin", "-latn"}, {"@cyrillic", "-cyrl"}};
    char *tag = arena_string(arena, locale);
    for (char *c = tag; *c; c++)
        *c = *c == '_' ? '-' : ascii_lower(*c);
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (text_ends(text_of(tag), scripts[i][0]))
            return text_of(
                arena_printf(arena, "%.*s%s", (int)strcspn(tag, "@"), tag, scripts[i][1]));
    return text_of(tag);
}

/* Somebody's uk_UA will do for uk. */
static bool is_same_language(struct arena *arena, struct text locale, const char *lang)
{
    struct text tag = tag_of(arena, locale), begin = text_slice(tag, 0, strlen(lang));
    return text_equal_caseless(begin, text_of(lang)) && (begin.n == tag.n || tag.p[begin.n] == '-');
}

static void check_language(const struct catalog *catalog, struct text text, struct diag *diag)
{
    struct text language = po_field(catalog->header, "Language");
    if (!language.n)
        diag_warn(diag, catalog->header_at, "the header does not say the Language: '%s'",
                  catalog->lang);
    else if (!is_same_language(catalog->arena, language, catalog->lang))
        diag_warn(diag, field_place(catalog, text, "Language:"),
                  "the header says that the Language is '%.*s', the file's name that it is '%s'",
                  (int)language.n, language.p, catalog->lang);
}

static void check_review(const struct catalog *catalog, struct text text, struct diag *diag)
{
    struct text review = po_field(catalog->header, "X-Native-Review");
    if (review.n && !text_equal_caseless(review, TEXT("yes")) &&
        !text_equal_caseless(review, TEXT("no")))
        diag_warn(diag, field_place(catalog, text, "X-Native-Review:"),
                  "X-Native-Review is yes or no, not '%.*s'", (int)review.n, review.p);
}

bool po_check_header(const struct catalog *catalog, struct text text, const struct po_scan *scan,
                     bool is_unknown, struct diag *diag)
{
    struct place top = {.file = catalog->shown, .line = 1, .col = 1};
    if (!catalog->header.n) {
        diag_error(diag, catalog->header_at.line ? catalog->header_at : top,
                   "the file has no header: it begins with an entry whose msgid is empty and whose "
                   "msgstr says \"Content-Type: text/plain; charset=UTF-8\\n\"");
        return false;
    }
    if (!scan->charset.n)
        diag_warn(diag, catalog->header_at,
                  "the header does not say the charset: "
                  "\"Content-Type: text/plain; charset=UTF-8\\n\"");
    else if (is_unknown)
        diag_warn(diag, field_place(catalog, text, "charset="),
                  "the charset '%.*s' is not known: the file is read as UTF-8",
                  (int)scan->charset.n, scan->charset.p);
    check_language(catalog, text, diag);
    check_review(catalog, text, diag);
    return true;
}
