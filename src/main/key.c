/* khue key: keys of other systems, without questions. */
#include "base/ids.h"
#include "main/commands.h"
#include "schools/schools.h"
#include "xapi/xapi.h"
#include <stdio.h>

static rc key_keep(struct tx *t, const struct fresh_key *in, xapi_key_id *out) { return key_store(t, in, out); }
CLOSURE(key_keep, struct fresh_key, xapi_key_id)

static rc key_drop(struct tx *t, const xapi_key_id *in, void *out)
{
    (void)out;
    return key_end(t, *in);
}
CLOSURE(key_drop, xapi_key_id, void)

static int key_new(struct session_of_work *w, const struct options *o)
{
    const char *scopes = option(o, "scopes"), *name = option(o, "name");
    struct fresh_key key = { .name = name ? name : "khue key", .scopes = scopes_read(scopes), .unlimited = option(o, "trusted") != NULL };
    xapi_key_id id;
    char text[ID_TEXT_SIZE];
    if (!key.scopes) return wrong(w->errand, 2, "--scopes is a list of: statements/write statements/read/mine statements/read state profile define all");
    rc done = key_make(w->app, &w->arena, &key);
    if (done == OK) done = transact(&w->ask, NULL, key_keep, &key, &id);
    if (done != OK) return work_refused(w, done);
    id_text(id.v, text);
    fprintf(w->errand->out, "%s %s\n", text, key.shown);
    return 0;
}

struct turning { xapi_key_id id; struct fresh_key key; instant until; };
static rc key_turn(struct tx *t, const struct turning *in, void *out) { return (void)out, key_rotated(t, in->id, &in->key, in->until); }
CLOSURE(key_turn, struct turning, void)

static int key_rotate_one(struct session_of_work *w, const struct options *o)
{
    const char *key = option(o, "key");
    struct turning in = { .until = { w->ask.now.ms + (option(o, "at-once") ? 0 : KEY_GRACE_DAYS * 86400000LL) } };
    if (!key || !id_read(key, &in.id.v)) return wrong(w->errand, 2, "key rotate needs --key, as khue key list shows it");
    rc done = key_make(w->app, &w->arena, &in.key);
    if (done == OK) done = transact(&w->ask, NULL, key_turn, &in, NULL);
    if (done == NOT_FOUND) return wrong(w->errand, 1, "no key \"%s\" in that school", key);
    if (done != OK) return work_refused(w, done);
    fprintf(w->errand->out, "%s %s\n", key, in.key.shown);
    return 0;
}

static int key_list(struct session_of_work *w)
{
    struct key_line *row;
    size_t n;
    char text[ID_TEXT_SIZE];
    rc done = keys_list(&w->ask, &row, &n);
    for (size_t i = 0; done == OK && i < n; i++) {
        id_text(row[i].id.v, text);
        fprintf(w->errand->out, "%s\t%s\t%s\t%s%s\n", text, row[i].name, row[i].scopes, row[i].revoked ? "revoked" : "open", row[i].unlimited ? " trusted" : "");
    }
    return work_refused(w, done);
}

static int key_revoke_one(struct session_of_work *w, const struct options *o)
{
    const char *key = option(o, "key");
    xapi_key_id id;
    if (!key || !id_read(key, &id.v)) return wrong(w->errand, 2, "key revoke needs --key, as khue key list shows it");
    rc done = transact(&w->ask, NULL, key_drop, &id, NULL);
    return done == NOT_FOUND ? wrong(w->errand, 1, "no key \"%s\" in that school", key) : work_refused(w, done);
}

/* The school of --school, or the only one that there is. */
static bool school_enter(struct session_of_work *w, const struct options *o)
{
    const char *code = option(o, "school");
    struct school_brief at, *row;
    size_t n;
    if (code && school_by_code(&w->ask, code, &at) != OK) return wrong(w->errand, 1, "no school \"%s\"; see khue school list", code), false;
    if (!code) {
        if (schools_list(&w->ask, "", 2, &row, &n) != OK || n != 1) return wrong(w->errand, 1, "say which school: --school CODE; see khue school list"), false;
        at = row[0];
    }
    w->ask.scope.school = at.id;
    return true;
}

int key_command(struct errand *e)
{
    struct options o;
    struct session_of_work w;
    if (!options_read(&o, e, "school name scopes key trusted! at-once!")) return 2;
    const char *what = o.args == 1 ? o.arg[0] : "";
    if (!str_is(what, "new") && !str_is(what, "list") && !str_is(what, "revoke") && !str_is(what, "rotate")) return wrong(e, 2, "key new …, key list, key rotate --key K or key revoke --key K");
    if (!work_begin(&w, e, &o)) return 1;
    int status = !school_enter(&w, &o) ? 1 : str_is(what, "new") ? key_new(&w, &o) : str_is(what, "list") ? key_list(&w) : str_is(what, "rotate") ? key_rotate_one(&w, &o) : key_revoke_one(&w, &o);
    work_end(&w);
    return status;
}
