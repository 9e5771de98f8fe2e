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
    struct telling as;
    const struct json **said; size_t n;
    struct told *told;
    bool one;                                   /* not an array */
};

/* ---- reading */

static rc not_json(struct ask *a, struct span text, const struct json_wrong *wrong)
{
    const char *where = arena_print(a->arena, "%zu", wrong->at), *what = wrong->what ? wrong->what : N_("quá dài");
    rc told = refuse_field(a, json_place(a->arena, text, wrong->at), 5620, _("Nội dung không phải JSON đúng chuẩn, ở byte {n}: {gi}."), "n", where, "gi", tr(a->lang, what), NULL);
    if (a->fault->number == 5620) a->fault->kept = say_kept(a->arena, _("Nội dung không phải JSON đúng chuẩn, ở byte {n}: {gi}."), "n", where, "gi", what, NULL);
    return told;
}

static rc body_split(struct taking *t, struct span *json)
{
    struct asked *q = t->q;
    const char *type = q->type;
    *json = (struct span){ (const char *)q->body.p, q->body.n };
    if (type && strncasecmp(type, "multipart/mixed", 15) == 0) {
        struct mixed_part *part;
        size_t n;
        try(mixed_read(q->c->ask, type, q->body, &part, &n));
        type = part[0].type;
        *json = (struct span){ (const char *)part[0].body.p, part[0].body.n };
        t->as.part = part + 1, t->as.parts = n - 1;
    }
    if (!type_is_json(type)) return refuse(q->c->ask, INVALID, 5621, _("Phát biểu phải là application/json, hoặc multipart/mixed có phần đầu là application/json."), NULL);
    t->as.used = ARENA_MANY(q->c->arena, bool, t->as.parts);
    return t->as.used ? OK : LIMIT;
}

rc statements_json(struct ask *a, struct span text, const struct json **out)
{
    static const struct json_bounds bounds = { BODY_BYTES, DEPTH, VALUES, MEMBERS_MOST };
    struct json_wrong wrong;
    *out = json_parse(a->arena, text, &bounds, &wrong);
    return *out ? OK : a->arena->failed ? LIMIT : not_json(a, text, &wrong);
}

