/* Goals with indicators and evidence (R41): nothing is public before the principal's word, a published goal never changes.
** POST /t/:truong/gia-tri/muc-tieu/duyet
** POST /t/:truong/gia-tri/muc-tieu/ket-thuc
** POST /t/:truong/gia-tri/muc-tieu/do
** POST /t/:truong/gia-tri/muc-tieu/minh-chung
** POST /t/:truong/gia-tri/muc-tieu/minh-chung/duyet
** POST /t/:truong/gia-tri/muc-tieu/minh-chung/go */
#include "test/harness/city.h"
#include "values/values.h"
#include "people/people.h"
#include <string.h>

#define BASE "/t/thcs/gia-tri/muc-tieu"
#define GOAL "muc_tieu=Doc+sach+moi+ngay&tu=23/11/2026&den=31/05/2027&chi_so_1=Sach+da+muon&nguon_1=typed&dich_1=200&dau_1=40&chi_so_2=Lop+co+chu+nhiem&nguon_2=classes_led&dich_2=100"
#define NOBODY ((person_id){ 0 })

static const char *public_page(struct test *t, struct city *s)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs", &r));
    return r.body;
}

/* Writes the goal, sends it, and says its id as it stands in addresses. */
static const char *goal_sent(struct test *t, struct city *s)
{
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->clerk, BASE, GOAL "&viec=gui", &r));                         /* POST /t/:truong/gia-tri/muc-tieu */
    const char *at = strstr(r.location, "muc=");
    return at ? at + 4 : (fail(t, "no goal"), "");
}

static int word(struct test *t, struct city *s, person_id who, const char *id, int rev, const char *rest)
{
    return city_post(t, s, who, BASE "/duyet", arena_print(t->arena, "muc=%s&rev=%d&%s", id, rev, rest), NULL);
}

TEST(a_goal_is_public_by_the_principals_word_alone)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *id = goal_sent(t, s);
    lacks_text(t, "Doc sach moi ngay", public_page(t, s));
    is_int(t, 403, word(t, s, s->clerk, id, 2, "quyet=duyet"));
    is_int(t, 403, word(t, s, s->deputy, id, 2, "quyet=duyet"));
    is_int(t, 404, word(t, s, s->th_principal, id, 2, "quyet=duyet"));
    is_int(t, 422, word(t, s, s->principal, id, 2, "quyet=tra_lai"));
    is_int(t, 409, word(t, s, s->principal, id, 1, "quyet=duyet"));
    is_int(t, 303, word(t, s, s->principal, id, 2, "quyet=duyet"));
    has_text(t, "Doc sach moi ngay", public_page(t, s));
    has_text(t, "Sach da muon", public_page(t, s));
    is_int(t, 409, city_post(t, s, s->clerk, BASE, arena_print(t->arena, GOAL "&viec=luu&muc=%s&rev=3", id), &r));
    has_text(t, "đã công bố thì không sửa", r.body);
    is_int(t, 403, city_get(t, s, s->hang, BASE, NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, BASE, NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, arena_print(t->arena, "/t/tieu-hoc/gia-tri/muc-tieu?muc=%s", id), NULL));
    city_close(s);
}

TEST(values_are_typed_where_they_are_not_counted)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *id = goal_sent(t, s);
    const char *one = arena_print(t->arena, "muc=%s&so=1&gia_tri=120&ngay=", id);
    is_int(t, 409, city_post(t, s, s->clerk, BASE "/do", arena_print(t->arena, "%s23/11/2026", one), NULL));       /* not yet published */
    is_int(t, 303, word(t, s, s->principal, id, 2, "quyet=duyet"));
    is_int(t, 422, city_post(t, s, s->clerk, BASE "/do", arena_print(t->arena, "%s22/11/2026", one), NULL));
    is_int(t, 422, city_post(t, s, s->clerk, BASE "/do", arena_print(t->arena, "%s24/11/2026", one), NULL));
    is_int(t, 409, city_post(t, s, s->clerk, BASE "/do", arena_print(t->arena, "muc=%s&so=2&gia_tri=1&ngay=23/11/2026", id), &r));
    has_text(t, "không gõ tay", r.body);
    is_int(t, 303, city_post(t, s, s->clerk, BASE "/do", arena_print(t->arena, "%s23/11/2026", one), NULL));
    is_int(t, 403, city_post(t, s, s->hang, BASE "/do", arena_print(t->arena, "%s23/11/2026", one), NULL));
    has_text(t, "Ngày 23/11/2026: 120.", public_page(t, s));
    city_close(s);
}

