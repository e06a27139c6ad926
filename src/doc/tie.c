/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blanks that no line ends at, by language: "5.000,00 EUR", "§ 44", "z. B.", "14. September" (DIN
 * 5008 and what a language's typesetters do likewise). Only U+0020 in the text's own letters is
 * changed, to U+00A0 or U+202F; a value is never touched, but its characters count as neighbours.
 */
#include "doc/markdown.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"

enum tie_kind {
    TIE_BEHIND_NUMBER,  /* 5 EUR: the words that stand behind a number */
    TIE_BEHIND_DAY,     /* 14 September: behind a number of two digits at most */
    TIE_BEHIND_ORDINAL, /* 14. September */
    TIE_BEFORE_NUMBER,  /* Nr. 5, Kap. IV */
    TIE_BEFORE_NAME,    /* Dr. Ahmadi: before a capital */
    TIE_SHORT,          /* w domu: words that never end a line */
    TIE_INITIALS,       /* z. B.: a letter and a point twice */
    TIE_DATE,           /* 14. 9. 2015 */
    TIE_THOUSANDS,      /* 12 000 */
    TIE_THIN_BEFORE,    /* Quoi ? */
    TIE_THIN_BEHIND     /* « Quoi */
};

/* A row a rule: its language ("": all), its kind, its words between blanks. */
static const struct tie {
    const char *lang;
    enum tie_kind kind;
    const char *words;
} ties[] = {
    {"", TIE_BEHIND_NUMBER,
     " EUR USD GBP CHF PLN CZK UAH RUB TRY SEK DKK NOK € $ £ ¥ % ‰ ° °C °F K km m dm cm mm µm nm "
     "km² "
     "m² cm² mm² m³ cm³ ha kg g mg µg t l dl cl ml hl h min s ms kB MB GB TB Mbit/s W kW MW GW Wh "
     "kWh MWh V kV A mA Hz kHz MHz GHz dB J kJ N Pa hPa bar km/h m/s dpi pt px "},
    {"", TIE_BEFORE_NUMBER, " § §§ № "},
    {"de", TIE_BEHIND_NUMBER,
     " Euro Cent ct Uhr Std. Min. Sek. Tsd. Mio. Mrd. Prozent qm qkm Grad f. ff. Stk. Stck. Pers. "
     "Personen Jh. Bde. Nm TEUR "},
    {"de", TIE_BEFORE_NUMBER,
     " Nr. Nrn. Art. Artikel Abs. Absatz Satz S. Seite Seiten Bd. Bde. Kap. Kapitel Abb. Abbildung "
     "Tab. Tabelle Ziff. Ziffer Tel. Abschn. Abschnitt Jg. Anm. Rn. Rz. Rdnr. Fn. Bl. Sp. Z. Zeile "
     "H. "
     "Heft Anl. Anlage Bsp. lit. Buchst. Kl. Gl. Az. ca. rd. max. min. mind. Vol. No. St. Folie "
     "Paragraf Paragraph "},
    {"de", TIE_BEFORE_NAME, " Dr. Prof. Hr. Hrn. Fr. St. Ing. Dipl.-Ing. Mag. Frl. "},
    {"de", TIE_BEHIND_ORDINAL,
     " Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November "
     "Dezember Jan. Feb. Febr. Mär. Apr. Jun. Jul. Aug. Sep. Sept. Okt. Nov. Dez. Jahrhundert Jh. "
     "Mai Klasse Etage "},
    {"de", TIE_INITIALS, ""},
    {"de", TIE_DATE, ""},
    {"en", TIE_BEHIND_NUMBER,
     " euro euros cents pounds dollars percent per million billion thousand am pm a.m. p.m. ft in "
     "lb "
     "oz mi mph AD BC BCE CE "},
    {"en", TIE_BEFORE_NUMBER,
     " p. pp. No. no. Nos. nos. Fig. fig. Figs. figs. Figure Vol. vol. Ch. ch. Chapter Sec. sec. "
     "Section Art. Arts. Article Table Eq. Page page para. paras. Part Annex Item l. ll. n. c. ca. "
     "Tel. "},
    {"en", TIE_BEFORE_NAME, " Dr. Dr Mr. Mr Mrs. Mrs Ms. Ms Mx Prof. St. St Rev. Hon. Sir Dame "},
    {"en", TIE_BEHIND_DAY,
     " January February March April May June July August September October November December Jan. "
     "Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. Jan Feb Mar Apr Jun Jul Aug Sep Sept "
     "Oct Nov Dec "},
    {"en", TIE_INITIALS, ""},
    {"fr", TIE_THIN_BEFORE, " ; : ! ? » "},
    {"fr", TIE_THIN_BEHIND, " « "},
    {"fr", TIE_THOUSANDS, ""},
    {"fr", TIE_BEHIND_NUMBER, " euro euros centimes millions milliards heures ans personnes "},
    {"fr", TIE_BEFORE_NUMBER,
     " p. pp. n° N° nº n°s no art. Art. chap. fig. tabl. tab. vol. t. al. page article ch. env. v. "
     "tél. Tél. "},
    {"fr", TIE_BEFORE_NAME, " M. MM. Mme Mmes Mlle Dr Pr Prof. Me St Ste "},
    {"fr", TIE_BEHIND_DAY,
     " janvier février mars avril mai juin juillet août septembre octobre novembre décembre "},
    {"es", TIE_BEFORE_NUMBER,
     " p. pp. pág. págs. n.º núm. art. arts. fig. cap. vol. t. tabla figura página tel. "},
    {"es", TIE_BEFORE_NAME, " Sr. Sra. Sres. Dr. Dra. Prof. D. Dña. Sta. Sto. "},
    {"es", TIE_BEHIND_DAY, " de "},
    {"es", TIE_BEHIND_NUMBER, " euros millones años personas "},
    {"pt", TIE_BEFORE_NUMBER, " p. pp. n.º art. fig. cap. vol. tab. pág. "},
    {"pt", TIE_BEFORE_NAME, " Sr. Sra. Dr. Dra. Prof. "},
    {"pt", TIE_BEHIND_DAY, " de "},
    {"it", TIE_BEFORE_NUMBER, " p. pp. pag. n. art. artt. fig. cap. vol. tab. par. co. "},
    {"it", TIE_BEFORE_NAME, " Sig. Sig.ra Dott. Dott.ssa Dr. Prof. Ing. Avv. "},
    {"it", TIE_BEHIND_DAY,
     " gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
     "dicembre "},
    {"it", TIE_BEHIND_NUMBER, " euro milioni miliardi persone "},
    {"nl", TIE_BEFORE_NUMBER, " p. pp. blz. nr. nrs. art. fig. afb. tab. hfst. dl. jg. "},
    {"nl", TIE_BEFORE_NAME, " dr. Dr. prof. Prof. mr. ir. drs. dhr. mevr. mw. St. "},
    {"nl", TIE_BEHIND_DAY,
     " januari februari maart april mei juni juli augustus september oktober november december "},
    {"nl", TIE_BEHIND_NUMBER, " euro uur miljoen miljard procent personen "},
    {"pl", TIE_SHORT, " a i o u w z "},
    {"pl", TIE_THOUSANDS, ""},
    {"pl", TIE_BEHIND_NUMBER, " zł gr r. w. tys. mln mld godz. proc. szt. os. osób "},
    {"pl", TIE_BEFORE_NUMBER,
     " s. str. nr Nr art. ust. pkt rys. tab. rozdz. godz. poz. t. tom lit. zob. tel. ok. "},
    {"pl", TIE_BEFORE_NAME, " dr prof. mgr inż. św. ks. p. hab. "},
    {"pl", TIE_BEHIND_DAY,
     " stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada "
     "grudnia "},
    {"cs", TIE_SHORT, " k s v z o u a i "},
    {"cs", TIE_THOUSANDS, ""},
    {"cs", TIE_DATE, ""},
    {"cs", TIE_BEHIND_NUMBER, " Kč hal. tis. mil. mld. hod. ks osob let "},
    {"cs", TIE_BEFORE_NUMBER, " č. čís. s. str. obr. tab. kap. čl. odst. písm. sv. tel. r. "},
    {"cs", TIE_BEFORE_NAME, " Dr. dr. Prof. prof. Ing. Mgr. Bc. p. sv. JUDr. MUDr. PhDr. "},
    {"cs", TIE_BEHIND_ORDINAL,
     " ledna února března dubna května června července srpna září října listopadu prosince "
     "století "},
    {"sk", TIE_SHORT, " k s v z o u a i "},
    {"sk", TIE_THOUSANDS, ""},
    {"sk", TIE_DATE, ""},
    {"sk", TIE_BEFORE_NUMBER, " č. s. str. obr. tab. kap. čl. ods. písm. zv. tel. "},
    {"sk", TIE_BEFORE_NAME, " Dr. dr. Prof. prof. Ing. Mgr. sv. "},
    {"sk", TIE_BEHIND_ORDINAL,
     " januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra "},
    {"sl", TIE_SHORT, " k h s z v o a "},
    {"sl", TIE_DATE, ""},
    {"hr", TIE_SHORT, " k s u o a i "},
    {"hr", TIE_DATE, ""},
    {"ru", TIE_SHORT, " в к с о у и а я "},
    {"ru", TIE_THOUSANDS, ""},
    {"ru", TIE_INITIALS, ""},
    {"ru", TIE_BEHIND_NUMBER,
     " г. гг. в. вв. руб. коп. тыс. млн млрд чел. шт. ч мин с км м см мм кг г т л га евро "},
    {"ru", TIE_BEFORE_NUMBER, " с. стр. ст. п. пп. гл. рис. табл. т. ч. разд. тел. "},
    {"ru", TIE_BEHIND_DAY,
     " января февраля марта апреля мая июня июля августа сентября октября ноября декабря "},
    {"uk", TIE_SHORT, " в у о з і й а я "},
    {"uk", TIE_THOUSANDS, ""},
    {"uk", TIE_INITIALS, ""},
    {"uk", TIE_BEHIND_NUMBER,
     " р. рр. ст. грн коп. тис. млн млрд осіб шт. год хв км м см мм кг г т л га євро "},
    {"uk", TIE_BEFORE_NUMBER, " с. стор. ст. п. пп. гл. рис. табл. т. ч. розд. тел. "},
    {"uk", TIE_BEHIND_DAY,
     " січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня "},
    {"sv", TIE_THOUSANDS, ""},
    {"fi", TIE_THOUSANDS, ""},
    {"bg", TIE_THOUSANDS, ""},
    {"tr", TIE_BEFORE_NUMBER, " s. ss. No. no. md. Md. m. c. Şek. Tel. "},
    {"tr", TIE_BEFORE_NAME, " Dr. Prof. Doç. Av. Sn. "},
    {"tr", TIE_BEHIND_DAY,
     " Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık "},
    {"tr", TIE_BEHIND_NUMBER, " TL ₺ kuruş avro milyon milyar kişi "},
    {"vi", TIE_BEHIND_NUMBER, " đ đồng ₫ triệu tỷ "},
};

enum { TIES = sizeof ties / sizeof *ties, LONGEST_WORD = 48 };

/* What the letters will say when values stand in them, one code point after the other. */
struct view {
    const uint32_t *cp;
    const size_t *letter; /* each one's letter; SIZE_MAX: a value's. NULL: i is i */
    size_t n;
    bool rule[TIES]; /* which count in the language of the blank looked at */
    bool has_short;  /* TIE_SHORT is among them */
    bool has_thin;
};

static bool is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

/* The least of what ends a word. */
static bool is_space(uint32_t cp)
{
    return cp == ' ' || cp == NO_BREAK_SPACE || cp == 0x202F || cp == LINE_SEPARATOR;
}

static bool is_in(const char *words, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = words; n && (at = strstr(at, word)) != NULL; at += n)
        if (at > words && at[-1] == ' ' && at[n] == ' ')
            return true;
    return false;
}

