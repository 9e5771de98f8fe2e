/* Two rows for one human being made one, and two again. Tuấn is a guardian of An (6A1) and of Bống in another school; Hoa of Bình.
** GET /t/:truong/trung-ten
** GET /t/:truong/trung-ten/:kin
** POST /t/:truong/trung-ten/gop
** POST /t/:truong/trung-ten/hai-nguoi */
#include "access/access.h"
#include "base/ids.h"
#include "classes/classes.h"
#include "consent/consent.h"
#include "doubles/doubles.h"
#include "groups/groups.h"
#include "people/people.h"
#include "schools/schools.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

struct twins { person_id hoa, an, father; };                      /* again: Hoa beside Chi, An in 6A2, and An's father under his second row */

static rc twins_make(struct tx *t, const struct city *s, struct twins *out)
{
    const char *user_name;
    member_id member;
    enrolment_id place;
    t->ask->scope.school = s->thcs.id;
    try(person_add(t, &(struct new_person){ .full_name = "Nguyễn Thị Hoa" }, &out->hoa));
    try(contact_set(t, out->hoa, CONTACT_KIND_PHONE, "+84900000888"));
    try(account_add(t, out->hoa, "Nguyễn Thị Hoa", false, (batch_id){ 0 }, &user_name));
    try(guardian_link_open(t, s->chi, out->hoa, GUARDIAN_KIND_MOTHER));
    try(person_add(t, &(struct new_person){ .full_name = "Đỗ Trí Bình" }, &out->an));
    try(member_add(t, &(struct new_member){ .person = out->an, .role = MEMBER_ROLE_PUPIL, .full_name = "Đỗ Trí Bình", .from = day_of(t->now) }, &member));
    try(enrol(t, s->a2, member, out->an, day_of(t->now), (batch_id){ 0 }, &place));
    try(account_add(t, out->an, "Đỗ Trí Bình", false, (batch_id){ 0 }, &user_name));
    try(person_add(t, &(struct new_person){ .full_name = "Đỗ Văn Cha" }, &out->father));
    return guardian_link_open(t, out->an, out->father, GUARDIAN_KIND_FATHER);
}
CLOSURE(twins_make, struct city, struct twins)

static struct city *twins_open(struct test *t, struct twins *w)
{
    struct city *s = city_open(t);
    is_rc(t, OK, transact(s->ask, NULL, twins_make, s, w));
    s->ask->scope = (struct scope){ 0 };
    return s;
}

static const char *said(struct test *t, person_id one, person_id other, person_id kept)
{
    return arena_print(t->arena, "mot=%s&hai=%s&giu=%s&li_do=nhap+hai+lan", path_to(t, "", one.v, ""), path_to(t, "", other.v, ""), path_to(t, "", kept.v, ""));
}
static int merge(struct test *t, struct city *s, person_id by, person_id kept, person_id folded) { return city_post(t, s, by, "/t/thcs/trung-ten/gop", said(t, kept, folded, kept), NULL); }
static bool shows(struct test *t, struct city *s, person_id who, const char *path, const char *words)
{
    struct loop_reply r;
    return city_get(t, s, who, path, &r) == 200 && strstr(r.body, words);
}
static int64_t number(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

/* What says who stands where now, without the counters of changes: equal before a merge and after its undo. */
static const char *now_of(struct test *t, struct city *s)
{
    static const char *const tables[] = { "SELECT coalesce(sum(id % 1000003), 0) FROM guardian_link WHERE to_day IS NULL", "SELECT coalesce(sum(id % 1000003), 0) FROM contact WHERE to_day IS NULL",
        "SELECT coalesce(sum(id % 1000003), 0) FROM member WHERE to_day IS NULL", "SELECT coalesce(sum(id % 1000003), 0) FROM enrolment WHERE to_day IS NULL",
        "SELECT coalesce(sum(person_id % 1000003), 0) FROM account WHERE closed_at IS NULL", "SELECT coalesce(sum(guardians * (id % 1000003)), 0) FROM person",
        "SELECT coalesce(sum(person_id % 1000003), 0) FROM group_member WHERE state = 'member' OR state = 'asked'",
        "SELECT count(*) FROM person WHERE merged_into IS NOT NULL" };
    const char *all = "";
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) all = arena_print(t->arena, "%s %lld", all, (long long)number(t, s, tables[i]));
    return all;
}

