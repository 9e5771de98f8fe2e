/* All figures of one school on one day, in six questions, whatever the size of the school. */
#include "base/ids.h"
#include "generated/map_queries.h"
#include "map/inside.h"
#include "record/record.h"

enum { A_WEEK = 7, A_YEAR = 364 };

static void kind_set(struct map_facts *f, enum map_kind k, int64_t now) { f->kind[k].now = now; }
static void kind_add(struct map_facts *f, enum map_kind k, int64_t now, int64_t before)
{
    f->kind[k].now += now, f->kind[k].before += before, f->kind[k].dated = true;
}

static enum map_kind kind_of_role(enum member_role role)
{
    return role == MEMBER_ROLE_PUPIL ? MAP_PUPILS : role == MEMBER_ROLE_TEACHER ? MAP_TEACHERS : role == MEMBER_ROLE_ASSISTANT ? MAP_ASSISTANTS : MAP_STAFF;
}

static enum map_kind kind_of_organisation(enum organisation_kind kind)
{
    switch (kind) {
    case ORGANISATION_KIND_ENTERPRISE: case ORGANISATION_KIND_ECONOMIC: return MAP_BUSINESS;
    case ORGANISATION_KIND_UNIVERSITY: case ORGANISATION_KIND_SCIENCE_TECHNOLOGY: return MAP_SCIENCE;
    case ORGANISATION_KIND_POLITICAL: case ORGANISATION_KIND_POLITICAL_SOCIAL: case ORGANISATION_KIND_PROFESSIONAL: return MAP_SOCIAL;
    default: return MAP_COMMUNITY;
    }
}

static rc read_people(struct ask *a, school_id school, struct map_facts *f)
{
    struct map_members_row *member;
    struct map_partners_row *partner;
    size_t n;
    day past = { f->today.n - A_YEAR };
    static const enum map_kind dated[] = { MAP_PUPILS, MAP_TEACHERS, MAP_ASSISTANTS, MAP_STAFF, MAP_BUSINESS, MAP_SCIENCE, MAP_SOCIAL, MAP_COMMUNITY };
    for (size_t i = 0; i < sizeof dated / sizeof *dated; i++) f->kind[dated[i]].dated = true;
    try(map_members(a, school, f->today, past, &member, &n));
    for (size_t i = 0; i < n; i++) kind_add(f, kind_of_role(member[i].role), member[i].now, member[i].before);
    try(map_partners(a, school, f->today, past, &partner, &n));
    for (size_t i = 0; i < n; i++) kind_add(f, kind_of_organisation(partner[i].kind), partner[i].now, partner[i].before);
    return OK;
}

static rc read_around(struct ask *a, school_id school, struct map_facts *f, instant year_from)
{
    struct map_around_row r;
    statement_id since = { id_at(year_from.ms, 0, 0) };
    try(map_around(a, school, f->today, (day){ f->today.n - A_YEAR }, since, MAP_COUNT_MOST + 1, &r));
    kind_set(f, MAP_MENTORS, r.mentors);
    kind_set(f, MAP_ALUMNI, r.alumni);
    kind_add(f, MAP_GROUPS, r.groups_now, r.groups_before);
    kind_set(f, MAP_SUBJECTS, r.subjects);
    kind_set(f, MAP_KEYS, r.api_keys);
    kind_set(f, MAP_FILES, r.files);
    kind_set(f, MAP_OUTSIDE, r.outside);
    f->tie[TIE_TEACHING].n = r.teaching;
    f->tie[TIE_LEARNING_GROUPS].n = r.learning;
    f->tie[TIE_CONTACTS].n = r.contacts;
    f->tie[TIE_GUIDED].n = r.guided;
    f->tie[TIE_GUIDED_LEARNING].n = r.guided_learning;
    f->tie[TIE_OUTSIDE].n = r.outside;
    f->tie[TIE_OUTSIDER_ACCOUNTS].n = r.outsider_accounts;
    return OK;
}

