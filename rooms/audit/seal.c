/* Seals: a chain of hashes beside the rows, made some time after them. No writer waits for another: rows of one school are
** written side by side, and only the job that seals goes through them in order. Ids are ordered by time, and a transaction is
** over long before SEAL_AFTER_MS, so no row appears below one that is sealed. */
#include "audit/audit.h"
#include "base/ids.h"
#include "data/verify.h"
#include "generated/audit_queries.h"
#include "web/job.h"
#include <sodium.h>
#include <string.h>

enum { HASH = 32 };

/* ---- the hash of a run of rows: BLAKE2b over the former seal's hash and every field of every row with its length */

static void number_hashed(crypto_generichash_state *s, int64_t v)
{
    uint8_t b[8];
    for (int i = 0; i < 8; i++) b[i] = (uint8_t)((uint64_t)v >> (8 * i));
    crypto_generichash_update(s, b, sizeof b);
}

static void text_hashed(crypto_generichash_state *s, const char *text)
{
    number_hashed(s, text ? (int64_t)strlen(text) : -1);
    if (text) crypto_generichash_update(s, (const uint8_t *)text, strlen(text));
}

static void row_hashed(crypto_generichash_state *s, const struct rows_to_seal_row *r)
{
    number_hashed(s, r->id.v);
    number_hashed(s, r->at.ms);
    number_hashed(s, r->by_person.v);
    text_hashed(s, r->act);
    text_hashed(s, r->kind);
    number_hashed(s, r->object);
    text_hashed(s, r->name);
    number_hashed(s, r->about.v);
    text_hashed(s, r->fields);
    text_hashed(s, r->reason);
    number_hashed(s, r->batch_id.v);
}

static void run_hashed(school_id school, int64_t number, struct bytes former, const struct rows_to_seal_row *row, size_t n, uint8_t out[HASH])
{
    crypto_generichash_state s;
    crypto_generichash_init(&s, NULL, 0, HASH);
    number_hashed(&s, school.v);
    number_hashed(&s, number);
    if (former.n) crypto_generichash_update(&s, former.p, former.n);
    for (size_t i = 0; i < n; i++) row_hashed(&s, &row[i]);
    crypto_generichash_final(&s, out, HASH);
}

/* Rows are read in an arena of their own that is emptied after every seal, so that a whole city needs no more than one. */
struct aside { struct arena arena, *usual; };
enum { ASIDE_BYTES = 16 << 20 };

static void aside_begin(struct aside *x, struct ask *a)
{
    arena_init(&x->arena, ASIDE_BYTES);
    x->usual = a->arena;
    a->arena = &x->arena;
    a->kept = NULL;
}

static rc aside_end(struct aside *x, struct ask *a, rc done)
{
    struct fault *f = a->fault;
    a->arena = x->usual;
    if (f->message) f->message = arena_text(x->usual, f->message);
    if (f->detail) f->detail = arena_text(x->usual, f->detail);
    arena_finish(&x->arena);
    return done;
}

/* ---- sealing */

struct sealing { school_id school; int64_t number; audit_id last; int64_t covers; struct bytes hash; };

static rc seal_put(struct tx *t, const struct sealing *in, void *out)
{
    (void)out;
    return seal_insert(t, in->school, in->number, in->last, in->covers, in->hash, NULL);
}
CLOSURE(seal_put, struct sealing, void)

/* The newest id that is old enough: ids begin with the time at which they were made. */
static audit_id old_enough(const struct ask *a)
{
    return (audit_id){ id_at(a->now.ms - SEAL_AFTER_MS, 0, 0) };
}

/* One seal; *n = rows that it covers, 0 = nothing is old enough. */
static rc seal_next(struct ask *a, school_id school, size_t *n)
{
    struct seal_newest_row former;
    struct rows_to_seal_row *row;
    uint8_t hash[HASH];
    bool found;
    *n = 0;
    try(seal_newest(a, school, &former, &found));
    try(rows_to_seal(a, school, former.last_id, old_enough(a), SEAL_ROWS, &row, n));
    if (*n == 0) return OK;
    run_hashed(school, former.number + 1, former.hash, row, *n, hash);
    struct sealing in = { school, former.number + 1, row[*n - 1].id, (int64_t)*n, { hash, HASH } };
    return transact(a, NULL, seal_put, &in, NULL);
}

