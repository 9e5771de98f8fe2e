/* The second step: keys, recovery codes, and what stands between the two steps. The pages are in second_pages.c and step_pages.c. */
#include "access/second.h"
#include "access/acts.h"
#include "access/codes.h"
#include "generated/access_queries.h"
#include "notices/notices.h"
#include "people/people.h"
#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, MARK = crypto_aead_xchacha20poly1305_ietf_ABYTES };

/* ---- the key under lock */

static void seal_key(const struct app *app, person_id person, uint8_t key[HASH_SIZE])
{
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)person.v);
    token_hash(app->secret, "second step", text, key);
}

rc second_seal(const struct app *app, struct arena *a, person_id person, const uint8_t plain[TOTP_KEY], struct bytes *out)
{
    uint8_t key[HASH_SIZE], *sealed = arena_take(a, NONCE + TOTP_KEY + MARK);
    if (!sealed) return LIMIT;
    seal_key(app, person, key);
    randombytes_buf(sealed, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + NONCE, NULL, plain, TOTP_KEY, NULL, 0, NULL, sealed, key);
    sodium_memzero(key, sizeof key);
    *out = (struct bytes){ sealed, NONCE + TOTP_KEY + MARK };
    return OK;
}

static bool unseal(const struct app *app, person_id person, struct bytes sealed, uint8_t plain[TOTP_KEY])
{
    uint8_t key[HASH_SIZE];
    if (sealed.n != NONCE + TOTP_KEY + MARK) return false;
    seal_key(app, person, key);
    int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, sealed.p + NONCE, sealed.n - NONCE, NULL, 0, sealed.p, key);
    sodium_memzero(key, sizeof key);
    return opened == 0;
}

/* One that counts and cannot be opened still counts: nobody comes in because a secret was lost. No code fits random bytes. */
rc second_key_of(const struct app *app, struct ask *a, person_id person, struct second_key *out, bool *found)
{
    struct second_step_of_row row;
    try(second_step_of(a, person, &row, found));
    if (!*found) return OK;
    *out = (struct second_key){ .counts = row.confirmed_at.has, .made_at = row.made_at, .since = row.confirmed_at.v, .last_step = row.last_step };
    if (unseal(app, person, row.sealed, out->key)) return OK;
    if (!out->counts) return *found = false, OK;
    randombytes_buf(out->key, sizeof out->key);
    return OK;
}

/* ---- recovery codes */

static rc recovery_hash(const struct app *app, struct arena *a, person_id person, const char *code, uint8_t hash[HASH_SIZE])
{
    const char *both = arena_print(a, "%lld %s", (long long)person.v, code);
    if (a->failed) return LIMIT;
    token_hash(app->secret, "recovery code", both, hash);
    return OK;
}

rc recovery_make(const struct app *app, struct arena *a, person_id person, struct recovery_codes *out)
{
    char code[CODE_CHARS + 1];
    for (size_t i = 0; i < RECOVERY_CODES; i++) {
        random_text(code, CODE_CHARS);
        out->shown[i] = code_shown(a, code);
        if (!out->shown[i]) return LIMIT;
        try(recovery_hash(app, a, person, code, out->hash[i]));
    }
    return OK;
}

rc recovery_store(struct tx *t, person_id person, const struct recovery_codes *in)
{
    try(recovery_void(t, person, NULL));
    for (size_t i = 0; i < RECOVERY_CODES; i++)
        try(recovery_insert(t, (struct bytes){ in->hash[i], HASH_SIZE }, person, NULL));
    return OK;
}

bool recovery_read(const struct app *app, struct arena *a, person_id person, const char *typed, uint8_t hash[HASH_SIZE])
{
    char code[CODE_CHARS + 1];
    return code_chars(typed, code) && recovery_hash(app, a, person, code, hash) == OK;
}

/* ---- taken off by the administrator's command */

rc second_step_reset(struct tx *t, person_id person, bool *was)
{
    int64_t changed;
    const char *name;
    try(second_step_end(t, person, &changed));
    *was = changed > 0;
    if (!*was) return OK;
    try(recovery_void(t, person, NULL));
    try(session_end_all(t, person));
    try(person_name(t->ask, person, &name));
    try(notice_add(t, &(struct notice){ .to = person, .kind = NOTICE_KIND_ACCOUNT, .important = true, .path = "/tai-khoan/buoc-hai",
        .words = _("Quản trị hệ thống đã bỏ bước thứ hai của tài khoản. Nếu bạn không nhờ, hãy báo ngay cho nhà trường.") }));
    return audit_add(t, &(struct change){ .act = &access_acts[ACT_SECOND_RESET], .kind = "account", .id = person.v, .name = name, .about = person });
}

rc second_code_wrong(struct ctx *c)
{
    int64_t s = (c->now.ms / 1000 + 7 * 3600) % 86400;
    const char *clock = arena_print(c->arena, "%02d:%02d:%02d", (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60));
    return refuse_field(c->ask, "ma", 5200, _("Mã 6 số chưa đúng. Xem lại giờ của điện thoại: giờ máy chủ là {gio}."), "gio", clock, NULL);
}
