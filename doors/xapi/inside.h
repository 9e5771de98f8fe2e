/* Inside of xapi: one request taken apart, what is checked in it, and the answers. */
#ifndef KHUE_DOORS_XAPI_INSIDE_H
#define KHUE_DOORS_XAPI_INSIDE_H

#include "base/json.h"
#include "generated/xapi_queries.h"
#include "record/record.h"
#include "web/door.h"
#include "xapi/xapi.h"

enum key_scope { SCOPE_WRITE = 1, SCOPE_READ_MINE = 2, SCOPE_READ = 4, SCOPE_STATE = 8, SCOPE_PROFILE = 16, SCOPE_DEFINE = 32, SCOPE_ALL = 64 };
enum { MEMBERS_MOST = 2000 /* of one object of JSON */, TERMS_MOST = 200 /* by which one statement is found */, FILES_MOST = 100 /* of one statement */, KEYS_MOST = 100, ORIGIN_SIZE = 202 };
enum { ACT_KEY_MADE, ACT_KEY_ENDED, ACT_KEY_ROTATED, ACT_KEY_RATE, ACT_KEY_ROOM, ACT_ORIGIN_ADDED, ACT_ORIGIN_ENDED, ACT_VIEW_SAVED, ACT_VIEW_RENAMED, ACT_VIEW_ENDED, ACT_KNOWN, ACT_KNOWN_ENDED };
enum { V1 = XAPI_1, V2 = XAPI_2 };

/* ---- asked.c: a request, also one in the alternate syntax of 1.0.3 */
struct asked {
    struct ctx *c;
    struct reply *r;
    enum method method;
    int version;                                /* 0: it said none; -1: one that we do not speak */
    const char *authorization, *type, *language, *if_match, *if_none_match;
    struct typed_list param;
    struct bytes body;
    instant settled;                            /* whoever asks now sees all that was stored before */
    struct { xapi_key_id id; const char *name; int64_t scopes; opt_int room; } key;
    bool wrong;                                 /* an alternate request that is none */
};
extern const struct door xapi_door;
/* A key as somebody shows it, by its secret: fits = it is open, and the secret is its own, or the former one within its days. */
struct key_shown { xapi_key_id id; bool fits; school_id school; const char *name; int64_t scopes; struct bytes secret_hash; bool unlimited; int64_t per_minute; opt_int room; opt_instant used_at; };
rc secret_shown(struct ctx *c, const char *id, const char *secret, struct key_shown *out);
rc basic_shown(struct ctx *c, const char *header, struct key_shown *out);
/* token.c: "Bearer …" taken apart; whether it holds for a key with this secret, now; the resource that makes them. */
struct token { xapi_key_id key; int64_t scopes, until /* seconds since 1970 */; char mac[2 * DOOR_HASH_SIZE + 1]; };
bool token_read(const char *header, struct token *out);
bool token_holds(const struct ctx *c, const struct token *t, struct bytes secret_hash);
rc token_door(struct ctx *c, struct reply *r);
static inline struct asked *asked_of(struct ctx *c) { return c->keyed.guest; }
/* Before anything is answered: the version is one that we speak, every parameter is in `known` (separated by blanks) and comes once. */
rc asked_fits(struct asked *q, const char *known);
const char *param(const struct asked *q, const char *name);            /* NULL when missing */
rc param_needed(struct asked *q, const char *name, const char **out);
rc may_key(struct asked *q, int64_t any_of);                            /* DENIED when the key has none of these scopes */
rc param_uuid(struct asked *q, const char *name, uint8_t out[STATEMENT_UUID_SIZE], const char **small, bool *given);
rc param_time(struct asked *q, const char *name, opt_instant *out);
rc param_bool(struct asked *q, const char *name, bool *out);
/* The parameter `agent` (or the text of one): as terms know it. NULL when it did not come. */
rc param_agent(struct asked *q, bool needed, const char **text, const struct json **said);
rc answer_json(struct asked *q, const char *text, size_t n);
rc answer_nothing(struct asked *q);                                     /* 204 */
rc method_not_here(struct asked *q);                                    /* 405, saying which are */
const char *allowed_on(const struct route *row);                        /* "GET, HEAD, OPTIONS" */
bool type_is_json(const char *type);

/* ---- origin.c: programs in a browser on another site */
bool origin_fits(const char *text, char out[ORIGIN_SIZE]);              /* as it is compared; false: it is none */
rc origin_answer(struct ctx *c, struct reply *r, bool by_key);          /* by_key: only where the key's school has named the site */
rc preflight(struct ctx *c, struct reply *r);
rc origin_missed(struct ctx *c, struct reply *r);
rc origin_add(struct tx *t, const char *text, xapi_origin_id *out);
rc origin_end(struct tx *t, xapi_origin_id id);
rc key_rate(struct tx *t, xapi_key_id id, int64_t per_minute /* 0 = as any key */);

/* ---- use.c: written down now and then; the first in an hour before its answer leaves */
rc use_given(struct asked *q, size_t n);                              /* not OK: nothing may be given */
void use_taken(struct asked *q, size_t n);
void refusal_note(struct asked *q, const struct fault *fault, int status);

