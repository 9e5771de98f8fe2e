/* What a file would do to a calendar, and the closures that do it and take it back. */
#include "calendar/bring.h"
#include "base/hash.h"
#include "access/access.h"
#include "access/permission.h"
#include "base/ids.h"
#include "base/lang.h"
#include "generated/calendar_queries.h"
#include "schools/schools.h"
#include <stdlib.h>
#include <string.h>

enum { BACK = 31, BEYOND = 366 };

rc bring_window(struct ask *a, school_id school, day today, struct ics_wanted *out)
{
    struct year_brief year = { 0 };
    struct new_year usual = year_usual(a->arena, today);
    rc r = school.v ? year_at_of(a, school, today, &year) : NOT_FOUND;
    if (r != OK && r != NOT_FOUND) return r;
    day starts = r == OK && year.ends.n ? year.starts : usual.starts, ends = r == OK && year.ends.n ? year.ends : usual.ends;
    if (ends.n < today.n) ends.n = today.n;
    *out = (struct ics_wanted){ .from = { starts.n < today.n - BACK ? starts.n : today.n - BACK }, .to = { ends.n + BEYOND }, .series_to = { ends.n + 1 }, .for_others = school.v != 0 };
    return OK;
}

/* ---- the plan */

/* Equal for equal content; changes of it are what matters, so a hash that nobody attacks is enough. */
static int64_t print_of(const struct ics_event *e, enum event_audience audience)
{
    const int64_t rest[] = { e->when.from.n, e->when.to.n, e->when.from_minute.has ? e->when.from_minute.v : -1,
                             e->when.to_minute.has ? e->when.to_minute.v : -1, audience, e->called_off };
    uint64_t h = hash_text(hash_text(hash_text(HASH_BEGIN, e->title), e->place), e->note);
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) h = hash_int(h, rest[i]);
    return hash_print(h);
}

/* "<class or 0>/", and what comes right behind all that begin so. */
static const char *key_begin(struct ask *a, const struct bring_target *to, char last)
{
    char text[ID_TEXT_SIZE];
    if (!to->class_id.v) return arena_print(a->arena, "0%c", last);
    id_text(to->class_id.v, text);
    return arena_print(a->arena, "%s%c", text, last);
}

static rc stock_of_school(struct ask *a, const struct bring_target *to, struct stock **out, size_t *n)
{
    struct events_imported_row *row;
    try(events_imported(a, key_begin(a, to, '/'), key_begin(a, to, '0'), STOCK_MOST + 1, &row, n));
    *out = ARENA_MANY(a->arena, struct stock, *n);
    if (!*out) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*out)[i] = (struct stock){ row[i].id.v, row[i].import_seq, row[i].import_print, row[i].import_rev, row[i].rev, row[i].import_key, row[i].title, row[i].from_day, row[i].called_off.has, false };
    return OK;
}

static rc stock_of_own(struct ask *a, const struct bring_target *to, struct stock **out, size_t *n)
{
    struct own_imported_row *row;
    try(own_imported(a, to->me, STOCK_MOST + 1, &row, n));
    *out = ARENA_MANY(a->arena, struct stock, *n);
    if (!*out) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*out)[i] = (struct stock){ row[i].id.v, row[i].import_seq, row[i].import_print, row[i].import_rev, row[i].rev, row[i].import_key, row[i].title, row[i].from_day, row[i].gone_at.has, false };
    return OK;
}

static int by_stock_key(const void *key, const void *stock) { return strcmp(key, ((const struct stock *)stock)->key); }

static enum bring_kind decide(const struct ics_event *e, const struct stock *was, int64_t print)
{
    if (!was) return e->called_off ? BRING_NOT_HERE : BRING_ADD;
    if (e->sequence < was->seq) return BRING_OLD;
    bool by_hand = was->rev != was->import_rev, newer = e->sequence > was->seq;
    if (e->called_off) return was->off ? BRING_SAME : by_hand && !newer ? BRING_BY_HAND : BRING_OFF;
    if (was->off) return by_hand ? BRING_BY_HAND : BRING_CHANGE;
    if (by_hand && !newer) return BRING_BY_HAND;
    return print == was->print && !by_hand ? BRING_SAME : BRING_CHANGE;
}

