/* Goals as pages show them: rows of four questions put together. */
#include "generated/values_queries.h"
#include "values/goals.h"
#include <stdlib.h>

enum { GOALS_SHOWN = 40, MEASURES_SHOWN = 12 };

static struct goal_shown *goal_among(struct goal_shown *goal, size_t n, goal_id id)
{
    for (size_t i = 0; i < n; i++)
        if (goal[i].id.v == id.v) return &goal[i];
    return NULL;
}

static struct goal_shown_indicator *indicator_among(struct goal_shown *goal, int64_t slot)
{
    for (size_t i = 0; i < goal->indicators; i++)
        if (goal->indicator[i].slot == slot) return &goal->indicator[i];
    return NULL;
}

/* Rows stand by goal and indicator, the newest first: each takes the first few of its own; of several of one day the first counts. */
static rc measures_fill(struct arena *a, struct goal_shown *goal, size_t goals, const struct measures_shown_row *row, size_t n)
{
    struct goal_shown_measure *m = ARENA_MANY(a, struct goal_shown_measure, n);
    struct goal_shown_indicator *last = NULL;
    size_t kept = 0;
    if (!m) return LIMIT;
    for (size_t r = 0; r < n; r++) {
        struct goal_shown *of = goal_among(goal, goals, row[r].goal_id);
        struct goal_shown_indicator *i = of ? indicator_among(of, row[r].slot) : NULL;
        if (!i || i->n == MEASURES_SHOWN || (i == last && m[kept - 1].on.n == row[r].on_day.n)) continue;
        if (i != last) i->measure = &m[kept], last = i;
        m[kept++] = (struct goal_shown_measure){ .on = row[r].on_day, .value = row[r].value };
        i->n++;
    }
    return OK;
}

static rc evidence_fill(struct arena *a, struct goal_shown *goal, size_t goals, const struct evidence_shown_row *row, size_t n)
{
    struct goal_shown_evidence *e = ARENA_MANY(a, struct goal_shown_evidence, n);
    if (!e) return LIMIT;
    for (size_t r = 0; r < n; r++) {
        struct goal_shown *of = goal_among(goal, goals, row[r].goal_id);
        e[r] = (struct goal_shown_evidence){ .id = row[r].id, .words = row[r].words, .link = row[r].link, .state = EVIDENCE_STATE_PUBLISHED, .on = day_of(row[r].at) };
        if (!of) continue;
        if (of->evidences++ == 0) of->evidence = &e[r];
    }
    return OK;
}

/* Those that are open by number, then those that ended, the newest first. */
static int as_shown(const void *x, const void *y)
{
    const struct goals_shown_row *a = x, *b = y;
    bool open = a->state == GOAL_STATE_PUBLISHED, other = b->state == GOAL_STATE_PUBLISHED;
    if (open != other) return open ? -1 : 1;
    int order = (a->number > b->number) - (a->number < b->number);
    return open ? order : -order;
}

rc goals_shown_fill(struct ctx *c, const struct goal_shown **out, size_t *n)
{
    struct goals_shown_row *g;
    struct indicators_shown_row *i;
    struct measures_shown_row *m;
    struct evidence_shown_row *e;
    size_t indicators, measures, evidences;
    try(goals_shown(c->ask, c->school->id, &g, n));
    if (*n == 0) return OK;
    qsort(g, *n, sizeof *g, as_shown);
    if (*n > GOALS_SHOWN) *n = GOALS_SHOWN;
    try(indicators_shown(c->ask, c->school->id, &i, &indicators));
    try(measures_shown(c->ask, c->school->id, &m, &measures));
    try(evidence_shown(c->ask, c->school->id, &e, &evidences));
    struct goal_shown *goal = ARENA_MANY(c->arena, struct goal_shown, *n);
    if (!goal) return LIMIT;
    for (size_t k = 0; k < *n; k++)
        goal[k] = (struct goal_shown){ .id = g[k].id, .number = g[k].number, .state = g[k].state, .words = g[k].words, .serves = g[k].serves, .from = g[k].from_day, .until = g[k].until_day,
                                       .decided_at = g[k].decided_at, .decided_name = g[k].decided_name, .ended = g[k].ended_day, .end_reason = g[k].end_reason };
    for (size_t k = 0; k < indicators; k++) {
        struct goal_shown *of = goal_among(goal, *n, i[k].goal_id);
        if (of && of->indicators < GOAL_INDICATORS)
            of->indicator[of->indicators++] = (struct goal_shown_indicator){ .words = i[k].words, .unit = i[k].unit, .source = i[k].source, .slot = i[k].slot, .begins = i[k].begins, .aim = i[k].aim };
    }
    try(measures_fill(c->arena, goal, *n, m, measures));
    try(evidence_fill(c->arena, goal, *n, e, evidences));
    *out = goal;
    return OK;
}

