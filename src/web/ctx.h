/* struct ctx: the first argument of every handler. It lives for one request (1 MB arena on loops, 16 MB on workers). */
#ifndef KHUE_WEB_CTX_H
#define KHUE_WEB_CTX_H

#include "data/tx.h"
#include "web/form.h"
#include "web/route.h"
#include "web/who.h"

struct app;
struct request;                    /* web/request.h: parsed head, params, cookies; rooms do not need it */

struct ctx {
    struct app *app;
    struct arena *arena;
    struct ask *ask;               /* questions: books_on_shelf(c->ask, …); closures: transact(c->ask, c->key, …) */
    const struct who *who;         /* never NULL; nobody: who->person.v == 0 */
    const struct school_brief *school;   /* of :truong, or NULL */
    enum lang lang;
    instant now;
    day today;                     /* in Hà Nội */
    const struct route *route;
    struct request *req;
    struct request_key *key;       /* of this POST; pass to transact */
    struct form_state form;
    const char *csrf;              /* token of the session (or visitor): hidden field `_the` of every POST form */
    const char *theme;             /* "light", "dark" or "" (system) */
    const char *flash;             /* message after a redirect, already translated, or NULL */
    const char *flash_undo;        /* path to POST for undo, or NULL */
    const char *request;           /* this request's name in the log, to be said on the telephone: "7KQ2MX" */
    int refresh_s;                 /* > 0: something goes on; without a script the page is asked for again after so many seconds */
    const char *go_first;          /* decide answered DENIED because something of one's own comes first: the page for it, or NULL */
    bool quick;                    /* running on a loop */
    struct { int64_t key; bool unlimited; int per_minute /* 0 = as any key */; void *guest; } keyed;    /* of a KEYED row: whose key it is, filled in by its door's enter() (web/door.h) */
    struct { const char *param; int64_t object; unsigned relations; } decided;   /* what access found about the route's object, so that may() need not ask again */
};

/* The id in the path: PATH_ID(c, "muc", book_id). 0 when the route has no such param. */
int64_t path_id(const struct ctx *c, const char *param);
#define PATH_ID(c, param, type) ((type){ path_id((c), (param)) })
const char *path_text(const struct ctx *c, const char *param);    /* "" when missing */
const char *base_address(const struct ctx *c);                    /* how people reach us: "https://khue.example" */
const char *ctx_path(const struct ctx *c);                        /* the request's path */

/* The two hidden fields of every POST form (but `no_token` rows): <input type="hidden" name="_the" value="{{c->csrf}}"> and
** <input type="hidden" name="_khoa" value="{{new_request_key(c)}}">. A form shown again with 422 keeps its key. */
#define FIELD_CSRF "_the"
#define FIELD_KEY  "_khoa"
const char *new_request_key(struct ctx *c);

/* Keyed hash of the client's address, for counting failures; 0 = unknown (loopback). Never the address itself. */
int64_t ctx_address(const struct ctx *c);
/* On personal pages (no school in the path): takes the school's scope of who->role[i], where that is a place of staff.
** false (and no school's scope) for pupils. */
bool ctx_enter_school(struct ctx *c, size_t role);

/* Has that school the room on: for links to a room that may be off, as its table of routes is called ("news"). */
rc room_open(const struct ctx *c, school_id school, const char *room, bool *open);

/* May this person do that here (buttons, menus)? Object: id under the given param name of routes ("lop", "em"), or 0/NULL.
** Decided by access through app->hooks. */
bool may(struct ctx *c, int permission, const char *param, int64_t object);

#endif
