/* Signed statements: a JSON Web Signature (RFC 7515, compact) whose payload says the same as the statement. Where its head carries the
** certificate (x5c), the signature is verified with its key; without one there is nothing to verify it with, and it is kept as it came. */
#include "xapi/inside.h"
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <sodium.h>
#include <string.h>

enum { JWS_MOST = 1 << 20, CERTIFICATE_MOST = 16 * 1024 };

static rc broken(struct ask *a)
{
    return refuse(a, INVALID, 5633, _("Chữ kí không phải JWS dạng gọn, dùng RS256, RS384 hoặc RS512, có nội dung là chính phát biểu này."), NULL);
}

static rc forged(struct ask *a)
{
    return refuse(a, INVALID, 5634, _("Chữ kí không đúng với chứng thư x5c của nó."), NULL);
}

static bool part_read(struct arena *a, struct span text, int variant, struct bytes *out)
{
    uint8_t *p = arena_take(a, text.n + 1);
    size_t n = 0;
    *out = (struct bytes){ p, 0 };
    if (!p || sodium_base642bin(p, text.n + 1, text.p, text.n, NULL, &n, NULL, variant) != 0) return false;
    out->n = n;
    return true;
}

/* Seconds of a duration count to the hundredth. */
static const char *duration_cut(struct arena *a, const char *s)
{
    const char *dot = strpbrk(s, ".,");
    size_t digits = dot ? strspn(dot + 1, "0123456789") : 0;
    return digits <= 2 ? s : arena_print(a, "%.*s%s", (int)(dot - s) + 3, s, dot + 1 + digits);
}

static bool result_same(struct arena *a, const struct json *x, const struct json *y)
{
    static const char *const apart[] = { "duration", NULL };
    const struct json *one = json_get(x, "duration"), *other = json_get(y, "duration");
    if (!x || !y || !json_same(x, y, apart)) return !x && !y;
    return one && other && one->text && other->text ? str_is(duration_cut(a, one->text), duration_cut(a, other->text)) : !one && !other;
}

/* The same moment, in whichever zone. */
static bool moment_same(const struct json *x, const struct json *y)
{
    instant one, other;
    if (!x || !y) return true;
    return x->kind == JSON_STRING && y->kind == JSON_STRING && time_read(x->text, &one) && time_read(y->text, &other) && one.ms == other.ms;
}

/* What a store may add, or the signature itself, was not there when it was signed; where it was, it is the same. */
static bool payload_same(struct arena *a, const struct json *signed_one, const struct json *statement)
{
    static const char *const apart[] = { "id", "authority", "stored", "timestamp", "version", "attachments", "result", NULL };
    const struct json *one = json_get(signed_one, "id"), *other = json_get(statement, "id");
    if (!signed_one || signed_one->kind != JSON_OBJECT || !json_same(signed_one, statement, apart)) return false;
    if (one && other && !json_same(one, other, NULL)) return false;
    if (!moment_same(json_get(signed_one, "timestamp"), json_get(statement, "timestamp"))) return false;
    return result_same(a, json_get(signed_one, "result"), json_get(statement, "result"));
}

static EVP_PKEY *key_of(struct arena *a, const struct json *chain)
{
    struct bytes der;
    const struct json *first = chain && chain->kind == JSON_ARRAY ? chain->first : NULL;
    if (!first || first->kind != JSON_STRING || strlen(first->text) > CERTIFICATE_MOST) return NULL;
    if (!part_read(a, span_of(first->text), sodium_base64_VARIANT_ORIGINAL, &der)) return NULL;
    const unsigned char *p = der.p;
    X509 *certificate = d2i_X509(NULL, &p, (long)der.n);
    EVP_PKEY *key = certificate ? X509_get_pubkey(certificate) : NULL;
    X509_free(certificate);
    return key;
}

static bool verified(EVP_PKEY *key, const EVP_MD *how, struct span text, struct bytes signature)
{
    EVP_MD_CTX *md = EVP_MD_CTX_new();
    bool fits = key && md && EVP_PKEY_base_id(key) == EVP_PKEY_RSA && EVP_DigestVerifyInit(md, NULL, how, NULL, key) == 1 &&
                EVP_DigestVerify(md, signature.p, signature.n, (const unsigned char *)text.p, text.n) == 1;
    EVP_MD_CTX_free(md);
    ERR_clear_error();                                     /* what did not fit is no error of the next request */
    return fits;
}

rc signature_check(struct ask *ask, const struct json *statement, struct bytes jws)
{
    static const struct json_bounds bounds = { JWS_MOST, 32, 50000 };
    struct arena *a = ask->arena;
    struct span rest = { (const char *)jws.p, jws.n }, part[3];
    struct bytes bytes[3];
    if (jws.n > JWS_MOST) return broken(ask);
    for (int i = 0; i < 3; i++)
        if (!span_cut(&rest, '.', &part[i]) || !part_read(a, part[i], sodium_base64_VARIANT_URLSAFE_NO_PADDING, &bytes[i])) return a->failed ? LIMIT : broken(ask);
    if (rest.n) return broken(ask);
    const struct json *head = json_parse(a, (struct span){ (const char *)bytes[0].p, bytes[0].n }, &bounds, NULL);
    const struct json *payload = json_parse(a, (struct span){ (const char *)bytes[1].p, bytes[1].n }, &bounds, NULL), *how = json_get(head, "alg");
    const EVP_MD *md = json_is(how, "RS256") ? EVP_sha256() : json_is(how, "RS384") ? EVP_sha384() : json_is(how, "RS512") ? EVP_sha512() : NULL;
    if (!md || json_get(head, "crit") /* asks for what we do not know */ || !payload_same(a, payload, statement)) return a->failed ? LIMIT : broken(ask);
    if (!json_get(head, "x5c")) return OK;
    EVP_PKEY *key = key_of(a, json_get(head, "x5c"));
    bool fits = verified(key, md, (struct span){ part[0].p, part[0].n + 1 + part[1].n }, bytes[2]);
    EVP_PKEY_free(key);
    return fits ? OK : forged(ask);
}
