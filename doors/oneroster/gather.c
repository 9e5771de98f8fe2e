/* The school of this moment, written into the sheets of the standard. What it says and what it leaves out: README.md, docs/decisions/0071. */
#include "base/ids.h"
#include "base/viet.h"
#include "classes/classes.h"
#include "oneroster/inside.h"
#include "schools/schools.h"
#include <stdlib.h>
#include <string.h>

struct user_out { person_id person; size_t order; const char *name, *moet_id, *phone, *agents, *grade; bool pupil; };

struct gathering {
    struct ask *a;
    const struct leaving_out *in;
    struct left_out *out;
    struct year_brief year;
    day today;
    struct sheet_out sheet[ONEROSTER_FILES];
    struct out_classes_row *class; size_t classes;
    struct out_pupils_row *pupil; size_t pupils;
    struct out_staff_row *staff; size_t staffs; struct department_line *department; size_t departments; struct department_seat *seat; size_t seats;
    struct out_guardians_row *guardian; size_t guardians;
    struct user_out *user; size_t users;
};

static const char *id_of(struct gathering *g, int64_t id)
{
    char text[ID_TEXT_SIZE];
    id_text(id, text);
    return arena_text(g->a->arena, text);
}

static const char *iso(struct gathering *g, day on)
{
    char text[DAY_TEXT_SIZE];
    return arena_text(g->a->arena, day_iso(on, text));
}

/* Grades as the list of the standard (CEDS) has them; the groups of a preschool by the ages that they hold. */
static const char *grade_code(struct gathering *g, int64_t grade)
{
    static const char *const small[] = { "IT", "PR", "PK", "KG" };            /* nhà trẻ, bé, nhỡ, lớn */
    if (grade >= -4 && grade < 0) return small[grade + 4];
    return arena_print(g->a->arena, "%02lld", (long long)grade);
}

/* ---- sessions, the school, courses and classes */

static const char *term_id(struct gathering *g, int64_t term) { return arena_print(g->a->arena, "%s-hk%lld", id_of(g, g->year.id.v), (long long)term); }

static void session_put(struct gathering *g, const char *id, const char *title, const char *type, day from, day to, const char *parent)
{
    struct sheet_out *s = &g->sheet[ONEROSTER_SESSIONS];
    int y, m, d;
    day_parts(g->year.ends, &y, &m, &d);
    line_put(s, "sourcedId", id);
    line_put(s, "title", title);
    line_put(s, "type", type);
    line_put(s, "startDate", iso(g, from));
    line_put(s, "endDate", iso(g, to));
    line_put(s, "parentSourcedId", parent);
    line_put(s, "schoolYear", arena_print(g->a->arena, "%d", y));
    line_end(s);
}

static rc sessions_put(struct gathering *g)
{
    struct out_terms_row *row;
    size_t n;
    const char *year = id_of(g, g->year.id.v);
    session_put(g, year, g->year.name, "schoolYear", g->year.starts, g->year.ends, "");
    try(out_terms(g->a, g->year.id, &row, &n));
    for (size_t i = 0; i < n; i++) {
        const char *title = say(g->a->arena, LANG_VI, _("Học kì {n}, {nam}"), "n", arena_print(g->a->arena, "%lld", (long long)row[i].term), "nam", g->year.name, NULL);
        session_put(g, term_id(g, row[i].term), title, "semester", i ? row[i].first : g->year.starts, i + 1 < n ? row[i + 1].first : g->year.ends, year);
    }
    return OK;
}

static void org_put(struct gathering *g)
{
    struct sheet_out *s = &g->sheet[ONEROSTER_ORGS];
    line_put(s, "sourcedId", id_of(g, g->in->school.v));
    line_put(s, "name", g->in->school_name);
    line_put(s, "type", "school");
    line_put(s, "identifier", g->in->school_code);
    line_end(s);
    for (size_t i = 0; i < g->departments; i++) {
        line_put(s, "sourcedId", id_of(g, g->department[i].id.v));
        line_put(s, "name", g->department[i].name);
        line_put(s, "type", "department");
        line_put(s, "parentSourcedId", id_of(g, g->in->school.v));
        line_end(s);
    }
}

