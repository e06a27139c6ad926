/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Type 0 fonts with Identity-H. TrueType: CIDFontType2 with a CIDToGIDMap made from HarfBuzz's
 * subset plan. CFF: the bare CFF table as CIDFontType0C, with glyph ids retained, or with its own
 * CIDs where they are the glyph ids; the OpenType
 * wrapper would let validators take some glyphs for .notdef. Widths are HarfBuzz's advances in font
 * units; what is written here is what font_cid told, so positions on the page are exact. */
#include "pdf/embed.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/utf8.h"
#include "pdf/cff.h"
#include "pdf/string.h"

enum { MOST_CIDS = 60000, LONGEST_TEXT = 128, TEXTS_PER_BLOCK = 100 };
enum { NOT_LOOKED_FOR = -1 };

struct use { /* of a glyph, with a text */
    struct cid cid;
    uint32_t glyph;
    struct text text;
};

struct font {
    struct font *next;
    struct arena *arena;
    const struct face *face;
    unsigned number;
    uint32_t object;
    struct map known; /* glyph and text (CFF: glyph alone) -> index of use */
    struct use *use;
    size_t uses, cap;
    uint32_t *latest; /* by glyph: its latest use, from 1; 0: none yet */
    size_t latest_cap;
    struct buf key;
    int64_t empty; /* font_empty_glyph, or NOT_LOOKED_FOR */
};

struct embed {
    struct arena *arena;
    struct writer *writer;
    struct font *first, *last;
    unsigned fonts;
};

struct embed *embed_new(struct writer *writer)
{
    struct arena *arena = arena_new();
    struct embed *e = ARENA_NEW(arena, struct embed);
    *e = (struct embed){.arena = arena, .writer = writer};
    return e;
}

void embed_free(struct embed *e)
{
    if (!e)
        return;
    for (struct font *f = e->first; f; f = f->next) {
        buf_done(&f->key);
        free(f->use);
    }
    arena_free(e->arena);
}

static struct font *begin_font(struct embed *e, const struct face *face)
{
    struct font *f = ARENA_NEW(e->arena, struct font);
    *f = (struct font){.arena = e->arena,
                       .face = face,
                       .number = ++e->fonts,
                       .object = writer_reserve(e->writer),
                       .empty = NOT_LOOKED_FOR};
    if (e->last)
        e->last->next = f;
    else
        e->first = f;
    e->last = f;
    return f;
}

struct font *embed_font(struct embed *e, const struct face *face)
{
    for (struct font *f = e->first; f; f = f->next)
        if (f->face == face && f->uses < MOST_CIDS)
            return f;
    return begin_font(e, face);
}

unsigned font_number(const struct font *f)
{
    return f->number;
}

uint32_t font_empty_glyph(struct font *f)
{
    hb_font_t *font = face_hb_font(f->face);
    unsigned glyphs = hb_face_get_glyph_count(face_hb(f->face));
    if (f->empty != NOT_LOOKED_FOR)
        return (uint32_t)f->empty;
    f->empty = 0;
    for (unsigned glyph = 1; glyph < glyphs && !f->empty; glyph++) {
        hb_glyph_extents_t ink;
        if (hb_font_get_glyph_h_advance(font, glyph) == 0 &&
            hb_font_get_glyph_extents(font, glyph, &ink) && !ink.width && !ink.height)
            f->empty = glyph;
    }
    return (uint32_t)f->empty;
}

bool text_is_mark(struct text t)
{
    uint32_t cp;
    if (t.n == 0)
        return false;
    utf8_decode(t.p, t.n, &cp);
    return hb_unicode_general_category(hb_unicode_funcs_get_default(), cp) ==
           HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK;
}

/* A letter that is as wide as nothing (the alef in a lam-alef of two glyphs) is told half a
 * thousandth of an em, which is within what validators allow: readers that take the pen's way for
 * the measure of a space lose the letter's place otherwise. */
static int32_t width_of(const struct font *f, uint32_t glyph, struct text text)
{
    enum { HARDLY = 500 };
    int64_t advance = hb_font_get_glyph_h_advance(face_hb_font(f->face), glyph);
    if (advance == 0 && text.n && !text_is_mark(text))
        return HARDLY;
    return (int32_t)sp_ratio(advance, 1000000, face_units(f->face));
}

