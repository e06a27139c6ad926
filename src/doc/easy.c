/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A passage is cut into words at white space, words into sentences at their signs. What stands in
 * another language or is code is left out. The rules' sources: BITV 2.0 (Barrierefreie-
 * Informationstechnik-Verordnung), annex 2, part 2, by number; the rules of Netzwerk Leichte
 * Sprache (NLS); Lebenshilfe's guide for 15 words. */
#include "doc/easy.h"

#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "doc/easy_word.h"
#include "doc/tree.h"
#include "doc/yaml.h"

const struct easy easy_default = {.words = 15, .commas = 1, .letters = 16, .columns = 2};

static const struct {
    const char *code, *hint, *source;
} rules[EASY_RULES] = {
    [EASY_WORDS] = {"words", "the sentence is long: make two of it", "Lebenshilfe; BITV no. 5"},
    [EASY_COMMAS] = {"commas", "the sentence has many commas: say one thing a sentence",
                     "BITV no. 5"},
    [EASY_LINE] = {"line", "a sentence begins within a line: end the line before it with '\\'",
                   "BITV no. 10"},
    [EASY_BRACKETS] = {"brackets", "brackets are hard to read: make a sentence of it",
                       "BITV no. 6"},
    [EASY_ABBREVIATION] = {"abbreviation", "an abbreviation: write the words out", "BITV no. 1"},
    [EASY_SIGN] = {"sign", "a special sign: say it in words, or leave it out", "BITV no. 6; NLS"},
    [EASY_GENDER] = {"gender", "a sign within a word: name both, or say it without", "NLS"},
    [EASY_NUMBER_WORD] = {"number-word", "a number in letters: write digits", "NLS"},
    [EASY_ROMAN] = {"roman", "a Roman number: write digits", "NLS"},
    [EASY_PERCENT] = {"percent", "a percentage: say 'many' or 'few', or '5 of 10'", "NLS"},
    [EASY_DATE] = {"date", "a date in figures: name the month", "NLS"},
    [EASY_DIGITS] = {"digits", "a long number: part its digits by spaces", "NLS"},
    [EASY_LONG_WORD] = {"long-word", "a long word: part it by a hyphen or a mediopoint",
                        "BITV no. 4"},
    [EASY_CAPITALS] = {"capitals", "capital letters alone: write it as usual", "NLS"},
    [EASY_GENITIVE] = {"genitive", "a genitive: say it with 'von'", "BITV no. 1"},
    [EASY_PASSIVE] = {"passive", "a passive: say who does it", "BITV no. 1"},
    [EASY_ITALIC] = {"italic", "italics are hard to read: use bold", "NLS"},
    [EASY_FOOTNOTE] = {"footnote", "a footnote: say it in the text", "NLS"},
    [EASY_PICTURE] = {"picture", "the section has no picture", "BITV no. 11"},
    [EASY_TABLE] = {"table", "the table is wide: use few columns", "BITV no. 13"},
};

struct lint {
    const struct easy *easy;
    struct diag *diag;
    struct arena *arena;
};

struct passage {
    const struct block *block; /* places count in its text; NULL: all of it stands at `at` */
    struct place at;
    struct text text;
};

struct token {
    size_t from, to;  /* with all its signs */
    struct text core; /* without those around it */
    bool begins_line;
};

struct sentence {
    size_t from;
    int64_t words, commas;
    bool has_ended, is_long; /* ended: by a full stop; long: it has been said */
};

/* Findings */

static bool asks(const struct lint *l, enum easy_rule rule)
{
    return !(l->easy->off >> rule & 1);
}

static void find(struct lint *l, enum easy_rule rule, struct place at, struct text what)
{
    enum { LONGEST_QUOTE = 40 };
    struct text head = utf8_head(what, LONGEST_QUOTE);
    if (!asks(l, rule))
        return;
    if (what.n)
        diag_warn(l->diag, at, "Leichte Sprache: '%.*s%s': %s (%s; %s)", (int)head.n, head.p,
                  head.n < what.n ? "…" : "", rules[rule].hint, rules[rule].code,
                  rules[rule].source);
    else
        diag_warn(l->diag, at, "Leichte Sprache: %s (%s; %s)", rules[rule].hint, rules[rule].code,
                  rules[rule].source);
}

