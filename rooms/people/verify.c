/* What `khue verify` looks at in people: (2) and (4) of people.h. */
#include "base/viet.h"
#include "generated/people_queries.h"
#include "people/people.h"
#include <string.h>

enum { ROWS = 500 };
struct place { person_id after; bool more; };

static bool keys_fit(struct arena *a, const struct persons_after_row *p)
{
    struct bytes sort = sort_key_person(a, p->full_name);
    return str_is(search_key(a, p->full_name), p->search_key) && sort.n == p->sort_key.n && memcmp(sort.p, p->sort_key.p, sort.n) == 0;
}

static rc some_persons(struct ask *a, struct verify_report *out, void *to)
{
    struct place *p = to;
    struct persons_after_row *row;
    size_t n;
    try(persons_after(a, p->after, ROWS, &row, &n));
    verify_looked(out, (int64_t)n);
    for (size_t i = 0; i < n; i++) {
        if (!keys_fit(a->arena, &row[i])) verify_wrong(out, "person %lld cannot be found or sorted by the name", (long long)row[i].id.v);
        if (row[i].guardians != row[i].standing)
            verify_wrong(out, "person %lld has %lld guardians, the row says %lld", (long long)row[i].id.v, (long long)row[i].standing, (long long)row[i].guardians);
    }
    p->more = n == ROWS;
    if (n) p->after = row[n - 1].id;
    return OK;
}

static rc names_check(struct ask *a, struct verify_report *out)
{
    struct place p = { .more = true };
    while (p.more && !verify_over(out)) try(verify_piece(a, some_persons, out, &p));
    return OK;
}

static rc guardians_check(struct ask *a, struct verify_report *out)
{
    struct own_guardians_row *row;
    size_t n;
    try(own_guardians(a, &row, &n));
    for (size_t i = 0; i < n; i++) verify_wrong(out, "guardian link %lld ties a person to themselves", (long long)row[i].id.v);
    return OK;
}

static rc orders_check(struct ask *a, struct verify_report *out)
{
    struct orders_unlike_links_row *row;
    size_t n;
    try(orders_unlike_links(a, &row, &n));
    for (size_t i = 0; i < n; i++) verify_wrong(out, "guardian link %lld is not held as the orders say", (long long)row[i].id.v);
    return OK;
}

const struct verify_check people_checks[] = {
    { "names and guardians of persons", names_check }, { "guardians", guardians_check }, { "orders", orders_check }, { NULL, NULL }
};
