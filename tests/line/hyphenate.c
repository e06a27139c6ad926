/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our tries against libhyphen itself: on the words the German dictionary lists, on compounds made
 * here, on words made of each other dictionary's patterns, and on a small one with spelling
 * changes; TeX's patterns against words whose syllables are known. */
#include "line/hyphenate.h"

#include <stdlib.h>
#include <unistd.h>

#include <hyphen.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/utf8.h"
#include "line/patterns.h"
#include "tests/check.h"

static struct arena *arena;

/* A word in the dictionary's own character set; NULL: it has a letter that is none there. */
static char *encode(const char *charset, const char *word)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t n = (int32_t)strlen(word);
    char *out = arena_alloc(arena, (size_t)n + 1, 1);
    ucnv_convert(charset, "UTF-8", out, n + 1, word, n, &status);
    return U_SUCCESS(status) && !strchr(out, 0x1A) ? out : NULL;
}

static bool is_mark(uint32_t cp)
{
    return (U_GET_GC_MASK((UChar32)cp) & U_GC_M_MASK) != 0;
}

static size_t letters_of(const char *word)
{
    size_t n = 0;
    for (size_t i = 0, length = strlen(word); i < length;) {
        uint32_t cp;
        i += utf8_decode(word + i, length - i, &cp);
        n += !is_mark(cp);
    }
    return n;
}

/* "Wort=fuge" by libhyphen, spelling changes as "pre=post" in place; no part shorter than our least
 * ones, counted without marks, and no mark torn from its letter. */
