#include "web/token.h"
#include "base/str.h"
#include <sodium.h>
#include <string.h>

static const char crockford[] = "0123456789abcdefghjkmnpqrstvwxyz";

/* 5 bits of each byte: the bytes are uniform, so the characters are. */
static void to_text(const uint8_t *p, size_t n, char *out)
{
    for (size_t i = 0; i < n; i++)
        out[i] = crockford[p[i] & 31];
    out[n] = 0;
}

/* Random bytes of this thread, fetched many at a time: one system call for twenty pages. Used bytes are wiped. */
static _Thread_local uint8_t pool[1040];
static _Thread_local size_t left;

void random_text(char *out, size_t n)
{
    if (n > left) {
        randombytes_buf(pool, sizeof pool);
        left = sizeof pool;
    }
    left -= n;
    to_text(pool + left, n, out);
    sodium_memzero(pool + left, n);
}

bool token_text(const char *s, size_t n)
{
    return s && strlen(s) == n && strspn(s, crockford) == n;
}

void token_hash(const uint8_t secret[HASH_SIZE], const char *purpose, const char *token, uint8_t out[HASH_SIZE])
{
    crypto_generichash_state state;

    crypto_generichash_init(&state, secret, HASH_SIZE, HASH_SIZE);
    crypto_generichash_update(&state, (const uint8_t *)purpose, strlen(purpose) + 1);
    crypto_generichash_update(&state, (const uint8_t *)token, strlen(token));
    crypto_generichash_final(&state, out, HASH_SIZE);
}

void token_sign(const uint8_t secret[HASH_SIZE], const char *purpose, const char *token, char out[KEY_CHARS + 1])
{
    uint8_t hash[HASH_SIZE];

    token_hash(secret, purpose, token, hash);
    to_text(hash, KEY_CHARS, out);
}

void token_hex(const uint8_t secret[HASH_SIZE], const char *purpose, const char *token, char out[33])
{
    uint8_t hash[HASH_SIZE];

    token_hash(secret, purpose, token, hash);
    sodium_bin2hex(out, 33, hash, 16);
}

const char *signed_text(struct arena *a, const uint8_t secret[HASH_SIZE], const char *purpose, const char *text)
{
    size_t n = strlen(text), size = sodium_base64_encoded_len(n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *coded = arena_take(a, size), mac[KEY_CHARS + 1];

    if (!coded)
        return "";
    sodium_bin2base64(coded, size, (const uint8_t *)text, n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    token_sign(secret, purpose, coded, mac);
    return arena_print(a, "%s.%s", coded, mac);
}

const char *signed_text_read(struct arena *a, const uint8_t secret[HASH_SIZE], const char *purpose, const char *value)
{
    const char *dot = strchr(value, '.');
    if (!dot || strlen(dot + 1) != KEY_CHARS)
        return NULL;

    const char *coded = arena_text_n(a, value, (size_t)(dot - value));
    char mac[KEY_CHARS + 1];
    token_sign(secret, purpose, coded, mac);
    if (!bytes_same(mac, dot + 1, KEY_CHARS))
        return NULL;

    size_t n = 0, room = strlen(coded);
    char *text = arena_take(a, room + 1);
    if (!text || sodium_base642bin((uint8_t *)text, room, coded, room, NULL, &n, NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING))
        return NULL;
    text[n] = 0;
    return text;
}
