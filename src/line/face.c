/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A font file behind HarfBuzz: mapped into memory when first asked anything, with its scale set to
 * its own units so that every number is an exact integer. A file that turns out damaged behaves as
 * a font without glyphs; the characters then come from the fallback faces. */
#include "line/face.h"

#include <hb-ot.h>
#include <hb.h>

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
    hb_blob_t *blob = hb_face_reference_table(face, tag);
    bool has = hb_blob_get_length(blob) > 0;
    hb_blob_destroy(blob);
    return has;
}

static const char *read_name(struct arena *arena, hb_face_t *face, hb_ot_name_id_t id)
{
    char name[256];
    unsigned n = sizeof name;
    unsigned length = hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &n, name);
    return length ? arena_string(arena, (struct text){name, n}) : NULL;
}

/* The height of a character's outline, for fonts whose tables do not tell. */
static int32_t outline_height(hb_font_t *font, uint32_t cp, int32_t otherwise)
{
    hb_codepoint_t glyph;
    hb_glyph_extents_t box;
    if (!hb_font_get_nominal_glyph(font, cp, &glyph) ||
        !hb_font_get_glyph_extents(font, glyph, &box))
        return otherwise;
    return box.y_bearing;
}

static int32_t metric(hb_font_t *font, hb_ot_metrics_tag_t tag, int32_t otherwise)
{
    hb_position_t value;
    return hb_ot_metrics_get_position(font, tag, &value) && value ? value : otherwise;
}

static struct face_metrics read_metrics(hb_font_t *font, int32_t units)
{
    struct face_metrics m;
    hb_font_extents_t lines = {0};
    hb_font_get_h_extents(font, &lines);
    m.ascent = lines.ascender ? lines.ascender : units * 4 / 5;
    m.descent = lines.descender ? lines.descender : -units / 5;
    m.cap_height =
        metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT, outline_height(font, 'H', units * 7 / 10));
    m.x_height = metric(font, HB_OT_METRICS_TAG_X_HEIGHT, outline_height(font, 'x', units / 2));
    m.underline_position = metric(font, HB_OT_METRICS_TAG_UNDERLINE_OFFSET, -units / 10);
    m.underline_thickness = metric(font, HB_OT_METRICS_TAG_UNDERLINE_SIZE, units / 20);
    m.strike_position = metric(font, HB_OT_METRICS_TAG_STRIKEOUT_OFFSET, m.x_height / 2);
    return m;
}

static uint32_t look_up(hb_font_t *font, uint32_t cp)
{
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(font, cp, &glyph) ? glyph : 0;
}

static void open_file(const struct face *face, struct opened *o)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(face->path);
    o->is_tried = true;
    o->hb_face = blob ? hb_face_create(blob, face->index) : hb_face_reference(hb_face_get_empty());
    hb_blob_destroy(blob);
    hb_face_make_immutable(o->hb_face);
    o->units = (int32_t)hb_face_get_upem(o->hb_face);
    o->hb_font = hb_font_create(o->hb_face);
    hb_font_set_scale(o->hb_font, o->units, o->units);
    hb_ot_font_set_funcs(o->hb_font);
    hb_font_make_immutable(o->hb_font);
    o->is_cff = has_table(o->hb_face, HB_TAG('C', 'F', 'F', ' '));
    o->name = read_name(face->arena, o->hb_face, HB_OT_NAME_ID_POSTSCRIPT_NAME);
    o->metrics = read_metrics(o->hb_font, o->units);
    for (uint32_t cp = 0; cp < LOW_CHARACTERS; cp++)
        o->low[cp] = look_up(o->hb_font, cp);
}

static const struct opened *opened(const struct face *face)
{
    if (!face->opened->is_tried)
        open_file(face, face->opened);
    return face->opened;
}

static const char *family_name(struct arena *arena, hb_face_t *face)
{
    const char *name = read_name(arena, face, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY);
    return name ? name : read_name(arena, face, HB_OT_NAME_ID_FONT_FAMILY);
}

bool face_identify(struct arena *arena, struct face *face)
{
    const struct opened *o = opened(face);
    if (hb_face_get_glyph_count(o->hb_face) == 0)
        return false;
    face->family = family_name(arena, o->hb_face);
    int weight = (int)hb_style_get_value(o->hb_font, HB_STYLE_TAG_WEIGHT);
    face->weight = weight < 1 ? 1 : weight > 1000 ? 1000 : (unsigned)weight;
    face->is_italic = hb_style_get_value(o->hb_font, HB_STYLE_TAG_ITALIC) > 0 ||
                      hb_style_get_value(o->hb_font, HB_STYLE_TAG_SLANT_ANGLE) < 0;
    return face->family != NULL;
}

