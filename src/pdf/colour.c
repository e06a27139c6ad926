/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A profile that leaves all colours within two steps of where they are is as good as sRGB's own and
 * is passed over: so the many slightly different sRGB profiles cost nothing. */
#include "pdf/colour.h"

#include <lcms2.h>
#include <stdlib.h>

#include "base/arena.h"

enum { NEAR = 2, OPAQUE = 255, LARGEST = 4 * 1024 * 1024 };

struct colour {
    unsigned channels;
    cmsHTRANSFORM transform; /* NULL: CMYK by the plain rule, or */
    bool is_gray;
    unsigned char gray[OPAQUE + 1]; /* each gray's */
};

/* Profiles */

static cmsToneCurve *srgb_curve(void)
{
    /* IEC 61966-2-1 */
    const cmsFloat64Number p[] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
    return cmsBuildParametricToneCurve(NULL, 4, p);
}

/* Cameras and programs write 45455 for sRGB's curve, which is not an exponent (PNG, 11.3.3.2). */
static cmsToneCurve *curve_of(uint32_t gamma)
{
    enum { LEAST = 43000, MOST = 48000 };
    return gamma == 0 || (gamma > LEAST && gamma < MOST) ? srgb_curve()
                                                         : cmsBuildGamma(NULL, 100000.0 / gamma);
}

static cmsCIExyY chromaticity(const int32_t xy[2])
{
    return (cmsCIExyY){xy[0] / 100000.0, xy[1] / 100000.0, 1};
}

/* What a PNG's gAMA and cHRM describe; NULL: nothing that can be. */
static cmsHPROFILE make_profile(const struct picture_colours *c, unsigned components)
{
    static const cmsCIExyY d65 = {0.3127, 0.3290, 1};
    static const cmsCIExyYTRIPLE srgb = {{0.64, 0.33, 1}, {0.30, 0.60, 1}, {0.15, 0.06, 1}};
    cmsToneCurve *curve = curve_of(c->gamma);
    if (!curve)
        return NULL;
    cmsCIExyY white = d65;
    cmsCIExyYTRIPLE primaries = srgb;
    if (c->white[1] > 0) {
        white = chromaticity(c->white);
        primaries = (cmsCIExyYTRIPLE){chromaticity(c->primary[0]), chromaticity(c->primary[1]),
                                      chromaticity(c->primary[2])};
    }
    cmsToneCurve *const curves[] = {curve, curve, curve};
    cmsHPROFILE profile = components == 1 ? cmsCreateGrayProfile(cmsD50_xyY(), curve)
                                          : cmsCreateRGBProfile(&white, &primaries, curves);
    cmsFreeToneCurve(curve);
    return profile;
}

static cmsHPROFILE gray_target(void)
{
    cmsToneCurve *curve = srgb_curve();
    cmsHPROFILE profile = cmsCreateGrayProfile(cmsD50_xyY(), curve);
    cmsFreeToneCurve(curve);
    return profile;
}

/* Transforms */

static cmsUInt32Number format_of(unsigned components, bool has_alpha)
{
    if (components == 4)
        return TYPE_CMYK_8;
    if (components == 3)
        return has_alpha ? TYPE_RGBA_8 : TYPE_RGB_8;
    return TYPE_GRAY_8;
}

static bool fits(cmsHPROFILE profile, unsigned components)
{
    cmsColorSpaceSignature space = cmsGetColorSpace(profile);
    return space == (components == 4   ? cmsSigCmykData
                     : components == 3 ? cmsSigRgbData
                                       : cmsSigGrayData);
}

/* Of grays littleCMS would keep 33 and go straight between them, which is far off in the dark; they
 * are converted without that, once each. */
static cmsHTRANSFORM make_transform(cmsHPROFILE from, unsigned components, bool has_alpha)
{
    bool is_gray = components == 1;
    if (!from || !fits(from, components))
        return NULL;
    cmsUInt32Number flags = cmsFLAGS_BLACKPOINTCOMPENSATION;
    flags |= is_gray ? cmsFLAGS_NOOPTIMIZE : has_alpha ? cmsFLAGS_COPY_ALPHA : 0;
    cmsHPROFILE to = is_gray ? gray_target() : cmsCreate_sRGBProfile();
    cmsHTRANSFORM transform = cmsCreateTransform(from, format_of(components, has_alpha), to,
                                                 format_of(is_gray ? 1 : 3, has_alpha),
                                                 INTENT_RELATIVE_COLORIMETRIC, flags);
    cmsCloseProfile(to);
    return transform;
}

