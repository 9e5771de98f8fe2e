/* pg_dump and pg_restore beside us: PostgreSQL's own copies are the only ones that a technician can use without us. They get the
** address by the environment, where other users of the machine do not see a password, and look over row level security as our
** own questions of scope system do. */
#include "data/postgres.h"

#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ENV_MOST = 512, LOOK_MS = 200 };

struct tool {
    char *env[ENV_MOST]; int envs, own;      /* those from `own` on are ours to free */
    char *dbname;
    int err;                                 /* what it complains about */
    pid_t pid;
};

static bool env_add(struct tool *t, const char *name, const char *value, const char *more)
{
    if (t->envs >= ENV_MOST - 1 || asprintf(&t->env[t->envs], "%s=%s%s", name, value, more) < 0) return false;
    t->envs++;
    return true;
}

/* Ours first: of two of one name the first counts. */
static bool env_make(struct tool *t, const char *url)
{
    PQconninfoOption *all = PQconninfoParse(url, NULL);
    const char *options = "";
    bool session = false, good = all != NULL;
    for (PQconninfoOption *one = all; good && one->keyword; one++) {
        if (!one->val || !*one->val) continue;
        session = session || strcmp(one->keyword, "target_session_attrs") == 0;
        if (strcmp(one->keyword, "options") == 0) options = one->val;
        else if (one->envvar) good = env_add(t, one->envvar, one->val, "");
        if (strcmp(one->keyword, "dbname") == 0 || (!t->dbname && strcmp(one->keyword, "user") == 0)) {
            free(t->dbname);
            t->dbname = strdup(one->val);
        }
    }
    good = good && (session || env_add(t, "PGTARGETSESSIONATTRS", "read-write", ""))           /* of several hosts the one that serves, as pg_dial has it */
        && env_add(t, "PGOPTIONS", options, " -c khue.reach=all -c statement_timeout=0");
    t->own = t->envs;
    PQconninfoFree(all);
    for (char **e = environ; good && *e && t->envs < ENV_MOST - 1; e++)
        if (strncmp(*e, "PG", 2) != 0) t->env[t->envs++] = *e;
    return good && t->dbname;
}

static void env_free(struct tool *t)
{
    for (int i = 0; i < t->own; i++) free(t->env[i]);
    free(t->dbname);
}

static bool start(struct tool *t, char *const argv[])
{
    int pipe_fd[2];
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attr;
    sigset_t none, pipe_signal;
    if (pipe2(pipe_fd, O_CLOEXEC) != 0) return false;
    sigemptyset(&none);
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&files, pipe_fd[1], 2);
    posix_spawnattr_init(&attr);
    posix_spawnattr_setsigmask(&attr, &none);
    posix_spawnattr_setsigdefault(&attr, &pipe_signal);
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    int failed = posix_spawnp(&t->pid, argv[0], &files, &attr, argv, t->env);
    posix_spawnattr_destroy(&attr);
    posix_spawn_file_actions_destroy(&files);
    close(pipe_fd[1]);
    t->err = pipe_fd[0];
    if (failed) close(pipe_fd[0]);
    errno = failed;
    return !failed;
}

/* Reads what it complains about until it ends; *stopped when somebody wanted that. */
static int wait_for(struct tool *t, const struct db_patience *p, char *said, size_t size, bool *stopped)
{
    char part[512];
    size_t n = 0;
    int status = -1;
    for (;;) {
        struct pollfd one = { .fd = t->err, .events = POLLIN };
        if (p && p->over(p->at) && !*stopped) {
            *stopped = true;
            kill(t->pid, SIGTERM);
        }
        if (poll(&one, 1, LOOK_MS) <= 0) continue;
        ssize_t got = read(t->err, part, sizeof part);
        if (got <= 0) break;
        size_t fits = n + (size_t)got < size - 1 ? (size_t)got : size - 1 - n;
        memcpy(said + n, part, fits);
        n += fits;
    }
    said[n] = 0;
    close(t->err);
    while (waitpid(t->pid, &status, 0) < 0 && errno == EINTR) continue;
    return status;
}

