/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Path data, shapes, transforms, colours into outlines; and what faulty files are said to be. The
 * pictures are 1000 units wide, so that a unit is one of the drawing's points. */
#include "page/svg.h"

#include <stdlib.h>
#include <sys/resource.h>

#include "base/buffer.h"
#include "tests/check.h"

#define HEAD "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1000 1000'>"

static void put_points(struct buf *b, const struct spot_sp *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int64_t x = sp_ratio(p[i].x, 10, SP_PT), y = sp_ratio(p[i].y, 10, SP_PT);
        buf_printf(b, " %s%lld.%lld,%s%lld.%lld", x < 0 ? "-" : "",
                   (long long)(x < 0 ? -x : x) / 10, (long long)(x < 0 ? -x : x) % 10,
                   y < 0 ? "-" : "", (long long)(y < 0 ? -y : y) / 10,
                   (long long)(y < 0 ? -y : y) % 10);
    }
}

static void put_outline(struct buf *b, const struct outline *o)
{
    const struct spot_sp *p = o->point;
    for (const char *op = o->op; *op; op++) {
        size_t n = *op == 'C' ? 3 : *op != 'Z';
        buf_printf(b, "%s%c", b->n ? " " : "", *op);
        put_points(b, p, n);
        p += n;
    }
}

static struct drawing *draw(struct arena *arena, const char *inside, struct diag *diag)
{
    struct svg svg;
    struct text file = text_of(arena_printf(arena, HEAD "%s</svg>", inside));
    if (!svg_read(arena, file, "x.svg", &svg, diag) || !svg.drawing)
        return NULL;
    return (struct drawing *)svg.drawing;
}

