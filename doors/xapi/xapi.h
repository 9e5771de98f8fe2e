/* xAPI: the record store as other systems speak to it, IEEE 9274.1.1 (xAPI 2.0) and 1.0.3 side by side at /xapi.
** What stays true: (1) who asks shows a key of a school and reads and writes in that school alone, within the key's scopes; (2) a statement
** is taken whole and as it was sent, or refused with the place in it that is wrong; of several all are taken or none; (3) the secret of
** a key is shown once and kept only as a keyed hash, and a revoked key opens nothing from the next request on; (4) a document is
** replaced only by whom knows its present ETag, where the standard asks for that.
** Tables: xapi_key, xapi_document, xapi_use, xapi_refusal, xapi_origin, xapi_view; statements stand in the room record. Source: requirements R56, R26; docs/doors/xapi.md. */
#ifndef KHUE_DOORS_XAPI_H
#define KHUE_DOORS_XAPI_H

#include "audit/audit.h"
#include "consent/consent.h"
#include "data/verify.h"
#include "record/record.h"
#include "settings/settings.h"
#include "web/job.h"
#include "web/route.h"

extern const struct route xapi_routes[];
extern const struct act xapi_acts[];
extern const struct person_part xapi_parts[];
extern const struct job_kind xapi_jobs[];
extern const struct keep xapi_keeps[];
extern const struct setting xapi_settings[];           /* how much a key may keep */
extern const struct verify_check xapi_checks[];

/* A key as it is made: `shown` is its secret, which nobody can read again. Made outside of a closure. */
struct app;
struct fresh_key { const char *name; int64_t scopes; bool unlimited; const char *shown; struct bytes hash; };
rc key_make(const struct app *app, struct arena *a, struct fresh_key *k);
/* Stores it for the school of the ask's scope. CONFLICT when the school has as many as it may. */
rc key_store(struct tx *t, const struct fresh_key *k, xapi_key_id *out);
/* From now on it opens nothing; NOT_FOUND when the school has none of that number, fine when it was revoked already. */
rc key_end(struct tx *t, xapi_key_id id);

/* A new secret (of k; its name and scopes are not read): the former one opens too until `until`, at once nothing where that is now. NOT_FOUND as above;
** CONFLICT by rev, and for a revoked key. */
rc key_rotated(struct tx *t, xapi_key_id id, const struct fresh_key *k, instant until);
enum { KEY_GRACE_DAYS = 7 };

/* "statements/write statements/read" to bits; 0 = a word is unknown, or there is none. And back, in the arena. */
int64_t scopes_read(const char *words);
const char *scopes_text(struct arena *a, int64_t scopes);

/* What is kept of a key: rooms/record/kept.c. filled: of a hundred of its room, 0 where it has as much as it likes. */
struct kept_line { int64_t n, files, documents, bytes, mb, filled; bool near /* four fifths are filled */; };
struct key_line { xapi_key_id id; const char *name, *scopes; bool unlimited, revoked; instant made_at; opt_instant revoked_at, former_until, used_at; int64_t per_minute; const char *made_by; opt_int room; struct kept_line kept; };
/* The keys of the school of the scope, the newest first. */
rc keys_list(struct ask *a, struct key_line **rows, size_t *n);

/* ---- statements that come and go by another way than the door (doors/exchange): the very same reading, checks and words */
enum { XAPI_1 = 1, XAPI_2 = 2 };                /* 1.0.3, 2.0.0 */
struct mixed_part { const char *type, *coding, *hash; struct bytes body; };
/* Who tells, how, and with which files. */
struct telling {
    struct ask *a;
    const char *home;                           /* base address of this house */
    int version;                                /* in which the telling is: XAPI_1 or XAPI_2 */
    int64_t key;                                /* as told_batch has it */
    const char *name, *account;                 /* of the authority that is written into the statement */
    bool define;                                /* descriptions of activities are remembered */
    const struct mixed_part *part; size_t parts; bool *used;
};
/* JSON within the bounds of the door. INVALID with number 5620 and the byte. */
rc statements_json(struct ask *a, struct span text, const struct json **out);
/* Checks one statement and makes of it what told_add() takes; place: its index in an array, -1 = it stands alone; wanted: the name that it must have,
** or NULL. INVALID and LIMIT with number, words and, in the fault's field, the path. NO_FILE: a file is missing, and all else of *out is filled in. */
enum { NO_FILE = 5624 };
rc statement_tell(const struct telling *w, const struct json *said, int64_t place, const uint8_t *wanted, struct told *out, const char **id);
/* Fills in the class in which whoever did it was on that day, for all of them by one question, and whose accounts in other systems they name; before they are given to told_add(). */
rc statements_place(struct ask *a, const char *home, struct told *said, size_t n);
/* Does it name anybody whom an order keeps from who asks, anywhere? And statements_find() that leaves nobody out for that: who asks looks at each. */
bool statement_barred(struct ask *a, const struct statement_line *line);
rc statements_find_all(struct ask *a, const struct statements_wanted *w, struct statement_line **row, size_t *n);
/* multipart/mixed: the first part, then files with their hashes. */
rc mixed_read(struct ask *ask, const char *type, struct bytes body, struct mixed_part **part, size_t *n);
/* Files of these statements, each once, behind what stands in *body, which becomes multipart/mixed; where there are none, only if `always`. */
rc mixed_put(struct ask *a, const struct statement_line *line, size_t n, bool always, struct buf *body, const char **type);
/* "2026-11-23T01:00:00Z" to an instant; and the least number that a statement of that moment can have, for `after` and `before`. */
bool statement_time(const char *text, instant *out);
int64_t statement_first(instant at);
/* An IRI: a scheme, a colon and something behind it. */
bool is_iri(const char *s);

/* Where the school's statements are sent on to and how that goes: the door above (exchange) knows, main.c says which function it is. */
struct ctx;
enum stream_mood { STREAM_WELL, STREAM_FAILING, STREAM_PAUSED, STREAM_ENDED };
struct stream_line { const char *name, *way /* "Kho xAPI" */, *why /* it fails, or "" */; enum stream_mood mood; int64_t sent, waiting, missed; bool many /* at least so many wait */; opt_instant sent_at; };
extern rc (*const record_streams)(struct ctx *c, struct stream_line **rows, size_t *n);

/* The keys that may read everything of a school to which the person belongs or belonged, or did within the last 400 days. */
rc keys_reading(struct ask *a, person_id person, struct program_line **rows, size_t *n);

/* Writes down what the doors of this server have counted and not yet kept: before it stops (use.c). */
rc uses_keep(struct app *app, struct ask *a);

#endif
