#include "main/options_table.h"
#include "main/errand.h"
#include "base/str.h"
#include "base/why_not.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define AT(member) offsetof(struct options, member)

/* name, kind, where, otherwise, words, unit, least, most, since. Rows are in the order in which a technician meets them. */
const struct setting settings[] = {
    { "data",           KIND_TEXT, AT(config.data),           "data",           "folder that holds everything: database, secret, lock", "folder" },
    { "listen",         KIND_TEXT, AT(config.listen),         "127.0.0.1:8080", "address and port of the server; put nginx or Caddy with TLS in front", "host:port" },
    { "db",             KIND_TEXT, AT(config.db),             NULL,             "postgres://… ; not set = SQLite in the data folder", "URL" },
    { "db-owner",       KIND_TEXT, AT(config.db_owner),       NULL,             "postgres://… of the role that owns the tables: migrate, upgrade, restore and whoever fills a new database use it; not set = that of db", "URL", .since = "0.2" },
    { "base-url",       KIND_TEXT, AT(config.base_url),       NULL,             "how people reach the server; https makes cookies secure; not set = http://localhost:PORT", "URL" },
    { "loops",          KIND_INT,  AT(config.loops),          "0",              "event loops; 0 = 2", "threads", 0, 64 },
    { "workers",        KIND_INT,  AT(config.workers),        "0",              "worker threads; 0 = 16", "threads", 0, 256 },
    { "connections",    KIND_INT,  AT(config.connections),    "4096",           "browsers connected at once; more are turned away", "connections", 64, 65536, "0.2" },
    { "db-connections", KIND_INT,  AT(config.db_connections), "32",             "connections to the database at once; several servers together must fit into PostgreSQL's max_connections", "connections", 4, 512, "0.2" },
    { "job-threads",    KIND_INT,  AT(config.job_threads),    "0",              "threads that run jobs in the background; 0 = 4", "threads", 0, 64, "0.2" },
    { "allow-http",     KIND_BOOL, AT(config.allow_http),     "0",              "serve although people reach the server without https; passwords go over the network in the clear", .since = "0.3" },
    { "rate-limits",    KIND_BOOL, AT(config.rate_limits),    "1",              "limits on requests and sign-ins; off with --test" },
    { "access-log",     KIND_BOOL, AT(config.access_log),     "0",              "one line a request on stderr: method, route, status, time; nothing personal" },
    { "log-level",      KIND_WORD, AT(config.log_level),      "info",           "what is worth a line of the log", "debug|info|warn|error", .since = "0.2" },
    { "log-format",     KIND_WORD, AT(config.log_format),     "text",           "lines of key=value, or one JSON object a line", "text|json", .since = "0.2" },
    { "metrics-token-file", KIND_SECRET, AT(config.metrics_token), NULL,        "with its content as bearer token /so-lieu answers from anywhere; not set = only from this machine", "file", .since = "0.2" },
    { "backup-dir",     KIND_TEXT, AT(config.backup_dir),     NULL,             "folder of the nightly backups, best on another disk; not set = no nightly backup", "folder", .since = "0.2" },
    { "backup-keep",    KIND_INT,  AT(config.backup_keep),    "14",             "daily backups that are kept", "days", 1, 400, "0.2" },
    { "backup-keep-weeks", KIND_INT, AT(config.backup_weeks), "8",              "older backups that are kept, one a week", "weeks", 0, 520, "0.2" },
    { "smtp-url",       KIND_TEXT, AT(config.smtp_url),       NULL,             "mail server: smtp://HOST:587 (STARTTLS; may speak plainly only on this machine) or smtps://HOST:465; not set = no mail leaves", "URL", .since = "0.2" },
    { "smtp-user",      KIND_TEXT, AT(config.smtp_user),      NULL,             "user name at the mail server; not set = without", "name", .since = "0.2" },
    { "smtp-password-file", KIND_TEXT, AT(config.smtp_password_file), NULL,     "file that holds the password in its first line; only this user may read it", "file", .since = "0.2" },
    { "smtp-ca-file",   KIND_TEXT, AT(config.smtp_ca_file),   NULL,             "file with the authority that signed the mail server's certificate, when it is one's own; not set = those of the system", "file", .since = "0.2" },
    { "mail-from",      KIND_TEXT, AT(config.mail_from),      NULL,             "address that mails come from; needed with smtp-url", "address", .since = "0.2" },
    { "sms-url",        KIND_TEXT, AT(config.sms_url),        NULL,             "SMS gateway: https address that takes one POST of JSON a message; not set = no SMS leaves", "URL", .since = "0.3" },
    { "sms-body",       KIND_TEXT, AT(config.sms_body),       NULL,             "what the gateway gets, with {phone} (+84…), {phone84}, {phone0}, {text}, {id}, {secret} inside quotation marks; not set = {\"to\":\"{phone}\",\"text\":\"{text}\"}", "JSON", .since = "0.3" },
    { "sms-header",     KIND_TEXT, AT(config.sms_header),     NULL,             "one header of it, such as Authorization: Bearer {secret}; not set = none", "Name: value", .since = "0.3" },
    { "sms-secret-file", KIND_SECRET, AT(config.sms_secret),  NULL,             "its content stands for {secret}; only this user may read it", "file", .since = "0.3" },
    { "sms-accents",    KIND_BOOL, AT(config.sms_accents),    "0",              "texts keep their Vietnamese marks: they cost more parts of a message", .since = "0.3" },
    { "files-dir",      KIND_TEXT, AT(config.files_dir),      NULL,             "folder of uploaded files, which must be there; not set = DATA/files. Servers of one PostgreSQL share one folder", "folder", .since = "0.2" },
    { "scan-command",   KIND_TEXT, AT(config.scan_command),   NULL,             "antivirus: a program (whole path, then its words) that gets each upload on standard input; exit 0 clean, 1 infected", "command", .since = "0.2" },
    { "scan-seconds",   KIND_INT,  AT(config.scan_seconds),   "30",             "how long scan-command may take", "seconds", 1, 600, "0.2" },
    { "scan-optional",  KIND_BOOL, AT(config.scan_optional),  "0",              "take an upload that scan-command could not judge", .since = "0.2" },
    { "school-quota-mb",KIND_INT,  AT(config.school_quota_mb),"10240",          "files of one school", "MB", 1, 10485760, "0.2" },
    { "person-quota-mb",KIND_INT,  AT(config.person_quota_mb),"200",            "files of one person", "MB", 1, 1048576, "0.2" },
    { "quiet",          KIND_BOOL, AT(config.quiet),          "0",              "a copy for trial: no letter, SMS, notice on devices, webhook or statement leaves it, and no nightly backup is made; all wait. khue restore sets it", .since = "0.3" },
    { "test",           KIND_BOOL, AT(config.test),           "0",              "for tests: loopback HTTP for doors, rate limits off, clock observable" },
    { "dev",            KIND_BOOL, AT(config.dev),            "0",              "for developers: /dev/parts, reload on save" },
    { "node",           KIND_INT,  AT(config.node),           "-1",             "number of this server, for a new data folder; -1 = as stored, else 0", "number", -1, 8191 },
    { .name = NULL },
};
#define SETTINGS (sizeof settings / sizeof *settings - 1)

