/* Statements come in: PUT of one, POST of one or many, alone or with files (multipart/mixed). What stays true: (1) all of a request is read and checked
** before anything is written; (2) all of it is written in one closure, or nothing; (3) what is kept is what was sent, member by member as it
** stood; only id and version are added where they are missing, authority is always ours, and a context activity that stood alone becomes an array. */
#include "base/ids.h"
#include "xapi/inside.h"
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { BODY_BYTES = 16 << 20, DEPTH = 32, VALUES = 200000, BATCH_MOST = 1000, STATEMENT_MOST = 64 << 10 /* a page of them fits an answer */ };
#define SIGNATURE "http://adlnet.gov/expapi/attachments/signature"

struct taking {
    struct asked *q;
    struct mixed_part *part; size_t parts;      /* behind the first */
    bool *used;
    const struct json **said; size_t n;
    struct told *told;
    bool one;                                   /* not an array */
};

/* ---- reading */

static rc not_json(struct asked *q, const struct json_wrong *wrong)
{
    const char *where = arena_print(q->c->arena, "%zu", wrong->at);
    return refuse(q->c->ask, INVALID, 5620, _("Nội dung không phải JSON đúng chuẩn, ở byte {n}: {gi}."), "n", where, "gi", wrong->what ? wrong->what : "too long", NULL);
}

static rc body_split(struct taking *t, struct span *json)
{
    struct asked *q = t->q;
    const char *type = q->type;
    *json = (struct span){ (const char *)q->body.p, q->body.n };
    if (type && strncasecmp(type, "multipart/mixed", 15) == 0) {
        struct mixed_part *part;
        size_t n;
        try(mixed_read(q, &part, &n));
        type = part[0].type;
        *json = (struct span){ (const char *)part[0].body.p, part[0].body.n };
        t->part = part + 1, t->parts = n - 1;
    }
    if (!type_is_json(type)) return refuse(q->c->ask, INVALID, 5621, _("Phát biểu phải là application/json, hoặc multipart/mixed có phần đầu là application/json."), NULL);
    t->used = ARENA_MANY(q->c->arena, bool, t->parts);
    return t->used ? OK : LIMIT;
}

static rc statements_read(struct taking *t)
{
    static const struct json_bounds bounds = { BODY_BYTES, DEPTH, VALUES, MEMBERS_MOST };
    struct json_wrong wrong;
    struct span text;
    try(body_split(t, &text));
    const struct json *j = json_parse(t->q->c->arena, text, &bounds, &wrong);
    if (!j) return t->q->c->arena->failed ? LIMIT : not_json(t->q, &wrong);
    t->one = j->kind != JSON_ARRAY;
    t->n = t->one ? 1 : json_count(j);
    if (t->n > BATCH_MOST) return refuse(t->q->c->ask, LIMIT, 5622, _("Một lần gửi nhiều nhất 1.000 phát biểu. Chia nhỏ rồi gửi lại."), NULL);
    t->said = ARENA_MANY(t->q->c->arena, const struct json *, t->n);
    t->told = ARENA_MANY(t->q->c->arena, struct told, t->n);
    if (!t->said || !t->told) return LIMIT;
    size_t i = 0;
    if (t->one) t->said[0] = j;
    else
        for (const struct json *m = j->first; m; m = m->next) t->said[i++] = m;
    for (i = 0; i < t->n; i++)
        if (t->said[i]->raw.n > STATEMENT_MOST)
            return refuse(t->q->c->ask, LIMIT, 5629, _("Một phát biểu dài nhất 64 KB. Gửi phần còn lại làm tệp đính kèm."), NULL);
    return OK;
}

/* ---- one statement */

/* As those of deeds: ordered by time (version 7), so that the index of names grows at its end. */
static void uuid_make(instant now, uint8_t out[STATEMENT_UUID_SIZE])
{
    randombytes_buf(out, STATEMENT_UUID_SIZE);
    for (int i = 0; i < 6; i++) out[i] = (uint8_t)(now.ms >> (40 - 8 * i));
    out[6] = (uint8_t)(0x70 | (out[6] & 15));
    out[8] = (uint8_t)(0x80 | (out[8] & 63));
}

static const char *key_name(struct asked *q)
{
    char id[ID_TEXT_SIZE];
    id_text(q->key.id.v, id);
    return arena_print(q->c->arena, "key:%s", id);
}

/* An object member by member as it stood, but for one member that `put` writes; the standard has one kind of thing in another form than some send it:
** what is in contextActivities is always given as arrays. */
typedef void (*member_put)(struct buf *b, const struct json *j);

static void but_one_put(struct buf *b, const struct json *j, const char *key, member_put put)
{
    if (j->kind != JSON_OBJECT || !json_get(j, key)) {
        buf_add(b, j->raw.p, j->raw.n);
        return;
    }
    buf_char(b, '{');
    for (const struct json *m = j->first; m; m = m->next) {
        if (m != j->first) buf_char(b, ',');
        json_put(b, m->key), buf_char(b, ':');
        if (str_is(m->key, key)) put(b, m);
        else buf_add(b, m->raw.p, m->raw.n);
    }
    buf_char(b, '}');
}

