/* Erasure: who, when it may be, that it takes two; what goes and what stays in every table; that figures stay true.
** GET /t/:truong/quyen-du-lieu/:yeu/xoa   POST /t/:truong/quyen-du-lieu/:yeu/xoa   POST /t/:truong/quyen-du-lieu/:yeu/xoa/duyet */
#include "consent/consent.h"
#include "people/people.h"
#include "privacy/privacy.h"
#include "privacy/test/day.h"
#include "record/record.h"
#include "test/harness/city.h"
#include "test/harness/plant.h"
#include "test/harness/wrong.h"
#include <stdlib.h>
#include <string.h>

static int64_t number(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

static void sql(struct test *t, struct city *s, const char *text) { is_rc(t, OK, db_plain(s->app.db, t->arena, text, NULL)); }

/* An's father asks, the school accepts; An has left, and so has everything that would hold it. */
static void accepted(struct test *t, struct city *s)
{
    is_int(t, 303, city_post(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, "/quyen-du-lieu"), arena_print(t->arena, "viec=erase&truong=%s&loi=x", path_to(t, "", s->thcs.id.v, "")), NULL));
    sql(t, s, "UPDATE privacy_request SET state = 'answered', answered_at = at WHERE kind = 'erase'");
}

static void left(struct test *t, struct city *s)
{
    long long an = (long long)s->an.v;
    sql(t, s, arena_print(t->arena, "UPDATE member SET to_day = %d WHERE person_id = %lld", s->today.n, an));
    city_unenrol(t, s, s->an);
    sql(t, s, arena_print(t->arena, "UPDATE outsider SET to_day = %d WHERE person_id = %lld", s->today.n, an));
    sql(t, s, arena_print(t->arena, "UPDATE officer SET to_day = %d WHERE person_id = %lld", s->today.n, an));
    sql(t, s, arena_print(t->arena, "UPDATE guardian_link SET to_day = %d WHERE guardian_id = %lld", s->today.n, an));
}

static const char *page_of(struct test *t, struct city *s, const char *after)
{
    return path_to(t, "/t/thcs/quyen-du-lieu/", number(t, s, "SELECT max(id) FROM privacy_request WHERE kind = 'erase'"), after);
}

static int proposes(struct test *t, struct city *s, person_id who) { return city_post(t, s, who, page_of(t, s, "/xoa"), "li_do=da-ra-truong", NULL); }

static int says(struct test *t, struct city *s, person_id who, const char *word, const char *name)
{
    return day_comes(t, s, city_post(t, s, who, page_of(t, s, "/xoa/duyet"), arena_print(t->arena, "quyet=%s&bao_giay=1&ho_ten=%s&rev=1", word, name), NULL));
}

#define AN "tran+le+binh+an"

