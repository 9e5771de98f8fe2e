/* What `khue verify` looks at in schools: (2) and (4) of schools.h. */
#include "generated/schools_queries.h"
#include "schools/schools.h"
#include <stdio.h>

enum { CODE_SIZE = 64, ROWS = 500 };

struct walk { verify_look look; void *to; char after[CODE_SIZE]; bool more; };

static rc next_school(struct ask *a, struct verify_report *out, void *to)
{
    struct walk *w = to;
    struct school_brief *school;
    size_t n;
    try(schools_list(a, w->after, 1, &school, &n));
    w->more = n > 0;
    if (n == 0) return OK;
    snprintf(w->after, sizeof w->after, "%s", school[0].code);
    a->scope = (struct scope){ .school = school[0].id };
    return w->look(a, out, w->to);
}

rc schools_verify(struct ask *a, verify_look look, struct verify_report *out, void *to)
{
    struct walk w = { .look = look, .to = to, .more = true };
    while (w.more && !verify_over(out)) try(verify_piece(a, next_school, out, &w));
    return OK;
}

/* ---- members bear the names of their persons */

struct place { member_id after; bool more; };

static rc some_members(struct ask *a, struct verify_report *out, void *to)
{
    struct place *p = to;
    struct members_beside_persons_row *row;
    size_t n;
    try(members_beside_persons(a, p->after, ROWS, &row, &n));
    verify_looked(out, (int64_t)n);
    for (size_t i = 0; i < n; i++)
        if (!row[i].same) verify_wrong(out, "member %lld of school %lld bears another name than its person", (long long)row[i].id.v, (long long)a->scope.school.v);
    p->more = n == ROWS;
    if (n) p->after = row[n - 1].id;
    return OK;
}

static rc members_named(struct ask *a, struct verify_report *out, void *to)
{
    struct place p = { .more = true };
    (void)to;
    while (p.more && !verify_over(out)) try(verify_piece(a, some_members, out, &p));
    return OK;
}

static rc members_check(struct ask *a, struct verify_report *out) { return schools_verify(a, members_named, out, NULL); }

/* ---- weeks are numbered in order */

static rc weeks_in_order(struct ask *a, struct verify_report *out, void *to)
{
    struct weeks_numbered_row *row;
    size_t n;
    int64_t last = 0, year = 0;
    (void)to;
    try(weeks_numbered(a, &row, &n));
    verify_looked(out, (int64_t)n);
    for (size_t i = 0; i < n; i++) {
        if (row[i].year_id.v != year) last = 0, year = row[i].year_id.v;
        if (row[i].number != last + 1)
            verify_wrong(out, "school %lld: week %lld of year %lld follows week %lld", (long long)a->scope.school.v, (long long)row[i].number, (long long)year, (long long)last);
        last = row[i].number;
    }
    return OK;
}

static rc weeks_check(struct ask *a, struct verify_report *out) { return schools_verify(a, weeks_in_order, out, NULL); }

const struct verify_check schools_checks[] = {
    { "names of members", members_check }, { "weeks in order", weeks_check }, { NULL, NULL }
};
