/* Statements from outside: kept, and joined to those that they refer to. What stays true stands in record.h. In one closure: names first,
** in the order of their bytes, so that two closures that want the same wait for each other and never in a ring; then the statements; then
** what joins them; activities last, in order. */
#include "base/ids.h"
#include "generated/record_queries.h"
#include "record/inside.h"
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { HOPS = 16 /* of statements that refer to statements */, JOINS_MOST = 10000 /* terms by which those of one sending are found besides their own */,
       REFERRERS_MOST = 5000 /* terms by which one sending lets those find others that came before */, TERMS_MOST = 20000 /* of a sending: a closure is short */ };

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

struct one { const struct told *told; statement_id id; bool old, referred; struct line line; struct tally *tally; };

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

bool told_same(struct ask *a, const struct told *s, const char *document)
{
    static const char *const added[] = { "id", "authority", "stored", "timestamp", "version", NULL };
    return *document && json_same(s->said, json_read(a->arena, document), added);
}

/* It is there: in the same words? What a store adds by itself does not count. */
static rc must_be_same(struct tx *t, const struct told *s)
{
    struct statement_named_row named;
    struct outside_one_row row;
    bool found;
    try(statement_named(t->ask, uuid_bytes(s->uuid), &named, &found));
    if (found) try(outside_one(t->ask, named.statement_id, &row, &found));
    if (found && told_same(t->ask, s, row.document)) return OK;
    return refuse(t->ask, CONFLICT, 5640, _("Phát biểu {ma} đã có với nội dung khác. Phát biểu đã lưu không đổi được: gửi lại với mã mới."), "ma", shown(t, s), NULL);
}

/* Their names one behind the other, for questions that ask about all at once. */
static rc uuids_of(struct tx *t, struct one *const *all, size_t n, struct bytes *out)
{
    uint8_t *p = arena_take(t->ask->arena, n * STATEMENT_UUID_SIZE);
    if (!p) return LIMIT;
    for (size_t i = 0; i < n; i++) memcpy(p + i * STATEMENT_UUID_SIZE, all[i]->told->uuid, STATEMENT_UUID_SIZE);
    *out = (struct bytes){ p, n * STATEMENT_UUID_SIZE };
    return OK;
}

/* Written without waiting, then read once: who has another number than was written was there before. */
static rc names_take(struct tx *t, struct one *const *order, size_t n)
{
    struct outside_named_among_row *row;
    struct bytes uuids;
    size_t found;
    try(uuids_of(t, order, n, &uuids));
    for (size_t i = 0; i < n; i++) try(outside_name(t, uuid_bytes(order[i]->told->uuid), order[i]->id, NULL));
    try(outside_named_among(t->ask, uuids, &row, &found));
    for (size_t i = 0; i < n && i < found; i++) {
        order[i]->old = row[i].statement_id.v != order[i]->id.v;
        if (order[i]->old) try(must_be_same(t, order[i]->told));
    }
    return OK;
}

static rc referred_look(struct tx *t, struct one *const *order, size_t n)
{
    struct outside_referred_among_row *row;
    struct bytes uuids;
    size_t found;
    try(uuids_of(t, order, n, &uuids));
    try(outside_referred_among(t->ask, uuids, &row, &found));
    for (size_t i = 0; i < n && i < found; i++) order[i]->referred = row[i].statement_id.v != 0;
    return OK;
}

/* ---- terms: written last, in the order of their bytes, so that those of a batch that lie side by side are written side by side */

struct term_row { struct bytes term; statement_id id, source; };

static int by_term(const void *a, const void *b)
{
    const struct term_row *x = a, *y = b;
    int order = memcmp(x->term.p, y->term.p, TERM_SIZE);
    if (order) return order;
    if (x->id.v != y->id.v) return x->id.v > y->id.v ? 1 : -1;
    return (x->source.v > y->source.v) - (x->source.v < y->source.v);
}
static void once(void *into, const void *other) { (void)into, (void)other; }
static rc term_write(struct tx *t, const void *item)
{
    const struct term_row *x = item;
    return outside_term_insert(t, x->term, x->id, x->source, NULL);
}
static const struct late_kind term_rows = { "record.terms", by_term, once, term_write };

