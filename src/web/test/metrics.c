/* Numbers in Prometheus' text format: every line is read strictly; who may see them. */
#include "floor.h"
#include "web/metrics.h"
#include "test/harness/db.h"
#include <stdlib.h>
#include <string.h>

#define HOST "Host: localhost\r\n"
#define CLOSE "Connection: close\r\n"

/* ---- a reader of exposition format 0.0.4 */

struct family { const char *name, *type; };
struct exposition { struct test *t; struct family family[64]; size_t families; const char *sample[1024]; size_t samples; };

static size_t name_length(const char *p)
{
    size_t n = strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_:0123456789");
    return n && (p[0] < '0' || p[0] > '9') ? n : 0;
}

static struct family *family_last(struct exposition *x) { return x->families ? &x->family[x->families - 1] : NULL; }

static bool comment_read(struct exposition *x, const char *line)
{
    bool help = strncmp(line, "# HELP ", 7) == 0, type = strncmp(line, "# TYPE ", 7) == 0;
    const char *name = line + 7;
    size_t n = help || type ? name_length(name) : 0;
    if (n == 0 || name[n] != ' ' || name[n + 1] == 0) return false;
    const char *text = arena_text_n(x->t->arena, name, n), *rest = name + n + 1;
    if (help) {
        for (size_t i = 0; i < x->families; i++)
            if (strcmp(x->family[i].name, text) == 0) return false;                   /* a family stands in one place */
        x->family[x->families++] = (struct family){ text, NULL };
        return true;
    }
    struct family *f = family_last(x);
    if (!f || strcmp(f->name, text) != 0 || f->type) return false;
    f->type = rest;
    return strcmp(rest, "counter") == 0 || strcmp(rest, "gauge") == 0 || strcmp(rest, "histogram") == 0;
}

/* {name="value",…}: the end behind }, or NULL. */
static const char *labels_read(const char *p)
{
    if (*p != '{') return p;
    do {
        size_t n = name_length(++p);
        if (n == 0 || p[n] != '=' || p[n + 1] != '"') return NULL;
        for (p += n + 2; *p && *p != '"'; p++)
            if (*p == '\\' && !strchr("\\\"n", *++p)) return NULL;
        if (*p++ != '"') return NULL;
    } while (*p == ',');
    return *p == '}' ? p + 1 : NULL;
}

static bool sample_read(struct exposition *x, const char *line)
{
    const struct family *f = family_last(x);
    size_t n = name_length(line);
    const char *after = n ? labels_read(line + n) : NULL;
    char *end;
    if (!f || !f->type || !after || *after != ' ') return false;
    strtod(after + 1, &end);
    if (end == after + 1 || *end) return false;
    size_t own = strlen(f->name);
    const char *rest = line + own;
    bool mine = strncmp(line, f->name, own) == 0 && (n == own || (strcmp(f->type, "histogram") == 0
                && (strncmp(rest, "_bucket{", 8) == 0 || strncmp(rest, "_sum{", 5) == 0 || strncmp(rest, "_count{", 7) == 0)));
    const char *key = arena_text_n(x->t->arena, line, (size_t)(after - line));
    for (size_t i = 0; i < x->samples; i++)
        if (strcmp(x->sample[i], key) == 0) return false;
    x->sample[x->samples++] = key;
    return mine;
}

static void exposition_read(struct test *t, const char *text)
{
    static struct exposition x;
    x = (struct exposition){ .t = t };
    char *save = NULL, *copy = (char *)(uintptr_t)arena_text(t->arena, text);
    is_true(t, *text && text[strlen(text) - 1] == '\n');
    for (char *line = strtok_r(copy, "\n", &save); line; line = strtok_r(NULL, "\n", &save))
        if (!(line[0] == '#' ? comment_read(&x, line) : sample_read(&x, line))) fail(t, "bad line: %s", line);
    is_true(t, x.families > 10 && x.samples > 20);
}

static const char *body_of(const char *answer)
{
    const char *p = strstr(answer, "\r\n\r\n");
    return p ? p + 4 : "";
}

static double number_of(struct test *t, const char *text, const char *sample)
{
    const char *p = strstr(text, arena_print(t->arena, "\n%s ", sample));
    return p ? strtod(p + strlen(sample) + 2, NULL) : -1;
}

TEST(numbers_are_in_prometheus_format_and_count_answers_by_row)
{
    struct floor f;
    if (!is_true(t, floor_serve(t, &f))) return;
    for (int i = 0; i < 3; i++) is_int(t, 200, status_in(RAW(t, &f, "GET /khoe HTTP/1.1\r\n" HOST CLOSE "\r\n")));
    is_int(t, 404, status_in(RAW(t, &f, "GET /nobody/knows/0901234567 HTTP/1.1\r\n" HOST CLOSE "\r\n")));
    const char *answer = RAW(t, &f, "GET /so-lieu HTTP/1.1\r\n" HOST CLOSE "\r\n");
    is_int(t, 200, status_in(answer));
    has_text(t, "Content-Type: text/plain; version=0.0.4", answer);
    const char *text = body_of(answer);
    exposition_read(t, text);
    is_int(t, 3, number_of(t, text, "khue_http_requests_total{method=\"GET\",route=\"/khoe\",code=\"2xx\"}"));
    is_int(t, 1, number_of(t, text, "khue_http_requests_total{method=\"-\",route=\"-\",code=\"4xx\"}"));
    is_int(t, 3, number_of(t, text, "khue_http_request_duration_seconds_count{method=\"GET\",route=\"/khoe\"}"));
    is_int(t, 3, number_of(t, text, "khue_http_request_duration_seconds_bucket{method=\"GET\",route=\"/khoe\",le=\"+Inf\"}"));
    is_true(t, number_of(t, text, "process_resident_memory_bytes") > 1e6);
    is_true(t, number_of(t, text, "khue_db_connections_most") == 32);
    lacks_text(t, "0901234567", text);
    floor_close(&f);
}

