/* khue demo: fills a new data folder. People come through the rooms' own rules, looks through real visits of their pages. */
#include "access/access.h"
#include "base/ids.h"
#include "main/demo_city.h"
#include "main/demo.h"
#include "main/demo_cards.h"
#include "roster/roster.h"
#include "web/hash.h"
#include <stdio.h>
#include <string.h>

#define CARDS 32

struct persona { person_id person; const char *user_name, *role, *note, *school; };
struct personas { struct persona one[CARDS]; size_t n; const char *hash, *school; person_id second_child; };

static void persona_add(struct personas *p, person_id person, const char *user_name, const char *role, const char *note)
{
    if (person.v && p->n < CARDS) p->one[p->n++] = (struct persona){ person, user_name, role, note, p->school };
}

/* The guardian of the first school's first class also stands for a child in the third school (R18). */
static rc personas_store(struct tx *t, const struct personas *in, void *out)
{
    (void)out;
    for (size_t i = 0; i < in->n; i++) {
        try(account_rename(t, in->one[i].person, in->one[i].user_name));
        try(account_password_set(t, in->one[i].person, in->hash));
        if (str_is(in->one[i].user_name, "phu-huynh") && in->second_child.v)
            try(guardian_link_open(t, in->second_child, in->one[i].person, GUARDIAN_KIND_MOTHER));
    }
    return OK;
}
CLOSURE(personas_store, struct personas, void)

static rc cards_write(struct session_of_work *w, const struct personas *p)
{
    struct demo_card card[CARDS];
    for (size_t i = 0; i < p->n; i++) {
        struct who who = { 0 };
        try(access_who_of(&w->ask, p->one[i].person, &who));
        card[i] = (struct demo_card){ .person = p->one[i].person, .role = p->one[i].role, .name = who.name, .note = p->one[i].note, .user_name = p->one[i].user_name, .school = p->one[i].school };
    }
    return demo_cards_write(w->app, card, p->n) ? OK : DOWN;
}

/* Somebody who runs no school, but the system. */
static rc admin_make(struct tx *t, const void *in, person_id *out)
{
    (void)in;
    const char *user_name;
    struct new_person one = { .full_name = "Đỗ Quang Vinh", .sex = SEX_MALE };
    try(person_add(t, &one, out));
    return account_add(t, *out, one.full_name, true, (batch_id){ 0 }, &user_name);
}
CLOSURE(admin_make, void, person_id)

/* One request as a person: a press answers 303, a page 200. */
static rc send_as(struct session_of_work *w, person_id as, const char *path, const char *body)
{
    struct loop_client l;
    struct loop_reply reply;
    loop_open(&l, w->app);
    rc done = loop_sign_in(&l, as);
    if (done == OK) done = loop_send(&l, &w->arena, body ? POST : GET, path, body, &reply);
    if (done == OK && reply.status != (body ? 303 : 200)) done = fault_detail(&w->ask, BUG, "demo: %s answered %d", path, reply.status);
    loop_close(&l);
    return done;
}

