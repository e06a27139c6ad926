/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The header field Plural-Forms. No entry of ours has plural forms; translators' programs want the
 * field all the same. The formulas are those of gettext's manual, section "Plural forms". */
#include <string.h>

#include "doc/catalog_write.h"

static const struct {
    const char *forms, *languages; /* languages: each between spaces */
} rules[] = {
    {"nplurals=1; plural=0;", " vi ja ko zh th id ms my lo km jv su yo ig bo dz ug "},
    {"nplurals=2; plural=(n > 1);",
     " fr pt-br ti am ln mg wa bn hi gu kn zu fa prs hy fil pa si ak oc "},
    {"nplurals=2; plural=(n%10!=1 || n%100==11);", " is mk "},
    {"nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) "
     "? 1 : 2);",
     " ru uk be sr hr bs sh rue "},
    {"nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
     " pl szl "},
    {"nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;", " cs sk "},
    {"nplurals=3; plural=n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2;", " ro mo "},
    {"nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);", " lv ltg "},
    {"nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);",
     " lt "},
    {"nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
     " sl hsb dsb "},
    {"nplurals=5; plural=n==1 ? 0 : n==2 ? 1 : n<7 ? 2 : n<11 ? 3 : 4;", " ga "},
    {"nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? "
     "4 "
     ": 5;",
     " ar "},
    {"nplurals=4; plural=n==1 ? 0 : n==2 ? 1 : n!=0 && n%10==0 ? 2 : 3;", " he "},
};

static const char *find(struct text tag)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct text rest = text_of(rules[i].languages), word;
        while (text_next_part(&rest, ' ', &word))
            if (word.n && text_equal_caseless(word, tag))
                return rules[i].forms;
    }
    return NULL;
}

const char *catalog_plural_forms(const char *lang)
{
    const char *forms = find(text_of(lang));
    if (!forms)
        forms = find(text_slice(text_of(lang), 0, strcspn(lang, "-")));
    return forms ? forms : "nplurals=2; plural=(n != 1);";
}
