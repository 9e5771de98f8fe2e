/* A child process that is killed (SIGKILL) right before its n-th system call that changes something outside of itself: a file, a folder, a socket.
** n = 1, 2, 3 … walks through every state in which a power cut or kill -9 can leave what it works on; between two such calls nothing changes.
** Needs ptrace(2). The child's threads count too; programs that it starts do not, and live on. */
#ifndef KHUE_TEST_KILLED_H
#define KHUE_TEST_KILLED_H

#include "test/harness/test.h"

struct killed { bool killed; int status; long calls; };       /* status: what `work` answered, when it came to its end; calls: how many there were */
/* Runs work(at) in the child. n = 0: not killed. No thread but the caller's may be running; a child that cannot be watched has failed the test. */
struct killed killed_at(struct test *t, long n, int (*work)(void *at), void *at);

#endif
