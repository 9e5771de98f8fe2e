/* Photos of people: who gives, who sees, a guardian's tick, and what is left when they are taken away. */
#include "files/files.h"
#include "src/web/test/pictures.h"
#include "test/harness/city.h"
#include <string.h>

static int give(struct test *t, struct city *s, person_id who, const char *path, const char *fields, struct bytes p, struct loop_reply *reply)
{
    return city_upload(t, s, who, path, fields, "ảnh.jpg", p, reply);
}

/* The path of the picture on a page: the first below `base`. */
static const char *picture_on(struct test *t, const char *page, const char *base)
{
    const char *at = strstr(page, arena_print(t->arena, "src=\"%s/", base));
    return at ? arena_text_n(t->arena, at + 5, strcspn(at + 5, "\"?")) : NULL;
}

static const char *hidden_of(struct test *t, const char *page, const char *name)
{
    const char *at = strstr(page, arena_print(t->arena, "name=\"%s\" value=\"", name));
    return at ? arena_text_n(t->arena, at + strlen(name) + 15, 13) : "";
}

static const char *family_page(struct test *t, person_id child) { return path_to(t, "/ho-so/", child.v, "/anh"); }          /* /ho-so/:em/anh */
static const char *school_page(struct test *t, person_id child) { return path_to(t, "/t/thcs/em/", child.v, "/anh"); }      /* /t/:truong/em/:em/anh */

/* Does the class list show a picture of the child, and do all rows say what there is? */
static bool listed_now(struct test *t, struct city *s, const char *school)
{
    struct loop_reply r;
    const char *wrong = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT count(*) FROM person p LEFT JOIN person_file f ON f.person_id = p.id AND f.use = 'person.photo' AND f.ended_at IS NULL"
                                               " WHERE coalesce(p.photo_id, 0) <> coalesce(f.id, 0)", &wrong));
    is_text(t, "0", wrong);
    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, ""), &r));
    return picture_on(t, r.body, school) != NULL;
}

TEST(a_guardian_ticks_and_gives_a_photo_that_only_those_of_the_childs_page_see)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    struct bytes p = picture_with_exif(t, picture_jpeg(t, 900, 1200), 6);
    const char *home = family_page(t, s->an), *school = school_page(t, s->an);
    is_int(t, 422, give(t, s, s->tuan, home, "", p, &r));
    has_text(t, "Hãy đánh dấu đồng ý", r.body);
    is_int(t, 303, give(t, s, s->tuan, home, "dong_y=1", p, NULL));
    is_int(t, 200, city_get(t, s, s->tuan, home, &r));
    has_text(t, "Trần Quốc Tuấn đã đồng ý lúc", r.body);
    const char *mine = picture_on(t, r.body, home);                           /* GET /ho-so/:em/anh/:anh */
    if (!is_true(t, mine != NULL)) return;
    is_int(t, 200, city_get(t, s, s->tuan, arena_print(t->arena, "%s?rong=96", mine), &r));
    has_text(t, "Content-Type: image/jpeg\n", r.head);
    has_text(t, "Cache-Control: private, no-cache\n", r.head);
    is_true(t, memmem(r.body, r.n, "GPSMARK", 7) == NULL);
    is_int(t, 200, city_get(t, s, s->an, mine, NULL));
    is_int(t, 404, city_get(t, s, s->hoa, mine, NULL));
    is_int(t, 404, city_get(t, s, s->binh, mine, NULL));

    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, ""), &r));
    const char *listed = picture_on(t, r.body, school);                       /* GET /t/:truong/em/:em/anh/:anh */
    if (!is_true(t, listed != NULL)) return;
    is_int(t, 200, city_get(t, s, s->toan, listed, NULL));
    is_int(t, 200, city_get(t, s, s->clerk, listed, NULL));
    is_int(t, 403, city_get(t, s, s->yen, listed, NULL));
    is_int(t, 404, city_get(t, s, s->lan, listed, NULL));
    is_int(t, 404, city_get(t, s, s->tuan, listed, NULL));
    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/t/thcs/em/", s->an.v, ""), &r));
    is_true(t, picture_on(t, r.body, school) != NULL);
    city_close(s);
}

