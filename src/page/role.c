/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The structure types' names, as PDF spells them. */
#include "page/page.h"

const char *const role_names[ROLES] = {
    [ROLE_DOCUMENT] = "Document", [ROLE_H1] = "H1",       [ROLE_H2] = "H2",
    [ROLE_H3] = "H3",             [ROLE_H4] = "H4",       [ROLE_H5] = "H5",
    [ROLE_H6] = "H6",             [ROLE_P] = "P",         [ROLE_L] = "L",
    [ROLE_LI] = "LI",             [ROLE_LBL] = "Lbl",     [ROLE_LBODY] = "LBody",
    [ROLE_BLOCKQUOTE] = "BlockQuote", [ROLE_CODE] = "Code", [ROLE_TABLE] = "Table",
    [ROLE_THEAD] = "THead",       [ROLE_TBODY] = "TBody", [ROLE_TR] = "TR",
    [ROLE_TH] = "TH",             [ROLE_TD] = "TD",       [ROLE_CAPTION] = "Caption",
    [ROLE_FIGURE] = "Figure",     [ROLE_NOTE] = "Note",   [ROLE_REFERENCE] = "Reference",
    [ROLE_LINK] = "Link",         [ROLE_TOC] = "TOC",     [ROLE_TOCI] = "TOCI",
    [ROLE_DIV] = "Div",           [ROLE_ASIDE] = "Aside", [ROLE_SPAN] = "Span",
};
