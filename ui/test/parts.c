/* The frame, the error pages and /dev/parts through the whole path of a request. */
#include "generated/ui_views.h"
#include "test/harness/test.h"
#include "ui/ui.h"
#include "web/app.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern const struct route web_routes[];

enum { FREE = 0, FOR_STAFF };

static struct role_at roles[] = { { { { 1 }, "mau-0417", "Trường THCS Mẫu 0417 – Ngọc Hà" }, "teacher" } };
static struct role_at pupil_roles[] = { { { { 1 }, "mau-0417", "Trường THCS Mẫu 0417 – Ngọc Hà" }, "pupil" } };
static const struct who pupil = { .person = { 8 }, .name = "Trần Lê Bình An", .given = "An", .initial = "A", .role = pupil_roles, .roles = 1 };
static const struct who nobody, teacher = { .person = { 7 }, .name = "Nguyễn Thị Thu Hằng", .given = "Hằng", .initial = "H", .role = roles, .roles = 1, .children = 2 };
static const struct who *asking;

static rc fault_page(struct ctx *c, struct reply *r)
{
    const char *kind = query_text(c, "loi"), *page = query_text(c, "trang");
    if (*page) {
        struct out o = { .b = &r->body, .lang = c->lang, .c = c };
        ui_error_page(&o, NULL, atoi(page));
        return OK;
    }
    if (str_is(kind, "409")) return refuse(c->ask, CONFLICT, 4103, _("Quyển {ten} đang có người mượn."), "ten", "<Dế Mèn>", NULL);
    return str_is(kind, "403") ? DENIED : str_is(kind, "500") ? BUG : str_is(kind, "503") ? BUSY : NOT_FOUND;
}

static const struct route rows[] = {
    { GET, PATH_TODAY,   MAY(FREE),      NULL, QUICK, fault_page, "Hôm nay" },
    { GET, PATH_CLASSES, MAY(FREE),      NULL, QUICK, fault_page, "Lớp học" },
    { GET, PATH_MANAGE,  MAY(FOR_STAFF), NULL, QUICK, fault_page, "Quản lý" },
    { 0 }
};
static const struct route_table tables[] = { { "test", rows }, { "ui", ui_dev_routes }, { "ui", ui_outbox_routes }, { "web", web_routes }, { 0 } };

static rc who_of(struct ask *a, person_id person, struct who *w) { (void)a; (void)person; *w = *asking; return OK; }
static rc decide(struct ctx *c, const struct need *need) { (void)need; c->who = asking; return OK; }
static bool may_it(struct ctx *c, int permission, const char *param, int64_t object)
{
    (void)c; (void)param; (void)object;
    return permission != FOR_STAFF;
}

static bool open_app(struct test *t, struct app *app, struct loop_client *l, const struct who *w)
{
    struct db_config db = { .folder = t->folder, .node = 1 };
    char why[300] = "";
    *app = (struct app){ .tables = tables, .hooks = { who_of, decide, may_it, ui_error_page } };
    app->config = (struct config){ .data = t->folder, .base_url = "http://localhost:8080", .test = true, .workers = 1, .slow_ms = 10000 };
    asking = w;
    if (!is_rc(t, OK, db_open(&db, true, &app->db, why, sizeof why)) || !is_rc(t, OK, db_migrate(app->db, NULL, why, sizeof why)) ||
        !is_rc(t, OK, app_start(app, why, sizeof why))) return false;
    loop_open(l, app);
    return true;
}

static void close_app(struct app *app, struct loop_client *l)
{
    loop_close(l);
    app_finish(app);
    db_close(app->db);
}

static const char *get(struct test *t, struct loop_client *l, const char *path, int status)
{
    struct loop_reply r = { 0 };
    is_rc(t, OK, loop_send(l, t->arena, GET, path, NULL, &r));
    is_int(t, status, r.status);
    return r.body ? r.body : "";
}

/* All rows: /dev/parts/nut /dev/parts/bieu-mau /dev/parts/danh-sach /dev/parts/bang /dev/parts/hinh /dev/parts/hoc-sinh
** /dev/parts/truong /dev/parts/giay /dev/parts/hoi /dev/parts/ngoai-tuyen */
TEST(every_part_is_shown_in_both_languages)
{
    struct app app;
    struct loop_client l;
    struct loop_reply r;
    if (!open_app(t, &app, &l, &teacher)) return;
    const char *vi = get(t, &l, "/dev/parts", 200);
    has_text(t, "<html lang=\"vi\">", vi);
    has_text(t, "Hoàn tác", vi);
    for (const struct route *row = ui_dev_routes; row->method; row++) {
        const char *page = get(t, &l, row->path, 200);
        lacks_text(t, "{{", page);
        if (row->title) has_text(t, arena_print(t->arena, "href=\"%s\"", row->path), str_is(row->path, "/dev/parts") ? get(t, &l, "/dev/parts/nut", 200) : vi);
    }
    const char *form = get(t, &l, "/dev/parts/bieu-mau", 200);
    has_text(t, "name=\"" FIELD_CSRF "\"", form);
    has_text(t, "aria-describedby=\"o-ngay-e o-ngay-h\"", form);
    has_text(t, "value=\"29/02/2027\"", form);
    has_text(t, "2.044.006", get(t, &l, "/dev/parts/danh-sach", 200));
    loop_send(&l, t->arena, POST, PATH_LANGUAGE, "lang=en&tiep=/dev/parts", &r);
    is_int(t, 303, r.status);
    loop_send(&l, t->arena, POST, PATH_THEME, "theme=dark&tiep=/dev/parts", &r);
    const char *en = get(t, &l, "/dev/parts", 200);
    has_text(t, "<html lang=\"en\" data-theme=\"dark\">", en);
    has_text(t, "<meta name=\"color-scheme\" content=\"dark\">", en);
    has_text(t, "2,044,006", get(t, &l, "/dev/parts/danh-sach", 200));
    has_text(t, "Undo", en);
    lacks_text(t, "Hoàn tác", en);
    has_text(t, "data-demo=\"teacher\"", get(t, &l, "/dev/parts/porch", 200));
    close_app(&app, &l);
}