/* ---- room.c: how much a key may keep; by: times what the school decides */
rc room_of(struct ask *a, bool unlimited, opt_int by, struct told_room *out);
bool room_bounds(const struct told_room *room);                         /* does it bound anything? */
int64_t room_filled(const struct told_room *room, const struct kept_line *k);
bool room_near(int64_t filled);

/* ---- tie.c: jobs that tie what was told to those who have come to the school since */
struct job;
rc tie_job(struct job *j);
rc tie_night_job(struct job *j);
rc known_job(struct job *j);                                            /* known=ID: what was told by that account is tied, or untied where it stands no more */
enum { JOB_KNOWN = 4 };                                                 /* in xapi_jobs */

/* ---- kinds.c: the small values of xAPI */
bool is_language(const char *s);
bool is_duration(const char *s);
bool uuid_read(const char *s, uint8_t out[STATEMENT_UUID_SIZE]);
bool time_read(const char *s, instant *out);                            /* RFC 3339; with a date and a time at least */
const char *http_date(struct arena *a, instant at);                     /* Sun, 06 Nov 1994 08:49:37 GMT */

/* ---- check.c, check_parts.c: a statement against the standard, gathering on the way what it is found by */
struct attachment { uint8_t hash[FILE_HASH_SIZE]; const char *usage, *type; int64_t length; bool elsewhere; /* fileUrl */ };
struct check {
    struct ask *a;
    const char *home;
    int version;
    char path[300]; size_t path_n;              /* "$[0].actor.mbox" */
    bool near;                                  /* inside a part of the statement that only `related_…` looks at */
    bool sub;
    uint8_t *term; size_t terms, terms_room;
    person_id *person; size_t persons, persons_room;
    struct told_thing *thing; size_t things, things_room;
    struct attachment *attachment; size_t attachments, attachments_room;
    bool voids; uint8_t target[STATEMENT_UUID_SIZE]; bool refers;
};
rc check_statement(struct check *k, const struct json *j);
rc check_agent(struct check *k, const struct json *j, bool group_too, const char **text);      /* text: of its identifier, NULL = an anonymous group */
rc check_activity(struct check *k, const struct json *j);
/* `list` of n things of `size` bytes with room for one more; NULL: the arena has failed, which is LIMIT at the end. */
void *grown(struct arena *a, void *list, size_t n, size_t *room, size_t size);
void term_gather(struct check *k, enum term_kind kind, const char *text);
/* Where: path_in() at a member or an item, path_out() with what path_in() answered. */
size_t path_in(struct check *k, const char *key, size_t i);
void path_out(struct check *k, size_t before);
rc must_be(struct check *k, const char *what);                          /* INVALID: "… phải là {what}" */
rc members_among(struct check *k, const struct json *j, const char *known);
rc member_needed(struct check *k, const struct json *j, const char *key, const struct json **out);
typedef rc (*check_fn)(struct check *k, const struct json *j);
rc member_checked(struct check *k, const struct json *j, const char *key, check_fn fn);      /* nothing where it is missing */
rc check_iri(struct check *k, const struct json *j);
rc check_string(struct check *k, const struct json *j);
rc check_words(struct check *k, const struct json *j);                  /* a map of languages */
rc check_extensions(struct check *k, const struct json *j);
rc check_uuid(struct check *k, const struct json *j);
rc check_time(struct check *k, const struct json *j);
rc check_verb(struct check *k, const struct json *j);
rc check_result(struct check *k, const struct json *j);
rc check_context(struct check *k, const struct json *j);
rc check_attachments(struct check *k, const struct json *j);
rc check_reference(struct check *k, const struct json *j);

/* ---- take.c: PUT and POST of statements; mixed.c: multipart/mixed; signed.c: JWS */
rc statements_take(struct asked *q);
rc signature_check(struct ask *ask, const struct json *statement, struct bytes jws);

/* ---- give.c: GET of statements; format.c: ids and canonical */
rc statements_give(struct asked *q);
enum format { FORMAT_EXACT, FORMAT_IDS, FORMAT_CANONICAL };
void format_put(struct buf *b, struct ask *a, const struct json *statement, enum format f, const char *languages);
void activity_put(struct buf *b, struct ask *a, const struct json *activity, enum format f, const char *languages);

/* ---- documents.c */
enum document_kind { DOCUMENT_STATE, DOCUMENT_ACTIVITY, DOCUMENT_AGENT };
enum { PLACE_SIZE = 16 };
rc documents_door(struct asked *q, enum document_kind kind);
/* Where those of an activity and an agent lie ("" where the kind has none). */
void document_place(enum document_kind kind, const char *activity, const char *agent, uint8_t out[PLACE_SIZE]);

/* ---- before.c: documents from before it was kept whom they name. Profiles of these people; and states, as far as the next few statements about one tell of their
** activities (n = 0: there are no more; after begins with 0). home: base address. */
rc profiles_name(struct ask *a, const char *home, const person_id *person, size_t n);
rc states_name(struct ask *a, const char *home, person_id person, const struct known_account *known, statement_id *after, size_t *n);
rc profile_name_known(struct ask *a, const struct known_account *known);     /* known: by that account of theirs, NULL: by our number */

#endif