static rc statements_read(struct taking *t)
{
    const struct json *j;
    struct span text;
    try(body_split(t, &text));
    try(statements_json(t->q->c->ask, text, &j));
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
static const char *document_of_statement(const struct telling *w, const struct json *j, const char *id)
{
    struct arena *a = w->a->arena;
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
    buf_text(&b, ",\"authority\":{\"objectType\":\"Agent\",\"name\":"), json_put(&b, w->name);
    buf_text(&b, ",\"account\":{\"homePage\":"), json_put(&b, w->home), buf_text(&b, ",\"name\":"), json_put(&b, w->account), buf_text(&b, "}}");
    if (!json_get(j, "version")) buf_text(&b, w->version == V1 ? ",\"version\":\"1.0.0\"" : ",\"version\":\"2.0.0\"");
    buf_char(&b, '}');
    const char *text = b.failed ? NULL : arena_text_n(a, b.p, b.n);
    buf_finish(&b);
    if (!text) a->failed = true;
    return text ? text : "";
}

static const struct mixed_part *part_of(const struct telling *t, const uint8_t hash[FILE_HASH_SIZE])
{
    uint8_t other[FILE_HASH_SIZE];
    size_t n;
    for (size_t i = 0; i < t->parts; i++)
        if (sodium_hex2bin(other, sizeof other, t->part[i].hash, strlen(t->part[i].hash), NULL, &n, NULL) == 0 && n == sizeof other && memcmp(other, hash, n) == 0)
            return t->used[i] = true, &t->part[i];
    return NULL;
}

static rc file_fits(const struct telling *t, const struct json *said, const struct attachment *at, const struct mixed_part *p)
{
    bool signature = str_is(at->usage, SIGNATURE);
    if (signature && !str_is(at->type, "application/octet-stream"))
        return refuse(t->a, INVALID, 5623, _("Chữ kí phải là tệp kèm kiểu application/octet-stream."), NULL);
    return signature ? signature_check(t->a, said, p->body) : OK;
}

static rc files_join(const struct telling *t, const struct check *k, const struct json *said, struct told *s)
{
    struct told_file *file = ARENA_MANY(t->a->arena, struct told_file, k->attachments);
    if (!file) return LIMIT;
    for (size_t i = 0; i < k->attachments; i++) {
        const struct attachment *at = &k->attachment[i];
        const struct mixed_part *p = part_of(t, at->hash);
        if (!p && at->elsewhere) continue;
        if (!p) return refuse(t->a, INVALID, 5624, _("Thiếu tệp kèm của một attachment không có fileUrl. Gửi cả tệp bằng multipart/mixed."), NULL);
        try(file_fits(t, said, at, p));
        file[s->files] = (struct told_file){ .type = at->type, .body = p->body };
        memcpy(file[s->files++].hash, at->hash, FILE_HASH_SIZE);
    }
    s->file = file;
    return OK;
}

static rc named(const struct telling *w, const struct json *j, const uint8_t *wanted, struct told *s, const char **id)
{
    const struct json *own = json_get(j, "id");
    char text[STATEMENT_UUID_TEXT];
    if (own && !uuid_read(own->text, s->uuid)) return BUG;                  /* it was checked */
    if (own && wanted && memcmp(wanted, s->uuid, STATEMENT_UUID_SIZE) != 0)
        return refuse(w->a, INVALID, 5625, _("Mã trong phát biểu khác với tham số statementId."), NULL);
    if (!own && wanted) memcpy(s->uuid, wanted, STATEMENT_UUID_SIZE);
    if (!own && !wanted) uuid_make(w->a->now, s->uuid);
    statement_uuid_text(s->uuid, text);
    *id = own ? own->text : arena_text(w->a->arena, text);
    return OK;
}

/* What was gathered on the way becomes what is kept. */
static rc told_fill(const struct telling *w, struct check *k, const struct json *j, struct told *s, const char *id)
{
    const struct json *time = json_get(j, "timestamp");
    k->near = true;
    term_gather(k, TERM_AGENT_NEAR, agent_text(w->a->arena, "account", w->account, w->home));
    term_gather(k, TERM_KEY, arena_print(w->a->arena, "%lld", (long long)w->key));
    s->document = document_of_statement(w, j, id);
    s->said = json_read(w->a->arena, s->document);
    if (time) s->at.has = time_read(time->text, &s->at.v);
    s->voids = k->voids;
    if (k->refers) {
        uint8_t *target = arena_take(w->a->arena, STATEMENT_UUID_SIZE);
        if (!target) return LIMIT;
        s->target = memcpy(target, k->target, STATEMENT_UUID_SIZE);
    }
    s->term = k->term, s->terms = k->terms;
    s->person = k->person, s->persons = k->persons;
    if (w->define) s->thing = k->thing, s->things = k->things;
    return OK;
}

rc statement_tell(const struct telling *w, const struct json *j, int64_t place, const uint8_t *wanted, struct told *s, const char **id)
{
    struct check k = { .a = w->a, .home = w->home, .version = w->version };
    if (j->raw.n > STATEMENT_MOST) return refuse(w->a, LIMIT, 5629, _("Một phát biểu dài nhất 64 KB. Gửi phần còn lại làm tệp đính kèm."), NULL);
    path_in(&k, "$", 0);
    if (place >= 0) path_in(&k, NULL, (size_t)place);
    try(check_statement(&k, j));
    if (k.terms > TERMS_MOST || k.attachments > FILES_MOST)
        return refuse(w->a, LIMIT, 5636, _("Một phát biểu có nhiều nhất 100 tệp kèm và nhắc tới nhiều nhất 200 người, hoạt động, nhóm. Chia nhỏ rồi gửi lại."), NULL);
    try(named(w, j, wanted, s, id));
    try(told_fill(w, &k, j, s, *id));
    try(files_join(w, &k, j, s));
    return w->a->arena->failed ? LIMIT : OK;
}

/* As the door tells: with its key, and by the name in the address of a PUT. */
static rc telling_begin(struct taking *t, const uint8_t **wanted)
{
    struct asked *q = t->q;
    char id[ID_TEXT_SIZE];
    uint8_t *name = arena_take(q->c->arena, STATEMENT_UUID_SIZE);
    const char *small;
    bool given;
    id_text(q->key.id.v, id);
    t->as.a = q->c->ask, t->as.home = base_address(q->c), t->as.version = q->version;
    t->as.key = q->key.id.v, t->as.name = q->key.name, t->as.account = arena_print(q->c->arena, "key:%s", id);
    t->as.define = (q->key.scopes & SCOPE_DEFINE) != 0;
    *wanted = NULL;
    if (!name) return LIMIT;
    if (q->method != PUT) return OK;
    try(param_needed(q, "statementId", &small));
    try(param_uuid(q, "statementId", name, &small, &given));
    *wanted = name;
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
    for (size_t i = 0; i < t->as.parts; i++)
        if (!t->as.used[i]) return refuse(t->q->c->ask, INVALID, 5627, _("Có tệp kèm không thuộc phát biểu nào: X-Experience-API-Hash không khớp sha2 nào."), NULL);
    return OK;
}

/* ---- writing */

/* Those of programs that send one by one go together, several sendings of one key in one closure (data/tx.h). */
enum { TOGETHER_BYTES = 256 << 10, STATEMENT_WEIGHT = 1024 };

static size_t sending_weight(const void *in)
{
    const struct told_batch *b = in;
    size_t bytes = b->n * STATEMENT_WEIGHT;
    for (size_t i = 0; i < b->n && bytes <= TOGETHER_BYTES; i++) {
        bytes += strlen(b->said[i].document);
        for (size_t k = 0; k < b->said[i].files; k++) bytes += b->said[i].file[k].body.n;
    }
    return bytes;
}

static bool same_room(const struct told_room *a, const struct told_room *b)
{
    if (!a || !b) return a == b;
    return a->statements == b->statements && a->files == b->files && a->documents == b->documents && a->bytes == b->bytes;
}

static bool sendings_fit(const void *first, const void *other)
{
    const struct told_batch *a = first, *b = other;
    return a->key == b->key && a->voids_any == b->voids_any && a->may_void == b->may_void && str_is(a->teller, b->teller) && same_room(a->room, b->room);
}

static const struct together sendings = { sending_weight, TOGETHER_BYTES, sendings_fit };

static void fresh_count(const struct company *in, const bool *is_new)
{
    for (size_t i = 0; i < in->n; i++) {
        const struct told_batch *b = in->one[i];
        *b->fresh = 0;
        for (size_t k = 0; k < b->n; k++) *b->fresh += *is_new++;
    }
}

static rc statements_store(struct tx *t, const struct company *in, void *out)
{
    struct told_batch all = *(const struct told_batch *)in->one[0];
    (void)out;
    if (in->n == 1) return told_add(t, &all);
    size_t n = 0;
    for (size_t i = 0; i < in->n; i++) n += ((const struct told_batch *)in->one[i])->n;
    struct told *said = ARENA_MANY(t->ask->arena, struct told, n);
    all.is_new = ARENA_MANY(t->ask->arena, bool, n);
    if (!said || !all.is_new) return LIMIT;
    all.said = said, all.n = n, all.fresh = NULL;
    for (size_t i = 0; i < in->n; i++) {
        const struct told_batch *b = in->one[i];
        memcpy(said, b->said, b->n * sizeof *said);
        said += b->n;
    }
    try(told_add(t, &all));
    fresh_count(in, all.is_new);
    return OK;
}
CLOSURE(statements_store, struct company, void)

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
    const uint8_t *wanted;
    try(asked_fits(q, q->method == PUT ? "statementId" : ""));
    try(may_key(q, SCOPE_WRITE));
    try(statements_read(&t));
    if (q->method == PUT && !t.one) return refuse(q->c->ask, INVALID, 5628, _("PUT nhận đúng một phát biểu."), NULL);
    const char **id = ARENA_MANY(q->c->arena, const char *, t.n);
    if (!id) return LIMIT;
    try(telling_begin(&t, &wanted));
    for (size_t i = 0; i < t.n; i++) try(statement_tell(&t.as, t.said[i], t.one ? -1 : (int64_t)i, wanted, &t.told[i], &id[i]));
    try(names_differ(&t));
    try(parts_used(&t));
    if (q->c->arena->failed) return LIMIT;
    size_t fresh = 0;
    struct told_room room;
    struct told_batch batch = { .said = t.told, .n = t.n, .key = q->key.id.v, .voids_any = (q->key.scopes & SCOPE_ALL) != 0, .teller = q->key.name, .fresh = &fresh };
    try(room_of(q->c->ask, q->c->keyed.unlimited, q->key.room, &room));
    if (room_bounds(&room)) batch.room = &room;
    try(statements_place(q->c->ask, t.as.home, t.told, t.n));
    if (t.n) try(transact_together(q->c->ask, &sendings, statements_store, &batch));
    use_taken(q, fresh);
    return q->method == PUT ? answer_nothing(q) : ids_answer(q, id, t.n);
}
