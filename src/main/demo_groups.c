/* Groups of the first school: a club that pupils ask to join, led by a teacher with a mentor; a group of those who catch up; one that is over. */
#include "access/access.h"
#include "groups/groups.h"
#include "main/demo.h"

struct groups_now { const struct demo_made *made; const struct demo_outside *beside; };
struct groups_made { study_group_id club, project; };

static rc led(struct tx *t, study_group_id group, member_id member, outsider_id mentor)
{
    person_id person;
    try(group_leader_add(t, &(struct new_leader){ group, member, mentor }, &person));
    return access_changed(t, person);
}

/* The first pupils of a class. */
static rc taken(struct tx *t, study_group_id group, const struct demo_class *from, size_t first, size_t n)
{
    struct pupil_line *line;
    person_id pupil[20];
    size_t all, some = 0;
    try(pupils_of_class(t->ask, from->id, &line, &all));
    for (size_t i = first; i < all && some < n && some < 20; i++)
        if (line[i].person.v != from->pupil.v) pupil[some++] = line[i].person;
    return group_take(t, group, pupil, some, NULL);
}

static rc departments_fill(struct tx *t, const struct demo_made *made)
{
    static const char *const names[] = { "Toán – Tin", "Ngữ văn – Lịch sử – Địa lí" };
    for (size_t i = 0; i < 2; i++) {
        department_id id;
        try(department_add(t, names[i], &id));
        for (size_t k = 0; k < 3; k++) try(department_put(t, &(struct department_place){ id, made->class_[1 + 3 * i + k].homeroom, k == 0 }));
    }
    return OK;
}

static rc groups_store(struct tx *t, const struct groups_now *in, struct groups_made *out)
{
    const struct demo_made *made = in->made;
    study_group_id catching, over;
    t->ask->scope.school = made->school;
    t->ask->me = made->clerk;
    try(group_add(t, &(struct new_group){ GROUP_KIND_CLUB, "Câu lạc bộ Khoa học kĩ thuật", "Chiều thứ Năm, phòng thí nghiệm. Mỗi học kì làm xong một sản phẩm.", GROUP_JOINING_ASKS }, &out->club));
    try(led(t, out->club, made->class_[1].homeroom, (outsider_id){ 0 }));
    try(led(t, out->club, (member_id){ 0 }, in->beside->mentor_place));
    for (size_t i = 0; i < 4; i++) try(taken(t, out->club, &made->class_[i], 2, 3));
    try(group_add(t, &(struct new_group){ GROUP_KIND_PROJECT, "Dự án Vườn rau sân sau", NULL, GROUP_JOINING_ASKS }, &out->project));
    try(led(t, out->project, made->class_[0].homeroom, (outsider_id){ 0 }));
    try(group_add(t, &(struct new_group){ GROUP_KIND_REMEDIAL, "Phụ đạo Toán 6", "Thứ Ba và thứ Sáu, tiết 5.", GROUP_JOINING_LEADER }, &catching));
    try(led(t, catching, made->class_[2].homeroom, (outsider_id){ 0 }));
    try(taken(t, catching, &made->class_[2], 6, 5));
    try(group_add(t, &(struct new_group){ GROUP_KIND_TEAM, "Đội tuyển Cờ vua hè", NULL, GROUP_JOINING_LEADER }, &over));
    try(taken(t, over, &made->class_[0], 0, 2));
    try(group_end(t, over, 1));
    return departments_fill(t, made);
}
CLOSURE(groups_store, struct groups_now, struct groups_made)

/* ---- one group of three schools, one more asked; and one that asks the first school */

struct sharing { const struct demo_made *made; };
struct shared_made { study_group_id heritage; };
enum { FIRST, PRIMARY, UPPER = 3, NINE_YEARS, PRIVATE };

static void enter(struct tx *t, const struct demo_made *school)
{
    t->ask->scope.school = school->school;
    t->ask->me = school->principal;
}

