/* khue backup, khue restore, khue verify --backup. */
#include "base/str.h"
#include "main/backup.h"
#include "main/commands.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOBS "files/"              /* where a backup has the files of people */
#define BACKUP_ARENA ((size_t)512 << 20)

static bool over(void *at) { return errand_over(at); }

/* ---- khue backup --to FOLDER [--after FOLDER] */

/* A folder that is there gets a backup named after this moment in it; another name is the backup's own. */
static const char *target(struct session_of_work *w, const char *to)
{
    struct stat st;
    const char *path = errand_path(w->errand, &w->arena, to);
    bool backup = access(arena_print(&w->arena, "%s/manifest", path), F_OK) == 0;                 /* is never written into */
    if (backup || stat(path, &st) != 0 || !S_ISDIR(st.st_mode)) return path;
    return backup_path(&w->arena, path, db_now(w->app->db));
}

static int backup_run(struct session_of_work *w, const char *to, const char *after)
{
    char why[1024] = "";
    struct backup_done done;
    struct db_patience patience = { over, w->errand };
    struct backup_wish wish = { .to = target(w, to), .before = after ? errand_path(w->errand, &w->arena, after) : NULL, .patience = &patience };
    ask_done(&w->ask);
    rc r = backup_make(w->app, &w->arena, &wish, &done, why, sizeof why);
    if (r != OK) return wrong(w->errand, 1, "no backup was made: %s", why);
    fprintf(w->errand->out, "%s\t%lld files, %lld of them linked, %.1f MB\n", wish.to, (long long)done.files, (long long)done.linked, (double)done.bytes / 1048576);
    return 0;
}

int backup_command(struct errand *e)
{
    struct options o;
    struct session_of_work w;
    if (!options_read(&o, e, "to after")) return 2;
    if (!option(&o, "to")) return wrong(e, 2, "backup needs --to FOLDER: a folder for backups, or a new name");
    if (!work_begin(&w, e, &o)) return 1;
    int status = backup_run(&w, option(&o, "to"), option(&o, "after"));
    work_end(&w);
    return status;
}

/* ---- looking at a backup */

static void told(void *to, const char *words) { fprintf(((struct errand *)to)->out, "    %s\n", words); }

static int64_t blobs_damaged(const struct manifest *m)
{
    int64_t n = 0;
    for (size_t i = 0; i < m->files; i++) n += m->file[i].damaged && str_starts(m->file[i].path, BLOBS);
    return n;
}

/* Reads the manifest and everything that it names; but_files: damaged files of people are told and do not count. false: it was said what is wrong. */
static bool backup_sound(struct errand *e, struct arena *a, const char *folder, struct manifest *m, bool but_files)
{
    char why[1024];
    struct verify_report report = { .line = told, .over = over, .to = e };
    if (!manifest_read(a, folder, m, why, sizeof why)) return wrong(e, 1, "%s", why), false;
    rc r = manifest_verify(a, folder, m, &report);
    fprintf(e->out, "%s: made %s by version %s, %s, %s: %lld looked at, %lld wrong\n", folder, m->made, m->version, m->engine, m->kind,
            (long long)report.looked, (long long)report.wrong);
    if (r == OK && report.wrong == 0) return true;
    if (r != OK) return wrong(e, 1, "stopped before the end"), false;
    bool rest_sound = report.wrong == blobs_damaged(m);
    if (rest_sound && but_files) return true;
    return wrong(e, 1, rest_sound ? "this backup is damaged: take another one; if all are, khue restore --without-damaged restores it but for the files of people named here"
                                  : "this backup is damaged: take another one"), false;
}

int backup_verify(struct errand *e, const char *folder)
{
    struct arena a;
    struct manifest m;
    arena_init(&a, BACKUP_ARENA);
    bool sound = backup_sound(e, &a, errand_path(e, &a, folder), &m, false);
    arena_finish(&a);
    return sound ? 0 : 1;
}

/* ---- khue restore --from FOLDER --data NEW */

static bool folder_empty(const char *path)
{
    DIR *d = opendir(path);
    int n = 0;
    if (!d) return errno == ENOENT;
    while (n < 3 && readdir(d)) n++;
    closedir(d);
    return n == 2;
}

static bool folders_make(struct arena *a, const char *to, const char *rel)
{
    for (const char *slash = strchr(rel, '/'); slash; slash = strchr(slash + 1, '/'))
        if (mkdir(arena_print(a, "%s/%.*s", to, (int)(slash - rel), rel), 0700) != 0 && errno != EEXIST) return false;
    return true;
}