static void add_use(struct font *f, uint32_t glyph, struct text text)
{
    f->use = heap_grow(f->use, sizeof *f->use, &f->cap, f->uses + 1);
    f->use[f->uses] = (struct use){
        .cid = {.number = face_is_cff(f->face) ? glyph : (uint32_t)f->uses + 1,
                .width = width_of(f, glyph, text)},
        .glyph = glyph,
        .text = arena_text(f->arena, text),
    };
    f->uses++;
}

static uint32_t find_use(struct font *f, uint32_t glyph, struct text text)
{
    buf_clear(&f->key);
    buf_add(&f->key, &glyph, sizeof glyph);
    if (!face_is_cff(f->face))
        buf_text(&f->key, text);
    uint32_t i = map_intern(&f->known, f->arena, buf_as_text(&f->key), (uint32_t)f->uses);
    if (i == f->uses)
        add_use(f, glyph, text);
    return i;
}

/* Nearly every glyph has one text: its latest use is asked before the map is. */
struct cid font_cid(struct font *f, uint32_t glyph, struct text text)
{
    bool is_long = text.n > LONGEST_TEXT;
    if (is_long)
        text.n = 0;
    if (glyph >= f->latest_cap)
        f->latest =
            arena_grow(f->arena, f->latest, sizeof *f->latest, &f->latest_cap, (size_t)glyph + 1);
    uint32_t *latest = &f->latest[glyph];
    if (*latest && !is_long && text_equal(f->use[*latest - 1].text, text))
        return f->use[*latest - 1].cid;
    uint32_t i = find_use(f, glyph, text);
    struct cid cid = f->use[i].cid;
    *latest = i + 1;
    cid.has_other_text = is_long || !text_equal(f->use[i].text, text);
    return cid;
}

/* Subsetting */

static struct text blob_text(hb_blob_t *blob)
{
    unsigned n = 0;
    const char *p = hb_blob_get_data(blob, &n);
    return (struct text){p ? p : "", n};
}

/* Chinese fonts have 65,535 glyphs: their places alone would take 120 KB. */
static bool has_identity(const struct face *face)
{
    hb_blob_t *cff = hb_face_reference_table(face_hb(face), HB_TAG('C', 'F', 'F', ' '));
    bool has = cff_has_identity(blob_text(cff));
    hb_blob_destroy(cff);
    return has;
}

static hb_subset_input_t *subset_input(const struct font *f)
{
    static const char *const dropped[] = {"GSUB", "GPOS", "GDEF", "kern", "DSIG", "name", "OS/2",
                                          "post", "meta", "STAT", "gasp", "VORG", "BASE", "JSTF",
                                          "MATH", "hdmx", "VDMX", "LTSH", "fvar", "gvar", "avar",
                                          "cvar", "HVAR", "VVAR", "MVAR", "vhea", "vmtx"};
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    for (size_t i = 0; i < f->uses; i++)
        hb_set_add(hb_subset_input_glyph_set(input), f->use[i].glyph);
    hb_set_t *tables = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        hb_set_add(tables, hb_tag_from_string(dropped[i], 4));
    unsigned flags = HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE;
    if (face_is_cff(f->face) && !has_identity(f->face))
        flags |= HB_SUBSET_FLAGS_RETAIN_GIDS;
    hb_subset_input_set_flags(input, flags);
    return input;
}

/* What a font's objects share while they are written. */
struct subset {
    hb_blob_t *program;
    char name[160]; /* "/ABCDEF+Vollkorn-Regular" */
    uint32_t file, descriptor, glyph_map, descendant, to_unicode;
};

/* Six letters that differ between subsets and are the same in every run. */
static void name_subset(struct subset *s, const struct face *face)
{
    unsigned char digest[32];
    char tag[8] = "AAAAAA+";
    struct buf name = {0};
    sha256_bytes(blob_text(s->program), digest);
    for (int i = 0; i < 6; i++)
        tag[i] = (char)('A' + digest[i] % 26);
    const char *postscript = face_name(face);
    put_name(&name, (struct text){tag, 7});
    struct buf rest = {0};
    put_name(&rest, text_of(postscript && *postscript ? postscript : face_family(face)));
    buf_text(&name, text_from(buf_as_text(&rest), 1));
    snprintf(s->name, sizeof s->name, "%.140s", name.p);
    buf_done(&rest);
    buf_done(&name);
}

