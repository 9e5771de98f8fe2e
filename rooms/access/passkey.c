/* Challenges of passkeys, and signing in by one. One's own keys are in passkey_pages.c. */
#include "base/base64url.h"
#include "access/passkey.h"
#include "access/links.h"
#include "access/sign_in.h"
#include "generated/access_queries.h"
#include "notices/notices.h"
#include "web/job.h"
#include <sodium.h>
#include <stdio.h>

const struct field passkey_use_fields[] = {
    FIELD(struct passkey_use_in, challenge, FIELD_SECRET, REQUIRED, .name = "thach", .max = 100),
    FIELD(struct passkey_use_in, credential, FIELD_SECRET, REQUIRED, .name = "khoa", .max = 1400),
    FIELD(struct passkey_use_in, client, FIELD_SECRET, REQUIRED, .name = "du_lieu", .max = 11000),
    FIELD(struct passkey_use_in, data, FIELD_SECRET, REQUIRED, .name = "xac_thuc", .max = 11000),
    FIELD(struct passkey_use_in, signature, FIELD_SECRET, REQUIRED, .name = "chu_ki", .max = 1400),
    FIELD(struct passkey_use_in, shared, FIELD_TICK, OPTIONAL, .name = "may_chung"),
    FIELD(struct passkey_use_in, next, FIELD_TEXT, OPTIONAL, .name = "tiep", .max = 300), { 0 } };

/* ---- challenges: "MS-NONCE-SIGNATURE", signed with the purpose and this browser's form token, so that no page writes anything */

static const char *signed_of(const struct ctx *c, const char *purpose, int64_t ms, const char *nonce, char out[KEY_CHARS + 1])
{
    const char *text = arena_print(c->arena, "%s %lld %s %s %lld", purpose, (long long)ms, nonce, c->csrf, (long long)c->who->person.v);
    if (c->arena->failed) return NULL;
    token_sign(c->app->secret, "passkey", text, out);
    return out;
}

const char *challenge_make(struct ctx *c, const char *purpose)
{
    char nonce[KEY_CHARS + 1], sign[KEY_CHARS + 1];
    random_text(nonce, KEY_CHARS);
    if (!signed_of(c, purpose, c->now.ms, nonce, sign)) return NULL;
    return arena_print(c->arena, "%lld-%s-%s", (long long)c->now.ms, nonce, sign);
}

bool challenge_fits(const struct ctx *c, const char *purpose, const char *text, uint8_t hash[HASH_SIZE])
{
    struct span rest = span_of(text), ms, nonce;
    int64_t made;
    char sign[KEY_CHARS + 1];
    if (!span_cut(&rest, '-', &ms) || !span_int(ms, &made) || !span_cut(&rest, '-', &nonce) || nonce.n != KEY_CHARS || rest.n != KEY_CHARS) return false;
    if (made > c->now.ms || c->now.ms - made > CHALLENGE_MS) return false;
    if (!signed_of(c, purpose, made, arena_text_n(c->arena, nonce.p, nonce.n), sign) || sodium_memcmp(sign, rest.p, KEY_CHARS) != 0) return false;
    token_hash(c->app->secret, "passkey challenge", text, hash);
    return true;
}

bool passkey_place(const struct ctx *c, struct webauthn_want *w)
{
    const char *base = c->app->config.base_url;
    return base && webauthn_place(c->arena, base, &w->rp_id, &w->origin);
}

static rc forget(struct tx *t, const instant *before, int64_t *changed) { return challenges_forget(t, *before, 500, changed); }
CLOSURE(forget, instant, int64_t)

rc challenges_tidy(struct job *j)
{
    int64_t changed = 500;
    for (int64_t done = 0; changed == 500; done += changed) {
        try(job_step(j, done, 0));
        try(transact(j->ask, NULL, forget, &j->ask->now, &changed));
    }
    return OK;
}

/* ---- signing in */

struct using { passkey_id id; int64_t counter; struct bytes challenge; instant until; const struct arrival *arrival; };
enum used { USED_IN, USED_AGAIN, USED_COPIED };

