/* Passkeys, with a device made of libcrypto: its key, what it would say, and everything that must be refused.
** GET /tai-khoan/khoa
** POST /tai-khoan/khoa
** POST /tai-khoan/khoa/them
** POST /tai-khoan/khoa/thoi
** POST /dang-nhap/khoa */
#include "base/base64url.h"
#include "access/passkey.h"
#include "base/buf.h"
#include "base/ids.h"
#include "test/harness/city.h"
#include "web/hash.h"
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#define PASSWORD "mot cau ngan de nho"
#define TYPED    "mot+cau+ngan+de+nho"
#define PAGE     "/tai-khoan/khoa"
#define BASE     "https://khue.truong.vn"
#define RP       "khue.truong.vn"

/* A device with one key; the rest is what it says of it, so that each can be wrong. */
struct device { EVP_PKEY *key; int64_t alg; const char *id, *origin, *rp; uint8_t flags; uint32_t counter; const char *crossed; };

static struct device device_make(bool rsa)
{
    return (struct device){ rsa ? EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)2048) : EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256"), rsa ? WEBAUTHN_RS256 : WEBAUTHN_ES256, "khoa-so-1", BASE, RP, 1 | 4, 0, "false" };
}

static void head(struct buf *b, int major, unsigned n)
{
    if (n < 24) buf_char(b, (char)(major << 5 | (int)n));
    else if (n < 256) buf_char(b, (char)(major << 5 | 24)), buf_char(b, (char)n);
    else buf_char(b, (char)(major << 5 | 25)), buf_char(b, (char)(n >> 8)), buf_char(b, (char)n);
}

static void number(struct buf *b, int64_t n) { head(b, n < 0, (unsigned)(n < 0 ? -1 - n : n)); }
static void part(struct buf *b, int major, const void *p, size_t n) { head(b, major, (unsigned)n); buf_add(b, p, n); }
static void word(struct buf *b, const char *s) { part(b, 3, s, strlen(s)); }

static void key_put(struct buf *b, const struct device *d)
{
    uint8_t point[65], modulus[512];
    BIGNUM *n = NULL;
    size_t size;
    bool ec = EVP_PKEY_get_base_id(d->key) == EVP_PKEY_EC;
    head(b, 5, ec ? 5 : 4);
    number(b, 1), number(b, ec ? 2 : 3), number(b, 3), number(b, d->alg), number(b, -1);
    if (ec) {
        EVP_PKEY_get_octet_string_param(d->key, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point, &size);
        number(b, 1), number(b, -2), part(b, 2, point + 1, 32), number(b, -3), part(b, 2, point + 33, 32);
        return;
    }
    EVP_PKEY_get_bn_param(d->key, OSSL_PKEY_PARAM_RSA_N, &n);
    part(b, 2, modulus, (size_t)BN_bn2bin(n, modulus));
    BN_free(n);
    number(b, -2), part(b, 2, "\1\0\1", 3);
}

static struct bytes kept(struct test *t, struct buf *b)
{
    uint8_t *p = arena_take(t->arena, b->n + 1);
    memcpy(p, b->p, b->n);
    struct bytes out = { p, b->n };
    buf_finish(b);
    return out;
}

static struct bytes data_of(struct test *t, const struct device *d, bool makes)
{
    struct buf b;
    uint8_t hash[32];
    buf_init(&b, 8192);
    EVP_Digest(d->rp, strlen(d->rp), hash, NULL, EVP_sha256(), NULL);
    buf_add(&b, hash, sizeof hash);
    buf_char(&b, (char)(d->flags | (makes ? 64 : 0)));
    for (int i = 3; i >= 0; i--) buf_char(&b, (char)(d->counter >> (8 * i)));
    if (makes) {
        buf_add(&b, "0123456789abcdef", 16);
        buf_char(&b, 0), buf_char(&b, (char)strlen(d->id)), buf_text(&b, d->id);
        key_put(&b, d);
    }
    return kept(t, &b);
}

