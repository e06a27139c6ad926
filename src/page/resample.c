/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each input row is narrowed when it comes and kept in a ring; an output row is made of those in
 * the ring as soon as the last it needs is there. */
#include "page/resample.h"

#include <string.h>

/* Weights have 14 binary places and add up to 1; samples between the steps have six. */
enum { WEIGHT_BITS = 14, WEIGHT_ONE = 1 << WEIGHT_BITS, SAMPLE_BITS = 6, OPAQUE = 255 };

struct taps { /* of one output pixel */
    uint32_t first, n;
    const int16_t *weight;
};

struct resampler {
    unsigned channels;
    bool has_alpha;
    uint32_t in, width, height; /* pixels of an input row, of an output row; output rows */
    struct taps *across, *down;
    uint32_t left, right; /* input pixels that count */
    int16_t *work;        /* an input row */
    int16_t *ring;        /* narrowed rows */
    uint32_t rows;        /* in the ring */
    uint32_t added, taken;
    int32_t *sum;
};

/* The cubic at t, in 1/65536, of which the support is 2. */
static int64_t cubic(int64_t t)
{
    const int64_t one = 1 << 16;
    int64_t t2 = t * t >> 16, t3 = t2 * t >> 16;
    if (t < one)
        return (3 * t3 - 5 * t2 + 2 * one) / 2;
    return t < 2 * one ? (-t3 + 5 * t2 - 8 * t + 4 * one) / 2 : 0;
}

/* Weights that add up to exactly 1; the rounding goes to the one in the middle. */
static void fill_weights(int16_t *weight, const int64_t *raw, uint32_t n)
{
    int64_t sum = 0, given = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += raw[i];
    for (uint32_t i = 0; sum > 0 && i < n; i++) {
        int64_t scaled = raw[i] * WEIGHT_ONE * 2 / sum;
        weight[i] = (int16_t)((scaled + (scaled < 0 ? -1 : 1)) / 2);
        given += weight[i];
    }
    weight[n / 2] = (int16_t)(weight[n / 2] + WEIGHT_ONE - given);
}

static int64_t clamp(int64_t n, int64_t least, int64_t most)
{
    return n < least ? least : n > most ? most : n;
}

/* The taps of all output pixels along an axis; their number at most in *most. */
static struct taps *make_taps(struct arena *arena, const struct axis *axis, uint32_t *most)
{
    int64_t length = axis->to - axis->from;
    int64_t step = length / axis->out > PIXEL ? length / axis->out : PIXEL, reach = 2 * step;
    /* Those wholly within; if there is none, the one in the middle. */
    int64_t begin = (axis->from + PIXEL - 1) / PIXEL, end = axis->to / PIXEL;
    if (end <= begin)
        end = (begin = clamp((axis->from + axis->to) / 2 / PIXEL, 0, axis->in - 1)) + 1;
    struct taps *taps = ARENA_ARRAY(arena, struct taps, axis->out);
    int64_t *raw = ARENA_ARRAY(arena, int64_t, (size_t)(2 * reach / PIXEL) + 2);
    *most = 0;
    for (uint32_t k = 0; k < axis->out; k++) {
        int64_t middle = axis->from + (int64_t)((__int128)length * (2 * k + 1) / (2 * axis->out));
        int64_t first = clamp((middle - reach) / PIXEL, begin, end - 1);
        int64_t last = clamp((middle + reach) / PIXEL, first, end - 1);
        uint32_t n = (uint32_t)(last - first + 1);
        for (uint32_t i = 0; i < n; i++) {
            int64_t away = (first + i) * PIXEL + PIXEL / 2 - middle;
            raw[i] = cubic((away < 0 ? -away : away) * PIXEL / step);
        }
        int16_t *weight = ARENA_ARRAY(arena, int16_t, n);
        fill_weights(weight, raw, n);
        taps[k] = (struct taps){(uint32_t)first, n, weight};
        *most = n > *most ? n : *most;
    }
    return taps;
}

struct resampler *resampler_new(struct arena *arena, unsigned channels, bool has_alpha,
                                const struct axis *across, const struct axis *down)
{
    struct resampler *r = ARENA_NEW(arena, struct resampler);
    uint32_t most;
    *r = (struct resampler){.channels = channels,
                            .has_alpha = has_alpha,
                            .in = across->in,
                            .width = across->out,
                            .height = down->out};
    r->across = make_taps(arena, across, &most);
    r->down = make_taps(arena, down, &r->rows);
    const struct taps *last = &r->across[across->out - 1];
    r->left = r->across[0].first;
    r->right = last->first + last->n;
    size_t samples = (size_t)across->out * channels;
    r->work = arena_alloc(arena, (size_t)across->in * channels, sizeof *r->work);
    r->ring = arena_alloc(arena, r->rows * samples, sizeof *r->ring);
    r->sum = ARENA_ARRAY(arena, int32_t, samples);
    return r;
}

