/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The translations of a run: each PO file is read once, when the first document asks for it, and
 * how far each language has come is counted once. */
#ifndef RUN_TRANSLATIONS_H
#define RUN_TRANSLATIONS_H

#include "db/store.h"
#include "doc/edition.h"
#include "doc/manifest.h"

struct translations;
struct translator;

/* store may be NULL. All that is borrowed must live as long. */
struct translations *translations_new(struct arena *, const struct library *,
                                      const struct manifest *, struct store *);
/* Reads a language's PO file, unless that is done. False: it has a fault, reported this first time.
 */
bool translations_read(struct translations *, const char *lang, struct diag *);
/* Into a language; NULL: it is the source's own, nothing is replaced. Where there is no PO file,
 * one with a fault, or no need of one (an easy language), the translator has no catalog. */
const struct translator *translations_into(struct translations *, const char *lang);
/* Warns where a language that is translated by units has no PO file at all. */
void translations_judge(struct translations *, const char *lang, struct diag *);
/* Warns of PO files that no language of the manifest uses. */
void translations_judge_files(struct translations *, struct diag *);
/* The languages of an entry with their states; second may be NULL. */
const struct edition *translations_edition(struct arena *, struct translations *,
                                           const struct entry *, const char *lang,
                                           const char *second);

#endif