static rc joined(struct tx *t, const struct demo_made *school, study_group_id shared, const char *contact, size_t from_class, size_t pupils)
{
    group_share_id share;
    study_group_id own;
    enter(t, school);
    try(share_waiting(t->ask, shared, &share));
    try(share_accept(t, &(struct share_yes){ share, "Dự án Nghề của làng, phố của nghề", contact, GROUP_JOINING_LEADER, 1 }, &own));
    try(led(t, own, school->class_[from_class].homeroom, (outsider_id){ 0 }));
    return taken(t, own, &school->class_[from_class], 1, pupils);
}

static rc sharing_store(struct tx *t, const struct sharing *in, struct shared_made *out)
{
    static const char *const asking = "Ba trường cùng làm bản đồ nghề cổ: mỗi trường hai buổi ở làng nghề của mình, hai buổi cả nhóm đi chung.";
    const struct demo_made *made = in->made;
    study_group_id sky;
    day today = day_of(t->now);
    enter(t, &made[FIRST]);
    try(group_add(t, &(struct new_group){ GROUP_KIND_PROJECT, "Dự án Nghề của làng, phố của nghề",
        "Các em từ lớp 4 đến lớp 9 của ba trường đi tìm, ghi lại và kể về nghề cổ ở Thạch Thất, Hòa Lạc và Ngọc Hà.", GROUP_JOINING_ASKS }, &out->heritage));
    try(led(t, out->heritage, made[FIRST].class_[1].homeroom, (outsider_id){ 0 }));
    for (size_t i = 0; i < 3; i++) try(taken(t, out->heritage, &made[FIRST].class_[2 + i], 8, 5));
    try(group_term_add(t, &(struct new_term){ out->heritage, "Đợt 1: đi và ghi", { today.n - 40 }, { today.n + 25 } }));
    try(group_term_add(t, &(struct new_term){ out->heritage, "Đợt 2: hè kể chuyện nghề", { today.n + 200 }, { today.n + 240 } }));
    try(share_invite(t, &(struct new_share){ out->heritage, made[PRIMARY].school, asking }));
    try(share_invite(t, &(struct new_share){ out->heritage, made[NINE_YEARS].school, asking }));
    try(share_invite(t, &(struct new_share){ out->heritage, made[PRIVATE].school, asking }));
    try(share_reach(t, out->heritage, "Văn phòng trường, 0900 000 417", 1));
    try(joined(t, &made[PRIMARY], out->heritage, "Văn phòng trường, 0900 000 123", made[PRIMARY].classes - 1, 12));
    try(joined(t, &made[NINE_YEARS], out->heritage, NULL, 2, 6));
    enter(t, &made[UPPER]);
    try(group_add(t, &(struct new_group){ GROUP_KIND_CLUB, "Câu lạc bộ Thiên văn", "Tối thứ Bảy đầu tháng, sân thượng trường. Ống kính tự làm.", GROUP_JOINING_ASKS }, &sky));
    return share_invite(t, &(struct new_share){ sky, made[FIRST].school, "Mời các em lớp 8, lớp 9 cùng xem trăng và làm ống kính. Nhà trường lo xe về." });
}
CLOSURE(sharing_store, struct sharing, struct shared_made)

struct asking { study_group_id group; person_id pupil; };

static rc asked_store(struct tx *t, const struct asking *in, void *out)
{
    (void)out;
    t->ask->scope = (struct scope){ .persons = &in->pupil, .persons_n = 1 };
    t->ask->me = in->pupil;
    return group_ask(t, in->group, in->pupil);
}
CLOSURE(asked_store, struct asking, void)

rc demo_groups_make(struct session_of_work *w, const struct demo_made made[], const struct demo_outside *beside, study_group_id *club)
{
    struct groups_now in = { &made[0], beside };
    struct groups_made out;
    struct scope before = w->ask.scope;
    person_id me = w->ask.me;
    w->ask.now = db_now(w->app->db);
    try(transact(&w->ask, NULL, groups_store, &in, &out));
    *club = out.club;
    const struct asking wish = { out.club, made[0].class_[1].pupil };
    try(transact(&w->ask, NULL, asked_store, &wish, NULL));
    w->ask.scope = before;
    const struct sharing shares = { made };
    struct shared_made shared;
    try(transact(&w->ask, NULL, sharing_store, &shares, &shared));
    w->ask.scope = before;
    w->ask.me = me;
    return OK;
}
