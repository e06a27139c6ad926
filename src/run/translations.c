/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One slot a language. Units of the workspace are cut only when a document's state is asked for. */
#include "run/translations.h"

#include <string.h>

#include "base/file.h"
#include "doc/language.h"
#include "doc/locale.h"
#include "doc/translate.h"
#include "doc/unit.h"

struct slot { /* a language of the workspace */
    struct translator translator;
    struct edition_state state;
    bool is_read, is_there /* its PO file */, is_counted;
};

struct translations {
    struct arena *arena;
    const struct library *library;
    const struct manifest *manifest;
    struct store *store;
    struct units units;
    bool is_cut;
    struct slot *slot; /* the source's first */
    size_t slots;
};

struct translations *translations_new(struct arena *arena, const struct library *library,
                                      const struct manifest *manifest, struct store *store)
{
    struct translations *t = ARENA_NEW(arena, struct translations);
    const char **lang;
    *t = (struct translations){
        .arena = arena, .library = library, .manifest = manifest, .store = store};
    t->slots = manifest_languages(arena, manifest, &lang);
    t->slot = ARENA_ARRAY(arena, struct slot, t->slots);
    for (size_t i = 0; i < t->slots; i++) {
        t->slot[i].translator = (struct translator){.lang = lang[i],
                                                    .source_lang = manifest->source_lang,
                                                    .column = manifest->translatable,
                                                    .columns = manifest->translatables};
        t->slot[i].state = (struct edition_state){.tag = lang[i],
                                                  .endonym = language_endonym(arena, lang[i]),
                                                  .is_source = i == 0,
                                                  .is_easy = i > 0 && language_is_easy(lang[i])};
    }
    return t;
}

static bool has_catalog(const struct slot *slot)
{
    return !slot->state.is_source && !slot->state.is_easy;
}

static const char *po_path(const struct translations *t, const char *lang)
{
    return arena_printf(t->arena, "po/%s.po", lang);
}

/* A person, else a team. One that is called as its language, as in a new file, is nobody yet. */
static struct text translator_of(struct translations *t, const char *lang, struct credit credit)
{
    bool is_named = !text_is(credit.team, locale_describe(t->arena, lang).name);
    return credit.translator.n ? credit.translator : is_named ? credit.team : TEXT("");
}

static void read_catalog(struct translations *t, struct slot *slot, struct diag *diag)
{
    const char *lang = slot->translator.lang;
    slot->is_read = true;
    if (!has_catalog(slot))
        return;
    slot->is_there = name_is_taken(path_join(t->arena, t->library->root, po_path(t, lang)));
    slot->translator.catalog = catalog_load(t->arena, t->library, lang, diag);
    struct credit credit = catalog_credit(slot->translator.catalog);
    slot->state.translator = translator_of(t, lang, credit);
    slot->state.revised = credit.revised;
    slot->state.is_reviewed = credit.is_reviewed;
}

/* NULL: no language of the workspace. */
static struct slot *slot_of(const struct translations *t, const char *lang)
{
    for (size_t i = 0; i < t->slots; i++)
        if (strcmp(t->slot[i].translator.lang, lang) == 0)
            return &t->slot[i];
    return NULL;
}

/* With its catalog. */
static struct slot *find(struct translations *t, const char *lang, struct diag *diag)
{
    struct slot *slot = slot_of(t, lang);
    if (slot && !slot->is_read)
        read_catalog(t, slot, diag);
    return slot;
}

static struct slot *find_silently(struct translations *t, const char *lang)
{
    return find(t, lang, diag_new(t->arena));
}

bool translations_read(struct translations *t, const char *lang, struct diag *diag)
{
    const struct slot *slot = find(t, lang, diag);
    return !slot || !slot->is_there || slot->translator.catalog;
}

const struct translator *translations_into(struct translations *t, const char *lang)
{
    const struct slot *slot = find_silently(t, lang);
    return slot && !slot->state.is_source ? &slot->translator : NULL;
}

void translations_judge(struct translations *t, const char *lang, struct diag *diag)
{
    const struct slot *slot = find_silently(t, lang);
    if (slot && has_catalog(slot) && !slot->is_there)
        diag_warn(diag, (struct place){.file = po_path(t, lang)},
                  "there is no such file: nothing is translated into '%s'", lang);
}

void translations_judge_files(struct translations *t, struct diag *diag)
{
    const char **name, **known;
    size_t n = library_names(t->arena, t->library, SHELF_PO, &name);
    size_t languages = manifest_languages(t->arena, t->manifest, &known);
    for (size_t i = 0; i < n; i++) {
        const struct slot *slot = slot_of(t, name[i]);
        struct place at = {.file = po_path(t, name[i])};
        if (slot && has_catalog(slot))
            continue;
        if (!slot)
            diag_warn(diag, at, "'%s' is not among the manifest's targets: the file is not used",
                      name[i]);
        else if (slot->state.is_easy)
            diag_warn(diag, at,
                      "'%s' is not translated sentence by sentence, but has texts of its own, such "
                      "as text/NAME.%s.md: the file is not used",
                      name[i], name[i]);
        else
            diag_warn(diag, at, "'%s' is the source's language: the file is not used", name[i]);
        if (!slot && strlen(name[i]) > 2)
            diag_suggest(diag, at, text_of(name[i]), known, languages);
    }
}

/* States */

static const struct edition_state *state_of(struct translations *t, const char *lang)
{
    struct slot *slot = find_silently(t, lang);
    if (!t->is_cut)
        units_of_workspace(t->arena, t->library, t->manifest, t->store, &t->units,
                           diag_new(t->arena));
    t->is_cut = true;
    if (!slot->is_counted && has_catalog(slot))
        slot->state.tally = translation_tally(&t->units, slot->translator.catalog);
    slot->is_counted = true;
    return &slot->state;
}

static size_t add_state(struct translations *t, struct edition *out, struct edition_state *all,
                        const char *lang)
{
    size_t i = 0;
    while (i < out->states && strcmp(all[i].tag, lang) != 0)
        i++;
    if (i == out->states)
        all[out->states++] = *state_of(t, lang);
    return i;
}

const struct edition *translations_edition(struct arena *arena, struct translations *t,
                                           const struct entry *entry, const char *lang,
                                           const char *second)
{
    struct edition *out = ARENA_NEW(arena, struct edition);
    struct edition_state *all = ARENA_ARRAY(arena, struct edition_state, t->slots);
    *out = (struct edition){.second_lang = second, .state = all, .second = SIZE_MAX};
    for (size_t i = 0; i < entry->langs; i++) {
        add_state(t, out, all, entry->lang[i].lang);
        if (entry->lang[i].second)
            add_state(t, out, all, entry->lang[i].second);
    }
    out->current = add_state(t, out, all, lang);
    if (second)
        out->second = add_state(t, out, all, second);
    return out;
}
