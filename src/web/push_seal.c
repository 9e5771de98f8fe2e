/* The arithmetic of web push: points of P-256, the agreement of two keys, HKDF, AES-128-GCM, and base64url. Sources: RFC 8291 §3, RFC 8188 §2, RFC 8292 §2. */
#include "web/app.h"
#include "web/push.h"
#include "web/push_seal.h"
#include "base/buf.h"
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>
#include <sodium.h>
#include <string.h>

enum { RECORD = 4096, KEY = 16, NONCE = 12, MARK = 16, HASH = 32, HEAD = PUSH_SALT + 4 + 1 + PUSH_POINT };

/* ---- keys of P-256 */

bool push_point_of(const uint8_t scalar[PUSH_SCALAR], uint8_t point[PUSH_POINT])
{
    EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
    EC_POINT *p = group ? EC_POINT_new(group) : NULL;
    BIGNUM *d = BN_bin2bn(scalar, PUSH_SCALAR, NULL);
    bool fine = p && d && !BN_is_zero(d) && BN_cmp(d, EC_GROUP_get0_order(group)) < 0 && EC_POINT_mul(group, p, d, NULL, NULL, NULL) == 1 &&
                EC_POINT_point2oct(group, p, POINT_CONVERSION_UNCOMPRESSED, point, PUSH_POINT, NULL) == PUSH_POINT;
    BN_clear_free(d);
    EC_POINT_free(p);
    EC_GROUP_free(group);
    return fine;
}

/* With a scalar: a whole pair; without: the public point alone, which has to lie on the curve. */
static EVP_PKEY *key_of(const uint8_t *scalar, const uint8_t point[PUSH_POINT])
{
    OSSL_PARAM_BLD *b = OSSL_PARAM_BLD_new();
    BIGNUM *d = scalar ? BN_bin2bn(scalar, PUSH_SCALAR, NULL) : NULL;
    bool fine = b && OSSL_PARAM_BLD_push_utf8_string(b, OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) == 1 &&
                OSSL_PARAM_BLD_push_octet_string(b, OSSL_PKEY_PARAM_PUB_KEY, point, PUSH_POINT) == 1 && (!scalar || (d && OSSL_PARAM_BLD_push_BN(b, OSSL_PKEY_PARAM_PRIV_KEY, d) == 1));
    OSSL_PARAM *params = fine ? OSSL_PARAM_BLD_to_param(b) : NULL;
    EVP_PKEY_CTX *c = params ? EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL) : NULL;
    EVP_PKEY *key = NULL;
    if (c && EVP_PKEY_fromdata_init(c) == 1 && EVP_PKEY_fromdata(c, &key, scalar ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY, params) != 1) key = NULL;
    EVP_PKEY_CTX_free(c);
    OSSL_PARAM_free(params);
    OSSL_PARAM_BLD_free(b);
    BN_clear_free(d);
    return key;
}

bool push_point_fits(struct bytes point)
{
    EVP_PKEY *key = point.n == PUSH_POINT && point.p[0] == 4 ? key_of(NULL, point.p) : NULL;
    EVP_PKEY_CTX *c = key ? EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL) : NULL;
    bool fits = c && EVP_PKEY_public_check(c) == 1;
    EVP_PKEY_CTX_free(c);
    EVP_PKEY_free(key);
    return fits;
}

static bool agree(const uint8_t *scalar, const uint8_t ours[PUSH_POINT], const uint8_t theirs[PUSH_POINT], uint8_t shared[HASH])
{
    size_t n = HASH;
    EVP_PKEY *mine = key_of(scalar, ours), *peer = key_of(NULL, theirs);
    EVP_PKEY_CTX *c = mine && peer ? EVP_PKEY_CTX_new_from_pkey(NULL, mine, NULL) : NULL;
    bool fine = c && EVP_PKEY_derive_init(c) == 1 && EVP_PKEY_derive_set_peer(c, peer) == 1 && EVP_PKEY_derive(c, shared, &n) == 1 && n == HASH;
    EVP_PKEY_CTX_free(c);
    EVP_PKEY_free(mine);
    EVP_PKEY_free(peer);
    return fine;
}

/* ---- the words */

static void mac(struct bytes key, struct bytes text, struct bytes more, uint8_t out[HASH])
{
    crypto_auth_hmacsha256_state s;
    crypto_auth_hmacsha256_init(&s, key.p, key.n);
    crypto_auth_hmacsha256_update(&s, text.p, text.n);
    if (more.n) crypto_auth_hmacsha256_update(&s, more.p, more.n);
    crypto_auth_hmacsha256_final(&s, out);
}

