#include "web/test/floor.h"
#include "test/harness/db.h"
#include "test/harness/wait.h"
#include "web/blob.h"
#include "web/dispatch.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct floor *floor_now;

struct note { const char *name, *kind, *phone, *secret, *many_text; int64_t count; day on; opt_day maybe; int64_t thing; bool tick; struct typed_list many; };

static const struct field note_fields[] = {
    FIELD(struct note, name,   FIELD_TEXT,   REQUIRED, .name = "ten", .label = "Họ và tên", .max = 20),
    FIELD(struct note, many_text, FIELD_LONG, OPTIONAL, .name = "noi_dung", .label = "Nội dung"),
    FIELD(struct note, count,  FIELD_INT,    OPTIONAL, .name = "so", .label = "Số bản", .min = 1, .max = 50),
    FIELD(struct note, on,     FIELD_DAY,    REQUIRED, .name = "ngay", .label = "Ngày"),
    FIELD(struct note, maybe,  FIELD_DAY,    OPTIONAL, .name = "han", .label = "Hạn"),
    FIELD(struct note, thing,  FIELD_ID,     OPTIONAL, .name = "muc"),
    FIELD(struct note, kind,   FIELD_CHOICE, OPTIONAL, .name = "loai", .choices = "sach bao tranh", .label = "Loại"),
    FIELD(struct note, tick,   FIELD_TICK,   OPTIONAL, .name = "dong_y"),
    FIELD(struct note, phone,  FIELD_PHONE,  OPTIONAL, .name = "dien_thoai", .label = "Điện thoại"),
    FIELD(struct note, secret, FIELD_SECRET, OPTIONAL, .name = "ma", .label = "Mã"),
    FIELD(struct note, many,   FIELD_MANY,   OPTIONAL, .name = "sua-"),
    { 0 }
};
static const struct form_spec note_form = { note_fields };

static void say_state(struct ctx *c, struct reply *r)
{
    for (size_t i = 0; i < c->form.n; i++)
        buf_print(&r->body, "[%s=%s|%s]\n", c->form.state[i].name, c->form.state[i].typed, c->form.state[i].error ? c->form.state[i].error : "-");
    if (c->form.error)
        buf_print(&r->body, "{%s}\n", c->form.error);
}

static rc note_page(struct ctx *c, struct reply *r)
{
    buf_print(&r->body, "<form>%s|key=%s|who=%lld|flash=%s|lang=%d|theme=%s\n", c->csrf, new_request_key(c), (long long)c->who->person.v,
              c->flash ? c->flash : "-", (int)c->lang, c->theme);
    say_state(c, r);
    return OK;
}

static rc write_note(struct tx *t, const struct note *in, void *out)
{
    (void)out;
    floor_now->written++;
    if (str_is(in->name, "Trùng"))
        return refuse(t->ask, CONFLICT, 4103, _("Đã có người tên {ten}."), "ten", in->name, NULL);
    if (str_is(in->name, "Sai"))
        return refuse_field(t->ask, "ten", 4104, _("Tên này không dùng được."), NULL);
    return answer(t, "/xong?ten=%s", in->name);
}
CLOSURE(write_note, struct note, void)

static rc note_action(struct ctx *c, struct reply *r)
{
    struct note in;

    try(form_read(c, c->route->form, &in));
    try(transact(c->ask, c->key, write_note, &in, (void *)NULL));
    return see_other(r, c->key->answer);
}

static rc flash_action(struct ctx *c, struct reply *r)
{
    (void)c;
    return see_other_flash(r, "/ghi-chu", "Đã lưu “một” việc", "/hoan-tac");
}

static rc public_page(struct ctx *c, struct reply *r)
{
    (void)c;
    r->public_cache = true;
    for (int i = 0; i < 200; i++)
        buf_text(&r->body, "<p>Trang công khai</p>\n");
    return OK;
}

static rc thing_page(struct ctx *c, struct reply *r)
{
    buf_print(&r->body, "%s %lld", path_text(c, "truong"), (long long)path_id(c, "muc"));
    return OK;
}

static rc slow_page(struct ctx *c, struct reply *r)
{
    (void)c;
    floor_now->slow_running++;
    let_pass(floor_now->takes_ms);
    while (floor_now->hold && wait_more(floor_now->t))
        continue;
    buf_text(&r->body, "chậm");
    return OK;
}