static bool folder_synced(struct errand *e, const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool done = fd >= 0 && syncfs(fd) == 0;
    if (fd >= 0) close(fd);
    return done || wrong(e, 1, "%s: %s", path, strerror(errno)) < 0;
}

/* Everything goes into the folder, but files of people go where files-dir says, when this command was told one. */
static bool files_put(struct errand *e, struct arena *a, const char *from, const struct config *c, const struct manifest *m)
{
    for (size_t i = 0; i < m->files; i++) {
        const struct backup_file *f = &m->file[i];
        struct backup_file is = { 0 };
        if (f->damaged) continue;
        bool away = !str_empty(c->files_dir) && str_starts(f->path, BLOBS);
        const char *to = away ? c->files_dir : c->data, *rel = away ? f->path + strlen(BLOBS) : f->path;
        const char *path = arena_print(a, "%s/%s", to, rel);
        if (!folders_make(a, to, rel) || !file_copy(arena_print(a, "%s/%s", from, f->path), path, &is, NULL))
            return wrong(e, 1, "%s: %s", path, strerror(errno)), false;
        if (strcmp(is.hash, f->hash) != 0) return wrong(e, 1, "%s changed while it was read", f->path), false;
    }
    return folder_synced(e, c->data) && (str_empty(c->files_dir) || folder_synced(e, c->files_dir));
}

/* The settings came from another server: the database and the folder of files that they name are still its own. */
static bool conf_mend(struct errand *e, struct arena *a, const struct config *c, const char **files_were)
{
    const char *path = arena_print(a, "%s/khue.conf", c->data), *fresh = arena_print(a, "%s/khue.conf.new", c->data);
    FILE *in = fopen(path, "r"), *out = fopen(fresh, "w");
    char line[8192];
    bool good = out != NULL;
    while (in && good && fgets(line, sizeof line, in)) {
        struct span text = span_trim(span_of(line)), name;
        struct span rest = text;
        bool sets = text.n && *text.p != '#' && memchr(text.p, '=', text.n) && span_cut(&rest, '=', &name);
        bool db = sets && (span_is(span_trim(name), "db") || span_is(span_trim(name), "db-owner") || span_is(span_trim(name), "quiet")), files = sets && span_is(span_trim(name), "files-dir");
        if (files) *files_were = arena_text_n(a, span_trim(rest).p, span_trim(rest).n);
        good = fprintf(out, "%s%s", db || files ? "# before the restore: " : "", line) > 0;
    }
    if (good && !str_empty(c->db)) good = fprintf(out, "db = %s\n", c->db) > 0;
    if (good && !str_empty(c->db_owner)) good = fprintf(out, "db-owner = %s\n", c->db_owner) > 0;
    if (good && !str_empty(c->files_dir)) good = fprintf(out, "files-dir = %s\n", c->files_dir) > 0;
    if (good) good = fputs("# After the restore: nothing leaves this server, since the former one may live on. Once it stands in that one's place,\n"
                           "# take the next line out and start it anew; what waited goes out then.\nquiet = 1\n", out) >= 0;
    if (in) fclose(in);
    if (out) good = fclose(out) == 0 && good;
    if (good) good = rename(fresh, path) == 0;
    return good || wrong(e, 1, "%s: %s", path, strerror(errno)) < 0;
}

/* Files of people are where the restored server looks for them; said when that is not where they were. */
static void files_told(struct errand *e, const struct config *c, const char *were)
{
    if (!str_empty(c->files_dir)) fprintf(e->out, "files of people are in %s; %s/khue.conf says so\n", c->files_dir, c->data);
    else if (were)
        fprintf(e->out, "files of people were in %s (files-dir) and are in %s/files now: that folder is still the former server's. To have them elsewhere, "
                "restore with --files-dir NEW-FOLDER, or move them and set files-dir in %s/khue.conf\n", were, c->data, c->data);
}

