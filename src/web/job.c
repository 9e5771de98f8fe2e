/* The queue as rooms and pages see it: queueing, looking, steering. */
#include "web/job.h"
#include "base/ids.h"
#include "data/db.h"
#include "generated/web_queries.h"
#include "web/job_run.h"
#include "web/live.h"
#include <string.h>

/* ---- in */

static rc room_left(struct tx *t, const struct new_job *in)
{
    struct job_waiting_count_row row;
    int most = in->kind->waiting_most ? in->kind->waiting_most : JOB_WAITING_MOST;
    try(job_waiting_count(t->ask, job_kind_key(in->kind->name), in->school, most, &row));
    if (row.n < most) return OK;
    return refuse(t->ask, CONFLICT, 2000, _("Đang có quá nhiều việc “{viec}” chờ làm. Chờ các việc ấy xong rồi thử lại."),
                  "viec", tr(t->ask->lang, in->kind->words), NULL);
}

static rc waits_already(struct tx *t, const char *once, job_id *out, bool *found)
{
    struct job_of_once_row row;
    try(job_of_once(t->ask, once, &row, found));
    if (*found) *out = row.id;
    return OK;
}

rc job_add(struct tx *t, const struct new_job *in, job_id *out)
{
    bool found = false;
    int64_t added = 0;
    instant due = in->not_before.has ? in->not_before.v : t->now;
    int64_t priority = in->priority ? in->priority : in->kind->priority ? in->kind->priority : JOB_USUAL;
    if (in->school.v && t->ask->scope.school.v && in->school.v != t->ask->scope.school.v)
        return fault_detail(t->ask, BUG, "job %s for a school that the ask may not see", in->kind->name);
    if (in->once) try(waits_already(t, in->once, out, &found));
    if (found) return OK;
    try(room_left(t, in));
    *out = NEW_ID(t, job_id);
    try(job_insert(t, *out, in->kind->name, job_kind_key(in->kind->name), in->school, in->person, t->ask->lang, in->args ? in->args : "",
                   in->about ? in->about : "", priority, in->once, due, &added));
    if (added == 0) {                                   /* another server queued it just now */
        try(waits_already(t, in->once, out, &found));
        if (!found) return fault_detail(t->ask, DOWN, "job %s was neither queued nor there", in->kind->name);
    }
    job_changed(t, *out, in->person);
    after_commit(t, job_bell_ring, 0);
    return OK;
}

const char *job_path(struct arena *a, const char *school_code, job_id id)
{
    char text[ID_TEXT_SIZE];
    id_text(id.v, text);
    return school_code ? arena_print(a, "/t/%s/viec/%s", school_code, text) : arena_print(a, "/viec/%s", text);
}

/* Told with every change of a row: pages of it that are open ask for it again. */
void job_changed(struct tx *t, job_id id, person_id by)
{
    char text[ID_TEXT_SIZE];
    id_text(id.v, text);
    if (by.v) live_tell(t, by, "job", text);
}

rc job_over_tell(struct tx *t, const struct app *app, job_id id, const struct job_kind *kind, enum job_state state)
{
    struct job_ended_row row;
    if (!kind || !app->hooks.job_over || !(state == JOB_STATE_DONE ? kind->tell.done : kind->tell.failed)) return OK;
    try(job_ended(t->ask, id, &row));
    struct job_over over = { .id = id, .school = row.school_id, .by = row.by_person, .stopped_by = row.cancel_by, .kind = kind, .state = state,
                             .lang = row.lang == LANG_EN ? LANG_EN : LANG_VI, .about = row.about, .links = row.links, .error = row.error };
    if (over.by.v == 0 || (state == JOB_STATE_CANCELLED && over.stopped_by.v == over.by.v)) return OK;
    return app->hooks.job_over(t, &over);
}

/* ---- looking */

static void links_read(struct arena *a, enum lang lang, const char *text, struct job_face *out)
{
    struct span rest = span_of(text), line;
    while (rest.n && out->links < JOB_LINKS_MOST && span_cut(&rest, '\n', &line)) {
        struct span words;
        if (!span_cut(&line, '\t', &words)) continue;
        out->link[out->links++] = (struct job_link){ tr(lang, arena_text_n(a, words.p, words.n)), arena_text_n(a, line.p, line.n) };
    }
}

/* The rows of the three questions have the same columns. */
#define FACE_OF(app, arena, row) \
    (struct job_face){ .id = (row)->id, .school = (row)->school_id, .by = (row)->by_person, .kind = (row)->kind, .about = (row)->about, \
        .state = (row)->state, .done = (row)->done_n, .of = (row)->of_n, .attempt = (int)(row)->attempt, .made_at = (row)->made_at, \
        .due_at = (row)->due_at, .started_at = (row)->started_at, .ended_at = (row)->ended_at, \
        .stopping = (row)->cancel_at.has && (row)->state == JOB_STATE_RUNNING, .says = (row)->says, .error = (row)->error, \
        .error_number = (int)(row)->error_number }