/* Goals 1 and 3 are open, 2 and 4 have ended; number 1 was measured on 14 days, twice on the last. */
static void four_goals(struct test *t, struct city *s)
{
    const char *none;
    long long school = (long long)s->thcs.id.v, who = (long long)s->principal.v;
    for (int i = 1; i <= 4; i++) {
        is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO goal (school_id, id, number, state, words, from_day, until_day, written_by, written_at, ended_day, rev) "
            "VALUES (%lld, %d, %d, '%s', 'Mục tiêu số %d', %d, %d, %lld, 0, %s, 1)", school, 10 + i, i, i % 2 ? "published" : "ended", i, s->today.n - 30, s->today.n + 30, who, i % 2 ? "NULL" : "20000"), &none));
        is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO indicator (school_id, goal_id, slot, words, unit, source, begins, aim) VALUES (%lld, %d, 1, 'Chỉ số', '', 'typed', 1, 2)", school, 10 + i), &none));
    }
    for (int i = 1; i <= 15; i++)
        is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO indicator_value (school_id, id, goal_id, slot, on_day, value, at) VALUES (%lld, %d, 11, 1, %d, %d, 0)",
            school, 100 + i, s->today.n - 20 + (i < 15 ? i : 14), 900 + i), &none));
}

TEST(open_goals_stand_by_number_then_the_newest_that_ended_with_the_newest_twelve_days_of_each_indicator)
{
    struct city *s = city_open(t);
    four_goals(t, s);
    const char *page = public_page(t, s), *at[5];
    for (int i = 1; i <= 4; i++) at[i] = strstr(page, arena_print(t->arena, "Mục tiêu số %d", i));
    is_true(t, at[1] && at[2] && at[3] && at[4] && at[1] < at[3] && at[3] < at[4] && at[4] < at[2]);
    has_text(t, "915", page);
    lacks_text(t, "914", page);                          /* of the same day, before */
    has_text(t, "903", page);
    lacks_text(t, "902", page);
    city_close(s);
}

TEST(evidence_waits_for_the_word_and_leaves_without_one)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *id = goal_sent(t, s);
    is_int(t, 303, word(t, s, s->principal, id, 2, "quyet=duyet"));
    const char *body = arena_print(t->arena, "muc=%s&loi=Bao+tuong+so+1&lien_ket=", id);
    is_int(t, 422, city_post(t, s, s->clerk, BASE "/minh-chung", arena_print(t->arena, "%sjavascript:alert(1)", body), NULL));
    is_int(t, 303, city_post(t, s, s->clerk, BASE "/minh-chung", arena_print(t->arena, "%shttps://x.vn/bao", body), NULL));
    lacks_text(t, "Bao tuong so 1", public_page(t, s));
    is_int(t, 200, city_get(t, s, s->principal, arena_print(t->arena, BASE "?muc=%s", id), &r));
    const char *at = strstr(r.body, "name=\"dong\" value=\"");
    if (!is_true(t, at != NULL)) return;
    const char *press = arena_print(t->arena, "muc=%s&dong=%.*s&rev=", id, (int)strcspn(at + 19, "\""), at + 19);
    is_int(t, 403, city_post(t, s, s->clerk, BASE "/minh-chung/duyet", arena_print(t->arena, "%s1", press), NULL));
    is_int(t, 303, city_post(t, s, s->principal, BASE "/minh-chung/duyet", arena_print(t->arena, "%s1", press), NULL));
    has_text(t, "Bao tuong so 1", public_page(t, s));
    is_int(t, 303, city_post(t, s, s->clerk, BASE "/minh-chung/go", arena_print(t->arena, "%s2", press), NULL));
    lacks_text(t, "Bao tuong so 1", public_page(t, s));
    city_close(s);
}