/* HKDF-Expand of one block: the info, a zero byte and the number 1 are written in the text. */
#define INFO(text) ((struct bytes){ (const uint8_t *)(text), sizeof(text) - 1 })
#define HASHED(p)  ((struct bytes){ (p), HASH })

static bool gcm(const uint8_t key[KEY], const uint8_t nonce[NONCE], struct bytes words, uint8_t *out)
{
    static const uint8_t last = 2;                         /* the delimiter of the last record */
    int n = 0, more = 0, tail = 0;
    EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
    bool fine = c && EVP_EncryptInit_ex(c, EVP_aes_128_gcm(), NULL, key, nonce) == 1 && EVP_EncryptUpdate(c, out, &n, words.p, (int)words.n) == 1 &&
                EVP_EncryptUpdate(c, out + n, &more, &last, 1) == 1 && EVP_EncryptFinal_ex(c, out + n + more, &tail) == 1 &&
                EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_GCM_GET_TAG, MARK, out + words.n + 1) == 1;
    EVP_CIPHER_CTX_free(c);
    return fine;
}

bool push_seal(struct arena *a, const struct push_seal *in, struct bytes *out)
{
    uint8_t ours[PUSH_POINT], shared[HASH], prk[HASH], ikm[HASH], key[HASH], nonce[HASH], info[14 + 2 * PUSH_POINT + 1];
    if (in->point.n != PUSH_POINT || in->auth.n != PUSH_AUTH || in->words.n + 1 + MARK > RECORD) return false;
    uint8_t *p = arena_take(a, HEAD + in->words.n + 1 + MARK);
    if (!p || !push_point_of(in->scalar, ours) || !agree(in->scalar, ours, in->point.p, shared)) return false;
    memcpy(info, "WebPush: info", 14);
    memcpy(info + 14, in->point.p, PUSH_POINT);
    memcpy(info + 14 + PUSH_POINT, ours, PUSH_POINT);
    info[sizeof info - 1] = 1;
    mac(in->auth, HASHED(shared), (struct bytes){ 0 }, prk);
    mac(HASHED(prk), (struct bytes){ info, sizeof info }, (struct bytes){ 0 }, ikm);
    mac((struct bytes){ in->salt, PUSH_SALT }, HASHED(ikm), (struct bytes){ 0 }, prk);
    mac(HASHED(prk), INFO("Content-Encoding: aes128gcm\0\1"), (struct bytes){ 0 }, key);
    mac(HASHED(prk), INFO("Content-Encoding: nonce\0\1"), (struct bytes){ 0 }, nonce);
    memcpy(p, in->salt, PUSH_SALT);
    memcpy(p + PUSH_SALT, (const uint8_t[]){ RECORD >> 24, RECORD >> 16 & 255, RECORD >> 8 & 255, RECORD & 255, PUSH_POINT }, 5);
    memcpy(p + PUSH_SALT + 5, ours, PUSH_POINT);
    bool fine = gcm(key, nonce, in->words, p + HEAD);
    *out = (struct bytes){ p, HEAD + in->words.n + 1 + MARK };
    sodium_memzero(shared, sizeof shared), sodium_memzero(ikm, sizeof ikm), sodium_memzero(prk, sizeof prk), sodium_memzero(key, sizeof key);
    return fine;
}

/* ES256: r and s of 32 bytes each (RFC 7518 §3.4). */
bool push_sign(const uint8_t scalar[PUSH_SCALAR], struct bytes text, uint8_t out[2 * PUSH_SCALAR])
{
    uint8_t point[PUSH_POINT], der[128];
    size_t n = sizeof der;
    EVP_PKEY *key = push_point_of(scalar, point) ? key_of(scalar, point) : NULL;
    EVP_MD_CTX *c = key ? EVP_MD_CTX_new() : NULL;
    bool fine = c && EVP_DigestSignInit(c, NULL, EVP_sha256(), NULL, key) == 1 && EVP_DigestSign(c, der, &n, text.p, text.n) == 1;
    const uint8_t *at = der;
    ECDSA_SIG *sign = fine ? d2i_ECDSA_SIG(NULL, &at, (long)n) : NULL;
    fine = sign && BN_bn2binpad(ECDSA_SIG_get0_r(sign), out, PUSH_SCALAR) == PUSH_SCALAR && BN_bn2binpad(ECDSA_SIG_get0_s(sign), out + PUSH_SCALAR, PUSH_SCALAR) == PUSH_SCALAR;
    ECDSA_SIG_free(sign);
    EVP_MD_CTX_free(c);
    EVP_PKEY_free(key);
    return fine;
}
