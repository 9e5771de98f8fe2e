#include "web/dispatch.h"
#include "base/ids.h"
#include "web/door.h"
#include "web/ratelimit.h"
#include "web/seats.h"
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { QUICK_MS = 5, PAGE_FIRST = 20 << 10, PAGE_MAX = 4 << 20, FILE_MAX = 64 << 20 };

/* Is that another name than the one people use? A look at this machine itself, by its own name or number, is none; nor is a head without
** a name (HTTP/1.0). Names know no case; the port of https and http is often left out. */
static bool other_host(const struct app *app, const char *host)
{
    static const char *const here[] = { "localhost", "127.0.0.1", "[::1]" };
    const char *base = app->config.base_url_given ? strstr(app->config.base_url, "://") : NULL;
    size_t n, m;
    if (!host || !base) return false;
    base += 3;
    n = *host == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":");
    for (size_t i = 0; i < sizeof here / sizeof *here; i++)
        if (strlen(here[i]) == n && strncasecmp(host, here[i], n) == 0) return false;
    m = strcspn(base, "/");
    if (strlen(host) == m && strncasecmp(host, base, m) == 0) return false;
    m = *base == '[' ? strcspn(base, "]") + 1 : strcspn(base, ":/");
    return n != m || strncasecmp(host, base, n) != 0 || !(str_is(host + n, ":443") || str_is(host + n, ":80") || host[n] == 0);
}

void call_read(struct call *k, const struct app *app, const struct head *head)
{
    k->head = head;
    k->refused = head_check(head);
    if (head_leads(head))
        call_route(k, app, head);
}

const struct door *visit_door(const struct visit *v)
{
    return v->c.route ? v->c.route->door : v->call->match.door;
}

void call_route(struct call *k, const struct app *app, const struct head *head)
{
    char path[TARGET_MAX + 1];
    size_t n = strcspn(head->target, "?");

    k->head = head;
    if (!k->refused && other_host(app, head->field[HEAD_HOST])) k->refused = 421;
    memcpy(path, head->target, n);
    path[n] = 0;
    router_find(app->router, head_method(head), path, &k->match);
    for (int i = 0; i < k->match.params; i++)              /* point into the head, which lives on */
        k->match.param[i].p = head->target + (k->match.param[i].p - path);
}

bool call_quick(const struct call *k, const struct app *app)
{
    if (k->match.route && k->match.route->runs_on != QUICK)
        return false;
    return db_engine(app->db) == ENGINE_SQLITE || k->refused;
}

static void visit_open(struct visit *v, struct app *app, struct kit *kit, const struct call *call, bool on_loop)
{
    instant now = db_now(app->db);

    *v = (struct visit){ .app = app, .kit = kit, .call = call };
    v->on_loop = on_loop;
    v->req.head = call->head;
    v->req.method = head_method(call->head);
    v->req.match = call->match;
    v->req.path = v->req.target = "";
    ask_init(&v->ask, app->db, &kit->arena, &v->fault, now);
    if (on_loop)
        ask_deadline(&v->ask, QUICK_MS, &v->over);
    v->c = (struct ctx){ .app = app, .arena = &kit->arena, .ask = &v->ask, .who = &v->who, .now = now, .today = day_of(now),
                         .route = call->match.route, .req = &v->req, .csrf = "", .theme = "", .quick = on_loop,
                         .request = call->name };
    v->visitor = "";
    v->reply.c = &v->c;
    buf_init(&v->reply.body, v->c.route && (v->c.route->runs_on == SLOW || v->c.route->long_page) ? FILE_MAX : PAGE_MAX);
    preferences_read(v);
}

static rc too_often(struct visit *v)
{
    v->status = 429;
    return refuse(&v->ask, LIMIT, 1003, _("Có quá nhiều yêu cầu. Chờ nửa phút rồi thử lại."), NULL);
}

static bool account_may(const struct visit *v)
{
    struct { uint64_t address; int64_t person; } both = { v->call->head->address, v->who.person.v };

    return !v->app->limits || rate_take(v->app->limits, address_hash(v->app->address_key, &both, sizeof both), rate_of_account, v->c.now.ms);
}

