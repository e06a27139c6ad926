/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the shipped themes promise of charts: areas of different series can be told apart in color,
 * in grey, by their patterns alone, and by those who lack one of the eye's three kinds of cones;
 * all of them stand out from white paper.
 *
 * Color blindness: Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation
 * of Color Vision Deficiency", IEEE TVCG 15 (2009), table 1, severity 1.0, on linear light.
 * Differences: CIE 1976 L*a*b* of sRGB (IEC 61966-2-1) in D65. */
#include <math.h>

#include "doc/theme_key.h"
#include "tests/check.h"
#include "tests/printed.h"

static struct arena *arena;
static const struct library library = {NULL, "."};

enum { WHITE = 0xFFFFFF, SERIES = 6 };
static const double least_difference = 20, least_lightness = 10, least_contrast = 3;

struct light {
    double rgb[3];
};

static struct light light_of(int64_t color)
{
    struct light out;
    for (int i = 0; i < 3; i++) {
        double c = (double)(color >> (16 - 8 * i) & 255) / 255;
        out.rgb[i] = c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
    }
    return out;
}

static struct light transform(const double m[3][3], struct light in)
{
    struct light out;
    for (int i = 0; i < 3; i++) {
        double sum = m[i][0] * in.rgb[0] + m[i][1] * in.rgb[1] + m[i][2] * in.rgb[2];
        out.rgb[i] = sum < 0 ? 0 : sum;
    }
    return out;
}

static const struct {
    const char *name;
    double matrix[3][3];
} eyes[] = {
    {"all cones", {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    {"protanopia",
     {{0.152286, 1.052583, -0.204868},
      {0.114503, 0.786281, 0.099216},
      {-0.003882, -0.048116, 1.051998}}},
    {"deuteranopia",
     {{0.367322, 0.860646, -0.227968},
      {0.280085, 0.672501, 0.047413},
      {-0.011820, 0.042940, 0.968881}}},
    {"tritanopia",
     {{1.255528, -0.076749, -0.178779},
      {-0.078411, 0.930809, 0.147602},
      {0.004733, 0.691367, 0.303900}}},
};

struct lab {
    double l, a, b;
};

static double lab_root(double t)
{
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

static struct lab lab_of(struct light in)
{
    static const double to_xyz[3][3] = {{0.4124564, 0.3575761, 0.1804375},
                                        {0.2126729, 0.7151522, 0.0721750},
                                        {0.0193339, 0.1191920, 0.9503041}};
    struct light xyz = transform(to_xyz, in);
    double x = lab_root(xyz.rgb[0] / 0.95047), y = lab_root(xyz.rgb[1]),
           z = lab_root(xyz.rgb[2] / 1.08883);
    return (struct lab){116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

static double difference(int64_t a, int64_t b, const double eye[3][3])
{
    struct lab p = lab_of(transform(eye, light_of(a))), q = lab_of(transform(eye, light_of(b)));
    return sqrt((p.l - q.l) * (p.l - q.l) + (p.a - q.a) * (p.a - q.a) + (p.b - q.b) * (p.b - q.b));
}

static double lightness(int64_t color)
{
    return lab_of(light_of(color)).l;
}

/* WCAG 2.1, 1.4.11 */
static double contrast(int64_t a, int64_t b)
{
    double y[2];
    const int64_t color[] = {a, b};
    for (int i = 0; i < 2; i++) {
        struct light l = light_of(color[i]);
        y[i] = 0.2126 * l.rgb[0] + 0.7152 * l.rgb[1] + 0.0722 * l.rgb[2] + 0.05;
    }
    return y[0] > y[1] ? y[0] / y[1] : y[1] / y[0];
}

static void series_differ(const struct theme *t)
{
    for (int i = 0; i < SERIES; i++)
        for (int k = i + 1; k < SERIES; k++)
            for (size_t e = 0; e < sizeof eyes / sizeof *eyes; e++) {
                double d = difference(t->palette[i], t->palette[k], eyes[e].matrix);
                check(d >= least_difference,
                      "%s: series %d #%06X and %d #%06X differ by %.1f to eyes with %s", t->name,
                      i + 1, (unsigned)t->palette[i], k + 1, (unsigned)t->palette[k], d,
                      eyes[e].name);
            }
    for (int i = 0; i + 1 < SERIES; i++) {
        double d = fabs(lightness(t->palette[i]) - lightness(t->palette[i + 1]));
        check(d >= least_lightness, "%s: series %d and %d differ by %.1f in grey", t->name, i + 1,
              i + 2, d);
    }
}

static void patterns_differ(const struct theme *t)
{
    for (int i = 0; i < SERIES; i++) {
        const struct theme_pattern *p = &t->pattern[i];
        double d = contrast(p->ink, t->palette[i]);
        check(p->kind == 0 || d >= 2, "%s: the pattern of series %d shows on it, with %.1f",
              t->name, i + 1, d);
        for (int k = i + 1; k < SERIES; k++)
            check(p->kind != t->pattern[k].kind, "%s: the patterns of series %d and %d differ",
                  t->name, i + 1, k + 1);
    }
}

static void areas_stand_out(const struct theme *t)
{
    bool has_outline = t->chart.outline.width >= PT(1) / 4 &&
                       contrast(t->chart.outline.color, WHITE) >= least_contrast;
    for (int i = 0; i < SERIES; i++)
        check(contrast(t->palette[i], WHITE) >= least_contrast || has_outline,
              "%s: series %d has 3:1 against paper, or an outline that has", t->name, i + 1);
    check(contrast(t->chart.muted, WHITE) >= least_contrast, "%s: what is muted has 3:1 (%.2f)",
          t->name, contrast(t->chart.muted, WHITE));
    for (size_t e = 0; e < sizeof eyes / sizeof *eyes; e++) {
        double d = difference(t->chart.muted, t->palette[0], eyes[e].matrix);
        check(d >= least_difference, "%s: the one and the muted differ by %.1f to eyes with %s",
              t->name, d, eyes[e].name);
    }
}

int main(void)
{
    static const char *const names[] = {"house", "report", "brochure", "easy"};
    arena = arena_new();
    check(fabs(lightness(0x777777) - 50.0) < 0.2 && difference(WHITE, 0, eyes[0].matrix) > 99.9 &&
              difference(0xC80000, 0x5A5A00, eyes[1].matrix) <
                  difference(0xC80000, 0x5A5A00, eyes[0].matrix) / 2,
          "lightness is measured as CIE does, and red and olive are alike without red cones");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct diag *diag = diag_new(arena);
        struct place nowhere = {0};
        struct theme *t = theme_load(arena, &library, names[i], nowhere, NULL, diag);
        check_text(printed_messages(arena, diag), "", names[i]);
        if (!check(t != NULL, "theme '%s' can be used", names[i]))
            continue;
        series_differ(t);
        patterns_differ(t);
        areas_stand_out(t);
    }
    arena_free(arena);
    return check_done();
}