/* argv[0] is the program; a NULL in the middle of argv stands for --dbname=…. */
static rc run(const char *url, const char *argv[], int dbname_at, const struct db_patience *p, char *why, size_t why_size)
{
    struct tool t = { 0 };
    char said[400] = "", dbname[300];
    bool stopped = false;
    rc r = OK;
    if (!env_make(&t, url)) {
        env_free(&t);
        snprintf(why, why_size, "the address of the database cannot be read");
        return INVALID;
    }
    snprintf(dbname, sizeof dbname, "--dbname=%s", t.dbname);
    if (dbname_at >= 0) argv[dbname_at] = dbname;
    if (!start(&t, (char *const *)(uintptr_t)argv)) {
        snprintf(why, why_size, "%s không chạy được (%s): cài gói postgresql-client / %s does not start (%s): install postgresql-client",
                 argv[0], strerror(errno), argv[0], strerror(errno));
        r = INVALID;
    } else {
        int status = wait_for(&t, p, said, sizeof said, &stopped);
        r = stopped ? BUSY : WIFEXITED(status) && WEXITSTATUS(status) == 0 ? OK : DOWN;
        if (r != OK) snprintf(why, why_size, stopped ? "%s was stopped%s" : "%s: %s", argv[0], stopped ? "" : said);
    }
    env_free(&t);
    return r;
}

rc pg_dump_to(struct db *db, const char *path, const struct db_patience *p, char *why, size_t why_size)
{
    char file[4200];
    snprintf(file, sizeof file, "--file=%s", path);
    const char *argv[] = { "pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--enable-row-security", "--exclude-schema=khue_after_*", file, NULL };
    rc r = run(db->url, argv, -1, p, why, why_size);
    if (r != OK) unlink(path);
    return r;
}

static rc pg_load_from(const char *url, const char *path, char *why, size_t why_size)
{
    const char *argv[] = { "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", "", path, NULL };
    return run(url, argv, 5, NULL, why, why_size);
}

/* Can the archive be read at all? */
rc pg_archive_sound(const char *path, char *why, size_t why_size)
{
    const char *argv[] = { "pg_restore", "--list", path, NULL };
    return run("postgres://localhost/none?user=none", argv, -1, NULL, why, why_size);
}

/* ---- putting a copy back */

static void quiet(void *at, const PGresult *r) { (void)at; (void)r; }

/* One statement on a connection of its own; *first: the first column of the first row, or empty. */
static rc ask_once(const char *url, const char *sql, char *first, size_t size, char *why, size_t why_size)
{
    PGconn *pg = pg_dial(url);
    PQsetNoticeReceiver(pg, quiet, NULL);
    PGresult *r = PQstatus(pg) == CONNECTION_OK ? PQexec(pg, sql) : NULL;
    ExecStatusType status = r ? PQresultStatus(r) : PGRES_FATAL_ERROR;
    bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (first) snprintf(first, size, "%s", good && PQntuples(r) > 0 ? PQgetvalue(r, 0, 0) : "");
    if (!good) snprintf(why, why_size, "PostgreSQL: %s", PQerrorMessage(pg));
    PQclear(r);
    PQfinish(pg);
    return good ? OK : DOWN;
}

/* A table that stands among the others from the moment in which the newer data make room until everything is in its place. */
#define UNFINISHED "khue_restore_unfinished"
#define IN_PUBLIC(table) "EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace p ON p.oid = c.relnamespace WHERE p.nspname = 'public' AND c.relname = '" table "')"
/* The schema that holds the newer data while a way back is unfinished; no row where none is. */
static const char cut_off[] = "SELECT nspname::text FROM pg_namespace WHERE left(nspname, 11) = 'khue_after_'"
                              " AND (" IN_PUBLIC(UNFINISHED) " OR NOT " IN_PUBLIC("schema_migration") ") ORDER BY length(nspname) DESC, nspname DESC LIMIT 1";

