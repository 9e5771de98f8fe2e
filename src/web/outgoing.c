/* Outgoing HTTP by libcurl: one handle a request, the guard where the socket is opened. What stays true stands in outgoing.h. */
#include "web/outgoing.h"
#include "base/buf.h"
#include "base/log.h"
#include "web/app.h"
#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CONNECT_MS = 10000, DRIP_BYTES = 50, DRIP_S = 15, ANSWER_BYTES = 64 * 1024, HEADERS_MOST = 20 };

static pthread_once_t once = PTHREAD_ONCE_INIT;
static void curl_begin(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

/* ---- which addresses */

struct net { uint32_t at; int bits; };

/* What is not the open internet (IANA special-purpose registries). */
static bool open_4(uint32_t ip)
{
    static const struct net shut[] = {
        { 0x00000000, 8 }, { 0x0a000000, 8 }, { 0x64400000, 10 }, { 0x7f000000, 8 }, { 0xa9fe0000, 16 }, { 0xac100000, 12 }, { 0xc0000000, 24 }, { 0xc0000200, 24 },
        { 0xc0586300, 24 }, { 0xc0a80000, 16 }, { 0xc6120000, 15 }, { 0xc6336400, 24 }, { 0xcb007100, 24 }, { 0xe0000000, 4 }, { 0xf0000000, 4 } };
    for (size_t i = 0; i < sizeof shut / sizeof *shut; i++)
        if (((ip ^ shut[i].at) >> (32 - shut[i].bits)) == 0) return false;
    return true;
}

/* Global unicast alone, without what carries another address in it (Teredo, 6to4) and without documentation. */
static bool open_6(const uint8_t ip[16])
{
    static const uint8_t mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
    if (memcmp(ip, mapped, sizeof mapped) == 0) return open_4((uint32_t)ip[12] << 24 | (uint32_t)ip[13] << 16 | (uint32_t)ip[14] << 8 | ip[15]);
    if ((ip[0] & 0xe0) != 0x20) return false;
    if (ip[0] == 0x20 && ip[1] == 0x01 && (ip[2] & 0xfe) == 0) return false;
    if (ip[0] == 0x20 && ip[1] == 0x01 && ip[2] == 0x0d && ip[3] == 0xb8) return false;
    return !(ip[0] == 0x20 && ip[1] == 0x02) && !(ip[0] == 0x3f && ip[1] == 0xff && (ip[2] & 0xf0) == 0);
}

bool outgoing_open(const struct sockaddr *at)
{
    if (at->sa_family == AF_INET) return open_4(ntohl(((const struct sockaddr_in *)(const void *)at)->sin_addr.s_addr));
    return at->sa_family == AF_INET6 && open_6(((const struct sockaddr_in6 *)(const void *)at)->sin6_addr.s6_addr);
}

static bool is_here(const struct sockaddr *at)
{
    if (at->sa_family == AF_INET) return ntohl(((const struct sockaddr_in *)(const void *)at)->sin_addr.s_addr) >> 24 == 127;
    return at->sa_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)(const void *)at)->sin6_addr);
}

/* ---- addresses as text */

static bool plain_text(const char *s, size_t most)
{
    size_t n = strnlen(s, most + 1);
    if (n == 0 || n > most) return false;
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)s[i] <= ' ' || (unsigned char)s[i] >= 127 || s[i] == '\\') return false;
    return true;
}

static bool part_is(CURLU *u, CURLUPart what, unsigned flags, const char *text)
{
    char *part = NULL;
    bool is = curl_url_get(u, what, &part, flags) == CURLUE_OK ? text && strcasecmp(part, text) == 0 : !text;
    curl_free(part);
    return is;
}

static CURLU *url_read(const char *url)
{
    CURLU *u = curl_url();
    if (u && plain_text(url, OUTGOING_URL_MOST) && curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK) return u;
    curl_url_cleanup(u);
    return NULL;
}

static bool local_name(CURLU *u) { return part_is(u, CURLUPART_HOST, 0, "127.0.0.1") || part_is(u, CURLUPART_HOST, 0, "[::1]") || part_is(u, CURLUPART_HOST, 0, "localhost"); }

