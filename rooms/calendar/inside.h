/* Inside of the calendar: what its files share. */
#ifndef KHUE_ROOMS_CALENDAR_INSIDE_H
#define KHUE_ROOMS_CALENDAR_INSIDE_H

#include "calendar/calendar.h"
#include "calendar/views.h"
#include "web/form.h"
#include "web/reply.h"

enum { ACT_ADD, ACT_CHANGE, ACT_OFF, ACT_BRING, ACT_UNBRING };           /* places in calendar_acts */

/* One's own plans (id 0: a new one), and one's own address. */
struct own_edit { person_id me; calendar_own_id id; const char *title, *place, *note; struct when when; int64_t rev; };
rc own_put(struct tx *t, const struct own_edit *in);
rc own_gone(struct tx *t, const struct own_edit *in);
struct feed_new { person_id me; struct bytes hash; };
rc feed_make(struct tx *t, const struct feed_new *in);
rc feed_stop(struct tx *t, person_id me);

/* week.c */
void week_begin(struct ctx *c, struct week_view *v);                      /* ?tuan=, or of v->month ?thang=: what holds that day, else today; words of its days */
rc week_item_add(struct ctx *c, struct week_view *v, const struct when *w, const struct week_item *item);
rc week_said(struct ctx *c, struct week_view *v, school_id school);       /* Tuần 12, năm học 2026-2027; Tháng 11/2026; school 0: none */
const char *minutes_said(struct arena *a, opt_int minute);               /* 07:30; "" for none */

/* forms.c */
struct when_in { day from; opt_day to; const char *from_time, *to_time; };
rc when_read(struct ctx *c, const struct when_in *in, struct when *out);

extern const struct form_spec event_form, event_step_form, own_form, own_step_form;
rc my_week_page(struct ctx *c, struct reply *r);
rc school_week_page(struct ctx *c, struct reply *r);
rc class_week_page(struct ctx *c, struct reply *r);
rc open_week_page(struct ctx *c, struct reply *r);
rc my_month_page(struct ctx *c, struct reply *r);
rc school_month_page(struct ctx *c, struct reply *r);
rc class_month_page(struct ctx *c, struct reply *r);
rc open_month_page(struct ctx *c, struct reply *r);
rc event_new_page(struct ctx *c, struct reply *r);
rc event_page(struct ctx *c, struct reply *r);
rc event_new_action(struct ctx *c, struct reply *r);
rc event_edit_action(struct ctx *c, struct reply *r);
rc event_off_action(struct ctx *c, struct reply *r);
rc own_event_new_page(struct ctx *c, struct reply *r);
rc own_event_page(struct ctx *c, struct reply *r);
rc own_new_action(struct ctx *c, struct reply *r);
rc own_edit_action(struct ctx *c, struct reply *r);
rc own_gone_action(struct ctx *c, struct reply *r);
rc feed_page(struct ctx *c, struct reply *r);
rc feed_new_action(struct ctx *c, struct reply *r);
rc feed_end_action(struct ctx *c, struct reply *r);
rc my_ical_file(struct ctx *c, struct reply *r);
rc open_ical_file(struct ctx *c, struct reply *r);

#endif