static void arrays_put(struct buf *b, const struct json *j)
{
    buf_char(b, '{');
    for (const struct json *m = j->first; m; m = m->next) {
        if (m != j->first) buf_char(b, ',');
        json_put(b, m->key), buf_text(b, m->kind == JSON_ARRAY ? ":" : ":["), buf_add(b, m->raw.p, m->raw.n);
        if (m->kind != JSON_ARRAY) buf_char(b, ']');
    }
    buf_char(b, '}');
}

static void context_put(struct buf *b, const struct json *j) { but_one_put(b, j, "contextActivities", arrays_put); }

/* {"id":…, what was sent …, "authority":…, "version":…} */
static const char *document_of_statement(struct asked *q, const struct json *j, const char *id)
{
    struct arena *a = q->c->arena;
    struct buf b;
    buf_init(&b, BODY_BYTES + 4096);
    buf_text(&b, "{\"id\":"), json_put(&b, id);
    for (const struct json *m = j->first; m; m = m->next) {
        if (str_is(m->key, "id") || str_is(m->key, "stored") || str_is(m->key, "authority")) continue;
        buf_char(&b, ','), json_put(&b, m->key), buf_char(&b, ':');
        if (str_is(m->key, "context")) context_put(&b, m);
        else if (str_is(m->key, "object")) but_one_put(&b, m, "context", context_put);          /* of a SubStatement */
        else buf_add(&b, m->raw.p, m->raw.n);
    }
    buf_text(&b, ",\"authority\":{\"objectType\":\"Agent\",\"name\":"), json_put(&b, q->key.name);
    buf_text(&b, ",\"account\":{\"homePage\":"), json_put(&b, base_address(q->c)), buf_text(&b, ",\"name\":"), json_put(&b, key_name(q)), buf_text(&b, "}}");
    if (!json_get(j, "version")) buf_text(&b, q->version == V1 ? ",\"version\":\"1.0.0\"" : ",\"version\":\"2.0.0\"");
    buf_char(&b, '}');
    const char *text = b.failed ? NULL : arena_text_n(a, b.p, b.n);
    buf_finish(&b);
    if (!text) a->failed = true;
    return text ? text : "";
}

static struct mixed_part *part_of(struct taking *t, const uint8_t hash[FILE_HASH_SIZE])
{
    uint8_t other[FILE_HASH_SIZE];
    size_t n;
    for (size_t i = 0; i < t->parts; i++)
        if (sodium_hex2bin(other, sizeof other, t->part[i].hash, strlen(t->part[i].hash), NULL, &n, NULL) == 0 && n == sizeof other && memcmp(other, hash, n) == 0)
            return t->used[i] = true, &t->part[i];
    return NULL;
}

static rc file_fits(struct taking *t, const struct json *said, const struct attachment *at, const struct mixed_part *p)
{
    bool signature = str_is(at->usage, SIGNATURE);
    if (signature && !str_is(at->type, "application/octet-stream"))
        return refuse(t->q->c->ask, INVALID, 5623, _("Chữ kí phải là tệp kèm kiểu application/octet-stream."), NULL);
    return signature ? signature_check(t->q, said, p->body) : OK;
}

static rc files_join(struct taking *t, const struct check *k, const struct json *said, struct told *s)
{
    struct told_file *file = ARENA_MANY(t->q->c->arena, struct told_file, k->attachments);
    if (!file) return LIMIT;
    for (size_t i = 0; i < k->attachments; i++) {
        const struct attachment *at = &k->attachment[i];
        const struct mixed_part *p = part_of(t, at->hash);
        if (!p && at->elsewhere) continue;
        if (!p) return refuse(t->q->c->ask, INVALID, 5624, _("Thiếu tệp kèm của một attachment không có fileUrl. Gửi cả tệp bằng multipart/mixed."), NULL);
        try(file_fits(t, said, at, p));
        file[s->files] = (struct told_file){ .type = at->type, .body = p->body };
        memcpy(file[s->files++].hash, at->hash, FILE_HASH_SIZE);
    }
    s->file = file;
    return OK;
}

static rc named(struct taking *t, const struct json *j, struct told *s, const char **id)
{
    struct asked *q = t->q;
    const struct json *own = json_get(j, "id");
    uint8_t wanted[STATEMENT_UUID_SIZE];
    char text[STATEMENT_UUID_TEXT];
    const char *small;
    bool given = false;
    if (q->method == PUT) {
        try(param_needed(q, "statementId", &small));
        try(param_uuid(q, "statementId", wanted, &small, &given));
    }
    if (own && !uuid_read(own->text, s->uuid)) return BUG;                  /* it was checked */
    if (own && given && memcmp(wanted, s->uuid, sizeof wanted) != 0)
        return refuse(q->c->ask, INVALID, 5625, _("Mã trong phát biểu khác với tham số statementId."), NULL);
    if (!own && given) memcpy(s->uuid, wanted, sizeof wanted);
    if (!own && !given) uuid_make(q->c->now, s->uuid);
    statement_uuid_text(s->uuid, text);
    *id = own ? own->text : arena_text(q->c->arena, text);
    return OK;
}

