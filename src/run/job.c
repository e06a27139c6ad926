/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The spine: read -> expand -> parse -> lay out -> write. Each stage takes the one before it as a
 * constant; faults are gathered, and a document with any is not written. */
#include "run/job.h"

#include <errno.h>
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "doc/builtin.h"
#include "doc/hold.h"
#include "doc/language.h"
#include "doc/protocol.h"
#include "page/flow.h"
#include "pdf/pdf.h"
#include "run/lock.h"

struct work {
    const struct job *job;
    const struct kit *kit;
    struct store *store;
    struct arena *arena;
    struct diag *diag;
    const struct front *front;
    struct binding *param;
    size_t params;
    struct table **result; /* of the checks that the template lists */
    size_t results;
    const char *lang;
    const struct translator *translator, *second; /* into the document's languages, or NULL */
    enum purpose purpose;
    struct locale *locale, *second_locale; /* second: NULL but in a bilingual edition */
    const struct theme *theme;             /* loaded without a message, or NULL */
    struct outcome outcome;
};

static bool has_failed(const struct work *w)
{
    return diag_errors(w->diag) > 0 || (w->job->is_strict && diag_warnings(w->diag) > 0);
}

/* Parameters */

static const struct argument *find_argument(const struct job *job, const char *name)
{
    for (size_t i = 0; i < job->arguments; i++)
        if (strcmp(job->argument[i].name, name) == 0)
            return &job->argument[i];
    return NULL;
}

static bool bind_value(struct work *w, const struct param *param, struct value *out)
{
    const struct argument *a = find_argument(w->job, param->name);
    struct place at = param->at;
    at.row = w->job->at.row;
    if (!a && param->has_default) {
        *out = param->preset;
        return true;
    }
    if (!a) {
        diag_error(w->diag, at, "parameter '%s' has no value", param->name);
        return false;
    }
    if (a->value.kind == VALUE_NULL && a->is_from_row) {
        *out = a->value;
        return true;
    }
    if (param_read(w->arena, param->type, a->value.s, out))
        return true;
    diag_error(w->diag, at, "parameter '%s' wants %s, not '%.*s'", param->name,
               param_type_name(param->type), (int)a->value.s.n, a->value.s.p);
    return false;
}

static void report_undeclared(struct work *w)
{
    const char **known = ARENA_ARRAY(w->arena, const char *, w->front->params + 1);
    for (size_t i = 0; i < w->front->params; i++)
        known[i] = w->front->param[i].name;
    for (size_t i = 0; i < w->job->arguments; i++) {
        const struct argument *a = &w->job->argument[i];
        bool is_declared = a->is_from_row;
        for (size_t k = 0; k < w->front->params; k++)
            is_declared = is_declared || strcmp(known[k], a->name) == 0;
        if (is_declared)
            continue;
        diag_error(w->diag, w->job->at, "the template declares no parameter '%s'", a->name);
        diag_suggest(w->diag, w->job->at, text_of(a->name), known, w->front->params);
    }
}

static bool bind_params(struct work *w)
{
    bool is_complete = true;
    w->param = ARENA_ARRAY(w->arena, struct binding, w->front->params + 1);
    for (size_t i = 0; i < w->front->params; i++) {
        struct binding *b = &w->param[w->params++];
        b->name = w->front->param[i].name;
        is_complete = bind_value(w, &w->front->param[i], &b->value) && is_complete;
    }
    report_undeclared(w);
    return is_complete;
}

/* Checks */

static void add_checks(struct work *w, const struct check_name *check, size_t n,
                       struct check_list *list)
{
    check_list_add(w->arena, &w->kit->library, check, n, list, w->diag);
}

