/* Commands that print tables: routes, who-may, config. */
#include "access/access.h"
#include "main/commands.h"
#include "main/crawl.h"
#include <stdio.h>

static const char *method_said(enum method m) { return m == POST ? "POST" : m == KEYED ? "KEYED" : "GET"; }

static const char *runs_name(enum runs_on r)
{
    static const char *const names[] = { "", "quick", "slow", "write", "upload" };
    return names[r];
}

static void permission_printed(const char *permission, const char *relation) { printf("%-18s %s\n", permission, relation); }

static void routes_print(FILE *out)
{
    for (const struct route_table *t = route_tables; t->room; t++)
        for (const struct route *r = t->rows; r->method; r++)
            fprintf(out, "%-8s %-5s %-44s %-18s %-6s %s\n", t->room, method_said(r->method), r->path, access_permission_name(r->need.permission),
                   r->need.on ? r->need.on : "-", runs_name(r->runs_on));
}

int routes_command(struct errand *e)
{
    struct options o;
    if (!options_read(&o, e, "crawl!")) return 2;
    if (!option(&o, "crawl")) return routes_print(e->out), 0;
    struct session_of_work w;
    o.config.test = true;
    o.config.rate_limits = false;                             /* it opens more pages in a second than a person in an hour */
    if (!work_begin(&w, e, &o)) return 1;
    bool whole = crawl_print(&w);
    work_end(&w);
    return whole ? 0 : 1;
}

int who_may_command(struct errand *e)
{
    struct options o;
    if (!options_read(&o, e, NULL)) return 2;
    access_print_grants(permission_printed);
    return 0;
}

int config_command(struct errand *e)
{
    struct options o;
    if (!options_read(&o, e, "print! markdown!")) return 2;
    if (option(&o, "markdown")) options_markdown(e->out);
    else options_print(&o, e->out);
    return 0;
}
