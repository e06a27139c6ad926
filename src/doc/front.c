/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the block between the fences, parses it as YAML and reads each key by a table of readers.
 * A value of the wrong kind is reported and its default stays. */
#include "doc/front.h"

#include <string.h>

#include "base/ascii.h"
#include "doc/direction.h"
#include "doc/language.h"
#include "doc/locale.h"
#include "doc/moment.h"
#include "doc/veil.h"

struct context {
    struct arena *arena;
    struct front *front;
    struct diag *diag;
};

static const char *const param_types[] = {[PARAM_INT] = "int",
                                          [PARAM_TEXT] = "text",
                                          [PARAM_DATE] = "date",
                                          [PARAM_MONEY] = "money",
                                          [PARAM_BOOL] = "bool"};
enum { PARAM_TYPES = sizeof param_types / sizeof *param_types };

static const char *const standards[] = {"ua-1", "a-2a", "a-2u", "a-3a", "x-4"};
enum { STANDARDS = sizeof standards / sizeof *standards };

const char *param_type_name(enum param_type type)
{
    return param_types[type];
}

/* Parameters' values */

static struct value int_value(struct arena *arena, int64_t n)
{
    return (struct value){VALUE_INT, n, text_of(arena_printf(arena, "%lld", (long long)n))};
}

/* "1.234,50" or "7,50 €" are euros, "750" is cents; "1.234" could be either and is neither. */
static bool money_parse(struct text t, int64_t *cents)
{
    int64_t euros = 0;
    if (text_ends(t, "€"))
        t = text_trim(text_slice(t, 0, t.n - strlen("€")));
    size_t comma = text_find_char(t, ',');
    if (comma == SIZE_MAX)
        return int_parse(t, cents);
    bool is_negative = text_starts(t, "-");
    struct text whole = text_slice(t, is_negative, comma), fraction = text_from(t, comma + 1);
    size_t digits = 0;
    for (size_t i = 0; i < whole.n; i++) {
        bool is_separator = whole.p[i] == '.' && digits > 0 && (whole.n - i) % 4 == 0;
        bool is_digit = ascii_is_digit(whole.p[i]);
        if ((!is_separator && !is_digit) || euros > INT64_MAX / 10000)
            return false;
        euros = is_digit ? euros * 10 + (whole.p[i] - '0') : euros;
        digits += is_digit;
    }
    if (!digits || fraction.n != 2 || !int_parse(fraction, cents) || fraction.p[0] < '0')
        return false;
    *cents = is_negative ? -(euros * 100 + *cents) : euros * 100 + *cents;
    return true;
}

static bool bool_parse(struct text t, int64_t *out)
{
    static const char *const words[][2] = {
        {"true", "false"}, {"yes", "no"}, {"ja", "nein"}, {"1", "0"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text_is(t, words[i][0]) || text_is(t, words[i][1])) {
            *out = text_is(t, words[i][0]);
            return true;
        }
    }
    return false;
}

bool param_read(struct arena *arena, enum param_type type, struct text t, struct value *out)
{
    int64_t n = 0;
    bool fits = false;
    switch (type) {
    case PARAM_INT: fits = int_parse(t, &n); break;
    case PARAM_MONEY: fits = money_parse(t, &n); break;
    case PARAM_BOOL: fits = bool_parse(t, &n); break;
    case PARAM_DATE:
        if (!is_day(t))
            return false;
        *out = (struct value){VALUE_TEXT, 0, arena_text(arena, t)};
        return true;
    case PARAM_TEXT: *out = (struct value){VALUE_TEXT, 0, arena_text(arena, t)}; return true;
    }
    if (fits)
        *out = int_value(arena, n);
    return fits;
}

/* Standards */

const char *standard_name(enum standard standard)
{
    for (unsigned i = 0; i < STANDARDS; i++)
        if (standard == (enum standard)(1u << i))
            return standards[i];
    return "";
}

bool standard_find(struct text name, enum standard *out)
{
    for (unsigned i = 0; i < STANDARDS; i++) {
        if (text_is(name, standards[i])) {
            *out = (enum standard)(1u << i);
            return true;
        }
    }
    return false;
}

/* The keys' readers */

static void read_title(struct context *c, const struct yaml *node)
{
    struct setting *title = &c->front->title;
    if (!yaml_text(node, &title->text, c->diag))
        return;
    direction_judge(c->diag, node->text_at, title->text);
    *title = (struct setting){"title", title->text, node->text_at};
}

static void read_lang(struct context *c, const struct yaml *node)
{
    struct text tag;
    if (!yaml_text(node, &tag, c->diag))
        return;
    if (language_is_known(tag.p))
        c->front->lang = tag.p;
    else
        language_report(c->diag, node->at, tag.p, false);
}

static void read_theme(struct context *c, const struct yaml *node)
{
    struct text name;
    if (!yaml_text(node, &name, c->diag))
        return;
    c->front->theme = name.p;
    c->front->theme_at = node->at;
}

static void read_page(struct context *c, const struct yaml *node)
{
    if (node->kind == YAML_LIST)
        diag_error(c->diag, node->at, "'page' must be a size or a map such as {size: A5}");
    else
        c->front->page = node;
}

