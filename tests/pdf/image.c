/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of every kind, made here with libpng and libjpeg, drawn on a page and read back from it.
 */
#include "page/picture.h"

#include <jpeglib.h>
#include <png.h>

#include "tests/pdf/sample.h"

enum { SIDE = 16 };

struct raster { /* what a PNG test file holds */
    const char *name;
    int color, depth, interlace;
    bool has_trns;
    unsigned components; /* expected */
    bool has_mask;
};

static const struct raster rasters[] = {
    {"gray-16.png", PNG_COLOR_TYPE_GRAY, 16, PNG_INTERLACE_NONE, false, 1, false},
    {"gray-1.png", PNG_COLOR_TYPE_GRAY, 1, PNG_INTERLACE_NONE, false, 1, false},
    {"palette.png", PNG_COLOR_TYPE_PALETTE, 8, PNG_INTERLACE_NONE, false, 3, false},
    {"palette-trns.png", PNG_COLOR_TYPE_PALETTE, 8, PNG_INTERLACE_NONE, true, 3, true},
    {"palette-2.png", PNG_COLOR_TYPE_PALETTE, 2, PNG_INTERLACE_ADAM7, false, 3, false},
    {"rgb-trns.png", PNG_COLOR_TYPE_RGB, 8, PNG_INTERLACE_NONE, true, 3, true},
    {"rgb-16.png", PNG_COLOR_TYPE_RGB, 16, PNG_INTERLACE_ADAM7, false, 3, false},
    {"rgba-interlaced.png", PNG_COLOR_TYPE_RGB_ALPHA, 8, PNG_INTERLACE_ADAM7, false, 3, true},
    {"gray-alpha-16.png", PNG_COLOR_TYPE_GRAY_ALPHA, 16, PNG_INTERLACE_ADAM7, false, 1, true},
};

enum { RASTERS = sizeof rasters / sizeof *rasters };

/* The pixel at the upper left is fully bright and, where there is alpha, transparent; the others
 * are dark and opaque. */
static void fill_row(const struct raster *r, png_bytep row, size_t bytes, int y)
{
    static const int channels[] = {1, 0, 3, 1, 2, 0, 4};
    int n = channels[r->color], width = r->depth == 16 ? 2 : 1;
    bool has_alpha = r->color & PNG_COLOR_MASK_ALPHA;
    memset(row, r->color == PNG_COLOR_TYPE_PALETTE ? 0 : 0x20, bytes);
    if (r->depth < 8) {
        memset(row, 0, bytes);
        row[0] = (png_byte)(y == 0 ? 1 << (8 - r->depth) : 0);
        return;
    }
    for (int x = 0; has_alpha && x < SIDE; x++)
        memset(row + (x * n + n - 1) * width, 0xFF, (size_t)width);
    if (y > 0)
        return;
    memset(row, r->color == PNG_COLOR_TYPE_PALETTE ? 1 : 0xFF, (size_t)(n * width));
    if (has_alpha)
        memset(row + (n - 1) * width, 0, (size_t)width);
}

