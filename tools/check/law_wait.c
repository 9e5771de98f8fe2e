/* Law 19: a test waits for the thing itself. One that sleeps and hopes, or measures how long something took, fails on the machine that is slow that day. */
#include "check.h"
#include <ctype.h>
#include <string.h>

static const char *const sleeps[] = { "sleep", "usleep", "nanosleep", "clock_nanosleep", "sched_yield", "alarm", "setitimer", "sem_timedwait", "pthread_cond_timedwait", NULL };
static const char *const measures[] = { "clock", "clock_gettime", "gettimeofday", NULL };
static const char *const bounds[] = { "SO_RCVTIMEO", "SO_SNDTIMEO", NULL };

/* Where tests wait and are timed. */
static const char *const places[] = { "test/harness/wait.c", "test/harness/main.c", "test/server.mjs", "test/wait.sh", NULL };

static bool listed(const char *const *list, struct span name)
{
    while (*list && !span_is(name, *list)) list++;
    return *list;
}

static void look_at_c(struct tree *t, const struct file *f)
{
    for (int i = 0; i < f->tokens; i++) {
        struct span name = token_span(f, i);
        int line = f->token[i].line;
        if (f->token[i].kind == TOKEN_NAME && listed(bounds, name))
            breach(t, 19, f, line, "%.*s gives up on a slow machine; use socket_is_patient() of test/harness/wait.h", (int)name.n, name.p);
        if (!token_calls(f, i)) continue;
        if (listed(sleeps, name))
            breach(t, 19, f, line, "a test does not sleep: wait_more() waits for what must happen, let_pass() gives time to what must not (test/harness/wait.h)");
        if (listed(measures, name))
            breach(t, 19, f, line, "how long something took decides nothing, machines differ; count what it did, or look at what came first");
    }
}

struct refused { const char *text; bool number; /* only when a number follows */ const char *what; };
static const struct refused in_scripts[] = {
    { "setTimeout(",     false, "a test does not sleep: until() waits for what must happen, pause() gives time to what must not (test/server.mjs)" },
    { "setInterval(",    false, "a test does not sleep: until() waits for what must happen, pause() gives time to what must not (test/server.mjs)" },
    { "waitForTimeout(", false, "a test does not sleep: until() waits for what must happen, pause() gives time to what must not (test/server.mjs)" },
    { "timeout:",        true,  "a bound of its own gives up on a slow machine; launch() has set one of minutes (test/browser/lib.mjs)" },
    { NULL, false, NULL }
};
static const struct refused in_shell[] = {
    { "sleep", true, "a test does not sleep: wait_for of test/wait.sh waits for what must happen" },
    { NULL, false, NULL }
};

static bool number_follows(const char *p, const char *end)
{
    while (p < end && *p == ' ') p++;
    return p < end && isdigit((unsigned char)*p);
}

static void look_at_lines(struct tree *t, const struct file *f, const struct refused *list)
{
    struct span rest = { f->text, f->n }, line;
    for (int number = 1; span_cut(&rest, '\n', &line); number++)
        for (const struct refused *one = list; one->text; one++) {
            const char *end = line.p + line.n, *at = memmem(line.p, line.n, one->text, strlen(one->text));
            if (!at || (at > line.p && (isalnum((unsigned char)at[-1]) || at[-1] == '_')) || (one->number && !number_follows(at + strlen(one->text), end))) continue;
            breach(t, 19, f, number, "%s", one->what);
        }
}

static bool is_shell(const struct file *f)
{
    struct span rest = { f->text, f->n }, first;
    return path_ends(f->path, ".sh") || (f->n > 2 && memcmp(f->text, "#!", 2) == 0 && span_cut(&rest, '\n', &first) && memmem(first.p, first.n, "sh", 2));
}

void law_wait(struct tree *t)
{
    for (int i = 0; i < t->files; i++) {
        const struct file *f = &t->file[i];
        if (!f->is_test || path_in(f, "bench") || listed(places, span_of(f->path))) continue;
        if (f->is_c) look_at_c(t, f);
        else if (path_ends(f->path, ".mjs")) look_at_lines(t, f, in_scripts);
        else if (is_shell(f)) look_at_lines(t, f, in_shell);
    }
}