TEST(a_place_is_shown_when_it_exists_and_the_person_may_go_there)
{
    struct app app;
    struct loop_client l;
    if (!open_app(t, &app, &l, &teacher)) return;
    const char *page = get(t, &l, "/dev/parts", 200);
    has_text(t, "href=\"" PATH_CLASSES "\"", page);
    lacks_text(t, "href=\"" PATH_SCHOOL "\"", page);           /* no room has it */
    lacks_text(t, "href=\"" PATH_MANAGE "\"", page);           /* may not */
    lacks_text(t, "href=\"" PATH_SEARCH "\"", page);
    has_text(t, "Trường THCS Mẫu 0417 – Ngọc Hà", page);
    has_text(t, "value=\"guardian\"", page);                   /* the other role of a teacher with children */
    has_text(t, "<a href=\"" PATH_TODAY "\" aria-current=\"page\">", get(t, &l, PATH_TODAY "?loi=409", 409));
    close_app(&app, &l);
}

TEST(a_page_of_make_dev_asks_which_process_answers_and_no_other_page_does)
{
    struct app app;
    struct loop_client l;
    if (!open_app(t, &app, &l, &teacher)) return;
    lacks_text(t, "<script src=\"/s/dev.", get(t, &l, "/dev/parts", 200));
    app.config.dev = true;
    has_text(t, "<script src=\"/s/dev.", get(t, &l, "/dev/parts", 200));
    is_int(t, getpid(), atoi(get(t, &l, "/dev/made", 200)));
    close_app(&app, &l);
}

TEST(pages_for_makers_are_not_there_where_a_school_runs)
{
    struct app app;
    struct loop_client l;
    if (!open_app(t, &app, &l, &teacher)) return;
    app.config.test = false;
    for (const struct route *row = ui_dev_routes; row->method; row++) get(t, &l, row->path, 404);
    close_app(&app, &l);
}

TEST(each_error_has_its_page_and_the_way_out)
{
    static const struct { int status; const char *says; } want[] = {
        { 403, "Trang này không dành cho vai trò của bạn" }, { 404, "Không có trang này" }, { 409, "Vừa có người sửa chỗ này" },
        { 413, "Tệp hoặc nội dung quá lớn" }, { 422, "Chưa lưu được" }, { 429, "Gửi nhanh quá" }, { 500, "Hệ thống có lỗi" },
        { 503, "Hệ thống đang bận" }, { 418, "Hệ thống có lỗi" },
    };
    struct app app;
    struct loop_client l;
    if (!open_app(t, &app, &l, &nobody)) return;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        asking = i % 2 ? &teacher : &nobody;
        const char *page = get(t, &l, arena_print(t->arena, PATH_TODAY "?trang=%d", want[i].status), 200);
        has_text(t, want[i].says, page);
        has_text(t, arena_print(t->arena, "Mã %d", want[i].status), page);
        has_text(t, asking == &teacher ? "class=\"house\"" : "class=\"porch\"", page);
        has_text(t, "</html>", page);
    }
    const char *page = get(t, &l, PATH_TODAY "?loi=409", 409);
    has_text(t, "Quyển &lt;Dế Mèn&gt; đang có người mượn.", page);
    has_text(t, "số 4103", page);
    has_text(t, "Hệ thống có lỗi", get(t, &l, PATH_TODAY "?loi=500", 500));
    has_text(t, "Hệ thống đang bận", get(t, &l, PATH_TODAY "?loi=503", 503));
    close_app(&app, &l);
}

TEST(a_child_is_told_in_a_childs_words_and_nobody_else_is)
{
    static const struct { int status; const char *says; } want[] = {
        { 403, "Em không làm gì sai" }, { 404, "Không thấy trang này" }, { 409, "Chỗ này vừa đổi" }, { 429, "Em bấm nhanh quá" }, { 500, "Không phải tại em đâu" }, { 503, "Máy đang bận" }, { 418, "Không phải tại em đâu" } };
    struct app app;
    struct loop_client l;
    if (!open_app(t, &app, &l, &pupil)) return;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        asking = &pupil;
        has_text(t, want[i].says, get(t, &l, arena_print(t->arena, PATH_TODAY "?trang=%d", want[i].status), 200));
        asking = &teacher;
        lacks_text(t, want[i].says, get(t, &l, arena_print(t->arena, PATH_TODAY "?trang=%d", want[i].status), 200));
        asking = &nobody;
        lacks_text(t, want[i].says, get(t, &l, arena_print(t->arena, PATH_TODAY "?trang=%d", want[i].status), 200));
    }
    close_app(&app, &l);
}

TEST(mails_are_shown_only_where_they_leave_for_nowhere)
{
    struct app app;
    struct loop_client l;
    if (!open_app(t, &app, &l, &teacher)) return;
    app.config.test = app.config.dev = false;
    get(t, &l, "/thu-mau", 404);                                    /* a school: 404 for everybody */
    app.config.demo = true;
    has_text(t, "Chưa có lá thư nào.", get(t, &l, "/thu-mau", 200));
    app.config.smtp_url = "smtp://127.0.0.1";
    get(t, &l, "/thu-mau", 404);                                    /* a demo that sends */
    close_app(&app, &l);
}