static void write_png(const char *path, const struct raster *r)
{
    FILE *file = fopen(path, "wb");
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_init_io(png, file);
    png_set_IHDR(png, info, SIDE, SIDE, r->depth, r->color, r->interlace,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_color palette[] = {{32, 32, 32}, {255, 255, 255}};
    png_byte alpha[] = {255, 0};
    png_color_16 bright = {.red = 255, .green = 255, .blue = 255};
    if (r->color == PNG_COLOR_TYPE_PALETTE)
        png_set_PLTE(png, info, palette, 2);
    if (r->has_trns && r->color == PNG_COLOR_TYPE_PALETTE)
        png_set_tRNS(png, info, alpha, 2, NULL);
    else if (r->has_trns)
        png_set_tRNS(png, info, NULL, 0, &bright);
    png_set_pHYs(png, info, 11811, 11811, PNG_RESOLUTION_METER);
    png_write_info(png, info);
    size_t bytes = png_get_rowbytes(png, info);
    png_bytep rows[SIDE];
    for (int y = 0; y < SIDE; y++) {
        rows[y] = malloc(bytes);
        fill_row(r, rows[y], bytes, y);
    }
    png_write_image(png, rows);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    for (int y = 0; y < SIDE; y++)
        free(rows[y]);
    fclose(file);
}

/* An EXIF segment that says: turn by `orientation`; and where the picture was taken. */
static void write_exif(struct jpeg_compress_struct *jpeg, unsigned char orientation)
{
    unsigned char exif[] = "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0"
                           "\0\0\0\0 GPS SECRET";
    exif[25] = orientation;
    jpeg_write_marker(jpeg, JPEG_APP0 + 1, exif, sizeof exif - 1);
}

static void write_jpeg(const char *path, int components, unsigned char orientation)
{
    FILE *file = fopen(path, "wb");
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr error;
    jpeg.err = jpeg_std_error(&error);
    jpeg_create_compress(&jpeg);
    jpeg_stdio_dest(&jpeg, file);
    jpeg.image_width = 2 * SIDE;
    jpeg.image_height = SIDE;
    jpeg.input_components = components;
    jpeg.in_color_space = components == 1 ? JCS_GRAYSCALE : components == 3 ? JCS_RGB : JCS_CMYK;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 100, TRUE);
    jpeg_start_compress(&jpeg, TRUE);
    if (orientation)
        write_exif(&jpeg, orientation);
    jpeg_write_marker(&jpeg, JPEG_COM, (const JOCTET *)"SECRET", 6);
    unsigned char row[2 * SIDE * 4], *line = row;
    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < 2 * SIDE; x++)
            for (int k = 0; k < components; k++) /* left half bright, right half dark */
                row[x * components + k] = x < SIDE ? 250 : k == 0 ? 200 : 10;
        jpeg_write_scanlines(&jpeg, &line, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    fclose(file);
}

static struct place here(void)
{
    return (struct place){.file = "bild.md", .line = 3, .col = 1};
}

static void add_picture(struct sample *s, const char *path, sp y, sp w, sp h)
{
    struct element *figure = sample_element(s, s->root, ROLE_FIGURE);
    struct picture *picture = ARENA_NEW(s->arena, struct picture);
    *picture = (struct picture){.path = path, .shown = path_base(path).p, .at = here()};
    figure->alt = TEXT("Bild");
    sample_item(s, (struct display){.kind = DISPLAY_PICTURE,
                                    .element = figure,
                                    .picture = picture,
                                    .x = PT(60),
                                    .y = y,
                                    .w = w,
                                    .h = h});
}

/* All rows of a picture, as they are stored; NULL: it is refused. */
static unsigned char *read_rows(struct sample *s, const char *path, struct picture_rows *rows)
{
    struct picture_source source = {path, path_base(path).p, here()};
    if (!picture_open(s->arena, &source, 0, 0, rows, s->diag))
        return NULL;
    unsigned char *pixels = NULL;
    bool fits = picture_begin(rows, 1);
    size_t stride = (size_t)rows->width * rows->channels;
    if (fits)
        pixels = arena_alloc(s->arena, rows->height, stride);
    for (size_t y = 0; fits && y < rows->height; y++)
        fits = picture_next(rows, pixels + y * stride);
    fits = fits && picture_end(rows);
    picture_close(rows);
    return fits ? pixels : NULL;
}

static void every_png_is_read(struct sample *s)
{
    for (size_t i = 0; i < RASTERS; i++) {
        const struct raster *r = &rasters[i];
        char *path = sample_path(s, r->name);
        struct picture_info info;
        struct picture_rows rows;
        write_png(path, r);
        check(picture_read_info(path, r->name, here(), &info, s->diag) && info.width == SIDE &&
                  info.dpi == 300 && info.has_alpha == r->has_mask,
              "the head of %s is read", r->name);
        unsigned char *p = read_rows(s, path, &rows);
        if (!check(p != NULL, "%s is decoded", r->name))
            continue;
        unsigned n = rows.channels;
        check(n == r->components + r->has_mask, "%s has %u components", r->name, r->components);
        check(p[0] == 255 && p[n] <= 0x20, "%s has its colours: %u %u", r->name, p[0], p[n]);
        check(!r->has_mask || (p[n - 1] == 0 && p[2 * n - 1] == 255), "%s has its alpha", r->name);
    }
}

static void every_jpeg_is_read(struct sample *s)
{
    static const int components[] = {1, 3, 4};
    for (size_t i = 0; i < 3; i++) {
        char *name = arena_printf(s->arena, "%d.jpg", components[i]);
        char *path = sample_path(s, name);
        struct picture_rows rows;
        write_jpeg(path, components[i], 6);
        unsigned char *left = read_rows(s, path, &rows);
        if (!check(left != NULL, "%s is read", name))
            continue;
        check(rows.info.orientation == 6, "%s knows how it is turned", name);
        const unsigned char *right = left + rows.channels * (2 * SIDE - 1);
        if (components[i] == 4)
            check(rows.is_cmyk && left[0] < 10 && right[0] > 50 && right[1] > 240,
                  "inks in Adobe's inverted form are inks: %u, %u %u", left[0], right[0], right[1]);
        else
            check(rows.info.is_plain, "%s can be taken as it is", name);
    }
}