static void undo(struct test *t, struct city *s, int want)
{
    const char *page = path_to(t, "/t/thcs/hoan-tac/", number(t, s, "SELECT max(batch_id) FROM merger"), "");
    is_int(t, 200, city_get(t, s, s->principal, page, NULL));
    is_int(t, want, city_post(t, s, s->principal, page, "li_do=nham", NULL));
}

TEST(a_guardian_written_twice_is_one_with_all_children_and_one_account)
{
    struct twins w;
    struct city *s = twins_open(t, &w);
    const char *before = now_of(t, s);
    is_true(t, shows(t, s, s->clerk, "/t/thcs/trung-ten", "Nguyễn Thị Hoa"));
    is_true(t, !shows(t, s, s->hoa, "/hom-nay", "Quỳnh Chi"));
    is_int(t, 303, merge(t, s, s->clerk, s->hoa, w.hoa));
    is_true(t, shows(t, s, s->hoa, "/hom-nay", "Quỳnh Chi"));
    is_int(t, 200, city_get(t, s, s->hoa, path_to(t, "/ho-so/", s->chi.v, ""), NULL));
    is_true(t, shows(t, s, s->hoa, "/thong-bao", "vừa gộp hai hồ sơ trùng của bạn"));
    is_int(t, 0, number(t, s, arena_print(t->arena, "SELECT count(*) FROM account WHERE closed_at IS NULL AND person_id = %lld", (long long)w.hoa.v)));
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT guardians FROM person WHERE id = %lld", (long long)s->chi.v)));
    is_true(t, !shows(t, s, s->clerk, "/t/thcs/trung-ten", "Nguyễn Thị Hoa"));
    is_int(t, 404, merge(t, s, s->clerk, s->hoa, w.hoa));                       /* the second row stands nowhere any more */
    undo(t, s, 303);
    is_text(t, before, now_of(t, s));
    is_int(t, 404, city_get(t, s, s->hoa, path_to(t, "/ho-so/", s->chi.v, ""), NULL));
    city_close(s);
}

TEST(to_compare_two_rows_of_a_guardian_is_a_look_at_both_since_their_telephones_stand_there)
{
    struct twins w;
    struct city *s = twins_open(t, &w);
    is_int(t, 0, number(t, s, "SELECT count(*) FROM look"));
    is_true(t, shows(t, s, s->clerk, arena_print(t->arena, "%s?voi=%s", path_to(t, "/t/thcs/trung-ten/", s->hoa.v, ""), path_to(t, "", w.hoa.v, "")), "0900 000 888"));
    is_int(t, 2, number(t, s, arena_print(t->arena, "SELECT count(*) FROM look WHERE viewer_id = %lld AND subject_id IN (%lld, %lld)", (long long)s->clerk.v, (long long)s->hoa.v, (long long)w.hoa.v)));
    city_close(s);
}

/* Rows of a pupil and of a guardian, in three: the older merge waits for the newer one. */
static void three_and_back(struct test *t, struct city *s, person_id kept, person_id second, person_id third)
{
    const char *before = now_of(t, s);
    is_int(t, 303, merge(t, s, s->principal, kept, second));
    int64_t first = number(t, s, "SELECT max(batch_id) FROM merger");
    const char *page = path_to(t, "/t/thcs/hoan-tac/", first, ""), *between = now_of(t, s);
    is_int(t, 303, merge(t, s, s->principal, kept, third));
    is_int(t, 409, city_post(t, s, s->principal, page, "li_do=nham", NULL));
    undo(t, s, 303);
    is_text(t, between, now_of(t, s));
    is_int(t, 303, city_post(t, s, s->principal, page, "li_do=nham", NULL));
    is_text(t, before, now_of(t, s));
}

struct triplets { const struct city *s; const struct twins *w; person_id hoa, an; };

