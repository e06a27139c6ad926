/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values as SVG 1.1 (second edition) and CSS Color 3 write them. */
#include "page/svg_value.h"

#include <string.h>

#include "base/ascii.h"

static void skip_space(struct text *rest)
{
    while (rest->n && ascii_is_space(rest->p[0]))
        *rest = text_from(*rest, 1);
}

void svg_skip(struct text *rest)
{
    skip_space(rest);
    if (text_take(rest, ','))
        skip_space(rest);
}

bool svg_number(struct text *rest, fix *out)
{
    skip_space(rest);
    if (!fix_take(rest, out))
        return false;
    svg_skip(rest);
    return true;
}

bool svg_flag(struct text *rest, bool *out)
{
    skip_space(rest);
    *out = rest->n && rest->p[0] == '1';
    if (!text_take(rest, '0') && !text_take(rest, '1'))
        return false;
    svg_skip(rest);
    return true;
}

bool svg_length(struct text t, fix whole, fix *out)
{
    static const struct {
        const char *unit;
        int times, by;
    } units[] = {{"", 1, 1},    {"px", 1, 1},     {"pt", 4, 3},      {"pc", 16, 1},
                 {"in", 96, 1}, {"mm", 960, 254}, {"cm", 9600, 254}, {"q", 240, 254}};
    t = text_trim(t);
    if (!fix_take(&t, out))
        return false;
    if (text_is(t, "%")) {
        *out = fix_mul(*out, whole) / 100;
        return true;
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!text_equal_caseless(t, text_of(units[i].unit)))
            continue;
        *out = fix_clamp((__int128)*out * units[i].times / units[i].by);
        return true;
    }
    return false;
}

static uint32_t opaque(fix of_one)
{
    fix clamped = of_one < 0 ? 0 : of_one > FIX_ONE ? FIX_ONE : of_one;
    return (uint32_t)(clamped / (FIX_ONE / OPAQUE_WHOLE));
}

bool svg_fraction(struct text t, uint32_t *out)
{
    fix value;
    t = text_trim(t);
    if (!fix_take(&t, &value) || (t.n && !text_is(t, "%")))
        return false;
    *out = opaque(t.n ? value / 100 : value);
    return true;
}

/* Colours */

