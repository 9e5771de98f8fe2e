/* The picture of the public page: offered by the office, shown by the principal's word alone, taken down at once; never a child's. */
#include "src/web/test/pictures.h"
#include "test/harness/city.h"
#include "values/values.h"
#include <stdlib.h>
#include <string.h>

#define PAGE   "/t/thcs/gia-tri/anh"
#define NOBODY ((person_id){ 0 })

static int give(struct test *t, struct city *s, person_id who, const char *fields, struct bytes p, struct loop_reply *r)
{
    return city_upload(t, s, who, PAGE, fields, "sân.png", p, r);
}

static const char *after(struct test *t, const char *page, const char *mark, size_t n)
{
    const char *at = strstr(page, mark);
    return at ? arena_text_n(t->arena, at + strlen(mark), n) : "";
}

/* "de_nghi=…&rev=1" or "anh=…&rev=2": what the form to `action` sends along, as that person sees it. */
static const char *seen(struct test *t, struct city *s, person_id who, const char *action)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, who, PAGE, &r));
    const char *form = strstr(r.body, arena_print(t->arena, "action=\"%s\"", action)), *end = form ? strstr(form, "</form>") : NULL;
    if (!end) return "";
    form = arena_text_n(t->arena, form, (size_t)(end - form));
    const char *offer = after(t, form, "name=\"de_nghi\" value=\"", 13), *shown = after(t, form, "name=\"anh\" value=\"", 13);
    const char *rev = after(t, form, "name=\"rev\" value=\"", 1);
    return *offer ? arena_print(t->arena, "de_nghi=%s&rev=%s", offer, rev) : *shown ? arena_print(t->arena, "anh=%s&rev=%s", shown, rev) : "";
}

/* The path of the picture on the public page; "" = it shows none. */
static const char *public_picture(struct test *t, struct city *s)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs", &r));
    const char *id = after(t, r.body, "class=\"scene\" src=\"/t/thcs/tep/", 13);
    return *id ? arena_print(t->arena, "/t/thcs/tep/%s", id) : "";
}

static bool public_says(struct test *t, struct city *s, const char *words)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs", &r));
    return strstr(r.body, words) != NULL;
}

static bool bell_has(struct test *t, struct city *s, person_id who, const char *words)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, who, "/thong-bao", &r));
    return strstr(r.body, words) != NULL;
}

static int64_t number(struct test *t, struct city *s, const char *sql)
{
    const char *n = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &n));
    return n ? atoll(n) : -1;
}

static int word(struct test *t, struct city *s, person_id who, const char *say)
{
    const char *what = seen(t, s, s->principal, PAGE "/duyet");                                /* /t/:truong/gia-tri/anh/duyet */
    return city_post(t, s, who, PAGE "/duyet", arena_print(t->arena, "%s&%s", *what ? what : "de_nghi=0000000000001&rev=1", say), NULL);
}

TEST(a_picture_waits_for_the_principal_and_until_then_only_the_office_sees_it)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 422, give(t, s, s->clerk, "", picture_png(t, 1600, 900), NULL));                  /* no words */
    is_int(t, 422, city_post(t, s, s->clerk, PAGE, "mo_ta=San", NULL));                         /* no picture */
    is_int(t, 403, give(t, s, s->hang, "mo_ta=Sân", picture_png(t, 1600, 900), NULL));
    is_int(t, 404, give(t, s, s->lan, "mo_ta=Sân", picture_png(t, 1600, 900), NULL));
    is_int(t, 303, give(t, s, s->clerk, "mo_ta=Sân%20trường%20buổi%20sáng", picture_png(t, 1600, 900), NULL));
    is_text(t, "", public_picture(t, s));
    is_true(t, bell_has(t, s, s->principal, "đang chờ thầy cô duyệt"));
    is_false(t, bell_has(t, s, s->deputy, "đang chờ thầy cô duyệt"));
    is_int(t, 200, city_get(t, s, s->principal, "/hom-nay", &r));
    has_text(t, "Ảnh trang công khai chờ duyệt", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, PAGE, &r));
    has_text(t, "Đang chờ hiệu trưởng duyệt", r.body);
    const char *path = arena_print(t->arena, "/t/thcs/tep/%s", after(t, r.body, "class=\"scene\" src=\"/t/thcs/tep/", 13));
    is_int(t, 200, city_get(t, s, s->deputy, path, &r));
    has_text(t, "Cache-Control: private", r.head);
    is_int(t, 403, city_get(t, s, s->hang, path, NULL));
    is_int(t, 404, city_get(t, s, s->tuan, path, NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, path, NULL));
    is_int(t, 303, city_get(t, s, NOBODY, path, NULL));                                         /* to sign in */

    is_int(t, 403, word(t, s, s->clerk, "quyet=duyet"));
    is_int(t, 403, word(t, s, s->deputy, "quyet=duyet"));
    is_int(t, 404, word(t, s, s->th_principal, "quyet=duyet"));
    is_int(t, 303, word(t, s, s->principal, "quyet=duyet"));
    is_int(t, 409, word(t, s, s->principal, "quyet=duyet"));                                    /* nothing waits any more */
    is_text(t, path, public_picture(t, s));
    is_true(t, public_says(t, s, "alt=\"Sân trường buổi sáng\""));
    is_true(t, public_says(t, s, "<meta property=\"og:image\" content=\"http://localhost/t/thcs/tep/"));
    is_int(t, 200, city_get(t, s, NOBODY, path, &r));
    has_text(t, "Content-Type: image/jpeg\n", r.head);
    is_true(t, bell_has(t, s, s->clerk, "Hiệu trưởng đã duyệt ảnh"));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM audit WHERE act = 'values.picture_publish'"));
    is_int(t, 2, number(t, s, "SELECT count(*) FROM statement WHERE object_kind = 'values_picture'"));
    city_close(s);
}

