/* Thầy cô and nhân viên of a school: who they are, adding one with an account, ending a place, a slip for one. Only roles of
** adults; a principal is made by a principal or by `khue user`. */
#include "access/access.h"
#include "access/codes.h"
#include "access/sign_in.h"
#include "access/slips.h"
#include "base/contact.h"
#include "base/ids.h"
#include "base/viet.h"
#include "classes/classes.h"
#include "consent/consent.h"
#include "generated/access_queries.h"
#include "generated/access_views.h"
#include "notices/notices.h"
#include "people/people.h"
#include "schools/schools.h"
#include "web/mail.h"

const struct field staff_fields[] = {
    FIELD(struct staff_in, name, FIELD_TEXT, REQUIRED, .name = "ho_ten", .max = 120, .label = N_("Họ và tên")),
    FIELD(struct staff_in, role, FIELD_CHOICE, REQUIRED, .name = "vai", .choices = "teacher assistant staff clerk deputy", .label = N_("Vai trò")),
    FIELD(struct staff_in, title, FIELD_TEXT, OPTIONAL, .name = "chuc_danh", .max = 120, .label = N_("Chức danh")),
    FIELD(struct staff_in, phone, FIELD_PHONE, OPTIONAL, .name = "dien_thoai", .label = N_("Số điện thoại")),
    FIELD(struct staff_in, email, FIELD_TEXT, OPTIONAL, .name = "thu", .max = 254, .label = N_("Thư điện tử")),
    FIELD(struct staff_in, another, FIELD_TICK, OPTIONAL, .name = "nguoi_khac", .label = N_("Đã xem, đây là người khác")),
    FIELD(struct staff_in, back, FIELD_ID, OPTIONAL, .name = "tro_lai"), { 0 } };
