/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a language's script asks of the lines it stands in. */
#include "line/script.h"

#include <hb.h>

#include "doc/language.h"
#include "line/face.h"
#include "line/faces.h"

uint32_t script_of_language(const char *lang)
{
    char script[SCRIPT_CODE];
    language_script(lang ? lang : "", script);
    return *script ? script_of_code(script) : HB_SCRIPT_LATIN;
}

uint32_t script_of_code(const char *code)
{
    return hb_tag_from_string(code, 4);
}

bool script_has_case(uint32_t script)
{
    static const hb_script_t cased[] = {HB_SCRIPT_LATIN,      HB_SCRIPT_GREEK,   HB_SCRIPT_CYRILLIC,
                                        HB_SCRIPT_ARMENIAN,   HB_SCRIPT_COPTIC,  HB_SCRIPT_CHEROKEE,
                                        HB_SCRIPT_GLAGOLITIC, HB_SCRIPT_DESERET, HB_SCRIPT_ADLAM};
    for (size_t i = 0; i < sizeof cased / sizeof *cased; i++)
        if (script == cased[i])
            return true;
    return false;
}

/* What Unicode has no script of its own for: Nastaliq, Chinese by its characters, and what mixes
 * scripts. */
static uint32_t letters_of(uint32_t script)
{
    static const struct {
        char code[5];
        uint32_t letters;
    } known[] = {
        {"Aran", HB_SCRIPT_ARABIC}, {"Hans", HB_SCRIPT_HAN},    {"Hant", HB_SCRIPT_HAN},
        {"Jpan", HB_SCRIPT_HAN},    {"Kore", HB_SCRIPT_HANGUL},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (hb_tag_from_string(known[i].code, 4) == script)
            return known[i].letters;
    return script;
}

static const struct face *text_face(const struct fonts *fonts, const char *family)
{
    return family ? fonts_match(fonts, &(struct font_wish){family, 400, false}) : NULL;
}

/* The face the script's letters come from beside the text's own; NULL: that has them. */
static const struct face *script_face(const struct fonts *fonts, const struct script_rule *rule,
                                      const struct face *text, const char *lang, uint32_t letters)
{
    const struct face *face = rule ? text_face(fonts, rule->family) : NULL;
    uint32_t sample = face_sample(letters);
    if (face || !sample || face_has(text, sample))
        return face;
    face = text_face(fonts, fonts_preferred(fonts, lang));
    return face && face_has(face, sample) ? face : fonts_cover(fonts, text, sample);
}

int64_t script_leading(const struct fonts *fonts, const struct script_rules *rules,
                       const char *lang, sp leading)
{
    enum { BOX = 900 }; /* thousandths of a font's box that its text needs */
    uint32_t script = script_of_language(lang), letters = letters_of(script);
    const struct script_rule *rule = NULL;
    for (size_t i = 0; i < rules->rules; i++)
        if (rules->rule[i].script == script)
            rule = &rules->rule[i];
    if (rule && rule->leading)
        return rule->leading;
    const struct face *text = text_face(fonts, rules->family);
    const struct face *face = text ? script_face(fonts, rule, text, lang, letters) : NULL;
    if (!face || letters == HB_SCRIPT_LATIN || leading <= 0)
        return 1000;
    int64_t own = face_x_height(text, HB_SCRIPT_LATIN), other = face_x_height(face, letters);
    int64_t scale = rule && rule->scale    ? rule->scale
                    : own > 0 && other > 0 ? own * 1000 / other
                                           : 1000;
    const struct face_metrics *m = face_metrics(face);
    sp box = units_to_sp(m->ascent - m->descent, sp_ratio(rules->text_size, scale, 1000), face);
    int64_t wanted = sp_ratio(box, BOX, leading);
    return wanted > 1000 ? wanted : 1000;
}
