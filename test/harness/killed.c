#include "test/harness/killed.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <linux/ptrace.h>

/* Older calls are not there on every processor. */
static const long changing[] = {
    SYS_write, SYS_pwrite64, SYS_writev, SYS_pwritev, SYS_sendto, SYS_sendmsg, SYS_sendfile, SYS_copy_file_range, SYS_fsync, SYS_fdatasync, SYS_syncfs,
    SYS_ftruncate, SYS_fallocate, SYS_mkdirat, SYS_unlinkat, SYS_linkat, SYS_symlinkat, SYS_renameat2, SYS_fchmod, SYS_fchmodat, SYS_connect,
#ifdef SYS_rename
    SYS_rename, SYS_mkdir, SYS_rmdir, SYS_unlink, SYS_link, SYS_symlink, SYS_chmod,
#endif
#ifdef SYS_renameat
    SYS_renameat,
#endif
};

static bool changes(const struct ptrace_syscall_info *i)
{
    long nr = (long)i->entry.nr;
    if (nr == SYS_openat) return i->entry.args[2] & (O_CREAT | O_TRUNC);
#ifdef SYS_open
    if (nr == SYS_open) return i->entry.args[1] & (O_CREAT | O_TRUNC);
#endif
    for (size_t k = 0; k < sizeof changing / sizeof *changing; k++)
        if (changing[k] == nr) return true;
    return false;
}

/* What to give a stopped thread when it goes on: its signal, or 0 where the stop was ours. *call: it stands before a call that changes something. */
static int stopped(pid_t who, int status, bool *call)
{
    struct ptrace_syscall_info info = { 0 };
    int sig = WSTOPSIG(status);
    *call = false;
    if (sig == (SIGTRAP | 0x80)) {
        *call = ptrace(PTRACE_GET_SYSCALL_INFO, who, sizeof info, &info) > 0 && info.op == PTRACE_SYSCALL_INFO_ENTRY && changes(&info);
        return 0;
    }
    return status >> 16 || sig == SIGSTOP ? 0 : sig;                  /* an event, or a thread that has just begun */
}

struct killed killed_at(struct test *t, long n, int (*work)(void *at), void *at)
{
    struct killed out = { 0 };
    int status;
    fflush(NULL);
    pid_t child = fork(), who;
    if (child == 0) {
        if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0) _exit(99);
        raise(SIGSTOP);
        int answer = work(at);
        fflush(NULL);
        _exit(answer);
    }
    if (waitpid(child, &status, 0) != child || !WIFSTOPPED(status) ||
        ptrace(PTRACE_SETOPTIONS, child, NULL, PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL) != 0 || ptrace(PTRACE_SYSCALL, child, NULL, NULL) != 0) {
        fail(t, "a child cannot be watched: ptrace: %s", strerror(errno));
        kill(child, SIGKILL);
        return waitpid(child, &status, __WALL), out;
    }
    while ((who = waitpid(-1, &status, __WALL)) > 0) {                /* until the last thread is gone */
        bool call;
        if (WIFSTOPPED(status)) {
            int sig = stopped(who, status, &call);
            if (call && ++out.calls == n) kill(child, SIGKILL);
            else ptrace(PTRACE_SYSCALL, who, NULL, (void *)(intptr_t)sig);
        } else if (who == child) {
            out.killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
            out.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        }
    }
    return out;
}
