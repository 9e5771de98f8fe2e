/* Statements from outside: kept, and joined to those that they refer to. What stays true stands in record.h. In one closure: names first,
** in the order of their bytes, so that two closures that want the same wait for each other and never in a ring; then the statements; then
** what joins them; activities last, in order. */
#include "base/ids.h"
#include "generated/record_queries.h"
#include "record/inside.h"
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { HOPS = 16 /* of statements that refer to statements */, JOINS_MOST = 20000 /* terms that one sending lets find others */ };

void term_of(enum term_kind kind, const char *text, uint8_t out[TERM_SIZE])
{
    crypto_generichash_state state;
    uint8_t letter = (uint8_t)kind;
    crypto_generichash_init(&state, NULL, 0, TERM_SIZE);
    crypto_generichash_update(&state, &letter, 1);
    crypto_generichash_update(&state, (const uint8_t *)text, strlen(text));
    crypto_generichash_final(&state, out, TERM_SIZE);
}

void statement_uuid_text(const uint8_t uuid[STATEMENT_UUID_SIZE], char out[STATEMENT_UUID_TEXT]) { uuid_text(uuid, out); }

static struct bytes term_at(const uint8_t *terms, size_t i) { return (struct bytes){ terms + i * TERM_SIZE, TERM_SIZE }; }
static struct bytes uuid_bytes(const uint8_t *uuid) { return (struct bytes){ uuid, STATEMENT_UUID_SIZE }; }

/* ---- names */

struct one { const struct told *told; statement_id id; bool old; };

static int by_uuid(const void *a, const void *b)
{
    return memcmp((*(struct one *const *)a)->told->uuid, (*(struct one *const *)b)->told->uuid, STATEMENT_UUID_SIZE);
}

static const char *shown(struct tx *t, const struct told *s)
{
    char text[UUID_TEXT_SIZE];
    uuid_text(s->uuid, text);
    return arena_text(t->ask->arena, text);
}

/* It is there: in the same words? What a store adds by itself does not count. */
static rc must_be_same(struct tx *t, const struct told *s)
{
    static const char *const added[] = { "id", "authority", "stored", "timestamp", "version", NULL };
    struct statement_named_row named;
    struct outside_one_row row;
    bool found;
    try(statement_named(t->ask, uuid_bytes(s->uuid), &named, &found));
    if (found) try(outside_one(t->ask, named.statement_id, &row, &found));
    if (found && json_same(s->said, json_read(t->ask->arena, row.document), added)) return OK;
    return refuse(t->ask, CONFLICT, 5640, _("Phát biểu {ma} đã có với nội dung khác. Phát biểu đã lưu không đổi được: gửi lại với mã mới."), "ma", shown(t, s), NULL);
}

static rc names_take(struct tx *t, struct one *all, size_t n)
{
    struct one **order = ARENA_MANY(t->ask->arena, struct one *, n);
    int64_t made;
    if (!order) return LIMIT;
    for (size_t i = 0; i < n; i++) order[i] = &all[i];
    qsort(order, n, sizeof *order, by_uuid);
    for (size_t i = 0; i < n; i++) {
        try(outside_name(t, uuid_bytes(order[i]->told->uuid), order[i]->id, &made));
        order[i]->old = made == 0;
        if (made == 0) try(must_be_same(t, order[i]->told));
    }
    return OK;
}

/* ---- one statement */

static rc files_write(struct tx *t, const struct one *o)
{
    for (size_t i = 0; i < o->told->files; i++) {
        const struct told_file *f = &o->told->file[i];
        struct bytes hash = { f->hash, FILE_HASH_SIZE };
        try(outside_file_insert(t, hash, f->body, NULL));
        try(outside_attached_insert(t, o->id, hash, f->type, NULL));
    }
    return OK;
}

static rc one_write(struct tx *t, const struct told_batch *in, const struct one *o)
{
    const struct told *s = o->told;
    struct bytes none = { NULL, 0 };
    try(outside_insert(t, o->id, uuid_bytes(s->uuid), in->key, s->at.has ? s->at.v : t->now, s->at.has, s->voids, s->target ? uuid_bytes(s->target) : none,
                       (struct bytes){ s->term, s->terms * TERM_SIZE }, s->document, NULL));
    for (size_t i = 0; i < s->terms; i++) try(outside_term_insert(t, term_at(s->term, i), o->id, o->id, NULL));
    if (s->target) try(outside_target_insert(t, uuid_bytes(s->target), o->id, NULL));
    for (size_t i = 0; i < s->persons; i++) try(outside_person_insert(t, o->id, s->person[i], NULL));
    return files_write(t, o);
}

/* ---- what refers to what */

struct source { statement_id id; struct bytes terms; };
struct chain { struct source source[HOPS + 1]; size_t n; size_t *joined; };

/* The statement itself and what it refers to, as far as it is known by now. */
static rc chain_read(struct tx *t, const struct one *o, struct chain *c)
{
    struct bytes target = o->told->target ? uuid_bytes(o->told->target) : (struct bytes){ NULL, 0 };
    c->source[c->n++] = (struct source){ o->id, { o->told->term, o->told->terms * TERM_SIZE } };
    while (target.p && c->n <= HOPS) {
        struct statement_named_row named;
        struct outside_one_row row;
        bool found;
        try(statement_named(t->ask, target, &named, &found));
        if (found) try(outside_one(t->ask, named.statement_id, &row, &found));
        if (!found || row.id.v == o->id.v) break;
        c->source[c->n++] = (struct source){ row.id, row.terms };
        target = row.target;
    }
    return OK;
}

static rc too_joined(struct tx *t)
{
    return refuse(t->ask, LIMIT, 5635, _("Có quá nhiều phát biểu dẫn tới những phát biểu này. Gửi ít phát biểu hơn mỗi lần."), NULL);
}

