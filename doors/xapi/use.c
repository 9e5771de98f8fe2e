/* What keys were used for: how many statements and documents each was given and told and how often it was refused, hour by hour, and the last refusals with
** their reason. What stays true: (1) that a key read in an hour is on disk before the first answer of that hour leaves, so that "who read" has an answer; (2) how much
** it was follows within five minutes; (3) nothing of what was sent is kept, and nobody is named. */
#include "base/log.h"
#include "web/job.h"
#include "xapi/inside.h"
#include <stdlib.h>
#include <string.h>

enum { HOUR_MS = 3600000, USES_AT_ONCE = 100, OLD_AT_ONCE = 500, PLACE_MOST = 120 };

struct noted { struct door_use *use; size_t uses; const struct refusal_in *refusal; };
struct refusal_in { xapi_key_id key; int64_t status, number; const char *resource, *place, *words; };

static int by_key(const void *a, const void *b)
{
    const struct door_use *x = a, *y = b;
    if (x->key != y->key) return x->key > y->key ? 1 : -1;
    return (x->hour > y->hour) - (x->hour < y->hour);
}

static rc note_store(struct tx *t, const struct noted *in, void *out)
{
    (void)out;
    for (size_t i = 0; i < in->uses; i++) {
        const struct door_use *u = &in->use[i];
        try(use_add(t, u->school, (xapi_key_id){ u->key }, u->hour, u->n[DOOR_GIVEN], u->n[DOOR_TAKEN], u->n[DOOR_REFUSED], NULL));
    }
    const struct refusal_in *r = in->refusal;
    return r ? refusal_put(t, r->key, r->status, r->number, r->resource, r->place, r->words, NULL) : OK;
}
CLOSURE(note_store, struct noted, void)

static rc uses_write(struct ask *a, struct door_use *use, size_t n, const struct refusal_in *refusal)
{
    if (n > 1) qsort(use, n, sizeof *use, by_key);
    struct noted in = { use, n, refusal };
    return n || refusal ? transact(a, NULL, note_store, &in, NULL) : OK;
}

rc use_given(struct asked *q, size_t n)
{
    struct door_use out[2];
    size_t due = n ? door_counted(q->c, DOOR_GIVEN, (int64_t)n, out) : 0;
    rc written = uses_write(q->c->ask, out, due, NULL);
    if (written != OK) door_uses_back(q->c->app, out, due);
    return written;
}

/* Not OK is nothing to tell the program: what it sent is kept, or was refused, for reasons of its own. */
static void counted(struct asked *q, enum door_count what, size_t n, const struct refusal_in *refusal)
{
    struct fault aside = { 0 }, *usual = q->c->ask->fault;
    struct door_use out[2];
    size_t due = door_counted(q->c, what, (int64_t)n, out);
    q->c->ask->fault = &aside;
    if (uses_write(q->c->ask, out, due, refusal) != OK) {
        door_uses_back(q->c->app, out, due);
        log_line(LOG_WARN, "xapi: the use of a key could not be noted");
    }
    q->c->ask->fault = usual;
}

void use_taken(struct asked *q, size_t n)
{
    if (n) counted(q, DOOR_TAKEN, n, NULL);
}

/* Where it was, without what a program made up itself: keys of extensions, languages of names, longer names. */
static const char *place_of(struct arena *a, const struct fault *fault)
{
    const char *field = fault->number == 5620 ? "" : fault->field;      /* of what is no JSON every name may be anything */
    static const char *const own[] = { ".extensions", ".display", ".name", ".description", NULL };
    size_t n = !field || *field != '$' ? 0 : strlen(field);
    for (const char *const *one = own; n && *one; one++) {
        const char *cut = strstr(field, *one);
        if (cut && (size_t)(cut - field) + strlen(*one) < n) n = (size_t)(cut - field) + strlen(*one);
    }
    if (n > PLACE_MOST) n = PLACE_MOST;
    while (n && ((uint8_t)field[n] & 0xC0) == 0x80) n--;           /* no letter in two */
    return arena_text_n(a, field ? field : "", n);
}