/* The database is in place: a number of its own, and what its tables are short of. */
static bool database_begin(struct errand *e, const struct options *o, const struct manifest *m)
{
    char why[1024] = "";
    struct db *db = NULL;
    int missing = 0;
    struct db_config config = options_database(o, false);
    config.node = -1;
    config.restoring = true;
    rc r = db_open(&config, true, &db, why, sizeof why);
    if (r == OK) r = db_node_renew(db, why, sizeof why);
    if (r == OK) r = db_migrations_missing(db, &missing);
    if (r == OK) {
        fprintf(e->out, "%s is restored as of %s; its server has number %d (it was %d)\n", o->config.data, m->made, db_node(db), m->node);
        if (missing) fprintf(e->out, "it was made by an older version: run khue upgrade --data %s before khue serve\n", o->config.data);
    }
    db_close(db);
    return r == OK || wrong(e, 1, "%s", *why ? why : "the restored database does not answer") < 0;
}

static bool database_put(struct errand *e, struct arena *a, const struct options *o, const char *from)
{
    char why[1024], moved[64];
    struct db_config config = options_database(o, true);
    if (db_restore(&config, arena_print(a, "%s/database.dump", from), false, moved, sizeof moved, why, sizeof why) == OK) {
        unlink(arena_print(a, "%s/database.dump", o->config.data));
        return true;
    }
    return wrong(e, 1, "%s", why), false;
}

/* From here on nobody takes the folder for a whole one (data/db.h). */
static bool mark_put(struct errand *e, struct arena *a, const char *to)
{
    const char *path = arena_print(a, "%s/" DB_RESTORE_MARK, to);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) return wrong(e, 1, "%s: %s", path, strerror(errno)), false;
    close(fd);
    return folder_synced(e, to);
}

static bool mark_take(struct errand *e, struct arena *a, const char *to)
{
    const char *path = arena_print(a, "%s/" DB_RESTORE_MARK, to);
    return folder_synced(e, to) && (unlink(path) == 0 || wrong(e, 1, "%s: %s", path, strerror(errno)) < 0) && folder_synced(e, to);
}

static bool restore_run(struct errand *e, struct arena *a, const struct options *o, const char *from)
{
    struct manifest m;
    char why[1024];
    const char *to = o->config.data, *files = o->config.files_dir, *were = NULL;
    if (!str_empty(files) && !folder_empty(files)) return wrong(e, 1, "%s is not empty: files of people are put into a new folder only", files), false;
    if (!folder_empty(to)) return wrong(e, 1, "%s is not empty: a backup is put into a new folder only", to), false;
    if (!backup_sound(e, a, from, &m, option(o, "without-damaged"))) return false;
    bool postgres = str_is(m.engine, "postgres"), moves = !postgres && !str_empty(o->config.db);
    if (!manifest_known(&m, why, sizeof why)) return wrong(e, 1, "%s", why), false;
    if (!str_is(m.kind, "whole")) return wrong(e, 1, "this copy has no files of people: it is for khue upgrade --back"), false;
    if (postgres && str_empty(o->config.db)) return wrong(e, 1, "a backup of PostgreSQL needs --db postgres://… of an empty database"), false;
    if (mkdir(to, 0700) != 0 && errno != EEXIST) return wrong(e, 1, "%s: %s", to, strerror(errno)), false;
    if (!str_empty(files) && mkdir(files, 0700) != 0 && errno != EEXIST) return wrong(e, 1, "%s: %s", files, strerror(errno)), false;
    bool done = mark_put(e, a, to) && files_put(e, a, from, &o->config, &m) && conf_mend(e, a, &o->config, &were) && (!postgres || database_put(e, a, o, from)) &&
                (!moves || database_moved(e, a, o)) && database_begin(e, o, &m) && mark_take(e, a, to);
    if (done) files_told(e, &o->config, were);
    if (done) fprintf(e->out, "it is quiet: no letter, SMS, notice, webhook or nightly backup leaves it until the line quiet = 1 is taken out of %s/khue.conf\n", to);
    return done;
}

/* It goes into khue.conf, and a server begins anywhere. */
static const char *path_whole(struct arena *a, const char *path)
{
    char here[4096];
    return *path == '/' || !getcwd(here, sizeof here) ? path : arena_print(a, "%s/%s", here, path);
}

int restore_command(struct errand *e)
{
    struct options o;
    struct arena a;
    if (!options_read(&o, e, "from without-damaged!")) return 2;
    if (!option(&o, "from")) return wrong(e, 2, "restore needs --from BACKUP and --data NEW-FOLDER");
    arena_init(&a, BACKUP_ARENA);
    if (!str_empty(o.config.files_dir)) o.config.files_dir = path_whole(&a, o.config.files_dir);
    bool done = restore_run(e, &a, &o, option(&o, "from"));
    arena_finish(&a);
    return done ? 0 : 1;
}
