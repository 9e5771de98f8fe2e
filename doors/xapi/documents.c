/* Documents that other systems keep here: State, Agent Profile, Activity Profile. What stays true: (1) a document is replaced, changed or
** deleted only when the ETag that was sent is its own (412), and one that is there is not replaced by a PUT without one (409); profiles of
** 1.0.3 want one of the headers always (400), State of 1.0.3 none; (2) JSON is joined to JSON member by member, nothing else is joined (400); (3) what is deleted loses its
** body; that there was one stays, so that its row keeps its place; (4) about whom the school restricts nothing is given or written; (5) what is
** given is a file to keep, never a page of ours. */
#include "base/str.h"
#include "people/people.h"
#include "xapi/inside.h"
#include <openssl/evp.h>
#include <sodium.h>
#include <string.h>

enum { ETAG_SIZE = 20, JSON_MOST = 4 << 20, TYPE_MOST = 255, DOCUMENT_MOST = 8 << 20 /* it is read whole, and beside another one when it is replaced */ };

struct document { struct asked *q; enum document_kind kind; const char *name, *registration; uint8_t place[PLACE_SIZE]; person_id person, named /* belongs to the school or not */; outside_known_id known /* by what a head said */; };

/* What a closure needs. */
struct writing { struct document *d; const char *type; struct bytes body; bool join, end, guarded; struct told_room room; };

/* ---- where */

void document_place(enum document_kind kind, const char *activity, const char *agent, uint8_t out[PLACE_SIZE])
{
    crypto_generichash_state state;
    uint8_t letter = (uint8_t)('0' + kind);
    crypto_generichash_init(&state, NULL, 0, PLACE_SIZE);
    crypto_generichash_update(&state, &letter, 1);
    crypto_generichash_update(&state, (const uint8_t *)activity, strlen(activity) + 1);
    crypto_generichash_update(&state, (const uint8_t *)agent, strlen(agent));
    crypto_generichash_final(&state, out, PLACE_SIZE);
}

static rc none_there(struct asked *q) { return refuse(q->c->ask, NOT_FOUND, 6055, _("Không có tài liệu ấy."), NULL); }

static rc place_read(struct document *d)
{
    struct asked *q = d->q;
    const char *activity = "", *agent = "";
    if (d->kind != DOCUMENT_AGENT) {
        try(param_needed(q, "activityId", &activity));
        if (!is_iri(activity)) return refuse(q->c->ask, INVALID, 5606, _("Tham số «{ten}» không đúng dạng."), "ten", "activityId", NULL);
    }
    if (d->kind != DOCUMENT_ACTIVITY) try(param_agent(q, true, &agent, NULL));
    document_place(d->kind, activity, agent, d->place);
    d->person = d->named = agent_person(agent, base_address(q->c));
    if (!d->person.v && *agent) {
        struct known_account known;
        try(known_by(q->c->ask, agent, &known));
        if (known.agent) d->person = d->named = known.person, d->known = known.id;
    }
    if (!d->person.v) return OK;
    struct belongs_here_row row;
    try(belongs_here(q->c->ask, q->c->ask->scope.school, d->person, &row));
    if (!row.n) d->person.v = 0;
    bool closed = false;
    if (d->person.v) try(restricted(q->c->ask, d->person, &closed));
    return !closed ? OK : q->method == GET ? none_there(q) : DENIED;
}

static struct bytes place_of(const struct document *d) { return (struct bytes){ d->place, PLACE_SIZE }; }

static rc document_read(struct document *d)
{
    struct asked *q = d->q;
    uint8_t uuid[STATEMENT_UUID_SIZE];
    bool given;
    try(asked_fits(q, d->kind == DOCUMENT_STATE ? "activityId agent stateId registration since" : d->kind == DOCUMENT_ACTIVITY ? "activityId profileId since" : "agent profileId since"));
    try(may_key(q, d->kind == DOCUMENT_STATE ? SCOPE_STATE : SCOPE_PROFILE));
    try(place_read(d));
    d->name = param(q, d->kind == DOCUMENT_STATE ? "stateId" : "profileId");
    return param_uuid(q, "registration", uuid, &d->registration, &given);
}

static rc name_needed(struct document *d) { return param_needed(d->q, d->kind == DOCUMENT_STATE ? "stateId" : "profileId", &d->name); }
static const char *registration_of(const struct document *d) { return d->registration ? d->registration : ""; }

/* ---- ETags */

static bool etag_make(struct bytes body, uint8_t out[ETAG_SIZE])
{
    unsigned n = 0;
    return EVP_Digest(body.p ? body.p : (const uint8_t *)"", body.n, out, &n, EVP_sha1(), NULL) == 1 && n == ETAG_SIZE;
}

static const char *etag_text(struct arena *a, struct bytes etag)
{
    char hex[2 * ETAG_SIZE + 1];
    sodium_bin2hex(hex, sizeof hex, etag.p, etag.n < ETAG_SIZE ? etag.n : ETAG_SIZE);
    return arena_print(a, "\"%s\"", hex);
}

