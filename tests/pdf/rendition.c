/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a picture's file reaches the PDF: the pixels that show, as many as are wanted, in sRGB;
 * and nothing else. Pictures are made here, drawn on a page and taken out of it by pdfimages. */
#include "pdf/rendition.h"

#include <jpeglib.h>
#include <lcms2.h>
#include <math.h>
#include <png.h>

#include "tests/pdf/sample.h"

enum { WIDTH = 1200, HEIGHT = 900 };

typedef void paint(int x, int y, unsigned char *rgb);

static struct place here(void)
{
    return (struct place){.file = "bild.md", .line = 3, .col = 1};
}

static unsigned char canvas[WIDTH * HEIGHT * 3];

static void fill(int width, int height, paint *p)
{
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            p(x, y, canvas + (y * width + x) * 3);
}

/* Chunks to be put behind the head: gAMA, iCCP, tEXt … */
static void write_png(const char *path, int width, int height, paint *p, double gamma,
                      struct text profile)
{
    FILE *file = fopen(path, "wb");
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_text author = {.compression = PNG_TEXT_COMPRESSION_NONE, .key = "Author", .text = "GEHEIM"};
    fill(width, height, p);
    png_init_io(png, file);
    png_set_IHDR(png, info, (png_uint_32)width, (png_uint_32)height, 8, PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_text(png, info, &author, 1);
    if (gamma > 0)
        png_set_gAMA(png, info, gamma);
    if (profile.n)
        png_set_iCCP(png, info, "GEHEIM", 0, (png_const_bytep)profile.p, (png_uint_32)profile.n);
    png_write_info(png, info);
    for (int y = 0; y < height; y++)
        png_write_row(png, canvas + y * width * 3);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    fclose(file);
}

static void write_segment(struct jpeg_compress_struct *jpeg, int marker, const char *start)
{
    char bytes[200];
    int n = snprintf(bytes, sizeof bytes, "%s%cGEHEIM 51.8 N 11.7 E", start, 0);
    jpeg_write_marker(jpeg, marker, (const JOCTET *)bytes, (unsigned)n + 1);
}

static void write_jpeg(const char *path, int width, int height, paint *p, unsigned char orientation,
                       struct text profile)
{
    unsigned char exif[] = "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0"
                           "\0\0\0\0 GEHEIM";
    FILE *file = fopen(path, "wb");
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr error;
    fill(width, height, p);
    jpeg.err = jpeg_std_error(&error);
    jpeg_create_compress(&jpeg);
    jpeg_stdio_dest(&jpeg, file);
    jpeg.image_width = (JDIMENSION)width;
    jpeg.image_height = (JDIMENSION)height;
    jpeg.input_components = 3;
    jpeg.in_color_space = JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 95, TRUE);
    jpeg.comp_info[0].h_samp_factor = jpeg.comp_info[0].v_samp_factor = 1;
    jpeg_start_compress(&jpeg, TRUE);
    exif[25] = orientation;
    jpeg_write_marker(&jpeg, JPEG_APP0 + 1, exif, sizeof exif - 1);
    write_segment(&jpeg, JPEG_APP0 + 1, "http://ns.adobe.com/xap/1.0/");
    write_segment(&jpeg, JPEG_APP0 + 13, "Photoshop 3.0");
    write_segment(&jpeg, JPEG_APP0 + 2, "MPF");
    write_segment(&jpeg, JPEG_APP0 + 14, "Hersteller");
    write_segment(&jpeg, JPEG_COM, "");
    if (profile.n)
        jpeg_write_icc_profile(&jpeg, (const JOCTET *)profile.p, (unsigned)profile.n);
    for (int y = 0; y < height; y++) {
        JSAMPROW row = canvas + y * width * 3;
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    fclose(file);
}

static void draw(struct sample *s, const char *path, struct crop crop, sp w, sp h)
{
    struct element *figure = sample_element(s, s->root, ROLE_FIGURE);
    struct picture *picture = ARENA_NEW(s->arena, struct picture);
    *picture = (struct picture){.path = path, .shown = path_base(path).p, .at = here()};
    figure->alt = TEXT("Bild");
    sample_item(s, (struct display){.kind = DISPLAY_PICTURE,
                                    .element = figure,
                                    .picture = picture,
                                    .crop = crop,
                                    .x = PT(40),
                                    .y = PT(60),
                                    .w = w,
                                    .h = h});
}

struct image {
    int width, height;
    const unsigned char *rgb;
};

/* The first picture of a page with what `s` holds. */
static struct image taken(struct sample *s, char **pdf)
{
    int status;
    struct image image = {0};
    *pdf = write_page(s, "page.pdf");
    char *command =
        arena_printf(s->arena, "rm -f %s/out-*; pdfimages %%s %s/out && cat %s/out-000.ppm",
                     s->folder, s->folder, s->folder);
    struct text ppm = sample_run_command(s, &status, command, *pdf);
    int head = 0;
    if (sscanf(ppm.p, "P6 %d %d 255%n", &image.width, &image.height, &head) == 2)
        image.rgb = (const unsigned char *)ppm.p + head + 1;
    sample_begin(s);
    return image;
}

/* Cutting: inside of a rectangle all is gray, outside of it red. */

enum { LEFT = 300, RIGHT = 900, TOP = 225, BOTTOM = 675 };

static void framed(int x, int y, unsigned char *rgb)
{
    bool is_in = x >= LEFT && x < RIGHT && y >= TOP && y < BOTTOM;
    rgb[0] = is_in ? 120 : 255;
    rgb[1] = is_in ? 120 : 0;
    rgb[2] = is_in ? 125 : 0;
}

/* How much redder than gray the reddest pixel is. */
static int redness(struct image image)
{
    int most = image.rgb ? 0 : 256;
    for (int i = 0; i < image.width * image.height; i++) {
        const unsigned char *p = image.rgb + 3 * i;
        most = p[0] - p[1] > most ? p[0] - p[1] : most;
    }
    return most;
}

static void nothing_outside_a_crop_is_kept(struct sample *s)
{
    static const struct {
        const char *name;
        bool is_jpeg;
        int w, width; /* in points; pixels */
        int most;     /* that JPEG may spread */
    } cases[] = {
        {"whole.png", false, 300, 600, 0},   {"smaller.png", false, 120, 500, 0},
        {"tiny.png", false, 10, 42, 0},      {"whole.jpg", true, 300, 600, 12},
        {"smaller.jpg", true, 120, 250, 24}, {"tiny.jpg", true, 20, 42, 36},
    };
    struct crop crop = {CROP_WHOLE / 4, CROP_WHOLE / 4, CROP_WHOLE / 2, CROP_WHOLE / 2};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = sample_path(s, cases[i].name), *pdf;
        if (cases[i].is_jpeg)
            write_jpeg(path, WIDTH, HEIGHT, framed, 1, TEXT(""));
        else
            write_png(path, WIDTH, HEIGHT, framed, 0, TEXT(""));
        draw(s, path, crop, PT(cases[i].w), PT(cases[i].w) * 3 / 4);
        struct image image = taken(s, &pdf);
        check(image.width == cases[i].width, "%s is cut and has %d pixels across (%d)",
              cases[i].name, cases[i].width, image.width);
        check(redness(image) <= cases[i].most, "%s has nothing from outside: %d", cases[i].name,
              redness(image));
    }
}

