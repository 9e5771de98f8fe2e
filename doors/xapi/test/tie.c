/* What was told of somebody before they belonged to the school: theirs from then on, in that school, once, and no longer when it was a mistake. */
#include "doors/xapi/test/door.h"
#include "base/ids.h"
#include "data/db.h"
#include "schools/schools.h"

struct coming { person_id person; bool batch; };
static rc comes(struct tx *t, const struct coming *in, batch_id *out)
{
    member_id id;
    out->v = 0;
    if (in->batch) try(batch_open(t, "roster.intake", t->ask->me, out));
    return member_add(t, &(struct new_member){ .person = in->person, .role = MEMBER_ROLE_PUPIL, .full_name = "Người Mới", .from = day_of(t->now), .batch = *out }, &id);
}
CLOSURE(comes, struct coming, batch_id)

/* Two minutes later they are a pupil of thcs; by a list, where `batch`. */
static batch_id pupil_now(struct test *t, struct city *s, person_id person, bool batch)
{
    struct coming in = { person, batch };
    batch_id id = { 0 };
    struct ask *a = as_staff(s, s->thcs.id);
    a->me = s->principal;
    is_rc(t, OK, transact(a, NULL, comes, &in, &id));
    db_set_clock(s->app.db, (opt_instant){ true, { db_now(s->app.db).ms + 120000 } });
    return id;
}

static void runs(struct test *t, struct city *s, const char *sql)
{
    const char *none;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &none));
}

static const char *passed(struct test *t, struct program *p, person_id person, int n, const char *more)
{
    return arena_print(t->arena, "{\"id\":\"22222222-2222-4333-8444-5555555555%02d\",\"actor\":%s,\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/passed\"},"
                                 "\"object\":{\"id\":\"http://x.vn/bai\",\"definition\":{\"name\":{\"vi\":\"Phân số\"}}}%s}", n, account_of(t, p, person), more);
}

/* Its journey, as a guardian reads it. */
static const char *journey(struct test *t, struct city *s, person_id child)
{
    struct loop_reply r;
    runs(t, s, arena_print(t->arena, "INSERT INTO guardian_link (id, child_id, guardian_id, kind, from_day) VALUES (77, %lld, %lld, 'father', 0)", (long long)child.v, (long long)s->tuan.v));
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/hanh-trinh/", child.v, ""), &r));      /* /hanh-trinh/:em */
    return r.body;
}

static int64_t tied(struct test *t, struct city *s, person_id person)
{
    return rows_of(t, s, arena_print(t->arena, "SELECT count(*) FROM outside_person WHERE person_id = %lld", (long long)person.v));
}

TEST(what_was_told_of_a_child_before_it_came_is_in_its_journey_copy_and_erasure_from_when_it_belongs)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2), other = program_in(t, s, s->mn.id, "all", V2);
    is_int(t, 200, says(&p, passed(t, &p, s->dung, 1, "")));                                  /* a pupil of another school yet */
    is_int(t, 200, says(&other, passed(t, &other, s->dung, 2, "")));
    const char *state = arena_print(t->arena, "/activities/state?activityId=http%%3A%%2F%%2Fx.vn%%2Fo&stateId=a&agent=%s", encoded(t, account_of(t, &p, s->dung)));
    is_int(t, 204, asks(&p, PUT, state, "", "trang 7", NULL));
    job_done(t, s, "xapi.tie");
    is_int(t, 0, tied(t, s, s->dung));                                                        /* no place, no tie */
    is_int(t, 1, rows_of(t, s, "SELECT count(*) FROM xapi_document WHERE person_id IS NULL"));
    pupil_now(t, s, s->dung, false);
    job_done(t, s, "xapi.tie");
    is_int(t, 1, tied(t, s, s->dung));                                                        /* in that school, not in the third one */
    is_int(t, 1, rows_of(t, s, arena_print(t->arena, "SELECT count(*) FROM outside_person WHERE school_id = %lld AND hidden = 0", (long long)s->thcs.id.v)));
    is_int(t, 1, rows_of(t, s, "SELECT count(*) FROM outside_statement WHERE kind = 'result'"));
    is_int(t, 1, rows_of(t, s, arena_print(t->arena, "SELECT count(*) FROM xapi_document WHERE person_id = %lld", (long long)s->dung.v)));
    const char *page = journey(t, s, s->dung);
    has_text(t, "Phân số", page);
    has_text(t, "Hệ thống ghi: SCORM.", page);
    job_done(t, s, "xapi.tie");
    job_done(t, s, "xapi.tie-night");
    is_int(t, 1, tied(t, s, s->dung));                                                        /* once more changes nothing */
    agrees(t, s);
    runs(t, s, arena_print(t->arena, "INSERT INTO restriction (subject_id, id, school_id, request_id, by_person, at, reason, rev) VALUES (%lld, 1, %lld, 1, %lld, 0, '', 1)",
                           (long long)s->dung.v, (long long)s->thcs.id.v, (long long)s->principal.v));
    is_int(t, 0, found(&p, ""));
    is_int(t, 404, asks(&p, GET, state, "", NULL, NULL));
    runs(t, s, "UPDATE restriction SET ended_at = 1");
    is_int(t, 1, found(&p, ""));
    erased(t, s, s->dung);
    is_int(t, 0, found(&p, ""));
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM xapi_document"));
    is_int(t, 0, tied(t, s, s->dung));
    is_int(t, 1, found(&other, ""));
    agrees(t, s);
    loop_close(&p.l), loop_close(&other.l);
    city_close(s);
}

