/* Forwarding: a target is a cursor over the school's statements. What stays true: (1) at least once and in order: the cursor moves in the closure that comes after the other
** side has said yes; (2) what the other side refuses for what it is (400, 413, 422) holds up nothing behind it: it is written down as missed, and sent again
** when somebody asks; (3) what fails otherwise is tried again, later each time; after three days the target rests and the principals are told once; (4) a statement
** of somebody restricted or erased is not found any more at the moment of sending, so it does not leave; (5) when a restriction ends, what the cursor passed because
** of it is owed, and sent behind everything else: what had gone before it began may go once more. */
#include "access/access.h"
#include "base/ids.h"
#include "exchange/inside.h"
#include "notices/notices.h"
#include "schools/schools.h"
#include <stdlib.h>
#include <string.h>

enum { DUE_AT_ONCE = 200, BODY_BYTES = 16 << 20, SEND_WAIT_MS = 30000, LATER_MOST_S = 6 * 3600, PAGES_A_RUN = 200 /* then others have their turn */ };

/* ---- made, and turned by somebody */

/* The house sends, whoever asked for it: nobody's right that ends later stops it, only a pause or an end does. */
static rc forward_queue(struct tx *t, school_id school, exchange_target_id id)
{
    job_id job;
    return job_add(t, &(struct new_job){ .kind = &exchange_jobs[JOB_FORWARD], .school = school, .args = arena_print(t->ask->arena, "target=%lld", (long long)id.v),
                                         .once = arena_print(t->ask->arena, "exchange.forward %lld", (long long)id.v) }, &job);
}

static const char *to_words(struct arena *a, const struct target_of_row *in)
{
    return arena_print(a, "%s%s%s%s%s", in->address, in->verb ? " · " : "", in->verb ? in->verb : "", in->activity ? " · " : "", in->activity ? in->activity : "");
}

rc target_make(struct tx *t, const struct target_of_row *in)
{
    struct targets_open_row open;
    exchange_target_id id = NEW_ID(t, exchange_target_id);
    try(targets_open(t->ask, &open));
    if (open.n >= TARGETS_MOST) return refuse(t->ask, CONFLICT, 5580, _("Trường đã chuyển tiếp tới 10 nơi. Thôi nơi không còn dùng rồi thêm nơi mới."), NULL);
    try(target_insert(t, id, in->kind, in->name, in->reason, in->address, in->account, in->sealed, in->version, in->verb, in->activity, in->what, in->actor, in->after_id, t->ask->me, NULL));
    try(forward_queue(t, t->ask->scope.school, id));
    return audit_add(t, &(struct change){ .act = &exchange_acts[ACT_TARGET_MADE], .kind = "exchange_target", .id = id.v, .name = in->name, .reason = in->reason,
        WAS({ N_("Gửi tới"), NULL, to_words(t->ask->arena, in), KEPT_AS_IS }, { N_("Cách gửi"), NULL, target_kind_label(in->kind), KEPT_AS_WORDS },
            { N_("Gửi gì"), NULL, target_what_label(in->what), KEPT_AS_WORDS }, { N_("Của ai"), NULL, target_actor_label(in->actor), KEPT_AS_WORDS }) });
}

static rc stale(struct tx *t) { return refuse(t->ask, CONFLICT, 5581, _("Nơi này vừa đổi trạng thái. Xem lại trang rồi bấm."), NULL); }

rc target_turn(struct tx *t, exchange_target_id id, int64_t rev, const char *what)
{
    struct target_of_row x;
    int64_t changed;
    bool found, pause = str_is(what, "dung"), on = str_is(what, "tiep");
    try(target_of(t->ask, id, &x, &found));
    if (!found) return NOT_FOUND;
    if (pause) try(target_pause(t, id, &changed));           /* by whichever rev: whoever wants it to rest is right */
    else if (on) try(target_go(t, id, rev, &changed));
    else try(target_end(t, id, rev, (struct bytes){ (const uint8_t *)"", 0 }, t->ask->me, &changed));
    if (!pause && !on && changed) try(owed_end(t, id, NULL));
    if (!changed) return pause && x.state == TARGET_STATE_PAUSED ? OK : stale(t);
    if (on) try(forward_queue(t, t->ask->scope.school, id));
    return audit_add(t, &(struct change){ .act = &exchange_acts[pause ? ACT_TARGET_PAUSED : on ? ACT_TARGET_ON : ACT_TARGET_ENDED], .kind = "exchange_target", .id = id.v, .name = x.name,
        WAS({ N_("Trạng thái"), target_state_label(x.state), target_state_label(pause ? TARGET_STATE_PAUSED : on ? TARGET_STATE_GOING : TARGET_STATE_ENDED), KEPT_AS_WORDS },
            { N_("Gửi lại những gì chưa nhận"), NULL, on ? N_("có") : NULL, KEPT_AS_WORDS }) });
}

