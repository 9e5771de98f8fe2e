/* One school of the synthetic city with everybody in it, written by the rooms' own rules for many at once: first all people in memory,
** with their keys, then one closure. Shares and ratios are those of src/main/data/README.md's source. */
#include "access/access.h"
#include "base/viet.h"
#include "main/demo_city.h"
#include "record/record.h"
#include <string.h>

enum { ARENA_MOST = 64 << 20, TEACHERS_MOST = 256, CLASSES_MOST = 128, STAFF_MOST = 300 };

/* How the pupils of a level spread over its grades, in thousandths; pupils in a class and teachers for ten classes. */
static const struct level_shape {
    const char *kind;                                   /* part of an invented name */
    const char *code;
    int grades, first, share[5], in_class, teachers_of_ten, age;
} shapes[] = {
    [SCHOOL_LEVEL_PRESCHOOL]       = { "Mầm non",  "mn",   4, -4, { 180, 240, 270, 310 },      25, 21, 2 },
    [SCHOOL_LEVEL_PRIMARY]         = { "Tiểu học", "th",   5,  1, { 215, 205, 200, 195, 185 }, 37, 15, 6 },
    [SCHOOL_LEVEL_LOWER_SECONDARY] = { "THCS",     "thcs", 4,  6, { 270, 255, 245, 230 },      38, 20, 11 },
    [SCHOOL_LEVEL_UPPER_SECONDARY] = { "THPT",     "thpt", 3, 10, { 345, 330, 325 },           40, 23, 15 },
};
static const char *const preschool_groups[] = { "NT D", "MGB C", "MGN B", "MGL A" };
static const struct { enum member_role role; int n; } offices[] = {
    { MEMBER_ROLE_PRINCIPAL, 1 }, { MEMBER_ROLE_DEPUTY, 2 }, { MEMBER_ROLE_CLERK, 1 }, { MEMBER_ROLE_STAFF, 4 },
};

struct room_of_pupils { const char *name; int64_t grade; size_t first, n; class_id id; };
struct filling {
    const struct city_school *plan;
    const struct level_shape *shape;
    struct arena *arena;
    struct dice *dice;
    day today, from;
    const char *code, *name, *area, *place;
    struct room_of_pupils class_[CLASSES_MOST]; size_t classes;
    struct ready_person *pupil; size_t pupils;
    struct ready_person *adult; size_t adults;          /* guardians */
    struct new_link *link; size_t links;                /* by index into pupil and adult, until ids are known */
    struct ready_person staff[STAFF_MOST]; enum member_role role[STAFF_MOST]; size_t staffs;
    int deeds;
    school_id school;
};

/* ---- people in memory */

static void ready(struct filling *f, struct ready_person *out, const char *name, enum sex sex, opt_day born)
{
    struct new_person one = { .full_name = name, .sex = sex, .born = born };
    *out = person_ready(f->arena, &one);
}

static void staff_draw(struct filling *f, enum member_role role, size_t n)
{
    for (size_t i = 0; i < n && f->staffs < STAFF_MOST; i++, f->staffs++) {
        enum sex sex = dice_roll(f->dice, 5) ? SEX_FEMALE : SEX_MALE;
        ready(f, &f->staff[f->staffs], adult_name(f->arena, f->dice, sex, NULL), sex, (opt_day){ 0 });
        f->role[f->staffs] = role;
    }
}

static opt_day birthday(struct filling *f, int64_t grade)
{
    int y, m, d;
    opt_day born = { .has = true };
    day_parts(f->from, &y, &m, &d);
    int age = f->shape->age + (int)(grade - f->shape->first);
    if (!day_make(y - age, 1 + (int)dice_roll(f->dice, 12), 1 + (int)dice_roll(f->dice, 28), &born.v)) born.has = false;
    return born;
}

static void link_put(struct filling *f, size_t child, size_t adult, enum guardian_kind kind)
{
    f->link[f->links++] = (struct new_link){ .child = { (int64_t)child }, .guardian = { (int64_t)adult }, .kind = kind };
}

