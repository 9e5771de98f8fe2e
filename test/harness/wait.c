#include "test/harness/wait.h"
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>

enum { REST_MS = 2 };

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

void let_pass(int ms)
{
    nanosleep(&(struct timespec){ .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L }, NULL);
}

bool wait_more_at(struct test *t, const char *file, int line)
{
    static _Thread_local struct { const char *file; int line; int64_t since_ms; } place;
    if (place.file != file || place.line != line) {
        place.file = file;
        place.line = line;
        place.since_ms = now_ms();
    }
    if (now_ms() - place.since_ms > WAIT_MOST_MS) return check_fail(t, file, line, "waited %d s in vain", WAIT_MOST_S);
    let_pass(REST_MS);
    return true;
}

void socket_is_patient(int fd)
{
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &(struct timeval){ .tv_sec = WAIT_MOST_S }, sizeof(struct timeval));
}
