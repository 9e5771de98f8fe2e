/* Runs test/matrix/writes.tsv, where everything is said about how to read it. */
#include "announcements/announcements.h"
#include "access/access.h"
#include "audit/audit.h"
#include "classes/classes.h"
#include "base/ids.h"
#include "main/commands.h"
#include "calendar/calendar.h"
#include "news/news.h"
#include "people/people.h"
#include "privacy/privacy.h"
#include "roster/roster.h"
#include "src/web/test/pictures.h"
#include "test/harness/city.h"
#include "values/values.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINES_MOST = 600 };
struct line { const char *pattern, *who, *path, *body, *page; bool job; };
struct table { struct line line[LINES_MOST]; size_t n; };

static const char *part_of(struct test *t, struct span *rest)
{
    struct span part = { "", 0 };
    if (rest->n) span_cut(rest, '\t', &part);
    return arena_text_n(t->arena, part.p, part.n);
}

static struct table *table_read(struct test *t)
{
    struct table *all = arena_take(t->arena, sizeof *all);
    FILE *f = fopen("test/matrix/writes.tsv", "r");
    char text[1000];
    if (!f) return fail(t, "cannot read test/matrix/writes.tsv"), all;
    while (fgets(text, sizeof text, f) && all->n < LINES_MOST) {
        struct span rest = span_of(arena_text_n(t->arena, text, strcspn(text, "\n")));
        if (rest.n == 0 || *rest.p == '#') continue;
        struct line *l = &all->line[all->n++];
        l->pattern = part_of(t, &rest), l->who = part_of(t, &rest), l->path = part_of(t, &rest), l->body = part_of(t, &rest), l->page = part_of(t, &rest);
        l->job = str_is(part_of(t, &rest), "job");
    }
    fclose(f);
    return all;
}

TEST(every_post_has_a_line_and_every_line_a_post)
{
    struct table *all = table_read(t);
    size_t posts = 0;
    for (const struct route_table *table = route_tables; table->room; table++)
        for (const struct route *r = table->rows; r->method; r++) {
            bool there = r->method != POST;
            posts += r->method == POST;
            for (size_t i = 0; i < all->n; i++) there = there || str_is(all->line[i].pattern, r->path);
            if (!there) fail(t, "test/matrix/writes.tsv has no line for POST %s: what does it leave in the journal?", r->path);
        }
    is_int(t, posts, all->n);
}

/* ---- a city with something to press on */

static const char list_text[] = "STT;Họ và tên;Ngày sinh;Lớp\n1;Nghiêm Bảo An;29/02/2015;6A1\n2;Khuất Diệu Linh;28/02/2015;6A1\n";
static const char taken_text[] = "STT;Họ và tên;Ngày sinh;Lớp\n1;Quách Gia Hân;27/02/2015;6A1\n";

struct world { struct city *s; struct fresh_code code /* while it is built */; char code_shown[32]; person_id twin[2], kin; int64_t list, batch, draft, news, event, told[4] /* to 6A1 and to the school: not yet sent, sent */, later[2] /* waiting for their time */, photo, tick, subject, duty, place, shown, offer, order, left, request, limit, evidence, breach; goal_id goal, aim; partner_id partner; outsider_id mentor, alumnus; officer_id officer; person_id old; struct blob_taken face, scene; };

static rc one_add(struct tx *t, const char *name, person_id *out)
{
    const char *user_name;
    struct new_person one = { .full_name = name };
    try(person_add(t, &one, out));
    return account_add(t, *out, name, false, (batch_id){ 0 }, &user_name);
}

/* Who comes from outside. */
static rc beside_build(struct tx *t, struct world *out)
{
    person_id mentor, officer;
    struct new_partner partner = { "Xưởng gốm Mẫu", ORGANISATION_KIND_ENTERPRISE, PARTNER_KIND_HOST, NULL, { 0 } };
    try(one_add(t, "Trịnh Thị Dẫn", &mentor));
    try(one_add(t, "Hồ Văn Cựu", &out->old));
    try(one_add(t, "Quách Văn Hải", &out->kin));
    try(one_add(t, "Vương Thị Cán", &officer));
    try(partner_add(t, &partner, &out->partner));
    try(outsider_add(t, &(struct new_outsider){ mentor, OUTSIDER_KIND_MENTOR, "Trịnh Thị Dẫn", NULL, { 0 } }, &out->mentor));
    try(outsider_add(t, &(struct new_outsider){ out->old, OUTSIDER_KIND_ALUMNUS, "Hồ Văn Cựu", NULL, { 0 } }, &out->alumnus));
    return officer_add(t, &(struct new_officer){ officer, "Vương Thị Cán", NULL, "00008", ORGANISATION_KIND_COMMUNE_OFFICE, OFFICE_ROLE_OFFICER }, &out->officer);
}

