/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos of 12 megapixels for tests/bench, each another one: soft fields of light and colour, hard
 * edges, texture in five octaves, a sensor's grain; as cameras write them (baseline, 4:2:0, quality
 * 92, EXIF with a place). And what is left of one: `quality` holds a picture out of a PDF against
 * the photo's own pixels before any packing, resampled to its size.
 *
 *   photos make FOLDER COUNT         photo-1.jpg … in the folder
 *   photos quality NUMBER FILE.ppm   prints PSNR in dB and mean SSIM (8 × 8 fields, brightness) */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "page/resample.h"

enum { WIDTH = 4000, HEIGHT = 3000, OCTAVES = 7, LATTICE = 260, FIELD = 8 };

struct photo {
    int16_t lattice[OCTAVES][LATTICE][LATTICE];
    uint32_t seed;
    int tint[3];
};

static uint32_t next(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static void photo_begin(struct photo *p, unsigned number)
{
    p->seed = 2654435761u * (number + 1);
    for (int o = 0; o < OCTAVES; o++)
        for (int y = 0; y < LATTICE; y++)
            for (int x = 0; x < LATTICE; x++)
                p->lattice[o][y][x] = (int16_t)((int)(next(&p->seed) >> 16 & 1023) - 512);
    for (int c = 0; c < 3; c++)
        p->tint[c] = (int)(next(&p->seed) >> 16 & 63) - 32;
}

/* An octave's row: its lattice has a point every 2^bits pixels. */
static void octave_row(const struct photo *p, int o, int bits, int y, int16_t *row)
{
    int cell = 1 << bits, ty = y & (cell - 1);
    const int16_t *above = p->lattice[o][(y >> bits) % LATTICE];
    const int16_t *below = p->lattice[o][((y >> bits) + 1) % LATTICE];
    for (int x = 0; x < WIDTH; x++) {
        int i = (x >> bits) % LATTICE, k = i + 1 == LATTICE ? 0 : i + 1, tx = x & (cell - 1);
        int left = (above[i] * (cell - ty) + below[i] * ty) >> bits;
        int right = (above[k] * (cell - ty) + below[k] * ty) >> bits;
        row[x] = (int16_t)((left * (cell - tx) + right * tx) >> bits);
    }
}

static unsigned char byte_of(int v)
{
    return (unsigned char)(v < 0 ? 0 : v > 255 ? 255 : v);
}

static void photo_row(struct photo *p, int y, unsigned char *row)
{
    static const int bits[OCTAVES] = {10, 9, 8, 6, 5, 4, 3};
    static int16_t octave[OCTAVES][WIDTH];
    for (int o = 0; o < OCTAVES; o++)
        octave_row(p, o, bits[o], y, octave[o]);
    uint32_t grain = p->seed + (uint32_t)y * 2654435761u + 1;
    for (int x = 0; x < WIDTH; x++) {
        bool is_object = octave[2][x] + octave[1][x] / 2 > 90; /* an edge */
        int light = 128 + octave[0][x] / 6 + octave[3][x] / 16 + octave[4][x] / 22 +
                    (is_object ? octave[5][x] / 14 - 40 : octave[6][x] / 24 + 20);
        int noise = (int)(next(&grain) >> 20 & 15) - 8;
        for (int c = 0; c < 3; c++)
            row[x * 3 + c] = byte_of(light + noise + p->tint[c] * (is_object ? 1 : -1) +
                                     octave[1][x] * (c - 1) / 12);
    }
}

static void write_exif(struct jpeg_compress_struct *jpeg)
{
    static const unsigned char exif[] =
        "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\1\0\0\0\0\0\0 51.8 N 11.7 E";
    jpeg_write_marker(jpeg, JPEG_APP0 + 1, exif, sizeof exif - 1);
}

static int make(const char *folder, unsigned number)
{
    char path[4096];
    static struct photo photo;
    static unsigned char row[WIDTH * 3];
    JSAMPROW line = row;
    struct jpeg_compress_struct jpeg = {0};
    struct jpeg_error_mgr error;
    snprintf(path, sizeof path, "%s/photo-%u.jpg", folder, number);
    FILE *file = fopen(path, "wb");
    if (!file)
        return 1;
    photo_begin(&photo, number);
    jpeg.err = jpeg_std_error(&error);
    jpeg_create_compress(&jpeg);
    jpeg_stdio_dest(&jpeg, file);
    jpeg.image_width = WIDTH;
    jpeg.image_height = HEIGHT;
    jpeg.input_components = 3;
    jpeg.in_color_space = JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 92, TRUE);
    jpeg_start_compress(&jpeg, TRUE);
    write_exif(&jpeg);
    for (int y = 0; y < HEIGHT; y++) {
        photo_row(&photo, y, row);
        jpeg_write_scanlines(&jpeg, &line, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    return fclose(file) ? 1 : 0;
}

/* The photo's own pixels at another size. */
static unsigned char *wanted(struct arena *arena, unsigned number, uint32_t width, uint32_t height)
{
    static struct photo photo;
    static unsigned char row[WIDTH * 3];
    unsigned char *out = arena_alloc(arena, (size_t)width * height, 3), *to = out;
    struct axis across = {0, (int64_t)WIDTH * PIXEL, WIDTH, width};
    struct axis down = {0, (int64_t)HEIGHT * PIXEL, HEIGHT, height};
    struct resampler *r = resampler_new(arena, 3, false, &across, &down);
    photo_begin(&photo, number);
    for (int y = 0; y < HEIGHT; y++) {
        photo_row(&photo, y, row);
        resampler_add(r, row);
        while (resampler_take(r, to))
            to += (size_t)width * 3;
    }
    return out;
}

static double brightness(const unsigned char *p)
{
    return .299 * p[0] + .587 * p[1] + .114 * p[2];
}

/* Wang, Bovik, Sheikh, Simoncelli: Image quality assessment (2004), of one field. */
static double similarity(const unsigned char *a, const unsigned char *b, uint32_t width)
{
    double sa = 0, sb = 0, aa = 0, bb = 0, ab = 0, n = FIELD * FIELD;
    for (uint32_t y = 0; y < FIELD; y++)
        for (uint32_t x = 0; x < FIELD; x++) {
            double va = brightness(a + ((size_t)y * width + x) * 3);
            double vb = brightness(b + ((size_t)y * width + x) * 3);
            sa += va, sb += vb, aa += va * va, bb += vb * vb, ab += va * vb;
        }
    const double c1 = 6.5025, c2 = 58.5225;
    double ma = sa / n, mb = sb / n;
    double va = aa / n - ma * ma, vb = bb / n - mb * mb, cov = ab / n - ma * mb;
    return (2 * ma * mb + c1) * (2 * cov + c2) / ((ma * ma + mb * mb + c1) * (va + vb + c2));
}

static int quality(unsigned number, const char *path)
{
    struct arena *arena = arena_new();
    uint32_t width, height;
    FILE *file = fopen(path, "rb");
    if (!file || fscanf(file, "P6 %u %u 255", &width, &height) != 2 || fgetc(file) == EOF)
        return 1;
    size_t n = (size_t)width * height * 3;
    unsigned char *got = arena_alloc(arena, n, 1);
    n = fread(got, 1, n, file);
    const unsigned char *want = wanted(arena, number, width, height);
    double error = 0, like = 0;
    for (size_t i = 0; i < n; i++)
        error += (double)(got[i] - want[i]) * (got[i] - want[i]);
    unsigned fields = 0;
    for (uint32_t y = 0; y + FIELD <= height; y += FIELD)
        for (uint32_t x = 0; x + FIELD <= width; x += FIELD, fields++)
            like += similarity(got + ((size_t)y * width + x) * 3,
                               want + ((size_t)y * width + x) * 3, width);
    printf("%.1f %.3f\n", 10 * log10(255.0 * 255.0 * (double)n / error), like / fields);
    arena_free(arena);
    return fclose(file) ? 1 : 0;
}

int main(int n, char **argument)
{
    if (n == 4 && strcmp(argument[1], "quality") == 0)
        return quality((unsigned)strtoul(argument[2], NULL, 10), argument[3]);
    if (n != 4 || strcmp(argument[1], "make") != 0)
        return 2;
    int failed = 0;
    for (unsigned i = 1; i <= strtoul(argument[3], NULL, 10); i++)
        failed += make(argument[2], i);
    return failed ? 1 : 0;
}
