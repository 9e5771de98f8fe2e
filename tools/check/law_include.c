/* Law 1: a file includes only what lies below it (floors.txt), and of another room only its one public header. */
#include "check.h"
#include <string.h>

/* What rooms and doors may know of the floors below them; the rest is the inside of those floors. */
static const char *const open_to_rooms[] = {
    "src/data/ask.h", "src/data/tx.h", "src/data/verify.h",
    "src/web/ctx.h", "src/web/reply.h", "src/web/form.h", "src/web/route.h", "src/web/who.h", "src/web/out.h", "src/web/job.h", "src/web/live.h", "src/web/mail.h",
    "src/web/blob.h", "src/web/doctor.h", "src/web/door.h", "src/web/outgoing.h", "src/web/push.h", "src/web/sms.h", NULL
};

/* The whole program, for commands; with secrets and sessions, for the room that provides the hooks of sign-in. */
static const char whole_program[] = "src/web/app.h";
static const char *const open_to_access[] = { "src/web/app.h", "src/web/hash.h", "src/web/token.h", NULL };
static const char permissions[] = "rooms/access/permission.h";

/* Libraries that one floor hides from the others. */
static const struct { const char *header, *floor, *also, *and; } hidden[] = {
    { "<sqlite3.h>", "data" }, { "<libpq-fe.h>", "data" }, { "<microhttpd.h>", "web" }, { "<curl/curl.h>", "web" },
    { "<openssl/hmac.h>", "access" }, { "<openssl/evp.h>", "access", "xapi", "web" }, { "<openssl/core_names.h>", "access", "web" },
    { "<openssl/param_build.h>", "access", "web" }, { "<openssl/x509.h>", "access", "xapi" }, { "<openssl/ec.h>", "web" }, { "<openssl/ecdsa.h>", "web" },
    { "<openssl/bn.h>", "web" }, { "<openssl/obj_mac.h>", "web" }, { "<qrencode.h>", "access" }, { NULL, NULL }
};

static bool in_list(const char *const *list, const char *path)
{
    while (*list && !str_is(*list, path)) list++;
    return *list;
}

static const struct file *included(struct tree *t, const struct file *f, struct span name)
{
    static const char *const folders[] = { "src/", "rooms/", "doors/", "", NULL };
    const struct file *found = NULL;
    for (int i = 0; folders[i] && !found; i++)
        found = tree_find(t, arena_print(&t->arena, "%s%.*s", folders[i], (int)name.n, name.p));
    if (found) return found;
    int folder = (int)(path_base(f->path) - f->path);
    return tree_find(t, arena_print(&t->arena, "%.*s%.*s", folder, f->path, (int)name.n, name.p));
}

static const struct place *place_named(const struct tree *t, struct span name)
{
    for (int i = 0; i < t->places; i++)
        if (span_is(name, t->place[i].name)) return &t->place[i];
    return NULL;
}

/* generated/<place>_queries.h and generated/<place>_views.h; the other generated headers are for everybody above base. */
static void look_at_generated(struct tree *t, const struct file *f, int line, struct span name)
{
    struct span stem = { name.p + strlen("generated/"), name.n - strlen("generated/") };
    bool queries = stem.n > 10 && memcmp(stem.p + stem.n - 10, "_queries.h", 10) == 0;
    bool views = stem.n > 8 && memcmp(stem.p + stem.n - 8, "_views.h", 8) == 0;
    if (!queries && !views) return;
    stem.n -= queries ? 10 : 8;
    const struct place *owner = place_named(t, stem);
    if (!owner || owner == f->place) return;
    bool parts = views && !place_is_room(owner) && f->place && f->place->order > owner->order;
    if (!parts && !path_in(f, "test"))
        breach(t, 1, f, line, "%.*s belongs to %s alone; ask for a function in its public header", (int)name.n, name.p, owner->folder);
}

static void look_at_system(struct tree *t, const struct file *f, int line, struct span name)
{
    for (int i = 0; hidden[i].header; i++)
        if (span_is(name, hidden[i].header) && !str_is(f->place->name, hidden[i].floor) && !str_is(f->place->name, hidden[i].also) && !str_is(f->place->name, hidden[i].and))
            breach(t, 1, f, line, "%s is used only inside the floor %s; call what its headers offer", hidden[i].header, hidden[i].floor);
}

