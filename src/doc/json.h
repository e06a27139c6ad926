/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON (RFC 8259) into the same tree as YAML, so that data may come as either. */
#ifndef DOC_JSON_H
#define DOC_JSON_H

#include "doc/yaml.h"

/* Data of a user: JSON when the file is called so or reads as such, else YAML. */
struct yaml *data_parse(struct arena *, struct text, struct place start, struct diag *);

#endif
