/* Inside of values: the closures of the editing page. */
#ifndef KHUE_ROOMS_VALUES_EDIT_H
#define KHUE_ROOMS_VALUES_EDIT_H

#include "values/values.h"

struct values_save { struct values_text text; person_id by; int64_t rev; /* 0: nothing was open */ bool send; };
rc values_save(struct tx *t, const struct values_save *in, void *out);

struct values_say { int64_t rev; person_id by; bool publish; const char *reason; };
rc values_say(struct tx *t, const struct values_say *in, void *out);

/* picture.c */
#define VALUES_PICTURE "values.picture"
extern const struct form_spec picture_form, picture_drop_form;
rc picture_page(struct ctx *c, struct reply *r);
rc picture_action(struct ctx *c, struct reply *r);
rc picture_drop_action(struct ctx *c, struct reply *r);

#endif