bool face_has_table(const struct face *face, const char tag[static 4])
{
    return has_table(opened(face)->hb_face, hb_tag_from_string(tag, 4));
}

bool face_has_characters(const struct face *face)
{
    hb_set_t *all = hb_set_create();
    hb_face_collect_unicodes(opened(face)->hb_face, all);
    bool has = !hb_set_is_empty(all);
    hb_set_destroy(all);
    return has;
}

void face_close(struct face *face)
{
    if (!face->opened->is_tried)
        return;
    hb_font_destroy(face->opened->hb_font);
    hb_face_destroy(face->opened->hb_face);
    face->opened->is_tried = false;
}

/* A letter of each script whose height tells the size of the script, and what of that height stands
 * for a Latin x: such that Noto's faces stand beside Noto Sans as in its catalogue. */
static const struct {
    uint32_t script, letter;
    int32_t share; /* thousandths */
} scripts[] = {
    {HB_SCRIPT_ARABIC, 0x0648, 1335},   {HB_SCRIPT_HEBREW, 0x05D0, 904},
    {HB_SCRIPT_ETHIOPIC, 0x1208, 817},  {HB_SCRIPT_DEVANAGARI, 0x0915, 862},
    {HB_SCRIPT_BENGALI, 0x0995, 862},   {HB_SCRIPT_TAMIL, 0x0B95, 920},
    {HB_SCRIPT_THAI, 0x0E01, 960},      {HB_SCRIPT_GEORGIAN, 0x10D0, 1000},
    {HB_SCRIPT_ARMENIAN, 0x0561, 1089}, {HB_SCRIPT_HAN, 0x56FD, 630},
    {HB_SCRIPT_HIRAGANA, 0x3042, 680},  {HB_SCRIPT_HANGUL, 0xAC00, 630},
    {HB_SCRIPT_SYRIAC, 0x0718, 1100},   {HB_SCRIPT_THAANA, 0x0780, 1000},
};
enum { SCRIPTS = sizeof scripts / sizeof *scripts };

static size_t find_script(uint32_t script)
{
    size_t i = 0;
    while (i < SCRIPTS && scripts[i].script != script)
        i++;
    return i;
}

uint32_t face_sample(uint32_t script)
{
    size_t i = find_script(script);
    return i < SCRIPTS ? scripts[i].letter : 0;
}

bool face_writes(const struct face *face, uint32_t script)
{
    size_t i = find_script(script);
    return i == SCRIPTS || face_has(face, scripts[i].letter);
}

int32_t face_x_height(const struct face *face, uint32_t script)
{
    if (face->x_height >= 0)
        return face->x_height;
    const struct opened *o = opened(face);
    size_t i = find_script(script);
    int64_t height = i < SCRIPTS ? outline_height(o->hb_font, scripts[i].letter, 0) : 0;
    if (height > 0)
        return (int32_t)(height * scripts[i].share / o->units);
    return o->metrics.x_height * 1000 / o->units;
}

const char *face_path(const struct face *face)
{
    return face->path;
}

const char *face_family(const struct face *face)
{
    return face->family;
}

const char *face_name(const struct face *face)
{
    const char *name = opened(face)->name;
    return name ? name : face->family;
}

unsigned face_weight(const struct face *face)
{
    return face->weight;
}

bool face_is_italic(const struct face *face)
{
    return face->is_italic;
}

bool face_is_cff(const struct face *face)
{
    return opened(face)->is_cff;
}

unsigned face_id(const struct face *face)
{
    return face->id;
}

int32_t face_units(const struct face *face)
{
    return opened(face)->units;
}

hb_face_t *face_hb(const struct face *face)
{
    return opened(face)->hb_face;
}

hb_font_t *face_hb_font(const struct face *face)
{
    return opened(face)->hb_font;
}

uint32_t face_glyph(const struct face *face, uint32_t cp)
{
    const struct opened *o = opened(face);
    return cp < LOW_CHARACTERS ? o->low[cp] : look_up(o->hb_font, cp);
}

bool face_has(const struct face *face, uint32_t cp)
{
    return face_glyph(face, cp) != 0;
}

bool face_has_feature(const struct face *face, uint32_t tag)
{
    hb_face_t *hb = face_hb(face);
    hb_tag_t tags[32];
    unsigned n = sizeof tags / sizeof *tags;
    for (unsigned from = 0; n == sizeof tags / sizeof *tags; from += n) {
        hb_ot_layout_table_get_feature_tags(hb, HB_OT_TAG_GSUB, from, &n, tags);
        for (unsigned i = 0; i < n; i++)
            if (tags[i] == tag)
                return true;
    }
    return false;
}

const struct face_metrics *face_metrics(const struct face *face)
{
    return &opened(face)->metrics;
}