static rc busy_page(struct ctx *c, struct reply *r)
{
    if (c->quick)
        VISIT_OF(c)->leave_loop = true;
    buf_text(&r->body, c->quick ? "loop" : "worker");
    return OK;
}

static rc file_action(struct ctx *c, struct reply *r)
{
    struct upload u;
    static const struct field fields[] = { { .name = "tep", .kind = FIELD_FILE, .required = REQUIRED, .offset = 0, .label = "Tệp" }, { 0 } };
    static const struct form_spec spec = { fields };

    try(form_read(c, &spec, &u));
    buf_print(&r->body, "%s %s %zu %02x", u.name, u.type, u.n, ((const unsigned char *)u.p)[u.n - 1]);
    return OK;
}

static rc sign_in_action(struct ctx *c, struct reply *r)
{
    try(session_begin(c, r, AN, false));
    return see_other(r, after_sign_in(c, query_text(c, "tiep")));
}

static rc sign_out_everywhere(struct tx *t, const person_id *in, void *out)
{
    (void)out;
    return session_end_all(t, *in);
}
CLOSURE(sign_out_everywhere, person_id, void)

static rc sign_out_action(struct ctx *c, struct reply *r)
{
    person_id me = c->who->person;
    try(transact(c->ask, c->key, sign_out_everywhere, &me, (void *)NULL));
    return session_end(c, r);
}

static rc bug_page(struct ctx *c, struct reply *r)
{
    (void)r;
    return fault_detail(c->ask, BUG, "on purpose");
}

static rc download_page(struct ctx *c, struct reply *r)
{
    (void)c;
    return send_bytes(r, "text/csv; charset=utf-8", "Danh sách lớp 6A.csv", "a,b\n", 4);
}

/* 100,000 bytes: 0123456789 over and over. */
static rc blob_send(struct ctx *c, struct reply *r, bool open)
{
    uint8_t *p = arena_take(c->arena, 100000), hash[STORE_HASH];
    for (int i = 0; p && i < 100000; i++) p[i] = (uint8_t)('0' + i % 10);
    if (!p) return LIMIT;
    try(store_put(&c->app->store, c->ask, p, 100000, hash));
    struct blob_out out = { { hash, sizeof hash }, "application/pdf", "Bài.pdf", open };
    return send_blob(r, &out);
}

static rc open_file(struct ctx *c, struct reply *r) { return blob_send(c, r, true); }
static rc own_file(struct ctx *c, struct reply *r) { return blob_send(c, r, false); }

static const struct route rows[] = {
    { GET,  "/",                     MAY(FAKE_ANYBODY),   NULL,       QUICK, note_page,   "Trang đầu" },
    { GET,  "/ghi-chu",              MAY(FAKE_ANYBODY),   NULL,       QUICK, note_page,   "Ghi chú" },
    { POST, "/ghi-chu",              MAY(FAKE_SIGNED_IN), &note_form, WRITE, note_action, NULL, note_page, .may_wait = "Ghi chú" },
    { POST, "/khach",                MAY(FAKE_ANYBODY),   &note_form, WRITE, note_action, NULL, note_page },
    { POST, "/loi-nhan",             MAY(FAKE_ANYBODY),   NULL,       WRITE, flash_action },
    { GET,  "/rieng",                MAY(FAKE_SIGNED_IN), NULL,       QUICK, note_page, .keep_offline = true },
    { GET,  "/cua-an",               MAY(FAKE_AN_ONLY),   NULL,       QUICK, note_page },
    { GET,  "/cong-khai",            MAY(FAKE_ANYBODY),   NULL,       QUICK, public_page },
    { GET,  "/t/:truong/muc/:muc",   MAY(FAKE_ANYBODY, ON("muc")), NULL, QUICK, thing_page },
    { GET,  "/t/:truong/muc/moi",    MAY(FAKE_ANYBODY),   NULL,       QUICK, note_page },
    { GET,  "/cham",                 MAY(FAKE_ANYBODY),   NULL,       SLOW,  slow_page },
    { GET,  "/doi-cho",              MAY(FAKE_ANYBODY),   NULL,       QUICK, busy_page },
    { POST, "/tep",                  MAY(FAKE_ANYBODY),   NULL,       UPLOAD, file_action },
    { POST, "/dang-nhap",            MAY(FAKE_ANYBODY),   NULL,       WRITE, sign_in_action },
    { POST, "/dang-xuat",            MAY(FAKE_SIGNED_IN), NULL,       WRITE, sign_out_action },
    { GET,  "/hong",                 MAY(FAKE_ANYBODY),   NULL,       QUICK, bug_page },
    { GET,  "/tep-mo",               MAY(FAKE_ANYBODY),   NULL,       SLOW,  open_file },
    { GET,  "/tep-rieng",            MAY(FAKE_ANYBODY),   NULL,       SLOW,  own_file },
    { GET,  "/tai-ve",               MAY(FAKE_ANYBODY),   NULL,       SLOW,  download_page },
    { 0 }
};