/* The newer data make room. Those of a way back that was cut off did so already: what it had put in their place goes. */
static rc move_away(const char *url, char *moved, size_t size, char *why, size_t why_size)
{
    char sql[300], half[64];
    try(ask_once(url, cut_off, moved, size, why, why_size));
    try(ask_once(url, "SELECT 'yes' WHERE " IN_PUBLIC(UNFINISHED), half, sizeof half, why, why_size));
    bool first = *moved == 0;
    if (first) snprintf(moved, size, "khue_after_%lld", (long long)time(NULL));
    const char *room = *half ? "DROP SCHEMA public CASCADE; CREATE SCHEMA public; " : "";
    if (first) snprintf(sql, sizeof sql, "BEGIN; ALTER SCHEMA public RENAME TO %s; CREATE SCHEMA public; CREATE TABLE public." UNFINISHED " (); COMMIT", moved);
    else       snprintf(sql, sizeof sql, "BEGIN; %sCREATE TABLE public." UNFINISHED " (); COMMIT", room);
    return ask_once(url, sql, NULL, 0, why, why_size);
}

static void move_back(const char *url, const char *moved)
{
    char sql[200], why[WHY_SIZE];
    snprintf(sql, sizeof sql, "BEGIN; DROP SCHEMA public CASCADE; ALTER SCHEMA %s RENAME TO public; COMMIT", moved);
    if (ask_once(url, sql, NULL, 0, why, sizeof why) != OK) log_line(LOG_ERROR, "event=schema-not-moved-back schema=%s why=\"%s\"", moved, why);
}

/* The end of a way back, as one: the rights, and ids that go on above those of the schema that was moved away. */
static rc settle_in(const char *url, const char *grants, const char *moved, char *why, size_t why_size)
{
    char sql[GRANTS_SIZE + 800];
    snprintf(sql, sizeof sql, "BEGIN; %s; INSERT INTO public.server_node (node, high, renewed_at) SELECT node, high, renewed_at FROM %s.server_node"
             " ON CONFLICT (node) DO UPDATE SET high = greatest(public.server_node.high, excluded.high); DROP TABLE public." UNFINISHED "; COMMIT", grants, moved);
    return ask_once(url, sql, NULL, 0, why, why_size);
}

rc pg_restore_into(const struct db_config *config, const char *path, bool beside, char *moved, size_t moved_size, char *why, size_t why_size)
{
    const char *url = config->url;
    char there[64], unfinished[64], grants[GRANTS_SIZE] = "";
    if (config->server_url) try(pg_grants(config->server_url, grants, sizeof grants, why, why_size));
    try(ask_once(url, "SELECT to_regclass('public.schema_migration')", there, sizeof there, why, why_size));
    try(ask_once(url, cut_off, unfinished, sizeof unfinished, why, why_size));
    bool away = beside && (*there || *unfinished);
    if (*there && !beside) {
        snprintf(why, why_size, "the database holds khue's tables already; make an empty one (createdb) and name it with --db");
        return CONFLICT;
    }
    if (away) try(move_away(url, moved, moved_size, why, why_size));
    rc r = pg_load_from(url, path, why, why_size);
    if (r == OK && away) r = settle_in(url, grants, moved, why, why_size);
    else if (r == OK && *grants) r = ask_once(url, grants, NULL, 0, why, why_size);
    if (r != OK && away) move_back(url, moved);
    return r;
}

bool db_back_unfinished(struct db *db, char *why, size_t size)
{
    struct arena arena;
    const char *found = NULL;
    if (db->engine != ENGINE_POSTGRES) return false;
    arena_init(&arena, 16 * 1024);
    bool there = db_plain(db, &arena, cut_off, &found) == OK && found;
    if (there) snprintf(why, size, "lần quay lại bản trước bị ngắt giữa chừng, dữ liệu đang nằm trong schema %s: chạy lại khue upgrade --back --lose-what-came-after / "
                        "khue upgrade --back was cut off: the data lie in the schema %s. Run khue upgrade --back --lose-what-came-after again", found, found);
    arena_finish(&arena);
    return there;
}
