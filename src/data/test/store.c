/* The store of blobs: whole or not at all, once, and swept only when nobody knows it. */
#include "data/store.h"
#include "test/harness/db.h"
#include "test/harness/wait.h"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct shop { struct store store; struct ask *a; struct arena arena; struct fault fault; };

static struct shop *shop_open(struct test *t)
{
    struct shop *s = arena_take(t->arena, sizeof *s);
    char why[200];
    arena_init(&s->arena, 1 << 20);
    s->a = arena_take(t->arena, sizeof *s->a);
    *s->a = (struct ask){ .arena = t->arena, .fault = &s->fault };
    if (!is_true(t, store_open(&s->store, arena_print(t->arena, "%s/files", t->folder), why, sizeof why))) fail(t, "%s", why);
    return s;
}

static const char *path_of(struct test *t, const struct shop *s, const uint8_t hash[STORE_HASH])
{
    char name[STORE_HASH_TEXT];
    store_name(hash, name);
    return arena_print(t->arena, "%s/%.2s/%s", s->store.root, name, name + 2);
}

static bool there(struct test *t, const struct shop *s, const uint8_t hash[STORE_HASH])
{
    return access(path_of(t, s, hash), R_OK) == 0;
}

static void make_old(struct test *t, const struct shop *s, const uint8_t hash[STORE_HASH], int64_t seconds)
{
    struct timespec at[2] = { { .tv_sec = time(NULL) - seconds }, { .tv_sec = time(NULL) - seconds } };
    is_int(t, 0, utimensat(AT_FDCWD, path_of(t, s, hash), at, 0));
}

static int files_in(const char *folder)
{
    char command[1200];
    int n = -1;
    snprintf(command, sizeof command, "find '%s' -type f | wc -l", folder);
    FILE *f = popen(command, "r");
    if (f && fscanf(f, "%d", &n) != 1) n = -1;
    if (f) pclose(f);
    return n;
}

static rc nobody_knows(void *arg, const uint8_t hash[STORE_HASH], bool *known)
{
    const uint8_t *kept = arg;
    *known = kept && memcmp(hash, kept, STORE_HASH) == 0;
    return OK;
}

TEST(the_same_content_is_kept_once_and_read_back_as_it_was)
{
    struct shop *s = shop_open(t);
    uint8_t one[STORE_HASH], two[STORE_HASH], other[STORE_HASH];
    char back[16];
    int64_t size;
    int fd;
    is_rc(t, OK, store_put(&s->store, s->a, "trang vở", 10, one));
    is_rc(t, OK, store_put(&s->store, s->a, "trang vở", 10, two));
    is_rc(t, OK, store_put(&s->store, s->a, "trang bìa", 11, other));
    is_bytes(t, one, sizeof one, two, sizeof two);
    is_int(t, 2, files_in(s->store.root));
    if (!is_rc(t, OK, store_read(&s->store, s->a, one, &fd, &size))) return;
    is_int(t, 10, size);
    is_int(t, 10, read(fd, back, sizeof back));
    is_bytes(t, "trang vở", 10, back, 10);
    close(fd);
    other[0] ^= 1;
    is_rc(t, NOT_FOUND, store_read(&s->store, s->a, other, &fd, &size));
}

TEST(a_blob_that_nobody_knows_goes_after_a_day_and_not_before)
{
    struct shop *s = shop_open(t);
    struct store_swept out;
    uint8_t known[STORE_HASH], young[STORE_HASH], old[STORE_HASH], again[STORE_HASH];
    is_rc(t, OK, store_put(&s->store, s->a, "known", 5, known));
    is_rc(t, OK, store_put(&s->store, s->a, "young", 5, young));
    is_rc(t, OK, store_put(&s->store, s->a, "old", 3, old));
    is_rc(t, OK, store_put(&s->store, s->a, "again", 5, again));
    make_old(t, s, known, STORE_ORPHAN_S + 100);
    make_old(t, s, old, STORE_ORPHAN_S + 100);
    make_old(t, s, again, STORE_ORPHAN_S + 100);
    is_rc(t, OK, store_put(&s->store, s->a, "again", 5, again));               /* made young */
    is_rc(t, OK, store_sweep(&s->store, s->a, time(NULL), nobody_knows, known, &out));
    is_int(t, 4, out.blobs);
    is_int(t, 1, out.gone);
    is_true(t, there(t, s, known));
    is_true(t, there(t, s, young));
    is_true(t, there(t, s, again));
    is_false(t, there(t, s, old));
}

