/* What `khue verify` proves of deeds: (2) of record.h, and that each has its name, its place in time and a kind that exists.
** A week of a school is a piece: both sides of each comparison are read in one view of the data. */
#include "generated/record_queries.h"
#include "record/inside.h"
#include "schools/schools.h"

struct week { day monday; verify_look look; };

static long long here(const struct ask *a) { return (long long)a->scope.school.v; }
static instant from_at(const struct week *w) { return day_start(w->monday); }
static instant to_at(const struct week *w) { return day_start((day){ w->monday.n + 7 }); }

static void wider(opt_day *first, opt_day *last, opt_day from, opt_day to)
{
    if (from.has && (!first->has || from.v.n < first->v.n)) *first = from;
    if (to.has && (!last->has || to.v.n > last->v.n)) *last = to;
}

static opt_day on_day(opt_instant at) { return at.has ? (opt_day){ true, day_of(at.v) } : (opt_day){ 0 }; }

/* Every week in which the school has a deed or a sum. */
static rc weeks_walk(struct ask *a, struct verify_report *out, void *to)
{
    struct record_span_row span;
    struct week w = { .look = *(verify_look *)to };
    opt_day first = { 0 }, last = { 0 };
    try(record_span(a, &span));
    wider(&first, &last, on_day(span.first_at), on_day(span.last_at));
    wider(&first, &last, span.first_day, span.last_day);
    wider(&first, &last, span.first_monday, span.last_monday);
    if (!first.has) return OK;
    for (w.monday = monday_of(first.v); w.monday.n <= last.v.n && !verify_over(out); w.monday.n += 7)
        try(verify_piece(a, w.look, out, &w));
    return OK;
}

static rc deeds_counted(struct ask *a, struct verify_report *out, const struct week *w)
{
    struct deeds_between_row row;
    try(deeds_between(a, from_at(w), to_at(w), &row));
    verify_looked(out, row.n);
    return OK;
}

static rc days_look(struct ask *a, struct verify_report *out, void *to)
{
    const struct week *w = to;
    struct daily_off_row *row;
    size_t n;
    try(deeds_counted(a, out, w));
    try(daily_off(a, from_at(w), to_at(w), w->monday, (day){ w->monday.n + 7 }, &row, &n));
    for (size_t i = 0; i < n; i++)
        verify_wrong(out, "school %lld, day %d, %s, %s: %lld deeds more than their sum says", here(a), row[i].on_day.n, component_code(row[i].component),
                     deed_verb_code(row[i].verb), (long long)row[i].off);
    return OK;
}

static rc persons_look(struct ask *a, struct verify_report *out, void *to)
{
    const struct week *w = to;
    struct weekly_off_row *row;
    size_t n;
    try(deeds_counted(a, out, w));
    try(weekly_off(a, from_at(w), to_at(w), w->monday, &row, &n));
    for (size_t i = 0; i < n; i++)
        verify_wrong(out, "school %lld, week of day %d, person %lld, %s: %lld deeds more than their sum says", here(a), w->monday.n, (long long)row[i].person_id.v,
                     component_code(row[i].component), (long long)row[i].off);
    return OK;
}

static rc deeds_look(struct ask *a, struct verify_report *out, void *to)
{
    const struct week *w = to;
    struct deeds_that_cannot_be_row *row;
    struct others_off_row *other;
    size_t n;
    try(deeds_counted(a, out, w));
    try(deeds_that_cannot_be(a, from_at(w), to_at(w), &row, &n));
    for (size_t i = 0; i < n; i++)
        verify_wrong(out, "school %lld, deed %lld %s", here(a), (long long)row[i].id.v,
                     row[i].unnamed ? "has no name for other systems" : row[i].early ? "was stored before it was done" : "is not joined to its own component");
    try(others_off(a, from_at(w), to_at(w), &other, &n));
    for (size_t i = 0; i < n; i++) verify_wrong(out, "school %lld, deed %lld stands elsewhere at another time", here(a), (long long)other[i].id.v);
    return OK;
}

