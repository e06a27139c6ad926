/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our tries against libhyphen itself: on the words the German dictionary lists, on compounds made
 * here, and on a small dictionary with spelling changes. */
#include "line/hyphenate.h"

#include <stdlib.h>
#include <unistd.h>

#include <hyphen.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/utf8.h"
#include "tests/check.h"

/* libhyphen loses some memory of its own when it loads a dictionary. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libhyphen\n";
}

static struct arena *arena;

static char *latin1(const char *word)
{
    char *out = arena_string(arena, text_of(word)), *p = out;
    for (size_t i = 0, n = strlen(word); i < n;) {
        uint32_t cp;
        i += utf8_decode(word + i, n - i, &cp);
        *p++ = (char)cp;
    }
    *p = '\0';
    return out;
}

/* "Wort=fuge" by libhyphen; spelling changes as "pre=post" in place. */
static char *theirs(HyphenDict *dict, const char *word)
{
    const char *bytes = dict->utf8 ? word : latin1(word);
    size_t n = strlen(bytes), letters = utf8_count(text_of(word));
    char *hyphens = ARENA_ARRAY(arena, char, n + 5), **rep = NULL;
    int *pos = NULL, *cut = NULL;
    struct buf out = {0};
    hnj_hyphen_hyphenate3(dict, bytes, (int)n, hyphens, NULL, &rep, &pos, &cut, 2, 3, 2, 2);
    for (size_t i = 0, at = 0; i < letters; i++) {
        uint32_t cp;
        at += utf8_decode(word + at, strlen(word) - at, &cp);
        buf_code_point(&out, cp);
        if (hyphens[i] & 1)
            buf_char(&out, '=');
        if (hyphens[i] & 1 && rep && rep[i])
            buf_printf(&out, "[%s,%d,%d]", rep[i], pos[i], cut[i]);
    }
    for (size_t i = 0; rep && i < n; i++)
        free(rep[i]);
    free(rep);
    free(pos);
    free(cut);
    char *result = arena_string(arena, buf_as_text(&out));
    buf_done(&out);
    return result;
}

static char *ours(const struct hyphenator *h, const char *word)
{
    size_t n, at = 0;
    struct text text = text_of(word);
    const struct hyphen_point *point = hyphenate(arena, h, text, &n);
    struct buf out = {0};
    for (size_t i = 0; i < n; i++) {
        buf_text(&out, text_slice(text, at, point[i].at));
        buf_char(&out, '=');
        at = point[i].at;
        if (point[i].pre)
            buf_printf(&out, "[%s=%s,%u,%u]", point[i].pre, point[i].post, point[i].cut_before,
                       point[i].cut_before + point[i].cut_after);
    }
    buf_text(&out, text_from(text, at));
    char *result = arena_string(arena, buf_as_text(&out));
    buf_done(&out);
    return result;
}

struct count {
    size_t words, same, points;
};

static void compare(const struct hyphenator *h, HyphenDict *dict, const char *word,
                    struct count *count)
{
    struct arena_mark mark = arena_mark(arena);
    const char *a = ours(h, word), *b = theirs(dict, word);
    count->words++;
    count->points += strchr(a, '=') != NULL;
    if (strcmp(a, b) == 0)
        count->same++;
    else if (count->words - count->same <= 5)
        printf("     ours %s, theirs %s\n", a, b);
    arena_rewind(arena, mark);
}

/* The words of the dictionary's first level: its lines without their digits. */
static struct count compare_listed(const struct hyphenator *h, HyphenDict *dict, struct text bytes)
{
    struct count count = {0};
    struct text line;
    while (text_next_line(&bytes, &line)) {
        struct buf word = {0};
        for (size_t i = 0; i < line.n; i++) {
            unsigned char c = (unsigned char)line.p[i];
            if (c >= 'a' || (c >= 'A' && c <= 'Z'))
                buf_code_point(&word, c);
        }
        if (word.n > 4 && line.p[0] > '9' && (unsigned char)word.p[0] >= 'a')
            compare(h, dict, word.p, &count);
        buf_done(&word);
    }
    return count;
}

static const char *const parts[] = {
    "arbeits", "beratungs",   "bildungs",   "demografie",   "ehrenamts",     "einwanderungs",
    "förder",  "flüchtlings", "gemeinde",   "gesundheits",  "gesellschafts", "integrations",
    "jugend",  "kinder",      "landes",     "migrations",   "netzwerk",      "projekt",
    "sprach",  "straßen",     "teilnehmer", "unternehmens", "verwendungs",   "willkommens",
};
static const char *const ends[] = {
    "abschluss",       "anerkennung",   "angebote",     "behörde",       "beauftragte",
    "dokumentation",   "einrichtung",   "förderung",    "kultur",        "lehrerinnen",
    "maßnahmen",       "mitarbeiterin", "nachweis",     "organisation",  "qualifizierung",
    "richtlinie",      "schlüssel",     "stellen",      "träger",        "übersetzung",
    "veranstaltungen", "werkstätten",   "zusammenhang", "zuständigkeit",
};

