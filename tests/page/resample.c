/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Resampling against the filter's definition in floating point, pixel by pixel; what does not show
 * leaves no trace; flat colours stay what they are. */
#include "page/resample.h"

#include <stdlib.h>
#include <string.h>

#include "tests/check.h"

enum { MOST = 400 };

struct picture {
    uint32_t width, height;
    unsigned channels;
    unsigned char *pixel;
};

static struct picture make(struct arena *arena, uint32_t width, uint32_t height, unsigned channels,
                           unsigned kind)
{
    struct picture p = {width, height, channels,
                        arena_alloc(arena, (size_t)width * height, channels)};
    uint32_t seed = 1;
    for (size_t i = 0; i < (size_t)width * height * channels; i++) {
        seed = seed * 1103515245 + 12345;
        uint32_t x = (uint32_t)(i / channels) % width, y = (uint32_t)(i / channels) / width;
        p.pixel[i] = (unsigned char)(kind == 0   ? seed >> 24
                                     : kind == 1 ? ((x / 3 + y / 5) % 2) * 255
                                                 : (x * 200 / width + y * 55 / height));
    }
    return p;
}

static double cubic(double t)
{
    t = t < 0 ? -t : t;
    return t < 1   ? 1.5 * t * t * t - 2.5 * t * t + 1
           : t < 2 ? -.5 * t * t * t + 2.5 * t * t - 4 * t + 2
                   : 0;
}

/* Weights of the input pixels for output pixel k; those beyond the part that shows have none. */
static void weigh(const struct axis *a, uint32_t k, double *weight)
{
    double from = (double)a->from / PIXEL, to = (double)a->to / PIXEL;
    double step = (to - from) / a->out, middle = from + step * (k + .5), sum = 0;
    step = step < 1 ? 1 : step;
    for (uint32_t i = 0; i < a->in; i++) {
        weight[i] = i >= from && i + 1 <= to ? cubic((i + .5 - middle) / step) : 0;
        sum += weight[i];
    }
    for (uint32_t i = 0; i < a->in; i++)
        weight[i] /= sum;
}

static double clamped(double v)
{
    return v < 0 ? 0 : v > 255 ? 255 : v;
}

/* How far the output is from the definition at most, in levels; colours count where alpha does. */
static double furthest(const struct picture *in, const unsigned char *out, bool has_alpha,
                       const struct axis *ax, const struct axis *ay)
{
    static double wx[MOST], wy[MOST];
    double most = 0;
    for (uint32_t y = 0; y < ay->out; y++) {
        weigh(ay, y, wy);
        for (uint32_t x = 0; x < ax->out; x++) {
            double sum[4] = {0};
            weigh(ax, x, wx);
            for (uint32_t j = 0; j < ay->in; j++)
                for (uint32_t i = 0; wy[j] != 0 && i < ax->in; i++) {
                    const unsigned char *p = in->pixel + ((size_t)j * in->width + i) * in->channels;
                    double alpha = has_alpha ? p[in->channels - 1] / 255.0 : 1;
                    for (unsigned c = 0; c < in->channels; c++)
                        sum[c] +=
                            wx[i] * wy[j] * p[c] * (has_alpha && c + 1 < in->channels ? alpha : 1);
                }
            const unsigned char *got = out + ((size_t)y * ax->out + x) * in->channels;
            for (unsigned c = 0; c < in->channels; c++) {
                bool is_color = has_alpha && c + 1 < in->channels;
                double alpha = sum[in->channels - 1];
                if (is_color && alpha < 32)
                    continue;
                double off = got[c] - clamped(is_color ? sum[c] * 255 / alpha : sum[c]);
                off = off < 0 ? -off : off;
                most = off > most ? off : most;
            }
        }
    }
    return most;
}

static unsigned char *resample(struct arena *arena, const struct picture *in, bool has_alpha,
                               const struct axis *ax, const struct axis *ay, uint32_t *rows)
{
    unsigned char *out = arena_alloc(arena, (size_t)ax->out * ay->out, in->channels);
    struct resampler *r = resampler_new(arena, in->channels, has_alpha, ax, ay);
    *rows = 0;
    for (uint32_t y = 0; y < in->height; y++) {
        resampler_add(r, in->pixel + (size_t)y * in->width * in->channels);
        while (resampler_take(r, out + (size_t)*rows * ax->out * in->channels))
            ++*rows;
    }
    return out;
}

