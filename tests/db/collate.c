/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ORDER BY … COLLATE locale in each language: its dictionary's order, whatever order the rows had.
 */
#include "db/collate.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "tests/check.h"

static struct arena *arena;
static sqlite3 *db;

enum { MOST_WORDS = 20 };

static void insert(struct text word)
{
    sqlite3_stmt *statement;
    sqlite3_prepare_v2(db, "INSERT INTO t VALUES (?)", -1, &statement, NULL);
    sqlite3_bind_text(statement, 1, word.p, (int)word.n, SQLITE_TRANSIENT);
    sqlite3_step(statement);
    sqlite3_finalize(statement);
}

/* The words go in at steps of `stride`, from the last one on. */
static void fill(const char *words, size_t stride)
{
    struct text rest = text_of(words), word[MOST_WORDS];
    size_t n = 0;
    sqlite3_exec(db, "DELETE FROM t", NULL, NULL, NULL);
    while (n < MOST_WORDS && text_next_part(&rest, ' ', &word[n]))
        n++;
    for (size_t k = 0; k < stride; k++)
        for (size_t i = n; i-- > 0;)
            if (i % stride == k)
                insert(word[i]);
}

static const char *sorted(void)
{
    sqlite3_stmt *statement;
    struct buf out = {0};
    sqlite3_prepare_v2(db, "SELECT x FROM t ORDER BY x COLLATE locale", -1, &statement, NULL);
    while (sqlite3_step(statement) == SQLITE_ROW)
        buf_printf(&out, "%s%s", out.n ? " " : "", (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    const char *result = arena_string(arena, buf_as_text(&out));
    buf_done(&out);
    return result;
}

static const struct {
    const char *lang, *words;
} orders[] = {
    {"de", "arm Ärmel Arno Maß Masse Maße Mast Öl Zoo"},
    {"de-x-leicht", "arm Ärmel Arno Zoo"},
    {"en", "apple Äpple banana café cafeteria zoo"},
    {"fr", "cote coté côte côté élan zoo"},
    {"es", "nube nunca ñandú oso zorro"},
    {"sv", "arm Zebra ål ägg öl"},
    {"da", "arm zebra æble øl ål"},
    {"nb", "arm zebra æble øl ål"},
    {"fi", "arm zebra åbo äiti öljy"},
    {"pl", "cena ćma dom lis łan most sok śnieg zupa źródło żaba"},
    {"cs", "cena čaj dům hora chata ikona řeka sůl škola"},
    {"sk", "cena čaj dom hora chata"},
    {"hu", "cukor csak dom gaz gyár"},
    {"hr", "cesta čaša ćup dan dvor džep đak lav ljeto"},
    {"sr", "вода гора дом ђак жаба ћуп чај џеп шума"},
    {"sq", "cel çaj dom dhe zog zhurmë"},
    {"ro", "sat șa tata țap zi"},
    {"lt", "ima yra jis sula šuo"},
    {"lv", "cits čau gads ģimene kaķis ķēde"},
    {"et", "sai šokk zoo žanr tee"},
    {"tr", "cam çam dam göz ısı ilk kaş okul öğüt uç ün zil"},
    {"ru", "елка ёлка ель жук яма"},
    {"uk", "гора ґава дім ехо єнот жук ива їжак йод"},
    {"bg", "вода град дом щука юг яма"},
    {"el", "Άννα Βέρα Γη ωμέγα"},
    {"ar", "أحمد باب تمر ثلج جمل نور هدى وقت ياسر"},
    {"fa", "آب بابا پدر تهران جان چای حال زن ژاله سیب کار گل لب نان وام هوا یاس"},
    {"prs", "آب بابا پدر تهران جان چای حال زن ژاله سیب کار گل لب نان وام هوا یاس"},
    {"ps", "اب پلار تا ټول جان"},
    {"ur", "آم بات پانی تارا ٹماٹر ثمر چائے"},
    {"he", "אבא בית גמל תות"},
    {"vi", "an ăn ân ba bà bả bã bá bạ da đa ma mơ ô ơ tư"},
    {"hi", "अब आम कमल खेल गाय"},
    {"ta", "அம்மா ஆடு கடல் மரம்"},
    {"th", "กา เกม ขา แขน งู"},
    {"ka", "აბა ბაბა გოგო ჰავა"},
    {"hy", "աբ բան գիրք օր"},
    {"am", "ሀገር ለማ መኪና ቤት"},
    {"ti", "ሀገር ለማ መኪና ቤት"},
    {"zh", "安 北京 上海 天津 中国"},
    {"ja", "あき いぬ うみ"},
    {"ko", "가나 나비 다리"},
    {"tlh", "arm Ärmel zebra"},
};

static void each_language_has_its_order(struct collation *collation)
{
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        collation_set(collation, orders[i].lang);
        for (size_t stride = 1; stride < 4; stride++) {
            fill(orders[i].words, stride);
            check_text(text_of(sorted()), orders[i].words, orders[i].lang);
        }
    }
}

int main(void)
{
    arena = arena_new();
    struct collation *collation = collation_new();
    sqlite3_open(":memory:", &db);
    collation_register(collation, db);
    sqlite3_exec(db, "CREATE TABLE t(x TEXT)", NULL, NULL, NULL);
    each_language_has_its_order(collation);
    sqlite3_close(db);
    collation_free(collation);
    arena_free(arena);
    return check_done();
}
