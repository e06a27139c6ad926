/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large a picture stands on its page and what of it shows: width= and height=, else its own
 * pixels; crop= cuts it to a ratio around the point that focus= names. Too few pixels for the size
 * are a warning. */
#include "page/extent.h"

#include <string.h>

#include "page/piece.h"
#include "page/vector.h"

/* A length, or a percentage of `whole`. */
static bool read_extent(struct text t, sp whole, sp *out)
{
    int64_t percent;
    if (text_ends(t, "%") && decimal_parse(text_slice(t, 0, t.n - 1), 100, &percent)) {
        *out = sp_ratio(whole, percent, 10000);
        return *out > 0;
    }
    return length_parse(t, out) && *out > 0;
}

static const struct text *find_key(const struct picture *picture, const char *key)
{
    return picture->attr ? attributes_find(picture->attr, key) : NULL;
}

sp picture_wish(struct layout *L, const struct picture *picture, const char *key, sp whole)
{
    sp extent = 0;
    const struct text *value = find_key(picture, key);
    if (!value || read_extent(*value, whole, &extent))
        return extent;
    diag_error(L->diag, picture->at, "'%s' wants a length or a percentage, not '%.*s'", key,
               (int)value->n, value->p);
    return 0;
}

/* Cropping */

enum { LARGEST_RATIO = 100, HUNDREDTHS = 100, THOUSANDTHS = 1000 };

/* "4:3": two positive numbers, of which one is at most a hundred times the other. */
static bool read_ratio(struct text t, int64_t *across, int64_t *down)
{
    size_t colon = text_find_char(t, ':');
    return colon != SIZE_MAX && decimal_parse(text_slice(t, 0, colon), THOUSANDTHS, across) &&
           decimal_parse(text_from(t, colon + 1), THOUSANDTHS, down) && *across > 0 && *down > 0 &&
           *across <= LARGEST_RATIO * *down && *down <= LARGEST_RATIO * *across;
}

static bool read_percent(struct text t, int64_t *out)
{
    return text_ends(t, "%") && decimal_parse(text_slice(t, 0, t.n - 1), HUNDREDTHS, out) &&
           *out >= 0 && *out <= 100 * HUNDREDTHS;
}

/* "30% 40%": across from the left, down from the top, in hundredths of a percent. */
static bool read_focus(struct text t, int64_t *x, int64_t *y)
{
    size_t space = text_find_char(t, ' ');
    return space != SIZE_MAX && read_percent(text_slice(t, 0, space), x) &&
           read_percent(text_trim(text_from(t, space)), y);
}

/* Where a stretch of `part` begins so that the focus is in its middle, as far as the whole goes. */
static int32_t centred(int64_t part, int64_t focus)
{
    int64_t from = focus * CROP_WHOLE / (100 * HUNDREDTHS) - part / 2;
    int64_t most = CROP_WHOLE - part;
    return (int32_t)(from < 0 ? 0 : from > most ? most : from);
}

static bool ratio_of(struct layout *L, const struct text *said, struct place at, int64_t *across,
                     int64_t *down)
{
    if (said && !read_ratio(*said, across, down)) {
        diag_error(L->diag, at, "'crop' wants a ratio such as 4:3, not '%.*s'", (int)said->n,
                   said->p);
        return false;
    }
    return said != NULL;
}

static bool focus_of(struct layout *L, const struct text *said, struct place at, int64_t *x,
                     int64_t *y)
{
    if (said && !read_focus(*said, x, y)) {
        diag_error(L->diag, at, "'focus' wants two percentages such as 30%% 40%%, not '%.*s'",
                   (int)said->n, said->p);
        return false;
    }
    return said != NULL;
}

bool cropping_judge(struct layout *L, const struct attributes *attr, const char *key,
                    struct place at)
{
    int64_t x, y;
    const struct text *said = attributes_find(attr, key);
    return strcmp(key, "crop") == 0 ? ratio_of(L, said, at, &x, &y) : focus_of(L, said, at, &x, &y);
}

/* The ratio to cut to: of `crop`, else of a width and a height that are both given. */
static bool wanted_ratio(struct layout *L, const struct picture *picture, sp width, sp height,
                         int64_t *across, int64_t *down)
{
    const struct text *ratio = find_key(picture, "crop");
    *across = width;
    *down = height;
    return ratio ? ratio_of(L, ratio, picture->at, across, down) : width && height;
}

/* Cuts the pixels' extent to the ratio that is asked for. */
static struct crop read_crop(struct layout *L, const struct picture *picture, sp width, sp height,
                             int64_t *px, int64_t *py)
{
    struct crop crop = {0, 0, 0, 0};
    int64_t across, down, x = 50 * HUNDREDTHS, y = 50 * HUNDREDTHS;
    const struct text *focus = find_key(picture, "focus");
    focus_of(L, focus, picture->at, &x, &y);
    if (!wanted_ratio(L, picture, width, height, &across, &down)) {
        if (focus && !find_key(picture, "crop"))
            diag_warn(L->diag, picture->at, "'focus' does nothing without 'crop'");
        return crop;
    }
    crop.w = crop.h = CROP_WHOLE;
    sp fit = sp_ratio(*py, across, down); /* pixels across that all the height would want */
    if (*px > fit)
        crop.w = (int32_t)sp_max(1, sp_ratio(CROP_WHOLE, fit, *px));
    else
        crop.h = (int32_t)sp_max(1, sp_ratio(CROP_WHOLE, *px, fit));
    crop.x = centred(crop.w, x);
    crop.y = centred(crop.h, y);
    *px = sp_max(1, sp_ratio(*px, crop.w, CROP_WHOLE));
    *py = sp_max(1, sp_ratio(*py, crop.h, CROP_WHOLE));
    return crop;
}