/* Third rows: one of Hoa beside Chi and Bình, with the telephone that the second one has; one of An in 6A2. */
static rc triplets_make(struct tx *t, const struct triplets *in, struct triplets *out)
{
    member_id member;
    enrolment_id place;
    *out = *in;
    t->ask->scope.school = in->s->thcs.id;
    try(person_add(t, &(struct new_person){ .full_name = "Nguyễn Thị Hoa" }, &out->hoa));
    try(contact_set(t, out->hoa, CONTACT_KIND_PHONE, "+84900000888"));
    try(guardian_link_open(t, in->s->chi, out->hoa, GUARDIAN_KIND_MOTHER));
    try(guardian_link_open(t, in->s->binh, out->hoa, GUARDIAN_KIND_MOTHER));
    try(person_add(t, &(struct new_person){ .full_name = "Đỗ Trí Bình" }, &out->an));
    try(member_add(t, &(struct new_member){ .person = out->an, .role = MEMBER_ROLE_PUPIL, .full_name = "Đỗ Trí Bình", .from = day_of(t->now) }, &member));
    try(enrol(t, in->s->a2, member, out->an, day_of(t->now), (batch_id){ 0 }, &place));
    return guardian_link_open(t, out->an, in->w->father, GUARDIAN_KIND_FATHER);
}
CLOSURE(triplets_make, struct triplets, struct triplets)

TEST(three_rows_of_a_guardian_or_of_a_pupil_are_three_again_in_the_order_in_which_they_can_be)
{
    struct twins w;
    struct city *s = twins_open(t, &w);
    struct triplets x = { s, &w, { 0 }, { 0 } };
    is_rc(t, OK, transact(s->ask, NULL, triplets_make, &x, &x));
    s->ask->scope = (struct scope){ 0 };
    three_and_back(t, s, s->hoa, w.hoa, x.hoa);
    three_and_back(t, s, w.hoa, x.hoa, s->hoa);
    three_and_back(t, s, w.an, x.an, s->binh);
    city_close(s);
}

struct joining { school_id school; person_id first, second; };

/* Three clubs: one of both rows, one of each. */
static rc clubs_make(struct tx *t, const struct joining *in, void *out)
{
    const char *const name[] = { "Cờ vua", "Toán", "Bơi" };
    const person_id who[][2] = { { in->first, in->second }, { in->first, { 0 } }, { in->second, { 0 } } };
    (void)out;
    t->ask->scope.school = in->school;
    for (size_t i = 0; i < 3; i++) {
        study_group_id id;
        try(group_add(t, &(struct new_group){ GROUP_KIND_CLUB, name[i], NULL, GROUP_JOINING_ASKS }, &id));
        try(group_take(t, id, who[i], who[i][1].v ? 2 : 1, NULL));
    }
    return OK;
}
CLOSURE(clubs_make, struct joining, void)

TEST(a_pupil_written_twice_is_one_with_both_families_and_one_record)
{
    struct twins w;
    struct city *s = twins_open(t, &w);
    const char *mine = "SELECT count(*) FROM group_member m JOIN account a ON a.person_id = m.person_id AND a.closed_at IS NULL WHERE m.state = 'member'";
    s->ask->me = s->clerk;
    is_rc(t, OK, transact(s->ask, NULL, clubs_make, (&(struct joining){ s->thcs.id, s->binh, w.an }), NULL));
    s->ask->me = (person_id){ 0 };
    s->ask->scope = (struct scope){ 0 };
    is_int(t, 4, number(t, s, mine));
    const char *before = now_of(t, s);
    is_int(t, 200, city_get(t, s, s->yen, path_to(t, "/t/thcs/em/", w.an.v, ""), NULL));          /* a look under the second row */
    is_true(t, shows(t, s, s->clerk, "/t/thcs/trung-ten", "Đỗ Trí Bình"));
    is_true(t, shows(t, s, s->clerk, arena_print(t->arena, "%s?voi=%s", path_to(t, "/t/thcs/trung-ten/", s->binh.v, ""), path_to(t, "", w.an.v, "")), "Đỗ Văn Cha"));
    is_int(t, 303, merge(t, s, s->clerk, s->binh, w.an));
    is_int(t, 3, number(t, s, mine));                                              /* the three clubs, each once */
    is_int(t, 3, number(t, s, "SELECT count(*) FROM group_member WHERE state = 'member'"));
    is_int(t, 404, city_get(t, s, s->yen, path_to(t, "/t/thcs/em/", w.an.v, ""), NULL));
    is_true(t, shows(t, s, s->clerk, path_to(t, "/t/thcs/em/", s->binh.v, ""), "Đỗ Văn Cha"));
    is_true(t, shows(t, s, s->hoa, path_to(t, "/ho-so/", s->binh.v, "/so-ghi"), "Phạm Hải Yến"));
    is_true(t, !shows(t, s, s->tuan, path_to(t, "/ho-so/", s->binh.v, "/so-ghi"), "Phạm Hải Yến"));
    undo(t, s, 303);
    is_text(t, before, now_of(t, s));
    is_int(t, 200, city_get(t, s, s->yen, path_to(t, "/t/thcs/em/", w.an.v, ""), NULL));
    city_close(s);
}

