/* Commands that print tables: routes, who-may, config. */
#include "access/access.h"
#include "main/commands.h"
#include "main/crawl.h"
#include <stdio.h>

static const char *method_name(enum method m) { return m == POST ? "POST" : "GET"; }

static const char *runs_name(enum runs_on r)
{
    static const char *const names[] = { "", "quick", "slow", "write", "upload" };
    return names[r];
}

static void permission_printed(const char *permission, const char *relation) { printf("%-18s %s\n", permission, relation); }

static void routes_print(void)
{
    for (const struct route_table *t = route_tables; t->room; t++)
        for (const struct route *r = t->rows; r->method; r++)
            printf("%-8s %-4s %-44s %-18s %-6s %s\n", t->room, method_name(r->method), r->path, access_permission_name(r->need.permission),
                   r->need.on ? r->need.on : "-", runs_name(r->runs_on));
}

int routes_command(int argc, char **argv)
{
    struct options o;
    if (!options_read(&o, argc, argv, "crawl!")) return 2;
    if (!option(&o, "crawl")) return routes_print(), 0;
    static struct session_of_work w;
    o.config.test = true;
    if (!work_begin(&w, &o)) return 1;
    bool whole = crawl_print(&w.app);
    work_end(&w);
    return whole ? 0 : 1;
}

int who_may_command(int argc, char **argv)
{
    struct options o;
    if (!options_read(&o, argc, argv, NULL)) return 2;
    access_print_grants(permission_printed);
    return 0;
}

int config_command(int argc, char **argv)
{
    struct options o;
    if (!options_read(&o, argc, argv, "print!")) return 2;
    return options_print(&o), 0;
}