static const char *course_id(struct gathering *g, int64_t grade) { return arena_print(g->a->arena, "%s-%s", id_of(g, g->year.id.v), grade_code(g, grade)); }

/* A class is an instance of a course: what the children of one grade learn in that year. */
static void course_put(struct gathering *g, int64_t grade)
{
    static const char *const small[] = { N_("Nhà trẻ"), N_("Mẫu giáo bé"), N_("Mẫu giáo nhỡ"), N_("Mẫu giáo lớn") };
    struct sheet_out *s = &g->sheet[ONEROSTER_COURSES];
    const char *title = grade < 0 ? small[grade + 4] : say(g->a->arena, LANG_VI, _("Chương trình lớp {n}"), "n", arena_print(g->a->arena, "%lld", (long long)grade), NULL);
    line_put(s, "sourcedId", course_id(g, grade));
    line_put(s, "schoolYearSourcedId", id_of(g, g->year.id.v));
    line_put(s, "title", title);
    line_put(s, "courseCode", grade_code(g, grade));
    line_put(s, "grades", grade_code(g, grade));
    line_put(s, "orgSourcedId", id_of(g, g->in->school.v));
    line_end(s);
}

static void classes_put(struct gathering *g)
{
    struct sheet_out *s = &g->sheet[ONEROSTER_CLASSES];
    bool told[20] = { false };
    for (size_t i = 0; i < g->classes; i++) {
        const struct out_classes_row *c = &g->class[i];
        if (!told[c->grade + 4]) course_put(g, c->grade);
        told[c->grade + 4] = true;
        line_put(s, "sourcedId", id_of(g, c->id.v));
        line_put(s, "title", c->name);
        line_put(s, "grades", grade_code(g, c->grade));
        line_put(s, "courseSourcedId", course_id(g, c->grade));
        line_put(s, "classCode", c->name);
        line_put(s, "classType", "homeroom");
        line_put(s, "schoolSourcedId", id_of(g, g->in->school.v));
        line_put(s, "termSourcedIds", id_of(g, g->year.id.v));
        line_end(s);
    }
}

/* ---- people */

/* A pupil code, but not where it is the twelve digits of somebody's number for life (2). */
static const char *code_of(struct gathering *g, const char *moet_id)
{
    if (!moet_id || !*moet_id || (strlen(moet_id) == 12 && strspn(moet_id, "0123456789") == 12)) return "";
    return moet_id[strcspn(moet_id, "{}:,")] ? "" : arena_print(g->a->arena, "{moet:%s}", moet_id);
}

static void user_add(struct gathering *g, const struct user_out *u)
{
    g->user[g->users] = *u;
    g->user[g->users].order = g->users;
    g->users++;
}

static int by_person(const void *x, const void *y)
{
    const struct user_out *a = x, *b = y;
    if (a->person.v != b->person.v) return a->person.v < b->person.v ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* The guardians of a child; the rows come by child. */
static const char *agents_of(struct gathering *g, person_id child)
{
    size_t low = 0, high = g->guardians;
    const char *all = "";
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (g->guardian[mid].child_id.v < child.v) low = mid + 1; else high = mid;
    }
    for (; low < g->guardians && g->guardian[low].child_id.v == child.v; low++)
        all = arena_print(g->a->arena, "%s%s%s", all, *all ? "," : "", id_of(g, g->guardian[low].person_id.v));
    return all;
}