TEST(a_returned_picture_comes_back_with_its_reason_and_is_mended_or_withdrawn)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, give(t, s, s->clerk, "mo_ta=Cổng", picture_png(t, 640, 480), NULL));
    is_int(t, 422, word(t, s, s->principal, "quyet=tra_lai"));
    is_int(t, 303, word(t, s, s->principal, "quyet=tra_lai&li_do=Thấy+mặt+một+em"));
    is_text(t, "", public_picture(t, s));
    is_true(t, bell_has(t, s, s->clerk, "trả lại ảnh của trang công khai"));
    is_false(t, bell_has(t, s, s->clerk, "Thấy mặt một em"));                                  /* why stands on the page, not on the bell */
    is_int(t, 200, city_get(t, s, s->clerk, PAGE, &r));
    has_text(t, "Thấy mặt một em", r.body);
    is_int(t, 1, number(t, s, "SELECT count(*) FROM audit WHERE act = 'values.picture_return' AND reason = 'Thấy mặt một em'"));
    is_int(t, 303, give(t, s, s->clerk, arena_print(t->arena, "mo_ta=Cổng&%s", seen(t, s, s->clerk, PAGE)), picture_png(t, 700, 480), NULL));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM file WHERE use = 'values.picture_waits' AND ended_at IS NULL"));      /* the former one ended */
    is_int(t, 303, city_post(t, s, s->clerk, PAGE, arena_print(t->arena, "mo_ta=Cổng+trường&%s", seen(t, s, s->clerk, PAGE)), NULL));      /* only the words */
    const char *stale = seen(t, s, s->clerk, PAGE);
    is_int(t, 303, city_post(t, s, s->deputy, PAGE "/rut", seen(t, s, s->deputy, PAGE "/rut"), NULL));              /* /t/:truong/gia-tri/anh/rut */
    is_int(t, 409, city_post(t, s, s->clerk, PAGE, arena_print(t->arena, "mo_ta=Khác&%s", stale), NULL));
    is_int(t, 409, city_post(t, s, s->clerk, PAGE "/rut", stale, NULL));
    is_int(t, 0, number(t, s, "SELECT count(*) FROM file WHERE ended_at IS NULL"));
    is_int(t, 200, city_get(t, s, s->clerk, PAGE, &r));
    has_text(t, "Chưa có ảnh.", r.body);
    city_close(s);
}

TEST(whoever_has_the_word_publishes_at_once_and_words_wait_like_pictures)
{
    struct city *s = city_open(t);
    is_int(t, 303, give(t, s, s->principal, "mo_ta=Sân", picture_png(t, 640, 480), NULL));
    const char *first = public_picture(t, s);
    is_true(t, *first != 0);
    is_false(t, bell_has(t, s, s->principal, "trang công khai"));
    is_int(t, 303, city_post(t, s, s->clerk, PAGE, arena_print(t->arena, "mo_ta=Sân+trường&%s", seen(t, s, s->clerk, PAGE)), NULL));
    is_true(t, public_says(t, s, "alt=\"Sân\""));
    is_int(t, 303, word(t, s, s->principal, "quyet=duyet"));
    is_true(t, public_says(t, s, "alt=\"Sân trường\""));
    is_text(t, first, public_picture(t, s));                                                    /* the same picture */
    is_int(t, 303, give(t, s, s->clerk, arena_print(t->arena, "mo_ta=Cổng&%s", seen(t, s, s->clerk, PAGE)), picture_png(t, 640, 470), NULL));
    is_int(t, 303, give(t, s, s->principal, arena_print(t->arena, "mo_ta=Cây&%s", seen(t, s, s->principal, PAGE)), picture_png(t, 640, 460), NULL));
    is_true(t, public_says(t, s, "alt=\"Cây\""));
    is_true(t, bell_has(t, s, s->clerk, "Hiệu trưởng đã chọn ảnh khác"));
    is_int(t, 404, city_get(t, s, s->clerk, first, NULL));                                       /* the former one has ended */
    is_int(t, 1, number(t, s, "SELECT count(*) FROM file WHERE ended_at IS NULL"));
    is_int(t, 0, number(t, s, "SELECT count(*) FROM values_picture WHERE state IN ('pending', 'returned')"));
    city_close(s);
}

