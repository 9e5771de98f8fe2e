/* What the views of values show. The four parts are plain texts; lines of "Tên: lời" become a bold word and its sentence. */
#ifndef KHUE_ROOMS_VALUES_VIEWS_H
#define KHUE_ROOMS_VALUES_VIEWS_H

#include "schools/schools.h"
#include "base/contact.h"
#include "ui/ui.h"
#include "values/values.h"

struct goal_shown_measure { day on; int64_t value; const char *by, *note; /* may be NULL */ };
struct goal_shown_indicator {
    const char *words, *unit;
    enum indicator_source source;
    int64_t slot, begins, aim;
    const struct goal_shown_measure *measure; size_t n;     /* the newest first; the newest is where it stands */
};
struct goal_shown_evidence { evidence_id id; const char *words, *link, *by; enum evidence_state state; day on; int64_t rev; };
struct goal_shown {
    goal_id id; int64_t number, rev;
    enum goal_state state;
    const char *words, *serves, *decided_name, *reason, *end_reason;        /* serves and the rest may be NULL */
    day from, until; opt_day ended; opt_instant decided_at;
    struct goal_shown_indicator indicator[GOAL_INDICATORS]; size_t indicators;
    const struct goal_shown_evidence *evidence; size_t evidences;
};
struct goal_line { goal_id id; int64_t number; enum goal_state state; const char *words; day from, until; bool waits; };
struct goals_view { const char *school_code; const struct goal_line *line; size_t n; const struct ui_choice *source; size_t sources; bool can_decide; day today;
                    const struct goal_shown *goal; bool open; /* its words may still be changed */
                    const struct ui_choice *typed; size_t typed_n;          /* its indicators that the school measures itself */
                    bool above; /* what is wrong has no form of its own on the page */ };

struct public_view {
    struct ui_four_part vision, mission;
    const struct goal_shown *goal; size_t goals;
    struct school_face face;
    bool there, old;                                        /* is anything published; is this an older version */
    struct ui_four four;                                    /* the first line of a part, and the further ones */
    int64_t number; opt_instant decided_at; const char *decided_name;
    struct file_line picture; bool has_picture;
    const struct ui_share *share;                           /* the page of today only */
    const char *address;                                    /* in a frame: where the page itself is */
    bool news, goals_open, map;                             /* the school has these rooms on */
    bool inside;                                            /* the reader works here: link to the inside pages */
};

enum differ_kind { DIFFER_SAME, DIFFER_GONE, DIFFER_CAME };
struct differ_piece { enum differ_kind kind; const char *text; size_t size; bool line; /* the line ends here */ };
enum { DIFFER_PARTS = 6 };
struct differ_part { const char *title; struct differ_piece *piece; size_t n; };
struct differ_view { const char *school_code, *school_name; values_page_id id; int64_t number, before; bool any; /* was there one before */ struct differ_part part[DIFFER_PARTS]; size_t parts; };

struct version_line { values_page_id id; int64_t number; const char *motto; opt_instant decided_at; const char *decided_name; };
struct history_view { const char *school_code, *school_name; const struct version_line *line; size_t n; };

struct picture_view {
    const char *school_code;
    struct file_line picture; bool there;                   /* what everybody sees */
    bool offered, words_only;                               /* is anything offered, and is it other words for that picture */
    values_picture_id offer; int64_t offer_rev;
    enum picture_state state;                               /* of the offer */
    struct file_line waits;                                 /* its picture, with its words */
    const char *by_name, *reason; instant at;
    bool can_decide;
};

struct edit_view {
    const char *school_code, *school_name, *framed;         /* framed: the address for frames of other sites */
    enum values_state state;                                /* 0: a fresh draft, nothing saved yet */
    int64_t number, rev;
    struct values_text text;
    struct ui_four four;                                    /* as it would be published; for the one who decides */
    const char *reason;
    bool can_decide, any_published, picture_waits, goals_open, goals_wait;
    bool overtaken;                                         /* the form was sent, and somebody saved before it */
};

#endif