/* ---- somebody's data may be used again */

enum { CLOCKS_MS = 60000 /* so far may the clocks of two servers be apart */ };

/* Of a target that was made before its beginning was written down: what came since it was made. */
rc forward_owe(struct tx *t, person_id person)
{
    struct targets_began_row *row;
    size_t n;
    statement_id upto = { statement_first((instant){ t->now.ms + CLOCKS_MS }) };
    try(targets_began(t->ask, &row, &n));
    for (size_t i = 0; i < n; i++) {
        statement_id from = row[i].known ? row[i].start_id : (statement_id){ statement_first(row[i].made_at) - 1 };
        try(owed_put(t, row[i].id, person, from, upto, NULL));
    }
    return OK;
}

/* ---- what there is to send, looked at every two minutes */

struct to_queue { exchange_target_id id; school_id school; };
static rc due_queue(struct tx *t, const struct to_queue *in, void *out)
{
    (void)out;
    return forward_queue(t, in->school, in->id);
}
CLOSURE(due_queue, struct to_queue, void)

static rc look_at(struct job *j, const struct targets_due_row *x)
{
    struct statements_wanted w = { .home = job_address(j), .after = x->after_statement, .before = { upto_of(j->ask, (opt_instant){ 0 }) }, .ascending = true, .limit = 1 };
    struct statement_line *row;
    size_t n = x->again ? 1 : 0;
    struct to_queue in = { x->id, x->school_id };
    job_enter_school(j, x->school_id);
    rc done = n || w.after.v + 1 >= w.before.v ? OK : statements_find(j->ask, &w, &row, &n);
    if (done == OK && n) done = transact(j->ask, NULL, due_queue, &in, NULL);
    job_enter_school(j, (school_id){ 0 });
    return done;
}

static rc due_look(struct job *j, struct aside *x)
{
    school_id school = { 0 };
    exchange_target_id last = { 0 };
    struct targets_due_row *row;
    size_t n;
    do {
        aside_turn(x, j->ask);
        try(targets_due(j->ask, school, last, DUE_AT_ONCE, &row, &n));
        for (size_t i = 0; i < n; i++) {
            try(look_at(j, &row[i]));
            try(job_step(j, (int64_t)i, (int64_t)n));
            school = row[i].school_id, last = row[i].id;
        }
    } while (n == DUE_AT_ONCE);
    return OK;
}

rc due_job(struct job *j)
{
    struct aside x;
    aside_begin(&x, j->ask);
    return aside_end(&x, j->ask, due_look(j, &x));
}

/* ---- sending */

struct sending { struct job *j; struct target_of_row x; const char *secret, *school_code; struct aside aside; int64_t sent; bool over; };
struct went { const struct sending *s; statement_id after; int64_t sent; };

static rc went_store(struct tx *t, const struct went *in, void *out)
{
    int64_t changed;
    (void)out;
    try(target_went(t, in->s->x.id, in->after, in->s->x.after_id, in->sent, &changed));
    return changed ? OK : CONFLICT;                          /* paused, ended, or another run was faster */
}
CLOSURE(went_store, struct went, void)

/* Paused, ended or outrun meanwhile: this run is over. */
static rc unless_over(struct sending *s, rc done)
{
    if (done == CONFLICT && !s->j->ask->fault->number) return s->over = true, *s->j->ask->fault = (struct fault){ 0 }, OK;
    return done;
}

