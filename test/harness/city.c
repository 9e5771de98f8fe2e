#include "test/harness/city.h"
#include "access/access.h"
#include "audit/audit.h"
#include "base/ids.h"
#include "main/commands.h"
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOW_MS 1795395600000LL             /* 23/11/2026 08:00 in Hà Nội */

struct building { struct city *s; day from; };

static rc adult(struct tx *t, struct building *b, const char *name, enum member_role role, person_id *person, member_id *member)
{
    const char *user_name;
    member_id place;
    struct new_person one = { .full_name = name };
    try(person_add(t, &one, person));
    struct new_member in = { .person = *person, .role = role, .full_name = name, .from = b->from };
    try(member_add(t, &in, member ? member : &place));
    return account_add(t, *person, name, false, (batch_id){ 0 }, &user_name);
}

static rc child(struct tx *t, struct building *b, const char *name, int year, class_id class_, bool account, person_id *person, member_id *member)
{
    const char *user_name;
    member_id place;
    enrolment_id enrolment;
    struct new_person one = { .full_name = name, .born = { .has = true }, .sex = SEX_FEMALE };
    day_make(year, 5, 19, &one.born.v);
    try(person_add(t, &one, person));
    struct new_member in = { .person = *person, .role = MEMBER_ROLE_PUPIL, .full_name = name, .from = b->from };
    try(member_add(t, &in, member ? member : &place));
    try(enrol(t, class_, member ? *member : place, *person, b->from, (batch_id){ 0 }, &enrolment));
    return account ? account_add(t, *person, name, false, (batch_id){ 0 }, &user_name) : OK;
}

static rc guardian(struct tx *t, const char *name, const char *phone, person_id *person)
{
    const char *user_name;
    struct new_person one = { .full_name = name };
    try(person_add(t, &one, person));
    try(contact_set(t, *person, CONTACT_KIND_PHONE, phone));
    return account_add(t, *person, name, false, (batch_id){ 0 }, &user_name);
}

static rc school(struct tx *t, struct building *b, const char *code, const char *name, const char *area, enum school_level level, enum ownership owner,
                 school_id *id, school_year_id *year)
{
    struct new_school in = { .code = code, .name = name, .address = "Số 1, ngõ Mẫu Thử", .area_code = area, .ownership = owner };
    struct new_year y = { .name = "2026-2027", .starts = b->from };
    in.level[level] = true;
    try(school_add(t, &in, id));
    t->ask->scope.school = *id;
    day_make(2027, 6, 1, &y.ends);
    day_make(2026, 9, 7, &y.week1);
    day_make(2027, 1, 18, &y.term2);
    return year_add(t, &y, year);
}

static rc class_of(struct tx *t, school_year_id year, const char *name, class_id *id)
{
    struct new_class in = { .year = year, .name = name };
    return class_add(t, &in, id);
}

static rc thcs_build(struct tx *t, struct building *b)
{
    struct city *s = b->s;
    try(school(t, b, s->thcs.code, "Trường THCS Bình Minh", "00008", SCHOOL_LEVEL_LOWER_SECONDARY, OWNERSHIP_PUBLIC, &s->thcs.id, &s->thcs.year));
    try(adult(t, b, "Nguyễn Thị Thu Hà", MEMBER_ROLE_PRINCIPAL, &s->principal, &s->m_principal));
    try(adult(t, b, "Đặng Minh Nguyệt", MEMBER_ROLE_DEPUTY, &s->deputy, NULL));
    try(adult(t, b, "Lương Thị Bích Thủy", MEMBER_ROLE_CLERK, &s->clerk, NULL));
    try(adult(t, b, "Nguyễn Thị Thu Hằng", MEMBER_ROLE_TEACHER, &s->hang, &s->m_hang));
    try(adult(t, b, "Vũ Đình Toàn", MEMBER_ROLE_TEACHER, &s->toan, &s->m_toan));
    try(adult(t, b, "Phạm Hải Yến", MEMBER_ROLE_TEACHER, &s->yen, &s->m_yen));
    try(class_of(t, s->thcs.year, "6A1", &s->a1));
    try(class_of(t, s->thcs.year, "6A2", &s->a2));
    try(teaching_add(t, s->a1, s->m_hang, s->hang, DUTY_HOMEROOM, NULL, b->from));
    try(teaching_add(t, s->a1, s->m_toan, s->toan, DUTY_SUBJECT, "Toán", b->from));
    try(teaching_add(t, s->a2, s->m_yen, s->yen, DUTY_HOMEROOM, NULL, b->from));
    try(child(t, b, "Trần Lê Bình An", 2015, s->a1, true, &s->an, &s->m_an));
    try(child(t, b, "Đỗ Trí Bình", 2015, s->a1, true, &s->binh, &s->m_binh));
    return child(t, b, "Khuất Quỳnh Chi", 2015, s->a2, true, &s->chi, &s->m_chi);
}