static void find_at(struct lint *l, const struct passage *p, enum easy_rule rule, size_t offset,
                    struct text what)
{
    find(l, rule, p->block ? block_place(p->block, (uint32_t)offset) : p->at, what);
}

/* Words */

static size_t blank_at(struct text t, bool *is_line)
{
    static const char *const blanks[] = {" ", "\u00A0", "\u202F", "\t", "\n", "\u2028"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        if (!text_starts(t, blanks[i]))
            continue;
        *is_line |= i >= 4;
        return strlen(blanks[i]);
    }
    return 0;
}

static bool is_around(uint32_t cp)
{
    static const uint32_t around[] = {
        '(',  ')',  '[',    ']',    '.',    ',',    ';',    ':',    '!',    '?',    '"',    '\'',
        0xAB, 0xBB, 0x201A, 0x2018, 0x2019, 0x201C, 0x201D, 0x201E, 0x2026, 0x2039, 0x203A, 0xFFFC};
    for (size_t i = 0; i < sizeof around / sizeof *around; i++)
        if (cp == around[i])
            return true;
    return false;
}

/* Without the signs around it. */
static struct text core_of(struct text t)
{
    size_t from = t.n, to = 0;
    for (size_t i = 0; i < t.n;) {
        uint32_t cp;
        size_t n = utf8_decode(t.p + i, t.n - i, &cp);
        if (!is_around(cp)) {
            from = i < from ? i : from;
            to = i + n;
        }
        i += n;
    }
    return from < to ? text_slice(t, from, to) : TEXT("");
}

static bool next_word(struct text t, size_t *at, struct token *out)
{
    size_t n;
    *out = (struct token){.begins_line = *at == 0};
    while (*at < t.n && (n = blank_at(text_from(t, *at), &out->begins_line)))
        *at += n;
    bool ignored = false;
    out->from = *at;
    while (*at < t.n && !blank_at(text_from(t, *at), &ignored)) {
        uint32_t cp;
        *at += utf8_decode(t.p + *at, t.n - *at, &cp);
    }
    out->to = *at;
    out->core = core_of(text_slice(t, out->from, out->to));
    return out->from < out->to;
}

/* The signs within a word, once each kind. */
static void judge_signs(struct lint *l, const struct passage *p, const struct token *w)
{
    static const char *const signs[] = {"§", "„", "“", "”", "»", "«", ";", "–", "—", "…",
                                        "&", "+", "=", "~", "#", "^", "<", ">", "|", "\""};
    struct text t = text_slice(p->text, w->from, w->to);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t at = text_find(t, signs[i]);
        if (at != SIZE_MAX)
            find_at(l, p, EASY_SIGN, w->from + at, text_of(signs[i]));
    }
    for (const char *c = "(["; *c; c++) {
        size_t at = text_find_char(t, *c);
        if (at != SIZE_MAX)
            find_at(l, p, EASY_BRACKETS, w->from + at, text_slice(t, at, at + 1));
    }
    size_t percent = text_find_char(t, '%');
    if (percent != SIZE_MAX || text_is(w->core, "Prozent"))
        find_at(l, p, EASY_PERCENT, w->from + (percent == SIZE_MAX ? 0 : percent), w->core);
}

