/* Reading and checking what authenticators say. Sources: W3C Web Authentication level 2 §6.1, §6.5, §7.1, §7.2; CTAP 2.1 §8 (canonical
** CBOR); RFC 8949; RFC 9052 and RFC 9053 (COSE keys). */
#include "base/base64url.h"
#include "access/webauthn.h"
#include <ctype.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>
#include <string.h>

enum { FLAG_PRESENT = 1, FLAG_VERIFIED = 4, FLAG_CREDENTIAL = 64, FLAG_EXTENSIONS = 128, HASH = 32, HEAD = 37, AAGUID = 16, ENTRIES_MOST = 16, DEPTH_MOST = 4,
       POINT = 32, MODULUS_LEAST = 256, MODULUS_MOST = 512 };

/* ---- CBOR: one item after the other, never behind the end */

struct cbor { const uint8_t *p, *end; };
enum { CBOR_INT, CBOR_NEGATIVE, CBOR_BYTES, CBOR_TEXT, CBOR_LIST, CBOR_MAP, CBOR_TAG, CBOR_SIMPLE };
struct cbor_item { int major; uint64_t n; struct bytes bytes; /* of bytes and text */ };

static bool cbor_item(struct cbor *c, struct cbor_item *out)
{
    if (c->p == c->end) return false;
    int short_n = *c->p & 31, more = 0;
    *out = (struct cbor_item){ .major = *c->p >> 5, .n = (uint64_t)short_n };
    c->p++;
    if (short_n > 27) return false;                            /* indefinite, or reserved */
    if (short_n > 23) {
        more = 1 << (short_n - 24);
        if (c->end - c->p < more) return false;
        for (out->n = 0; more > 0; more--) out->n = out->n << 8 | *c->p++;
    }
    if (out->major == CBOR_BYTES || out->major == CBOR_TEXT) {
        if (out->n > (uint64_t)(c->end - c->p)) return false;
        out->bytes = (struct bytes){ c->p, (size_t)out->n };
        c->p += out->n;
    }
    return out->major != CBOR_TAG && !((out->major == CBOR_LIST || out->major == CBOR_MAP) && out->n > ENTRIES_MOST);
}

static bool cbor_skip(struct cbor *c, int depth)
{
    struct cbor_item item;
    if (depth > DEPTH_MOST || !cbor_item(c, &item)) return false;
    uint64_t n = item.major == CBOR_MAP ? 2 * item.n : item.major == CBOR_LIST ? item.n : 0;
    for (; n > 0; n--)
        if (!cbor_skip(c, depth + 1)) return false;
    return true;
}

static bool cbor_map(struct cbor *c, uint64_t *n)
{
    struct cbor_item item;
    if (!cbor_item(c, &item) || item.major != CBOR_MAP) return false;
    *n = item.n;
    return true;
}

static bool is_text(const struct cbor_item *item, const char *word) { return item->major == CBOR_TEXT && item->bytes.n == strlen(word) && memcmp(item->bytes.p, word, item->bytes.n) == 0; }

/* {"fmt": …, "attStmt": …, "authData": bytes}, each once, nothing behind. */
static bool attestation_read(struct bytes in, struct bytes *data)
{
    struct cbor c = { in.p, in.p + in.n };
    uint64_t n;
    *data = (struct bytes){ NULL, 0 };
    if (!cbor_map(&c, &n)) return false;
    for (; n > 0; n--) {
        struct cbor_item key, value;
        if (!cbor_item(&c, &key) || key.major != CBOR_TEXT) return false;
        if (!is_text(&key, "authData")) {
            if (!cbor_skip(&c, 1)) return false;
            continue;
        }
        if (data->p || !cbor_item(&c, &value) || value.major != CBOR_BYTES) return false;
        *data = value.bytes;
    }
    return data->p && c.p == c.end;
}

/* ---- keys */

struct cose { int64_t kty, alg, crv; struct bytes x /* or the modulus */, y /* or the exponent */; };

static bool small_int(const struct cbor_item *item, int64_t *out)
{
    if (item->n > 100000) return false;
    if (item->major == CBOR_INT) return *out = (int64_t)item->n, true;
    if (item->major == CBOR_NEGATIVE) return *out = -1 - (int64_t)item->n, true;
    return false;
}

