/* Statements go out: to files of fifteen megabytes, by a job, or line by line, for a command. Order of each part: it is read, the looks are written, then the file
** with its line of the journal and how far the run is, in one closure. */
#include "access/access.h"
#include "base/ids.h"
#include "base/number.h"
#include "consent/consent.h"
#include "exchange/inside.h"
#include "schools/schools.h"
#include <string.h>

enum { LOOKS_A_CLOSURE = 300 };

int64_t upto_of(struct ask *a, opt_instant until)
{
    instant settled = ask_settled(a);
    int64_t upto = statement_first(settled), wanted = until.has ? statement_first(until.v) : INT64_MAX;
    if (wanted > upto) wanted = upto;
    return wanted > 0 ? wanted : 1;
}

static statement_id from_of(opt_instant from, statement_id after)
{
    int64_t first = from.has ? statement_first(from.v) - 1 : 0;
    return (statement_id){ after.v > first ? after.v : first > 0 ? first : 0 };
}

/* Whom an order keeps from who asks is left out behind the page (statement_barred), not by the question: a page from which rows are missing is no place for a cursor. */
static rc page_find(struct ask *a, const char *home, statement_id after, int64_t before, struct statement_line **row, size_t *n)
{
    struct statements_wanted w = { .home = home, .after = after, .before = { before }, .ascending = true, .limit = PAGE };
    *n = 0;
    return after.v + 1 >= before ? OK : statements_find_all(a, &w, row, n);
}

/* ---- looks */

struct looks { const person_id *person; size_t n; };

static rc looks_store(struct tx *t, const struct looks *in, void *out)
{
    (void)out;
    try(access_recheck(t, RECORD_EXCHANGE, NULL, 0));
    write_behind(t);
    return looks_add(t, in->person, in->n, LOOK_KIND_PROFILE, "export");
}
CLOSURE(looks_store, struct looks, void)

/* Again after a stop: another quarter hour is another look. */
static rc looks_write(struct ask *a, statement_id after, statement_id upto)
{
    person_id *person;
    size_t n;
    if (!a->me.v) return OK;                             /* a command: nobody of the house looks, the journal says who runs the machine did */
    try(statements_people(a, after, upto, &person, &n));
    for (size_t done = 0; done < n; done += LOOKS_A_CLOSURE) {
        struct looks in = { person + done, n - done < LOOKS_A_CLOSURE ? n - done : LOOKS_A_CLOSURE };
        try(transact(a, NULL, looks_store, &in, NULL));
    }
    return OK;
}

/* ---- one part, by the job */

struct piece { struct job *j; struct run_of_row *run; const char *code; struct buf b; struct aside aside; int64_t n; statement_id last; bool over; };
struct piece_out { const struct piece *p; const struct blob_taken *taken; int64_t quota; };

static const char *number_of(struct tx *t, int64_t n) { return arena_print(t->ask->arena, "%lld", (long long)n); }

static rc part_store(struct tx *t, const struct piece_out *in, void *out)
{
    const struct run_of_row *r = in->p->run;
    int64_t changed;
    file_id id;
    (void)out;
    try(access_recheck(t, RECORD_EXCHANGE, NULL, 0));
    try(run_on(t, r->id, r->rev, r->place, 0, r->line + in->p->n, in->p->last, in->p->n, 0, 0, 1, &changed));
    if (!changed) return CONFLICT;
    try(file_add(t, &(struct new_file){ .taken = in->taken, .about = r->id.v, .by = in->p->j->by, .quota = in->quota }, &id));
    return audit_add(t, &(struct change){ .act = &exchange_acts[ACT_OUT], .kind = "file", .id = id.v, .name = in->taken->name, .by = in->p->j->by, .reason = r->reason,
        WAS({ N_("Số phát biểu"), NULL, number_of(t, in->p->n), KEPT_AS_IS }) });
}
CLOSURE(part_store, struct piece_out, void)

static rc part_fill(struct piece *p)
{
    struct ask *a = p->j->ask;
    struct statement_line *row;
    size_t n;
    instant asked = p->run->made_at, until = p->run->until_at.has && p->run->until_at.v.ms < asked.ms ? p->run->until_at.v : asked;
    int64_t before = upto_of(a, (opt_instant){ true, until });       /* as it was when somebody asked, but for what several servers have not settled yet: it is new to the next one */
    if (before < statement_first((instant){ until.ms - CLOCKS_APART_MS })) return fault_detail(a, BUSY, "exchange: statements of before are being written");
    p->n = 0, p->last = p->run->after_id;
    buf_clear(&p->b);
    do {
        aside_turn(&p->aside, a);
        try(page_find(a, job_address(p->j), from_of(p->run->from_at, p->last), before, &row, &n));
        for (size_t i = 0; i < n; i++) {
            size_t size = strlen(row[i].document);
            if (statement_barred(a, &row[i])) {
                p->last = row[i].id;
                continue;
            }
            if (p->b.n > 0 && p->b.n + size + 1 > PART_BYTES) return p->b.failed ? LIMIT : OK;
            buf_add(&p->b, row[i].document, size), buf_char(&p->b, '\n');
            p->last = row[i].id, p->n++;
        }
        try(job_step(p->j, p->run->line + p->n, 0));
    } while (n > 0);
    p->over = true;
    return p->b.failed ? LIMIT : OK;
}

