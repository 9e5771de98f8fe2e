#include "main/backup.h"
#include "base/lang.h"
#include "base/log.h"
#include "base/str.h"
#include "base/version.h"
#include "base/why_not.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

enum { PATH_SIZE = 4096, MANIFEST_SIZE = 256 << 20, SPACE_LEFT = 64 << 20 };

struct making {
    struct app *app;
    struct arena *a;
    const struct backup_wish *wish;
    char part[PATH_SIZE];                  /* the folder while it is being made */
    struct manifest before;                /* of wish->before; empty when there is none */
    struct buf lines;
    const char *applied;                   /* the migrations that the manifest names */
    struct backup_done *out;
    char *why; size_t why_size;
};

/* What errno says about `path`. */
static rc trouble(struct making *m, const char *path)
{
    if (errno == ECANCELED) return snprintf(m->why, m->why_size, "stopped before the end"), BUSY;
    snprintf(m->why, m->why_size, "%s: %s", path, why_not(errno));
    return errno == ENOSPC || errno == EDQUOT ? LIMIT : DOWN;
}

static rc too_long(struct making *m, const char *path)
{
    snprintf(m->why, m->why_size, "%.100s…: path too long", path);
    return INVALID;
}

/* ---- files */

static void line_add(struct making *m, const char *rel, int64_t size, const char *hash)
{
    buf_print(&m->lines, "file %lld %s %s\n", (long long)size, hash, rel);
    m->out->files++;
    m->out->bytes += size;
}

/* (3): the same file of the backup before; its hash is taken over, `khue verify --backup` reads it anew. */
static bool linked(struct making *m, const char *rel, const char *to, int64_t size)
{
    char from[PATH_SIZE];
    const struct backup_file *f = m->before.files ? manifest_file(&m->before, rel) : NULL;
    if (!f || f->size != size || snprintf(from, sizeof from, "%s/%s", m->wish->before, rel) >= PATH_SIZE || link(from, to) != 0) return false;
    line_add(m, rel, size, f->hash);
    m->out->linked++;
    return true;
}

static rc file_take(struct making *m, const char *from, const char *rel, bool for_ever)
{
    struct backup_file f = { 0 };
    struct stat st;
    char to[PATH_SIZE];
    if (snprintf(to, sizeof to, "%s/%s", m->part, rel) >= PATH_SIZE) return too_long(m, rel);
    if (access(to, F_OK) == 0) return OK;                        /* from the walk before the database */
    if (lstat(from, &st) != 0) return errno == ENOENT ? OK : trouble(m, from);       /* swept while we walked */
    if (for_ever && linked(m, rel, to, st.st_size)) return OK;
    if (!file_copy(from, to, &f, m->wish->patience)) return errno == ENOENT && access(m->part, F_OK) == 0 ? OK : trouble(m, to);
    line_add(m, rel, f.size, f.hash);
    return OK;
}

static bool is_hex(const char *p, size_t n) { return strlen(p) == n && strspn(p, "0123456789abcdef") == n; }

/* ROOT/ab/cdef… becomes files/ab/cdef…, wherever ROOT is: whole blobs only; what is being written has other names. */
static rc shelf_take(struct making *m, const char *root, const char *shelf)
{
    char from[PATH_SIZE], rel[256], path[PATH_SIZE];
    rc r = OK;
    if (snprintf(from, sizeof from, "%s/%s", root, shelf) >= PATH_SIZE || snprintf(path, sizeof path, "%s/files/%s", m->part, shelf) >= PATH_SIZE)
        return too_long(m, root);
    DIR *d = opendir(from);
    if (!d) return trouble(m, from);
    if (mkdir(path, 0700) != 0 && errno != EEXIST) r = trouble(m, path);
    for (struct dirent *e; r == OK && (e = readdir(d));) {
        if (!is_hex(e->d_name, 62)) continue;
        snprintf(rel, sizeof rel, "files/%.2s/%.62s", shelf, e->d_name);
        r = snprintf(path, sizeof path, "%s/%s", from, e->d_name) < PATH_SIZE ? file_take(m, path, rel, true) : too_long(m, from);
    }
    closedir(d);
    return r;
}