TEST(a_published_goal_ends_by_the_word_with_a_reason_and_stays_readable)
{
    struct city *s = city_open(t);
    const char *id = goal_sent(t, s), *end = arena_print(t->arena, "muc=%s&rev=3&li_do=", id);
    is_int(t, 303, word(t, s, s->principal, id, 2, "quyet=duyet"));
    is_int(t, 403, city_post(t, s, s->clerk, BASE "/ket-thuc", arena_print(t->arena, "%sxong", end), NULL));
    is_int(t, 422, city_post(t, s, s->principal, BASE "/ket-thuc", end, NULL));
    is_int(t, 303, city_post(t, s, s->principal, BASE "/ket-thuc", arena_print(t->arena, "%sDa+dat", end), NULL));
    has_text(t, "Mục tiêu đã kết thúc", public_page(t, s));
    has_text(t, "Da dat", public_page(t, s));
    city_close(s);
}

TEST(evidence_that_waits_when_its_goal_ends_waits_no_more)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *id = goal_sent(t, s), *first = NULL;
    is_int(t, 303, word(t, s, s->principal, id, 2, "quyet=duyet"));
    is_int(t, 303, city_post(t, s, s->clerk, BASE "/minh-chung", arena_print(t->arena, "muc=%s&loi=Bao+tuong&lien_ket=", id), NULL));
    is_int(t, 200, city_get(t, s, s->principal, "/hom-nay", &r));
    has_text(t, BASE, r.body);
    is_int(t, 303, city_post(t, s, s->principal, BASE "/ket-thuc", arena_print(t->arena, "muc=%s&rev=3&li_do=xong", id), NULL));
    is_int(t, 200, city_get(t, s, s->principal, "/hom-nay", &r));
    lacks_text(t, BASE, r.body);
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT state FROM evidence", &first));
    is_text(t, "ended", first);
    city_close(s);
}

#define AN "Tr%%E1%%BA%%A7n+L%%C3%%AA+B%%C3%%ACnh+An"          /* a pupil who, and whose family, have said nothing */

static const char *goal_naming(struct test *t, struct city *s, const char *words, const char *serves, const char *indicator)
{
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->clerk, BASE, arena_print(t->arena, "muc_tieu=%s&phuc_vu=%s&tu=23/11/2026&den=31/05/2027&chi_so_1=%s&nguon_1=typed&dich_1=200&dau_1=40&viec=gui", words, serves, indicator), &r));
    const char *at = strstr(r.location, "muc=");
    return at ? at + 4 : (fail(t, "no goal"), "");
}