static rc run_handler(struct visit *v)
{
    if (v->req.method == GET)
        buf_reserve(&v->reply.body, PAGE_FIRST);
    rc answer = v->c.route->run(&v->c, &v->reply);

    if (answer == OK && (v->c.arena->failed || v->reply.body.failed))
        return fault_detail(&v->ask, LIMIT, "arena or page buffer full");
    return answer;
}

/* There with the words of the refusal, not to a page that says no. */
static rc first_things(struct visit *v)
{
    const char *words = v->fault.message;

    v->fault = (struct fault){ 0 };
    return words ? see_other_flash(&v->reply, v->c.go_first, words, NULL) : see_other(&v->reply, v->c.go_first);
}

rc visit_run(struct visit *v)
{
    if (v->req.method == POST)
        try(post_check(v));
    rc decided = v->app->hooks.decide(&v->c, &v->c.route->need);
    if (decided == OK) {
        decided = run_handler(v);
        v->done = decided == OK && v->req.method == POST;
    }
    if (decided == DENIED && !signed_in(&v->who))
        return sign_in_first(v);
    if (decided == DENIED && v->c.go_first)
        return first_things(v);
    return decided;
}

/* Who showed no key that fits is counted by address, so that nobody tries for long. */
static bool stranger_may(struct visit *v)
{
    struct { uint64_t about; int64_t of; } bucket = { 3, (int64_t)v->call->head->address };         /* apart from who asks without a key where none is needed */
    return !bucket.of || rate_take(v->app->limits, address_hash(v->app->address_key, &bucket, sizeof bucket), rate_of_strangers, v->c.now.ms);
}

/* A program at a door: its key instead of a session. A row that asks for the key itself (tokens) answers 401 by itself. */
static rc door_run(struct visit *v)
{
    struct { uint64_t about; int64_t of; } bucket = { 0, (int64_t)v->call->head->address };
    if ((v->req.method == OPTIONS || !door_header(&v->c, DOOR_AUTHORIZATION)) && !rate_take(v->app->limits, v->call->head->address, rate_of_address, v->c.now.ms))
        return too_often(v);
    if (v->req.method == OPTIONS && v->c.route->door->preflight)
        return v->c.route->door->preflight(&v->c, &v->reply);
    rc entered = v->c.route->door->enter(&v->c, &v->reply);

    if (entered == DENIED) {
        v->status = 401;
        if (!stranger_may(v)) return too_often(v);
    }
    try(entered);
    if (v->c.keyed.key) bucket.about = 1, bucket.of = v->c.keyed.key;            /* without one, by the address */
    struct rate rate = rate_of_key;
    if (v->c.keyed.per_minute) rate = (struct rate){ v->c.keyed.per_minute / 30 + 1, v->c.keyed.per_minute };
    if ((v->c.keyed.per_minute || !v->c.keyed.unlimited) && !rate_take(v->app->limits, address_hash(v->app->address_key, &bucket, sizeof bucket), rate, v->c.now.ms))
        return too_often(v);
    rc answered = run_handler(v);
    return answered == OK && v->reply.status == 401 && !stranger_may(v) ? too_often(v) : answered;
}

/* Below a door, but at no row of it: as the door answers, and nobody is asked who they are. */
static rc door_missed(struct visit *v)
{
    if (v->call->match.get || v->call->match.post)
        return v->status = 405, NOT_FOUND;
    rc missed = v->call->match.door->missed ? v->call->match.door->missed(&v->c, &v->reply) : NOT_FOUND;
    if (missed != NOT_FOUND) return missed;
    return refuse(&v->ask, NOT_FOUND, 6045, _("Không có gì ở địa chỉ này. So lại địa chỉ với tài liệu: thừa hay thiếu một phần là thành địa chỉ khác."), NULL);
}

