/* An erasure waits for its day: who hears, how long, what stops it, who may give up the time, what is done when the day comes.
** POST /ho-so/:em/quyen-du-lieu/xoa */
#include "base/ids.h"
#include "people/people.h"
#include "privacy/erase.h"
#include "privacy/privacy.h"
#include "privacy/test/day.h"
#include "schools/schools.h"
#include "test/harness/city.h"
#include "test/harness/wrong.h"
#include <stdlib.h>
#include <string.h>

#define DAY_MS 86400000LL

static int64_t number(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}
static void sql(struct test *t, struct city *s, const char *text) { is_rc(t, OK, db_plain(s->app.db, t->arena, text, NULL)); }

static const char *page_of(struct test *t, struct city *s, const char *after)
{
    return path_to(t, "/t/thcs/quyen-du-lieu/", number(t, s, "SELECT max(id) FROM privacy_request WHERE kind = 'erase'"), after);
}

static void leaves_school(struct test *t, struct city *s, person_id who)
{
    static const char *const table[] = { "member", "outsider", "officer" };
    int64_t place = number(t, s, arena_print(t->arena, "SELECT coalesce(max(id), 0) FROM member WHERE to_day IS NULL AND role <> 'pupil' AND school_id = %lld AND person_id = %lld", (long long)s->thcs.id.v, (long long)who.v));
    if (place) is_int(t, 303, city_post(t, s, s->clerk, path_to(t, "/t/thcs/nhan-su/", place, "/thoi"), arena_print(t->arena, "rev=%lld", (long long)number(t, s, arena_print(t->arena, "SELECT rev FROM member WHERE id = %lld", (long long)place))), NULL));
    for (size_t i = 0; i < 3; i++) sql(t, s, arena_print(t->arena, "UPDATE %s SET to_day = %d WHERE to_day IS NULL AND person_id = %lld", table[i], s->today.n, (long long)who.v));
    city_unenrol(t, s, who);
    sql(t, s, arena_print(t->arena, "UPDATE guardian_link SET to_day = %d WHERE guardian_id = %lld", s->today.n, (long long)who.v));
}

/* `by` asks about `of`, the school accepts, the clerk proposes. */
static void proposed(struct test *t, struct city *s, person_id by, person_id of)
{
    is_int(t, 303, city_post(t, s, by, path_to(t, "/ho-so/", of.v, "/quyen-du-lieu"), arena_print(t->arena, "viec=erase&truong=%s&loi=x", path_to(t, "", s->thcs.id.v, "")), NULL));
    sql(t, s, "UPDATE privacy_request SET state = 'answered', answered_at = at WHERE kind = 'erase'");
    leaves_school(t, s, of);
    is_int(t, 303, city_post(t, s, s->clerk, page_of(t, s, "/xoa"), "li_do=het-viec", NULL));
}

static int decides(struct test *t, struct city *s, const char *word, const char *rest)
{
    return city_post(t, s, s->deputy, page_of(t, s, "/xoa/duyet"), arena_print(t->arena, "quyet=%s%s&rev=%lld", word, rest, (long long)number(t, s, "SELECT rev FROM privacy_erasure ORDER BY id DESC LIMIT 1")), NULL);
}
#define AN "&ho_ten=tran+le+binh+an"
#define HANG "&ho_ten=nguyen+thi+thu+hang"

/* The clock goes to the morning of a day, and the job of the night runs. */
static void morning(struct test *t, struct city *s, day on)
{
    ask_done(s->ask);
    s->ask->now.ms = day_start(on).ms + 3 * 3600000;
    db_set_clock(s->app.db, (opt_instant){ true, s->ask->now });
    night_passes(t, s);
}

static const char *state(struct test *t, struct city *s)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT state FROM privacy_erasure ORDER BY id DESC LIMIT 1", &first));
    return first;
}

static int64_t heard(struct test *t, struct city *s, person_id who, const char *words)
{
    return number(t, s, arena_print(t->arena, "SELECT count(*) FROM notice WHERE person_id = %lld AND words LIKE '%%%s%%'", (long long)who.v, words));
}

