#include "web/offline.h"
#include "web/dispatch.h"
#include "web/token.h"
#include <string.h>

static const char *signed_for(const struct ctx *c, const char *purpose, const char *text)
{
    char *out = arena_take(c->arena, KEY_CHARS + 1);
    if (out)
        token_sign(c->app->secret, purpose, text, out);
    return out;
}

static const char *of_person(const struct ctx *c, const char *purpose)
{
    const struct visit *v = VISIT_OF(c);
    if (!signed_in(c->who) || !v->session.live || v->session.shared)
        return NULL;
    return signed_for(c, purpose, arena_print(c->arena, "%lld", (long long)c->who->person.v));
}

/* Asked for by every form that may wait. */
const char *keep_tag(const struct ctx *c)
{
    struct visit *v = VISIT_OF(c);
    if (!v->keep_tag)
        v->keep_tag = of_person(c, "keep");
    return v->keep_tag;
}

const char *keep_seal(const struct ctx *c) { return of_person(c, "seal"); }

static void put_people(struct buf *b, char kind, const person_id *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        buf_print(b, "%c%lld", kind, (long long)p[i].v);
}

/* What pages are made from besides the person; another value, and the browser forgets what it kept. */
static const char *relations_of(const struct ctx *c)
{
    const struct who *w = c->who;
    struct buf b;

    buf_init(&b, 64 << 10);
    buf_reserve(&b, 1024);
    buf_print(&b, "%d %s %lld ", (int)c->lang, w->chosen_role ? w->chosen_role : "", (long long)w->access_rev);
    for (size_t i = 0; i < w->roles; i++)
        buf_print(&b, "r%lld%s", (long long)w->role[i].school.id.v, w->role[i].role);
    put_people(&b, 'c', w->child, w->children);
    put_people(&b, 'b', w->barred, w->barred_n);
    put_people(&b, 'v', w->reads, w->reads_n);
    put_people(&b, 'a', w->also, w->also_n);
    const char *text = signed_for(c, "relations", b.n ? b.p : "");
    buf_finish(&b);
    return text;
}

const char *keep_me(const struct ctx *c)
{
    const char *tag = keep_tag(c), *relations = tag ? relations_of(c) : NULL;
    return relations ? arena_print(c->arena, "%s.%s", tag, relations) : "-";
}

bool keep_waits(const struct ctx *c, const char *action)
{
    struct match m;
    char path[TARGET_MAX + 1];
    size_t n = strcspn(action, "?#");

    if (n > TARGET_MAX || !keep_tag(c))
        return false;
    memcpy(path, action, n);
    path[n] = 0;
    router_find(c->app->router, POST, path, &m);
    return m.route && m.route->may_wait;
}
