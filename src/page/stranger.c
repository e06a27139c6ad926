/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kinds of pictures that are not read, by their first bytes: who has one is told what it is, since
 * its name may say otherwise, and what to do. */
#include "page/stranger.h"

#include <string.h>

struct sign {
    size_t at; /* where its bytes stand */
    const char *bytes;
    size_t n;
    const char *name;
};
#define BYTES(literal) literal, sizeof(literal) - 1

static const struct sign signs[] = {{0, BYTES("GIF87a"), "GIF"},
                                    {0, BYTES("GIF89a"), "GIF"},
                                    {8, BYTES("WEBP"), "WebP"},
                                    {0, BYTES("II*\0"), "TIFF"},
                                    {0, BYTES("MM\0*"), "TIFF"},
                                    {0, BYTES("II+\0"), "TIFF"},
                                    {0, BYTES("MM\0+"), "TIFF"},
                                    {4, BYTES("ftypavif"), "AVIF"},
                                    {4, BYTES("ftypavis"), "AVIF"},
                                    {4, BYTES("ftyphei"), "HEIC"},
                                    {4, BYTES("ftyphev"), "HEIC"},
                                    {4, BYTES("ftypmif1"), "HEIC"},
                                    {4, BYTES("ftypmsf1"), "HEIC"},
                                    {4, BYTES("ftypcrx "), "TIFF"},
                                    {0, BYTES("\xFF\x0A"), "JPEG XL"},
                                    {4, BYTES("JXL \r\n\x87\n"), "JPEG XL"},
                                    {4, BYTES("jP  \r\n\x87\n"), "JPEG 2000"},
                                    {0, BYTES("\xFF\x4F\xFF\x51"), "JPEG 2000"},
                                    {0, BYTES("8BPS"), "Photoshop"},
                                    {0, BYTES("gimp xcf"), "GIMP"},
                                    {0, BYTES("\0\0\1\0"), "ICO"}};

static bool has(struct text file, size_t at, struct text bytes)
{
    return file.n >= at + bytes.n && memcmp(file.p + at, bytes.p, bytes.n) == 0;
}

/* "BM" begins words, too: four bytes of a bitmap are always 0. */
static bool is_bitmap(struct text file)
{
    return has(file, 0, TEXT("BM")) && has(file, 6, TEXT("\0\0\0\0"));
}

const char *stranger_fault(struct arena *arena, struct text file)
{
    const char *name = is_bitmap(file) ? "BMP" : NULL;
    for (size_t i = 0; i < sizeof signs / sizeof *signs && !name; i++)
        if (has(file, signs[i].at, (struct text){signs[i].bytes, signs[i].n}))
            name = signs[i].name;
    if (name)
        return arena_printf(arena,
                            *name == 'A' ? "is an %s picture: save it as PNG or JPEG"
                                         : "is a %s picture: save it as PNG or JPEG",
                            name);
    if (!file.n)
        return "is not a PNG, JPEG or SVG picture: the file is empty";
    if (has(file, 0, TEXT("%PDF-")))
        return "is a PDF file: save its picture as PNG, JPEG or SVG";
    if (has(file, 0, TEXT("%!PS")) || has(file, 0, TEXT("\xC5\xD0\xD3\xC6")))
        return "is a PostScript file: save its picture as PNG, JPEG or SVG";
    return "is not a PNG, JPEG or SVG picture";
}
