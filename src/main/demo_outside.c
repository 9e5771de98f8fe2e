/* Who comes to the first school from outside: two partners of which one's term is over, a contact, a mentor whose papers the school has
** seen and one whose papers it has not, an alumna who joined the network and one who has not; an officer of the
** school's ward, one of the city's department, and two people of the programme's office. */
#include "access/access.h"
#include "main/demo.h"

struct beside { const char *name, *words; enum outsider_kind kind; enum sex sex; partner_id partner; };

static rc person_of(struct tx *t, const char *name, enum sex sex, bool graduated, person_id *out)
{
    const char *user_name;
    struct new_person one = { .full_name = name, .sex = sex };
    one.born.has = graduated && day_make(2001, 8, 20, &one.born.v);            /* alumni are of age */
    try(person_add(t, &one, out));
    return account_add(t, *out, name, false, (batch_id){ 0 }, &user_name);
}

static rc beside_add(struct tx *t, const struct beside *b, person_id *person, outsider_id *place)
{
    try(person_of(t, b->name, b->sex, b->kind == OUTSIDER_KIND_ALUMNUS, person));
    return outsider_add(t, &(struct new_outsider){ *person, b->kind, b->name, b->words, b->partner }, place);
}

static rc partners_add(struct tx *t, day today, partner_id *open)
{
    partner_id over;
    try(partner_add(t, &(struct new_partner){ "Xưởng gốm Mẫu, Bát Tràng", ORGANISATION_KIND_ENTERPRISE, PARTNER_KIND_HOST,
                                             "Số 12/2026, đón mỗi lớp 6 và 7 một buổi mỗi học kì", { true, { today.n + 240 } } }, open));
    try(partner_add(t, &(struct new_partner){ "Trung tâm Ngoại ngữ Mẫu", ORGANISATION_KIND_ENTERPRISE, PARTNER_KIND_PARTNER, "Số 03/2025, câu lạc bộ tiếng Anh", { true, { today.n + 1 } } }, &over));
    try(partner_term(t, &(struct partner_term){ over, { true, today }, 1 }));
    return partner_add(t, &(struct new_partner){ "Đoàn Thanh niên phường Ngọc Hà", ORGANISATION_KIND_POLITICAL_SOCIAL, PARTNER_KIND_PARTNER, NULL, { 0 } }, &over);
}

static rc programme_make(struct tx *t, struct demo_outside *out)
{
    static const struct { const char *name, *title; enum sex sex; enum office_role role; } one[] = {
        { "Tạ Thị Minh Châu", "Phụ trách văn phòng", SEX_FEMALE, OFFICE_ROLE_LEADER }, { "Phùng Đức Anh", "Chuyên viên", SEX_MALE, OFFICE_ROLE_OFFICER } };
    officer_id id;
    for (size_t i = 0; i < 2; i++) {
        try(person_of(t, one[i].name, one[i].sex, false, &out->programme[i]));
        try(officer_add(t, &(struct new_officer){ out->programme[i], one[i].name, one[i].title, NULL, ORGANISATION_KIND_PROGRAMME, one[i].role }, &id));
    }
    return OK;
}

static rc officers_make(struct tx *t, struct demo_outside *out)
{
    static const char commune[] = "Vương Thị Thanh Bình", city[] = "Đinh Quốc Hưng";
    officer_id id;
    t->ask->scope.school = (school_id){ 0 };
    t->ask->me = (person_id){ 0 };
    try(person_of(t, commune, SEX_FEMALE, false, &out->officer));
    try(officer_add(t, &(struct new_officer){ out->officer, commune, "Phòng Văn hóa – Xã hội", "00008", ORGANISATION_KIND_COMMUNE_OFFICE, OFFICE_ROLE_OFFICER }, &id));
    try(person_of(t, city, SEX_MALE, false, &out->city_officer));
    try(officer_add(t, &(struct new_officer){ out->city_officer, city, "Phòng Giáo dục Phổ thông", NULL, ORGANISATION_KIND_DEPARTMENT, OFFICE_ROLE_OFFICER }, &id));
    return programme_make(t, out);
}

static rc outside_store(struct tx *t, const struct demo_made *made, struct demo_outside *out)
{
    day today = day_of(t->now);
    partner_id workshop;
    person_id other;
    outsider_id place, old;
    t->ask->scope.school = made->school;
    t->ask->me = made->clerk;
    try(partners_add(t, today, &workshop));
    try(beside_add(t, &(struct beside){ "Phạm Văn Cường", "Nghệ nhân gốm", OUTSIDER_KIND_PARTNER, SEX_MALE, workshop }, &out->contact, &place));
    try(beside_add(t, &(struct beside){ "Nguyễn Đình Lộc", "Thợ mộc, xưởng mộc Mẫu", OUTSIDER_KIND_MENTOR, SEX_MALE, { 0 } }, &out->mentor, &place));
    out->mentor_place = place;
    try(mentor_check(t, &(struct mentor_check){ place, "Phiếu lí lịch tư pháp số 1, mẫu", { today.n + 25 }, 1 }));
    try(beside_add(t, &(struct beside){ "Trịnh Thị Thu Trang", "Kĩ sư phần mềm", OUTSIDER_KIND_MENTOR, SEX_FEMALE, { 0 } }, &other, &place));
    try(beside_add(t, &(struct beside){ "Lê Hoàng Yến Nhi", "Lớp 9A2, năm học 2016-2017", OUTSIDER_KIND_ALUMNUS, SEX_FEMALE, { 0 } }, &other, &old));
    try(beside_add(t, &(struct beside){ "Ngô Quỳnh Mai", "Lớp 9A1, năm học 2018-2019", OUTSIDER_KIND_ALUMNUS, SEX_FEMALE, { 0 } }, &out->alumnus, &place));
    t->ask->me = other;
    try(alumnus_word(t, &(struct alumnus_word){ old, true, 1 }));
    return officers_make(t, out);
}
CLOSURE(outside_store, struct demo_made, struct demo_outside)

/* ---- beyond one school */

static rc grandmother_store(struct tx *t, const struct demo_made *made, person_id *out)
{
    const person_id child[] = { made[2].class_[0].pupil, made[4].class_[0].pupil, made[3].class_[0].pupil };
    try(person_of(t, "Nguyễn Thị Ngọc Lan", SEX_FEMALE, false, out));
    for (size_t i = 0; i < sizeof child / sizeof *child; i++)
        if (child[i].v) try(guardian_link_open(t, child[i], *out, GUARDIAN_KIND_GRANDMOTHER));
    return contact_set(t, *out, CONTACT_KIND_PHONE, "+84900705988");
}
CLOSURE(grandmother_store, struct demo_made, person_id)

rc demo_grandmother_make(struct session_of_work *w, const struct demo_made made[], person_id *out)
{
    return transact(&w->ask, NULL, grandmother_store, &made[0], out);
}

rc demo_outside_make(struct session_of_work *w, const struct demo_made made[], struct demo_outside *out)
{
    return transact(&w->ask, NULL, outside_store, &made[0], out);
}