/* The word [from, to) in UTF-8; empty when it is longer than any in the table. */
static void spell(const struct view *v, size_t from, size_t to, char word[LONGEST_WORD])
{
    size_t n = 0;
    word[0] = '\0';
    if (to - from > LONGEST_WORD / 4 + 4)
        return;
    for (size_t i = from; i < to && n + 5 < LONGEST_WORD; i++)
        n += utf8_encode(v->cp[i], word + n);
    word[n] = '\0';
}

static bool opens_word(uint32_t cp)
{
    return (cp < 0x80 && cp && strchr("([{\"'", (int)cp)) || cp == 0xAB || cp == 0xBB ||
           (cp >= 0x2018 && cp <= 0x201F) || cp == 0x2039 || cp == 0x203A;
}

static bool closes_word(uint32_t cp)
{
    return (cp < 0x80 && cp && strchr(")]},;:!?\"'", (int)cp)) || cp == 0xAB || cp == 0xBB ||
           (cp >= 0x2018 && cp <= 0x201F) || cp == 0x2026 || cp == 0x2013;
}

static bool is_number(const struct view *v, size_t from, size_t to, size_t least, size_t most)
{
    for (size_t i = from; i < to; i++)
        if (!is_digit(v->cp[i]))
            return false;
    return to - from >= least && to - from <= most;
}