static rc kept_away(struct tx *t, const struct new_order *in, void *out) { (void)out; t->ask->scope.school = (school_id){ 1 }; return order_put(t, in); }
CLOSURE(kept_away, struct new_order, void)

TEST(what_must_not_become_one_does_not)
{
    struct twins w;
    struct city *s = twins_open(t, &w);
    const char *before = now_of(t, s);
    is_int(t, 409, merge(t, s, s->clerk, s->an, w.an));                          /* other names */
    is_int(t, 409, merge(t, s, s->clerk, s->hoa, w.father));
    is_int(t, 409, merge(t, s, s->clerk, s->hoa, s->tuan));                      /* a child elsewhere */
    is_int(t, 409, merge(t, s, s->clerk, s->hoa, w.an));                         /* a pupil into an adult */
    is_int(t, 409, merge(t, s, s->clerk, s->clerk, w.hoa));                      /* into oneself */
    is_int(t, 403, merge(t, s, s->hang, s->hoa, w.hoa));
    is_int(t, 404, merge(t, s, s->th_principal, s->hoa, w.hoa));
    is_int(t, 404, city_post(t, s, s->th_principal, "/t/tieu-hoc/trung-ten/gop", said(t, s->hoa, w.hoa, s->hoa), NULL));
    is_int(t, 422, city_post(t, s, s->clerk, "/t/thcs/trung-ten/gop", said(t, s->hoa, w.hoa, s->tuan), NULL));
    is_int(t, 404, city_get(t, s, s->clerk, arena_print(t->arena, "%s?voi=%s", path_to(t, "/t/thcs/trung-ten/", s->binh.v, ""), path_to(t, "", s->hoa.v, "")), NULL));
    struct new_order order = { .child = s->binh, .guardian = s->hoa, .issuer = "T", .issued = day_of(s->ask->now) };
    is_text(t, before, now_of(t, s));
    is_rc(t, OK, transact(s->ask, NULL, kept_away, &order, NULL));
    is_int(t, 409, merge(t, s, s->clerk, s->hoa, w.hoa));                        /* Hoa would come back to nobody; Chi's mother would be barred from Bình */
    is_int(t, 409, merge(t, s, s->clerk, s->binh, w.an));
    city_close(s);
}

struct leading { const struct city *s; person_id who; bool mentor; };

/* Hoa's second row leads a club, as a mentor or as a teacher. */
static rc leads_store(struct tx *t, const struct leading *in, void *out)
{
    study_group_id id;
    struct new_leader lead = { 0 };
    person_id who;
    (void)out;
    t->ask->scope.school = in->s->thcs.id;
    t->ask->me = in->s->clerk;
    try(group_add(t, &(struct new_group){ GROUP_KIND_CLUB, in->mentor ? "Cờ" : "Vẽ", NULL, GROUP_JOINING_ASKS }, &id));
    lead.group = id;
    if (in->mentor) {
        try(outsider_add(t, &(struct new_outsider){ in->who, OUTSIDER_KIND_MENTOR, "Nguyễn Thị Hoa", NULL, { 0 } }, &lead.mentor));
        try(mentor_check(t, &(struct mentor_check){ lead.mentor, "Phiếu", { in->s->today.n + 30 }, 1 }));
    } else try(member_add(t, &(struct new_member){ .person = in->who, .role = MEMBER_ROLE_TEACHER, .full_name = "Nguyễn Thị Hoa", .from = day_of(t->now) }, &lead.member));
    return group_leader_add(t, &lead, &who);
}
CLOSURE(leads_store, struct leading, void)