static int word(struct test *t, struct city *s, person_id who, person_id about, const char *what)
{
    char id[ID_TEXT_SIZE];
    id_text(number(t, s, "SELECT max(id) FROM privacy_erasure"), id);
    return city_post(t, s, who, path_to(t, "/ho-so/", about.v, "/quyen-du-lieu/xoa"), arena_print(t->arena, "viec_xoa=%s&lan=%s&vi_sao=con-can", what, id), NULL);
}

TEST(nothing_goes_before_the_last_day_is_over_and_then_it_goes_by_itself)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    proposed(t, s, s->hang, s->hang);
    is_int(t, 200, city_get(t, s, s->deputy, page_of(t, s, ""), &r));
    has_text(t, "chờ người thứ hai quyết định", r.body);
    is_int(t, 303, decides(t, s, "xoa", HANG));
    is_text(t, "waiting", state(t, s));
    is_int(t, 200, city_get(t, s, s->deputy, page_of(t, s, ""), &r));
    has_text(t, "Đã quyết định xóa. Làm sau hết ngày", r.body);
    lacks_text(t, "chờ người thứ hai quyết định", r.body);
    day last = workdays_after(s->today, 2);                          /* she asked herself, signed in */
    is_int(t, last.n + 1, number(t, s, "SELECT carry_on FROM privacy_erasure"));
    is_int(t, 1, heard(t, s, s->hang, "sẽ xóa dữ liệu của bạn sau hết ngày"));
    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/ho-so/", s->hang.v, "/quyen-du-lieu"), &r));
    has_text(t, "Còn 2 ngày làm việc.", r.body);
    has_text(t, "Phản đối, dừng việc xóa", r.body);
    is_int(t, 200, city_get(t, s, s->deputy, page_of(t, s, "/xoa"), &r));
    has_text(t, "còn 2 ngày làm việc", r.body);
    is_int(t, 409, city_post(t, s, s->clerk, page_of(t, s, "/xoa"), "li_do=lan-nua", NULL));
    is_int(t, 409, decides(t, s, "xoa", HANG));                      /* nobody of the school makes it sooner */
    is_int(t, 409, city_post(t, s, s->principal, page_of(t, s, "/tra-loi"), "viec=refused&loi=thoi&rev=1", &r));      /* nor says no and lets it run on */
    has_text(t, "đang chờ tới ngày", r.body);
    morning(t, s, last);
    is_text(t, "waiting", state(t, s));
    is_int(t, 0, number(t, s, "SELECT count(*) FROM audit WHERE act = 'privacy.erase'"));
    morning(t, s, (day){ last.n + 1 });
    is_text(t, "done", state(t, s));
    is_int(t, 0, number(t, s, arena_print(t->arena, "SELECT count(*) FROM contact WHERE person_id = %lld", (long long)s->hang.v)));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM privacy_request WHERE kind = 'erase' AND state = 'done'"));
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM audit WHERE act = 'privacy.erase' AND by_person = %lld", (long long)s->deputy.v)));
    morning(t, s, (day){ last.n + 2 });                              /* and once */
    is_int(t, 1, number(t, s, "SELECT count(*) FROM audit WHERE act = 'privacy.erase'"));
    is_int(t, 0, city_wrong(t, s));
    city_close(s);
}

TEST(what_the_school_itself_finds_due_waits_ten_working_days_a_paper_and_a_family_five)
{
    struct request_one_row r = { .by_person = { 5 }, .subject_id = { 5 } };
    is_int(t, 2, erasure_wait_days(&r));
    r.source = PRIVACY_SOURCE_PAPER;
    is_int(t, 5, erasure_wait_days(&r));
    r.source = PRIVACY_SOURCE_OFFICE;
    is_int(t, 10, erasure_wait_days(&r));
    r = (struct request_one_row){ .by_person = { 6 }, .subject_id = { 5 } };
    is_int(t, 5, erasure_wait_days(&r));
}

