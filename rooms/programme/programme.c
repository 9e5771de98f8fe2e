/* Counting at night, and the sums. */
#include "programme/programme.h"
#include "generated/programme_queries.h"
#include "map/map.h"
#include "programme/inside.h"

enum { SCHOOLS_AT_ONCE = 50, QUIET_WEEKS = 4 };

rc programme_sums(struct ask *a, struct programme_sums *out)
{
    struct sums_row row;
    try(sums(a, &row));
    *out = (struct programme_sums){ row.day, row.schools, row.begun, row.published, row.quiet, row.gaps, row.least };
    return OK;
}

rc programme_busiest(struct ask *a, int64_t limit, school_id **rows, size_t *n)
{
    struct busiest_row *row;
    try(busiest(a, limit, &row, n));
    *rows = ARENA_MANY(a->arena, school_id, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*rows)[i] = row[i].school_id;
    return OK;
}

/* ---- the job */

struct counted { school_id school; day sunday; bool begun; struct map_standing is; };

static int64_t deeds_of(const struct map_standing *is, int weeks)
{
    int64_t n = 0;
    for (int i = MAP_WEEKS - weeks; i < MAP_WEEKS; i++) n += is->week[i].deeds;
    return n;
}

static int64_t gaps_count(uint32_t gaps)
{
    int64_t n = 0;
    for (; gaps; gaps &= gaps - 1) n++;
    return n;
}

static const char *gaps_codes(struct arena *a, uint32_t gaps)
{
    const char *codes = "";
    for (int k = 0; k < MAP_KINDS; k++)
        if (gaps >> k & 1) codes = arena_print(a, "%s%s%s", codes, *codes ? " " : "", map_kind_code((enum map_kind)k));
    return codes;
}

static opt_int told(int64_t index) { return (opt_int){ index != MAP_UNTOLD, index }; }

static rc count_store(struct tx *t, const struct counted *in, void *out)
{
    const struct map_standing *is = &in->is;
    (void)out;
    try(standing_put(t, in->school, in->sunday, in->begun, is->pages > 0, in->begun && deeds_of(is, QUIET_WEEKS) == 0, is->pupils, deeds_of(is, 1), is->joined, is->loose,
                     gaps_count(is->gaps), gaps_codes(t->ask->arena, is->gaps), told(is->reach), told(is->diversity), told(is->connection), told(is->agency), told(is->creation), is->least, NULL));
    for (int i = 0; i < MAP_WEEKS; i++) try(deeds_week_put(t, in->school, is->week[i].monday, is->week[i].deeds, NULL));
    return OK;
}
CLOSURE(count_store, struct counted, void)

static rc count_one(struct job *j, school_id school, day sunday)
{
    struct counted in = { .school = school, .sunday = sunday };
    struct year_runs_row year;
    job_enter_school(j, school);
    try(map_standing(j->ask, school, sunday, &in.is));
    try(year_runs(j->ask, school, sunday, &year));
    in.begun = year.n > 0 && in.is.pupils > 0;
    return transact(j->ask, NULL, count_store, &in, NULL);
}

static rc count_job(struct job *j)
{
    struct schools_due_row *row;
    size_t n;
    int64_t done = 0;
    school_id after = { 0 };
    day sunday = map_public_day(day_of(j->ask->now));
    do {
        job_enter_school(j, (school_id){ 0 });
        try(schools_due(j->ask, after, sunday, SCHOOLS_AT_ONCE, &row, &n));
        for (size_t i = 0; i < n; i++) {
            after = row[i].id;
            try(count_one(j, after, sunday));
            try(job_step(j, ++done, 0));
        }
    } while (n > 0);
    return OK;
}

const struct job_kind programme_jobs[] = {
    { .name = "programme.count", .run = count_job, .words = N_("Tính số liệu của Chương trình"), .priority = JOB_LATER, .daily_at = "04:40", .at_once = 1 },
    { 0 }
};
