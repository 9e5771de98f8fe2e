/* OAuth 2.0 client credentials (RFC 6749, 4.4; bearer tokens, RFC 6750): a program gives its key and secret once an hour and shows a token instead.
** A token says key, scopes and end, under a keyed hash that also takes in the key's present secret: nothing is stored, and revoking the key
** or giving it a new secret ends every token of it. */
#include "base/ids.h"
#include "xapi/inside.h"
#include <sodium.h>
#include <string.h>
#include <strings.h>

enum { TOKEN_SECONDS = 3600, TOKEN_MOST = 160, MAC_TEXT = 2 * DOOR_HASH_SIZE + 1 };

static void mac_of(const struct app *app, struct arena *a, xapi_key_id key, int64_t scopes, int64_t until, struct bytes secret_hash, char out[MAC_TEXT])
{
    char held[2 * DOOR_HASH_SIZE + 1] = "";
    uint8_t mac[DOOR_HASH_SIZE];
    if (secret_hash.n == DOOR_HASH_SIZE) sodium_bin2hex(held, sizeof held, secret_hash.p, secret_hash.n);
    door_hash(app, arena_print(a, "xapi token\n%lld\n%lld\n%lld\n%s", (long long)key.v, (long long)scopes, (long long)until, held), mac);
    sodium_bin2hex(out, MAC_TEXT, mac, sizeof mac);
}

static const char *token_make(const struct app *app, struct arena *a, xapi_key_id key, int64_t scopes, int64_t until, struct bytes secret_hash)
{
    char id[ID_TEXT_SIZE], mac[MAC_TEXT];
    id_text(key.v, id);
    mac_of(app, a, key, scopes, until, secret_hash, mac);
    return arena_print(a, "%s.%lld.%lld.%s", id, (long long)scopes, (long long)until, mac);
}

bool token_read(const char *header, struct token *out)
{
    struct span rest, part;
    char id[ID_TEXT_SIZE];
    if (!header || strncasecmp(header, "Bearer ", 7) != 0 || strlen(header) > TOKEN_MOST + 7) return false;
    rest = span_of(header + 7 + strspn(header + 7, " "));
    if (!span_cut(&rest, '.', &part) || part.n != ID_TEXT_SIZE - 1) return false;
    memcpy(id, part.p, part.n), id[part.n] = 0;
    if (!id_read(id, &out->key.v)) return false;
    if (!span_cut(&rest, '.', &part) || !span_int(part, &out->scopes) || !span_cut(&rest, '.', &part) || !span_int(part, &out->until)) return false;
    if (rest.n != MAC_TEXT - 1) return false;
    memcpy(out->mac, rest.p, rest.n), out->mac[rest.n] = 0;
    return true;
}

bool token_holds(const struct ctx *c, const struct token *t, struct bytes secret_hash)
{
    char mac[MAC_TEXT];
    mac_of(c->app, c->arena, t->key, t->scopes, t->until, secret_hash, mac);
    return t->until * 1000 > c->now.ms && sodium_memcmp(mac, t->mac, MAC_TEXT - 1) == 0;
}

/* ---- the resource: answers of RFC 6749, 5.1 and 5.2, which name errors by words of their own */

static rc error_say(struct asked *q, int status, const char *error)
{
    q->r->status = status;
    if (status == 401) try(reply_header(q->r, "WWW-Authenticate", "Basic realm=\"Khue xAPI\", charset=\"UTF-8\""));
    q->r->type = "application/json; charset=utf-8";
    buf_print(&q->r->body, "{\"error\":\"%s\"}", error);
    return OK;
}

static const char *form_value(const struct typed_list *form, const char *name)
{
    for (size_t i = 0; i < form->n; i++)
        if (str_is(form->item[i].name, name)) return form->item[i].value;
    return NULL;
}

rc token_door(struct ctx *c, struct reply *r)
{
    struct asked *q = asked_of(c);
    struct typed_list form = { 0 };
    struct key_shown key;
    const char *wanted;
    (void)r;
    bool is_form = q->type && strncasecmp(q->type, "application/x-www-form-urlencoded", 33) == 0 && door_form(c, q->body, &form) == OK;
    const char *id = form_value(&form, "client_id"), *secret = form_value(&form, "client_secret");
    if (!q->authorization && id && secret) try(secret_shown(c, id, secret, &key));
    else try(basic_shown(c, q->authorization, &key));
    if (!key.fits) return error_say(q, 401, "invalid_client");
    if (q->method != POST) return method_not_here(q);
    if (!is_form || !form_value(&form, "grant_type")) return error_say(q, 400, "invalid_request");
    if (!str_is(form_value(&form, "grant_type"), "client_credentials")) return error_say(q, 400, "unsupported_grant_type");
    int64_t scopes = (wanted = form_value(&form, "scope")) && *wanted ? scopes_read(wanted) : key.scopes;
    if (!scopes || (!(key.scopes & SCOPE_ALL) && (scopes & ~key.scopes))) return error_say(q, 400, "invalid_scope");
    const char *token = token_make(c->app, c->arena, key.id, scopes, c->now.ms / 1000 + TOKEN_SECONDS, key.secret_hash);
    q->r->type = "application/json; charset=utf-8";
    buf_text(&q->r->body, "{\"access_token\":"), json_put(&q->r->body, token);
    buf_print(&q->r->body, ",\"token_type\":\"Bearer\",\"expires_in\":%d,\"scope\":", TOKEN_SECONDS), json_put(&q->r->body, scopes_text(c->arena, scopes));
    buf_char(&q->r->body, '}');
    return OK;
}
