/* HTTP/1.1 on libmicrohttpd 0.9.75: sockets, loops, bodies. What a request means is dispatch.c's.
**
** libmicrohttpd calls for each request: uri (the raw target) -> access with the head -> access with each piece of the body ->
** access with the body's end -> completed. One struct exchange lives from uri to completed.
**
** What stays true:
** (1) an exchange belongs to its loop, but while its connection is suspended to one worker; the worker's last act on it is to
**     resume the connection;
** (2) a head that is refused gets its answer after its body has been read away (up to DISCARD_MAX), or the connection is cut:
**     what follows on the wire is never read as another request;
** (3) uploads in memory never exceed BODIES_MAX together; other bodies are bounded by BODY_MAX and CONNECTIONS, so that uploads
**     which somebody holds open keep nobody from signing in;
** (4) http_stop ends the streams and answers what runs before it ends: no connection is suspended when the daemon stops (that
**     would abort). */
#include "base/log.h"
#include "web/accesslog.h"
#include "web/dispatch.h"
#include "web/listen.h"
#include "web/ratelimit.h"
#include "web/seats.h"
#include "web/watch.h"
#include "web/worker.h"
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define DISCARD_MAX (4 * UPLOAD_MAX)
#define BODIES_MAX  (256LL << 20)
/* POOL: a head of HEAD_MAX, its HEAD_LINES entries and the answer's head; 0.9.75 wipes all of it twice a request. */
enum { CONNECTIONS = 4096, POOL = 24 * 1024, IDLE_S = 15, STOP_WAIT_MS = 10000 };

struct http {
    struct app *app;
    struct MHD_Daemon *daemon;
    struct listener *listener;
    struct workers *workers, *hashers;
    struct watch *watch;
    struct MHD_Response *full;          /* 503, made before anybody needs it */
    int port;
    _Atomic int running;                /* exchanges with a whole head and no answer yet */
    _Atomic int64_t bodies;             /* bytes of bodies in memory */
    _Atomic bool stopping;
};

enum step { STEP_NEW, STEP_BODY, STEP_WORKER, STEP_ANSWERED };

struct exchange {
    struct http *http;
    struct MHD_Connection *connection;
    struct watched *watched;
    enum step step;
    struct head head;
    struct call call;
    struct buf body;
    int64_t read;                       /* bytes of the body that came, kept or not */
    int64_t begun_us;
    struct MHD_Response *response;      /* a worker's, to be queued by the loop */
    int status;
    char target[];
};

static int64_t now_us(void)
{
    struct timespec ts;

    clock_gettime(CLOCK_MONOTONIC, &ts);
    return ts.tv_sec * 1000000LL + ts.tv_nsec / 1000;
}

/* ---- answers */

static struct MHD_Response *body_response(struct answer *a)
{
    struct MHD_Response *response;

    if (a->seat) {
        response = seat_response(a->seat);
        a->seat = NULL;                 /* the response gives it back */
        return response;
    }
    if (a->has_file) {
        if ((response = MHD_create_response_from_fd_at_offset64((uint64_t)a->file_n, a->fd, (uint64_t)a->file_from)))
            a->has_file = false;        /* the response closes it */
        return response;
    }
    if (a->fixed)
        return MHD_create_response_from_buffer(a->fixed_n, (void *)(uintptr_t)a->fixed, MHD_RESPMEM_PERSISTENT);
    if (a->body.cap == 0)
        return MHD_create_response_from_buffer(0, (void *)(uintptr_t)"", MHD_RESPMEM_PERSISTENT);
    response = MHD_create_response_from_buffer_with_free_callback(a->body.n, a->body.p, free);
    if (response)
        a->body.cap = 0;                /* the response frees it */
    return response;
}

static struct MHD_Response *response_of(struct exchange *x, struct answer *a)
{
    if (a->seat)
        seat_connection(a->seat, x->connection);
    struct MHD_Response *response = body_response(a);

    for (size_t i = 0; response && i < a->headers; i++)
        MHD_add_response_header(response, a->header[i].name, a->header[i].value);
    if (response && (a->close || x->http->stopping))
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONNECTION, "close");
    answer_finish(a);
    return response;
}

static enum MHD_Result queue(struct exchange *x, int status, struct MHD_Response *response)
{
    if (!response)
        return MHD_NO;
    enum MHD_Result queued = MHD_queue_response(x->connection, (unsigned)status, response);
    if (response != x->http->full)
        MHD_destroy_response(response);
    x->step = STEP_ANSWERED;
    x->status = status;
    return queued;
}

/* ---- running a whole request */