/* Leaves c behind the key. */
static bool cose_read(struct cbor *c, struct cose *k)
{
    uint64_t n;
    *k = (struct cose){ 0 };
    if (!cbor_map(c, &n)) return false;
    for (; n > 0; n--) {
        struct cbor_item key, value;
        int64_t label, number = 0;
        if (!cbor_item(c, &key) || !small_int(&key, &label)) return false;
        if (label != 1 && label != 3 && (label < -3 || label > -1)) {
            if (!cbor_skip(c, 1)) return false;
            continue;
        }
        if (!cbor_item(c, &value)) return false;
        bool is_int = small_int(&value, &number), is_bytes = value.major == CBOR_BYTES;
        if (!is_int && !is_bytes) return false;
        if (label == 1 && is_int) k->kty = number;
        else if (label == 3 && is_int) k->alg = number;
        else if (label == -1 && is_int) k->crv = number;
        else if (label == -1) k->x = value.bytes;              /* RSA: n */
        else if (label == -2 && is_bytes && k->kty == 3) k->y = value.bytes;      /* RSA: e */
        else if (label == -2 && is_bytes) k->x = value.bytes;
        else if (label == -3 && is_bytes) k->y = value.bytes;
        else return false;
    }
    return true;
}

static EVP_PKEY *key_from(const char *type, OSSL_PARAM_BLD *b)
{
    EVP_PKEY *key = NULL;
    OSSL_PARAM *params = OSSL_PARAM_BLD_to_param(b);
    EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    if (params && ctx && EVP_PKEY_fromdata_init(ctx) == 1) EVP_PKEY_fromdata(ctx, &key, EVP_PKEY_PUBLIC_KEY, params);
    EVP_PKEY_CTX_free(ctx);
    OSSL_PARAM_free(params);
    return key;
}

static EVP_PKEY *es256_key(const struct cose *k)
{
    uint8_t point[1 + 2 * POINT] = { 4 };
    EVP_PKEY *key = NULL;
    if (k->kty != 2 || k->crv != 1 || k->x.n != POINT || k->y.n != POINT) return NULL;
    memcpy(point + 1, k->x.p, POINT);
    memcpy(point + 1 + POINT, k->y.p, POINT);
    OSSL_PARAM_BLD *b = OSSL_PARAM_BLD_new();
    if (b && OSSL_PARAM_BLD_push_utf8_string(b, OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) && OSSL_PARAM_BLD_push_octet_string(b, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point))
        key = key_from("EC", b);
    OSSL_PARAM_BLD_free(b);
    return key;
}

static EVP_PKEY *rs256_key(const struct cose *k)
{
    EVP_PKEY *key = NULL;
    if (k->kty != 3 || k->x.n < MODULUS_LEAST || k->x.n > MODULUS_MOST || k->y.n != 3 || memcmp(k->y.p, "\1\0\1", 3) != 0) return NULL;
    if (!(k->x.p[0] & 128) || !(k->x.p[k->x.n - 1] & 1)) return NULL;          /* as long as it says; odd */
    BIGNUM *n = BN_bin2bn(k->x.p, (int)k->x.n, NULL), *e = BN_bin2bn(k->y.p, (int)k->y.n, NULL);
    OSSL_PARAM_BLD *b = OSSL_PARAM_BLD_new();
    if (n && e && b && OSSL_PARAM_BLD_push_BN(b, OSSL_PKEY_PARAM_RSA_N, n) && OSSL_PARAM_BLD_push_BN(b, OSSL_PKEY_PARAM_RSA_E, e)) key = key_from("RSA", b);
    OSSL_PARAM_BLD_free(b);
    BN_free(n);
    BN_free(e);
    return key;
}

/* On its curve? Of an RSA key its form was looked at. */
static bool key_sound(EVP_PKEY *key, int64_t alg)
{
    if (alg == WEBAUTHN_RS256) return true;
    EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
    bool sound = ctx && EVP_PKEY_public_check(ctx) == 1;
    EVP_PKEY_CTX_free(ctx);
    return sound;
}

