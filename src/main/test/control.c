/* The control socket with callers of every kind: broken, slow, gone, many; and a server that stops. */
#include "main/control.h"
#include "main/commands.h"
#include "base/log.h"
#include "test/harness/db.h"
#include "test/harness/wait.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static atomic_int runs, begun, ended;

/* echo WORDS… prints them; file PATH prints how much it read; flood prints a megabyte; wait runs until it is over. */
static int echo_command(struct errand *e)
{
    atomic_fetch_add(&runs, 1);
    for (int i = 0; i < e->argc; i++) fprintf(e->out, "%s\n", e->argv[i]);
    fprintf(e->err, "from %s\n", e->stands);
    return 7;
}

static int file_command(struct errand *e)
{
    struct arena a;
    size_t n = 0;
    arena_init(&a, 8 << 20);
    const char *p = errand_file(e, &a, e->argv[0], 1 << 20, &n);
    if (p) fprintf(e->out, "%zu bytes, last %d\n", n, n ? p[n - 1] : -1);
    arena_finish(&a);
    return p ? 0 : 1;
}

static int other_file_command(struct errand *e)
{
    e->argv[0] = (char *)(uintptr_t)"/etc/passwd";
    return file_command(e);
}

static int flood_command(struct errand *e)
{
    for (int i = 0; i < 20000; i++) fprintf(e->out, "%060d\n", i);
    atomic_fetch_add(&ended, 1);
    return 0;
}

static int wait_command(struct errand *e)
{
    atomic_fetch_add(&begun, 1);
    while (!errand_over(e)) let_pass(5);
    fprintf(e->out, "it was over\n");
    atomic_fetch_add(&ended, 1);
    return 3;
}

static int alone_command(struct errand *e) { return fprintf(e->out, "ran\n"), 0; }

static const struct command some[] = {
    { "echo", echo_command, BESIDE, "", "" }, { "file", file_command, BESIDE, "", "" }, { "other-file", other_file_command, BESIDE, "", "" },
    { "flood", flood_command, BESIDE, "", "" }, { "wait", wait_command, BESIDE, "", "" }, { "alone", alone_command, ALONE, "", "" },
    { .name = NULL },
};

static struct host host;
static const char *folder;             /* threads leave the arena alone */

/* How long a caller may say and take nothing: short only where somebody is to be cut off. */
static struct control *opened_for(struct test *t, int silent_ms, int deaf_ms)
{
    char why[512] = "";
    struct control *c = NULL;
    log_set_level(LOG_ERROR);
    folder = test_db_folder(t);
    host.commands = some;
    host.silent_ms = silent_ms;
    host.deaf_ms = deaf_ms;
    if (!is_true(t, control_start(&host, folder, &c, why, sizeof why))) fail(t, "%s", why);
    return c;
}

static struct control *opened(struct test *t) { return opened_for(t, WAIT_MOST_MS, WAIT_MOST_MS); }

struct said { int status; char *out, *err; };

static struct said call(const char *name, char **word, int n)
{
    struct said s = { 0 };
    size_t out_n, err_n;
    struct errand e = { .argc = n, .argv = word, .out = open_memstream(&s.out, &out_n), .err = open_memstream(&s.err, &err_n) };
    s.status = control_call(folder, name, &e);
    fclose(e.out);
    fclose(e.err);
    return s;
}

static void said_free(struct said *s) { free(s->out); free(s->err); }

static bool becomes(struct test *t, atomic_int *what, int want)
{
    while (atomic_load(what) != want && wait_more(t)) continue;
    return atomic_load(what) == want;
}

TEST(a_command_runs_in_the_server_and_is_heard)
{
    struct control *c = opened(t);
    char *words[] = { "một", "hai ba", "" };
    struct said s = call("echo", words, 3);
    is_int(t, 7, s.status);
    is_text(t, "một\nhai ba\n\n", s.out);
    has_text(t, "from /", s.err);
    said_free(&s);
    s = call("alone", NULL, 0);
    is_int(t, 1, s.status);
    has_text(t, "does not run inside a server", s.err);
    said_free(&s);
    s = call("fly", NULL, 0);
    is_int(t, 2, s.status);
    said_free(&s);
    control_stop(c);
    is_int(t, -1, control_call(test_db_folder(t), "echo", &(struct errand){ .out = stdout, .err = stderr }));
}

TEST(the_socket_is_for_one_user)
{
    struct stat st;
    struct control *c = opened(t);
    is_int(t, 0, stat(arena_print(t->arena, "%s/control.sock", test_db_folder(t)), &st));
    is_int(t, 0600, st.st_mode & 07777);
    is_true(t, S_ISSOCK(st.st_mode));
    control_stop(c);
    is_int(t, -1, stat(arena_print(t->arena, "%s/control.sock", test_db_folder(t)), &st));
}

TEST(a_long_folder_has_a_socket_too)
{
    const char *deep = t->folder;
    char why[512];
    struct control *c;
    for (int i = 0; i < 4; i++) {
        deep = arena_print(t->arena, "%s/%050d", deep, i);
        is_int(t, 0, mkdir(deep, 0700));
    }
    host.commands = some;
    is_true(t, control_start(&host, deep, &c, why, sizeof why));
    struct errand e = { .out = fopen("/dev/null", "w"), .err = stderr };
    is_int(t, 7, control_call(deep, "echo", &e));
    fclose(e.out);
    control_stop(c);
}

