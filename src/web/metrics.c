#include "web/head.h"
#include "web/metrics.h"
#include "base/version.h"
#include "web/app.h"
#include "web/hash.h"
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { CLASSES = 6, BOUNDS = 12 };

static const int64_t bound_us[BOUNDS] = { 1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 500000, 1000000, 2500000, 10000000 };

struct row {
    const struct route *route;           /* NULL: no row */
    _Atomic int64_t status[CLASSES];     /* [2] = 2xx; [0] = anything else */
    _Atomic int64_t bucket[BOUNDS + 1];  /* this bound, and not the one before */
    _Atomic int64_t sum_us;
};

struct metrics {
    int64_t began_s;
    _Atomic int64_t nameless;
    size_t rows;
    struct row row[];                    /* sorted by route; the first is that of no row */
};

static int64_t now_s(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

static int by_route(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t)((const struct row *)a)->route, y = (uintptr_t)((const struct row *)b)->route;

    return x < y ? -1 : x > y;
}

struct metrics *metrics_make(const struct route_table *tables)
{
    size_t n = 1;

    for (const struct route_table *t = tables; t->room; t++)
        for (const struct route *r = t->rows; r->method; r++)
            n++;
    struct metrics *m = calloc(1, sizeof *m + n * sizeof m->row[0]);
    if (!m)
        return NULL;
    m->rows = 1;
    for (const struct route_table *t = tables; t->room; t++)
        for (const struct route *r = t->rows; r->method; r++)
            m->row[m->rows++].route = r;
    qsort(m->row, m->rows, sizeof m->row[0], by_route);
    m->began_s = now_s();
    return m;
}

void metrics_drop(struct metrics *m)
{
    free(m);
}

static struct row *row_of(struct metrics *m, const struct route *route)
{
    size_t low = 0, high = m->rows;

    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if ((uintptr_t)m->row[middle].route <= (uintptr_t)route)
            low = middle;
        else
            high = middle;
    }
    return &m->row[low];
}

void metrics_count(struct metrics *m, const struct route *route, int status, int64_t micros)
{
    int i = 0, kind = status / 100;

    if (!m)
        return;
    struct row *r = row_of(m, route);
    while (i < BOUNDS && micros > bound_us[i])
        i++;
    atomic_fetch_add_explicit(&r->status[kind > 0 && kind < CLASSES ? kind : 0], 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&r->bucket[i], 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&r->sum_us, micros, memory_order_relaxed);
}

void metrics_no_address(struct metrics *m)
{
    if (m)
        atomic_fetch_add_explicit(&m->nameless, 1, memory_order_relaxed);
}

int64_t metrics_nameless(const struct metrics *m)
{
    return m ? atomic_load(&m->nameless) : 0;
}

/* ---- printing */

