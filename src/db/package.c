/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libzip hands out a part's bytes, expat cuts them into tags. There are bounds for the bytes of a
 * part, the depth of tags and the length of one; a document type declaration, which neither format
 * has, is refused, and entities with it. */
#include "db/package.h"

#include <stdlib.h>
#include <string.h>

#include <expat.h>
#include <zip.h>

#include "base/ascii.h"
#include "base/text.h"

enum {
    PIECE = 64 * 1024,
    MOST_PARTS = 10000,
    DEEPEST = 200,
    LONGEST_TAG = 4 * 1024 * 1024,
    MOST_BYTES = 768 * 1024 * 1024
};

struct package {
    zip_t *zip;
    const char *shown;
};

struct xml {
    const struct package *package;
    const char *part;
    zip_file_t *file;
    XML_Parser parser;
    const struct xml_events *events;
    void *context;
    size_t bytes, silence; /* silence: bytes since the last event */
    unsigned depth;
    const char *fault;
    bool is_suspended, is_last;
};

/* Archives */

struct package *package_open(struct arena *arena, const char *path, const char *shown,
                             struct diag *diag)
{
    struct package *package = ARENA_NEW(arena, struct package);
    int rc = 0;
    package->shown = shown;
    package->zip = zip_open(path, ZIP_RDONLY, &rc);
    bool is_huge = package->zip && zip_get_num_entries(package->zip, 0) > MOST_PARTS;
    if (package->zip && !is_huge)
        return package;
    zip_error_t error;
    zip_error_init_with_code(&error, rc);
    diag_error(diag, (struct place){.file = shown}, "the workbook is damaged: %s",
               is_huge ? "too many parts" : zip_error_strerror(&error));
    zip_error_fini(&error);
    package_close(package);
    return NULL;
}

void package_close(struct package *package)
{
    if (package && package->zip)
        zip_discard(package->zip);
}

bool package_has(const struct package *package, const char *part)
{
    return zip_name_locate(package->zip, part, 0) >= 0;
}

struct text package_peek(struct arena *arena, const struct package *package, const char *part,
                         size_t most)
{
    zip_file_t *file = zip_fopen(package->zip, part, 0);
    char *bytes = arena_alloc(arena, most + 1, 1);
    zip_int64_t n = file ? zip_fread(file, bytes, most) : 0;
    if (file)
        zip_fclose(file);
    return (struct text){bytes, n > 0 ? (size_t)n : 0};
}

/* Names */

#define NAME_SEPARATOR '\n'

/* The namespaces of both formats; OOXML has two of each, transitional and strict. */
static const struct {
    const char *uri, *space;
} spaces[] = {
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", "main"},
    {"http://purl.oclc.org/ooxml/spreadsheetml/main", "main"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "rel"},
    {"http://purl.oclc.org/ooxml/officeDocument/relationships", "rel"},
    {"http://schemas.openxmlformats.org/package/2006/relationships", "package"},
    {"urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"},
    {"urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"},
    {"urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"},
    {"urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"},
    {"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0", "number"},
    {"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", "calcext"},
    {"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest"},
};

/* Splits expat's "uri SEPARATOR local"; a name without namespace stands alone. */
static const char *split(const char *full, const char **space)
{
    const char *cut = strchr(full, NAME_SEPARATOR);
    *space = "";
    if (!cut)
        return full;
    *space = "?";
    size_t n = (size_t)(cut - full);
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (strlen(spaces[i].uri) == n && memcmp(spaces[i].uri, full, n) == 0)
            *space = spaces[i].space;
    return cut + 1;
}

bool tag_is(const struct tag *tag, const char *space, const char *name)
{
    return strcmp(tag->name, name) == 0 && strcmp(tag->space, space) == 0;
}

const char *tag_attribute(const struct tag *tag, const char *space, const char *name)
{
    for (const char *const *a = tag->attribute; a && a[0]; a += 2) {
        const char *own, *local = split(a[0], &own);
        if (strcmp(local, name) == 0 && strcmp(own, space) == 0)
            return a[1];
    }
    return NULL;
}

unsigned tag_number(const struct tag *tag, const char *space, const char *name, unsigned otherwise,
                    unsigned most)
{
    const char *p = tag_attribute(tag, space, name);
    unsigned long value = 0;
    if (!p || *p < '0' || *p > '9')
        return otherwise;
    for (; ascii_is_digit(*p) && value <= most; p++)
        value = value * 10 + (unsigned long)(*p - '0');
    return value < most ? (unsigned)value : most;
}

