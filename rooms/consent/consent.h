/* Consent: the ledger of looks (who looked at whose data), and the words of families: what for a pupil's data may be used beyond
** ordinary school work. Tables: look, consent, consent_paper.
** What stays true: (1) a page with another person's contact, profile, health, … is sent only after its look is on disk;
** (2) one row a viewer, subject, kind and quarter hour; repeats cost one read and no write; (3) looking at one's
** own data is no look; a guardian's look at the own child is none either; (4) rows never change, but for the end of a word;
** (5) silence is no: a purpose is allowed only by consent_of() == CONSENT_GIVEN at the moment of use; below CHILD_SPEAKS years a guardian
** speaks, from then on both, from ADULT on the person alone; (6) one "no" of whoever counts is no; the word of a guardian who stands
** for the child no longer, or whom an order keeps away, does not count; (7) a word on paper is that of who signed, says so and who wrote it
** down, and never takes the place of what that person said by a click, but a later "no".
** Source: house rule 8; Luật 91/2025/QH15 Điều 24; domain rules 2.9. */
#ifndef KHUE_ROOMS_CONSENT_H
#define KHUE_ROOMS_CONSENT_H

#include "audit/audit.h"
#include "data/tx.h"
#include "generated/enums.h"
#include "web/ctx.h"
#include "web/route.h"

extern const struct route consent_routes[];

/* Writes the look and waits for the commit; OK at once when this slot is written. Anything but OK: do not show the page.
** Needs a worker thread: pages that call it are SLOW rows (or WRITE). `as`: in what capacity ("homeroom", "principal" …). */
rc look_write(struct ctx *c, person_id subject, enum look_kind kind, const char *as);
const char *looking_as(const struct ctx *c);        /* the code of their role in c->school, where nothing nearer is known */
/* The same for many subjects at once (a class export, slips), one transaction. */
rc look_write_all(struct ctx *c, const person_id *subject, size_t n, enum look_kind kind, const char *as);
/* The same inside a closure of a job: t->ask->me looks, in t->ask->scope.school. Their own children are left out, as above. */
rc looks_add(struct tx *t, const person_id *subject, size_t n, enum look_kind kind, const char *as);

struct look_line { person_id viewer; const char *viewer_name, *viewer_as, *school_name; enum look_kind kind; instant at; int64_t slot; };
/* Newest first; subject must be in a->scope.persons. before_slot = slot of the last row seen, 0 = from the newest. */
rc looks_at(struct ask *a, person_id subject, int64_t before_slot, int64_t limit, struct look_line **rows, size_t *n);
/* The one school that all of them happened at; NULL when there are several. */
const char *looks_school(const struct look_line *rows, size_t n);
int64_t look_slot(instant at);                  /* quarter hours since 1970 */

/* "homeroom" -> "giáo viên chủ nhiệm": source text, translate with tr. */
const char *look_as_words(const char *as);

/* ---- words of families (consents.c) */
enum { CHILD_SPEAKS = 7, ADULT = 18 };         /* years; Điều 24 */
/* One purpose, asked by itself. All texts are source texts: tr() them. Ends with code NULL. */
struct purpose { const char *code, *label, *words_guardian, *words_child; };
extern const struct purpose purposes[];
enum { PURPOSES = 4 };
const struct purpose *purpose_of(const char *code);                           /* NULL = none of that code */

struct consent_needs { bool self, guardian; };                               /* whose words it takes on that day */
struct consent_needs consent_needs(opt_day born, day on);                    /* not known when born: both */

enum consent_now { CONSENT_NONE, CONSENT_GIVEN, CONSENT_HALF /* one of the two words lacks */, CONSENT_REFUSED };
/* At this moment. The caller has decided on the subject. */
rc consent_of(struct ask *a, person_id subject, const struct purpose *p, enum consent_now *out);

/* The same, of words that were read otherwise: whose of them count (self: the subject's own; decides: a guardian who may today). */
struct consent_said { bool self, given, decides; };
enum consent_now consent_weigh(struct consent_needs needs, const struct consent_said *said, size_t n);

/* A signed paper, taken in by t->ask->me for a->scope.school; the words on it follow by consent_put. INVALID for a day to come, or more than WORDS_PAPER_DAYS ago. */
enum { WORDS_PAPER_DAYS = 365 };
struct consent_paper { consent_paper_id id; day signed_on; };
rc consent_paper_add(struct tx *t, person_id subject, day signed_on, struct consent_paper *out);

/* The word of t->ask->me about the subject, or, on paper, of whoever signed; the former one ends and is kept. The caller has asked for the right
** in this closure. CONFLICT when that voice does not count at the subject's age; on paper also when who signed has said something else by a
** click, or on a later paper. */
struct consent_word { person_id subject; const struct purpose *purpose; enum consent_voice voice; bool given; const char *words; /* as shown */
                      const struct consent_paper *paper; person_id by; /* of a paper; else NULL and 0 */ };