static int64_t lines_of(const char *text)
{
    struct span rest = span_of(text ? text : ""), line;
    int64_t n = 0;
    while (rest.n && span_cut(&rest, '\n', &line)) n += span_trim(line).n > 0;
    return n;
}

static rc read_culture(struct ask *a, school_id school, struct map_facts *f)
{
    struct map_culture_row r;
    try(map_culture(a, school, MAP_COUNT_MOST + 1, &r));
    kind_set(f, MAP_PAGE, r.pages);
    kind_set(f, MAP_VALUES, lines_of(r.core));
    kind_set(f, MAP_NEWS, r.news);
    kind_set(f, MAP_GOALS, r.goals);
    kind_set(f, MAP_EVIDENCE, r.evidence);
    if (r.above_preschool == 0) f->kind[MAP_SUBJECTS].on = false;         /* a preschool has activities, no subjects: no gap */
    f->tie[TIE_GOAL_PEOPLE].n = r.by_people;
    f->tie[TIE_GOAL_KNOWLEDGE].n = r.by_news;
    f->tie[TIE_GOAL_TECHNOLOGY].n = r.by_system;
    f->tie[TIE_GOAL_CONTEXT].n = r.by_partners;
    return OK;
}

static rc read_deeds(struct ask *a, school_id school, struct map_facts *f, day year_from, day until)
{
    struct map_deeds_row *row;
    struct map_active_row active;
    size_t n;
    day weeks_from = { until.n - MAP_WEEKS * A_WEEK }, reach_from = { until.n - MAP_REACH_WEEKS * A_WEEK };
    for (int i = 0; i < MAP_WEEKS; i++) f->week[i].monday.n = weeks_from.n + i * A_WEEK;
    kind_add(f, MAP_BEGAN, 0, 0);
    try(map_deeds(a, school, weeks_from, year_from, (day){ year_from.n - A_YEAR }, until, &row, &n));
    for (size_t i = 0; i < n; i++) {
        struct map_sum s = { row[i].component, (unsigned)row[i].touches, row[i].verb, row[i].actor_as, row[i].n };
        bool now = row[i].bucket > 0, began = s.verb == DEED_VERB_BEGAN;
        map_add(now ? &f->year : &f->before, &s);
        if (began) kind_add(f, MAP_BEGAN, now ? s.n : 0, now ? 0 : s.n);
        if (row[i].bucket >= weeks_from.n) f->week[(row[i].bucket - weeks_from.n) / A_WEEK].deeds += s.n;
    }
    try(map_active(a, school, f->today, reach_from, until, (day){ reach_from.n - A_YEAR }, (day){ until.n - A_YEAR }, &active));
    f->active = active.now, f->active_pupils = active.pupils, f->active_before = active.before;
    kind_set(f, MAP_GUARDIANS, active.guardians);
    return OK;
}

/* Rooms that are off. */
static rc read_open(struct ask *a, school_id school, struct map_facts *f)
{
    for (int i = 0; i < MAP_KINDS; i++) {
        f->kind[i].on = true;
        if (map_kinds[i].room) try(settings_room_open(a, school, map_kinds[i].room, &f->kind[i].on));
    }
    for (int i = 0; i < MAP_TIES; i++) {
        f->tie[i].on = true;
        if (map_ties[i].room) try(settings_room_open(a, school, map_ties[i].room, &f->tie[i].on));
    }
    return OK;
}

day map_until(day today) { return (day){ today.n - (day_weekday(today) - 1) + A_WEEK }; }

rc map_read(struct ask *a, school_id school, day today, struct map_facts *out)
{
    *out = (struct map_facts){ .today = today };
    day until = map_until(today), year_from = { until.n - MAP_YEAR_WEEKS * A_WEEK };
    try(read_open(a, school, out));
    try(read_people(a, school, out));
    try(read_around(a, school, out, day_start(year_from)));
    try(read_culture(a, school, out));
    return read_deeds(a, school, out, year_from, until);
}
