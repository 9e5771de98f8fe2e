/* Secrets of other systems: under lock in the database, and as signatures of what is sent. */
#include "web/app.h"
#include "web/outgoing.h"
#include "web/token.h"
#include <sodium.h>
#include <string.h>

enum { NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, MARK = crypto_aead_xchacha20poly1305_ietf_ABYTES };

rc secret_seal(const struct app *app, struct arena *a, const char *place, const char *plain, struct bytes *out)
{
    size_t n = strlen(plain);
    uint8_t key[HASH_SIZE], *sealed = arena_take(a, NONCE + n + MARK);
    if (!sealed) return LIMIT;
    token_hash(app->secret, "secret of another system", place, key);
    randombytes_buf(sealed, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + NONCE, NULL, (const uint8_t *)plain, n, NULL, 0, NULL, sealed, key);
    sodium_memzero(key, sizeof key);
    *out = (struct bytes){ sealed, NONCE + n + MARK };
    return OK;
}

const char *secret_open(const struct app *app, struct arena *a, const char *place, struct bytes sealed)
{
    uint8_t key[HASH_SIZE];
    if (sealed.n < NONCE + MARK) return NULL;
    char *plain = arena_take(a, sealed.n - NONCE - MARK + 1);
    if (!plain) return NULL;
    token_hash(app->secret, "secret of another system", place, key);
    int opened = crypto_aead_xchacha20poly1305_ietf_decrypt((uint8_t *)plain, NULL, NULL, sealed.p + NONCE, sealed.n - NONCE, NULL, 0, sealed.p, key);
    sodium_memzero(key, sizeof key);
    return opened == 0 ? plain : NULL;
}

const char *body_signature(struct arena *a, const char *secret, const char *before, struct bytes body)
{
    uint8_t mark[crypto_auth_hmacsha256_BYTES];
    char hex[2 * sizeof mark + 1];
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, (const uint8_t *)secret, strlen(secret));
    crypto_auth_hmacsha256_update(&state, (const uint8_t *)before, strlen(before));
    crypto_auth_hmacsha256_update(&state, body.p, body.n);
    crypto_auth_hmacsha256_final(&state, mark);
    return arena_text(a, sodium_bin2hex(hex, sizeof hex, mark, sizeof mark));
}
