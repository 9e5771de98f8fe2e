/* Mail over real TLS (test/mail/server.mjs): what is demanded is demanded, a letter waits rather than go in clear or to a stranger,
** and khue doctor says why. */
#include "base/log.h"
#include "test/harness/db.h"
#include "test/harness/wait.h"
#include "web/doctor.h"
#include "web/mail_send.h"
#include "web/test/floor.h"
#include "web/test/post_office.h"
#include <poll.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;
struct tls_office { int fd, port; pid_t pid; };

/* The next line that it prints, in the test's arena; "" when none comes. */
static const char *line_of(struct test *t, struct tls_office *p)
{
    char line[512];
    size_t n = 0;
    while (n < sizeof line - 1) {
        struct pollfd at = { p->fd, POLLIN, 0 };
        if (poll(&at, 1, WAIT_MOST_MS) <= 0 || read(p->fd, line + n, 1) != 1 || line[n] == '\n') break;
        n++;
    }
    return arena_text_n(t->arena, line, n);
}

static bool office_open(struct test *t, struct tls_office *p, const char *mode, const char *host)
{
    int pair[2];
    posix_spawn_file_actions_t ends;
    const char *argv[] = { "node", "test/mail/server.mjs", t->folder, mode, host, NULL };
    if (!is_true(t, socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0)) return false;
    posix_spawn_file_actions_init(&ends);
    posix_spawn_file_actions_adddup2(&ends, pair[1], 0);
    posix_spawn_file_actions_adddup2(&ends, pair[1], 1);
    int failed = posix_spawnp(&p->pid, argv[0], &ends, NULL, (char **)(uintptr_t)argv, environ);
    posix_spawn_file_actions_destroy(&ends);
    close(pair[1]);
    p->fd = pair[0];
    if (!is_int(t, 0, failed)) return false;
    const char *said = line_of(t, p);
    p->port = strncmp(said, "port ", 5) == 0 ? atoi(said + 5) : 0;
    return is_true(t, p->port > 0);
}

static void office_close(struct tls_office *p)
{
    close(p->fd);
    waitpid(p->pid, NULL, 0);
}

/* ---- a floor with one letter in its queue, and a server */

struct scene { struct floor f; struct tls_office p; };

static rc letter_put(struct tx *t, const void *in, void *out)
{
    (void)in, (void)out;
    return mail_add(t, &(struct mail){ .to = "an@x.vn", .subject = "Thử", .text = "Chào." });
}
CLOSURE(letter_put, void, void)

static bool begun(struct test *t, struct scene *s, const char *mode, const char *scheme, const char *host)
{
    log_set_level(LOG_ERROR + 1);
    if (!floor_open(t, &s->f) || !office_open(t, &s->p, mode, host)) return false;
    struct config *c = &s->f.app.config;
    c->smtp_url = arena_print(t->arena, "%s://%s:%d", scheme, host, s->p.port);
    c->mail_from = "khue@example.edu.vn";
    c->smtp_ca_file = arena_print(t->arena, "%s/ca.pem", t->folder);
    c->smtp_wait_ms = WAIT_MOST_MS;
    return is_rc(t, OK, transact(test_ask(t, s->f.app.db), NULL, letter_put, (void *)NULL, (void *)NULL));
}

static void over(struct scene *s)
{
    office_close(&s->p);
    floor_close(&s->f);
}

static struct mails_sent sent(struct test *t, struct scene *s)
{
    struct mails_sent out = { 0 };
    is_rc(t, OK, mails_send(&s->f.app, test_ask(t, s->f.app.db), 100, &out));
    return out;
}

static const char *state_of(struct test *t, struct scene *s)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->f.app.db, t->arena, "SELECT state FROM mail", &first));
    return first ? first : "";
}

static void heard(void *to, enum doctor_state state, const char *vi, const char *en)
{
    (void)state;
    snprintf(to, 1000, "%s\n%s", vi, en);
}

/* What khue doctor says of mail; *state = how bad it is. */
static const char *doctor_says(struct test *t, struct floor *f, enum doctor_state *state)
{
    char *said = arena_take(t->arena, 1000);
    struct doctor d = { .app = &f->app, .ask = test_ask(t, f->app.db), .arena = t->arena, .tell = heard, .to = said };
    *said = 0;
    for (const struct doctor_check *c = web_doctor; c->name; c++)
        if (str_is(c->name, "mail")) is_rc(t, OK, c->run(&d));
    *state = d.state;
    return said;
}

static void doctor_is(struct test *t, struct floor *f, enum doctor_state want, const char *words)
{
    enum doctor_state state;
    const char *said = doctor_says(t, f, &state);
    is_int(t, want, state);
    has_text(t, words, said);
}

static void log_in_as(struct test *t, struct floor *f, const char *password)
{
    const char *path = arena_print(t->arena, "%s/mat-khau", t->folder);
    FILE *secret = fopen(path, "w");
    is_true(t, secret && fputs(password, secret) >= 0 && fclose(secret) == 0);
    f->app.config.smtp_user = "khue";
    f->app.config.smtp_password_file = path;
}

/* ---- what goes */

