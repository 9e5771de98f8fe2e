/* Record: deeds. When somebody learns, makes, helps, reads or meets, the room in which it happens says so in the same
** transaction; the deed is an xAPI statement, and the school's figures grow with it.
** And statements from outside: what other systems tell of people, as xAPI, through a door.
** Tables: statement, statement_key, statement_with, record_daily, record_weekly_person; outside_statement, outside_term, outside_target,
** outside_person, outside_looked, outside_file, outside_attached, outside_activity, outside_counted, outside_daily, outside_weekly_class, outside_stored, outside_kept,
** outside_leftover, outside_erasing, outside_known.
** What stays true: (1) a deed and its sums are committed together with the act, or none of them; (2) sums equal deeds
** (`khue verify`); (3) a deed is never changed; its school is where it happened, also after the person has moved on; (4) a
** deed stands in the record of the one who did it and of those it names, and no figure of a school shows a person; (5) a name
** (uuid) means one statement of a school, deed or from outside, and keeps its meaning for ever; (6) a statement from outside is kept as
** sent, belongs to the school whose key told it, is counted in no figure, and is tied to a person of the house by an account that
** the house gave (home page and number), or of which a head of the school said whose it is, and only if that person belongs or belonged to that school.
** What is a deed: a person's own step in learning, making, helping, reading, meeting. What is none: administration (classes,
** lists, places of staff, school years, slips, settings), because it is done to people and not by them in their learning;
** signing in and looking at pages, because a record of every step would be surveillance and looks have a ledger of their own.
** Source: requirements R56, R3; house.md 4. */
#ifndef KHUE_ROOMS_RECORD_H
#define KHUE_ROOMS_RECORD_H

#include "base/json.h"
#include "base/lang.h"
#include "consent/consent.h"
#include "data/tx.h"
#include "data/verify.h"
#include "generated/enums.h"
#include "web/route.h"

extern const struct route record_routes[];
extern const struct person_part record_parts[];        /* rooms/consent: what is held of a person */
extern const struct verify_check record_checks[];
extern const struct job_kind record_jobs[];            /* web/job.h: the nightly forgetting */
extern const struct keep record_keeps[];

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

/* ---- reading a person's record: deeds of the house and what other systems told, in one order */
struct timeline_line {
    statement_id id; instant at;
    enum component component;
    const char *kind;              /* code: of an object_kind, or of a thing_word where it was told from outside */
    school_id in_school; const char *school;
    enum deed_part part;           /* 0: done by the person; else by `actor`, together with or about the person */
    enum deed_verb verb;           /* 0: told from outside, and the next three are NULL */
    const char *object;            /* name of the thing as it was called */
    const char *actor;             /* NULL when part is 0, or when it is nobody whom the reader may know */
    const char *writer;            /* who wrote it down; NULL: nobody whom the reader may know, a job or a command */
    bool by_oneself;               /* the person wrote it */
    const char *said, *topic, *competence;      /* told from outside: kept lines (said.h); subject and competence, NULL = none */
    int64_t key;                   /* which system told it */
};
enum timeline_by { BY_ANYBODY, BY_HOUSE, BY_SYSTEM };
struct timeline_wanted {
    opt_instant from, to;          /* [from, to) */
    enum component component;      /* 0 = any */
    const char *kind, *topic, *competence;     /* NULL = any */
    enum timeline_by by; int64_t key;
    instant before; statement_id before_id;        /* the line before this one; id 0: from the newest */
    int64_t limit;
};
struct timeline {
    struct timeline_line *line; size_t n;
    bool more; instant at; statement_id id;        /* where to go on, also where nothing was found so far: a page looks at TIMELINE_SCAN lines of each list */
};
enum { TIMELINE_SCAN = 2000 };
/* The record of one of a->scope.persons, newest first, across all schools. */
rc timeline_of(struct ask *a, person_id person, const struct timeline_wanted *w, struct timeline *out);
/* Which systems told something of the person, newest schools first. */
struct timeline_teller { int64_t key; const char *name /* "" = not known */, *school; };
rc timeline_tellers(struct ask *a, person_id person, struct timeline_teller **rows, size_t *n);
/* By which subjects and competences it can be filtered: those of the newest TOPICS_SCAN lines, in the order of the alphabet. */
enum { TOPICS_SCAN = 300 };
struct timeline_topics { const char **topic; size_t topics; const char **competence; size_t competences; };
rc timeline_topics(struct ask *a, person_id person, struct timeline_topics *out);
/* One line of it, to be named in a request: NOT_FOUND. */
rc timeline_line(struct ask *a, person_id person, instant at, statement_id id, struct timeline_line *out);
/* In words: "An đã đọc tin", the thing's name, ", có nhắc tới An", "8/10 điểm", or "". `who`: the person's given name. */
struct line_words { const char *sentence, *object, *after, *result; };
void timeline_words(struct arena *a, enum lang lang, const struct timeline_line *l, const char *who, struct line_words *out);
/* Any statement as statements_find() gives it, deeds too; home: the base address of the house. */
void statement_words(struct arena *a, enum lang lang, const char *home, const struct json *statement, const char *who, struct line_words *out);
/* "đã hoàn thành"; of a verb that is not known: its name as told, else the last part of its IRI in quotation marks. */
const char *verb_words(struct arena *a, enum lang lang, const char *iri, const char *name);