/* In the order of the first page, which puts them together by school. */
static void personas_of_first(struct personas *p, const struct demo_made *made, const struct demo_outside *beside, const struct demo_staff *staff)
{
    const struct demo_class *a2 = &made->class_[1];
    p->school = demo_schools[0].name;
    persona_add(p, a2->pupil, "hoc-sinh", N_("Học sinh"), N_("Học sinh lớp 6A2"));
    persona_add(p, a2->guardian, "phu-huynh", N_("Phụ huynh"), N_("Phụ huynh của hai con ở hai trường"));
    persona_add(p, a2->teacher, "giao-vien", N_("Giáo viên"), N_("Chủ nhiệm lớp 6A2"));
    persona_add(p, made->clerk, "van-thu", N_("Văn thư"), N_("Văn thư"));
    persona_add(p, made->principal, "hieu-truong", N_("Hiệu trưởng"), N_("Hiệu trưởng"));
    persona_add(p, made->deputy, "pho-hieu-truong", N_("Phó hiệu trưởng"), N_("Phó hiệu trưởng"));
    persona_add(p, made->class_[4].teacher, "to-truong", N_("Tổ trưởng chuyên môn"), N_("Tổ trưởng tổ Ngữ văn – Lịch sử – Địa lí"));
    persona_add(p, staff->assistant, "tro-giang", N_("Trợ giảng"), N_("Trợ giảng lớp 6A2"));
    persona_add(p, made->librarian, "thu-vien", N_("Nhân viên"), N_("Nhân viên thư viện"));
    persona_add(p, staff->equipment, "thiet-bi", N_("Nhân viên"), N_("Nhân viên thiết bị"));
    persona_add(p, made->nurse, "y-te", N_("Nhân viên"), N_("Nhân viên y tế"));
    persona_add(p, staff->counsellor, "tu-van", N_("Nhân viên"), N_("Tư vấn học đường"));
    persona_add(p, beside->contact, "doi-tac", N_("Người liên hệ của đối tác"), N_("Người liên hệ của đối tác, xưởng gốm"));
    persona_add(p, beside->mentor, "nguoi-huong-dan", N_("Người hướng dẫn"), N_("Người hướng dẫn, thợ mộc, đã được xác minh"));
    persona_add(p, beside->alumnus, "cuu-hoc-sinh", N_("Cựu học sinh"), N_("Cựu học sinh"));
}

static void personas_of_others(struct personas *p, const struct demo_made made[])
{
    const struct demo_class *mgl = &made[2].class_[made[2].classes - 1];
    p->school = demo_schools[1].name;
    persona_add(p, made[1].class_[0].teacher, "giao-vien-tieu-hoc", N_("Giáo viên"), N_("Chủ nhiệm lớp 1A1"));
    p->school = demo_schools[2].name;
    persona_add(p, mgl->teacher, "co-giao-mam-non", N_("Giáo viên"), N_("Cô giáo lớp MGL A3"));
    persona_add(p, made[2].principal, "hieu-truong-mam-non", N_("Hiệu trưởng"), N_("Hiệu trưởng"));
    p->school = demo_schools[3].name;
    persona_add(p, made[3].class_[1].pupil, "hoc-sinh-thpt", N_("Học sinh"), N_("Học sinh lớp 11A1"));
    p->school = demo_schools[4].name;
    persona_add(p, made[4].class_[2].teacher, "giao-vien-lien-cap", N_("Giáo viên"), N_("Chủ nhiệm lớp 6A1"));
    p->school = demo_schools[5].name;
    persona_add(p, made[5].class_[2].teacher, "giao-vien-tu-thuc", N_("Giáo viên"), N_("Chủ nhiệm lớp 10A1"));
}

static rc personas_make(struct session_of_work *w, const struct demo_made made[], const struct demo_outside *beside, const struct demo_staff *staff, person_id *admin)
{
    static struct personas p;
    char hash[SECRET_HASH_SIZE];
    person_id grandmother;
    p = (struct personas){ .hash = hash, .second_child = made[2].class_[made[2].classes - 1].pupil };
    try(demo_grandmother_make(w, made, &grandmother));
    try(transact(&w->ask, NULL, admin_make, NULL, admin));
    personas_of_first(&p, &made[0], beside, staff);
    personas_of_others(&p, made);
    p.school = "";
    persona_add(&p, grandmother, "ba-ngoai", N_("Phụ huynh"), N_("Bà của ba cháu ở ba trường"));
    persona_add(&p, beside->officer, "can-bo-phuong", N_("Cán bộ quản lí"), N_("Cán bộ UBND phường Ngọc Hà"));
    persona_add(&p, beside->city_officer, "can-bo-so", N_("Cán bộ quản lí"), N_("Cán bộ Sở Giáo dục và Đào tạo"));
    persona_add(&p, beside->programme[0], "van-phong", N_("Văn phòng Chương trình"), N_("Phụ trách văn phòng Chương trình"));
    persona_add(&p, beside->programme[1], "chuyen-vien", N_("Văn phòng Chương trình"), N_("Chuyên viên văn phòng Chương trình"));
    persona_add(&p, *admin, "quan-tri", N_("Quản trị hệ thống"), N_("Quản trị hệ thống, chạy máy chủ"));
    try(secret_hash(w->app, DEMO_PASSWORD, hash));
    try(transact(&w->ask, NULL, personas_store, &p, NULL));
    try(send_as(w, *admin, "/quan-tri/viec/lam-ngay", "loai=web.tidy"));
    return cards_write(w, &p);
}