bool tag_flag(const struct tag *tag, const char *space, const char *name)
{
    const char *value = tag_attribute(tag, space, name);
    return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

/* Events */

static void stop(struct xml *xml, const char *fault)
{
    if (!xml->fault)
        xml->fault = fault;
    XML_StopParser(xml->parser, XML_FALSE);
}

static void on_start(void *context, const char *name, const char **attribute)
{
    struct xml *xml = context;
    struct tag tag = {.attribute = attribute};
    tag.name = split(name, &tag.space);
    xml->silence = 0;
    if (++xml->depth > DEEPEST)
        stop(xml, "tags are nested too deep");
    else
        xml->events->start(xml->context, &tag);
}

static void on_end(void *context, const char *name)
{
    struct xml *xml = context;
    struct tag tag = {0};
    tag.name = split(name, &tag.space);
    xml->silence = 0;
    xml->depth--;
    xml->events->end(xml->context, &tag);
}

static void on_text(void *context, const char *bytes, int n)
{
    struct xml *xml = context;
    xml->silence = 0;
    if (xml->events->text)
        xml->events->text(xml->context, (struct text){bytes, (size_t)n});
}

static void on_other(void *context, const char *bytes, int n)
{
    (void)bytes;
    (void)n;
    ((struct xml *)context)->silence = 0;
}

static void on_doctype(void *context, const char *name, const char *system, const char *public,
                       int has_subset)
{
    (void)name;
    (void)system;
    (void)public;
    (void)has_subset;
    stop(context, "a document type declaration is not allowed");
}

/* Reading */

struct xml *xml_open(const struct package *package, const char *part,
                     const struct xml_events *events, void *context, struct diag *diag)
{
    zip_stat_t about;
    if (zip_stat(package->zip, part, 0, &about) != 0)
        return NULL;
    zip_file_t *file = zip_fopen(package->zip, part, 0);
    if (!file) {
        bool is_locked = (about.valid & ZIP_STAT_ENCRYPTION_METHOD) && about.encryption_method;
        diag_error(diag, (struct place){.file = package->shown}, "%s",
                   is_locked ? "the workbook is encrypted: save it without a password"
                             : "the workbook is damaged: a part cannot be unpacked");
        return NULL;
    }
    struct xml *xml = heap_resize(NULL, 1, sizeof *xml);
    *xml = (struct xml){.package = package,
                        .part = part,
                        .file = file,
                        .parser = XML_ParserCreateNS(NULL, NAME_SEPARATOR),
                        .events = events,
                        .context = context};
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, on_start, on_end);
    XML_SetCharacterDataHandler(xml->parser, on_text);
    XML_SetDefaultHandler(xml->parser, on_other);
    XML_SetStartDoctypeDeclHandler(xml->parser, on_doctype);
    return xml;
}

void xml_pause(struct xml *xml)
{
    if (!xml->fault)
        XML_StopParser(xml->parser, XML_TRUE);
}

void xml_close(struct xml *xml)
{
    if (!xml)
        return;
    XML_ParserFree(xml->parser);
    zip_fclose(xml->file);
    free(xml);
}

static enum XML_Status feed(struct xml *xml)
{
    void *room = XML_GetBuffer(xml->parser, PIECE);
    zip_int64_t n = room ? zip_fread(xml->file, room, PIECE) : -1;
    if (n < 0) {
        xml->fault = "its bytes cannot be unpacked";
        return XML_STATUS_ERROR;
    }
    xml->bytes += (size_t)n;
    xml->silence += (size_t)n;
    if (xml->bytes > MOST_BYTES || xml->silence > LONGEST_TAG) {
        xml->fault = xml->bytes > MOST_BYTES ? "it unpacks to more than 768 MB"
                                             : "a tag is longer than 4 MB";
        return XML_STATUS_ERROR;
    }
    xml->is_last = n == 0;
    return XML_ParseBuffer(xml->parser, (int)n, n == 0);
}

static void report(struct xml *xml, struct diag *diag)
{
    diag_error(diag, (struct place){.file = xml->package->shown}, "the workbook is damaged: %s: %s",
               xml->part, xml->fault ? xml->fault : XML_ErrorString(XML_GetErrorCode(xml->parser)));
}

bool xml_advance(struct xml *xml, struct diag *diag)
{
    for (;;) {
        enum XML_Status status = xml->is_suspended ? XML_ResumeParser(xml->parser)
                                 : xml->is_last    ? XML_STATUS_OK
                                                   : feed(xml);
        xml->is_suspended = status == XML_STATUS_SUSPENDED;
        if (xml->is_suspended)
            return true;
        if (status == XML_STATUS_ERROR)
            report(xml, diag);
        if (status == XML_STATUS_ERROR || xml->is_last)
            break;
    }
    xml->is_last = true;
    return false;
}

bool xml_read(const struct package *package, const char *part, const struct xml_events *events,
              void *context, struct diag *diag)
{
    size_t errors = diag_errors(diag);
    struct xml *xml = xml_open(package, part, events, context, diag);
    while (xml && xml_advance(xml, diag))
        ;
    bool is_whole = xml && diag_errors(diag) == errors;
    xml_close(xml);
    return is_whole;
}