/* The template's and the manifest's, each once. */
static void run_checks(struct work *w)
{
    const struct job *job = w->job;
    const struct front *front = w->front;
    const struct builtins builtins = {job->date, purpose_name(w->purpose), w->lang, job->edition};
    struct protocol p = {.arena = w->arena,
                         .library = &w->kit->library,
                         .store = w->store,
                         .is_kept = front->finding || job->finding,
                         .tells_all = job->tells_all,
                         .diag = w->diag};
    p.binding = builtin_bindings(w->arena, &builtins, w->param, w->params, &p.bindings);
    add_checks(w, front->check, front->checks, &p.checks);
    add_checks(w, job->check, job->checks, &p.checks);
    add_checks(w, front->finding, front->findings, &p.findings);
    add_checks(w, job->finding, job->findings, &p.findings);
    w->result = protocol_run(&p, &w->results);
}

/* Stages */

/* The document's languages, for templates that tell of them. */
static const struct edition *editions_of(struct work *w)
{
    const struct job *job = w->job;
    struct edition *alone = ARENA_NEW(w->arena, struct edition);
    struct edition_state *state = ARENA_NEW(w->arena, struct edition_state);
    if (job->translations)
        return translations_edition(w->arena, job->translations, job->entry, job->lang,
                                    job->second);
    *state = (struct edition_state){
        .tag = w->lang, .endonym = language_endonym(w->arena, w->lang), .is_source = true};
    *alone = (struct edition){.state = state, .states = 1, .second = SIZE_MAX};
    return alone;
}

static struct expansion *expand(struct work *w, const struct template *template)
{
    struct inputs in = {.store = w->store,
                        .param = w->param,
                        .params = w->params,
                        .result = w->result,
                        .results = w->results,
                        .project = w->job->project,
                        .data = w->job->data,
                        .lang = w->lang,
                        .edition = w->job->edition,
                        .today = w->job->date,
                        .purpose = purpose_name(w->purpose),
                        .language = w->job->language,
                        .second_lang = w->job->second,
                        .translator = w->translator,
                        .second = w->second,
                        .languages = editions_of(w),
                        .locale = w->locale,
                        .second_locale = w->second_locale};
    return template_expand(w->arena, template, &in, w->diag);
}

static int64_t suppression(const struct work *w)
{
    return w->job->suppress >= 0 ? w->job->suppress : w->front->suppress;
}

static struct tree *parse(struct work *w, const struct expansion *expansion, bool is_plain)
{
    struct tree_options options = {.lang = w->lang,
                                   .locale = w->locale,
                                   .library = &w->kit->library,
                                   .numbering = w->front->numbering,
                                   .suppress = suppression(w),
                                   .is_plain = is_plain};
    return tree_parse(w->arena, expansion, &options, w->diag);
}

static const struct theme *load_theme(struct work *w, struct diag *diag)
{
    const struct job *job = w->job;
    const char *name = job->theme           ? job->theme
                       : w->front->theme    ? w->front->theme
                       : job->default_theme ? job->default_theme
                                            : "house";
    struct place at = job->theme || !w->front->theme ? job->theme_at : w->front->theme_at;
    return theme_load(w->arena, &w->kit->library, name, at, w->front->page, diag);
}

/* The theme says which digits values have, long before pages are made. What is wrong with it is
 * told then. */
static void choose_digits(struct work *w)
{
    struct diag *unheard = diag_new(w->arena);
    const struct theme *theme = load_theme(w, unheard);
    if (theme && theme->digits == DIGITS_NATIVE)
        locale_use_native_digits(w->arena, w->locale);
    if (theme && theme->digits == DIGITS_NATIVE && w->second_locale)
        locale_use_native_digits(w->arena, w->second_locale);
    if (diag_count(unheard) == 0)
        w->theme = theme;
}

static size_t add_texts(const struct furniture *f, struct place at, struct furniture_text *out)
{
    size_t n = 0;
    for (size_t k = 0; k < FURNITURE_SETS; k++)
        for (size_t i = 0; i < f->set[k].items; i++)
            out[n++] = (struct furniture_text){f->set[k].item[i].text, at};
    return n;
}

/* What a theme prints of itself on every page. */
static const struct furniture_text *theme_texts(struct work *w, const struct theme *theme,
                                                size_t *n)
{
    size_t most = 2 * FURNITURE_SETS * FURNITURE_ITEMS;
    struct furniture_text *all = ARENA_ARRAY(w->arena, struct furniture_text, most);
    *n = add_texts(&theme->head, w->front->theme_at, all);
    *n += add_texts(&theme->foot, w->front->theme_at, all + *n);
    return all;
}