static rc users_gather(struct gathering *g)
{
    g->user = ARENA_MANY(g->a->arena, struct user_out, g->pupils + g->staffs + g->guardians + 1);
    if (!g->user) return LIMIT;
    for (size_t i = 0; i < g->pupils; i++) {
        const struct out_pupils_row *p = &g->pupil[i];
        user_add(g, &(struct user_out){ .person = p->person_id, .name = p->full_name, .moet_id = code_of(g, p->moet_id), .pupil = true, .agents = agents_of(g, p->person_id),
                                        .grade = p->class_id.v ? grade_code(g, p->grade.v) : "" });
    }
    for (size_t i = 0; i < g->staffs; i++) user_add(g, &(struct user_out){ .person = g->staff[i].person_id, .name = g->staff[i].full_name });
    for (size_t i = 0; i < g->guardians; i++)
        user_add(g, &(struct user_out){ .person = g->guardian[i].person_id, .name = g->guardian[i].full_name, .phone = g->in->phones ? g->guardian[i].phone : NULL });
    qsort(g->user, g->users, sizeof *g->user, by_person);
    return OK;
}

/* Họ, đệm, tên. One word alone is the tên; the standard wants a family name, so it is "-" then. */
static void name_put(struct gathering *g, struct sheet_out *s, const char *name)
{
    const char *before, *given;
    struct span family, rest;
    name_split(g->a->arena, name, &before, &given);
    rest = span_of(before);
    if (!span_cut(&rest, ' ', &family)) family = (struct span){ "", 0 };
    line_put(s, "givenName", given);
    line_put(s, "familyName", family.n ? arena_text_n(g->a->arena, family.p, family.n) : "-");
    line_put(s, "middleName", rest.n ? arena_text_n(g->a->arena, rest.p, rest.n) : "");
}

/* Each person once, however many places and children. */
static void users_put(struct gathering *g)
{
    struct sheet_out *s = &g->sheet[ONEROSTER_USERS];
    for (size_t i = 0; i < g->users; i++) {
        struct user_out u = g->user[i];
        for (; i + 1 < g->users && g->user[i + 1].person.v == u.person.v; i++)
            if (!u.phone) u.phone = g->user[i + 1].phone;
        line_put(s, "sourcedId", id_of(g, u.person.v));
        line_put(s, "enabledUser", "true");
        line_put(s, "username", id_of(g, u.person.v));
        line_put(s, "userIds", u.moet_id);
        name_put(g, s, u.name);
        line_put(s, "phone", u.phone);
        line_put(s, "agentSourcedIds", u.agents);
        line_put(s, "grades", u.grade);
        line_put(s, "primaryOrgSourcedId", id_of(g, g->in->school.v));
        line_end(s);
    }
}

/* ---- roles: what somebody is at the school; the first one is primary */

static const char *staff_role(enum member_role role)
{
    if (role == MEMBER_ROLE_PRINCIPAL) return "principal";
    if (role == MEMBER_ROLE_DEPUTY) return "siteAdministrator";
    return role == MEMBER_ROLE_TEACHER ? "teacher" : "aide";       /* nobody gets more there than here */
}

static const char *guardian_role(enum guardian_kind kind)
{
    if (kind == GUARDIAN_KIND_MOTHER || kind == GUARDIAN_KIND_FATHER) return "parent";
    return kind == GUARDIAN_KIND_GUARDIAN ? "guardian" : "relative";
}

struct role_out { const char *id, *org; person_id person; bool first; const char *role, *relation, *own; bool head; day from; };
static void role_put(struct gathering *g, const struct role_out *r)
{
    struct sheet_out *s = &g->sheet[ONEROSTER_ROLES];
    line_put(s, "sourcedId", r->id);
    line_put(s, "userSourcedId", id_of(g, r->person.v));
    line_put(s, "roleType", r->first ? "primary" : "secondary");
    line_put(s, "role", r->role);
    line_put(s, "beginDate", iso(g, r->from));
    line_put(s, "orgSourcedId", r->org);
    line_put(s, ONEROSTER_METADATA_RELATION, r->relation);
    line_put(s, ONEROSTER_METADATA_ROLE, r->own);
    line_put(s, ONEROSTER_METADATA_HEAD, r->head ? "true" : "");
    line_end(s);
}

static bool staff_before(const struct gathering *g, size_t before, person_id person)
{
    for (size_t i = 0; i < before; i++)
        if (g->staff[i].person_id.v == person.v) return true;
    return false;
}

