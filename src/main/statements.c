/* khue statements: what a school's record holds as NDJSON, out and in. An export that ends early says behind which statement to go on. */
#include "base/ids.h"
#include "exchange/exchange.h"
#include "main/commands.h"
#include "schools/schools.h"
#include "xapi/xapi.h"
#include <stdio.h>
#include <string.h>

#define IMPORT_MOST ((size_t)128 << 20)

/* The school of --school, or the only one that there is. */
static bool school_enter(struct session_of_work *w, const struct options *o)
{
    const char *code = option(o, "school");
    struct school_brief at, *row;
    size_t n;
    if (code && school_by_code(&w->ask, code, &at) != OK) return wrong(w->errand, 1, "no school \"%s\"; see khue school list", code), false;
    if (!code) {
        if (schools_list(&w->ask, "", 2, &row, &n) != OK || n != 1) return wrong(w->errand, 1, "say which school: --school CODE; see khue school list"), false;
        at = row[0];
    }
    w->ask.scope.school = at.id;
    return true;
}

/* A date is its beginning in Hà Nội. */
static bool moment(const char *text, opt_instant *out)
{
    day on;
    *out = (opt_instant){ .has = text != NULL };
    if (!text) return true;
    if (day_read(text, &on) == DAY_OK) return out->v = day_start(on), true;
    return statement_time(text, &out->v);
}

static bool line_out(void *to, const char *text)
{
    struct errand *e = to;
    return !errand_over(e) && fputs(text, e->out) >= 0 && fputc('\n', e->out) >= 0;
}

static int statements_go_out(struct session_of_work *w, const struct options *o)
{
    struct statements_out in = { .home = w->app->config.base_url, .reason = option(o, "reason"), .line = line_out, .to = w->errand };
    struct statements_went out;
    const char *after = option(o, "after");
    char last[ID_TEXT_SIZE];
    if (!in.reason || !*in.reason) return wrong(w->errand, 2, "statements export needs --reason: it stands in the journal of the school");
    if (!moment(option(o, "from"), &in.from) || !moment(option(o, "until"), &in.until)) return wrong(w->errand, 2, "--from and --until are times as in 2026-11-23T08:00:00Z, or dates");
    if (after && !id_read(after, &in.after.v)) return wrong(w->errand, 2, "--after is a cursor as an export before this one said");
    rc done = statements_export(&w->ask, &in, &out);
    id_text(out.last.v, last);
    if (done == OK && fflush(w->errand->out) != 0) out.whole = false;
    if (out.last.v) fprintf(w->errand->err, "%lld statements; %s --after %s\n", (long long)out.n, done == OK && out.whole ? "new ones later with" : "not all: go on with", last);
    else fprintf(w->errand->err, "0 statements\n");
    return done != OK ? work_refused(w, done) : out.whole ? 0 : 1;
}

static void refusal_told(void *to, int64_t line, int number, const char *path, const char *words)
{
    struct errand *e = to;
    fprintf(e->out, "%lld\t%d\t%s\t%s\n", (long long)line, number, path, words);
}

static int statements_come_in(struct session_of_work *w, const struct options *o)
{
    const char *slash = strrchr(o->arg[1], '/');
    size_t n;
    const char *p = errand_file(w->errand, &w->arena, o->arg[1], IMPORT_MOST, &n);
    if (!p) return 1;
    struct statements_in in = { .home = w->app->config.base_url, .name = slash ? slash + 1 : o->arg[1], .text = { (const uint8_t *)p, n }, .trial = option(o, "check") != NULL,
                                .tell = refusal_told, .to = w->errand };
    struct statements_came out = { 0 };
    rc done = statements_import(w->app, &w->ask, &in, &out);
    if (done != OK) return work_refused(w, done);
    fprintf(w->errand->out, "%lld new, %lld there already, %lld refused%s\n", (long long)out.fresh, (long long)out.known, (long long)out.refused, in.trial ? "; nothing was taken in" : "");
    return out.refused ? 1 : 0;
}

int statements_command(struct errand *e)
{
    struct options o;
    struct session_of_work w;
    if (!options_read(&o, e, "school reason from until after check!")) return 2;
    bool out = o.args == 1 && str_is(o.arg[0], "export");
    if (!out && !(o.args == 2 && str_is(o.arg[0], "import"))) return wrong(e, 2, "statements export --school C --reason WHY, or statements import FILE --school C");
    if (!work_begin(&w, e, &o)) return 1;
    int status = !school_enter(&w, &o) ? 1 : out ? statements_go_out(&w, &o) : statements_come_in(&w, &o);
    work_end(&w);
    return status;
}
