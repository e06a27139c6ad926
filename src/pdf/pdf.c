/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document from its first page to its last object. A page's content, links and dictionary are
 * written while the page is given; names, fonts, the structure and whatever points at all pages
 * follow at the end. */
#include "pdf/pdf.h"

#include <assert.h>
#include <stdlib.h>

#include "doc/front.h"
#include "pdf/annotation.h"
#include "pdf/attachment.h"
#include "pdf/content.h"
#include "pdf/metadata.h"
#include "pdf/outline.h"
#include "pdf/string.h"

enum { PAGES_PER_NODE = 64 };

struct pdf {
    struct arena *arena;
    struct diag *diag;
    struct pdf_info info;
    struct writer *writer;
    struct embed *embed;
    struct images *images;
    struct tags *tags;
    struct links *links;
    struct content *content;
    struct attachments *attachments;
    struct leaves leaves;
    uint32_t fonts, pictures, resources, intent, pages;
    uint32_t *node; /* of the page tree, PAGES_PER_NODE pages each */
    size_t nodes, node_cap;
    struct label *label;
    size_t labels, label_cap;
    struct buf buf, annotations;
};

static struct pdf_info keep_info(struct arena *arena, const struct pdf_info *info)
{
    struct pdf_info kept = *info;
    kept.title = arena_text(arena, info->title);
    kept.author = arena_text(arena, info->author);
    kept.word_link = arena_text(arena, info->word_link);
    kept.lang = arena_string(arena, text_of(info->lang));
    kept.date = info->date ? arena_string(arena, text_of(info->date)) : NULL;
    if (!kept.standards)
        kept.standards = STANDARD_UA_1 | STANDARD_A_2A;
    return kept;
}

static void pdf_free(struct pdf *pdf)
{
    content_free(pdf->content);
    links_free(pdf->links);
    tags_free(pdf->tags);
    images_free(pdf->images);
    embed_free(pdf->embed);
    writer_free(pdf->writer);
    free(pdf->leaves.leaf);
    buf_done(&pdf->buf);
    buf_done(&pdf->annotations);
    arena_free(pdf->arena);
}

struct pdf *pdf_open(struct output *out, const struct pdf_info *info, struct diag *diag)
{
    if (info->standards & STANDARD_X_4) {
        diag_error(diag, (struct place){0}, "standard x-4 is not supported yet");
        return NULL;
    }
    struct arena *arena = arena_new();
    struct pdf *pdf = ARENA_NEW(arena, struct pdf);
    *pdf = (struct pdf){.arena = arena, .diag = diag, .info = keep_info(arena, info)};
    pdf->writer = writer_new(out);
    pdf->embed = embed_new(pdf->writer);
    pdf->images = images_new(pdf->writer, info->dpi ? info->dpi : SCREEN_DPI);
    pdf->tags = tags_new(pdf->writer, &pdf->leaves);
    writer_name(pdf->writer, info->at);
    pdf->links = links_new(pdf->writer, pdf->tags, &pdf->leaves, pdf->info.word_link);
    pdf->content = content_new(pdf->embed, pdf->images, pdf->tags);
    pdf->attachments = attachments_new(arena, pdf->writer);
    pdf->pages = writer_reserve(pdf->writer);
    pdf->resources = writer_reserve(pdf->writer);
    pdf->fonts = writer_reserve(pdf->writer);
    pdf->pictures = writer_reserve(pdf->writer);
    pdf->intent = metadata_write_intent(pdf->writer, info->profile, diag);
    if (!pdf->intent || !writer_works(pdf->writer, diag)) {
        pdf_free(pdf);
        return NULL;
    }
    return pdf;
}

/* Pages */

static uint32_t add_leaf(struct pdf *pdf, const struct page *page)
{
    struct leaves *leaves = &pdf->leaves;
    uint32_t index = (uint32_t)leaves->n;
    leaves->leaf = heap_grow(leaves->leaf, sizeof *leaves->leaf, &leaves->cap, leaves->n + 1);
    leaves->leaf[leaves->n++] = (struct leaf){.object = writer_reserve(pdf->writer),
                                              .late = page->lates ? writer_reserve(pdf->writer) : 0,
                                              .parents = tags_begin_page(pdf->tags, index),
                                              .height = page->height};
    if (index % PAGES_PER_NODE == 0) {
        pdf->node =
            arena_grow(pdf->arena, pdf->node, sizeof *pdf->node, &pdf->node_cap, pdf->nodes + 1);
        pdf->node[pdf->nodes++] = writer_reserve(pdf->writer);
    }
    return index;
}