TEST(a_picture_is_taken_down_at_once_and_the_principal_hears_of_it)
{
    struct city *s = city_open(t);
    is_int(t, 303, give(t, s, s->principal, "mo_ta=Sân", picture_png(t, 640, 480), NULL));
    const char *path = public_picture(t, s);
    is_int(t, 303, city_post(t, s, s->clerk, PAGE, arena_print(t->arena, "mo_ta=Lời+khác&%s", seen(t, s, s->clerk, PAGE)), NULL));
    const char *down = seen(t, s, s->deputy, PAGE "/bo");                                       /* /t/:truong/gia-tri/anh/bo */
    is_int(t, 403, city_post(t, s, s->hang, PAGE "/bo", down, NULL));
    is_int(t, 303, city_post(t, s, s->deputy, PAGE "/bo", down, NULL));
    is_int(t, 409, city_post(t, s, s->clerk, PAGE "/bo", down, NULL));
    is_text(t, "", public_picture(t, s));
    is_int(t, 404, city_get(t, s, s->clerk, path, NULL));
    is_true(t, bell_has(t, s, s->principal, "vừa được gỡ"));
    is_int(t, 409, word(t, s, s->principal, "quyet=duyet"));                                    /* the words went with it */
    is_int(t, 1, number(t, s, "SELECT count(*) FROM audit WHERE act = 'values.picture_down' AND fields LIKE '%Sân%'"));
    city_close(s);
}

/* ---- children */

struct child_file { struct blob_taken taken; person_id child; int64_t quota; };
static rc child_put(struct tx *t, const struct child_file *in, file_id *out)
{
    return file_add(t, &(struct new_file){ .taken = &in->taken, .child = in->child, .by = in->child, .quota = in->quota }, out);
}
CLOSURE(child_put, struct child_file, file_id)

static rc child_turn(struct tx *t, const file_id *in, void *out)
{
    (void)out;
    return file_turn(t, *in, "values.picture", "x");
}
CLOSURE(child_turn, file_id, void)

TEST(no_way_leads_from_a_childs_file_to_the_public_page)
{
    struct city *s = city_open(t);
    struct bytes p = picture_png(t, 300, 300);
    struct child_file in = { .child = s->an, .quota = 1 << 30 };
    struct file_line *row;
    file_id id;
    size_t n;
    for (const struct file_table *table = s->app.file_tables; table->room; table++)              /* what is open names no child */
        for (const struct file_use *u = table->uses; u->name; u++)
            if (u->open && !str_is(u->name, "values.picture")) fail(t, "%s is open: may it hold a child's file?", u->name);
    struct file_given open = { "values.picture", "tep", { "a.png", "", p.p, p.n } }, waits = { VALUES_PICTURE_WAITS, "tep", { "a.png", "", p.p, p.n } };
    is_rc(t, OK, file_take(&s->app, as_staff(s, s->thcs.id), &open, &in.taken));
    is_rc(t, BUG, transact(as_staff(s, s->thcs.id), NULL, child_put, &in, &id));                  /* never of an open use */
    *s->ask->fault = (struct fault){ 0 };
    is_rc(t, OK, file_take(&s->app, as_staff(s, s->thcs.id), &waits, &in.taken));
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, child_put, &in, &id));
    is_rc(t, BUG, transact(as_staff(s, s->thcs.id), NULL, child_turn, &id, (void *)NULL));         /* nor does one become so */
    *s->ask->fault = (struct fault){ 0 };
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE file SET use = 'values.picture'", NULL));     /* not even by a hand in the database */
    is_rc(t, OK, files_shown(&s->app, as_staff(s, s->thcs.id), s->thcs.id, "values.picture", 0, &row, &n));
    is_int(t, 0, n);
    is_int(t, 303, city_get(t, s, NOBODY, path_to(t, "/t/thcs/tep/", id.v, ""), NULL));             /* to sign in */
    is_text(t, "", public_picture(t, s));
    city_close(s);
}