static bool spki_of(struct arena *a, const struct cose *k, struct bytes *out)
{
    EVP_PKEY *key = k->alg == WEBAUTHN_ES256 ? es256_key(k) : k->alg == WEBAUTHN_RS256 ? rs256_key(k) : NULL;
    bool made = false;
    if (key && key_sound(key, k->alg)) {
        int n = i2d_PUBKEY(key, NULL);
        unsigned char *p = n > 0 && n <= WEBAUTHN_KEY_MOST ? arena_take(a, (size_t)n) : NULL, *at = p;
        made = p && i2d_PUBKEY(key, &at) == n;
        if (made) *out = (struct bytes){ p, (size_t)n };
    }
    EVP_PKEY_free(key);
    return made;
}

/* ---- what the browser and the device say */

/* {"type":"webauthn.get","challenge":"…","origin":"…","crossOrigin":false…}: browsers write it so, letter by letter, which is what the
** limited verification of the standard (§5.8.1.2) rests on. */
static enum webauthn_says client_look(struct arena *a, const struct webauthn_want *w, const char *type, struct bytes client)
{
    const char *challenge = base64url_text(a, (struct bytes){ (const uint8_t *)w->challenge, strlen(w->challenge) });
    const char *head = arena_print(a, "{\"type\":\"%s\",\"challenge\":\"", type), *place = arena_print(a, "\",\"origin\":\"%s\",\"crossOrigin\":false", w->origin);
    if (a->failed || !challenge) return WEBAUTHN_UNREADABLE;
    size_t h = strlen(head), k = strlen(challenge), o = strlen(place);
    if (client.n < h + 1 || memcmp(client.p, head, h) != 0) return WEBAUTHN_UNREADABLE;
    if (client.n < h + k || memcmp(client.p + h, challenge, k) != 0) return WEBAUTHN_OTHER_CHALLENGE;
    if (client.n <= h + k + o || memcmp(client.p + h + k, place, o) != 0) return WEBAUTHN_OTHER_PLACE;
    uint8_t next = client.p[h + k + o];
    return next == ',' || (next == '}' && client.n == h + k + o + 1) ? WEBAUTHN_FINE : WEBAUTHN_UNREADABLE;
}

