/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a theme's YAML becomes struct theme; private to doc/theme*.c. The files of a theme and of
 * those it extends are joined to one tree first (theme_file.c); then colours are read, then all
 * keys by the table (theme_map.c), with one parser a type (theme_value.c). */
#ifndef DOC_THEME_READ_H
#define DOC_THEME_READ_H

#include "doc/theme_key.h"

struct theme_reader {
    struct arena *arena;
    struct diag *diag;
    struct theme *theme;
    const struct yaml *fonts; /* fonts: of the joined tree, or NULL */
    bool errors;              /* values were wrong: what they left open is no news */
};

/* theme_file.c: the tree of a theme laid over those of the themes it extends. Each node keeps the
 * place it was written at. NULL when one cannot be read: reported, at `at` or in the theme. */
struct yaml *theme_tree(struct arena *, const struct library *, const char *name, struct place at,
                        struct diag *);

/* `margin` of the map `page` becomes the four that the map does not name itself, so that it stands
 * over those of the theme below. */
void theme_spread_margin(struct arena *, struct yaml *page);

/* theme_value.c: one value of a type, to where `out` points; false when it is none. */
bool theme_value_read(const struct theme_reader *, enum theme_type, struct text, void *out);
/* What a type wants: "a length such as 25mm or 10.5pt". */
const char *theme_wish(enum theme_type);

/* theme_color.c: colors:, palette:, tints:, chapters: and chapter-tints: */
void theme_colors_read(const struct theme_reader *, const struct yaml *theme);
bool theme_color_read(const struct theme_reader *, struct text, int64_t *out);
/* After the message that a color is wrong: the name that was meant, if one is near. */
void theme_color_suggest(const struct theme_reader *, struct place, struct text);

/* theme_map.c: all keys of a map whose path is `path` ("": the theme itself). */
void theme_map_read(const struct theme_reader *, const char *path, const struct yaml *map);
/* One value of a map, by its line in a table; `base` is what the line's offset counts from. */
void theme_entry_read(const struct theme_reader *, const struct theme_key *, const struct yaml *,
                      char *base);
/* A key of a look: false when the entry is none. */
bool theme_look_read(const struct theme_reader *, const struct yaml *entry, struct look *);
/* "unknown theme key", with did-you-mean among the n names. */
void theme_unknown(const struct theme_reader *, const char *map, const struct yaml *entry,
                   const char *const *known, size_t n);

/* theme_running.c: head: and foot: */
void theme_running_read(const struct theme_reader *, const struct yaml *map, struct furniture *);
/* theme_script.c: scripts: */
void theme_scripts_read(const struct theme_reader *, const struct yaml *map);
/* theme_check.c: what no single value tells: roles without a font, lines closer than their type,
 * margins that leave nothing. False when the theme cannot be used. */
bool theme_check(const struct theme_reader *, const struct yaml *theme, struct place at);
bool theme_check_frame(const struct theme *, struct place, struct diag *);

#endif