static rc others_build(struct tx *t, struct building *b)
{
    struct city *s = b->s;
    member_id m;
    try(school(t, b, s->th.code, "Trường Tiểu học Sao Mai", "09955", SCHOOL_LEVEL_PRIMARY, OWNERSHIP_PUBLIC, &s->th.id, &s->th.year));
    try(adult(t, b, "Cấn Văn Thắng", MEMBER_ROLE_PRINCIPAL, &s->th_principal, NULL));
    try(adult(t, b, "Phùng Thị Lan", MEMBER_ROLE_TEACHER, &s->lan, &m));
    try(class_of(t, s->th.year, "1A1", &s->c1a1));
    try(teaching_add(t, s->c1a1, m, s->lan, DUTY_HOMEROOM, NULL, b->from));
    try(child(t, b, "Kiều Anh Dũng", 2020, s->c1a1, false, &s->dung, NULL));
    try(school(t, b, s->mn.code, "Trường Mầm non Hoa Gạo", "00577", SCHOOL_LEVEL_PRESCHOOL, OWNERSHIP_NON_PUBLIC, &s->mn.id, &s->mn.year));
    try(adult(t, b, "Ngô Thị Hạnh", MEMBER_ROLE_PRINCIPAL, &s->mn_principal, NULL));
    try(adult(t, b, "Bùi Thị Nga", MEMBER_ROLE_TEACHER, &s->nga, &m));
    try(class_of(t, s->mn.year, "MGL A1", &s->mgl));
    try(teaching_add(t, s->mgl, m, s->nga, DUTY_HOMEROOM, NULL, b->from));
    return child(t, b, "Trần Lê Bống", 2021, s->mgl, false, &s->bong, NULL);
}

static rc families_build(struct tx *t, struct building *b)
{
    struct city *s = b->s;
    const char *user_name;
    struct new_person one = { .full_name = "Quản trị hệ thống" };
    try(guardian(t, "Trần Quốc Tuấn", "+84900000101", &s->tuan));
    try(guardian(t, "Nguyễn Thị Hoa", "+84900000102", &s->hoa));
    try(guardian_link_open(t, s->an, s->tuan, GUARDIAN_KIND_FATHER));
    try(guardian_link_open(t, s->bong, s->tuan, GUARDIAN_KIND_FATHER));
    try(guardian_link_open(t, s->binh, s->hoa, GUARDIAN_KIND_MOTHER));
    try(person_add(t, &one, &s->admin));
    return account_add(t, s->admin, one.full_name, true, (batch_id){ 0 }, &user_name);
}

static rc city_build(struct tx *t, const struct building *in, void *out)
{
    (void)out;
    struct building b = *in;
    static const struct act built = { "test.city", "dựng thành phố thử" };
    try(audit_bulk(t, &(struct change){ .act = &built, .kind = "city" }));
    try(schools_load_areas(t));
    try(thcs_build(t, &b));
    try(others_build(t, &b));
    return families_build(t, &b);
}
CLOSURE(city_build, struct building, void)