static rc measures_of_fill(struct ctx *c, struct goal_shown *out)
{
    struct measures_of_row *row;
    size_t n, kept = 0;
    struct goal_shown_indicator *last = NULL;
    try(measures_of(c->ask, out->id, &row, &n));
    struct goal_shown_measure *m = ARENA_MANY(c->arena, struct goal_shown_measure, n);
    if (!m) return LIMIT;
    for (size_t r = 0; r < n; r++) {
        struct goal_shown_indicator *i = indicator_among(out, row[r].slot);
        if (!i || (i == last && m[kept - 1].on.n == row[r].on_day.n)) continue;
        if (i != last) i->measure = &m[kept], last = i;
        m[kept++] = (struct goal_shown_measure){ row[r].on_day, row[r].value, row[r].by_name, row[r].note };
        i->n++;
    }
    return OK;
}

rc goal_fill(struct ctx *c, goal_id id, struct goal_shown *out)
{
    struct goal_one_row g;
    struct indicators_of_row *i;
    struct evidence_of_row *e;
    size_t indicators;
    try(goal_one(c->ask, id, &g));
    *out = (struct goal_shown){ .id = g.id, .number = g.number, .rev = g.rev, .state = g.state, .words = g.words, .serves = g.serves, .from = g.from_day, .until = g.until_day,
                                .decided_at = g.decided_at, .decided_name = g.decided_name, .ended = g.ended_day, .end_reason = g.end_reason, .reason = g.reason };
    try(indicators_of(c->ask, id, &i, &indicators));
    for (size_t k = 0; k < indicators && k < GOAL_INDICATORS; k++)
        out->indicator[out->indicators++] = (struct goal_shown_indicator){ .words = i[k].words, .unit = i[k].unit, .source = i[k].source, .slot = i[k].slot, .begins = i[k].begins, .aim = i[k].aim };
    try(measures_of_fill(c, out));
    try(evidence_of(c->ask, id, &e, &out->evidences));
    struct goal_shown_evidence *shown = ARENA_MANY(c->arena, struct goal_shown_evidence, out->evidences);
    if (!shown) return LIMIT;
    for (size_t k = 0; k < out->evidences; k++)
        shown[k] = (struct goal_shown_evidence){ e[k].id, e[k].words, e[k].link, e[k].by_name, e[k].state, day_of(e[k].at), e[k].rev };
    out->evidence = shown;
    return OK;
}

/* ---- for open data */

static void goal_open_put(struct goal_open *o, const struct goal_shown *g, const struct goal_shown_indicator *i, const struct goal_shown_measure *m)
{
    *o = (struct goal_open){ .number = g->number, .words = g->words, .serves = g->serves, .from = g->from, .until = g->until, .ended = g->state == GOAL_STATE_ENDED };
    if (i) o->indicator = i->words, o->unit = i->unit, o->typed = i->source == INDICATOR_SOURCE_TYPED, o->begins = i->begins, o->aim = i->aim;
    if (m) o->value = m->value, o->on = (opt_day){ true, m->on };
}

rc goals_open(struct ctx *c, struct goal_open **rows, size_t *n)
{
    const struct goal_shown *goal = NULL;
    size_t goals = 0, most = 0;
    bool open;
    *n = 0;
    try(room_open(c, c->school->id, "goals", &open));
    if (open) try(goals_shown_fill(c, &goal, &goals));
    for (size_t k = 0; k < goals; k++) {
        most += goal[k].indicators == 0;
        for (size_t i = 0; i < goal[k].indicators; i++) most += goal[k].indicator[i].n + (goal[k].indicator[i].n == 0);
    }
    *rows = ARENA_MANY(c->arena, struct goal_open, most);
    if (!*rows) return LIMIT;
    for (size_t k = 0; k < goals; k++) {
        if (goal[k].indicators == 0) goal_open_put(&(*rows)[(*n)++], &goal[k], NULL, NULL);
        for (size_t i = 0; i < goal[k].indicators; i++) {
            const struct goal_shown_indicator *x = &goal[k].indicator[i];
            if (x->n == 0) goal_open_put(&(*rows)[(*n)++], &goal[k], x, NULL);
            for (size_t m = 0; m < x->n; m++) goal_open_put(&(*rows)[(*n)++], &goal[k], x, &x->measure[m]);
        }
    }
    return OK;
}
