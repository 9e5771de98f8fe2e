/* What `khue verify` looks at in classes: whoever teaches or learns there has a place in the school, it is their own, and nobody is in two
** classes on a day. */
#include "classes/classes.h"
#include "generated/classes_queries.h"
#include "schools/schools.h"

static rc duties_held(struct ask *a, struct verify_report *out, void *to)
{
    struct duties_without_place_row *open;
    struct places_of_others_row *other;
    struct places_count_row all;
    size_t n;
    (void)to;
    try(places_count(a, &all));
    verify_looked(out, all.n);
    try(duties_without_place(a, day_of(a->now), &open, &n));
    for (size_t i = 0; i < n; i++) verify_wrong(out, "school %lld: duty %lld is open, its place is not", (long long)a->scope.school.v, (long long)open[i].id.v);
    try(places_of_others(a, &other, &n));
    for (size_t i = 0; i < n; i++) verify_wrong(out, "school %lld: duty or enrolment %lld names another person than its place", (long long)a->scope.school.v, (long long)other[i].id);
    struct places_doubled_row *twice;
    try(places_doubled(a, &twice, &n));
    for (size_t i = 0; i < n; i++) verify_wrong(out, "school %lld: enrolment %lld runs beside another one of the same pupil", (long long)a->scope.school.v, (long long)twice[i].id.v);
    struct classes_miscounted_row *wrong;
    try(classes_miscounted(a, &wrong, &n));
    for (size_t i = 0; i < n; i++)
        verify_wrong(out, "school %lld: class %lld has %lld open places, the row says %lld", (long long)a->scope.school.v, (long long)wrong[i].id.v, (long long)wrong[i].counted, (long long)wrong[i].said);
    return OK;
}

static rc places_check(struct ask *a, struct verify_report *out) { return schools_verify(a, duties_held, out, NULL); }

const struct verify_check classes_checks[] = { { "places in classes", places_check }, { NULL, NULL } };