static rc found_by(struct tx *t, statement_id id, const struct chain *c, size_t from)
{
    for (size_t k = from; k < c->n; k++) {
        *c->joined += c->source[k].terms.n / TERM_SIZE;
        if (*c->joined > JOINS_MOST) return too_joined(t);
        for (size_t i = 0; i < c->source[k].terms.n / TERM_SIZE; i++) try(outside_term_insert(t, term_at(c->source[k].terms.p, i), id, c->source[k].id, NULL));
    }
    return OK;
}

/* Those that were told before and refer to it are found by it too from now on. */
static rc referring_find(struct tx *t, struct bytes uuid, const struct chain *c, int depth)
{
    struct outside_referring_row *row;
    size_t n;
    if (depth == HOPS) return OK;
    try(outside_referring(t->ask, uuid, &row, &n));
    for (size_t i = 0; i < n; i++) {
        if (row[i].id.v == c->source[0].id.v) continue;
        try(found_by(t, row[i].id, c, 0));
        try(referring_find(t, row[i].uuid, c, depth + 1));
    }
    return OK;
}

static rc not_yours(struct tx *t)
{
    return refuse(t->ask, DENIED, 5641, _("Khóa này không được hủy phát biểu do bên khác gửi. Dùng khóa đã gửi phát biểu ấy, hoặc khóa có quyền all."), NULL);
}

static rc target_void(struct tx *t, const struct told_batch *in, const struct one *o)
{
    struct statement_named_row named;
    struct outside_one_row row;
    bool found;
    try(statement_named(t->ask, uuid_bytes(o->told->target), &named, &found));
    if (!found) return OK;                                   /* it may come later */
    try(outside_one(t->ask, named.statement_id, &row, &found));
    if (!found || (row.key_id != in->key && !in->voids_any)) return not_yours(t);
    if (row.voids) return refuse(t->ask, INVALID, 5642, _("Phát biểu hủy không hủy được một phát biểu hủy khác."), NULL);
    return outside_void(t, row.id, o->id, NULL);
}

/* Was it voided before it came? Only by whom it is now told. */
static rc void_self(struct tx *t, const struct told_batch *in, const struct one *o)
{
    struct outside_referring_row *row;
    size_t n;
    try(outside_referring(t->ask, uuid_bytes(o->told->uuid), &row, &n));
    for (size_t i = 0; i < n; i++)
        if (row[i].voids && (row[i].key_id == in->key || in->voids_any)) return outside_void(t, o->id, row[i].id, NULL);
    return OK;
}

static rc join(struct tx *t, const struct told_batch *in, const struct one *o, size_t *joined)
{
    struct chain c = { .joined = joined };
    try(chain_read(t, o, &c));
    try(found_by(t, o->id, &c, 1));
    try(referring_find(t, uuid_bytes(o->told->uuid), &c, 0));
    if (o->told->voids) try(target_void(t, in, o));
    return void_self(t, in, o);
}

/* ---- activities */

/* What is a map of languages or of extensions is joined language by language. */
static const char *const maps[] = { "name", "description", "extensions", NULL };

struct thing { uint8_t hash[TERM_SIZE]; const struct json *definition; size_t at; };

static int by_hash(const void *a, const void *b)
{
    const struct thing *x = a, *y = b;
    int order = memcmp(x->hash, y->hash, TERM_SIZE);
    return order ? order : (x->at > y->at) - (x->at < y->at);
}

static rc thing_put(struct tx *t, const struct thing *x)
{
    struct outside_activity_of_row row;
    struct bytes hash = { x->hash, TERM_SIZE };
    struct buf b;
    bool found;
    try(outside_activity_of(t->ask, hash, &row, &found));
    const struct json *old = found ? json_read(t->ask->arena, row.definition) : NULL;
    buf_init(&b, 1 << 20);
    json_join(&b, old, x->definition, maps);
    const char *text = b.failed ? NULL : arena_text_n(t->ask->arena, b.p, b.n);
    buf_finish(&b);
    if (!text) return LIMIT;
    return found && json_same(old, json_read(t->ask->arena, text), NULL) ? OK : outside_activity_put(t, hash, text, NULL);
}

static rc things_put(struct tx *t, const struct one *all, size_t n)
{
    size_t most = 0, things = 0;
    for (size_t i = 0; i < n; i++) most += all[i].old ? 0 : all[i].told->things;
    struct thing *thing = ARENA_MANY(t->ask->arena, struct thing, most);
    if (!thing) return LIMIT;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; !all[i].old && k < all[i].told->things; k++) {
            thing[things] = (struct thing){ .definition = all[i].told->thing[k].definition, .at = things };
            term_of(TERM_ACTIVITY, all[i].told->thing[k].id, thing[things++].hash);
        }
    if (things) qsort(thing, things, sizeof *thing, by_hash);
    for (size_t i = 0; i < things; i++) try(thing_put(t, &thing[i]));
    return OK;
}

rc told_add(struct tx *t, const struct told_batch *in)
{
    struct one *all = ARENA_MANY(t->ask->arena, struct one, in->n);
    size_t joined = 0;
    if (!all) return LIMIT;
    for (size_t i = 0; i < in->n; i++) all[i] = (struct one){ &in->said[i], NEW_ID(t, statement_id), false };
    try(names_take(t, all, in->n));
    write_behind(t);
    for (size_t i = 0; i < in->n; i++)
        if (!all[i].old) try(one_write(t, in, &all[i]));
    for (size_t i = 0; i < in->n; i++)
        if (!all[i].old) try(join(t, in, &all[i], &joined));
    return things_put(t, all, in->n);
}
