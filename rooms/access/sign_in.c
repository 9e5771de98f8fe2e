/* Signing in and out. A refusal is one sentence, whatever was wrong; a failure is counted by account and address, and after
** TRIES_MOST in a quarter hour that address waits, nobody else. */
#include "access/acts.h"
#include "access/cards.h"
#include "access/codes.h"
#include "access/links.h"
#include "access/passkey.h"
#include "access/sign_in.h"
#include "base/contact.h"
#include "base/viet.h"
#include "generated/access_queries.h"
#include "generated/access_views.h"
#include "people/people.h"
#include "web/hash.h"
#include "web/mail.h"

#define TRIES_MOST 10
#define TRIES_MS   (15 * 60 * 1000LL)
#define DAY_MS     86400000LL

struct candidate { person_id person; const char *hash; };

const struct field sign_in_fields[] = {
    FIELD(struct sign_in, user, FIELD_TEXT, REQUIRED, .name = "ten", .max = 64, .label = N_("Tên đăng nhập hoặc số điện thoại")),
    FIELD(struct sign_in, secret, FIELD_SECRET, REQUIRED, .name = "mat_khau", .max = 200, .label = N_("Mật khẩu")),
    FIELD(struct sign_in, shared, FIELD_TICK, OPTIONAL, .name = "may_chung"),
    FIELD(struct sign_in, next, FIELD_TEXT, OPTIONAL, .name = "tiep", .max = 300), { 0 } };
const struct field code_fields[] = {
    FIELD(struct code_in, code, FIELD_SECRET, REQUIRED, .name = "ma", .max = 40, .label = N_("Mã trên phiếu")),
    FIELD(struct code_in, shared, FIELD_TICK, OPTIONAL, .name = "may_chung"),
    FIELD(struct code_in, next, FIELD_TEXT, OPTIONAL, .name = "tiep", .max = 300), { 0 } };

/* ---- failures */
struct failure { person_id person; int64_t address; const char *device; };

static rc failure_add(struct tx *t, const struct failure *in, void *out)
{
    (void)out;
    try(failures_drop(t, in->person, (instant){ t->now.ms - DAY_MS }, NULL));
    try(failure_insert(t, in->person, in->address, NEW_ID(t, sign_in_failure_id), NULL));
    if (in->person.v <= 0) return OK;                   /* of nobody's account */
    return attempt_add(t, &(struct attempt){ in->person, SIGN_IN_HOW_PASSWORD, false, false, in->device, in->address });
}
CLOSURE(failure_add, struct failure, void)

static rc tries_left(struct ctx *c, struct reply *r, const struct candidate *who, size_t n, int64_t address)
{
    struct failures_since_row row;
    for (size_t i = 0; c->app->config.rate_limits && i < n; i++) {
        try(failures_since(c->ask, who[i].person, address, (instant){ c->now.ms - TRIES_MS }, &row));
        if (row.n < TRIES_MOST) continue;
        r->status = 429;
        return refuse(c->ask, LIMIT, 1411, _("Đã thử sai nhiều lần. Đợi 15 phút rồi thử lại, hoặc xin phiếu đăng nhập mới."), NULL);
    }
    return OK;
}

/* An open session guesses its own password no faster than who stands outside, and its owner reads of it. */
rc own_tries_left(struct ctx *c, const char *field)
{
    struct failures_since_row row;
    if (!c->app->config.rate_limits) return OK;
    try(failures_since(c->ask, c->who->person, ctx_address(c), (instant){ c->now.ms - TRIES_MS }, &row));
    return row.n < TRIES_MOST ? OK : form_wrong(c, field, _("Đã thử sai nhiều lần. Đợi 15 phút rồi thử lại, hoặc xin phiếu đăng nhập mới."));
}

rc own_try_wrong(struct ctx *c)
{
    struct failure in = { c->who->person, ctx_address(c), session_device(c) };
    return transact(c->ask, NULL, failure_add, &in, NULL);
}

/* ---- who it may be */