static void it_is_the_filter(struct arena *arena)
{
    static const struct {
        const char *name;
        uint32_t width, height, across, down;
        int64_t from_x, to_x, from_y, to_y; /* in 1/100 pixel; to 0: all */
        unsigned channels;
        bool has_alpha;
    } cases[] = {
        {"half", 64, 48, 32, 24, 0, 0, 0, 0, 3, false},
        {"a fifth and a bit", 131, 97, 23, 17, 0, 0, 0, 0, 3, false},
        {"gray", 90, 60, 41, 29, 0, 0, 0, 0, 1, false},
        {"inks", 90, 60, 13, 29, 0, 0, 0, 0, 4, false},
        {"with alpha", 90, 60, 13, 11, 0, 0, 0, 0, 4, true},
        {"gray with alpha", 77, 60, 13, 11, 0, 0, 0, 0, 2, true},
        {"to one pixel", 50, 40, 1, 1, 0, 0, 0, 0, 3, false},
        {"of one row", 390, 1, 50, 1, 0, 0, 0, 0, 3, false},
        {"of one pixel", 1, 1, 1, 1, 0, 0, 0, 0, 3, false},
        {"as it is", 33, 21, 33, 21, 0, 0, 0, 0, 3, false},
        {"a part", 100, 80, 20, 16, 1000, 7000, 500, 4500, 3, false},
        {"a part of pixels", 100, 80, 21, 13, 1033, 7077, 525, 4511, 3, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (unsigned kind = 0; kind < 3; kind++) {
            struct picture p =
                make(arena, cases[i].width, cases[i].height, cases[i].channels, kind);
            struct axis ax = {cases[i].from_x * PIXEL / 100, cases[i].to_x * PIXEL / 100, p.width,
                              cases[i].across};
            struct axis ay = {cases[i].from_y * PIXEL / 100, cases[i].to_y * PIXEL / 100, p.height,
                              cases[i].down};
            ax.to = ax.to ? ax.to : (int64_t)p.width * PIXEL;
            ay.to = ay.to ? ay.to : (int64_t)p.height * PIXEL;
            uint32_t rows;
            unsigned char *out = resample(arena, &p, cases[i].has_alpha, &ax, &ay, &rows);
            check(rows == ay.out, "%s: all %u rows come (%u)", cases[i].name, ay.out, rows);
            double off = furthest(&p, out, cases[i].has_alpha, &ax, &ay);
            check(off < (cases[i].has_alpha ? 2.5 : 1), "%s, picture %u: %.2f levels off",
                  cases[i].name, kind, off);
        }
    }
}

/* Only the part that shows is 100; what is around it may be anything. */
static void what_does_not_show_leaves_no_trace(struct arena *arena)
{
    struct picture p = make(arena, 120, 90, 3, 0);
    for (uint32_t y = 20; y < 70; y++)
        memset(p.pixel + ((size_t)y * p.width + 30) * 3, 100, 60 * 3);
    for (int64_t part = 0; part < PIXEL; part += PIXEL / 7) {
        struct axis ax = {29 * PIXEL + part, 91 * PIXEL - part - 1, p.width, 25};
        struct axis ay = {19 * PIXEL + part, 71 * PIXEL - part - 1, p.height, 19};
        uint32_t rows;
        bool is_flat = true;
        ax.from += !part;
        ay.from += !part;
        unsigned char *out = resample(arena, &p, false, &ax, &ay, &rows);
        for (size_t i = 0; i < 25 * 19 * 3; i++)
            is_flat = is_flat && out[i] == 100;
        check(is_flat, "nothing from outside a part that begins %lld/65536 in", (long long)part);
    }
}

static void flat_colours_stay(struct arena *arena)
{
    bool stays = true;
    for (unsigned level = 0; level < 256; level++) {
        struct picture p = make(arena, 37, 29, 1, 0);
        struct axis ax = {0, 37 * PIXEL, 37, 11}, ay = {0, 29 * PIXEL, 29, 7};
        uint32_t rows;
        memset(p.pixel, (int)level, 37 * 29);
        unsigned char *out = resample(arena, &p, false, &ax, &ay, &rows);
        for (size_t i = 0; i < 77; i++)
            stays = stays && out[i] == level;
    }
    check(stays, "every level stays what it is");
}

/* A drawing of one colour on nothing keeps its colour at its edges. */
static void colours_count_by_their_alpha(struct arena *arena)
{
    struct picture p = make(arena, 60, 60, 4, 0);
    bool keeps = true;
    for (size_t i = 0; i < 60 * 60; i++) {
        bool is_in = (i % 60 - 30) * (i % 60 - 30) + (i / 60 - 30) * (i / 60 - 30) < 500;
        memcpy(p.pixel + 4 * i, is_in ? "\x10\x60\x70\xFF" : "\xFF\x00\xFF\x00", 4);
    }
    struct axis ax = {0, 60 * PIXEL, 60, 17}, ay = ax;
    uint32_t rows;
    unsigned char *out = resample(arena, &p, true, &ax, &ay, &rows);
    for (size_t i = 0; i < 17 * 17; i++) {
        const unsigned char *c = out + 4 * i;
        keeps = keeps && (c[3] == 0 ? c[0] + c[1] + c[2] == 0
                                    : c[3] < 16 || (abs(c[0] - 0x10) < 3 && abs(c[1] - 0x60) < 3));
    }
    check(keeps, "an edge has the colour of what is within, and nothing that is hidden");
}

int main(void)
{
    struct arena *arena = arena_new();
    it_is_the_filter(arena);
    what_does_not_show_leaves_no_trace(arena);
    flat_colours_stay(arena);
    colours_count_by_their_alpha(arena);
    arena_free(arena);
    return check_done();
}