TEST(a_row_that_leads_a_group_goes_into_no_other_so_that_nobody_leads_by_a_row_that_is_none)
{
    for (int mentor = 0; mentor <= 1; mentor++) {
        struct twins w;
        struct city *s = twins_open(t, &w);
        is_rc(t, OK, transact(s->ask, NULL, leads_store, (&(struct leading){ s, w.hoa, mentor }), NULL));
        s->ask->scope = (struct scope){ 0 };
        s->ask->me = (person_id){ 0 };
        is_int(t, 409, merge(t, s, s->principal, s->hoa, w.hoa));
        is_int(t, 0, number(t, s, "SELECT count(*) FROM group_leader l JOIN person p ON p.id = l.person_id WHERE l.to_day IS NULL AND p.merged_into IS NOT NULL"));
        city_close(s);
    }
}

TEST(while_a_row_is_restricted_or_asked_about_it_becomes_no_other_and_is_not_parted)
{
    static const char limit[] = "INSERT INTO restriction (subject_id, id, school_id, request_id, by_person, at, reason, rev) VALUES (%lld, 7, %lld, 1, %lld, 0, 'x', 1)";
    struct twins w;
    struct city *s = twins_open(t, &w);
    long long thcs = (long long)s->thcs.id.v, by = (long long)s->principal.v;
    number(t, s, arena_print(t->arena, limit, (long long)w.an.v, thcs, by));
    is_int(t, 409, merge(t, s, s->clerk, s->binh, w.an));
    number(t, s, "DELETE FROM restriction");
    number(t, s, arena_print(t->arena, "INSERT INTO privacy_request (school_id, id, subject_id, by_person, kind, words, state, at, answer_due, done_due, rev) VALUES (%lld, 8, %lld, %lld, 'erase', 'x', 'open', 0, 30000, 30000, 1)",
                             thcs, (long long)s->binh.v, (long long)s->hoa.v));
    is_int(t, 409, merge(t, s, s->clerk, s->binh, w.an));
    number(t, s, "DELETE FROM privacy_request");
    is_int(t, 303, merge(t, s, s->clerk, s->binh, w.an));
    number(t, s, arena_print(t->arena, limit, (long long)s->binh.v, thcs, by));
    undo(t, s, 409);
    city_close(s);
}

TEST(what_took_the_heads_word_or_is_of_ones_own_family_is_taken_back_by_the_same_rule)
{
    struct twins w;
    struct city *s = twins_open(t, &w);
    number(t, s, arena_print(t->arena, "UPDATE account SET password_hash = 'x' WHERE person_id = %lld", (long long)w.hoa.v));
    is_int(t, 403, merge(t, s, s->clerk, s->hoa, w.hoa));
    is_int(t, 303, merge(t, s, s->principal, s->hoa, w.hoa));
    const char *merged = now_of(t, s), *page = path_to(t, "/t/thcs/hoan-tac/", number(t, s, "SELECT max(batch_id) FROM merger"), "");
    is_int(t, 403, city_post(t, s, s->clerk, page, "li_do=nham", NULL));        /* a second account in use would be open again */
    is_text(t, merged, now_of(t, s));
    is_int(t, 303, city_post(t, s, s->principal, page, "li_do=nham", NULL));
    number(t, s, arena_print(t->arena, "UPDATE account SET password_hash = NULL WHERE person_id = %lld", (long long)w.hoa.v));
    is_int(t, 303, merge(t, s, s->clerk, s->hoa, w.hoa));
    page = path_to(t, "/t/thcs/hoan-tac/", number(t, s, "SELECT max(batch_id) FROM merger"), "");
    number(t, s, arena_print(t->arena, "INSERT INTO guardian_link (id, child_id, guardian_id, kind, from_day) VALUES (7051, %lld, %lld, 'father', %d)", (long long)s->chi.v, (long long)s->clerk.v, s->today.n));
    number(t, s, "UPDATE account SET access_rev = access_rev + 1");
    is_int(t, 409, city_post(t, s, s->clerk, page, "li_do=nham", NULL));        /* Chi is the clerk's own child by now */
    number(t, s, arena_print(t->arena, "UPDATE guardian_link SET to_day = %d WHERE id = 7051", s->today.n));
    number(t, s, "UPDATE account SET access_rev = access_rev + 1");
    is_int(t, 303, city_post(t, s, s->clerk, page, "li_do=nham", NULL));
    city_close(s);
}