/* The city is built by the first test of a run; the others begin with a copy of its database, and of what follows `ask` in struct city.
** What stands beside it under a name of its own (city_kept) follows that. */
enum { KEPT_FROM = offsetof(struct city, today), KEPT = sizeof(struct city) - KEPT_FROM };
#define KEPT_OF(s) ((char *)(s) + KEPT_FROM)

static _Noreturn void no_city(struct city *s, rc why, const char *words)
{
    fprintf(stderr, "city: %s %s\n", rc_name(why), s->ask->fault->detail ? s->ask->fault->detail : s->ask->fault->message ? s->ask->fault->message : words);
    exit(1);
}

/* The program on what was kept under this name, or on an empty database. */
static struct city *opened(struct test *t, const char *name, void *beside, size_t n, bool *stands)
{
    struct city *s = arena_take(t->arena, sizeof *s);
    char why[256], *kept = arena_take(t->arena, KEPT + n);
    s->test = t;
    s->app.db = test_db_open_kept(t, name, kept, KEPT + n, stands);
    if (*stands) {
        memcpy(KEPT_OF(s), kept, KEPT);
        if (n) memcpy(beside, kept + KEPT, n);
    }
    s->thcs.code = "thcs", s->th.code = "tieu-hoc", s->mn.code = "mam-non";       /* pointers are not of this process */
    db_set_clock(s->app.db, (opt_instant){ true, { NOW_MS } });
    s->app.config = (struct config){ .data = test_db_folder(t), .listen = "127.0.0.1:0", .base_url = "http://localhost", .test = true };
    app_hooks(&s->app);
    s->ask = test_ask(t, s->app.db);
    s->today = day_of(s->ask->now);
    rc made = app_start(&s->app, why, sizeof why);
    if (made != OK) no_city(s, made, why);
    return s;
}

static void keep(struct test *t, struct city *s, const char *name, const void *beside, size_t n)
{
    char *kept = arena_take(t->arena, KEPT + n);
    memcpy(kept, KEPT_OF(s), KEPT);
    if (n) memcpy(kept + KEPT, beside, n);
    city_close(s);
    test_db_keep(t, name, kept, KEPT + n);
}

/* Every test finds the city as it was closed once, also the one that built it. */
struct city *city_open(struct test *t)
{
    bool stands;
    struct city *s = opened(t, "city", NULL, 0, &stands);
    if (stands) return s;
    struct building b = { .s = s };
    day_make(2026, 9, 5, &b.from);
    rc made = transact(s->ask, NULL, city_build, &b, NULL);
    if (made != OK) no_city(s, made, "");
    s->ask->scope = (struct scope){ 0 };
    keep(t, s, "city", NULL, 0);
    return opened(t, "city", NULL, 0, &stands);
}

struct city *city_kept(struct test *t, const char *name, void *beside, size_t n, void (*build)(struct test *t, struct city *s, void *beside))
{
    bool stands;
    struct city *s = opened(t, name, beside, n, &stands);
    if (stands) return s;
    city_close(s);
    s = city_open(t);
    build(t, s, beside);
    keep(t, s, name, beside, n);
    return opened(t, name, beside, n, &stands);
}

void city_unenrol(struct test *t, struct city *s, person_id child)
{
    ask_done(s->ask);
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE enrolment SET to_day = %d WHERE to_day IS NULL AND person_id = %lld; "
        "UPDATE class SET open_places = (SELECT count(*) FROM enrolment e WHERE e.school_id = class.school_id AND e.class_id = class.id AND e.to_day IS NULL)", s->today.n, (long long)child.v), NULL));
}

static void places_agree(struct city *s)
{
    const char *wrong = NULL;
    rc r = db_plain(s->app.db, s->test->arena, "SELECT count(*) FROM class c WHERE c.open_places <> (SELECT count(*) FROM enrolment e WHERE e.school_id = c.school_id AND e.class_id = c.id AND e.to_day IS NULL)", &wrong);
    if (r == OK && !str_is(wrong, "0")) fail(s->test, "%s classes do not say how many open places they have (class.open_places)", wrong);
}