/* The way of a request, in the order that dispatch.h promises. */
static rc walk(struct visit *v)
{
    const struct route *row = v->c.route;

    if (!(row && row->door) && !rate_take(v->app->limits, v->call->head->address, rate_of_address, v->c.now.ms))
        return too_often(v);
    rc read = request_read(&v->req, v->c.arena, v->call->head, &v->call->match, v->call->body);
    if (read == INVALID)
        v->status = 400;
    try(read);
    if (row && row->door)
        return door_run(v);
    if (!row && v->call->match.door)
        return door_missed(v);
    if (row && (row->framed || row->no_session))
        return visit_run(v);
    try(session_read(v));
    if (v->leave_loop)
        return BUSY;
    v->knows_who = true;
    visitor_read(v);
    flash_read(v);
    if (signed_in(&v->who) && !account_may(v))
        return too_often(v);
    if (v->c.route)
        return visit_run(v);
    v->status = v->call->match.get || v->call->match.post ? 405 : 404;
    return NOT_FOUND;
}

static enum dispatched dispatch_named(struct app *app, struct kit *kit, const struct call *call, bool on_loop, struct answer *out)
{
    struct visit v;

    *out = (struct answer){ 0 };
    if (!call->refused && static_answer(call->head, out))
        return ANSWERED;
    visit_open(&v, app, kit, call, on_loop);
    v.status = call->refused;
    rc answer = call->refused ? INVALID : walk(&v);
    if (on_loop && (v.leave_loop || v.over)) {
        ask_done(&v.ask);
        seat_leave(v.reply.seat);
        reply_file_drop(&v.reply);
        buf_finish(&v.reply.body);
        return TO_WORKER;
    }
    if (kit->arena.failed)                                   /* a text that found no room is empty: whatever followed from that is not so */
        answer = LIMIT, v.fault = (struct fault){ .kind = LIMIT }, v.status = 0, v.reply.cookies_n = 0;
    if (answer != OK)
        error_reply(&v, answer);
    ask_done(&v.ask);
    reply_finish(&v, out);
    return ANSWERED;
}

enum dispatched dispatch(struct app *app, struct kit *kit, const struct call *call, bool on_loop, struct answer *out)
{
    log_request(call->name);
    enum dispatched done = dispatch_named(app, kit, call, on_loop, out);
    log_request(NULL);
    return done;
}

void answer_finish(struct answer *a)
{
    seat_leave(a->seat);
    a->seat = NULL;
    buf_finish(&a->body);
    if (a->has_file)
        close(a->fd);
    a->has_file = false;
}

/* ---- what rooms ask of their ctx */

const char *path_text(const struct ctx *c, const char *param)
{
    struct span s = match_param(&c->req->match, param);
    return arena_text_n(c->arena, s.p, s.n);
}

int64_t path_id(const struct ctx *c, const char *param)
{
    int64_t id = 0;

    return id_read(path_text(c, param), &id) ? id : 0;
}

const char *base_address(const struct ctx *c)
{
    return c->app->config.base_url;
}

const char *ctx_path(const struct ctx *c)
{
    return c->req->path;
}

int64_t ctx_address(const struct ctx *c) { return (int64_t)(c->req->head->address >> 1); }

bool ctx_enter_school(struct ctx *c, size_t role)
{
    bool staff = role < c->who->roles && !str_is(c->who->role[role].role, "pupil");
    c->ask->scope.school = staff ? c->who->role[role].school.id : (school_id){ 0 };
    return staff;
}

bool may(struct ctx *c, int permission, const char *param, int64_t object)
{
    return c->app->hooks.may(c, permission, param, object);
}

rc room_open(const struct ctx *c, school_id school, const char *room, bool *open)
{
    *open = true;
    return c->app->hooks.room_open ? c->app->hooks.room_open(c->ask, school, room, open) : OK;
}

const char *route_room(const struct app *app, const struct route *row)
{
    for (const struct route_table *t = app->tables; row && t && t->room; t++)
        for (const struct route *r = t->rows; r->method; r++)
            if (r == row)
                return t->room;
    return NULL;
}