TEST(it_takes_two_an_accepted_request_and_a_person_whom_nothing_uses)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    accepted(t, s);
    is_int(t, 200, city_get(t, s, s->clerk, page_of(t, s, "/xoa"), &r));
    has_text(t, "không xóa dữ liệu đang dùng", r.body);
    has_text(t, "Học bạ và sổ đăng bộ phải giữ", r.body);
    is_int(t, 409, proposes(t, s, s->clerk));                                     /* still a pupil */
    left(t, s);
    sql(t, s, "UPDATE privacy_request SET state = 'open'");
    is_int(t, 409, proposes(t, s, s->clerk));                                     /* not accepted */
    sql(t, s, "UPDATE privacy_request SET state = 'answered'");
    is_int(t, 403, proposes(t, s, s->hang));
    is_int(t, 404, proposes(t, s, s->th_principal));
    is_int(t, 404, proposes(t, s, s->tuan));
    is_int(t, 409, says(t, s, s->principal, "xoa", AN));                          /* nothing was proposed */
    is_int(t, 303, proposes(t, s, s->principal));
    is_int(t, 409, proposes(t, s, s->clerk));
    is_int(t, 409, says(t, s, s->principal, "xoa", AN));                          /* not by who proposed */
    is_int(t, 403, says(t, s, s->clerk, "xoa", AN));
    is_int(t, 404, says(t, s, s->th_principal, "xoa", AN));
    is_int(t, 422, says(t, s, s->deputy, "xoa", "tran+van+an"));
    is_int(t, 422, says(t, s, s->deputy, "xoa", ""));
    is_int(t, 303, says(t, s, s->deputy, "thoi", ""));
    is_int(t, 0, number(t, s, "SELECT count(*) FROM account WHERE user_name LIKE 'xoa-%'"));
    is_int(t, 303, proposes(t, s, s->clerk));
    is_int(t, 303, says(t, s, s->deputy, "xoa", AN));
    is_int(t, 409, says(t, s, s->deputy, "xoa", AN));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM account WHERE user_name LIKE 'xoa-%' AND password_hash IS NULL AND closed_at IS NOT NULL"));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM privacy_request WHERE kind = 'erase' AND state = 'done'"));
    is_int(t, 2, number(t, s, "SELECT count(*) FROM audit WHERE act = 'privacy.erase_propose'"));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM audit WHERE act = 'privacy.erase'"));
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, "/quyen-du-lieu"), &r));
    has_text(t, "đã xóa những gì không phải giữ", r.body);
    city_close(s);
}

static rc ordered(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    try(guardian_link_open(t, s->an, s->hoa, GUARDIAN_KIND_MOTHER));
    t->ask->scope.school = s->thcs.id;
    t->ask->me = s->principal;
    return order_put(t, &(struct new_order){ .child = s->an, .guardian = s->hoa, .issuer = "Tòa án", .issued = day_of(t->now) });
}
CLOSURE(ordered, struct city, void)

TEST(while_an_order_stands_nothing_is_erased)
{
    struct city *s = city_open(t);
    accepted(t, s);
    left(t, s);
    is_rc(t, OK, transact(s->ask, NULL, ordered, s, NULL));
    is_int(t, 409, proposes(t, s, s->clerk));
    city_close(s);
}

/* ---- what goes and what stays */

TEST(each_part_is_dropped_or_says_why_it_stays)
{
    for (const struct person_part_table *k = person_part_tables; k->room; k++)
        for (const struct person_part *p = k->rows; p->code; p++)
            if (!is_true(t, p->drop || p->stays)) fail(t, "%s is neither dropped nor kept for a reason", p->code);
}

/* Tables in which a mark may stay: those of parts that say why, and the school's own (news, messages, what a deed was about). */
static const char kept[] = " statement leaving transfer officer teaching photo_tick consent privacy_request privacy_erasure restriction news announcement study_group ";