static void judge_kind(struct lint *l, const struct passage *p, const struct token *w)
{
    enum { MOST_DIGITS = 6 };
    const struct {
        bool is_one;
        enum easy_rule rule;
    } kinds[] = {
        {easy_is_gendered(w->core), EASY_GENDER},
        {easy_is_number(w->core), EASY_NUMBER_WORD},
        {easy_is_roman(w->core), EASY_ROMAN},
        {easy_is_date(w->core), EASY_DATE},
        {easy_digits(w->core) > MOST_DIGITS, EASY_DIGITS},
        {easy_is_shouted(w->core), EASY_CAPITALS},
        {(int64_t)easy_letters(w->core) > l->easy->letters, EASY_LONG_WORD},
        {text_is(w->core, "worden"), EASY_PASSIVE},
    };
    size_t from = (size_t)(w->core.p - p->text.p);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].is_one)
            find_at(l, p, kinds[i].rule, from, w->core);
}

/* "des Kindes": after "des" and "eines" a noun with -s. */
static void judge_genitive(struct lint *l, const struct passage *p, const struct token *w,
                           const struct token *before)
{
    bool has_article = text_equal_caseless(before->core, TEXT("des")) ||
                       text_equal_caseless(before->core, TEXT("eines"));
    if (has_article && easy_is_capital(w->core) && text_ends(w->core, "s") && before->to < w->from)
        find_at(l, p, EASY_GENITIVE, (size_t)(before->core.p - p->text.p),
                (struct text){before->core.p, (size_t)(w->core.p + w->core.n - before->core.p)});
}

/* Sentences */

static void begin_sentence(struct sentence *s, const struct token *w)
{
    *s = (struct sentence){.from = w->from};
}

static void count_word(struct lint *l, const struct passage *p, struct sentence *s,
                       const struct token *w)
{
    struct text all = text_slice(p->text, w->from, w->to);
    s->words += easy_has_word(w->core);
    s->commas += text_ends(all, ",");
    if (s->words == l->easy->words + 1 && easy_has_word(w->core))
        find_at(l, p, EASY_WORDS, s->from, text_from(p->text, s->from));
    if (s->commas == l->easy->commas + 1 && text_ends(all, ","))
        find_at(l, p, EASY_COMMAS, w->to - 1, w->core);
}

enum ending { ENDS_NOT, ENDS_PART, ENDS_SENTENCE };

/* By the last sign that is no quotation mark or bracket. "3." within a line is a number in order.
 */
static enum ending ending_of(struct text t, const struct token *w)
{
    size_t to = w->to;
    static const char *const closing[] = {")", "\"", "“", "”", "«", "»", "’"};
    for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
        if (text_ends(text_slice(t, w->from, to), closing[i])) {
            to -= strlen(closing[i]);
            i = SIZE_MAX; /* from the first again */
        }
    struct text all = text_slice(t, w->from, to);
    if (text_ends(all, ":"))
        return ENDS_PART;
    if (text_ends(all, "!") || text_ends(all, "?") || text_ends(all, "…"))
        return ENDS_SENTENCE;
    bool is_order = easy_digits(w->core) == w->core.n && w->core.n > 0;
    return text_ends(all, ".") && !is_order ? ENDS_SENTENCE : ENDS_NOT;
}

static void judge_word(struct lint *l, const struct passage *p, const struct token *w,
                       const struct token *before)
{
    if (easy_is_address(w->core))
        return;
    judge_signs(l, p, w);
    judge_kind(l, p, w);
    judge_genitive(l, p, w, before);
}

/* "z. B." is one finding, and its points end no sentence. */
static size_t judge_abbreviation(struct lint *l, const struct passage *p, const struct token *w)
{
    size_t from = w->core.n ? (size_t)(w->core.p - p->text.p) : w->from;
    struct text all = text_slice(p->text, w->from, w->to);
    size_t n = easy_abbreviation(text_from(p->text, from));
    if (!n && w->core.n > 3 && text_ends(w->core, "str") && text_ends(all, "str."))
        n = w->core.n + 1;
    if (n)
        find_at(l, p, EASY_ABBREVIATION, from, text_slice(p->text, from, from + n));
    return n ? from + n : 0;
}