/* "14." */
static bool is_ordinal(const struct view *v, size_t from, size_t to)
{
    return to > from + 1 && v->cp[to - 1] == '.' && is_number(v, from, to - 1, 1, 2);
}

static bool is_initial(const struct view *v, size_t from, size_t to)
{
    return to == from + 2 && v->cp[to - 1] == '.' && u_isalpha((UChar32)v->cp[from]);
}

static bool is_numeral(const struct view *v, size_t from, size_t to)
{
    if (from < to && is_digit(v->cp[from]))
        return true;
    for (size_t i = from; i < to; i++)
        if (v->cp[i] > 0x7F || !strchr("IVXLC", (int)v->cp[i]))
            return false;
    return to > from;
}

/* Whether the word before [from, …) is a day, so that what follows is a date's month or year. */
static bool follows_day(const struct view *v, size_t from)
{
    size_t to = from, start;
    if (from < 2 || !is_space(v->cp[from - 1]))
        return false;
    for (start = to = from - 1; start > 0 && !is_space(v->cp[start - 1]);)
        start--;
    return is_ordinal(v, start, to);
}

struct gap {                /* the words around a blank */
    size_t from, blank, to; /* left [from, blank), right (blank, to) */
    size_t bare, stem;      /* right ends there without what closes, and without points too */
    char left[LONGEST_WORD], right[LONGEST_WORD], dotless[LONGEST_WORD];
};

