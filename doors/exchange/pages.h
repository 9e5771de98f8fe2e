/* The pages of exchange: out, in, on. */
#ifndef KHUE_DOORS_EXCHANGE_PAGES_H
#define KHUE_DOORS_EXCHANGE_PAGES_H

#include "exchange/inside.h"
#include "exchange/views.h"
#include "web/form.h"
#include "web/reply.h"

extern const struct form_spec out_form, file_form, store_form, run_form, forward_form, turn_form;
rc out_page(struct ctx *c, struct reply *r);
rc out_action(struct ctx *c, struct reply *r);
rc in_page(struct ctx *c, struct reply *r);
rc file_action(struct ctx *c, struct reply *r);
rc store_action(struct ctx *c, struct reply *r);
rc run_action(struct ctx *c, struct reply *r);
rc refused_file(struct ctx *c, struct reply *r);
rc forward_page(struct ctx *c, struct reply *r);
rc forward_action(struct ctx *c, struct reply *r);
rc turn_action(struct ctx *c, struct reply *r);

/* The last runs, out or in, with what became of their jobs. */
rc runs_show(struct ctx *c, bool out, struct run_shown **rows, size_t *n);
struct run_asked { struct new_run run; const struct blob_taken *taken; int64_t quota; const char *school_code; };
rc run_ask(struct ctx *c, const struct run_asked *in);          /* then see_other(r, c->key->answer) */
const char *id_shown(struct arena *a, int64_t id);

#endif
