/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of CSS only rules whose selectors name an element, a class, an id or all of them, and no
 * !important. A value that is malformed is a warning and leaves what was there; a property that
 * would change the drawing but is none of these here makes the whole picture another program's
 * affair. */
#include "page/svg_style.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "page/svg_value.h"

const struct svg_style svg_style_first = {.fill = {PAINT_COLOR, 0, OPAQUE_WHOLE, NULL},
                                          .stroke = {PAINT_NONE, 0, OPAQUE_WHOLE, NULL},
                                          .fill_opacity = OPAQUE_WHOLE,
                                          .stroke_opacity = OPAQUE_WHOLE,
                                          .current = {PAINT_CURRENT, 0, OPAQUE_WHOLE, NULL},
                                          .stop = {PAINT_COLOR, 0, OPAQUE_WHOLE, NULL},
                                          .stroke_width = FIX_ONE,
                                          .miter = FIX(4),
                                          .opacity = OPAQUE_WHOLE,
                                          .stop_opacity = OPAQUE_WHOLE};

struct rule {
    struct text tag, class, id; /* empty: any */
    int weight;                 /* CSS's specificity, and order */
    size_t order;
    struct text declarations;
};

struct svg_sheet {
    struct rule *rule;
    size_t rules, cap;
    const struct svg_file *file;
    struct diag *diag;
};

struct setter {
    const struct svg_sheet *sheet;
    const struct svg_node *node;
    const struct svg_style *outer;
    struct svg_style *style;
    const fix *view;
    struct svg_fault *fault;
};

/* Values */

static void unknown(struct svg_fault *fault, const struct svg_node *node, const char *reason)
{
    if (!fault->reason)
        *fault = (struct svg_fault){reason, node};
}

static bool keyword(struct text t, const char *const *words, size_t n, unsigned *out)
{
    for (size_t i = 0; i < n; i++) {
        if (!text_is(t, words[i]))
            continue;
        *out = (unsigned)i;
        return true;
    }
    return false;
}

static bool set_paint(struct paint *paint, struct text *from, struct text t)
{
    *from = TEXT("");
    if (text_is(t, "none")) {
        *paint = (struct paint){PAINT_NONE, 0, OPAQUE_WHOLE, NULL};
        return true;
    }
    if (text_starts(t, "url(")) {
        *from = t;
        return true;
    }
    struct paint read = *paint;
    if (!svg_color(t, &read))
        return false;
    *paint = read;
    return true;
}

static fix diagonal(const fix view[2])
{
    return fix_mul(fix_hypot(view[0], view[1]), 3037000500); /* by the root of 2 */
}

static bool set_width(struct setter *s, struct text t)
{
    fix width;
    if (!svg_length(t, diagonal(s->view), &width) || width < 0)
        return false;
    s->style->stroke_width = width;
    return true;
}

static bool set_number(fix *out, struct text t, fix least)
{
    fix value;
    if (!fix_take(&t, &value) || t.n || value < least)
        return false;
    *out = value;
    return true;
}

enum property {
    P_CLIP_PATH,
    P_CLIP_RULE,
    P_COLOR,
    P_DASHES,
    P_DISPLAY,
    P_FILL,
    P_FILL_OPACITY,
    P_FILL_RULE,
    P_LINECAP,
    P_LINEJOIN,
    P_MITER,
    P_OPACITY,
    P_PHASE,
    P_STOP_COLOR,
    P_STOP_OPACITY,
    P_STROKE,
    P_STROKE_OPACITY,
    P_VISIBILITY,
    P_WIDTH,
    P_NONE,   /* anything but "none" is not understood */
    P_NORMAL, /* "normal", "auto" */
};

