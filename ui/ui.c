/* What the parts ask that is more than a field of the context. */
#include "ui/ui.h"
#include "generated/enums.h"
#include "generated/ui_views.h"
#include "web/app.h"
#include "web/router.h"
#include <string.h>

/* ---- places ---- */

/* A place, and the beginnings of the paths that lie in it (as the routes write them). */
static const struct place_row { const char *path, *icon, *text; const char *begins[36]; const char *not_for, *only_for; /* roles, by the one that was chosen */ bool card; /* for a child who came by a card, too */ } place_rows[] = {
    { PATH_TODAY,   "sun",      N_("Hôm nay"),    { PATH_TODAY, "/ho-so/", "/loi-nhan" }, .card = true },
    { PATH_CLASSES, "school",   N_("Lớp học"),    { PATH_CLASSES, "/lop/", "/t/:truong/lop", "/t/:truong/em", "/t/:truong/nhom", "/t/:truong/loi-moi-nhom" }, .not_for = "admin partner mentor alumnus officer programme" },
    { PATH_JOURNEY, "route",    N_("Hành trình"), { PATH_JOURNEY }, .card = true, .not_for = "clerk admin partner mentor alumnus officer programme" },
    { "/lich",      "calendar", N_("Lịch"),       { "/lich", "/t/:truong/lich" }, .not_for = "admin partner mentor alumnus officer programme" },
    { PATH_SCHOOL,  "landmark", N_("Nhà trường"), { PATH_SCHOOL, "/t/:truong/hoat-dong", "/t/:truong/ban-do", "/t/:truong/nguoi", "/t/:truong/to-chuyen-mon", "/t/:truong/phien-ban", "/tin", "/t/:truong/tin/" }, .not_for = "admin partner mentor alumnus officer programme" },
    { PATH_MANAGE,  "layers",   N_("Quản lý"),    { PATH_MANAGE, "/t/:truong/quan-ly", "/t/:truong/nhap", "/t/:truong/xuat", "/t/:truong/nam-hoc", "/t/:truong/nhan-su", "/t/:truong/gia-tri", "/t/:truong/tin-bai", "/t/:truong/loi-nhan",
                                            "/t/:truong/viec", "/t/:truong/phieu", "/t/:truong/cai-dat", "/t/:truong/nhat-ky", "/t/:truong/hoan-tac", "/t/:truong/doi-tac", "/t/:truong/nguoi-ngoai-truong",
                                            "/t/:truong/uy-quyen", "/t/:truong/bat-dau", "/t/:truong/da-roi", "/t/:truong/trung-ten", "/t/:truong/mon-hoc", "/t/:truong/chuyen-den", "/t/:truong/quyen-du-lieu", "/t/:truong/xoa-du-lieu", "/t/:truong/su-co-du-lieu", "/t/:truong/dong-y",
                                            "/t/:truong/khoa-he-thong", "/t/:truong/kho-phat-bieu", "/t/:truong/kho-hanh-trinh", "/t/:truong/chuyen-tiep", "/t/:truong/bao-sang", "/t/:truong/dia-chi" } },
    /* who comes from outside */
    { "/tai-khoan/mang-luoi", "heart-handshake", N_("Mạng lưới"), { "/tai-khoan/mang-luoi", "/nhom/" }, .only_for = "partner mentor alumnus" },
    { "/khu-vuc",             "map-pin",         N_("Khu vực"),   { "/khu-vuc" },             .only_for = "officer" },
    { "/chuong-trinh",        "landmark",        N_("Chương trình"), { "/chuong-trinh" },     .only_for = "programme" },
    /* who runs the server and belongs to no school */
    { "/quan-tri/viec",    "list-checks", N_("Việc"),    { "/quan-tri/viec", "/quan-tri/thong-bao" },    .only_for = "admin" },
    { "/quan-tri/cai-dat", "settings",    N_("Cài đặt"), { "/quan-tri/cai-dat" }, .only_for = "admin" },
    { "/quan-tri/co-quan", "landmark",    N_("Cơ quan"), { "/quan-tri/co-quan" }, .only_for = "admin" },
    { "/quan-tri/nhat-ky", "history",     N_("Nhật kí"), { "/quan-tri/nhat-ky" }, .only_for = "admin" },
};