static char *theirs(HyphenDict *dict, const char *word, size_t after)
{
    const char *bytes = encode(dict->utf8 ? "UTF-8" : dict->cset, word);
    size_t n = bytes ? strlen(bytes) : 0, letters = bytes ? utf8_count(text_of(word)) : 0;
    char *hyphens = ARENA_ARRAY(arena, char, n + 5), **rep = NULL;
    int *pos = NULL, *cut = NULL;
    struct buf out = {0};
    if (n)
        hnj_hyphen_hyphenate3(dict, bytes, (int)n, hyphens, NULL, &rep, &pos, &cut, 2, 2, 0, 0);
    for (size_t i = 0, at = 0, seen = 0; i < letters; i++) {
        uint32_t cp, next = 0;
        at += utf8_decode(word + at, strlen(word) - at, &cp);
        if (word[at])
            utf8_decode(word + at, strlen(word) - at, &next);
        buf_code_point(&out, cp);
        seen += !is_mark(cp);
        if (!(hyphens[i] & 1) || seen < 2 || letters_of(word + at) < after || is_mark(next))
            continue;
        buf_char(&out, '=');
        if (rep && rep[i])
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

static size_t letters_in(struct text text, size_t from, size_t to)
{
    return utf8_count(text_slice(text, from, to));
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
            buf_printf(&out, "[%s=%s,%zu,%zu]", point[i].pre, point[i].post,
                       letters_in(text, point[i].at - point[i].cut_before, point[i].at),
                       letters_in(text, point[i].at - point[i].cut_before,
                                  point[i].at + point[i].cut_after));
    }
    buf_text(&out, text_from(text, at));
    char *result = arena_string(arena, buf_as_text(&out));
    buf_done(&out);
    return result;
}

struct count {
    size_t words, same, points;
};

static void compare(const struct hyphenator *h, HyphenDict *dict, const char *word, size_t after,
                    struct count *count)
{
    struct arena_mark mark = arena_mark(arena);
    const char *a = ours(h, word), *b = theirs(dict, word, after);
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
            compare(h, dict, word.p, 3, &count);
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
            compare(h, dict, arena_printf(arena, "%s%s", parts[i], ends[k]), 3, &count);
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

/* A dictionary's patterns, as an oracle of the plainest kind reads them. */
struct pattern {
    const char *letters;
    const uint8_t *value; /* before each byte of the letters, and after the last */
    size_t n;
};
struct patterns {
    struct pattern *p;
    size_t n, cap;
    size_t first[257]; /* of those that begin with the byte */
};

static int by_letters(const void *a, const void *b)
{
    const struct pattern *left = a, *right = b;
    return strcmp(left->letters, right->letters);
}

static void add_pattern(struct patterns *all, struct text line)
{
    struct pattern *p;
    char *letters = arena_alloc(arena, line.n + 1, 1);
    uint8_t *value = arena_alloc(arena, line.n + 2, 1);
    size_t n = 0;
    memset(value, 0, line.n + 2);
    for (size_t i = 0; i < line.n && line.p[i] != '/' && (unsigned char)line.p[i] > ' '; i++)
        if (ascii_is_digit(line.p[i]))
            value[n] = (uint8_t)(line.p[i] - '0');
        else
            letters[n++] = line.p[i];
    letters[n] = '\0';
    bool is_keyword = n > 3 && letters[0] >= 'A' && letters[0] <= 'Z';
    if (n == 0 || ascii_is_in("#%-", line.p[0]) || is_keyword)
        return;
    all->p = arena_grow(arena, all->p, sizeof *all->p, &all->cap, all->n + 1);
    p = &all->p[all->n++];
    *p = (struct pattern){letters, value, n};
}

/* charset: NULL where the file is TeX's, in UTF-8 without saying so. */
static struct patterns read_patterns(const char *path, const char *charset)
{
    struct patterns all = {0};
    struct text bytes, line;
    UErrorCode status = U_ZERO_ERROR;
    if (!file_read(arena, path, &bytes))
        return all;
    if (charset) {
        int32_t room = (int32_t)bytes.n * 3 + 1;
        char *utf8 = ARENA_ARRAY(arena, char, (size_t)room);
        int32_t n = ucnv_convert("UTF-8", charset, utf8, room, bytes.p, (int32_t)bytes.n, &status);
        bytes = (struct text){utf8, U_SUCCESS(status) ? (size_t)n : 0};
        text_next_line(&bytes, &line);
    }
    while (text_next_line(&bytes, &line))
        add_pattern(&all, line);
    qsort(all.p, all.n, sizeof *all.p, by_letters);
    for (size_t i = 0, byte = 0; byte < 257; byte++) {
        while (i < all.n && (unsigned char)all.p[i].letters[0] < byte)
            i++;
        all.first[byte] = i;
    }
    return all;
}

/* Every pattern at every place. */
static char *plainly(const struct patterns *all, const char *word, size_t after)
{
    struct buf dotted = {0}, out = {0};
    buf_printf(&dotted, ".%s.", word);
    uint8_t *value = arena_alloc(arena, dotted.n + 2, 1);
    memset(value, 0, dotted.n + 2);
    for (size_t at = 0; at < dotted.n; at++) {
        unsigned char byte = (unsigned char)dotted.p[at];
        for (size_t i = all->first[byte]; i < all->first[byte + 1]; i++) {
            const struct pattern *p = &all->p[i];
            if (strncmp(dotted.p + at, p->letters, p->n) != 0)
                continue;
            for (size_t k = 0; k <= p->n; k++)
                value[at + k] = value[at + k] > p->value[k] ? value[at + k] : p->value[k];
        }
    }
    for (size_t at = 0, n = strlen(word), seen = 0; at < n;) {
        uint32_t cp;
        size_t size = utf8_decode(word + at, n - at, &cp);
        if (value[at + 1] & 1 && seen >= 2 && letters_of(word + at) >= after && !is_mark(cp))
            buf_char(&out, '=');
        buf_add(&out, word + at, size);
        seen += !is_mark(cp);
        at += size;
    }
    char *result = arena_string(arena, buf_as_text(&out));
    buf_done(&dotted);
    buf_done(&out);
    return result;
}

/* Letters of a pattern that may stand in a word: no signs, and no ligatures, which libhyphen takes
 * for two. */
static const char *fragment(const struct pattern *pattern)
{
    struct text t = text_of(pattern->letters);
    while (t.n && *t.p == '.')
        t = text_from(t, 1);
    while (t.n && t.p[t.n - 1] == '.')
        t.n--;
    for (size_t i = 0; i < t.n;) {
        uint32_t cp;
        i += utf8_decode(t.p + i, t.n - i, &cp);
        if (!(u_isalpha((UChar32)cp) || is_mark(cp)) || (cp >= 0xFB00 && cp < 0xFB10))
            return "";
    }
    return arena_string(arena, t);
}

/* The i-th of the words made of patterns: nine letters at least. */
static const char *make_word(const struct patterns *all, size_t i)
{
    enum { LEAST = 9, MOST_PARTS = 12 };
    const char *word = "";
    for (size_t k = 0; k < MOST_PARTS && letters_of(word) < LEAST; k++)
        word = arena_printf(arena, "%s%s", word,
                            fragment(&all->p[(i * 7919 + k * (i + 104729)) % all->n]));
    return word;
}

static void count_word(const char *word, const char *a, const char *b, struct count *count)
{
    count->words += *word != '\0';
    count->points += strchr(a, '=') != NULL;
    count->same += *word && strcmp(a, b) == 0;
    if (strcmp(a, b) != 0 && count->words - count->same <= 3)
        printf("     ours %s, theirs %s\n", a, b);
}

static void tell(const char *tag, const char *oracle, const struct count *count)
{
    check(count->points > count->words / 4 && count->same == count->words,
          "%s: %zu of %zu words are as %s has them, %zu of them with breaks", tag, count->same,
          count->words, oracle, count->points);
}

/* libhyphen is the oracle where the dictionary was prepared for it; else all patterns count. */
static void compare_dictionary(const char *tag, const char *file, bool is_prepared)
{
    struct pattern_names names = pattern_names(tag);
    size_t after = pattern_least_after(names.language), words = is_prepared ? 1000 : 300;
    const char *path = arena_printf(arena, "/usr/share/hyphen/hyph_%s.dic", file);
    HyphenDict *dict = hnj_hyphen_load(path);
    struct hyphenator *h = hyphenator_open(arena, "build/hyphen", tag);
    struct count count = {0};
    if (check(dict && h, "there are patterns for %s", tag)) {
        struct patterns all = read_patterns(path, dict->cset);
        for (size_t i = 0; all.n && i < words; i++) {
            struct arena_mark mark = arena_mark(arena);
            const char *word = make_word(&all, i);
            count_word(word, ours(h, word),
                       is_prepared ? theirs(dict, word, after) : plainly(&all, word, after),
                       &count);
            arena_rewind(arena, mark);
        }
        tell(tag, is_prepared ? "libhyphen" : "a reading of all patterns", &count);
    }
    hyphenator_close(h);
    hnj_hyphen_free(dict);
}

static void each_dictionary_is_read_whole(void)
{
    static const struct {
        const char *tag, *file;
        bool is_prepared;
    } cases[] = {
        {"af", "af_ZA", false},    {"as", "as_IN", true},           {"be", "be_BY", false},
        {"bg", "bg_BG", true},     {"bn", "bn_IN", true},           {"ca", "ca_ES", true},
        {"cs", "cs_CZ", false},    {"da", "da_DK", false},          {"el", "el_GR", true},
        {"en", "en_GB", true},     {"en-US", "en_US", true},        {"es", "es_ES", true},
        {"fr", "fr", true},        {"gl", "gl_ES", false},          {"gu", "gu_IN", true},
        {"hi", "hi_IN", true},     {"hr", "hr_HR", true},           {"hu", "hu_HU", true},
        {"id", "id_ID", false},    {"is", "is_IS", false},          {"it", "it_IT", false},
        {"kn", "kn_IN", true},     {"lt", "lt_LT", false},          {"lv", "lv_LV", false},
        {"ml", "ml_IN", true},     {"mn", "mn_MN", true},           {"mr", "mr_IN", true},
        {"nb", "nb_NO", false},    {"nl", "nl_NL", true},           {"nn", "nn_NO", false},
        {"or", "or_IN", true},     {"pa", "pa_IN", true},           {"pl", "pl_PL", true},
        {"pt-PT", "pt_PT", false}, {"pt-BR", "pt_BR", false},       {"ro", "ro_RO", true},
        {"ru", "ru_RU", false},    {"sk", "sk_SK", false},          {"sl", "sl_SI", true},
        {"sr", "sr_RS", true},     {"sr-Latn", "sr-Latn_RS", true}, {"sv", "sv_SE", true},
        {"ta", "ta_IN", true},     {"te", "te_IN", true},           {"uk", "uk_UA", false},
        {"zu", "zu_ZA", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        compare_dictionary(cases[i].tag, cases[i].file, cases[i].is_prepared);
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
        {"en-US", "project", "project"},
        {"tr", "öğretmenler", "öğ=ret=men=ler"},
        {"tr", "TÜRKİYE", "TÜR=Kİ=YE"},
        {"kmr", "xwendekar", "xwen=de=kar"},
        {"es", "educación", "edu=ca=ción"},
        {"es", "educacio\u0301n", "edu=ca=cio\u0301n"},
        {"fr", "développement", "dé=ve=lop=pe=ment"},
        {"it", "cittadino", "cit=ta=di=no"},
        {"pl", "społeczeństwo", "spo=łe=czeń=stwo"},
        {"ro", "cetățean", "ce=tă=țean"},
        {"ru", "предложение", "пред=ло=же=ние"},
        {"uk", "громадянин", "гро=ма=дя=нин"},
        {"bg", "гражданин", "граж=да=нин"},
        {"sr", "република", "ре=пу=бли=ка"},
        {"sr-Latn", "republika", "re=pu=bli=ka"},
        {"el", "άνθρωπος", "άν=θρω=πος"},
        {"hu", "megye", "me=gye"},
        {"cs", "republika", "re=pub=lika"},
        {"fi", "talossa", "ta=los=sa"},
        {"et", "kodanik", "ko=da=nik"},
        {"lv", "pilsonis", "pil=so=nis"},
        {"hy", "Հայաստան", "Հա=յաստան"},
        {"ka", "საქართველო", "სა=ქარ=თვე=ლო"},
        {"ti", "ዝተገብረ", "ዝተ=ገ=ብረ"},
        {"hi", "स्वतंत्रता", "स्व=तं=त्रता"},
        {"ta", "தமிழ்நாடு", "தமிழ்=நாடு"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct hyphenator *h = hyphenator_open(arena, "build/hyphen", cases[i].lang);
        if (check(h != NULL, "there are patterns for %s", cases[i].lang))
            check_text(text_of(ours(h, cases[i].word)), cases[i].hyphenated, cases[i].word);
    }
    char *long_word = arena_alloc(arena, 200, 1);
    memset(long_word, 'a', 150);
    check_text(text_of(ours(hyphenator_open(arena, "build/hyphen", "de"), long_word)), long_word,
               "a word of 150 letters has no breaks");
}

/* TeX's patterns: all that match count, and a list of exceptions comes before them. */
static void patterns_of_tex_are_read(void)
{
    static const char patterns[] = "% a comment\n1b\n2bc\n.a2b\nx1y\n";
    static const char exceptions[] = "xy-xyxy\n";
    char folder[] = "/tmp/dokuwerk_hyphen_XXXXXX";
    if (!check(mkdtemp(folder) != NULL, "a folder is made"))
        return;
    const char *source = arena_printf(arena, "%s/hyph-nl.pat.txt", folder);
    const char *other = arena_printf(arena, "%s/hyph-nl.hyp.txt", folder);
    const char *trie = arena_printf(arena, "%s/nl.trie", folder);
    file_write(source, TEXT(patterns));
    file_write(other, TEXT(exceptions));
    check(!hyphen_compile(source, trie), "patterns of TeX are compiled");
    struct hyphenator *h = hyphenator_open(arena, folder, "nl");
    if (check(h != NULL, "and read")) {
        check_text(text_of(ours(h, "eeabcdd")), "eeabcdd", "2bc forbids what 1b allows");
        check_text(text_of(ours(h, "eeabdd")), "eea=bdd", "a pattern within a longer one counts");
        check_text(text_of(ours(h, "aeeabcxydd")), "aeeabcx=ydd", "all patterns of a word count");
        check_text(text_of(ours(h, "xyxyxy")), "xy=xyxy", "an exception decides alone");
    }
    hyphenator_close(h);
    unlink(source);
    unlink(other);
    unlink(trie);
    rmdir(folder);
}

static void spelling_changes_at_the_break(void)
{
    static const char dictionary[] = "UTF-8\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 2\n"
                                     "f1f/ff=f,1,2\n1ck\nc1k/k=k,1,2\n.al1lo\nü1b\nbet1tuch\n"
                                     "a1tje./á=tje,1,1\n";
    static const char *const words[] = {"schiffahrt", "zucker", "alloge",  "grüber",
                                        "bettuch",    "omatje", "drucken", "schiffer"};
    char folder[] = "/tmp/dokuwerk_hyphen_XXXXXX";
    struct count count = {0};
    if (!check(mkdtemp(folder) != NULL, "a folder is made"))
        return;
    const char *path = arena_printf(arena, "%s/hyph_nl.dic", folder);
    const char *trie = arena_printf(arena, "%s/nl.trie", folder);
    if (!file_write(path, TEXT(dictionary)) || hyphen_compile(path, trie))
        return;
    HyphenDict *dict = hnj_hyphen_load(path);
    struct hyphenator *h = hyphenator_open(arena, folder, "nl");
    check(h != NULL, "a dictionary with spelling changes is compiled");
    for (size_t i = 0; h && i < sizeof words / sizeof *words; i++)
        compare(h, dict, words[i], 3, &count);
    check(count.same == count.words, "%zu of %zu spelling changes are as libhyphen has them",
          count.same, count.words);
    if (h)
        check_text(text_of(ours(h, "schiffahrt")), "schif=[ff=f,1,2]fahrt", "the classic");
    hyphenator_close(h);
    hnj_hyphen_free(dict);
    unlink(path);
    unlink(trie);
    rmdir(folder);
}

/* Every byte of a good file set wrong in turn: it is refused, or breaks are wrong, nothing worse.
 */
static void damaged_files_do_no_harm(void)
{
    struct text bytes;
    char folder[] = "/tmp/dokuwerk_damaged_XXXXXX";
    if (!check(mkdtemp(folder) != NULL, "a folder is made"))
        return;
    const char *bad = arena_printf(arena, "%s/nl.trie", folder);
    if (!file_read(arena, "build/hyphen/en_GB.trie", &bytes))
        return;
    file_write(bad, text_slice(bytes, 0, bytes.n - 1));
    check(!hyphenator_open(arena, folder, "nl"), "a file cut short is refused");
    char *copy = arena_string(arena, bytes);
    for (size_t i = 0; i < 400; i++) {
        size_t at = i < 60 ? i : (i * 7919) % bytes.n;
        char was = copy[at];
        copy[at] = (char)(was ^ 0x55);
        file_write(bad, (struct text){copy, bytes.n});
        struct hyphenator *h = hyphenator_open(arena, folder, "nl");
        size_t n = 0;
        if (h)
            hyphenate(arena, h, TEXT("internationalisation"), &n);
        hyphenator_close(h);
        copy[at] = was;
    }
    unlink(bad);
    rmdir(folder);
    check(true, "damaged files were read");
}

int main(void)
{
    arena = arena_new();
    german_is_hyphenated_as_libhyphen_does();
    each_dictionary_is_read_whole();
    words_have_their_breaks();
    patterns_of_tex_are_read();
    spelling_changes_at_the_break();
    damaged_files_do_no_harm();
    arena_free(arena);
    return check_done();
}
