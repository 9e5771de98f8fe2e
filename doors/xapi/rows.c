/* The resources of the door, and those that need no file of their own: Agents, Activities, About. */
#include "access/permission.h"
#include "base/lang.h"
#include "xapi/inside.h"
#include "xapi/operate.h"
#include "xapi/pages.h"
#include <string.h>

static rc statements_door(struct ctx *c, struct reply *r)
{
    struct asked *q = asked_of(c);
    (void)r;
    try(reply_header(q->r, "X-Experience-API-Consistent-Through", instant_iso(q->settled, arena_take(c->arena, DAY_TEXT_SIZE))));
    if (q->method == GET) return statements_give(q);
    return q->method == PUT || q->method == POST ? statements_take(q) : method_not_here(q);
}

static rc state_door(struct ctx *c, struct reply *r) { return (void)r, documents_door(asked_of(c), DOCUMENT_STATE); }
static rc activity_profile_door(struct ctx *c, struct reply *r) { return (void)r, documents_door(asked_of(c), DOCUMENT_ACTIVITY); }
static rc agent_profile_door(struct ctx *c, struct reply *r) { return (void)r, documents_door(asked_of(c), DOCUMENT_AGENT); }

static rc put_out(struct asked *q, struct buf *b)
{
    rc sent = b->failed ? LIMIT : answer_json(q, b->p, b->n);
    buf_finish(b);
    return sent;
}

/* A Person: what is known of one agent, each in an array. We know what was asked by, and join no agents that a tool did not join. */
static rc agents_door(struct ctx *c, struct reply *r)
{
    static const char *const keys[] = { "name", "mbox", "mbox_sha1sum", "openid", "account" };
    struct asked *q = asked_of(c);
    const struct json *agent;
    const char *text;
    struct buf b;
    (void)r;
    if (q->method != GET) return method_not_here(q);
    try(asked_fits(q, "agent"));
    try(may_key(q, SCOPE_READ | SCOPE_READ_MINE | SCOPE_PROFILE));
    try(param_agent(q, true, &text, &agent));
    buf_init(&b, 64 * 1024);
    buf_text(&b, "{\"objectType\":\"Person\"");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct json *m = json_get(agent, keys[i]);
        if (m) buf_print(&b, ",\"%s\":[", keys[i]), buf_add(&b, m->raw.p, m->raw.n), buf_char(&b, ']');
    }
    buf_char(&b, '}');
    return put_out(q, &b);
}

static rc activities_door(struct ctx *c, struct reply *r)
{
    struct asked *q = asked_of(c);
    const char *id, *definition;
    struct buf b;
    (void)r;
    if (q->method != GET) return method_not_here(q);
    try(asked_fits(q, "activityId"));
    try(may_key(q, SCOPE_READ | SCOPE_READ_MINE | SCOPE_PROFILE));
    try(param_needed(q, "activityId", &id));
    if (!is_iri(id)) return refuse(c->ask, INVALID, 5606, _("Tham số «{ten}» không đúng dạng."), "ten", "activityId", NULL);
    try(activity_definition(c->ask, id, &definition));
    buf_init(&b, 4 << 20);
    buf_text(&b, "{\"objectType\":\"Activity\",\"id\":"), json_put(&b, id);
    if (definition) buf_text(&b, ",\"definition\":"), buf_text(&b, definition);
    buf_char(&b, '}');
    return put_out(q, &b);
}

/* Needs no version: a program asks here which there are. */
static rc about_door(struct ctx *c, struct reply *r)
{
    static const char about[] = "{\"version\":[\"2.0.0\",\"1.0.3\"]}";
    struct asked *q = asked_of(c);
    (void)r;
    if (q->method != GET) return method_not_here(q);
    if (q->version == 0) q->version = V2;
    try(asked_fits(q, ""));
    return answer_json(q, about, sizeof about - 1);
}