/* 1.75 guardians a pupil; a third of the pupils share them with an elder child of the school. */
static void family_draw(struct filling *f, size_t child, const char *family, size_t *elder_at)
{
    uint32_t lot = dice_roll(f->dice, 100);
    if (f->adults > 2 && lot < 30) {                    /* a sister or brother of somebody here */
        size_t at = dice_roll(f->dice, (uint32_t)*elder_at + 1);
        link_put(f, child, at, f->adult[at].as.sex == SEX_MALE ? GUARDIAN_KIND_FATHER : GUARDIAN_KIND_MOTHER);
        if (at + 1 < f->adults && f->adult[at + 1].as.sex != f->adult[at].as.sex)
            link_put(f, child, at + 1, f->adult[at + 1].as.sex == SEX_MALE ? GUARDIAN_KIND_FATHER : GUARDIAN_KIND_MOTHER);
        return;
    }
    ready(f, &f->adult[f->adults], adult_name(f->arena, f->dice, SEX_FEMALE, NULL), SEX_FEMALE, (opt_day){ 0 });
    link_put(f, child, f->adults++, lot < 36 ? GUARDIAN_KIND_GRANDMOTHER : GUARDIAN_KIND_MOTHER);
    if (lot >= 44) {
        ready(f, &f->adult[f->adults], adult_name(f->arena, f->dice, SEX_MALE, family), SEX_MALE, (opt_day){ 0 });
        link_put(f, child, f->adults++, GUARDIAN_KIND_FATHER);
    }
    *elder_at = f->adults - 1;
}

static void pupils_draw(struct filling *f, const struct room_of_pupils *c)
{
    size_t elder = 0;
    for (size_t i = c->first; i < c->first + c->n; i++) {
        enum sex sex = dice_roll(f->dice, 1000) < 525 ? SEX_MALE : SEX_FEMALE;
        const char *family = family_name(f->dice);
        ready(f, &f->pupil[i], pupil_name(f->arena, f->dice, sex, family), sex, birthday(f, c->grade));
        family_draw(f, i, family, &elder);
    }
}

/* The pupils of each grade into classes of about the usual size. */
static void classes_draw(struct filling *f)
{
    int64_t left = f->plan->pupils;
    for (int g = 0; g < f->shape->grades; g++) {
        int64_t n = g + 1 == f->shape->grades ? left : (int64_t)f->plan->pupils * f->shape->share[g] / 1000;
        int64_t rooms = n / f->shape->in_class + (n % f->shape->in_class > f->shape->in_class / 3) + (n > 0 && n < f->shape->in_class / 3);
        left -= n;
        for (int64_t k = 0; k < rooms && f->classes < CLASSES_MOST; k++) {
            struct room_of_pupils *c = &f->class_[f->classes++];
            bool small = f->shape->first < 0;
            *c = (struct room_of_pupils){ .grade = f->shape->first + g, .first = f->pupils, .n = (size_t)(n * (k + 1) / rooms - n * k / rooms) };
            c->name = small ? arena_print(f->arena, "%s%d", preschool_groups[g], (int)k + 1) : arena_print(f->arena, "%dA%d", f->shape->first + g, (int)k + 1);
            f->pupils += c->n;
        }
    }
}

static rc people_draw(struct filling *f)
{
    size_t most = (size_t)f->plan->pupils + 8;
    f->pupil = ARENA_MANY(f->arena, struct ready_person, most);
    f->adult = ARENA_MANY(f->arena, struct ready_person, 2 * most);
    f->link = ARENA_MANY(f->arena, struct new_link, 2 * most);
    if (!f->pupil || !f->adult || !f->link) return LIMIT;
    classes_draw(f);
    for (size_t i = 0; i < sizeof offices / sizeof *offices; i++) staff_draw(f, offices[i].role, (size_t)offices[i].n);
    staff_draw(f, MEMBER_ROLE_TEACHER, f->classes * (size_t)f->shape->teachers_of_ten / 10 + 1);
    for (size_t i = 0; i < f->classes; i++) pupils_draw(f, &f->class_[i]);
    return f->arena->failed ? LIMIT : OK;
}

/* ---- writing */

static rc places_give(struct tx *t, const struct filling *f, enum member_role role, const struct ready_person *p, size_t n, struct ready_member **out)
{
    struct ready_member *m = ARENA_MANY(t->ask->arena, struct ready_member, n);
    if (!m) return LIMIT;
    for (size_t i = 0; i < n; i++)
        m[i] = (struct ready_member){ .person = p[i].id, .full_name = p[i].as.full_name, .search_key = p[i].search_key, .sort_key = p[i].sort_key };
    *out = m;
    return members_add(t, role, f->from, (batch_id){ 0 }, m, n);
}

