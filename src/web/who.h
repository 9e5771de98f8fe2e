/* Who is asking. Web owns the cookie and the session row; the room `access` fills these in through the hooks of web/app.h. */
#ifndef KHUE_WEB_WHO_H
#define KHUE_WEB_WHO_H

#include "base/lang.h"
#include "generated/ids.h"
#include <stdbool.h>
#include <stddef.h>

/* A school as every page of it needs it. */
struct school_brief {
    school_id id;
    const char *code;         /* as in /t/<code> */
    const char *name;         /* Trường THCS Mẫu 0417 – Ngọc Hà */
};

/* Places beside schools and over them, open today: none of them opens anything inside a school. */
enum { OUTSIDE_PARTNER = 1, OUTSIDE_MENTOR = 2, OUTSIDE_ALUMNUS = 4, OUTSIDE_OFFICER = 8, OUTSIDE_PROGRAMME = 16 };
#define OUTSIDE_OVER (OUTSIDE_OFFICER | OUTSIDE_PROGRAMME)      /* over schools; the others are beside them */

/* One current relation to a school: role is the text code of enum member_role (schools room). */
struct role_at { struct school_brief school; const char *role; const char *title; /* as the school writes it: Tổ trưởng Toán; or NULL */ };

struct who {
    person_id person;         /* 0: nobody is signed in */
    const char *name;         /* full name */
    const char *given;        /* Tên, for addressing */
    const char *initial;      /* for the avatar */
    struct role_at *role; size_t roles;        /* current memberships, newest school first */
    person_id *child; size_t children;         /* whose guardian this person is today */
    person_id *barred; size_t barred_n;        /* whom an order keeps from this person */
    person_id *reads; size_t reads_n;          /* whom an order lets this person see as family, and no more: right behind `barred`, since as staff they are barred too */
    person_id *also; size_t also_n;            /* other rows of this person and their children, folded into these */
    unsigned outside;         /* OUTSIDE_…, or-ed */
    char sex;                 /* 'F', 'M' or 0: how a person is addressed */
    bool admin;               /* system administrator */
    int64_t access_rev;       /* grows whenever what they may see changes: a class given or lost, a place, an order */
    int64_t unread;           /* notices that wait at the bell, counted up to 100 */
    bool second_step;         /* signs in with a second step */
    bool by_key;              /* this session began with a passkey, which recognized its owner */
    bool second_set;          /* a place of theirs, or the system, has said whether it asks for one */
    bool handed;              /* was handed some right by a principal, for today */
    bool by_card;             /* a young child who came by a card: a few pages of its own, nothing else */
    bool must_choose_password;/* came in by a one-time code and has no password yet */
    const char *chosen_role;  /* session's choice; only changes home and menu. NULL = first */
};

static inline bool signed_in(const struct who *w) { return w->person.v != 0; }

#endif
