#include "web/test/floor.h"
#include <string.h>

TEST(a_page_leaves_with_its_safety_headers)
{
    struct floor f;
    struct loop_client l;
    struct loop_reply r;

    if (!floor_open(t, &f)) return;
    loop_open(&l, &f.app);
    is_rc(t, OK, loop_send(&l, t->arena, GET, "/ghi-chu", NULL, &r));
    is_int(t, 200, r.status);
    has_text(t, "Content-Security-Policy: default-src 'self'; base-uri 'none'; frame-ancestors 'none'", r.head);
    lacks_text(t, "unsafe-inline", r.head);
    has_text(t, "X-Content-Type-Options: nosniff", r.head);
    has_text(t, "Cache-Control: private, no-store", r.head);
    has_text(t, "Set-Cookie: khach=", r.head);
    loop_close(&l);
    floor_close(&f);
}

TEST(a_path_finds_its_row_and_its_ids)
{
    struct floor f;
    struct loop_client l;
    struct loop_reply r;

    if (!floor_open(t, &f)) return;
    loop_open(&l, &f.app);
    loop_send(&l, t->arena, GET, "/t/chu-van-an/muc/0000000000042", NULL, &r);
    is_text(t, "chu-van-an 130", r.body);
    loop_send(&l, t->arena, GET, "/t/chu-van-an/muc/moi", NULL, &r);
    is_int(t, 200, r.status);
    loop_send(&l, t->arena, GET, "/t/chu-van-an/muc/khong", NULL, &r);
    is_int(t, 404, r.status);
    loop_send(&l, t->arena, GET, "/t/chu-van-an/muc/0000000000042/", NULL, &r);
    is_int(t, 404, r.status);
    loop_send(&l, t->arena, GET, "/loi-nhan", NULL, &r);
    is_int(t, 405, r.status);
    has_text(t, "Allow: POST\n", r.head);
    loop_send(&l, t->arena, GET, "/hong", NULL, &r);
    is_int(t, 500, r.status);
    loop_close(&l);
    floor_close(&f);
}

TEST(a_public_page_is_asked_for_again_with_its_tag)
{
    struct floor f;
    struct loop_client l;
    struct loop_reply r;

    if (!floor_open(t, &f)) return;
    loop_open(&l, &f.app);
    loop_send(&l, t->arena, GET, "/cong-khai", NULL, &r);
    has_text(t, "Cache-Control: public, no-cache", r.head);
    has_text(t, "ETag: W/\"", r.head);
    lacks_text(t, "Set-Cookie", r.head);
    is_rc(t, OK, loop_sign_in(&l, AN));
    loop_send(&l, t->arena, GET, "/cong-khai", NULL, &r);
    has_text(t, "Cache-Control: private, no-store", r.head);
    loop_close(&l);
    floor_close(&f);
}

TEST(a_message_is_shown_once_after_the_redirect)
{
    struct floor f;
    struct loop_client l;
    struct loop_reply r;

    if (!floor_open(t, &f)) return;
    loop_open(&l, &f.app);
    loop_send(&l, t->arena, POST, "/loi-nhan", "", &r);
    is_int(t, 303, r.status);
    is_text(t, "/ghi-chu", r.location);
    loop_send(&l, t->arena, GET, "/ghi-chu", NULL, &r);
    has_text(t, "flash=Đã lưu “một” việc|", r.body);
    loop_send(&l, t->arena, GET, "/ghi-chu", NULL, &r);
    has_text(t, "flash=-|", r.body);
    loop_close(&l);
    floor_close(&f);
}

TEST(language_and_theme_are_kept_in_the_browser_and_lead_back)
{
    struct floor f;
    struct loop_client l;
    struct loop_reply r;

    if (!floor_open(t, &f)) return;
    loop_open(&l, &f.app);
    loop_send(&l, t->arena, POST, "/ngon-ngu", "lang=en&tiep=/ghi-chu%3Fa=%C4%83", &r);
    is_text(t, "/ghi-chu?a=%C4%83", r.location);
    loop_send(&l, t->arena, POST, "/giao-dien", "theme=dark&tiep=//evil.example/", &r);
    is_text(t, "/", r.location);
    loop_send(&l, t->arena, GET, "/ghi-chu", NULL, &r);
    has_text(t, "lang=1|theme=dark", r.body);
    loop_send(&l, t->arena, POST, "/giao-dien", "theme=system&tiep=/%5Cevil", &r);
    is_text(t, "/", r.location);
    loop_send(&l, t->arena, GET, "/ghi-chu", NULL, &r);
    has_text(t, "lang=1|theme=\n", r.body);
    loop_close(&l);
    floor_close(&f);
}

TEST(a_file_to_keep_names_itself_in_vietnamese)
{
    struct floor f;
    struct loop_client l;
    struct loop_reply r;

    if (!floor_open(t, &f)) return;
    loop_open(&l, &f.app);
    loop_send(&l, t->arena, GET, "/tai-ve", NULL, &r);
    has_text(t, "Content-Disposition: attachment; filename=\"Danh_sch_lp_6A.csv\"; filename*=UTF-8''Danh%20s%C3%A1ch%20l%E1%BB%9Bp%206A.csv", r.head);
    has_text(t, "sandbox", r.head);
    loop_close(&l);
    floor_close(&f);
}

TEST(a_file_of_the_program_is_kept_for_ever)
{
    struct floor f;
    struct loop_client l;
    struct loop_reply r;

    if (!floor_open(t, &f)) return;
    loop_open(&l, &f.app);
    loop_send(&l, t->arena, GET, asset("icons.svg"), NULL, &r);
    is_int(t, 200, r.status);
    has_text(t, "immutable", r.head);
    lacks_text(t, "Set-Cookie", r.head);
    loop_send(&l, t->arena, GET, "/s/base.css", NULL, &r);
    is_int(t, 404, r.status);
    loop_close(&l);
    floor_close(&f);
}