/* The pupil left, the family asked, two of the heads decided: nothing of it comes back by the undo of a merge. */
TEST(what_was_erased_after_a_merge_is_opened_by_no_undo)
{
    struct twins w;
    struct city *s = twins_open(t, &w);
    struct loop_reply r;
    is_int(t, 303, merge(t, s, s->principal, s->binh, w.an));
    const char *page = path_to(t, "/t/thcs/hoan-tac/", number(t, s, "SELECT max(batch_id) FROM merger"), ""), *after = now_of(t, s);
    long long thcs = (long long)s->thcs.id.v, binh = (long long)s->binh.v, by = (long long)s->principal.v;
    number(t, s, arena_print(t->arena, "INSERT INTO privacy_request (school_id, id, subject_id, by_person, kind, words, state, at, answer_due, done_due, closed_at, rev) VALUES (%lld, 8, %lld, %lld, 'erase', 'x', 'done', 0, 30000, 30000, 1, 1)",
                             thcs, binh, (long long)s->hoa.v));
    number(t, s, arena_print(t->arena, "INSERT INTO privacy_erasure (school_id, id, request_id, subject_id, state, reason, proposed_by, proposed_at, decided_at, rev) VALUES (%lld, 9, 8, %lld, 'done', 'x', %lld, 0, %lld, 1)",
                             thcs, binh, by, (long long)s->ask->now.ms + 86400000));
    is_int(t, 200, city_get(t, s, s->principal, page, &r));
    has_text(t, "dữ liệu của người này đã xóa theo yêu cầu", r.body);
    is_int(t, 409, city_post(t, s, s->principal, page, "li_do=nham", &r));
    is_text(t, after, now_of(t, s));
    number(t, s, "UPDATE privacy_erasure SET state = 'dropped' WHERE id = 9");
    is_int(t, 303, city_post(t, s, s->principal, page, "li_do=nham", NULL));
    city_close(s);
}

static void codes(struct test *t, struct city *s, person_id who, const char *moet, const char *national)
{
    number(t, s, arena_print(t->arena, "UPDATE person SET moet_id = %s, national_id = %s WHERE id = %lld", moet, national, (long long)who.v));
}
static int64_t has_codes(struct test *t, struct city *s, person_id who, const char *moet, const char *national)
{
    return number(t, s, arena_print(t->arena, "SELECT count(*) FROM person WHERE id = %lld AND coalesce(moet_id, '') = '%s' AND coalesce(national_id, '') = '%s'", (long long)who.v, moet, national));
}

TEST(codes_for_life_go_to_the_row_that_is_kept_and_two_codes_are_two_children)
{
    struct twins w;
    struct city *s = twins_open(t, &w);
    struct loop_reply r;
    codes(t, s, s->binh, "NULL", "'001206000001'");
    codes(t, s, w.an, "'0123456789'", "'001206000002'");
    is_int(t, 409, city_post(t, s, s->clerk, "/t/thcs/trung-ten/gop", said(t, s->binh, w.an, s->binh), &r));
    has_text(t, "số định danh cá nhân khác nhau", r.body);
    codes(t, s, s->binh, "'0123456780'", "NULL");
    is_int(t, 409, city_post(t, s, s->clerk, "/t/thcs/trung-ten/gop", said(t, s->binh, w.an, s->binh), &r));
    has_text(t, "mã định danh học sinh khác nhau", r.body);
    codes(t, s, s->binh, "NULL", "'001206000002'");
    is_int(t, 303, merge(t, s, s->clerk, s->binh, w.an));
    is_int(t, 1, has_codes(t, s, s->binh, "0123456789", "001206000002"));
    is_int(t, 1, has_codes(t, s, w.an, "", "001206000002"));
    undo(t, s, 303);
    is_int(t, 1, has_codes(t, s, s->binh, "", "001206000002"));
    is_int(t, 1, has_codes(t, s, w.an, "0123456789", "001206000002"));
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM audit WHERE act = 'audit.undo' AND about = %lld", (long long)s->binh.v)));      /* the journal of the pupil tells the undo */
    city_close(s);
}