TEST(the_other_guardian_stops_it_and_nothing_goes_until_the_school_has_answered)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    sql(t, s, arena_print(t->arena, "INSERT INTO guardian_link (child_id, id, guardian_id, kind, from_day) SELECT %lld, max(id) + 1, %lld, 'mother', %d FROM guardian_link", (long long)s->an.v, (long long)s->hoa.v, s->today.n - 9));
    proposed(t, s, s->tuan, s->an);
    is_int(t, 303, decides(t, s, "xoa", AN));
    is_int(t, 1, heard(t, s, s->hoa, "sẽ xóa dữ liệu của con"));
    is_int(t, 1, heard(t, s, s->tuan, "sẽ xóa dữ liệu của con"));
    is_int(t, 404, word(t, s, s->hang, s->an, "phan-doi"));          /* nobody of the school, nor another family */
    is_int(t, 409, word(t, s, s->tuan, s->an, "khong-cho"));         /* one of two does not give up the other's time */
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, "/quyen-du-lieu"), &r));
    has_text(t, "Phản đối, dừng việc xóa", r.body);
    lacks_text(t, "không cần chờ", r.body);                          /* nor is offered it */
    is_int(t, 303, word(t, s, s->hoa, s->an, "phan-doi"));
    is_text(t, "stopped", state(t, s));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM privacy_request WHERE kind = 'object' AND closed_at IS NULL"));
    is_int(t, 1, heard(t, s, s->principal, "đã dừng một việc xóa dữ liệu"));
    is_int(t, 409, word(t, s, s->hoa, s->an, "phan-doi"));           /* stopped already */
    morning(t, s, (day){ s->today.n + 40 });
    is_text(t, "stopped", state(t, s));
    is_int(t, 409, city_post(t, s, s->clerk, page_of(t, s, "/xoa"), "li_do=lan-nua", NULL));
    is_int(t, 200, city_get(t, s, s->clerk, page_of(t, s, "/xoa"), &r));
    has_text(t, "Một người liên quan phản đối và đang chờ", r.body);
    has_text(t, "con-can", r.body);                                  /* why, in their words */
    sql(t, s, "UPDATE privacy_request SET state = 'refused', closed_at = at WHERE kind = 'object'");
    is_int(t, 303, city_post(t, s, s->clerk, page_of(t, s, "/xoa"), "li_do=da-tra-loi", NULL));
    city_close(s);
}

TEST(whom_an_order_keeps_from_the_child_neither_hears_nor_stops_it)
{
    struct city *s = city_open(t);
    sql(t, s, arena_print(t->arena, "INSERT INTO guardian_link (child_id, id, guardian_id, kind, from_day) SELECT %lld, max(id) + 1, %lld, 'mother', %d FROM guardian_link", (long long)s->an.v, (long long)s->hoa.v, s->today.n - 9));
    proposed(t, s, s->tuan, s->an);
    is_int(t, 303, decides(t, s, "xoa", AN));
    city_keep_away(t, s, s->an, s->hoa);
    is_int(t, 404, word(t, s, s->hoa, s->an, "phan-doi"));
    morning(t, s, (day){ s->today.n + 40 });
    is_text(t, "stopped", state(t, s));                              /* an order stands by now: the data are kept, and the heads hear */
    is_int(t, 1, heard(t, s, s->principal, "đã tới ngày nhưng không làm được"));
    is_int(t, 1, heard(t, s, s->deputy, "đã tới ngày nhưng không làm được"));                 /* who decided it, too */
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM person WHERE id = %lld AND full_name = 'Trần Lê Bình An'", (long long)s->an.v)));
    city_close(s);
}

TEST(who_asked_takes_it_back_and_the_school_gives_it_up_before_the_day)
{
    struct city *s = city_open(t);
    proposed(t, s, s->hang, s->hang);
    is_int(t, 303, decides(t, s, "xoa", HANG));
    is_int(t, 303, word(t, s, s->hang, s->hang, "phan-doi"));
    is_text(t, "stopped", state(t, s));
    is_int(t, 0, number(t, s, "SELECT count(*) FROM privacy_request WHERE kind = 'object'"));       /* no objection against herself */
    is_int(t, 303, city_post(t, s, s->clerk, page_of(t, s, "/xoa"), "li_do=het-viec", NULL));
    is_int(t, 303, decides(t, s, "xoa", HANG));
    is_int(t, 303, decides(t, s, "thoi", ""));
    is_text(t, "dropped", state(t, s));
    is_int(t, 1, heard(t, s, s->hang, "không xóa dữ liệu của bạn nữa"));
    morning(t, s, (day){ s->today.n + 40 });
    is_text(t, "dropped", state(t, s));
    city_close(s);
}

