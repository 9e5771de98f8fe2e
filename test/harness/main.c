/* khue-test [--jobs N] [--timeout S] [--slow S] [--slowest N] [--list] [pattern…]: runs the tests whose "file:name" contains one of the patterns
** (all without one), each in its own process, and ends with "N passed, N failed". Exit status 1 when one failed or none ran.
** A test's output is kept in a file and printed only when it failed. */
#include "data/db.h"
#include "test/harness/wait.h"
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { JOBS_MAX = 16, SKIPPED = 77, PATH_SIZE = 512, SLOW = 4 };

struct time_taken { double cpu, wall; const struct test_case *test; };
struct job { pid_t pid; const struct test_case *test; double began; bool late; };

struct run {
    char folder[PATH_SIZE];             /* temporary; a sub-folder and an output file for each test */
    char **pattern; int patterns;
    int jobs, running;
    double timeout, slow;               /* seconds a test may take; seconds of CPU from which one is told of */
    struct job job[JOBS_MAX];
    int passed, failed, skipped;
    double slowest; const char *slowest_name;
    struct time_taken *taken; int taken_n, most_told;      /* --slowest N: of all tests, and how many are told of at the end */
};

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool wanted(const struct run *r, const struct test_case *test)
{
    char whole[PATH_SIZE];
    snprintf(whole, sizeof whole, "%s:%s", test->file, test->name);
    for (int i = 0; i < r->patterns; i++)
        if (strstr(whole, r->pattern[i])) return true;
    return r->patterns == 0;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st; (void)kind; (void)at;
    return remove(path);
}

static void remove_folder(const char *path)
{
    nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void path_of(const struct run *r, const struct test_case *test, const char *ending, char out[PATH_SIZE])
{
    if (snprintf(out, PATH_SIZE, "%s/%d%s", r->folder, (int)(test - test_cases), ending) >= PATH_SIZE) abort();
}

/* Rooms hold no memory of their own (law 7) but where they lean on a library; the search for leaks is a third of a short test under
** the sanitizers. KHUE_FAULTS (make test-long) searches everywhere. */
static bool may_leak(const char *file)
{
    static const char *const holders[] = { "src/", "doors/", "rooms/roster/", "rooms/access/test/totp", "rooms/access/test/passkey", "rooms/access/test/recheck", NULL };
    for (const char *const *one = holders; *one; one++)
        if (strncmp(file, *one, strlen(*one)) == 0) return true;
    return getenv("KHUE_FAULTS") != NULL;
}

/* In the child; never comes back. */
static _Noreturn void run_here(const struct run *r, const struct test_case *test)
{
    struct arena arena;
    struct test t = { .name = test->name, .file = test->file, .arena = &arena };
    char folder[PATH_SIZE], output[PATH_SIZE];
    path_of(r, test, ".folder", folder);
    path_of(r, test, ".txt", output);
    int fd = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd < 0 || dup2(fd, 1) < 0 || dup2(fd, 2) < 0 || mkdir(folder, 0700) != 0) _exit(3);
    close(fd);
    t.folder = folder;
    db_statement_most(WAIT_MOST_MS);
    arena_init(&arena, 64 << 20);
    test->run(&t);
    arena_finish(&arena);
    if (!t.skipped && t.checks == 0) {
        fprintf(stderr, "  made no check\n");
        t.failed = 1;
    }
    fflush(stdout);
    int status = t.failed ? 1 : t.skipped ? SKIPPED : 0;
    if (!may_leak(test->file)) _exit(status);
    exit(status);                                        /* the leak check runs at exit */
}

static void start(struct run *r, const struct test_case *test)
{
    struct job *job = r->job;
    while (job->pid) job++;
    fflush(stdout);
    pid_t pid = fork();
    if (pid < 0) { perror("khue-test: fork"); exit(2); }
    if (pid == 0) {
        setpgid(0, 0);                                   /* what the test starts ends with it */
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        run_here(r, test);
    }
    setpgid(pid, pid);
    *job = (struct job){ .pid = pid, .test = test, .began = seconds() };
    r->running++;
}

static void print_output(const struct run *r, const struct test_case *test)
{
    char path[PATH_SIZE], part[4096];
    path_of(r, test, ".txt", path);
    FILE *f = fopen(path, "r");
    if (!f) return;
    for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;) fwrite(part, 1, n, stdout);
    fclose(f);
}

static void tell_failure(struct run *r, const struct job *job, int status)
{
    r->failed++;
    printf("FAILED %s:%s", job->test->file, job->test->name);
    if (job->late) printf(" (took longer than %.0f s)", r->timeout);
    else if (WIFSIGNALED(status)) printf(" (%s)", strsignal(WTERMSIG(status)));
    else if (WEXITSTATUS(status) != 1) printf(" (exit status %d)", WEXITSTATUS(status));
    printf("\n");
    print_output(r, job->test);
}

