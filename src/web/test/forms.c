#include "web/dispatch.h"
#include "web/test/floor.h"
#include "web/token.h"
#include <string.h>

#define KEY "&_khoa=0123456789abcdefghjkmnpqrs"

struct desk { struct floor f; struct loop_client l; struct loop_reply r; };

static bool desk_open(struct test *t, struct desk *d)
{
    if (!floor_open(t, &d->f)) return false;
    loop_open(&d->l, &d->f.app);
    return true;
}

static void desk_close(struct desk *d)
{
    loop_close(&d->l);
    floor_close(&d->f);
}

static int post(struct test *t, struct desk *d, const char *path, const char *body)
{
    is_rc(t, OK, loop_send(&d->l, t->arena, POST, path, body, &d->r));
    return d->r.status;
}

TEST(a_good_form_is_done_and_leads_on)
{
    struct desk d;

    if (!desk_open(t, &d)) return;
    is_int(t, 303, post(t, &d, "/khach", "ten=+Nguy%E1%BB%85n++An+&ngay=5/9/2025&so=10&loai=bao&dien_thoai=0912345678&muc=0000000000042"));
    is_int(t, 422, post(t, &d, "/khach", "ten=An&ngay=5/9/2025&so=1.000"));
    is_int(t, 303, post(t, &d, "/khach", "ten=Nguy%E1%BB%85n++An+&ngay=2025-09-05&so=20&loai=bao&dien_thoai=0912345678&muc=0000000000042&sua-1=a&sua-2=b"));
    is_text(t, "/xong?ten=Nguy%E1%BB%85n%20An", d.r.location);
    desk_close(&d);
}

TEST(every_wrong_field_is_told_at_once_and_what_was_typed_stays)
{
    struct desk d;

    if (!desk_open(t, &d)) return;
    is_int(t, 422, post(t, &d, "/khach", "ten=&ngay=31/2/2025&so=abc&loai=phim&han=1/1/25&muc=xyz&dien_thoai=12&ma=matkhau&sua-7=bảy&noi_dung=a%0D%0Ab%0D"));
    has_text(t, "[ten=|Họ và tên: hãy điền ô này.]", d.r.body);
    has_text(t, "[ngay=31/2/2025|Ngày: không có ngày này trong lịch.]", d.r.body);
    has_text(t, "[so=abc|Số bản: đây không phải là số. Ví dụ đúng: 1.250.]", d.r.body);
    has_text(t, "[loai=phim|Loại: mục đã chọn không có. Hãy chọn lại.]", d.r.body);
    has_text(t, "[han=1/1/25|Hạn: hãy viết năm đủ bốn chữ số, ví dụ 05/09/2025.]", d.r.body);
    has_text(t, "[muc=xyz|Ô này: mục đã chọn không có. Hãy chọn lại.]", d.r.body);
    has_text(t, "[dien_thoai=12|Điện thoại: số điện thoại chưa đúng.", d.r.body);
    has_text(t, "[sua-7=bảy|-]", d.r.body);
    has_text(t, "[noi_dung=a\nb|-]", d.r.body);
    lacks_text(t, "matkhau", d.r.body);
    is_int(t, 0, d.f.written);
    is_int(t, 422, post(t, &d, "/khach", "ten=abcdefghijklmnopqrstuvwxyz&ngay=1/1/2025&so=51"));
    has_text(t, "Họ và tên: dài quá 20 kí tự.", d.r.body);
    has_text(t, "Số bản: lớn nhất là 50.", d.r.body);
    desk_close(&d);
}

TEST(a_rule_that_refuses_shows_the_form_again)
{
    struct desk d;

    if (!desk_open(t, &d)) return;
    is_int(t, 409, post(t, &d, "/khach", "ten=Tr%C3%B9ng&ngay=1/1/2025"));
    has_text(t, "{Đã có người tên Trùng.}", d.r.body);
    has_text(t, "[ten=Trùng|-]", d.r.body);
    is_int(t, 422, post(t, &d, "/khach", "ten=Sai&ngay=1/1/2025"));
    has_text(t, "[ten=Sai|Tên này không dùng được.]", d.r.body);
    desk_close(&d);
}

