/* What the views of privacy show. */
#ifndef KHUE_ROOMS_PRIVACY_VIEWS_H
#define KHUE_ROOMS_PRIVACY_VIEWS_H

#include "consent/consent.h"
#include "generated/enums.h"
#include "people/people.h"
#include "privacy/copy.h"
#include "privacy/erase.h"
#include "ui/ui.h"

struct asked_use { const struct purpose *purpose; const char *words; enum consent_now now; bool said, yes; /* by the reader */ };
struct consents_view {
    struct person_brief subject;
    bool self, speaks, both;                   /* the reader is the subject; the reader's word counts; two words are needed */
    const char *action;
    struct asked_use use[PURPOSES];
    const struct consent_line *line; size_t lines;
};

/* ---- who has answered */
static inline bool still_asked(enum consent_now now) { return now == CONSENT_NONE || now == CONSENT_HALF; }      /* a word is missing: it stands on the next paper */
struct asked_count { int64_t yes, no, open; };
struct asked_pupil { person_id person; const char *name; opt_day born; class_id class_id; const char *class_name; enum consent_now now[PURPOSES]; bool both, self, open; };
struct asked_class_view {
    const char *school_code, *school_name, *class_name, *class_path;
    const struct asked_pupil *pupil; size_t n; int64_t open;           /* who still has something to answer */
    struct asked_count count[PURPOSES];
};
/* The pupils of today of a class (0 = of all), by class and list, without whom a restriction holds; what is weighed is who decides today. */
rc asked_read(struct ask *a, class_id class_id, struct asked_pupil **out, size_t *n);
struct asked_of_class { class_id id; const char *name; int64_t pupils; struct asked_count count[PURPOSES]; };
struct asked_shown { const char *path, *title; struct named_pupil *named; size_t n; };
struct asked_school_view {
    const char *school_code, *school_name; int64_t pupils;
    struct asked_of_class *class_; size_t n; struct asked_count count[PURPOSES];
    struct asked_shown *shown; size_t shown_n;                         /* public today without all the words that it needs */
};

/* ---- words on paper */
struct paper_line { day signed_on; const char *entered_name; instant at; const char *picture; /* NULL = none */ file_id file; int64_t rev; };
struct paper_view {
    const char *school_code, *action; struct person_brief subject;
    bool self, guardian;                       /* whose words count today */
    const struct ui_choice *signer; size_t signers;
    const struct paper_line *paper; size_t papers;
    const char *class_href, *class_name;       /* the answers of the pupil's class; NULL: in no class */
    const char *next_href, *next_name; int64_t left;    /* who of the class has not answered all, the next one in its list; left: how many others */
};

/* Papers of a class at once: who has not answered all, with what may stand on the paper of each. */
struct paper_row { const struct asked_pupil *pupil; const char *kin_field, *self_field, *asked_field, *asked /* the purposes, "124" */; struct ui_choice *kin; size_t kins; };
struct papers_view { const char *school_code, *class_name, *class_path, *action; const struct paper_row *row; size_t n, pupils; };

/* ---- restriction */
struct restricted_line { restriction_id id; person_id subject; const char *name, *reason, *by_name; instant at; int64_t rev; };
struct restricted_view { const char *school_code, *action; bool can_lift; const struct restricted_line *line; size_t n; };

/* ---- erasure */
struct erase_view {
    const char *school_code, *back, *action, *subject_name, *hurdle /* NULL = it may be */, *reason, *by_name, *decided_name;
    bool any, waits, dated /* decided, and waits for its day */, mine, can_decide, can_drop, on_paper, adult, elsewhere /* another school uses the adult */; enum erasure_state state; instant at; opt_instant decided_at, word_at; int64_t rev, told, days_left, wait_days; opt_day last_day; const char *word;
};

/* ---- what the office writes down for an adult */
struct adult_line { person_id id; const char *name, *children; opt_day born; bool works, here; };
struct adults_view { const char *school_code, *base, *typed; const struct adult_line *line; size_t n; bool more; };
struct entered_view { const char *school_code, *base, *action, *name, *hurdle /* NULL = nothing has to be done first */; bool elsewhere; };

/* ---- what is kept how long */
struct kept_line { const char *what, *why; int64_t days, minutes; };
struct kept_view { const struct kept_line *line; size_t n; };

/* ---- requests */
enum { RIGHTS = 7 };
struct said_line { enum privacy_did did; const char *words, *by_name; /* by_name NULL: not for families */ instant at; };
struct asked_line {
    privacy_request_id id; enum privacy_kind kind; enum privacy_state state; const char *words, *school_name; instant at; day answer_due, done_due;
    bool answered, closed; const struct said_line *answer; size_t answers;
};
struct copy_view { const struct copy *copy; const struct left_out *left; };
struct erasure_line { privacy_erasure_id id; const char *school_name, *reason; day last_day; int64_t days_left; };
struct rights_view {
    struct person_brief subject; bool self; const char *action, *copy_action; day today;
    const char *restricted_at;                 /* the school that limits its use; NULL = none */
    const char *line_words, *line_school;      /* a line of the timeline that is to be corrected, named, and the id of its school; NULL = none */
    opt_instant copied_at;                     /* the reader took a copy last */
    const struct erasure_line *erasure; size_t erasures; bool no_wait /* the reader may give up the time */; const char *erasure_action;       /* what waits for its day */
    const struct asked_line *line; size_t n;
    struct ui_choice kind[RIGHTS];
    const struct ui_choice *school; size_t schools;
};

struct request_line { privacy_request_id id; enum privacy_kind kind; enum privacy_state state; const char *subject_name, *by_name; bool own; instant at; day due; bool late; };
struct requests_view {
    const char *school_code, *school_name, *base;
    const struct request_line *line; size_t n;                     /* that wait, the most urgent first */
    const struct request_line *over; size_t overs; const char *next; bool begun;
};
struct request_view {
    const char *school_code, *base, *action, *restrict_action, *erase_href, *subject_name, *by_name, *words, *entered_name;
    enum privacy_kind kind; enum privacy_state state; enum privacy_source source /* 0 = asked in Khuê */; instant at; day answer_due, done_due; int64_t rev;
    bool own, answered, extended, closed, barred, late, mine, can_answer, restricted, can_restrict, proposed /* an erasure, to be decided */;
    opt_day erased_after;                      /* decided: the last day of those concerned */
    const struct said_line *answer; size_t answers;
};

/* ---- what happened to data */
struct breach_said { enum breach_step step; const char *words, *by_name; instant at; };
struct breach_line {
    data_breach_id id; const char *words, *what, *by_name; opt_int people; instant found_at, until; opt_instant authority_at, people_at, over_at; int64_t rev, hours_left;
    bool late; const struct breach_said *step; size_t steps;
};
struct breaches_view { const char *school_code, *school_name, *action, *step_action; day today; bool can_act, further; const struct breach_line *line; size_t n; };

#endif