static const struct {
    const char *name;
    enum property property;
} properties[] = {
    {"clip-path", P_CLIP_PATH},
    {"clip-rule", P_CLIP_RULE},
    {"color", P_COLOR},
    {"display", P_DISPLAY},
    {"fill", P_FILL},
    {"fill-opacity", P_FILL_OPACITY},
    {"fill-rule", P_FILL_RULE},
    {"filter", P_NONE},
    {"isolation", P_NORMAL},
    {"marker", P_NONE},
    {"marker-end", P_NONE},
    {"marker-mid", P_NONE},
    {"marker-start", P_NONE},
    {"mask", P_NONE},
    {"mix-blend-mode", P_NORMAL},
    {"opacity", P_OPACITY},
    {"paint-order", P_NORMAL},
    {"stop-color", P_STOP_COLOR},
    {"stop-opacity", P_STOP_OPACITY},
    {"stroke", P_STROKE},
    {"stroke-dasharray", P_DASHES},
    {"stroke-dashoffset", P_PHASE},
    {"stroke-linecap", P_LINECAP},
    {"stroke-linejoin", P_LINEJOIN},
    {"stroke-miterlimit", P_MITER},
    {"stroke-opacity", P_STROKE_OPACITY},
    {"stroke-width", P_WIDTH},
    {"transform", P_NONE}, /* in a style: the attribute of that name is svg.c's */
    {"transform-origin", P_NONE},
    {"vector-effect", P_NONE},
    {"visibility", P_VISIBILITY},
};

static bool is_plain(struct text t)
{
    return text_is(t, "none") || text_is(t, "normal") || text_is(t, "auto");
}

static bool set_rule(bool *is_even_odd, struct text t)
{
    *is_even_odd = text_is(t, "evenodd");
    return *is_even_odd || text_is(t, "nonzero");
}

static bool set_dashes(struct svg_style *style, struct text t)
{
    style->dashes = text_is(t, "none") ? TEXT("") : t;
    return true;
}

static bool set_clip(struct svg_style *style, struct text t)
{
    style->clip = text_is(t, "none") ? TEXT("") : t;
    return text_is(t, "none") || text_starts(t, "url(");
}

static bool set_pen(struct setter *s, enum property property, struct text t)
{
    static const char *const caps[] = {"butt", "round", "square"};
    static const char *const joins[] = {"miter", "round", "bevel", "miter-clip", "arcs"};
    struct svg_style *style = s->style;
    switch ((int)property) {
    case P_DASHES: return set_dashes(style, t);
    case P_LINECAP: return keyword(t, caps, 3, &style->cap);
    case P_LINEJOIN: return keyword(t, joins, 3, &style->join);
    case P_MITER: return set_number(&style->miter, t, FIX_ONE);
    case P_PHASE: return svg_length(t, diagonal(s->view), &style->phase);
    case P_STROKE: return set_paint(&style->stroke, &style->stroke_from, t);
    case P_STROKE_OPACITY: return svg_fraction(t, &style->stroke_opacity);
    case P_WIDTH: return set_width(s, t);
    }
    return false;
}

static bool set_color(struct svg_style *style, struct text t)
{
    struct paint was = style->current;
    return svg_color(t, &style->current) &&
           (style->current.kind == PAINT_COLOR || ((style->current = was), true));
}

static bool set(struct setter *s, enum property property, struct text t)
{
    struct svg_style *style = s->style;
    switch (property) {
    case P_CLIP_PATH: return set_clip(style, t);
    case P_CLIP_RULE: return set_rule(&style->clips_even_odd, t);
    case P_COLOR: return set_color(style, t);
    case P_DISPLAY: style->is_gone = text_is(t, "none"); return true;
    case P_FILL: return set_paint(&style->fill, &style->fill_from, t);
    case P_FILL_OPACITY: return svg_fraction(t, &style->fill_opacity);
    case P_FILL_RULE: return set_rule(&style->is_even_odd, t);
    case P_OPACITY: return svg_fraction(t, &style->opacity);
    case P_STOP_COLOR: return svg_color(t, &style->stop);
    case P_STOP_OPACITY: return svg_fraction(t, &style->stop_opacity);
    case P_VISIBILITY:
        style->is_hidden = !text_is(t, "visible");
        return style->is_hidden || text_is(t, "visible");
    case P_NONE:
    case P_NORMAL: return true;
    case P_DASHES:
    case P_LINECAP:
    case P_LINEJOIN:
    case P_MITER:
    case P_PHASE:
    case P_STROKE:
    case P_STROKE_OPACITY:
    case P_WIDTH: break;
    }
    return set_pen(s, property, t);
}

