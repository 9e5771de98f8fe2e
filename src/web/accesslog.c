#include "web/accesslog.h"
#include "base/log.h"
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

enum { ROOM = 64 * 1024, LINE_MOST = 512 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char gathered[ROOM];
static size_t n;

static void write_out(void)
{
    size_t done = 0;

    while (done < n) {
        ssize_t wrote = write(STDERR_FILENO, gathered + done, n - done);
        if (wrote <= 0)
            break;                          /* nobody reads: lines are lost, requests are not */
        done += (size_t)wrote;
    }
    n = 0;
}

void access_log_add(const char *request, const char *method, const char *row, int status, int64_t micros, const char *where)
{
    pthread_mutex_lock(&lock);
    if (ROOM - n < LINE_MOST)
        write_out();
    log_request(request);
    int wrote = log_record(LOG_INFO, gathered + n, LINE_MOST, "event=access method=%s route=%s status=%d us=%lld on=%s", method, row, status,
                           (long long)micros, where);
    log_request(NULL);
    n += (size_t)wrote;
    pthread_mutex_unlock(&lock);
}

void access_log_flush(void)
{
    pthread_mutex_lock(&lock);
    write_out();
    pthread_mutex_unlock(&lock);
}