/* A name that no account bears is hashed, counted and made to wait like one that does; its failures lie in one of 65,536
** heaps under a negative number, so that each failure can clear its heap of old ones. */
static struct candidate nobody_of(const struct ctx *c, const char *typed)
{
    uint8_t hash[HASH_SIZE];
    token_hash(c->app->secret, "unknown user name", viet_lower(c->arena, typed), hash);
    return (struct candidate){ .person = { -1 - (hash[0] << 8 | hash[1]) } };
}

static rc candidates(struct ctx *c, const char *typed, struct candidate **out, size_t *n)
{
    struct account_of_user_row user;
    struct accounts_of_phone_row *row;
    bool found;
    try(account_of_user(c->ask, viet_lower(c->arena, typed), &user, &found));
    *n = found ? 1 : 0;
    if (found) {
        *out = ARENA_NEW(c->arena, struct candidate);
        if (!*out) return LIMIT;
        **out = (struct candidate){ user.person_id, user.password_hash };
        return OK;
    }
    struct contact_check phone = phone_check(c->arena, typed);
    if (!str_is(phone.status, "OK")) return OK;
    try(accounts_of_phone(c->ask, phone.normal, &row, n));
    *out = ARENA_MANY(c->arena, struct candidate, *n);
    if (!*out) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*out)[i] = (struct candidate){ row[i].person_id, row[i].password_hash };
    return OK;
}

/* How many of them this password opens; where there is none to compare with, the same time is spent. */
static rc matching(struct ctx *c, const char *secret, const struct candidate *who, size_t n, person_id *person, size_t *matches)
{
    char spent[SECRET_HASH_SIZE];
    bool same;
    *matches = 0;
    ask_done(c->ask);                                   /* a hash may wait for seconds, a connection may not */
    for (size_t i = 0; i < n; i++) {
        try(who[i].hash ? secret_verify(c->app, secret, who[i].hash, &same) : secret_hash(c->app, secret, spent));
        if (!who[i].hash || !same) continue;
        *person = who[i].person;
        (*matches)++;
    }
    return OK;
}

static rc sign_in_wrong(struct ctx *c, const struct candidate *who, size_t n, int64_t address)
{
    for (size_t i = 0; i < n; i++) {
        struct failure in = { who[i].person, address, session_device(c) };
        try(transact(c->ask, NULL, failure_add, &in, NULL));
    }
    return refuse(c->ask, INVALID, 1412, _("Tên đăng nhập hoặc mật khẩu chưa đúng. Xem lại phím Caps Lock và bộ gõ tiếng Việt rồi thử lại."), NULL);
}

rc sign_in_page(struct ctx *c, struct reply *r)
{
    if (signed_in(c->who)) return see_other(r, "/hom-nay");
    struct sign_in_view v = { .next = form_typed(c, "tiep", query_text(c, "tiep")), .demo = c->app->config.demo, .mail_works = mail_works(c) };
    struct webauthn_want keys;
    if (passkey_place(c, &keys)) v.rp_id = keys.rp_id, v.challenge = challenge_make(c, "use");
    return show(r, view_sign_in, &v);
}

rc sign_in_action(struct ctx *c, struct reply *r)
{
    struct sign_in in;
    struct candidate *who = NULL;
    size_t n, matches;
    person_id person = { 0 };
    try(form_read(c, c->route->form, &in));
    int64_t address = ctx_address(c);
    try(candidates(c, in.user, &who, &n));
    struct candidate nobody = nobody_of(c, in.user);
    if (n == 0) who = &nobody, n = 1;
    try(tries_left(c, r, who, n, address));
    try(matching(c, in.secret, who, n, &person, &matches));
    if (matches == 0) return sign_in_wrong(c, who, n, address);
    if (matches > 1)
        return form_wrong(c, "ten", _("Số này dùng cho nhiều tài khoản. Hãy ghi tên đăng nhập in trên phiếu."));
    return arrive_now(c, r, &(struct coming){ person, in.shared, SIGN_IN_HOW_PASSWORD, after_sign_in(c, in.next), false });
}

/* ---- by a one-time code */
struct code_used { struct bytes hash; };

