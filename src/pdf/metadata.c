/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The XMP packet is written uncompressed, as PDF/A wants it, and holds just what the standards ask
 * for. PDF/UA's property is none of PDF/A's own, so its schema is described with it. */
#include "pdf/metadata.h"

#include <errno.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/front.h"
#include "pdf/string.h"

/* Character data and attribute values; what XML cannot hold is left out. */
static void put_xml(struct buf *b, struct text t)
{
    uint32_t cp;
    for (size_t i = 0; i < t.n;) {
        i += utf8_decode(t.p + i, t.n - i, &cp);
        if (cp == '&')
            buf_string(b, "&amp;");
        else if (cp == '<')
            buf_string(b, "&lt;");
        else if (cp == '>')
            buf_string(b, "&gt;");
        else if (cp == '"')
            buf_string(b, "&quot;");
        else if ((cp >= 0x20 || cp == '\t' || cp == '\n') && cp != 0xFFFE && cp != 0xFFFF)
            buf_code_point(b, cp);
    }
}

static void put_dublin_core(struct buf *b, const struct pdf_info *info)
{
    buf_string(b, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
    put_xml(b, info->title);
    buf_string(b, "</rdf:li></rdf:Alt></dc:title>\n");
    if (info->author.n) {
        buf_string(b, "<dc:creator><rdf:Seq><rdf:li>");
        put_xml(b, info->author);
        buf_string(b, "</rdf:li></rdf:Seq></dc:creator>\n");
    }
    buf_string(b, "<dc:language><rdf:Bag><rdf:li>");
    put_xml(b, text_of(info->lang));
    buf_string(b, "</rdf:li></rdf:Bag></dc:language>\n");
}

static void put_standards(struct buf *b, unsigned standards)
{
    unsigned part = standards & STANDARD_A_3A                     ? 3
                    : standards & (STANDARD_A_2A | STANDARD_A_2U) ? 2
                                                                  : 0;
    bool is_accessible = standards & (STANDARD_A_3A | STANDARD_A_2A);
    if (part)
        buf_printf(b,
                   "<pdfaid:part>%u</pdfaid:part>\n"
                   "<pdfaid:conformance>%c</pdfaid:conformance>\n",
                   part, is_accessible ? 'A' : 'U');
    if (standards & STANDARD_UA_1)
        buf_string(b, "<pdfuaid:part>1</pdfuaid:part>\n");
}

static void put_ua_schema(struct buf *b)
{
    buf_string(
        b, "<rdf:Description rdf:about=\"\" "
           "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
           "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
           "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
           "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
           "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
           "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
           "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
           "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
           "<pdfaProperty:name>part</pdfaProperty:name>\n"
           "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
           "<pdfaProperty:category>internal</pdfaProperty:category>\n"
           "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>\n"
           "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
           "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n");
}

uint32_t metadata_write(struct writer *w, const struct pdf_info *info)
{
    struct buf b = {0};
    buf_string(&b, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                   "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                   "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                   "<rdf:Description rdf:about=\"\" "
                   "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                   "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
                   "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
                   "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
                   "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n");
    put_dublin_core(&b, info);
    buf_string(&b, "<pdf:Producer>" PDF_PRODUCER "</pdf:Producer>\n");
    if (info->date)
        buf_printf(&b,
                   "<xmp:CreateDate>%sT00:00:00Z</xmp:CreateDate>\n"
                   "<xmp:ModifyDate>%sT00:00:00Z</xmp:ModifyDate>\n",
                   info->date, info->date);
    put_standards(&b, info->standards);
    buf_string(&b, "</rdf:Description>\n");
    if (info->standards & STANDARD_UA_1)
        put_ua_schema(&b);
    buf_string(&b, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
    uint32_t object = writer_reserve(w);
    writer_stream(w, object, TEXT("/Type /Metadata /Subtype /XML "), buf_as_text(&b), PACKING_NONE);
    buf_done(&b);
    return object;
}

void put_date(struct buf *b, const char *key, const char *date)
{
    buf_printf(b, "/%s (D:", key);
    for (; *date; date++)
        if (*date != '-')
            buf_char(b, *date);
    buf_string(b, "000000Z) ");
}

uint32_t metadata_write_info(struct writer *w, const struct pdf_info *info)
{
    struct buf b = {0};
    buf_string(&b, "/Title ");
    put_text(&b, info->title);
    if (info->author.n) {
        buf_string(&b, "/Author ");
        put_text(&b, info->author);
    }
    buf_string(&b, "/Producer (" PDF_PRODUCER ") ");
    if (info->date) {
        put_date(&b, "CreationDate", info->date);
        put_date(&b, "ModDate", info->date);
    }
    uint32_t object = writer_reserve(w);
    writer_lone_dict(w, object, buf_as_text(&b));
    buf_done(&b);
    return object;
}

uint32_t metadata_write_intent(struct writer *w, const char *profile, struct diag *diag)
{
    struct arena *arena = arena_new();
    struct text icc;
    uint32_t intent = 0;
    if (file_read(arena, profile, &icc)) {
        struct buf b = {0};
        uint32_t stream = writer_reserve(w);
        intent = writer_reserve(w);
        writer_stream(w, stream, TEXT("/N 3 "), icc, PACKING_FLATE);
        buf_printf(&b,
                   "/Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier "
                   "(sRGB IEC61966-2.1) /Info (sRGB IEC61966-2.1) /DestOutputProfile %u 0 R",
                   stream);
        writer_dict(w, intent, buf_as_text(&b));
        buf_done(&b);
    } else {
        diag_error(diag, (struct place){0}, "cannot read the colour profile '%s': %s", profile,
                   strerror(errno));
    }
    arena_free(arena);
    return intent;
}