static rc went(struct sending *s, statement_id after, int64_t sent)
{
    struct went in = { s, after, sent };
    try(unless_over(s, transact(s->j->ask, NULL, went_store, &in, NULL)));
    if (s->over) return OK;
    s->x.after_id = after;
    s->x.attempt = 0, s->x.failing_at.has = false;           /* it takes again: what fails next begins to fail then */
    s->sent += sent;
    return OK;
}

/* Who did it, for the filter: deeds say so; of what others told, an account of ours does. */
static rc actor_fits(struct sending *s, const struct statement_line *line, const struct json *said, bool *fits)
{
    static const enum deed_as wanted[] = { [TARGET_ACTOR_PUPIL] = DEED_AS_PUPIL, [TARGET_ACTOR_STAFF] = DEED_AS_STAFF, [TARGET_ACTOR_FAMILY] = DEED_AS_FAMILY };
    struct ask *a = s->j->ask;
    enum deed_as as = line->as;
    *fits = s->x.actor == TARGET_ACTOR_ANYONE;
    if (*fits) return OK;
    const char *agent = as || !json_get(said, "actor") ? NULL : agent_of(a->arena, json_get(said, "actor"));
    if (agent) {
        struct known_account known = { .agent = NULL };
        person_id person = agent_person(agent, job_address(s->j));
        if (!person.v) try(known_by(a, agent, &known));
        if (!person.v) person = known.person;
        if (person.v) try(deed_standing(a, s->j->school, person, &as));
    }
    *fits = as == wanted[s->x.actor];
    return OK;
}

static rc line_fits(struct sending *s, const struct statement_line *line, bool *fits)
{
    const struct target_of_row *x = &s->x;
    *fits = x->what == TARGET_WHAT_EVERYTHING || (x->what == TARGET_WHAT_DEEDS) == (line->as != 0);
    if (!*fits || (!x->verb && !x->activity && x->actor == TARGET_ACTOR_ANYONE)) return OK;
    struct document_open d;
    const struct json *said = document_open(&d, line->document);
    rc looked = said ? OK : LIMIT;
    *fits = (!x->verb || json_is(json_get(json_get(said, "verb"), "id"), x->verb)) && (!x->activity || json_is(json_get(json_get(said, "object"), "id"), x->activity));
    if (looked == OK && *fits) looked = actor_fits(s, line, said, fits);
    document_close(&d);
    return looked;
}

/* ---- one request */

static void ids_put(struct buf *b, const struct statement_line *line, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct document_open d;
        const struct json *id = json_get(document_open(&d, line[i].document), "id");
        if (i) buf_char(b, ',');
        json_put(b, id && id->text ? id->text : "");
        document_close(&d);
    }
}

static void body_put(struct sending *s, struct buf *b, const struct statement_line *line, size_t n)
{
    bool hook = s->x.kind != TARGET_KIND_STORE;
    if (hook) buf_text(b, "{\"school\":"), json_put(b, s->school_code), buf_text(b, s->x.kind == TARGET_KIND_IDS ? ",\"ids\":" : ",\"statements\":");
    buf_char(b, '[');
    if (s->x.kind == TARGET_KIND_IDS) ids_put(b, line, n);
    for (size_t i = 0; i < n && s->x.kind != TARGET_KIND_IDS; i++) {
        if (i) buf_char(b, ',');
        buf_text(b, line[i].document);
    }
    buf_text(b, hook ? "]}" : "]");
}

/* Signed is the second of the clock with the body, so that an old one cannot be sent again by somebody else: that of the last step, which is taken behind each request. */
static const char *hook_headers(struct sending *s, struct bytes body, statement_id last)
{
    struct arena *a = s->j->ask->arena;
    char id[ID_TEXT_SIZE];
    const char *second = arena_print(a, "%lld", (long long)(s->j->ask->now.ms / 1000));
    id_text(last.v, id);
    return arena_print(a, "Content-Type: application/json\nX-Khue-Event: statements\nX-Khue-Delivery: %s\nX-Khue-Signature: t=%s,v1=%s", id, second,
                       body_signature(a, s->secret, arena_print(a, "%s.", second), body));
}

static const char *store_address(struct sending *s)
{
    size_t n = strlen(s->x.address);
    while (n && s->x.address[n - 1] == '/') n--;
    return arena_print(s->j->ask->arena, "%.*s/statements", (int)n, s->x.address);
}

