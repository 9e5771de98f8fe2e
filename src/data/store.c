#include "data/store.h"
#include "base/why_not.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMPORARY ".new-"

void store_hash(const void *p, size_t n, uint8_t hash[STORE_HASH])
{
    crypto_generichash(hash, STORE_HASH, p, n, NULL, 0);
}

void store_name(const uint8_t hash[STORE_HASH], char out[STORE_HASH_TEXT])
{
    sodium_bin2hex(out, STORE_HASH_TEXT, hash, STORE_HASH);
}

/* A made folder is there after a crash only when the one above it is synced. */
static bool folder_make(const char *path, int above)
{
    if (mkdir(path, 0700) == 0) return above < 0 || fsync(above) == 0;
    return errno == EEXIST;
}

bool store_open(struct store *s, const char *root, char *why, size_t why_size)
{
    struct stat st;
    if (sodium_init() < 0 || strlen(root) + STORE_HASH_TEXT + 16 >= sizeof s->root)
        return snprintf(why, why_size, "%s: the folder's name is too long", root), false;
    snprintf(s->root, sizeof s->root, "%s", root);
    if (!folder_make(root, -1) || stat(root, &st) != 0)
        return snprintf(why, why_size, "%s: %s", root, why_not(errno)), false;
    if (S_ISDIR(st.st_mode) && access(root, W_OK | X_OK) == 0) return true;
    return snprintf(why, why_size, "%s: %s", root, why_not(S_ISDIR(st.st_mode) ? errno : ENOTDIR)), false;
}

/* ---- one folder of the 256 */

static int root_open(const struct store *s) { return open(s->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC); }

static int shelf_open(const struct store *s, const char *name, bool make)
{
    char path[sizeof s->root + 4];
    snprintf(path, sizeof path, "%s/%.2s", s->root, name);
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0 || errno != ENOENT || !make) return fd;
    int root = root_open(s);
    bool made = root >= 0 && folder_make(path, root);
    if (root >= 0) close(root);
    return made ? open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
}

/* ---- in */

static bool write_whole(int fd, const uint8_t *p, size_t n)
{
    while (n > 0) {
        ssize_t done = write(fd, p, n);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        p += done;
        n -= (size_t)done;
    }
    return fsync(fd) == 0;
}

