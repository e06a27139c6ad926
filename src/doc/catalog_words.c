/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What libgettextpo says, in words that a translator understands. A star in theirs stands for any
 * text, which comes back where ours has %s. */
#include "doc/catalog_part.h"

#include <string.h>

static const struct {
    const char *theirs, *ours;
} words[] = {
    {"end-of-line within string", "the text has no closing quotation mark on its line"},
    {"end-of-file within string",
     "the file ends within a text: its closing quotation mark is missing"},
    {"invalid control sequence", "no such escape; a backslash is written \\\\"},
    {"invalid multibyte sequence", "these bytes are no text in the file's charset"},
    {"incomplete multibyte sequence*", "these bytes are no text in the file's charset"},
    {"context separator <EOT> within string", "a control character U+0004 in a text"},
    {"internationalized messages should not contain the '*' escape sequence",
     "the escape '%s' has no place in a text"},
    {"keyword \"*\" unknown", "unknown keyword '%s': a text stands in quotation marks"},
    {"missing 'msgstr' section", "msgid without msgstr"},
    {"missing 'msgstr[]' section", "msgid_plural without msgstr[0]"},
    {"missing 'msgid_plural' section", "msgstr[0] without msgid_plural"},
    {"first plural form has nonzero index", "the first plural form is msgstr[0]"},
    {"plural form has wrong index", "the plural forms' numbers do not go up by one"},
    {"inconsistent use of #~", "only a part of the entry is marked as obsolete (#~)"},
    {"syntax error", "no msgid, msgstr or text is expected here"},
    {"duplicate message definition", "the same source text is translated a second time"},
    {"this is the location of the first definition", "the first time is here"},
    {"'msgid' and 'msgstr' entries do not both begin with '\\n'",
     "source and translation must both begin with a line end (\\n), or neither"},
    {"'msgid' and 'msgstr' entries do not both end with '\\n'",
     "source and translation must both end with a line end (\\n), or neither"},
    {"'msgid' and 'msgstr[*]' entries do not both begin with '\\n'",
     "source and msgstr[%s] must both begin with a line end (\\n), or neither"},
    {"'msgid' and 'msgstr[*]' entries do not both end with '\\n'",
     "source and msgstr[%s] must both end with a line end (\\n), or neither"},
    {"'msgid' and 'msgid_plural' entries do not both begin with '\\n'",
     "msgid and msgid_plural must both begin with a line end (\\n), or neither"},
    {"'msgid' and 'msgid_plural' entries do not both end with '\\n'",
     "msgid and msgid_plural must both end with a line end (\\n), or neither"},
    {"invalid nplurals value", "the header's Plural-Forms: nplurals is no number"},
    {"invalid plural expression", "the header's Plural-Forms: the formula behind plural= is none"},
    {"plural expression can produce *", "the header's Plural-Forms: the formula can give %s"},
    {"nplurals = * but plural expression can produce values as large as *",
     "the header's Plural-Forms: nplurals is %s, but the formula gives numbers to %s"},
    {"nplurals = *", "the header's Plural-Forms say that there are %s forms"},
    {"but some messages have only one plural form", "this entry has one"},
    {"but some messages have one plural form", "this entry has one"},
    {"but some messages have only * plural forms", "this entry has %s"},
    {"but some messages have * plural forms", "this entry has %s"},
    {"message catalog has plural form translations, but lacks a header entry*",
     "an entry has plural forms, and there is no header with Plural-Forms"},
    {"message catalog has plural form translations", "this entry has plural forms"},
    {"but header entry lacks a \"plural=EXPRESSION\" attribute",
     "but Plural-Forms lack plural= in the header"},
    {"but header entry lacks a \"nplurals=INTEGER\" attribute",
     "but Plural-Forms lack nplurals= in the header"},
    {"format specifications in 'msgid' and '*' are not equivalent",
     "source and %s do not have the same places for values (the entry is marked as a format)"},
    {"number of format specifications in 'msgid' and '*' does not match",
     "source and %s do not have the same places for values (the entry is marked as a format)"},
};

enum { STARS = 2 };

/* Whether the message has the pattern; the stars' texts. */
static bool matches(const char *pattern, const char *message, struct text star[STARS])
{
    for (size_t n = 0; *pattern; pattern++) {
        if (*pattern != '*') {
            if (*pattern != *message++)
                return false;
            continue;
        }
        size_t plain = strcspn(pattern + 1, "*");
        const char *rest = message;
        while (*rest && (plain == 0 || strncmp(rest, pattern + 1, plain) != 0))
            rest++;
        if (n < STARS)
            star[n++] = (struct text){message, (size_t)(rest - message)};
        message = rest;
    }
    return *message == '\0';
}

const char *po_words(struct arena *arena, const char *message)
{
    const char *line = arena_string(arena, text_slice(text_of(message), 0, strcspn(message, "\n")));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct text star[STARS] = {{0}};
        if (!matches(words[i].theirs, line, star))
            continue;
        if (!strstr(words[i].ours, "%s"))
            return words[i].ours;
        return arena_printf(arena, words[i].ours, arena_string(arena, star[0]),
                            arena_string(arena, star[1]));
    }
    return line;
}