static void finish(struct run *r, struct job *job, int status, const struct rusage *used)
{
    char folder[PATH_SIZE];
    double took = seconds() - job->began;
    double cpu = (double)(used->ru_utime.tv_sec + used->ru_stime.tv_sec) + (double)(used->ru_utime.tv_usec + used->ru_stime.tv_usec) / 1e6;
    kill(-job->pid, SIGKILL);                            /* left-over children of the test */
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) r->passed++;
    else if (WIFEXITED(status) && WEXITSTATUS(status) == SKIPPED) {
        r->skipped++;
        printf("skipped %s:%s\n", job->test->file, job->test->name);
        print_output(r, job->test);
    } else tell_failure(r, job, status);
    if (cpu > r->slow) printf("%6.1f s of CPU, %.1f s: %s:%s\n", cpu, took, job->test->file, job->test->name);
    if (r->taken) r->taken[r->taken_n++] = (struct time_taken){ cpu, took, job->test };
    if (took > r->slowest) { r->slowest = took; r->slowest_name = job->test->name; }
    path_of(r, job->test, ".folder", folder);
    remove_folder(folder);
    job->pid = 0;
    r->running--;
}

static void stop_late(struct run *r)
{
    for (struct job *job = r->job; job < r->job + JOBS_MAX; job++)
        if (job->pid && !job->late && seconds() - job->began > r->timeout) {
            job->late = true;
            kill(-job->pid, SIGKILL);
        }
}

/* Waits until at most `most` tests run. SIGCHLD is blocked: it, or a tenth of a second, ends each wait. */
static void wait_until(struct run *r, int most)
{
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    while (r->running > most) {
        int status;
        struct rusage used;
        pid_t pid = wait4(-1, &status, WNOHANG, &used);
        if (pid <= 0) {
            sigtimedwait(&child, NULL, &(struct timespec){ .tv_nsec = 100000000 });
            stop_late(r);
            continue;
        }
        for (struct job *job = r->job; job < r->job + JOBS_MAX; job++)
            if (job->pid == pid) finish(r, job, status, &used);
    }
}

static int by_cpu(const void *a, const void *b)
{
    double x = ((const struct time_taken *)a)->cpu, y = ((const struct time_taken *)b)->cpu;
    return x < y ? 1 : x > y ? -1 : 0;
}

static void tell_slowest(struct run *r)
{
    double all = 0;
    for (int i = 0; i < r->taken_n; i++) all += r->taken[i].cpu;
    qsort(r->taken, (size_t)r->taken_n, sizeof *r->taken, by_cpu);
    printf("%7.2f s of CPU: all tests\n", all);
    for (int i = 0; i < r->taken_n && i < r->most_told; i++)
        printf("%7.2f s of CPU, %6.2f s: %s:%s\n", r->taken[i].cpu, r->taken[i].wall, r->taken[i].test->file, r->taken[i].test->name);
    free(r->taken);
}

static int run_all(struct run *r)
{
    int tests = 0;
    while (test_cases[tests].run) tests++;
    if (r->most_told > 0) r->taken = calloc((size_t)tests, sizeof *r->taken);
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, NULL);
    const char *tmp = getenv("TMPDIR");
    snprintf(r->folder, sizeof r->folder, "%s/khue-test-XXXXXX", tmp ? tmp : "/tmp");
    if (!mkdtemp(r->folder)) { perror("khue-test: temporary folder"); return 2; }
    setenv("KHUE_TEST_RUN", r->folder, 1);               /* the harness may keep things for the whole run there */
    double began = seconds();
    for (const struct test_case *test = test_cases; test->run; test++)
        if (wanted(r, test)) {
            wait_until(r, r->jobs - 1);
            start(r, test);
        }
    wait_until(r, 0);
    remove_folder(r->folder);
    if (r->taken) tell_slowest(r);
    printf("%d tests in %.1f s", r->passed + r->failed, seconds() - began);
    if (r->skipped) printf(", %d skipped", r->skipped);
    if (r->slowest_name) printf(", slowest %.2f s: %s", r->slowest, r->slowest_name);
    printf("\n%d passed, %d failed\n", r->passed, r->failed);
    return r->failed > 0 || r->passed == 0;
}

static int list(const struct run *r)
{
    for (const struct test_case *test = test_cases; test->run; test++)
        if (wanted(r, test)) printf("%s:%s\n", test->file, test->name);
    return 0;
}

int main(int argc, char **argv)
{
    struct run r = { .jobs = 2, .timeout = 60, .slow = SLOW };
    bool only_list = false;
    int i = 1;
    for (; i < argc && strncmp(argv[i], "--", 2) == 0; i++) {
        if (strcmp(argv[i], "--list") == 0) only_list = true;
        else if (i + 1 < argc && strcmp(argv[i], "--jobs") == 0) r.jobs = atoi(argv[++i]);
        else if (i + 1 < argc && strcmp(argv[i], "--timeout") == 0) r.timeout = atof(argv[++i]);
        else if (i + 1 < argc && strcmp(argv[i], "--slow") == 0) r.slow = atof(argv[++i]);
        else if (i + 1 < argc && strcmp(argv[i], "--slowest") == 0) r.most_told = atoi(argv[++i]);
        else { fprintf(stderr, "khue-test [--jobs N] [--timeout S] [--slow S] [--slowest N] [--list] [pattern…]\n"); return 2; }
    }
    if (r.jobs < 1) r.jobs = 1;
    if (r.jobs > JOBS_MAX) r.jobs = JOBS_MAX;
    r.pattern = argv + i;
    r.patterns = argc - i;
    return only_list ? list(&r) : run_all(&r);
}