TEST(a_form_sent_twice_counts_once)
{
    struct desk d;

    if (!desk_open(t, &d)) return;
    loop_sign_in(&d.l, AN);
    is_int(t, 303, post(t, &d, "/ghi-chu", "ten=M%E1%BB%99t&ngay=1/1/2025" KEY));
    is_text(t, "/xong?ten=M%E1%BB%99t", d.r.location);
    is_int(t, 303, post(t, &d, "/ghi-chu", "ten=Hai&ngay=1/1/2025" KEY));
    is_text(t, "/xong?ten=M%E1%BB%99t", d.r.location);
    is_int(t, 1, d.f.written);
    is_int(t, 422, post(t, &d, "/ghi-chu", "ten=Hai&ngay=1/1/2025&_khoa=ngan"));
    is_int(t, 1, d.f.written);
    desk_close(&d);
}

TEST(a_form_shown_again_keeps_its_key)
{
    struct desk d;

    if (!desk_open(t, &d)) return;
    is_int(t, 422, post(t, &d, "/khach", "ten=&ngay=1/1/2025" KEY));
    has_text(t, "key=0123456789abcdefghjkmnpqrs|", d.r.body);
    loop_send(&d.l, t->arena, GET, "/ghi-chu", NULL, &d.r);
    lacks_text(t, "key=0123456789abcdefghjkmnpqrs|", d.r.body);
    desk_close(&d);
}

TEST(a_form_without_our_token_is_refused)
{
    struct desk d;

    if (!desk_open(t, &d)) return;
    is_int(t, 403, post(t, &d, "/khach", "ten=An&ngay=1/1/2025&_the=0123456789abcdefghjkmnpqrs"));
    has_text(t, "1001", d.r.body);
    is_int(t, 403, post(t, &d, "/khach", "ten=An&ngay=1/1/2025&_the="));
    is_int(t, 0, d.f.written);
    loop_sign_in(&d.l, AN);
    is_int(t, 403, post(t, &d, "/ghi-chu", "ten=An&ngay=1/1/2025&_the=0123456789abcdefghjkmnpqrs"));
    is_int(t, 303, post(t, &d, "/ghi-chu", "ten=An&ngay=1/1/2025"));
    is_int(t, 1, d.f.written);
    desk_close(&d);
}

static int send_from(struct test *t, struct desk *d, const char *name, const char *value)
{
    static const char body[] = "lang=en&tiep=/";
    struct head h;
    struct call call = { .head = &h, .body = { (const uint8_t *)body, sizeof body - 1 } };
    struct answer a;

    head_init(&h, "POST", "/ngon-ngu", "HTTP/1.1");
    head_add(&h, "Host", 4, "khue.vn", 7);
    head_add(&h, "Content-Type", 12, "application/x-www-form-urlencoded", 33);
    head_add(&h, "Content-Length", 14, "14", 2);
    head_add(&h, name, strlen(name), value, strlen(value));
    is_int(t, 0, head_check(&h));
    call_route(&call, &d->f.app, &h);
    dispatch(&d->f.app, d->l.kit, &call, false, &a);
    int status = a.status;
    answer_finish(&a);
    arena_reset(&d->l.kit->arena);
    return status;
}

static int asked_at(struct desk *d, const char *host)
{
    struct head h;
    struct call call = { .head = &h };
    struct answer a;

    head_init(&h, "GET", "/", "HTTP/1.1");
    head_add(&h, "Host", 4, host, strlen(host));
    call.refused = head_check(&h);
    if (!call.refused) call_route(&call, &d->f.app, &h);
    dispatch(&d->f.app, d->l.kit, &call, false, &a);
    int status = a.status;
    answer_finish(&a);
    arena_reset(&d->l.kit->arena);
    return status;
}

