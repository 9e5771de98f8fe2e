/* What every command stands on: the app, its database, an ask. */
#include "access/access.h"
#include "main/commands.h"
#include "ui/ui.h"
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define WORK_ARENA ((size_t)256 << 20)

void app_hooks(struct app *app)
{
    app->tables = route_tables;
    app->hooks = (struct hooks){ .who_of = access_who_of, .decide = access_decide, .may = access_may, .error_page = ui_error_page };
}

/* A new database is brought up to date; one with data waits for `khue migrate`. */
static bool tables_ready(struct db *db, char *why, size_t size)
{
    int missing = 0, all = 0;
    if (db_migrations_missing(db, &missing) != OK) return snprintf(why, size, "the database does not answer"), false;
    while (migrations[all].room) all++;
    if (missing == 0) return true;
    if (missing == all) return db_migrate(db, NULL, why, size) == OK;
    snprintf(why, size, "%d migrations are missing: run khue migrate with the same --data and --db", missing);
    return false;
}

bool work_begin(struct session_of_work *w, const struct options *o)
{
    char why[512] = "";
    memset(w, 0, sizeof *w);
    w->app.config = o->config;
    app_hooks(&w->app);
    struct db_config config = { .folder = o->config.data, .url = o->config.db, .node = (int)o->node, .durable = true };
    if (db_open(&config, true, &w->app.db, why, sizeof why) != OK || !tables_ready(w->app.db, why, sizeof why)
        || app_start(&w->app, why, sizeof why) != OK) {
        fprintf(stderr, "khue: %s\n", why);
        db_close(w->app.db);
        return false;
    }
    arena_init(&w->arena, WORK_ARENA);
    ask_init(&w->ask, w->app.db, &w->arena, &w->fault, db_now(w->app.db));
    return true;
}

void work_end(struct session_of_work *w)
{
    ask_done(&w->ask);
    arena_finish(&w->arena);
    db_thread_end(w->app.db);
    app_finish(&w->app);
    db_close(w->app.db);
}

int work_refused(const struct session_of_work *w, rc kind)
{
    if (kind == OK) return 0;
    fprintf(stderr, "khue: %s", w->fault.message ? w->fault.message : rc_name(kind));
    if (w->fault.detail) fprintf(stderr, " (%s)", w->fault.detail);
    fputc('\n', stderr);
    return 1;
}