/* To samples of six more bits; colours by their alpha. */
static void spread(struct resampler *r, const unsigned char *row)
{
    size_t from = (size_t)r->left * r->channels, to = (size_t)r->right * r->channels;
    for (size_t i = from; i < to; i++)
        r->work[i] = (int16_t)(row[i] << SAMPLE_BITS);
    unsigned alpha = r->channels - 1;
    for (size_t i = from; r->has_alpha && i < to; i += r->channels)
        for (unsigned c = 0; c < alpha; c++)
            r->work[i + c] = (int16_t)((r->work[i + c] * row[i + alpha] + OPAQUE / 2) / OPAQUE);
}

static int16_t narrowed(int32_t sum)
{
    return (int16_t)((sum + WEIGHT_ONE / 2) >> WEIGHT_BITS);
}

static void narrow_gray(const struct resampler *r, int16_t *to)
{
    for (uint32_t x = 0; x < r->width; x++) {
        const struct taps *t = &r->across[x];
        const int16_t *from = r->work + t->first;
        int32_t sum = 0;
        for (uint32_t i = 0; i < t->n; i++)
            sum += t->weight[i] * from[i];
        to[x] = narrowed(sum);
    }
}

static void narrow_rgb(const struct resampler *r, int16_t *to)
{
    for (uint32_t x = 0; x < r->width; x++) {
        const struct taps *t = &r->across[x];
        const int16_t *from = r->work + (size_t)t->first * 3;
        int32_t a = 0, b = 0, c = 0;
        for (uint32_t i = 0; i < t->n; i++, from += 3) {
            a += t->weight[i] * from[0];
            b += t->weight[i] * from[1];
            c += t->weight[i] * from[2];
        }
        *to++ = narrowed(a);
        *to++ = narrowed(b);
        *to++ = narrowed(c);
    }
}

static void narrow_any(const struct resampler *r, int16_t *to)
{
    for (uint32_t x = 0; x < r->width; x++) {
        const struct taps *t = &r->across[x];
        for (unsigned c = 0; c < r->channels; c++) {
            const int16_t *from = r->work + (size_t)t->first * r->channels + c;
            int32_t sum = 0;
            for (uint32_t i = 0; i < t->n; i++)
                sum += t->weight[i] * from[(size_t)i * r->channels];
            *to++ = narrowed(sum);
        }
    }
}

void resampler_add(struct resampler *r, const unsigned char *row)
{
    uint32_t y = r->added++;
    if (r->taken == r->height || y < r->down[r->taken].first)
        return;
    int16_t *to = r->ring + (size_t)(y % r->rows) * r->width * r->channels;
    spread(r, row);
    if (r->channels == 3)
        narrow_rgb(r, to);
    else if (r->channels == 1)
        narrow_gray(r, to);
    else
        narrow_any(r, to);
}

static unsigned char byte_of(int32_t sum)
{
    enum { BITS = WEIGHT_BITS + SAMPLE_BITS };
    return (unsigned char)clamp((sum + (1 << (BITS - 1))) >> BITS, 0, OPAQUE);
}

/* Colours as they are without their alpha; what is not to be seen has none. */
static void put_with_alpha(const struct resampler *r, unsigned char *row)
{
    unsigned alpha = r->channels - 1;
    const int32_t *sum = r->sum;
    for (uint32_t x = 0; x < r->width; x++, sum += r->channels, row += r->channels) {
        row[alpha] = byte_of(sum[alpha]);
        int64_t whole = sum[alpha];
        for (unsigned c = 0; c < alpha; c++)
            row[c] = row[alpha] == 0
                         ? 0
                         : (unsigned char)clamp(((int64_t)sum[c] * OPAQUE + whole / 2) / whole, 0,
                                                OPAQUE);
    }
}

bool resampler_take(struct resampler *r, unsigned char *row)
{
    const struct taps *t = &r->down[r->taken];
    size_t samples = (size_t)r->width * r->channels;
    if (r->taken == r->height || r->added < t->first + t->n)
        return false;
    memset(r->sum, 0, samples * sizeof *r->sum);
    for (uint32_t i = 0; i < t->n; i++) {
        const int16_t *from = r->ring + ((t->first + i) % r->rows) * samples;
        int32_t weight = t->weight[i];
        for (size_t k = 0; k < samples; k++)
            r->sum[k] += weight * from[k];
    }
    r->taken++;
    if (r->has_alpha)
        put_with_alpha(r, row);
    else
        for (size_t k = 0; k < samples; k++)
            row[k] = byte_of(r->sum[k]);
    return true;
}