static rc request_send(struct sending *s, const struct statement_line *line, size_t n, struct buf *b, struct incoming *in)
{
    struct ask *a = s->j->ask;
    const char *type = "application/json";
    bool store = s->x.kind == TARGET_KIND_STORE;
    body_put(s, b, line, n);
    if (store) try(mixed_put(a, line, n, false, b, &type));
    if (b->failed || a->arena->failed) return LIMIT;
    struct bytes body = { (const uint8_t *)b->p, b->n };
    struct outgoing out = { .method = POST, .url = store ? store_address(s) : s->x.address, .body = body, .most = 1 << 20, .wait_ms = SEND_WAIT_MS, .user = store ? s->x.account : NULL, .password = store ? s->secret : NULL,
                            .headers = store ? arena_print(a->arena, "Content-Type: %s\nX-Experience-API-Version: %s", type, s->x.version == XAPI_1 ? "1.0.3" : "2.0.0") : hook_headers(s, body, line[n - 1].id) };
    rc sent = outgoing_send(s->j->app, a, &out, in);
    if (sent == INVALID) return *in = (struct incoming){ .end = OUTGOING_BROKEN }, OK;
    return sent;
}

/* TAKEN, REFUSED for what it is, or LATER. What is too long for one request is refused as the other side would. */
enum fate { FATE_TAKEN, FATE_REFUSED, FATE_LATER };
static rc send_some(struct sending *s, const struct statement_line *line, size_t n, enum fate *fate, struct incoming *in)
{
    struct buf b;
    buf_init(&b, BODY_BYTES);
    rc sent = request_send(s, line, n, &b, in);
    buf_finish(&b);
    *fate = FATE_REFUSED;
    if (sent == LIMIT) return *in = (struct incoming){ .status = 413 }, *s->j->ask->fault = (struct fault){ 0 }, OK;
    try(sent);
    bool answered = in->end == OUTGOING_ANSWERED;
    if (answered && in->status >= 200 && in->status < 300) *fate = FATE_TAKEN;
    else if (!answered || (in->status != 400 && in->status != 409 && in->status != 413 && in->status != 422)) *fate = FATE_LATER;
    if (answered && in->status == 409 && n == 1) *fate = FATE_TAKEN;         /* there already, under this id */
    return OK;
}

/* ---- what failed */

struct failure { const struct sending *s; int status; const char *words; int64_t wait_s; const char *notice; };

static rc told_once(struct tx *t, const struct failure *in)
{
    struct principals_now_row *row;
    size_t n;
    try(principals_now(t->ask, day_of(t->now), &row, &n));
    for (size_t i = 0; i < n; i++)
        try(notice_add(t, &(struct notice){ .to = row[i].person_id, .kind = NOTICE_KIND_WORK, .path = arena_print(t->ask->arena, "/t/%s/chuyen-tiep", in->s->school_code),
                                            .words = in->notice, .with = { "noi", in->s->x.name } }));
    return OK;
}

static rc failed_store(struct tx *t, const struct failure *in, void *out)
{
    const struct target_of_row *x = &in->s->x;
    int64_t changed;
    (void)out;
    try(target_failed(t, x->id, (instant){ t->now.ms + in->wait_s * 1000 }, in->status, in->words, &changed));
    if (!changed || !x->failing_at.has || t->now.ms - x->failing_at.v.ms < PAUSED_AFTER_MS) return OK;
    try(target_pause(t, x->id, NULL));
    return told_once(t, in);
}
CLOSURE(failed_store, struct failure, void)

static const char *why_words(struct arena *a, const struct incoming *in)
{
    if (in->end != OUTGOING_ANSWERED) return outgoing_words(in->end);
    const char *status = arena_print(a, "%d", in->status);
    if (in->status == 401 || in->status == 403) return say_kept(a, _("Bên nhận không nhận khóa hoặc bí mật (mã {ma})."), "ma", status, NULL);
    if (in->status >= 300 && in->status < 400) return say_kept(a, _("Bên nhận chuyển sang địa chỉ khác (mã {ma}); Khuê không đi theo."), "ma", status, NULL);
    if (in->status == 404 || in->status == 410) return say_kept(a, _("Ở địa chỉ này không có nơi nhận (mã {ma})."), "ma", status, NULL);
    return say_kept(a, _("Bên nhận đang bận hoặc hỏng (mã {ma})."), "ma", status, NULL);
}

