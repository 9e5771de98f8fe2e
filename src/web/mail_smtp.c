/* SMTP by libcurl: STARTTLS or SMTPS, user and password, one connection for a batch (libcurl keeps it). Password and texts are
** never logged; what a server says is known only by its code. */
#include "base/log.h"
#include "base/str.h"
#include "web/mail_send.h"
#include <curl/curl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TRY_MS = 8000 };

struct smtp {
    CURL *curl;
    struct curl_slist *to;
    char from[MAIL_ADDRESS_MOST + 3], verb[5];         /* the last command that we sent */
    bool leaving;                                      /* QUIT was said */
    int answer;                                        /* and the code that it got; libcurl's own is that of its QUIT by then */
    const char *message;
    size_t n, done;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static void curl_begin(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

static size_t read_cb(char *buf, size_t size, size_t count, void *arg)
{
    struct smtp *s = arg;
    size_t n = s->n - s->done < size * count ? s->n - s->done : size * count;

    memcpy(buf, s->message + s->done, n);
    s->done += n;
    return n;
}

static size_t drop_cb(char *buf, size_t size, size_t count, void *arg)
{
    (void)buf, (void)arg;
    return size * count;
}

/* Which command was answered how. Passwords travel as lines without a verb of four letters and a blank, and are not kept. */
static int debug_cb(CURL *curl, curl_infotype type, char *data, size_t n, void *arg)
{
    static const char *const verbs[] = { "EHLO", "HELO", "AUTH", "MAIL", "RCPT", "DATA", "STAR" };
    struct smtp *s = arg;
    int64_t code;

    (void)curl;
    s->leaving = s->leaving || (type == CURLINFO_HEADER_OUT && n >= 4 && memcmp(data, "QUIT", 4) == 0);
    for (size_t i = 0; type == CURLINFO_HEADER_OUT && n >= 4 && i < sizeof verbs / sizeof *verbs; i++)
        if (memcmp(data, verbs[i], 4) == 0)
            memcpy(s->verb, verbs[i], 5);
    if (type == CURLINFO_HEADER_IN && n >= 4 && !s->leaving && span_int((struct span){ data, 3 }, &code))
        s->answer = (int)code;
    return 0;
}

/* A server on this very machine may speak plainly; any other must offer TLS, with a certificate for its name. What it offers here is
** taken as it comes (Debian's own mail servers sign for themselves): whoever may pretend to be a server of this machine may as well
** offer no TLS at all. */
static bool is_here(const char *url)
{
    static const char *const here[] = { "smtp://127.0.0.1", "smtp://localhost", "smtp://[::1]" };

    for (size_t i = 0; i < sizeof here / sizeof *here; i++)
        if (str_starts(url, here[i]) && strchr(":/", url[strlen(here[i])]))            /* also at its end */
            return true;
    return false;
}

/* The first line of the file, read anew for each batch, so that it may be changed; kept by libcurl alone. */
static bool password_set(CURL *h, const char *path)
{
    char line[512] = "";
    FILE *f = path ? fopen(path, "r") : NULL;
    bool read = f && fgets(line, sizeof line, f);

    if (f)
        fclose(f);
    line[strcspn(line, "\r\n")] = 0;
    bool set = read && curl_easy_setopt(h, CURLOPT_PASSWORD, line) == CURLE_OK;
    explicit_bzero(line, sizeof line);
    if (!set)
        log_line(LOG_ERROR, "event=mail-password-unread: smtp-password-file cannot be read");
    return set;
}

/* One's own authority, when there is one, and no other. */
static bool trust_set(CURL *h, const struct config *c)
{
    if (!str_empty(c->smtp_ca_file))
        return curl_easy_setopt(h, CURLOPT_CAINFO, c->smtp_ca_file) == CURLE_OK && curl_easy_setopt(h, CURLOPT_CAPATH, NULL) == CURLE_OK;
    if (!is_here(c->smtp_url))
        return true;
    return curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 0L) == CURLE_OK && curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 0L) == CURLE_OK;
}

static int progress_cb(void *arg, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    (void)a, (void)b, (void)c, (void)d;
    return app_stops(arg);
}