TEST(a_letter_goes_over_starttls_and_nothing_but_the_greeting_goes_in_clear)
{
    struct scene s = { 0 };
    if (!begun(t, &s, "starttls", "smtp", "127.0.0.2")) return;
    log_in_as(t, &s.f, "mot mat khau\n");
    doctor_is(t, &s.f, DOCTOR_FINE, "");
    is_text(t, "bye ehlo star EHLO AUTH NOOP QUIT", line_of(t, &s.p));        /* looked, and sent nothing */
    is_text(t, "waiting", state_of(t, &s));
    is_int(t, 1, sent(t, &s).went);
    is_text(t, "letter tls login=khue to=<an@x.vn>", line_of(t, &s.p));
    is_text(t, "bye ehlo star EHLO AUTH MAIL RCPT DATA QUIT", line_of(t, &s.p));
    is_text(t, "sent", state_of(t, &s));
    over(&s);
}

TEST(a_letter_goes_over_tls_from_the_first_byte)
{
    struct scene s = { 0 };
    if (!begun(t, &s, "tls", "smtps", "127.0.0.2")) return;
    is_int(t, 1, sent(t, &s).went);
    is_text(t, "letter tls login= to=<an@x.vn>", line_of(t, &s.p));
    doctor_is(t, &s.f, DOCTOR_FINE, "");
    over(&s);
}

TEST(a_server_of_this_machine_may_have_signed_for_itself)
{
    struct scene s = { 0 };
    if (!begun(t, &s, "starttls", "smtp", "127.0.0.1")) return;
    s.f.app.config.smtp_ca_file = NULL;
    is_int(t, 1, sent(t, &s).went);
    is_text(t, "letter tls login= to=<an@x.vn>", line_of(t, &s.p));
    over(&s);
}

/* ---- what stays */

static void stays(struct test *t, struct scene *s, const char *words)
{
    struct mails_sent out = sent(t, s);
    is_int(t, 0, out.went + out.never);
    is_int(t, 1, out.later);
    is_true(t, out.silent);
    is_text(t, "waiting", state_of(t, s));
    doctor_is(t, &s->f, DOCTOR_WRONG, words);
}

TEST(a_server_without_starttls_gets_neither_letter_nor_password)
{
    struct scene s = { 0 };
    if (!begun(t, &s, "plain", "smtp", "127.0.0.2")) return;
    log_in_as(t, &s.f, "mot mat khau\n");
    stays(t, &s, "does not open TLS");
    is_text(t, "bye ehlo", line_of(t, &s.p));
    is_text(t, "bye ehlo", line_of(t, &s.p));                            /* doctor's visit */
    over(&s);
}

TEST(a_certificate_that_nobody_trusted_signed_stops_the_letter)
{
    struct scene s = { 0 };
    if (!begun(t, &s, "starttls", "smtp", "127.0.0.2")) return;
    s.f.app.config.smtp_ca_file = NULL;
    log_in_as(t, &s.f, "mot mat khau\n");
    stays(t, &s, "The certificate of the mail server 127.0.0.2:");
    is_text(t, "bye ehlo star", line_of(t, &s.p));
    over(&s);
}

TEST(a_certificate_for_another_name_stops_the_letter)
{
    struct scene s = { 0 };
    if (!begun(t, &s, "tls", "smtps", "127.0.0.3")) return;
    stays(t, &s, "The certificate of the mail server 127.0.0.3:");
    s.f.app.config.smtp_ca_file = "/khong/co/ca.pem";
    doctor_is(t, &s.f, DOCTOR_WRONG, "smtp-ca-file (/khong/co/ca.pem) cannot be read");
    over(&s);
}

/* ---- doctor, without TLS */

TEST(doctor_says_what_is_wrong_with_a_mail_server_and_sends_no_letter)
{
    struct floor f = { 0 };
    struct post_office p = { .mood = MOOD_WRONG_PASSWORD };
    log_set_level(LOG_ERROR + 1);
    if (!floor_open(t, &f) || !is_true(t, post_office_open(&p))) return;
    doctor_is(t, &f, DOCTOR_FINE, "");                                        /* tests and demo keep their mails */
    f.app.config.test = false;
    doctor_is(t, &f, DOCTOR_NOTE, "No mail server is set");
    f.app.config.smtp_url = arena_print(t->arena, "smtp://ai:do@127.0.0.1:%d/", p.port);
    doctor_is(t, &f, DOCTOR_WRONG, "mail-from");
    f.app.config.mail_from = "khue@example.edu.vn";
    f.app.config.smtp_user = "khue";
    f.app.config.smtp_password_file = "/khong/co";
    doctor_is(t, &f, DOCTOR_WRONG, "smtp-password-file = /khong/co");
    log_in_as(t, &f, "sai\n");
    f.app.config.smtp_wait_ms = WAIT_MOST_MS;
    doctor_is(t, &f, DOCTOR_WRONG, arena_print(t->arena, "server 127.0.0.1:%d does not open", p.port));      /* not who stands before the @ */
    f.app.config.smtp_url = arena_print(t->arena, "smtp://127.0.0.1:%d", p.port);
    doctor_is(t, &f, DOCTOR_WRONG, arena_print(t->arena, "127.0.0.1:%d does not take", p.port));
    p.mood = MOOD_KIND;
    doctor_is(t, &f, DOCTOR_FINE, "");
    p.mood = MOOD_GONE;
    doctor_is(t, &f, DOCTOR_WRONG, "mail server");
    is_int(t, 0, p.taken);
    post_office_close(&p);
    doctor_is(t, &f, DOCTOR_WRONG, "does not answer");
    floor_close(&f);
}