static bool is_near(const unsigned char *a, const unsigned char *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (a[i] > b[i] + NEAR || b[i] > a[i] + NEAR)
            return false;
    return true;
}

/* Looks at 6 × 6 × 6 colours, or at 216 grays. */
static bool changes_nothing(cmsHTRANSFORM transform, unsigned components)
{
    enum { SIDE = 6, COLOURS = SIDE * SIDE * SIDE };
    unsigned char from[COLOURS * 3], to[COLOURS * 3];
    for (unsigned i = 0; i < COLOURS; i++) {
        unsigned step[3] = {i % SIDE, i / SIDE % SIDE, i / SIDE / SIDE};
        for (unsigned c = 0; c < components; c++)
            from[i * components + c] =
                (unsigned char)(components == 1 ? i * OPAQUE / (COLOURS - 1) : step[c] * 51);
    }
    cmsDoTransform(transform, from, to, COLOURS);
    return is_near(from, to, (size_t)COLOURS * components);
}

/* NULL: there is none, or none is needed. */
static cmsHTRANSFORM transform_of(const struct picture_rows *rows, bool *is_broken)
{
    const struct picture_colours *c = &rows->colours;
    unsigned components = rows->info.components;
    if (!c->profile.n && !c->gamma && !c->white[1])
        return NULL;
    cmsHPROFILE from = c->profile.n > LARGEST ? NULL
                       : c->profile.n
                           ? cmsOpenProfileFromMem(c->profile.p, (cmsUInt32Number)c->profile.n)
                           : make_profile(c, components);
    cmsHTRANSFORM probe = make_transform(from, components, false), transform = NULL;
    *is_broken = *is_broken || !probe;
    if (probe && (components == 4 || !changes_nothing(probe, components)))
        transform = make_transform(from, components, rows->info.has_alpha);
    if (probe)
        cmsDeleteTransform(probe);
    if (from)
        cmsCloseProfile(from);
    return transform;
}

static void fill_gray(struct colour *colour)
{
    colour->is_gray = true;
    for (int i = 0; i <= OPAQUE; i++)
        colour->gray[i] = (unsigned char)i;
    cmsDoTransform(colour->transform, colour->gray, colour->gray, OPAQUE + 1);
}

struct colour *colour_new(const struct picture_rows *rows, bool *is_broken)
{
    *is_broken = rows->colours.is_broken;
    cmsHTRANSFORM transform = transform_of(rows, is_broken);
    if (!transform && !rows->is_cmyk)
        return NULL;
    struct colour *colour = heap_resize(NULL, 1, sizeof *colour);
    *colour = (struct colour){.channels = rows->channels, .transform = transform};
    if (rows->info.components == 1)
        fill_gray(colour);
    return colour;
}

void colour_free(struct colour *colour)
{
    if (colour && colour->transform)
        cmsDeleteTransform(colour->transform);
    free(colour);
}

/* What is not covered with ink. */
static void uncovered(unsigned char *pixels, uint32_t n)
{
    const unsigned char *ink = pixels;
    for (uint32_t i = 0; i < n; i++, ink += 4, pixels += 3) {
        unsigned black = OPAQUE - ink[3];
        for (int k = 0; k < 3; k++)
            pixels[k] = (unsigned char)(((OPAQUE - ink[k]) * black + OPAQUE / 2) / OPAQUE);
    }
}

void colour_convert(const struct colour *colour, unsigned char *pixels, uint32_t n)
{
    if (!colour)
        return;
    if (colour->is_gray)
        for (; n; n--, pixels += colour->channels)
            *pixels = colour->gray[*pixels];
    else if (colour->transform) /* littleCMS reads a pixel before it writes one */
        cmsDoTransform(colour->transform, pixels, pixels, n);
    else
        uncovered(pixels, n);
}