TEST(durations_fall_into_their_buckets)
{
    static const struct route row[] = { { .method = GET, .path = "/a" }, { .method = GET, .path = "/b" }, { 0 } };
    static const struct route_table tables[] = { { "x", row }, { NULL, NULL } };
    struct floor f;
    struct buf out;
    if (!is_true(t, floor_open(t, &f))) return;
    metrics_drop(f.app.metrics);
    f.app.metrics = metrics_make(tables);
    metrics_count(f.app.metrics, &row[1], 200, 1000);          /* a bound belongs to its bucket */
    metrics_count(f.app.metrics, &row[1], 303, 1001);
    metrics_count(f.app.metrics, &row[1], 500, 3600000000);
    metrics_count(f.app.metrics, NULL, 42, 0);
    buf_init(&out, 1 << 20);
    metrics_print(&f.app, test_ask(t, f.app.db), &out);
    exposition_read(t, out.p);
    is_int(t, 1, number_of(t, out.p, "khue_http_request_duration_seconds_bucket{method=\"GET\",route=\"/b\",le=\"0.001\"}"));
    is_int(t, 2, number_of(t, out.p, "khue_http_request_duration_seconds_bucket{method=\"GET\",route=\"/b\",le=\"0.0025\"}"));
    is_int(t, 2, number_of(t, out.p, "khue_http_request_duration_seconds_bucket{method=\"GET\",route=\"/b\",le=\"10\"}"));
    is_int(t, 3, number_of(t, out.p, "khue_http_request_duration_seconds_bucket{method=\"GET\",route=\"/b\",le=\"+Inf\"}"));
    is_int(t, 1, number_of(t, out.p, "khue_http_requests_total{method=\"GET\",route=\"/b\",code=\"5xx\"}"));
    is_int(t, 1, number_of(t, out.p, "khue_http_requests_total{method=\"-\",route=\"-\",code=\"other\"}"));
    lacks_text(t, "route=\"/a\"", out.p);                       /* nobody asked for it */
    buf_finish(&out);
    floor_close(&f);
}

TEST(numbers_are_for_this_machine_and_for_the_token)
{
    struct floor f;
    if (!is_true(t, floor_serve(t, &f))) return;
    is_int(t, 404, status_in(RAW(t, &f, "GET /so-lieu HTTP/1.1\r\n" HOST "X-Forwarded-For: 203.0.113.9\r\n" CLOSE "\r\n")));
    is_int(t, 404, status_in(RAW(t, &f, "GET /so-lieu HTTP/1.1\r\n" HOST "X-Forwarded-For: 203.0.113.9\r\nAuthorization: Bearer \r\n" CLOSE "\r\n")));
    f.app.config.metrics_token.value = "mot-hai-ba";
    is_int(t, 404, status_in(RAW(t, &f, "GET /so-lieu HTTP/1.1\r\n" HOST "X-Forwarded-For: 203.0.113.9\r\nAuthorization: Bearer mot-hai\r\n" CLOSE "\r\n")));
    is_int(t, 404, status_in(RAW(t, &f, "GET /so-lieu HTTP/1.1\r\n" HOST "X-Forwarded-For: 203.0.113.9\r\nAuthorization: Basic mot-hai-ba\r\n" CLOSE "\r\n")));
    is_int(t, 200, status_in(RAW(t, &f, "GET /so-lieu HTTP/1.1\r\n" HOST "X-Forwarded-For: 203.0.113.9\r\nAuthorization: Bearer mot-hai-ba\r\n" CLOSE "\r\n")));
    is_int(t, 200, status_in(RAW(t, &f, "GET /so-lieu HTTP/1.1\r\n" HOST CLOSE "\r\n")));
    floor_close(&f);
}

TEST(a_balancer_hears_whether_the_database_answers)
{
    struct floor f;
    if (!is_true(t, floor_serve(t, &f))) return;
    is_int(t, 200, status_in(RAW(t, &f, "GET /khoe/san-sang HTTP/1.1\r\n" HOST CLOSE "\r\n")));
    db_fail_after(1);
    is_int(t, 503, status_in(RAW(t, &f, "GET /khoe/san-sang HTTP/1.1\r\n" HOST CLOSE "\r\n")));
    db_fail_after(0);
    is_int(t, 200, status_in(RAW(t, &f, "GET /khoe/san-sang HTTP/1.1\r\n" HOST CLOSE "\r\n")));
    floor_close(&f);
}
