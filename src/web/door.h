/* Doors for programs: KEYED rows. Who asks shows a key of the door instead of a session, so nothing of a browser counts there: no
** cookie is read, no form token asked for, no page answered.
** What stays true: (1) no handler of a KEYED row runs before the door's enter() has said OK; (2) enter() gives the ask its scope, one
** school's, and says whose key it is; (3) DENIED of enter() is 401, of the handler 403; INVALID is 400; (4) requests of a key are
** counted by the key, those without one by address; (5) whatever is asked below its first word and is no other row is refused by the door. */
#ifndef KHUE_WEB_DOOR_H
#define KHUE_WEB_DOOR_H

#include "base/str.h"
#include "web/ctx.h"
#include "web/reply.h"

struct door {
    /* Reads who asks, fills in c->keyed and c->ask->scope. DENIED: no key, or none of ours. May set headers of the answer. */
    rc (*enter)(struct ctx *c, struct reply *r);
    /* What may be asked by a program on another site (CORS): answers OPTIONS, before anybody is known. NULL: nothing, 405. */
    rc (*preflight)(struct ctx *c, struct reply *r);
    /* An address below it that is no row: NOT_FOUND, after headers of the answer were set, or OK where it was answered (OPTIONS). NULL: nothing to add. */
    rc (*missed)(struct ctx *c, struct reply *r);
    /* Writes the answer to what was refused, by its handler or before enter() (a head, a body, an address below it that is no row): r->body and r->type. The fault's message is in the language of the request, or NULL. */
    void (*refused)(struct ctx *c, struct reply *r, const struct fault *fault, int status);
};

/* What was sent. Texts live with the request; a header that did not come is NULL. */
enum door_header { DOOR_AUTHORIZATION, DOOR_CONTENT_TYPE, DOOR_CONTENT_LENGTH, DOOR_CONTENT_ENCODING, DOOR_ACCEPT_LANGUAGE, DOOR_IF_MATCH, DOOR_IF_NONE_MATCH, DOOR_XAPI_VERSION, DOOR_ORIGIN, DOOR_HEADERS };
enum method door_method(const struct ctx *c);
const char *door_header(const struct ctx *c, enum door_header h);
struct bytes door_body(const struct ctx *c);
const struct typed_list *door_query(const struct ctx *c);
/* Fields of a form (application/x-www-form-urlencoded). INVALID when it is none. */
rc door_form(const struct ctx *c, struct bytes body, struct typed_list *out);

/* A secret for a program, 130 bits, and what is kept of it: a keyed hash. */
enum { DOOR_SECRET_SIZE = 27, DOOR_HASH_SIZE = 32 };
void door_secret(char out[DOOR_SECRET_SIZE]);
void door_hash(const struct app *app, const char *secret, uint8_t out[DOOR_HASH_SIZE]);

/* What a key's program was given, told and refused, counted in memory, so that reading is no write a request: handed out to be written with the first of an
** hour, which its answer waits for, and then once a minute. Behind enter(); out: what is to be written now, 2 at most. */
enum door_count { DOOR_GIVEN, DOOR_TAKEN, DOOR_REFUSED, DOOR_COUNTS };
struct door_use { int64_t key, hour /* since 1970 */, n[DOOR_COUNTS]; school_id school; };
size_t door_counted(struct ctx *c, enum door_count what, int64_t many, struct door_use out[2]);
/* All that waits on this server. */
size_t door_uses_take(struct app *app, struct door_use *out, size_t most);
/* They could not be written: they wait again. */
void door_uses_back(struct app *app, const struct door_use *use, size_t n);
/* May a refusal of this key be written down now? Some are let go where there are too many. */
bool door_may_note(struct ctx *c);

#endif
