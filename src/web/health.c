/* /khoe: does it live; /khoe/san-sang: may it be sent requests; /so-lieu: numbers for Prometheus. */
#include "generated/web_queries.h"
#include "web/dispatch.h"
#include "web/metrics.h"
#include <sodium.h>
#include <string.h>

static const char plain[] = "text/plain; charset=utf-8";

rc health_page(struct ctx *c, struct reply *r);
rc ready_page(struct ctx *c, struct reply *r);
rc metrics_page(struct ctx *c, struct reply *r);

rc health_page(struct ctx *c, struct reply *r)
{
    (void)c;
    return send_bytes(r, plain, NULL, "ok\n", 3);
}

/* 503 while the database does not answer: the balancer then asks another server. */
rc ready_page(struct ctx *c, struct reply *r)
{
    struct database_answers_row row;

    if (database_answers(c->ask, &row) == OK)
        return send_bytes(r, plain, NULL, "ok\n", 3);
    r->status = 503;
    return send_bytes(r, plain, NULL, "database\n", 9);
}

static bool token_fits(const struct ctx *c, const char *given)
{
    static const char bearer[] = "Bearer ";
    const char *wanted = c->app->config.metrics_token.value;
    uint8_t a[32], b[32];

    if (!wanted || !given || strncmp(given, bearer, sizeof bearer - 1) != 0)
        return false;
    given += sizeof bearer - 1;
    crypto_generichash(a, sizeof a, (const uint8_t *)wanted, strlen(wanted), NULL, 0);
    crypto_generichash(b, sizeof b, (const uint8_t *)given, strlen(given), NULL, 0);
    return sodium_memcmp(a, b, sizeof a) == 0;
}

/* From this machine (and not through a proxy on it, which names the client), or with the token. To others it is not there. */
rc metrics_page(struct ctx *c, struct reply *r)
{
    if (c->req->head->address != 0 && !token_fits(c, c->req->head->field[HEAD_AUTHORIZATION]))
        return NOT_FOUND;
    buf_clear(&r->body);
    metrics_print(c->app, c->ask, &r->body);
    r->type = "text/plain; version=0.0.4; charset=utf-8";
    return r->body.failed ? LIMIT : OK;
}
