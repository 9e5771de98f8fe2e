#include "web/session.h"
#include "generated/web_queries.h"
#include "web/cookie.h"
#include "web/dispatch.h"
#include "web/token.h"
#include <string.h>

#define BROWSER_DAYS 400
#define HOURS(n)   ((n) * 3600000LL)
#define MINUTES(n) ((n) * 60000LL)
#define DAYS(n)    HOURS((n) * 24LL)

static int64_t idle_ms(bool shared)  { return shared ? MINUTES(30) : DAYS(7); }
enum { SHARED_HOURS = 12, OWN_DAYS = 30 };
static int64_t sight_ms(bool shared) { return shared ? MINUTES(5) : HOURS(1); }

static struct bytes hash_of(const struct app *app, const char *token, uint8_t hash[HASH_SIZE])
{
    token_hash(app->secret, "session", token, hash);
    return (struct bytes){ hash, HASH_SIZE };
}

static rc seen(struct tx *t, const session_id *in, void *out)
{
    (void)out;
    return session_seen(t, *in, NULL);
}
CLOSURE(seen, session_id, void)

static bool is_live(int64_t now, instant until, instant seen_at, bool shared)
{
    return now < until.ms && now - seen_at.ms < idle_ms(shared);
}

rc sessions_live(struct ask *a, const session_id *id, size_t n, bool *live)
{
    struct sessions_standing_row *row;
    size_t rows;

    try(sessions_standing(a, id, n, &row, &rows));
    for (size_t i = 0; i < n; i++) {
        live[i] = false;
        for (size_t k = 0; k < rows && !live[i]; k++)
            live[i] = row[k].id.v == id[i].v && is_live(a->now.ms, row[k].until, row[k].seen_at, row[k].shared);
    }
    return OK;
}

static rc row_read(struct visit *v)
{
    struct session *s = &v->session;
    struct session_of_token_row row;
    uint8_t hash[HASH_SIZE];
    bool found = false;

    try(session_of_token(&v->ask, hash_of(v->app, s->token, hash), &row, &found));
    if (!found)
        return OK;
    s->id = row.id;
    s->person = row.person_id;
    s->chosen_role = row.chosen_role;
    s->shared = row.shared;
    s->by_key = row.by_key;
    int64_t now = v->c.now.ms, unseen = now - row.seen_at.ms;
    s->live = is_live(now, row.until, row.seen_at, row.shared);
    s->stale = s->live && unseen > sight_ms(row.shared) && !(v->c.route && v->c.route->unattended);
    return OK;
}

/* Reads the cookie's session and, when it is live, the person behind it. A person who may no longer sign in is nobody. */
rc session_read(struct visit *v)
{
    struct session *s = &v->session;
    const char *token = cookie_read(&v->c, COOKIE_SESSION);

    if (!token_text(token, TOKEN_CHARS))
        return OK;
    s->token = token;
    try(row_read(v));
    if (!s->live)
        return OK;
    rc known = v->app->hooks.who_of(&v->ask, s->person, &v->who);
    if (known != OK) {
        v->who = (struct who){ 0 };
        s->live = false;
        return known == NOT_FOUND || known == DENIED ? OK : known;
    }
    v->ask.me = v->who.person;
    v->who.chosen_role = s->chosen_role;
    v->who.by_key = s->by_key;
    if (s->stale && v->on_loop)
        v->leave_loop = true;
    else if (s->stale)
        try(transact(&v->ask, NULL, seen, &s->id, (void *)NULL));
    return OK;
}

rc session_store(struct tx *t, const struct fresh_session *in)
{
    if (in->old_hash.p)
        try(session_drop(t, in->old_hash, NULL));
    try(sessions_drop_over(t, (instant){ t->now.ms - DAYS(1) }, NULL));
    try(kept_posts_drop_old(t, (instant){ t->now.ms - MINUTES(30) }, NULL));     /* kept.c drops them too, when it keeps another */
    return session_add(t, NEW_ID(t, session_id), in->token_hash, in->person,
                       (instant){ t->now.ms + in->life_ms }, in->shared, in->by_key, in->device, NULL);
}

static rc begin(struct tx *t, const struct fresh_session *in, void *out)
{
    (void)out;
    return session_store(t, in);
}
CLOSURE(begin, struct fresh_session, void)

/* Browser and system in words; no version, no more than a person needs to know the device again. */
const char *session_device(const struct ctx *c)
{
    static const char *const systems[][2] = { { "Android", "Android" }, { "iPhone", "iPhone" }, { "iPad", "iPad" },
        { "Windows", "Windows" }, { "Mac OS X", "macOS" }, { "CrOS", "ChromeOS" }, { "Linux", "Linux" } };
    /* law 5: names of products */
    static const char *const browsers[][2] = { { "Zalo", "Zalo" }, { "coc_coc", "Cốc Cốc" }, { "Edg/", "Edge" },
        { "Firefox", "Firefox" }, { "Chrome", "Chrome" }, { "Safari", "Safari" } };
    const char *agent = c->req->head->field[HEAD_USER_AGENT], *system = "", *browser = "";

    for (size_t i = 0; agent && i < sizeof systems / sizeof *systems && !*system; i++)
        if (strstr(agent, systems[i][0]))
            system = systems[i][1];
    for (size_t i = 0; agent && i < sizeof browsers / sizeof *browsers && !*browser; i++)
        if (strstr(agent, browsers[i][0]))
            browser = browsers[i][1];
    return arena_print(c->arena, "%s%s%s", browser, *browser && *system ? ", " : "", system);
}