void city_close(struct city *s)
{
    ask_done(s->ask);
    places_agree(s);
    app_finish(&s->app);
    test_db_close(s->app.db);
}

struct ask *as_staff(struct city *s, school_id school)
{
    ask_done(s->ask);
    s->ask->scope = (struct scope){ .school = school };
    return s->ask;
}

struct ask *as_family(struct city *s, const person_id *persons, size_t n)
{
    ask_done(s->ask);
    s->ask->scope = (struct scope){ .persons = persons, .persons_n = n };
    return s->ask;
}

struct barring { person_id child, adult; const char *phone; };

static rc bar(struct tx *t, const struct barring *in, void *out)
{
    struct new_order order = { .child = in->child, .stranger = true, .issuer = "Tòa án", .issued = day_of(t->now) };
    struct new_person twin = { 0 };
    (void)out;
    try(person_name(t->ask, in->adult, &twin.full_name));
    try(person_add(t, &twin, &order.guardian));
    try(contact_set(t, in->adult, CONTACT_KIND_PHONE, in->phone));
    try(contact_set(t, order.guardian, CONTACT_KIND_PHONE, in->phone));
    return order_put(t, &order);
}
CLOSURE(bar, struct barring, void)

static rc keep_away(struct tx *t, const struct barring *in, void *out)
{
    (void)out;
    return order_put(t, &(struct new_order){ .child = in->child, .guardian = in->adult, .issuer = "Tòa án", .issued = day_of(t->now) });
}
CLOSURE(keep_away, struct barring, void)

void city_keep_away(struct test *t, struct city *s, person_id child, person_id guardian)
{
    struct barring in = { child, guardian, NULL };
    struct ask *a = as_staff(s, s->thcs.id);
    a->me = s->principal;
    is_rc(t, OK, transact(a, NULL, keep_away, &in, NULL));
    a->me = (person_id){ 0 };
    as_staff(s, (school_id){ 0 });
}

void city_bar(struct test *t, struct city *s, person_id child, person_id adult, const char *phone)
{
    struct barring in = { child, adult, phone };
    struct ask *a = as_staff(s, s->thcs.id);
    a->me = s->principal;
    is_rc(t, OK, transact(a, NULL, bar, &in, NULL));
    a->me = (person_id){ 0 };
    as_staff(s, (school_id){ 0 });
}

struct sent { enum method method; const char *path, *body; const char *file_name; /* NULL = no file */ struct bytes file; };

static int request(struct test *t, struct city *s, person_id who, const struct sent *sent, struct loop_reply *reply)
{
    struct loop_client l;
    struct loop_reply mine, *r = reply ? reply : &mine;
    loop_open(&l, &s->app);
    rc done = who.v ? loop_sign_in(&l, who) : OK;
    if (done == OK) done = sent->file_name ? loop_upload(&l, t->arena, sent->path, sent->body, "tep", sent->file_name, sent->file.p, sent->file.n, r)
                                           : loop_send(&l, t->arena, sent->method, sent->path, sent->body, r);
    loop_close(&l);
    if (done != OK) return fail(t, "%s: %s", sent->path, rc_name(done)), 0;
    return r->status;
}

int city_get(struct test *t, struct city *s, person_id who, const char *path, struct loop_reply *reply)
{
    return request(t, s, who, &(struct sent){ .method = GET, .path = path }, reply);
}

int city_post(struct test *t, struct city *s, person_id who, const char *path, const char *body, struct loop_reply *reply)
{
    return request(t, s, who, &(struct sent){ .method = POST, .path = path, .body = body }, reply);
}

int city_upload(struct test *t, struct city *s, person_id who, const char *path, const char *fields, const char *file_name, struct bytes file, struct loop_reply *reply)
{
    return request(t, s, who, &(struct sent){ .method = POST, .path = path, .body = fields, .file_name = file_name, .file = file }, reply);
}

const char *path_to(struct test *t, const char *before, int64_t id, const char *after)
{
    char text[ID_TEXT_SIZE];
    id_text(id, text);
    return arena_print(t->arena, "%s%s%s", before, text, after);
}