static void write_glyph_map(struct writer *w, const struct font *f, const struct subset *s,
                            const hb_map_t *glyphs)
{
    struct buf map = {0};
    buf_add(&map, "\0\0", 2);
    for (size_t i = 0; i < f->uses; i++) {
        uint32_t glyph = hb_map_get(glyphs, f->use[i].glyph);
        if (glyph == HB_MAP_VALUE_INVALID)
            glyph = 0;
        char pair[2] = {(char)(glyph >> 8), (char)glyph};
        buf_add(&map, pair, 2);
    }
    writer_stream(w, s->glyph_map, TEXT(""), buf_as_text(&map), PACKING_FLATE);
    buf_done(&map);
}

/* The font file's program; false when HarfBuzz cannot make the subset. */
static bool subset_font(struct writer *w, const struct font *f, struct subset *s)
{
    hb_subset_input_t *input = subset_input(f);
    hb_subset_plan_t *plan = input ? hb_subset_plan_create_or_fail(face_hb(f->face), input) : NULL;
    hb_face_t *face = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    if (face) {
        bool is_cff = face_is_cff(f->face);
        s->program = is_cff ? hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '))
                            : hb_face_reference_blob(face);
        if (!is_cff)
            write_glyph_map(w, f, s, hb_subset_plan_old_to_new_glyph_mapping(plan));
    }
    hb_face_destroy(face);
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(input);
    return face && hb_blob_get_length(s->program) > 0;
}

/* Objects */

static void write_program(struct writer *w, const struct font *f, const struct subset *s)
{
    struct buf head = {0};
    struct text program = blob_text(s->program);
    if (face_is_cff(f->face))
        buf_string(&head, "/Subtype /CIDFontType0C ");
    else
        buf_printf(&head, "/Length1 %zu ", program.n);
    writer_stream(w, s->file, buf_as_text(&head), program, PACKING_FLATE);
    buf_done(&head);
}

static int32_t big_endian(struct text table, size_t offset, int bytes)
{
    int32_t value = offset < table.n && table.p[offset] & 0x80 ? -1 : 0;
    for (int i = 0; i < bytes; i++) {
        size_t at = offset + (size_t)i;
        value = (int32_t)((uint32_t)value << 8 | (at < table.n ? (unsigned char)table.p[at] : 0u));
    }
    return value;
}

static int64_t per_mille(const struct face *face, int32_t units)
{
    return sp_ratio(units, 1000, face_units(face));
}

static void put_box(struct buf *b, const struct face *face)
{
    enum { HEAD_X_MIN = 36 };
    hb_blob_t *head = hb_face_reference_table(face_hb(face), HB_TAG('h', 'e', 'a', 'd'));
    buf_string(b, "/FontBBox [");
    for (size_t i = 0; i < 4; i++) {
        put_integer(b, per_mille(face, big_endian(blob_text(head), HEAD_X_MIN + 2 * i, 2)));
        buf_char(b, ' ');
    }
    buf_string(b, "] ");
    hb_blob_destroy(head);
}

static void put_angle(struct buf *b, const struct face *face)
{
    enum { POST_ITALIC_ANGLE = 4 };
    hb_blob_t *post = hb_face_reference_table(face_hb(face), HB_TAG('p', 'o', 's', 't'));
    int64_t angle = big_endian(blob_text(post), POST_ITALIC_ANGLE, 4); /* 16.16 degrees */
    buf_string(b, "/ItalicAngle ");
    put_thousandths(b, sp_ratio(angle, 1000, 65536));
    hb_blob_destroy(post);
}

static void write_descriptor(struct writer *w, const struct font *f, const struct subset *s)
{
    enum { SYMBOLIC = 4, ITALIC = 64 };
    const struct face *face = f->face;
    const struct face_metrics *m = face_metrics(face);
    struct buf b = {0};
    buf_printf(&b, "/Type /FontDescriptor /FontName %s /Flags %d ", s->name,
               SYMBOLIC | (face_is_italic(face) ? ITALIC : 0));
    put_box(&b, face);
    put_angle(&b, face);
    buf_printf(&b, " /Ascent %d /Descent %d /CapHeight %d /StemV %u /FontFile%c %u 0 R",
               (int)per_mille(face, m->ascent), (int)per_mille(face, m->descent),
               (int)per_mille(face, m->cap_height), 10 + face_weight(face) / 6,
               face_is_cff(face) ? '3' : '2', s->file);
    writer_dict(w, s->descriptor, buf_as_text(&b));
    buf_done(&b);
}