static rc terms_write(struct tx *t, struct bytes terms, statement_id id, statement_id source)
{
    size_t n = terms.n / TERM_SIZE;
    struct term_row *row = ARENA_MANY(t->ask->arena, struct term_row, n);
    if (!row) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        row[i] = (struct term_row){ term_at(terms.p, i), id, source };
        try(before_commit(t, &term_rows, &row[i]));
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
    struct bytes none = { NULL, 0 }, terms = { s->term, s->terms * TERM_SIZE };
    struct line_of of = { s->at.has ? s->at.v : t->now, s->said, in->key, in->teller };
    const struct line *line = &o->line;
    struct count count = { t->ask->scope.school, day_of(of.at), in->key, line->sort.component, o->tally->verb, o->tally->thing, s->class_ref };
    bool tied;
    try(lines_write(t, o->id, &of, line, s->person, s->persons, &tied));
    try(known_write(t, o->id, &of, line, s->known, s->knowns, &tied));
    try(outside_insert(t, o->id, uuid_bytes(s->uuid), in->key, of.at, s->at.has, s->voids, s->target ? uuid_bytes(s->target) : none,
                       terms, s->document, tied ? line->sort.kind : TOLD_KIND_STRANGER, !s->voids, count.verb, count.thing, count.component,
                       s->class_ref, NULL));
    if (!s->voids) try(count_add(t, &count, 1));
    if (terms.n) try(outside_terms_insert(t, terms, o->id, NULL));
    if (s->target) try(outside_target_insert(t, uuid_bytes(s->target), o->id, NULL));
    int64_t bytes = (int64_t)strlen(s->document);
    for (size_t i = 0; i < s->files; i++) bytes += (int64_t)s->file[i].body.n;
    try(stored_add(t, o->id, bytes));
    try(weight_told(t, in, s));
    return files_write(t, o);
}

/* ---- what refers to what */

struct source { statement_id id; struct bytes terms; };
struct joins { size_t own, before; };
struct chain { struct source source[HOPS + 1]; size_t n; struct joins *joins; };

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

/* By what it refers to. */
static rc found_by(struct tx *t, statement_id id, const struct chain *c)
{
    for (size_t k = 1; k < c->n; k++) {
        c->joins->own += c->source[k].terms.n / TERM_SIZE;
        if (c->joins->own > JOINS_MOST) return too_joined(t);
        try(terms_write(t, c->source[k].terms, id, c->source[k].id));
    }
    return OK;
}

/* One that came before, by all of it. Past the bound it is not found so: whoever refers to a name first keeps nobody from telling it. */
static rc found_too(struct tx *t, statement_id id, const struct chain *c, bool *enough)
{
    for (size_t k = 0; k < c->n && !*enough; k++) {
        c->joins->before += c->source[k].terms.n / TERM_SIZE + 1;
        *enough = c->joins->before > REFERRERS_MOST;
        if (!*enough) try(terms_write(t, c->source[k].terms, id, c->source[k].id));
    }
    return OK;
}

/* Those that were told before and refer to it are found by it too from now on. */
static rc referring_find(struct tx *t, struct bytes uuid, const struct chain *c, int depth)
{
    struct outside_referring_row *row;
    size_t n;
    bool enough = c->joins->before > REFERRERS_MOST;
    if (depth == HOPS || enough) return OK;
    try(outside_referring(t->ask, uuid, &row, &n));
    for (size_t i = 0; i < n && !enough; i++) {
        if (row[i].id.v == c->source[0].id.v) continue;
        try(found_too(t, row[i].id, c, &enough));
        try(referring_find(t, row[i].uuid, c, depth + 1));
    }
    return OK;
}

static rc not_yours(struct ask *a)
{
    return refuse(a, DENIED, 5641, _("Khóa này không được hủy phát biểu do bên khác gửi. Dùng khóa đã gửi phát biểu ấy, hoặc khóa có quyền all."), NULL);
}

static rc may_void(struct ask *a, const struct told_batch *in, int64_t key, bool *yes)
{
    *yes = key == in->key || in->voids_any;
    return *yes || !in->may_void ? OK : in->may_void(a, in, key, yes);
}

/* *target: what is voided; 0: it is not there yet. */
static rc target_look(struct ask *a, const struct told_batch *in, const struct told *s, statement_id *target)
{
    struct statement_named_row named;
    struct outside_one_row row;
    bool found, mine;
    *target = (statement_id){ 0 };
    try(statement_named(a, uuid_bytes(s->target), &named, &found));
    if (!found) return OK;                                   /* it may come later */
    try(outside_one(a, named.statement_id, &row, &found));
    if (!found) return not_yours(a);
    try(may_void(a, in, row.key_id, &mine));
    if (!mine) return not_yours(a);
    if (row.voids) return refuse(a, INVALID, 5642, _("Phát biểu hủy không hủy được một phát biểu hủy khác."), NULL);
    *target = row.id;
    return OK;
}

rc told_voidable(struct ask *a, const struct told_batch *in, const struct told *s)
{
    statement_id target;
    return s->voids ? target_look(a, in, s, &target) : OK;
}

static rc void_one(struct tx *t, statement_id id, statement_id by)
{
    int64_t changed;
    try(outside_hide(t, id, NULL));
    try(outside_void(t, id, by, &changed));
    return changed ? count_back(t, t->ask->scope.school, id, false) : OK;
}

/* Another key's is left as it is: who may void what was decided when it was told. */
rc voids_again(struct tx *t, instant since, int64_t limit, int64_t *done)
{
    struct voids_missed_row *row;
    size_t n;
    try(voids_missed(t->ask, (statement_id){ id_at(since.ms, 0, 0) }, limit, &row, &n));
    for (size_t i = 0; i < n; i++) try(void_one(t, row[i].id, row[i].by_id));
    *done = (int64_t)n;
    return OK;
}

