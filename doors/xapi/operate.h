/* The heads' side of the record store: what keys do, statements as they stand, figures. */
#ifndef KHUE_DOORS_XAPI_OPERATE_H
#define KHUE_DOORS_XAPI_OPERATE_H

#include "generated/xapi_queries.h"
#include "schools/schools.h"
#include "ui/ui.h"
#include "web/form.h"
#include "web/reply.h"
#include "xapi/xapi.h"

rc operate_page(struct ctx *c, struct reply *r);              /* operate.c */
rc statements_page(struct ctx *c, struct reply *r);           /* look.c */
rc statement_page(struct ctx *c, struct reply *r);
rc figures_page(struct ctx *c, struct reply *r);              /* figures.c */
rc figures_file(struct ctx *c, struct reply *r);
extern const struct form_spec saved_form, saved_name_form, saved_end_form;
rc saved_action(struct ctx *c, struct reply *r);               /* saved.c */
rc saved_name_action(struct ctx *c, struct reply *r);
rc saved_end_action(struct ctx *c, struct reply *r);

/* name=value of an address, the value encoded, "" where it is empty. */
const char *asked_of_address(struct arena *a, const char *name, const char *value);

/* What tells two of one name apart: "Học sinh · 05/09/2014" (known_pages.c). */
rc member_apart(struct ctx *c, const struct member_line *m, const char **out);

/* ---- operate.c */
enum { REFUSALS_FIRST = 8 /* stand open */ };
struct use_line { const char *when; int64_t given, taken, refused; };
struct key_use { const struct key_line *key; const char *id; int64_t given, taken, refused; opt_instant read_at; };
struct month_line { const char *when; int64_t deeds, told, bytes; };
struct refusal_line { const struct refusals_here_row *r; const char *why; int64_t times; };
struct operate_view {
    const char *school_code;
    const struct use_line *day, *hour; size_t days, hours;
    const struct key_use *key; size_t keys;
    const struct refusal_line *refusal; size_t refusals;
    struct stream_line *stream; size_t streams; bool may_forward;
    const struct month_line *month; size_t months;
    struct record_size_row size;
    int64_t today_given, today_taken, today_refused;
};

/* ---- look.c */
struct watch_line { const char *name /* its uuid */, *who, *by /* key or house */; instant stored; struct line_words words; };
struct watch_view {
    const char *school_code, *person, *verb, *activity, *key, *name, *from, *to, *query;      /* as they were asked for */
    const struct ui_choice *verbs; size_t verbs_n;
    const struct ui_choice *keys; size_t keys_n;
    const struct ui_choice *people; size_t people_n; bool nobody;      /* more than one bears that name, or none */
    const struct watch_line *line; size_t n;
    const char *next; bool begun;
};
struct statement_view { const char *school_code, *json; struct watch_line line; bool voided, outside; const char *verb, *activity, *told_at; const struct statement_file *file; size_t files; };

/* ---- figures.c */
struct figure_row { const char *label, *link /* to its statements, or NULL */; int64_t deeds, told; };
struct figures_view {
    const char *school_code, *by, *span, *from, *to, *key, *query;
    const struct ui_choice *bys; size_t bys_n;
    const struct ui_choice *spans; size_t spans_n;
    const struct ui_choice *keys; size_t keys_n;
    const struct figure_row *row; size_t n;
    const struct ui_bar *bar; size_t bars;
    int64_t deeds, told;
    bool others;                                   /* something is counted among all others */
    const struct figure_row *other; size_t other_n; bool other_asked;      /* what of the newest it is: label is the name or the address */
    day first, last;
    const char *title;
    const struct views_here_row *view; size_t views;
};

#endif