/* What an earlier build wrote shows it still. */
static void name_standing(struct work *w)
{
    const struct besides *beside = &w->outcome.beside;
    if (!w->job->output || w->job->dump != DUMP_NONE)
        return;
    if (file_exists(w->job->output))
        diag_note(w->diag, (struct place){.file = w->job->path},
                  "the file of an earlier build still stands");
    for (size_t i = 0; i < beside->n; i++)
        if (file_exists(beside->file[i].output))
            diag_note(w->diag, (struct place){.file = beside->file[i].path},
                      "the file of an earlier build still stands");
}

/* A document that shows what nobody released is not written; the one of an earlier build stays, so
 * it is named. */
static void hold(struct work *w, const struct tree *tree, const struct theme *theme,
                 const struct expansion *expansion)
{
    const struct release *release = w->kit->release[w->purpose];
    struct held held = {.tree = tree,
                        .title_at = w->front->title.at,
                        .running = expansion->running,
                        .runnings = expansion->runnings,
                        .attached = expansion->attached,
                        .attacheds = expansion->attacheds};
    if (!release)
        return;
    held.furniture = theme_texts(w, theme, &held.furnitures);
    if (release->broken) {
        diag_error(w->diag, w->job->at, "'%s' cannot be held against release gate '%s'",
                   w->job->path, release->broken);
        return;
    }
    if (release_hold(release, &held, w->diag))
        name_standing(w);
}

/* The document's date in its language: "31.01.2025", by style "long" "31. Januar 2025"; NULL: it
 * has none. */
static const char *document_date(const struct work *w, const char *style)
{
    if (!w->job->date)
        return NULL;
    struct value day = {.kind = VALUE_TEXT, .s = text_of(w->job->date)};
    struct format format = {.name = TEXT("date"), .argument = text_of(style)};
    const char *fault;
    return locale_format(w->arena, w->locale, &day, &format, NULL, &fault);
}

static bool lay_out(struct work *w, const struct tree *tree, const struct theme *theme,
                    const struct expansion *expansion, const struct page_sink *sink,
                    struct book *book)
{
    struct flow_options options = {.theme = theme,
                                   .fonts = w->kit->fonts,
                                   .shaper = w->kit->shaper,
                                   .edition = w->job->edition,
                                   .date = document_date(w, ""),
                                   .running = expansion->running,
                                   .runnings = expansion->runnings,
                                   .toc_depth = w->front->toc_depth,
                                   .max_pages = w->front->max_pages,
                                   .lock = lock_pages(w->job),
                                   .least_dpi = w->job->least_dpi,
                                   .front = {expansion->source->shown, 1, 1, NULL},
                                   .dump = w->job->dump == DUMP_FLOW ? stdout : NULL};
    if (w->job->is_draft) {
        options.draft = locale_word(w->locale, WORD_DRAFT);
        options.draft_date = document_date(w, "long");
    }
    bool is_whole = flow_run(w->arena, tree, &options, sink, book, w->diag);
    w->outcome.pages = book->pages;
    lock_learn(w->job, book);
    return is_whole;
}

/* Lays out for the messages and dumps alone. */
static void lay_out_unwritten(struct work *w, const struct tree *tree, const struct theme *theme,
                              const struct expansion *expansion)
{
    struct book book;
    const struct viewer *viewer = w->job->viewer;
    struct page_sink dump = {stdout, page_dump, page_dump_late, NULL};
    const struct page_sink *sink = w->job->dump == DUMP_PAGES ? &dump : &page_nowhere;
    if (viewer) {
        viewer->begin(viewer->context, w->job, tree, theme);
        sink = &viewer->sink;
    }
    lay_out(w, tree, theme, expansion, sink, &book);
}

static void report_unwritable(struct work *w)
{
    diag_error(w->diag, (struct place){.file = w->job->path}, "cannot write: %s", strerror(errno));
    w->outcome.is_unwritable = true;
}

