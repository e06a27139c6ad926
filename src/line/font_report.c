/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `dokuwerk fonts` prints: the families with their styles and files, what is missing of them,
 * and which families serve each script. */
#include "line/family.h"
#include "base/spoken.h"

static const struct {
    const char *code, *name;
    uint32_t sample;
    const char *lang; /* whose forms are meant, where languages have their own; or NULL */
} scripts[] = {
    {"Latn", "Latin", 'a', NULL},
    {"Viet", "Latin of Vietnamese", 0x1EC7, NULL},
    {"Grek", "Greek", 0x03B1, NULL},
    {"Cyrl", "Cyrillic", 0x0436, NULL},
    {"Arab", "Arabic", 0x0628, NULL},
    {"Hebr", "Hebrew", 0x05D0, NULL},
    {"Ethi", "Ethiopic", 0x1230, NULL},
    {"Armn", "Armenian", 0x0561, NULL},
    {"Geor", "Georgian", 0x10D0, NULL},
    {"Deva", "Devanagari", 0x0915, NULL},
    {"Beng", "Bengali", 0x0995, NULL},
    {"Guru", "Gurmukhi", 0x0A15, NULL},
    {"Gujr", "Gujarati", 0x0A95, NULL},
    {"Orya", "Odia", 0x0B15, NULL},
    {"Taml", "Tamil", 0x0B95, NULL},
    {"Telu", "Telugu", 0x0C15, NULL},
    {"Knda", "Kannada", 0x0C95, NULL},
    {"Mlym", "Malayalam", 0x0D15, NULL},
    {"Sinh", "Sinhala", 0x0D9A, NULL},
    {"Thai", "Thai", 0x0E01, NULL},
    {"Laoo", "Lao", 0x0E81, NULL},
    {"Khmr", "Khmer", 0x1780, NULL},
    {"Mymr", "Burmese", 0x1000, NULL},
    {"Tibt", "Tibetan", 0x0F40, NULL},
    {"Hans", "Chinese, simplified", 0x8FD9, "zh-Hans"},
    {"Hant", "Chinese, traditional", 0x9019, "zh-Hant"},
    {"Jpan", "Japanese", 0x3042, "ja"},
    {"Kore", "Korean", 0xAC00, "ko"},
    {"Symb", "symbols", 0x2610, NULL},
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
    const char *package = family->package ? family->package : spoken("it");
    fprintf(out, "%s:", family->name);
    if (!face) {
        fprintf(out, spoken(" missing; install %s\n"), package);
        return false;
    }
    report_styles(family, out);
    fprintf(out, " |");
    report_codes(face, out);
    fprintf(out, " | %s\n", face_path(face));
    for (size_t k = 0; k < family->faces; k++) {
        if (!family->face[k]->is_there)
            fprintf(out, spoken("  missing: %s (package %s)\n"), family->face[k]->path,
                    family->package ? family->package : spoken("unknown"));
    }
    return true;
}

static bool is_fallback(const struct fonts *fonts, size_t family)
{
    for (size_t i = 0; i < fonts->fallbacks; i++)
        if (fonts->fallback[i] == family)
            return true;
    return false;
}

static void report_server(const struct family *family, uint32_t sample, size_t *found, FILE *out)
{
    const struct face *face = family_nearest(family, 400, false);
    if (face && face_has(face, sample))
        fprintf(out, "%s %s", (*found)++ ? "," : "", family->name);
}

/* Those a text gets by itself, the first one first, then those that are asked for by name. */
static void report_script(const struct fonts *fonts, size_t script, FILE *out)
{
    size_t found = 0;
    uint32_t sample = scripts[script].sample;
    const char *name = scripts[script].lang ? fonts_preferred(fonts, scripts[script].lang) : NULL;
    const struct family *first = name ? family_find(fonts, name) : NULL;
    fprintf(out, "  %s (%s):", scripts[script].code, spoken(scripts[script].name));
    if (first)
        report_server(first, sample, &found, out);
    for (size_t i = 0; i < fonts->fallbacks; i++)
        if (&fonts->family[fonts->fallback[i]] != first)
            report_server(&fonts->family[fonts->fallback[i]], sample, &found, out);
    for (size_t i = 0; i < fonts->families; i++)
        if (!is_fallback(fonts, i) && &fonts->family[i] != first)
            report_server(&fonts->family[i], sample, &found, out);
    fprintf(out, "%s\n", found ? "" : spoken(" none"));
}

bool fonts_report(const struct fonts *fonts, FILE *out)
{
    bool is_whole = true;
    for (size_t i = 0; i < fonts->families; i++)
        is_whole &= report_family(&fonts->family[i], out);
    fputs(spoken("\nscripts and the families that serve them, the first one unasked:\n"), out);
    for (size_t i = 0; i < SCRIPTS; i++)
        report_script(fonts, i, out);
    return is_whole;
}