static rc kinds_look(struct ask *a, struct verify_report *out)
{
    struct kinds_met_row *row;
    size_t n;
    try(kinds_met(a, &row, &n));
    for (size_t i = 0; i < n; i++) {
        const struct object_kind *k = object_kind_of(row[i].object_kind, NULL);
        if (!k || k->component != row[i].component) verify_wrong(out, "school %lld: %s is no kind of %s", here(a), row[i].object_kind, component_code(row[i].component));
    }
    return OK;
}

/* Sums of statements from outside. */
static rc outside_look(struct ask *a, struct verify_report *out)
{
    struct outside_daily_off_row *daily;
    struct outside_class_off_row *weekly;
    struct outside_count_off_row *voided;
    struct outside_stored_off_row *stored;
    struct kept_off_row *kept;
    size_t n;
    try(outside_daily_off(a, &daily, &n));
    for (size_t i = 0; i < n; i++)
        verify_wrong(out, "school %lld, day %d, key %lld: %lld statements from outside more than their sum says", here(a), daily[i].on_day.n, (long long)daily[i].key_id, (long long)daily[i].off);
    try(outside_class_off(a, &weekly, &n));
    for (size_t i = 0; i < n; i++)
        verify_wrong(out, "school %lld, week of day %d, class %lld: %lld statements from outside more than their sum says", here(a), weekly[i].monday.n, (long long)weekly[i].class_ref,
                     (long long)weekly[i].off);
    try(outside_stored_off(a, &stored, &n));
    for (size_t i = 0; i < n; i++)
        verify_wrong(out, "school %lld, day %d: %lld statements more came from outside than are written down", here(a), stored[i].on_day.n, (long long)stored[i].off);
    try(kept_off(a, &kept, &n));
    for (size_t i = 0; i < n; i++)
        verify_wrong(out, "school %lld, key %lld: %lld statements, %lld files, %lld bytes more are kept than are counted", here(a), (long long)kept[i].key_id, (long long)kept[i].n,
                     (long long)kept[i].files, (long long)kept[i].bytes);
    try(outside_count_off(a, &voided, &n));
    for (size_t i = 0; i < n; i++) verify_wrong(out, "school %lld, statement %lld from outside is counted though it was voided", here(a), (long long)voided[i].id.v);
    return OK;
}

static rc school_look(struct ask *a, struct verify_report *out, void *to)
{
    struct names_and_deeds_row row;
    struct newest_deed_row newest;
    struct outside_that_cannot_be_row *nameless;
    struct lines_off_row *line;
    size_t n;
    bool found;
    (void)to;
    try(names_and_deeds(a, &row));
    verify_looked(out, row.deeds);
    if (row.names != row.deeds) verify_wrong(out, "school %lld: %lld deeds, %lld names for other systems", here(a), (long long)row.deeds, (long long)row.names);
    try(outside_that_cannot_be(a, &nameless, &n));
    for (size_t i = 0; i < n; i++) verify_wrong(out, "school %lld, statement %lld from outside has no name for other systems", here(a), (long long)nameless[i].id.v);
    try(lines_off(a, &line, &n));
    for (size_t i = 0; i < n; i++) verify_wrong(out, "school %lld, statement %lld from outside stands in a timeline as it is not", here(a), (long long)line[i].id.v);
    try(newest_deed(a, &newest, &found));
    if (found && newest.id.v > newest.high) verify_wrong(out, "school %lld: deed %lld lies beyond its server's numbers", here(a), (long long)newest.id.v);
    try(outside_look(a, out));
    return kinds_look(a, out);
}

static rc by_week(struct ask *a, struct verify_report *out, verify_look look) { return schools_verify(a, weeks_walk, out, &look); }

static rc days_check(struct ask *a, struct verify_report *out)    { return by_week(a, out, days_look); }
static rc persons_check(struct ask *a, struct verify_report *out) { return by_week(a, out, persons_look); }
static rc deeds_check(struct ask *a, struct verify_report *out)   { return by_week(a, out, deeds_look); }
static rc schools_check(struct ask *a, struct verify_report *out) { return schools_verify(a, school_look, out, NULL); }

const struct verify_check record_checks[] = {
    { "sums of days", days_check }, { "sums of persons", persons_check }, { "deeds", deeds_check }, { "names and numbers of deeds", schools_check }, { NULL, NULL }
};
