/* Inside of values: the closures of the editing pages. */
#ifndef KHUE_ROOMS_VALUES_EDIT_H
#define KHUE_ROOMS_VALUES_EDIT_H

#include "notices/notices.h"
#include "values/values.h"

enum values_act { ACT_DRAFT, ACT_SEND, ACT_PUBLISH, ACT_RETURN, ACT_PICTURE_SEND, ACT_PICTURE_PUBLISH, ACT_PICTURE_RETURN, ACT_PICTURE_BACK, ACT_PICTURE_DOWN,
                  ACT_GOAL_DRAFT, ACT_GOAL_SEND, ACT_GOAL_PUBLISH, ACT_GOAL_RETURN, ACT_GOAL_END, ACT_GOAL_DROP, ACT_MEASURE, ACT_EVIDENCE_ADD, ACT_EVIDENCE_SHOW, ACT_EVIDENCE_END };

struct values_save { struct values_text text; person_id by; int64_t rev; /* 0: nothing was open */ bool send; };
rc values_save(struct tx *t, const struct values_save *in, void *out);

struct values_say { int64_t rev; person_id by; bool publish; const char *reason; };
rc values_say(struct tx *t, const struct values_say *in, void *out);

/* ---- picture.c: the picture of the public page */
#define VALUES_PICTURE "values.picture"

/* What the page showed: the open offer and its rev, or (none) the published picture and its rev, or (neither) nothing. */
struct picture_seen { values_picture_id offer; file_id shown; int64_t rev; };
/* taken NULL: the picture that was seen, in other words. `publish`: by whoever has the word. */
struct picture_offer { const struct blob_taken *taken; const char *alt; struct picture_seen seen; person_id by; int64_t quota; bool publish; };
rc picture_give(struct tx *t, const struct picture_offer *in);
struct picture_say { struct picture_seen seen; person_id by; bool publish; const char *reason; };
rc picture_word(struct tx *t, const struct picture_say *in);
struct picture_end { struct picture_seen seen; person_id by; };
rc picture_take_back(struct tx *t, const struct picture_end *in);      /* the open offer */
rc picture_take_down(struct tx *t, const struct picture_end *in);      /* the published one: at once, and the principal hears of it */
/* The published picture of the scope's school; *there false when there is none. */
rc picture_shown(struct ask *a, struct file_line *out, bool *there);
rc pictures_counted_check(struct ask *a, struct verify_report *out, void *to);

/* values.c: who has the word, but `but`, hears it. */
rc principals_hear(struct tx *t, person_id but, struct notice *one);

/* picture_pages.c */
extern const struct form_spec picture_form, picture_decide_form, picture_end_form;
rc picture_page(struct ctx *c, struct reply *r);
rc picture_action(struct ctx *c, struct reply *r);
rc picture_decide_action(struct ctx *c, struct reply *r);
rc picture_back_action(struct ctx *c, struct reply *r);
rc picture_down_action(struct ctx *c, struct reply *r);

#endif