void smtp_of(struct smtp *s, const struct app *app)
{
    curl_easy_setopt(s->curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(s->curl, CURLOPT_XFERINFOFUNCTION, progress_cb);
    curl_easy_setopt(s->curl, CURLOPT_XFERINFODATA, (void *)(uintptr_t)app);
}

static bool set_up(struct smtp *s, const struct config *c)
{
    CURL *h = s->curl;
    bool fine = trust_set(h, c) && curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "smtp,smtps") == CURLE_OK &&
                curl_easy_setopt(h, CURLOPT_URL, c->smtp_url) == CURLE_OK &&
                curl_easy_setopt(h, CURLOPT_USE_SSL, is_here(c->smtp_url) ? (long)CURLUSESSL_TRY : (long)CURLUSESSL_ALL) == CURLE_OK &&
                curl_easy_setopt(h, CURLOPT_MAIL_FROM, s->from) == CURLE_OK;
    if (!str_empty(c->smtp_user))
        fine = fine && curl_easy_setopt(h, CURLOPT_USERNAME, c->smtp_user) == CURLE_OK && password_set(h, c->smtp_password_file);
    curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT_MS, c->smtp_wait_ms > 0 ? (long)c->smtp_wait_ms : 10000L);
    curl_easy_setopt(h, CURLOPT_SERVER_RESPONSE_TIMEOUT, c->smtp_wait_ms > 0 ? (c->smtp_wait_ms + 999L) / 1000 : 30L);
    curl_easy_setopt(h, CURLOPT_TIMEOUT_MS, c->smtp_wait_ms > 0 ? (long)c->smtp_wait_ms : 90000L);
    curl_easy_setopt(h, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(h, CURLOPT_READFUNCTION, read_cb);
    curl_easy_setopt(h, CURLOPT_READDATA, s);
    curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, drop_cb);
    curl_easy_setopt(h, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(h, CURLOPT_DEBUGFUNCTION, debug_cb);
    curl_easy_setopt(h, CURLOPT_DEBUGDATA, s);
    return fine;
}

struct smtp *smtp_open(const struct config *config)
{
    pthread_once(&once, curl_begin);
    struct smtp *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->curl = curl_easy_init();
    snprintf(s->from, sizeof s->from, "<%s>", config->mail_from);
    if (s->curl && set_up(s, config))
        return s;
    smtp_close(s);
    return NULL;
}

void smtp_close(struct smtp *s)
{
    if (!s)
        return;
    curl_slist_free_all(s->to);
    if (s->curl)
        curl_easy_cleanup(s->curl);                    /* says QUIT */
    free(s);
}

/* What the server thinks of this recipient or this text is about this mail; everything before is about us. */
static enum mail_fate fate_of(const struct smtp *s, CURLcode done)
{
    int answer = s->answer;
    bool ours = strcmp(s->verb, "RCPT") == 0 || strcmp(s->verb, "DATA") == 0;

    if (done == CURLE_OK)
        return MAIL_WENT;
    if (ours && answer >= 500 && answer < 600)
        return MAIL_NEVER;
    return ours && answer >= 400 && answer < 500 ? MAIL_LATER : MAIL_LATER_ALL;
}

enum mail_fate smtp_send(struct smtp *s, const char *to, const char *message, size_t n, int *answer)
{
    char address[MAIL_ADDRESS_MOST + 3];

    snprintf(address, sizeof address, "<%s>", to);
    curl_slist_free_all(s->to);
    s->to = curl_slist_append(NULL, address);
    if (!s->to)
        return MAIL_LATER_ALL;
    s->message = message;
    s->n = n;
    s->done = 0;
    s->verb[0] = 0;
    s->answer = 0;
    s->leaving = false;
    curl_easy_setopt(s->curl, CURLOPT_MAIL_RCPT, s->to);
    curl_easy_setopt(s->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)n);
    CURLcode done = curl_easy_perform(s->curl);
    *answer = s->answer;
    enum mail_fate fate = fate_of(s, done);
    if (fate != MAIL_WENT)
        log_line(LOG_WARN, "event=mail-not-sent at=%s answer=%d why=\"%s\"", *s->verb ? s->verb : "connect", s->answer, curl_easy_strerror(done));
    return fate;
}

/* ---- looking whether it would go */

static enum mail_ears ears_of(CURLcode done)
{
    switch (done) {
    case CURLE_OK:
        return MAIL_EARS_OPEN;
    case CURLE_COULDNT_RESOLVE_HOST: case CURLE_COULDNT_CONNECT: case CURLE_OPERATION_TIMEDOUT: case CURLE_GOT_NOTHING:
        return MAIL_EARS_NONE;
    case CURLE_USE_SSL_FAILED: case CURLE_SSL_CONNECT_ERROR:
        return MAIL_EARS_NO_TLS;
    case CURLE_PEER_FAILED_VERIFICATION:
        return MAIL_EARS_CERTIFICATE;
    case CURLE_SSL_CACERT_BADFILE:
        return MAIL_EARS_CA_FILE;
    case CURLE_LOGIN_DENIED:
        return MAIL_EARS_LOGIN;
    default:
        return MAIL_EARS_ODD;
    }
}

enum mail_ears smtp_try(const struct config *config, int *answer, const char **why)
{
    struct config c = *config;
    *answer = 0;
    *why = "";
    if (c.smtp_wait_ms <= 0)
        c.smtp_wait_ms = TRY_MS;
    struct smtp *s = smtp_open(&c);
    if (!s)
        return MAIL_EARS_SETTINGS;
    curl_easy_setopt(s->curl, CURLOPT_UPLOAD, 0L);
    curl_easy_setopt(s->curl, CURLOPT_CUSTOMREQUEST, "NOOP");                /* behind greeting, TLS and login; no letter begins */
    CURLcode done = curl_easy_perform(s->curl);
    *answer = s->answer;
    *why = curl_easy_strerror(done);                                        /* a constant text */
    smtp_close(s);
    return ears_of(done);
}
