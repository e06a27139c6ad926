/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text of both directions: what a reader sees from left to right. Capitals stand for letters from
 * right to left (tests/line/bidi.h). */
#include "tests/check.h"
#include "tests/line/bidi.h"

static struct arena *arena;
static struct shaper *shaper;

static const struct {
    const char *sentence, *lang, *text, *shown;
} seen[] = {
    {"Arabic runs from right to left", "ar", "ABC DEF.", ".FED CBA"},
    {"a Latin word inside keeps its order", "ar", "AB word CD", "DC word BA"},
    {"a telephone number is one whole", "ar", "ABC +49 391 567-01 DEF", "FED +49 391 567-01 CBA"},
    {"with its area code in brackets", "ar", "ABC (0391) 567 01 40.", ".(0391) 567 01 40 CBA"},
    {"brackets around one are the sentence's", "ar", "ABC (0391 567 01) DEF",
     "FED (0391 567 01) CBA"},
    {"a slash behind the area code", "ar", "ABC: 0391/567014", "0391/567014 :CBA"},
    {"a call number in groups", "ar", "ABC 116 117 DEF", "FED 116 117 CBA"},
    {"a thousand grouped by spaces", "ar", "ABC 1 234 567 DEF", "FED 1 234 567 CBA"},
    {"numbers in a row are numbers", "ar", "A 222 333 444 B", "B 444 333 222 A"},
    {"a mail address keeps its order", "ar", "ABC info@lsa-nord.de.", ".info@lsa-nord.de CBA"},
    {"with figures in it", "ar", "ABC 2015@123.de, DEF", "FED ,2015@123.de CBA"},
    {"a web address with a slash at its end", "ar", "ABC https://lsa.de/2015/ DEF",
     "FED https://lsa.de/2015/ CBA"},
    {"without a scheme", "ar", "ABC (www.lsa.de/ab/).", ".(www.lsa.de/ab/) CBA"},
    {"a host with a path", "ar", "ABC lsa.de/12/ DEF", "FED lsa.de/12/ CBA"},
    {"with a prefix right before it", "ar", "Ahttps://lsa.de/?a=1 B", "B https://lsa.de/?a=1A"},
    {"an address with Arabic in its path", "ar", "AB https://lsa.de/CD/ EF",
     "FE https://lsa.de/DC/ BA"},
    {"two addresses stay apart", "ar", "A www.a.de B www.b.de/ C", "C www.b.de/ B www.a.de A"},
    {"a range runs as the text does", "ar", "ABC 10–12 DEF", "FED 12–10 CBA"},
    {"a range in Hebrew", "he", "ABC 10–12 DEF", "FED 12–10 CBA"},
    {"a range of times", "ar", "ABC 9:00–17:30 DEF", "FED 17:30–9:00 CBA"},
    {"brackets around Latin", "ar", "ABC (who) DEF", "FED (who) CBA"},
    {"Latin with brackets at the line's end", "ar", "ABC wort (mit)", "wort (mit) CBA"},
    {"brackets around Arabic inside Latin", "de", "wort (ABC) wort", "wort (CBA) wort"},
    {"a percentage with a space", "ar", "ABC 3.14 % DEF", "FED % 3.14 CBA"},
    {"a percentage in Hebrew without", "he", "ABC 59% DEF", "FED 59% CBA"},
    {"an amount with its currency behind", "ar", "ABC 1.234,50 € DEF", "FED € 1.234,50 CBA"},
    {"a date by ISO 8601", "ar", "ABC 2015-12-31 DEF", "FED 2015-12-31 CBA"},
    {"the same right behind a colon", "he", "ABC:2015-12-31.", ".2015-12-31:CBA"},
    {"a date with points", "ar", "ABC 31.12.2015 DEF", "FED 31.12.2015 CBA"},
    {"a negative number", "ar", "ABC −3,5 DEF", "FED −3,5 CBA"},
    {"a positive one", "he", "ABC +12 DEF", "FED +12 CBA"},
    {"a hyphen between words is no sign", "ar", "ABC - DEF", "FED - CBA"},
    {"nested quotation marks", "ar", "ABC «DEF “word GH” IJ» KL", "LK «JI ”HG word“ FED» CBA"},
    {"Hebrew with numbers", "he", "ABC 5 DEF 2015, GH", "HG ,2015 FED 5 CBA"},
    {"years in a row are no telephone number", "ar", "A 2014 2015 2016 B", "B 2016 2015 2014 A"},
    {"a sentence in German with an Arabic name", "de", "Frau ABC DEF, halle.",
     "Frau FED CBA, halle."},
    {"and a number behind the name", "de", "Frau " VALUE("ABC") " 15", "Frau CBA 15"},
    {"without a mark it is the name's", "de", "Frau ABC 15", "Frau 15 CBA"},
    {"names of both directions in a list", "ar",
     VALUE("anna") "، " VALUE("ABC") "، " VALUE("otto (2)") ".", ".otto (2) ،CBA ،anna"},
    {"the same in German", "de", VALUE("anna") ", " VALUE("ABC!") ", " VALUE("DEF") ".",
     "anna, !CBA, FED."},
    {"a value's number behind Latin is the text's", "ar", "AB " VALUE("who") " " VALUE("15") " CD",
     "DC 15 who BA"},
    {"but what stands right beside it", "ar", "AB covid-" VALUE("19") " CD", "DC covid-19 BA"},
    {"a value that is a range", "ar", "AB " VALUE("10–12") " CD", "DC 12–10 BA"},
    {"a value that is a telephone number", "ar", "AB " VALUE("+49 391 567") "، C",
     "C ،+49 391 567 BA"},
    {"an address made of template and value", "ar", "AB https://lsa.de/" VALUE("12") "/ CD",
     "DC https://lsa.de/12/ BA"},
    {"a value that only begins an address", "ar", "AB " VALUE("www.a.de/x CD") " E",
     "E "
     "www.a.de/x DC"
     " BA"},
    {"code runs from left to right", "ar", "AB " CODE("a = b[1];") " CD", "DC a = b[1]; BA"},
    {"with Arabic in it", "ar", "AB " CODE("x(\"CD\")") ".", ".x(\"DC\") BA"},
    {"a value in code", "ar", "AB " CODE("f(" VALUE("CD") ", 1)") "E", "Ef(DC, 1) BA"},
    {"a note's mark is the sentence's", "ar", "AB word" MARK("1") " CD", "DC 1word BA"},
    {"also behind a name in German", "de", "Frau ABC" MARK("1") " sagt", "Frau CBA1 sagt"},
    {"two notes in turn", "ar", "AB" MARK("1") MARK("2") ".", ".21BA"},
    {"a span in German within Arabic", "ar", "AB " IN("de", "halle (saale), 5.") " CD",
     "DC halle (saale), 5. BA"},
    {"a span in Arabic within German", "de", "Das " IN("ar", "ABC, 10–12!") " da",
     "Das !12–10 ,CBA da"},
    {"a span in a span", "de", "Das " IN("ar", "AB " IN("de", "x!") " CD.") " da",
     "Das .DC x! BA da"},
    {"a value in a span", "de", "Das " IN("ar", "AB " VALUE("c") ".") " da", "Das .c BA da"},
    {"a span of figures takes its language's order", "de", "Das " IN("he", "1–2") " da",
     "Das 2–1 da"},
    {"a mark of the text's own is honoured", "de", "ab ABC\u200E! c", "ab CBA\u200E! c"},
    {"an isolate of the text's own too", "de", "ab \u2067x!\u2069 c", "ab \u2067!x\u2069 c"},
    {"the end of one cannot end ours", "de", "ab " VALUE("ABC\u2069!") " c", "ab !\u2069CBA c"},
    {"one that stays open ends with its value", "de", "ab " VALUE("x \u2067") " 1, 2",
     "ab x \u2067 1, 2"},
    {"an override cannot leave its value", "de", "ab " VALUE("\u202Ecde") " fgh",
     "ab edc\u202E fgh"},
};

static bool is_rtl(const char *lang)
{
    return strcmp(lang, "ar") == 0 || strcmp(lang, "he") == 0;
}

static void readers_see_what_is_meant(void)
{
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++) {
        struct mixed mixed;
        size_t n;
        uint32_t first = strcmp(seen[i].lang, "he") == 0 ? HEBREW : ARABIC;
        mixed_read(arena, seen[i].text, first, &mixed);
        struct paragraph p = {.text = mixed.text,
                              .stretch = mixed.stretch,
                              .stretches = mixed.stretches,
                              .lang = seen[i].lang,
                              .is_rtl = is_rtl(seen[i].lang)};
        struct unit *unit = units_make(shaper, &p, shaper_tongue(shaper, p.lang), &n);
        check_text(mixed_shown(arena, unit, n, p.is_rtl, first), seen[i].shown, seen[i].sentence);
    }
}

int main(void)
{
    arena = arena_new();
    shaper = shaper_new(NULL, "build/hyphen");
    readers_see_what_is_meant();
    shaper_free(shaper);
    arena_free(arena);
    return check_done();
}
