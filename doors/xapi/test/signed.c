/* Signatures: what is verified, with which key, and that what was signed says what the statement says. */
#include "xapi/inside.h"
#include "test/harness/db.h"
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <sodium.h>
#include <string.h>

#define SAYS "\"actor\":{\"mbox\":\"mailto:a@x.vn\"},\"verb\":{\"id\":\"http://x.vn/did\"},\"object\":{\"id\":\"http://x.vn/o\"}"

struct signer { EVP_PKEY *key; const char *x5c; };

static const char *text_of(struct test *t, const uint8_t *p, size_t n, int variant)
{
    size_t room = sodium_base64_encoded_len(n, variant);
    char *out = arena_take(t->arena, room);
    return sodium_bin2base64(out, room, p, n, variant);
}

static struct signer signer_make(struct test *t)
{
    struct signer s = { .key = EVP_RSA_gen(2048) };
    X509 *x = X509_new();
    unsigned char *der = NULL;
    ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
    X509_gmtime_adj(X509_getm_notBefore(x), 0);
    X509_gmtime_adj(X509_getm_notAfter(x), 3600);
    X509_set_pubkey(x, s.key);
    X509_sign(x, s.key, EVP_sha256());
    int n = i2d_X509(x, &der);
    if (is_true(t, n > 0)) s.x5c = text_of(t, der, (size_t)n, sodium_base64_VARIANT_ORIGINAL);
    OPENSSL_free(der);
    X509_free(x);
    return s;
}

static void signer_drop(struct signer *s) { EVP_PKEY_free(s->key); }

/* Signed by `s`; the head and the payload as they are given. */
static struct bytes jws_of(struct test *t, const struct signer *s, const EVP_MD *how, const char *head, const char *payload)
{
    int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    const char *text = arena_print(t->arena, "%s.%s", text_of(t, (const uint8_t *)head, strlen(head), variant), text_of(t, (const uint8_t *)payload, strlen(payload), variant));
    uint8_t mark[512];
    size_t n = sizeof mark;
    EVP_MD_CTX *md = EVP_MD_CTX_new();
    is_int(t, 1, EVP_DigestSignInit(md, NULL, how, NULL, s->key));
    is_int(t, 1, EVP_DigestSign(md, mark, &n, (const uint8_t *)text, strlen(text)));
    EVP_MD_CTX_free(md);
    const char *whole = arena_print(t->arena, "%s.%s", text, text_of(t, mark, n, variant));
    return (struct bytes){ (const uint8_t *)whole, strlen(whole) };
}

static const char *head_of(struct test *t, const char *alg, const struct signer *s, const char *more)
{
    return arena_print(t->arena, "{\"alg\":\"%s\",\"x5c\":[\"%s\"]%s}", alg, s->x5c, more);
}

/* The number of the refusal; 0: it is taken. */
static int looked(struct test *t, struct db *db, const char *statement, struct bytes jws)
{
    struct ask *a = test_ask(t, db);
    rc r = signature_check(a, json_read(t->arena, statement), jws);
    int number = a->fault->number;
    if (r == OK) is_int(t, 0, number);
    ask_done(a);
    return r == OK ? 0 : number;
}

TEST(a_signature_is_that_of_its_certificate_and_by_rsa_alone)
{
    struct db *db = test_db_open(t);
    struct signer s = signer_make(t), other = signer_make(t);
    const char *said = "{" SAYS "}";
    is_int(t, 0, looked(t, db, said, jws_of(t, &s, EVP_sha256(), head_of(t, "RS256", &s, ""), said)));
    is_int(t, 0, looked(t, db, said, jws_of(t, &s, EVP_sha512(), head_of(t, "RS512", &s, ""), said)));
    is_int(t, 5634, looked(t, db, said, jws_of(t, &s, EVP_sha256(), head_of(t, "RS384", &s, ""), said)));          /* by another hash than it says */
    is_int(t, 5634, looked(t, db, said, jws_of(t, &other, EVP_sha256(), head_of(t, "RS256", &s, ""), said)));
    is_int(t, 5634, looked(t, db, said, jws_of(t, &s, EVP_sha256(), "{\"alg\":\"RS256\",\"x5c\":null}", said)));
    is_int(t, 5634, looked(t, db, said, jws_of(t, &s, EVP_sha256(), "{\"alg\":\"RS256\",\"x5c\":[]}", said)));
    static const char *const none[] = { "none", "HS256", "ES256", "PS256", "rs256" };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) is_int(t, 5633, looked(t, db, said, jws_of(t, &s, EVP_sha256(), head_of(t, none[i], &s, ""), said)));
    is_int(t, 0, looked(t, db, said, jws_of(t, &s, EVP_sha256(), "{\"alg\":\"RS256\"}", said)));                    /* nothing to verify it with */
    is_int(t, 5633, looked(t, db, said, jws_of(t, &s, EVP_sha256(), head_of(t, "RS256", &s, ",\"crit\":[\"b64\"],\"b64\":false"), said)));      /* RFC 7515, 4.1.11 */
    signer_drop(&s), signer_drop(&other);
    test_db_close(db);
}

TEST(what_was_signed_says_what_the_statement_says_also_when_it_was)
{
    struct db *db = test_db_open(t);
    struct signer s = signer_make(t);
    const char *head = head_of(t, "RS256", &s, ""), *then = "{" SAYS ",\"timestamp\":\"2026-09-01T01:00:00Z\"}";
    struct bytes signed_then = jws_of(t, &s, EVP_sha256(), head, then);
    is_int(t, 0, looked(t, db, then, signed_then));
    is_int(t, 0, looked(t, db, "{" SAYS ",\"timestamp\":\"2026-09-01T08:00:00.000+07:00\",\"id\":\"11111111-2222-4333-8444-555555555555\"}", signed_then));      /* the same moment */
    is_int(t, 5633, looked(t, db, "{" SAYS ",\"timestamp\":\"2026-09-02T01:00:00Z\"}", signed_then));
    is_int(t, 0, looked(t, db, then, jws_of(t, &s, EVP_sha256(), head, "{" SAYS "}")));                             /* a store may add it */
    is_int(t, 5633, looked(t, db, then, jws_of(t, &s, EVP_sha256(), head, "{" SAYS ",\"result\":{\"success\":true}}")));
    signer_drop(&s);
    test_db_close(db);
}
