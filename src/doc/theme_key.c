/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a theme's keys: a new key is a line here, a member in theme.h and a use in page/.
 */
#include "doc/theme_key.h"

const struct theme_key theme_look_keys[] = {
    {"font", TYPE_FONT, 0},
    {"size", TYPE_POINTS, offsetof(struct look, size)},
    {"leading", TYPE_POINTS, offsetof(struct look, leading)},
    {"color", TYPE_INK, offsetof(struct look, color)},
    {"figures", TYPE_FIGURES, offsetof(struct look, figures)},
    {"tabular", TYPE_BOOL, offsetof(struct look, is_tabular)},
};

#define AT(member) offsetof(struct theme, member)

const struct theme_key theme_looks[] = {
    {"body", TYPE_LOOK, AT(body.look)},
    {"lead", TYPE_LOOK, AT(lead.look)},
    {"headings.h1", TYPE_LOOK, AT(heading[0].look)},
    {"headings.h2", TYPE_LOOK, AT(heading[1].look)},
    {"headings.h3", TYPE_LOOK, AT(heading[2].look)},
    {"headings.h4", TYPE_LOOK, AT(heading[3].look)},
    {"headings.h5", TYPE_LOOK, AT(heading[4].look)},
    {"headings.h6", TYPE_LOOK, AT(heading[5].look)},
    {"kicker", TYPE_LOOK, AT(kicker)},
    {"tab.number", TYPE_LOOK, AT(tab.number)},
    {"code", TYPE_LOOK, AT(code)},
    {"side", TYPE_LOOK, AT(side)},
    {"side-label", TYPE_LOOK, AT(strong_side)},
    {"caption", TYPE_LOOK, AT(caption.look)},
    {"table.cell", TYPE_LOOK, AT(table.cell)},
    {"table.head", TYPE_LOOK, AT(table.head)},
    {"facts.number", TYPE_LOOK, AT(facts.number)},
    {"facts.label", TYPE_LOOK, AT(facts.label)},
    {"quote", TYPE_LOOK, AT(quote.look)},
    {"note", TYPE_LOOK, AT(note.look)},
    {"note.label", TYPE_LOOK, AT(note.label)},
    {"agenda.time", TYPE_LOOK, AT(agenda.time)},
    {"agenda.title", TYPE_LOOK, AT(agenda.title)},
    {"agenda.who", TYPE_LOOK, AT(agenda.who)},
    {"agenda.pause", TYPE_LOOK, AT(agenda.pause)},
    {"contents.heading", TYPE_LOOK, AT(contents.heading)},
    {"contents.title", TYPE_LOOK, AT(contents.title)},
    {"contents.page", TYPE_LOOK, AT(contents.page)},
    {"contents.sub-title", TYPE_LOOK, AT(contents.sub_title)},
    {"footnote", TYPE_LOOK, AT(footnote.look)},
    {"cover.kicker", TYPE_LOOK, AT(cover.kicker)},
    {"cover.title", TYPE_LOOK, AT(cover.title)},
    {"cover.subtitle", TYPE_LOOK, AT(cover.subtitle)},
    {"cover.data", TYPE_LOOK, AT(cover.data)},
    {"cover.language", TYPE_LOOK, AT(cover.language)},
    {"cover.sender", TYPE_LOOK, AT(cover.sender)},
    {"cover.return", TYPE_LOOK, AT(cover.back)},
    {"cover.address", TYPE_LOOK, AT(cover.address)},
    {"cover.stamp", TYPE_LOOK, AT(cover.stamp)},
    {"cover.enclosures", TYPE_LOOK, AT(cover.enclosures)},
    {"logos.label", TYPE_LOOK, AT(logos.label)},
    {"logos.role", TYPE_LOOK, AT(logos.role)},
    {"imprint.text", TYPE_LOOK, AT(imprint.look)},
    {"imprint.label", TYPE_LOOK, AT(imprint.label)},
    {"contact.name", TYPE_LOOK, AT(contact.name)},
    {"contact.line", TYPE_LOOK, AT(contact.line)},
};

#define HEADING(name, i)                                                                           \
    {"headings." name ".before", TYPE_LENGTH, AT(heading[i].before)},                              \
        {"headings." name ".after", TYPE_LENGTH, AT(heading[i].after)},                            \
        {"headings." name ".at", TYPE_HANG, AT(heading[i].at_hang)},                               \
        {"headings." name ".page", TYPE_NEW_PAGE, AT(heading[i].new_page)},                        \
        {"headings." name ".number", TYPE_WEIGHT, AT(heading[i].number_weight)},                   \
    {                                                                                              \
        "headings." name ".balance", TYPE_BOOL, AT(heading[i].balance)                             \
    }
#define BOX(name, member)                                                                          \
    {"note." name ".background", TYPE_COLOR, AT(note.member.background)},                          \
    {                                                                                              \
        "note." name ".rule", TYPE_COLOR, AT(note.member.rule)                                     \
    }