static void inherit(struct svg_style *to, const struct svg_style *from, enum property property)
{
    switch ((int)property) {
    case P_FILL:
        to->fill = from->fill;
        to->fill_from = from->fill_from;
        break;
    case P_STROKE:
        to->stroke = from->stroke;
        to->stroke_from = from->stroke_from;
        break;
    case P_COLOR: to->current = from->current; break;
    case P_OPACITY: to->opacity = from->opacity; break;
    case P_DISPLAY: to->is_gone = from->is_gone; break;
    case P_STOP_COLOR: to->stop = from->stop; break;
    case P_STOP_OPACITY: to->stop_opacity = from->stop_opacity; break;
    }
}

/* Setting */

static int compare_property(const void *key, const void *entry)
{
    const struct text *name = key;
    const char *const *known = entry;
    return text_order(*name, text_of(*known));
}

static void set_property(struct setter *s, struct text name, struct text value)
{
    void *found = bsearch(&name, properties, sizeof properties / sizeof *properties,
                          sizeof *properties, compare_property);
    size_t at = found ? (size_t)((char *)found - (char *)properties) / sizeof *properties : 0;
    if (!found)
        return;
    enum property property = properties[at].property;
    bool must_be_plain = property == P_NONE || property == P_NORMAL;
    if (text_find(value, "!important") != SIZE_MAX || text_find(value, "var(") != SIZE_MAX ||
        text_find(value, "calc(") != SIZE_MAX)
        unknown(s->fault, s->node, "CSS beyond simple rules");
    else if (text_is(value, "inherit"))
        inherit(s->style, s->outer, property);
    else if (must_be_plain && !is_plain(value))
        unknown(s->fault, s->node, properties[at].name);
    else if (!set(s, property, value) && value.n && s->sheet->diag)
        diag_warn(s->sheet->diag, svg_place(s->sheet->file, s->node),
                  "'%.*s' is no value of '%s': it is passed over", (int)value.n, value.p,
                  properties[at].name);
}

static void set_declarations(struct setter *s, struct text rest)
{
    struct text part;
    while (text_next_part(&rest, ';', &part)) {
        size_t colon = text_find_char(part, ':');
        if (colon == SIZE_MAX)
            continue;
        set_property(s, text_trim(text_slice(part, 0, colon)),
                     text_trim(text_from(part, colon + 1)));
    }
}

enum { MOST_CLASSES = 16, MOST_RULES = 1000 };

struct classes {
    struct text name[MOST_CLASSES];
    size_t n;
};

static struct classes classes_of(const struct svg_node *node)
{
    struct classes out = {.n = 0};
    struct text list = svg_attr(node, "class");
    for (size_t from = 0; from < list.n && out.n < MOST_CLASSES;) {
        size_t to = from;
        while (to < list.n && !ascii_is_space(list.p[to]))
            to++;
        if (to > from)
            out.name[out.n++] = text_slice(list, from, to);
        from = to + 1;
    }
    return out;
}

static bool has_class(const struct classes *classes, struct text class)
{
    for (size_t i = 0; i < classes->n; i++)
        if (text_equal(classes->name[i], class))
            return true;
    return false;
}

static bool fits(const struct rule *rule, const struct svg_node *node,
                 const struct classes *classes)
{
    return (!rule->class.n || has_class(classes, rule->class)) &&
           (!rule->tag.n || text_equal(rule->tag, node->name)) &&
           (!rule->id.n || text_equal(rule->id, svg_attr(node, "id")));
}

struct svg_style svg_style_of(const struct svg_sheet *sheet, const struct svg_node *node,
                              const struct svg_style *outer, const fix view[2],
                              struct svg_fault *fault)
{
    struct svg_style style = *outer;
    struct setter s = {sheet, node, outer, &style, view, fault};
    style.opacity = style.stop_opacity = OPAQUE_WHOLE;
    style.stop = svg_style_first.stop;
    style.clip = TEXT("");
    style.is_gone = false;
    for (size_t i = 0; i < node->attrs; i++)
        if (!text_is(node->attr[i].name, "transform"))
            set_property(&s, node->attr[i].name, text_trim(node->attr[i].value));
    struct classes classes = sheet->rules ? classes_of(node) : (struct classes){.n = 0};
    for (size_t i = 0; i < sheet->rules; i++)
        if (fits(&sheet->rule[i], node, &classes))
            set_declarations(&s, sheet->rule[i].declarations);
    set_declarations(&s, svg_attr(node, "style"));
    return style;
}

