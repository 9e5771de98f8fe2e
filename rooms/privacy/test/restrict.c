/* Restriction of processing: who writes it, what no longer leaves, who no longer finds the child, and that it ends with a reason.
** GET /t/:truong/han-che   POST /t/:truong/quyen-du-lieu/:yeu/han-che   POST /t/:truong/han-che/go */
#include "people/people.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>
#include <zip.h>

static int64_t number(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

static void asks(struct test *t, struct city *s, const char *kind)
{
    is_int(t, 303, city_post(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, "/quyen-du-lieu"), arena_print(t->arena, "viec=%s&truong=%s&loi=x", kind, path_to(t, "", s->thcs.id.v, "")), NULL));
}

static const char *request_path(struct test *t, struct city *s, const char *after)
{
    return path_to(t, "/t/thcs/quyen-du-lieu/", number(t, s, "SELECT max(id) FROM privacy_request"), after);
}

static bool shows(struct test *t, struct city *s, person_id who, const char *path, const char *words)
{
    struct loop_reply r;
    return city_get(t, s, who, path, &r) == 200 && strstr(r.body, words);
}

static const char *out_text(struct test *t, struct city *s)
{
    struct loop_reply r;
    zip_error_t error;
    zip_stat_t st;
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/xuat", "noi_nhan=x&phu_huynh=1", &r));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/xuat", &r));
    const char *at = strstr(r.body, "/t/thcs/tep/");
    if (!is_true(t, at != NULL)) return "";
    is_int(t, 200, city_get(t, s, s->clerk, arena_text_n(t->arena, at, strcspn(at, "\"")), &r));
    zip_error_init(&error);
    zip_t *z = zip_open_from_source(zip_source_buffer_create(r.body, r.n, 0, &error), ZIP_RDONLY, &error);
    if (!is_true(t, z != NULL)) return "";
    const char *all = "";
    for (zip_int64_t i = 0; i < zip_get_num_entries(z, 0); i++) {
        is_int(t, 0, zip_stat_index(z, (zip_uint64_t)i, 0, &st));
        char *p = arena_take(t->arena, st.size + 1);
        zip_file_t *f = zip_fopen_index(z, (zip_uint64_t)i, 0);
        is_int(t, (int64_t)st.size, zip_fread(f, p, st.size));
        zip_fclose(f);
        all = arena_print(t->arena, "%s%s", all, p);
    }
    zip_discard(z);
    return all;
}

TEST(a_restricted_child_leaves_in_no_file_and_is_found_by_its_teachers_alone)
{
    struct city *s = city_open(t);
    asks(t, s, "restrict");
    has_text(t, "An,Trần,Lê Bình", out_text(t, s));
    is_true(t, shows(t, s, s->clerk, "/t/thcs/nguoi?q=binh+an", "Bình An"));
    is_true(t, shows(t, s, s->clerk, "/tim-kiem?q=binh+an", "Bình An"));
    is_true(t, !shows(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, ""), "Đang hạn chế"));
    is_int(t, 303, city_post(t, s, s->principal, request_path(t, s, "/han-che"), "li_do=gia-dinh-xin", NULL));
    const char *out = out_text(t, s);
    is_true(t, !strstr(out, "An,Trần,Lê Bình"));
    is_true(t, !strstr(out, "Tuấn"));                                                  /* nor its guardian */
    has_text(t, "Bình,", out);                                                         /* the others still do */
    is_true(t, !shows(t, s, s->clerk, "/t/thcs/nguoi?q=binh+an", "Bình An"));
    is_true(t, !shows(t, s, s->clerk, "/tim-kiem?q=binh+an", "Bình An"));
    is_true(t, !shows(t, s, s->yen, "/tim-kiem?q=binh+an", "Bình An"));
    is_true(t, shows(t, s, s->hang, "/tim-kiem?q=binh+an", "Bình An"));
    is_true(t, shows(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, ""), "Đang hạn chế"));
    is_true(t, shows(t, s, s->hang, path_to(t, "/t/thcs/em/", s->an.v, ""), "Đang hạn chế"));
    is_true(t, shows(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, "/quyen-du-lieu"), "Đang hạn chế"));
    is_true(t, !shows(t, s, s->hoa, path_to(t, "/ho-so/", s->binh.v, "/quyen-du-lieu"), "Đang hạn chế"));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM audit WHERE act = 'people.restrict' AND reason = 'gia-dinh-xin'"));
    city_close(s);
}

static const char *lift_fields(struct test *t, struct city *s, const char *reason)
{
    return arena_print(t->arena, "em=%s&dong=%s&rev=1&li_do=%s", path_to(t, "", s->an.v, ""), path_to(t, "", number(t, s, "SELECT max(id) FROM restriction"), ""), reason);
}