const struct theme_key theme_keys[] = {
    {"page.size", TYPE_SIZE, AT(page.width)},
    {"page.inside", TYPE_LENGTH, AT(page.inside)},
    {"page.outside", TYPE_LENGTH, AT(page.outside)},
    {"page.top", TYPE_LENGTH, AT(page.top)},
    {"page.bottom", TYPE_LENGTH, AT(page.bottom)},
    {"page.hang", TYPE_LENGTH, AT(page.hang)},
    {"page.gutter", TYPE_LENGTH, AT(page.gutter)},
    {"page.mirror", TYPE_BOOL, AT(page.mirrors)},
    {"page.bleed", TYPE_LENGTH, AT(page.bleed)},
    {"grid.leading", TYPE_LENGTH, AT(grid_leading)},
    {"grid.parts", TYPE_INT, AT(grid_parts)},
    {"grid.lines", TYPE_INT, AT(grid_lines)},
    {"tab.width", TYPE_LENGTH, AT(tab.width)},
    {"tab.height", TYPE_LENGTH, AT(tab.height)},
    {"tab.y", TYPE_LENGTH, AT(tab.y)},
    {"tab.color", TYPE_COLOR, AT(tab.color)},
    {"body.align", TYPE_ALIGN, AT(body.align)},
    {"body.hyphens", TYPE_BOOL, AT(body.hyphens)},
    {"body.protrude", TYPE_BOOL, AT(body.protrude)},
    {"body.indent", TYPE_LENGTH, AT(body.indent)},
    {"body.space", TYPE_LENGTH, AT(body.space)},
    {"body.expand", TYPE_INT, AT(body.expand)},
    {"lead.after", TYPE_LENGTH, AT(lead.after)},
    HEADING("h1", 0),
    HEADING("h2", 1),
    HEADING("h3", 2),
    HEADING("h4", 3),
    HEADING("h5", 4),
    HEADING("h6", 5),
    {"list.bullet", TYPE_STRING, AT(list.bullet)},
    {"list.text-at", TYPE_LENGTH, AT(list.text_at)},
    {"list.item-space", TYPE_LENGTH, AT(list.item_space)},
    {"list.around", TYPE_LENGTH, AT(list.around)},
    {"link.color", TYPE_INK, AT(link.color)},
    {"link.underline", TYPE_BOOL, AT(link.underline)},
    {"caption.label", TYPE_INK, AT(caption.label_color)},
    {"caption.after", TYPE_LENGTH, AT(caption.after)},
    {"table.row-padding", TYPE_LENGTH, AT(table.row_padding)},
    {"table.gutter", TYPE_LENGTH, AT(table.gutter)},
    {"table.space", TYPE_LENGTH, AT(table.space)},
    {"table.head-rule", TYPE_RULE, AT(table.head_rule)},
    {"table.row-rule", TYPE_RULE, AT(table.row_rule)},
    {"table.last-rule", TYPE_RULE, AT(table.last_rule)},
    {"table.sum-rule", TYPE_RULE, AT(table.sum_rule)},
    {"table.group-background", TYPE_COLOR, AT(table.group_background)},
    {"table.missing", TYPE_STRING, AT(table.missing)},
    {"facts.columns", TYPE_INT, AT(facts.columns)},
    {"facts.first", TYPE_INK, AT(facts.first_color)},
    {"facts.rule", TYPE_RULE, AT(facts.rule)},
    {"quote.before", TYPE_LENGTH, AT(quote.before)},
    {"quote.after", TYPE_LENGTH, AT(quote.after)},
    {"quote.hang-mark", TYPE_LENGTH, AT(quote.hang_mark)},
    {"note.rule", TYPE_LENGTH, AT(note.rule)},
    {"note.padding-x", TYPE_LENGTH, AT(note.padding_x)},
    {"note.padding-y", TYPE_LENGTH, AT(note.padding_y)},
    {"note.around", TYPE_LENGTH, AT(note.around)},
    BOX("note", note),
    BOX("tip", tip),
    BOX("warning", warning),
    BOX("important", important),
    {"agenda.rule", TYPE_RULE, AT(agenda.rule)},
    {"agenda.padding", TYPE_LENGTH, AT(agenda.padding)},
    {"contents.item", TYPE_LENGTH, AT(contents.item)},
    {"contents.sub", TYPE_LENGTH, AT(contents.sub)},
    {"footnote.rule", TYPE_RULE, AT(footnote.rule)},
    {"footnote.rule-length", TYPE_LENGTH, AT(footnote.rule_length)},
    {"footnote.hang", TYPE_LENGTH, AT(footnote.hang)},
    {"footnote.gap", TYPE_LENGTH, AT(footnote.gap)},
    {"cover.layout", TYPE_COVER, AT(cover.layout)},
    {"cover.ground", TYPE_COLOR, AT(cover.ground)},
    {"cover.tag", TYPE_COLOR, AT(cover.tag)},
    {"cover.picture-height", TYPE_PERCENT, AT(cover.picture_height)},
    {"cover.rule", TYPE_RULE, AT(cover.rule)},
    {"cover.picture-size", TYPE_LENGTH, AT(cover.picture_size)},
    {"cover.block-top", TYPE_LENGTH, AT(cover.block_top)},
    {"cover.logos-bottom", TYPE_LENGTH, AT(cover.logos_bottom)},
    {"columns.gutter", TYPE_LENGTH, AT(columns.gutter)},
    {"columns.rule", TYPE_RULE, AT(columns.rule)},
    {"logos.height", TYPE_LENGTH, AT(logos.height)},
    {"logos.gap", TYPE_LENGTH, AT(logos.gap)},
    {"contact.rule", TYPE_RULE, AT(contact.rule)},
    {"head.y", TYPE_LENGTH, AT(head.y)},
    {"foot.y", TYPE_LENGTH, AT(foot.y)},
};

const size_t theme_key_count = sizeof theme_keys / sizeof *theme_keys;
const size_t theme_look_count = sizeof theme_looks / sizeof *theme_looks;
const size_t theme_look_key_count = sizeof theme_look_keys / sizeof *theme_look_keys;
