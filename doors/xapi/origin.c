/* Programs in a browser on another site (CORS): which sites a school lets ask, and what the answers say. Off until a site is named. A key is shown by
** the program itself, in a header of its own: no cookie counts here and none is ever allowed. A preflight comes without a key, so it hears only whether some
** school named the site; whether this key's school did is said with the answer itself. */
#include "xapi/inside.h"
#include <ctype.h>
#include <string.h>

enum { ORIGIN_MOST = 200, ORIGINS_MOST = 20 };

/* "https://kho.example:8443": a scheme, a name or number, a port; http only for this machine, for those who write programs. */
bool origin_fits(const char *text, char out[ORIGIN_SIZE])
{
    static const char *const local[] = { "http://localhost", "http://127.0.0.1", NULL };
    size_t n = strlen(text), scheme = 8, host, port;
    if (n >= ORIGIN_SIZE || n > ORIGIN_MOST) return false;
    for (size_t i = 0; i <= n; i++) out[i] = (char)tolower((unsigned char)text[i]);
    if (n && out[n - 1] == '/') out[--n] = 0;
    if (!str_starts(out, "https://")) {
        scheme = 7;
        const char *const *l = local;
        while (*l && (!str_starts(out, *l) || (out[strlen(*l)] && out[strlen(*l)] != ':'))) l++;
        if (!*l) return false;
    }
    host = strspn(out + scheme, "abcdefghijklmnopqrstuvwxyz0123456789.-");
    if (host == 0 || out[scheme] == '.' || out[scheme] == '-' || out[scheme + host - 1] == '.') return false;
    if (!out[scheme + host]) return true;
    port = strspn(out + scheme + host + 1, "0123456789");
    if (out[scheme + host] != ':' || port < 1 || port > 5 || scheme + host + 1 + port != n) return false;
    if (str_is(out + scheme + host, scheme == 8 ? ":443" : ":80")) out[scheme + host] = 0;          /* browsers leave out what is usual */
    return true;
}

static rc let(struct reply *r, const char *origin)
{
    try(reply_header(r, "Access-Control-Allow-Origin", origin));
    return reply_header(r, "Access-Control-Expose-Headers", "ETag, Last-Modified, Location, WWW-Authenticate, X-Experience-API-Version, X-Experience-API-Consistent-Through");
}

rc origin_answer(struct ctx *c, struct reply *r, bool by_key)
{
    const char *origin = door_header(c, DOOR_ORIGIN);
    struct origin_here_row here;
    struct origin_anywhere_row anywhere;
    if (!origin || strlen(origin) > ORIGIN_MOST) return OK;
    if (by_key) {
        try(origin_here(c->ask, origin, &here));
        return here.n ? let(r, origin) : OK;
    }
    try(origin_anywhere(c->ask, origin, &anywhere));
    return anywhere.n ? let(r, origin) : OK;
}

/* What a program on the site may send, where some school named it; *let_in: one did. */
static rc may_send(struct ctx *c, struct reply *r, const char *methods, bool *let_in)
{
    const char *origin = door_header(c, DOOR_ORIGIN);
    struct origin_anywhere_row row = { .n = 0 };
    if (origin && strlen(origin) <= ORIGIN_MOST) try(origin_anywhere(c->ask, origin, &row));
    *let_in = row.n != 0;
    if (!*let_in) return OK;
    try(reply_header(r, "Access-Control-Allow-Origin", origin));
    try(reply_header(r, "Access-Control-Allow-Methods", methods));
    try(reply_header(r, "Access-Control-Allow-Headers", "Authorization, Content-Type, Accept-Language, If-Match, If-None-Match, X-Experience-API-Version"));
    return reply_header(r, "Access-Control-Max-Age", "600");
}

static void no_content(struct reply *r)
{
    r->status = 204;
    r->type = "text/plain; charset=utf-8";
}

rc preflight(struct ctx *c, struct reply *r)
{
    bool let_in;
    no_content(r);
    try(reply_header(r, "Allow", allowed_on(c->route)));
    return may_send(c, r, allowed_on(c->route), &let_in);
}

/* An address that is none: a program on a site that may ask reads that, as it reads every other refusal; so its browser hears first that it may ask. */
rc origin_missed(struct ctx *c, struct reply *r)
{
    bool let_in = false;
    if (door_method(c) != OPTIONS) {
        try(origin_answer(c, r, false));
        return NOT_FOUND;
    }
    try(may_send(c, r, "GET, HEAD, PUT, POST, DELETE, OPTIONS", &let_in));
    if (!let_in) return NOT_FOUND;
    no_content(r);
    return OK;
}

/* ---- rules */

rc origin_add(struct tx *t, const char *text, xapi_origin_id *out)
{
    char origin[ORIGIN_SIZE];
    struct origins_open_row open;
    struct origin_here_row here;
    if (!origin_fits(text, origin)) return refuse_field(t->ask, "goc", 5609, _("Ghi địa chỉ gốc của trang web, ví dụ https://kho.example: không có đường dẫn phía sau."), NULL);
    const char *kept = arena_text(t->ask->arena, origin);
    try(origin_here(t->ask, kept, &here));
    if (here.n) return OK;
    try(origins_open(t->ask, &open));
    if (open.n >= ORIGINS_MOST) return refuse_field(t->ask, "goc", 5614, _("Trường đã cho phép 20 trang web. Bỏ bớt trang không còn dùng rồi thêm."), NULL);
    *out = NEW_ID(t, xapi_origin_id);
    int64_t made;
    try(origin_insert(t, *out, kept, t->ask->me, &made));
    if (!made) return OK;                                     /* somebody was faster */
    return audit_add(t, &(struct change){ .act = &xapi_acts[ACT_ORIGIN_ADDED], .kind = "xapi_origin", .id = out->v, .name = kept });
}

rc origin_end(struct tx *t, xapi_origin_id id)
{
    struct origin_one_row row;
    bool found;
    int64_t changed;
    try(origin_one(t->ask, id, &row, &found));
    if (!found) return NOT_FOUND;
    try(origin_close(t, id, &changed));
    if (!changed) return OK;
    return audit_add(t, &(struct change){ .act = &xapi_acts[ACT_ORIGIN_ENDED], .kind = "xapi_origin", .id = id.v, .name = row.origin });
}

rc key_rate(struct tx *t, xapi_key_id id, int64_t per_minute)
{
    struct key_of_school_row row;
    bool found;
    int64_t changed;
    const char *now = per_minute ? arena_print(t->ask->arena, "%lld", (long long)per_minute) : N_("như mọi khóa");
    try(key_of_school(t->ask, id, &row, &found));
    if (!found) return NOT_FOUND;
    if (row.revoked) return refuse(t->ask, CONFLICT, 5608, _("Khóa này đã thu hồi, hoặc vừa được đổi bí mật. Xem lại danh sách khóa."), NULL);
    try(key_rate_put(t, id, (opt_int){ per_minute > 0, per_minute }, row.rev, &changed));
    if (!changed) return refuse(t->ask, CONFLICT, 5608, _("Khóa này đã thu hồi, hoặc vừa được đổi bí mật. Xem lại danh sách khóa."), NULL);
    return audit_add(t, &(struct change){ .act = &xapi_acts[ACT_KEY_RATE], .kind = "xapi_key", .id = id.v, .name = row.name,
        WAS({ N_("Lượt gọi mỗi phút"), row.per_minute.has ? arena_print(t->ask->arena, "%lld", (long long)row.per_minute.v) : N_("như mọi khóa"), now, KEPT_AS_WORDS }) });
}