static rc files_take(struct making *m)
{
    char root[PATH_SIZE], to[PATH_SIZE];
    rc r = OK;
    if (m->wish->kind == BACKUP_DATABASE) return OK;
    if (!files_root(&m->app->config, root, sizeof root)) return too_long(m, m->app->config.data);
    DIR *d = opendir(root);
    if (!d) return errno == ENOENT && str_empty(m->app->config.files_dir) ? OK : trouble(m, root);
    if (snprintf(to, sizeof to, "%s/files", m->part) >= PATH_SIZE) r = too_long(m, m->part);
    else if (mkdir(to, 0700) != 0 && errno != EEXIST) r = trouble(m, to);
    for (struct dirent *e; r == OK && (e = readdir(d));)
        if (is_hex(e->d_name, 2)) r = shelf_take(m, root, e->d_name);
    closedir(d);
    return r;
}

/* khue.conf or the secret may be a link to where a machine keeps such things (/etc): what it leads to is taken, and one that leads nowhere is told. */
static rc small_take(struct making *m, const char *path, const char *name)
{
    char whole[PATH_MAX];
    struct stat st;
    if (!realpath(path, whole)) return errno == ENOENT && lstat(path, &st) != 0 ? OK : trouble(m, path);
    return stat(whole, &st) == 0 && S_ISREG(st.st_mode) ? file_take(m, whole, name, false) : OK;
}

/* Settings, the secret, what the settings name: the small files of the folder. Not the database, its log, the lock, the socket. */
static rc folder_take(struct making *m)
{
    char path[PATH_SIZE];
    rc r = OK;
    DIR *d = opendir(m->app->config.data);
    if (!d) return trouble(m, m->app->config.data);
    for (struct dirent *e; r == OK && (e = readdir(d));) {
        struct stat st;
        const char *name = e->d_name;
        if (name[0] == '.' || str_starts(name, "khue.db") || str_starts(name, "khue-before-") || str_is(name, "lock") || str_is(name, "backup-last")) continue;
        if (snprintf(path, sizeof path, "%s/%s", m->app->config.data, name) >= PATH_SIZE) continue;
        if (lstat(path, &st) == 0 && (S_ISREG(st.st_mode) || S_ISLNK(st.st_mode))) r = small_take(m, path, name);
    }
    closedir(d);
    return r;
}

static rc database_take(struct making *m)
{
    struct backup_file f = { 0 };
    char path[PATH_SIZE];
    const char *name = db_engine(m->app->db) == ENGINE_SQLITE ? "khue.db" : "database.dump";
    if (snprintf(path, sizeof path, "%s/%s", m->part, name) >= PATH_SIZE) return too_long(m, m->part);
    try(db_backup(m->app->db, path, m->wish->patience, m->why, m->why_size));
    if (chmod(path, 0600) != 0 || !file_copy(path, NULL, &f, m->wish->patience)) return trouble(m, path);
    line_add(m, name, f.size, f.hash);
    return OK;
}

/* ---- the whole */

static rc head_write(struct making *m)
{
    char made[32];
    struct tm utc;
    time_t now = time(NULL);
    strftime(made, sizeof made, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &utc));
    if (db_migrations_applied(m->app->db, m->a, &m->applied) != OK) return snprintf(m->why, m->why_size, "the database does not answer"), DOWN;
    buf_print(&m->lines, "khue-backup 1\nmade %s\nversion %s\nengine %s\nkind %s\nnode %d\n%s", made, khue_version,
              db_engine(m->app->db) == ENGINE_SQLITE ? "sqlite" : "postgres", m->wish->kind == BACKUP_WHOLE ? "whole" : "database",
              db_node(m->app->db), m->applied);
    return OK;
}

/* On PostgreSQL another server may upgrade meanwhile: then the manifest and the copy would speak of different tables. */
static rc still_applied(struct making *m)
{
    const char *now;
    if (db_migrations_applied(m->app->db, m->a, &now) != OK) return snprintf(m->why, m->why_size, "the database does not answer"), DOWN;
    if (str_is(now, m->applied)) return OK;
    const char *text = _("Một máy chủ khác vừa nâng cấp cơ sở dữ liệu này. Hãy sao lưu lại.");
    return snprintf(m->why, m->why_size, "%s / %s", text, tr(LANG_EN, text)), CONFLICT;
}