static struct bytes attestation_of(struct test *t, const struct device *d)
{
    struct buf b;
    struct bytes data = data_of(t, d, true);
    buf_init(&b, 16384);
    head(&b, 5, 3);
    word(&b, "fmt"), word(&b, "none"), word(&b, "attStmt"), head(&b, 5, 0), word(&b, "authData"), part(&b, 2, data.p, data.n);
    return kept(t, &b);
}

static struct bytes client_of(struct test *t, const struct device *d, const char *type, const char *challenge)
{
    const char *text = arena_print(t->arena, "{\"type\":\"webauthn.%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":%s}", type,
                                   base64url_text(t->arena, (struct bytes){ (const uint8_t *)challenge, strlen(challenge) }), d->origin, d->crossed);
    return (struct bytes){ (const uint8_t *)text, strlen(text) };
}

static struct bytes signature_of(struct test *t, const struct device *d, struct bytes data, struct bytes client)
{
    uint8_t *sig = arena_take(t->arena, 600), hash[32];
    size_t n = 600;
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    EVP_Digest(client.p, client.n, hash, NULL, EVP_sha256(), NULL);
    EVP_DigestSignInit(ctx, NULL, EVP_sha256(), NULL, d->key);
    EVP_DigestSignUpdate(ctx, data.p, data.n);
    EVP_DigestSignUpdate(ctx, hash, sizeof hash);
    EVP_DigestSignFinal(ctx, sig, &n);
    EVP_MD_CTX_free(ctx);
    return (struct bytes){ sig, n };
}

/* ---- a city where passkeys work */

static rc ready(struct tx *t, const struct city *in, const char **hash)
{
    try(account_rename(t, in->clerk, "clerk"));
    return account_password_set(t, in->clerk, *hash);
}
CLOSURE(ready, struct city, const char *)

static struct city *city_ready(struct test *t)
{
    struct city *s = city_open(t);
    char hash[SECRET_HASH_SIZE];
    const char *text = hash;
    s->app.config.base_url = BASE;
    is_rc(t, OK, secret_hash(&s->app, PASSWORD, hash));
    is_rc(t, OK, transact(s->ask, NULL, ready, s, &text));
    return s;
}

static long count(struct test *t, struct city *s, const char *sql)
{
    const char *n = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &n));
    return n ? atol(n) : -1;
}

static int post(struct test *t, struct loop_client *l, const char *path, const char *body, struct loop_reply *r)
{
    is_rc(t, OK, loop_send(l, t->arena, POST, path, body, r));
    return r->status;
}

static const char *challenge_on(struct test *t, const char *page)
{
    const char *at = strstr(page, "name=\"thach\" value=\"");
    return at ? arena_text_n(t->arena, at + 20, strcspn(at + 20, "\"")) : "";
}

/* As the page and its script do it. */
static int adds(struct test *t, struct loop_client *l, const struct device *d, struct loop_reply *r)
{
    if (!is_int(t, 200, post(t, l, PAGE, "mat_khau=" TYPED, r))) return r->status;
    const char *challenge = challenge_on(t, r->body);
    return post(t, l, PAGE "/them", arena_print(t->arena, "ten=Dien+thoai&thach=%s&du_lieu=%s&chung_nhan=%s", challenge,
        base64url_text(t->arena, client_of(t, d, "create", challenge)), base64url_text(t->arena, attestation_of(t, d))), r);
}

static const char *door(struct test *t, struct loop_client *l)
{
    struct loop_reply r;
    is_rc(t, OK, loop_send(l, t->arena, GET, "/dang-nhap", NULL, &r));
    return challenge_on(t, r.body);
}