const struct field member_fields[] = { FIELD(struct member_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };

static const char *staff_path(struct ctx *c) { return arena_print(c->arena, "/t/%s/nhan-su", c->school->code); }

/* Who has the typed name or telephone at the school, now or before. */
static rc alike_fill(struct ctx *c, struct staff_view *v)
{
    struct contact_check phone = phone_check(c->arena, form_typed(c, "dien_thoai", ""));
    const char *key = search_key(c->arena, viet_tidy(c->arena, form_typed(c, "ho_ten", "")));
    return *key ? staff_alike(c->ask, key, phone.normal, c->today, &v->alike, &v->alikes) : OK;
}

rc staff_page(struct ctx *c, struct reply *r)
{
    struct staff_of_school_row *row;
    struct staff_view v = { .school = c->school, .mail_works = mail_works(c), .heads = may(c, OFFICE_CHANGE, NULL, 0), .can_import = may(c, ROSTER_IMPORT, NULL, 0) };
    try(staff_of_school(c->ask, c->today, &row, &v.n));
    struct staff_line *line = ARENA_MANY(c->arena, struct staff_line, v.n);
    person_id *who = ARENA_MANY(c->arena, person_id, v.n);
    bool *ours = ARENA_MANY(c->arena, bool, v.n);
    if (!line || !who || !ours) return LIMIT;
    for (size_t i = 0; i < v.n; i++) who[i] = row[i].person_id;
    try(accounts_ours(c->ask, who, v.n, ACCOUNT_BY_WORK, ours));
    for (size_t i = 0; i < v.n; i++)
        line[i] = (struct staff_line){ .id = row[i].id, .name = row[i].name, .role = row[i].role, .title = row[i].title, .user_name = row[i].user_name,
                                       .has_password = row[i].has_password, .rev = row[i].rev, .myself = row[i].person_id.v == c->who->person.v, .beyond = !ours[i] };
    v.line = line;
    for (size_t i = 0; i < v.n; i++)
        v.waiting += line[i].user_name && !line[i].beyond && !line[i].has_password && line[i].role != MEMBER_ROLE_PRINCIPAL && (v.heads || !role_is_office(member_role_code(line[i].role)));
    v.only_here = slips_only_here(c->app);
    if (c->form.any) try(alike_fill(c, &v));
    return show(r, view_staff, &v);
}

/* ---- add */
struct staff_new { struct staff_in in; enum member_role role; day today; const char *next, *address, *school_name; person_id by; };

/* Who runs the office sees every child: the heads hear of each new one. */
rc heads_hear_of_office(struct tx *t, const char *name)
{
    struct member_line *head;
    struct school_face school;
    size_t n;
    try(members_of_role(t->ask, MEMBER_ROLE_PRINCIPAL, (member_id){ 0 }, 5, &head, &n));
    try(school_face(t->ask, t->ask->scope.school, &school));
    for (size_t i = 0; i < n; i++)
        if (head[i].person.v != t->ask->me.v)
            try(notice_add(t, &(struct notice){ .to = head[i].person, .kind = NOTICE_KIND_WORK, .words = _("{ten} vừa được thêm vào văn phòng của trường và xem được hồ sơ học sinh."),
                .with = { "ten", name }, .path = arena_print(t->ask->arena, "/t/%s/nhan-su", school.code) }));
    return OK;
}

/* One human being is written down once, unless the office says that these are two. */
static rc nobody_alike(struct tx *t, const struct staff_new *in)
{
    struct staff_alike_row *row;
    size_t n;
    try(staff_alike(t->ask, search_key(t->ask->arena, viet_tidy(t->ask->arena, in->in.name)), in->in.phone ? in->in.phone : "", in->today, &row, &n));
    return n ? refuse_field(t->ask, "nguoi_khac", 5783, _("Trường đã có người tên hay số điện thoại như vậy. Xem ở trên; nếu đúng là người khác thì đánh dấu ở đây."), NULL) : OK;
}

rc is_away(struct ask *a, person_id person, bool *away)
{
    struct who w = { 0 };
    try(access_who_of(a, person, &w));
    *away = w.admin || w.outside & OUTSIDE_OVER;
    for (size_t i = 0; i < w.roles; i++) *away = *away || (w.role[i].school.id.v != a->scope.school.v && !str_is(w.role[i].role, member_role_code(MEMBER_ROLE_PUPIL)));
    return OK;
}

rc may_come_back(struct ask *a, person_id person, const char *name)
{
    bool away;
    try(is_away(a, person, &away));
    return away ? refuse(a, CONFLICT, 6035, _("Tài khoản của {ten} nay dùng ở nơi khác. Nhờ quản trị hệ thống ghi trở lại, hoặc ghi là người khác để thêm như người mới."), "ten", name, NULL) : OK;
}

/* The old place of who comes back: nobody's of today, whose account is open still. The row and the account go on: nobody is written down twice. */
static rc left_one(struct tx *t, const struct staff_new *in, struct member_line *was)
{
    struct user_name_of_row user;
    struct membership *place;
    size_t n;
    bool open;
    try(member_find(t->ask, in->in.back, was));
    if (was->role == MEMBER_ROLE_PUPIL || !was->to_day.has || was->to_day.v.n > in->today.n) return refuse(t->ask, CONFLICT, 6005, _("Người này đang ở trường, không phải đã thôi làm. Tải lại trang để xem."), NULL);
    try(memberships_of(t->ask, was->person, &place, &n));
    for (size_t i = 0; i < n; i++)
        if (place[i].school.id.v == t->ask->scope.school.v && place[i].role != MEMBER_ROLE_PUPIL)
            return refuse(t->ask, CONFLICT, 6005, _("Người này đang ở trường, không phải đã thôi làm. Tải lại trang để xem."), NULL);
    try(user_name_of(t->ask, was->person, &user, &open));
    return open ? OK : refuse(t->ask, CONFLICT, 6006, _("Tài khoản cũ của người này đã đóng. Đánh dấu “Đã xem, đây là người khác” để thêm như người mới."), NULL);
}

static rc staff_back(struct tx *t, const struct staff_new *in)
{
    struct member_line was;
    struct school_face school;
    const char *name;
    member_id member;
    try(left_one(t, in, &was));
    try(persons_hold(t, was.person, was.person));
    try(person_name(t->ask, was.person, &name));
    try(may_come_back(t->ask, was.person, name));
    try(member_add(t, &(struct new_member){ .person = was.person, .role = in->role, .full_name = name, .title = str_empty(in->in.title) ? NULL : in->in.title, .from = in->today }, &member));
    try(school_face(t->ask, t->ask->scope.school, &school));
    try(notice_add(t, &(struct notice){ .to = was.person, .kind = NOTICE_KIND_WORK, .words = _("{truong} đã ghi bạn trở lại làm việc từ hôm nay."), .with = { "truong", school.name }, .path = "/hom-nay" }));
    if (role_is_office(member_role_code(in->role))) try(heads_hear_of_office(t, name));
    try(account_ways_void(t, was.person));
    try(access_changed(t, was.person));
    return answer(t, "%s", in->next);
}

static rc staff_add(struct tx *t, const struct staff_new *in, void *out)
{
    (void)out;
    person_id person;
    member_id member;
    const char *user_name;
    bool sent;
    struct new_person one = { .full_name = in->in.name };
    try(access_recheck(t, in->role == MEMBER_ROLE_CLERK || in->role == MEMBER_ROLE_DEPUTY ? OFFICE_CHANGE : STAFF_CHANGE, NULL, 0));
    if (in->in.back.v) return staff_back(t, in);
    if (!in->in.another) try(nobody_alike(t, in));
    try(person_add(t, &one, &person));
    if (!str_empty(in->in.phone)) try(contact_set(t, person, CONTACT_KIND_PHONE, in->in.phone));
    struct new_member place = { .person = person, .role = in->role, .full_name = in->in.name,
                                .title = str_empty(in->in.title) ? NULL : in->in.title, .from = in->today };
    try(member_add(t, &place, &member));
    try(account_add(t, person, in->in.name, false, (batch_id){ 0 }, &user_name));
    if (role_is_office(member_role_code(in->role))) try(heads_hear_of_office(t, in->in.name));
    if (in->address) {
        struct invitation mail = { .person = person, .by = in->by, .address = in->address, .name = in->in.name, .user_name = user_name, .school_name = in->school_name };
        try(invite_write(t, &mail, &sent));
    }
    return answer(t, "%s", in->next);
}
CLOSURE(staff_add, struct staff_new, void)

rc heads_only(struct ctx *c)
{
    if (may(c, OFFICE_CHANGE, NULL, 0)) return OK;
    return refuse(c->ask, DENIED, 1424, _("Văn thư và phó hiệu trưởng do ban giám hiệu thêm, làm phiếu và mời. Nhờ hiệu trưởng hoặc phó hiệu trưởng."), NULL);
}

rc staff_action(struct ctx *c, struct reply *r)
{
    struct staff_new fresh = { .today = c->today, .next = staff_path(c) };
    try(form_read(c, c->route->form, &fresh.in));
    if (!member_role_read(fresh.in.role, &fresh.role)) return INVALID;
    if (role_is_office(fresh.in.role)) try(heads_only(c));
    if (c->who->barred_n + c->who->reads_n) return DENIED;                       /* a new account would be under no order */
    bool back = fresh.in.back.v != 0, invites = !back && mail_works(c) && !str_empty(fresh.in.email);
    if (invites && !(fresh.address = mail_address(c->arena, fresh.in.email)))
        return form_wrong(c, "thu", _("Địa chỉ thư có dạng ten@noi-nhan.vn, không dấu, không khoảng trắng."));
    fresh.school_name = c->school->name;
    fresh.by = c->who->person;
    try(transact(c->ask, c->key, staff_add, &fresh, NULL));
    if (back) return see_other_flash(r, fresh.next, _("Đã ghi trở lại trường. Người ấy vào bằng tài khoản cũ; quên mật khẩu thì làm phiếu."), NULL);
    return see_other_flash(r, fresh.next, invites ? _("Đã thêm và gửi thư mời. Đường dẫn trong thư dùng được 7 ngày.") : _("Đã thêm. Làm phiếu đăng nhập để người ấy vào lần đầu."), NULL);
}

/* ---- end a place: of the office's own by the heads, as they are added. That of a principal ends elsewhere. */
static bool office_place(enum member_role role) { return role == MEMBER_ROLE_CLERK || role == MEMBER_ROLE_DEPUTY; }
struct staff_end { member_id member; int64_t rev; day today; };

static rc staff_close(struct tx *t, const struct staff_end *in, void *out)
{
    (void)out;
    struct member_line line;
    try(member_find(t->ask, in->member, &line));
    try(access_recheck_over(t, office_place(line.role) ? OFFICE_CHANGE : STAFF_CHANGE, line.person));
    if (line.role == MEMBER_ROLE_PUPIL || line.role == MEMBER_ROLE_PRINCIPAL)
        return refuse(t->ask, CONFLICT, 1421, _("Trang này chỉ ghi thôi làm cho thầy cô và nhân viên."), NULL);
    try(member_end(t, in->member, in->today, in->rev));
    try(teachings_end(t, in->member, line.person, in->today));
    try(account_ways_void(t, line.person));
    return access_changed(t, line.person);
}
CLOSURE(staff_close, struct staff_end, void)

rc staff_end_action(struct ctx *c, struct reply *r)
{
    struct member_in in;
    struct member_line line;
    member_id id = PATH_ID(c, "nguoi", member_id);
    try(form_read(c, c->route->form, &in));
    try(member_find(c->ask, id, &line));
    if (line.person.v == c->who->person.v)
        return refuse(c->ask, CONFLICT, 1422, _("Không tự ghi thôi làm cho chính mình. Nhờ hiệu trưởng hoặc văn thư khác."), NULL);
    if (office_place(line.role)) try(heads_only(c));
    struct staff_end end = { id, in.rev, c->today };
    try(transact(c->ask, c->key, staff_close, &end, NULL));
    return see_other_flash(r, staff_path(c), _("Đã ghi ngày thôi làm. Người ấy không vào được trường nữa."), NULL);
}

/* ---- a slip for one */
struct one_code { const struct fresh_code *code; person_id by; instant until; const char *next; int permission; };

static rc one_code_store(struct tx *t, const struct one_code *in, void *out)
{
    (void)out;
    try(access_recheck(t, in->permission, NULL, 0));
    try(persons_hold(t, in->code->person, in->code->person));                   /* another school's place for them waits, or was first */
    if (t->ask->scope.school.v) try(account_way_in(t->ask, in->code->person));
    try(code_store(t, in->code, in->by, in->until));
    return answer(t, "%s", in->next);
}
CLOSURE(one_code_store, struct one_code, void)

rc slip_for_one(struct ctx *c, struct reply *r, const struct slip_wanted *in)
{
    struct user_name_of_row user;
    struct fresh_code code;
    bool found;
    int64_t days;
    try(user_name_of(c->ask, in->person, &user, &found));
    if (!found) return NOT_FOUND;
    try(code_make(c->app, c->arena, in->person, &code));
    try(setting_int(c->ask, &access_settings[ACCESS_SLIP_DAYS], &days));
    struct one_code fresh = { &code, c->who->person, { c->now.ms + days * 86400000 }, in->back, in->permission };
    if (c->school) try(look_write_all(c, &in->person, 1, LOOK_KIND_SIGN_IN, "slips"));
    try(transact(c->ask, c->key, one_code_store, &fresh, NULL));
    if (c->key && c->key->repeated)
        return see_other_flash(r, in->back, _("Phiếu đã được làm ở lần bấm trước. Nếu chưa in được, hãy làm phiếu mới."), NULL);
    struct slip slip = { in->name, user.user_name, code.shown, in->whose };
    const struct slips_class one = { NULL, day_of(fresh.until), &slip, 1 };
    struct slips_view v = { .school_name = in->of, .address = c->app->config.base_url, .back = in->back, .class_ = &one, .classes = 1 };
    try(slips_words(c, &v));
    return show(r, view_slips, &v);
}

/* A slip opens everything that its bearer may do: so whose.c says who makes one, and nobody whom an order keeps from a child of theirs. */
rc slip_allowed(struct ctx *c, person_id person)
{
    bool kin;
    try(stands_for_any(c->ask, person, c->who->barred, c->who->barred_n + c->who->reads_n, &kin));
    return kin ? DENIED : account_way_in(c->ask, person);
}

/* By the highest place that somebody has here: a principal who also stands as a teacher is the principal. *office: clerk, deputy or principal. */
static rc place_here(struct ctx *c, const struct member_line *line, bool *principal, bool *office)
{
    struct membership *place;
    size_t n;
    try(memberships_of(c->ask, line->person, &place, &n));
    *principal = line->role == MEMBER_ROLE_PRINCIPAL;
    *office = role_is_office(member_role_code(line->role));
    for (size_t i = 0; i < n; i++) {
        if (place[i].school.id.v != c->school->id.v) continue;
        *principal = *principal || place[i].role == MEMBER_ROLE_PRINCIPAL;
        *office = *office || role_is_office(member_role_code(place[i].role));
    }
    return OK;
}

rc slip_here(struct ctx *c, const struct member_line *line, bool *yes, bool *office)
{
    bool principal, kin, ours;
    *yes = false;
    try(place_here(c, line, &principal, office));
    if (principal || (*office && !may(c, OFFICE_CHANGE, NULL, 0))) return OK;
    try(stands_for_any(c->ask, line->person, c->who->barred, c->who->barred_n + c->who->reads_n, &kin));
    try(account_ours(c->ask, line->person, ACCOUNT_BY_WORK, &ours));
    *yes = !kin && ours;
    return OK;
}

rc office_guarded(struct ctx *c, const struct member_line *line)
{
    bool principal, office;
    if (line->person.v == c->who->person.v) return OK;
    try(place_here(c, line, &principal, &office));
    if (principal) return DENIED;
    return office ? heads_only(c) : OK;
}

rc staff_slip_action(struct ctx *c, struct reply *r)
{
    struct member_line line;
    try(member_find(c->ask, PATH_ID(c, "nguoi", member_id), &line));
    if (line.role == MEMBER_ROLE_PUPIL || line.to_day.has) return NOT_FOUND;
    try(office_guarded(c, &line));
    try(slip_allowed(c, line.person));
    int permission = role_is_office(member_role_code(line.role)) && line.person.v != c->who->person.v ? OFFICE_CHANGE : STAFF_CHANGE;
    return slip_for_one(c, r, &(struct slip_wanted){ line.person, line.name, tr(c->lang, member_role_label(line.role)), c->school->name, staff_path(c), permission });
}