static const struct setting *setting_find(const char *name, size_t n)
{
    for (size_t i = 0; i < SETTINGS; i++)
        if (strlen(settings[i].name) == n && memcmp(settings[i].name, name, n) == 0)
            return &settings[i];
    return NULL;
}

static bool refused(const struct options *o, const struct setting *s, const char *value, const char *where)
{
    static const char *const takes[] = { "text", "a whole number", "0 or 1", "one word of", "a file" };
    if (s->kind == KIND_INT)
        fprintf(o->err, "khue: %s: %s takes a whole number from %lld to %lld, not \"%s\"\n", where, s->name, (long long)s->least, (long long)s->most, value);
    else
        fprintf(o->err, "khue: %s: %s takes %s%s%s, not \"%s\"\n", where, s->name, takes[s->kind], s->kind == KIND_WORD ? " " : "",
                s->kind == KIND_WORD ? s->unit : "", value);
    return false;
}

static bool is_word_of(const char *words, const char *value)
{
    struct span rest = span_of(words), word;
    while (rest.n && span_cut(&rest, '|', &word))
        if (span_is(word, value)) return true;
    return false;
}

static bool setting_set(struct options *o, const struct setting *s, const char *value, const char *where)
{
    void *at = (char *)o + s->offset;
    int64_t v = 0;
    switch (s->kind) {
    case KIND_WORD:
        if (!is_word_of(s->unit, value)) break;
        *(const char **)at = value;
        return true;
    case KIND_TEXT:
        *(const char **)at = value;
        return true;
    case KIND_SECRET:
        ((struct secret_setting *)at)->file = value;
        return true;
    case KIND_BOOL:
        if (!str_is(value, "0") && !str_is(value, "1")) break;
        *(bool *)at = *value == '1';
        return true;
    case KIND_INT:
        if (!span_int(span_of(value), &v) || v < s->least || v > s->most) break;
        *(int *)at = (int)v;
        return true;
    }
    return refused(o, s, value, where);
}