static struct bytes hash_kept(struct ctx *c, const char *token)
{
    uint8_t *hash = arena_take(c->arena, HASH_SIZE);
    return hash ? hash_of(c->app, token, hash) : (struct bytes){ 0 };
}

rc session_make(struct ctx *c, person_id person, bool shared_device, struct fresh_session *out)
{
    char token[TOKEN_CHARS + 1];
    const char *old = cookie_read(c, COOKIE_SESSION);
    int64_t hours = SHARED_HOURS;

    if (shared_device && c->app->hooks.shared_hours)
        try(c->app->hooks.shared_hours(c->ask, &hours));
    random_text(token, TOKEN_CHARS);
    *out = (struct fresh_session){ .person = person, .shared = shared_device, .device = session_device(c), .token = arena_text(c->arena, token),
                                   .life_ms = shared_device ? HOURS(hours) : DAYS(OWN_DAYS),
                                   .token_hash = hash_kept(c, token) };
    if (token_text(old, TOKEN_CHARS))
        out->old_hash = hash_kept(c, old);
    return c->arena->failed ? LIMIT : OK;
}

rc session_hand_over(struct reply *r, const struct fresh_session *s)
{
    return reply_cookie(r, COOKIE_SESSION, s->token, s->shared ? -1 : s->life_ms / 1000);
}

rc session_begin(struct ctx *c, struct reply *r, person_id person, bool shared_device)
{
    struct fresh_session fresh;

    try(session_make(c, person, shared_device, &fresh));
    try(transact(c->ask, NULL, begin, &fresh, (void *)NULL));
    return session_hand_over(r, &fresh);
}

rc session_browser(struct ctx *c, struct reply *r, uint8_t hash[HASH_SIZE])
{
    char fresh[TOKEN_CHARS + 1];
    const char *token = cookie_read(c, COOKIE_BROWSER);

    if (!token_text(token, TOKEN_CHARS)) {
        random_text(fresh, TOKEN_CHARS);
        token = fresh;
    }
    token_hash(c->app->secret, "browser", token, hash);
    return reply_cookie(r, COOKIE_BROWSER, token, BROWSER_DAYS * 24 * 3600LL);
}

bool session_shared(const struct ctx *c)
{
    return VISIT_OF(c)->session.live && VISIT_OF(c)->session.shared;
}

static rc end(struct tx *t, const struct bytes *in, void *out)
{
    (void)out;
    return session_drop(t, *in, NULL);
}
CLOSURE(end, struct bytes, void)

rc session_end(struct ctx *c, struct reply *r)
{
    const char *token = cookie_read(c, COOKIE_SESSION);
    uint8_t hash[HASH_SIZE];

    if (token_text(token, TOKEN_CHARS)) {
        struct bytes in = hash_of(c->app, token, hash);
        try(transact(c->ask, NULL, end, &in, (void *)NULL));
    }
    try(reply_cookie(r, COOKIE_VISITOR, "", 0));
    try(reply_cookie(r, COOKIE_FLASH, "", 0));             /* a message may name somebody; the next hand here is another's */
    return reply_cookie(r, COOKIE_SESSION, "", 0);
}

rc session_end_all(struct tx *t, person_id person)
{
    return sessions_drop_of_person(t, person, NULL);
}

rc session_end_one(struct tx *t, person_id person, session_id id)
{
    int64_t changed;
    try(session_drop_one(t, id, person, &changed));
    return changed ? OK : NOT_FOUND;
}

session_id session_here(const struct ctx *c) { return VISIT_OF(c)->session.live ? VISIT_OF(c)->session.id : (session_id){ 0 }; }

rc session_end_others(struct tx *t, person_id person, session_id but)
{
    return sessions_drop_but(t, person, but, NULL);
}

struct choice { struct bytes token_hash; const char *role; };

static rc choose(struct tx *t, const struct choice *in, void *out)
{
    struct session_of_token_row row;
    bool found = false;

    (void)out;
    try(session_of_token(t->ask, in->token_hash, &row, &found));
    return found ? session_role_set(t, row.id, in->role, NULL) : NOT_FOUND;
}
CLOSURE(choose, struct choice, void)

rc session_choose_role(struct ctx *c, const char *role)
{
    const char *token = cookie_read(c, COOKIE_SESSION);
    uint8_t hash[HASH_SIZE];

    if (!token_text(token, TOKEN_CHARS))
        return NOT_FOUND;
    struct choice in = { hash_of(c->app, token, hash), role };
    return transact(c->ask, NULL, choose, &in, (void *)NULL);
}

rc session_list(struct ctx *c, struct session_line **rows, size_t *n)
{
    struct sessions_of_person_row *row;
    session_id here = session_here(c);
    try(sessions_of_person(c->ask, c->who->person, &row, n));
    *rows = ARENA_MANY(c->arena, struct session_line, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct session_line){ row[i].id, row[i].device, row[i].begun_at, row[i].seen_at, row[i].shared, row[i].id.v == here.v };
    return OK;
}