static bool is_right(const struct tie *tie, const struct gap *g)
{
    return is_in(tie->words, g->right) || is_in(tie->words, g->dotless);
}

static bool is_date(const struct view *v, const struct gap *g)
{
    size_t next = g->blank + 1;
    return is_ordinal(v, g->from, g->blank) &&
           (is_ordinal(v, next, g->bare) ||
            (is_number(v, next, g->stem, 4, 4) && follows_day(v, g->from)));
}

static bool is_thousands(const struct view *v, const struct gap *g)
{
    size_t from = g->blank, next = g->blank + 1;
    while (from > g->from && is_digit(v->cp[from - 1]))
        from--;
    bool is_group = g->blank - from == 3 && from > 1 && is_space(v->cp[from - 1]);
    bool is_first = from == g->from && is_number(v, from, g->blank, 1, 3) && v->cp[from] != '0';
    return (is_group || is_first) && next + 3 <= v->n && is_number(v, next, next + 3, 3, 3) &&
           (next + 3 == v->n || !is_digit(v->cp[next + 3]));
}

static bool is_short(const struct tie *tie, const struct view *v, const struct gap *g)
{
    char letter[5] = "";
    if (g->blank != g->from + 1)
        return false;
    utf8_encode((uint32_t)u_tolower((UChar32)v->cp[g->from]), letter);
    return is_in(tie->words, letter);
}

/* What takes the blank's place by this rule; 0: it does not hold. */
static uint32_t apply(const struct tie *tie, const struct view *v, const struct gap *g)
{
    bool is_behind = is_digit(v->cp[g->blank - 1]), holds = false;
    switch (tie->kind) {
    case TIE_BEHIND_NUMBER: holds = is_behind && is_right(tie, g); break;
    case TIE_BEHIND_DAY: holds = is_number(v, g->from, g->blank, 1, 2) && is_right(tie, g); break;
    case TIE_BEHIND_ORDINAL: holds = is_ordinal(v, g->from, g->blank) && is_right(tie, g); break;
    case TIE_BEFORE_NUMBER:
        holds = is_in(tie->words, g->left) && is_numeral(v, g->blank + 1, g->stem);
        break;
    case TIE_BEFORE_NAME:
        holds = is_in(tie->words, g->left) && u_isupper((UChar32)v->cp[g->blank + 1]);
        break;
    case TIE_SHORT: holds = is_short(tie, v, g); break;
    case TIE_INITIALS:
        holds = is_initial(v, g->from, g->blank) && is_initial(v, g->blank + 1, g->bare);
        break;
    case TIE_DATE: holds = is_date(v, g); break;
    case TIE_THOUSANDS: return is_thousands(v, g) ? 0x202F : 0;
    case TIE_THIN_BEFORE: {
        char sign[LONGEST_WORD];
        spell(v, g->blank + 1, g->blank + 2, sign);
        return is_in(tie->words, sign) ? 0x202F : 0;
    }
    case TIE_THIN_BEHIND: {
        char sign[LONGEST_WORD];
        spell(v, g->blank - 1, g->blank, sign);
        return is_in(tie->words, sign) ? 0x202F : 0;
    }
    }
    return holds ? NO_BREAK_SPACE : 0;
}

