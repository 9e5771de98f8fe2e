/* What `khue verify` looks at in messages: the copies that readers have of them, and that nobody has confirmed what is not there. */
#include "announcements/announcements.h"
#include "generated/announcements_queries.h"
#include "schools/schools.h"

static rc told_agrees(struct ask *a, struct verify_report *out, void *to)
{
    struct told_count_row all;
    struct readers_wrong_row *reader;
    struct families_wrong_row *family;
    struct waiting_wrong_row waiting;
    size_t n;
    (void)to;
    try(told_count(a, &all));
    verify_looked(out, all.n);
    try(readers_wrong(a, &reader, &n));
    for (size_t i = 0; i < n; i++) verify_wrong(out, "school %lld: %lld readers of message %lld do not fit it", (long long)a->scope.school.v, (long long)reader[i].n, (long long)reader[i].id.v);
    try(families_wrong(a, &family, &n));
    for (size_t i = 0; i < n; i++) verify_wrong(out, "school %lld: %lld families of message %lld do not fit it", (long long)a->scope.school.v, (long long)family[i].n, (long long)family[i].id.v);
    try(waiting_wrong(a, &waiting));
    if (waiting.n) verify_wrong(out, "school %lld: %lld messages wait for no time, or have one and do not wait", (long long)a->scope.school.v, (long long)waiting.n);
    return OK;
}

static rc announcements_check(struct ask *a, struct verify_report *out) { return schools_verify(a, told_agrees, out, NULL); }

const struct verify_check announcements_checks[] = { { "messages", announcements_check }, { NULL, NULL } };