/* The upper left quarter as one sees it, whatever way the file is turned. */
static void cornered(int x, int y, unsigned char *rgb)
{
    rgb[0] = x < WIDTH / 2 ? 40 : 200;
    rgb[1] = y < HEIGHT / 2 ? 40 : 200;
    rgb[2] = 90;
}

static void crops_are_of_the_upright_picture(struct sample *s)
{
    /* Where the upright upper left corner lies in the file: right, bottom. */
    static const bool right[] = {0, 0, 1, 1, 0, 0, 0, 1, 1}, low[] = {0, 0, 0, 1, 1, 0, 1, 1, 0};
    struct crop crop = {CROP_WHOLE / 10, CROP_WHOLE / 10, CROP_WHOLE * 3 / 10, CROP_WHOLE * 3 / 10};
    for (unsigned char o = 1; o <= 8; o++) {
        char *pdf, *path = sample_path(s, arena_printf(s->arena, "turned-%d.jpg", o));
        write_jpeg(path, WIDTH, HEIGHT, cornered, o, TEXT(""));
        draw(s, path, crop, PT(60), PT(45));
        struct image image = taken(s, &pdf);
        bool fits = image.rgb != NULL;
        for (int i = 0; fits && i < image.width * image.height; i++)
            fits = abs(image.rgb[3 * i] - (right[o] ? 200 : 40)) < 12 &&
                   abs(image.rgb[3 * i + 1] - (low[o] ? 200 : 40)) < 12;
        check(fits, "orientation %d keeps the upper left corner", o);
    }
}

