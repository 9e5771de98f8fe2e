/* People with a place beside a school: contacts of partners, mentors, alumni. Added, checked, given a slip and ended by the office. */
#include "generated/partners_views.h"
#include "base/ids.h"
#include "consent/consent.h"
#include "partners/pages.h"
#include "partners/views.h"
#include "people/people.h"

struct outsider_in { const char *name, *kind, *words, *phone; partner_id partner; person_id graduate; opt_day born; };
struct check_in { int64_t id, rev; const char *paper; day until; };
static const struct field outsider_fields[] = {
    FIELD(struct outsider_in, kind, FIELD_CHOICE, REQUIRED, .name = "loai", .choices = "partner mentor alumnus", .label = N_("Vai trò")),
    FIELD(struct outsider_in, name, FIELD_TEXT, OPTIONAL, .name = "ho_ten", .max = 120, .label = N_("Họ và tên")),
    FIELD(struct outsider_in, graduate, FIELD_ID, OPTIONAL, .name = "em", .label = N_("Em đã tốt nghiệp ở trường")),
    FIELD(struct outsider_in, born, FIELD_DAY, OPTIONAL, .name = "ngay_sinh", .label = N_("Ngày sinh")),
    FIELD(struct outsider_in, partner, FIELD_ID, OPTIONAL, .name = "doi_tac", .label = N_("Đối tác")),
    FIELD(struct outsider_in, words, FIELD_TEXT, OPTIONAL, .name = "mo_ta", .max = 160, .label = N_("Mô tả")),
    FIELD(struct outsider_in, phone, FIELD_PHONE, OPTIONAL, .name = "dien_thoai", .label = N_("Số điện thoại")), { 0 } };
static const struct field check_fields[] = {
    FIELD(struct check_in, id, FIELD_ID, REQUIRED, .name = "dong"),
    FIELD(struct check_in, rev, FIELD_INT, REQUIRED, .name = "rev"),
    FIELD(struct check_in, paper, FIELD_TEXT, REQUIRED, .name = "giay", .max = 200, .label = N_("Giấy tờ đã xem")),
    FIELD(struct check_in, until, FIELD_DAY, REQUIRED, .name = "den", .label = N_("Có hiệu lực đến")), { 0 } };
const struct form_spec outsider_form = { outsider_fields }, check_form = { check_fields };

static const char *base_of(struct ctx *c) { return arena_print(c->arena, "/t/%s/nguoi-ngoai-truong", c->school->code); }
static const char *page_of(struct ctx *c, enum outsider_kind kind) { return arena_print(c->arena, "%s?loai=%s", base_of(c), outsider_kind_code(kind)); }

static const char *id_words(struct ctx *c, int64_t id)
{
    char text[ID_TEXT_SIZE];
    id_text(id, text);
    return arena_text(c->arena, text);
}

static rc lines_fill(struct ctx *c, struct outsiders_view *v)
{
    struct outsiders_here_row *row;
    try(outsiders_here(c->ask, v->kind, c->today, &row, &v->n));
    struct outsider_shown *line = ARENA_MANY(c->arena, struct outsider_shown, v->n);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v->n; i++)
        line[i] = (struct outsider_shown){ &row[i], row[i].checked_until.has && row[i].checked_until.v.n > c->today.n, row[i].partner_to.has && row[i].partner_to.v.n <= c->today.n,
                                           id_words(c, row[i].id.v) };
    v->line = line;
    return OK;
}

static rc choices_fill(struct ctx *c, struct outsiders_view *v)
{
    struct partner_line *partner;
    struct graduates_here_row *left;
    size_t n, lefts;
    try(partners_of(c->ask, &partner, &n));
    try(graduates_here(c->ask, c->today, &left, &lefts));
    struct ui_choice *a = ARENA_MANY(c->arena, struct ui_choice, n), *b = ARENA_MANY(c->arena, struct ui_choice, lefts);
    if (!a || !b) return LIMIT;
    for (size_t i = 0; i < n; i++)
        if (!partner[i].over) a[v->partners++] = (struct ui_choice){ .code = id_words(c, partner[i].id.v), .label = partner[i].name };
    for (size_t i = 0; i < lefts; i++)
        b[v->graduates++] = (struct ui_choice){ .code = id_words(c, left[i].person_id.v), .label = left[i].class_name ? arena_print(c->arena, "%s (%s)", left[i].name, left[i].class_name) : left[i].name };
    v->partner = a, v->graduate = b;
    return OK;
}