TEST(a_merge_is_not_taken_apart_into_a_list_that_was_taken_back)
{
    struct twins w;
    struct city *s = twins_open(t, &w);
    number(t, s, arena_print(t->arena, "INSERT INTO batch (school_id, id, kind, by_person, at, undone_at) VALUES (%lld, 77, 'roster', %lld, 1, 2)", (long long)s->thcs.id.v, (long long)s->clerk.v));
    number(t, s, arena_print(t->arena, "UPDATE guardian_link SET batch_id = 77 WHERE guardian_id = %lld", (long long)w.hoa.v));
    is_int(t, 303, merge(t, s, s->clerk, s->hoa, w.hoa));
    undo(t, s, 409);
    is_int(t, 1, number(t, s, "SELECT count(*) FROM person WHERE merged_into IS NOT NULL"));
    city_close(s);
}

static int says(struct test *t, struct city *s, person_id who, person_id child, const char *word)
{
    return city_post(t, s, who, path_to(t, "/ho-so/", child.v, "/dong-y"), arena_print(t->arena, "muc=photo.page&loi=%s", word), NULL);
}
static int consent_now(struct test *t, struct city *s, person_id child)
{
    enum consent_now now = CONSENT_NONE;
    is_rc(t, OK, consent_of(as_family(s, &child, 1), child, purpose_of("photo.page"), &now));
    s->ask->scope = (struct scope){ 0 };
    return (int)now;
}

TEST(a_no_stays_a_no_through_a_merge_until_the_same_person_says_otherwise_and_a_tick_ends_with_who_gave_it)
{
    struct twins w;
    struct city *s = twins_open(t, &w);
    is_int(t, 303, says(t, s, w.an, w.an, "khong"));                            /* the pupil, by the second account */
    is_int(t, 303, says(t, s, s->hoa, s->binh, "co"));
    is_int(t, 303, says(t, s, s->binh, s->binh, "co"));
    is_int(t, CONSENT_GIVEN, consent_now(t, s, s->binh));
    is_int(t, 303, merge(t, s, s->clerk, s->binh, w.an));
    is_int(t, CONSENT_REFUSED, consent_now(t, s, s->binh));
    is_true(t, shows(t, s, s->binh, path_to(t, "/ho-so/", s->binh.v, "/dong-y"), "Không đồng ý"));
    is_int(t, 303, says(t, s, s->binh, s->binh, "co"));
    is_int(t, CONSENT_GIVEN, consent_now(t, s, s->binh));
    number(t, s, arena_print(t->arena, "INSERT INTO photo_tick (id, child_id, guardian_id, words, at) VALUES (77, %lld, %lld, 'w', 1)", (long long)s->chi.v, (long long)w.hoa.v));
    is_int(t, 303, merge(t, s, s->clerk, s->hoa, w.hoa));
    is_int(t, 303, city_post(t, s, s->principal, path_to(t, "/t/thcs/em/", s->chi.v, "/gia-dinh/thoi"), arena_print(t->arena, "phu_huynh=%s&li_do=x", path_to(t, "", s->hoa.v, "")), NULL));
    is_int(t, 0, number(t, s, "SELECT count(*) FROM photo_tick WHERE ended_at IS NULL"));
    city_close(s);
}