bool outgoing_address(const struct app *app, const char *url)
{
    CURLU *u = url_read(url);
    if (!u) return false;
    bool fits = part_is(u, CURLUPART_SCHEME, 0, "https") || (app->config.test && part_is(u, CURLUPART_SCHEME, 0, "http") && local_name(u));
    fits = fits && !part_is(u, CURLUPART_HOST, 0, NULL) && part_is(u, CURLUPART_USER, 0, NULL) && part_is(u, CURLUPART_PASSWORD, 0, NULL) && part_is(u, CURLUPART_FRAGMENT, 0, NULL);
    curl_url_cleanup(u);
    return fits;
}

bool outgoing_same_place(const char *one, const char *other)
{
    static const struct { CURLUPart part; unsigned flags; } parts[] = { { CURLUPART_SCHEME, 0 }, { CURLUPART_HOST, 0 }, { CURLUPART_PORT, CURLU_DEFAULT_PORT } };
    CURLU *a = url_read(one), *b = url_read(other);
    bool same = a && b;
    for (size_t i = 0; same && i < sizeof parts / sizeof *parts; i++) {
        char *text = NULL;
        same = curl_url_get(a, parts[i].part, &text, parts[i].flags) == CURLUE_OK && part_is(b, parts[i].part, parts[i].flags, text);
        curl_free(text);
    }
    curl_url_cleanup(a);
    curl_url_cleanup(b);
    return same;
}

const char *outgoing_follow(struct arena *a, const char *base, const char *more)
{
    CURLU *u = url_read(base);
    char *whole = NULL;
    const char *out = NULL;
    if (u && plain_text(more, OUTGOING_URL_MOST) && curl_url_set(u, CURLUPART_URL, more, 0) == CURLUE_OK && curl_url_get(u, CURLUPART_URL, &whole, 0) == CURLUE_OK &&
        strlen(whole) <= OUTGOING_URL_MOST && outgoing_same_place(base, whole))
        out = arena_text(a, whole);
    curl_free(whole);
    curl_url_cleanup(u);
    return out;
}

/* ---- one request */

struct going { const struct app *app; struct buf body; const char *type; struct arena *a; bool inward, too_long; int64_t retry_after_s; };

static curl_socket_t socket_cb(void *arg, curlsocktype purpose, struct curl_sockaddr *at)
{
    struct going *g = arg;
    (void)purpose;
    if (outgoing_open(&at->addr) || (g->app->config.test && is_here(&at->addr))) return socket(at->family, at->socktype | SOCK_CLOEXEC, at->protocol);
    g->inward = true;
    return CURL_SOCKET_BAD;
}

static size_t body_cb(char *p, size_t size, size_t count, void *arg)
{
    struct going *g = arg;
    if (size * count > g->body.max - g->body.n) return g->too_long = true, (size_t)0;
    buf_add(&g->body, p, size * count);
    return g->body.failed ? 0 : size * count;
}

/* "Retry-After: 120"; a date is not worth the reading. Headers are bounded by libcurl (300 KB). */
static size_t header_cb(char *p, size_t size, size_t count, void *arg)
{
    struct going *g = arg;
    struct span line = { p, size * count }, name;
    int64_t s;
    if (span_cut(&line, ':', &name) && name.n == 11 && strncasecmp(name.p, "retry-after", 11) == 0 && span_int(span_trim(line), &s) && s > 0) g->retry_after_s = s < 86400 ? s : 86400;
    return size * count;
}

static struct curl_slist *headers_of(const struct outgoing *in, bool *fine)
{
    struct curl_slist *list = curl_slist_append(NULL, "Expect:"), *next = NULL;
    struct span rest = span_of(in->headers), line;
    char text[1000];
    *fine = list != NULL;
    for (int n = 0; rest.n && span_cut(&rest, '\n', &line) && *fine; n++) {
        if (line.n == 0) continue;
        *fine = n < HEADERS_MOST && line.n < sizeof text && memchr(line.p, ':', line.n) && !memchr(line.p, '\r', line.n) && !memchr(line.p, 0, line.n);
        if (!*fine) break;
        memcpy(text, line.p, line.n);
        text[line.n] = 0;
        next = curl_slist_append(list, text);
        *fine = next != NULL;
        if (next) list = next;
    }
    return list;
}