static const struct {
    const char *name;
    int32_t color;
} names[] = {
    {"aliceblue", 0xF0F8FF},
    {"antiquewhite", 0xFAEBD7},
    {"aqua", 0x00FFFF},
    {"aquamarine", 0x7FFFD4},
    {"azure", 0xF0FFFF},
    {"beige", 0xF5F5DC},
    {"bisque", 0xFFE4C4},
    {"black", 0x000000},
    {"blanchedalmond", 0xFFEBCD},
    {"blue", 0x0000FF},
    {"blueviolet", 0x8A2BE2},
    {"brown", 0xA52A2A},
    {"burlywood", 0xDEB887},
    {"cadetblue", 0x5F9EA0},
    {"chartreuse", 0x7FFF00},
    {"chocolate", 0xD2691E},
    {"coral", 0xFF7F50},
    {"cornflowerblue", 0x6495ED},
    {"cornsilk", 0xFFF8DC},
    {"crimson", 0xDC143C},
    {"cyan", 0x00FFFF},
    {"darkblue", 0x00008B},
    {"darkcyan", 0x008B8B},
    {"darkgoldenrod", 0xB8860B},
    {"darkgray", 0xA9A9A9},
    {"darkgreen", 0x006400},
    {"darkgrey", 0xA9A9A9},
    {"darkkhaki", 0xBDB76B},
    {"darkmagenta", 0x8B008B},
    {"darkolivegreen", 0x556B2F},
    {"darkorange", 0xFF8C00},
    {"darkorchid", 0x9932CC},
    {"darkred", 0x8B0000},
    {"darksalmon", 0xE9967A},
    {"darkseagreen", 0x8FBC8F},
    {"darkslateblue", 0x483D8B},
    {"darkslategray", 0x2F4F4F},
    {"darkslategrey", 0x2F4F4F},
    {"darkturquoise", 0x00CED1},
    {"darkviolet", 0x9400D3},
    {"deeppink", 0xFF1493},
    {"deepskyblue", 0x00BFFF},
    {"dimgray", 0x696969},
    {"dimgrey", 0x696969},
    {"dodgerblue", 0x1E90FF},
    {"firebrick", 0xB22222},
    {"floralwhite", 0xFFFAF0},
    {"forestgreen", 0x228B22},
    {"fuchsia", 0xFF00FF},
    {"gainsboro", 0xDCDCDC},
    {"ghostwhite", 0xF8F8FF},
    {"gold", 0xFFD700},
    {"goldenrod", 0xDAA520},
    {"gray", 0x808080},
    {"green", 0x008000},
    {"greenyellow", 0xADFF2F},
    {"grey", 0x808080},
    {"honeydew", 0xF0FFF0},
    {"hotpink", 0xFF69B4},
    {"indianred", 0xCD5C5C},
    {"indigo", 0x4B0082},
    {"ivory", 0xFFFFF0},
    {"khaki", 0xF0E68C},
    {"lavender", 0xE6E6FA},
    {"lavenderblush", 0xFFF0F5},
    {"lawngreen", 0x7CFC00},
    {"lemonchiffon", 0xFFFACD},
    {"lightblue", 0xADD8E6},
    {"lightcoral", 0xF08080},
    {"lightcyan", 0xE0FFFF},
    {"lightgoldenrodyellow", 0xFAFAD2},
    {"lightgray", 0xD3D3D3},
    {"lightgreen", 0x90EE90},
    {"lightgrey", 0xD3D3D3},
    {"lightpink", 0xFFB6C1},
    {"lightsalmon", 0xFFA07A},
    {"lightseagreen", 0x20B2AA},
    {"lightskyblue", 0x87CEFA},
    {"lightslategray", 0x778899},
    {"lightslategrey", 0x778899},
    {"lightsteelblue", 0xB0C4DE},
    {"lightyellow", 0xFFFFE0},
    {"lime", 0x00FF00},
    {"limegreen", 0x32CD32},
    {"linen", 0xFAF0E6},
    {"magenta", 0xFF00FF},
    {"maroon", 0x800000},
    {"mediumaquamarine", 0x66CDAA},
    {"mediumblue", 0x0000CD},
    {"mediumorchid", 0xBA55D3},
    {"mediumpurple", 0x9370DB},
    {"mediumseagreen", 0x3CB371},
    {"mediumslateblue", 0x7B68EE},
    {"mediumspringgreen", 0x00FA9A},
    {"mediumturquoise", 0x48D1CC},
    {"mediumvioletred", 0xC71585},
    {"midnightblue", 0x191970},
    {"mintcream", 0xF5FFFA},
    {"mistyrose", 0xFFE4E1},
    {"moccasin", 0xFFE4B5},
    {"navajowhite", 0xFFDEAD},
    {"navy", 0x000080},
    {"oldlace", 0xFDF5E6},
    {"olive", 0x808000},
    {"olivedrab", 0x6B8E23},
    {"orange", 0xFFA500},
    {"orangered", 0xFF4500},
    {"orchid", 0xDA70D6},
    {"palegoldenrod", 0xEEE8AA},
    {"palegreen", 0x98FB98},
    {"paleturquoise", 0xAFEEEE},
    {"palevioletred", 0xDB7093},
    {"papayawhip", 0xFFEFD5},
    {"peachpuff", 0xFFDAB9},
    {"peru", 0xCD853F},
    {"pink", 0xFFC0CB},
    {"plum", 0xDDA0DD},
    {"powderblue", 0xB0E0E6},
    {"purple", 0x800080},
    {"rebeccapurple", 0x663399},
    {"red", 0xFF0000},
    {"rosybrown", 0xBC8F8F},
    {"royalblue", 0x4169E1},
    {"saddlebrown", 0x8B4513},
    {"salmon", 0xFA8072},
    {"sandybrown", 0xF4A460},
    {"seagreen", 0x2E8B57},
    {"seashell", 0xFFF5EE},
    {"sienna", 0xA0522D},
    {"silver", 0xC0C0C0},
    {"skyblue", 0x87CEEB},
    {"slateblue", 0x6A5ACD},
    {"slategray", 0x708090},
    {"slategrey", 0x708090},
    {"snow", 0xFFFAFA},
    {"springgreen", 0x00FF7F},
    {"steelblue", 0x4682B4},
    {"tan", 0xD2B48C},
    {"teal", 0x008080},
    {"thistle", 0xD8BFD8},
    {"tomato", 0xFF6347},
    {"turquoise", 0x40E0D0},
    {"violet", 0xEE82EE},
    {"wheat", 0xF5DEB3},
    {"white", 0xFFFFFF},
    {"whitesmoke", 0xF5F5F5},
    {"yellow", 0xFFFF00},
    {"yellowgreen", 0x9ACD32},
};

