/* What hooks are told, by jobs. What stays true stands in hooks.h. */
#include "base/ids.h"
#include "base/json.h"
#include "hooks/inside.h"
#include "schools/schools.h"
#include "web/outgoing.h"

enum { ATTEMPTS = 12 /* about a day and a half */, WAIT_MS = 15000, FORGET_AT_ONCE = 500, BODY_MOST = 8192 };
enum { ACT_ADD, ACT_END };
const struct act hooks_acts[] = {
    [ACT_ADD] = { "hooks.add", N_("thêm nơi được báo {vat}") }, [ACT_END] = { "hooks.end", N_("thôi báo tới {vat}") }, { 0 } };

const char *hook_place(struct arena *a, school_id school, const char *address)
{
    return arena_print(a, "hook %lld %s", (long long)school.v, address);
}

/* ---- rules */

rc hook_add(struct tx *t, const struct new_hook *in)
{
    struct hooks_open_row *open;
    size_t n;
    try(hooks_open(t->ask, &open, &n));
    if (n >= HOOKS_MOST) return refuse(t->ask, CONFLICT, 5643, _("Trường đã có 10 nơi được báo. Thôi bớt một nơi rồi thêm."), NULL);
    hook_id id = NEW_ID(t, hook_id);
    try(hook_insert(t, id, in->name, in->address, in->sealed, t->ask->me, NULL));
    return audit_add(t, &(struct change){ .act = &hooks_acts[ACT_ADD], .kind = "hook", .id = id.v, .name = in->name, WAS({ N_("Địa chỉ"), NULL, in->address, KEPT_AS_IS }) });
}

rc hook_stop(struct tx *t, const struct hook_stop *in)
{
    struct hook_one_row row;
    int64_t changed;
    bool found;
    try(hook_one(t->ask, in->id, &row, &found));
    if (!found) return NOT_FOUND;
    try(hook_end(t, in->id, in->rev, (struct bytes){ (const uint8_t *)"", 0 }, t->ask->me, &changed));
    if (!changed) return refuse(t->ask, CONFLICT, 5644, _("Có người vừa đổi nơi này. Tải lại trang để xem."), NULL);
    return audit_add(t, &(struct change){ .act = &hooks_acts[ACT_END], .kind = "hook", .id = in->id.v, .name = row.name });
}

/* ---- telling */

static rc told_one(struct tx *t, hook_id id, hook_said_id said)
{
    job_id job;
    try(hook_send_insert(t, id, said, NULL));
    rc queued = job_add(t, &(struct new_job){ .kind = &hooks_jobs[0], .args = arena_print(t->ask->arena, "hook=%lld said=%lld", (long long)id.v, (long long)said.v), .school = t->ask->scope.school }, &job);
    if (queued != CONFLICT) return queued;
    *t->ask->fault = (struct fault){ 0 };                             /* too much waits already: nobody's publishing fails for that */
    return hook_send_put(t, id, said, HOOK_STATE_FAILED, 0, _("Quá nhiều lần báo đang chờ."), NULL);
}

rc hooks_tell(struct tx *t, const struct hook_event *e)
{
    struct hooks_open_row *open;
    size_t n;
    try(hooks_open(t->ask, &open, &n));
    if (!n) return OK;
    hook_said_id said = NEW_ID(t, hook_said_id);
    try(hook_said_insert(t, said, e->event, e->title ? e->title : "", e->path, NULL));
    for (size_t i = 0; i < n; i++) try(told_one(t, open[i].id, said));
    return OK;
}

rc hook_try(struct tx *t, hook_id id, const char *path)
{
    struct hook_one_row row;
    bool found;
    try(hook_one(t->ask, id, &row, &found));
    if (!found) return NOT_FOUND;
    hook_said_id said = NEW_ID(t, hook_said_id);
    try(hook_said_insert(t, said, "test", "", path, NULL));
    return told_one(t, id, said);
}

/* ---- the job */

static void member_put(struct buf *b, const char *name, const char *value)
{
    buf_char(b, b->n ? ',' : '{');
    json_put(b, name), buf_char(b, ':'), json_put(b, value);
}

static struct bytes body_make(struct job *j, const struct school_face *school, const struct hook_send_of_row *said)
{
    struct buf b;
    char at[DAY_TEXT_SIZE];
    buf_init(&b, BODY_MOST);
    member_put(&b, "school", school->code), member_put(&b, "schoolName", school->name), member_put(&b, "event", said->event);
    if (*said->title) member_put(&b, "title", said->title);
    member_put(&b, "url", arena_print(j->arena, "%s%s", job_address(j), said->path)), member_put(&b, "at", instant_iso(said->at, at));
    buf_char(&b, '}');
    const char *text = b.failed ? NULL : arena_text_n(j->arena, b.p, b.n);
    struct bytes out = { (const uint8_t *)text, text ? b.n : 0 };
    buf_finish(&b);
    return out;
}