static void give_up(struct work *w, struct output *out)
{
    besides_abandon(&w->outcome.beside);
    output_abandon(out);
}

/* All of its files get their names, the PDF last, or none does. */
static void publish(struct work *w, struct output *out)
{
    bool is_ready = output_settle(out);
    if (!is_ready)
        report_unwritable(w);
    if (!is_ready || !besides_commit(&w->outcome.beside, w->diag))
        give_up(w, out);
    else if (!output_commit(out))
        report_unwritable(w);
    else
        w->outcome.is_done = true;
}

/* An annotation cannot say its language, which is the document's. */
static const char *word_link(const struct work *w)
{
    bool is_foreign = locale_word_lang(w->locale, WORD_LINK_TO, w->lang) != NULL;
    return is_foreign ? "" : locale_word(w->locale, WORD_LINK_TO);
}

/* Of photos. */
static unsigned resolution(const struct work *w)
{
    if (w->front->dpi)
        return w->front->dpi;
    return w->purpose == PURPOSE_PRINT ? PRINT_DPI : SCREEN_DPI;
}

static void write_pdf(struct work *w, const struct tree *tree, const struct theme *theme,
                      const struct expansion *expansion)
{
    struct output *out = output_open(w->job->output);
    if (!out) {
        report_unwritable(w);
        return;
    }
    struct pdf_info info = {.title = tree->title,
                            .lang = w->lang,
                            .is_rtl = locale_is_rtl(w->locale),
                            .date = w->job->date,
                            .standards = w->outcome.standards,
                            .dpi = resolution(w),
                            .profile = w->kit->profile,
                            .at = {.file = w->job->path},
                            .word_link = text_of(word_link(w))};
    struct pdf *pdf = pdf_open(out, &info, w->diag);
    struct page_sink sink = {pdf, pdf_page, pdf_late, pdf_element};
    struct book book;
    struct besides *beside = &w->outcome.beside;
    bool is_whole = pdf && lay_out(w, tree, theme, expansion, &sink, &book);
    if (is_whole && !has_failed(w))
        is_whole = besides_write(beside, expansion, output_path(out) != NULL, pdf, w->diag);
    if (pdf)
        is_whole = pdf_close(pdf, is_whole ? &book : NULL, w->diag) && is_whole;
    w->outcome.is_unwritable = output_fault(out) != 0;
    if (is_whole && !has_failed(w))
        publish(w, out);
    else
        give_up(w, out);
    w->outcome.is_unwritable = w->outcome.is_unwritable || beside->is_unwritable;
}

static void print_expansion(const struct expansion *expansion)
{
    struct buf out = {0};
    expansion_print(expansion, &out);
    fwrite(out.p, 1, out.n, stdout);
    buf_done(&out);
}

/* What a file that goes with the document needs, and what speaks against it. */
static void judge_attached(struct work *w, const struct expansion *expansion)
{
    const struct job *job = w->job;
    for (size_t i = 0; i < expansion->attacheds; i++)
        attach_judge(&expansion->attached[i], suppression(w), w->diag);
    if (w->front->attaches && !job->date && job->dump == DUMP_NONE)
        diag_error(w->diag, w->front->attach[0].at,
                   "'attach' needs a date, which the attached files bear: 'date:' in the manifest "
                   "or SOURCE_DATE_EPOCH");
}

/* From the expanded text to the pages. */
static void typeset(struct work *w, const struct expansion *expansion, bool is_plain)
{
    struct tree *tree = parse(w, expansion, is_plain);
    if (w->job->dump == DUMP_TREE) {
        tree_dump(tree, stdout);
        w->outcome.is_done = !has_failed(w);
        return;
    }
    const struct theme *theme = w->theme ? w->theme : load_theme(w, w->diag);
    if (!theme)
        return;
    hold(w, tree, theme, expansion);
    easy_lint(tree, &w->front->easy, w->diag);
    judge_attached(w, expansion);
    bool is_wanted = w->job->dump == DUMP_NONE && w->job->output && !w->job->viewer;
    if (is_wanted && !has_failed(w)) {
        write_pdf(w, tree, theme, expansion);
    } else {
        lay_out_unwritten(w, tree, theme, expansion);
        w->outcome.is_done = !has_failed(w);
    }
}