TEST(two_people_of_one_name_are_not_asked_about_again)
{
    struct twins w;
    struct city *s = twins_open(t, &w);
    const char *both = arena_print(t->arena, "mot=%s&hai=%s", path_to(t, "", w.hoa.v, ""), path_to(t, "", s->hoa.v, ""));
    is_int(t, 403, city_post(t, s, s->hang, "/t/thcs/trung-ten/hai-nguoi", both, NULL));
    is_true(t, shows(t, s, s->clerk, "/t/thcs/trung-ten", "Nguyễn Thị Hoa"));
    static const char *const whose[] = { "Học sinh lớp 6A1", "Học sinh lớp 6A2", "Phụ huynh của Đỗ Trí Bình (6A1)", "Phụ huynh của Khuất Quỳnh Chi (6A2)" };
    for (size_t i = 0; i < 4; i++) is_true(t, shows(t, s, s->clerk, "/t/thcs/trung-ten", whose[i]));      /* told apart before a page is opened */
    city_bar(t, s, s->chi, s->clerk, "+84900000555");
    is_true(t, !shows(t, s, s->clerk, "/t/thcs/trung-ten", "Khuất Quỳnh Chi"));
    is_true(t, shows(t, s, s->principal, "/t/thcs/trung-ten", "Khuất Quỳnh Chi"));
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/trung-ten/hai-nguoi", both, NULL));
    is_true(t, !shows(t, s, s->clerk, "/t/thcs/trung-ten", "Nguyễn Thị Hoa"));
    is_true(t, shows(t, s, s->clerk, "/t/thcs/trung-ten", "Đỗ Trí Bình"));
    city_close(s);
}

TEST(an_order_written_after_a_merge_is_not_left_behind_by_its_undo)
{
    struct twins w;
    struct city *s = twins_open(t, &w);
    struct new_order order = { .child = s->chi, .guardian = s->hoa, .issuer = "T", .issued = day_of(s->ask->now) };
    is_int(t, 303, merge(t, s, s->clerk, s->hoa, w.hoa));
    is_rc(t, OK, transact(s->ask, NULL, kept_away, &order, NULL));
    s->ask->scope = (struct scope){ 0 };
    undo(t, s, 409);
    is_int(t, 404, city_get(t, s, s->hoa, path_to(t, "/ho-so/", s->chi.v, ""), NULL));
    city_close(s);
}

TEST(a_link_that_somebody_ended_after_a_merge_is_not_opened_by_its_undo)
{
    struct twins w;
    struct city *s = twins_open(t, &w);
    is_int(t, 303, merge(t, s, s->clerk, s->hoa, w.hoa));
    is_int(t, 303, city_post(t, s, s->principal, path_to(t, "/t/thcs/em/", s->chi.v, "/gia-dinh/thoi"), arena_print(t->arena, "phu_huynh=%s&li_do=x", path_to(t, "", s->hoa.v, "")), NULL));
    undo(t, s, 303);
    is_int(t, 0, number(t, s, arena_print(t->arena, "SELECT count(*) FROM guardian_link WHERE to_day IS NULL AND child_id = %lld", (long long)s->chi.v)));
    city_close(s);
}

static rc clerk_is_mother(struct tx *t, const struct city *s, void *out) { (void)out; return guardian_link_open(t, s->chi, s->clerk, GUARDIAN_KIND_MOTHER); }
CLOSURE(clerk_is_mother, struct city, void)

TEST(nobody_merges_in_their_own_family_and_an_account_in_use_is_the_heads_word)
{
    struct twins w;
    struct city *s = twins_open(t, &w);
    const char *none;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE account SET password_hash = 'x' WHERE person_id = %lld", (long long)w.hoa.v), &none));
    is_int(t, 403, merge(t, s, s->clerk, s->hoa, w.hoa));
    is_rc(t, OK, transact(s->ask, NULL, clerk_is_mother, s, NULL));
    is_int(t, 409, merge(t, s, s->clerk, w.hoa, s->hoa));
    is_int(t, 303, merge(t, s, s->principal, s->hoa, w.hoa));
    is_true(t, shows(t, s, s->clerk, "/thong-bao", "gộp hai hồ sơ của một phụ huynh"));
    city_close(s);
}