TEST(only_the_heads_begin_and_lift_it_each_with_a_reason)
{
    struct city *s = city_open(t);
    bool yes = true;
    asks(t, s, "see");
    is_int(t, 409, city_post(t, s, s->principal, request_path(t, s, "/han-che"), "li_do=x", NULL));       /* nobody asked for it */
    asks(t, s, "object");
    is_int(t, 403, city_post(t, s, s->clerk, request_path(t, s, "/han-che"), "li_do=x", NULL));
    is_int(t, 403, city_post(t, s, s->hang, request_path(t, s, "/han-che"), "li_do=x", NULL));
    is_int(t, 404, city_post(t, s, s->th_principal, request_path(t, s, "/han-che"), "li_do=x", NULL));
    is_int(t, 422, city_post(t, s, s->principal, request_path(t, s, "/han-che"), "li_do=", NULL));
    is_int(t, 303, city_post(t, s, s->deputy, request_path(t, s, "/han-che"), "li_do=x", NULL));
    is_int(t, 409, city_post(t, s, s->principal, request_path(t, s, "/han-che"), "li_do=x", NULL));
    is_rc(t, OK, restricted(as_staff(s, s->thcs.id), s->an, &yes));
    is_true(t, yes);
    is_rc(t, OK, restricted(as_staff(s, s->thcs.id), s->binh, &yes));
    is_true(t, !yes);
    is_rc(t, OK, restricted(as_staff(s, s->th.id), s->an, &yes));                       /* each school by itself */
    is_true(t, !yes);
    is_true(t, shows(t, s, s->clerk, "/t/thcs/han-che", "Bình An"));
    is_int(t, 403, city_get(t, s, s->hang, "/t/thcs/han-che", NULL));
    is_int(t, 403, city_post(t, s, s->clerk, "/t/thcs/han-che/go", lift_fields(t, s, "x"), NULL));
    is_int(t, 409, city_post(t, s, s->th_principal, "/t/tieu-hoc/han-che/go", lift_fields(t, s, "x"), NULL));
    is_int(t, 422, city_post(t, s, s->principal, "/t/thcs/han-che/go", lift_fields(t, s, ""), NULL));
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/han-che/go", lift_fields(t, s, "xong"), NULL));
    is_int(t, 409, city_post(t, s, s->principal, "/t/thcs/han-che/go", lift_fields(t, s, "xong"), NULL));
    is_true(t, shows(t, s, s->clerk, "/tim-kiem?q=binh+an", "Bình An"));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM audit WHERE act = 'people.restrict_end' AND reason = 'xong'"));
    city_close(s);
}

TEST(what_was_done_under_a_folded_row_is_restricted_with_the_person)
{
    struct city *s = city_open(t);
    bool yes = false;
    ask_done(s->ask);
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE person SET merged_into = %lld WHERE id = %lld", (long long)s->an.v, (long long)s->chi.v), NULL));
    asks(t, s, "object");
    is_int(t, 303, city_post(t, s, s->principal, request_path(t, s, "/han-che"), "li_do=x", NULL));
    is_rc(t, OK, restricted(as_staff(s, s->thcs.id), s->chi, &yes));
    is_true(t, yes);
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/han-che/go",
                             arena_print(t->arena, "em=%s&dong=%s&rev=1&li_do=xong", path_to(t, "", s->an.v, ""), path_to(t, "", number(t, s, "SELECT min(id) FROM restriction"), "")), NULL));
    is_rc(t, OK, restricted(as_staff(s, s->thcs.id), s->chi, &yes));
    is_true(t, !yes);
    city_close(s);
}

static void asks_for_self(struct test *t, struct city *s, person_id who)
{
    is_int(t, 303, city_post(t, s, who, path_to(t, "/ho-so/", who.v, "/quyen-du-lieu"), arena_print(t->arena, "viec=restrict&truong=%s&loi=x", path_to(t, "", s->thcs.id.v, "")), NULL));
}

TEST(a_restricted_guardian_is_on_no_list_and_stands_for_the_child_as_before)
{
    struct city *s = city_open(t);
    has_text(t, "Tuấn", out_text(t, s));
    asks_for_self(t, s, s->tuan);
    is_int(t, 403, city_post(t, s, s->clerk, request_path(t, s, "/han-che"), "li_do=x", NULL));
    is_int(t, 404, city_post(t, s, s->th_principal, request_path(t, s, "/han-che"), "li_do=x", NULL));
    is_int(t, 303, city_post(t, s, s->principal, request_path(t, s, "/han-che"), "li_do=x", NULL));
    const char *out = out_text(t, s);
    is_true(t, !strstr(out, "Tuấn"));
    has_text(t, "An,Trần,Lê Bình", out);                                               /* the child leaves */
    is_true(t, shows(t, s, s->principal, "/t/thcs/han-che", "Tuấn"));
    is_true(t, shows(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, ""), "Bình An"));
    is_true(t, shows(t, s, s->hang, path_to(t, "/t/thcs/em/", s->an.v, ""), "Tuấn"));
    city_close(s);
}

TEST(a_restricted_teacher_leaves_in_no_file_and_is_not_in_the_directory)
{
    struct city *s = city_open(t);
    is_true(t, shows(t, s, s->clerk, "/t/thcs/nguoi?vai=teacher", "Hằng"));
    asks_for_self(t, s, s->hang);
    is_int(t, 303, city_post(t, s, s->principal, request_path(t, s, "/han-che"), "li_do=x", NULL));
    is_true(t, !strstr(out_text(t, s), "Hằng"));
    is_true(t, !shows(t, s, s->clerk, "/t/thcs/nguoi?vai=teacher", "Thu Hằng"));
    is_true(t, !shows(t, s, s->clerk, "/t/thcs/nguoi?q=thu+hang", "Thu Hằng"));
    is_true(t, !shows(t, s, s->clerk, "/tim-kiem?q=thu+hang", "Thu Hằng"));
    is_true(t, shows(t, s, s->clerk, "/t/thcs/nguoi?vai=teacher", "Yến"));
    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, ""), NULL));      /* and works on */
    is_true(t, shows(t, s, s->principal, "/t/thcs/han-che", "Hằng"));
    city_close(s);
}