static rc code_take(struct tx *t, const struct code_used *in, person_id *out)
{
    struct code_open_row row;
    bool found;
    int64_t changed = 0;
    const char *name;
    try(code_open(t->ask, in->hash, &row, &found));
    if (found) try(code_use(t, in->hash, &changed));
    if (changed == 0)
        return refuse_field(t->ask, "ma", 1413, _("Mã này chưa đúng, đã dùng hoặc đã hết hạn. Xem lại từng chữ, hoặc xin nhà trường phiếu mới."), NULL);
    *out = row.person_id;
    try(account_password_forget(t, row.person_id, NULL));            /* whoever needs a slip has forgotten it: choose a new one */
    try(session_end_all(t, row.person_id));                          /* and who knew the old one is out */
    try(steps_void(t, row.person_id, NULL));
    try(card_outgrown(t, row.person_id));
    try(passkeys_end(t, row.person_id, NULL));
    if (row.had_password)
        try(password_told(t, row.person_id, _("Tài khoản Khuê của bạn vừa được mở bằng một phiếu đăng nhập; mật khẩu cũ không còn dùng được. Nếu không phải bạn, báo nhà trường ngay.")));
    t->ask->me = row.person_id;                                      /* the code says who it is */
    try(person_name(t->ask, row.person_id, &name));
    return audit_add(t, &(struct change){ .act = &access_acts[ACT_CODE_USED], .kind = "account", .id = row.person_id.v, .name = name, .about = row.person_id });
}
CLOSURE(code_take, struct code_used, person_id)

/* Wrong codes are counted by address alone: a class in the computer room mistypes a few, a machine that guesses tries
** thousands. Their heap is that of no account and of no unknown name. */
#define CODE_TRIES_MOST 300
static const person_id no_code = { INT64_MIN };

rc codes_left(struct ctx *c, struct reply *r)
{
    struct failures_since_row row;
    if (!c->app->config.rate_limits) return OK;
    try(failures_since(c->ask, no_code, ctx_address(c), (instant){ c->now.ms - TRIES_MS }, &row));
    if (row.n < CODE_TRIES_MOST) return OK;
    r->status = 429;
    return refuse(c->ask, LIMIT, 1414, _("Từ nơi này đã gõ sai nhiều mã. Đợi 15 phút rồi thử lại."), NULL);
}

rc code_wrong(struct ctx *c)
{
    struct failure in = { no_code, ctx_address(c), "" };
    return transact(c->ask, NULL, failure_add, &in, NULL);
}

rc code_page(struct ctx *c, struct reply *r)
{
    if (signed_in(c->who)) return see_other(r, "/hom-nay");
    struct sign_in_view v = { .next = form_typed(c, "tiep", query_text(c, "tiep")) };
    return show(r, view_code, &v);
}

rc code_action(struct ctx *c, struct reply *r)
{
    struct code_in in;
    person_id person = { 0 };
    uint8_t hash[HASH_SIZE];
    try(form_read(c, c->route->form, &in));
    if (!code_read(c->app, in.code, hash))
        return form_wrong(c, "ma", _("Mã có 10 chữ và số, ví dụ K7QM2-XW9PD."));
    try(codes_left(c, r));
    struct code_used used = { { hash, sizeof hash } };
    rc taken = transact(c->ask, NULL, code_take, &used, &person);
    if (taken == INVALID) try(code_wrong(c));
    try(taken);
    return arrive_now(c, r, &(struct coming){ person, in.shared, SIGN_IN_HOW_SLIP, "/mat-khau", false });
}

rc sign_out_action(struct ctx *c, struct reply *r)
{
    try(session_end(c, r));
    return see_other(r, "/");
}

/* The demo's cards: only in demo data, only the people on the cards. */
rc demo_action(struct ctx *c, struct reply *r)
{
    struct demo_in in;
    try(form_read(c, c->route->form, &in));
    for (size_t i = 0; i < c->app->demo_cards; i++)
        if (str_is(c->app->demo_card[i].user_name, in.user)) {
            try(session_begin(c, r, c->app->demo_card[i].person, false));
            return see_other(r, "/hom-nay");
        }
    return NOT_FOUND;
}
