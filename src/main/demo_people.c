/* The people of a demo school: staff, classes with their teachers, pupils with their guardians; one closure a class. */
#include "access/access.h"
#include "base/viet.h"
#include "main/demo.h"
#include <string.h>

#define SIBLING_IN 12            /* one pupil in so many shares a guardian with the one before */

struct making {
    const struct demo_school *school;
    struct dice *dice;
    day today, from;
    school_year_id year;
    struct demo_made *made;
    person_id teacher[96]; member_id teaches[96]; size_t teachers;
    const char *class_name;
    person_id last_guardian; const char *last_family;
};

/* ---- year */
/* Since when the school has its people: in summer, before the year, and in its first days they came a while ago, so that some can have left or moved. */
static day first_day(struct making *m, const struct new_year *year)
{
    enum { A_WHILE = 30 };
    return year->starts.n < m->today.n - A_WHILE ? year->starts : (day){ m->today.n - A_WHILE };
}

/* ---- staff */
static rc adult_add(struct tx *t, struct making *m, enum member_role role, enum sex sex, const char *title, person_id *person, member_id *member)
{
    const char *user_name, *name = adult_name(t->ask->arena, m->dice, sex, NULL);
    struct new_person one = { .full_name = name, .sex = sex };
    try(person_add(t, &one, person));
    struct new_member place = { .person = *person, .role = role, .full_name = name, .title = title, .from = m->from };
    try(member_add(t, &place, member));
    try(contact_set(t, *person, CONTACT_KIND_PHONE, arena_print(t->ask->arena, "+84900%06u", dice_roll(m->dice, 900000))));
    return account_add(t, *person, name, false, (batch_id){ 0 }, &user_name);
}

static rc leaders_add(struct tx *t, struct making *m)
{
    member_id member;
    try(adult_add(t, m, MEMBER_ROLE_PRINCIPAL, SEX_FEMALE, NULL, &m->made->principal, &member));
    try(adult_add(t, m, MEMBER_ROLE_DEPUTY, SEX_MALE, N_("Chuyên môn"), &m->made->deputy, &member));
    try(adult_add(t, m, MEMBER_ROLE_CLERK, SEX_FEMALE, N_("Văn thư"), &m->made->clerk, &member));
    try(adult_add(t, m, MEMBER_ROLE_STAFF, SEX_FEMALE, N_("Thư viện"), &m->made->librarian, &member));
    return adult_add(t, m, MEMBER_ROLE_STAFF, SEX_FEMALE, N_("Y tế"), &m->made->nurse, &member);
}

static rc teachers_add(struct tx *t, struct making *m, size_t n)
{
    for (; m->teachers < n; m->teachers++)
        try(adult_add(t, m, MEMBER_ROLE_TEACHER, dice_roll(m->dice, 4) ? SEX_FEMALE : SEX_MALE, NULL, &m->teacher[m->teachers], &m->teaches[m->teachers]));
    return OK;
}

static size_t classes_count(const char *list)
{
    size_t n = 1;
    char sep = strchr(list, '|') ? '|' : ' ';
    for (; *list; list++) n += *list == sep;
    return n;
}

struct school_in { struct making *m; };
static rc school_found(struct tx *t, const struct school_in *in, void *out)
{
    (void)out;
    struct making *m = in->m;
    const struct demo_school *s = m->school;
    struct new_school school = { .code = s->code, .name = s->name, .address = s->address, .phone = s->phone, .area_code = s->area_code, .ownership = s->ownership };
    memcpy(school.level, s->level, sizeof school.level);
    instant now = t->now;
    struct new_year year = year_usual(t->ask->arena, m->today);
    m->made->from = m->from = first_day(m, &year);
    demo_clock(t, day_start(m->from));                               /* the journal begins with the year */
    try(schools_load_areas(t));
    try(school_add(t, &school, &m->made->school));
    t->ask->scope.school = m->made->school;
    try(audit_bulk(t, &(struct change){ .act = &demo_acts[0], .kind = "school", .id = m->made->school.v, .name = s->name }));
    try(year_add(t, &year, &m->year));
    try(leaders_add(t, m));
    try(teachers_add(t, m, classes_count(s->classes) + 4));
    demo_clock(t, now);
    return OK;
}
CLOSURE(school_found, struct school_in, void)

/* ---- a class */
static rc guardian_add(struct tx *t, struct making *m, person_id child, const char *family, enum guardian_kind kind, person_id *out)
{
    const char *user_name;
    enum sex sex = kind == GUARDIAN_KIND_MOTHER || kind == GUARDIAN_KIND_GRANDMOTHER ? SEX_FEMALE : SEX_MALE;
    const char *name = adult_name(t->ask->arena, m->dice, sex, sex == SEX_MALE ? family : NULL);
    struct new_person one = { .full_name = name, .sex = sex };
    try(person_add(t, &one, out));
    try(contact_set(t, *out, CONTACT_KIND_PHONE, arena_print(t->ask->arena, "+84900%06u", dice_roll(m->dice, 900000))));
    try(account_add(t, *out, name, false, (batch_id){ 0 }, &user_name));
    return guardian_link_open(t, child, *out, kind);
}