/* Most blanks are between two words that no rule can mean; no need to spell them. */
static bool may_tie(const struct view *v, size_t i)
{
    uint32_t last = v->cp[i - 1], next = v->cp[i + 1];
    if (is_digit(last) || is_digit(next) || last == '.' || u_isupper((UChar32)next))
        return true;
    bool is_short = v->has_short && (i < 2 || !u_isalnum((UChar32)v->cp[i - 2]));
    return is_short || (v->has_thin && (!u_isalnum((UChar32)last) || !u_isalnum((UChar32)next)));
}

static void find_gap(const struct view *v, size_t i, struct gap *g)
{
    enum { REACH = 24 };
    *g = (struct gap){.from = i, .blank = i, .to = i + 1};
    while (g->from > 0 && i - g->from < REACH && !is_space(v->cp[g->from - 1]))
        g->from--;
    while (g->from < i && opens_word(v->cp[g->from]))
        g->from++;
    while (g->to < v->n && g->to - i < REACH && !is_space(v->cp[g->to]))
        g->to++;
    g->bare = g->to;
    while (g->bare > i + 1 && closes_word(v->cp[g->bare - 1]))
        g->bare--;
    spell(v, g->from, i, g->left);
    spell(v, i + 1, g->bare, g->right);
    for (g->stem = g->bare; g->stem > i + 1 && v->cp[g->stem - 1] == '.';)
        g->stem--;
    spell(v, i + 1, g->stem, g->dotless);
}

static uint32_t blank_at(const struct view *v, size_t i)
{
    struct gap g;
    if (!may_tie(v, i))
        return 0;
    find_gap(v, i, &g);
    for (size_t k = 0; k < TIES; k++) {
        uint32_t blank = v->rule[k] ? apply(&ties[k], v, &g) : 0;
        if (blank)
            return blank;
    }
    return 0;
}

static void choose_rules(struct view *v, const char *lang)
{
    v->has_short = v->has_thin = false;
    for (size_t k = 0; k < TIES; k++) {
        size_t n = strlen(ties[k].lang);
        v->rule[k] =
            !n || (lang && !strncmp(lang, ties[k].lang, n) && (lang[n] == '\0' || lang[n] == '-'));
        v->has_short |= v->rule[k] && ties[k].kind == TIE_SHORT;
        v->has_thin |= v->rule[k] && ties[k].kind == TIE_THIN_BEFORE;
    }
}

/* With values in it the view is longer than the letters. */
static void look(const struct passage *passage, const struct letters *letters, struct view *v)
{
    struct letters said = {.arena = letters->arena};
    size_t *from = NULL, cap = 0, end;
    uint32_t *cp;
    letters_reserve(&said, letters->n);
    for (size_t i = 0; i < letters->n;) {
        const struct insertion *it = letters_token(passage, letters, i, &end);
        size_t before = said.n;
        if (it) /* of one too long to be printed its head will do */
            letters_insert_text(&said, text_slice(it->text, 0, LONGEST_BLOCK), letters->p[i].look,
                                false);
        else
            letters_add(&said, letters->p[end = i]), end++;
        from = arena_grow(letters->arena, from, sizeof *from, &cap, said.n + 1);
        for (; before < said.n; before++)
            from[before] = it ? SIZE_MAX : i;
        i = end;
    }
    cp = ARENA_ARRAY(letters->arena, uint32_t, said.n + 1);
    for (size_t i = 0; i < said.n; i++)
        cp[i] = said.p[i].cp;
    *v = (struct view){.cp = cp, .letter = from, .n = said.n};
}

void ties_apply(const struct passage *passage, struct letters *letters)
{
    struct view v;
    const char *document = passage->builder->options->lang, *last = "";
    look(passage, letters, &v);
    choose_rules(&v, last);
    for (size_t i = 1; i + 1 < v.n; i++) {
        struct letter *letter = v.letter[i] == SIZE_MAX ? NULL : &letters->p[v.letter[i]];
        if (!letter || letter->cp != ' ' || letter->look->is_literal || letter->look->reference)
            continue;
        const char *lang = letter->look->span.lang ? letter->look->span.lang : document;
        lang = lang ? lang : "";
        if (lang != last)
            choose_rules(&v, last = lang);
        uint32_t blank = blank_at(&v, i);
        if (blank)
            letter->cp = blank;
    }
}
