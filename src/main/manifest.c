#include "main/manifest.h"
#include "base/str.h"
#include "base/why_not.h"
#include "data/db.h"
#include "data/stmt.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 4096, PIECE = 64 << 10, MANIFEST_MAX = 256 << 20 };

/* ---- files and their hashes */

static void hash_text(crypto_generichash_state *h, char out[BACKUP_HASH_TEXT])
{
    uint8_t hash[BACKUP_HASH];
    crypto_generichash_final(h, hash, sizeof hash);
    sodium_bin2hex(out, BACKUP_HASH_TEXT, hash, sizeof hash);
}

static bool write_all(int fd, const uint8_t *p, size_t n)
{
    for (size_t done = 0; done < n;) {
        ssize_t wrote = write(fd, p + done, n - done);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return false;
        done += (size_t)wrote;
    }
    return true;
}

static bool pump(int in, int out, struct backup_file *f, const struct db_patience *p)
{
    uint8_t piece[PIECE];
    crypto_generichash_state h;
    crypto_generichash_init(&h, NULL, 0, BACKUP_HASH);
    for (;;) {
        ssize_t got = read(in, piece, sizeof piece);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return false;
        if (got == 0) break;
        if (p && p->over(p->at)) return errno = ECANCELED, false;
        crypto_generichash_update(&h, piece, (unsigned long long)got);
        f->size += got;
        if (out >= 0 && !write_all(out, piece, (size_t)got)) return false;
    }
    hash_text(&h, f->hash);
    return true;
}

bool file_copy(const char *from, const char *to, struct backup_file *f, const struct db_patience *p)
{
    int in = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW), out = -1;
    f->size = 0;
    if (in < 0) return false;
    if (to) out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool done = (!to || out >= 0) && pump(in, out, f, p) && (out < 0 || fsync(out) == 0);
    int why = errno;
    close(in);
    if (out >= 0) close(out);
    errno = why;
    return done;
}

/* ---- writing */

static bool text_write(const char *path, const struct buf *b)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool done = fd >= 0 && write_all(fd, (const uint8_t *)b->p, b->n) && fsync(fd) == 0;
    if (fd >= 0) close(fd);
    return done;
}

static void hash_of(const char *p, size_t n, char out[BACKUP_HASH_TEXT])
{
    crypto_generichash_state h;
    crypto_generichash_init(&h, NULL, 0, BACKUP_HASH);
    crypto_generichash_update(&h, (const uint8_t *)p, n);
    hash_text(&h, out);
}

static int64_t lines_in(const char *p, size_t n)
{
    int64_t lines = 0;
    for (size_t i = 0; i < n; i++) lines += p[i] == '\n';
    return lines;
}

bool manifest_write(const char *folder, struct buf *b)
{
    char path[PATH_SIZE], hash[BACKUP_HASH_TEXT];
    hash_of(b->p, b->n, hash);
    buf_print(b, "end %lld %s\n", (long long)lines_in(b->p, b->n), hash);
    return !b->failed && snprintf(path, sizeof path, "%s/manifest", folder) < PATH_SIZE && text_write(path, b);
}

/* ---- reading */

static char *whole_text(struct arena *a, const char *path, size_t *n)
{
    struct stat st;
    FILE *f = fopen(path, "r");
    char *p = NULL;
    if (!f) return NULL;
    if (fstat(fileno(f), &st) == 0 && st.st_size > 0 && st.st_size <= MANIFEST_MAX) p = arena_take(a, (size_t)st.st_size + 1);
    if (p) {
        *n = fread(p, 1, (size_t)st.st_size, f);
        p[*n] = 0;
    }
    fclose(f);
    return p;
}

/* The last line holds the hash of those before it; it is cut off. */
static bool end_fits(char *text, size_t n)
{
    char want[BACKUP_HASH_TEXT], line[128];
    char *end = n && text[n - 1] == '\n' ? memrchr(text, '\n', n - 1) : NULL;
    if (!end) return false;
    size_t before = (size_t)(end + 1 - text);
    hash_of(text, before, want);
    snprintf(line, sizeof line, "end %lld %s\n", (long long)lines_in(text, before), want);
    if (strcmp(end + 1, line) != 0) return false;
    end[1] = 0;
    return true;
}

/* A path of our own making: below the folder, no dots to go up by. */
static bool path_fits(const char *p)
{
    return *p && *p != '/' && !strstr(p, "..") && !strstr(p, "//") && strlen(p) < 512;
}

static bool file_line(struct manifest *m, char *line)
{
    struct backup_file *f = &m->file[m->files];
    char *hash = strchr(line, ' '), *path = hash ? strchr(hash + 1, ' ') : NULL;
    if (!path || path - hash != BACKUP_HASH_TEXT || !span_int((struct span){ line, (size_t)(hash - line) }, &f->size) || f->size < 0) return false;
    memcpy(f->hash, hash + 1, BACKUP_HASH_TEXT - 1);
    f->hash[BACKUP_HASH_TEXT - 1] = 0;
    f->path = path + 1;
    m->bytes += f->size;
    m->files++;
    return path_fits(f->path);
}