static bool find_name(struct text t, int32_t *out)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!text_equal_caseless(t, text_of(names[i].name)))
            continue;
        *out = names[i].color;
        return true;
    }
    return false;
}

/* Three, four, six or eight digits behind the "#". */
static bool read_hex(struct text t, struct paint *out)
{
    int digit[8] = {0};
    if (t.n != 3 && t.n != 4 && t.n != 6 && t.n != 8)
        return false;
    for (size_t i = 0; i < t.n; i++)
        if ((digit[i] = ascii_hex(t.p[i])) < 0)
            return false;
    bool is_short = t.n < 6;
    int part[4] = {0, 0, 0, 255};
    for (size_t i = 0; i < (is_short ? t.n : t.n / 2); i++)
        part[i] = is_short ? digit[i] * 17 : digit[2 * i] * 16 + digit[2 * i + 1];
    out->color = (int32_t)(part[0] << 16 | part[1] << 8 | part[2]);
    out->opacity = (uint32_t)(part[3] * OPAQUE_WHOLE / 255);
    return true;
}

/* "(a, b c / d)": numbers and whether each is a percentage; how many; 0: malformed. */
static size_t read_arguments(struct text t, fix value[4], bool is_percent[4])
{
    size_t n = 0;
    if (!text_take(&t, '(') || !text_ends(t, ")"))
        return 0;
    t = text_slice(t, 0, t.n - 1);
    skip_space(&t);
    for (; t.n; n++) {
        if (n == 4 || !fix_take(&t, &value[n]))
            return 0;
        is_percent[n] = text_take(&t, '%');
        if (text_starts(t, "deg"))
            t = text_from(t, 3);
        svg_skip(&t);
        if (n == 2 && text_take(&t, '/'))
            skip_space(&t);
    }
    return n;
}

static int32_t eight_bits(fix of_one)
{
    return (int32_t)((opaque(of_one) * 255 + OPAQUE_WHOLE / 2) / OPAQUE_WHOLE);
}

/* CSS Color 3, 4.2.4: how much of one primary colour. */
static int32_t hue_part(fix hue, fix low, fix high)
{
    hue = hue < 0 ? hue + FIX(6) : hue >= FIX(6) ? hue - FIX(6) : hue;
    fix part = hue < FIX(1)   ? low + fix_mul(high - low, hue)
               : hue < FIX(3) ? high
               : hue < FIX(4) ? low + fix_mul(high - low, FIX(4) - hue)
                              : low;
    return eight_bits(part);
}

static int32_t from_hsl(const fix value[4])
{
    fix hue = value[0] % FIX(360), s = value[1] / 100, l = value[2] / 100;
    s = s < 0 ? 0 : s > FIX_ONE ? FIX_ONE : s;
    l = l < 0 ? 0 : l > FIX_ONE ? FIX_ONE : l;
    hue = (hue < 0 ? hue + FIX(360) : hue) / 60;
    fix high = l <= FIX_ONE / 2 ? fix_mul(l, FIX_ONE + s) : l + s - fix_mul(l, s);
    fix low = 2 * l - high;
    return hue_part(hue + FIX(2), low, high) << 16 | hue_part(hue, low, high) << 8 |
           hue_part(hue - FIX(2), low, high);
}

static bool read_function(struct text t, struct paint *out)
{
    fix value[4];
    bool is_percent[4] = {false}, is_hsl = text_equal_caseless(text_slice(t, 0, 3), TEXT("hsl"));
    if (!is_hsl && !text_equal_caseless(text_slice(t, 0, 3), TEXT("rgb")))
        return false;
    t = text_from(t, 3);
    if (t.n && ascii_lower(t.p[0]) == 'a')
        t = text_from(t, 1);
    size_t n = read_arguments(t, value, is_percent);
    if (n < 3)
        return false;
    if (n == 4)
        out->opacity = opaque(is_percent[3] ? value[3] / 100 : value[3]);
    out->color = is_hsl ? from_hsl(value) : 0;
    for (size_t i = 0; i < 3 && !is_hsl; i++)
        out->color = out->color << 8 | eight_bits(value[i] / (is_percent[i] ? 100 : 255));
    return true;
}

bool svg_color(struct text t, struct paint *out)
{
    t = text_trim(t);
    out->kind = PAINT_COLOR;
    out->opacity = OPAQUE_WHOLE;
    if (text_equal_caseless(t, TEXT("currentColor"))) {
        out->kind = PAINT_CURRENT;
        return true;
    }
    if (text_equal_caseless(t, TEXT("transparent"))) {
        out->kind = PAINT_NONE;
        return true;
    }
    if (text_starts(t, "#"))
        return read_hex(text_from(t, 1), out);
    return find_name(t, &out->color) || read_function(t, out);
}