static int uses(struct test *t, struct loop_client *l, const struct device *d, const char *challenge, struct loop_reply *r)
{
    struct bytes data = data_of(t, d, false), client = client_of(t, d, "get", challenge), sig = signature_of(t, d, data, client);
    return post(t, l, "/dang-nhap/khoa", arena_print(t->arena, "thach=%s&khoa=%s&du_lieu=%s&xac_thuc=%s&chu_ki=%s", challenge,
        base64url_text(t->arena, (struct bytes){ (const uint8_t *)d->id, strlen(d->id) }), base64url_text(t->arena, client), base64url_text(t->arena, data),
        base64url_text(t->arena, sig)), r);
}

static struct city *city_with_key(struct test *t, struct device *d)
{
    struct city *s = city_ready(t);
    struct loop_client l;
    struct loop_reply r;
    *d = device_make(false);
    loop_open(&l, &s->app);
    is_rc(t, OK, loop_sign_in(&l, s->clerk));
    is_int(t, 303, adds(t, &l, d, &r));
    loop_close(&l);
    return s;
}

static int knocks(struct test *t, struct city *s, const struct device *d, struct loop_reply *r)
{
    struct loop_client l;
    loop_open(&l, &s->app);
    int status = uses(t, &l, d, door(t, &l), r);
    loop_close(&l);
    return status;
}

/* ---- */

TEST(a_passkey_is_added_with_the_password_and_signs_in_alone)
{
    struct device d;
    struct city *s = city_with_key(t, &d);
    struct loop_client l;
    struct loop_reply r;
    loop_open(&l, &s->app);
    is_int(t, 303, uses(t, &l, &d, door(t, &l), &r));
    is_text(t, "/", r.location);
    is_rc(t, OK, loop_send(&l, t->arena, GET, PAGE, NULL, &r));
    is_int(t, 200, r.status);
    has_text(t, "Dien thoai", r.body);
    has_text(t, "dùng lần cuối", r.body);
    is_int(t, 422, post(t, &l, PAGE, "mat_khau=sai", &r));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM sign_in WHERE how = 'passkey' AND ok = 1"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM audit WHERE act = 'access.passkey_on'"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM notice WHERE path = '" PAGE "'"));
    is_int(t, 409, adds(t, &l, &d, &r));                       /* the same key once more */
    loop_close(&l);
    EVP_PKEY_free(d.key);
    city_close(s);
}

TEST(nothing_but_the_right_key_here_and_now_signs_in)
{
    struct device d, other;
    struct city *s = city_with_key(t, &d);
    struct loop_client l, k;
    struct loop_reply r;
    other = d, other.origin = "https://khue.truong.vn.evil.vn";
    is_int(t, 422, knocks(t, s, &other, &r));
    has_text(t, "không dùng được ở đây", r.body);
    other = d, other.rp = "truong.vn";
    is_int(t, 422, knocks(t, s, &other, &r));
    other = d, other.crossed = "true";
    is_int(t, 422, knocks(t, s, &other, &r));
    other = d, other.flags = 1;                                /* somebody touched it; nobody was verified */
    is_int(t, 422, knocks(t, s, &other, &r));
    other = d, other.flags = 4;
    is_int(t, 422, knocks(t, s, &other, &r));
    other = d, other.id = "khoa-so-2";
    is_int(t, 422, knocks(t, s, &other, &r));
    other = device_make(false);                                /* another key under the same id */
    is_int(t, 422, knocks(t, s, &other, &r));
    EVP_PKEY_free(other.key);
    loop_open(&l, &s->app), loop_open(&k, &s->app);
    const char *challenge = door(t, &l);
    door(t, &k);
    is_int(t, 422, uses(t, &k, &d, challenge, &r));            /* a challenge of another browser */
    is_int(t, 422, uses(t, &l, &d, "1-abc-def", &r));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM sign_in WHERE how = 'passkey' AND ok = 1"));
    is_int(t, 303, uses(t, &l, &d, challenge, &r));
    is_rc(t, OK, loop_send(&l, t->arena, POST, "/dang-xuat", "", &r));
    is_int(t, 422, uses(t, &l, &d, challenge, &r));            /* once */
    challenge = door(t, &l);
    db_set_clock(s->app.db, (opt_instant){ true, { db_now(s->app.db).ms + CHALLENGE_MS + 1000 } });
    is_int(t, 422, uses(t, &l, &d, challenge, &r));
    is_int(t, 303, uses(t, &l, &d, door(t, &l), &r));
    is_int(t, 2, count(t, s, "SELECT count(*) FROM sign_in WHERE how = 'passkey' AND ok = 1"));
    loop_close(&l), loop_close(&k);
    EVP_PKEY_free(d.key);
    city_close(s);
}