void metric_head(struct buf *out, const char *name, const char *type, const char *help)
{
    buf_print(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

void metric_value(struct buf *out, const char *name, const char *labels, double value)
{
    buf_print(out, *labels ? "%s{%s} %.15g\n" : "%s%s %.15g\n", name, labels, value);
}

static void one(struct buf *out, const char *name, const char *type, const char *help, double value)
{
    metric_head(out, name, type, help);
    metric_value(out, name, "", value);
}

static const char *method_of(const struct row *r) { return r->route ? method_name(r->route->method) : "-"; }
static const char *path_of(const struct row *r) { return r->route ? r->route->path : "-"; }

static void counts_print(const struct metrics *m, struct buf *out)
{
    static const char name[] = "khue_http_requests_total";
    static const char *const kind[CLASSES] = { "other", "1xx", "2xx", "3xx", "4xx", "5xx" };

    metric_head(out, name, "counter", "Answers by row of the route table and class of status.");
    for (size_t i = 0; i < m->rows; i++)
        for (int k = 0; k < CLASSES; k++) {
            int64_t n = atomic_load(&m->row[i].status[k]);
            if (n)
                buf_print(out, "%s{method=\"%s\",route=\"%s\",code=\"%s\"} %lld\n", name, method_of(&m->row[i]), path_of(&m->row[i]), kind[k], (long long)n);
        }
}

static void durations_print(const struct metrics *m, struct buf *out)
{
    static const char name[] = "khue_http_request_duration_seconds";

    metric_head(out, name, "histogram", "From the whole head to the answer sent.");
    for (size_t i = 0; i < m->rows; i++) {
        const struct row *r = &m->row[i];
        int64_t sum = 0, n[BOUNDS + 1];
        for (int k = 0; k <= BOUNDS; k++)
            n[k] = sum += atomic_load(&r->bucket[k]);
        if (sum == 0)
            continue;
        for (int k = 0; k < BOUNDS; k++)
            buf_print(out, "%s_bucket{method=\"%s\",route=\"%s\",le=\"%g\"} %lld\n", name, method_of(r), path_of(r), (double)bound_us[k] / 1e6, (long long)n[k]);
        buf_print(out, "%s_bucket{method=\"%s\",route=\"%s\",le=\"+Inf\"} %lld\n", name, method_of(r), path_of(r), (long long)sum);
        buf_print(out, "%s_sum{method=\"%s\",route=\"%s\"} %.6f\n", name, method_of(r), path_of(r), (double)atomic_load(&r->sum_us) / 1e6);
        buf_print(out, "%s_count{method=\"%s\",route=\"%s\"} %lld\n", name, method_of(r), path_of(r), (long long)sum);
    }
}

static void http_print(const struct app *app, struct buf *out)
{
    struct http_numbers n = { 0 };

    http_count(app->http, &n);
    one(out, "khue_http_connections", "gauge", "Open connections of browsers and proxies.", n.connections);
    one(out, "khue_http_requests_running", "gauge", "Requests with a whole head and no answer yet.", n.running);
    one(out, "khue_http_body_bytes", "gauge", "Bytes of request bodies in memory.", (double)n.body_bytes);
    metric_head(out, "khue_workers_waiting", "gauge", "Requests that wait for a worker.");
    metric_value(out, "khue_workers_waiting", "pool=\"pages\"", n.pages_waiting);
    metric_value(out, "khue_workers_waiting", "pool=\"hashes\"", n.hashes_waiting);
    one(out, "khue_hash_waiting", "gauge", "Passwords that wait to be hashed.", hash_pool_waiting(app->hashes));
    one(out, "khue_hashes_total", "counter", "Passwords that were hashed.", (double)hash_pool_made(app->hashes));
}

static void database_print(const struct app *app, struct buf *out)
{
    struct db_stats s = db_stats(app->db);

    one(out, "khue_db_connections_open", "gauge", "Connections of the pool, idle ones too.", s.open);
    one(out, "khue_db_connections_idle", "gauge", "Connections that nobody uses now.", s.idle);
    one(out, "khue_db_connections_most", "gauge", "The setting db-connections.", s.most);
    one(out, "khue_db_groups_total", "counter", "Groups of closures that were committed together.", (double)s.groups);
    one(out, "khue_db_closures_total", "counter", "Closures that were committed.", (double)s.closures);
    one(out, "khue_db_closures_again_total", "counter", "Closures that had to run once more.", (double)s.again);
    one(out, "khue_db_questions_total", "counter", "Questions asked.", (double)s.questions);
}

static double resident_bytes(void)
{
    long size = 0, resident = 0;
    FILE *f = fopen("/proc/self/statm", "r");
    if (!f)
        return 0;
    int read = fscanf(f, "%ld %ld", &size, &resident);
    fclose(f);
    return read == 2 ? (double)resident * (double)sysconf(_SC_PAGESIZE) : 0;
}

static void process_print(const struct app *app, struct buf *out)
{
    struct timespec cpu;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
    one(out, "process_resident_memory_bytes", "gauge", "Resident memory.", resident_bytes());
    one(out, "process_cpu_seconds_total", "counter", "Time of all cores.", (double)cpu.tv_sec + (double)cpu.tv_nsec / 1e9);
    one(out, "khue_uptime_seconds", "gauge", "Since the server began.", (double)(now_s() - app->metrics->began_s));
    metric_head(out, "khue_build_info", "gauge", "Version of the program and its database.");
    buf_print(out, "khue_build_info{version=\"%s\",engine=\"%s\"} 1\n", khue_version, db_engine(app->db) == ENGINE_SQLITE ? "sqlite" : "postgres");
}

void metrics_print(struct app *app, struct ask *a, struct buf *out)
{
    counts_print(app->metrics, out);
    durations_print(app->metrics, out);
    http_print(app, out);
    database_print(app, out);
    process_print(app, out);
    for (const struct metric_source *s = app->metric_sources; s && s->name; s++) {
        size_t before = out->n;
        if (s->print(app, a, out) != OK)
            out->n = before;
    }
}