/* For who takes a copy along, in the family's scope: what the person did as statements of xAPI, each on a line, for another record store. Only those that name nobody
** else. cut: there are more than COPY_SAID_MOST of deeds, or of what others told; the newest are there. */
enum { COPY_SAID_MOST = 1000 };
rc statements_of_mine(struct ask *a, const char *home, person_id person, struct buf *b, bool *cut);

/* IRI of a verb in xAPI. */
const char *deed_verb_iri(enum deed_verb verb);
/* What deeds and statements say besides, by extensions of our profile (profile.c): the base address goes before them. */
#define EXTENSION_COMPONENT "/xapi/mo-rong/thanh-phan"      /* of an activity: code of one of the five components */
#define EXTENSION_SUBJECT   "/xapi/mo-rong/mon-hoc"         /* of a context: name of a school subject */

/* ---- statements from outside. The door has read and checked them; here they are kept and found, in the school of the ask's scope.
** A term says by what a statement is found: the hash of a kind and a text. An agent's text is that of agent_text(). */
enum { TERM_SIZE = 16, STATEMENT_UUID_SIZE = 16, STATEMENT_UUID_TEXT = 37, FILE_HASH_SIZE = 32 };
enum term_kind { TERM_AGENT = 'a', TERM_AGENT_NEAR = 'A', TERM_VERB = 'v', TERM_ACTIVITY = 'o', TERM_ACTIVITY_NEAR = 'O', TERM_REGISTRATION = 'r', TERM_KEY = 'k' };
void term_of(enum term_kind kind, const char *text, uint8_t out[TERM_SIZE]);
void statement_uuid_text(const uint8_t uuid[STATEMENT_UUID_SIZE], char out[STATEMENT_UUID_TEXT]);

struct told_file { uint8_t hash[FILE_HASH_SIZE] /* SHA-256 */; const char *type; struct bytes body; };
struct told_thing { const char *id /* of an activity */; const struct json *definition; };
/* An account in another system of which a head said whose it is (known.c). */
struct known_account { outside_known_id id; person_id person; const char *agent; /* as agent_text() has it; NULL: nobody's */ };
struct told {
    uint8_t uuid[STATEMENT_UUID_SIZE];
    const char *document;               /* JSON object without `stored` */
    const struct json *said;            /* the same, read */
    opt_instant at;                     /* its own timestamp */
    bool voids; const uint8_t *target;  /* what its object refers to; NULL = its object is no statement */
    const uint8_t *term; size_t terms;  /* TERM_SIZE bytes each, none twice */
    const person_id *person; size_t persons;       /* whom its accounts of ours name */
    const struct known_account *known; size_t knowns;      /* whose other accounts it names, by what a head said */
    int64_t class_ref;                  /* the class in which who did it was then; 0 = none, or not known */
    const struct told_file *file; size_t files;
    const struct told_thing *thing; size_t things; /* activities that it describes */
};
/* How much may be kept of a key; 0 each: as much as it likes. Documents are those of the door xapi; bytes of all together. */
struct told_room { int64_t statements, files, documents, bytes; };
struct told_batch {
    const struct told *said; size_t n;  /* no uuid twice */
    int64_t key; bool voids_any;        /* who tells; may they void what others told? */
    /* May they void what was told under that key, which is another one? Asked in the closure too; NULL: no, unless voids_any. docs/decisions/0133. */
    rc (*may_void)(struct ask *a, const struct told_batch *in, int64_t key, bool *yes);
    const char *teller;                 /* what the office calls who tells: families read it beside each line */
    size_t *fresh;                      /* how many were not there yet; may be NULL */
    bool *is_new;                       /* n, which of them were not; may be NULL */
    const struct told_room *room;       /* NULL: as much as they like */
};
/* All of them or none. One that is there already in the same words is left as it is; in other words: CONFLICT. A target that may not be
** voided: INVALID, or DENIED where it is somebody else's. */
rc told_add(struct tx *t, const struct told_batch *in);
/* Before that: would this one of the batch be refused for what it voids, as things are now? OK also where it voids nothing, or what is not there yet. */
rc told_voidable(struct ask *a, const struct told_batch *in, const struct told *s);
/* So much more, or less, is kept of a key: told_add() does it for statements, the door for its documents. most: LIMIT in words where it does not fit, and the whole
** closure is undone; NULL = no bound. school 0 = that of the ask. */
struct kept_change { school_id school; int64_t key, n, files, bytes, documents, document_bytes; const struct told_room *most; };
rc kept_add(struct tx *t, const struct kept_change *change);
/* Is one of that name there, a deed or from outside, and does it say the same? What was erased says something else. */
enum told_before { TOLD_NEW, TOLD_SAME, TOLD_OTHERWISE };
rc told_look(struct ask *a, const char *home, const struct told *s, enum told_before *out);