static bool is_public_header(struct tree *t, const struct place *p, const struct file *target)
{
    return str_is(target->path, permissions) || str_is(target->path, arena_print(&t->arena, "%s/%s.h", p->folder, p->name));
}

/* Hall rooms know each other; their headers keep to the order, so that no two include each other. */
static bool lies_below(const struct file *f, const struct file *target)
{
    const struct place *from = f->place, *to = target->place;
    if (from->kind == PLACE_HALL && to->kind == PLACE_HALL && !f->is_header) return true;
    return to->order < from->order || str_is(target->path, permissions);
}

static bool may_see_inside(const struct file *f, const struct file *target)
{
    if (in_list(open_to_rooms, target->path) || str_is(target->place->name, "base")) return true;
    if (path_in(f, "rooms/access") && in_list(open_to_access, target->path)) return true;
    return strstr(path_base(f->path), "command") && str_is(target->path, whole_program);
}

static void look_at_room_include(struct tree *t, const struct file *f, int line, const struct file *target)
{
    bool floor_below = target->place->kind == PLACE_FLOOR && !str_is(target->place->name, "ui");
    if (floor_below && !may_see_inside(f, target))
        breach(t, 1, f, line, "%s is the inside of %s; rooms use data/ask.h, data/tx.h, web/ctx.h, web/reply.h, web/form.h, web/route.h, web/who.h",
               target->path, target->place->folder);
}

static void look_at_include(struct tree *t, const struct file *f, int line, const struct file *target)
{
    const struct place *from = f->place, *to = target->place;
    if (from == to && !target->is_test) return;
    if (!to || target->is_test)
        breach(t, 1, f, line, "%s is no part of the program; only tests and tools may include it", target->path);
    else if (place_is_room(to) && !is_public_header(t, to, target))
        breach(t, 1, f, line, "%s is the inside of %s; include %s/%s.h", target->path, to->folder, to->name, to->name);
    else if (from->kind != PLACE_MAIN && !lies_below(f, target))
        breach(t, 1, f, line, "%s does not lie below %s (floors.txt); publish an event or let main fill in a function", target->path, from->folder);
    else if (from->kind != PLACE_MAIN && str_is(target->path, "src/data/stmt.h"))
        breach(t, 1, f, line, "data/stmt.h is for generated code; write the question in queries.sql");
    else if (place_is_room(from))
        look_at_room_include(t, f, line, target);
}

/* Tests see every public header and the floors' insides; of a room's inside only their own. */
static void look_at_test_include(struct tree *t, const struct file *f, int line, const struct file *target)
{
    const struct place *to = target->place;
    if (!f->place || !place_is_room(to) || to == f->place || target->is_test || is_public_header(t, to, target)) return;
    breach(t, 1, f, line, "%s is the inside of %s; test through %s/%s.h", target->path, to->folder, to->name, to->name);
}

static void look_at_tool_include(struct tree *t, const struct file *f, int line, const struct file *target)
{
    bool below = target->place && (str_is(target->place->name, "base") || str_is(target->place->name, "data"));
    if (!below && !path_in(target, "tools"))
        breach(t, 1, f, line, "%s is not there yet when tools are built; a tool stands on base alone", target->path);
}

static void look_at_file(struct tree *t, const struct file *f)
{
    for (int i = 0; i + 2 < f->tokens; i++) {
        if (!token_is(f, i, "#") || !token_is(f, i + 1, "include") || f->token[i + 2].kind != TOKEN_STRING) continue;
        int line = f->token[i].line;
        if (*f->token[i + 2].p == '<') {
            if (f->place && !f->is_test) look_at_system(t, f, line, token_span(f, i + 2));
            continue;
        }
        struct span name = string_inside(f, i + 2);
        const struct file *target = included(t, f, name);
        if (name.n > 10 && memcmp(name.p, "generated/", 10) == 0) look_at_generated(t, f, line, name);
        else if (!target) continue;                              /* the compiler says so better */
        else if (f->is_test) look_at_test_include(t, f, line, target);
        else if (path_in(f, "tools")) look_at_tool_include(t, f, line, target);
        else if (f->place) look_at_include(t, f, line, target);
    }
}

void law_include(struct tree *t)
{
    for (int i = 0; i < t->files; i++)
        if (t->file[i].is_c) look_at_file(t, &t->file[i]);
}