/* Sizes */

enum { USUAL_DPI = 200, LEAST_DPI = 72 };

/* What is less than a quarter of a millimetre wide or high. */
static void judge_size(struct layout *L, const struct picture *picture,
                       const struct picture_box *box)
{
    long long w = length_mm100(box->w), h = length_mm100(box->h);
    if (w < 25 || h < 25)
        diag_warn(L->diag, picture->at,
                  "'%s' is %lld.%02lld mm wide and %lld.%02lld mm high here: nobody can see it",
                  picture->shown, w / 100, w % 100, h / 100, h % 100);
}

void picture_judge(struct layout *L, const struct picture *picture, const struct picture_box *box)
{
    judge_size(L, picture, box);
    if (box->is_vector)
        return;
    int64_t dpi = box->pixels * PT(72) / sp_max(box->w, 1);
    bool is_print = L->options->least_dpi > 0;
    unsigned least = is_print ? L->options->least_dpi : LEAST_DPI;
    if (dpi < (int64_t)least)
        diag_warn(L->diag, picture->at,
                  "'%s' has %lld dpi at its size, %s wants %u: %lld pixels across, not %lld",
                  picture->shown, (long long)dpi, is_print ? "print" : "a screen", least,
                  (long long)sp_ratio(box->w, least, PT(72)), (long long)box->pixels);
}

static void limit(struct picture_box *box, sp max_width, sp max_height)
{
    if (box->w > max_width) {
        box->h = sp_ratio(box->h, max_width, box->w);
        box->w = max_width;
    }
    if (box->h > max_height) {
        box->w = sp_ratio(box->w, max_height, box->h);
        box->h = max_height;
    }
    box->w = sp_max(box->w, 1);
    box->h = sp_max(box->h, 1);
}

/* Width and height as asked for; what is cut to a ratio keeps it. */
static void take_wishes(struct picture_box *box, sp width, sp height, int64_t py)
{
    if (!width && !height)
        width = box->w;
    box->w = width ? width : sp_ratio(height, box->pixels, py);
    box->h = sp_ratio(box->w, py, box->pixels);
}

bool picture_measure(struct layout *L, const struct picture *picture, sp max_width, sp max_height,
                     struct picture_box *out)
{
    struct picture_info info;
    if (!picture_look(L, picture, &info))
        return false;
    bool is_turned = info.orientation >= 5;
    int64_t px = is_turned ? info.height : info.width, py = is_turned ? info.width : info.height;
    sp width = picture_wish(L, picture, "width", max_width);
    sp height = picture_wish(L, picture, "height", max_height);
    *out = (struct picture_box){.crop = read_crop(L, picture, width, height, &px, &py)};
    out->pixels = px;
    out->is_vector = info.kind == PICTURE_SVG;
    out->w = sp_ratio(PT(72), px, info.dpi >= LEAST_DPI ? info.dpi : USUAL_DPI);
    take_wishes(out, width, height, py);
    limit(out, max_width, max_height);
    return true;
}

bool picture_set(struct layout *L, const struct picture *picture, sp max_width, sp max_height,
                 struct picture_box *out)
{
    if (!picture_measure(L, picture, max_width, max_height, out))
        return false;
    picture_judge(L, picture, out);
    return true;
}

bool picture_fit(struct layout *L, const struct picture *picture, sp max_width, sp max_height,
                 sp *w, sp *h)
{
    struct picture_box box;
    if (!picture_measure(L, picture, max_width, max_height, &box))
        return false;
    *w = box.w;
    *h = box.h;
    return true;
}

void picture_scale(struct picture_box *box, sp width)
{
    box->h = sp_max(1, sp_ratio(box->h, width, box->w));
    box->w = width;
}

struct display *piece_picture(struct layout *L, struct piece *p, const struct picture *picture,
                              const struct picture_box *box, struct element *figure, sp x, sp y)
{
    struct display *d = piece_item(L, p, DISPLAY_PICTURE);
    d->picture = picture;
    d->crop = box->crop;
    d->element = figure;
    d->artifact = figure ? ARTIFACT_NONE : ARTIFACT_LAYOUT;
    d->x = x;
    d->y = y;
    d->w = box->w;
    d->h = box->h;
    return d;
}

struct element *picture_element(struct layout *L, const struct picture *picture,
                                struct element *parent, const char *lang)
{
    if (picture->is_decorative)
        return NULL;
    struct element *figure =
        element_new(L, parent, ROLE_FIGURE, picture->lang ? picture->lang : lang);
    figure->alt = picture_alt(L, picture);
    return figure;
}
