/* HMAC-SHA1 comes from libcrypto: libsodium has none, and libcurl brings it along already (docs/decisions/0058). */
#include "access/totp.h"
#include "base/buf.h"
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

enum { DIGITS = 6, POWER = 1000000 };

int64_t totp_step(instant at) { return at.ms / TOTP_STEP_MS; }

int64_t totp_code(const uint8_t key[TOTP_KEY], int64_t step)
{
    uint8_t counter[8], mac[EVP_MAX_MD_SIZE] = { 0 };
    unsigned n = 0;
    for (int i = 0; i < 8; i++) counter[i] = (uint8_t)((uint64_t)step >> (8 * (7 - i)));
    HMAC(EVP_sha1(), key, TOTP_KEY, counter, sizeof counter, mac, &n);
    if (n != 20) return -1;                             /* no memory: no code is right */
    const uint8_t *at = mac + (mac[19] & 15);
    return (int64_t)((uint32_t)(at[0] & 0x7f) << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3]) % POWER;
}

bool totp_read(const char *typed, int64_t *code)
{
    int n = 0;
    *code = 0;
    for (; *typed; typed++) {
        if (*typed == ' ') continue;
        if (*typed < '0' || *typed > '9' || n == DIGITS) return false;
        *code = *code * 10 + (*typed - '0');
        n++;
    }
    return n == DIGITS;
}

bool totp_match(const uint8_t key[TOTP_KEY], int64_t code, instant at, int64_t *step)
{
    bool found = false;
    for (int64_t i = -TOTP_AROUND; i <= TOTP_AROUND; i++) {
        bool same = totp_code(key, totp_step(at) + i) == code;
        *step = same ? totp_step(at) + i : *step;
        found |= same;
    }
    return found;
}

const char *totp_key_text(struct arena *a, const uint8_t key[TOTP_KEY])
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    char *out = arena_take(a, TOTP_KEY * 8 / 5 * 5 / 4 + 1);
    size_t n = 0;
    if (!out) return "";
    for (size_t bit = 0; bit < TOTP_KEY * 8; bit += 5) {
        size_t byte = bit / 8;
        unsigned two = (unsigned)key[byte] << 8 | (byte + 1 < TOTP_KEY ? key[byte + 1] : 0);
        if (bit && bit % 20 == 0) out[n++] = ' ';
        out[n++] = letters[two >> (11 - bit % 8) & 31];
    }
    out[n] = 0;
    return out;
}

const char *totp_address(struct arena *a, const char *user_name, const uint8_t key[TOTP_KEY])
{
    const char *grouped = totp_key_text(a, key);
    char plain[TOTP_KEY * 8 / 5 + 1];
    size_t n = 0;
    for (const char *p = grouped; *p && n < sizeof plain - 1; p++)
        if (*p != ' ') plain[n++] = *p;
    plain[n] = 0;
    return arena_print(a, "otpauth://totp/Khu%%C3%%AA:%s?secret=%s&issuer=Khu%%C3%%AA&algorithm=SHA1&digits=6&period=30", user_name, plain);
}
