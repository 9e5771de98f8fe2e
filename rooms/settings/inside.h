/* Inside of settings: reading and showing values, the handlers. */
#ifndef KHUE_ROOMS_SETTINGS_INSIDE_H
#define KHUE_ROOMS_SETTINGS_INSIDE_H

#include "settings/settings.h"
#include "web/form.h"
#include "web/reply.h"

bool clock_read(const char *text, int64_t *minutes);                       /* "7:30", "07:30", "7h30" */
/* A stored text as people read it: "Có", "31/05/2027", the label of a choice (source text), "14". */
const char *setting_words(struct ask *a, const struct setting *s, const char *text);
/* What would hold at this level without a value of its own. */
rc setting_without(struct ask *a, const struct setting *s, enum setting_level level, struct setting_value *out);

extern const struct form_spec settings_form;
rc settings_page(struct ctx *c, struct reply *r);
rc settings_action(struct ctx *c, struct reply *r);
rc system_settings_page(struct ctx *c, struct reply *r);
rc system_settings_action(struct ctx *c, struct reply *r);

#endif
