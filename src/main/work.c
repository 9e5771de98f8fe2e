/* What every command stands on: the app, its database, an ask. */
#include "access/access.h"
#include "jobs/jobs.h"
#include "main/commands.h"
#include "notices/notices.h"
#include "settings/settings.h"
#include "ui/ui.h"
#include "base/str.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WORK_ARENA ((size_t)256 << 20)

void app_hooks(struct app *app)
{
    app->tables = route_tables;
    app->job_tables = job_tables;
    app->file_tables = file_tables;
    app->metric_sources = main_metrics;
    app->hooks = (struct hooks){ .who_of = access_who_of, .decide = access_decide, .may = access_may, .shared_hours = access_shared_hours, .still_may = access_still_may,
                                  .job_over = jobs_over, .mail_may = notices_mail_may, .mail_over = notices_mail_over, .room_open = settings_room_open, .may_hear = jobs_may_hear, .error_page = ui_error_page };
}

/* A new database is brought up to date; one with data waits for `khue upgrade`. */
static bool tables_ready(struct db *db, bool *fresh, char *why, size_t size)
{
    int missing = 0, all = 0;
    *fresh = false;
    if (db_migrations_missing(db, &missing) != OK) return snprintf(why, size, "the database does not answer"), false;
    while (migrations[all].room) all++;
    if (missing == 0) return true;
    *fresh = missing == all;
    if (!*fresh) snprintf(why, size, "%d migrations are missing: run khue upgrade with the same --data and --db", missing);
    return *fresh;
}

int wrong(struct errand *e, int status, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    fputs("khue: ", e->err);
    vfprintf(e->err, fmt, ap);
    fputc('\n', e->err);
    va_end(ap);
    return status;
}

/* The owner of the tables fills a new database; whoever serves comes in after. */
static rc tables_make(const struct options *o, struct db **db, char *why, size_t size)
{
    struct db_config owner = options_database(o, true), config = options_database(o, false);
    if (!owner.server_url) return db_migrate(*db, NULL, why, size);
    db_close(*db);
    *db = NULL;
    try(db_open(&owner, true, db, why, size));
    rc r = db_migrate(*db, NULL, why, size);
    db_close(*db);
    *db = NULL;
    return r == OK ? db_open(&config, true, db, why, size) : r;
}

/* A new secret in silence would void every session, the codes on printed slips and the devices that get notices. */
static rc secret_there(const struct options *o, struct db *db, char *why, size_t size)
{
    char path[4096];
    if (snprintf(path, sizeof path, "%s/secret", o->config.data) >= (int)sizeof path) return INVALID;
    if (access(path, F_OK) == 0 || errno != ENOENT || !db_lived(db)) return OK;
    snprintf(why, size, "%.300s is not there, and the database was written with one. Put it back from a backup, or copy it from another server of this database. "
                        "Only if it is lost for good: head -c 32 /dev/urandom > %.300s; then everybody signs in anew, and codes on slips and devices for notices are void", path, path);
    return DOWN;
}

/* May leave an open database behind although it answers no. */
static rc database_open(const struct options *o, struct db **db, char *why, size_t size)
{
    struct db_config config = options_database(o, false);
    bool fresh;
    try(db_open(&config, true, db, why, size));
    if (db_back_unfinished(*db, why, size) || !tables_ready(*db, &fresh, why, size)) return DENIED;
    return fresh ? tables_make(o, db, why, size) : secret_there(o, *db, why, size);
}

/* In this process: the folder is ours until work_end. */
static bool folder_open(struct session_of_work *w, const struct options *o)
{
    char why[1024] = "";
    struct errand *e = w->errand;
    w->app = &w->own;
    w->app->config = o->config;
    app_hooks(w->app);
    rc opened = database_open(o, &w->app->db, why, sizeof why);
    e->held = opened == BUSY;
    if (opened == OK && app_start(w->app, why, sizeof why) == OK) return true;
    if (!(e->held && e->patient)) wrong(e, 1, "%s", why);
    db_close(w->app->db);
    return false;
}

bool work_begin(struct session_of_work *w, struct errand *e, const struct options *o)
{
    memset(w, 0, sizeof *w);
    w->errand = e;
    if (e->host) w->app = e->host->app;
    else if (!folder_open(w, o)) return false;
    arena_init(&w->arena, WORK_ARENA);
    ask_init(&w->ask, w->app->db, &w->arena, &w->fault, db_now(w->app->db));
    return true;
}

void work_end(struct session_of_work *w)
{
    ask_done(&w->ask);
    arena_finish(&w->arena);
    db_thread_end(w->app->db);
    if (w->errand->host) return;
    app_finish(w->app);
    db_close(w->app->db);
}

int work_refused(const struct session_of_work *w, rc kind)
{
    if (kind == OK) return 0;
    const struct fault *f = &w->fault;
    const char *text = f->message ? f->message : rc_name(kind);
    return f->detail ? wrong(w->errand, 1, "%s (%s)", text, f->detail) : wrong(w->errand, 1, "%s", text);
}