static rc target_void(struct tx *t, const struct told_batch *in, const struct one *o)
{
    statement_id target;
    try(target_look(t->ask, in, o->told, &target));
    return target.v ? void_one(t, target, o->id) : OK;
}

/* Was it voided before it came? Only by whom it is now told. */
static rc void_self(struct tx *t, const struct told_batch *in, const struct one *o)
{
    struct outside_voiders_row *row;
    size_t n;
    try(outside_voiders(t->ask, uuid_bytes(o->told->uuid), &row, &n));
    for (size_t i = 0; i < n; i++) {
        bool mine;
        try(may_void(t->ask, in, row[i].key_id, &mine));
        if (mine) return void_one(t, o->id, row[i].id);
    }
    return OK;
}

static rc join(struct tx *t, const struct told_batch *in, const struct one *o, struct joins *joins)
{
    struct chain c = { .joins = joins };
    try(chain_read(t, o, &c));
    try(found_by(t, o->id, &c));
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

/* n descriptions of one activity, in the order in which they came; old: what is known of it, or NULL. */
static rc thing_put(struct tx *t, const struct thing *x, size_t n, const char *old)
{
    const struct json *known = old ? json_read(t->ask->arena, old) : NULL, *now = known;
    const char *text = NULL;
    for (size_t i = 0; i < n; i++) {
        struct buf b;
        buf_init(&b, 1 << 20);
        json_join(&b, now, x[i].definition, maps);
        text = b.failed ? NULL : arena_text_n(t->ask->arena, b.p, b.n);
        buf_finish(&b);
        if (!text) return LIMIT;
        now = json_read(t->ask->arena, text);
    }
    return known && json_same(known, now, NULL) ? OK : outside_activity_put(t, (struct bytes){ x->hash, TERM_SIZE }, text, NULL);
}

/* thing: in order of their hashes. */
static rc known_put(struct tx *t, const struct thing *thing, size_t n)
{
    struct outside_activities_among_row *row;
    size_t *first = ARENA_MANY(t->ask->arena, size_t, n + 1), kinds = 0, found;
    uint8_t *hashes = arena_take(t->ask->arena, n * TERM_SIZE);
    if (!first || !hashes) return LIMIT;
    for (size_t i = 0; i < n; i++)
        if (i == 0 || memcmp(thing[i].hash, thing[i - 1].hash, TERM_SIZE) != 0) {
            memcpy(hashes + kinds * TERM_SIZE, thing[i].hash, TERM_SIZE);
            first[kinds++] = i;
        }
    first[kinds] = n;
    try(outside_activities_among(t->ask, (struct bytes){ hashes, kinds * TERM_SIZE }, &row, &found));
    for (size_t k = 0; k < kinds && k < found; k++) try(thing_put(t, &thing[first[k]], first[k + 1] - first[k], row[k].definition));
    return OK;
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
    if (!things) return OK;
    qsort(thing, things, sizeof *thing, by_hash);
    return known_put(t, thing, things);
}

/* What each new one says, and under which names it is counted. */
static rc lines_read(struct tx *t, struct one *all, size_t n, int64_t key)
{
    struct tally *tally = ARENA_MANY(t->ask->arena, struct tally, n);
    if (!tally) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        all[i].tally = &tally[i];
        if (all[i].old) continue;
        line_read(t->ask->arena, all[i].told->said, &all[i].line);
        if (!all[i].told->voids) tally[i].said = &all[i].line.words;
    }
    return tallies_name(t, tally, n, key);
}

static rc too_many_named(struct tx *t)
{
    return refuse(t->ask, LIMIT, 5834, _("Các phát biểu của lần gửi này nhắc tới quá nhiều người, hoạt động, nhóm. Gửi ít phát biểu hơn mỗi lần."), NULL);
}

rc told_add(struct tx *t, const struct told_batch *in)
{
    struct one *all = ARENA_MANY(t->ask->arena, struct one, in->n), **order = ARENA_MANY(t->ask->arena, struct one *, in->n);
    struct joins joins = { 0 };
    if (!all || !order) return LIMIT;
    for (size_t i = 0; i < in->n; i++) {
        all[i] = (struct one){ .told = &in->said[i], .id = NEW_ID(t, statement_id) };
        order[i] = &all[i];
    }
    qsort(order, in->n, sizeof *order, by_uuid);
    write_behind(t);
    try(names_take(t, order, in->n));
    try(lines_read(t, all, in->n, in->key));
    size_t fresh = 0, terms = 0;
    for (size_t i = 0; i < in->n; i++) {
        if (in->is_new) in->is_new[i] = !all[i].old;
        if (all[i].old) continue;
        if ((terms += all[i].told->terms) > TERMS_MOST) return too_many_named(t);
        try(one_write(t, in, &all[i]));
        fresh++;
    }
    if (in->fresh) *in->fresh = fresh;
    try(referred_look(t, order, in->n));
    for (size_t i = 0; i < in->n; i++)
        if (!all[i].old && (all[i].referred || all[i].told->target)) try(join(t, in, &all[i], &joins));
    return things_put(t, all, in->n);
}