TEST(an_address_of_mail_a_sum_of_it_an_openid_or_an_account_elsewhere_ties_nobody)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    char id[ID_TEXT_SIZE];
    id_text(s->dung.v, id);
    runs(t, s, arena_print(t->arena, "INSERT INTO contact (id, person_id, kind, value, from_day, confirmed_at) VALUES (77, %lld, 'email', 'dung@x.vn', 0, 1)", (long long)s->dung.v));
    is_int(t, 200, says(&p, deed_said(t, "dung", "did", "o", "")));
    const char *rest = "\"verb\":{\"id\":\"http://x.vn/v\"},\"object\":{\"id\":\"http://x.vn/o\"}";
    is_int(t, 200, says(&p, arena_print(t->arena, "{\"actor\":{\"mbox_sha1sum\":\"0123456789012345678901234567890123456789\"},%s}", rest)));
    is_int(t, 200, says(&p, arena_print(t->arena, "{\"actor\":{\"openid\":\"http://x.vn/%s\"},%s}", id, rest)));
    is_int(t, 200, says(&p, arena_print(t->arena, "{\"actor\":{\"account\":{\"homePage\":\"http://lms.x.vn\",\"name\":\"%s\"}},%s}", id, rest)));
    pupil_now(t, s, s->dung, false);
    job_done(t, s, "xapi.tie");
    is_int(t, 0, tied(t, s, s->dung));
    is_int(t, 4, rows_of(t, s, "SELECT count(*) FROM outside_statement WHERE kind = 'stranger'"));
    loop_close(&p.l);
    city_close(s);
}

TEST(a_list_that_is_taken_back_takes_the_ties_along_and_the_statement_stays)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    const char *state = arena_print(t->arena, "/activities/state?activityId=http%%3A%%2F%%2Fx.vn%%2Fo&stateId=a&agent=%s", encoded(t, account_of(t, &p, s->dung)));
    is_int(t, 200, says(&p, passed(t, &p, s->dung, 1, "")));
    is_int(t, 204, asks(&p, PUT, state, "", "trang 7", NULL));
    batch_id batch = pupil_now(t, s, s->dung, true);
    runs(t, s, arena_print(t->arena, "INSERT INTO enrolment (school_id, id, class_id, person_id, member_id, from_day, rev) SELECT m.school_id, 77, %lld, m.person_id, m.id, m.from_day, 1 FROM member m WHERE m.person_id = %lld AND m.school_id = %lld",
                           (long long)s->a1.v, (long long)s->dung.v, (long long)s->thcs.id.v));
    job_done(t, s, "xapi.tie");
    is_int(t, 1, tied(t, s, s->dung));
    is_int(t, 1, rows_of(t, s, "SELECT sum(n) FROM outside_weekly_class"));                 /* of its class on that day */
    agrees(t, s);
    runs(t, s, arena_print(t->arena, "UPDATE batch SET undone_at = 1 WHERE id = %lld", (long long)batch.v));
    runs(t, s, "UPDATE enrolment SET to_day = from_day WHERE id = 77");
    runs(t, s, arena_print(t->arena, "UPDATE member SET to_day = from_day WHERE batch_id = %lld", (long long)batch.v));
    is_int(t, 200, says(&p, passed(t, &p, s->dung, 2, "")));                                 /* told after it: nobody of the school again */
    is_int(t, 1, tied(t, s, s->dung));
    job_done(t, s, "xapi.tie-night");
    is_int(t, 0, tied(t, s, s->dung));
    is_int(t, 0, rows_of(t, s, "SELECT sum(n) FROM outside_weekly_class"));
    is_int(t, 0, rows_of(t, s, arena_print(t->arena, "SELECT count(*) FROM outside_teller WHERE person_id = %lld", (long long)s->dung.v)));
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM xapi_document WHERE person_id IS NOT NULL"));
    is_int(t, 2, rows_of(t, s, "SELECT count(*) FROM outside_statement WHERE kind = 'stranger'"));
    is_int(t, 2, found(&p, ""));
    agrees(t, s);
    loop_close(&p.l);
    city_close(s);
}