static rc accounts_give(struct tx *t, const struct ready_person *p, size_t n)
{
    struct new_account *account = ARENA_MANY(t->ask->arena, struct new_account, n);
    if (!account) return LIMIT;
    for (size_t i = 0; i < n; i++) account[i] = (struct new_account){ .person = p[i].id, .full_name = p[i].as.full_name };
    return accounts_add(t, account, n, (batch_id){ 0 });
}

static rc phones_give(struct tx *t, struct filling *f, const struct ready_person *p, size_t n)
{
    struct new_contact *contact = ARENA_MANY(t->ask->arena, struct new_contact, n);
    if (!contact) return LIMIT;
    for (size_t i = 0; i < n; i++)
        contact[i] = (struct new_contact){ .person = p[i].id, .kind = CONTACT_KIND_PHONE, .value = arena_print(t->ask->arena, "+84900%06u", dice_roll(f->dice, 1000000)) };
    return contacts_add(t, contact, n, (batch_id){ 0 });
}

static rc staff_write(struct tx *t, struct filling *f, const struct ready_member **teachers, size_t *n)
{
    struct ready_member *m;
    try(persons_add(t, f->staff, f->staffs));
    for (size_t i = 0, k; i < f->staffs; i = k) {
        for (k = i; k < f->staffs && f->role[k] == f->role[i]; k++) {}
        try(places_give(t, f, f->role[i], f->staff + i, k - i, &m));
        *teachers = m, *n = k - i;
    }
    try(phones_give(t, f, f->staff, f->staffs));
    return accounts_give(t, f->staff, f->staffs);
}

static rc classes_write(struct tx *t, struct filling *f, school_year_id year, const struct ready_member *teachers, size_t n)
{
    for (size_t i = 0; i < f->classes; i++) {
        struct room_of_pupils *c = &f->class_[i];
        const struct ready_member *lead = &teachers[i % n], *also = &teachers[(i + 1) % n];
        try(class_add(t, &(struct new_class){ .year = year, .name = c->name, .grade = c->grade }, &c->id));
        try(teaching_add(t, c->id, lead->id, lead->person, DUTY_HOMEROOM, NULL, f->from));
        if (also != lead) try(teaching_add(t, c->id, also->id, also->person, DUTY_SUBJECT, "Toán", f->from));
    }
    return OK;
}

static rc pupils_write(struct tx *t, struct filling *f)
{
    struct ready_member *m;
    struct new_enrolment *e = ARENA_MANY(t->ask->arena, struct new_enrolment, f->pupils);
    if (!e) return LIMIT;
    try(persons_add(t, f->pupil, f->pupils));
    try(places_give(t, f, MEMBER_ROLE_PUPIL, f->pupil, f->pupils, &m));
    for (size_t i = 0; i < f->classes; i++)
        for (size_t k = f->class_[i].first; k < f->class_[i].first + f->class_[i].n; k++)
            e[k] = (struct new_enrolment){ .class_id = f->class_[i].id, .member = m[k].id, .person = m[k].person };
    try(enrolments_add(t, f->from, (batch_id){ 0 }, e, f->pupils));
    for (size_t i = 0; i < f->classes; i++)                    /* from grade 3 on with an account of their own */
        if (f->class_[i].grade >= 3) try(accounts_give(t, f->pupil + f->class_[i].first, f->class_[i].n));
    return OK;
}

static rc families_write(struct tx *t, struct filling *f)
{
    struct new_link *link = ARENA_MANY(t->ask->arena, struct new_link, f->links);
    if (!link) return LIMIT;
    try(persons_add(t, f->adult, f->adults));
    try(phones_give(t, f, f->adult, f->adults));
    try(accounts_give(t, f->adult, f->adults));
    for (size_t i = 0; i < f->links; i++)
        link[i] = (struct new_link){ f->pupil[f->link[i].child.v].id, f->adult[f->link[i].guardian.v].id, f->link[i].kind };
    return guardian_links_add(t, link, f->links, (batch_id){ 0 });
}