TEST(a_counter_that_goes_back_ends_the_key_and_is_told)
{
    struct device d;
    struct city *s = city_with_key(t, &d);
    struct loop_reply r;
    d.counter = 7;
    is_int(t, 303, knocks(t, s, &d, &r));
    d.counter = 8;
    is_int(t, 303, knocks(t, s, &d, &r));
    d.counter = 8;
    is_int(t, 422, knocks(t, s, &d, &r));
    d.counter = 9;
    is_int(t, 422, knocks(t, s, &d, &r));
    is_int(t, 200, city_get(t, s, s->clerk, "/thong-bao", &r));
    has_text(t, "sao chép", r.body);
    EVP_PKEY_free(d.key);
    city_close(s);
}

TEST(a_key_that_was_ended_opens_nothing_and_only_its_owner_ends_it)
{
    struct device d;
    struct city *s = city_with_key(t, &d);
    struct loop_reply r;
    const char *id = path_to(t, "khoa=", count(t, s, "SELECT id FROM passkey"), "");
    is_int(t, 303, city_post(t, s, s->principal, PAGE "/thoi", id, NULL));          /* tells nothing */
    is_int(t, 303, knocks(t, s, &d, &r));
    is_int(t, 303, city_post(t, s, s->clerk, PAGE "/thoi", id, NULL));
    is_int(t, 422, knocks(t, s, &d, &r));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM audit WHERE act = 'access.passkey_off'"));
    EVP_PKEY_free(d.key);
    city_close(s);
}

struct giving { struct fresh_code code; };
static rc code_put(struct tx *t, const struct giving *in, void *out) { (void)out; return code_store(t, &in->code, in->code.person, (instant){ t->now.ms + 86400000 }); }
CLOSURE(code_put, struct giving, void)

TEST(who_begins_anew_by_a_slip_has_no_passkey_left)
{
    struct device d;
    struct city *s = city_with_key(t, &d);
    struct giving in;
    struct loop_reply r;
    is_rc(t, OK, code_make(&s->app, t->arena, s->clerk, &in.code));
    is_rc(t, OK, transact(s->ask, NULL, code_put, &in, NULL));
    is_int(t, 303, city_post(t, s, (person_id){ 0 }, "/ma", arena_print(t->arena, "ma=%s", in.code.shown), NULL));
    is_int(t, 422, knocks(t, s, &d, &r));
    EVP_PKEY_free(d.key);
    city_close(s);
}

TEST(passkeys_need_a_name_or_localhost)
{
    static const struct { const char *base, *rp, *origin; } places[] = {
        { "https://khue.truong.vn", "khue.truong.vn", "https://khue.truong.vn" }, { "https://Khue.Truong.VN:8443/a", "khue.truong.vn", "https://khue.truong.vn:8443" },
        { "https://khue.vn:443", "khue.vn", "https://khue.vn" }, { "http://localhost:8080", "localhost", "http://localhost:8080" }, { "http://localhost", "localhost", "http://localhost" },
        { "http://khue.truong.vn", NULL, NULL }, { "http://127.0.0.1:8080", NULL, NULL }, { "https://10.0.0.1", NULL, NULL }, { "https://[::1]", NULL, NULL },
        { "https://truong", NULL, NULL }, { "", NULL, NULL }, { "ftp://khue.vn", NULL, NULL } };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *rp = NULL, *origin = NULL;
        bool works = webauthn_place(t->arena, places[i].base, &rp, &origin);
        if (works != (places[i].rp != NULL)) fail(t, "%s", places[i].base);
        if (works) is_text(t, places[i].rp, rp), is_text(t, places[i].origin, origin);
    }
    struct city *s = city_ready(t);
    struct loop_reply r;
    s->app.config.base_url = "http://127.0.0.1:8080";
    is_int(t, 200, city_get(t, s, s->clerk, PAGE, &r));
    has_text(t, "cần một tên miền có https", r.body);
    is_int(t, 409, city_post(t, s, s->clerk, PAGE, "mat_khau=" TYPED, NULL));
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/dang-nhap", &r));
    lacks_text(t, "data-passkey", r.body);
    city_close(s);
}

