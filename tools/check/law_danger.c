/* Law 7: memory is taken from arenas, text functions know their size, and no answer (rc) is dropped.
** -Wvla refuses arrays of variable length. */
#include "check.h"
#include <string.h>

static const char *const allocates[] = { "malloc", "calloc", "realloc", "reallocarray", "free", "strdup", "strndup", "asprintf", "vasprintf", NULL };
static const char *const never[] = { "strcpy", "stpcpy", "strcat", "strncat", "strncpy", "sprintf", "vsprintf", "gets", "atoi", "atol", "atof", "strtok", "alloca", "scanf", NULL };

/* In rooms and doors the time is c->now or t->now, chance comes from web/token.h, and other programs are started by nobody. */
static const char *const not_in_rooms[] = { "time", "clock", "clock_gettime", "gettimeofday", "localtime", "gmtime", "rand", "random", "srand", "system", "popen", "fork", "exit", "abort", NULL };

/* Where memory outlives requests and jobs (the path's beginning); everything else lives in an arena. */
static const struct { const char *path, *why; } may_allocate[] = {
    { "src/base/arena.c", "makes the arenas" },
    { "src/base/buf.c",   "page buffers outlive handlers" },
    { "src/base/viet.c",  "utf8proc gives memory that its caller frees" },
    { "src/data/db.c",    "the database lives as long as the program" },
    { "src/data/pool.c",  "connections outlive requests" },
    { "src/data/stmt.c",  "statements are kept with their connection" },
    { "src/data/sqlite",  "connections, statements and the writer's queue" },
    { "src/data/postgres", "connections, statements and results of libpq" },
    { "src/web/http.c",   "exchanges live as long as libmicrohttpd says" },
    { "src/web/router.c", "built once, lives as long as the program" },
    { "src/web/worker.c", "threads and their queue" },
    { "src/web/job_pool.c", "threads that run jobs, as long as the server" },
    { "src/web/hash.c",   "threads and their queue; Argon2id's memory" },
    { "src/web/metrics.c", "counters as long as the program" },
    { "src/web/watch.c",  "streams outlive requests" },
    { "src/web/listen.c", "the door outlives every request" },
    { "src/web/mail_smtp.c", "a connection to the mail server, for a batch" },
    { "src/web/seats.c", "streams live as long as libmicrohttpd says" },
    { "src/web/live.c",  "tells that wait for the thread of the streams" },
    { "src/web/ratelimit.c", "one table for the whole program" },
    { "src/web/tally.c", "one table for the whole program" },
    { "src/web/kit.c",    "what a thread owns" },
    { "src/web/image", "pixels live while one picture is made, bounded by the gate in image.c" },
    { "src/web/compress.c", "compressed bodies outlive handlers" },
    { "src/web/loopback.c", "cookies of a test's client outlive its requests" },
    { NULL, NULL }
};

/* They answer with the kind that they were given, so that `return refuse(…)` is one line; the refusal itself is recorded. */
static const char *const says_what_it_heard[] = { "refuse", "refuse_field", "fault_detail", "form_wrong", NULL };

static bool in_list(const char *const *list, struct span name)
{
    while (*list && !span_is(name, *list)) list++;
    return *list;
}

static bool allocation_allowed(const struct file *f)
{
    for (int i = 0; may_allocate[i].path; i++)
        if (str_starts(f->path, may_allocate[i].path)) return true;
    return false;
}

/* ---- answers that must not be dropped */

/* Does the function of that name answer with an rc, as this file sees it? Its own functions come first. */
static bool gives_rc(const struct names *own, const struct names *everywhere, struct span name)
{
    const struct item *it = name_find(own, name);
    if (it) return it->gives_rc;
    it = name_find(everywhere, name);
    return it && it->gives_rc;
}

static void collect(struct tree *t, const struct file *f, struct names *out, bool statics)
{
    for (int i = 0; i < f->items; i++) {
        const struct item *it = &f->item[i];
        bool function = it->kind == ITEM_FUNCTION || it->kind == ITEM_PROTOTYPE;
        if (function && (statics || !it->is_static)) name_put(t, out, token_span(f, it->name), it);
    }
}

