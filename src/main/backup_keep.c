/* The nightly backup, and which backups stay. */
#include "main/backup.h"
#include "base/log.h"
#include "base/str.h"
#include "base/why_not.h"
#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { NAMES_MOST = 4096, PATH_SIZE = 4096, DAY_S = 86400 };

void backup_name(instant at, char out[BACKUP_NAME_SIZE])
{
    struct tm utc;
    time_t s = (time_t)(at.ms / 1000);
    strftime(out, BACKUP_NAME_SIZE, "khue-%Y%m%d-%H%M%S", gmtime_r(&s, &utc));
}

const char *backup_path(struct arena *a, const char *folder, instant at)
{
    char name[BACKUP_NAME_SIZE];
    for (;; at.ms += 1000) {
        backup_name(at, name);
        const char *path = arena_print(a, "%s/%s", folder, name);
        if (a->failed || access(path, F_OK) != 0) return path;
    }
}

/* khue-20261127-020000, and what comes after it. */
static bool is_name(const char *p, const char *ending)
{
    static const char shape[] = "khue-00000000-000000";
    for (size_t i = 0; i < sizeof shape - 1; i++)
        if (shape[i] == '0' ? p[i] < '0' || p[i] > '9' : p[i] != shape[i]) return false;
    return strcmp(p + sizeof shape - 1, ending) == 0;
}

static int newest_first(const void *a, const void *b) { return strcmp(*(const char *const *)b, *(const char *const *)a); }

size_t backups_in(struct arena *a, const char *folder, const char ***names)
{
    size_t n = 0;
    const char **found = ARENA_MANY(a, const char *, NAMES_MOST);
    DIR *d = found ? opendir(folder) : NULL;
    for (struct dirent *e; d && n < NAMES_MOST && (e = readdir(d));)
        if (is_name(e->d_name, "") && access(arena_print(a, "%s/%s/manifest", folder, e->d_name), F_OK) == 0) found[n++] = arena_text(a, e->d_name);
    if (d) closedir(d);
    if (n) qsort(found, n, sizeof *found, newest_first);
    *names = found;
    return n;
}

/* Days since 1970 of a backup's name. */
static int64_t day_in(const char *name)
{
    struct tm utc = { 0 };
    if (!strptime(name, "khue-%Y%m%d-", &utc)) return 0;
    return timegm(&utc) / DAY_S;
}

void backups_keep(const char *const *names, size_t n, int days, int weeks, bool *keep)
{
    int64_t last_day = INT64_MAX, last_week = INT64_MAX;
    int day_count = 0, week_count = 0;
    for (size_t i = 0; i < n; i++) {
        int64_t on = day_in(names[i]), week = (on + 3) / 7;          /* Monday to Sunday */
        bool new_day = on != last_day, new_week = week != last_week;
        keep[i] = (new_day && day_count < days) || (new_week && day_count >= days && week_count < weeks);
        if (keep[i] && day_count < days) day_count++;
        else if (keep[i]) week_count++;
        if (keep[i]) last_day = on, last_week = week;
    }
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st; (void)kind; (void)at;
    return remove(path);
}

bool folder_remove(const char *path) { return nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS) == 0; }

/* A folder's time is that of the last name made in it, which a long copy of one file leaves far behind; its own file is younger. */
static bool part_quiet(struct arena *a, const char *path, int64_t quiet_s)
{
    static const char *const inside[] = { "", "/khue.db", "/database.dump", "/files" };
    int64_t last = 0;
    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++) {
        struct stat st;
        if (stat(arena_print(a, "%s%s", path, inside[i]), &st) == 0 && st.st_mtime > last) last = st.st_mtime;
    }
    return (int64_t)time(NULL) - last >= quiet_s;
}

void backup_parts_go(struct arena *a, const char *folder, int64_t quiet_s)
{
    DIR *d = opendir(folder);
    for (struct dirent *e; d && (e = readdir(d));) {
        if (!is_name(e->d_name, ".part")) continue;
        const char *path = arena_print(a, "%s/%s", folder, e->d_name);
        if (part_quiet(a, path, quiet_s) && !folder_remove(path)) log_line(LOG_WARN, "event=unfinished-backup-stays name=%s", e->d_name);
    }
    if (d) closedir(d);
}

static void old_ones_go(struct app *app, struct arena *a)
{
    const char **name;
    size_t n = backups_in(a, app->config.backup_dir, &name);
    bool *keep = ARENA_MANY(a, bool, n + 1);
    if (!keep) return;
    backups_keep(name, n, app->config.backup_keep, app->config.backup_weeks, keep);
    for (size_t i = 0; i < n; i++)
        if (!keep[i] && !folder_remove(arena_print(a, "%s/%s", app->config.backup_dir, name[i])))
            log_line(LOG_WARN, "event=old-backup-stays name=%s", name[i]);
}

rc backup_nightly(struct app *app, struct arena *a, const struct db_patience *patience, char *why, size_t why_size)
{
    const char **before;
    struct backup_done done;
    const char *folder = app->config.backup_dir;
    if (str_empty(folder)) return OK;
    if (mkdir(folder, 0700) != 0 && access(folder, W_OK | X_OK) != 0)
        return snprintf(why, why_size, "%s: %s", folder, why_not(errno)), DOWN;
    backup_parts_go(a, folder, 2 * DAY_S);
    size_t n = backups_in(a, folder, &before);
    struct backup_wish wish = { .to = backup_path(a, folder, db_now(app->db)), .kind = BACKUP_WHOLE, .patience = patience,
                                .before = n ? arena_print(a, "%s/%s", folder, before[0]) : NULL };
    rc r = backup_make(app, a, &wish, &done, why, why_size);
    if (r != OK) return r;
    log_line(LOG_INFO, "event=backup-made to=%s files=%lld linked=%lld bytes=%lld", wish.to, (long long)done.files, (long long)done.linked, (long long)done.bytes);
    old_ones_go(app, a);
    return OK;
}