static bool has(struct text text, const char *part)
{
    return text_find(text, part) != SIZE_MAX;
}

static size_t count(struct text text, const char *part)
{
    size_t n = 0;
    for (size_t at; (at = text_find(text, part)) != SIZE_MAX; n++)
        text = text_from(text, at + 1);
    return n;
}

static void pictures_are_written_once(struct sample *s)
{
    char *path = sample_path(s, "pictures.pdf");
    char *copy = sample_path(s, "copy.png");
    struct text bytes;
    file_read(s->arena, sample_path(s, rasters[3].name), &bytes);
    file_write(copy, bytes);
    for (size_t i = 0; i < RASTERS; i++)
        add_picture(s, sample_path(s, rasters[i].name), PT(40 + 40 * (int)i), PT(30), PT(30));
    add_picture(s, copy, PT(440), PT(30), PT(30));
    add_picture(s, sample_path(s, "1.jpg"), PT(480), PT(30), PT(60));
    add_picture(s, sample_path(s, "3.jpg"), PT(560), PT(30), PT(60));
    add_picture(s, sample_path(s, "4.jpg"), PT(640), PT(30), PT(60));
    struct page page[2] = {sample_page(s, 1)};
    page[1] = page[0];
    page[1].number = 2;
    struct pdf_info info = sample_info();
    struct book book = {.pages = 2, .root = s->root};
    check(sample_write(s, path, &info, page, 2, &book), "the pictures' pages are written");
    check_sound(s, path);
    int status;
    struct text list = sample_run_command(s, &status, "pdfimages -list -f 1 -l 1 %s", path);
    /* Three contents, one of them with a mask, and three from JPEG. */
    check(count(list, "smask") == 5 && count(list, "jpeg") == 3 && !has(list, "cmyk"),
          "each kind is there:\n%.*s", (int)list.n, list.p);
    struct text objects = sample_objects(s, path);
    check(count(objects, "/Subtype /Image") == 3 + 1 + 3,
          "equal pictures are written once: %zu objects, masks included",
          count(objects, "/Subtype /Image"));
}

/* The mean of a part of the rendered page, 0 … 255. */
static int brightness(struct sample *s, const char *path, int x, int y)
{
    int status;
    char *command = arena_printf(
        s->arena, "pdftoppm -r 72 -gray -x %d -y %d -W 4 -H 4 -singlefile %%s | tail -c 16", x, y);
    struct text pixel = sample_run_command(s, &status, command, path);
    int sum = 0;
    for (size_t i = 0; i < pixel.n; i++)
        sum += (unsigned char)pixel.p[i];
    return pixel.n ? sum / (int)pixel.n : -1;
}

/* The pixels of a rendered picture are those of the file. */
static void pixels_come_out_as_they_went_in(struct sample *s)
{
    char *path = sample_path(s, "pixels.pdf"), *name = sample_path(s, "noise.png");
    png_image image = {.version = PNG_IMAGE_VERSION, .width = 31, .height = 17};
    static unsigned char noise[31 * 17 * 3];
    uint32_t seed = 7;
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (unsigned char)((seed = seed * 1103515245 + 12345) >> 24);
    noise[0] = noise[1] = noise[2] = 7; /* not a photo: half of it is plain */
    memset(noise + sizeof noise / 2, 200, sizeof noise / 2);
    image.format = PNG_FORMAT_RGB;
    png_image_write_to_file(&image, name, 0, noise, 0, NULL);
    sample_begin(s);
    add_picture(s, name, PT(40), PT(31), PT(17));
    struct page page = sample_page(s, 1);
    struct pdf_info info = sample_info();
    struct book book = {.pages = 1, .root = s->root};
    check(sample_write(s, path, &info, &page, 1, &book), "noise is written");
    int status;
    char *command = arena_printf(s->arena, "pdfimages %%s %s/noise && tail -c %zu %s/noise-000.ppm",
                                 s->folder, sizeof noise, s->folder);
    struct text got = sample_run_command(s, &status, command, path);
    check(text_equal(got, (struct text){(const char *)noise, sizeof noise}),
          "pixels come out as they went in");
}

