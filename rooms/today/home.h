/* Inside of today: what the homes of the roles share. Each fills `h` in its own file; home.c chooses and shows.
** What stays true: (1) at most 8 questions with those of sign-in (src/main/test/plans.c); (2) only rows of what exists, one button a row;
** (3) the chosen role only changes what is shown. */
#ifndef KHUE_ROOMS_TODAY_HOME_H
#define KHUE_ROOMS_TODAY_HOME_H

#include "generated/today_queries.h"
#include "today/views.h"
#include "web/reply.h"

enum { DAYS_SOON = 30, NEWS_SHOWN = 3 };

/* One thing of a calendar. of: a class, a school, or NULL; href NULL = nothing to open. */
struct soon { const char *title, *place, *of, *href; day from, to; opt_int from_minute, to_minute; };

rc home_teach(struct ctx *c, struct home *h, size_t at);         /* teachers, assistants, heads of department, other staff; at: of who->role */
rc home_office(struct ctx *c, struct home *h, size_t at);        /* clerk, deputy, principal */
rc home_family(struct ctx *c, struct home *h, bool self);        /* a guardian; a pupil */
rc home_beside(struct ctx *c, struct home *h);                   /* a partner's contact, a mentor, an alumnus */
rc home_officer(struct ctx *c, struct home *h);
rc home_programme(struct ctx *c, struct home *h);                 /* home_programme.c */
rc home_admin(struct ctx *c, struct home *h);

void row_add(struct home_rows *to, struct ui_work row);
const char *number_text(struct ctx *c, int64_t n);
const char *day_text(struct ctx *c, day d);
const char *day_near(struct ctx *c, day x);           /* within a year: "Thứ Sáu 27/11", "Ngày mai, Thứ Hai 30/11" */
/* Messages of other schools, and about children, that wait while somebody is at work in one. */
rc told_elsewhere(struct ctx *c, struct home *h, const struct lately_and_soon_row *row, size_t n);
/* "23/11/2026": the date, with week and year where they are known; year NULL = not. */
const char *date_words(struct ctx *c, const struct year_brief *year);
/* The year of a school today into *year (name "" = none), and the date of the head. */
rc year_fill(struct ctx *c, struct home *h, school_id school, struct year_brief *year);
/* News, and what is planned (soon.c): of all schools of who reads, or of the places of the child shown alone. */
rc news_and_soon(struct ctx *c, struct home *h);
void soon_row(struct ctx *c, struct home *h, const struct soon *s);
/* What these schools tell and plan for everybody, for a home that belongs to none of them; n may be 0 (home_outside.c). */
rc open_rows(struct ctx *c, struct home *h, const school_id *school, size_t schools);
/* Messages that wait for the reader's word; title of one of them. */
void told_waits(struct ctx *c, struct home *h, int64_t waits, const char *title);
/* Messages that the reader has written and not sent; held: did not go out at their time, which waits now. title of one of them, or NULL. */
void unsent_row(struct ctx *c, struct home *h, int64_t unsent, int64_t held, const char *title);
/* "Chào cô Hằng, có 2 việc cần làm": by the rows that wait now. */
void greet(struct ctx *c, struct home *h);

#endif