/* Somebody has a copy of the key, or the device was put back to an older state: it ends, and its owner hears of it. */
static rc copied(struct tx *t, const struct using *in)
{
    person_id person = in->arrival->session.person;
    try(passkey_end(t, in->id, person, NULL));
    return notice_add(t, &(struct notice){ .to = person, .kind = NOTICE_KIND_ACCOUNT, .path = "/tai-khoan/khoa",
        .words = _("Một khóa thiết bị của bạn có dấu hiệu bị sao chép nên đã thôi hiệu lực. Đăng nhập bằng mật khẩu rồi thêm khóa mới.") });
}

static rc come_in(struct tx *t, const struct using *in, enum used *out)
{
    int64_t changed;
    bool second;
    try(challenge_use(t, in->challenge, in->until, &changed));
    *out = USED_AGAIN;
    if (changed == 0) return OK;
    try(passkey_use(t, in->id, in->counter, &changed));
    *out = changed ? USED_IN : USED_COPIED;
    return changed ? arrive(t, in->arrival, &second) : copied(t, in);
}
CLOSURE(come_in, struct using, enum used)

static rc note_wrong(struct tx *t, const struct attempt *in, void *out)
{
    (void)out;
    return attempt_add(t, in);
}
CLOSURE(note_wrong, struct attempt, void)

static rc refused(struct ctx *c)
{
    return refuse_field(c->ask, "ten", 5206, _("Khóa thiết bị này không dùng được ở đây. Đăng nhập bằng mật khẩu, rồi thêm khóa ở trang Tài khoản."), NULL);
}

static bool all_read(struct ctx *c, const struct passkey_use_in *in, struct bytes *credential, struct bytes *client, struct bytes *data, struct bytes *signature)
{
    return base64url_read(c->arena, in->credential, WEBAUTHN_PART_MOST, credential) && base64url_read(c->arena, in->client, WEBAUTHN_PART_MOST, client) && base64url_read(c->arena, in->data, WEBAUTHN_PART_MOST, data)
        && base64url_read(c->arena, in->signature, WEBAUTHN_PART_MOST, signature);
}

rc passkey_use_action(struct ctx *c, struct reply *r)
{
    struct passkey_use_in in;
    struct webauthn_want want;
    struct bytes credential, client, data, signature;
    struct passkey_open_row key;
    struct arrival arrival;
    struct using now = { .arrival = &arrival };
    uint8_t hash[HASH_SIZE];
    enum used used = USED_AGAIN;
    bool found;
    try(form_read(c, c->route->form, &in));
    want.challenge = in.challenge;
    if (!passkey_place(c, &want) || !challenge_fits(c, "use", in.challenge, hash) || !all_read(c, &in, &credential, &client, &data, &signature))
        return c->arena->failed ? LIMIT : refused(c);
    try(codes_left(c, r));
    try(passkey_open(c->ask, credential, &key, &found));
    if (!found) {
        try(code_wrong(c));
        return refused(c);
    }
    enum webauthn_says says = webauthn_get(c->arena, &want, client, data, signature, key.alg, key.spki, &now.counter);
    if (c->arena->failed) return LIMIT;
    if (says != WEBAUTHN_FINE) {
        struct attempt failed = { key.person_id, SIGN_IN_HOW_PASSKEY, false, false, session_device(c), ctx_address(c) };
        try(transact(c->ask, NULL, note_wrong, &failed, NULL));
        return refused(c);
    }
    now.id = key.id;
    now.challenge = (struct bytes){ hash, sizeof hash };
    now.until = (instant){ c->now.ms + CHALLENGE_MS };
    try(arrival_make(c, r, &(struct coming){ key.person_id, in.shared, SIGN_IN_HOW_PASSKEY, after_sign_in(c, in.next), true }, &arrival));
    try(transact(c->ask, NULL, come_in, &now, &used));
    if (used != USED_IN) return refused(c);
    return arrived(r, &arrival, false);
}