static void face_finish(struct ctx *c, const char *links, struct job_face *f)
{
    const struct job_kind *kind = job_kind_find(c->app, f->kind);
    f->words = kind ? kind->words : N_("Việc của một phiên bản khác");
    f->attempts = kind && kind->attempts ? kind->attempts : JOB_ATTEMPTS;
    f->says = say_again(c->arena, c->lang, f->says);
    f->error = say_again(c->arena, c->lang, f->error);
    links_read(c->arena, c->lang, links, f);
}

rc job_look(struct ctx *c, job_id id, struct job_face *out)
{
    struct job_one_row row;
    try(job_one(c->ask, id, &row));
    *out = FACE_OF(c->app, c->arena, &row);
    face_finish(c, row.links, out);
    return OK;
}

rc jobs_here(struct ctx *c, size_t most, struct job_face **out, size_t *n)
{
    struct jobs_of_school_row *row;
    school_id school = c->ask->scope.school;
    if (school.v == 0) return NOT_FOUND;
    try(jobs_of_school(c->ask, school, (int64_t)most, &row, n));
    if (!(*out = ARENA_MANY(c->arena, struct job_face, *n))) return LIMIT;
    for (size_t i = 0; i < *n; i++) {
        (*out)[i] = FACE_OF(c->app, c->arena, &row[i]);
        face_finish(c, row[i].links, &(*out)[i]);
    }
    return OK;
}

rc jobs_mine(struct ctx *c, size_t most, struct job_face **out, size_t *n)
{
    struct jobs_of_person_row *row;
    try(jobs_of_person(c->ask, c->who->person, (int64_t)most, &row, n));
    if (!(*out = ARENA_MANY(c->arena, struct job_face, *n))) return LIMIT;
    for (size_t i = 0; i < *n; i++) {
        (*out)[i] = FACE_OF(c->app, c->arena, &row[i]);
        face_finish(c, row[i].links, &(*out)[i]);
    }
    return OK;
}

rc jobs_everywhere(struct ctx *c, enum job_state state, size_t most, struct job_face **out, size_t *n)
{
    struct jobs_in_state_row *row;
    try(jobs_in_state(c->ask, state, (int64_t)most, &row, n));
    if (!(*out = ARENA_MANY(c->arena, struct job_face, *n))) return LIMIT;
    for (size_t i = 0; i < *n; i++) {
        (*out)[i] = FACE_OF(c->app, c->arena, &row[i]);
        face_finish(c, row[i].links, &(*out)[i]);
    }
    return OK;
}

rc jobs_count(struct ask *a, struct job_counts *out)
{
    struct jobs_counted_row *row;
    size_t n;
    *out = (struct job_counts){ 0 };
    try(jobs_counted(a, &row, &n));
    for (size_t i = 0; i < n; i++)
        out->n[row[i].state] = row[i].n;
    return OK;
}

rc job_owner(struct ask *a, job_id id, school_id *school, person_id *by)
{
    struct job_one_row row;
    try(job_one(a, id, &row));
    *school = row.school_id;
    *by = row.by_person;
    return OK;
}

rc jobs_by_themselves(struct ctx *c, const struct job_kind *const **out, size_t *n)
{
    size_t all = 0;
    for (const struct job_table *t = c->app->job_tables; t && t->room; t++)
        for (const struct job_kind *k = t->kinds; k->name; k++) all++;
    const struct job_kind **kind = ARENA_MANY(c->arena, const struct job_kind *, all);
    if (!kind) return LIMIT;
    *n = 0;
    for (const struct job_table *t = c->app->job_tables; t && t->room; t++)
        for (const struct job_kind *k = t->kinds; k->name; k++)
            if (k->daily_at || k->every_min) kind[(*n)++] = k;
    *out = kind;
    return OK;
}

/* ---- steering */

static rc cancel(struct tx *t, job_id id, person_id by, const char **kind, bool *ended)
{
    int64_t changed;
    struct job_one_row row;
    try(job_one(t->ask, id, &row));
    try(job_cancel_waiting(t, id, by, &changed));
    *kind = row.kind;
    *ended = changed > 0;
    if (changed == 0) try(job_cancel_running(t, id, by, &changed));
    if (changed == 0) return refuse(t->ask, CONFLICT, 2001, _("Việc này vừa làm xong nên không dừng được nữa."), NULL);
    job_changed(t, id, row.by_person);
    return OK;
}

rc job_cancel(struct tx *t, job_id id, person_id by)
{
    const char *kind;
    bool ended;
    return cancel(t, id, by, &kind, &ended);
}

rc job_cancel_told(struct tx *t, const struct app *app, job_id id, person_id by)
{
    const char *kind;
    bool ended;
    try(cancel(t, id, by, &kind, &ended));
    return ended ? job_over_tell(t, app, id, job_kind_find(app, kind), JOB_STATE_CANCELLED) : OK;
}

rc job_again(struct tx *t, job_id id)
{
    int64_t changed;
    struct job_one_row row;
    try(job_one(t->ask, id, &row));
    try(job_again_set(t, id, &changed));
    if (changed == 0) return refuse(t->ask, CONFLICT, 2002, _("Chỉ làm lại được việc không xong hoặc đã thôi. Tải lại trang để xem việc này đang ra sao."), NULL);
    job_changed(t, id, row.by_person);
    after_commit(t, job_bell_ring, 0);
    return OK;
}