static const char *signed_headers(struct job *j, const char *secret, struct bytes body, hook_said_id said)
{
    char id[ID_TEXT_SIZE];
    const char *second = arena_print(j->arena, "%lld", (long long)(j->ask->now.ms / 1000));
    id_text(said.v, id);
    return arena_print(j->arena, "Content-Type: application/json\nX-Khue-Event: notice\nX-Khue-Delivery: %s\nX-Khue-Signature: t=%s,v1=%s", id, second,
                       body_signature(j->arena, secret, arena_print(j->arena, "%s.", second), body));
}

struct fared { hook_id hook; hook_said_id said; enum hook_state state; int64_t status; const char *why; };
static rc fared_store(struct tx *t, const struct fared *in, void *out)
{
    (void)out;
    return hook_send_put(t, in->hook, in->said, in->state, in->status, in->why, NULL);
}
CLOSURE(fared_store, struct fared, void)

static const char *why_not(struct arena *a, const struct incoming *in)
{
    if (in->end != OUTGOING_ANSWERED) return outgoing_words(in->end);
    return say_kept(a, _("Nơi nhận trả lời mã {ma}."), "ma", arena_print(a, "%d", in->status), NULL);
}

/* Not there any more, ended, or told already: nothing to do. */
static rc send_job(struct job *j)
{
    struct fared f = { .hook = { job_arg(j, "hook") }, .said = { job_arg(j, "said") }, .state = HOOK_STATE_SENT, .why = "" };
    struct hook_one_row hook;
    struct hook_send_of_row said;
    struct school_face school;
    struct incoming in = { .end = OUTGOING_BROKEN };
    bool found;
    try(hook_one(j->ask, f.hook, &hook, &found));
    if (!found) return OK;
    try(hook_send_of(j->ask, f.hook, f.said, &said, &found));
    if (!found) return OK;
    try(school_face(j->ask, j->school, &school));
    const char *secret = secret_open(j->app, j->arena, hook_place(j->arena, j->school, hook.address), hook.sealed), *address = arena_text(j->arena, hook.address);
    struct bytes body = body_make(j, &school, &said);
    if (!body.p) return LIMIT;
    if (secret) {
        struct outgoing out = { .method = POST, .url = address, .headers = signed_headers(j, secret, body, f.said), .body = body, .wait_ms = WAIT_MS };
        rc sent = outgoing_send(j->app, j->ask, &out, &in);
        if (sent != OK && sent != INVALID) return sent;
    }
    bool taken = in.end == OUTGOING_ANSWERED && in.status >= 200 && in.status < 300, last = j->attempt >= ATTEMPTS;
    if (!taken) f.state = last ? HOOK_STATE_FAILED : HOOK_STATE_WAITING, f.status = in.end == OUTGOING_ANSWERED ? in.status : 0, f.why = why_not(j->arena, &in);
    try(transact(j->ask, NULL, fared_store, &f, NULL));
    return taken || last ? OK : fault_detail(j->ask, DOWN, "hooks: not taken");        /* tried again, later each time */
}

const struct keep hooks_keeps[] = {
    { .what = N_("Lần báo sang hệ thống khác"), .why = N_("Để người phụ trách thấy nơi nào không nhận. Không nêu tên ai."), .days = 30, .job = "hooks.tidy" }, { 0 } };

static rc forget_some(struct tx *t, const instant *before, int64_t *done)
{
    int64_t sends;
    try(hook_sends_forget(t, *before, FORGET_AT_ONCE, &sends));
    return hook_said_forget(t, *before, FORGET_AT_ONCE, done);
}
CLOSURE(forget_some, instant, int64_t)

static rc tidy_job(struct job *j)
{
    instant before = keep_before(&hooks_keeps[0], j->ask->now);
    for (int64_t n = 1; n;) {
        try(job_step(j, 0, 0));
        try(transact(j->ask, NULL, forget_some, &before, &n));
    }
    return OK;
}

const struct job_kind hooks_jobs[] = {
    { .name = "hooks.send", .run = send_job, .outside = true, .words = N_("Báo sang hệ thống khác"), .at_once = 2 /* a place that answers nobody holds no more of them */, .attempts = ATTEMPTS,
      .priority = JOB_LATER, .retry_s = 60, .waiting_most = 5000 },
    { .name = "hooks.tidy", .run = tidy_job, .words = N_("Quên lần báo đã lâu"), .at_once = 1, .priority = JOB_LATER, .daily_at = "03:35" },
    { 0 }
};