static int guardian_by_person(const void *x, const void *y)
{
    const struct out_guardians_row *a = *(const struct out_guardians_row *const *)x, *b = *(const struct out_guardians_row *const *)y;
    if (a->person_id.v != b->person_id.v) return a->person_id.v < b->person_id.v ? -1 : 1;
    return a->link_id.v < b->link_id.v ? -1 : a->link_id.v > b->link_id.v;
}

/* A place in a department is a role there; who leads it stands beside. */
static void seats_put(struct gathering *g)
{
    for (size_t i = 0; i < g->seats; i++)
        for (size_t k = 0; k < g->staffs; k++) {
            const struct department_seat *seat = &g->seat[i];
            const struct out_staff_row *m = &g->staff[k];
            if (m->member_id.v != seat->member.v) continue;
            role_put(g, &(struct role_out){ id_of(g, seat->id.v), id_of(g, seat->department.v), m->person_id, false, staff_role(m->role), "", member_role_code(m->role), seat->head, m->from_day });
            break;
        }
}

static rc roles_put(struct gathering *g)
{
    const struct out_guardians_row **one = ARENA_MANY(g->a->arena, const struct out_guardians_row *, g->guardians + 1);
    const char *school = id_of(g, g->in->school.v);
    if (!one) return LIMIT;
    for (size_t i = 0; i < g->pupils; i++) role_put(g, &(struct role_out){ id_of(g, g->pupil[i].member_id.v), school, g->pupil[i].person_id, true, "student", "", "", false, g->pupil[i].from_day });
    for (size_t i = 0; i < g->staffs; i++)
        role_put(g, &(struct role_out){ id_of(g, g->staff[i].member_id.v), school, g->staff[i].person_id, !staff_before(g, i, g->staff[i].person_id), staff_role(g->staff[i].role), "", member_role_code(g->staff[i].role), false, g->staff[i].from_day });
    for (size_t i = 0; i < g->guardians; i++) one[i] = &g->guardian[i];
    if (g->guardians) qsort(one, g->guardians, sizeof *one, guardian_by_person);
    for (size_t i = 0; i < g->guardians; i++) {
        if (i && one[i]->person_id.v == one[i - 1]->person_id.v) continue;         /* once, by the first child */
        g->out->guardians++;
        role_put(g, &(struct role_out){ id_of(g, one[i]->link_id.v), school, one[i]->person_id, !staff_before(g, g->staffs, one[i]->person_id), guardian_role(one[i]->kind), guardian_kind_code(one[i]->kind), "", false, one[i]->from_day });
    }
    return OK;
}

/* ---- enrollments and demographics */

static void enrollment_put(struct gathering *g, int64_t id, class_id class, person_id person, const char *role, const char *primary, day from, const char *subject)
{
    struct sheet_out *s = &g->sheet[ONEROSTER_ENROLLMENTS];
    line_put(s, "sourcedId", id_of(g, id));
    line_put(s, "classSourcedId", id_of(g, class.v));
    line_put(s, "schoolSourcedId", id_of(g, g->in->school.v));
    line_put(s, "userSourcedId", id_of(g, person.v));
    line_put(s, "role", role);
    line_put(s, "primary", primary);
    line_put(s, "beginDate", iso(g, from));
    line_put(s, ONEROSTER_METADATA_SUBJECT, subject);
    line_end(s);
}

static rc enrollments_put(struct gathering *g)
{
    struct out_teachings_row *row;
    size_t n;
    for (size_t i = 0; i < g->pupils; i++)
        if (g->pupil[i].class_id.v)
            enrollment_put(g, g->pupil[i].enrolment_id.v, g->pupil[i].class_id, g->pupil[i].person_id, "student", "", g->pupil[i].in_class.v, "");
    try(out_teachings(g->a, g->year.id, g->today, &row, &n));
    for (size_t i = 0; i < n; i++)
        if (staff_before(g, g->staffs, row[i].person_id))
            enrollment_put(g, row[i].id.v, row[i].class_id, row[i].person_id, row[i].duty == DUTY_ASSISTANT ? "aide" : "teacher", row[i].duty == DUTY_HOMEROOM ? "true" : "false", row[i].from_day, row[i].subject);
    return OK;
}