/* Sizes */

static void noisy(int x, int y, unsigned char *rgb)
{
    uint32_t h = (uint32_t)(y * WIDTH + x + 1) * 2654435761u;
    for (int c = 0; c < 3; c++)
        rgb[c] = (unsigned char)(100 + x / 20 + y / 30 + (int)((h ^ h >> 15) >> (8 + 5 * c) & 31));
}

static void striped(int x, int y, unsigned char *rgb)
{
    rgb[0] = rgb[1] = (x / 40 + y / 30) % 2 ? 255 : 20;
    rgb[2] = x / 40 % 3 ? 255 : 120;
}

static struct rendition make(struct sample *s, const char *path, struct crop crop, sp w,
                             unsigned dpi)
{
    struct rendition_wish wish = {.source = {path, path_base(path).p, here()},
                                  .crop = crop,
                                  .w = w,
                                  .h = w * 3 / 4,
                                  .dpi = dpi};
    struct rendition r;
    bool fits = rendition_make(s->arena, &wish, &r, s->diag);
    check(fits, "%s is made", path);
    return fits ? r : (struct rendition){0};
}

static void as_many_pixels_as_wanted(struct sample *s)
{
    static const struct {
        const char *name;
        paint *paint;
        bool is_jpeg, becomes_jpeg;
        int w;
        unsigned dpi;
        const char *width;
    } cases[] = {
        {"photo.jpg", noisy, true, true, 144, 150, "/Width 300 "},
        {"photo.jpg", noisy, true, true, 144, 300, "/Width 600 "},
        {"photo.jpg", noisy, true, true, 540, 150, "/Width 1200 "}, /* 1125 wanted */
        {"photo.jpg", noisy, true, true, 3, 150, "/Width 7 "},
        {"photo.png", noisy, false, true, 144, 150, "/Width 300 "},
        {"drawing.png", striped, false, false, 144, 150, "/Width 600 "},
        {"drawing.png", striped, false, false, 144, 72, "/Width 600 "},
        {"drawing.png", striped, false, false, 400, 150, "/Width 1200 "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = sample_path(s, cases[i].name);
        if (cases[i].is_jpeg)
            write_jpeg(path, WIDTH, HEIGHT, cases[i].paint, 1, TEXT(""));
        else
            write_png(path, WIDTH, HEIGHT, cases[i].paint, 0, TEXT(""));
        struct rendition r = make(s, path, (struct crop){0}, PT(cases[i].w), cases[i].dpi);
        struct rendition again = make(s, path, (struct crop){0}, PT(cases[i].w), cases[i].dpi);
        check(r.is_jpeg == cases[i].becomes_jpeg, "%s at %d pt: JPEG or not", cases[i].name,
              cases[i].w);
        check(text_find(r.entries, cases[i].width) != SIZE_MAX, "%s at %d pt: %s, not %.*s",
              cases[i].name, cases[i].w, cases[i].width, (int)r.entries.n, r.entries.p);
        check(text_equal(r.data, again.data), "%s: the same bytes again", cases[i].name);
    }
}

static size_t count(struct text text, const char *part)
{
    size_t n = 0;
    for (size_t at; (at = text_find(text, part)) != SIZE_MAX; n++)
        text = text_from(text, at + 1);
    return n;
}

/* Points across, one below the other, and how many images that makes. */
static void sizes_share_their_pixels(struct sample *s)
{
    static const struct {
        int w[4];
        size_t images;
    } cases[] = {{{100, 98, 105, 0}, 1},
                 {{200, 50, 20, 0}, 1},
                 {{50, 100, 200, 0}, 3},
                 {{550, 560, 580, 0}, 1},
                 {{100, 200, 100, 50}, 2}};
    char *path = sample_path(s, "photo.jpg"), *copy = sample_path(s, "copy.jpg"), *pdf;
    struct text bytes;
    write_jpeg(path, WIDTH, HEIGHT, noisy, 1, TEXT(""));
    file_read(s->arena, path, &bytes);
    file_write(copy, bytes);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (size_t k = 0; k < 4 && cases[i].w[k]; k++)
            draw(s, path, (struct crop){0}, PT(cases[i].w[k]), PT(cases[i].w[k]) * 3 / 4);
        draw(s, copy, (struct crop){0}, PT(cases[i].w[0]), PT(cases[i].w[0]) * 3 / 4);
        taken(s, &pdf);
        size_t images = count(sample_objects(s, pdf), "/Subtype /Image");
        check(images == cases[i].images, "sizes from %d pt on make %zu images (%zu)", cases[i].w[0],
              cases[i].images, images);
    }
}