TEST(what_is_told_under_a_row_that_was_folded_is_that_persons_wherever_the_kept_row_belongs)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    is_int(t, 200, says(&p, passed(t, &p, s->dung, 1, "")));
    runs(t, s, arena_print(t->arena, "UPDATE person SET merged_into = %lld WHERE id = %lld", (long long)s->an.v, (long long)s->dung.v));
    is_int(t, 200, says(&p, passed(t, &p, s->dung, 2, "")));
    is_int(t, 1, tied(t, s, s->dung));                                                        /* told after it: at once */
    job_done(t, s, "xapi.tie-night");
    is_int(t, 2, tied(t, s, s->dung));                                                        /* and before it: that night */
    runs(t, s, arena_print(t->arena, "UPDATE person SET merged_into = NULL WHERE id = %lld", (long long)s->dung.v));
    job_done(t, s, "xapi.tie-night");
    is_int(t, 0, tied(t, s, s->dung));                                                        /* two again */
    agrees(t, s);
    loop_close(&p.l);
    city_close(s);
}

TEST(a_voided_statement_is_tied_and_hidden_and_a_member_of_a_group_is_tied_too)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    is_int(t, 200, says(&p, passed(t, &p, s->dung, 1, "")));
    is_int(t, 200, says(&p, "{\"actor\":{\"mbox\":\"mailto:a@x.vn\"},\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/voided\"},\"object\":{\"objectType\":\"StatementRef\",\"id\":\"22222222-2222-4333-8444-555555555501\"}}"));
    is_int(t, 200, says(&p, arena_print(t->arena, "{\"actor\":{\"objectType\":\"Group\",\"member\":[%s,%s]},\"verb\":{\"id\":\"http://x.vn/v\"},\"object\":{\"id\":\"http://x.vn/nhom\",\"definition\":{\"name\":{\"vi\":\"Vườn rau\"}}}}",
                                              account_of(t, &p, s->an), account_of(t, &p, s->dung))));
    pupil_now(t, s, s->dung, false);
    job_done(t, s, "xapi.tie");
    is_int(t, 2, tied(t, s, s->dung));
    is_int(t, 1, rows_of(t, s, arena_print(t->arena, "SELECT count(*) FROM outside_person WHERE hidden = 1 AND person_id = %lld", (long long)s->dung.v)));
    is_int(t, 1, rows_of(t, s, arena_print(t->arena, "SELECT count(*) FROM outside_person WHERE part = 'with' AND person_id = %lld", (long long)s->dung.v)));
    const char *page = journey(t, s, s->dung);
    has_text(t, "Vườn rau", page);
    lacks_text(t, "Phân số", page);
    agrees(t, s);
    loop_close(&p.l);
    city_close(s);
}

TEST(whichever_statement_of_the_database_fails_the_job_goes_on_and_ties_each_once)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    for (int i = 1; i <= 12; i++) is_int(t, 200, says(&p, passed(t, &p, s->dung, i, "")));
    pupil_now(t, s, s->dung, false);
    db_fail_after(40);
    job_queue_now(t, s, "xapi.tie");
    (void)jobs_run_all(&s->app);
    db_fail_after(0);
    for (int i = 0; i < 5 && tied(t, s, s->dung) < 12; i++) {
        db_set_clock(s->app.db, (opt_instant){ true, { db_now(s->app.db).ms + 7 * 3600000 } });
        (void)jobs_run_all(&s->app);
    }
    is_int(t, 12, tied(t, s, s->dung));
    is_int(t, 12, rows_of(t, s, "SELECT count(*) FROM outside_statement WHERE kind = 'result'"));
    agrees(t, s);
    loop_close(&p.l);
    city_close(s);
}