/* A file that is not PDF/A itself has no place in PDF/A-2, and a file says of one part only that it
 * keeps to it (ISO 19005-2 and -3, 6.8 and 6.6.4). */
static void judge_standards(struct work *w)
{
    const struct front *front = w->front;
    unsigned named = w->outcome.standards, second = named & (STANDARD_A_2A | STANDARD_A_2U);
    bool is_third = named & STANDARD_A_3A, is_own = !w->job->standards;
    struct place at = is_own ? front->standards_at : w->job->at;
    if (is_third && second)
        diag_error(w->diag, at, "standards '%s' and 'a-3a' exclude each other",
                   standard_name(second & STANDARD_A_2A ? STANDARD_A_2A : STANDARD_A_2U));
    if (!front->attaches || is_third)
        return;
    diag_error(w->diag, front->attach[0].at, "'attach' needs the standard 'a-3a'");
    if (is_own)
        diag_note(w->diag, at, "these standards are named here");
    else
        diag_note(w->diag, at, "--standard names others");
}

static void choose_settings(struct work *w)
{
    const struct job *job = w->job;
    w->lang = job->lang ? job->lang : w->front->lang ? w->front->lang : "de";
    w->locale = locale_open(w->arena, w->lang);
    w->second_locale = job->second ? locale_open(w->arena, job->second) : NULL;
    w->outcome.lang = job->language ? job->language : w->lang;
    w->outcome.standards = job->standards ? job->standards : w->front->standards;
    if (!w->outcome.standards)
        w->outcome.standards = STANDARD_UA_1 | (w->front->attaches ? STANDARD_A_3A : STANDARD_A_2A);
    judge_standards(w);
    bool is_print = (job->edition && strcmp(job->edition, "print") == 0) ||
                    (w->outcome.standards & STANDARD_X_4);
    w->purpose = is_print ? PURPOSE_PRINT : PURPOSE_WEB;
}

/* Whose sentences stand in place of the template's. */
static void choose_translators(struct work *w)
{
    const struct job *job = w->job;
    if (!job->translations)
        return;
    w->translator = translations_into(job->translations, job->lang);
    translations_judge(job->translations, job->lang, w->diag);
    if (!job->second)
        return;
    w->second = translations_into(job->translations, job->second);
    translations_judge(job->translations, job->second, w->diag);
}

static void run_stages(struct work *w)
{
    const struct job *job = w->job;
    struct source *source = source_read(w->arena, &w->kit->library, job->source, job->at, w->diag);
    if (!source)
        return;
    bool is_plain = !job->is_template && !source_is_template(w->arena, source);
    choose_translators(w);
    edition_judge_text(w->arena, source, w->translator, w->diag);
    struct template *template = template_parse(w->arena, &w->kit->library, source, is_plain,
                                               job->is_replacement ? NULL : w->translator, w->diag);
    if (!template)
        return;
    w->front = template_front(template);
    w->outcome.beside = besides_list(w->arena, w->front, job->path, job->output);
    choose_settings(w);
    choose_digits(w);
    if (w->store)
        store_set_language(w->store, w->lang);
    if (!bind_params(w))
        return;
    run_checks(w);
    struct expansion *expansion = expand(w, template);
    if (w->store)
        store_forget_results(w->store); /* nothing asks any more, and pages need the memory */
    if (expansion->is_stopped)
        return;
    if (job->dump == DUMP_EXPAND) {
        print_expansion(expansion);
        w->outcome.is_done = !has_failed(w);
        return;
    }
    typeset(w, expansion, is_plain);
}

struct outcome job_run(const struct job *job, const struct kit *kit, struct store *store,
                       struct arena *arena, struct diag *diag)
{
    struct work w = {.job = job, .kit = kit, .store = store, .arena = arena, .diag = diag};
    run_stages(&w);
    if (store)
        store_forget_results(store);
    return w.outcome;
}