/* Personal data */

static void nothing_personal_is_left(struct sample *s)
{
    static const char *const traces[] = {"GEHEIM", "Exif",        "Photoshop",  "8BIM",  "xap",
                                         "MPF",    "ICC_PROFILE", "Hersteller", "JFIF\1"};
    struct text profile;
    struct crop crop = {0, 0, CROP_WHOLE / 2, CROP_WHOLE};
    file_read(s->arena, PROFILE, &profile);
    char *jpeg = sample_path(s, "secret.jpg"), *png = sample_path(s, "secret.png");
    write_jpeg(jpeg, WIDTH, HEIGHT, noisy, 1, profile);
    write_png(png, WIDTH, HEIGHT, striped, 0, profile);
    struct rendition made[] = {make(s, jpeg, (struct crop){0}, PT(800), 150),
                               make(s, jpeg, (struct crop){0}, PT(100), 150),
                               make(s, jpeg, crop, PT(800), 150),
                               make(s, png, (struct crop){0}, PT(800), 150)};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        for (size_t k = 0; k < sizeof traces / sizeof *traces; k++)
            check(text_find(made[i].data, traces[k]) == SIZE_MAX || (k == 8 && i != 0),
                  "picture %zu has no trace of %s", i, traces[k]);
    struct text file;
    file_read(s->arena, jpeg, &file);
    check(made[0].data.n > file.n / 2 && text_find(file, "GEHEIM") != SIZE_MAX,
          "a JPEG that needs no change keeps its own data");
}

/* Colours */

static const unsigned char tone[] = {120, 160, 90};

static void plain(int x, int y, unsigned char *rgb)
{
    (void)x;
    (void)y;
    memcpy(rgb, tone, 3);
}

static int coded(double light)
{
    light = light < 0 ? 0 : light > 1 ? 1 : light;
    double v = light <= .0031308 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - .055;
    return (int)(v * 255 + .5);
}

