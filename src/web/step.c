/* Between the two steps of a sign-in: a token in a cookie of this browser alone. What it stands for is kept by the room that signs
** people in, under the token's hash. */
#include "web/cookie.h"
#include "web/dispatch.h"
#include "web/token.h"

rc step_make(struct ctx *c, int64_t life_ms, struct fresh_step *out)
{
    char token[TOKEN_CHARS + 1];
    uint8_t *hash = arena_take(c->arena, HASH_SIZE);

    if (!hash)
        return LIMIT;
    random_text(token, TOKEN_CHARS);
    token_hash(c->app->secret, "sign-in step", token, hash);
    *out = (struct fresh_step){ .token = arena_text(c->arena, token), .token_hash = { hash, HASH_SIZE }, .life_ms = life_ms };
    return c->arena->failed ? LIMIT : OK;
}

rc step_hand_over(struct reply *r, const struct fresh_step *s)
{
    return reply_cookie(r, COOKIE_STEP, s->token, s->life_ms / 1000);
}

bool step_of(const struct ctx *c, uint8_t hash[HASH_SIZE])
{
    const char *token = cookie_read(c, COOKIE_STEP);

    if (!token_text(token, TOKEN_CHARS))
        return false;
    token_hash(c->app->secret, "sign-in step", token, hash);
    return true;
}

rc step_over(struct reply *r)
{
    return reply_cookie(r, COOKIE_STEP, "", 0);
}
