/* khue upgrade: a copy of the database, then the migrations; khue upgrade --back puts that copy back.
**
** What stays true:
** (1) nothing is migrated before the copy is whole on disk (DATA/upgrades/khue-…, main/backup.h);
** (2) migrations run in one transaction: one that fails leaves the data as they were, for the program that wrote them;
** (3) going back throws nothing away: the newer data stay beside (a file, or a schema of PostgreSQL), and it is said first what
**     they hold that the copy does not;
** (4) killed at any moment it leaves the data of before or those of after, whole; only on PostgreSQL a way back may be found unfinished, which
**     every command says, and which the same command finishes. src/main/test/upgrade_killed.c walks through every moment. */
#include "base/str.h"
#include "base/why_not.h"
#include "main/backup.h"
#include "main/commands.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { KEPT = 3 };
#define UPGRADE_ARENA ((size_t)512 << 20)

struct going {
    struct errand *e;
    const struct options *o;
    struct arena a;
    struct db *db;
    const char *folder;                  /* of the copies */
    char why[1024];
};

static bool begin(struct going *g, struct errand *e, const struct options *o)
{
    *g = (struct going){ .e = e, .o = o };
    struct db_config config = options_database(o, true);
    arena_init(&g->a, UPGRADE_ARENA);
    g->folder = arena_print(&g->a, "%s/upgrades", o->config.data);
    if (db_open(&config, true, &g->db, g->why, sizeof g->why) == OK) return true;
    arena_finish(&g->a);
    return wrong(e, 1, "%s", g->why), false;
}

static int end(struct going *g, int status)
{
    db_close(g->db);
    arena_finish(&g->a);
    return status;
}

/* ---- forward */

static void old_copies_go(struct going *g)
{
    const char **name;
    size_t n = backups_in(&g->a, g->folder, &name);
    for (size_t i = KEPT; i < n; i++)
        if (!folder_remove(arena_print(&g->a, "%s/%s", g->folder, name[i]))) wrong(g->e, 0, "%s/%s: %s", g->folder, name[i], why_not(errno));
}

static bool copy_make(struct going *g)
{
    struct backup_done done;
    struct app app = { .config = g->o->config, .db = g->db };
    struct backup_wish wish = { .to = backup_path(&g->a, g->folder, db_now(g->db)), .kind = BACKUP_DATABASE };
    if (mkdir(g->folder, 0700) != 0 && errno != EEXIST) return wrong(g->e, 1, "%s: %s", g->folder, why_not(errno)), false;
    backup_parts_go(&g->a, g->folder, 0);
    if (backup_make(&app, &g->a, &wish, &done, g->why, sizeof g->why) != OK) return wrong(g->e, 1, "nothing was changed, since no copy could be made: %s", g->why), false;
    fprintf(g->e->out, "copied to %s\n", wish.to);
    db_copied(g->db);
    return true;
}

static bool line_printed(const char *line) { return printf("%s\n", line) > 0; }

static int forward(struct going *g)
{
    int missing = 0, all = 0;
    while (migrations[all].room) all++;
    if (db_back_unfinished(g->db, g->why, sizeof g->why)) return wrong(g->e, 1, "%s", g->why);
    if (db_migrations_missing(g->db, &missing) != OK) return wrong(g->e, 1, "the database does not answer");
    if (missing == 0) {                                       /* but the server's role may be new */
        if (!str_empty(g->o->config.db_owner) && db_migrate(g->db, NULL, g->why, sizeof g->why) != OK) return wrong(g->e, 1, "%s", g->why);
        return fprintf(g->e->out, "the tables are those of this program; nothing to do\n"), 0;
    }
    if (missing < all && !option(g->o, "i-have-a-backup") && !copy_make(g)) return 1;
    if (db_migrate(g->db, line_printed, g->why, sizeof g->why) != OK)
        return wrong(g->e, 1, "%s\nkhue: the data are as they were before; go on with the former program", g->why);
    old_copies_go(g);
    return fprintf(g->e->out, "%d migrations done; khue upgrade --back leads back to the state before\n", missing), 0;
}

/* ---- back */

/* Rows that are there now and were not in the copy, table by table. */
static void lost_tell(struct going *g, const char *then, const char *now)
{
    struct span rest = span_of(now), line, name;
    bool any = false;
    while (span_cut(&rest, '\n', &line)) {
        int64_t n = 0, before = 0;
        if (line.n == 0 || !span_cut(&line, ' ', &name) || !span_int(line, &n)) continue;
        const char *at = strstr(then, arena_print(&g->a, "\n%.*s ", (int)name.n, name.p));
        if (at) {
            const char *value = at + name.n + 2;
            if (!span_int((struct span){ value, strcspn(value, "\n") }, &before)) continue;
        }
        if (n == before) continue;
        fprintf(g->e->out, "  %-28.*s %lld rows now, %lld then\n", (int)name.n, name.p, (long long)n, (long long)before);
        any = true;
    }
    if (!any) fprintf(g->e->out, "  every table has as many rows as then; what was changed within rows is lost all the same\n");
}

static bool copy_counts(struct going *g, const char *copy, const struct manifest *m, const char **lines)
{
    const char *database = arena_print(&g->a, "%s/%s", copy, manifest_database(m));
    if (str_is(m->engine, "postgres")) return *lines = NULL, true;           /* counted only by putting it back */
    return db_copy_row_counts(database, &g->a, lines, g->why, sizeof g->why) == OK;
}

