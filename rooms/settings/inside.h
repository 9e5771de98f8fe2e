/* Inside of settings: reading and showing values. */
#ifndef KHUE_ROOMS_SETTINGS_INSIDE_H
#define KHUE_ROOMS_SETTINGS_INSIDE_H

#include "settings/settings.h"

bool clock_read(const char *text, int64_t *minutes);                       /* "7:30", "07:30", "7h30" */
/* A stored text as people read it: "Có", "31/05/2027", the label of a choice (source text), "14". */
const char *setting_words(struct ask *a, const struct setting *s, const char *text);

#endif