rc outsiders_page(struct ctx *c, struct reply *r)
{
    struct outsiders_view v = { .school = c->school, .base = base_of(c), .today = c->today, .small = c->route->form && c->route->form != &outsider_form };
    struct ui_tab *tab = ARENA_MANY(c->arena, struct ui_tab, OUTSIDER_KIND_COUNT);
    const char *wanted = form_typed(c, "loai", query_text(c, "loai"));
    if (!tab) return LIMIT;
    if (!outsider_kind_read(wanted, &v.kind)) v.kind = c->route->form == &check_form ? OUTSIDER_KIND_MENTOR : OUTSIDER_KIND_PARTNER;
    for (int k = 1; k <= OUTSIDER_KIND_COUNT; k++)
        tab[v.tabs++] = (struct ui_tab){ page_of(c, (enum outsider_kind)k), outsider_kind_label((enum outsider_kind)k), (int)v.kind == k };
    v.tab = tab;
    try(lines_fill(c, &v));
    try(choices_fill(c, &v));
    return show(r, view_outsiders, &v);
}

/* ---- add */
struct outsider_now { struct new_outsider in; const char *phone, *next; opt_day born; bool known; };

/* A child who graduated is still a child: the place beside the school, and the slip for it, would pass by those who decide for it
** (docs/decisions/0092-alumni-are-of-age.md). */
static bool of_age(opt_day born, day today) { return born.has && day_age(born.v, today) >= ADULT; }


static rc outsider_store(struct tx *t, const struct outsider_now *in, void *out)
{
    struct new_outsider place = in->in;
    const char *user_name;
    outsider_id id;
    (void)out;
    try(access_recheck(t, PARTNER_CHANGE, NULL, 0));
    if (!in->known) {
        struct new_person one = { .full_name = place.full_name, .born = in->born };
        try(person_add(t, &one, &place.person));
        if (!str_empty(in->phone)) try(contact_set(t, place.person, CONTACT_KIND_PHONE, in->phone));
    }
    try(outsider_add(t, &place, &id));
    if (!in->known) try(account_add(t, place.person, place.full_name, false, (batch_id){ 0 }, &user_name));
    try(access_changed(t, place.person));
    return answer(t, "%s", in->next);
}
CLOSURE(outsider_store, struct outsider_now, void)

/* A graduate is the person who is known already; nobody else is looked up by name: whoever is written down here is new. */
static rc graduate_fill(struct ctx *c, person_id person, struct outsider_now *now)
{
    struct graduates_here_row *left;
    size_t n;
    try(graduates_here(c->ask, c->today, &left, &n));
    for (size_t i = 0; i < n; i++) {
        if (left[i].person_id.v != person.v) continue;
        now->known = true;
        now->in.person = person;
        now->in.full_name = left[i].name;
        now->born = left[i].born;
        if (!now->in.words && left[i].class_name) now->in.words = say(c->arena, LANG_VI, _("Lớp {lop}"), "lop", left[i].class_name, NULL);
        return OK;
    }
    return form_wrong(c, "em", _("Em này không còn trong danh sách tốt nghiệp. Tải lại trang rồi chọn."));
}

rc outsider_action(struct ctx *c, struct reply *r)
{
    struct outsider_in in;
    struct outsider_now now = { .known = false };
    try(form_read(c, c->route->form, &in));
    if (!outsider_kind_read(in.kind, &now.in.kind)) return INVALID;
    now.next = page_of(c, now.in.kind);
    now.phone = in.phone;
    now.in.partner = in.partner;
    now.in.full_name = in.name;
    now.in.words = str_empty(in.words) ? NULL : in.words;
    if (now.in.kind == OUTSIDER_KIND_ALUMNUS && in.graduate.v) try(graduate_fill(c, in.graduate, &now));
    if (str_empty(now.in.full_name)) return form_wrong(c, "ho_ten", _("Hãy ghi họ và tên."));
    if (now.in.kind == OUTSIDER_KIND_ALUMNUS && !now.known) now.born = in.born;
    if (now.in.kind == OUTSIDER_KIND_ALUMNUS && !of_age(now.born, c->today))
        return form_wrong(c, now.known ? "em" : "ngay_sinh", _("Cựu học sinh có chỗ bên cạnh trường từ 18 tuổi, và cần có ngày sinh. Trước đó em dùng tài khoản học sinh đang có."));
    try(transact(c->ask, c->key, outsider_store, &now, NULL));
    return see_other_flash(r, now.next, now.known ? _("Đã ghi. Em vào bằng tài khoản đang có và tự chọn có vào mạng lưới hay không.")
                                                  : _("Đã thêm. Làm phiếu đăng nhập để người ấy vào lần đầu."), NULL);
}