static void keep_label(struct pdf *pdf, uint32_t leaf, const char *label)
{
    if (!label)
        return;
    pdf->label =
        arena_grow(pdf->arena, pdf->label, sizeof *pdf->label, &pdf->label_cap, pdf->labels + 1);
    pdf->label[pdf->labels++] = (struct label){leaf, arena_string(pdf->arena, text_of(label))};
}

/* The page's content stream, its links and anchors. */
static uint32_t write_content(struct pdf *pdf, uint32_t index, const struct page *page)
{
    uint32_t contents = writer_reserve(pdf->writer);
    buf_clear(&pdf->annotations);
    content_begin(pdf->content, index, page->height, 0);
    for (size_t i = 0; i < page->items; i++) {
        const struct display *d = &page->item[i];
        content_add(pdf->content, d, pdf->diag);
        if (d->kind == DISPLAY_ANCHOR)
            links_anchor(pdf->links, d->name, index, d->y);
        else if (d->kind == DISPLAY_LINK)
            put_ref(&pdf->annotations, links_annotate(pdf->links, d, index, page));
    }
    struct text stream = content_end(pdf->content, &pdf->leaves.leaf[index].marked);
    writer_stream(pdf->writer, contents, TEXT(""), stream, PACKING_FLATE);
    return contents;
}

static void write_page(struct pdf *pdf, uint32_t index, const struct page *page, uint32_t contents)
{
    const struct leaf *leaf = &pdf->leaves.leaf[index];
    struct buf *b = &pdf->buf;
    buf_clear(b);
    buf_printf(b, "/Type /Page /Parent %u 0 R /Resources %u 0 R /MediaBox [0 0 ",
               pdf->node[index / PAGES_PER_NODE], pdf->resources);
    put_length(b, page->width);
    put_length(b, page->height);
    buf_printf(b, "] /Tabs /S /StructParents %u /Contents ", leaf->parents);
    if (leaf->late)
        buf_printf(b, "[%u 0 R %u 0 R] ", contents, leaf->late);
    else
        put_ref(b, contents);
    if (pdf->annotations.n)
        buf_printf(b, "/Annots [%s]", pdf->annotations.p);
    writer_dict(pdf->writer, leaf->object, buf_as_text(b));
}

/* Whether lines that belong to elements come later. */
static bool awaits_marks(const struct page *page)
{
    for (size_t i = 0; i < page->lates; i++)
        if (page->late[i].box.artifact == ARTIFACT_NONE)
            return true;
    return false;
}

bool pdf_page(void *context, const struct page *page)
{
    struct pdf *pdf = context;
    uint32_t index = add_leaf(pdf, page);
    assert(page->number == index + 1);
    keep_label(pdf, index, page->label);
    write_page(pdf, index, page, write_content(pdf, index, page));
    if (!awaits_marks(page))
        tags_end_page(pdf->tags, index);
    return writer_works(pdf->writer, pdf->diag);
}

bool pdf_element(void *context, struct element *element)
{
    struct pdf *pdf = context;
    tags_close(pdf->tags, element);
    return writer_works(pdf->writer, pdf->diag);
}

bool pdf_late(void *context, unsigned page_number, const struct display *item, size_t n)
{
    struct pdf *pdf = context;
    assert(page_number >= 1 && page_number <= pdf->leaves.n);
    struct leaf *leaf = &pdf->leaves.leaf[page_number - 1];
    assert(leaf->late);
    content_begin(pdf->content, page_number - 1, leaf->height, leaf->marked);
    for (size_t i = 0; i < n; i++)
        content_add(pdf->content, &item[i], pdf->diag);
    struct text stream = content_end(pdf->content, &leaf->marked);
    writer_stream(pdf->writer, leaf->late, TEXT(""), stream, PACKING_FLATE);
    leaf->late = 0;
    return writer_works(pdf->writer, pdf->diag);
}

bool pdf_attach(struct pdf *pdf, const struct pdf_file *file)
{
    assert(pdf->info.standards & STANDARD_A_3A);
    attachments_add(pdf->attachments, file, pdf->info.date);
    return writer_works(pdf->writer, pdf->diag);
}