static void read_standard(struct context *c, const struct yaml *node)
{
    const struct yaml *item = node->kind == YAML_LIST ? node->child : node;
    c->front->standards_at = node->at;
    for (; item; item = node->kind == YAML_LIST ? item->next : NULL) {
        struct text name;
        enum standard standard;
        if (!yaml_text(item, &name, c->diag))
            continue;
        if (standard_find(name, &standard)) {
            c->front->standards |= standard;
            continue;
        }
        diag_error(c->diag, item->at, "unknown standard '%s'", name.p);
        diag_suggest(c->diag, item->at, name, standards, STANDARDS);
    }
}

/* "150dpi" */
static void read_images(struct context *c, const struct yaml *node)
{
    enum { LEAST = 36, MOST = 1200 };
    struct text t;
    int dpi = 0;
    if (!yaml_text(node, &t, c->diag))
        return;
    struct text rest = t;
    if (!text_take_number(&rest, 2, 4, &dpi) || !text_is(text_trim(rest), "dpi"))
        diag_error(c->diag, node->at, "'images' wants a resolution such as 150dpi, not '%s'", t.p);
    else if (dpi < LEAST || dpi > MOST)
        diag_error(c->diag, node->at, "'images' must be 36dpi to 1200dpi");
    else
        c->front->dpi = (unsigned)dpi;
}

enum { DEFAULT_TOC_DEPTH = 3, DEEPEST_HEADING = 6 };

static void read_toc(struct context *c, const struct yaml *node)
{
    static const char *const keys[] = {"depth"};
    if (node->kind == YAML_SCALAR) {
        bool has_toc = false;
        if (yaml_bool(node, &has_toc, c->diag))
            c->front->toc_depth = has_toc ? DEFAULT_TOC_DEPTH : 0;
        return;
    }
    int64_t depth = DEFAULT_TOC_DEPTH;
    if (node->kind == YAML_LIST) {
        diag_error(c->diag, node->at, "'toc' must be true, false or a map such as {depth: 2}");
        return;
    }
    yaml_check_keys(node, keys, 1, c->diag);
    const struct yaml *value = yaml_find(node, "depth");
    if (value && !yaml_int(value, &depth, c->diag))
        return;
    if (depth < 1 || depth > DEEPEST_HEADING)
        diag_error(c->diag, value->at, "'depth' must be 1 to 6");
    else
        c->front->toc_depth = (int)depth;
}

static void read_numbering(struct context *c, const struct yaml *node)
{
    yaml_bool(node, &c->front->numbering, c->diag);
}

static void read_page_lock(struct context *c, const struct yaml *node)
{
    yaml_bool(node, &c->front->page_lock, c->diag);
}

static void read_template(struct context *c, const struct yaml *node)
{
    yaml_bool(node, &c->front->is_template, c->diag);
}

static void read_easy(struct context *c, const struct yaml *node)
{
    easy_key_read(node, &c->front->easy, c->diag);
}

static void read_max_pages(struct context *c, const struct yaml *node)
{
    int64_t n;
    if (!yaml_int(node, &n, c->diag))
        return;
    if (n < 1)
        diag_error(c->diag, node->at, "'max-pages' must be 1 or more");
    else
        c->front->max_pages = n;
}

static bool read_param_type(struct context *c, const struct yaml *node, enum param_type *out)
{
    struct text name;
    if (!yaml_text(node, &name, c->diag))
        return false;
    for (size_t i = 0; i < PARAM_TYPES; i++) {
        if (text_is(name, param_types[i])) {
            *out = (enum param_type)i;
            return true;
        }
    }
    diag_error(c->diag, node->at, "unknown type '%s': there are int, text, date, money and bool",
               name.p);
    diag_suggest(c->diag, node->at, name, param_types, PARAM_TYPES);
    return false;
}

static void read_preset(struct context *c, const struct yaml *node, struct param *param)
{
    struct text text;
    if (!yaml_text(node, &text, c->diag))
        return;
    param->has_default = true; /* a broken one too: one mistake, one message */
    if (!param_read(c->arena, param->type, text, &param->preset))
        diag_error(c->diag, node->at, "'%s' is not of type '%s'", text.p, param_types[param->type]);
}

static bool read_param(struct context *c, const struct yaml *node, struct param *param)
{
    static const char *const keys[] = {"type", "default"};
    *param = (struct param){.name = node->key.p, .at = node->key_at};
    if (!text_is_name(node->key)) {
        diag_error(c->diag, node->key_at, "'%s' cannot be a parameter's name", node->key.p);
        return false;
    }
    if (node->kind != YAML_MAP)
        return read_param_type(c, node, &param->type);
    yaml_check_keys(node, keys, 2, c->diag);
    const struct yaml *type = yaml_find(node, "type"), *preset = yaml_find(node, "default");
    if (!type)
        diag_error(c->diag, node->at, "parameter '%s' has no type", param->name);
    if (!type || !read_param_type(c, type, &param->type))
        return false;
    if (preset)
        read_preset(c, preset, param);
    return true;
}