/* ---- check, end */
struct check_now { struct mentor_check in; const char *next; };
static rc check_store(struct tx *t, const struct check_now *in, void *out)
{
    (void)out;
    try(access_recheck(t, PARTNER_CHANGE, NULL, 0));
    try(mentor_check(t, &in->in));
    return answer(t, "%s", in->next);
}
CLOSURE(check_store, struct check_now, void)

rc check_action(struct ctx *c, struct reply *r)
{
    struct check_in in;
    try(form_read(c, c->route->form, &in));
    struct check_now now = { { { in.id }, in.paper, in.until, in.rev }, page_of(c, OUTSIDER_KIND_MENTOR) };
    try(transact(c->ask, c->key, check_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã ghi: nhà trường đã xem giấy tờ của người hướng dẫn này."), NULL);
}

struct end_now { outsider_id id; int64_t rev; const char *next; };
static rc end_store(struct tx *t, const struct end_now *in, void *out)
{
    person_id person;
    (void)out;
    try(access_recheck(t, PARTNER_CHANGE, NULL, 0));
    try(outsider_end(t, in->id, in->rev, &person));
    try(access_changed(t, person));
    return answer(t, "%s", in->next);
}
CLOSURE(end_store, struct end_now, void)

rc outsider_end_action(struct ctx *c, struct reply *r)
{
    struct place_in in;
    struct outsider_face face;
    try(form_read(c, c->route->form, &in));
    try(outsider_find(c->ask, (outsider_id){ in.id }, &face));
    struct end_now now = { face.id, in.rev, page_of(c, face.kind) };
    try(transact(c->ask, c->key, end_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã ghi. Từ hôm nay người ấy không còn chỗ nào bên cạnh trường."), NULL);
}

/* ---- a slip */
rc slip_only_for(struct ctx *c, person_id person, unsigned outside)
{
    struct who w = { 0 };
    rc known = access_who_of(c->ask, person, &w);
    if (known != OK) return known;
    if (w.admin || w.roles || w.children || (w.outside & ~outside))
        return refuse(c->ask, DENIED, 5403, _("Người này còn vai trò khác trong Khuê nên vào bằng tài khoản đang có."), NULL);
    if ((w.outside & OUTSIDE_ALUMNUS) && !w.must_choose_password)
        return refuse(c->ask, DENIED, 5404, _("Cựu học sinh này đã có mật khẩu của riêng mình. Nếu quên, người ấy dùng Quên mật khẩu."), NULL);
    return OK;
}

rc outsider_slip_action(struct ctx *c, struct reply *r)
{
    struct place_in in;
    struct outsider_face face;
    try(form_read(c, c->route->form, &in));
    try(outsider_find(c->ask, (outsider_id){ in.id }, &face));
    if (face.to.has) return NOT_FOUND;
    if (face.kind == OUTSIDER_KIND_ALUMNUS && !of_age(face.born, c->today))
        return refuse(c->ask, DENIED, 5242, _("Phiếu của cựu học sinh chỉ làm cho người đã đủ 18 tuổi và có ngày sinh trong hồ sơ."), NULL);
    try(slip_only_for(c, face.person, OUTSIDE_PARTNER | OUTSIDE_MENTOR | OUTSIDE_ALUMNUS));
    bool ours;
    try(account_ours(c->ask, face.person, ACCOUNT_BY_WORK, &ours));              /* nor for one who stands beside another school too */
    if (!ours) return refuse(c->ask, DENIED, 5403, _("Người này còn vai trò khác trong Khuê nên vào bằng tài khoản đang có."), NULL);
    return slip_for_one(c, r, &(struct slip_wanted){ face.person, face.name, tr(c->lang, outsider_kind_label(face.kind)), c->school->name, page_of(c, face.kind), PARTNER_CHANGE });
}