static rc family_add(struct tx *t, struct making *m, person_id child, const char *family)
{
    person_id other;
    uint32_t lot = dice_roll(m->dice, 100);
    if (lot < 2) return OK;                                          /* nobody on file yet */
    try(guardian_add(t, m, child, family, lot < 8 ? GUARDIAN_KIND_GRANDMOTHER : GUARDIAN_KIND_MOTHER, &m->last_guardian));
    m->last_family = family;
    return lot < 75 ? guardian_add(t, m, child, family, GUARDIAN_KIND_FATHER, &other) : OK;
}

static rc pupil_add(struct tx *t, struct making *m, struct demo_class *c)
{
    const char *user_name;
    int y, month, d;
    person_id child;
    member_id member;
    enrolment_id enrolment;
    bool sibling = m->last_guardian.v && dice_roll(m->dice, SIBLING_IN) == 0;
    enum sex sex = dice_roll(m->dice, 1000) < 525 ? SEX_MALE : SEX_FEMALE;
    const char *family = sibling ? m->last_family : family_name(m->dice), *name = pupil_name(t->ask->arena, m->dice, sex, family);
    day_parts(m->from, &y, &month, &d);
    int age = (int)c->grade + (c->grade > 0 ? 5 : 6);               /* in its September; grades of preschool are -4 to -1 */
    struct new_person one = { .full_name = name, .sex = sex, .born = { .has = true } };
    day_make(y - age, 1 + (int)dice_roll(m->dice, 12), 1 + (int)dice_roll(m->dice, 28), &one.born.v);
    try(person_add(t, &one, &child));
    struct new_member place = { .person = child, .role = MEMBER_ROLE_PUPIL, .full_name = name, .from = m->from };
    try(member_add(t, &place, &member));
    try(enrol(t, c->id, member, child, m->from, (batch_id){ 0 }, &enrolment));
    if (c->grade >= 3) try(account_add(t, child, name, false, (batch_id){ 0 }, &user_name));
    if (sibling) try(guardian_link_open(t, child, m->last_guardian, GUARDIAN_KIND_MOTHER));
    else try(family_add(t, m, child, family));
    if (c->pupil.v == 0 && m->last_guardian.v) c->pupil = child, c->guardian = m->last_guardian;
    return OK;
}

/* Every teacher keeps to one subject: subject i belongs to the teachers i, i + S, i + 2S …, who share the classes. */
static size_t subject_teacher(const struct making *m, size_t subject, size_t class_at)
{
    size_t subjects = 0;
    while (m->school->subjects[subjects]) subjects++;
    size_t shifts = (m->teachers - subject + subjects - 1) / subjects;
    return subject + class_at % shifts * subjects;
}

static rc class_fill(struct tx *t, const struct making *in, struct demo_class *c)
{
    struct making *m = (struct making *)in;
    struct class_name name;
    size_t at = m->made->classes;
    instant now = t->now;
    demo_clock(t, day_start(m->from));                               /* families have been known since the year began */
    t->ask->scope.school = m->made->school;
    struct new_class fresh = { .year = m->year, .name = m->class_name };
    if (!class_name_read(t->ask->arena, m->class_name, &name)) return fault_detail(t->ask, BUG, "demo: class %s", m->class_name);
    *c = (struct demo_class){ .name = name.shown, .grade = name.grade, .homeroom = m->teaches[at], .teacher = m->teacher[at] };
    m->last_guardian.v = 0;
    try(audit_bulk(t, &(struct change){ .act = &demo_acts[1], .kind = "class", .name = name.shown }));
    try(class_add(t, &fresh, &c->id));
    try(teaching_add(t, c->id, m->teaches[at], m->teacher[at], DUTY_HOMEROOM, NULL, m->from));
    for (size_t i = 0; m->school->subjects[i]; i++) {
        size_t who = subject_teacher(m, i, at);
        try(teaching_add(t, c->id, m->teaches[who], m->teacher[who], DUTY_SUBJECT, m->school->subjects[i], m->from));
    }
    int n = m->school->pupils_least + (int)dice_roll(m->dice, (uint32_t)(m->school->pupils_most - m->school->pupils_least + 1));
    for (int i = 0; i < n; i++)
        try(pupil_add(t, m, c));
    demo_clock(t, now);
    return OK;
}
CLOSURE(class_fill, struct making, struct demo_class)

rc demo_school_make(struct session_of_work *w, const struct demo_school *s, struct dice *d, struct demo_made *out)
{
    static struct making m;
    struct school_in in = { &m };
    struct span rest = span_of(s->classes), name;
    m = (struct making){ .school = s, .dice = d, .today = day_of(w->ask.now), .made = out };
    *out = (struct demo_made){ 0 };
    try(transact(&w->ask, NULL, school_found, &in, NULL));
    w->ask.scope.school = out->school;
    while (rest.n && span_cut(&rest, strchr(s->classes, '|') ? '|' : ' ', &name)) {
        m.class_name = arena_text_n(&w->arena, name.p, name.n);
        try(transact(&w->ask, NULL, class_fill, &m, &out->class_[out->classes]));
        out->classes++;
    }
    return OK;
}