/* libcurl asks at least once a second; anything but 0 ends the request. */
static int progress_cb(void *arg, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    (void)a, (void)b, (void)c, (void)d;
    return app_stops(arg);
}

static bool bounds_set(CURL *h, const struct app *app, const struct outgoing *in)
{
    long wait = in->wait_ms > 0 ? in->wait_ms : OUTGOING_WAIT_MS;
    return curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L) == CURLE_OK && curl_easy_setopt(h, CURLOPT_TIMEOUT_MS, wait) == CURLE_OK &&
           curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT_MS, wait < CONNECT_MS ? wait : (long)CONNECT_MS) == CURLE_OK &&
           curl_easy_setopt(h, CURLOPT_LOW_SPEED_LIMIT, (long)DRIP_BYTES) == CURLE_OK && curl_easy_setopt(h, CURLOPT_LOW_SPEED_TIME, (long)DRIP_S) == CURLE_OK &&
           curl_easy_setopt(h, CURLOPT_NOPROGRESS, 0L) == CURLE_OK && curl_easy_setopt(h, CURLOPT_XFERINFOFUNCTION, progress_cb) == CURLE_OK &&
           curl_easy_setopt(h, CURLOPT_XFERINFODATA, (void *)(uintptr_t)app) == CURLE_OK &&
           curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK && curl_easy_setopt(h, CURLOPT_PROXY, "") == CURLE_OK &&
           curl_easy_setopt(h, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED) == CURLE_OK;
}

static bool set_up(CURL *h, struct going *g, const struct outgoing *in, struct curl_slist *headers)
{
    bool fine = bounds_set(h, g->app, in) && curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, g->app->config.test ? "https,http" : "https") == CURLE_OK &&
                curl_easy_setopt(h, CURLOPT_URL, in->url) == CURLE_OK && curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers) == CURLE_OK &&
                curl_easy_setopt(h, CURLOPT_USERAGENT, "Khue") == CURLE_OK && curl_easy_setopt(h, CURLOPT_OPENSOCKETFUNCTION, socket_cb) == CURLE_OK &&
                curl_easy_setopt(h, CURLOPT_OPENSOCKETDATA, g) == CURLE_OK && curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, body_cb) == CURLE_OK &&
                curl_easy_setopt(h, CURLOPT_WRITEDATA, g) == CURLE_OK && curl_easy_setopt(h, CURLOPT_HEADERFUNCTION, header_cb) == CURLE_OK &&
                curl_easy_setopt(h, CURLOPT_HEADERDATA, g) == CURLE_OK;
    if (in->user)
        fine = fine && curl_easy_setopt(h, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC) == CURLE_OK && curl_easy_setopt(h, CURLOPT_USERNAME, in->user) == CURLE_OK &&
               curl_easy_setopt(h, CURLOPT_PASSWORD, in->password ? in->password : "") == CURLE_OK;
    if (in->method == POST)
        fine = fine && curl_easy_setopt(h, CURLOPT_POST, 1L) == CURLE_OK && curl_easy_setopt(h, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)in->body.n) == CURLE_OK &&
               curl_easy_setopt(h, CURLOPT_POSTFIELDS, in->body.n ? (const char *)in->body.p : "") == CURLE_OK;
    return fine;
}

static enum outgoing_end end_of(const struct going *g, CURLcode done)
{
    if (done == CURLE_OK) return OUTGOING_ANSWERED;            /* also when another address of that name was shut: the one that opened was looked at */
    if (g->inward) return OUTGOING_INWARD;
    if (g->too_long) return OUTGOING_TOO_LONG;
    switch (done) {
    case CURLE_COULDNT_RESOLVE_HOST: return OUTGOING_NO_NAME;
    case CURLE_COULDNT_CONNECT: case CURLE_GOT_NOTHING: case CURLE_RECV_ERROR: case CURLE_SEND_ERROR: case CURLE_ABORTED_BY_CALLBACK: return OUTGOING_NO_ANSWER;
    case CURLE_OPERATION_TIMEDOUT: return OUTGOING_SLOW;
    case CURLE_SSL_CONNECT_ERROR: case CURLE_PEER_FAILED_VERIFICATION: case CURLE_SSL_CERTPROBLEM: case CURLE_SSL_CIPHER: case CURLE_SSL_CACERT_BADFILE: return OUTGOING_NO_TLS;
    default: return OUTGOING_BROKEN;
    }
}

