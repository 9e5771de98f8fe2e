/* Web push: the house's key, what a browser sends, and one message on its way. What stays true stands in push.h. */
#include "base/base64url.h"
#include "web/push.h"
#include "web/app.h"
#include "web/outgoing.h"
#include "web/push_seal.h"
#include "web/token.h"
#include <sodium.h>
#include <string.h>

enum { JWT_S = 12 * 3600, WAIT_MS = 15000, ANSWER_MOST = 8192 };

/* The scalar of our key. One in 2^32 of all hashes is none; then the next one counts. */
static void own_key(const struct app *app, uint8_t scalar[PUSH_SCALAR], uint8_t point[PUSH_POINT])
{
    char name[] = "vapid 0";
    do {
        name[6]++;
        token_hash(app->secret, "web push", name, scalar);
    } while (!push_point_of(scalar, point) && name[6] < '9');
}

const char *push_key(const struct app *app, struct arena *a)
{
    uint8_t scalar[PUSH_SCALAR], point[PUSH_POINT];
    own_key(app, scalar, point);
    sodium_memzero(scalar, sizeof scalar);
    return base64url_text(a, (struct bytes){ point, PUSH_POINT });
}

bool push_to_read(const struct app *app, struct arena *a, const char *endpoint, const char *p256dh, const char *auth, struct push_to *out)
{
    *out = (struct push_to){ .endpoint = endpoint };
    if (strlen(endpoint) > PUSH_ENDPOINT_MOST || strlen(p256dh) > 2 * PUSH_POINT || strlen(auth) > 2 * PUSH_AUTH) return false;
    return outgoing_address(app, endpoint) && base64url_read(a, p256dh, PUSH_ENDPOINT_MOST, &out->point) && push_point_fits(out->point) && base64url_read(a, auth, PUSH_ENDPOINT_MOST, &out->auth) && out->auth.n == PUSH_AUTH;
}

/* Scheme, host and port: up to the first "/" behind "https://". */
static const char *origin_of(struct arena *a, const char *endpoint)
{
    const char *host = strstr(endpoint, "://");
    if (!host) return "";
    host += 3;
    return arena_text_n(a, endpoint, (size_t)(host - endpoint) + strcspn(host, "/?#"));
}

static const char *text_of(struct arena *a, const char *s) { return base64url_text(a, (struct bytes){ (const uint8_t *)s, strlen(s) }); }

/* Whom a push service may write to about us. */
static const char *contact_of(const struct app *app, struct arena *a)
{
    return str_empty(app->config.mail_from) ? app->config.base_url : arena_print(a, "mailto:%s", app->config.mail_from);
}

const char *push_vapid(const struct app *app, struct arena *a, const char *endpoint, int64_t until_s)
{
    uint8_t scalar[PUSH_SCALAR], point[PUSH_POINT], sign[2 * PUSH_SCALAR];
    const char *claims = arena_print(a, "{\"aud\":\"%s\",\"exp\":%lld,\"sub\":\"%s\"}", origin_of(a, endpoint), (long long)until_s, contact_of(app, a));
    const char *head = text_of(a, "{\"typ\":\"JWT\",\"alg\":\"ES256\"}"), *body = claims ? text_of(a, claims) : NULL;
    const char *signed_part = head && body ? arena_print(a, "%s.%s", head, body) : NULL;
    if (!signed_part) return NULL;
    own_key(app, scalar, point);
    bool fine = push_sign(scalar, (struct bytes){ (const uint8_t *)signed_part, strlen(signed_part) }, sign);
    sodium_memzero(scalar, sizeof scalar);
    return fine ? arena_print(a, "vapid t=%s.%s, k=%s", signed_part, base64url_text(a, (struct bytes){ sign, sizeof sign }), base64url_text(a, (struct bytes){ point, PUSH_POINT })) : NULL;
}

static enum push_end end_of(int status)
{
    if (status >= 200 && status < 300) return PUSH_WENT;
    if (status == 404 || status == 410) return PUSH_OVER;
    /* 401, 403: our clock or our contact may be wrong, which ends nobody's browser */
    return status == 0 || status == 401 || status == 403 || status == 429 || status >= 500 ? PUSH_LATER : PUSH_NEVER;
}

rc push_send(const struct app *app, struct ask *a, const struct push *in, struct push_sent *out)
{
    uint8_t scalar[PUSH_SCALAR], salt[PUSH_SALT], point[PUSH_POINT];
    struct bytes body;
    struct incoming answer;
    *out = (struct push_sent){ .end = PUSH_NEVER };
    if (strlen(in->words) > PUSH_WORDS_MOST) return fault_detail(a, BUG, "push: too many words");
    if (!outgoing_address(app, in->to.endpoint)) return out->end = PUSH_OVER, OK;
    do randombytes_buf(scalar, sizeof scalar); while (!push_point_of(scalar, point));
    randombytes_buf(salt, sizeof salt);
    struct push_seal seal = { in->to.point, in->to.auth, scalar, salt, { (const uint8_t *)in->words, strlen(in->words) } };
    bool sealed = push_seal(a->arena, &seal, &body);
    sodium_memzero(scalar, sizeof scalar);
    if (!sealed) return out->end = PUSH_OVER, OK;
    const char *who = push_vapid(app, a->arena, in->to.endpoint, a->now.ms / 1000 + JWT_S);
    const char *headers = who ? arena_print(a->arena, "Content-Type: application/octet-stream\nContent-Encoding: aes128gcm\nTTL: %lld\nUrgency: %s\n%s%s%sAuthorization: %s",
        (long long)in->ttl_s, in->urgent ? "high" : "normal", in->topic ? "Topic: " : "", in->topic ? in->topic : "", in->topic ? "\n" : "", who) : NULL;
    if (!headers) return LIMIT;
    struct outgoing o = { .method = POST, .url = in->to.endpoint, .headers = headers, .body = body, .most = ANSWER_MOST, .wait_ms = WAIT_MS, .lines = in->lines };
    try(outgoing_send(app, a, &o, &answer));
    out->status = answer.end == OUTGOING_ANSWERED ? answer.status : 0;
    out->retry_after_s = answer.retry_after_s;
    out->end = answer.end == OUTGOING_INWARD ? PUSH_OVER : end_of(out->status);
    return OK;
}