static rc take_all(struct making *m)
{
    try(head_write(m));
    try(files_take(m));
    try(database_take(m));
    try(still_applied(m));
    try(files_take(m));
    try(folder_take(m));
    if (manifest_write(m->part, &m->lines)) return OK;
    return m->lines.failed ? (snprintf(m->why, m->why_size, "out of memory"), LIMIT) : trouble(m, m->part);
}

static bool folder_sync(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool done = fd >= 0 && syncfs(fd) == 0;
    if (fd >= 0) close(fd);
    return done;
}

static void parent_of(const char *path, char out[PATH_SIZE])
{
    const char *slash = strrchr(path, '/');
    snprintf(out, PATH_SIZE, "%.*s", slash == path ? 1 : slash ? (int)(slash - path) : 1, slash ? path : ".");
}

/* The name appears only once everything behind it is on disk. */
static rc put_in_place(struct making *m)
{
    char parent[PATH_SIZE];
    parent_of(m->wish->to, parent);
    if (!folder_sync(m->part) || rename(m->part, m->wish->to) != 0 || !folder_sync(parent)) return trouble(m, m->wish->to);
    return OK;
}

/* The database is the great part: is there room for it, and some left? */
static rc room_check(struct making *m)
{
    char parent[PATH_SIZE], db[PATH_SIZE];
    struct statvfs disk;
    struct stat st;
    parent_of(m->wish->to, parent);
    if (statvfs(parent, &disk) != 0) return trouble(m, parent);
    if (snprintf(db, sizeof db, "%s/khue.db", m->app->config.data) >= PATH_SIZE || stat(db, &st) != 0) return OK;
    int64_t room = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
    if (room > st.st_size + SPACE_LEFT) return OK;
    const char *text = _("{noi}: còn trống {con} MB, bản sao lưu cần {can} MB. Dọn bớt chỗ, hoặc chọn đĩa khác.");
    const char *has = arena_print(m->a, "%lld", (long long)(room >> 20)), *wants = arena_print(m->a, "%lld", (long long)((st.st_size + SPACE_LEFT) >> 20));
    snprintf(m->why, m->why_size, "%s / %s", say(m->a, LANG_VI, text, "noi", parent, "con", has, "can", wants, NULL), say(m->a, LANG_EN, text, "noi", parent, "con", has, "can", wants, NULL));
    return LIMIT;
}

static void note_last(const struct app *app)
{
    char path[PATH_SIZE];
    if (snprintf(path, sizeof path, "%s/backup-last", app->config.data) >= PATH_SIZE) return;
    FILE *f = fopen(path, "w");
    if (!f) return;
    fprintf(f, "%lld\n", (long long)time(NULL));
    fclose(f);
}

instant backup_last(const struct app *app)
{
    char path[PATH_SIZE], text[32];
    int64_t s = 0;
    if (snprintf(path, sizeof path, "%s/backup-last", app->config.data) >= PATH_SIZE) return (instant){ 0 };
    FILE *f = fopen(path, "r");
    if (!f) return (instant){ 0 };
    size_t n = fread(text, 1, sizeof text, f);
    fclose(f);
    return (instant){ span_int(span_trim((struct span){ text, n }), &s) ? s * 1000 : 0 };
}

rc backup_make(struct app *app, struct arena *a, const struct backup_wish *wish, struct backup_done *out, char *why, size_t why_size)
{
    struct making m = { .app = app, .a = a, .wish = wish, .out = out, .why = why, .why_size = why_size };
    char ignored[256];
    *out = (struct backup_done){ 0 };
    if (access(wish->to, F_OK) == 0) return snprintf(why, why_size, "%s is there already; choose another name", wish->to), CONFLICT;
    if (snprintf(m.part, sizeof m.part, "%s.part", wish->to) >= PATH_SIZE) return too_long(&m, wish->to);
    try(room_check(&m));
    if (access(m.part, F_OK) == 0 && !folder_remove(m.part)) return trouble(&m, m.part);
    if (mkdir(m.part, 0700) != 0) return trouble(&m, m.part);
    if (wish->before && !manifest_read(a, wish->before, &m.before, ignored, sizeof ignored)) m.before.files = 0;
    buf_init(&m.lines, MANIFEST_SIZE);
    rc r = take_all(&m);
    if (r == OK) r = put_in_place(&m);
    if (r != OK) folder_remove(m.part);
    buf_finish(&m.lines);
    if (r == OK) note_last(app);
    return r;
}