rc audit_seal_school(struct ask *a, school_id school, int64_t *sealed)
{
    struct aside x;
    size_t n = 1;
    rc done = OK;
    *sealed = 0;
    aside_begin(&x, a);
    while (done == OK && n > 0) {
        done = seal_next(a, school, &n);
        if (done == OK) *sealed += (int64_t)n;
        piece_over(a);
    }
    return aside_end(&x, a, done);
}

rc audit_seal_all(struct ask *a)
{
    int64_t at = -1, sealed;
    for (;;) {
        struct audited_school_after_row next;
        bool found;
        try(audited_school_after(a, at, &next, &found));
        if (!found) return OK;
        at = next.of_school.v;
        try(audit_seal_school(a, (school_id){ at }, &sealed));
    }
}

static rc seal_job(struct job *j) { return audit_seal_all(j->ask); }

const struct job_kind audit_jobs[] = {
    { .name = "audit.seal", .run = seal_job, .words = N_("Niêm phong nhật kí"), .priority = JOB_LATER, .every_min = 60, .at_once = 1 },
    { 0 }
};

/* ---- checking */

struct checking {
    school_id school;
    void (*tell)(void *with, const struct seal_wrong *wrong); void *with;
    int64_t *looked, *wrong;
    int64_t number; audit_id after; uint8_t former[HASH];      /* of the seal before */
};

static rc seal_fits(struct ask *a, const struct checking *k, const struct seals_of_row *seal, bool *fits)
{
    struct rows_to_seal_row *row;
    uint8_t hash[HASH];
    size_t n;
    try(rows_to_seal(a, k->school, k->after, seal->last_id, SEAL_ROWS + 1, &row, &n));
    run_hashed(k->school, seal->number, (struct bytes){ k->former, k->number ? HASH : 0 }, row, n, hash);
    *fits = seal->number == k->number + 1 && (int64_t)n == seal->covers && seal->hash.n == HASH && memcmp(hash, seal->hash.p, HASH) == 0;
    return OK;
}

/* Each seal is checked over the hash that stands in the one before it, so that one wrong row makes one wrong seal. */
static rc seal_check(struct ask *a, struct checking *k, bool *more)
{
    struct seals_of_row *seal;
    size_t n;
    bool fits;
    try(seals_of(a, k->school, k->number, 1, &seal, &n));
    *more = n > 0;
    if (n == 0) return OK;
    try(seal_fits(a, k, seal, &fits));
    struct seal_wrong wrong = { k->school, seal->number, { k->after.v ? id_ms(k->after.v) : 0 }, { id_ms(seal->last_id.v) } };
    ++*k->looked;
    if (!fits) ++*k->wrong;
    if (!fits && k->tell) k->tell(k->with, &wrong);
    k->number = seal->number;
    k->after = seal->last_id;
    if (seal->hash.n == HASH) memcpy(k->former, seal->hash.p, HASH);
    return OK;
}

static rc school_check(struct ask *a, struct checking *k)
{
    struct aside x;
    bool more = true;
    rc done = OK;
    aside_begin(&x, a);
    while (done == OK && more) {
        done = seal_check(a, k, &more);
        piece_over(a);
    }
    return aside_end(&x, a, done);
}

rc audit_check(struct ask *a, void (*tell)(void *with, const struct seal_wrong *wrong), void *with, int64_t *looked, int64_t *wrong)
{
    int64_t at = -1;
    *wrong = *looked = 0;
    for (;;) {
        struct sealed_school_after_row next;
        bool found;
        try(sealed_school_after(a, at, &next, &found));
        if (!found) return OK;
        at = next.of_school.v;
        struct checking k = { .school = { at }, .tell = tell, .with = with, .looked = looked, .wrong = wrong };
        try(school_check(a, &k));
    }
}

/* ---- khue verify */

static void wrong_told(void *with, const struct seal_wrong *w)
{
    char from[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE];
    verify_wrong(with, "school %lld, seal %lld: rows between %s and %s are not those that were sealed", (long long)w->school.v, (long long)w->number,
                 instant_show(w->from, from), instant_show(w->to, to));
}

static rc seals_hold(struct ask *a, struct verify_report *out)
{
    int64_t wrong, looked;
    try(audit_check(a, wrong_told, out, &looked, &wrong));
    verify_looked(out, looked);
    return OK;
}

const struct verify_check audit_checks[] = {
    { "the journal is as it was sealed", seals_hold },
    { 0 }
};