static rc statement_take(struct taking *t, size_t i, const char **id)
{
    struct asked *q = t->q;
    const struct json *j = t->said[i], *time = json_get(j, "timestamp");
    struct check k = { .a = q->c->ask, .home = base_address(q->c), .version = q->version };
    struct told *s = &t->told[i];
    path_in(&k, "$", 0);
    if (!t->one) path_in(&k, NULL, i);
    try(check_statement(&k, j));
    if (k.terms > TERMS_MOST || k.attachments > FILES_MOST)
        return refuse(q->c->ask, LIMIT, 5636, _("Một phát biểu có nhiều nhất 100 tệp kèm và nhắc tới nhiều nhất 200 người, hoạt động, nhóm. Chia nhỏ rồi gửi lại."), NULL);
    try(named(t, j, s, id));
    try(files_join(t, &k, j, s));
    k.near = true;
    term_gather(&k, TERM_AGENT_NEAR, agent_text(q->c->arena, "account", key_name(q), base_address(q->c)));
    term_gather(&k, TERM_KEY, arena_print(q->c->arena, "%lld", (long long)q->key.id.v));
    s->document = document_of_statement(q, j, *id);
    s->said = json_read(q->c->arena, s->document);
    if (time) s->at.has = time_read(time->text, &s->at.v);
    s->voids = k.voids;
    if (k.refers) {
        uint8_t *target = arena_take(q->c->arena, STATEMENT_UUID_SIZE);
        if (!target) return LIMIT;
        s->target = memcpy(target, k.target, STATEMENT_UUID_SIZE);
    }
    s->term = k.term, s->terms = k.terms;
    s->person = k.person, s->persons = k.persons;
    if (q->key.scopes & SCOPE_DEFINE) s->thing = k.thing, s->things = k.things;
    return OK;
}

static int by_uuid(const void *a, const void *b) { return memcmp((*(struct told *const *)a)->uuid, (*(struct told *const *)b)->uuid, STATEMENT_UUID_SIZE); }

static rc names_differ(struct taking *t)
{
    struct told **order = ARENA_MANY(t->q->c->arena, struct told *, t->n);
    if (!order) return LIMIT;
    for (size_t i = 0; i < t->n; i++) order[i] = &t->told[i];
    if (t->n) qsort(order, t->n, sizeof *order, by_uuid);
    for (size_t i = 1; i < t->n; i++)
        if (by_uuid(&order[i - 1], &order[i]) == 0) return refuse(t->q->c->ask, INVALID, 5626, _("Hai phát biểu trong một lần gửi có cùng mã."), NULL);
    return OK;
}

static rc parts_used(struct taking *t)
{
    for (size_t i = 0; i < t->parts; i++)
        if (!t->used[i]) return refuse(t->q->c->ask, INVALID, 5627, _("Có tệp kèm không thuộc phát biểu nào: X-Experience-API-Hash không khớp sha2 nào."), NULL);
    return OK;
}

/* ---- writing */

static rc statements_store(struct tx *t, const struct told_batch *in, void *out)
{
    (void)out;
    return told_add(t, in);
}
CLOSURE(statements_store, struct told_batch, void)

static rc ids_answer(struct asked *q, const char *const *id, size_t n)
{
    struct buf b;
    buf_init(&b, BATCH_MOST * 64);
    buf_char(&b, '[');
    for (size_t i = 0; i < n; i++) {
        if (i) buf_char(&b, ',');
        json_put(&b, id[i]);
    }
    buf_char(&b, ']');
    rc sent = b.failed ? LIMIT : answer_json(q, b.p, b.n);
    buf_finish(&b);
    return sent;
}

rc statements_take(struct asked *q)
{
    struct taking t = { .q = q };
    try(asked_fits(q, q->method == PUT ? "statementId" : ""));
    try(may_key(q, SCOPE_WRITE));
    try(statements_read(&t));
    if (q->method == PUT && !t.one) return refuse(q->c->ask, INVALID, 5628, _("PUT nhận đúng một phát biểu."), NULL);
    const char **id = ARENA_MANY(q->c->arena, const char *, t.n);
    if (!id) return LIMIT;
    for (size_t i = 0; i < t.n; i++) try(statement_take(&t, i, &id[i]));
    try(names_differ(&t));
    try(parts_used(&t));
    if (q->c->arena->failed) return LIMIT;
    struct told_batch batch = { t.told, t.n, q->key.id.v, (q->key.scopes & SCOPE_ALL) != 0 };
    if (t.n) try(transact(q->c->ask, NULL, statements_store, &batch, NULL));
    return q->method == PUT ? answer_nothing(q) : ids_answer(q, id, t.n);
}
