/* khue verify: every check of every floor and room (data/verify.h), one line each; 1 when something is wrong. */
#include "main/commands.h"
#include <string.h>

static void line(void *to, const char *words)
{
    struct session_of_work *w = to;
    fprintf(w->errand->out, "    %s\n", words);
}

static bool over(void *to)
{
    struct session_of_work *w = to;
    return errand_over(w->errand);
}

/* One check; *bad counts what is wrong, and a check that could not look. */
static void run_one(struct session_of_work *w, const char *room, const struct verify_check *check, int64_t *bad)
{
    struct errand *e = w->errand;
    struct verify_report report = { .line = line, .over = over, .to = w };
    w->fault = (struct fault){ 0 };
    memset(&w->ask.scope, 0, sizeof w->ask.scope);
    w->ask.now = db_now(w->app->db);
    rc done = check->run(&w->ask, &report);
    ask_done(&w->ask);
    fprintf(e->out, "%-8s %-28s %lld looked at, %lld wrong\n", room, check->name, (long long)report.looked, (long long)report.wrong);
    *bad += report.wrong;
    if (done == OK) return;
    work_refused(w, done);
    *bad += 1;
}

int verify_command(struct errand *e)
{
    struct options o;
    struct session_of_work w;
    int64_t bad = 0;
    if (!options_read(&o, e, "backup")) return 2;
    if (option(&o, "backup")) return backup_verify(e, option(&o, "backup"));
    if (!work_begin(&w, e, &o)) return 1;
    for (const struct verify_table *t = verify_tables; t->room && !errand_over(e); t++)
        for (const struct verify_check *c = t->checks; c->name && !errand_over(e); c++)
            run_one(&w, t->room, c, &bad);
    bool stopped = errand_over(e);
    work_end(&w);
    if (stopped) return wrong(e, 1, "stopped before the end");
    return bad ? wrong(e, 1, "%lld things are wrong; keep the folder as it is and restore the last backup beside it", (long long)bad) : 0;
}