static void read_params(struct context *c, const struct yaml *node)
{
    if (node->kind != YAML_MAP) {
        diag_error(c->diag, node->at, "'params' must be a map such as {event_id: int}");
        return;
    }
    struct front *front = c->front;
    front->param = ARENA_ARRAY(c->arena, struct param, yaml_count(node));
    for (const struct yaml *entry = node->child; entry; entry = entry->next)
        if (read_param(c, entry, &front->param[front->params]))
            front->params++;
}

static void read_running(struct context *c, const struct yaml *node)
{
    if (node->kind != YAML_MAP) {
        diag_error(c->diag, node->at, "'running' must be a map such as {place: Bernburg}");
        return;
    }
    struct front *front = c->front;
    front->running = ARENA_ARRAY(c->arena, struct setting, yaml_count(node));
    for (const struct yaml *entry = node->child; entry; entry = entry->next) {
        struct text text;
        if (yaml_text(entry, &text, c->diag))
            front->running[front->runnings++] =
                (struct setting){entry->key.p, text, entry->text_at};
    }
}

static void read_suppress(struct context *c, const struct yaml *node)
{
    suppress_key_read(node, &c->front->suppress, c->diag);
}

static void read_checks(struct context *c, const struct yaml *node)
{
    check_names_read(c->arena, node, &c->front->check, &c->front->checks, c->diag);
}

static void read_findings(struct context *c, const struct yaml *node)
{
    check_names_read(c->arena, node, &c->front->finding, &c->front->findings, c->diag);
}

static void read_attach(struct context *c, const struct yaml *node)
{
    attach_read(c->arena, node, &c->front->attach, &c->front->attaches, c->diag);
}

/* NULL: the key is known, but nothing comes of it yet. */
static const struct {
    const char *key;
    void (*read)(struct context *, const struct yaml *);
} readers[] = {
    {"title", read_title},         {"lang", read_lang},
    {"theme", read_theme},         {"page", read_page},
    {"standard", read_standard},   {"toc", read_toc},
    {"numbering", read_numbering}, {"template", read_template},
    {"max-pages", read_max_pages}, {"params", read_params},
    {"running", read_running},     {"checks", read_checks},
    {"suppress", read_suppress},   {"attach", read_attach},
    {"page-lock", read_page_lock}, {"editions", NULL},
    {"findings", read_findings},   {"easy-lint", read_easy},
    {"images", read_images},
};
enum { READERS = sizeof readers / sizeof *readers };

/* A plain Markdown file may carry the keys of other tools: a warning will do there. */
static void report_unknown(struct diag *diag, const struct yaml *node, bool is_strict)
{
    const char *known[READERS];
    for (size_t i = 0; i < READERS; i++)
        known[i] = readers[i].key;
    if (is_strict)
        diag_error(diag, node->key_at, "unknown key '%s' in front matter", node->key.p);
    else
        diag_warn(diag, node->key_at, "unknown key '%s' in front matter", node->key.p);
    diag_suggest(diag, node->key_at, node->key, known, READERS);
}

static void read_key(struct context *c, const struct yaml *node, bool is_strict)
{
    size_t i = 0;
    while (i < READERS && !text_is(node->key, readers[i].key))
        i++;
    if (i == READERS)
        report_unknown(c->diag, node, is_strict);
    else if (readers[i].read)
        readers[i].read(c, node);
    else
        diag_warn(c->diag, node->key_at, "'%s' has no effect yet", readers[i].key);
}

/* The block's inside; *lines counts its fences too. False: the file has none. */
static bool find_block(struct text file, struct text *block, size_t *lines)
{
    struct text rest = file, line;
    if (!text_next_line(&rest, &line) || !text_is(text_trim(line), "---") || *line.p != '-')
        return false;
    const char *start = rest.p;
    for (*lines = 2; text_next_line(&rest, &line); ++*lines) {
        bool is_fence = text_starts(line, "---") || text_starts(line, "...");
        if (is_fence && text_trim(line).n == 3) {
            *block = (struct text){start, (size_t)(line.p - start)};
            return true;
        }
    }
    return false;
}

static const struct yaml *parse_block(struct arena *arena, struct text block, const char *shown,
                                      bool is_strict, struct diag *diag)
{
    struct place start = {.file = shown, .line = 2, .col = 1};
    const struct yaml *root = yaml_parse(arena, block, start, is_strict ? diag : NULL);
    bool is_map = root && root->kind == YAML_MAP && (is_strict || root->child);
    if (root && !is_map && is_strict)
        diag_error(diag, root->at, "front matter must be a mapping of keys to values");
    return is_map ? root : NULL;
}

void front_read(struct arena *arena, struct text file, const char *shown, bool is_strict,
                struct front *out, struct diag *diag)
{
    struct context c = {arena, out, diag};
    struct text block;
    size_t lines;
    *out = (struct front){.easy = easy_default};
    if (!find_block(file, &block, &lines))
        return;
    const struct yaml *root = parse_block(arena, block, shown, is_strict, diag);
    if (!root && !is_strict)
        return;
    out->lines = lines;
    for (const struct yaml *node = root ? root->child : NULL; node; node = node->next)
        read_key(&c, node, is_strict);
}