/* Real visits, so that the ledger has real lines: the teacher opens pupils, the clerk one. */
static rc visit(struct session_of_work *w, person_id as, const char *path) { return send_as(w, as, path, NULL); }

static rc visits_make(struct session_of_work *w, const struct demo_made made[])
{
    const struct { const struct demo_school *school; const struct demo_class *at; person_id by; } looks[] = {
        { &demo_schools[0], &made[0].class_[1], made[0].class_[1].teacher }, { &demo_schools[0], &made[0].class_[1], made[0].clerk },
        { &demo_schools[2], &made[2].class_[made[2].classes - 1], made[2].class_[made[2].classes - 1].teacher },
    };
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        char id[ID_TEXT_SIZE];
        id_text(looks[i].at->pupil.v, id);
        try(visit(w, looks[i].by, arena_print(&w->arena, "/t/%s/em/%s", looks[i].school->code, id)));
    }
    return OK;
}

/* As its clerk presses the button; the job runs right here, so that its page has something to tell. */
static rc list_taken_in(struct session_of_work *w, person_id clerk, const char *school, const struct roster_outcome *list)
{
    struct loop_client l;
    struct loop_reply reply;
    char id[ID_TEXT_SIZE];
    id_text(list->import.v, id);
    const char *path = arena_print(&w->arena, "/t/%s/nhap/%s/nhap", school, id);
    loop_open(&l, w->app);
    rc done = loop_sign_in(&l, clerk);
    if (done == OK) done = loop_send(&l, &w->arena, POST, path, arena_print(&w->arena, "rev=1&san_sang=%lld", (long long)list->good), &reply);
    if (done == OK && reply.status != 303) done = fault_detail(&w->ask, BUG, "demo: %s answered %d", path, reply.status);
    loop_close(&l);
    if (done == OK && jobs_run_all(w->app) < 1) done = fault_detail(&w->ask, BUG, "demo: the list was not taken in");
    return done;
}

/* Two mails that leave for nowhere: a teacher's own address to be confirmed, and a colleague invited instead of a slip. */
static rc mails_make(struct session_of_work *w, const struct demo_made made[], const struct demo_staff *staff)
{
    char id[ID_TEXT_SIZE];
    id_text(staff->accountant.v, id);
    try(send_as(w, made[0].class_[1].teacher, "/tai-khoan/thu", "thu=giao-vien%40example.edu.vn&mat_khau=" DEMO_PASSWORD));
    return send_as(w, made[0].clerk, arena_print(&w->arena, "/t/%s/nhan-su/%s/moi", demo_schools[0].code, id), "thu=dong-nghiep%40example.edu.vn");
}

/* A list with rows that wait, so that the office has something real to mend. */
static rc roster_leave(struct session_of_work *w, const struct demo_made made[])
{
    for (size_t i = 0; i < demo_schools_n; i++) {
        struct roster_outcome out;
        if (!demo_schools[i].roster) continue;
        w->ask.scope.school = made[i].school;
        w->ask.me = made[i].clerk;
        try(roster_import_file(w->app, &w->ask, made[i].clerk, "bo-sung-6A5.csv", demo_schools[i].roster, strlen(demo_schools[i].roster), false, NULL, &out));
        ask_done(&w->ask);
        try(list_taken_in(w, made[i].clerk, demo_schools[i].code, &out));
    }
    return OK;
}

static struct bytes text_bytes(const char *s) { return (struct bytes){ (const uint8_t *)s, strlen(s) }; }