/* Transforms */

static struct matrix rotation(fix degrees)
{
    fix s, c;
    fix_sine(degrees, &s, &c);
    return (struct matrix){c, s, -s, c, 0, 0};
}

static fix tangent(fix degrees)
{
    fix s, c;
    fix_sine(degrees, &s, &c);
    return fix_div(s, c);
}

static struct matrix rotation_about(fix degrees, fix x, fix y)
{
    struct matrix to = {FIX_ONE, 0, 0, FIX_ONE, x, y}, back = {FIX_ONE, 0, 0, FIX_ONE, -x, -y};
    return matrix_of(to, matrix_of(rotation(degrees), back));
}

static bool make_transform(struct text name, const fix *v, size_t n, struct matrix *out)
{
    *out = matrix_identity;
    if (text_is(name, "matrix") && n == 6)
        *out = (struct matrix){v[0], v[1], v[2], v[3], v[4], v[5]};
    else if (text_is(name, "translate") && (n == 1 || n == 2))
        *out = (struct matrix){FIX_ONE, 0, 0, FIX_ONE, v[0], n == 2 ? v[1] : 0};
    else if (text_is(name, "scale") && (n == 1 || n == 2))
        *out = (struct matrix){v[0], 0, 0, n == 2 ? v[1] : v[0], 0, 0};
    else if (text_is(name, "rotate") && n == 1)
        *out = rotation(v[0]);
    else if (text_is(name, "rotate") && n == 3)
        *out = rotation_about(v[0], v[1], v[2]);
    else if (text_is(name, "skewX") && n == 1)
        out->c = tangent(v[0]);
    else if (text_is(name, "skewY") && n == 1)
        out->b = tangent(v[0]);
    else
        return false;
    return true;
}

bool svg_transform(struct text t, struct matrix *out)
{
    *out = matrix_identity;
    for (t = text_trim(t); t.n; svg_skip(&t)) {
        fix value[6];
        size_t n = 0, open = text_find_char(t, '('), close = text_find_char(t, ')');
        if (open == SIZE_MAX || close == SIZE_MAX || close < open)
            return false;
        struct text name = text_trim(text_slice(t, 0, open));
        struct text list = text_slice(t, open + 1, close);
        while (n < 6 && svg_number(&list, &value[n]))
            n++;
        struct matrix step;
        if (text_trim(list).n || !make_transform(name, value, n, &step))
            return false;
        *out = matrix_of(*out, step);
        t = text_from(t, close + 1);
    }
    return true;
}

/* View boxes */

/* 0, 1, 2: at the start, in the middle, at the end of what is left over. */
static bool read_align(struct text word, int *x, int *y)
{
    static const char *const part[] = {"Min", "Mid", "Max"};
    *x = *y = -1;
    if (word.n != 8 || word.p[0] != 'x' || word.p[4] != 'Y')
        return false;
    for (int i = 0; i < 3; i++) {
        *x = text_is(text_slice(word, 1, 4), part[i]) ? i : *x;
        *y = text_is(text_slice(word, 5, 8), part[i]) ? i : *y;
    }
    return *x >= 0 && *y >= 0;
}

bool svg_fit(struct text how, const fix view[4], const fix box[4], struct matrix *out)
{
    struct text rest = text_trim(how);
    int x = 1, y = 1;
    fix across = fix_div(box[2], view[2]), down = fix_div(box[3], view[3]);
    size_t space = text_find_char(rest, ' ');
    struct text word = space == SIZE_MAX ? rest : text_slice(rest, 0, space);
    struct text fit = space == SIZE_MAX ? TEXT("meet") : text_trim(text_from(rest, space));
    bool is_none = text_is(word, "none"), slices = text_is(fit, "slice");
    if (word.n && ((!is_none && !read_align(word, &x, &y)) || (!slices && !text_is(fit, "meet"))))
        return false;
    if (!is_none)
        across = down = (across < down) != slices ? across : down;
    *out = (struct matrix){.a = across, .d = down};
    fix left_x = fix_add(box[2], -fix_mul(view[2], across));
    fix left_y = fix_add(box[3], -fix_mul(view[3], down));
    out->e = fix_add(box[0], fix_add(left_x / 2 * x, -fix_mul(view[0], across)));
    out->f = fix_add(box[1], fix_add(left_y / 2 * y, -fix_mul(view[1], down)));
    return true;
}