/* What a *-file names: one line, for our eyes only. */
static bool secret_read(struct options *o, const struct setting *s)
{
    struct secret_setting *secret = (void *)((char *)o + s->offset);
    struct stat st;
    if (str_empty(secret->file)) return true;
    FILE *f = fopen(secret->file, "r");
    if (!f || fstat(fileno(f), &st) != 0 || st.st_mode & (S_IRWXG | S_IRWXO)) {
        fprintf(o->err, f ? "khue: %s: %s: others may read it; run chmod 600 on it\n" : "khue: %s: %s: cannot be read\n", s->name, secret->file);
        if (f) fclose(f);
        return false;
    }
    size_t room = sizeof o->secrets - o->secrets_n, n = room > 1 ? fread(o->secrets + o->secrets_n, 1, room - 1, f) : 0;
    bool whole = room > 1 && fgetc(f) == EOF;
    fclose(f);
    struct span text = span_trim((struct span){ o->secrets + o->secrets_n, n });
    if (!whole || text.n == 0) return fprintf(o->err, "khue: %s: %s: empty or too long\n", s->name, secret->file), false;
    ((char *)(uintptr_t)text.p)[text.n] = 0;
    secret->value = text.p;
    o->secrets_n += n + 1;
    return true;
}

static bool secrets_read(struct options *o)
{
    for (size_t i = 0; i < SETTINGS; i++)
        if (settings[i].kind == KIND_SECRET && !secret_read(o, &settings[i])) return false;
    return true;
}

/* Inside a server: its data folder by another name is the same; any other setting must be what the server has. */
static bool setting_agrees(const struct options *o, const struct setting *s, const char *value)
{
    struct options there = *o;
    if (s->offset == AT(config.data)) return true;
    if (!setting_set(&there, s, value, "command line")) return false;
    const void *a = (const char *)o + s->offset, *b = (const char *)&there + s->offset;
    const char *mine = *(const char *const *)a;
    bool same = s->kind == KIND_BOOL ? *(const bool *)a == *(const bool *)b : s->kind == KIND_INT ? *(const int *)a == *(const int *)b
              : str_is(mine ? mine : "", *(const char *const *)b);          /* of a secret, its file */
    return same || (fprintf(o->err, "khue: the running server has another --%s; leave it out, or stop the server\n", s->name), false);
}

/* Settings that are there and cannot be read are not settings that nobody made: without `db` an empty database would be served.
** Of a folder that is another user's nothing can be opened, and whoever opens it says so. */
static bool conf_not_there(const struct options *o, const char *path)
{
    int why = errno;
    if (why == ENOENT || why == ENOTDIR || access(o->config.data, X_OK) != 0) return true;
    fprintf(o->err, "khue: %s: %s; the settings in it must be readable for the user that runs khue (chown, chmod 600)\n", path, why_not(why));
    return false;
}

