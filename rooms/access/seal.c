/* Codes under lock until they are printed: a nonce, then persons (8 bytes) and codes (11 characters) under XChaCha20-Poly1305. */
#include "access/slips.h"
#include <sodium.h>
#include <string.h>

enum { NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, MARK = crypto_aead_xchacha20poly1305_ietf_ABYTES, LINE = 8 + SLIP_CODE_CHARS };

static void key_make(const struct app *app, school_id school, slip_sheet_id sheet, struct arena *a, uint8_t key[HASH_SIZE])
{
    token_hash(app->secret, "slip sheet", arena_print(a, "%lld %lld", (long long)school.v, (long long)sheet.v), key);
}

rc codes_seal(const struct app *app, struct arena *a, school_id school, slip_sheet_id sheet, const struct fresh_code *code, size_t n, struct bytes *out)
{
    uint8_t key[HASH_SIZE], *plain = arena_take(a, n * LINE + 1), *sealed = arena_take(a, NONCE + n * LINE + MARK);
    unsigned long long size = 0;
    if (!plain || !sealed) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        memcpy(plain + i * LINE, &code[i].person.v, 8);
        memcpy(plain + i * LINE + 8, code[i].shown, SLIP_CODE_CHARS);
    }
    key_make(app, school, sheet, a, key);
    randombytes_buf(sealed, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + NONCE, &size, plain, n * LINE, NULL, 0, NULL, sealed, key);
    sodium_memzero(plain, n * LINE);
    sodium_memzero(key, sizeof key);
    *out = (struct bytes){ sealed, NONCE + (size_t)size };
    return OK;
}

static rc not_ours(struct ask *a)
{
    return refuse(a, CONFLICT, 2020, _("Không mở được mã của lớp này nữa, vì máy chủ đã đổi khóa bí mật. Làm phiếu lại cho lớp."), NULL);
}

rc codes_unseal(const struct app *app, struct ask *a, school_id school, slip_sheet_id sheet, struct bytes sealed, struct sealed_code **out, size_t *n)
{
    uint8_t key[HASH_SIZE], *plain;
    unsigned long long size = 0;
    if (sealed.n < NONCE + MARK || (sealed.n - NONCE - MARK) % LINE) return not_ours(a);
    *n = (sealed.n - NONCE - MARK) / LINE;
    plain = arena_take(a->arena, sealed.n);
    *out = ARENA_MANY(a->arena, struct sealed_code, *n);
    if (!plain || !*out) return LIMIT;
    key_make(app, school, sheet, a->arena, key);
    int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(plain, &size, NULL, sealed.p + NONCE, sealed.n - NONCE, NULL, 0, sealed.p, key);
    sodium_memzero(key, sizeof key);
    if (opened != 0) return not_ours(a);
    for (size_t i = 0; i < *n; i++) {
        memcpy(&(*out)[i].person.v, plain + i * LINE, 8);
        memcpy((*out)[i].code, plain + i * LINE + 8, SLIP_CODE_CHARS);
    }
    sodium_memzero(plain, (size_t)size);
    return OK;
}