static void run_on_worker(struct kit *kit, void *arg)
{
    struct exchange *x = arg;
    struct answer answer;

    dispatch(x->http->app, kit, &x->call, false, &answer);
    x->status = answer.status;
    x->response = response_of(x, &answer);
    MHD_resume_connection(x->connection);
}

static enum MHD_Result to_worker(struct exchange *x)
{
    const struct route *row = x->call.match.route;
    struct workers *w = row && row->hashes ? x->http->hashers : x->http->workers;

    x->step = STEP_WORKER;
    MHD_suspend_connection(x->connection);
    if (!workers_give(w, run_on_worker, x)) {
        x->status = 503;
        x->response = x->http->full;
        MHD_resume_connection(x->connection);
    }
    return MHD_YES;
}

static enum MHD_Result run(struct exchange *x)
{
    struct http *h = x->http;
    struct kit *kit = kit_here(h->app->db);
    struct answer answer;

    watch_state(x->watched, WATCH_RUN);
    x->call.body = (struct bytes){ (const uint8_t *)x->body.p, x->body.n };
    if (!kit)
        return MHD_NO;
    if (!x->call.refused && !call_quick(&x->call, h->app))
        return to_worker(x);
    enum dispatched done = dispatch(h->app, kit, &x->call, true, &answer);
    enum MHD_Result result = done == TO_WORKER ? to_worker(x) : queue(x, answer.status, response_of(x, &answer));
    arena_reset(&kit->arena);
    return result;
}

/* ---- reading */

static enum MHD_Result add_header(void *cls, enum MHD_ValueKind kind, const char *name, size_t name_n, const char *value, size_t value_n)
{
    (void)kind;
    head_add(cls, name, name_n, value, value_n);
    return MHD_YES;
}

