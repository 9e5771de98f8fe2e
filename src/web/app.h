/* struct app: the whole running program; the only place of state beside the database. main.c fills it in: route tables,
** hooks (functions that this floor declares and a room provides), configuration. */
#ifndef KHUE_WEB_APP_H
#define KHUE_WEB_APP_H

#include "data/db.h"
#include "data/store.h"
#include "generated/enums.h"
#include "web/ctx.h"
#include "web/metrics.h"
#include "web/reply.h"

struct static_file { const char *path; /* "/s/base.1a2b3c4d.css" */ const char *type; const void *plain, *gzip, *brotli; size_t plain_n, gzip_n, brotli_n; };
extern const struct static_file static_files[];      /* generated from ui/static and npm copies; sorted by path; ends with path NULL */
const char *asset(const char *name);                 /* "base.css" -> "/s/base.1a2b3c4d.css"; generated */

struct secret_setting { const char *file, *value; };     /* value: what stands in the file; NULL = not set */

struct config {
    const char *data;            /* --data DIR */
    const char *listen;          /* 127.0.0.1:8080 */
    const char *db;              /* NULL or postgres://… */
    const char *db_owner;        /* NULL: the role of db owns the tables too */
    const char *base_url;        /* how people reach us: http://localhost:8080 */
    bool base_url_given;         /* somebody wrote it down: requests for another host are refused */
    bool allow_http;             /* serve though people's passwords go over the network in the clear */
    bool secure_cookies;         /* base_url is https */
    bool test;                   /* --test: clock and limits observable, rate limits off */
    bool quiet;                  /* a copy for trial: nothing leaves it, and no nightly backup is made */
    bool dev;                    /* /dev/parts, live reload */
    bool demo;                   /* the data is the demo: sign-in cards on the first page */
    int loops, workers;          /* 0 = 2 and 16 */
    int job_threads;             /* that run jobs; 0 = 4 */
    int job_lease_ms;            /* how long a server may say nothing of a job that it runs; 0 = a minute (web/job_run.h), tests have times of their own */
    int slow_ms;                 /* a head must be whole by then; 0 = 15 s, tests take less */
    int beat_ms;                 /* how often a stream says that it is there; 0 = 15 s, tests take less */
    int connections;             /* HTTP connections at once; 0 = 4096 */
    int db_connections;          /* 0 = 32 */
    int node;                    /* -1 = as stored in the folder */
    const char *log_level, *log_format;
    struct secret_setting metrics_token;
    const char *backup_dir;      /* NULL = no nightly backup */
    int backup_keep, backup_weeks;
    const char *smtp_url, *smtp_user, *smtp_password_file, *mail_from;      /* web/mail.h; url NULL = no mail leaves */
    const char *smtp_ca_file;    /* whose word on the mail server's certificate counts; NULL = the system's */
    const char *sms_url, *sms_body, *sms_header;     /* web/sms.h; url NULL = no SMS leaves */
    struct secret_setting sms_secret;
    bool sms_accents;            /* texts keep their marks */
    int smtp_wait_ms;            /* how long a mail server may take; 0 = 90 s, and 30 s for one answer; tests have times of their own */
    bool rate_limits;
    bool access_log;             /* one line a request on stderr */
    const char *files_dir;       /* where blobs lie; NULL = DATA/files. Servers of one PostgreSQL share it */
    const char *scan_command;    /* web/scan.h; NULL or "" = none */
    int scan_seconds;            /* 0 = 30 */
    bool scan_optional;          /* what the scanner cannot judge is taken */
    int school_quota_mb, person_quota_mb;   /* of files; 0 = 10240 and 200 */
};

/* Where blobs lie. false: its name does not fit. */
bool files_root(const struct config *c, char *out, size_t size);

