/* khue demo city: fills a new data folder with the synthetic city, school by school, and says how far it is. */
#include "main/demo_city.h"
#include "base/log.h"
#include "base/str.h"

enum { SAID_EVERY = 100, DEEDS_USUAL = 1000000 };

static int number_of(const struct options *o, const char *name, int otherwise)
{
    int64_t v;
    const char *text = option(o, name);
    return text && span_int(span_of(text), &v) && v > 0 && v <= 1000000000 ? (int)v : otherwise;
}

static void said(struct errand *e, const struct city_counts *sum, size_t done, size_t all)
{
    fprintf(e->out, "%zu of %zu schools, %lld pupils, %lld guardians\n", done, all, (long long)sum->pupils, (long long)sum->guardians);
    fflush(e->out);
}

static rc city_fill(struct session_of_work *w, const struct options *o)
{
    struct city_plan plan;
    struct city_counts sum = { 0 };
    struct dice dice = { 20221208 };
    struct arena plan_arena;
    int of = number_of(o, "of", 1);
    arena_init(&plan_arena, 8 << 20);
    rc done = city_plan_make(&plan_arena, of, &plan);
    int deeds = number_of(o, "deeds", DEEDS_USUAL / of);
    for (size_t i = 0; done == OK && i < plan.n && !errand_over(w->errand); i++) {
        int share = (int)((int64_t)deeds * (int64_t)(i + 1) / (int64_t)plan.n - (int64_t)deeds * (int64_t)i / (int64_t)plan.n);
        done = city_school_make(w, &plan.school[i], &dice, share, &sum);
        if (done == OK) arena_reset(&w->arena);
        if ((i + 1) % SAID_EVERY == 0) said(w->errand, &sum, i + 1, plan.n);
    }
    fprintf(w->errand->out, "schools %lld classes %lld pupils %lld staff %lld guardians %lld links %lld deeds %lld\n", (long long)sum.schools, (long long)sum.classes,
            (long long)sum.pupils, (long long)sum.staff, (long long)sum.guardians, (long long)sum.links, (long long)sum.deeds);
    arena_finish(&plan_arena);
    return done;
}

int city_command_run(struct errand *e)
{
    struct options o;
    struct session_of_work w;
    struct school_brief *school;
    size_t n;
    if (!options_read(&o, e, "of deeds")) return 2;
    if (o.config.node < 0) o.config.node = 8191;
    o.config.test = true;
    log_set_level(LOG_ERROR);             /* a whole school in one closure is slow by design here */
    if (!work_begin(&w, e, &o)) return 1;
    rc done = schools_list(&w.ask, "", 1, &school, &n);
    if (done == OK && n > 0) done = refuse(&w.ask, CONFLICT, 1601, _("Dữ liệu này đã có trường. Chạy khue demo với một thư mục mới."), NULL);
    ask_done(&w.ask);
    int status = work_refused(&w, done == OK ? city_fill(&w, &o) : done);
    work_end(&w);
    return status;
}
