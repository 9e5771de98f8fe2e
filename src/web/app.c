#include "web/app.h"
#include "base/why_not.h"
#include "web/hash.h"
#include "web/mail.h"
#include "web/ratelimit.h"
#include "web/tally.h"
#include "web/router.h"
#include "web/token.h"
#include "web/watch.h"
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool read_whole(int fd, uint8_t *p, size_t n)
{
    size_t done = 0;

    while (done < n) {
        ssize_t got = read(fd, p + done, n - done);
        if (got <= 0)
            return false;
        done += (size_t)got;
    }
    return true;
}

/* Written under another name and linked into place: a secret is there whole or not at all, and the first of two stays. */
static bool secret_make(const char *path)
{
    char fresh[4096];
    uint8_t secret[32];

    if ((size_t)snprintf(fresh, sizeof fresh, "%s.%ld", path, (long)getpid()) >= sizeof fresh)
        return false;
    randombytes_buf(secret, sizeof secret);
    int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool whole = fd >= 0 && write(fd, secret, sizeof secret) == (ssize_t)sizeof secret && fsync(fd) == 0;
    if (fd >= 0)
        close(fd);
    bool linked = whole && (link(fresh, path) == 0 || errno == EEXIST);
    unlink(fresh);
    sodium_memzero(secret, sizeof secret);
    return linked;
}

static rc secret_read(struct app *app, char *why, size_t why_size)
{
    char path[4000];

    if ((size_t)snprintf(path, sizeof path, "%s/secret", app->config.data) >= sizeof path)
        return INVALID;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT && secret_make(path))
        fd = open(path, O_RDONLY | O_CLOEXEC);
    bool good = fd >= 0 && read_whole(fd, app->secret, sizeof app->secret);
    if (fd >= 0)
        close(fd);
    if (good)
        return OK;
    snprintf(why, why_size, "%s: %s", path, why_not(errno));
    return DOWN;
}

static void address_key_make(struct app *app)
{
    uint8_t hash[HASH_SIZE];

    token_hash(app->secret, "address", "", hash);
    memcpy(app->address_key, hash, sizeof app->address_key);
}

/* A mail server without an address to write from would refuse every mail, days later. */
static bool mail_settings_fit(struct app *app, char *why, size_t why_size)
{
    struct arena a;
    const char *from = app->config.mail_from;

    if (str_empty(app->config.smtp_url))
        return true;
    arena_init(&a, 4096);
    const char *address = from ? mail_address(&a, from) : NULL;
    bool fits = address && (str_starts(app->config.smtp_url, "smtp://") || str_starts(app->config.smtp_url, "smtps://"));
    arena_finish(&a);
    if (!fits)
        snprintf(why, why_size, "smtp-url begins with smtp:// or smtps:// and needs mail-from, an address like khue@example.edu.vn");
    return fits;
}

bool files_root(const struct config *c, char *out, size_t size)
{
    int n = !str_empty(c->files_dir) ? snprintf(out, size, "%s", c->files_dir) : snprintf(out, size, "%s/files", c->data);

    return n > 0 && (size_t)n < size;
}

static rc files_open(struct app *app, char *why, size_t why_size)
{
    char root[sizeof app->store.root];

    if (!files_root(&app->config, root, sizeof root)) {
        snprintf(why, why_size, "files-dir, or data: the folder's name is too long");
        return INVALID;
    }
    if (!str_empty(app->config.files_dir) && access(root, F_OK) != 0) {            /* as likely a disk that is not mounted as a first start */
        snprintf(why, why_size, "files-dir %s is not there: mount its disk, or make it and let this user write into it", root);
        return DOWN;
    }
    if (!store_open(&app->store, root, why, why_size))
        return DOWN;
    db_set_store(app->db, &app->store);
    return OK;
}

bool app_stops(const struct app *app)
{
    int64_t by = atomic_load(&app->stop_by_ms);

    return by && watch_now_ms() >= by;
}

rc app_start(struct app *app, char *why, size_t why_size)
{
    if (!mail_settings_fit(app, why, why_size))
        return INVALID;
    if (sodium_init() < 0) {
        snprintf(why, why_size, "libsodium does not start");
        return DOWN;
    }
    try(secret_read(app, why, why_size));
    address_key_make(app);
    try(files_open(app, why, why_size));
    try(router_build(app->tables, &app->router, why, why_size));
    app->hashes = hash_pool_make(HASHES_WAITING, app->config.test ? 0 : HASHES_NICE);
    app->metrics = metrics_make(app->tables);
    if (app->config.rate_limits)
        app->limits = rate_limits_make();
    app->tallies = tallies_make();
    if (app->hashes && app->metrics && (app->limits || !app->config.rate_limits))
        return OK;
    snprintf(why, why_size, "out of memory or threads");
    app_finish(app);
    return LIMIT;
}

void app_finish(struct app *app)
{
    hash_pool_drop(app->hashes);
    rate_limits_drop(app->limits);
    tallies_drop(app->tallies);
    metrics_drop(app->metrics);
    router_drop(app->router);
    app->hashes = NULL;
    app->limits = NULL;
    app->tallies = NULL;
    app->metrics = NULL;
    app->router = NULL;
    sodium_memzero(app->secret, sizeof app->secret);
}