static int by_uid(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static void line_add(struct bring_plan *p, struct bring_line line)
{
    p->line[p->n++] = line;
    p->count[line.kind]++;
}

/* The uid in "0/uid#which". */
static const char *uid_in(struct arena *a, const char *key)
{
    const char *from = strchr(key, '/'), *to = strrchr(key, '#');
    return from && to && to > from ? arena_text_n(a, from + 1, (size_t)(to - from - 1)) : "";
}

/* What came from the same series earlier and is not in it any more: from today on, and where the whole series could be read. */
static rc missing_find(struct ask *a, struct stock *stock, size_t n, const struct ics_wanted *wanted, struct bring_plan *p)
{
    const char **uid = ARENA_MANY(a->arena, const char *, p->ics.n), **spoilt = ARENA_MANY(a->arena, const char *, p->ics.skips);
    day today = day_of(a->now);
    if (!uid || !spoilt) return LIMIT;
    for (size_t i = 0; i < p->ics.n; i++) uid[i] = p->ics.event[i].uid;
    for (size_t i = 0; i < p->ics.skips; i++) spoilt[i] = p->ics.skipped[i].uid;
    qsort(uid, p->ics.n, sizeof *uid, by_uid);
    qsort(spoilt, p->ics.skips, sizeof *spoilt, by_uid);
    for (size_t i = 0; i < n; i++) {
        const struct stock *s = &stock[i];
        if (s->met || s->off || s->rev != s->import_rev || s->from.n < today.n || s->from.n >= wanted->series_to.n) continue;
        const char *mine = uid_in(a->arena, s->key);
        if (!bsearch(&mine, uid, p->ics.n, sizeof *uid, by_uid) || bsearch(&mine, spoilt, p->ics.skips, sizeof *spoilt, by_uid)) continue;
        line_add(p, (struct bring_line){ BRING_OFF, NULL, s, s->print });
    }
    return OK;
}

static int64_t print_of_all(const struct bring_plan *p)
{
    uint64_t h = HASH_BEGIN;
    for (size_t i = 0; i < p->n; i++) h = hash_int(hash_int(hash_int(h, p->line[i].kind), p->line[i].print), p->line[i].was ? p->line[i].was->rev : 0);
    return hash_print(h);
}

rc bring_plan(struct ask *a, const struct bring_target *to, struct span file, const struct ics_wanted *wanted, struct bring_plan *out)
{
    struct stock *stock;
    size_t n;
    struct ics_wanted here = *wanted;
    *out = (struct bring_plan){ 0 };
    here.for_everybody = bring_for_everybody(to);
    try(ics_read(a, file, &here, &out->ics));
    if (out->ics.n + out->ics.skips == 0) return refuse_field(a, "tep", 5758, _("Tệp không có việc nào."), NULL);
    try(to->school.v ? stock_of_school(a, to, &stock, &n) : stock_of_own(a, to, &stock, &n));
    if (n > STOCK_MOST) return refuse_field(a, "tep", 5759, _("Lịch này đã nhận 10.000 việc từ tệp, không nhận thêm được."), NULL);
    out->line = ARENA_MANY(a->arena, struct bring_line, out->ics.n + n);
    if (!out->line) return LIMIT;
    for (size_t i = 0; i < out->ics.n; i++) {
        struct ics_event *e = &out->ics.event[i];
        const char *key = arena_print(a->arena, "%s%s", to->school.v ? key_begin(a, to, '/') : "0/", e->key);
        struct stock *was = n ? bsearch(key, stock, n, sizeof *stock, by_stock_key) : NULL;
        int64_t print = print_of(e, to->audience);
        e->key = key;
        if (was) was->met = true;
        line_add(out, (struct bring_line){ decide(e, was, print), e, was, print });
    }
    try(missing_find(a, stock, n, wanted, out));
    out->print = print_of_all(out);
    return OK;
}

/* ---- staged, taken in */

rc bring_stage(struct tx *t, const struct bring_staging *in)
{
    calendar_import_id id = NEW_ID(t, calendar_import_id);
    char text[ID_TEXT_SIZE];
    try(own_files_forget(t, in->to.me, NULL));
    try(import_stage(t, in->to.me, id, in->to.school.v, in->to.class_id.v, in->to.audience, in->file_name, in->body, NULL));
    id_text(id.v, text);
    return answer(t, "%s/nhap/%s", in->base, text);
}

static rc moved(struct tx *t)
{
    return refuse(t->ask, CONFLICT, 5760, _("Lịch vừa có người đổi. Xem lại những gì tệp sẽ làm rồi bấm lần nữa."), NULL);
}

static rc one_of_school(struct tx *t, const struct bring_taking *in, const struct bring_line *l, batch_id batch, const char *reason)
{
    const struct ics_event *e = l->event;
    calendar_event_id id = { l->was ? l->was->id : 0 };
    int64_t n = 1;
    if (l->kind == BRING_ADD)
        try(event_bring(t, NEW_ID(t, calendar_event_id), in->to.class_id, in->to.audience, e->title, e->place, e->note, e->when.from, e->when.to, e->when.from_minute, e->when.to_minute, in->to.me, e->key,
                        e->sequence, l->print, batch, &n));
    if (l->kind == BRING_CHANGE || l->kind == BRING_OFF) try(event_keep(t, id, batch, l->was->rev, &n));
    if (n != 1) return moved(t);
    if (l->kind == BRING_CHANGE)
        try(event_rewrite(t, id, in->to.audience, e->title, e->place, e->note, e->when.from, e->when.to, e->when.from_minute, e->when.to_minute, e->sequence, l->print, l->was->rev, &n));
    if (l->kind == BRING_OFF) try(event_drop(t, id, reason, e ? e->sequence : l->was->seq, l->print, l->was->rev, &n));
    return n == 1 ? OK : moved(t);
}

static rc one_of_own(struct tx *t, const struct bring_taking *in, const struct bring_line *l)
{
    const struct ics_event *e = l->event;
    calendar_own_id id = { l->was ? l->was->id : 0 };
    int64_t n = 1;
    if (l->kind == BRING_ADD)
        try(own_bring(t, in->to.me, NEW_ID(t, calendar_own_id), e->title, e->place, e->note, e->when.from, e->when.to, e->when.from_minute, e->when.to_minute, e->key, e->sequence, l->print, in->id, &n));
    if (l->kind == BRING_CHANGE || l->kind == BRING_OFF) try(own_keep(t, in->to.me, id, in->id, l->was->rev, &n));
    if (n != 1) return moved(t);
    if (l->kind == BRING_CHANGE)
        try(own_rewrite(t, in->to.me, id, e->title, e->place, e->note, e->when.from, e->when.to, e->when.from_minute, e->when.to_minute, (opt_instant){ 0 }, e->sequence, l->print, l->was->rev, &n));
    if (l->kind == BRING_OFF) try(own_drop_one(t, in->to.me, id, e ? e->sequence : l->was->seq, l->print, l->was->rev, &n));
    return n == 1 ? OK : moved(t);
}

static const char *counted(struct ask *a, size_t n) { return n ? arena_print(a->arena, "%zu", n) : NULL; }

static rc batch_begin(struct tx *t, const struct bring_taking *in, batch_id *batch)
{
    const size_t *n = in->plan->count;
    try(batch_open(t, calendar_undoers[0].act, in->to.me, batch));
    return audit_bulk(t, &(struct change){ .act = &calendar_acts[ACT_BRING], .kind = "batch", .id = batch->v, .name = in->file_name, .batch = *batch,
        WAS({ N_("Thêm"), NULL, counted(t->ask, n[BRING_ADD]), KEPT_AS_IS }, { N_("Đổi"), NULL, counted(t->ask, n[BRING_CHANGE]), KEPT_AS_IS }, { N_("Hủy"), NULL, counted(t->ask, n[BRING_OFF]), KEPT_AS_IS }) });
}

rc bring_take(struct tx *t, const struct bring_taking *in)
{
    const struct bring_plan *p = in->plan;
    struct own_count_row all = { 0 };
    batch_id batch = { 0 };
    int64_t n;
    if (!in->to.school.v) {
        try(own_count(t->ask, in->to.me, &all));
        if (all.n + (int64_t)p->count[BRING_ADD] > OWN_MOST) return refuse(t->ask, LIMIT, 5761, _("Lịch riêng chứa nhiều nhất 500 việc, thêm tệp này là quá. Bỏ bớt việc cũ, hoặc xuất tệp ngắn hơn."), NULL);
    } else try(batch_begin(t, in, &batch));
    try(import_taken(t, in->to.me, in->id, in->rev, batch, (int64_t)p->count[BRING_ADD], (int64_t)p->count[BRING_CHANGE], (int64_t)p->count[BRING_OFF], &n));
    if (n != 1) return moved(t);
    const char *reason = N_("theo tệp lịch mới");                    /* everybody may read it: not what the file is called */
    for (size_t i = 0; i < p->n; i++) try(in->to.school.v ? one_of_school(t, in, &p->line[i], batch, reason) : one_of_own(t, in, &p->line[i]));
    return OK;
}

struct bring_whole { struct bring_taking take; struct bytes body; };
static rc bring_at_once(struct tx *t, const struct bring_whole *in, void *out)
{
    struct bring_taking take = in->take;
    const struct bring_target *to = &take.to;
    (void)out;
    take.id = NEW_ID(t, calendar_import_id), take.rev = 1;
    try(import_stage(t, to->me, take.id, to->school.v, to->class_id.v, to->audience, take.file_name, in->body, NULL));
    return bring_take(t, &take);
}
CLOSURE(bring_at_once, struct bring_whole, void)

rc calendar_bring(struct ask *a, const struct calendar_file *in)
{
    struct bring_target to = { in->school, in->class_id, in->me, in->audience };
    struct span file = span_of(in->text);
    struct ics_wanted wanted;
    struct bring_plan plan;
    try(bring_window(a, in->school, day_of(a->now), &wanted));
    try(bring_plan(a, &to, file, &wanted, &plan));
    struct bring_whole whole = { { .to = to, .file_name = in->name, .plan = &plan }, { (const uint8_t *)file.p, file.n } };
    return transact(a, NULL, bring_at_once, &whole, (void *)NULL);
}

/* ---- the way back */

rc bring_back_batch(struct tx *t, batch_id batch)
{
    struct bring_was_row *w;
    size_t n;
    try(bring_gone(t, batch, NULL));
    try(bring_was(t->ask, batch, ICS_EVENTS + STOCK_MOST, &w, &n));
    for (size_t i = 0; i < n; i++)
        try(event_give_back(t, w[i].event_id, w[i].audience, w[i].title, w[i].place, w[i].note, w[i].from_day, w[i].to_day, w[i].from_minute, w[i].to_minute, w[i].called_off, w[i].reason,
                            w[i].import_seq, w[i].import_print, w[i].rev, NULL));
    return import_undone_batch(t, t->ask->scope.school.v, batch, NULL);
}

rc bring_back_own(struct tx *t, person_id me, calendar_import_id id)
{
    struct own_bring_was_row *w;
    size_t n;
    int64_t undone;
    try(import_undone(t, me, id, &undone));
    if (!undone) return refuse(t->ask, CONFLICT, 5762, _("Lần nhập này đã được hoàn tác rồi."), NULL);
    try(own_bring_gone(t, me, id, NULL));
    try(own_bring_was(t->ask, me, id, ICS_EVENTS + STOCK_MOST, &w, &n));
    for (size_t i = 0; i < n; i++)
        try(own_rewrite(t, me, w[i].own_id, w[i].title, w[i].place, w[i].note, w[i].from_day, w[i].to_day, w[i].from_minute, w[i].to_minute, w[i].gone_at, w[i].import_seq, w[i].import_print, w[i].rev, NULL));
    return OK;
}

static rc undo_hours(struct ask *a, int64_t *hours) { return (void)a, *hours = BRING_UNDO_DAYS * 24, OK; }

static void told(struct ask *a, const char *lines[UNDO_LINES], size_t *n, int64_t count, const char *words)
{
    if (count > 0 && *n < UNDO_LINES) lines[(*n)++] = say(a->arena, a->lang, words, "n", arena_print(a->arena, "%lld", (long long)count), NULL);
}

static rc undo_look(struct ask *a, batch_id batch, struct undo_view *out)
{
    struct bring_name_row name;
    struct bring_look_row k;
    bool found;
    try(bring_name(a, a->scope.school.v, batch, &name, &found));
    try(bring_look(a, batch, &k));
    out->what = found ? name.file_name : "";
    told(a, out->back, &out->backs, k.added, N_("{n} việc mới ra khỏi lịch"));
    told(a, out->back, &out->backs, k.changed, N_("{n} việc trở lại như trước"));
    told(a, out->stays, &out->stay, k.added_stay + k.changed_stay, N_("{n} việc đã có người đổi sau đó: giữ nguyên"));
    return OK;
}

const struct undoer calendar_undoers[] = { { "calendar.bring", N_("Nhập tệp lịch"), CALENDAR_WRITE, undo_hours, undo_look, bring_back_batch }, { 0 } };

/* ---- what waits is forgotten */

const struct keep calendar_keeps[] = { { .what = N_("Tệp lịch tải lên mà chưa nhập"), .why = N_("Để xem lại rồi nhập."), .days = 30, .job = "calendar.tidy" }, { 0 } };

static rc tidy_store(struct tx *t, const instant *before, void *out) { return (void)out, imports_tidy(t, *before, NULL); }
CLOSURE(tidy_store, instant, void)

static rc tidy_job(struct job *j)
{
    instant before = keep_before(&calendar_keeps[0], j->ask->now);
    try(job_step(j, 0, 0));
    return transact(j->ask, NULL, tidy_store, &before, (void *)NULL);
}

const struct job_kind calendar_jobs[] = {
    { .name = "calendar.tidy", .run = tidy_job, .words = N_("Quên tệp lịch không ai nhập"), .at_once = 1, .priority = JOB_LATER, .daily_at = "02:35" }, { 0 } };
