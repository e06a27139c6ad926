/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expat cuts the file into tags. Names of other namespaces are passed over, but for XLink's href;
 * a file whose elements have no namespace at all is taken for SVG. */
#include "page/svg_tree.h"

#include <string.h>

#include <expat.h>

#include "base/ascii.h"
#include "base/buffer.h"

#define SVG_SPACE "http://www.w3.org/2000/svg"
#define XLINK_SPACE "http://www.w3.org/1999/xlink"

enum { DEEPEST = 200, MOST_ELEMENTS = 200000, SEPARATOR = '\n' };

struct reader {
    struct arena *arena;
    struct svg_file *file;
    struct diag *diag;
    XML_Parser parser;
    struct svg_node *node; /* open */
    struct svg_node **named;
    const struct svg_node **sheet;
    size_t named_cap, sheet_cap, elements, depth;
    struct buf said;
    bool has_failed;
};

struct place svg_place(const struct svg_file *file, const struct svg_node *node)
{
    return place_after((struct place){.file = file->shown, .line = 1, .col = 1}, file->text,
                       node->offset);
}

static uint32_t offset_now(const struct reader *r)
{
    XML_Index at = XML_GetCurrentByteIndex(r->parser);
    return at < 0 ? 0 : at > (XML_Index)r->file->text.n ? (uint32_t)r->file->text.n : (uint32_t)at;
}

static void refuse(struct reader *r, const char *fault)
{
    if (r->has_failed)
        return;
    struct svg_node here = {.offset = offset_now(r)};
    diag_error(r->diag, svg_place(r->file, &here), "%s", fault);
    r->has_failed = true;
    XML_StopParser(r->parser, XML_FALSE);
}

/* expat's "space NEWLINE local". */
static struct text local_name(const char *name, const char *space, bool *is_in)
{
    struct text t = text_of(name);
    size_t cut = text_find_char(t, SEPARATOR);
    *is_in = cut == SIZE_MAX || text_is(text_slice(t, 0, cut), space);
    return cut == SIZE_MAX ? t : text_from(t, cut + 1);
}

/* Whether a style reaches beyond the file. */
static bool reaches_out(struct text t)
{
    if (text_has_caseless(t, "@import") || text_find_char(t, '\\') != SIZE_MAX)
        return true;
    for (size_t i = 0; i + 4 <= t.n; i++) {
        if (!text_equal_caseless(text_slice(t, i, i + 4), TEXT("url(")))
            continue;
        struct text target = text_trim(text_from(t, i + 4));
        if (target.n && ascii_is_in("\"'", target.p[0]))
            target = text_trim(text_from(target, 1));
        if (!text_starts(target, "#"))
            return true;
    }
    return false;
}

static bool is_own_address(const struct svg_node *node, struct text value)
{
    value = text_trim(value);
    return !value.n || value.p[0] == '#' || text_is(node->name, "a") ||
           (text_is(node->name, "image") && text_starts(value, "data:image/"));
}

static void read_attribute(struct reader *r, struct svg_node *node, struct svg_attr *attr,
                           const char *name, const char *value)
{
    bool is_svg, is_xlink;
    struct text local = local_name(name, "", &is_svg);
    local_name(name, XLINK_SPACE, &is_xlink);
    struct text given = arena_text(r->arena, text_of(value));
    if (text_is(local, "href") && !is_own_address(node, given))
        refuse(r, "the picture refers to another file: put all it needs into it");
    else if (reaches_out(given))
        refuse(r, "the picture's style refers to another file, or hides what it refers to");
    if (is_svg || (is_xlink && text_is(local, "href")))
        attr[node->attrs++] = (struct svg_attr){arena_text(r->arena, local), given};
}

static void read_attributes(struct reader *r, struct svg_node *node, const char **list)
{
    size_t n = 0;
    while (list[2 * n])
        n++;
    struct svg_attr *attr = ARENA_ARRAY(r->arena, struct svg_attr, n + 1);
    node->attr = attr;
    for (size_t i = 0; i < n && !r->has_failed; i++)
        read_attribute(r, node, attr, list[2 * i], list[2 * i + 1]);
}

static void keep_id(struct reader *r, struct svg_node *node)
{
    struct text id = svg_attr(node, "id");
    struct svg_file *f = r->file;
    if (!id.n || map_intern(&f->ids, r->arena, id, (uint32_t)f->nameds) != f->nameds)
        return;
    r->named =
        arena_grow(r->arena, r->named, sizeof(struct svg_node *), &r->named_cap, f->nameds + 1);
    r->named[f->nameds++] = node;
    f->named = r->named;
}

static void append(struct reader *r, struct svg_node *node)
{
    node->parent = r->node;
    if (!r->node)
        r->file->root = node;
    else if (r->node->last)
        r->node->last->next = node;
    else
        r->node->child = node;
    if (r->node)
        r->node->last = node;
    r->node = node;
}

