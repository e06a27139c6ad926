/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other programs put into ZIP archives is named, so that people know what to save instead. */
#include "db/workbook.h"

#include "base/text.h"

size_t workbook_open(struct arena *arena, struct package *package, const char *shown,
                     struct sheet *sheet[MOST_SHEETS], struct diag *diag)
{
    static const char ods[] = "application/vnd.oasis.opendocument.spreadsheet";
    struct place at = {.file = shown};
    struct text type = package_peek(arena, package, "mimetype", 100);
    struct text manifest = package_peek(arena, package, "META-INF/manifest.xml", 64 * 1024);
    const char *fault = "this archive holds no workbook: save the table as .xlsx or .ods";
    size_t sheets = 0, errors = diag_errors(diag);
    if (text_find(manifest, "encryption-data") != SIZE_MAX)
        fault = "the workbook is encrypted: save it without a password";
    else if (text_starts(type, ods))
        sheets = ods_open(arena, package, shown, sheet, diag);
    else if (package_has(package, "xl/workbook.bin"))
        fault = "this is a binary Excel workbook (.xlsb): save it as .xlsx or .ods";
    else if (package_has(package, "_rels/.rels"))
        sheets = xlsx_open(arena, package, shown, sheet, diag);
    else if (package_has(package, "Index/Document.iwa"))
        fault = "this is a Numbers document: export it as Excel (.xlsx) or CSV";
    if (sheets == 0 && diag_errors(diag) == errors)
        diag_error(diag, at, "%s", fault);
    return sheets;
}