/* Adobe RGB (1998) and sRGB have one white; so a matrix leads from one to the other. */
static void adobe_rgb(int out[3])
{
    double r = pow(tone[0] / 255.0, 563 / 256.0), g = pow(tone[1] / 255.0, 563 / 256.0),
           b = pow(tone[2] / 255.0, 563 / 256.0);
    out[0] = coded(1.39836 * r - .39836 * g);
    out[1] = coded(g);
    out[2] = coded(-.04293 * g + 1.04293 * b);
}

static void has_tone(struct sample *s, const char *path, const int want[3])
{
    char *pdf;
    draw(s, path, (struct crop){0}, PT(300), PT(225));
    struct image image = taken(s, &pdf);
    const unsigned char *p = image.rgb ? image.rgb + 3 * (image.width / 2) : tone;
    check(abs(p[0] - want[0]) <= 3 && abs(p[1] - want[1]) <= 3 && abs(p[2] - want[2]) <= 3,
          "%s: %d %d %d, not %d %d %d", path_base(path).p, p[0], p[1], p[2], want[0], want[1],
          want[2]);
}

static void colours_become_srgb(struct sample *s)
{
    struct text adobe, srgb, broken;
    int same[] = {tone[0], tone[1], tone[2]}, converted[3], linear[3];
    file_read(s->arena, "/usr/share/color/icc/colord/AdobeRGB1998.icc", &adobe);
    file_read(s->arena, PROFILE, &srgb);
    broken = text_slice(adobe, 0, 140);
    adobe_rgb(converted);
    for (int c = 0; c < 3; c++)
        linear[c] = coded(tone[c] / 255.0);
    char *path = sample_path(s, "adobe.jpg");
    write_jpeg(path, 400, 300, plain, 1, adobe);
    has_tone(s, path, converted);
    write_jpeg(path = sample_path(s, "large.jpg"), WIDTH, HEIGHT, plain, 1, adobe);
    has_tone(s, path, converted);
    write_jpeg(path = sample_path(s, "srgb.jpg"), 400, 300, plain, 1, srgb);
    has_tone(s, path, same);
    write_png(path = sample_path(s, "adobe.png"), 400, 300, plain, 0, adobe);
    has_tone(s, path, converted);
    write_png(path = sample_path(s, "linear.png"), 400, 300, plain, 1, TEXT(""));
    has_tone(s, path, linear);
    write_png(path = sample_path(s, "usual.png"), 400, 300, plain, 1 / 2.2, TEXT(""));
    has_tone(s, path, same);
    check(diag_count(s->diag) == 0, "good profiles are not spoken of");
    write_jpeg(path = sample_path(s, "broken.jpg"), 400, 300, plain, 1, broken);
    has_tone(s, path, same);
    check(diag_warnings(s->diag) == 1 && diag_errors(s->diag) == 0,
          "a broken profile is a warning, and the picture is taken as sRGB");
}

/* A small JPEG of one colour; CMYK as libjpeg takes it, without Adobe's inversion. */
static void write_flat(const char *path, int channels, const unsigned char *color,
                       struct text profile)
{
    enum { SIDE = 32 };
    FILE *file = fopen(path, "wb");
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr error;
    unsigned char row[SIDE * 4];
    JSAMPROW line = row;
    for (int i = 0; i < SIDE * channels; i++)
        row[i] = color[i % channels];
    jpeg.err = jpeg_std_error(&error);
    jpeg_create_compress(&jpeg);
    jpeg_stdio_dest(&jpeg, file);
    jpeg.image_width = jpeg.image_height = SIDE;
    jpeg.input_components = channels;
    jpeg.in_color_space = channels == 1 ? JCS_GRAYSCALE : JCS_CMYK;
    jpeg_set_defaults(&jpeg);
    jpeg.write_Adobe_marker = FALSE;
    jpeg_start_compress(&jpeg, TRUE);
    if (profile.n)
        jpeg_write_icc_profile(&jpeg, (const JOCTET *)profile.p, (unsigned)profile.n);
    for (int y = 0; y < SIDE; y++)
        jpeg_write_scanlines(&jpeg, &line, 1);
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    fclose(file);
}