static const struct route_table tables[] = { { "test", rows }, { "web", web_routes }, { 0 } };

static rc who_of(struct ask *a, person_id person, struct who *w)
{
    (void)a;
    if (person.v != AN.v && person.v != BINH.v)
        return NOT_FOUND;
    *w = (struct who){ .person = person, .name = person.v == AN.v ? "Nguyễn Văn An" : "Trần Thị Bình", .given = "An", .initial = "A" };
    return OK;
}

static rc decide(struct ctx *c, const struct need *need)
{
    if (need->permission == FAKE_ANYBODY)
        return OK;
    if (!signed_in(c->who))
        return DENIED;
    return need->permission == FAKE_AN_ONLY && c->who->person.v != AN.v ? NOT_FOUND : OK;
}

static bool fake_may(struct ctx *c, int permission, const char *param, int64_t object)
{
    (void)param;
    (void)object;
    return permission == FAKE_ANYBODY || signed_in(c->who);
}

static void error_page(struct out *o, const struct fault *fault, int status)
{
    buf_print(o->b, "<h1>%d</h1><p>%d %s</p>", status, fault->number, fault->message ? fault->message : "-");
}

bool floor_open(struct test *t, struct floor *f)
{
    char why[300] = "";

    *f = (struct floor){ .app = { .tables = tables, .hooks = { who_of, decide, fake_may, error_page } } };
    f->app.config = (struct config){ .data = t->folder, .listen = "127.0.0.1:0", .base_url = "http://localhost:8080", .test = true, .workers = 2 };
    f->t = t;
    f->takes_ms = 100;
    floor_now = f;
    f->app.db = test_db_open(t);
    return is_rc(t, OK, app_start(&f->app, why, sizeof why));
}

bool floor_serve_with(struct test *t, struct floor *f, int slow_ms)
{
    char why[300] = "";

    if (!floor_open(t, f)) return false;
    f->app.config.slow_ms = slow_ms;
    return is_rc(t, OK, http_start(&f->app, &f->http, why, sizeof why));
}

bool floor_serve(struct test *t, struct floor *f) { return floor_serve_with(t, f, 0); }

void floor_close(struct floor *f)
{
    http_stop(f->http);
    app_finish(&f->app);
    test_db_close(f->app.db);
}

int floor_connect(const struct floor *f)
{
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)http_port(f->http)), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to) != 0)
        return -1;
    socket_is_patient(fd);
    return fd;
}

const char *floor_read(struct test *t, int fd)
{
    struct buf b;
    char piece[16384];
    ssize_t n;

    buf_init(&b, 32 << 20);
    while ((n = recv(fd, piece, sizeof piece, 0)) > 0)
        buf_add(&b, piece, (size_t)n);
    const char *text = arena_text_n(t->arena, b.p, b.n);
    buf_finish(&b);
    return text;
}

const char *floor_raw(struct test *t, const struct floor *f, const char *p, size_t n)
{
    int fd = floor_connect(f);

    if (!is_true(t, fd >= 0))
        return "";
    for (size_t done = 0; done < n;) {
        ssize_t sent = send(fd, p + done, n - done, MSG_NOSIGNAL);
        if (sent <= 0)
            break;
        done += (size_t)sent;
    }
    const char *text = floor_read(t, fd);
    close(fd);
    return text;
}

int status_in(const char *answer)
{
    int status = 0;

    return sscanf(answer, "HTTP/1.1 %d", &status) == 1 ? status : 0;
}
