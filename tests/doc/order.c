/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Glossaries and indexes stand in the order of their language's dictionaries, below its letters. */
#include "doc/order.h"

#include <string.h>

#include "tests/check.h"

struct sorted {
    const char *lang, *words; /* in order, parted by '|' */
    const char *letters;      /* of each: "-" is none */
};

static const struct sorted cases[] = {
    {"de", "Amt|Ämter|Anerkennung|Masse|Maße|Öfen|Ofenrohr|Ort|Übung|Zug|zuletzt",
     "A|A|A|M|M|O|O|O|U|Z|Z"},
    {"sv", "Anna|Zebra|Åsa|Ärla|Öga", "A|Z|Å|Ä|Ö"},
    {"cs", "cena|cukr|hrad|chata|Chrám|idea|šach", "C|C|H|CH|CH|I|Š"},
    {"sq", "cak|çaj|dasmë|dritë|dhomë|gur|gjak|zog|zhurmë", "C|Ç|D|D|DH|G|GJ|Z|ZH"},
    {"hu", "cél|cukor|csend|zene|zseb", "C|C|CS|Z|ZS"},
    {"vi", "an|ăn|ấn|cá|dân|đất|em|ông|ơn|ưu", "A|Ă|Â|C|D|Đ|E|Ô|Ơ|Ư"},
    {"tr", "çay|dağ|ılık|ışık|iğne|şeker|zaman", "Ç|D|I|I|İ|Ş|Z"},
    {"ar", "أمل|بيت|تعليم|شمس|يوم", "ا|ب|ت|ش|ي"},
    {"fa", "آب|پدر|چای|ژاله|گل|یار", "آ|پ|چ|ژ|گ|ی"},
    {"he", "אמא|בית|שלום|תודה", "א|ב|ש|ת"},
    {"ru", "Ёлка|Ель|Жук|Щи|Эхо|Яма", "Е|Е|Ж|Щ|Э|Я"},
    {"uk", "Гай|Ґанок|Єва|Іван|Їжак", "Г|Ґ|Є|І|Ї"},
    {"de", "2015|Abend|Ωμέγα|Москва", "-|A|Ω|М"}, /* others' letters come after ours */
    {"ar", "بيت|Amt|Ämter|Anerkennung|Örebro|Ort", "ب|A|A|A|O|O"},
    {"ru", "Яма|Amt|Åsa|Çelik|Ćosić", "Я|A|A|C|C"},
    {"de", "Zug|Ёлка|Ель|Жук|Их|Йод|أهل|تعليم", "Z|Е|Е|Ж|И|Й|أ|ت"},
};

static struct text part(const char *list, size_t n)
{
    struct text rest = text_of(list), item = TEXT("");
    for (size_t i = 0; i <= n; i++)
        if (!text_next_part(&rest, '|', &item))
            return TEXT("");
    return item;
}

static void words_stand_in_order(void)
{
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        const struct sorted *s = &cases[c];
        struct arena *arena = arena_new();
        struct order *order = order_open(arena, s->lang);
        struct text last = TEXT("");
        for (size_t i = 0; part(s->words, i).n; i++) {
            struct text word = part(s->words, i), letter = part(s->letters, i);
            struct text key = order_key(order, arena, word);
            struct text got = order_letter(order, arena, word);
            check(i == 0 || text_order(last, key) < 0, "%s: '%.*s' stands behind the one before",
                  s->lang, (int)word.n, word.p);
            check(text_is(letter, "-") ? got.n == 0 : text_equal(got, letter),
                  "%s: '%.*s' stands below '%.*s', not '%.*s'", s->lang, (int)word.n, word.p,
                  (int)letter.n, letter.p, (int)got.n, got.p);
            last = key;
        }
        order_close(order);
        arena_free(arena);
    }
}

int main(void)
{
    words_stand_in_order();
    return check_done();
}