/* Of the sentence, what is our own: not names and ids as a program sent them. */
static const char own_parts[] = "gi n";

void refusal_note(struct asked *q, const struct fault *fault, int status)
{
    static const char *const names[METHODS] = { [GET] = "GET", [POST] = "POST", [PUT] = "PUT", [DELETE] = "DELETE" };
    struct ctx *c = q->c;
    if (!c->keyed.key || status < 400 || status >= 500 || (status == 404 && q->method == GET)) return;
    struct refusal_in in = { q->key.id, status, fault->number, arena_print(c->arena, "%s %s", names[q->method] ? names[q->method] : "?", c->route->path), place_of(c->arena, fault),
                               kept_bare(c->arena, fault->kept, own_parts) };
    counted(q, DOOR_REFUSED, 1, status != 429 && door_may_note(c) ? &in : NULL);
}

/* ---- when the server stops, every five minutes, and at night */

rc uses_keep(struct app *app, struct ask *a)
{
    struct door_use *use = ARENA_MANY(a->arena, struct door_use, USES_AT_ONCE);
    size_t n;
    if (!use) return LIMIT;
    while ((n = door_uses_take(app, use, USES_AT_ONCE)) > 0) {
        rc written = uses_write(a, use, n, NULL);
        if (written != OK) door_uses_back(app, use, n);
        try(written);
    }
    return OK;
}

static rc use_job(struct job *j) { return uses_keep(j->app, j->ask); }

const struct keep xapi_keeps[] = {
    { .what = N_("Mỗi khóa đọc, ghi bao nhiêu trong từng giờ"), .why = N_("Để trả lời gia đình: hệ thống nào đã đọc, lúc nào."), .days = 400, .job = "xapi.tidy" },
    { .what = N_("Các lần một khóa bị từ chối"), .why = N_("Để người vận hành sửa. Không có nội dung đã gửi."), .days = 30, .job = "xapi.tidy" },
    { 0 }
};

struct old { instant use, refusal; };
static rc tidy(struct tx *t, const struct old *in, int64_t *done)
{
    int64_t refusals;
    try(uses_forget(t, in->use.ms / HOUR_MS, OLD_AT_ONCE, done));
    try(refusals_forget(t, in->refusal, OLD_AT_ONCE, &refusals));
    *done += refusals;
    return OK;
}
CLOSURE(tidy, struct old, int64_t)

static rc tidy_job(struct job *j)
{
    struct old in = { keep_before(&xapi_keeps[0], j->ask->now), keep_before(&xapi_keeps[1], j->ask->now) };
    for (int64_t n = 1; n;) {
        try(job_step(j, 0, 0));
        try(transact(j->ask, NULL, tidy, &in, &n));
    }
    return OK;
}

const struct job_kind xapi_jobs[] = {
    { .name = "xapi.use", .run = use_job, .words = N_("Ghi lại mỗi khóa đã đọc, ghi bao nhiêu"), .at_once = 1, .priority = JOB_LATER, .every_min = 5 },
    { .name = "xapi.tidy", .run = tidy_job, .words = N_("Quên số lần dùng khóa đã lâu"), .at_once = 1, .priority = JOB_LATER, .daily_at = "03:25" },
    { .name = "xapi.tie", .run = tie_job, .words = N_("Nối điều hệ thống khác kể với người mới vào trường"), .at_once = 1, .priority = JOB_LATER, .every_min = 30 },
    { .name = "xapi.tie-night", .run = tie_night_job, .words = N_("Nối, gỡ điều hệ thống khác kể theo hồ sơ đã gộp, danh sách đã hoàn tác"), .at_once = 1, .priority = JOB_LATER, .daily_at = "03:35" },
    [JOB_KNOWN] = { .name = "xapi.known", .run = known_job, .words = N_("Nối, gỡ điều hệ thống khác kể theo tài khoản nhà trường vừa ghi"), .at_once = 1, .priority = JOB_SOON },
    { 0 }
};