static const struct route *row_of(const struct ctx *c, const char *path)
{
    return c->app && c->app->router ? router_row(c->app->router, GET, path) : NULL;
}

/* Whoever came by a card has no search, no bell, no account page. */
bool ui_has(const struct ctx *c, const char *path) { return !c->who->by_card && row_of(c, path) != NULL; }

static bool word_in(const char *words, const char *word)
{
    struct span rest = span_of(words ? words : ""), one;
    while (word && span_cut(&rest, ' ', &one)) if (span_is(one, word)) return true;
    return false;
}

/* Below that path, word by word: "/t/:truong/nguoi" is not the beginning of "/t/:truong/nguoi-ngoai-truong". */
static bool lies_in(const char *path, const char *begin)
{
    size_t n = strlen(begin);
    return str_starts(path, begin) && (begin[n - 1] == '/' || path[n] == '/' || path[n] == 0);
}

static const char *place_current(const struct ctx *c, const struct place_row *p)
{
    const char *here = c->route ? c->route->path : "";
    if (str_is(here, p->path)) return "page";
    for (size_t i = 0; i < sizeof p->begins / sizeof *p->begins && p->begins[i]; i++)
        if (lies_in(here, p->begins[i])) return "true";
    return NULL;
}

/* A place is shown to those who may open it. Who has more of them than a bar of a phone holds runs a school, and goes to the own journey least. */
enum { BAR_PLACES = 5 };

size_t ui_places(struct ctx *c, struct ui_place place[UI_PLACES])
{
    size_t n = 0;
    const char *role[UI_ROLES] = { NULL }, *now;
    if (!signed_in(c->who)) return 0;
    ui_roles(c, role);
    now = ui_role_bare(c, role[0]);
    for (size_t i = 0; i < sizeof place_rows / sizeof *place_rows; i++) {
        const struct place_row *p = &place_rows[i];
        if ((c->who->by_card && !p->card) || word_in(p->not_for, now) || (p->only_for && !word_in(p->only_for, now))) continue;
        const struct route *row = row_of(c, p->path);
        if (!row || (row->need.permission && !may(c, row->need.permission, NULL, 0))) continue;
        place[n++] = (struct ui_place){ p->path, p->icon, p->text, place_current(c, p), false };
    }
    for (size_t i = 0; i < n && n > BAR_PLACES; i++) place[i].spare = str_is(place[i].path, PATH_JOURNEY);
    return n;
}

const struct ui_way_step ui_way[UI_WAY_STEPS] = {
    { N_("Trường"), "" }, { N_("Năm học"), "/nam-hoc" }, { N_("Danh sách lớp"), "/nhap" }, { N_("Sửa lỗi"), "/nhap" }, { N_("In phiếu đăng nhập"), "/phieu" },
};

/* ---- who ---- */

const struct school_brief *ui_school(const struct ctx *c)
{
    const struct who *w = c->who;
    if (c->school) return c->school;
    for (size_t i = 0; i < w->roles; i++)
        if (!w->chosen_role || ui_role_is(c, i, w->chosen_role)) return &w->role[i].school;
    return NULL;
}

const char *ui_school_name(const struct ctx *c)
{
    const struct school_brief *school = ui_school(c);
    return school ? school->name : NULL;
}

/* ---- forms ---- */

const char *ui_id(struct out *o, const struct ui_field *f)
{
    return f->id ? f->id : arena_print(o->c->arena, "o-%s", f->name);
}

const char *ui_describedby(struct out *o, const struct ui_field *f)
{
    const char *id = ui_id(o, f);
    bool wrong = form_error(o->c, f->name) != NULL;
    if (wrong && f->hint) return arena_print(o->c->arena, "%s-e %s-h", id, id);
    if (wrong) return arena_print(o->c->arena, "%s-e", id);
    return f->hint ? arena_print(o->c->arena, "%s-h", id) : NULL;
}

static bool in_spec(const struct form_spec *spec, const char *name)
{
    for (const struct field *f = spec ? spec->fields : NULL; f && f->name; f++) if (str_is(f->name, name)) return true;
    return false;
}

/* A box that was not ticked is not sent: when this form came back, what is missing is empty. */
bool ui_ticked(const struct ctx *c, const struct ui_field *f, const char *code)
{
    const char *box = arena_print(c->arena, "%s-%s", f->name, code);
    bool sent = c->form.any && c->route && in_spec(c->route->form, f->name);
    return !str_empty(form_typed(c, box, !sent && word_in(f->value, code) ? "1" : NULL));
}