static rc messages_build(struct tx *t, struct world *out)
{
    const struct city *s = out->s;
    for (int i = 0; i < 4; i++) {
        announcement_id id;
        job_id job;
        person_id by = i < 2 ? s->hang : s->clerk;
        try(announcement_add(t, &(struct new_announcement){ { i < 2 ? s->a1 : (class_id){ 0 }, { 0 }, true, false, false }, { "Họp", "Tối thứ sáu", true, { 0 } }, by }, &id));
        if (i % 2) try(announcement_send(t, &(struct announcement_step){ id, by, NULL, 1 }, &job));
        out->told[i] = id.v;
    }
    for (int i = 0; i < 2; i++) {
        announcement_id id;
        person_id by = i ? s->clerk : s->hang;
        try(announcement_add(t, &(struct new_announcement){ { i ? (class_id){ 0 } : s->a1, { 0 }, true, false, false }, { "Họp", "Tối thứ sáu", true, { 0 } }, by, false }, &id));
        try(announcement_wait_until(t, &(struct announcement_plan){ id, by, { t->now.ms + 86400000 }, 1 }));
        out->later[i] = id.v;
    }
    return OK;
}

static rc world_build(struct tx *t, const struct world *w, struct world *out)
{
    static const struct values_text text = { "Tôn trọng", "Mở cửa", "Học để làm", "Chính trực: nói thật" };
    t->ask->scope.school = w->s->thcs.id;
    try(account_password_set(t, w->s->an, "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$AAAA"));
    try(code_store(t, &w->code, w->s->clerk, (instant){ t->now.ms + 86400000 }));
    try(order_put(t, &(struct new_order){ .child = w->s->binh, .guardian = w->s->hoa, .issuer = "Tòa án", .issued = day_of(t->now) }));
    try(pupil_leave(t, &(struct pupil_leave){ w->s->chi, LEAVE_KIND_DROPPED, day_of(t->now), NULL }));
    try(beside_build(t, out));
    for (int i = 0; i < 2; i++) {
        member_id member;
        try(person_add(t, &(struct new_person){ .full_name = "Quách Thu Trang" }, &out->twin[i]));
        try(member_add(t, &(struct new_member){ .person = out->twin[i], .role = MEMBER_ROLE_PUPIL, .full_name = "Quách Thu Trang", .from = day_of(t->now) }, &member));
    }
    try(guardian_link_open(t, out->twin[0], out->kin, GUARDIAN_KIND_FATHER));
    privacy_request_id request;
    t->ask->me = w->s->an;
    try(request_add(t, &(struct new_request){ w->s->an, w->s->thcs.id, PRIVACY_KIND_RESTRICT, "" }, &request));
    t->ask->me = w->s->principal;
    try(restrict_put(t, &(struct new_restriction){ w->s->chi, request.v, "x" }));
    t->ask->me = (person_id){ 0 };
    out->request = request.v;
    struct news_text piece = { NEWS_AUDIENCE_INSIDE, "Họp phụ huynh", "Bảy giờ tối thứ sáu" };
    news_id draft, news;
    job_id tells;
    try(news_add(t, &piece, w->s->clerk, &draft));
    try(news_add(t, &piece, w->s->clerk, &news));
    try(news_publish(t, &(struct news_publish){ news, w->s->clerk, 1 }, &tells));
    out->draft = draft.v, out->news = news.v;
    calendar_event_id event;
    try(event_add(t, &(struct new_event){ w->s->a1, { EVENT_AUDIENCE_INSIDE, "Đi bảo tàng", "", "", { .from = day_of(t->now), .to = day_of(t->now) } }, w->s->hang }, &event));
    out->event = event.v;
    try(messages_build(t, out));
    try(photo_give(t, &(struct photo_given){ w->s->an, w->s->tuan, &w->face, quota_of_person(&w->s->app) }));
    struct values_picture picture = { &w->scene, "Sân trường", w->s->principal, quota_of_school(&w->s->app), true };
    try(values_picture_give(t, &picture));
    picture.by = w->s->clerk, picture.publish = false;
    try(values_picture_give(t, &picture));
    struct goal_text aim = { "Đọc mỗi ngày", NULL, day_of(t->now), { day_of(t->now).n + 200 }, { { "Sách đã mượn", NULL, INDICATOR_SOURCE_TYPED, 0, 200 } } };
    try(goal_publish(t, &aim, w->s->clerk, w->s->principal, &out->aim));
    try(goal_evidence(t, &(struct goal_evidence){ out->aim, "Báo tường", NULL, w->s->clerk, false }));
    try(goal_propose(t, &aim, w->s->clerk, &out->goal));
    return values_propose(t, &text, w->s->clerk);
}
CLOSURE(world_build, struct world, struct world)

