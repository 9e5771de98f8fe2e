/* Copies of the file: one state of the data, while the writer and the readers go on. */
#include "data/sqlite.h"

#include "base/log.h"
#include "base/why_not.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PATH_SIZE = 4096, PAGES_A_STEP = 2048 };

/* Makes the copy durable: the file and its name. */
static bool sync_path(const char *path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC);
    bool done = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0) close(fd);
    return done;
}

/* `from` holds a read transaction all the while: its snapshot is what is copied, whatever is written meanwhile, so the copy never
** begins anew, and may be stopped between two steps. */
static rc copy_into(sqlite3 *from, sqlite3 *to, const struct db_patience *p)
{
    if (sqlite3_exec(from, "BEGIN; SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL) != SQLITE_OK) return DOWN;
    sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");
    bool stopped = false;
    int code = b ? SQLITE_OK : SQLITE_ERROR;
    while (code == SQLITE_OK && !(stopped = p && p->over(p->at))) code = sqlite3_backup_step(b, PAGES_A_STEP);
    int end = b ? sqlite3_backup_finish(b) : SQLITE_ERROR;
    sqlite3_exec(from, "COMMIT", NULL, NULL, NULL);
    if (stopped) return BUSY;
    return code == SQLITE_DONE && end == SQLITE_OK ? OK : code == SQLITE_FULL ? LIMIT : DOWN;
}

static rc copy_file(struct db *db, const char *path, const struct db_patience *p, char *why, size_t why_size)
{
    const char *text = "cannot be written";
    sqlite3 *from = NULL, *to = NULL;
    rc r = sqlite_open_file(db, &from, &text);
    if (r == OK && sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE, NULL) != SQLITE_OK) r = DOWN;
    if (r == OK) r = copy_into(from, to, p);
    if (r == BUSY) text = "stopped before the end";
    else if (to && sqlite3_errcode(to) != SQLITE_OK) text = sqlite_words(to);
    if (r != OK) snprintf(why, why_size, "%s: %s", path, text);
    sqlite3_close(to);
    sqlite3_close(from);
    return r;
}

rc sqlite_backup(struct db *db, const char *path, const struct db_patience *p, char *why, size_t why_size)
{
    char folder[PATH_SIZE];
    if (access(path, F_OK) == 0) {
        snprintf(why, why_size, "%s đã có rồi, chọn tên khác / exists already, choose another name", path);
        return CONFLICT;
    }
    rc r = copy_file(db, path, p, why, why_size);
    if (r != OK) {
        unlink(path);
        return r;
    }
    const char *slash = strrchr(path, '/');
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) : 1, slash ? path : ".");
    if (sync_path(path, O_RDONLY) && sync_path(slash == path ? "/" : folder, O_RDONLY | O_DIRECTORY)) return OK;
    snprintf(why, why_size, "%s: %s", path, why_not(errno));
    return DOWN;
}

/* DATA/khue-before-20250905-070500-123.db: the whole database as it was before the migrations. */
rc sqlite_migrate_backup(struct db *db, struct ask *a)
{
    char path[PATH_SIZE], why[WHY_SIZE], when[32];
    struct tm utc;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &utc);
    strftime(when, sizeof when, "%Y%m%d-%H%M%S", &utc);
    if (snprintf(path, sizeof path, "%s/khue-before-%s-%03ld.db", db->folder, when, now.tv_nsec / 1000000) >= PATH_SIZE) return INVALID;
    rc r = sqlite_backup(db, path, NULL, why, sizeof why);
    if (r != OK) return fault_detail(a, r, "migrate: no copy of the database was made: %s", why);
    log_line(LOG_INFO, "event=copied-before-migration file=%s", path);
    return OK;
}

rc db_copy_node_raise(const char *path, int64_t high, char *why, size_t why_size)
{
    char sql[100];
    sqlite3 *to = NULL;
    snprintf(sql, sizeof sql, "UPDATE server_node SET high = max(high, %lld)", (long long)high);
    bool good = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK && sqlite3_exec(to, sql, NULL, NULL, NULL) == SQLITE_OK;
    if (!good) snprintf(why, why_size, "%s: %s", path, to ? sqlite_words(to) : "out of memory");
    good = sqlite3_close(to) == SQLITE_OK && good;                          /* moves its log into the file, and syncs it */
    return good ? OK : DOWN;
}
