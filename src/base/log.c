/* One write(2) a record, so that records of several threads never mix; control characters become blanks, so that no
** value can forge a record. A record longer than LINE is cut. */
#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LINE = 2048 };

static _Atomic int least_level = LOG_INFO;
static atomic_bool as_json;
static _Thread_local char request[REQUEST_NAME_SIZE];

void log_set_level(enum log_level least)
{
    atomic_store(&least_level, (int)least);
}

void log_set_json(bool json) { atomic_store(&as_json, json); }

/* ---- names of requests */

/* Counting through all 30 bits by an odd step: no name comes back before a thousand million requests; where counting begins
** depends on the clock, so a server that starts anew does not repeat the names of the last run. */
void request_name(char out[REQUEST_NAME_SIZE])
{
    static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    static _Atomic uint32_t counter;
    static atomic_bool begun;
    struct timespec now;
    if (!atomic_exchange(&begun, true)) {
        clock_gettime(CLOCK_REALTIME, &now);
        atomic_fetch_add(&counter, (uint32_t)now.tv_sec * 1000u + (uint32_t)(now.tv_nsec / 1000000));
    }
    uint32_t n = atomic_fetch_add_explicit(&counter, 1, memory_order_relaxed) * 0x2545F491u;
    for (int i = 0; i < REQUEST_NAME_SIZE - 1; i++) out[i] = letters[(n >> (2 + 5 * i)) & 31];
    out[REQUEST_NAME_SIZE - 1] = 0;
}

void log_request(const char *name)
{
    if (name) memcpy(request, name, REQUEST_NAME_SIZE);
    else request[0] = 0;
}

/* ---- records */

struct line { char *p; int n, size; };

static void put_bytes(struct line *l, const char *p, int n)
{
    if (n > l->size - l->n) n = l->size - l->n;
    if (n <= 0) return;
    memcpy(l->p + l->n, p, (size_t)n);
    l->n += n;
}

static void put(struct line *l, const char *text) { put_bytes(l, text, (int)strlen(text)); }

static const char *const names[] = { "debug", "info", "warn", "error" };

/* "2025-09-05T07:05:00.123Z" */
static void put_time(struct line *l)
{
    char text[48];
    struct timespec now;
    struct tm utc;
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &utc);
    size_t n = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
    snprintf(text + n, sizeof text - n, ".%03dZ", (int)(now.tv_nsec / 1000000));
    put(l, text);
}

static bool is_key(char c) { return (c >= 'a' && c <= 'z') || c == '_' || c == '-'; }

/* Does " key=" begin at p? */
static bool key_follows(const char *p)
{
    const char *q = p + 1;
    while (is_key(*q)) q++;
    return *p == ' ' && q > p + 1 && *q == '=';
}

static void put_json_text(struct line *l, const char *p, int n)
{
    put(l, "\"");
    for (int i = 0; i < n; i++) {
        if (p[i] == '"' || p[i] == '\\') put(l, "\\");
        put_bytes(l, p + i, 1);
    }
    put(l, "\"");
}

/* `key=value key="several words"` as members; what is not of that form stands under "text". */
static void put_json(struct line *l, const char *p)
{
    while (*p) {
        const char *key = p, *eq = p, *end;
        while (is_key(*eq)) eq++;
        bool pair = eq > p && *eq == '=';
        const char *value = pair ? eq + 1 : p;
        if (pair && *value == '"') {
            end = ++value;
            while (*end && !(*end == '"' && (end[1] == 0 || key_follows(end + 1)))) end++;
        } else {
            end = value;
            while (*end && !key_follows(end)) end++;
        }
        put(l, ",");
        put_json_text(l, pair ? key : "text", pair ? (int)(eq - key) : 4);
        put(l, ":");
        put_json_text(l, value, (int)(end - value));
        p = *end == '"' ? end + 1 : end;
        while (*p == ' ') p++;
    }
}

/* Cut between two letters of UTF-8, never within one. */
static int whole_letters(const char *p, int n)
{
    int at = n;
    while (at > 0 && ((unsigned char)p[at - 1] & 0xC0) == 0x80) at--;
    if (at == 0) return n;
    unsigned char first = (unsigned char)p[at - 1];
    int want = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    return n - (at - 1) >= want ? n : at - 1;
}

__attribute__((format(printf, 4, 0))) static int record(enum log_level level, char *out, int size, const char *fmt, va_list ap)
{
    char text[LINE];
    bool json = atomic_load_explicit(&as_json, memory_order_relaxed);
    struct line l = { out, 0, size - (json ? 4 : 2) };                     /* room for the end of a cut record */
    int n = vsnprintf(text, sizeof text, fmt, ap);
    if (n < 0) n = 0;
    if (n >= LINE) n = whole_letters(text, LINE - 1);
    text[n] = 0;
    for (int i = 0; i < n; i++)
        if ((unsigned char)text[i] < ' ' || text[i] == 0x7F) text[i] = ' ';
    put(&l, json ? "{\"time\":\"" : "");
    put_time(&l);
    put(&l, json ? "\",\"level\":\"" : " level=");
    put(&l, names[level]);
    put(&l, json ? "\"" : " ");
    if (request[0]) {
        put(&l, json ? ",\"req\":\"" : "req=");
        put(&l, request);
        put(&l, json ? "\"" : " ");
    }
    if (json) put_json(&l, text);
    else put(&l, text);
    bool cut = l.n == l.size;
    if (cut) l.n = whole_letters(l.p, l.n);
    l.size = size;
    if (json) put(&l, cut ? "\"}" : "}");
    put(&l, "\n");
    return l.n;
}

int log_record(enum log_level level, char *out, int size, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int n = record(level, out, size, fmt, ap);
    va_end(ap);
    return n;
}

void log_line(enum log_level level, const char *fmt, ...)
{
    if ((int)level < atomic_load(&least_level)) return;
    char line[LINE];
    va_list ap;
    va_start(ap, fmt);
    int n = record(level, line, sizeof line, fmt, ap);
    va_end(ap);
    ssize_t written = write(STDERR_FILENO, line, (size_t)n);
    (void)written;                                                /* nowhere to complain to */
}