/* 1, 2, 4 … minutes to six hours, and what the other side asks for. */
static rc later_because(struct sending *s, const struct incoming *in, const char *words)
{
    int64_t wait = 60LL << (s->x.attempt < 10 ? s->x.attempt : 10);
    if (wait > LATER_MOST_S) wait = LATER_MOST_S;
    if (in->retry_after_s > wait) wait = in->retry_after_s;
    struct failure f = { s, in->status, words, wait, _("Ba ngày nay không chuyển tiếp được phát biểu tới {noi}, nên Khuê tạm dừng. Xem lí do, rồi bấm gửi lại hoặc thôi.") };
    s->over = true;
    return transact(s->j->ask, NULL, failed_store, &f, NULL);
}

static rc later(struct sending *s, const struct incoming *in) { return later_because(s, in, why_words(s->j->ask->arena, in)); }

/* In the order of the cursor, which passes it; what had been missed before and is refused again stays where it is. */
struct miss { const struct sending *s; statement_id id; int status; };
static rc missed_note(struct tx *t, const struct miss *in, bool *paused)
{
    struct missed_count_row missed;
    const struct target_of_row *x = &in->s->x;
    try(missed_insert(t, x->id, in->id, in->status, NULL));
    try(missed_count(t->ask, x->id, &missed));
    if (missed.n < MISSED_MOST) return OK;
    struct failure f = { in->s, in->status, "", 0, _("{noi} đã từ chối 1.000 phát biểu, nên Khuê tạm dừng chuyển tiếp. Xem lí do, rồi bấm gửi lại hoặc thôi.") };
    try(target_failed(t, x->id, t->now, in->status, _("Bên nhận đã từ chối 1.000 phát biểu, nên Khuê tạm dừng."), NULL));
    try(target_pause(t, x->id, NULL));
    *paused = true;
    return told_once(t, &f);
}

static rc missed_store(struct tx *t, const struct miss *in, bool *paused)
{
    int64_t changed;
    *paused = false;
    try(target_went(t, in->s->x.id, in->id, in->s->x.after_id, 0, &changed));
    return changed ? missed_note(t, in, paused) : CONFLICT;
}
CLOSURE(missed_store, struct miss, bool)

static rc miss(struct sending *s, statement_id id, int status)
{
    struct miss in = { s, id, status };
    bool paused = false;
    try(unless_over(s, transact(s->j->ask, NULL, missed_store, &in, &paused)));
    s->over = s->over || paused;
    s->x.after_id = id;
    return OK;
}

/* ---- a page */

static rc line_read(struct sending *s, statement_id id, struct statement_line **row, size_t *n)
{
    struct statements_wanted w = { .home = job_address(s->j), .after = { id.v - 1 }, .before = { id.v + 1 }, .ascending = true, .limit = 1 };
    aside_turn(&s->aside, s->j->ask);
    return statements_find(s->j->ask, &w, row, n);
}

/* The page one by one, each read anew, so that what is refused stands alone. */
static rc one_by_one(struct sending *s, const statement_id *id, size_t n)
{
    struct statement_line *row;
    struct incoming in;
    for (size_t i = 0; i < n && !s->over; i++) {
        enum fate fate = FATE_TAKEN;
        size_t found;
        try(job_step(s->j, s->sent, 0));
        try(line_read(s, id[i], &row, &found));
        if (found) try(send_some(s, row, 1, &fate, &in));
        if (fate == FATE_LATER) return later(s, &in);
        try(fate == FATE_REFUSED ? miss(s, id[i], in.status) : went(s, id[i], found ? 1 : 0));
    }
    return OK;
}