/* What a way back that was killed left: the file, and its log, which SQLite would read into whatever lies under that name next. */
static void leavings_go(struct going *g, const char *fresh)
{
    static const char *const behind[] = { "-wal", "-journal", "-shm", "", NULL };
    for (const char *const *b = behind; *b; b++) unlink(arena_print(&g->a, "%s%s", fresh, *b));
}

/* The database file makes room and stays beside. Its log was emptied when it was closed. What takes its place goes on above `high`. */
static bool swap_file(struct going *g, const char *copy, int64_t high, const char **kept)
{
    char name[BACKUP_NAME_SIZE];
    struct backup_file f = { 0 };
    const char *data = g->o->config.data, *path = arena_print(&g->a, "%s/khue.db", data), *fresh = arena_print(&g->a, "%s/khue.db.back", data);
    backup_name((instant){ (int64_t)time(NULL) * 1000 }, name);
    *kept = arena_print(&g->a, "%s/khue.db.after-%s", data, name + 5);
    leavings_go(g, fresh);
    if (!file_copy(arena_print(&g->a, "%s/khue.db", copy), fresh, &f, NULL)) return wrong(g->e, 1, "%s: %s", fresh, why_not(errno)), false;
    if (access(arena_print(&g->a, "%s-wal", path), F_OK) == 0) return wrong(g->e, 1, "%s-wal is still there: start and stop the server once, then try again", path), false;
    if (db_copy_node_raise(fresh, high, g->why, sizeof g->why) != OK) return wrong(g->e, 1, "%s", g->why), false;
    if (link(path, *kept) != 0 || rename(fresh, path) != 0) return wrong(g->e, 1, "%s: %s", path, why_not(errno)), false;
    int fd = open(data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool synced = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0) close(fd);
    unlink(arena_print(&g->a, "%s-shm", path));
    return synced || wrong(g->e, 1, "%s: %s", data, why_not(errno)) < 0;
}

static bool swap_schema(struct going *g, const char *copy, const char **kept)
{
    static char moved[64];
    struct db_config config = options_database(g->o, true);
    if (db_restore(&config, arena_print(&g->a, "%s/database.dump", copy), true, moved, sizeof moved, g->why, sizeof g->why) != OK)
        return wrong(g->e, 1, "%s\nkhue: the data are as they were", g->why), false;
    *kept = arena_print(&g->a, "schema %s (DROP SCHEMA %s CASCADE once it is not needed)", moved, moved);
    return true;
}

static int put_back(struct going *g, const char *copy, const struct manifest *m)
{
    const char *kept = "";
    bool postgres = db_engine(g->db) == ENGINE_POSTGRES;
    int64_t high = db_node_high(g->db);
    db_close(g->db);
    g->db = NULL;
    if (!(postgres ? swap_schema(g, copy, &kept) : swap_file(g, copy, high, &kept))) return 1;
    struct db_config config = options_database(g->o, true);
    if (db_open(&config, true, &g->db, g->why, sizeof g->why) != OK || db_node_raise(g->db, high, g->why, sizeof g->why) != OK) return wrong(g->e, 1, "%s", g->why);
    fprintf(g->e->out, "the data are those of %s again, for version %s; the newer ones are kept as %s\n", m->made, m->version, kept);
    return 0;
}

static void told(void *to, const char *words) { fprintf(((struct going *)to)->e->out, "    %s\n", words); }

static int back(struct going *g)
{
    const char **name, *then = NULL, *now = NULL;
    struct manifest m;
    struct verify_report report = { .line = told, .to = g };
    size_t n = backups_in(&g->a, g->folder, &name);
    if (n == 0) return wrong(g->e, 1, "%s holds no copy: there was no upgrade to go back from", g->folder);
    const char *copy = arena_print(&g->a, "%s/%s", g->folder, name[0]);
    if (!manifest_read(&g->a, copy, &m, g->why, sizeof g->why)) return wrong(g->e, 1, "%s", g->why);
    if (manifest_verify(&g->a, copy, &m, &report) != OK || report.wrong) return wrong(g->e, 1, "%s is damaged; restore a backup instead", copy);
    if (str_is(m.engine, "sqlite") != (db_engine(g->db) == ENGINE_SQLITE)) return wrong(g->e, 1, "%s is of another engine", copy);
    fprintf(g->e->out, "back to %s (version %s). What came after that is no longer there:\n", m.made, m.version);
    if (!copy_counts(g, copy, &m, &then) || db_row_counts(g->db, &g->a, &now) != OK) return wrong(g->e, 1, "%s", g->why);
    if (then) lost_tell(g, then, now);
    else fprintf(g->e->out, "  everything that anybody did since then\n");
    if (!option(g->o, "lose-what-came-after"))
        return wrong(g->e, 1, "nothing was changed yet; say khue upgrade --back --lose-what-came-after to do it");
    return put_back(g, copy, &m);
}

int upgrade_command(struct errand *e)
{
    struct options o;
    struct going g;
    if (!options_read(&o, e, "i-have-a-backup! back! lose-what-came-after!")) return 2;
    if (!begin(&g, e, &o)) return 1;
    return end(&g, option(&o, "back") ? back(&g) : forward(&g));
}