/* ---- reading */

static enum webauthn_says create(struct test *t, const struct device *d, struct bytes attestation)
{
    const struct webauthn_want want = { "thach-do", BASE, RP };
    struct webauthn_made made;
    return webauthn_create(t->arena, &want, client_of(t, d, "create", "thach-do"), attestation, &made);
}

TEST(keys_of_two_kinds_are_taken_and_no_others)
{
    struct device ec = device_make(false), rsa = device_make(true);
    is_int(t, WEBAUTHN_FINE, create(t, &ec, attestation_of(t, &ec)));
    is_int(t, WEBAUTHN_FINE, create(t, &rsa, attestation_of(t, &rsa)));
    const struct webauthn_want want = { "thach-do", BASE, RP };
    struct webauthn_made made;
    struct bytes client = client_of(t, &rsa, "get", "thach-do"), data = data_of(t, &rsa, false);
    int64_t counter;
    is_int(t, WEBAUTHN_FINE, webauthn_create(t->arena, &want, client_of(t, &rsa, "create", "thach-do"), attestation_of(t, &rsa), &made));
    is_int(t, WEBAUTHN_RS256, made.alg);
    is_int(t, WEBAUTHN_FINE, webauthn_get(t->arena, &want, client, data, signature_of(t, &rsa, data, client), made.alg, made.spki, &counter));
    is_int(t, WEBAUTHN_WRONG_SIGNATURE, webauthn_get(t->arena, &want, client, data, signature_of(t, &ec, data, client), made.alg, made.spki, &counter));
    is_int(t, WEBAUTHN_WRONG_SIGNATURE, webauthn_get(t->arena, &want, client, data, signature_of(t, &rsa, data, client), WEBAUTHN_ES256, made.spki, &counter));
    is_int(t, WEBAUTHN_UNREADABLE, webauthn_get(t->arena, &want, client_of(t, &rsa, "create", "thach-do"), data, signature_of(t, &rsa, data, client), made.alg, made.spki, &counter));
    struct device off = ec;
    off.alg = -8;                                              /* says another kind than it is */
    is_int(t, WEBAUTHN_OTHER_KEY, create(t, &ec, attestation_of(t, &off)));
    off.alg = WEBAUTHN_RS256;
    is_int(t, WEBAUTHN_OTHER_KEY, create(t, &ec, attestation_of(t, &off)));
    struct device small = { EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)1024), WEBAUTHN_RS256, "k", BASE, RP, 5, 0, "false" };
    is_int(t, WEBAUTHN_OTHER_KEY, create(t, &small, attestation_of(t, &small)));
    struct bytes off_curve = attestation_of(t, &ec);
    ((uint8_t *)off_curve.p)[off_curve.n - 1] ^= 1;            /* the last byte of y */
    is_int(t, WEBAUTHN_OTHER_KEY, create(t, &ec, off_curve));
    EVP_PKEY_free(ec.key), EVP_PKEY_free(rsa.key), EVP_PKEY_free(small.key);
}