struct job_over;
/* Provided by rooms/access (and ui for the error page); set by main. None may be NULL when serving. */
struct hooks {
    /* Fills *w for the person of a live session; NOT_FOUND when that person may no longer sign in. In the ask's arena. */
    rc (*who_of)(struct ask *a, person_id person, struct who *w);
    /* Loads :truong into c->school, the object of ON(), sets c->ask->scope from the person's relations, and decides.
    ** OK, NOT_FOUND (foreign or missing), DENIED (known, not allowed; signed out: web sends to sign-in). */
    rc (*decide)(struct ctx *c, const struct need *need);
    bool (*may)(struct ctx *c, int permission, const char *param, int64_t object);
    /* Draws the error page of `status` with the fault of c->ask. */
    void (*error_page)(struct out *o, const struct fault *fault, int status);
    /* May that person do this in the school today, as far as relations say (web/job.h)? On the object under the given param of
    ** routes, or without one (param NULL). The ask's scope is the school's; it is left as it was. */
    rc (*still_may)(struct ask *a, school_id school, person_id person, int permission, const char *param, int64_t object, bool *yes);
    /* In the closure that ends a job of a kind that says `tell`: says so to who asked (web/job.h). NULL = nobody is told. */
    rc (*job_over)(struct tx *t, const struct job_over *over);
    /* May that person hear this event now (web/live.h)? Asked for each event of the word "job", where somebody listens. NULL = yes. */
    rc (*may_hear)(struct ask *a, person_id person, const char *event, const char *data, bool *yes);
    /* Has that school this room on? Asked before anything is decided about who may (rooms/access), by the name of the room's table of routes.
    ** NULL = every room is on. */
    rc (*room_open)(struct ask *a, school_id school, const char *room, bool *open);
    /* Before a mail leaves of which its writer said `asks` (web/mail.h): may it still? NULL = yes. */
    rc (*mail_may)(struct ask *a, int64_t mail, bool *yes);
    /* In the closure in which such a mail is over: how it ended. NULL = nobody asks. */
    rc (*mail_over)(struct tx *t, int64_t mail, enum mail_state state);
    /* Hours that a session on a device of many hands lasts, at most; NULL = 12. */
    rc (*shared_hours)(struct ask *a, int64_t *hours);
};

/* Demo data only: anybody may come in as one of these people (the cards of the first page). */
struct demo_card { person_id person; const char *role, *name, *note, *user_name, *school; /* "" = of none */ };

struct job_table;
struct app {
    struct config config;
    const struct demo_card *demo_card; size_t demo_cards;
    struct db *db;
    struct hooks hooks;
    const struct route_table *tables;     /* ends with room NULL */
    const struct job_table *job_tables;   /* web/job.h; ends with room NULL; NULL = none */
    const struct file_table *file_tables; /* web/blob.h; ends with room NULL */
    struct store store;                   /* of blobs; opened by app_start */
    struct router *router;                /* built by app_start */
    uint8_t secret[32];                   /* keys token hashes, signs flash and visitor cookies; DATA/secret, 0600 */
    uint8_t address_key[16];              /* of the secret: addresses are known only by their keyed hash */
    struct hash_pool *hashes;             /* web/hash.h; made by app_start */
    struct tallies *tallies;              /* of doors, web/tally.h; NULL = each is written at once */
    struct rate_limits *limits;           /* web/ratelimit.h; NULL when off */
    struct seats *seats;                  /* web/seats.h: open streams; while serving over HTTP, else NULL */
    struct metrics *metrics;              /* web/metrics.h; made by app_start */
    const struct metric_source *metric_sources;          /* of other parts; ends with name NULL; may be NULL */
    struct http *http;                    /* while it serves over sockets */
    _Atomic int64_t stop_by_ms;           /* the server stops: who waits for another system ends by then (watch_now_ms); 0 = it runs */
};

bool app_stops(const struct app *app);                 /* has that moment come? */
rc app_start(struct app *app, char *why, size_t why_size);     /* builds the router, reads or makes the secret */
void app_finish(struct app *app);

const char *route_room(const struct app *app, const struct route *row);     /* the name of the table where the row stands, NULL: in none */

extern const struct route web_routes[];      /* rows of this floor: language, theme, health; main.c lists them as room "web" */

/* Serving over HTTP. http_start answers once listening; http_stop ends streams, answers what runs, joins threads. */
struct http;
rc http_start(struct app *app, struct http **h, char *why, size_t why_size);
int http_port(const struct http *h);
struct http_numbers { int connections, running, pages_waiting, hashes_waiting; int64_t body_bytes; };
void http_count(const struct http *h, struct http_numbers *out);          /* all zero when h is NULL */
void http_stop(struct http *h);