static int64_t number(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

static void picture_take(struct test *t, struct world *w, const char *use, struct blob_taken *out)
{
    struct bytes p = picture_jpeg(t, 96, 96);
    struct file_given given = { use, "tep", { "anh.jpg", "", p.p, p.n } };
    is_rc(t, OK, file_take(&w->s->app, w->s->ask, &given, out));
}

static void world_of(struct test *t, struct city *s, void *world)
{
    struct world *w = world;
    struct roster_outcome out;
    w->s = s;
    picture_take(t, w, "person.photo", &w->face);
    picture_take(t, w, VALUES_PICTURE_WAITS, &w->scene);
    is_rc(t, OK, code_make(&w->s->app, t->arena, w->s->hang, &w->code));
    snprintf(w->code_shown, sizeof w->code_shown, "%s", w->code.shown);
    is_rc(t, OK, transact(w->s->ask, NULL, world_build, w, w));
    as_staff(w->s, w->s->thcs.id);
    is_rc(t, OK, roster_import_file(&w->s->app, w->s->ask, w->s->clerk, "da-nhap.csv", taken_text, sizeof taken_text - 1, true, NULL, &out));
    is_rc(t, OK, roster_import_file(&w->s->app, w->s->ask, w->s->clerk, "danh-sach.csv", list_text, sizeof list_text - 1, false, NULL, &out));
    ask_done(w->s->ask);
    w->batch = number(t, w->s, "SELECT max(id) FROM batch");
    w->list = number(t, w->s, "SELECT max(id) FROM roster_import");
    w->subject = number(t, w->s, "SELECT max(subject_id) FROM teaching");
    w->place = number(t, w->s, arena_print(t->arena, "SELECT id FROM enrolment WHERE person_id = %lld", (long long)w->s->an.v));
    w->duty = number(t, w->s, "SELECT max(id) FROM teaching WHERE duty = 'subject'");
    w->left = number(t, w->s, "SELECT max(id) FROM leaving");
    is_rc(t, OK, db_plain(w->s->app.db, t->arena, arena_print(t->arena, "INSERT INTO data_breach (school_id, id, found_at, words, what, made_by, rev) VALUES (%lld, 971, %lld, 'x', 'x', %lld, 1)",
                                                              (long long)w->s->thcs.id.v, (long long)w->s->ask->now.ms, (long long)w->s->clerk.v), NULL));
    w->breach = 971;
    w->limit = number(t, w->s, "SELECT max(id) FROM restriction");
    w->evidence = number(t, w->s, "SELECT max(id) FROM evidence");
    w->order = number(t, w->s, "SELECT max(id) FROM guardian_order");
    w->photo = number(t, w->s, "SELECT max(id) FROM person_file");
    w->tick = number(t, w->s, "SELECT max(id) FROM photo_tick");
    w->shown = number(t, w->s, "SELECT max(id) FROM file WHERE use = 'values.picture'");
    w->offer = number(t, w->s, "SELECT max(id) FROM values_picture WHERE state = 'pending'");
}

static struct world world_open(struct test *t)
{
    struct world w = { 0 };
    w.s = city_kept(t, "writes", &w, sizeof w, world_of);
    return w;
}

static person_id person_of(struct test *t, const struct world *w, const char *who)
{
    const struct city *s = w->s;
    if (str_is(who, "alumnus")) return w->old;
    if (str_is(who, "clerk")) return s->clerk;
    if (str_is(who, "principal")) return s->principal;
    if (str_is(who, "hang")) return s->hang;
    if (str_is(who, "lan")) return s->lan;
    if (str_is(who, "tuan")) return s->tuan;
    if (str_is(who, "an")) return s->an;
    if (str_is(who, "admin")) return s->admin;
    if (!str_is(who, "nobody")) fail(t, "nobody is called %s", who);
    return (person_id){ 0 };
}

static const char *hidden_rev(struct test *t, const struct world *w, person_id who, const char *page)
{
    struct loop_reply r;
    city_get(t, w->s, who, page, &r);
    const char *at = strstr(r.body, "name=\"rev\" value=\"");
    return at ? arena_text_n(t->arena, at + 18, strcspn(at + 18, "\"")) : "0";
}

static const char *filled(struct test *t, const struct world *w, const char *text, const char *rev)
{
    const struct { const char *name, *value; } known[] = {
        { "a1", path_to(t, "", w->s->a1.v, "") }, { "a2", path_to(t, "", w->s->a2.v, "") }, { "m_toan", path_to(t, "", w->s->m_toan.v, "") }, { "m_yen", path_to(t, "", w->s->m_yen.v, "") },
        { "c1a1", path_to(t, "", w->s->c1a1.v, "") }, { "dung", path_to(t, "", w->s->dung.v, "") },
        { "an", path_to(t, "", w->s->an.v, "") }, { "binh", path_to(t, "", w->s->binh.v, "") }, { "tuan", path_to(t, "", w->s->tuan.v, "") }, { "hoa", path_to(t, "", w->s->hoa.v, "") },
        { "twin", path_to(t, "", w->twin[0].v, "") }, { "kin", path_to(t, "", w->kin.v, "") }, { "twin2", path_to(t, "", w->twin[1].v, "") },
        { "order", path_to(t, "", w->order, "") }, { "subject", path_to(t, "", w->subject, "") }, { "duty", path_to(t, "", w->duty, "") }, { "place", path_to(t, "", w->place, "") }, { "left", path_to(t, "", w->left, "") }, { "request", path_to(t, "", w->request, "") }, { "breach", path_to(t, "", w->breach, "") }, { "limit", path_to(t, "", w->limit, "") }, { "chi", path_to(t, "", w->s->chi.v, "") }, { "thcs", path_to(t, "", w->s->thcs.id.v, "") }, { "list", path_to(t, "", w->list, "") }, { "batch", path_to(t, "", w->batch, "") }, { "code", w->code_shown },
        { "photo", path_to(t, "", w->photo, "") }, { "tick", path_to(t, "", w->tick, "") }, { "shown", path_to(t, "", w->shown, "") }, { "offer", path_to(t, "", w->offer, "") },
        { "goal", path_to(t, "", w->goal.v, "") }, { "aim", path_to(t, "", w->aim.v, "") }, { "evidence", path_to(t, "", w->evidence, "") },
        { "draft", path_to(t, "", w->draft, "") }, { "news", path_to(t, "", w->news, "") }, { "event", path_to(t, "", w->event, "") }, { "note", path_to(t, "", w->told[0], "") }, { "told", path_to(t, "", w->told[1], "") }, { "note2", path_to(t, "", w->told[2], "") }, { "told2", path_to(t, "", w->told[3], "") }, { "later", path_to(t, "", w->later[0], "") }, { "later2", path_to(t, "", w->later[1], "") },
        { "partner", path_to(t, "", w->partner.v, "") }, { "mentor", path_to(t, "", w->mentor.v, "") }, { "alumnus", path_to(t, "", w->alumnus.v, "") }, { "officer", path_to(t, "", w->officer.v, "") },
        { "rev", rev } };
    const char *out = "";
    for (const char *p = text; *p; p++) {
        size_t n = *p == '{' ? strcspn(p, "}") : 0;
        const char *value = NULL;
        for (size_t i = 0; n && i < sizeof known / sizeof *known; i++)
            if (strlen(known[i].name) == n - 1 && memcmp(p + 1, known[i].name, n - 1) == 0) value = known[i].value;
        out = value ? arena_print(t->arena, "%s%s", out, value) : arena_print(t->arena, "%s%c", out, *p);
        if (value) p += n;
    }
    return out;
}

static int press(struct test *t, const struct world *w, const struct line *l)
{
    struct loop_client k;
    struct loop_reply r = { 0 };
    person_id who = person_of(t, w, l->who);
    const char *rev = *l->page ? hidden_rev(t, w, who, filled(t, w, l->page, "")) : "", *path = filled(t, w, l->path, rev);
    loop_open(&k, &w->s->app);
    if (who.v) is_rc(t, OK, loop_sign_in(&k, who));
    if (str_is(l->body, "@list"))
        is_rc(t, OK, loop_upload(&k, t->arena, path, arena_print(t->arena, "nam=%s", path_to(t, "", w->s->thcs.year.v, "")), "tep", "x.csv", list_text, sizeof list_text - 1, &r));
    else if (str_is(l->body, "@picture")) {
        struct bytes p = picture_jpeg(t, 120, 120);                            /* another one than is there */
        is_rc(t, OK, loop_upload(&k, t->arena, path, "", "tep", "anh.jpg", p.p, p.n, &r));
    } else
        is_rc(t, OK, loop_send(&k, t->arena, POST, path, filled(t, w, l->body, rev), &r));
    loop_close(&k);
    return r.status;
}

static int64_t audited(struct test *t, const struct world *w)
{
    return number(t, w->s, "SELECT count(*) FROM audit");
}

enum { SLICES = 6 };                     /* a city for each line: several processes share them */

static void presses(struct test *t, size_t slice)
{
    struct table *all = table_read(t);
    for (size_t i = slice; i < all->n; i += SLICES) {
        const struct line *l = &all->line[i];
        if (str_is(l->who, "-")) {
            if (str_empty(l->path)) fail(t, "%s: say why it needs no row", l->pattern);
            continue;
        }
        struct world w = world_open(t);
        if (l->job) jobs_run_all(&w.s->app);
        int64_t before = audited(t, &w);
        int status = press(t, &w, l);
        if (l->job) is_int(t, 1, jobs_run_all(&w.s->app));
        if (status != 303 && status != 200) fail(t, "%s: the press answered %d", l->pattern, status);
        if (audited(t, &w) <= before) fail(t, "%s changed something and wrote nothing down", l->pattern);
        city_close(w.s);
    }
}

TEST(every_press_that_changes_something_is_in_the_journal) { presses(t, 0); }
TEST(every_press_that_changes_something_is_in_the_journal_2) { presses(t, 1); }
TEST(every_press_that_changes_something_is_in_the_journal_3) { presses(t, 2); }
TEST(every_press_that_changes_something_is_in_the_journal_4) { presses(t, 3); }
TEST(every_press_that_changes_something_is_in_the_journal_5) { presses(t, 4); }
TEST(every_press_that_changes_something_is_in_the_journal_6) { presses(t, 5); }

/* The rights end between the decision and the closure: the request key is the first that a closure writes, so there they go. */
static void refusals(struct test *t, size_t slice)
{
    struct table *all = table_read(t);
    if (test_on_postgres()) return skip(t, "the trigger that ends the rights is SQLite's");
    for (size_t i = slice; i < all->n; i += SLICES) {
        const struct line *l = &all->line[i];
        const char *first = NULL;
        if (str_is(l->who, "-") || l->job || !strchr(l->pattern + 1, '/') || str_starts(l->pattern, "/tai-khoan/")) continue;          /* one's own account */
        struct world w = world_open(t);
        long long who = (long long)person_of(t, &w, l->who).v;
        is_rc(t, OK, db_plain(w.s->app.db, t->arena, arena_print(t->arena,
            "CREATE TRIGGER leaves AFTER INSERT ON request_done BEGIN UPDATE member SET to_day = from_day WHERE person_id = %lld;"
            " UPDATE teaching SET to_day = from_day WHERE person_id = %lld; UPDATE account SET admin = 0 WHERE person_id = %lld;"
            " UPDATE guardian_link SET to_day = from_day WHERE guardian_id = %lld; END", who, who, who, who), &first));
        int64_t before = audited(t, &w);
        int status = press(t, &w, l);
        if (status != 403) fail(t, "%s: without the right it answered %d", l->pattern, status);
        is_int(t, before, audited(t, &w));
        city_close(w.s);
    }
}

TEST(whoever_lost_the_right_meanwhile_is_refused_inside_the_closure) { refusals(t, 0); }
TEST(whoever_lost_the_right_meanwhile_is_refused_inside_the_closure_2) { refusals(t, 1); }
TEST(whoever_lost_the_right_meanwhile_is_refused_inside_the_closure_3) { refusals(t, 2); }
TEST(whoever_lost_the_right_meanwhile_is_refused_inside_the_closure_4) { refusals(t, 3); }
TEST(whoever_lost_the_right_meanwhile_is_refused_inside_the_closure_5) { refusals(t, 4); }
TEST(whoever_lost_the_right_meanwhile_is_refused_inside_the_closure_6) { refusals(t, 5); }

/* What a job does is asked again when it runs: the rights end between the press and the run. */
TEST(whoever_lost_the_right_before_the_job_ran_is_told_and_nothing_is_written)
{
    struct table *all = table_read(t);
    size_t jobs = 0;
    for (size_t i = 0; i < all->n; i++) {
        const struct line *l = &all->line[i];
        if (!l->job) continue;
        struct world w = world_open(t);
        long long who = (long long)person_of(t, &w, l->who).v;
        jobs_run_all(&w.s->app);
        is_int(t, 303, press(t, &w, l));
        is_rc(t, OK, db_plain(w.s->app.db, t->arena, arena_print(t->arena, "UPDATE member SET to_day = from_day WHERE person_id = %lld", who), NULL));
        int64_t before = audited(t, &w), people = number(t, w.s, "SELECT count(*) FROM person"), places = number(t, w.s, "SELECT count(*) FROM member");
        is_int(t, 1, jobs_run_all(&w.s->app));
        is_int(t, before, audited(t, &w));
        is_int(t, people, number(t, w.s, "SELECT count(*) FROM person"));
        is_int(t, places, number(t, w.s, "SELECT count(*) FROM member"));
        is_int(t, 2007, number(t, w.s, "SELECT error_number FROM job ORDER BY id DESC LIMIT 1"));
        is_int(t, 1, number(t, w.s, arena_print(t->arena, "SELECT count(*) FROM notice WHERE person_id = %lld AND path = '/hom-nay' AND parts LIKE '%%không còn quyền%%'", who)));
        city_close(w.s);
        jobs++;
    }
    is_true(t, jobs > 0);
}

/* The same question on both engines. */
static rc asked(struct tx *t, const struct city *s, rc *out)
{
    t->ask->scope.school = s->thcs.id;
    t->ask->me = s->hang;
    out[0] = access_recheck(t, SLIPS_PRINT, "lop", s->a1.v);
    *t->ask->fault = (struct fault){ 0 };
    out[1] = access_recheck(t, SLIPS_PRINT, "lop", s->a2.v);
    *t->ask->fault = (struct fault){ 0 };
    try(homeroom_set(t, &(struct homeroom_change){ s->a1, { 0 }, 1 }));
    out[2] = access_recheck(t, SLIPS_PRINT, "lop", s->a1.v);
    *t->ask->fault = (struct fault){ 0 };
    t->ask->me = s->clerk;
    out[3] = access_recheck(t, STAFF_CHANGE, NULL, 0);
    out[4] = access_recheck(t, VALUES_APPROVE, NULL, 0);
    *t->ask->fault = (struct fault){ 0 };
    t->ask->me = (person_id){ 0 };
    out[5] = access_recheck(t, SYSTEM_ADMIN, NULL, 0);
    return OK;
}
CLOSURE(asked, struct city, rc)

TEST(a_right_follows_the_relations_of_that_moment)
{
    struct city *s = city_open(t);
    rc out[6] = { 0 };
    static const rc want[6] = { OK, DENIED, DENIED, OK, DENIED, OK };       /* the last: a command */
    is_rc(t, OK, transact(s->ask, NULL, asked, s, out));
    for (int i = 0; i < 6; i++) is_rc(t, want[i], out[i]);
    city_close(s);
}
