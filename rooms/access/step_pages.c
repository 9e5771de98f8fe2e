/* Signing in, second step: the code is counted, then looked at, then used up. */
#include "access/acts.h"
#include "access/second.h"
#include "access/sign_in.h"
#include "generated/access_queries.h"
#include "generated/access_views.h"
#include "notices/notices.h"
#include "people/people.h"
#include "web/token.h"
#include <sodium.h>

#define LATELY_MS 900000LL
#define DAY_MS    86400000LL

static rc over(struct ctx *c, struct reply *r)
{
    (void)c;
    try(step_over(r));
    return see_other_flash(r, "/dang-nhap", _("Hết thời gian cho bước thứ hai. Đăng nhập lại."), NULL);
}

rc step_page(struct ctx *c, struct reply *r)
{
    struct step_open_row step;
    uint8_t hash[HASH_SIZE];
    bool found = false;
    if (signed_in(c->who)) return see_other(r, "/hom-nay");
    if (step_of(c, hash)) try(step_open(c->ask, (struct bytes){ hash, sizeof hash }, STEP_TRIES, &step, &found));
    return found ? show(r, view_step, NULL) : see_other(r, "/dang-nhap");
}

/* ---- counting */

struct counting { struct bytes hash; bool limits, recovery; };

static rc warn(struct tx *t, person_id person)
{
    return notice_add(t, &(struct notice){ .to = person, .kind = NOTICE_KIND_ACCOUNT, .path = "/tai-khoan/lich-su",
        .words = _("Có người gõ đúng mật khẩu của bạn nhưng sai mã của bước thứ hai nhiều lần. Nếu không phải bạn, hãy đổi mật khẩu.") });
}

static rc too_many(struct tx *t, const struct step_open_row *step)
{
    struct steps_tried_row tried;
    try(steps_tried(t->ask, step->person_id, step->address, (instant){ t->now.ms - LATELY_MS }, (instant){ t->now.ms - DAY_MS }, &tried));
    if (step->known ? tried.known < 2 * STEP_TRIES : tried.here < 2 * STEP_TRIES && tried.elsewhere < STEP_TRIES_ELSEWHERE) return OK;
    return refuse(t->ask, LIMIT, 5211, _("Đã gõ sai mã nhiều lần. Đợi 15 phút, dùng thiết bị đã quen, hoặc gõ một mã dự phòng."), NULL);
}

/* Codes of one person are counted one after another. */
static rc count_it(struct tx *t, const struct counting *in, struct step_open_row *out)
{
    bool found;
    try(step_open(t->ask, in->hash, STEP_TRIES, out, &found));
    if (!found) return NOT_FOUND;
    try(lock_second_step(t, out->person_id));
    if (in->limits && !in->recovery) try(too_many(t, out));
    try(step_count(t, in->hash, NULL));
    return out->tries + 1 == STEP_WARNS_AT ? warn(t, out->person_id) : OK;
}
CLOSURE(count_it, struct counting, struct step_open_row)

static rc note_wrong(struct tx *t, const struct attempt *in, void *out)
{
    (void)out;
    return attempt_add(t, in);
}
CLOSURE(note_wrong, struct attempt, void)

/* ---- passing */

struct passing { struct bytes hash; struct bytes recovery; instant made_at; int64_t step; struct arrival arrival; };

static rc recovery_used(struct tx *t, person_id person, struct bytes hash)
{
    struct recovery_left_row left;
    const char *name;
    int64_t changed;
    try(recovery_use(t, hash, person, &changed));
    if (changed == 0)
        return refuse_field(t->ask, "ma", 5202, _("Mã dự phòng này chưa đúng hoặc đã dùng. Xem lại từng chữ, hoặc dùng mã khác."), NULL);
    try(recovery_left(t->ask, person, &left));
    t->ask->me = person;                                /* the code says who it is */
    try(person_name(t->ask, person, &name));
    try(notice_add(t, &(struct notice){ .to = person, .kind = NOTICE_KIND_ACCOUNT, .path = "/tai-khoan/buoc-hai",
        .words = _("Vừa có người vào bằng một mã dự phòng của bạn. Còn {n} mã."), .with = { "n", arena_print(t->ask->arena, "%lld", (long long)left.n) } }));
    return audit_add(t, &(struct change){ .act = &access_acts[ACT_RECOVERY_USED], .kind = "account", .id = person.v, .name = name, .about = person });
}

static rc pass(struct tx *t, const struct passing *in, void *out)
{
    (void)out;
    person_id person = in->arrival.session.person;
    int64_t changed;
    bool second;
    if (in->recovery.p) {
        try(recovery_used(t, person, in->recovery));
    } else {
        try(second_step_use(t, person, in->made_at, in->step, &changed));
        if (changed == 0) return refuse_field(t->ask, "ma", 5201, _("Mã này vừa dùng rồi. Chờ ứng dụng hiện mã kế tiếp."), NULL);
    }
    try(step_done(t, in->hash, &changed));
    return changed ? arrive(t, &in->arrival, &second) : NOT_FOUND;
}
CLOSURE(pass, struct passing, void)

static rc wrong(struct ctx *c, const struct step_open_row *step)
{
    struct attempt failed = { step->person_id, SIGN_IN_HOW_SECOND, false, step->known, session_device(c), ctx_address(c) };
    try(transact(c->ask, NULL, note_wrong, &failed, NULL));
    return second_code_wrong(c);
}

/* What was typed, looked at: INVALID with words, or the way in. */
static rc look(struct ctx *c, const struct step_open_row *step, int64_t code, struct passing *way)
{
    struct second_key key;
    bool found;
    try(second_key_of(c->app, c->ask, step->person_id, &key, &found));
    bool right = found && key.counts && totp_match(key.key, code, c->now, &way->step);
    sodium_memzero(key.key, sizeof key.key);
    way->made_at = key.made_at;
    return right ? OK : wrong(c, step);
}

/* Where a slip leads, a password is chosen before anything else. */
static const char *then(struct ctx *c, const char *next) { return str_is(next, "/mat-khau") ? next : after_sign_in(c, next); }

rc step_action(struct ctx *c, struct reply *r)
{
    struct second_code_in in;
    struct step_open_row step;
    struct passing way = { 0 };
    uint8_t hash[HASH_SIZE], recovery[HASH_SIZE];
    int64_t code;
    try(form_read(c, c->route->form, &in));
    if (!step_of(c, hash)) return over(c, r);
    bool digits = totp_read(in.code, &code);
    struct counting count = { { hash, sizeof hash }, c->app->config.rate_limits, !digits };
    rc counted = transact(c->ask, NULL, count_it, &count, &step);
    if (counted == NOT_FOUND) return over(c, r);
    if (counted == LIMIT && c->ask->fault->number) r->status = 429;
    try(counted);
    if (digits) try(look(c, &step, code, &way));
    else if (recovery_read(c->app, c->arena, step.person_id, in.code, recovery)) way.recovery = (struct bytes){ recovery, sizeof recovery };
    else return c->arena->failed ? LIMIT : form_wrong(c, "ma", _("Gõ 6 số trong ứng dụng, hoặc một mã dự phòng dạng K7QM2-XW9PD."));
    way.hash = count.hash;
    try(arrival_make(c, r, &(struct coming){ step.person_id, step.shared, step.how, step.next, true }, &way.arrival));
    rc passed = transact(c->ask, NULL, pass, &way, NULL);
    if (passed == NOT_FOUND) return over(c, r);
    try(passed);
    try(step_over(r));
    try(session_hand_over(r, &way.arrival.session));
    return see_other(r, then(c, step.next));
}