static void XMLCALL on_start(void *context, const char *name, const char **attributes)
{
    struct reader *r = context;
    struct svg_node *node = ARENA_NEW(r->arena, struct svg_node);
    bool is_svg;
    struct text local = local_name(name, SVG_SPACE, &is_svg);
    node->name = is_svg ? arena_text(r->arena, local) : TEXT("");
    node->offset = offset_now(r);
    if (++r->elements > MOST_ELEMENTS)
        refuse(r, "the picture has more than 200,000 elements");
    else if (++r->depth > DEEPEST)
        refuse(r, "the picture's elements lie more than 200 deep in each other");
    else if (!r->node && !text_is(node->name, "svg"))
        refuse(r, "this is not an SVG picture: its root is no <svg>");
    if (r->has_failed)
        return;
    append(r, node);
    read_attributes(r, node, attributes);
    keep_id(r, node);
    buf_clear(&r->said);
}

static bool is_said(const struct svg_node *node)
{
    return text_is(node->name, "style") || text_is(node->name, "title") ||
           text_is(node->name, "desc");
}

static void keep_sheet(struct reader *r, const struct svg_node *node)
{
    struct svg_file *f = r->file;
    if (reaches_out(node->said))
        refuse(r, "the picture's style refers to another file, or hides what it refers to");
    r->sheet = arena_grow(r->arena, r->sheet, sizeof *r->sheet, &r->sheet_cap, f->sheets + 1);
    r->sheet[f->sheets++] = node;
    f->sheet = r->sheet;
}

static void XMLCALL on_end(void *context, const char *name)
{
    struct reader *r = context;
    (void)name;
    if (r->has_failed)
        return;
    if (is_said(r->node))
        r->node->said = arena_text(r->arena, buf_as_text(&r->said));
    if (text_is(r->node->name, "style"))
        keep_sheet(r, r->node);
    r->node = r->node->parent;
    r->depth--;
}

static void XMLCALL on_characters(void *context, const char *p, int n)
{
    struct reader *r = context;
    if (r->node && is_said(r->node))
        buf_add(&r->said, p, (size_t)n);
}

static void XMLCALL on_entity(void *context, const XML_Char *name, int is_parameter,
                              const XML_Char *value, int n, const XML_Char *base,
                              const XML_Char *system, const XML_Char *public,
                              const XML_Char *notation)
{
    (void)name, (void)is_parameter, (void)value, (void)n, (void)base, (void)system, (void)public;
    (void)notation;
    refuse(context, "the picture declares entities: save it as plain SVG");
}

static void XMLCALL on_instruction(void *context, const XML_Char *target, const XML_Char *data)
{
    (void)data;
    if (text_is(text_of(target), "xml-stylesheet"))
        refuse(context, "the picture's style refers to another file, or hides what it refers to");
}

static void listen(struct reader *r)
{
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, on_start, on_end);
    XML_SetCharacterDataHandler(r->parser, on_characters);
    XML_SetEntityDeclHandler(r->parser, on_entity);
    XML_SetProcessingInstructionHandler(r->parser, on_instruction);
}

/* A place in the file may be within a code point, or beyond its end. */
static void report(struct reader *r)
{
    enum XML_Error code = XML_GetErrorCode(r->parser);
    refuse(r, arena_printf(r->arena, "the XML is damaged: %s",
                           XML_ErrorString(code) ? XML_ErrorString(code) : "unknown"));
}

const struct svg_file *svg_tree_read(struct arena *arena, struct text file, const char *shown,
                                     struct diag *diag)
{
    struct reader r = {.arena = arena, .diag = diag};
    r.file = ARENA_NEW(arena, struct svg_file);
    *r.file = (struct svg_file){.text = file, .shown = shown};
    r.parser = XML_ParserCreateNS(NULL, SEPARATOR);
    if (!r.parser) {
        diag_error(diag, (struct place){.file = shown}, "out of memory");
        return NULL;
    }
    listen(&r);
    if (XML_Parse(r.parser, file.p, (int)file.n, XML_TRUE) != XML_STATUS_OK)
        report(&r);
    XML_ParserFree(r.parser);
    buf_done(&r.said);
    return r.has_failed ? NULL : r.file;
}

struct text svg_attr(const struct svg_node *node, const char *name)
{
    for (size_t i = 0; i < node->attrs; i++)
        if (text_is(node->attr[i].name, name))
            return node->attr[i].value;
    return TEXT("");
}

static struct svg_node *named(const struct svg_file *file, struct text id)
{
    uint32_t index = map_find(&file->ids, id);
    return index == UINT32_MAX ? NULL : file->named[index];
}

struct svg_node *svg_target(const struct svg_file *file, struct text t)
{
    t = text_trim(t);
    if (text_starts(t, "url(") && text_ends(t, ")"))
        t = text_trim(text_slice(t, 4, t.n - 1));
    if (t.n > 1 && ascii_is_in("\"'", t.p[0]) && t.p[t.n - 1] == t.p[0])
        t = text_slice(t, 1, t.n - 1);
    return text_starts(t, "#") ? named(file, text_from(t, 1)) : NULL;
}
