/* One write(2) a record, so that records of several threads never mix; control characters become blanks, so that no
** value can forge a record. A record longer than LINE is cut. */
#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { LINE = 2048 };

static _Atomic int least_level = LOG_INFO;

void log_set_level(enum log_level least)
{
    atomic_store(&least_level, (int)least);
}

/* "2025-09-05T07:05:00.123Z level=info " */
static int log_head(enum log_level level, char *out, size_t size)
{
    static const char *const names[] = { "debug", "info", "warn", "error" };
    struct timespec now;
    struct tm utc;
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &utc);
    size_t n = strftime(out, size, "%Y-%m-%dT%H:%M:%S", &utc);
    return (int)n + snprintf(out + n, size - n, ".%03dZ level=%s ", (int)(now.tv_nsec / 1000000), names[level]);
}

void log_line(enum log_level level, const char *fmt, ...)
{
    if ((int)level < atomic_load(&least_level)) return;
    char line[LINE];
    int n = log_head(level, line, sizeof line);
    va_list ap;
    va_start(ap, fmt);
    int body = vsnprintf(line + n, sizeof line - 1 - (size_t)n, fmt, ap);
    va_end(ap);
    int end = body < 0 ? n : n + body < LINE - 2 ? n + body : LINE - 2;
    for (int i = n; i < end; i++)
        if ((unsigned char)line[i] < ' ' || line[i] == 0x7F) line[i] = ' ';
    line[end] = '\n';
    ssize_t written = write(STDERR_FILENO, line, (size_t)end + 1);
    (void)written;                                                /* nowhere to complain to */
}