/* Style sheets */

/* The text without comments. */
static struct text without_comments(struct arena *arena, struct text t)
{
    char *out = arena_alloc(arena, t.n + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < t.n;) {
        if (t.p[i] != '/' || i + 1 >= t.n || t.p[i + 1] != '*') {
            out[n++] = t.p[i++];
            continue;
        }
        size_t end = text_find(text_from(t, i + 2), "*/");
        i = end == SIZE_MAX ? t.n : i + 2 + end + 2;
    }
    return (struct text){out, n};
}

static bool take_name(struct text *rest, struct text *out)
{
    size_t n = 0;
    while (n < rest->n && ((unsigned char)rest->p[n] >= 0x80 || ascii_is_letter(rest->p[n]) ||
                           ascii_is_digit(rest->p[n]) || ascii_is_in("-_", rest->p[n])))
        n++;
    *out = text_slice(*rest, 0, n);
    *rest = text_from(*rest, n);
    return n > 0;
}

/* "rect", ".a", "#b", "rect.a", "*". */
static bool read_selector(struct text t, struct rule *rule)
{
    bool is_any = text_take(&t, '*');
    if (!is_any && t.n && t.p[0] != '.' && t.p[0] != '#' && !take_name(&t, &rule->tag))
        return false;
    if (text_take(&t, '#') && !take_name(&t, &rule->id))
        return false;
    if (text_take(&t, '.') && !take_name(&t, &rule->class))
        return false;
    rule->weight = (rule->id.n ? 100 : 0) + (rule->class.n ? 10 : 0) + (rule->tag.n ? 1 : 0);
    return !t.n && (is_any || rule->weight);
}

static void add_rules(struct arena *arena, struct svg_sheet *sheet, const struct svg_node *node,
                      struct text selectors, struct text declarations, struct svg_fault *fault)
{
    for (;;) {
        size_t comma = text_find_char(selectors, ',');
        struct rule rule = {.order = sheet->rules, .declarations = declarations};
        if (sheet->rules == MOST_RULES ||
            !read_selector(
                text_trim(text_slice(selectors, 0, comma == SIZE_MAX ? selectors.n : comma)),
                &rule)) {
            unknown(fault, node, "CSS beyond simple rules");
            return;
        }
        sheet->rule = arena_grow(arena, sheet->rule, sizeof rule, &sheet->cap, sheet->rules + 1);
        sheet->rule[sheet->rules++] = rule;
        if (comma == SIZE_MAX)
            return;
        selectors = text_from(selectors, comma + 1);
    }
}

static void read_sheet(struct arena *arena, struct svg_sheet *sheet, const struct svg_node *node,
                       struct svg_fault *fault)
{
    struct text rest = text_trim(without_comments(arena, node->said));
    while (rest.n) {
        size_t open = text_find_char(rest, '{'), close = text_find_char(rest, '}');
        if (open == SIZE_MAX || close == SIZE_MAX || close < open || rest.p[0] == '@') {
            unknown(fault, node, "CSS beyond simple rules");
            return;
        }
        add_rules(arena, sheet, node, text_slice(rest, 0, open), text_slice(rest, open + 1, close),
                  fault);
        rest = text_trim(text_from(rest, close + 1));
    }
}

static int by_weight(const void *left, const void *right)
{
    const struct rule *a = left, *b = right;
    if (a->weight != b->weight)
        return a->weight < b->weight ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

const struct svg_sheet *svg_sheet_read(struct arena *arena, const struct svg_file *file,
                                       struct diag *diag, struct svg_fault *fault)
{
    struct svg_sheet *sheet = ARENA_NEW(arena, struct svg_sheet);
    *sheet = (struct svg_sheet){.file = file, .diag = diag};
    for (size_t i = 0; i < file->sheets; i++)
        read_sheet(arena, sheet, file->sheet[i], fault);
    if (sheet->rules)
        qsort(sheet->rule, sheet->rules, sizeof *sheet->rule, by_weight);
    return sheet;
}
