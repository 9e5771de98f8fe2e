/* Statements come in, fifty a closure. What stays true: (1) each is checked by statement_tell(), the door's own; (2) how far it is stands in the same commit as
** what was taken, under the run's `rev`, so that two attempts take nothing twice and leave nothing out; (3) one that the rules of the record refuse
** keeps the others from nothing: then they are taken one by one. */
#include "base/ids.h"
#include "access/access.h"
#include "exchange/inside.h"
#include <string.h>

struct refusal { int64_t line; int number; const char *name, *path, *words; };
struct taken_in { struct taking_in *k; struct told *told; int64_t *line; size_t n; struct refusal *refusal; size_t refusals; int64_t known, looked, fresh; const struct place *to; };

void taking_begin(struct taking_in *k, struct ask *a, const char *home, struct run_of_row *run)
{
    char id[ID_TEXT_SIZE];
    id_text(run->id.v, id);
    *k = (struct taking_in){ .a = a, .run = run };
    k->as = (struct telling){ .a = a, .home = home, .version = (int)run->version, .key = run->id.v, .name = run->name, .account = arena_print(a->arena, "import:%s", id), .define = true };
}

static const char *name_of(const struct come *c)
{
    const struct json *id = json_get(c->said, "id");
    return id && id->text && strlen(id->text) <= 100 ? id->text : "";
}

/* What the fault says becomes a line of the report, and the fault is over. False: it is no refusal of this line. */
static bool refused(struct taken_in *in, const struct come *c, rc why)
{
    struct fault *f = in->k->a->fault;
    if (!f->number || (why != INVALID && why != CONFLICT && why != DENIED && why != LIMIT) || in->k->a->arena->failed) return false;
    in->refusal[in->refusals++] = (struct refusal){ c->line, f->number, c->said ? name_of(c) : "", f->field ? f->field : "$", f->kept ? f->kept : f->message };
    *f = (struct fault){ 0 };
    return true;
}

static rc other_words(struct ask *a, const struct told *s)
{
    char text[STATEMENT_UUID_TEXT];
    statement_uuid_text(s->uuid, text);
    return refuse(a, CONFLICT, 5640, _("Phát biểu {ma} đã có với nội dung khác. Phát biểu đã lưu không đổi được: gửi lại với mã mới."), "ma", text, NULL);
}

/* An import voids what imports of the same kind brought, from the same store; nothing that a key told here (docs/decisions/0133). */
static rc import_voids(struct ask *a, const struct told_batch *in, int64_t key, bool *yes)
{
    struct runs_alike_row row;
    try(runs_alike(a, (exchange_run_id){ in->key }, (exchange_run_id){ key }, &row));
    *yes = row.n > 0;
    return OK;
}

/* One line: new, known, or refused; what the rules of the record would refuse too, so that a trial tells it. */
static rc line_look(struct taken_in *in, const struct come *c)
{
    struct taking_in *k = in->k;
    struct told *s = &in->told[in->n];
    enum told_before before;
    const char *id;
    struct told_batch alone = { .key = k->run->id.v, .may_void = import_voids };
    *s = (struct told){ .voids = false };
    rc said = statement_tell(&k->as, c->said, -1, NULL, s, &id);
    struct fault wanting = *k->a->fault;
    if (said != OK && wanting.number != NO_FILE) return said;
    if (said != OK) *k->a->fault = (struct fault){ 0 };
    try(told_look(k->a, k->as.home, s, &before));
    if (said != OK && before != TOLD_SAME) return *k->a->fault = wanting, said;      /* what is there already has its file */
    for (size_t i = 0; before == TOLD_NEW && i < in->n; i++)
        if (memcmp(in->told[i].uuid, s->uuid, STATEMENT_UUID_SIZE) == 0) before = json_same(in->told[i].said, s->said, NULL) ? TOLD_SAME : TOLD_OTHERWISE;
    if (before == TOLD_OTHERWISE) return other_words(k->a, s);
    if (before == TOLD_SAME) return in->known++, OK;
    try(told_voidable(k->a, &alone, s));
    in->line[in->n++] = c->line;
    return OK;
}

