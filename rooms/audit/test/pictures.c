/* Pictures in the journal: before and after, to those who read the entry, while their bytes are kept. */
#include "files/files.h"
#include "src/web/test/pictures.h"
#include "test/harness/city.h"
#include <string.h>

static const char *journal_picture(struct test *t, const char *page, const char *tail)
{
    for (const char *at = page; (at = strstr(at, "<img src=\"")); at++) {
        const char *src = arena_text_n(t->arena, at + 10, strcspn(at + 10, "\""));
        if (strstr(src, tail)) return src;
    }
    return "";
}

TEST(the_journal_shows_a_photo_before_and_after_while_it_is_kept_to_those_who_read_it)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    struct files_tidied out;
    const char *history = path_to(t, "/t/thcs/em/", s->an.v, "/lich-su");
    is_int(t, 303, city_upload(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, "/anh"), "dong_y=1", "a.jpg", picture_jpeg(t, 400, 400), NULL));
    is_int(t, 303, city_upload(t, s, s->hang, path_to(t, "/t/thcs/em/", s->an.v, "/anh"), "", "a.jpg", picture_jpeg(t, 500, 500), NULL));
    is_int(t, 200, city_get(t, s, s->hang, history, &r));
    const char *before = journal_picture(t, r.body, "anh?luc=truoc"), *after = journal_picture(t, r.body, "anh?luc=sau");
    has_text(t, "alt=\"Ảnh trước khi đổi\"", r.body);
    is_int(t, 200, city_get(t, s, s->hang, before, &r));                      /* /t/:truong/em/:em/lich-su/:dong/anh */
    has_text(t, "Content-Type: image/jpeg\n", r.head);
    is_int(t, 200, city_get(t, s, s->hang, after, NULL));
    is_int(t, 200, city_get(t, s, s->principal, after, NULL));
    is_int(t, 403, city_get(t, s, s->yen, after, NULL));
    is_int(t, 404, city_get(t, s, s->lan, after, NULL));
    is_int(t, 404, city_get(t, s, s->tuan, after, NULL));

    const char *row = strstr(after, "/lich-su/") + 9, *entry = arena_print(t->arena, "/t/thcs/nhat-ky/%.13s", row);
    is_int(t, 404, city_get(t, s, s->hang, arena_print(t->arena, "%s/%.13s/anh?luc=sau", path_to(t, "/t/thcs/em/", s->binh.v, "/lich-su"), row), NULL));
    is_int(t, 200, city_get(t, s, s->principal, entry, &r));
    const char *one = journal_picture(t, r.body, "anh?luc=truoc");            /* /t/:truong/nhat-ky/:dong/anh */
    is_int(t, 200, city_get(t, s, s->principal, one, NULL));
    is_int(t, 403, city_get(t, s, s->clerk, one, NULL));
    is_int(t, 404, city_get(t, s, s->lan, one, NULL));

    s->ask->scope = (struct scope){ 0 };                                      /* the night after */
    s->ask->now = (instant){ s->ask->now.ms + 86400000 };
    is_rc(t, OK, files_tidy(&s->app, s->ask, &out));
    is_int(t, 404, city_get(t, s, s->principal, one, NULL));
    is_int(t, 200, city_get(t, s, s->principal, entry, &r));
    has_text(t, "ảnh đã xóa hẳn", r.body);
    is_text(t, "", journal_picture(t, r.body, "anh?luc=truoc"));
    is_true(t, *journal_picture(t, r.body, "anh?luc=sau") != 0);
    city_close(s);
}

TEST(when_the_family_takes_back_its_word_the_journal_shows_no_photo_of_the_child_either)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *history = path_to(t, "/t/thcs/em/", s->an.v, "/lich-su"), *page = path_to(t, "/ho-so/", s->an.v, "/anh");
    is_int(t, 303, city_upload(t, s, s->tuan, page, "dong_y=1", "a.jpg", picture_jpeg(t, 400, 400), NULL));
    is_int(t, 303, city_upload(t, s, s->hang, path_to(t, "/t/thcs/em/", s->an.v, "/anh"), "", "a.jpg", picture_jpeg(t, 500, 500), NULL));
    is_int(t, 200, city_get(t, s, s->hang, history, &r));
    const char *photo = journal_picture(t, r.body, "anh?luc=sau");
    is_int(t, 200, city_get(t, s, s->hang, photo, NULL));
    is_int(t, 200, city_get(t, s, s->tuan, page, &r));
    const char *at = strstr(r.body, "name=\"loi\" value=\"");
    if (is_true(t, at != NULL)) is_int(t, 303, city_post(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, "/anh/thoi"), arena_print(t->arena, "loi=%.13s", at + 18), NULL));
    is_int(t, 404, city_get(t, s, s->hang, photo, NULL));
    is_int(t, 200, city_get(t, s, s->hang, history, &r));
    is_text(t, "", journal_picture(t, r.body, "anh?luc="));
    city_close(s);
}