/* A picture bright at its left: where that side is seen for each orientation. */
static void turned_pictures_stand_upright(struct sample *s)
{
    static const char bright[] = " LRRLTTBB"; /* left, right, top, bottom */
    char *path = sample_path(s, "turned.pdf");
    sample_begin(s);
    for (int o = 1; o <= 8; o++) {
        char *name = sample_path(s, arena_printf(s->arena, "turn%d.jpg", o));
        write_jpeg(name, 1, (unsigned char)o);
        add_picture(s, name, PT(50 * o), PT(40), PT(40));
    }
    struct page page = sample_page(s, 1);
    struct pdf_info info = sample_info();
    struct book book = {.pages = 1, .root = s->root};
    check(sample_write(s, path, &info, &page, 1, &book), "turned pictures are written");
    for (int o = 1; o <= 8; o++) {
        int left = brightness(s, path, 66, 50 * o + 18),
            right = brightness(s, path, 90, 50 * o + 18);
        int top = brightness(s, path, 78, 50 * o + 6),
            bottom = brightness(s, path, 78, 50 * o + 30);
        char side = left > right + 20   ? 'L'
                    : right > left + 20 ? 'R'
                    : top > bottom + 20 ? 'T'
                                        : 'B';
        check(side == bright[o], "orientation %d shows its bright side at %c (seen: %c)", o,
              bright[o], side);
    }
}

static void bad_pictures_are_refused(struct sample *s)
{
    static const struct {
        const char *name, *sentence;
        struct text bytes;
        size_t cut; /* keep only so much of a good file */
        const char *of;
    } cases[] = {
        {"text.png", "is not a PNG, JPEG or SVG picture", {"Hallo, Welt", 11}, 0, NULL},
        {"empty.png", "is not a PNG, JPEG or SVG picture", {"", 0}, 0, NULL},
        {"cut.png", "is damaged", {NULL, 0}, 120, "rgb-16.png"},
        {"head.png", "is damaged", {NULL, 0}, 20, "rgb-16.png"},
        {"cut.jpg", "is damaged: it ends too early", {NULL, 0}, 680, "3.jpg"},
        {"head.jpg", "is damaged", {"\xFF\xD8\xFF\xE0\0\x10JFIF", 10}, 0, NULL},
        {"huge.png",
         "is damaged: it is too short for its size",
         {"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x70\0\0\0\x70\0\x08\x06\0\0\0____IDAT", 37},
         0,
         NULL},
        {"wide.png",
         "is too large: 65536 × 1 pixels (at most 65,500 a side",
         {"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\x01\0\0\0\0\0\x01\x01\0\0\0\0____IDAT", 37},
         0,
         NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sample *own = sample_new();
        char *path = sample_path(own, cases[i].name), *pdf = sample_path(own, "bad.pdf");
        struct text bytes = cases[i].bytes;
        if (cases[i].of) {
            file_read(own->arena, sample_path(s, cases[i].of), &bytes);
            bytes.n = cases[i].cut;
        }
        file_write(path, bytes);
        add_picture(own, path, PT(40), PT(30), PT(30));
        add_picture(own, path, PT(80), PT(30), PT(30));
        struct page page = sample_page(own, 1);
        struct pdf_info info = sample_info();
        struct book book = {.pages = 1, .root = own->root};
        check(sample_write(own, pdf, &info, &page, 1, &book) && diag_errors(own->diag) == 1,
              "%s is reported once", cases[i].name);
        FILE *said = tmpfile();
        char line[512] = "";
        diag_print(own->diag, said);
        rewind(said);
        check(fgets(line, sizeof line, said) && strstr(line, cases[i].sentence) &&
                  strstr(line, "bild.md:3:1: error: '") == line,
              "%s %s: %s", cases[i].name, cases[i].sentence, line);
        fclose(said);
        check_sound(own, pdf);
        sample_free(own);
    }
}

int main(void)
{
    struct sample *s = sample_new();
    every_png_is_read(s);
    every_jpeg_is_read(s);
    pictures_are_written_once(s);
    turned_pictures_stand_upright(s);
    pixels_come_out_as_they_went_in(s);
    check(diag_count(s->diag) == 0, "no good picture is refused");
    bad_pictures_are_refused(s);
    if (getenv("KEEP"))
        printf("%s\n", s->folder);
    sample_free(s);
    return check_done();
}