TEST(no_pupil_is_named_in_goals_evidence_or_ends_without_the_words)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *an = arena_print(t->arena, AN);
    for (int i = 0; i < 3; i++) {
        const char *id = goal_naming(t, s, i == 0 ? an : "Doc+sach", i == 1 ? an : "Tu+te", i == 2 ? an : "So+sach");
        is_int(t, 409, word(t, s, s->principal, id, 2, "quyet=duyet"));
    }
    lacks_text(t, "Bình An", public_page(t, s));
    const char *id = goal_sent(t, s), *end = arena_print(t->arena, "muc=%s&rev=3&li_do=", id), *piece = arena_print(t->arena, "muc=%s&loi=%s+doc+nhieu&lien_ket=", id, an);
    is_int(t, 303, word(t, s, s->principal, id, 2, "quyet=duyet"));
    is_int(t, 303, city_post(t, s, s->clerk, BASE "/minh-chung", piece, NULL));                   /* it may wait, it is not shown */
    is_int(t, 409, city_post(t, s, s->principal, BASE "/minh-chung", piece, NULL));
    is_int(t, 200, city_get(t, s, s->principal, arena_print(t->arena, BASE "?muc=%s", id), &r));
    const char *at = strstr(r.body, "name=\"dong\" value=\"");
    if (!is_true(t, at != NULL)) return;
    const char *press = arena_print(t->arena, "muc=%s&dong=%.*s&rev=1", id, (int)strcspn(at + 19, "\""), at + 19);
    is_int(t, 409, city_post(t, s, s->principal, BASE "/minh-chung/duyet", press, NULL));
    is_int(t, 409, city_post(t, s, s->principal, BASE "/ket-thuc", arena_print(t->arena, "%s%s+dat", end, an), NULL));
    lacks_text(t, "Bình An", public_page(t, s));
    for (int i = 0; i < 2; i++)
        is_int(t, 303, city_post(t, s, i ? s->an : s->tuan, path_to(t, "/ho-so/", s->an.v, "/dong-y"), "muc=name.honour&loi=co", NULL));
    is_int(t, 303, city_post(t, s, s->principal, BASE "/minh-chung/duyet", press, NULL));
    has_text(t, "Bình An", public_page(t, s));
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/dong-y", &r));
    lacks_text(t, id, r.body);
    is_int(t, 303, city_post(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, "/dong-y"), "muc=name.honour&loi=khong", NULL));
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/dong-y", &r));
    has_text(t, id, r.body);                                                                       /* the office hears of what is out already */
    city_close(s);
}

/* What people did and how many they are is public in steps of the threshold, and not at all below it. */
TEST(a_counted_indicator_tells_of_no_single_person)
{
    static const struct { int deeds, began; const char *says, *not; } rows[] = {
        { 23, 17, ": 20.", ": 23." }, { 23, 17, ": 10.", ": 17." }, { 27, 17, ": 20.", ": 27." },         /* four deeds more are not seen */
        { 9, 9, NULL, ": 9." }, { 5, 3, NULL, ": 3." },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct city *s = city_open(t);
        struct loop_reply r;
        const char *const sql[] = { "DELETE FROM record_daily",
            arena_print(t->arena, "INSERT INTO record_daily SELECT %lld, %lld, 'knowledge', 4, 'read', 'news', 'pupil', %d WHERE %d > 0", (long long)s->thcs.id.v, (long long)s->today.n, rows[i].deeds, rows[i].deeds),
            arena_print(t->arena, "INSERT INTO record_daily SELECT %lld, %lld, 'technology', 8, 'began', 'account', 'pupil', %d", (long long)s->thcs.id.v, (long long)s->today.n - 300, rows[i].began) };
        for (size_t k = 0; k < 3; k++) is_rc(t, OK, db_plain(s->app.db, t->arena, sql[k], NULL));
        is_int(t, 303, city_post(t, s, s->clerk, BASE, "muc_tieu=Cung+lam&tu=23/11/2026&den=31/05/2027&chi_so_1=Viec&nguon_1=deeds&dich_1=200&chi_so_2=Nguoi&nguon_2=people_began&dich_2=100&viec=gui", &r));
        const char *at = strstr(r.location, "muc=");
        is_int(t, 303, word(t, s, s->principal, at ? at + 4 : "", 2, "quyet=duyet"));
        const char *page = public_page(t, s);
        has_text(t, "Cung lam", page);
        if (rows[i].says) has_text(t, arena_print(t->arena, "Ngày 23/11/2026%s", rows[i].says), page);
        lacks_text(t, arena_print(t->arena, "Ngày 23/11/2026%s", rows[i].not), page);
        city_close(s);
    }
}
