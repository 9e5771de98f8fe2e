/* One mapping from kinds of failure to HTTP, and the error page. */
#include "base/log.h"
#include "web/dispatch.h"
#include "web/door.h"
#include "web/seats.h"

static int status_of(rc kind, enum method m)
{
    switch (kind) {
    case OK:        return 200;
    case NOT_FOUND: return 404;
    case DENIED:    return 403;
    case INVALID:   return m == POST ? 422 : 400;      /* a door always says 400 */
    case CONFLICT:  return 409;
    case LIMIT:     return m == POST ? 413 : 500;      /* a page that outgrew its memory is our mistake */
    case BUSY:      return 503;
    case DOWN:      return 503;
    case BUG:       return 500;
    }
    return 500;
}

/* Shows the form again with what was typed, when the row says how; whatever else the page answers is not shown. */
static bool shown_again(struct visit *v, rc kind, int status)
{
    struct ctx *c = &v->c;
    const struct route *row = c->route;

    if (!row || !row->again || v->req.method != POST || !c->form.any)
        return false;
    if (kind != INVALID && kind != CONFLICT && kind != BUSY)
        return false;
    if (v->fault.message && v->fault.field)
        form_wrong(c, v->fault.field, v->fault.message);
    else if (v->fault.message)
        c->form.error = v->fault.message;
    struct fault first = v->fault;
    v->fault = (struct fault){ 0 };
    ask_done(&v->ask);
    buf_clear(&v->reply.body);
    reply_file_drop(&v->reply);
    v->reply.status = 0;
    if (row->again(c, &v->reply) == OK && !v->reply.body.failed) {
        v->reply.status = status;
        return true;
    }
    v->fault = first;
    return false;
}

void error_reply(struct visit *v, rc kind)
{
    struct reply *r = &v->reply;
    enum method m = visit_door(v) ? (kind == LIMIT ? POST : GET) : v->req.method;
    int status = v->status ? v->status : r->status >= 400 ? r->status : status_of(kind, m);

    if (status >= 500)
        log_line(LOG_ERROR, "status=%d kind=%s number=%d route=%s detail=\"%s\"", status, rc_name(kind), v->fault.number,
                 v->c.route ? v->c.route->path : "-", v->fault.detail ? v->fault.detail : "-");
    if (shown_again(v, kind, status))
        return;
    const struct door *door = visit_door(v);
    struct out o = { &r->body, v->c.lang, &v->c };
    buf_clear(&r->body);
    reply_file_drop(r);
    r->type = NULL;
    r->download = NULL;
    r->location = NULL;
    r->public_cache = false;
    v->fault.kind = kind;
    seat_leave(v->reply.seat);
    r->seat = NULL;
    if (door)
        door->refused(&v->c, r, &v->fault, status);
    else
        v->app->hooks.error_page(&o, &v->fault, status);
    r->status = status;
}
