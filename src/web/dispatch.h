/* From a request's head and body to its answer: the way of a request, without sockets. http.c and loopback.c stand on it.
**
** What stays true, in this order:
** (1) the head obeys head.h, or the answer refuses it and nothing else runs;
** (2) limits -> session -> who -> (POST: origin and token) -> permission of the row on the object -> request key -> handler;
** (3) nothing is written before (POST: origin and token) and the permission have passed, but the session's last sight;
** (4) a GET may be run twice (on a loop, then on a worker), so a GET handler is pure;
** (5) a row of a door (web/door.h) has its own way: key -> limit of the key -> handler; no session, cookie or token is read;
** (6) every page leaves with the security headers; a signed-in page is never cached. */
#ifndef KHUE_WEB_DISPATCH_H
#define KHUE_WEB_DISPATCH_H

#include "base/log.h"
#include "web/app.h"
#include "web/head.h"
#include "web/kit.h"
#include "web/request.h"
#include "web/session.h"

struct header { const char *name, *value; };

/* Texts live in the kit's arena, the body in a buffer that the taker frees (or in the program, when `fixed`). */
struct answer {
    int status;
    struct buf body;
    const void *fixed; size_t fixed_n;
    bool has_file; int fd;             /* the body is file_n bytes of this open file, from file_from on; the taker closes it */
    int64_t file_from, file_n;
    struct header header[24]; size_t headers;
    bool close;                        /* say Connection: close */
    struct seat *seat;                 /* web/seats.h: instead of a body, what will be said there; its taker gives it back */
};

struct call {
    const struct head *head;
    struct match match;                /* of the head's path */
    struct bytes body;
    char name[REQUEST_NAME_SIZE];      /* of this request, for the log and for people */
    int refused;                       /* status that http.c decided on (400, 405, 413, …), or 0 */
};

enum dispatched { ANSWERED, TO_WORKER };

/* The head judged (refused), and the row of its path: also where the head is refused but names a path, so that the answer is in the form and has
** the Allow of whoever is there. */
void call_read(struct call *k, const struct app *app, const struct head *head);
/* The row of the head's path. Only where head_leads. */
void call_route(struct call *k, const struct app *app, const struct head *head);
/* Whether the call may start on a loop at all. */
bool call_quick(const struct call *k, const struct app *app);
/* TO_WORKER only when on_loop; then nothing was answered and the call is to be run again by a worker. */
enum dispatched dispatch(struct app *app, struct kit *kit, const struct call *call, bool on_loop, struct answer *out);
void answer_finish(struct answer *a);

/* One running request; handlers see only `c` and the reply. */
struct visit {
    struct app *app;
    struct kit *kit;
    const struct call *call;
    struct ctx c;
    struct ask ask;
    struct fault fault;
    struct who who;
    struct request req;
    struct request_key key;
    struct reply reply;
    struct session session;
    const char *visitor;               /* visitor cookie; new when `visitor_new` */
    bool visitor_new;
    bool has_form;                     /* the page asked for a request key: it holds a form, and with it a token */
    bool on_loop;
    bool over;                         /* past the loop's deadline */
    bool leave_loop;                   /* must run on a worker after all */
    int status;                        /* wins over the status of the rc; 0 = none */
    bool knows_who;                    /* the session was looked for: nobody in `who` means nobody */
    const char *keep_tag;              /* offline.c: once it was asked for */
    bool done;                         /* a POST's handler answered OK */
    bool resuming;                     /* a kept post runs again: its token was checked when it was kept */
};

/* The visit of a handler's ctx (every ctx is part of one). */
#define VISIT_OF(ctx) ((struct visit *)(void *)((char *)(ctx) - offsetof(struct visit, c)))
/* The door that answers: its row's, or below which the path lies where no row is; NULL: none. */
const struct door *visit_door(const struct visit *v);
/* From the permission on: decide, check the post, run the handler of c->route. */
rc visit_run(struct visit *v);

/* Parts of the way, one file each. All answer OK to go on. */
rc session_read(struct visit *v);                        /* session.c: v->session, v->who */
void visitor_read(struct visit *v);                      /* csrf.c: v->visitor, c->csrf */
rc post_check(struct visit *v);                          /* csrf.c: origin and token, request key */
bool own_page(const struct visit *v);                    /* csrf.c: the browser says that a page of ours asks */
void preferences_read(struct visit *v);                  /* preferences.c: language, theme */
void flash_read(struct visit *v);                        /* flash.c: c->flash */
rc sign_in_first(struct visit *v);                       /* kept.c: DENIED and nobody: keep the post, go to sign-in */
void error_reply(struct visit *v, rc kind);              /* errors.c: status and page */
bool static_answer(const struct head *head, struct answer *a);          /* static.c: false: not a static path */
bool etag_matches(const char *header, const char *etag); /* finish.c: If-None-Match, weakly; NULL header: false */
void reply_finish(struct visit *v, struct answer *a);    /* finish.c: headers, cookies, ETag, compression */
void file_finish(struct visit *v, struct answer *a);     /* file.c: the same where the body is a file; ranges */
void reply_file_drop(struct reply *r);                   /* file.c: closes the file that is not sent after all */
void put_safety(struct answer *a, const struct visit *v, bool page);
void put_header(struct answer *a, const char *name, const char *value);      /* "" is left out: the arena is full */
const char *disposition(struct arena *arena, const char *name);             /* attachment; filename=… */

#endif