TEST(a_request_for_another_host_than_the_one_that_was_written_down_is_refused)
{
    static const char *const ours[] = { "khue.truong.vn", "KHUE.Truong.vn", "khue.truong.vn:443", "localhost:8080", "127.0.0.1:1234", "[::1]:8080" };
    static const char *const others[] = { "evil.vn", "khue.truong.vn.evil.vn", "evil.khue.truong.vn", "khue.truong.v", "khue.truong.vn:8443", "127.0.0.1.evil.vn", "localhost.evil.vn", "10.0.0.7" };
    struct desk d;
    if (!desk_open(t, &d)) return;
    is_true(t, asked_at(&d, "evil.vn") != 421);                           /* nobody has said which one it is */
    d.f.app.config.base_url = "https://khue.truong.vn/";
    d.f.app.config.base_url_given = true;
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        if (asked_at(&d, ours[i]) == 421) fail(t, "%s is refused", ours[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (asked_at(&d, others[i]) != 421) fail(t, "%s is served", others[i]);
    d.f.app.config.base_url = "http://khue.lan:8080";
    is_true(t, asked_at(&d, "khue.lan:8080") != 421);
    is_int(t, 421, asked_at(&d, "khue.lan:9090"));
    desk_close(&d);
}

TEST(of_several_lines_about_the_client_the_last_counts_for_it_is_our_proxys)
{
    struct head h;

    head_init(&h, "GET", "/", "HTTP/1.1");
    head_add(&h, "X-Forwarded-For", 15, "203.0.113.9", 11);
    head_add(&h, "Cookie", 6, "a=1", 3);
    head_add(&h, "Cookie", 6, "a=2", 3);
    head_add(&h, "x-forwarded-for", 15, "198.51.100.7", 12);
    is_text(t, "198.51.100.7", h.field[HEAD_FORWARDED_FOR]);
    is_text(t, "a=1", h.field[HEAD_COOKIE]);
}

TEST(another_site_cannot_send_our_forms)
{
    struct desk d;

    if (!desk_open(t, &d)) return;
    is_int(t, 403, send_from(t, &d, "Sec-Fetch-Site", "cross-site"));
    is_int(t, 403, send_from(t, &d, "Sec-Fetch-Site", "same-site"));
    is_int(t, 303, send_from(t, &d, "Sec-Fetch-Site", "same-origin"));
    is_int(t, 403, send_from(t, &d, "Origin", "https://evil.example"));
    is_int(t, 403, send_from(t, &d, "Origin", "https://khue.vn.evil.example"));
    is_int(t, 403, send_from(t, &d, "Origin", "http://localhost"));
    is_int(t, 403, send_from(t, &d, "Origin", "null"));
    is_int(t, 303, send_from(t, &d, "Origin", "https://khue.vn"));
    is_int(t, 303, send_from(t, &d, "Origin", "http://localhost:8080"));
    desk_close(&d);
}

TEST(a_file_arrives_whole_and_without_its_folders)
{
    struct desk d;
    static uint8_t big[3 << 20];

    if (!desk_open(t, &d)) return;
    memset(big, '\n', sizeof big);
    big[sizeof big - 1] = 0xee;
    loop_upload(&d.l, t->arena, "/tep", "a=b", "tep", "C:\\\\Users\\\\An\\\\Lớp 6A.xlsx", big, sizeof big, &d.r);
    is_int(t, 200, d.r.status);
    is_text(t, "Lớp 6A.xlsx application/octet-stream 3145728 ee", d.r.body);
    loop_upload(&d.l, t->arena, "/tep", NULL, "tep", "../../etc/passwd", "x", 1, &d.r);
    is_text(t, "passwd application/octet-stream 1 78", d.r.body);
    loop_upload(&d.l, t->arena, "/tep", NULL, "tep", "", "", 0, &d.r);
    is_int(t, 422, d.r.status);
    desk_close(&d);
}

/* ---- bodies that no browser sends */

static rc parts(struct test *t, const char *type, const char *body, struct request *q)
{
    *q = (struct request){ 0 };
    return multipart_read(t->arena, type, (struct bytes){ (const uint8_t *)body, strlen(body) }, q);
}

#define TYPE "multipart/form-data; boundary=xx"
#define PART(name, content) "--xx\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" content "\r\n"

TEST(parts_are_read_as_browsers_send_them)
{
    struct request q;

    is_rc(t, OK, parts(t, TYPE, PART("a", "1") PART("b", "") "--xx--\r\n", &q));
    is_int(t, 2, q.body.n);
    is_text(t, "1", typed_find(&q.body, "a"));
    is_text(t, "", typed_find(&q.body, "b"));
    is_rc(t, OK, parts(t, "multipart/form-data; charset=utf-8; boundary=\"xx\"", PART("a", "--xy\r\n--x") "--xx--", &q));
    is_text(t, "--xy\r\n--x", typed_find(&q.body, "a"));
    is_rc(t, OK, parts(t, TYPE, "--xx--\r\n", &q));
    is_rc(t, OK, parts(t, TYPE, "--xx\r\ncontent-disposition: FORM-DATA; filename=\"a;name=z.txt\"; name=\"t\"\r\nContent-Type: text/plain\r\n\r\nabc\r\n--xx--\r\n", &q));
    is_int(t, 1, q.files);
    is_text(t, "t", q.file[0].field);
    is_text(t, "a;name=z.txt", q.file[0].file.name);
    is_text(t, "text/plain", q.file[0].file.type);
}

TEST(parts_that_are_broken_are_refused)
{
    static const char *const cases[] = {
        "", "--xx", "--xx\r\n", PART("a", "1"), PART("a", "1") "--xx", PART("a", "1") "--xx--\r\nmore", "junk\r\n" PART("a", "1") "--xx--\r\n",
        "--xx\r\nContent-Disposition: form-data\r\n\r\n1\r\n--xx--\r\n", "--xx\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--xx--\r\n",
        "--xx\r\nX: y\r\n\r\n1\r\n--xx--\r\n", "--xx\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--xx--\r\n",
        "--xx\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n1\r\n--xx--\r\n", "--xx\r\nContent-Disposition: form-data; name=\"\xff\"\r\n\r\n1\r\n--xx--\r\n",
        "--xx\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n1\r\n--xx--\r\n",
        "--xx\r\nContent-Disposition: form-data; name=\"a\"\r\n folded\r\n\r\n1\r\n--xx--\r\n", PART("a", "\xff") "--xx--\r\n",
        "--xx\r\nA: 1\r\nB: 1\r\nC: 1\r\nD: 1\r\nE: 1\r\nF: 1\r\nG: 1\r\nH: 1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--xx--\r\n",
    };
    static const char *const types[] = { "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"xx",
        "multipart/form-data; boundary=x\001x", "multipart/form-data; xboundary=xx",
        "multipart/form-data; boundary=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" };
    struct request q;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (parts(t, TYPE, cases[i], &q) != INVALID)
            fail(t, "accepted: %s", cases[i]);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        is_rc(t, INVALID, parts(t, types[i], PART("a", "1") "--xx--\r\n", &q));
}

TEST(too_many_parts_or_too_long_heads_are_refused)
{
    struct request q;
    struct buf b;

    buf_init(&b, 1 << 20);
    for (int i = 0; i < 1000; i++) buf_text(&b, PART("a", "1"));
    buf_text(&b, "--xx--\r\n");
    is_rc(t, INVALID, parts(t, TYPE, b.p, &q));
    buf_clear(&b);
    buf_text(&b, "--xx\r\nContent-Disposition: form-data; name=\"a\"\r\nX: ");
    for (int i = 0; i < 2000; i++) buf_char(&b, 'x');
    buf_text(&b, "\r\n\r\n1\r\n--xx--\r\n");
    is_rc(t, INVALID, parts(t, TYPE, b.p, &q));
    buf_finish(&b);
}

TEST(urlencoded_text_is_decoded_once_and_strictly)
{
    static const char *const bad[] = { "a=%", "a=%1", "a=%zz", "a=%00", "a=%c3", "a=%ed%a0%80", "%ff=1" };
    struct typed_list l;

    is_rc(t, OK, urlencoded_read(t->arena, SPAN("a=1&b=x+y%2Bz&&c&=d&a=2&e=%2541"), 64, &l));
    is_int(t, 6, l.n);
    is_text(t, "1", typed_find(&l, "a"));
    is_text(t, "x y+z", typed_find(&l, "b"));
    is_text(t, "", typed_find(&l, "c"));
    is_text(t, "%41", typed_find(&l, "e"));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        is_rc(t, INVALID, urlencoded_read(t->arena, span_of(bad[i]), 64, &l));
    is_rc(t, INVALID, urlencoded_read(t->arena, SPAN("a&b&c"), 2, &l));
}

TEST(an_unknown_kind_of_body_is_refused)
{
    struct desk d;
    struct request q;
    struct head h;
    struct match m = { 0 };

    if (!desk_open(t, &d)) return;
    head_init(&h, "POST", "/khach", "HTTP/1.1");
    head_add(&h, "Content-Type", 12, "application/json", 16);
    is_rc(t, INVALID, request_read(&q, t->arena, &h, &m, (struct bytes){ (const uint8_t *)"{}", 2 }));
    desk_close(&d);
}
