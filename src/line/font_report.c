/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `dokuwerk fonts` prints: the families with their styles and files, what is missing of them,
 * and which families serve each script. */
#include "line/family.h"

static const struct {
    const char *code, *name;
    uint32_t sample;
} scripts[] = {
    {"Latn", "Latin", 'a'},
    {"Viet", "Latin of Vietnamese", 0x1EC7},
    {"Grek", "Greek", 0x03B1},
    {"Cyrl", "Cyrillic", 0x0436},
    {"Arab", "Arabic", 0x0628},
    {"Hebr", "Hebrew", 0x05D0},
    {"Ethi", "Ethiopic", 0x1230},
    {"Armn", "Armenian", 0x0561},
    {"Geor", "Georgian", 0x10D0},
    {"Deva", "Devanagari", 0x0915},
    {"Beng", "Bengali", 0x0995},
    {"Guru", "Gurmukhi", 0x0A15},
    {"Gujr", "Gujarati", 0x0A95},
    {"Taml", "Tamil", 0x0B95},
    {"Telu", "Telugu", 0x0C15},
    {"Knda", "Kannada", 0x0C95},
    {"Mlym", "Malayalam", 0x0D15},
    {"Sinh", "Sinhala", 0x0D9A},
    {"Thai", "Thai", 0x0E01},
    {"Laoo", "Lao", 0x0E81},
    {"Khmr", "Khmer", 0x1780},
    {"Mymr", "Burmese", 0x1000},
    {"Tibt", "Tibetan", 0x0F40},
    {"Hans", "Chinese, simplified", 0x8FD9},
    {"Hant", "Chinese, traditional", 0x9019},
    {"Jpan", "Japanese", 0x3042},
    {"Kore", "Korean", 0xAC00},
    {"Symb", "symbols", 0x2610},
};
enum { SCRIPTS = sizeof scripts / sizeof *scripts };

static void report_styles(const struct family *family, FILE *out)
{
    for (size_t i = 0; i < family->faces; i++) {
        const struct face *face = family->face[i];
        if (face->is_there)
            fprintf(out, " %u%s", face->weight, face->is_italic ? "i" : "");
    }
}

static void report_codes(const struct face *face, FILE *out)
{
    for (size_t i = 0; i < SCRIPTS; i++) {
        if (face_has(face, scripts[i].sample))
            fprintf(out, " %s", scripts[i].code);
    }
}

static bool report_family(const struct family *family, FILE *out)
{
    const struct face *face = family_nearest(family, 400, false);
    const char *package = family->package ? family->package : "it";
    fprintf(out, "%s:", family->name);
    if (!face) {
        fprintf(out, " missing; install %s\n", package);
        return false;
    }
    report_styles(family, out);
    fprintf(out, " |");
    report_codes(face, out);
    fprintf(out, " | %s\n", face_path(face));
    for (size_t k = 0; k < family->faces; k++) {
        if (!family->face[k]->is_there)
            fprintf(out, "  missing: %s (package %s)\n", family->face[k]->path,
                    family->package ? family->package : "unknown");
    }
    return true;
}

/* Those a text gets by itself, the first one first, then those that are asked for by name. */
static void report_script(const struct fonts *fonts, size_t script, FILE *out)
{
    size_t found = 0;
    fprintf(out, "  %s (%s):", scripts[script].code, scripts[script].name);
    for (size_t i = 0; i < fonts->fallbacks + fonts->families; i++) {
        bool is_fallback = i < fonts->fallbacks;
        size_t index = is_fallback ? fonts->fallback[i] : i - fonts->fallbacks;
        for (size_t k = 0; k < fonts->fallbacks && !is_fallback; k++)
            if (fonts->fallback[k] == index)
                index = SIZE_MAX;
        const struct face *face =
            index == SIZE_MAX ? NULL : family_nearest(&fonts->family[index], 400, false);
        if (face && face_has(face, scripts[script].sample))
            fprintf(out, "%s %s", found++ ? "," : "", face_family(face));
    }
    fprintf(out, "%s\n", found ? "" : " none");
}

bool fonts_report(const struct fonts *fonts, FILE *out)
{
    bool is_whole = true;
    for (size_t i = 0; i < fonts->families; i++)
        is_whole &= report_family(&fonts->family[i], out);
    fprintf(out, "\nscripts and the families that serve them, the first one unasked:\n");
    for (size_t i = 0; i < SCRIPTS; i++)
        report_script(fonts, i, out);
    return is_whole;
}