static rc page_send(struct sending *s, const struct statement_line *line, size_t n, statement_id last)
{
    struct incoming in;
    enum fate fate = FATE_TAKEN;
    statement_id id[TAKE];
    for (size_t i = 0; i < n; i++) id[i] = line[i].id;
    if (n > 0) try(send_some(s, line, n, &fate, &in));
    if (fate == FATE_LATER) return later(s, &in);
    if (fate == FATE_REFUSED) try(one_by_one(s, id, n));
    return s->over ? OK : went(s, last, fate == FATE_TAKEN ? (int64_t)n : 0);
}

/* *none: there is nothing more to be sent now. */
static rc page_next(struct sending *s, bool *none)
{
    struct ask *a = s->j->ask;
    struct statements_wanted w = { .home = job_address(s->j), .after = s->x.after_id, .before = { upto_of(a, (opt_instant){ 0 }) }, .ascending = true, .limit = TAKE };
    struct statement_line *row;
    size_t n = 0, fit = 0;
    aside_turn(&s->aside, a);
    if (w.after.v + 1 < w.before.v) try(statements_find(a, &w, &row, &n));
    *none = n == 0;
    if (*none) return OK;
    statement_id last = row[n - 1].id;
    for (size_t i = 0; i < n; i++) {
        bool fits;
        try(line_fits(s, &row[i], &fits));
        if (fits) row[fit++] = row[i];
    }
    return page_send(s, row, fit, last);
}

static rc pages_send(struct sending *s)
{
    bool none = false;
    for (int page = 0; page < PAGES_A_RUN && !s->over && !none; page++) {
        try(page_next(s, &none));
        try(job_step(s->j, s->sent, 0));
    }
    return OK;
}

/* ---- what was missed, when somebody asks */

struct over_in { const struct sending *s; statement_id id; bool over; int64_t sent; int status; };
static rc over_store(struct tx *t, const struct over_in *in, void *out)
{
    int64_t goes;
    (void)out;
    try(target_went_again(t, in->s->x.id, in->sent, &goes));
    if (!goes) return CONFLICT;
    return in->over ? missed_over(t, in->s->x.id, in->id, NULL) : missed_again(t, in->s->x.id, in->id, in->status, NULL);
}
CLOSURE(over_store, struct over_in, void)

static rc tried_store(struct tx *t, const struct sending *in, void *out)
{
    (void)out;
    return target_tried(t, in->x.id, NULL);
}
CLOSURE(tried_store, struct sending, void)

static rc missed_one(struct sending *s, statement_id id)
{
    struct statement_line *row;
    struct over_in over = { .s = s, .id = id, .over = true };
    struct incoming in;
    enum fate fate;
    size_t n;
    try(line_read(s, id, &row, &n));
    if (n > 0) {                                              /* else it was voided, restricted or erased by now */
        try(send_some(s, row, 1, &fate, &in));
        if (fate == FATE_LATER) return later(s, &in);
        over.over = fate == FATE_TAKEN, over.sent = fate == FATE_TAKEN, over.status = in.status;
    }
    return unless_over(s, transact(s->j->ask, NULL, over_store, &over, NULL));
}

static rc missed_send(struct sending *s)
{
    struct missed_of_row *row;
    statement_id after = { 0 }, id[TAKE];
    size_t n;
    do {
        aside_turn(&s->aside, s->j->ask);
        try(missed_of(s->j->ask, s->x.id, after, TAKE, &row, &n));
        for (size_t i = 0; i < n; i++) id[i] = row[i].statement_id;
        for (size_t i = 0; i < n && !s->over; i++) {
            after = id[i];
            try(missed_one(s, after));
            try(job_step(s->j, s->sent, 0));
        }
    } while (n == TAKE && !s->over);
    return s->over ? OK : transact(s->j->ask, NULL, tried_store, s, NULL);
}

/* ---- what is owed */

/* One person's, up to here; status: of the one that was refused, which is the last. */
struct owed_in { const struct sending *s; person_id person; statement_id after; bool over; int64_t sent; int status; };
static rc owed_store(struct tx *t, const struct owed_in *in, bool *paused)
{
    const struct target_of_row *x = &in->s->x;
    int64_t goes;
    *paused = false;
    try(target_went_again(t, x->id, in->sent, &goes));
    if (!goes) return CONFLICT;
    if (in->status) try(missed_note(t, &(struct miss){ in->s, in->after, in->status }, paused));
    return in->over ? owed_over(t, x->id, in->person, NULL) : owed_went(t, x->id, in->person, in->after, NULL);
}
CLOSURE(owed_store, struct owed_in, bool)