/* Running jobs (web/job.h). jobs_stop asks them to stop, waits, and puts them back into the queue; NULL is fine. */
struct jobs;
rc jobs_start(struct app *app, struct jobs **out, char *why, size_t why_size);
void jobs_stop(struct jobs *p);
/* Runs what is due, also what that queues, in this thread, until nothing is left; how many runs there were, -1 = the database
** does not answer. For tests, the demo and commands. */
int jobs_run_all(struct app *app);

/* Sessions (owned by this floor). */
/* In three steps, where the session begins together with something else: made before the closure, stored in it, handed over after it.
** What it points to lives in the request's arena. */
struct fresh_session { person_id person; bool shared, by_key /* both steps at once, by a passkey */; int64_t life_ms; const char *token, *device; struct bytes token_hash, old_hash; };
rc session_make(struct ctx *c, person_id person, bool shared_device, struct fresh_session *out);
rc session_store(struct tx *t, const struct fresh_session *s);
rc session_hand_over(struct reply *r, const struct fresh_session *s);
rc session_begin(struct ctx *c, struct reply *r, person_id person, bool shared_device);   /* new token: cookie; runs its own transaction */
rc session_end(struct ctx *c, struct reply *r);                                            /* this one */
rc session_end_all(struct tx *t, person_id person);                                        /* everywhere, inside a closure */
rc session_end_one(struct tx *t, person_id person, session_id id);                         /* one of theirs; NOT_FOUND when it is not, or has ended */
/* The menu's role: changes home and menu of this session only. NULL = back to the first. */
rc session_choose_role(struct ctx *c, const char *role);
session_id session_here(const struct ctx *c);          /* the one that asks; 0 = nobody */
rc session_end_others(struct tx *t, person_id person, session_id but);                     /* every other of theirs, inside a closure */
/* Between the two steps of a sign-in: a token of this browser, made before the closure that stores its hash, handed over after it. */
struct fresh_step { const char *token; struct bytes token_hash; int64_t life_ms; };
rc step_make(struct ctx *c, int64_t life_ms, struct fresh_step *out);
rc step_hand_over(struct reply *r, const struct fresh_step *s);
bool step_of(const struct ctx *c, uint8_t hash[32]);   /* the hash of the request's; false: it has none */
rc step_over(struct reply *r);
/* A key of this very browser, from a cookie that outlives sign-ins. */
rc session_browser(struct ctx *c, struct reply *r, uint8_t hash[32]);
/* Where this person is signed in, the last used first. */
struct session_line { session_id id; const char *device; instant begun_at, seen_at; bool shared, mine; /* the one that asks */ };
rc session_list(struct ctx *c, struct session_line **rows, size_t *n);
/* Where a signed-in person goes after sign-in: `next` if it is an own path, the post that was kept for them if there is one, else "/". */
const char *after_sign_in(struct ctx *c, const char *next);

/* The loopback client: requests through the whole path but sockets; for tests, bench and the crawl. */
struct kit;
struct loop_client { struct app *app; struct kit *kit; char *cookies[16]; size_t cookies_n; uint64_t address; /* keyed hash as in head.h; 0 = unknown */
    void (*around)(bool begins); /* called right before and after the program works on a request, or NULL: where tests let things fail */ };
struct loop_reply { int status; const char *location; const char *body; size_t n; const char *head; };
void loop_open(struct loop_client *l, struct app *app);
void loop_close(struct loop_client *l);
/* Body is application/x-www-form-urlencoded text, or NULL for GET. CSRF token and request key are added when the body lacks
** them. Reply lives in the arena. */
rc loop_send(struct loop_client *l, struct arena *a, enum method m, const char *path, const char *body, struct loop_reply *out);
/* Whatever a program may send: no cookie, no token. Headers are lines "Name: value", separated by a line break. */
struct loop_request { enum method method; const char *path, *headers; struct bytes body; const char *called; /* instead of the method's name; NULL: that */ };
rc loop_ask(struct loop_client *l, struct arena *a, const struct loop_request *in, struct loop_reply *out);
rc loop_upload(struct loop_client *l, struct arena *a, const char *path, const char *fields, const char *field, const char *file_name,
               const void *p, size_t n, struct loop_reply *out);
rc loop_sign_in(struct loop_client *l, person_id person);     /* makes a session without a password; tests only */

#endif
