/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db/column.h"

#include "db/database.h"
#include "db/table.h"
#include "tests/db/desk.h"

static void cells_become_values(void)
{
    static const struct {
        enum column_kind kind;
        const char *cell, *want; /* "i:…", "r:…", "t:…", "null", or part of the complaint */
    } cases[] = {
        {COLUMN_MONEY, "750", "i:750"},
        {COLUMN_MONEY, "-250", "i:-250"},
        {COLUMN_MONEY, "1.234,50", "i:123450"},
        {COLUMN_MONEY, "7,50 €", "i:750"},
        {COLUMN_MONEY, "-7,50 €", "i:-750"},
        {COLUMN_MONEY, "€ 7,50", "i:750"},
        {COLUMN_MONEY, "7,50\xC2\xA0€", "i:750"},
        {COLUMN_MONEY,
         "\xE2\x88\x92"
         "7,50",
         "i:-750"},
        {COLUMN_MONEY, "1.234.567,89", "i:123456789"},
        {COLUMN_MONEY, "1234,50", "i:123450"},
        {COLUMN_MONEY, "1,234.50", "i:123450"},
        {COLUMN_MONEY, "7.50", "i:750"},
        {COLUMN_MONEY, "0,05", "i:5"},
        {COLUMN_MONEY, " 750 ", "i:750"},
        {COLUMN_MONEY, "1.234", "ambiguous"},
        {COLUMN_MONEY, "1,234", "ambiguous"},
        {COLUMN_MONEY, "1.234.567", "ambiguous"},
        {COLUMN_MONEY, "750 €", "ambiguous"},
        {COLUMN_MONEY, "7,5", "not an amount"},
        {COLUMN_MONEY, "1.23,50", "not an amount"},
        {COLUMN_MONEY, "12345.678,50", "not an amount"},
        {COLUMN_MONEY, "zehn", "not an amount"},
        {COLUMN_MONEY, ",50", "not an amount"},
        {COLUMN_MONEY, "99999999999999999999", "not an amount"},
        {COLUMN_MONEY, "", "null"},
        {COLUMN_REAL, "1.234,5", "r:1234.5"},
        {COLUMN_REAL, "0,5", "r:0.5"},
        {COLUMN_REAL, "-0,5", "r:-0.5"},
        {COLUMN_REAL, "1.5", "r:1.5"},
        {COLUMN_REAL, "51.4836", "r:51.4836"},
        {COLUMN_REAL, "0.125", "r:0.125"},
        {COLUMN_REAL, "12", "r:12"},
        {COLUMN_REAL, "1,5e3", "r:1.5e3"},
        {COLUMN_REAL, "1.234", "ambiguous"},
        {COLUMN_REAL, "1.234.567", "ambiguous"},
        {COLUMN_REAL, "1,2,3", "not a number"},
        {COLUMN_REAL, "viel", "not a number"},
        {COLUMN_REAL, ".", "not a number"},
        {COLUMN_DATE, "14.09.2015", "t:2015-09-14"},
        {COLUMN_DATE, "1.2.2016", "t:2016-02-01"},
        {COLUMN_DATE, "2015-09-14", "t:2015-09-14"},
        {COLUMN_DATE, "29.02.2016", "t:2016-02-29"},
        {COLUMN_DATE, "29.02.2015", "not a date"},
        {COLUMN_DATE, "29.02.1900", "not a date"},
        {COLUMN_DATE, "14.09.15", "not a date"},
        {COLUMN_DATE, "2015-13-01", "not a date"},
        {COLUMN_DATE, "2015-09-14x", "not a date"},
        {COLUMN_DATE, "  ", "null"},
        {COLUMN_YES_NO, "ja", "i:1"},
        {COLUMN_YES_NO, "Nein", "i:0"},
        {COLUMN_YES_NO, "WAHR", "i:1"},
        {COLUMN_YES_NO, "1", "i:1"},
        {COLUMN_YES_NO, "0", "i:0"},
        {COLUMN_YES_NO, "2", "neither yes nor no"},
        {COLUMN_INTEGER, "42", "i:42"},
        {COLUMN_INTEGER, "-9223372036854775808", "i:-9223372036854775808"},
        {COLUMN_INTEGER, "9223372036854775808", "too large"},
        {COLUMN_INTEGER, "1.234", "not a whole number"},
        {COLUMN_INTEGER, "12,0", "not a whole number"},
        {COLUMN_TEXT, " kept ", "t: kept "},
        {COLUMN_TEXT, "", "null"},
        {COLUMN_BYTES, "x", "holds bytes"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct value value;
        const struct column column = {.name = "c", .kind = cases[i].kind};
        const char *fault = column_convert(arena, &column, text_of(cases[i].cell), &value);
        static const char *const letters[] = {"null", "i:", "r:", "t:"};
        const char *got =
            fault ? fault
                  : arena_printf(arena, "%s%.*s", letters[value.kind], (int)value.s.n, value.s.p);
        check(fault ? strstr(got, cases[i].want) != NULL : !strcmp(got, cases[i].want),
              "'%s' as kind %d gives %s, not %s", cases[i].cell, (int)cases[i].kind, cases[i].want,
              got);
        check(fault || value.kind != VALUE_INT || atoll(got + 2) == value.i,
              "'%s': number and digits agree", cases[i].cell);
    }
}

static void kinds_follow_the_declaration(void)
{
    static const char schema[] =
        "CREATE TABLE t(id INTEGER PRIMARY KEY, title TEXT NOT NULL,"
        " starts TEXT CHECK (starts IS date(starts)), \"ends\" TEXT, note TEXT DEFAULT "
        "'date(note)',"
        " fee_ct INTEGER NOT NULL DEFAULT 0, share REAL, is_open INTEGER CHECK(is_open IN (0, 1)),"
        " step INTEGER CHECK (step IN (1,-1)), raw BLOB, n INT, x ANY,"
        " twice INTEGER GENERATED ALWAYS AS (n * 2),"
        " /* CHECK (title = date(title)) */ CHECK (date(\"ends\") >= starts)) STRICT";
    static const struct {
        const char *column;
        enum column_kind kind;
    } cases[] = {{"id", COLUMN_INTEGER},    {"TITLE", COLUMN_TEXT}, {"starts", COLUMN_DATE},
                 {"ends", COLUMN_DATE},     {"note", COLUMN_TEXT},  {"fee_ct", COLUMN_MONEY},
                 {"share", COLUMN_REAL},    {"n", COLUMN_INTEGER},  {"is_open", COLUMN_YES_NO},
                 {"step", COLUMN_INTEGER},  {"raw", COLUMN_BYTES},  {"x", COLUMN_ANY},
                 {"twice", COLUMN_COMPUTED}};
    sqlite3 *db = database_memory(NULL, diag);
    check(db && database_exec(db, schema), "the schema is fine");
    struct table *table = table_read(arena, db, TEXT("T"));
    check(table && !table_read(arena, db, TEXT("sqlite_schema")), "a table is found in any case");
    for (size_t i = 0; table && i < sizeof cases / sizeof *cases; i++) {
        size_t k = table_column(table, text_of(cases[i].column));
        check(k != SIZE_MAX && table->column[k].kind == cases[i].kind, "column %s has its kind",
              cases[i].column);
    }
    if (table)
        check(table->column[1].is_not_null && !table->column[1].has_default &&
                  table->column[0].has_default && table->column[5].has_default,
              "what must be given is known");
    sqlite3_close(db);
}

int main(void)
{
    desk_open();
    cells_become_values();
    kinds_follow_the_declaration();
    return desk_close();
}
