/* Nothing that a person typed is lost because a session ended meanwhile: the post is kept for half an hour, the person signs
** in, and it is sent again in their name.
** What stays true: (1) only a post whose token was right is kept, and only for the person whose session it was; (2) no secret
** is kept: only fields that the row's spec names, never FIELD_SECRET, never files; (3) it is found only by a cookie of that
** browser together with that person's new session; (4) it carries its request key, so sending it twice counts once. */
#include "base/percent.h"
#include "generated/web_queries.h"
#include "web/cookie.h"
#include "web/dispatch.h"
#include "web/token.h"
#include <string.h>

#define KEPT_S 1800
#define NEXT_MOST 300              /* what the field `tiep` of the sign-in forms takes */

static bool may_keep(const struct form_spec *spec, const char *name)
{
    if (str_is(name, FIELD_KEY))
        return true;
    for (const struct field *f = spec ? spec->fields : NULL; f && f->name; f++) {
        if (f->kind == FIELD_MANY ? str_starts(name, f->name) : str_is(name, f->name))
            return f->kind != FIELD_SECRET && f->kind != FIELD_FILE;
    }
    return false;
}

static const char *body_to_keep(const struct visit *v)
{
    const struct typed_list *body = &v->req.body;
    struct buf b;

    buf_init(&b, 3 * BODY_MAX);
    for (size_t i = 0; i < body->n; i++) {
        if (!may_keep(v->c.route->form, body->item[i].name))
            continue;
        if (b.n)
            buf_char(&b, '&');
        percent_encode(&b, body->item[i].name);
        buf_char(&b, '=');
        percent_encode(&b, body->item[i].value);
    }
    const char *text = b.failed ? NULL : arena_text(v->c.arena, b.p);
    buf_finish(&b);
    return text;
}

struct keeping { struct bytes token_hash; person_id person; const char *path, *body; };

static rc keep(struct tx *t, const struct keeping *in, void *out)
{
    (void)out;
    try(kept_posts_drop_old(t, (instant){ t->now.ms - KEPT_S * 1000LL }, NULL));
    return kept_post_add(t, in->token_hash, in->person, in->path, in->body, NULL);
}
CLOSURE(keep, struct keeping, void)

static rc post_keep(struct visit *v, bool *kept)
{
    char token[TOKEN_CHARS + 1];
    uint8_t hash[HASH_SIZE];
    struct keeping in = { .person = v->session.person, .path = v->req.path, .body = body_to_keep(v) };

    *kept = false;
    if (v->req.method != POST || in.person.v == 0 || v->session.live || !in.body || v->resuming)
        return OK;
    random_text(token, TOKEN_CHARS);
    token_hash(v->app->secret, "kept", token, hash);
    in.token_hash = (struct bytes){ hash, HASH_SIZE };
    try(transact(&v->ask, NULL, keep, &in, (void *)NULL));         /* law 15: only of a POST; a resumed one is never kept again */
    *kept = true;
    return reply_cookie(&v->reply, COOKIE_KEPT, token, KEPT_S);
}

/* Where to go after the sign-in: what was asked for, without its query where that is too long. */
static const char *way_back(const struct visit *v)
{
    bool page = v->req.method == GET;

    if (page && strlen(v->req.target) <= NEXT_MOST)
        return v->req.target;
    return (page || v->call->match.get) && strlen(v->req.path) <= NEXT_MOST ? v->req.path : "/";
}

/* Somebody unknown asks for what needs a sign-in: there first, and back (or on with the post) after it. */
rc sign_in_first(struct visit *v)
{
    bool kept = false;
    struct buf path;

    try(post_keep(v, &kept));
    v->fault = (struct fault){ 0 };
    buf_init(&path, 4 * TARGET_MAX);
    buf_text(&path, "/dang-nhap?tiep=");
    percent_encode(&path, kept ? "/gui-lai" : way_back(v));
    rc answer = see_other(&v->reply, path.p);
    buf_finish(&path);
    return answer;
}

const char *after_sign_in(struct ctx *c, const char *next)
{
    if (cookie_read(c, COOKIE_KEPT))
        return "/gui-lai";
    return own_path(next) ? next : "/";
}

static rc drop(struct tx *t, const struct bytes *in, void *out)
{
    (void)out;
    return kept_post_drop(t, *in, NULL);
}
CLOSURE(drop, struct bytes, void)

/* Runs the kept post as if it had come now. */
static rc run_kept(struct visit *v, const struct kept_post_of_row *kept)
{
    v->req.method = POST;
    v->req.path = kept->path;
    v->req.target = kept->path;
    router_find(v->app->router, POST, kept->path, &v->req.match);
    try(urlencoded_read(v->c.arena, span_of(kept->body), BODY_FIELDS, &v->req.body));
    if (!v->req.match.route)
        return NOT_FOUND;
    v->c.route = v->req.match.route;
    v->resuming = true;
    return visit_run(v);
}

/* GET /gui-lai: not pure as other GETs, but repeatable: the request key sees to it. */
rc resume_page(struct ctx *c, struct reply *r)
{
    struct visit *v = VISIT_OF(c);
    const char *token = cookie_read(c, COOKIE_KEPT);
    struct kept_post_of_row kept;
    uint8_t hash[HASH_SIZE];
    bool found = false;

    if (!own_page(v))
        return see_other(r, "/");
    try(reply_cookie(r, COOKIE_KEPT, "", 0));
    struct bytes key = { hash, HASH_SIZE };
    if (token_text(token, TOKEN_CHARS) && signed_in(c->who)) {
        token_hash(c->app->secret, "kept", token, hash);
        try(kept_post_of(c->ask, key, c->who->person, (instant){ c->now.ms - KEPT_S * 1000LL }, &kept, &found));
    }
    if (!found)
        return see_other(r, "/");
    rc answer = run_kept(v, &kept);
    if (answer == OK)
        try(transact(c->ask, NULL, drop, &key, (void *)NULL));      /* law 15: the kept post itself runs here, once; its token was checked when it was kept */
    return answer;
}