static enum webauthn_says data_look(const struct webauthn_want *w, struct bytes data)
{
    uint8_t hash[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    if (data.n < HEAD) return WEBAUTHN_UNREADABLE;
    if (EVP_Digest(w->rp_id, strlen(w->rp_id), hash, &n, EVP_sha256(), NULL) != 1 || n != HASH) return WEBAUTHN_UNREADABLE;
    if (memcmp(data.p, hash, HASH) != 0) return WEBAUTHN_OTHER_PLACE;
    return (data.p[HASH] & FLAG_PRESENT) && (data.p[HASH] & FLAG_VERIFIED) ? WEBAUTHN_FINE : WEBAUTHN_NOBODY;
}

static int64_t counter_of(struct bytes data) { return (int64_t)data.p[33] << 24 | data.p[34] << 16 | data.p[35] << 8 | data.p[36]; }

static bool ends_well(struct cbor *c, uint8_t flags)
{
    if ((flags & FLAG_EXTENSIONS) && !cbor_skip(c, 0)) return false;
    return c->p == c->end;
}

enum webauthn_says webauthn_create(struct arena *a, const struct webauthn_want *w, struct bytes client, struct bytes attestation, struct webauthn_made *out)
{
    struct bytes data;
    struct cose key;
    *out = (struct webauthn_made){ 0 };
    enum webauthn_says says = client_look(a, w, "webauthn.create", client);
    if (says != WEBAUTHN_FINE) return says;
    if (!attestation_read(attestation, &data)) return WEBAUTHN_UNREADABLE;
    if ((says = data_look(w, data)) != WEBAUTHN_FINE) return says;
    if (!(data.p[HASH] & FLAG_CREDENTIAL) || data.n < HEAD + AAGUID + 2) return WEBAUTHN_UNREADABLE;
    size_t id_n = (size_t)data.p[HEAD + AAGUID] << 8 | data.p[HEAD + AAGUID + 1], from = HEAD + AAGUID + 2;
    if (id_n == 0 || id_n > WEBAUTHN_ID_MOST || id_n > data.n - from) return WEBAUTHN_UNREADABLE;
    struct cbor c = { data.p + from + id_n, data.p + data.n };
    if (!cose_read(&c, &key) || !ends_well(&c, data.p[HASH])) return WEBAUTHN_UNREADABLE;
    *out = (struct webauthn_made){ .id = { data.p + from, id_n }, .alg = key.alg, .counter = counter_of(data) };
    return spki_of(a, &key, &out->spki) ? WEBAUTHN_FINE : WEBAUTHN_OTHER_KEY;
}

static bool signature_fits(int64_t alg, struct bytes spki, struct bytes data, const uint8_t client_hash[HASH], struct bytes signature)
{
    const unsigned char *at = spki.p;
    EVP_PKEY *key = d2i_PUBKEY(NULL, &at, (long)spki.n);
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    bool kind = key && EVP_PKEY_get_base_id(key) == (alg == WEBAUTHN_ES256 ? EVP_PKEY_EC : EVP_PKEY_RSA);
    bool fits = ctx && kind && EVP_DigestVerifyInit(ctx, NULL, EVP_sha256(), NULL, key) == 1 && EVP_DigestVerifyUpdate(ctx, data.p, data.n) == 1
             && EVP_DigestVerifyUpdate(ctx, client_hash, HASH) == 1 && EVP_DigestVerifyFinal(ctx, signature.p, signature.n) == 1;
    EVP_MD_CTX_free(ctx);
    EVP_PKEY_free(key);
    return fits;
}

enum webauthn_says webauthn_get(struct arena *a, const struct webauthn_want *w, struct bytes client, struct bytes data, struct bytes signature,
                                int64_t alg, struct bytes spki, int64_t *counter)
{
    uint8_t hash[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    enum webauthn_says says = client_look(a, w, "webauthn.get", client);
    if (says != WEBAUTHN_FINE) return says;
    if ((says = data_look(w, data)) != WEBAUTHN_FINE) return says;
    struct cbor c = { data.p + HEAD, data.p + data.n };
    if ((data.p[HASH] & FLAG_CREDENTIAL) || !ends_well(&c, data.p[HASH])) return WEBAUTHN_UNREADABLE;
    *counter = counter_of(data);
    if (EVP_Digest(client.p, client.n, hash, &n, EVP_sha256(), NULL) != 1 || n != HASH) return WEBAUTHN_UNREADABLE;
    return signature_fits(alg, spki, data, hash, signature) ? WEBAUTHN_FINE : WEBAUTHN_WRONG_SIGNATURE;
}

/* ---- where we are */

static bool name_of_a_place(const char *host, size_t n)
{
    bool letter = false, dot = false;
    if (n == 0 || n > 253) return false;
    for (size_t i = 0; i < n; i++) {
        unsigned char ch = (unsigned char)host[i];
        if (!isalnum(ch) && ch != '-' && ch != '.') return false;
        letter = letter || isalpha(ch);
        dot = dot || ch == '.';
    }
    return letter && dot && !isdigit((unsigned char)host[n - 1]);
}

bool webauthn_place(struct arena *a, const char *base_url, const char **rp_id, const char **origin)
{
    bool https = str_starts(base_url, "https://");
    if (!https && !str_starts(base_url, "http://")) return false;
    const char *host = strstr(base_url, "://") + 3;
    size_t whole = strcspn(host, "/?#"), n = strcspn(host, ":/?#");
    bool local = n == 9 && memcmp(host, "localhost", 9) == 0;
    if (!local && (!https || !name_of_a_place(host, n))) return false;
    size_t from = https ? 8 : 7;
    char *low = arena_take(a, from + whole + 1);
    if (!low) return false;
    for (size_t i = 0; i < from + whole; i++) low[i] = (char)tolower((unsigned char)base_url[i]);
    low[from + whole] = 0;
    const char *port = low + from + n;
    if (str_is(port, https ? ":443" : ":80")) low[from + n] = 0;       /* browsers leave it out */
    *origin = low;
    *rp_id = arena_text_n(a, low + from, n);
    return *rp_id != NULL;
}