TEST(a_blob_whose_bytes_changed_on_the_disk_is_found)
{
    struct shop *s = shop_open(t);
    uint8_t hash[STORE_HASH];
    is_rc(t, OK, store_put(&s->store, s->a, "as it was", 9, hash));
    is_rc(t, OK, store_verify(&s->store, s->a, hash));
    const char *path = path_of(t, s, hash);
    chmod(path, 0600);
    FILE *f = fopen(path, "r+");
    if (!is_true(t, f != NULL)) return;
    fputc('A', f);
    fclose(f);
    is_rc(t, CONFLICT, store_verify(&s->store, s->a, hash));
    unlink(path);
    is_rc(t, NOT_FOUND, store_verify(&s->store, s->a, hash));
}

TEST(a_full_disk_is_told_in_words_and_leaves_nothing_behind)
{
    struct shop *s = shop_open(t);
    struct rlimit l;
    uint8_t hash[STORE_HASH], *big = arena_take(t->arena, 200000);
    memset(big, 'x', 200000);
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &l);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){ 100000, l.rlim_max });
    is_rc(t, DOWN, store_put(&s->store, s->a, big, 200000, hash));
    setrlimit(RLIMIT_FSIZE, &l);
    is_int(t, 2101, s->a->fault->number);
    is_int(t, 0, files_in(s->store.root));
    *s->a->fault = (struct fault){ 0 };
    is_rc(t, OK, store_put(&s->store, s->a, big, 200000, hash));
    is_int(t, 1, files_in(s->store.root));
}

/* Killed at any moment while it puts: what has its name is whole, and the rest is swept. */
TEST(a_crash_while_writing_leaves_whole_blobs_only)
{
    struct shop *s = shop_open(t);
    struct store_swept out;
    uint8_t *big = arena_take(t->arena, 300000);
    int whole = 0;
    for (int round = 0; round < 12; round++) {
        int before = files_in(s->store.root);
        pid_t child = fork();
        if (child == 0) {
            for (uint32_t i = 0;; i++) {
                uint8_t hash[STORE_HASH];
                memset(big, 'a' + round, 300000);
                memcpy(big, &i, sizeof i);
                if (store_put(&s->store, s->a, big, 300000, hash) != OK) _exit(1);
            }
        }
        while (files_in(s->store.root) <= before && wait_more(t)) continue;     /* it is at work by now */
        let_pass(round);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
    }
    is_rc(t, OK, store_sweep(&s->store, s->a, time(NULL) + STORE_ORPHAN_S - 3600, nobody_knows, NULL, &out));
    whole = (int)out.blobs;
    is_true(t, whole > 0);
    is_int(t, 300000LL * whole, out.bytes);                                  /* each of them is as long as it was meant to be */
    is_rc(t, OK, store_sweep(&s->store, s->a, time(NULL) + STORE_ORPHAN_S + 3600, nobody_knows, NULL, &out));
    is_int(t, whole, out.gone);
    is_int(t, 0, files_in(s->store.root));
}

TEST(a_folder_that_cannot_be_made_says_so)
{
    struct store s;
    char why[300];
    const char *file = arena_print(t->arena, "%s/a-file", t->folder);
    FILE *f = fopen(file, "w");
    if (!is_true(t, f != NULL)) return;
    fclose(f);
    is_false(t, store_open(&s, arena_print(t->arena, "%s/files", file), why, sizeof why));
    has_text(t, "a-file/files: đường dẫn đi qua một tệp", why);
    is_false(t, store_open(&s, file, why, sizeof why));
}
