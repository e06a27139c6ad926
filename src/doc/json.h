/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON (RFC 8259) into the same tree as YAML, so that data may come as either. */
#ifndef DOC_JSON_H
#define DOC_JSON_H

#include "doc/yaml.h"

/* Parses text that begins at `start`. NULL when it is no JSON: reported, unless diag is NULL. A
 * string is a quoted scalar; numbers, true, false and null are plain ones. */
struct yaml *json_parse(struct arena *, struct text, struct place start, struct diag *);
/* Data of a user: JSON when the file is called so or reads as such, else YAML. */
struct yaml *data_parse(struct arena *, struct text, struct place start, struct diag *);

#endif