TEST(only_the_person_gives_up_the_time_and_has_one_night_still)
{
    struct city *s = city_open(t);
    proposed(t, s, s->hang, s->hang);
    is_int(t, 303, decides(t, s, "xoa", HANG));
    is_int(t, 404, word(t, s, s->principal, s->hang, "khong-cho"));
    is_int(t, 303, word(t, s, s->hang, s->hang, "khong-cho"));
    is_int(t, s->today.n + 1, number(t, s, "SELECT carry_on FROM privacy_erasure"));
    is_int(t, 409, word(t, s, s->hang, s->hang, "khong-cho"));
    morning(t, s, s->today);
    is_text(t, "waiting", state(t, s));
    morning(t, s, (day){ s->today.n + 1 });
    is_text(t, "done", state(t, s));
    city_close(s);
}

TEST(nobody_who_could_hear_asks_for_a_letter_on_paper)
{
    struct city *s = city_open(t);
    proposed(t, s, s->hang, s->hang);
    sql(t, s, arena_print(t->arena, "UPDATE account SET closed_at = 1 WHERE person_id = %lld", (long long)s->hang.v));
    is_int(t, 422, decides(t, s, "xoa", HANG));
    is_text(t, "proposed", state(t, s));
    is_int(t, 303, decides(t, s, "xoa", HANG "&bao_giay=1"));
    is_text(t, "waiting", state(t, s));
    city_close(s);
}

/* Back at work within the days: nothing that is in use goes. */
TEST(what_is_in_use_again_when_the_day_comes_stays)
{
    struct city *s = city_open(t);
    proposed(t, s, s->hang, s->hang);
    is_int(t, 303, decides(t, s, "xoa", HANG));
    sql(t, s, arena_print(t->arena, "UPDATE member SET to_day = NULL WHERE person_id = %lld", (long long)s->hang.v));        /* as by an undo */
    morning(t, s, (day){ s->today.n + 40 });
    is_text(t, "stopped", state(t, s));
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->deputy, page_of(t, s, "/xoa"), &r));
    has_text(t, "Ghi thôi làm", r.body);                             /* and the page says why */
    is_int(t, 0, number(t, s, "SELECT count(*) FROM audit WHERE act = 'privacy.erase'"));
    city_close(s);
}

TEST(the_schools_own_proposal_is_not_late_while_those_concerned_have_their_days)
{
    struct city *s = city_open(t);
    leaves_school(t, s, s->hang);
    is_int(t, 303, city_post(t, s, s->clerk, path_to(t, "/t/thcs/xoa-du-lieu/", s->hang.v, ""), "tu_dau=office&loi=khong-con-viec-gi", NULL));
    sql(t, s, arena_print(t->arena, "UPDATE privacy_request SET state = 'answered', answered_at = at, done_due = %d WHERE kind = 'erase'", s->today.n + 3));
    is_int(t, 303, city_post(t, s, s->clerk, page_of(t, s, "/xoa"), "li_do=het-viec", NULL));
    is_int(t, 303, decides(t, s, "xoa", HANG));
    day last = workdays_after(s->today, 10);
    is_int(t, last.n + 1, number(t, s, "SELECT carry_on FROM privacy_erasure"));
    is_int(t, workdays_after(last, 1).n, number(t, s, "SELECT done_due FROM privacy_request WHERE kind = 'erase'"));
    is_int(t, 303, word(t, s, s->hang, s->hang, "phan-doi"));         /* it was not she who asked: an objection, to be answered */
    is_int(t, 1, number(t, s, "SELECT count(*) FROM privacy_request WHERE kind = 'object' AND closed_at IS NULL"));
    city_close(s);
}