/* Questions of queries.sql become functions that answer with an rc. */
static void collect_questions(struct tree *t, const struct file *f, struct names *out)
{
    static const struct item question = { .kind = ITEM_PROTOTYPE, .name = 0, .gives_rc = true };
    struct span rest = { f->text, f->n }, line, word;
    while (span_cut(&rest, '\n', &line)) {
        const char *at = memmem(line.p, line.n, "name:", 5);
        if (!at || line.n < 2 || memcmp(line.p, "--", 2) != 0) continue;
        struct span name = span_trim((struct span){ at + 5, (size_t)(line.p + line.n - at - 5) });
        if (span_cut(&name, ' ', &word)) name_put(t, out, word, &question);
    }
}

/* The colon at i belongs to `case x:`, `default:` or a label, not to a ?: */
static bool ends_label(const struct file *f, int i)
{
    for (int k = i - 1; k >= 0 && !token_is(f, k, ";") && !token_is(f, k, "{") && !token_is(f, k, "}"); k--) {
        if (token_is(f, k, "?")) return false;
        if (token_is(f, k, "case") || token_is(f, k, "default")) return true;
    }
    return i >= 2 && !token_is(f, i - 2, ",");
}

static bool begins_statement(const struct file *f, int i)
{
    static const char *const before[] = { ";", "{", "}", "else", "do", NULL };
    static const char *const heads[] = { "if", "for", "while", "switch", NULL };
    for (int k = 0; before[k]; k++)
        if (token_is(f, i - 1, before[k])) return true;
    if (token_is(f, i - 1, ":")) return ends_label(f, i - 1);
    if (!token_is(f, i - 1, ")") || f->token[i - 1].match < 0) return false;
    int head = f->token[i - 1].match - 1;
    return head >= 0 && in_list(heads, token_span(f, head));
}

static bool cast_to_nothing(const struct file *f, int i)
{
    return token_is(f, i - 1, ")") && token_is(f, i - 2, "void") && token_is(f, i - 3, "(");
}

static void look_at_answer(struct tree *t, const struct file *f, int i, struct span name)
{
    int close = f->token[i + 1].match;
    if (cast_to_nothing(f, i))
        breach(t, 7, f, f->token[i].line, "the answer of %.*s() is thrown away; use try(), or keep it and say what happens when it is not OK", (int)name.n, name.p);
    else if (close > 0 && token_is(f, close + 1, ";") && begins_statement(f, i))
        breach(t, 7, f, f->token[i].line, "the answer of %.*s() is not looked at; use try(), or keep it and say what happens when it is not OK", (int)name.n, name.p);
}

/* ---- the law */

static void look_at_call(struct tree *t, const struct file *f, int i, struct span name)
{
    if (in_list(never, name))
        breach(t, 7, f, f->token[i].line, "%.*s() is banned; use span_int, arena_print, buf_text or memcpy with a checked size", (int)name.n, name.p);
    if (place_is_room(f->place) && in_list(not_in_rooms, name))
        breach(t, 7, f, f->token[i].line, "%.*s() is banned in rooms and doors; the time is c->now, t->now or j->ask->now, fresh ids come from NEW_ID", (int)name.n, name.p);
    if (in_list(allocates, name) && !allocation_allowed(f))
        breach(t, 7, f, f->token[i].line, place_is_room(f->place)
               ? "%.*s() is banned in rooms and doors; take memory from the arena"
               : "%.*s() outside the files that may allocate; take it from an arena, or list this file with its reason in tools/check/law_danger.c",
               (int)name.n, name.p);
}

static void look_at_file(struct tree *t, const struct file *f, const struct names *everywhere)
{
    struct names own = { 0 };
    collect(t, f, &own, true);
    for (int k = 0; k < f->items; k++) {
        const struct item *it = &f->item[k];
        for (int i = it->open; it->kind == ITEM_FUNCTION && i < it->last; i++) {
            if (!token_calls(f, i)) continue;
            struct span name = token_span(f, i);
            if (!name_find(&own, name)) look_at_call(t, f, i, name);
            if (!in_list(says_what_it_heard, name) && gives_rc(&own, everywhere, name)) look_at_answer(t, f, i, name);
        }
    }
}

void law_danger(struct tree *t)
{
    struct names everywhere = { 0 };
    for (int i = 0; i < t->files; i++) {
        const struct file *f = &t->file[i];
        if (f->is_c && f->place && !f->is_test) collect(t, f, &everywhere, false);
        if (path_ends(f->path, "sql/queries.sql")) collect_questions(t, f, &everywhere);
    }
    for (int i = 0; i < t->files; i++) {
        const struct file *f = &t->file[i];
        if (f->is_c && f->place && !f->is_test) look_at_file(t, f, &everywhere);
    }
}
