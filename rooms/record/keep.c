/* What other systems told is kept by what it says and for how long it was told (struct keep, web/job.h): the nightly job forgets what is over. And it reads
** once more what was told before lines were known. */
#include "base/ids.h"
#include "generated/record_queries.h"
#include "record/inside.h"
#include "web/job.h"

enum { LEFT = -4, VOIDS = -3, WORDS = -2, LINES = -1 };       /* beside the rules of how long */
#define VOIDS_BACK_MS (3LL * 86400000)
enum { MANY_FOUND = 1000 /* deleted for one statement */ };
enum { AT_ONCE = 20 /* statements of one closure */, READ_AT_ONCE = 5 /* documents */, ASIDE_BYTES = 64 << 20 };

const struct keep record_keeps[] = {
    { .what = N_("Dấu vết lúc dùng một hệ thống khác: mở, xem, tua, đóng"), .why = N_("Để gia đình và thầy cô xem lại trong năm học. Không theo em lâu hơn thế."), .days = 400, .job = "record.tidy" },
    { .what = N_("Kết quả học tập mà hệ thống khác kể"), .why = N_("Đi cùng em suốt những năm học phổ thông, cả khi đổi trường."), .days = 4383, .job = "record.tidy" },
    { .what = N_("Điều hệ thống khác kể về người Khuê không biết là ai"), .why = N_("Để hệ thống ấy đọc lại. Không ai trong trường xem được là về ai."), .days = 400, .job = "record.tidy" },
    { 0 }
};
static const enum told_kind kinds[] = { TOLD_KIND_TRACE, TOLD_KIND_RESULT, TOLD_KIND_STRANGER };      /* in the same order */

/* ---- forgetting */

struct old { enum told_kind kind; statement_id before; };

static rc forget(struct tx *t, const struct old *in, int64_t *done)
{
    struct outside_old_row *row;
    size_t n;
    try(outside_old(t->ask, in->kind, in->before, AT_ONCE, &row, &n));
    *done = (int64_t)n;
    for (size_t i = 0; i < n; i++) {
        struct forgotten s = { t->ask->scope.school, row[i].id, row[i].uuid, row[i].terms };
        int64_t found;
        try(statement_unfind(t, &s, &found));
        if (found >= MANY_FOUND) return OK;                     /* a closure is short: the next one goes on here */
        try(statement_forget(t, &s));
    }
    return OK;
}
CLOSURE(forget, struct old, int64_t)

/* ---- what was told before */

static rc line_again(struct tx *t, const struct outside_unsorted_row *s)
{
    struct outside_persons_of_row *person;
    size_t n;
    struct line line;
    const struct json *said = *s->document ? json_read(t->ask->arena, s->document) : NULL;
    if (!said) return outside_kind_put(t, s->id, TOLD_KIND_GONE, NULL);
    line_read(t->ask->arena, said, &line);
    try(outside_persons_of(t->ask, s->id, &person, &n));
    for (size_t i = 0; i < n; i++) {
        try(outside_line_put(t, s->id, person[i].person_id, s->at, said_part(said, person[i].person_id), s->key_id, line.sort.component, line.sort.thing, line.sort.topic, line.sort.competence, line.said, s->voided, NULL));
        try(outside_teller_put(t, person[i].person_id, s->key_id, "", NULL));
    }
    return outside_kind_put(t, s->id, n ? line.sort.kind : TOLD_KIND_STRANGER, NULL);
}

static rc sort_some(struct tx *t, const int *none, int64_t *done)
{
    struct outside_unsorted_row *row;
    size_t n;
    (void)none;
    try(outside_unsorted(t->ask, READ_AT_ONCE, &row, &n));
    for (size_t i = 0; i < n; i++) try(line_again(t, &row[i]));
    *done = (int64_t)n;
    return OK;
}
CLOSURE(sort_some, int, int64_t)

static rc close_some(struct tx *t, const int *none, int64_t *done) { return words_close(t, none, done); }
CLOSURE(close_some, int, int64_t)

static rc left_some(struct tx *t, const int *none, int64_t *done) { return (void)none, leftover_some(t, done); }
CLOSURE(left_some, int, int64_t)

static rc void_some(struct tx *t, const instant *since, int64_t *done) { return voids_again(t, *since, AT_ONCE, done); }
CLOSURE(void_some, instant, int64_t)

/* ---- closure after closure, each in an arena of its own, so that a whole city needs no more than one */

/* LINES: what was told before lines were known; WORDS: names of verbs and activities that nobody tells of any more; VOIDS: what should have been voided, of the last
** three days; LEFT: what erasures left. *n: how many it were. */
static rc some(struct ask *a, int rule, int64_t *n)
{
    if (rule == LINES) return transact(a, NULL, sort_some, &(int){ 0 }, n);
    if (rule == WORDS) return transact(a, NULL, close_some, &(int){ 0 }, n);
    if (rule == VOIDS) return transact(a, NULL, void_some, (&(instant){ a->now.ms - VOIDS_BACK_MS }), n);
    if (rule == LEFT) return transact(a, NULL, left_some, &(int){ 0 }, n);
    struct old in = { kinds[rule], { id_at(keep_before(&record_keeps[rule], a->now).ms, 0, 0) } };
    return transact(a, NULL, forget, &in, n);
}

static rc some_aside(struct ask *a, int rule, int64_t *n)
{
    struct arena aside, *usual = a->arena;
    struct fault *f = a->fault;
    arena_init(&aside, ASIDE_BYTES);
    a->arena = &aside;
    a->kept = NULL;
    rc done = some(a, rule, n);
    a->arena = usual;
    a->kept = NULL;
    if (f->message) f->message = arena_text(usual, f->message);
    if (f->detail) f->detail = arena_text(usual, f->detail);
    arena_finish(&aside);
    return done;
}

static rc school_tidy(struct job *j)
{
    for (int rule = VOIDS; rule < (int)(sizeof kinds / sizeof *kinds); rule++)
        for (int64_t n = 1; n;) {
            try(job_step(j, 0, 0));
            try(some_aside(j->ask, rule, &n));
        }
    return OK;
}

static rc tidy_job(struct job *j)
{
    struct schools_told_row *row;
    school_id after = { 0 };
    size_t n;
    do {
        try(schools_told(j->ask, after, &row, &n));
        for (size_t i = 0; i < n; i++) {
            job_enter_school(j, row[i].id);
            rc done = school_tidy(j);
            job_enter_school(j, (school_id){ 0 });
            try(done);
            after = row[i].id;
        }
    } while (n);
    return OK;
}

static rc unfind_job(struct job *j)
{
    int64_t done = 0;
    for (int64_t n = 1; n; done += n) {
        try(job_step(j, done, 0));
        try(some_aside(j->ask, LEFT, &n));
    }
    return OK;
}

const struct job_kind record_jobs[] = {
    [JOB_TIDY] = { .name = "record.tidy", .run = tidy_job, .words = N_("Quên điều hệ thống khác kể đã hết hạn"), .at_once = 1, .priority = JOB_LATER, .daily_at = "03:20" },
    [JOB_UNFIND] = { .name = "record.unfind", .run = unfind_job, .words = N_("Gỡ phần còn lại của việc xóa khỏi kho hành trình"), .at_once = 1, .priority = JOB_SOON, .daily_at = "03:15" },
    { 0 }
};
