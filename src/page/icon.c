/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small signs before the lines of a contact card, drawn as paths on a field of 100 by 100. They say
 * nothing that the words beside them do not, so they are artifacts. */
#include "page/mark.h"

#include <assert.h>
#include <string.h>

#include "page/layout.h"

struct drawing {
    const char *op;
    const unsigned char (*at)[2];
    size_t points;
    bool is_filled;
};

/* A handset; an envelope; a clock; a globe; a pin on a map. */
static const unsigned char phone[][2] = {{12, 8},  {32, 8},  {42, 33}, {31, 43}, {38, 55},
                                         {46, 63}, {58, 69}, {68, 58}, {92, 68}, {92, 88},
                                         {92, 91}, {90, 93}, {87, 93}, {44, 93}, {8, 56},
                                         {8, 13},  {8, 10},  {9, 8},   {12, 8}};
static const unsigned char mail[][2] = {{6, 18}, {94, 18}, {94, 82}, {6, 82},
                                        {6, 21}, {50, 57}, {94, 21}};
static const unsigned char clock[][2] = {{50, 6},  {74, 6},  {94, 26}, {94, 50}, {94, 74}, {74, 94},
                                         {50, 94}, {26, 94}, {6, 74},  {6, 50},  {6, 26},  {26, 6},
                                         {50, 6},  {50, 24}, {50, 52}, {68, 62}};
static const unsigned char globe[][2] = {{50, 6},  {74, 6},  {94, 26}, {94, 50}, {94, 74}, {74, 94},
                                         {50, 94}, {26, 94}, {6, 74},  {6, 50},  {6, 26},  {26, 6},
                                         {50, 6},  {50, 6},  {66, 18}, {72, 34}, {72, 50}, {72, 66},
                                         {66, 82}, {50, 94}, {34, 82}, {28, 66}, {28, 50}, {28, 34},
                                         {34, 18}, {50, 6},  {6, 50},  {94, 50}};
static const unsigned char pin[][2] = {
    {50, 95}, {32, 70}, {18, 54}, {18, 37}, {18, 19}, {32, 5},  {50, 5},  {68, 5},  {82, 19},
    {82, 37}, {82, 54}, {68, 70}, {50, 95}, {50, 26}, {57, 26}, {61, 31}, {61, 37}, {61, 43},
    {57, 48}, {50, 48}, {43, 48}, {39, 43}, {39, 37}, {39, 31}, {43, 26}, {50, 26}};
static const struct drawing drawings[] = {
    [ICON_PHONE] = {"MLLLCLLLCCCZ", phone, sizeof phone / sizeof *phone, true},
    [ICON_MAIL] = {"MLLLZMLL", mail, sizeof mail / sizeof *mail, false},
    [ICON_CLOCK] = {"MCCCCZMLL", clock, sizeof clock / sizeof *clock, false},
    [ICON_WEB] = {"MCCCCZMCCCCZML", globe, sizeof globe / sizeof *globe, false},
    [ICON_PLACE] = {"MCCCCZMCCCCZ", pin, sizeof pin / sizeof *pin, false},
};

struct display icon_draw(struct arena *arena, enum icon icon, sp size, int64_t color)
{
    const struct drawing *drawing = &drawings[icon];
    size_t n = path_points(drawing->op);
    assert(n == drawing->points);
    struct point *point = ARENA_ARRAY(arena, struct point, n);
    for (size_t i = 0; i < n; i++)
        point[i] = (struct point){size * drawing->at[i][0] / 100, size * drawing->at[i][1] / 100};
    return (struct display){.kind = DISPLAY_PATH,
                            .artifact = ARTIFACT_LAYOUT,
                            .w = size,
                            .h = size,
                            .path = {drawing->op, point},
                            .fill = {drawing->is_filled ? (int32_t)color : -1,
                                     drawing->is_filled ? -1 : (int32_t)color, size / 11}};
}

/* By class, else by what the first link leads to. */
bool icon_of(const struct block *text, enum icon *out)
{
    static const struct {
        const char *class, *scheme;
        enum icon icon;
    } signs[] = {{"tel", "tel:", ICON_PHONE},
                 {"mail", "mailto:", ICON_MAIL},
                 {"web", "http", ICON_WEB},
                 {"hours", NULL, ICON_CLOCK},
                 {"place", NULL, ICON_PLACE}};
    for (size_t i = 0; i < text->spans; i++) {
        const struct span *span = &text->span[i];
        for (size_t k = 0; k < sizeof signs / sizeof *signs; k++) {
            const char *scheme = signs[k].scheme;
            if (!span_has_class(span, signs[k].class) &&
                !(scheme && span->link && strncmp(span->link->uri, scheme, strlen(scheme)) == 0))
                continue;
            *out = signs[k].icon;
            return true;
        }
    }
    return false;
}
