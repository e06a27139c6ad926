/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `translate status`: how far each language has come, counted against the source as it is now. What
 * a PO file has beyond that is no matter. */
#include "doc/catalog.h"
#include "doc/tally.h"
#include "run/translate.h"

/* What is not translated, at the source's place, is told by -v and in JSON; what is translated with
 * a fault, always, at the translation's. */
static void judge(struct translate *t, const char *lang, const struct catalog *catalog)
{
    for (size_t i = 0; i < t->messages; i++) {
        const struct message *m = &t->message[i];
        struct translation found = catalog_find(catalog, m->context, m->text);
        struct place at = m->places ? m->at[0] : (struct place){.file = POT_FILE};
        if (found.state == TRANSLATION_DONE) {
            message_check(t->arena, m, found.text, found.at, t->diag);
            continue;
        }
        diag_info(t->diag, at,
                  found.state == TRANSLATION_FUZZY ? "the translation into '%s' is fuzzy: '%s'"
                                                   : "no translation into '%s': '%s'",
                  lang, translate_quote(t->arena, m->text));
        if (found.state == TRANSLATION_FUZZY)
            diag_note(t->diag, found.at, "here");
    }
}

bool translate_status(struct translate *t)
{
    bool is_complete = true;
    for (size_t i = 0; i < t->langs; i++) {
        struct catalog *catalog = catalog_load(t->arena, &t->library, t->lang[i], t->diag);
        struct tally tally = translation_tally(&t->units, catalog);
        printf("%s %zu %zu %zu %d\n", t->lang[i], tally.translated, tally.fuzzy, tally.missing,
               tally_percent(tally));
        judge(t, t->lang[i], catalog);
        is_complete = is_complete && !tally.fuzzy && !tally.missing;
    }
    return is_complete || !t->options->is_strict;
}