TEST(no_mark_of_the_person_is_left_where_nothing_says_why)
{
    struct city *s = city_open(t);
    const char *columns = NULL;
    struct span one;
    city_plant(t, s);
    accepted(t, s);
    left(t, s);
    sql(t, s, arena_print(t->arena, "UPDATE person SET national_id = 'dau-number', ethnicity = 'dau-kinh', moet_id = '0123456789' WHERE id = %lld", (long long)s->an.v));
    is_int(t, 303, proposes(t, s, s->clerk));
    is_int(t, 303, says(t, s, s->deputy, "xoa", AN));
    is_rc(t, OK, db_plain(s->app.db, t->arena, test_on_postgres()
        ? "SELECT string_agg(c.table_name || '.' || c.column_name, ' ' ORDER BY 1) FROM information_schema.columns c WHERE c.table_schema = current_schema() AND c.data_type = 'text'"
          " AND NOT EXISTS (SELECT 1 FROM pg_class m WHERE m.relname = c.table_name AND m.relispartition)"      /* months: their whole is looked at */
        : "SELECT group_concat(m.name || '.' || p.name, ' ') FROM sqlite_schema m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.sql NOT LIKE '%VIRTUAL%' AND m.name NOT LIKE 'search%' AND p.type = 'TEXT'", &columns));
    if (!is_true(t, columns != NULL)) return;
    int looked = 0, found = 0;
    for (struct span rest = span_of(columns); rest.n && span_cut(&rest, ' ', &one); looked++) {
        struct span table, column = one;
        if (!span_cut(&column, '.', &table)) continue;
        int64_t n = number(t, s, arena_print(t->arena, "SELECT count(*) FROM \"%.*s\" WHERE \"%.*s\" LIKE '%%dau-%%' OR \"%.*s\" LIKE '%%+84900000901%%'",
                                             (int)table.n, table.p, (int)column.n, column.p, (int)column.n, column.p));
        found += n > 0;
        if (n > 0 && !strstr(kept, arena_print(t->arena, " %.*s ", (int)table.n, table.p))) fail(t, "%.*s still holds a mark", (int)one.n, one.p);
    }
    is_true(t, looked > 100);
    is_true(t, found > 3);                                                        /* the look sees something */
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM person WHERE id = %lld AND full_name <> '' AND born IS NOT NULL AND moet_id IS NOT NULL", (long long)s->an.v)));
    is_int(t, 0, number(t, s, arena_print(t->arena, "SELECT count(*) FROM session WHERE person_id = %lld", (long long)s->an.v)));
    is_int(t, 0, number(t, s, arena_print(t->arena, "SELECT count(*) FROM statement WHERE actor_id = %lld", (long long)s->an.v)));
    city_close(s);
}

/* ---- figures */

static rc leaves(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    return pupil_leave(t, &(struct pupil_leave){ s->an, LEAVE_KIND_GRADUATED, day_of(t->now), NULL });
}
CLOSURE(leaves, struct city, void)

static rc deeds_do(struct tx *t, const struct city *s, void *out)
{
    const person_id who[] = { s->an, s->binh, s->an, s->hang };
    (void)out;
    for (int i = 0; i < 12; i++)
        try(deed_add(t, &(struct deed){ .school = s->thcs.id, .actor = who[i % 4], .as = DEED_AS_PUPIL, .verb = DEED_VERB_READ, .object = { "news", i + 1, "Tin" }, .with = &s->an, .with_n = who[i % 4].v != s->an.v,
                                        .at = { true, { t->now.ms - i * 200000000LL } } }));
    return OK;
}
CLOSURE(deeds_do, struct city, void)

TEST(deeds_are_counted_as_before_and_name_nobody)
{
    struct city *s = city_open(t);
    accepted(t, s);
    is_rc(t, OK, transact(s->ask, NULL, deeds_do, s, NULL));
    struct ask *a = as_staff(s, s->thcs.id);
    a->me = s->principal;
    is_rc(t, OK, transact(a, NULL, leaves, s, NULL));
    int64_t deeds = number(t, s, "SELECT count(*) FROM statement"), people = number(t, s, "SELECT count(DISTINCT person_id) FROM record_weekly_person"),
            sum = number(t, s, "SELECT sum(n) FROM record_weekly_person");
    is_int(t, 303, proposes(t, s, s->clerk));
    is_int(t, 303, says(t, s, s->deputy, "xoa", AN));
    is_int(t, deeds, number(t, s, "SELECT count(*) FROM statement"));
    is_int(t, people, number(t, s, "SELECT count(DISTINCT person_id) FROM record_weekly_person"));
    is_int(t, sum, number(t, s, "SELECT sum(n) FROM record_weekly_person"));
    is_int(t, 0, number(t, s, arena_print(t->arena, "SELECT count(*) FROM record_weekly_person WHERE person_id = %lld", (long long)s->an.v)));
    is_int(t, 0, number(t, s, arena_print(t->arena, "SELECT count(*) FROM statement_with WHERE person_id = %lld", (long long)s->an.v)));
    is_int(t, 0, number(t, s, "SELECT count(*) FROM statement s WHERE s.actor_id NOT IN (SELECT p.id FROM person p) AND s.written_by IS NOT NULL"));
    is_int(t, 0, city_wrong(t, s));
    city_close(s);
}

