/* Record: deeds. When somebody learns, makes, helps, reads or meets, the room in which it happens says so in the same
** transaction; the deed is an xAPI statement, and the school's figures grow with it.
** Tables: statement, statement_key, statement_with, record_daily, record_weekly_person.
** What stays true: (1) a deed and its sums are committed together with the act, or none of them; (2) sums equal deeds
** (`khue verify`); (3) a deed is never changed; its school is where it happened, also after the person has moved on; (4) a
** deed stands in the record of the one who did it and of those it names, and no figure of a school shows a person.
** What is a deed: a person's own step in learning, making, helping, reading, meeting. What is none: administration (classes,
** lists, places of staff, school years, slips, settings), because it is done to people and not by them in their learning;
** signing in and looking at pages, because a record of every step would be surveillance and looks have a ledger of their own.
** Source: requirements R56, R3; house.md 4. */
#ifndef KHUE_ROOMS_RECORD_H
#define KHUE_ROOMS_RECORD_H

#include "consent/consent.h"
#include "data/tx.h"
#include "data/verify.h"
#include "generated/enums.h"
#include "web/route.h"

extern const struct route record_routes[];
extern const struct person_part record_parts[];        /* rooms/consent: what is held of a person */
extern const struct verify_check record_checks[];

/* ---- kinds of things that deeds are about: each room lists its own, main.c lists the lists */
struct object_kind {
    const char *code;              /* "values_page"; unique in the house, never changed: it stands in the record */
    enum component component;      /* of the five, the one that such a thing belongs to */
    const char *label;             /* N_("trang văn hóa, chiến lược"): after the verb, before the name */
    const char *type;              /* IRI of the activity type in xAPI */
};
struct object_table { const char *room; const struct object_kind *rows; /* ends with code NULL */ };
extern const struct object_table object_tables[];         /* main.c; ends with room NULL */

/* Where a code belongs; NULL when no room has it. *room may be NULL. */
const struct object_kind *object_kind_of(const char *code, const char **room);

/* ---- writing */
struct deed_object { const char *kind; int64_t id; const char *name; /* as it is called now */ };
struct deed {
    school_id school;              /* where it happened; 0 = the school of the ask's scope */
    person_id actor;               /* who did it */
    enum deed_as as;               /* what the actor is there; 0 = asked for: a pupil, staff, a guardian */
    enum deed_verb verb;
    struct deed_object object;
    unsigned also;                 /* COMPONENT_BIT() of further components that it joined; people come with `with` */
    const person_id *with; size_t with_n;       /* who did it together with the actor */
    const person_id *about; size_t about_n;     /* whose record it belongs to besides: a pupil who is praised */
    opt_instant at;                /* when it was done, where that was earlier than now */
    const char *result, *context;  /* JSON objects, kept as they are; NULL = none */
};
#define COMPONENT_BIT(c) (1u << (c))

/* Adds the deed to the closure; it is written with all others at its end (before_commit). A room that writes for many gives
** `as`, which saves a question each. Errors: BUG for a deed without school, actor, verb, name or a kind that is in no list. */
rc deed_add(struct tx *t, const struct deed *d);
/* Has this person done that before? For deeds that are done once. */
rc deed_known(struct ask *a, person_id actor, enum deed_verb verb, const char *kind, int64_t object, bool *known);

/* ---- reading a person's record */
struct deed_line {
    statement_id id; instant at;
    enum deed_verb verb; enum component component;
    const char *kind, *object;     /* label of the kind (source text), name of the thing as it was called */
    const char *school;
    enum deed_part part;           /* 0: done by the person; else by `actor`, together with or about the person */
    const char *actor;             /* NULL when part is 0, or when it is nobody whom the reader may know */
    const char *writer;            /* who wrote it down; NULL: nobody whom the reader may know, a job or a command */
    bool by_oneself;               /* the person wrote it */
};
/* The record of one of a->scope.persons, newest first, across all schools; from the line before `before` (0: from the newest),
** given with its instant. */
rc deeds_of(struct ask *a, person_id person, instant before, statement_id before_id, int64_t limit, struct deed_line **rows, size_t *n);

/* IRI of a verb in xAPI. */
const char *deed_verb_iri(enum deed_verb verb);

#endif