TEST(the_school_gives_a_photo_only_while_a_guardian_agrees)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    struct bytes p = picture_png(t, 400, 400);
    const char *home = family_page(t, s->an), *school = school_page(t, s->an);
    is_int(t, 200, city_get(t, s, s->hang, school, &r));
    has_text(t, "Gia đình chưa đồng ý", r.body);
    is_int(t, 409, give(t, s, s->hang, school, "", p, &r));
    is_int(t, 303, city_post(t, s, s->tuan, home, "dong_y=1", NULL));         /* the tick alone */
    is_int(t, 303, give(t, s, s->hang, school, "", p, NULL));
    is_int(t, 403, give(t, s, s->toan, school, "", p, NULL));
    is_int(t, 200, city_get(t, s, s->tuan, home, &r));
    has_text(t, "Nguyễn Thị Thu Hằng đưa lên lúc", r.body);
    is_true(t, listed_now(t, s, school));

    is_int(t, 303, city_post(t, s, s->tuan, arena_print(t->arena, "%s/thoi", home), arena_print(t->arena, "loi=%s", hidden_of(t, r.body, "loi")), NULL));    /* /ho-so/:em/anh/thoi */
    is_int(t, 200, city_get(t, s, s->tuan, home, &r));
    is_true(t, picture_on(t, r.body, home) == NULL);
    is_false(t, listed_now(t, s, school));
    is_int(t, 409, give(t, s, s->hang, school, "", p, NULL));
    is_false(t, listed_now(t, s, school));
    city_close(s);
}

TEST(a_pupil_takes_the_photo_away_and_gives_none_and_a_stale_press_does_nothing)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    struct bytes p = picture_jpeg(t, 300, 300);
    const char *home = family_page(t, s->an), *school = school_page(t, s->an);
    is_int(t, 403, give(t, s, s->an, "/tai-khoan/anh", "", p, &r));
    has_text(t, "Ảnh của học sinh do phụ huynh hoặc nhà trường đưa lên", r.body);
    is_int(t, 303, give(t, s, s->tuan, home, "dong_y=1", p, NULL));
    is_int(t, 200, city_get(t, s, s->an, "/tai-khoan/anh", &r));
    const char *first = hidden_of(t, r.body, "anh"), *mine = picture_on(t, r.body, "/tai-khoan/anh");
    if (!is_true(t, mine != NULL)) return;
    is_int(t, 200, city_get(t, s, s->an, mine, NULL));                        /* GET /tai-khoan/anh/:anh */
    is_int(t, 404, city_get(t, s, s->tuan, mine, NULL));
    is_int(t, 303, give(t, s, s->tuan, home, "", p, NULL));                   /* a newer one */
    is_int(t, 404, city_get(t, s, s->an, mine, NULL));
    is_int(t, 409, city_post(t, s, s->an, "/tai-khoan/anh/bo", arena_print(t->arena, "anh=%s", first), NULL));
    is_true(t, listed_now(t, s, school));
    is_int(t, 200, city_get(t, s, s->an, "/tai-khoan/anh", &r));
    is_int(t, 303, city_post(t, s, s->an, "/tai-khoan/anh/bo", arena_print(t->arena, "anh=%s", hidden_of(t, r.body, "anh")), NULL));
    is_int(t, 200, city_get(t, s, s->hang, school, &r));
    is_true(t, picture_on(t, r.body, school) == NULL);
    is_false(t, listed_now(t, s, school));
    is_int(t, 409, city_post(t, s, s->hang, arena_print(t->arena, "%s/bo", school), arena_print(t->arena, "anh=%s", first), NULL));      /* /t/:truong/em/:em/anh/bo */
    is_int(t, 409, city_post(t, s, s->tuan, arena_print(t->arena, "%s/bo", home), arena_print(t->arena, "anh=%s", first), NULL));        /* /ho-so/:em/anh/bo */
    city_close(s);
}

TEST(an_adult_gives_and_takes_away_their_own_photo)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 422, give(t, s, s->hang, "/tai-khoan/anh", "", (struct bytes){ (const uint8_t *)"<html>", 6 }, &r));
    has_text(t, "Ở đây không nhận loại tệp này", r.body);
    is_int(t, 303, give(t, s, s->hang, "/tai-khoan/anh", "", picture_webp(t, 500, 400), NULL));
    is_int(t, 200, city_get(t, s, s->hang, "/tai-khoan/anh", &r));
    is_true(t, picture_on(t, r.body, "/tai-khoan/anh") != NULL);
    is_int(t, 303, city_post(t, s, s->hang, "/tai-khoan/anh/bo", arena_print(t->arena, "anh=%s", hidden_of(t, r.body, "anh")), NULL));
    is_int(t, 200, city_get(t, s, s->hang, "/tai-khoan/anh", &r));
    has_text(t, "Chưa có ảnh", r.body);
    is_int(t, 303, city_get(t, s, (person_id){ 0 }, "/tai-khoan/anh", NULL));
    city_close(s);
}

TEST(a_persons_quota_holds)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    struct blob_taken taken;
    struct bytes p = picture_jpeg(t, 300, 300);
    s->app.config.person_quota_mb = 1;
    struct file_given in = { "person.photo", "tep", { "a.jpg", "", p.p, p.n } };
    is_rc(t, OK, file_take(&s->app, s->ask, &in, &taken));
    int64_t fit = (1 << 20) / taken.bytes, given = 0;
    if (fit > 60) fit = 60;
    while (given < fit && give(t, s, s->hang, "/tai-khoan/anh", "", p, &r) == 303) given++;
    is_int(t, fit, given);
    is_true(t, taken.bytes > 1000);
    city_close(s);
}
