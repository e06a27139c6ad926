/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages as text: the second writer, which proves that a display list says everything. Lengths in
 * hundredths of a millimetre, from the page's upper left corner. */
#include "page/flow.h"

static void put_mm(FILE *out, sp length)
{
    int64_t hundredths = length_mm100(length);
    const char *sign = hundredths < 0 ? "-" : "";
    hundredths = hundredths < 0 ? -hundredths : hundredths;
    fprintf(out, " %s%lld.%02lld", sign, (long long)(hundredths / 100),
            (long long)(hundredths % 100));
}

static void put_place(FILE *out, const struct display *d)
{
    put_mm(out, d->x);
    put_mm(out, d->y);
}

static void put_role(FILE *out, const struct display *d, const struct element *element)
{
    static const char *const artifacts[] = {"", "artifact", "head", "foot", "watermark"};
    if (d->artifact != ARTIFACT_NONE)
        fprintf(out, " [%s]", artifacts[d->artifact]);
    else if (element)
        fprintf(out, " [%s]", role_names[element->role]);
}

static void dump_line(FILE *out, const struct display *d)
{
    const struct line *line = d->line;
    const struct element *element = d->element;
    if (!element && line->runs)
        element = line->run[0].stretch->owner;
    fputs("line", out);
    put_mm(out, d->x + line->x);
    put_mm(out, d->y);
    put_mm(out, line->width);
    put_role(out, d, element);
    fprintf(out, " |%.*s|%s\n", (int)line->text.n, line->text.p,
            line->ends_hyphenated ? " hyphenated" : "");
}

static void put_fill(FILE *out, const struct display *d)
{
    static const char *const patterns[PATTERNS] = {"solid", "diagonal", "antidiagonal",
                                                   "dots",  "grid",     "lines"};
    if (d->fill.fill >= 0)
        fprintf(out, " #%06X", (unsigned)d->fill.fill);
    if (d->pattern != PATTERN_SOLID)
        fprintf(out, " %s #%06X", patterns[d->pattern], (unsigned)d->pattern_ink);
    if (d->kind == DISPLAY_BOX && d->fill.stroke >= 0)
        fprintf(out, " outlined #%06X", (unsigned)d->fill.stroke);
}

static void dump_item(FILE *out, const struct display *d)
{
    switch (d->kind) {
    case DISPLAY_LINE: dump_line(out, d); return;
    case DISPLAY_BOX: fputs("box", out); break;
    case DISPLAY_PATH: fputs("path", out); break;
    case DISPLAY_PICTURE: fputs("picture", out); break;
    case DISPLAY_LINK: fputs("link", out); break;
    case DISPLAY_ANCHOR: fputs("anchor", out); break;
    }
    put_place(out, d);
    if (d->kind != DISPLAY_PATH && d->kind != DISPLAY_ANCHOR) {
        put_mm(out, d->w);
        put_mm(out, d->h);
    }
    put_fill(out, d);
    put_role(out, d, d->element);
    if (d->kind == DISPLAY_PICTURE)
        fprintf(out, " %s", d->picture->shown);
    if (d->crop.w)
        fprintf(out, " crop %d %d %d %d", d->crop.x, d->crop.y, d->crop.w, d->crop.h);
    if (d->kind == DISPLAY_LINK)
        fprintf(out, " %s", d->uri);
    if (d->kind == DISPLAY_ANCHOR)
        fprintf(out, " %s", d->name);
    fputc('\n', out);
}

bool page_dump(void *file, const struct page *page)
{
    FILE *out = file;
    static const char *const kinds[] = {"first", "left", "right", "blank"};
    fprintf(out, "page %u %s", page->number, kinds[page->kind]);
    put_mm(out, page->width);
    put_mm(out, page->height);
    fputc('\n', out);
    for (size_t i = 0; i < page->items; i++)
        dump_item(out, &page->item[i]);
    for (size_t i = 0; i < page->lates; i++) {
        const struct late_item *late = &page->late[i];
        fputs("late", out);
        put_place(out, &late->box);
        fprintf(out, " %s %s\n", late->kind == LATE_PAGES ? "pages" : "page-of",
                late->name ? late->name : "");
    }
    return !ferror(out);
}

bool page_dump_late(void *file, unsigned page_number, const struct display *item, size_t n)
{
    FILE *out = file;
    fprintf(out, "late lines of page %u\n", page_number);
    for (size_t i = 0; i < n; i++)
        dump_item(out, &item[i]);
    return !ferror(out);
}
