/* What the views of announcements show. */
#ifndef KHUE_ROOMS_ANNOUNCEMENTS_VIEWS_H
#define KHUE_ROOMS_ANNOUNCEMENTS_VIEWS_H

#include "announcements/announcements.h"
#include "base/contact.h"
#include "classes/classes.h"
#include "generated/announcements_queries.h"
#include "ui/ui.h"

/* ---- those who read */

/* One message as it concerns a reader: about whom, from where. */
struct mine_line {
    announcement_id id;
    const char *title, *from, *about;             /* about: names of children, NULL = oneself alone */
    const char *correction; opt_day last_day; opt_instant at;
    const char *const *paragraph; size_t paragraphs;
    int64_t edition;
    bool must_confirm, was_read, back, open /* it can still be asked for */;
};
struct mine_view { const struct mine_line *waiting; size_t waits; bool more; const struct mine_line *line; size_t n; const char *next; bool begun; };
struct mine_one_view { struct mine_line one; bool over, read_before; opt_instant read_at, corrected_at, back_at; const char *reason; };

/* ---- those who write */

/* What a half-written one is called; a source text. */
static inline const char *told_name(const char *title) { return *title ? title : _("(chưa có tiêu đề)"); }

struct told_place { struct whom whom; const char *class_name, *group_name /* NULL = not of one */, *base; bool over /* the group is */; const struct school_brief *school; };
struct told_line {
    announcement_id id; enum announcement_state state;
    const char *title, *to;                       /* to whom, in words; NULL = not said */
    const char *href;
    bool must_confirm, over, held /* its time came and it did not go out */; instant written_at; opt_instant sent_at;
    int64_t families, done, people, have_read;
};
/* One that waits for its time. */
struct waiting_line { const char *title, *to /* NULL = not said */, *href, *when; bool late; };
struct told_list_view { const struct waiting_line *waiting; size_t waits; struct told_place place; const struct told_line *line; size_t n; const char *next; bool begun; };

struct compose_view {
    struct told_place place;
    const char *action, *back, *title, *body, *sides /* codes that are ticked */, *last_day, *where;
    bool must_confirm, correcting;
    const char *waits /* when it goes out; or NULL */;
    int64_t rev;
    const struct ui_choice *side; size_t side_n;
    const struct ui_choice *place_choice; size_t places;      /* of the school: where to; 0 = said by the path */
};

/* When it may go: days and hours to choose from, and what stands there at first. */
struct wait_choices { const struct ui_choice *day, *hour; size_t days, hours; const char *first_day, *first_hour; };
struct unsent_line { const char *title, *from, *href /* NULL: may not be opened any more */, *when /* or NULL */, *held /* source text, or NULL */; enum announcement_state state; instant written_at; };
struct unsent_view { const struct unsent_line *line; size_t n; const char *next; bool begun; };

struct family_line { person_id child; const char *name, *class_name, *by /* names of guardians who have read, or NULL */; int64_t told; bool here, done, paper, restricted; opt_instant at; };
struct family_later { person_id child; const char *name, *class_name /* of a group; or NULL */; };
struct class_figures { class_id class_id; const char *name; int64_t families, done, papers, silent, told, have_read; };
struct told_view {
    struct told_place place;
    const struct announcement_one_row *a;
    const char *const *paragraph; size_t paragraphs;
    const char *to, *base;                        /* base: the path of this message */
    bool own, over, sending, stuck /* sending, for long */, listed /* its families stand here by name */;
    struct reach_of_row reach;                    /* of a draft, and of what waits for its time: the next four too */
    bool whole, late /* its time is past, and it is still here */;
    const char *when, *who;                       /* it goes out; who said so, or NULL */
    const char *held_when;                        /* it did not go out: since when */
    struct wait_choices wait;
    const struct family_line *waiting; size_t waits;          /* families who have not confirmed */
    const struct family_line *done; size_t dones;
    const struct family_later *later; size_t laters;
    const struct ui_choice *tick; size_t ticks;
    const struct pupils_told_row *pupil; size_t pupils, pupils_read;      /* who has not read first */
    const struct staff_told_row *staff; size_t staffs, staff_read;
    const struct class_figures *class_; size_t classes;
    int64_t families, families_done, silent;
    bool can_remind; opt_day reminded; bool reminded_today;
    const struct phones_of_silent_row *phone; size_t phones; bool with_phones;
};
struct told_slips_view { struct told_place place; const struct announcement_one_row *a; const char *const *paragraph; size_t paragraphs; const char *base; const struct ui_tab *tab; size_t tabs;
                         const struct family_line *line; size_t n; };

#endif