static void outlines_are_drawn(struct arena *arena)
{
    static const struct {
        const char *inside, *outline;
    } cases[] = {
        {"<path d='M1 2 3 4'/>", "M 1.0,2.0 L 3.0,4.0"},
        {"<path d='m1-2.5.5.5l-1 1e1'/>", "M 1.0,-2.5 L 1.5,-2.0 L 0.5,8.0"},
        {"<path d='M1,2h3v4H0V0z'/>", "M 1.0,2.0 L 4.0,2.0 L 4.0,6.0 L 0.0,6.0 L 0.0,0.0 Z"},
        {"<path d='M1 1h1zl5 5'/>", "M 1.0,1.0 L 2.0,1.0 Z M 1.0,1.0 L 6.0,6.0"},
        {"<path d='m10 10 5 5m1 1h1'/>", "M 10.0,10.0 L 15.0,15.0 M 16.0,16.0 L 17.0,16.0"},
        {"<path d='M0 0C1 2 3 4 5 6s7 8 9 10'/>",
         "M 0.0,0.0 C 1.0,2.0 3.0,4.0 5.0,6.0 C 7.0,8.0 12.0,14.0 14.0,16.0"},
        {"<path d='M0 0S1 2 3 4'/>", "M 0.0,0.0 C 0.0,0.0 1.0,2.0 3.0,4.0"},
        {"<path d='M0 0Q30 0 30 30T60 60'/>",
         "M 0.0,0.0 C 20.0,0.0 30.0,10.0 30.0,30.0 C 30.0,50.0 40.0,60.0 60.0,60.0"},
        {"<path d='M10 0A10 10 0 0 1 0 10'/>", "M 10.0,0.0 C 10.0,5.5 5.5,10.0 0.0,10.0"},
        {"<path d='M10 0A10 10 0 0 1 -10 0'/>",
         "M 10.0,0.0 C 10.0,5.5 5.5,10.0 0.0,10.0 C -5.5,10.0 -10.0,5.5 -10.0,0.0"},
        {"<path d='M10 0a10 10 0 01-10 10'/>", "M 10.0,0.0 C 10.0,5.5 5.5,10.0 0.0,10.0"},
        {"<path d='M0 0A1 1 0 0 0 20 0'/>", /* radii grow */
         "M 0.0,0.0 C 0.0,5.5 4.5,10.0 10.0,10.0 C 15.5,10.0 20.0,5.5 20.0,0.0"},
        {"<path d='M0 0A0 5 0 0 0 20 0'/>", "M 0.0,0.0 L 20.0,0.0"},
        {"<path d='M0 0A5 5 0 1 0 0 0'/>", "M 0.0,0.0 L 0.0,0.0"},
        {"<path d='M0 0L10 10 20 NaN'/>", "M 0.0,0.0 L 10.0,10.0"},
        {"<path d='M0 0L10 10 1e99 5'/>", "M 0.0,0.0 L 10.0,10.0"},
        {"<path d='M1.5e1 2e-1L+3 .5'/>", "M 15.0,0.2 L 3.0,0.5"},
        {"<rect x='1' y='2' width='3' height='4'/>", "M 1.0,2.0 L 4.0,2.0 L 4.0,6.0 L 1.0,6.0 Z"},
        {"<rect width='10mm' height='1in'/>", "M 0.0,0.0 L 37.8,0.0 L 37.8,96.0 L 0.0,96.0 Z"},
        {"<rect width='10%' height='50%'/>", "M 0.0,0.0 L 100.0,0.0 L 100.0,500.0 L 0.0,500.0 Z"},
        {"<line x1='1' y1='2' x2='3' y2='4' stroke='red'/>", "M 1.0,2.0 L 3.0,4.0"},
        {"<polyline points='1,2 3,4,5 6'/>", "M 1.0,2.0 L 3.0,4.0 L 5.0,6.0"},
        {"<polygon points='1,2 3,4,5 6'/>", "M 1.0,2.0 L 3.0,4.0 L 5.0,6.0 Z"},
        {"<polygon points='1,2 3,4 5'/>", "M 1.0,2.0 L 3.0,4.0 Z"},
        {"<g transform='translate(10)'><path d='M1 2h3'/></g>", "M 11.0,2.0 L 14.0,2.0"},
        {"<path transform='translate(10 20),scale(2)' d='M1 2h3'/>", "M 12.0,24.0 L 18.0,24.0"},
        {"<path transform='rotate(90)' d='M1 2h3'/>", "M -2.0,1.0 L -2.0,4.0"},
        {"<path transform='rotate(90 10 10)' d='M10 0h5'/>", "M 20.0,10.0 L 20.0,15.0"},
        {"<path transform='rotate(-30)' d='M0 0h100'/>", "M 0.0,0.0 L 86.6,-50.0"},
        {"<path transform='skewX(45)' d='M1 2h3'/>", "M 3.0,2.0 L 6.0,2.0"},
        {"<path transform='skewY(45)' d='M1 2h3'/>", "M 1.0,3.0 L 4.0,6.0"},
        {"<path transform='matrix(0 1 -1 0 5 5)' d='M1 2h3'/>", "M 3.0,6.0 L 3.0,9.0"},
        {"<svg x='100' width='100' height='50' viewBox='0 0 10 10' overflow='visible'>"
         "<path d='M0 0h10'/></svg>",
         "M 125.0,0.0 L 175.0,0.0"},
        {"<svg width='100' height='50' viewBox='0 0 10 10' overflow='visible' "
         "preserveAspectRatio='none'><path d='M0 0h10'/></svg>",
         "M 0.0,0.0 L 100.0,0.0"},
        {"<svg width='100' height='50' viewBox='0 0 10 10' overflow='visible' "
         "preserveAspectRatio='xMaxYMax slice'><path d='M0 10h10'/></svg>",
         "M 0.0,50.0 L 100.0,50.0"},
        {"<defs><path id='a' d='M0 0h1'/></defs><use href='#a' x='5' y='6'/>",
         "M 5.0,6.0 L 6.0,6.0"},
        {"<g display='none'><path d='M0 0h1'/></g><path d='M0 0h2'/>", "M 0.0,0.0 L 2.0,0.0"},
        {"<g visibility='hidden'><path d='M0 0h1'/><path visibility='visible' d='M0 0h2'/></g>",
         "M 0.0,0.0 L 2.0,0.0"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf got = {0};
        const struct drawing *drawing = draw(arena, cases[i].inside, diag_new(arena));
        if (drawing && drawing->items)
            put_outline(&got, &drawing->item[0].outline);
        check_text(buf_as_text(&got), cases[i].outline, cases[i].inside);
        buf_done(&got);
    }
}

static void paints_are_read(struct arena *arena)
{
    static const struct {
        const char *attributes;
        int kind;
        int32_t color;
        uint32_t opacity;
    } cases[] = {
        {"", PAINT_COLOR, 0, 65536},
        {"fill='#abc'", PAINT_COLOR, 0xAABBCC, 65536},
        {"fill='#a0b1C2'", PAINT_COLOR, 0xA0B1C2, 65536},
        {"fill='#ff000080'", PAINT_COLOR, 0xFF0000, 32896},
        {"fill='#f000'", PAINT_COLOR, 0xFF0000, 0},
        {"fill='rgb(1, 2,3)'", PAINT_COLOR, 0x010203, 65536},
        {"fill='rgb(100%,50%,0%)'", PAINT_COLOR, 0xFF8000, 65536},
        {"fill='rgba(1,2,3,.5)'", PAINT_COLOR, 0x010203, 32768},
        {"fill='rgb(1 2 3 / 50%)'", PAINT_COLOR, 0x010203, 32768},
        {"fill='hsl(120,100%,25%)'", PAINT_COLOR, 0x008000, 65536},
        {"fill='hsl(210, 50%, 40%)'", PAINT_COLOR, 0x336699, 65536},
        {"fill='RebeccaPurple'", PAINT_COLOR, 0x663399, 65536},
        {"fill='red' style='fill: lime'", PAINT_COLOR, 0x00FF00, 65536},
        {"fill='red' fill-opacity='25%'", PAINT_COLOR, 0xFF0000, 16384},
        {"fill='red' opacity='.5' fill-opacity='.5'", PAINT_COLOR, 0xFF0000, 16384},
        {"fill='currentColor'", PAINT_CURRENT, 0, 65536},
        {"fill='currentColor' color='teal'", PAINT_COLOR, 0x008080, 65536},
        {"fill='nonsense'", PAINT_COLOR, 0, 65536},
        {"class='k'", PAINT_COLOR, 0x0000FF, 65536},
        {"class='a k' id='i'", PAINT_COLOR, 0x00FFFF, 65536},
        {"fill='url(#none) green'", PAINT_COLOR, 0x008000, 65536},
        {"fill='url(#g)'", PAINT_SHADE, 0, 65536},
        {"fill='url(#one)'", PAINT_COLOR, 0xFFC0CB, 65536},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *inside = arena_printf(
            arena,
            "<style>/* c */ rect, .k { fill: blue } #i{fill:aqua}</style>"
            "<linearGradient id='g'><stop stop-color='red'/><stop offset='1'/></linearGradient>"
            "<linearGradient id='one'><stop stop-color='pink'/></linearGradient>"
            "<path d='M0 0h1v1z' %s/>",
            cases[i].attributes);
        const struct drawing *drawing = draw(arena, inside, diag_new(arena));
        const struct paint *paint = drawing && drawing->items ? &drawing->item[0].fill : NULL;
        check(paint && (int)paint->kind == cases[i].kind && paint->color == cases[i].color &&
                  paint->opacity == cases[i].opacity,
              "the fill of '%s' is right: %d #%06X %u", cases[i].attributes,
              paint ? (int)paint->kind : -1, paint ? (unsigned)paint->color : 0,
              paint ? paint->opacity : 0);
    }
}

static void pens_are_scaled(struct arena *arena)
{
    const struct drawing *d =
        draw(arena,
             "<g transform='scale(2)' stroke='red' stroke-width='3' "
             "stroke-dasharray='1,2 3' stroke-dashoffset='-1' "
             "stroke-linecap='square' stroke-linejoin='bevel'>"
             "<path d='M0 0h1'/><path transform='scale(4 1)' d='M0 0h1'/></g>",
             diag_new(arena));
    if (!check(d && d->items == 2, "both lines are drawn"))
        return;
    const struct pen *pen = &d->item[0].pen;
    check(pen->width == PT(6) && pen->cap == 2 && pen->join == 2, "a pen grows with its group");
    check(pen->dashes == 3 && pen->dash[2] == PT(6) && pen->phase == PT(22),
          "so do its dashes, and where they begin is counted on: %lld", (long long)pen->phase);
    check(!d->item[0].matrix && d->item[1].matrix, "only a pen that is stretched has a matrix");
}

static void repeat(struct buf *b, const char *what, size_t n)
{
    while (n--)
        buf_string(b, what);
}

static void files_are_judged(struct arena *arena)
{
    static const struct {
        const char *file, *said;
    } cases[] = {
        {HEAD "<rect></svg>", "x.svg:1:73: error: the XML is damaged: mismatched tag"},
        {HEAD, "error: the XML is damaged: no element found"},
        {"<svg/>", "error: the picture has no size: neither a viewBox nor width and height"},
        {"<svg width='10'/>", "error: the picture has no size"},
        {"<svg width='0' height='5'/>", "error: the picture's width is not over 0"},
        {"<svg width='-3' height='5'/>", "error: the picture's width is not over 0"},
        {"<svg viewBox='0 0 1 99999'/>", "error: the picture is more than 10,000 times as long"},
        {"<svg viewBox='0 0 0 9'/>", "error: the picture has no size"},
        {"<svg viewBox='0 0 NaN 9'/>", "warning: 'viewBox' is malformed"},
        {"<svg viewBox='0 0 1e12 1e12'/>", "warning: 'viewBox' is malformed or too large"},
        {"<html><svg/></html>", "error: this is not an SVG picture: its root is no <svg>"},
        {"<!DOCTYPE svg [<!ENTITY a 'b'>]>" HEAD "</svg>", "error: the picture declares entities"},
        {"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" HEAD "</svg>",
         "error: the picture declares entities"},
        {HEAD "\n <image href='file:///etc/passwd'/></svg>",
         "x.svg:2:2: error: the picture refers to another file"},
        {HEAD "<use href='other.svg#a'/></svg>", "error: the picture refers to another file"},
        {HEAD "<style>@import 'a.css'</style></svg>", "style refers to another file"},
        {HEAD "<style>a{fill:u\\72l(b)}</style></svg>", "or hides what it refers to"},
        {HEAD "<rect style='fill: URL( \"http://a/b\")'/></svg>", "style refers to another file"},
        {HEAD "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='/etc/passwd'/></svg>",
         "error: the picture refers to another file"},
        {"<?xml-stylesheet href='a.css'?>" HEAD "</svg>", "style refers to another file"},
        {HEAD "<g id='a'><use href='#a'/></g></svg>", "'use' refers to what it is part of"},
        {HEAD "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g></svg>",
         "'use' refers to what it is part of"},
        {HEAD "<use href='#gone'/></svg>", "warning: 'use' refers to nothing: it is not drawn"},
        {HEAD "\n<path d='M0 0L5 x'/></svg>",
         "x.svg:2:1: warning: 'd' is malformed at '5 x': what is before it is drawn"},
        {HEAD "<path d='L0 0'/></svg>", "warning: 'd' is malformed at 'L0 0': it is not drawn"},
        {HEAD "<path d='M0 0h1' fill='bluu'/></svg>", "'bluu' is no value of 'fill'"},
        {HEAD "<g transform='turn(3)'/></svg>", "warning: 'transform' is malformed"},
        {HEAD "<rect width='3 em' height='1'/></svg>", "'width' is malformed at '3 em'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct diag *diag = diag_new(arena);
        struct svg svg;
        char *said = NULL;
        size_t n = 0;
        svg_read(arena, text_of(cases[i].file), "x.svg", &svg, diag);
        FILE *out = open_memstream(&said, &n);
        diag_print(diag, out);
        fclose(out);
        check(text_find((struct text){said, n}, cases[i].said) != SIZE_MAX,
              "of %s is said: %s\n     said |%s|", cases[i].file, cases[i].said, said);
        free(said);
    }
}

static void what_is_not_understood_is_named(struct arena *arena)
{
    static const struct {
        const char *inside, *reason;
    } cases[] = {
        {"<text>a</text>", "<text>"},
        {"<g><image href='data:image/png;base64,AA'/></g>", "<image>"},
        {"<rect width='1' height='1' filter='url(#f)'/>", "filter"},
        {"<g style='mix-blend-mode:multiply'/>", "mix-blend-mode"},
        {"<style>a b{fill:red}</style>", "CSS beyond simple rules"},
        {"<style>@media print{a{fill:red}}</style>", "CSS beyond simple rules"},
        {"<rect width='1' height='1' style='fill:red !important'/>", "CSS beyond simple rules"},
        {"<pattern id='p'/><rect width='1' height='1' fill='url(#p)'/>", "a pattern"},
        {"<defs><text>a</text></defs>", NULL},
        {"<script>1</script><metadata/><title>t</title>", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct svg svg;
        struct text file = text_of(arena_printf(arena, HEAD "%s</svg>", cases[i].inside));
        bool works = svg_read(arena, file, "x.svg", &svg, diag_new(arena));
        check(works && (svg.reason == NULL) == (cases[i].reason == NULL) &&
                  (!svg.reason || text_is(text_of(svg.reason), cases[i].reason)),
              "in %s not understood is: %s", cases[i].inside, svg.reason ? svg.reason : "nothing");
    }
}

static bool is_refused(struct arena *arena, const char *head, const char *part, size_t n,
                       const char *tail)
{
    struct buf b = {0};
    struct svg svg;
    buf_string(&b, HEAD);
    buf_string(&b, head);
    repeat(&b, part, n);
    buf_string(&b, tail);
    bool works = svg_read(arena, buf_as_text(&b), "x.svg", &svg, diag_new(arena));
    buf_done(&b);
    return !works;
}

static void bombs_do_not_go_off(struct arena *arena)
{
    check(is_refused(arena, "", "<g>", 100000, ""), "elements 100,000 deep are refused");
    check(is_refused(arena, "", "<g/>", 300000, "</svg>"), "300,000 elements are refused");
    struct buf b = {0};
    buf_string(&b, "<defs><path id='u0' d='M0 0h1v1z'/>");
    for (int i = 1; i <= 30; i++)
        buf_printf(&b, "<g id='u%d'><use href='#u%d'/><use href='#u%d'/></g>", i, i - 1, i - 1);
    check(is_refused(arena, b.p, "", 0, "</defs><use href='#u30'/></svg>"),
          "a path that is used 2^30 times is refused");
    buf_clear(&b);
    buf_string(&b, "<clipPath id='c'>");
    repeat(&b, "<rect width='5' height='5'/>", 3000);
    buf_string(&b, "</clipPath>");
    repeat(&b, "<rect clip-path='url(#c)' width='50' height='50'/>", 30);
    struct rusage used;
    bool is_read = !is_refused(arena, b.p, "", 0, "</svg>");
    getrusage(RUSAGE_SELF, &used);
    check(is_read && used.ru_maxrss < 1024 * 1024,
          "a clipPath of 3000 shapes takes memory for these alone: %ld kB", used.ru_maxrss);
    buf_clear(&b);
    buf_string(&b, "<style>");
    repeat(&b, ".k{fill:red}", 2000);
    buf_string(&b, "</style><rect class='k'/>");
    struct svg svg;
    struct text file = text_of(arena_printf(arena, HEAD "%s</svg>", b.p));
    check(svg_read(arena, file, "x.svg", &svg, diag_new(arena)) && svg.reason,
          "2000 rules are another program's affair");
    buf_done(&b);
}

int main(void)
{
    struct arena *arena = arena_new();
    outlines_are_drawn(arena);
    paints_are_read(arena);
    pens_are_scaled(arena);
    files_are_judged(arena);
    what_is_not_understood_is_named(arena);
    bombs_do_not_go_off(arena);
    arena_free(arena);
    return check_done();
}
