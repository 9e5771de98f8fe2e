#include "web/door.h"
#include "web/app.h"
#include "web/ratelimit.h"
#include "web/request.h"
#include "web/token.h"

enum method door_method(const struct ctx *c)
{
    return c->req->method;
}

const char *door_header(const struct ctx *c, enum door_header h)
{
    static const enum head_field field[DOOR_HEADERS] = {
        [DOOR_AUTHORIZATION] = HEAD_AUTHORIZATION, [DOOR_CONTENT_TYPE] = HEAD_CONTENT_TYPE, [DOOR_CONTENT_LENGTH] = HEAD_CONTENT_LENGTH, [DOOR_CONTENT_ENCODING] = HEAD_CONTENT_ENCODING,
        [DOOR_ACCEPT_LANGUAGE] = HEAD_ACCEPT_LANGUAGE, [DOOR_IF_MATCH] = HEAD_IF_MATCH, [DOOR_IF_NONE_MATCH] = HEAD_IF_NONE_MATCH,
        [DOOR_XAPI_VERSION] = HEAD_XAPI_VERSION, [DOOR_ORIGIN] = HEAD_ORIGIN,
    };
    return c->req->head->field[field[h]];
}

struct bytes door_body(const struct ctx *c)
{
    return c->req->raw;
}

const struct typed_list *door_query(const struct ctx *c)
{
    return &c->req->query;
}

rc door_form(const struct ctx *c, struct bytes body, struct typed_list *out)
{
    return urlencoded_read(c->arena, (struct span){ (const char *)body.p, body.n }, BODY_FIELDS, out);
}

void door_secret(char out[DOOR_SECRET_SIZE])
{
    random_text(out, KEY_CHARS);
}

void door_hash(const struct app *app, const char *secret, uint8_t out[DOOR_HASH_SIZE])
{
    token_hash(app->secret, "door key", secret, out);
}

bool door_may_note(struct ctx *c)
{
    struct { uint64_t about; int64_t of; } bucket = { 2, c->keyed.key };
    return rate_take(c->app->limits, address_hash(c->app->address_key, &bucket, sizeof bucket), rate_of_notes, c->now.ms);
}