/* The peer's address without its port; behind a proxy on this machine, what the proxy added last to X-Forwarded-For. */
static uint64_t address_of(struct exchange *x)
{
    const uint8_t *key = x->http->app->address_key;
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(x->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *peer = info ? info->client_addr : NULL;

    if (peer && peer->sa_family == AF_INET6) {
        const struct in6_addr *in6 = &((const struct sockaddr_in6 *)(const void *)peer)->sin6_addr;
        if (!IN6_IS_ADDR_LOOPBACK(in6))
            return address_hash(key, in6, 8);                          /* a household's /64 */
    } else if (peer && peer->sa_family == AF_INET) {
        const struct in_addr *in = &((const struct sockaddr_in *)(const void *)peer)->sin_addr;
        if (ntohl(in->s_addr) >> 24 != 127)
            return address_hash(key, in, sizeof *in);
    }
    const char *list = x->head.field[HEAD_FORWARDED_FOR], *last = list ? strrchr(list, ',') : NULL;
    struct span text = span_trim(span_of(last ? last + 1 : list));
    return text.n ? address_hash(key, text.p, text.n) : 0;
}

static void head_read(struct exchange *x, const char *method, const char *version)
{
    const union MHD_ConnectionInfo *info;

    head_init(&x->head, method, x->target, version);
    MHD_get_connection_values_n(x->connection, MHD_HEADER_KIND, add_header, &x->head);
    info = MHD_get_connection_info(x->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    x->head.size = info ? info->header_size : 0;
    request_name(x->call.name);
    x->head.address = address_of(x);
    call_read(&x->call, x->http->app, &x->head);
}

static size_t body_max(const struct exchange *x)
{
    return x->call.match.route && x->call.match.route->runs_on == UPLOAD ? UPLOAD_MAX : BODY_MAX;
}

/* The head is whole: judge it, and get ready for the body. */
static enum MHD_Result begin(struct exchange *x, const char *method, const char *version)
{
    head_read(x, method, version);
    x->step = STEP_BODY;
    x->http->running++;
    if (x->call.refused)
        return run(x);                                  /* with Connection: close; what follows is not read */
    buf_init(&x->body, body_max(x));
    int64_t length = head_length(&x->head);
    if (length > DISCARD_MAX) {
        x->call.refused = 413;
        return run(x);
    }
    if (length > (int64_t)x->body.max)
        x->call.refused = 413;                          /* told when the body has been read away */
    if (length != 0)
        watch_state(x->watched, WATCH_BODY);
    return MHD_YES;
}

static enum MHD_Result more(struct exchange *x, const char *p, size_t n)
{
    x->read += (int64_t)n;
    if (x->watched)
        x->watched->received += (int64_t)n;
    if (x->read > DISCARD_MAX)
        return MHD_NO;
    if (x->call.refused)
        return MHD_YES;
    size_t cap = x->body.cap;
    buf_add(&x->body, p, n);
    x->http->bodies += (int64_t)(x->body.cap - cap);
    if (x->body.failed)
        x->call.refused = 413;
    else if (x->body.max > BODY_MAX && x->http->bodies > BODIES_MAX)
        x->call.refused = 503;
    if (x->call.refused) {
        x->http->bodies -= (int64_t)x->body.cap;
        buf_finish(&x->body);
    }
    return MHD_YES;
}

static enum MHD_Result access_cb(void *cls, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
                                 const char *data, size_t *data_n, void **con_cls)
{
    struct exchange *x = *con_cls;

    (void)cls;
    (void)url;
    if (!x)
        return MHD_NO;
    x->connection = connection;
    switch (x->step) {
    case STEP_NEW:
        return begin(x, method, version);
    case STEP_BODY:
        if (*data_n == 0)
            return run(x);
        size_t n = *data_n;
        *data_n = 0;
        return more(x, data, n);
    case STEP_WORKER:
        return queue(x, x->status, x->response);
    case STEP_ANSWERED:
        *data_n = 0;
        return MHD_YES;
    }
    return MHD_NO;
}

/* ---- life of connections and exchanges */

static void *uri_cb(void *cls, const char *uri, struct MHD_Connection *connection)
{
    size_t n = strlen(uri);
    size_t kept = n > TARGET_MAX + 1 ? TARGET_MAX + 1 : n;           /* one too many is enough to be refused */
    struct exchange *x = calloc(1, sizeof *x + kept + 1);
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    if (!x)
        return NULL;
    x->http = cls;
    x->watched = info ? info->socket_context : NULL;
    x->begun_us = now_us();
    memcpy(x->target, uri, kept);
    buf_init(&x->body, 0);
    return x;
}

/* Was it sent to the name that people use, rather than to this machine by itself (a balancer's or our own look)? */
static bool asks_public_name(const struct app *app, const struct head *head)
{
    const char *public = strstr(app->config.base_url, "://"), *host = head->field[HEAD_HOST];
    size_t n = host ? strcspn(host, ":") : 0;

    return public && n > 0 && strncmp(public + 3, host, n) == 0 && strcspn(public + 3, ":/") == n;
}

static void answered(struct http *h, const struct exchange *x, int64_t micros)
{
    const struct route *row = x->call.match.route;

    metrics_count(h->app->metrics, row, x->status, micros);
    if (x->head.address == 0 && h->app->config.secure_cookies && asks_public_name(h->app, &x->head))
        metrics_no_address(h->app->metrics);
    if (h->app->config.access_log)
        access_log_add(x->call.name, x->head.method ? method_name(head_method(&x->head)) : "GET", row ? row->path : "-", x->status, micros,
                       x->response ? "worker" : "loop");
}

static void completed_cb(void *cls, struct MHD_Connection *connection, void **con_cls, enum MHD_RequestTerminationCode how)
{
    struct http *h = cls;
    struct exchange *x = *con_cls;

    (void)connection;
    (void)how;
    if (!x)
        return;
    if (x->step != STEP_NEW)
        h->running--;
    if (x->step == STEP_WORKER && x->response && x->response != h->full)
        MHD_destroy_response(x->response);              /* the client left while the worker ran */
    if (x->step == STEP_ANSWERED)
        answered(h, x, now_us() - x->begun_us);
    h->bodies -= (int64_t)x->body.cap;
    buf_finish(&x->body);
    watch_state(x->watched, WATCH_HEAD);
    *con_cls = NULL;
    free(x);
}

static void connection_cb(void *cls, struct MHD_Connection *connection, void **socket_context, enum MHD_ConnectionNotificationCode what)
{
    struct http *h = cls;

    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        *socket_context = info ? watch_add(h->watch, info->connect_fd) : NULL;
        listen_came(h->listener);
    } else {
        watch_remove(h->watch, *socket_context);
        *socket_context = NULL;
        listen_left(h->listener);
    }
}

/* Percent sequences stay as they are: request.c decodes them, strictly and once. */
static size_t unescape_cb(void *cls, struct MHD_Connection *connection, char *s)
{
    (void)cls;
    (void)connection;
    return strlen(s);
}

static void log_cb(void *cls, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
static void log_cb(void *cls, const char *fmt, va_list ap)
{
    char line[300];

    (void)cls;
    vsnprintf(line, sizeof line, fmt, ap);
    line[strcspn(line, "\n")] = 0;
    log_line(LOG_DEBUG, "http: %s", line);
}

/* ---- start and stop */

static int connections_of(const struct http *h)
{
    return h->app->config.connections > 0 ? h->app->config.connections : CONNECTIONS;
}

/* The loops, without a socket of their own: listen.h's thread hands connections to them. */
static struct MHD_Daemon *loops_of(struct http *h)
{
    unsigned loops = (unsigned)(h->app->config.loops > 0 ? h->app->config.loops : 2);
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_NO_LISTEN_SOCKET | MHD_USE_ITC | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;

    return MHD_start_daemon(flags, 0, NULL, NULL, access_cb, h,
                            MHD_OPTION_EXTERNAL_LOGGER, log_cb, NULL,
                            MHD_OPTION_THREAD_POOL_SIZE, loops,
                            MHD_OPTION_CONNECTION_LIMIT, loops * (unsigned)connections_of(h),
                            MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)POOL,
                            MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_S,
                            MHD_OPTION_STRICT_FOR_CLIENT, 1,
                            MHD_OPTION_URI_LOG_CALLBACK, uri_cb, h,
                            MHD_OPTION_UNESCAPE_CALLBACK, unescape_cb, NULL,
                            MHD_OPTION_NOTIFY_COMPLETED, completed_cb, h,
                            MHD_OPTION_NOTIFY_CONNECTION, connection_cb, h,
                            MHD_OPTION_END);
}

static rc parts_start(struct http *h)
{
    /* law 5: sent before anything is read, so in no language but the first */
    static const char sorry[] = "Máy chủ đang bận. Chờ vài giây rồi thử lại.\n";

    h->full = MHD_create_response_from_buffer(sizeof sorry - 1, (void *)(uintptr_t)sorry, MHD_RESPMEM_PERSISTENT);
    if (!h->full)
        return LIMIT;
    MHD_add_response_header(h->full, "Retry-After", "2");
    MHD_add_response_header(h->full, "Content-Type", "text/plain; charset=utf-8");
    MHD_add_response_header(h->full, "Cache-Control", "no-store");
    int head_ms = h->app->config.slow_ms > 0 ? h->app->config.slow_ms : WATCH_HEAD_MS;
    try(watch_start(&h->watch, head_ms));
    int threads = h->app->config.workers > 0 ? h->app->config.workers : WORKERS;
    try(workers_start(&h->hashers, HASHERS, HASHER_QUEUE, h->app->db));
    return workers_start(&h->workers, threads, WORKER_QUEUE, h->app->db);
}

static void parts_stop(struct http *h)
{
    workers_drop(h->workers);
    workers_drop(h->hashers);
    seats_drop(h->app->seats);
    h->app->seats = NULL;
    watch_stop(h->watch);
    if (h->full)
        MHD_destroy_response(h->full);
    free(h);
}

rc http_start(struct app *app, struct http **out, char *why, size_t why_size)
{
    struct http *h = calloc(1, sizeof *h);

    *out = NULL;
    if (!h)
        return LIMIT;
    h->app = app;
    rc r = listen_open(app->config.listen, &h->listener);
    if (r == OK && parts_start(h) == OK && seats_start(app, &app->seats) == OK && (h->daemon = loops_of(h)) &&
        listen_begin(h->listener, h->daemon, connections_of(h)) == OK) {
        h->port = listen_port(h->listener);
        app->http = h;
        *out = h;
        return OK;
    }
    if (r == INVALID)
        snprintf(why, why_size, "--listen needs HOST:PORT, not \"%s\"", app->config.listen);
    else
        snprintf(why, why_size, "cannot listen on %s: is another program there?", app->config.listen);
    if (h->daemon)
        MHD_stop_daemon(h->daemon);
    listen_drop(h->listener);
    parts_stop(h);
    return r == INVALID ? INVALID : DOWN;
}

int http_port(const struct http *h)
{
    return h->port;
}

void http_count(const struct http *h, struct http_numbers *out)
{
    *out = (struct http_numbers){ 0 };
    if (!h)
        return;
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(h->daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS);
    out->connections = info ? (int)info->num_connections : 0;
    out->running = h->running;
    out->body_bytes = h->bodies;
    out->pages_waiting = workers_waiting(h->workers);
    out->hashes_waiting = workers_waiting(h->hashers);
}

void http_stop(struct http *h)
{
    if (!h)
        return;
    h->stopping = true;
    h->app->http = NULL;
    listen_close(h->listener);
    seats_end(h->app->seats);
    for (int64_t until = watch_now_ms() + STOP_WAIT_MS; h->running > 0 && watch_now_ms() < until;)
        usleep(2000);
    workers_stop(h->hashers);
    workers_stop(h->workers);           /* runs what waits and resumes every suspended connection */
    MHD_stop_daemon(h->daemon);
    listen_drop(h->listener);
    parts_stop(h);
}