/* ---- tied later (tie.c): what was told of somebody who was nobody of the school yet is theirs from when they belong to it (docs/decisions/0131). The door xapi
** has the job, since it knows classes and keys. `upto`: a moment behind which nothing comes in any more (ask_settled). */
rc told_schools_behind(struct ask *a, instant upto, school_id after, school_id **rows, size_t *n);      /* schools with members whom nobody has looked up */
rc told_schools(struct ask *a, school_id after, school_id **rows, size_t *n);                            /* all to which something was told */
rc told_newcomers(struct ask *a, instant upto, person_id **rows, size_t *n, member_id *last);             /* the next of them, in the scope's school */
rc told_looked(struct tx *t, member_id last);                                                             /* up to this one they are */
/* met[i]: something is told of person i. */
rc told_met(struct ask *a, const char *home, const person_id *person, size_t n, bool *met);
struct untied { statement_id id; instant at; const struct json *said; int64_t key, class_ref /* 0; the caller fills it in */; const char *teller; };
struct untied_after { int form; statement_id id; };             /* begins with zeros */
/* The next few that name the person and are not tied; n = 0: no more. */
rc told_untied(struct ask *a, const char *home, person_id person, struct untied_after *after, struct untied **rows, size_t *n);
struct tying { person_id person; const struct untied *row; size_t n; const struct known_account *known; /* by which of their accounts; NULL: by our number */ };
rc told_tie(struct tx *t, const struct tying *in, int64_t *n);                                          /* n: how many are tied now; none where the person does not belong */
/* The next few that are tied to the person, as they were told (NULL: forgotten); after begins with 0, n = 0: no more. */
rc told_about(struct ask *a, person_id person, statement_id *after, const struct json ***said, size_t *n);
/* Whose ties hold no more, since a list was taken back or two rows are two again; and the next of them undone, n = 0: that was all. */
rc told_strangers(struct ask *a, person_id after, person_id **rows, size_t *n);
rc told_untie(struct tx *t, const person_id *in, int64_t *n);
/* ---- accounts in other systems (known.c): whose one is, a head of the school says, of an account by which something was told here. docs/decisions/0108 */
struct known_line { outside_known_id id; person_id person; const char *full_name, *agent, *reason, *by; instant made_at; int64_t rev; };
struct stranger { const char *agent, *name; /* as told; NULL = not said */ uint8_t uuid[STATEMENT_UUID_SIZE]; /* the newest that it told */ instant at; int64_t key, told; /* of the newest 300 about nobody of the house */ };
enum { KNOWN_AGENT_MOST = 1000 };
struct new_known { const char *agent, *home, *reason; person_id person; };
struct known_place { school_id school; outside_known_id id; };
rc known_some(struct ask *a, bool *some);                                                                  /* does any stand in the school? */
rc known_in(struct ask *a, struct bytes terms, const struct known_account **out, size_t *n);                       /* which of them these terms name */
rc known_by(struct ask *a, const char *agent, struct known_account *out);
rc known_find(struct ask *a, outside_known_id id, struct known_account *out, bool *open);                          /* agent NULL: there is none */
rc known_list(struct ask *a, outside_known_id before, int64_t limit, struct known_line **rows, size_t *n); /* those that stand, the newest first */
rc strangers_list(struct ask *a, struct stranger **rows, size_t *n);                                       /* accounts of nobody, that of the newest statement first */
/* INVALID for an account of ours; CONFLICT where it is somebody's already, or the person has too many. The caller has seen that the person belongs to the school. */
rc known_say(struct tx *t, const struct new_known *in, outside_known_id *out);
rc known_end(struct tx *t, outside_known_id id, int64_t rev, struct known_account *was, const char **name);                          /* in nobody's record from then on */
rc known_untied(struct ask *a, const struct known_account *k, statement_id *after, struct untied **rows, size_t *n);      /* as told_untied() */
rc known_untie(struct tx *t, const struct known_account *k, int64_t *n);                                           /* the next few; n = 0: that was all */
rc known_after_list(struct ask *a, school_id school, outside_known_id after, struct known_place **rows, size_t *n);   /* all, also ended ones */
enum deed_part known_part(struct arena *a, const struct json *said, const char *agent);                    /* what they did in it; as said_part() */
/* How JSON's agent is written in terms; NULL: it has no account. In words, for who decides; and so that who has it knows it again, and nobody else. */
const char *agent_of(struct arena *a, const struct json *agent);
const char *agent_words(struct arena *a, const char *agent, const char **where);
const char *agent_hint(struct arena *a, const char *agent);
/* People whom a head's word ties to the statement. */
rc known_of_statement(struct ask *a, statement_id id, person_id **rows, size_t *n);