static void demographics_put(struct gathering *g)
{
    struct sheet_out *s = &g->sheet[ONEROSTER_DEMOGRAPHICS];
    for (size_t i = 0; i < g->pupils; i++) {
        const struct out_pupils_row *p = &g->pupil[i];
        line_put(s, "sourcedId", id_of(g, p->person_id.v));
        line_put(s, "birthDate", p->born.has ? iso(g, p->born.v) : "");
        line_put(s, "sex", p->sex == SEX_MALE ? "male" : p->sex == SEX_FEMALE ? "female" : "");
        line_end(s);
    }
}

/* ---- all of it */

static rc gather(struct gathering *g)
{
    try(out_classes(g->a, g->year.id, &g->class, &g->classes));
    try(out_pupils(g->a, g->a->me, g->year.id, g->today, &g->pupil, &g->pupils));
    try(out_staff(g->a, g->today, &g->staff, &g->staffs));
    try(departments_now(g->a, &g->department, &g->departments));
    try(department_seats(g->a, &g->seat, &g->seats));
    if (g->in->guardians) try(out_guardians(g->a, g->today, &g->guardian, &g->guardians));
    struct out_restricted_row stay;
    try(out_restricted(g->a, g->today, &stay));
    g->out->restricted = stay.n;
    person_id *pupil = ARENA_MANY(g->a->arena, person_id, g->pupils + 1);
    if (!pupil) return LIMIT;
    for (size_t i = 0; i < g->pupils; i++) {
        pupil[i] = g->pupil[i].person_id;
        g->out->withheld += g->in->guardians && g->pupil[i].orders > 0;
    }
    g->out->pupil = pupil;
    g->out->pupils = g->pupils;
    g->out->staff = (int64_t)g->staffs;
    g->out->classes = (int64_t)g->classes;
    return users_gather(g);
}

static rc sheets_put(struct gathering *g)
{
    try(gather(g));
    try(sessions_put(g));
    org_put(g);
    classes_put(g);
    users_put(g);
    try(roles_put(g));
    seats_put(g);
    try(enrollments_put(g));
    demographics_put(g);
    for (size_t i = 0; i < ONEROSTER_FILES; i++) {
        if (g->sheet[i].b.failed || g->a->arena->failed) return LIMIT;
        if (g->sheet[i].wrong) return fault_detail(g->a, BUG, "a column that %s.csv does not have", oneroster_kinds[i].name);
    }
    const char *manifest = manifest_text(g->a->arena, g->in->school_code);
    struct zip_entry entry[ONEROSTER_FILES + 1] = { { "manifest.csv", { (const uint8_t *)manifest, strlen(manifest) } } };
    for (size_t i = 0; i < ONEROSTER_FILES; i++)
        entry[i + 1] = (struct zip_entry){ arena_print(g->a->arena, "%s.csv", oneroster_kinds[g->sheet[i].kind].name), { (const uint8_t *)g->sheet[i].b.p, g->sheet[i].b.n } };
    return zip_make(g->a, entry, ONEROSTER_FILES + 1, &g->out->zip);
}

rc roster_out(struct ask *a, const struct leaving_out *in, struct left_out *out)
{
    struct gathering g = { .a = a, .in = in, .out = out, .today = day_of(a->now) };
    *out = (struct left_out){ 0 };
    rc found = year_at(a, g.today, &g.year);
    if (found == NOT_FOUND) return refuse(a, CONFLICT, 5444, _("Trường chưa có năm học. Đặt năm học trước, rồi xuất danh sách."), NULL);
    try(found);
    for (size_t i = 0; i < ONEROSTER_FILES; i++) sheet_begin(&g.sheet[i], (enum oneroster_file)i);
    rc done = sheets_put(&g);
    for (size_t i = 0; i < ONEROSTER_FILES; i++) buf_finish(&g.sheet[i].b);
    return done;
}