/* Raw bytes as somebody might send them; answers when the server has hung up. */
static bool hangs_up(struct test *t, const void *p, size_t n)
{
    char byte[256];
    int fd = control_socket(test_db_folder(t), false);
    if (!is_true(t, fd >= 0) || !is_true(t, n == 0 || send(fd, p, n, MSG_NOSIGNAL) == (ssize_t)n)) return false;
    socket_is_patient(fd);
    ssize_t got;
    while ((got = recv(fd, byte, sizeof byte, 0)) > 0) { }
    close(fd);
    return got == 0 || errno == ECONNRESET;                                /* it had not read all of it */
}

TEST(what_is_no_frame_is_cut_off_and_nothing_runs)
{
    static const struct { const char *p; size_t n; } bad[] = {
        { "GET / HTTP/1.1\r\n\r\n", 18 },                                  /* a length of 1.2 GB */
        { "c\0\1\0\1", 5 },                                                /* one byte over the most */
        { "c\0\0\0\0", 5 }, { "c\0\0\0\1/", 6 }, { "x\0\0\0\7/\0echo\0", 12 },
        { "c\0\0\0\6/\0echo", 11 },                                        /* the last word has no end */
        { "c\0\0\0\7.\0echo\0", 12 },                                      /* no working folder */
        { "c\0\0\0\2/\0", 7 },                                             /* no name */
        { "c\0\0", 3 }, { "c\0\0\0\100/\0ec", 9 }, { "", 0 },              /* comes too slowly */
    };
    struct control *c = opened_for(t, 300, WAIT_MOST_MS);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (!is_true(t, hangs_up(t, bad[i].p, bad[i].n))) fail(t, "case %zu", i);
    char many[5 + 2 * 100] = { 'c', 0, 0, 0, (char)200 };
    for (int i = 0; i < 100; i++) many[5 + 2 * i] = '/';
    is_true(t, hangs_up(t, many, sizeof many));                            /* more words than anybody needs */
    is_int(t, 0, atomic_load(&runs));
    host.silent_ms = WAIT_MOST_MS;
    struct said s = call("echo", NULL, 0);
    is_int(t, 7, s.status);
    said_free(&s);
    control_stop(c);
}

TEST(a_caller_that_takes_nothing_is_cut_off_and_the_command_ends)
{
    struct control *c = opened_for(t, WAIT_MOST_MS, 300);
    int fd = control_socket(test_db_folder(t), false);
    is_true(t, frame_send(fd, 'c', "/\0flood", 8));
    is_true(t, becomes(t, &ended, 1));
    close(fd);
    host.deaf_ms = WAIT_MOST_MS;
    struct said s = call("flood", NULL, 0);
    is_int(t, 0, s.status);
    is_int(t, 20000 * 61, strlen(s.out));
    said_free(&s);
    control_stop(c);
}

TEST(files_come_from_the_caller_and_only_those_it_named)
{
    struct control *c = opened(t);
    char *here = (char *)(uintptr_t)arena_print(t->arena, "%s/a.csv", t->folder);
    FILE *f = fopen(here, "w");
    for (int i = 0; i < (1 << 20) - 1; i++) fputc('x', f);
    fputc('!', f);
    fclose(f);
    struct said s = call("file", &here, 1);
    is_int(t, 0, s.status);
    is_text(t, "1048576 bytes, last 33\n", s.out);
    said_free(&s);
    f = fopen(here, "a");
    fputc('x', f);
    fclose(f);
    s = call("file", &here, 1);
    is_int(t, 1, s.status);
    has_text(t, "over 1 MB", s.err);
    said_free(&s);
    s = call("other-file", &here, 1);
    is_int(t, 1, s.status);
    has_text(t, "not named by this command", s.err);
    said_free(&s);
    control_stop(c);
}

TEST(a_caller_that_is_killed_ends_its_command_and_no_other)
{
    struct control *c = opened(t);
    pid_t child = fork();
    if (child == 0) {
        struct errand e = { .out = stdout, .err = stderr };
        _exit(control_call(test_db_folder(t), "wait", &e));
    }
    is_true(t, becomes(t, &begun, 1));
    is_int(t, 0, atomic_load(&ended));
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    is_true(t, becomes(t, &ended, 1));
    control_stop(c);
}

struct caller { const char *name; struct said said; };
static void *call_thread(void *at)
{
    struct caller *k = at;
    k->said = call(k->name, NULL, 0);
    return NULL;
}

TEST(one_too_many_is_turned_away_and_stopping_waits_for_the_rest)
{
    struct control *c = opened(t);
    pthread_t thread[COMMANDS_AT_ONCE];
    struct caller k[COMMANDS_AT_ONCE];
    for (int i = 0; i < COMMANDS_AT_ONCE; i++) {
        k[i] = (struct caller){ .name = "wait" };
        pthread_create(&thread[i], NULL, call_thread, &k[i]);
        is_true(t, becomes(t, &begun, i + 1));
    }
    struct said s = call("echo", NULL, 0);
    is_int(t, 1, s.status);
    has_text(t, "wait a moment", s.err);
    said_free(&s);
    control_stop(c);
    is_int(t, COMMANDS_AT_ONCE, atomic_load(&ended));
    for (int i = 0; i < COMMANDS_AT_ONCE; i++) {
        pthread_join(thread[i], NULL);
        is_int(t, 3, k[i].said.status);                                    /* the end was still told */
        is_text(t, "it was over\n", k[i].said.out);
        said_free(&k[i].said);
    }
}

TEST(a_socket_that_a_dead_server_left_is_replaced)
{
    const char *here = test_db_folder(t);
    int dead = control_socket(here, true);
    close(dead);
    is_int(t, -1, control_socket(here, false));
    struct control *c = opened(t);
    struct said s = call("echo", NULL, 0);
    is_int(t, 7, s.status);
    said_free(&s);
    control_stop(c);
}