static struct count compare_compounds(const struct hyphenator *h, HyphenDict *dict)
{
    struct count count = {0};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
            compare(h, dict, arena_printf(arena, "%s%s", parts[i], ends[k]), &count);
    }
    return count;
}

static void german_is_hyphenated_as_libhyphen_does(void)
{
    const char *path = "/usr/share/hyphen/hyph_de_DE.dic";
    struct text bytes;
    HyphenDict *dict = hnj_hyphen_load(path);
    const struct hyphenator *h = hyphenator_open(arena, "build/hyphen", "de");
    if (!check(dict && h && file_read(arena, path, &bytes), "the German dictionary is there"))
        return;
    struct count made = compare_compounds(h, dict);
    struct count listed = compare_listed(h, dict, bytes);
    check(made.words > 500 && made.points == made.words, "each of the compounds has a break");
    check(made.same == made.words, "%zu of %zu compounds are as libhyphen has them", made.same,
          made.words);
    check(listed.words > 5000 && listed.same == listed.words,
          "%zu of %zu listed words are as libhyphen has them", listed.same, listed.words);
    hnj_hyphen_free(dict);
}

static void words_have_their_breaks(void)
{
    static const struct {
        const char *lang, *word, *hyphenated;
    } cases[] = {
        {"de", "Teilnehmerinnen", "Teil=neh=me=rin=nen"},
        {"de-DE", "Größeres", "Grö=ße=res"},
        {"de-x-leicht", "Verwendungsnachweis", "Ver=wen=dungs=nach=weis"},
        {"de", "Abend", "Abend"},
        {"en", "typography", "ty=po=graphy"},
        {"en-GB", "language", "lan=guage"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct hyphenator *h = hyphenator_open(arena, "build/hyphen", cases[i].lang);
        if (check(h != NULL, "there are patterns for %s", cases[i].lang))
            check_text(text_of(ours(h, cases[i].word)), cases[i].hyphenated, cases[i].word);
    }
    check(!hyphenator_open(arena, "build/hyphen", "ti"), "Tigrinya has none");
    char *long_word = arena_alloc(arena, 200, 1);
    memset(long_word, 'a', 150);
    check_text(text_of(ours(hyphenator_open(arena, "build/hyphen", "de"), long_word)), long_word,
               "a word of 150 letters has no breaks");
}

static void spelling_changes_at_the_break(void)
{
    static const char dictionary[] = "UTF-8\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 2\n"
                                     "f1f/ff=f,1,2\n1ck\nc1k/k=k,1,2\n.al1lo\nü1b\nbet1tuch\n"
                                     "a1tje./á=tje,1,1\n";
    static const char *const words[] = {"schiffahrt", "zucker", "alloge",  "grüber",
                                        "bettuch",    "omatje", "drucken", "schiffer"};
    char path[] = "/tmp/dokuwerk_hyphen_XXXXXX";
    int file = mkstemp(path);
    const char *trie = arena_printf(arena, "%s.trie", path);
    struct count count = {0};
    if (file < 0 || !file_write(path, TEXT(dictionary)) || hyphen_compile(path, trie))
        return;
    HyphenDict *dict = hnj_hyphen_load(path);
    struct hyphenator *h = hyphenator_open(arena, "/tmp", arena_string(arena, path_base(path)));
    check(h != NULL, "a dictionary with spelling changes is compiled");
    for (size_t i = 0; h && i < sizeof words / sizeof *words; i++)
        compare(h, dict, words[i], &count);
    check(count.same == count.words, "%zu of %zu spelling changes are as libhyphen has them",
          count.same, count.words);
    if (h)
        check_text(text_of(ours(h, "schiffahrt")), "schif=[ff=f,1,2]fahrt", "the classic");
    hyphenator_close(h);
    hnj_hyphen_free(dict);
    close(file);
    unlink(path);
    unlink(trie);
}

/* Every byte of a good file set wrong in turn: it is refused, or breaks are wrong, nothing worse.
 */
static void damaged_files_do_no_harm(void)
{
    struct text bytes;
    const char *bad = "/tmp/dokuwerk_damaged.trie";
    if (!file_read(arena, "build/hyphen/en_GB.trie", &bytes))
        return;
    file_write(bad, text_slice(bytes, 0, bytes.n - 1));
    check(!hyphenator_open(arena, "/tmp", "dokuwerk_damaged"), "a file cut short is refused");
    char *copy = arena_string(arena, bytes);
    for (size_t i = 0; i < 400; i++) {
        size_t at = i < 60 ? i : (i * 7919) % bytes.n;
        char was = copy[at];
        copy[at] = (char)(was ^ 0x55);
        file_write(bad, (struct text){copy, bytes.n});
        struct hyphenator *h = hyphenator_open(arena, "/tmp", "dokuwerk_damaged");
        size_t n = 0;
        if (h)
            hyphenate(arena, h, TEXT("internationalisation"), &n);
        hyphenator_close(h);
        copy[at] = was;
    }
    unlink(bad);
    check(true, "damaged files were read");
}

int main(void)
{
    arena = arena_new();
    german_is_hyphenated_as_libhyphen_does();
    words_have_their_breaks();
    spelling_changes_at_the_break();
    damaged_files_do_no_harm();
    arena_free(arena);
    return check_done();
}
