/* The register of what happened to data: one page, its form, and the steps. */
#include "access/access.h"
#include "base/ids.h"
#include "generated/privacy_queries.h"
#include "generated/privacy_views.h"
#include "privacy/breaches.h"
#include "privacy/views.h"

#define HOUR_MS 3600000LL

static const struct field breach_fields[] = {
    FIELD(struct new_breach, words, FIELD_LONG, REQUIRED, .name = "chuyen", .max = 2000, .label = N_("Chuyện gì đã xảy ra")),
    FIELD(struct new_breach, what, FIELD_LONG, REQUIRED, .name = "du_lieu", .max = 1000, .label = N_("Dữ liệu nào, của ai")),
    FIELD(struct new_breach, people, FIELD_INT, OPTIONAL, .name = "so_nguoi", .min = 1, .max = 10000000, .label = N_("Khoảng bao nhiêu người")),
    FIELD(struct new_breach, found, FIELD_DAY, REQUIRED, .name = "ngay", .label = N_("Ngày nhà trường biết")), { 0 } };
const struct form_spec breach_form = { breach_fields };

struct step_in { data_breach_id id; const char *step, *words; int64_t rev; };
static const struct field step_fields[] = {
    FIELD(struct step_in, id, FIELD_ID, REQUIRED, .name = "vu"), FIELD(struct step_in, rev, FIELD_INT, REQUIRED, .name = "rev"),
    FIELD(struct step_in, step, FIELD_CHOICE, REQUIRED, .name = "viec", .choices = "authority people more over", .label = N_("Việc")),
    FIELD(struct step_in, words, FIELD_LONG, REQUIRED, .name = "loi", .max = 2000, .label = N_("Đã làm gì")), { 0 } };
const struct form_spec breach_step_form = { step_fields };

/* The register, or what is sent from it, at the page that is looked at. */
static const char *here_of(struct ctx *c, const char *tail)
{
    const char *behind = query_text(c, "sau");
    int64_t id;
    return arena_print(c->arena, "/t/%s/su-co-du-lieu%s%s%s", c->school->code, tail, id_read(behind, &id) ? "?sau=" : "", id_read(behind, &id) ? behind : "");
}
static const char *base_of(struct ctx *c) { return arena_print(c->arena, "/t/%s/su-co-du-lieu", c->school->code); }

/* Behind which one the page begins, as its address says; 0: with the first. Also where a step was sent from that page. */
static rc page_begin(struct ctx *c, data_breach_id *after, bool *over)
{
    const char *behind = query_text(c, "sau");
    struct breach_one_row row;
    bool found;
    *after = (data_breach_id){ 0 };
    *over = false;
    if (!*behind) return OK;
    if (!id_read(behind, &after->v)) return NOT_FOUND;
    try(breach_one(c->ask, *after, &row, &found));
    *over = found && row.over_at.has;
    return found ? OK : NOT_FOUND;
}

static rc lines_fill(struct ctx *c, struct breaches_view *v)
{
    data_breach_id after;
    bool over;
    struct breaches_here_row *row;
    struct breach_steps_row *said;
    size_t steps = 0;
    try(page_begin(c, &after, &over));
    try(breaches_here(c->ask, after, over, BREACHES_SHOWN + 1, &row, &v->n));
    v->further = v->n > BREACHES_SHOWN;
    if (v->further) v->n = BREACHES_SHOWN;
    struct breach_line *line = ARENA_MANY(c->arena, struct breach_line, v->n);
    data_breach_id *id = ARENA_MANY(c->arena, data_breach_id, v->n);
    if (!line || !id) return LIMIT;
    for (size_t i = 0; i < v->n; i++) id[i] = row[i].id;
    if (v->n) try(breach_steps(c->ask, id, v->n, &said, &steps));
    struct breach_said *step = ARENA_MANY(c->arena, struct breach_said, steps);
    if (!step) return LIMIT;
    for (size_t k = 0; k < steps; k++) step[k] = (struct breach_said){ said[k].step, said[k].words, said[k].by_name, said[k].at };
    for (size_t i = 0; i < v->n; i++) {
        int64_t until = row[i].found_at.ms + BREACH_HOURS * HOUR_MS;
        line[i] = (struct breach_line){ .id = row[i].id, .words = row[i].words, .what = row[i].what, .by_name = row[i].by_name, .people = row[i].people, .found_at = row[i].found_at, .until = { until },
            .authority_at = row[i].authority_at, .people_at = row[i].people_at, .over_at = row[i].over_at, .rev = row[i].rev, .late = !row[i].authority_at.has && !row[i].over_at.has && c->now.ms > until,
            .hours_left = (until - c->now.ms) / HOUR_MS };
        for (size_t k = 0; k < steps; k++)
            if (said[k].breach_id.v == row[i].id.v) {
                if (!line[i].steps) line[i].step = &step[k];
                line[i].steps++;
            }
    }
    v->line = line;
    return OK;
}

rc breaches_page(struct ctx *c, struct reply *r)
{
    struct breaches_view v = { .school_code = c->school->code, .school_name = c->school->name, .action = base_of(c), .step_action = here_of(c, "/viec"),
                               .today = c->today, .can_act = may(c, PRIVACY_ANSWER, NULL, 0) };
    try(lines_fill(c, &v));
    return show(r, view_breaches, &v);
}

struct breach_now { struct new_breach what; const char *next; };
static rc breach_store(struct tx *t, const struct breach_now *in, void *out)
{
    data_breach_id id;
    (void)out;
    try(access_recheck(t, PRIVACY_READ, NULL, 0));
    try(breach_add(t, &in->what, &id));
    return answer(t, "%s", in->next);
}
CLOSURE(breach_store, struct breach_now, void)

rc breach_action(struct ctx *c, struct reply *r)
{
    struct breach_now in = { .next = base_of(c) };
    try(form_read(c, c->route->form, &in.what));
    try(transact(c->ask, c->key, breach_store, &in, NULL));
    return see_other_flash(r, in.next, _("Đã ghi và báo cho ban giám hiệu."), NULL);
}

struct step_now { struct breach_act act; const char *next; };
static rc step_store(struct tx *t, const struct step_now *in, void *out)
{
    (void)out;
    try(access_recheck(t, PRIVACY_ANSWER, NULL, 0));
    try(breach_did(t, &in->act));
    return answer(t, "%s", in->next);
}
CLOSURE(step_store, struct step_now, void)

rc breach_step_action(struct ctx *c, struct reply *r)
{
    struct step_in form;
    struct step_now in = { .next = here_of(c, "") };
    try(form_read(c, c->route->form, &form));
    in.act = (struct breach_act){ .id = form.id, .words = form.words, .rev = form.rev };
    if (!breach_step_read(form.step, &in.act.step)) return INVALID;
    try(transact(c->ask, c->key, step_store, &in, NULL));
    return see_other_flash(r, in.next, _("Đã ghi."), NULL);
}