static void lint_passage(struct lint *l, const struct passage *p)
{
    struct token w, before = {.core = {p->text.p, 0}};
    struct sentence s = {0};
    enum ending ending = ENDS_PART;
    size_t abbreviated = 0; /* up to there */
    for (size_t at = 0; next_word(p->text, &at, &w); before = w) {
        if (ending == ENDS_SENTENCE && !w.begins_line && easy_has_word(w.core))
            find_at(l, p, EASY_LINE, w.from, w.core);
        if (ending != ENDS_NOT)
            begin_sentence(&s, &w);
        size_t end = w.from < abbreviated ? 0 : judge_abbreviation(l, p, &w);
        abbreviated = end ? end : abbreviated;
        judge_word(l, p, &w, &before);
        count_word(l, p, &s, &w);
        ending = w.from < abbreviated ? ENDS_NOT : ending_of(p->text, &w);
    }
}

/* The tree */

bool easy_is(const char *lang)
{
    struct text t = text_of(lang);
    return text_equal_caseless(text_slice(t, 0, 2), TEXT("de")) &&
           text_has_caseless(t, "-x-leicht");
}

/* Its text, without what is said in other words or another language: blanks stand there. */
static struct text own_text(struct lint *l, const struct block *block, const char *lang)
{
    struct text copy = arena_text(l->arena, block->text);
    for (size_t i = 0; i < block->spans; i++) {
        const struct span *s = &block->span[i];
        bool is_own = easy_is(s->lang ? s->lang : lang) && !(s->style & INLINE_CODE) && !s->note;
        if (s->page_of)
            memset((char *)copy.p + s->from, '1', s->to - s->from);
        else if (!is_own)
            memset((char *)copy.p + s->from, ' ', s->to - s->from);
    }
    return copy;
}

static void lint_spans(struct lint *l, const struct block *block, const char *lang)
{
    bool was_italic = false;
    for (size_t i = 0; i < block->spans; i++) {
        const struct span *s = &block->span[i];
        bool is_italic = s->style & INLINE_EMPHASIS && easy_is(s->lang ? s->lang : lang);
        if (is_italic && !was_italic)
            find(l, EASY_ITALIC, s->at, text_slice(block->text, s->from, s->to));
        if (s->note && easy_is(s->lang ? s->lang : lang) &&
            (i == 0 || block->span[i - 1].note != s->note))
            find(l, EASY_FOOTNOTE, s->at, TEXT(""));
        was_italic = is_italic;
    }
}

static bool has_picture(const struct block *block)
{
    if (block->picture || block->div == DIV_CHART)
        return true;
    for (size_t i = 0; i < block->spans; i++)
        if (block->span[i].picture)
            return true;
    for (const struct block *child = block->child; child; child = child->next)
        if (has_picture(child))
            return true;
    return false;
}

static void lint_alt(struct lint *l, const struct picture *picture)
{
    struct passage p = {.at = picture->at, .text = picture->alt};
    struct lint alone = *l;
    struct easy easy = *l->easy;
    easy.off |= 1u << EASY_LINE | 1u << EASY_NUMBER_WORD; /* it is heard, not seen */
    alone.easy = &easy;
    lint_passage(&alone, &p);
}

static void lint_block(struct lint *l, const struct block *block, const char *lang);

static void lint_rows(struct lint *l, const struct block *table, const char *lang)
{
    struct arena *rows = arena_new();
    for (size_t i = 0; i < table_rows(table); i++) {
        struct arena_mark mark = arena_mark(rows);
        lint_block(l, table_row(table, i, rows), lang);
        arena_rewind(rows, mark);
    }
    arena_free(rows);
}

static void lint_own(struct lint *l, const struct block *block, const char *lang)
{
    struct passage p = {.block = block, .text = own_text(l, block, lang)};
    lint_spans(l, block, lang);
    if (block->picture && easy_is(lang))
        lint_alt(l, block->picture);
    else
        lint_passage(l, &p);
    if (!easy_is(lang))
        return;
    if (block->chart && attributes_find(block->attr, "alt")) {
        const struct picture said = {.at = block->at, .alt = block->chart->alt};
        lint_alt(l, &said);
    }
    if (block->kind == BLOCK_TABLE && (int64_t)block->columns > l->easy->columns)
        find(l, EASY_TABLE, block->at, TEXT(""));
    if (block->kind == BLOCK_DIV && block->div == DIV_SECTION && !has_picture(block))
        find(l, EASY_PICTURE, block->at, TEXT(""));
}