static rc lines_look(struct taken_in *in, struct come *come, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        rc looked = come[i].said ? OK : statements_json(in->k->a, come[i].text, &come[i].said);
        if (looked == OK) looked = line_look(in, &come[i]);
        if (looked != OK && !refused(in, &come[i], looked)) return looked;
        in->looked++;
    }
    return OK;
}

static rc refusals_write(struct tx *t, const struct taken_in *in)
{
    for (size_t i = 0; i < in->refusals; i++) {
        const struct refusal *r = &in->refusal[i];
        try(refused_insert(t, in->k->run->id, r->line, r->number, r->name, r->path, r->words, NULL));
    }
    return OK;
}

/* All of them, with how far it is. */
static rc all_store(struct tx *t, const struct taken_in *in, void *out)
{
    const struct run_of_row *run = in->k->run;
    struct told_batch batch = { .said = in->told, .n = in->n, .key = run->id.v, .teller = run->name, .may_void = import_voids };
    int64_t changed;
    (void)out;
    try(access_recheck(t, RECORD_EXCHANGE, NULL, 0));
    try(run_on(t, run->id, run->rev, in->to->page, in->to->at, in->to->line, run->after_id, in->fresh + (int64_t)in->n, in->known, (int64_t)in->refusals, 0, &changed));
    if (!changed) return CONFLICT;
    try(refusals_write(t, in));
    return in->n && !run->trial ? told_add(t, &batch) : OK;
}
CLOSURE(all_store, struct taken_in, void)

static rc one_store(struct tx *t, const struct told_batch *in, void *out)
{
    (void)out;
    try(access_recheck(t, RECORD_EXCHANGE, NULL, 0));
    return told_add(t, in);
}
CLOSURE(one_store, struct told_batch, void)

/* Each alone; how far it is follows at the end, so that after a stop they are looked at once more, and those that were taken are known then. */
static rc each_store(struct taken_in *in)
{
    struct taking_in *k = in->k;
    size_t n = in->n;
    in->n = 0;
    for (size_t i = 0; i < n; i++) {
        struct told_batch one = { .said = &in->told[i], .n = 1, .key = k->run->id.v, .teller = k->run->name, .may_void = import_voids };
        struct come c = { .line = in->line[i], .said = in->told[i].said };
        rc stored = transact(k->a, NULL, one_store, &one, NULL);
        if (stored == OK) in->fresh++;
        else if (!refused(in, &c, stored)) return stored;
    }
    return transact(k->a, NULL, all_store, in, NULL);
}

rc come_take(struct taking_in *k, const struct come *come, size_t n, const struct place *to)
{
    struct arena *a = k->a->arena;
    struct taken_in in = { .k = k, .told = ARENA_MANY(a, struct told, n), .line = ARENA_MANY(a, int64_t, n), .refusal = ARENA_MANY(a, struct refusal, n), .to = to };
    struct come *copy = ARENA_MANY(a, struct come, n);
    if (!in.told || !in.line || !in.refusal || !copy) return LIMIT;
    memcpy(copy, come, n * sizeof *come);
    try(lines_look(&in, copy, n));
    try(statements_place(k->a, k->as.home, in.told, in.n));
    rc stored = transact(k->a, NULL, all_store, &in, NULL);
    int number = k->a->fault->number;
    if (stored != OK && number && in.n && !k->run->trial && (stored == INVALID || stored == CONFLICT || stored == DENIED || stored == LIMIT)) {
        *k->a->fault = (struct fault){ 0 };
        stored = each_store(&in);
    }
    try(stored);
    struct run_of_row *run = k->run;
    run->place = to->page, run->at_byte = to->at, run->line = to->line, run->rev++;
    run->fresh += in.fresh + (int64_t)in.n, run->known += in.known, run->refused += (int64_t)in.refusals;
    return OK;
}
