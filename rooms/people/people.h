/* People: persons, how to reach them, who stands for a child. A person is known once in the whole city; schools hold
** memberships (room schools). Tables: person, contact, guardian_link, guardian_order, restriction.
** What stays true: (1) nothing is deleted: contacts and guardian links end; (2) search_key and sort_key always belong to
** full_name; (3) a child's guardians are those whose link is open today; (4) nobody is their own guardian; (5) whom an order keeps
** from a child finds it nowhere; (6) person.guardians says how many links of a child are open and held by no order;
** (7) while a restriction stands in a school, the person is in nothing that leaves it, and found there by its teachers alone.
** Source: domain rules 2.9-2.11; requirements R9, R18, R20. */
#ifndef KHUE_ROOMS_PEOPLE_H
#define KHUE_ROOMS_PEOPLE_H

#include "data/tx.h"
#include "data/verify.h"
#include "generated/enums.h"

extern const struct verify_check people_checks[];

struct new_person {
    const char *full_name;                     /* tidied by viet_tidy */
    opt_day born;
    enum sex sex;                              /* 0 = not known */
    const char *national_id, *moet_id, *ethnicity;     /* NULL = not known */
};
rc person_add(struct tx *t, const struct new_person *in, person_id *out);

/* What pages say of a person; texts never NULL. */
struct person_brief { person_id id; const char *full_name, *given, *initial; opt_day born; enum sex sex; };
/* The name alone, for what is written down; "" when there is nobody of that id. */
rc person_name(struct ask *a, person_id id, const char **name);
/* Any one of a->scope.persons (myself, my children). NOT_FOUND otherwise. */
rc person_mine(struct ask *a, person_id id, struct person_brief *out);
rc persons_mine(struct ask *a, struct person_brief **rows, size_t *n);        /* all of them, the eldest first */

/* Full name, birth date and so on change with the row's rev; CONFLICT when somebody else was faster. */
struct person_change { person_id id; const char *full_name; opt_day born; enum sex sex; int64_t rev; };
rc person_change(struct tx *t, const struct person_change *in);       /* alone; with the names that schools keep: person_correct() of schools */
struct person_now { const char *full_name, *phone /* NULL = none */; opt_day born; enum sex sex; int64_t rev; };
rc person_now(struct ask *a, person_id id, struct person_now *out);   /* caller has decided and written the look; NOT_FOUND */

/* The photo that lists show of a person; 0 = none. Only files calls it, first of all in its closure: the row is held from then on. */
rc person_photo(struct tx *t, person_id person, person_file_id photo);

/* The open contact of that kind becomes `value` (E.164 or e-mail); the former one ends today. "" only ends it. */
rc contact_set(struct tx *t, person_id person, enum contact_kind kind, const char *value);
struct contact_line { enum contact_kind kind; const char *value; };
rc contacts_of(struct ask *a, person_id person, struct contact_line **rows, size_t *n);    /* open ones; caller has decided and written the look */

/* A person's address after they opened a link that went there; until then nobody writes secrets to it. "" = none. */
rc email_confirm(struct tx *t, person_id person, const char *address);
rc email_of(struct ask *a, person_id person, const char **address);
rc persons_by_email(struct ask *a, const char *address, person_id **ids, size_t *n);       /* confirmed; at most 5 */

/* Links guardian and child from today; an open link of the pair is kept as it is. INVALID for one's own guardian. */
rc guardian_link_open(struct tx *t, person_id child, person_id guardian, enum guardian_kind kind);
rc guardian_link_close(struct tx *t, person_id child, person_id guardian, const char *reason, bool *ended);     /* reason may be NULL; ended: it was open */
struct guardian_line { person_id id; const char *full_name; enum guardian_kind kind; const char *phone; /* NULL = none */ bool limited; /* an order keeps the child from them, or */ bool reads; /* lets them see it and no more */ };
rc guardians_of(struct ask *a, person_id child, struct guardian_line **rows, size_t *n);   /* open ones */
/* Whose guardian a person is today, eldest first, and from whom an order keeps them, link or none. */
/* reads: those whom an order lets the person see and no more, right behind barred; children has them too, where a link stands. */
struct family { person_id *child; size_t children; person_id *barred; size_t barred_n; person_id *reads; size_t reads_n; person_id *also; size_t also_n; /* folded into them or into the person */ };
rc family_of(struct ask *a, person_id person, struct family *out);