const struct route xapi_routes[] = {
    { KEYED, "/xapi/statements",         MAY(BY_KEY), NULL, UPLOAD, statements_door,       NULL, .long_page = true, .door = &xapi_door },
    { KEYED, "/xapi/activities/state",   MAY(BY_KEY), NULL, UPLOAD, state_door,            NULL, .long_page = true, .door = &xapi_door },
    { KEYED, "/xapi/activities/profile", MAY(BY_KEY), NULL, UPLOAD, activity_profile_door, NULL, .long_page = true, .door = &xapi_door },
    { KEYED, "/xapi/agents/profile",     MAY(BY_KEY), NULL, UPLOAD, agent_profile_door,    NULL, .long_page = true, .door = &xapi_door },
    { KEYED, "/xapi/agents",             MAY(BY_KEY), NULL, UPLOAD, agents_door,           NULL, .door = &xapi_door },
    { KEYED, "/xapi/activities",         MAY(BY_KEY), NULL, UPLOAD, activities_door,       NULL, .long_page = true, .door = &xapi_door },
    { KEYED, "/xapi/about",              MAY(ANYBODY), NULL, UPLOAD, about_door,          NULL, .door = &xapi_door },     /* which versions there are, nothing else */
    { KEYED, "/xapi/token",              MAY(ANYBODY), NULL, UPLOAD, token_door,          NULL, .door = &xapi_door },     /* who asks shows key and secret, read by the handler itself */
    { GET,   "/t/:truong/khoa-he-thong",      MAY(DOOR_KEYS), NULL,           QUICK, keys_page,      N_("Khóa cho hệ thống khác"), NULL },
    { POST,  "/t/:truong/khoa-he-thong",      MAY(DOOR_KEYS), &key_form,      WRITE, key_action,     NULL, keys_page },
    { POST,  "/t/:truong/khoa-he-thong/thoi", MAY(DOOR_KEYS), &key_end_form,  WRITE, key_end_action, NULL, keys_page },
    { POST,  "/t/:truong/khoa-he-thong/muc",  MAY(DOOR_KEYS), &rate_form,     WRITE, rate_action,    NULL, keys_page },
    { POST,  "/t/:truong/khoa-he-thong/cho",  MAY(DOOR_KEYS), &room_form,     WRITE, room_action,    NULL, keys_page },
    { POST,  "/t/:truong/khoa-he-thong/trang", MAY(DOOR_KEYS), &origin_form,  WRITE, origin_action,  NULL, keys_page },
    { POST,  "/t/:truong/khoa-he-thong/trang/bo", MAY(DOOR_KEYS), &origin_end_form, WRITE, origin_end_action, NULL, keys_page },
    { POST,  "/t/:truong/khoa-he-thong/doi",  MAY(DOOR_KEYS), &key_new_secret_form, WRITE, key_new_secret_action, NULL, keys_page },
    { GET,   "/t/:truong/khoa-he-thong/tai-khoan",    MAY(DOOR_KEYS), NULL,            SLOW,  known_page,       N_("Tài khoản ở hệ thống khác"), NULL },
    { POST,  "/t/:truong/khoa-he-thong/tai-khoan",    MAY(DOOR_KEYS), &known_form,     WRITE, known_action,     NULL, known_page },
    { POST,  "/t/:truong/khoa-he-thong/tai-khoan/bo", MAY(DOOR_KEYS), &known_end_form, WRITE, known_end_action, NULL, known_page },
    { GET,  "/t/:truong/kho-phat-bieu",           MAY(RECORD_WATCH), NULL,      QUICK, operate_page,    N_("Vận hành kho hành trình"), NULL },
    { GET,  "/t/:truong/kho-phat-bieu/tim",       MAY(RECORD_WATCH), NULL,      SLOW,  statements_page, N_("Phát biểu trong kho"), NULL },
    { GET,  "/t/:truong/kho-phat-bieu/tim/:ma",   MAY(RECORD_WATCH), NULL,      SLOW,  statement_page,  N_("Một phát biểu"), NULL },
    { GET,  "/t/:truong/kho-phat-bieu/so-lieu",   MAY(RECORD_WATCH), NULL,      SLOW,  figures_page,    N_("Số liệu của kho"), NULL },
    { GET,  "/t/:truong/kho-phat-bieu/so-lieu.csv", MAY(RECORD_WATCH), NULL,    SLOW,  figures_file,    NULL, NULL },
    { POST, "/t/:truong/kho-phat-bieu/so-lieu/luu", MAY(RECORD_WATCH), &saved_form, WRITE, saved_action,  NULL, figures_page },
    { POST, "/t/:truong/kho-phat-bieu/so-lieu/doi-ten", MAY(RECORD_WATCH), &saved_name_form, WRITE, saved_name_action, NULL, figures_page },
    { POST, "/t/:truong/kho-phat-bieu/so-lieu/bo",  MAY(RECORD_WATCH), &saved_end_form, WRITE, saved_end_action, NULL, figures_page },
    { 0 }
};
