#include "web/scan.h"
#include "base/log.h"
#include "web/app.h"
#include "web/watch.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WORDS_MOST = 16, SECONDS = 30, LOOK_MS = 5 };

/* The file as something to read from the beginning, without a name anywhere. */
static int memory_file(struct bytes file)
{
    int fd = memfd_create("tep", MFD_CLOEXEC);
    for (size_t done = 0; fd >= 0 && done < file.n;) {
        ssize_t n = write(fd, file.p + done, file.n - done);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) {
            close(fd);
            return -1;
        }
        done += (size_t)n;
    }
    if (fd >= 0) lseek(fd, 0, SEEK_SET);
    return fd;
}

/* (1) */
static bool words_cut(char *text, char *word[WORDS_MOST + 1])
{
    char *save = NULL;
    int n = 0;
    for (char *w = strtok_r(text, " \t", &save); w; w = strtok_r(NULL, " \t", &save)) {
        if (n == WORDS_MOST) return false;
        word[n++] = w;
    }
    word[n] = NULL;
    return n > 0 && word[0][0] == '/';
}

/* (2) */
static bool start(char *const word[], int in, pid_t *pid)
{
    static char path[] = "PATH=/usr/bin:/bin";
    char *const environment[] = { path, NULL };
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t none, usual;
    sigemptyset(&none);
    sigfillset(&usual);
    if (posix_spawn_file_actions_init(&files) != 0) return false;
    bool ready = posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO) == 0
        && posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) == 0
        && posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0) == 0
        && posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1) == 0;
    bool made = posix_spawnattr_init(&how) == 0;
    ready = ready && made && posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) == 0
        && posix_spawnattr_setpgroup(&how, 0) == 0 && posix_spawnattr_setsigmask(&how, &none) == 0 && posix_spawnattr_setsigdefault(&how, &usual) == 0;
    bool started = ready && posix_spawn(pid, word[0], &files, &how, word, environment) == 0;
    if (made) posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    return started;
}

/* (3): the exit status, or -1. */
static int wait_for(pid_t pid, int seconds)
{
    const struct timespec pause = { .tv_nsec = LOOK_MS * 1000000L };
    int64_t until = watch_now_ms() + seconds * 1000LL;
    int status;
    pid_t ended;
    while ((ended = waitpid(pid, &status, WNOHANG)) == 0 && watch_now_ms() < until) nanosleep(&pause, NULL);
    if (ended == 0) {
        kill(-pid, SIGKILL);
        while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {}
        return -1;
    }
    kill(-pid, SIGKILL);                       /* what it left behind */
    return ended == pid && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

enum scan scan_file(const struct config *c, struct bytes file)
{
    char text[1024], *word[WORDS_MOST + 1];
    pid_t pid;
    if (str_empty(c->scan_command)) return SCAN_CLEAN;
    int in = memory_file(file), status = -1;
    bool fits = (size_t)snprintf(text, sizeof text, "%s", c->scan_command) < sizeof text && words_cut(text, word);
    if (in >= 0 && fits && start(word, in, &pid)) status = wait_for(pid, c->scan_seconds > 0 ? c->scan_seconds : SECONDS);
    if (in >= 0) close(in);
    if (status == 0) return SCAN_CLEAN;
    log_line(LOG_WARN, "event=scan answer=%s status=%d", status == 1 ? "infected" : "unknown", status);
    return status == 1 ? SCAN_INFECTED : SCAN_UNKNOWN;
}