static rc part_keep(struct piece *p)
{
    struct job *j = p->j;
    struct blob_taken taken;
    char on[DAY_TEXT_SIZE];
    aside_turn(&p->aside, j->ask);
    try(looks_write(j->ask, from_of(p->run->from_at, p->run->after_id), p->last));
    const char *name = arena_print(j->ask->arena, "phat-bieu-%s-%s-%lld.ndjson", p->code, day_iso(day_of(p->run->made_at), on), (long long)p->run->parts + 1);
    struct file_given given = { EXCHANGE_OUT, "tep", { name, "application/x-ndjson", p->b.p, p->b.n } };
    try(file_take(j->app, j->ask, &given, &taken));
    struct piece_out in = { p, &taken, quota_of_school(j->app) };
    try(transact(j->ask, NULL, part_store, &in, NULL));
    p->run->rev++, p->run->parts++, p->run->line += p->n, p->run->fresh += p->n, p->run->after_id = p->last;
    return OK;
}

static rc parts_make(struct piece *p)
{
    while (!p->over) {
        try(part_fill(p));
        if (p->n > 0) try(part_keep(p));
    }
    return OK;
}

rc out_job(struct job *j)
{
    struct run_of_row run;
    struct school_face face;
    struct piece p = { .j = j, .run = &run };
    try(school_face(j->ask, j->school, &face));
    const char *path = arena_print(j->arena, "/t/%s/kho-hanh-trinh", face.code);
    try(run_find(j->ask, (exchange_run_id){ job_arg(j, "run") }, &run));
    p.code = face.code;
    if (run.state == EXCHANGE_STATE_GOING) {
        buf_init(&p.b, PART_BYTES + 1);
        aside_begin(&p.aside, j->ask);
        rc made = aside_end(&p.aside, j->ask, parts_make(&p));
        buf_finish(&p.b);
        try(made);
        try(run_close(j->ask, &run, EXCHANGE_STATE_DONE, NULL));
    }
    if (run.line == 0) return job_says(j, _("Không có phát biểu nào trong khoảng ấy."), path);
    return job_says(j, say_kept(j->arena, _("Đã xuất {n} phát biểu vào {tep} tệp."), "n", kept_number(j->arena, run.line), "tep", kept_number(j->arena, run.parts), NULL), path);
}

/* ---- line by line, for a command */

struct leaving { const struct statements_out *in; };
static rc leaving_say(struct tx *t, const struct leaving *in, void *out)
{
    char from[DAY_TEXT_SIZE] = "", until[DAY_TEXT_SIZE] = "", after[ID_TEXT_SIZE] = "";
    (void)out;
    if (in->in->from.has) instant_iso(in->in->from.v, from);
    if (in->in->until.has) instant_iso(in->in->until.v, until);
    if (in->in->after.v) id_text(in->in->after.v, after);
    return audit_add(t, &(struct change){ .act = &exchange_acts[ACT_OUT], .kind = "exchange_run", .name = "khue statements export", .reason = in->in->reason,
        WAS({ N_("Từ lúc"), NULL, arena_text(t->ask->arena, from), KEPT_AS_IS }, { N_("Đến trước"), NULL, arena_text(t->ask->arena, until), KEPT_AS_IS },
            { N_("Sau phát biểu"), NULL, arena_text(t->ask->arena, after), KEPT_AS_IS }) });
}
CLOSURE(leaving_say, struct leaving, void)

static rc lines_out(struct aside *x, struct ask *a, const struct statements_out *in, struct statements_went *out)
{
    struct statement_line *row;
    int64_t before = upto_of(a, in->until);
    size_t n;
    do {
        aside_turn(x, a);
        try(page_find(a, in->home, from_of(in->from, out->last), before, &row, &n));
        for (size_t i = 0; i < n; i++) {
            if (!in->line(in->to, row[i].document)) return OK;
            out->last = row[i].id, out->n++;
        }
    } while (n > 0);
    out->whole = true;
    return OK;
}

rc statements_export(struct ask *a, const struct statements_out *in, struct statements_went *out)
{
    struct aside x;
    struct leaving leaving = { in };
    *out = (struct statements_went){ .last = in->after };
    try(transact(a, NULL, leaving_say, &leaving, NULL));
    aside_begin(&x, a);
    return aside_end(&x, a, lines_out(&x, a, in, out));
}
