/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libFuzzer's target for import. The first byte says what the rest is: the bytes of a file, or
 * (where random bytes would never get through ZIP) of a part in a sound ODS or XLSX archive. The
 * schema has a column of every kind; nothing is written but a file in memory. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <zip.h>

#include "db/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char schema[] =
    "CREATE TABLE region(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE) STRICT;"
    "CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT, fee_ct INTEGER CHECK (fee_ct < 100000),"
    " share REAL, starts TEXT CHECK (starts IS date(starts)), is_open INTEGER CHECK (is_open IN "
    "(0,1)),"
    " n INTEGER UNIQUE, x ANY, raw BLOB, twice INTEGER GENERATED ALWAYS AS (n * 2),"
    " t_id INTEGER REFERENCES t(id), UNIQUE (name, fee_ct)) STRICT;";

/* A file in memory and its path. */
static const char *put(const void *bytes, size_t n, int *fd, char path[32])
{
    *fd = memfd_create("input", 0);
    if (*fd < 0 || (n && write(*fd, bytes, n) != (ssize_t)n))
        abort();
    snprintf(path, 32, "/proc/self/fd/%d", *fd);
    return path;
}

/* The parts of a workbook; the one with NULL is the input. */
struct part {
    const char *name, *content;
};

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATIONS                                                                                  \
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
static const char sheet[] =
    "<worksheet xmlns='" MAIN
    "'><sheetData><row r='1'><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>"
    "<row r='2'><c><v>1</v></c><c s='1'><v>42261.5</v></c></row></sheetData></worksheet>";
static const struct part xlsx[] = {
    {"_rels/.rels", RELATIONS "<Relationship Id='r' Type='" RELATION
                              "/officeDocument' Target='xl/workbook.xml'/></Relationships>"},
    {"xl/workbook.xml", "<workbook xmlns='" MAIN "' xmlns:r='" RELATION
                        "'><sheets><sheet name='t' r:id='a'/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels",
     RELATIONS "<Relationship Id='a' Type='/worksheet' Target='sheet.xml'/><Relationship Id='b' "
               "Type='/styles' Target='styles.xml'/><Relationship Id='c' Type='/sharedStrings' "
               "Target='strings.xml'/></Relationships>"},
    {"xl/sheet.xml", sheet},
    {"xl/styles.xml", "<styleSheet xmlns='" MAIN
                      "'><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='4'/><xf "
                      "numFmtId='21'/></cellXfs></styleSheet>"},
    {"xl/strings.xml",
     "<sst xmlns='" MAIN "'><si><t>id</t></si><si><t>starts</t></si><si><t>name</t></si></sst>"},
};
static const struct part ods[] = {
    {"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
    {"content.xml", NULL},
    {"styles.xml", "<styles/>"},
};

static size_t archive(const struct part *part, size_t parts, const char *input_part,
                      const uint8_t *data, size_t size, char path[40])
{
    int rc;
    strcpy(path, "/dev/shm/fuzz-import.XXXXXX");
    close(mkstemp(path));
    zip_t *zip = zip_open(path, ZIP_TRUNCATE, &rc);
    for (size_t i = 0; zip && i < parts; i++) {
        bool is_input = strcmp(part[i].name, input_part) == 0;
        const void *bytes = is_input ? (const void *)data : part[i].content;
        size_t n = is_input ? size : strlen(part[i].content);
        zip_int64_t k =
            zip_file_add(zip, part[i].name, zip_source_buffer(zip, bytes, n, 0), ZIP_FL_OVERWRITE);
        zip_set_file_compression(zip, (zip_uint64_t)k, ZIP_CM_STORE, 0);
    }
    return zip && zip_close(zip) == 0;
}

static void import(const char *path)
{
    static char schema_path[32];
    static int schema_fd = -1;
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena);
    struct import_count count;
    if (schema_fd < 0)
        put(schema, sizeof schema - 1, &schema_fd, schema_path);
    const struct import_options options = {.database = "/nonexistent/p.db",
                                           .schema = schema_path,
                                           .table = "t",
                                           .is_fresh = true,
                                           .is_dry = true};
    bool done = import_files(&options, &path, 1, &count, diag);
    if (!done && diag_errors(diag) == 0)
        abort(); /* refused without a word */
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[40];
    int fd;
    if (size == 0)
        return 0;
    switch (data[0] % 5) {
    case 0:
        import(put(data + 1, size - 1, &fd, path));
        close(fd);
        return 0;
    case 1: archive(xlsx, 6, "xl/sheet.xml", data + 1, size - 1, path); break;
    case 2: archive(xlsx, 6, "xl/styles.xml", data + 1, size - 1, path); break;
    case 3: archive(xlsx, 6, "xl/strings.xml", data + 1, size - 1, path); break;
    default: archive(ods, 3, "content.xml", data + 1, size - 1, path); break;
    }
    import(path);
    unlink(path);
    return 0;
}
