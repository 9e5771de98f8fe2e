/* Values of indicators that are counted from what is stored: at the word that publishes a goal, and once a week from then on. What is public is
** what was kept then, so a reader of the page counts nothing, and the table grows by the week. */
#include "base/few.h"
#include "generated/values_queries.h"
#include "settings/settings.h"
#include "values/goals.h"

enum { WEEKS_DAYS = 56, A_WEEK = 7 };

/* *known false: nothing to count, or too few people (goals.h 5). */
static rc source_count(struct ask *a, enum indicator_source source, int64_t *value, bool *known)
{
    struct source_classes_row classes;
    struct source_deeds_row deeds;
    struct source_partners_row partners;
    int64_t least;
    day today = day_of(a->now);
    if (source == INDICATOR_SOURCE_CLASSES_LED) {
        try(source_classes(a, today, &classes));
        *known = classes.classes > 0;
        *value = *known ? classes.led * 100 / classes.classes : 0;
        return OK;
    }
    if (source == INDICATOR_SOURCE_PARTNERS) {
        try(source_partners(a, today, &partners));
        return *known = true, *value = partners.n, OK;                     /* organisations, none of them a person */
    }
    try(source_deeds(a, (day){ today.n - WEEKS_DAYS }, &deeds));
    *value = source == INDICATOR_SOURCE_DEEDS ? deeds.deeds : source == INDICATOR_SOURCE_NEWS ? deeds.news : deeds.began;
    *known = true;
    if (source == INDICATOR_SOURCE_NEWS) return OK;                       /* each of them is public */
    try(few_least(a, a->scope.school, &least));
    struct few few = few_rounded(*value, least);
    *known = few.is == FEW_FROM || (few.is == FEW_NONE && source == INDICATOR_SOURCE_DEEDS);
    *value = few.n;
    return OK;
}

rc goals_count(struct tx *t)
{
    struct indicators_counted_row *row;
    size_t n;
    day today = day_of(t->ask->now);
    try(indicators_counted(t->ask, &row, &n));
    for (size_t i = 0; i < n; i++) {
        int64_t value;
        bool known;
        if (row[i].last_day.has && today.n - row[i].last_day.v.n < A_WEEK) continue;
        try(source_count(t->ask, row[i].source, &value, &known));
        if (known) try(measure_add(t, NEW_ID(t, indicator_value_id), row[i].goal_id, row[i].slot, today, value, (person_id){ 0 }, NULL, NULL));
    }
    return OK;
}

static rc count_store(struct tx *t, const school_id *in, void *out)
{
    (void)in, (void)out;
    return goals_count(t);
}
CLOSURE(count_store, school_id, void)

static rc count_job(struct job *j)
{
    struct schools_counted_row *row;
    size_t n, schools = 0;
    school_id after = { 0 };
    do {
        job_enter_school(j, (school_id){ 0 });
        try(schools_counted(j->ask, after, 50, &row, &n));
        for (size_t i = 0; i < n; i++) {
            after = row[i].school_id;
            job_enter_school(j, after);
            try(transact(j->ask, job_key(j, arena_print(j->arena, "count%lld", (long long)after.v)), count_store, &after, NULL));
            try(job_step(j, (int64_t)++schools, 0));
        }
    } while (n > 0);
    return OK;
}

const struct job_kind values_jobs[] = {
    { .name = "values.count", .run = count_job, .words = N_("Đo các chỉ số lấy từ dữ liệu"), .priority = JOB_LATER, .daily_at = "04:10", .at_once = 1 },
    { 0 }
};