/* It, or a part of its text, is in Leichte Sprache. */
static bool has_easy(const struct block *block, const char *lang)
{
    bool has = easy_is(lang);
    for (size_t i = 0; i < block->spans && !has; i++)
        has = easy_is(block->span[i].lang);
    return has && block->kind != BLOCK_CODE;
}

static void lint_block(struct lint *l, const struct block *block, const char *outer)
{
    const char *lang = block->lang ? block->lang : outer;
    struct arena_mark mark = arena_mark(l->arena);
    if (has_easy(block, lang))
        lint_own(l, block, lang);
    arena_rewind(l->arena, mark);
    if (block->caption)
        lint_block(l, block->caption, lang);
    if (block->legend)
        lint_block(l, block->legend, lang);
    if (block->kind == BLOCK_TABLE)
        lint_rows(l, block, lang);
    for (const struct block *child = block->kind == BLOCK_TABLE ? NULL : block->child; child;
         child = child->next)
        lint_block(l, child, lang);
}

void easy_lint(const struct tree *tree, const struct easy *easy, struct diag *diag)
{
    struct lint l = {easy, diag, arena_new()};
    lint_block(&l, tree->root, tree->lang);
    for (size_t i = 0; i < tree->notes; i++)
        lint_block(&l, tree->note[i], tree->lang);
    arena_free(l.arena);
}

/* Front matter */

static void read_off(const struct yaml *node, struct easy *out, struct diag *diag)
{
    const char *codes[EASY_RULES];
    const struct yaml *item = node->kind == YAML_LIST ? node->child : node;
    for (size_t i = 0; i < EASY_RULES; i++)
        codes[i] = rules[i].code;
    for (; item; item = node->kind == YAML_LIST ? item->next : NULL) {
        struct text name;
        size_t i = 0;
        if (!yaml_text(item, &name, diag))
            continue;
        while (i < EASY_RULES && !text_is(name, codes[i]))
            i++;
        if (i < EASY_RULES) {
            out->off |= 1u << i;
            continue;
        }
        diag_error(diag, item->at, "no rule of Leichte Sprache is called '%s'", name.p);
        diag_suggest(diag, item->at, name, codes, EASY_RULES);
    }
}

void easy_key_read(const struct yaml *node, struct easy *out, struct diag *diag)
{
    const struct {
        const char *key;
        int64_t *value;
    } limits[] = {{"max-words", &out->words},
                  {"max-commas", &out->commas},
                  {"max-letters", &out->letters},
                  {"max-columns", &out->columns}};
    static const char *const keys[] = {"max-words", "max-commas", "max-letters", "max-columns",
                                       "off"};
    bool is_on = false;
    if (node->kind == YAML_SCALAR) {
        if (text_is(node->scalar, "off"))
            out->off = ~0u;
        else if (yaml_bool(node, &is_on, diag))
            out->off = is_on ? 0 : ~0u;
        return;
    }
    if (node->kind != YAML_MAP) {
        diag_error(diag, node->at, "'easy-lint' must be off or a map such as {max-words: 12}");
        return;
    }
    yaml_check_keys(node, keys, sizeof keys / sizeof *keys, diag);
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        const struct yaml *value = yaml_find(node, limits[i].key);
        int64_t n;
        if (value && yaml_int(value, &n, diag) && n >= 0)
            *limits[i].value = n;
        else if (value)
            diag_error(diag, value->at, "'%s' must be 0 or more", limits[i].key);
    }
    if (yaml_find(node, "off"))
        read_off(yaml_find(node, "off"), out, diag);
}