static bool etag_among(const char *header, const char *etag)
{
    struct span rest = span_of(header), part;
    while (rest.n && span_cut(&rest, ',', &part)) {
        part = span_trim(part);
        if (part.n > 2 && memcmp(part.p, "W/", 2) == 0) part.p += 2, part.n -= 2;
        if (span_is(part, "*") || span_is(part, etag)) return true;
    }
    return false;
}

static rc may_write(struct ask *a, const struct writing *w, const struct document_of_row *now, bool there)
{
    const struct asked *q = w->d->q;
    const char *etag = there ? etag_text(a->arena, now->etag) : "";
    bool fails = q->if_match ? !there || !etag_among(q->if_match, etag) : q->if_none_match && there && etag_among(q->if_none_match, etag);
    if (fails) return refuse(a, CONFLICT, 5650, _("Tài liệu đã khác với ETag được gửi. Đọc lại rồi gửi với ETag mới."), NULL);
    if (w->guarded && !there && q->version == V1 && !q->if_match && !q->if_none_match)
        return refuse(a, INVALID, 5654, _("Tài liệu chưa có: gửi với If-None-Match: *, để không ghi đè bản của bên khác."), NULL);
    if (w->guarded && there && !q->if_match && !q->if_none_match)
        return refuse(a, CONFLICT, 5651, _("Tài liệu đã có. Đọc ETag của nó, rồi gửi lại với If-Match."), NULL);
    return OK;
}

/* ---- writing */

static const struct json *object_read(struct arena *a, struct bytes body)
{
    static const struct json_bounds bounds = { JSON_MOST, 32, 100000, MEMBERS_MOST };
    const struct json *j = json_parse(a, (struct span){ (const char *)body.p, body.n }, &bounds, NULL);
    return j && j->kind == JSON_OBJECT ? j : NULL;
}

static rc not_joined(struct ask *a)
{
    return refuse(a, INVALID, 5652, _("Chỉ ghép được hai đối tượng JSON (application/json). Tài liệu không đổi."), NULL);
}

/* Members of the new one over those of the old. */
static rc joined(struct ask *a, struct bytes old, struct bytes new, struct bytes *out)
{
    const struct json *was = object_read(a->arena, old), *is = object_read(a->arena, new);
    struct buf b;
    if (!was || !is) return a->arena->failed ? LIMIT : not_joined(a);
    buf_init(&b, 2 * JSON_MOST);
    json_join(&b, was, is, NULL);
    *out = (struct bytes){ (const uint8_t *)arena_text_n(a->arena, b.p, b.n), b.n };
    bool fits = !b.failed;
    buf_finish(&b);
    return fits && !a->arena->failed ? OK : LIMIT;
}

static rc changed_meanwhile(struct ask *a)
{
    return refuse(a, CONFLICT, 5653, _("Bên khác vừa sửa tài liệu này. Đọc lại rồi gửi lần nữa."), NULL);
}

/* What was counted for who wrote it before is counted for who writes it now. */
static rc document_weigh(struct tx *t, const struct writing *w, const struct document_of_row *now, bool there, struct bytes body)
{
    if (there) try(kept_add(t, &(struct kept_change){ .key = now->key_id.v, .documents = -1, .document_bytes = -(int64_t)now->body.n }));
    return w->end ? OK : kept_add(t, &(struct kept_change){ .key = w->d->q->key.id.v, .documents = 1, .document_bytes = (int64_t)body.n, .most = room_bounds(&w->room) ? &w->room : NULL });
}

static rc document_store(struct tx *t, const struct writing *w, void *out)
{
    struct document *d = w->d;
    struct ask *a = t->ask;
    struct document_of_row now;
    struct bytes body = w->body;
    uint8_t hash[ETAG_SIZE];
    bool row;
    int64_t changed;
    (void)out;
    try(document_of(a, place_of(d), registration_of(d), d->name, &now, &row));
    bool there = row && now.body.p;
    try(may_write(a, w, &now, there));
    if (w->end && !there) return OK;
    if (w->join && there) {
        if (!type_is_json(now.type) || !type_is_json(w->type)) return not_joined(a);
        try(joined(a, now.body, w->body, &body));
    }
    if (!etag_make(body, hash)) return BUG;
    struct bytes etag = { hash, ETAG_SIZE };
    if (row) try(document_change(t, place_of(d), registration_of(d), d->name, now.rev, w->type, w->end ? (struct bytes){ NULL, 0 } : body, etag, d->q->key.id, d->person, d->named, d->known.v, &changed));
    else try(document_insert(t, place_of(d), registration_of(d), d->name, w->type, body, etag, d->q->key.id, d->person, d->named, d->known.v, &changed));
    return changed == 1 ? document_weigh(t, w, &now, there, body) : changed_meanwhile(a);
}
CLOSURE(document_store, struct writing, void)