static struct text saved(struct sample *s, cmsHPROFILE profile)
{
    cmsUInt32Number n = 0;
    cmsSaveProfileToMem(profile, NULL, &n);
    char *bytes = arena_alloc(s->arena, n, 1);
    cmsSaveProfileToMem(profile, bytes, &n);
    cmsCloseProfile(profile);
    return (struct text){bytes, n};
}

/* An ink's paper: as light as the black ink leaves it, whatever the others do. */
static cmsInt32Number lightness(const cmsUInt16Number in[], cmsUInt16Number out[], void *context)
{
    (void)context;
    cmsCIELab lab = {100 - in[3] / 655.35, 0, 0};
    cmsFloat2LabEncoded(out, &lab);
    return TRUE;
}

static struct text ink_profile(struct sample *s)
{
    cmsHPROFILE profile = cmsCreateProfilePlaceholder(NULL);
    cmsPipeline *pipeline = cmsPipelineAlloc(NULL, 4, 3);
    cmsStage *table = cmsStageAllocCLut16bit(NULL, 2, 4, 3, NULL);
    cmsStageSampleCLut16bit(table, lightness, NULL, 0);
    cmsPipelineInsertStage(pipeline, cmsAT_BEGIN, table);
    cmsSetProfileVersion(profile, 2.1);
    cmsSetDeviceClass(profile, cmsSigOutputClass);
    cmsSetColorSpace(profile, cmsSigCmykData);
    cmsSetPCS(profile, cmsSigLabData);
    cmsWriteTag(profile, cmsSigAToB0Tag, pipeline);
    cmsWriteTag(profile, cmsSigAToB1Tag, pipeline);
    cmsPipelineFree(pipeline);
    return saved(s, profile);
}

static struct text gray_profile(struct sample *s)
{
    cmsToneCurve *curve = cmsBuildGamma(NULL, 1);
    cmsHPROFILE profile = cmsCreateGrayProfile(cmsD50_xyY(), curve);
    cmsFreeToneCurve(curve);
    return saved(s, profile);
}

static void inks_and_grays_have_profiles_too(struct sample *s)
{
    static const unsigned char ink[] = {0, 0, 0, 128}, gray[] = {55, 55, 55};
    static const struct {
        const char *name;
        int channels, want;
        bool has_profile;
    } cases[] = {
        {"ink.jpg", 4, 127, false},
        {"ink-profile.jpg", 4, 119, true},
        {"gray.jpg", 1, 55, false},
        {"gray-profile.jpg", 1, 128, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int status;
        bool is_ink = cases[i].channels == 4;
        char *path = sample_path(s, cases[i].name);
        struct text profile = is_ink ? ink_profile(s) : gray_profile(s);
        write_flat(path, cases[i].channels, is_ink ? ink : gray,
                   cases[i].has_profile ? profile : TEXT(""));
        draw(s, path, (struct crop){0}, PT(100), PT(100));
        char *pdf = write_page(s, "flat.pdf");
        struct text pixel = sample_run_command(
            s, &status, "pdftoppm -r 72 -x 80 -y 100 -W 1 -H 1 -singlefile -gray %s | tail -c 1",
            pdf);
        sample_begin(s);
        check(pixel.n == 1 && abs((unsigned char)pixel.p[0] - cases[i].want) <= 2, "%s: %d, not %d",
              cases[i].name, pixel.n ? (unsigned char)pixel.p[0] : -1, cases[i].want);
    }
}

int main(void)
{
    struct sample *s = sample_new();
    nothing_outside_a_crop_is_kept(s);
    crops_are_of_the_upright_picture(s);
    as_many_pixels_as_wanted(s);
    sizes_share_their_pixels(s);
    nothing_personal_is_left(s);
    inks_and_grays_have_profiles_too(s);
    colours_become_srgb(s);
    if (getenv("KEEP"))
        printf("%s\n", s->folder);
    sample_free(s);
    return check_done();
}