/* ---- hurdles that came after the request, and who hears */

static int heard(struct test *t, struct city *s, person_id who, const char *words)
{
    return (int)number(t, s, arena_print(t->arena, "SELECT count(*) FROM notice WHERE person_id = %lld AND words LIKE '%%%s%%'", (long long)who.v, words));
}

TEST(a_row_that_was_folded_or_waits_for_its_new_school_or_whose_asker_stands_no_more_is_not_erased)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    long long an = (long long)s->an.v;
    accepted(t, s);
    left(t, s);
    sql(t, s, arena_print(t->arena, "UPDATE person SET merged_into = %lld WHERE id = %lld", (long long)s->binh.v, an));
    is_int(t, 409, city_post(t, s, s->clerk, page_of(t, s, "/xoa"), "li_do=x", &r));
    has_text(t, "đã gộp vào hồ sơ khác", r.body);
    sql(t, s, arena_print(t->arena, "UPDATE person SET merged_into = NULL WHERE id = %lld", an));
    sql(t, s, arena_print(t->arena, "INSERT INTO transfer (id, person_id, from_school, to_day, to_name, code_hash, by_person, at, until, rev) VALUES (7, %lld, %lld, 1, 'x', %s, %lld, 1, 9000000000000, 1)",
                         an, (long long)s->thcs.id.v, test_bytes(t, "01"), (long long)s->clerk.v));
    is_int(t, 409, city_post(t, s, s->clerk, page_of(t, s, "/xoa"), "li_do=x", &r));
    has_text(t, "còn chờ trường mới nhận", r.body);
    sql(t, s, "UPDATE transfer SET void_at = 2");
    is_int(t, 303, proposes(t, s, s->clerk));
    sql(t, s, arena_print(t->arena, "UPDATE guardian_link SET to_day = %d WHERE child_id = %lld", s->today.n, an));
    is_int(t, 409, says(t, s, s->deputy, "xoa", AN));                              /* proposed, and then he stood for the child no more */
    is_int(t, 0, number(t, s, "SELECT count(*) FROM account WHERE user_name LIKE 'xoa-%'"));
    city_close(s);
}

static rc hoa_stands(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    return guardian_link_open(t, s->an, s->hoa, GUARDIAN_KIND_MOTHER);
}
CLOSURE(hoa_stands, struct city, void)

TEST(the_other_guardian_hears_of_the_proposal_and_the_other_school_of_the_erasure)
{
    struct city *s = city_open(t);
    is_rc(t, OK, transact(s->ask, NULL, hoa_stands, s, NULL));
    accepted(t, s);
    left(t, s);
    sql(t, s, arena_print(t->arena, "UPDATE member SET person_id = %lld, role = 'pupil', from_day = %d, to_day = %d WHERE person_id = %lld", (long long)s->an.v, s->today.n - 900, s->today.n - 500, (long long)s->dung.v));
    is_int(t, 303, proposes(t, s, s->clerk));
    is_int(t, 1, heard(t, s, s->hoa, "đề nghị xóa dữ liệu của con"));
    is_int(t, 0, heard(t, s, s->tuan, "đề nghị xóa dữ liệu của con"));
    is_int(t, 0, heard(t, s, s->th_principal, "Một trường khác vừa xóa"));
    is_int(t, 303, says(t, s, s->deputy, "xoa", AN));
    is_int(t, 1, heard(t, s, s->th_principal, "Một trường khác vừa xóa"));
    is_int(t, 0, heard(t, s, s->principal, "Một trường khác vừa xóa"));
    city_close(s);
}
