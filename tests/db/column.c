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
        {COLUMN_MONEY, "1'234,50", "i:123450"},
        {COLUMN_MONEY, "1’234.50", "i:123450"},
        {COLUMN_MONEY, "1 234,50 EUR", "i:123450"},
        {COLUMN_MONEY,
         "1\xE2\x80\xAF"
         "234,50\xE2\x80\xAF€",
         "i:123450"},
        {COLUMN_MONEY, "7,50 eur", "i:750"},
        {COLUMN_MONEY, "EUR -7,50", "i:-750"},
        {COLUMN_MONEY, "7,50-", "i:-750"},
        {COLUMN_MONEY, "(7,50 €)", "i:-750"},
        {COLUMN_MONEY, "750,- €", "i:75000"},
        {COLUMN_MONEY, "750,–", "i:75000"},
        {COLUMN_MONEY, "'7,50", "i:750"},
        {COLUMN_MONEY, "1 234", "ambiguous"},
        {COLUMN_MONEY, "1'234", "ambiguous"},
        {COLUMN_MONEY, "1'23,50", "not an amount"},
        {COLUMN_MONEY, "7,50 $", "not an amount"},
        {COLUMN_MONEY, "€", "not an amount"},
        {COLUMN_MONEY, "85 %", "not an amount"},
        {COLUMN_RATE, "8500", "i:8500"},
        {COLUMN_RATE, "-83", "i:-83"},
        {COLUMN_RATE, "85 %", "i:8500"},
        {COLUMN_RATE, "85,00%", "i:8500"},
        {COLUMN_RATE, "2,27\xC2\xA0%", "i:227"},
        {COLUMN_RATE, "-0.83 %", "i:-83"},
        {COLUMN_RATE, "0 %", "i:0"},
        {COLUMN_RATE, "1.000 %", "ambiguous"},
        {COLUMN_RATE, "33,333 %", "more than two decimals"},
        {COLUMN_RATE, "1E300 %", "too large"},
        {COLUMN_RATE, "0,85", "not a rate"},
        {COLUMN_RATE, "%", "not a number"},
        {COLUMN_RATE, "", "null"},
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
        {COLUMN_REAL, "85 %", "r:0.85"},
        {COLUMN_REAL, "85%", "r:0.85"},
        {COLUMN_REAL, "-12,5\xC2\xA0%", "r:-0.125"},
        {COLUMN_REAL, "1,5E+3", "r:1.5E+3"},
        {COLUMN_REAL, "1 234,5", "r:1234.5"},
        {COLUMN_REAL, "1'234.5", "r:1234.5"},
        {COLUMN_REAL, "1 234", "r:1234"},
        {COLUMN_REAL, "%", "not a number"},
        {COLUMN_REAL, "#DIV/0!", "a formula's error"},
        {COLUMN_REAL, ".", "not a number"},
        {COLUMN_DATE, "14.09.2015", "t:2015-09-14"},
        {COLUMN_DATE, "1.2.2016", "t:2016-02-01"},
        {COLUMN_DATE, "2015-09-14", "t:2015-09-14"},
        {COLUMN_DATE, "29.02.2016", "t:2016-02-29"},
        {COLUMN_DATE, "29.02.2015", "not a date"},
        {COLUMN_DATE, "29.02.1900", "not a date"},
        {COLUMN_DATE, "14.09.15", "ambiguous: write the year with four digits"},
        {COLUMN_DATE, "14.9.15", "ambiguous"},
        {COLUMN_DATE, "14.9.2015", "t:2015-09-14"},
        {COLUMN_DATE, "14.09.2015 00:00", "t:2015-09-14"},
        {COLUMN_DATE, "14.09.2015 00:00:00", "t:2015-09-14"},
        {COLUMN_DATE, "2015-09-14T00:00:00.000Z", "t:2015-09-14"},
        {COLUMN_DATE, "14.09.2015 10:30", "has a time of day"},
        {COLUMN_DATE, "'14.09.2015", "t:2015-09-14"},
        {COLUMN_DATE, "14.09.2015\xC2\xA0", "t:2015-09-14"},
        {COLUMN_DATE, "9/14/2015", "not a date"},
        {COLUMN_DATE, "42261", "not a date"},
        {COLUMN_DATE, "########", "too narrow a column"},
        {COLUMN_DATE, "#WERT!", "a formula's error"},
        {COLUMN_DATE, "2015-13-01", "not a date"},
        {COLUMN_DATE, "2015-09-14x", "not a date"},
        {COLUMN_DATE, "  ", "null"},
        {COLUMN_YES_NO, "ja", "i:1"},
        {COLUMN_YES_NO, "Nein", "i:0"},
        {COLUMN_YES_NO, "WAHR", "i:1"},
        {COLUMN_YES_NO, "1", "i:1"},
        {COLUMN_YES_NO, "0", "i:0"},
        {COLUMN_YES_NO, "x", "i:1"},
        {COLUMN_YES_NO, "J", "i:1"},
        {COLUMN_YES_NO, "n", "i:0"},
        {COLUMN_YES_NO, "falsch", "i:0"},
        {COLUMN_YES_NO, "xx", "neither yes nor no"},
        {COLUMN_YES_NO, "2", "neither yes nor no"},
        {COLUMN_INTEGER, "42", "i:42"},
        {COLUMN_INTEGER, "-9223372036854775808", "i:-9223372036854775808"},
        {COLUMN_INTEGER, "9223372036854775808", "too large"},
        {COLUMN_INTEGER, "1.234", "not a whole number"},
        {COLUMN_INTEGER, "1 234", "i:1234"},
        {COLUMN_INTEGER, "1 23", "not a whole number"},
        {COLUMN_INTEGER, "'12", "i:12"},
        {COLUMN_INTEGER, "1,5E+3", "not a whole number"},
        {COLUMN_TEXT, "'s-Hertogenbosch", "t:'s-Hertogenbosch"},
        {COLUMN_TEXT, "#NV", "a formula's error"},
        {COLUMN_TEXT, "#1", "t:#1"},
        {COLUMN_INTEGER, "12,0", "not a whole number"},
        {COLUMN_TEXT, " kept ", "t: kept "},
        {COLUMN_TEXT, "", "null"},
        {COLUMN_BYTES, "x", "holds bytes"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct value value;
        const struct column column = {.name = "c", .kind = cases[i].kind};
        const struct cell cell = {.text = text_of(cases[i].cell)};
        const char *fault = column_convert(arena, &column, &cell, &value);
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

/* What a workbook says of a cell decides, and what it leaves open is refused. */
static void typed_cells_become_values(void)
{
    static const struct {
        enum column_kind kind;
        enum cell_kind is;
        const char *cell, *want;
    } cases[] = {
        {COLUMN_MONEY, CELL_EUROS, "1234.5", "i:123450"},
        {COLUMN_MONEY, CELL_EUROS, "-0.05", "i:-5"},
        {COLUMN_MONEY, CELL_EUROS, "750", "i:75000"},
        {COLUMN_MONEY, CELL_EUROS, "1234.5600000000001", "i:123456"},
        {COLUMN_MONEY, CELL_EUROS, "0.285", "more than two decimals"},
        {COLUMN_MONEY, CELL_NUMBER, "750", "i:750"},
        {COLUMN_MONEY, CELL_NUMBER, "7.5", "ambiguous"},
        {COLUMN_MONEY, CELL_GROUPED, "750", "i:750"},
        {COLUMN_MONEY, CELL_GROUPED, "1234", "ambiguous"},
        {COLUMN_MONEY, CELL_FOREIGN, "7.5", "another currency"},
        {COLUMN_MONEY, CELL_PERCENT, "0.5", "a percentage"},
        {COLUMN_MONEY, CELL_DATE, "2015-09-14", "is a date in the workbook"},
        {COLUMN_RATE, CELL_PERCENT, "0.85", "i:8500"},
        {COLUMN_RATE, CELL_PERCENT, "0.022700000000000001", "i:227"},
        {COLUMN_RATE, CELL_PERCENT, "0.33333", "more than two decimals"},
        {COLUMN_RATE, CELL_NUMBER, "8500", "i:8500"},
        {COLUMN_RATE, CELL_NUMBER, "0.85", "not a whole number"},
        {COLUMN_REAL, CELL_NUMBER, "0.1", "r:0.1"},
        {COLUMN_REAL, CELL_NUMBER, "0.30000000000000004", "r:0.3"},
        {COLUMN_REAL, CELL_NUMBER, "1.5E-3", "r:0.0015"},
        {COLUMN_REAL, CELL_PERCENT, "0.85", "r:0.85"},
        {COLUMN_REAL, CELL_YES_NO, "1", "a truth value"},
        {COLUMN_INTEGER, CELL_NUMBER, "12", "i:12"},
        {COLUMN_INTEGER, CELL_EUROS, "12", "i:12"},
        {COLUMN_INTEGER, CELL_NUMBER, "12.5", "not a whole number"},
        {COLUMN_INTEGER, CELL_NUMBER, "1.2345678901234568E+16",
         "more digits than a workbook keeps"},
        {COLUMN_DATE, CELL_DATE, "2015-09-14", "t:2015-09-14"},
        {COLUMN_DATE, CELL_DATE, "2015-09-14T00:00:00", "t:2015-09-14"},
        {COLUMN_DATE, CELL_DATE, "2015-09-14T10:30:00", "has a time of day"},
        {COLUMN_DATE, CELL_NUMBER, "42261", "give the cell a date format"},
        {COLUMN_YES_NO, CELL_YES_NO, "1", "i:1"},
        {COLUMN_YES_NO, CELL_NUMBER, "0", "i:0"},
        {COLUMN_YES_NO, CELL_NUMBER, "2", "neither yes nor no"},
        {COLUMN_YES_NO, CELL_DATE, "2015-09-14", "is a date in the workbook"},
        {COLUMN_TEXT, CELL_NUMBER, "39104", "t:39104"},
        {COLUMN_TEXT, CELL_CODE, "06110", "t:06110"},
        {COLUMN_TEXT, CELL_TIME, "10:30", "t:10:30"},
        {COLUMN_TEXT, CELL_NUMBER, "1.5", "give the cell the format text"},
        {COLUMN_TEXT, CELL_DATE, "2015-02-01", "give the cell the format text"},
        {COLUMN_ANY, CELL_DATE, "2015-02-01", "t:2015-02-01"},
        {COLUMN_ANY, CELL_NUMBER, "1.5", "t:1.5"},
        {COLUMN_TEXT, CELL_FAULT, "#REF!", "the fault"},
    };
    static const char *const letters[] = {"null", "i:", "r:", "t:"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct value value;
        const struct column column = {.name = "c", .kind = cases[i].kind};
        const struct cell cell = {
            .text = text_of(cases[i].cell), .kind = cases[i].is, .fault = "the fault"};
        const char *fault = column_convert(arena, &column, &cell, &value);
        const char *got =
            fault ? fault
                  : arena_printf(arena, "%s%.*s", letters[value.kind], (int)value.s.n, value.s.p);
        check(fault ? strstr(got, cases[i].want) != NULL : !strcmp(got, cases[i].want),
              "'%s' of kind %d as column kind %d gives %s, not %s", cases[i].cell, (int)cases[i].is,
              (int)cases[i].kind, cases[i].want, got);
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
        " fee_ct INTEGER NOT NULL DEFAULT 0, rate_bp INTEGER, share REAL, is_open INTEGER "
        "CHECK(is_open IN (0, 1)),"
        " step INTEGER CHECK (step IN (1,-1)), raw BLOB, n INT, x ANY,"
        " twice INTEGER GENERATED ALWAYS AS (n * 2),"
        " /* CHECK (title = date(title)) */ CHECK (date(\"ends\") >= starts)) STRICT";
    static const struct {
        const char *column;
        enum column_kind kind;
    } cases[] = {{"id", COLUMN_INTEGER},     {"TITLE", COLUMN_TEXT},    {"starts", COLUMN_DATE},
                 {"ends", COLUMN_DATE},      {"note", COLUMN_TEXT},     {"fee_ct", COLUMN_MONEY},
                 {"rate_bp", COLUMN_RATE},   {"share", COLUMN_REAL},    {"n", COLUMN_INTEGER},
                 {"is_open", COLUMN_YES_NO}, {"step", COLUMN_INTEGER},  {"raw", COLUMN_BYTES},
                 {"x", COLUMN_ANY},          {"twice", COLUMN_COMPUTED}};
    sqlite3 *db = database_temporary(NULL, diag);
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
    typed_cells_become_values();
    kinds_follow_the_declaration();
    return desk_close();
}