/* Some of those at a place; *n: how many. A closure is short. */
static rc documents_drop(struct tx *t, const struct document *in, int64_t *n)
{
    struct documents_there_row *row;
    size_t rows;
    try(documents_there(t->ask, place_of(in), in->registration, &row, &rows));
    for (size_t i = 0; i < rows; i++) {
        int64_t gone;
        try(document_end(t, place_of(in), row[i].registration, row[i].name, row[i].rev, &gone));
        if (!gone) return changed_meanwhile(t->ask);
        try(kept_add(t, &(struct kept_change){ .key = row[i].key_id.v, .documents = -1, .document_bytes = -row[i].bytes }));
    }
    *n = (int64_t)rows;
    return OK;
}
CLOSURE(documents_drop, struct document, int64_t)

static rc written(struct document *d, const struct writing *w)
{
    struct ask *a = d->q->c->ask;
    rc r = transact(a, NULL, document_store, w, NULL);
    if (r == CONFLICT && a->fault->number == 5650) d->q->r->status = 412;
    if (r == OK && !w->end) use_taken(d->q, 1);
    return r == OK ? answer_nothing(d->q) : r;
}

/* It is sent back as it came: visible ASCII, a kind and a part of it. */
static bool type_is_fit(const char *type)
{
    size_t n = 0;
    for (; type[n]; n++)
        if (type[n] < ' ' || type[n] > '~' || n == TYPE_MOST) return false;
    return n > 2 && strchr(type, '/') != NULL && *type != '/';
}

static rc put(struct document *d)
{
    struct asked *q = d->q;
    bool post = q->method == POST, guarded = !post && (d->kind != DOCUMENT_STATE || q->version == V2);
    const char *type = q->type ? q->type : "application/octet-stream";
    try(name_needed(d));
    if (!type_is_fit(type)) return refuse(q->c->ask, INVALID, 5606, _("Tham số «{ten}» không đúng dạng."), "ten", "Content-Type", NULL);
    if (param(q, "since")) return refuse(q->c->ask, INVALID, 5604, _("Tham số «{ten}» không có ở đây, hoặc có hai lần."), "ten", "since", NULL);
    if (q->body.n > DOCUMENT_MOST) return refuse(q->c->ask, LIMIT, 6065, _("Một tài liệu dài nhất 8 MB. Chia nhỏ rồi gửi lại."), NULL);
    if (post && type_is_json(type) && !object_read(q->c->arena, q->body)) return not_joined(q->c->ask);
    struct writing w = { .d = d, .type = type, .body = { q->body.p ? q->body.p : (const uint8_t *)"", q->body.n }, .join = post, .guarded = guarded };
    try(room_of(q->c->ask, q->c->keyed.unlimited, q->key.room, &w.room));
    return written(d, &w);
}

static rc drop(struct document *d)
{
    struct writing w = { .d = d, .type = "", .body = { (const uint8_t *)"", 0 }, .end = true };
    if (d->kind != DOCUMENT_STATE || d->name) {
        try(name_needed(d));
        return written(d, &w);
    }
    for (int64_t n = 1; n;) try(transact(d->q->c->ask, NULL, documents_drop, d, &n));
    return answer_nothing(d->q);
}

/* ---- reading */

static rc names_give(struct document *d)
{
    struct asked *q = d->q;
    struct documents_at_row *row;
    opt_instant since;
    struct buf b;
    size_t n;
    instant last = { 0 };
    try(param_time(q, "since", &since));
    try(documents_at(q->c->ask, place_of(d), d->registration, since.has ? since.v : (instant){ INT64_MIN }, &row, &n));
    buf_init(&b, JSON_MOST);
    buf_char(&b, '[');
    for (size_t i = 0; i < n; i++) {
        if (i) buf_char(&b, ',');
        json_put(&b, row[i].name);
        if (row[i].stored_at.ms > last.ms) last = row[i].stored_at;
    }
    buf_char(&b, ']');
    if (n) try(reply_header(q->r, "Last-Modified", http_date(q->c->arena, last)));
    rc sent = b.failed ? LIMIT : answer_json(q, b.p, b.n);
    buf_finish(&b);
    return sent;
}

static rc give(struct document *d)
{
    struct asked *q = d->q;
    struct document_of_row row;
    bool found;
    if (!d->name) return names_give(d);
    if (param(q, "since")) return refuse(q->c->ask, INVALID, 5604, _("Tham số «{ten}» không có ở đây, hoặc có hai lần."), "ten", "since", NULL);
    try(document_of(q->c->ask, place_of(d), registration_of(d), d->name, &row, &found));
    if (!found || !row.body.p) return none_there(q);
    try(use_given(q, 1));
    const char *etag = etag_text(q->c->arena, row.etag);
    try(reply_header(q->r, "ETag", etag));
    try(reply_header(q->r, "Last-Modified", http_date(q->c->arena, row.stored_at)));
    if (q->if_none_match && etag_among(q->if_none_match, etag)) {
        q->r->status = 304;
        return OK;
    }
    return send_bytes(q->r, row.type, "document", row.body.p, row.body.n);
}

rc documents_door(struct asked *q, enum document_kind kind)
{
    struct document d = { .q = q, .kind = kind };
    try(document_read(&d));
    switch (q->method) {
    case GET:    return give(&d);
    case PUT:
    case POST:   return put(&d);
    case DELETE: return drop(&d);
    default:     return method_not_here(q);
    }
}