static void put_widths(struct buf *b, const struct font *f)
{
    buf_string(b, "/W [");
    for (size_t i = 0; i < f->uses; i++) {
        bool continues = i > 0 && f->use[i].cid.number == f->use[i - 1].cid.number + 1;
        if (!continues)
            buf_printf(b, "%s%u [", i ? "] " : "", f->use[i].cid.number);
        else
            buf_char(b, ' ');
        put_thousandths(b, f->use[i].cid.width);
    }
    buf_string(b, f->uses ? "]]" : "]");
}

static void write_descendant(struct writer *w, const struct font *f, const struct subset *s)
{
    struct buf b = {0};
    bool is_cff = face_is_cff(f->face);
    buf_printf(&b, "/Type /Font /Subtype /CIDFontType%c /BaseFont %s ", is_cff ? '0' : '2',
               s->name);
    buf_printf(&b,
               "/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> "
               "/FontDescriptor %u 0 R /DW 1000 ",
               s->descriptor);
    if (!is_cff)
        buf_printf(&b, "/CIDToGIDMap %u 0 R ", s->glyph_map);
    put_widths(&b, f);
    writer_dict(w, s->descendant, buf_as_text(&b));
    buf_done(&b);
}

static void put_texts(struct buf *b, const struct use *use, size_t n)
{
    buf_printf(b, "%zu beginbfchar\n", n);
    for (size_t i = 0; i < n; i++) {
        /* U+200B: part of a text that ActualText gives. */
        struct text text = use[i].text.n ? use[i].text : TEXT("\xE2\x80\x8B");
        buf_char(b, '<');
        put_hex16(b, use[i].cid.number);
        buf_string(b, "> <");
        put_utf16(b, text);
        buf_string(b, ">\n");
    }
    buf_string(b, "endbfchar\n");
}

static void write_to_unicode(struct writer *w, const struct font *f, const struct subset *s)
{
    struct buf b = {0};
    buf_string(&b, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                   "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                   "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                   "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    for (size_t i = 0; i < f->uses; i += TEXTS_PER_BLOCK) {
        size_t rest = f->uses - i;
        put_texts(&b, f->use + i, rest < TEXTS_PER_BLOCK ? rest : TEXTS_PER_BLOCK);
    }
    buf_string(&b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    writer_stream(w, s->to_unicode, TEXT(""), buf_as_text(&b), PACKING_FLATE);
    buf_done(&b);
}

static int by_cid(const void *left, const void *right)
{
    const struct use *a = left, *b = right;
    return (a->cid.number > b->cid.number) - (a->cid.number < b->cid.number);
}

static bool write_font(struct writer *w, struct font *f)
{
    struct subset s = {.file = writer_reserve(w),
                       .descriptor = writer_reserve(w),
                       .glyph_map = face_is_cff(f->face) ? 0 : writer_reserve(w),
                       .descendant = writer_reserve(w),
                       .to_unicode = writer_reserve(w)};
    if (f->uses)
        qsort(f->use, f->uses, sizeof *f->use, by_cid);
    bool fits = subset_font(w, f, &s);
    if (fits) {
        struct buf b = {0};
        name_subset(&s, f->face);
        write_program(w, f, &s);
        write_descriptor(w, f, &s);
        write_descendant(w, f, &s);
        write_to_unicode(w, f, &s);
        buf_printf(&b,
                   "/Type /Font /Subtype /Type0 /BaseFont %s%s /Encoding /Identity-H "
                   "/DescendantFonts [%u 0 R] /ToUnicode %u 0 R",
                   s.name, face_is_cff(f->face) ? "-Identity-H" : "", s.descendant, s.to_unicode);
        writer_dict(w, f->object, buf_as_text(&b));
        buf_done(&b);
    }
    hb_blob_destroy(s.program);
    return fits;
}

void embed_finish(struct embed *e, uint32_t id, struct diag *diag)
{
    struct buf names = {0};
    for (struct font *f = e->first; f; f = f->next) {
        if (!write_font(e->writer, f))
            diag_error(diag, (struct place){.file = face_path(f->face)},
                       "cannot make a subset of the font '%s'", face_name(f->face));
        buf_printf(&names, "/F%u %u 0 R ", f->number, f->object);
    }
    writer_dict(e->writer, id, buf_as_text(&names));
    buf_done(&names);
}