static bool write_new(int shelf, const char *name, const void *p, size_t n)
{
    char fresh[sizeof TEMPORARY + 16];
    uint8_t salt[8];
    memcpy(fresh, TEMPORARY, sizeof TEMPORARY);
    randombytes_buf(salt, sizeof salt);
    sodium_bin2hex(fresh + sizeof TEMPORARY - 1, 17, salt, sizeof salt);
    int fd = openat(shelf, fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
    if (fd < 0) return false;
    bool whole = write_whole(fd, p, n);
    int failed = errno;
    if (close(fd) != 0 && whole) whole = false, failed = errno;
    if (whole && renameat(shelf, fresh, shelf, name) == 0 && fsync(shelf) == 0) return true;
    if (whole) failed = errno;
    unlinkat(shelf, fresh, 0);
    errno = failed;
    return false;
}

/* (3): the same content again only becomes young. */
static bool put_there(int shelf, const char *name, const void *p, size_t n)
{
    struct stat st;
    while (flock(shelf, LOCK_SH) != 0)
        if (errno != EINTR) return false;
    if (fstatat(shelf, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode) && st.st_size == (off_t)n)
        return utimensat(shelf, name, NULL, AT_SYMLINK_NOFOLLOW) == 0;
    return write_new(shelf, name, p, n);
}

static rc disk_says(struct ask *a, int number)
{
    bool full = number == ENOSPC || number == EDQUOT || number == EFBIG;
    rc kind = full ? refuse(a, DOWN, 2101, _("Máy chủ hết chỗ lưu tệp, nên tệp này chưa được nhận. Báo người quản trị rồi gửi lại sau."), NULL)
                   : refuse(a, DOWN, 2102, _("Máy chủ chưa ghi được tệp này. Thử lại sau ít phút; nếu vẫn lỗi, báo người quản trị."), NULL);
    a->fault->detail = arena_print(a->arena, "store: %s", strerror(number));
    return kind;
}

rc store_put(const struct store *s, struct ask *a, const void *p, size_t n, uint8_t hash[STORE_HASH])
{
    char name[STORE_HASH_TEXT];
    store_hash(p, n, hash);
    store_name(hash, name);
    int shelf = shelf_open(s, name, true);
    bool there = shelf >= 0 && put_there(shelf, name + 2, p, n);
    int failed = errno;
    if (shelf >= 0) close(shelf);                                   /* and with it the lock */
    return there ? OK : disk_says(a, failed);
}

/* ---- out */

rc store_read(const struct store *s, struct ask *a, const uint8_t hash[STORE_HASH], int *fd, int64_t *size)
{
    char name[STORE_HASH_TEXT], path[sizeof s->root + STORE_HASH_TEXT + 2];
    struct stat st;
    store_name(hash, name);
    snprintf(path, sizeof path, "%s/%.2s/%s", s->root, name, name + 2);
    *fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (*fd < 0 && errno == ENOENT) return NOT_FOUND;
    if (*fd >= 0 && fstat(*fd, &st) == 0 && S_ISREG(st.st_mode)) return *size = st.st_size, OK;
    int failed = errno;
    if (*fd >= 0) close(*fd);
    *fd = -1;
    return fault_detail(a, DOWN, "store: %s: %s", name, strerror(failed));
}

rc store_verify(const struct store *s, struct ask *a, const uint8_t hash[STORE_HASH])
{
    enum { PIECE = 32 * 1024 };
    crypto_generichash_state state;
    uint8_t now[STORE_HASH], p[PIECE];
    int64_t size;
    int fd;
    ssize_t got;
    try(store_read(s, a, hash, &fd, &size));
    crypto_generichash_init(&state, NULL, 0, STORE_HASH);
    while ((got = read(fd, p, sizeof p)) > 0) crypto_generichash_update(&state, p, (size_t)got);
    crypto_generichash_final(&state, now, sizeof now);
    close(fd);
    if (got < 0) return fault_detail(a, DOWN, "store: cannot read a blob");
    return memcmp(now, hash, sizeof now) == 0 ? OK : CONFLICT;
}

/* ---- sweeping */

struct sweep { struct ask *ask; int64_t now; store_known known; void *arg; struct store_swept *out; };

static bool old_enough(const struct sweep *w, int shelf, const char *name, struct stat *st)
{
    return fstatat(shelf, name, st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st->st_mode) && w->now - st->st_mtime > STORE_ORPHAN_S;
}

/* (4): looked at once more under the lock that nobody puts under. */
static bool take_away(const struct sweep *w, int shelf, const char *name)
{
    struct stat st;
    bool gone = false;
    if (flock(shelf, LOCK_EX) != 0) return false;
    if (old_enough(w, shelf, name, &st)) gone = unlinkat(shelf, name, 0) == 0;
    flock(shelf, LOCK_UN);
    return gone;
}

static bool hash_read(const char *shelf, const char *name, uint8_t hash[STORE_HASH])
{
    char text[STORE_HASH_TEXT];
    size_t n;
    if (strlen(shelf) != 2 || strlen(name) != 2 * STORE_HASH - 2) return false;
    memcpy(text, shelf, 2);
    memcpy(text + 2, name, 2 * STORE_HASH - 2);
    return sodium_hex2bin(hash, STORE_HASH, text, 2 * STORE_HASH, NULL, &n, NULL) == 0 && n == STORE_HASH;
}

static rc sweep_one(struct sweep *w, int shelf, const char *shelf_name, const char *name)
{
    uint8_t hash[STORE_HASH];
    struct stat st;
    bool known = true;
    if (strncmp(name, TEMPORARY, sizeof TEMPORARY - 1) == 0) {
        if (old_enough(w, shelf, name, &st) && unlinkat(shelf, name, 0) == 0) w->out->temporary++;
        return OK;
    }
    if (!hash_read(shelf_name, name, hash) || fstatat(shelf, name, &st, AT_SYMLINK_NOFOLLOW) != 0) return OK;
    w->out->blobs++;
    w->out->bytes += st.st_size;
    if (!old_enough(w, shelf, name, &st)) return OK;
    try(w->known(w->arg, hash, &known));
    if (!known && take_away(w, shelf, name)) w->out->gone++;
    return OK;
}

static rc sweep_shelf(struct sweep *w, const struct store *s, const char *name)
{
    int fd = shelf_open(s, name, false), again;
    if (fd < 0) return errno == ENOENT ? OK : fault_detail(w->ask, DOWN, "store: %s: %s", name, strerror(errno));
    DIR *d = (again = dup(fd)) >= 0 ? fdopendir(again) : NULL;
    rc done = d ? OK : fault_detail(w->ask, DOWN, "store: %s: %s", name, strerror(errno));
    for (struct dirent *e; done == OK && d && (e = readdir(d));)
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0) done = sweep_one(w, fd, name, e->d_name);
    if (d) closedir(d);
    else if (again >= 0) close(again);
    close(fd);
    return done;
}

rc store_sweep(const struct store *s, struct ask *a, int64_t now, store_known known, void *arg, struct store_swept *out)
{
    struct sweep w = { a, now, known, arg, out };
    *out = (struct store_swept){ 0 };
    for (int i = 0; i < 256; i++) {
        char name[3];
        snprintf(name, sizeof name, "%02x", i);
        try(sweep_shelf(&w, s, name));
    }
    return OK;
}