/* "began to use": the first deed of whoever came in, on some day since the year began. */
static rc deeds_write(struct tx *t, struct filling *f)
{
    int64_t days = f->today.n - f->from.n + 1;
    for (int i = 0; i < f->deeds; i++) {
        bool adult = f->adults > 0 && dice_roll(f->dice, 4) == 0;
        const struct ready_person *p = adult ? &f->adult[dice_roll(f->dice, (uint32_t)f->adults)] : &f->pupil[dice_roll(f->dice, (uint32_t)f->pupils)];
        int64_t at = day_start((day){ f->from.n + (int32_t)dice_roll(f->dice, (uint32_t)days) }).ms + 7 * 3600000LL + dice_roll(f->dice, 12 * 3600000);
        try(deed_add(t, &(struct deed){ .school = f->school, .actor = p->id, .as = adult ? DEED_AS_FAMILY : DEED_AS_PUPIL, .verb = DEED_VERB_BEGAN,
            .object = { "account", p->id.v, f->name }, .at = { true, { at < t->now.ms ? at : t->now.ms } } }));
    }
    return OK;
}

struct school_in { struct filling *f; };
static rc school_write(struct tx *t, const struct school_in *in, void *out)
{
    struct filling *f = in->f;
    const struct ready_member *teachers = NULL;
    size_t n = 0;
    (void)out;
    struct new_school school = { .code = f->code, .name = f->name, .address = f->place, .area_code = f->area, .ownership = f->plan->ownership };
    struct new_year year = year_usual(t->ask->arena, f->today);
    school_year_id year_id;
    write_behind(t);
    school.level[f->plan->level] = true;
    try(schools_load_areas(t));
    try(school_add(t, &school, &f->school));
    t->ask->scope.school = f->school;
    try(audit_bulk(t, &(struct change){ .act = &demo_acts[0], .kind = "school", .id = f->school.v, .name = f->name }));
    try(year_add(t, &year, &year_id));
    try(staff_write(t, f, &teachers, &n));
    try(classes_write(t, f, year_id, teachers, n));
    try(pupils_write(t, f));
    try(families_write(t, f));
    return deeds_write(t, f);
}
CLOSURE(school_write, struct school_in, void)

static rc place_draw(struct filling *f)
{
    struct commune *commune;
    size_t n;
    try(communes_of_district(f->arena, f->plan->district_code, &commune, &n));
    if (n == 0) return NOT_FOUND;
    const struct commune *c = &commune[dice_roll(f->dice, (uint32_t)n)];
    const char *bare = strchr(c->name, ' ');
    f->area = c->code;
    f->place = arena_print(f->arena, "Khu Mẫu Thử, %s", c->name);
    f->code = arena_print(f->arena, "%s-mau-%04d", f->shape->code, f->plan->number);
    f->name = arena_print(f->arena, "Trường %s Mẫu %04d – %s", f->shape->kind, f->plan->number, bare ? bare + 1 : c->name);
    return OK;
}

static void count_up(struct city_counts *sum, const struct filling *f)
{
    sum->schools++;
    sum->classes += (int64_t)f->classes;
    sum->pupils += (int64_t)f->pupils;
    sum->staff += (int64_t)f->staffs;
    sum->guardians += (int64_t)f->adults;
    sum->links += (int64_t)f->links;
    sum->deeds += f->deeds;
}

rc city_school_make(struct session_of_work *w, const struct city_school *s, struct dice *d, int deeds, struct city_counts *sum)
{
    struct filling *f = ARENA_NEW(&w->arena, struct filling);
    if (!f) return LIMIT;
    *f = (struct filling){ .plan = s, .shape = &shapes[s->level], .arena = &w->arena, .dice = d, .today = day_of(w->ask.now), .deeds = deeds };
    struct new_year year = year_usual(&w->arena, f->today);
    f->from = year.starts.n < f->today.n ? year.starts : f->today;
    w->ask.scope = (struct scope){ 0 };
    try(place_draw(f));
    try(people_draw(f));
    struct school_in in = { f };
    rc made = transact(&w->ask, NULL, school_write, &in, NULL);
    for (int i = 0; i < 3 && made == BUSY; i++) {                     /* a machine that stood still for some seconds: its statement was out of time */
        *w->ask.fault = (struct fault){ 0 };
        made = transact(&w->ask, NULL, school_write, &in, NULL);
    }
    try(made);
    count_up(sum, f);
    return OK;
}