static size_t take_wrong(const struct ctx *c, const char *name, const struct field_state **list, size_t n)
{
    for (size_t i = 0; i < c->form.n; i++)
        if (c->form.state[i].error && str_is(c->form.state[i].name, name)) list[n++] = &c->form.state[i];
    return n;
}

/* A post that was kept for sign-in is resumed under a path of its own. */
bool ui_form_sent(const struct ctx *c, const char *action)
{
    const char *path = ctx_path(c);
    return !c->route || c->route->method != POST || str_is(path, action) || str_is(path, "/gui-lai");
}

bool ui_kept(const struct ctx *c)
{
    for (size_t i = 0; i < c->form.n; i++)
        if (!str_empty(c->form.state[i].typed)) return true;
    return false;
}

size_t ui_errors(const struct ctx *c, const struct field_state ***list)
{
    const struct form_spec *spec = c->route ? c->route->form : NULL;
    size_t n = 0;
    *list = ARENA_MANY(c->arena, const struct field_state *, c->form.n + 1);
    if (!*list) return 0;
    for (const struct field *f = spec ? spec->fields : NULL; f && f->name; f++) n = take_wrong(c, f->name, *list, n);
    for (size_t i = 0; i < c->form.n; i++)
        if (!in_spec(spec, c->form.state[i].name)) n = take_wrong(c, c->form.state[i].name, *list, n);
    return n;
}

const char *ui_count(struct out *o, int64_t n, int64_t most)
{
    return arena_print(o->c->arena, n > most ? "%lld+" : "%lld", (long long)(n > most ? most : n));
}

const char *ui_plain(struct out *o, int64_t v) { return arena_print(o->c->arena, "%lld", (long long)v); }

const char *ui_status_icon(const char *kind)
{
    if (str_is(kind, "ok")) return "circle-check";
    if (str_is(kind, "wait")) return "clock";
    if (str_is(kind, "bad")) return "octagon-alert";
    return "info";
}

/* ---- errors: one page per kind ---- */

static const struct ui_error errors[] = {
    { 400, 0, N_("Yêu cầu này không đọc được"), N_("Trình duyệt đã gửi một yêu cầu sai dạng."), N_("Mở lại từ trang đầu."), "/", N_("Về trang đầu") },
    { 403, 0, N_("Trang này không dành cho vai trò của bạn"), N_("Nội dung có ở đây, nhưng người đang đăng nhập không có quyền xem hoặc làm việc này."),
      N_("Nếu bạn cần dùng, hãy nhờ nhà trường cấp quyền, hoặc đăng nhập bằng tài khoản khác."), PATH_TODAY, N_("Về Hôm nay") },
    { 404, 0, N_("Không có trang này"), N_("Đường dẫn có thể đã đổi, gõ thiếu, hoặc trang thuộc về nơi bạn không xem được."),
      N_("Kiểm tra lại đường dẫn, hoặc đi từ trang đầu."), "/", N_("Về trang đầu") },
    { 405, 0, N_("Không mở trang này theo cách đó được"), NULL, N_("Quay lại trang trước và làm lại từ đó."), "/", N_("Về trang đầu") },
    { 409, 0, N_("Vừa có người sửa chỗ này"), N_("Chưa có gì bị ghi đè, cũng chưa có gì của bạn được lưu."),
      N_("Quay lại, tải lại trang để xem bản mới nhất rồi sửa lại."), NULL, NULL },
    { 413, 0, N_("Tệp hoặc nội dung quá lớn"), N_("Hệ thống nhận nhiều nhất 16 MB mỗi lần gửi."),
      N_("Quay lại, chia nhỏ tệp hoặc bớt nội dung rồi gửi lại."), NULL, NULL },
    { 422, 0, N_("Chưa lưu được"), N_("Có chỗ chưa đúng trong những gì vừa gửi."), N_("Quay lại, sửa rồi gửi lại. Những gì đã ghi vẫn còn trên trang trước."), NULL, NULL },
    { 429, 0, N_("Gửi nhanh quá"), N_("Để giữ an toàn cho tài khoản, hệ thống tạm dừng nhận từ nơi này."), N_("Chờ một phút rồi thử lại."), NULL, NULL },
    { 500, 0, N_("Hệ thống có lỗi"), N_("Lỗi này là của chúng tôi và đã được ghi lại. Việc vừa làm chưa được lưu."),
      N_("Thử lại sau ít phút. Nếu vẫn lỗi, báo cho người quản trị kèm giờ xảy ra."), "/", N_("Về trang đầu") },
    { 503, 0, N_("Hệ thống đang bận"), N_("Nhiều người đang dùng cùng lúc, hoặc máy chủ đang được sửa. Việc vừa làm chưa được lưu."),
      N_("Thử lại sau một phút."), NULL, NULL },
};