static rc answer_keep(struct ask *a, struct going *g, CURL *h, struct incoming *out)
{
    long status = 0;
    char *type = NULL;
    uint8_t *p = arena_take(a->arena, g->body.n + 1);
    if (g->body.failed || !p) return LIMIT;
    memcpy(p, g->body.p, g->body.n + 1);
    curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(h, CURLINFO_CONTENT_TYPE, &type);
    out->status = (int)status;
    out->type = type ? arena_text(a->arena, type) : NULL;
    out->body = (struct bytes){ p, g->body.n };
    out->retry_after_s = g->retry_after_s;
    return OK;
}

/* The share of libcurl is all there is to it. */
struct outgoing_lines *outgoing_lines_open(void)
{
    pthread_once(&once, curl_begin);
    CURLSH *share = curl_share_init();
    if (share && curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_CONNECT) == CURLSHE_OK && curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION) == CURLSHE_OK)
        return (struct outgoing_lines *)share;
    curl_share_cleanup(share);
    return NULL;
}

void outgoing_lines_close(struct outgoing_lines *l) { curl_share_cleanup((CURLSH *)l); }

rc outgoing_send(const struct app *app, struct ask *a, const struct outgoing *in, struct incoming *out)
{
    struct going g = { .app = app, .a = a->arena };
    bool fine;
    *out = (struct incoming){ .end = OUTGOING_BROKEN };
    if (!outgoing_address(app, in->url)) return INVALID;
    if (app->config.quiet) return out->end = OUTGOING_NO_ANSWER, OK;
    pthread_once(&once, curl_begin);
    ask_done(a);                                          /* another system may take its time, a connection may not */
    CURL *h = curl_easy_init();
    struct curl_slist *headers = headers_of(in, &fine);
    buf_init(&g.body, in->most ? in->most : ANSWER_BYTES);
    rc done = h && fine && set_up(h, &g, in, headers) && (!in->lines || curl_easy_setopt(h, CURLOPT_SHARE, (CURLSH *)in->lines) == CURLE_OK) ? OK : LIMIT;
    if (done == OK) {
        CURLcode went = curl_easy_perform(h);
        out->end = end_of(&g, went);
        if (went != CURLE_OK) log_line(LOG_INFO, "event=outgoing end=%d why=\"%s\"", (int)out->end, curl_easy_strerror(went));
        if (out->end == OUTGOING_ANSWERED) done = answer_keep(a, &g, h, out);
    }
    buf_finish(&g.body);
    curl_slist_free_all(headers);
    if (h) curl_easy_cleanup(h);
    return done;
}

const char *outgoing_words(enum outgoing_end end)
{
    static const char *const words[] = {
        [OUTGOING_INWARD] = N_("Địa chỉ này dẫn vào mạng nội bộ. Khuê chỉ gọi ra mạng Internet."), [OUTGOING_NO_NAME] = N_("Không tìm thấy máy có tên này."),
        [OUTGOING_NO_ANSWER] = N_("Máy bên kia không trả lời."), [OUTGOING_SLOW] = N_("Máy bên kia trả lời quá chậm."),
        [OUTGOING_NO_TLS] = N_("Kết nối an toàn (TLS) không thành: chứng chỉ của bên kia sai, hết hạn hoặc không ai tin cậy kí."),
        [OUTGOING_TOO_LONG] = N_("Bên kia trả lời dài quá mức cho phép."), [OUTGOING_BROKEN] = N_("Bên kia trả lời không đúng giao thức HTTP.") };
    return (size_t)end < sizeof words / sizeof *words && words[end] ? words[end] : "";
}
