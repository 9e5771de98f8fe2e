/* Installing Khuê, the worker, and what the rows let a browser keep or send later. */
#include "test/harness/city.h"
#include "ui/ui.h"
#include "web/form.h"
#include <stdio.h>
#include <string.h>

static const char *page(struct test *t, struct city *s, person_id who, const char *path, int status)
{
    struct loop_reply r = { 0 };
    is_int(t, status, city_get(t, s, who, path, &r));
    return r.body ? r.body : "";
}

static const char *me_of(struct test *t, struct city *s, person_id who, const char *path)
{
    struct loop_reply r = { 0 };
    is_int(t, 200, city_get(t, s, who, path, &r));
    const char *at = strstr(r.head, HEADER_ME ": ");
    return at ? arena_text_n(t->arena, at + strlen(HEADER_ME) + 2, strcspn(at, "\n") - strlen(HEADER_ME) - 2) : "";
}

static const person_id nobody_;

/* GET /manifest.webmanifest */
TEST(the_manifest_speaks_the_language_of_the_page_that_names_it)
{
    struct city *s = city_open(t);
    const char *vi = page(t, s, nobody_, "/manifest.webmanifest?lang=vi", 200), *en = page(t, s, nobody_, "/manifest.webmanifest?lang=en", 200);
    has_text(t, "\"name\":\"Khuê, trường học kết nối\"", vi);
    has_text(t, "\"lang\":\"en\"", en);
    lacks_text(t, "trường", en);
    has_text(t, "\"purpose\":\"maskable\"", vi);
    has_text(t, "<link rel=\"manifest\" href=\"/manifest.webmanifest?lang=vi\">", page(t, s, s->hang, "/hom-nay", 200));
    city_close(s);
}

/* GET /sw.js */
TEST(the_worker_runs_under_the_policy_of_pages_and_names_its_parts_by_their_content)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->hang, "/sw.js", &r));           /* the same whoever asks: nobody's session is read */
    lacks_text(t, HEADER_ME, r.head);
    has_text(t, "Content-Type: text/javascript", r.head);
    has_text(t, "Content-Security-Policy: default-src 'self'", r.head);
    lacks_text(t, "sandbox", r.head);
    has_text(t, "Cache-Control: public, max-age=3600", r.head);
    has_text(t, arena_print(t->arena, "importScripts(\"%s\",\"%s\",\"%s\")", asset("offline-store.js"), asset("sw.js"), asset("sw-push.js")), r.body);
    has_text(t, "\"/hom-nay\"", r.body);
    has_text(t, "\"^/t/[^/]+/lop/[0-9a-z]{13}$\"", r.body);
    has_text(t, "\"^/lich/moi$\"", r.body);
    for (const char *never = "/tai-khoan /mat-khau /so-ghi /em/ /phieu /dang-nhap"; *never; never += strcspn(never, " "), never += *never == ' ')
        lacks_text(t, arena_text_n(t->arena, never, strcspn(never, " ")), r.body);
    city_close(s);
}

/* What the page of privacy says is what the worker does. */
TEST(the_worker_forgets_after_the_days_that_are_told)
{
    const struct static_file *f = static_files;
    while (f->path && !str_is(f->path, asset("sw.js"))) f++;
    if (!is_true(t, f->path != NULL)) return;
    const char *worker = arena_text_n(t->arena, f->plain, f->plain_n);
    has_text(t, arena_print(t->arena, "> %d * self.khue.day", SEALED_DAYS), worker);
    has_text(t, "Number(copy.headers.get(\"" HEADER_KEEP "\")) * self.khue.day", worker);
    has_text(t, HEADER_ME, worker);
    has_text(t, HEADER_DONE, worker);
    has_text(t, "\"" FIELD_OF "\"", worker);
    has_text(t, "\"" FIELD_WAITED "\"", worker);
}

TEST(a_path_with_params_becomes_an_expression_that_fits_it_alone)
{
    is_text(t, "^/lich$", ui_path_pattern(t->arena, "/lich"));
    is_text(t, "^/t/[^/]+/lop/[0-9a-z]{13}/lich/moi$", ui_path_pattern(t->arena, "/t/:truong/lop/:lop/lich/moi"));
}

/* A row that somebody marks by mistake is caught here: what is looked up in the ledger runs SLOW, what everybody sees needs no copy. */
TEST(a_page_that_is_kept_is_a_quick_one_for_people_who_are_signed_in)
{
    struct city *s = city_open(t);
    int kept = 0;
    for (const struct route_table *table = s->app.tables; table->room; table++)
        for (const struct route *row = table->rows; row->method; row++) {
            if (!row->keep_offline) continue;
            kept++;
            is_true(t, row->method == GET && row->runs_on == QUICK && row->need.permission != 0 && row->title != NULL);
            city_get(t, s, nobody_, row->path, NULL);
        }
    is_true(t, kept > 10);
    city_close(s);
}