/* The end */

static void write_unused_lates(struct pdf *pdf)
{
    for (size_t i = 0; i < pdf->leaves.n; i++)
        if (pdf->leaves.leaf[i].late)
            writer_stream(pdf->writer, pdf->leaves.leaf[i].late, TEXT(""), TEXT(""), PACKING_NONE);
}

static void write_resources(struct pdf *pdf)
{
    buf_clear(&pdf->buf);
    buf_printf(&pdf->buf, "/Font %u 0 R /XObject %u 0 R", pdf->fonts, pdf->pictures);
    writer_dict(pdf->writer, pdf->resources, buf_as_text(&pdf->buf));
    embed_finish(pdf->embed, pdf->fonts, pdf->diag);
    images_finish(pdf->images, pdf->pictures);
}

static void write_page_tree(struct pdf *pdf)
{
    struct buf *b = &pdf->buf;
    size_t pages = pdf->leaves.n;
    for (size_t i = 0; i < pdf->nodes; i++) {
        size_t from = i * PAGES_PER_NODE, rest = pages - from;
        size_t to = from + (rest < PAGES_PER_NODE ? rest : PAGES_PER_NODE);
        buf_clear(b);
        buf_printf(b, "/Type /Pages /Parent %u 0 R /Count %zu /Kids [", pdf->pages, to - from);
        for (size_t k = from; k < to; k++)
            put_ref(b, pdf->leaves.leaf[k].object);
        buf_char(b, ']');
        writer_dict(pdf->writer, pdf->node[i], buf_as_text(b));
    }
    buf_clear(b);
    buf_printf(b, "/Type /Pages /Count %zu /Kids [", pages);
    for (size_t i = 0; i < pdf->nodes; i++)
        put_ref(b, pdf->node[i]);
    buf_char(b, ']');
    writer_dict(pdf->writer, pdf->pages, buf_as_text(b));
}

static void put_names(struct buf *b, uint32_t destinations, uint32_t files)
{
    if (!destinations && !files)
        return;
    buf_string(b, " /Names <<");
    if (destinations)
        buf_printf(b, "/Dests %u 0 R ", destinations);
    if (files)
        buf_printf(b, "/EmbeddedFiles %u 0 R", files);
    buf_string(b, ">>");
}

static uint32_t write_catalog(struct pdf *pdf, const struct book *book)
{
    struct writer *w = pdf->writer;
    struct buf *b = &pdf->buf;
    uint32_t structure = tags_finish(pdf->tags, book->root);
    uint32_t outline = outline_write(w, book, &pdf->leaves);
    uint32_t names = links_finish(pdf->links), files = attachments_finish(pdf->attachments);
    uint32_t metadata = metadata_write(w, &pdf->info), catalog = writer_reserve(w);
    buf_clear(b);
    buf_printf(b,
               "/Type /Catalog /Pages %u 0 R /StructTreeRoot %u 0 R /MarkInfo <</Marked true>> "
               "/ViewerPreferences <</DisplayDocTitle true%s>> /Metadata %u 0 R "
               "/OutputIntents [%u 0 R] /Lang ",
               pdf->pages, structure, pdf->info.is_rtl ? " /Direction /R2L" : "", metadata,
               pdf->intent);
    put_text(b, text_of(pdf->info.lang));
    if (outline)
        buf_printf(b, " /Outlines %u 0 R /PageMode /UseOutlines", outline);
    put_names(b, names, files);
    put_associated(b, pdf->attachments);
    buf_string(b, " /PageLabels ");
    put_labels(b, pdf->label, pdf->labels, pdf->leaves.n);
    writer_lone_dict(w, catalog, buf_as_text(b));
    return catalog;
}

bool pdf_close(struct pdf *pdf, const struct book *book, struct diag *diag)
{
    bool is_written = false;
    if (book) {
        pdf->diag = diag;
        write_unused_lates(pdf);
        uint32_t catalog = write_catalog(pdf, book);
        write_resources(pdf);
        write_page_tree(pdf);
        writer_finish(pdf->writer, catalog, metadata_write_info(pdf->writer, &pdf->info));
        is_written = writer_works(pdf->writer, diag);
    }
    pdf_free(pdf);
    return is_written;
}