/* ---- orders (orders.c): what a court or an authority decided about a guardian and a child. While one stands, the guardian has nothing of
** the child in Khuê, from the next click on; or, where the order says so, sees it, decides nothing and hears nothing (GUARDIAN_LIMIT_READ; docs/decisions/0130). The link
** itself stays, also through class lists. It ends by being lifted, never by a date. */
struct new_order { person_id child, guardian; bool stranger; const char *issuer, *number, *note; day issued; opt_day review; enum guardian_limit holds; /* 0 = nothing */ };     /* number, note may be NULL; stranger: never was a guardian */
rc order_put(struct tx *t, const struct new_order *in);        /* CONFLICT: no guardian of the child and no stranger; one stands already; only a guardian of today may be left the sight */
/* Who is meant by a name and a phone ("" = none), in the closure of the order: a guardian of the child, now or before, with both (INVALID:
** only the name is one's); somebody with both; else somebody new who has them and nothing else. Whatever row bears that name and phone from then on is kept away too (family_of). */
rc order_stranger(struct tx *t, person_id child, const char *name, const char *phone, person_id *out);
struct order_end { guardian_order_id id; person_id child; const char *reason; int64_t rev; };
rc order_lift(struct tx *t, const struct order_end *in, person_id *guardian);
rc order_writer(struct ask *a, guardian_order_id id, person_id child, school_id *school);  /* of one that stands; 0 = none does */
struct order_line { guardian_order_id id; person_id guardian; school_id school; /* whose office wrote it */ const char *guardian_name, *issuer, *number, *note, *by_name, *lift_reason; day issued; opt_day review; instant at; opt_instant lifted_at; int64_t rev; enum guardian_limit holds; };
/* Does the person bear this name, however it is spelled? */
rc person_is_called(struct ask *a, person_id person, const char *full_name, bool *yes);
struct former_line { person_id id; const char *full_name; };
rc guardians_before(struct ask *a, person_id child, struct former_line **rows, size_t *n);  /* who stood for it and does no longer */
rc orders_of(struct ask *a, person_id child, struct order_line **rows, size_t *n);         /* caller has decided and written the look */
/* Is this somebody whom an order keeps from the child, by name or by phone (E.164, "" = none)? However it is written. */
rc order_meets(struct ask *a, person_id child, const char *full_name, const char *phone, bool *yes);
/* Does an order keep the child from this adult, whichever row of theirs it is about (family_of)? For lists that no scope bars. */
rc order_keeps(struct ask *a, person_id adult, person_id child, bool *yes);
/* INVALID words and CONFLICT for who stands for the child: nobody decides so in their own family. */
rc family_apart(struct tx *t, person_id child);
/* Is this one of those children, or does it stand for one of them by an open link? So that who is kept from a child gets no way in by them. */
rc stands_for_any(struct ask *a, person_id person, const person_id *child, size_t n, bool *yes);
rc order_about(struct ask *a, person_id person, bool *yes);                                /* does any stand that keeps this person from a child, or somebody from it? */
rc persons_hold(struct tx *t, person_id one, person_id other);                             /* both rows, until the commit */
rc order_on_child(struct ask *a, person_id child, bool *yes);                              /* does any stand? */
/* An adult reachable by this phone and bearing this name (folded): the same guardian of a sibling. 0 = none. */
rc guardian_by_phone(struct ask *a, const char *phone, const char *full_name, person_id *out);
/* The person who bears this pupil code (mã định danh học sinh) with the same name and birth date, in any school. 0 = none. */
rc pupil_by_moet_id(struct ask *a, const char *moet_id, const char *full_name, opt_day born, person_id *out);

/* ---- restriction of processing (restrict.c), of one school, upon a request: questions of what leaves a school, or finds people in it, leave out
** whom `restriction` names. In t->ask->scope.school, by t->ask->me. CONFLICT: one stands; somebody was faster. */
struct new_restriction { person_id subject; int64_t request; const char *reason; };
rc restrict_put(struct tx *t, const struct new_restriction *in);
struct restriction_end { person_id subject; restriction_id id; const char *reason; int64_t rev; };
rc restrict_lift(struct tx *t, const struct restriction_end *in);
rc restricted(struct ask *a, person_id person, bool *yes);                      /* in a->scope.school; the caller has decided on the person */

/* ---- two rows for one human being (fold.c). Who may and whether it may be is the caller's (room doubles). CONFLICT when one of them is
** folded already, or the folded one has taken one in. */
struct person_fold { person_id kept, folded; batch_id batch; };
struct person_codes { bool moet, national; };              /* which codes for life went over to the kept row, that had none */
rc person_fold(struct tx *t, const struct person_fold *in, struct person_codes *moved);      /* CONFLICT too when both have a code and not the same */
rc person_unfold(struct tx *t, const struct person_fold *in, struct person_codes moved);
rc folded_into(struct ask *a, person_id kept, person_id **ids, size_t *n);      /* of one of a->scope.persons: whose deeds and looks are this person's too */

/* Upon an erasure of an adult, whose right the caller has asked for: sex and birth date go, unless `born`; and the name unless `name`, so that the row says nothing of anybody. */
rc person_unname(struct tx *t, person_id person, bool name, bool born);

/* ---- many at once, inside one closure (class lists). Keys are made before it (person_ready), so that it only writes.
** What a batch brought can be taken back whole by people_undo: links never were, unless a later batch relies on them (then they
** are that batch's); contacts too, unless the person still stands for a child. The persons stay: nobody sees a person without a membership or a link. */
struct ready_person { person_id id; struct new_person as; const char *search_key; struct bytes sort_key; };
struct ready_person person_ready(struct arena *a, const struct new_person *in);
rc persons_add(struct tx *t, struct ready_person *rows, size_t n);                             /* fills in id */
struct new_contact { person_id person; enum contact_kind kind; const char *value; };           /* E.164, e-mail */
rc contacts_add(struct tx *t, const struct new_contact *rows, size_t n, batch_id batch);       /* beside what is known; a known one is kept */
struct new_link { person_id child, guardian; enum guardian_kind kind; };
rc guardian_links_add(struct tx *t, const struct new_link *rows, size_t n, batch_id batch);    /* a pair that is open is kept */
rc people_undo(struct tx *t, batch_id batch);

#endif