rc consent_put(struct tx *t, const struct consent_word *in);

struct consent_line { const char *purpose; person_id by; const char *by_name; enum consent_voice voice; bool given; instant at; opt_instant ended_at;
                      opt_day signed_on; const char *entered_name; /* of a word on paper */ };
rc consents_of(struct ask *a, person_id subject, struct consent_line **rows, size_t *n);      /* one of a->scope.persons; newest first, 100 at most */

extern const struct act consent_acts[];

/* ---- before words are shown to everybody (names.c): pupils of a->scope.school whom they name in full. Asked in the closure that publishes.
** CONFLICT with their names where one of them has not all the words that `p` needs. */
rc names_allowed(struct ask *a, const struct purpose *p, const char *text);
/* The same for many texts: the school's names are read once. NAMED_MOST at most. */
enum { NAMED_MOST = 40 };
struct school_names { const struct names_here_row *row; size_t n; };
struct named_pupil { person_id person; const char *name; };
rc names_read(struct ask *a, struct school_names *out);
rc names_lacking(struct ask *a, const struct school_names *who, const struct purpose *p, const char *text, struct named_pupil **rows, size_t *n);

/* ---- what the house holds of a person (parts.c): each room says it of its own tables, for a copy that the person takes along. */
struct part_value { const char *key, *label, *shown, *plain; bool bare; struct part_value *next; };     /* plain: for machines, NULL = none; bare: true, false */
struct part_line { struct part_value *first, **end; struct part_line *next; };
struct part_out { struct ask *a; struct part_line *first, *last; size_t lines; bool cut /* there was more */; const char *file; struct bytes bytes; /* a picture */ };
enum { PART_MOST = 1000 };                       /* lines of a part */

/* By which law something stays, and until when; what both say is for a lawyer to confirm (docs/privacy.md). N_(). */
struct part_law { const char *law, *until; };
extern const struct part_law law_register, law_work, law_proof, law_journal, law_counts;           /* laws.c */

struct person_part {
    const char *code, *label;                    /* "people.contact"; N_() */
    const char *columns;                         /* those of persons that it tells: "contact.person_id"; rooms/privacy/test/copy.c compares all */
    /* The person is one of a->scope.persons, so it asks by scope persons alone, and never tells more than the family's pages do; the newest
    ** first, PART_MOST at most (told_many). */
    rc (*tell)(struct ask *a, person_id person, struct part_out *o);
    bool own;                                    /* for that person alone: who stands for them has no such page */
    /* Upon an erasure (rooms/privacy/erase.c): what goes, in its closure; NULL = nothing. stays: N_(), what stays and why; NULL = nothing. */
    rc (*drop)(struct tx *t, person_id person);
    const char *stays;
    /* What one school holds of the person: an adult's erasure drops that school's alone. NULL: drop() is about what all schools share. */
    rc (*drop_here)(struct tx *t, person_id person, school_id school);
    const struct part_law *law;                  /* of what stays */
    const char *adult;                           /* N_(), what stays of an adult, by law_work, where it is not `stays` */
    bool pupils;                                 /* nobody but pupils has it */
};
struct person_part_table { const char *room; const struct person_part *rows; };        /* rows end with code NULL */
extern const struct person_part_table person_part_tables[];                            /* src/main.c; ends with room NULL */
extern const struct person_part people_parts[], schools_parts[], audit_parts[], consent_parts[];     /* of this room and those below it */

/* For tell(): a line, and its values in order; every line of a part has the same keys. label, words: source texts, _(). In the ask's arena. */
void told_line(struct part_out *o);
void told_many(struct part_out *o, size_t n);    /* so many rows were answered to a limit of PART_MOST */
void told_text(struct part_out *o, const char *key, const char *label, const char *text);
void told_words(struct part_out *o, const char *key, const char *label, const char *words);
void told_day(struct part_out *o, const char *key, const char *label, opt_day on);
void told_time(struct part_out *o, const char *key, const char *label, opt_instant at);
void told_yes(struct part_out *o, const char *key, const char *label, bool yes);
const char *instant_utc(struct arena *a, instant at);       /* 2026-11-27T13:05:00Z */
static inline opt_day told_on(day on) { return (opt_day){ true, on }; }
static inline opt_instant told_at(instant at) { return (opt_instant){ true, at }; }

/* ---- programs that read or are sent what somebody's schools keep of them, for the ledger of the family. The doors know them; main.c says which function it is. */
struct ctx;
struct program_line { const char *name, *school; bool sent /* statements go there; else it reads by a key */, over /* no longer */; opt_instant at /* last */; };
extern rc (*const ledger_programs)(struct ctx *c, person_id person, struct program_line **rows, size_t *n);

#endif