static rc owed_keep(struct sending *s, const struct owed_in *in)
{
    bool paused = false;
    try(unless_over(s, transact(s->j->ask, NULL, owed_store, in, &paused)));
    s->over = s->over || paused;
    s->sent += in->sent;
    return OK;
}

/* Those of them that may leave and fit, read at this moment. */
static rc owed_lines(struct sending *s, const statement_id *id, size_t n, struct statement_line *line, size_t *fit)
{
    *fit = 0;
    for (size_t i = 0; i < n; i++) {
        struct statements_wanted w = { .home = job_address(s->j), .after = { id[i].v - 1 }, .before = { id[i].v + 1 }, .ascending = true, .limit = 1 };
        struct statement_line *row;
        size_t found;
        bool fits = false;
        try(statements_find(s->j->ask, &w, &row, &found));
        if (found) try(line_fits(s, row, &fits));
        if (fits) line[(*fit)++] = *row;
    }
    return OK;
}

struct owing { person_id person; statement_id after, upto; size_t alone; bool over; };

/* The next of a person's. Refused together they are tried one by one, so that what is refused stands alone. */
static rc owed_some(struct sending *s, struct owing *o)
{
    struct statement_line line[TAKE];
    struct owed_in in = { .s = s, .person = o->person };
    struct incoming said;
    enum fate fate = FATE_TAKEN;
    statement_id *id;
    size_t n, fit, most = o->alone ? 1 : TAKE;
    aside_turn(&s->aside, s->j->ask);
    try(statements_naming(s->j->ask, o->person, o->after, o->upto, (int64_t)most, &id, &n));
    try(owed_lines(s, id, n, line, &fit));
    if (fit) try(send_some(s, line, fit, &fate, &said));
    if (fate == FATE_LATER) return later(s, &said);
    if (fate == FATE_REFUSED && most > 1) return o->alone = TAKE, OK;
    o->after = in.after = n ? id[n - 1] : o->after;
    o->over = in.over = n < most;
    in.sent = fate == FATE_TAKEN ? (int64_t)fit : 0, in.status = fate == FATE_REFUSED ? said.status : 0;
    o->alone -= o->alone > 0;
    return owed_keep(s, &in);
}

/* Behind the cursor alone: what is before it goes as everything does. */
static rc owed_send(struct sending *s)
{
    struct owed_next_row row;
    person_id after = { 0 };
    bool found = true;
    while (found && !s->over) {
        aside_turn(&s->aside, s->j->ask);
        try(owed_next(s->j->ask, s->x.id, after, &row, &found));
        struct owing o = { .person = row.person_id, .after = row.after_id, .upto = row.upto_id.v < s->x.after_id.v ? row.upto_id : s->x.after_id, .over = !found };
        while (!o.over && !s->over) {
            try(job_step(s->j, s->sent, 0));
            try(owed_some(s, &o));
        }
        after = o.person;
    }
    return OK;
}

/* ---- the job */

rc forward_job(struct job *j)
{
    struct sending s = { .j = j };
    struct school_face face;
    bool found;
    try(school_face(j->ask, j->school, &face));
    try(target_of(j->ask, (exchange_target_id){ job_arg(j, "target") }, &s.x, &found));
    if (!found || s.x.state != TARGET_STATE_GOING || s.x.next_at.ms > j->ask->now.ms) return OK;
    s.school_code = face.code;
    s.secret = secret_open(j->app, j->arena, secret_place(j->arena, j->school, s.x.address, s.x.account), s.x.sealed);
    aside_begin(&s.aside, j->ask);
    rc done = s.secret ? OK : later_because(&s, &(struct incoming){ 0 }, _("Không mở được bí mật đã giữ. Thôi nơi này rồi thêm lại với bí mật của nó."));
    if (done == OK && !s.over && s.x.again) done = missed_send(&s);
    if (done == OK && !s.over) done = pages_send(&s);
    if (done == OK && !s.over) done = owed_send(&s);
    return aside_end(&s.aside, j->ask, done);
}