/* The same to a child: short, no blame, whom to ask. */
static const struct ui_error for_pupils[] = {
    { 403, 0, N_("Trang này của thầy cô"), N_("Em không làm gì sai. Chỉ là trang này không phải của em."), N_("Thầy cô bảo em mở trang này thì em hỏi lại thầy cô nhé."), PATH_TODAY, N_("Về trang của em") },
    { 404, 0, N_("Không thấy trang này"), N_("Có thể đường dẫn gõ thiếu chữ, hoặc trang đã đổi chỗ."), N_("Em về trang của mình rồi bấm vào chỗ cần xem nhé."), PATH_TODAY, N_("Về trang của em") },
    { 409, 0, N_("Chỗ này vừa đổi"), N_("Có người vừa sửa trước em một chút, nên chưa lưu được."), N_("Em quay lại, tải lại trang rồi làm lại nhé."), NULL, NULL },
    { 429, 0, N_("Em bấm nhanh quá"), N_("Máy cần nghỉ một chút để giữ an toàn cho em."), N_("Em chờ một phút rồi thử lại nhé."), NULL, NULL },
    { 500, 0, N_("Máy bị lỗi rồi"), N_("Không phải tại em đâu. Việc em vừa làm chưa được lưu."), N_("Em chờ vài phút rồi thử lại. Nếu vẫn lỗi, em báo thầy cô nhé."), PATH_TODAY, N_("Về trang của em") },
    { 503, 0, N_("Máy đang bận"), N_("Nhiều bạn đang vào cùng lúc. Việc em vừa làm chưa được lưu."), N_("Em chờ một phút rồi thử lại nhé."), NULL, NULL },
};

/* A pupil and nothing else: who teaches, or has a child here, is spoken to as an adult. */
static bool only_pupil(const struct who *w)
{
    for (size_t i = 0; i < w->roles; i++)
        if (!str_is(w->role[i].role, "pupil")) return false;
    return w->roles > 0 && !w->children && !w->outside && !w->admin;
}

static void error_pick(struct ui_error *e, const struct ui_error *of, size_t n, int status)
{
    for (size_t i = 0; i < n; i++)
        if (of[i].status == status) *e = of[i];
}

void ui_error_page(struct out *o, const struct fault *fault, int status)
{
    const size_t n = sizeof errors / sizeof *errors;
    struct ui_error e = errors[n - 2];                        /* 500 for a status that has no page */
    error_pick(&e, errors, n, status);
    if (only_pupil(o->c->who)) error_pick(&e, for_pupils, sizeof for_pupils / sizeof *for_pupils, e.status);
    e.status = status;
    if (status >= 500) e.request = o->c->request;
    if (fault && fault->number) e.number = fault->number;
    if (fault && !str_empty(fault->message)) e.message = fault->message;
    if (status == 403 && fault && !str_empty(fault->message)) e.next = NULL;     /* it says itself whom to ask; another account is no way round an order or a card */
    if (!signed_in(o->c->who) && str_is(e.href, PATH_TODAY)) { e.href = PATH_SIGN_IN; e.action = _("Đăng nhập"); }
    if (signed_in(o->c->who)) view_error_in_house(o, &e);
    else view_error_on_porch(o, &e);
}

const char *ui_feed(const struct ctx *c)
{
    const char *here = c->route && c->school ? c->route->path : "";
    if (!str_is(here, "/t/:truong/tin") && !str_is(here, "/t/:truong/tin/:tin")) return NULL;
    return arena_print(c->arena, "/t/%s/tin.atom", c->school->code);
}