static bool line_read(struct manifest *m, char *line)
{
    char *value = strchr(line, ' ');
    int64_t n;
    if (!value) return false;
    *value++ = 0;
    if (str_is(line, "made")) m->made = value;
    else if (str_is(line, "version")) m->version = value;
    else if (str_is(line, "engine")) m->engine = value;
    else if (str_is(line, "kind")) m->kind = value;
    else if (str_is(line, "node")) { if (!span_int(span_of(value), &n)) return false; m->node = (int)n; }
    else if (str_is(line, "migration")) m->migration[m->migrations++] = value;
    else if (str_is(line, "file")) return file_line(m, value);
    return true;                                          /* words of a later version are let be */
}

static int by_path(const void *a, const void *b) { return strcmp(((const struct backup_file *)a)->path, ((const struct backup_file *)b)->path); }

static bool lines_read(struct arena *a, char *text, struct manifest *m)
{
    char *save = NULL;
    size_t most = (size_t)lines_in(text, strlen(text));
    m->file = arena_take(a, most * sizeof *m->file);
    m->migration = arena_take(a, most * sizeof *m->migration);
    if (!m->file || !m->migration) return false;
    char *line = strtok_r(text, "\n", &save);
    if (!line || strcmp(line, "khue-backup 1") != 0) return false;
    while ((line = strtok_r(NULL, "\n", &save)))
        if (!line_read(m, line)) return false;
    qsort(m->file, m->files, sizeof *m->file, by_path);
    return m->made && m->engine && m->kind && m->version && (str_is(m->engine, "sqlite") || str_is(m->engine, "postgres"))
        && manifest_file(m, manifest_database(m));
}

bool manifest_read(struct arena *a, const char *folder, struct manifest *out, char *why, size_t why_size)
{
    size_t n = 0;
    *out = (struct manifest){ 0 };
    char *text = whole_text(a, arena_print(a, "%s/manifest", folder), &n);
    if (!text) return snprintf(why, why_size, "%s is no backup: it has no manifest", folder), false;
    if (strlen(text) != n || !end_fits(text, n) || !lines_read(a, text, out))
        return snprintf(why, why_size, "%s/manifest is damaged or not from khue: do not trust this backup, take another", folder), false;
    return true;
}

const struct backup_file *manifest_file(const struct manifest *m, const char *path)
{
    struct backup_file key = { .path = path };
    return bsearch(&key, m->file, m->files, sizeof *m->file, by_path);
}

const char *manifest_database(const struct manifest *m) { return str_is(m->engine, "sqlite") ? "khue.db" : "database.dump"; }

bool manifest_known(const struct manifest *m, char *why, size_t why_size)
{
    char line[512];
    for (size_t i = 0; i < m->migrations; i++) {
        const struct migration *k = migrations;
        for (; k->room; k++) {
            snprintf(line, sizeof line, "%s/%04d %s", k->room, k->number, k->hash);
            if (str_is(line, m->migration[i])) break;
        }
        if (!k->room)
            return snprintf(why, why_size, "the backup has tables that this program does not know (%.*s): it was made by version %s; use that one or a newer one",
                            (int)strcspn(m->migration[i], " "), m->migration[i], m->version), false;
    }
    return true;
}

/* ---- verifying */

/* What lies in the folder and is not in the manifest; `rel` is "" or ends with a slash. */
static void strangers_tell(struct arena *a, const char *folder, const char *rel, const struct manifest *m, struct verify_report *out)
{
    DIR *d = opendir(arena_print(a, "%s/%s", folder, rel));
    for (struct dirent *e; d && (e = readdir(d));) {
        struct stat st;
        const char *path = arena_print(a, "%s%s", rel, e->d_name);
        if (str_is(e->d_name, ".") || str_is(e->d_name, "..") || str_is(path, "manifest")) continue;
        if (lstat(arena_print(a, "%s/%s", folder, path), &st) != 0) continue;
        if (S_ISDIR(st.st_mode)) strangers_tell(a, folder, arena_print(a, "%s/", path), m, out);
        else if (!manifest_file(m, path)) verify_wrong(out, "%s is not in the manifest", path);
    }
    if (d) closedir(d);
}

rc manifest_verify(struct arena *a, const char *folder, const struct manifest *m, struct verify_report *out)
{
    char why[512] = "";
    for (size_t i = 0; i < m->files; i++) {
        struct backup_file is = { 0 };
        int64_t wrong = out->wrong;
        struct db_patience p = { out->over ? out->over : NULL, out->to };
        if (!file_copy(arena_print(a, "%s/%s", folder, m->file[i].path), NULL, &is, p.over ? &p : NULL)) {
            if (errno == ECANCELED) return BUSY;
            verify_wrong(out, "%s: %s", m->file[i].path, why_not(errno));
        } else if (is.size != m->file[i].size || strcmp(is.hash, m->file[i].hash) != 0)
            verify_wrong(out, "%s is not what was written", m->file[i].path);
        m->file[i].damaged = out->wrong > wrong;
        verify_looked(out, 1);
    }
    strangers_tell(a, folder, "", m, out);
    if (manifest_file(m, manifest_database(m))->damaged) return OK;
    rc r = db_copy_sound(str_is(m->engine, "sqlite") ? ENGINE_SQLITE : ENGINE_POSTGRES, arena_print(a, "%s/%s", folder, manifest_database(m)),
                         out, why, sizeof why);
    if (r != OK && r != BUSY) verify_wrong(out, "%s", why);
    return r == BUSY ? BUSY : OK;
}