TEST(whatever_is_cut_off_or_added_is_not_read)
{
    struct device d = device_make(false);
    struct bytes whole = attestation_of(t, &d);
    for (size_t n = 0; n < whole.n; n++) {
        uint8_t *own = malloc(n ? n : 1);                      /* its own block, so that reading past its end is seen */
        memcpy(own, whole.p, n);
        if (create(t, &d, (struct bytes){ own, n }) == WEBAUTHN_FINE) fail(t, "%zu of %zu bytes", n, whole.n);
        free(own);
    }
    uint8_t *more = arena_take(t->arena, whole.n + 1);
    memcpy(more, whole.p, whole.n);
    is_int(t, WEBAUTHN_UNREADABLE, create(t, &d, (struct bytes){ more, whole.n + 1 }));
    struct bytes out;
    static const char *const texts[] = { "", "A", "AB=", "AA==", "AB", "A+A", "AAAA AAAA", "Ω" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) is_false(t, base64url_read(t->arena, texts[i], WEBAUTHN_PART_MOST, &out));
    is_true(t, base64url_read(t->arena, "AQID_-8", WEBAUTHN_PART_MOST, &out));
    is_bytes(t, "\1\2\3\xff\xef", 5, out.p, out.n);
    is_text(t, "AQID_-8", base64url_text(t->arena, out));
    EVP_PKEY_free(d.key);
}

static rc required(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    t->ask->scope.school = s->thcs.id;
    return setting_put(t, &(struct setting_change){ &access_settings[ACCESS_SECOND_OFFICE], SETTING_SCHOOL, { 0 }, "1", 0 });
}
CLOSURE(required, struct city, void)

TEST(where_a_second_step_is_required_a_passkey_is_both_and_the_password_alone_changes_no_key)
{
    struct device d;
    struct city *s = city_with_key(t, &d);
    struct loop_client l, k;
    struct loop_reply r;
    is_rc(t, OK, transact(s->ask, NULL, required, s, NULL));
    s->ask->scope = (struct scope){ 0 };
    loop_open(&l, &s->app), loop_open(&k, &s->app);
    is_int(t, 303, uses(t, &l, &d, door(t, &l), &r));
    is_rc(t, OK, loop_send(&l, t->arena, GET, "/t/thcs/quan-ly", NULL, &r));
    is_int(t, 200, r.status);
    is_int(t, 303, post(t, &k, "/dang-nhap", "ten=clerk&mat_khau=" TYPED, &r));
    is_rc(t, OK, loop_send(&k, t->arena, GET, "/t/thcs/quan-ly", NULL, &r));
    is_int(t, 303, r.status);
    is_text(t, "/tai-khoan/buoc-hai", r.location);
    is_rc(t, OK, loop_send(&k, t->arena, GET, r.location, NULL, &r));
    has_text(t, "đăng nhập bằng khóa ấy là đủ", r.body);
    is_int(t, 403, post(t, &k, "/tai-khoan/buoc-hai", "mat_khau=" TYPED, &r));                          /* a code of whoever knows the password */
    is_int(t, 403, post(t, &k, PAGE, "mat_khau=" TYPED, &r));                                           /* or a key */
    const char *id = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT id FROM passkey", &id));
    is_int(t, 403, post(t, &k, PAGE "/thoi", arena_print(t->arena, "khoa=%s", path_to(t, "", id ? atoll(id) : 0, "")), &r));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM passkey WHERE ended_at IS NULL"));
    is_int(t, 303, post(t, &l, "/mat-khau", "mat_khau_cu=" TYPED "&mat_khau=ghe+nhua+xanh+hanh+lang&nhac_lai=ghe+nhua+xanh+hanh+lang", &r));
    is_rc(t, OK, loop_send(&l, t->arena, GET, "/t/thcs/quan-ly", NULL, &r));
    is_int(t, 200, r.status);                                                                           /* the new session is the key's too */
    loop_close(&l), loop_close(&k);
    EVP_PKEY_free(d.key);
    city_close(s);
}