/* DATA/khue.conf: "name = value" a line, # begins a comment. */
static bool conf_read(struct options *o)
{
    char path[4096];
    if (snprintf(path, sizeof path, "%s/khue.conf", o->config.data) >= (int)sizeof path) return fprintf(o->err, "khue: --data: its name is too long\n"), false;
    FILE *f = fopen(path, "r");
    if (!f) return conf_not_there(o, path);
    size_t n = fread(o->conf, 1, sizeof o->conf - 1, f);
    bool read = !ferror(f), whole = fgetc(f) == EOF;
    int why = errno;
    fclose(f);
    if (!read) return fprintf(o->err, "khue: %s: %s\n", path, why_not(why)), false;
    if (!whole) return fprintf(o->err, "khue: %s is over %zu bytes\n", path, sizeof o->conf - 1), false;
    o->conf[n] = 0;
    if (strlen(o->conf) != n) return fprintf(o->err, "khue: %s is damaged: it is no text\n", path), false;
    char *save = NULL;
    for (char *line = strtok_r(o->conf, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
        struct span text = span_trim(span_of(line)), name;
        if (text.n == 0 || text.p[0] == '#') continue;
        if (!memchr(text.p, '=', text.n) || !span_cut(&text, '=', &name))
            return fprintf(o->err, "khue: %s: \"%s\" is not name = value\n", path, line), false;
        name = span_trim(name), text = span_trim(text);
        const struct setting *s = setting_find(name.p, name.n);
        if (!s) return fprintf(o->err, "khue: %s: unknown setting \"%.*s\"; see khue config --print\n", path, (int)name.n, name.p), false;
        ((char *)text.p)[text.n] = 0;
        if (!setting_set(o, s, text.p, path)) return false;
    }
    return true;
}

static bool environment_read(struct options *o)
{
    for (size_t i = 0; i < SETTINGS; i++) {
        char name[64] = "KHUE_";
        size_t n = 5;
        for (const char *p = settings[i].name; *p && n < sizeof name - 1; p++)
            name[n++] = *p == '-' ? '_' : (char)(*p - 'a' + 'A');
        name[n] = 0;
        const char *value = getenv(name);
        if (value && !setting_set(o, &settings[i], value, name)) return false;
    }
    return true;
}

/* Is `name` in the blank-separated list? *tick: it stands there with '!'. */
static bool own_has(const char *own, const char *name, size_t n, bool *tick)
{
    struct span rest = span_of(own), word;
    while (rest.n && span_cut(&rest, ' ', &word)) {
        *tick = word.n && word.p[word.n - 1] == '!';
        size_t length = word.n - (*tick ? 1 : 0);
        if (length == n && memcmp(word.p, name, n) == 0) return true;
    }
    return false;
}

/* The option at argv[*i], and its value, which may be the next word. NULL: said on err (when there is one). */
static const char *value_at(const struct options *o, int argc, char **argv, int *i, bool tick)
{
    const char *name = argv[*i] + 2, *eq = strchr(name, '=');
    if (eq) return eq + 1;
    if (tick) return "1";
    if (*i + 1 < argc) return argv[++*i];
    if (o) fprintf(o->err, "khue: --%s needs a value\n", name);
    return NULL;
}

static bool option_read(struct options *o, const struct errand *e, int *i, const char *own)
{
    const char *name = e->argv[*i] + 2;
    size_t n = strcspn(name, "=");
    const struct setting *s = setting_find(name, n);
    bool tick = false;
    if (!s && !own_has(own, name, n, &tick)) return fprintf(o->err, "khue: unknown option --%s; see khue help\n", name), false;
    const char *value = value_at(o, e->argc, e->argv, i, tick || (s && s->kind == KIND_BOOL));
    if (!value) return false;
    if (s) return e->host ? setting_agrees(o, s, value) : setting_set(o, s, value, "command line");
    if (o->named == OPTIONS_ARGS * 2) return fprintf(o->err, "khue: too many options at --%s\n", name), false;
    o->name[o->named] = name, o->value[o->named++] = value;
    return true;
}

static bool line_read(struct options *o, const struct errand *e, const char *own)
{
    for (int i = 0; i < e->argc; i++) {
        if (str_starts(e->argv[i], "--")) {
            if (!option_read(o, e, &i, own)) return false;
            continue;
        }
        if (o->args == OPTIONS_ARGS) return fprintf(o->err, "khue: too many words at \"%s\"\n", e->argv[i]), false;
        o->arg[o->args++] = e->argv[i];
    }
    return true;
}

const char *options_folder(int argc, char **argv)
{
    const char *folder = getenv("KHUE_DATA");
    for (int i = 0; i < argc; i++)
        if (str_is(argv[i], "--data") || str_starts(argv[i], "--data=")) {
            const char *value = value_at(NULL, argc, argv, &i, false);
            if (value) folder = value;
        }
    return folder ? folder : "data";
}

/* What follows from the address that people use. */
static void base_url_settle(struct options *o)
{
    const char *colon = strrchr(o->config.listen, ':');
    o->config.base_url_given = !str_empty(o->config.base_url);
    if (str_empty(o->config.base_url)) {
        snprintf(o->base_url, sizeof o->base_url, "http://localhost%.8s", colon ? colon : "");
        o->config.base_url = o->base_url;
    }
    o->config.secure_cookies = str_starts(o->config.base_url, "https://");
}

bool options_read(struct options *o, const struct errand *e, const char *own)
{
    if (e->host) {
        *o = *e->host->options;
        o->err = e->err;
        o->args = o->named = 0;
        return line_read(o, e, own);
    }
    memset(o, 0, sizeof *o);
    o->err = e->err;
    for (size_t i = 0; i < SETTINGS; i++)
        if (settings[i].otherwise && !setting_set(o, &settings[i], settings[i].otherwise, "built in")) return false;
    o->config.data = options_folder(e->argc, e->argv);
    if (!conf_read(o) || !environment_read(o) || !line_read(o, e, own) || !secrets_read(o)) return false;
    if (!str_empty(o->config.db_owner) && str_empty(o->config.db)) return fprintf(o->err, "khue: db-owner needs db, the role that serves\n"), false;
    base_url_settle(o);
    return true;
}

struct db_config options_database(const struct options *o, bool owner)
{
    const struct config *c = &o->config;
    bool two = owner && !str_empty(c->db_owner);
    return (struct db_config){ .folder = c->data, .url = two ? c->db_owner : c->db, .server_url = two ? c->db : NULL, .node = c->node,
                               .connections = c->db_connections, .durable = true };
}

const char *option(const struct options *o, const char *name)
{
    size_t n = strlen(name);
    for (size_t i = o->named; i-- > 0;)
        if (strncmp(o->name[i], name, n) == 0 && (o->name[i][n] == 0 || o->name[i][n] == '='))
            return o->value[i];
    return NULL;
}