/* What another system sent of next week's new colleagues: staged, so that the page of the staff of a file has somebody. */
static rc staff_file_leave(struct session_of_work *w, const struct demo_made *made)
{
    const struct zip_entry entry[] = {
        { "manifest.csv", text_bytes("propertyName,value\r\noneroster.version,1.2\r\nsource.systemCode,he-thong-cu\r\n") },
        { "users.csv", text_bytes("sourcedId,givenName,familyName,middleName,phone\r\ns1,Trang,Tạ,Thị Thu,0900000471\r\ns2,Đạt,Phùng,Quốc,\r\n") },
        { "roles.csv", text_bytes("sourcedId,userSourcedId,role\r\nr1,s1,teacher\r\nr2,s2,aide\r\n") },
        { "classes.csv", text_bytes("sourcedId,title,classType\r\nc1,6A1,homeroom\r\n") },
        { "enrollments.csv", text_bytes("sourcedId,classSourcedId,userSourcedId,role,primary,metadata.khue.subject\r\ne1,c1,s1,teacher,false,Mĩ thuật\r\ne2,c1,s2,aide,,\r\n") } };
    struct roster_outcome out;
    struct bytes zip;
    w->ask.scope.school = made->school;
    w->ask.me = made->clerk;
    try(zip_make(&w->ask, entry, sizeof entry / sizeof *entry, &zip));
    try(roster_import_file(w->app, &w->ask, made->clerk, "thay-co-moi.zip", zip.p, zip.n, false, NULL, &out));
    ask_done(&w->ask);
    return OK;
}

/* The night before, for the office of the programme. */
static rc programme_count(struct session_of_work *w, person_id admin)
{
    try(send_as(w, admin, "/quan-tri/viec/lam-ngay", "loai=programme.count"));
    return jobs_run_all(w->app) < 1 ? fault_detail(&w->ask, BUG, "demo: the figures of the programme were not counted") : OK;
}

static rc demo_make(struct session_of_work *w)
{
    static struct demo_made made[8];
    struct dice dice = { 20261123 };
    struct school_brief *school;
    size_t n;
    try(schools_list(&w->ask, "", 1, &school, &n));
    if (n > 0) return refuse(&w->ask, CONFLICT, 1601, _("Dữ liệu này đã có trường. Chạy khue demo với một thư mục mới."), NULL);
    ask_done(&w->ask);
    for (size_t i = 0; i < demo_schools_n; i++) {
        try(demo_school_make(w, &demo_schools[i], &dice, &made[i]));
        fprintf(w->errand->out, "%s: %zu classes\n", demo_schools[i].name, made[i].classes);
    }
    for (size_t i = 0; i < demo_schools_n; i++) try(demo_deeds_make(w, &demo_schools[i], &made[i], &dice));
    w->ask.scope = (struct scope){ 0 };                                /* cards are of the whole demo: told in no school's journal */
    w->ask.me = (person_id){ 0 };
    struct demo_outside beside;
    struct demo_staff staff;
    person_id admin;
    study_group_id club;
    try(demo_outside_make(w, made, &beside));
    try(demo_staff_make(w, made, &staff));
    w->ask.scope = (struct scope){ 0 };
    w->ask.me = (person_id){ 0 };
    try(personas_make(w, made, &beside, &staff, &admin));
    try(roster_leave(w, made));
    w->ask.now = db_now(w->app->db);                                   /* the journal is in order of time */
    try(staff_file_leave(w, &made[0]));
    try(demo_rules_make(w, made));
    try(demo_groups_make(w, made, &beside, &club));
    try(mails_make(w, made, &staff));
    w->ask.now = db_now(w->app->db);                                   /* all that came before took its time */
    try(demo_pictures_make(w, made, demo_schools_n));
    try(demo_news_make(w, made, demo_schools_n));
    try(demo_calendar_make(w, made, demo_schools_n));
    try(demo_record_make(w, made));
    try(demo_told_make(w, made, demo_schools_n, club));
    try(visits_make(w, made));
    return programme_count(w, admin);
}

int demo_command(struct errand *e)
{
    struct options o;
    struct session_of_work w;
    if (e->argc > 0 && str_is(e->argv[0], "city")) return city_command_run(e);
    if (!options_read(&o, e, NULL)) return 2;
    if (o.config.node < 0) o.config.node = 8191;
    o.config.test = true;                 /* no limits while filling */
    if (!work_begin(&w, e, &o)) return 1;
    int status = work_refused(&w, demo_make(&w));
    if (status == 0) demo_cards_read(w.app), demo_cards_print(w.app, e->out);
    work_end(&w);
    return status;
}