struct folded_pair { person_id folded, kept; };
rc folded_after(struct ask *a, person_id after, struct folded_pair **rows, size_t *n);                  /* all rows for one human being, in order */
rc schools_of_pair(struct ask *a, const struct folded_pair *pair, school_id **rows, size_t *n);         /* where one of them is or was */

/* ---- statements for other systems: those from outside, and deeds put into the same words */
struct statement_line { statement_id id; const char *document; /* a JSON object, `stored` and all */ enum deed_as as; /* of a deed: what its actor was; 0 = told from outside */ };
struct statements_wanted {
    const char *home;                   /* base address: of which our accounts and things are */
    const char *agent, *verb, *activity, *registration;        /* NULL = any; registration in small letters */
    bool agents_near, activities_near;  /* also where they stand elsewhere in it */
    int64_t key;                        /* told with this key alone; 0 = by anybody, and deeds */
    statement_id after, before;         /* between these, without them; 0 = open */
    bool ascending;                     /* the oldest first, else the newest */
    int64_t limit;
};
/* Voided ones are not found, nor those of somebody whose data the school may not use (restriction). */
rc statements_find(struct ask *a, const struct statements_wanted *w, struct statement_line **rows, size_t *n);
struct statement_found { struct statement_line line; bool voided, outside; int64_t key; };
/* NOT_FOUND also for what was erased. */
rc statement_find(struct ask *a, const char *home, const uint8_t uuid[STATEMENT_UUID_SIZE], struct statement_found *out);
/* A document taken apart in an arena of its own: who reads many needs no more than the fullest takes. said: NULL = it is none. Until document_close(). */
struct document_open { struct arena arena; const struct json *said; };
const struct json *document_open(struct document_open *d, const char *document);
void document_close(struct document_open *d);
/* Rows that are read page by page: from rows_aside_begin() on the ask answers into an arena of its own, from rows_aside_leave() on into the usual one again; what was read
** stands until rows_aside_end(). */
struct rows_aside { struct ask *a; struct arena own, *usual; };
void rows_aside_begin(struct rows_aside *b, struct ask *a);
void rows_aside_leave(struct rows_aside *b);
void rows_aside_end(struct rows_aside *b);
struct statement_file { uint8_t hash[FILE_HASH_SIZE]; const char *type; int64_t bytes; };
rc statement_files(struct ask *a, statement_id id, struct statement_file **rows, size_t *n);
/* What is in a file of a statement that was found: up to 16 MB. NOT_FOUND: it was forgotten meanwhile. */
rc statement_file(struct ask *a, const uint8_t hash[FILE_HASH_SIZE], struct bytes *body);
/* People of the house whom the statements behind `after` up to `upto` name, each once: for the ledger of looks. */
rc statements_people(struct ask *a, statement_id after, statement_id upto, person_id **rows, size_t *n);
/* The other way round: which of a stretch (after, upto] name somebody, or a row that was folded into it, oldest first; also what nothing may be read of. */
rc statements_naming(struct ask *a, person_id person, statement_id after, statement_id upto, int64_t most, statement_id **rows, size_t *n);
/* How many stand between these, held and voided ones among them; exact below `most`. */
rc statements_count(struct ask *a, statement_id after, statement_id before, int64_t most, int64_t *n);
/* What somebody is in a school today, as deeds say it. */
rc deed_standing(struct ask *a, school_id school, person_id person, enum deed_as *as);
/* What statements said of an activity: JSON, NULL when nothing. */
rc activity_definition(struct ask *a, const char *id, const char **json);

/* How an agent is written in terms: one letter for its kind, then its parts. */
const char *agent_text(struct arena *a, const char *kind /* "mbox", "account" … */, const char *value, const char *home_page /* of an account */);
/* The person of the house that such a text means; 0 = none. */
person_id agent_person(const char *agent, const char *home);

#endif