static bool ends_something(const char *path)
{
    static const char *const words[] = { "/bo", "/thoi", "/huy", "/xoa", "/rut", "/gui", "/thu-hoi", "/nhac", "/ket-thuc", NULL };
    for (size_t i = 0; words[i]; i++)
        if (strlen(path) > strlen(words[i]) && str_is(path + strlen(path) - strlen(words[i]), words[i])) return true;
    return false;
}

TEST(a_form_that_waits_holds_no_secret_and_no_file_and_ends_nothing)
{
    struct city *s = city_open(t);
    int waits = 0;
    for (const struct route_table *table = s->app.tables; table->room; table++)
        for (const struct route *row = table->rows; row->method; row++) {
            if (!row->may_wait) continue;
            waits++;
            is_true(t, row->method == POST && row->runs_on == WRITE && !row->hashes && !row->no_token && row->again != NULL);
            is_false(t, ends_something(row->path));
            for (const struct field *f = row->form->fields; f->name; f++) is_true(t, f->kind != FIELD_SECRET && f->kind != FIELD_FILE);
        }
    is_true(t, waits > 5 && waits <= UI_WAITS);
    city_close(s);
}

/* As each person of the city: no telephone number on any page that stays in a browser. */
TEST(no_page_that_is_kept_says_how_to_reach_anybody)
{
    struct city *s = city_open(t);
    const person_id people[] = { s->principal, s->deputy, s->clerk, s->hang, s->toan, s->yen, s->an, s->chi, s->tuan, s->hoa, s->admin };
    const char *paths[] = { "/hom-nay", "/lop-hoc", "/lich", "/lich/moi", "/thong-bao", "/loi-nhan", "/cho-gui", path_to(t, "/t/thcs/lop/", s->a1.v, ""), path_to(t, "/lop/", s->a1.v, ""),
                            path_to(t, "/t/thcs/lop/", s->a1.v, "/lich"), "/t/thcs/lich" };
    int seen = 0;
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        for (size_t k = 0; k < sizeof paths / sizeof *paths; k++) {
            struct loop_reply r;
            if (city_get(t, s, people[i], paths[k], &r) != 200) continue;
            seen++;
            has_text(t, HEADER_KEEP ": 7", r.head);
            lacks_text(t, "href=\"tel:", r.body);
            lacks_text(t, "href=\"mailto:", r.body);
            lacks_text(t, "00000101", r.body);                    /* of Tuấn, and the next of Hoa */
            lacks_text(t, "00000102", r.body);
        }
    is_true(t, seen > 60);
    city_close(s);
}

/* What was kept under other relations goes at the next contact: the mark of the page changes, its tag for waiting forms does not. */
TEST(an_order_changes_the_mark_of_the_pages_but_not_whose_forms_wait)
{
    struct city *s = city_open(t);
    const char *before = me_of(t, s, s->tuan, "/hom-nay");
    is_text(t, before, me_of(t, s, s->tuan, "/lich"));
    city_keep_away(t, s, s->an, s->tuan);
    const char *after = me_of(t, s, s->tuan, "/hom-nay");
    is_true(t, strncmp(before, after, 27) == 0);
    is_false(t, str_is(before, after));
    city_close(s);
}

/* GET /cho-gui and GET /ngoai-tuyen */
TEST(the_page_of_what_waits_is_for_who_is_signed_in_and_the_one_that_stands_in_for_everybody)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, city_get(t, s, nobody_, "/cho-gui", NULL));
    const char *queue = page(t, s, s->hang, "/cho-gui", 200);
    has_text(t, "data-path=\"^/lich/moi$\">Thêm vào lịch riêng", queue);
    has_text(t, "<noscript>", queue);
    is_int(t, 200, city_get(t, s, nobody_, "/ngoai-tuyen?lang=en", &r));
    has_text(t, "<html lang=\"en\">", r.body);
    lacks_text(t, "data-seal", r.body);
    lacks_text(t, "Set-Cookie", r.head);
    const char *form = page(t, s, s->hang, "/lich/moi", 200);
    has_text(t, "name=\"" FIELD_OF "\"", form);
    lacks_text(t, "name=\"" FIELD_OF "\"", page(t, s, s->hang, "/mat-khau", 200));
    city_close(s);
}
